import {
  DataValue,
  Function,
  IntCCs,
  signature,
  types,
  type Type,
  type Value,
  verifyFunction,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { expect, test } from "vitest";
import {
  callMemcmp,
  callMemcpy,
  callMemmove,
  callMemset,
  emitSmallMemoryCompare,
  emitSmallMemoryCopy,
  emitSmallMemset,
  FunctionBuilder,
} from "./index.ts";

const { I8, I32, I64 } = types;

function build(
  params: readonly Type[],
  returns: readonly Type[],
  body: (b: FunctionBuilder, args: Value[]) => Value[],
): Function {
  const func = new Function({ kind: "testcase", name: "f" }, signature(params, returns));
  const b = new FunctionBuilder(func);
  const entry = b.createBlock();
  b.switchToBlock(entry);
  b.sealBlock(entry);
  const results = body(b, b.appendBlockParamsForFunctionParams(entry));
  b.ins().return_(results);
  b.finalize();
  expect(verifyFunction(func, { pointerType: I64 })).toEqual([]);
  return func;
}

/** Runs a function on two overlapping views of one buffer and returns the buffer and the result. */
function run(
  func: Function,
  bytes: readonly number[],
  offsets: readonly number[],
  rest: readonly DataValue[] = [],
): { bytes: number[]; result: bigint | undefined } {
  const interpreter = new Interpreter();
  interpreter.define(func);
  const at = interpreter.memory.allocate(bytes.length, 16);
  const view = interpreter.memory.bytesAt(at, bytes.length)!;
  view.set(bytes);
  const result = interpreter.call(func, [...offsets.map((o) => DataValue.i64(at + BigInt(o))), ...rest]);
  if (result.kind !== "return") throw new Error(result.name);
  return { bytes: [...view], result: result.values[0]?.toBits() };
}

const DATA = Array.from({ length: 200 }, (_, i) => (i * 37 + 11) & 0xff);

test("the routines are called, each imported once", () => {
  const func = build([I64, I64, I64, I8], [I32], (b, [dest, src, size, byte]) => {
    callMemset(b, dest!, byte!, size!);
    callMemcpy(b, dest!, src!, size!);
    callMemmove(b, dest!, src!, size!);
    callMemmove(b, dest!, src!, size!);
    return [callMemcmp(b, dest!, src!, size!)];
  });
  expect(func.dfg.extFuncs).toHaveLength(4);
  const { bytes, result } = run(func, DATA, [0, 100], [DataValue.i64(20), DataValue.i8(9)]);
  expect(result).toBe(0n);
  expect(bytes.slice(0, 20)).toEqual(DATA.slice(100, 120));
});

test.each([0, 1, 2, 3, 4, 5, 7, 8, 12, 15, 16, 24, 31, 32, 33, 64, 100])(
  "copies and sets of %d bytes",
  (size) => {
    for (const nonOverlapping of [false, true]) {
      const copy = build([I64, I64], [], (b, [dest, src]) => {
        emitSmallMemoryCopy(b, dest!, src!, size, { nonOverlapping });
        return [];
      });
      for (const [to, from] of nonOverlapping
        ? [[0, 100]]
        : [
            [0, 100],
            [3, 0],
            [0, 3],
            [1, 0],
          ]) {
        const want = [...DATA];
        want.splice(to!, size, ...DATA.slice(from, from! + size));
        expect(run(copy, DATA, [to!, from!]).bytes).toEqual(want);
      }
    }
    const set = build([I64], [], (b, [at]) => {
      emitSmallMemset(b, at!, 0xa5, size, { alignment: 8 });
      return [];
    });
    expect(run(set, DATA, [8]).bytes).toEqual(DATA.map((x, i) => (i >= 8 && i < 8 + size ? 0xa5 : x)));
  },
);

test("small blocks are inline, large ones are not", () => {
  const of = (size: number) =>
    writeFunction(
      build(
        [I64, I64],
        [],
        (b, [d, s]) => (emitSmallMemoryCopy(b, d!, s!, size, { nonOverlapping: true }), []),
      ),
    );
  expect(of(32)).not.toContain("Memcpy");
  expect(of(33)).toContain("Memcpy");
  expect(of(8)).toContain("load.i64 notrap v1");
});

test.each([0, 1, 2, 3, 4, 7, 8, 9, 16, 31, 32, 40])("comparisons of %d bytes", (size) => {
  for (const cond of ["eq", "ne", "ult", "ule", "ugt", "uge"] as const) {
    expect(IntCCs[cond]).toBeDefined();
    const func = build([I64, I64], [I8], (b, [l, r]) => [emitSmallMemoryCompare(b, cond, l!, r!, size)]);
    for (const differs of [-1, 0, size >> 1, size - 1]) {
      for (const by of [1, 200]) {
        const bytes = [...DATA.slice(0, 50), ...DATA.slice(0, 50)];
        if (differs >= 0 && differs < size) bytes[50 + differs] = (bytes[50 + differs]! + by) & 0xff;
        let order = 0;
        for (let i = 0; i < size && order === 0; i++) order = bytes[i]! - bytes[50 + i]!;
        const want = {
          eq: order === 0,
          ne: order !== 0,
          ult: order < 0,
          ule: order <= 0,
          ugt: order > 0,
          uge: order >= 0,
        }[cond];
        expect(run(func, bytes, [0, 50]).result).toBe(want ? 1n : 0n);
      }
    }
  }
});

test("misuse is refused", () => {
  build([I64, I64], [], (b, [l, r]) => {
    expect(() => emitSmallMemoryCompare(b, "slt", l!, r!, 8)).toThrow("use ult");
    expect(() => emitSmallMemset(b, l!, 256, 8)).toThrow("256 is not a byte");
    expect(() => emitSmallMemoryCopy(b, l!, r!, -1)).toThrow("-1 is not a number of bytes");
    expect(() => emitSmallMemoryCopy(b, l!, r!, 8, { alignment: 3 })).toThrow("not a power of two");
    return [];
  });
});
