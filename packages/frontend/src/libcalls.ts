/**
 * The memory routines of the C library: calls to them, and short inline sequences for small blocks of known size.
 *
 * An inline sequence is used up to {@link MAX_ACCESSES} accesses of the widest integer that size and alignment allow;
 * beyond that the routine is called. Addresses have the pointer type of the builder's configuration. Regions may
 * overlap where said: then everything is loaded before anything is stored.
 */
import {
  type ExternalName,
  type FuncRef,
  type Inst,
  type IntCCs,
  type LibCall,
  type MemFlags,
  memflags,
  signature,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { builderError } from "./errors.ts";
import type { FunctionBuilder } from "./function-builder.ts";

/** Most loads or stores of an inline sequence. */
const MAX_ACCESSES = 4;

/** What is known about the blocks of memory of an inline sequence. */
export interface SmallMemoryOptions {
  /** Alignment in bytes, a power of two; 1 by default. With two regions, of the one that is written or the left one. */
  readonly alignment?: number;
  /** Alignment of the other region. */
  readonly otherAlignment?: number;
  /** The regions do not overlap, which spares `memmove`. False by default. */
  readonly nonOverlapping?: boolean;
  /** Flags of the accesses; `notrap` by default. `aligned` is added where it holds. */
  readonly flags?: MemFlags;
}

function callRoutine(
  builder: FunctionBuilder,
  libcall: LibCall,
  params: readonly Type[],
  returns: readonly Type[],
  args: readonly Value[],
): Inst {
  return builder.ins().call(routine(builder, libcall, params, returns), args);
}

/** The reference to a library routine, imported once per function. */
function routine(
  builder: FunctionBuilder,
  libcall: LibCall,
  params: readonly Type[],
  returns: readonly Type[],
): FuncRef {
  const { extFuncs } = builder.func.dfg;
  for (let f = 0; f < extFuncs.length; f++) {
    const { name, colocated } = extFuncs[f]!;
    if (name.kind === "libcall" && name.libcall === libcall && !colocated) return f as FuncRef;
  }
  const name: ExternalName = { kind: "libcall", libcall };
  const sig = builder.importSignature(signature(params, returns, builder.config.defaultCallConv));
  return builder.importFunction({ name, signature: sig, colocated: false, patchable: false });
}

/** Calls `memcpy`: copies `size` bytes, given in the pointer type, between regions that do not overlap. */
export function callMemcpy(builder: FunctionBuilder, dest: Value, src: Value, size: Value): void {
  const p = builder.config.pointerType;
  callRoutine(builder, "Memcpy", [p, p, p], [p], [dest, src, size]);
}

/** Calls `memmove`: copies `size` bytes between regions that may overlap. */
export function callMemmove(builder: FunctionBuilder, dest: Value, src: Value, size: Value): void {
  const p = builder.config.pointerType;
  callRoutine(builder, "Memmove", [p, p, p], [p], [dest, src, size]);
}

/** Calls `memset`: sets `size` bytes to `byte`, an i8. */
export function callMemset(builder: FunctionBuilder, buffer: Value, byte: Value, size: Value): void {
  const p = builder.config.pointerType;
  const wide = builder.ins().uextend(types.I32, byte);
  callRoutine(builder, "Memset", [p, types.I32, p], [p], [buffer, wide, size]);
}

/** Calls `memcmp`; the i32 result is negative, zero or positive. */
export function callMemcmp(builder: FunctionBuilder, left: Value, right: Value, size: Value): Value {
  const p = builder.config.pointerType;
  return builder.func.dfg.firstResult(
    callRoutine(builder, "Memcmp", [p, p, p], [types.I32], [left, right, size]),
  );
}

/** The accesses that cover `size` bytes with integers of at most `width` bytes, or undefined if they are too many. */
function accesses(size: number, width: number): { offset: number; bytes: number }[] | undefined {
  const out: { offset: number; bytes: number }[] = [];
  for (let offset = 0; offset < size;) {
    let bytes = width;
    while (bytes > size - offset) bytes >>= 1;
    if (out.length === MAX_ACCESSES) return undefined;
    out.push({ offset, bytes });
    offset += bytes;
  }
  return out;
}

/** Widest access in bytes: a word, or less where the whole is smaller. Every target loads and stores unaligned words. */
function widestAccess(builder: FunctionBuilder, size: number): number {
  const word = types.typeBytes(builder.config.pointerType);
  return Math.min(word, 1 << (31 - Math.clz32(Math.max(size, 1))));
}

function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw builderError("memory-size", `${size} is not a number of bytes`);
  }
}

function checkAlignment(alignment: number): number {
  if (alignment < 1 || (alignment & (alignment - 1)) !== 0) {
    throw builderError("memory-alignment", `the alignment ${alignment} is not a power of two`);
  }
  return alignment;
}

function flagsFor(options: SmallMemoryOptions, alignment: number, bytes: number): MemFlags {
  const flags = options.flags ?? memflags.withTrapCode(memflags.NO_FLAGS, 0 as never);
  return alignment >= bytes ? memflags.withFlags(flags, memflags.ALIGNED) : flags;
}

/**
 * Copies `size` bytes, inline when they are few. Regions may overlap unless the options say otherwise.
 */
export function emitSmallMemoryCopy(
  builder: FunctionBuilder,
  dest: Value,
  src: Value,
  size: number,
  options: SmallMemoryOptions = {},
): void {
  checkSize(size);
  const destAlign = checkAlignment(options.alignment ?? 1);
  const srcAlign = checkAlignment(options.otherAlignment ?? 1);
  if (size === 0) return;
  const parts = accesses(size, widestAccess(builder, size));
  if (parts === undefined) {
    const bytes = builder.ins().iconst(builder.config.pointerType, size);
    if (options.nonOverlapping === true) callMemcpy(builder, dest, src, bytes);
    else callMemmove(builder, dest, src, bytes);
    return;
  }
  const loaded = parts.map(({ offset, bytes }) =>
    builder.ins().load(types.intWithBits(bytes * 8), flagsFor(options, srcAlign, bytes), src, offset),
  );
  parts.forEach(({ offset, bytes }, i) => {
    builder.ins().store(flagsFor(options, destAlign, bytes), loaded[i]!, dest, offset);
  });
}

/** Sets `size` bytes to the constant `byte` (0 to 255), inline when they are few. */
export function emitSmallMemset(
  builder: FunctionBuilder,
  buffer: Value,
  byte: number,
  size: number,
  options: SmallMemoryOptions = {},
): void {
  checkSize(size);
  const alignment = checkAlignment(options.alignment ?? 1);
  if ((byte & 0xff) !== byte) throw builderError("memory-byte", `${byte} is not a byte`);
  if (size === 0) return;
  const parts = accesses(size, widestAccess(builder, size));
  if (parts === undefined) {
    const value = builder.ins().iconst(types.I8, byte);
    callMemset(builder, buffer, value, builder.ins().iconst(builder.config.pointerType, size));
    return;
  }
  let value: Value | undefined;
  let width = 0;
  for (const { offset, bytes } of parts) {
    if (value === undefined || bytes !== width) {
      const pattern = BigInt(`0x${byte.toString(16).padStart(2, "0").repeat(bytes)}`);
      value = builder.ins().iconst(types.intWithBits(bytes * 8), BigInt.asIntN(bytes * 8, pattern));
      width = bytes;
    }
    builder.ins().store(flagsFor(options, alignment, bytes), value, buffer, offset);
  }
}

/**
 * Compares `size` bytes as `memcmp` does and gives 1 as i8 where `left cond right` holds, else 0. Inline when one
 * access each covers them, or a few for `eq` and `ne`. Bytes are unsigned, so `cond` is `eq`, `ne` or an unsigned
 * condition; throws `BuilderError` for a signed one.
 */
export function emitSmallMemoryCompare(
  builder: FunctionBuilder,
  cond: keyof typeof IntCCs,
  left: Value,
  right: Value,
  size: number,
  options: SmallMemoryOptions = {},
): Value {
  checkSize(size);
  const leftAlign = checkAlignment(options.alignment ?? 1);
  const rightAlign = checkAlignment(options.otherAlignment ?? 1);
  if (cond.startsWith("s")) {
    throw builderError(
      "memory-compare",
      `memory is compared as unsigned bytes: ${cond} has no meaning, use ${cond.replace("s", "u")}`,
    );
  }
  const equality = cond === "eq" || cond === "ne";
  if (size === 0)
    return builder.ins().iconst(types.I8, cond === "eq" || cond === "uge" || cond === "ule" ? 1 : 0);
  const parts = accesses(size, widestAccess(builder, size));
  if (parts === undefined || (!equality && parts.length > 1)) {
    const order = callMemcmp(builder, left, right, builder.ins().iconst(builder.config.pointerType, size));
    const signed = equality ? cond : (cond.replace("u", "s") as keyof typeof IntCCs);
    return builder.ins().icmp(signed, order, builder.ins().iconst(types.I32, 0));
  }
  const load = (at: Value, alignment: number, part: { offset: number; bytes: number }): Value => {
    // Most significant byte first, so that the first byte that differs decides.
    const order = equality || part.bytes === 1 ? 0 : memflags.BIG_ENDIAN;
    const flags = memflags.withFlags(flagsFor(options, alignment, part.bytes), order);
    return builder.ins().load(types.intWithBits(part.bytes * 8), flags, at, part.offset);
  };
  if (parts.length === 1) {
    const a = load(left, leftAlign, parts[0]!);
    return builder.ins().icmp(cond, a, load(right, rightAlign, parts[0]!));
  }
  const widest = types.intWithBits(parts[0]!.bytes * 8);
  let differences: Value | undefined;
  for (const part of parts) {
    const a = load(left, leftAlign, part);
    let bits = builder.ins().bxor(a, load(right, rightAlign, part));
    if (builder.func.dfg.valueType(bits) !== widest) bits = builder.ins().uextend(widest, bits);
    differences = differences === undefined ? bits : builder.ins().bor(differences, bits);
  }
  return builder.ins().icmp(cond, differences!, builder.ins().iconst(widest, 0));
}
