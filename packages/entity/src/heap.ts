/**
 * A binary min-heap of (key, value) pairs of int32, on two Int32Arrays.
 *
 * Equal keys leave in order of value, so the order never depends on the history of the heap. For keys that arrive over
 * time; a fixed set of keys is sorted faster by `RadixSorter`. A max-heap is this one with negated keys.
 */

/** A min-heap ordered by key, then by value. */
export class Int32Heap {
  /** Number of pairs. */
  size: number;
  private keys: Int32Array;
  private values: Int32Array;

  constructor(capacity = 64) {
    this.size = 0;
    this.keys = new Int32Array(Math.max(capacity, 1));
    this.values = new Int32Array(Math.max(capacity, 1));
  }

  /** Adds a pair. */
  push(key: number, value: number): void {
    let i = this.size;
    if (i === this.keys.length) this.grow();
    const keys = this.keys;
    const values = this.values;
    key |= 0;
    value |= 0;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const k = keys[up]!;
      if (k < key || (k === key && values[up]! <= value)) break;
      keys[i] = k;
      values[i] = values[up]!;
      i = up;
    }
    keys[i] = key;
    values[i] = value;
    this.size++;
  }

  /** The smallest key; the caller knows that `size` > 0. */
  peekKey(): number {
    return this.keys[0]!;
  }

  /** The value that `pop` would return; the caller knows that `size` > 0. */
  peekValue(): number {
    return this.values[0]!;
  }

  /** Removes the smallest pair and returns its value; the caller knows that `size` > 0. */
  pop(): number {
    const keys = this.keys;
    const values = this.values;
    const result = values[0]!;
    const n = --this.size;
    const key = keys[n]!;
    const value = values[n]!;
    let i = 0;
    for (;;) {
      let c = 2 * i + 1;
      if (c >= n) break;
      let k = keys[c]!;
      if (c + 1 < n) {
        const r = keys[c + 1]!;
        if (r < k || (r === k && values[c + 1]! < values[c]!)) {
          c++;
          k = r;
        }
      }
      if (key < k || (key === k && value <= values[c]!)) break;
      keys[i] = k;
      values[i] = values[c]!;
      i = c;
    }
    keys[i] = key;
    values[i] = value;
    return result;
  }

  /** Removes every pair; keeps the memory. */
  clear(): void {
    this.size = 0;
  }

  private grow(): void {
    const n = this.keys.length * 2;
    const keys = new Int32Array(n);
    const values = new Int32Array(n);
    keys.set(this.keys);
    values.set(this.values);
    this.keys = keys;
    this.values = values;
  }
}
