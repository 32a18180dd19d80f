/**
 * Machine code that CLIF cannot express, as bytes: assembled once from `stubs/*.S` and kept in `generated/stubs.ts`, so
 * that building the runner needs no assembler. The test assembles them again where there is one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Assembled routines: bytes as hexadecimal digits, and where each begins. */
export interface Stubs {
  readonly code: string;
  readonly symbols: Readonly<Record<string, number>>;
}

/** Assembles the routines of an architecture; undefined if there is no assembler for it. */
export function assemble(architecture: string): Stubs | undefined {
  const host = { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string];
  const prefix = architecture === host ? "" : `${architecture}-linux-gnu-`;
  const source = fileURLToPath(new URL(`stubs/${architecture}.S`, import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "runner-stubs-"));
  try {
    const [object, binary] = [join(folder, "a.o"), join(folder, "a.bin")];
    const run = (tool: string, args: readonly string[]): string | undefined => {
      const r = spawnSync(`${prefix}${tool}`, args, { encoding: "utf8" });
      if (r.error !== undefined) return undefined;
      if (r.status !== 0) throw new Error(r.stderr);
      return r.stdout;
    };
    if (run("as", ["-o", object, source]) === undefined) return undefined;
    run("objcopy", ["-O", "binary", "-j", ".text", object, binary]);
    const symbols: Record<string, number> = {};
    for (const [, address, name] of run("nm", ["--defined-only", "-g", object])!.matchAll(
      /^([0-9a-f]+) T (\w+)$/gm,
    ))
      symbols[name!] = Number.parseInt(address!, 16);
    return { code: readFileSync(binary).toString("hex"), symbols };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of `generated/stubs.ts`. */
export function stubsModule(stubs: Readonly<Record<string, Stubs>>): string {
  const entries = Object.entries(stubs).map(([name, { code, symbols }]) => {
    const lines = code.match(/.{1,96}/g)!.map((line) => `      "${line}"`);
    const places = Object.entries(symbols).map(([s, at]) => `${s}: ${at}`);
    return `  ${name}: {\n    code:\n${lines.join(" +\n")},\n    symbols: { ${places.join(", ")} },\n  },\n`;
  });
  return `// Made from stubs/*.S by \`pnpm runner --assemble\`; do not edit.
import type { Stubs } from "../stubs.ts";

/** Routines that CLIF cannot express, by architecture. */
export const STUBS: Readonly<Record<string, Stubs>> = {
${entries.join("")}};
`;
}
