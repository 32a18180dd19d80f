/** The engines that are compared: V8 of this Node or of a newer one, and this project's runtime in many settings. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EngineProcess } from "./wasm-process.ts";
import { ALL_WASM_FEATURES, type WasmFuzzFeatures } from "./wasm-generate.ts";

/** A reference with what it can do. */
export interface Reference {
  readonly process: EngineProcess;
  readonly features: WasmFuzzFeatures;
  readonly version: string;
}

/** Where `tools/wasm-mutations.mjs` puts a newer Node. */
const CACHE = fileURLToPath(
  new URL("../../../node_modules/.cache/node/node_modules/node/bin/node", import.meta.url),
);

/**
 * V8 of `node`, else of `WASM_TRANSLATOR_NODE`, else of the Node in this project's cache, else of this process, which may
 * lack features.
 */
export function reference(node?: string): Reference {
  const candidates = [node, process.env["WASM_TRANSLATOR_NODE"], CACHE, process.execPath];
  for (const candidate of candidates) {
    if (candidate === undefined || (candidate.startsWith("/") && !existsSync(candidate))) continue;
    const version = spawnSync(candidate, ["-p", "process.versions.v8"]).stdout?.toString().trim() ?? "";
    const major = Number.parseInt(version, 10);
    if (Number.isNaN(major)) continue;
    const newer = major >= 13;
    const flags = newer ? [] : ["--experimental-wasm-return-call", "--experimental-wasm-extended-const"];
    return {
      process: new EngineProcess(`V8 ${version}`, candidate, flags, { engine: "v8" }),
      features: newer ? ALL_WASM_FEATURES : { ...ALL_WASM_FEATURES, multiMemory: false, memory64: false },
      version,
    };
  }
  throw new Error("no Node to compare with");
}

export const WASM_ALLOCATORS = ["backtracking", "single_pass"] as const;
export type WasmAllocator = (typeof WASM_ALLOCATORS)[number];

/** So many settings there are for an allocator. */
export const SETTINGS = 16;

/** This project's runtime with an allocator, in setting `n`. */
export function ours(allocator: WasmAllocator, n: number): EngineProcess {
  const flags: Record<string, string> = {};
  if ((n & 1) !== 0) flags["opt_level"] = n & 4 ? "speed_and_size" : "speed";
  if ((n & 7) === 2) flags["regalloc_checker"] = "true";
  const options = {
    regallocAlgorithm: allocator,
    explicitBoundsChecks: (n & 2) !== 0,
    spectre: (n & 12) !== 4,
    lazy: (n & 8) !== 0,
    flags,
  };
  const baseline = n % 3 === 1;
  const name = [
    allocator,
    ...Object.entries(flags).map(([k, v]) => (v === "true" ? k : v)),
    ...(options.explicitBoundsChecks ? ["explicit"] : []),
    ...(options.spectre ? [] : ["no spectre"]),
    ...(options.lazy ? ["lazy"] : []),
    ...(baseline ? ["baseline"] : []),
  ].join(", ");
  return new EngineProcess(name, process.execPath, [], { engine: "ours", options, baseline });
}
