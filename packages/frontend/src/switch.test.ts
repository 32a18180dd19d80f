import {
  DataValue,
  Function,
  instructions,
  Opcode,
  signature,
  types,
  type Type,
  verifyFunction,
} from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { expect, test } from "vitest";
import { BuilderError, FunctionBuilder, Switch } from "./index.ts";

const { I8, I16, I32, I64, I128 } = types;

/** A function that returns 1 + the number of the case, or 0. */
function build(type: Type, indices: readonly bigint[]): Function {
  const func = new Function({ kind: "testcase", name: "f" }, signature([type], [I64]));
  const b = new FunctionBuilder(func);
  const entry = b.createBlock();
  b.switchToBlock(entry);
  const [x] = b.appendBlockParamsForFunctionParams(entry);
  const table = new Switch();
  const blocks = indices.map((index) => {
    const block = b.createBlock();
    table.setEntry(index, block);
    return block;
  });
  const otherwise = b.createBlock();
  table.emit(b, x!, otherwise);
  [otherwise, ...blocks].forEach((block, i) => {
    b.switchToBlock(block);
    b.ins().return_([b.ins().iconst(I64, i)]);
  });
  b.sealAllBlocks();
  b.finalize();
  expect(verifyFunction(func)).toEqual([]);
  return func;
}

function opcodes(func: Function, opcode: number): number {
  let n = 0;
  for (const block of func.layout.blocks())
    for (const i of func.layout.insts(block)) if (func.dfg.opcode(i) === opcode) n++;
  return n;
}

function check(type: Type, indices: readonly bigint[]): Function {
  const func = build(type, indices);
  const interpreter = new Interpreter();
  interpreter.define(func);
  const most = (1n << BigInt(types.typeBits(type))) - 1n;
  const probes = new Set<bigint>([0n, 1n, most, most >> 1n]);
  for (const i of indices)
    for (const near of [i - 1n, i, i + 1n, i ^ (1n << 32n)]) if (near >= 0n && near <= most) probes.add(near);
  for (const p of probes) {
    const result = interpreter.call(func, [DataValue.bits(type, p)]);
    if (result.kind !== "return") throw new Error(result.name);
    expect([p, result.values[0]!.toBits()]).toEqual([p, BigInt(indices.indexOf(p) + 1)]);
  }
  return func;
}

test("no case, one case, dense cases, sparse cases", () => {
  expect(opcodes(check(I32, []), Opcode.Jump)).toBe(1);
  expect(opcodes(check(I32, [7n]), Opcode.Brif)).toBe(1);
  const dense = check(I32, [10n, 11n, 12n, 13n, 15n]);
  expect(opcodes(dense, Opcode.BrTable)).toBe(1);
  expect(opcodes(dense, Opcode.Icmp)).toBe(0);
  expect(opcodes(check(I32, [0n, 1000n, 2000n, 3000n, 4000n]), Opcode.BrTable)).toBe(0);
});

test.each([I8, I16, I32, I64, I128])("every width up to its largest index (%d)", (type) => {
  const most = (1n << BigInt(types.typeBits(type))) - 1n;
  check(type, [0n, 1n, 2n, 3n, 50n, most, most - 1n, most - 2n, most - 3n, most >> 1n, (most >> 1n) + 1n]);
  check(
    type,
    Array.from({ length: 40 }, (_, i) => (BigInt(i * i * i) * 3n) & most).filter(
      (x, i, a) => a.indexOf(x) === i,
    ),
  );
});

test("the tree of comparisons is balanced", () => {
  const func = check(
    I64,
    Array.from({ length: 256 }, (_, i) => BigInt(i) << 20n),
  );
  const interpreter = new Interpreter();
  interpreter.define(func);
  const before = interpreter.executed;
  interpreter.call(func, [DataValue.i64(255n << 20n)]);
  // 8 comparisons of 3 instructions, the last test, the result.
  expect(interpreter.executed - before).toBeLessThan(8 * 3 + 8);
});

test("100,000 sparse cases neither recur nor take quadratic time", () => {
  const func = new Function(undefined, signature([I64]));
  const b = new FunctionBuilder(func);
  const entry = b.createBlock();
  b.switchToBlock(entry);
  const [x] = b.appendBlockParamsForFunctionParams(entry);
  const table = new Switch();
  const target = b.createBlock();
  for (let i = 0; i < 100_000; i++) table.setEntry(i * 1000, target);
  table.emit(b, x!, target);
  b.switchToBlock(target);
  b.ins().return_([]);
  b.sealAllBlocks();
  b.finalize();
  expect(instructions.isTerminator(func.dfg.opcode(func.layout.lastInst(entry)))).toBe(true);
});

test("bad indices are refused", () => {
  const b = new FunctionBuilder(new Function(undefined, signature([I8])));
  const entry = b.createBlock();
  b.switchToBlock(entry);
  const [x] = b.appendBlockParamsForFunctionParams(entry);
  const table = new Switch();
  for (const index of [-1, 1.5, -1n, 1n << 128n])
    expect(() => table.setEntry(index, entry)).toThrow(BuilderError);
  table.setEntry(256, entry);
  expect(() => table.setEntry(256n, entry)).toThrow("already has a block");
  expect(() => table.emit(b, x!, entry)).toThrow("does not fit the type i8");
  expect(() => table.emit(b, b.ins().f32const(0), entry)).toThrow("an integer is needed");
});
