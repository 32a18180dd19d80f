/**
 * Makes a failing function small.
 *
 * Works on the object model by deletion and simplification, keeping a change only if the result is still valid and still
 * fails. Deleting a value deletes everything that mentions it: its operands, the parameters it is passed to (and so on),
 * hence every candidate stays in SSA form by construction. Rounds run until one changes nothing. Deletions go in chunks
 * that halve, so a function of n instructions takes on the order of n log n trials at worst and far fewer in practice.
 */

import { INST_BRANCH, INST_MOVE, INST_RETURN, RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_ARG_SHIFT,
  NO_VREG,
  OPERAND_VREG_MASK,
  operandArg,
  operandConstraint,
  operandIsDef,
} from "../operand.ts";
import { validate } from "../validate.ts";
import { toModel, writeModel } from "./model.ts";
import type { FunctionModel } from "./model.ts";

/** The smallest function found for which `fails` returns true; `fails(func)` must be true to begin with. */
export function reduceFunction(
  func: RegallocFunction,
  env: MachineEnv,
  fails: (func: RegallocFunction) => boolean,
  maxTrials = 20_000,
): RegallocFunction {
  let best = toModel(func);
  const trial = new RegallocFunction();
  let trials = 0;
  const attempt = (change: (model: FunctionModel) => boolean): boolean => {
    if (trials >= maxTrials) return false;
    const candidate = clone(best);
    if (!change(candidate)) return false;
    trials++;
    writeModel(candidate, trial);
    if (validate(trial, env).length > 0 || !fails(trial)) return false;
    best = candidate;
    return true;
  };
  for (let changed = true; changed && trials < maxTrials;) {
    changed = false;
    if (attempt((m) => m.labels.splice(0).length > 0)) changed = true;
    for (let k = best.labels.length - 1; k >= 0; k--)
      if (attempt((m) => m.labels.splice(k, 1).length > 0)) changed = true;
    // Edges, which takes whole regions away.
    for (let b = best.blocks.length - 1; b >= 0; b--) {
      for (let e = (best.blocks[b]?.edges.length ?? 0) - 1; e >= 0; e--) {
        if (attempt((m) => removeEdge(m, b, e))) changed = true;
      }
    }
    for (let b = best.blocks.length - 1; b >= 0; b--) {
      if (attempt((m) => mergeIntoPredecessor(m, b))) changed = true;
    }
    // Instructions, in chunks of the whole function's list.
    const total = best.blocks.reduce((n, block) => n + block.insts.length, 0);
    for (let size = 1 << Math.max(0, Math.floor(Math.log2(total)) - 1); size >= 1; size >>= 1) {
      for (let at = total - size; at > -size; at -= size)
        if (attempt((m) => removeInsts(m, at, at + size))) changed = true;
    }
    for (let v = best.vregs.length - 1; v >= 0; v--)
      if (attempt((m) => removeValues(m, new Set([v])))) changed = true;
    for (let b = 0; b < best.blocks.length; b++) {
      for (let i = 0; i < best.blocks[b]!.insts.length; i++) {
        if (attempt((m) => dropClobbers(m, b, i))) changed = true;
        for (let o = best.blocks[b]!.insts[i]!.operands.length - 1; o >= 0; o--) {
          if (attempt((m) => removeOperand(m, b, i, o))) changed = true;
          else if (attempt((m) => setConstraint(m, b, i, o, CONSTRAINT_ANY))) changed = true;
          else if (attempt((m) => setConstraint(m, b, i, o, CONSTRAINT_REG))) changed = true;
        }
      }
      if (attempt((m) => m.blocks[b]!.depth !== 0 && ((m.blocks[b]!.depth = 0), true))) changed = true;
    }
  }
  return writeModel(compact(best), new RegallocFunction());
}

function clone(m: FunctionModel): FunctionModel {
  return {
    vregs: m.vregs.map((v) => ({ ...v })),
    blocks: m.blocks.map((b) => ({
      depth: b.depth,
      params: [...b.params],
      insts: b.insts.map((i) => ({
        flags: i.flags,
        operands: i.operands.map((o) => ({ ...o })),
        clobbers: i.clobbers,
      })),
      edges: b.edges.map((e) => ({ to: e.to, args: [...e.args] })),
    })),
    labels: m.labels.map((l) => ({ ...l })),
  };
}

function dropClobbers(m: FunctionModel, b: number, i: number): boolean {
  const inst = m.blocks[b]?.insts[i];
  if (inst?.clobbers === undefined) return false;
  inst.clobbers = undefined;
  return true;
}

function setConstraint(m: FunctionModel, b: number, i: number, o: number, constraint: number): boolean {
  const operand = m.blocks[b]?.insts[i]?.operands[o];
  if (operand === undefined || operand.stackMap || (operand.word0 & OPERAND_VREG_MASK) === NO_VREG)
    return false;
  const old = operandConstraint(operand.word1);
  if (old === constraint || (old === CONSTRAINT_ANY && constraint === CONSTRAINT_REG)) return false;
  operand.word1 = constraint;
  return true;
}

function removeOperand(m: FunctionModel, b: number, i: number, o: number): boolean {
  const inst = m.blocks[b]?.insts[i];
  const operand = inst?.operands[o];
  if (inst === undefined || operand === undefined) return false;
  const v = operand.word0 & OPERAND_VREG_MASK;
  if (operandIsDef(operand.word0) && v !== NO_VREG) return false; // removeValues does this one
  deleteOperandAt(inst.operands, o);
  return true;
}

function deleteOperandAt(operands: FunctionModel["blocks"][0]["insts"][0]["operands"], o: number): void {
  operands.splice(o, 1);
  for (const other of operands) {
    if (operandConstraint(other.word1) !== CONSTRAINT_REUSE) continue;
    const input = operandArg(other.word1);
    if (input === o) other.word1 = CONSTRAINT_REG;
    else if (input > o) other.word1 = CONSTRAINT_REUSE | ((input - 1) << CONSTRAINT_ARG_SHIFT);
  }
}

/** Deletes values with everything that mentions them. */
function removeValues(m: FunctionModel, values: Set<number>): boolean {
  // Parameters fed by a deleted value go too.
  for (let grew = true; grew;) {
    grew = false;
    for (const block of m.blocks) {
      for (const edge of block.edges) {
        for (const [k, a] of edge.args.entries()) {
          const p = m.blocks[edge.to]!.params[k]!;
          if (values.has(a) && !values.has(p)) {
            values.add(p);
            grew = true;
          }
        }
      }
    }
  }
  let any = false;
  for (const block of m.blocks) {
    for (const edge of block.edges) {
      const params = m.blocks[edge.to]!.params;
      edge.args = edge.args.filter((_, k) => !values.has(params[k]!));
    }
  }
  for (const block of m.blocks) {
    const kept = block.params.filter((p) => !values.has(p));
    if (kept.length !== block.params.length) any = true;
    block.params = kept;
    for (const inst of block.insts) {
      for (let o = inst.operands.length - 1; o >= 0; o--) {
        const v = inst.operands[o]!.word0 & OPERAND_VREG_MASK;
        if (v === NO_VREG || !values.has(v)) continue;
        deleteOperandAt(inst.operands, o);
        if ((inst.flags & INST_MOVE) !== 0) {
          // Half a move is no move: its result goes in a later round.
          inst.flags &= ~INST_MOVE;
        }
        any = true;
      }
    }
  }
  m.labels = m.labels.filter((l) => !values.has(l.vreg));
  return any;
}

/** Deletes the instructions numbered from .. to - 1 (terminators excepted) and the values they define. */
function removeInsts(m: FunctionModel, from: number, to: number): boolean {
  const values = new Set<number>();
  let at = 0;
  let any = false;
  for (const block of m.blocks) {
    const last = block.insts.length - 1;
    block.insts = block.insts.filter((inst, k) => {
      const n = at + k;
      if (n < from || n >= to || k === last) return true;
      for (const o of inst.operands)
        if (operandIsDef(o.word0) && (o.word0 & OPERAND_VREG_MASK) !== NO_VREG)
          values.add(o.word0 & OPERAND_VREG_MASK);
      any = true;
      return false;
    });
    at += last + 1;
  }
  if (any) m.labels = [];
  if (values.size > 0) removeValues(m, values);
  return any;
}

/** Deletes an edge, then whatever cannot be reached any more. */
function removeEdge(m: FunctionModel, b: number, e: number): boolean {
  const block = m.blocks[b];
  if (block === undefined || e >= block.edges.length) return false;
  block.edges.splice(e, 1);
  if (block.edges.length === 0) {
    const terminator = block.insts.at(-1)!;
    terminator.flags = (terminator.flags & ~INST_BRANCH) | INST_RETURN;
  }
  const reached = new Set<number>([0]);
  const stack = [0];
  while (stack.length > 0) {
    for (const edge of m.blocks[stack.pop()!]!.edges) {
      if (reached.has(edge.to)) continue;
      reached.add(edge.to);
      stack.push(edge.to);
    }
  }
  const values = new Set<number>();
  const number = new Map<number, number>();
  for (const [k, old] of m.blocks.entries()) {
    if (reached.has(k)) {
      number.set(k, number.size);
      continue;
    }
    for (const p of old.params) values.add(p);
    for (const inst of old.insts)
      for (const o of inst.operands)
        if (operandIsDef(o.word0) && (o.word0 & OPERAND_VREG_MASK) !== NO_VREG)
          values.add(o.word0 & OPERAND_VREG_MASK);
    old.edges = [];
  }
  if (values.size > 0) removeValues(m, values);
  m.blocks = m.blocks.filter((_, k) => reached.has(k));
  for (const kept of m.blocks) for (const edge of kept.edges) edge.to = number.get(edge.to)!;
  m.labels = [];
  return true;
}

/** Appends a block without parameters to its only predecessor, when that has no other successor. */
function mergeIntoPredecessor(m: FunctionModel, b: number): boolean {
  const block = m.blocks[b];
  if (block === undefined || block.params.length > 0 || b === 0) return false;
  const preds = m.blocks.flatMap((p, k) => p.edges.filter((e) => e.to === b).map(() => k));
  if (preds.length !== 1) return false;
  const pred = m.blocks[preds[0]!]!;
  if (pred.edges.length !== 1 || pred === block || preds[0]! > b) return false;
  if (pred.insts.at(-1)!.operands.some((o) => operandIsDef(o.word0))) return false;
  pred.insts.pop();
  pred.insts.push(...block.insts);
  pred.edges = block.edges;
  m.blocks.splice(b, 1);
  for (const other of m.blocks) for (const edge of other.edges) if (edge.to > b) edge.to--;
  m.labels = [];
  return true;
}

/** Renumbers virtual registers without gaps. */
function compact(m: FunctionModel): FunctionModel {
  const number = new Map<number, number>();
  const vregs: FunctionModel["vregs"] = [];
  const of = (v: number): number => {
    let n = number.get(v);
    if (n === undefined) {
      n = vregs.push(m.vregs[v]!) - 1;
      number.set(v, n);
    }
    return n;
  };
  for (const block of m.blocks) {
    block.params = block.params.map(of);
    for (const inst of block.insts) {
      for (const o of inst.operands) {
        const v = o.word0 & OPERAND_VREG_MASK;
        if (v !== NO_VREG) o.word0 = (o.word0 & ~OPERAND_VREG_MASK) | of(v);
      }
    }
    for (const edge of block.edges) edge.args = edge.args.map(of);
  }
  for (const l of m.labels) l.vreg = of(l.vreg);
  m.vregs = vregs;
  return m;
}
