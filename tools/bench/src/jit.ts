/** Calls between JavaScript and generated code: what one costs, by signature. */

import { flagsBuilder } from "@cranelift-ts/codegen-ir";
import { JitModule, type NativeFunction } from "@cranelift-ts/jit";
import type { FuncId } from "@cranelift-ts/module";
import { hostIsa } from "@cranelift-ts/native";
import { parseFunctions } from "@cranelift-ts/reader";
import { Suite } from "./harness.ts";

const suite = new Suite("jit");
const N = 10_000;

const SOURCE = `
function %nothing() system_v {
block0:
    return
}
function %i32(i32, i32) -> i32 system_v {
block0(v0: i32, v1: i32):
    v2 = iadd v0, v1
    return v2
}
function %i64(i64) -> i64 system_v {
block0(v0: i64):
    return v0
}
function %f64(f64, f64) -> f64 system_v {
block0(v0: f64, v1: f64):
    v2 = fadd v0, v1
    return v2
}
function %out() system_v {
    fn0 = %js() system_v
block0:
    call fn0()
    return
}`;

const jit = new JitModule({ isa: hostIsa({ flags: flagsBuilder().finish() }) });
const functions = parseFunctions(SOURCE);
const ids = new Map<string, FuncId>();
for (const f of functions) {
  if (f.name.kind === "testcase")
    ids.set(f.name.name, jit.declareFunction(f.name.name, "export", f.signature));
}
let calls = 0;
jit.declareHostFunction("js", functions[0]!.signature, () => {
  calls++;
});
for (const f of functions) if (f.name.kind === "testcase") jit.defineFunction(ids.get(f.name.name)!, f);
jit.finalize();
const native = (name: string): NativeFunction => jit.getFunction(ids.get(name)!);

const nothing = native("nothing");
suite.bench("call: ()", N, () => {
  for (let i = 0; i < N; i++) nothing();
  return N;
});

const i32 = native("i32") as (a: number, b: number) => number;
suite.bench("call: (i32, i32) -> i32", N, () => {
  let sum = 0;
  for (let i = 0; i < N; i++) sum = i32(sum, i);
  return sum;
});

const i64 = native("i64") as (a: bigint) => bigint;
suite.bench("call: (i64) -> i64", N, () => {
  let x = 1n;
  for (let i = 0; i < N; i++) x = i64(x);
  return Number(x);
});

const f64 = native("f64") as (a: number, b: number) => number;
suite.bench("call: (f64, f64) -> f64", N, () => {
  let sum = 0;
  for (let i = 0; i < N; i++) sum = f64(sum, i);
  return sum;
});

const out = native("out");
suite.bench("call: () that calls JavaScript ()", N, () => {
  for (let i = 0; i < N; i++) out();
  return calls;
});

suite.finish();
