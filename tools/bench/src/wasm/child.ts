/**
 * One engine, one job, one process: compiles a module some times or runs a kernel some times and prints the CPU times
 * as one line of JSON. Started by `../wasm.ts`, with V8's flags where V8 is measured.
 *
 *   child.js compile ENGINE FILE ROUNDS
 *   child.js run ENGINE FILE ENTRY ARGUMENT ROUNDS
 *
 * ENGINE is `v8`, or `native:ALGORITHM` for this project's runtime with that register allocator.
 */
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { cpuMilliseconds } from "../harness.ts";

export interface CompileResult {
  /** CPU milliseconds of the first compilation of the process. */
  readonly first: number;
  /** CPU milliseconds of the fastest compilation. */
  readonly best: number;
  /** Peak resident memory in bytes. */
  readonly peak: number;
  /** Resident memory after a collection, above what the process had before, in bytes. */
  readonly kept: number;
}

export interface RunResult {
  readonly best: number;
  /** What the entry returned, as unsigned 32 bits. */
  readonly value: number;
}

const [job, engine, file] = [argv[2] ?? "", argv[3] ?? "", argv[4] ?? ""];
const bytes = readFileSync(file);

const wasm = await namespace();
const collect = (globalThis as { gc?: () => void }).gc;
if (job === "compile") {
  const rounds = Number(argv[5]);
  collect?.();
  const before = process.memoryUsage().rss;
  let first = 0;
  let best = Infinity;
  let module: object | undefined;
  for (let r = 0; r < rounds; r++) {
    module = undefined;
    const start = cpuMilliseconds();
    module = new wasm.Module(bytes);
    const time = cpuMilliseconds() - start;
    if (r === 0) first = time;
    best = Math.min(best, time);
  }
  const peak = process.resourceUsage().maxRSS * 1024;
  collect?.();
  // What is collected is given back a little later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect?.();
  const kept = process.memoryUsage().rss - before;
  const result: CompileResult = { first, best, peak, kept };
  console.log(JSON.stringify(result));
  if (module === undefined) throw new Error("no module");
} else {
  const [entry, argument, rounds] = [argv[5] ?? "run", Number(argv[6]), Number(argv[7])];
  const module = new wasm.Module(bytes);
  const imports: Record<string, Record<string, () => number>> = {};
  // WASI's "bad file descriptor": the kernels link against it and never need it.
  for (const { module: from, name } of wasm.Module.imports(module)) (imports[from] ??= {})[name] = () => 8;
  const { exports } = new wasm.Instance(module, imports);
  (exports["_initialize"] as (() => void) | undefined)?.();
  const run = exports[entry] as (n: number) => number;
  let best = Infinity;
  let value = 0;
  for (let r = 0; r < rounds; r++) {
    const start = cpuMilliseconds();
    value = run(argument) >>> 0;
    best = Math.min(best, cpuMilliseconds() - start);
  }
  const result: RunResult = { best, value };
  console.log(JSON.stringify(result));
}

/** What is used of a `WebAssembly` namespace. */
interface Namespace {
  readonly Module: (new (bytes: Uint8Array) => object) & {
    imports(module: object): { readonly module: string; readonly name: string }[];
  };
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

async function namespace(): Promise<Namespace> {
  const [kind, algorithm] = engine.split(":");
  if (kind === "v8") return (globalThis as unknown as { readonly WebAssembly: Namespace }).WebAssembly;
  const { createWebAssembly } = await import("@cranelift-ts/wasm-runtime");
  return createWebAssembly({
    regallocAlgorithm: algorithm as "backtracking" | "single_pass",
  }) as unknown as Namespace;
}
