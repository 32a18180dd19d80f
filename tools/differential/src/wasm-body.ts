/**
 * Random function bodies: typed trees made from the outside in. Each expression is asked for a type and draws an operator
 * that gives it. Every function but small leaves takes fuel when it is entered and every loop at its head; who finds none
 * returns, so that everything ends.
 *
 * The bits of a NaN that an operator made are not specified. Where they could be seen otherwise than as a NaN (stores,
 * reinterpretations, the sign for `copysign`) the value is made canonical first, unless it is a constant or from memory;
 * that elsewhere a NaN is only compared as a NaN is the executor's part.
 */
import type { Random } from "@cranelift-ts/fuzzgen";
import {
  POP,
  SEQUENCE,
  type DataSegment,
  type ElementSegment,
  type FunctionType,
  type GlobalType,
  type Limits,
  type Node,
  type TableType,
  type WasmFunction,
} from "./wasm-module.ts";
import {
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  I32,
  I64,
  LOAD_OPERATORS,
  NUMERIC_OPERATORS,
  opcode,
  STORE_OPERATORS,
  type NumericOperator,
  type ValType,
} from "./wasm-operators.ts";
import { randomBits } from "./wasm-values.ts";

/** What a body can name. */
export interface Context {
  readonly random: Random;
  /** Of all functions, imported ones first. */
  readonly functions: readonly FunctionType[];
  readonly importedFunctions: number;
  readonly types: readonly FunctionType[];
  readonly memories: readonly Limits[];
  readonly tables: readonly TableType[];
  readonly globals: readonly GlobalType[];
  /** The global that holds the fuel. */
  readonly fuel: number;
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  /** Functions in tables at first, -1 where there is none. */
  readonly slots: readonly (readonly number[])[];
  readonly tailCall: boolean;
}

interface Label {
  readonly id: number;
  /** What a branch to it takes along. */
  readonly types: readonly ValType[];
}

const OP = {
  unreachable: opcode("unreachable"),
  nop: opcode("nop"),
  block: opcode("block"),
  loop: opcode("loop"),
  if: opcode("if"),
  br: opcode("br"),
  brIf: opcode("br_if"),
  brTable: opcode("br_table"),
  return: opcode("return"),
  call: opcode("call"),
  callIndirect: opcode("call_indirect"),
  returnCall: opcode("return_call"),
  returnCallIndirect: opcode("return_call_indirect"),
  drop: opcode("drop"),
  select: opcode("select"),
  selectTyped: opcode("select_t"),
  localGet: opcode("local.get"),
  localSet: opcode("local.set"),
  localTee: opcode("local.tee"),
  globalGet: opcode("global.get"),
  globalSet: opcode("global.set"),
  tableGet: opcode("table.get"),
  tableSet: opcode("table.set"),
  memorySize: opcode("memory.size"),
  memoryGrow: opcode("memory.grow"),
  refNull: opcode("ref.null"),
  refIsNull: opcode("ref.is_null"),
  refFunc: opcode("ref.func"),
  memoryInit: opcode("memory.init"),
  dataDrop: opcode("data.drop"),
  memoryCopy: opcode("memory.copy"),
  memoryFill: opcode("memory.fill"),
  tableInit: opcode("table.init"),
  elemDrop: opcode("elem.drop"),
  tableCopy: opcode("table.copy"),
  tableGrow: opcode("table.grow"),
  tableSize: opcode("table.size"),
  tableFill: opcode("table.fill"),
} as const;

const BY_RESULT: ReadonlyMap<ValType, readonly NumericOperator[]> = new Map(
  [I32, I64, F32, F64].map((t) => [t, NUMERIC_OPERATORS.filter((o) => o.result === t)]),
);
const CONSTANTS: Readonly<Record<ValType, number>> = {
  [I32]: opcode("i32.const"),
  [I64]: opcode("i64.const"),
  [F32]: opcode("f32.const"),
  [F64]: opcode("f64.const"),
};
const DIVISIONS: ReadonlySet<number> = new Set(
  ["i32", "i64"].flatMap((t) => ["div_s", "div_u", "rem_s", "rem_u"].map((o) => opcode(`${t}.${o}`))),
);
const TRAPPING_CONVERSIONS: ReadonlySet<number> = new Set(
  ["i32", "i64"].flatMap((t) =>
    ["trunc_f32_s", "trunc_f32_u", "trunc_f64_s", "trunc_f64_u"].map((o) => opcode(`${t}.${o}`)),
  ),
);
const REINTERPRETATIONS: ReadonlySet<number> = new Set([
  opcode("i32.reinterpret_f32"),
  opcode("i64.reinterpret_f64"),
]);
const COPYSIGNS: ReadonlySet<number> = new Set([opcode("f32.copysign"), opcode("f64.copysign")]);
const EXACT: ReadonlySet<number> = new Set(
  ["f32.reinterpret_i32", "f64.reinterpret_i64", "f32.load", "f64.load", "f32.const", "f64.const"].map(
    opcode,
  ),
);
const EXACT_IF_OPERANDS: ReadonlySet<number> = new Set(
  ["f32.abs", "f32.neg", "f32.copysign", "f64.abs", "f64.neg", "f64.copysign"].map(opcode),
);
const NUMBERS: readonly ValType[] = [I32, I64, F32, F64];
const PAGE = 65536;
/** Fuel a call costs: this many deep they can be. */
const CALL_COST = 10n;
/** Rounds of all loops of a function that count by themselves. */
const LOCAL_FUEL = 60n;

/** A constant of a number type, by its bits. */
export function constant(type: ValType, bits: bigint): Node {
  const value =
    type === F32
      ? BigInt.asUintN(32, bits)
      : type === F64
        ? BigInt.asUintN(64, bits)
        : BigInt.asIntN(type === I32 ? 32 : 64, bits);
  return { op: CONSTANTS[type]!, args: [], imm: [value], results: [type] };
}

export function refNull(type: ValType): Node {
  return { op: OP.refNull, args: [], imm: [type], results: [type] };
}

/** A value that is on the stack already. */
function pop(type: ValType): Node {
  return { op: POP, args: [], imm: [], results: [type] };
}

function node(
  op: number,
  args: readonly Node[],
  results: readonly ValType[],
  imm: readonly (number | bigint)[] = [],
): Node {
  return { op, args, imm, results };
}

function sequence(nodes: readonly Node[], results: readonly ValType[] = []): Node {
  return { op: SEQUENCE, args: [], imm: [], results, bodies: [nodes] };
}

/** Whether the bits of the value are specified even if it is a NaN. */
function isExact(n: Node): boolean {
  return EXACT.has(n.op) || (EXACT_IF_OPERANDS.has(n.op) && n.args.every(isExact));
}

export class BodyGenerator {
  private readonly context: Context;
  private readonly random: Random;
  private readonly type: FunctionType;
  private readonly locals: ValType[];
  private readonly labels: Label[] = [];
  private readonly scratch: Map<ValType, number> = new Map();
  private nextLabel: number = 0;
  private budget: number;
  private readonly leaf: boolean;
  private localFuel: number = -1;

  constructor(context: Context, type: FunctionType) {
    this.context = context;
    this.random = context.random;
    this.type = type;
    this.locals = [...type.params];
    this.leaf = this.random.oneIn(5);
    this.budget = this.leaf ? 25 : this.random.pick([20, 60, 60, 120, 120, 250]);
    if (this.random.oneIn(150)) this.budget = 3000;
  }

  generate(): WasmFunction {
    const { random, type } = this;
    const body: Node[] = [];
    for (let n = random.below(5); n > 0; n--)
      this.newLocal(random.pick([I32, I64, F32, F64, FUNCREF, EXTERNREF]));
    if (!this.leaf) {
      if (random.oneIn(2)) {
        this.localFuel = this.newLocal(I32);
        body.push(this.set(this.localFuel, constant(I32, LOCAL_FUEL)));
      }
      body.push(this.entry());
    }
    this.labels.push({ id: -1, types: type.results });
    for (let n = 1 + random.below(4); n > 0 || this.budget > 400; n--) body.push(this.statement(6));
    if (random.oneIn(250)) body.push(...this.extreme());
    body.push(...(random.oneIn(25) ? this.deadEnd(type.results) : this.values(type.results, 6)));
    return { type, locals: this.locals.slice(type.params.length), body };
  }

  // What bodies are bounded by

  private defaults(): Node[] {
    return this.type.results.map((t) =>
      t === FUNCREF || t === EXTERNREF ? refNull(t) : constant(t, BigInt(this.random.below(100))),
    );
  }

  private entry(): Node {
    const { fuel } = this.context;
    const less = node(
      opcode("i32.sub"),
      [node(OP.globalGet, [], [I32], [fuel]), constant(I32, CALL_COST)],
      [I32],
    );
    return sequence([
      node(OP.globalSet, [less], [], [fuel]),
      this.leaveWithoutFuel(node(OP.globalGet, [], [I32], [fuel])),
    ]);
  }

  private leaveWithoutFuel(fuel: Node): Node {
    const { random } = this;
    const left = random.oneIn(2)
      ? node(opcode("i32.lt_s"), [fuel, constant(I32, 0n)], [I32])
      : node(opcode("i32.shr_u"), [fuel, constant(I32, 31n)], [I32]);
    const label = this.nextLabel++;
    return {
      op: OP.if,
      args: [left],
      imm: [],
      params: [],
      results: [],
      bodies: [[node(OP.return, this.defaults(), [])]],
      label,
    };
  }

  private loopHead(): Node {
    const { fuel } = this.context;
    const { localFuel } = this;
    if (localFuel >= 0 && this.random.oneIn(2)) {
      const less = node(opcode("i32.sub"), [this.get(localFuel), constant(I32, 1n)], [I32]);
      return this.leaveWithoutFuel(node(OP.localTee, [less], [I32], [localFuel]));
    }
    const less = node(opcode("i32.sub"), [node(OP.globalGet, [], [I32], [fuel]), constant(I32, 1n)], [I32]);
    return sequence([
      node(OP.globalSet, [less], [], [fuel]),
      this.leaveWithoutFuel(node(OP.globalGet, [], [I32], [fuel])),
    ]);
  }

  // Locals

  private newLocal(type: ValType): number {
    this.locals.push(type);
    return this.locals.length - 1;
  }

  private get(index: number): Node {
    return node(OP.localGet, [], [this.locals[index]!], [index]);
  }

  private set(index: number, value: Node): Node {
    return node(OP.localSet, [value], [], [index]);
  }

  /** A local of a type to be written; not the fuel. */
  private localOf(type: ValType, make: boolean): number {
    const known: number[] = [];
    this.locals.forEach((t, i) => {
      if (t === type && i !== this.localFuel && !this.counters.has(i)) known.push(i);
    });
    if (known.length > 0 && !(make && known.length < 6 && this.random.oneIn(4)))
      return this.random.pick(known);
    return make ? this.newLocal(type) : -1;
  }

  /** Locals that loops count with, which nothing else writes. */
  private readonly counters: Set<number> = new Set();

  // Expressions

  /** Nodes that together give these values. */
  private values(types: readonly ValType[], depth: number): Node[] {
    const nodes: Node[] = [];
    for (let i = 0; i < types.length;) {
      const rest = types.length - i;
      if (rest >= 2 && depth > 0 && this.budget > 0 && this.random.oneIn(4)) {
        const some = types.slice(i, i + 2 + this.random.below(Math.min(rest - 1, 4)));
        nodes.push(this.several(some, depth - 1));
        i += some.length;
      } else nodes.push(this.expression(types[i++]!, depth));
    }
    return nodes;
  }

  /** One node that gives several values, if there is one. */
  private several(types: readonly ValType[], depth: number): Node {
    const { random, context } = this;
    this.budget--;
    const same = (t: readonly ValType[]): boolean =>
      t.length === types.length && t.every((x, i) => x === types[i]);
    switch (random.below(6)) {
      case 0:
      case 1:
        if (!this.leaf) {
          const found = context.functions.flatMap((f, i) => (same(f.results) ? [i] : []));
          if (found.length > 0) return this.callOf(random.pick(found), depth);
        }
        break;
      case 2: {
        const label = this.labels.filter((l) => same(l.types));
        if (label.length > 0)
          return node(OP.brIf, [...this.values(types, depth - 1), this.expression(I32, 1)], types, [
            random.pick(label).id,
          ]);
        break;
      }
      default:
    }
    return this.block(types, depth);
  }

  private leafOf(type: ValType): Node {
    const { random, context } = this;
    const r = random.below(10);
    if (r < 5) {
      const all: number[] = [];
      this.locals.forEach((t, i) => {
        if (t === type) all.push(i);
      });
      if (all.length > 0) return this.get(random.pick(all));
    }
    if (r === 5) {
      const all = context.globals.flatMap((g, i) => (g.type === type && i !== context.fuel ? [i] : []));
      if (all.length > 0) return node(OP.globalGet, [], [type], [random.pick(all)]);
    }
    if (type === FUNCREF && !random.oneIn(3))
      return node(OP.refFunc, [], [FUNCREF], [random.below(context.functions.length)]);
    if (type === FUNCREF || type === EXTERNREF) return refNull(type);
    return constant(type, randomBits(random, type));
  }

  private expression(type: ValType, depth: number): Node {
    const { random } = this;
    if (--this.budget < 0 || depth <= 0) return this.leafOf(type);
    const d = depth - 1;
    if (type === FUNCREF || type === EXTERNREF) return this.reference(type, d);
    switch (random.below(26)) {
      case 0:
        return this.leafOf(type);
      case 1:
      case 2:
      case 3:
        return this.load(type, d) ?? this.leafOf(type);
      case 4:
        return node(OP.localTee, [this.expression(type, d)], [type], [this.localOf(type, true)]);
      case 5:
      case 6:
        return this.block([type], d);
      case 7:
      case 8:
        return this.callGiving(type, d) ?? this.numeric(type, d);
      case 9: {
        const args = [this.expression(type, d), this.expression(type, d), this.condition(d)];
        return random.oneIn(3) ? node(OP.selectTyped, args, [type], [type]) : node(OP.select, args, [type]);
      }
      case 10:
        return this.query(type, d) ?? this.numeric(type, d);
      case 11: {
        const labels = this.labels.filter((l) => l.types.length === 1 && l.types[0] === type);
        if (labels.length === 0) return this.numeric(type, d);
        return node(OP.brIf, [this.expression(type, d), this.condition(d)], [type], [random.pick(labels).id]);
      }
      case 12:
      case 13:
      case 14:
        return this.idiom(type, d);
      case 15:
        return sequence([this.statement(d), this.expression(type, d)], [type]);
      default:
        return this.numeric(type, d);
    }
  }

  private condition(depth: number): Node {
    const { random } = this;
    if (depth > 0 && random.oneIn(8)) return this.expression(I32, depth);
    const t = random.pick(NUMBERS);
    const names: Readonly<Record<ValType, string>> = {
      [I32]:
        "i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u i32.and",
      [I64]: "i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u",
      [F32]: "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge",
      [F64]: "f64.eq f64.ne f64.lt f64.gt f64.le f64.ge",
    };
    const name = random.pick(names[t]!.split(" "));
    const args = [this.expression(t, depth - 1)];
    if (!name.endsWith("eqz")) args.push(this.expression(t, random.oneIn(2) ? 0 : depth - 1));
    return node(opcode(name), args, [I32]);
  }

  private numeric(type: ValType, depth: number): Node {
    return this.operator(this.random.pick(BY_RESULT.get(type)!), depth);
  }

  private operator({ op, params, result }: NumericOperator, depth: number): Node {
    const { random } = this;
    let args: Node[];
    if (params.length === 2 && depth > 0 && random.oneIn(25)) args = [this.several(params, depth)];
    else args = params.map((t) => this.expression(t, random.oneIn(4) ? 0 : depth));
    if (args.length === 1 && params.length === 2) {
      // Both operands from one node: nothing can be done about them.
      if (COPYSIGNS.has(op) || (DIVISIONS.has(op) && !random.oneIn(8)))
        return this.operator({ op, params, result }, 0);
      return node(op, args, [result]);
    }
    if (DIVISIONS.has(op) && !random.oneIn(12)) {
      const t = params[1]!;
      const odd = node(opcode(t === I32 ? "i32.or" : "i64.or"), [args[1]!, constant(t, 1n)], [t]);
      const fixed = (): Node => {
        const bits = randomBits(random, t);
        return constant(t, bits === 0n ? 7n : bits);
      };
      args[1] = random.oneIn(2) ? odd : fixed();
    } else if (TRAPPING_CONVERSIONS.has(op) && !random.oneIn(10)) {
      const t = params[0]!;
      const prefix = t === F32 ? "f32" : "f64";
      // Small and not negative: `max(0, min(x, limit))` also of a NaN, which `copysign` and comparisons take out.
      const x = this.finite(args[0]!, t);
      const limited = node(
        opcode(`${prefix}.min`),
        [x, constant(t, t === F32 ? 0x4effffffn : 0x41dfffffff000000n)],
        [t],
      );
      args[0] = node(
        opcode(`${prefix}.max`),
        [limited, constant(t, random.oneIn(2) ? 0n : t === F32 ? 0xbf000000n : 0xbfe0000000000000n)],
        [t],
      );
    } else if (REINTERPRETATIONS.has(op)) args[0] = this.canonical(args[0]!, params[0]!);
    else if (COPYSIGNS.has(op)) args[1] = this.canonical(args[1]!, params[1]!);
    return node(op, args, [result]);
  }

  private scratchOf(type: ValType): number {
    const known = this.scratch.get(type);
    if (known !== undefined) return known;
    const made = this.newLocal(type);
    this.counters.add(made);
    this.scratch.set(type, made);
    return made;
  }

  /** The value, or another one if it is a NaN. */
  private unlessNan(value: Node, type: ValType, other: Node): Node {
    const local = this.scratchOf(type);
    const prefix = type === F32 ? "f32" : "f64";
    return node(
      OP.select,
      [
        node(OP.localTee, [value], [type], [local]),
        other,
        node(opcode(`${prefix}.eq`), [this.get(local), this.get(local)], [I32]),
      ],
      [type],
    );
  }

  private finite(value: Node, type: ValType): Node {
    return this.unlessNan(value, type, constant(type, 0n));
  }

  private canonical(value: Node, type: ValType): Node {
    if (isExact(value) && !this.random.oneIn(3)) return value;
    return this.unlessNan(value, type, constant(type, type === F32 ? 0x7fc00000n : 0x7ff8000000000000n));
  }

  private reference(type: ValType, depth: number): Node {
    const { random, context } = this;
    switch (random.below(8)) {
      case 0: {
        const found = context.tables.flatMap((t, i) => (t.element === type ? [i] : []));
        if (found.length === 0) return this.leafOf(type);
        const table = random.pick(found);
        return node(OP.tableGet, [this.tableIndex(table, depth)], [type], [table]);
      }
      case 1:
        return this.block([type], depth);
      case 2:
        return this.callGiving(type, depth) ?? this.leafOf(type);
      case 3:
        return node(
          OP.selectTyped,
          [this.expression(type, depth), this.expression(type, depth), this.condition(depth)],
          [type],
          [type],
        );
      case 4:
        return node(OP.localTee, [this.expression(type, depth)], [type], [this.localOf(type, true)]);
      default:
        return this.leafOf(type);
    }
  }

  /** Sizes, growth and tests of references. */
  private query(type: ValType, depth: number): Node | undefined {
    const { random, context } = this;
    if (type === I32 && random.oneIn(4)) {
      const t = random.pick([FUNCREF, EXTERNREF]);
      return node(OP.refIsNull, [this.expression(t, depth)], [I32]);
    }
    const wide = type === I64;
    const tables = context.tables.flatMap((t, i) => (t.index64 === wide ? [i] : []));
    const memories = context.memories.flatMap((m, i) => (m.index64 === wide ? [i] : []));
    if (type !== I32 && type !== I64) return undefined;
    const few = (): Node => constant(type, BigInt(random.below(3)));
    const less = opcode(wide ? "i64.lt_u" : "i32.lt_u");
    // What has no maximum is only grown while it is small, or by more than there can be.
    const bounded = (size: Node, limit: number, grow: (delta: Node) => Node): Node => ({
      op: OP.if,
      args: [node(less, [size, constant(type, BigInt(limit))], [I32])],
      imm: [],
      params: [],
      results: [type],
      bodies: [[grow(few())], [random.oneIn(2) ? constant(type, 77n) : grow(constant(type, -1n))]],
      label: this.nextLabel++,
    });
    if (memories.length > 0 && random.oneIn(2)) {
      const m = random.pick(memories);
      const size = node(OP.memorySize, [], [type], [m]);
      if (!random.oneIn(3)) return size;
      const grow = (delta: Node): Node => node(OP.memoryGrow, [delta], [type], [m]);
      if (context.memories[m]!.maximum === undefined) return bounded(size, 8, grow);
      return grow(random.oneIn(6) ? constant(type, randomBits(random, type)) : few());
    }
    if (tables.length === 0) return undefined;
    const t = random.pick(tables);
    const size = node(OP.tableSize, [], [type], [t]);
    if (!random.oneIn(3)) return size;
    const { element, maximum } = context.tables[t]!;
    const grow = (delta: Node): Node =>
      node(OP.tableGrow, [this.expression(element, depth), delta], [type], [t]);
    if (maximum === undefined) return bounded(size, 120, grow);
    return grow(random.oneIn(6) ? constant(type, randomBits(random, type)) : few());
  }

  // Memory

  private addressType(memory: number): ValType {
    return this.context.memories[memory]!.index64 ? I64 : I32;
  }

  /** An address and an offset, mostly inside the memory. */
  private place(memory: number, bytes: number, depth: number): { address: Node; offset: bigint } {
    const { random, context } = this;
    const t = this.addressType(memory);
    const wide = t === I64;
    const { minimum } = context.memories[memory]!;
    const end = minimum * PAGE;
    const small = (): bigint =>
      BigInt(random.pick([0, 0, 0, 1, 4, 8, 16, random.below(300), random.below(4000)]));
    const and = (n: Node, mask: number): Node =>
      node(opcode(wide ? "i64.and" : "i32.and"), [n, constant(t, BigInt(mask))], [t]);
    const r = random.below(200);
    if (r < 45) return { address: constant(t, BigInt(random.below(2000))), offset: small() };
    if (r < 120) {
      const mask = random.pick([0xff, 0xff8, 0x3fff, 0x7fff, 0xfff0]);
      return { address: and(this.expression(t, depth), mask), offset: small() };
    }
    if (r < 150) {
      // An element of an array.
      const shift = random.below(4);
      const index = and(this.expression(t, depth), 0x1ff);
      const scaled = node(opcode(wide ? "i64.shl" : "i32.shl"), [index, constant(t, BigInt(shift))], [t]);
      const base = and(this.leafOf(t), 0x1ff8);
      return { address: node(opcode(wide ? "i64.add" : "i32.add"), [base, scaled], [t]), offset: small() };
    }
    if (r < 165) {
      // A 32-bit number made longer, as pointers of 32-bit programs are.
      if (!wide) return { address: and(this.leafOf(t), 0x7ff), offset: small() };
      const narrow = node(opcode("i32.and"), [this.expression(I32, depth), constant(I32, 0x3fffn)], [I32]);
      return { address: node(opcode("i64.extend_i32_u"), [narrow], [t]), offset: small() };
    }
    if (r < 176) {
      // The last bytes, with how much of it in the offset?
      const offset = random.below(3) === 0 ? random.below(Math.max(1, end)) : random.below(20);
      const at = Math.max(0, end - bytes - offset);
      return { address: constant(t, BigInt(at)), offset: BigInt(offset) };
    }
    if (r < 190) {
      const size = node(OP.memorySize, [], [t], [memory]);
      const top = node(opcode(wide ? "i64.shl" : "i32.shl"), [size, constant(t, 16n)], [t]);
      const back = random.oneIn(12) ? random.below(bytes + 1) : bytes + random.below(20);
      const address = node(opcode(wide ? "i64.sub" : "i32.sub"), [top, constant(t, BigInt(back))], [t]);
      return { address, offset: random.oneIn(20) ? 1n : 0n };
    }
    if (!random.oneIn(4)) return { address: and(this.leafOf(t), 0xfff), offset: small() };
    // Likely to trap.
    switch (random.below(5)) {
      case 0:
        return { address: this.expression(t, depth), offset: small() };
      case 1:
        return { address: constant(t, BigInt(end - random.below(9))), offset: BigInt(random.below(4)) };
      case 2:
        return { address: constant(t, randomBits(random, t)), offset: small() };
      default: {
        const large = random.pick([
          BigInt(end),
          BigInt(end - bytes),
          BigInt(end - bytes + 1),
          0x7fffffffn,
          0x80000000n,
          0xffffffffn,
          0xfffffff8n,
          ...(wide ? [0x100000000n, 0x7fffffffffffffffn, 0xffffffffffffffffn, 1n << 63n, 0x400000000n] : []),
        ]);
        const address = random.pick([
          constant(t, 0n),
          constant(t, -BigInt(random.below(20))),
          this.expression(t, depth),
          and(this.leafOf(t), 0xff),
        ]);
        return { address, offset: large < 0n ? 0n : large };
      }
    }
  }

  private align(bytes: number): number {
    const most = Math.log2(bytes);
    return this.random.oneIn(3) ? this.random.below(most + 1) : most;
  }

  private load(type: ValType, depth: number): Node | undefined {
    const { random, context } = this;
    if (context.memories.length === 0) return undefined;
    const memory = random.below(context.memories.length);
    const { op, bytes } = random.pick(LOAD_OPERATORS.filter((o) => o.type === type));
    const { address, offset } = this.place(memory, bytes, depth);
    return node(op, [address], [type], [this.align(bytes), offset, memory]);
  }

  private store(depth: number): Node | undefined {
    const { random, context } = this;
    if (context.memories.length === 0) return undefined;
    const memory = random.below(context.memories.length);
    const { op, type, bytes } = random.pick(STORE_OPERATORS);
    const { address, offset } = this.place(memory, bytes, depth);
    let value = this.expression(type, depth);
    if (type === F32 || type === F64) value = this.canonical(value, type);
    return node(op, [address, value], [], [this.align(bytes), offset, memory]);
  }

  /** `*p = *p op x`. */
  private update(depth: number): Node | undefined {
    const { random, context } = this;
    if (context.memories.length === 0) return undefined;
    const memory = random.below(context.memories.length);
    const store = random.pick(STORE_OPERATORS.filter((o) => o.type === I32 || o.type === I64));
    const load = random.pick(LOAD_OPERATORS.filter((o) => o.type === store.type && o.bytes === store.bytes));
    const { type, bytes } = store;
    const t = this.addressType(memory);
    const local = this.localOf(t, true);
    const { address, offset } = this.place(memory, bytes, depth);
    const prefix = type === I32 ? "i32." : "i64.";
    const old = node(load.op, [this.get(local)], [type], [this.align(bytes), offset, memory]);
    const x = this.expression(type, random.oneIn(2) ? 0 : depth);
    const op = opcode(
      prefix + random.pick(["add", "sub", "and", "or", "xor", "shl", "shr_u", "rotl", "mul"]),
    );
    const value = node(op, random.oneIn(3) ? [x, old] : [old, x], [type]);
    const tee = node(OP.localTee, [address], [t], [local]);
    return node(store.op, [tee, value], [], [this.align(bytes), offset, memory]);
  }

  // Tables

  private tableIndex(table: number, depth: number): Node {
    const { random, context } = this;
    const { minimum, index64 } = context.tables[table]!;
    const t = index64 ? I64 : I32;
    if (minimum === 0 || random.oneIn(60)) {
      return random.oneIn(2)
        ? constant(t, BigInt(minimum + random.below(4)))
        : constant(t, randomBits(random, t));
    }
    if (random.oneIn(3)) return constant(t, BigInt(random.below(minimum)));
    return node(
      opcode(index64 ? "i64.rem_u" : "i32.rem_u"),
      [this.expression(t, depth), constant(t, BigInt(minimum))],
      [t],
    );
  }

  private length(type: ValType, most: number): Node {
    const { random } = this;
    const r = random.below(40);
    if (r === 0) return constant(type, randomBits(random, type));
    if (r < 25) return constant(type, BigInt(random.below(most)));
    return node(
      opcode(type === I32 ? "i32.and" : "i64.and"),
      [
        this.expression(type, 1),
        constant(type, BigInt(random.pick([0, 1, 3, 7, 15, 63, 255].filter((n) => n <= most)))),
      ],
      [type],
    );
  }

  private bulk(depth: number): Node | undefined {
    const { random, context } = this;
    const { memories, tables } = context;
    const passive = context.data.length;
    const at = (m: number): Node => this.place(m, 64, depth).address;
    const first = (t: number): Node => this.tableIndex(t, depth);
    const memory = random.below(Math.max(1, memories.length));
    const table = random.below(Math.max(1, tables.length));
    switch (random.below(10)) {
      case 0:
      case 1:
        if (memories.length === 0) break;
        return node(
          OP.memoryFill,
          [at(memory), this.expression(I32, depth), this.length(this.addressType(memory), 300)],
          [],
          [memory],
        );
      case 2:
      case 3: {
        if (memories.length === 0) break;
        const from = random.below(memories.length);
        const n = memories[memory]!.index64 && memories[from]!.index64 ? I64 : I32;
        return node(OP.memoryCopy, [at(memory), at(from), this.length(n, 300)], [], [memory, from]);
      }
      case 4: {
        if (passive === 0 || memories.length === 0) break;
        const segment = random.below(passive);
        const size = context.data[segment]!.bytes.length;
        const from = random.below(size + (random.oneIn(15) ? 3 : 1));
        const n = random.below(Math.max(1, size - from + (random.oneIn(15) ? 2 : 1)));
        // Active ones are as if dropped: only nothing can be taken.
        const empty = context.data[segment]!.mode === "active" && !random.oneIn(8);
        return node(
          OP.memoryInit,
          [at(memory), constant(I32, empty ? 0n : BigInt(from)), constant(I32, empty ? 0n : BigInt(n))],
          [],
          [segment, memory],
        );
      }
      case 5:
        if (passive === 0 || !random.oneIn(3)) break;
        return node(OP.dataDrop, [], [], [random.below(passive)]);
      case 6: {
        if (tables.length === 0) break;
        const type = tables[table]!.element;
        const found = context.elements.flatMap((e, i) => (e.type === type ? [i] : []));
        if (found.length === 0) break;
        const segment = random.pick(found);
        const size =
          context.elements[segment]!.mode === "passive" ? context.elements[segment]!.items.length : 0;
        const from = random.below(size + (random.oneIn(15) ? 3 : 1));
        const n = random.below(Math.max(1, Math.min(4, size - from) + (random.oneIn(15) ? 2 : 1)));
        return node(
          OP.tableInit,
          [first(table), constant(I32, BigInt(from)), constant(I32, BigInt(n))],
          [],
          [segment, table],
        );
      }
      case 7:
        if (context.elements.length === 0 || !random.oneIn(3)) break;
        return node(OP.elemDrop, [], [], [random.below(context.elements.length)]);
      case 8: {
        if (tables.length === 0) break;
        const found = tables.flatMap((t, i) => (t.element === tables[table]!.element ? [i] : []));
        const from = random.pick(found);
        const n = tables[table]!.index64 && tables[from]!.index64 ? I64 : I32;
        return node(OP.tableCopy, [first(table), first(from), this.length(n, 3)], [], [table, from]);
      }
      default: {
        if (tables.length === 0) break;
        const { element, index64 } = tables[table]!;
        return node(
          OP.tableFill,
          [first(table), this.expression(element, depth), this.length(index64 ? I64 : I32, 3)],
          [],
          [table],
        );
      }
    }
    return undefined;
  }

  // Calls

  private callOf(index: number, depth: number): Node {
    const { params, results } = this.context.functions[index]!;
    return node(OP.call, this.values(params, Math.min(depth, 2)), results, [index]);
  }

  /** Type and table of an indirect call with its operands, mostly of a function that is there. */
  private indirect(type: number, depth: number): { args: Node[]; imm: number[] } | undefined {
    const { random, context } = this;
    const found = context.tables.flatMap((t, i) => (t.element === FUNCREF && t.minimum > 0 ? [i] : []));
    if (found.length === 0) return undefined;
    const table = random.pick(found);
    const { params, results } = context.types[type]!;
    const key = `${params.join()}:${results.join()}`;
    const fits = context.slots[table]!.flatMap((f, i) => {
      const g = f < 0 ? undefined : context.functions[f];
      return g !== undefined && `${g.params.join()}:${g.results.join()}` === key ? [i] : [];
    });
    if (fits.length === 0 && !random.oneIn(12)) return undefined;
    const t = context.tables[table]!.index64 ? I64 : I32;
    const sure = fits.length > 0 && !random.oneIn(20);
    let index: Node = sure ? constant(t, BigInt(random.pick(fits))) : this.tableIndex(table, depth);
    if (sure && random.oneIn(2)) {
      // Not a constant to the compiler.
      const other = constant(t, BigInt(random.pick(fits)));
      index = node(OP.select, [index, other, this.condition(0)], [t]);
    }
    return { args: [...this.values(params, Math.min(depth, 2)), index], imm: [type, table] };
  }

  private callGiving(type: ValType, depth: number): Node | undefined {
    if (this.leaf) return undefined;
    const { random, context } = this;
    if (random.oneIn(2)) {
      const found = context.types.flatMap((f, i) =>
        f.results.length === 1 && f.results[0] === type ? [i] : [],
      );
      const call = found.length > 0 ? this.indirect(random.pick(found), depth) : undefined;
      if (call !== undefined) return node(OP.callIndirect, call.args, [type], call.imm);
    }
    const found = context.functions.flatMap((f, i) =>
      f.results.length === 1 && f.results[0] === type ? [i] : [],
    );
    return found.length > 0 ? this.callOf(random.pick(found), depth) : undefined;
  }

  /** A call whose results are dropped or kept in locals. */
  private callStatement(depth: number): Node | undefined {
    if (this.leaf) return undefined;
    const { random, context } = this;
    let call: Node | undefined;
    if (random.oneIn(2)) {
      const type = random.below(context.types.length);
      const found = this.indirect(type, depth);
      if (found !== undefined)
        call = node(OP.callIndirect, found.args, context.types[type]!.results, found.imm);
    }
    call ??= this.callOf(random.below(context.functions.length), depth);
    return sequence([call, ...this.keep(call.results)]);
  }

  /** Takes values off the stack. */
  private keep(types: readonly ValType[]): Node[] {
    return types
      .map((t) =>
        this.random.oneIn(3) ? node(OP.drop, [pop(t)], []) : this.set(this.localOf(t, true), pop(t)),
      )
      .reverse();
  }

  // Blocks

  private block(results: readonly ValType[], depth: number): Node {
    const { random } = this;
    const kind = random.pick([OP.block, OP.block, OP.loop, OP.if, OP.if]);
    if (kind === OP.loop && this.leaf) return this.block(results, depth);
    let params: ValType[] = [];
    if (random.oneIn(3)) {
      params = random.oneIn(3)
        ? [...results]
        : Array.from({ length: random.below(4) }, () =>
            random.pick([...NUMBERS, ...NUMBERS, FUNCREF, EXTERNREF]),
          );
    }
    const args = this.values(params, depth - 1);
    if (kind === OP.if) args.push(this.condition(depth - 1));
    const id = this.nextLabel++;
    let head: Node[] = [];
    let counter = -1;
    if (kind === OP.loop) {
      head = [];
      if (random.oneIn(2)) {
        counter = this.newLocal(I32);
        this.counters.add(counter);
      }
    }
    this.labels.push({ id, types: kind === OP.loop ? params : results });
    const bodies = [this.bodyOf(params, results, depth, kind === OP.loop ? { id, counter } : undefined)];
    const same = params.length === results.length && params.every((t, i) => t === results[i]);
    if (kind === OP.if && !(same && random.oneIn(2)))
      bodies.push(this.bodyOf(params, results, depth, undefined));
    this.labels.pop();
    const made: Node = { op: kind, args, imm: [], params, results, bodies, label: id };
    if (counter < 0) return made;
    return sequence([...head, this.set(counter, constant(I32, BigInt(1 + random.below(12)))), made], results);
  }

  /** A body that finds `params` on the stack and leaves `results`. */
  private bodyOf(
    params: readonly ValType[],
    results: readonly ValType[],
    depth: number,
    loop: { id: number; counter: number } | undefined,
  ): Node[] {
    const { random } = this;
    const nodes: Node[] = [];
    if (loop !== undefined) nodes.push(this.loopHead());
    let given = 0;
    if (params.length > 0) {
      const passes = params.length <= results.length && params.every((t, i) => t === results[i]);
      if (passes && loop === undefined && random.oneIn(2)) given = params.length;
      else {
        const [a, b] = [params.at(-2), params.at(-1)];
        const ops = NUMERIC_OPERATORS.filter(
          (o) =>
            o.params.length === 2 &&
            o.params[0] === a &&
            o.params[1] === b &&
            !DIVISIONS.has(o.op) &&
            !COPYSIGNS.has(o.op),
        );
        if (ops.length > 0 && random.oneIn(2)) {
          const { op, result } = random.pick(ops);
          nodes.push(this.set(this.localOf(result, true), node(op, [pop(a!), pop(b!)], [result])));
          nodes.push(...this.keep(params.slice(0, -2)));
        } else nodes.push(...this.keep(params));
      }
    }
    for (let n = random.below(3); n > 0 && this.budget > 0; n--) nodes.push(this.statement(depth - 1));
    if (loop !== undefined) {
      const again = this.again(loop.counter, depth);
      const back = node(OP.brIf, [...this.values(params, depth - 2), again], params, [loop.id]);
      nodes.push(back, ...params.map((t) => node(OP.drop, [pop(t)], [])).reverse());
    }
    const rest = results.slice(given);
    if (random.oneIn(14)) {
      // What is below stays there for nobody.
      nodes.push(...this.deadEnd(rest));
      return nodes;
    }
    for (let i = 0; i < given; i++) nodes.push(pop(results[i]!));
    nodes.push(...this.values(rest, depth - 1));
    return nodes;
  }

  private again(counter: number, depth: number): Node {
    if (counter < 0) return this.condition(Math.min(depth, 2));
    const less = node(opcode("i32.sub"), [this.get(counter), constant(I32, 1n)], [I32]);
    const tee = node(OP.localTee, [less], [I32], [counter]);
    if (this.random.oneIn(3)) return node(opcode("i32.gt_s"), [tee, constant(I32, 0n)], [I32]);
    return tee;
  }

  /** Leaves, and goes on with operators that nobody reaches, on a stack that has any type. */
  private deadEnd(results: readonly ValType[]): Node[] {
    const { random } = this;
    const nodes = [this.diverge(3)];
    for (let n = random.oneIn(2) ? random.below(4) : 0; n > 0; n--) {
      switch (random.below(6)) {
        case 0:
          nodes.push(node(OP.drop, [], []));
          break;
        case 1: {
          const { op, result } = random.pick(NUMERIC_OPERATORS);
          nodes.push(node(OP.drop, [node(op, [], [result])], []));
          break;
        }
        case 2: {
          const { op, params, result } = random.pick(NUMERIC_OPERATORS);
          const args = params.length === 2 ? [this.leafOf(params[1]!)] : [];
          nodes.push(this.set(this.localOf(result, true), node(op, args, [result])));
          break;
        }
        case 3:
          nodes.push(node(OP.drop, [node(OP.select, [], [I32])], []));
          break;
        case 4:
          nodes.push(this.statement(1));
          break;
        default:
          nodes.push(this.diverge(1));
      }
    }
    if (random.oneIn(2))
      nodes.push(...results.slice(random.below(results.length + 1)).map((t) => this.leafOf(t)));
    return nodes;
  }

  /** Something behind which nothing is executed. */
  private diverge(depth: number): Node {
    const { random, context, type } = this;
    const same = (f: FunctionType): boolean =>
      f.results.length === type.results.length && f.results.every((t, i) => t === type.results[i]);
    switch (random.below(10)) {
      case 0:
        if (random.oneIn(2)) return node(OP.unreachable, [], []);
        break;
      case 1:
      case 2:
      case 3: {
        if (!context.tailCall || this.leaf) break;
        if (random.oneIn(2)) {
          const found = context.types.flatMap((f, i) => (same(f) ? [i] : []));
          const call = found.length > 0 ? this.indirect(random.pick(found), depth) : undefined;
          if (call !== undefined) return node(OP.returnCallIndirect, call.args, [], call.imm);
        }
        const found = context.functions.flatMap((f, i) => (same(f) ? [i] : []));
        if (found.length === 0) break;
        const index = random.pick(found);
        return node(OP.returnCall, this.values(context.functions[index]!.params, depth), [], [index]);
      }
      case 4:
      case 5: {
        const label = random.pick(this.labels);
        const fits = this.labels.filter(
          (l) => l.types.length === label.types.length && l.types.every((t, i) => t === label.types[i]),
        );
        const count = random.oneIn(12) ? random.below(300) : random.below(6);
        const targets = Array.from({ length: count + 1 }, () => random.pick(fits).id);
        const index = random.oneIn(2)
          ? node(opcode("i32.and"), [this.expression(I32, depth), constant(I32, 7n)], [I32])
          : this.expression(I32, depth);
        return node(OP.brTable, [...this.values(label.types, depth), index], [], targets);
      }
      case 6:
      case 7:
        break;
      default: {
        const label = random.pick(this.labels);
        return node(OP.br, this.values(label.types, depth), [], [label.id]);
      }
    }
    return node(OP.return, this.values(type.results, depth), []);
  }

  /** `block (block (block (br_table ...)) a) b`: a switch. */
  private switchOf(depth: number): Node {
    const { random } = this;
    const cases = random.oneIn(20) ? 40 : 2 + random.below(6);
    const ids = Array.from({ length: cases }, () => this.nextLabel++);
    const index = random.oneIn(3)
      ? this.expression(I32, depth)
      : node(opcode("i32.rem_u"), [this.expression(I32, depth), constant(I32, BigInt(cases + 1))], [I32]);
    const targets = Array.from({ length: 1 + random.below(2 * cases) }, () => random.pick(ids));
    let inner: Node = node(OP.brTable, [index], [], targets);
    for (const [i, id] of ids.entries()) {
      const nodes: Node[] = [inner];
      // The outer labels can be branched to from the cases inside.
      if (i > 0) {
        this.labels.push(...ids.slice(i).map((l) => ({ id: l, types: [] })));
        if (this.budget > 0) nodes.push(this.statement(Math.min(depth, 2)));
        if (random.oneIn(2)) nodes.push(node(OP.br, [], [], [random.pick(ids.slice(i))]));
        this.labels.length -= ids.length - i;
      }
      inner = { op: OP.block, args: [], imm: [], params: [], results: [], bodies: [nodes], label: id };
    }
    return inner;
  }

  // Statements

  private statement(depth: number): Node {
    const { random, context } = this;
    this.budget--;
    if (depth <= 0 || this.budget < 0) {
      const t = random.pick(NUMBERS);
      return this.set(this.localOf(t, true), this.leafOf(t));
    }
    const d = depth - 1;
    switch (random.below(24)) {
      case 0:
      case 1:
      case 2:
      case 3: {
        const t = random.pick([...NUMBERS, ...NUMBERS, FUNCREF, EXTERNREF]);
        return this.set(this.localOf(t, true), this.expression(t, d));
      }
      case 4: {
        const found = context.globals.flatMap((g, i) => (g.mutable && i !== context.fuel ? [i] : []));
        if (found.length === 0) break;
        const g = random.pick(found);
        return node(OP.globalSet, [this.expression(context.globals[g]!.type, d)], [], [g]);
      }
      case 5:
      case 6:
      case 7:
        return this.store(d) ?? this.block([], d);
      case 8:
        return this.update(d) ?? this.block([], d);
      case 9:
      case 10:
        return this.block([], d);
      case 11: {
        // Several results into locals.
        const types = Array.from({ length: 2 + random.below(3) }, () => random.pick(NUMBERS));
        return sequence([this.several(types, d), ...this.keep(types)]);
      }
      case 12:
      case 13:
        return this.callStatement(d) ?? this.block([], d);
      case 14:
      case 15:
        return this.bulk(d) ?? this.block([], d);
      case 16: {
        const found = context.tables.flatMap((_, i) => [i]);
        if (found.length === 0) break;
        const table = random.pick(found);
        return node(
          OP.tableSet,
          [this.tableIndex(table, d), this.expression(context.tables[table]!.element, d)],
          [],
          [table],
        );
      }
      case 17: {
        const label = random.pick(this.labels);
        const branch = node(OP.brIf, [...this.values(label.types, d), this.condition(d)], label.types, [
          label.id,
        ]);
        return sequence([branch, ...this.keep(label.types)]);
      }
      case 18: {
        const id = this.nextLabel++;
        const args = [this.condition(d)];
        this.labels.push({ id, types: [] });
        const body = [this.diverge(Math.min(d, 2))];
        this.labels.pop();
        return { op: OP.if, args, imm: [], params: [], results: [], bodies: [body], label: id };
      }
      case 19:
        return this.switchOf(d);
      case 20:
        return random.oneIn(4) ? node(OP.nop, [], []) : this.block([], d);
      case 21: {
        const t = random.pick([...NUMBERS, FUNCREF, EXTERNREF]);
        return node(OP.drop, [this.expression(t, d)], []);
      }
      default:
    }
    const t = random.pick(NUMBERS);
    return this.set(this.localOf(t, true), this.expression(t, d));
  }

  // Shapes that compilers look for

  private idiom(type: ValType, depth: number): Node {
    const { random } = this;
    if (type === F32 || type === F64) return this.floatIdiom(type, depth);
    const p = type === I32 ? "i32." : "i64.";
    const width = type === I32 ? 32 : 64;
    const c = (n: bigint | number): Node => constant(type, BigInt(n));
    const bin = (name: string, a: Node, b: Node): Node => node(opcode(p + name), [a, b], [type]);
    const compare = (name: string, a: Node, b: Node): Node => node(opcode(p + name), [a, b], [I32]);
    const local = this.localOf(type, true);
    const tee = (): Node => node(OP.localTee, [this.expression(type, depth)], [type], [local]);
    const get = (): Node => this.get(local);
    const widen = (n: Node): Node =>
      type === I32 ? n : node(opcode(random.oneIn(2) ? "i64.extend_i32_u" : "i64.extend_i32_s"), [n], [I64]);
    const k = random.below(width + 2);
    switch (random.below(22)) {
      case 0:
        return bin("or", bin("shl", tee(), c(k)), bin("shr_u", get(), c(width - k)));
      case 1:
        return bin(
          "and",
          bin(random.pick(["shr_u", "shr_s"]), this.expression(type, depth), c(k)),
          c((1n << BigInt(random.below(20))) - 1n),
        );
      case 2:
        return bin(
          "sub",
          bin("xor", tee(), bin("shr_s", get(), c(width - 1))),
          bin("shr_s", get(), c(width - 1)),
        );
      case 3: {
        const other = this.localOf(type, true);
        const b = node(OP.localTee, [this.expression(type, depth)], [type], [other]);
        const cc = random.pick(["lt_s", "lt_u", "gt_s", "gt_u", "le_s", "ge_u"]);
        return node(OP.select, [tee(), b, compare(cc, get(), this.get(other))], [type]);
      }
      case 4:
        return widen(compare("lt_u", bin("add", tee(), this.leafOf(type)), get()));
      case 5:
        return bin(
          random.pick(["and", "or", "xor"]),
          bin("shl", c(1), this.expression(type, depth)),
          this.expression(type, depth),
        );
      case 6:
        return widen(
          compare("ne", bin("and", this.expression(type, depth), bin("shl", c(1), this.leafOf(type))), c(0)),
        );
      case 7:
        return bin("and", tee(), bin("sub", c(0), get()));
      case 8:
        return bin(random.pick(["and", "xor"]), tee(), bin("sub", get(), c(1)));
      case 9:
        return bin("and", bin("xor", this.expression(type, depth), c(-1)), this.expression(type, depth));
      case 10:
        return bin(
          random.pick(["mul", "div_u", "div_s", "rem_u", "rem_s"]),
          this.expression(type, depth),
          c(
            random.pick([
              1,
              2,
              3,
              5,
              7,
              8,
              9,
              10,
              16,
              24,
              100,
              255,
              641,
              1000,
              65536,
              -1,
              -2,
              -3,
              -7,
              -8,
              -10,
              1 << 30,
            ]),
          ),
        );
      case 11:
        return bin(
          "add",
          bin("add", this.expression(type, depth), bin("shl", this.leafOf(type), c(random.below(5)))),
          c(random.below(1000) - 500),
        );
      case 12:
        return node(
          opcode(`${p}extend${random.pick(["8", "16"])}_s`),
          [bin(random.pick(["add", "shr_u", "and"]), this.expression(type, depth), c(random.below(300)))],
          [type],
        );
      case 13:
        return widen(
          node(
            opcode("i32.eqz"),
            [
              random.oneIn(2)
                ? this.condition(depth)
                : node(opcode(`${p}eqz`), [this.expression(type, depth)], [I32]),
            ],
            [I32],
          ),
        );
      case 14:
        return bin("shr_s", bin("shl", this.expression(type, depth), c(k)), c(k));
      case 15:
        return bin(
          random.pick(["shl", "shr_u", "shr_s", "rotl", "rotr"]),
          this.expression(type, depth),
          random.oneIn(2)
            ? bin("and", this.leafOf(type), c(width - 1))
            : bin("sub", c(width), this.leafOf(type)),
        );
      case 16:
        if (type === I32) {
          // The upper half of a product, or of a number.
          const wide = (n: Node): Node =>
            node(opcode(random.oneIn(2) ? "i64.extend_i32_s" : "i64.extend_i32_u"), [n], [I64]);
          const product = node(
            opcode("i64.mul"),
            [wide(this.expression(I32, depth)), wide(this.leafOf(I32))],
            [I64],
          );
          return node(
            opcode("i32.wrap_i64"),
            [
              node(
                opcode(random.oneIn(2) ? "i64.shr_u" : "i64.shr_s"),
                [product, constant(I64, BigInt(random.pick([32, 31, 33, 16])))],
                [I64],
              ),
            ],
            [I32],
          );
        }
        return node(
          opcode("i64.extend_i32_u"),
          [node(opcode("i32.wrap_i64"), [this.expression(I64, depth)], [I32])],
          [I64],
        );
      case 17:
        return node(
          OP.select,
          [c(random.pick([0, 1, -1, 5])), c(random.pick([0, 1, -1, 6])), this.condition(depth)],
          [type],
        );
      case 18: {
        // Bytes in reverse order, by hand.
        const part = (shift: string, by: number, mask: bigint): Node =>
          bin("and", bin(shift, get(), c(by)), c(mask));
        return bin(
          "or",
          bin("or", bin("shl", tee(), c(24)), part("shl", 8, 0xff0000n)),
          bin("or", part("shr_u", 8, 0xff00n), bin("shr_u", get(), c(24))),
        );
      }
      case 19:
        return bin(random.pick(["sub", "xor", "and", "or", "add"]), tee(), get());
      case 20:
        return bin(
          random.pick(["add", "sub", "mul", "and", "or", "xor"]),
          bin(
            random.pick(["add", "sub", "mul", "and", "or", "xor"]),
            this.expression(type, depth),
            this.leafOf(type),
          ),
          constant(type, randomBits(random, type)),
        );
      default: {
        const load = this.load(type, depth);
        if (load === undefined) return this.numeric(type, depth);
        return bin(
          random.pick(["add", "sub", "and", "or", "xor", "mul"]),
          this.expression(type, depth),
          load,
        );
      }
    }
  }

  private floatIdiom(type: ValType, depth: number): Node {
    const { random } = this;
    const p = type === F32 ? "f32." : "f64.";
    const bin = (name: string, a: Node, b: Node): Node => node(opcode(p + name), [a, b], [type]);
    const local = this.localOf(type, true);
    const other = this.localOf(type, true);
    const a = (): Node => node(OP.localTee, [this.expression(type, depth)], [type], [local]);
    const b = (): Node => node(OP.localTee, [this.expression(type, depth)], [type], [other]);
    switch (random.below(6)) {
      case 0: {
        const cc = node(
          opcode(p + random.pick(["lt", "gt", "le", "ge", "eq", "ne"])),
          [this.get(local), this.get(other)],
          [I32],
        );
        const not = random.oneIn(2) ? node(opcode("i32.eqz"), [cc], [I32]) : cc;
        return node(OP.select, [a(), b(), not], [type]);
      }
      case 1:
        return bin(
          "sub",
          constant(type, type === F32 ? 0x80000000n : 1n << 63n),
          this.expression(type, depth),
        );
      case 2:
        return bin(
          random.pick(["add", "sub"]),
          bin("mul", this.expression(type, depth), this.leafOf(type)),
          this.leafOf(type),
        );
      case 3: {
        const load = this.load(type, depth);
        if (load === undefined) return this.numeric(type, depth);
        return bin(
          random.pick(["add", "sub", "mul", "div", "min", "max"]),
          this.expression(type, depth),
          load,
        );
      }
      case 4: {
        const from = random.pick([I32, I64]);
        const load = this.load(from, depth) ?? this.leafOf(from);
        const name = `${p}convert_${from === I32 ? "i32" : "i64"}_${random.pick(["s", "u"])}`;
        return node(opcode(name), [load], [type]);
      }
      default:
        return node(OP.select, [this.leafOf(type), this.leafOf(type), this.condition(depth)], [type]);
    }
  }

  /** Deep nesting, long chains, or a large table of branches. */
  private extreme(): Node[] {
    const { random } = this;
    const local = this.localOf(I32, true);
    switch (random.below(3)) {
      case 0: {
        const count = 50 + random.below(random.oneIn(4) ? 1500 : 300);
        let inner: Node[] = [node(OP.nop, [], [])];
        const ids = Array.from({ length: count }, () => this.nextLabel++);
        const targets = Array.from({ length: random.below(random.oneIn(8) ? 20_000 : 1500) + 1 }, () =>
          random.pick(ids),
        );
        inner = [node(OP.brTable, [this.expression(I32, 2)], [], targets)];
        for (const id of ids) {
          const block: Node = {
            op: OP.block,
            args: [],
            imm: [],
            params: [],
            results: [],
            bodies: [inner],
            label: id,
          };
          const more = node(opcode("i32.add"), [this.get(local), constant(I32, BigInt(id))], [I32]);
          inner = random.oneIn(3) ? [block, this.set(local, more)] : [block];
        }
        return inner;
      }
      case 1: {
        let chain = this.expression(I32, 2);
        for (let n = 100 + random.below(600); n > 0; n--) {
          const name = random.pick(["add", "xor", "mul", "sub", "rotl"]);
          const args = random.oneIn(2) ? [chain, this.leafOf(I32)] : [this.leafOf(I32), chain];
          chain = node(opcode(`i32.${name}`), args, [I32]);
        }
        return [this.set(local, chain)];
      }
      default: {
        // Many values alive at once.
        const t = random.pick(NUMBERS);
        const into = this.localOf(t, true);
        const many = Array.from({ length: 20 + random.below(60) }, () => this.expression(t, 1));
        const op = opcode(`${t === I32 ? "i32" : t === I64 ? "i64" : t === F32 ? "f32" : "f64"}.add`);
        const sums = many.slice(1).map(() => op);
        let nodes: Node[] = [...many];
        nodes = [...nodes, ...sums.map((o) => node(o, [], [t])), this.set(into, pop(t))];
        return nodes;
      }
    }
  }
}
