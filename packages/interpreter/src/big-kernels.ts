/**
 * Integer kernels on `bigint`, for any width.
 *
 * 128-bit integers are rare enough to be computed this way. Being written straight from the definitions, at any width,
 * the same functions are what the tests compare the fast kernels with. Integers are unsigned, `0 .. 2^bits - 1`; every
 * function takes and returns them so. Division by zero never arrives here.
 */

import { InternalError } from "@cranelift-ts/entity";

/** A two-operand operation; for shifts `b` is the amount. */
export function bigBinary(opcode: number, bits: number, a: bigint, b: bigint): bigint {
  const n = BigInt(bits);
  const sa = BigInt.asIntN(bits, a);
  const sb = BigInt.asIntN(bits, b);
  switch (opcode) {
    case 62 /* Opcode.Iadd */:
      return BigInt.asUintN(bits, a + b);
    case 76 /* Opcode.Isub */:
      return BigInt.asUintN(bits, a - b);
    case 67 /* Opcode.Imul */:
      return BigInt.asUintN(bits, a * b);
    case 6 /* Opcode.Band */:
      return a & b;
    case 13 /* Opcode.Bor */:
      return a | b;
    case 17 /* Opcode.Bxor */:
      return a ^ b;
    case 71 /* Opcode.Ishl */:
      return BigInt.asUintN(bits, a << (b & (n - 1n)));
    case 149 /* Opcode.Ushr */:
      return a >> (b & (n - 1n));
    case 113 /* Opcode.Sshr */:
      return BigInt.asUintN(bits, sa >> (b & (n - 1n)));
    case 85 /* Opcode.Rotl */: {
      const s = b & (n - 1n);
      return BigInt.asUintN(bits, (a << s) | (a >> (n - s)));
    }
    case 86 /* Opcode.Rotr */: {
      const s = b & (n - 1n);
      return BigInt.asUintN(bits, (a >> s) | (a << (n - s)));
    }
    case 135 /* Opcode.Udiv */:
      return a / b;
    case 148 /* Opcode.Urem */:
      return a % b;
    case 91 /* Opcode.Sdiv */:
      return BigInt.asUintN(bits, sa / sb);
    case 112 /* Opcode.Srem */:
      return BigInt.asUintN(bits, sa % sb);
    case 146 /* Opcode.Umulhi */:
      return (a * b) >> n;
    case 107 /* Opcode.Smulhi */:
      return BigInt.asUintN(bits, (sa * sb) >> n);
    case 105 /* Opcode.Smin */:
      return sa < sb ? a : b;
    case 104 /* Opcode.Smax */:
      return sa > sb ? a : b;
    case 144 /* Opcode.Umin */:
      return a < b ? a : b;
    case 143 /* Opcode.Umax */:
      return a > b ? a : b;
    case 5 /* Opcode.AvgRound */:
      return (a + b + 1n) >> 1n;
    case 134 /* Opcode.UaddSat */:
      return bigClamp(bits, false, a + b);
    case 152 /* Opcode.UsubSat */:
      return bigClamp(bits, false, a - b);
    case 89 /* Opcode.SaddSat */:
      return bigClamp(bits, true, sa + sb);
    case 116 /* Opcode.SsubSat */:
      return bigClamp(bits, true, sa - sb);
    case 110 /* Opcode.SqmulRoundSat */:
      return bigClamp(bits, true, (sa * sb + (1n << (n - 2n))) >> (n - 1n));
    case 162 /* Opcode.X86Pmulhrsw */:
      return BigInt.asUintN(bits, (sa * sb + (1n << (n - 2n))) >> (n - 1n));
    default:
      throw new InternalError(`opcode ${opcode} is not a binary integer operation`);
  }
}

/** A one-operand operation. */
export function bigUnary(opcode: number, bits: number, a: bigint): bigint {
  switch (opcode) {
    case 68 /* Opcode.Ineg */:
      return BigInt.asUintN(bits, -a);
    case 12 /* Opcode.Bnot */:
      return BigInt.asUintN(bits, ~a);
    case 61 /* Opcode.Iabs */: {
      const s = BigInt.asIntN(bits, a);
      return BigInt.asUintN(bits, s < 0n ? -s : s);
    }
    case 22 /* Opcode.Clz */:
      return BigInt(bits - significantBits(a));
    case 23 /* Opcode.Ctz */:
      return a === 0n ? BigInt(bits) : BigInt(significantBits(a & -a) - 1);
    case 21 /* Opcode.Cls */: {
      const s = BigInt.asIntN(bits, a);
      return BigInt(bits - significantBits(s < 0n ? ~s : s) - 1);
    }
    case 81 /* Opcode.Popcnt */: {
      let count = 0n;
      for (let x = a; x !== 0n; x &= x - 1n) count++;
      return count;
    }
    case 8 /* Opcode.Bitrev */: {
      let reversed = 0n;
      for (let i = 0, x = a; i < bits; i++, x >>= 1n) reversed = (reversed << 1n) | (x & 1n);
      return reversed;
    }
    case 16 /* Opcode.Bswap */: {
      let swapped = 0n;
      for (let i = 0, x = a; i < bits; i += 8, x >>= 8n) swapped = (swapped << 8n) | (x & 0xffn);
      return swapped;
    }
    default:
      throw new InternalError(`opcode ${opcode} is not a unary integer operation`);
  }
}

/** Evaluates an integer condition code. */
export function bigCompare(condition: number, bits: number, a: bigint, b: bigint): boolean {
  if (condition < 2) return (a === b) === (condition === 0);
  const signed = condition < 6;
  const x = signed ? BigInt.asIntN(bits, a) : a;
  const y = signed ? BigInt.asIntN(bits, b) : b;
  // Both groups of four are in the order lt, ge, gt, le.
  const order = (condition - 2) & 3;
  if (order === 0) return x < y;
  if (order === 1) return x >= y;
  return order === 2 ? x > y : x <= y;
}

/** Whether an overflow-reporting operation overflows; `carry` is 0 or 1 and used by the carry and borrow forms. */
export function bigOverflow(opcode: number, bits: number, a: bigint, b: bigint, carry: bigint): boolean {
  const sa = BigInt.asIntN(bits, a);
  const sb = BigInt.asIntN(bits, b);
  let exact: bigint;
  let signed = true;
  switch (opcode) {
    case 131 /* Opcode.UaddOverflow */:
    case 133 /* Opcode.UaddOverflowTrap */:
    case 132 /* Opcode.UaddOverflowCin */:
      exact = a + b + carry;
      signed = false;
      break;
    case 150 /* Opcode.UsubOverflow */:
    case 151 /* Opcode.UsubOverflowBin */:
      exact = a - b - carry;
      signed = false;
      break;
    case 145 /* Opcode.UmulOverflow */:
      exact = a * b;
      signed = false;
      break;
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
  return exact !== (signed ? BigInt.asIntN(bits, exact) : BigInt.asUintN(bits, exact));
}

/** Clamps to the signed or unsigned range of `bits` bits. */
export function bigClamp(bits: number, signed: boolean, value: bigint): bigint {
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
  const top = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n;
  return BigInt.asUintN(bits, value < low ? low : value > top ? top : value);
}

function significantBits(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}
