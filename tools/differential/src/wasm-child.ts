/**
 * The process that runs programs in one engine, so that a crash or a hang is nobody else's. It is told on stdin, one JSON
 * object a line, and answers likewise; before each seed it says which, so that the last one said is the one it died of.
 *
 * Its first argument is the engine as JSON: `{ "engine": "v8" }`, or `{ "engine": "ours", ... }` with settings.
 */
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { execute, type AnyNamespace } from "./wasm-execute.ts";
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
}

/** What can be asked. */
export type Request =
  | { readonly seeds: readonly [from: number, to: number]; readonly features: WasmFuzzFeatures }
  | { readonly coverage: readonly [from: number, to: number]; readonly features: WasmFuzzFeatures }
  | { readonly program: Program };
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

async function engineOf(config: EngineConfig): Promise<AnyNamespace> {
  // oxlint-disable-next-line typescript/no-explicit-any
  if (config.engine === "v8") return (globalThis as any).WebAssembly;
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
  return createWebAssembly(config.options ?? {});
}

function handle(engine: AnyNamespace, request: Request): void {
  if ("program" in request) {
    answer({ record: execute(engine, request.program) });
    return;
  }
  if ("coverage" in request) {
    answer({ executed: Object.fromEntries(coverage(engine, request.coverage, request.features)) });
    return;
  }
  for (let seed = request.seeds[0]; seed < request.seeds[1]; seed++) {
    answer({ begin: seed });
    const record = execute(engine, lowerCase(generateCase(seed, request.features)));
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
    execute(engine, lowerCase(generated, plans), (module, segment) => {
      const c = counts[module]!;
      c[segment] = (c[segment] ?? 0) + 1;
    });
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
