/**
 * Bit sets over entity ids: one growing set, and a matrix of equally long rows in one array for data-flow analyses.
 *
 * Bit `i` is bit `i & 31` of word `i >> 5`. A hot loop visits the members of a word with
 * `t = w & -w; bit = 31 - Math.clz32(t); w ^= t`; `next` is for everything else.
 */

/** Number of one bits in a 32-bit word. */
export function popcount32(w: number): number {
  w -= (w >>> 1) & 0x55555555;
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Index of the first one bit at or after `from` in `words[start .. end)`, counted from `start`; -1 when there is none. */
function nextBit(words: Int32Array, start: number, end: number, from: number): number {
  let at = start + (from >>> 5);
  if (at >= end) return -1;
  let w = words[at]! & (-1 << (from & 31));
  while (w === 0) {
    if (++at === end) return -1;
    w = words[at]!;
  }
  return ((at - start) << 5) + 31 - Math.clz32(w & -w);
}

/** A set of ids >= 0 that grows when written. */
export class BitSet {
  /** The words; absent ones count as 0. Read it anew after any call that may grow the set. */
  words: Int32Array;

  /** `range` is the number of ids to make room for at the start. */
  constructor(range = 64) {
    this.words = new Int32Array(Math.max((range + 31) >>> 5, 1));
  }

  /** Whether `id` (>= 0) is a member. */
  has(id: number): boolean {
    const at = id >>> 5;
    return at < this.words.length && (this.words[at]! & (1 << (id & 31))) !== 0;
  }

  /** Adds `id` (>= 0). Returns whether it was new. */
  add(id: number): boolean {
    const at = id >>> 5;
    if (at >= this.words.length) this.reserve(id + 1);
    const old = this.words[at]!;
    const bit = 1 << (id & 31);
    this.words[at] = old | bit;
    return (old & bit) === 0;
  }

  /** Removes `id` (>= 0). Returns whether it was a member. */
  delete(id: number): boolean {
    const at = id >>> 5;
    if (at >= this.words.length) return false;
    const old = this.words[at]!;
    const bit = 1 << (id & 31);
    this.words[at] = old & ~bit;
    return (old & bit) !== 0;
  }

  /** Makes room for ids below `range`. */
  reserve(range: number): void {
    const n = (range + 31) >>> 5;
    if (n <= this.words.length) return;
    let capacity = this.words.length * 2;
    while (capacity < n) capacity *= 2;
    const words = new Int32Array(capacity);
    words.set(this.words);
    this.words = words;
  }

  /** Removes every member; keeps the memory. */
  clear(): void {
    this.words.fill(0);
  }

  /** The smallest member >= `from`, -1 when there is none. */
  next(from: number): number {
    return nextBit(this.words, 0, this.words.length, from);
  }

  /** Number of members. */
  count(): number {
    const words = this.words;
    let n = 0;
    for (let i = 0; i < words.length; i++) n += popcount32(words[i]!);
    return n;
  }

  /** Whether there is no member. */
  isEmpty(): boolean {
    const words = this.words;
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
    return true;
  }

  /** Whether both sets have the same members. */
  equals(other: BitSet): boolean {
    const a = this.words;
    const b = other.words;
    const n = Math.min(a.length, b.length);
    for (let i = 0; i < n; i++) if (a[i] !== b[i]) return false;
    for (let i = n; i < a.length; i++) if (a[i] !== 0) return false;
    for (let i = n; i < b.length; i++) if (b[i] !== 0) return false;
    return true;
  }

  /** Adds the members of `other`. Returns whether any was new. */
  unionWith(other: BitSet): boolean {
    if (other.words.length > this.words.length) this.reserve(other.words.length << 5);
    const a = this.words;
    const b = other.words;
    let changed = 0;
    for (let i = 0; i < b.length; i++) {
      const w = a[i]!;
      const u = w | b[i]!;
      changed |= u ^ w;
      a[i] = u;
    }
    return changed !== 0;
  }

  /** Keeps only members of `other`. Returns whether any was removed. */
  intersectWith(other: BitSet): boolean {
    const a = this.words;
    const b = other.words;
    const n = Math.min(a.length, b.length);
    let changed = 0;
    for (let i = 0; i < n; i++) {
      const w = a[i]!;
      const u = w & b[i]!;
      changed |= u ^ w;
      a[i] = u;
    }
    for (let i = n; i < a.length; i++) {
      changed |= a[i]!;
      a[i] = 0;
    }
    return changed !== 0;
  }

  /** Removes the members of `other`. Returns whether any was removed. */
  subtract(other: BitSet): boolean {
    const a = this.words;
    const b = other.words;
    const n = Math.min(a.length, b.length);
    let changed = 0;
    for (let i = 0; i < n; i++) {
      const w = a[i]!;
      changed |= w & b[i]!;
      a[i] = w & ~b[i]!;
    }
    return changed !== 0;
  }

  /** Makes this set equal to `other`. */
  copyFrom(other: BitSet): void {
    if (other.words.length > this.words.length) this.words = new Int32Array(other.words.length);
    this.words.set(other.words);
    this.words.fill(0, other.words.length);
  }

  /** The members in increasing order, for printers and tests. */
  toArray(): number[] {
    const members: number[] = [];
    for (let id = this.next(0); id >= 0; id = this.next(id + 1)) members.push(id);
    return members;
  }
}

/** Rows of equally many bits in one array: `words[row * stride + (bit >> 5)]`. */
export class BitMatrix {
  /** The words, row after row. Read it anew after `reset`. */
  words: Int32Array;
  rows: number;
  /** Words in a row. */
  stride: number;

  constructor() {
    this.words = new Int32Array(64);
    this.rows = 0;
    this.stride = 0;
  }

  /** Becomes `rows` empty rows of `columns` bits; reuses the memory when it suffices. */
  reset(rows: number, columns: number): void {
    const stride = (columns + 31) >>> 5;
    const n = rows * stride;
    if (n > this.words.length) {
      let capacity = this.words.length * 2;
      while (capacity < n) capacity *= 2;
      this.words = new Int32Array(capacity);
    } else {
      this.words.fill(0, 0, n);
    }
    this.rows = rows;
    this.stride = stride;
  }

  has(row: number, bit: number): boolean {
    return (this.words[row * this.stride + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
  }

  add(row: number, bit: number): void {
    const at = row * this.stride + (bit >>> 5);
    this.words[at] = this.words[at]! | (1 << (bit & 31));
  }

  delete(row: number, bit: number): void {
    const at = row * this.stride + (bit >>> 5);
    this.words[at] = this.words[at]! & ~(1 << (bit & 31));
  }

  /** Adds row `from` to row `to`. Returns whether `to` changed. */
  unionRow(to: number, from: number): boolean {
    const { words, stride } = this;
    const d = from * stride - to * stride;
    let changed = 0;
    for (let i = to * stride, end = i + stride; i < end; i++) {
      const w = words[i]!;
      const u = w | words[i + d]!;
      changed |= u ^ w;
      words[i] = u;
    }
    return changed !== 0;
  }

  /** The smallest bit >= `from` of a row, -1 when there is none. */
  next(row: number, from: number): number {
    const start = row * this.stride;
    return nextBit(this.words, start, start + this.stride, from);
  }
}
