/**
 * Runs an allocated function on values that are only names: a second opinion beside the checker.
 *
 * Every definition makes a fresh name. The same random path is taken through the function twice at once: once by
 * virtual register, once by place as the allocation says. A use whose place holds another name than its virtual register
 * is a wrong allocation. This says nothing about paths not taken and nothing about constraints, but what it finds is wrong
 * beyond dispute, and it shares no reasoning with the checker.
 */

import { INST_MOVE } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_KIND_REMAT,
  ALLOC_NONE,
  CONSTRAINT_PHYSICAL,
  PREG_SET_WORDS,
  allocIndex,
  allocKind,
  allocReg,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
} from "../operand.ts";
import { EDIT_STRIDE } from "../output.ts";
import type { RegallocOutput } from "../output.ts";
import { Random } from "./random.ts";

/** The first instruction on a random path of at most `steps` instructions that sees a wrong value, or -1. */
export function firstWrongUse(
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  seed: number,
  steps: number,
): number {
  const random = new Random(seed);
  const places = new Map<number, number>();
  const values = new Map<number, number>();
  let names = 0;
  let left = steps;
  const firstEdit = new Map<number, number>();
  for (let k = output.numEdits - 1; k >= 0; k--) firstEdit.set(output.edits[k * EDIT_STRIDE], k);
  const edits = (point: number): void => {
    for (
      let k = firstEdit.get(point) ?? output.numEdits;
      k < output.numEdits && output.edits[k * EDIT_STRIDE] === point;
      k++
    ) {
      const from = output.edits[k * EDIT_STRIDE + 1];
      const value = allocKind(from) === ALLOC_KIND_REMAT ? values.get(allocIndex(from)) : places.get(from);
      if (value === undefined) places.delete(output.edits[k * EDIT_STRIDE + 2]);
      else places.set(output.edits[k * EDIT_STRIDE + 2], value);
    }
  };
  for (let b = 0; ;) {
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      if (left-- === 0) return -1;
      edits(2 * i);
      const start = func.instOperands[i];
      const end = func.instOperands[i + 1];
      const each = (def: boolean, late: boolean, run: (o: number, v: number) => boolean): boolean => {
        for (let o = start; o < end; o++) {
          const w0 = func.operands[2 * o];
          if (
            operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_PHYSICAL ||
            operandIsDef(w0) !== def ||
            operandIsLate(w0) !== late
          )
            continue;
          if (!run(o, operandVreg(w0))) return false;
        }
        return true;
      };
      const read = (o: number, v: number): boolean =>
        output.allocs[o] === ALLOC_NONE || places.get(output.allocs[o]) === values.get(v);
      const write = (o: number, v: number): boolean => {
        values.set(v, ++names);
        places.set(output.allocs[o], names);
        return true;
      };
      if ((func.instFlags[i] & INST_MOVE) !== 0) {
        const use = operandIsDef(func.operands[2 * start]) ? start + 1 : start;
        const def = use === start ? start + 1 : start;
        if (!read(use, operandVreg(func.operands[2 * use]))) return i;
        const value = values.get(operandVreg(func.operands[2 * use]))!;
        values.set(operandVreg(func.operands[2 * def]), value);
        if (output.allocs[def] !== ALLOC_NONE) places.set(output.allocs[def], value);
      } else {
        if (!each(false, false, read)) return i;
        each(true, false, write);
        const set = func.instClobbers[i] * PREG_SET_WORDS;
        for (let p = 0; p < 192; p++)
          if (((func.clobberSets[set + (p >>> 5)] >>> (p & 31)) & 1) !== 0) places.delete(allocReg(p));
        for (const p of env.scratch) if (p >= 0) places.delete(allocReg(p));
        if (!each(false, true, read)) return i;
        each(true, true, write);
      }
      edits(2 * i + 1);
    }
    const succs = func.numSuccs(b);
    if (succs === 0) return -1;
    const e = func.blockEdges[b] + random.below(succs);
    const to = func.edgeTo[e];
    const args: (number | undefined)[] = [];
    for (let k = func.edgeArgStart[e]; k < func.edgeArgStart[e + 1]; k++)
      args.push(values.get(func.edgeArgs[k]));
    for (const [k, value] of args.entries())
      if (value !== undefined) values.set(func.params[func.blockParams[to] + k], value);
    b = to;
  }
}
