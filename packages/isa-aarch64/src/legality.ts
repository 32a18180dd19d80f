/**
 * What this back end does not do for another reason than opcode and type, which `SUPPORT` has: settings, declarations.
 * All of it is found before lowering starts, and named.
 */
import { firstBigEndianAccess, UnsupportedError, type UnsupportedInstruction } from "@cranelift-ts/codegen";
import { type Function } from "@cranelift-ts/codegen-ir";

/** The first declaration or instruction that is missing for another reason than its type, by name. */
export function findUnsupported(func: Function): UnsupportedInstruction | undefined {
  const { dfg, stencil } = func;
  const swapped = firstBigEndianAccess(func);
  if (swapped !== undefined) return swapped;
  if (stencil.stackLimit >= 0) return { inst: -1, what: "stack limit" };
  for (let k = 0; k < dfg.extFuncs.length; k++)
    if (dfg.extFuncs[k]!.patchable) return { inst: -1, what: "patchable calls" };
  return undefined;
}

/** Settings that ask for what is not there. */
export function checkFlags(flags: {
  readonly enable_probestack: boolean;
  readonly enable_pinned_reg: boolean;
}): void {
  if (flags.enable_probestack) throw new UnsupportedError("enable_probestack");
  if (flags.enable_pinned_reg) throw new UnsupportedError("enable_pinned_reg");
}
