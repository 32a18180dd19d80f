/** Settings that this back end does not do, found before lowering starts, and named. */
import { UnsupportedError } from "@cranelift-ts/codegen";
import type { Flags } from "@cranelift-ts/codegen-ir";

/** Settings that ask for what is not there. */
export function checkFlags(flags: Flags): void {
  if (flags.enable_probestack && flags.probestack_strategy === "outline")
    throw new UnsupportedError("enable_probestack with probestack_strategy=outline");
}
