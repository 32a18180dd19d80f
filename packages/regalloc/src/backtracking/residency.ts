/**
 * Better residences for the webs of a function in which registers were fought for: after `fillGaps`, in the functions that
 * `choose` tries again.
 *
 * Placing goes by weights, which say how badly a web wants a register, not what the moves at its ends will cost. Here the
 * moves are counted. A web that is partly in memory is cut into *atoms*: stretches inside one block between its uses, the
 * ends of its homes and the places where a given register becomes free or taken. For each register in turn (and for memory)
 * the question is which atoms should change to it. Its best answer is a minimum cut: an atom has a cost for changing and one for
 * staying (copies to fixed and tied operands, arguments and parameters), and two atoms that control flow connects cost a
 * move, load or store if they differ. The costs obey the triangle inequality, so such a cut always exists, and taking the
 * registers one after another can only improve the web.
 *
 * If all else is taken, a web may have the register of others over the stretch, at an estimated price per web; those are
 * then settled the same way, without taking anything from anyone, and the whole is undone unless the exact costs of all of
 * them together have become less.
 *
 * Invariants: homes are disjoint per register; a hard use is in a home at its position; a home starts at a gap (an even
 * position) or at the definition. Webs with limits, uses in slots, a definition at the end of a block, or that can be
 * recomputed, stay as they are. Memory is that of positions x registers; `choose` keeps functions small.
 */

import { VREG_REMAT as VREG_REMAT_ } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import {
  CONSTRAINT_ARG_SHIFT as CONSTRAINT_ARG_SHIFT_,
  NUM_CLASSES as NUM_CLASSES_,
  OPERAND_VREG_MASK as OPERAND_VREG_MASK_,
} from "../operand.ts";
import { clonePiece, newBundle } from "./bundles.ts";
import {
  BF_LIMIT as BF_LIMIT_,
  BF_STACK as BF_STACK_,
  BUNDLE_STRIDE as BUNDLE_STRIDE_,
  B_CLASS as B_CLASS_,
  B_COLUMN as B_COLUMN_,
  type BacktrackingContext,
  LEAF_STRIDE as LEAF_STRIDE_,
  PIECE_STRIDE as PIECE_STRIDE_,
  P_BUNDLE as P_BUNDLE_,
  P_FROM as P_FROM_,
  P_TO as P_TO_,
  P_WEB_NEXT as P_WEB_NEXT_,
  USE_ARG as USE_ARG_,
  USE_DEF as USE_DEF_,
  USE_FIXED as USE_FIXED_,
  USE_HARD as USE_HARD_,
  USE_PARAM as USE_PARAM_,
  USE_REUSE as USE_REUSE_,
  USE_STRIDE as USE_STRIDE_,
  USE_TIED as USE_TIED_,
  U_KIND as U_KIND_,
  U_OPERAND as U_OPERAND_,
  U_POS as U_POS_,
  enlarge,
  reserve,
} from "./context.ts";
import { MinCut, SINK, SOURCE, UNCUTTABLE } from "./min-cut.ts";
import { clearRange, setRange } from "./occupancy.ts";

// Constants of the module itself are folded by V8, imported ones are read from memory at every use.
const BF_LIMIT = BF_LIMIT_;
const BF_STACK = BF_STACK_;
const BUNDLE_STRIDE = BUNDLE_STRIDE_;
const B_CLASS = B_CLASS_;
const B_COLUMN = B_COLUMN_;
const CONSTRAINT_ARG_SHIFT = CONSTRAINT_ARG_SHIFT_;
const LEAF_STRIDE = LEAF_STRIDE_;
const NUM_CLASSES = NUM_CLASSES_;
const OPERAND_VREG_MASK = OPERAND_VREG_MASK_;
const PIECE_STRIDE = PIECE_STRIDE_;
const P_BUNDLE = P_BUNDLE_;
const P_FROM = P_FROM_;
const P_TO = P_TO_;
const P_WEB_NEXT = P_WEB_NEXT_;
const USE_ARG = USE_ARG_;
const USE_DEF = USE_DEF_;
const USE_FIXED = USE_FIXED_;
const USE_HARD = USE_HARD_;
const USE_PARAM = USE_PARAM_;
const USE_REUSE = USE_REUSE_;
const USE_STRIDE = USE_STRIDE_;
const USE_TIED = USE_TIED_;
const U_KIND = U_KIND_;
const U_OPERAND = U_OPERAND_;
const U_POS = U_POS_;
const VREG_REMAT = VREG_REMAT_;

/** The label of an atom that is in memory; else the label is a column. */
const IN_MEMORY = -1;
/** What an atom can do about the register tried: nothing, take it; from `CONFLICT` on, take it from that other web. */
const BLOCKED = -1;
const FREE = -2;
const NOBODY = -1;
/** More than all real costs together, less than half of `UNCUTTABLE`. */
const FORBIDDEN = 0x0800_0000;
/** Webs of more atoms are left alone. */
const MAX_ATOMS = 600;
/** Rounds over all webs. */
const MAX_ROUNDS: number = +((globalThis as any).process?.env.ROUNDS ?? 4);
/** Webs that one web may take a register from at once. */
const MAX_VICTIMS: number = +((globalThis as any).process?.env.VICTIMS ?? 6);

const PRICE: number = +((globalThis as any).process?.env.PRICE ?? 0.5);
/** The working memory of this phase. */
export class Residency {
  /** Per position and column: the web at home there, or NOBODY. */
  owner: Int32Array = new Int32Array(64);
  columns: number = 0;
  cls: number = 0;
  /** Per position: 1 where atoms of the web at hand have to end. Zero at rest. */
  marks: Uint8Array = new Uint8Array(64);
  /** Per column: the bundle that the homes made here belong to. */
  columnBundle: Int32Array = new Int32Array(32);
  /** The atoms of the web at hand. */
  numAtoms: number = 0;
  from: Int32Array = new Int32Array(MAX_ATOMS + 1);
  to: Int32Array = new Int32Array(MAX_ATOMS + 1);
  label: Int32Array = new Int32Array(MAX_ATOMS + 1);
  next: Int32Array = new Int32Array(MAX_ATOMS + 1);
  /** BLOCKED, FREE, or the web that has the register. */
  state: Int32Array = new Int32Array(MAX_ATOMS + 1);
  hard: Uint8Array = new Uint8Array(MAX_ATOMS + 1);
  /** What staying and changing cost. */
  stay: Int32Array = new Int32Array(MAX_ATOMS + 1);
  change: Int32Array = new Int32Array(MAX_ATOMS + 1);
  /** Connections of atoms: source, target, weight, 1 when nothing can be moved there. */
  links: Int32Array = new Int32Array(256);
  numLinks: number = 0;
  graph: MinCut = new MinCut();
  victims: Int32Array = new Int32Array(MAX_VICTIMS);
  numVictims: number = 0;
  /** Homes of webs before a trial: web, number, then from, to, column of each. */
  log: Int32Array = new Int32Array(256);
  logSize: number = 0;
  /** New homes of the web at hand: from, to, column. */
  homes: Int32Array = new Int32Array(64);
  numHomes: number = 0;
  /** Whether the web at hand is stored where it is defined, and what that costs. */
  storedAtDef: boolean = false;
  defStore: number = 0;
  steps: number = 0;
}

/** Improves the homes of all webs that are partly in memory. */
export function settle(ctx: BacktrackingContext, func: RegallocFunction): void {
  const r = (ctx.residency ??= new Residency());
  for (let c = 0; c < NUM_CLASSES; c++) if (ctx.classUsed[c] !== 0) settleClass(ctx, func, r, c);
}

function settleClass(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  c: number,
): void {
  const columns = ctx.columns[c];
  let some = false;
  for (let v = 0; v < ctx.numVregs && !some; v++)
    some = ctx.webSplit[v] !== 0 && func.vregClass[v] === c && isFlexible(ctx, func, v);
  if (!some || columns === 0) return;
  r.cls = c;
  r.columns = columns;
  prepare(ctx, func, r);
  r.steps = +((globalThis as any).process?.env.STEPS ?? 40) * ctx.numSlots;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let improved = false;
    for (let v = 0; v < ctx.numVregs; v++) {
      if (ctx.webSplit[v] === 0 || func.vregClass[v] !== c || !isFlexible(ctx, func, v)) continue;
      if (settleWeb(ctx, func, r, v, true)) improved = true;
    }
    if (!improved || r.steps < 0) return;
  }
}

/** Whether the web is one that this phase understands. */
function isFlexible(ctx: BacktrackingContext, func: RegallocFunction, v: number): boolean {
  const { webLive, webFlags, uses, webUses } = ctx;
  if (ctx.web[v] !== v || ctx.webStart[v] < 0 || webLive[v] === webLive[v + 1]) return false;
  if ((webFlags[v] & (BF_LIMIT | BF_STACK)) !== 0 || (func.vregFlags[v] & VREG_REMAT) !== 0) return false;
  const u = webUses[v] * USE_STRIDE;
  // After a fixed def comes a gap, which had better be in the same block.
  return (uses[u + U_KIND] & USE_FIXED) === 0 || ctx.slotInst[(uses[u + U_POS] >> 1) + 1] >= 0;
}

/** Fills in who is where. */
function prepare(ctx: BacktrackingContext, func: RegallocFunction, r: Residency): void {
  const positions = 2 * ctx.numSlots + 2;
  const { columns } = r;
  r.owner = reserve(r.owner, positions * columns).fill(NOBODY, 0, positions * columns);
  if (r.marks.length < positions) r.marks = new Uint8Array(2 * positions);
  for (let column = 0; column < columns; column++) r.columnBundle[column] = -1;
  for (let v = 0; v < ctx.numVregs; v++) {
    if (ctx.web[v] !== v || func.vregClass[v] !== r.cls || ctx.webLive[v] === ctx.webLive[v + 1]) continue;
    for (let p = ctx.webLive[v]; p >= 0; p = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
      const column = columnOf(ctx, p);
      if (column < 0) continue;
      own(r, v, ctx.pieces[p * PIECE_STRIDE + P_FROM], ctx.pieces[p * PIECE_STRIDE + P_TO], column);
    }
  }
}

function own(r: Residency, v: number, from: number, to: number, column: number): void {
  const { owner, columns } = r;
  for (let p = from; p < to; p++) owner[p * columns + column] = v;
}

/** Column of a piece, or a negative number when it is in memory. */
function columnOf(ctx: BacktrackingContext, p: number): number {
  const b = ctx.pieces[p * PIECE_STRIDE + P_BUNDLE];
  return b < 0 ? IN_MEMORY : Math.max(IN_MEMORY, ctx.bundles[b * BUNDLE_STRIDE + B_COLUMN]);
}

/** Where a web is at a position. */
function labelAt(ctx: BacktrackingContext, v: number, pos: number): number {
  const { pieces, webLive } = ctx;
  if (webLive[v] === webLive[v + 1]) return IN_MEMORY;
  for (let p = webLive[v]; p >= 0; p = pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
    const at = p * PIECE_STRIDE;
    if (pieces[at + P_FROM] <= pos && pos < pieces[at + P_TO] && columnOf(ctx, p) >= 0) return columnOf(ctx, p);
  }
  return IN_MEMORY;
}

/** Tries every register, and memory, for a web; returns whether anything became better. */
function settleWeb(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  v: number,
  mayTake: boolean,
): boolean {
  let improved = false;
  if (currentCost(ctx, func, r, v) === 0) return false;
  for (let column = IN_MEMORY; column < r.columns; column++) if (expand(ctx, func, r, v, column, false)) improved = true;
  if (!mayTake || r.steps < 0) return improved;
  for (let column = 0; column < r.columns; column++) if (expand(ctx, func, r, v, column, true)) improved = true;
  return improved;
}

/** Lets the atoms of a web for which it pays change to `column`; with `take` also where others have it. */
function expand(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  v: number,
  column: number,
  take: boolean,
): boolean {
  if (!makeAtoms(ctx, r, v, column, take)) return false;
  r.steps -= 1;
  if (r.numAtoms === 0) return false;
  addCosts(ctx, func, r, v, column);
  const before = total(r, r.label);
  if (before === 0 || !findCut(ctx, func, r, column)) return false;
  const after = total(r, r.next);
  if (after >= before) return false;
  if (r.numVictims === 0) {
    collectHomes(r);
    setHomes(ctx, r, v);
    return true;
  }
  return takeFrom(ctx, func, r, v, column, before, after);
}

/** Cuts the live range into atoms. Returns false if there are too many, or no atom could change. */
function makeAtoms(ctx: BacktrackingContext, r: Residency, v: number, column: number, take: boolean): boolean {
  const { webLive, live, uses, webUses, slotInst, pieces } = ctx;
  const { marks, owner, columns } = r;
  const leaves = ctx.leaves[r.cls] as Int32Array;
  const firstUse = webUses[v] * USE_STRIDE;
  const endUse = webUses[v + 1] * USE_STRIDE;
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const pos = uses[u + U_POS];
    marks[pos & ~1] = 1;
    if ((uses[u + U_KIND] & USE_HARD) !== 0) marks[(pos | 1) + 1] = 1;
  }
  let n = 0;
  let changes = false;
  let p = webLive[v];
  for (let i = webLive[v]; i < webLive[v + 1] && n < MAX_ATOMS; i++) {
    let at = live[2 * i];
    const to = live[2 * i + 1];
    let last = -5;
    let lastLabel = -5;
    for (; at < to; at++) {
      while (p >= 0 && (columnOf(ctx, p) < 0 || pieces[p * PIECE_STRIDE + P_TO] <= at)) p = pieces[p * PIECE_STRIDE + P_WEB_NEXT];
      const label = p >= 0 && pieces[p * PIECE_STRIDE + P_FROM] <= at ? columnOf(ctx, p) : IN_MEMORY;
      let state = FREE;
      if (column >= 0 && label !== column) {
        const other = owner[at * columns + column];
        if (((leaves[at * LEAF_STRIDE + 1] >>> column) & 1) !== 0) state = BLOCKED;
        else if (other !== NOBODY) state = take ? other : BLOCKED;
      }
      if (
        state !== last ||
        label !== lastLabel ||
        marks[at] !== 0 ||
        ((at & 1) === 0 && slotInst[at >> 1] < 0)
      ) {
        if (n === MAX_ATOMS) break;
        r.from[n] = at;
        r.label[n] = label;
        r.state[n] = state;
        r.hard[n] = 0;
        r.stay[n] = 0;
        r.change[n] = 0;
        n++;
        last = state;
        lastLabel = label;
        if (state !== BLOCKED && label !== column) changes = true;
      }
      r.to[n - 1] = at + 1;
    }
  }
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const pos = uses[u + U_POS];
    marks[pos & ~1] = 0;
    marks[(pos | 1) + 1] = 0;
  }
  r.numAtoms = n;
  return changes && n < MAX_ATOMS;
}

/** The atom at a position, or -1. */
function atomAt(r: Residency, pos: number): number {
  const { from, to } = r;
  let low = 0;
  let high = r.numAtoms;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (to[middle] <= pos) low = middle + 1;
    else high = middle;
  }
  return low < r.numAtoms && from[low] <= pos ? low : -1;
}

/** Adds a cost of `weight` for an atom that is not in column `wanted`. */
function wish(r: Residency, atom: number, wanted: number, column: number, weight: number): void {
  if (atom < 0) return;
  if (r.label[atom] !== wanted) r.stay[atom] += weight;
  if (column !== wanted) r.change[atom] += weight;
}

function link(r: Residency, from: number, to: number, weight: number, shut: number): void {
  if (from < 0 || to < 0) return;
  const at = 4 * r.numLinks++;
  if (at + 4 > r.links.length) r.links = enlarge(r.links, at + 4);
  const { links } = r;
  links[at] = from;
  links[at + 1] = to;
  links[at + 2] = weight;
  links[at + 3] = shut;
}

/** Fills in what the atoms and their connections cost. */
function addCosts(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, v: number, column: number): void {
  const { uses, webUses, webLive, live, web, webBundle, slotInst, slotBlock, blockStart, blockWeight, webStart, pregColumn } = ctx;
  const { operands, blockPreds, predEdges, edgeFrom, edgeTo, blockEdges, edgeArgStart, edgeArgs, blockParams, params, instOperands } = func;
  const { from, to } = r;
  r.numLinks = 0;
  for (let k = 1; k < r.numAtoms; k++) {
    const at = from[k];
    if (to[k - 1] !== at || ((at & 1) === 0 && slotInst[at >> 1] < 0)) continue;
    link(r, k - 1, k, blockWeight[slotBlock[at >> 1]], at & 1);
  }
  const start = webStart[v];
  const firstUse = webUses[v] * USE_STRIDE;
  const isParam = (uses[firstUse + U_KIND] & USE_PARAM) !== 0;
  for (let i = webLive[v]; i < webLive[v + 1]; i++) {
    const end = live[2 * i + 1];
    let b = slotBlock[live[2 * i] >> 1];
    if (blockStart[b] < live[2 * i]) b++;
    for (; b < ctx.numBlocks && blockStart[b] < end; b++) {
      if (isParam && blockStart[b] === start) continue;
      const single = blockPreds[b + 1] - blockPreds[b] === 1;
      const head = atomAt(r, blockStart[b]);
      for (let k = blockPreds[b]; k < blockPreds[b + 1]; k++) {
        const p = edgeFrom[predEdges[k]];
        link(r, atomAt(r, blockStart[p + 1] - 1), head, blockWeight[single ? b : p], 0);
      }
    }
  }
  const defBlock = slotBlock[uses[firstUse + U_POS] >> 1];
  r.defStore = blockWeight[defBlock];
  for (let u = firstUse; u < webUses[v + 1] * USE_STRIDE; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    const pos = uses[u + U_POS];
    const o = uses[u + U_OPERAND];
    const weight = blockWeight[slotBlock[pos >> 1]];
    if ((kind & USE_HARD) !== 0) {
      const atom = atomAt(r, pos);
      if (atom >= 0) r.hard[atom] = 1;
      if ((kind & USE_REUSE) !== 0) {
        const input = instOperands[slotInst[pos >> 1]] + (operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT);
        wish(r, atomAt(r, start), labelAt(ctx, web[operands[2 * input] & OPERAND_VREG_MASK], (pos & ~1) - 1), column, weight);
      }
    } else if ((kind & USE_FIXED) !== 0) {
      const wanted = pregColumn[operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT];
      wish(r, (kind & USE_DEF) !== 0 ? atomAt(r, start) : atomAt(r, (pos & ~1) - 1), wanted, column, weight);
    } else if ((kind & USE_TIED) !== 0) {
      const result = web[operands[2 * ctx.tiedTo[o]] & OPERAND_VREG_MASK];
      wish(r, atomAt(r, (pos & ~1) - 1), labelAt(ctx, result, pos), column, weight);
    } else if ((kind & USE_PARAM) !== 0) {
      const b = defBlock;
      const single = blockPreds[b + 1] - blockPreds[b] === 1;
      const atom = atomAt(r, start);
      let sum = 0;
      for (let k = blockPreds[b]; k < blockPreds[b + 1]; k++) {
        const e = predEdges[k];
        const p = edgeFrom[e];
        const w = web[edgeArgs[edgeArgStart[e] + o - blockParams[b]]];
        const tail = blockStart[p + 1] - 1;
        const edgeWeight = blockWeight[single ? b : p];
        const related = webBundle[w] === webBundle[v];
        if (!related) sum += edgeWeight;
        if (w === v) link(r, atomAt(r, tail), atom, edgeWeight, 0);
        else if (atom >= 0) {
          const there = labelAt(ctx, w, tail);
          r.stay[atom] += edgeCost(there, r.label[atom], edgeWeight, related);
          r.change[atom] += edgeCost(there, column, edgeWeight, related);
        }
      }
      if (sum < r.defStore) r.defStore = sum;
    } else if ((kind & USE_ARG) !== 0) {
      const p = slotBlock[pos >> 1];
      for (let e = blockEdges[p]; e < blockEdges[p + 1]; e++) {
        if (o < edgeArgStart[e] || o >= edgeArgStart[e + 1]) continue;
        const b = edgeTo[e];
        const param = params[blockParams[b] + o - edgeArgStart[e]];
        const atom = atomAt(r, pos);
        if (param === v || atom < 0 || webLive[param] === webLive[param + 1]) break;
        const there = labelAt(ctx, param, blockStart[b]);
        const edgeWeight = blockWeight[blockPreds[b + 1] - blockPreds[b] === 1 ? b : p];
        const related = webBundle[param] === webBundle[v];
        r.stay[atom] += edgeCost(r.label[atom], there, edgeWeight, related);
        r.change[atom] += edgeCost(column, there, edgeWeight, related);
        break;
      }
    }
  }
  // As things stand: stored once, or at the passages into memory.
  const def = atomAt(r, isParam ? start : start);
  let passages = 0;
  for (let k = 0; k < r.numLinks; k++) {
    const at = 4 * k;
    if (r.label[r.links[at]] !== IN_MEMORY && r.label[r.links[at + 1]] === IN_MEMORY) passages += r.links[at + 2];
  }
  r.storedAtDef = (def >= 0 && r.label[def] === IN_MEMORY) || passages === 0 || passages >= r.defStore;
}

/** Cost of an argument at one label for a parameter at another. */
function edgeCost(from: number, to: number, weight: number, related: boolean): number {
  if (from === to) return from === IN_MEMORY && !related ? weight : 0;
  return from !== IN_MEMORY && to === IN_MEMORY && related ? 0 : weight;
}

/** What one connection costs, without stores if the web is stored where it is defined. */
function linkCost(r: Residency, from: number, to: number, weight: number, shut: number): number {
  if (from === to) return 0;
  if (to === IN_MEMORY) return r.storedAtDef ? 0 : weight;
  return shut !== 0 ? FORBIDDEN : weight;
}

/** Exact cost of the web with the given labels, apart from what no label changes. */
function total(r: Residency, labels: Int32Array): number {
  const { links } = r;
  let sum = 0;
  let passages = 0;
  for (let k = 0; k < r.numAtoms; k++) sum += labels[k] === r.label[k] ? r.stay[k] : r.change[k];
  for (let k = 0; k < r.numLinks; k++) {
    const a = labels[links[4 * k]];
    const b = labels[links[4 * k + 1]];
    if (a === b) continue;
    if (b === IN_MEMORY) passages += links[4 * k + 2];
    else sum += links[4 * k + 3] !== 0 ? FORBIDDEN : links[4 * k + 2];
  }
  // The definition is in the first atom.
  if (labels[0] !== IN_MEMORY) sum += Math.min(passages, r.defStore);
  return sum;
}

/** Finds which atoms should change to `column` and fills `next`; false if none should, or too many others are in the way. */
function findCut(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, column: number): boolean {
  const { graph, links, state, label } = r;
  const n = r.numAtoms;
  r.numVictims = 0;
  for (let k = 0; k < n; k++) {
    const other = state[k];
    if (other < 0) continue;
    let j = 0;
    while (j < r.numVictims && r.victims[j] !== other) j++;
    if (j < r.numVictims) continue;
    if (j === MAX_VICTIMS || !isFlexible(ctx, func, other)) state[k] = BLOCKED;
    else r.victims[r.numVictims++] = other;
  }
  graph.begin(2 + n + r.numVictims);
  // An atom on the sink's side changes.
  for (let k = 0; k < n; k++) {
    let toSink = r.change[k];
    let toSource = r.stay[k];
    if (label[k] === column) toSink = toSource = 0;
    else if (state[k] === BLOCKED || (column === IN_MEMORY && r.hard[k] !== 0)) toSink = FORBIDDEN;
    r.next[k] = toSink - toSource;
    if (state[k] < 0) continue;
    let j = 0;
    while (r.victims[j] !== state[k]) j++;
    graph.addEdge(2 + n + j, 2 + k, UNCUTTABLE);
  }
  for (let j = 0; j < r.numVictims; j++) graph.addEdge(SOURCE, 2 + n + j, price(ctx, r, r.victims[j], column));
  for (let k = 0; k < r.numLinks; k++) {
    const i = links[4 * k];
    const j = links[4 * k + 1];
    const weight = links[4 * k + 2];
    const shut = links[4 * k + 3];
    const a = linkCost(r, label[i], label[j], weight, shut);
    const b = linkCost(r, label[i], column, weight, shut);
    const c = linkCost(r, column, label[j], weight, shut);
    r.next[i] += c - a;
    r.next[j] -= c;
    if (b + c > a) graph.addEdge(2 + i, 2 + j, b + c - a);
  }
  for (let k = 0; k < n; k++) {
    if (r.next[k] > 0) graph.addEdge(SOURCE, 2 + k, Math.min(r.next[k], FORBIDDEN));
    else if (r.next[k] < 0) graph.addEdge(2 + k, SINK, Math.min(-r.next[k], FORBIDDEN));
  }
  graph.cut();
  let changed = false;
  for (let k = 0; k < n; k++) {
    r.next[k] = label[k];
    if (label[k] === column || graph.isSource(2 + k)) continue;
    if (state[k] === BLOCKED || (column === IN_MEMORY && r.hard[k] !== 0)) return false;
    r.next[k] = column;
    changed = true;
  }
  if (!changed) return false;
  // Only those that really are in the way.
  let kept = 0;
  for (let j = 0; j < r.numVictims; j++) {
    let met = false;
    for (let k = 0; k < n && !met; k++) met = r.next[k] === column && label[k] !== column && state[k] === r.victims[j];
    if (met) r.victims[kept++] = r.victims[j];
  }
  r.numVictims = kept;
  return true;
}

/** An estimate, rather too low, of what it costs a web to lose a register. */
function price(ctx: BacktrackingContext, r: Residency, v: number, column: number): number {
  const { uses, webUses, blockWeight, slotBlock } = ctx;
  let sum = 0;
  let last = -1;
  for (let u = webUses[v] * USE_STRIDE; u < webUses[v + 1] * USE_STRIDE; u += USE_STRIDE) {
    if ((uses[u + U_KIND] & USE_HARD) === 0) continue;
    const pos = uses[u + U_POS];
    const block = slotBlock[pos >> 1];
    if (block === last || r.owner[pos * r.columns + column] !== v) continue;
    last = block;
    sum += blockWeight[block];
  }
  return Math.floor(sum * PRICE);
}

/** Makes homes of the labels in `next`. */
function collectHomes(r: Residency): void {
  let n = 0;
  for (let k = 0; k < r.numAtoms; k++) {
    const label = r.next[k];
    if (label === IN_MEMORY) continue;
    if (n > 0 && r.homes[3 * n - 2] === r.from[k] && r.homes[3 * n - 1] === label) {
      r.homes[3 * n - 2] = r.to[k];
      continue;
    }
    if (3 * n + 3 > r.homes.length) r.homes = enlarge(r.homes, 3 * n + 3);
    r.homes[3 * n] = r.from[k];
    r.homes[3 * n + 1] = r.to[k];
    r.homes[3 * n + 2] = label;
    n++;
  }
  r.numHomes = n;
}

/** Gives a web the homes that were collected. */
function setHomes(ctx: BacktrackingContext, r: Residency, v: number): void {
  removeHomes(ctx, r, v);
  ctx.webSplit[v] = 1;
  let p = ctx.webLive[v];
  let previous = -1;
  for (let k = 0; k < r.numHomes; k++) {
    if (p < 0) p = clonePiece(ctx, previous);
    const column = r.homes[3 * k + 2];
    let b = r.columnBundle[column];
    if (b < 0) {
      b = r.columnBundle[column] = newBundle(ctx, ctx.webBundle[v]);
      ctx.bundles[b * BUNDLE_STRIDE + B_CLASS] = r.cls;
      ctx.bundles[b * BUNDLE_STRIDE + B_COLUMN] = column;
    }
    const at = p * PIECE_STRIDE;
    ctx.pieces[at + P_FROM] = r.homes[3 * k];
    ctx.pieces[at + P_TO] = r.homes[3 * k + 1];
    ctx.pieces[at + P_BUNDLE] = b;
    own(r, v, r.homes[3 * k], r.homes[3 * k + 1], column);
    setRange(ctx, r.cls, r.homes[3 * k], r.homes[3 * k + 1], 1 << column);
    previous = p;
    p = ctx.pieces[at + P_WEB_NEXT];
  }
}

/** Takes all homes from a web. */
function removeHomes(ctx: BacktrackingContext, r: Residency, v: number): void {
  for (let p = ctx.webLive[v]; p >= 0; p = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
    const column = columnOf(ctx, p);
    ctx.pieces[p * PIECE_STRIDE + P_BUNDLE] = -1;
    if (column < 0) continue;
    const from = ctx.pieces[p * PIECE_STRIDE + P_FROM];
    const to = ctx.pieces[p * PIECE_STRIDE + P_TO];
    own(r, NOBODY, from, to, column);
    clearRange(ctx, r.cls, from, to, 1 << column);
  }
}

/** Notes the homes of a web in the log. */
function logHomes(ctx: BacktrackingContext, r: Residency, v: number): void {
  const head = r.logSize;
  let size = head + 2;
  for (let p = ctx.webLive[v]; p >= 0; p = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
    const column = columnOf(ctx, p);
    if (column < 0) continue;
    if (size + 3 > r.log.length) r.log = enlarge(r.log, size + 3);
    r.log[size] = ctx.pieces[p * PIECE_STRIDE + P_FROM];
    r.log[size + 1] = ctx.pieces[p * PIECE_STRIDE + P_TO];
    r.log[size + 2] = column;
    size += 3;
  }
  if (size > r.log.length) r.log = enlarge(r.log, size);
  r.log[head] = v;
  r.log[head + 1] = (size - head - 2) / 3;
  r.logSize = size;
}

/** Puts all webs of the log back. */
function undo(ctx: BacktrackingContext, r: Residency): void {
  for (let at = 0; at < r.logSize; at += 2 + 3 * r.log[at + 1]) removeHomes(ctx, r, r.log[at]);
  for (let at = 0; at < r.logSize; at += 2 + 3 * r.log[at + 1]) {
    const n = r.log[at + 1];
    if (3 * n > r.homes.length) r.homes = enlarge(r.homes, 3 * n);
    for (let k = 0; k < 3 * n; k++) r.homes[k] = r.log[at + 2 + k];
    r.numHomes = n;
    setHomes(ctx, r, r.log[at]);
  }
}

/** Cost of a web as it is. */
function currentCost(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, v: number): number {
  makeAtoms(ctx, r, v, IN_MEMORY, false);
  if (r.numAtoms >= MAX_ATOMS) return -1;
  addCosts(ctx, func, r, v, IN_MEMORY);
  return total(r, r.label);
}

/** Carries the change in `next` out, settles the webs that lost a register, and undoes it all unless that pays. */
function takeFrom(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  v: number,
  column: number,
  costBefore: number,
  costAfter: number,
): boolean {
  const numVictims = r.numVictims;
  let before = costBefore;
  const victims = r.victims.slice(0, numVictims);
  collectHomes(r);
  const homes = r.homes.slice(0, 3 * r.numHomes);
  const numHomes = r.numHomes;
  r.logSize = 0;
  logHomes(ctx, r, v);
  for (let j = 0; j < numVictims; j++) {
    logHomes(ctx, r, victims[j]);
    const cost = currentCost(ctx, func, r, victims[j]);
    if (cost < 0) return false;
    before += cost;
  }
  removeHomes(ctx, r, v);
  let done = true;
  for (let j = 0; j < numVictims; j++) subtract(ctx, r, victims[j], homes, numHomes, column);
  r.homes.set(homes);
  r.numHomes = numHomes;
  setHomes(ctx, r, v);
  for (let j = 0; j < numVictims && done; j++) done = repair(ctx, r, victims[j]);
  let after = costAfter;
  for (let j = 0; j < numVictims && done; j++) {
    settleWeb(ctx, func, r, victims[j], false);
    after += currentCost(ctx, func, r, victims[j]);
    if (after >= before) done = false;
  }
  if (done) return true;
  undo(ctx, r);
  return false;
}

/** Takes from a web what it has of a column inside the homes given. What is left starts at a gap. */
function subtract(
  ctx: BacktrackingContext,
  r: Residency,
  v: number,
  homes: Int32Array,
  numHomes: number,
  column: number,
): void {
  let n = 0;
  for (let p = ctx.webLive[v]; p >= 0; p = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT]) {
    const own = columnOf(ctx, p);
    if (own < 0) continue;
    let from = ctx.pieces[p * PIECE_STRIDE + P_FROM];
    const to = ctx.pieces[p * PIECE_STRIDE + P_TO];
    for (let k = 0; k <= numHomes && from < to; k++) {
      if (k < numHomes && (homes[3 * k + 2] !== column || own !== column || homes[3 * k + 1] <= from)) continue;
      const stop = k < numHomes ? Math.min(to, homes[3 * k]) : to;
      if (from < stop) {
        if (3 * n + 3 > r.homes.length) r.homes = enlarge(r.homes, 3 * n + 3);
        r.homes[3 * n] = from;
        r.homes[3 * n + 1] = stop;
        r.homes[3 * n + 2] = own;
        n++;
      }
      if (k < numHomes) from = Math.max(from, (homes[3 * k + 1] + 1) & ~1);
    }
  }
  r.numHomes = n;
  setHomes(ctx, r, v);
}

/** Gives a web a register for each hard use that has none; returns false if there is none free. */
function repair(ctx: BacktrackingContext, r: Residency, v: number): boolean {
  const { uses, webUses, webStart } = ctx;
  const leaves = ctx.leaves[r.cls] as Int32Array;
  for (let u = webUses[v] * USE_STRIDE; u < webUses[v + 1] * USE_STRIDE; u += USE_STRIDE) {
    const kind = uses[u + U_KIND];
    if ((kind & USE_HARD) === 0) continue;
    const pos = uses[u + U_POS];
    if (labelAt(ctx, v, pos) >= 0) continue;
    const from = (kind & USE_DEF) !== 0 ? webStart[v] : pos & ~1;
    const to = (kind & USE_DEF) !== 0 ? (pos | 1) + 1 : pos + 1;
    // A home in another register may reach into the instruction.
    if (labelAt(ctx, v, from) >= 0) return false;
    let column = 0;
    for (; column < r.columns; column++) {
      let free = true;
      for (let p = from; p < to && free; p++)
        free = r.owner[p * r.columns + column] === NOBODY && ((leaves[p * LEAF_STRIDE + 1] >>> column) & 1) === 0;
      if (free) break;
    }
    if (column === r.columns) return false;
    let n = 0;
    let placed = false;
    for (let p = ctx.webLive[v]; p >= 0 || !placed; ) {
      const at = p < 0 ? -1 : ctx.pieces[p * PIECE_STRIDE + P_FROM];
      const own = p < 0 ? IN_MEMORY : columnOf(ctx, p);
      if (3 * n + 6 > r.homes.length) r.homes = enlarge(r.homes, 3 * n + 6);
      if (!placed && (p < 0 || (own >= 0 && at >= to))) {
        r.homes[3 * n] = from;
        r.homes[3 * n + 1] = to;
        r.homes[3 * n + 2] = column;
        n++;
        placed = true;
      }
      if (p < 0) break;
      if (own >= 0) {
        r.homes[3 * n] = at;
        r.homes[3 * n + 1] = ctx.pieces[p * PIECE_STRIDE + P_TO];
        r.homes[3 * n + 2] = own;
        n++;
      }
      p = ctx.pieces[p * PIECE_STRIDE + P_WEB_NEXT];
    }
    r.numHomes = n;
    setHomes(ctx, r, v);
  }
  return true;
}
