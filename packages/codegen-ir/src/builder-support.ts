/**
 * What the generated instruction builder needs besides the data-flow graph: the spellings its methods accept for
 * immediates, and their conversion to the words of an instruction record.
 *
 * Every function here either returns words that fit their field or throws {@link ImmediateError}. Numbers take a path
 * without allocation; strings and bigints are for convenience.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import {
  type AtomicRmwOp,
  AtomicRmwOps,
  type FloatCC,
  FloatCCs,
  type IntCC,
  IntCCs,
  parseTrapCode,
  type TrapCode,
} from "./condcodes.ts";
import type { DataFlowGraph } from "./dfg.ts";
import type { AliasRegion, Constant, MemFlagsId } from "./entities.ts";
import type { MemFlags } from "./memflags.ts";
import { I16, I32, I8, type Type } from "./types.ts";

/** A builder method was given an immediate that its field cannot hold. */
export class ImmediateError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "builder/immediate", message, severity: "error" }], message);
  }
}

/** A 64-bit integer: -2^63 to 2^64 - 1; as a number, at most 2^53 - 1 in magnitude. */
export type Imm64Like = number | bigint;
/** A float constant: a number is the value (rounded to the format), a bigint the exact bits. */
export type FloatLike = number | bigint;
/** An integer condition by number or name. */
export type IntCCLike = IntCC | keyof typeof IntCCs;
/** A float condition by number or name. */
export type FloatCCLike = FloatCC | keyof typeof FloatCCs;
/** An atomic operator by number or name. */
export type AtomicRmwOpLike = AtomicRmwOp | keyof typeof AtomicRmwOps;
/** A trap code by number (1-255) or name (`heap_oob`, `user7`). */
export type TrapCodeLike = TrapCode | string;
/** Memory flags, alone or with the alias region of the access. */
export type MemFlagsLike = MemFlags | { readonly flags: MemFlags; readonly region: AliasRegion };
/** A constant of the function's pool, or its bytes, least significant first. */
export type ConstantLike = Constant | Uint8Array;

/** Low word of a 64-bit immediate. Throws for numbers that are no safe integers and bigints out of range. */
export function imm64Lo(imm: Imm64Like): number {
  if (typeof imm === "number") {
    if (!Number.isSafeInteger(imm)) throw new ImmediateError(`${imm} is not an exact integer; use a bigint`);
    return imm | 0;
  }
  if (imm < -(1n << 63n) || imm >= 1n << 64n) throw new ImmediateError(`${imm} does not fit in 64 bits`);
  return Number(BigInt.asIntN(32, imm));
}

/** High word of a 64-bit immediate that {@link imm64Lo} accepted. */
export function imm64Hi(imm: Imm64Like): number {
  return typeof imm === "number" ? Math.floor(imm / 0x100000000) | 0 : Number(BigInt.asIntN(32, imm >> 32n));
}

/**
 * Low word of an integer constant, masked to the type if the constant fits in it (signed or unsigned). One that
 * doesn't fit is kept as it is, so that the verifier reports it.
 */
export function iconstLo(type: Type, lo: number, hi: number): number {
  if (type === I8 && fits(lo, hi, 8)) return lo & 0xff;
  if (type === I16 && fits(lo, hi, 16)) return lo & 0xffff;
  return lo;
}

/** High word that goes with {@link iconstLo}. */
export function iconstHi(type: Type, lo: number, hi: number): number {
  if (hi !== -1) return hi;
  if (type === I32 && lo < 0) return 0;
  return (type === I8 && fits(lo, hi, 8)) || (type === I16 && fits(lo, hi, 16)) ? 0 : hi;
}

function fits(lo: number, hi: number, bits: number): boolean {
  return hi === 0 ? lo >>> bits === 0 : hi === -1 && lo < 0 && lo >= -(1 << (bits - 1));
}

/** Checks an 8-bit field. */
export function uimm8(imm: number): number {
  if ((imm & 0xff) !== imm) throw new ImmediateError(`${imm} does not fit in 8 unsigned bits`);
  return imm;
}

/** Checks a signed 32-bit offset. */
export function offset32(offset: number): number {
  if ((offset | 0) !== offset) throw new ImmediateError(`offset ${offset} does not fit in 32 signed bits`);
  return offset;
}

export function intCC(cond: IntCCLike): number {
  return typeof cond === "number" ? uimm8(cond) : IntCCs[cond];
}

export function floatCC(cond: FloatCCLike): number {
  return typeof cond === "number" ? uimm8(cond) : FloatCCs[cond];
}

export function atomicRmwOp(op: AtomicRmwOpLike): number {
  return typeof op === "number" ? uimm8(op) : AtomicRmwOps[op];
}

export function trapCode(code: TrapCodeLike): number {
  const number = typeof code === "number" ? uimm8(code) : parseTrapCode(code);
  if (number === 0) throw new ImmediateError(`no trap code '${code}'`);
  return number;
}

/** The id of memory flags in `dfg`. */
export function memFlagsId(dfg: DataFlowGraph, flags: MemFlagsLike): MemFlagsId {
  return typeof flags === "number"
    ? dfg.internMemFlags(flags)
    : dfg.internMemFlags(flags.flags, flags.region);
}

/** The number of a constant in `dfg`. */
export function constantId(dfg: DataFlowGraph, constant: ConstantLike): Constant {
  return typeof constant === "number" ? constant : dfg.internConstant(constant);
}

/** A shuffle mask in `dfg`: 16 bytes below 32. */
export function maskId(dfg: DataFlowGraph, mask: Constant | ArrayLike<number>): Constant {
  if (typeof mask === "number") return mask;
  if (mask.length !== 16) throw new ImmediateError(`a shuffle mask has 16 bytes, not ${mask.length}`);
  return dfg.constants.insertMask(Uint8Array.from(mask));
}

const scratch = new DataView(new ArrayBuffer(8));

/** Bits of an f16 constant: a number is rounded to nearest, ties to even. */
export function ieee16Bits(imm: FloatLike): number {
  if (typeof imm === "bigint") return floatBits(imm, 16);
  const sign = imm < 0 || Object.is(imm, -0) ? 0x8000 : 0;
  const abs = Math.abs(imm);
  if (Number.isNaN(abs)) return 0x7e00;
  if (abs >= 65520) return sign | 0x7c00;
  if (abs < 2 ** -14) return sign | roundTiesToEven(abs * 2 ** 24);
  scratch.setFloat64(0, abs);
  const exponent = (scratch.getInt32(0) >> 20) - 1023;
  return sign | (((exponent + 15) << 10) + roundTiesToEven(abs * 2 ** (10 - exponent)) - 1024);
}

function roundTiesToEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && (floor & 1) === 1) ? floor + 1 : floor;
}

/** Bits of an f32 constant: a number is rounded to nearest, ties to even; every NaN number becomes 0x7fc00000. */
export function ieee32Bits(imm: FloatLike): number {
  if (typeof imm === "bigint") return floatBits(imm, 32);
  if (Number.isNaN(imm)) return 0x7fc00000;
  scratch.setFloat32(0, imm);
  return scratch.getInt32(0);
}

/** Low word of an f64 constant; every NaN number becomes 0x7ff8000000000000. */
export function ieee64Lo(imm: FloatLike): number {
  if (typeof imm === "bigint") {
    if (imm < 0n || imm >= 1n << 64n)
      throw new ImmediateError(`0x${imm.toString(16)} is not the bits of an f64`);
    return Number(BigInt.asIntN(32, imm));
  }
  if (Number.isNaN(imm)) return 0;
  scratch.setFloat64(0, imm);
  return scratch.getInt32(4);
}

/** High word of an f64 constant. */
export function ieee64Hi(imm: FloatLike): number {
  if (typeof imm === "bigint") return Number(BigInt.asIntN(32, imm >> 32n));
  if (Number.isNaN(imm)) return 0x7ff80000;
  scratch.setFloat64(0, imm);
  return scratch.getInt32(0);
}

function floatBits(imm: bigint, bits: number): number {
  if (imm < 0n || imm >= 1n << BigInt(bits)) {
    throw new ImmediateError(`0x${imm.toString(16)} is not the bits of an f${bits}`);
  }
  return Number(BigInt.asIntN(32, imm));
}
