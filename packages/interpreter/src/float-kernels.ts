/**
 * Floating-point kernels on doubles for binary16, binary32 and binary64.
 *
 * Problem: most CLIF float operations are one double operation, perhaps followed by a rounding to a narrower format, and
 * must cost no more than that; the rest (fused multiply-add, conversions of 64-bit integers) need one rounding where
 * plain doubles would give two.
 *
 * How: add, subtract, multiply, divide and square root of binary16 and binary32 are computed in binary64 and rounded
 * once more, which is innocuous because 53 >= 2 * 24 + 2. Where that doesn't hold, the sum is rounded *to odd* first
 * (S. Boldo, G. Melquiond, "Emulation of FMA and correctly rounded sums", 2008): the error of a rounded sum is itself a
 * double, and setting the last bit of an inexact sum keeps a later rounding from falling on a false tie.
 *
 * NaNs: kernels on doubles return some NaN when the result is one; which NaN is decided on bits, by `nanOf*` and
 * `quiet*`, because JavaScript doesn't define the bits of a NaN.
 *
 * Results of more than 32 bits come as the returned low half and `highHalf()`.
 */

import { BINARY64, fmaBits, RELATION_EQ, RELATION_GT, RELATION_LT, RELATION_UN } from "./soft-float.ts";

const f64 = new Float64Array(1);
const f32 = new Float32Array(f64.buffer);
const i32 = new Int32Array(f64.buffer);
const u64 = new BigUint64Array(f64.buffer);
const LOW = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

const TWO_32 = 4294967296;
const TWO_52 = 4503599627370496;

let high = 0;

/** High half of the last kernel result wider than 32 bits. Scratch: read it at once. */
export function highHalf(): number {
  return high;
}

/** Relations (`RELATION_` bits) that each CLIF float condition accepts, indexed by condition code. */
export const FLOAT_CONDITION_RELATIONS: Int32Array = new Int32Array([
  RELATION_EQ | RELATION_LT | RELATION_GT, // ord
  RELATION_UN, // uno
  RELATION_EQ, // eq
  RELATION_UN | RELATION_LT | RELATION_GT, // ne
  RELATION_LT | RELATION_GT, // one
  RELATION_UN | RELATION_EQ, // ueq
  RELATION_LT,
  RELATION_LT | RELATION_EQ, // le
  RELATION_GT,
  RELATION_GT | RELATION_EQ, // ge
  RELATION_UN | RELATION_LT, // ult
  RELATION_UN | RELATION_LT | RELATION_EQ, // ule
  RELATION_UN | RELATION_GT, // ugt
  RELATION_UN | RELATION_GT | RELATION_EQ, // uge
]);

/** Relation of two doubles as one of the `RELATION_` bits. */
export function relation(a: number, b: number): number {
  return a < b ? 2 : a > b ? 4 : a === b ? 1 : 8;
}

// --- NaN bits -----------------------------------------------------------------------------------------------------

/** Whether a binary16 pattern is a NaN. */
export function isNaN16(a: number): boolean {
  return (a & 0x7fff) > 0x7c00;
}

/** Whether a binary32 pattern is a NaN. */
export function isNaN32(a: number): boolean {
  return (a & 0x7fffffff) > 0x7f800000;
}

/** Whether a binary64 pattern, given as halves, is a NaN. */
export function isNaN64(lo: number, hi: number): boolean {
  const magnitude = hi & 0x7fffffff;
  return magnitude > 0x7ff00000 || (magnitude === 0x7ff00000 && lo !== 0);
}

/** The NaN that a binary16 operation on these patterns gives. */
export function nanOf16(a: number, b: number): number {
  return isNaN16(a) ? a | 0x200 : isNaN16(b) ? b | 0x200 : 0xfe00;
}

/** The NaN that a binary32 operation on these patterns gives: the first NaN operand made quiet, or the default one. */
export function nanOf32(a: number, b: number): number {
  return isNaN32(a) ? a | 0x400000 : isNaN32(b) ? b | 0x400000 : 0xffc00000 | 0;
}

/** The NaN that a binary64 operation on these patterns gives; low half, and `highHalf()`. */
export function nanOf64(aLo: number, aHi: number, bLo: number, bHi: number): number {
  if (isNaN64(aLo, aHi)) {
    high = aHi | 0x80000;
    return aLo;
  }
  if (isNaN64(bLo, bHi)) {
    high = bHi | 0x80000;
    return bLo;
  }
  high = 0xfff80000 | 0;
  return 0;
}

// --- Formats ------------------------------------------------------------------------------------------------------

/** The double with this binary32 pattern. For a NaN only NaN-ness is kept. */
export function doubleOf32(bits: number): number {
  i32[0] = bits;
  return f32[0] as number;
}

/** The binary32 pattern nearest to a double that is not a NaN. */
export function bitsOf32(x: number): number {
  f32[0] = x;
  return i32[0] as number;
}

/** The double with these halves. */
export function doubleOf64(lo: number, hi: number): number {
  i32[LOW] = lo;
  i32[HIGH] = hi;
  return f64[0] as number;
}

/** Low half of the pattern of a double that is not a NaN, and `highHalf()`. */
export function bitsOf64(x: number): number {
  f64[0] = x;
  high = i32[HIGH] as number;
  return i32[LOW] as number;
}

/** The double with this binary16 pattern. For a NaN only NaN-ness is kept. */
export function doubleOf16(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  let magnitude: number;
  if (exponent === 0) magnitude = fraction * 5.960464477539063e-8; // 2^-24
  else if (exponent === 31) magnitude = fraction === 0 ? Infinity : NaN;
  else {
    i32[LOW] = 0;
    i32[HIGH] = ((exponent + 1008) << 20) | (fraction << 10);
    magnitude = f64[0] as number;
  }
  return (bits & 0x8000) !== 0 ? -magnitude : magnitude;
}

/** The binary16 pattern nearest (ties to even) to a double that is not a NaN. */
export function bitsOf16(x: number): number {
  f64[0] = x;
  const hi = i32[HIGH] as number;
  const sign = (hi >>> 16) & 0x8000;
  const magnitude = Math.abs(x);
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude < 6.103515625e-5) {
    // Subnormal: the pattern is the magnitude in units of 2^-24, and a carry makes the least normal number.
    return sign | nearest(magnitude * 16777216);
  }
  // Normal: unit of the last place is 2^(exponent - 10).
  const exponent = ((hi >>> 20) & 0x7ff) - 1023;
  i32[LOW] = 0;
  i32[HIGH] = (1033 - exponent) << 20;
  const scaled = nearest(magnitude * (f64[0] as number));
  return sign | (((exponent + 14) << 10) + scaled);
}

/** Binary32 from a binary16 NaN, made quiet. */
export function nan16To32(a: number): number {
  return ((a & 0x8000) << 16) | 0x7fc00000 | ((a & 0x3ff) << 13);
}

/** Binary64 from a binary16 NaN, made quiet: low half, and `highHalf()`. */
export function nan16To64(a: number): number {
  high = ((a & 0x8000) << 16) | 0x7ff80000 | ((a & 0x3ff) << 10);
  return 0;
}

/** Binary64 from a binary32 NaN, made quiet: low half, and `highHalf()`. */
export function nan32To64(a: number): number {
  high = (a & 0x80000000) | 0x7ff80000 | ((a & 0x7fffff) >> 3);
  return a << 29;
}

/** Binary16 from a binary32 NaN, made quiet. */
export function nan32To16(a: number): number {
  return ((a >>> 16) & 0x8000) | 0x7e00 | ((a >> 13) & 0x3ff);
}

/** Binary32 from a binary64 NaN, made quiet. */
export function nan64To32(lo: number, hi: number): number {
  return (hi & 0x80000000) | 0x7fc00000 | ((hi & 0xfffff) << 3) | (lo >>> 29);
}

/** Binary16 from a binary64 NaN, made quiet. */
export function nan64To16(_lo: number, hi: number): number {
  return ((hi >>> 16) & 0x8000) | 0x7e00 | ((hi >> 10) & 0x3ff);
}

// --- Operations ---------------------------------------------------------------------------------------------------

/** Rounds to an integral value, ties to even, keeping the sign of zero. */
export function nearest(x: number): number {
  // Adding 2^52 pushes the fraction out of the significand, and the hardware rounds it to even.
  if (x > 0) return x < TWO_52 ? x + TWO_52 - TWO_52 : x;
  if (x < 0) return x > -TWO_52 ? -(TWO_52 - x - TWO_52) : x;
  return x;
}

/** `a + b` rounded to odd: exact, or the neighbour of the exact value whose last bit is one. Finite operands only. */
export function addToOdd(a: number, b: number): number {
  const sum = a + b;
  const partB = sum - a;
  const error = a - (sum - partB) + (b - partB);
  if (error === 0) return sum;
  f64[0] = sum;
  const lo = i32[LOW] as number;
  if ((lo & 1) !== 0) return sum;
  if (error > 0 === sum > 0) {
    i32[LOW] = lo | 1;
  } else {
    i32[LOW] = lo - 1;
    if (lo === 0) i32[HIGH] = (i32[HIGH] as number) - 1;
  }
  return f64[0] as number;
}

/** `a * b + c` of binary32 or binary16 operands as a double that rounds to the right binary32 or binary16 number. */
export function fmaNarrow(a: number, b: number, c: number): number {
  // 24 + 24 bits: the product is exact, also at the ends of the exponent range.
  const product = a * b;
  const sum = product + c;
  if (sum === 0 || !(Math.abs(sum) < Infinity)) return sum;
  return addToOdd(product, c);
}

/** `a * b + c` of doubles, rounded once. */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b;
  const magnitude = Math.abs(product);
  if (!(magnitude < Infinity)) {
    // Infinite or NaN operands give what the plain operations give; a finite overflow may still be brought back by `c`.
    if (Math.abs(a) < Infinity && Math.abs(b) < Infinity) return fma64Exact(a, b, c);
    return product + c;
  }
  if (!(Math.abs(c) < Infinity)) return product + c;
  if (product === 0) return a === 0 || b === 0 ? product + c : fma64Exact(a, b, c);
  if (c === 0) return product;
  const magnitudeC = Math.abs(c);
  if (
    magnitude < 1e-240 ||
    magnitude > 1e280 ||
    magnitudeC < 1e-240 ||
    magnitudeC > 1e280 ||
    Math.abs(a) > 1e280 ||
    Math.abs(b) > 1e280
  ) {
    return fma64Exact(a, b, c);
  }
  // Exact product as product + low (T. J. Dekker, 1971; the constant splits 53 bits into 26 + 27).
  let t = a * 134217729;
  const aHigh = t - (t - a);
  const aLow = a - aHigh;
  t = b * 134217729;
  const bHigh = t - (t - b);
  const bLow = b - bHigh;
  const low = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  // c + low exactly as s + sLow, product + s exactly as u + uLow, and the two small parts added to odd.
  const s = c + low;
  let part = s - c;
  const sLow = c - (s - part) + (low - part);
  const u = product + s;
  part = u - product;
  const uLow = product - (u - part) + (s - part);
  return u + addToOdd(sLow, uLow);
}

function fma64Exact(a: number, b: number, c: number): number {
  f64[0] = a;
  const bitsA = u64[0] as bigint;
  f64[0] = b;
  const bitsB = u64[0] as bigint;
  f64[0] = c;
  u64[0] = fmaBits(BINARY64, bitsA, bitsB, u64[0] as bigint);
  return f64[0] as number;
}

// --- Integers -----------------------------------------------------------------------------------------------------

/** The double nearest to a signed 64-bit integer. */
export function doubleOfSigned64(lo: number, hi: number): number {
  return hi * TWO_32 + (lo >>> 0);
}

/** The double nearest to an unsigned 64-bit integer. */
export function doubleOfUnsigned64(lo: number, hi: number): number {
  return (hi >>> 0) * TWO_32 + (lo >>> 0);
}

/** A double that rounds to the binary32 (or 16) nearest to a signed 64-bit integer. */
export function narrowOfSigned64(lo: number, hi: number): number {
  return addToOdd(hi * TWO_32, lo >>> 0);
}

/** A double that rounds to the binary32 (or 16) nearest to an unsigned 64-bit integer. */
export function narrowOfUnsigned64(lo: number, hi: number): number {
  return addToOdd((hi >>> 0) * TWO_32, lo >>> 0);
}

/** Low half, and `highHalf()`, of the two's complement of an integral double of magnitude at most 2^64. */
export function halvesOfDouble(x: number): number {
  const upper = Math.floor(x / TWO_32);
  high = upper | 0;
  if (upper >= 2147483648) high = (upper - TWO_32) | 0;
  return (x - upper * TWO_32) | 0;
}

/** Conversion succeeded. */
export const CONVERT_OK = 0;
/** The operand is a NaN. */
export const CONVERT_NAN = 1;
/** The truncated operand doesn't fit. */
export const CONVERT_OVERFLOW = 2;

/** Whether truncating `x` to an integer of `bits` bits (at most 64) is in range: one of the `CONVERT_` codes. */
export function checkToInteger(x: number, bits: number, signed: boolean): number {
  if (x !== x) return CONVERT_NAN;
  const truncated = Math.trunc(x);
  if (signed) {
    const limit = 2 ** (bits - 1);
    return truncated >= -limit && truncated < limit ? CONVERT_OK : CONVERT_OVERFLOW;
  }
  return truncated >= 0 && truncated < 2 ** bits ? CONVERT_OK : CONVERT_OVERFLOW;
}

/**
 * Truncates to an integer of `bits` bits (at most 64), clamping what is out of range; a NaN gives 0.
 * Returns the low half (sign- or zero-extended into both halves), and `highHalf()`.
 */
export function saturateToInteger(x: number, bits: number, signed: boolean): number {
  if (x !== x) {
    high = 0;
    return 0;
  }
  if (signed) {
    const limit = 2 ** (bits - 1);
    if (x <= -limit) return halvesOfDouble(-limit);
    if (x >= limit) {
      if (bits !== 64) return halvesOfDouble(limit - 1);
      high = 0x7fffffff;
      return -1;
    }
  } else {
    if (x <= 0) {
      high = 0;
      return 0;
    }
    if (x >= 2 ** bits) {
      if (bits !== 64) return halvesOfDouble(2 ** bits - 1);
      high = -1;
      return -1;
    }
  }
  return halvesOfDouble(Math.trunc(x));
}
