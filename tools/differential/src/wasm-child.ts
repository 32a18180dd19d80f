/**
 * The process that runs programs in one engine, so that a crash or a hang is nobody else's. It is told on stdin, one JSON
 * object a line, and answers likewise; before each seed it says which, so that the last one said is the one it died of.
 *
 * Its first argument is the engine as JSON: `{ "engine": "v8" }`, or `{ "engine": "ours", ... }` with settings.
 */
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { execute, type AnyNamespace, type ExecuteOptions } from "./wasm-execute.ts";
import { generateCase, lowerCase, type WasmFuzzFeatures } from "./wasm-generate.ts";
import type { CoveragePlan } from "./wasm-module.ts";
import type { Program } from "./wasm-program.ts";

/** An engine with its settings. */
export interface EngineConfig {
  readonly engine: "v8" | "ours";
  /** Options of `createWebAssembly`. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Without any features of the processor that are optional. */
  readonly baseline?: boolean;
  /** Every module is stored as bytes and loaded again. */
  readonly stored?: boolean;
  /** References are taken back whenever they can be: stack maps have to be right. */
  readonly sweeps?: boolean;
  /** Host functions collect garbage now and then. */
  readonly collects?: boolean;
}

/** What can be asked. */
export type Request =
  | {
      readonly seeds: readonly [from: number, to: number];
      readonly features: WasmFuzzFeatures;
      readonly mixed: boolean;
    }
  | { readonly coverage: readonly [from: number, to: number]; readonly features: WasmFuzzFeatures }
  | { readonly program: Program; readonly mixed: boolean };
/** What comes back. */
export type Response =
  | { readonly begin: number }
  | {
      readonly seed: number;
      readonly digest: string;
      readonly lines: number;
      readonly traps: number;
      readonly calls: number;
    }
  | { readonly record: readonly string[] }
  | { readonly executed: Readonly<Record<string, number>> }
  | { readonly done: true }
  | { readonly failed: string };

/** Of a record, for comparison. */
export function digestOf(record: readonly string[]): string {
  return createHash("sha1").update(record.join("\n")).digest("base64");
}

// oxlint-disable-next-line typescript/no-explicit-any
const builtIn: AnyNamespace = (globalThis as any).WebAssembly;

function answer(response: Response): void {
  const bytes = Buffer.from(`${JSON.stringify(response)}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

/** What is not for others in the runtime. */
interface References {
  defaultStore(): { readonly externs: { reserve(count: number): void; sweep(count: number): void } };
}

async function engineOf(config: EngineConfig): Promise<AnyNamespace> {
  if (config.engine === "v8") return builtIn;
  if (config.baseline === true) {
    // Whoever builds a target asks for features by name; here nothing is enabled.
    const native = await import("@cranelift-ts/native");
    const { x64 } = await import("@cranelift-ts/isa-x64");
    const plain = {
      ...x64,
      builder: (...args: Parameters<typeof x64.builder>) => {
        const builder = x64.builder(...args);
        builder.settings.enable = () => builder.settings;
        return builder;
      },
    };
    native.provideFamilies([plain]);
  }
  const { createWebAssembly } = await import("@cranelift-ts/wasm-runtime");
  const made: AnyNamespace = createWebAssembly(config.options ?? {});
  if (config.sweeps === true) {
    const place = new URL("../../../packages/wasm-runtime/dist/store.js", import.meta.url).href;
    const { defaultStore } = (await import(place)) as References;
    const { externs } = defaultStore();
    externs.reserve = (count) => externs.sweep(count);
  }
  if (config.stored !== true) return made;
  const load = function (bytes: Uint8Array): object {
    return made.deserialize(made.serialize(new made.Module(bytes)));
  };
  return Object.create(made, { Module: { value: load } });
}

function handle(engine: AnyNamespace, request: Request): void {
  const mixed = "mixed" in request && request.mixed;
  const options: ExecuteOptions = { mixed, ...(mixed && { other: builtIn }) };
  if ("program" in request) {
    answer({ record: execute(engine, request.program, options) });
    return;
  }
  if ("coverage" in request) {
    answer({ executed: Object.fromEntries(coverage(engine, request.coverage, request.features)) });
    return;
  }
  for (let seed = request.seeds[0]; seed < request.seeds[1]; seed++) {
    answer({ begin: seed });
    const record = execute(engine, lowerCase(generateCase(seed, request.features)), options);
    answer({
      seed,
      digest: digestOf(record),
      lines: record.length,
      traps: record.filter((l) => /^step .*: trap /.test(l)).length,
      calls: record.filter((l) => /^step .* call/.test(l)).length,
    });
  }
  answer({ done: true });
}

/** How often operators were executed. */
function coverage(
  engine: AnyNamespace,
  [from, to]: readonly [number, number],
  features: WasmFuzzFeatures,
): Map<number, number> {
  const executed = new Map<number, number>();
  for (let seed = from; seed < to; seed++) {
    const generated = generateCase(seed, features);
    const plans: CoveragePlan[] = generated.modules.map(() => ({ segments: [] }));
    const counts: number[][] = plans.map(() => []);
    const count = (module: number, segment: number): void => {
      const c = counts[module]!;
      c[segment] = (c[segment] ?? 0) + 1;
    };
    execute(engine, lowerCase(generated, plans), { count });
    counts.forEach((c, module) => {
      c.forEach((n, segment) => {
        for (const op of plans[module]!.segments[segment]!) executed.set(op, (executed.get(op) ?? 0) + n);
      });
    });
  }
  return executed;
}

async function main(): Promise<void> {
  const engine = await engineOf(JSON.parse(process.argv[2]!) as EngineConfig);
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      handle(engine, JSON.parse(line) as Request);
    } catch (error) {
      answer({ failed: String((error as Error).stack) });
    }
  }
}

await main();
