/**
 * Stable radix sort of int32 keys with an int32 payload each.
 *
 * Keys are taken relative to the smallest one, so only the bits of their range are sorted by, least significant digit
 * first. The number of digits is chosen to make the work, moving every key once a digit and summing a histogram of
 * 2^width cells, smallest. Short inputs use insertion sort. O(n) time; scratch is kept.
 */

/** Up to this many keys insertion sort wins (measured: they meet between 32 and 64). */
const SMALL = 40;
/** Widest digit in bits: a histogram must stay in the first-level cache. */
const MAX_WIDTH = 11;
/** Cost of moving a key, in cells of a histogram summed. */
const MOVE_COST = 4;

/** Sorts (key, payload) pairs; holds the scratch memory between calls. */
export class RadixSorter {
  private readonly counts: Int32Array;
  private keys: Int32Array;
  private payload: Int32Array;

  constructor() {
    this.counts = new Int32Array(1 << MAX_WIDTH);
    this.keys = new Int32Array(64);
    this.payload = new Int32Array(64);
  }

  /** Sorts the first `n` of `keys` as signed integers, moving `payload` along. Equal keys keep their order. */
  sort(keys: Int32Array, payload: Int32Array, n: number): void {
    if (n <= SMALL) {
      insertionSort(keys, payload, n);
      return;
    }
    // Much input is sorted already. Finding that out in the loop below would cost a mispredicted branch a key.
    let ascending = 1;
    while (ascending < n && keys[ascending - 1]! <= keys[ascending]!) ascending++;
    if (ascending === n) return;
    let min = keys[0]!;
    let max = min;
    for (let i = 1; i < n; i++) {
      const k = keys[i]!;
      if (k < min) min = k;
      if (k > max) max = k;
    }
    if (n > this.keys.length) {
      let capacity = this.keys.length * 2;
      while (capacity < n) capacity *= 2;
      this.keys = new Int32Array(capacity);
      this.payload = new Int32Array(capacity);
    }
    const bits = 32 - Math.clz32(max - min);
    let width = 0;
    let best = Infinity;
    for (let digits = 1; digits <= bits; digits++) {
      const w = Math.ceil(bits / digits);
      if (w > MAX_WIDTH) continue;
      const cost = digits * (n * MOVE_COST + (1 << w));
      if (cost >= best) break;
      best = cost;
      width = w;
    }
    const counts = this.counts;
    let odd = false;
    for (let shift = 0; shift < bits; shift += width) {
      if (odd) sortByDigit(this.keys, this.payload, keys, payload, n, min, shift, width, counts);
      else sortByDigit(keys, payload, this.keys, this.payload, n, min, shift, width, counts);
      odd = !odd;
    }
    if (odd) {
      const sortedKeys = this.keys;
      const sortedPayload = this.payload;
      for (let i = 0; i < n; i++) {
        keys[i] = sortedKeys[i]!;
        payload[i] = sortedPayload[i]!;
      }
    }
  }
}

/** Moves the pairs to `toKeys` and `toPayload` in order of `width` bits of `key - min` from bit `shift` on. */
function sortByDigit(
  keys: Int32Array,
  payload: Int32Array,
  toKeys: Int32Array,
  toPayload: Int32Array,
  n: number,
  min: number,
  shift: number,
  width: number,
  counts: Int32Array,
): void {
  const buckets = 1 << width;
  const mask = buckets - 1;
  counts.fill(0, 0, buckets);
  for (let i = 0; i < n; i++) {
    const d = ((keys[i]! - min) >>> shift) & mask;
    counts[d] = counts[d]! + 1;
  }
  let at = 0;
  for (let d = 0; d < buckets; d++) {
    const c = counts[d]!;
    counts[d] = at;
    at += c;
  }
  for (let i = 0; i < n; i++) {
    const k = keys[i]!;
    const d = ((k - min) >>> shift) & mask;
    const to = counts[d]!;
    counts[d] = to + 1;
    toKeys[to] = k;
    toPayload[to] = payload[i]!;
  }
}

function insertionSort(keys: Int32Array, payload: Int32Array, n: number): void {
  for (let i = 1; i < n; i++) {
    const k = keys[i]!;
    const p = payload[i]!;
    let j = i - 1;
    while (j >= 0 && keys[j]! > k) {
      keys[j + 1] = keys[j]!;
      payload[j + 1] = payload[j]!;
      j--;
    }
    keys[j + 1] = k;
    payload[j + 1] = p;
  }
}
