/**
 * Third phase: pieces and bundles, and the merging of bundles that a copy would otherwise connect.
 *
 * Every live interval becomes a piece, every web a bundle. Then, in blocks by descending loop depth, the bundles of a
 * reused input and of its result, and of a block parameter and of its arguments, are merged when no two of their pieces
 * overlap. Merging puts the pieces in one list by position. Appending and prepending take constant time, which is what
 * happens when the many predecessors of one block are taken from last to first; anything else is a walk over both lists
 * that counts against a budget of steps proportional to the function, after which only the cheap cases are merged.
 *
 * Result: every bundle that is left has its weight, size and flags, is its own family, and is in the queue.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { OPERAND_VREG_MASK } from "../operand.ts";
import {
  BF_FIXED,
  BF_LIMIT,
  BF_MINIMAL,
  BF_STACK,
  BUNDLE_STRIDE,
  B_CLASS,
  B_COLUMN,
  B_EVICTED,
  B_FAMILY,
  B_FIRST,
  B_FLAGS,
  B_HARD,
  B_LAST,
  B_MASK,
  B_SIZE,
  B_SUM,
  B_WEIGHT,
  type BacktrackingContext,
  COLUMN_NONE,
  KIND_LIMIT_SHIFT,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_NEXT,
  P_TO,
  P_USE,
  P_USE_END,
  P_WEB,
  P_WEB_NEXT,
  USE_DEF,
  USE_FIXED,
  USE_HARD,
  USE_STACK,
  USE_STRIDE,
  U_KIND,
  U_POS,
  U_WEIGHT,
  WEIGHT_MAX,
  WEIGHT_MINIMAL,
  enlarge,
  reserve,
} from "./context.ts";

import { PREFETCH_SLOTS, prefetchMerging } from "./prefetch.ts";

/** Longest walk that tries to merge two interleaved bundles. */
const MERGE_WALK = 256;

/**
 * Most pieces in one bundle. A variable's versions all merged would move as one through placing, eviction and splitting at a
 * cost that grows with the function; parts of this size usually end up in one register all the same.
 */
const MERGE_PIECES = 32;

/** Instructions that are merged before the rest: at least so many, and at most, plus one block. */
const SECTION = 4096;
const LONGEST_SECTION = 4 * SECTION;

export function buildBundles(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  createBundles(ctx, func);
  if (ctx.mergeCopies) mergeAll(ctx, func);
  const { bundles, pieces } = ctx;
  ctx.numFamilies = ctx.numBundles;
  ctx.familyHint = reserve(ctx.familyHint, ctx.numFamilies + 1);
  ctx.familyHint.fill(-1, 0, ctx.numFamilies);
  const partner = ctx.familyPartner;
  for (let b = 0; b < ctx.numBundles; b++) if (partner[b] >= 0) partner[b] = find(bundles, partner[b]);
  for (let b = 0; b < ctx.numBundles; b++) {
    const at = b * BUNDLE_STRIDE;
    // A bundle that was merged into another has lost its pieces.
    if (bundles[at + B_FIRST] < 0) continue;
    // A bundle of one piece was not merged with another.
    if (bundles[at + B_FIRST] !== bundles[at + B_LAST])
      for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT])
        pieces[p * PIECE_STRIDE + P_BUNDLE] = b;
    finishBundle(ctx, env, b);
  }
  const { webBundle, web } = ctx;
  for (let v = 0; v < ctx.numVregs; v++)
    if (web[v] === v && webBundle[v] >= 0) webBundle[v] = find(bundles, webBundle[v]);
}

/** Completes the numbers of a bundle that was made from whole webs. */
function finishBundle(ctx: BacktrackingContext, env: MachineEnv, b: number): void {
  const { bundles } = ctx;
  const at = b * BUNDLE_STRIDE;
  bundles[at + B_EVICTED] = 0;
  if ((bundles[at + B_FLAGS] & BF_LIMIT) !== 0) {
    measureBundle(ctx, env, b);
    return;
  }
  let flags = bundles[at + B_FLAGS];
  if (bundles[at + B_SIZE] <= 2 && bundles[at + B_HARD] > 0 && isMinimal(ctx, b)) flags |= BF_MINIMAL;
  bundles[at + B_FLAGS] = flags;
  bundles[at + B_MASK] = classMask(ctx, bundles[at + B_CLASS]);
  bundles[at + B_WEIGHT] = spillWeight(ctx, bundles[at + B_SUM], bundles[at + B_SIZE], flags);
}

/** Makes `b` part of `a`. */
function absorb(bundles: Int32Array, a: number, b: number): void {
  const at = a * BUNDLE_STRIDE;
  const bt = b * BUNDLE_STRIDE;
  bundles[bt + B_FAMILY] = a;
  bundles[bt + B_FIRST] = -1;
  bundles[at + B_SIZE] += bundles[bt + B_SIZE];
  bundles[at + B_SUM] = Math.min(bundles[at + B_SUM] + bundles[bt + B_SUM], WEIGHT_MAX);
  bundles[at + B_HARD] += bundles[bt + B_HARD];
  bundles[at + B_FLAGS] |= bundles[bt + B_FLAGS];
  bundles[at + B_EVICTED] += bundles[bt + B_EVICTED];
}

function createBundles(ctx: BacktrackingContext, func: RegallocFunction): void {
  const numVregs = ctx.numVregs;
  const { webLive, live, webUses, uses, webSum, webHard, webFlags } = ctx;
  ctx.webSplit = reserve(ctx.webSplit, numVregs).fill(0, 0, numVregs);
  const webBundle = (ctx.webBundle = reserve(ctx.webBundle, numVregs));
  const pieces = (ctx.pieces = reserve(ctx.pieces, (ctx.numLive + (ctx.numLive >> 1) + 16) * PIECE_STRIDE));
  ctx.startNext = reserve(ctx.startNext, pieces.length / PIECE_STRIDE);
  const bundles = (ctx.bundles = reserve(ctx.bundles, (numVregs + (numVregs >> 1) + 16) * BUNDLE_STRIDE));
  ctx.numPieces = ctx.numLive;
  let n = 0;
  for (let v = 0; v < numVregs; v++) {
    webBundle[v] = -1;
    const first = webLive[v];
    const end = webLive[v + 1];
    if (first === end) continue;
    const b = n++;
    webBundle[v] = b;
    let u = webUses[v];
    let size = 0;
    const useEnd = webUses[v + 1];
    for (let k = first; k < end; k++) {
      const at = k * PIECE_STRIDE;
      const to = live[2 * k + 1];
      pieces[at + P_FROM] = live[2 * k];
      size += to - live[2 * k];
      pieces[at + P_TO] = to;
      pieces[at + P_WEB] = v;
      pieces[at + P_BUNDLE] = b;
      const next = k + 1 < end ? k + 1 : -1;
      pieces[at + P_NEXT] = next;
      pieces[at + P_WEB_NEXT] = next;
      pieces[at + P_USE] = u;
      // Copies in the gap at the very end belong to the piece.
      if (next < 0) u = useEnd;
      else while (u < useEnd && uses[u * USE_STRIDE + U_POS] <= to) u++;
      pieces[at + P_USE_END] = u;
    }
    const at = b * BUNDLE_STRIDE;
    bundles[at + B_FIRST] = first;
    bundles[at + B_LAST] = end - 1;
    bundles[at + B_CLASS] = func.vregClass[v];
    bundles[at + B_COLUMN] = COLUMN_NONE;
    bundles[at + B_FAMILY] = b;
    bundles[at + B_EVICTED] = end - first;
    bundles[at + B_SIZE] = size;
    bundles[at + B_SUM] = webSum[v];
    bundles[at + B_HARD] = webHard[v];
    bundles[at + B_FLAGS] = webFlags[v];
  }
  ctx.numBundles = n;
  ctx.familyPartner = reserve(ctx.familyPartner, n + 1).fill(-1, 0, n);
}

/** Before allocation B_FAMILY is the parent in a union-find forest. */
function find(bundles: Int32Array, b: number): number {
  let parent = bundles[b * BUNDLE_STRIDE + B_FAMILY];
  while (parent !== b) {
    const grand = bundles[parent * BUNDLE_STRIDE + B_FAMILY];
    bundles[b * BUNDLE_STRIDE + B_FAMILY] = grand;
    b = grand;
    parent = bundles[b * BUNDLE_STRIDE + B_FAMILY];
  }
  return b;
}

function mergeAll(ctx: BacktrackingContext, func: RegallocFunction): void {
  const { blockDepth } = func;
  let budget = 8 * ctx.numSlots + 1000;
  for (let block = 0; block < func.numBlocks;) {
    const end = sectionEnd(func, block);
    if (ctx.numSlots >= PREFETCH_SLOTS) prefetchMerging(ctx, func, block, end);
    let deepest = 0;
    for (let b = block; b < end; b++) if (blockDepth[b] > deepest) deepest = blockDepth[b];
    if (deepest > 4) deepest = 4;
    for (let depth = deepest; depth >= 0; depth--)
      budget = mergeSection(ctx, func, block, end, depth, budget);
    block = end;
  }
}

/** Merges what is connected in the blocks first .. end of one depth; returns what is left of the budget. */
function mergeSection(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  block: number,
  end: number,
  depth: number,
  budget: number,
): number {
  const { tiedTo, web } = ctx;
  const {
    operands,
    instOperands,
    blockInsts,
    blockDepth,
    blockParams,
    params,
    blockPreds,
    predEdges,
    edgeArgStart,
    edgeArgs,
  } = func;
  for (let b = block; b < end; b++) {
    const d = blockDepth[b];
    if ((d > 4 ? 4 : d) !== depth) continue;
    const last = instOperands[blockInsts[b + 1]];
    for (let o = instOperands[blockInsts[b]]; o < last; o++) {
      if (tiedTo[o] < 0) continue;
      budget -= merge(
        ctx,
        web[operands[2 * tiedTo[o]] & OPERAND_VREG_MASK],
        web[operands[2 * o] & OPERAND_VREG_MASK],
        budget,
      );
    }
    const numParams = blockParams[b + 1] - blockParams[b];
    if (numParams === 0) continue;
    for (let k = blockPreds[b + 1] - 1; k >= blockPreds[b]; k--) {
      const args = edgeArgStart[predEdges[k]];
      for (let j = 0; j < numParams; j++)
        budget -= merge(ctx, params[blockParams[b] + j], web[edgeArgs[args + j]], budget);
    }
  }
  return budget;
}

/**
 * Where a section of the function ends that is merged before the rest, hottest blocks first: so that what is gone through
 * once per depth stays in the cache. Loops are left whole unless they are very long.
 */
function sectionEnd(func: RegallocFunction, first: number): number {
  const { blockDepth, blockInsts, numBlocks } = func;
  let b = first + 1;
  while (b < numBlocks) {
    const size = blockInsts[b] - blockInsts[first] + b - first;
    if (size >= LONGEST_SECTION || (size >= SECTION && blockDepth[b] === 0)) break;
    b++;
  }
  return b;
}

/** Merges the bundles of two webs if they do not overlap; returns the steps it took. */
function merge(ctx: BacktrackingContext, v: number, w: number, budget: number): number {
  const { webBundle, bundles, pieces } = ctx;
  if (webBundle[v] < 0 || webBundle[w] < 0 || isBornInSlot(ctx, v) || isBornInSlot(ctx, w)) return 0;
  const a = find(bundles, webBundle[v]);
  const b = find(bundles, webBundle[w]);
  if (a === b) return 0;
  const at = a * BUNDLE_STRIDE;
  const bt = b * BUNDLE_STRIDE;
  if (
    bundles[at + B_CLASS] !== bundles[bt + B_CLASS] ||
    bundles[at + B_EVICTED] + bundles[bt + B_EVICTED] > MERGE_PIECES
  )
    return 0;
  const aFirst = bundles[at + B_FIRST];
  const bFirst = bundles[bt + B_FIRST];
  const aLast = bundles[at + B_LAST];
  const bLast = bundles[bt + B_LAST];
  if (pieces[aLast * PIECE_STRIDE + P_TO] <= pieces[bFirst * PIECE_STRIDE + P_FROM]) {
    pieces[aLast * PIECE_STRIDE + P_NEXT] = bFirst;
    bundles[at + B_LAST] = bLast;
  } else if (pieces[bLast * PIECE_STRIDE + P_TO] <= pieces[aFirst * PIECE_STRIDE + P_FROM]) {
    pieces[bLast * PIECE_STRIDE + P_NEXT] = aFirst;
    bundles[at + B_FIRST] = bFirst;
  } else {
    const limit = budget < MERGE_WALK ? budget : MERGE_WALK;
    const steps = disjoint(pieces, aFirst, bFirst, limit);
    if (steps < 0) {
      notePartners(ctx, a, b);
      return -steps;
    }
    interleave(ctx, a, b);
    absorb(bundles, a, b);
    ctx.stats.merges++;
    return 2 * steps;
  }
  absorb(bundles, a, b);
  ctx.stats.merges++;
  return 1;
}

/**
 * A def into the spill slot: its live interval, which speaks of registers, starts after the instruction, but the slot is
 * written within it, when a web that ends there may still need its own; so it shares its family with nobody.
 */
function isBornInSlot(ctx: BacktrackingContext, v: number): boolean {
  return (
    (ctx.webFlags[v] & BF_STACK) !== 0 &&
    (ctx.uses[ctx.webUses[v] * USE_STRIDE + U_KIND] & (USE_STACK | USE_DEF)) === (USE_STACK | USE_DEF)
  );
}

/** Two bundles that overlap will at least try for the same register where they do not. */
function notePartners(ctx: BacktrackingContext, a: number, b: number): void {
  if (ctx.familyPartner[a] < 0) ctx.familyPartner[a] = b;
  if (ctx.familyPartner[b] < 0) ctx.familyPartner[b] = a;
}

/** Steps of the walk if no pieces of the two lists overlap; minus the steps if they do, or the limit was reached. */
function disjoint(pieces: Int32Array, p: number, q: number, limit: number): number {
  let steps = 1;
  while (p >= 0 && q >= 0) {
    if (++steps > limit) return -steps;
    const pt = p * PIECE_STRIDE;
    const qt = q * PIECE_STRIDE;
    if (pieces[pt + P_TO] <= pieces[qt + P_FROM]) p = pieces[pt + P_NEXT];
    else if (pieces[qt + P_TO] <= pieces[pt + P_FROM]) q = pieces[qt + P_NEXT];
    else return -steps;
  }
  return steps;
}

function interleave(ctx: BacktrackingContext, a: number, b: number): void {
  const { pieces, bundles } = ctx;
  let p = bundles[a * BUNDLE_STRIDE + B_FIRST];
  let q = bundles[b * BUNDLE_STRIDE + B_FIRST];
  let last = -1;
  while (p >= 0 || q >= 0) {
    let take: number;
    if (q < 0 || (p >= 0 && pieces[p * PIECE_STRIDE + P_FROM] < pieces[q * PIECE_STRIDE + P_FROM])) {
      take = p;
      p = pieces[p * PIECE_STRIDE + P_NEXT];
    } else {
      take = q;
      q = pieces[q * PIECE_STRIDE + P_NEXT];
    }
    if (last < 0) bundles[a * BUNDLE_STRIDE + B_FIRST] = take;
    else pieces[last * PIECE_STRIDE + P_NEXT] = take;
    last = take;
    // Once one list is empty the rest of the other is linked already.
    if (p < 0 && q >= 0) {
      pieces[last * PIECE_STRIDE + P_NEXT] = q;
      bundles[a * BUNDLE_STRIDE + B_LAST] = bundles[b * BUNDLE_STRIDE + B_LAST];
      return;
    }
    if (q < 0 && p >= 0) {
      pieces[last * PIECE_STRIDE + P_NEXT] = p;
      return;
    }
  }
  bundles[a * BUNDLE_STRIDE + B_LAST] = last;
}

/** Columns of a class whose hardware index is below `limit`. */
function limitMask(ctx: BacktrackingContext, env: MachineEnv, c: number, limit: number): number {
  const order = env.order[c as 0 | 1 | 2];
  let mask = 0;
  for (let k = 0; k < ctx.columns[c]; k++) if ((order[k] & 63) < limit) mask |= 1 << k;
  return mask;
}

/** All columns of a class. */
export function classMask(ctx: BacktrackingContext, c: number): number {
  const n = ctx.columns[c];
  return n === 32 ? -1 : (1 << n) - 1;
}

/** Computes mask, sum, size, weight, flags and priority of a bundle from its pieces. */
export function measureBundle(ctx: BacktrackingContext, env: MachineEnv, b: number): void {
  const { pieces, bundles, uses } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  let mask = classMask(ctx, c);
  let sum = 0;
  let size = 0;
  let flags = 0;
  let hard = 0;
  for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    const pt = p * PIECE_STRIDE;
    size += pieces[pt + P_TO] - pieces[pt + P_FROM];
    const end = pieces[pt + P_USE_END] * USE_STRIDE;
    for (let u = pieces[pt + P_USE] * USE_STRIDE; u < end; u += USE_STRIDE) {
      const kind = uses[u + U_KIND];
      sum += uses[u + U_WEIGHT];
      if ((kind & USE_HARD) !== 0) {
        hard++;
        if (kind >> KIND_LIMIT_SHIFT !== 0) {
          mask &= limitMask(ctx, env, c, kind >> KIND_LIMIT_SHIFT);
          flags |= BF_LIMIT;
        }
      } else if ((kind & USE_FIXED) !== 0) flags |= BF_FIXED;
    }
  }
  if (sum > WEIGHT_MAX) sum = WEIGHT_MAX;
  if (hard > 0 && isMinimal(ctx, b)) flags |= BF_MINIMAL;
  bundles[at + B_MASK] = mask;
  bundles[at + B_SUM] = sum;
  bundles[at + B_SIZE] = size;
  bundles[at + B_FLAGS] = flags;
  bundles[at + B_WEIGHT] = spillWeight(ctx, sum, size, flags);
  bundles[at + B_HARD] = hard;
}

/** Whether the bundle is one piece inside one slot. */
export function isOneSlot(ctx: BacktrackingContext, b: number): boolean {
  const { pieces, bundles } = ctx;
  const first = bundles[b * BUNDLE_STRIDE + B_FIRST];
  if (first !== bundles[b * BUNDLE_STRIDE + B_LAST]) return false;
  const at = first * PIECE_STRIDE;
  return pieces[at + P_FROM] >> 1 === (pieces[at + P_TO] - 1) >> 1;
}

/** Whether a bundle with a hard use is no longer than that use needs. */
export function isMinimal(ctx: BacktrackingContext, b: number): boolean {
  if (!isOneSlot(ctx, b)) return false;
  const { pieces, bundles, uses } = ctx;
  const at = bundles[b * BUNDLE_STRIDE + B_FIRST] * PIECE_STRIDE;
  if (pieces[at + P_TO] - pieces[at + P_FROM] === 1) return true;
  // Through the whole instruction only for a late use, or a def that starts early.
  const end = pieces[at + P_USE_END] * USE_STRIDE;
  for (let u = pieces[at + P_USE] * USE_STRIDE; u < end; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    if ((kind & USE_HARD) !== 0 && ((kind & USE_DEF) !== 0 || (uses[u + U_POS] & 1) !== 0)) return true;
  }
  return false;
}

/** Cost of not having a register, per position. */
export function spillWeight(ctx: BacktrackingContext, sum: number, size: number, flags: number): number {
  if ((flags & BF_MINIMAL) !== 0) return WEIGHT_MINIMAL;
  const weight = Math.floor((sum * 64) / (size + ctx.sizeBias));
  return weight > WEIGHT_MAX ? WEIGHT_MAX : weight;
}

/** A new bundle with no pieces, of the family and class of another. */
export function newBundle(ctx: BacktrackingContext, like: number): number {
  const b = ctx.numBundles++;
  const at = b * BUNDLE_STRIDE;
  if (at + BUNDLE_STRIDE > ctx.bundles.length) ctx.bundles = enlarge(ctx.bundles, at + BUNDLE_STRIDE);
  const bundles = ctx.bundles;
  bundles[at + B_FIRST] = -1;
  bundles[at + B_LAST] = -1;
  bundles[at + B_CLASS] = bundles[like * BUNDLE_STRIDE + B_CLASS];
  bundles[at + B_FAMILY] = bundles[like * BUNDLE_STRIDE + B_FAMILY];
  bundles[at + B_COLUMN] = COLUMN_NONE;
  bundles[at + B_EVICTED] = 0;
  return b;
}

/** A copy of piece `p`, next after it in the list of its web but in no bundle's list. */
export function clonePiece(ctx: BacktrackingContext, p: number): number {
  const n = ctx.numPieces++;
  if ((n + 1) * PIECE_STRIDE > ctx.pieces.length) {
    ctx.pieces = enlarge(ctx.pieces, (n + 1) * PIECE_STRIDE);
    ctx.startNext = enlarge(ctx.startNext, ctx.pieces.length / PIECE_STRIDE);
  }
  const pieces = ctx.pieces;
  for (let k = 0; k < PIECE_STRIDE; k++) pieces[n * PIECE_STRIDE + k] = pieces[p * PIECE_STRIDE + k];
  pieces[n * PIECE_STRIDE + P_NEXT] = -1;
  pieces[p * PIECE_STRIDE + P_WEB_NEXT] = n;
  return n;
}
