/**
 * Globals, and the locals of a body: declared, given their first values, read and written. Locals are SSA values in
 * `locals.ts`, or stack slots when the log of assignments got too long; then stack maps name the slots.
 */
import {
  type Block,
  instructions,
  memflags,
  Opcode,
  types,
  type UserStackMapEntry,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { insertStackMaps } from "@cranelift-ts/frontend";
import type { FuncEnvironment } from "../environment.ts";
import { MAX_LOCALS } from "../limits.ts";
import { F32, F64, I32, I64, isRef, type ValueType } from "../value-types.ts";
import { type BodyState, NO_TYPE } from "./state.ts";

/** Reads the declarations of locals in front of the operators; parameters of the function type `t` come first. */
export function readLocals(b: BodyState, t: number): void {
  const { r, types: table } = b;
  const params = table.paramCounts[t]!;
  b.paramCount = params;
  let n = params;
  if (b.localTypes.length < n) b.localTypes = new Int32Array(n * 2);
  for (let i = 0; i < params; i++) b.localTypes[i] = table.pool[table.starts[t]! + i]!;
  for (let groups = r.u32(); groups > 0; groups--) {
    const at = r.pos;
    const count = r.u32();
    if (count > MAX_LOCALS - n) {
      // The specification's own limit: a sum that does not fit in 32 bits is malformed.
      throw r.invalid(at, `too many locals: the limit is ${MAX_LOCALS}`);
    }
    const type = r.valueType(b.features);
    if (n + count > b.localTypes.length) {
      const more = new Int32Array((n + count) * 2);
      more.set(b.localTypes);
      b.localTypes = more;
    }
    b.localTypes.fill(type, n, n + count);
    n += count;
  }
  b.localCount = n;
}

/** Gives parameters their values and the other locals zero. */
export function startLocals(b: BodyState, env: FuncEnvironment): void {
  const { e, localCount: n, paramCount, localTypes, locals } = b;
  const lead = env.leadingParams;
  locals.reserveTypes(n);
  const limit = 1_000_000 + 64 * (b.r.end - b.r.pos);
  locals.begin(e.func, b.inSlots ? 0 : n, limit);
  locals.onParam = undefined;
  b.slots.length = 0;
  if (b.inSlots) {
    const flags = memflags.withTrapCode(memflags.NO_FLAGS, 0);
    b.slotFlags = e.dfg.internMemFlags(flags);
  }
  // One zero per type, not per local.
  let type = -1;
  let zero = -1 as Value;
  const zeros = new Map<ValueType, Value>();
  for (let i = 0; i < n; i++) {
    const t = localTypes[i]!;
    let v: Value;
    if (i < paramCount) {
      v = e.entryParams[lead + i]!;
      if (isRef(t)) b.declare(v, t);
    } else {
      if (t !== type) {
        type = t;
        zero = zeros.get(t) ?? zeroOf(b, t, env);
        zeros.set(t, zero);
      }
      v = zero;
    }
    const clif = b.clif(t);
    locals.types[i] = clif;
    if (isRef(t)) locals.onParam = b.noteRef;
    if (b.inSlots) {
      const size = types.typeBytes(clif);
      const slot = e.func.createStackSlot({ size, alignShift: 31 - Math.clz32(size) });
      b.slots.push(slot);
      storeLocal(b, i, v);
    } else locals.init(i, v);
  }
}

function zeroOf(b: BodyState, t: ValueType, env: FuncEnvironment): Value {
  const { e } = b;
  switch (t) {
    case I32:
      return e.iconst(types.I32, 0, 0);
    case I64:
      return e.iconst(types.I64, 0, 0);
    case F32:
      return e.value(Opcode.F32const, 0, NO_TYPE, 0, 0, 0, 0, types.F32);
    case F64:
      return e.value(Opcode.F64const, 0, NO_TYPE, 0, 0, 0, 0, types.F64);
  }
  const v = env.refNull(e, t);
  b.declare(v, t);
  return v;
}

/** Once all is translated: references live across safepoints get into stack maps. */
export function finishStackMaps(b: BodyState, env: FuncEnvironment): void {
  const { func } = b.e;
  if (b.refs.size > 0) {
    const resolved = new Set<Value>();
    for (const v of b.refs) resolved.add(func.dfg.resolveAliases(v));
    insertStackMaps(func, resolved, env.pointerType);
  }
  if (!b.inSlots) return;
  const entries: UserStackMapEntry[] = [];
  for (let i = 0; i < b.localCount; i++) {
    const t = b.localTypes[i]!;
    if (isRef(t) && env.needsStackMap(t)) {
      entries.push({ type: b.clif(t), slot: b.slots[i]!, offset: 0 });
    }
  }
  if (entries.length === 0) return;
  const { dfg, layout } = func;
  for (let block = layout.firstBlock; block >= 0; block = layout.nextBlock(block as Block)) {
    for (let inst = layout.firstInst(block as Block); inst >= 0; inst = layout.nextInst(inst)) {
      if (!instructions.isSafepoint(dfg.opcode(inst))) continue;
      const known = dfg.userStackMaps.get(inst);
      dfg.userStackMaps.set(inst, known === undefined ? entries : [...known, ...entries]);
    }
  }
}

export function loadLocal(b: BodyState, x: number): Value {
  if (!b.inSlots) return b.locals.get(x);
  const { e } = b;
  const address = e.value(Opcode.StackAddr, 0, e.pointerType, b.slots[x]!, 0, 0, 0, e.pointerType);
  const clif = b.clif(b.localTypes[x]!);
  const v = e.value(Opcode.Load, 0, clif, address, b.slotFlags, 0, 0, clif);
  if (isRef(b.localTypes[x]!)) b.declare(v, b.localTypes[x]!);
  return v;
}

export function storeLocal(b: BodyState, x: number, v: Value): void {
  if (!b.inSlots) {
    b.locals.set(x, v);
    return;
  }
  const { e } = b;
  const address = e.value(Opcode.StackAddr, 0, e.pointerType, b.slots[x]!, 0, 0, 0, e.pointerType);
  e.effect(Opcode.Store, 0, b.clif(b.localTypes[x]!), v, address, b.slotFlags, 0);
}

/** `global.get`. */
export function globalGet(b: BodyState): void {
  const { r, e, module, at } = b;
  const g = r.u32();
  const global = module.globals[g];
  if (global === undefined) throw r.invalid(at + 1, `unknown global ${g}`);
  if (b.live) {
    const v = b.env!.globalGet(e, g);
    if (isRef(global.type)) b.declare(v, global.type);
    b.push(global.type, v);
  } else b.push(global.type, -1);
}

/** `global.set`. */
export function globalSet(b: BodyState): void {
  const { r, e, module, at } = b;
  const g = r.u32();
  const global = module.globals[g];
  if (global === undefined) throw r.invalid(at + 1, `unknown global ${g}`);
  if (!global.mutable) throw r.invalid(at + 1, "the global is immutable");
  b.pop(global.type);
  if (b.live) b.env!.globalSet(e, g, b.value(b.sp));
}
