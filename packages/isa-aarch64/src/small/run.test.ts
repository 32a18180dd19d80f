/** Compiled functions under qemu: own small ones, and the run directives of test files that need no more than integers. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Context, UnsupportedError } from "@cranelift-ts/codegen";
import { DataValue, flagsBuilder, lookupIsa, types, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions, parseRunCommand, parseTestFile } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import { aarch64, type Aarch64Isa } from "../index.ts";
import { type BatchCall, runBatch, runnerProblem } from "./testing.ts";

const problem = runnerProblem();
const corpora = process.env["CRANELIFT_CORPORA"];

function isaWith(settings: Readonly<Record<string, string>> = {}): Aarch64Isa {
  const builder = flagsBuilder();
  builder.set("regalloc_checker", "true");
  for (const [name, value] of Object.entries(settings)) builder.set(name, value);
  return lookupIsa("aarch64-unknown-linux-gnu", [aarch64]).finish(builder.finish());
}

const CONFIGURATIONS: readonly (readonly [string, Aarch64Isa])[] = [
  ["backtracking", isaWith()],
  ["single pass", isaWith({ regalloc_algorithm: "single_pass" })],
];

interface Tally {
  passed: number;
  failed: string[];
  unsupported: string[];
}

/** Compiles a test file and runs its directives. */
function runFile(text: string, isa: Aarch64Isa): Tally {
  const out: Tally = { passed: 0, failed: [], unsupported: [] };
  const cx = new Context();
  const functions = [];
  const calls: { call: BatchCall; bits: number; expected: bigint; negate: boolean; text: string }[] = [];
  for (const { func, details } of parseTestFile(text).functions) {
    const name = userFuncNameText(func.name);
    const directives = details.comments.map((c) => c.text).filter((t) => /^[;\s]*run\b/.test(t));
    const { returns } = func.signature;
    try {
      if (returns.length > 1) throw new UnsupportedError("several results in this test");
      cx.clear();
      func.clone(cx.func);
      functions.push({ name, code: cx.compile(isa) });
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      for (const d of directives) out.unsupported.push(`${error.what}: ${d}`);
      continue;
    }
    for (const d of directives) {
      const command = parseRunCommand(d, func.signature);
      if (command?.kind !== "run") continue;
      const bits = returns.length === 0 ? 0 : types.typeBits(returns[0]!.type);
      // The bits above a narrow argument are junk.
      const args = command.invocation === undefined ? [] : command.invocation.args.map((a) => a.toBits() | (0xa5a5_a5a5_a5a5_a5a5n << BigInt(types.typeBits(a.type))));
      const expected = command.invocation === undefined ? 0n : (command.expected[0]?.toBits() ?? 0n);
      calls.push({ call: { func: name, args }, bits, expected, negate: command.invocation === undefined || command.comparison === "!=", text: d });
    }
  }
  const results = calls.length === 0 ? [] : runBatch(functions, calls.map((c) => c.call));
  for (const [i, c] of calls.entries()) {
    const r = results[i]!;
    if (r !== "trap" && (BigInt.asUintN(c.bits, r[0]) === c.expected) !== c.negate) out.passed++;
    else out.failed.push(`${c.text}: ${r === "trap" ? r : BigInt.asUintN(c.bits, r[0])}`);
  }
  return out;
}

describe.skipIf(problem !== undefined)(`under qemu${problem === undefined ? "" : ` (skipped: ${problem})`}`, () => {
  const OWN = `test run
target aarch64
function %fib(i32) -> i32 {
  fn0 = colocated %fib(i32) -> i32
block0(v0: i32):
  v1 = iconst.i32 2
  v2 = icmp slt v0, v1
  brif v2, block1, block2
block1:
  return v0
block2:
  v3 = iconst.i32 1
  v4 = isub v0, v3
  v5 = isub v0, v1
  v6 = call fn0(v4)
  v7 = call fn0(v5)
  v8 = iadd v6, v7
  return v8
}
; run: %fib(15) == 610
function %far(i64) -> i64 {
  fn0 = %ten(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64
block0(v0: i64):
  v1 = iconst.i64 0x1234_5678_9abc_def0
  v2 = call fn0(v0, v1, v0, v1, v0, v1, v0, v1, v1, v0)
  v3 = iadd v2, v1
  return v3
}
; run: %far(5) == 1311768467463790328
function %ten(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64 {
block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64, v8: i64, v9: i64):
  v10 = isub v8, v7
  v11 = iadd v10, v9
  v12 = imul v11, v0
  v13 = udiv v12, v2
  v14 = iconst.i64 3
  v15 = iadd v13, v14
  return v15
}
function %switch(i32) -> i32 {
block0(v0: i32):
  br_table v0, block4, [block1, block2, block3, block1]
block1:
  v1 = iconst.i32 10
  return v1
block2:
  v2 = iconst.i32 -20
  return v2
block3:
  v3 = iconst.i32 0x1234567
  return v3
block4:
  return v0
}
; run: %switch(0) == 10
; run: %switch(1) == -20
; run: %switch(2) == 0x1234567
; run: %switch(3) == 10
; run: %switch(4) == 4
; run: %switch(-1) == -1
function %memory(i64) -> i64 {
  ss0 = explicit_slot 70000
  ss1 = explicit_slot 16
block0(v0: i64):
  v1 = stack_addr.i64 ss0
  v2 = stack_addr.i64 ss1+8
  store notrap v0, v2
  istore8 notrap v0, v1+3
  store notrap v0, v1+69992
  v3 = load.i64 notrap v2
  v4 = sload8.i64 notrap v1+3
  v5 = load.i64 notrap v1+69992
  v6 = iadd v3, v4
  v7 = iadd v6, v5
  return v7
}
; run: %memory(255) == 509
`;

  for (const [name, isa] of CONFIGURATIONS) {
    test(`small programs, ${name}`, () => {
      const r = runFile(OWN, isa);
      expect(r.failed).toEqual([]);
      expect(r.unsupported).toEqual([]);
      expect(r.passed).toBe(9);
    });
  }

  test("a function of 2 MB: branches of 1 MB go through veneers, constants lie in islands", () => {
    const lines: string[] = [];
    const n = 3000;
    for (let i = 0; i < n; i++) {
      const v = 10 * i + 10;
      const far = Math.min(((i * 7919) % (n - i)) + i + 2, n + 1);
      lines.push(
        `block${i + 1}(v${v}: i64):`,
        `v${v + 1} = iconst.i64 ${0x1_2345_0000_0000n + BigInt(i)}`,
        `v${v + 2} = iadd v${v}, v${v + 1}`,
        `v${v + 3} = band v${v + 2}, v1`,
        `brif v${v + 3}, block${far}(v${v + 2}), block${Math.min(i + 2, n + 1)}(v${v + 2})`,
      );
    }
    const text = `function %f(i64, i64) -> i64 {\nblock0(v0: i64, v1: i64):\njump block1(v0)\n${lines.join("\n")}\nblock${n + 1}(v5: i64):\nreturn v5\n}`;
    const [func] = parseFunctions(text);
    const interpreter = new Interpreter();
    interpreter.define(func!);
    const cx = new Context();
    func!.clone(cx.func);
    const code = cx.compile(isaWith({ bb_padding_log2_minus_one: "11", regalloc_checker: "false" }));
    expect(code.code.length).toBeGreaterThan(2_000_000);
    const inputs = [[5n, 1n], [0n, 2n], [7n, 4n], [1n, 0n], [3n, 64n]] as const;
    const results = runBatch([{ name: "%f", code }], inputs.map((args) => ({ func: "%f", args })));
    for (const [i, [a, b]] of inputs.entries()) {
      const expected = interpreter.call("%f", [DataValue.i64(a), DataValue.i64(b)]);
      if (expected.kind !== "return") throw new Error("trapped");
      expect((results[i] as readonly bigint[])[0]).toBe(BigInt.asUintN(64, BigInt(String(expected.values[0]))));
    }
  }, 60_000);

  test("division by zero and overflow trap", () => {
    const functions = parseFunctions(`function %d(i32, i32) -> i32 {\nblock0(v0: i32, v1: i32):\n v2 = sdiv v0, v1\n return v2\n}`);
    const cx = new Context(functions[0]!);
    const code = cx.compile(CONFIGURATIONS[0]![1]);
    const args = [[7n, 0n], [0x8000_0000n, 0xffff_ffffn], [0x8000_0001n, 0xffff_ffffn], [-9n, 2n]] as const;
    const results = runBatch([{ name: "%d", code }], args.map((a) => ({ func: "%d", args: a })));
    expect(results.map((r) => (r === "trap" ? r : BigInt.asIntN(32, r[0])))).toEqual(["trap", "trap", 0x7fff_ffffn, -4n]);
  });

  const folder = join(corpora ?? "", "clif/run/runtests");
  describe.skipIf(corpora === undefined || !existsSync(folder))(`corpus${corpora === undefined ? " (skipped: CRANELIFT_CORPORA is not set)" : ""}`, () => {
    for (const file of ["arithmetic", "brif", "fibonacci", "div-checks", "br_table", "icmp", "select", "ireduce", "extend"]) {
      const path = join(folder, `${file}.clif`);
      test.skipIf(!existsSync(path))(file, () => {
        let passed = 0;
        for (const [, isa] of CONFIGURATIONS) {
          const r = runFile(readFileSync(path, "utf8"), isa);
          expect(r.failed).toEqual([]);
          passed += r.passed;
          console.log(`${file}: ${r.passed} passed, ${r.unsupported.length} unsupported${r.unsupported.length > 0 ? ` (${[...new Set(r.unsupported.map((u) => u.split(":")[0]))].join(", ")})` : ""}`);
        }
        expect(passed).toBeGreaterThan(0);
      });
    }
  });
});
