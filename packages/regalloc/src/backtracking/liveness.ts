/**
 * Second phase: the live intervals of every web, by walking back from its uses.
 *
 * The function is in SSA form, so a web is live into a block exactly when a use is reachable from it without passing the
 * definition. Each web is explored on its own: from every block with an upward exposed use through the predecessors up
 * to the defining block. The cost is the size of the answer (pairs of web and block it crosses), whatever the shape of
 * the control flow, and the working memory is a stamp and a stack per block; there is no web x block matrix to overflow.
 *
 * Values defined and used in one block, nearly all of them, take a path without any of that.
 *
 * Intervals of a web ascend, do not touch, and run across block boundaries where blocks are neighbours in the order.
 */

import type { RegallocFunction } from "../function.ts";
import {
  type BacktrackingContext,
  USE_ARG as USE_ARG_,
  USE_DEF as USE_DEF_,
  USE_FIXED as USE_FIXED_,
  USE_PARAM as USE_PARAM_,
  USE_STRIDE as USE_STRIDE_,
  USE_TIED as USE_TIED_,
  U_KIND as U_KIND_,
  U_POS as U_POS_,
  enlarge,
  reserve,
} from "./context.ts";

// Constants of the module itself are folded by V8, imported ones are read from memory at every use.
const USE_ARG = USE_ARG_;
const USE_DEF = USE_DEF_;
const USE_FIXED = USE_FIXED_;
const USE_PARAM = USE_PARAM_;
const USE_STRIDE = USE_STRIDE_;
const USE_TIED = USE_TIED_;
const U_KIND = U_KIND_;
const U_POS = U_POS_;

/** Webs with this many crossed blocks or fewer get them sorted by insertion. */
const INSERTION_LIMIT = 12;

/** The first position at which a use no longer needs its web; for a definition, the first after the instruction. */
export function useEnd(pos: number, kind: number): number {
  if ((kind & (USE_DEF | USE_PARAM)) === USE_DEF) return (pos | 1) + 1;
  return (kind & (USE_FIXED | USE_TIED)) !== 0 ? pos & ~1 : pos + 1;
}

export function computeLiveness(ctx: BacktrackingContext, func: RegallocFunction): void {
  const numVregs = ctx.numVregs;
  const { web, webUses, webStart, uses, slotBlock, blockStart } = ctx;
  const webLive = (ctx.webLive = reserve(ctx.webLive, numVregs + 1));
  ctx.live = reserve(ctx.live, 4 * numVregs + 64);
  ctx.blockStamp = reserve(ctx.blockStamp, ctx.numBlocks);
  ctx.blockStamp.fill(0, 0, ctx.numBlocks);
  ctx.blockList = reserve(ctx.blockList, ctx.numBlocks + 1);
  ctx.blockStack = reserve(ctx.blockStack, ctx.numBlocks + 1);
  const bitWords = (ctx.numBlocks >> 5) + 1;
  ctx.blockBits = reserve(ctx.blockBits, bitWords);
  ctx.blockBits.fill(0, 0, bitWords);
  ctx.numLive = 0;
  for (let v = 0; v < numVregs; v++) {
    webLive[v] = ctx.numLive;
    if (web[v] !== v || webStart[v] < 0) continue;
    const first = webUses[v] * USE_STRIDE;
    const end = webUses[v + 1] * USE_STRIDE;
    // A definition that leaves at the gap after its instruction belongs to the block of that instruction.
    const defBlock = slotBlock[uses[first + U_POS] >> 1];
    const lastUse = end - USE_STRIDE;
    if (slotBlock[uses[lastUse + U_POS] >> 1] === defBlock) {
      const start = webStart[v];
      // A dead result takes its place until the instruction ends; a dead parameter takes none.
      let to = (uses[first + U_KIND] & USE_PARAM) !== 0 ? start : (uses[first + U_POS] & ~1) + 2;
      if (lastUse > first) {
        // The latest end is among the records of the last instruction.
        const lastSlot = uses[lastUse + U_POS] >> 1;
        to = start;
        for (let at = lastUse; at > first && uses[at + U_POS] >> 1 === lastSlot; at -= USE_STRIDE) {
          const e = useEnd(uses[at + U_POS], uses[at + U_KIND]);
          if (e > to) to = e;
        }
      }
      if (start < to) {
        if (2 * ctx.numLive + 2 > ctx.live.length) ctx.live = enlarge(ctx.live, 2 * ctx.numLive + 2);
        ctx.live[2 * ctx.numLive] = start;
        ctx.live[2 * ctx.numLive + 1] = to;
        ctx.numLive++;
      }
      continue;
    }
    const count = crossedBlocks(ctx, func, v, defBlock);
    sortBlocks(ctx, count);
    buildIntervals(ctx, v, defBlock, count, blockStart);
  }
  webLive[numVregs] = ctx.numLive;
}

/** Fills `blockList` with the blocks that `v` is live out of and returns how many there are. */
function crossedBlocks(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  defBlock: number,
): number {
  const { webUses, uses, slotBlock, blockStamp, blockList, blockStack } = ctx;
  const { blockPreds, predEdges, edgeFrom } = func;
  const stamp = v + 1;
  let count = 0;
  let previous = -1;
  const end = webUses[v + 1] * USE_STRIDE;
  for (let at = webUses[v] * USE_STRIDE + USE_STRIDE; at < end; at += USE_STRIDE) {
    const block = slotBlock[uses[at + U_POS] >> 1];
    if ((uses[at + U_KIND] & USE_ARG) !== 0 && blockStamp[block] !== stamp) {
      blockStamp[block] = stamp;
      blockList[count++] = block;
    }
    if (block === previous || block === defBlock) continue;
    previous = block;
    let depth = 0;
    blockStack[depth++] = block;
    while (depth > 0) {
      const b = blockStack[--depth];
      const predEnd = blockPreds[b + 1];
      for (let k = blockPreds[b]; k < predEnd; k++) {
        const p = edgeFrom[predEdges[k]];
        if (blockStamp[p] === stamp) continue;
        blockStamp[p] = stamp;
        blockList[count++] = p;
        if (p !== defBlock) blockStack[depth++] = p;
      }
    }
  }
  return count;
}

function sortBlocks(ctx: BacktrackingContext, count: number): void {
  const list = ctx.blockList;
  if (count <= INSERTION_LIMIT) {
    for (let i = 1; i < count; i++) {
      const x = list[i];
      let j = i - 1;
      while (j >= 0 && list[j] > x) {
        list[j + 1] = list[j];
        j--;
      }
      list[j + 1] = x;
    }
    return;
  }
  const bits = ctx.blockBits;
  let low = list[0] >> 5;
  let high = low;
  for (let i = 0; i < count; i++) {
    const w = list[i] >> 5;
    if (w < low) low = w;
    if (w > high) high = w;
  }
  if (high - low > 16 * count) {
    list.subarray(0, count).sort();
    return;
  }
  for (let i = 0; i < count; i++) bits[list[i] >> 5] |= 1 << (list[i] & 31);
  let n = 0;
  for (let w = low; w <= high; w++) {
    let t = bits[w];
    bits[w] = 0;
    while (t !== 0) {
      const bit = t & -t;
      t ^= bit;
      list[n++] = (w << 5) | (31 - Math.clz32(bit));
    }
  }
}

function buildIntervals(
  ctx: BacktrackingContext,
  v: number,
  defBlock: number,
  count: number,
  blockStart: Int32Array,
): void {
  const { webUses, webStart, uses, slotBlock, blockList } = ctx;
  let at = webUses[v] * USE_STRIDE + USE_STRIDE;
  const end = webUses[v + 1] * USE_STRIDE;
  let k = 0;
  let from = -1;
  let to = -1;
  while (at < end || k < count) {
    const useBlock = at < end ? slotBlock[uses[at + U_POS] >> 1] : 0x7fffffff;
    const outBlock = k < count ? blockList[k] : 0x7fffffff;
    const block = useBlock < outBlock ? useBlock : outBlock;
    const blockEnd = blockStart[block + 1];
    const start = block === defBlock ? webStart[v] : blockStart[block];
    let stop = start;
    if (block === outBlock) {
      stop = blockEnd;
      k++;
      while (at < end && uses[at + U_POS] < blockEnd) at += USE_STRIDE;
    } else {
      while (at < end && uses[at + U_POS] < blockEnd) {
        const e = useEnd(uses[at + U_POS], uses[at + U_KIND]);
        if (e > stop) stop = e;
        at += USE_STRIDE;
      }
    }
    if (start >= stop) continue;
    if (start === to) {
      to = stop;
    } else {
      if (to >= 0) pushInterval(ctx, from, to);
      from = start;
      to = stop;
    }
  }
  if (to >= 0) pushInterval(ctx, from, to);
}

function pushInterval(ctx: BacktrackingContext, from: number, to: number): void {
  const at = 2 * ctx.numLive;
  if (at + 2 > ctx.live.length) ctx.live = enlarge(ctx.live, at + 2);
  ctx.live[at] = from;
  ctx.live[at + 1] = to;
  ctx.numLive++;
}
