import { expect, test } from "vitest";
import {
  ControlFlowGraph,
  DataValue,
  DominatorTree,
  type Function,
  verifyFunction,
  verifierErrorText,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { removeConstantPhis } from "./constant-phis.ts";
import { canonicalizeNans } from "./nan-canonicalization.ts";
import { eliminateUnreachableCode } from "./unreachable-code.ts";

function parse(text: string): { func: Function; cfg: ControlFlowGraph; domtree: DominatorTree } {
  const func = parseFunctions(text)[0]!;
  const cfg = ControlFlowGraph.of(func);
  return { func, cfg, domtree: DominatorTree.of(func, cfg) };
}

function expectValid(func: Function): void {
  expect(verifyFunction(func).map(verifierErrorText)).toEqual([]);
}

function call(func: Function, args: readonly DataValue[]): string {
  const interpreter = new Interpreter();
  interpreter.define(func);
  const outcome = interpreter.call(func, args);
  return outcome.kind === "return" ? outcome.values.join(" ") : outcome.name;
}

test("unreachable blocks go, cycles among them too, and the graph follows", () => {
  const { func, cfg, domtree } = parse(`
    function %f(i32) -> i32 {
    block0(v0: i32):
        jump block3
    block1:
        v1 = iconst.i32 1
        jump block2(v1)
    block2(v2: i32):
        brif v2, block1, block3
    block3:
        return v0
    }`);
  expect(eliminateUnreachableCode(func, cfg, domtree)).toBe(2);
  expect([...func.layout.blocks()]).toEqual([0, 3]);
  expect(cfg.predecessors(3 as never)).toEqual([0]);
  expectValid(func);
  expect(eliminateUnreachableCode(func, cfg, domtree)).toBe(0);
});

test("a parameter that is one value around a loop becomes that value; others stay", () => {
  const { func, domtree } = parse(`
    function %f(i32, i32) -> i32 {
    block0(v0: i32, v1: i32):
        jump block1(v0, v1, v1)
    block1(v2: i32, v3: i32, v4: i32):
        v5 = iconst.i32 -1
        v6 = iadd v2, v5
        brif v6, block2(v3), block3
    block2(v7: i32):
        jump block1(v6, v7, v4)
    block3:
        v8 = iadd v3, v4
        return v8
    }`);
  const before = call(func, [DataValue.i32(5), DataValue.i32(21)]);
  expect(removeConstantPhis(func, domtree)).toBe(3);
  expectValid(func);
  expect(writeFunction(func)).toContain("block1(v2: i32):");
  expect(call(func, [DataValue.i32(5), DataValue.i32(21)])).toBe(before);
  expect(removeConstantPhis(func, domtree)).toBe(0);
});

test("parameters that exchange values are several values", () => {
  const { func, domtree } = parse(`
    function %f(i32, i32, i32) -> i32 {
    block0(v0: i32, v1: i32, v2: i32):
        jump block1(v0, v1, v2)
    block1(v3: i32, v4: i32, v5: i32):
        v6 = iconst.i32 -1
        v7 = iadd v3, v6
        brif v7, block1(v7, v5, v4), block2(v4)
    block2(v8: i32):
        return v8
    }`);
  expect(removeConstantPhis(func, domtree)).toBe(1);
  expectValid(func);
  expect(call(func, [DataValue.i32(4), DataValue.i32(10), DataValue.i32(20)])).toBe("20");
});

test("results and payloads of try_call are never one value", () => {
  const { func, domtree } = parse(`
    function %f(i32) -> i32 tail {
        sig0 = (i32) -> i32 tail
        fn0 = %g(i32) -> i32 tail
    block0(v0: i32):
        try_call fn0(v0), sig0, block1(ret0, v0), [ tag1: block2(exn0, v0), default: block2(exn1, v0) ]
    block1(v1: i32, v2: i32):
        v3 = iadd v1, v2
        return v3
    block2(v4: i64, v5: i32):
        return v5
    }`);
  expect(removeConstantPhis(func, domtree)).toBe(2);
  expectValid(func);
  expect(writeFunction(func)).toContain("block1(ret0), [ tag1: block2(exn0), default: block2(exn1) ]");
});

test("NaNs become the canonical one, other values stay", () => {
  const { func } = parse(`
    function %f(f64, f64) -> f64, f64x2, f32 {
    block0(v0: f64, v1: f64):
        v2 = fdiv v0, v1
        v3 = splat.f64x2 v0
        v4 = splat.f64x2 v1
        v5 = fsub v3, v4
        v6 = fdemote.f32 v0
        return v2, v5, v6
    }`);
  expect(canonicalizeNans(func)).toBe(3);
  expectValid(func);
  const run = (a: number, b: number): string => call(func, [DataValue.f64(a), DataValue.f64(b)]);
  expect(run(6, 3)).toBe("0x1.0000000000000p1 [0x1.8000000000000p1 0x1.8000000000000p1] 0x1.800000p2");
  expect(run(0, 0)).toBe("+NaN [0.0 0.0] 0.0");
  expect(run(Infinity, Infinity)).toBe("+NaN [+NaN +NaN] +Inf");
});

test("constant parameters in a chain of 20,000 loops take linear time", () => {
  const n = 20_000;
  const blocks = Array.from(
    { length: n },
    (_, i) =>
      `block${i + 1}(v${i + 1}: i32):\n brif v0, block${i + 1}(v${i + 1}), block${i + 2}(v${i + 1})\n`,
  );
  const { func, domtree } = parse(
    `function %f(i32) -> i32 {\nblock0(v0: i32):\n jump block1(v0)\n${blocks.join("")}block${n + 1}(v${n + 1}: i32):\n return v${n + 1}\n}`,
  );
  expect(removeConstantPhis(func, domtree)).toBe(n + 1);
  expectValid(func);
});
