/**
 * What an allocator produces: one allocation per operand, edits between instructions, the spill area, and reports.
 *
 * Program points: instruction i has a point `2i` before it and `2i + 1` after it. Edits are sorted by point; edits at
 * one point happen one after another in array order (parallel moves are already sequenced). There are no edits after
 * a terminator.
 *
 * An edit copies `from` to `to`. At most one side is memory (spill slot or fixed stack slot). When `from` is a
 * rematerialisation, the edit stands for a clone of that virtual register's defining instruction with `to`, a register,
 * as its result.
 *
 * A move instruction is either executed as its operands say (not both in memory, unless in the same place; if the two
 * allocations are equal it is to be skipped), or *elided*: both allocations are none and it is to be skipped, because
 * edits have done the work and every place that holds its source now counts as holding its result too.
 *
 * Each spill slot has its own bytes in the frame: `slotOffset[s] .. slotOffset[s] + slotBytes[s]` from the start of the
 * spill area, which needs `frameAlign` alignment and is `frameBytes` long.
 */

import { INST_MOVE, RegallocFunction, STACK_MAP_STRIDE, grow } from "./function.ts";
import type { MachineEnv } from "./machine-env.ts";
import { ALLOC_KIND_REMAT, ALLOC_NONE, allocKind } from "./operand.ts";

/** Words per edit: point, from, to, info. */
export const EDIT_STRIDE = 4;
// V8 folds constants of a module that are not exported.
const EDIT_WORDS = EDIT_STRIDE;
/** Words per debug location: label, first point, end point (exclusive), allocation. */
export const DEBUG_LOCATION_STRIDE = 4;

/** Info word of an edit: bits 0-1 register class, bits 8-31 bytes that matter. */
export function editInfo(regClass: number, bytes: number): number {
  return regClass | (bytes << 8);
}

/** Register class of the value that an edit moves. */
export function editClass(info: number): number {
  return info & 3;
}

/** Bytes of the value that an edit moves. */
export function editBytes(info: number): number {
  return info >>> 8;
}

/** Cost of an allocation, as the quality figures count it. */
export interface AllocationCost {
  /** Register to register, edits and executed move instructions. */
  moves: number;
  /** Register to memory. */
  spills: number;
  /** Memory to register. */
  reloads: number;
  /** Values recomputed instead of reloaded. */
  remats: number;
  /** All of the above, each with weight 10^min(loop depth, 4) of the block it is in. */
  weighted: number;
}

/** The result of one allocation; reusable, `clear()` keeps the memory. */
export class RegallocOutput {
  numOperands: number;
  /** Per operand: allocation word. */
  allocs: Int32Array;

  numEdits: number;
  /** `EDIT_STRIDE` words per edit, sorted by point. */
  edits: Int32Array;

  numSlots: number;
  slotBytes: Int32Array;
  slotAlign: Int32Array;
  /** Byte offset of each slot from the start of the spill area; set by `layoutSlots()`. */
  slotOffset: Int32Array;
  frameBytes: number;
  frameAlign: number;

  numDebugLocations: number;
  /**
   * `DEBUG_LOCATION_STRIDE` words each: the labelled value is in the allocation at every point from the first up to,
   * not including, the end. Here point 2i means the moment instruction i starts (edits before it done) and 2i + 1 the
   * moment it has ended (edits after it not begun).
   */
  debugLocations: Int32Array;

  constructor() {
    this.numOperands = 0;
    this.allocs = new Int32Array(256);
    this.numEdits = 0;
    this.edits = new Int32Array(256);
    this.numSlots = 0;
    this.slotBytes = new Int32Array(32);
    this.slotAlign = new Int32Array(32);
    this.slotOffset = new Int32Array(32);
    this.frameBytes = 0;
    this.frameAlign = 1;
    this.numDebugLocations = 0;
    this.debugLocations = new Int32Array(32);
  }

  /** Empties the result and sets the allocation of every operand to none. */
  clear(numOperands: number): void {
    if (this.allocs.length < numOperands)
      this.allocs = new Int32Array(Math.max(numOperands, this.allocs.length * 2));
    else this.allocs.fill(ALLOC_NONE, 0, numOperands);
    this.numOperands = numOperands;
    this.numEdits = 0;
    this.numSlots = 0;
    this.frameBytes = 0;
    this.frameAlign = 1;
    this.numDebugLocations = 0;
  }

  /** Appends an edit; the caller keeps points ascending. */
  addEdit(point: number, from: number, to: number, info: number): void {
    const at = this.numEdits * EDIT_WORDS;
    if (at + EDIT_WORDS > this.edits.length) this.edits = grow(this.edits, at + EDIT_WORDS);
    this.edits[at] = point;
    this.edits[at + 1] = from;
    this.edits[at + 2] = to;
    this.edits[at + 3] = info;
    this.numEdits++;
  }

  /** Adds a spill slot and returns its number. */
  addSlot(bytes: number, align: number): number {
    const s = this.numSlots;
    if (s === this.slotBytes.length) {
      this.slotBytes = grow(this.slotBytes, s + 1);
      this.slotAlign = grow(this.slotAlign, s + 1);
      this.slotOffset = grow(this.slotOffset, s + 1);
    }
    this.slotBytes[s] = bytes;
    this.slotAlign[s] = align;
    this.numSlots = s + 1;
    return s;
  }

  addDebugLocation(label: number, fromPoint: number, toPoint: number, alloc: number): void {
    const at = this.numDebugLocations * DEBUG_LOCATION_STRIDE;
    if (at + DEBUG_LOCATION_STRIDE > this.debugLocations.length)
      this.debugLocations = grow(this.debugLocations, at + DEBUG_LOCATION_STRIDE);
    this.debugLocations[at] = label;
    this.debugLocations[at + 1] = fromPoint;
    this.debugLocations[at + 2] = toPoint;
    this.debugLocations[at + 3] = alloc;
    this.numDebugLocations++;
  }

  /** Gives every slot its offset, largest alignment first, and sets the size of the spill area. Call once at the end. */
  layoutSlots(): void {
    let maxAlign = 1;
    for (let s = 0; s < this.numSlots; s++) if (this.slotAlign[s] > maxAlign) maxAlign = this.slotAlign[s];
    let at = 0;
    for (let align = maxAlign; align >= 1; align >>= 1) {
      for (let s = 0; s < this.numSlots; s++) {
        if (this.slotAlign[s] !== align) continue;
        at = (at + align - 1) & -align;
        this.slotOffset[s] = at;
        at += this.slotBytes[s];
      }
    }
    this.frameAlign = maxAlign;
    this.frameBytes = (at + maxAlign - 1) & -maxAlign;
  }
}

/** The slot (allocation word) of each stack-map entry, as (instruction, virtual register, allocation) triples. */
export function stackMapSlots(func: RegallocFunction, output: RegallocOutput): Int32Array {
  const n = func.numStackMapEntries;
  const triples = new Int32Array(n * 3);
  for (let k = 0; k < n; k++) {
    const operand = func.stackMap[k * STACK_MAP_STRIDE + 1];
    triples[3 * k] = func.stackMap[k * STACK_MAP_STRIDE];
    triples[3 * k + 1] = func.operands[2 * operand] & 0x0fff_ffff;
    triples[3 * k + 2] = output.allocs[operand];
  }
  return triples;
}

/** Counts what an allocation executes; see `AllocationCost`. Memory operands of instructions are not counted. */
export function allocationCost(
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): AllocationCost {
  const cost: AllocationCost = { moves: 0, spills: 0, reloads: 0, remats: 0, weighted: 0 };
  const count = (from: number, to: number, weight: number): void => {
    if (from === to) return;
    if (allocKind(from) === ALLOC_KIND_REMAT) cost.remats++;
    else if (env.isMemory(from)) cost.reloads++;
    else if (env.isMemory(to)) cost.spills++;
    else cost.moves++;
    cost.weighted += weight;
  };
  let edit = 0;
  for (let b = 0; b < func.numBlocks; b++) {
    const weight = RegallocFunction.weightOfDepth(func.blockDepth[b]);
    const end = func.blockInsts[b + 1];
    for (; edit < output.numEdits && output.edits[edit * EDIT_STRIDE] < 2 * end; edit++) {
      count(output.edits[edit * EDIT_STRIDE + 1], output.edits[edit * EDIT_STRIDE + 2], weight);
    }
    for (let i = func.blockInsts[b]; i < end; i++) {
      if ((func.instFlags[i] & INST_MOVE) === 0) continue;
      const o = func.instOperands[i];
      // The order of a move's operands is free: the def is the one marked so.
      const useFirst = (func.operands[2 * o] & 0x4000_0000) === 0;
      count(output.allocs[useFirst ? o : o + 1], output.allocs[useFirst ? o + 1 : o], weight);
    }
  }
  return cost;
}
