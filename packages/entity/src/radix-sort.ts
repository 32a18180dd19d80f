/**
 * Stable radix sort of int32 keys with an int32 payload each.
 *
 * Least significant byte first, all four histograms counted in one scan; a byte that all keys share costs no pass, so
 * keys of a small range are sorted in one or two. Short inputs use insertion sort. O(n) time; scratch is kept.
 */

/** Below this many keys insertion sort wins (measured: they meet between 32 and 64). */
const SMALL = 40;

/** Sorts (key, payload) pairs; holds the scratch memory between calls. */
export class RadixSorter {
  private readonly counts: Int32Array;
  private keys: Int32Array;
  private payload: Int32Array;

  constructor() {
    this.counts = new Int32Array(4 * 256);
    this.keys = new Int32Array(64);
    this.payload = new Int32Array(64);
  }

  /** Sorts the first `n` of `keys` as signed integers, moving `payload` along. Equal keys keep their order. */
  sort(keys: Int32Array, payload: Int32Array, n: number): void {
    if (n <= SMALL) {
      insertionSort(keys, payload, n);
      return;
    }
    if (n > this.keys.length) {
      let capacity = this.keys.length * 2;
      while (capacity < n) capacity *= 2;
      this.keys = new Int32Array(capacity);
      this.payload = new Int32Array(capacity);
    }
    const counts = this.counts;
    counts.fill(0);
    let sorted = 1;
    let previous = keys[0]!;
    for (let i = 0; i < n; i++) {
      const signed = keys[i]!;
      if (signed < previous) sorted = 0;
      previous = signed;
      // With the sign bit flipped, signed order is unsigned order.
      const k = signed ^ 0x80000000;
      counts[k & 255]!++;
      counts[256 + ((k >>> 8) & 255)]!++;
      counts[512 + ((k >>> 16) & 255)]!++;
      counts[768 + (k >>> 24)]!++;
    }
    if (sorted === 1) return;
    let fromKeys = keys;
    let fromPayload = payload;
    let toKeys = this.keys;
    let toPayload = this.payload;
    for (let digit = 0; digit < 4; digit++) {
      const base = digit << 8;
      const shift = digit << 3;
      if (counts[base + (((fromKeys[0]! ^ 0x80000000) >>> shift) & 255)] === n) continue;
      let at = 0;
      for (let b = base; b < base + 256; b++) {
        const c = counts[b]!;
        counts[b] = at;
        at += c;
      }
      for (let i = 0; i < n; i++) {
        const k = fromKeys[i]!;
        const b = base + (((k ^ 0x80000000) >>> shift) & 255);
        const to = counts[b]!;
        counts[b] = to + 1;
        toKeys[to] = k;
        toPayload[to] = fromPayload[i]!;
      }
      let swap = fromKeys;
      fromKeys = toKeys;
      toKeys = swap;
      swap = fromPayload;
      fromPayload = toPayload;
      toPayload = swap;
    }
    if (fromKeys !== keys) {
      for (let i = 0; i < n; i++) {
        keys[i] = fromKeys[i]!;
        payload[i] = fromPayload[i]!;
      }
    }
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
