/** What tests that run compiled functions share: the runner under qemu, and compiling. */
import { parseTriple } from "@cranelift-ts/codegen-ir";
import { type TargetUnderTest, targetUnderTest } from "@cranelift-ts/filetests/testing";
import { aarch64 } from "./aarch64.ts";
import type { Aarch64Isa } from "./isa.ts";

export const target: TargetUnderTest<Aarch64Isa> = targetUnderTest({
  family: aarch64,
  architecture: "aarch64",
  isa: (flags) => aarch64.builder(parseTriple("aarch64-unknown-linux-gnu")).finish(flags),
  features: [[]],
});
export const { missing, run } = target;
