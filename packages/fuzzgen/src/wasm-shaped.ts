/**
 * Functions shaped like compiled WebAssembly: structured control flow over locals, a context pointer, globals in the
 * context, and a bounds-checked linear memory. The first function finds the context in the data object and calls the
 * second, as a trampoline would.
 */
import {
  abiParam,
  type Block,
  Function,
  memflags,
  signature,
  types,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { FunctionBuilder, type FunctionBuilderContext, type Variable } from "@cranelift-ts/frontend";
import { constant, DATA_BYTES, DATA_NAME, operand, record, type Surroundings } from "./operations.ts";
import type { Random } from "./random.ts";
import { byteOrdersOf, type FuzzTarget, typesOf } from "./targets.ts";

/** Where the globals and the linear memory lie in the context. */
const GLOBALS = 0;
const GLOBAL_COUNT = 4;
const HEAP = 64;
const HEAP_BYTES = DATA_BYTES - HEAP;

/** Flags of accesses to the linear memory: `heap_oob`, little-endian. */
const LITTLE = memflags.withFlags(memflags.NO_FLAGS, memflags.LITTLE_ENDIAN);

/** Types of locals where the target has them. */
function localTypes(target: FuzzTarget): readonly Type[] {
  const universe = typesOf(target);
  return [types.I32, types.I64, types.F32, types.F64, types.I8X16].filter((t) => universe.includes(t));
}

/** The trampoline and the function. */
export function generateWasmShaped(
  random: Random,
  ctx: FunctionBuilderContext,
  guard: number,
  target: FuzzTarget,
): Function[] {
  const locals = localTypes(target);
  const params = Array.from({ length: random.below(4) }, () => random.pick(locals));
  const returns = Array.from({ length: random.below(3) }, () => random.pick(locals));
  const outer = signature(params, returns, "system_v");
  const inner = signature([abiParam(types.I64, { purpose: "vmctx" }), ...params], returns, "system_v");
  const main = new Function({ kind: "testcase", name: "main" }, outer);
  const b = new FunctionBuilder(main, ctx);
  const entry = b.createBlock();
  b.switchToBlock(entry);
  const args = b.appendBlockParamsForFunctionParams(entry);
  const data = b.createGlobalValue({
    kind: "symbol",
    name: { kind: "testcase", name: DATA_NAME },
    offset: 0n,
    colocated: false,
    tls: false,
  });
  const callee = b.importFunction({
    name: { kind: "testcase", name: "wasm" },
    signature: b.importSignature(inner),
    colocated: true,
    patchable: false,
  });
  const call = b.ins().call(callee, [b.ins().symbol_value(types.I64, data), ...args]);
  b.ins().return_(main.dfg.results(call));
  b.sealAllBlocks();
  b.finalize();
  const func = new Function({ kind: "testcase", name: "wasm" }, inner);
  new WasmBody(new FunctionBuilder(func, ctx), random, guard, target).build();
  return [main, func];
}

class WasmBody {
  private readonly builder: FunctionBuilder;
  private readonly random: Random;
  private readonly s: Surroundings;
  /** Types of locals. */
  private readonly locals: readonly Type[];
  private context: Value = 0 as Value;
  private exit: Block = 0 as Block;
  private fuel: Variable = 0 as Variable;
  private statements: number = 0;

  constructor(builder: FunctionBuilder, random: Random, guard: number, target: FuzzTarget) {
    this.builder = builder;
    this.random = random;
    this.locals = localTypes(target);
    this.s = {
      random,
      builder,
      variables: new Map(),
      locals: new Map(),
      slots: [],
      slotRegions: [],
      dataRegion: -1,
      data: -1,
      callees: [],
      guard,
      hasData: true,
      wildAccesses: target === "interpreter",
      byteOrders: byteOrdersOf(target),
    };
  }

  build(): void {
    const { builder, random, s } = this;
    for (const t of this.locals)
      s.variables.set(
        t,
        Array.from({ length: 1 + random.below(3) }, () => builder.declareVar(t)),
      );
    this.fuel = builder.declareVar(types.I32);
    const entry = builder.createBlock();
    this.exit = builder.createBlock();
    builder.switchToBlock(entry);
    builder.sealBlock(entry);
    const [context, ...params] = builder.appendBlockParamsForFunctionParams(entry);
    this.context = context!;
    for (const v of params) record(s, v);
    builder.defVar(this.fuel, builder.ins().iconst(types.I32, 1 + random.below(8)));
    this.body(0);
    builder.ins().jump(this.exit);
    builder.switchToBlock(this.exit);
    builder.sealBlock(this.exit);
    s.locals.clear();
    builder.ins().return_(builder.func.signature.returns.map((p) => operand(s, p.type)));
    builder.finalize();
  }

  /** A sequence of statements; ends in an open block. Nesting is bounded by `depth`. */
  private body(depth: number): void {
    for (let n = 1 + this.random.below(5); n > 0 && this.statements < 60; n--) {
      this.statements++;
      const kind = this.random.below(depth < 4 ? 12 : 8);
      if (kind < 4) this.arithmetic();
      else if (kind < 7) this.memory();
      else if (kind < 8) this.global();
      else if (kind < 10) this.conditional(depth);
      else if (kind < 11) this.loop(depth);
      else this.table(depth);
    }
  }

  private enter(block: Block, seal: boolean): void {
    this.builder.switchToBlock(block);
    if (seal) this.builder.sealBlock(block);
    this.s.locals.clear();
  }

  private arithmetic(): void {
    const { builder, random, s } = this;
    const ins = builder.ins();
    const type = random.pick(this.locals);
    const a = operand(s, type);
    const b = operand(s, type);
    if (type === types.I32 || type === types.I64) {
      const kind = random.below(8);
      if (kind < 4) record(s, random.pick([ins.iadd(a, b), ins.imul(a, b), ins.bxor(a, b), ins.rotl(a, b)]));
      else if (kind < 6) record(s, ins.uextend(types.I32, ins.icmp(random.below(10), a, b)));
      else if (kind < 7)
        record(s, type === types.I32 ? ins.sextend(types.I64, a) : ins.ireduce(types.I32, a));
      else {
        const divisor = random.chance(s.guard) ? ins.bor(b, constant(s, type, 1n)) : b;
        record(s, random.pick([ins.udiv, ins.urem]).call(ins, a, divisor));
      }
    } else if (type === types.I8X16) {
      const wide = ins.bitcast(types.I32X4, LITTLE, a);
      const other = ins.bitcast(types.I32X4, LITTLE, b);
      record(s, ins.bitcast(types.I8X16, LITTLE, ins.iadd(wide, other)));
    } else record(s, random.pick([ins.fadd, ins.fmul, ins.fsub, ins.fmin]).call(ins, a, b));
  }

  /** A load or store at a 32-bit index, checked against the size of the memory. */
  private memory(): void {
    const { builder, random, s } = this;
    const type = random.pick(this.locals);
    const data = operand(s, type);
    let index = operand(s, types.I32);
    const ins = builder.ins();
    if (random.chance(s.guard)) index = ins.band(index, ins.iconst(types.I32, 127));
    const size = types.typeBytes(type);
    const wide = ins.uextend(types.I64, index);
    const outside = ins.icmp("ugt", wide, ins.iconst(types.I64, HEAP_BYTES - size));
    ins.trapnz(outside, "heap_oob");
    const address = ins.iadd(ins.iadd(this.context, ins.iconst(types.I64, HEAP)), wide);
    if (random.oneIn(2)) record(s, ins.load(type, LITTLE, address));
    else ins.store(LITTLE, data, address);
  }

  private global(): void {
    const { builder, random, s } = this;
    const data = operand(s, types.I64);
    const offset = GLOBALS + 8 * random.below(GLOBAL_COUNT);
    if (random.oneIn(2)) record(s, builder.ins().load(types.I64, memflags.TRUSTED, this.context, offset));
    else builder.ins().store(memflags.TRUSTED, data, this.context, offset);
  }

  private conditional(depth: number): void {
    const { builder, random, s } = this;
    const [yes, no, join] = [builder.createBlock(), builder.createBlock(), builder.createBlock()];
    const results = Array.from({ length: random.below(2) }, () => random.pick(this.locals));
    const params = results.map((t) => builder.appendBlockParam(join, t));
    builder.ins().brif(operand(s, types.I32), yes, [], no, []);
    for (const block of [yes, no]) {
      this.enter(block, true);
      this.body(depth + 1);
      const args = results.map((t) => operand(s, t));
      builder.ins().jump(join, args);
    }
    this.enter(join, true);
    for (const v of params) record(s, v);
  }

  private loop(depth: number): void {
    const { builder, s } = this;
    const [head, again, after] = [builder.createBlock(), builder.createBlock(), builder.createBlock()];
    builder.ins().jump(head);
    this.enter(head, false);
    this.body(depth + 1);
    builder.ins().brif(operand(s, types.I32), again, [], after, []);
    this.enter(again, true);
    const left = builder.ins().iadd(builder.useVar(this.fuel), builder.ins().iconst(types.I32, -1));
    builder.defVar(this.fuel, left);
    builder.ins().brif(left, head, [], this.exit, []);
    builder.sealBlock(head);
    this.enter(after, true);
  }

  private table(depth: number): void {
    const { builder, random, s } = this;
    const cases = Array.from({ length: 1 + random.below(4) }, () => builder.createBlock());
    const join = builder.createBlock();
    const index = operand(s, types.I32);
    const reduced = builder.ins().band(index, builder.ins().iconst(types.I32, 7));
    builder.ins().br_table(reduced, builder.createJumpTable(join, cases));
    for (const block of cases) {
      this.enter(block, true);
      this.body(depth + 2);
      builder.ins().jump(join);
    }
    this.enter(join, true);
  }
}
