/** What cannot be lowered, found before lowering starts. */
import type { UnsupportedInstruction } from "@cranelift-ts/codegen";
import { type Function, instructions, memflags, type MemFlagsId, types } from "@cranelift-ts/codegen-ir";
import type { X64Flags } from "./generated/settings.ts";

/** The first instruction that no rule can lower, by name; undefined if there is none that is known beforehand. */
export function findUnsupported(func: Function, _flags: X64Flags): UnsupportedInstruction | undefined {
  return usesBigEndian(func) ? bigEndianAccess(func) : undefined;
}

/** Whether any memory flags of the function ask for big-endian order: nearly no function has any. */
function usesBigEndian({ dfg }: Function): boolean {
  for (let id = 0; id < dfg.numMemFlags; id++) {
    if (memflags.memEndianness(dfg.memFlags(id as MemFlagsId)) === "big") return true;
  }
  return false;
}

/** Accesses in big-endian order are refused, single bytes included. */
function bigEndianAccess({ dfg, layout }: Function): UnsupportedInstruction | undefined {
  for (let block = layout.entryBlock() ?? -1; block >= 0; block = layout.nextBlock(block as never)) {
    for (let inst: number = layout.firstInst(block as never); inst >= 0; inst = layout.nextInst(inst as never)) {
      const id = dfg.memFlagsOf(inst as never);
      if (id < 0 || memflags.memEndianness(dfg.memFlags(id)) !== "big") continue;
      const opcode = instructions.opcodeName(dfg.opcode(inst as never));
      return { inst, what: `big-endian ${opcode}.${types.typeName(dfg.ctrlType(inst as never))}` };
    }
  }
  return undefined;
}
