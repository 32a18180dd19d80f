/**
 * Integer kernels of 8 to 64 bits, selected by CLIF opcode.
 *
 * Problem: vector lanes, narrow scalars and the rarer 64-bit operations need every integer operation at every width, and
 * must not allocate.
 *
 * How: integers of up to 32 bits are one int32 word, those of 64 bits two. The *canonical* word of an 8- or 16-bit integer
 * is zero-extended; every function takes and returns canonical words. A 64-bit result is the returned low half and
 * `intHigh()`. Which opcodes trap, and when, is the caller's business: division by zero never arrives here.
 *
 * Opcodes outside a function's list are a broken invariant of the decoder.
 */

import { InternalError } from "@cranelift-ts/entity";

const TWO_32 = 4294967296;

let high = 0;

/** High half of the last 64-bit result. Scratch: read it at once. */
export function intHigh(): number {
  return high;
}

// --- 8, 16, 32 bits -----------------------------------------------------------------------------------------------

/** Sign-extends a canonical word of `bits` bits to an int32. */
export function signExtend(bits: number, a: number): number {
  const shift = 32 - bits;
  return (a << shift) >> shift;
}

/** Makes the low `bits` bits of a word canonical. */
export function canonical(bits: number, a: number): number {
  return bits === 32 ? a | 0 : a & ((1 << bits) - 1);
}

/** A two-operand operation on integers of `bits` (8, 16, 32) bits. For shifts `b` is the amount, any width's low word. */
export function binary32(opcode: number, bits: number, a: number, b: number): number {
  switch (opcode) {
    case 62 /* Opcode.Iadd */:
      return canonical(bits, a + b);
    case 76 /* Opcode.Isub */:
      return canonical(bits, a - b);
    case 67 /* Opcode.Imul */:
      return canonical(bits, Math.imul(a, b));
    case 6 /* Opcode.Band */:
      return a & b;
    case 13 /* Opcode.Bor */:
      return a | b;
    case 17 /* Opcode.Bxor */:
      return a ^ b;
    case 71 /* Opcode.Ishl */:
      return canonical(bits, a << (b & (bits - 1)));
    case 149 /* Opcode.Ushr */:
      return canonical(bits, a >>> (b & (bits - 1)));
    case 113 /* Opcode.Sshr */:
      return canonical(bits, signExtend(bits, a) >> (b & (bits - 1)));
    case 85 /* Opcode.Rotl */: {
      const n = b & (bits - 1);
      return n === 0 ? a : canonical(bits, (a << n) | (a >>> (bits - n)));
    }
    case 86 /* Opcode.Rotr */: {
      const n = b & (bits - 1);
      return n === 0 ? a : canonical(bits, (a >>> n) | (a << (bits - n)));
    }
    case 135 /* Opcode.Udiv */:
      return canonical(bits, ((a >>> 0) / (b >>> 0)) >>> 0);
    case 148 /* Opcode.Urem */:
      return canonical(bits, (a >>> 0) % (b >>> 0));
    case 91 /* Opcode.Sdiv */:
      return canonical(bits, signExtend(bits, a) / signExtend(bits, b));
    case 112 /* Opcode.Srem */:
      return canonical(bits, signExtend(bits, a) % signExtend(bits, b));
    case 146 /* Opcode.Umulhi */:
      if (bits === 32) {
        multiplyWords(a, b);
        return high;
      }
      return Math.imul(a, b) >>> bits;
    case 107 /* Opcode.Smulhi */: {
      const x = signExtend(bits, a);
      const y = signExtend(bits, b);
      if (bits !== 32) return canonical(bits, Math.imul(x, y) >> bits);
      multiplyWords(x, y);
      return (high - (x < 0 ? y : 0) - (y < 0 ? x : 0)) | 0;
    }
    case 105 /* Opcode.Smin */:
      return signExtend(bits, a) < signExtend(bits, b) ? a : b;
    case 104 /* Opcode.Smax */:
      return signExtend(bits, a) > signExtend(bits, b) ? a : b;
    case 144 /* Opcode.Umin */:
      return a >>> 0 < b >>> 0 ? a : b;
    case 143 /* Opcode.Umax */:
      return a >>> 0 > b >>> 0 ? a : b;
    case 5 /* Opcode.AvgRound */:
      return canonical(bits, Math.floor(((a >>> 0) + (b >>> 0) + 1) / 2));
    case 134 /* Opcode.UaddSat */:
      return clampUnsigned(bits, (a >>> 0) + (b >>> 0));
    case 152 /* Opcode.UsubSat */:
      return clampUnsigned(bits, (a >>> 0) - (b >>> 0));
    case 89 /* Opcode.SaddSat */:
      return clampSigned(bits, signExtend(bits, a) + signExtend(bits, b));
    case 116 /* Opcode.SsubSat */:
      return clampSigned(bits, signExtend(bits, a) - signExtend(bits, b));
    case 110 /* Opcode.SqmulRoundSat */:
      return clampSigned(bits, roundedHighProduct(bits, signExtend(bits, a), signExtend(bits, b)));
    case 162 /* Opcode.X86Pmulhrsw */:
      return canonical(bits, roundedHighProduct(bits, signExtend(bits, a), signExtend(bits, b)));
    default:
      throw new InternalError(`opcode ${opcode} is not a binary integer operation`);
  }
}

/** A one-operand operation on integers of `bits` (8, 16, 32) bits. */
export function unary32(opcode: number, bits: number, a: number): number {
  switch (opcode) {
    case 68 /* Opcode.Ineg */:
      return canonical(bits, -a);
    case 12 /* Opcode.Bnot */:
      return canonical(bits, ~a);
    case 61 /* Opcode.Iabs */:
      return signExtend(bits, a) < 0 ? canonical(bits, -a) : a;
    case 22 /* Opcode.Clz */:
      return Math.clz32(a) - (32 - bits);
    case 23 /* Opcode.Ctz */:
      return a === 0 ? bits : 31 - Math.clz32(a & -a);
    case 21 /* Opcode.Cls */: {
      const s = signExtend(bits, a);
      return Math.clz32(s < 0 ? ~s : s) - (32 - bits) - 1;
    }
    case 81 /* Opcode.Popcnt */:
      return popcnt(a);
    case 8 /* Opcode.Bitrev */:
      return (reverseBits(a) >>> (32 - bits)) | 0;
    case 16 /* Opcode.Bswap */:
      return bits === 16 ? ((a & 0xff) << 8) | (a >>> 8) : swapBytes(a);
    default:
      throw new InternalError(`opcode ${opcode} is not a unary integer operation`);
  }
}

/** Evaluates an integer condition code on canonical words of `bits` (8, 16, 32) bits. */
export function compare32(condition: number, bits: number, a: number, b: number): boolean {
  switch (condition) {
    case 0 /* IntCCs.eq */:
      return a === b;
    case 1 /* IntCCs.ne */:
      return a !== b;
    case 2 /* IntCCs.slt */:
      return signExtend(bits, a) < signExtend(bits, b);
    case 3 /* IntCCs.sge */:
      return signExtend(bits, a) >= signExtend(bits, b);
    case 4 /* IntCCs.sgt */:
      return signExtend(bits, a) > signExtend(bits, b);
    case 5 /* IntCCs.sle */:
      return signExtend(bits, a) <= signExtend(bits, b);
    case 6 /* IntCCs.ult */:
      return a >>> 0 < b >>> 0;
    case 7 /* IntCCs.uge */:
      return a >>> 0 >= b >>> 0;
    case 8 /* IntCCs.ugt */:
      return a >>> 0 > b >>> 0;
    case 9 /* IntCCs.ule */:
      return a >>> 0 <= b >>> 0;
    default:
      throw new InternalError(`integer condition code ${condition}`);
  }
}

/**
 * Whether an overflow-reporting operation on integers of `bits` (8, 16, 32) bits overflows. `carry` is 0 or 1 and used by
 * the carry and borrow forms.
 */
export function overflow32(opcode: number, bits: number, a: number, b: number, carry: number): boolean {
  const ua = a >>> 0;
  const ub = b >>> 0;
  const limit = 2 ** bits;
  switch (opcode) {
    case 131 /* Opcode.UaddOverflow */:
    case 133 /* Opcode.UaddOverflowTrap */:
    case 132 /* Opcode.UaddOverflowCin */:
      return ua + ub + carry >= limit;
    case 150 /* Opcode.UsubOverflow */:
    case 151 /* Opcode.UsubOverflowBin */:
      return ua < ub + carry;
    case 145 /* Opcode.UmulOverflow */:
      return ua * ub >= limit;
    default: {
      const sa = signExtend(bits, a);
      const sb = signExtend(bits, b);
      let exact = 0;
      switch (opcode) {
        case 87 /* Opcode.SaddOverflow */:
        case 88 /* Opcode.SaddOverflowCin */:
          exact = sa + sb + carry;
          break;
        case 114 /* Opcode.SsubOverflow */:
        case 115 /* Opcode.SsubOverflowBin */:
          exact = sa - sb - carry;
          break;
        case 106 /* Opcode.SmulOverflow */:
          exact = sa * sb;
          break;
        default:
          throw new InternalError(`opcode ${opcode} doesn't report overflow`);
      }
      return exact < -limit / 2 || exact >= limit / 2;
    }
  }
}

/** Number of set bits of a word. */
export function popcnt(a: number): number {
  let x = a - ((a >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/** Reverses the bytes of a word. */
export function swapBytes(a: number): number {
  return (a << 24) | ((a & 0xff00) << 8) | ((a >>> 8) & 0xff00) | (a >>> 24);
}

/** Reverses the bits of a word. */
export function reverseBits(a: number): number {
  let x = swapBytes(a);
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f);
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333);
  return ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555);
}

/** Clamps an exact integer to `bits` (at most 32) unsigned bits. */
export function clampUnsigned(bits: number, x: number): number {
  return canonical(bits, x < 0 ? 0 : Math.min(x, 2 ** bits - 1));
}

/** Clamps an exact integer to `bits` (at most 32) signed bits. */
export function clampSigned(bits: number, x: number): number {
  const limit = 2 ** (bits - 1);
  return canonical(bits, x < -limit ? -limit : Math.min(x, limit - 1));
}

/** `(x * y + 2^(bits - 2)) >> (bits - 1)` exactly: products of 32 bits don't fit a double, so they go by halves. */
function roundedHighProduct(bits: number, x: number, y: number): number {
  if (bits <= 16) return (Math.imul(x, y) + (1 << (bits - 2))) >> (bits - 1);
  const low = multiplyWords(x, y);
  const upper = (high - (x < 0 ? y : 0) - (y < 0 ? x : 0)) | 0;
  return upper * 2 + Math.floor(((low >>> 0) + 0x40000000) / 2147483648);
}

// --- 64 bits ------------------------------------------------------------------------------------------------------

/** Full product of two unsigned words. */
function multiplyWords(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow);
  const middle = aHigh * bLow + (low >>> 16);
  const cross = aLow * bHigh + (middle & 0xffff);
  high = (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0;
  return Math.imul(a, b);
}

/** Wrapping product. */
export function multiply64(aLo: number, aHi: number, bLo: number, bHi: number): number {
  const low = multiplyWords(aLo, bLo);
  high = (high + Math.imul(aLo, bHi) + Math.imul(aHi, bLo)) | 0;
  return low;
}

function add64(aLo: number, aHi: number, bLo: number, bHi: number): number {
  const sum = (aLo >>> 0) + (bLo >>> 0);
  high = (aHi + bHi + (sum >= TWO_32 ? 1 : 0)) | 0;
  return sum | 0;
}

function sub64(aLo: number, aHi: number, bLo: number, bHi: number): number {
  high = (aHi - bHi - (aLo >>> 0 < bLo >>> 0 ? 1 : 0)) | 0;
  return (aLo - bLo) | 0;
}

function lessUnsigned(aLo: number, aHi: number, bLo: number, bHi: number): boolean {
  return aHi === bHi ? aLo >>> 0 < bLo >>> 0 : aHi >>> 0 < bHi >>> 0;
}

function lessSigned(aLo: number, aHi: number, bLo: number, bHi: number): boolean {
  return aHi === bHi ? aLo >>> 0 < bLo >>> 0 : aHi < bHi;
}

/** High half of the unsigned 128-bit product. */
function multiplyHighUnsigned(aLo: number, aHi: number, bLo: number, bHi: number): number {
  multiplyWords(aLo, bLo);
  const carry = high;
  const crossLow1 = multiplyWords(aLo, bHi);
  const crossHigh1 = high;
  const crossLow2 = multiplyWords(aHi, bLo);
  const crossHigh2 = high;
  const topLow = multiplyWords(aHi, bHi);
  const topHigh = high;
  const middle = (carry >>> 0) + (crossLow1 >>> 0) + (crossLow2 >>> 0);
  const low = (topLow >>> 0) + (crossHigh1 >>> 0) + (crossHigh2 >>> 0) + Math.floor(middle / TWO_32);
  high = (topHigh + Math.floor(low / TWO_32)) | 0;
  return low | 0;
}

function multiplyHighSigned(aLo: number, aHi: number, bLo: number, bHi: number): number {
  let low = multiplyHighUnsigned(aLo, aHi, bLo, bHi);
  if (aHi < 0) low = sub64(low, high, bLo, bHi);
  if (bHi < 0) low = sub64(low, high, aLo, aHi);
  return low;
}

let remainderLow = 0;
let remainderHigh = 0;

/** Unsigned quotient; the remainder is left in `remainderLow` and `remainderHigh`. The divisor is not zero. */
function divideUnsigned(aLo: number, aHi: number, bLo: number, bHi: number): number {
  if (aHi === 0 && bHi === 0) {
    const x = aLo >>> 0;
    const y = bLo >>> 0;
    const q = Math.floor(x / y);
    remainderLow = (x - q * y) | 0;
    remainderHigh = 0;
    high = 0;
    return q | 0;
  }
  // Estimate the quotient with doubles and correct: the error is at most 2^-51 of the quotient and one, so that the
  // remainder of the estimate is small against the divisor or against 2^63, and one more step settles it.
  let qLo = 0;
  let qHi = 0;
  let rLo = aLo;
  let rHi = aHi;
  const divisor = (bHi >>> 0) * TWO_32 + (bLo >>> 0);
  while (!lessUnsigned(rLo, rHi, bLo, bHi)) {
    const rest = (rHi >>> 0) * TWO_32 + (rLo >>> 0);
    // Scaled down so that the estimate never exceeds the true quotient and the remainder stays non-negative.
    let estimate = Math.floor((rest / divisor) * (1 - 2 ** -50));
    if (estimate < 1) estimate = 1;
    const eHi = Math.floor(estimate / TWO_32) | 0;
    const eLo = (estimate - Math.floor(estimate / TWO_32) * TWO_32) | 0;
    const pLo = multiply64(eLo, eHi, bLo, bHi);
    rLo = sub64(rLo, rHi, pLo, high);
    rHi = high;
    qLo = add64(qLo, qHi, eLo, eHi);
    qHi = high;
  }
  remainderLow = rLo;
  remainderHigh = rHi;
  high = qHi;
  return qLo;
}

function negate64(lo: number, hi: number): number {
  high = (~hi + (lo === 0 ? 1 : 0)) | 0;
  return -lo | 0;
}

function divideSigned(aLo: number, aHi: number, bLo: number, bHi: number, remainder: boolean): number {
  let xLo = aLo;
  let xHi = aHi;
  if (aHi < 0) {
    xLo = negate64(aLo, aHi);
    xHi = high;
  }
  let yLo = bLo;
  let yHi = bHi;
  if (bHi < 0) {
    yLo = negate64(bLo, bHi);
    yHi = high;
  }
  const q = divideUnsigned(xLo, xHi, yLo, yHi);
  if (remainder) {
    if (aHi < 0) return negate64(remainderLow, remainderHigh);
    high = remainderHigh;
    return remainderLow;
  }
  return (aHi ^ bHi) < 0 ? negate64(q, high) : q;
}

/** Left shift by `amount` modulo 64. */
export function shiftLeft64(lo: number, hi: number, amount: number): number {
  const n = amount & 63;
  if (n === 0) {
    high = hi;
    return lo;
  }
  if (n < 32) {
    high = (hi << n) | (lo >>> (32 - n));
    return lo << n;
  }
  high = lo << (n - 32);
  return 0;
}

/** Logical right shift by `amount` modulo 64. */
export function shiftRightUnsigned64(lo: number, hi: number, amount: number): number {
  const n = amount & 63;
  if (n === 0) {
    high = hi;
    return lo;
  }
  if (n < 32) {
    high = (hi >>> n) | 0;
    return (lo >>> n) | (hi << (32 - n));
  }
  high = 0;
  return (hi >>> (n - 32)) | 0;
}

/** Arithmetic right shift by `amount` modulo 64. */
export function shiftRightSigned64(lo: number, hi: number, amount: number): number {
  const n = amount & 63;
  if (n === 0) {
    high = hi;
    return lo;
  }
  if (n < 32) {
    high = hi >> n;
    return (lo >>> n) | (hi << (32 - n));
  }
  high = hi >> 31;
  return hi >> (n - 32);
}

/** Left rotation by `amount` modulo 64. */
export function rotateLeft64(lo: number, hi: number, amount: number): number {
  const n = amount & 31;
  const swap = (amount & 32) !== 0;
  const a = swap ? hi : lo;
  const b = swap ? lo : hi;
  if (n === 0) {
    high = b;
    return a;
  }
  high = (b << n) | (a >>> (32 - n));
  return (a << n) | (b >>> (32 - n));
}

/** A two-operand operation on 64-bit integers. For shifts the second operand is the amount, any width's low word. */
export function binary64(opcode: number, aLo: number, aHi: number, bLo: number, bHi: number): number {
  switch (opcode) {
    case 62 /* Opcode.Iadd */:
      return add64(aLo, aHi, bLo, bHi);
    case 76 /* Opcode.Isub */:
      return sub64(aLo, aHi, bLo, bHi);
    case 67 /* Opcode.Imul */:
      return multiply64(aLo, aHi, bLo, bHi);
    case 6 /* Opcode.Band */:
      high = aHi & bHi;
      return aLo & bLo;
    case 13 /* Opcode.Bor */:
      high = aHi | bHi;
      return aLo | bLo;
    case 17 /* Opcode.Bxor */:
      high = aHi ^ bHi;
      return aLo ^ bLo;
    case 71 /* Opcode.Ishl */:
      return shiftLeft64(aLo, aHi, bLo);
    case 149 /* Opcode.Ushr */:
      return shiftRightUnsigned64(aLo, aHi, bLo);
    case 113 /* Opcode.Sshr */:
      return shiftRightSigned64(aLo, aHi, bLo);
    case 85 /* Opcode.Rotl */:
      return rotateLeft64(aLo, aHi, bLo);
    case 86 /* Opcode.Rotr */:
      return rotateLeft64(aLo, aHi, -bLo);
    case 135 /* Opcode.Udiv */:
      return divideUnsigned(aLo, aHi, bLo, bHi);
    case 148 /* Opcode.Urem */:
      divideUnsigned(aLo, aHi, bLo, bHi);
      high = remainderHigh;
      return remainderLow;
    case 91 /* Opcode.Sdiv */:
      return divideSigned(aLo, aHi, bLo, bHi, false);
    case 112 /* Opcode.Srem */:
      return divideSigned(aLo, aHi, bLo, bHi, true);
    case 146 /* Opcode.Umulhi */:
      return multiplyHighUnsigned(aLo, aHi, bLo, bHi);
    case 107 /* Opcode.Smulhi */:
      return multiplyHighSigned(aLo, aHi, bLo, bHi);
    case 105 /* Opcode.Smin */:
      return lessSigned(aLo, aHi, bLo, bHi) ? pick(aLo, aHi) : pick(bLo, bHi);
    case 104 /* Opcode.Smax */:
      return lessSigned(aLo, aHi, bLo, bHi) ? pick(bLo, bHi) : pick(aLo, aHi);
    case 144 /* Opcode.Umin */:
      return lessUnsigned(aLo, aHi, bLo, bHi) ? pick(aLo, aHi) : pick(bLo, bHi);
    case 143 /* Opcode.Umax */:
      return lessUnsigned(aLo, aHi, bLo, bHi) ? pick(bLo, bHi) : pick(aLo, aHi);
    case 5 /* Opcode.AvgRound */: {
      // (x | y) - ((x ^ y) >> 1) is the average rounded up, without a 65th bit.
      const xLo = aLo ^ bLo;
      const xHi = aHi ^ bHi;
      return sub64(aLo | bLo, aHi | bHi, (xLo >>> 1) | (xHi << 31), xHi >>> 1);
    }
    case 134 /* Opcode.UaddSat */: {
      const low = add64(aLo, aHi, bLo, bHi);
      return lessUnsigned(low, high, aLo, aHi) ? pick(-1, -1) : low;
    }
    case 152 /* Opcode.UsubSat */:
      return lessUnsigned(aLo, aHi, bLo, bHi) ? pick(0, 0) : sub64(aLo, aHi, bLo, bHi);
    case 89 /* Opcode.SaddSat */: {
      const low = add64(aLo, aHi, bLo, bHi);
      return ((aHi ^ high) & (bHi ^ high)) < 0 ? saturated(aHi) : low;
    }
    case 116 /* Opcode.SsubSat */: {
      const low = sub64(aLo, aHi, bLo, bHi);
      return ((aHi ^ bHi) & (aHi ^ high)) < 0 ? saturated(aHi) : low;
    }
    default:
      throw new InternalError(`opcode ${opcode} is not a binary 64-bit operation`);
  }
}

/** A one-operand operation on 64-bit integers. */
export function unary64(opcode: number, lo: number, hi: number): number {
  switch (opcode) {
    case 68 /* Opcode.Ineg */:
      return negate64(lo, hi);
    case 12 /* Opcode.Bnot */:
      high = ~hi;
      return ~lo;
    case 61 /* Opcode.Iabs */:
      return hi < 0 ? negate64(lo, hi) : pick(lo, hi);
    case 22 /* Opcode.Clz */:
      high = 0;
      return hi === 0 ? 32 + Math.clz32(lo) : Math.clz32(hi);
    case 23 /* Opcode.Ctz */:
      high = 0;
      if (lo !== 0) return 31 - Math.clz32(lo & -lo);
      return hi === 0 ? 64 : 63 - Math.clz32(hi & -hi);
    case 21 /* Opcode.Cls */: {
      const sign = hi >> 31;
      const x = hi ^ sign;
      high = 0;
      return (x === 0 ? 32 + Math.clz32(lo ^ sign) : Math.clz32(x)) - 1;
    }
    case 81 /* Opcode.Popcnt */:
      high = 0;
      return popcnt(lo) + popcnt(hi);
    case 8 /* Opcode.Bitrev */:
      high = reverseBits(lo);
      return reverseBits(hi);
    case 16 /* Opcode.Bswap */:
      high = swapBytes(lo);
      return swapBytes(hi);
    default:
      throw new InternalError(`opcode ${opcode} is not a unary 64-bit operation`);
  }
}

/** Evaluates an integer condition code on 64-bit integers. */
export function compare64(condition: number, aLo: number, aHi: number, bLo: number, bHi: number): boolean {
  switch (condition) {
    case 0 /* IntCCs.eq */:
      return aLo === bLo && aHi === bHi;
    case 1 /* IntCCs.ne */:
      return aLo !== bLo || aHi !== bHi;
    case 2 /* IntCCs.slt */:
      return lessSigned(aLo, aHi, bLo, bHi);
    case 3 /* IntCCs.sge */:
      return !lessSigned(aLo, aHi, bLo, bHi);
    case 4 /* IntCCs.sgt */:
      return lessSigned(bLo, bHi, aLo, aHi);
    case 5 /* IntCCs.sle */:
      return !lessSigned(bLo, bHi, aLo, aHi);
    case 6 /* IntCCs.ult */:
      return lessUnsigned(aLo, aHi, bLo, bHi);
    case 7 /* IntCCs.uge */:
      return !lessUnsigned(aLo, aHi, bLo, bHi);
    case 8 /* IntCCs.ugt */:
      return lessUnsigned(bLo, bHi, aLo, aHi);
    case 9 /* IntCCs.ule */:
      return !lessUnsigned(bLo, bHi, aLo, aHi);
    default:
      throw new InternalError(`integer condition code ${condition}`);
  }
}

/** Whether an overflow-reporting operation on 64-bit integers overflows; the counterpart of `overflow32`. */
export function overflow64(
  opcode: number,
  aLo: number,
  aHi: number,
  bLo: number,
  bHi: number,
  carry: number,
): boolean {
  switch (opcode) {
    case 131 /* Opcode.UaddOverflow */:
    case 133 /* Opcode.UaddOverflowTrap */:
    case 132 /* Opcode.UaddOverflowCin */: {
      const low = (aLo >>> 0) + (bLo >>> 0) + carry;
      return (aHi >>> 0) + (bHi >>> 0) + (low >= TWO_32 ? 1 : 0) >= TWO_32;
    }
    case 150 /* Opcode.UsubOverflow */:
    case 151 /* Opcode.UsubOverflowBin */:
      return carry === 0 ? lessUnsigned(aLo, aHi, bLo, bHi) : !lessUnsigned(bLo, bHi, aLo, aHi);
    case 87 /* Opcode.SaddOverflow */:
    case 88 /* Opcode.SaddOverflowCin */: {
      const sum = (aLo >>> 0) + (bLo >>> 0) + carry;
      const upper = (aHi + bHi + (sum >= TWO_32 ? 1 : 0)) | 0;
      return ((aHi ^ upper) & (bHi ^ upper)) < 0;
    }
    case 114 /* Opcode.SsubOverflow */:
    case 115 /* Opcode.SsubOverflowBin */: {
      const borrow = (aLo >>> 0) - (bLo >>> 0) - carry < 0 ? 1 : 0;
      const upper = (aHi - bHi - borrow) | 0;
      return ((aHi ^ bHi) & (aHi ^ upper)) < 0;
    }
    case 145 /* Opcode.UmulOverflow */: {
      const low = multiplyHighUnsigned(aLo, aHi, bLo, bHi);
      return (low | high) !== 0;
    }
    case 106 /* Opcode.SmulOverflow */: {
      multiply64(aLo, aHi, bLo, bHi);
      const sign = high >> 31;
      const low = multiplyHighSigned(aLo, aHi, bLo, bHi);
      return low !== sign || high !== sign;
    }
    default:
      throw new InternalError(`opcode ${opcode} doesn't report overflow`);
  }
}

function pick(lo: number, hi: number): number {
  high = hi;
  return lo;
}

function saturated(sign: number): number {
  high = sign < 0 ? 0x80000000 | 0 : 0x7fffffff;
  return sign < 0 ? 0 : -1;
}
