/**
 * The decoder: sections of the binary format into a {@link ModuleInfo}, everything validated but function bodies.
 *
 * Bytes may come in chunks; a section is decoded as soon as it is complete. Function bodies are only delimited here:
 * `translate.ts` reads them. What the specification has and this package lacks is refused by the feature's name where
 * its first byte stands. The name section and other custom sections never make a module invalid.
 */
import { PackedDataSegments } from "./data-segments.ts";
import { readConstExpr, type ConstScope } from "./const-validate.ts";
import { ALL_FEATURES, type Features } from "./features.ts";
import {
  MAX_DATA_SEGMENTS,
  MAX_ELEMENT_SEGMENTS,
  MAX_EXPORTS,
  MAX_FUNCTION_BYTES,
  MAX_FUNCTIONS,
  MAX_GLOBALS,
  MAX_IMPORTS,
  MAX_MEMORIES,
  MAX_MODULE_BYTES,
  MAX_PAGES_32,
  MAX_PAGES_64,
  MAX_PARAMS,
  MAX_RESULTS,
  MAX_SEGMENT_ELEMENTS,
  MAX_TABLES,
  MAX_TYPES,
} from "./limits.ts";
import {
  EXTERN_FUNCTION,
  EXTERN_GLOBAL,
  EXTERN_KIND_NAMES,
  EXTERN_MEMORY,
  EXTERN_TABLE,
  EXTERN_TAG,
  type ConstExpr,
  type CustomSection,
  type ElementSegment,
  type Export,
  type ExternKind,
  type Global,
  type Import,
  type Memory,
  type ModuleInfo,
  type Names,
  type Table,
} from "./module-info.ts";
import { readBranchHints, readNames } from "./custom-sections.ts";
import { ByteReader } from "./reader.ts";
import { FUNCREF, I32, I64, isSubtype, type ValueType, valueTypeName } from "./value-types.ts";

const SECTION_CUSTOM = 0;
const SECTION_TYPE = 1;
const SECTION_IMPORT = 2;
const SECTION_FUNCTION = 3;
const SECTION_TABLE = 4;
const SECTION_MEMORY = 5;
const SECTION_GLOBAL = 6;
const SECTION_EXPORT = 7;
const SECTION_START = 8;
const SECTION_ELEMENT = 9;
const SECTION_CODE = 10;
const SECTION_DATA = 11;
const SECTION_DATA_COUNT = 12;
const SECTION_TAG = 13;

const SECTION_NAMES = [
  "custom",
  "type",
  "import",
  "function",
  "table",
  "memory",
  "global",
  "export",
  "start",
  "element",
  "code",
  "data",
  "data count",
  "tag",
];
/** Place of each section id in the order that the format demands; 0 for custom sections. */
const SECTION_ORDER = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6];

const HEADER_BYTES = 8;
const NO_INTS: Int32Array = new Int32Array(0);

/** Decodes a module and validates everything but its function bodies. Throws {@link WasmError}. */
export function decodeModule(bytes: Uint8Array, features: Features = ALL_FEATURES): ModuleInfo {
  const decoder = new ModuleDecoder(features);
  decoder.setBytes(bytes);
  return decoder.finish();
}

/** Decodes a module that arrives in chunks. */
export class ModuleDecoder {
  private readonly features: Features;
  private readonly r: ByteReader = new ByteReader(new Uint8Array(0));
  private buffer: Uint8Array = new Uint8Array(0);
  private length: number = 0;
  /** Offset of the first byte not yet decoded. */
  private at: number = 0;
  private lastOrder: number = 0;
  private done: boolean = false;
  /** Code section seen: its function count. */
  private codeCount: number = -1;
  private dataSeen: boolean = false;
  private readonly module: Draft = new Draft();
  private readonly scope: ConstScope;
  private nameSections: CustomSection[] = [];
  private hintSections: CustomSection[] = [];

  constructor(features: Features = ALL_FEATURES) {
    this.features = features;
    this.scope = { module: this.module, features };
  }

  /** @internal Takes all bytes at once, without a copy. */
  setBytes(bytes: Uint8Array): void {
    this.buffer = bytes;
    this.length = bytes.length;
  }

  /** Takes the next bytes and decodes the sections that are complete. Throws {@link WasmError}. */
  push(chunk: Uint8Array): void {
    const need = this.length + chunk.length;
    if (need > this.buffer.length) {
      const grown = new Uint8Array(Math.max(need, this.buffer.length * 2, 4096));
      grown.set(this.buffer.subarray(0, this.length));
      this.buffer = grown;
    }
    this.buffer.set(chunk, this.length);
    this.length = need;
    this.run(false);
  }

  /** There is no more: checks what concerns the module as a whole. Throws {@link WasmError}. */
  finish(): ModuleInfo {
    if (this.done) throw new RangeError("finish() was called twice");
    this.run(true);
    this.done = true;
    const { module, r } = this;
    const defined = module.functionCount - module.importedFunctionCount;
    if (Math.max(this.codeCount, 0) !== defined) {
      throw r.malformed(this.length, "function and code section have inconsistent lengths");
    }
    if (module.dataCount > 0 && !this.dataSeen) {
      throw r.malformed(this.length, "data count and data section have inconsistent lengths");
    }
    module.bytes = this.buffer.length === this.length ? this.buffer : this.buffer.subarray(0, this.length);
    for (const s of this.nameSections) readNames(module.bytes, s, module.names);
    for (const s of this.hintSections) readBranchHints(module.bytes, s, module.branchHints);
    return module;
  }

  private run(final: boolean): void {
    const { r } = this;
    r.bytes = this.buffer;
    r.end = this.length;
    if (this.length > MAX_MODULE_BYTES)
      throw r.invalid(0, `the module is larger than ${MAX_MODULE_BYTES} bytes`);
    if (this.at === 0) {
      if (this.length < HEADER_BYTES && !final) return;
      this.header();
    }
    while (this.at < this.length) {
      const start = this.at;
      const size = this.sectionSize(start, final);
      if (size < 0) return;
      const id = this.buffer[start]!;
      const from = r.pos;
      r.end = from + size;
      this.section(id, start);
      if (r.pos !== r.end)
        throw r.malformed(r.pos, `section size mismatch: ${r.end - r.pos} bytes are left over`);
      r.end = this.length;
      this.at = from + size;
    }
  }

  private header(): void {
    const { r } = this;
    r.pos = 0;
    const magic = [0x00, 0x61, 0x73, 0x6d];
    for (let i = 0; i < 4; i++) if (r.u8() !== magic[i]) throw r.malformed(0, "magic header not detected");
    const version = [1, 0, 0, 0];
    for (let i = 0; i < 4; i++) if (r.u8() !== version[i]) throw r.malformed(4, "unknown binary version");
    this.at = HEADER_BYTES;
  }

  /** Size of the section at `start`, with the reader at its contents; -1 if it is not complete and more may come. */
  private sectionSize(start: number, final: boolean): number {
    const { r } = this;
    r.pos = start + 1;
    if (!final) {
      // The size field may be cut off: look before reading.
      let at = r.pos;
      while (at < this.length && this.buffer[at]! >= 0x80 && at - r.pos < 5) at++;
      if (at >= this.length) return -1;
    }
    const id = this.buffer[start]!;
    if (id >= SECTION_NAMES.length) throw r.malformed(start, `malformed section id ${id}`);
    const at = r.pos;
    const size = r.u32();
    if (size > this.length - r.pos) {
      if (!final) return -1;
      throw r.malformed(at, `length out of bounds: the ${SECTION_NAMES[id]} section ends behind the module`);
    }
    return size;
  }

  private section(id: number, start: number): void {
    const { r } = this;
    const order = SECTION_ORDER[id]!;
    if (order !== 0) {
      if (order === this.lastOrder) throw r.malformed(start, `duplicate ${SECTION_NAMES[id]} section`);
      if (order < this.lastOrder)
        throw r.malformed(start, `unexpected ${SECTION_NAMES[id]} section: out of order`);
      this.lastOrder = order;
    }
    // case-labels: cold
    switch (id) {
      case SECTION_CUSTOM:
        return this.customSection();
      case SECTION_TYPE:
        return this.typeSection();
      case SECTION_IMPORT:
        return this.importSection();
      case SECTION_FUNCTION:
        return this.functionSection();
      case SECTION_TABLE:
        return this.tableSection();
      case SECTION_MEMORY:
        return this.memorySection();
      case SECTION_GLOBAL:
        return this.globalSection();
      case SECTION_EXPORT:
        return this.exportSection();
      case SECTION_START:
        return this.startSection();
      case SECTION_ELEMENT:
        return this.elementSection();
      case SECTION_CODE:
        return this.codeSection();
      case SECTION_DATA:
        return this.dataSection();
      case SECTION_DATA_COUNT:
        if (!this.features.bulkMemory) throw r.disabled(start, "bulkMemory");
        this.module.dataCount = r.u32();
        if (this.module.dataCount > MAX_DATA_SEGMENTS) {
          throw r.invalid(
            start,
            `${this.module.dataCount} data segments exceed the limit of ${MAX_DATA_SEGMENTS}`,
          );
        }
        return;
      case SECTION_TAG:
        throw r.unsupported(start, "exceptions");
    }
  }

  private customSection(): void {
    const { r } = this;
    const name = r.name();
    const section = { name, start: r.pos, end: r.end };
    this.module.customSections.push(section);
    if (name === "name") this.nameSections.push(section);
    else if (name === "metadata.code.branch_hint") this.hintSections.push(section);
    r.pos = r.end;
  }

  private typeSection(): void {
    const { r, module, features } = this;
    const n = r.count(MAX_TYPES, "types");
    const { types } = module;
    types.count = n;
    types.starts = new Int32Array(n);
    types.paramCounts = new Int32Array(n);
    types.resultCounts = new Int32Array(n);
    types.canonical = new Int32Array(n);
    types.groups = new Int32Array(n);
    let pool = new Int32Array(Math.max(16, n * 4));
    let used = 0;
    const known = new Map<string, number>();
    for (let t = 0; t < n; t++) {
      const at = r.pos;
      const form = r.u8();
      if (form !== 0x60) {
        if (form === 0x4e || form === 0x4f || form === 0x50 || form === 0x5e || form === 0x5f) {
          throw r.unsupported(at, "gc");
        }
        if (form === 0x5d) throw r.unsupported(at, "stack-switching");
        if (form === 0x65) throw r.unsupported(at, "shared-everything-threads");
        throw r.malformed(at, `malformed type form 0x${form.toString(16)}`);
      }
      types.starts[t] = used;
      types.groups[t] = t;
      const params = r.count(MAX_PARAMS, "parameters");
      if (used + params + MAX_RESULTS > pool.length) pool = grown(pool, used + params + MAX_RESULTS);
      for (let i = 0; i < params; i++) pool[used++] = r.valueType(features);
      const resultsAt = r.pos;
      const results = r.count(MAX_RESULTS, "results");
      if (results > 1 && !features.multiValue) throw r.disabled(resultsAt, "multiValue");
      for (let i = 0; i < results; i++) pool[used++] = r.valueType(features);
      types.paramCounts[t] = params;
      types.resultCounts[t] = results;
      const key = `${params}:${pool.subarray(types.starts[t]!, used).join()}`;
      const first = known.get(key);
      if (first === undefined) known.set(key, t);
      types.canonical[t] = first ?? t;
    }
    types.pool = pool.slice(0, used);
  }

  private typeIndex(): number {
    const { r, module } = this;
    const at = r.pos;
    const t = r.u32();
    if (t >= module.types.count) throw r.invalid(at, `unknown type ${t}`);
    return t;
  }

  private importSection(): void {
    const { r, module } = this;
    const n = r.count(MAX_IMPORTS, "imports");
    const functionTypes: number[] = [];
    for (let i = 0; i < n; i++) {
      const moduleName = r.name();
      const name = r.name();
      const at = r.pos;
      const kind = r.u8() as ExternKind;
      let index = 0;
      if (kind === EXTERN_FUNCTION) {
        index = functionTypes.push(this.typeIndex()) - 1;
      } else if (kind === EXTERN_TABLE) {
        const type = r.refType(this.features);
        index = module.tables.push(this.table(at, true, type)) - 1;
      } else if (kind === EXTERN_MEMORY) {
        index = module.memories.push(this.memory(true)) - 1;
      } else if (kind === EXTERN_GLOBAL) {
        const type = r.valueType(this.features);
        const mutable = this.mutability();
        if (mutable && !this.features.mutableGlobals) throw r.disabled(at, "mutableGlobals");
        index = module.globals.push({ imported: true, type, mutable, init: undefined }) - 1;
      } else if ((kind as number) === EXTERN_TAG) throw r.unsupported(at, "exceptions");
      else throw r.malformed(at, `malformed import kind ${kind}`);
      module.imports.push({ module: moduleName, name, kind, index });
    }
    module.importedFunctionCount = functionTypes.length;
    module.importedTableCount = module.tables.length;
    module.importedMemoryCount = module.memories.length;
    module.importedGlobalCount = module.globals.length;
    this.declareFunctions(Int32Array.from(functionTypes));
  }

  private declareFunctions(types: Int32Array): void {
    const { module } = this;
    const n = module.functionTypes.length + types.length;
    const all = new Int32Array(n);
    all.set(module.functionTypes);
    all.set(types, module.functionTypes.length);
    module.functionTypes = all;
    module.functionCount = n;
    module.functionReferenced = new Uint8Array(n);
    module.codeStarts = new Int32Array(n);
    module.codeEnds = new Int32Array(n);
  }

  private functionSection(): void {
    const { r } = this;
    const at = r.pos;
    const n = r.count(MAX_FUNCTIONS, "functions");
    if (n + this.module.functionCount > MAX_FUNCTIONS)
      throw r.invalid(at, `more than ${MAX_FUNCTIONS} functions`);
    const types = new Int32Array(n);
    for (let i = 0; i < n; i++) types[i] = this.typeIndex();
    this.declareFunctions(types);
  }

  private limit(is64: boolean): bigint {
    const { r } = this;
    if (!is64) return BigInt(r.u32());
    const lo = r.u64();
    return (BigInt(r.hi >>> 0) << 32n) | BigInt(lo >>> 0);
  }

  private table(at: number, imported: boolean, type: ValueType, init?: ConstExpr): Table {
    const { r, module, features } = this;
    if (module.tables.length >= 1 && !features.referenceTypes) throw r.invalid(at, "multiple tables");
    if (module.tables.length >= MAX_TABLES) throw r.invalid(at, `more than ${MAX_TABLES} tables`);
    const flagsAt = r.pos;
    const flags = r.u8();
    if ((flags & 2) !== 0 && flags < 8) throw r.unsupported(flagsAt, "shared-everything-threads");
    if (flags > 7) throw r.malformed(flagsAt, "malformed limits flags");
    const index64 = (flags & 4) !== 0;
    if (index64 && !features.memory64) throw r.disabled(flagsAt, "memory64");
    const limitsAt = r.pos;
    const minimum = this.limit(index64);
    const maximum = (flags & 1) !== 0 ? this.limit(index64) : undefined;
    if (maximum !== undefined && maximum < minimum) {
      throw r.invalid(limitsAt, "size minimum must not be greater than maximum");
    }
    return { imported, type, minimum, maximum, index64, init };
  }

  private tableSection(): void {
    const { r, module } = this;
    const n = r.count(MAX_TABLES, "tables");
    for (let i = 0; i < n; i++) {
      const at = r.pos;
      const withInit = r.pos < r.end && r.bytes[r.pos] === 0x40;
      if (withInit) {
        if (!this.features.referenceTypes) throw r.disabled(at, "referenceTypes");
        r.u8();
        const flagAt = r.pos;
        if (r.u8() !== 0) throw r.malformed(flagAt, "malformed table");
      }
      const type = r.refType(this.features);
      const table = this.table(at, false, type);
      module.tables.push(withInit ? { ...table, init: readConstExpr(r, this.scope, type) } : table);
    }
  }

  private memory(imported: boolean): Memory {
    const { r, module, features } = this;
    const at = r.pos;
    if (module.memories.length >= 1 && !features.multiMemory) throw r.invalid(at, "multiple memories");
    if (module.memories.length >= MAX_MEMORIES) throw r.invalid(at, `more than ${MAX_MEMORIES} memories`);
    const flags = r.u8();
    if (flags > 15) throw r.malformed(at, "malformed limits flags");
    if ((flags & 8) !== 0) throw r.unsupported(at, "custom-page-sizes");
    if ((flags & 2) !== 0) throw r.unsupported(at, "threads");
    const index64 = (flags & 4) !== 0;
    if (index64 && !features.memory64) throw r.disabled(at, "memory64");
    const limit = index64 ? MAX_PAGES_64 : MAX_PAGES_32;
    const limitsAt = r.pos;
    const minimum = this.limit(index64);
    if (minimum > limit) throw r.invalid(limitsAt, `memory size must be at most ${limit} pages`);
    let maximum: bigint | undefined;
    if ((flags & 1) !== 0) {
      const maximumAt = r.pos;
      maximum = this.limit(index64);
      if (maximum > limit) throw r.invalid(maximumAt, `memory size must be at most ${limit} pages`);
      if (maximum < minimum) throw r.invalid(limitsAt, "size minimum must not be greater than maximum");
    }
    return { imported, minimum, maximum, shared: false, index64, pageSizeLog2: 16 };
  }

  private memorySection(): void {
    const { r, module } = this;
    const n = r.count(MAX_MEMORIES, "memories");
    for (let i = 0; i < n; i++) module.memories.push(this.memory(false));
  }

  private mutability(): boolean {
    const { r } = this;
    const at = r.pos;
    const flag = r.u8();
    if (flag > 1) throw r.malformed(at, "malformed mutability");
    return flag === 1;
  }

  private globalSection(): void {
    const { r, module } = this;
    const at = r.pos;
    const n = r.count(MAX_GLOBALS, "globals");
    if (n + module.globals.length > MAX_GLOBALS) throw r.invalid(at, `more than ${MAX_GLOBALS} globals`);
    for (let i = 0; i < n; i++) {
      const type = r.valueType(this.features);
      const mutable = this.mutability();
      const init = readConstExpr(r, this.scope, type);
      module.globals.push({ imported: false, type, mutable, init });
    }
  }

  private exportSection(): void {
    const { r, module } = this;
    const n = r.count(MAX_EXPORTS, "exports");
    const known = new Set<string>();
    for (let i = 0; i < n; i++) {
      const nameAt = r.pos;
      const name = r.name();
      const at = r.pos;
      const kind = r.u8() as ExternKind;
      if (kind > EXTERN_TAG) throw r.malformed(at, `malformed export kind ${kind}`);
      const index = r.u32();
      const count =
        kind === EXTERN_FUNCTION
          ? module.functionCount
          : kind === EXTERN_TABLE
            ? module.tables.length
            : kind === EXTERN_MEMORY
              ? module.memories.length
              : kind === EXTERN_GLOBAL
                ? module.globals.length
                : 0;
      if (index >= count) throw r.invalid(at + 1, `unknown ${EXTERN_KIND_NAMES[kind]} ${index}`);
      if (kind === EXTERN_FUNCTION) module.functionReferenced[index] = 1;
      else if (kind === EXTERN_GLOBAL && module.globals[index]!.mutable && !this.features.mutableGlobals) {
        throw r.disabled(at, "mutableGlobals");
      }
      if (known.has(name)) throw r.invalid(nameAt, `duplicate export name '${name}'`);
      known.add(name);
      module.exports.push({ name, kind, index });
    }
  }

  private startSection(): void {
    const { r, module } = this;
    const at = r.pos;
    const index = r.u32();
    if (index >= module.functionCount) throw r.invalid(at, `unknown function ${index}`);
    const t = module.functionTypes[index]!;
    if (module.types.paramCounts[t] !== 0 || module.types.resultCounts[t] !== 0) {
      throw r.invalid(at, "the start function must have no parameters and no results");
    }
    module.start = index;
  }

  /** An `elemkind` byte: only functions. */
  private elementKind(): void {
    const { r } = this;
    const at = r.pos;
    if (r.u8() !== 0) throw r.malformed(at, "malformed element kind");
  }

  private elementSection(): void {
    const { r, module, features } = this;
    const n = r.count(MAX_ELEMENT_SEGMENTS, "element segments");
    for (let i = 0; i < n; i++) {
      const at = r.pos;
      const flags = r.u32();
      if (flags > 7) throw r.malformed(at, `malformed element segment kind ${flags}`);
      if (flags !== 0 && !features.bulkMemory && !features.referenceTypes) {
        // Before bulk memory the flags were the index of a table.
        throw r.disabled(at, "bulkMemory");
      }
      const passive = (flags & 1) !== 0;
      const explicit = (flags & 2) !== 0;
      const byExpressions = (flags & 4) !== 0;
      let table = 0;
      let offset: ConstExpr | undefined;
      if (!passive) {
        const tableAt = r.pos;
        if (explicit) table = r.u32();
        if (table >= module.tables.length) throw r.invalid(tableAt, `unknown table ${table}`);
        offset = readConstExpr(r, this.scope, module.tables[table]!.index64 ? I64 : I32);
      }
      let type: ValueType = FUNCREF;
      if (passive || explicit) {
        if (byExpressions) type = r.refType(features);
        else this.elementKind();
      }
      if (!passive && !isSubtype(type, module.tables[table]!.type)) {
        throw r.invalid(
          at,
          `type mismatch: a segment of ${valueTypeName(type)} for a table of ${valueTypeName(module.tables[table]!.type)}`,
        );
      }
      const count = r.count(MAX_SEGMENT_ELEMENTS, "elements");
      let functions: Int32Array | undefined;
      let exprs: ConstExpr[] | undefined;
      if (byExpressions) {
        exprs = [];
        for (let k = 0; k < count; k++) exprs.push(readConstExpr(r, this.scope, type));
      } else {
        functions = new Int32Array(count);
        for (let k = 0; k < count; k++) {
          const indexAt = r.pos;
          const index = r.u32();
          if (index >= module.functionCount) throw r.invalid(indexAt, `unknown function ${index}`);
          module.functionReferenced[index] = 1;
          functions[k] = index;
        }
      }
      const mode = !passive ? "active" : explicit ? "declarative" : "passive";
      module.elements.push({ mode, table, offset, type, functions, exprs });
    }
  }

  private codeSection(): void {
    const { r, module } = this;
    const at = r.pos;
    module.codeSectionStart = at;
    const n = r.count(MAX_FUNCTIONS, "function bodies");
    this.codeCount = n;
    if (n !== module.functionCount - module.importedFunctionCount) {
      throw r.malformed(at, "function and code section have inconsistent lengths");
    }
    for (let i = 0, f = module.importedFunctionCount; i < n; i++, f++) {
      const sizeAt = r.pos;
      const size = r.u32();
      if (size > MAX_FUNCTION_BYTES) {
        throw r.invalid(
          sizeAt,
          `a function body of ${size} bytes exceeds the limit of ${MAX_FUNCTION_BYTES}`,
        );
      }
      if (size > r.end - r.pos) throw r.unexpectedEnd();
      module.codeStarts[f] = r.pos;
      r.pos += size;
      module.codeEnds[f] = r.pos;
    }
  }

  private dataSection(): void {
    const { r, module, features } = this;
    const at = r.pos;
    const n = r.count(MAX_DATA_SEGMENTS, "data segments");
    this.dataSeen = true;
    if (module.dataCount >= 0 && n !== module.dataCount) {
      throw r.malformed(at, "data count and data section have inconsistent lengths");
    }
    for (let i = 0; i < n; i++) {
      const flagsAt = r.pos;
      const flags = r.u32();
      if (flags > 2) throw r.malformed(flagsAt, `malformed data segment kind ${flags}`);
      if (flags !== 0 && !features.bulkMemory && !features.multiMemory)
        throw r.disabled(flagsAt, "bulkMemory");
      let memory = 0;
      let offset: ConstExpr | undefined;
      if (flags !== 1) {
        const memoryAt = r.pos;
        if (flags === 2) memory = r.u32();
        if (memory >= module.memories.length) throw r.invalid(memoryAt, `unknown memory ${memory}`);
        offset = readConstExpr(r, this.scope, module.memories[memory]!.index64 ? I64 : I32);
      }
      const size = r.u32();
      if (size > r.end - r.pos) throw r.unexpectedEnd();
      module.data.push({
        mode: flags === 1 ? "passive" : "active",
        memory,
        offset,
        start: r.pos,
        end: r.pos + size,
      });
      r.pos += size;
    }
  }
}

/** A module while it is decoded. */
class Draft implements ModuleInfo {
  bytes: Uint8Array = new Uint8Array(0);
  readonly types: ModuleInfo["types"] = {
    count: 0,
    starts: NO_INTS,
    paramCounts: NO_INTS,
    resultCounts: NO_INTS,
    canonical: NO_INTS,
    groups: NO_INTS,
    pool: NO_INTS,
  };
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  functionCount: number = 0;
  importedFunctionCount: number = 0;
  functionTypes: Int32Array = NO_INTS;
  functionReferenced: Uint8Array = new Uint8Array(0);
  codeStarts: Int32Array = NO_INTS;
  codeEnds: Int32Array = NO_INTS;
  codeSectionStart: number = 0;
  readonly tables: Table[] = [];
  importedTableCount: number = 0;
  readonly memories: Memory[] = [];
  importedMemoryCount: number = 0;
  readonly globals: Global[] = [];
  importedGlobalCount: number = 0;
  readonly tags: never[] = [];
  importedTagCount: number = 0;
  start: number = -1;
  readonly elements: ElementSegment[] = [];
  readonly data: PackedDataSegments = new PackedDataSegments();
  dataCount: number = -1;
  readonly customSections: CustomSection[] = [];
  readonly names: Names = { module: undefined, functions: new Map(), locals: new Map() };
  readonly branchHints: Map<number, Int32Array> = new Map();
}

function grown(array: Int32Array<ArrayBuffer>, min: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(Math.max(array.length * 2, min));
  next.set(array);
  return next;
}
