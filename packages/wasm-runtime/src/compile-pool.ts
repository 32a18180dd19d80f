/**
 * Compiling over worker threads. What comes out does not depend on their number: functions are compiled independently,
 * and chunks are put together in the order of the functions.
 *
 * The pool is the library `tinypool`, loaded when it is first wanted. Where it is missing, or where there is no compiled
 * worker file (sources run without a build step), the caller compiles in its own thread.
 */
import type * as Tinypool from "tinypool";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { WasmError, type ModuleInfo } from "@cranelift-ts/wasm-translator";
import type { CodeChunk } from "./compile.ts";
import type { CompileResult, CompileTask } from "./compile-batch.ts";

/** What is used of `tinypool`. */
interface Pool {
  run(task: CompileTask): Promise<CompileResult>;
  destroy(): Promise<void>;
}

/** Workers are kept this long for the next module. */
const IDLE_MS = 2000;
/** Batches for each worker, so that all end at about the same time. */
const BATCHES_PER_WORKER = 8;
const MIN_BATCH_BYTES = 8 * 1024;
const MAX_BATCH_BYTES = 256 * 1024;

let modules = 0;

export class CompilePool {
  private readonly workers: number;
  private readonly onStop: () => void;
  private pool: Promise<Pool | undefined> | undefined = undefined;
  private active: number = 0;
  private timer: ReturnType<typeof setTimeout> | undefined = undefined;

  /** `onStop` is told when the workers are gone. */
  constructor(workers: number, onStop: () => void) {
    this.workers = workers;
    this.onStop = onStop;
  }

  /**
   * Compiles all functions; undefined where there are no workers to be had. Throws `WasmError` for the first function
   * that is wrong.
   */
  async compile(
    info: ModuleInfo,
    settings: Omit<CompileTask, "module" | "bytes" | "from" | "to">,
    onProgress?: (done: number, total: number) => void,
  ): Promise<CodeChunk[] | undefined> {
    this.active++;
    clearTimeout(this.timer);
    try {
      const pool = await (this.pool ??= startPool(this.workers));
      if (pool === undefined) return undefined;
      const bytes = new Uint8Array(new SharedArrayBuffer(info.bytes.length));
      bytes.set(info.bytes);
      const shared = { ...settings, module: `${process.pid}.${modules++}`, bytes };
      const total = info.functionCount - info.importedFunctionCount;
      let done = 0;
      // A worker that died, out of memory perhaps, rejects; the others are waited for all the same.
      const results = await Promise.allSettled(
        batches(info, this.workers).map(async ([from, to]) => {
          const result = await pool.run({ ...shared, from, to });
          onProgress?.((done += to - from), total);
          return result;
        }),
      );
      return results.map(chunkOf);
    } finally {
      if (--this.active === 0) {
        this.timer = setTimeout(() => void this.stop(), IDLE_MS);
        this.timer.unref();
      }
    }
  }

  private async stop(): Promise<void> {
    const { pool } = this;
    this.pool = undefined;
    await (await pool)?.destroy();
    this.onStop();
  }
}

function chunkOf(result: PromiseSettledResult<CompileResult>): CodeChunk {
  if (result.status === "rejected") throw result.reason;
  const { value } = result;
  if ("chunk" in value) return value.chunk;
  const { kind, offset, reason, feature, function: func } = value.refused;
  throw new WasmError(kind, offset, reason, feature, func);
}

/** Ranges of functions of about equal size. */
function batches(info: ModuleInfo, workers: number): [number, number][] {
  const { importedFunctionCount, functionCount, codeStarts, codeEnds } = info;
  if (functionCount === importedFunctionCount) return [];
  const all = codeEnds[functionCount - 1]! - codeStarts[importedFunctionCount]!;
  const limit = Math.min(MAX_BATCH_BYTES, Math.max(MIN_BATCH_BYTES, all / (workers * BATCHES_PER_WORKER)));
  const out: [number, number][] = [];
  let from = importedFunctionCount;
  for (let f = from; f < functionCount; f++) {
    if (codeEnds[f]! - codeStarts[from]! < limit && f + 1 < functionCount) continue;
    out.push([from, f + 1]);
    from = f + 1;
  }
  return out;
}

async function startPool(workers: number): Promise<Pool | undefined> {
  const filename = fileURLToPath(new URL("./compile-worker.js", import.meta.url));
  if (!existsSync(filename)) return undefined;
  let library: typeof Tinypool;
  try {
    library = await import("tinypool");
  } catch {
    return undefined;
  }
  return new library.Tinypool({ filename, minThreads: workers, maxThreads: workers });
}
