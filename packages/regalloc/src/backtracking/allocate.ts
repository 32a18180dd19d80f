/**
 * The backtracking allocator: for code that is worth a good allocation.
 *
 * Linear scan's live ranges, with the freedom to change its mind: ranges joined by copies are allocated together as
 * bundles, the longest first; a heavy bundle may evict lighter ones; a bundle that fits nowhere is split where that is
 * cheap. The phases are in files of their own, each explained in its header:
 *
 *   scan      slots, webs, uses, reservations of fixed operands and clobbers
 *   liveness  live intervals
 *   bundles   pieces, bundles, merging through copies
 *   place     queue, probing, eviction, splitting (occupancy, queue, split)
 *   recolour  better registers for bundles at the ends of copies
 *   fill      registers for stretches left in memory
 *   resolve   allocations of operands, moves, stores
 *   emit      spill slots, parallel moves as edits
 *   redundant edits that copy a value to where it is
 *   residency homes settled by counting moves, where registers were fought for
 *   choose    other settings where registers were fought for, or the function is small
 *
 * The input must be valid (`validate`); the output contract is in `output.ts`. Memory belongs to the context.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { RegallocOutput } from "../output.ts";
import { buildBundles } from "./bundles.ts";
import { chooseBest, useChosenSettings, useUsualSettings } from "./choose.ts";
import type { BacktrackingContext } from "./context.ts";
import { locateLabels } from "./debug-labels.ts";
import { allocateTied, assignSlots, emitMoves, translateOperands } from "./emit.ts";
import { fillGaps } from "./fill.ts";
import { computeLiveness } from "./liveness.ts";
import { placeAll } from "./place.ts";
import { exchangeAtCopies, recolour } from "./recolour.ts";
import { removeRedundantEdits } from "./redundant.ts";
import { settle } from "./residency.ts";
import { resolveWebs } from "./resolve.ts";
import { allocateFixed, clearPlaces, scan } from "./scan.ts";

/**
 * Allocates registers for `func` and leaves the result in `output`, which is cleared first.
 *
 * @throws InternalError when an instruction's register demands cannot be met, which the rules in `function.ts` exclude.
 */
export function allocateBacktracking(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  useUsualSettings(ctx);
  output.clear(func.numOperands);
  scan(ctx, func, env, output);
  computeLiveness(ctx, func);
  allocateOnce(ctx, func, env, output);
  chooseBest(ctx, func, env, output, allocateAgain);
}

/**
 * Brings the context into the state it had when the kept allocation was made, for those who look at it (`dump.ts`):
 * if several settings were tried, the last one need not be the best.
 */
export function repeatChosen(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  if (useChosenSettings(ctx)) allocateAgain(ctx, func, env, (ctx.spare ??= new RegallocOutput()));
}

/** Another attempt, with other settings: uses and live intervals are there from the first. */
function allocateAgain(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  output.clear(func.numOperands);
  clearPlaces(ctx);
  allocateFixed(func, output);
  allocateOnce(ctx, func, env, output);
}

/** One attempt, with the settings in the context, after `scan` and liveness. */
function allocateOnce(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  resetStatistics(ctx);
  buildBundles(ctx, func, env);
  placeAll(ctx, func, env);
  recolour(ctx, func, env);
  exchangeAtCopies(ctx, func);
  fillGaps(ctx, func, env);
  if (ctx.settleHomes) settle(ctx, func);
  resolveWebs(ctx, func, env, output);
  allocateTied(ctx, output);
  const spills = assignSlots(ctx, func, output);
  emitMoves(ctx, func, env, output);
  if (func.numDebugLabels > 0) locateLabels(ctx, func, env, output);
  if (spills) translateOperands(ctx, output);
  removeRedundantEdits(ctx, func, env, output);
  output.layoutSlots();
}

function resetStatistics(ctx: BacktrackingContext): void {
  const s = ctx.stats;
  s.bundles = 0;
  s.merges = 0;
  s.evictions = 0;
  s.splits = 0;
  s.spilledBundles = 0;
  s.filledGaps = 0;
  s.recoloured = 0;
  s.redundantMoves = 0;
  s.steps = 0;
  s.budgetExhausted = false;
}
