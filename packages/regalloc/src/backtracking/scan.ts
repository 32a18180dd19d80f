/**
 * First phase: one walk over the function that numbers slots, joins move copies into webs, gathers the use records of
 * every web in ascending position, and writes what instructions reserve into the occupancy trees.
 *
 * Fixed registers are not requests of a web. A use fixed to r is a reservation of r at that position, owned by the web,
 * and a copy into r in the gap before; a def fixed to r is a reservation and a copy out of r in the gap after. The web
 * itself is live only up to, or from, that gap. When its bundle gets r anyway (the allocator tries: see `hintColumn`)
 * there is nothing to copy. So bundles never hold contradicting constraints and never have to be split for them.
 *
 * A reused input is likewise a copy in the gap before into the register of the result, which is live from the early
 * position on. If the input dies there the two do not overlap, are merged, and the copy vanishes.
 */

import type { RegallocFunction } from "../function.ts";
import { INST_MOVE, RegallocFunction as Func } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NUM_CLASSES,
  OPERAND_DEF,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
  allocReg,
} from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import {
  BF_FIXED,
  BF_LIMIT,
  BF_STACK,
  BF_TIED,
  type BacktrackingContext,
  GROUP_SHIFT,
  KIND_LIMIT_SHIFT,
  LEAF_STRIDE,
  NODE_STRIDE,
  N_FIXED,
  SUPER_SHIFT,
  USE_ANY,
  USE_ARG,
  USE_DEF,
  USE_FIXED,
  USE_HARD,
  USE_PARAM,
  USE_REUSE,
  USE_STACK,
  USE_STRIDE,
  USE_TIED,
  U_POS,
  WEIGHT_MAX,
  reserve,
} from "./context.ts";

/** Instructions with more operands than this only tie the operand that the reuse constraint names. */
const TIE_SEARCH_LIMIT = 16;

export function scan(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  numberSlots(ctx, func);
  resetOccupancy(ctx, func, env);
  countUses(ctx, func);
  fillUses(ctx, func, output);
}

function numberSlots(ctx: BacktrackingContext, func: RegallocFunction): void {
  const numBlocks = func.numBlocks;
  const numSlots = func.numInsts + numBlocks;
  ctx.numBlocks = numBlocks;
  ctx.numSlots = numSlots;
  ctx.numVregs = func.numVregs;
  const slotInst = (ctx.slotInst = reserve(ctx.slotInst, numSlots + 1));
  const slotBlock = (ctx.slotBlock = reserve(ctx.slotBlock, numSlots + 1));
  const blockStart = (ctx.blockStart = reserve(ctx.blockStart, numBlocks + 1));
  const blockWeight = (ctx.blockWeight = reserve(ctx.blockWeight, numBlocks + 1));
  const blockInsts = func.blockInsts;
  let q = 0;
  for (let b = 0; b < numBlocks; b++) {
    blockStart[b] = 2 * q;
    blockWeight[b] = Func.weightOfDepth(func.blockDepth[b]);
    slotInst[q] = -1;
    slotBlock[q++] = b;
    const end = blockInsts[b + 1];
    for (let i = blockInsts[b]; i < end; i++) {
      slotInst[q] = i;
      slotBlock[q++] = b;
    }
  }
  slotInst[q] = -1;
  slotBlock[q] = numBlocks;
  blockStart[numBlocks] = 2 * q;
  blockWeight[numBlocks] = 1;
}

function resetOccupancy(ctx: BacktrackingContext, func: RegallocFunction, env: MachineEnv): void {
  const { classUsed, pregColumn, columns } = ctx;
  classUsed.fill(0);
  const vregClass = func.vregClass;
  for (let v = 0; v < func.numVregs; v++) classUsed[vregClass[v]] = 1;
  pregColumn.fill(-1);
  const positions = 2 * ctx.numSlots;
  const numGroups = (positions >> GROUP_SHIFT) + 1;
  const numSupers = (positions >> SUPER_SHIFT) + 1;
  for (let c = 0; c < NUM_CLASSES; c++) {
    const order = env.order[c as 0 | 1 | 2];
    const n = Math.min(order.length, 32);
    columns[c] = n;
    for (let k = 0; k < n; k++) pregColumn[order[k]] = k;
    if (classUsed[c] === 0) continue;
    const leafWords = (numGroups * LEAF_STRIDE) << GROUP_SHIFT;
    ctx.leaves[c] = reserve(ctx.leaves[c] as Int32Array, leafWords).fill(0, 0, leafWords);
    ctx.groups[c] = reserve(ctx.groups[c] as Int32Array, numGroups * NODE_STRIDE).fill(
      0,
      0,
      numGroups * NODE_STRIDE,
    );
    ctx.supers[c] = reserve(ctx.supers[c] as Int32Array, numSupers * NODE_STRIDE).fill(
      0,
      0,
      numSupers * NODE_STRIDE,
    );
    ctx.covers[c] = reserve(ctx.covers[c] as Int32Array, numGroups * n + 1);
    ctx.starts[c] = reserve(ctx.starts[c] as Int32Array, numGroups * n + 1).fill(-1, 0, numGroups * n + 1);
  }
}

/** Takes all bundles out of the occupancy trees; what instructions reserve stays. */
export function clearPlaces(ctx: BacktrackingContext): void {
  const positions = 2 * ctx.numSlots;
  const numGroups = (positions >> GROUP_SHIFT) + 1;
  const numSupers = (positions >> SUPER_SHIFT) + 1;
  for (let c = 0; c < NUM_CLASSES; c++) {
    if (ctx.classUsed[c] === 0) continue;
    const leaves = ctx.leaves[c] as Int32Array;
    for (let p = 0; p < positions; p++) leaves[p * LEAF_STRIDE] = 0;
    clearNodes(ctx.groups[c] as Int32Array, numGroups);
    clearNodes(ctx.supers[c] as Int32Array, numSupers);
    (ctx.starts[c] as Int32Array).fill(-1, 0, numGroups * ctx.columns[c] + 1);
  }
}

function clearNodes(nodes: Int32Array, count: number): void {
  for (let n = 0; n < count; n++) {
    const at = n * NODE_STRIDE;
    const fixed = nodes[at + N_FIXED];
    for (let k = 0; k < NODE_STRIDE; k++) nodes[at + k] = 0;
    nodes[at + N_FIXED] = fixed;
  }
}

/** Writes the allocations of fixed operands, as `scan` does, into another output. */
export function allocateFixed(func: RegallocFunction, output: RegallocOutput): void {
  const { operands, instOperands, instFlags, numInsts } = func;
  const { allocs } = output;
  for (let i = 0; i < numInsts; i++) {
    if ((instFlags[i] & INST_MOVE) !== 0) continue;
    const first = instOperands[i];
    const last = instOperands[i + 1];
    for (let o = first; o < last; o++) {
      const word1 = operands[2 * o + 1];
      const constraint = word1 & CONSTRAINT_MASK;
      if (constraint === CONSTRAINT_FIXED || constraint === CONSTRAINT_PHYSICAL) {
        allocs[o] = allocReg(word1 >>> CONSTRAINT_ARG_SHIFT);
      } else if (constraint === CONSTRAINT_REUSE) {
        const input1 = operands[2 * (first + (word1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
        if ((input1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED)
          allocs[o] = allocReg(input1 >>> CONSTRAINT_ARG_SHIFT);
      }
    }
  }
}

/** Joins copies into webs, finds tied inputs, and turns use counts into the starts of the webs' records. */
function countUses(ctx: BacktrackingContext, func: RegallocFunction): void {
  const numVregs = func.numVregs;
  const { operands, instOperands, instFlags, edgeArgStart, edgeArgs, blockEdges, params, blockInsts } = func;
  const web = (ctx.web = reserve(ctx.web, numVregs));
  const count = (ctx.webUses = reserve(ctx.webUses, numVregs + 2));
  const copied = (ctx.webCopied = reserve(ctx.webCopied, numVregs));
  const tiedTo = (ctx.tiedTo = reserve(ctx.tiedTo, func.numOperands));
  tiedTo.fill(-1, 0, func.numOperands);
  copied.fill(0, 0, numVregs);
  for (let v = 0; v < numVregs; v++) web[v] = v;
  // Counts go two places up, so that after the prefix sum and the filling each web's start stands at its own index.
  count.fill(0, 0, numVregs + 2);
  for (let k = 0; k < func.blockParams[func.numBlocks]; k++) count[params[k] + 2]++;
  for (let b = 0; b < func.numBlocks; b++) {
    const end = blockInsts[b + 1];
    for (let i = blockInsts[b]; i < end; i++) {
      const first = instOperands[i];
      const last = instOperands[i + 1];
      if ((instFlags[i] & INST_MOVE) !== 0) {
        const useFirst = (operands[2 * first] & OPERAND_DEF) === 0;
        const source = web[operands[2 * (useFirst ? first : first + 1)] & OPERAND_VREG_MASK];
        web[operands[2 * (useFirst ? first + 1 : first)] & OPERAND_VREG_MASK] = source;
        copied[source] = 1;
        continue;
      }
      for (let o = first; o < last; o++) {
        const word1 = operands[2 * o + 1];
        const constraint = word1 & CONSTRAINT_MASK;
        if (constraint === CONSTRAINT_PHYSICAL) continue;
        count[web[operands[2 * o] & OPERAND_VREG_MASK] + 2]++;
        if (constraint === CONSTRAINT_REUSE)
          tieInputs(ctx, func, first, last, o, first + (word1 >>> CONSTRAINT_ARG_SHIFT));
      }
    }
    const argEnd = edgeArgStart[blockEdges[b + 1]];
    for (let k = edgeArgStart[blockEdges[b]]; k < argEnd; k++) count[web[edgeArgs[k]] + 2]++;
  }
  for (let v = 2; v < numVregs + 2; v++) count[v] += count[v - 1];
  // Each web's first record; `webUses` itself is the cursor while the records are written.
  const start = (ctx.scratchA = reserve(ctx.scratchA, numVregs + 1));
  for (let v = 0; v < numVregs; v++) start[v] = count[v + 1];
  ctx.uses = reserve(ctx.uses, (count[numVregs + 1] + 1) * USE_STRIDE);
}

/**
 * Ties the input of a reuse constraint, and every other early register use of the same value in the instruction: they
 * can all read the register of the result, which holds the value until the instruction writes it.
 */
function tieInputs(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  first: number,
  last: number,
  def: number,
  input: number,
): void {
  const { operands } = func;
  const { web, tiedTo } = ctx;
  if ((operands[2 * input + 1] & CONSTRAINT_MASK) === CONSTRAINT_FIXED) return;
  tiedTo[input] = def;
  if (last - first > TIE_SEARCH_LIMIT) return;
  const value = web[operands[2 * input] & OPERAND_VREG_MASK];
  for (let o = first; o < last; o++) {
    const word0 = operands[2 * o];
    // Late operands are negative words.
    if (word0 < 0 || (word0 & OPERAND_DEF) !== 0 || tiedTo[o] >= 0) continue;
    const constraint = operands[2 * o + 1] & CONSTRAINT_MASK;
    if (constraint !== CONSTRAINT_REG && constraint !== CONSTRAINT_ANY && constraint !== CONSTRAINT_LIMIT)
      continue;
    if (web[word0 & OPERAND_VREG_MASK] === value && !isReuseInput(func, first, last, o)) tiedTo[o] = def;
  }
}

function isReuseInput(func: RegallocFunction, first: number, last: number, input: number): boolean {
  for (let o = first; o < last; o++) {
    const word1 = func.operands[2 * o + 1];
    if ((word1 & CONSTRAINT_MASK) === CONSTRAINT_REUSE && first + (word1 >>> CONSTRAINT_ARG_SHIFT) === input)
      return true;
  }
  return false;
}

function fillUses(ctx: BacktrackingContext, func: RegallocFunction, output: RegallocOutput): void {
  const {
    operands,
    instOperands,
    instFlags,
    instClobbers,
    edgeArgStart,
    edgeArgs,
    blockEdges,
    blockParams,
    params,
    blockInsts,
  } = func;
  const { web, uses, tiedTo, blockStart, blockWeight, webUses } = ctx;
  const allocs = output.allocs;
  const firstUse = ctx.scratchA;
  const webStart = (ctx.webStart = reserve(ctx.webStart, func.numVregs));
  webStart.fill(-1, 0, func.numVregs);
  const webSum = (ctx.webSum = reserve(ctx.webSum, func.numVregs)).fill(0, 0, func.numVregs);
  const webHard = (ctx.webHard = reserve(ctx.webHard, func.numVregs)).fill(0, 0, func.numVregs);
  const webFlags = (ctx.webFlags = reserve(ctx.webFlags, func.numVregs)).fill(0, 0, func.numVregs);
  for (let b = 0; b < func.numBlocks; b++) {
    const weight = blockWeight[b];
    const head = blockStart[b];
    for (let k = blockParams[b]; k < blockParams[b + 1]; k++) {
      const v = params[k];
      webStart[v] = head;
      webSum[v] = weight;
      const at = webUses[v + 1]++ * USE_STRIDE;
      uses[at] = head;
      uses[at + 1] = k;
      uses[at + 2] = USE_DEF | USE_PARAM;
      uses[at + 3] = weight;
    }
    const end = blockInsts[b + 1];
    for (let i = blockInsts[b]; i < end; i++) {
      if ((instFlags[i] & INST_MOVE) !== 0) continue;
      const early = 2 * (i + b + 1);
      const first = instOperands[i];
      const last = instOperands[i + 1];
      for (let o = first; o < last; o++) {
        const word0 = operands[2 * o];
        const word1 = operands[2 * o + 1];
        const constraint = word1 & CONSTRAINT_MASK;
        const isDef = (word0 & OPERAND_DEF) !== 0;
        let pos = word0 < 0 ? early + 1 : early;
        let kind = isDef ? USE_DEF : 0;
        let cost = weight;
        let start = pos;
        if (constraint === CONSTRAINT_REG) {
          kind |= USE_HARD;
          cost = 4 * weight;
        } else if (constraint === CONSTRAINT_FIXED) {
          const p = word1 >>> CONSTRAINT_ARG_SHIFT;
          allocs[o] = allocReg(p);
          reserveFixed(ctx, p, early, isDef, word0 < 0);
          kind |= USE_FIXED;
          cost = 2 * weight;
          start = early + 2;
          pos = isDef ? early + 1 : early;
        } else if (constraint === CONSTRAINT_ANY) {
          kind |= USE_ANY;
        } else if (constraint === CONSTRAINT_STACK) {
          kind |= USE_STACK;
          cost = 0;
          start = early + 2;
        } else if (constraint === CONSTRAINT_LIMIT) {
          kind |= USE_HARD | ((word1 >>> CONSTRAINT_ARG_SHIFT) << KIND_LIMIT_SHIFT);
          cost = 4 * weight;
        } else if (constraint === CONSTRAINT_REUSE) {
          const input = first + (word1 >>> CONSTRAINT_ARG_SHIFT);
          const input1 = operands[2 * input + 1];
          if ((input1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED) {
            const p = input1 >>> CONSTRAINT_ARG_SHIFT;
            allocs[o] = allocReg(p);
            reserveFixed(ctx, p, early, true, true);
            kind |= USE_FIXED;
            cost = 2 * weight;
            start = early + 2;
          } else {
            kind |= USE_HARD | USE_REUSE | (tiedLimit(ctx, func, first, last, o) << KIND_LIMIT_SHIFT);
            cost = 4 * weight;
            start = early;
          }
        } else {
          const p = word1 >>> CONSTRAINT_ARG_SHIFT;
          allocs[o] = allocReg(p);
          reserveFixed(ctx, p, early, isDef, word0 < 0);
          continue;
        }
        if (!isDef && tiedTo[o] >= 0) {
          // If the input lives on, the copy costs what a load would.
          kind = USE_TIED;
          cost = 0;
        }
        const v = web[word0 & OPERAND_VREG_MASK];
        if (isDef) webStart[v] = start;
        webSum[v] = Math.min(webSum[v] + cost, WEIGHT_MAX);
        if ((kind & USE_HARD) !== 0) {
          webHard[v]++;
          if (kind >> KIND_LIMIT_SHIFT !== 0) webFlags[v] |= BF_LIMIT;
        } else if ((kind & USE_FIXED) !== 0) webFlags[v] |= BF_FIXED;
        else if ((kind & USE_STACK) !== 0) webFlags[v] |= BF_STACK;
        else if ((kind & USE_TIED) !== 0) webFlags[v] |= BF_TIED;
        let at = webUses[v + 1]++ * USE_STRIDE;
        // Operands of one instruction come in any order. Records ascend by position, copies in the gap come first: they
        // belong to the piece that ends at the gap if there is one.
        const key = (kind & (USE_FIXED | USE_TIED)) !== 0 ? pos : pos + 1;
        while (at > firstUse[v] * USE_STRIDE && uses[at - USE_STRIDE + U_POS] >= key) {
          uses.copyWithin(at, at - USE_STRIDE, at);
          at -= USE_STRIDE;
        }
        uses[at] = pos;
        uses[at + 1] = o;
        uses[at + 2] = kind;
        uses[at + 3] = cost;
      }
      if (instClobbers[i] !== 0) reserveClobbers(ctx, func, instClobbers[i], early + 1);
    }
    const argEnd = edgeArgStart[blockEdges[b + 1]];
    for (let k = edgeArgStart[blockEdges[b]]; k < argEnd; k++) {
      const v = web[edgeArgs[k]];
      const at = webUses[v + 1]++ * USE_STRIDE;
      webSum[v] = Math.min(webSum[v] + weight, WEIGHT_MAX);
      uses[at] = blockStart[b + 1] - 1;
      uses[at + 1] = k;
      uses[at + 2] = USE_ARG;
      uses[at + 3] = weight;
    }
  }
}

/** The smallest limit among the operands that read the register of reuse def `def`; 0 for none. */
function tiedLimit(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  first: number,
  last: number,
  def: number,
): number {
  let limit = 0;
  for (let o = first; o < last; o++) {
    const word1 = func.operands[2 * o + 1];
    if ((word1 & CONSTRAINT_MASK) !== CONSTRAINT_LIMIT || ctx.tiedTo[o] !== def) continue;
    const n = word1 >>> CONSTRAINT_ARG_SHIFT;
    if (limit === 0 || n < limit) limit = n;
  }
  return limit;
}

function reserveFixed(
  ctx: BacktrackingContext,
  p: number,
  early: number,
  isDef: boolean,
  isLate: boolean,
): void {
  const column = ctx.pregColumn[p];
  const c = p >>> 6;
  if (column < 0 || ctx.classUsed[c] === 0) return;
  if (!(isDef && isLate)) reserveAt(ctx, c, early, 1 << column);
  if (isDef || isLate) reserveAt(ctx, c, early + 1, 1 << column);
}

function reserveClobbers(ctx: BacktrackingContext, func: RegallocFunction, set: number, pos: number): void {
  for (let c = 0; c < NUM_CLASSES; c++) {
    if (ctx.classUsed[c] === 0) continue;
    const mask = clobberMask(ctx, func, set, c);
    if (mask !== 0) reserveAt(ctx, c, pos, mask);
  }
}

/** Columns of class `c` in a clobber set. */
function clobberMask(ctx: BacktrackingContext, func: RegallocFunction, set: number, c: number): number {
  const at = set * PREG_SET_WORDS + 2 * c;
  let mask = 0;
  for (let w = 0; w < 2; w++) {
    let bits = func.clobberSets[at + w];
    while (bits !== 0) {
      const low = bits & -bits;
      bits ^= low;
      const column = ctx.pregColumn[(c << 6) | (w << 5) | (31 - Math.clz32(low))];
      if (column >= 0) mask |= 1 << column;
    }
  }
  return mask;
}

function reserveAt(ctx: BacktrackingContext, c: number, pos: number, mask: number): void {
  (ctx.leaves[c] as Int32Array)[pos * LEAF_STRIDE + 1] |= mask;
  (ctx.groups[c] as Int32Array)[(pos >> GROUP_SHIFT) * NODE_STRIDE + N_FIXED] |= mask;
  (ctx.supers[c] as Int32Array)[(pos >> SUPER_SHIFT) * NODE_STRIDE + N_FIXED] |= mask;
}
