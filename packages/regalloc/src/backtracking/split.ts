/**
 * Splitting a bundle that found no register.
 *
 * The walk over the bundle's pieces from the front tells how far some register stays free. If that reaches past the first
 * hard use, the bundle is cut there: the front will fit as it is. If not, the front is cut off up to the first hard use,
 * or is that use alone, which makes a minimal bundle that always fits.
 *
 * A cut leaves the stretch between the last use before it and the first hard use after it to memory, but moves each of
 * the two ends outward to the nearest block boundary where code runs less often, as far as the cut: a value used in a
 * loop is loaded in front of the loop, not in it.
 *
 * The front gets the new bundle number, because it is usually the shorter part and its numbers are counted by walking it;
 * those of the rest follow by subtraction. So taking a long bundle apart from the front costs time linear in its length.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { clonePiece, isMinimal, isOneSlot, measureBundle, newBundle, spillWeight } from "./bundles.ts";
import {
  BF_FIXED,
  BF_LIMIT,
  BF_MINIMAL,
  BUNDLE_STRIDE,
  B_CLASS,
  B_FIRST,
  B_FLAGS,
  B_HARD,
  B_LAST,
  B_SIZE,
  B_SUM,
  B_WEIGHT,
  type BacktrackingContext,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_NEXT,
  P_TO,
  P_USE,
  P_USE_END,
  P_WEB,
  USE_DEF,
  USE_FIXED,
  USE_HARD,
  USE_PARAM,
  USE_TIED,
  USE_STRIDE,
  U_KIND,
  U_POS,
  U_WEIGHT,
} from "./context.ts";
import { freePrefix, placeIn } from "./occupancy.ts";
import { useEnd } from "./liveness.ts";
import { requeue } from "./queue.ts";

/** Uses that a front part is kept alive for; the others can as well be served from memory. */
const NEEDS = USE_HARD | USE_FIXED | USE_TIED;
/** Blocks looked at for a better place of an end. */
const BOUNDARY_BLOCKS = 32;
/** Blocks looked at on either side for the extent of a hot region. */
const REGION_BLOCKS = 64;
/** A rest with limit constraints is measured afresh if it is no larger than this. */
const REMEASURE_HARD = 256;

/**
 * Splits a bundle that has hard uses and is not minimal, and queues the parts. With `quick` always one use at a time. The
 * bundle must be the one that was probed last.
 */
export function splitBundle(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  b: number,
  quick: boolean,
): void {
  const { bundles, pieces, uses } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  // The first hard use, and where it is.
  let usePiece = bundles[at + B_FIRST];
  let use = -1;
  for (; use < 0; usePiece = pieces[usePiece * PIECE_STRIDE + P_NEXT]) {
    const end = pieces[usePiece * PIECE_STRIDE + P_USE_END];
    for (let u = pieces[usePiece * PIECE_STRIDE + P_USE]; u < end; u++) {
      if ((uses[u * USE_STRIDE + U_KIND] & USE_HARD) !== 0) {
        use = u;
        break;
      }
    }
    if (use >= 0) break;
  }
  const useSlot = uses[use * USE_STRIDE + U_POS] >> 1;
  const first = bundles[at + B_FIRST];
  if (isOneSlot(ctx, b)) {
    // Only early uses are hard: late ones, and copies in the gap after, can do with memory.
    const pt = first * PIECE_STRIDE;
    let end = use + 1;
    while (end < pieces[pt + P_USE_END] && uses[end * USE_STRIDE + U_POS] === 2 * useSlot) end++;
    pieces[pt + P_USE_END] = end;
    pieces[pt + P_TO] = 2 * useSlot + 1;
    ctx.webSplit[pieces[pt + P_WEB]] = 1;
    measureBundle(ctx, env, b);
    requeue(ctx, b);
    return;
  }
  if (!quick) {
    // The probe that found no register has come as far as this piece.
    let free = ctx.cutFree;
    let cut = -1;
    for (let p = ctx.cutPiece; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
      const to = pieces[p * PIECE_STRIDE + P_TO];
      const stop = freePrefix(ctx, func, c, pieces[p * PIECE_STRIDE + P_FROM], to, free);
      free = ctx.probeOccupied;
      if (stop < to) {
        cut = stop;
        break;
      }
    }
    if (cut > 2 * useSlot + 1) {
      const place = regionCut(ctx, b, cut, useSlot);
      const front = cutAt(ctx, env, b, place);
      // The walk has found columns for it already, but a fixed register that it would like is worth the longer way.
      if (place <= cut && (ctx.bundles[front * BUNDLE_STRIDE + B_FLAGS] & BF_FIXED) === 0)
        placeIn(ctx, front, free);
      else requeue(ctx, front);
      return;
    }
    // Nothing free where it starts: perhaps it starts too early.
    if (usePiece !== first || pieces[first * PIECE_STRIDE + P_FROM] < startBefore(ctx, usePiece, useSlot)) {
      dropFront(ctx, env, b, usePiece, startBefore(ctx, usePiece, useSlot), use);
      return;
    }
  }
  if (pieces[usePiece * PIECE_STRIDE + P_FROM] < 2 * useSlot || usePiece !== first) {
    dropFront(ctx, env, b, usePiece, Math.max(2 * useSlot, pieces[usePiece * PIECE_STRIDE + P_FROM]), use);
    return;
  }
  // Another web's piece may begin in the same slot.
  requeue(ctx, cutAt(ctx, env, b, Math.min(2 * useSlot + 2, pieces[first * PIECE_STRIDE + P_TO])));
}

/**
 * The conflict at `cut` in a hot region had better not cut the region apart: returns its start if the bundle has a hard
 * use before it, else its end if the bundle goes on after it, else the conflict itself.
 */
function regionCut(ctx: BacktrackingContext, b: number, cut: number, useSlot: number): number {
  const { bundles, pieces, slotBlock, blockStart, blockWeight } = ctx;
  const at = b * BUNDLE_STRIDE;
  const from = pieces[bundles[at + B_FIRST] * PIECE_STRIDE + P_FROM];
  const to = pieces[bundles[at + B_LAST] * PIECE_STRIDE + P_TO];
  const block = slotBlock[cut >> 1];
  const weight = blockWeight[block];
  if (weight === 1) return cut;
  const firstBlock = Math.max(slotBlock[from >> 1], block - REGION_BLOCKS);
  let low = block;
  while (low > firstBlock && blockWeight[low - 1] >= weight) low--;
  const start = blockStart[low];
  if (low > firstBlock && start > 2 * useSlot + 1) return start;
  const lastBlock = Math.min(slotBlock[(to - 1) >> 1], block + REGION_BLOCKS);
  let high = block;
  while (high < lastBlock && blockWeight[high + 1] >= weight) high++;
  const end = blockStart[high + 1];
  return high < lastBlock ? end : cut;
}

/** Where the piece should start for a first hard use in slot `slot`: there, or at a colder block boundary before. */
function startBefore(ctx: BacktrackingContext, piece: number, slot: number): number {
  const { pieces, slotBlock, blockStart, blockWeight } = ctx;
  const from = pieces[piece * PIECE_STRIDE + P_FROM];
  if (2 * slot <= from) return from;
  let start = 2 * slot;
  let block = slotBlock[slot];
  let weight = blockWeight[block];
  const stop = Math.max(slotBlock[from >> 1], block - BOUNDARY_BLOCKS);
  while (block > stop) {
    block--;
    if (blockWeight[block] < weight) {
      weight = blockWeight[block];
      start = blockStart[block + 1];
    }
  }
  return start;
}

/** Where a piece should end that is needed up to `end`: there, or at a colder block boundary up to `to`. */
function endAfter(ctx: BacktrackingContext, end: number, to: number): number {
  const { slotBlock, blockStart, blockWeight } = ctx;
  if (end >= to) return to;
  let best = end;
  let block = slotBlock[(end - 1) >> 1];
  let weight = blockWeight[block];
  const stop = Math.min(slotBlock[(to - 1) >> 1], block + BOUNDARY_BLOCKS);
  while (block < stop) {
    block++;
    if (blockWeight[block] < weight) {
      weight = blockWeight[block];
      best = blockStart[block];
    }
  }
  return best;
}

/** Leaves everything before `start` in `piece` to memory, with the uses before `use`, none of which is hard. */
function dropFront(
  ctx: BacktrackingContext,
  env: MachineEnv,
  b: number,
  piece: number,
  start: number,
  use: number,
): void {
  const { bundles, pieces, uses } = ctx;
  const at = b * BUNDLE_STRIDE;
  for (let p = bundles[at + B_FIRST]; p !== piece; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    giveUp(ctx, p);
    subtract(ctx, b, p, pieces[p * PIECE_STRIDE + P_USE_END]);
    bundles[at + B_SIZE] -= pieces[p * PIECE_STRIDE + P_TO] - pieces[p * PIECE_STRIDE + P_FROM];
  }
  bundles[at + B_FIRST] = piece;
  const pt = piece * PIECE_STRIDE;
  bundles[at + B_SIZE] -= start - pieces[pt + P_FROM];
  pieces[pt + P_FROM] = start;
  ctx.webSplit[pieces[pt + P_WEB]] = 1;
  // Uses in between keep their place in the piece if they are inside it still.
  let keep = use;
  while (keep > pieces[pt + P_USE] && uses[(keep - 1) * USE_STRIDE + U_POS] >= start) keep--;
  subtract(ctx, b, piece, keep);
  pieces[pt + P_USE] = keep;
  requeueRest(ctx, env, b);
}

/** Leaves a piece to memory. */
function giveUp(ctx: BacktrackingContext, p: number): void {
  ctx.pieces[p * PIECE_STRIDE + P_BUNDLE] = -1;
  ctx.webSplit[ctx.pieces[p * PIECE_STRIDE + P_WEB]] = 1;
}

/** Takes the weights of a piece's uses up to `end` off the bundle's sum. */
function subtract(ctx: BacktrackingContext, b: number, piece: number, end: number): void {
  let sum = 0;
  for (let u = ctx.pieces[piece * PIECE_STRIDE + P_USE]; u < end; u++)
    sum += ctx.uses[u * USE_STRIDE + U_WEIGHT];
  const left = ctx.bundles[b * BUNDLE_STRIDE + B_SUM] - sum;
  ctx.bundles[b * BUNDLE_STRIDE + B_SUM] = left > 0 ? left : 0;
}

/**
 * Cuts bundle `b` at position `cut`, which is behind its first hard use's slot start. An odd position is between the
 * early and late half of an instruction, as where a call clobbers: values needed late there are cut before the instruction.
 * Queues the rest, if it has a hard use, and returns the front.
 */
function cutAt(ctx: BacktrackingContext, env: MachineEnv, b: number, cut: number): number {
  const at = b * BUNDLE_STRIDE;
  const front = newBundle(ctx, b);
  const ft = front * BUNDLE_STRIDE;
  const { uses } = ctx;
  let p = ctx.bundles[at + B_FIRST];
  let previous = -1;
  while (p >= 0 && ctx.pieces[p * PIECE_STRIDE + P_TO] <= cut) {
    ctx.pieces[p * PIECE_STRIDE + P_BUNDLE] = front;
    previous = p;
    p = ctx.pieces[p * PIECE_STRIDE + P_NEXT];
  }
  let rest = p;
  if (p >= 0 && ctx.pieces[p * PIECE_STRIDE + P_FROM] < cut) {
    const end = ctx.pieces[p * PIECE_STRIDE + P_USE_END];
    let u = ctx.pieces[p * PIECE_STRIDE + P_USE];
    let place = cut;
    // Copies in the gap at the cut are made from the front: their records come first at that position.
    while (
      u < end &&
      (uses[u * USE_STRIDE + U_POS] < place ||
        (uses[u * USE_STRIDE + U_POS] === place && useEnd(place, uses[u * USE_STRIDE + U_KIND]) === place))
    )
      u++;
    if ((cut & 1) !== 0 && u < end && uses[u * USE_STRIDE + U_POS] === cut) {
      place = cut - 1;
      while (u > ctx.pieces[p * PIECE_STRIDE + P_USE] && uses[(u - 1) * USE_STRIDE + U_POS] >= place) u--;
    }
    // An early def cannot be cut off from the late half.
    const first = ctx.pieces[p * PIECE_STRIDE + P_USE];
    if (
      (cut & 1) !== 0 &&
      first < end &&
      uses[first * USE_STRIDE + U_POS] === cut - 1 &&
      (uses[first * USE_STRIDE + U_KIND] & USE_DEF) !== 0
    )
      place = cut - 1;
    if (ctx.pieces[p * PIECE_STRIDE + P_FROM] < place) {
      rest = clonePiece(ctx, p);
      ctx.webSplit[ctx.pieces[p * PIECE_STRIDE + P_WEB]] = 1;
      const { pieces } = ctx;
      pieces[rest * PIECE_STRIDE + P_FROM] = place;
      pieces[rest * PIECE_STRIDE + P_USE] = u;
      pieces[rest * PIECE_STRIDE + P_NEXT] = pieces[p * PIECE_STRIDE + P_NEXT];
      pieces[p * PIECE_STRIDE + P_TO] = place;
      pieces[p * PIECE_STRIDE + P_USE_END] = u;
      pieces[p * PIECE_STRIDE + P_BUNDLE] = front;
      if (ctx.bundles[at + B_LAST] === p) ctx.bundles[at + B_LAST] = rest;
      previous = p;
    }
  }
  const { bundles, pieces } = ctx;
  bundles[ft + B_FIRST] = bundles[at + B_FIRST];
  bundles[ft + B_LAST] = previous;
  pieces[previous * PIECE_STRIDE + P_NEXT] = -1;
  bundles[at + B_FIRST] = rest;
  measureBundle(ctx, env, front);
  bundles[at + B_SUM] = Math.max(0, bundles[at + B_SUM] - bundles[ft + B_SUM]);
  bundles[at + B_SIZE] -= bundles[ft + B_SIZE];
  bundles[at + B_HARD] -= bundles[ft + B_HARD];
  trimEnd(ctx, front);
  finishFront(ctx, front);
  if (rest < 0) return front;
  if (bundles[at + B_HARD] === 0) {
    for (let k = rest; k >= 0; k = pieces[k * PIECE_STRIDE + P_NEXT]) giveUp(ctx, k);
    bundles[at + B_FIRST] = -1;
    return front;
  }
  trimStart(ctx, env, b);
  return front;
}

/** Size, weight and flags of a front part after trimming, which took off nothing that counts for its sum. */
function finishFront(ctx: BacktrackingContext, b: number): void {
  const { bundles, pieces } = ctx;
  const at = b * BUNDLE_STRIDE;
  let size = 0;
  for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT])
    size += pieces[p * PIECE_STRIDE + P_TO] - pieces[p * PIECE_STRIDE + P_FROM];
  let flags = bundles[at + B_FLAGS] & ~BF_MINIMAL;
  if (size <= 2 && bundles[at + B_HARD] > 0 && isMinimal(ctx, b)) flags |= BF_MINIMAL;
  bundles[at + B_SIZE] = size;
  bundles[at + B_FLAGS] = flags;
  bundles[at + B_WEIGHT] = spillWeight(ctx, bundles[at + B_SUM], size, flags);
}

/** Cuts the front part off behind its last use. Pieces without uses at its end go to memory. */
function trimEnd(ctx: BacktrackingContext, b: number): void {
  const { bundles, pieces, uses } = ctx;
  const at = b * BUNDLE_STRIDE;
  let last = -1;
  for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    for (let u = pieces[p * PIECE_STRIDE + P_USE]; u < pieces[p * PIECE_STRIDE + P_USE_END]; u++) {
      if ((uses[u * USE_STRIDE + U_KIND] & NEEDS) === 0) continue;
      last = p;
      break;
    }
  }
  if (last < 0) throw new Error("a front part without uses");
  for (let p = pieces[last * PIECE_STRIDE + P_NEXT]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT])
    giveUp(ctx, p);
  pieces[last * PIECE_STRIDE + P_NEXT] = -1;
  bundles[at + B_LAST] = last;
  const pt = last * PIECE_STRIDE;
  let end = pieces[pt + P_FROM] + 1;
  for (let u = pieces[pt + P_USE]; u < pieces[pt + P_USE_END]; u++) {
    if ((uses[u * USE_STRIDE + U_KIND] & (NEEDS | USE_DEF)) === 0) continue;
    const e = useEnd(uses[u * USE_STRIDE + U_POS], uses[u * USE_STRIDE + U_KIND]);
    if (e > end) end = e;
  }
  const to = endAfter(ctx, end, pieces[pt + P_TO]);
  ctx.webSplit[pieces[pt + P_WEB]] = 1;
  pieces[pt + P_TO] = to;
  let useEndIndex = pieces[pt + P_USE_END];
  while (uses[(useEndIndex - 1) * USE_STRIDE + U_POS] > to) useEndIndex--;
  pieces[pt + P_USE_END] = useEndIndex;
}

/** Makes the rest of a bundle, which has a hard use, start at that use or a colder place before it. */
function trimStart(ctx: BacktrackingContext, env: MachineEnv, b: number): void {
  const { bundles, pieces, uses } = ctx;
  const at = b * BUNDLE_STRIDE;
  for (let p = bundles[at + B_FIRST]; ; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    for (let u = pieces[p * PIECE_STRIDE + P_USE]; u < pieces[p * PIECE_STRIDE + P_USE_END]; u++) {
      if ((uses[u * USE_STRIDE + U_KIND] & (USE_HARD | USE_PARAM)) === 0) continue;
      dropFront(
        ctx,
        env,
        b,
        p,
        Math.max(startBefore(ctx, p, uses[u * USE_STRIDE + U_POS] >> 1), pieces[p * PIECE_STRIDE + P_FROM]),
        u,
      );
      return;
    }
  }
}

function requeueRest(ctx: BacktrackingContext, env: MachineEnv, b: number): void {
  const { bundles } = ctx;
  const at = b * BUNDLE_STRIDE;
  if ((bundles[at + B_FLAGS] & BF_LIMIT) !== 0 && bundles[at + B_HARD] <= REMEASURE_HARD) {
    measureBundle(ctx, env, b);
  } else {
    let flags = bundles[at + B_FLAGS] & ~BF_MINIMAL;
    if (isMinimal(ctx, b)) flags |= BF_MINIMAL;
    bundles[at + B_FLAGS] = flags;
    bundles[at + B_WEIGHT] = spillWeight(ctx, bundles[at + B_SUM], bundles[at + B_SIZE], flags);
  }
  requeue(ctx, b);
}
