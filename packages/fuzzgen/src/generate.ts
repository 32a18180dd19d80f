/**
 * The generator of valid functions: a module of a few functions, the first of which is to be called, with arguments.
 *
 * A seed decides everything. Control flow is arbitrary; what goes backward passes a block that spends fuel and leaves the
 * function when there is none, and functions call only later ones, so that every run ends. Operations are picked evenly
 * from the pairs of opcode and type of the target, which is what makes rare ones as well tested as common ones.
 */
import {
  type Block,
  type CallConv,
  CALL_CONVS,
  type DataValue,
  type ExceptionItem,
  exnArg,
  Format,
  Function,
  type JumpTable,
  LIB_CALLS,
  NONE,
  opcodeTables,
  retArg,
  signature,
  type Signature,
  supportsExceptions,
  supportsTailCalls,
  types,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { FunctionBuilder, FunctionBuilderContext, Switch, type Variable } from "@cranelift-ts/frontend";
import {
  constant,
  emitOperation,
  operand,
  pickCallee,
  record,
  SLOT_BYTES,
  type Surroundings,
  trapCode,
} from "./operations.ts";
import { Random } from "./random.ts";
import {
  byteOrdersOf,
  type FuzzTarget,
  type Operation,
  operationsFor,
  reasonAgainst,
  typesOf,
} from "./targets.ts";
import { randomBits, randomValue } from "./values.ts";
import { generateWasmShaped } from "./wasm-shaped.ts";

/** What to generate. Every field has a default. */
export interface GeneratorOptions {
  readonly target?: FuzzTarget;
  /** Probability that an operation which can trap is kept from it; default 0.95. */
  readonly guard?: number;
  /** Most operations that are picked for one block; default 8. */
  readonly operations?: number;
  /** Most blocks besides the entry and the exit; default 5. */
  readonly blocks?: number;
  /** Most functions of a module; default 3. */
  readonly functions?: number;
  /** Only these opcodes besides those that the shape of a function needs. */
  readonly allowed?: readonly string[];
  /** Use the data object `%fuzz_data`, which whoever runs the module must define; default true. */
  readonly data?: boolean;
  /** Share of modules that look like compiled WebAssembly; default 0.1, and 0 without data. */
  readonly wasmShaped?: number;
}

/** What one seed gives. */
export interface GeneratedModule {
  readonly seed: number;
  /** The first is to be called; it calls only later ones. */
  readonly functions: readonly Function[];
  /** Arguments of some calls. */
  readonly inputs: readonly (readonly DataValue[])[];
}

const { OPCODE_FORMAT, OPCODE_FLAGS, OPCODE_NAMES, TERMINATOR } = opcodeTables;

/** Instructions that one call of the first function may execute before it counts as endless. */
export const RUN_FUEL = 200_000;

/** The signature of the routine that throws: three words about the frame, the tag, the payload. */
const THROW = "__cranelift_throw";

interface Plan {
  readonly name: string;
  readonly sig: Signature;
}

/** Generates modules; keeps its memory from one to the next. */
export class Generator {
  private readonly target: FuzzTarget;
  private readonly options: Required<Omit<GeneratorOptions, "target" | "allowed">>;
  private readonly universe: readonly Type[];
  private readonly plain: readonly Operation[];
  private readonly terminators: ReadonlyMap<string, readonly Operation[]>;
  private readonly random: Random = new Random(0);
  private readonly ctx: FunctionBuilderContext = new FunctionBuilderContext();

  constructor(options: GeneratorOptions = {}) {
    this.target = options.target ?? "interpreter";
    this.options = {
      guard: options.guard ?? 0.95,
      operations: options.operations ?? 8,
      blocks: options.blocks ?? 5,
      functions: options.functions ?? 3,
      data: options.data ?? true,
      wasmShaped: options.data === false ? 0 : (options.wasmShaped ?? 0.1),
    };
    this.universe = typesOf(this.target);
    const allowed = options.allowed;
    const operations = operationsFor(this.target).filter(
      (o) => allowed === undefined || allowed.includes(OPCODE_NAMES[o.opcode]!),
    );
    this.plain = operations.filter(
      (o) =>
        (OPCODE_FLAGS[o.opcode]! & TERMINATOR) === 0 &&
        OPCODE_FORMAT[o.opcode] !== Format.ExceptionHandlerAddress,
    );
    const terminators = new Map<string, Operation[]>();
    for (const o of operations) {
      if ((OPCODE_FLAGS[o.opcode]! & TERMINATOR) === 0) continue;
      const name = OPCODE_NAMES[o.opcode]!;
      terminators.set(name, [...(terminators.get(name) ?? []), o]);
    }
    this.terminators = terminators;
  }

  /** The module of a seed. */
  generate(seed: number): GeneratedModule {
    const { random, options } = this;
    random.reseed(seed);
    const plans: Plan[] = [];
    const wasm = random.chance(options.wasmShaped);
    const count = 1 + random.below(options.functions);
    // Half of the callees return what the first function returns, so that tail calls have someone to call.
    const returns = this.someTypes(4);
    for (let f = 0; f < count; f++) {
      const sig = signature(
        this.someTypes(5),
        f === 0 || random.oneIn(2) ? returns : this.someTypes(3),
        this.callConv(),
      );
      plans.push({ name: f === 0 ? "main" : `f${f}`, sig });
    }
    const functions: Function[] = [];
    if (wasm) functions.push(...generateWasmShaped(random, this.ctx, options.guard, this.target));
    else for (let f = 0; f < count; f++) functions.push(this.function(plans, f));
    const inputs: DataValue[][] = [];
    for (let n = 1 + random.below(2); n > 0; n--) {
      inputs.push(functions[0]!.signature.params.map((p) => randomValue(random, p.type)));
    }
    return { seed, functions, inputs };
  }

  private someTypes(most: number): Type[] {
    return Array.from({ length: this.random.below(most + 1) }, () => this.random.pick(this.universe));
  }

  private callConv(): CallConv {
    if (this.target !== "interpreter") return this.random.pick(["tail", "system_v"] as const);
    const cc = this.random.oneIn(3) ? this.random.pick(CALL_CONVS) : "tail";
    // These two restrict what a function may return, or are for one routine.
    return cc === "preserve_all" || cc === "probestack" ? "fast" : cc;
  }

  private function(plans: readonly Plan[], number: number): Function {
    const { name, sig } = plans[number]!;
    const func = new Function({ kind: "testcase", name }, sig);
    const builder = new FunctionBuilder(func, this.ctx);
    new Body(this, builder, this.random, plans, number).build();
    return func;
  }

  /** @internal For {@link Body}. */
  get parts(): {
    target: FuzzTarget;
    options: Required<Omit<GeneratorOptions, "target" | "allowed">>;
    universe: readonly Type[];
    plain: readonly Operation[];
    terminators: ReadonlyMap<string, readonly Operation[]>;
  } {
    const { target, options, universe, plain, terminators } = this;
    return { target, options, universe, plain, terminators };
  }
}

/** One function while it is being made. */
class Body {
  private readonly parts: Generator["parts"];
  private readonly builder: FunctionBuilder;
  private readonly random: Random;
  private readonly plans: readonly Plan[];
  private readonly number: number;
  private readonly s: Surroundings;
  private blocks: Block[] = [];
  private exit: Block = NONE as Block;
  private fuel: Variable = 0 as Variable;
  /** Blocks on the way back that are still to be filled, with where they lead. */
  private readonly pending: { block: Block; target: number }[] = [];

  constructor(
    generator: Generator,
    builder: FunctionBuilder,
    random: Random,
    plans: readonly Plan[],
    number: number,
  ) {
    this.parts = generator.parts;
    this.builder = builder;
    this.random = random;
    this.plans = plans;
    this.number = number;
    this.s = {
      random,
      builder,
      variables: new Map(),
      locals: new Map(),
      slots: [],
      slotRegions: [],
      dataRegion: NONE,
      data: NONE,
      callees: [],
      guard: this.parts.options.guard,
      hasData: this.parts.options.data,
      wildAccesses: this.parts.target === "interpreter",
      byteOrders: byteOrdersOf(this.parts.target),
    };
  }

  build(): void {
    const { builder, random, s } = this;
    const { options, universe } = this.parts;
    this.importCallees();
    for (let n = random.below(3); n > 0; n--) {
      s.slots.push(builder.createSizedStackSlot({ size: SLOT_BYTES, alignShift: 4 + random.below(3) }));
      s.slotRegions.push(
        random.oneIn(4) ? builder.createAliasRegion({ userId: s.slots.length, description: "slot" }) : NONE,
      );
    }
    const sig = builder.func.signature;
    for (const t of [
      ...sig.returns.map((p) => p.type),
      ...Array.from({ length: random.below(5) }, () => random.pick(universe)),
    ]) {
      const list = s.variables.get(t);
      if (list === undefined) s.variables.set(t, [builder.declareVar(t)]);
      else if (list.length < 3) list.push(builder.declareVar(t));
    }
    this.fuel = builder.declareVar(types.I32);
    const entry = builder.createBlock();
    this.blocks = Array.from({ length: 1 + random.below(options.blocks) }, () => builder.createBlock());
    this.exit = builder.createBlock();
    for (const b of this.blocks) {
      if (random.oneIn(3))
        for (let n = 1 + random.below(2); n > 0; n--) builder.appendBlockParam(b, random.pick(universe));
      if (random.oneIn(12)) builder.setColdBlock(b);
    }
    builder.switchToBlock(entry);
    for (const v of builder.appendBlockParamsForFunctionParams(entry)) record(s, v);
    builder.defVar(this.fuel, builder.ins().iconst(types.I32, 1 + random.below(6)));
    for (const slot of s.slots) {
      for (let at = 0; at < SLOT_BYTES; at += 16) {
        const bytes = builder.ins().iconst(types.I64, BigInt.asIntN(64, randomBits(random, types.I64)));
        builder.ins().stack_store(types.I64, bytes, slot, at);
        builder.ins().stack_store(types.I64, bytes, slot, at + 8);
      }
    }
    this.operations();
    this.jump(this.reach(-1));
    this.fillPending();
    for (let b = 0; b < this.blocks.length; b++) {
      const block = this.blocks[b]!;
      builder.switchToBlock(block);
      s.locals.clear();
      if (random.oneIn(8)) builder.setSourceLoc(random.below(1000));
      for (const v of builder.blockParams(block)) record(s, v);
      this.operations();
      this.terminator(b);
      this.fillPending();
    }
    builder.switchToBlock(this.exit);
    s.locals.clear();
    this.return();
    builder.sealAllBlocks();
    builder.finalize();
  }

  private operations(): void {
    const { plain, options } = this.parts;
    if (plain.length === 0) return;
    for (let n = this.random.below(options.operations + 1); n > 0; n--)
      emitOperation(this.s, this.random.pick(plain));
  }

  private importCallees(): void {
    const { builder, plans, s } = this;
    for (let f = this.number + 1; f < plans.length; f++) {
      const { name, sig } = plans[f]!;
      const ref = builder.importSignature(sig);
      s.callees.push({
        ref: builder.importFunction({
          name: { kind: "testcase", name },
          signature: ref,
          colocated: this.random.oneIn(2),
          patchable: false,
        }),
        sig: ref,
        params: sig.params.map((p) => p.type),
        returns: sig.returns.map((p) => p.type),
        addressable: true,
      });
    }
    if (s.callees.length > 0 && !this.random.oneIn(4)) return;
    // Which NaN a library's fma gives is its own affair, and nothing makes it the canonical one.
    const routines =
      this.parts.target === "interpreter"
        ? /^(?:Ceil|Floor|Trunc|Nearest|Fma)/
        : /^(?:Ceil|Floor|Trunc|Nearest)/;
    const libcall = this.random.pick(LIB_CALLS.filter((l) => routines.test(l)));
    const type = libcall.endsWith("F32") ? types.F32 : types.F64;
    if (!this.parts.universe.includes(type)) return;
    const params = libcall.startsWith("Fma") ? [type, type, type] : [type];
    const ref = builder.importSignature(signature(params, [type], "system_v"));
    s.callees.push({
      ref: builder.importFunction({
        name: { kind: "libcall", libcall },
        signature: ref,
        colocated: false,
        patchable: false,
      }),
      sig: ref,
      params,
      returns: [type],
      addressable: this.parts.target === "interpreter",
    });
  }

  // Control flow

  /**
   * Some block that block number `from` may go to: a later one, the exit, or, through a block that spends fuel, any. The
   * result's arguments are still to be added.
   */
  private reach(from: number): Block {
    const { random, blocks } = this;
    if (from >= 0 && random.oneIn(4)) {
      const block = this.builder.createBlock();
      this.pending.push({ block, target: random.below(from + 1) });
      return block;
    }
    const next = from + 1 + (random.oneIn(2) ? 0 : random.below(blocks.length - from));
    return next < blocks.length ? blocks[next]! : this.exit;
  }

  private argsFor(block: Block): Value[] {
    const { dfg } = this.builder.func;
    // The parameters of the blocks made at the start are all their own: parameters for variables come later and are
    // filled in when the block is sealed.
    return this.ownParams(block)
      .map((t) => operand(this.s, t))
      .map((v) => dfg.resolveAliases(v));
  }

  private readonly ownTypes: Map<Block, Type[]> = new Map();

  private ownParams(block: Block): Type[] {
    if (this.ownTypes.size === 0) {
      const { dfg } = this.builder.func;
      for (const b of this.blocks)
        this.ownTypes.set(
          b,
          dfg.blockParams(b).map((v) => dfg.valueType(v)),
        );
    }
    return this.ownTypes.get(block) ?? [];
  }

  private jump(block: Block): void {
    const args = this.argsFor(block);
    this.builder.ins().jump(block, args);
  }

  /** Fills the blocks on the way back: they spend fuel, and leave when it is gone. */
  private fillPending(): void {
    const { builder, pending } = this;
    // What a block on the way sees depends on which of several blocks it belongs to; variables are right in all.
    this.s.locals.clear();
    while (pending.length > 0) {
      const { block, target } = pending.pop()!;
      builder.switchToBlock(block);
      const left = builder.ins().iadd(builder.useVar(this.fuel), builder.ins().iconst(types.I32, -1));
      builder.defVar(this.fuel, left);
      const to = this.blocks[target]!;
      const args = this.argsFor(to);
      builder.ins().brif(left, to, args, this.exit, []);
    }
  }

  private return(): void {
    const { builder, s } = this;
    builder.ins().return_(builder.func.signature.returns.map((p) => operand(s, p.type)));
  }

  private terminator(from: number): void {
    const { random, builder, s } = this;
    const { terminators } = this.parts;
    const kind = random.below(32);
    const choose = (name: string): Operation | undefined => {
      const list = terminators.get(name);
      return list === undefined ? undefined : random.pick(list);
    };
    if (kind < 11) {
      const op = choose("brif");
      if (op !== undefined) {
        const c = operand(s, op.type);
        const [yes, no] = [this.reach(from), this.reach(from)];
        const [yesArgs, noArgs] = [this.argsFor(yes), this.argsFor(no)];
        builder.ins().brif(c, yes, yesArgs, no, noArgs);
        return;
      }
    } else if (kind < 15) {
      if (choose("br_table") !== undefined) {
        const index = random.oneIn(2)
          ? operand(s, types.I32)
          : builder.ins().urem(operand(s, types.I32), builder.ins().iconst(types.I32, 5));
        builder.ins().br_table(index, this.jumpTable(from));
        return;
      }
    } else if (kind < 17) {
      const integers = [types.I8, types.I16, types.I32, types.I64, types.I128];
      const type = random.pick(integers.filter((t) => this.parts.universe.includes(t)));
      const table = new Switch();
      const cases = new Set<bigint>();
      const near = random.below(20);
      for (let n = random.below(8); n > 0; n--)
        cases.add(random.oneIn(3) ? randomBits(random, type) : BigInt(random.below(8) + near));
      const plain = (): Block => {
        const block = this.reach(from);
        return this.ownParams(block).length === 0 ? block : this.exit;
      };
      for (const c of cases) table.setEntry(c, plain());
      const otherwise = plain();
      table.emit(builder, operand(s, type), otherwise);
      return;
    } else if (kind < 19) {
      this.return();
      return;
    } else if (kind < 21) {
      if (this.tailCall(random.oneIn(2))) return;
    } else if (kind < 25) {
      if (this.tryCall(from, random.oneIn(2))) return;
    } else if (kind === 25 && choose("trap") !== undefined && !random.chance(s.guard * 0.9)) {
      builder.ins().trap(trapCode(random));
      return;
    } else if (kind === 26 && this.number > 0 && this.parts.target === "interpreter" && random.oneIn(4)) {
      this.throwException();
      return;
    }
    this.jump(this.reach(from));
  }

  private jumpTable(from: number): JumpTable {
    const { dfg } = this.builder.func;
    const call = (): number => {
      const block = this.reach(from);
      return dfg.makeBlockCall(block, this.argsFor(block));
    };
    const otherwise = call();
    const entries = Array.from({ length: this.random.below(6) }, call);
    return dfg.makeJumpTable(otherwise as never, entries);
  }

  private tailCall(indirect: boolean): boolean {
    const { builder, s, random } = this;
    const { signature: sig } = builder.func;
    if (!supportsTailCalls(sig.callConv)) return false;
    const returns = sig.returns.map((p) => p.type).join();
    const fit = s.callees.filter(
      (c) => c.returns.join() === returns && builder.func.dfg.signatures[c.sig]!.callConv === sig.callConv,
    );
    if (fit.length === 0) return false;
    const callee = random.pick(fit);
    const args = callee.params.map((t) => operand(s, t));
    if (!indirect) builder.ins().return_call(callee.ref, args);
    else {
      const address = builder.ins().func_addr(types.I64, callee.ref);
      builder.ins().return_call_indirect(callee.sig as never, address, args);
    }
    return true;
  }

  private tryCall(from: number, indirect: boolean): boolean {
    const { builder, s, random } = this;
    const { dfg } = builder.func;
    const { target } = this.parts;
    const opcode = indirect ? "try_call_indirect" : "try_call";
    if (reasonAgainst(target, opcode, indirect ? types.I64 : types.INVALID) !== undefined) return false;
    const callee = pickCallee(s, indirect);
    if (callee === undefined || !supportsExceptions(dfg.signatures[callee.sig]!.callConv)) return false;
    const args = callee.params.map((t) => operand(s, t));
    const context = random.oneIn(3) ? operand(s, types.I64) : undefined;
    const address = indirect ? builder.ins().func_addr(types.I64, callee.ref) : undefined;
    // Every way out has a block of its own, which takes results or payload and a value from here.
    const ways: { block: Block; params: Value[] }[] = [];
    const way = (results: readonly Type[], arg: (i: number) => number): number => {
      const block = builder.createBlock();
      const passed = operand(s, random.pick(this.parts.universe));
      const params = results.map((t) => builder.appendBlockParam(block, t));
      params.push(builder.appendBlockParam(block, dfg.valueType(passed)));
      ways.push({ block, params });
      return dfg.makeBlockCall(block, [...results.map((_, i) => arg(i)), passed]);
    };
    const normal = way(callee.returns, retArg);
    const items: ExceptionItem[] = [];
    const payload = dfg.signatures[callee.sig]!.callConv === "winch" ? [] : [types.I64, types.I64];
    for (let tag = random.below(2); tag < 3; tag++) {
      if (random.oneIn(2)) items.push({ kind: "tag", tag, target: way(payload, exnArg) as never });
    }
    if (context !== undefined && items.length > 0)
      items.splice(random.below(items.length + 1), 0, { kind: "context", value: context });
    if (random.oneIn(2)) items.push({ kind: "default", target: way(payload, exnArg) as never });
    const table = dfg.makeExceptionTable(callee.sig as never, normal as never, items);
    const handlers = items.filter((i) => i.kind !== "context").length;
    if (handlers > 0 && reasonAgainst(target, "get_exception_handler_address", types.I64) === undefined)
      builder.ins().get_exception_handler_address(types.I64, builder.currentBlock()!, random.below(handlers));
    if (address === undefined) builder.ins().try_call(callee.ref, args, table);
    else builder.ins().try_call_indirect(address, args, table);
    for (const { block, params } of ways) {
      builder.switchToBlock(block);
      s.locals.clear();
      for (const v of params) record(s, v);
      this.jump(this.reach(from));
    }
    return true;
  }

  private throwException(): void {
    const { builder, s, random } = this;
    const { I64, I32 } = types;
    const sig = builder.importSignature(signature([I64, I64, I64, I32, I64, I64], [], "tail"));
    const thrower = builder.importFunction({
      name: { kind: "testcase", name: THROW },
      signature: sig,
      colocated: false,
      patchable: false,
    });
    const tag = builder.ins().iconst(I32, random.below(4));
    const payload = [operand(s, I64), operand(s, I64)];
    const zero = constant(s, I64, 0n);
    builder.ins().call(thrower, [zero, zero, zero, tag, ...payload]);
    builder.ins().trap(trapCode(random));
  }
}
