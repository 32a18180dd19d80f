/** What cannot be lowered, found before lowering starts. */
import type { UnsupportedInstruction } from "@cranelift-ts/codegen";
import { type Function, type Inst, memflags, type MemFlagsId, NONE, Opcode, types } from "@cranelift-ts/codegen-ir";
import type { X64Flags } from "./generated/settings.ts";

/**
 * The first instruction that is known beforehand to have no rule; undefined if there is none. Memory accesses in
 * big-endian order are none of this target's, as in Cranelift; a `bitcast` between equal lane counts has no order.
 */
export function findUnsupported(func: Function, _flags: X64Flags): UnsupportedInstruction | undefined {
  const { dfg, layout } = func;
  let anyBig = false;
  for (let id = 0; id < dfg.numMemFlags; id++) {
    if ((dfg.memFlags(id as MemFlagsId) & memflags.BIG_ENDIAN) !== 0) anyBig = true;
  }
  if (!anyBig) return undefined;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
      const inst = i as Inst;
      const id = dfg.memFlagsOf(inst);
      if (id === NONE || (dfg.memFlags(id) & memflags.BIG_ENDIAN) === 0) continue;
      const op = dfg.opcode(inst);
      if (op === Opcode.Bitcast) {
        if (types.laneCount(dfg.ctrlType(inst)) === types.laneCount(dfg.valueType(dfg.arg(inst, 0)))) continue;
        return { inst, what: "big-endian bitcast" };
      }
      return { inst, what: "big-endian access" };
    }
  }
  return undefined;
}
