import { verifierErrorText, verifyFunction } from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { unwindRoutines, type UnwindArchitecture } from "./index.ts";

const ARCHITECTURES: readonly UnwindArchitecture[] = ["x86_64", "aarch64", "s390x"];

test.each(ARCHITECTURES)("the routines for %s verify", (architecture) => {
  for (const func of unwindRoutines(architecture)) expect(verifyFunction(func).map(verifierErrorText)).toEqual([]);
});
