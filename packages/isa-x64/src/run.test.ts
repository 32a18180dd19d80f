/**
 * Compiled functions, run: small ones with known results here, and the run directives of CLIF test files in the folder
 * `CRANELIFT_CORPORA` (skipped, saying so, when it is not set).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Context, UnsupportedError } from "@cranelift-ts/codegen";
import { type DataValue, flagsBuilder, parseTriple, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { parseRunCommand, parseTestFile } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import type { X64Isa } from "./isa.ts";
import { runBatch, runnerProblem, type BatchCall, type BatchFunction } from "./testing.ts";
import { x64 } from "./x64.ts";

const problem = runnerProblem();

/** Words of an environment variable. */
const words = (text: string | undefined): string[] => (text ?? "").split(/\s+/).filter((w) => w !== "");
/** Runs the programs under this command, an emulator. */
const command: readonly string[] = words(process.env["CRANELIFT_RUN_COMMAND"]);

function isaOf(settings: readonly string[] = [], features: readonly string[] = []): X64Isa {
  const shared = flagsBuilder();
  for (const s of settings) shared.apply(s);
  const builder = x64.builder(parseTriple("x86_64"));
  for (const f of features) builder.settings.apply(f);
  return builder.finish(shared.finish());
}

interface FileResult {
  passed: number;
  failed: string[];
  unsupported: string[];
}

/** Compiles and runs one test file. */
function runFile(text: string, isa: X64Isa): FileResult {
  const file = parseTestFile(text);
  const out: FileResult = { passed: 0, failed: [], unsupported: [] };
  const functions: BatchFunction[] = [];
  const compiled = new Set<string>();
  const calls: { call: BatchCall; expected: readonly DataValue[] | undefined; negate: boolean; text: string }[] = [];
  const cx = new Context();
  const skipped: string[] = [];
  for (const { func, details } of file.functions) {
    const name = userFuncNameText(func.params.name);
    const directives = details.comments
      .map((c) => c.text.replace(/^[;\s]+/, ""))
      .filter((t) => /^run\b/.test(t));
    try {
      cx.func = func;
      functions.push({ name, code: cx.compile(isa) });
      compiled.add(name);
    } catch (error) {
      if (error instanceof UnsupportedError) {
        for (const d of directives) out.unsupported.push(`${name}: ${error.what}: ${d}`);
        skipped.push(name);
        continue;
      }
      const message = `${name}: ${error instanceof Error ? error.message : String(error)}`;
      for (const d of directives.length === 0 ? [""] : directives) out.failed.push(`${message}: ${d}`);
      skipped.push(name);
      continue;
    }
    const abi = isa.abi.assign(func.signature, isa.flags);
    for (const d of directives) {
      const command = parseRunCommand(d, func.signature);
      if (command === undefined || command.kind !== "run") continue;
      if (command.invocation === undefined) calls.push({ call: { func: name, abi, args: [] }, expected: undefined, negate: false, text: d });
      else calls.push({ call: { func: name, abi, args: command.invocation.args }, expected: command.expected, negate: command.comparison === "!=", text: d });
    }
  }
  let usable = calls;
  try {
    const results = runBatch(functions, usable.map((c) => c.call), command);
    judge(results, usable, out);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // A function that something refers to could not be compiled: run the ones that can be linked.
    const linkable = functions.filter((f) => f.code.relocs.every((r) => r.name.kind === "libcall" || compiled.has(nameOf(r.name))));
    const names = new Set(linkable.map((f) => f.name));
    usable = calls.filter((c) => names.has(c.call.func));
    for (const c of calls) if (!names.has(c.call.func)) out.unsupported.push(`${c.call.func}: ${message}: ${c.text}`);
    try {
      judge(runBatch(linkable, usable.map((c) => c.call), command), usable, out);
    } catch (again) {
      for (const c of usable) out.unsupported.push(`${c.call.func}: ${again instanceof Error ? again.message : ""}: ${c.text}`);
    }
  }
  return out;
}

function nameOf(name: BatchFunction["code"]["relocs"][number]["name"]): string {
  return name.kind === "user" ? `u${name.namespace}:${name.index}` : name.kind === "testcase" ? `%${name.name}` : "";
}

function judge(results: ReturnType<typeof runBatch>, calls: readonly { call: BatchCall; expected: readonly DataValue[] | undefined; negate: boolean; text: string }[], out: FileResult): void {
  for (const [i, c] of calls.entries()) {
    const r = results[i];
    if (r === undefined || r.kind !== "return") {
      out.failed.push(`${c.text}: ${r?.kind === "trap" ? `signal ${r.signal} at ${r.offset}` : r?.kind === "error" ? r.message : "no result"}`);
      continue;
    }
    if (!r.preserved) {
      out.failed.push(`${c.text}: callee-saved registers were changed`);
      continue;
    }
    const equal = c.expected === undefined ? r.values.some((v) => v.toBits() !== 0n) : r.values.length === c.expected.length && r.values.every((v, k) => v.equals(c.expected?.[k] as DataValue));
    if (equal !== c.negate) out.passed++;
    else out.failed.push(`${c.text}: got ${r.values.map(String).join(", ")}`);
  }
}

describe.skipIf(problem !== undefined)("small functions", () => {
  const run = (text: string, isa = isaOf()): void => {
    const r = runFile(text, isa);
    expect(r.failed).toEqual([]);
    expect(r.unsupported).toEqual([]);
    expect(r.passed).toBeGreaterThan(0);
  };

  it("adds", () => {
    run(`test run\ntarget x86_64\nfunction %add(i32, i32) -> i32 {\nblock0(v0: i32, v1: i32):\n v2 = iadd v0, v1\n return v2\n}\n; run: %add(1, 2) == 3\n`);
  });

  it("loops", () => {
    run(`test run\ntarget x86_64\nfunction %sum(i64) -> i64 {
block0(v0: i64):
  v1 = iconst.i64 0
  jump block1(v0, v1)
block1(v2: i64, v3: i64):
  v4 = iadd v3, v2
  v5 = iconst.i64 -1
  v6 = iadd v2, v5
  brif v6, block1(v6, v4), block2(v4)
block2(v7: i64):
  return v7
}
; run: %sum(10) == 55
`);
  });

  // The function makes room for the arguments of its tail call in its prologue, and a return has to give it back whether
  // the function has stack arguments of its own or not.
  it.each([
    ["none", "", "", ""],
    ["two words", ", i128, i128, i128, i64", ", v8: i128, v9: i128, v10: i128, v11: i64", ", v22, v22, v22, v1"],
  ])("gives back the room of a tail call that it does not make; own stack arguments: %s", (_, types, params, args) => {
    const small = types === "" ? "i64" : `i64${types}`;
    run(`test run
set enable_llvm_abi_extensions
set preserve_frame_pointers=false
target x86_64
function %callee(i128, i128, i128, i128, i64) -> i64 tail {
block0(v0: i128, v1: i128, v2: i128, v3: i128, v4: i64):
  v5, v6 = isplit v3
  v7 = iadd v5, v4
  return v7
}
function %either(${small}) -> i64 tail {
  ss0 = explicit_slot 64, align = 64
  sig0 = (i128, i128, i128, i128, i64) -> i64 tail
  fn0 = colocated %callee sig0
block0(v0: i64${params}):
  v1 = stack_addr.i64 ss0
  store v0, v1
  v2 = load.i64 v1
  brif v0, block1, block2
block1:
  v3 = iconcat v2, v2
  v4 = func_addr.i64 fn0
  return_call_indirect sig0, v4(v3, v3, v3, v3, v2)
block2:
  return v2
}
function %caller(i64) -> i64 system_v {
  ss0 = explicit_slot 32, align = 16
  sig0 = (${small}) -> i64 tail
  fn0 = colocated %either sig0
block0(v0: i64):
  v6 = iconst.i64 5
  v1 = iadd v0, v6
  v22 = iconcat v1, v1
  v2 = call fn0(v0${args})
  v3 = call fn0(v0${args})
  v4 = iadd v2, v3
  v5 = iadd v4, v1
  return v5
}
; run: %caller(0) == 5
; run: %caller(7) == 40
`, isaOf(["enable_llvm_abi_extensions"]));
  });
});

const corpora = process.env["CRANELIFT_CORPORA"];
/** Instead of the features of the target lines: names of settings or presets. */
const forced = process.env["CRANELIFT_RUN_FEATURES"];
const only = process.env["CRANELIFT_RUN_FILES"];

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? filesUnder(join(dir, e.name)) : e.name.endsWith(".clif") ? [join(dir, e.name)] : []));
}

describe.skipIf(problem !== undefined || corpora === undefined)("run directives of CLIF test files", () => {
  it("hold", { timeout: 600_000 }, () => {
    let passed = 0;
    const failed: string[] = [];
    const unsupported: string[] = [];
    for (const file of filesUnder(join(corpora as string, "clif/run"))) {
      if (only !== undefined && !new RegExp(only).test(file)) continue;
      const text = readFileSync(file, "utf8");
      const target = /^target x86_64(.*)$/m.exec(text);
      if (!/^test run/m.test(text) || target === null) continue;
      const settings = [...text.matchAll(/^set (.*)$/gm)].flatMap((m) => (m[1] as string).trim().split(/\s+/));
      const features = (target[1] as string).trim().split(/\s+/).filter((f) => f !== "");
      const name = file.slice(file.indexOf("clif/run/") + 9);
      if (forced !== undefined) features.splice(0, features.length, ...words(forced));
      try {
        const r = runFile(text, isaOf([...settings, "regalloc_checker=true", ...words(process.env["CRANELIFT_RUN_SET"])], features));
        passed += r.passed;
        failed.push(...r.failed.map((f) => `${name}: ${f}`));
        unsupported.push(...r.unsupported.map((f) => `${name}: ${f}`));
      } catch (error) {
        failed.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
    console.log(`${passed} passed, ${failed.length} failed, ${unsupported.length} unsupported`);
    const limit = Number(process.env["CRANELIFT_RUN_SHOW"] ?? 40);
    console.log([...failed.slice(0, limit), "--- unsupported", ...unsupported.slice(0, limit)].join("\n"));
    expect(failed.length).toBe(0);
  });
});
