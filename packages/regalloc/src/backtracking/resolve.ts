/**
 * Fifth phase: from places of pieces to allocations of operands and to moves.
 *
 * Web by web: the pieces that have a register are its *homes*; where it is live outside them it is in memory (its
 * family's spill slot, or nowhere if it can be rematerialised). Moves arise
 *   - in the gap where one home ends and the next begins, or a home begins and the web was in memory;
 *   - in the gap before a fixed or tied use and after a fixed def;
 *   - on edges where the web is in different places at the two ends;
 *   - for block parameters;
 *   - where memory must have the value: stores.
 *
 * Stores. A web's value never changes, so its slot, once written, stays good. Either it is stored once where it is
 * defined, or at every place where it passes from a register to memory: whichever costs less by block weight. Storing
 * a parameter where it is defined can mean on the edges: an argument that shares the slot and is in it needs no store,
 * so that what a loop does not change is not stored in the loop.
 *
 * All moves in a gap happen at once: their sources are the places *before* the gap, so that no order has to be found
 * here. Only at the ends of a block there are two sets: edge moves at the head come before, at the terminator after,
 * those of the block.
 *
 * Spill slots are written as family numbers first; `assignSlots` then packs families into slots and `emitMoves` translates.
 */

import type { RegallocFunction } from "../function.ts";
import { VREG_REMAT } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  CONSTRAINT_ARG_SHIFT,
  allocReg,
  allocRemat,
  allocSlot,
} from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import {
  BF_STACK,
  BUNDLE_STRIDE,
  B_CLASS,
  B_COLUMN,
  type BacktrackingContext,
  MEMORY,
  MOVE_STRIDE,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_TO,
  P_WEB_NEXT,
  USE_ANY,
  USE_ARG,
  USE_DEF,
  USE_FIXED,
  USE_PARAM,
  USE_STACK,
  USE_STRIDE,
  USE_TIED,
  U_KIND,
  U_OPERAND,
  U_POS,
  enlarge,
  reserve,
} from "./context.ts";

const ORDER_EDGE_IN = 0;
const ORDER_BLOCK = 1;
const ORDER_EDGE_OUT = 2;

/** `webStored`: where the slot holds the web. Only where the web passes into memory. */
const STORED_NOWHERE = 0;
/** From the definition on. */
const STORED = 1;
/** The same, by a store at the block's head or on the edges into it. */
const STORED_AS_PARAM = 2;

export function resolveWebs(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  ctx.gapMoves = reserve(ctx.gapMoves, ctx.numSlots + 1);
  ctx.gapMoves.fill(-1, 0, ctx.numSlots + 1);
  ctx.numMoves = 0;
  ctx.argAlloc = reserve(ctx.argAlloc, func.edgeArgStart[func.numEdges] + 1);
  ctx.paramAlloc = reserve(ctx.paramAlloc, func.blockParams[func.numBlocks] + 1);
  ctx.familySlot = reserve(ctx.familySlot, ctx.numFamilies + ctx.numVregs + 1);
  ctx.familySlot.fill(-1, 0, ctx.numFamilies);
  ctx.webStored = reserve(ctx.webStored, ctx.numVregs);
  findPredecessorTails(ctx, func);
  const { web, webStart, webSplit, webLive, webFlags, uses, webUses } = ctx;
  const numVregs = ctx.numVregs;
  for (let v = 0; v < numVregs; v++) {
    if (web[v] !== v || webStart[v] < 0) continue;
    // Never cut, in one interval, defined in its place, nothing in its slot: nearly all webs.
    const plain =
      webSplit[v] === 0 &&
      webLive[v + 1] - webLive[v] === 1 &&
      (uses[webUses[v] * USE_STRIDE + U_KIND] & USE_FIXED) === 0 &&
      (webFlags[v] & BF_STACK) === 0;
    if (plain && resolvePlain(ctx, env, output, v)) continue;
    resolveWeb(ctx, func, env, output, v);
  }
  resolveParams(ctx, func);
}

/** Per block: the first and the last position at which a predecessor ends. */
function findPredecessorTails(ctx: BacktrackingContext, func: RegallocFunction): void {
  const { blockStart, numBlocks } = ctx;
  const { blockPreds, predEdges, edgeFrom } = func;
  const predLow = (ctx.predLow = reserve(ctx.predLow, numBlocks));
  const predHigh = (ctx.predHigh = reserve(ctx.predHigh, numBlocks));
  for (let b = 0; b < numBlocks; b++) {
    let low = 0x7fffffff;
    let high = -1;
    const end = blockPreds[b + 1];
    for (let k = blockPreds[b]; k < end; k++) {
      const tail = blockStart[edgeFrom[predEdges[k]] + 1] - 1;
      if (tail < low) low = tail;
      if (tail > high) high = tail;
    }
    predLow[b] = low;
    predHigh[b] = high;
  }
}

/** Serves the uses of a web that is in one register from its definition on; returns false when that is not so. */
function resolvePlain(ctx: BacktrackingContext, env: MachineEnv, output: RegallocOutput, v: number): boolean {
  const { bundles, pieces, uses, webUses } = ctx;
  const b = pieces[ctx.webLive[v] * PIECE_STRIDE + P_BUNDLE] * BUNDLE_STRIDE;
  const column = bundles[b + B_COLUMN];
  if (column < 0) return false;
  const { allocs } = output;
  const firstUse = webUses[v] * USE_STRIDE;
  const endUse = webUses[v + 1] * USE_STRIDE;
  const home = allocReg(env.order[bundles[b + B_CLASS] as 0 | 1 | 2][column]);
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    const o = uses[u + U_OPERAND];
    if ((kind & (USE_FIXED | USE_TIED | USE_STACK | USE_ARG | USE_PARAM)) === 0) allocs[o] = home;
    else if ((kind & USE_TIED) !== 0)
      addMove(ctx, uses[u + U_POS] >> 1, home, -2 - ctx.tiedTo[o], v, ORDER_BLOCK);
    else if ((kind & USE_ARG) !== 0) ctx.argAlloc[o] = home;
    else if ((kind & USE_PARAM) !== 0) ctx.paramAlloc[o] = u + USE_STRIDE === endUse ? 0 : home;
    else if (allocs[o] !== home) addMove(ctx, uses[u + U_POS] >> 1, home, allocs[o], v, ORDER_BLOCK);
  }
  ctx.webStored[v] = STORED_NOWHERE;
  return true;
}

/** Fills the homes of a web and returns whether it is never in memory while live. */
export function gatherHomes(ctx: BacktrackingContext, env: MachineEnv, v: number): boolean {
  const { pieces, bundles, webLive, live } = ctx;
  const firstLive = webLive[v];
  const endLive = webLive[v + 1];
  let n = 0;
  if (ctx.webSplit[v] === 0 && endLive - firstLive === 1) {
    // One piece that is what it was at the start: the usual case.
    const b = pieces[firstLive * PIECE_STRIDE + P_BUNDLE] * BUNDLE_STRIDE;
    const column = bundles[b + B_COLUMN];
    ctx.numHomes = 0;
    if (column < 0) return false;
    ctx.homePiece[0] = firstLive;
    ctx.homeFrom[0] = live[2 * firstLive];
    ctx.homeTo[0] = live[2 * firstLive + 1];
    ctx.homeAlloc[0] = allocReg(env.order[bundles[b + B_CLASS] as 0 | 1 | 2][column]);
    ctx.numHomes = 1;
    return true;
  }
  if (firstLive < endLive) {
    for (let p = firstLive; p >= 0; p = pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
      const b = pieces[p * PIECE_STRIDE + P_BUNDLE];
      if (b < 0 || bundles[b * BUNDLE_STRIDE + B_COLUMN] < 0) continue;
      if (n === ctx.homeFrom.length) {
        ctx.homeFrom = enlarge(ctx.homeFrom, n + 1);
        ctx.homeTo = enlarge(ctx.homeTo, n + 1);
        ctx.homeAlloc = enlarge(ctx.homeAlloc, n + 1);
        ctx.homePiece = enlarge(ctx.homePiece, n + 1);
      }
      ctx.homePiece[n] = p;
      ctx.homeFrom[n] = pieces[p * PIECE_STRIDE + P_FROM];
      ctx.homeTo[n] = pieces[p * PIECE_STRIDE + P_TO];
      ctx.homeAlloc[n] = allocReg(
        env.order[bundles[b * BUNDLE_STRIDE + B_CLASS] as 0 | 1 | 2][bundles[b * BUNDLE_STRIDE + B_COLUMN]],
      );
      n++;
    }
  }
  ctx.numHomes = n;
  let k = 0;
  for (let i = firstLive; i < endLive; i++) {
    let at = live[2 * i];
    const to = live[2 * i + 1];
    while (at < to) {
      if (k >= n || ctx.homeFrom[k] !== at) return false;
      at = ctx.homeTo[k++];
    }
  }
  return true;
}

/** Register allocation of the web at a position, or MEMORY. */
export function homeAt(ctx: BacktrackingContext, pos: number): number {
  const { homeFrom, homeTo, homeAlloc } = ctx;
  let low = 0;
  let high = ctx.numHomes;
  // The first home that ends behind the position.
  while (low < high) {
    const middle = (low + high) >> 1;
    if (homeTo[middle] <= pos) low = middle + 1;
    else high = middle;
  }
  return low < ctx.numHomes && homeFrom[low] <= pos ? homeAlloc[low] : MEMORY;
}

function resolveWeb(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  v: number,
): void {
  const { uses, slotInst, slotBlock, webUses, webStart } = ctx;
  const { allocs } = output;
  const operands = func.operands;
  const always = gatherHomes(ctx, env, v);
  const firstUse = webUses[v] * USE_STRIDE;
  const endUse = webUses[v + 1] * USE_STRIDE;
  const defPos = uses[firstUse + U_POS];
  const defKind = uses[firstUse + U_KIND];
  const defFixed =
    (defKind & USE_FIXED) !== 0
      ? allocReg(operands[2 * uses[firstUse + U_OPERAND] + 1] >>> CONSTRAINT_ARG_SHIFT)
      : 0;
  // The reuse of a fixed input has its register in the allocation already.
  const defAlloc = defFixed !== 0 ? allocs[uses[firstUse + U_OPERAND]] : 0;
  const defGap = (defPos | 1) + 1;
  const single = always && ctx.numHomes <= 1;
  const remat = !always && canRemat(ctx, func, env, v);
  const usesSlot = (!always && !remat) || (defKind & USE_STACK) !== 0;
  if (usesSlot) needSlot(ctx, v);
  const memory = remat ? allocRemat(v) : usesSlot ? allocSlot(ctx.webBundle[v]) : 0;
  ctx.numLateStores = 0;
  // Defined in memory, by a stack or memory operand or as a parameter: the slot is good everywhere.
  const bornInSlot =
    usesSlot &&
    ((defKind & USE_STACK) !== 0 ||
      (defAlloc === 0 && homeAt(ctx, (defKind & USE_PARAM) !== 0 ? defPos : defPos | 1) === MEMORY));
  ctx.webStored[v] = bornInSlot ? STORED : STORED_NOWHERE;
  const { homeFrom, homeTo, homeAlloc, numHomes } = ctx;
  let k = 0;
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    const pos = uses[u + U_POS];
    const o = uses[u + U_OPERAND];
    if ((kind & (USE_FIXED | USE_TIED | USE_STACK | USE_ARG | USE_PARAM)) === 0) {
      // Records ascend by position.
      while (k < numHomes && homeTo[k] <= pos) k++;
      const home = k < numHomes && homeFrom[k] <= pos ? homeAlloc[k] : MEMORY;
      allocs[o] = home === MEMORY ? memory : home;
    } else if ((kind & USE_PARAM) !== 0) {
      const home = homeAt(ctx, pos);
      ctx.paramAlloc[o] = u + USE_STRIDE === endUse ? 0 : home === MEMORY ? memory : home;
    } else if ((kind & USE_ARG) !== 0) {
      const home = defAlloc !== 0 && defGap === pos + 1 ? defAlloc : homeAt(ctx, pos);
      ctx.argAlloc[o] = home === MEMORY ? memory : home;
    } else if ((kind & USE_STACK) !== 0) {
      needSlot(ctx, v);
      allocs[o] = allocSlot(ctx.webBundle[v]);
      if ((kind & USE_DEF) === 0) storeBefore(ctx, pos & ~1, defAlloc, defGap);
    } else if ((kind & USE_DEF) === 0) {
      // Fixed or tied: a copy from where the web is before the gap.
      const source = before(ctx, pos, defAlloc, defGap);
      addMove(
        ctx,
        pos >> 1,
        source === MEMORY ? memory : source,
        (kind & USE_TIED) !== 0 ? -2 - ctx.tiedTo[o] : allocs[o],
        v,
        ORDER_BLOCK,
      );
    }
  }
  // Homes that begin in the middle of a block, other than by definition.
  const bornInPlace = defAlloc === 0 && (defKind & USE_STACK) === 0;
  for (let k = 0; k < ctx.numHomes; k++) {
    const from = ctx.homeFrom[k];
    if ((from & 1) === 0 && slotInst[from >> 1] >= 0 && !(bornInPlace && from === webStart[v])) {
      const source = before(ctx, from, defAlloc, defGap);
      addMove(ctx, from >> 1, source === MEMORY ? memory : source, ctx.homeAlloc[k], v, ORDER_BLOCK);
    }
  }
  if (single && (bornInPlace || slotInst[defGap >> 1] >= 0)) {
    if (ctx.numLateStores > 0) flushStores(ctx, func, v, defKind, defPos, defAlloc, defGap);
    return;
  }
  if (!always && !remat) memoryBeginnings(ctx, v, defAlloc, defGap, webStart[v]);
  resolveEdges(ctx, func, v, memory, remat, defKind, defAlloc, defGap, slotBlock[defPos >> 1]);
  if (ctx.numLateStores > 0) flushStores(ctx, func, v, defKind, defPos, defAlloc, defGap);
}

/** A web without a live interval that needs a slot all the same becomes a family of its own. */
function needSlot(ctx: BacktrackingContext, v: number): void {
  if (ctx.webBundle[v] < 0) {
    ctx.webBundle[v] = ctx.numFamilies;
    ctx.familySlot[ctx.numFamilies++] = -1;
  }
  if (ctx.familySlot[ctx.webBundle[v]] === -1) ctx.familySlot[ctx.webBundle[v]] = -2;
}

/** Whether the web can do without a slot by being recomputed: nothing reads it from memory but loads into registers. */
export function canRemat(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  v: number,
): boolean {
  if ((func.vregFlags[v] & VREG_REMAT) === 0 || ctx.webCopied[v] !== 0) return false;
  const { uses, webUses } = ctx;
  for (let u = webUses[v] * USE_STRIDE; u < webUses[v + 1] * USE_STRIDE; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    if ((kind & USE_STACK) !== 0) return false;
    // A fixed stack slot cannot be computed into.
    if (
      (kind & USE_FIXED) !== 0 &&
      env.isFixedStack(func.operands[2 * uses[u + U_OPERAND] + 1] >>> CONSTRAINT_ARG_SHIFT)
    )
      return false;
    if ((kind & (USE_ANY | USE_ARG)) !== 0 && homeAt(ctx, uses[u + U_POS]) === MEMORY) return false;
  }
  return true;
}

/** Where the web is just before a gap inside a block. */
function before(ctx: BacktrackingContext, gap: number, defAlloc: number, defGap: number): number {
  return defAlloc !== 0 && gap === defGap ? defAlloc : homeAt(ctx, gap - 1);
}

/** Requires the slot to be good after a gap inside a block. */
function storeBefore(ctx: BacktrackingContext, gap: number, defAlloc: number, defGap: number): void {
  const source = before(ctx, gap, defAlloc, defGap);
  if (source !== MEMORY) addStore(ctx, gap >> 1, source, ORDER_BLOCK);
}

/** Stores where the web passes into memory inside a block. */
function memoryBeginnings(
  ctx: BacktrackingContext,
  v: number,
  defAlloc: number,
  defGap: number,
  start: number,
): void {
  const { webLive, live, slotInst } = ctx;
  let k = 0;
  for (let i = webLive[v]; i < webLive[v + 1]; i++) {
    const from = live[2 * i];
    const to = live[2 * i + 1];
    while (k < ctx.numHomes && ctx.homeTo[k] <= from) k++;
    if (
      defAlloc !== 0 &&
      from === start &&
      from === defGap &&
      slotInst[from >> 1] >= 0 &&
      !(k < ctx.numHomes && ctx.homeFrom[k] === from)
    ) {
      addStore(ctx, from >> 1, defAlloc, ORDER_BLOCK);
    }
    for (; k < ctx.numHomes && ctx.homeFrom[k] < to; k++) {
      const end = ctx.homeTo[k];
      if (end >= to) break;
      if (k + 1 < ctx.numHomes && ctx.homeFrom[k + 1] === end) continue;
      if (slotInst[end >> 1] < 0) {
        // At a block head edges see to it, unless the home is there for the head alone.
        if ((end & 1) !== 0) addStore(ctx, end >> 1, ctx.homeAlloc[k], ORDER_BLOCK);
        continue;
      }
      storeBefore(ctx, end & ~1, defAlloc, defGap);
    }
  }
}

function resolveEdges(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  memory: number,
  remat: boolean,
  defKind: number,
  defAlloc: number,
  defGap: number,
  defBlock: number,
): void {
  const { webLive, live, blockStart, slotBlock, webStart, homeFrom, homeTo, homeAlloc, numHomes } = ctx;
  const { predLow, predHigh } = ctx;
  const { blockPreds, predEdges, edgeFrom } = func;
  const numBlocks = ctx.numBlocks;
  let home = 0;
  for (let i = webLive[v]; i < webLive[v + 1]; i++) {
    const to = live[2 * i + 1];
    let b = slotBlock[live[2 * i] >> 1];
    if (blockStart[b] < live[2 * i] || ((defKind & USE_PARAM) !== 0 && blockStart[b] === webStart[v])) b++;
    for (; b < numBlocks && blockStart[b] < to; b++) {
      // The stretch of positions around the head in which the web is at the same place.
      const head = blockStart[b];
      while (home < numHomes && homeTo[home] <= head) home++;
      let here = MEMORY;
      let low = home > 0 ? homeTo[home - 1] : 0;
      let high = 0x7fffffff;
      if (home < numHomes) {
        high = homeFrom[home];
        if (high <= head) {
          here = homeAlloc[home];
          low = high;
          high = homeTo[home];
        }
      }
      // All predecessors end where the web is at the same place: the usual case.
      if (low <= predLow[b] && predHigh[b] < high && defAlloc === 0) continue;
      const first = blockPreds[b];
      const end = blockPreds[b + 1];
      for (let k = first; k < end; k++) {
        const p = edgeFrom[predEdges[k]];
        const tail = blockStart[p + 1] - 1;
        let there = here;
        if (defAlloc !== 0 && p === defBlock && defGap === tail + 1) there = defAlloc;
        else if (tail < low || tail >= high) there = homeAt(ctx, tail);
        if (there === here) continue;
        const slot = end - first === 1 ? blockStart[b] >> 1 : (blockStart[p + 1] >> 1) - 1;
        const order = end - first === 1 ? ORDER_EDGE_IN : ORDER_EDGE_OUT;
        if (here !== MEMORY) addMove(ctx, slot, there === MEMORY ? memory : there, here, v, order);
        else if (!remat) addStore(ctx, slot, there, order);
      }
    }
  }
}

function addStore(ctx: BacktrackingContext, slot: number, from: number, order: number): void {
  const at = 3 * ctx.numLateStores++;
  if (at + 3 > ctx.lateStores.length) ctx.lateStores = enlarge(ctx.lateStores, at + 3);
  ctx.lateStores[at] = slot;
  ctx.lateStores[at + 1] = from;
  ctx.lateStores[at + 2] = order;
}

/** Decides where the web is stored: where it is defined, or at the places collected. */
function flushStores(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  defKind: number,
  defPos: number,
  defAlloc: number,
  defGap: number,
): void {
  const { lateStores, slotBlock, blockWeight, slotInst, webStored } = ctx;
  if (webStored[v] !== STORED_NOWHERE) return;
  const n = ctx.numLateStores;
  const isParam = (defKind & USE_PARAM) !== 0;
  const defSlot = isParam ? defPos >> 1 : defGap >> 1;
  if (isParam || slotInst[defSlot] >= 0) {
    let atDef = blockWeight[slotBlock[defPos >> 1]];
    if (isParam) atDef = Math.min(atDef, edgeStoreCost(ctx, func, v, slotBlock[defSlot], true));
    let sum = 0;
    for (let k = 0; k < n && sum < atDef; k++) sum += blockWeight[slotBlock[lateStores[3 * k]]];
    if (sum >= atDef) {
      if (isParam) {
        webStored[v] = STORED_AS_PARAM;
      } else {
        webStored[v] = STORED;
        addMove(
          ctx,
          defSlot,
          defAlloc !== 0 ? defAlloc : homeAt(ctx, defPos | 1),
          allocSlot(ctx.webBundle[v]),
          v,
          ORDER_BLOCK,
        );
      }
      return;
    }
  }
  const slot = allocSlot(ctx.webBundle[v]);
  for (let k = 0; k < n; k++)
    addMove(ctx, lateStores[3 * k], lateStores[3 * k + 1], slot, v, lateStores[3 * k + 2]);
}

/**
 * What it costs to store a parameter on the edges into its block: nothing where the argument shares its slot and is in it.
 * Before all webs are resolved (`hoping`) every argument of the family counts as stored.
 */
function edgeStoreCost(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  v: number,
  block: number,
  hoping: boolean,
): number {
  const { web, webBundle, blockWeight, argAlloc } = ctx;
  const { blockParams, params, blockPreds, predEdges, edgeFrom, edgeArgStart, edgeArgs } = func;
  let j = 0;
  while (params[blockParams[block] + j] !== v) j++;
  const single = blockPreds[block + 1] - blockPreds[block] === 1;
  let sum = 0;
  for (let k = blockPreds[block]; k < blockPreds[block + 1]; k++) {
    const e = predEdges[k];
    const arg = edgeArgStart[e] + j;
    const w = web[edgeArgs[arg]];
    if (webBundle[w] === webBundle[v] && (hoping || inFamilySlot(ctx, w, argAlloc[arg]))) continue;
    if (!hoping && argAlloc[arg] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REMAT) return Infinity;
    sum += blockWeight[single ? block : edgeFrom[e]];
  }
  return sum;
}

/** Whether the slot of the web's family holds it at a place where its allocation is `alloc`. */
function inFamilySlot(ctx: BacktrackingContext, w: number, alloc: number): boolean {
  return ctx.webStored[w] !== STORED_NOWHERE || alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT;
}

function resolveParams(ctx: BacktrackingContext, func: RegallocFunction): void {
  const { argAlloc, paramAlloc, blockStart, web, webBundle, webStored, blockWeight } = ctx;
  const { blockParams, blockPreds, predEdges, edgeFrom, edgeArgStart, edgeArgs, params } = func;
  for (let b = 0; b < ctx.numBlocks; b++) {
    const firstParam = blockParams[b];
    const numParams = blockParams[b + 1] - firstParam;
    if (numParams === 0) continue;
    const single = blockPreds[b + 1] - blockPreds[b] === 1;
    const order = single ? ORDER_EDGE_IN : ORDER_EDGE_OUT;
    for (let j = 0; j < numParams; j++) {
      const to = paramAlloc[firstParam + j];
      if (to === 0) continue;
      const v = params[firstParam + j];
      const slot = allocSlot(webBundle[v]);
      let storeOnEdges = false;
      if (webStored[v] === STORED_AS_PARAM) {
        storeOnEdges = edgeStoreCost(ctx, func, v, b, false) < blockWeight[b];
        if (!storeOnEdges) addMove(ctx, blockStart[b] >> 1, to, slot, v, ORDER_BLOCK);
      }
      for (let k = blockPreds[b]; k < blockPreds[b + 1]; k++) {
        const e = predEdges[k];
        const arg = edgeArgStart[e] + j;
        const from = argAlloc[arg];
        const w = web[edgeArgs[arg]];
        const gap = single ? blockStart[b] >> 1 : (blockStart[edgeFrom[e] + 1] >> 1) - 1;
        const there = webBundle[w] === webBundle[v] && inFamilySlot(ctx, w, from);
        if (from !== to && !(to === slot && there)) addMove(ctx, gap, from, to, w, order);
        if (storeOnEdges && !there) addMove(ctx, gap, from, slot, w, order);
      }
    }
  }
}

function addMove(
  ctx: BacktrackingContext,
  slot: number,
  from: number,
  to: number,
  v: number,
  order: number,
): void {
  const m = ctx.numMoves++;
  const at = m * MOVE_STRIDE;
  if (at + MOVE_STRIDE > ctx.moves.length) ctx.moves = enlarge(ctx.moves, at + MOVE_STRIDE);
  const { moves, gapMoves } = ctx;
  moves[at] = gapMoves[slot];
  moves[at + 1] = from;
  moves[at + 2] = to;
  moves[at + 3] = v;
  moves[at + 4] = order;
  gapMoves[slot] = m;
}
