/**
 * The disassembler over whole functions: everything that can be reached, sequences without a row of their own included,
 * is decoded, and LLVM's disassembler finds the same instructions. (`encoding.test.ts` does it row by row.)
 *
 * `CRANELIFT_DISASM_MODULES` sets how many generated modules there are for each configuration (default 25).
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { type CompiledCode, Context, UnsupportedError } from "@cranelift-ts/codegen";
import { flagsBuilder, type Function, parseTriple } from "@cranelift-ts/codegen-ir";
import { Generator } from "@cranelift-ts/fuzzgen";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import { decode } from "./disasm.ts";
import { x64 } from "./x64.ts";

const MODULES = Number(process.env["CRANELIFT_DISASM_MODULES"] ?? 25);

function findLlvmMc(): string | undefined {
  const versions = existsSync("/usr/lib") ? readdirSync("/usr/lib").filter((d) => /^llvm-\d+$/.test(d)) : [];
  versions.sort((a, b) => Number(b.slice(5)) - Number(a.slice(5)));
  const dirs = [...versions.map((v) => `/usr/lib/${v}/bin`), ...(process.env["PATH"] ?? "").split(":")];
  return dirs.map((d) => `${d}/llvm-mc`).find((f) => existsSync(f));
}
const llvmMc = findLlvmMc();

/** Where the instructions are that control can reach, by ascending offset; `.byte` is what was not decoded. */
function reachable(
  code: CompiledCode,
): { readonly at: number; readonly length: number; readonly text: string }[] {
  const handlers = code.callSites.flatMap((s) =>
    s.handlers.flatMap((h) => (h.kind === "context" ? [] : [h.offset])),
  );
  const todo = [0, ...code.blockStarts, ...handlers];
  const seen = new Map<number, { at: number; length: number; text: string }>();
  while (todo.length > 0) {
    for (let at = todo.pop()!; at < code.code.length && !seen.has(at);) {
      const d = decode(code.code, at);
      const text = d?.text ?? ".byte";
      const length = d?.length ?? 1;
      seen.set(at, { at, length, text });
      if (d === undefined) break;
      const target = /^(?:jmp|j\w+) (-?)0x([0-9a-f]+)$/.exec(text);
      // A tail call's displacement is filled in by a relocation.
      const linked = code.relocs.some((r) => r.offset > at && r.offset < at + length);
      if (target !== null && !linked && target[1] === "") todo.push(Number.parseInt(target[2]!, 16));
      at += length;
      if (/^(?:jmp|ret|ud2)/.test(text)) break;
    }
  }
  return [...seen.values()].sort((a, b) => a.at - b.at);
}

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join(" ");

/** Sequences that generated functions don't have. */
const SPECIAL: readonly (readonly [text: string, ...settings: string[]])[] = [
  ...["elf_gd", "macho", "coff"].map(
    (m) =>
      [
        "function %f() -> i64 system_v {\n    gv0 = symbol tls %x\nblock0:\n    v0 = tls_value.i64 gv0\n    return v0\n}",
        `tls_model=${m}`,
      ] as const,
  ),
  ...["inline", "outline"].map(
    (s) =>
      [
        "function %f(i64 vmctx) -> i64 system_v {\n    ss0 = explicit_slot 65536\n    gv0 = vmctx\n    gv1 = load.i64 notrap aligned gv0+8\n    stack_limit = gv1\nblock0(v0: i64):\n    v1 = stack_addr.i64 ss0\n    return v1\n}",
        "enable_probestack",
        `probestack_strategy=${s}`,
      ] as const,
  ),
  [
    "function %f(i32) -> i64 system_v {\nblock0(v0: i32):\n    br_table v0, block1, [block2, block3, block1]\nblock1:\n    v3 = iconst.i64 9\n    return v3\nblock2:\n    v1 = iconst.i64 1\n    return v1\nblock3:\n    v2 = iconst.i64 7\n    return v2\n}",
  ],
  [
    "function %f(i64, i64, i64) -> i64 system_v {\nblock0(v0: i64, v1: i64, v2: i64):\n    v3 = stack_switch v0, v1, v2\n    return v3\n}",
    "stack_switch_model=basic",
  ],
  [
    "function %f(i64) preserve_all {\n    sig0 = (i64) preserve_all\n    fn0 = colocated patchable %g sig0\nblock0(v0: i64):\n    call fn0(v0)\n    return\n}",
  ],
  [
    "function %f(i64) -> i64 system_v {\nblock0(v0: i64):\n    brif v0, block1, block2\nblock1:\n    return v0\nblock2:\n    trap user1\n}",
    "bb_padding_log2_minus_one=5",
  ],
];

function compile(func: Function, preset: string, settings: readonly string[]): CompiledCode | undefined {
  const flags = flagsBuilder();
  for (const s of [
    "machine_code_cfg_info",
    "preserve_frame_pointers",
    "enable_llvm_abi_extensions",
    "enable_multi_ret_implicit_sret",
    "enable_pinned_reg",
    ...settings,
  ])
    flags.apply(s);
  const builder = x64.builder(parseTriple("x86_64"));
  if (preset !== "") builder.settings.apply(preset);
  try {
    return new Context(func).compile(builder.finish(flags.finish()));
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

describe("functions are decoded whole", () => {
  const lines: string[] = [];
  const unknown: string[] = [];
  const check = (what: string, code: CompiledCode): void => {
    for (const { at, length, text } of reachable(code)) {
      if (text === ".byte") unknown.push(`${what}+${at}: ${hex(code.code.subarray(at, at + 16))}`);
      else lines.push([...code.code.subarray(at, at + length)].map((b) => `0x${b.toString(16)}`).join(","));
    }
  };

  it.each([
    ["", "backtracking"],
    ["x86-64-v2", "single_pass"],
    ["x86-64-v4", "backtracking"],
  ])("generated ones, features '%s', %s", { timeout: 120_000 }, (preset, allocator) => {
    const generator = new Generator({ target: "x64" });
    let count = 0;
    for (let seed = 1; seed <= MODULES; seed++) {
      for (const func of generator.generate(seed).functions) {
        const code = compile(func, preset, [`regalloc_algorithm=${allocator}`]);
        if (code === undefined) continue;
        count++;
        check(`seed ${seed}`, code);
      }
    }
    expect(unknown.slice(0, 10)).toEqual([]);
    expect(count).toBeGreaterThan(MODULES / 2);
  });

  it.each(SPECIAL.map(([text, ...settings]) => [settings.join(" "), text, settings] as const))(
    "special sequences %s",
    (what, text, settings) => {
      const code = compile(parseFunctions(text)[0]!, "", settings);
      expect(code).toBeDefined();
      check(what, code!);
      expect(unknown).toEqual([]);
    },
  );

  it.skipIf(llvmMc === undefined)(
    "LLVM finds the same instructions (llvm-mc must be there)",
    { timeout: 60_000 },
    () => {
      const distinct = [...new Set(lines)];
      console.log(`${lines.length} instructions, ${distinct.length} of them distinct`);
      // Each is a block of its own: one that LLVM reads as two, or as none, changes the count of lines.
      const run = spawnSync(llvmMc!, ["-triple=x86_64", "-disassemble"], {
        input: distinct.join("\n"),
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      expect(run.stderr.split("\n").slice(0, 10).join("\n")).toBe("");
      const theirs = run.stdout
        .split("\n")
        .map((l) => l.trim())
        .filter((l) => l !== "" && l !== ".text" && !/^(?:lock|data16)$/.test(l));
      expect(theirs.length).toBe(distinct.length);
    },
  );
});
