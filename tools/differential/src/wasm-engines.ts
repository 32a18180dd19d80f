/** The engines that are compared: V8 of this Node or of a newer one, and this project's runtime in many settings. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Random } from "@cranelift-ts/fuzzgen";
import type { EngineConfig } from "./wasm-child.ts";
import { EngineProcess } from "./wasm-process.ts";
import { ALL_WASM_FEATURES, type WasmFuzzFeatures } from "./wasm-generate.ts";

/** A reference with what it can do. */
export interface Reference {
  readonly process: EngineProcess;
  readonly features: WasmFuzzFeatures;
  readonly node: string;
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
      node: candidate,
    };
  }
  throw new Error("no Node to compare with");
}

export const WASM_ALLOCATORS = ["backtracking", "single_pass"] as const;
export type WasmAllocator = (typeof WASM_ALLOCATORS)[number];

/**
 * This project's runtime with an allocator and settings that the number `n` determines; 0 is the default. With `mixed`, it
 * shares programs with V8 of the newer Node that it then runs on.
 */
export function ours(allocator: WasmAllocator, n: number, newerNode?: string, mixed = false): EngineProcess {
  const random = new Random(n * 2 + WASM_ALLOCATORS.indexOf(allocator));
  const one = (k: number): boolean => n > 0 && random.oneIn(k);
  const flags: Record<string, string> = {};
  if (one(2)) flags["opt_level"] = random.oneIn(2) ? "speed_and_size" : "speed";
  if (one(6)) flags["regalloc_checker"] = "true";
  if (one(8)) flags["enable_verifier"] = "true";
  const options = {
    regallocAlgorithm: allocator,
    explicitBoundsChecks: one(3),
    spectre: !one(3),
    lazy: one(3),
    flags,
  };
  const config: EngineConfig = {
    engine: "ours",
    options,
    baseline: one(4),
    stored: one(5),
    sweeps: one(3),
    collects: one(8),
  };
  const node = newerNode !== undefined && (one(4) || mixed) ? newerNode : process.execPath;
  const name = [
    allocator,
    ...Object.entries(flags).map(([k, v]) => (v === "true" ? k : v)),
    ...(options.explicitBoundsChecks ? ["explicit"] : []),
    ...(options.spectre ? [] : ["no spectre"]),
    ...(options.lazy ? ["lazy"] : []),
    ...(["baseline", "stored", "sweeps", "collects"] as const).filter((k) => config[k]),
    ...(node === process.execPath ? [] : ["newer Node"]),
  ].join(", ");
  const nodeFlags = config.collects ? ["--expose-gc"] : [];
  const made = new EngineProcess(`${name}${mixed ? ", mixed" : ""} (setting ${n})`, node, nodeFlags, config);
  made.mixed = mixed;
  return made;
}
