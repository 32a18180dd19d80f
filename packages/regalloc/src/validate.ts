/**
 * Validation of a function against the rules in the header of `function.ts`.
 *
 * Returns every finding rather than stopping at the first, except that a broken block structure ends the check early,
 * because the later checks walk it. Time is O(size * small constant): dominators by the iterative algorithm on reverse
 * postorder, dominance tests by tree numbering.
 */

import type { Diagnostic } from "@cranelift-ts/entity";
import { RegallocError } from "./errors.ts";
import type { RegallocErrorCode } from "./errors.ts";
import {
  DEBUG_LABEL_STRIDE,
  INST_BRANCH,
  INST_MOVE,
  INST_TERMINATOR,
  STACK_MAP_STRIDE,
  VREG_REMAT,
} from "./function.ts";
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
  NUM_CLASSES,
  NUM_PREGS,
  PREG_SET_WORDS,
  operandArg,
  operandClass,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
  pregClass,
  pregHw,
  pregName,
} from "./operand.ts";

const NONE = -1;

/** Throws `RegallocError` with all findings when the function is not valid. */
export function assertValid(func: RegallocFunction, env: MachineEnv): void {
  const errors = validate(func, env);
  if (errors.length > 0) throw new RegallocError(errors);
}

/** All the ways in which the function breaks the rules; empty when it is valid. */
export function validate(func: RegallocFunction, env: MachineEnv): Diagnostic[] {
  const errors: Diagnostic[] = [];
  const report = (code: RegallocErrorCode, message: string, entity: string): void => {
    errors.push({ code, message, severity: "error", entity });
  };
  checkBlocks(func, report);
  if (errors.length > 0) return errors;
  const order = reversePostorder(func);
  for (let b = 0; b < func.numBlocks; b++)
    if (order.rank[b] === NONE)
      report("regalloc/unreachable-block", "the block cannot be reached", `block${b}`);
  if (errors.length > 0) return errors;
  checkSsa(func, dominatorTree(func, order), report);
  const check = new InstChecker(func, env, report);
  for (let i = 0; i < func.numInsts; i++) check.inst(i);
  checkTables(func, report);
  for (let v = 0; v < func.numVregs; v++) {
    const c = func.vregClass[v];
    const bytes = func.vregBytes[v];
    const align = func.vregAlign[v];
    const ok =
      c >= 0 &&
      c < NUM_CLASSES &&
      bytes > 0 &&
      (bytes & (bytes - 1)) === 0 &&
      align > 0 &&
      (align & (align - 1)) === 0 &&
      bytes <= env.registerBytes[c];
    if (!ok)
      report(
        "regalloc/bad-operand",
        `v${v} of class ${c} cannot have ${bytes} bytes aligned to ${align}`,
        `v${v}`,
      );
  }
  return errors;
}

/** Receives a finding. */
export type Report = (code: RegallocErrorCode, message: string, entity: string) => void;

function checkBlocks(func: RegallocFunction, report: Report): void {
  const { numBlocks } = func;
  if (numBlocks === 0) return report("regalloc/bad-block", "a function needs a block", "function");
  if (func.blockInsts[numBlocks] !== func.numInsts)
    return report("regalloc/bad-block", "instructions outside blocks", "function");
  for (let e = 0; e < func.numEdges; e++) {
    const to = func.edgeTo[e];
    if (to < 0 || to >= numBlocks)
      return report(
        "regalloc/bad-edge",
        `block${func.edgeFrom[e]} branches to block${to}, which does not exist`,
        `block${func.edgeFrom[e]}`,
      );
  }
  for (let b = 0; b < numBlocks; b++) {
    const name = `block${b}`;
    const first = func.blockInsts[b];
    const last = func.blockInsts[b + 1] - 1;
    if (last < first) {
      report("regalloc/bad-block", "a block needs an instruction", name);
      continue;
    }
    for (let i = first; i < last; i++)
      if ((func.instFlags[i] & INST_TERMINATOR) !== 0)
        report("regalloc/bad-block", "a terminator before the end of a block", `inst${i}`);
    const flags = func.instFlags[last];
    if ((flags & INST_TERMINATOR) === 0)
      report("regalloc/bad-block", "the block does not end with a terminator", name);
    const succs = func.numSuccs(b);
    if (((flags & INST_BRANCH) !== 0) !== succs > 0)
      report("regalloc/bad-block", "a branch has successors and a return has none", name);
    if (b === 0 && func.numPreds(0) > 0) report("regalloc/bad-block", "the entry has a predecessor", name);
    if (b === 0 && func.blockParams[1] > 0) report("regalloc/bad-block", "the entry has parameters", name);
    for (let e = func.blockEdges[b]; e < func.blockEdges[b + 1]; e++) {
      const to = func.edgeTo[e];
      if (succs > 1 && func.numPreds(to) > 1)
        report("regalloc/critical-edge", `the edge to block${to} is critical: split it`, name);
      const want = func.blockParams[to + 1] - func.blockParams[to];
      const have = func.edgeArgStart[e + 1] - func.edgeArgStart[e];
      if (want !== have) {
        report("regalloc/bad-edge", `block${to} has ${want} parameters and gets ${have} arguments`, name);
        continue;
      }
      for (let k = 0; k < want; k++) {
        const arg = func.edgeArgs[func.edgeArgStart[e] + k];
        const param = func.params[func.blockParams[to] + k];
        if (arg < 0 || arg >= func.numVregs || param < 0 || param >= func.numVregs)
          report("regalloc/bad-edge", "no such virtual register", name);
        else if (
          func.vregClass[arg] !== func.vregClass[param] ||
          func.vregBytes[arg] !== func.vregBytes[param]
        ) {
          report("regalloc/bad-edge", `v${arg} and v${param} are of different classes or sizes`, name);
        }
      }
    }
    if (succs === 1 && func.numPreds(func.edgeTo[func.blockEdges[b]]) > 1) {
      let operands = false;
      for (let o = func.instOperands[last]; o < func.instOperands[last + 1]; o++) {
        if (operandConstraint(func.operands[2 * o + 1]) !== CONSTRAINT_PHYSICAL) operands = true;
      }
      if (operands || func.instClobbers[last] !== 0) {
        report(
          "regalloc/branch-operands",
          "a terminator before which edge moves are placed has operands or clobbers",
          `inst${last}`,
        );
      }
    }
  }
}

interface Order {
  /** Blocks in reverse postorder. */
  blocks: Int32Array;
  /** Position of each block in `blocks`; -1 when unreachable. */
  rank: Int32Array;
}

function reversePostorder(func: RegallocFunction): Order {
  const n = func.numBlocks;
  const rank = new Int32Array(n).fill(NONE);
  const blocks = new Int32Array(n);
  const stack: number[] = [0];
  const nextEdge = func.blockEdges.slice(0, n);
  rank[0] = 0;
  let at = n;
  while (stack.length > 0) {
    const b = stack[stack.length - 1]!;
    if (nextEdge[b] < func.blockEdges[b + 1]) {
      const to = func.edgeTo[nextEdge[b]++];
      if (rank[to] === NONE) {
        rank[to] = 0;
        stack.push(to);
      }
    } else {
      stack.pop();
      blocks[--at] = b;
    }
  }
  const used = blocks.slice(at);
  for (let k = 0; k < used.length; k++) rank[used[k]] = k;
  return { blocks: used, rank };
}

interface DominatorTree {
  /** Entry and exit numbers of a walk over the tree: a dominates b when its interval contains b's. */
  enter: Int32Array;
  leave: Int32Array;
}

function dominatorTree(func: RegallocFunction, order: Order): DominatorTree {
  const n = func.numBlocks;
  const idom = new Int32Array(n).fill(NONE);
  idom[0] = 0;
  for (let changed = true; changed;) {
    changed = false;
    for (let k = 1; k < n; k++) {
      const b = order.blocks[k];
      let best = NONE;
      for (let p = func.blockPreds[b]; p < func.blockPreds[b + 1]; p++) {
        let from = func.edgeFrom[func.predEdges[p]];
        if (idom[from] === NONE) continue;
        if (best === NONE) {
          best = from;
          continue;
        }
        while (from !== best) {
          while (order.rank[from] > order.rank[best]) from = idom[from];
          while (order.rank[best] > order.rank[from]) best = idom[best];
        }
      }
      if (idom[b] !== best) {
        idom[b] = best;
        changed = true;
      }
    }
  }
  const size = new Int32Array(n).fill(1);
  for (let k = n - 1; k > 0; k--) size[idom[order.blocks[k]]] += size[order.blocks[k]];
  const enter = new Int32Array(n);
  const leave = new Int32Array(n);
  const next = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    const b = order.blocks[k];
    if (k > 0) {
      enter[b] = next[idom[b]];
      next[idom[b]] += size[b];
    }
    next[b] = enter[b] + 1;
    leave[b] = enter[b] + size[b];
  }
  return { enter, leave };
}

function checkSsa(func: RegallocFunction, tree: DominatorTree, report: Report): void {
  const n = func.numVregs;
  // The instruction that defines a register; a parameter counts as defined just before its block's first instruction.
  const defInst = new Int32Array(n).fill(NONE);
  const defBlock = new Int32Array(n).fill(NONE);
  const define = (v: number, inst: number, block: number): void => {
    if (v < 0 || v >= n)
      return report("regalloc/bad-operand", `no such virtual register: v${v}`, `inst${inst}`);
    if (defBlock[v] !== NONE) report("regalloc/ssa", `v${v} is defined twice`, `v${v}`);
    defBlock[v] = block;
    defInst[v] = inst;
  };
  for (let b = 0; b < func.numBlocks; b++) {
    for (let k = func.blockParams[b]; k < func.blockParams[b + 1]; k++)
      define(func.params[k], func.blockInsts[b] - 1, b);
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        const w = func.operands[2 * o];
        if (operandIsDef(w) && operandVreg(w) !== NO_VREG) define(operandVreg(w), i, b);
      }
    }
  }
  const use = (v: number, inst: number, block: number): void => {
    if (v < 0 || v >= n)
      return report("regalloc/bad-operand", `no such virtual register: v${v}`, `inst${inst}`);
    const d = defBlock[v];
    if (d === NONE) return report("regalloc/ssa", `v${v} is used and not defined`, `inst${inst}`);
    const ok =
      d === block
        ? defInst[v] < inst
        : tree.enter[d] <= tree.enter[block] && tree.leave[block] <= tree.leave[d] && defInst[v] < inst;
    if (!ok)
      report(
        "regalloc/ssa",
        `v${v} is used where its definition does not dominate, or before it in block order`,
        `inst${inst}`,
      );
  };
  for (let b = 0; b < func.numBlocks; b++) {
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        const w = func.operands[2 * o];
        if (!operandIsDef(w) && operandVreg(w) !== NO_VREG) use(operandVreg(w), i, b);
      }
    }
    // An argument is read after the terminator, so it may be one of the terminator's own results.
    for (let k = func.edgeArgStart[func.blockEdges[b]]; k < func.edgeArgStart[func.blockEdges[b + 1]]; k++)
      use(func.edgeArgs[k], func.blockInsts[b + 1], b);
    const last = func.blockInsts[b + 1] - 1;
    for (let o = func.instOperands[last]; o < func.instOperands[last + 1]; o++) {
      const w = func.operands[2 * o];
      if (!operandIsDef(w) || operandVreg(w) === NO_VREG) continue;
      for (let e = func.blockEdges[b]; e < func.blockEdges[b + 1]; e++) {
        if (func.numPreds(func.edgeTo[e]) > 1)
          report(
            "regalloc/branch-operands",
            `a terminator that defines v${operandVreg(w)} has a successor with several predecessors`,
            `inst${last}`,
          );
      }
    }
  }
}

/** Checks single instructions; owns the per-register scratch. */
export class InstChecker {
  private readonly func: RegallocFunction;
  private readonly env: MachineEnv;
  private readonly report: Report;
  private readonly early: Int32Array;
  private readonly late: Int32Array;

  constructor(func: RegallocFunction, env: MachineEnv, report: Report) {
    this.func = func;
    this.env = env;
    this.report = report;
    this.early = new Int32Array(NUM_PREGS).fill(NONE);
    this.late = new Int32Array(NUM_PREGS).fill(NONE);
  }

  inst(i: number): void {
    const { func, early, late } = this;
    const name = `inst${i}`;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    if (func.instClobbers[i] < 0 || func.instClobbers[i] >= func.numClobberSets)
      return this.report("regalloc/bad-operand", "no such clobber set", name);
    let ok = true;
    for (let o = start; o < end; o++) if (!this.operand(i, o, start, end)) ok = false;
    if (!ok) return;
    if ((func.instFlags[i] & INST_MOVE) !== 0) this.move(i, start, end);
    for (let o = start; o < end; o++) this.occupyFixed(i, o, start);
    this.demand(i, start, end);
    for (let o = start; o < end; o++) {
      const w1 = func.operands[2 * o + 1];
      if (operandConstraint(w1) === CONSTRAINT_FIXED) early[operandArg(w1)] = late[operandArg(w1)] = NONE;
    }
  }

  private isClobbered(i: number, p: number): boolean {
    return (
      ((this.func.clobberSets[this.func.instClobbers[i] * PREG_SET_WORDS + (p >>> 5)] >>> (p & 31)) & 1) !== 0
    );
  }

  private operand(i: number, o: number, start: number, end: number): boolean {
    const { func, env } = this;
    const w0 = func.operands[2 * o];
    const w1 = func.operands[2 * o + 1];
    const arg = operandArg(w1);
    const bad = (message: string): false => {
      this.report("regalloc/bad-operand", `operand ${o - start}: ${message}`, `inst${i}`);
      return false;
    };
    const constraint = operandConstraint(w1);
    if (constraint === CONSTRAINT_PHYSICAL) {
      if (operandVreg(w0) !== NO_VREG) return bad("a physical operand has no virtual register");
      if (arg >= NUM_PREGS) return bad("no such register");
      if (env.isAllocatable(arg) || env.isFixedStack(arg))
        return bad(`${pregName(arg)} is allocatable: use a fixed constraint`);
      return true;
    }
    const v = operandVreg(w0);
    if (v >= func.numVregs) return bad(`no such virtual register: v${v}`);
    const c = operandClass(w0);
    if (c !== func.vregClass[v]) return bad(`v${v} is of another class`);
    if ((func.vregFlags[v] & VREG_REMAT) !== 0 && operandIsDef(w0)) {
      const plain =
        end - start === 1 &&
        (constraint === CONSTRAINT_REG || constraint === CONSTRAINT_ANY) &&
        func.instClobbers[i] === 0;
      if (!plain || (func.instFlags[i] & INST_TERMINATOR) !== 0)
        this.report(
          "regalloc/bad-remat",
          `v${v} is not defined by an instruction that can be cloned`,
          `inst${i}`,
        );
    }
    switch (constraint) {
      case CONSTRAINT_ANY:
      case CONSTRAINT_REG:
      case CONSTRAINT_STACK:
        return true;
      case CONSTRAINT_FIXED:
        if (arg >= NUM_PREGS || !(env.isAllocatable(arg) || env.isFixedStack(arg)))
          return bad("fixed to a register that is not allocatable");
        if (pregClass(arg) !== c) return bad("fixed to a register of another class");
        return true;
      case CONSTRAINT_LIMIT:
        return arg > 0 ? true : bad("a limit of 0 leaves no register");
      case CONSTRAINT_REUSE: {
        if (!operandIsDef(w0) || !operandIsLate(w0)) return bad("a reuse constraint is for late defs");
        if (arg >= end - start) return bad("reuses an operand that does not exist");
        const u0 = func.operands[2 * (start + arg)];
        const u1 = operandConstraint(func.operands[2 * (start + arg) + 1]);
        if (operandIsDef(u0) || operandIsLate(u0) || operandClass(u0) !== c)
          return bad("reuses an operand that is not an early use of its class");
        const isStackSlot =
          u1 === CONSTRAINT_FIXED && env.isFixedStack(operandArg(func.operands[2 * (start + arg) + 1]));
        if ((u1 !== CONSTRAINT_REG && u1 !== CONSTRAINT_FIXED && u1 !== CONSTRAINT_LIMIT) || isStackSlot)
          return bad("reuses an operand that is not in a register");
        for (let other = start; other < o; other++) {
          const x1 = func.operands[2 * other + 1];
          if (operandConstraint(x1) === CONSTRAINT_REUSE && operandArg(x1) === arg)
            return bad("reuses an operand that is already reused");
        }
        return true;
      }
      default:
        return bad("no such constraint");
    }
  }

  private move(i: number, start: number, end: number): void {
    const { func } = this;
    const plain = (o: number, def: boolean): boolean => {
      const w0 = func.operands[2 * o];
      const c = operandConstraint(func.operands[2 * o + 1]);
      return (
        operandIsDef(w0) === def &&
        operandIsLate(w0) === def &&
        (c === CONSTRAINT_ANY || c === CONSTRAINT_REG)
      );
    };
    const ok =
      end - start === 2 &&
      ((plain(start, false) && plain(start + 1, true)) || (plain(start, true) && plain(start + 1, false))) &&
      operandClass(func.operands[2 * start]) === operandClass(func.operands[2 * start + 2]) &&
      func.vregBytes[operandVreg(func.operands[2 * start])] ===
        func.vregBytes[operandVreg(func.operands[2 * start + 2])] &&
      func.instClobbers[i] === 0 &&
      (func.instFlags[i] & INST_TERMINATOR) === 0;
    if (!ok)
      this.report(
        "regalloc/bad-move",
        "a move has an early use and a late def of one class and size, any or register, and no clobbers",
        `inst${i}`,
      );
  }

  /** Records which registers fixed operands (and what reuses them) occupy at each end of the instruction. */
  private occupyFixed(i: number, o: number, start: number): void {
    const { func, early, late } = this;
    const w0 = func.operands[2 * o];
    let w1 = func.operands[2 * o + 1];
    if (operandConstraint(w1) === CONSTRAINT_REUSE) w1 = func.operands[2 * (start + operandArg(w1)) + 1];
    if (operandConstraint(w1) !== CONSTRAINT_FIXED) return;
    const p = operandArg(w1);
    const v = operandVreg(w0);
    const isDef = operandIsDef(w0);
    const isLate = operandIsLate(w0);
    const put = (table: Int32Array): void => {
      if (table[p] !== NONE && table[p] !== v)
        this.report(
          "regalloc/fixed-conflict",
          `v${v} and v${table[p]} are both fixed to ${pregName(p)}`,
          `inst${i}`,
        );
      table[p] = v;
    };
    if (!isDef || !isLate) put(early);
    if (isDef || isLate) put(late);
    if (isDef !== isLate && this.isClobbered(i, p))
      this.report(
        "regalloc/fixed-conflict",
        `v${v} is fixed to ${pregName(p)}, which is clobbered`,
        `inst${i}`,
      );
  }

  /** The register demand rule. */
  private demand(i: number, start: number, end: number): void {
    const { func, env, early, late } = this;
    for (let c = 0; c < NUM_CLASSES; c++) {
      const counted = new Set<number>();
      let onlyEarly = 0;
      let onlyLate = 0;
      let both = 0;
      let limit = 64;
      const reused = new Set<number>();
      for (let o = start; o < end; o++) {
        const w1 = func.operands[2 * o + 1];
        if (operandConstraint(w1) !== CONSTRAINT_REUSE || operandClass(func.operands[2 * o]) !== c) continue;
        const input = start + operandArg(w1);
        reused.add(input);
        if (operandConstraint(func.operands[2 * input + 1]) !== CONSTRAINT_FIXED) both++;
      }
      for (let o = start; o < end; o++) {
        const w0 = func.operands[2 * o];
        const w1 = func.operands[2 * o + 1];
        const constraint = operandConstraint(w1);
        if (operandClass(w0) !== c || (constraint !== CONSTRAINT_REG && constraint !== CONSTRAINT_LIMIT))
          continue;
        if (constraint === CONSTRAINT_LIMIT) limit = Math.min(limit, operandArg(w1));
        if ((func.instFlags[i] & INST_MOVE) !== 0 || reused.has(o)) continue;
        const key = (w0 >>> 0) * 2 ** 20 + w1;
        if (counted.has(key)) continue;
        counted.add(key);
        if (operandIsDef(w0) !== operandIsLate(w0)) both++;
        else if (operandIsDef(w0)) onlyLate++;
        else onlyEarly++;
      }
      if (both + onlyEarly + onlyLate === 0) continue;
      let freeEarly = 0;
      let freeLate = 0;
      let freeBoth = 0;
      for (const p of env.order[c]!) {
        if (pregHw(p) >= limit) continue;
        const e = early[p] === NONE;
        const l = late[p] === NONE;
        if (e) freeEarly++;
        if (l) freeLate++;
        if (e && l && !this.isClobbered(i, p)) freeBoth++;
      }
      const ok =
        onlyEarly + both <= freeEarly &&
        onlyLate + both <= freeLate &&
        (both === 0 || onlyEarly + onlyLate + both <= freeBoth);
      if (!ok) {
        this.report(
          "regalloc/too-many-live-registers",
          `needs ${onlyEarly} early, ${onlyLate} late and ${both} registers throughout of class ${c}; free are ${freeEarly}, ${freeLate} and ${freeBoth}`,
          `inst${i}`,
        );
      }
    }
  }
}

function checkTables(func: RegallocFunction, report: Report): void {
  let previous = 0;
  for (let k = 0; k < func.numStackMapEntries; k++) {
    const inst = func.stackMap[k * STACK_MAP_STRIDE];
    const o = func.stackMap[k * STACK_MAP_STRIDE + 1];
    const ok =
      inst >= previous &&
      inst < func.numInsts &&
      o >= func.instOperands[inst] &&
      o < func.instOperands[inst + 1] &&
      !operandIsDef(func.operands[2 * o]) &&
      operandIsLate(func.operands[2 * o]) &&
      operandConstraint(func.operands[2 * o + 1]) === CONSTRAINT_STACK;
    if (!ok)
      report(
        "regalloc/bad-stack-map",
        `stack-map entry ${k} is not a late stack use of its instruction`,
        `inst${inst}`,
      );
    else previous = inst;
  }
  for (let k = 0; k < func.numDebugLabels; k++) {
    const at = k * DEBUG_LABEL_STRIDE;
    const v = func.debugLabels[at + 1];
    const from = func.debugLabels[at + 2];
    const to = func.debugLabels[at + 3];
    if (v < 0 || v >= func.numVregs || from < 0 || from > to || to > func.numInsts)
      report("regalloc/bad-debug-label", `debug label ${k} is out of range`, `v${v}`);
  }
}
