/**
 * Every numeric operator on values at its edges: both operands from memory, either one a constant, both constants. What
 * a compiler knows of an operand chooses other instructions, and random programs meet few of these pairs.
 *
 * Operators that cannot trap are computed in loops that store what comes out; the others are called value by value.
 */
import { constant } from "./wasm-body.ts";
import { encodeModule, type FunctionType, type Node, type WasmFunction } from "./wasm-module.ts";
import {
  F32,
  F64,
  I32,
  I64,
  NUMERIC_OPERATORS,
  opcode,
  operatorName,
  type NumericOperator,
  type ValType,
} from "./wasm-operators.ts";
import { EDGES32, EDGES64, FLOATS32, FLOATS64 } from "./wasm-values.ts";

/** A module of functions `f0`, `f1` and so on, and what each computes. */
export interface OperandModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly names: readonly string[];
  /** Parameters of functions that are called value by value; none of those that store from `OUT` on in memory `m`. */
  readonly params: readonly (readonly ValType[])[];
}

/** Where results are. */
export const OUT = 8192;
const WORD = 8;
/** A module for each so many functions. */
const MOST = 2000;
const TRAPS = /\.(div|rem)_|^i\d\d\.trunc_f/;
const TYPES = [I32, I64, F32, F64];
const LOADS = new Map(TYPES.map((t, i) => [t, opcode("i32.load") + i]));
const STORES = new Map(TYPES.map((t, i) => [t, opcode("i32.store") + i]));
const BASES = new Map(TYPES.map((t, i) => [t, 1024 * i]));
const LOOP_LABEL = 1;
// Locals of functions with loops.
const [I, J, AT, SCRATCH] = [0, 1, 2, 3] as const;

/** The modules for every `nth` value of each type. */
export function operandModules(nth: number = 1): OperandModule[] {
  const some = (values: readonly bigint[]): bigint[] => values.filter((_, i) => i % nth === 0);
  const values = new Map([
    [I32, some(EDGES32)],
    [I64, some(EDGES64)],
    [F32, some(FLOATS32)],
    [F64, some(FLOATS64)],
  ]);
  const made: { name: string; params: readonly ValType[]; f: WasmFunction }[] = [];
  for (const operator of NUMERIC_OPERATORS) {
    const name = operatorName(operator.op);
    for (const [text, operands] of shapes(operator, values)) {
      const make = TRAPS.test(name) ? called : stored;
      made.push({ name: `${name}(${text})`, ...make(operator, operands, values) });
    }
  }
  const modules: OperandModule[] = [];
  for (let i = 0; i < made.length; i += MOST) {
    const part = made.slice(i, i + MOST);
    modules.push({
      names: part.map((x) => x.name),
      params: part.map((x) => x.params),
      bytes: encode(
        part.map((x) => x.f),
        values,
      ),
    });
  }
  return modules;
}

/** Arguments that go through the values of their types. */
export function operandArguments(params: readonly ValType[], nth: number = 1): (number | bigint)[][] {
  let all: (number | bigint)[][] = [[]];
  for (const t of params) {
    const edges = t === I32 ? EDGES32 : t === I64 ? EDGES64 : t === F32 ? FLOATS32 : FLOATS64;
    const values = edges.filter((_, i) => i % nth === 0).map((bits) => valueOf(t, bits));
    all = all.flatMap((args) => values.map((v) => [...args, v]));
  }
  return all;
}

function valueOf(type: ValType, bits: bigint): number | bigint {
  if (type === I32) return Number(bits);
  if (type === I64) return bits;
  const view = new DataView(new ArrayBuffer(WORD));
  if (type === F32) {
    view.setUint32(0, Number(bits));
    return view.getFloat32(0);
  }
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

type Values = ReadonlyMap<ValType, readonly bigint[]>;
/** A constant, or a variable. */
type Operand = bigint | undefined;

function* shapes({ params }: NumericOperator, values: Values): Generator<[string, Operand[]]> {
  const [a, b] = params.map((t) => values.get(t)!);
  if (b === undefined) {
    yield ["x", [undefined]];
    for (const c of a!) yield [`${c}`, [c]];
    return;
  }
  yield ["x, y", [undefined, undefined]];
  for (const c of b) yield [`x, ${c}`, [undefined, c]];
  for (const c of a!) yield [`${c}, x`, [c, undefined]];
  // Of all pairs some.
  for (const [i, c] of a!.entries())
    for (const [j, d] of b.entries()) if ((i + j) % 7 === 0) yield [`${c}, ${d}`, [c, d]];
}

function node(
  op: number,
  args: readonly Node[],
  results: readonly ValType[],
  imm: readonly (number | bigint)[] = [],
): Node {
  return { op, args, imm, results };
}

function get(local: number, type: ValType): Node {
  return node(opcode("local.get"), [], [type], [local]);
}

function called(
  { op, params, result }: NumericOperator,
  operands: readonly Operand[],
): {
  params: readonly ValType[];
  f: WasmFunction;
} {
  const types: ValType[] = [];
  const args = operands.map((c, i) => {
    const t = params[i]!;
    return c === undefined ? get(types.push(t) - 1, t) : constant(t, c);
  });
  const type: FunctionType = { params: types, results: [result] };
  return { params: types, f: { type, locals: [], body: [node(op, args, [result])] } };
}

function stored(
  { op, params, result }: NumericOperator,
  operands: readonly Operand[],
  values: Values,
): {
  params: readonly ValType[];
  f: WasmFunction;
} {
  const loops: [number, number][] = [];
  const args = operands.map((c, i) => {
    const t = params[i]!;
    if (c !== undefined) return constant(t, c);
    const index = loops.length === 0 ? I : J;
    loops.push([index, values.get(t)!.length]);
    return node(LOADS.get(t)!, [get(index, I32)], [t], [0, BigInt(BASES.get(t)!), 0]);
  });
  const value = canonical(node(op, args, [result]), result);
  const add = (local: number): Node =>
    node(opcode("i32.add"), [get(local, I32), constant(I32, BigInt(WORD))], [I32]);
  let body: Node[] = [
    node(STORES.get(result)!, [get(AT, I32), value], [], [0, BigInt(OUT), 0]),
    node(opcode("local.set"), [add(AT)], [], [AT]),
  ];
  for (const [index, count] of loops.toReversed()) {
    const next = node(opcode("local.tee"), [add(index)], [I32], [index]);
    const again = node(opcode("i32.lt_u"), [next, constant(I32, BigInt(WORD * count))], [I32]);
    const bodies = [[...body, node(opcode("br_if"), [again], [], [LOOP_LABEL])]];
    body = [
      node(opcode("local.set"), [constant(I32, 0n)], [], [index]),
      { ...node(opcode("loop"), [], []), params: [], bodies, label: LOOP_LABEL },
    ];
  }
  const type: FunctionType = { params: [], results: [] };
  return { params: [], f: { type, locals: [I32, I32, I32, result], body } };
}

/** The bits of a NaN are not specified. */
function canonical(value: Node, type: ValType): Node {
  if (type !== F32 && type !== F64) return value;
  const same = node(
    opcode(type === F32 ? "f32.eq" : "f64.eq"),
    [get(SCRATCH, type), get(SCRATCH, type)],
    [I32],
  );
  const nan = constant(type, type === F32 ? 0x7fc00000n : 0x7ff8000000000000n);
  return node(opcode("select"), [node(opcode("local.tee"), [value], [type], [SCRATCH]), nan, same], [type]);
}

function encode(functions: readonly WasmFunction[], values: Values): Uint8Array<ArrayBuffer> {
  const data = TYPES.map((t) => ({
    mode: "active" as const,
    memory: 0,
    offset: [constant(I32, BigInt(BASES.get(t)!))],
    bytes: [...new Uint8Array(BigUint64Array.from(values.get(t)!.map((v) => BigInt.asUintN(64, v))).buffer)],
  }));
  return encodeModule({
    imports: [],
    functions,
    tables: [],
    memories: [{ minimum: 1, maximum: 1, index64: false }],
    globals: [],
    exports: [
      ...functions.map((_, index) => ({ name: `f${index}`, kind: 0, index })),
      { name: "m", kind: 2, index: 0 },
    ],
    start: undefined,
    elements: [],
    data,
    types: [],
  });
}
