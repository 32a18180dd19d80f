/**
 * A compiler with its settings: bytes in, compiled modules out. Everything here is deterministic: equal bytes and
 * settings give equal code.
 */
import { createRequire } from "node:module";
import type { TargetIsa } from "@cranelift-ts/codegen";
import { hostFeatures, hostIsa, hostTriple } from "@cranelift-ts/native";
import {
  ALL_FEATURES,
  decodeModule,
  ModuleDecoder,
  TranslationContext,
  validateFunction,
  validateModule,
  WasmError,
  type Features,
  type ModuleInfo,
} from "@cranelift-ts/wasm-translator";
import { compileFunctions, CompilerContext, linkImage, type CodeChunk, type CodeOptions } from "./compile.ts";
import { wasmFlags, type CompilerSettings } from "./compile-batch.ts";
import { CompilePool } from "./compile-pool.ts";
import { ModuleEnvironment } from "./environment.ts";
import { CompileError } from "./errors.ts";
import { layoutDigest } from "./layout.ts";
import { GUARD, RESERVATION } from "./memory.ts";
import { labelOf, ModuleCode } from "./module-code.ts";
import { deserializeImage, serializeImage, type Fingerprint } from "./serialize.ts";
import { defaultStore, type Store } from "./store.ts";
import { withoutBodies } from "./strip-bodies.ts";

/** What can be chosen beyond what the engine's own WebAssembly offers. */
export interface WebAssemblyOptions {
  /** Settings of the compiler by name, as in CLIF: `{ opt_level: "speed" }`. */
  readonly flags?: Readonly<Record<string, string | boolean | number>>;
  /** `single_pass` compiles faster, `backtracking` (the default) makes better code. */
  readonly regallocAlgorithm?: "backtracking" | "single_pass";
  /** Protect bounds checks against misspeculation; true if absent. */
  readonly spectre?: boolean;
  /** WebAssembly features to switch off or on. */
  readonly features?: Partial<Features>;
  /** Check every access instead of relying on address space that faults; as the host needs it, if absent. */
  readonly explicitBoundsChecks?: boolean;
  /**
   * Threads that `compile` and `instantiate` compile with; their own one if absent or 0. What comes out is the same. A
   * thread takes about 100 ms to start, and memory: this is for modules of some hundred kilobytes and more. Needs the
   * package `tinypool`; without it, the thread itself compiles.
   */
  readonly workers?: number;
  /** Compile each function when it is called first. Modules are validated as a whole all the same. */
  readonly lazy?: boolean;
  /** Hears of functions compiled while a module is compiled; of those that are compiled lazily, a little later. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How long an asynchronous compilation keeps the thread at a time, ms. */
const SLICE_MS = 20;

export class Engine {
  readonly options: CodeOptions;
  private readonly settings: CompilerSettings;
  private readonly cpu: readonly string[];
  private readonly pool: CompilePool | undefined;
  private readonly lazy: boolean;
  private readonly onProgress: ((done: number, total: number) => void) | undefined;
  /** Memory of the compiler for the next compilation, until the garbage collector wants it. */
  private idle: WeakRef<CompilerContext> | undefined = undefined;
  private ownFingerprint: Fingerprint | undefined = undefined;
  /** Keeps it while modules are being compiled a little at a time. */
  private kept: CompilerContext | undefined = undefined;
  private underWay: number = 0;
  /** Bytes of code that the compiler which is in memory has made. */
  private compiled: number = 0;

  /** Throws a `CraneliftError` for settings that there are not, and `JitHostError` where native code cannot run. */
  constructor(options: WebAssemblyOptions = {}) {
    const { host } = this.store.runtime;
    const { flags, regallocAlgorithm, workers = 0 } = options;
    this.settings = { ...(flags && { flags }), ...(regallocAlgorithm && { regallocAlgorithm }) };
    this.cpu = hostFeatures(host);
    const isa = hostIsa({ flags: wasmFlags(this.settings), features: this.cpu }) as TargetIsa;
    if (!Number.isInteger(workers) || workers < 0 || workers > MAX_WORKERS) {
      throw new RangeError(`workers: a number from 0 to ${MAX_WORKERS} is expected, not ${workers}`);
    }
    this.lazy = options.lazy ?? false;
    this.pool =
      workers > 0 && !this.lazy ? new CompilePool(workers, () => this.store.heap.start()) : undefined;
    const guarded = this.store.memories.guarded && options.explicitBoundsChecks !== true;
    if (!guarded) this.store.memories.trackAll();
    this.options = {
      isa,
      model: {
        reservation: guarded ? RESERVATION : 0,
        guard: guarded ? GUARD : 0,
        spectre: options.spectre ?? true,
      },
      features: { ...ALL_FEATURES, ...options.features },
    };
    this.onProgress = options.onProgress;
  }

  get store(): Store {
    return defaultStore();
  }

  validate(bytes: Uint8Array): boolean {
    try {
      validateModule(bytes, this.options.features);
      return true;
    } catch (error) {
      if (error instanceof WasmError) return false;
      throw error;
    }
  }

  /** Throws `CompileError`. The bytes must not change afterwards. */
  compile(bytes: Uint8Array, what: string): ModuleCode {
    return compileErrors(what, () => {
      if (this.lazy) return this.lazily(validateModule(bytes, this.options.features));
      const info = decodeModule(bytes, this.options.features);
      const { functionCount, importedFunctionCount } = info;
      if (importedFunctionCount === functionCount) return this.finish(info, []);
      const chunk = this.compileRange(
        info,
        importedFunctionCount,
        functionCount,
        new ModuleEnvironment(info, this.options.model),
      );
      return this.finish(info, [chunk]);
    });
  }

  /** As {@link compile}, a little at a time. */
  async compileAsync(bytes: Uint8Array, what: string): Promise<ModuleCode> {
    return this.compileDecoded(
      compileErrors(what, () => decodeModule(bytes, this.options.features)),
      what,
    );
  }

  /** Decodes a module whose bytes arrive in pieces. Both functions throw `CompileError`. */
  decodeStream(what: string): { push(bytes: Uint8Array): void; finish(): ModuleInfo } {
    const decoder = new ModuleDecoder(this.options.features);
    return {
      push: (bytes) => compileErrors(what, () => decoder.push(bytes)),
      finish: () => compileErrors(what, () => decoder.finish()),
    };
  }

  /** Compiles a module that has been decoded, a little at a time or in workers. Throws `CompileError`. */
  async compileDecoded(info: ModuleInfo, what: string): Promise<ModuleCode> {
    const { model, features } = this.options;
    if (this.lazy) {
      const context = new TranslationContext(features);
      await this.inSlices(info, what, (from, to) => {
        for (let f = from; f < to; f++) validateFunction(info, f, context);
      });
      return this.lazily(info);
    }
    if (this.pool !== undefined) {
      const settings = { settings: this.settings, cpu: this.cpu, model, features };
      const compiled = await this.pool.compile(info, settings, this.onProgress).catch((error: unknown) =>
        compileErrors(what, () => {
          throw error;
        }),
      );
      if (compiled !== undefined) {
        this.store.heap.watch(compiled);
        return this.finish(info, compiled);
      }
    }
    const env = new ModuleEnvironment(info, this.options.model);
    const chunks: CodeChunk[] = [];
    this.underWay++;
    try {
      await this.inSlices(info, what, (from, to) => chunks.push(this.compileRange(info, from, to, env)));
    } finally {
      if (--this.underWay === 0) this.kept = undefined;
    }
    return this.finish(info, chunks);
  }

  /** Calls `action` for all functions in batches, and lets others run in between. */
  private async inSlices(
    info: ModuleInfo,
    what: string,
    action: (from: number, to: number) => void,
  ): Promise<void> {
    let next = info.importedFunctionCount;
    while (next < info.functionCount) {
      const end = Date.now() + SLICE_MS;
      compileErrors(what, () => {
        while (next < info.functionCount && Date.now() < end) {
          // About as much as takes a millisecond.
          let to = next;
          for (let size = 0; to < info.functionCount && size < BATCH_BYTES; to++)
            size += info.codeEnds[to]! - info.codeStarts[to]! + 1;
          action(next, to);
          next = to;
        }
      });
      if (next < info.functionCount) await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** A valid module whose functions are compiled when they are called. */
  private lazily(info: ModuleInfo): ModuleCode {
    const env = new ModuleEnvironment(info, this.options.model);
    let done = 0;
    const total = info.functionCount - info.importedFunctionCount;
    return new ModuleCode(this.store, info, labelOf(info), this.fingerprint, (f) => {
      const chunk = this.withContext((context) =>
        compileFunctions(info, f, f + 1, this.options, context, env),
      );
      const { onProgress } = this;
      // Not now: no stack map tells of the references among the arguments of the call that waits, so nothing may collect.
      if (onProgress !== undefined) queueMicrotask(() => onProgress(++done, total));
      return chunk;
    });
  }

  private compileRange(info: ModuleInfo, from: number, to: number, env: ModuleEnvironment): CodeChunk {
    const { onProgress } = this;
    const { importedFunctionCount: imports, functionCount } = info;
    const progress =
      onProgress && ((f: number): void => onProgress(f + 1 - imports, functionCount - imports));
    return this.withContext((context) =>
      compileFunctions(info, from, to, this.options, context, env, progress),
    );
  }

  /**
   * Compiles with a context that nobody else uses: the progress callback may call into generated code, and so compile.
   */
  private withContext(compile: (context: CompilerContext) => CodeChunk): CodeChunk {
    let context = this.kept ?? this.idle?.deref();
    this.kept = this.idle = undefined;
    if (context === undefined) {
      context = new CompilerContext(this.options.features);
      this.compiled = 0;
    }
    const chunk = compile(context);
    if (this.compiled < LARGE_CODE_BYTES && (this.compiled += chunk.code.length) >= LARGE_CODE_BYTES)
      this.store.heap.watch(context);
    this.idle = new WeakRef(context);
    if (this.underWay > 0) this.kept = context;
    return chunk;
  }

  private finish(info: ModuleInfo, chunks: readonly CodeChunk[]): ModuleCode {
    const { importedFunctionCount: first, functionCount, codeStarts, codeEnds } = info;
    const large =
      functionCount > first && codeEnds[functionCount - 1]! - codeStarts[first]! > LARGE_BODIES_BYTES;
    const kept = large ? decodeModule(withoutBodies(info.bytes), this.options.features) : info;
    return new ModuleCode(this.store, kept, labelOf(info), this.fingerprint, linkImage(chunks));
  }

  /** What all code that is compiled here depends on. */
  private get fingerprint(): Fingerprint {
    return (this.ownFingerprint ??= this.takeFingerprint());
  }

  private takeFingerprint(): Fingerprint {
    const { isa, model, features } = this.options;
    const target = isa as TargetIsa & { readonly isaFlags?: { changes(): string[] } };
    const pairs = (o: object): string[] => Object.entries(o).map(([name, value]) => `${name}=${value}`);
    return {
      version: packageVersion(),
      triple: String(hostTriple()),
      features: target.isaFlags?.changes() ?? [],
      flags: isa.flags.changes(),
      options: [...pairs(model), ...pairs(features)],
    };
  }

  /** The module may be another compiler's: what is stored tells of that one. */
  serialize(code: ModuleCode): Uint8Array<ArrayBuffer> {
    return serializeImage(
      { bytes: withoutBodies(code.info.bytes), label: code.label },
      code.image,
      code.fingerprint,
    );
  }

  /** Throws `CompileError` for bytes that are none of {@link serialize}'s, or of other settings. */
  deserialize(bytes: Uint8Array): ModuleCode {
    const what = "deserialize()";
    const { module, image } = compileErrors(what, () => deserializeImage(bytes, this.fingerprint));
    const info = compileErrors(what, () => decodeModule(module.bytes, this.options.features));
    return new ModuleCode(this.store, info, module.label, this.fingerprint, image);
  }
}

const BATCH_BYTES = 2000;
/** Bodies that are worth being dropped once they are compiled. */
const LARGE_BODIES_BYTES: number = 64 * 1024;
/** Code that leaves more memory behind than is worth keeping. */
const LARGE_CODE_BYTES: number = 256 * 1024;
const MAX_WORKERS = 256;

function packageVersion(): string {
  const { version } = createRequire(import.meta.url)("../package.json") as { readonly version: string };
  return `${version} (structures ${layoutDigest()})`;
}

/** Runs `action`; a module's errors become `CompileError`s as the JavaScript API words them. */
function compileErrors<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    const where = error.function >= 0 ? `Compiling function #${error.function} failed: ` : "";
    throw new CompileError(`WebAssembly.${what}: ${where}${error.reason} @+${error.offset}`, {
      cause: error,
    });
  }
}
