/**
 * A WebAssembly module as a tree, and its encoding. A node is an operator behind its operands; branches name the labels of
 * the blocks around them instead of counting, so that a reducer can take a tree apart.
 *
 * For coverage, the encoder puts calls of an imported function between operators: each call names the operators that were
 * executed since the one before.
 */
import { type ValType } from "./wasm-operators.ts";

/** Takes a value that is already on the stack: a parameter of a block, or a result of the node before. */
export const POP = -1;
/** Nodes one after the other. */
export const SEQUENCE = -2;

export interface Node {
  readonly op: number;
  readonly args: readonly Node[];
  /** Immediates in the order of the binary format; labels of branches are those of `label`. */
  readonly imm: readonly (number | bigint)[];
  readonly results: readonly ValType[];
  /** Of blocks: their parameters, bodies, and what branches call them. */
  readonly params?: readonly ValType[];
  readonly bodies?: readonly (readonly Node[])[];
  readonly label?: number;
}

export interface FunctionType {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}
export interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
  readonly index64: boolean;
}
export interface TableType extends Limits {
  readonly element: ValType;
}
export interface GlobalType {
  readonly type: ValType;
  readonly mutable: boolean;
}

/** Where an import comes from: made by the embedder, or an export of an earlier instance. */
export type Import = {
  readonly name: string;
  /** Instance and export. */
  readonly from?: readonly [instance: number, name: string];
} & (
  | { readonly kind: "function"; readonly type: FunctionType; readonly behaviour?: HostBehaviour }
  | { readonly kind: "memory"; readonly type: Limits }
  | { readonly kind: "table"; readonly type: TableType }
  | { readonly kind: "global"; readonly type: GlobalType; readonly value: string }
);

/** What an imported function does besides recording its arguments and giving some results. */
export interface HostBehaviour {
  readonly seed: number;
  /** Every so many calls: throws; calls an export; grows a memory or table; 0 never. */
  readonly throws: number;
  readonly reenters: number;
  readonly grows: number;
}

export interface WasmFunction {
  readonly type: FunctionType;
  /** Beyond the parameters. */
  readonly locals: readonly ValType[];
  readonly body: readonly Node[];
}
export interface ElementSegment {
  readonly mode: "active" | "passive" | "declared";
  readonly table: number;
  readonly offset: readonly Node[];
  readonly type: ValType;
  /** Constant expressions; if they are all functions, may be written as indices. */
  readonly items: readonly Node[];
  readonly indices: boolean;
}
export interface DataSegment {
  readonly mode: "active" | "passive";
  readonly memory: number;
  readonly offset: readonly Node[];
  readonly bytes: readonly number[];
}
export interface ExportItem {
  readonly name: string;
  /** 0 function, 1 table, 2 memory, 3 global. */
  readonly kind: number;
  readonly index: number;
}

/** Imports come first in all index spaces, in their order. */
export interface WasmModule {
  readonly imports: readonly Import[];
  readonly functions: readonly WasmFunction[];
  readonly tables: readonly TableType[];
  readonly memories: readonly Limits[];
  readonly globals: readonly (GlobalType & { readonly init: readonly Node[] })[];
  readonly exports: readonly ExportItem[];
  readonly start: number | undefined;
  readonly elements: readonly ElementSegment[];
  readonly data: readonly DataSegment[];
  /** Types that `call_indirect` names, by position. */
  readonly types: readonly FunctionType[];
}

/** What each call of the coverage function stands for: the operators executed up to it. */
export interface CoveragePlan {
  readonly segments: number[][];
}

/** Module and name of the function that counts. */
export const COVERAGE_IMPORT: readonly [string, string] = ["coverage", "count"];

const EXTERNAL_KINDS = { function: 0, table: 1, memory: 2, global: 3 } as const;
const PREFIX = 0xfc;

class Bytes {
  private data: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  private length: number = 0;

  byte(b: number): void {
    if (this.length === this.data.length) this.reserve(1);
    this.data[this.length++] = b;
  }

  unsigned(value: number | bigint): void {
    if (typeof value === "bigint" && value > 0xffff_ffffn) {
      let rest = value;
      for (; rest > 127n; rest >>= 7n) this.byte(Number(rest & 127n) | 128);
      this.byte(Number(rest));
      return;
    }
    let rest = Number(value);
    for (; rest > 127; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 128);
    this.byte(rest);
  }

  signed(value: bigint): void {
    let rest = value;
    for (; rest < -64n || rest > 63n; rest >>= 7n) this.byte(Number(rest & 127n) | 128);
    this.byte(Number(rest & 127n));
  }

  fixed(value: bigint, bytes: number): void {
    for (let i = 0; i < bytes; i++) this.byte(Number((value >> BigInt(8 * i)) & 255n));
  }

  text(text: string): void {
    this.unsigned(text.length);
    for (const c of text) this.byte(c.charCodeAt(0));
  }

  append(other: Bytes): void {
    this.reserve(other.length);
    this.data.set(other.data.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  section(id: number, content: Bytes): void {
    this.byte(id);
    this.unsigned(content.length);
    this.append(content);
  }

  get size(): number {
    return this.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.data.slice(0, this.length);
  }

  private reserve(n: number): void {
    if (this.length + n <= this.data.length) return;
    const bigger = new Uint8Array(2 * this.data.length + n);
    bigger.set(this.data.subarray(0, this.length));
    this.data = bigger;
  }
}

class Encoder {
  private readonly types: Map<string, number> = new Map();
  private readonly typeList: FunctionType[] = [];
  private readonly module: WasmModule;
  private readonly coverage: CoveragePlan | undefined;
  private readonly importedFunctions: number;
  private readonly labels: number[] = [];
  private segment: number[] = [];

  constructor(module: WasmModule, coverage: CoveragePlan | undefined) {
    this.module = module;
    this.coverage = coverage;
    this.importedFunctions = module.imports.filter((i) => i.kind === "function").length;
    for (const type of module.types) this.typeOf(type);
  }

  encode(): Uint8Array<ArrayBuffer> {
    const { module } = this;
    // Types are collected by what uses them.
    const rest = new Bytes();
    this.importSection(rest);
    this.vector(rest, 3, module.functions, (out, f) => out.unsigned(this.typeOf(f.type)));
    this.vector(rest, 4, module.tables, (out, t) => this.table(out, t));
    this.vector(rest, 5, module.memories, (out, m) => this.limits(out, m));
    this.vector(rest, 6, module.globals, (out, g) => {
      out.byte(g.type);
      out.byte(g.mutable ? 1 : 0);
      this.constant(out, g.init);
    });
    this.vector(rest, 7, module.exports, (out, e) => {
      out.text(e.name);
      out.byte(e.kind);
      out.unsigned(e.kind === 0 ? this.functionIndex(e.index) : e.index);
    });
    if (module.start !== undefined) {
      const content = new Bytes();
      content.unsigned(this.functionIndex(module.start));
      rest.section(8, content);
    }
    this.vector(rest, 9, module.elements, (out, s) => this.element(out, s));
    if (module.data.length > 0) {
      const content = new Bytes();
      content.unsigned(module.data.length);
      rest.section(12, content);
    }
    this.vector(rest, 10, module.functions, (out, f) => this.body(out, f));
    this.vector(rest, 11, module.data, (out, d) => {
      out.unsigned(d.mode === "passive" ? 1 : d.memory === 0 ? 0 : 2);
      if (d.mode === "active") {
        if (d.memory !== 0) out.unsigned(d.memory);
        this.constant(out, d.offset);
      }
      out.unsigned(d.bytes.length);
      for (const b of d.bytes) out.byte(b);
    });
    const whole = new Bytes();
    for (const b of [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) whole.byte(b);
    this.vector(whole, 1, this.typeList, (out, t) => {
      out.byte(0x60);
      this.valTypes(out, t.params);
      this.valTypes(out, t.results);
    });
    whole.append(rest);
    return whole.finish();
  }

  private vector<T>(out: Bytes, id: number, items: readonly T[], write: (out: Bytes, item: T) => void): void {
    if (items.length === 0) return;
    const content = new Bytes();
    content.unsigned(items.length);
    for (const item of items) write(content, item);
    out.section(id, content);
  }

  private importSection(out: Bytes): void {
    const { imports } = this.module;
    const count = imports.length + (this.coverage === undefined ? 0 : 1);
    if (count === 0) return;
    const content = new Bytes();
    content.unsigned(count);
    for (const i of imports) {
      content.text("m");
      content.text(i.name);
      content.byte(EXTERNAL_KINDS[i.kind]);
      if (i.kind === "function") content.unsigned(this.typeOf(i.type));
      else if (i.kind === "table") this.table(content, i.type);
      else if (i.kind === "memory") this.limits(content, i.type);
      else {
        content.byte(i.type.type);
        content.byte(i.type.mutable ? 1 : 0);
      }
    }
    if (this.coverage !== undefined) {
      content.text(COVERAGE_IMPORT[0]);
      content.text(COVERAGE_IMPORT[1]);
      content.byte(0);
      content.unsigned(this.typeOf({ params: [0x7f], results: [] }));
    }
    out.section(2, content);
  }

  private typeOf(type: FunctionType): number {
    const key = `${type.params.join()}:${type.results.join()}`;
    const known = this.types.get(key);
    if (known !== undefined) return known;
    this.typeList.push(type);
    this.types.set(key, this.typeList.length - 1);
    return this.typeList.length - 1;
  }

  /** The function that counts comes behind the other imported ones. */
  private functionIndex(index: number): number {
    return this.coverage === undefined || index < this.importedFunctions ? index : index + 1;
  }

  private valTypes(out: Bytes, types: readonly ValType[]): void {
    out.unsigned(types.length);
    for (const t of types) out.byte(t);
  }

  private limits(out: Bytes, { minimum, maximum, index64 }: Limits): void {
    out.byte((maximum === undefined ? 0 : 1) | (index64 ? 4 : 0));
    out.unsigned(minimum);
    if (maximum !== undefined) out.unsigned(maximum);
  }

  private table(out: Bytes, type: TableType): void {
    out.byte(type.element);
    this.limits(out, type);
  }

  private constant(out: Bytes, nodes: readonly Node[]): void {
    for (const node of nodes) this.plain(out, node);
    out.byte(0x0b);
  }

  private plain(out: Bytes, node: Node): void {
    for (const arg of node.args) this.plain(out, arg);
    this.operator(out, node);
  }

  private element(out: Bytes, s: ElementSegment): void {
    const explicit = s.mode === "active" && (s.table !== 0 || s.type !== 0x70);
    const mode = s.mode === "passive" ? 1 : s.mode === "declared" ? 3 : explicit ? 2 : 0;
    out.unsigned(mode | (s.indices ? 0 : 4));
    if (explicit) out.unsigned(s.table);
    if (s.mode === "active") this.constant(out, s.offset);
    if (mode !== 0) out.byte(s.indices ? 0 : s.type);
    out.unsigned(s.items.length);
    for (const item of s.items) {
      if (s.indices) out.unsigned(this.functionIndex(Number(item.imm[0])));
      else this.constant(out, [item]);
    }
  }

  private body(out: Bytes, f: WasmFunction): void {
    const content = new Bytes();
    const runs: [number, ValType][] = [];
    for (const t of f.locals) {
      const last = runs.at(-1);
      if (last?.[1] === t) last[0]++;
      else runs.push([1, t]);
    }
    content.unsigned(runs.length);
    for (const [count, type] of runs) {
      content.unsigned(count);
      content.byte(type);
    }
    this.labels.length = 0;
    this.labels.push(-1);
    this.segment = [];
    this.nodes(content, f.body);
    this.flush(content);
    content.byte(0x0b);
    out.unsigned(content.size);
    out.append(content);
  }

  private nodes(out: Bytes, nodes: readonly Node[]): void {
    for (const node of nodes) this.node(out, node);
  }

  private node(out: Bytes, node: Node): void {
    const { op } = node;
    for (const arg of node.args) this.node(out, arg);
    if (op === POP) return;
    if (op === SEQUENCE) {
      this.nodes(out, node.bodies![0]!);
      return;
    }
    if (this.coverage !== undefined) {
      this.segment.push(op);
      // What may not come back, or is come back to, ends a run of operators.
      if (SEGMENT_ENDS.has(op) || (op >= 0x28 && op <= 0x40) || op >= 0xfc08) this.flush(out);
    }
    if (op < 0x02 || op > 0x04) {
      this.operator(out, node);
      return;
    }
    out.byte(op);
    this.blockType(out, node.params!, node.results);
    this.labels.push(node.label!);
    this.nodes(out, node.bodies![0]!);
    this.flush(out);
    if (op === 0x04 && node.bodies![1] !== undefined) {
      out.byte(0x05);
      this.nodes(out, node.bodies![1]);
      this.flush(out);
    }
    this.labels.pop();
    out.byte(0x0b);
  }

  private flush(out: Bytes): void {
    if (this.coverage === undefined || this.segment.length === 0) return;
    out.byte(0x41);
    out.signed(BigInt(this.coverage.segments.length));
    out.byte(0x10);
    out.unsigned(this.importedFunctions);
    this.coverage.segments.push(this.segment);
    this.segment = [];
  }

  private blockType(out: Bytes, params: readonly ValType[], results: readonly ValType[]): void {
    if (params.length === 0 && results.length <= 1) out.byte(results[0] ?? 0x40);
    else out.signed(BigInt(this.typeOf({ params, results })));
  }

  /** Depth of a label. What is not around is left to the validator to refuse: a reducer may have taken it away. */
  private depth(label: number): number {
    const at = this.labels.lastIndexOf(label);
    return at < 0 ? this.labels.length : this.labels.length - 1 - at;
  }

  private operator(out: Bytes, { op, imm }: Node): void {
    if (op > 0xff) {
      out.byte(PREFIX);
      out.unsigned(op & 0xff);
    } else out.byte(op);
    const first = imm[0];
    if (op >= 0x28 && op <= 0x3e) {
      const [align, offset, memory] = imm as [number, bigint, number];
      out.unsigned(memory === 0 ? align : align | 0x40);
      if (memory !== 0) out.unsigned(memory);
      out.unsigned(offset);
      return;
    }
    switch (op) {
      case 0x41:
      case 0x42:
        out.signed(BigInt(first!));
        return;
      case 0x43:
        out.fixed(BigInt(first!), 4);
        return;
      case 0x44:
        out.fixed(BigInt(first!), 8);
        return;
      case 0x0c:
      case 0x0d:
        out.unsigned(this.depth(Number(first)));
        return;
      case 0x0e:
        out.unsigned(imm.length - 1);
        for (const label of imm) out.unsigned(this.depth(Number(label)));
        return;
      case 0x10:
      case 0x12:
      case 0xd2:
        out.unsigned(this.functionIndex(Number(first)));
        return;
      case 0x11:
      case 0x13:
        out.unsigned(this.typeOf(this.module.types[Number(first)]!));
        out.unsigned(imm[1]!);
        return;
      case 0x1c:
        out.byte(1);
        out.byte(Number(first));
        return;
      case 0xd0:
        out.byte(Number(first));
        return;
      default:
        for (const i of imm) out.unsigned(i);
    }
  }
}

const SEGMENT_ENDS: ReadonlySet<number> = new Set([
  0x00, 0x02, 0x03, 0x04, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x25, 0x26, 0x6d, 0x6e, 0x6f, 0x70,
  0x7f, 0x80, 0x81, 0x82, 0xa8, 0xa9, 0xaa, 0xab, 0xae, 0xaf, 0xb0, 0xb1,
]);

/** The module's bytes; with `coverage`, with calls that count, whose meaning is added to it. */
export function encodeModule(module: WasmModule, coverage?: CoveragePlan): Uint8Array<ArrayBuffer> {
  return new Encoder(module, coverage).encode();
}
