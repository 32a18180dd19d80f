/** Where the values of debug labels are: the homes and the slot of each label's web, clipped to the label's range. */

import type { RegallocFunction } from "../function.ts";
import { DEBUG_LABEL_STRIDE, INST_MOVE } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { OPERAND_DEF, OPERAND_VREG_MASK, allocSlot } from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import { type BacktrackingContext, USE_PARAM, USE_STRIDE, U_KIND, U_POS, reserve } from "./context.ts";
import { canRemat, gatherHomes } from "./resolve.ts";

export function locateLabels(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  const { debugLabels } = func;
  const {
    web,
    webStart,
    webLive,
    live,
    webBundle,
    webUses,
    uses,
    familySlot,
    slotInst,
    slotBlock,
    blockStart,
  } = ctx;
  const born = copyBirths(ctx, func);
  for (let k = 0; k < func.numDebugLabels; k++) {
    const at = k * DEBUG_LABEL_STRIDE;
    const label = debugLabels[at];
    const v = debugLabels[at + 1];
    const w = web[v];
    const fromInst = debugLabels[at + 2];
    const toInst = debugLabels[at + 3];
    if (webStart[w] < 0 || fromInst >= toInst) continue;
    let from = 2 * (fromInst + blockOfInst(func, fromInst) + 1);
    let to = 2 * (toInst - 1 + blockOfInst(func, toInst - 1) + 1) + 2;
    // A copy is not there before its move, a result not before its instruction has ended though its register may be.
    // And it is there for sure only up to the end of its block: the original may be live where the copy never was made.
    if (w !== v) {
      from = Math.max(from, born[v] + 1);
      to = Math.min(to, blockStart[slotBlock[born[v] >> 1] + 1]);
    }
    const def = webUses[w] * USE_STRIDE;
    if ((uses[def + U_KIND] & USE_PARAM) === 0 && from < (uses[def + U_POS] | 1))
      from = uses[def + U_POS] | 1;
    gatherHomes(ctx, env, w);
    const f = webBundle[w];
    // A web that is recomputed leaves its family's slot to the others.
    const slot = f >= 0 && familySlot[f] >= 0 && !canRemat(ctx, func, env, w) ? allocSlot(familySlot[f]) : 0;
    const point = (pos: number): number => {
      // The point of the first position at or after `pos` that belongs to an instruction.
      const q = pos >> 1;
      if (q >= ctx.numSlots) return 2 * func.numInsts;
      return slotInst[q] < 0 ? 2 * slotInst[q + 1] : 2 * slotInst[q] + (pos & 1);
    };
    const add = (a: number, b: number, alloc: number): void => {
      let low = Math.max(a, from);
      const high = Math.min(b, to);
      if (low >= high || alloc === 0) return;
      // Where edge moves stand before a terminator, places at the terminator are the successor's already.
      for (let b = slotBlock[low >> 1]; low < high; b++) {
        const blockEnd = blockStart[b + 1];
        const e = point(Math.min(high, movesBeforeTerminator(func, b) ? blockEnd - 2 : blockEnd));
        const p = point(low);
        if (p < e) output.addDebugLocation(label, p, e, alloc);
        low = blockEnd;
      }
    };
    let h = 0;
    for (let i = webLive[w]; i < webLive[w + 1]; i++) {
      let p = live[2 * i];
      const end = live[2 * i + 1];
      while (p < end) {
        while (h < ctx.numHomes && ctx.homeTo[h] <= p) h++;
        if (h < ctx.numHomes && ctx.homeFrom[h] <= p) {
          add(p, Math.min(end, ctx.homeTo[h]), ctx.homeAlloc[h]);
          p = ctx.homeTo[h];
        } else {
          const stop = h < ctx.numHomes ? Math.min(end, ctx.homeFrom[h]) : end;
          add(p, stop, slot);
          p = stop;
        }
      }
    }
  }
}

function movesBeforeTerminator(func: RegallocFunction, b: number): boolean {
  const first = func.blockEdges[b];
  return func.blockEdges[b + 1] - first === 1 && func.numPreds(func.edgeTo[first]) > 1;
}

function blockOfInst(func: RegallocFunction, inst: number): number {
  const { blockInsts } = func;
  let low = 0;
  let high = func.numBlocks;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (blockInsts[middle] <= inst) low = middle;
    else high = middle;
  }
  return low;
}

/** Per virtual register that is a copy: the late position of the move that makes it. */
function copyBirths(ctx: BacktrackingContext, func: RegallocFunction): Int32Array {
  const born = (ctx.scratchA = reserve(ctx.scratchA, func.numVregs));
  for (let b = 0; b < func.numBlocks; b++) {
    for (let i = func.blockInsts[b]; i < func.blockInsts[b + 1]; i++) {
      if ((func.instFlags[i] & INST_MOVE) === 0) continue;
      for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
        if ((func.operands[2 * o] & OPERAND_DEF) !== 0)
          born[func.operands[2 * o] & OPERAND_VREG_MASK] = 2 * (i + b + 1) + 1;
      }
    }
  }
  return born;
}
