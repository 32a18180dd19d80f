/**
 * `WebAssembly.Memory` of a 64-bit memory, as the JavaScript API has it: sizes are BigInts. The engine's own class may know
 * no such memories, or none of ours; `instanceof` holds all the same.
 */
import { hostWebAssembly } from "./host-webassembly.ts";
import { toAddress } from "./to-js.ts";

/** What is behind a memory. */
export interface Memory64Backing {
  readonly buffer: ArrayBuffer;
  /** Adds pages; the number before, or -1. */
  grow(delta: number): number;
}

export class Memory64 {
  readonly #backing: Memory64Backing;

  static has(value: object): boolean {
    return #backing in value;
  }

  constructor(backing: Memory64Backing) {
    this.#backing = backing;
  }

  get buffer(): ArrayBuffer {
    return this.#backing.buffer;
  }

  grow(delta: bigint): bigint {
    const pages = this.#backing.grow(toAddress(delta, true, "WebAssembly.Memory.grow(): Argument 0"));
    if (pages < 0) throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");
    return BigInt(pages);
  }
}

/** Whether the value is one, whatever its prototype is by now. */
export function isMemory64(value: object): boolean {
  return Memory64.has(value);
}

if (hostWebAssembly !== undefined) {
  Reflect.deleteProperty(Memory64.prototype, "constructor");
  Object.setPrototypeOf(Memory64.prototype, hostWebAssembly.Memory.prototype);
}
for (const name of ["buffer", "grow"]) Object.defineProperty(Memory64.prototype, name, { enumerable: true });
