/** Tables: arrays of references outside of JavaScript's heap, and `WebAssembly.Table`. */
import { defaultStore, type FunctionHandle, type Keeper, type Store } from "./store.ts";
import type { ExternRoots } from "./externrefs.ts";
import { DEFINITION, ELEMENT_BYTES } from "./layout.ts";
import { asInterface, fromAddress, text, toAddress, toDescriptor, toLimits, withLength } from "./to-js.ts";

/** Elements that a table can have, as the JavaScript API limits them. */
export const MAX_ELEMENTS = 10_000_000;

/** A table as instances know it. Values are words: addresses of function references, or numbers of references. */
export class TableCell implements Keeper, ExternRoots {
  /** `c` or `e`. */
  readonly kind: string;
  readonly index64: boolean;
  readonly maximum: number | bigint | undefined;
  readonly definitionAddress: bigint;
  length: number = 0;
  private readonly store: Store;
  private readonly definition: BigUint64Array<ArrayBuffer> = new BigUint64Array(DEFINITION.BYTES / 8);
  private words: BigUint64Array<ArrayBuffer>;
  /** The same, two for each element: no BigInt is made to compare them. */
  protected halves: Int32Array<ArrayBuffer>;
  private readonly kept: Set<object> = new Set<object>();

  constructor(
    store: Store,
    kind: string,
    initial: number,
    maximum: number | bigint | undefined,
    index64: boolean,
    fill: bigint = 0n,
  ) {
    this.store = store;
    this.kind = kind;
    this.maximum = maximum;
    this.index64 = index64;
    this.definitionAddress = store.runtime.host.addr(this.definition.buffer);
    this.words = new BigUint64Array(Math.max(initial, 1));
    this.halves = new Int32Array(this.words.buffer);
    if (fill !== 0n) this.words.fill(fill);
    this.setLength(initial);
    if (kind === "e") store.externs.addRoot(this);
  }

  private setLength(length: number): void {
    this.length = length;
    this.definition[DEFINITION.LENGTH / 8] = BigInt(length);
    this.definition[DEFINITION.BASE / 8] = this.store.runtime.host.addr(this.words.buffer);
  }

  /** Address of element 0. */
  get base(): bigint {
    return this.definition[DEFINITION.BASE / 8]!;
  }

  get(index: number): bigint {
    return this.words[index]!;
  }

  set(index: number, word: bigint): void {
    this.words[index] = word;
  }

  /** Adds elements; the length before, or -1 if that is too many. */
  grow(delta: number, word: bigint): number {
    const old = this.length;
    const length = old + delta;
    if (length > MAX_ELEMENTS || (this.maximum !== undefined && length > Number(this.maximum))) return -1;
    if (length > this.words.length) {
      const larger = new BigUint64Array(Math.min(MAX_ELEMENTS, Math.max(length, this.words.length * 2)));
      larger.set(this.words.subarray(0, old));
      this.words = larger;
      this.halves = new Int32Array(larger.buffer);
    }
    if (delta > 0) this.words.fill(word, old, length);
    this.setLength(length);
    return old;
  }

  fill(at: number, word: bigint, count: number): void {
    this.words.fill(word, at, at + count);
  }

  copyFrom(to: number, from: TableCell, start: number, count: number): void {
    this.words.set(from.words.subarray(start, start + count), to);
    if (from !== this && this.kind === "c") this.keep(from);
  }

  keep(other: object): void {
    if (other !== this) this.kept.add(other);
  }

  markExterns(mark: (handle: number) => void): void {
    const { length, halves } = this;
    for (let i = 0; i < length; i++) mark(halves[2 * i]!);
  }

  /** The word for a value of JavaScript. Throws `TypeError`. */
  wordOf(value: unknown): bigint {
    const { store } = this;
    if (this.kind === "c") return store.funcRefAddress(value, this);
    store.externs.reserve(1);
    return BigInt(store.externs.add(value));
  }

  valueOf(word: bigint): unknown {
    return this.kind === "c" ? this.store.funcRefValue(word) : this.store.externs.get(Number(word));
  }

  /** Puts a function's reference in. */
  setFunction(index: number, handle: FunctionHandle): void {
    this.store.link(this, handle);
    this.words[index] = BigInt(handle.address);
  }
}

/** Bytes of an element; code multiplies by it. */
export const BYTES_PER_ELEMENT: number = ELEMENT_BYTES;

const cells = new WeakMap<object, TableCell>();
const objects = new WeakMap<TableCell, WeakRef<Table>>();

/** What {@link tableOf} hands to the constructor. */
let adopted: TableCell | undefined;

function cell(table: unknown, method: string): TableCell {
  const found = cells.get(table as object);
  if (found === undefined)
    throw new TypeError(`WebAssembly.Table.${method}: Receiver is not a WebAssembly.Table`);
  return found;
}

/** `WebAssembly.Table` */
export class Table {
  constructor(descriptor: unknown, init?: unknown) {
    if (adopted !== undefined) {
      cells.set(this, adopted);
      return;
    }
    const what = "WebAssembly.Table()";
    const d = toDescriptor(descriptor, what);
    const element = text(d["element"]);
    const kind = element === "anyfunc" ? "c" : element === "externref" ? "e" : undefined;
    if (kind === undefined)
      throw new TypeError(`${what}: Descriptor property 'element' must be a WebAssembly reference type`);
    const { initial, maximum, index64 } = toLimits(d, what);
    if (initial > MAX_ELEMENTS)
      throw new RangeError(`${what}: Property 'initial': value ${initial} is above the upper bound`);
    const made = new TableCell(defaultStore(), kind, initial, maximum, index64);
    cells.set(this, made);
    objects.set(made, new WeakRef(this));
    const value = init === undefined ? (kind === "c" ? null : arguments.length > 1 ? init : undefined) : init;
    if (initial > 0 && value !== null) made.fill(0, made.wordOf(value), initial);
  }

  get length(): number | bigint {
    const c = cell(this, "length");
    return fromAddress(c.length, c.index64);
  }

  get(index: unknown): unknown {
    const c = cell(this, "get()");
    const at = toAddress(index, c.index64, "WebAssembly.Table.get(): Argument 0");
    if (at >= c.length)
      throw new RangeError(
        `WebAssembly.Table.get(): invalid address ${at} in ${c.kind === "c" ? "funcref" : "externref"} table of size ${c.length}`,
      );
    return c.valueOf(c.get(at));
  }

  set(index: unknown, value?: unknown): void {
    const c = cell(this, "set()");
    const at = toAddress(index, c.index64, "WebAssembly.Table.set(): Argument 0");
    if (at >= c.length)
      throw new RangeError(
        `WebAssembly.Table.set(): invalid address ${at} in ${c.kind === "c" ? "funcref" : "externref"} table of size ${c.length}`,
      );
    const given = arguments.length < 2 ? (c.kind === "c" ? null : undefined) : value;
    if (c.kind === "c" && given === undefined)
      throw new TypeError(
        "WebAssembly.Table.set(): Argument 1 is invalid for table: function-typed object expected",
      );
    c.set(at, c.wordOf(given));
  }

  grow(delta: unknown, init?: unknown): number | bigint {
    const c = cell(this, "grow()");
    const by = toAddress(delta, c.index64, "WebAssembly.Table.grow(): Argument 0");
    const given = arguments.length < 2 ? (c.kind === "c" ? null : undefined) : init;
    const old = c.grow(by, c.kind === "c" && given === null ? 0n : c.wordOf(given));
    if (old < 0) throw new RangeError(`WebAssembly.Table.grow(): failed to grow table by ${by}`);
    return fromAddress(old, c.index64);
  }
}
for (const f of [Table, Table.prototype.set, Table.prototype.grow]) withLength(f, 1);
asInterface(Table, "Table");

/** The cell of a `Table`, or undefined for what is none. */
export function tableCell(value: unknown): TableCell | undefined {
  return typeof value === "object" && value !== null ? cells.get(value) : undefined;
}

/** Lets a cell be seen by JavaScript as an object of the engine, which the cell keeps. */
export function shownAs(made: TableCell, object: object): void {
  objects.set(made, new WeakRef(object as Table));
}

/** The `Table` of a cell, the same each time. */
export function tableOf(made: TableCell): Table {
  const known = objects.get(made)?.deref();
  if (known !== undefined) return known;
  adopted = made;
  try {
    const table = new Table(undefined);
    objects.set(made, new WeakRef(table));
    return table;
  } finally {
    adopted = undefined;
  }
}
