/**
 * Functions of up to 600 instructions, tried again: with the single-pass allocator if there are any edits, and where
 * registers were fought for with other settings; the cheapest allocation is kept.
 *
 * Every rule of the allocator (longest first, weight per position, merge what copies connect) is right on average; in a
 * large function the exceptions cancel out, in one of twenty instructions an exception is the result. Where bundles
 * competed for registers, which shows in evictions, the rules are varied. Where nothing was evicted, calls and fixed
 * registers have made the edits, and the order of things matters little; then only the single-pass allocator, which
 * takes a quarter of the time, has a try, until it cannot win any more: so no function of that size is dearer than
 * with it.
 *
 * Evictions are rare in compiled programs. Of 600 functions with 124,568 instructions, 6 small ones with 0.2 % of the
 * instructions and 4 medium ones with 0.6 % are tried with other settings.
 *
 * The choice depends on the function alone. An allocation is rated by its weighted edits; of equals the first is kept. Uses
 * and live intervals are the same for every attempt and are made once. After it the context is that of the last attempt;
 * who looks at it along with the output (`dumpBacktracking`) has the kept one repeated.
 */

import { INST_MOVE } from "../function.ts";
import { RegallocFunction as Func } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { ALLOC_KIND_REG, ALLOC_KIND_SHIFT } from "../operand.ts";
import { EDIT_STRIDE, RegallocOutput } from "../output.ts";

import { SinglePassContext } from "../single-pass/allocate.ts";
import {
  type BacktrackingContext,
  ORDER_CLASS,
  ORDER_SIZE,
  ORDER_SUM,
  ORDER_WEIGHT,
  SIZE_BIAS,
} from "./context.ts";

const VARIANT_STRIDE = 4;
/** Settings: size bias, order, last columns, merge copies. First the usual ones, then the two for larger functions. */
const VARIANTS: Int32Array = Int32Array.of(
  ...[SIZE_BIAS, ORDER_CLASS, 0, 1],
  ...[1, ORDER_CLASS, 0, 1],
  ...[10_000, ORDER_SIZE, 0, 1],
  ...[10, ORDER_SIZE, 0, 1],
  ...[SIZE_BIAS, ORDER_SUM, 0, 0],
  ...[10_000, ORDER_WEIGHT, 0, 1],
  ...[SIZE_BIAS, ORDER_SUM, 1, 1],
);
const NUM_VARIANTS = VARIANTS.length / VARIANT_STRIDE;
const NUM_LARGER_VARIANTS = 3;
/** The second of these is best for one in six functions of 300 instructions, but for one in thirty of 100. */
const NUM_MEDIUM_VARIANTS = 2;
/** The number under which the single-pass allocator is chosen. */
const SINGLE_PASS = -1;

/** Functions of at most so many instructions are small. */
const SMALL_INSTS = 64;
/** Small functions are tried with other settings if their edits weigh so much. */
const MIN_COST = 3;
/** Functions of at most so many instructions are also given to the single-pass allocator if they have any edits. */
const LARGER_INSTS = 600;
/** Those of at most so many instructions are tried with one setting only. */
const MEDIUM_INSTS = 160;
/** Larger functions are tried with other settings if there was an eviction for every so many instructions. */
const INSTS_PER_EVICTION = 25;
/**
 * If the user asks for it, homes are settled (residency.ts) where there was an eviction for every so many instructions,
 * and where, except in small functions, loads and stores weigh so much per instruction of which there are at most so many.
 */
const INSTS_PER_SETTLING_EVICTION = 100;
const LEAST_MEMORY_COST = 2;
const MOST_SETTLED_INSTS = 16_384;
/** Added to the number of the settings when homes were settled. */
const SETTLED = 100;

/** Allocates with the settings in the context. */
type Attempt = (
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
) => void;

/** Tries the function again if that is worth it, after an attempt with the usual settings. */
export function chooseBest(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  attempt: Attempt,
): void {
  const { stats } = ctx;
  // Read before the next attempt overwrites it.
  const { evictions } = stats;
  stats.attempts = 1;
  stats.chosen = 0;
  const settling =
    ctx.thorough &&
    evictions * INSTS_PER_SETTLING_EVICTION >= func.numInsts &&
    (func.numInsts <= SMALL_INSTS ||
      (func.numInsts <= MOST_SETTLED_INSTS && memoryCost(func, output) >= LEAST_MEMORY_COST * func.numInsts));
  if (func.numInsts > LARGER_INSTS && !settling) return;
  let least = editCost(func, output);
  if (least === 0) return;
  const usualCost = least;
  const other = (ctx.spare ??= new RegallocOutput());
  stats.attempts++;
  if ((ctx.singlePass ??= new SinglePassContext()).runWithin(func, env, other, least)) {
    const cost = editCost(func, other);
    if (cost < least) {
      least = cost;
      stats.chosen = SINGLE_PASS;
      exchange(output, other);
    }
  }
  if (evictions === 0) return;
  const small = func.numInsts <= SMALL_INSTS && usualCost >= MIN_COST;
  let variants = 1;
  if (small) variants = NUM_VARIANTS;
  else if (func.numInsts > SMALL_INSTS && evictions * INSTS_PER_EVICTION >= func.numInsts)
    variants = func.numInsts <= MEDIUM_INSTS ? NUM_MEDIUM_VARIANTS : NUM_LARGER_VARIANTS;
  let best = 0;
  let bestCost = usualCost;
  for (let k = 1; k < variants; k++) {
    useVariant(ctx, k);
    ctx.settleHomes = small && settling;
    least = tryAgain(ctx, func, env, output, attempt, ctx.settleHomes ? SETTLED + k : k, least);
    if (ctx.lastCost >= bestCost) continue;
    bestCost = ctx.lastCost;
    best = k;
  }
  if (!settling) return;
  // Counting moves takes most of the time: only for the usual settings and the best ones.
  ctx.settleHomes = true;
  useVariant(ctx, 0);
  least = tryAgain(ctx, func, env, output, attempt, SETTLED, least);
  if (best === 0 || small) return;
  useVariant(ctx, best);
  tryAgain(ctx, func, env, output, attempt, SETTLED + best, least);
}

/** Puts the settings of the kept allocation into the context; returns whether the last attempt had others. */
export function useChosenSettings(ctx: BacktrackingContext): boolean {
  const { chosen } = ctx.stats;
  if (chosen < 0 || chosen === ctx.lastTried) return false;
  useVariant(ctx, chosen % SETTLED);
  ctx.settleHomes = chosen >= SETTLED;
  return true;
}

/** One more attempt with the settings in the context, which are known as `number`; returns the least cost so far. */
function tryAgain(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  attempt: Attempt,
  number: number,
  least: number,
): number {
  const other = ctx.spare as RegallocOutput;
  attempt(ctx, func, env, other);
  ctx.stats.attempts++;
  ctx.lastTried = number;
  ctx.lastCost = editCost(func, other);
  if (ctx.lastCost >= least) return least;
  ctx.stats.chosen = number;
  exchange(output, other);
  return ctx.lastCost;
}

/** Puts the settings of the first attempt into the context. */
export function useUsualSettings(ctx: BacktrackingContext): void {
  useVariant(ctx, 0);
  ctx.settleHomes = false;
  ctx.lastTried = 0;
}

/** Exchanges two results. */
function exchange(a: RegallocOutput, b: RegallocOutput): void {
  const { allocs, edits, numEdits, numSlots, slotBytes, slotAlign, slotOffset, frameBytes, frameAlign } = a;
  const { numDebugLocations, debugLocations } = a;
  a.allocs = b.allocs;
  a.edits = b.edits;
  a.numEdits = b.numEdits;
  a.numSlots = b.numSlots;
  a.slotBytes = b.slotBytes;
  a.slotAlign = b.slotAlign;
  a.slotOffset = b.slotOffset;
  a.frameBytes = b.frameBytes;
  a.frameAlign = b.frameAlign;
  a.numDebugLocations = b.numDebugLocations;
  a.debugLocations = b.debugLocations;
  b.allocs = allocs;
  b.edits = edits;
  b.numEdits = numEdits;
  b.numSlots = numSlots;
  b.slotBytes = slotBytes;
  b.slotAlign = slotAlign;
  b.slotOffset = slotOffset;
  b.frameBytes = frameBytes;
  b.frameAlign = frameAlign;
  b.numDebugLocations = numDebugLocations;
  b.debugLocations = debugLocations;
}

function useVariant(ctx: BacktrackingContext, k: number): void {
  ctx.variant = k;
  const at = k * VARIANT_STRIDE;
  ctx.sizeBias = VARIANTS[at];
  ctx.order = VARIANTS[at + 1];
  ctx.lastColumns = VARIANTS[at + 2] !== 0;
  ctx.mergeCopies = VARIANTS[at + 3] !== 0;
}

/** The weight of the edits that read or write memory. */
function memoryCost(func: RegallocFunction, output: RegallocOutput): number {
  const { edits } = output;
  let cost = 0;
  let b = 0;
  for (let at = 0; at < output.numEdits * EDIT_STRIDE; at += EDIT_STRIDE) {
    while (2 * func.blockInsts[b + 1] <= edits[at]) b++;
    if (
      edits[at + 1] >>> ALLOC_KIND_SHIFT !== ALLOC_KIND_REG ||
      edits[at + 2] >>> ALLOC_KIND_SHIFT !== ALLOC_KIND_REG
    )
      cost += Func.weightOfDepth(func.blockDepth[b]);
  }
  return cost;
}

/** `allocationCost(...).weighted`, without the rest and without an object. */
function editCost(func: RegallocFunction, output: RegallocOutput): number {
  const { blockInsts, blockDepth, instFlags, instOperands } = func;
  const { edits, allocs } = output;
  const editsEnd = output.numEdits * EDIT_STRIDE;
  let cost = 0;
  let at = 0;
  for (let b = 0; b < func.numBlocks; b++) {
    const weight = Func.weightOfDepth(blockDepth[b]);
    const end = blockInsts[b + 1];
    for (; at < editsEnd && edits[at] < 2 * end; at += EDIT_STRIDE)
      if (edits[at + 1] !== edits[at + 2]) cost += weight;
    for (let i = blockInsts[b]; i < end; i++) {
      if ((instFlags[i] & INST_MOVE) === 0) continue;
      const o = instOperands[i];
      if (allocs[o] !== allocs[o + 1]) cost += weight;
    }
  }
  return cost;
}
