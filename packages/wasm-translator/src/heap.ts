/**
 * Addresses of memory accesses: which bounds check an access needs, and its code.
 *
 * With `end` the static offset plus the access size, the first that fits:
 *
 *  1. `end` beyond what the memory can ever be: an unconditional trap;
 *  2. a constant index with everything below the minimum size: no check;
 *  3. a 32-bit index, and reservation and guard cover all of it plus `end`: no check;
 *  4. a reservation: the index against a constant, the guard covers the rest;
 *  5. `end` is 1: `index >= length`;
 *  6. the guard behind the length covers `end`: `index > length`;
 *  7. `end` within the minimum size: `index > length - end`;
 *  8. `index + end > length`, the sum checked for overflow.
 *
 * A check either traps by itself or, with Spectre guards, clamps the address to null by a conditional move, so that
 * the access faults and nothing is read under misspeculation. Then the static offset is part of the address, since
 * null plus an offset might be mapped.
 */
import {
  IntCCs,
  memflags,
  Opcode,
  TrapCodes,
  type MemFlagsId,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import type { Emitter } from "./emitter.ts";
import type { FuncEnvironment, MemoryStyle } from "./environment.ts";

/** No address: the access always traps, and a trap has been emitted. */
export const ALWAYS_TRAPS = -1;

const MAX_IMMEDIATE = 0x7fffffff;

/** What is known of a memory while one function is translated. */
interface HeapState {
  style: MemoryStyle;
  index64: boolean;
  /** Sizes in bytes. */
  minimum: number;
  maximum: number;
  flags: MemFlagsId;
  base: Value;
  baseEpoch: number;
  length: Value;
  lengthEpoch: number;
}

export class Heaps {
  private e!: Emitter;
  private env!: FuncEnvironment;
  private readonly heaps: (HeapState | undefined)[] = [];
  /** The index extended last, for accesses to neighbours. */
  private extended: Value = -1 as Value;
  private extension: Value = -1 as Value;
  private extensionEpoch: number = -1;
  /** Offset that goes into the instruction, beside the address returned. */
  offset: number = 0;
  /** Memory flags of the access. */
  flags: MemFlagsId = 0 as MemFlagsId;

  begin(e: Emitter, env: FuncEnvironment): void {
    this.e = e;
    this.env = env;
    this.heaps.length = 0;
    this.extensionEpoch = -1;
  }

  private heap(memory: number): HeapState {
    const known = this.heaps[memory];
    if (known !== undefined) return known;
    const { e, env } = this;
    const style = env.memory(memory);
    const info = env.module.memories[memory]!;
    const page = 1 << info.pageSizeLog2;
    const limit = info.index64 ? Number.MAX_SAFE_INTEGER : 2 ** 32;
    const region = e.aliasRegion(style.region, style.regionName);
    const state: HeapState = {
      style,
      index64: info.index64,
      minimum: Math.min(Number(info.minimum) * page, Number.MAX_SAFE_INTEGER),
      maximum: info.maximum === undefined ? limit : Math.min(Number(info.maximum) * page, limit),
      flags: e.dfg.internMemFlags(memflags.withFlags(memflags.NO_FLAGS, memflags.LITTLE_ENDIAN), region),
      base: -1 as Value,
      baseEpoch: -1,
      length: -1 as Value,
      lengthEpoch: -1,
    };
    while (this.heaps.length <= memory) this.heaps.push(undefined);
    this.heaps[memory] = state;
    return state;
  }

  private base(h: HeapState, memory: number): Value {
    const { e, env } = this;
    if (h.style.fixedBase) {
      if (h.base < 0) h.base = e.atEntry(() => env.memoryBase(e, memory));
      return h.base;
    }
    if (h.base < 0 || h.baseEpoch !== e.epoch) {
      h.base = env.memoryBase(e, memory);
      h.baseEpoch = e.epoch;
    }
    return h.base;
  }

  private length(h: HeapState, memory: number): Value {
    const { e, env } = this;
    if (h.length < 0 || h.lengthEpoch !== e.epoch) {
      h.length = env.memoryLength(e, memory);
      h.lengthEpoch = e.epoch;
    }
    return h.length;
  }

  private extend(index: Value): Value {
    const { e } = this;
    if (this.extended !== index || this.extensionEpoch !== e.epoch) {
      this.extension = e.toPointer(index, false);
      this.extended = index;
      this.extensionEpoch = e.epoch;
    }
    return this.extension;
  }

  /** The value of `index` if it is a constant below 2^53, else -1. */
  private constantIndex(index: Value, index64: boolean): number {
    const { dfg } = this.e;
    const inst = dfg.definingInst(index);
    if (inst < 0 || dfg.opcode(inst) !== Opcode.Iconst) return -1;
    const lo = dfg.word(inst, 0) >>> 0;
    if (!index64) return lo;
    const hi = dfg.word(inst, 1) >>> 0;
    return hi < 1 << 21 ? hi * 2 ** 32 + lo : -1;
  }

  /**
   * The address of an access of `size` bytes at `index + offset` in `memory`, to be used with the instruction offset
   * and flags left in this object; ALWAYS_TRAPS if it cannot succeed. `offset` beyond 2^53 may be rounded.
   */
  address(memory: number, index: Value, offset: number, size: number): Value | -1 {
    const h = this.heap(memory);
    const { e } = this;
    const { style, index64 } = h;
    const { pointerType } = e;
    const end = offset + size;
    this.flags = h.flags;
    this.offset = 0;
    if (end > h.maximum) return this.alwaysTraps();
    const constant = this.constantIndex(index, index64);
    const cover = style.reservation > 0 ? style.reservation + style.guard : 0;
    if (constant >= 0) {
      if (constant + end > h.maximum) return this.alwaysTraps();
      if (constant + end <= h.minimum || (!index64 && constant + end <= cover)) {
        return this.plain(this.base(h, memory), -1 as Value, constant + offset);
      }
    }
    const base = this.base(h, memory);
    if (!index64 && cover >= 2 ** 32 + end) return this.plain(base, this.extend(index), offset);
    const wide = index64 ? e.toPointer(index, true) : this.extend(index);
    if (index64 && pointerType !== types.I64) {
      const high = e.binary(Opcode.Ushr, types.I64, index, e.constant(types.I64, 32));
      e.effect(Opcode.Trapnz, TrapCodes.heap_oob, types.I64, high, 0, 0, 0);
    }
    let outside: Value;
    if (cover >= end) {
      const last = e.constant(pointerType, cover - end);
      outside = e.icmp(IntCCs.ugt, pointerType, wide, last);
    } else if (style.reservation > 0) {
      return this.alwaysTraps();
    } else {
      const length = this.length(h, memory);
      if (end === 1) outside = e.icmp(IntCCs.uge, pointerType, wide, length);
      else if (style.guard >= end) outside = e.icmp(IntCCs.ugt, pointerType, wide, length);
      else if (end <= h.minimum) {
        const last = e.binary(Opcode.Isub, pointerType, length, e.constant(pointerType, end));
        outside = e.icmp(IntCCs.ugt, pointerType, wide, last);
      } else {
        const more = e.constant(pointerType, end);
        const sum =
          !index64 && pointerType === types.I64
            ? e.binary(Opcode.Iadd, pointerType, wide, more)
            : e.value(
                Opcode.UaddOverflowTrap,
                TrapCodes.heap_oob,
                pointerType,
                wide,
                more,
                0,
                0,
                pointerType,
              );
        outside = e.icmp(IntCCs.ugt, pointerType, sum, length);
      }
    }
    if (!style.spectre) {
      e.effect(Opcode.Trapnz, TrapCodes.heap_oob, types.I8, outside, 0, 0, 0);
      return this.plain(base, wide, offset);
    }
    let address = e.binary(Opcode.Iadd, pointerType, base, wide);
    if (offset > 0) address = e.binary(Opcode.Iadd, pointerType, address, e.constant(pointerType, offset));
    const none = e.constant(pointerType, 0);
    return e.value(Opcode.SelectSpectreGuard, 0, pointerType, outside, none, address, 0, pointerType);
  }

  /** `base + index + offset`, the offset in the instruction if it fits. */
  private plain(base: Value, index: Value | -1, offset: number): Value {
    const { e } = this;
    const { pointerType } = e;
    let address = index < 0 ? base : e.binary(Opcode.Iadd, pointerType, base, index as Value);
    if (offset <= MAX_IMMEDIATE) this.offset = offset;
    else address = e.binary(Opcode.Iadd, pointerType, address, e.constant(pointerType, offset));
    return address;
  }

  private alwaysTraps(): -1 {
    this.e.trap(TrapCodes.heap_oob);
    return ALWAYS_TRAPS;
  }
}
