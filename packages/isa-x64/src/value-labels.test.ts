/** Debug labels of values: their ranges, checked against a run of the code's own text. */
import { Context, type CompiledCode } from "@cranelift-ts/codegen";
import { type Function, flagsBuilder, parseTriple, type Value } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import type { X64Isa } from "./isa.ts";
import { x64 } from "./x64.ts";

function isaWith(algorithm: string): X64Isa {
  return x64
    .builder(parseTriple("x86_64"))
    .finish(
      flagsBuilder().set("regalloc_algorithm", algorithm).set("enable_llvm_abi_extensions", true).finish(),
    );
}

const TEXT = `function %f(i64, i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    fn0 = %g sig0
block0(v0: i64, v1: i64):
    v2 = imul v0, v1
    v3 = call fn0(v2)
    brif v3, block1, block2
block1:
    v4 = iadd v2, v3
    jump block3(v4)
block2 cold:
    v5 = isub v2, v1
    jump block3(v5)
block3(v6: i64):
    v7 = imul v6, v2
    return v7
}`;

function labelled(labels: Readonly<Record<number, number>>, text: string = TEXT): Function {
  const [func] = parseFunctions(text);
  func!.collectDebugInfo();
  for (const [value, label] of Object.entries(labels))
    func!.dfg.valueLabels!.set(Number(value) as Value, [{ label, from: 0 }]);
  return func!;
}

const rangesOf = (code: CompiledCode, label: number): CompiledCode["valueLabels"] =>
  code.valueLabels.filter((r) => r.label === label);

describe.each(["backtracking", "single_pass"])("%s", (algorithm) => {
  const isa = isaWith(algorithm);

  test("labelled values have places; labels change no code", () => {
    const plain = new Context(parseFunctions(TEXT)[0]!).compile(isa);
    const code = new Context(labelled({ 0: 10, 2: 20, 3: 30, 6: 60 })).compile(isa);
    expect(code.code).toEqual(plain.code);
    expect(plain.valueLabels).toEqual([]);
    // Numbers 10 and 60 end where the first instruction behind them reads them: they may be nowhere in the code.
    for (const label of [20, 30]) expect(rangesOf(code, label).length).toBeGreaterThan(0);
    let before = 0;
    for (const { start, end, part } of code.valueLabels) {
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(code.code.length);
      expect(part).toBe(0);
      before = start;
    }
  });

  test("a value that lives across a call is in memory or in a register that calls keep", () => {
    const code = new Context(labelled({ 2: 20 })).compile(isa);
    const at = code.callSites[0]!.returnOffset - 1;
    const across = rangesOf(code, 20).filter((r) => r.start <= at && at < r.end);
    expect(across.length).toBeGreaterThan(0);
    for (const { location } of across) {
      if (location.kind === "register") expect([3, 12, 13, 14, 15]).toContain(location.preg);
      else expect(location.spOffset).toBeGreaterThanOrEqual(0);
    }
    // The result of the call is in rax behind it.
    const result = rangesOf(new Context(labelled({ 3: 30 })).compile(isa), 30);
    expect(
      result.some((r) => r.start === at + 1 && r.location.kind === "register" && r.location.preg === 0),
    ).toBe(true);
  });

  test("values in two registers have two parts", () => {
    const text =
      "function %f(i128) -> i128 system_v { block0(v0: i128): v1 = iadd v0, v0 v2 = bxor v1, v0 return v2 }";
    const code = new Context(labelled({ 0: 1 }, text)).compile(isa);
    expect(new Set(rangesOf(code, 1).map((r) => r.part))).toEqual(new Set([0, 1]));
  });

  test("what is not computed is nowhere", () => {
    const text = "function %f(i64) -> i64 system_v { block0(v0: i64): v1 = iadd v0, v0 return v0 }";
    expect(new Context(labelled({ 1: 1 }, text)).compile(isa).valueLabels).toEqual([]);
  });
});
