import { type Function, Opcode, types, verifyFunction } from "@cranelift-ts/codegen-ir";
import { describe, expect, test } from "vitest";
import {
  countInstructions,
  Generator,
  mutateBytes,
  mutateTokens,
  NEEDED_FLAGS,
  Random,
  reduce,
  resultText,
  runOnce,
  runProgram,
  testFileText,
} from "./index.ts";
import { CraneliftError } from "@cranelift-ts/entity";
import { parseFunctions } from "@cranelift-ts/reader";

function has(functions: readonly Function[], opcode: number): boolean {
  return functions.some(({ dfg, layout }) => {
    for (const b of layout.blocks())
      for (const i of layout.insts(b)) if (dfg.opcode(i) === opcode) return true;
    return false;
  });
}

describe("reducer", () => {
  test("leaves little but what the predicate asks for, and that is valid", { timeout: 60_000 }, () => {
    const generator = new Generator();
    let reduced = 0;
    for (let seed = 1; reduced < 12; seed++) {
      const { functions } = generator.generate(seed);
      if (!has(functions, Opcode.Sqrt)) continue;
      const before = countInstructions(functions);
      const result = reduce(functions, (candidate) => has(candidate, Opcode.Sqrt));
      for (const f of result)
        expect(verifyFunction(f, { flags: NEEDED_FLAGS, pointerType: types.I64 })).toEqual([]);
      expect(has(result, Opcode.Sqrt)).toBe(true);
      expect(countInstructions(functions)).toBe(before);
      expect(countInstructions(result)).toBeLessThan(35);
      reduced++;
    }
  });

  test("keeps what a run depends on", { timeout: 60_000 }, () => {
    const generator = new Generator({ guard: 0 });
    for (let seed = 1; ; seed++) {
      const { functions, inputs } = generator.generate(seed);
      const trap = (candidate: readonly Function[]): string => {
        try {
          return resultText(runOnce(candidate, inputs[0]!));
        } catch {
          return "cannot be called";
        }
      };
      if (trap(functions) !== "trap int_divz") continue;
      const result = reduce(functions, (candidate) => trap(candidate) === "trap int_divz");
      expect(trap(result)).toBe("trap int_divz");
      expect(countInstructions(result)).toBeLessThan(Math.min(20, countInstructions(functions)));
      break;
    }
  });

  test("needs something interesting, and counts its attempts", () => {
    const { functions } = new Generator().generate(1);
    expect(() => reduce(functions, () => false)).toThrow("not interesting to begin with");
    let calls = 0;
    reduce(functions, () => ++calls > 0, { attempts: 5 });
    expect(calls).toBe(5);
  });
});

test("mutated texts are read or refused with a location", { timeout: 60_000 }, () => {
  const generator = new Generator();
  const random = new Random(1);
  let refused = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const text = testFileText(generator.generate(seed % 20));
    const mutated = (seed % 2 === 0 ? mutateBytes : mutateTokens)(random, text);
    try {
      for (const f of parseFunctions(mutated)) verifyFunction(f);
    } catch (error) {
      if (!(error instanceof CraneliftError)) throw error;
      expect(error.errors[0]!.location).toBeDefined();
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(20);
  expect(refused).toBeLessThan(100);
});

describe("command line", () => {
  const run = (
    args: string[],
    files: Record<string, string> = {},
    command: (command: string, text: string) => boolean = () => false,
  ) => {
    const lines: string[] = [];
    const code = runProgram(args, {
      print: (l) => lines.push(l),
      readText: (p) => files[p] ?? "",
      runCommand: command,
    });
    return { code, text: lines.join("\n") };
  };

  test("wrong usage is 2 and shows the help", () => {
    for (const args of [
      [],
      ["dance"],
      ["check", "--sead", "1"],
      ["check", "--seed"],
      ["check", "--seed", "x"],
      ["check", "--target", "z80"],
      ["reduce", "f"],
      ["mutate"],
    ]) {
      const { code, text } = run(args);
      expect(code).toBe(2);
      expect(text).toContain("fuzzgen generate");
    }
    expect(run(["help"]).code).toBe(0);
  });

  test("check and coverage", () => {
    const { code, text } = run(["check", "--count", "5"]);
    expect(code).toBe(0);
    expect(text).toContain("no failures");
    const coverage = run(["coverage", "--functions", "5", "--least", "1000"]);
    expect(coverage.code).toBe(1);
    expect(coverage.text).toContain("executed fewer than 1000 times");
    expect(run(["coverage", "--count", "3", "--least", "0"]).code).toBe(0);
    expect(run(["coverage", "--count", "3", "--least", "0", "--least-good", "1.1"]).code).toBe(1);
  });

  test("generate, reduce and mutate", { timeout: 60_000 }, () => {
    const file = run(["generate", "--seed", "11"]).text;
    expect(file).toContain("test interpret");
    const reduced = run(
      ["reduce", "a.clif", "--command", "grep sqrt"],
      { "a.clif": file },
      (c, text) => c === "grep sqrt" && text.startsWith("test interpret") && text.includes("sqrt"),
    );
    expect(reduced.code).toBe(0);
    expect(reduced.text).toContain("sqrt");
    const [, before, after] = /; (\d+) instructions became (\d+)/.exec(reduced.text) ?? [];
    expect(Number(after)).toBeLessThan(Number(before) / 4);
    const mutated = run(["mutate", "a.clif", "--count", "20"], { "a.clif": file });
    expect(mutated.text).toContain("20 mutated texts");
    expect(mutated.code).toBe(0);
    expect(run(["reduce", "--seed", "11"]).text).toContain("does not fail");
  });
});
