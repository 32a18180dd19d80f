/** What tests that run compiled functions share: the runner under qemu, compiling, and C programs to link with. */
import { spawnSync } from "node:child_process";
import { parseTriple } from "@cranelift-ts/codegen-ir";
import { type TargetUnderTest, targetUnderTest } from "@cranelift-ts/filetests/testing";
import type { S390xIsa } from "./isa.ts";
import { s390x } from "./s390x.ts";

/** With and without the newer instructions. */
export const target: TargetUnderTest<S390xIsa> = targetUnderTest({
  family: s390x,
  architecture: "s390x",
  isa: (flags) => s390x.builder(parseTriple("s390x-unknown-linux-gnu")).finish(flags),
  features: [[], ["has_mie3"]],
});
export const { spec, missing, run, isaOf, functionsOf, compiled, linked } = target;

export const gcc: string = "s390x-linux-gnu-gcc";
export const canLink: boolean = !missing && spawnSync(gcc, ["--version"], { stdio: "ignore" }).status === 0;
