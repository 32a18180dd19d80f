/**
 * Better residences for the webs of a function in which registers were fought for: after `fillGaps`, in the functions that
 * `choose` tries again, if the context asks for it (`thorough`).
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
 * recomputed, stay as they are. Memory is that of positions x registers; `choose` bounds the size of functions.
 */

import { VREG_REMAT } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import { CONSTRAINT_ARG_SHIFT, NUM_CLASSES, OPERAND_VREG_MASK } from "../operand.ts";
import { clonePiece, newBundle } from "./bundles.ts";
import {
  BF_LIMIT,
  BF_STACK,
  BUNDLE_STRIDE,
  B_CLASS,
  B_COLUMN,
  type BacktrackingContext,
  LEAF_STRIDE,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_TO,
  P_WEB_NEXT,
  USE_ARG,
  USE_DEF,
  USE_FIXED,
  USE_HARD,
  USE_PARAM,
  USE_REUSE,
  USE_STRIDE,
  USE_TIED,
  U_KIND,
  U_OPERAND,
  U_POS,
  enlarge,
  reserve,
} from "./context.ts";
import { MinCut, SINK, SOURCE, UNCUTTABLE } from "./min-cut.ts";
import { clearRange, setRange } from "./occupancy.ts";

/** The label of an atom that is in memory; else the label is a column. */
const IN_MEMORY = -1;
const NOBODY = -1;
/** More than all real costs together, less than half of `UNCUTTABLE`. */
const FORBIDDEN = 0x0800_0000;
/** Webs of more atoms are left alone. */
const MAX_ATOMS = 600;
/** Rounds over all webs. */
const MAX_ROUNDS = 2;
/** Webs that one web may take a register from at once. */
const MAX_VICTIMS = 6;
/** Part of the cost of all webs below which nothing is looked for. */
const LEAST_GAIN_SHARE = 300;
/** Graphs per slot of the function. */
const STEPS_PER_SLOT = 12;

/** The working memory of this phase. */
export class Residency {
  /** Per position and column: the web at home there, or NOBODY. */
  owner: Int32Array = new Int32Array(64);
  columns: number = 0;
  /** Per position: mask of the columns with an owner. */
  taken: Int32Array = new Int32Array(64);
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
  /** Columns that instructions reserve, and that webs are in, anywhere in the atom. */
  reserved: Int32Array = new Int32Array(MAX_ATOMS + 1);
  inUse: Int32Array = new Int32Array(MAX_ATOMS + 1);
  hard: Uint8Array = new Uint8Array(MAX_ATOMS + 1);
  /** What staying costs, and changing to the column tried, to memory, and to a register that nobody wishes for. */
  stay: Int32Array = new Int32Array(MAX_ATOMS + 1);
  change: Int32Array = new Int32Array(MAX_ATOMS + 1);
  changeMemory: Int32Array = new Int32Array(MAX_ATOMS + 1);
  changeRegister: Int32Array = new Int32Array(MAX_ATOMS + 1);
  /** Registers that are wished for: atom, column, weight. */
  matches: Int32Array = new Int32Array(192);
  numMatches: number = 0;
  /** Node of the graph for an atom that could change, or -1; cost of changing less that of staying. */
  node: Int32Array = new Int32Array(MAX_ATOMS + 1);
  numNodes: number = 0;
  balance: Int32Array = new Int32Array(MAX_ATOMS + 1);
  /** Atoms that can change only if a victim gives way: atom, number of the victim. */
  conflicts: Int32Array = new Int32Array(64);
  numConflicts: number = 0;
  /** Connections of atoms: source, target, weight, 1 when nothing can be moved there. */
  links: Int32Array = new Int32Array(256);
  numLinks: number = 0;
  graph: MinCut = new MinCut();
  victims: Int32Array = new Int32Array(MAX_VICTIMS);
  numVictims: number = 0;
  /** The victims and the new homes of the trial under way. */
  taking: Int32Array = new Int32Array(MAX_VICTIMS);
  newHomes: Int32Array = new Int32Array(64);
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
  /** The webs of a round, how many changes there were so far, and per web how many there were when nothing helped it. */
  candidates: Int32Array = new Int32Array(64);
  numCandidates: number = 0;
  changes: number = 0;
  seen: Int32Array = new Int32Array(64);
  /** What is not worth looking for. */
  leastGain: number = 1;
}

/** Improves the homes of all webs that are partly in memory. */
export function settle(ctx: BacktrackingContext, func: RegallocFunction): void {
  const r = (ctx.residency ??= new Residency());
  for (let c = 0; c < NUM_CLASSES; c++) if (ctx.classUsed[c] !== 0) settleClass(ctx, func, r, c);
}

function settleClass(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, c: number): void {
  const columns = ctx.columns[c];
  let some = false;
  for (let v = 0; v < ctx.numVregs && !some; v++)
    some = ctx.webSplit[v] !== 0 && func.vregClass[v] === c && isFlexible(ctx, func, v);
  if (!some || columns === 0) return;
  r.cls = c;
  r.columns = columns;
  prepare(ctx, func, r);
  r.steps = STEPS_PER_SLOT * ctx.numSlots;
  r.seen = reserve(r.seen, ctx.numVregs).fill(-1, 0, ctx.numVregs);
  r.changes = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = r.changes;
    gatherCandidates(ctx, func, r);
    for (let k = 0; k < r.numCandidates; k++) {
      const v = r.candidates[k];
      if (r.seen[v] === r.changes) continue;
      if (settleWeb(ctx, func, r, v, true)) r.changes++;
      else r.seen[v] = r.changes;
      if (r.steps < 0) return;
    }
    if (r.changes === before) return;
  }
}

/** Lists the webs that moves are spent on, the dearest first. */
function gatherCandidates(ctx: BacktrackingContext, func: RegallocFunction, r: Residency): void {
  const costs = (ctx.scratchB = reserve(ctx.scratchB, ctx.numVregs));
  const list = (r.candidates = reserve(r.candidates, ctx.numVregs));
  let n = 0;
  let sum = 0;
  for (let v = 0; v < ctx.numVregs; v++) {
    if (ctx.webSplit[v] === 0 || func.vregClass[v] !== r.cls || !isFlexible(ctx, func, v)) continue;
    const cost = currentCost(ctx, func, r, v);
    if (cost <= 0) continue;
    sum += cost;
    let k = n++;
    for (; k > 0 && costs[k - 1] < cost; k--) {
      costs[k] = costs[k - 1];
      list[k] = list[k - 1];
    }
    costs[k] = cost;
    list[k] = v;
  }
  r.leastGain = Math.max(1, Math.floor(sum / LEAST_GAIN_SHARE));
  // What costs next to nothing is not worth the time.
  while (n > 0 && costs[n - 1] < r.leastGain) n--;
  r.numCandidates = n;
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
  r.taken = reserve(r.taken, positions).fill(0, 0, positions);
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
  const { owner, columns, taken } = r;
  for (let p = from; p < to; p++) owner[p * columns + column] = v;
  if (v === NOBODY) for (let p = from; p < to; p++) taken[p] &= ~(1 << column);
  else for (let p = from; p < to; p++) taken[p] |= 1 << column;
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
    if (pieces[at + P_FROM] <= pos && pos < pieces[at + P_TO] && columnOf(ctx, p) >= 0)
      return columnOf(ctx, p);
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
  let fresh = false;
  for (let take = 0; take <= (mayTake ? 1 : 0); take++) {
    for (let column = take === 0 ? IN_MEMORY : 0; column < r.columns; column++) {
      if (!fresh) {
        if (!makeAtoms(ctx, func, r, v)) return improved;
        if (total(r, r.label) === 0) return improved;
        fresh = true;
      }
      const tried = expand(ctx, func, r, v, column, take !== 0);
      if (tried === UNTOUCHED) continue;
      fresh = false;
      if (tried === IMPROVED) improved = true;
    }
    if (r.steps < 0) break;
  }
  return improved;
}

/** Results of `expand`: the atoms are as they were, or must be made anew, because of a change or a change taken back. */
const UNTOUCHED = 0;
const IMPROVED = 1;
const UNDONE = 2;

/** Lets the atoms of a web for which it pays change to `column`; with `take` also where others have it. */
function expand(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  v: number,
  column: number,
  take: boolean,
): number {
  if (!chooseAtoms(ctx, func, r, column, take)) return UNTOUCHED;
  const before = total(r, r.label);
  if (!findCut(ctx, r, column)) return UNTOUCHED;
  const after = total(r, r.next);
  if (after >= before) return UNTOUCHED;
  if (r.numVictims === 0) {
    collectHomes(r);
    setHomes(ctx, r, v);
    return IMPROVED;
  }
  return takeFrom(ctx, func, r, v, column, before, after) ? IMPROVED : UNDONE;
}

/** Cuts the live range into atoms, with all that does not depend on a register to try. Returns false if there are too many. */
function makeAtoms(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, v: number): boolean {
  const { webLive, live, uses, webUses, slotInst, pieces } = ctx;
  const { marks, taken } = r;
  const leaves = ctx.leaves[r.cls] as Int32Array;
  const firstUse = webUses[v] * USE_STRIDE;
  const endUse = webUses[v + 1] * USE_STRIDE;
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const pos = uses[u + U_POS];
    marks[pos & ~1] = 1;
    if ((uses[u + U_KIND] & USE_HARD) === 0) continue;
    marks[(pos | 1) + 1] = 1;
    // What is read early can be in a register that the instruction writes.
    if ((pos & 1) === 0 && (uses[u + U_KIND] & USE_DEF) === 0 && leaves[(pos + 1) * LEAF_STRIDE + 1] !== 0)
      marks[pos + 1] = 1;
  }
  let n = 0;
  let p = webLive[v];
  for (let i = webLive[v]; i < webLive[v + 1] && n <= MAX_ATOMS; i++) {
    let at = live[2 * i];
    const to = live[2 * i + 1];
    let change = at;
    let label = IN_MEMORY;
    for (; at < to; at++) {
      let starts = at === live[2 * i];
      if (at === change) {
        while (p >= 0 && (columnOf(ctx, p) < 0 || pieces[p * PIECE_STRIDE + P_TO] <= at))
          p = pieces[p * PIECE_STRIDE + P_WEB_NEXT];
        if (p >= 0 && pieces[p * PIECE_STRIDE + P_FROM] <= at) {
          label = columnOf(ctx, p);
          change = pieces[p * PIECE_STRIDE + P_TO];
        } else {
          label = IN_MEMORY;
          change = p >= 0 ? pieces[p * PIECE_STRIDE + P_FROM] : to;
        }
        starts = true;
      }
      // Calls and fixed operands make registers free or taken.
      if (
        (at & 1) === 0 &&
        at > 0 &&
        (leaves[at * LEAF_STRIDE + 1] |
          leaves[(at + 1) * LEAF_STRIDE + 1] |
          leaves[(at - 1) * LEAF_STRIDE + 1] |
          leaves[(at - 2) * LEAF_STRIDE + 1]) !==
          0
      )
        starts = true;
      if (starts || marks[at] !== 0 || ((at & 1) === 0 && slotInst[at >> 1] < 0)) {
        if (n === MAX_ATOMS) {
          n++;
          break;
        }
        r.from[n] = at;
        r.label[n] = label;
        r.hard[n] = 0;
        r.stay[n] = 0;
        r.changeRegister[n] = 0;
        r.changeMemory[n] = 0;
        r.reserved[n] = 0;
        r.inUse[n] = 0;
        n++;
      }
      r.reserved[n - 1] |= leaves[at * LEAF_STRIDE + 1];
      r.inUse[n - 1] |= taken[at];
      r.to[n - 1] = at + 1;
    }
  }
  for (let u = firstUse; u < endUse; u += USE_STRIDE) {
    const pos = uses[u + U_POS];
    marks[pos & ~1] = 0;
    marks[pos | 1] = 0;
    marks[(pos | 1) + 1] = 0;
  }
  r.numAtoms = n;
  if (n > MAX_ATOMS) return false;
  addCosts(ctx, func, r, v);
  return true;
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

/** Adds the cost of an atom in one column, or memory, for an operand that wants column `wanted`. */
function wish(r: Residency, atom: number, wanted: number, weight: number): void {
  if (atom < 0) return;
  if (r.label[atom] !== wanted) r.stay[atom] += weight;
  r.changeRegister[atom] += weight;
  if (wanted === IN_MEMORY) return;
  r.changeMemory[atom] += weight;
  addMatch(r, atom, wanted, weight);
}

/** An atom in column `wanted` saves `weight`. */
function addMatch(r: Residency, atom: number, wanted: number, weight: number): void {
  const at = 3 * r.numMatches++;
  if (at + 3 > r.matches.length) r.matches = enlarge(r.matches, at + 3);
  r.matches[at] = atom;
  r.matches[at + 1] = wanted;
  r.matches[at + 2] = weight;
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
function addCosts(ctx: BacktrackingContext, func: RegallocFunction, r: Residency, v: number): void {
  const {
    uses,
    webUses,
    webLive,
    live,
    web,
    webBundle,
    slotInst,
    slotBlock,
    blockStart,
    blockWeight,
    webStart,
    pregColumn,
  } = ctx;
  const {
    operands,
    blockPreds,
    predEdges,
    edgeFrom,
    edgeTo,
    blockEdges,
    edgeArgStart,
    edgeArgs,
    blockParams,
    params,
    instOperands,
  } = func;
  const { from, to } = r;
  r.numLinks = 0;
  r.numMatches = 0;
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
        wish(
          r,
          atomAt(r, start),
          labelAt(ctx, web[operands[2 * input] & OPERAND_VREG_MASK], (pos & ~1) - 1),
          weight,
        );
      }
    } else if ((kind & USE_FIXED) !== 0) {
      const wanted = pregColumn[operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT];
      if (wanted >= 0)
        wish(r, (kind & USE_DEF) !== 0 ? atomAt(r, start) : atomAt(r, (pos & ~1) - 1), wanted, weight);
    } else if ((kind & USE_TIED) !== 0) {
      const result = web[operands[2 * ctx.tiedTo[o]] & OPERAND_VREG_MASK];
      wish(r, atomAt(r, (pos & ~1) - 1), labelAt(ctx, result, pos), weight);
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
          r.changeMemory[atom] += edgeCost(there, IN_MEMORY, edgeWeight, related);
          r.changeRegister[atom] += edgeWeight;
          if (there >= 0) addMatch(r, atom, there, edgeWeight);
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
        r.changeMemory[atom] += edgeCost(IN_MEMORY, there, edgeWeight, related);
        if (there >= 0) {
          r.changeRegister[atom] += edgeWeight;
          addMatch(r, atom, there, edgeWeight);
        } else if (!related) r.changeRegister[atom] += edgeWeight;
        break;
      }
    }
  }
  // As things stand: stored once, or at the passages into memory.
  const def = atomAt(r, start);
  let passages = 0;
  for (let k = 0; k < r.numLinks; k++) {
    const at = 4 * k;
    if (r.label[r.links[at]] !== IN_MEMORY && r.label[r.links[at + 1]] === IN_MEMORY)
      passages += r.links[at + 2];
  }
  r.storedAtDef = (def >= 0 && r.label[def] === IN_MEMORY) || passages === 0 || passages >= r.defStore;
}

/** Cost of an argument at one label for a parameter at another. */
function edgeCost(from: number, to: number, weight: number, related: boolean): number {
  if (from === to) return from === IN_MEMORY && !related ? weight : 0;
  return from !== IN_MEMORY && to === IN_MEMORY && related ? 0 : weight;
}

/**
 * Finds the atoms that could change to `column` and what that would cost each, numbers them, and notes whose register they
 * would take. False if none could, or nothing could be saved.
 */
function chooseAtoms(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  column: number,
  take: boolean,
): boolean {
  const { label, node, links, matches } = r;
  const n = r.numAtoms;
  let count = 0;
  let gain = 0;
  r.numVictims = 0;
  r.numConflicts = 0;
  for (let k = 0; k < n; k++) {
    node[k] = -1;
    if (label[k] === column) continue;
    if (column === IN_MEMORY) {
      if (r.hard[k] !== 0) continue;
      r.change[k] = r.changeMemory[k];
    } else {
      if (((r.reserved[k] >>> column) & 1) !== 0) continue;
      if (((r.inUse[k] >>> column) & 1) !== 0 && !(take && findOwners(ctx, func, r, k, column))) continue;
      r.change[k] = r.changeRegister[k];
    }
    node[k] = count++;
    gain += r.stay[k];
  }
  if (count === 0 || (take && r.numVictims === 0)) return false;
  for (let k = 0; k < r.numLinks; k++) {
    const i = links[4 * k];
    const j = links[4 * k + 1];
    if (label[i] !== label[j] && (node[i] >= 0 || node[j] >= 0))
      gain += linkCost(r, label[i], label[j], links[4 * k + 2], 0);
  }
  if (gain + r.defStore < r.leastGain || gain === 0) return false;
  for (let k = 0; k < r.numMatches; k++)
    if (matches[3 * k + 1] === column && node[matches[3 * k]] >= 0)
      r.change[matches[3 * k]] -= matches[3 * k + 2];
  r.numNodes = count;
  r.steps -= 1 + (count >> 4);
  return true;
}

/** Notes which webs have a column inside an atom; false if one cannot give it up, or there are too many. */
function findOwners(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  r: Residency,
  k: number,
  column: number,
): boolean {
  const { owner, columns } = r;
  const conflicts = r.numConflicts;
  const victims = r.numVictims;
  let last = NOBODY;
  for (let p = r.from[k]; p < r.to[k]; p++) {
    const other = owner[p * columns + column];
    if (other === last || other === NOBODY) continue;
    last = other;
    let j = 0;
    while (j < r.numVictims && r.victims[j] !== other) j++;
    if (j === r.numVictims) {
      if (j === MAX_VICTIMS || !isFlexible(ctx, func, other)) {
        r.numConflicts = conflicts;
        r.numVictims = victims;
        return false;
      }
      r.victims[r.numVictims++] = other;
    }
    const at = 2 * r.numConflicts++;
    if (at + 2 > r.conflicts.length) r.conflicts = enlarge(r.conflicts, at + 2);
    r.conflicts[at] = k;
    r.conflicts[at + 1] = j;
  }
  return true;
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

/** Finds which of the atoms chosen should change to `column` and fills `next`; false if none should. */
function findCut(ctx: BacktrackingContext, r: Residency, column: number): boolean {
  const { graph, links, label, node, balance, conflicts } = r;
  const n = r.numAtoms;
  const first = 2 + r.numVictims;
  graph.begin(first + r.numNodes);
  for (let k = 0; k < n; k++) if (node[k] >= 0) balance[k] = r.change[k] - r.stay[k];
  for (let j = 0; j < r.numVictims; j++) graph.addEdge(SOURCE, 2 + j, price(ctx, r, r.victims[j], column));
  // An atom on the sink's side changes.
  for (let k = 0; k < r.numConflicts; k++)
    graph.addEdge(2 + conflicts[2 * k + 1], first + node[conflicts[2 * k]], UNCUTTABLE);
  for (let k = 0; k < r.numLinks; k++) {
    const i = links[4 * k];
    const j = links[4 * k + 1];
    if (node[i] < 0 && node[j] < 0) continue;
    const weight = links[4 * k + 2];
    const shut = links[4 * k + 3];
    const a = linkCost(r, label[i], label[j], weight, shut);
    const b = linkCost(r, label[i], column, weight, shut);
    const c = linkCost(r, column, label[j], weight, shut);
    if (node[i] < 0) {
      balance[j] += b - a;
    } else if (node[j] < 0) {
      balance[i] += c - a;
    } else {
      balance[i] += c - a;
      balance[j] -= c;
      if (b + c > a) graph.addEdge(first + node[i], first + node[j], b + c - a);
    }
  }
  let hope = false;
  for (let k = 0; k < n; k++) {
    if (node[k] < 0) continue;
    if (balance[k] > 0) graph.addEdge(SOURCE, first + node[k], Math.min(balance[k], FORBIDDEN));
    else if (balance[k] < 0) {
      graph.addEdge(first + node[k], SINK, Math.min(-balance[k], FORBIDDEN));
      hope = true;
    }
  }
  if (!hope) return false;
  graph.cut();
  let changed = false;
  for (let k = 0; k < n; k++) {
    r.next[k] = label[k];
    if (node[k] < 0 || graph.isSource(first + node[k])) continue;
    r.next[k] = column;
    changed = true;
  }
  if (!changed) return false;
  // Only those that really are in the way.
  let kept = 0;
  for (let j = 0; j < r.numVictims; j++) {
    let met = false;
    for (let k = 0; k < r.numConflicts && !met; k++)
      met = conflicts[2 * k + 1] === j && r.next[conflicts[2 * k]] === column;
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
  return sum >> 3;
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
  return makeAtoms(ctx, func, r, v) ? total(r, r.label) : -1;
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
  const { victims, taking } = r;
  // Settling the victims fills `victims` and `homes` anew.
  for (let j = 0; j < numVictims; j++) taking[j] = victims[j];
  collectHomes(r);
  const numHomes = r.numHomes;
  const homes = (r.newHomes = reserve(r.newHomes, 3 * numHomes));
  for (let k = 0; k < 3 * numHomes; k++) homes[k] = r.homes[k];
  r.logSize = 0;
  logHomes(ctx, r, v);
  for (let j = 0; j < numVictims; j++) {
    logHomes(ctx, r, taking[j]);
    const cost = currentCost(ctx, func, r, taking[j]);
    if (cost < 0) return false;
    before += cost;
  }
  removeHomes(ctx, r, v);
  let done = true;
  for (let j = 0; j < numVictims; j++) subtract(ctx, r, taking[j], homes, numHomes, column);
  if (3 * numHomes > r.homes.length) r.homes = enlarge(r.homes, 3 * numHomes);
  for (let k = 0; k < 3 * numHomes; k++) r.homes[k] = homes[k];
  r.numHomes = numHomes;
  setHomes(ctx, r, v);
  for (let j = 0; j < numVictims && done; j++) done = repair(ctx, r, taking[j]);
  let after = costAfter;
  for (let j = 0; j < numVictims && done; j++) {
    settleWeb(ctx, func, r, taking[j], false);
    after += currentCost(ctx, func, r, taking[j]);
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
      if (k < numHomes && (homes[3 * k + 2] !== column || own !== column || homes[3 * k + 1] <= from))
        continue;
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
    const pos = uses[u + U_POS];
    // An early definition needs its place to the end of the instruction.
    if (
      (kind & (USE_DEF | USE_FIXED | USE_PARAM)) === USE_DEF &&
      labelAt(ctx, v, pos) !== labelAt(ctx, v, pos | 1)
    )
      return false;
    if ((kind & USE_HARD) === 0 || labelAt(ctx, v, pos) >= 0) continue;
    const from = (kind & USE_DEF) !== 0 ? webStart[v] : pos & ~1;
    const to = (kind & USE_DEF) !== 0 ? (pos | 1) + 1 : pos + 1;
    // A home in another register may reach into the instruction.
    if (labelAt(ctx, v, from) >= 0) return false;
    let column = 0;
    for (; column < r.columns; column++) {
      let free = true;
      for (let p = from; p < to && free; p++)
        free =
          r.owner[p * r.columns + column] === NOBODY && ((leaves[p * LEAF_STRIDE + 1] >>> column) & 1) === 0;
      if (free) break;
    }
    if (column === r.columns) return false;
    let n = 0;
    let placed = false;
    for (let p = ctx.webLive[v]; p >= 0 || !placed;) {
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
