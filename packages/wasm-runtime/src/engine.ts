/**
 * A compiler with its settings: bytes in, compiled modules out. Everything here is deterministic: equal bytes and
 * settings give equal code.
 */
import { flagsBuilder, type Flags } from "@cranelift-ts/codegen-ir";
import type { TargetIsa } from "@cranelift-ts/codegen";
import { hostIsa } from "@cranelift-ts/native";
import { ALL_FEATURES, decodeModule, validateModule, WasmError, type Features, type ModuleInfo } from "@cranelift-ts/wasm-translator";
import { compileFunctions, CompilerContext, linkImage, type CodeChunk, type CodeOptions } from "./compile.ts";
import { ModuleEnvironment } from "./environment.ts";
import { CompileError } from "./errors.ts";
import { GUARD, RESERVATION } from "./memory.ts";
import { ModuleCode } from "./module-code.ts";
import { deserializeImage, serializeImage } from "./serialize.ts";
import { defaultStore, type Store } from "./store.ts";

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
  /** Hears of functions compiled while a module is compiled. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How long an asynchronous compilation keeps the thread at a time, ms. */
const SLICE_MS = 20;

export class Engine {
  readonly options: CodeOptions;
  private readonly onProgress: ((done: number, total: number) => void) | undefined;
  private context: CompilerContext | undefined = undefined;

  /** Throws a `CraneliftError` for settings that there are not, and `JitHostError` where native code cannot run. */
  constructor(options: WebAssemblyOptions = {}) {
    const { host } = this.store.runtime;
    const isa = hostIsa({ flags: settings(options), host }) as TargetIsa;
    const guarded = this.store.memories.guarded && options.explicitBoundsChecks !== true;
    if (!guarded) this.store.memories.tracking = true;
    this.options = {
      isa,
      model: { reservation: guarded ? RESERVATION : 0, guard: guarded ? GUARD : 0, spectre: options.spectre ?? true },
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
      const info = decodeModule(bytes, this.options.features);
      const { functionCount, importedFunctionCount } = info;
      if (importedFunctionCount === functionCount) return this.finish(info, []);
      const chunk = this.compileRange(info, importedFunctionCount, functionCount, new ModuleEnvironment(info, this.options.model));
      return this.finish(info, [chunk]);
    });
  }

  /** As {@link compile}, a little at a time. */
  async compileAsync(bytes: Uint8Array, what: string): Promise<ModuleCode> {
    const info = compileErrors(what, () => decodeModule(bytes, this.options.features));
    const env = new ModuleEnvironment(info, this.options.model);
    const chunks: CodeChunk[] = [];
    let next = info.importedFunctionCount;
    while (next < info.functionCount) {
      const end = Date.now() + SLICE_MS;
      compileErrors(what, () => {
        while (next < info.functionCount && Date.now() < end) {
          // About as much as takes a millisecond.
          let to = next;
          for (let size = 0; to < info.functionCount && size < BATCH_BYTES; to++) size += info.codeEnds[to]! - info.codeStarts[to]! + 1;
          chunks.push(this.compileRange(info, next, to, env));
          next = to;
        }
      });
      if (next < info.functionCount) await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return this.finish(info, chunks);
  }

  private compileRange(info: ModuleInfo, from: number, to: number, env: ModuleEnvironment): CodeChunk {
    const { onProgress } = this;
    const { importedFunctionCount: imports, functionCount } = info;
    const progress = onProgress && ((f: number): void => onProgress(f + 1 - imports, functionCount - imports));
    return compileFunctions(info, from, to, this.options, (this.context ??= new CompilerContext(this.options.features)), env, progress);
  }

  private finish(info: ModuleInfo, chunks: readonly CodeChunk[]): ModuleCode {
    return new ModuleCode(this.store, info, linkImage(chunks, info.importedFunctionCount));
  }

  /** What code depends on beside the module. */
  get fingerprint(): string {
    const { isa, model, features } = this.options;
    return JSON.stringify([isa.triple, flagText(isa.flags), (isa as { readonly isaFlags?: unknown }).isaFlags, model, features]);
  }

  serialize(code: ModuleCode): Uint8Array<ArrayBuffer> {
    return serializeImage(code.info.bytes, code.image, this.fingerprint);
  }

  /** Throws `CompileError` for bytes that are none of {@link serialize}'s, or of other settings. */
  deserialize(bytes: Uint8Array): ModuleCode {
    const what = "deserialize()";
    const { module, image } = compileErrors(what, () => deserializeImage(bytes, this.fingerprint));
    return new ModuleCode(this.store, compileErrors(what, () => decodeModule(module, this.options.features)), image);
  }
}

const BATCH_BYTES = 2000;

function settings(options: WebAssemblyOptions): Flags {
  const builder = flagsBuilder();
  builder.enable("enable_multi_ret_implicit_sret");
  // Frames that could step over the guard of the stack touch every part of themselves.
  builder.enable("enable_probestack");
  builder.set("probestack_strategy", "inline");
  builder.set("probestack_size_log2", "16");
  builder.set("enable_verifier", "false");
  if (options.regallocAlgorithm !== undefined) builder.set("regalloc_algorithm", options.regallocAlgorithm);
  for (const [name, value] of Object.entries(options.flags ?? {})) builder.set(name, String(value));
  return builder.finish();
}

function flagText(flags: Flags): unknown {
  return Object.entries(flags).filter(([, value]) => typeof value !== "object" && typeof value !== "function");
}

/** Runs `action`; a module's errors become `CompileError`s as the JavaScript API words them. */
function compileErrors<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    const where = error.function >= 0 ? `Compiling function #${error.function} failed: ` : "";
    throw new CompileError(`WebAssembly.${what}: ${where}${error.reason} @+${error.offset}`, { cause: error });
  }
}


