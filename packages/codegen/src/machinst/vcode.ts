/**
 * VCode: one function as machine instructions over virtual registers, in flat arrays that are kept between functions.
 *
 * Lowering runs backward: blocks from last to first, and in a block the roots from last to first, each root emitting
 * its instructions forward. `emit` appends records to `words` and their offsets to a list for the root; `endRoot` takes
 * that list over in reverse; `endBlock` closes the block; `finish` turns everything round. Records never move: only
 * the list of offsets has an order. After `finish`:
 *   - instruction i is the record at `words[instOffset[i]]`, made for CLIF instruction `instOrigin[i]` (-1: none);
 *   - block b is instructions `blockStart[b] .. blockStart[b + 1]`; blocks are in the order of allocation, in which a
 *     dominator comes first; `emitOrder` is the order of the code (`block-order.ts`);
 *   - edges of block b, in the order of its terminator's targets, are `edgeStart[b] .. edgeStart[b + 1]`, each with
 *     its target and `edgeArgs[edgeArgStart[e] .. edgeArgStart[e + 1]]`.
 *
 * A virtual register may be an alias of another: a rule may answer with registers that already hold the value.
 */
import { InternalError } from "@cranelift-ts/entity";
import { isVirtualReg, VREG_CLASS_SHIFT, VREG_MASK } from "./registers.ts";

/**
 * Arrays start small so that they grow while V8 still interprets: a growth that first happens in optimised code throws
 * that code away, and so does the second value of a field that had only one when the code was optimised.
 */
const INITIAL = 8;

function grow(a: Int32Array, min: number): Int32Array<ArrayBuffer> {
  const b = new Int32Array(Math.max(min, a.length * 2));
  b.set(a);
  return b;
}

/** A constant that lies beside the code. */
export interface VCodeConstant {
  readonly bytes: Uint8Array;
  readonly align: number;
}

export class VCode {
  words: Int32Array = new Int32Array(INITIAL);
  numWords: number = 0;

  numInsts: number = 0;
  instOffset: Int32Array = new Int32Array(INITIAL);
  instOrigin: Int32Array = new Int32Array(INITIAL);

  numBlocks: number = 0;
  blockStart: Int32Array = new Int32Array(INITIAL);
  /** CLIF block, or -1 for the block of a split edge. */
  blockClif: Int32Array = new Int32Array(INITIAL);
  blockDepth: Int32Array = new Int32Array(INITIAL);
  /** Parameters of block b: `params[paramStart[b] .. paramEnd[b]]`, register words. */
  paramStart: Int32Array = new Int32Array(INITIAL);
  paramEnd: Int32Array = new Int32Array(INITIAL);
  params: Int32Array = new Int32Array(INITIAL);
  numParams: number = 0;
  /** Edges of block b. */
  edgeStart: Int32Array = new Int32Array(INITIAL);
  edgeEnd: Int32Array = new Int32Array(INITIAL);
  numEdges: number = 0;
  edgeTarget: Int32Array = new Int32Array(INITIAL);
  edgeArgStart: Int32Array = new Int32Array(INITIAL);
  edgeArgEnd: Int32Array = new Int32Array(INITIAL);
  edgeArgs: Int32Array = new Int32Array(INITIAL);
  numEdgeArgs: number = 0;
  /** Blocks in the order in which their code lies. */
  emitOrder: Int32Array = new Int32Array(INITIAL);

  numVregs: number = 0;
  vregBytes: Int32Array = new Int32Array(INITIAL);
  /** Register word that this one stands for, or -1. */
  vregAlias: Int32Array = new Int32Array(INITIAL);

  readonly constants: VCodeConstant[] = [];

  /** Offsets of the records of the current root, in order. */
  private rootOffsets: Int32Array = new Int32Array(2);
  private rootCount: number = 0;

  clear(): void {
    this.numWords = 0;
    this.numInsts = 0;
    this.numBlocks = 0;
    this.numParams = 0;
    this.numEdges = 0;
    this.numEdgeArgs = 0;
    this.numVregs = 0;
    this.constants.length = 0;
    this.rootCount = 0;
  }

  // Virtual registers

  /** A fresh virtual register: its word. `bytes` is the size of its spill slot. */
  newVreg(regClass: number, bytes: number): number {
    const v = this.numVregs;
    if (v === this.vregBytes.length) {
      this.vregBytes = grow(this.vregBytes, v + 1);
      this.vregAlias = grow(this.vregAlias, v + 1);
    }
    this.vregBytes[v] = bytes;
    this.vregAlias[v] = -1;
    this.numVregs = v + 1;
    return v | (regClass << VREG_CLASS_SHIFT);
  }

  /** Makes the virtual register `reg` stand for `target`, a register of the same class. */
  aliasVreg(reg: number, target: number): void {
    const to = this.resolve(target);
    if (to === reg) return;
    if (!isVirtualReg(reg) || !isVirtualReg(to) || (reg ^ to) >>> VREG_CLASS_SHIFT !== 0) {
      throw new InternalError(`register word ${reg} cannot stand for ${target}`);
    }
    this.vregAlias[reg & VREG_MASK] = to;
    // The slot must hold the wider of the two.
    if (this.vregBytes[reg & VREG_MASK]! > this.vregBytes[to & VREG_MASK]!) {
      this.vregBytes[to & VREG_MASK] = this.vregBytes[reg & VREG_MASK]!;
    }
  }

  /** The register word that `reg` finally stands for. */
  resolve(reg: number): number {
    if (!isVirtualReg(reg)) return reg;
    const alias = this.vregAlias;
    let r = reg;
    let next = alias[r & VREG_MASK]!;
    while (next >= 0) {
      const after = alias[next & VREG_MASK]!;
      if (after >= 0) alias[r & VREG_MASK] = after;
      r = next;
      next = after;
    }
    return r;
  }

  // Construction, backward

  /** Declares the blocks; everything else about them is filled in by number. */
  setNumBlocks(n: number): void {
    this.numBlocks = n;
    if (n + 1 > this.blockStart.length) {
      this.blockStart = grow(this.blockStart, n + 1);
      this.blockClif = grow(this.blockClif, n + 1);
      this.blockDepth = grow(this.blockDepth, n + 1);
      this.paramStart = grow(this.paramStart, n + 1);
      this.paramEnd = grow(this.paramEnd, n + 1);
      this.edgeStart = grow(this.edgeStart, n + 1);
      this.edgeEnd = grow(this.edgeEnd, n + 1);
      this.emitOrder = grow(this.emitOrder, n + 1);
    }
    this.paramStart.fill(0, 0, n);
    this.paramEnd.fill(0, 0, n);
    this.edgeStart.fill(0, 0, n);
    this.edgeEnd.fill(0, 0, n);
  }

  /** Appends a copy of the record at `source[at]` to the current root. */
  emit(source: Int32Array, at: number): void {
    const length = source[at]! >>> 16;
    const to = this.numWords;
    if (to + length > this.words.length) this.words = grow(this.words, to + length);
    const w = this.words;
    for (let i = 0; i < length; i++) w[to + i] = source[at + i]!;
    this.numWords = to + length;
    if (this.rootCount === this.rootOffsets.length)
      this.rootOffsets = grow(this.rootOffsets, this.rootCount + 1);
    this.rootOffsets[this.rootCount++] = to;
  }

  /** Takes over the instructions of the current root, made for CLIF instruction `origin`. */
  endRoot(origin: number): void {
    const count = this.rootCount;
    if (count === 0) return;
    let n = this.numInsts;
    if (n + count > this.instOffset.length) {
      this.instOffset = grow(this.instOffset, n + count);
      this.instOrigin = grow(this.instOrigin, n + count);
    }
    for (let i = count - 1; i >= 0; i--) {
      this.instOffset[n] = this.rootOffsets[i]!;
      this.instOrigin[n] = origin;
      n++;
    }
    this.numInsts = n;
    this.rootCount = 0;
  }

  /** Instructions of the current root so far. */
  get pendingInRoot(): number {
    return this.rootCount;
  }

  /** All instructions of block `b` have been emitted. Blocks end from last to first. */
  endBlock(b: number): void {
    // For now the number of instructions from the end of the function to the start of the block.
    this.blockStart[b] = this.numInsts;
  }

  /** Adds a parameter of block `b`; those of one block one after another. */
  addParam(b: number, reg: number): void {
    const n = this.numParams;
    if (n === this.params.length) this.params = grow(this.params, n + 1);
    if (this.paramEnd[b] === this.paramStart[b]) this.paramStart[b] = n;
    this.params[n] = reg;
    this.numParams = n + 1;
    this.paramEnd[b] = n + 1;
  }

  /** Adds the next edge of block `b`; those of one block one after another. */
  addEdge(b: number, target: number): void {
    const n = this.numEdges;
    if (n === this.edgeTarget.length) {
      this.edgeTarget = grow(this.edgeTarget, n + 1);
      this.edgeArgStart = grow(this.edgeArgStart, n + 1);
      this.edgeArgEnd = grow(this.edgeArgEnd, n + 1);
    }
    if (this.edgeEnd[b] === this.edgeStart[b]) this.edgeStart[b] = n;
    this.edgeTarget[n] = target;
    this.edgeArgStart[n] = this.numEdgeArgs;
    this.edgeArgEnd[n] = this.numEdgeArgs;
    this.numEdges = n + 1;
    this.edgeEnd[b] = n + 1;
  }

  /** Adds the next argument of the edge just added. */
  addEdgeArg(reg: number): void {
    const n = this.numEdgeArgs;
    if (n === this.edgeArgs.length) this.edgeArgs = grow(this.edgeArgs, n + 1);
    this.edgeArgs[n] = reg;
    this.numEdgeArgs = n + 1;
    this.edgeArgEnd[this.numEdges - 1] = n + 1;
  }

  /** Turns the instructions round, into forward order. */
  finish(): void {
    const n = this.numInsts;
    reverse(this.instOffset, n);
    reverse(this.instOrigin, n);
    for (let b = 0; b < this.numBlocks; b++) this.blockStart[b] = n - this.blockStart[b]!;
    this.blockStart[this.numBlocks] = n;
  }

  /** Op of instruction `i`. */
  op(i: number): number {
    return this.words[this.instOffset[i]!]! & 0xffff;
  }

  /** A constant of the code's pool; equal constants are one. */
  addConstant(bytes: Uint8Array, align: number): number {
    // Few per function: a scan of the last ones is enough to merge neighbours.
    const from = Math.max(0, this.constants.length - 32);
    for (let k = this.constants.length - 1; k >= from; k--) {
      const c = this.constants[k]!;
      if (c.align >= align && sameBytes(c.bytes, bytes)) return k;
    }
    return this.constants.push({ bytes, align }) - 1;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function reverse(a: Int32Array, n: number): void {
  for (let i = 0, j = n - 1; i < j; i++, j--) {
    const t = a[i]!;
    a[i] = a[j]!;
    a[j] = t;
  }
}
