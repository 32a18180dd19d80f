/**
 * The allocation that does nothing clever: every virtual register lives in a spill slot of its own.
 *
 * Before an instruction its register inputs are loaded, after it its results are stored; operands that may be anywhere
 * stay in their slots. No value is in a register between two instructions, so correctness is evident. It is the
 * yardstick that quality figures are measured against, the first thing the checker was tried on, and a last resort.
 * A value that nobody reads is not stored.
 */

import { InternalError } from "@cranelift-ts/entity";
import { DEBUG_LABEL_STRIDE, INST_MOVE, INST_TERMINATOR } from "./function.ts";
import type { RegallocFunction } from "./function.ts";
import type { MachineEnv } from "./machine-env.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NO_VREG,
  PREG_SET_WORDS,
  allocReg,
  allocSlot,
  operandArg,
  operandClass,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
  pregHw,
} from "./operand.ts";
import { editInfo } from "./output.ts";
import type { RegallocOutput } from "./output.ts";
import { ParallelMoves } from "./parallel-moves.ts";

/** Allocates `func` into `output`. */
export function allocateSpillEverything(
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  output.clear(func.numOperands);
  for (let v = 0; v < func.numVregs; v++) output.addSlot(func.vregBytes[v], func.vregAlign[v]);
  const moves = new ParallelMoves();
  moves.begin(env, output);
  const used = usedVregs(func);
  const pick = new RegisterPicker(func, env, output);
  const info = (v: number): number => editInfo(func.vregClass[v], func.vregBytes[v]);
  for (let b = 0; b < func.numBlocks; b++) {
    const first = func.blockInsts[b];
    const last = func.blockInsts[b + 1] - 1;
    const preds = func.numPreds(b);
    if (preds === 1) {
      const e = func.predEdges[func.blockPreds[b]];
      const from = func.blockInsts[func.edgeFrom[e] + 1] - 1;
      // Results of the predecessor's terminator arrive in their registers.
      storeResults(from);
      moves.resolve(2 * first, env.allocatable, 0);
      edgeMoves(e);
      moves.resolve(2 * first, env.allocatable, 0);
    }
    for (let i = first; i <= last; i++) {
      if (i === last && func.numSuccs(b) === 1) {
        const e = func.blockEdges[b];
        if (func.numPreds(func.edgeTo[e]) > 1) {
          edgeMoves(e);
          moves.resolve(2 * i, env.allocatable, 0);
        }
      }
      pick.inst(i);
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        const w0 = func.operands[2 * o];
        const v = operandVreg(w0);
        if (operandIsDef(w0) || v === NO_VREG) continue;
        moves.add(allocSlot(v), output.allocs[o], info(v));
      }
      moves.resolve(2 * i, env.allocatable, 0);
      if ((func.instFlags[i] & INST_TERMINATOR) === 0) {
        storeResults(i);
        moves.resolve(2 * i + 1, env.allocatable, 0);
      }
    }
  }
  debugLocations(func, output);
  output.layoutSlots();

  function storeResults(i: number): void {
    for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
      const w0 = func.operands[2 * o];
      const v = operandVreg(w0);
      if (!operandIsDef(w0) || v === NO_VREG) continue;
      if (used[v] !== 0) moves.add(output.allocs[o], allocSlot(v), info(v));
    }
  }

  function edgeMoves(e: number): void {
    const params = func.blockParams[func.edgeTo[e]];
    const args = func.edgeArgStart[e];
    for (let k = 0; k < func.edgeArgStart[e + 1] - args; k++) {
      const param = func.params[params + k];
      if (used[param] !== 0) moves.add(allocSlot(func.edgeArgs[args + k]), allocSlot(param), info(param));
    }
  }
}

function usedVregs(func: RegallocFunction): Uint8Array {
  const used = new Uint8Array(func.numVregs);
  for (let o = 0; o < func.numOperands; o++) {
    const w0 = func.operands[2 * o];
    if (!operandIsDef(w0) && operandVreg(w0) !== NO_VREG) used[operandVreg(w0)] = 1;
  }
  const args = func.edgeArgStart[func.numEdges];
  for (let k = 0; k < args; k++) used[func.edgeArgs[k]] = 1;
  return used;
}

/** Gives the operands of one instruction places, looking at nothing else. */
class RegisterPicker {
  private readonly func: RegallocFunction;
  private readonly env: MachineEnv;
  private readonly output: RegallocOutput;
  /** Registers taken at the start and at the end of the instruction. */
  private readonly early: Int32Array;
  private readonly late: Int32Array;

  constructor(func: RegallocFunction, env: MachineEnv, output: RegallocOutput) {
    this.func = func;
    this.env = env;
    this.output = output;
    this.early = new Int32Array(PREG_SET_WORDS);
    this.late = new Int32Array(PREG_SET_WORDS);
  }

  inst(i: number): void {
    const { func, output, early, late } = this;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    early.fill(0);
    late.fill(0);
    if ((func.instFlags[i] & INST_MOVE) !== 0) {
      const p = allocReg(this.env.order[operandClass(func.operands[2 * start])][0]);
      output.allocs[start] = p;
      output.allocs[start + 1] = p;
      return;
    }
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      const w1 = func.operands[2 * o + 1];
      const c = operandConstraint(w1);
      if (c === CONSTRAINT_ANY || c === CONSTRAINT_STACK) output.allocs[o] = allocSlot(operandVreg(w0));
      else if (c === CONSTRAINT_PHYSICAL) output.allocs[o] = allocReg(operandArg(w1));
      else if (c === CONSTRAINT_FIXED)
        this.take(
          o,
          operandArg(w1),
          !operandIsDef(w0) || !operandIsLate(w0),
          operandIsDef(w0) || operandIsLate(w0),
        );
    }
    for (let o = start; o < end; o++) {
      const w1 = func.operands[2 * o + 1];
      if (operandConstraint(w1) !== CONSTRAINT_REUSE) continue;
      const input = start + operandArg(w1);
      if (output.allocs[input] === 0) this.take(input, this.find(i, input, true, true, false), true, true);
      else late[(output.allocs[input] & 255) >>> 5] |= 1 << (output.allocs[input] & 31);
      output.allocs[o] = output.allocs[input];
    }
    for (let o = start; o < end; o++) {
      if (output.allocs[o] !== 0) continue;
      const w0 = func.operands[2 * o];
      const c = operandConstraint(func.operands[2 * o + 1]);
      if (c !== CONSTRAINT_REG && c !== CONSTRAINT_LIMIT) continue;
      const twin = this.twin(start, o);
      if (twin >= 0) {
        output.allocs[o] = output.allocs[twin];
        continue;
      }
      const isDef = operandIsDef(w0);
      const isLate = operandIsLate(w0);
      const crosses = isDef !== isLate;
      this.take(
        o,
        this.find(i, o, !isDef || !isLate, isDef || isLate, crosses),
        !isDef || !isLate,
        isDef || isLate,
      );
    }
  }

  /** An earlier operand equal to this one, which shares its register; -1 when there is none. */
  private twin(start: number, o: number): number {
    const { operands } = this.func;
    for (let other = start; other < o; other++) {
      if (operands[2 * other] === operands[2 * o] && operands[2 * other + 1] === operands[2 * o + 1])
        return other;
    }
    return -1;
  }

  private take(o: number, p: number, atEarly: boolean, atLate: boolean): void {
    this.output.allocs[o] = allocReg(p);
    if (atEarly) this.early[p >>> 5] |= 1 << (p & 31);
    if (atLate) this.late[p >>> 5] |= 1 << (p & 31);
  }

  private find(i: number, o: number, atEarly: boolean, atLate: boolean, avoidClobbers: boolean): number {
    const { func, env } = this;
    const w1 = func.operands[2 * o + 1];
    const limit = operandConstraint(w1) === CONSTRAINT_LIMIT ? operandArg(w1) : 64;
    const set = func.instClobbers[i] * PREG_SET_WORDS;
    for (const p of env.order[operandClass(func.operands[2 * o])]) {
      const word = p >>> 5;
      const taken =
        (atEarly ? this.early[word] : 0) |
        (atLate ? this.late[word] : 0) |
        (avoidClobbers ? func.clobberSets[set + word] : 0);
      if (((taken >>> (p & 31)) & 1) === 0 && pregHw(p) < limit) return p;
    }
    throw new InternalError(`instruction ${i} needs more registers than there are: validate the function`);
  }
}

/** A value's slot holds it from its definition on; reported only within the defining block, where that is plain. */
function debugLocations(func: RegallocFunction, output: RegallocOutput): void {
  if (func.numDebugLabels === 0) return;
  const from = new Int32Array(func.numVregs).fill(-1);
  const to = new Int32Array(func.numVregs);
  for (let b = 0; b < func.numBlocks; b++) {
    const end = func.blockInsts[b + 1];
    for (let i = func.blockInsts[b]; i < end; i++) {
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        const w0 = func.operands[2 * o];
        if (!operandIsDef(w0) || operandVreg(w0) === NO_VREG) continue;
        from[operandVreg(w0)] = 2 * i + 2;
        to[operandVreg(w0)] = 2 * end;
      }
    }
  }
  const used = usedVregs(func);
  for (let k = 0; k < func.numDebugLabels; k++) {
    const [label, v, first, last] = func.debugLabels.subarray(
      k * DEBUG_LABEL_STRIDE,
      (k + 1) * DEBUG_LABEL_STRIDE,
    );
    if (from[v] < 0 || used[v] === 0) continue;
    const a = Math.max(from[v], 2 * first);
    const b = Math.min(to[v], 2 * last);
    if (a < b) output.addDebugLocation(label, a, b, allocSlot(v));
  }
}
