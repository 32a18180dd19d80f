/**
 * What this back end does not do for another reason than opcode and type, which `SUPPORT` has: settings, declarations.
 * All of it is found before lowering starts, and named.
 */
import { UnsupportedError, type UnsupportedInstruction } from "@cranelift-ts/codegen";
import type { Flags, Function } from "@cranelift-ts/codegen-ir";

/** The first declaration that is missing for another reason than its type, by name. */
export function findUnsupported(func: Function): UnsupportedInstruction | undefined {
  const { dfg, stencil } = func;
  if (stencil.stackLimit >= 0) return { inst: -1, what: "stack limit" };
  for (const ext of dfg.extFuncs) if (ext.patchable) return { inst: -1, what: "patchable calls" };
  return undefined;
}

/** Settings that ask for what is not there. */
export function checkFlags(flags: Flags): void {
  if (flags.enable_probestack) throw new UnsupportedError("enable_probestack");
  if (flags.enable_pinned_reg) throw new UnsupportedError("enable_pinned_reg");
}
