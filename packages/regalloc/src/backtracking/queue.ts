/**
 * The bundles still to place, longest first; equal lengths in order of bundle number. Those of the start are sorted once
 * by a radix sort; those that come later are in a binary heap on two Int32Arrays.
 */

import { BUNDLE_STRIDE, B_FIRST, B_SIZE, type BacktrackingContext, enlarge, reserve } from "./context.ts";

const RADIX_BITS = 8;
const RADIX = 1 << RADIX_BITS;

/** Sorts all bundles that have pieces. */
export function sortBundles(ctx: BacktrackingContext): void {
  const { bundles, numBundles } = ctx;
  let source = (ctx.sorted = reserve(ctx.sorted, numBundles + 1));
  let target = (ctx.scratchA = reserve(ctx.scratchA, numBundles + 1));
  let n = 0;
  let largest = 0;
  for (let b = 0; b < numBundles; b++) {
    if (bundles[b * BUNDLE_STRIDE + B_FIRST] < 0) continue;
    source[n++] = b;
    if (bundles[b * BUNDLE_STRIDE + B_SIZE] > largest) largest = bundles[b * BUNDLE_STRIDE + B_SIZE];
  }
  const count = (ctx.scratchB = reserve(ctx.scratchB, RADIX + 1));
  for (let shift = 0; largest >> shift > 0; shift += RADIX_BITS) {
    count.fill(0, 0, RADIX + 1);
    for (let k = 0; k < n; k++) count[(bundles[source[k] * BUNDLE_STRIDE + B_SIZE] >> shift) & (RADIX - 1)]++;
    // Descending: the starts are summed from the top digit.
    let start = 0;
    for (let d = RADIX - 1; d >= 0; d--) {
      const c = count[d];
      count[d] = start;
      start += c;
    }
    for (let k = 0; k < n; k++) target[count[(bundles[source[k] * BUNDLE_STRIDE + B_SIZE] >> shift) & (RADIX - 1)]++] = source[k];
    const swap = source;
    source = target;
    target = swap;
  }
  ctx.sorted = source;
  ctx.scratchA = target;
  ctx.numSorted = n;
  ctx.nextSorted = 0;
}

export function pushBundle(ctx: BacktrackingContext, bundle: number, priority: number): void {
  let i = ctx.heapSize++;
  if (i >= ctx.heapKey.length) {
    ctx.heapKey = enlarge(ctx.heapKey, i + 1);
    ctx.heapBundle = enlarge(ctx.heapBundle, i + 1);
  }
  const { heapKey, heapBundle } = ctx;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    const key = heapKey[parent];
    if (key > priority || (key === priority && heapBundle[parent] < bundle)) break;
    heapKey[i] = key;
    heapBundle[i] = heapBundle[parent];
    i = parent;
  }
  heapKey[i] = priority;
  heapBundle[i] = bundle;
}

/** Removes and returns the first bundle, or -1. */
export function popBundle(ctx: BacktrackingContext): number {
  if (ctx.nextSorted < ctx.numSorted) {
    const b = ctx.sorted[ctx.nextSorted];
    if (ctx.heapSize === 0 || ctx.heapKey[0] < ctx.bundles[b * BUNDLE_STRIDE + B_SIZE]) {
      ctx.nextSorted++;
      return b;
    }
  }
  if (ctx.heapSize === 0) return -1;
  const { heapKey, heapBundle } = ctx;
  const result = heapBundle[0];
  const n = --ctx.heapSize;
  const key = heapKey[n];
  const bundle = heapBundle[n];
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= n) break;
    if (child + 1 < n) {
      const a = heapKey[child];
      const b = heapKey[child + 1];
      if (b > a || (b === a && heapBundle[child + 1] < heapBundle[child])) child++;
    }
    const childKey = heapKey[child];
    if (childKey < key || (childKey === key && heapBundle[child] > bundle)) break;
    heapKey[i] = childKey;
    heapBundle[i] = heapBundle[child];
    i = child;
  }
  heapKey[i] = key;
  heapBundle[i] = bundle;
  return result;
}
