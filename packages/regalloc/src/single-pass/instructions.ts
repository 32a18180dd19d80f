/**
 * The single-pass allocator's step over one instruction, backwards: operands are placed in an order in which the register
 * demand rule of valid functions guarantees that registers do not run out. Instructions of the common plain forms have a
 * path of their own. The algorithm is explained in `allocate.ts`.
 */

import { grow } from "../function.ts";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_SHIFT,
  ALLOC_NONE,
  CONSTRAINT_ANY,
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  OPERAND_DEF,
  OPERAND_LATE,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
} from "../operand.ts";

import {
  NONE,
  REG,
  SLOT,
  HAS_FIXED_USE,
  HAS_FIXED_DEF,
  HAS_OTHER_DEF,
  HAS_LATE_DEF,
  HAS_EARLY_DEF,
  HAS_LATE_USE,
  HAS_ANY,
  ALLOCATABLE_AT,
  OWNER_AT,
  WRITTEN_AT,
  SLOT_OF,
  DEFS_FIXED,
  DEFS_REGISTER,
  DEFS_ANYWHERE,
  DEFS_ANYWHERE_LATER,
  RECORD_SHIFT,
} from "./state.ts";
import { SinglePassState } from "./state.ts";
import { HERE } from "./edits.ts";

/** The walk within a block. */
export class InstructionWalk extends SinglePassState {
  // Instructions.

  protected instruction(i: number): void {
    const { func, pinned, resultHomes, values } = this;
    const { operands } = func;
    const { allocs } = this.output;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    const clobbers = func.instClobbers[i];
    this.inst = i;
    this.clobberAt = clobbers * PREG_SET_WORDS;
    let has = 0;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      const w1 = operands[2 * o + 1];
      const c = w1 & CONSTRAINT_MASK;
      if (c === CONSTRAINT_PHYSICAL) {
        allocs[o] = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        continue;
      }
      if (c === CONSTRAINT_FIXED) {
        this.markFixed(w0, w1 >>> CONSTRAINT_ARG_SHIFT);
      } else {
        if (c === CONSTRAINT_REUSE) {
          const u1 = operands[2 * (start + (w1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
          if ((u1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED) this.markFixed(w0, u1 >>> CONSTRAINT_ARG_SHIFT);
        }
        const p = values[(w0 & OPERAND_VREG_MASK) << RECORD_SHIFT];
        if (p >= 0) {
          pinned[p >>> 5] |= 1 << (p & 31);
          if (w0 < 0 && (w0 & OPERAND_DEF) !== 0 && c !== CONSTRAINT_ANY)
            resultHomes[p >>> 5] |= 1 << (p & 31);
        }
      }
      if (c === CONSTRAINT_ANY) has |= HAS_ANY;
      if ((w0 & OPERAND_DEF) === 0) has |= w0 < 0 ? HAS_LATE_USE : c === CONSTRAINT_FIXED ? HAS_FIXED_USE : 0;
      else if (w0 >= 0) has |= HAS_EARLY_DEF;
      else if (c === CONSTRAINT_REUSE) has |= HAS_LATE_DEF | HAS_OTHER_DEF | HAS_FIXED_DEF;
      else
        has |=
          HAS_LATE_DEF | (c === CONSTRAINT_FIXED || c === CONSTRAINT_STACK ? HAS_FIXED_DEF : HAS_OTHER_DEF);
    }
    this.shortHomes = this.atTerminator && (clobbers !== 0 || (has & (HAS_LATE_DEF | HAS_EARLY_DEF)) !== 0);
    // Operands that may be anywhere come last: the register demand rule does not count them. Only where nothing is held
    // through the instruction can results be settled before the rest, which frees their homes for the uses.
    const through = (has & (HAS_EARLY_DEF | HAS_LATE_USE)) !== 0;
    if ((has & HAS_LATE_DEF) !== 0) {
      if ((has & HAS_FIXED_DEF) !== 0) this.lateDefs(start, end, DEFS_FIXED);
      if ((has & HAS_OTHER_DEF) !== 0) this.lateDefs(start, end, DEFS_REGISTER);
      if ((has & HAS_ANY) !== 0 && !through) this.lateDefs(start, end, DEFS_ANYWHERE);
    }
    if (clobbers !== 0) this.vacateClobbered();
    if ((has & (HAS_FIXED_USE | HAS_EARLY_DEF | HAS_LATE_USE)) !== 0) this.vacateFixed(start, end);
    if (through) {
      this.earlyDefs(start, end, false);
      this.lateUses(start, end, false);
    }
    this.earlyUses(start, end, false);
    if ((has & HAS_ANY) !== 0) {
      if (through) {
        this.lateDefs(start, end, DEFS_ANYWHERE_LATER);
        this.earlyDefs(start, end, true);
        this.lateUses(start, end, true);
      }
      this.earlyUses(start, end, true);
    }
    if (clobbers !== 0) {
      this.lastCall = --this.calls > 0 ? this.callAt[this.calls - 1] : NONE;
      const at = this.numLoops * PREG_SET_WORDS;
      for (let w = 0; w < PREG_SET_WORDS; w++) this.written[at + w] |= func.clobberSets[this.clobberAt + w];
    }
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    if (this.numBefore > 0) this.flushBefore(2 * i);
    this.clearMasks();
  }

  /** Empties the sets of the current instruction. */
  protected clearMasks(): void {
    const { early, late, pinned, resultHomes } = this;
    for (let w = 0; w < this.setWords; w++) {
      early[w] = 0;
      late[w] = 0;
      pinned[w] = 0;
      resultHomes[w] = 0;
    }
    this.numEvicted = 0;
  }

  /**
   * Walks up from instruction `i`, not beyond `first`, while instructions are of plain form: early uses in registers or
   * anywhere, and at most one late def, in a register or in that of a use. Returns the first that is not, or `first - 1`.
   */
  protected plainInstructions(i: number, first: number): number {
    const { values, registers, hasLabels, edits } = this;
    const { operands, instOperands, instFlags, instClobbers } = this.func;
    const { allocs } = this.output;
    const writtenAt = WRITTEN_AT + this.numLoops * PREG_SET_WORDS;
    let start = instOperands[i + 1];
    for (; i >= first; i--) {
      if ((instFlags[i] & 1) /* INST_MOVE */ !== 0 || instClobbers[i] !== 0) return i;
      const end = start;
      start = instOperands[i];
      let d = -1;
      let other = 0;
      let anywhere = 0;
      for (let o = start; o < end; o++) {
        const w0 = operands[2 * o];
        const w1 = operands[2 * o + 1];
        if ((w0 & OPERAND_DEF) === 0) {
          // Early, constraint 0 (any) or 1 (register).
          other |= (w0 & OPERAND_LATE) | (w1 & ~1);
          anywhere |= w1 ^ 1;
        } else {
          if (d >= 0 || w0 >= 0) return i;
          d = o;
        }
      }
      if (other !== 0) return i;
      // Not within the instruction that defines their values: it may still read their slots.
      if (this.numReleased > 0) this.freeSlots();
      let reused = -1;
      let used = false;
      // The register of the result, if it is also an input's that has to be copied.
      let busyWord = -1;
      let busyBit = 0;
      let result = 0;
      if (d >= 0) {
        const w1 = operands[2 * d + 1];
        if (w1 !== 1 /* CONSTRAINT_REG */) {
          if ((w1 & 7) !== 4 /* CONSTRAINT_REUSE */) return i;
          reused = start + (w1 >>> 8);
        }
        const v = operands[2 * d] & OPERAND_VREG_MASK;
        const record = v << RECORD_SHIFT;
        let p = values[record];
        const slot = values[record + SLOT_OF];
        let word = p >>> 5;
        let bit = 1 << (p & 31);
        if (p >= 0) {
          if (hasLabels) {
            this.inst = i;
            this.endHome(v, p);
          }
          values[record] = -1;
          registers[OWNER_AT + p] = -1;
          registers[word] &= ~bit;
        } else {
          const w = (operands[2 * d] >>> 27) & 6;
          let free = registers[ALLOCATABLE_AT + w] & ~registers[w];
          if (free !== 0) p = this.choose(v, w, free);
          else if ((free = registers[ALLOCATABLE_AT + w + 1] & ~registers[w + 1]) !== 0)
            p = this.choose(v, w + 1, free);
          else {
            p = this.takeForResult(v, i, reused);
            used = true;
          }
          word = p >>> 5;
          bit = 1 << (p & 31);
        }
        result = REG | p;
        allocs[d] = result;
        registers[writtenAt + word] |= bit;
        if (slot >= 0) {
          this.releaseSlot(v, slot);
          if (used) this.after(v, result, SLOT | slot);
          else edits.single(2 * i + 1, result, SLOT | slot, this.infoOf(v));
        }
        if (reused >= 0) {
          allocs[reused] = result;
          const u = operands[2 * reused] & OPERAND_VREG_MASK;
          if (values[u << RECORD_SHIFT] < 0) {
            values[u << RECORD_SHIFT] = p;
            registers[OWNER_AT + p] = u;
            registers[word] |= bit;
            if (hasLabels) this.beginHome(u, 2 * i + 1);
          } else {
            busyWord = word;
            busyBit = bit;
          }
        }
      }
      for (let o = start; o < end; o++) {
        if (o === d || o === reused || operands[2 * o + 1] === 0 /* CONSTRAINT_ANY */) continue;
        const v = operands[2 * o] & OPERAND_VREG_MASK;
        let p = values[v << RECORD_SHIFT];
        if (p < 0) {
          const w = (operands[2 * o] >>> 27) & 6;
          let free = registers[ALLOCATABLE_AT + w] & ~registers[w];
          if (w === busyWord) free &= ~busyBit;
          if (free !== 0) p = this.choose(v, w, free);
          else {
            free = registers[ALLOCATABLE_AT + w + 1] & ~registers[w + 1];
            if (w + 1 === busyWord) free &= ~busyBit;
            if (free !== 0) p = this.choose(v, w + 1, free);
            else {
              p = this.takeForUse(v, i, result, reused);
              used = true;
            }
          }
          values[v << RECORD_SHIFT] = p;
          registers[OWNER_AT + p] = v;
          registers[p >>> 5] |= 1 << (p & 31);
          if (hasLabels) this.beginHome(v, 2 * i + 1);
        }
        allocs[o] = REG | p;
      }
      // Last, because the register demand rule does not count them.
      if (anywhere !== 0) {
        for (let o = start; o < end; o++) {
          if (o === d || operands[2 * o + 1] !== 0 /* CONSTRAINT_ANY */) continue;
          const v = operands[2 * o] & OPERAND_VREG_MASK;
          const home = values[v << RECORD_SHIFT];
          const slot = values[(v << RECORD_SHIFT) + SLOT_OF];
          if (home >= 0) allocs[o] = REG | home;
          else if (slot >= 0) allocs[o] = SLOT | slot;
          else {
            const w = (operands[2 * o] >>> 27) & 6;
            let free = registers[ALLOCATABLE_AT + w] & ~registers[w];
            if (w === busyWord) free &= ~busyBit;
            if (free === 0) allocs[o] = this.slotOf(v);
            else {
              const p = this.choose(v, w, free);
              allocs[o] = REG | p;
              values[v << RECORD_SHIFT] = p;
              registers[OWNER_AT + p] = v;
              registers[p >>> 5] |= 1 << (p & 31);
              if (hasLabels) this.beginHome(v, 2 * i + 1);
            }
          }
        }
      }
      if (used && this.numAfter > 0) this.flushAfter(2 * i + 1);
      if (busyBit !== 0) {
        const u = operands[2 * reused] & OPERAND_VREG_MASK;
        const home = values[u << RECORD_SHIFT];
        edits.single(2 * i, home >= 0 ? REG | home : this.sourceOf(u, result), result, this.infoOf(u));
      }
      if (used) this.clearMasks();
    }
    return i;
  }

  /** Takes a register from another value for the result of a plain instruction. */
  private takeForResult(v: number, i: number, reused: number): number {
    this.inst = i;
    this.clobberAt = 0;
    this.pinUses(this.func.instOperands[i], this.func.instOperands[i + 1], reused);
    const p = this.pickLate(v, this.func.vregClass[v], 64, reused >= 0);
    this.early[p >>> 5] &= ~(1 << (p & 31));
    return p;
  }

  /** Takes a register from another value for a use by a plain instruction whose result, if any, has its place. */
  private takeForUse(v: number, i: number, result: number, reused: number): number {
    this.inst = i;
    this.clobberAt = 0;
    this.markResult(result, reused >= 0);
    this.pinUses(this.func.instOperands[i], this.func.instOperands[i + 1], reused);
    return this.pickEarly(v, this.func.vregClass[v], 64);
  }

  /** Marks the result's register as spoken for; with `reused`, also at the start, where an input is in it. */
  private markResult(result: number, reused: boolean): void {
    if (result === 0) return;
    const word = (result & 255) >>> 5;
    const bit = 1 << (result & 31);
    this.late[word] |= bit;
    if (reused) this.early[word] |= bit;
  }

  /** Where an early use may find its value that may be anywhere. */
  protected useAnywhere(v: number): number {
    const home = this.values[v << RECORD_SHIFT];
    if (home >= 0) return REG | home;
    if (this.values[(v << RECORD_SHIFT) + SLOT_OF] !== NONE)
      return SLOT | this.values[(v << RECORD_SHIFT) + SLOT_OF];
    const p = this.findEarly(v, this.func.vregClass[v]);
    if (p === NONE) return this.slotOf(v);
    this.takeHome(v, p);
    return REG | p;
  }

  /**
   * Marks the homes of the uses in registers from `start` to `end` as spoken for, before something has to be evicted; that of
   * `except`, which is copied, as a poor victim only.
   */
  protected pinUses(start: number, end: number, except: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      if ((operands[2 * o] & OPERAND_DEF) !== 0 || operands[2 * o + 1] === CONSTRAINT_ANY) continue;
      const p = this.values[(operands[2 * o] & OPERAND_VREG_MASK) << RECORD_SHIFT];
      if (p < 0) continue;
      if (o !== except) this.early[p >>> 5] |= 1 << (p & 31);
      this.pinned[p >>> 5] |= 1 << (p & 31);
    }
  }

  protected flushAfter(point: number): void {
    const { edits } = this;
    for (let k = 0; k < this.numAfter; k++)
      edits.add(this.afterFrom[k], this.afterTo[k], this.infoOf(this.afterVreg[k]));
    this.numAfter = 0;
    if (edits.flush(point, HERE, 0, this.numLoops)) return;
    // Homes above and below: a value that stays put is in both; one that came or went is a source or destination.
    if (this.wantFree) this.computeFree(this.late);
    edits.resolve(point, HERE, 0, this.numLoops, this.wantFree ? this.free : undefined);
  }

  protected flushBefore(point: number): void {
    const { edits } = this;
    for (let k = 0; k < this.numBefore; k++) {
      const v = this.beforeVreg[k];
      const to = this.beforeTo[k];
      const home = this.values[v << RECORD_SHIFT];
      edits.add(home >= 0 ? REG | home : this.sourceOf(v, to), to, this.infoOf(v));
    }
    this.numBefore = 0;
    if (edits.flush(point, HERE, 0, this.numLoops)) return;
    if (this.wantFree) this.computeFree(this.early);
    edits.resolve(point, HERE, 0, this.numLoops, this.wantFree ? this.free : undefined);
  }

  protected markFixed(w0: number, p: number): void {
    const isDef = (w0 & OPERAND_DEF) !== 0;
    const bit = 1 << (p & 31);
    if (!isDef || w0 >= 0) this.early[p >>> 5] |= bit;
    if (isDef || w0 < 0) this.late[p >>> 5] |= bit;
  }

  protected isLateDef(v: number, start: number, end: number): boolean {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 < 0 && (w0 & OPERAND_DEF) !== 0 && (w0 & OPERAND_VREG_MASK) === v) return true;
    }
    return false;
  }

  /** Places the late defs of one kind: see `DEFS_*`. */
  protected lateDefs(start: number, end: number, kind: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 >= 0 || (w0 & OPERAND_DEF) === 0) continue;
      let c = operands[2 * o + 1] & CONSTRAINT_MASK;
      if (
        c === CONSTRAINT_REUSE &&
        (operands[2 * (start + (operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT)) + 1] & CONSTRAINT_MASK) ===
          CONSTRAINT_FIXED
      )
        c = CONSTRAINT_FIXED;
      const fixed = c === CONSTRAINT_FIXED || c === CONSTRAINT_STACK;
      if (
        kind === DEFS_FIXED
          ? fixed
          : kind === DEFS_REGISTER
            ? c !== CONSTRAINT_ANY && !fixed
            : c === CONSTRAINT_ANY
      )
        this.lateDef(o, start, end, kind === DEFS_ANYWHERE_LATER);
    }
  }

  protected earlyDefs(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (
        w0 >= 0 &&
        (w0 & OPERAND_DEF) !== 0 &&
        ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere
      )
        this.earlyDef(o);
    }
  }

  protected lateUses(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (
        w0 < 0 &&
        (w0 & OPERAND_DEF) === 0 &&
        ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere
      )
        this.lateUse(o);
    }
  }

  protected earlyUses(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (
        w0 >= 0 &&
        (w0 & OPERAND_DEF) === 0 &&
        ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere
      )
        this.earlyUse(o);
    }
  }

  protected lateDef(o: number, start: number, end: number, later: boolean): void {
    const { func, late } = this;
    const { allocs } = this.output;
    const { operands } = func;
    const v = operands[2 * o] & OPERAND_VREG_MASK;
    let w1 = operands[2 * o + 1];
    let constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    let both = false;
    if (constraint === CONSTRAINT_REUSE) {
      // The input decides what register it may be; the input itself follows this choice.
      both = true;
      w1 = operands[2 * (start + (w1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
      constraint = w1 & CONSTRAINT_MASK;
    }
    const c = func.vregClass[v];
    const home = this.values[v << RECORD_SHIFT];
    const slot = this.values[(v << RECORD_SHIFT) + SLOT_OF];
    let alloc: number;
    switch (constraint) {
      case 2 /* CONSTRAINT_FIXED */: {
        const p = w1 >>> CONSTRAINT_ARG_SHIFT;
        const w = this.regOwner[p];
        // Another result whose home this is will be written elsewhere and moved.
        if (w >= 0 && w !== v && !this.isLateDef(w, start, end)) this.evict(w);
        alloc = REG | p;
        break;
      }
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        const word = home >>> 5;
        const bit = 1 << (home & 31);
        const ok =
          home >= 0 &&
          (late[word] & bit) === 0 &&
          (home & 63) < limit &&
          !(both && (this.early[word] & bit) !== 0);
        if (ok) alloc = REG | home;
        else if (constraint === CONSTRAINT_ANY) {
          const p = slot !== NONE || later ? NONE : this.findLate(v, c);
          alloc = p === NONE ? this.slotOf(v) : REG | p;
        } else alloc = REG | this.pickLate(v, c, limit, both);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      late[p >>> 5] |= 1 << (p & 31);
      if (both) this.early[p >>> 5] |= 1 << (p & 31);
      this.markWritten(p);
    }
    this.settleDef(v, alloc);
  }

  /** A result is written to `alloc`: moves it to its home and slot, and ends its life upwards. */
  protected settleDef(v: number, alloc: number): void {
    const home = this.values[v << RECORD_SHIFT];
    // Evicted by another operand of this instruction: its way back starts where it is written.
    let evicted = false;
    if (!this.atTerminator) {
      for (let e = 0; e < this.numEvicted; e++) {
        const move = this.evicted[e];
        if (this.afterVreg[move] !== v) continue;
        this.afterFrom[move] = alloc;
        evicted = true;
      }
    }
    if (home >= 0) {
      if (!this.atTerminator && !evicted && alloc !== (REG | home)) this.after(v, alloc, REG | home);
      this.endHome(v, home);
      this.clearHome(v, home);
      this.resultHomes[home >>> 5] &= ~(1 << (home & 31));
    }
    // Slots are looked up now: a move home from memory may just have made one.
    const slot = this.values[(v << RECORD_SHIFT) + SLOT_OF];
    if (this.atTerminator) return;
    if (slot !== NONE) this.releaseSlot(v, slot);
    if (slot !== NONE && alloc !== (SLOT | slot)) this.after(v, alloc, SLOT | slot);
  }

  /** Takes all values out of the registers that the instruction clobbers. None of them was evicted before. */
  protected vacateClobbered(): void {
    const { registers, early, late, values, setWords } = this;
    const { clobberSets, vregClass } = this.func;
    const at = this.clobberAt;
    for (let w = 0; w < setWords; w++) {
      for (let t = registers[w] & clobberSets[at + w]; t !== 0; t &= t - 1) {
        const p = (w << 5) + 31 - Math.clz32(t & -t);
        const v = registers[OWNER_AT + p];
        const low = 2 * vregClass[v];
        const survivors =
          (registers[ALLOCATABLE_AT + low] &
            ~(registers[low] | early[low] | late[low] | clobberSets[at + low])) |
          (registers[ALLOCATABLE_AT + low + 1] &
            ~(registers[low + 1] | early[low + 1] | late[low + 1] | clobberSets[at + low + 1]));
        if (survivors !== 0 || this.hasLabels) {
          this.evict(v);
          continue;
        }
        values[v << RECORD_SHIFT] = -1;
        registers[OWNER_AT + p] = -1;
        registers[w] &= ~(1 << (p & 31));
        const k = this.numEvicted;
        this.numEvicted = k + 1;
        if (this.atTerminator) continue;
        if (k >= this.evicted.length) this.evicted = grow(this.evicted, k + 1);
        this.evicted[k] = this.numAfter;
        this.after(v, this.sourceOf(v, REG | p), REG | p);
      }
    }
  }

  /** Takes other values out of registers that uses and early defs are fixed to. */
  protected vacateFixed(start: number, end: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      const w1 = operands[2 * o + 1];
      if ((w1 & CONSTRAINT_MASK) !== CONSTRAINT_FIXED || (w0 < 0 && (w0 & OPERAND_DEF) !== 0)) continue;
      const w = this.regOwner[w1 >>> CONSTRAINT_ARG_SHIFT];
      if (w >= 0 && w !== (w0 & OPERAND_VREG_MASK)) this.evict(w);
    }
  }

  protected earlyDef(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    const c = func.vregClass[v];
    const home = this.values[v << RECORD_SHIFT];
    let alloc: number;
    switch (constraint) {
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        // A home that is still there survives the clobbers, and nothing else was given it.
        const ok =
          home >= 0 &&
          (home & 63) < limit &&
          ((this.early[home >>> 5] | this.late[home >>> 5]) & (1 << (home & 31))) === 0;
        if (ok) alloc = REG | home;
        else if (constraint === CONSTRAINT_ANY) alloc = this.slotOf(v);
        else alloc = REG | this.pickThrough(v, c, limit);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.late[p >>> 5] |= 1 << (p & 31);
      this.markWritten(p);
    }
    this.settleDef(v, alloc);
  }

  protected lateUse(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    const c = func.vregClass[v];
    const home = this.values[v << RECORD_SHIFT];
    let alloc: number;
    switch (constraint) {
      case 0 /* CONSTRAINT_ANY */: {
        // A home chosen by an early use of this instruction may be overwritten by a result.
        if (
          home >= 0 &&
          ((this.late[home >>> 5] | func.clobberSets[this.clobberAt + (home >>> 5)]) & (1 << (home & 31))) ===
            0
        )
          alloc = REG | home;
        else if (home >= 0 || this.values[(v << RECORD_SHIFT) + SLOT_OF] !== NONE) alloc = this.slotOf(v);
        else {
          const p = this.findSurviving(v, c);
          if (p === NONE) alloc = this.slotOf(v);
          else {
            this.takeHome(v, p);
            alloc = REG | p;
          }
        }
        break;
      }
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        this.useFixed(v, w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        if (home >= 0 && (home & 63) < limit) {
          alloc = REG | home;
          break;
        }
        const twin = home >= 0 ? this.twin(o) : NONE;
        if (twin !== NONE) {
          alloc = allocs[twin];
          break;
        }
        const p = this.pickThrough(v, c, limit);
        alloc = REG | p;
        // Making room may have moved or evicted the value itself, so its home is looked up again.
        if (this.values[v << RECORD_SHIFT] < 0) this.takeHome(v, p);
        else this.copyFromHome(v, p);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.late[p >>> 5] |= 1 << (p & 31);
    }
  }

  protected earlyUse(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const home = this.values[v << RECORD_SHIFT];
    let alloc: number;
    switch (w1 & CONSTRAINT_MASK) {
      case 1 /* CONSTRAINT_REG */: {
        const tied = this.tiedRegister(o);
        if (tied >= 0) {
          this.useFixed(v, tied);
          alloc = REG | tied;
        } else if (home >= 0) {
          alloc = REG | home;
        } else {
          const p = this.pickEarly(v, func.vregClass[v], 64);
          this.takeHome(v, p);
          alloc = REG | p;
        }
        break;
      }
      case 0 /* CONSTRAINT_ANY */:
        alloc = this.useAnywhere(v);
        break;
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        this.useFixed(v, w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      case 5 /* CONSTRAINT_LIMIT */: {
        const limit = w1 >>> CONSTRAINT_ARG_SHIFT;
        const tied = this.tiedRegister(o);
        if (tied >= 0) {
          this.useFixed(v, tied);
          alloc = REG | tied;
        } else if (home >= 0 && (home & 63) < limit) {
          alloc = REG | home;
        } else if (home >= 0 && this.twin(o) !== NONE) {
          alloc = allocs[this.twin(o)];
        } else {
          const p = this.pickEarly(v, func.vregClass[v], limit);
          alloc = REG | p;
          if (this.values[v << RECORD_SHIFT] < 0) this.takeHome(v, p);
          else this.copyFromHome(v, p);
        }
        break;
      }
      default:
        return;
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) this.early[(alloc & 255) >>> 5] |= 1 << (alloc & 31);
  }

  /** An earlier operand of the instruction equal to this one, which shares its register; or -1. */
  protected twin(o: number): number {
    const { operands, instOperands } = this.func;
    for (let other = instOperands[this.inst]; other < o; other++) {
      if (operands[2 * other] === operands[2 * o] && operands[2 * other + 1] === operands[2 * o + 1])
        return other;
    }
    return NONE;
  }

  /** The register of the def that reuses use operand `o`, or -1. */
  protected tiedRegister(o: number): number {
    const { func } = this;
    const start = func.instOperands[this.inst];
    const want = CONSTRAINT_REUSE | ((o - start) << CONSTRAINT_ARG_SHIFT);
    for (let d = func.instOperands[this.inst + 1] - 1; d >= start; d--) {
      if (func.operands[2 * d + 1] === want) return this.output.allocs[d] & 255;
    }
    return NONE;
  }

  /** Gives a used value without a home the home `p`. */
  protected takeHome(v: number, p: number): void {
    this.setHome(v, p);
    if (this.shortHomes) this.shortHome[p] = this.inst;
    this.beginHome(v, 2 * this.inst + 1);
  }

  /** Value `v` has to be in `p` at the start of the instruction; nothing else has its home there. */
  protected useFixed(v: number, p: number): void {
    const home = this.values[v << RECORD_SHIFT];
    if (home === p) return;
    if (home < 0 && this.regOwner[p] < 0 && this.env.isAllocatable(p)) this.takeHome(v, p);
    else this.copyFromHome(v, p);
  }

  protected copyFromHome(v: number, p: number): void {
    const home = this.values[v << RECORD_SHIFT];
    if (home === p) return;
    // A poor victim; but if it has to go, the copy comes from where it goes.
    if (home >= 0) this.pinned[home >>> 5] |= 1 << (home & 31);
    this.before(v, REG | p);
    this.markWritten(p);
  }

  protected moveInst(i: number): void {
    const { func } = this;
    const start = func.instOperands[i];
    this.inst = i;
    this.clobberAt = 0;
    const { allocs } = this.output;
    const useFirst = (func.operands[2 * start] & OPERAND_DEF) === 0;
    const use = useFirst ? start : start + 1;
    const def = useFirst ? start + 1 : start;
    const u = func.operands[2 * use] & OPERAND_VREG_MASK;
    const d = func.operands[2 * def] & OPERAND_VREG_MASK;
    const home = this.values[d << RECORD_SHIFT];
    const slot = this.values[(d << RECORD_SHIFT) + SLOT_OF];
    if (home < 0 && slot === NONE) {
      allocs[use] = ALLOC_NONE;
      allocs[def] = ALLOC_NONE;
      return;
    }
    this.shortHomes = false;
    if (slot !== NONE) this.releaseSlot(d, slot);
    let to = SLOT | slot;
    if (home >= 0) {
      to = REG | home;
      if (slot !== NONE) this.after(d, to, SLOT | slot);
      this.endHome(d, home);
      this.clearHome(d, home);
      this.late[home >>> 5] |= 1 << (home & 31);
      if (this.values[u << RECORD_SHIFT] < 0) this.takeHome(u, home);
      this.markWritten(home);
    } else if (this.values[u << RECORD_SHIFT] < 0) {
      this.takeHome(u, this.pickEarly(u, func.vregClass[u], 64));
    }
    allocs[use] = REG | this.values[u << RECORD_SHIFT];
    allocs[def] = to;
    if (allocs[use] !== to) this.copies++;
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    this.clearMasks();
  }
}
