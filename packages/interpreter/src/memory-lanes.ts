/**
 * Memory operations beyond plain loads and stores: atomics, and loads that widen lanes.
 *
 * Every method returns 0, or the code of a trap.
 */

import { LO } from "@cranelift-ts/entity";
import { Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import { bigBinary } from "./big-kernels.ts";
import { place, type LaneAccess } from "./lane-access.ts";
import type { AddressSpace } from "./address-space.ts";
import type { VectorLanes } from "./vector-lanes.ts";
import { TRAP_HEAP_OUT_OF_BOUNDS, TRAP_MISALIGNED } from "./traps.ts";

const { laneBits, typeBytes } = types;

/** Bit of an access's flags word: the memory is little-endian. The trap code is in bits 8 to 15. */
export const ACCESS_LITTLE = 1;

/** Opcode of the integer operation behind each atomic operator; 0 for those without one. */
const RMW_OPCODES: readonly number[] = [
  Opcode.Iadd,
  Opcode.Isub,
  Opcode.Band,
  Opcode.Band,
  Opcode.Bor,
  Opcode.Bxor,
  0,
  Opcode.Umin,
  Opcode.Umax,
  Opcode.Smin,
  Opcode.Smax,
];
const RMW_NAND = 3;
const RMW_XCHG = 6;

export class MemoryLanes {
  private readonly lanes: LaneAccess;
  private readonly vectors: VectorLanes;
  private readonly memory: AddressSpace;

  constructor(lanes: LaneAccess, vectors: VectorLanes, memory: AddressSpace) {
    this.lanes = lanes;
    this.vectors = vectors;
    this.memory = memory;
  }

  loadWidening(opcode: number, d: number, a: number, offset: number, flags: number): number {
    const words = this.lanes.registers.words;
    const at = this.memory.locate(words[a], words[a ^ 1], offset, 8);
    if (at < 0) return flags >> 8;
    const view = this.memory.view;
    const little = (flags & ACCESS_LITTLE) !== 0;
    switch (opcode) {
      case 142 /* Opcode.Uload8x8 */:
      case 103 /* Opcode.Sload8x8 */:
        for (let i = 0; i < 8; i++)
          this.vectors.putWidened(d - LO, i, 8, view.getUint8(at + i), opcode === Opcode.Sload8x8);
        return 0;
      case 138 /* Opcode.Uload16x4 */:
      case 99 /* Opcode.Sload16x4 */:
        for (let i = 0; i < 4; i++) {
          this.vectors.putWidened(
            d - LO,
            i,
            16,
            view.getUint16(at + 2 * i, little),
            opcode === Opcode.Sload16x4,
          );
        }
        return 0;
      default:
        for (let i = 0; i < 2; i++) {
          this.vectors.putWidened(
            d - LO,
            i,
            32,
            view.getInt32(at + 4 * i, little),
            opcode === Opcode.Sload32x2,
          );
        }
        return 0;
    }
  }

  atomic(
    opcode: number,
    type: Type,
    d: number,
    a: number,
    b: number,
    c: number,
    operator: number,
    flags: number,
  ): number {
    const words = this.lanes.registers.words;
    const size = typeBytes(type);
    const reads = opcode === Opcode.AtomicLoad;
    const lo = words[a];
    const hi = words[a ^ 1];
    const at = reads ? this.memory.locate(lo, hi, 0, size) : this.memory.locateStore(lo, hi, 0, size);
    if (at < 0) return flags >> 8 || TRAP_HEAP_OUT_OF_BOUNDS;
    if ((lo & (size - 1)) !== 0) return TRAP_MISALIGNED;
    const view = this.memory.view;
    const little = (flags & ACCESS_LITTLE) !== 0;
    if (opcode === Opcode.AtomicStore) {
      this.lanes.storeLanes(view, at, b, type, little);
      return 0;
    }
    // The result register receives the old value, from which the new one is computed.
    this.lanes.loadLanes(view, at, d, type, little);
    if (reads) return 0;
    if (opcode === Opcode.AtomicCas) {
      if (this.lanes.getBits(type, place(type, d), 0) === this.lanes.getBits(type, place(type, b), 0)) {
        this.lanes.storeLanes(view, at, c, type, little);
      }
      return 0;
    }
    const bits = laneBits(type);
    const old = this.lanes.getBits(type, place(type, d), 0);
    const operand = this.lanes.getBits(type, place(type, b), 0);
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
