/** Globals: cells of 16 bytes outside of JavaScript's heap, and `WebAssembly.Global`. */
import { defaultStore, type Keeper, type Store } from "./store.ts";
import type { ExternRoots } from "./externrefs.ts";
import { Kept, type FunctionHolder } from "./kept.ts";
import { GLOBAL_BYTES } from "./layout.ts";
import { asInterface, text, toDescriptor, withLength } from "./to-js.ts";

/** A global as instances know it. It may be in an instance's context, which `owner` then is. */
export class GlobalCell implements Keeper, ExternRoots, FunctionHolder {
  /** Letter of the type. */
  readonly kind: string;
  readonly mutable: boolean;
  readonly address: bigint;
  private readonly store: Store;
  private readonly view: DataView;
  private readonly offset: number;
  private readonly kept: Kept;

  constructor(
    store: Store,
    kind: string,
    mutable: boolean,
    buffer: ArrayBuffer = new ArrayBuffer(GLOBAL_BYTES),
    offset: number = 0,
    owner?: object,
  ) {
    this.store = store;
    this.kind = kind;
    this.mutable = mutable;
    this.view = new DataView(buffer);
    this.offset = offset;
    this.address = store.runtime.host.addr(buffer) + BigInt(offset);
    this.kept = new Kept(store.functionHolders);
    if (owner !== undefined) this.kept.add(owner);
    if (kind === "e") store.externs.addRoot(this);
    if (kind === "c") store.functionHolders.add(this);
  }

  keep(other: object): void {
    if (other !== this) this.kept.add(other);
  }

  markExterns(mark: (handle: number) => void): void {
    mark(this.view.getInt32(this.offset, true));
  }

  markFunctions(mark: (address: number) => void): void {
    mark(Number(this.bits));
  }

  /** Bits of a number, address of a function reference, number of a reference. */
  get bits(): bigint {
    return this.view.getBigUint64(this.offset, true);
  }

  set bits(word: bigint) {
    this.view.setBigUint64(this.offset, BigInt.asUintN(64, word), true);
  }

  get value(): unknown {
    const { view, offset } = this;
    switch (this.kind) {
      case "i":
        return view.getInt32(offset, true);
      case "l":
        return view.getBigInt64(offset, true);
      case "f":
        return view.getFloat32(offset, true);
      case "d":
        return view.getFloat64(offset, true);
      case "c":
        return this.store.funcRefValue(this.bits);
      default:
        return this.store.externs.get(view.getInt32(offset, true));
    }
  }

  /** Throws `TypeError` for what cannot be converted. */
  set value(value: unknown) {
    const { view, offset, store } = this;
    switch (this.kind) {
      case "i":
        view.setInt32(offset, (value as number) | 0, true);
        break;
      case "l":
        view.setBigInt64(offset, BigInt.asIntN(64, value as bigint), true);
        break;
      case "f":
        view.setFloat32(offset, +(value as number), true);
        break;
      case "d":
        view.setFloat64(offset, +(value as number), true);
        break;
      case "c":
        this.bits = store.funcRefAddress(value, this);
        break;
      default:
        store.externs.reserve(1);
        view.setInt32(offset, store.externs.add(value), true);
    }
  }
}

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({ i32: "i", i64: "l", f32: "f", f64: "d", anyfunc: "c", externref: "e" }),
);
const ZEROS: Readonly<Record<string, unknown>> = { i: 0, l: 0n, f: 0, d: 0, c: null, e: undefined };

const cells = new WeakMap<object, GlobalCell>();
const objects = new WeakMap<GlobalCell, WeakRef<Global>>();
let adopted: GlobalCell | undefined;

function cell(global: unknown, method: string): GlobalCell {
  const found = cells.get(global as object);
  if (found === undefined) throw new TypeError(`${method}: Receiver is not a WebAssembly.Global`);
  return found;
}

/** `WebAssembly.Global` */
export class Global {
  constructor(descriptor: unknown, value?: unknown) {
    if (adopted !== undefined) {
      cells.set(this, adopted);
      return;
    }
    const what = "WebAssembly.Global()";
    const d = toDescriptor(descriptor, what);
    const mutable = Boolean(d["mutable"]);
    const kind = KINDS.get(text(d["value"]));
    if (kind === undefined)
      throw new TypeError(`${what}: Descriptor property 'value' must be a WebAssembly type`);
    const made = new GlobalCell(defaultStore(), kind, mutable);
    // For functions, undefined is a wrong value, not an absent one.
    made.value = value === undefined && (kind !== "c" || arguments.length < 2) ? ZEROS[kind] : value;
    cells.set(this, made);
    objects.set(made, new WeakRef(this));
  }

  get value(): unknown {
    return cell(this, "get WebAssembly.Global.value").value;
  }

  set value(value: unknown) {
    const c = cell(this, "set WebAssembly.Global.value");
    if (!c.mutable)
      throw new TypeError("set WebAssembly.Global.value: Can't set the value of an immutable global.");
    if (arguments.length === 0) throw new TypeError("set WebAssembly.Global.value: Argument 0 is required");
    c.value = value;
  }

  valueOf(): unknown {
    return cell(this, "WebAssembly.Global.valueOf()").value;
  }
}
withLength(Global, 1);
asInterface(Global, "Global");

/** The cell of a `Global`, or undefined for what is none. */
export function globalCell(value: unknown): GlobalCell | undefined {
  return typeof value === "object" && value !== null ? cells.get(value) : undefined;
}

/** Lets a cell be seen by JavaScript as an object of the engine, which the cell keeps. */
export function shownAs(made: GlobalCell, object: object): void {
  objects.set(made, new WeakRef(object as Global));
}

/** The `Global` of a cell, the same each time. */
export function globalOf(made: GlobalCell): Global {
  const known = objects.get(made)?.deref();
  if (known !== undefined) return known;
  adopted = made;
  try {
    const global = new Global(undefined);
    objects.set(made, new WeakRef(global));
    return global;
  } finally {
    adopted = undefined;
  }
}
