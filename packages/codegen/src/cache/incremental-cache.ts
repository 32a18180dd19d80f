/**
 * The incremental cache: compiled stencils by what decides them, the function's stencil, the target and its settings.
 *
 * A function that differs from an earlier one only in its parameters, its name, the names it refers to, the base of its
 * source locations, is found; the cached stencil gets this function's parameters. The key is SHA-256, so different
 * functions do not meet. Stores are choices of the caller: {@link MemoryCache} here, others wherever there are files or
 * networks.
 */
import { StencilHasher, type Function } from "@cranelift-ts/codegen-ir";
import { createSha256, InternalError, type Sha256Host } from "@cranelift-ts/entity";
import { type CompiledCode, finishStencil } from "../compiled-code.ts";
import type { Context } from "../context.ts";
import type { TargetIsa } from "../machinst/isa.ts";
import { deserializeStencil, serializeStencil, STENCIL_VERSION } from "./stencil-bytes.ts";

/** Where entries are kept. Losing one costs a compilation and nothing else. */
export interface CacheStore {
  /** The bytes under a key, 64 hexadecimal digits. */
  get(key: string): Uint8Array | undefined;
  set(key: string, value: Uint8Array): void;
}

/** Entries in memory, those forgotten first that were not asked for longest. */
export class MemoryCache implements CacheStore {
  private readonly limit: number;
  /** In order of use. */
  private readonly entries: Map<string, Uint8Array> = new Map<string, Uint8Array>();
  private held: number = 0;

  /** `limit`: most bytes held. */
  constructor(limit: number = 64 * 1024 * 1024) {
    this.limit = limit;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.held;
  }

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Uint8Array | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: Uint8Array): void {
    this.held += value.length - (this.entries.get(key)?.length ?? 0);
    this.entries.delete(key);
    this.entries.set(key, value);
    for (const [old, bytes] of this.entries) {
      if (this.held <= this.limit) break;
      this.entries.delete(old);
      this.held -= bytes.length;
    }
  }
}

export interface IncrementalCacheOptions {
  /** A faster SHA-256 than the portable one, such as Node's. */
  readonly sha256?: Sha256Host;
  /** Compile what is found as well and compare: throws an `InternalError` if it differs. For tests. */
  readonly check?: boolean;
}

/** Compiles through a store. */
export class IncrementalCache {
  readonly store: CacheStore;
  /** Functions found and not found so far. */
  hits: number = 0;
  misses: number = 0;
  private readonly options: IncrementalCacheOptions;
  private readonly hasher: StencilHasher;
  /** What keys begin with, by target. */
  private readonly targets: WeakMap<TargetIsa, Int32Array> = new WeakMap<TargetIsa, Int32Array>();

  constructor(store: CacheStore, options: IncrementalCacheOptions = {}) {
    this.store = store;
    this.options = options;
    this.hasher = new StencilHasher(options.sha256);
  }

  /** The key of a function for a target: 64 hexadecimal digits. */
  key(func: Function, isa: TargetIsa): string {
    const sha = createSha256(this.options.sha256);
    const target = this.targetWords(isa);
    sha.updateWords(target, 0, target.length);
    const words = this.hasher.canonicalWords(func.stencil);
    sha.updateWords(words, 0, words.length);
    let text = "";
    for (const byte of sha.digest()) text += byte.toString(16).padStart(2, "0");
    return text;
  }

  /**
   * The code of the context's function, from the store or compiled and stored. The function is changed only if it is
   * compiled. Throws as `Context.compile` does; failures are not stored.
   */
  compile(context: Context, isa: TargetIsa): CompiledCode {
    const { func } = context;
    const key = this.key(func, isa);
    const bytes = this.store.get(key);
    const found = bytes === undefined ? undefined : deserializeStencil(bytes);
    if (found !== undefined) {
      this.hits++;
      if (this.options.check === true) this.assertSame(context, isa, key, bytes!);
      return finishStencil(found, func);
    }
    this.misses++;
    const stencil = context.compileStencil(isa);
    this.store.set(key, serializeStencil(stencil));
    return finishStencil(stencil, func);
  }

  private assertSame(context: Context, isa: TargetIsa, key: string, bytes: Uint8Array): void {
    const fresh = serializeStencil(context.compileStencil(isa));
    if (fresh.length !== bytes.length || fresh.some((b, i) => b !== bytes[i])) {
      throw new InternalError(`the cached code under ${key} is not what the compiler makes`);
    }
  }

  private targetWords(isa: TargetIsa): Int32Array {
    let words = this.targets.get(isa);
    if (words === undefined) {
      const { architecture, vendor, system, systemVersion, environment } = isa.triple;
      const parts = [
        String(STENCIL_VERSION),
        isa.name,
        [architecture, vendor, system, systemVersion, environment].join("-"),
        isa.flags.changes().join(),
        isa.isaFlags.changes().join(),
      ];
      const text = parts.join("\n");
      words = new Int32Array(text.length + 1);
      words[0] = text.length;
      for (let i = 0; i < text.length; i++) words[i + 1] = text.charCodeAt(i);
      this.targets.set(isa, words);
    }
    return words;
  }
}
