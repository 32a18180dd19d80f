/**
 * The seam between JavaScript and the operating system: five primitives that everything native is built on. A provider
 * implements them; nothing above this package knows which.
 *
 * There is no safety here: a wrong address ends the process.
 */
import { CraneliftError } from "@cranelift-ts/entity";

/** The primitives. Addresses and words are unsigned 64-bit values; negative ones are taken modulo 2^64. */
export interface JitHost {
  /** Which provider this is. */
  readonly provider: "addon" | "koffi";
  /** Address of a symbol that the process has loaded, 0n if there is none. */
  dlsym(name: string): bigint;
  /** Calls the C function at `address` with up to six words and returns the word that it returns. */
  call(address: bigint, ...words: bigint[]): bigint;
  /** Address of a buffer's bytes; it stays valid for as long as the buffer lives and is not detached. */
  addr(buffer: ArrayBufferLike): bigint;
  /**
   * A function whose native code is at `code` and is called as `void *code(void *env, void *info)`; it has to return
   * null, which JavaScript sees as undefined. It is the cheapest way into native code; arguments travel in memory.
   * With the `addon` provider the two pointers are `napi_env` and `napi_callback_info`, and `data` is the callback's
   * data pointer; with others they are null.
   */
  fn(code: bigint, data: bigint): (...args: unknown[]) => unknown;
  /** Copies bytes to an address. */
  poke(address: bigint, bytes: Uint8Array): void;
  /** A C function `void f(void)` that calls `target`, if the provider makes such by itself. */
  callback?(target: () => void): HostCallback;
}

/** A C function that calls JavaScript, until it is released. */
export interface HostCallback {
  readonly address: bigint;
  release(): void;
}

export type JitHostErrorKind =
  /** No provider knows this platform, or what it needs is not installed. */
  | "unavailable"
  /** The process was started so that native code must not be loaded. */
  | "forbidden"
  /** The operating system refused. */
  | "system";

/** Native code cannot be run here, or the operating system refused something. */
export class JitHostError extends CraneliftError {
  readonly kind: JitHostErrorKind;

  constructor(kind: JitHostErrorKind, message: string, cause?: unknown) {
    super([{ code: `jit-host/${kind}`, message, severity: "error" }], message);
    this.kind = kind;
    if (cause !== undefined) this.cause = cause;
  }
}
