/**
 * Which registers are taken where: one structure per class that answers for all registers of the class at once.
 *
 * A tree of register masks over positions. A leaf (one position) has the mask of columns occupied by pieces that end or
 * start within its group, and the mask of columns that the instruction reserves. A group (16 positions) and a super
 * group (512) have: columns whose piece covers the whole node (kept here, not in the leaves below), columns occupied
 * anywhere inside, columns reserved anywhere inside. To ask for a range is to OR a few words: the nodes that cover its
 * ends and those that make it up, at most 16 or 32 at either end of each level and one super group per 512 positions between. The
 * search for a free register is thus one walk, not one per register, and for the short ranges that most are, a handful
 * of loads.
 *
 * To find *who* is in the way, pieces are listed by the group in which they start and their column, and every group has
 * for each column the last piece that reached into it from before; the nodes' start masks skip groups in which none starts.
 * Only eviction asks that.
 *
 * Reserved registers: a clobber counts only for pieces that cover the early position too. A piece that starts at the
 * late position is a late def and may take a clobbered register, but not one reserved by a fixed operand there.
 */

import type { RegallocFunction } from "../function.ts";
import {
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REUSE,
  OPERAND_DEF,
  OPERAND_VREG_MASK,
} from "../operand.ts";
import {
  BF_CONTENT,
  BUNDLE_STRIDE,
  B_CLASS,
  B_COLUMN,
  B_FAMILY,
  B_FIRST,
  B_FLAGS,
  B_MASK,
  B_SIZE,
  B_WEIGHT,
  type BacktrackingContext,
  GROUP_SHIFT,
  LEAF_STRIDE,
  NODE_STRIDE,
  N_ANY,
  N_FIXED,
  N_FULL,
  N_START,
  PIECE_STRIDE,
  P_BUNDLE,
  P_FROM,
  P_NEXT,
  P_TO,
  P_WEB,
  SUPER_SHIFT,
  enlarge,
} from "./context.ts";

const GROUP = 1 << GROUP_SHIFT;
const GROUP_MASK = GROUP - 1;
const SUPER_STEP = SUPER_SHIFT - GROUP_SHIFT;
const SUPER_GROUP_MASK = (1 << SUPER_STEP) - 1;

/**
 * ORs the masks of occupied and reserved columns over the positions from .. to of a class into `probeOccupied` and
 * `probeFixed`.
 */
export function probeRange(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  c: number,
  from: number,
  to: number,
): void {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  let occupied = ctx.probeOccupied;
  let fixed = ctx.probeFixed;
  let p = from;
  if ((from & 1) !== 0) {
    // A late def: see the file header about clobbers.
    occupied |= leaves[p * LEAF_STRIDE];
    const here = leaves[p * LEAF_STRIDE + 1];
    if (here !== 0) {
      const inst = ctx.slotInst[p >> 1];
      fixed |= func.instClobbers[inst] === 0 ? here : fixedAtLate(ctx, func, inst, c);
    }
    p++;
  }
  const firstGroup = from >> GROUP_SHIFT;
  const lastGroup = (to - 1) >> GROUP_SHIFT;
  occupied |= groups[firstGroup * NODE_STRIDE + N_FULL] | groups[lastGroup * NODE_STRIDE + N_FULL];
  occupied |=
    supers[(firstGroup >> SUPER_STEP) * NODE_STRIDE + N_FULL] |
    supers[(lastGroup >> SUPER_STEP) * NODE_STRIDE + N_FULL];
  if (firstGroup === lastGroup) {
    for (; p < to; p++) {
      occupied |= leaves[p * LEAF_STRIDE];
      fixed |= leaves[p * LEAF_STRIDE + 1];
    }
    ctx.probeOccupied = occupied;
    ctx.probeFixed = fixed;
    return;
  }
  const headEnd = (p + GROUP_MASK) & ~GROUP_MASK;
  for (; p < headEnd; p++) {
    occupied |= leaves[p * LEAF_STRIDE];
    fixed |= leaves[p * LEAF_STRIDE + 1];
  }
  for (let t = to & ~GROUP_MASK; t < to; t++) {
    occupied |= leaves[t * LEAF_STRIDE];
    fixed |= leaves[t * LEAF_STRIDE + 1];
  }
  let g = headEnd >> GROUP_SHIFT;
  const groupEnd = to >> GROUP_SHIFT;
  while (g < groupEnd) {
    if ((g & SUPER_GROUP_MASK) === 0 && g + SUPER_GROUP_MASK < groupEnd) {
      const s = (g >> SUPER_STEP) * NODE_STRIDE;
      occupied |= supers[s + N_ANY];
      fixed |= supers[s + N_FIXED];
      g += SUPER_GROUP_MASK + 1;
    } else {
      const n = g * NODE_STRIDE;
      occupied |= groups[n + N_ANY] | supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
      fixed |= groups[n + N_FIXED];
      g++;
    }
  }
  ctx.probeOccupied = occupied;
  ctx.probeFixed = fixed;
}

/** Columns that fixed operands, not clobbers, reserve at the late position of an instruction. */
function fixedAtLate(ctx: BacktrackingContext, func: RegallocFunction, inst: number, c: number): number {
  const { operands, instOperands } = func;
  const first = instOperands[inst];
  let mask = 0;
  for (let o = first; o < instOperands[inst + 1]; o++) {
    const p = fixedPreg(func, first, o);
    if (p < 0 || p >>> 6 !== c || ctx.pregColumn[p] < 0) continue;
    // Early uses are gone by then.
    if (operands[2 * o] >= 0 && (operands[2 * o] & OPERAND_DEF) === 0) continue;
    mask |= 1 << ctx.pregColumn[p];
  }
  return mask;
}

/** The physical register an operand is bound to by itself or through the input it reuses, or -1. */
function fixedPreg(func: RegallocFunction, first: number, o: number): number {
  const word1 = func.operands[2 * o + 1];
  const constraint = word1 & CONSTRAINT_MASK;
  if (constraint === CONSTRAINT_FIXED || constraint === CONSTRAINT_PHYSICAL)
    return word1 >>> CONSTRAINT_ARG_SHIFT;
  if (constraint === CONSTRAINT_REUSE) {
    const input1 = func.operands[2 * (first + (word1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
    if ((input1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED) return input1 >>> CONSTRAINT_ARG_SHIFT;
  }
  return -1;
}

/** Pieces probed although no column is free any more, to learn which ones eviction could free. */
const PROBE_PIECES = 24;
/**
 * Probing a bundle over more positions than this ends where no column is left. Cut piece by piece from the front it would
 * be probed to its end each time, which is quadratic.
 */
const HUGE_SIZE = 16_384;

/**
 * Probes the pieces of a bundle. Of a bundle with many pieces only as many as it takes to know that no column of `mask`
 * is free; then `probeComplete` is false and the reserved columns are not all known. The piece in which the last free
 * column gets lost is left in `cutPiece`, the columns free before it in `cutFree`.
 */
export function probeBundle(ctx: BacktrackingContext, func: RegallocFunction, b: number, mask: number): void {
  const { pieces, bundles } = ctx;
  const c = bundles[b * BUNDLE_STRIDE + B_CLASS];
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  let occupied = 0;
  let fixed = 0;
  let cutPiece = -1;
  let cutFree = mask;
  let complete = true;
  const huge = bundles[b * BUNDLE_STRIDE + B_SIZE] > HUGE_SIZE;
  let n = 0;
  for (let p = bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    // The same as `probeRange`, which is worth repeating: most of the time of placing is spent here.
    let at = pieces[p * PIECE_STRIDE + P_FROM];
    const to = pieces[p * PIECE_STRIDE + P_TO];
    const firstGroup = at >> GROUP_SHIFT;
    const lastGroup = (to - 1) >> GROUP_SHIFT;
    if ((at & 1) !== 0) {
      occupied |= leaves[at * LEAF_STRIDE];
      const here = leaves[at * LEAF_STRIDE + 1];
      if (here !== 0) {
        const inst = ctx.slotInst[at >> 1];
        fixed |= func.instClobbers[inst] === 0 ? here : fixedAtLate(ctx, func, inst, c);
      }
      at++;
    }
    occupied |=
      groups[firstGroup * NODE_STRIDE + N_FULL] | supers[(firstGroup >> SUPER_STEP) * NODE_STRIDE + N_FULL];
    if (firstGroup === lastGroup) {
      for (; at < to; at++) {
        occupied |= leaves[at * LEAF_STRIDE];
        fixed |= leaves[at * LEAF_STRIDE + 1];
      }
    } else {
      occupied |=
        groups[lastGroup * NODE_STRIDE + N_FULL] | supers[(lastGroup >> SUPER_STEP) * NODE_STRIDE + N_FULL];
      const headEnd = (at + GROUP_MASK) & ~GROUP_MASK;
      for (; at < headEnd; at++) {
        occupied |= leaves[at * LEAF_STRIDE];
        fixed |= leaves[at * LEAF_STRIDE + 1];
      }
      for (let t = to & ~GROUP_MASK; t < to; t++) {
        occupied |= leaves[t * LEAF_STRIDE];
        fixed |= leaves[t * LEAF_STRIDE + 1];
      }
      let g = headEnd >> GROUP_SHIFT;
      const groupEnd = to >> GROUP_SHIFT;
      while (g < groupEnd) {
        if ((g & SUPER_GROUP_MASK) === 0 && g + SUPER_GROUP_MASK < groupEnd) {
          const s = (g >> SUPER_STEP) * NODE_STRIDE;
          occupied |= supers[s + N_ANY];
          fixed |= supers[s + N_FIXED];
          g += SUPER_GROUP_MASK + 1;
          if (huge && (mask & ~(occupied | fixed)) === 0) {
            complete = false;
            break;
          }
        } else {
          occupied |= groups[g * NODE_STRIDE + N_ANY] | supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
          fixed |= groups[g * NODE_STRIDE + N_FIXED];
          g++;
        }
      }
    }
    if (!complete) {
      if (cutPiece < 0) cutPiece = p;
      break;
    }
    n++;
    const free = mask & ~(occupied | fixed);
    if (free !== 0) {
      cutFree = free;
      continue;
    }
    if (cutPiece < 0) cutPiece = p;
    if ((mask & ~fixed) === 0) break;
    if (n >= PROBE_PIECES) {
      complete = pieces[p * PIECE_STRIDE + P_NEXT] < 0;
      break;
    }
  }
  ctx.probeOccupied = occupied;
  ctx.probeFixed = fixed;
  ctx.probeComplete = complete;
  ctx.cutPiece = cutPiece;
  ctx.cutFree = cutFree;
}

/**
 * Whether the only reservations of `column` in the bundle's pieces are those of its own webs, so that giving it this
 * column makes their copies disappear. Looks at no more than `limit` positions that reserve something.
 */
export function ownsReservations(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  b: number,
  column: number,
  preg: number,
  limit: number,
): boolean {
  const { pieces, bundles } = ctx;
  const c = bundles[b * BUNDLE_STRIDE + B_CLASS];
  let steps = limit;
  for (let p = bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    steps = pieceOwns(ctx, func, p, c, column, preg, steps);
    if (steps < 0) return false;
  }
  return true;
}

/** The same for one piece: the steps left of `limit`, or -1 when a reservation is another's or the steps ran out. */
export function pieceOwns(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  p: number,
  c: number,
  column: number,
  preg: number,
  limit: number,
): number {
  const { pieces, web, slotInst } = ctx;
  const bit = 1 << column;
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const { operands, instOperands } = func;
  let steps = limit;
  const from = pieces[p * PIECE_STRIDE + P_FROM];
  const to = pieces[p * PIECE_STRIDE + P_TO];
  const v = pieces[p * PIECE_STRIDE + P_WEB];
  let at = from;
  while (at < to) {
    if ((groups[(at >> GROUP_SHIFT) * NODE_STRIDE + N_FIXED] & bit) === 0) {
      at = (at | GROUP_MASK) + 1;
      if (--steps < 0) return -1;
      continue;
    }
    const stop = Math.min(to, (at | GROUP_MASK) + 1);
    for (; at < stop; at++) {
      if ((leaves[at * LEAF_STRIDE + 1] & bit) === 0) continue;
      if (--steps < 0) return -1;
      const inst = slotInst[at >> 1];
      const first = instOperands[inst];
      const late = (at & 1) !== 0;
      let own = false;
      let foreign = false;
      for (let o = first; o < instOperands[inst + 1]; o++) {
        if (fixedPreg(func, first, o) !== preg) continue;
        const word0 = operands[2 * o];
        const isDef = (word0 & OPERAND_DEF) !== 0;
        if (late ? !isDef && word0 >= 0 : isDef && word0 < 0) continue;
        if (
          isDef ||
          (operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_PHYSICAL ||
          web[word0 & OPERAND_VREG_MASK] !== v
        )
          foreign = true;
        else own = true;
      }
      if (foreign) return -1;
      // Nobody's operand: a clobber, which spares a piece that starts here. And an own late use in a register that
      // is clobbered cannot be (the input rules exclude it).
      if (!own && !(late && at === from)) return -1;
    }
  }
  return steps;
}

/** Marks the bundle's pieces as occupying `column`. */
export function occupy(ctx: BacktrackingContext, b: number, column: number): void {
  const { pieces, bundles, startNext } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  const columns = ctx.columns[c];
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const starts = ctx.starts[c] as Int32Array;
  const covers = ctx.covers[c] as Int32Array;
  const bit = 1 << column;
  bundles[at + B_COLUMN] = column;
  for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    const from = pieces[p * PIECE_STRIDE + P_FROM];
    setRange(ctx, c, from, pieces[p * PIECE_STRIDE + P_TO], bit);
    const g = from >> GROUP_SHIFT;
    const list = g * columns + column;
    startNext[p] = starts[list];
    starts[list] = p;
    const last = (pieces[p * PIECE_STRIDE + P_TO] - 1) >> GROUP_SHIFT;
    for (let k = g + 1; k <= last; k++) covers[k * columns + column] = p;
    groups[g * NODE_STRIDE + N_START] |= bit;
    supers[(g >> SUPER_STEP) * NODE_STRIDE + N_START] |= bit;
  }
}

/** Puts the bundle into one of the columns of `free`: the family's last, or its partner's, if it is among them. */
export function placeIn(ctx: BacktrackingContext, b: number, free: number): void {
  const family = ctx.bundles[b * BUNDLE_STRIDE + B_FAMILY];
  let column = ctx.familyHint[family];
  if (column < 0 || ((free >>> column) & 1) === 0) {
    const partner = ctx.familyPartner[family];
    column = partner >= 0 ? ctx.familyHint[partner] : -1;
    if (column < 0 || ((free >>> column) & 1) === 0)
      column = 31 - Math.clz32(ctx.lastColumns ? free : free & -free);
  }
  occupy(ctx, b, column);
  ctx.familyHint[family] = column;
}

/**
 * Places a bundle of one piece over fewer than `GROUP` positions in a free column, chosen as `placeIn` does; returns
 * false when there is none, or when `wish`, if it is not -1, is not free. Most bundles end here: probing and occupying in one go costs a third of the general way.
 */
export function placeShort(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  b: number,
  wish: number,
): boolean {
  const { bundles, pieces } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const p = bundles[at + B_FIRST];
  const from = pieces[p * PIECE_STRIDE + P_FROM];
  const to = pieces[p * PIECE_STRIDE + P_TO];
  const g = from >> GROUP_SHIFT;
  const last = (to - 1) >> GROUP_SHIFT;
  let taken =
    groups[g * NODE_STRIDE + N_FULL] |
    groups[last * NODE_STRIDE + N_FULL] |
    supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL] |
    supers[(last >> SUPER_STEP) * NODE_STRIDE + N_FULL];
  let q = from;
  if ((from & 1) !== 0) {
    const here = leaves[from * LEAF_STRIDE + 1];
    taken |= leaves[from * LEAF_STRIDE];
    if (here !== 0) {
      const inst = ctx.slotInst[from >> 1];
      taken |= func.instClobbers[inst] === 0 ? here : fixedAtLate(ctx, func, inst, c);
    }
    q++;
  }
  const end = to * LEAF_STRIDE;
  for (q *= LEAF_STRIDE; q < end; q += LEAF_STRIDE) taken |= leaves[q] | leaves[q + 1];
  const free = bundles[at + B_MASK] & ~taken;
  if (free === 0) return false;
  const family = bundles[at + B_FAMILY];
  let column = wish;
  if (wish >= 0) {
    if (((free >>> wish) & 1) === 0) return false;
    bundles[at + B_FLAGS] |= BF_CONTENT;
  } else column = ctx.familyHint[family];
  if (column < 0 || ((free >>> column) & 1) === 0) {
    const partner = ctx.familyPartner[family];
    column = partner >= 0 ? ctx.familyHint[partner] : -1;
    if (column < 0 || ((free >>> column) & 1) === 0)
      column = 31 - Math.clz32(ctx.lastColumns ? free : free & -free);
  }
  ctx.familyHint[family] = column;
  bundles[at + B_COLUMN] = column;
  const bit = 1 << column;
  for (q = from * LEAF_STRIDE; q < end; q += LEAF_STRIDE) leaves[q] |= bit;
  const columns = ctx.columns[c];
  groups[g * NODE_STRIDE + N_ANY] |= bit;
  groups[g * NODE_STRIDE + N_START] |= bit;
  supers[(g >> SUPER_STEP) * NODE_STRIDE + N_ANY] |= bit;
  supers[(g >> SUPER_STEP) * NODE_STRIDE + N_START] |= bit;
  if (last !== g) {
    groups[last * NODE_STRIDE + N_ANY] |= bit;
    supers[(last >> SUPER_STEP) * NODE_STRIDE + N_ANY] |= bit;
    (ctx.covers[c] as Int32Array)[last * columns + column] = p;
  }
  const starts = ctx.starts[c] as Int32Array;
  const list = g * columns + column;
  ctx.startNext[p] = starts[list];
  starts[list] = p;
  return true;
}

/** Takes the bundle out of its register. */
export function vacate(ctx: BacktrackingContext, b: number): void {
  const { pieces, bundles, startNext } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  const column = bundles[at + B_COLUMN];
  const columns = ctx.columns[c];
  const groups = ctx.groups[c] as Int32Array;
  const starts = ctx.starts[c] as Int32Array;
  const bit = 1 << column;
  for (let p = bundles[at + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    const from = pieces[p * PIECE_STRIDE + P_FROM];
    clearRange(ctx, c, from, pieces[p * PIECE_STRIDE + P_TO], bit);
    const g = from >> GROUP_SHIFT;
    const list = g * columns + column;
    if (starts[list] === p) {
      starts[list] = startNext[p];
    } else {
      let k = starts[list];
      while (startNext[k] !== p) k = startNext[k];
      startNext[k] = startNext[p];
    }
    // A super group's start mask may keep a bit too many: searches look into its groups.
    if (starts[list] < 0) groups[g * NODE_STRIDE + N_START] &= ~bit;
  }
}

/** Marks positions as occupied in the columns of `bit`. */
export function setRange(ctx: BacktrackingContext, c: number, from: number, to: number, bit: number): void {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const firstGroup = from >> GROUP_SHIFT;
  const lastGroup = (to - 1) >> GROUP_SHIFT;
  groups[firstGroup * NODE_STRIDE + N_ANY] |= bit;
  groups[lastGroup * NODE_STRIDE + N_ANY] |= bit;
  supers[(firstGroup >> SUPER_STEP) * NODE_STRIDE + N_ANY] |= bit;
  supers[(lastGroup >> SUPER_STEP) * NODE_STRIDE + N_ANY] |= bit;
  if (firstGroup === lastGroup && to - from < GROUP) {
    for (let p = from; p < to; p++) leaves[p * LEAF_STRIDE] |= bit;
    return;
  }
  const headEnd = (from + GROUP_MASK) & ~GROUP_MASK;
  for (let p = from; p < headEnd; p++) leaves[p * LEAF_STRIDE] |= bit;
  for (let p = to & ~GROUP_MASK; p < to; p++) leaves[p * LEAF_STRIDE] |= bit;
  let g = headEnd >> GROUP_SHIFT;
  const groupEnd = to >> GROUP_SHIFT;
  while (g < groupEnd) {
    const s = (g >> SUPER_STEP) * NODE_STRIDE;
    if ((g & SUPER_GROUP_MASK) === 0 && g + SUPER_GROUP_MASK < groupEnd) {
      supers[s + N_FULL] |= bit;
      supers[s + N_ANY] |= bit;
      g += SUPER_GROUP_MASK + 1;
    } else {
      groups[g * NODE_STRIDE + N_FULL] |= bit;
      groups[g * NODE_STRIDE + N_ANY] |= bit;
      supers[s + N_ANY] |= bit;
      g++;
    }
  }
}

/** Takes positions out of the columns of `bit`. */
export function clearRange(ctx: BacktrackingContext, c: number, from: number, to: number, bit: number): void {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const firstGroup = from >> GROUP_SHIFT;
  const lastGroup = (to - 1) >> GROUP_SHIFT;
  if (firstGroup === lastGroup && to - from < GROUP) {
    for (let p = from; p < to; p++) leaves[p * LEAF_STRIDE] &= ~bit;
  } else {
    const headEnd = (from + GROUP_MASK) & ~GROUP_MASK;
    for (let p = from; p < headEnd; p++) leaves[p * LEAF_STRIDE] &= ~bit;
    for (let p = to & ~GROUP_MASK; p < to; p++) leaves[p * LEAF_STRIDE] &= ~bit;
    let g = headEnd >> GROUP_SHIFT;
    const groupEnd = to >> GROUP_SHIFT;
    while (g < groupEnd) {
      const s = (g >> SUPER_STEP) * NODE_STRIDE;
      if ((g & SUPER_GROUP_MASK) === 0 && g + SUPER_GROUP_MASK < groupEnd) {
        supers[s + N_FULL] &= ~bit;
        supers[s + N_ANY] &= ~bit;
        g += SUPER_GROUP_MASK + 1;
      } else {
        groups[g * NODE_STRIDE + N_FULL] &= ~bit;
        groups[g * NODE_STRIDE + N_ANY] &= ~bit;
        g++;
      }
    }
  }
  const cleared = refreshGroup(leaves, groups, firstGroup, bit);
  if (firstGroup === lastGroup) {
    if (cleared) refreshSuper(groups, supers, firstGroup >> SUPER_STEP, bit);
    return;
  }
  refreshGroup(leaves, groups, lastGroup, bit);
  refreshSuper(groups, supers, firstGroup >> SUPER_STEP, bit);
  if (lastGroup >> SUPER_STEP !== firstGroup >> SUPER_STEP)
    refreshSuper(groups, supers, lastGroup >> SUPER_STEP, bit);
}

/** Brings a group's summary up to date after a column was cleared in its leaves; returns whether the bit went away. */
function refreshGroup(leaves: Int32Array, groups: Int32Array, g: number, bit: number): boolean {
  const n = g * NODE_STRIDE;
  if ((groups[n + N_FULL] & bit) !== 0) return false;
  const start = (g << GROUP_SHIFT) * LEAF_STRIDE;
  let any = 0;
  for (let k = 0; k < GROUP; k++) any |= leaves[start + k * LEAF_STRIDE];
  if ((any & bit) !== 0) return false;
  groups[n + N_ANY] &= ~bit;
  return true;
}

function refreshSuper(groups: Int32Array, supers: Int32Array, s: number, bit: number): void {
  const n = s * NODE_STRIDE;
  if ((supers[n + N_FULL] & bit) !== 0) return;
  const first = s << SUPER_STEP;
  const end = Math.min(first + SUPER_GROUP_MASK + 1, Math.floor(groups.length / NODE_STRIDE));
  let any = 0;
  for (let g = first; g < end; g++) any |= groups[g * NODE_STRIDE + N_ANY];
  if ((any & bit) === 0) supers[n + N_ANY] &= ~bit;
}

/** The piece in `column` that covers position `at`, or -1. */
export function pieceAt(ctx: BacktrackingContext, c: number, column: number, at: number): number {
  const { pieces, startNext } = ctx;
  const bit = 1 << column;
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const starts = ctx.starts[c] as Int32Array;
  const columns = ctx.columns[c];
  const g = at >> GROUP_SHIFT;
  const here =
    leaves[at * LEAF_STRIDE] |
    groups[g * NODE_STRIDE + N_FULL] |
    supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
  if ((here & bit) === 0) return -1;
  if ((groups[g * NODE_STRIDE + N_START] & bit) !== 0) {
    let best = -1;
    let bestFrom = -1;
    for (let p = starts[g * columns + column]; p >= 0; p = startNext[p]) {
      const from = pieces[p * PIECE_STRIDE + P_FROM];
      if (from <= at && from > bestFrom) {
        best = p;
        bestFrom = from;
      }
    }
    if (best >= 0) return best;
  }
  return (ctx.covers[c] as Int32Array)[g * columns + column];
}

/**
 * Collects the bundles that occupy `column` anywhere in bundle `b`'s pieces into `conflicts` and returns the largest
 * weight among them, or -1 as soon as one weighs `limit` or more, or more than `maxSteps` places were looked at.
 */
export function collectConflicts(
  ctx: BacktrackingContext,
  b: number,
  column: number,
  limit: number,
  maxSteps: number,
): number {
  const { pieces, bundles, startNext } = ctx;
  const c = bundles[b * BUNDLE_STRIDE + B_CLASS];
  const bit = 1 << column;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const starts = ctx.starts[c] as Int32Array;
  const columns = ctx.columns[c];
  let steps = maxSteps;
  let heaviest = 0;
  let n = 0;
  for (let p = bundles[b * BUNDLE_STRIDE + B_FIRST]; p >= 0; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
    const from = pieces[p * PIECE_STRIDE + P_FROM];
    const to = pieces[p * PIECE_STRIDE + P_TO];
    if (--steps < 0) return -1;
    const covering = pieceAt(ctx, c, column, from);
    if (covering >= 0) {
      const other = pieces[covering * PIECE_STRIDE + P_BUNDLE];
      const weight = bundles[other * BUNDLE_STRIDE + B_WEIGHT];
      if (weight >= limit) return -1;
      if (weight > heaviest) heaviest = weight;
      if (n === 0 || ctx.conflicts[n - 1] !== other) {
        if (n === ctx.conflicts.length) ctx.conflicts = enlarge(ctx.conflicts, n + 1);
        ctx.conflicts[n++] = other;
      }
    }
    const last = (to - 1) >> GROUP_SHIFT;
    let g = from >> GROUP_SHIFT;
    while (g <= last) {
      if ((g & SUPER_GROUP_MASK) === 0 && (supers[(g >> SUPER_STEP) * NODE_STRIDE + N_START] & bit) === 0) {
        g += SUPER_GROUP_MASK + 1;
        continue;
      }
      if ((groups[g * NODE_STRIDE + N_START] & bit) !== 0) {
        for (let k = starts[g * columns + column]; k >= 0; k = startNext[k]) {
          const start = pieces[k * PIECE_STRIDE + P_FROM];
          if (start <= from || start >= to) continue;
          if (--steps < 0) return -1;
          const other = pieces[k * PIECE_STRIDE + P_BUNDLE];
          const weight = bundles[other * BUNDLE_STRIDE + B_WEIGHT];
          if (weight >= limit) return -1;
          if (weight > heaviest) heaviest = weight;
          if (ctx.conflicts[n - 1] !== other || n === 0) {
            if (n === ctx.conflicts.length) ctx.conflicts = enlarge(ctx.conflicts, n + 1);
            ctx.conflicts[n++] = other;
          }
        }
      }
      g++;
    }
  }
  ctx.numConflicts = n;
  return heaviest;
}

/**
 * The column of `columns` whose heaviest occupant over the bundle's pieces is lightest, if that is lighter than `limit`;
 * else -1. Gives a column up after `maxSteps` occupants.
 */
export function lightestColumn(
  ctx: BacktrackingContext,
  b: number,
  columns: number,
  limit: number,
  maxSteps: number,
): number {
  const { pieces, bundles, startNext } = ctx;
  const at = b * BUNDLE_STRIDE;
  const c = bundles[at + B_CLASS];
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  const starts = ctx.starts[c] as Int32Array;
  const covers = ctx.covers[c] as Int32Array;
  const width = ctx.columns[c];
  const first = bundles[at + B_FIRST];
  let best = -1;
  let left = columns;
  while (left !== 0) {
    const bit = left & -left;
    left ^= bit;
    const column = 31 - Math.clz32(bit);
    let steps = maxSteps;
    let heaviest = 0;
    for (let p = first; p >= 0 && heaviest < limit; p = pieces[p * PIECE_STRIDE + P_NEXT]) {
      const from = pieces[p * PIECE_STRIDE + P_FROM];
      const to = pieces[p * PIECE_STRIDE + P_TO];
      let g = from >> GROUP_SHIFT;
      if (--steps < 0) {
        heaviest = limit;
        break;
      }
      // Who covers the start.
      const here =
        leaves[from * LEAF_STRIDE] |
        groups[g * NODE_STRIDE + N_FULL] |
        supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
      if ((here & bit) !== 0) {
        let owner = -1;
        let ownerFrom = -1;
        if ((groups[g * NODE_STRIDE + N_START] & bit) !== 0) {
          for (let k = starts[g * width + column]; k >= 0; k = startNext[k]) {
            const start = pieces[k * PIECE_STRIDE + P_FROM];
            if (start <= from && start > ownerFrom) {
              owner = k;
              ownerFrom = start;
            }
          }
        }
        if (owner < 0) owner = covers[g * width + column];
        const weight = bundles[pieces[owner * PIECE_STRIDE + P_BUNDLE] * BUNDLE_STRIDE + B_WEIGHT];
        if (weight > heaviest) heaviest = weight;
      }
      // Who starts inside.
      const last = (to - 1) >> GROUP_SHIFT;
      while (g <= last && heaviest < limit) {
        if ((g & SUPER_GROUP_MASK) === 0 && (supers[(g >> SUPER_STEP) * NODE_STRIDE + N_START] & bit) === 0) {
          g += SUPER_GROUP_MASK + 1;
          continue;
        }
        if ((groups[g * NODE_STRIDE + N_START] & bit) !== 0) {
          for (let k = starts[g * width + column]; k >= 0; k = startNext[k]) {
            const start = pieces[k * PIECE_STRIDE + P_FROM];
            if (start <= from || start >= to) continue;
            const weight = bundles[pieces[k * PIECE_STRIDE + P_BUNDLE] * BUNDLE_STRIDE + B_WEIGHT];
            if (weight > heaviest) heaviest = weight;
            if (--steps < 0) heaviest = limit;
          }
        }
        g++;
      }
    }
    if (heaviest >= limit) continue;
    best = column;
    limit = heaviest;
    if (heaviest === 0) break;
  }
  return best;
}

/**
 * The position at which the last column of `mask` gets taken, walking on from `from`, or `to` if some stay free; the
 * columns free up to there are left in `probeOccupied` as a mask of *free* columns.
 */
export function freePrefix(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  c: number,
  from: number,
  to: number,
  mask: number,
): number {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  let free = mask;
  let p = from;
  if ((from & 1) !== 0) {
    const inst = ctx.slotInst[p >> 1];
    const fixed =
      func.instClobbers[inst] === 0 ? leaves[p * LEAF_STRIDE + 1] : fixedAtLate(ctx, func, inst, c);
    const g = p >> GROUP_SHIFT;
    free &= ~(
      leaves[p * LEAF_STRIDE] |
      fixed |
      groups[g * NODE_STRIDE + N_FULL] |
      supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL]
    );
    if (free === 0) {
      ctx.probeOccupied = mask;
      return from;
    }
    p++;
  }
  while (p < to) {
    const g = p >> GROUP_SHIFT;
    const full = groups[g * NODE_STRIDE + N_FULL] | supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
    const n = g * NODE_STRIDE;
    if ((p & GROUP_MASK) === 0 && p + GROUP <= to) {
      const next = free & ~(full | groups[n + N_ANY] | groups[n + N_FIXED]);
      if (next !== 0) {
        free = next;
        p += GROUP;
        continue;
      }
    }
    const stop = Math.min(to, (p | GROUP_MASK) + 1);
    for (; p < stop; p++) {
      const next = free & ~(full | leaves[p * LEAF_STRIDE] | leaves[p * LEAF_STRIDE + 1]);
      if (next === 0) {
        ctx.probeOccupied = free;
        return p;
      }
      free = next;
    }
  }
  ctx.probeOccupied = free;
  return to;
}

/** The first position from .. to that is occupied or reserved in the column of `bit`, or `to`. */
export function firstTaken(
  ctx: BacktrackingContext,
  c: number,
  from: number,
  to: number,
  bit: number,
): number {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  let p = from;
  while (p < to) {
    const g = p >> GROUP_SHIFT;
    const full = groups[g * NODE_STRIDE + N_FULL] | supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
    if ((full & bit) !== 0) return p;
    const stop = Math.min(to, (p | GROUP_MASK) + 1);
    if (((groups[g * NODE_STRIDE + N_ANY] | groups[g * NODE_STRIDE + N_FIXED]) & bit) === 0) p = stop;
    for (; p < stop; p++) if (((leaves[p * LEAF_STRIDE] | leaves[p * LEAF_STRIDE + 1]) & bit) !== 0) return p;
  }
  return to;
}

/** One more than the last position from .. to that is occupied or reserved in the column of `bit`, or `from`. */
export function lastTaken(
  ctx: BacktrackingContext,
  c: number,
  from: number,
  to: number,
  bit: number,
): number {
  const leaves = ctx.leaves[c] as Int32Array;
  const groups = ctx.groups[c] as Int32Array;
  const supers = ctx.supers[c] as Int32Array;
  let p = to;
  while (p > from) {
    const g = (p - 1) >> GROUP_SHIFT;
    const full = groups[g * NODE_STRIDE + N_FULL] | supers[(g >> SUPER_STEP) * NODE_STRIDE + N_FULL];
    if ((full & bit) !== 0) return p;
    const stop = Math.max(from, g << GROUP_SHIFT);
    if (((groups[g * NODE_STRIDE + N_ANY] | groups[g * NODE_STRIDE + N_FIXED]) & bit) === 0) p = stop;
    for (; p > stop; p--)
      if (((leaves[(p - 1) * LEAF_STRIDE] | leaves[(p - 1) * LEAF_STRIDE + 1]) & bit) !== 0) return p;
  }
  return from;
}
