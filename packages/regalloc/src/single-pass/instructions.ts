/**
 * The single-pass allocator's step over one instruction, backwards: operands are placed in an order in which the register
 * demand rule of valid functions guarantees that registers do not run out. Instructions of the common plain forms have a
 * path of their own. The algorithm is explained in `allocate.ts`.
 */

import { INST_MOVE } from "../function.ts";
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
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
} from "../operand.ts";

import {
  NONE,
  REG,
  SLOT,
  HAS_FIXED,
  HAS_LATE_DEF,
  HAS_EARLY_DEF,
  HAS_LATE_USE,
  HAS_ANY,
  SLOT_OF,
  SHORT_HOME,
  PLAIN,
  PLAIN_REUSE,
  DEFS_FIXED,
  DEFS_REGISTER,
  DEFS_ANYWHERE,
  DEFS_ANYWHERE_LATER,
} from "./state.ts";
import { SinglePassState } from "./state.ts";

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
    if ((func.instFlags[i] & INST_MOVE) !== 0) return this.moveInst(i, start);
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
        has |= HAS_FIXED;
        this.markFixed(w0, w1 >>> CONSTRAINT_ARG_SHIFT);
      } else {
        if (c === CONSTRAINT_REUSE) {
          const u1 = operands[2 * (start + (w1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
          if ((u1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED) this.markFixed(w0, u1 >>> CONSTRAINT_ARG_SHIFT);
        }
        const p = values[(w0 & OPERAND_VREG_MASK) << 3];
        if (p >= 0) {
          pinned[p >>> 5] |= 1 << (p & 31);
          if (w0 < 0 && (w0 & OPERAND_DEF) !== 0 && c !== CONSTRAINT_ANY)
            resultHomes[p >>> 5] |= 1 << (p & 31);
        }
      }
      if (c === CONSTRAINT_ANY) has |= HAS_ANY;
      else if (c === CONSTRAINT_STACK) has |= HAS_FIXED;
      if ((w0 & OPERAND_DEF) !== 0) has |= w0 < 0 ? HAS_LATE_DEF : HAS_EARLY_DEF;
      else if (w0 < 0) has |= HAS_LATE_USE;
    }
    this.shortHomes = this.atTerminator && (clobbers !== 0 || (has & (HAS_LATE_DEF | HAS_EARLY_DEF)) !== 0);
    // Operands that may be anywhere come last: the register demand rule does not count them. Only where nothing is held
    // through the instruction can results be settled before the rest, which frees their homes for the uses.
    const through = (has & (HAS_EARLY_DEF | HAS_LATE_USE)) !== 0;
    if ((has & HAS_LATE_DEF) !== 0) {
      if ((has & HAS_FIXED) !== 0) this.lateDefs(start, end, DEFS_FIXED);
      this.lateDefs(start, end, DEFS_REGISTER);
      if ((has & HAS_ANY) !== 0 && !through) this.lateDefs(start, end, DEFS_ANYWHERE);
    }
    if (clobbers !== 0) this.vacateClobbered();
    if ((has & HAS_FIXED) !== 0) this.vacateFixed(start, end);
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
      this.calls--;
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
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      early[w] = 0;
      late[w] = 0;
      pinned[w] = 0;
      resultHomes[w] = 0;
    }
    this.numEvicted = 0;
  }

  /** An instruction of one of the plain forms. */
  protected plainInstruction(i: number, kind: number): void {
    const { values, early, late, occupied } = this;
    const { operands, vregClass, instOperands } = this.func;
    const { allocatable } = this.env;
    const { allocs } = this.output;
    let start = instOperands[i];
    let end = instOperands[i + 1];
    this.inst = i;
    this.clobberAt = 0;
    if (kind !== PLAIN) {
      end--;
      const v = operands[2 * end] & OPERAND_VREG_MASK;
      this.shortHomes = this.atTerminator;
      let p = values[v << 3];
      if (p < 0) {
        const w = 2 * vregClass[v];
        let free = allocatable[w] & ~occupied[w];
        if (free !== 0) p = this.choose(v, w, free);
        else if ((free = allocatable[w + 1] & ~occupied[w + 1]) !== 0) p = this.choose(v, w + 1, free);
        else {
          this.pinUses(start + (kind === PLAIN_REUSE ? 1 : 0), end);
          p = this.pickLate(v, vregClass[v], 64, kind === PLAIN_REUSE);
          early[p >>> 5] &= ~(1 << (p & 31));
        }
      }
      const word = p >>> 5;
      const bit = 1 << (p & 31);
      late[word] |= bit;
      allocs[end] = REG | p;
      this.markWritten(p);
      this.settleDef(v, REG | p);
      if (kind === PLAIN_REUSE) {
        early[word] |= bit;
        const u = operands[2 * start] & OPERAND_VREG_MASK;
        if (values[u << 3] < 0) this.takeHome(u, p);
        else this.copyFromHome(u, p);
        allocs[start] = REG | p;
        start++;
      }
    } else {
      this.shortHomes = false;
    }
    for (let o = start; o < end; o++) {
      const v = operands[2 * o] & OPERAND_VREG_MASK;
      let p = values[v << 3];
      if (p < 0) {
        const w = 2 * vregClass[v];
        let free = allocatable[w] & ~occupied[w] & ~early[w];
        if (free !== 0) p = this.choose(v, w, free);
        else if ((free = allocatable[w + 1] & ~occupied[w + 1] & ~early[w + 1]) !== 0)
          p = this.choose(v, w + 1, free);
        else {
          this.pinUses(start, end);
          p = this.pickEarly(v, vregClass[v], 64);
        }
        this.takeHome(v, p);
      }
      allocs[o] = REG | p;
    }
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    if (this.numBefore > 0) this.flushBefore(2 * i);
    if (kind !== PLAIN || this.numEvicted > 0) this.clearMasks();
  }

  /** Marks the homes of the uses from `start` to `end` as spoken for, before something has to be evicted. */
  protected pinUses(start: number, end: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const p = this.values[(operands[2 * o] & OPERAND_VREG_MASK) << 3];
      if (p < 0) continue;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.pinned[p >>> 5] |= 1 << (p & 31);
    }
  }

  protected flushAfter(point: number): void {
    const { moves } = this;
    if (
      this.numAfter === 1 &&
      !(this.env.isMemory(this.afterFrom[0]) && this.env.isMemory(this.afterTo[0]))
    ) {
      this.numAfter = 0;
      if (this.afterFrom[0] !== this.afterTo[0])
        this.singleMove(point, this.afterFrom[0], this.afterTo[0], this.infoOf(this.afterVreg[0]));
      return;
    }
    for (let k = 0; k < this.numAfter; k++)
      moves.add(this.afterFrom[k], this.afterTo[k], this.infoOf(this.afterVreg[k]));
    if (this.wantFree) {
      // Homes above and below: a value that stays put is in both; one that came or went is a source or destination.
      this.computeFree(this.late);
    }
    this.group(point, false, this.numLoops);
    this.numAfter = 0;
  }

  protected flushBefore(point: number): void {
    const { moves } = this;
    if (this.numBefore === 1) {
      const v = this.beforeVreg[0];
      const to = this.beforeTo[0];
      const home = this.values[v << 3];
      if (home >= 0 && home !== (to & 255)) {
        this.numBefore = 0;
        return this.singleMove(point, REG | home, to, this.infoOf(v));
      }
    }
    for (let k = 0; k < this.numBefore; k++) {
      const v = this.beforeVreg[k];
      const to = this.beforeTo[k];
      const home = this.values[v << 3];
      moves.add(home >= 0 ? REG | home : this.sourceOf(v, to), to, this.infoOf(v));
    }
    if (this.wantFree) this.computeFree(this.early);
    this.group(point, false, this.numLoops);
    this.numBefore = 0;
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
    const home = this.values[v << 3];
    const slot = this.values[(v << 3) + SLOT_OF];
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
    const home = this.values[v << 3];
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
    const slot = this.values[(v << 3) + SLOT_OF];
    if (this.atTerminator) return;
    if (slot !== NONE) this.releaseSlot(slot);
    if (slot !== NONE && alloc !== (SLOT | slot)) this.after(v, alloc, SLOT | slot);
  }

  protected vacateClobbered(): void {
    const { occupied, regOwner } = this;
    const { clobberSets } = this.func;
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      for (let t = occupied[w] & clobberSets[this.clobberAt + w]; t !== 0; t &= t - 1)
        this.evict(regOwner[(w << 5) + 31 - Math.clz32(t & -t)]);
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
    const home = this.values[v << 3];
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
    const home = this.values[v << 3];
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
        else if (home >= 0 || this.values[(v << 3) + SLOT_OF] !== NONE) alloc = this.slotOf(v);
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
        if (this.values[v << 3] < 0) this.takeHome(v, p);
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
    const home = this.values[v << 3];
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
      case 0 /* CONSTRAINT_ANY */: {
        if (home >= 0) alloc = REG | home;
        else if (this.values[(v << 3) + SLOT_OF] !== NONE) alloc = SLOT | this.values[(v << 3) + SLOT_OF];
        else {
          const p = this.findEarly(v, func.vregClass[v]);
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
          if (this.values[v << 3] < 0) this.takeHome(v, p);
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
    if (this.shortHomes) this.values[(v << 3) + SHORT_HOME] = this.inst;
    this.beginHome(v, 2 * this.inst + 1);
  }

  /** Value `v` has to be in `p` at the start of the instruction; nothing else has its home there. */
  protected useFixed(v: number, p: number): void {
    const home = this.values[v << 3];
    if (home === p) return;
    if (home < 0 && this.regOwner[p] < 0 && this.env.isAllocatable(p)) this.takeHome(v, p);
    else this.copyFromHome(v, p);
  }

  protected copyFromHome(v: number, p: number): void {
    const home = this.values[v << 3];
    if (home === p) return;
    // A poor victim; but if it has to go, the copy comes from where it goes.
    if (home >= 0) this.pinned[home >>> 5] |= 1 << (home & 31);
    this.before(v, REG | p);
    this.markWritten(p);
  }

  protected moveInst(i: number, start: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const useFirst = (func.operands[2 * start] & OPERAND_DEF) === 0;
    const use = useFirst ? start : start + 1;
    const def = useFirst ? start + 1 : start;
    const u = func.operands[2 * use] & OPERAND_VREG_MASK;
    const d = func.operands[2 * def] & OPERAND_VREG_MASK;
    const home = this.values[d << 3];
    const slot = this.values[(d << 3) + SLOT_OF];
    if (home < 0 && slot === NONE) {
      allocs[use] = ALLOC_NONE;
      allocs[def] = ALLOC_NONE;
      return;
    }
    this.shortHomes = false;
    if (slot !== NONE) this.releaseSlot(slot);
    let to = SLOT | slot;
    if (home >= 0) {
      to = REG | home;
      if (slot !== NONE) this.after(d, to, SLOT | slot);
      this.endHome(d, home);
      this.clearHome(d, home);
      this.late[home >>> 5] |= 1 << (home & 31);
      if (this.values[u << 3] < 0) this.takeHome(u, home);
      this.markWritten(home);
    } else if (this.values[u << 3] < 0) {
      this.takeHome(u, this.pickEarly(u, func.vregClass[u], 64));
    }
    allocs[use] = REG | this.values[u << 3];
    allocs[def] = to;
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    this.clearMasks();
  }
}
