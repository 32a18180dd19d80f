import {
  DataValue,
  type ExceptionItem,
  Function,
  NONE,
  retArg,
  signature,
  types,
  type Type,
  verifyFunction,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import type { Diagnostic } from "@cranelift-ts/entity";
import { Interpreter } from "@cranelift-ts/interpreter";
import { describe, expect, test } from "vitest";
import { BuilderError, FunctionBuilder, FunctionBuilderContext, zeroOf } from "./index.ts";

const { I8, I16, I32, I64, I128, F16, F32, F64, F128 } = types;

function builderOf(params: readonly Type[], returns: readonly Type[] = []): FunctionBuilder {
  return new FunctionBuilder(new Function({ kind: "testcase", name: "f" }, signature(params, returns)));
}

function errorsOf(action: () => void): readonly Diagnostic[] {
  try {
    action();
  } catch (e) {
    if (e instanceof BuilderError) return e.errors;
    throw e;
  }
  throw new Error("nothing was thrown");
}

function valid(b: FunctionBuilder): void {
  b.finalize();
  expect(verifyFunction(b.func, { pointerType: I64 }).map((e) => e.message)).toEqual([]);
}

describe("variables", () => {
  test("a loop gets one parameter per variable that changes in it", () => {
    const b = builderOf([I32], [I32]);
    const [entry, loop, body, done] = [b.createBlock(), b.createBlock(), b.createBlock(), b.createBlock()];
    const i = b.declareVar(I32);
    const sum = b.declareVar(I32);
    const step = b.declareVar(I32);
    b.switchToBlock(entry);
    const [n] = b.appendBlockParamsForFunctionParams(entry);
    b.sealBlock(entry);
    b.defVar(i, n!);
    b.defVar(sum, b.ins().iconst(I32, 0));
    b.defVar(step, b.ins().iconst(I32, -1));
    b.ins().jump(loop);
    b.switchToBlock(loop);
    b.ins().brif(b.useVar(i), body, [], done, []);
    b.switchToBlock(body);
    b.sealBlock(body);
    b.defVar(sum, b.ins().iadd(b.useVar(sum), b.useVar(i)));
    b.defVar(i, b.ins().iadd(b.useVar(i), b.useVar(step)));
    b.ins().jump(loop);
    b.sealBlock(loop);
    b.switchToBlock(done);
    b.sealBlock(done);
    b.ins().return_([b.useVar(sum)]);
    valid(b);
    expect(b.func.dfg.numBlockParams(loop)).toBe(2);
    expect(b.func.dfg.numBlockParams(done)).toBe(0);
    const interpreter = new Interpreter();
    interpreter.define(b.func);
    expect(interpreter.call(b.func, [DataValue.i32(10)])).toEqual({
      kind: "return",
      values: [DataValue.i32(55)],
    });
  });

  test("an undefined variable is the zero of its type, in every type", () => {
    const all: Type[] = [I8, I16, I32, I64, I128, F16, F32, F64, F128, types.I8X16, types.F64X2, types.I16X4];
    const b = builderOf([], all);
    const entry = b.createBlock();
    b.switchToBlock(entry);
    b.sealBlock(entry);
    b.ins().return_(all.map((t) => b.useVar(b.declareVar(t))));
    valid(b);
    const interpreter = new Interpreter();
    interpreter.define(b.func);
    expect(interpreter.call(b.func)).toEqual({ kind: "return", values: all.map((t) => DataValue.zero(t)) });
  });

  test("zeroOf makes dynamic vectors", () => {
    const b = builderOf([], []);
    b.switchToBlock(b.createBlock());
    expect(b.func.dfg.valueType(zeroOf(b.ins(), types.vectorToDynamic(types.I32X4)))).toBe(
      types.vectorToDynamic(types.I32X4),
    );
  });

  test("a zero for a block outside the layout does not make it the entry", () => {
    const b = builderOf([], [I32]);
    const [dead, entry] = [b.createBlock(), b.createBlock()];
    const v = b.declareVar(I32);
    b.sealBlock(dead);
    b.switchToBlock(dead);
    const zero = b.useVar(v);
    b.switchToBlock(entry);
    b.sealBlock(entry);
    b.ins().return_([b.useVar(v)]);
    b.switchToBlock(dead);
    b.ins().return_([zero]);
    valid(b);
    expect(b.func.layout.entryBlock()).toBe(entry);
    expect(writeFunction(b.func)).toContain("block1:");
  });

  test("misuse is refused, or answered by the try forms", () => {
    const b = builderOf([I64], []);
    const entry = b.createBlock();
    b.switchToBlock(entry);
    const [x] = b.appendBlockParamsForFunctionParams(entry);
    const v = b.declareVar(I32);
    expect(errorsOf(() => b.defVar(v, x!))[0]).toMatchObject({ code: "frontend/type", entity: "var0" });
    expect(b.tryDefVar(v, x!)).toBe(false);
    expect(errorsOf(() => b.useVar(7 as never))[0]!.code).toBe("frontend/undeclared");
    expect(errorsOf(() => b.defVar(7 as never, x!))[0]!.code).toBe("frontend/undeclared");
    expect(b.tryUseVar(7 as never)).toBeUndefined();
    expect(b.tryDefVar(7 as never, x!)).toBe(false);
    expect(b.tryUseVar(v)).toBeGreaterThanOrEqual(0);
  });
});

describe("blocks", () => {
  test("finalize names every unfinished block and the way out, and can be repeated", () => {
    const b = builderOf([], []);
    const [entry, next, other] = [b.createBlock(), b.createBlock(), b.createBlock()];
    b.createBlock();
    b.switchToBlock(entry);
    b.ins().brif(b.ins().iconst(I8, 1), next, [], other, []);
    b.switchToBlock(next);
    b.ins().nop();
    const errors = errorsOf(() => b.finalize());
    expect(errors.map((e) => `${e.code} ${e.entity}`)).toEqual([
      "frontend/unsealed block0",
      "frontend/unsealed block1",
      "frontend/unfilled block1",
      "frontend/unsealed block2",
      "frontend/unfilled block2",
    ]);
    expect(errors[0]!.message).toContain("sealBlock(block0)");
    expect(errors[2]!.message).toContain("has no terminator");
    expect(errors[4]!.message).toContain("empty but branched to");
    b.ins().return_([]);
    b.switchToBlock(other);
    b.ins().return_([]);
    b.sealAllBlocks();
    valid(b);
  });

  test("a function without blocks is not finished", () => {
    expect(errorsOf(() => builderOf([]).finalize())[0]!.code).toBe("frontend/empty");
  });

  test("order of use is checked", () => {
    const b = builderOf([], []);
    expect(errorsOf(() => b.ins().nop())[0]!.code).toBe("frontend/no-block");
    const [entry, next] = [b.createBlock(), b.createBlock()];
    b.switchToBlock(entry);
    b.ins().nop();
    expect(errorsOf(() => b.switchToBlock(next))[0]!.code).toBe("frontend/unfilled");
    expect(errorsOf(() => b.appendBlockParam(entry, I32))[0]!.code).toBe("frontend/params");
    b.sealBlock(next);
    expect(errorsOf(() => b.ins().jump(next))[0]!.code).toBe("frontend/sealed");
    b.ins().return_([]);
    b.sealAllBlocks();
    valid(b);
  });

  test("nothing follows a terminator", () => {
    const b = builderOf([], []);
    const entry = b.createBlock();
    b.switchToBlock(entry);
    b.ins().return_([]);
    expect(b.isFilled()).toBe(true);
    expect(errorsOf(() => b.ins().nop())[0]!.message).toContain("before adding `nop`");
    expect(errorsOf(() => b.switchToBlock(entry))[0]!.code).toBe("frontend/filled");
  });

  test("parameters of its own come before those for variables", () => {
    const b = builderOf([], []);
    const [entry, merge] = [b.createBlock(), b.createBlock()];
    const v = b.declareVar(I32);
    b.switchToBlock(entry);
    b.ins().jump(merge);
    b.switchToBlock(merge);
    b.useVar(v);
    expect(errorsOf(() => b.appendBlockParam(merge, I32))[0]!.message).toContain("before using variables");
  });

  test("unreachable code is recognised", () => {
    const b = builderOf([], []);
    const [entry, dead] = [b.createBlock(), b.createBlock()];
    b.switchToBlock(entry);
    expect(b.isUnreachable()).toBe(false);
    b.ins().return_([]);
    b.switchToBlock(dead);
    expect(b.isUnreachable()).toBe(false);
    b.sealAllBlocks();
    expect(b.isUnreachable()).toBe(true);
  });

  test("the destination of a branch can change while both blocks are unsealed", () => {
    const b = builderOf([I32], [I32]);
    const [entry, first, second] = [b.createBlock(), b.createBlock(), b.createBlock()];
    const v = b.declareVar(I32);
    b.switchToBlock(entry);
    const [x] = b.appendBlockParamsForFunctionParams(entry);
    b.defVar(v, x!);
    const branch = b.ins().brif(x!, first, [], first, []);
    b.changeJumpDestination(branch, first, second);
    b.switchToBlock(second);
    b.sealAllBlocks();
    b.ins().return_([b.useVar(v)]);
    valid(b);
    expect(b.func.layout.isBlockInserted(first)).toBe(false);
    expect(b.func.dfg.targets(branch).map((c) => b.func.dfg.callBlock(c))).toEqual([second, second]);
    expect(errorsOf(() => b.changeJumpDestination(branch, second, first))[0]!.code).toBe("frontend/sealed");
  });

  test("cold blocks, places, source locations, value labels", () => {
    const b = builderOf([], []);
    b.func.collectDebugInfo();
    const [entry, next, between] = [b.createBlock(), b.createBlock(), b.createBlock()];
    b.switchToBlock(entry);
    b.setSourceLoc(40);
    const one = b.ins().iconst(I8, 1);
    b.setValueLabel(one, 3);
    b.ins().brif(one, next, [], between, []);
    b.switchToBlock(next);
    b.ins().return_([]);
    b.insertBlockAfter(between, entry);
    b.setColdBlock(between);
    b.switchToBlock(between);
    b.setSourceLoc(44);
    const ret = b.ins().return_([]);
    b.sealAllBlocks();
    valid(b);
    expect([...b.func.layout.blocks()]).toEqual([entry, between, next]);
    expect(b.func.layout.isCold(between)).toBe(true);
    expect(b.func.sourceLoc(ret)).toBe(44);
    expect(b.func.params.baseSourceLoc).toBe(40);
    expect(b.func.dfg.valueLabels?.get(one)).toEqual([{ label: 3, from: 40 }]);
  });

  test("try_call: results arrive as parameters, handlers see the variables", () => {
    const b = builderOf([I32], [I32]);
    const [entry, normal, handler] = [b.createBlock(), b.createBlock(), b.createBlock()];
    b.func.signature = signature([I32], [I32], "tail");
    const sig = b.importSignature(signature([I32], [I32], "tail"));
    const callee = b.importFunction({
      name: { kind: "testcase", name: "g" },
      signature: sig,
      colocated: false,
      patchable: false,
    });
    const v = b.declareVar(I32);
    b.switchToBlock(entry);
    const [x] = b.appendBlockParamsForFunctionParams(entry);
    b.defVar(v, x!);
    const result = b.appendBlockParam(normal, I32);
    const { dfg } = b.func;
    const items: ExceptionItem[] = [{ kind: "default", target: dfg.makeBlockCall(handler, []) }];
    b.ins().try_call(
      callee,
      [x!],
      dfg.makeExceptionTable(sig, dfg.makeBlockCall(normal, [retArg(0)]), items),
    );
    b.switchToBlock(normal);
    b.ins().return_([b.ins().iadd(result, b.useVar(v))]);
    b.switchToBlock(handler);
    b.ins().return_([b.useVar(v)]);
    b.sealAllBlocks();
    valid(b);
    const interpreter = new Interpreter();
    interpreter.define(b.func);
    interpreter.defineHost("%g", ([n], context) =>
      n!.toBits() > 5n ? context.throwException(1, 0n, 0n) : [DataValue.i32(100)],
    );
    expect(interpreter.call(b.func, [DataValue.i32(3)])).toEqual({
      kind: "return",
      values: [DataValue.i32(103)],
    });
    expect(interpreter.call(b.func, [DataValue.i32(7)])).toEqual({
      kind: "return",
      values: [DataValue.i32(7)],
    });
  });
});

test("a context serves one builder at a time, and the next after finalize", () => {
  const ctx = new FunctionBuilderContext();
  const texts: string[] = [];
  for (let round = 0; round < 2; round++) {
    const b = new FunctionBuilder(new Function(), ctx);
    expect(errorsOf(() => new FunctionBuilder(new Function(), ctx))[0]!.code).toBe("frontend/context");
    const [entry, loop] = [b.createBlock(), b.createBlock()];
    const v = b.declareVar(I64);
    b.switchToBlock(entry);
    b.ins().jump(loop);
    b.switchToBlock(loop);
    b.defVar(v, b.ins().iadd_imm_s(b.useVar(v), 1));
    b.ins().jump(loop);
    b.sealAllBlocks();
    b.finalize();
    expect(b.currentBlock()).toBeUndefined();
    texts.push(writeFunction(b.func));
  }
  expect(texts[1]).toBe(texts[0]);
});

describe("stack maps", () => {
  test("only values that live across a call are spilled, and loaded again behind it only", () => {
    const b = builderOf([I64, I64, I32], [I64]);
    const entry = b.createBlock();
    b.switchToBlock(entry);
    b.sealBlock(entry);
    const [x, y, z] = b.appendBlockParamsForFunctionParams(entry);
    for (const v of [x!, y!, z!]) b.declareValueNeedsStackMap(v);
    const sig = b.importSignature(signature([I64]));
    const callee = b.importFunction({
      name: { kind: "testcase", name: "g" },
      signature: sig,
      colocated: false,
      patchable: false,
    });
    const before = b.ins().call(callee, [y!]);
    const use = b.ins().iadd(x!, x!);
    b.ins().return_([b.ins().isub(use, x!)]);
    valid(b);
    const { dfg, stencil, layout } = b.func;
    expect(dfg.userStackMaps.get(before)).toEqual([{ type: I64, slot: 0, offset: 0 }]);
    expect(stencil.stackSlots).toEqual([{ size: 8, alignShift: 3 }]);
    const text = writeFunction(b.func);
    expect(text.match(/store/g)).toHaveLength(1);
    expect(text.match(/load/g)).toHaveLength(1);
    expect(layout.blockOf(before)).not.toBe(NONE);
  });

  test("the pointer type is that of the configuration", () => {
    const func = new Function({ kind: "testcase", name: "f" }, signature([I32], [I32]));
    const b = new FunctionBuilder(func, undefined, { pointerType: I32, defaultCallConv: "system_v" });
    const entry = b.createBlock();
    b.switchToBlock(entry);
    const [x] = b.appendBlockParamsForFunctionParams(entry);
    b.declareValueNeedsStackMap(x!);
    const sig = b.importSignature(signature([]));
    b.ins().call(
      b.importFunction({
        name: { kind: "testcase", name: "g" },
        signature: sig,
        colocated: false,
        patchable: false,
      }),
      [],
    );
    b.ins().return_([x!]);
    b.sealAllBlocks();
    b.finalize();
    expect(verifyFunction(func, { pointerType: I32 })).toEqual([]);
    expect(writeFunction(func)).toContain("stack_addr.i32");
  });

  test("values that never live together share a slot of their size", () => {
    const b = builderOf([], []);
    const entry = b.createBlock();
    b.switchToBlock(entry);
    b.sealBlock(entry);
    const sig = b.importSignature(signature([I64]));
    const narrow = b.importSignature(signature([I32]));
    const named = (name: string, s: typeof sig) =>
      b.importFunction({
        name: { kind: "testcase", name },
        signature: s,
        colocated: false,
        patchable: false,
      });
    const [g, h] = [named("g", sig), named("h", narrow)];
    for (let i = 0; i < 5; i++) {
      const ref = b.ins().iconst(I64, i);
      const small = b.ins().iconst(I32, i);
      b.declareValueNeedsStackMap(ref);
      b.declareValueNeedsStackMap(small);
      b.ins().call(g, [ref]);
      b.ins().call(g, [ref]);
      b.ins().call(h, [small]);
    }
    b.ins().return_([]);
    valid(b);
    expect(b.func.stencil.stackSlots.map((s) => s.size).sort()).toEqual([4, 8]);
  });

  test("vectors of more than 16 bytes are refused", () => {
    const b = builderOf([], []);
    expect(errorsOf(() => b.declareVarNeedsStackMap(b.declareVar(types.I64X4)))[0]!.code).toBe(
      "frontend/stack-map",
    );
  });
});
