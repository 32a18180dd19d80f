import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { callExact, createWebAssembly, exactSignature, globalBits } from "./index.ts";

/** A folder with `runner/wast-runner.mjs` and the scripts; all of them take minutes, so some are taken by default. */
const corpora = process.env["CRANELIFT_CORPORA"];
const all = process.env["CRANELIFT_WASM_SCRIPTS"] === "all";

const FEATURES = new Set("bulk-memory,reference-types,sat-float-to-int,multi-value,extended-const,sign-extension,multi-memory,tail-call".split(","));
const FOLDERS = ["wasm-spec", "wasm-misc", "wasm-fuzz"];
/** One of so many scripts, unless all are taken. */
const STEP = 12;

test.skipIf(corpora !== undefined)("CRANELIFT_CORPORA is not set: no scripts are run", () => expect(corpora).toBe(undefined));

interface Result {
  readonly pass: number;
  readonly failures: readonly { readonly line: number; readonly message: string }[];
  readonly skips: Readonly<Record<string, number>>;
}

function scripts(folder: string): string[] {
  const index = join(corpora!, folder, "INDEX.json");
  if (!existsSync(index)) return [];
  const { files } = JSON.parse(readFileSync(index, "utf8")) as { files: { file: string; features: string[] }[] };
  return files
    .filter((f) => f.file.endsWith(".json") && f.features.every((x) => FEATURES.has(x)))
    .map((f) => join(corpora!, folder, f.file))
    .filter((_, i) => all || i % STEP === 0);
}

describe.runIf(corpora !== undefined)("scripts", () => {
  const files = corpora === undefined ? [] : FOLDERS.flatMap(scripts);
  test("there are some", () => expect(files.length).toBeGreaterThan(10));

  test.each(files)("%s", async (file) => {
    const runner = pathToFileURL(join(corpora!, "runner/wast-runner.mjs")).href;
    const { runScript } = (await import(/* @vite-ignore */ runner)) as { runScript: (...args: unknown[]) => Promise<Result> };
    const { createAdapter } = (await import(/* @vite-ignore */ new URL("../../../tools/wasm-script-adapter.mjs", import.meta.url).href)) as {
      createAdapter: (runtime: object) => object;
    };
    const adapter = createAdapter({ callExact, createWebAssembly, exactSignature, globalBits });
    const readHost = (name: string): Uint8Array => readFileSync(join(corpora!, "runner/host", `${name}.wasm`));
    const result = await runScript(
      JSON.parse(readFileSync(file, "utf8")),
      (name: string) => readFileSync(join(dirname(file), name)),
      adapter,
      { readHost, strictTraps: true },
    );
    expect(result.failures).toEqual([]);
    // Nothing may be skipped but what is in the text format.
    expect(Object.keys(result.skips).filter((why) => why !== "text")).toEqual([]);
    expect(result.pass).toBeGreaterThan(0);
  }, 120_000);
});
