/**
 * Operations on the shape of vectors: moving, selecting, narrowing, widening and reducing lanes; selection of whole values.
 *
 * Every method returns 0: none of these traps.
 */

import { LO } from "@cranelift-ts/entity";
import { Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import { doubleOfSigned64, doubleOfUnsigned64 } from "./float-kernels.ts";
import { canonical, clampSigned, clampUnsigned, signExtend } from "./int-kernels.ts";
import { place, type LaneAccess } from "./lane-access.ts";

const { laneBits, laneCount, typeBytes } = types;

export class VectorLanes {
  private readonly lanes: LaneAccess;

  constructor(lanes: LaneAccess) {
    this.lanes = lanes;
  }

  choose(opcode: number, type: Type, argType: Type, d: number, a: number, b: number, c: number): number {
    const words = this.lanes.registers.words;
    if (opcode === Opcode.Select || opcode === Opcode.SelectSpectreGuard) {
      this.lanes.copyWords(d, this.lanes.isZero(argType, a) ? c : b, typeBytes(type));
    } else if (opcode === Opcode.Bitselect) {
      const count = Math.max(2, typeBytes(type) >> 2);
      for (let i = -LO; i < count - LO; i++)
        words[d + i] = (words[a + i] & words[b + i]) | (~words[a + i] & words[c + i]);
    } else {
      const n = laneCount(type);
      const bits = laneBits(type);
      for (let i = 0; i < n; i++) {
        const top = (this.lanes.getBits(type, place(type, a), i) >> BigInt(bits - 1)) & 1n;
        this.lanes.copyLane(type, d, i, type, top === 1n ? b : c, i);
      }
    }
    return 0;
  }

  broadcast(opcode: number, type: Type, d: number, a: number): number {
    const lane = types.laneOf(type);
    const n = laneCount(type);
    if (opcode === Opcode.Splat) {
      for (let i = 0; i < n; i++) this.lanes.copyLane(type, d, i, lane, a, 0);
      return 0;
    }
    const words = this.lanes.registers.words;
    const count = Math.max(2, typeBytes(type) >> 2);
    for (let i = 0; i < count; i++) words[d - LO + i] = 0;
    this.lanes.copyLane(type, d, 0, lane, a, 0);
    return 0;
  }

  permute(opcode: number, d: number, a: number, b: number, c: number): number {
    const bytes = this.lanes.registers.bytes;
    const to = (d - LO) << 2;
    const x = (a - LO) << 2;
    const y = (b - LO) << 2;
    const mask = (c - LO) << 2;
    for (let i = 0; i < 16; i++) {
      if (opcode === Opcode.Shuffle) {
        const index = bytes[mask + i];
        bytes[to + i] = index < 16 ? bytes[x + index] : bytes[y + (index & 15)];
      } else {
        const index = bytes[y + i];
        const inside = opcode === Opcode.Swizzle ? index < 16 : index < 128;
        bytes[to + i] = inside ? bytes[x + (index & 15)] : 0;
      }
    }
    return 0;
  }

  reduce(opcode: number, type: Type, argType: Type, d: number, a: number): number {
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
        const value = this.lanes.getBig(x, i);
        zero = value === 0n;
        top = Number(value >> 127n);
      } else {
        const lo = this.lanes.get(x, i, bits);
        zero = lo === 0 && (bits !== 64 || this.lanes.high === 0);
        top = bits === 64 ? this.lanes.high >>> 31 : (lo >>> (bits - 1)) & 1;
      }
      if (zero) all = false;
      else any = true;
      if (i < 32) low |= top << i;
      else if (i < 64) high |= top << (i - 32);
    }
    if (opcode !== Opcode.VhighBits) {
      this.lanes.registers.words[d] = (opcode === Opcode.VanyTrue ? any : all) ? 1 : 0;
    } else if (laneBits(type) <= 32) {
      this.lanes.registers.words[d] = canonical(laneBits(type), low);
    } else {
      this.lanes.registers.words[d] = low;
      this.lanes.registers.words[d ^ 1] = high;
    }
    return 0;
  }

  addPairwise(type: Type, d: number, a: number, b: number): number {
    const half = laneCount(type) >> 1;
    const bits = laneBits(type);
    for (let i = 0; i < half; i++) {
      this.lanes.put(
        d - LO,
        i,
        bits,
        this.lanes.get(a - LO, 2 * i, bits) + this.lanes.get(a - LO, 2 * i + 1, bits),
        0,
      );
      this.lanes.put(
        d - LO,
        half + i,
        bits,
        this.lanes.get(b - LO, 2 * i, bits) + this.lanes.get(b - LO, 2 * i + 1, bits),
        0,
      );
    }
    return 0;
  }

  multiplyAddBytes(d: number, a: number, b: number): number {
    for (let i = 0; i < 8; i++) {
      const even = signExtend(8, this.lanes.get(a - LO, 2 * i, 8)) * this.lanes.get(b - LO, 2 * i, 8);
      const odd = signExtend(8, this.lanes.get(a - LO, 2 * i + 1, 8)) * this.lanes.get(b - LO, 2 * i + 1, 8);
      this.lanes.put(d - LO, i, 16, clampSigned(16, even + odd), 0);
    }
    return 0;
  }

  narrow(opcode: number, argType: Type, d: number, a: number, b: number): number {
    const n = laneCount(argType);
    const bits = laneBits(argType);
    const half = bits >> 1;
    for (let i = 0; i < 2 * n; i++) {
      const lo = this.lanes.get(i < n ? a - LO : b - LO, i < n ? i : i - n, bits);
      let value: number;
      if (opcode === Opcode.Uunarrow)
        value = bits === 64 ? doubleOfUnsigned64(lo, this.lanes.high) : lo >>> 0;
      else value = bits === 64 ? doubleOfSigned64(lo, this.lanes.high) : signExtend(bits, lo);
      const clamped = opcode === Opcode.Snarrow ? clampSigned(half, value) : clampUnsigned(half, value);
      this.lanes.put(d - LO, i, half, clamped, 0);
    }
    return 0;
  }

  widen(opcode: number, argType: Type, d: number, a: number): number {
    const half = laneCount(argType) >> 1;
    const bits = laneBits(argType);
    const signed = opcode === Opcode.SwidenLow || opcode === Opcode.SwidenHigh;
    const first = opcode === Opcode.SwidenHigh || opcode === Opcode.UwidenHigh ? half : 0;
    for (let i = 0; i < half; i++)
      this.putWidened(d - LO, i, bits, this.lanes.get(a - LO, first + i, bits), signed);
    return 0;
  }

  /** Writes a canonical word of `bits` bits extended to a lane of twice the width. */
  putWidened(at: number, i: number, bits: number, value: number, signed: boolean): void {
    const extended = signed ? signExtend(bits, value) : value;
    this.lanes.put(at, i, 2 * bits, extended, signed ? extended >> 31 : 0);
  }
}
