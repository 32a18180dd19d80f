import { hostIsa } from "@cranelift-ts/native";
import { ALL_FEATURES, decodeModule } from "@cranelift-ts/wasm-translator";
import type { TargetIsa } from "@cranelift-ts/codegen";
import { expect, test } from "vitest";
import { wasmFlags } from "./compile-batch.ts";
import { compileFunctions } from "./compile.ts";
import { local, runs, wasm } from "./testing.ts";

test.runIf(runs)("a processor that cannot round calls library routines", () => {
  const rounding = [0x8d, 0x8e, 0x8f, 0x90];
  const functions = rounding.map((op) => ({ type: 0, body: [local(0), op] }));
  const info = decodeModule(wasm({ types: ["f:f"], functions }));
  const isa = hostIsa({ flags: wasmFlags(), host: "none" }) as TargetIsa;
  const model = { reservation: 0, guard: 0, spectre: true };
  const chunk = compileFunctions(info, 0, rounding.length, { isa, model, features: ALL_FEATURES });
  expect(chunk.libcallNames).toEqual(["CeilF32", "FloorF32", "TruncF32", "NearestF32"]);
  expect(chunk.libcalls.length).toBe(2 * rounding.length);
});
