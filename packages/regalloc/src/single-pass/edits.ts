/**
 * Edits of a walk that goes backwards.
 *
 * Moves that happen at once are added to a set and flushed at a program point; what is flushed comes before everything that
 * was flushed at the point so far. Edits are therefore written from the end of a buffer downwards and are in order without
 * sorting. Two kinds of sets come out of turn and are kept aside by block: those at the head of a block and those at its
 * end, at most one of each (the head of a block with one predecessor; the end of a block with one successor). `finish` puts
 * them in their places.
 *
 * Nearly all sets are single moves, or moves between registers in which nothing that is written is read; these are written
 * at once. The others go through `ParallelMoves`, which may want a free register; so `flush` says whether it could do
 * without, and if not the caller finds out which registers are free and calls `resolve`.
 */

import { RegallocFunction as Func, grow } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_KIND_REG, ALLOC_KIND_SHIFT, ALLOC_KIND_SLOT, PREG_SET_WORDS } from "../operand.ts";
import { EDIT_STRIDE } from "../output.ts";
import type { RegallocOutput } from "../output.ts";
import { ParallelMoves } from "../parallel-moves.ts";

/** Sets up to this size are ordered by comparing all pairs. */
const SMALL = 16;

/** Where a set of moves goes: at the point where the walk is, or aside. */
export const HERE = 0;
export const AT_HEAD = 1;
export const AT_END = 2;

export class BackwardEdits {
  private readonly moves: ParallelMoves;
  private func!: RegallocFunction;
  private output!: RegallocOutput;
  /** Sets with fixed stack slots go through `ParallelMoves`, which knows that these are memory. */
  private plain: boolean;

  /** The current set. */
  private from: Int32Array;
  private to: Int32Array;
  private info: Int32Array;
  private count: number;

  /** Edits so far, at the end of the buffer. */
  private buffer: Int32Array;
  private at: number;
  /** Per block: words from its first edit to the end of the buffer. */
  private blockWords: Int32Array;

  /** Edits kept aside; per block the first word, or -1, and the end of its set at the head, and at the end. */
  private aside: Int32Array;
  private asideWords: number;
  /** The weight of the edits kept aside. */
  private asideCost: number;
  private headStart: Int32Array;
  private headEnd: Int32Array;
  private tailStart: Int32Array;
  private tailEnd: Int32Array;

  /** Sets of registers that edits have written, six words each: see `flush`. */
  private readonly written: Int32Array;

  constructor(written: Int32Array) {
    this.moves = new ParallelMoves();
    this.plain = true;
    this.from = new Int32Array(64);
    this.to = new Int32Array(64);
    this.info = new Int32Array(64);
    this.count = 0;
    this.buffer = new Int32Array(1024);
    this.at = 1024;
    this.blockWords = new Int32Array(65);
    this.aside = new Int32Array(256);
    this.asideWords = 0;
    this.asideCost = 0;
    this.headStart = new Int32Array(64);
    this.headEnd = new Int32Array(64);
    this.tailStart = new Int32Array(64);
    this.tailEnd = new Int32Array(64);
    this.written = written;
  }

  begin(func: RegallocFunction, env: MachineEnv, output: RegallocOutput): void {
    this.moves.begin(env, output);
    this.func = func;
    this.output = output;
    this.plain = true;
    for (let w = 0; w < PREG_SET_WORDS; w++) if (env.fixedStack[w] !== 0) this.plain = false;
    this.count = 0;
    this.at = this.buffer.length;
    this.asideWords = 0;
    this.asideCost = 0;
    const n = func.numBlocks;
    if (this.headStart.length < n) {
      this.headStart = grow(this.headStart, n);
      this.headEnd = grow(this.headEnd, n);
      this.tailStart = grow(this.tailStart, n);
      this.tailEnd = grow(this.tailEnd, n);
    }
    if (this.blockWords.length < n + 1) this.blockWords = grow(this.blockWords, n + 1);
    this.headStart.fill(-1, 0, n);
    this.tailStart.fill(-1, 0, n);
    this.blockWords[n] = 0;
  }

  /** All edits of the block are made, but for those aside. */
  endBlock(b: number): void {
    this.blockWords[b] = this.buffer.length - this.at;
  }

  /** Whether no edit has been made since the block ended, aside or not at its end. */
  atBlock(b: number): boolean {
    return this.buffer.length - this.at === this.blockWords[b];
  }

  /** How many edits have been made at the points where the walk was. */
  get made(): number {
    return (this.buffer.length - this.at) / EDIT_STRIDE;
  }

  /** What the edits weigh that were kept aside. */
  get costAside(): number {
    return this.asideCost;
  }

  /** Adds a move to the current set. */
  add(from: number, to: number, info: number): void {
    if (from === to) return;
    const n = this.count;
    if (n === this.from.length) {
      this.from = grow(this.from, n + 1);
      this.to = grow(this.to, n + 1);
      this.info = grow(this.info, n + 1);
    }
    this.from[n] = from;
    this.to[n] = to;
    this.info[n] = info;
    this.count = n + 1;
  }

  /** Number of moves in the current set. */
  get size(): number {
    return this.count;
  }

  /** Makes one edit at the point where the walk is, which is not from memory to memory; marks nothing as written. */
  single(point: number, from: number, to: number, info: number): void {
    if (this.at < EDIT_STRIDE) this.growBuffer(EDIT_STRIDE);
    const at = this.at - EDIT_STRIDE;
    const { buffer } = this;
    buffer[at] = point;
    buffer[at + 1] = from;
    buffer[at + 2] = to;
    buffer[at + 3] = info;
    this.at = at;
  }

  /**
   * Makes the current set into edits, if it can be done without looking for registers; or returns false and leaves it.
   * Registers written are added to the set number `set` of `written`.
   */
  flush(point: number, where: number, block: number, set: number): boolean {
    const n = this.count;
    if (n === 0) return true;
    const { from, to } = this;
    if (!this.plain) return false;
    if (n === 1) {
      if (from[0] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT && to[0] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT)
        return false;
    } else if (n === 2) {
      if (!this.order(2)) return false;
    } else {
      let sources0 = 0;
      let sources2 = 0;
      let targets0 = 0;
      let targets2 = 0;
      let kinds = 0;
      for (let m = 0; m < n; m++) {
        const f = from[m];
        const t = to[m];
        const fromKind = f >>> ALLOC_KIND_SHIFT;
        if (fromKind === ALLOC_KIND_REG) {
          const bit = 1 << (f & 31);
          const word = (f & 255) >>> 5;
          if (word === 0) sources0 |= bit;
          else if (word === 2) sources2 |= bit;
          else return false;
        } else if (fromKind === ALLOC_KIND_SLOT) kinds |= 1;
        if (t >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
          const bit = 1 << (t & 31);
          const word = (t & 255) >>> 5;
          if (word === 0) {
            if ((targets0 & bit) !== 0) return false;
            targets0 |= bit;
          } else if (word === 2) {
            if ((targets2 & bit) !== 0) return false;
            targets2 |= bit;
          } else return false;
        } else kinds |= 2;
      }
      if (((sources0 & targets0) | (sources2 & targets2)) !== 0 || kinds === 3) {
        if (n > SMALL || !this.order(n)) return false;
      }
    }
    this.count = 0;
    this.write(point, from, to, this.info, n, where, block, set);
    return true;
  }

  /**
   * Puts the moves of a small set into an order in which each may be made after those before it, or returns false when there
   * is none or one is from memory to memory. Their order is of no matter then.
   */
  private order(n: number): boolean {
    const { from, to, info } = this;
    for (let done = 0; done < n; done++) {
      let next = done;
      search: for (; next < n; next++) {
        const target = to[next];
        const source = from[next];
        if (
          target >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT &&
          source >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT
        )
          return false;
        for (let k = done; k < n; k++) if (from[k] === target && k !== next) continue search;
        for (let k = done; k < n; k++) if (to[k] === target && k !== next) return false;
        break;
      }
      if (next === n) return false;
      const f = from[next];
      const t = to[next];
      const x = info[next];
      from[next] = from[done];
      to[next] = to[done];
      info[next] = info[done];
      from[done] = f;
      to[done] = t;
      info[done] = x;
    }
    return true;
  }

  /** Makes the current set into edits; `free` is a set of registers that hold nothing needed at the point. */
  resolve(point: number, where: number, block: number, set: number, free: Int32Array | undefined): void {
    const { moves, output } = this;
    for (let m = 0; m < this.count; m++) moves.add(this.from[m], this.to[m], this.info[m]);
    this.count = 0;
    output.numEdits = 0;
    moves.resolve(point, free, 0);
    const n = output.numEdits;
    output.numEdits = 0;
    while (this.from.length < n) {
      this.from = grow(this.from, n);
      this.to = grow(this.to, n);
      this.info = grow(this.info, n);
    }
    const { edits } = output;
    for (let k = 0; k < n; k++) {
      this.from[k] = edits[k * EDIT_STRIDE + 1];
      this.to[k] = edits[k * EDIT_STRIDE + 2];
      this.info[k] = edits[k * EDIT_STRIDE + 3];
    }
    if (n > 0) this.write(point, this.from, this.to, this.info, n, where, block, set);
  }

  /** Puts all edits into the output. */
  finish(numBlocks: number): void {
    const { output, buffer, aside, blockWords } = this;
    const end = buffer.length;
    const words = end - this.at + this.asideWords;
    if (output.edits.length < words) output.edits = new Int32Array(Math.max(words, output.edits.length * 2));
    const { edits } = output;
    let n = 0;
    let from = this.at;
    if (this.asideWords > 0) {
      for (let b = 0; b < numBlocks; b++) {
        if (this.headStart[b] >= 0) {
          for (const to = end - blockWords[b]; from < to; from++) edits[n++] = buffer[from];
          for (let k = this.headStart[b]; k < this.headEnd[b]; k++) edits[n++] = aside[k];
        }
        if (this.tailStart[b] >= 0) {
          for (const to = end - blockWords[b + 1]; from < to; from++) edits[n++] = buffer[from];
          for (let k = this.tailStart[b]; k < this.tailEnd[b]; k++) edits[n++] = aside[k];
        }
      }
    }
    while (from < end) edits[n++] = buffer[from++];
    output.numEdits = n / EDIT_STRIDE;
  }

  private write(
    point: number,
    from: Int32Array,
    to: Int32Array,
    info: Int32Array,
    n: number,
    where: number,
    block: number,
    set: number,
  ): void {
    const words = n * EDIT_STRIDE;
    let target: Int32Array;
    let at: number;
    if (where === HERE) {
      if (this.at < words) this.growBuffer(words);
      at = this.at - words;
      this.at = at;
      target = this.buffer;
    } else {
      at = this.asideWords;
      if (at + words > this.aside.length) this.aside = grow(this.aside, at + words);
      this.asideWords = at + words;
      this.asideCost += n * Func.weightOfDepth(this.func.blockDepth[block]);
      target = this.aside;
      if (where === AT_HEAD) {
        this.headStart[block] = at;
        this.headEnd[block] = at + words;
      } else {
        this.tailStart[block] = at;
        this.tailEnd[block] = at + words;
      }
    }
    const { written } = this;
    const first = set * PREG_SET_WORDS;
    for (let m = 0; m < n; m++) {
      const t = to[m];
      target[at] = point;
      target[at + 1] = from[m];
      target[at + 2] = t;
      target[at + 3] = info[m];
      at += EDIT_STRIDE;
      if (t >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) written[first + ((t & 255) >>> 5)] |= 1 << (t & 31);
    }
  }

  private growBuffer(words: number): void {
    const { buffer } = this;
    const used = buffer.length - this.at;
    let n = buffer.length * 2;
    while (n < used + words) n *= 2;
    const larger = new Int32Array(n);
    larger.set(buffer.subarray(this.at), n - used);
    this.buffer = larger;
    this.at = n - used;
  }
}
