/**
 * The function to allocate, as flat arrays.
 *
 * Everything is an index into `Int32Array`s that grow by doubling and are kept: `clear()` resets counters only. The
 * producer appends in order: virtual registers at any time before use; then for each block `beginBlock`, its parameters,
 * its instructions (operands, then `endInst`), and after the terminator its outgoing edges (`addEdge`, then that edge's
 * arguments); at the end `finish()`, which computes predecessors. Read the arrays only up to the counts, and do not hold
 * one across a call that appends.
 *
 * What a valid function is (`validate` checks all of it; allocators assume it):
 *   - Block 0 is the entry: no predecessors, no parameters. Every block is reachable, has at least one instruction, and
 *     its last instruction, and only that, is a terminator (flag `INST_BRANCH` when it has successors, else `INST_RETURN`).
 *   - SSA: a virtual register is defined once, by a def operand or as a block parameter, and the definition dominates
 *     all uses. Blocks are in an order in which a dominator comes before what it dominates (a reverse postorder does),
 *     so a definition has a lower instruction number than its uses.
 *   - No critical edge: where a block has several successors, each of them has one predecessor.
 *   - Moves for an edge go to the head of the successor if it has one predecessor, else before the predecessor's
 *     terminator. So a terminator whose only successor has several predecessors has no operands (except physical) and no
 *     clobbers.
 *   - A terminator may define registers and clobber (a call that may continue at a handler): all its successors then
 *     have one predecessor and its results live there, or are arguments on the edges.
 *   - A reuse constraint is on a late def and names an early use of the same class in the same instruction whose
 *     constraint is register, limit or fixed register; an input is reused at most once.
 *   - Operands fixed to one register do not contradict each other; a late use or early def is not fixed to a clobbered
 *     register.
 *   - Register demand. Per class and instruction, count the operands with a register or limit constraint, identical ones
 *     (in both words) once: nE are needed early only (early uses), nL late only (late defs), nB throughout (late uses,
 *     early defs, and reuse pairs, where the input is counted with its pair). Then nE + nB registers must be allocatable
 *     and not fixed early, nL + nB allocatable and not fixed late, and if nB > 0, nE + nL + nB neither fixed early or late
 *     nor clobbered. If there is a limit constraint among them, only registers below the smallest limit count. So the
 *     instruction can be satisfied by picking registers in any order.
 *   - Spill sizes and alignments are powers of two; a spill size is at most the register file's `registerBytes`.
 *   - An edge argument has the class and size of its parameter.
 *   - A move (`INST_MOVE`) has exactly an early use and a late def of one class and size, each with constraint any or register
 *     (which mean the same here), and no clobbers.
 *   - A rematerialisable virtual register is defined by an instruction with that def as its only operand and without
 *     clobbers, constraint register or any.
 */

import {
  CONSTRAINT_ANY,
  CONSTRAINT_STACK,
  NO_VREG,
  OPERAND_CLASS_SHIFT,
  OPERAND_LATE,
  PREG_SET_WORDS,
} from "./operand.ts";

/** The instruction copies its use to its def; allocators may make it disappear. */
export const INST_MOVE = 1;
/** Terminator with successors. */
export const INST_BRANCH = 2;
/** Terminator without successors. */
export const INST_RETURN = 4;
/** The instruction may hold stack-map values. */
export const INST_SAFEPOINT = 8;
export const INST_TERMINATOR: number = INST_BRANCH | INST_RETURN;

/** Virtual-register flag: may be recomputed by cloning its defining instruction. */
export const VREG_REMAT = 1;

/** Words per debug label: label, virtual register, first instruction, end instruction (exclusive). */
export const DEBUG_LABEL_STRIDE = 4;
/** Words per stack-map entry: instruction, operand (global index) that keeps the value in its slot. */
export const STACK_MAP_STRIDE = 2;

/**
 * Arrays start small, so that they grow while V8 still interprets: a growth that first happens in optimised code throws
 * that code away, and so does the second value of a field that code took for a constant.
 */
const INITIAL = 8;

/** A copy of `a` with at least `min` words. */
export function grow(a: Int32Array, min: number): Int32Array<ArrayBuffer> {
  let n = a.length * 2;
  while (n < min) n *= 2;
  const b = new Int32Array(n);
  b.set(a);
  return b;
}

/** An abstract function: see the file header for the order of construction and the rules. */
export class RegallocFunction {
  numVregs: number;
  /** Per virtual register: register class. */
  vregClass: Int32Array;
  /** Per virtual register: bytes of its spill slot, a power of two. */
  vregBytes: Int32Array;
  /** Per virtual register: alignment of its spill slot in bytes, a power of two. */
  vregAlign: Int32Array;
  /** Per virtual register: `VREG_*` flags. */
  vregFlags: Int32Array;

  numOperands: number;
  /** Two words per operand, as in `operand.ts`. */
  operands: Int32Array;

  numInsts: number;
  /** Operands of instruction i: `instOperands[i] .. instOperands[i + 1]` (indices of operands, not words). */
  instOperands: Int32Array;
  /** Per instruction: `INST_*` flags. */
  instFlags: Int32Array;
  /** Per instruction: clobber set number; 0 is the empty set. */
  instClobbers: Int32Array;

  numClobberSets: number;
  /** Six words per clobber set, one bit per physical register. */
  clobberSets: Int32Array;

  numBlocks: number;
  /** Instructions of block b: `blockInsts[b] .. blockInsts[b + 1]`. */
  blockInsts: Int32Array;
  /** Parameters of block b: `params[blockParams[b] .. blockParams[b + 1]]`. */
  blockParams: Int32Array;
  params: Int32Array;
  /** Per block: loop nesting depth, 0 outside loops. */
  blockDepth: Int32Array;
  /** Outgoing edges of block b: `blockEdges[b] .. blockEdges[b + 1]`. */
  blockEdges: Int32Array;

  numEdges: number;
  /** Per edge: source block. */
  edgeFrom: Int32Array;
  /** Per edge: target block. */
  edgeTo: Int32Array;
  /** Arguments of edge e, one per parameter of its target: `edgeArgs[edgeArgStart[e] .. edgeArgStart[e + 1]]`. */
  edgeArgStart: Int32Array;
  edgeArgs: Int32Array;
  /** Incoming edges of block b: `predEdges[blockPreds[b] .. blockPreds[b + 1]]`; valid after `finish()`. */
  blockPreds: Int32Array;
  predEdges: Int32Array;

  numDebugLabels: number;
  /** `DEBUG_LABEL_STRIDE` words each. A label does not keep its value alive. */
  debugLabels: Int32Array;

  numStackMapEntries: number;
  /** `STACK_MAP_STRIDE` words each, by ascending instruction. */
  stackMap: Int32Array;

  constructor() {
    this.numVregs = 0;
    this.vregClass = new Int32Array(INITIAL);
    this.vregBytes = new Int32Array(INITIAL);
    this.vregAlign = new Int32Array(INITIAL);
    this.vregFlags = new Int32Array(INITIAL);
    this.numOperands = 0;
    this.operands = new Int32Array(INITIAL);
    this.numInsts = 0;
    this.instOperands = new Int32Array(INITIAL);
    this.instFlags = new Int32Array(INITIAL);
    this.instClobbers = new Int32Array(INITIAL);
    this.numClobberSets = 1;
    this.clobberSets = new Int32Array(PREG_SET_WORDS * 8);
    this.numBlocks = 0;
    this.blockInsts = new Int32Array(INITIAL);
    this.blockParams = new Int32Array(INITIAL);
    this.params = new Int32Array(INITIAL);
    this.blockDepth = new Int32Array(INITIAL);
    this.blockEdges = new Int32Array(INITIAL);
    this.numEdges = 0;
    this.edgeFrom = new Int32Array(INITIAL);
    this.edgeTo = new Int32Array(INITIAL);
    this.edgeArgStart = new Int32Array(INITIAL);
    this.edgeArgs = new Int32Array(INITIAL);
    this.blockPreds = new Int32Array(INITIAL);
    this.predEdges = new Int32Array(INITIAL);
    this.numDebugLabels = 0;
    this.debugLabels = new Int32Array(INITIAL);
    this.numStackMapEntries = 0;
    this.stackMap = new Int32Array(INITIAL);
  }

  /** Empties the function and keeps its memory. */
  clear(): void {
    this.numVregs = 0;
    this.numOperands = 0;
    this.numInsts = 0;
    this.numClobberSets = 1;
    this.numBlocks = 0;
    this.numEdges = 0;
    this.numDebugLabels = 0;
    this.numStackMapEntries = 0;
    this.instOperands[0] = 0;
    this.blockInsts[0] = 0;
    this.blockParams[0] = 0;
    this.blockEdges[0] = 0;
    this.edgeArgStart[0] = 0;
  }

  /** Adds a virtual register and returns its number. Sizes are bytes, powers of two. */
  addVreg(regClass: number, bytes: number, align: number, flags: number): number {
    const v = this.numVregs;
    if (v === this.vregClass.length) {
      this.vregClass = grow(this.vregClass, v + 1);
      this.vregBytes = grow(this.vregBytes, v + 1);
      this.vregAlign = grow(this.vregAlign, v + 1);
      this.vregFlags = grow(this.vregFlags, v + 1);
    }
    this.vregClass[v] = regClass;
    this.vregBytes[v] = bytes;
    this.vregAlign[v] = align;
    this.vregFlags[v] = flags;
    this.numVregs = v + 1;
    return v;
  }

  /** Adds a set of clobbered registers (six words) and returns its number. */
  addClobberSet(words: ArrayLike<number>): number {
    const n = this.numClobberSets;
    const at = n * PREG_SET_WORDS;
    if (at + PREG_SET_WORDS > this.clobberSets.length)
      this.clobberSets = grow(this.clobberSets, at + PREG_SET_WORDS);
    for (let i = 0; i < PREG_SET_WORDS; i++) this.clobberSets[at + i] = words[i];
    this.numClobberSets = n + 1;
    return n;
  }

  /** Starts the next block and returns its number. */
  beginBlock(loopDepth: number): number {
    const b = this.numBlocks;
    if (b + 2 > this.blockInsts.length) {
      this.blockInsts = grow(this.blockInsts, b + 2);
      this.blockParams = grow(this.blockParams, b + 2);
      this.blockDepth = grow(this.blockDepth, b + 2);
      this.blockEdges = grow(this.blockEdges, b + 2);
    }
    this.blockDepth[b] = loopDepth;
    this.blockInsts[b + 1] = this.numInsts;
    this.blockParams[b + 1] = this.blockParams[b];
    this.blockEdges[b + 1] = this.numEdges;
    this.numBlocks = b + 1;
    return b;
  }

  /** Adds a parameter to the current block. */
  addBlockParam(vreg: number): void {
    const b = this.numBlocks;
    const n = this.blockParams[b];
    if (n === this.params.length) this.params = grow(this.params, n + 1);
    this.params[n] = vreg;
    this.blockParams[b] = n + 1;
  }

  /** Adds an operand to the instruction under construction and returns its (global) index. */
  addOperand(word0: number, word1: number): number {
    const n = this.numOperands;
    if (2 * n + 2 > this.operands.length) this.operands = grow(this.operands, 2 * n + 2);
    this.operands[2 * n] = word0;
    this.operands[2 * n + 1] = word1;
    this.numOperands = n + 1;
    return n;
  }

  /**
   * Adds a value to the stack map of the instruction under construction (a safepoint): an operand that keeps the value
   * in memory throughout the instruction. Its slot is that operand's allocation.
   */
  addStackMapValue(vreg: number): number {
    const operand = this.addOperand(
      vreg | (this.vregClass[vreg] << OPERAND_CLASS_SHIFT) | OPERAND_LATE,
      CONSTRAINT_STACK,
    );
    const at = this.numStackMapEntries * STACK_MAP_STRIDE;
    if (at + STACK_MAP_STRIDE > this.stackMap.length)
      this.stackMap = grow(this.stackMap, at + STACK_MAP_STRIDE);
    this.stackMap[at] = this.numInsts;
    this.stackMap[at + 1] = operand;
    this.numStackMapEntries++;
    return operand;
  }

  /** Ends the instruction whose operands were just added and returns its number. */
  endInst(flags: number, clobberSet: number): number {
    const i = this.numInsts;
    if (i + 2 > this.instOperands.length) {
      this.instOperands = grow(this.instOperands, i + 2);
      this.instFlags = grow(this.instFlags, i + 2);
      this.instClobbers = grow(this.instClobbers, i + 2);
    }
    this.instFlags[i] = flags;
    this.instClobbers[i] = clobberSet;
    this.instOperands[i + 1] = this.numOperands;
    this.numInsts = i + 1;
    this.blockInsts[this.numBlocks] = i + 1;
    return i;
  }

  /** Adds an outgoing edge of the current block, in the order of the terminator's successors. */
  addEdge(target: number): number {
    const e = this.numEdges;
    if (e + 2 > this.edgeTo.length) {
      this.edgeFrom = grow(this.edgeFrom, e + 2);
      this.edgeTo = grow(this.edgeTo, e + 2);
      this.edgeArgStart = grow(this.edgeArgStart, e + 2);
    }
    this.edgeFrom[e] = this.numBlocks - 1;
    this.edgeTo[e] = target;
    this.edgeArgStart[e + 1] = this.edgeArgStart[e];
    this.numEdges = e + 1;
    this.blockEdges[this.numBlocks] = e + 1;
    return e;
  }

  /** Adds the next argument of the edge just added. */
  addEdgeArg(vreg: number): void {
    const e = this.numEdges;
    const n = this.edgeArgStart[e];
    if (n === this.edgeArgs.length) this.edgeArgs = grow(this.edgeArgs, n + 1);
    this.edgeArgs[n] = vreg;
    this.edgeArgStart[e] = n + 1;
  }

  /** Asks where `vreg` is in instructions `fromInst .. toInst` (exclusive), under a number of the caller's choice. */
  addDebugLabel(label: number, vreg: number, fromInst: number, toInst: number): void {
    const at = this.numDebugLabels * DEBUG_LABEL_STRIDE;
    if (at + DEBUG_LABEL_STRIDE > this.debugLabels.length)
      this.debugLabels = grow(this.debugLabels, at + DEBUG_LABEL_STRIDE);
    this.debugLabels[at] = label;
    this.debugLabels[at + 1] = vreg;
    this.debugLabels[at + 2] = fromInst;
    this.debugLabels[at + 3] = toInst;
    this.numDebugLabels++;
  }

  /** Computes predecessors. Edges whose target does not exist are left out, for `validate` to report. */
  finish(): void {
    const { numBlocks, numEdges, edgeTo } = this;
    if (this.blockPreds.length < numBlocks + 2) this.blockPreds = grow(this.blockPreds, numBlocks + 2);
    if (this.predEdges.length < numEdges) this.predEdges = grow(this.predEdges, numEdges);
    const start = this.blockPreds;
    // A counting sort shifted by one place, so that the start of block b ends up at index b.
    start.fill(0, 0, numBlocks + 2);
    for (let e = 0; e < numEdges; e++) {
      const to = edgeTo[e];
      if (to >= 0 && to < numBlocks) start[to + 2]++;
    }
    for (let b = 2; b <= numBlocks + 1; b++) start[b] += start[b - 1];
    for (let e = 0; e < numEdges; e++) {
      const to = edgeTo[e];
      if (to >= 0 && to < numBlocks) this.predEdges[start[to + 1]++] = e;
    }
  }

  numPreds(block: number): number {
    return this.blockPreds[block + 1] - this.blockPreds[block];
  }

  numSuccs(block: number): number {
    return this.blockEdges[block + 1] - this.blockEdges[block];
  }

  /** Cost of one move in a block at this depth: 10^depth, at most 10^4. */
  static weightOfDepth(depth: number): number {
    return depth <= 0 ? 1 : depth === 1 ? 10 : depth === 2 ? 100 : depth === 3 ? 1000 : 10000;
  }
}

/** One operand of the builder. */
export interface OperandSpec {
  vreg: number;
  def?: boolean;
  /** Late; default false for a use and true for a def. */
  late?: boolean;
  /** `CONSTRAINT_*`; default register. */
  constraint?: number;
  arg?: number;
}

/** One edge of the builder. */
export interface EdgeSpec {
  to: number;
  args?: readonly number[];
}

/** A friendlier way to append to a `RegallocFunction`, for tests and tools; hot producers append directly. */
export class RegallocFunctionBuilder {
  readonly func: RegallocFunction;

  /** Clears `func` and builds into it. */
  constructor(func: RegallocFunction = new RegallocFunction()) {
    this.func = func;
    func.clear();
  }

  vreg(regClass = 0, options: { bytes?: number; align?: number; remat?: boolean } = {}): number {
    const bytes = options.bytes ?? (regClass === 2 ? 16 : 8);
    return this.func.addVreg(
      regClass,
      bytes,
      options.align ?? bytes,
      options.remat === true ? VREG_REMAT : 0,
    );
  }

  /** Starts the next block; numbers go up from 0, so forward references are plain numbers. */
  block(params: readonly number[] = [], loopDepth = 0): number {
    const b = this.func.beginBlock(loopDepth);
    for (const p of params) this.func.addBlockParam(p);
    return b;
  }

  /** Adds an instruction and returns its number. `clobbers` lists physical registers. */
  inst(
    operands: readonly OperandSpec[],
    options: { clobbers?: readonly number[]; flags?: number; stackMap?: readonly number[] } = {},
  ): number {
    const f = this.func;
    for (const o of operands) {
      const def = o.def === true;
      const none = o.vreg === NO_VREG;
      const regClass = none ? o.arg! >>> 6 : f.vregClass[o.vreg];
      f.addOperand(
        o.vreg |
          (regClass << OPERAND_CLASS_SHIFT) |
          (def ? 0x4000_0000 : 0) |
          ((o.late ?? def) ? OPERAND_LATE : 0),
        (o.constraint ?? 1) | ((o.arg ?? 0) << 8),
      );
    }
    for (const v of options.stackMap ?? []) f.addStackMapValue(v);
    let set = 0;
    if (options.clobbers !== undefined && options.clobbers.length > 0) {
      const words = new Int32Array(PREG_SET_WORDS);
      for (const p of options.clobbers) words[p >>> 5] |= 1 << (p & 31);
      set = f.addClobberSet(words);
    }
    const flags = (options.flags ?? 0) | (options.stackMap !== undefined ? INST_SAFEPOINT : 0);
    return f.endInst(flags, set);
  }

  /** `to = from`, recognised as a move. */
  move(to: number, from: number): number {
    return this.inst(
      [
        { vreg: from, constraint: CONSTRAINT_ANY },
        { vreg: to, def: true, constraint: CONSTRAINT_ANY },
      ],
      { flags: INST_MOVE },
    );
  }

  /** Ends the block with a terminator that has successors. */
  branch(
    edges: readonly EdgeSpec[],
    operands: readonly OperandSpec[] = [],
    options: { clobbers?: readonly number[]; stackMap?: readonly number[] } = {},
  ): number {
    const i = this.inst(operands, { ...options, flags: INST_BRANCH });
    for (const e of edges) {
      this.func.addEdge(e.to);
      for (const v of e.args ?? []) this.func.addEdgeArg(v);
    }
    return i;
  }

  /** Ends the block with a terminator without successors. */
  ret(operands: readonly OperandSpec[] = []): number {
    return this.inst(operands, { flags: INST_RETURN });
  }

  /** Computes predecessors and returns the function. */
  finish(): RegallocFunction {
    this.func.finish();
    return this.func;
  }
}
