/**
 * Sparse set and sparse map over entity ids.
 *
 * Members sit in a dense array in insertion order (until something is deleted); a second array, indexed by the id,
 * holds each member's position there. A position is believed only when the dense array confirms it, so `clear` is O(1)
 * and the index never needs wiping. For work lists and for sets that are small against the range of their ids; dense
 * sets are better off as bits.
 */

function grown(old: Int32Array, n: number): Int32Array {
  let capacity = Math.max(old.length * 2, 16);
  while (capacity < n) capacity *= 2;
  const data = new Int32Array(capacity);
  data.set(old);
  return data;
}

/** A set of ids >= 0 with O(1) add, delete, test and clear, iterated through `dense`. */
export class SparseSet {
  /** The members, in `dense[0 .. size)`. Read it anew after `add`. */
  dense: Int32Array;
  /** Number of members. */
  size: number;
  private positions: Int32Array;

  /** `range` is the number of ids to make room for at the start. */
  constructor(range = 64) {
    this.dense = new Int32Array(16);
    this.size = 0;
    this.positions = new Int32Array(Math.max(range, 1));
  }

  /** Whether `id` (>= 0) is a member. */
  has(id: number): boolean {
    if (id >= this.positions.length) return false;
    const at = this.positions[id]!;
    return at < this.size && this.dense[at] === id;
  }

  /** Adds `id` (>= 0). Returns whether it was new. */
  add(id: number): boolean {
    if (id >= this.positions.length) this.positions = grown(this.positions, id + 1);
    const size = this.size;
    const at = this.positions[id]!;
    if (at < size && this.dense[at] === id) return false;
    if (size === this.dense.length) this.dense = grown(this.dense, size + 1);
    this.dense[size] = id;
    this.positions[id] = size;
    this.size = size + 1;
    return true;
  }

  /** Removes `id` (>= 0); the last member takes its place. Returns whether it was a member. */
  delete(id: number): boolean {
    if (!this.has(id)) return false;
    const at = this.positions[id]!;
    const size = this.size - 1;
    const last = this.dense[size]!;
    this.dense[at] = last;
    this.positions[last] = at;
    this.size = size;
    return true;
  }

  /** Removes and returns the last member, -1 when empty. */
  pop(): number {
    if (this.size === 0) return -1;
    return this.dense[--this.size]!;
  }

  /** Removes every member, in O(1). */
  clear(): void {
    this.size = 0;
  }
}

/** A map from ids >= 0 to int32 with O(1) clear, iterated through `keys` and `values`. */
export class SparseMap {
  /** The keys present, in `keys[0 .. size)`. Read it anew after `set`. */
  keys: Int32Array;
  /** The value of `keys[i]` is `values[i]`. Read it anew after `set`. */
  values: Int32Array;
  /** Number of keys present. */
  size: number;
  private positions: Int32Array;

  /** `range` is the number of ids to make room for at the start. */
  constructor(range = 64) {
    this.keys = new Int32Array(16);
    this.values = new Int32Array(16);
    this.size = 0;
    this.positions = new Int32Array(Math.max(range, 1));
  }

  /** Position of `key` (>= 0) in `keys` and `values`, -1 when absent. */
  indexOf(key: number): number {
    if (key >= this.positions.length) return -1;
    const at = this.positions[key]!;
    return at < this.size && this.keys[at] === key ? at : -1;
  }

  /** Whether `key` (>= 0) is present. */
  has(key: number): boolean {
    return this.indexOf(key) >= 0;
  }

  /** The value of `key` (>= 0), or `otherwise` when it is absent. */
  get(key: number, otherwise: number): number {
    const at = this.indexOf(key);
    return at < 0 ? otherwise : this.values[at]!;
  }

  /** Sets the value of `key` (>= 0). */
  set(key: number, value: number): void {
    if (key >= this.positions.length) this.positions = grown(this.positions, key + 1);
    let at = this.positions[key]!;
    const size = this.size;
    if (at >= size || this.keys[at] !== key) {
      at = size;
      if (size === this.keys.length) {
        this.keys = grown(this.keys, size + 1);
        this.values = grown(this.values, size + 1);
      }
      this.keys[at] = key;
      this.positions[key] = at;
      this.size = size + 1;
    }
    this.values[at] = value;
  }

  /** Removes `key` (>= 0); the last pair takes its place. Returns whether it was present. */
  delete(key: number): boolean {
    const at = this.indexOf(key);
    if (at < 0) return false;
    const size = this.size - 1;
    const last = this.keys[size]!;
    this.keys[at] = last;
    this.values[at] = this.values[size]!;
    this.positions[last] = at;
    this.size = size;
    return true;
  }

  /** Removes every pair, in O(1). */
  clear(): void {
    this.size = 0;
  }
}
