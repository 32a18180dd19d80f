/**
 * The bundles still to place, in an order that is nearly "longest first" but local.
 *
 * The function is gone through in sections of some thousand instructions. In a section long bundles come first, by size
 * class (the power of two below the number of positions). Then it is gone through in windows of some thousand positions,
 * and within a window bundles come by size class again, those of one class in order of bundle number, which is mostly
 * program order. Bundles longer than a section come before all others. Short bundles compete only with their neighbours,
 * so the result is about what exact order gives, but what is touched together is in the cache together, and the heap
 * holds only what is left over from a section: with exact order a function of 100,000 instructions took twice the time
 * per instruction of one of 1,000.
 *
 * Small functions that are tried again (choose.ts) use exact orders, in the heap alone.
 *
 * Bundles of the start are sorted once by counting; those that come later are in a binary heap on two Int32Arrays.
 */

import type { RegallocFunction } from "../function.ts";
import {
  BUNDLE_STRIDE,
  B_FIRST,
  B_SIZE,
  B_SUM,
  B_WEIGHT,
  type BacktrackingContext,
  ORDER_CLASS,
  ORDER_SIZE,
  ORDER_SUM,
  PIECE_STRIDE,
  P_FROM,
  enlarge,
  reserve,
} from "./context.ts";

import { PREFETCH_SLOTS, prefetchBundles, prefetchPlacing } from "./prefetch.ts";

/** Positions per window, as a shift. */
const WINDOW_SHIFT = 12;
/** Bundles of this size class and above are long. */
const LONG_CLASS = 10;
const CLASS_BITS = 4;
const CLASS_MASK = (1 << CLASS_BITS) - 1;
const LONG_KEY = 0x4000_0000;
/** Positions per section, as a shift. */
const SECTION_SHIFT = 14;
/** Bundles of this size class and above are longer than a section. */
const HUGE_CLASS = SECTION_SHIFT + 1;
const WINDOW_BITS = SECTION_SHIFT - WINDOW_SHIFT;
/** In the key of a bundle: long within its section. */
const LONG_BIT = 1 << (WINDOW_BITS + CLASS_BITS);
const SECTION_KEYS = 2 * LONG_BIT;
const WINDOW_MASK = LONG_BIT - 1;

/** Queue key of a bundle that has pieces; the largest key comes first. */
export function queueKey(ctx: BacktrackingContext, b: number): number {
  const { bundles, pieces } = ctx;
  if (ctx.order !== ORDER_CLASS) {
    const at = b * BUNDLE_STRIDE;
    if (ctx.order === ORDER_SIZE) return bundles[at + B_SIZE];
    return bundles[at + (ctx.order === ORDER_SUM ? B_SUM : B_WEIGHT)];
  }
  const c = 32 - Math.clz32(bundles[b * BUNDLE_STRIDE + B_SIZE]);
  if (c >= HUGE_CLASS) return LONG_KEY + c;
  const from = pieces[bundles[b * BUNDLE_STRIDE + B_FIRST] * PIECE_STRIDE + P_FROM];
  const section = (ctx.lastSection - (from >> SECTION_SHIFT)) * SECTION_KEYS;
  if (c >= LONG_CLASS) return section + LONG_BIT + c;
  return section + ((~(from >> (WINDOW_SHIFT - CLASS_BITS)) & WINDOW_MASK & ~CLASS_MASK) | c);
}

/** Sorts all bundles that have pieces. */
export function sortBundles(ctx: BacktrackingContext): void {
  const { bundles, numBundles } = ctx;
  if (ctx.order !== ORDER_CLASS) {
    ctx.numSorted = 0;
    ctx.nextSorted = 0;
    ctx.prefetched = 0;
    for (let b = 0; b < numBundles; b++) if (bundles[b * BUNDLE_STRIDE + B_FIRST] >= 0) requeue(ctx, b);
    return;
  }
  ctx.lastSection = (2 * ctx.numSlots) >> SECTION_SHIFT;
  const sorted = (ctx.sorted = reserve(ctx.sorted, numBundles + 1));
  // Long keys go on behind the short ones.
  const shortKeys = (ctx.lastSection + 1) * SECTION_KEYS;
  const numKeys = shortKeys + 33;
  const count = (ctx.scratchB = reserve(ctx.scratchB, numKeys)).fill(0, 0, numKeys);
  const keys = (ctx.scratchA = reserve(ctx.scratchA, numBundles + 1));
  let n = 0;
  for (let b = 0; b < numBundles; b++) {
    if (bundles[b * BUNDLE_STRIDE + B_FIRST] < 0) continue;
    const key = queueKey(ctx, b);
    keys[b] = key >= LONG_KEY ? key - LONG_KEY + shortKeys : key;
    count[keys[b]]++;
    n++;
  }
  let start = 0;
  for (let k = numKeys - 1; k >= 0; k--) {
    const c = count[k];
    count[k] = start;
    start += c;
  }
  const sortedKey = (ctx.sortedKey = reserve(ctx.sortedKey, numBundles + 1));
  for (let b = 0; b < numBundles; b++) {
    if (bundles[b * BUNDLE_STRIDE + B_FIRST] < 0) continue;
    const place = count[keys[b]]++;
    sorted[place] = b;
    sortedKey[place] = keys[b] >= shortKeys ? keys[b] - shortKeys + LONG_KEY : keys[b];
  }
  ctx.numSorted = n;
  ctx.nextSorted = 0;
  ctx.prefetched = ctx.numSlots < PREFETCH_SLOTS ? n : 0;
}

/**
 * Brings what the sorted bundle taken last and its companions need into the cache: those of its window, or the long ones
 * of its section.
 */
export function prefetchWindow(ctx: BacktrackingContext, func: RegallocFunction): void {
  const { sorted, sortedKey, numSorted } = ctx;
  const first = ctx.nextSorted - 1;
  const key = sortedKey[first];
  if (key >= LONG_KEY) return;
  const long = (key & LONG_BIT) !== 0;
  const shift = long ? WINDOW_BITS + CLASS_BITS : CLASS_BITS;
  const window = key >> shift;
  let end = first;
  while (end < numSorted && sortedKey[end] >> shift === window) end++;
  ctx.prefetched = end;
  const section = ctx.lastSection - Math.floor(key / SECTION_KEYS);
  let start = section << SECTION_SHIFT;
  if (!long) start |= (~window & (WINDOW_MASK >> CLASS_BITS)) << WINDOW_SHIFT;
  prefetchPlacing(ctx, func, start, start + (1 << (long ? SECTION_SHIFT : WINDOW_SHIFT)), long);
  prefetchBundles(ctx, sorted, first, end);
}

/** Queues a bundle again. */
export function requeue(ctx: BacktrackingContext, b: number): void {
  pushBundle(ctx, b, queueKey(ctx, b));
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
    if (ctx.heapSize === 0 || ctx.heapKey[0] <= ctx.sortedKey[ctx.nextSorted]) {
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
