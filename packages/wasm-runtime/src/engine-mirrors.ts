/** Cells of ours for globals and tables of the engine's own WebAssembly; see `engine-objects.ts`. */
import type { EngineObjects, Mirror } from "./engine-objects.ts";
import { GlobalCell, shownAs as showGlobalAs } from "./global.ts";
import { ELEMENTS_READ, globalLinker, limitsLinker, tableReader } from "./host-modules.ts";
import { hostTable, isHostGlobal, isHostTable, type HostTable } from "./host-webassembly.ts";
import type { Store } from "./store.ts";
import { shownAs as showTableAs, TableCell } from "./table.ts";

const globals = new WeakMap<object, EngineGlobal>();
const tables = new WeakMap<object, EngineTable>();

/** The cell for a global of the engine; undefined for what is none. Throws the engine's `LinkError` if it has another type. */
export function engineGlobal(
  store: Store,
  value: unknown,
  kind: string,
  mutable: boolean,
): GlobalCell | undefined {
  if (!isHostGlobal(value)) return undefined;
  const access = globalLinker(kind, mutable)(value) as unknown as Access;
  const known = globals.get(value);
  if (known !== undefined) {
    known.pull();
    return known;
  }
  const cell = new EngineGlobal(store, kind, mutable, access, value);
  globals.set(value, cell);
  cell.pull();
  if (mutable) store.engine.add(cell);
  return cell;
}

/** The limits of a table as a module declares them. */
interface Declared {
  readonly minimum: bigint;
  readonly maximum: bigint | undefined;
  readonly index64: boolean;
}

/** The cell for a table of the engine; undefined for what is none. Throws the engine's `LinkError` if type or limits differ. */
export function engineTable(
  store: Store,
  value: unknown,
  kind: string,
  declared: Declared,
): TableCell | undefined {
  if (!isHostTable(value)) return undefined;
  limitsLinker(kind, declared)(value);
  const known = tables.get(value);
  if (known !== undefined) {
    known.pull();
    return known;
  }
  const cell = new EngineTable(store, kind, hostTable.length(value), declared.index64, value);
  tables.set(value, cell);
  cell.pull();
  store.engine.add(cell);
  return cell;
}

interface Access {
  get(): unknown;
  set(value: unknown): void;
}

/** What no value is equal to. */
const NOTHING: unique symbol = Symbol();

class EngineGlobal extends GlobalCell implements Mirror {
  private readonly access: Access;
  /** What the engine has, and the word that stands for it. */
  private value_: unknown = NOTHING;
  private word: bigint = 0n;
  private readonly engine: EngineObjects;
  readonly object: object;

  constructor(store: Store, kind: string, mutable: boolean, access: Access, object: object) {
    super(store, kind, mutable);
    this.engine = store.engine;
    this.access = access;
    this.object = object;
    showGlobalAs(this, object);
  }

  private get narrow(): boolean {
    return "if".includes(this.kind);
  }

  pull(): void {
    const value = this.access.get();
    if (Object.is(value, this.value_)) return;
    if ("ce".includes(this.kind)) this.value = value;
    else
      this.bits = this.narrow
        ? BigInt.asUintN(32, BigInt(value as number))
        : BigInt.asUintN(64, value as bigint);
    this.word = this.bits;
    this.value_ = value;
  }

  push(): void {
    const { bits, kind } = this;
    if (bits === this.word) return;
    const value =
      kind === "e"
        ? this.value
        : kind === "c"
          ? this.engine.functionFor(this.value as object | null)
          : this.narrow
            ? Number(BigInt.asIntN(32, bits))
            : BigInt.asIntN(64, bits);
    this.access.set(value);
    this.value_ = value;
    this.word = bits;
  }
}

class EngineTable extends TableCell implements Mirror {
  readonly object: HostTable;
  private readonly engine: EngineObjects;
  /** Gives several elements from an index on; undefined for 64-bit tables. */
  private readonly read: ((index: number) => readonly unknown[]) | undefined;
  /** What the engine has, and the words that stand for it, two halves each. */
  private readonly values: unknown[];
  private pushed: Int32Array<ArrayBuffer>;

  constructor(store: Store, kind: string, length: number, index64: boolean, object: HostTable) {
    super(store, kind, length, undefined, index64);
    this.engine = store.engine;
    this.object = object;
    this.read = index64 ? undefined : (tableReader(kind)(object)["get"] as (index: number) => unknown[]);
    this.values = new Array<unknown>(length).fill(null);
    this.pushed = new Int32Array(Math.max(length, 1) * 2);
    showTableAs(this, object);
  }

  private index(i: number): number | bigint {
    return this.index64 ? BigInt(i) : i;
  }

  private extend(length: number, value: unknown, word: bigint): void {
    const old = this.length;
    super.grow(length - old, word);
    if (this.pushed.length < length * 2) {
      const larger = new Int32Array(this.halves.length);
      larger.set(this.pushed);
      this.pushed = larger;
    }
    for (let i = old; i < length; i++) {
      this.values.push(value);
      this.note(i);
    }
  }

  /** The engine has what code sees of element `i`. */
  private note(i: number): void {
    const { halves, pushed } = this;
    pushed[2 * i] = halves[2 * i]!;
    pushed[2 * i + 1] = halves[2 * i + 1]!;
  }

  override grow(delta: number, word: bigint): number {
    const old = this.length;
    const value = this.valueFor(word);
    try {
      hostTable.grow(this.object, this.index(delta), value);
    } catch {
      return -1;
    }
    this.extend(old + delta, value, word);
    return old;
  }

  private valueFor(word: bigint): unknown {
    const value = this.valueOf(word);
    return this.kind === "c" ? this.engine.functionFor(value as object | null) : value;
  }

  pull(): void {
    const { object, values, read } = this;
    const length = hostTable.length(object);
    if (length > this.length) this.extend(length, null, 0n);
    let i = 0;
    if (read !== undefined) {
      for (; i + ELEMENTS_READ <= length; i += ELEMENTS_READ) {
        const elements = read(i);
        for (let n = 0; n < ELEMENTS_READ; n++) {
          if (!Object.is(elements[n], values[i + n])) this.take(i + n, elements[n]);
        }
      }
    }
    for (; i < length; i++) {
      const value = hostTable.get(object, this.index(i));
      if (!Object.is(value, values[i])) this.take(i, value);
    }
  }

  /** JavaScript's stack may end in here: then the element is looked at again. */
  private take(i: number, value: unknown): void {
    this.set(i, this.wordOf(value));
    this.note(i);
    this.values[i] = value;
  }

  push(): void {
    const { halves, pushed, length } = this;
    for (let i = 0; i < length; i++) {
      if (halves[2 * i] === pushed[2 * i] && halves[2 * i + 1] === pushed[2 * i + 1]) continue;
      const value = this.valueFor(this.get(i));
      hostTable.set(this.object, this.index(i), value);
      this.values[i] = value;
      this.note(i);
    }
  }
}
