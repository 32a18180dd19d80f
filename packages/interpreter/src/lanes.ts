/**
 * Every operation that has no instruction of its own in the dispatch loop: vectors, 128-bit integers, f16 and f128, narrow
 * scalars where they are awkward, conversions, atomics.
 *
 * How: one method per family of opcodes, each a loop over lanes (a scalar is one lane) which reads operands from the
 * register file, applies a scalar kernel, and writes the result. Integers of up to 64 bits and the narrower floats go
 * through words; i128 and f128 through `bigint`. Results never share registers with operands, so that lanes may be
 * written while others are still to be read.
 *
 * `execute` returns 0, or the code of a trap.
 */

import { HI, InternalError, LO } from "@cranelift-ts/entity";
import { types, type Type } from "@cranelift-ts/codegen-ir";
import type { AddressSpace } from "./address-space.ts";
import { bigBinary, bigCompare, bigOverflow, bigUnary } from "./big-kernels.ts";
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
  doubleOfSigned64,
  doubleOfUnsigned64,
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
import {
  binary32,
  binary64,
  canonical,
  clampSigned,
  clampUnsigned,
  compare32,
  compare64,
  intHigh,
  overflow32,
  overflow64,
  signExtend,
  unary32,
  unary64,
} from "./int-kernels.ts";
import type { Registers } from "./registers.ts";
import {
  addBits,
  BINARY128,
  BINARY16,
  BINARY32,
  BINARY64,
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
  type FloatFormat,
} from "./soft-float.ts";
import {
  TRAP_BAD_TO_INTEGER,
  TRAP_DIVISION_BY_ZERO,
  TRAP_HEAP_OUT_OF_BOUNDS,
  TRAP_INTEGER_OVERFLOW,
  TRAP_MISALIGNED,
} from "./traps.ts";

const { asInt, laneBits, laneCount, typeBytes } = types;

/** Bit of an access's flags word: the memory is little-endian. The trap code is in bits 8 to 15. */
export const ACCESS_LITTLE = 1;

/** Opcode of the integer operation behind each atomic operator; 0 for those without one. */
const RMW_OPCODES: readonly number[] = [
  62 /* Opcode.Iadd */, 76 /* Opcode.Isub */, 6 /* Opcode.Band */, 6 /* Opcode.Band */, 13 /* Opcode.Bor */,
  17 /* Opcode.Bxor */, 0, 144 /* Opcode.Umin */, 143 /* Opcode.Umax */, 105 /* Opcode.Smin */, 104 /* Opcode.Smax */,
];
const RMW_NAND = 3;
const RMW_XCHG = 6;

/** Widest vector: 256 lanes of 16 bytes. */
const SCRATCH_BYTES = 4096;

export class LaneUnit {
  private readonly registers: Registers;
  private readonly memory: AddressSpace;
  private readonly scratch: DataView = new DataView(new ArrayBuffer(SCRATCH_BYTES));
  /** High half of the 64-bit lane read last. */
  private high: number = 0;
  /** Whether float to i128 conversions follow the language's rule instead of Cranelift's tests; see `InterpreterOptions`. */
  exactI128: boolean = false;
  /** The pinned register. */
  pinnedLow: number = 0;
  pinnedHigh: number = 0;

  constructor(registers: Registers, memory: AddressSpace) {
    this.registers = registers;
    this.memory = memory;
  }

  /** Executes the `Lanes` instruction at `code[pc]` for the frame at `fp`. */
  execute(code: Int32Array, pc: number, fp: number): number {
    const opcode = code[pc + 1];
    const type = code[pc + 2] as Type;
    const argType = code[pc + 3] as Type;
    const d = fp + code[pc + 4];
    const d2 = fp + code[pc + 5];
    const a = fp + code[pc + 6];
    const b = fp + code[pc + 7];
    const c = fp + code[pc + 8];
    const imm = code[pc + 9];
    const flags = code[pc + 10];
    switch (opcode) {
      case 135 /* Opcode.Udiv */:
      case 148 /* Opcode.Urem */:
      case 91 /* Opcode.Sdiv */:
      case 112 /* Opcode.Srem */:
        return this.divide(opcode, type, d, a, b);
      case 6 /* Opcode.Band */:
      case 13 /* Opcode.Bor */:
      case 17 /* Opcode.Bxor */:
        return this.intBinary(opcode, asInt(type), d, a, b);
      case 62 /* Opcode.Iadd */:
      case 76 /* Opcode.Isub */:
      case 67 /* Opcode.Imul */:
      case 146 /* Opcode.Umulhi */:
      case 107 /* Opcode.Smulhi */:
      case 105 /* Opcode.Smin */:
      case 104 /* Opcode.Smax */:
      case 144 /* Opcode.Umin */:
      case 143 /* Opcode.Umax */:
      case 5 /* Opcode.AvgRound */:
      case 134 /* Opcode.UaddSat */:
      case 152 /* Opcode.UsubSat */:
      case 89 /* Opcode.SaddSat */:
      case 116 /* Opcode.SsubSat */:
      case 110 /* Opcode.SqmulRoundSat */:
      case 162 /* Opcode.X86Pmulhrsw */:
        return this.intBinary(opcode, type, d, a, b);
      case 71 /* Opcode.Ishl */:
      case 149 /* Opcode.Ushr */:
      case 113 /* Opcode.Sshr */:
      case 85 /* Opcode.Rotl */:
      case 86 /* Opcode.Rotr */:
        return this.shift(opcode, type, d, a, this.registers.words[b]);
      case 12 /* Opcode.Bnot */:
        return this.intUnary(opcode, asInt(type), d, a);
      case 68 /* Opcode.Ineg */:
      case 61 /* Opcode.Iabs */:
      case 22 /* Opcode.Clz */:
      case 23 /* Opcode.Ctz */:
      case 21 /* Opcode.Cls */:
      case 81 /* Opcode.Popcnt */:
      case 8 /* Opcode.Bitrev */:
      case 16 /* Opcode.Bswap */:
        return this.intUnary(opcode, type, d, a);
      case 64 /* Opcode.Icmp */:
        return this.intCompare(imm, type, d, a, b);
      case 131 /* Opcode.UaddOverflow */:
      case 87 /* Opcode.SaddOverflow */:
      case 150 /* Opcode.UsubOverflow */:
      case 114 /* Opcode.SsubOverflow */:
      case 145 /* Opcode.UmulOverflow */:
      case 106 /* Opcode.SmulOverflow */:
        return this.overflow(opcode, type, d, d2, a, b, 0, 0);
      case 132 /* Opcode.UaddOverflowCin */:
      case 88 /* Opcode.SaddOverflowCin */:
      case 151 /* Opcode.UsubOverflowBin */:
      case 115 /* Opcode.SsubOverflowBin */:
        return this.overflow(opcode, type, d, d2, a, b, this.registers.words[c] === 0 ? 0 : 1, 0);
      case 133 /* Opcode.UaddOverflowTrap */:
        return this.overflow(opcode, type, d, -1, a, b, 0, imm);
      case 9 /* Opcode.Bitselect */:
      case 10 /* Opcode.Blendv */:
      case 92 /* Opcode.Select */:
      case 93 /* Opcode.SelectSpectreGuard */:
        return this.choose(opcode, type, argType, d, a, b, c);
      case 11 /* Opcode.Bmask */:
      case 70 /* Opcode.Ireduce */:
      case 136 /* Opcode.Uextend */:
      case 96 /* Opcode.Sextend */:
        return this.resize(opcode, type, argType, d, a);
      case 72 /* Opcode.Isplit */:
      case 65 /* Opcode.Iconcat */:
        return this.splitOrConcat(opcode, type, d, d2, a, b);
      case 109 /* Opcode.Splat */:
      case 90 /* Opcode.ScalarToVector */:
        return this.broadcast(opcode, type, d, a);
      case 69 /* Opcode.Insertlane */:
        this.copyWords(d, a, typeBytes(type));
        this.copyLane(type, d, imm, types.laneOf(type), b, 0);
        return 0;
      case 27 /* Opcode.Extractlane */:
        this.copyLane(types.laneOf(argType), d, 0, argType, a, imm);
        return 0;
      case 26 /* Opcode.ExtractVector */: {
        const lanes = laneCount(type);
        for (let i = 0; i < lanes; i++) this.copyLane(type, d, i, argType, a, imm * lanes + i);
        return 0;
      }
      case 122 /* Opcode.Swizzle */:
      case 163 /* Opcode.X86Pshufb */:
      case 97 /* Opcode.Shuffle */:
        return this.permute(opcode, d, a, b, c);
      case 157 /* Opcode.VanyTrue */:
      case 156 /* Opcode.VallTrue */:
      case 159 /* Opcode.VhighBits */:
        return this.reduce(opcode, type, argType, d, a);
      case 63 /* Opcode.IaddPairwise */:
        return this.addPairwise(type, d, a, b);
      case 161 /* Opcode.X86Pmaddubsw */:
        return this.multiplyAddBytes(d, a, b);
      case 108 /* Opcode.Snarrow */:
      case 147 /* Opcode.Unarrow */:
      case 153 /* Opcode.Uunarrow */:
        return this.narrow(opcode, argType, d, a, b);
      case 121 /* Opcode.SwidenLow */:
      case 120 /* Opcode.SwidenHigh */:
      case 155 /* Opcode.UwidenLow */:
      case 154 /* Opcode.UwidenHigh */:
        return this.widen(opcode, argType, d, a);
      case 33 /* Opcode.Fadd */:
      case 52 /* Opcode.Fsub */:
      case 49 /* Opcode.Fmul */:
      case 43 /* Opcode.Fdiv */:
      case 48 /* Opcode.Fmin */:
      case 47 /* Opcode.Fmax */:
      case 35 /* Opcode.Fcopysign */:
        return this.floatBinary(opcode, type, d, a, b);
      case 111 /* Opcode.Sqrt */:
      case 20 /* Opcode.Ceil */:
      case 45 /* Opcode.Floor */:
      case 128 /* Opcode.Trunc */:
      case 79 /* Opcode.Nearest */:
      case 50 /* Opcode.Fneg */:
      case 32 /* Opcode.Fabs */:
        return this.floatUnary(opcode, type, d, a);
      case 46 /* Opcode.Fma */:
        return this.floatFma(type, d, a, b, c);
      case 34 /* Opcode.Fcmp */:
        return this.floatCompare(imm, type, d, a, b);
      case 51 /* Opcode.Fpromote */:
      case 42 /* Opcode.Fdemote */:
        this.convertFloat(type, d, 0, argType, a, 0);
        return 0;
      case 54 /* Opcode.Fvdemote */:
        this.convertFloat(types.F32X4, d, 0, types.F64X2, a, 0);
        this.convertFloat(types.F32X4, d, 1, types.F64X2, a, 1);
        this.put(d - LO, 2, 32, 0, 0);
        this.put(d - LO, 3, 32, 0, 0);
        return 0;
      case 55 /* Opcode.FvpromoteLow */:
        this.convertFloat(types.F64X2, d, 0, types.F32X4, a, 0);
        this.convertFloat(types.F64X2, d, 1, types.F32X4, a, 1);
        return 0;
      case 40 /* Opcode.FcvtToUint */:
      case 38 /* Opcode.FcvtToSint */:
      case 41 /* Opcode.FcvtToUintSat */:
      case 39 /* Opcode.FcvtToSintSat */:
      case 160 /* Opcode.X86Cvtt2dq */:
        return this.floatToInt(opcode, type, argType, d, a);
      case 37 /* Opcode.FcvtFromUint */:
      case 36 /* Opcode.FcvtFromSint */:
        return this.intToFloat(opcode, type, argType, d, a);
      case 7 /* Opcode.Bitcast */: {
        const little = (flags & ACCESS_LITTLE) !== 0;
        this.storeLanes(this.scratch, 0, a, argType, little);
        this.loadLanes(this.scratch, 0, d, type, little);
        return 0;
      }
      case 142 /* Opcode.Uload8x8 */:
      case 103 /* Opcode.Sload8x8 */:
      case 138 /* Opcode.Uload16x4 */:
      case 99 /* Opcode.Sload16x4 */:
      case 140 /* Opcode.Uload32x2 */:
      case 101 /* Opcode.Sload32x2 */:
        return this.loadWidening(opcode, d, a, imm, flags);
      case 2 /* Opcode.AtomicLoad */:
      case 4 /* Opcode.AtomicStore */:
      case 3 /* Opcode.AtomicRmw */:
      case 1 /* Opcode.AtomicCas */:
        return this.atomic(opcode, type, d, a, b, c, imm, flags);
      case 58 /* Opcode.GetPinnedReg */:
        this.registers.words[d] = this.pinnedLow;
        this.registers.words[d ^ 1] = this.pinnedHigh;
        return 0;
      case 95 /* Opcode.SetPinnedReg */:
        this.pinnedLow = this.registers.words[a];
        this.pinnedHigh = type === types.I64 ? this.registers.words[a ^ 1] : 0;
        return 0;
      default:
        throw new InternalError(`opcode ${opcode} on type ${type} has no implementation`);
    }
  }

  /** Reads a value of any type wider than 64 bits, or a vector, from memory. */
  loadLanes(view: DataView, offset: number, d: number, type: Type, little: boolean): void {
    const n = laneCount(type);
    const bits = laneBits(type);
    const at = place(type, d);
    const storage = storageOf(type);
    const bytes = bits >> 3;
    for (let i = 0, o = offset; i < n; i++, o += bytes) {
      switch (bits) {
        case 8:
          this.put(at, i, storage, view.getUint8(o), 0);
          break;
        case 16:
          this.put(at, i, storage, view.getUint16(o, little), 0);
          break;
        case 32:
          this.put(at, i, storage, view.getInt32(o, little), 0);
          break;
        case 64:
          this.put(at, i, 64, view.getInt32(little ? o : o + 4, little), view.getInt32(little ? o + 4 : o, little));
          break;
        default: {
          const cell = (at >> 1) + 2 * i;
          this.registers.cells[cell] = view.getBigUint64(little ? o : o + 8, little);
          this.registers.cells[cell + 1] = view.getBigUint64(little ? o + 8 : o, little);
        }
      }
    }
  }

  /** Writes a value of any type to memory. */
  storeLanes(view: DataView, offset: number, a: number, type: Type, little: boolean): void {
    const n = laneCount(type);
    const bits = laneBits(type);
    const at = place(type, a);
    const storage = storageOf(type);
    const bytes = bits >> 3;
    for (let i = 0, o = offset; i < n; i++, o += bytes) {
      switch (bits) {
        case 8:
          view.setUint8(o, this.get(at, i, storage));
          break;
        case 16:
          view.setUint16(o, this.get(at, i, storage), little);
          break;
        case 32:
          view.setInt32(o, this.get(at, i, storage), little);
          break;
        case 64: {
          const lo = this.get(at, i, 64);
          view.setInt32(little ? o : o + 4, lo, little);
          view.setInt32(little ? o + 4 : o, this.high, little);
          break;
        }
        default: {
          const cell = (at >> 1) + 2 * i;
          view.setBigUint64(little ? o : o + 8, this.registers.cells[cell], little);
          view.setBigUint64(little ? o + 8 : o, this.registers.cells[cell + 1], little);
        }
      }
    }
  }

  // --- Lanes ------------------------------------------------------------------------------------------------------

  /** Lane `i` at word `at`: the canonical word, or the low half with `this.high`. */
  private get(at: number, i: number, storage: number): number {
    const r = this.registers;
    switch (storage) {
      case 8:
        return r.bytes[(at << 2) + i];
      case 16:
        return r.halves[(at << 1) + i];
      case 32:
        return r.words[at + i];
      default:
        this.high = r.words[at + 2 * i + HI];
        return r.words[at + 2 * i + LO];
    }
  }

  private put(at: number, i: number, storage: number, lo: number, hi: number): void {
    const r = this.registers;
    switch (storage) {
      case 8:
        r.bytes[(at << 2) + i] = lo;
        break;
      case 16:
        r.halves[(at << 1) + i] = lo;
        break;
      case 32:
        r.words[at + i] = lo;
        break;
      default:
        r.words[at + 2 * i + LO] = lo;
        r.words[at + 2 * i + HI] = hi;
    }
  }

  private getBig(at: number, i: number): bigint {
    const cell = (at >> 1) + 2 * i;
    return this.registers.cells[cell] | (this.registers.cells[cell + 1] << 64n);
  }

  private putBig(at: number, i: number, value: bigint): void {
    const cell = (at >> 1) + 2 * i;
    this.registers.cells[cell] = value;
    this.registers.cells[cell + 1] = value >> 64n;
  }

  /** A lane of any width as an unsigned integer. */
  private getBits(type: Type, at: number, i: number): bigint {
    const bits = laneBits(type);
    if (bits === 128) return this.getBig(at, i);
    const lo = this.get(at, i, storageOf(type));
    return bits === 64 ? (BigInt(this.high >>> 0) << 32n) | BigInt(lo >>> 0) : BigInt(lo >>> 0);
  }

  private putBits(type: Type, at: number, i: number, value: bigint): void {
    if (laneBits(type) === 128) this.putBig(at, i, value);
    else this.put(at, i, storageOf(type), Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
  }

  private copyLane(toType: Type, to: number, toLane: number, fromType: Type, from: number, fromLane: number): void {
    if (laneBits(fromType) === 128) {
      this.putBig(place(toType, to), toLane, this.getBig(place(fromType, from), fromLane));
    } else {
      const lo = this.get(place(fromType, from), fromLane, storageOf(fromType));
      this.put(place(toType, to), toLane, storageOf(toType), lo, this.high);
    }
  }

  private copyWords(to: number, from: number, bytes: number): void {
    const words = this.registers.words;
    const count = Math.max(2, bytes >> 2);
    for (let i = 0; i < count; i++) words[to - LO + i] = words[from - LO + i];
  }

  // --- Integers ---------------------------------------------------------------------------------------------------

  private intBinary(opcode: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const [to, x, y] = [place(type, d), place(type, a), place(type, b)];
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.put(to, i, storage, binary32(opcode, bits, this.get(x, i, storage), this.get(y, i, storage)), 0);
      } else if (bits === 64) {
        const xLo = this.get(x, i, 64);
        const xHi = this.high;
        const yLo = this.get(y, i, 64);
        const lo = binary64(opcode, xLo, xHi, yLo, this.high);
        this.put(to, i, 64, lo, intHigh());
      } else {
        this.putBig(to, i, bigBinary(opcode, 128, this.getBig(x, i), this.getBig(y, i)));
      }
    }
    return 0;
  }

  private divide(opcode: number, type: Type, d: number, a: number, b: number): number {
    const bits = laneBits(type);
    const x = place(type, a);
    const y = place(type, b);
    if (this.isZero(type, b)) return TRAP_DIVISION_BY_ZERO;
    if (opcode === 91 /* Opcode.Sdiv */) {
      const divisor = BigInt.asIntN(bits, this.getBits(type, y, 0));
      if (divisor === -1n && this.getBits(type, x, 0) === 1n << BigInt(bits - 1)) return TRAP_INTEGER_OVERFLOW;
    }
    return this.intBinary(opcode, type, d, a, b);
  }

  private isZero(type: Type, a: number): boolean {
    const words = this.registers.words;
    const bits = laneBits(type);
    if (bits <= 32) return words[a] === 0;
    for (let i = 0; i < bits >> 5; i++) if (words[a - LO + i] !== 0) return false;
    return true;
  }

  private shift(opcode: number, type: Type, d: number, a: number, amount: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.put(to, i, storage, binary32(opcode, bits, this.get(x, i, storage), amount), 0);
      } else if (bits === 64) {
        const xLo = this.get(x, i, 64);
        const lo = binary64(opcode, xLo, this.high, amount, 0);
        this.put(to, i, 64, lo, intHigh());
      } else {
        this.putBig(to, i, bigBinary(opcode, 128, this.getBig(x, i), BigInt(amount & 127)));
      }
    }
    return 0;
  }

  private intUnary(opcode: number, type: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits <= 32) {
        this.put(to, i, storage, unary32(opcode, bits, this.get(x, i, storage)), 0);
      } else if (bits === 64) {
        const xLo = this.get(x, i, 64);
        const lo = unary64(opcode, xLo, this.high);
        this.put(to, i, 64, lo, intHigh());
      } else {
        this.putBig(to, i, bigUnary(opcode, 128, this.getBig(x, i)));
      }
    }
    return 0;
  }

  private intCompare(condition: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const x = place(type, a);
    const y = place(type, b);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      let holds: boolean;
      if (bits <= 32) {
        holds = compare32(condition, bits, this.get(x, i, storage), this.get(y, i, storage));
      } else if (bits === 64) {
        const xLo = this.get(x, i, 64);
        const xHi = this.high;
        const yLo = this.get(y, i, 64);
        holds = compare64(condition, xLo, xHi, yLo, this.high);
      } else {
        holds = bigCompare(condition, 128, this.getBig(x, i), this.getBig(y, i));
      }
      this.putTruth(type, d, i, holds);
    }
    return 0;
  }

  /** Result of a comparison on `type`: 0 or 1 for a scalar, all zeros or ones in the lane of a vector. */
  private putTruth(type: Type, d: number, i: number, holds: boolean): void {
    if (laneCount(type) === 1) this.registers.words[d] = holds ? 1 : 0;
    else if (laneBits(type) === 128) this.putBig(d - LO, i, holds ? -1n : 0n);
    else this.put(d - LO, i, laneBits(type), holds ? -1 : 0, holds ? -1 : 0);
  }

  private overflow(
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
    const words = this.registers.words;
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
      const x = this.getBig(a - LO, 0);
      const y = this.getBig(b - LO, 0);
      const result = bigBinary(plain, 128, x, y);
      overflowed = bigOverflow(opcode, 128, x, y, BigInt(carry));
      this.putBig(d - LO, 0, carry === 0 ? result : bigBinary(plain, 128, result, 1n));
    }
    if (trap !== 0) return overflowed ? trap : 0;
    words[d2] = overflowed ? 1 : 0;
    return 0;
  }

  private choose(opcode: number, type: Type, argType: Type, d: number, a: number, b: number, c: number): number {
    const words = this.registers.words;
    if (opcode === 92 /* Opcode.Select */ || opcode === 93 /* Opcode.SelectSpectreGuard */) {
      this.copyWords(d, this.isZero(argType, a) ? c : b, typeBytes(type));
    } else if (opcode === 9 /* Opcode.Bitselect */) {
      const count = Math.max(2, typeBytes(type) >> 2);
      for (let i = -LO; i < count - LO; i++) words[d + i] = (words[a + i] & words[b + i]) | (~words[a + i] & words[c + i]);
    } else {
      const n = laneCount(type);
      const bits = laneBits(type);
      for (let i = 0; i < n; i++) {
        const top = (this.getBits(type, place(type, a), i) >> BigInt(bits - 1)) & 1n;
        this.copyLane(type, d, i, type, top === 1n ? b : c, i);
      }
    }
    return 0;
  }

  private resize(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const from = laneBits(argType);
    const x = place(argType, a);
    const to = place(type, d);
    if (opcode === 11 /* Opcode.Bmask */) {
      this.putBits(type, to, 0, this.isZero(argType, a) ? 0n : BigInt.asUintN(laneBits(type), -1n));
      return 0;
    }
    let value = this.getBits(argType, x, 0);
    if (opcode === 96 /* Opcode.Sextend */) value = BigInt.asIntN(from, value);
    this.putBits(type, to, 0, BigInt.asUintN(laneBits(type), value));
    return 0;
  }

  private splitOrConcat(opcode: number, type: Type, d: number, d2: number, a: number, b: number): number {
    if (opcode === 72 /* Opcode.Isplit */) {
      const half = types.halfWidth(type);
      const bits = laneBits(half);
      const value = this.getBits(type, place(type, a), 0);
      this.putBits(half, place(half, d), 0, BigInt.asUintN(bits, value));
      this.putBits(half, place(half, d2), 0, value >> BigInt(bits));
    } else {
      const double = types.doubleWidth(type);
      const lo = this.getBits(type, place(type, a), 0);
      const hi = this.getBits(type, place(type, b), 0);
      this.putBits(double, place(double, d), 0, lo | (hi << BigInt(laneBits(type))));
    }
    return 0;
  }

  // --- Vectors ----------------------------------------------------------------------------------------------------

  private broadcast(opcode: number, type: Type, d: number, a: number): number {
    const lane = types.laneOf(type);
    const n = laneCount(type);
    if (opcode === 109 /* Opcode.Splat */) {
      for (let i = 0; i < n; i++) this.copyLane(type, d, i, lane, a, 0);
      return 0;
    }
    const words = this.registers.words;
    const count = Math.max(2, typeBytes(type) >> 2);
    for (let i = 0; i < count; i++) words[d - LO + i] = 0;
    this.copyLane(type, d, 0, lane, a, 0);
    return 0;
  }

  private permute(opcode: number, d: number, a: number, b: number, c: number): number {
    const bytes = this.registers.bytes;
    const to = (d - LO) << 2;
    const x = (a - LO) << 2;
    const y = (b - LO) << 2;
    const mask = (c - LO) << 2;
    for (let i = 0; i < 16; i++) {
      if (opcode === 97 /* Opcode.Shuffle */) {
        const index = bytes[mask + i];
        bytes[to + i] = index < 16 ? bytes[x + index] : bytes[y + (index & 15)];
      } else {
        const index = bytes[y + i];
        const inside = opcode === 122 /* Opcode.Swizzle */ ? index < 16 : index < 128;
        bytes[to + i] = inside ? bytes[x + (index & 15)] : 0;
      }
    }
    return 0;
  }

  private reduce(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const n = laneCount(argType);
    const bits = laneBits(argType);
    const x = place(argType, a);
    let any = false;
    let all = true;
    let low = 0;
    let high = 0;
    for (let i = 0; i < n; i++) {
      let zero: boolean;
      let top: number;
      if (bits === 128) {
        const value = this.getBig(x, i);
        zero = value === 0n;
        top = Number(value >> 127n);
      } else {
        const lo = this.get(x, i, bits);
        zero = lo === 0 && (bits !== 64 || this.high === 0);
        top = bits === 64 ? this.high >>> 31 : (lo >>> (bits - 1)) & 1;
      }
      if (zero) all = false;
      else any = true;
      if (i < 32) low |= top << i;
      else if (i < 64) high |= top << (i - 32);
    }
    if (opcode !== 159 /* Opcode.VhighBits */) {
      this.registers.words[d] = (opcode === 157 /* Opcode.VanyTrue */ ? any : all) ? 1 : 0;
    } else if (laneBits(type) <= 32) {
      this.registers.words[d] = canonical(laneBits(type), low);
    } else {
      this.registers.words[d] = low;
      this.registers.words[d ^ 1] = high;
    }
    return 0;
  }

  private addPairwise(type: Type, d: number, a: number, b: number): number {
    const half = laneCount(type) >> 1;
    const bits = laneBits(type);
    for (let i = 0; i < half; i++) {
      this.put(d - LO, i, bits, this.get(a - LO, 2 * i, bits) + this.get(a - LO, 2 * i + 1, bits), 0);
      this.put(d - LO, half + i, bits, this.get(b - LO, 2 * i, bits) + this.get(b - LO, 2 * i + 1, bits), 0);
    }
    return 0;
  }

  private multiplyAddBytes(d: number, a: number, b: number): number {
    for (let i = 0; i < 8; i++) {
      const even = signExtend(8, this.get(a - LO, 2 * i, 8)) * this.get(b - LO, 2 * i, 8);
      const odd = signExtend(8, this.get(a - LO, 2 * i + 1, 8)) * this.get(b - LO, 2 * i + 1, 8);
      this.put(d - LO, i, 16, clampSigned(16, even + odd), 0);
    }
    return 0;
  }

  private narrow(opcode: number, argType: Type, d: number, a: number, b: number): number {
    const n = laneCount(argType);
    const bits = laneBits(argType);
    const half = bits >> 1;
    for (let i = 0; i < 2 * n; i++) {
      const lo = this.get(i < n ? a - LO : b - LO, i < n ? i : i - n, bits);
      let value: number;
      if (opcode === 153 /* Opcode.Uunarrow */) value = bits === 64 ? doubleOfUnsigned64(lo, this.high) : lo >>> 0;
      else value = bits === 64 ? doubleOfSigned64(lo, this.high) : signExtend(bits, lo);
      const clamped = opcode === 108 /* Opcode.Snarrow */ ? clampSigned(half, value) : clampUnsigned(half, value);
      this.put(d - LO, i, half, clamped, 0);
    }
    return 0;
  }

  private widen(opcode: number, argType: Type, d: number, a: number): number {
    const half = laneCount(argType) >> 1;
    const bits = laneBits(argType);
    const signed = opcode === 121 /* Opcode.SwidenLow */ || opcode === 120 /* Opcode.SwidenHigh */;
    const first = opcode === 120 /* Opcode.SwidenHigh */ || opcode === 154 /* Opcode.UwidenHigh */ ? half : 0;
    for (let i = 0; i < half; i++) this.putWidened(d - LO, i, bits, this.get(a - LO, first + i, bits), signed);
    return 0;
  }

  /** Writes a canonical word of `bits` bits extended to a lane of twice the width. */
  private putWidened(at: number, i: number, bits: number, value: number, signed: boolean): void {
    const extended = signed ? signExtend(bits, value) : value;
    this.put(at, i, 2 * bits, extended, signed ? extended >> 31 : 0);
  }

  // --- Floats -----------------------------------------------------------------------------------------------------

  private floatBinary(opcode: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const [to, x, y] = [place(type, d), place(type, a), place(type, b)];
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.putBig(to, i, binary128(opcode, this.getBig(x, i), this.getBig(y, i)));
        continue;
      }
      const aLo = this.get(x, i, storage);
      const aHi = this.high;
      const bLo = this.get(y, i, storage);
      const bHi = this.high;
      if (opcode === 35 /* Opcode.Fcopysign */) {
        if (bits === 64) this.put(to, i, 64, aLo, (aHi & 0x7fffffff) | (bHi & 0x80000000));
        else if (bits === 32) this.put(to, i, storage, (aLo & 0x7fffffff) | (bLo & 0x80000000), 0);
        else this.put(to, i, storage, (aLo & 0x7fff) | (bLo & 0x8000), 0);
      } else if (bits === 64) {
        const result = binaryDouble(opcode, doubleOf64(aLo, aHi), doubleOf64(bLo, bHi));
        const lo = result === result ? bitsOf64(result) : nanOf64(aLo, aHi, bLo, bHi);
        this.put(to, i, 64, lo, highHalf());
      } else if (bits === 32) {
        const result = binaryDouble(opcode, doubleOf32(aLo), doubleOf32(bLo));
        this.put(to, i, storage, result === result ? bitsOf32(result) : nanOf32(aLo, bLo), 0);
      } else {
        const result = binaryDouble(opcode, doubleOf16(aLo), doubleOf16(bLo));
        this.put(to, i, storage, result === result ? bitsOf16(result) : nanOf16(aLo, bLo), 0);
      }
    }
    return 0;
  }

  private floatUnary(opcode: number, type: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const to = place(type, d);
    const x = place(type, a);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.putBig(to, i, unary128(opcode, this.getBig(x, i)));
        continue;
      }
      const lo = this.get(x, i, storage);
      const hi = this.high;
      if (opcode === 50 /* Opcode.Fneg */ || opcode === 32 /* Opcode.Fabs */) {
        const flip = opcode === 50 /* Opcode.Fneg */;
        if (bits === 64) this.put(to, i, 64, lo, flip ? hi ^ 0x80000000 : hi & 0x7fffffff);
        else if (bits === 32) this.put(to, i, storage, flip ? lo ^ 0x80000000 : lo & 0x7fffffff, 0);
        else this.put(to, i, storage, flip ? lo ^ 0x8000 : lo & 0x7fff, 0);
      } else if (bits === 64) {
        const result = unaryDouble(opcode, doubleOf64(lo, hi));
        const low = result === result ? bitsOf64(result) : nanOf64(lo, hi, lo, hi);
        this.put(to, i, 64, low, highHalf());
      } else if (bits === 32) {
        const result = unaryDouble(opcode, doubleOf32(lo));
        this.put(to, i, storage, result === result ? bitsOf32(result) : nanOf32(lo, lo), 0);
      } else {
        const result = unaryDouble(opcode, doubleOf16(lo));
        this.put(to, i, storage, result === result ? bitsOf16(result) : nanOf16(lo, lo), 0);
      }
    }
    return 0;
  }

  private floatFma(type: Type, d: number, a: number, b: number, c: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const [to, x, y, z] = [place(type, d), place(type, a), place(type, b), place(type, c)];
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128) {
        this.putBig(to, i, fmaBits(BINARY128, this.getBig(x, i), this.getBig(y, i), this.getBig(z, i)));
        continue;
      }
      const aLo = this.get(x, i, storage);
      const aHi = this.high;
      const bLo = this.get(y, i, storage);
      const bHi = this.high;
      const cLo = this.get(z, i, storage);
      const cHi = this.high;
      if (bits === 64) {
        const result = fma64(doubleOf64(aLo, aHi), doubleOf64(bLo, bHi), doubleOf64(cLo, cHi));
        let lo: number;
        if (result === result) lo = bitsOf64(result);
        else if (isNaN64(aLo, aHi) || isNaN64(bLo, bHi)) lo = nanOf64(aLo, aHi, bLo, bHi);
        else lo = nanOf64(cLo, cHi, cLo, cHi);
        this.put(to, i, 64, lo, highHalf());
      } else if (bits === 32) {
        const result = fmaNarrow(doubleOf32(aLo), doubleOf32(bLo), doubleOf32(cLo));
        if (result === result) this.put(to, i, storage, bitsOf32(result), 0);
        else this.put(to, i, storage, isNaN32(aLo) || isNaN32(bLo) ? nanOf32(aLo, bLo) : nanOf32(cLo, cLo), 0);
      } else {
        const result = fmaNarrow(doubleOf16(aLo), doubleOf16(bLo), doubleOf16(cLo));
        if (result === result) this.put(to, i, storage, bitsOf16(result), 0);
        else this.put(to, i, storage, isNaN16(aLo) || isNaN16(bLo) ? nanOf16(aLo, bLo) : nanOf16(cLo, cLo), 0);
      }
    }
    return 0;
  }

  private floatCompare(condition: number, type: Type, d: number, a: number, b: number): number {
    const n = laneCount(type);
    const x = place(type, a);
    const y = place(type, b);
    const accepted = FLOAT_CONDITION_RELATIONS[condition];
    for (let i = 0; i < n; i++) {
      const found =
        laneBits(type) === 128
          ? compareBits(BINARY128, this.getBig(x, i), this.getBig(y, i))
          : relation(this.getDouble(type, x, i), this.getDouble(type, y, i));
      this.putTruth(type, d, i, (accepted & found) !== 0);
    }
    return 0;
  }

  /** A lane of a float type up to f64 as a number; NaN bits are lost. */
  private getDouble(type: Type, at: number, i: number): number {
    const lo = this.get(at, i, storageOf(type));
    switch (laneBits(type)) {
      case 16:
        return doubleOf16(lo);
      case 32:
        return doubleOf32(lo);
      default:
        return doubleOf64(lo, this.high);
    }
  }

  private convertFloat(toType: Type, d: number, toLane: number, fromType: Type, a: number, fromLane: number): void {
    const to = place(toType, d);
    const x = place(fromType, a);
    const toBits = laneBits(toType);
    const fromBits = laneBits(fromType);
    if (toBits === 128 || fromBits === 128) {
      const bits = this.getBits(fromType, x, fromLane);
      this.putBits(toType, to, toLane, convertBits(formatOf(fromBits), formatOf(toBits), bits));
      return;
    }
    const lo = this.get(x, fromLane, storageOf(fromType));
    const hi = this.high;
    const storage = storageOf(toType);
    const value = fromBits === 16 ? doubleOf16(lo) : fromBits === 32 ? doubleOf32(lo) : doubleOf64(lo, hi);
    if (value === value) {
      this.putDouble(to, toLane, storage, toBits, value);
    } else if (fromBits === 16) {
      if (toBits === 32) this.put(to, toLane, storage, nan16To32(lo), 0);
      else this.put(to, toLane, storage, nan16To64(lo), highHalf());
    } else if (fromBits === 32) {
      if (toBits === 16) this.put(to, toLane, storage, nan32To16(lo), 0);
      else this.put(to, toLane, storage, nan32To64(lo), highHalf());
    } else {
      this.put(to, toLane, storage, toBits === 16 ? nan64To16(lo, hi) : nan64To32(lo, hi), 0);
    }
  }

  /** Rounds a double that is not a NaN to a float lane of `bits` bits. */
  private putDouble(at: number, i: number, storage: number, bits: number, value: number): void {
    if (bits === 64) {
      const lo = bitsOf64(value);
      this.put(at, i, 64, lo, highHalf());
    } else {
      this.put(at, i, storage, bits === 32 ? bitsOf32(value) : bitsOf16(value), 0);
    }
  }

  private floatToInt(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const fromBits = laneBits(argType);
    const to = place(type, d);
    const x = place(argType, a);
    const storage = storageOf(type);
    const signed = opcode !== 40 /* Opcode.FcvtToUint */ && opcode !== 41 /* Opcode.FcvtToUintSat */;
    const saturating = opcode === 41 /* Opcode.FcvtToUintSat */ || opcode === 39 /* Opcode.FcvtToSintSat */;
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
          if (opcode !== 160 /* Opcode.X86Cvtt2dq */) {
            return check === CONVERT_NAN ? TRAP_BAD_TO_INTEGER : TRAP_INTEGER_OVERFLOW;
          }
          if (bits === 64) this.put(to, i, 64, 0, 0x80000000);
          else this.put(to, i, storage, canonical(bits, 1 << (bits - 1)), 0);
          continue;
        }
      }
      const lo = saturateToInteger(value, bits, signed);
      this.put(to, i, storage, bits <= 32 ? canonical(bits, lo) : lo, highHalf());
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
    const pattern = this.getBits(argType, x, i);
    const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
    const top = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n;
    let value: bigint;
    const clamps = saturating || (bits === 128 && !this.exactI128);
    const limit = bits === 128 && !this.exactI128 ? (1n << 127n) - 1n : top;
    if (isNaNBits(format, pattern)) {
      if (opcode === 160 /* Opcode.X86Cvtt2dq */) value = low;
      else if (!saturating) return TRAP_BAD_TO_INTEGER;
      else value = 0n;
    } else {
      const infinite = (pattern & ~format.signBit) === format.infinity;
      if (infinite) value = pattern === format.infinity ? top + 1n : low - 1n;
      else value = truncateToInteger(format, pattern);
      if (value < low || value > limit) {
        if (opcode === 160 /* Opcode.X86Cvtt2dq */) value = low;
        else if (value > limit ? !clamps : !(saturating || (clamps && signed))) return TRAP_INTEGER_OVERFLOW;
        else value = value < low ? low : limit;
      }
    }
    this.putBits(type, to, i, BigInt.asUintN(bits, value));
    return 0;
  }

  private intToFloat(opcode: number, type: Type, argType: Type, d: number, a: number): number {
    const n = laneCount(type);
    const bits = laneBits(type);
    const fromBits = laneBits(argType);
    const to = place(type, d);
    const x = place(argType, a);
    const signed = opcode === 36 /* Opcode.FcvtFromSint */;
    const fromStorage = storageOf(argType);
    const storage = storageOf(type);
    for (let i = 0; i < n; i++) {
      if (bits === 128 || fromBits === 128) {
        const value = this.getBits(argType, x, i);
        this.putBits(type, to, i, fromInteger(formatOf(bits), signed ? BigInt.asIntN(fromBits, value) : value));
        continue;
      }
      const lo = this.get(x, i, fromStorage);
      if (fromBits <= 32) {
        this.putDouble(to, i, storage, bits, signed ? signExtend(fromBits, lo) : lo >>> 0);
        continue;
      }
      const upper = (signed ? this.high : this.high >>> 0) * 4294967296;
      // To a double the one addition rounds; to narrower formats it must not spoil the second rounding.
      this.putDouble(to, i, storage, bits, bits === 64 ? upper + (lo >>> 0) : addToOdd(upper, lo >>> 0));
    }
    return 0;
  }

  // --- Memory -----------------------------------------------------------------------------------------------------

  private loadWidening(opcode: number, d: number, a: number, offset: number, flags: number): number {
    const words = this.registers.words;
    const at = this.memory.locate(words[a], words[a ^ 1], offset, 8);
    if (at < 0) return flags >> 8;
    const view = this.memory.view;
    const little = (flags & ACCESS_LITTLE) !== 0;
    switch (opcode) {
      case 142 /* Opcode.Uload8x8 */:
      case 103 /* Opcode.Sload8x8 */:
        for (let i = 0; i < 8; i++) this.putWidened(d - LO, i, 8, view.getUint8(at + i), opcode === 103 /* Opcode.Sload8x8 */);
        return 0;
      case 138 /* Opcode.Uload16x4 */:
      case 99 /* Opcode.Sload16x4 */:
        for (let i = 0; i < 4; i++) {
          this.putWidened(d - LO, i, 16, view.getUint16(at + 2 * i, little), opcode === 99 /* Opcode.Sload16x4 */);
        }
        return 0;
      default:
        for (let i = 0; i < 2; i++) {
          this.putWidened(d - LO, i, 32, view.getInt32(at + 4 * i, little), opcode === 101 /* Opcode.Sload32x2 */);
        }
        return 0;
    }
  }

  private atomic(
    opcode: number,
    type: Type,
    d: number,
    a: number,
    b: number,
    c: number,
    operator: number,
    flags: number,
  ): number {
    const words = this.registers.words;
    const size = typeBytes(type);
    const reads = opcode === 2 /* Opcode.AtomicLoad */;
    const [lo, hi] = [words[a], words[a ^ 1]];
    const at = reads ? this.memory.locate(lo, hi, 0, size) : this.memory.locateStore(lo, hi, 0, size);
    if (at < 0) return flags >> 8 || TRAP_HEAP_OUT_OF_BOUNDS;
    if ((lo & (size - 1)) !== 0) return TRAP_MISALIGNED;
    const view = this.memory.view;
    const little = (flags & ACCESS_LITTLE) !== 0;
    if (opcode === 4 /* Opcode.AtomicStore */) {
      this.storeLanes(view, at, b, type, little);
      return 0;
    }
    // The result register receives the old value, from which the new one is computed.
    this.loadLanes(view, at, d, type, little);
    if (reads) return 0;
    if (opcode === 1 /* Opcode.AtomicCas */) {
      if (this.getBits(type, place(type, d), 0) === this.getBits(type, place(type, b), 0)) {
        this.storeLanes(view, at, c, type, little);
      }
      return 0;
    }
    const bits = laneBits(type);
    const old = this.getBits(type, place(type, d), 0);
    const operand = this.getBits(type, place(type, b), 0);
    let value = operator === RMW_XCHG ? operand : bigBinary(RMW_OPCODES[operator], bits, old, operand);
    if (operator === RMW_NAND) value = BigInt.asUintN(bits, ~value);
    switch (bits) {
      case 8:
        view.setUint8(at, Number(value));
        break;
      case 16:
        view.setUint16(at, Number(value), little);
        break;
      case 32:
        view.setUint32(at, Number(value), little);
        break;
      case 64:
        view.setBigUint64(at, value, little);
        break;
      default:
        view.setBigUint64(little ? at : at + 8, value, little);
        view.setBigUint64(little ? at + 8 : at, value >> 64n, little);
    }
    return 0;
  }
}

/** The wrapping operation behind each overflow-reporting opcode. */
const OVERFLOW_BASE: Readonly<Record<number, number>> = {
  131 /* Opcode.UaddOverflow */: 62 /* Opcode.Iadd */,
  132 /* Opcode.UaddOverflowCin */: 62 /* Opcode.Iadd */,
  133 /* Opcode.UaddOverflowTrap */: 62 /* Opcode.Iadd */,
  87 /* Opcode.SaddOverflow */: 62 /* Opcode.Iadd */,
  88 /* Opcode.SaddOverflowCin */: 62 /* Opcode.Iadd */,
  150 /* Opcode.UsubOverflow */: 76 /* Opcode.Isub */,
  151 /* Opcode.UsubOverflowBin */: 76 /* Opcode.Isub */,
  114 /* Opcode.SsubOverflow */: 76 /* Opcode.Isub */,
  115 /* Opcode.SsubOverflowBin */: 76 /* Opcode.Isub */,
  145 /* Opcode.UmulOverflow */: 67 /* Opcode.Imul */,
  106 /* Opcode.SmulOverflow */: 67 /* Opcode.Imul */,
};

/** Width in which a lane is kept: scalars have at least a word. */
function storageOf(type: Type): number {
  const bits = laneBits(type);
  return laneCount(type) === 1 && bits < 32 ? 32 : bits;
}

/** First word of a value named by the index of its low word: of a small scalar that word itself. */
function place(type: Type, a: number): number {
  return laneCount(type) === 1 && laneBits(type) <= 32 ? a : a - LO;
}

function formatOf(bits: number): FloatFormat {
  return bits === 16 ? BINARY16 : bits === 32 ? BINARY32 : bits === 64 ? BINARY64 : BINARY128;
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
    default /* Opcode.Fmax */:
      return Math.max(a, b);
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
    default /* Opcode.Nearest */:
      return nearest(a);
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
    default /* Opcode.Fcopysign */:
      return (a & ~BINARY128.signBit) | (b & BINARY128.signBit);
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
    default /* Opcode.Fabs */:
      return a & ~BINARY128.signBit;
  }
}
