/**
 * Brings what a phase is about to use into the processor's cache.
 *
 * In a function of 100,000 instructions the arrays of the allocator are tens of megabytes. The phases go through them in
 * small neighbourhoods, but within one they follow links: from a bundle to its pieces, to their uses, to operands and
 * leaves of the occupancy tree. A load that misses and on whose result the next address depends takes 200 to 300 ns,
 * while reading memory in order takes 3 ns per line, because the processor sees what is coming. So before a phase
 * enters a neighbourhood, one word of every line of it is read in order. That changes no result and costs some
 * nanoseconds per instruction; functions that fit into the cache are spared it.
 *
 * Virtual registers may be numbered in any way, so nothing is read that is much larger than the neighbourhood should be.
 */

import type { RegallocFunction } from "../function.ts";
import { NUM_CLASSES } from "../operand.ts";
import {
  BUNDLE_STRIDE,
  B_FIRST,
  type BacktrackingContext,
  GROUP_SHIFT,
  LEAF_STRIDE,
  NODE_STRIDE,
  PIECE_STRIDE,
  P_USE,
  USE_STRIDE,
} from "./context.ts";

/** Functions of fewer slots stay in the cache by themselves. */
export const PREFETCH_SLOTS = 32_768;
/** Words per line of the cache. */
const LINE = 16;
/** A range of records is read if it has no more than this times the records wanted. */
const SLACK = 4;

/** Reads one word of every line. The result means nothing; somebody has to keep it, or the reading is optimized away. */
function touch(a: Int32Array, from: number, to: number): number {
  let x = 0;
  for (let i = from; i < to; i += LINE) x ^= a[i];
  return x;
}

/** What is indexed by instruction or operand, for the positions from .. to. */
function touchInstructions(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  from: number,
  to: number,
): number {
  const { slotInst, slotBlock } = ctx;
  const first = from >> 1;
  const end = to >> 1;
  const x = touch(slotInst, first, end) ^ touch(slotBlock, first, end);
  // Block heads have no instruction.
  const firstInst = Math.max(slotInst[first], slotInst[first + 1]);
  const endInst = Math.max(slotInst[end - 1], slotInst[end - 2]);
  if (firstInst < 0 || endInst <= firstInst) return x;
  const { instOperands, instClobbers, operands } = func;
  const firstOperand = instOperands[firstInst];
  const endOperand = instOperands[endInst];
  return (
    x ^
    touch(instClobbers, firstInst, endInst) ^
    touch(instOperands, firstInst, endInst) ^
    touch(operands, 2 * firstOperand, 2 * endOperand) ^
    touch(ctx.tiedTo, firstOperand, endOperand)
  );
}

/** The occupancy trees for the positions from .. to, without the leaves if `leaves` is false. */
function touchTrees(ctx: BacktrackingContext, from: number, to: number, leaves: boolean): number {
  const first = from >> GROUP_SHIFT;
  const end = to >> GROUP_SHIFT;
  let x = 0;
  for (let c = 0; c < NUM_CLASSES; c++) {
    if (ctx.classUsed[c] === 0) continue;
    const columns = ctx.columns[c];
    if (leaves) x ^= touch(ctx.leaves[c] as Int32Array, from * LEAF_STRIDE, to * LEAF_STRIDE);
    x ^= touch(ctx.groups[c] as Int32Array, first * NODE_STRIDE, end * NODE_STRIDE);
    x ^= touch(ctx.starts[c] as Int32Array, first * columns, end * columns);
    x ^= touch(ctx.covers[c] as Int32Array, first * columns, end * columns);
  }
  return x;
}

/** What placing needs for short bundles between the positions from and to, or for long ones if `long`. */
export function prefetchPlacing(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  from: number,
  to: number,
  long: boolean,
): void {
  const end = Math.min(to, 2 * ctx.numSlots);
  if (from >= end) return;
  ctx.touched ^= touchTrees(ctx, from, end, !long) ^ touchInstructions(ctx, func, from, end);
}

/** The bundles `list[from .. to]` with their first pieces and the uses of those. */
export function prefetchBundles(ctx: BacktrackingContext, list: Int32Array, from: number, to: number): void {
  const { bundles, pieces, uses, familyHint } = ctx;
  let x = 0;
  let low = 0x7fffffff;
  let high = -1;
  for (let k = from; k < to; k++) {
    const b = list[k];
    if (b < low) low = b;
    if (b > high) high = b;
  }
  const limit = SLACK * (to - from) + LINE;
  if (high - low < limit) {
    x ^= touch(bundles, low * BUNDLE_STRIDE, (high + 1) * BUNDLE_STRIDE) ^ touch(familyHint, low, high);
  } else {
    // One by one, but without waiting for one before the next.
    for (let k = from; k < to; k++) x ^= bundles[list[k] * BUNDLE_STRIDE + B_FIRST];
  }
  low = 0x7fffffff;
  high = -1;
  for (let k = from; k < to; k++) {
    const p = bundles[list[k] * BUNDLE_STRIDE + B_FIRST];
    if (p < low) low = p;
    if (p > high) high = p;
  }
  if (low >= 0 && high - low < limit) {
    x ^= touch(pieces, low * PIECE_STRIDE, (high + 1) * PIECE_STRIDE);
    const firstUse = pieces[low * PIECE_STRIDE + P_USE];
    const endUse = pieces[high * PIECE_STRIDE + P_USE];
    if (endUse - firstUse < 2 * limit) x ^= touch(uses, firstUse * USE_STRIDE, endUse * USE_STRIDE);
  } else if (low >= 0) {
    for (let k = from; k < to; k++)
      x ^= pieces[bundles[list[k] * BUNDLE_STRIDE + B_FIRST] * PIECE_STRIDE + P_USE];
    for (let k = from; k < to; k++)
      x ^= uses[pieces[bundles[list[k] * BUNDLE_STRIDE + B_FIRST] * PIECE_STRIDE + P_USE] * USE_STRIDE];
  }
  ctx.touched ^= x;
}

/** The webs, bundles and pieces of what lives mostly in the blocks first .. end, before bundles are merged. */
export function prefetchMerging(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  first: number,
  end: number,
): void {
  const { webBundle, webLive } = ctx;
  const { params, blockParams } = func;
  let x = touchInstructions(ctx, func, ctx.blockStart[first], ctx.blockStart[end]);
  // What a function's producer numbers as it goes lies between the parameters of these blocks.
  let low = 0x7fffffff;
  let high = -1;
  for (let k = blockParams[first]; k < blockParams[end]; k++) {
    const v = params[k];
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (high >= 0 && high - low < ctx.blockStart[end] - ctx.blockStart[first]) {
    while (low < high && webBundle[low] < 0) low++;
    while (high > low && webBundle[high] < 0) high--;
    x ^= touch(ctx.web, low, high) ^ touch(webBundle, low, high) ^ touch(ctx.webFlags, low, high);
    if (low < high)
      x ^=
        touch(ctx.bundles, webBundle[low] * BUNDLE_STRIDE, webBundle[high] * BUNDLE_STRIDE) ^
        touch(ctx.pieces, webLive[low] * PIECE_STRIDE, webLive[high] * PIECE_STRIDE);
  }
  ctx.touched ^= x;
}
