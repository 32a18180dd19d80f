/**
 * Lists of int32 in one pool.
 *
 * A list is a handle: 0 is the empty list, any other handle is the index of a length word that its items follow. One
 * array holds every list, so that copying, hashing and transferring a function touches a single buffer, and a list
 * costs one word where it is stored.
 *
 * A block's capacity, length word included, is the smallest power of two >= 4 that holds the list, so it is known from
 * the length alone. Growing past it moves the list to a block of twice the size (the handle changes); shrinking gives
 * the upper halves back in place (the handle stays). Freed blocks go to a stack per size class.
 *
 * Invariants between calls:
 * - `data[0]` is 0, so `data[h]` is the length for every handle, the empty one included.
 * - Blocks start at multiples of 4 and every word that no live list occupies is 0. The pool can therefore be walked
 *   from word 4: a length word of 0 means "skip 4 words".
 * - Without a free since `clear` (`wasFreed` is false) the pool's content depends only on the sequence of allocations.
 *
 * A handle belongs to one owner: two owners of the same handle must `copy` it first. Handles are not validated, and
 * `data` must be read again after any call that may grow the pool.
 */

import { InternalError } from "./errors.ts";

/** Words before the first block. */
const FIRST_BLOCK = 4;
const CLASSES = 29;

/** Size class of a list of `length` >= 1 items: a block of class c has 4 << c words. */
function classOf(length: number): number {
  return 30 - Math.clz32(length | 3);
}

/** A pool of int32 lists addressed by handles. */
export class ListPool {
  /** The words. Read it anew after any call that may grow the pool. */
  data: Int32Array;
  /** Words in use, counted from index 0; words beyond are 0. */
  used: number;
  /** Whether a block was freed since `clear`: from then on the order of content depends on history. */
  wasFreed: boolean;
  /** One stack of free blocks per size class. */
  private readonly freeBlocks: Int32Array[];
  private readonly freeCounts: Int32Array;

  /** `capacity` is the number of words to start with. */
  constructor(capacity = 256) {
    this.data = new Int32Array(Math.max(capacity, 2 * FIRST_BLOCK));
    this.used = FIRST_BLOCK;
    this.wasFreed = false;
    this.freeBlocks = [];
    this.freeCounts = new Int32Array(CLASSES);
    for (let c = 0; c < CLASSES; c++) this.freeBlocks.push(EMPTY);
  }

  /** Number of items. */
  length(h: number): number {
    return this.data[h]!;
  }

  /** Item `i`; the caller knows that 0 <= i < length. */
  get(h: number, i: number): number {
    return this.data[h + 1 + i]!;
  }

  /** Replaces item `i`; the caller knows that 0 <= i < length. */
  set(h: number, i: number, v: number): void {
    this.data[h + 1 + i] = v;
  }

  /** A new list of `n` zeros. */
  alloc(n: number): number {
    if (n <= 0) {
      if (n < 0) throw new InternalError(`list of ${n} items`);
      return 0;
    }
    const h = this.allocBlock(classOf(n));
    this.data[h] = n;
    return h;
  }

  /** Appends `v` and returns the list's handle, which may be another one. */
  push(h: number, v: number): number {
    const at = this.grow(h);
    const data = this.data;
    data[at + data[at]!] = v;
    return at;
  }

  /** Inserts `v` before item `i` (0 <= i <= length) and returns the list's handle, which may be another one. */
  insert(h: number, i: number, v: number): number {
    const length = this.data[h]!;
    if (i < 0 || i > length) throw new InternalError(`insert at ${i} in a list of ${length}`);
    const at = this.grow(h);
    const data = this.data;
    for (let k = at + length; k > at + i; k--) data[k + 1] = data[k]!;
    data[at + 1 + i] = v;
    return at;
  }

  /** Removes item `i`, keeping the order, and returns the handle (0 when the list became empty). */
  remove(h: number, i: number): number {
    const data = this.data;
    const length = data[h]!;
    if (i < 0 || i >= length) throw new InternalError(`remove ${i} from a list of ${length}`);
    for (let k = h + 1 + i; k < h + length; k++) data[k] = data[k + 1]!;
    return this.truncate(h, length - 1);
  }

  /** Keeps the first `n` items (all of them when there are fewer) and returns the handle (0 when `n` is 0). */
  truncate(h: number, n: number): number {
    const data = this.data;
    const length = data[h]!;
    if (n >= length) return h;
    if (n <= 0) {
      this.free(h);
      return 0;
    }
    for (let k = h + 1 + n; k <= h + length; k++) data[k] = 0;
    data[h] = n;
    // The upper half of a block of class c is a block of class c - 1, and so on down.
    const keep = classOf(n);
    for (let c = classOf(length) - 1; c >= keep; c--) this.release(h + (4 << c), c);
    return h;
  }

  /** Gives the list's words back. The handle must not be used again. Freeing the empty list does nothing. */
  free(h: number): void {
    if (h === 0) return;
    const data = this.data;
    const length = data[h]!;
    for (let k = h; k <= h + length; k++) data[k] = 0;
    this.release(h, classOf(length));
  }

  /** A new list with the same items. */
  copy(h: number): number {
    const n = this.data[h]!;
    if (n === 0) return 0;
    const to = this.allocBlock(classOf(n));
    const data = this.data;
    for (let k = 0; k <= n; k++) data[to + k] = data[h + k]!;
    return to;
  }

  /** A new list of the given items. */
  fromArray(items: ArrayLike<number>): number {
    const n = items.length;
    if (n === 0) return 0;
    const h = this.allocBlock(classOf(n));
    const data = this.data;
    data[h] = n;
    for (let i = 0; i < n; i++) data[h + 1 + i] = items[i]!;
    return h;
  }

  /** The items as an ordinary array, for printers and tests. */
  toArray(h: number): number[] {
    const items: number[] = [];
    const n = this.data[h]!;
    for (let i = 0; i < n; i++) items.push(this.data[h + 1 + i]!);
    return items;
  }

  /** Forgets every list; keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.used);
    this.used = FIRST_BLOCK;
    this.wasFreed = false;
    this.freeCounts.fill(0);
  }

  /** Makes this pool an exact copy of `other`: same handles, same content, same free blocks. */
  copyFrom(other: ListPool): void {
    if (this.data.length < other.used) this.data = new Int32Array(other.data.length);
    this.data.set(other.used === other.data.length ? other.data : other.data.subarray(0, other.used));
    if (other.used < this.used) this.data.fill(0, other.used, this.used);
    this.used = other.used;
    this.wasFreed = other.wasFreed;
    for (let c = 0; c < CLASSES; c++) {
      const n = other.freeCounts[c]!;
      this.freeCounts[c] = n;
      if (n > 0) this.freeBlocks[c] = other.freeBlocks[c]!.slice();
    }
  }

  /** Adopts `words` (as `data` up to `used` of another pool, say one sent to a worker). Its free blocks are lost. */
  adopt(words: Int32Array, used: number, wasFreed: boolean): void {
    if (words.length < 2 * FIRST_BLOCK || used < FIRST_BLOCK || used > words.length) {
      throw new InternalError(`list pool of ${words.length} words, ${used} used`);
    }
    this.data = words;
    this.used = used;
    this.wasFreed = wasFreed;
    this.freeCounts.fill(0);
  }

  /** Makes room for one more item, counts it in the length word, and returns the handle. */
  private grow(h: number): number {
    let data = this.data;
    if (h === 0) {
      const first = this.allocBlock(0);
      this.data[first] = 1;
      return first;
    }
    const length = data[h]!;
    // A block is full when length + 1 words are a power of two of at least 4.
    if (length < 3 || (length & (length + 1)) !== 0) {
      data[h] = length + 1;
      return h;
    }
    if (h + length + 1 === this.used) {
      // The last block grows where it stands.
      this.extend(length + 1);
      this.data[h] = length + 1;
      return h;
    }
    const to = this.allocBlock(classOf(length) + 1);
    data = this.data;
    for (let k = 1; k <= length; k++) data[to + k] = data[h + k]!;
    data[to] = length + 1;
    this.free(h);
    return to;
  }

  /** A zeroed block of class `c`. */
  private allocBlock(c: number): number {
    const n = this.freeCounts[c]!;
    if (n > 0) {
      this.freeCounts[c] = n - 1;
      return this.freeBlocks[c]![n - 1]!;
    }
    const h = this.used;
    this.extend(4 << c);
    return h;
  }

  /** Takes `words` more words at the end of the used ones. */
  private extend(words: number): void {
    const end = this.used + words;
    if (end > this.data.length) {
      let capacity = this.data.length * 2;
      while (capacity < end) capacity *= 2;
      const data = new Int32Array(capacity);
      data.set(this.data);
      this.data = data;
    }
    this.used = end;
  }

  /** Puts a zeroed block of class `c` on its free stack. */
  private release(h: number, c: number): void {
    this.wasFreed = true;
    const n = this.freeCounts[c]!;
    let blocks = this.freeBlocks[c]!;
    if (n === blocks.length) {
      const grown = new Int32Array(Math.max(16, n * 2));
      grown.set(blocks);
      this.freeBlocks[c] = blocks = grown;
    }
    blocks[n] = h;
    this.freeCounts[c] = n + 1;
  }
}

const EMPTY = new Int32Array(0);
