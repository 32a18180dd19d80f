/**
 * After all bundles are placed: second chances for the stretches that splitting left in memory.
 *
 * A cut leaves a web to memory between the last use before it and the first use after it, because some register was
 * missing somewhere. Often a register is free over just that stretch: the one the web comes from or the one it goes to.
 * Whether taking it pays is decided by counting moves: what happens now at the two ends of the stretch and on every edge
 * into or out of it, against what would happen with the register. The typical gain is the end of a loop body, where the
 * value would have to be loaded again on the way back to the head.
 *
 * A stretch over many blocks is left alone, which bounds the cost.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_INDEX_MASK } from "../operand.ts";
import {
  type BacktrackingContext,
  LEAF_STRIDE,
  PIECE_STRIDE,
  P_FROM,
  P_TO,
  USE_PARAM,
  USE_STRIDE,
  U_KIND,
  reserve,
} from "./context.ts";
import { probeRange, setRange } from "./occupancy.ts";
import { MEMORY, gatherHomes, homeAt } from "./resolve.ts";

/** Stretches over more blocks than this are not tried. */
const MAX_BLOCKS = 12;
/** Edges looked at for one stretch. */
const MAX_EDGES = 48;

export function fillGaps(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  const candidates = (ctx.scratchA = reserve(ctx.scratchA, ctx.numVregs + 1));
  let n = 0;
  for (let v = 0; v < ctx.numVregs; v++) {
    if (ctx.webSplit[v] === 0 || gatherHomes(ctx, env, v) || ctx.numHomes === 0) continue;
    candidates[n++] = v;
  }
  for (let k = 0; k < n; k++) fillWeb(ctx, func, env, candidates[k]);
}

/** Tries the stretches of a web. */
function fillWeb(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv, v: number): void {
  gatherHomes(ctx, env, v);
  const { webLive, live, homeFrom, homeTo } = ctx;
  let h = 0;
  for (let i = webLive[v]; i < webLive[v + 1]; i++) {
    let at = live[2 * i];
    const end = live[2 * i + 1];
    while (at < end) {
      while (h < ctx.numHomes && homeTo[h] <= at) h++;
      if (h < ctx.numHomes && homeFrom[h] <= at) {
        at = homeTo[h];
        continue;
      }
      const stop = h < ctx.numHomes && homeFrom[h] < end ? homeFrom[h] : end;
      if (fillStretch(ctx, func, v, at, stop, h)) {
        ctx.stats.filledGaps++;
        gatherHomes(ctx, env, v);
        h = Math.max(0, h - 1);
      }
      at = stop;
    }
  }
}

/** `next` is the first home behind the stretch from .. to. */
function fillStretch(ctx: BacktrackingContext, func: RegallocFunction, v: number, from: number, to: number, next: number): boolean {
  const { homeFrom, homeTo, homeAlloc, homePiece, slotBlock, webStart, uses, webUses } = ctx;
  // A stretch that begins with the definition is in memory because the definition is.
  if (from === webStart[v] && (from & 1) === 0 && (uses[webUses[v] * USE_STRIDE + U_KIND] & USE_PARAM) === 0) return false;
  if (from === webStart[v]) return false;
  if (slotBlock[(to - 1) >> 1] - slotBlock[from >> 1] > MAX_BLOCKS) return false;
  const hasPrevious = next > 0 && homeTo[next - 1] === from;
  const hasNext = next < ctx.numHomes && homeFrom[next] === to;
  let best = 0;
  let side = 0;
  if (hasPrevious && isFree(ctx, func, v, from, to, homeAlloc[next - 1])) {
    best = gain(ctx, func, v, from, to, homeAlloc[next - 1], homeAlloc[next - 1], hasNext ? homeAlloc[next] : MEMORY);
    side = -1;
  }
  if (hasNext && (from & 1) === 0 && isFree(ctx, func, v, from, to, homeAlloc[next])) {
    const other = gain(ctx, func, v, from, to, homeAlloc[next], hasPrevious ? homeAlloc[next - 1] : MEMORY, homeAlloc[next]);
    if (side === 0 || other > best) {
      best = other;
      side = 1;
    }
  }
  if (side === 0 || best <= 0) return false;
  const c = func.vregClass[v];
  if (side < 0) {
    ctx.pieces[homePiece[next - 1] * PIECE_STRIDE + P_TO] = to;
    setRange(ctx, c, from, to, 1 << ctx.pregColumn[homeAlloc[next - 1] & ALLOC_INDEX_MASK]);
  } else {
    ctx.pieces[homePiece[next] * PIECE_STRIDE + P_FROM] = from;
    setRange(ctx, c, from, to, 1 << ctx.pregColumn[homeAlloc[next] & ALLOC_INDEX_MASK]);
  }
  return true;
}

function isFree(ctx: BacktrackingContext, func: RegallocFunction, v: number, from: number, to: number, alloc: number): boolean {
  const c = func.vregClass[v];
  const bit = 1 << ctx.pregColumn[alloc & ALLOC_INDEX_MASK];
  let start = from;
  if ((start & 1) !== 0) {
    // Going on through the late half of an instruction: clobbers count.
    if ((((ctx.leaves[c] as Int32Array)[start * LEAF_STRIDE + 1]) & bit) !== 0) return false;
    start++;
  }
  ctx.probeOccupied = 0;
  ctx.probeFixed = 0;
  if (start > from) {
    if (((ctx.leaves[c] as Int32Array)[from * LEAF_STRIDE] & bit) !== 0) return false;
  }
  if (start < to) probeRange(ctx, func, c, start, to);
  return ((ctx.probeOccupied | ctx.probeFixed) & bit) === 0;
}

/**
 * Moves saved, by weight, if the stretch were in `alloc`. `previous` is the register the web comes from at its start,
 * `next` the one it goes to at its end, where these are inside blocks.
 */
function gain(ctx: BacktrackingContext, func: RegallocFunction, v: number, from: number, to: number, alloc: number, previous: number, next: number): number {
  const { slotInst, slotBlock, blockStart, blockWeight } = ctx;
  const { blockPreds, predEdges, edgeFrom, edgeTo, blockEdges } = func;
  let saved = 0;
  const startsInBlock = (from & 1) !== 0 || slotInst[from >> 1] >= 0;
  if (startsInBlock && previous !== MEMORY && previous !== alloc) saved -= blockWeight[slotBlock[from >> 1]];
  const endsInBlock = to < 2 * ctx.numSlots && slotInst[to >> 1] >= 0;
  if (endsInBlock && next !== MEMORY) saved += next === alloc ? blockWeight[slotBlock[to >> 1]] : 0;
  let edges = MAX_EDGES;
  let b = slotBlock[from >> 1];
  if (blockStart[b] < from) b++;
  // Into the blocks that begin inside.
  for (; b < ctx.numBlocks && blockStart[b] < to; b++) {
    const single = blockPreds[b + 1] - blockPreds[b] === 1;
    for (let k = blockPreds[b]; k < blockPreds[b + 1]; k++) {
      if (--edges < 0) return -1;
      const p = edgeFrom[predEdges[k]];
      const end = blockStart[p + 1] - 1;
      if (end >= from && end < to) continue;
      const there = homeAt(ctx, end);
      if (there !== alloc) saved -= blockWeight[single ? b : p];
    }
  }
  // Out of the blocks that end inside.
  for (let p = slotBlock[from >> 1]; p < ctx.numBlocks && blockStart[p + 1] <= to; p++) {
    for (let e = blockEdges[p]; e < blockEdges[p + 1]; e++) {
      if (--edges < 0) return -1;
      const s = edgeTo[e];
      const start = blockStart[s];
      if (start >= from && start < to) continue;
      if (!isLive(ctx, v, start)) continue;
      const there = homeAt(ctx, start);
      if (there !== MEMORY && there === alloc) saved += blockWeight[blockPreds[s + 1] - blockPreds[s] === 1 ? s : p];
    }
  }
  return saved;
}

/** Whether the web is live into the block whose head is at `pos`. */
function isLive(ctx: BacktrackingContext, v: number, pos: number): boolean {
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
