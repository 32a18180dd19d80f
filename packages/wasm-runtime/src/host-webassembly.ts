/** The engine's own WebAssembly, as far as the runtime uses it: memories and error classes. */

/** `WebAssembly.Memory` of the engine. */
export interface HostMemory {
  readonly buffer: ArrayBuffer;
  /** Of 64-bit memories. */
  grow(delta: bigint): bigint;
  grow(delta: number): number;
}

export interface MemoryDescriptor {
  readonly initial?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

type ErrorClass = new (message?: string, options?: ErrorOptions) => Error;

interface HostWebAssembly {
  readonly Memory: (new (descriptor: MemoryDescriptor) => HostMemory) & { readonly prototype: HostMemory };
  readonly CompileError: ErrorClass;
  readonly LinkError: ErrorClass;
  readonly RuntimeError: ErrorClass;
}

/** Undefined where the engine has none. */
export const hostWebAssembly: HostWebAssembly | undefined = (globalThis as { readonly WebAssembly?: HostWebAssembly }).WebAssembly;
