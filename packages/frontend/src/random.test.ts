// Random control flow with variables, through the builder, verified and interpreted, against an evaluator of the same
// program. CRANELIFT_PROPERTY_RUNS says how many; the default is small.
import {
  FuncCursor,
  type Function,
  type Inst,
  types,
  verifyFunction,
  writeFunction,
  DataValue,
} from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { expect, test } from "vitest";
import { FunctionBuilderContext } from "./index.ts";
import { build, dataArgs, evaluate, MOVE, Random, randomArgs, randomProgram } from "./testing.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 300);
const GC = parseFunctions("function %gc() tail { block0: return }")[0]!;

function check(func: Function, seed: number): void {
  const errors = verifyFunction(func, { pointerType: types.I64 });
  if (errors.length > 0) {
    throw new Error(
      `seed ${seed}: ${errors.map((e) => `${e.entity} ${e.message}`).join("\n")}\n${writeFunction(func)}`,
    );
  }
}

/** In front of every safepoint, moves what its stack map names; a call then moves nothing itself. */
function moveAtSafepoints(func: Function): number {
  let moved = 0;
  const cur = new FuncCursor(func);
  for (const [inst, entries] of func.dfg.userStackMaps) {
    cur.gotoInst(inst as Inst);
    for (const { type, slot, offset } of entries) {
      const old = cur.ins().stack_load(type, types.I64, slot, offset);
      cur.ins().stack_store(types.I64, cur.ins().iadd_imm_s(old, MOVE), slot, offset);
      moved++;
    }
  }
  return moved;
}

function compare(seed: number, refs: boolean, ctx: FunctionBuilderContext, interpreter: Interpreter): number {
  const random = new Random(seed);
  const program = randomProgram(random, 1 + random.below(12), 3 + random.below(8), refs);
  const func = build(program, random, ctx);
  check(func, seed);
  let moved = 0;
  if (refs) {
    moved = moveAtSafepoints(func);
    check(func, seed);
  }
  interpreter.clear();
  interpreter.define(func);
  interpreter.define(GC);
  interpreter.defineHost("%maybe_throw", ([x], context) => {
    const bits = x!.toBits();
    if ((bits & 1n) === 1n) context.throwException(1, BigInt.asUintN(64, bits + 5n), 0n);
    return [DataValue.bits(types.I64, BigInt.asUintN(64, bits + 3n))];
  });
  for (let run = 0; run < 3; run++) {
    const args = randomArgs(program, random);
    const fuel = random.below(40);
    const result = interpreter.call(func, dataArgs(program, args, fuel));
    const got = result.kind === "return" ? result.values.map((v) => v.toBits()) : result.name;
    const want = evaluate(program, args, fuel);
    if (String(got) !== String(want)) {
      throw new Error(`seed ${seed}: got ${got}, expected ${want}\n${writeFunction(func)}`);
    }
  }
  return moved;
}

test("random programs mean what their evaluator says", { timeout: 600_000 }, () => {
  const ctx = new FunctionBuilderContext();
  const interpreter = new Interpreter();
  for (let seed = 1; seed <= RUNS; seed++) compare(seed, false, ctx, interpreter);
});

test("a moving collector is not noticed", { timeout: 600_000 }, () => {
  const ctx = new FunctionBuilderContext();
  const interpreter = new Interpreter();
  let moved = 0;
  for (let seed = 1; seed <= RUNS; seed++) moved += compare(seed, true, ctx, interpreter);
  expect(moved).toBeGreaterThan(RUNS);
});
