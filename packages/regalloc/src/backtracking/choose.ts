/**
 * Small functions that use memory: tried again with other settings, and the cheapest allocation is kept.
 *
 * Every rule of the allocator (longest first, weight per position, merge what copies connect) is right on average; in a
 * large function the exceptions cancel out, in one of twenty instructions an exception is the result. So where bundles of a
 * small function competed for registers, which shows in evictions, the rules are varied, the most profitable variations
 * first. Where nothing was evicted but memory is used, calls have forced values out of registers; then the order of
 * things matters little, and only the single-pass allocator, which is cheap, has a try.
 *
 * Of 600 functions of compiled programs 137, with 4 % of the instructions, are tried with the single-pass allocator, and 6,
 * with 0.2 %, with everything.
 *
 * The choice depends on the function alone. An allocation is rated by its weighted edits; of equals the first is kept. If
 * the kept one was not made last it is made again, so that context and output fit for whoever looks at both
 * (`dumpBacktracking`), unless it is that of the single-pass allocator.
 */

import { INST_MOVE as INST_MOVE_ } from "../function.ts";
import { RegallocFunction as Func } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { EDIT_STRIDE as EDIT_STRIDE_, RegallocOutput } from "../output.ts";

import { SinglePassContext } from "../single-pass/allocate.ts";
import {
  type BacktrackingContext,
  ORDER_CLASS,
  ORDER_SHORT,
  ORDER_SIZE,
  ORDER_SUM,
  ORDER_WEIGHT,
  SIZE_BIAS,
} from "./context.ts";

// Constants of the module itself are folded by V8, imported ones are read from memory at every use.
const EDIT_STRIDE = EDIT_STRIDE_;
const INST_MOVE = INST_MOVE_;

const VARIANT_STRIDE = 4;
/** Settings: size bias, order, last columns, merge copies. */
const VARIANTS: Int32Array = Int32Array.of(
  ...[SIZE_BIAS, ORDER_CLASS, 0, 1],
  ...[10, ORDER_SIZE, 0, 1],
  ...[SIZE_BIAS, ORDER_SUM, 0, 0],
  ...[10_000, ORDER_WEIGHT, 0, 1],
  ...[SIZE_BIAS, ORDER_SUM, 1, 1],
  ...[SIZE_BIAS, ORDER_SHORT, 0, 1],
  ...[1, ORDER_CLASS, 0, 1],
);
const NUM_VARIANTS = VARIANTS.length / VARIANT_STRIDE;
/** The number under which the single-pass allocator is chosen. */
const SINGLE_PASS = -1;

/** Functions of more instructions are not tried again. */
const MAX_INSTS = 64;
/** Nor are those whose edits weigh less. */
const MIN_COST = 3;

/** Allocates with the settings in the context. */
type Attempt = (
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
) => void;

/** Tries the function again if that is worth it, after an attempt with the usual settings, which it leaves in the context. */
export function chooseBest(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  attempt: Attempt,
): void {
  const { stats } = ctx;
  // Read before the next attempt overwrites it.
  const competed = stats.evictions > 0;
  stats.attempts = 1;
  stats.chosen = 0;
  if (func.numInsts > MAX_INSTS) return;
  let least = editCost(func, output);
  if (least < MIN_COST) return;
  const other = (ctx.spare ??= new RegallocOutput());
  (ctx.singlePass ??= new SinglePassContext()).run(func, env, other);
  stats.attempts++;
  const cost = editCost(func, other);
  if (cost < least) {
    least = cost;
    stats.chosen = SINGLE_PASS;
    exchange(output, other);
  }
  if (!competed) return;
  for (let k = 1; k < NUM_VARIANTS; k++) {
    useVariant(ctx, k);
    attempt(ctx, func, env, other);
    stats.attempts++;
    const cost = editCost(func, other);
    if (cost >= least) continue;
    least = cost;
    stats.chosen = k;
    exchange(output, other);
  }
  if (stats.chosen >= 0 && stats.chosen < NUM_VARIANTS - 1) {
    useVariant(ctx, stats.chosen);
    attempt(ctx, func, env, other);
  }
  useVariant(ctx, 0);
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
  const at = k * VARIANT_STRIDE;
  ctx.sizeBias = VARIANTS[at];
  ctx.order = VARIANTS[at + 1];
  ctx.lastColumns = VARIANTS[at + 2] !== 0;
  ctx.mergeCopies = VARIANTS[at + 3] !== 0;
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
    for (; at < editsEnd && edits[at] < 2 * end; at += EDIT_STRIDE) if (edits[at + 1] !== edits[at + 2]) cost += weight;
    for (let i = blockInsts[b]; i < end; i++) {
      if ((instFlags[i] & INST_MOVE) === 0) continue;
      const o = instOperands[i];
      if (allocs[o] !== allocs[o + 1]) cost += weight;
    }
  }
  return cost;
}
