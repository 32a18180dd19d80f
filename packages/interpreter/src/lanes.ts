/**
 * Every operation that has no instruction of its own in the dispatch loop: vectors, 128-bit integers, f16 and f128, narrow
 * scalars where they are awkward, conversions, atomics.
 *
 * How: `execute` picks a method per family of opcodes, each a loop over lanes (a scalar is one lane) which reads operands from the
 * register file, applies a scalar kernel, and writes the result. Integers of up to 64 bits and the narrower floats go
 * through words; i128 and f128 through `bigint`. Results never share registers with operands, so that lanes may be
 * written while others are still to be read.
 *
 * `execute` returns 0, or the code of a trap.
 */

import { InternalError, LO } from "@cranelift-ts/entity";
import { types, type Type } from "@cranelift-ts/codegen-ir";
import type { AddressSpace } from "./address-space.ts";
import { FloatLanes } from "./float-lanes.ts";
import { IntegerLanes } from "./integer-lanes.ts";
import { LaneAccess } from "./lane-access.ts";
import { ACCESS_LITTLE, MemoryLanes } from "./memory-lanes.ts";
import type { Registers } from "./registers.ts";
import { VectorLanes } from "./vector-lanes.ts";

const { asInt, laneCount, typeBytes } = types;

/** Widest vector: 256 lanes of 16 bytes. */
const SCRATCH_BYTES = 4096;

export class LaneUnit {
  /** Lanes of the register file. */
  readonly access: LaneAccess;
  readonly floats: FloatLanes;
  private readonly registers: Registers;
  private readonly integers: IntegerLanes;
  private readonly vectors: VectorLanes;
  private readonly memories: MemoryLanes;
  private readonly scratch: DataView = new DataView(new ArrayBuffer(SCRATCH_BYTES));
  /** The pinned register. */
  pinnedLow: number = 0;
  pinnedHigh: number = 0;

  constructor(registers: Registers, memory: AddressSpace) {
    this.registers = registers;
    this.access = new LaneAccess(registers);
    this.integers = new IntegerLanes(this.access);
    this.vectors = new VectorLanes(this.access);
    this.floats = new FloatLanes(this.access);
    this.memories = new MemoryLanes(this.access, this.vectors, memory);
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
        return this.integers.divide(opcode, type, d, a, b);
      case 6 /* Opcode.Band */:
      case 13 /* Opcode.Bor */:
      case 17 /* Opcode.Bxor */:
        return this.integers.intBinary(opcode, asInt(type), d, a, b);
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
        return this.integers.intBinary(opcode, type, d, a, b);
      case 71 /* Opcode.Ishl */:
      case 149 /* Opcode.Ushr */:
      case 113 /* Opcode.Sshr */:
      case 85 /* Opcode.Rotl */:
      case 86 /* Opcode.Rotr */:
        return this.integers.shift(opcode, type, d, a, this.registers.words[b]);
      case 12 /* Opcode.Bnot */:
        return this.integers.intUnary(opcode, asInt(type), d, a);
      case 68 /* Opcode.Ineg */:
      case 61 /* Opcode.Iabs */:
      case 22 /* Opcode.Clz */:
      case 23 /* Opcode.Ctz */:
      case 21 /* Opcode.Cls */:
      case 81 /* Opcode.Popcnt */:
      case 8 /* Opcode.Bitrev */:
      case 16 /* Opcode.Bswap */:
        return this.integers.intUnary(opcode, type, d, a);
      case 64 /* Opcode.Icmp */:
        return this.integers.intCompare(imm, type, d, a, b);
      case 131 /* Opcode.UaddOverflow */:
      case 87 /* Opcode.SaddOverflow */:
      case 150 /* Opcode.UsubOverflow */:
      case 114 /* Opcode.SsubOverflow */:
      case 145 /* Opcode.UmulOverflow */:
      case 106 /* Opcode.SmulOverflow */:
        return this.integers.overflow(opcode, type, d, d2, a, b, 0, 0);
      case 132 /* Opcode.UaddOverflowCin */:
      case 88 /* Opcode.SaddOverflowCin */:
      case 151 /* Opcode.UsubOverflowBin */:
      case 115 /* Opcode.SsubOverflowBin */:
        return this.integers.overflow(opcode, type, d, d2, a, b, this.registers.words[c] === 0 ? 0 : 1, 0);
      case 133 /* Opcode.UaddOverflowTrap */:
        return this.integers.overflow(opcode, type, d, -1, a, b, 0, imm);
      case 9 /* Opcode.Bitselect */:
      case 10 /* Opcode.Blendv */:
      case 92 /* Opcode.Select */:
      case 93 /* Opcode.SelectSpectreGuard */:
        return this.vectors.choose(opcode, type, argType, d, a, b, c);
      case 11 /* Opcode.Bmask */:
      case 70 /* Opcode.Ireduce */:
      case 136 /* Opcode.Uextend */:
      case 96 /* Opcode.Sextend */:
        return this.integers.resize(opcode, type, argType, d, a);
      case 72 /* Opcode.Isplit */:
      case 65 /* Opcode.Iconcat */:
        return this.integers.splitOrConcat(opcode, type, d, d2, a, b);
      case 109 /* Opcode.Splat */:
      case 90 /* Opcode.ScalarToVector */:
        return this.vectors.broadcast(opcode, type, d, a);
      case 69 /* Opcode.Insertlane */:
        this.access.copyWords(d, a, typeBytes(type));
        this.access.copyLane(type, d, imm, types.laneOf(type), b, 0);
        return 0;
      case 27 /* Opcode.Extractlane */:
        this.access.copyLane(types.laneOf(argType), d, 0, argType, a, imm);
        return 0;
      case 26 /* Opcode.ExtractVector */: {
        const lanes = laneCount(type);
        for (let i = 0; i < lanes; i++) this.access.copyLane(type, d, i, argType, a, imm * lanes + i);
        return 0;
      }
      case 122 /* Opcode.Swizzle */:
      case 163 /* Opcode.X86Pshufb */:
      case 97 /* Opcode.Shuffle */:
        return this.vectors.permute(opcode, d, a, b, c);
      case 157 /* Opcode.VanyTrue */:
      case 156 /* Opcode.VallTrue */:
      case 159 /* Opcode.VhighBits */:
        return this.vectors.reduce(opcode, type, argType, d, a);
      case 63 /* Opcode.IaddPairwise */:
        return this.vectors.addPairwise(type, d, a, b);
      case 161 /* Opcode.X86Pmaddubsw */:
        return this.vectors.multiplyAddBytes(d, a, b);
      case 108 /* Opcode.Snarrow */:
      case 147 /* Opcode.Unarrow */:
      case 153 /* Opcode.Uunarrow */:
        return this.vectors.narrow(opcode, argType, d, a, b);
      case 121 /* Opcode.SwidenLow */:
      case 120 /* Opcode.SwidenHigh */:
      case 155 /* Opcode.UwidenLow */:
      case 154 /* Opcode.UwidenHigh */:
        return this.vectors.widen(opcode, argType, d, a);
      case 33 /* Opcode.Fadd */:
      case 52 /* Opcode.Fsub */:
      case 49 /* Opcode.Fmul */:
      case 43 /* Opcode.Fdiv */:
      case 48 /* Opcode.Fmin */:
      case 47 /* Opcode.Fmax */:
      case 35 /* Opcode.Fcopysign */:
        return this.floats.floatBinary(opcode, type, d, a, b);
      case 111 /* Opcode.Sqrt */:
      case 20 /* Opcode.Ceil */:
      case 45 /* Opcode.Floor */:
      case 128 /* Opcode.Trunc */:
      case 79 /* Opcode.Nearest */:
      case 50 /* Opcode.Fneg */:
      case 32 /* Opcode.Fabs */:
        return this.floats.floatUnary(opcode, type, d, a);
      case 46 /* Opcode.Fma */:
        return this.floats.floatFma(type, d, a, b, c);
      case 34 /* Opcode.Fcmp */:
        return this.floats.floatCompare(imm, type, d, a, b);
      case 51 /* Opcode.Fpromote */:
      case 42 /* Opcode.Fdemote */:
        this.floats.convertFloat(type, d, 0, argType, a, 0);
        return 0;
      case 54 /* Opcode.Fvdemote */:
        this.floats.convertFloat(types.F32X4, d, 0, types.F64X2, a, 0);
        this.floats.convertFloat(types.F32X4, d, 1, types.F64X2, a, 1);
        this.access.put(d - LO, 2, 32, 0, 0);
        this.access.put(d - LO, 3, 32, 0, 0);
        return 0;
      case 55 /* Opcode.FvpromoteLow */:
        this.floats.convertFloat(types.F64X2, d, 0, types.F32X4, a, 0);
        this.floats.convertFloat(types.F64X2, d, 1, types.F32X4, a, 1);
        return 0;
      case 40 /* Opcode.FcvtToUint */:
      case 38 /* Opcode.FcvtToSint */:
      case 41 /* Opcode.FcvtToUintSat */:
      case 39 /* Opcode.FcvtToSintSat */:
      case 160 /* Opcode.X86Cvtt2dq */:
        return this.floats.floatToInt(opcode, type, argType, d, a);
      case 37 /* Opcode.FcvtFromUint */:
      case 36 /* Opcode.FcvtFromSint */:
        return this.floats.intToFloat(opcode, type, argType, d, a);
      case 7 /* Opcode.Bitcast */: {
        const little = (flags & ACCESS_LITTLE) !== 0;
        this.access.storeLanes(this.scratch, 0, a, argType, little);
        this.access.loadLanes(this.scratch, 0, d, type, little);
        return 0;
      }
      case 142 /* Opcode.Uload8x8 */:
      case 103 /* Opcode.Sload8x8 */:
      case 138 /* Opcode.Uload16x4 */:
      case 99 /* Opcode.Sload16x4 */:
      case 140 /* Opcode.Uload32x2 */:
      case 101 /* Opcode.Sload32x2 */:
        return this.memories.loadWidening(opcode, d, a, imm, flags);
      case 2 /* Opcode.AtomicLoad */:
      case 4 /* Opcode.AtomicStore */:
      case 3 /* Opcode.AtomicRmw */:
      case 1 /* Opcode.AtomicCas */:
        return this.memories.atomic(opcode, type, d, a, b, c, imm, flags);
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
}
