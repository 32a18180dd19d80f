/**
 * Everything that CLIF test files ask to be compiled for x86-64 compiles, or is `Unsupported` by name. Needs the folder
 * `CRANELIFT_CORPORA`; skipped, saying so, without it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Context, UnsupportedError } from "@cranelift-ts/codegen";
import { flagsBuilder, parseTriple, userFuncNameText, type Flags } from "@cranelift-ts/codegen-ir";
import { parseTestFile } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import { disassemble } from "./disasm.ts";
import type { X64Isa } from "./isa.ts";
import { x64 } from "./x64.ts";

const corpora = process.env["CRANELIFT_CORPORA"];
const only = process.env["CRANELIFT_RUN_FILES"];

function filesUnder(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesUnder(join(dir, e.name)) : e.name.endsWith(".clif") ? [join(dir, e.name)] : [],
  );
}

function isaOf(settings: readonly string[], target: string): X64Isa {
  const shared = flagsBuilder();
  for (const s of settings) shared.apply(s);
  const [triple = "x86_64", ...features] = target.split(/\s+/);
  const builder = x64.builder(parseTriple(triple));
  for (const f of features) builder.settings.apply(f);
  return builder.finish(shared.finish() as Flags);
}

describe.skipIf(corpora === undefined)("test files for `compile`", () => {
  it("compile or are unsupported by name", { timeout: 600_000 }, () => {
    let compiled = 0;
    let bytes = 0;
    let unknown = 0;
    const crashed: string[] = [];
    const unsupported = new Map<string, number>();
    const cx = new Context();
    for (const file of filesUnder(join(corpora as string, "clif/compile"))) {
      if (only !== undefined && !new RegExp(only).test(file)) continue;
      const text = readFileSync(file, "utf8");
      for (const target of text.matchAll(/^target (x86_64.*)$/gm)) {
        const settings = [...text.matchAll(/^set (.*)$/gm)].flatMap((m) =>
          (m[1] as string).trim().split(/\s+/),
        );
        const isa = isaOf([...settings, "regalloc_checker=true"], (target[1] as string).trim());
        for (const { func } of parseTestFile(text).functions) {
          cx.func = func;
          try {
            const { code } = cx.compile(isa);
            compiled++;
            bytes += code.length;
            if (!text.includes("br_table"))
              for (const line of disassemble(code)) if (line.text.startsWith(".byte")) unknown++;
          } catch (error) {
            if (error instanceof UnsupportedError)
              unsupported.set(error.what, (unsupported.get(error.what) ?? 0) + 1);
            else
              crashed.push(
                `${file.slice(file.indexOf("clif/compile/") + 13)} ${userFuncNameText(func.params.name)}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 3).join(" | ") : String(error)}`,
              );
          }
        }
      }
    }
    const count = [...unsupported.values()].reduce((a, b) => a + b, 0);
    console.log(
      `${compiled} compiled (${bytes} bytes, ${unknown} bytes of data or not disassembled), ${count} unsupported, ${crashed.length} crashed`,
    );
    console.log(
      [
        ...crashed.slice(0, 40),
        "---",
        ...[...unsupported].sort((a, b) => b[1] - a[1]).map(([what, n]) => `${n} ${what}`),
      ].join("\n"),
    );
    expect(crashed).toEqual([]);
  });
});
