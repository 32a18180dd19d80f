/**
 * An environment for tests: everything lies in the vmctx, every builtin is an external function. The code is plain
 * CLIF that passes the verifier; functions without imports, memory and tables can run in the interpreter.
 */
import {
  abiParam,
  type FuncRef,
  type Inst,
  memflags,
  type Signature,
  signature,
  type TrapCode,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import type { FuncEnvironment, FunctionEmitter, MemoryStyle } from "../../environment.ts";
import type { ModuleInfo } from "../../module-info.ts";
import { EXTERNREF, F32, F64, I32, I64, type ValueType } from "../../value-types.ts";

/** Trap codes of this environment. */
export const TRAP_UNREACHABLE = 11;
export const TRAP_TABLE = 12;
export const TRAP_SIGNATURE = 13;
export const TRAP_NULL = 14;

/** Builtins by number. */
export const BUILTINS: readonly string[] = [
  "memory_grow",
  "memory_fill",
  "memory_copy",
  "memory_init",
  "data_drop",
  "table_grow",
  "table_fill",
  "table_copy",
  "table_init",
  "elem_drop",
  "ref_func",
];

export const TEST_STYLE: MemoryStyle = {
  fixedBase: true,
  reservation: 2 ** 32,
  guard: 32 * 2 ** 20,
  spectre: true,
  region: 1,
  regionName: "memory",
};

export class TestEnvironment implements FuncEnvironment {
  readonly module: ModuleInfo;
  readonly pointerType: Type = types.I64;
  readonly leadingParams: number = 1;
  readonly trapUnreachable: TrapCode = TRAP_UNREACHABLE;
  style: MemoryStyle = TEST_STYLE;

  constructor(module: ModuleInfo) {
    this.module = module;
  }

  clifType(type: ValueType): Type {
    switch (type) {
      case I32:
        return types.I32;
      case I64:
        return types.I64;
      case F32:
        return types.F32;
      case F64:
        return types.F64;
      case EXTERNREF:
        return types.I32;
    }
    return types.I64;
  }

  needsStackMap(type: ValueType): boolean {
    return type === EXTERNREF;
  }

  signature(t: number): Signature {
    const { types: table } = this.module;
    const params = [abiParam(types.I64, { purpose: "vmctx" })];
    const returns = [];
    const at = table.starts[t]!;
    for (let i = 0; i < table.paramCounts[t]!; i++) params.push(abiParam(this.clifType(table.pool[at + i]!)));
    for (let i = 0; i < table.resultCounts[t]!; i++) {
      returns.push(this.clifType(table.pool[at + table.paramCounts[t]! + i]!));
    }
    return signature(params, returns, "tail");
  }

  begin(e: FunctionEmitter): void {
    e.func.stencil.stackLimit = e.func.createGlobalValue({
      kind: "load",
      base: e.func.createGlobalValue({ kind: "vmctx" }),
      offset: 0,
      type: types.I64,
      flags: memflags.TRUSTED,
      region: -1,
    });
  }

  private trusted(e: FunctionEmitter): {
    flags: memflags.MemFlags;
    region: ReturnType<FunctionEmitter["aliasRegion"]>;
  } {
    return { flags: memflags.TRUSTED, region: e.aliasRegion(0, "vmctx") };
  }

  /** An index out of bounds traps at the access. */
  private elements(e: FunctionEmitter): {
    flags: memflags.MemFlags;
    region: ReturnType<FunctionEmitter["aliasRegion"]>;
  } {
    return { flags: memflags.withTrapCode(memflags.TRUSTED, TRAP_TABLE), region: e.aliasRegion(0, "vmctx") };
  }

  private field(e: FunctionEmitter, index: number, type: Type = types.I64): Value {
    return e.ins().load(type, this.trusted(e), e.vmctx, 16 + 16 * index);
  }

  /** Calls builtin `name`, a host function `u1:N`: first the constants, then the values. */
  private builtin(
    e: FunctionEmitter,
    name: string,
    constants: number[],
    values: Value[],
    result?: Type,
  ): Inst {
    const args = [...constants.map((c) => e.ins().iconst(types.I32, c)), ...values];
    const params = args.map((v) => abiParam(e.func.dfg.valueType(v)));
    const id = BUILTINS.indexOf(name);
    const key = params.reduce((h, p) => (Math.imul(h, 31) + p.type) | 0, id);
    const ref = e.functionRef(2_000_000 + (key >>> 0) * 16 + id, () => {
      const sig = e.func.dfg.importSignature(
        signature(params, result === undefined ? [] : [result], "system_v"),
      );
      const user = e.func.importUserName({ namespace: 1, index: id });
      return e.func.importFunction({
        name: { kind: "user", ref: user },
        signature: sig,
        colocated: false,
        patchable: false,
      });
    });
    return e.ins().call(ref, args);
  }

  private functionRef(e: FunctionEmitter, index: number): FuncRef {
    return e.functionRef(index, () => {
      const t = this.module.functionTypes[index]!;
      const sig = e.signatureRef(t, () => this.signature(t));
      const user = e.func.importUserName({ namespace: 0, index });
      return e.func.importFunction({
        name: { kind: "user", ref: user },
        signature: sig,
        colocated: true,
        patchable: false,
      });
    });
  }

  call(e: FunctionEmitter, index: number, tail: boolean): Inst {
    e.args[0] = e.vmctx;
    return e.emitCall(this.functionRef(e, index), tail);
  }

  callIndirect(e: FunctionEmitter, table: number, t: number, index: Value, tail: boolean): Inst {
    const ref = e.ins().load(types.I64, this.elements(e), this.element(e, table, index), 0);
    const nullable = {
      flags: memflags.withTrapCode(memflags.TRUSTED, TRAP_NULL),
      region: e.aliasRegion(0, "vmctx"),
    };
    const id = e.ins().load(types.I32, nullable, ref, 8);
    const bad = e.ins().icmp("ne", id, e.ins().iconst(types.I32, this.module.types.canonical[t]!));
    e.ins().trapnz(bad, TRAP_SIGNATURE);
    const code = e.ins().load(types.I64, this.trusted(e), ref, 0);
    e.args[0] = e.vmctx;
    return e.emitCallIndirect(
      e.signatureRef(t, () => this.signature(t)),
      code,
      tail,
    );
  }

  private element(e: FunctionEmitter, table: number, index: Value): Value {
    const is64 = this.module.tables[table]!.index64;
    const bound = this.field(e, 200 + table, is64 ? types.I64 : types.I32);
    return e.elementAddress(this.field(e, 100 + table), bound, index, is64, 8, TRAP_TABLE, true);
  }

  refFunc(e: FunctionEmitter, index: number): Value {
    return e.func.dfg.firstResult(this.builtin(e, "ref_func", [index], [], types.I64));
  }

  refNull(e: FunctionEmitter, type: ValueType): Value {
    return e.ins().iconst(this.clifType(type), 0);
  }

  refIsNull(e: FunctionEmitter, type: ValueType, value: Value): Value {
    return e.ins().icmp("eq", value, e.ins().iconst(this.clifType(type), 0));
  }

  globalGet(e: FunctionEmitter, index: number): Value {
    return e
      .ins()
      .load(this.clifType(this.module.globals[index]!.type), this.trusted(e), e.vmctx, 8192 + 16 * index);
  }

  globalSet(e: FunctionEmitter, index: number, value: Value): void {
    e.ins().store(this.trusted(e), value, e.vmctx, 8192 + 16 * index);
  }

  memory(_index: number): MemoryStyle {
    return this.style;
  }

  memoryBase(e: FunctionEmitter, memory: number): Value {
    return this.field(e, 2 * memory);
  }

  memoryLength(e: FunctionEmitter, memory: number): Value {
    return this.field(e, 2 * memory + 1);
  }

  private indexType(memory: number): Type {
    return this.module.memories[memory]!.index64 ? types.I64 : types.I32;
  }

  memorySize(e: FunctionEmitter, memory: number): Value {
    const pages = e.ins().ushr(this.memoryLength(e, memory), e.ins().iconst(types.I32, 16));
    return this.indexType(memory) === types.I64 ? pages : e.ins().ireduce(types.I32, pages);
  }

  memoryGrow(e: FunctionEmitter, memory: number, delta: Value): Value {
    return e.func.dfg.firstResult(this.builtin(e, "memory_grow", [memory], [delta], this.indexType(memory)));
  }

  memoryFill(e: FunctionEmitter, memory: number, to: Value, byte: Value, length: Value): void {
    this.builtin(e, "memory_fill", [memory], [to, byte, length]);
  }

  memoryCopy(e: FunctionEmitter, a: number, b: number, to: Value, from: Value, length: Value): void {
    this.builtin(e, "memory_copy", [a, b], [to, from, length]);
  }

  memoryInit(
    e: FunctionEmitter,
    segment: number,
    memory: number,
    to: Value,
    from: Value,
    length: Value,
  ): void {
    this.builtin(e, "memory_init", [segment, memory], [to, from, length]);
  }

  dataDrop(e: FunctionEmitter, segment: number): void {
    this.builtin(e, "data_drop", [segment], []);
  }

  tableGet(e: FunctionEmitter, table: number, index: Value): Value {
    const type = this.clifType(this.module.tables[table]!.type);
    return e.ins().load(type, this.elements(e), this.element(e, table, index), 0);
  }

  tableSet(e: FunctionEmitter, table: number, index: Value, value: Value): void {
    e.ins().store(this.elements(e), value, this.element(e, table, index), 0);
  }

  private tableType(table: number): Type {
    return this.module.tables[table]!.index64 ? types.I64 : types.I32;
  }

  tableSize(e: FunctionEmitter, table: number): Value {
    return this.field(e, 200 + table, this.tableType(table));
  }

  tableGrow(e: FunctionEmitter, table: number, init: Value, delta: Value): Value {
    return e.func.dfg.firstResult(
      this.builtin(e, "table_grow", [table], [init, delta], this.tableType(table)),
    );
  }

  tableFill(e: FunctionEmitter, table: number, to: Value, value: Value, length: Value): void {
    this.builtin(e, "table_fill", [table], [to, value, length]);
  }

  tableCopy(e: FunctionEmitter, a: number, b: number, to: Value, from: Value, length: Value): void {
    this.builtin(e, "table_copy", [a, b], [to, from, length]);
  }

  tableInit(e: FunctionEmitter, segment: number, table: number, to: Value, from: Value, length: Value): void {
    this.builtin(e, "table_init", [segment, table], [to, from, length]);
  }

  elementDrop(e: FunctionEmitter, segment: number): void {
    this.builtin(e, "elem_drop", [segment], []);
  }
}
