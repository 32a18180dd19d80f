/** Loads and stores, and the operators on whole memories and data segments. */
import { Opcode } from "@cranelift-ts/codegen-ir";
import { ALWAYS_TRAPS } from "../heap.ts";
import { MEM_CLIF, MEM_SHIFT, MEM_TYPE } from "../operators.ts";
import { I32, I64, type ValueType } from "../value-types.ts";
import { type BodyState, CLIF_TYPES } from "./state.ts";

/** A load, plain or extending. */
export function loadValue(b: BodyState, op: number): void {
  const shift = MEM_SHIFT[op]!;
  memoryImmediate(b, shift);
  b.pop(b.memInfo.index64 ? I64 : I32);
  const t = MEM_TYPE[op]!;
  let v = -1;
  if (b.live) {
    const { e, heaps } = b;
    const address = heaps.address(b.memIndex, b.value(b.sp), b.memOffset, 1 << shift);
    if (address === ALWAYS_TRAPS) b.live = false;
    else {
      const type = CLIF_TYPES[t]!;
      const clif = MEM_CLIF[op]!;
      const ctrl = clif === Opcode.Sload32 || clif === Opcode.Uload32 ? e.pointerType : type;
      v = e.value(clif, 0, ctrl, address, heaps.flags, heaps.offset, 0, type);
    }
  }
  b.push(t, v);
}

/** A store of the whole value or its low part. */
export function storeValue(b: BodyState, op: number): void {
  const shift = MEM_SHIFT[op]!;
  memoryImmediate(b, shift);
  const t = MEM_TYPE[op]!;
  b.pop(t);
  b.pop(b.memInfo.index64 ? I64 : I32);
  if (!b.live) return;
  const { e, heaps } = b;
  const data = b.value(b.sp + 1);
  const address = heaps.address(b.memIndex, b.value(b.sp), b.memOffset, 1 << shift);
  if (address === ALWAYS_TRAPS) b.live = false;
  else e.effect(MEM_CLIF[op]!, 0, CLIF_TYPES[t]!, data, address, heaps.flags, heaps.offset);
}

/** `memory.size`. */
export function memorySize(b: BodyState): void {
  const { e } = b;
  const memory = memoryIndex(b);
  b.push(memoryIndexType(b, memory), b.live ? b.env!.memorySize(e, memory) : -1);
}

/** `memory.grow`. */
export function memoryGrow(b: BodyState): void {
  const { e } = b;
  const memory = memoryIndex(b);
  const type = memoryIndexType(b, memory);
  b.pop(type);
  let v = -1;
  if (b.live) {
    v = b.env!.memoryGrow(e, memory, b.value(b.sp));
    e.epoch++;
  }
  b.push(type, v);
}

/** `memory.init`. */
export function memoryInit(b: BodyState): void {
  const { r, e, module, env } = b;
  const at = r.pos;
  const segment = r.u32();
  const memory = memoryIndex(b);
  if (module.dataCount < 0) throw r.malformed(at, "data count section required");
  if (segment >= module.dataCount) throw r.invalid(at, `unknown data segment ${segment}`);
  b.pop(I32);
  b.pop(I32);
  b.pop(memoryIndexType(b, memory));
  const { sp } = b;
  if (b.live) {
    env!.memoryInit(e, segment, memory, b.value(sp), b.value(sp + 1), b.value(sp + 2));
  }
}

/** `data.drop`. */
export function dataDrop(b: BodyState): void {
  const { r, e, module, env } = b;
  const at = r.pos;
  const segment = r.u32();
  if (module.dataCount < 0) throw r.malformed(at, "data count section required");
  if (segment >= module.dataCount) throw r.invalid(at, `unknown data segment ${segment}`);
  if (b.live) env!.dataDrop(e, segment);
}

/** `memory.copy`. */
export function memoryCopy(b: BodyState): void {
  const { e, env } = b;
  const to = memoryIndex(b);
  const from = memoryIndex(b);
  const toType = memoryIndexType(b, to);
  const fromType = memoryIndexType(b, from);
  b.pop(Math.min(toType, fromType));
  b.pop(fromType);
  b.pop(toType);
  const { sp } = b;
  if (b.live) env!.memoryCopy(e, to, from, b.value(sp), b.value(sp + 1), b.value(sp + 2));
}

/** `memory.fill`. */
export function memoryFill(b: BodyState): void {
  const { e, env } = b;
  const memory = memoryIndex(b);
  const type = memoryIndexType(b, memory);
  b.pop(type);
  b.pop(I32);
  b.pop(type);
  const { sp } = b;
  if (b.live) env!.memoryFill(e, memory, b.value(sp), b.value(sp + 1), b.value(sp + 2));
}

function memoryImmediate(b: BodyState, shift: number): void {
  const { r, module } = b;
  const at = r.pos;
  let align = r.u32();
  let memory = 0;
  if ((align & 0x40) !== 0 && align < 0x80) {
    if (!b.features.multiMemory) throw r.malformed(at, "malformed memop flags");
    align &= 0x3f;
    memory = r.u32();
  }
  if (align > shift) {
    if (align >= 0x40) throw r.malformed(at, "malformed memop flags");
    throw r.invalid(at, "alignment must not be larger than natural");
  }
  const info = module.memories[memory];
  if (info === undefined) throw r.invalid(at, `unknown memory ${memory}`);
  if (info.index64) {
    const lo = r.u64();
    b.memOffset = (lo >>> 0) + (r.hi >>> 0) * 2 ** 32;
  } else b.memOffset = r.u32();
  b.memIndex = memory;
  b.memInfo = info;
}

function memoryIndex(b: BodyState): number {
  const { r, module } = b;
  const at = r.pos;
  const memory = r.u32();
  if (!b.features.multiMemory && (memory !== 0 || r.pos !== at + 1)) {
    throw r.malformed(at, "zero byte expected");
  }
  if (memory >= module.memories.length) throw r.invalid(at, `unknown memory ${memory}`);
  return memory;
}

function memoryIndexType(b: BodyState, memory: number): ValueType {
  return b.module.memories[memory]!.index64 ? I64 : I32;
}
