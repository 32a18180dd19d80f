/** Checks for what a target cannot do, shared by targets: each gives the first such instruction or declaration. */
import {
  type Function,
  type Inst,
  memflags,
  type MemFlagsId,
  NONE,
  Opcode,
  types,
} from "@cranelift-ts/codegen-ir";
import type { UnsupportedInstruction } from "./isa.ts";

/**
 * The first memory access in big-endian order, for little-endian targets, which have none (as in Cranelift). A
 * `bitcast` between equal lane counts has no order.
 */
export function firstBigEndianAccess(func: Function): UnsupportedInstruction | undefined {
  const { dfg, layout } = func;
  let any = false;
  for (let id = 0; id < dfg.numMemFlags; id++) {
    if ((dfg.memFlags(id as MemFlagsId) & memflags.BIG_ENDIAN) !== 0) any = true;
  }
  if (!any) return undefined;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
      const inst = i as Inst;
      const id = dfg.memFlagsOf(inst);
      if (id === NONE || (dfg.memFlags(id) & memflags.BIG_ENDIAN) === 0) continue;
      if (dfg.opcode(inst) !== Opcode.Bitcast) return { inst, what: "big-endian access" };
      const from = dfg.valueType(dfg.arg(inst, 0));
      if (types.laneCount(dfg.ctrlType(inst)) !== types.laneCount(from))
        return { inst, what: "big-endian bitcast" };
    }
  }
  return undefined;
}

/**
 * What a prologue cannot compute before it has a frame: a stack limit that is not reached by loads and additions from
 * the VM context.
 */
export function unreachableStackLimit({ stencil }: Function): UnsupportedInstruction | undefined {
  if (stencil.stackLimit < 0) return undefined;
  let data = stencil.globalValues[stencil.stackLimit]!;
  while (data.kind === "load" || data.kind === "iadd_imm") data = stencil.globalValues[data.base]!;
  return data.kind === "vmctx" ? undefined : { inst: -1, what: `a stack limit that is a ${data.kind}` };
}
