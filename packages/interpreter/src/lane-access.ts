/**
 * Reading and writing values in the register file lane by lane.
 *
 * A lane of up to 32 bits is its canonical word, one of 64 bits the low half with `high`, one of 128 bits a `bigint`. A scalar
 * of fewer than 32 bits occupies a word, a vector lane just its width; `storageOf` and `place` know the difference.
 */

import { HI, LO } from "@cranelift-ts/entity";
import { types, type Type } from "@cranelift-ts/codegen-ir";
import type { Registers } from "./registers.ts";
import { BINARY128, BINARY16, BINARY32, BINARY64, type FloatFormat } from "./soft-float.ts";

const { laneBits, laneCount } = types;

export class LaneAccess {
  readonly registers: Registers;
  /** High half of the 64-bit lane read last. */
  high: number = 0;

  constructor(registers: Registers) {
    this.registers = registers;
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
          this.put(
            at,
            i,
            64,
            view.getInt32(little ? o : o + 4, little),
            view.getInt32(little ? o + 4 : o, little),
          );
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

  /** Lane `i` at word `at`: the canonical word, or the low half with `this.high`. */
  get(at: number, i: number, storage: number): number {
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

  put(at: number, i: number, storage: number, lo: number, hi: number): void {
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

  getBig(at: number, i: number): bigint {
    const cell = (at >> 1) + 2 * i;
    return this.registers.cells[cell] | (this.registers.cells[cell + 1] << 64n);
  }

  putBig(at: number, i: number, value: bigint): void {
    const cell = (at >> 1) + 2 * i;
    this.registers.cells[cell] = value;
    this.registers.cells[cell + 1] = value >> 64n;
  }

  /** A lane of any width as an unsigned integer. */
  getBits(type: Type, at: number, i: number): bigint {
    const bits = laneBits(type);
    if (bits === 128) return this.getBig(at, i);
    const lo = this.get(at, i, storageOf(type));
    return bits === 64 ? (BigInt(this.high >>> 0) << 32n) | BigInt(lo >>> 0) : BigInt(lo >>> 0);
  }

  putBits(type: Type, at: number, i: number, value: bigint): void {
    if (laneBits(type) === 128) this.putBig(at, i, value);
    else
      this.put(
        at,
        i,
        storageOf(type),
        Number(BigInt.asIntN(32, value)),
        Number(BigInt.asIntN(32, value >> 32n)),
      );
  }

  copyLane(toType: Type, to: number, toLane: number, fromType: Type, from: number, fromLane: number): void {
    if (laneBits(fromType) === 128) {
      this.putBig(place(toType, to), toLane, this.getBig(place(fromType, from), fromLane));
    } else {
      const lo = this.get(place(fromType, from), fromLane, storageOf(fromType));
      this.put(place(toType, to), toLane, storageOf(toType), lo, this.high);
    }
  }

  copyWords(to: number, from: number, bytes: number): void {
    const words = this.registers.words;
    const count = Math.max(2, bytes >> 2);
    for (let i = 0; i < count; i++) words[to - LO + i] = words[from - LO + i];
  }

  isZero(type: Type, a: number): boolean {
    const words = this.registers.words;
    const bits = laneBits(type);
    if (bits <= 32) return words[a] === 0;
    for (let i = 0; i < bits >> 5; i++) if (words[a - LO + i] !== 0) return false;
    return true;
  }

  /** Result of a comparison on `type`: 0 or 1 for a scalar, all zeros or ones in the lane of a vector. */
  putTruth(type: Type, d: number, i: number, holds: boolean): void {
    if (laneCount(type) === 1) this.registers.words[d] = holds ? 1 : 0;
    else if (laneBits(type) === 128) this.putBig(d - LO, i, holds ? -1n : 0n);
    else this.put(d - LO, i, laneBits(type), holds ? -1 : 0, holds ? -1 : 0);
  }
}

/** Width in which a lane is kept: scalars have at least a word. */
export function storageOf(type: Type): number {
  const bits = laneBits(type);
  return laneCount(type) === 1 && bits < 32 ? 32 : bits;
}

/** First word of a value named by the index of its low word: of a small scalar that word itself. */
export function place(type: Type, a: number): number {
  return laneCount(type) === 1 && laneBits(type) <= 32 ? a : a - LO;
}

export function formatOf(bits: number): FloatFormat {
  return bits === 16 ? BINARY16 : bits === 32 ? BINARY32 : bits === 64 ? BINARY64 : BINARY128;
}
