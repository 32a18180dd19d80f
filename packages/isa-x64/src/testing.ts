/** What tests that run compiled functions share: the runner on this machine, and compiling. */
import { parseTriple } from "@cranelift-ts/codegen-ir";
import { type TargetUnderTest, targetUnderTest } from "@cranelift-ts/filetests/testing";
import type { X64Isa } from "./isa.ts";
import { x64 } from "./x64.ts";

/** With the baseline's instructions. */
export const target: TargetUnderTest<X64Isa> = targetUnderTest({
  family: x64,
  architecture: "x86_64",
  runner: "native",
  isa: (flags) => x64.builder(parseTriple("x86_64-unknown-linux-gnu")).finish(flags),
  features: [[]],
});
export const { missing, run, isaOf } = target;
