/**
 * WebAssembly: compile speed of whole modules and run time of kernels, this project's runtime beside V8's two compilers.
 * Every figure is CPU time (user and system, all threads) of one process per engine, single threaded, nothing lazy,
 * nothing cached; each pair of figures that is compared comes from the same run.
 *
 *   node tools/bench/dist/wasm.js compile MODULE.wasm... [--rounds N] [--json FILE]
 *   node tools/bench/dist/wasm.js run MANIFEST.json [--filter TEXT] [--quick] [--rounds N] [--json FILE]
 *
 * A manifest has `kernels[]` of `{name, wasm, entry, args, expected, quick: {args, expected}, features}`, with paths
 * relative to it. Kernels that need SIMD, threads or 64-bit memories are left out, and counted.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { CompileResult, RunResult } from "./wasm/child.ts";

const child = fileURLToPath(new URL("./wasm/child.js", import.meta.url));

const common = ["--expose-gc", "--single-threaded", "--no-wasm-lazy-compilation"];
// Node 24 renamed the flag that keeps V8 from handing out a module it compiled before.
const noCache =
  Number(process.versions.node.split(".")[0]) >= 24
    ? "--no-wasm-native-module-cache"
    : "--no-wasm-native-module-cache-enabled";

interface Engine {
  readonly name: string;
  readonly argument: string;
  readonly flags: readonly string[];
}

const engines: readonly Engine[] = [
  { name: "liftoff", argument: "v8", flags: ["--liftoff-only", ...common, noCache] },
  {
    name: "turbofan",
    argument: "v8",
    flags: ["--no-liftoff", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering", ...common, noCache],
  },
  // The compiler itself is JavaScript, which V8 compiles on helper threads: their time counts as well.
  { name: "single_pass", argument: "native:single_pass", flags: ["--expose-gc"] },
  { name: "backtracking", argument: "native:backtracking", flags: ["--expose-gc"] },
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    filter: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    engines: { type: "string" },
  },
});
const [job, ...paths] = positionals;
if ((job !== "compile" && job !== "run") || paths.length === 0) {
  console.error(
    "usage: wasm.js compile MODULE.wasm... | run MANIFEST.json  [--filter TEXT] [--quick] [--rounds N] [--engines A,B] [--json FILE]",
  );
  process.exit(2);
}
const chosen =
  options.engines === undefined
    ? engines
    : engines.filter((e) => options.engines?.split(",").includes(e.name));
const report = job === "compile" ? compileAll(paths) : runAll(paths[0] ?? "");
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 1)}\n`);

function measure<T>(engine: Engine, args: readonly string[]): T | string {
  const run = spawnSync(process.execPath, [...engine.flags, child, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (run.status === 0) return JSON.parse(run.stdout) as T;
  return (
    run.stderr.split("\n").find((line) => /Error|Unsupported/.test(line)) ??
    `status ${run.status ?? run.signal}`
  ).trim();
}

function compileAll(files: readonly string[]): unknown {
  const rounds = options.rounds ?? (options.quick ? "2" : "8");
  const table: Record<string, Record<string, CompileResult | string>> = {};
  console.log(
    `compile: CPU ms, the best of ${rounds} in one process (the first, with the compiler itself cold, in brackets);`,
  );
  console.log(
    "MB/s of the whole file; resident memory: peak, and kept after a collection above what there was before, of one compilation",
  );
  for (const file of files) {
    const size = statSync(file).size;
    const row: Record<string, CompileResult | string> = {};
    console.log(`${basename(dirname(dirname(file)))}/${basename(file)}: ${size} bytes`);
    for (const engine of chosen) {
      const result = measure<CompileResult>(engine, ["compile", engine.argument, file, rounds]);
      row[engine.name] = result;
      if (typeof result === "string") {
        console.log(`  ${engine.name.padEnd(14)}${result}`);
        continue;
      }
      // Memory of one compilation in a fresh process.
      const once = measure<CompileResult>(engine, ["compile", engine.argument, file, "1"]);
      if (typeof once === "object") row[engine.name] = { ...result, peak: once.peak, kept: once.kept };
      const { peak, kept } = typeof once === "object" ? once : result;
      const base = row["turbofan"];
      const ratio = typeof base === "object" ? `${(result.best / base.best).toFixed(2)} x TurboFan` : "";
      console.log(
        `  ${engine.name.padEnd(14)}${result.best.toFixed(0).padStart(7)} (${result.first.toFixed(0)})`.padEnd(
          34,
        ) +
          `${(size / 1e3 / result.best).toFixed(2).padStart(7)} MB/s  peak ${mega(peak)} MB, kept ${mega(kept)} MB  ${ratio}`,
      );
    }
    table[file] = row;
  }
  return table;
}

interface Kernel {
  readonly name: string;
  readonly variant: string;
  readonly wasm: string;
  readonly entry: string;
  readonly args: readonly number[];
  readonly expected: number;
  readonly quick: { readonly args: readonly number[]; readonly expected: number };
  readonly features: readonly string[];
}

function runAll(manifest: string): unknown {
  const { kernels } = JSON.parse(readFileSync(manifest, "utf8")) as { kernels: Kernel[] };
  const wanted = kernels.filter((k) => options.filter === undefined || k.name.includes(options.filter));
  const inScope = wanted.filter(
    (k) => !/simd|wasm64|threads/.test(`${k.variant} ${k.wasm} ${k.features.join(" ")}`),
  );
  const rounds = options.rounds ?? "3";
  console.log(
    `run: CPU ms, the best of ${rounds}; ${inScope.length} kernels, ${wanted.length - inScope.length} need SIMD, threads or 64-bit memories`,
  );
  console.log(
    `${"kernel".padEnd(26)}${chosen.map((e) => e.name.padStart(13)).join("")}   backtracking / liftoff, / turbofan`,
  );
  const table: Record<string, Record<string, number | string>> = {};
  const logs: Record<string, number[]> = {};
  let wrong = 0;
  for (const kernel of inScope) {
    const { args, expected } = options.quick ? kernel.quick : kernel;
    const row: Record<string, number | string> = {};
    for (const engine of chosen) {
      const result = measure<RunResult>(engine, [
        "run",
        engine.argument,
        join(dirname(manifest), kernel.wasm),
        kernel.entry,
        String(args[0]),
        rounds,
      ]);
      if (typeof result === "string") row[engine.name] = result;
      else row[engine.name] = result.value === expected ? result.best : `wrong: ${result.value}`;
      if (typeof row[engine.name] === "string") wrong++;
    }
    table[`${kernel.name}.${kernel.variant}`] = row;
    const numbers = chosen.map((e) => row[e.name]);
    const complete = numbers.every((n) => typeof n === "number");
    if (complete)
      for (const e of chosen) (logs[e.name] ??= []).push(Math.log(Math.max(row[e.name] as number, 0.01)));
    const ratio = (to: string): string => {
      const [a, b] = [row["backtracking"], row[to]];
      return typeof a === "number" && typeof b === "number" ? (a / b).toFixed(2) : "-";
    };
    const cells = numbers
      .map((n) => (typeof n === "number" ? n.toFixed(1) : String(n).slice(0, 60)).padStart(13))
      .join("");
    console.log(`${kernel.name.padEnd(26)}${cells}   ${ratio("liftoff")} ${ratio("turbofan")}`);
  }
  const mean = (name: string): number => {
    const values = logs[name] ?? [];
    return Math.exp(values.reduce((a, b) => a + b, 0) / values.length);
  };
  for (const base of ["liftoff", "turbofan"].filter((b) => chosen.some((e) => e.name === b))) {
    const cells = chosen.map((e) => `${e.name} ${(mean(e.name) / mean(base)).toFixed(3)}`).join(", ");
    console.log(
      `geometric mean of ${logs[base]?.length ?? 0} kernels, run time relative to ${base}: ${cells}`,
    );
  }
  if (wrong > 0) console.log(`${wrong} results wrong or missing`);
  return table;
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
