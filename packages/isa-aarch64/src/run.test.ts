/**
 * Compiled functions, run under qemu: small ones here, one of more than 2 MB, and the run directives of CLIF test files
 * in the folder `CRANELIFT_CORPORA`. Skipped, saying so, without the tools or the folder.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Context, UnsupportedError } from "@cranelift-ts/codegen";
import {
  type DataValue,
  flagsBuilder,
  type Function,
  parseTriple,
  type Signature,
  userFuncNameText,
} from "@cranelift-ts/codegen-ir";
import { parseRunCommand, parseTestFile } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import { aarch64 } from "./aarch64.ts";
import type { Aarch64Isa } from "./isa.ts";
import { type BatchCall, type BatchFunction, type Outcome, runBatch, runnerProblem } from "./testing.ts";

const problem = runnerProblem();
const corpora = process.env["CRANELIFT_CORPORA"];
const only = process.env["CRANELIFT_RUN_FILES"];

function isaOf(settings: readonly string[] = []): Aarch64Isa {
  const shared = flagsBuilder();
  for (const s of [...settings, "regalloc_checker=true"]) shared.apply(s);
  return aarch64.builder(parseTriple("aarch64")).finish(shared.finish());
}

interface FileResult {
  passed: number;
  readonly failed: string[];
  /** Functions and what is missing for them. */
  readonly unsupported: string[];
}

interface Directive {
  readonly call: BatchCall;
  readonly expected: readonly DataValue[] | undefined;
  readonly negate: boolean;
  readonly text: string;
}

function runFile(text: string, isa: Aarch64Isa): FileResult {
  const out: FileResult = { passed: 0, failed: [], unsupported: [] };
  const functions: BatchFunction[] = [];
  const calls: Directive[] = [];
  const cx = new Context();
  for (const { func, details } of parseTestFile(text).functions) {
    const name = userFuncNameText(func.params.name);
    const directives = details.comments
      .map((c) => c.text.replace(/^[;\s]+/, ""))
      .filter((t) => /^run\b/.test(t));
    try {
      cx.func = func;
      functions.push({ name, code: cx.compile(isa) });
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      for (const d of directives) out.unsupported.push(`${name}: ${error.what}: ${d}`);
      continue;
    }
    const abi = isa.abi.assign(func.signature, isa.flags);
    for (const d of directives) {
      const command = parseRunCommand(d, func.signature);
      if (command === undefined || command.kind !== "run") continue;
      const { invocation } = command;
      if (invocation === undefined)
        calls.push({ call: { func: name, abi, args: [] }, expected: undefined, negate: false, text: d });
      else
        calls.push({
          call: { func: name, abi, args: invocation.args },
          expected: command.expected,
          negate: command.comparison === "!=",
          text: d,
        });
    }
  }
  const known = new Set(functions.map((f) => f.name));
  const linkable = functions.filter((f) =>
    f.code.relocs.every((r) =>
      r.name.kind === "testcase"
        ? known.has(`%${r.name.name}`)
        : r.name.kind === "user" && known.has(`u${r.name.namespace}:${r.name.index}`),
    ),
  );
  const names = new Set(linkable.map((f) => f.name));
  const usable = calls.filter((c) => names.has(c.call.func));
  for (const c of calls)
    if (!names.has(c.call.func)) out.unsupported.push(`${c.call.func}: refers to what is missing: ${c.text}`);
  if (usable.length === 0) return out;
  const results = runBatch(
    linkable,
    usable.map((c) => c.call),
  );
  for (const [k, c] of usable.entries()) {
    const wrong = judge(results[k] as Outcome, c);
    if (wrong === undefined) out.passed++;
    else out.failed.push(`${c.text}: ${wrong}`);
  }
  return out;
}

function judge(r: Outcome, c: Directive): string | undefined {
  if (r.kind === "trap") return `signal ${r.signal} at ${r.offset}`;
  if (r.kind === "error") return r.message;
  if (!r.preserved) return "callee-saved registers were changed";
  const equal =
    c.expected === undefined
      ? r.values.some((v) => v.toBits() !== 0n)
      : r.values.length === c.expected.length &&
        r.values.every((v, i) => v.equals(c.expected?.[i] as DataValue));
  return equal === c.negate ? `got ${r.values.map(String).join(", ")}` : undefined;
}

describe.skipIf(problem !== undefined)("small functions", () => {
  const run = (text: string, settings: readonly string[] = []): void => {
    const r = runFile(`test run\ntarget aarch64\n${text}`, isaOf(settings));
    expect(r.failed).toEqual([]);
    expect(r.unsupported).toEqual([]);
    expect(r.passed).toBeGreaterThan(0);
  };

  it("divide, and trap where CLIF says so", () => {
    const isa = isaOf();
    const cx = new Context();
    const functions: BatchFunction[] = [];
    const abis: ReturnType<typeof isa.abi.assign>[] = [];
    for (const op of ["sdiv", "udiv", "srem", "urem"]) {
      for (const ty of ["i8", "i16", "i32", "i64"]) {
        const func = onlyFunction(
          `function %f_${op}_${ty}(${ty}, ${ty}) -> ${ty} {\nblock0(v0: ${ty}, v1: ${ty}):\n v2 = ${op} v0, v1\n return v2\n}\n`,
        );
        cx.func = func;
        functions.push({ name: `%f_${op}_${ty}`, code: cx.compile(isa) });
        abis.push(isa.abi.assign(func.signature, isa.flags));
      }
    }
    const calls: BatchCall[] = [];
    const expected: (bigint | "trap")[] = [];
    for (const [k, f] of functions.entries()) {
      const [, op, ty = ""] = /f_(\w+)_i(\d+)/.exec(f.name) as unknown as [string, string, string];
      const bits = Number(ty);
      const signed = op.startsWith("s");
      const wrap = (n: bigint): bigint => (signed ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n));
      const numbers = [0n, 1n, -1n, 7n, -7n, 1n << BigInt(bits - 1), (1n << BigInt(bits - 1)) - 1n];
      for (const a of numbers) {
        for (const b of numbers) {
          const abi = abis[k]!;
          calls.push({
            func: f.name,
            abi,
            args: [dataValue(abi.signature, a, bits), dataValue(abi.signature, b, bits)],
          });
          const x = wrap(a);
          const y = wrap(b);
          const overflow = op === "sdiv" && y === -1n && x === -(1n << BigInt(bits - 1));
          expected.push(
            y === 0n || overflow ? "trap" : BigInt.asUintN(bits, op.endsWith("div") ? x / y : x % y),
          );
        }
      }
    }
    const results = runBatch(functions, calls);
    const got = results.map((r) => (r.kind === "return" ? r.values[0]!.toBits() : r.kind));
    expect(got).toEqual(expected);
    for (const [k, r] of results.entries()) {
      if (r.kind !== "trap") continue;
      const { code } = functions.find((f) => f.name === calls[k]!.func)!;
      expect(code.traps.map((t) => t.offset)).toContain(r.offset);
    }
  });

  it("load and store every width, and use stack slots", () => {
    run(`function %mem(i64, i64) -> i64 {
  ss0 = explicit_slot 64
block0(v0: i64, v1: i64):
  v2 = stack_addr.i64 ss0
  store v0, v2
  v3 = ireduce.i8 v1
  store v3, v2+1
  v4 = ireduce.i16 v1
  store v4, v2+2
  istore32 v1, v2+20
  v5 = load.i64 v2
  v6 = sload8.i64 v2+1
  v7 = uload16.i64 v2+2
  v8 = sload32 v2+20
  v9 = iconst.i64 20
  v10 = iadd v2, v9
  v11 = uload8.i64 v10
  v12 = iadd v5, v6
  v13 = iadd v12, v7
  v14 = iadd v13, v8
  v15 = iadd v14, v11
  return v15
}
; run: %mem(0x1122334455667788, -2) == ${0x1122_3344_fffe_fe88n - 2n + 0xfffen - 2n + 0xfen}
`);
  });

  it("jump through tables, with and without the mitigation", () => {
    const table = `function %sw(i32) -> i32 {
block0(v0: i32):
  br_table v0, block4, [block1, block2, block3]
block1:
  v1 = iconst.i32 10
  return v1
block2:
  v2 = iconst.i32 20
  return v2
block3:
  v3 = iconst.i32 30
  return v3
block4:
  v4 = iconst.i32 99
  return v4
}
; run: %sw(0) == 10
; run: %sw(1) == 20
; run: %sw(2) == 30
; run: %sw(3) == 99
; run: %sw(-1) == 99
`;
    run(table, ["enable_table_access_spectre_mitigation=true"]);
    run(table, ["enable_table_access_spectre_mitigation=false"]);
  });

  it("call with arguments on the stack, directly and indirectly, and keep values over calls", () => {
    const params = (n: number): string => Array.from({ length: n }, () => "i64").join(", ");
    const values = Array.from({ length: 12 }, (_, k) => `v${k}: i64`).join(", ");
    run(`function %sum(${params(12)}) -> i64, i64 tail {
block0(${values}):
${Array.from({ length: 11 }, (_, k) => `  v${20 + k} = ${k % 2 === 0 ? "isub" : "iadd"} ${k === 0 ? "v0" : `v${19 + k}`}, v${k + 1}`).join("\n")}
  return v30, v11
}
function %call(i64) -> i64 system_v {
  sig0 = (${params(12)}) -> i64, i64 tail
  fn0 = colocated %sum(${params(12)}) -> i64, i64 tail
  fn1 = %sum(${params(12)}) -> i64, i64 tail
block0(v0: i64):
${Array.from({ length: 11 }, (_, k) => `  v${k + 1} = imul v${k}, v0`).join("\n")}
  v40, v41 = call fn0(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11)
  v50 = func_addr.i64 fn1
  v60, v61 = call_indirect sig0, v50(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11)
  v70 = isub v40, v60
  v71 = isub v41, v11
  v72 = bor v70, v71
  v73 = bor v72, v61
  v74 = isub v73, v11
  v75 = iadd v74, v40
  return v75
}
; run: %call(2) == ${(() => {
      const v = Array.from({ length: 12 }, (_, k) => 2n ** BigInt(k + 1));
      let s = v[0]!;
      for (let k = 0; k < 11; k++) s = k % 2 === 0 ? s - v[k + 1]! : s + v[k + 1]!;
      return s;
    })()}
`);
  });
});

describe.skipIf(problem !== undefined)("small programs", () => {
  const PROGRAMS = `function %fib(i32) -> i32 {
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
  for (const algorithm of ["backtracking", "single_pass"])
    it(`give the right results, ${algorithm}`, () => {
      const r = runFile(`test run\ntarget aarch64\n${PROGRAMS}`, isaOf([`regalloc_algorithm=${algorithm}`]));
      expect(r.failed).toEqual([]);
      expect(r.unsupported).toEqual([]);
      expect(r.passed).toBe(3);
    });
});

function onlyFunction(text: string): Function {
  return (parseTestFile(`test run\ntarget aarch64\n${text}`).functions[0] as { func: Function }).func;
}

function runArgument(text: string, sig: Signature): DataValue {
  const command = parseRunCommand(text, sig);
  if (command === undefined || command.kind !== "run" || command.invocation === undefined)
    throw new Error(`no arguments: ${text}`);
  return command.invocation.args[0] as DataValue;
}

function dataValue(sig: Signature, n: bigint, bits: number): DataValue {
  return runArgument(`run: %f(${BigInt.asIntN(bits, n)}, 0) == 0`, sig);
}

/** `n` steps, each with a branch far away: one bit (32 KB), zero (1 MB), a comparison (1 MB). */
function farBranches(steps: number): { text: string; value(x: bigint): bigint } {
  const lines: string[] = ["function %far(i64) -> i64 {", "block0(v0: i64):", "  jump block1(v0)"];
  const tails: string[] = [];
  let v = 1;
  for (let k = 0; k < steps; k++) {
    const [x, c, y, s, t, z, m, b, r] = Array.from({ length: 9 }, () => v++);
    lines.push(
      `block${k + 1}(v${x}: i64):`,
      `  v${c} = iconst.i64 ${0x1234_5677_0123_4567n + BigInt(k) * 2n}`,
      `  v${y} = imul v${x}, v${c}`,
    );
    lines.push(
      `  v${s} = iconst.i64 ${(k % 31) + 7}`,
      `  v${t} = ushr v${y}, v${s}`,
      `  v${z} = bxor v${y}, v${t}`,
    );
    if (k % 16 !== 0) {
      lines.push(`  jump block${k + 2}(v${z})`);
      continue;
    }
    const far = steps + 2 + k;
    lines.push(`  v${m} = iconst.i64 ${1n << BigInt(k % 60)}`);
    if (k % 48 === 0)
      lines.push(`  v${b} = band v${z}, v${m}`, `  brif v${b}, block${far}, block${k + 2}(v${z})`);
    else if (k % 48 === 16)
      lines.push(`  v${b} = icmp ult v${z}, v${m}`, `  brif v${b}, block${far}, block${k + 2}(v${z})`);
    else lines.push(`  brif v${z}, block${k + 2}(v${z}), block${far}`);
    tails.push(
      `block${far}:`,
      `  v${r} = iconst.i64 ${k + 1}`,
      `  v${v++} = bxor v${z}, v${r}`,
      `  return v${v - 1}`,
    );
  }
  lines.push(`block${steps + 1}(v${v}: i64):`, `  return v${v}`, ...tails, "}");
  const value = (x0: bigint): bigint => {
    let x = BigInt.asUintN(64, x0);
    for (let k = 0; k < steps; k++) {
      x = BigInt.asUintN(64, x * (0x1234_5677_0123_4567n + BigInt(k) * 2n));
      x ^= x >> BigInt((k % 31) + 7);
      if (k % 16 !== 0) continue;
      const m = 1n << BigInt(k % 60);
      const leaves = k % 48 === 0 ? (x & m) !== 0n : k % 48 === 16 ? x < m : x === 0n;
      if (leaves) return x ^ BigInt(k + 1);
    }
    return x;
  };
  return { text: lines.join("\n"), value };
}

/** Branches of the two short kinds that lead to an unconditional branch. */
function throughVeneers(code: Uint8Array): [bits: number, zeros: number] {
  const view = new DataView(code.buffer, code.byteOffset, code.length);
  const counts: [number, number] = [0, 0];
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const word = view.getUint32(at, true);
    const isBit = (word & 0x7e00_0000) === 0x3600_0000;
    const isZero = (word & 0x7e00_0000) === 0x3400_0000 || (word & 0xff00_0010) >>> 0 === 0x5400_0000;
    if (!isBit && !isZero) continue;
    const target = at + (isBit ? ((word << 13) >> 18) * 4 : ((word << 8) >> 13) * 4);
    if ((view.getUint32(target, true) & 0xfc00_0000) === 0x1400_0000) counts[isBit ? 0 : 1]++;
  }
  return counts;
}

describe.skipIf(problem !== undefined)("islands", () => {
  it("veneers of a function of 2 MB lead where the branches go", { timeout: 300_000 }, () => {
    const { text, value } = farBranches(76_000);
    const func = onlyFunction(`${text}\n`);
    const shared = flagsBuilder();
    shared.apply("enable_verifier=false");
    shared.apply("regalloc_algorithm=single_pass");
    const isa = aarch64.builder(parseTriple("aarch64")).finish(shared.finish());
    const cx = new Context();
    cx.func = func;
    const code = cx.compile(isa);
    expect(code.code.length).toBeGreaterThan(2_000_000);
    const [bits, zeros] = throughVeneers(code.code);
    console.log(`${code.code.length} bytes, ${bits} TBZ and ${zeros} CBZ or B.cond through veneers`);
    expect(bits).toBeGreaterThan(1000);
    expect(zeros).toBeGreaterThan(500);
    const abi = isa.abi.assign(func.signature, isa.flags);
    // Inputs that leave at different places; 0 goes through everything that compares with zero.
    const inputs = [
      0n,
      ...Array.from({ length: 300 }, (_, k) => BigInt.asIntN(64, BigInt(k) * 0x9e37_79b9_7f4a_7c15n + 1n)),
    ];
    const calls = inputs.map((x): BatchCall => ({
      func: "%far",
      abi,
      args: [runArgument(`run: %far(${x}) == 0`, func.signature)],
    }));
    const results = runBatch([{ name: "%far", code }], calls);
    expect(results.map((r) => (r.kind === "return" ? r.values[0]!.toBits() : r.kind))).toEqual(
      inputs.map(value),
    );
  });
});

/** Files of which every directive must hold. */
const WHOLE: readonly string[] = ["arithmetic", "brif", "fibonacci", "div-checks"];

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesUnder(join(dir, e.name)) : e.name.endsWith(".clif") ? [join(dir, e.name)] : [],
  );
}

describe.skipIf(problem !== undefined || corpora === undefined)("run directives of CLIF test files", () => {
  it("hold, or are unsupported by name", { timeout: 600_000 }, () => {
    let passed = 0;
    const failed: string[] = [];
    const unsupported: string[] = [];
    for (const file of filesUnder(join(corpora as string, "clif/run"))) {
      if (only !== undefined && !new RegExp(only).test(file)) continue;
      const text = readFileSync(file, "utf8");
      if (!/^test run/m.test(text) || !/^target aarch64/m.test(text)) continue;
      const settings = [...text.matchAll(/^set (.*)$/gm)].flatMap((m) =>
        (m[1] as string).trim().split(/\s+/),
      );
      const name = file.slice(file.lastIndexOf("/") + 1, -5);
      try {
        const r = runFile(text, isaOf(settings));
        passed += r.passed;
        failed.push(...r.failed.map((f) => `${name}: ${f}`));
        unsupported.push(...r.unsupported.map((f) => `${name}: ${f}`));
      } catch (error) {
        failed.push(
          `${name}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 4).join(" | ") : String(error)}`,
        );
      }
    }
    console.log(`${passed} passed, ${failed.length} failed, ${unsupported.length} unsupported`);
    console.log(
      [
        ...failed.slice(0, 40),
        "--- unsupported",
        ...unsupported.filter((u) => WHOLE.includes(u.split(":")[0]!)),
      ].join("\n"),
    );
    expect(failed).toEqual([]);
  });
});
