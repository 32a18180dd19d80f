/**
 * IEEE 754 arithmetic on bit patterns, for any binary interchange format, in exact integer arithmetic.
 *
 * Problem: JavaScript has hardware arithmetic for binary64 only. CLIF has binary16, 32, 64 and 128, and a differential
 * oracle must give every bit, NaN payloads included.
 *
 * How: a pattern is a `bigint`; a finite number is unpacked into `(-1)^sign * significand * 2^exponent` with an integer
 * significand, the exact result is formed as such a number (quotients and roots with enough extra bits and a sticky
 * bit), and `roundPack` rounds it once, to nearest, ties to even. Nothing here is fast; f128 uses it throughout, the
 * narrower formats in the corners where doubles don't give the exactly rounded result.
 *
 * NaN rules, where IEEE leaves a choice: those of x86-64 SSE. A NaN operand gives that NaN made quiet, the first such
 * operand in source order; an invalid operation without a NaN operand gives the negative quiet NaN with empty payload.
 * Conversions keep sign and the leading payload bits, and quiet.
 *
 * Invariant: every function takes and returns patterns within `0 .. 2^bits - 1`.
 */

/** A binary interchange format. */
export interface FloatFormat {
  /** Width of the pattern in bits. */
  readonly bits: number;
  /** Width of the stored fraction in bits; the precision is one more. */
  readonly fractionBits: number;
  /** Exponent bias; also the largest unbiased exponent. */
  readonly bias: number;
  /** Biased exponent of infinities and NaNs. */
  readonly maxExponent: number;
  readonly signBit: bigint;
  readonly fractionMask: bigint;
  readonly quietBit: bigint;
  readonly infinity: bigint;
  /** The NaN of an invalid operation: negative, quiet, empty payload. */
  readonly defaultNaN: bigint;
}

function makeFormat(bits: number, exponentBits: number): FloatFormat {
  const fractionBits = bits - exponentBits - 1;
  const maxExponent = 2 ** exponentBits - 1;
  const infinity = BigInt(maxExponent) << BigInt(fractionBits);
  const signBit = 1n << BigInt(bits - 1);
  const quietBit = 1n << BigInt(fractionBits - 1);
  return {
    bits,
    fractionBits,
    bias: 2 ** (exponentBits - 1) - 1,
    maxExponent,
    signBit,
    fractionMask: (1n << BigInt(fractionBits)) - 1n,
    quietBit,
    infinity,
    defaultNaN: signBit | infinity | quietBit,
  };
}

/** IEEE binary16. */
export const BINARY16: FloatFormat = /* @__PURE__ */ makeFormat(16, 5);
/** IEEE binary32. */
export const BINARY32: FloatFormat = /* @__PURE__ */ makeFormat(32, 8);
/** IEEE binary64. */
export const BINARY64: FloatFormat = /* @__PURE__ */ makeFormat(64, 11);
/** IEEE binary128. */
export const BINARY128: FloatFormat = /* @__PURE__ */ makeFormat(128, 15);

/** Relation of two numbers as a bit: equal. The bits combine into the set of relations a condition accepts. */
export const RELATION_EQ = 1;
/** Relation of two numbers as a bit: first less than second. */
export const RELATION_LT = 2;
/** Relation of two numbers as a bit: first greater than second. */
export const RELATION_GT = 4;
/** Relation of two numbers as a bit: unordered, at least one is a NaN. */
export const RELATION_UN = 8;

/** Whether a pattern is a NaN, quiet or signalling. */
export function isNaNBits(f: FloatFormat, a: bigint): boolean {
  return (a & ~f.signBit) > f.infinity;
}

/** Rounds `(-1)^sign * significand * 2^exponent` to nearest even. Inexact callers set the last bit as sticky. */
export function roundPack(f: FloatFormat, sign: boolean, significand: bigint, exponent: number): bigint {
  const signBits = sign ? f.signBit : 0n;
  if (significand === 0n) return signBits;
  const length = bitLength(significand);
  // Exponent of the last place kept: full precision, or the fixed one of subnormals.
  const place = Math.max(exponent + length - (f.fractionBits + 1), 1 - f.bias - f.fractionBits);
  const shift = place - exponent;
  let kept: bigint;
  if (shift <= 0) {
    kept = significand << BigInt(-shift);
  } else {
    kept = significand >> BigInt(shift);
    const rest = significand - (kept << BigInt(shift));
    const half = 1n << BigInt(shift - 1);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  // A carry out of the significand falls into the exponent field, which is just what is wanted.
  const hidden = 1n << BigInt(f.fractionBits);
  if (kept < hidden) return signBits | kept;
  const biased = place + f.fractionBits + f.bias;
  const magnitude = (BigInt(biased - 1) << BigInt(f.fractionBits)) + kept;
  return signBits | (magnitude >= f.infinity ? f.infinity : magnitude);
}

/** `a + b`. */
export function addBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  const infiniteA = (a & ~f.signBit) === f.infinity;
  const infiniteB = (b & ~f.signBit) === f.infinity;
  if (infiniteA) return infiniteB && a !== b ? f.defaultNaN : a;
  if (infiniteB) return b;
  return addExact(
    f,
    isNegative(f, a),
    significandOf(f, a),
    exponentOf(f, a),
    isNegative(f, b),
    significandOf(f, b),
    exponentOf(f, b),
  );
}

/** `a - b`. A NaN operand is returned with its own sign. */
export function subBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  return addBits(f, a, b ^ f.signBit);
}

/** `a * b`. */
export function mulBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  const sign = isNegative(f, a) !== isNegative(f, b);
  const magnitudeA = a & ~f.signBit;
  const magnitudeB = b & ~f.signBit;
  if (magnitudeA === f.infinity || magnitudeB === f.infinity) {
    if (magnitudeA === 0n || magnitudeB === 0n) return f.defaultNaN;
    return sign ? f.signBit | f.infinity : f.infinity;
  }
  return roundPack(f, sign, significandOf(f, a) * significandOf(f, b), exponentOf(f, a) + exponentOf(f, b));
}

/** `a / b`. */
export function divBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  const sign = isNegative(f, a) !== isNegative(f, b);
  const signBits = sign ? f.signBit : 0n;
  const magnitudeA = a & ~f.signBit;
  const magnitudeB = b & ~f.signBit;
  if (magnitudeA === f.infinity) return magnitudeB === f.infinity ? f.defaultNaN : signBits | f.infinity;
  if (magnitudeB === f.infinity) return signBits;
  if (magnitudeB === 0n) return magnitudeA === 0n ? f.defaultNaN : signBits | f.infinity;
  if (magnitudeA === 0n) return signBits;
  const divisor = significandOf(f, b);
  // A subnormal dividend is short: widen it so that the quotient always has more bits than the precision plus guard.
  const extra = 2 * f.fractionBits + 6;
  const dividend = significandOf(f, a) << BigInt(extra);
  const quotient = dividend / divisor;
  const sticky = quotient * divisor !== dividend;
  return roundPack(
    f,
    sign,
    (quotient << 1n) | (sticky ? 1n : 0n),
    exponentOf(f, a) - exponentOf(f, b) - extra - 1,
  );
}

/** Square root; of a negative number the default NaN, of -0 itself. */
export function sqrtBits(f: FloatFormat, a: bigint): bigint {
  if (isNaNBits(f, a)) return a | f.quietBit;
  if ((a & ~f.signBit) === 0n) return a;
  if (isNegative(f, a)) return f.defaultNaN;
  if (a === f.infinity) return a;
  let significand = significandOf(f, a);
  let exponent = exponentOf(f, a);
  let extra = 2 * f.fractionBits + 6;
  if (((exponent - extra) & 1) !== 0) extra++;
  significand <<= BigInt(extra);
  exponent -= extra;
  const root = integerSquareRoot(significand);
  const sticky = root * root !== significand;
  return roundPack(f, false, (root << 1n) | (sticky ? 1n : 0n), exponent / 2 - 1);
}

/** `a * b + c` with one rounding. Infinity times zero is invalid unless `c` is a NaN, which is then the result. */
export function fmaBits(f: FloatFormat, a: bigint, b: bigint, c: bigint): bigint {
  if (isNaNBits(f, a)) return a | f.quietBit;
  if (isNaNBits(f, b)) return b | f.quietBit;
  if (isNaNBits(f, c)) return c | f.quietBit;
  const sign = isNegative(f, a) !== isNegative(f, b);
  const magnitudeA = a & ~f.signBit;
  const magnitudeB = b & ~f.signBit;
  const infiniteC = (c & ~f.signBit) === f.infinity;
  if (magnitudeA === f.infinity || magnitudeB === f.infinity) {
    if (magnitudeA === 0n || magnitudeB === 0n) return f.defaultNaN;
    if (infiniteC && isNegative(f, c) !== sign) return f.defaultNaN;
    return sign ? f.signBit | f.infinity : f.infinity;
  }
  if (infiniteC) return c;
  return addExact(
    f,
    sign,
    significandOf(f, a) * significandOf(f, b),
    exponentOf(f, a) + exponentOf(f, b),
    isNegative(f, c),
    significandOf(f, c),
    exponentOf(f, c),
  );
}

/** Minimum: a NaN operand wins, -0 is less than +0. */
export function minBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  return orderKey(f, a) <= orderKey(f, b) ? a : b;
}

/** Maximum: a NaN operand wins, +0 is greater than -0. */
export function maxBits(f: FloatFormat, a: bigint, b: bigint): bigint {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return propagate(f, a, b);
  return orderKey(f, a) >= orderKey(f, b) ? a : b;
}

/** Relation of `a` to `b`: one of the `RELATION_` bits. */
export function compareBits(f: FloatFormat, a: bigint, b: bigint): number {
  if (isNaNBits(f, a) || isNaNBits(f, b)) return RELATION_UN;
  if (((a | b) & ~f.signBit) === 0n) return RELATION_EQ;
  const keyA = orderKey(f, a);
  const keyB = orderKey(f, b);
  return keyA === keyB ? RELATION_EQ : keyA < keyB ? RELATION_LT : RELATION_GT;
}

/** How `roundToIntegralBits` treats a fraction. */
export type IntegralMode = "ceil" | "floor" | "trunc" | "nearest";

/** Rounds to an integral value in the same format. The sign is kept, also of a zero result. */
export function roundToIntegralBits(f: FloatFormat, a: bigint, mode: IntegralMode): bigint {
  if (isNaNBits(f, a)) return a | f.quietBit;
  const exponent = exponentOf(f, a);
  if ((a & ~f.signBit) === f.infinity || exponent >= 0) return a;
  const negative = isNegative(f, a);
  const significand = significandOf(f, a);
  const shift = BigInt(-exponent);
  let integer = significand >> shift;
  const rest = significand - (integer << shift);
  if (rest !== 0n) {
    const half = 1n << (shift - 1n);
    if (mode === "nearest") {
      if (rest > half || (rest === half && (integer & 1n) === 1n)) integer += 1n;
    } else if (mode === (negative ? "floor" : "ceil")) {
      integer += 1n;
    }
  }
  return roundPack(f, negative, integer, 0);
}

/** Converts between formats with one rounding; a NaN keeps its sign and leading payload bits and becomes quiet. */
export function convertBits(from: FloatFormat, to: FloatFormat, a: bigint): bigint {
  const negative = isNegative(from, a);
  const signBits = negative ? to.signBit : 0n;
  const magnitude = a & ~from.signBit;
  if (magnitude > from.infinity) {
    const payload = a & from.fractionMask;
    const widen = to.fractionBits - from.fractionBits;
    const moved = widen >= 0 ? payload << BigInt(widen) : payload >> BigInt(-widen);
    return signBits | to.infinity | to.quietBit | moved;
  }
  if (magnitude === from.infinity) return signBits | to.infinity;
  return roundPack(to, negative, significandOf(from, a), exponentOf(from, a));
}

/** The nearest number to an integer of any size. */
export function fromInteger(f: FloatFormat, value: bigint): bigint {
  return value < 0n ? roundPack(f, true, -value, 0) : roundPack(f, false, value, 0);
}

/** The integer part of a finite number, exactly. The caller has excluded NaN and infinities. */
export function truncateToInteger(f: FloatFormat, a: bigint): bigint {
  const exponent = exponentOf(f, a);
  const significand = significandOf(f, a);
  const magnitude = exponent >= 0 ? significand << BigInt(exponent) : significand >> BigInt(-exponent);
  return isNegative(f, a) ? -magnitude : magnitude;
}

/** Number of significant bits of a non-negative integer; 0 for 0. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const digits = value.toString(16);
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits.charAt(0), 16)) - 28);
}

function isNegative(f: FloatFormat, a: bigint): boolean {
  return (a & f.signBit) !== 0n;
}

/** Integer significand of a finite pattern, hidden bit included. */
function significandOf(f: FloatFormat, a: bigint): bigint {
  const fraction = a & f.fractionMask;
  return (a & f.infinity) === 0n ? fraction : fraction | (f.fractionMask + 1n);
}

/** Exponent of the last bit of `significandOf`. */
function exponentOf(f: FloatFormat, a: bigint): number {
  const biased = Number((a & f.infinity) >> BigInt(f.fractionBits));
  return Math.max(biased, 1) - f.bias - f.fractionBits;
}

/** Signed integer that orders the numbers, with -0 just below +0. */
function orderKey(f: FloatFormat, a: bigint): bigint {
  return isNegative(f, a) ? -(a & ~f.signBit) - 1n : a;
}

function propagate(f: FloatFormat, a: bigint, b: bigint): bigint {
  return (isNaNBits(f, a) ? a : b) | f.quietBit;
}

function addExact(
  f: FloatFormat,
  signA: boolean,
  significandA: bigint,
  exponentA: number,
  signB: boolean,
  significandB: bigint,
  exponentB: number,
): bigint {
  // Two zeros keep a common sign; every other exact zero sum is +0 when rounding to nearest.
  if (significandA === 0n && significandB === 0n) return signA && signB ? f.signBit : 0n;
  const exponent = Math.min(exponentA, exponentB);
  const a = significandA << BigInt(exponentA - exponent);
  const b = significandB << BigInt(exponentB - exponent);
  const sum = (signA ? -a : a) + (signB ? -b : b);
  return sum < 0n ? roundPack(f, true, -sum, exponent) : roundPack(f, false, sum, exponent);
}

/** Floor of the square root, by Newton's iteration from above. */
function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
