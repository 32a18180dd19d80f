// Generated modules are valid, survive the text, and run deterministically. CRANELIFT_PROPERTY_RUNS says how many.
import {
  type Function,
  instructions,
  Opcode,
  opcodeTables,
  types,
  verifyFunction,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import { parseFunctions, parseTestFile } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import {
  Checker,
  Coverage,
  EXCLUSIONS,
  FUZZ_TARGETS,
  Generator,
  NEEDED_FLAGS,
  operationsFor,
  pairName,
  Random,
  reasonAgainst,
  testFileText,
  TYPE_GROUPS,
} from "./index.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 200);

function opcodesOf(functions: readonly Function[]): Set<number> {
  const out = new Set<number>();
  for (const { dfg, layout } of functions)
    for (const b of layout.blocks()) for (const i of layout.insts(b)) out.add(dfg.opcode(i));
  return out;
}

describe("random numbers", () => {
  test("are the same everywhere", () => {
    const random = new Random(42);
    const first = Array.from({ length: 4 }, () => random.bits());
    random.reseed(42);
    expect(Array.from({ length: 4 }, () => random.bits())).toEqual(first);
    expect(new Random(43).bits()).not.toBe(first[0]);
    expect(first).toMatchInlineSnapshot(`
      [
        660444221,
        -642143564,
        77678286,
        922035873,
      ]
    `);
  });

  test("stay in range and reach its ends", () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe("exclusions", () => {
  test("name opcodes and types that exist, and give a reason", () => {
    const opcodes = new Set(opcodeTables.OPCODE_NAMES);
    for (const target of FUZZ_TARGETS) {
      for (const e of EXCLUSIONS[target]) {
        expect(e.reason).not.toBe("");
        expect(e.opcodes.length + e.types.length).toBeGreaterThan(0);
        for (const name of e.opcodes) expect(opcodes).toContain(name);
        for (const name of e.types)
          expect(name in TYPE_GROUPS || types.parseType(name) !== types.INVALID).toBe(true);
      }
    }
  });

  test("leave every opcode but stack_switch to the interpreter", () => {
    const seen = new Set(operationsFor("interpreter").map((o) => o.opcode));
    const missing = Array.from({ length: opcodeTables.OPCODE_COUNT - 1 }, (_, i) => i + 1).filter(
      (op) => !seen.has(op),
    );
    expect(missing.map(instructions.opcodeName)).toEqual(["stack_switch"]);
  });

  test.each(FUZZ_TARGETS)("hold in what is generated for %s", { timeout: 60_000 }, (target) => {
    const generator = new Generator({ target });
    const wrong = new Set<string>();
    for (let seed = 1; seed <= 150; seed++) {
      for (const func of generator.generate(seed).functions) {
        expect(verifyFunction(func, { flags: NEEDED_FLAGS, pointerType: types.I64 })).toEqual([]);
        for (const b of func.layout.blocks()) {
          for (const i of func.layout.insts(b)) {
            const [op, type] = [func.dfg.opcode(i), func.dfg.ctrlType(i)];
            if (types.isDynamicVector(type)) continue;
            if (reasonAgainst(target, instructions.opcodeName(op), type) !== undefined)
              wrong.add(pairName(op, type));
          }
        }
      }
    }
    expect([...wrong]).toEqual([]);
  });
});

test("modules verify, round-trip and run deterministically", { timeout: 600_000 }, () => {
  const generator = new Generator();
  const checker = new Checker();
  for (let seed = 1; seed <= RUNS; seed++) {
    const failure = checker.check(generator.generate(seed));
    if (failure !== undefined)
      throw new Error(`seed ${seed}: ${failure.kind}: ${failure.message}\n${failure.text}`);
  }
  const { totals, coverage } = checker;
  const trapped = [...totals.traps.values()].reduce((a, b) => a + b, 0);
  expect(trapped).toBeGreaterThan(0);
  expect(trapped / totals.runs).toBeLessThan(0.3);
  const entries = coverage.entries("interpreter");
  expect(entries.filter((e) => e.count > 0).length / entries.length).toBeGreaterThan(0.75);
});

test("a seed is a module, whatever came before", () => {
  const generator = new Generator();
  const texts = [7, 8, 7].map((seed) =>
    generator
      .generate(seed)
      .functions.map((f) => writeFunction(f))
      .join(),
  );
  expect(texts[2]).toBe(texts[0]);
  expect(texts[1]).not.toBe(texts[0]);
  expect(
    new Generator()
      .generate(8)
      .functions.map((f) => writeFunction(f))
      .join(),
  ).toBe(texts[1]);
});

test("allowed opcodes restrict what is picked", () => {
  const generator = new Generator({ allowed: ["sqrt", "jump"], wasmShaped: 0 });
  const seen = new Set<number>();
  for (let seed = 1; seed < 40; seed++)
    for (const op of opcodesOf(generator.generate(seed).functions)) seen.add(op);
  expect(seen).toContain(Opcode.Sqrt);
  for (const op of [Opcode.Fadd, Opcode.Sdiv, Opcode.Trap, Opcode.Popcnt]) expect(seen).not.toContain(op);
});

test("wasm-shaped modules check their bounds", { timeout: 60_000 }, () => {
  const generator = new Generator({ wasmShaped: 1, guard: 0.2 });
  const checker = new Checker();
  for (let seed = 1; seed <= 200; seed++) expect(checker.check(generator.generate(seed))).toBeUndefined();
  expect(checker.totals.traps.get("heap_oob")).toBeGreaterThan(10);
});

test("the checker notices what is wrong", () => {
  const text = `function %main(i32) -> i32 {
block0(v0: i32):
    return v0
}`;
  const checker = new Checker();
  const [func] = parseFunctions(text);
  func!.signature = { ...func!.signature, returns: [] };
  const failure = checker.check({ seed: 3, functions: [func!], inputs: [] });
  expect(failure).toMatchObject({ seed: 3, kind: "verifier" });
});

test("coverage counts what was executed, by opcode and type", () => {
  const [func] = parseFunctions(
    "function %f(i32) -> i32 { block0(v0: i32): v1 = iadd v0, v0  v2 = iadd v1, v1  return v2 }",
  );
  const coverage = new Coverage();
  coverage.add(func!, Float64Array.from([3, 2, 1]));
  expect(coverage.count(Opcode.Iadd, types.I32)).toBe(5);
  expect(coverage.count(Opcode.Iadd, types.I64)).toBe(0);
  const other = new Coverage();
  other.merge(coverage.toJSON());
  expect(other.count(Opcode.Iadd, types.I32)).toBe(5);
  const table = other.table("interpreter", 1);
  expect(table).toMatch(/^iadd +i8 0 {2}i16 0 {2}i32 5/m);
  expect(table).toContain("\n  isub.i32 0");
});

test("test files hold what the first function returns", { timeout: 60_000 }, () => {
  const generator = new Generator({ data: false });
  let directives = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const text = testFileText(generator.generate(seed));
    const file = parseTestFile(text);
    expect(text).not.toContain("fuzz_data");
    expect(file.commands[0]!.name).toBe("interpret");
    directives += text.match(/^; run: %main/gm)?.length ?? 0;
  }
  expect(directives).toBeGreaterThan(10);
});
