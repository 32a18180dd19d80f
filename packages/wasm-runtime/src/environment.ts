/**
 * The runtime's structures as generated code reaches them: what the translator asks for every operation that is not
 * WebAssembly's own arithmetic and control.
 *
 * Everything is found from the context, the first parameter of every function; see `layout.ts`. Calls inside of a module
 * are direct. What happens rarely, or needs JavaScript (growing, segments), is a call of a routine of the runtime;
 * copying and filling a memory call the C library after an inline check.
 */
import {
  memflags,
  types,
  type AliasRegion,
  type FuncRef,
  type Inst,
  type MemFlags,
  type Signature,
  type TrapCode,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import {
  valueTypes,
  type FuncEnvironment,
  type FunctionEmitter,
  type MemoryStyle,
  type ModuleInfo,
  type ValueType,
} from "@cranelift-ts/wasm-translator";
import { builtinSignature, MEMMOVE_SIGNATURE, MEMSET_SIGNATURE } from "./builtins.ts";
import {
  BUILTIN,
  CONTEXT_HEADER,
  contextLayout,
  DEFINITION,
  ELEMENT_BYTES,
  FUNC_REF,
  GLOBAL_BYTES,
  IMPORT,
  MEMORY,
  TABLE,
  type ContextLayout,
} from "./layout.ts";
import { canMove } from "./memory-limits.ts";
import { moduleSignature } from "./module-types.ts";
import { clifSignature, clifType } from "./signature.ts";
import { kindOf } from "./module-types.ts";

/** User trap codes of generated code. */
export const TRAP = {
  UNREACHABLE: 1,
  TABLE_OOB: 2,
  NULL_ELEMENT: 3,
  BAD_SIGNATURE: 4,
  NULL_REFERENCE: 5,
} as const;

/** How accesses are made safe. */
export interface MemoryModel {
  /** Address space behind a memory's base that faults where it is no memory; 0 if accesses are to be checked. */
  readonly reservation: number;
  readonly guard: number;
  /** Protect checks against misspeculation. */
  readonly spectre: boolean;
}

const { TRUSTED, READONLY, CAN_MOVE, withFlags, withTrapCode } = memflags;
/** Of what never changes once the instance exists. */
const CONSTANT: MemFlags = withFlags(TRUSTED, READONLY | CAN_MOVE);

const REGION_DEFINITIONS = 1;
const REGION_IMPORTED_GLOBALS = 2;
const REGION_IMPORTED_MEMORIES = 3;
const REGION_IMPORTED_TABLES = 4;
const REGION_GLOBAL = 0x1000_0000;
const REGION_MEMORY = 0x2000_0000;
const REGION_TABLE = 0x3000_0000;

/** Keys of signatures: function types come first. */
const SIG_BUILTIN = 0x1000_0000;
const SIG_MEMMOVE: number = SIG_BUILTIN + 100;
const SIG_MEMSET: number = SIG_BUILTIN + 101;

/** Index among the function references of each function that has one, -1 for others. Imports have none. */
export function funcRefSlots(info: ModuleInfo): { readonly slots: Int32Array; readonly count: number } {
  const slots = new Int32Array(info.functionCount).fill(-1);
  let count = 0;
  for (let f = info.importedFunctionCount; f < info.functionCount; f++)
    if (info.functionReferenced[f] !== 0 || f === info.start) slots[f] = count++;
  return { slots, count };
}

/** The layout of the contexts of a module's instances. */
export function layoutOf(info: ModuleInfo, funcRefs: number): ContextLayout {
  return contextLayout({
    importedFunctions: info.importedFunctionCount,
    memories: info.memories.length,
    tables: info.tables.length,
    globals: info.globals.length,
    types: info.types.count,
    funcRefs,
  });
}

export class ModuleEnvironment implements FuncEnvironment {
  readonly module: ModuleInfo;
  readonly pointerType: Type = types.I64;
  readonly leadingParams: number = 1;
  readonly trapUnreachable: TrapCode = TRAP.UNREACHABLE as TrapCode;
  private readonly layout: ContextLayout;
  private readonly slots: Int32Array;
  private readonly model: MemoryModel;
  private readonly signatures: (Signature | undefined)[] = [];
  private readonly styles: (MemoryStyle | undefined)[] = [];

  constructor(info: ModuleInfo, model: MemoryModel) {
    this.module = info;
    this.model = model;
    const { slots, count } = funcRefSlots(info);
    this.slots = slots;
    this.layout = layoutOf(info, count);
  }

  clifType(type: ValueType): Type {
    return clifType(kindOf(type));
  }

  needsStackMap(type: ValueType): boolean {
    return type === valueTypes.EXTERNREF;
  }

  signature(typeIndex: number): Signature {
    const canonical = this.module.types.canonical[typeIndex]!;
    return (this.signatures[canonical] ??= clifSignature(moduleSignature(this.module, canonical)));
  }

  begin(_e: FunctionEmitter): void {
    // Overflow of the stack hits its guard.
  }

  // Functions

  call(e: FunctionEmitter, functionIndex: number, tail: boolean): Inst {
    const type = this.module.types.canonical[this.module.functionTypes[functionIndex]!]!;
    if (functionIndex < this.module.importedFunctionCount) {
      const at = this.layout.imports + functionIndex * IMPORT.BYTES;
      const code = e.ins().load(types.I64, CONSTANT, e.vmctx, at + IMPORT.CODE);
      e.args[0] = e.ins().load(types.I64, CONSTANT, e.vmctx, at + IMPORT.CONTEXT);
      return e.emitCallIndirect(this.sigRef(e, type), code, tail);
    }
    const callee = e.functionRef(functionIndex, (): FuncRef => {
      const ref = e.func.params.importUserName({ namespace: 0, index: functionIndex });
      return e.func.dfg.importFunction({
        name: { kind: "user", ref },
        signature: this.sigRef(e, type),
        colocated: true,
        patchable: false,
      });
    });
    e.args[0] = e.vmctx;
    return e.emitCall(callee, tail);
  }

  callIndirect(e: FunctionEmitter, table: number, typeIndex: number, index: Value, tail: boolean): Inst {
    const type = this.module.types.canonical[typeIndex]!;
    const address = this.element(e, table, index);
    const ref = e.ins().load(types.I64, this.contents(e, table), address, 0);
    // A null reference faults here.
    const actual = e
      .ins()
      .load(types.I32, withTrapCode(TRUSTED, TRAP.NULL_ELEMENT as TrapCode), ref, FUNC_REF.TYPE);
    const expected = e.ins().load(types.I32, CONSTANT, e.vmctx, this.layout.types + type * 4);
    const differs = e.ins().icmp("ne", actual, expected);
    e.ins().trapnz(differs, TRAP.BAD_SIGNATURE as TrapCode);
    const code = e.ins().load(types.I64, TRUSTED, ref, FUNC_REF.CODE);
    const context = e.ins().load(types.I64, TRUSTED, ref, FUNC_REF.CONTEXT);
    e.args[0] = tail ? this.ownOr(e, context) : context;
    return e.emitCallIndirect(this.sigRef(e, type), code, tail);
  }

  /**
   * `context`, by way of a comparison with our own. Where functions go on to each other by tail calls, everything they
   * do hangs on the context; a branch, which is predicted, keeps the load of it out of that chain.
   */
  private ownOr(e: FunctionEmitter, context: Value): Value {
    const other = e.createBlock();
    const done = e.createBlock();
    const result = e.appendBlockParam(done, types.I64);
    e.setCold(other);
    e.ins().brif(e.ins().icmp("eq", context, e.vmctx), done, [e.vmctx], other, []);
    e.switchToBlock(other);
    e.ins().jump(done, [context]);
    e.switchToBlock(done);
    return result;
  }

  refFunc(e: FunctionEmitter, functionIndex: number): Value {
    if (functionIndex < this.module.importedFunctionCount) {
      return e
        .ins()
        .load(
          types.I64,
          CONSTANT,
          e.vmctx,
          this.layout.imports + functionIndex * IMPORT.BYTES + IMPORT.FUNC_REF,
        );
    }
    const offset = this.layout.funcRefs + this.slots[functionIndex]! * FUNC_REF.BYTES;
    const distance = e.ins().iconst(types.I64, offset);
    return e.ins().iadd(e.vmctx, distance);
  }

  refNull(e: FunctionEmitter, type: ValueType): Value {
    return e.ins().iconst(this.clifType(type), 0);
  }

  refIsNull(e: FunctionEmitter, type: ValueType, value: Value): Value {
    const zero = e.ins().iconst(this.clifType(type), 0);
    return e.ins().icmp("eq", value, zero);
  }

  // Globals

  globalGet(e: FunctionEmitter, global: number): Value {
    const { mutable, type } = this.module.globals[global]!;
    const clif = this.clifType(type);
    const [base, offset, region] = this.global(e, global);
    return e.ins().load(clif, mutable ? { flags: TRUSTED, region } : CONSTANT, base, offset);
  }

  globalSet(e: FunctionEmitter, global: number, value: Value): void {
    const [base, offset, region] = this.global(e, global);
    e.ins().store({ flags: TRUSTED, region }, value, base, offset);
  }

  private global(e: FunctionEmitter, global: number): [base: Value, offset: number, region: AliasRegion] {
    const offset = this.layout.globals + global * GLOBAL_BYTES;
    if (!this.module.globals[global]!.imported) {
      return [e.vmctx, offset, e.aliasRegion(REGION_GLOBAL + global, `global ${global}`)];
    }
    const base = e.ins().load(types.I64, CONSTANT, e.vmctx, offset);
    // One global may be imported under several names.
    return [base, 0, e.aliasRegion(REGION_IMPORTED_GLOBALS, "imported globals")];
  }

  // Memories

  memory(index: number): MemoryStyle {
    return (this.styles[index] ??= this.makeStyle(index));
  }

  private makeStyle(index: number): MemoryStyle {
    const { imported, index64, maximum } = this.module.memories[index]!;
    const { spectre } = this.model;
    const moves = canMove(index64, maximum);
    const reservation = moves ? 0 : this.model.reservation;
    return {
      fixedBase: reservation > 0,
      reservation,
      guard: moves ? 0 : this.model.guard,
      spectre,
      region: imported ? REGION_IMPORTED_MEMORIES : REGION_MEMORY + index,
      regionName: imported ? "imported memories" : `memory ${index}`,
    };
  }

  memoryBase(e: FunctionEmitter, memory: number): Value {
    if (this.memory(memory).fixedBase) {
      return e
        .ins()
        .load(types.I64, CONSTANT, e.vmctx, this.layout.memories + memory * MEMORY.BYTES + MEMORY.BASE);
    }
    const definition = this.memoryDefinition(e, memory);
    return e.ins().load(types.I64, this.definitions(e), definition, DEFINITION.BASE);
  }

  memoryLength(e: FunctionEmitter, memory: number): Value {
    const definition = this.memoryDefinition(e, memory);
    return e.ins().load(types.I64, this.definitions(e), definition, DEFINITION.LENGTH);
  }

  private memoryDefinition(e: FunctionEmitter, memory: number): Value {
    return e
      .ins()
      .load(types.I64, CONSTANT, e.vmctx, this.layout.memories + memory * MEMORY.BYTES + MEMORY.DEFINITION);
  }

  memorySize(e: FunctionEmitter, memory: number): Value {
    const size = this.builtinResult(e, BUILTIN.MEMORY_SIZE, [this.number(e, memory)]);
    return this.module.memories[memory]!.index64 ? size : e.ins().ireduce(types.I32, size);
  }

  memoryGrow(e: FunctionEmitter, memory: number, delta: Value): Value {
    const { index64 } = this.module.memories[memory]!;
    const old = this.builtinResult(e, BUILTIN.MEMORY_GROW, [
      this.number(e, memory),
      e.toPointer(delta, index64),
    ]);
    return index64 ? old : e.ins().ireduce(types.I32, old);
  }

  memoryFill(e: FunctionEmitter, memory: number, to: Value, byte: Value, length: Value): void {
    const { index64 } = this.module.memories[memory]!;
    const to64 = e.toPointer(to, index64);
    const length64 = e.toPointer(length, index64);
    const inside = this.inside(e, to64, length64, this.memoryLength(e, memory));
    this.fastOrSlow(
      e,
      inside,
      () => {
        const base = this.memoryBase(e, memory);
        const address = e.ins().iadd(base, to64);
        const sig = e.signatureRef(SIG_MEMSET, () => MEMSET_SIGNATURE);
        e.ins().call_indirect(sig, this.builtinAddress(e, BUILTIN.MEMSET), [address, byte, length64]);
      },
      () => this.builtin(e, BUILTIN.MEMORY_FILL, [this.number(e, memory), to64, byte, length64]),
    );
  }

  memoryCopy(
    e: FunctionEmitter,
    toMemory: number,
    fromMemory: number,
    to: Value,
    from: Value,
    length: Value,
  ): void {
    const to64bit = this.module.memories[toMemory]!.index64;
    const from64bit = this.module.memories[fromMemory]!.index64;
    const to64 = e.toPointer(to, to64bit);
    const from64 = e.toPointer(from, from64bit);
    const length64 = e.toPointer(length, to64bit && from64bit);
    const target = this.inside(e, to64, length64, this.memoryLength(e, toMemory));
    const source = this.inside(e, from64, length64, this.memoryLength(e, fromMemory));
    const both = e.ins().band(target, source);
    this.fastOrSlow(
      e,
      both,
      () => {
        const toBase = this.memoryBase(e, toMemory);
        const fromBase = fromMemory === toMemory ? toBase : this.memoryBase(e, fromMemory);
        const toAddress = e.ins().iadd(toBase, to64);
        const fromAddress = e.ins().iadd(fromBase, from64);
        const sig = e.signatureRef(SIG_MEMMOVE, () => MEMMOVE_SIGNATURE);
        e.ins().call_indirect(sig, this.builtinAddress(e, BUILTIN.MEMMOVE), [
          toAddress,
          fromAddress,
          length64,
        ]);
      },
      () =>
        this.builtin(e, BUILTIN.MEMORY_COPY, [
          this.number(e, toMemory),
          this.number(e, fromMemory),
          to64,
          from64,
          length64,
        ]),
    );
  }

  memoryInit(
    e: FunctionEmitter,
    segment: number,
    memory: number,
    to: Value,
    from: Value,
    length: Value,
  ): void {
    const to64 = e.toPointer(to, this.module.memories[memory]!.index64);
    this.builtin(e, BUILTIN.MEMORY_INIT, [
      this.number(e, segment),
      this.number(e, memory),
      to64,
      from,
      length,
    ]);
  }

  dataDrop(e: FunctionEmitter, segment: number): void {
    this.builtin(e, BUILTIN.DATA_DROP, [this.number(e, segment)]);
  }

  /** i8: 1 if `length` bytes from `start` on lie within `size`. */
  private inside(e: FunctionEmitter, start: Value, length: Value, size: Value): Value {
    const fits = e.ins().icmp("ule", length, size);
    const rest = e.ins().isub(size, length);
    const below = e.ins().icmp("ule", start, rest);
    return e.ins().band(fits, below);
  }

  /** The slow path looks again: the length known to code may be older than the memory's last growth. */
  private fastOrSlow(e: FunctionEmitter, condition: Value, fast: () => void, slow: () => void): void {
    const fastBlock = e.createBlock();
    const slowBlock = e.createBlock();
    const done = e.createBlock();
    e.setCold(slowBlock);
    e.ins().brif(condition, fastBlock, [], slowBlock, []);
    e.switchToBlock(fastBlock);
    fast();
    e.ins().jump(done, []);
    e.switchToBlock(slowBlock);
    slow();
    e.ins().jump(done, []);
    e.switchToBlock(done);
  }

  // Tables

  tableGet(e: FunctionEmitter, table: number, index: Value): Value {
    const address = this.element(e, table, index);
    return e.ins().load(this.clifType(this.module.tables[table]!.type), this.contents(e, table), address, 0);
  }

  tableSet(e: FunctionEmitter, table: number, index: Value, value: Value): void {
    const address = this.element(e, table, index);
    e.ins().store(this.contents(e, table), value, address, 0);
  }

  tableSize(e: FunctionEmitter, table: number): Value {
    return this.tableLength(e, table, this.tableDefinition(e, table));
  }

  tableGrow(e: FunctionEmitter, table: number, init: Value, delta: Value): Value {
    const { index64, type } = this.module.tables[table]!;
    const routine = type === valueTypes.EXTERNREF ? BUILTIN.TABLE_GROW_EXTERN : BUILTIN.TABLE_GROW;
    const old = this.builtinResult(e, routine, [this.number(e, table), init, e.toPointer(delta, index64)]);
    return index64 ? old : e.ins().ireduce(types.I32, old);
  }

  tableFill(e: FunctionEmitter, table: number, to: Value, value: Value, length: Value): void {
    const { index64, type } = this.module.tables[table]!;
    const routine = type === valueTypes.EXTERNREF ? BUILTIN.TABLE_FILL_EXTERN : BUILTIN.TABLE_FILL;
    this.builtin(e, routine, [
      this.number(e, table),
      e.toPointer(to, index64),
      value,
      e.toPointer(length, index64),
    ]);
  }

  tableCopy(
    e: FunctionEmitter,
    toTable: number,
    fromTable: number,
    to: Value,
    from: Value,
    length: Value,
  ): void {
    const to64bit = this.module.tables[toTable]!.index64;
    const from64bit = this.module.tables[fromTable]!.index64;
    this.builtin(e, BUILTIN.TABLE_COPY, [
      this.number(e, toTable),
      this.number(e, fromTable),
      e.toPointer(to, to64bit),
      e.toPointer(from, from64bit),
      e.toPointer(length, to64bit && from64bit),
    ]);
  }

  tableInit(e: FunctionEmitter, segment: number, table: number, to: Value, from: Value, length: Value): void {
    const to64 = e.toPointer(to, this.module.tables[table]!.index64);
    this.builtin(e, BUILTIN.TABLE_INIT, [this.number(e, segment), this.number(e, table), to64, from, length]);
  }

  elementDrop(e: FunctionEmitter, segment: number): void {
    this.builtin(e, BUILTIN.ELEM_DROP, [this.number(e, segment)]);
  }

  private tableDefinition(e: FunctionEmitter, table: number): Value {
    return e
      .ins()
      .load(types.I64, CONSTANT, e.vmctx, this.layout.tables + table * TABLE.BYTES + TABLE.DEFINITION);
  }

  private tableLength(e: FunctionEmitter, table: number, definition: Value): Value {
    const type = this.module.tables[table]!.index64 ? types.I64 : types.I32;
    return e.ins().load(type, this.definitions(e), definition, DEFINITION.LENGTH);
  }

  /** Address of an element. */
  private element(e: FunctionEmitter, table: number, index: Value): Value {
    const { index64, minimum, maximum } = this.module.tables[table]!;
    let bound: Value;
    let base: Value;
    if (minimum === maximum) {
      // Whatever table this is, its length is this, and its elements stay where they are.
      bound = e.ins().iconst(index64 ? types.I64 : types.I32, minimum);
      base = e
        .ins()
        .load(types.I64, CONSTANT, e.vmctx, this.layout.tables + table * TABLE.BYTES + TABLE.BASE);
    } else {
      const definition = this.tableDefinition(e, table);
      bound = this.tableLength(e, table, definition);
      base = e.ins().load(types.I64, this.definitions(e), definition, DEFINITION.BASE);
    }
    return e.elementAddress(
      base,
      bound,
      index,
      index64,
      ELEMENT_BYTES,
      TRAP.TABLE_OOB as TrapCode,
      this.model.spectre,
    );
  }

  /** Flags of accesses to elements: behind a guard against misspeculation it is they that trap. */
  private contents(
    e: FunctionEmitter,
    table: number,
  ): { readonly flags: MemFlags; readonly region: AliasRegion } {
    const region = this.module.tables[table]!.imported
      ? e.aliasRegion(REGION_IMPORTED_TABLES, "imported tables")
      : e.aliasRegion(REGION_TABLE + table, `table ${table}`);
    return {
      flags: this.model.spectre ? withTrapCode(TRUSTED, TRAP.TABLE_OOB as TrapCode) : TRUSTED,
      region,
    };
  }

  // Parts

  private sigRef(e: FunctionEmitter, canonical: number): ReturnType<FunctionEmitter["signatureRef"]> {
    return e.signatureRef(canonical, () => this.signature(canonical));
  }

  private definitions(e: FunctionEmitter): { readonly flags: MemFlags; readonly region: AliasRegion } {
    return {
      flags: TRUSTED,
      region: e.aliasRegion(REGION_DEFINITIONS, "definitions of memories and tables"),
    };
  }

  private number(e: FunctionEmitter, n: number): Value {
    return e.ins().iconst(types.I32, n);
  }

  private builtinAddress(e: FunctionEmitter, number: number): Value {
    const array = e.ins().load(types.I64, CONSTANT, e.vmctx, CONTEXT_HEADER.BUILTINS);
    return e.ins().load(types.I64, CONSTANT, array, number * 8);
  }

  /** Calls a routine of the runtime. */
  private builtin(e: FunctionEmitter, number: number, args: readonly Value[]): Inst {
    const sig = e.signatureRef(SIG_BUILTIN + number, () => builtinSignature(number));
    const address = this.builtinAddress(e, number);
    return e.ins().call_indirect(sig, address, [e.vmctx, ...args]);
  }

  /** The result of a routine of the runtime. */
  private builtinResult(e: FunctionEmitter, number: number, args: readonly Value[]): Value {
    return e.func.dfg.firstResult(this.builtin(e, number, args));
  }
}
