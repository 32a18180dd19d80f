/**
 * Division by a constant without a division: a multiplication by a scaled reciprocal, and shifts.
 *
 * With n the width, d the divisor and p a scale, m = ceil(2^p / d) exceeds 2^p / d by e / d, e < d. For every x below
 * 2^n the product x * m shifted right by p is the quotient if e * 2^n <= 2^p; the smallest p from n on is taken.
 * Signed dividends have n - 1 bits, and since the shift rounds down, a negative quotient is one too small. Where m does
 * not fit in the width: 32 bits take the upper half of a 64-bit product, 64 bits first shift an even dividend, or add
 * the missing x. (Granlund and Montgomery, "Division by Invariant Integers using Multiplication", 1994.)
 *
 * Divisors 0, 1 and -1 and the least integer are left alone; powers of two are shifts or masks.
 */
import { Opcode, types, type Type, type Value } from "@cranelift-ts/codegen-ir";
import type { Emitter } from "./emitter.ts";

const { I32, I64 } = types;

/** `x op constant` for a division or remainder of i32 or i64 in other instructions; -1 if it is to stay. */
export function divideByConstant(e: Emitter, opcode: number, type: Type, x: Value, y: Value): Value | -1 {
  const { dfg } = e;
  const inst = dfg.definingInst(y);
  if (inst < 0 || dfg.opcode(inst) !== Opcode.Iconst || e.pointerType !== I64) return -1;
  const bits = type === I64 ? 64 : 32;
  const lo = BigInt(dfg.word(inst, 0) >>> 0);
  const raw = type === I64 ? (BigInt(dfg.word(inst, 1) >>> 0) << 32n) | lo : lo;
  const signed = opcode === Opcode.Sdiv || opcode === Opcode.Srem;
  const divisor = signed ? BigInt.asIntN(bits, raw) : raw;
  const size = divisor < 0n ? -divisor : divisor;
  if (size < 2n || (signed && size >> BigInt(bits - 1) !== 0n)) return -1;
  const remainder = opcode === Opcode.Srem || opcode === Opcode.Urem;
  if (!signed && (size & (size - 1n)) === 0n) {
    if (remainder) return e.binary(Opcode.Band, type, x, constant(e, type, size - 1n));
    return shift(e, Opcode.Ushr, type, x, size.toString(2).length - 1);
  }
  let quotient = signed
    ? bits === 32
      ? signed32(e, x, size)
      : signed64(e, x, size)
    : bits === 32
      ? unsigned32(e, x, size)
      : unsigned64(e, x, size);
  if (divisor < 0n && !remainder) quotient = e.value(Opcode.Ineg, 0, type, quotient, 0, 0, 0, type);
  if (!remainder) return quotient;
  // The remainder has the sign of the dividend, whatever that of the divisor.
  return e.binary(Opcode.Isub, type, x, e.binary(Opcode.Imul, type, quotient, constant(e, type, size)));
}

/** Scale and multiplier for dividends below 2^bits in absolute value, the scale at least `least`. */
function reciprocal(
  divisor: bigint,
  bits: number,
  least: number,
  strict: boolean,
): { readonly p: number; readonly m: bigint } {
  for (let p = least; ; p++) {
    const one = 1n << BigInt(p);
    // Signed quotients need a multiplier that is too large, not exact.
    const m = strict ? one / divisor + 1n : (one + divisor - 1n) / divisor;
    if ((m * divisor - one) << BigInt(bits) <= one) return { p, m };
  }
}

function unsigned32(e: Emitter, x: Value, divisor: bigint): Value {
  const wide = e.value(Opcode.Uextend, 0, I64, x, 0, 0, 0, I64);
  const { p, m } = reciprocal(divisor, 32, 32, false);
  const quotient =
    m >> 32n === 0n
      ? shift(e, Opcode.Ushr, I64, e.binary(Opcode.Imul, I64, wide, constant(e, I64, m)), p)
      : e.binary(Opcode.Umulhi, I64, wide, constant(e, I64, (1n << 64n) / divisor + 1n));
  return e.value(Opcode.Ireduce, 0, I32, quotient, 0, 0, 0, I32);
}

function unsigned64(e: Emitter, x: Value, divisor: bigint): Value {
  const { p, m } = reciprocal(divisor, 64, 64, false);
  if (m >> 64n === 0n)
    return shift(e, Opcode.Ushr, I64, e.binary(Opcode.Umulhi, I64, x, constant(e, I64, m)), p - 64);
  if ((divisor & 1n) === 0n) {
    let zeros = 0;
    while (((divisor >> BigInt(zeros)) & 1n) === 0n) zeros++;
    const half = shift(e, Opcode.Ushr, I64, x, zeros);
    const odd = reciprocal(divisor >> BigInt(zeros), 64 - zeros, 64, false);
    return shift(
      e,
      Opcode.Ushr,
      I64,
      e.binary(Opcode.Umulhi, I64, half, constant(e, I64, odd.m)),
      odd.p - 64,
    );
  }
  // The multiplier without its bit 64, whose share of the product is x; (x + high) / 2 does not overflow this way.
  const high = e.binary(Opcode.Umulhi, I64, x, constant(e, I64, m & 0xffff_ffff_ffff_ffffn));
  const half = shift(e, Opcode.Ushr, I64, e.binary(Opcode.Isub, I64, x, high), 1);
  return shift(e, Opcode.Ushr, I64, e.binary(Opcode.Iadd, I64, half, high), p - 65);
}

function signed32(e: Emitter, x: Value, divisor: bigint): Value {
  const wide = e.value(Opcode.Sextend, 0, I64, x, 0, 0, 0, I64);
  const { p, m } = reciprocal(divisor, 31, 32, true);
  const down = shift(e, Opcode.Sshr, I64, e.binary(Opcode.Imul, I64, wide, constant(e, I64, m)), p);
  const low = e.value(Opcode.Ireduce, 0, I32, down, 0, 0, 0, I32);
  return e.binary(Opcode.Isub, I32, low, shift(e, Opcode.Sshr, I32, x, 31));
}

function signed64(e: Emitter, x: Value, divisor: bigint): Value {
  const { p, m } = reciprocal(divisor, 63, 64, true);
  let high = e.binary(Opcode.Smulhi, I64, x, constant(e, I64, m));
  // As a signed number the multiplier is too small by 2^64.
  if (m >> 63n !== 0n) high = e.binary(Opcode.Iadd, I64, high, x);
  return e.binary(
    Opcode.Isub,
    I64,
    shift(e, Opcode.Sshr, I64, high, p - 64),
    shift(e, Opcode.Sshr, I64, x, 63),
  );
}

function shift(e: Emitter, opcode: number, type: Type, x: Value, count: number): Value {
  return count === 0 ? x : e.binary(opcode, type, x, e.iconst(type, count, 0));
}

function constant(e: Emitter, type: Type, n: bigint): Value {
  return e.iconst(type, Number(BigInt.asIntN(32, n)), Number(BigInt.asIntN(32, n >> 32n)));
}
