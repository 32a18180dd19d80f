/**
 * Integer operations on scalars and vectors of every width, and scalar changes of width.
 *
 * Every method returns 0, or the code of a trap.
 */

import { LO } from "@cranelift-ts/entity";
import { Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import { bigBinary, bigCompare, bigOverflow, bigUnary } from "./big-kernels.ts";
import {
  binary32,
  binary64,
  compare32,
  compare64,
  intHigh,
  overflow32,
  overflow64,
  unary32,
  unary64,
} from "./int-kernels.ts";
import { place, storageOf, type LaneAccess } from "./lane-access.ts";
import { TRAP_DIVISION_BY_ZERO, TRAP_INTEGER_OVERFLOW } from "./traps.ts";

const { laneBits, laneCount } = types;

export class IntegerLanes {
  private readonly lanes: LaneAccess;

  constructor(lanes: LaneAccess) {
    this.lanes = lanes;
  }

  intBinary(opcode: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const y = place(type, b);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.lanes.put(
          to,
          i,
          storage,
          binary32(opcode, bits, this.lanes.get(x, i, storage), this.lanes.get(y, i, storage)),
          0,
        );
      } else if (bits === 64) {
        const xLo = this.lanes.get(x, i, 64);
        const xHi = this.lanes.high;
        const yLo = this.lanes.get(y, i, 64);
        const lo = binary64(opcode, xLo, xHi, yLo, this.lanes.high);
        this.lanes.put(to, i, 64, lo, intHigh());
      } else {
        this.lanes.putBig(to, i, bigBinary(opcode, 128, this.lanes.getBig(x, i), this.lanes.getBig(y, i)));
      }
    }
    return 0;
  }

  divide(opcode: number, type: Type, d: number, a: number, b: number): number {
    const bits = laneBits(type);
    const x = place(type, a);
    const y = place(type, b);
    if (this.lanes.isZero(type, b)) return TRAP_DIVISION_BY_ZERO;
    if (opcode === Opcode.Sdiv) {
      const divisor = BigInt.asIntN(bits, this.lanes.getBits(type, y, 0));
      if (divisor === -1n && this.lanes.getBits(type, x, 0) === 1n << BigInt(bits - 1))
        return TRAP_INTEGER_OVERFLOW;
    }
    return this.intBinary(opcode, type, d, a, b);
  }

  shift(opcode: number, type: Type, d: number, a: number, amount: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.lanes.put(to, i, storage, binary32(opcode, bits, this.lanes.get(x, i, storage), amount), 0);
      } else if (bits === 64) {
        const xLo = this.lanes.get(x, i, 64);
        const lo = binary64(opcode, xLo, this.lanes.high, amount, 0);
        this.lanes.put(to, i, 64, lo, intHigh());
      } else {
        this.lanes.putBig(to, i, bigBinary(opcode, 128, this.lanes.getBig(x, i), BigInt(amount & 127)));
      }
    }
    return 0;
  }

  intUnary(opcode: number, type: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.lanes.put(to, i, storage, unary32(opcode, bits, this.lanes.get(x, i, storage)), 0);
      } else if (bits === 64) {
        const xLo = this.lanes.get(x, i, 64);
        const lo = unary64(opcode, xLo, this.lanes.high);
        this.lanes.put(to, i, 64, lo, intHigh());
      } else {
        this.lanes.putBig(to, i, bigUnary(opcode, 128, this.lanes.getBig(x, i)));
      }
    }
    return 0;
  }

  intCompare(condition: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const x = place(type, a);
    const y = place(type, b);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      let holds: boolean;
      if (bits <= 32) {
        holds = compare32(condition, bits, this.lanes.get(x, i, storage), this.lanes.get(y, i, storage));
      } else if (bits === 64) {
        const xLo = this.lanes.get(x, i, 64);
        const xHi = this.lanes.high;
        const yLo = this.lanes.get(y, i, 64);
        holds = compare64(condition, xLo, xHi, yLo, this.lanes.high);
      } else {
        holds = bigCompare(condition, 128, this.lanes.getBig(x, i), this.lanes.getBig(y, i));
      }
      this.lanes.putTruth(type, d, i, holds);
    }
    return 0;
  }

  overflow(
    opcode: number,
    type: Type,
    d: number,
    d2: number,
    a: number,
    b: number,
    carry: number,
    trap: number,
  ): number {
    const bits = laneBits(type);
    const words = this.lanes.registers.words;
    const plain = OVERFLOW_BASE[opcode] ?? 0;
    let overflowed: boolean;
    if (bits <= 32) {
      const result = binary32(plain, bits, words[a], words[b]);
      overflowed = overflow32(opcode, bits, words[a], words[b], carry);
      words[d] = carry === 0 ? result : binary32(plain, bits, result, 1);
    } else if (bits === 64) {
      let lo = binary64(plain, words[a], words[a ^ 1], words[b], words[b ^ 1]);
      if (carry !== 0) lo = binary64(plain, lo, intHigh(), 1, 0);
      const hi = intHigh();
      overflowed = overflow64(opcode, words[a], words[a ^ 1], words[b], words[b ^ 1], carry);
      words[d] = lo;
      words[d ^ 1] = hi;
    } else {
      const x = this.lanes.getBig(a - LO, 0);
      const y = this.lanes.getBig(b - LO, 0);
      const result = bigBinary(plain, 128, x, y);
      overflowed = bigOverflow(opcode, 128, x, y, BigInt(carry));
      this.lanes.putBig(d - LO, 0, carry === 0 ? result : bigBinary(plain, 128, result, 1n));
    }
    if (trap !== 0) return overflowed ? trap : 0;
    words[d2] = overflowed ? 1 : 0;
    return 0;
  }

  resize(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const from = laneBits(argType);
    const x = place(argType, a);
    const to = place(type, d);
    if (opcode === Opcode.Bmask) {
      this.lanes.putBits(
        type,
        to,
        0,
        this.lanes.isZero(argType, a) ? 0n : BigInt.asUintN(laneBits(type), -1n),
      );
      return 0;
    }
    let value = this.lanes.getBits(argType, x, 0);
    if (opcode === Opcode.Sextend) value = BigInt.asIntN(from, value);
    this.lanes.putBits(type, to, 0, BigInt.asUintN(laneBits(type), value));
    return 0;
  }

  splitOrConcat(opcode: number, type: Type, d: number, d2: number, a: number, b: number): number {
    if (opcode === Opcode.Isplit) {
      const half = types.halfWidth(type);
      const bits = laneBits(half);
      const value = this.lanes.getBits(type, place(type, a), 0);
      this.lanes.putBits(half, place(half, d), 0, BigInt.asUintN(bits, value));
      this.lanes.putBits(half, place(half, d2), 0, value >> BigInt(bits));
    } else {
      const double = types.doubleWidth(type);
      const lo = this.lanes.getBits(type, place(type, a), 0);
      const hi = this.lanes.getBits(type, place(type, b), 0);
      this.lanes.putBits(double, place(double, d), 0, lo | (hi << BigInt(laneBits(type))));
    }
    return 0;
  }
}

/** The wrapping operation behind each overflow-reporting opcode. */
const OVERFLOW_BASE: Readonly<Record<number, number>> = {
  [Opcode.UaddOverflow]: Opcode.Iadd,
  [Opcode.UaddOverflowCin]: Opcode.Iadd,
  [Opcode.UaddOverflowTrap]: Opcode.Iadd,
  [Opcode.SaddOverflow]: Opcode.Iadd,
  [Opcode.SaddOverflowCin]: Opcode.Iadd,
  [Opcode.UsubOverflow]: Opcode.Isub,
  [Opcode.UsubOverflowBin]: Opcode.Isub,
  [Opcode.SsubOverflow]: Opcode.Isub,
  [Opcode.SsubOverflowBin]: Opcode.Isub,
  [Opcode.UmulOverflow]: Opcode.Imul,
  [Opcode.SmulOverflow]: Opcode.Imul,
};
