/**
 * Last phase: spill slots for families, and the pending moves of every gap as edits.
 *
 * Slots. A family needs its slot from the first position to the last at which one of its webs is live. Families are taken
 * by first position; a slot of the same size whose last family has ended is used again. The free slots of each size are
 * in a heap by end, so the whole costs n log n.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_INDEX_MASK, ALLOC_KIND_SHIFT, ALLOC_KIND_SLOT, NUM_CLASSES, allocSlot } from "../operand.ts";
import { editInfo } from "../output.ts";
import type { RegallocOutput } from "../output.ts";
import {
  type BacktrackingContext,
  GROUP_SHIFT,
  LEAF_STRIDE,
  MOVE_STRIDE,
  M_FROM,
  M_NEXT,
  M_ORDER,
  M_TO,
  M_WEB,
  NODE_STRIDE,
  N_FULL,
  SUPER_SHIFT,
  USE_STRIDE,
  U_POS,
  reserve,
} from "./context.ts";
import { popBundle, pushBundle } from "./queue.ts";

/** Words per family in `familySpill`: first position, end, bytes, alignment. */
const SPILL_STRIDE = 4;

/** Packs the families that need memory into spill slots. Returns whether there are any. */
export function assignSlots(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  output: RegallocOutput,
): boolean {
  const { webBundle, web, webStart, webUses, uses, webLive, live, familySlot } = ctx;
  let count = 0;
  for (let f = 0; f < ctx.numFamilies; f++) if (familySlot[f] !== -1) count++;
  if (count === 0) return false;
  const spill = (ctx.familySpill = reserve(ctx.familySpill, ctx.numFamilies * SPILL_STRIDE));
  for (let f = 0; f < ctx.numFamilies; f++) {
    spill[f * SPILL_STRIDE] = 0x7fffffff;
    spill[f * SPILL_STRIDE + 1] = 0;
    spill[f * SPILL_STRIDE + 2] = 0;
    spill[f * SPILL_STRIDE + 3] = 1;
  }
  for (let v = 0; v < ctx.numVregs; v++) {
    const w = web[v];
    const f = webBundle[w];
    if (webStart[w] < 0 || f < 0 || familySlot[f] === -1) continue;
    const at = f * SPILL_STRIDE;
    if (func.vregBytes[v] > spill[at + 2]) spill[at + 2] = func.vregBytes[v];
    if (func.vregAlign[v] > spill[at + 3]) spill[at + 3] = func.vregAlign[v];
    if (w !== v) continue;
    const from = uses[webUses[v] * USE_STRIDE + U_POS];
    if (from < spill[at]) spill[at] = from;
    let to = (from | 1) + 1;
    if (webLive[v] < webLive[v + 1]) to = Math.max(to, live[2 * webLive[v + 1] - 1]);
    if (to > spill[at + 1]) spill[at + 1] = to;
  }
  // Families by first position: a counting sort over slots of the function would do, but few functions spill much.
  const order = (ctx.scratchA = reserve(ctx.scratchA, count));
  const bucket = (ctx.scratchB = reserve(ctx.scratchB, ctx.numSlots + 2));
  bucket.fill(0, 0, ctx.numSlots + 2);
  for (let f = 0; f < ctx.numFamilies; f++)
    if (familySlot[f] !== -1) bucket[(spill[f * SPILL_STRIDE] >> 1) + 1]++;
  for (let q = 1; q <= ctx.numSlots; q++) bucket[q] += bucket[q - 1];
  for (let f = 0; f < ctx.numFamilies; f++)
    if (familySlot[f] !== -1) order[bucket[spill[f * SPILL_STRIDE] >> 1]++] = f;
  ctx.heapSize = 0;
  for (let k = 0; k < count; k++) {
    const f = order[k];
    const at = f * SPILL_STRIDE;
    // Ends are negated: the queue gives the largest key first.
    let slot = -1;
    if (ctx.heapSize > 0 && -ctx.heapKey[0] <= spill[at]) {
      const top = ctx.heapBundle[0];
      if (output.slotBytes[top] === spill[at + 2] && output.slotAlign[top] === spill[at + 3]) {
        popBundle(ctx);
        slot = top;
      }
    }
    if (slot < 0) slot = output.addSlot(spill[at + 2], spill[at + 3]);
    familySlot[f] = slot;
    pushBundle(ctx, slot, -spill[at + 1]);
  }
  ctx.heapSize = 0;
  return true;
}

/** Replaces family numbers by slot numbers in the allocations of operands. */
export function translateOperands(ctx: BacktrackingContext, output: RegallocOutput): void {
  const { allocs } = output;
  const { familySlot } = ctx;
  for (let o = 0; o < output.numOperands; o++) {
    if (allocs[o] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT)
      allocs[o] = allocSlot(familySlot[allocs[o] & ALLOC_INDEX_MASK]);
  }
}

/** Gives tied uses the register of their result; needs the allocations of all results. */
export function allocateTied(ctx: BacktrackingContext, output: RegallocOutput): void {
  const { tiedTo } = ctx;
  const { allocs } = output;
  for (let o = 0; o < output.numOperands; o++) if (tiedTo[o] >= 0) allocs[o] = allocs[tiedTo[o]];
}

export function emitMoves(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  const { gapMoves, slotInst, resolver, moves } = ctx;
  resolver.begin(env, output);
  // The resolver asks for a free register only where a class has no scratch register.
  let needFree = false;
  for (let c = 0; c < NUM_CLASSES; c++) if (ctx.classUsed[c] !== 0 && env.scratch[c] < 0) needFree = true;
  for (let q = 0; q < ctx.numSlots; q++) {
    const first = gapMoves[q];
    if (first < 0) continue;
    const point = 2 * (slotInst[q] < 0 ? slotInst[q + 1] : slotInst[q]);
    if (moves[first * MOVE_STRIDE + M_NEXT] < 0) {
      addToSet(ctx, env, func, output, first, needFree, point);
      if (resolver.size === 0) continue;
      if (needFree) freeAtGap(ctx, env, q);
      resolver.resolve(point, needFree ? ctx.freeSet : undefined, 0);
      continue;
    }
    for (let order = 0; order < 3; order++) {
      let n = 0;
      for (let m = first; m >= 0; m = moves[m * MOVE_STRIDE + M_NEXT]) {
        if (moves[m * MOVE_STRIDE + M_ORDER] !== order) continue;
        addToSet(ctx, env, func, output, m, needFree, -1);
        n++;
      }
      if (n === 0) continue;
      if (needFree) freeAtGap(ctx, env, q);
      resolver.resolve(point, needFree ? ctx.freeSet : undefined, 0);
    }
  }
}

/** Hands a pending move to the resolver. One that is alone at `point` and can be an edit as it is becomes one at once. */
function addToSet(
  ctx: BacktrackingContext,
  env: MachineEnv,
  func: RegallocFunction,
  output: RegallocOutput,
  m: number,
  needFree: boolean,
  point: number,
): void {
  const { moves, familySlot } = ctx;
  const at = m * MOVE_STRIDE;
  let from = moves[at + M_FROM];
  let to = moves[at + M_TO];
  if (to < 0) to = output.allocs[-2 - to];
  if (to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT) to = allocSlot(familySlot[to & ALLOC_INDEX_MASK]);
  if (from >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT) from = allocSlot(familySlot[from & ALLOC_INDEX_MASK]);
  const v = moves[at + M_WEB];
  // A move to where the value is already tells the resolver that the register is in use, which it need know only when it
  // may have to borrow one.
  if (from === to && (!needFree || point >= 0)) return;
  const info = editInfo(func.vregClass[v], func.vregBytes[v]);
  if (point >= 0 && !(env.isMemory(to) && env.isMemory(from))) output.addEdit(point, from, to, info);
  else ctx.resolver.add(from, to, info);
}

/** The registers that hold nothing from this gap on and are not written by fixed operands of the instruction. */
function freeAtGap(ctx: BacktrackingContext, env: MachineEnv, q: number): void {
  const free = ctx.freeSet;
  free.fill(0);
  const pos = 2 * q;
  for (let c = 0; c < NUM_CLASSES; c++) {
    if (ctx.classUsed[c] === 0) continue;
    const leaves = ctx.leaves[c] as Int32Array;
    let taken = leaves[pos * LEAF_STRIDE] | leaves[pos * LEAF_STRIDE + 1] | leaves[(pos + 1) * LEAF_STRIDE];
    taken |= (ctx.groups[c] as Int32Array)[(pos >> GROUP_SHIFT) * NODE_STRIDE + N_FULL];
    taken |= (ctx.supers[c] as Int32Array)[(pos >> SUPER_SHIFT) * NODE_STRIDE + N_FULL];
    const order = env.order[c as 0 | 1 | 2];
    for (let k = 0; k < ctx.columns[c]; k++)
      if (((taken >>> k) & 1) === 0) free[order[k] >>> 5] |= 1 << (order[k] & 31);
  }
}
