/**
 * Emits single operations: operands of the right types from what is at hand, immediates in range, and around operations
 * that can trap a guard that keeps them from it (most of the time).
 *
 * Addresses never become operands of other operations, because they differ from engine to engine.
 */
import {
  type AliasRegion,
  Format,
  type FuncRef,
  type GlobalValue,
  type Inst,
  memflags,
  type MemFlags,
  type MemFlagsId,
  NONE,
  opcodeTables,
  type StackSlot,
  types,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import type { FunctionBuilder, Variable } from "@cranelift-ts/frontend";
import type { Random } from "./random.ts";
import type { Operation } from "./targets.ts";
import { randomBits } from "./values.ts";

const { OPCODE_FORMAT, OPCODE_NAMES } = opcodeTables;

/** Bytes of each stack slot and of the data object that functions may access. */
export const SLOT_BYTES = 64;
export const DATA_BYTES = 256;
/** The data object's name. */
export const DATA_NAME = "fuzz_data";

/** A function that may be called. */
export interface Callee {
  readonly ref: FuncRef;
  readonly sig: number;
  readonly params: readonly Type[];
  readonly returns: readonly Type[];
  /** It may be called through its address. */
  readonly addressable: boolean;
}

/** What operations of one function share. */
export interface Surroundings {
  readonly random: Random;
  readonly builder: FunctionBuilder;
  readonly variables: Map<Type, Variable[]>;
  /** Values of the current block, by type. */
  readonly locals: Map<Type, Value[]>;
  readonly slots: StackSlot[];
  /** The alias region of each slot, and of the data object, or NONE. */
  readonly slotRegions: (AliasRegion | -1)[];
  dataRegion: AliasRegion | -1;
  data: GlobalValue | -1;
  readonly callees: Callee[];
  /** Probability that an operation that can trap is kept from it. */
  readonly guard: number;
  /** There is a data object. */
  readonly hasData: boolean;
  /** Accesses at arbitrary addresses may be generated. */
  readonly wildAccesses: boolean;
  /** Flags for the byte orders that accesses and bitcasts may name. */
  readonly byteOrders: readonly number[];
}

/** An operand of type `type`: a value of this block, a variable, or a constant. */
export function operand(s: Surroundings, type: Type): Value {
  const { random } = s;
  const locals = s.locals.get(type);
  if (locals !== undefined && locals.length > 0 && random.chance(0.6)) {
    // Prefer recent ones, so that chains get long.
    const n = locals.length;
    return locals[n - 1 - Math.min(random.below(n), random.below(n))]!;
  }
  const variables = s.variables.get(type);
  if (variables !== undefined && random.chance(0.6)) return s.builder.useVar(random.pick(variables));
  return constant(s, type, types.isDynamicVector(type) ? 0n : randomBits(random, type));
}

/** A constant with the given bits; a dynamic vector gets random equal lanes. */
export function constant(s: Surroundings, type: Type, bits: bigint): Value {
  const ins = s.builder.ins();
  if (types.isDynamicVector(type)) return ins.splat(type, operand(s, types.laneOf(type)));
  if (types.isVector(type)) return ins.vconst(type, bytesOf(bits, types.typeBytes(type)));
  switch (type) {
    case types.F16:
      return ins.f16const(bits);
    case types.F32:
      return ins.f32const(bits);
    case types.F64:
      return ins.f64const(bits);
    case types.F128:
      return ins.f128const(bytesOf(bits, 16));
    case types.I128: {
      const low = ins.iconst(types.I64, BigInt.asIntN(64, bits));
      return ins.iconcat(low, ins.iconst(types.I64, BigInt.asIntN(64, bits >> 64n)));
    }
    default:
      return ins.iconst(type, BigInt.asIntN(types.typeBits(type), bits));
  }
}

function bytesOf(bits: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0, b = bits; i < size; i++, b >>= 8n) bytes[i] = Number(b & 0xffn);
  return bytes;
}

/** The float 2^exponent; `exponent` is small. */
function powerOfTwo(s: Surroundings, type: Type, exponent: number): Value {
  const width = types.typeBits(type);
  const fraction = type === types.F16 ? 10 : type === types.F32 ? 23 : type === types.F64 ? 52 : 112;
  const bias = 2 ** (width - fraction - 2) - 1;
  return constant(s, type, BigInt(bias + exponent) << BigInt(fraction));
}

/** Notes a value for later operands, and often puts it into a variable. */
export function record(s: Surroundings, value: Value): void {
  const type = s.builder.func.dfg.valueType(value);
  const locals = s.locals.get(type);
  if (locals === undefined) s.locals.set(type, [value]);
  else locals.push(value);
  if (types.isDynamicVector(type) || !s.random.chance(0.4)) return;
  const variables = s.variables.get(type);
  if (variables === undefined) {
    if (!s.random.oneIn(4)) return;
    const fresh = s.builder.declareVar(type);
    s.variables.set(type, [fresh]);
    s.builder.defVar(fresh, value);
  } else s.builder.defVar(s.random.pick(variables), value);
}

function recordResults(s: Surroundings, inst: Inst): void {
  const { dfg } = s.builder.func;
  for (let r = 0, n = dfg.numResults(inst); r < n; r++) record(s, dfg.result(inst, r));
}

/** Emits one operation that is no terminator. Returns false if it has nothing to work on here. */
export function emitOperation(s: Surroundings, op: Operation): boolean {
  const { random, builder } = s;
  const ins = builder.ins();
  const { opcode, type } = op;
  const name = OPCODE_NAMES[opcode]!;
  const format = OPCODE_FORMAT[opcode]!;
  const access = opcodeTables.FORMAT_MEM_FLAGS_WORD[format]! !== 0 && name !== "bitcast";
  const args =
    access || format === Format.CallIndirect
      ? []
      : op.args.map((candidates) => operand(s, random.pick(candidates)));
  if (access) return emitAccess(s, op, name);
  switch (format) {
    case 0 /* Format.Nullary */: {
      // Results are addresses or what the caller left in a register: of no use as operands.
      ins.Nullary(opcode, type);
      return true;
    }
    case 2 /* Format.UnaryImm */:
    case 3 /* Format.UnaryIeee16 */:
    case 4 /* Format.UnaryIeee32 */:
    case 5 /* Format.UnaryIeee64 */:
      record(s, constant(s, constantType(name, type), randomBits(random, constantType(name, type))));
      return true;
    case 6 /* Format.UnaryConst */:
      record(s, constant(s, constantType(name, type), randomBits(random, constantType(name, type))));
      return true;
    case 7 /* Format.UnaryGlobalValue */: {
      if (!s.hasData) return false;
      const { func } = builder;
      if (name === "symbol_value") dataAddress(s);
      else {
        const tls = func.createGlobalValue({
          kind: "symbol",
          name: { kind: "testcase", name: DATA_NAME },
          offset: BigInt(random.below(64)),
          colocated: random.oneIn(2),
          tls: true,
        });
        ins.tls_value(type, tls);
      }
      return true;
    }
    case 1 /* Format.Unary */: {
      let [x] = args as [Value];
      if (name === "set_pinned_reg" || name.startsWith("get_")) {
        ins.Unary(opcode, type, x);
        return true;
      }
      if ((name === "fcvt_to_sint" || name === "fcvt_to_uint") && random.chance(s.guard))
        x = inRange(s, x, name === "fcvt_to_sint");
      recordResults(s, ins.Unary(opcode, type, x));
      return true;
    }
    case 8 /* Format.Binary */: {
      const x = args[0]!;
      let y = args[1]!;
      if (DIVISIONS.has(name) && random.chance(s.guard)) y = safeDivisor(s, type, y, name === "sdiv");
      recordResults(s, ins.Binary(opcode, type, x, y));
      return true;
    }
    case 9 /* Format.BinaryImm8 */: {
      const lanes = name === "extract_vector" ? 1 : types.laneCount(type);
      recordResults(s, ins.BinaryImm8(opcode, type, args[0]!, random.below(lanes)));
      return true;
    }
    case 10 /* Format.Ternary */:
      if (name === "stack_switch") return false;
      recordResults(s, ins.Ternary(opcode, type, args[0]!, args[1]!, args[2]!));
      return true;
    case 11 /* Format.TernaryImm8 */:
      recordResults(
        s,
        ins.TernaryImm8(opcode, type, args[0]!, args[1]!, random.below(types.laneCount(type))),
      );
      return true;
    case 13 /* Format.Shuffle */: {
      const mask = Uint8Array.from({ length: 16 }, () => random.below(32));
      record(s, ins.shuffle(args[0]!, args[1]!, mask));
      return true;
    }
    case 14 /* Format.IntCompare */:
      recordResults(s, ins.IntCompare(opcode, type, random.below(10), args[0]!, args[1]!));
      return true;
    case 15 /* Format.FloatCompare */:
      recordResults(s, ins.FloatCompare(opcode, type, random.below(14), args[0]!, args[1]!));
      return true;
    case 34 /* Format.IntAddTrap */: {
      let [x, y] = args as [Value, Value];
      if (random.chance(s.guard)) {
        const one = ins.iconst(types.I8, 1);
        x = ins.ushr(x, one);
        y = ins.ushr(y, one);
      }
      recordResults(s, ins.IntAddTrap(opcode, type, x, y, trapCode(random)));
      return true;
    }
    case 33 /* Format.CondTrap */: {
      let [c] = args as [Value];
      if (random.chance(s.guard)) {
        c = name === "trapz" ? ins.bor(c, constant(s, type, 1n)) : ins.bxor(c, c);
      }
      ins.CondTrap(opcode, type, c, trapCode(random));
      return true;
    }
    case 28 /* Format.LoadNoOffset */:
      recordResults(s, ins.LoadNoOffset(opcode, type, args[0]!, bitcastFlags(s, type, args[0]!)));
      return true;
    case 24 /* Format.StackAddr */:
      if (s.slots.length === 0) return false;
      ins.StackAddr(opcode, type, random.pick(s.slots), random.below(SLOT_BYTES));
      return true;
    case 25 /* Format.DynamicStackAddr */: {
      const { func } = builder;
      const base = random.pick([
        types.I8X16,
        types.I16X8,
        types.I32X4,
        types.I64X2,
        types.F32X4,
        types.F64X2,
      ]);
      const vector = types.vectorToDynamic(base);
      const scale = func.createGlobalValue({ kind: "dyn_scale_target_const", type: types.asInt(base) });
      const slot = func.createDynamicStackSlot({ type: func.createDynamicType({ base, scale }) });
      const address = ins.dynamic_stack_addr(type, slot);
      ins.store(memflags.TRUSTED, operand(s, vector), address);
      record(s, ins.load(vector, memflags.TRUSTED, address));
      return true;
    }
    case 23 /* Format.FuncAddr */: {
      const callee = pickCallee(s, true);
      if (callee === undefined) return false;
      ins.func_addr(type, callee.ref);
      return true;
    }
    case 19 /* Format.Call */: {
      const callee = pickCallee(s, false);
      if (callee === undefined) return false;
      recordResults(
        s,
        ins.call(
          callee.ref,
          callee.params.map((t) => operand(s, t)),
        ),
      );
      return true;
    }
    case 20 /* Format.CallIndirect */: {
      const callee = pickCallee(s, true);
      if (callee === undefined) return false;
      const args2 = callee.params.map((t) => operand(s, t));
      const address = ins.func_addr(types.I64, callee.ref);
      recordResults(s, ins.call_indirect(callee.sig as never, address, args2));
      return true;
    }
    default:
      return false;
  }
}

const DIVISIONS: ReadonlySet<string> = new Set(["udiv", "sdiv", "urem", "srem"]);

function constantType(name: string, type: Type): Type {
  switch (name) {
    case "f16const":
      return types.F16;
    case "f32const":
      return types.F32;
    case "f64const":
      return types.F64;
    case "f128const":
      return types.F128;
    default:
      return type;
  }
}

/** A callee, one with an address if asked for. */
export function pickCallee(s: Surroundings, addressable: boolean): Callee | undefined {
  const fit = addressable ? s.callees.filter((c) => c.addressable) : s.callees;
  return fit.length === 0 ? undefined : s.random.pick(fit);
}

/** A trap code: named or of the embedder. */
export function trapCode(random: Random): number {
  return random.oneIn(2) ? 1 + random.below(250) : 251 + random.below(5);
}

/** `x`, or 1 where it is outside (-64, 64), or outside [0, 64) if unsigned: no conversion to an integer traps on that. */
function inRange(s: Surroundings, x: Value, signed: boolean): Value {
  const ins = s.builder.ins();
  const type = s.builder.func.dfg.valueType(x);
  const high = powerOfTwo(s, type, 6);
  const low = signed ? ins.fneg(high) : constant(s, type, 0n);
  const ok = ins.band(ins.fcmp("lt", x, high), ins.fcmp(signed ? "gt" : "ge", x, low));
  return ins.select(ok, x, powerOfTwo(s, type, 0));
}

/** `y`, changed where dividing by it traps. */
function safeDivisor(s: Surroundings, type: Type, y: Value, signed: boolean): Value {
  const ins = s.builder.ins();
  const one = constant(s, type, 1n);
  if (s.random.oneIn(2)) {
    const odd = ins.bor(y, one);
    return signed ? ins.ushr(odd, one) : odd;
  }
  const nonzero = ins.select(ins.icmp("eq", y, constant(s, type, 0n)), one, y);
  if (!signed) return nonzero;
  const minus = constant(s, type, (1n << BigInt(types.typeBits(type))) - 1n);
  return ins.select(ins.icmp("eq", nonzero, minus), one, nonzero);
}

function bitcastFlags(s: Surroundings, to: Type, arg: Value): MemFlagsId {
  const from = s.builder.func.dfg.valueType(arg);
  const needed = types.laneCount(from) !== types.laneCount(to);
  const order = needed || s.random.oneIn(3) ? s.random.pick(s.byteOrders) : 0;

  return s.builder.func.dfg.internMemFlags(memflags.withFlags(memflags.NO_FLAGS, order));
}

/** The address of the data object. */
function dataAddress(s: Surroundings): Value {
  const { func } = s.builder;
  if (s.data < 0) {
    const name = { kind: "testcase", name: DATA_NAME } as const;
    s.data = func.createGlobalValue({
      kind: "symbol",
      name,
      offset: 0n,
      colocated: s.random.oneIn(2),
      tls: false,
    });
    if (s.random.oneIn(4)) s.dataRegion = func.createAliasRegion({ userId: 1000, description: "data" });
  }
  return s.builder.ins().symbol_value(types.I64, s.data as GlobalValue);
}

/** Bytes that a memory operation touches. */
function accessBytes(name: string, type: Type): number {
  const narrow = /^(?:[us]load|istore)(\d+)(?:x(\d+))?$/.exec(name);
  if (narrow === null) return types.typeBytes(type);
  return (Number(narrow[1]) / 8) * Number(narrow[2] ?? 1);
}

/** A load, store or atomic access, inside an object unless it is to be wild. */
function emitAccess(s: Surroundings, op: Operation, name: string): boolean {
  const { random, builder } = s;
  const { dfg } = builder.func;
  const { opcode, type } = op;
  const format = OPCODE_FORMAT[opcode]!;
  const atomic = name.startsWith("atomic");
  const size = accessBytes(name, type);
  if (s.slots.length === 0 && !s.hasData) return false;
  // Operands first: making them may add instructions.
  const data =
    op.args.length > 1 || format === Format.AtomicCas
      ? operand(s, valueOperandType(op, format))
      : (NONE as Value);
  const expected = format === Format.AtomicCas ? operand(s, type) : (NONE as Value);
  const wild = s.wildAccesses && !random.chance(s.guard);
  let address: Value;
  let offset = 0;
  let region: AliasRegion | -1 = NONE;
  let bits: MemFlags = memflags.NO_FLAGS;
  if (wild) {
    address = operand(s, types.I64);
    if (format === Format.Load || format === Format.Store) offset = random.below(64);
  } else {
    const inSlot = s.slots.length > 0 && (!s.hasData || random.chance(0.7));
    const room = (inSlot ? SLOT_BYTES : DATA_BYTES) - size;
    const natural = atomic || random.oneIn(3);
    let at = random.below(room + 1);
    if (natural) at -= at % size;
    const hasOffset = format === Format.Load || format === Format.Store;
    offset = hasOffset ? random.below(at + 1) : 0;
    if (inSlot) {
      const slot = random.below(s.slots.length);
      address = builder.ins().stack_addr(types.I64, s.slots[slot]!, at - offset);
      region = s.slotRegions[slot]!;
    } else {
      const base = dataAddress(s);
      region = s.dataRegion;
      address = at === offset ? base : builder.ins().iadd(base, builder.ins().iconst(types.I64, at - offset));
    }
    if (random.oneIn(2))
      bits = memflags.withTrapCode(bits, random.oneIn(2) ? (0 as never) : (trapCode(random) as never));
    if (natural && random.oneIn(2)) bits = memflags.withFlags(bits, memflags.ALIGNED);
  }
  if (random.oneIn(4)) bits = memflags.withFlags(bits, random.pick(s.byteOrders));
  const flags = dfg.internMemFlags(bits, region);
  const ins = builder.ins();
  switch (format) {
    case Format.Load:
      recordResults(s, ins.Load(opcode, type, address, flags, offset));
      return true;
    case Format.Store:
      ins.Store(opcode, type, data, address, flags, offset);
      return true;
    case Format.LoadNoOffset:
      recordResults(s, ins.LoadNoOffset(opcode, type, address, flags));
      return true;
    case Format.StoreNoOffset:
      ins.StoreNoOffset(opcode, type, data, address, flags);
      return true;
    case Format.AtomicRmw:
      recordResults(s, ins.AtomicRmw(opcode, type, random.below(11), address, data, flags));
      return true;
    default:
      recordResults(s, ins.AtomicCas(opcode, type, address, expected, data, flags));
      return true;
  }
}

/** The type of what an access stores. */
function valueOperandType(op: Operation, format: number): Type {
  return format === Format.Store ? op.args[0]![0]! : op.type;
}
