/**
 * Second phase: the live intervals of every web, by walking back from its uses.
 *
 * The function is in SSA form, so a web is live into a block exactly when a use is reachable from it without passing the
 * definition. Each web is explored on its own: from every block with an upward exposed use through the predecessors up
 * to the defining block. The cost is the size of the answer (pairs of web and block it crosses), whatever the shape of
 * the control flow, and the working memory is a bit and two words per block; there is no web x block matrix to overflow.
 *
 * Values defined and used in one block, nearly all of them, take a path without any of that.
 *
 * Intervals of a web ascend, do not touch, and run across block boundaries where blocks are neighbours in the order.
 */

import type { RegallocFunction } from "../function.ts";
import {
  type BacktrackingContext,
  USE_ARG,
  USE_DEF,
  USE_FIXED,
  USE_PARAM,
  USE_STRIDE,
  USE_TIED,
  U_KIND,
  U_POS,
  enlarge,
  reserve,
} from "./context.ts";

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
  ctx.blockList = reserve(ctx.blockList, ctx.numBlocks + 1);
  ctx.blockRuns = reserve(ctx.blockRuns, ctx.numBlocks + 2);
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
    buildIntervals(ctx, v, defBlock, count > 0 ? gatherRuns(ctx, count) : 0, blockStart);
  }
  webLive[numVregs] = ctx.numLive;
}

/**
 * Sets the bits in `blockBits` of the blocks that `v` is live out of. Returns how many there are; they are listed in
 * `blockList`.
 */
function crossedBlocks(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  defBlock: number,
): number {
  const { webUses, uses, slotBlock, blockBits, blockList } = ctx;
  const { blockPreds, predEdges, edgeFrom } = func;
  let count = 0;
  let previous = -1;
  const end = webUses[v + 1] * USE_STRIDE;
  for (let at = webUses[v] * USE_STRIDE + USE_STRIDE; at < end; at += USE_STRIDE) {
    const block = slotBlock[uses[at + U_POS] >> 1];
    if ((uses[at + U_KIND] & USE_ARG) !== 0 && ((blockBits[block >> 5] >>> (block & 31)) & 1) === 0) {
      blockBits[block >> 5] |= 1 << (block & 31);
      blockList[count++] = block;
    }
    if (block === previous || block === defBlock) continue;
    previous = block;
    // The list is the stack of this search too: what is behind `seen` has to be looked at.
    let b = block;
    let seen = count;
    for (;;) {
      const predEnd = blockPreds[b + 1];
      for (let k = blockPreds[b]; k < predEnd; k++) {
        const p = edgeFrom[predEdges[k]];
        const bit = 1 << (p & 31);
        if ((blockBits[p >> 5] & bit) !== 0) continue;
        blockBits[p >> 5] |= bit;
        blockList[count++] = p;
      }
      while (seen < count && blockList[seen] === defBlock) seen++;
      if (seen === count) break;
      b = blockList[seen++];
    }
  }
  return count;
}

/**
 * Puts the runs of neighbouring blocks among those listed into `blockRuns`, pairs of first and last block, in order;
 * returns how many there are and clears their bits.
 */
function gatherRuns(ctx: BacktrackingContext, count: number): number {
  const { blockList: list, blockRuns: runs, blockBits: bits } = ctx;
  let low = list[0];
  let high = low;
  for (let i = 1; i < count; i++) {
    const b = list[i];
    if (b < low) low = b;
    if (b > high) high = b;
  }
  let n = 0;
  if (high - low === count - 1) {
    runs[0] = low;
    runs[1] = high;
    n = 1;
    bits.fill(0, low >> 5, (high >> 5) + 1);
  } else if (high - low > 512 * count) {
    // Too far apart to look at every word between.
    for (let i = 0; i < count; i++) bits[list[i] >> 5] = 0;
    list.subarray(0, count).sort();
    for (let i = 0; i < count; i++) {
      if (n > 0 && runs[2 * n - 1] === list[i] - 1) runs[2 * n - 1]++;
      else {
        runs[2 * n] = list[i];
        runs[2 * n + 1] = list[i];
        n++;
      }
    }
  } else {
    for (let w = low >> 5; w <= high >> 5; w++) {
      let t = bits[w];
      bits[w] = 0;
      while (t !== 0) {
        const first = 31 - Math.clz32(t & -t);
        // The ones from the lowest on.
        const inverse = ~(t >> first);
        const length = inverse === 0 ? 32 - first : 31 - Math.clz32(inverse & -inverse);
        const last = first + length > 32 ? 31 : first + length - 1;
        t = last === 31 ? 0 : t & (-2 << last);
        const block = w << 5;
        if (n > 0 && runs[2 * n - 1] === block + first - 1) runs[2 * n - 1] = block + last;
        else {
          runs[2 * n] = block + first;
          runs[2 * n + 1] = block + last;
          n++;
        }
      }
    }
  }
  return n;
}

function buildIntervals(
  ctx: BacktrackingContext,
  v: number,
  defBlock: number,
  count: number,
  blockStart: Int32Array,
): void {
  const { webUses, webStart, uses, slotBlock, blockRuns } = ctx;
  let at = webUses[v] * USE_STRIDE + USE_STRIDE;
  const end = webUses[v + 1] * USE_STRIDE;
  let k = 0;
  let from = -1;
  let to = -1;
  while (at < end || k < count) {
    const useBlock = at < end ? slotBlock[uses[at + U_POS] >> 1] : 0x7fffffff;
    const outBlock = k < count ? blockRuns[2 * k] : 0x7fffffff;
    const block = useBlock < outBlock ? useBlock : outBlock;
    const start = block === defBlock ? webStart[v] : blockStart[block];
    let stop = start;
    if (block === outBlock) {
      stop = blockStart[blockRuns[2 * k + 1] + 1];
      k++;
      while (at < end && uses[at + U_POS] < stop) at += USE_STRIDE;
    } else {
      const blockEnd = blockStart[block + 1];
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
