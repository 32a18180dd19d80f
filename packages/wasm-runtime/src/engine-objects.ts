/**
 * Tables, globals and functions of the engine's own WebAssembly that modules of ours import.
 *
 * The engine does not tell where it keeps them, so each has a cell of ours that generated code works on, and both are
 * made equal whenever control changes sides: what the engine has is read at every entry into generated code and after
 * every call of JavaScript; what generated code wrote is given to the engine before every call of JavaScript and at the
 * end of every entry. There is one thread, so nothing can look at a difference in between. The price is a look at all
 * elements of all such tables at each crossing, while there are any.
 *
 * A function of the engine becomes a function of JavaScript with its type; that is found by asking the engine to link
 * it as each type that there is. Until one fits, no indirect call can match it. A function of ours that goes into a
 * table or global of the engine becomes one of the engine that calls ours; coming back, it is ours again.
 */
import { functionLinker } from "./host-modules.ts";
import { isHostFunction } from "./host-webassembly.ts";
import type { WasmSignature } from "./signature.ts";
import type { FunctionHandle, HostFunction, Store } from "./store.ts";

/** What is kept equal to an object of the engine. */
export interface Mirror {
  pull(): void;
  push(): void;
}

type Callee = (...args: unknown[]) => unknown;

export class EngineObjects {
  /** Whether there is anything to keep equal, or memories whose places and lengths have to be looked at. */
  active: boolean = false;
  /** Whether the engine may lack what generated code wrote, because its stack ended. */
  behind: boolean = false;
  private readonly store: Store;
  private readonly mirrors: Set<WeakRef<Mirror>> = new Set<WeakRef<Mirror>>();
  private readonly functions: WeakMap<object, HostFunction> = new WeakMap<object, HostFunction>();
  /** Functions of the engine by the function of ours that they call. */
  private readonly adapters: WeakMap<object, unknown> = new WeakMap<object, unknown>();
  private readonly untyped: Set<WeakRef<HostFunction>> = new Set<WeakRef<HostFunction>>();

  constructor(store: Store) {
    this.store = store;
    store.memories.onTracking = () => this.update();
    this.update();
  }

  /** How many objects are kept equal. */
  get size(): number {
    return this.mirrors.size;
  }

  private update(): void {
    this.active = this.mirrors.size > 0 || this.store.memories.tracking;
  }

  /** Brings the cells and the memories up to date. No number of a reference may be held that no root tells of. */
  pull(): void {
    const { memories } = this.store;
    if (memories.tracking) memories.refresh();
    if (this.mirrors.size === 0) return;
    if (this.behind) this.push();
    for (const ref of this.mirrors) {
      const mirror = ref.deref();
      if (mirror === undefined) this.mirrors.delete(ref);
      else mirror.pull();
    }
    this.update();
  }

  /** Brings the engine's objects up to date. */
  push(): void {
    if (this.mirrors.size === 0) return;
    this.behind = true;
    for (const ref of this.mirrors) ref.deref()?.push();
    this.behind = false;
  }

  /** Keeps another object equal from now on. */
  add(mirror: Mirror): void {
    this.mirrors.add(new WeakRef(mirror));
    this.update();
  }

  /**
   * What stands for an exported function of the engine; undefined for what is none. With a signature, throws the
   * engine's `LinkError` if it has another one.
   */
  function(value: unknown, sig?: WasmSignature): FunctionHandle | undefined {
    const { store } = this;
    let host = typeof value === "function" ? this.functions.get(value) : undefined;
    if (host === undefined) {
      // One that calls ours stands for ours.
      const known = store.handles.get(value as object);
      if (known !== undefined) return known;
      if (!isHostFunction(value)) return undefined;
      if (sig !== undefined) functionLinker(sig)(value);
      host = store.adoptHostFunction(value);
      this.functions.set(value, host);
      store.handles.set(value, host.handle);
      if (sig === undefined) this.findType(host);
      else store.typeHostFunction(host, sig);
      if (!host.typed) this.untyped.add(new WeakRef(host));
    } else if (sig !== undefined && !host.typed) {
      functionLinker(sig)(value);
      store.typeHostFunction(host, sig);
    }
    return host.handle;
  }

  /** Tries types that have come up since on functions whose type is not known. */
  findTypes(): void {
    for (const ref of this.untyped) {
      const host = ref.deref();
      if (host !== undefined) this.findType(host);
      if (host === undefined || host.typed) this.untyped.delete(ref);
    }
  }

  private findType(host: HostFunction): void {
    const signatures = this.store.signatureList;
    for (; !host.typed && host.typesTried < signatures.length; host.typesTried++) {
      const sig = signatures[host.typesTried]!;
      try {
        functionLinker(sig)(host.target);
      } catch {
        continue;
      }
      this.store.typeHostFunction(host, sig);
    }
  }

  /** A function that the engine takes as a reference: one of its own, or one of its own that calls ours; null is null. */
  functionFor(ours: object | null): unknown {
    if (ours === null || this.functions.has(ours)) return ours;
    let adapter = this.adapters.get(ours);
    if (adapter === undefined) {
      const handle = this.store.handles.get(ours)!;
      adapter = functionLinker(handle.signature)(this.callee(ours as Callee, handle.signature))[""];
      this.adapters.set(ours, adapter);
      this.store.handles.set(adapter as object, handle);
    }
    return adapter;
  }

  /** What such a function calls: the engine takes no functions of ours as results. */
  private callee(ours: Callee, { results }: WasmSignature): Callee {
    if (!results.includes("c")) return ours;
    const one = (value: unknown, i: number): unknown =>
      results[i] === "c" ? this.functionFor(value as object | null) : value;
    return (...args) => {
      const given = ours(...args);
      return results.length === 1 ? one(given, 0) : (given as unknown[]).map(one);
    };
  }
}
