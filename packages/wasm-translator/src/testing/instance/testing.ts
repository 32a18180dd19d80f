/**
 * Modules without imports, executed by the CLIF interpreter: the translation's meaning without any back end. A trap
 * in a host function is a table or memory access out of bounds.
 */
import { DataValue, Function, types, verifyFunction, prettyVerifierErrors } from "@cranelift-ts/codegen-ir";
import { type HostFunction, Interpreter, type RunResult } from "@cranelift-ts/interpreter";
import { evaluateConstExpr, type ConstHost } from "../../const-expr.ts";
import type { MemoryStyle } from "../../environment.ts";
import type { ConstExpr, ModuleInfo } from "../../module-info.ts";
import { EXTERN_FUNCTION, EXTERN_GLOBAL } from "../../module-info.ts";
import { translateFunction, TranslationContext, validateModule } from "../../translate.ts";
import { isRef } from "../../value-types.ts";
import { BUILTINS, TEST_STYLE, TestEnvironment, TRAP_TABLE } from "../environment/testing.ts";

const HEAP_OOB = 253;
const PAGE = 65536n;

export class OutOfBounds extends Error {}

export class InterpretedInstance {
  readonly module: ModuleInfo;
  private readonly interpreter: Interpreter;
  private readonly vmctx: bigint;
  private readonly memories: ArrayBuffer[] = [];
  private readonly funcRefs: Map<number, bigint> = new Map();
  private readonly dropped: Set<string> = new Set();

  /** Validates, translates, verifies and instantiates. Memories that may grow are checked against their length. */
  constructor(bytes: Uint8Array, options: { slots?: boolean; style?: MemoryStyle; fuel?: number } = {}) {
    this.module = validateModule(bytes);
    const { module } = this;
    if (module.imports.length > 0) throw new RangeError("imports");
    const env = new TestEnvironment(module);
    const canGrow = module.memories.some((m) => m.maximum !== m.minimum);
    env.style =
      options.style ?? (canGrow ? { ...TEST_STYLE, fixedBase: false, reservation: 0, guard: 0 } : TEST_STYLE);
    const ctx = new TranslationContext();
    ctx.body.forceSlots = options.slots === true;
    this.interpreter = new Interpreter({
      fuel: options.fuel ?? 50_000_000,
      stackBytes: 1 << 20,
      resolve: (name) => this.builtin(name),
    });
    for (let f = 0; f < module.functionCount; f++) {
      const func = new Function({ kind: "user", namespace: 0, index: f });
      translateFunction(module, f, func, env, ctx);
      const errors = verifyFunction(func);
      if (errors.length > 0) throw new Error(prettyVerifierErrors(func, errors));
      this.interpreter.define(func);
    }
    this.vmctx = this.interpreter.memory.allocate(8192 + 16 * Math.max(1, module.globals.length));
    this.initialise();
  }

  private word(address: bigint, size: number): DataView {
    const bytes = this.interpreter.memory.bytesAt(address, size);
    if (bytes === undefined) throw new RangeError(`no memory at ${address}`);
    return new DataView(bytes.buffer, bytes.byteOffset, size);
  }

  private setField(index: number, value: bigint): void {
    this.word(this.vmctx + BigInt(16 + 16 * index), 8).setBigUint64(0, BigInt.asUintN(64, value), true);
  }

  private field(index: number): bigint {
    return this.word(this.vmctx + BigInt(16 + 16 * index), 8).getBigUint64(0, true);
  }

  private setMemory(m: number, size: bigint): void {
    if (size > 1n << 28n) throw new RangeError("the memory is too large for this test");
    const buffer = new ArrayBuffer(Number(size));
    const old = this.memories[m];
    if (old !== undefined) new Uint8Array(buffer).set(new Uint8Array(old));
    this.memories[m] = buffer;
    this.setField(2 * m, this.interpreter.memory.map(buffer));
    this.setField(2 * m + 1, size);
  }

  private setTable(t: number, size: bigint, init: bigint): void {
    if (size > 100_000n) throw new RangeError("the table is too large for this test");
    const old = this.field(200 + t);
    const from = this.field(100 + t);
    const base = this.interpreter.memory.allocate(Number(size) * 8 + 8);
    for (let i = 0n; i < size; i++) {
      const value = i < old ? this.word(from + i * 8n, 8).getBigUint64(0, true) : init;
      this.word(base + i * 8n, 8).setBigUint64(0, value, true);
    }
    this.setField(100 + t, base);
    this.setField(200 + t, size);
  }

  private refFunc(index: number): bigint {
    let ref = this.funcRefs.get(index);
    if (ref === undefined) {
      ref = this.interpreter.memory.allocate(16);
      const view = this.word(ref, 16);
      view.setBigUint64(0, this.interpreter.functionAddress(`u0:${index}`), true);
      view.setInt32(8, this.module.types.canonical[this.module.functionTypes[index]!]!, true);
      this.funcRefs.set(index, ref);
    }
    return ref;
  }

  private constant(expr: ConstExpr): bigint {
    const host: ConstHost<bigint> = {
      globalGet: (g) => ({ type: this.module.globals[g]!.type, bits: this.globalBits(g) }),
      refFunc: (f) => this.refFunc(f),
      refNull: () => 0n,
    };
    const v = evaluateConstExpr(this.module, expr, host);
    return "bits" in v ? v.bits : v.ref;
  }

  private globalBits(g: number): bigint {
    return this.word(this.vmctx + BigInt(8192 + 16 * g), 8).getBigUint64(0, true);
  }

  private initialise(): void {
    const { module } = this;
    module.memories.forEach((m, i) => this.setMemory(i, m.minimum * PAGE));
    module.tables.forEach((t, i) => this.setTable(i, t.minimum, 0n));
    module.globals.forEach((g, i) => {
      this.word(this.vmctx + BigInt(8192 + 16 * i), 8).setBigUint64(0, this.constant(g.init!), true);
    });
    module.elements.forEach((s, i) => {
      if (s.mode === "active")
        this.tableInit(i, s.table, this.constant(s.offset!), 0n, BigInt(this.segmentLength(i)));
      if (s.mode !== "passive") this.dropped.add(`e${i}`);
    });
    module.data.forEach((s, i) => {
      if (s.mode !== "active") return;
      this.memoryInit(i, s.memory, this.constant(s.offset!), 0n, BigInt(s.end - s.start));
      this.dropped.add(`d${i}`);
    });
    if (module.start >= 0) {
      const r = this.interpreter.call(`u0:${module.start}`, [DataValue.i64(this.vmctx)]);
      if (r.kind === "trap") throw new OutOfBounds(`start: ${r.name}`);
    }
  }

  private segmentLength(i: number): number {
    const s = this.module.elements[i]!;
    return this.dropped.has(`e${i}`) ? 0 : (s.functions?.length ?? s.exprs!.length);
  }

  private tableInit(segment: number, table: number, to: bigint, from: bigint, n: bigint): void {
    const s = this.module.elements[segment]!;
    if (from + n > BigInt(this.segmentLength(segment)) || to + n > this.field(200 + table))
      throw new OutOfBounds("table");
    for (let i = 0n; i < n; i++) {
      const k = Number(from + i);
      const v = s.functions !== undefined ? this.refFunc(s.functions[k]!) : this.constant(s.exprs![k]!);
      this.word(this.field(100 + table) + (to + i) * 8n, 8).setBigUint64(0, v, true);
    }
  }

  private memoryInit(segment: number, memory: number, to: bigint, from: bigint, n: bigint): void {
    const s = this.module.data.at(segment)!;
    const length = this.dropped.has(`d${segment}`) ? 0 : s.end - s.start;
    if (from + n > BigInt(length) || to + n > this.field(2 * memory + 1)) throw new OutOfBounds("memory");
    const source = this.module.bytes.subarray(s.start + Number(from), s.start + Number(from + n));
    new Uint8Array(this.memories[memory]!).set(source, Number(to));
  }

  private builtin(name: string): HostFunction | undefined {
    if (!name.startsWith("u1:")) return undefined;
    const which = BUILTINS[Number(name.slice(3))]!;
    return (args, context) => {
      const a = args.map((v) => v.toBits());
      try {
        const result = this.run(which, a);
        const returns = context.signature.returns;
        return returns.length === 0 ? [] : [DataValue.bits(returns[0]!.type, result)];
      } catch (e) {
        if (!(e instanceof OutOfBounds)) throw e;
        return context.trap(e.message === "table" ? TRAP_TABLE : HEAP_OOB) as never;
      }
    };
  }

  private run(name: string, a: bigint[]): bigint {
    const index = Number(a[0]!);
    switch (name) {
      case "ref_func":
        return this.refFunc(index);
      case "memory_grow": {
        const old = this.field(2 * index + 1) / PAGE;
        const limit = this.module.memories[index]!.maximum ?? 65536n;
        if (old + a[1]! > limit || old + a[1]! > 4096n) return -1n;
        this.setMemory(index, (old + a[1]!) * PAGE);
        return old;
      }
      case "memory_fill": {
        if (a[1]! + a[3]! > this.field(2 * index + 1)) throw new OutOfBounds("memory");
        new Uint8Array(this.memories[index]!).fill(
          Number(a[2]! & 0xffn),
          Number(a[1]!),
          Number(a[1]! + a[3]!),
        );
        return 0n;
      }
      case "memory_copy": {
        const [to, from, toAt, fromAt, n] = [index, Number(a[1]!), a[2]!, a[3]!, a[4]!];
        if (toAt + n > this.field(2 * to + 1) || fromAt + n > this.field(2 * from + 1))
          throw new OutOfBounds("memory");
        const part = new Uint8Array(this.memories[from]!).slice(Number(fromAt), Number(fromAt + n));
        new Uint8Array(this.memories[to]!).set(part, Number(toAt));
        return 0n;
      }
      case "memory_init":
        this.memoryInit(index, Number(a[1]!), a[2]!, a[3]!, a[4]!);
        return 0n;
      case "data_drop":
        this.dropped.add(`d${index}`);
        return 0n;
      case "elem_drop":
        this.dropped.add(`e${index}`);
        return 0n;
      case "table_init":
        this.tableInit(index, Number(a[1]!), a[2]!, a[3]!, a[4]!);
        return 0n;
      case "table_grow": {
        const old = this.field(200 + index);
        const limit = this.module.tables[index]!.maximum ?? 0xffffffffn;
        if (old + a[2]! > limit || old + a[2]! > 100_000n) return -1n;
        this.setTable(index, old + a[2]!, a[1]!);
        return old;
      }
      case "table_fill": {
        if (a[1]! + a[3]! > this.field(200 + index)) throw new OutOfBounds("table");
        for (let i = 0n; i < a[3]!; i++)
          this.word(this.field(100 + index) + (a[1]! + i) * 8n, 8).setBigUint64(0, a[2]!, true);
        return 0n;
      }
      case "table_copy": {
        const [to, from, toAt, fromAt, n] = [index, Number(a[1]!), a[2]!, a[3]!, a[4]!];
        if (toAt + n > this.field(200 + to) || fromAt + n > this.field(200 + from))
          throw new OutOfBounds("table");
        const part: bigint[] = [];
        for (let i = 0n; i < n; i++)
          part.push(this.word(this.field(100 + from) + (fromAt + i) * 8n, 8).getBigUint64(0, true));
        part.forEach((v, i) =>
          this.word(this.field(100 + to) + (toAt + BigInt(i)) * 8n, 8).setBigUint64(0, v, true),
        );
        return 0n;
      }
    }
    throw new RangeError(name);
  }

  /** Calls an export with the bit patterns of its arguments; undefined if there is no such function. */
  invoke(name: string, args: readonly bigint[]): RunResult | undefined {
    const { module } = this;
    const e = module.exports.find((x) => x.name === name && x.kind === EXTERN_FUNCTION);
    if (e === undefined) return undefined;
    return this.call(e.index, args);
  }

  call(index: number, args: readonly bigint[]): RunResult {
    const { module } = this;
    const t = module.functionTypes[index]!;
    const at = module.types.starts[t]!;
    const env = new TestEnvironment(module);
    const values = args.map((v, i) => DataValue.bits(env.clifType(module.types.pool[at + i]!), v));
    return this.interpreter.call(`u0:${index}`, [DataValue.bits(types.I64, this.vmctx), ...values]);
  }

  /** Bits of an exported global. */
  global(name: string): bigint | undefined {
    const e = this.module.exports.find((x) => x.name === name && x.kind === EXTERN_GLOBAL);
    return e === undefined || isRef(this.module.globals[e.index]!.type)
      ? undefined
      : this.globalBits(e.index);
  }
}
