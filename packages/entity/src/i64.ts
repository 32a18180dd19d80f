/**
 * 64-bit integers as two int32 halves.
 *
 * Arguments come as low and high half. A function with a 64-bit result returns the low half and leaves the high half in
 * `hi64`, to be read before the next call; division leaves the remainder in `rem64Lo` and `rem64Hi` as well. A bigint
 * or an object per operation would cost five to twenty times as much. All results wrap to 64 bits; shift and rotation
 * amounts count modulo 64.
 *
 * `bigint` appears only in the conversions of the public edge.
 */

import { popcount32 } from "./bit-set.ts";
import { HI, LO } from "./host.ts";

/** High half of the last 64-bit result. */
export let hi64 = 0;
/** Low half of the last division's remainder. */
export let rem64Lo = 0;
/** High half of the last division's remainder. */
export let rem64Hi = 0;

export function add64(alo: number, ahi: number, blo: number, bhi: number): number {
  const lo = (alo + blo) | 0;
  hi64 = (ahi + bhi + (lo >>> 0 < alo >>> 0 ? 1 : 0)) | 0;
  return lo;
}

export function sub64(alo: number, ahi: number, blo: number, bhi: number): number {
  hi64 = (ahi - bhi - (alo >>> 0 < blo >>> 0 ? 1 : 0)) | 0;
  return (alo - blo) | 0;
}

export function neg64(lo: number, hi: number): number {
  hi64 = lo === 0 ? -hi | 0 : ~hi;
  return -lo | 0;
}

/** High 32 bits of the unsigned product of two 32-bit words. */
export function mulHiU32(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const t = (Math.imul(a1, b0) >>> 0) + (Math.imul(a0, b0) >>> 16);
  const u = (Math.imul(a0, b1) >>> 0) + (t & 0xffff);
  return (Math.imul(a1, b1) + (t >>> 16) + (u >>> 16)) | 0;
}

export function mul64(alo: number, ahi: number, blo: number, bhi: number): number {
  hi64 = (mulHiU32(alo, blo) + Math.imul(alo, bhi) + Math.imul(ahi, blo)) | 0;
  return Math.imul(alo, blo);
}

/** Bits 64 to 127 of the unsigned product. */
export function mulHiU64(alo: number, ahi: number, blo: number, bhi: number): number {
  // Word 1 of the product only matters for its carry into word 2.
  const w1 = (mulHiU32(alo, blo) >>> 0) + (Math.imul(alo, bhi) >>> 0) + (Math.imul(ahi, blo) >>> 0);
  const w2 =
    (mulHiU32(alo, bhi) >>> 0) +
    (mulHiU32(ahi, blo) >>> 0) +
    (Math.imul(ahi, bhi) >>> 0) +
    Math.floor(w1 / 0x100000000);
  hi64 = (mulHiU32(ahi, bhi) + Math.floor(w2 / 0x100000000)) | 0;
  return w2 | 0;
}

/** Bits 64 to 127 of the signed product. */
export function mulHiS64(alo: number, ahi: number, blo: number, bhi: number): number {
  let lo = mulHiU64(alo, ahi, blo, bhi);
  if (ahi < 0) lo = sub64(lo, hi64, blo, bhi);
  if (bhi < 0) lo = sub64(lo, hi64, alo, ahi);
  return lo;
}

export function and64(alo: number, ahi: number, blo: number, bhi: number): number {
  hi64 = ahi & bhi;
  return alo & blo;
}

export function or64(alo: number, ahi: number, blo: number, bhi: number): number {
  hi64 = ahi | bhi;
  return alo | blo;
}

export function xor64(alo: number, ahi: number, blo: number, bhi: number): number {
  hi64 = ahi ^ bhi;
  return alo ^ blo;
}

export function not64(lo: number, hi: number): number {
  hi64 = ~hi;
  return ~lo;
}

export function shl64(lo: number, hi: number, n: number): number {
  n &= 63;
  if (n >= 32) {
    hi64 = lo << n;
    return 0;
  }
  // A shift by 32 - n would be one by 0 for n = 0: shift by 1 and 31 - n instead.
  hi64 = (hi << n) | ((lo >>> 1) >>> (31 - n));
  return lo << n;
}

/** Logical shift right. */
export function ushr64(lo: number, hi: number, n: number): number {
  n &= 63;
  if (n >= 32) {
    hi64 = 0;
    return (hi >>> n) | 0;
  }
  hi64 = (hi >>> n) | 0;
  return (lo >>> n) | ((hi << 1) << (31 - n));
}

/** Arithmetic shift right. */
export function sshr64(lo: number, hi: number, n: number): number {
  n &= 63;
  if (n >= 32) {
    hi64 = hi >> 31;
    return hi >> n;
  }
  hi64 = hi >> n;
  return (lo >>> n) | ((hi << 1) << (31 - n));
}

export function rotl64(lo: number, hi: number, n: number): number {
  n &= 63;
  if (n >= 32) {
    const t = lo;
    lo = hi;
    hi = t;
  }
  const m = 31 - (n & 31);
  hi64 = (hi << n) | ((lo >>> 1) >>> m);
  return (lo << n) | ((hi >>> 1) >>> m);
}

export function rotr64(lo: number, hi: number, n: number): number {
  return rotl64(lo, hi, -n);
}

/** Number of leading zero bits; 64 for 0. */
export function clz64(lo: number, hi: number): number {
  return hi !== 0 ? Math.clz32(hi) : 32 + Math.clz32(lo);
}

/** Number of trailing zero bits of a 32-bit word; 32 for 0. */
export function ctz32(w: number): number {
  return w === 0 ? 32 : 31 - Math.clz32(w & -w);
}

/** Number of trailing zero bits; 64 for 0. */
export function ctz64(lo: number, hi: number): number {
  return lo !== 0 ? ctz32(lo) : 32 + ctz32(hi);
}

/** Number of one bits. */
export function popcnt64(lo: number, hi: number): number {
  return popcount32(lo) + popcount32(hi);
}

/** A 32-bit word with its bytes reversed. */
export function bswap32(w: number): number {
  return (w << 24) | ((w & 0xff00) << 8) | ((w >>> 8) & 0xff00) | (w >>> 24);
}

export function bswap64(lo: number, hi: number): number {
  hi64 = bswap32(lo);
  return bswap32(hi);
}

/** A 32-bit word with its bits reversed. */
export function bitrev32(w: number): number {
  w = ((w >>> 1) & 0x55555555) | ((w & 0x55555555) << 1);
  w = ((w >>> 2) & 0x33333333) | ((w & 0x33333333) << 2);
  w = ((w >>> 4) & 0x0f0f0f0f) | ((w & 0x0f0f0f0f) << 4);
  return bswap32(w);
}

export function bitrev64(lo: number, hi: number): number {
  hi64 = bitrev32(lo);
  return bitrev32(hi);
}

/** Signed comparison: -1, 0 or 1. */
export function cmpS64(alo: number, ahi: number, blo: number, bhi: number): number {
  if (ahi !== bhi) return ahi < bhi ? -1 : 1;
  return alo === blo ? 0 : alo >>> 0 < blo >>> 0 ? -1 : 1;
}

/** Unsigned comparison: -1, 0 or 1. */
export function cmpU64(alo: number, ahi: number, blo: number, bhi: number): number {
  if (ahi !== bhi) return ahi >>> 0 < bhi >>> 0 ? -1 : 1;
  return alo === blo ? 0 : alo >>> 0 < blo >>> 0 ? -1 : 1;
}

/** Whether a < b, signed. */
export function ltS64(alo: number, ahi: number, blo: number, bhi: number): boolean {
  return ahi < bhi || (ahi === bhi && alo >>> 0 < blo >>> 0);
}

/** Whether a < b, unsigned. */
export function ltU64(alo: number, ahi: number, blo: number, bhi: number): boolean {
  return ahi >>> 0 < bhi >>> 0 || (ahi === bhi && alo >>> 0 < blo >>> 0);
}

/** Unsigned quotient; the remainder is in `rem64Lo` and `rem64Hi`. The caller knows that the divisor is not 0. */
export function divU64(alo: number, ahi: number, blo: number, bhi: number): number {
  if (bhi === 0) {
    if (ahi === 0) {
      const a = alo >>> 0;
      const b = blo >>> 0;
      const q = (a / b) | 0;
      // `| 0` wraps a quotient of 2^31 and more, and so does the product.
      rem64Lo = (alo - Math.imul(q, blo)) | 0;
      rem64Hi = 0;
      hi64 = 0;
      return q;
    }
    // Long division in digits of 32, 16 and 16 bits: every dividend stays below 2^48, where a floored double quotient
    // is exact.
    const b = blo >>> 0;
    const h = ahi >>> 0;
    const q2 = Math.floor(h / b);
    let r = h - q2 * b;
    let x = r * 0x10000 + (alo >>> 16);
    const q1 = Math.floor(x / b);
    r = x - q1 * b;
    x = r * 0x10000 + (alo & 0xffff);
    const q0 = Math.floor(x / b);
    rem64Lo = (x - q0 * b) | 0;
    rem64Hi = 0;
    hi64 = q2 | 0;
    return (q1 * 0x10000 + q0) | 0;
  }
  // The divisor is at least 2^32, so the quotient is below 2^32.
  let q: number;
  if (bhi < 0) {
    q = 0;
  } else {
    const a = (ahi >>> 0) * 0x100000000 + (alo >>> 0);
    const b = bhi * 0x100000000 + (blo >>> 0);
    // Rounding makes the quotient wrong by less than 2^-50 of itself; taking that much off gives q or q - 1.
    q = Math.floor((a / b) * (1 - 2 ** -48));
  }
  const plo = Math.imul(q, blo);
  const phi = (mulHiU32(q, blo) + Math.imul(q, bhi)) | 0;
  let rlo = (alo - plo) | 0;
  let rhi = (ahi - phi - (alo >>> 0 < plo >>> 0 ? 1 : 0)) | 0;
  if (!ltU64(rlo, rhi, blo, bhi)) {
    q++;
    rhi = (rhi - bhi - (rlo >>> 0 < blo >>> 0 ? 1 : 0)) | 0;
    rlo = (rlo - blo) | 0;
  }
  rem64Lo = rlo;
  rem64Hi = rhi;
  hi64 = 0;
  return q | 0;
}

/** Unsigned remainder. The caller knows that the divisor is not 0. */
export function remU64(alo: number, ahi: number, blo: number, bhi: number): number {
  divU64(alo, ahi, blo, bhi);
  hi64 = rem64Hi;
  return rem64Lo;
}

/**
 * Signed quotient, rounded towards 0; the remainder, with the dividend's sign, is in `rem64Lo` and `rem64Hi`. The
 * caller knows that the divisor is not 0; -2^63 / -1 wraps to -2^63.
 */
export function divS64(alo: number, ahi: number, blo: number, bhi: number): number {
  if (ahi === alo >> 31 && bhi === blo >> 31) {
    // Both fit 32 bits; the quotient may be 2^31, which wraps in the product and the remainder as it should.
    const q = Math.trunc(alo / blo);
    rem64Lo = (alo - Math.imul(q, blo)) | 0;
    rem64Hi = rem64Lo >> 31;
    hi64 = q < 0 ? -1 : 0;
    return q | 0;
  }
  const negative = (ahi ^ bhi) < 0;
  const remainderNegative = ahi < 0;
  if (ahi < 0) {
    alo = neg64(alo, ahi);
    ahi = hi64;
  }
  if (bhi < 0) {
    blo = neg64(blo, bhi);
    bhi = hi64;
  }
  let q = divU64(alo, ahi, blo, bhi);
  let qhi = hi64;
  if (remainderNegative) {
    rem64Lo = neg64(rem64Lo, rem64Hi);
    rem64Hi = hi64;
  }
  if (negative) {
    q = neg64(q, qhi);
    qhi = hi64;
  }
  hi64 = qhi;
  return q;
}

/** Signed remainder, with the dividend's sign. The caller knows that the divisor is not 0. */
export function remS64(alo: number, ahi: number, blo: number, bhi: number): number {
  divS64(alo, ahi, blo, bhi);
  hi64 = rem64Hi;
  return rem64Lo;
}

/** The nearest double to the signed value, ties to even. */
export function numberFromS64(lo: number, hi: number): number {
  return hi * 0x100000000 + (lo >>> 0);
}

/** The nearest double to the unsigned value, ties to even. */
export function numberFromU64(lo: number, hi: number): number {
  return (hi >>> 0) * 0x100000000 + (lo >>> 0);
}

/** The 64-bit integer equal to an integral double with |x| < 2^64, modulo 2^64. */
export function int64FromNumber(x: number): number {
  const h = Math.floor(x / 0x100000000);
  hi64 = h | 0;
  return (x - h * 0x100000000) | 0;
}

// A bigint crosses through a 64-bit cell: shifting and masking bigints costs eight times as much.
const wide: BigInt64Array = new BigInt64Array(1);
const halves: Int32Array = new Int32Array(wide.buffer);

/** The low half of a bigint modulo 2^64; the high one is in `hi64`. */
export function int64FromBigInt(x: bigint): number {
  wide[0] = x;
  hi64 = halves[HI]!;
  return halves[LO]!;
}

/** The signed value as a bigint. */
export function bigIntFromS64(lo: number, hi: number): bigint {
  halves[LO] = lo;
  halves[HI] = hi;
  return wide[0]!;
}

/** The unsigned value as a bigint. */
export function bigIntFromU64(lo: number, hi: number): bigint {
  return BigInt.asUintN(64, bigIntFromS64(lo, hi));
}

/** The unsigned value in decimal. */
export function formatU64(lo: number, hi: number): string {
  // Below 2^53 a double prints exactly.
  if (hi >>> 0 < 0x200000) return String(numberFromU64(lo, hi));
  const top = divU64(lo, hi, 1_000_000_000, 0);
  const digits = String(rem64Lo);
  return formatU64(top, hi64) + "000000000".slice(digits.length) + digits;
}

/** The signed value in decimal. */
export function formatS64(lo: number, hi: number): string {
  if (hi >= 0) return formatU64(lo, hi);
  const negated = neg64(lo, hi);
  return "-" + formatU64(negated, hi64);
}

/** The unsigned value in hexadecimal, without prefix or leading zeros. */
export function formatHex64(lo: number, hi: number): string {
  const low = (lo >>> 0).toString(16);
  return hi === 0 ? low : (hi >>> 0).toString(16) + "00000000".slice(low.length) + low;
}

/** Low half of the last number that `parse64` accepted; the high half is in `hi64`. */
export let parsed64Lo = 0;

/**
 * Reads `text[from .. to)` as an integer: an optional `-` or `+`, then decimal digits or `0x` and hexadecimal digits,
 * with `_` allowed between digits. Accepts -2^63 to 2^64 - 1 (a hexadecimal number is a bit pattern with an optional
 * sign). Returns whether it was one; its halves are in `parsed64Lo` and `hi64`.
 */
export function parse64(text: string, from = 0, to: number = text.length): boolean {
  let i = from;
  let negative = false;
  if (i < to) {
    const c = text.charCodeAt(i);
    if (c === 0x2d || c === 0x2b) {
      negative = c === 0x2d;
      i++;
    }
  }
  let radix = 10;
  if (i + 1 < to && text.charCodeAt(i) === 0x30 && (text.charCodeAt(i + 1) | 0x20) === 0x78) {
    radix = 16;
    i += 2;
  }
  // The number is h * 2^32 + l with both below 2^32.
  let h = 0;
  let l = 0;
  let digits = 0;
  let wasDigit = false;
  for (; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5f) {
      if (!wasDigit) return false;
      wasDigit = false;
      continue;
    }
    let d = c - 0x30;
    if (d < 0) return false;
    if (d > 9) {
      d = (c | 0x20) - 0x57;
      if (d < 10 || d >= radix) return false;
    }
    l = l * radix + d;
    h = h * radix;
    if (l >= 0x100000000) {
      const carry = Math.floor(l / 0x100000000);
      h += carry;
      l -= carry * 0x100000000;
    }
    if (h >= 0x100000000) return false;
    wasDigit = true;
    digits++;
  }
  if (digits === 0 || !wasDigit) return false;
  if (negative && (h > 0x80000000 || (h === 0x80000000 && l > 0))) return false;
  parsed64Lo = l | 0;
  hi64 = h | 0;
  if (negative) parsed64Lo = neg64(parsed64Lo, hi64);
  return true;
}
