/** Cells of ours for globals and tables of the engine's own WebAssembly; see `engine-objects.ts`. */
import type { EngineObjects, Mirror } from "./engine-objects.ts";
import { GlobalCell, shownAs as showGlobalAs } from "./global.ts";
import { globalLinker, limitsLinker } from "./host-modules.ts";
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
    this.value_ = value;
    if ("ce".includes(this.kind)) this.value = value;
    else
      this.bits = this.narrow
        ? BigInt.asUintN(32, BigInt(value as number))
        : BigInt.asUintN(64, value as bigint);
    this.word = this.bits;
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
  /** What the engine has, and the words that stand for it. */
  private readonly values: unknown[];
  private pushed: bigint[];

  constructor(store: Store, kind: string, length: number, index64: boolean, object: HostTable) {
    super(store, kind, length, undefined, index64);
    this.engine = store.engine;
    this.object = object;
    this.values = new Array<unknown>(length).fill(null);
    this.pushed = new Array<bigint>(length).fill(0n);
    showTableAs(this, object);
  }

  private index(i: number): number | bigint {
    return this.index64 ? BigInt(i) : i;
  }

  private extend(length: number, value: unknown, word: bigint): void {
    const old = this.length;
    super.grow(length - old, word);
    for (let i = old; i < length; i++) {
      this.values.push(value);
      this.pushed.push(word);
    }
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
    const { object, values } = this;
    const length = hostTable.length(object);
    if (length > this.length) this.extend(length, null, 0n);
    for (let i = 0; i < length; i++) {
      const value = hostTable.get(object, this.index(i));
      if (Object.is(value, values[i])) continue;
      values[i] = value;
      this.set(i, (this.pushed[i] = this.wordOf(value)));
    }
  }

  push(): void {
    const { object, pushed, length } = this;
    for (let i = 0; i < length; i++) {
      const word = this.get(i);
      if (word === pushed[i]) continue;
      const value = this.valueFor(word);
      hostTable.set(object, this.index(i), value);
      this.values[i] = value;
      pushed[i] = word;
    }
  }
}
