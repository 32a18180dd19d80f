/**
 * Generated functions: interpreter against native code. `CRANELIFT_DIFFERENTIAL_MODULES` says how many modules (default
 * 150), `CRANELIFT_DIFFERENTIAL_SEED` where to begin. Modules with vectors or other things that are not supported yet are
 * counted and left out.
 */
import { Context, UnsupportedError, type CompiledCode } from "@cranelift-ts/codegen";
import { type DataValue, flagsBuilder, opcodeTables, parseTriple, types, userFuncNameText, writeFunction } from "@cranelift-ts/codegen-ir";
import { Generator, resultText, runOnce } from "@cranelift-ts/fuzzgen";
import { describe, expect, it } from "vitest";
import type { X64Isa } from "./isa.ts";
import { type BatchCall, type BatchFunction, runBatch, runnerProblem } from "./testing.ts";
import { x64 } from "./x64.ts";

const MODULES = Number(process.env["CRANELIFT_DIFFERENTIAL_MODULES"] ?? 150);
const SEED = Number(process.env["CRANELIFT_DIFFERENTIAL_SEED"] ?? 1);
const CHUNK = 100;

function isaOf(features: string, allocator: string): X64Isa {
  const shared = flagsBuilder();
  for (const s of ["enable_pinned_reg", "preserve_frame_pointers", "enable_nan_canonicalization", "enable_llvm_abi_extensions", "enable_multi_ret_implicit_sret", "enable_verifier=false"]) {
    shared.apply(s);
  }
  shared.apply(`regalloc_algorithm=${allocator}`);
  const builder = x64.builder(parseTriple("x86_64"));
  builder.settings.apply(features);
  return builder.finish(shared.finish());
}

/** Opcodes of vectors, which would make most modules unusable. */
const VECTOR = /^(splat|insertlane|extractlane|scalar_to_vector|swizzle|x86_|shuffle|vany|vall|vhigh|vconst|avg_round|.*_sat$|snarrow|unarrow|uunarrow|.widen_|iadd_pairwise|fvpromote|fvdemote|.load\d+x\d|sqmul|extract_vector|dynamic|blendv|stack_switch|try_call|tls_value|symbol_value|global|[sg]et_pinned_reg)/;

const SCALAR: readonly string[] = opcodeTables.OPCODE_NAMES.filter((name) => name !== "" && name !== "invalid" && !VECTOR.test(name));

interface Pools {
  universe: readonly number[];
  plain: readonly { readonly opcode: number; readonly type: number; readonly args: readonly (readonly number[])[] }[];
}

/** Takes the vector types out of what a generator picks from; it has no option for that. */
function scalarsOnly(generator: Generator): void {
  const pools = generator as unknown as Pools;
  const scalar = (t: number): boolean => t < 0x80;
  pools.universe = pools.universe.filter(scalar);
  pools.plain = pools.plain
    .filter((o) => scalar(o.type))
    .map((o) => ({ ...o, args: o.args.map((a) => a.filter(scalar)) }))
    .filter((o) => o.args.every((a) => a.length > 0));
}

/** Names of a module's functions with its seed, so that modules share a batch. */
function renamed(code: CompiledCode, seed: number): CompiledCode {
  return {
    ...code,
    relocs: code.relocs.map((r) => (r.name.kind === "libcall" ? r : { ...r, name: { kind: "testcase", name: `${seed}:${r.name.kind === "testcase" ? `%${r.name.name}` : r.name.kind === "user" ? `u${r.name.namespace}:${r.name.index}` : "?"}` } })),
  };
}

/** NaNs are equal whatever their payload. */
function canonical(v: DataValue): string {
  const text = String(v);
  return /nan/i.test(text) ? "nan" : `${types.typeName(v.type)} ${text}`;
}

describe.skipIf(runnerProblem() !== undefined)("generated functions", () => {
  it.each([
    ["x86-64-v3", "backtracking"],
    ["x86-64", "single_pass"],
  ])("give the interpreter's results: %s, %s", { timeout: 3_600_000 }, (features, allocator) => {
    const isa = isaOf(features, allocator);
    const generator = new Generator({ target: "x64", data: false, wasmShaped: 0, allowed: SCALAR });
    scalarsOnly(generator);
    const cx = new Context();
    let runs = 0;
    let traps = 0;
    let modules = 0;
    const unsupported = new Map<string, number>();
    const wrong: string[] = [];
    const vcode = new Map<string, string>();
    let functions: BatchFunction[] = [];
    let calls: { call: BatchCall; expected: ReturnType<typeof runOnce>; what: string; text: string }[] = [];
    const flush = (): void => {
      if (functions.length === 0) return;
      const results = runBatch(functions, calls.map((c) => c.call));
      for (const [i, { call, expected, what, text }] of calls.entries()) {
        const r = results[i];
        runs++;
        if (expected.kind === "trap") traps++;
        const same =
          expected.kind === "trap"
            ? r?.kind === "trap" || expected.name === "fuel"
            : r?.kind === "return" && r.preserved && r.values.length === expected.values.length && r.values.every((v, k) => canonical(v) === canonical(expected.values[k] as DataValue));
        if (!same) {
          const got = r === undefined ? "nothing" : r.kind === "return" ? `${r.values.map(String).join(", ")}${r.preserved ? "" : ` (registers not preserved: ${r.registers.map((n, k) => `${k}=${n.toString(16)}`).join(" ")})`}` : JSON.stringify(r);
          if (process.env["CRANELIFT_DIFFERENTIAL_SHOW"] !== undefined) console.log("%s", `${text}\n${[...vcode].map(([name, listing]) => `${name}\n${listing}`).join("\n")}`);
          wrong.push(`${what}(${call.args.map(String).join(", ")}): interpreter ${resultText(expected)}, native ${got}`);
        }
      }
      functions = [];
      calls = [];
    };
    for (let seed = SEED; seed < SEED + MODULES; seed++) {
      const module = generator.generate(seed);
      if (module.functions.some((f) => /\b[if]\d+x\d/.test(writeFunction(f)))) {
        unsupported.set("vectors", (unsupported.get("vectors") ?? 0) + 1);
        continue;
      }
      const expected = module.inputs.map((input) => runOnce(module.functions, input));
      const made: BatchFunction[] = [];
      let problem: string | undefined;
      const signature = module.functions[0]?.signature;
      if (signature === undefined) continue;
      for (const f of module.functions) {
        cx.func = f.clone();
        try {
          if (process.env["CRANELIFT_DIFFERENTIAL_SHOW"] !== undefined) {
            const other = new Context(f.clone());
            vcode.set(`%${seed}:${userFuncNameText(f.params.name)}`, other.compile(isa, { vcodeText: true }).vcode ?? "");
          }
          made.push({ name: `%${seed}:${userFuncNameText(f.params.name)}`, code: renamed(cx.compile(isa), seed) });
        } catch (error) {
          if (error instanceof UnsupportedError) problem = error.what;
          else if (!/try_call with return values/.test(String(error))) wrong.push(`seed ${seed}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 4).join(" | ") : String(error)}`);
          problem ??= "crash";
          break;
        }
      }
      if (problem === undefined && made.some((f) => f.code.relocs.some((r) => r.name.kind === "testcase" && !made.some((g) => g.name === `%${(r.name as { name: string }).name}`)))) problem = "external names";
      if (problem !== undefined) {
        unsupported.set(problem, (unsupported.get(problem) ?? 0) + 1);
        continue;
      }
      modules++;
      const abi = isa.abi.assign(signature, isa.flags);
      functions.push(...made);
      module.inputs.forEach((args, k) => {
        calls.push({ call: { func: made[0]?.name ?? "", abi, args }, expected: expected[k] as ReturnType<typeof runOnce>, what: `seed ${seed}`, text: `${module.functions.map((f) => writeFunction(f)).join("\n")}` });
      });
      if (modules % CHUNK === 0) flush();
    }
    flush();
    console.log(`${features}, ${allocator}: ${modules} modules, ${runs} runs, ${traps} of them traps, ${wrong.length} differences; left out: ${[...unsupported].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([what, n]) => `${n} ${what}`).join(", ")}`);
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
