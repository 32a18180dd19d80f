/**
 * Layout: the order of blocks in a function and of instructions in each block, as doubly linked lists in Int32Arrays
 * indexed by entity. An entity may exist outside the layout.
 *
 * Program order within a block is kept as a label per instruction, so that "does a come before b" is one comparison.
 * Labels are maintained by list labelling (Bender, Cole, Demaine, Farach-Colton and Zito, "Two simplified algorithms
 * for maintaining order in a list", 2002): an insertion without a free label spreads the labels of the smallest
 * enclosing range that is sparse enough, O(log n) amortised.
 */
import { NONE, type Block, type Inst } from "./entities.ts";

/** Labels lie in [0, 2^30). */
const LABEL_BITS = 30;
const LABEL_LIMIT = 1 << LABEL_BITS;
/** Distance between labels of instructions that are appended in order. */
const APPEND_GAP = 32;
/** A range of 2^i labels may hold at most (2 / RATIO)^i instructions. */
const RATIO = 1.4;

function grow(array: Int32Array, capacity: number, fill: number): Int32Array {
  const next = new Int32Array(capacity);
  next.set(array);
  if (fill !== 0) next.fill(fill, array.length);
  return next;
}

/** Block flag: the block is unlikely to execute. */
export const BLOCK_COLD = 1;
const BLOCK_INSERTED = 2;

/** The columns of a layout in the form in which they travel between agents. */
export interface LayoutArrays {
  /** Next, previous, block and label by instruction. */
  inst: [Int32Array, Int32Array, Int32Array, Int32Array];
  instUsed: number;
  /** Next, previous, first and last instruction and flags by block. */
  block: [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  blockUsed: number;
  firstBlock: number;
  lastBlock: number;
}

export class Layout {
  /** Next and previous instruction in the block, -1 at the ends. */
  instNext: Int32Array;
  instPrev: Int32Array;
  /** Block that holds the instruction, -1 when it is outside the layout. */
  instBlock: Int32Array;
  /** Order label of the instruction within its block. */
  instLabel: Int32Array;
  blockNext: Int32Array;
  blockPrev: Int32Array;
  blockFirst: Int32Array;
  blockLast: Int32Array;
  blockFlags: Int32Array;
  firstBlock: number = NONE;
  lastBlock: number = NONE;
  private instCapacity: number;
  private blockCapacity: number;
  /** Instructions and blocks ever touched since `clear`: the used part of the columns. */
  private instUsed: number = 0;
  private blockUsed: number = 0;

  constructor() {
    this.instCapacity = 64;
    this.blockCapacity = 16;
    this.instNext = new Int32Array(64).fill(-1);
    this.instPrev = new Int32Array(64).fill(-1);
    this.instBlock = new Int32Array(64).fill(-1);
    this.instLabel = new Int32Array(64);
    this.blockNext = new Int32Array(16).fill(-1);
    this.blockPrev = new Int32Array(16).fill(-1);
    this.blockFirst = new Int32Array(16).fill(-1);
    this.blockLast = new Int32Array(16).fill(-1);
    this.blockFlags = new Int32Array(16);
  }

  /** Empties the layout and keeps its memory. */
  clear(): void {
    const i = this.instUsed;
    this.instNext.fill(-1, 0, i);
    this.instPrev.fill(-1, 0, i);
    this.instBlock.fill(-1, 0, i);
    this.instLabel.fill(0, 0, i);
    const b = this.blockUsed;
    this.blockNext.fill(-1, 0, b);
    this.blockPrev.fill(-1, 0, b);
    this.blockFirst.fill(-1, 0, b);
    this.blockLast.fill(-1, 0, b);
    this.blockFlags.fill(0, 0, b);
    this.firstBlock = NONE;
    this.lastBlock = NONE;
    this.instUsed = 0;
    this.blockUsed = 0;
  }

  /** Makes this layout equal to `other`, reusing memory. */
  copyFrom(other: Layout): void {
    this.clear();
    const i = other.instUsed;
    const b = other.blockUsed;
    if (i > 0) this.touchInst(i - 1);
    if (b > 0) this.touchBlock(b - 1);
    this.instNext.set(other.instNext.subarray(0, i));
    this.instPrev.set(other.instPrev.subarray(0, i));
    this.instBlock.set(other.instBlock.subarray(0, i));
    this.instLabel.set(other.instLabel.subarray(0, i));
    this.blockNext.set(other.blockNext.subarray(0, b));
    this.blockPrev.set(other.blockPrev.subarray(0, b));
    this.blockFirst.set(other.blockFirst.subarray(0, b));
    this.blockLast.set(other.blockLast.subarray(0, b));
    this.blockFlags.set(other.blockFlags.subarray(0, b));
    this.firstBlock = other.firstBlock;
    this.lastBlock = other.lastBlock;
  }

  /** The typed arrays by value, for a transfer to another agent; the layout is empty afterwards. */
  takeArrays(): LayoutArrays {
    const arrays = this.snapshot();
    this.restoreArrays(new Layout().snapshot());
    return arrays;
  }

  private snapshot(): LayoutArrays {
    return {
      inst: [this.instNext, this.instPrev, this.instBlock, this.instLabel],
      instUsed: this.instUsed,
      block: [this.blockNext, this.blockPrev, this.blockFirst, this.blockLast, this.blockFlags],
      blockUsed: this.blockUsed,
      firstBlock: this.firstBlock,
      lastBlock: this.lastBlock,
    };
  }

  /** Takes over what another layout gave away. */
  restoreArrays(arrays: LayoutArrays): void {
    [this.instNext, this.instPrev, this.instBlock, this.instLabel] = arrays.inst;
    [this.blockNext, this.blockPrev, this.blockFirst, this.blockLast, this.blockFlags] = arrays.block;
    this.instCapacity = this.instNext.length;
    this.blockCapacity = this.blockNext.length;
    this.instUsed = arrays.instUsed;
    this.blockUsed = arrays.blockUsed;
    this.firstBlock = arrays.firstBlock;
    this.lastBlock = arrays.lastBlock;
  }

  private touchInst(inst: number): void {
    if (inst >= this.instUsed) {
      if (inst >= this.instCapacity) {
        const capacity = Math.max(this.instCapacity * 2, inst + 1);
        this.instNext = grow(this.instNext, capacity, -1);
        this.instPrev = grow(this.instPrev, capacity, -1);
        this.instBlock = grow(this.instBlock, capacity, -1);
        this.instLabel = grow(this.instLabel, capacity, 0);
        this.instCapacity = capacity;
      }
      this.instUsed = inst + 1;
    }
  }

  private touchBlock(block: number): void {
    if (block >= this.blockUsed) {
      if (block >= this.blockCapacity) {
        const capacity = Math.max(this.blockCapacity * 2, block + 1);
        this.blockNext = grow(this.blockNext, capacity, -1);
        this.blockPrev = grow(this.blockPrev, capacity, -1);
        this.blockFirst = grow(this.blockFirst, capacity, -1);
        this.blockLast = grow(this.blockLast, capacity, -1);
        this.blockFlags = grow(this.blockFlags, capacity, 0);
        this.blockCapacity = capacity;
      }
      this.blockUsed = block + 1;
    }
  }

  // Blocks

  /** The entry block: the first one in the layout, or undefined. */
  entryBlock(): Block | undefined {
    return this.firstBlock < 0 ? undefined : (this.firstBlock as Block);
  }

  /** Next block in layout order, or NONE. */
  nextBlock(block: Block): Block {
    return this.blockNext[block]! as Block;
  }

  /** Previous block in layout order, or NONE. */
  prevBlock(block: Block): Block {
    return this.blockPrev[block]! as Block;
  }

  isBlockInserted(block: Block): boolean {
    return block < this.blockUsed && (this.blockFlags[block]! & BLOCK_INSERTED) !== 0;
  }

  /** Appends `block`, which must be outside the layout. */
  appendBlock(block: Block): void {
    this.touchBlock(block);
    this.blockFlags[block]! |= BLOCK_INSERTED;
    const last = this.lastBlock;
    this.blockPrev[block] = last;
    this.blockNext[block] = -1;
    if (last < 0) this.firstBlock = block;
    else this.blockNext[last] = block;
    this.lastBlock = block;
  }

  /** Inserts `block` before `before`. */
  insertBlock(block: Block, before: Block): void {
    this.touchBlock(block);
    this.blockFlags[block]! |= BLOCK_INSERTED;
    const prev = this.blockPrev[before]!;
    this.blockPrev[block] = prev;
    this.blockNext[block] = before;
    this.blockPrev[before] = block;
    if (prev < 0) this.firstBlock = block;
    else this.blockNext[prev] = block;
  }

  /** Inserts `block` after `after`. */
  insertBlockAfter(block: Block, after: Block): void {
    const next = this.blockNext[after]!;
    if (next < 0) this.appendBlock(block);
    else this.insertBlock(block, next as Block);
  }

  /** Takes an empty block out of the layout. */
  removeBlock(block: Block): void {
    const prev = this.blockPrev[block]!;
    const next = this.blockNext[block]!;
    if (prev < 0) this.firstBlock = next;
    else this.blockNext[prev] = next;
    if (next < 0) this.lastBlock = prev;
    else this.blockPrev[next] = prev;
    this.blockPrev[block] = -1;
    this.blockNext[block] = -1;
    this.blockFlags[block]! &= ~BLOCK_INSERTED;
  }

  /** Marks a block as unlikely to execute. */
  setCold(block: Block, cold: boolean = true): void {
    this.touchBlock(block);
    if (cold) this.blockFlags[block]! |= BLOCK_COLD;
    else this.blockFlags[block]! &= ~BLOCK_COLD;
  }

  isCold(block: Block): boolean {
    return block < this.blockUsed && (this.blockFlags[block]! & BLOCK_COLD) !== 0;
  }

  /** Blocks in layout order; for tests and cold code (hot code follows `blockNext`). */
  *blocks(): Generator<Block> {
    for (let b = this.firstBlock; b >= 0; b = this.blockNext[b]!) yield b as Block;
  }

  /** Instructions of a block in order; for tests and cold code (hot code follows `instNext`). */
  *insts(block: Block): Generator<Inst> {
    for (let i = this.firstInst(block) as number; i >= 0; i = this.instNext[i]!) yield i as Inst;
  }

  // Instructions

  /** The block that holds `inst`, or NONE. */
  blockOf(inst: Inst): Block {
    return (inst < this.instUsed ? this.instBlock[inst]! : NONE) as Block;
  }

  firstInst(block: Block): Inst {
    return (block < this.blockUsed ? this.blockFirst[block]! : NONE) as Inst;
  }

  lastInst(block: Block): Inst {
    return (block < this.blockUsed ? this.blockLast[block]! : NONE) as Inst;
  }

  nextInst(inst: Inst): Inst {
    return this.instNext[inst]! as Inst;
  }

  prevInst(inst: Inst): Inst {
    return this.instPrev[inst]! as Inst;
  }

  /** Appends `inst` to `block`. */
  appendInst(inst: Inst, block: Block): void {
    this.touchInst(inst);
    const last = this.blockLast[block]!;
    this.instBlock[inst] = block;
    this.instPrev[inst] = last;
    this.instNext[inst] = -1;
    this.blockLast[block] = inst;
    if (last < 0) {
      this.blockFirst[block] = inst;
      this.instLabel[inst] = APPEND_GAP;
    } else {
      this.instNext[last] = inst;
      const label = this.instLabel[last]! + APPEND_GAP;
      if (label < LABEL_LIMIT) this.instLabel[inst] = label;
      else this.relabel(inst);
    }
  }

  /** Inserts `inst` before `before`. */
  insertInst(inst: Inst, before: Inst): void {
    this.touchInst(inst);
    const block = this.instBlock[before]!;
    const prev = this.instPrev[before]!;
    this.instBlock[inst] = block;
    this.instNext[inst] = before;
    this.instPrev[inst] = prev;
    this.instPrev[before] = inst;
    if (prev < 0) this.blockFirst[block] = inst;
    else this.instNext[prev] = inst;
    const low = prev < 0 ? -1 : this.instLabel[prev]!;
    const high = this.instLabel[before]!;
    const label = (low + high) >> 1;
    if (label > low) this.instLabel[inst] = label;
    else this.relabel(inst);
  }

  /** Inserts `inst` after `after`. */
  insertInstAfter(inst: Inst, after: Inst): void {
    const next = this.instNext[after]!;
    if (next < 0) this.appendInst(inst, this.instBlock[after]! as Block);
    else this.insertInst(inst, next as Inst);
  }

  /** Takes `inst` out of the layout. */
  removeInst(inst: Inst): void {
    const block = this.instBlock[inst]!;
    const prev = this.instPrev[inst]!;
    const next = this.instNext[inst]!;
    if (prev < 0) this.blockFirst[block] = next;
    else this.instNext[prev] = next;
    if (next < 0) this.blockLast[block] = prev;
    else this.instPrev[next] = prev;
    this.instBlock[inst] = -1;
    this.instNext[inst] = -1;
    this.instPrev[inst] = -1;
  }

  /** Moves `before` and all that follow it from its block into `newBlock`, which is inserted behind that block. */
  splitBlock(newBlock: Block, before: Inst): void {
    const old = this.instBlock[before]! as Block;
    this.insertBlockAfter(newBlock, old);
    const prev = this.instPrev[before]!;
    this.blockFirst[newBlock] = before;
    this.blockLast[newBlock] = this.blockLast[old]!;
    this.blockLast[old] = prev;
    if (prev < 0) this.blockFirst[old] = -1;
    else this.instNext[prev] = -1;
    this.instPrev[before] = -1;
    for (let i: number = before; i >= 0; i = this.instNext[i]!) this.instBlock[i] = newBlock;
  }

  /** Negative if `a` comes before `b`, which must be in the same block. */
  compareInsts(a: Inst, b: Inst): number {
    return this.instLabel[a]! - this.instLabel[b]!;
  }

  /**
   * Gives `inst`, already linked but without a label, a label between its neighbours by spreading the labels of the
   * smallest aligned range around it that is sparse enough.
   */
  private relabel(inst: number): void {
    const { instNext, instPrev, instLabel } = this;
    const anchor = instPrev[inst]! >= 0 ? instLabel[instPrev[inst]!]! : instLabel[instNext[inst]!]!;
    let first = inst;
    let last = inst;
    let count = 1;
    let limit = 1;
    for (let bits = 1; bits <= LABEL_BITS; bits++) {
      limit *= 2 / RATIO;
      const size = 2 ** bits;
      const low = anchor - (anchor % size);
      const high = low + size;
      for (let p = instPrev[first]!; p >= 0 && instLabel[p]! >= low; p = instPrev[p]!) {
        first = p;
        count++;
      }
      for (let n = instNext[last]!; n >= 0 && instLabel[n]! < high; n = instNext[n]!) {
        last = n;
        count++;
      }
      if (count <= limit && count < size) {
        const step = Math.floor(size / (count + 1));
        let label = low + (step >> 1);
        for (let i = first, k = 0; k < count; i = instNext[i]!, k++, label += Math.max(step, 1))
          instLabel[i] = label;
        return;
      }
    }
    // Unreachable for blocks of fewer than (2 / RATIO)^30 = 44,000 instructions; beyond that, even spacing.
    let k = 0;
    for (let p = first; p >= 0; p = instPrev[p]!) first = p;
    for (let i = first; i >= 0; i = instNext[i]!) k++;
    const step = Math.max(1, Math.floor(LABEL_LIMIT / (k + 1)));
    for (let i = first, label = step >> 1; i >= 0; i = instNext[i]!, label += step) instLabel[i] = label;
  }
}
