/**
 * Removes edits that copy a value to a place where it is already.
 *
 * Moves are made web by web and do not know of each other: a value loaded for a fixed operand may still be in that register
 * when a home begins there, or is stored to a slot from which it came. One forward walk over the function gives every place
 * a value number: an edit hands the number of its source on, a result or a clobber gives a new one. An edit whose
 * destination has its source's number goes. (A recomputed value is a new one each time.) Knowledge ends at block heads, except where the only predecessor is the block
 * just before, so nothing has to be solved for loops.
 */

import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_INDEX_MASK,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  ALLOC_NONE,
  NUM_CLASSES,
  NUM_PREGS,
  OPERAND_DEF,
  PREG_SET_WORDS,
} from "../operand.ts";
import { EDIT_STRIDE, type RegallocOutput } from "../output.ts";
import { type BacktrackingContext, reserve } from "./context.ts";

export function removeRedundantEdits(
  ctx: BacktrackingContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  if (output.numEdits === 0) return;
  const places = NUM_PREGS + output.numSlots;
  const value = (ctx.scratchA = reserve(ctx.scratchA, places));
  const { edits, allocs } = output;
  const { operands, instOperands, instClobbers, clobberSets, blockInsts, blockPreds, predEdges, edgeFrom } =
    func;
  for (let k = 0; k < places; k++) value[k] = k;
  let fresh = places;
  /** Numbers below this are from before the block and say nothing. */
  let known = 0;
  let read = 0;
  let kept = 0;
  const numEdits = output.numEdits;
  for (let b = 0; b < func.numBlocks && read < numEdits; b++) {
    const preds = blockPreds[b + 1] - blockPreds[b];
    if (!(preds === 1 && edgeFrom[predEdges[blockPreds[b]]] === b - 1)) known = fresh;
    const end = blockInsts[b + 1];
    // Nothing happens before the first edit when nothing is known, or after the last one unless the next block goes on.
    const next = edits[read * EDIT_STRIDE] >> 1;
    let i = blockInsts[b];
    if (known === fresh && next > i) i = next;
    for (; i < end; i++) {
      for (; read < numEdits && edits[read * EDIT_STRIDE] <= 2 * i; read++) {
        const at = read * EDIT_STRIDE;
        const from = edits[at + 1];
        const to = edits[at + 2];
        const toPlace =
          to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT
            ? NUM_PREGS + (to & ALLOC_INDEX_MASK)
            : to & ALLOC_INDEX_MASK;
        let number: number;
        if (from >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REMAT) {
          number = fresh++;
        } else {
          const fromPlace =
            from >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT
              ? NUM_PREGS + (from & ALLOC_INDEX_MASK)
              : from & ALLOC_INDEX_MASK;
          if (value[fromPlace] < known) value[fromPlace] = fresh++;
          number = value[fromPlace];
          if (value[toPlace] === number) continue;
        }
        value[toPlace] = number;
        const target = kept++ * EDIT_STRIDE;
        edits[target] = edits[at];
        edits[target + 1] = from;
        edits[target + 2] = to;
        edits[target + 3] = edits[at + 3];
      }
      // Scratch registers keep nothing from one gap to the next.
      for (let c = 0; c < NUM_CLASSES; c++) if (env.scratch[c] >= 0) value[env.scratch[c]] = fresh++;
      const last = instOperands[i + 1];
      for (let o = instOperands[i]; o < last; o++) {
        if ((operands[2 * o] & OPERAND_DEF) === 0) continue;
        const alloc = allocs[o];
        if (alloc === ALLOC_NONE) continue;
        value[
          alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT
            ? NUM_PREGS + (alloc & ALLOC_INDEX_MASK)
            : alloc & ALLOC_INDEX_MASK
        ] = fresh++;
      }
      const set = instClobbers[i];
      if (set === 0) continue;
      for (let w = 0; w < PREG_SET_WORDS; w++) {
        let bits = clobberSets[set * PREG_SET_WORDS + w];
        while (bits !== 0) {
          const bit = bits & -bits;
          bits ^= bit;
          value[(w << 5) | (31 - Math.clz32(bit))] = fresh++;
        }
      }
    }
  }
  ctx.stats.redundantMoves = numEdits - kept;
  output.numEdits = kept;
}
