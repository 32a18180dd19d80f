/**
 * After placing: moves bundles to the register in which they save most copies.
 *
 * When a bundle was placed, most of its neighbours were not. Now all are, so for every small bundle the copies that each
 * register would save can be added up: fixed operands of its webs, the other end of tied operands, arguments and
 * parameters, adjacent pieces of the same web. If a better register than its own is free over all of it, it moves there.
 * Nothing is evicted, so this cannot make anything else worse. One pass over the bundles.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { CONSTRAINT_ARG_SHIFT, OPERAND_VREG_MASK } from "../operand.ts";
import {
  BF_CONTENT,
  BF_FIXED,
  BF_TIED,
  BUNDLE_STRIDE,
  B_CLASS,
  B_COLUMN,
  B_FAMILY,
  B_FIRST,
  B_FLAGS,
  B_HARD,
  B_LAST,
  B_MASK,
  type BacktrackingContext,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_NEXT,
  P_TO,
  P_USE,
  P_USE_END,
  P_WEB,
  P_WEB_NEXT,
  USE_ARG,
  USE_FIXED,
  USE_PARAM,
  USE_REUSE,
  USE_STRIDE,
  USE_TIED,
  U_KIND,
  U_OPERAND,
  U_POS,
  reserve,
} from "./context.ts";
import { clonePiece, newBundle } from "./bundles.ts";
import {
  clearRange,
  collectConflicts,
  occupy,
  ownsReservations,
  probeBundle,
  probeRange,
  setRange,
  vacate,
} from "./occupancy.ts";

/** Bundles with more pieces or uses are left where they are. */
const MAX_PIECES = 4;
const MAX_USES = 8;
/** Pieces of a web, and edges of a block, looked at for one neighbour. */
const SEARCH = 4;

export function recolour(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  const score = (ctx.scratchA = reserve(ctx.scratchA, 32)).fill(0, 0, 32);
  for (let b = 0; b < ctx.numBundles; b++) {
    const at = b * BUNDLE_STRIDE;
    const { bundles } = ctx;
    const own = bundles[at + B_COLUMN];
    if (bundles[at + B_FIRST] < 0 || own < 0 || bundles[at + B_HARD] > MAX_USES) continue;
    if ((bundles[at + B_FLAGS] & BF_CONTENT) !== 0) continue;
    // Nothing of it was ever cut, nothing is fixed, no copy was left when bundles were merged: it has no reason to move.
    const only = bundles[at + B_FIRST] === bundles[at + B_LAST];
    if (
      only &&
      (bundles[at + B_FLAGS] & BF_FIXED) === 0 &&
      ctx.webSplit[ctx.pieces[bundles[at + B_FIRST] * PIECE_STRIDE + P_WEB]] === 0 &&
      ctx.familyPartner[bundles[at + B_FAMILY]] < 0
    )
      continue;
    ctx.scored = 0;
    const any = addUp(ctx, func, b, score);
    let wanted = 0;
    if (any) {
      for (let left = ctx.scored & bundles[at + B_MASK] & ~(1 << own); left !== 0; left &= left - 1) {
        const bit = left & -left;
        if (score[31 - Math.clz32(bit)] > score[own]) wanted |= bit;
      }
      if (wanted !== 0) moveTo(ctx, func, env, b, own, wanted, score);
    }
    for (; ctx.scored !== 0; ctx.scored &= ctx.scored - 1)
      score[31 - Math.clz32(ctx.scored & -ctx.scored)] = 0;
  }
}

function moveTo(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  b: number,
  own: number,
  wanted: number,
  score: Int32Array,
): void {
  const at = b * BUNDLE_STRIDE;
  const { bundles } = ctx;
  probeBundle(ctx, func, b, -1);
  if (!ctx.probeComplete) return;
  const fixed = ctx.probeFixed;
  let open = wanted & ~ctx.probeOccupied;
  let best = -1;
  while (open !== 0) {
    const bit = open & -open;
    open ^= bit;
    const column = 31 - Math.clz32(bit);
    if (best >= 0 && score[column] <= score[best]) continue;
    if ((fixed & bit) !== 0) {
      const preg = env.order[bundles[at + B_CLASS] as 0 | 1 | 2][column];
      if ((bundles[at + B_FLAGS] & BF_FIXED) === 0 || !ownsReservations(ctx, func, b, column, preg, 32))
        continue;
    }
    if (collectConflicts(ctx, b, column, 1, 64) !== 0 || ctx.numConflicts !== 0) continue;
    best = column;
  }
  if (best < 0) return;
  vacate(ctx, b);
  bundles[at + B_COLUMN] = own;
  occupy(ctx, b, best);
  ctx.stats.recoloured++;
}

/** Adds the weights of the copies that each column would save to `score`; false when the bundle is too large or has none. */
function addUp(ctx: BacktrackingContext, func: RegallocFunction, b: number, score: Int32Array): boolean {
  const { pieces, bundles, slotBlock, blockWeight, webLive } = ctx;
  let numPieces = 0;
  let numUses = 0;
  let any = false;
  for (let p = bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    if (++numPieces > MAX_PIECES) return false;
    const pt = p * PIECE_STRIDE;
    const v = pieces[pt + P_WEB];
    const found = addUses(ctx, func, b, pieces[pt + P_USE], pieces[pt + P_USE_END], score);
    if (found < 0) return false;
    numUses += found;
    if (numUses > MAX_USES) return false;
    if (found > 0) any = true;
    // Pieces of the same web that touch this one.
    let steps = SEARCH;
    for (let q = webLive[v]; q >= 0 && steps-- > 0; q = pieces[q * PIECE_STRIDE + P_WEB_NEXT]) {
      const qt = q * PIECE_STRIDE;
      const other = pieces[qt + P_BUNDLE];
      if (q === p || other < 0 || other === b || bundles[other * BUNDLE_STRIDE + B_COLUMN] < 0) continue;
      if (pieces[qt + P_TO] !== pieces[pt + P_FROM] && pieces[qt + P_FROM] !== pieces[pt + P_TO]) continue;
      score[bundles[other * BUNDLE_STRIDE + B_COLUMN]] +=
        blockWeight[slotBlock[Math.max(pieces[qt + P_FROM], pieces[pt + P_FROM]) >> 1]];
      ctx.scored |= 1 << bundles[other * BUNDLE_STRIDE + B_COLUMN];
      any = true;
    }
  }
  return any;
}

/** The same for the use records first .. end of bundle `b`; returns how many there were, or -1 if too many. */
function addUses(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  b: number,
  first: number,
  end: number,
  score: Int32Array,
): number {
  const { uses, web, tiedTo, slotBlock, blockWeight, pregColumn } = ctx;
  const { operands, instOperands } = func;
  let found = 0;
  for (let k = first; k < end; k++) {
    const u = k * USE_STRIDE;
    const kind = uses[u + U_KIND];
    if ((kind & (USE_FIXED | USE_TIED | USE_REUSE | USE_PARAM | USE_ARG)) === 0) continue;
    if (++found > MAX_USES) return -1;
    const pos = uses[u + U_POS];
    const o = uses[u + U_OPERAND];
    let column = -1;
    if ((kind & USE_FIXED) !== 0) {
      column = pregColumn[operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT];
    } else if ((kind & USE_TIED) !== 0) {
      column = columnAt(ctx, web[operands[2 * tiedTo[o]] & OPERAND_VREG_MASK], pos);
    } else if ((kind & USE_REUSE) !== 0) {
      const input = instOperands[ctx.slotInst[pos >> 1]] + (operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT);
      column = columnAt(ctx, web[operands[2 * input] & OPERAND_VREG_MASK], (pos & ~1) - 1);
    } else if ((kind & USE_PARAM) !== 0) {
      addArguments(ctx, func, pos, o, b, score);
      continue;
    } else {
      column = parameterColumn(ctx, func, pos, o);
    }
    if (column < 0) continue;
    score[column] += blockWeight[slotBlock[pos >> 1]];
    ctx.scored |= 1 << column;
  }
  return found;
}

/**
 * At a copy that a tied input needs because its value lives on, both registers hold the value. Which of them the result
 * takes and in which the value goes on is free: exchanges the two where that saves copies later, such as one into the
 * parameter of a loop. The last pass that moves bundles: it does not keep up the lists of starting pieces.
 */
export function exchangeAtCopies(ctx: BacktrackingContext, func: RegallocFunction): void {
  const numPieces = ctx.numPieces;
  const before = (ctx.scratchA = reserve(ctx.scratchA, 32));
  const after = (ctx.scratchB = reserve(ctx.scratchB, 32));
  const { webFlags, webLive } = ctx;
  for (let v = 0; v < ctx.numVregs; v++) {
    if ((webFlags[v] & BF_TIED) === 0) continue;
    for (let p = webLive[v]; p < webLive[v + 1]; p++) exchangeInPiece(ctx, func, p, before, after);
  }
  // Parts that were cut off.
  for (let p = ctx.numLive; p < numPieces; p++)
    if ((webFlags[ctx.pieces[p * PIECE_STRIDE + P_WEB]] & BF_TIED) !== 0)
      exchangeInPiece(ctx, func, p, before, after);
}

function exchangeInPiece(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  p: number,
  before: Int32Array,
  after: Int32Array,
): void {
  const pt = p * PIECE_STRIDE;
  const b = ctx.pieces[pt + P_BUNDLE];
  if (b < 0 || ctx.bundles[b * BUNDLE_STRIDE + B_COLUMN] < 0) return;
  // Only what comes after the last such copy is exchanged, so one look per piece is enough.
  for (let k = ctx.pieces[pt + P_USE_END] - 1; k >= ctx.pieces[pt + P_USE]; k--) {
    if ((ctx.uses[k * USE_STRIDE + U_KIND] & USE_TIED) === 0) continue;
    exchange(ctx, func, p, k, before, after);
    return;
  }
}

function exchange(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  p: number,
  k: number,
  valueScore: Int32Array,
  resultScore: Int32Array,
): void {
  const { pieces, bundles, uses, web, webLive, tiedTo } = ctx;
  const pt = p * PIECE_STRIDE;
  const b = pieces[pt + P_BUNDLE];
  const pos = uses[k * USE_STRIDE + U_POS];
  const to = pieces[pt + P_TO];
  if (pieces[pt + P_FROM] >= pos || to <= pos) return;
  const result = web[func.operands[2 * tiedTo[uses[k * USE_STRIDE + U_OPERAND]]] & OPERAND_VREG_MASK];
  if (webLive[result] === webLive[result + 1]) return;
  const r = webLive[result];
  const rt = r * PIECE_STRIDE;
  const rb = pieces[rt + P_BUNDLE];
  if (
    rb < 0 ||
    rb === b ||
    pieces[rt + P_FROM] !== pos ||
    bundles[rb * BUNDLE_STRIDE + B_FIRST] !== r ||
    bundles[rb * BUNDLE_STRIDE + B_LAST] !== r
  )
    return;
  const mine = bundles[b * BUNDLE_STRIDE + B_COLUMN];
  const other = bundles[rb * BUNDLE_STRIDE + B_COLUMN];
  if (other < 0 || other === mine || (bundles[rb * BUNDLE_STRIDE + B_FLAGS] & BF_FIXED) !== 0) return;
  if (
    ((bundles[b * BUNDLE_STRIDE + B_MASK] >>> other) & 1) === 0 ||
    ((bundles[rb * BUNDLE_STRIDE + B_MASK] >>> mine) & 1) === 0
  )
    return;
  const resultTo = pieces[rt + P_TO];
  valueScore.fill(0, 0, 32);
  resultScore.fill(0, 0, 32);
  if (addUses(ctx, func, b, k + 1, pieces[pt + P_USE_END], valueScore) < 0) return;
  const next = pieces[pt + P_WEB_NEXT];
  if (next >= 0 && pieces[next * PIECE_STRIDE + P_FROM] === to) {
    const nb = pieces[next * PIECE_STRIDE + P_BUNDLE];
    if (nb >= 0 && bundles[nb * BUNDLE_STRIDE + B_COLUMN] >= 0)
      valueScore[bundles[nb * BUNDLE_STRIDE + B_COLUMN]] += ctx.blockWeight[ctx.slotBlock[to >> 1]];
  }
  // Without its own definition, which is the copy in question.
  if (addUses(ctx, func, rb, pieces[rt + P_USE] + 1, pieces[rt + P_USE_END], resultScore) < 0) return;
  if (valueScore[other] - valueScore[mine] + resultScore[mine] - resultScore[other] <= 0) return;
  const c = bundles[b * BUNDLE_STRIDE + B_CLASS];
  ctx.probeOccupied = 0;
  ctx.probeFixed = 0;
  if (resultTo < to) probeRange(ctx, func, c, resultTo & ~1, to);
  // An odd end leaves the late half of the same instruction to look at, which the result itself does not occupy.
  if (((ctx.probeFixed >>> other) & 1) !== 0) return;
  if (resultTo < to && (resultTo & 1) === 0 && ((ctx.probeOccupied >>> other) & 1) !== 0) return;
  if (resultTo < to && (resultTo & 1) !== 0) return;
  ctx.probeOccupied = 0;
  ctx.probeFixed = 0;
  probeRange(ctx, func, c, pos, resultTo);
  if (((ctx.probeFixed >>> mine) & 1) !== 0) return;
  if (resultTo > to) {
    if ((to & 1) !== 0) return;
    ctx.probeOccupied = 0;
    probeRange(ctx, func, c, to, resultTo);
    if (((ctx.probeOccupied >>> mine) & 1) !== 0) return;
  }
  clearRange(ctx, c, pos, to, 1 << mine);
  clearRange(ctx, c, pos, resultTo, 1 << other);
  setRange(ctx, c, pos, to, 1 << other);
  setRange(ctx, c, pos, resultTo, 1 << mine);
  bundles[rb * BUNDLE_STRIDE + B_COLUMN] = mine;
  const n = clonePiece(ctx, p);
  const nb = newBundle(ctx, b);
  ctx.bundles[nb * BUNDLE_STRIDE + B_COLUMN] = other;
  ctx.pieces[pt + P_TO] = pos;
  ctx.pieces[n * PIECE_STRIDE + P_FROM] = pos;
  ctx.pieces[n * PIECE_STRIDE + P_BUNDLE] = nb;
  ctx.pieces[n * PIECE_STRIDE + P_WEB_NEXT] = next;
  ctx.pieces[n * PIECE_STRIDE + P_USE] = k + 1;
  ctx.pieces[pt + P_USE_END] = k + 1;
  ctx.webSplit[ctx.pieces[pt + P_WEB]] = 1;
  ctx.stats.recoloured++;
}

/** Column of the web's piece at a position, or -1; gives up on webs in many pieces. */
function columnAt(ctx: BacktrackingContext, v: number, pos: number): number {
  const { pieces, bundles, webLive } = ctx;
  if (webLive[v] === webLive[v + 1]) return -1;
  let steps = SEARCH;
  for (let p = webLive[v]; p >= 0 && steps-- > 0; p = pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
    if (pieces[p * PIECE_STRIDE + P_TO] <= pos) continue;
    const b = pieces[p * PIECE_STRIDE + P_BUNDLE];
    if (b >= 0 && pieces[p * PIECE_STRIDE + P_FROM] <= pos) return bundles[b * BUNDLE_STRIDE + B_COLUMN];
    if (pieces[p * PIECE_STRIDE + P_FROM] > pos) return -1;
  }
  return -1;
}

function addArguments(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  pos: number,
  param: number,
  b: number,
  score: Int32Array,
): void {
  const { slotBlock, blockStart, blockWeight, web, pieces } = ctx;
  const { blockPreds, predEdges, edgeFrom, edgeArgStart, edgeArgs, blockParams } = func;
  const block = slotBlock[pos >> 1];
  const first = blockPreds[block];
  const end = Math.min(blockPreds[block + 1], first + SEARCH);
  for (let k = first; k < end; k++) {
    const e = predEdges[k];
    const from = edgeFrom[e];
    const v = web[edgeArgs[edgeArgStart[e] + param - blockParams[block]]];
    const column = columnAt(ctx, v, blockStart[from + 1] - 1);
    // An argument in this very bundle moves along.
    if (column < 0 || pieces[ctx.webLive[v] * PIECE_STRIDE + P_BUNDLE] === b) continue;
    score[column] += blockWeight[blockPreds[block + 1] - first === 1 ? block : from];
    ctx.scored |= 1 << column;
  }
}

function parameterColumn(ctx: BacktrackingContext, func: RegallocFunction, pos: number, arg: number): number {
  const { slotBlock, blockStart } = ctx;
  const { blockEdges, edgeTo, edgeArgStart, blockParams, params } = func;
  const block = slotBlock[pos >> 1];
  const end = Math.min(blockEdges[block + 1], blockEdges[block] + SEARCH);
  for (let e = blockEdges[block]; e < end; e++) {
    if (edgeArgStart[e + 1] <= arg) continue;
    const to = edgeTo[e];
    return columnAt(ctx, params[blockParams[to] + arg - edgeArgStart[e]], blockStart[to]);
  }
  return -1;
}
