/**
 * Instances: a module's context in memory, filled from imports and segments, and what generated code asks of the
 * runtime for it.
 */
import { InternalError } from "@cranelift-ts/entity";
import { SLOT_BYTES, SLOTS, type Mailbox } from "@cranelift-ts/jit";
import {
  evaluateConstExpr,
  EXTERN_FUNCTION,
  EXTERN_MEMORY,
  EXTERN_TABLE,
  type ConstExpr,
  type ConstHost,
  type ConstValue,
  type ElementSegment,
} from "@cranelift-ts/wasm-translator";
import type { WasmTrapCode } from "./errors.ts";
import { GlobalCell, globalOf } from "./global.ts";
import { readImports, type ImportedFunction } from "./imports.ts";
import { BUILTIN, CONTEXT_HEADER, FUNC_REF, GLOBAL_BYTES, IMPORT, MEMORY, TABLE } from "./layout.ts";
import type { MemoryCell } from "./memory.ts";
import type { ModuleCode } from "./module-code.ts";
import { kindOf } from "./module-types.ts";
import type { ExportedFunction, FunctionHandle, Store, StoreInstance } from "./store.ts";
import { TableCell, tableOf } from "./table.ts";

const WORDS = 0x1_0000_0000;

export class InstanceState implements StoreInstance {
  readonly code: ModuleCode;
  /** What the module exports: a frozen object without prototype. */
  readonly exports: Readonly<Record<string, unknown>>;
  private readonly store: Store;
  private readonly context: ArrayBuffer;
  private readonly view: DataView;
  /** Address of the context, below 2^48. */
  private readonly address: number;
  private readonly imported: readonly ImportedFunction[];
  private readonly memories: readonly MemoryCell[];
  private readonly tables: readonly TableCell[];
  private readonly globals: readonly GlobalCell[];
  private readonly droppedData: Uint8Array;
  private readonly droppedElements: Uint8Array;
  private readonly functions: Map<number, ExportedFunction> = new Map<number, ExportedFunction>();
  private readonly kept: Set<object> = new Set<object>();

  /** Throws `TypeError`, `LinkError` and `RangeError`; the instance is not initialised yet. */
  constructor(code: ModuleCode, importObject: unknown) {
    const { store, info, layout } = code;
    this.code = code;
    this.store = store;
    const imports = readImports(code, importObject);
    this.imported = imports.functions;
    this.context = new ArrayBuffer(layout.bytes);
    this.view = new DataView(this.context);
    this.address = Number(store.runtime.host.addr(this.context));
    this.memories = info.memories.map(
      (m, i) => imports.memories[i] ?? this.createMemory(m.minimum, m.maximum, m.index64),
    );
    this.tables = info.tables.map(
      (t, i) =>
        imports.tables[i] ?? new TableCell(store, kindOf(t.type), sizeOf(t.minimum), t.maximum, t.index64),
    );
    const { view } = this;
    view.setInt32(CONTEXT_HEADER.INSTANCE, store.instances.add(this), true);
    view.setBigUint64(CONTEXT_HEADER.BUILTINS, store.builtins, true);
    this.memories.forEach((m, i) => {
      view.setBigUint64(layout.memories + i * MEMORY.BYTES + MEMORY.BASE, m.base, true);
      view.setBigUint64(layout.memories + i * MEMORY.BYTES + MEMORY.DEFINITION, m.definitionAddress, true);
    });
    this.tables.forEach((t, i) => {
      view.setBigUint64(layout.tables + i * TABLE.BYTES + TABLE.DEFINITION, t.definitionAddress, true);
      view.setBigUint64(layout.tables + i * TABLE.BYTES + TABLE.BASE, t.base, true);
      if (t.kind === "c") t.keep(this);
    });
    for (let t = 0; t < info.types.count; t++) {
      view.setUint32(layout.types + t * 4, store.signature(code.typeSignature(t)).type, true);
    }
    store.engine.findTypes();
    this.imported.forEach(({ handle }, i) => this.bindImport(i, handle));
    this.fillFuncRefs();
    this.globals = this.createGlobals(imports.globals);
    info.tables.forEach((t, i) => {
      if (t.init === undefined || t.imported) return;
      this.tables[i]!.fill(0, this.evaluate(t.init), this.tables[i]!.length);
    });
    this.droppedData = new Uint8Array(info.data.length);
    this.droppedElements = new Uint8Array(info.elements.length);
    this.exports = this.createExports();
  }

  keep(other: object): void {
    if (other !== this) this.kept.add(other);
  }

  // Making

  private createMemory(minimum: bigint, maximum: bigint | undefined, index64: boolean): MemoryCell {
    const { memories } = this.store;
    const cell = memories.create(minimum, maximum, index64);
    if (memories.guarded && !memories.isGuarded(cell))
      throw new RangeError(
        "WebAssembly.Instance(): Out of memory: Cannot reserve address space for a new instance",
      );
    return cell;
  }

  private bindImport(index: number, handle: FunctionHandle): void {
    const { store, view } = this;
    const [codeAddress, context] = store.readFuncRef(handle.address);
    const at = this.code.layout.imports + index * IMPORT.BYTES;
    view.setBigUint64(at + IMPORT.CODE, codeAddress, true);
    view.setBigUint64(at + IMPORT.CONTEXT, context, true);
    view.setBigUint64(at + IMPORT.FUNC_REF, BigInt(handle.address), true);
    store.link(this, handle);
  }

  private fillFuncRefs(): void {
    const { code, view } = this;
    const { info, funcRefSlots } = code;
    const instance = view.getInt32(CONTEXT_HEADER.INSTANCE, true);
    for (let f = info.importedFunctionCount; f < info.functionCount; f++) {
      const slot = funcRefSlots[f]!;
      if (slot < 0) continue;
      const at = code.layout.funcRefs + slot * FUNC_REF.BYTES;
      view.setBigUint64(
        at + FUNC_REF.CODE,
        BigInt(code.placed.functionAddress(f - info.importedFunctionCount)),
        true,
      );
      view.setBigUint64(at + FUNC_REF.CONTEXT, BigInt(this.address), true);
      view.setUint32(at + FUNC_REF.TYPE, this.store.signature(code.signatureOf(f)).type, true);
      view.setInt32(at + FUNC_REF.INSTANCE, instance, true);
      view.setInt32(at + FUNC_REF.INDEX, f, true);
    }
  }

  private createGlobals(imported: readonly GlobalCell[]): GlobalCell[] {
    const { store, view, context } = this;
    const { info, layout } = this.code;
    const out: GlobalCell[] = [];
    info.globals.forEach((g, i) => {
      const at = layout.globals + i * GLOBAL_BYTES;
      const given = imported[i];
      if (given !== undefined) {
        view.setBigUint64(at, given.address, true);
        if (given.kind === "c" && given.mutable) given.keep(this);
        out.push(given);
        return;
      }
      const cell = new GlobalCell(store, kindOf(g.type), g.mutable, context, at, this);
      out.push(cell);
      cell.bits = this.evaluate(g.init!, out);
    });
    return out;
  }

  private createExports(): Readonly<Record<string, unknown>> {
    const object = Object.create(null) as Record<string, unknown>;
    for (const e of this.code.info.exports) {
      if (e.kind === EXTERN_FUNCTION) object[e.name] = this.exportedFunction(e.index);
      else if (e.kind === EXTERN_TABLE) object[e.name] = tableOf(this.tables[e.index]!);
      else if (e.kind === EXTERN_MEMORY) object[e.name] = this.memories[e.index]!.memory;
      else object[e.name] = globalOf(this.globals[e.index]!);
    }
    return Object.freeze(object);
  }

  /** Value of a constant expression as a word: bits, address of a function reference, number of a reference. */
  private evaluate(expr: ConstExpr, globals: readonly GlobalCell[] = this.globals): bigint {
    const host: ConstHost<bigint> = {
      globalGet: (i): ConstValue<bigint> => {
        const { type } = this.code.info.globals[i]!;
        const word = globals[i]!.bits;
        return "ce".includes(globals[i]!.kind) ? { type, ref: word } : { type, bits: word };
      },
      refFunc: (f) => BigInt(this.handle(f).address),
      refNull: () => 0n,
    };
    const value = evaluateConstExpr(this.code.info, expr, host);
    return "bits" in value ? value.bits : value.ref;
  }

  /** Runs the active segments and the start function. Throws what they trap with. */
  initialize(): void {
    try {
      this.initializeSegments();
    } finally {
      if (this.store.engine.active) this.store.engine.push();
    }
    const { start } = this.code.info;
    if (start >= 0) this.exportedFunction(start)();
  }

  private initializeSegments(): void {
    const { info } = this.code;
    info.elements.forEach((segment, i) => {
      if (segment.mode === "active") {
        this.tableInit(i, segment.table, Number(this.evaluate(segment.offset!)), 0, segmentLength(segment));
      }
      if (segment.mode !== "passive") this.droppedElements[i] = 1;
    });
    info.data.forEach((segment, i) => {
      if (segment.mode !== "active") return;
      this.memoryInit(
        i,
        segment.memory,
        Number(this.evaluate(segment.offset!)),
        0,
        segment.end - segment.start,
      );
      this.droppedData[i] = 1;
    });
  }

  // Functions

  /** Where function `index` is; it has to be one that references are made of. */
  private handle(index: number): FunctionHandle {
    const { imported, code } = this;
    if (index < imported.length) return imported[index]!.handle;
    const slot = code.funcRefSlots[index]!;
    if (slot < 0) throw new InternalError(`no reference to function ${index} can be made`);
    return {
      signature: code.signatureOf(index),
      owner: this,
      address: this.address + code.layout.funcRefs + slot * FUNC_REF.BYTES,
    };
  }

  exportedFunction(index: number): ExportedFunction {
    let found = this.functions.get(index);
    if (found === undefined) {
      const { imported } = this;
      found =
        index < imported.length
          ? imported[index]!.exported()
          : this.store.createExportedFunction(this.handle(index), String(index));
      this.functions.set(index, found);
    }
    return found;
  }

  // What generated code asks for

  builtin(number: number, mailbox: Mailbox): void {
    const { i32, i64 } = mailbox;
    const int = (slot: number): number => i32[(SLOTS + slot * SLOT_BYTES) / 4]!;
    const long = (slot: number): number => {
      const at = (SLOTS + slot * SLOT_BYTES) / 4;
      return (i32[at + 1]! >>> 0) * WORDS + (i32[at]! >>> 0);
    };
    const word = (slot: number): bigint => BigInt.asUintN(64, i64[(SLOTS + slot * SLOT_BYTES) / 8]!);
    const handle = (slot: number): bigint => BigInt(int(slot));
    const result = (n: number): void => {
      i32[SLOTS / 4] = n;
      i32[SLOTS / 4 + 1] = n < 0 ? -1 : 0;
    };
    // case-labels: cold
    switch (number) {
      case BUILTIN.MEMORY_GROW:
        return result(this.memories[int(1)]!.grow(long(2)));
      case BUILTIN.MEMORY_SIZE:
        return result(this.memories[int(1)]!.pages);
      case BUILTIN.MEMORY_COPY:
        return this.memoryCopy(int(1), int(2), long(3), long(4), long(5));
      case BUILTIN.MEMORY_FILL:
        return this.memoryFill(int(1), long(2), int(3), long(4));
      case BUILTIN.MEMORY_INIT:
        return this.memoryInit(int(1), int(2), long(3), int(4) >>> 0, int(5) >>> 0);
      case BUILTIN.DATA_DROP:
        this.droppedData[int(1)] = 1;
        return;
      case BUILTIN.TABLE_GROW:
        return result(this.tables[int(1)]!.grow(long(3), word(2)));
      case BUILTIN.TABLE_GROW_EXTERN:
        return result(this.tables[int(1)]!.grow(long(3), handle(2)));
      case BUILTIN.TABLE_FILL:
        return this.tableFill(int(1), long(2), word(3), long(4));
      case BUILTIN.TABLE_FILL_EXTERN:
        return this.tableFill(int(1), long(2), handle(3), long(4));
      case BUILTIN.TABLE_COPY:
        return this.tableCopy(int(1), int(2), long(3), long(4), long(5));
      case BUILTIN.TABLE_INIT:
        return this.tableInit(int(1), int(2), long(3), int(4) >>> 0, int(5) >>> 0);
      case BUILTIN.ELEM_DROP:
        this.droppedElements[int(1)] = 1;
        return;
      default:
        throw new InternalError(`builtin ${number}`);
    }
  }

  private check(start: number, count: number, size: number, code: WasmTrapCode): void {
    if (start + count > size) throw this.store.trap(code);
  }

  private memoryCopy(toMemory: number, fromMemory: number, to: number, from: number, count: number): void {
    const target = this.memories[toMemory]!;
    const source = this.memories[fromMemory]!;
    this.check(to, count, target.byteLength, "memory-oob");
    this.check(from, count, source.byteLength, "memory-oob");
    if (count > 0) this.store.copy(target.base + BigInt(to), source.base + BigInt(from), count);
  }

  private memoryFill(memory: number, to: number, byte: number, count: number): void {
    const target = this.memories[memory]!;
    this.check(to, count, target.byteLength, "memory-oob");
    if (count > 0) this.store.fill(target.base + BigInt(to), byte, count);
  }

  private memoryInit(segment: number, memory: number, to: number, from: number, count: number): void {
    const target = this.memories[memory]!;
    const { start, end } = this.code.info.data.at(segment)!;
    const length = this.droppedData[segment] !== 0 ? 0 : end - start;
    this.check(from, count, length, "memory-oob");
    this.check(to, count, target.byteLength, "memory-oob");
    if (count > 0)
      this.store.runtime.host.poke(
        target.base + BigInt(to),
        this.code.info.bytes.subarray(start + from, start + from + count),
      );
  }

  private tableFill(table: number, to: number, word: bigint, count: number): void {
    const t = this.tables[table]!;
    this.check(to, count, t.length, "table-oob");
    t.fill(to, word, count);
  }

  private tableCopy(toTable: number, fromTable: number, to: number, from: number, count: number): void {
    const target = this.tables[toTable]!;
    const source = this.tables[fromTable]!;
    this.check(to, count, target.length, "table-oob");
    this.check(from, count, source.length, "table-oob");
    target.copyFrom(to, source, from, count);
  }

  private tableInit(segment: number, table: number, to: number, from: number, count: number): void {
    const t = this.tables[table]!;
    const s = this.code.info.elements[segment]!;
    this.check(from, count, this.droppedElements[segment] !== 0 ? 0 : segmentLength(s), "table-oob");
    this.check(to, count, t.length, "table-oob");
    for (let i = 0; i < count; i++) {
      if (s.functions !== undefined) t.setFunction(to + i, this.handle(s.functions[from + i]!));
      else t.set(to + i, this.evaluate(s.exprs![from + i]!));
    }
  }
}

function segmentLength(segment: ElementSegment): number {
  return segment.functions?.length ?? segment.exprs!.length;
}

/** Elements of a new table. Throws `RangeError` for what no host can have. */
function sizeOf(minimum: bigint): number {
  if (minimum > 10_000_000n)
    throw new RangeError(
      `WebAssembly.Instance(): table of ${minimum} elements is larger than the limit of 10000000`,
    );
  return Number(minimum);
}
