/**
 * What this back end does not do for another reason than opcode and type, which `SUPPORT` has: settings, declarations.
 * All of it is found before lowering starts, and named.
 */
import { UnsupportedError, type UnsupportedInstruction } from "@cranelift-ts/codegen";
import type { Flags, Function } from "@cranelift-ts/codegen-ir";

/** The first declaration that is missing for another reason than its type, by name. */
export function findUnsupported({ stencil }: Function): UnsupportedInstruction | undefined {
  if (stencil.stackLimit < 0) return undefined;
  // The prologue computes the limit before it has a frame: by loads and additions from the VM context.
  let data = stencil.globalValues[stencil.stackLimit]!;
  while (data.kind === "load" || data.kind === "iadd_imm") data = stencil.globalValues[data.base]!;
  return data.kind === "vmctx" ? undefined : { inst: -1, what: `a stack limit that is a ${data.kind}` };
}

/** Settings that ask for what is not there. */
export function checkFlags(flags: Flags): void {
  if (flags.enable_probestack && flags.probestack_strategy === "outline")
    throw new UnsupportedError("enable_probestack with probestack_strategy=outline");
}
