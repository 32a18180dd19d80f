/**
 * Symbolic proof that an allocation is right.
 *
 * The question is not how the allocator thought but what the machine would hold. A forward data-flow analysis computes,
 * for every place (physical register or spill slot) at every program point, the set of virtual registers whose current
 * value is certainly there. The lattice per place is the power set of virtual registers ordered by inclusion, meet is
 * intersection, and the start value of a block not reached yet is "all" (represented by absence). Sets only shrink, so
 * the fixed point exists and is reached. Then one more walk over all blocks verifies every operand, edit and report
 * against the sets.
 *
 * Transfer of the parts of an instruction, in this order:
 *   edits before     set(to) := set(from) without values wider than the edit; rematerialising v: set(to) := {v}
 *   early uses       read
 *   early defs of v  v leaves all sets (a new value: what other places hold is the previous iteration's); set(place) := {v}
 *   clobbers         set(register) := {}; the same for scratch registers, which instructions never preserve
 *   late uses        read
 *   late defs of v   as for early defs
 *   edits after
 * A move instruction: v leaves all sets; then, if executed, set(to) := set(from) with v; if elided, v joins every set that
 * its source is in. An edge binds the target's parameters at once: parameters leave all sets, then each joins every set
 * that its argument was in. Edge moves need no rule of their own: they are edits before or after that binding.
 *
 * Besides the sets: constraints, classes, slot sizes and alignment, disjoint slot bytes, memory-to-memory edits, sharing
 * within an instruction, stack maps (which are operands) and debug locations. The checker trusts the function: run
 * `validate` on it first. It shares no code with the allocators beyond the interface.
 *
 * Sets are linked lists in one pool; a value's removal from all sets is a new version number for it, which makes older
 * entries invalid. States at block boundaries are sorted lists of (place, virtual register) packed in one double.
 */

import { CraneliftError } from "@cranelift-ts/entity";
import type { Diagnostic } from "@cranelift-ts/entity";
import { DEBUG_LABEL_STRIDE, INST_MOVE, INST_TERMINATOR, VREG_REMAT, grow } from "./function.ts";
import type { RegallocFunction } from "./function.ts";
import type { MachineEnv } from "./machine-env.ts";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SLOT,
  ALLOC_NONE,
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NUM_CLASSES,
  NUM_PREGS,
  PREG_SET_WORDS,
  allocIndex,
  allocKind,
  allocName,
  allocReg,
  operandArg,
  operandClass,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
  pregClass,
  pregHw,
} from "./operand.ts";
import { DEBUG_LOCATION_STRIDE, EDIT_STRIDE, editBytes, editClass } from "./output.ts";
import type { RegallocOutput } from "./output.ts";
import { operandText } from "./text.ts";

/** An allocation is wrong. */
export class CheckerError extends CraneliftError {}

const NONE = -1;
/** Findings kept per check; one mistake can make thousands. */
const MAX_ERRORS = 20;
const PLACE_FACTOR = 2 ** 28;

/** Throws `CheckerError` with the findings when the allocation is not right. */
export function assertAllocation(
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  checker: Checker = new Checker(),
): void {
  const errors = checker.check(func, env, output);
  if (errors.length > 0) throw new CheckerError(errors);
}

/** Reusable checker: `check` any number of allocations. */
export class Checker {
  private func!: RegallocFunction;
  private env!: MachineEnv;
  private output!: RegallocOutput;
  private errors: Diagnostic[];
  private checking: boolean;
  private inst: number;

  /** Per place: first entry of its set, or -1. */
  private head: Int32Array;
  /** Places that may have entries in the current walk. */
  private active: Int32Array;
  private isActive: Uint8Array;
  private numActive: number;
  private entryVreg: Int32Array;
  private entryVersion: Int32Array;
  private entryNext: Int32Array;
  private numEntries: number;
  /** Per virtual register: number of its current value within the current walk. */
  private version: Int32Array;

  /** Per block: sorted keys (place * 2^28 + virtual register) at its start; undefined = not reached. */
  private states: (Float64Array | undefined)[];
  private keys: Float64Array;
  private numKeys: number;
  /** Per virtual register, for one edge: first parameter bound to it (index + 1), and 1 when it is itself a parameter. */
  private boundTo: Int32Array;
  private nextBound: Int32Array;
  private isParam: Uint8Array;
  /** Per block: first edit at or after its first instruction. */
  private blockEdit: Int32Array;
  private labelRanges: Map<number, number[]>;

  constructor() {
    this.errors = [];
    this.checking = false;
    this.inst = 0;
    this.head = new Int32Array(256).fill(NONE);
    this.active = new Int32Array(256);
    this.isActive = new Uint8Array(256);
    this.numActive = 0;
    this.entryVreg = new Int32Array(1024);
    this.entryVersion = new Int32Array(1024);
    this.entryNext = new Int32Array(1024);
    this.numEntries = 0;
    this.version = new Int32Array(256);
    this.states = [];
    this.keys = new Float64Array(256);
    this.numKeys = 0;
    this.boundTo = new Int32Array(256);
    this.nextBound = new Int32Array(64);
    this.isParam = new Uint8Array(256);
    this.blockEdit = new Int32Array(64);
    this.labelRanges = new Map();
  }

  /** All findings (at most 20); empty when the allocation is right. */
  check(func: RegallocFunction, env: MachineEnv, output: RegallocOutput): Diagnostic[] {
    this.func = func;
    this.env = env;
    this.output = output;
    this.errors = [];
    this.checking = false;
    this.checkShape();
    if (this.errors.length > 0) return this.errors;
    this.prepare();
    this.solve();
    this.checking = true;
    this.checkDebugRanges();
    for (let b = 0; b < func.numBlocks && this.errors.length < MAX_ERRORS; b++) this.walk(b);
    this.states.length = 0;
    return this.errors;
  }

  // Shape: what can be said without the data flow.

  private checkShape(): void {
    const { func, output } = this;
    if (output.numOperands !== func.numOperands)
      return this.error(
        "checker/shape",
        `${output.numOperands} allocations for ${func.numOperands} operands`,
        "function",
      );
    let previous = 0;
    for (let k = 0; k < output.numEdits; k++) {
      const at = k * EDIT_STRIDE;
      const point = output.edits[at];
      if (point < previous || point >= 2 * func.numInsts)
        return this.error(
          "checker/edit-order",
          `edit ${k} at point ${point} after point ${previous}`,
          `edit${k}`,
        );
      previous = point;
      if ((point & 1) !== 0 && (func.instFlags[point >> 1] & INST_TERMINATOR) !== 0)
        this.error("checker/edit-order", "an edit after a terminator", `inst${point >> 1}`);
      this.checkEdit(point >> 1, output.edits[at + 1], output.edits[at + 2], output.edits[at + 3]);
    }
    this.checkSlots();
  }

  private checkSlots(): void {
    const { output } = this;
    const slots = Array.from({ length: output.numSlots }, (_, s) => s).sort(
      (a, b) => output.slotOffset[a] - output.slotOffset[b],
    );
    let end = 0;
    for (const s of slots) {
      const at = output.slotOffset[s];
      if (at < end) this.error("checker/slot", "the slot overlaps another", `slot${s}`);
      end = at + output.slotBytes[s];
      if (at % output.slotAlign[s] !== 0 || output.frameAlign % output.slotAlign[s] !== 0)
        this.error("checker/slot", "the slot is not aligned", `slot${s}`);
    }
    if (end > output.frameBytes)
      this.error("checker/slot", `slots end at ${end} in a frame of ${output.frameBytes} bytes`, "frame");
  }

  private checkEdit(inst: number, from: number, to: number, info: number): void {
    const { env, func } = this;
    const bad = (message: string): void =>
      this.error("checker/edit", `${allocName(to)} <- ${allocName(from)}: ${message}`, `inst${inst}`);
    const c = editClass(info);
    for (const place of [from, to]) {
      const kind = allocKind(place);
      const index = allocIndex(place);
      if (kind === ALLOC_KIND_REG) {
        const usable =
          index < NUM_PREGS &&
          (env.isAllocatable(index) || env.isFixedStack(index) || env.scratch[pregClass(index)] === index);
        if (!usable) bad("a register that edits may not touch");
        else if (pregClass(index) !== c) bad("a register of another class");
      } else if (kind === ALLOC_KIND_SLOT) {
        if (index >= this.output.numSlots) bad("no such slot");
        else if (this.output.slotBytes[index] < editBytes(info)) bad("the slot is too small");
      } else if (kind !== ALLOC_KIND_REMAT || place === to) {
        bad("not a place");
      }
    }
    if (env.isMemory(from) && env.isMemory(to)) bad("memory to memory");
    if (allocKind(from) === ALLOC_KIND_REMAT) {
      const v = allocIndex(from);
      if (v >= func.numVregs || (func.vregFlags[v] & VREG_REMAT) === 0) bad("not rematerialisable");
      else if (func.vregClass[v] !== c) bad("a value of another class");
      if (env.isMemory(to)) bad("rematerialised into memory");
    }
  }

  // The data flow.

  private prepare(): void {
    const { func, output } = this;
    const places = NUM_PREGS + output.numSlots;
    if (this.head.length < places) {
      this.head = new Int32Array(places * 2).fill(NONE);
      this.active = new Int32Array(places * 2);
      this.isActive = new Uint8Array(places * 2);
      this.numActive = 0;
    }
    if (this.version.length < func.numVregs) {
      this.version = new Int32Array(func.numVregs * 2);
      this.boundTo = new Int32Array(func.numVregs * 2);
      this.isParam = new Uint8Array(func.numVregs * 2);
    }
    if (this.blockEdit.length < func.numBlocks + 1) this.blockEdit = new Int32Array(func.numBlocks * 2 + 1);
    let edit = 0;
    for (let b = 0; b < func.numBlocks; b++) {
      while (edit < output.numEdits && output.edits[edit * EDIT_STRIDE] < 2 * func.blockInsts[b]) edit++;
      this.blockEdit[b] = edit;
    }
  }

  private solve(): void {
    const { func } = this;
    const n = func.numBlocks;
    this.states = new Array<Float64Array | undefined>(n).fill(undefined);
    this.states[0] = new Float64Array(0);
    const pending = new Uint8Array(n);
    pending[0] = 1;
    // Sweeps over the blocks in order, which is nearly a reverse postorder, until no state changes.
    for (let again = true; again;) {
      again = false;
      for (let b = 0; b < n; b++) {
        if (pending[b] === 0) continue;
        pending[b] = 0;
        this.walk(b);
        for (let e = func.blockEdges[b]; e < func.blockEdges[b + 1]; e++) {
          const to = func.edgeTo[e];
          if (!this.meetInto(e, to)) continue;
          pending[to] = 1;
          if (to <= b) again = true;
        }
      }
    }
  }

  /** Meets the current state, through edge `e`, into the start of block `to`; returns whether that changed. */
  private meetInto(e: number, to: number): boolean {
    const { func, boundTo, nextBound, isParam } = this;
    const args = func.edgeArgStart[e];
    const params = func.blockParams[to];
    const count = func.blockParams[to + 1] - params;
    if (nextBound.length < count) this.nextBound = new Int32Array(count * 2);
    for (let k = 0; k < count; k++) {
      isParam[func.params[params + k]] = 1;
      const arg = func.edgeArgs[args + k];
      this.nextBound[k] = boundTo[arg];
      boundTo[arg] = k + 1;
    }
    this.numKeys = 0;
    for (let a = 0; a < this.numActive; a++) {
      const place = this.active[a];
      for (let n = this.head[place]; n !== NONE; n = this.entryNext[n]) {
        const v = this.entryVreg[n];
        if (this.entryVersion[n] !== this.version[v]) continue;
        if (isParam[v] === 0) this.pushKey(place * PLACE_FACTOR + v);
        for (let k = boundTo[v]; k !== 0; k = this.nextBound[k - 1])
          this.pushKey(place * PLACE_FACTOR + func.params[params + k - 1]);
      }
    }
    for (let k = 0; k < count; k++) {
      isParam[func.params[params + k]] = 0;
      boundTo[func.edgeArgs[args + k]] = 0;
    }
    const found = this.keys.subarray(0, this.numKeys).sort();
    const old = this.states[to];
    if (old === undefined) {
      this.states[to] = found.slice();
      return true;
    }
    let kept = 0;
    for (let i = 0, j = 0; i < old.length && j < found.length;) {
      if (old[i] < found[j]) i++;
      else if (old[i] > found[j]) j++;
      else {
        found[kept++] = old[i];
        i++;
        j++;
      }
    }
    if (kept === old.length) return false;
    this.states[to] = found.slice(0, kept);
    return true;
  }

  private pushKey(key: number): void {
    if (this.numKeys === this.keys.length) {
      const keys = new Float64Array(this.keys.length * 2);
      keys.set(this.keys);
      this.keys = keys;
    }
    this.keys[this.numKeys++] = key;
  }

  // Sets.

  private clearSets(): void {
    for (let a = 0; a < this.numActive; a++) {
      this.head[this.active[a]] = NONE;
      this.isActive[this.active[a]] = 0;
    }
    this.numActive = 0;
    this.numEntries = 0;
  }

  private addTo(place: number, vreg: number): void {
    const n = this.numEntries;
    if (n === this.entryVreg.length) {
      this.entryVreg = grow(this.entryVreg, n + 1);
      this.entryVersion = grow(this.entryVersion, n + 1);
      this.entryNext = grow(this.entryNext, n + 1);
    }
    if (this.isActive[place] === 0) {
      this.isActive[place] = 1;
      this.active[this.numActive++] = place;
    }
    this.entryVreg[n] = vreg;
    this.entryVersion[n] = this.version[vreg];
    this.entryNext[n] = this.head[place];
    this.head[place] = n;
    this.numEntries = n + 1;
  }

  private holds(place: number, vreg: number): boolean {
    for (let n = this.head[place]; n !== NONE; n = this.entryNext[n]) {
      if (this.entryVreg[n] === vreg && this.entryVersion[n] === this.version[vreg]) return true;
    }
    return false;
  }

  private copySet(from: number, to: number, bytes: number): void {
    if (from === to) return;
    const first = this.head[from];
    this.head[to] = NONE;
    for (let n = first; n !== NONE; n = this.entryNext[n]) {
      const v = this.entryVreg[n];
      if (this.entryVersion[n] === this.version[v] && this.func.vregBytes[v] <= bytes) this.addTo(to, v);
    }
  }

  // One block.

  private walk(b: number): void {
    const { func } = this;
    const state = this.states[b];
    if (state === undefined) return;
    this.clearSets();
    for (let k = 0; k < state.length; k++) {
      const place = Math.floor(state[k] / PLACE_FACTOR);
      this.addTo(place, state[k] - place * PLACE_FACTOR);
    }
    let edit = this.blockEdit[b];
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      this.inst = i;
      edit = this.edits(edit, 2 * i);
      if (this.checking) this.debugPoint(2 * i);
      if ((func.instFlags[i] & INST_MOVE) !== 0) this.moveInst(i);
      else this.plainInst(i);
      if (this.checking) this.debugPoint(2 * i + 1);
      edit = this.edits(edit, 2 * i + 1);
    }
  }

  private edits(edit: number, point: number): number {
    const { output } = this;
    const { edits } = output;
    for (; edit < output.numEdits && edits[edit * EDIT_STRIDE] === point; edit++) {
      const at = edit * EDIT_STRIDE;
      const from = edits[at + 1];
      const to = placeOf(edits[at + 2]);
      if (allocKind(from) === ALLOC_KIND_REMAT) {
        this.head[to] = NONE;
        this.addTo(to, allocIndex(from));
      } else {
        this.copySet(placeOf(from), to, editBytes(edits[at + 3]));
      }
    }
    return edit;
  }

  private moveInst(i: number): void {
    const { func, output } = this;
    const first = func.instOperands[i];
    const use = operandIsDef(func.operands[2 * first]) ? first + 1 : first;
    const def = use === first ? first + 1 : first;
    const source = operandVreg(func.operands[2 * use]);
    const result = operandVreg(func.operands[2 * def]);
    const from = output.allocs[use];
    const to = output.allocs[def];
    if (from === ALLOC_NONE && to === ALLOC_NONE) {
      this.version[result]++;
      const places = this.numActive;
      for (let a = 0; a < places; a++)
        if (this.holds(this.active[a], source)) this.addTo(this.active[a], result);
      return;
    }
    if (this.checking) {
      this.operandPlace(use);
      this.operandPlace(def);
      this.use(use);
      if (from !== to && this.env.isMemory(from) && this.env.isMemory(to))
        this.operandError("checker/move", def, "a move from memory to memory");
    }
    if (!this.isPlace(from) || !this.isPlace(to)) return;
    this.version[result]++;
    this.copySet(placeOf(from), placeOf(to), func.vregBytes[source]);
    this.addTo(placeOf(to), result);
  }

  private plainInst(i: number): void {
    const { func, checking } = this;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    let early = false;
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      if (operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_PHYSICAL) {
        if (checking && this.output.allocs[o] !== allocReg(operandArg(func.operands[2 * o + 1])))
          this.operandError("checker/constraint", o, "not the register it names");
        continue;
      }
      if (checking) {
        this.operandPlace(o);
        if (!operandIsDef(w0) && !operandIsLate(w0)) this.use(o);
      }
      if (operandIsDef(w0) && !operandIsLate(w0)) early = true;
    }
    if (early) this.defs(start, end, false);
    const set = func.instClobbers[i] * PREG_SET_WORDS;
    if (func.instClobbers[i] !== 0) {
      for (let word = 0; word < PREG_SET_WORDS; word++) {
        for (let t = func.clobberSets[set + word]; t !== 0; t &= t - 1)
          this.head[word * 32 + 31 - Math.clz32(t & -t)] = NONE;
      }
    }
    for (let c = 0; c < NUM_CLASSES; c++) if (this.env.scratch[c] >= 0) this.head[this.env.scratch[c]] = NONE;
    if (checking) {
      for (let o = start; o < end; o++) {
        if (operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_PHYSICAL) continue;
        const w0 = func.operands[2 * o];
        if (operandIsDef(w0) !== operandIsLate(w0)) {
          if (operandIsDef(w0)) this.stillThere(o);
          else this.use(o);
        }
      }
      this.sharing(start, end);
    }
    this.defs(start, end, true);
    if (checking) {
      for (let o = start; o < end; o++) {
        if (
          operandIsDef(func.operands[2 * o]) &&
          operandConstraint(func.operands[2 * o + 1]) !== CONSTRAINT_PHYSICAL
        )
          this.stillThere(o);
      }
    }
  }

  private defs(start: number, end: number, late: boolean): void {
    const { func, output } = this;
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      if (
        !operandIsDef(w0) ||
        operandIsLate(w0) !== late ||
        operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_PHYSICAL
      )
        continue;
      if (!this.isPlace(output.allocs[o])) continue;
      const v = operandVreg(w0);
      const place = placeOf(output.allocs[o]);
      this.version[v]++;
      this.head[place] = NONE;
      this.addTo(place, v);
    }
  }

  // Verification of one operand.

  private isPlace(alloc: number): boolean {
    const kind = allocKind(alloc);
    return kind === ALLOC_KIND_REG
      ? allocIndex(alloc) < NUM_PREGS
      : kind === ALLOC_KIND_SLOT && allocIndex(alloc) < this.output.numSlots;
  }

  private use(o: number): void {
    const alloc = this.output.allocs[o];
    if (this.isPlace(alloc) && !this.holds(placeOf(alloc), operandVreg(this.func.operands[2 * o])))
      this.operandError("checker/value", o, "the place does not hold the value");
  }

  private stillThere(o: number): void {
    const alloc = this.output.allocs[o];
    if (this.isPlace(alloc) && !this.holds(placeOf(alloc), operandVreg(this.func.operands[2 * o])))
      this.operandError("checker/conflict", o, "the result is overwritten within the instruction");
  }

  /** Whole-instruction occupants (late uses, early defs) share their place with no def, and early defs with no use. */
  private sharing(start: number, end: number): void {
    const { func, output } = this;
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      if (
        operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_PHYSICAL ||
        operandIsDef(w0) === operandIsLate(w0)
      )
        continue;
      for (let other = start; other < end; other++) {
        if (
          other === o ||
          output.allocs[other] !== output.allocs[o] ||
          operandConstraint(func.operands[2 * other + 1]) === CONSTRAINT_PHYSICAL
        )
          continue;
        if (operandIsDef(w0) || operandIsDef(func.operands[2 * other]))
          this.operandError("checker/conflict", o, `shares its place with operand ${other - start}`);
      }
    }
  }

  private operandPlace(o: number): void {
    const { func, env, output } = this;
    const alloc = output.allocs[o];
    const w0 = func.operands[2 * o];
    const w1 = func.operands[2 * o + 1];
    const v = operandVreg(w0);
    const arg = operandArg(w1);
    const kind = allocKind(alloc);
    const index = allocIndex(alloc);
    const bad = (message: string): void => this.operandError("checker/constraint", o, message);
    if (!this.isPlace(alloc)) return bad("has no place");
    if (kind === ALLOC_KIND_SLOT) {
      if (output.slotBytes[index] < func.vregBytes[v])
        bad(`the slot has ${output.slotBytes[index]} bytes for a value of ${func.vregBytes[v]}`);
      if (output.slotAlign[index] < func.vregAlign[v]) bad("the slot is less aligned than the value needs");
    } else if (pregClass(index) !== operandClass(w0)) {
      bad("a register of another class");
    }
    const inRegister = kind === ALLOC_KIND_REG && env.isAllocatable(index);
    const inMemory = env.isMemory(alloc);
    switch (operandConstraint(w1)) {
      case CONSTRAINT_ANY:
        if (!inRegister && !inMemory) bad("a register that is not allocatable");
        return;
      case CONSTRAINT_REG:
        if (!inRegister && (func.instFlags[this.inst] & INST_MOVE) === 0) bad("not in a register");
        else if (!inRegister && !inMemory) bad("a register that is not allocatable");
        return;
      case CONSTRAINT_FIXED:
        if (alloc !== allocReg(arg)) bad("not in its fixed register");
        return;
      case CONSTRAINT_STACK:
        if (!inMemory) bad("not on the stack");
        return;
      case CONSTRAINT_REUSE:
        if (alloc !== output.allocs[func.instOperands[this.inst] + arg])
          bad("not in the register of the operand it reuses");
        return;
      case CONSTRAINT_LIMIT:
        if (!inRegister) bad("not in a register");
        else if (pregHw(index) >= arg) bad("beyond the limit");
        return;
      default:
        return bad("unknown constraint");
    }
  }

  // Debug locations.

  private debugNext = 0;
  private debugOrder: number[] = [];
  private debugActive: number[] = [];

  private checkDebugRanges(): void {
    const { func, output } = this;
    this.labelRanges.clear();
    for (let k = 0; k < func.numDebugLabels; k++) {
      const label = func.debugLabels[k * DEBUG_LABEL_STRIDE];
      const list = this.labelRanges.get(label);
      if (list === undefined) this.labelRanges.set(label, [k]);
      else list.push(k);
    }
    this.debugNext = 0;
    this.debugActive = [];
    const at = (k: number, field: number): number => output.debugLocations[k * DEBUG_LOCATION_STRIDE + field];
    this.debugOrder = Array.from({ length: output.numDebugLocations }, (_, k) => k).sort(
      (a, b) => at(a, 1) - at(b, 1),
    );
    for (const k of this.debugOrder) {
      if (at(k, 1) >= at(k, 2)) this.error("checker/debug", "an empty range", `label${at(k, 0)}`);
      if (!this.isPlace(at(k, 3))) this.error("checker/debug", "not a place", `label${at(k, 0)}`);
      if (this.labelsCovering(k).length === 0)
        this.error("checker/debug", `points ${at(k, 1)}..${at(k, 2)} were not asked for`, `label${at(k, 0)}`);
    }
  }

  /** Labels of the function whose range contains debug location k. */
  private labelsCovering(k: number): number[] {
    const { func, output } = this;
    const at = k * DEBUG_LOCATION_STRIDE;
    const [label, from, to] = [
      output.debugLocations[at],
      output.debugLocations[at + 1],
      output.debugLocations[at + 2],
    ];
    return (this.labelRanges.get(label) ?? []).filter(
      (l) =>
        2 * func.debugLabels[l * DEBUG_LABEL_STRIDE + 2] <= from &&
        to <= 2 * func.debugLabels[l * DEBUG_LABEL_STRIDE + 3],
    );
  }

  private debugPoint(point: number): void {
    const { func, output } = this;
    const locations = output.debugLocations;
    while (
      this.debugNext < this.debugOrder.length &&
      locations[this.debugOrder[this.debugNext]! * DEBUG_LOCATION_STRIDE + 1] <= point
    ) {
      this.debugActive.push(this.debugOrder[this.debugNext++]!);
    }
    if (this.debugActive.length === 0) return;
    this.debugActive = this.debugActive.filter((k) => locations[k * DEBUG_LOCATION_STRIDE + 2] > point);
    for (const k of this.debugActive) {
      const alloc = locations[k * DEBUG_LOCATION_STRIDE + 3];
      if (!this.isPlace(alloc)) continue;
      const held = this.labelsCovering(k).some((l) =>
        this.holds(placeOf(alloc), func.debugLabels[l * DEBUG_LABEL_STRIDE + 1]),
      );
      if (!held)
        this.error(
          "checker/debug",
          `${allocName(alloc)} does not hold the value at point ${point}`,
          `label${locations[k * DEBUG_LOCATION_STRIDE]}`,
        );
    }
  }

  // Reports.

  private error(code: string, message: string, entity: string): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ code, message, severity: "error", entity });
  }

  private operandError(code: string, o: number, message: string): void {
    if (this.errors.length >= MAX_ERRORS) return;
    const { func, output, inst } = this;
    const text = `${operandText(func.operands[2 * o], func.operands[2 * o + 1])} {${allocName(output.allocs[o])}}`;
    this.errors.push({ code, message, severity: "error", entity: `inst${inst}`, context: text });
  }
}

function placeOf(alloc: number): number {
  return allocKind(alloc) === ALLOC_KIND_SLOT ? NUM_PREGS + allocIndex(alloc) : allocIndex(alloc);
}
