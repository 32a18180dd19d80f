/**
 * Host implementations of the library calls that CLIF names (`%CeilF32`, `%Memcpy`), and of the throwing routine that test
 * files call. Results are bit-exact, NaNs like those of the corresponding instructions.
 */

import { DataValue, types } from "@cranelift-ts/codegen-ir";
import {
  BINARY32,
  BINARY64,
  fmaBits,
  roundToIntegralBits,
  type FloatFormat,
  type IntegralMode,
} from "./soft-float.ts";
import type { HostContext, HostFunction } from "./host.ts";
import { TRAP_HEAP_OUT_OF_BOUNDS } from "./traps.ts";

function rounding(format: FloatFormat, mode: IntegralMode): HostFunction {
  return ([x]) => [DataValue.bits(x.type, roundToIntegralBits(format, x.toBits(), mode))];
}

function fma(format: FloatFormat): HostFunction {
  return ([x, y, z]) => [DataValue.bits(x.type, fmaBits(format, x.toBits(), y.toBits(), z.toBits()))];
}

function bytesAt(context: HostContext, address: DataValue, size: number): Uint8Array {
  return context.memory.bytesAt(address.toBits(), size) ?? context.trap(TRAP_HEAP_OUT_OF_BOUNDS);
}

const move: HostFunction = ([to, from, length], context) => {
  const size = Number(length.toBits());
  if (size > 0) {
    const source = bytesAt(context, from, size);
    // `set` copies as if through a temporary, so overlap is fine; a second look-up doesn't move the first.
    bytesAt(context, to, size).set(source);
  }
  return [to];
};

const LIBRARY: Readonly<Record<string, HostFunction>> = {
  "%CeilF32": rounding(BINARY32, "ceil"),
  "%CeilF64": rounding(BINARY64, "ceil"),
  "%FloorF32": rounding(BINARY32, "floor"),
  "%FloorF64": rounding(BINARY64, "floor"),
  "%TruncF32": rounding(BINARY32, "trunc"),
  "%TruncF64": rounding(BINARY64, "trunc"),
  "%NearestF32": rounding(BINARY32, "nearest"),
  "%NearestF64": rounding(BINARY64, "nearest"),
  "%FmaF32": fma(BINARY32),
  "%FmaF64": fma(BINARY64),
  "%Memcpy": move,
  "%Memmove": move,
  "%Memset": ([to, value, length], context) => {
    const size = Number(length.toBits());
    if (size > 0) bytesAt(context, to, size).fill(Number(value.toBits() & 0xffn));
    return [to];
  },
  "%Memcmp": ([a, b, length], context) => {
    const size = Number(length.toBits());
    if (size === 0) return [DataValue.i32(0)];
    const x = bytesAt(context, a, size);
    const y = bytesAt(context, b, size);
    for (let i = 0; i < size; i++) if (x[i] !== y[i]) return [DataValue.i32(x[i] < y[i] ? -1 : 1)];
    return [DataValue.i32(0)];
  },
  "%X86Pshufb": ([x, y]) => {
    const bytes = new Uint8Array(16);
    for (let i = 0; i < 16; i++) bytes[i] = (y.bytes[i] & 0x80) !== 0 ? 0 : x.bytes[y.bytes[i] & 15];
    return [new DataValue(types.I8X16, bytes)];
  },
  // (entry frame pointer, throwing frame pointer, throwing address, tag, payload, payload): the frames are known anyway.
  "%__cranelift_throw": ([, , , tag, payload0, payload1], context) =>
    context.throwException(Number(tag.toBits()), payload0.toBits(), payload1.toBits()),
};

/** The host's implementation of a library call, or undefined. */
export function libraryFunction(name: string): HostFunction | undefined {
  return Object.hasOwn(LIBRARY, name) ? LIBRARY[name] : undefined;
}
