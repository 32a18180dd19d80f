/**
 * After all bundles are placed: second chances for the stretches that splitting left in memory.
 *
 * A cut leaves a web to memory between the last use before it and the first use after it, because some register was
 * missing somewhere. Often a register is free over just that stretch. Whether taking it pays is decided by counting moves:
 * what happens now at the two ends of the stretch and on every edge into or out of it, against what would happen with
 * the register. Stretches of a web that meet on an edge are judged together, as a region: typically the end of a loop
 * body and the beginning of the header, where the value would otherwise be loaded again in each iteration.
 *
 * Regions have few stretches and few blocks, which bounds the cost per web.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_INDEX_MASK } from "../operand.ts";
import { clonePiece, newBundle } from "./bundles.ts";
import {
  BUNDLE_STRIDE,
  B_COLUMN,
  type BacktrackingContext,
  LEAF_STRIDE,
  MEMORY,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_TO,
  P_USE,
  P_USE_END,
  P_WEB_NEXT,
  USE_STRIDE,
  U_POS,
  reserve,
} from "./context.ts";
import { firstTaken, lastTaken, setRange } from "./occupancy.ts";
import { gatherHomes, homeAt } from "./resolve.ts";

/** Stretches over more blocks than this are not tried. */
const MAX_BLOCKS = 12;
/** Stretches in one region. */
const MAX_STRETCHES = 6;
/** Edges looked at for one region. */
const MAX_EDGES = 16;
/** Stretches of one web that are tried. */
const MAX_TRIES = 8;

/** Functions of fewer slots get every chance. */
const SMALL_FUNCTION = 256;

export function fillGaps(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  ctx.regionFrom = reserve(ctx.regionFrom, MAX_STRETCHES);
  ctx.regionTo = reserve(ctx.regionTo, MAX_STRETCHES);
  for (let v = 0; v < ctx.numVregs; v++) {
    if (ctx.webSplit[v] !== 0) fillWeb(ctx, func, env, v);
  }
}

/** Tries the stretches of a web. */
function fillWeb(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv, v: number): void {
  if (gatherHomes(ctx, env, v) || ctx.numHomes === 0) return;
  const { webLive, live, slotBlock, blockStart, blockWeight } = ctx;
  let tries = MAX_TRIES;
  let h = 0;
  for (let i = webLive[v]; i < webLive[v + 1]; i++) {
    let at = live[2 * i];
    const end = live[2 * i + 1];
    while (at < end) {
      while (h < ctx.numHomes && ctx.homeTo[h] <= at) h++;
      if (h < ctx.numHomes && ctx.homeFrom[h] <= at) {
        at = ctx.homeTo[h];
        continue;
      }
      if (--tries < 0) return;
      const stop = h < ctx.numHomes && ctx.homeFrom[h] < end ? ctx.homeFrom[h] : end;
      const previous = h > 0 ? ctx.homeAlloc[h - 1] : MEMORY;
      const next = h < ctx.numHomes ? ctx.homeAlloc[h] : MEMORY;
      // Inside a block it pays only if the registers before and after are the same, and free all the way.
      const block = slotBlock[at >> 1];
      if (
        blockStart[block] < at &&
        stop < blockStart[block + 1] &&
        (previous !== next || !isFree(ctx, func.vregClass[v], at, stop, previous))
      ) {
        at = stop;
        continue;
      }
      // Where code runs once, a part of the stretch seldom pays: only all of it is tried, but in small functions.
      const small = ctx.numSlots < SMALL_FUNCTION;
      const c = func.vregClass[v];
      let filled =
        previous !== MEMORY &&
        (small || blockWeight[block] > 1 || isFree(ctx, c, at, stop, previous)) &&
        fillRegion(ctx, func, v, at, stop, at, previous);
      if (
        !filled &&
        next !== MEMORY &&
        (small || blockWeight[slotBlock[(stop - 1) >> 1]] > 1 || isFree(ctx, c, at, stop, next))
      )
        filled = fillRegion(ctx, func, v, at, stop, stop - 1, next);
      if (filled) {
        ctx.stats.filledGaps++;
        gatherHomes(ctx, env, v);
        h = 0;
      }
      at = stop;
    }
  }
}

function isFree(ctx: BacktrackingContext, c: number, from: number, to: number, alloc: number): boolean {
  return firstTaken(ctx, c, from, to, 1 << ctx.pregColumn[alloc & ALLOC_INDEX_MASK]) === to;
}

/** Puts the stretch from .. to and those it meets on edges into `alloc`, if that saves moves. */
function fillRegion(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  from: number,
  to: number,
  anchor: number,
  alloc: number,
): boolean {
  const { regionFrom, regionTo, slotBlock, blockStart, blockWeight } = ctx;
  const { blockPreds, predEdges, edgeFrom, edgeTo, blockEdges } = func;
  ctx.numRegion = 0;
  if (!include(ctx, func, v, from, to, anchor, alloc)) return false;
  // A part inside one block is loaded once and read once, as before.
  const firstBlock = slotBlock[regionFrom[0] >> 1];
  if (
    slotBlock[regionTo[0] >> 1] === firstBlock &&
    blockStart[firstBlock] < regionFrom[0] &&
    (regionFrom[0] > from || regionTo[0] < to)
  )
    return false;
  // Grow along edges; the loop sees the stretches that it adds.
  let edges = MAX_EDGES;
  for (let k = 0; k < ctx.numRegion; k++) {
    const low = regionFrom[k];
    const high = regionTo[k];
    let b = slotBlock[low >> 1];
    if (blockStart[b] < low) b++;
    for (; b < ctx.numBlocks && blockStart[b] < high; b++) {
      for (let j = blockPreds[b]; j < blockPreds[b + 1]; j++) {
        if (--edges < 0) return false;
        const end = blockStart[edgeFrom[predEdges[j]] + 1] - 1;
        if (!isInside(ctx, end) && homeAt(ctx, end) === MEMORY) includeAt(ctx, func, v, end, alloc);
      }
    }
    for (let p = slotBlock[low >> 1]; p < ctx.numBlocks && blockStart[p + 1] <= high; p++) {
      for (let e = blockEdges[p]; e < blockEdges[p + 1]; e++) {
        if (--edges < 0) return false;
        const start = blockStart[edgeTo[e]];
        if (!isInside(ctx, start) && isLiveIn(ctx, v, start) && homeAt(ctx, start) === MEMORY)
          includeAt(ctx, func, v, start, alloc);
      }
    }
  }
  let saved = 0;
  for (let k = 0; k < ctx.numRegion; k++) {
    const low = regionFrom[k];
    const high = regionTo[k];
    if ((low & 1) !== 0 || ctx.slotInst[low >> 1] >= 0) {
      // From where it is just before, by a move or a load.
      if (homeAt(ctx, low - 1) !== alloc) saved -= blockWeight[slotBlock[low >> 1]];
    }
    if (high < 2 * ctx.numSlots && ctx.slotInst[high >> 1] >= 0 && homeAt(ctx, high) === alloc)
      saved += blockWeight[slotBlock[high >> 1]];
    let b = slotBlock[low >> 1];
    if (blockStart[b] < low) b++;
    for (; b < ctx.numBlocks && blockStart[b] < high; b++) {
      const single = blockPreds[b + 1] - blockPreds[b] === 1;
      for (let j = blockPreds[b]; j < blockPreds[b + 1]; j++) {
        const p = edgeFrom[predEdges[j]];
        const end = blockStart[p + 1] - 1;
        if (!isInside(ctx, end) && homeAt(ctx, end) !== alloc) saved -= blockWeight[single ? b : p];
      }
    }
    for (let p = slotBlock[low >> 1]; p < ctx.numBlocks && blockStart[p + 1] <= high; p++) {
      for (let e = blockEdges[p]; e < blockEdges[p + 1]; e++) {
        const s = edgeTo[e];
        const start = blockStart[s];
        if (isInside(ctx, start) || !isLiveIn(ctx, v, start) || homeAt(ctx, start) !== alloc) continue;
        saved += blockWeight[blockPreds[s + 1] - blockPreds[s] === 1 ? s : p];
      }
    }
  }
  if (saved <= 0) return false;
  const c = func.vregClass[v];
  const bit = 1 << ctx.pregColumn[alloc & ALLOC_INDEX_MASK];
  for (let k = 0; k < ctx.numRegion; k++) {
    setRange(ctx, c, regionFrom[k], regionTo[k], bit);
    addHome(ctx, v, regionFrom[k], regionTo[k], alloc);
  }
  return true;
}

function isInside(ctx: BacktrackingContext, pos: number): boolean {
  for (let k = 0; k < ctx.numRegion; k++) if (ctx.regionFrom[k] <= pos && pos < ctx.regionTo[k]) return true;
  return false;
}

/** Adds the stretch in memory around a position to the region if it can be. */
function includeAt(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  pos: number,
  alloc: number,
): void {
  const { webLive, live, homeFrom, homeTo } = ctx;
  let low = webLive[v];
  let high = webLive[v + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (live[2 * middle + 1] <= pos) low = middle + 1;
    else high = middle;
  }
  let from = live[2 * low];
  let to = live[2 * low + 1];
  if (low === webLive[v + 1] || from > pos) return;
  low = 0;
  high = ctx.numHomes;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (homeTo[middle] <= pos) low = middle + 1;
    else high = middle;
  }
  if (low > 0 && homeTo[low - 1] > from) from = homeTo[low - 1];
  if (low < ctx.numHomes && homeFrom[low] < to) to = homeFrom[low];
  include(ctx, func, v, from, to, pos, alloc);
}

/**
 * Adds to the region what the register is free over of a stretch, as far as it reaches from `anchor` without a break. If
 * that begins in the middle of the stretch, where the value has to be loaded, it begins in the coldest block.
 */
function include(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  from: number,
  to: number,
  anchor: number,
  alloc: number,
): boolean {
  if (ctx.numRegion === MAX_STRETCHES) return false;
  const { slotBlock, blockStart, blockWeight } = ctx;
  const block = slotBlock[anchor >> 1];
  let low = from;
  let high = to;
  if (slotBlock[from >> 1] < block - MAX_BLOCKS) low = blockStart[block - MAX_BLOCKS];
  if (slotBlock[(to - 1) >> 1] > block + MAX_BLOCKS) high = blockStart[block + MAX_BLOCKS + 1];
  const c = func.vregClass[v];
  const bit = 1 << ctx.pregColumn[alloc & ALLOC_INDEX_MASK];
  // Where the definition leaves the value in memory, it can be loaded after the instruction.
  if (low === ctx.webStart[v] || low === (ctx.uses[ctx.webUses[v] * USE_STRIDE + U_POS] | 1) + 1)
    low = (low | 1) + 1;
  if ((low & 1) !== 0) {
    // The late half of an instruction: only to go on in the same register, and there clobbers count.
    const leaves = ctx.leaves[c] as Int32Array;
    if (
      homeAt(ctx, low - 1) !== alloc ||
      ((leaves[low * LEAF_STRIDE] | leaves[low * LEAF_STRIDE + 1]) & bit) !== 0
    )
      low++;
  }
  if (anchor < low || anchor >= high) return false;
  const free = lastTaken(ctx, c, low, anchor + 1, bit);
  if (free > anchor) return false;
  if (free > low) low = (free + 1) & ~1;
  if (low > anchor) return false;
  high = firstTaken(ctx, c, anchor, high, bit);
  if (high < to) high &= ~1;
  if (low > from) {
    let b = slotBlock[low >> 1];
    let weight = blockWeight[b];
    for (b++; b <= block; b++) {
      if (blockWeight[b] >= weight) continue;
      weight = blockWeight[b];
      low = blockStart[b];
    }
  }
  if (low >= high || anchor >= high) return false;
  ctx.regionFrom[ctx.numRegion] = low;
  ctx.regionTo[ctx.numRegion++] = high;
  return true;
}

/** Whether the web is live into the block whose head is at `pos`. */
function isLiveIn(ctx: BacktrackingContext, v: number, pos: number): boolean {
  const { webLive, live, webStart } = ctx;
  if (pos === webStart[v]) return false;
  let low = webLive[v];
  let high = webLive[v + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (live[2 * middle + 1] <= pos) low = middle + 1;
    else high = middle;
  }
  return low < webLive[v + 1] && live[2 * low] <= pos;
}

/** Gives the web a new piece with a register, in its place in the web's list. */
function addHome(ctx: BacktrackingContext, v: number, from: number, to: number, alloc: number): void {
  let p = ctx.webLive[v];
  // The first piece may lie behind the stretch if its front was given up; the new piece then goes second in the list, with
  // the places exchanged.
  const first = p;
  for (;;) {
    const next = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT];
    if (next < 0 || ctx.pieces[next * PIECE_STRIDE + P_FROM] >= to) break;
    p = next;
  }
  const after = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT];
  const n = clonePiece(ctx, p);
  let place = n;
  if (p === first && ctx.pieces[p * PIECE_STRIDE + P_FROM] >= to) place = p;
  const b = newBundle(ctx, ctx.webBundle[v]);
  ctx.bundles[b * BUNDLE_STRIDE + B_COLUMN] = ctx.pregColumn[alloc & ALLOC_INDEX_MASK];
  const { pieces } = ctx;
  pieces[n * PIECE_STRIDE + P_WEB_NEXT] = after;
  const at = place * PIECE_STRIDE;
  pieces[at + P_FROM] = from;
  pieces[at + P_TO] = to;
  pieces[at + P_BUNDLE] = b;
  pieces[at + P_USE] = pieces[at + P_USE_END];
}
