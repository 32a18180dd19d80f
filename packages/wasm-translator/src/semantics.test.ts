/**
 * What the translation means: scripts of the corpora whose modules need no imports run in the CLIF interpreter, once
 * with locals in SSA form and once in stack slots.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { WasmError } from "./index.ts";
import type { MemoryStyle } from "./environment.ts";
import { TEST_STYLE } from "./testing/environment/testing.ts";
import { InterpretedInstance } from "./testing/instance/testing.ts";

const root = process.env["CRANELIFT_CORPORA"];
const all = process.env["WASM_TRANSLATOR_LONG"] !== undefined;

interface Value {
  readonly type: string;
  readonly value?: string;
}
interface Command {
  readonly type: string;
  readonly line?: number;
  readonly name?: string;
  readonly filename?: string;
  readonly action?: { type: string; module?: string; field: string; args?: Value[] };
  readonly expected?: Value[];
  readonly text?: string;
}

function bits(v: Value): bigint | undefined {
  if (v.type.endsWith("ref")) return v.value === undefined || v.value === "null" ? 0n : BigInt(v.value) + 1n;
  if (v.value === undefined || !/^\d+$/.test(v.value) || !/^[if]\d+$/.test(v.type)) return undefined;
  return BigInt(v.value);
}

function matches(found: bigint, v: Value): boolean | undefined {
  if (v.value === "nan:canonical" || v.value === "nan:arithmetic") {
    const wide = v.type === "f64";
    const quiet = wide ? 0x7ff8n << 48n : 0x7fc00000n;
    if (v.value === "nan:arithmetic") return (found & quiet) === quiet;
    return (found & ((1n << (wide ? 63n : 31n)) - 1n)) === quiet;
  }
  const expected = bits(v);
  return expected === undefined ? undefined : found === expected;
}

function runScript(
  path: string,
  slots: boolean,
  fuel: number,
  style?: MemoryStyle,
): { passed: number; skipped: number; failed: string[] } {
  const { commands } = JSON.parse(readFileSync(path, "utf8")) as { commands: Command[] };
  const out = { passed: 0, skipped: 0, failed: [] as string[] };
  let current: InterpretedInstance | undefined;
  for (const c of commands) {
    if (c.type === "module") {
      current = undefined;
      if (c.filename === undefined) continue;
      try {
        current = new InterpretedInstance(readFileSync(join(dirname(path), c.filename)), {
          slots,
          fuel,
          ...(style === undefined ? {} : { style }),
        });
      } catch (e) {
        if (!(e instanceof RangeError) && !(e instanceof WasmError && e.kind === "unsupported")) throw e;
      }
      continue;
    }
    const action = c.action;
    if (action === undefined || (!c.type.startsWith("assert_") && c.type !== "action")) continue;
    if (current === undefined || action.module !== undefined) {
      out.skipped++;
      current = undefined;
      continue;
    }
    if (action.type === "get") {
      const found = current.global(action.field);
      const ok = found === undefined || c.expected === undefined ? undefined : matches(found, c.expected[0]!);
      if (ok === undefined) out.skipped++;
      else if (ok) out.passed++;
      else out.failed.push(`${path}:${c.line} global ${action.field}: ${found}`);
      continue;
    }
    const args = (action.args ?? []).map(bits);
    if (args.includes(undefined)) {
      // What comes next may depend on this call.
      out.skipped++;
      current = undefined;
      continue;
    }
    const r = current.invoke(action.field, args as bigint[]);
    if (r === undefined || (r.kind === "trap" && r.name === "out_of_fuel")) {
      out.skipped++;
      current = undefined;
      continue;
    }
    let ok: boolean | undefined;
    if (c.type === "assert_trap" || c.type === "assert_exhaustion") ok = r.kind === "trap";
    else if (r.kind === "trap") ok = false;
    else if (c.type === "assert_return") {
      const list = (c.expected ?? []).map((v, i) =>
        v.type.endsWith("ref") ? undefined : matches(r.values[i]!.toBits(), v),
      );
      ok = list.includes(false) ? false : list.includes(undefined) ? undefined : true;
    } else ok = true;
    if (ok === undefined) out.skipped++;
    else if (ok) out.passed++;
    else {
      const got = r.kind === "trap" ? r.name : r.values.map((v) => v.toBits()).join();
      out.failed.push(
        `${path}:${c.line} ${action.field}: got ${got}, expected ${JSON.stringify(c.expected ?? c.text)}`,
      );
    }
  }
  return out;
}

describe.skipIf(root === undefined)("scripts in the interpreter (CRANELIFT_CORPORA)", () => {
  for (const folder of ["wasm-spec", "wasm-misc", "wasm-fuzz"]) {
    for (const slots of [false, true]) {
      test(`${folder}, locals in ${slots ? "stack slots" : "values"}`, () => {
        const index = JSON.parse(readFileSync(join(root!, folder, "INDEX.json"), "utf8")) as {
          files: { file: string; kind: string; class: string; features?: string[] }[];
        };
        const refused = /simd|threads|gc|exceptions|function-references|custom-page|wide|stack-switching/;
        const scripts = index.files.filter(
          (f) => f.kind === "script" && !refused.test([f.class, ...(f.features ?? [])].join()),
        );
        // NaNs are not made canonical here; a table of 2^61 elements cannot be had; and a module whose instantiation
        // fails half way must leave its imports changed, which takes imports.
        const other = /canonicalize-nan|table-too-big|partial-init-table/;
        const picked = scripts.filter(
          (f, i) =>
            !other.test(f.file) && (all || folder !== "wasm-fuzz" || (f.class !== "csmith" && i % 8 === 0)),
        );
        const failed: string[] = [];
        let passed = 0;
        let skipped = 0;
        for (const f of picked) {
          const r = runScript(join(root!, folder, f.file), slots, all ? 500_000_000 : 5_000_000);
          passed += r.passed;
          skipped += r.skipped;
          failed.push(...r.failed);
        }
        console.log(
          `${folder}: ${passed} assertions passed, ${failed.length} failed, ${skipped} not applicable`,
        );
        expect(failed.slice(0, 10).join("\n")).toBe("");
        expect(passed).toBeGreaterThan(20);
      }, 3_600_000);
    }
  }

  const styles: Record<string, Partial<MemoryStyle>> = {
    "explicit checks": { fixedBase: false, reservation: 0, guard: 0, spectre: false },
    "a guard behind the length": { fixedBase: false, reservation: 0, guard: 4096 },
    "a small reservation": { fixedBase: false, reservation: 1 << 24, guard: 1 << 16 },
    "a small reservation without Spectre guards": {
      fixedBase: false,
      reservation: 1 << 24,
      guard: 0,
      spectre: false,
    },
  };
  for (const [name, style] of Object.entries(styles)) {
    test(`memories with ${name}`, () => {
      const index = JSON.parse(readFileSync(join(root!, "wasm-spec", "INDEX.json"), "utf8")) as {
        files: { file: string }[];
      };
      const picked = index.files.filter((f) =>
        /(memory|address|align|endianness|load|store|traps)\d*(64)?\/[^/]*$/.test(f.file),
      );
      const failed: string[] = [];
      let passed = 0;
      for (const f of picked) {
        const r = runScript(join(root!, "wasm-spec", f.file), false, 5_000_000, { ...TEST_STYLE, ...style });
        passed += r.passed;
        failed.push(...r.failed);
      }
      console.log(`${name}: ${passed} assertions passed, ${failed.length} failed`);
      expect(failed.slice(0, 10).join("\n")).toBe("");
      expect(passed).toBeGreaterThan(300);
    }, 600_000);
  }
});
