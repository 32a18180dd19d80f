/**
 * A decoded module: everything but the code, which stays in the module's bytes as ranges.
 *
 * What exists once per function is a typed column (types, code ranges, declared references); what is rarer is an
 * object. Index spaces are those of the specification: imports come first.
 */
import type { ValueType } from "./value-types.ts";

/** Kinds of imports and exports, numbered as in the binary format. */
export const EXTERN_FUNCTION = 0;
export const EXTERN_TABLE = 1;
export const EXTERN_MEMORY = 2;
export const EXTERN_GLOBAL = 3;
export const EXTERN_TAG = 4;
export type ExternKind = 0 | 1 | 2 | 3 | 4;
/** Names of the kinds as the JS API spells them. */
export const EXTERN_KIND_NAMES: readonly string[] = ["function", "table", "memory", "global", "tag"];

/**
 * Function types. `pool` holds the parameters of type t from `starts[t]` on, followed by its results. Equal types have
 * the same `canonical` number, the index of the first of them.
 */
export interface TypeTable {
  count: number;
  starts: Int32Array;
  paramCounts: Int32Array;
  resultCounts: Int32Array;
  canonical: Int32Array;
  /** Recursion group of each type; one group per type so far. */
  groups: Int32Array;
  pool: Int32Array;
}

/** An import. `index` is its index in the index space of its kind. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternKind;
  readonly index: number;
}

/** An export. */
export interface Export {
  readonly name: string;
  readonly kind: ExternKind;
  readonly index: number;
}

/** A constant expression: the bytes `[start, end)` of the module, its `end` operator included. */
export interface ConstExpr {
  readonly start: number;
  readonly end: number;
  /** Type of its value. */
  readonly type: ValueType;
}

/** A table. Sizes in elements. */
export interface Table {
  readonly imported: boolean;
  readonly type: ValueType;
  readonly minimum: bigint;
  readonly maximum: bigint | undefined;
  readonly index64: boolean;
  /** Initial value of every element, null if absent. */
  readonly init: ConstExpr | undefined;
}

/** A memory. Sizes in pages of `1 << pageSizeLog2` bytes. */
export interface Memory {
  readonly imported: boolean;
  readonly minimum: bigint;
  readonly maximum: bigint | undefined;
  readonly shared: boolean;
  readonly index64: boolean;
  readonly pageSizeLog2: number;
}

/** A global. */
export interface Global {
  readonly imported: boolean;
  readonly type: ValueType;
  readonly mutable: boolean;
  /** Absent for imports. */
  readonly init: ConstExpr | undefined;
}

/** A tag of exceptions; none yet. */
export interface Tag {
  readonly imported: boolean;
  readonly typeIndex: number;
}

export type SegmentMode = "active" | "passive" | "declarative";

/** An element segment: function indices or constant expressions. */
export interface ElementSegment {
  readonly mode: SegmentMode;
  /** Table of an active segment. */
  readonly table: number;
  /** Offset of an active segment. */
  readonly offset: ConstExpr | undefined;
  readonly type: ValueType;
  /** Function indices, if the segment is given by them. */
  readonly functions: Int32Array | undefined;
  /** Expressions, if the segment is given by them. */
  readonly exprs: readonly ConstExpr[] | undefined;
}

/** Data segments: programs in Go have a hundred thousand, so they are kept as numbers and become objects when asked for. */
export interface DataSegments {
  readonly length: number;
  at(index: number): DataSegment | undefined;
  forEach(action: (segment: DataSegment, index: number) => void): void;
  map<T>(action: (segment: DataSegment, index: number) => T): T[];
}

/** A data segment: the bytes `[start, end)` of the module. */
export interface DataSegment {
  readonly mode: "active" | "passive";
  readonly memory: number;
  readonly offset: ConstExpr | undefined;
  readonly start: number;
  readonly end: number;
}

/** A custom section: its contents are the bytes `[start, end)` of the module. */
export interface CustomSection {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What the name section says. */
export interface Names {
  module: string | undefined;
  readonly functions: Map<number, string>;
  /** By function index: names of its locals. */
  readonly locals: Map<number, Map<number, string>>;
}

/** A decoded module. */
export interface ModuleInfo {
  /** The bytes that all ranges refer to. */
  readonly bytes: Uint8Array;
  readonly types: TypeTable;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];

  /** Functions, imported ones included, and how many of them are imported. */
  readonly functionCount: number;
  readonly importedFunctionCount: number;
  /** By function: its type index. */
  readonly functionTypes: Int32Array;
  /** By function: 1 if a reference to it may be taken (`ref.func` elsewhere, exports, elements): C.refs. */
  readonly functionReferenced: Uint8Array;
  /**
   * By function: its body `[codeStarts, codeEnds)`, local declarations included, without the size field; 0 for imports.
   * Both are offsets in `bytes`.
   */
  readonly codeStarts: Int32Array;
  readonly codeEnds: Int32Array;
  /** Offset of the code section's contents, to which DWARF offsets relate; 0 without code. */
  readonly codeSectionStart: number;

  readonly tables: readonly Table[];
  readonly importedTableCount: number;
  readonly memories: readonly Memory[];
  readonly importedMemoryCount: number;
  readonly globals: readonly Global[];
  readonly importedGlobalCount: number;
  readonly tags: readonly Tag[];
  readonly importedTagCount: number;

  /** Index of the start function, or -1. */
  readonly start: number;
  readonly elements: readonly ElementSegment[];
  readonly data: DataSegments;
  /** The data count section's number, or -1. */
  readonly dataCount: number;
  readonly customSections: readonly CustomSection[];
  readonly names: Names;
  /** By function index: pairs of offset in the function's body (from its local declarations on) and hint, 0 or 1. */
  readonly branchHints: Map<number, Int32Array>;
}

/** Parameter types of type `t`, copied; for cold code. */
export function typeParams(types: TypeTable, t: number): ValueType[] {
  return Array.from(types.pool.subarray(types.starts[t]!, types.starts[t]! + types.paramCounts[t]!));
}

/** Result types of type `t`, copied; for cold code. */
export function typeResults(types: TypeTable, t: number): ValueType[] {
  const from = types.starts[t]! + types.paramCounts[t]!;
  return Array.from(types.pool.subarray(from, from + types.resultCounts[t]!));
}
