/**
 * Fourth phase: takes bundles from the queue, longest first, and gives each a register, at the price of evicting lighter
 * bundles if need be, or splits it, or leaves it in memory.
 *
 * Placing bundle b:
 *   1. One probe tells which columns are free over all its pieces. A free column that fixed operands of its webs, or the
 *      family's last column, suggest is taken first, else the one that stands first in the order of preference.
 *   2. If none is free, the column whose heaviest occupant is lightest, provided that it is lighter than b. Its
 *      occupants are evicted and go back to the queue.
 *   3. If there is none, and b has no hard use, it stays in memory (with a second try at the end, see `retrySpilled`).
 *   4. Else b is split (`split.ts`) and the parts go to the queue. A minimal bundle never comes here: nothing is as heavy
 *      as a minimal bundle, and the input rules promise that the minimal bundles of one instruction fit.
 *
 * Termination. A bundle evicts only lighter ones, splitting cuts the uses of a bundle into two smaller sets or makes the
 * pieces shorter, and a budget of evictions proportional to the function bounds the rest. When it is used up, bundles that
 * find no free register are cut to minimal ones straight away, and only minimal bundles evict.
 */

import { InternalError } from "@cranelift-ts/entity";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { CONSTRAINT_ARG_SHIFT } from "../operand.ts";
import { classMask, measureBundle, newBundle } from "./bundles.ts";
import {
  BF_CONTENT,
  BF_FIXED,
  BF_MINIMAL,
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
  B_WEIGHT,
  type BacktrackingContext,
  COLUMN_NONE,
  COLUMN_SPILLED,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_TO,
  P_WEB,
  P_NEXT,
  P_USE,
  P_USE_END,
  USE_ARG,
  USE_PARAM,
  USE_REUSE,
  USE_TIED,
  USE_FIXED,
  USE_STRIDE,
  U_KIND,
  U_OPERAND,
  U_POS,
  U_WEIGHT,
} from "./context.ts";
import {
  collectConflicts,
  lightestColumn,
  occupy,
  ownsReservations,
  pieceOwns,
  placeIn,
  placeShort,
  probeRange,
  probeBundle,
  vacate,
} from "./occupancy.ts";
import { popBundle, prefetchWindow, requeue, sortBundles } from "./queue.ts";
import { splitBundle } from "./split.ts";

/** How many places eviction looks at for one column before it gives the column up. */
const CONFLICT_STEPS = 64;
/** Bundles over more positions do not evict: what they push out usually costs more than their own split. */
const EVICT_SIZE = 1024;
/** Bundles over more positions than this do not evict once they were evicted themselves. */
const SHORT_SIZE = 32;
/** The same as `CONFLICT_STEPS` for a column that is only preferred. */
const HINT_STEPS = 24;
/** How many uses the search for a hint looks at. */
const HINT_USES = 48;
/** How many reserving positions are checked for belonging to the bundle. */
const OWNED_STEPS = 32;
/** Bundles of more pieces are not taken apart for a fixed register. */
const SEPARATE_PIECES = 16;
/** A piece over fewer positions than this touches no inner node of the occupancy tree as a whole. */
const SHORT_PIECE = 16;

export function placeAll(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  const { stats } = ctx;
  let budget = 4 * ctx.numBundles + 200;
  ctx.heapSize = 0;
  sortBundles(ctx);
  for (let b = popBundle(ctx); b >= 0; b = popBundle(ctx)) {
    stats.steps++;
    if (ctx.nextSorted > ctx.prefetched) prefetchWindow(ctx, func);
    const bundles = ctx.bundles;
    const bt = b * BUNDLE_STRIDE;
    if (
      bundles[bt + B_SIZE] < SHORT_PIECE &&
      bundles[bt + B_FIRST] === bundles[bt + B_LAST] &&
      placeShort(ctx, func, b, (bundles[bt + B_FLAGS] & BF_FIXED) === 0 ? -1 : hintColumn(ctx, func, b))
    )
      continue;
    const before = stats.evictions;
    if (tryPlace(ctx, func, env, b, budget > 0)) {
      budget -= stats.evictions - before;
      continue;
    }
    const at = b * BUNDLE_STRIDE;
    if (ctx.bundles[at + B_HARD] === 0) {
      ctx.bundles[at + B_COLUMN] = COLUMN_SPILLED;
      stats.spilledBundles++;
      continue;
    }
    if ((ctx.bundles[at + B_FLAGS] & BF_MINIMAL) !== 0)
      throw new InternalError("a minimal bundle found no register");
    if (budget <= 0) stats.budgetExhausted = true;
    stats.splits++;
    splitBundle(ctx, func, env, b, budget <= 0);
  }
  retrySpilled(ctx, func, env);
}

/** Gives bundle `b` a register if it can, evicting lighter ones if `mayEvict`. */
function tryPlace(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  b: number,
  mayEvict: boolean,
): boolean {
  const at = b * BUNDLE_STRIDE;
  const bundles = ctx.bundles;
  const mask = bundles[at + B_MASK];
  const flags = bundles[at + B_FLAGS];
  probeBundle(ctx, func, b, mask);
  const fixed = ctx.probeFixed;
  const free = mask & ~(ctx.probeOccupied | fixed);
  let evictable = mask & ~fixed;
  if (!ctx.probeComplete) return false;
  const large = bundles[at + B_SIZE] > EVICT_SIZE;
  const hint = (flags & BF_FIXED) === 0 ? ctx.familyHint[bundles[at + B_FAMILY]] : hintColumn(ctx, func, b);
  if (hint >= 0 && (mask >>> hint) & 1) {
    if ((free >>> hint) & 1) {
      if ((flags & BF_FIXED) !== 0) bundles[at + B_FLAGS] |= BF_CONTENT;
      take(ctx, b, hint);
      return true;
    }
    const c = bundles[at + B_CLASS];
    const taken = ((ctx.probeOccupied >>> hint) & 1) !== 0;
    if (!(large && taken) && (fixed >>> hint) & 1 && (flags & BF_FIXED) !== 0) {
      const preg = env.order[c as 0 | 1 | 2][hint];
      if (ownsReservations(ctx, func, b, hint, preg, OWNED_STEPS)) {
        // The probe may have stopped before it saw all occupants, so look again through the conflict search.
        if (collectConflicts(ctx, b, hint, 1, CONFLICT_STEPS) === 0 && ctx.numConflicts === 0) {
          bundles[at + B_FLAGS] |= BF_CONTENT;
          take(ctx, b, hint);
          return true;
        }
        evictable |= 1 << hint;
      }
    }
    if (mayEvict && (evictable >>> hint) & 1 && (flags & BF_FIXED) !== 0 && displace(ctx, b, hint))
      return true;
  }
  if (
    hint >= 0 &&
    (flags & BF_FIXED) !== 0 &&
    bundles[at + B_FIRST] !== bundles[at + B_LAST] &&
    ((mask >>> hint) & 1) !== 0 &&
    separate(ctx, func, env, b, hint)
  )
    return true;
  if (free !== 0) {
    placeIn(ctx, b, free);
    return true;
  }
  const minimal = (flags & BF_MINIMAL) !== 0;
  // One that was evicted itself seldom (one time in ten) finds something lighter than it: better split it at once.
  if (!minimal && (!mayEvict || (bundles[at + B_EVICTED] > 0 && bundles[at + B_SIZE] > SHORT_SIZE) || large))
    return false;
  return evictFor(ctx, b, evictable, minimal ? 0x7fffffff : CONFLICT_STEPS);
}

/**
 * Takes the column that fixed operands of `b` want from lighter bundles that have no such wish and were not moved before.
 * They will most likely find another column; `b` would pay for another with copies.
 */
function displace(ctx: BacktrackingContext, b: number, column: number): boolean {
  if (collectConflicts(ctx, b, column, ctx.bundles[b * BUNDLE_STRIDE + B_WEIGHT], HINT_STEPS) < 0)
    return false;
  for (let k = 0; k < ctx.numConflicts; k++) {
    const ot = ctx.conflicts[k] * BUNDLE_STRIDE;
    if ((ctx.bundles[ot + B_FLAGS] & BF_FIXED) !== 0 || ctx.bundles[ot + B_EVICTED] > 0) return false;
  }
  evictConflicts(ctx);
  take(ctx, b, column);
  return true;
}

/**
 * The column that fixed operands of a bundle of several pieces want is free for some of them only: if the copies saved
 * there outweigh those due where the pieces are joined, takes the column for these and queues the others.
 */
function separate(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  b: number,
  column: number,
): boolean {
  const { pieces, uses, pregColumn, blockWeight, slotBlock } = ctx;
  const c = ctx.bundles[b * BUNDLE_STRIDE + B_CLASS];
  const preg = env.order[c as 0 | 1 | 2][column];
  const bit = 1 << column;
  let saved = 0;
  let steps = OWNED_STEPS;
  let apart = 0;
  let n = 0;
  for (let p = ctx.bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT], n++) {
    if (n === SEPARATE_PIECES) return false;
    const pt = p * PIECE_STRIDE;
    ctx.probeOccupied = 0;
    ctx.probeFixed = 0;
    probeRange(ctx, func, c, pieces[pt + P_FROM], pieces[pt + P_TO]);
    let fits = (ctx.probeOccupied & bit) === 0;
    if (fits && (ctx.probeFixed & bit) !== 0) {
      const left = pieceOwns(ctx, func, p, c, column, preg, steps);
      if (left < 0) fits = false;
      else steps = left;
    }
    if (!fits) apart |= 1 << n;
    const end = pieces[pt + P_USE_END] * USE_STRIDE;
    for (let u = pieces[pt + P_USE] * USE_STRIDE; u < end; u += USE_STRIDE) {
      const kind = uses[u + U_KIND];
      if ((kind & USE_FIXED) !== 0) {
        if (
          fits &&
          pregColumn[func.operands[2 * uses[u + U_OPERAND] + 1] >>> CONSTRAINT_ARG_SHIFT] === column
        )
          saved += uses[u + U_WEIGHT] >> 1;
      } else if (!fits && (kind & (USE_ARG | USE_PARAM | USE_REUSE | USE_TIED)) !== 0)
        saved -= blockWeight[slotBlock[uses[u + U_POS] >> 1]];
    }
  }
  if (saved <= 0 || apart === 0) return false;
  const other = newBundle(ctx, b);
  const { bundles } = ctx;
  let last = -1;
  let lastApart = -1;
  n = 0;
  for (let p = bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; n++) {
    const next = pieces[p * PIECE_STRIDE + P_NEXT];
    const away = ((apart >>> n) & 1) !== 0;
    const bundle = away ? other : b;
    const previous = away ? lastApart : last;
    if (previous < 0) bundles[bundle * BUNDLE_STRIDE + B_FIRST] = p;
    else pieces[previous * PIECE_STRIDE + P_NEXT] = p;
    pieces[p * PIECE_STRIDE + P_BUNDLE] = bundle;
    pieces[p * PIECE_STRIDE + P_NEXT] = -1;
    if (away) {
      lastApart = p;
      ctx.webSplit[pieces[p * PIECE_STRIDE + P_WEB]] = 1;
    } else last = p;
    p = next;
  }
  bundles[b * BUNDLE_STRIDE + B_LAST] = last;
  bundles[other * BUNDLE_STRIDE + B_LAST] = lastApart;
  measureBundle(ctx, env, b);
  measureBundle(ctx, env, other);
  requeue(ctx, other);
  take(ctx, b, column);
  ctx.stats.splits++;
  return true;
}

function evictFor(ctx: BacktrackingContext, b: number, evictable: number, maxSteps: number): boolean {
  const at = b * BUNDLE_STRIDE;
  const best = lightestColumn(ctx, b, evictable, ctx.bundles[at + B_WEIGHT], maxSteps);
  if (best < 0) return false;
  if (collectConflicts(ctx, b, best, ctx.bundles[at + B_WEIGHT], maxSteps) < 0)
    throw new InternalError("conflicts changed while evicting");
  evictConflicts(ctx);
  take(ctx, b, best);
  return true;
}

function evictConflicts(ctx: BacktrackingContext): void {
  const n = ctx.numConflicts;
  for (let k = 0; k < n; k++) {
    const other = ctx.conflicts[k];
    const ot = other * BUNDLE_STRIDE;
    // One bundle may be in the list several times.
    if (ctx.bundles[ot + B_COLUMN] === COLUMN_NONE) continue;
    vacate(ctx, other);
    ctx.bundles[ot + B_COLUMN] = COLUMN_NONE;
    ctx.bundles[ot + B_EVICTED]++;
    ctx.bundles[ot + B_FLAGS] &= ~BF_CONTENT;
    ctx.stats.evictions++;
    requeue(ctx, other);
  }
}

function take(ctx: BacktrackingContext, b: number, column: number): void {
  occupy(ctx, b, column);
  ctx.familyHint[ctx.bundles[b * BUNDLE_STRIDE + B_FAMILY]] = column;
}

/**
 * The column that would save the most copies to and from fixed registers, or the family's, or -1. Of equals the one wanted
 * last: the copy is then made at once, and the register the value arrived in is free for others early.
 */
function hintColumn(ctx: BacktrackingContext, func: RegallocFunction, b: number): number {
  const { bundles, pieces, uses, pregColumn, hintWeight } = ctx;
  const at = b * BUNDLE_STRIDE;
  const operands = func.operands;
  let best = -1;
  let seen = 0;
  let left = HINT_USES;
  for (let p = bundles[at + B_FIRST]; p >= 0 && left > 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    const end = pieces[p * PIECE_STRIDE + P_USE_END] * USE_STRIDE;
    for (let u = pieces[p * PIECE_STRIDE + P_USE] * USE_STRIDE; u < end && left > 0; u += USE_STRIDE) {
      left--;
      if ((uses[u + U_KIND] & USE_FIXED) === 0) continue;
      const column = pregColumn[operands[2 * uses[u + U_OPERAND] + 1] >>> CONSTRAINT_ARG_SHIFT];
      if (column < 0) continue;
      const weight = (((seen >>> column) & 1) !== 0 ? hintWeight[column] : 0) + uses[u + U_WEIGHT];
      hintWeight[column] = weight;
      seen |= 1 << column;
      if (best < 0 || weight >= hintWeight[best]) best = column;
    }
  }
  return best >= 0 ? best : ctx.familyHint[bundles[at + B_FAMILY]];
}

/** Bundles without hard uses that found nothing may still fit into what is left at the end. */
function retrySpilled(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  for (let b = 0; b < ctx.numBundles; b++) {
    const at = b * BUNDLE_STRIDE;
    if (ctx.bundles[at + B_COLUMN] !== COLUMN_SPILLED || ctx.bundles[at + B_FIRST] < 0) continue;
    if (
      (ctx.bundles[at + B_MASK] & classMask(ctx, ctx.bundles[at + B_CLASS])) !== 0 &&
      tryPlace(ctx, func, env, b, false)
    )
      ctx.stats.spilledBundles--;
  }
}
