// Small runs of what `pnpm fuzz:native` and `pnpm fuzz:abi` do at length, and proof that they notice differences.
import { findRunner, ProcessExecutor, RunnerNotFoundError } from "@cranelift-ts/filetests";
import { Generator, Random, type GeneratedModule } from "@cranelift-ts/fuzzgen";
import { parseFunctions } from "@cranelift-ts/reader";
import { afterAll, describe, expect, test } from "vitest";
import { CONVENTIONS, drawCase, type AbiCase } from "./abi-cases.ts";
import { hasGcc, runCases } from "./abi-run.ts";
import { ALLOCATORS, Comparison } from "./compare.ts";

function executorFor(runner: string): ProcessExecutor | undefined {
  try {
    return new ProcessExecutor(findRunner(runner));
  } catch (error) {
    if (error instanceof RunnerNotFoundError) return undefined;
    throw error;
  }
}

const native = process.arch === "x64" ? executorFor("native") : undefined;
const aarch64 = executorFor("qemu-aarch64");
const s390x = executorFor("qemu-s390x");
afterAll(() => {
  native?.close();
  aarch64?.close();
  s390x?.close();
});

function compareSeeds(comparison: Comparison, generator: Generator, first: number, count: number): string[] {
  const problems: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const verdict = comparison.compare(generator.generate(seed));
    if (verdict.kind === "different" || verdict.kind === "crashed")
      problems.push(`seed ${seed}: ${verdict.message}`);
  }
  return problems;
}

describe.skipIf(native === undefined)("x86-64 (the runner must have been built)", () => {
  test("generated modules give what the interpreter gives", () => {
    const comparison = new Comparison("x64", native!);
    expect(compareSeeds(comparison, new Generator({ target: "x64" }), 1, 60)).toEqual([]);
    expect(comparison.totals.modules).toBeGreaterThan(40);
    expect(comparison.totals.runs).toBeGreaterThan(80);
  }, 60_000);

  test("a difference is noticed", () => {
    const comparison = new Comparison("x64", native!);
    const text = (n: number): string =>
      `function %main() -> i32 system_v {\nblock0:\n    v0 = iconst.i32 ${n}\n    return v0\n}`;
    const module: GeneratedModule = { seed: 0, functions: parseFunctions(text(1)), inputs: [[]] };
    expect(comparison.judge(module).kind).toBe("equal");
    expect(comparison.judge(module, parseFunctions(text(2)))).toMatchObject({ kind: "different" });
  });
});

describe.skipIf(aarch64 === undefined)("aarch64 (the runner and qemu-aarch64 must be there)", () => {
  test("generated modules give what the interpreter gives", () => {
    const comparison = new Comparison("aarch64", aarch64!);
    expect(compareSeeds(comparison, new Generator({ target: "aarch64" }), 1, 25)).toEqual([]);
    expect(comparison.totals.modules).toBeGreaterThan(15);
  }, 60_000);
});

describe.skipIf(s390x === undefined)("s390x (the runner and qemu-s390x must be there)", () => {
  test("generated modules give what the interpreter gives", () => {
    const comparison = new Comparison("s390x", s390x!);
    expect(compareSeeds(comparison, new Generator({ target: "s390x" }), 1, 25)).toEqual([]);
    expect(comparison.totals.modules).toBeGreaterThan(15);
  }, 60_000);
});

describe.skipIf(!hasGcc())("calling conventions (gcc for x86-64 must be there)", () => {
  const cases = (count: number): AbiCase[] => {
    const random = new Random(1);
    return Array.from({ length: count }, (_, i) => drawCase(random, i));
  };

  test.each(ALLOCATORS)(
    "agree with gcc's in both directions, %s",
    (allocator) => {
      expect(runCases(cases(40), allocator)).toEqual([]);
    },
    60_000,
  );

  test("a convention other than gcc was told is noticed", () => {
    const wrong = cases(200)
      .filter(
        (c) =>
          c.params.length === 2 &&
          c.params.every((p) => p.struct === undefined) &&
          c.result.values.length === 1,
      )
      .slice(0, 1)
      .map((c) => ({
        ...c,
        convention: { clif: c.convention.clif, c: CONVENTIONS.find((o) => o.clif !== c.convention.clif)!.c },
      }));
    expect(wrong.length).toBe(1);
    expect(runCases(wrong as unknown as AbiCase[], "backtracking").length).toBeGreaterThan(0);
  }, 60_000);
});
