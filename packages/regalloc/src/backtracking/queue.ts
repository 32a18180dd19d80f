/** The bundles still to place: a binary heap on two Int32Arrays, longest first; equal lengths in order of bundle number. */

import { type BacktrackingContext, enlarge } from "./context.ts";

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
