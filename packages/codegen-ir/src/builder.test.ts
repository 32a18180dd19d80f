import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImmediateError, ieee16Bits, imm64Hi, imm64Lo } from "./builder-support.ts";
import { IntCCs, TrapCodes } from "./condcodes.ts";
import { FuncCursor } from "./cursor.ts";
import { DataFlowGraph } from "./dfg.ts";
import { FIRST_MASK } from "./constant-pool.ts";
import {
  type Block,
  type Constant,
  exnArg,
  type FuncRef,
  type GlobalValue,
  type Inst,
  retArg,
  type StackSlot,
  type Value,
} from "./entities.ts";
import { Function } from "./function.ts";
import { InstBuilder } from "./generated/builder.ts";
import * as Opcode from "./generated/opcodes.ts";
import { OPCODE_COUNT, OPCODE_NAMES } from "./generated/opcode-tables.ts";
import { resultType } from "./instructions.ts";
import { ALIGNED, NO_FLAGS, TRUSTED, withFlags } from "./memflags.ts";
import { abiParam, signature } from "./signature.ts";
import * as types from "./types.ts";

/** Appends to a graph and remembers what it made; there is no layout. */
class Recorder extends InstBuilder {
  readonly dfg: DataFlowGraph = new DataFlowGraph();
  readonly made: Inst[] = [];

  protected override build(
    op: number,
    imm8: number,
    ctrl: types.Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.dfg.makeInst(op, imm8, ctrl, a0, a1, a2, a3);
    this.dfg.makeResults(inst, ctrl);
    this.made.push(inst);
    return inst;
  }

  /** The generated methods must name the type that the tables give. */
  protected override buildValue(
    op: number,
    imm8: number,
    ctrl: types.Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    type: types.Type,
  ): Value {
    const v = this.dfg.firstResult(this.build(op, imm8, ctrl, a0, a1, a2, a3));
    expect(types.typeName(type), OPCODE_NAMES[op]).toBe(types.typeName(this.dfg.valueType(v)));
    return v;
  }

  /** Opcode, imm8, controlling type and operand words of the last instruction. */
  last(): number[] {
    const inst = this.made[this.made.length - 1]!;
    const { dfg } = this;
    return [
      dfg.opcode(inst),
      dfg.imm8(inst),
      dfg.ctrlType(inst),
      ...[0, 1, 2, 3].map((i) => dfg.word(inst, i)),
    ];
  }

  names(): string[] {
    return this.made.map((i) => OPCODE_NAMES[this.dfg.opcode(i)]!);
  }
}

function setUp(): { b: Recorder; block: Block; p: Value; x: Value; f: Value; v: Value; w: Value } {
  const b = new Recorder();
  const block = b.dfg.makeBlock();
  const param = (t: types.Type): Value => b.dfg.appendBlockParam(block, t);
  return {
    b,
    block,
    p: param(types.I64),
    x: param(types.I32),
    f: param(types.F64),
    v: param(types.I8X16),
    w: param(types.I128),
  };
}

describe("InstBuilder", () => {
  it("has a method per opcode", () => {
    const methods = InstBuilder.prototype as unknown as Record<string, unknown>;
    for (let op = 1; op < OPCODE_COUNT; op++) {
      const name = OPCODE_NAMES[op] === "return" ? "return_" : OPCODE_NAMES[op]!;
      expect(typeof methods[name], name).toBe("function");
    }
  });

  it("puts fields where the formats say", () => {
    const { b, block, p, x, f, v } = setUp();
    const { I32, I64, F64, I8, I8X16 } = types;
    b.iadd(x, x);
    expect(b.last()).toEqual([Opcode.Iadd, 0, I32, x, x, 0, 0]);
    b.icmp("ult", x, p);
    expect(b.last()).toEqual([Opcode.Icmp, IntCCs.ult, I32, x, p, 0, 0]);
    b.fcmp(3, f, f);
    expect(b.last()).toEqual([Opcode.Fcmp, 3, F64, f, f, 0, 0]);
    b.load(I32, NO_FLAGS, p, -8);
    expect(b.last()).toEqual([Opcode.Load, 0, I32, p, 0, -8, 0]);
    b.store(TRUSTED, x, p);
    expect(b.last()).toEqual([Opcode.Store, 0, I32, x, p, 1, 0]);
    b.store({ flags: TRUSTED, region: 4 as never }, x, p, 4);
    expect(b.last()).toEqual([Opcode.Store, 0, I32, x, p, 2, 4]);
    expect(b.dfg.memFlagsRegion(2 as never)).toBe(4);
    b.atomic_rmw(I32, withFlags(NO_FLAGS, ALIGNED), "xchg", p, x);
    expect(b.last()).toEqual([Opcode.AtomicRmw, 6, I32, p, x, 3, 0]);
    b.atomic_cas(NO_FLAGS, p, x, x);
    expect(b.last()).toEqual([Opcode.AtomicCas, 0, I32, p, x, x, 0]);
    b.atomic_load(I32, NO_FLAGS, p);
    expect(b.last()).toEqual([Opcode.AtomicLoad, 0, I32, p, 0, 0, 0]);
    b.atomic_store(NO_FLAGS, x, p);
    expect(b.last()).toEqual([Opcode.AtomicStore, 0, I32, x, p, 0, 0]);
    b.insertlane(v, x, 15);
    expect(b.last()).toEqual([Opcode.Insertlane, 15, I8X16, v, x, 0, 0]);
    b.extractlane(v, 3);
    expect(b.last()).toEqual([Opcode.Extractlane, 3, I8X16, v, 0, 0, 0]);
    b.shuffle(v, v, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 31]);
    expect(b.last()).toEqual([Opcode.Shuffle, 0, 0, v, v, FIRST_MASK, 0]);
    expect(b.dfg.constants.get(FIRST_MASK as Constant)[15]).toBe(31);
    b.vconst(I8X16, new Uint8Array(16));
    expect(b.last()).toEqual([Opcode.Vconst, 0, I8X16, 0, 0, 0, 0]);
    b.select(x, p, p);
    expect(b.last()).toEqual([Opcode.Select, 0, I64, x, p, p, 0]);
    b.trap("user7");
    expect(b.last()).toEqual([Opcode.Trap, 7, 0, 0, 0, 0, 0]);
    b.trapnz(x, "int_divz");
    expect(b.last()).toEqual([Opcode.Trapnz, TrapCodes.int_divz, I32, x, 0, 0, 0]);
    b.uadd_overflow_trap(x, x, TrapCodes.heap_oob);
    expect(b.last()).toEqual([Opcode.UaddOverflowTrap, TrapCodes.heap_oob, I32, x, x, 0, 0]);
    b.stack_addr(I64, 2 as StackSlot, 24);
    expect(b.last()).toEqual([Opcode.StackAddr, 0, I64, 2, 24, 0, 0]);
    b.symbol_value(I64, 5 as GlobalValue);
    expect(b.last()).toEqual([Opcode.SymbolValue, 0, I64, 5, 0, 0, 0]);
    b.get_exception_handler_address(I64, block, 1n << 32n);
    expect(b.last()).toEqual([Opcode.GetExceptionHandlerAddress, 0, I64, block, 0, 1, 0]);
    b.sextend(I64, x);
    expect(b.last()).toEqual([Opcode.Sextend, 0, I64, x, 0, 0, 0]);
    b.fence();
    expect(b.last()).toEqual([Opcode.Fence, 0, 0, 0, 0, 0, 0]);
    b.f32const(1.5);
    expect(b.last()).toEqual([Opcode.F32const, 0, 0, 0x3fc00000, 0, 0, 0]);
    b.f64const(-0);
    expect(b.last()).toEqual([Opcode.F64const, 0, 0, 0, -0x80000000, 0, 0]);
    b.f64const(0x7ff0000000000001n);
    expect(b.last()).toEqual([Opcode.F64const, 0, 0, 1, 0x7ff00000, 0, 0]);
    b.f16const(65504);
    expect(b.last()).toEqual([Opcode.F16const, 0, 0, 0x7bff, 0, 0, 0]);
    b.Binary(Opcode.Isub, I8, x, x);
    expect(b.last()).toEqual([Opcode.Isub, 0, I8, x, x, 0, 0]);
  });

  it("makes lists for branches and calls", () => {
    const { b, block, p, x } = setUp();
    const { dfg } = b;
    const list = (h: number): number[] =>
      Array.from({ length: dfg.lists.length(h) }, (_, i) => dfg.lists.get(h, i));
    b.jump(block, [p, x]);
    expect(list(b.last()[3]!)).toEqual([block, p, x]);
    b.jump(block);
    expect(list(b.last()[3]!)).toEqual([block]);
    b.brif(x, block, [p], block, []);
    expect(b.last().slice(0, 4)).toEqual([Opcode.Brif, 0, types.I32, x]);
    expect(b.last().slice(4, 6).map(list)).toEqual([[block, p], [block]]);
    b.return_([x, p]);
    expect(list(b.last()[3]!)).toEqual([x, p]);

    const sig = dfg.importSignature(
      signature([abiParam(types.I64)], [abiParam(types.I32), abiParam(types.F64)]),
    );
    const fn = dfg.importFunction({
      name: { kind: "libcall" } as never,
      signature: sig,
      colocated: false,
      patchable: false,
    });
    const call = b.call(fn, [p]);
    expect(b.last().slice(0, 4)).toEqual([Opcode.Call, 0, 0, fn]);
    expect(list(b.last()[4]!)).toEqual([p]);
    expect(dfg.results(call).map((r) => dfg.valueType(r))).toEqual([types.I32, types.F64]);
    b.call_indirect(sig, p, [p]);
    expect(b.last().slice(0, 5)).toEqual([Opcode.CallIndirect, 0, types.I64, p, sig]);
    expect(list(b.last()[5]!)).toEqual([p]);
    const table = dfg.makeExceptionTable(sig, dfg.makeBlockCall(block, [retArg(0), exnArg(1)]), []);
    b.try_call(fn, [p], table);
    expect(b.last().slice(0, 5)).toEqual([Opcode.TryCall, 0, 0, fn, table]);
    expect(list(b.last()[5]!)).toEqual([p]);
    b.func_addr(types.I64, 3 as FuncRef);
    expect(b.last()).toEqual([Opcode.FuncAddr, 0, types.I64, 3, 0, 0, 0]);
  });

  it("gives results their types", () => {
    const { b, x, p } = setUp();
    const type = (v: Value): string => types.typeName(b.dfg.valueType(v));
    expect(type(b.icmp("eq", x, x))).toBe("i8");
    expect(b.uadd_overflow(x, x).map(type)).toEqual(["i32", "i8"]);
    expect(b.isplit(p).map(type)).toEqual(["i32", "i32"]);
    expect(type(b.iconcat(p, p))).toBe("i128");
    expect(type(b.uload32x2(NO_FLAGS, p))).toBe("i64x2");
    expect(type(b.splat(types.F32X4, b.f32const(0)))).toBe("f32x4");
  });

  it("makes the same result through a cursor, by the short way", () => {
    const func = new Function();
    const block = func.dfg.makeBlock();
    func.layout.appendBlock(block);
    const x = func.dfg.appendBlockParam(block, types.F32X4);
    const ins = new FuncCursor(func).gotoBottom(block).ins();
    for (const v of [
      ins.fcmp("eq", x, x),
      ins.extractlane(x, 1),
      ins.fadd(x, x),
      ins.fvpromote_low(x),
      ins.iconst(types.I16, 7),
    ]) {
      const inst = func.dfg.definingInst(v);
      expect(func.dfg.results(inst)).toEqual([v]);
      expect(func.dfg.isAttached(v)).toBe(true);
      expect(func.layout.lastInst(block)).toBeGreaterThanOrEqual(inst);
      expect(func.dfg.valueType(v)).toBe(resultType(func.dfg.opcode(inst), 0, func.dfg.ctrlType(inst)));
    }
    expect(func.layout.firstInst(block)).toBe(0);
  });

  it("expands the immediate and stack forms", () => {
    const { b, x, v, w } = setUp();
    b.iadd_imm_s(x, -1);
    expect(b.names()).toEqual(["iconst", "iadd"]);
    expect(b.dfg.imm64(b.made[0]!)).toBe(0xffff_ffffn);
    b.made.length = 0;
    b.icmp_imm_u("eq", w, 0xffff_ffff_ffff_ffffn);
    expect(b.names()).toEqual(["iconst", "uextend", "icmp"]);
    b.made.length = 0;
    b.band_imm_s(w, -2);
    expect(b.names()).toEqual(["iconst", "sextend", "band"]);
    b.made.length = 0;
    b.imul_imm_s(v, 3);
    expect(b.names()).toEqual(["iconst", "splat", "imul"]);
    b.made.length = 0;
    b.ishl_imm_u(v, 3);
    expect(b.names()).toEqual(["iconst", "ishl"]);
    b.made.length = 0;
    b.stack_store(types.I64, x, 0 as StackSlot, 8);
    b.stack_load(types.I32, types.I64, 0 as StackSlot, 8);
    expect(b.names()).toEqual(["stack_addr", "store", "stack_addr", "load"]);
  });

  it("refuses immediates that do not fit", () => {
    const { b, x, p, v } = setUp();
    for (const bad of [
      (): unknown => b.iconst(types.I64, 1.5),
      (): unknown => b.iconst(types.I64, 2 ** 53),
      (): unknown => b.iconst(types.I64, NaN),
      (): unknown => b.iconst(types.I64, 1n << 64n),
      (): unknown => b.iconst(types.I64, -(1n << 63n) - 1n),
      (): unknown => b.load(types.I8, NO_FLAGS, p, 2 ** 31),
      (): unknown => b.load(types.I8, NO_FLAGS, p, 0.5),
      (): unknown => b.extractlane(v, 256),
      (): unknown => b.extractlane(v, -1),
      (): unknown => b.trap("nonsense"),
      (): unknown => b.trap(0),
      (): unknown => b.trap(256),
      (): unknown => b.f32const(1n << 32n),
      (): unknown => b.f64const(-1n),
      (): unknown => b.shuffle(v, v, [1, 2, 3]),
      (): unknown => b.trapz(x, "user251"),
    ]) {
      expect(bad, String(bad)).toThrow(ImmediateError);
    }
    expect(b.made.length).toBe(0);
  });
});

describe("integer constants", () => {
  it.each([
    [types.I8, -1, 0xffn],
    [types.I8, 255, 0xffn],
    [types.I8, -128, 0x80n],
    [types.I16, -1, 0xffffn],
    [types.I32, -1, 0xffff_ffffn],
    [types.I32, -(2 ** 31), 0x8000_0000n],
    [types.I64, -1, -1n],
    [types.I64, 0xffff_ffff_ffff_ffffn, -1n],
    [types.I64, 2 ** 52 + 1, 2n ** 52n + 1n],
    [types.I64, -(2 ** 52) - 1, -(2n ** 52n) - 1n],
    // Out of range: left for the verifier to report.
    [types.I8, 256, 256n],
    [types.I8, -129, -129n],
    [types.I16, 65536, 65536n],
    [types.I32, 2 ** 32, 2n ** 32n],
  ])("%# are kept masked to their type if they fit", (type, imm, stored) => {
    const b = new Recorder();
    b.iconst(type, imm);
    expect(b.dfg.imm64(b.made[0]!)).toBe(stored);
  });

  it("split numbers and bigints alike", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        const big = BigInt(n);
        expect(imm64Lo(n)).toBe(imm64Lo(big));
        expect(imm64Hi(n)).toBe(imm64Hi(big));
        expect((BigInt(imm64Hi(n)) << 32n) | BigInt(imm64Lo(n) >>> 0)).toBe(big);
      }),
    );
  });
});

describe("f16 constants", () => {
  /** The value of f16 bits, by definition. */
  function value(bits: number): number {
    const e = (bits >> 10) & 31;
    const m = bits & 1023;
    const abs = e === 31 ? (m === 0 ? Infinity : NaN) : e === 0 ? m * 2 ** -24 : (1024 + m) * 2 ** (e - 25);
    return (bits & 0x8000) !== 0 ? -abs : abs;
  }

  it("of every exact value have its bits", () => {
    const wrong: number[] = [];
    for (let bits = 0; bits < 0x10000; bits++) {
      const v = value(bits);
      if (!Number.isNaN(v) && ieee16Bits(v) !== bits) wrong.push(bits);
    }
    expect(wrong).toEqual([]);
    expect(ieee16Bits(NaN)).toBe(0x7e00);
  });

  it("round to the nearer neighbour, ties to even", () => {
    const wrong: number[] = [];
    for (let bits = 0; bits < 0x7bff; bits++) {
      const low = value(bits);
      const high = value(bits + 1);
      const middle = (low + high) / 2;
      const right =
        ieee16Bits(middle) === bits + (bits & 1) &&
        ieee16Bits(middle - (high - low) / 64) === bits &&
        ieee16Bits(-(middle + (high - low) / 64)) === (0x8000 | (bits + 1));
      if (!right) wrong.push(bits);
    }
    expect(wrong).toEqual([]);
    expect(ieee16Bits(65519.99)).toBe(0x7bff);
    expect(ieee16Bits(65520)).toBe(0x7c00);
  });
});
