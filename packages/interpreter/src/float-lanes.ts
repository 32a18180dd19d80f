/**
 * Float operations on scalars and vectors of every format, and conversions.
 *
 * f16, f32 and f64 are computed on doubles, f128 on bit patterns. A result that is a NaN gets its bits from the operands'
 * bits. Every method returns 0, or the code of a trap.
 */

import { Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import {
  addToOdd,
  bitsOf16,
  bitsOf32,
  bitsOf64,
  checkToInteger,
  CONVERT_NAN,
  CONVERT_OK,
  doubleOf16,
  doubleOf32,
  doubleOf64,
  FLOAT_CONDITION_RELATIONS,
  fma64,
  fmaNarrow,
  highHalf,
  isNaN16,
  isNaN32,
  isNaN64,
  nan16To32,
  nan16To64,
  nan32To16,
  nan32To64,
  nan64To16,
  nan64To32,
  nanOf16,
  nanOf32,
  nanOf64,
  nearest,
  relation,
  saturateToInteger,
} from "./float-kernels.ts";
import { canonical, signExtend } from "./int-kernels.ts";
import { formatOf, place, storageOf, type LaneAccess } from "./lane-access.ts";
import {
  addBits,
  BINARY128,
  compareBits,
  convertBits,
  divBits,
  fmaBits,
  fromInteger,
  isNaNBits,
  maxBits,
  minBits,
  mulBits,
  roundToIntegralBits,
  sqrtBits,
  subBits,
  truncateToInteger,
} from "./soft-float.ts";
import { TRAP_BAD_TO_INTEGER, TRAP_INTEGER_OVERFLOW } from "./traps.ts";

const { laneBits, laneCount } = types;

export class FloatLanes {
  private readonly lanes: LaneAccess;
  /** Whether float to i128 conversions follow the language's rule instead of Cranelift's tests; see `InterpreterOptions`. */
  exactI128: boolean = false;

  constructor(lanes: LaneAccess) {
    this.lanes = lanes;
  }

  floatBinary(opcode: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const y = place(type, b);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.lanes.putBig(to, i, binary128(opcode, this.lanes.getBig(x, i), this.lanes.getBig(y, i)));
        continue;
      }
      const aLo = this.lanes.get(x, i, storage);
      const aHi = this.lanes.high;
      const bLo = this.lanes.get(y, i, storage);
      const bHi = this.lanes.high;
      if (opcode === Opcode.Fcopysign) {
        if (bits === 64) this.lanes.put(to, i, 64, aLo, (aHi & 0x7fffffff) | (bHi & 0x80000000));
        else if (bits === 32) this.lanes.put(to, i, storage, (aLo & 0x7fffffff) | (bLo & 0x80000000), 0);
        else this.lanes.put(to, i, storage, (aLo & 0x7fff) | (bLo & 0x8000), 0);
      } else if (bits === 64) {
        const result = binaryDouble(opcode, doubleOf64(aLo, aHi), doubleOf64(bLo, bHi));
        const lo = result === result ? bitsOf64(result) : nanOf64(aLo, aHi, bLo, bHi);
        this.lanes.put(to, i, 64, lo, highHalf());
      } else if (bits === 32) {
        const result = binaryDouble(opcode, doubleOf32(aLo), doubleOf32(bLo));
        this.lanes.put(to, i, storage, result === result ? bitsOf32(result) : nanOf32(aLo, bLo), 0);
      } else {
        const result = binaryDouble(opcode, doubleOf16(aLo), doubleOf16(bLo));
        this.lanes.put(to, i, storage, result === result ? bitsOf16(result) : nanOf16(aLo, bLo), 0);
      }
    }
    return 0;
  }

  floatUnary(opcode: number, type: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.lanes.putBig(to, i, unary128(opcode, this.lanes.getBig(x, i)));
        continue;
      }
      const lo = this.lanes.get(x, i, storage);
      const hi = this.lanes.high;
      if (opcode === Opcode.Fneg || opcode === Opcode.Fabs) {
        const flip = opcode === Opcode.Fneg;
        if (bits === 64) this.lanes.put(to, i, 64, lo, flip ? hi ^ 0x80000000 : hi & 0x7fffffff);
        else if (bits === 32) this.lanes.put(to, i, storage, flip ? lo ^ 0x80000000 : lo & 0x7fffffff, 0);
        else this.lanes.put(to, i, storage, flip ? lo ^ 0x8000 : lo & 0x7fff, 0);
      } else if (bits === 64) {
        const result = unaryDouble(opcode, doubleOf64(lo, hi));
        const low = result === result ? bitsOf64(result) : nanOf64(lo, hi, lo, hi);
        this.lanes.put(to, i, 64, low, highHalf());
      } else if (bits === 32) {
        const result = unaryDouble(opcode, doubleOf32(lo));
        this.lanes.put(to, i, storage, result === result ? bitsOf32(result) : nanOf32(lo, lo), 0);
      } else {
        const result = unaryDouble(opcode, doubleOf16(lo));
        this.lanes.put(to, i, storage, result === result ? bitsOf16(result) : nanOf16(lo, lo), 0);
      }
    }
    return 0;
  }

  floatFma(type: Type, d: number, a: number, b: number, c: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const y = place(type, b);
    const z = place(type, c);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.lanes.putBig(
          to,
          i,
          fmaBits(BINARY128, this.lanes.getBig(x, i), this.lanes.getBig(y, i), this.lanes.getBig(z, i)),
        );
        continue;
      }
      const aLo = this.lanes.get(x, i, storage);
      const aHi = this.lanes.high;
      const bLo = this.lanes.get(y, i, storage);
      const bHi = this.lanes.high;
      const cLo = this.lanes.get(z, i, storage);
      const cHi = this.lanes.high;
      if (bits === 64) {
        const result = fma64(doubleOf64(aLo, aHi), doubleOf64(bLo, bHi), doubleOf64(cLo, cHi));
        let lo: number;
        if (result === result) lo = bitsOf64(result);
        else if (isNaN64(aLo, aHi) || isNaN64(bLo, bHi)) lo = nanOf64(aLo, aHi, bLo, bHi);
        else lo = nanOf64(cLo, cHi, cLo, cHi);
        this.lanes.put(to, i, 64, lo, highHalf());
      } else if (bits === 32) {
        const result = fmaNarrow(doubleOf32(aLo), doubleOf32(bLo), doubleOf32(cLo));
        if (result === result) this.lanes.put(to, i, storage, bitsOf32(result), 0);
        else
          this.lanes.put(
            to,
            i,
            storage,
            isNaN32(aLo) || isNaN32(bLo) ? nanOf32(aLo, bLo) : nanOf32(cLo, cLo),
            0,
          );
      } else {
        const result = fmaNarrow(doubleOf16(aLo), doubleOf16(bLo), doubleOf16(cLo));
        if (result === result) this.lanes.put(to, i, storage, bitsOf16(result), 0);
        else
          this.lanes.put(
            to,
            i,
            storage,
            isNaN16(aLo) || isNaN16(bLo) ? nanOf16(aLo, bLo) : nanOf16(cLo, cLo),
            0,
          );
      }
    }
    return 0;
  }

  floatCompare(condition: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const x = place(type, a);
    const y = place(type, b);
    const accepted = FLOAT_CONDITION_RELATIONS[condition];
    for (let i = 0; i < n; i++) {
      const found =
        laneBits(type) === 128
          ? compareBits(BINARY128, this.lanes.getBig(x, i), this.lanes.getBig(y, i))
          : relation(this.getDouble(type, x, i), this.getDouble(type, y, i));
      this.lanes.putTruth(type, d, i, (accepted & found) !== 0);
    }
    return 0;
  }

  /** A lane of a float type up to f64 as a number; NaN bits are lost. */
  private getDouble(type: Type, at: number, i: number): number {
    const lo = this.lanes.get(at, i, storageOf(type));
    switch (laneBits(type)) {
      case 16:
        return doubleOf16(lo);
      case 32:
        return doubleOf32(lo);
      default:
        return doubleOf64(lo, this.lanes.high);
    }
  }

  convertFloat(toType: Type, d: number, toLane: number, fromType: Type, a: number, fromLane: number): void {
    const to = place(toType, d);
    const x = place(fromType, a);
    const toBits = laneBits(toType);
    const fromBits = laneBits(fromType);
    if (toBits === 128 || fromBits === 128) {
      const bits = this.lanes.getBits(fromType, x, fromLane);
      this.lanes.putBits(toType, to, toLane, convertBits(formatOf(fromBits), formatOf(toBits), bits));
      return;
    }
    const lo = this.lanes.get(x, fromLane, storageOf(fromType));
    const hi = this.lanes.high;
    const storage = storageOf(toType);
    const value = fromBits === 16 ? doubleOf16(lo) : fromBits === 32 ? doubleOf32(lo) : doubleOf64(lo, hi);
    if (value === value) {
      this.putDouble(to, toLane, storage, toBits, value);
    } else if (fromBits === 16) {
      if (toBits === 32) this.lanes.put(to, toLane, storage, nan16To32(lo), 0);
      else this.lanes.put(to, toLane, storage, nan16To64(lo), highHalf());
    } else if (fromBits === 32) {
      if (toBits === 16) this.lanes.put(to, toLane, storage, nan32To16(lo), 0);
      else this.lanes.put(to, toLane, storage, nan32To64(lo), highHalf());
    } else {
      this.lanes.put(to, toLane, storage, toBits === 16 ? nan64To16(lo, hi) : nan64To32(lo, hi), 0);
    }
  }

  /** Rounds a double that is not a NaN to a float lane of `bits` bits. */
  private putDouble(at: number, i: number, storage: number, bits: number, value: number): void {
    if (bits === 64) {
      const lo = bitsOf64(value);
      this.lanes.put(at, i, 64, lo, highHalf());
    } else {
      this.lanes.put(at, i, storage, bits === 32 ? bitsOf32(value) : bitsOf16(value), 0);
    }
  }

  floatToInt(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const fromBits = laneBits(argType);
    const to = place(type, d);
    const x = place(argType, a);
    const storage = storageOf(type);
    const signed = opcode !== Opcode.FcvtToUint && opcode !== Opcode.FcvtToUintSat;
    const saturating = opcode === Opcode.FcvtToUintSat || opcode === Opcode.FcvtToSintSat;
    for (let i = 0; i < n; i++) {
      if (fromBits === 128 || bits === 128) {
        const trap = this.wideFloatToInt(opcode, type, argType, to, x, i, signed, saturating);
        if (trap !== 0) return trap;
        continue;
      }
      const value = this.getDouble(argType, x, i);
      if (!saturating) {
        const check = checkToInteger(value, bits, signed);
        if (check !== CONVERT_OK) {
          if (opcode !== Opcode.X86Cvtt2dq) {
            return check === CONVERT_NAN ? TRAP_BAD_TO_INTEGER : TRAP_INTEGER_OVERFLOW;
          }
          if (bits === 64) this.lanes.put(to, i, 64, 0, 0x80000000);
          else this.lanes.put(to, i, storage, canonical(bits, 1 << (bits - 1)), 0);
          continue;
        }
      }
      const lo = saturateToInteger(value, bits, signed);
      this.lanes.put(to, i, storage, bits <= 32 ? canonical(bits, lo) : lo, highHalf());
    }
    return 0;
  }

  private wideFloatToInt(
    opcode: number,
    type: Type,
    argType: Type,
    to: number,
    x: number,
    i: number,
    signed: boolean,
    saturating: boolean,
  ): number {
    const bits = laneBits(type);
    const format = formatOf(laneBits(argType));
    const pattern = this.lanes.getBits(argType, x, i);
    const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
    const top = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n;
    let value: bigint;
    const clamps = saturating || (bits === 128 && !this.exactI128);
    const limit = bits === 128 && !this.exactI128 ? (1n << 127n) - 1n : top;
    if (isNaNBits(format, pattern)) {
      if (opcode === Opcode.X86Cvtt2dq) value = low;
      else if (!saturating) return TRAP_BAD_TO_INTEGER;
      else value = 0n;
    } else {
      const infinite = (pattern & ~format.signBit) === format.infinity;
      if (infinite) value = pattern === format.infinity ? top + 1n : low - 1n;
      else value = truncateToInteger(format, pattern);
      if (value < low || value > limit) {
        if (opcode === Opcode.X86Cvtt2dq) value = low;
        else if (value > limit ? !clamps : !(saturating || (clamps && signed))) return TRAP_INTEGER_OVERFLOW;
        else value = value < low ? low : limit;
      }
    }
    this.lanes.putBits(type, to, i, BigInt.asUintN(bits, value));
    return 0;
  }

  intToFloat(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const fromBits = laneBits(argType);
    const to = place(type, d);
    const x = place(argType, a);
    const signed = opcode === Opcode.FcvtFromSint;
    const fromStorage = storageOf(argType);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128 || fromBits === 128) {
        const value = this.lanes.getBits(argType, x, i);
        this.lanes.putBits(
          type,
          to,
          i,
          fromInteger(formatOf(bits), signed ? BigInt.asIntN(fromBits, value) : value),
        );
        continue;
      }
      const lo = this.lanes.get(x, i, fromStorage);
      if (fromBits <= 32) {
        this.putDouble(to, i, storage, bits, signed ? signExtend(fromBits, lo) : lo >>> 0);
        continue;
      }
      const upper = (signed ? this.lanes.high : this.lanes.high >>> 0) * 4294967296;
      // To a double the one addition rounds; to narrower formats it must not spoil the second rounding.
      this.putDouble(to, i, storage, bits, bits === 64 ? upper + (lo >>> 0) : addToOdd(upper, lo >>> 0));
    }
    return 0;
  }
}

function binaryDouble(opcode: number, a: number, b: number): number {
  switch (opcode) {
    case 33 /* Opcode.Fadd */:
      return a + b;
    case 52 /* Opcode.Fsub */:
      return a - b;
    case 49 /* Opcode.Fmul */:
      return a * b;
    case 43 /* Opcode.Fdiv */:
      return a / b;
    case 48 /* Opcode.Fmin */:
      return Math.min(a, b);
    default:
      /* Opcode.Fmax */ return Math.max(a, b);
  }
}

function unaryDouble(opcode: number, a: number): number {
  switch (opcode) {
    case 111 /* Opcode.Sqrt */:
      return Math.sqrt(a);
    case 20 /* Opcode.Ceil */:
      return Math.ceil(a);
    case 45 /* Opcode.Floor */:
      return Math.floor(a);
    case 128 /* Opcode.Trunc */:
      return Math.trunc(a);
    default:
      /* Opcode.Nearest */ return nearest(a);
  }
}

function binary128(opcode: number, a: bigint, b: bigint): bigint {
  switch (opcode) {
    case 33 /* Opcode.Fadd */:
      return addBits(BINARY128, a, b);
    case 52 /* Opcode.Fsub */:
      return subBits(BINARY128, a, b);
    case 49 /* Opcode.Fmul */:
      return mulBits(BINARY128, a, b);
    case 43 /* Opcode.Fdiv */:
      return divBits(BINARY128, a, b);
    case 48 /* Opcode.Fmin */:
      return minBits(BINARY128, a, b);
    case 47 /* Opcode.Fmax */:
      return maxBits(BINARY128, a, b);
    default:
      /* Opcode.Fcopysign */ return (a & ~BINARY128.signBit) | (b & BINARY128.signBit);
  }
}

function unary128(opcode: number, a: bigint): bigint {
  switch (opcode) {
    case 111 /* Opcode.Sqrt */:
      return sqrtBits(BINARY128, a);
    case 20 /* Opcode.Ceil */:
      return roundToIntegralBits(BINARY128, a, "ceil");
    case 45 /* Opcode.Floor */:
      return roundToIntegralBits(BINARY128, a, "floor");
    case 128 /* Opcode.Trunc */:
      return roundToIntegralBits(BINARY128, a, "trunc");
    case 79 /* Opcode.Nearest */:
      return roundToIntegralBits(BINARY128, a, "nearest");
    case 50 /* Opcode.Fneg */:
      return a ^ BINARY128.signBit;
    default:
      /* Opcode.Fabs */ return a & ~BINARY128.signBit;
  }
}
