/**
 * What all instances of a thread share: the runtime that code runs in, entries and exits for each signature, numbers of
 * function types, references to JavaScript values, and who keeps what alive.
 *
 * **Liveness.** Function references are addresses in memory that belongs to an instance or to a function of JavaScript;
 * generated code passes them on unseen. So whoever can get hold of a reference keeps its owner: an importer its exporter,
 * a table those whose functions were put in. Where a function's type has a funcref in it, references can flow both ways,
 * and both sides keep each other. What is kept so is collected together. A call keeps its instance while it runs, because
 * its wrapper mentions the owner after the call.
 */
import { Context, type TargetIsa } from "@cranelift-ts/codegen";
import { flagsBuilder, type Function as ClifFunction } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import {
  CALLEE,
  DEPTH,
  defaultRuntime,
  PENDING,
  SLOT_BYTES,
  SLOTS,
  type JitRuntime,
  type Mailbox,
} from "@cranelift-ts/jit";
import { hostIsa } from "@cranelift-ts/native";
import { BUILTIN_SIGNATURES, C_ROUTINES } from "./builtins.ts";
import { CodeSpace } from "./code-space.ts";
import { EngineObjects } from "./engine-objects.ts";
import { trapError, type WasmFrame, type WasmTrapCode } from "./errors.ts";
import { ExternRefs } from "./externrefs.ts";
import { HeapTrimmer } from "./heap-trim.ts";
import { BUILTIN, FUNC_REF } from "./layout.ts";
import type { LazyCode } from "./lazy-code.ts";
import { MemoryCells } from "./memory.ts";
import { signatureKey, type WasmSignature } from "./signature.ts";
import { builtinTrampoline, entryTrampoline, exitTrampoline, IMPORT_NUMBER } from "./trampolines.ts";
import { WeakSlots } from "./weak-slots.ts";
import {
  callerMaker,
  wrapperMaker,
  type CallerMaker,
  type WrapperHost,
  type WrapperMaker,
} from "./wrappers.ts";

/** Something that can keep other things alive. */
export interface Keeper {
  keep(other: object): void;
}

/** An exported function: what it is, and where. */
export interface FunctionHandle {
  readonly signature: WasmSignature;
  /** What has to live for the function to be callable. */
  readonly owner: Keeper;
  /** Address of its function reference, below 2^48. */
  readonly address: number;
}

/** What the store asks of an instance. */
export interface StoreInstance extends Keeper {
  exportedFunction(index: number): ExportedFunction;
  /** Runs a routine that generated code calls; arguments are in the mailbox from slot 1 on. */
  builtin(number: number, mailbox: Mailbox): void;
}

export type ExportedFunction = (...args: unknown[]) => unknown;

/** What there is for each signature, made when first needed. */
export interface SignatureCode {
  readonly signature: WasmSignature;
  /** Number of the function type in this thread. */
  readonly type: number;
  entry: (() => unknown) | undefined;
  wrapper: WrapperMaker | undefined;
  exit: bigint | undefined;
  caller: CallerMaker | undefined;
}

const WORDS = 0x1_0000_0000;

export class Store implements WrapperHost {
  readonly runtime: JitRuntime;
  readonly mailbox: Mailbox;
  readonly code: CodeSpace;
  readonly externs: ExternRefs;
  readonly memories: MemoryCells;
  /** What is imported of the engine's own WebAssembly. */
  readonly engine: EngineObjects;
  readonly instances: WeakSlots<StoreInstance> = new WeakSlots<StoreInstance>();
  readonly hostFunctions: WeakSlots<HostFunction> = new WeakSlots<HostFunction>();
  /** Modules whose functions are compiled when they are called. */
  readonly lazyModules: WeakSlots<LazyCode> = new WeakSlots<LazyCode>();
  /** Gives memory back to the system after compilations. */
  readonly heap: HeapTrimmer;
  /** Number of the routine that compiles a function: in slot 0, of the module in slot 1. Slot 0 gets its address. */
  readonly lazyDispatch: number;
  /** Address of the array of builtins. */
  readonly builtins: bigint;
  /** By exported function. */
  readonly handles: WeakMap<object, FunctionHandle> = new WeakMap<object, FunctionHandle>();
  private readonly builtinArray: BigUint64Array<ArrayBuffer> = new BigUint64Array(BUILTIN.COUNT);
  private readonly signatures: Map<string, SignatureCode> = new Map<string, SignatureCode>();
  /** All signatures that there are, in the order in which they came up. */
  readonly signatureList: WasmSignature[] = [];
  private readonly scratch: Uint8Array<ArrayBuffer> = new Uint8Array(FUNC_REF.BYTES);
  private readonly scratchView: DataView = new DataView(this.scratch.buffer);
  private readonly scratchAddress: bigint;
  private readonly memcpy: bigint;
  private readonly isa: TargetIsa;
  private readonly context: Context = new Context();
  /** Number of the routine that calls functions of JavaScript. */
  private readonly dispatch: number;
  private types: number = 0;

  constructor(runtime: JitRuntime = defaultRuntime()) {
    this.runtime = runtime;
    this.mailbox = runtime.mailbox;
    this.code = new CodeSpace(runtime);
    this.externs = new ExternRefs((mark) => this.code.markFrames(mark));
    this.memories = new MemoryCells(runtime.host);
    this.engine = new EngineObjects(this);
    this.heap = new HeapTrimmer(runtime.host);
    this.scratchAddress = runtime.host.addr(this.scratch.buffer);
    this.memcpy = runtime.host.dlsym("memcpy");
    const flags = flagsBuilder();
    flags.enable("enable_multi_ret_implicit_sret");
    this.isa = hostIsa({ flags: flags.finish(), host: "none" }) as TargetIsa;
    const { i32 } = this.mailbox;
    this.dispatch = runtime.addHostFunction(() => this.hostFunctions.get(i32[IMPORT_NUMBER / 4]!).call());
    this.lazyDispatch = runtime.addHostFunction(() => {
      const address = this.lazyModules.get(i32[(SLOTS + SLOT_BYTES) / 4]!).resolve(i32[SLOTS / 4]!);
      i32[SLOTS / 4] = address | 0;
      i32[SLOTS / 4 + 1] = Math.floor(address / WORDS);
    });
    for (const key of Object.keys(BUILTIN_SIGNATURES))
      this.builtinArray[Number(key)] = this.placeBuiltin(Number(key));
    for (const [number, name] of Object.entries(C_ROUTINES))
      this.builtinArray[Number(number)] = this.symbol(name);
    this.builtins = runtime.host.addr(this.builtinArray.buffer);
  }

  private placeBuiltin(number: number): bigint {
    const { runtime, mailbox } = this;
    const { i32 } = mailbox;
    const routine = runtime.addHostFunction(() => {
      this.instances.get(i32[SLOTS / 4]!).builtin(number, mailbox);
      if (this.memories.tracking) this.memories.refresh();
    });
    return this.placeHelper(builtinTrampoline(number, runtime.mailboxAddress, runtime.leaveAddress, routine));
  }

  /** Address of a C function. */
  symbol(name: string): bigint {
    const address = this.runtime.host.dlsym(name);
    if (address === 0n) throw new InternalError(`the process has no '${name}'`);
    return address;
  }

  /** Address of a library routine that the compiler calls. */
  libcall(name: string): bigint {
    const symbol = LIBCALLS[name];
    if (symbol === undefined) throw new InternalError(`library routine ${name} is not known`);
    return this.symbol(symbol);
  }

  // Signatures

  signature(sig: WasmSignature): SignatureCode {
    const key = signatureKey(sig);
    let found = this.signatures.get(key);
    if (found === undefined) {
      found = {
        signature: sig,
        type: ++this.types,
        entry: undefined,
        wrapper: undefined,
        exit: undefined,
        caller: undefined,
      };
      this.signatures.set(key, found);
      this.signatureList.push(sig);
    }
    return found;
  }

  private entry(code: SignatureCode): () => unknown {
    return (code.entry ??= this.runtime.createEntry(
      this.placeHelper(entryTrampoline(code.signature, this.runtime.mailboxAddress)),
    ));
  }

  private exit(code: SignatureCode): bigint {
    const { mailboxAddress, leaveAddress } = this.runtime;
    return (code.exit ??= this.placeHelper(
      exitTrampoline(code.signature, mailboxAddress, leaveAddress, this.dispatch),
    ));
  }

  private placeHelper(func: ClifFunction): bigint {
    this.context.clear();
    func.clone(this.context.func);
    const { code, alignment, relocs } = this.context.compile(this.isa);
    if (relocs.length > 0) throw new InternalError("a trampoline refers to other code");
    const block = this.runtime.memory.allocate("code", code.length, alignment);
    this.runtime.memory.write(block, 0, code);
    this.runtime.updateRanges();
    return block.address;
  }

  /** A function of JavaScript that calls generated code. `name` is what it is called. */
  createExportedFunction(handle: FunctionHandle, name: string): ExportedFunction {
    const code = this.signature(handle.signature);
    code.wrapper ??= wrapperMaker(handle.signature, this, this.entry(code));
    const call = code.wrapper(handle.owner, handle.address | 0, Math.floor(handle.address / WORDS));
    Object.defineProperty(call, "name", { value: name, configurable: true });
    this.handles.set(call, handle);
    return call;
  }

  /** A function reference to a function of JavaScript. */
  createHostFunction(sig: WasmSignature, target: (...args: unknown[]) => unknown): HostFunction {
    const made = new HostFunction(this, target);
    this.typeHostFunction(made, sig);
    return made;
  }

  /** A function reference to an exported function of the engine, whose type is not known yet. */
  adoptHostFunction(target: (...args: unknown[]) => unknown): HostFunction {
    return new HostFunction(this, target, target);
  }

  /** Gives a function its type. */
  typeHostFunction(host: HostFunction, sig: WasmSignature): void {
    const code = this.signature(sig);
    code.caller ??= callerMaker(sig, this);
    host.setType(code, this.exit(code), code.caller);
  }

  /** Calls an exported function with values as bits, references as JavaScript values; for tests that look at NaNs. */
  callExact(call: ExportedFunction, args: readonly ExactValue[]): ExactValue[] {
    const handle = this.handles.get(call);
    if (handle === undefined) throw new TypeError("not an exported function");
    const { params, results } = handle.signature;
    if (args.length !== params.length) throw new TypeError(`${params.length} arguments expected`);
    const entry = this.entry(this.signature(handle.signature));
    const { mailbox, externs } = this;
    const { i32, i64 } = mailbox;
    const slot = (i: number): number => (SLOTS + i * SLOT_BYTES) / 8;
    const words = args.map((a, i) =>
      params[i] === "c" ? this.funcRefAddress(a, handle.owner) : params[i] === "e" ? 0n : (a as bigint),
    );
    if (this.engine.active) this.engine.pull();
    externs.reserve(args.length);
    words.forEach((w, i) => (i64[slot(i)] = params[i] === "e" ? BigInt(externs.add(args[i])) : w));
    i32[CALLEE / 4] = handle.address | 0;
    i32[CALLEE / 4 + 1] = Math.floor(handle.address / WORDS);
    i32[0] = 0;
    i32[DEPTH / 4]!++;
    try {
      entry();
    } catch (error) {
      i32[0] = 0;
      i32[DEPTH / 4]!--;
      throw error;
    }
    if (--i32[DEPTH / 4]! === 0 && i32[PENDING / 4] !== 0) mailbox.idle();
    if (this.engine.active) this.engine.push();
    if (i32[0] !== 0) this.raise(handle.owner);
    return [...results].map((k, i) => {
      if (k === "c") return this.funcRefValue(i64[slot(i)]!);
      if (k === "e") return externs.get(i32[slot(i) * 2]!);
      return k === "i" || k === "f" ? BigInt(i32[slot(i) * 2]! >>> 0) : BigInt.asUintN(64, i64[slot(i)]!);
    });
  }

  // References

  /** Lets `holder` have a reference to a function. */
  link(holder: Keeper, handle: FunctionHandle): void {
    holder.keep(handle.owner);
    const { params, results } = handle.signature;
    if (params.includes("c") || results.includes("c")) handle.owner.keep(holder);
  }

  funcRefAddress(value: unknown, owner: object): bigint {
    if (value === null) return 0n;
    const handle =
      typeof value === "function" ? (this.handles.get(value) ?? this.engine.function(value)) : undefined;
    if (handle === undefined)
      throw new TypeError(
        "type incompatibility when transforming from/to JS: function-typed object expected",
      );
    this.link(owner as Keeper, handle);
    return BigInt(handle.address);
  }

  /** Code and context of a function reference. */
  readFuncRef(address: number): [code: bigint, context: bigint] {
    this.runtime.host.call(this.memcpy, this.scratchAddress, BigInt(address), BigInt(FUNC_REF.BYTES));
    return [
      this.scratchView.getBigUint64(FUNC_REF.CODE, true),
      this.scratchView.getBigUint64(FUNC_REF.CONTEXT, true),
    ];
  }

  funcRefValue(address: bigint): ExportedFunction | null {
    if (address === 0n) return null;
    this.runtime.host.call(this.memcpy, this.scratchAddress, address, BigInt(FUNC_REF.BYTES));
    const instance = this.scratchView.getInt32(FUNC_REF.INSTANCE, true);
    const index = this.scratchView.getInt32(FUNC_REF.INDEX, true);
    return instance < 0
      ? this.hostFunctions.get(index).exportedFunction()
      : this.instances.get(instance).exportedFunction(index);
  }

  list(value: unknown, count: number): unknown[] {
    const out = [...(value as Iterable<unknown>)];
    if (out.length !== count)
      throw new TypeError(`multi-return length mismatch: ${count} values expected, ${out.length} given`);
    return out;
  }

  // Ends of calls

  raise(_owner: object): never {
    const outcome = this.runtime.takeOutcome();
    if (outcome.kind === "threw") throw outcome.error;
    const frames = this.code.trapFrames(outcome.pc, outcome.fp, outcome.sp);
    throw trapError(outcome.stackOverflow ? "exhaustion" : this.code.trapCode(Number(outcome.pc)), frames);
  }

  /** The error of a trap that a routine of the runtime raises. */
  trap(code: WasmTrapCode, message?: string): Error {
    const frames: WasmFrame[] = this.runtime.depth > 0 ? this.code.callFrames() : [];
    return message === undefined ? trapError(code, frames) : trapError(code, frames, message);
  }

  /** `memset`. */
  fill(to: bigint, byte: number, bytes: number): void {
    this.runtime.host.call(this.builtinArray[BUILTIN.MEMSET]!, to, BigInt(byte & 0xff), BigInt(bytes));
  }

  /** Calls of `memmove` and the like between addresses. */
  copy(to: bigint, from: bigint, bytes: number): void {
    this.runtime.host.call(this.builtinArray[BUILTIN.MEMMOVE]!, to, from, BigInt(bytes));
  }
}

/** Names of the C functions behind the compiler's library routines. */
const LIBCALLS: Readonly<Record<string, string>> = {
  CeilF32: "ceilf",
  CeilF64: "ceil",
  FloorF32: "floorf",
  FloorF64: "floor",
  TruncF32: "truncf",
  TruncF64: "trunc",
  NearestF32: "rintf",
  NearestF64: "rint",
  FmaF32: "fmaf",
  FmaF64: "fma",
  Memcpy: "memcpy",
  Memset: "memset",
  Memmove: "memmove",
  Memcmp: "memcmp",
};

/** Unsigned bits of a number, or a reference. */
export type ExactValue = unknown;

/** A function of JavaScript that generated code can call. */
export class HostFunction implements Keeper {
  readonly handle: FunctionHandle;
  /** Calls it with the arguments in the mailbox. */
  call: () => void = NO_TYPE;
  readonly target: (...args: unknown[]) => unknown;
  /** How many of the store's signatures were tried on it; for functions of the engine. */
  typesTried: number = 0;
  /** What the function is called that shows it: its index in the module that imported it. */
  name: string = "0";
  private readonly store: Store;
  private readonly record: ArrayBuffer = new ArrayBuffer(FUNC_REF.BYTES);
  private readonly kept: Set<object> = new Set<object>();
  private exported: ExportedFunction | undefined;

  /** `exported` is what JavaScript sees of it, if that is not a function of ours. */
  constructor(store: Store, target: (...args: unknown[]) => unknown, exported?: ExportedFunction) {
    this.store = store;
    this.target = target;
    this.exported = exported;
    const address = store.runtime.host.addr(this.record);
    const view = new DataView(this.record);
    view.setBigUint64(FUNC_REF.CONTEXT, address, true);
    view.setInt32(FUNC_REF.INSTANCE, -1, true);
    view.setInt32(FUNC_REF.INDEX, store.hostFunctions.add(this), true);
    this.handle = { signature: { params: "", results: "" }, owner: this, address: Number(address) };
  }

  /** Whether its type is known; no call matches it before. */
  get typed(): boolean {
    return this.call !== NO_TYPE;
  }

  setType(code: SignatureCode, exit: bigint, caller: CallerMaker): void {
    const view = new DataView(this.record);
    view.setBigUint64(FUNC_REF.CODE, exit, true);
    view.setUint32(FUNC_REF.TYPE, code.type, true);
    (this.handle as { signature: WasmSignature }).signature = code.signature;
    this.call = caller(this.target, this);
  }

  keep(other: object): void {
    if (other !== this) this.kept.add(other);
  }

  /** The function as an instance that exports it shows it. */
  exportedFunction(): ExportedFunction {
    return (this.exported ??= this.store.createExportedFunction(this.handle, this.name));
  }
}

const NO_TYPE = (): void => {
  throw new InternalError("a function of unknown type was called");
};

let shared: Store | undefined;

/** The store of this thread. Throws `JitHostError` if native code cannot run here. */
export function defaultStore(): Store {
  return (shared ??= new Store());
}
