/**
 * The bundles still to place, by size class (the power of two below the number of positions), the largest first; within a
 * class in order of bundle number, which is mostly program order, so that neighbours in time are neighbours in memory.
 * (Exact order by size allocates no better, and ten times larger functions took twice as long per instruction with it.)
 *
 * Those of the start are sorted once by counting; those that come later are in a binary heap on two Int32Arrays.
 */

import { BUNDLE_STRIDE, B_FIRST, B_SIZE, type BacktrackingContext, enlarge, reserve } from "./context.ts";

/** Queue key of a bundle of `size` positions. */
export function sizeClass(size: number): number {
  return 32 - Math.clz32(size);
}

/** Sorts all bundles that have pieces. */
export function sortBundles(ctx: BacktrackingContext): void {
  const { bundles, numBundles } = ctx;
  const sorted = (ctx.sorted = reserve(ctx.sorted, numBundles + 1));
  const count = (ctx.scratchB = reserve(ctx.scratchB, 33)).fill(0, 0, 33);
  let n = 0;
  for (let b = 0; b < numBundles; b++) {
    if (bundles[b * BUNDLE_STRIDE + B_FIRST] < 0) continue;
    count[sizeClass(bundles[b * BUNDLE_STRIDE + B_SIZE])]++;
    n++;
  }
  let start = 0;
  for (let k = 32; k >= 0; k--) {
    const c = count[k];
    count[k] = start;
    start += c;
  }
  for (let b = 0; b < numBundles; b++) {
    if (bundles[b * BUNDLE_STRIDE + B_FIRST] >= 0) sorted[count[sizeClass(bundles[b * BUNDLE_STRIDE + B_SIZE])]++] = b;
  }
  ctx.numSorted = n;
  ctx.nextSorted = 0;
}

/** Queues a bundle again. */
export function requeue(ctx: BacktrackingContext, b: number): void {
  pushBundle(ctx, b, sizeClass(ctx.bundles[b * BUNDLE_STRIDE + B_SIZE]));
}

/** Pushes onto the heap alone. */
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
    if (ctx.heapSize === 0 || ctx.heapKey[0] <= sizeClass(ctx.bundles[b * BUNDLE_STRIDE + B_SIZE])) {
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
