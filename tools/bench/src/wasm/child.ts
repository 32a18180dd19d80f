/**
 * One engine, one job, one process: compiles a module or runs a kernel once for every message it gets, and answers with
 * the CPU time. Started by `../wasm.ts`, with V8's flags where V8 is measured; ends when its parent disconnects.
 *
 *   child.js compile ENGINE FILE
 *   child.js run ENGINE FILE ENTRY ARGUMENT
 *
 * ENGINE is `v8`, or `native:ALGORITHM` for this project's runtime with that register allocator.
 */
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { cpuMilliseconds } from "../harness.ts";

/** What the parent asks for: another round, or the memory that the last compiled module takes. */
export type Request = "round" | "memory";

export interface Round {
  /**
   * CPU milliseconds of this round, and of what other threads of the process have done since the last one: V8 optimises
   * the compiler in the background, also while another engine has its turn.
   */
  readonly time: number;
  /** What the kernel's entry returned, as unsigned 32 bits; 0 if a module was compiled. */
  readonly value: number;
}

export interface Memory {
  /** Peak resident memory in bytes. */
  readonly peak: number;
  /** Resident memory after a collection, above what the process had before, in bytes. */
  readonly kept: number;
}

const [job, engine, file] = [argv[2] ?? "", argv[3] ?? "", argv[4] ?? ""];
const bytes = readFileSync(file);

const wasm = await namespace();
const collect = (globalThis as { gc?: () => void }).gc;
/** The module compiled last; it has to stay alive until memory is measured. */
let module: object | undefined;
const round = job === "compile" ? compile : kernel();
collect?.();
const before = process.memoryUsage().rss;
let end = cpuMilliseconds();
process.on("message", (request: Request) => {
  if (request === "memory") {
    void memory().then((answer) => process.send?.(answer));
    return;
  }
  const value = round();
  const start = end;
  end = cpuMilliseconds();
  const answer: Round = { time: end - start, value };
  process.send?.(answer);
});
process.send?.("ready");

function compile(): number {
  module = undefined;
  module = new wasm.Module(bytes);
  return 0;
}

/** An instance of the kernel's module; returns what runs it once. */
function kernel(): () => number {
  const [entry, argument] = [argv[5] ?? "run", Number(argv[6])];
  const compiled = new wasm.Module(bytes);
  const imports: Record<string, Record<string, () => number>> = {};
  // WASI's "bad file descriptor": the kernels link against it and never need it.
  for (const { module: from, name } of wasm.Module.imports(compiled)) (imports[from] ??= {})[name] = () => 8;
  const { exports } = new wasm.Instance(compiled, imports);
  (exports["_initialize"] as (() => void) | undefined)?.();
  const run = exports[entry] as (n: number) => number;
  return () => run(argument) >>> 0;
}

async function memory(): Promise<Memory> {
  const peak = process.resourceUsage().maxRSS * 1024;
  collect?.();
  // What is collected is given back a little later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect?.();
  const kept = process.memoryUsage().rss - before;
  if (module === undefined) throw new Error("no module");
  return { peak, kept };
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
