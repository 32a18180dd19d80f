/**
 * A module whose functions run in this process.
 *
 * A definition gets memory at once; `finalize` fills in addresses, and from then on functions can be called through
 * wrappers and data can be reached by address. Names that are not defined here are looked up, in this order, among the
 * module's JavaScript functions, the symbols it was given, its `lookup` function, and the symbols of the process. Routines
 * that the back end calls by itself and that are nowhere to be found come from `@cranelift-ts/runtime-lib`.
 *
 * Code lies near its data and constants; what is farther than 2 GiB is called through a veneer and addressed through a
 * slot. In a `redefinable` module every function is reached through a slot of its own, by calls and by its address, so
 * that it can be replaced or freed; code that was replaced is kept until no call into generated code is active.
 */
import { types, type DataValue, type Function, type IsaInfo, type Signature } from "@cranelift-ts/codegen-ir";
import type { CodeBlock } from "@cranelift-ts/jit-host";
import {
  isOwnRoutine,
  Module,
  ModuleError,
  type DataDescription,
  type DataId,
  type FuncId,
  type FunctionBody,
  type ModuleOptions,
  type ModuleRelocTarget,
} from "@cranelift-ts/module";
import { routines } from "@cranelift-ts/runtime-lib";
import type { DebugCode } from "./debug-image.ts";
import type { JitDebugOptions } from "./debug-info.ts";
import { NativeException } from "./native-exception.ts";
import { applyRelocation, isNear, jumpThroughSlot, relocationClass, veneer } from "./relocate-x64.ts";
import { defaultRuntime, type EntryPoint, type JitRuntime } from "./runtime.ts";
import { checkSignature, entryTrampoline, hostTrampoline, throwTrampoline } from "./trampolines.ts";
import {
  hostCaller,
  loadValue,
  storeValue,
  wrapperFactory,
  type NativeFunction,
  type Wrapper,
  type WrapperFactory,
} from "./wrappers.ts";

export interface JitModuleOptions<Isa extends IsaInfo = IsaInfo> extends ModuleOptions<Isa> {
  /** Memory, stack and signal handlers; those of the thread if absent. */
  readonly runtime?: JitRuntime;
  /** Addresses of imported names. */
  readonly symbols?: Readonly<Record<string, bigint>> | ReadonlyMap<string, bigint>;
  /** Looks up imported names that `symbols` has not. */
  readonly lookup?: (name: string) => bigint | undefined;
  /** Let functions be replaced and freed, at the price of a jump for each call; false if absent. */
  readonly redefinable?: boolean;
  /** Gets a line for each finalized function: its address, size and name in the format of `perf`'s maps. */
  readonly onCode?: (line: string) => void;
  /** Tools that are told about code; of the whole runtime from then on, see `JitRuntime.enableDebug`. */
  readonly debug?: JitDebugOptions;
}

interface PlacedFunction {
  readonly block: CodeBlock;
  readonly body: FunctionBody;
}

interface PlacedData {
  readonly block: CodeBlock;
  readonly data: DataDescription;
}

/** A function's slot and the jump through it. */
interface Redirect {
  readonly slot: CodeBlock;
  readonly jump: CodeBlock;
}

/** A wrapper and what it calls. */
interface PlacedWrapper {
  readonly wrapper: Wrapper;
  readonly point: EntryPoint;
}

/** The trampoline of a signature, and the factory of its wrappers. */
interface Entry {
  readonly signature: Signature;
  readonly trampoline: bigint;
  readonly factory: WrapperFactory;
}

const WORD = 8;

export class JitModule<Isa extends IsaInfo = IsaInfo> extends Module<Isa> {
  readonly runtime: JitRuntime;
  private readonly redefinable: boolean;
  private readonly symbols: ReadonlyMap<string, bigint>;
  private readonly lookup: ((name: string) => bigint | undefined) | undefined;
  private readonly onCode: ((line: string) => void) | undefined;
  private readonly placedFunctions: Map<FuncId, PlacedFunction> = new Map<FuncId, PlacedFunction>();
  private readonly placedData: Map<DataId, PlacedData> = new Map<DataId, PlacedData>();
  private readonly pendingFunctions: Set<FuncId> = new Set<FuncId>();
  private readonly pendingData: Set<DataId> = new Set<DataId>();
  private readonly redirects: Map<FuncId, Redirect> = new Map<FuncId, Redirect>();
  private readonly hostAddresses: Map<string, bigint> = new Map<string, bigint>();
  private readonly hostFunctions: number[] = [];
  private readonly wrappers: Map<FuncId, PlacedWrapper> = new Map<FuncId, PlacedWrapper>();
  private readonly entries: Map<string, Entry> = new Map<string, Entry>();
  /** Veneers and address slots by region and target. */
  private readonly veneers: Map<string, CodeBlock> = new Map<string, CodeBlock>();
  private readonly slots: Map<string, CodeBlock> = new Map<string, CodeBlock>();
  /** Blocks that live as long as the module. */
  private readonly blocks: CodeBlock[] = [];
  private freedFunction: bigint | undefined = undefined;
  private disposed: boolean = false;

  /** Throws `ModuleError` if code for the target cannot run here, and `JitHostError` if no native code can. */
  constructor(options: JitModuleOptions<Isa>) {
    super(options);
    const { triple, name } = this.isa;
    if (name !== "x86_64" || process.arch !== "x64") {
      throw new ModuleError("backend", `code for ${triple.architecture} cannot run on ${process.arch}`);
    }
    this.runtime = options.runtime ?? defaultRuntime();
    this.runtime.assertUsable();
    if (options.debug !== undefined) this.runtime.enableDebug(options.debug);
    this.redefinable = options.redefinable ?? false;
    const symbols = options.symbols ?? {};
    this.symbols = symbols instanceof Map ? symbols : new Map<string, bigint>(Object.entries(symbols));
    this.lookup = options.lookup;
    this.onCode = options.onCode;
  }

  /**
   * Declares a function that is JavaScript's: generated code can call it like any imported function. What it throws
   * passes through generated code to the JavaScript that called it. Throws as `declareFunction` does.
   */
  declareHostFunction(name: string, signature: Signature, target: (...args: never[]) => unknown): FuncId {
    checkSignature(signature);
    if (this.hostAddresses.has(name))
      throw new ModuleError("duplicate-definition", `'${name}' is defined already`);
    const id = this.declareFunction(name, "import", signature);
    this.hostAddresses.set(name, this.hostTrampolineOf(id, name, signature, target));
    return id;
  }

  /** Address of code that calls a JavaScript function. */
  private hostTrampolineOf(
    id: FuncId,
    name: string,
    signature: Signature,
    target: (...args: never[]) => unknown,
  ): bigint {
    const { runtime } = this;
    const index = runtime.addHostFunction(hostCaller(signature, runtime.mailbox, target));
    this.hostFunctions.push(index);
    const func = hostTrampoline(signature, runtime.mailboxAddress, runtime.leaveAddress, index);
    return this.placeHelper(`call of ${name}`, this.compiled(id, func));
  }

  /**
   * Declares a function with which generated code throws: its parameters are a tag (i32), the dynamic context that
   * handlers must have (i64, with `options.context` only), and up to two payloads (i64). The innermost handler of a
   * `try_call` that takes the tag goes on, without any JavaScript; without one, the JavaScript below gets a
   * `NativeException`. Throws as `declareFunction` does.
   */
  declareThrower(name: string, signature: Signature, options: { readonly context?: boolean } = {}): FuncId {
    const context = options.context === true;
    const wanted = [types.I32, ...(context ? [types.I64] : []), types.I64, types.I64];
    const { params, returns } = signature;
    if (
      params.length < (context ? 2 : 1) ||
      returns.length > 0 ||
      params.some((p, i) => p.type !== wanted[i])
    ) {
      throw new ModuleError("backend", `'${name}' is no function that takes a tag and payloads`);
    }
    if (this.hostAddresses.has(name))
      throw new ModuleError("duplicate-definition", `'${name}' is defined already`);
    const id = this.declareFunction(name, "import", signature);
    const { runtime } = this;
    const uncaught = this.hostTrampolineOf(id, name, signature, (tag: number, ...rest: bigint[]) => {
      const [first = 0n, second = 0n] = context ? rest.slice(1) : rest;
      throw new NativeException(tag, [first, second], context ? rest[0] : undefined);
    });
    const { root, throwAddress } = runtime.unwinder;
    const func = throwTrampoline(signature, {
      context,
      root,
      stackEnd: runtime.stackTop,
      throwAddress,
      uncaught,
    });
    this.hostAddresses.set(name, this.placeHelper(name, this.compiled(id, func)));
    return id;
  }

  /**
   * Gives everything defined since the last time its addresses. Throws `ModuleError` of kind `undefined` with all names
   * that are nowhere to be found; nothing is lost then, and it can be called again.
   */
  finalize(): void {
    this.assertAlive();
    this.assertComplete();
    this.linkRoutines();
    this.assertResolvable();
    for (const id of this.pendingFunctions) this.write(id, this.placedFunctions.get(id)!);
    for (const id of this.pendingData) this.writeData(this.placedData.get(id)!);
    const finalized = this.runtime.debug === undefined ? [] : [...this.pendingFunctions];
    this.pendingFunctions.clear();
    this.pendingData.clear();
    this.runtime.updateRanges();
    this.tellDebuggers(finalized);
  }

  /** Address of a finalized or imported function. Throws `ModuleError` if it has none. */
  functionAddress(id: FuncId): bigint {
    this.assertAlive();
    if (this.pendingFunctions.has(id)) throw this.notFinalized(this.declarations.functionName(id));
    return this.addressOfFunction(id);
  }

  /** Address of a finalized or imported data object. Throws `ModuleError` if it has none. */
  dataAddress(id: DataId): bigint {
    this.assertAlive();
    if (this.pendingData.has(id)) throw this.notFinalized(this.declarations.dataName(id));
    return this.addressOfData(id);
  }

  /**
   * A JavaScript function that calls function `id`; the same one each time. Integers of up to 32 bits and floats are
   * numbers, i64 and i128 bigints, other values `Uint8Array`s; several results come as an array. A trap in generated code is
   * thrown as `TrapError`.
   */
  getFunction(id: FuncId): NativeFunction {
    return this.wrapper(id).call;
  }

  /**
   * Calls function `id` with values whose bits arrive as they are, and returns its results likewise. Throws what a
   * wrapper throws, and `ModuleError` if the arguments are not those of the signature.
   */
  callValues(id: FuncId, args: readonly DataValue[]): DataValue[] {
    const { params, returns } = this.declarations.func(id).signature;
    if (args.length !== params.length || args.some((a, i) => a.type !== params[i]!.type)) {
      throw new ModuleError("backend", `'${this.declarations.functionName(id)}' takes other arguments`);
    }
    const { enter } = this.wrapper(id);
    const { mailbox } = this.runtime;
    args.forEach((a, i) => storeValue(mailbox, i, a));
    enter();
    return returns.map((r, i) => loadValue(mailbox, i, r.type));
  }

  private wrapper(id: FuncId): Wrapper {
    const known = this.wrappers.get(id);
    if (known !== undefined) return known.wrapper;
    const callee = this.functionAddress(id);
    const { signature } = this.declarations.func(id);
    const entry = this.entry(id, signature);
    const { runtime } = this;
    const point = runtime.takeEntry(callee, entry.trampoline);
    const wrapper = entry.factory(runtime.mailbox, point.call);
    this.wrappers.set(id, { wrapper, point });
    return wrapper;
  }

  /**
   * Replaces the definition of a function, for callers in generated code and in JavaScript alike. Calls that are active
   * go on in the old code. Only in a `redefinable` module. Throws as `defineFunction` does.
   */
  redefineFunction(id: FuncId, func: Function): void {
    this.redefineFunctionBody(id, this.compiled(id, func));
  }

  /** As {@link redefineFunction}, with finished code. */
  redefineFunctionBody(id: FuncId, body: FunctionBody): void {
    this.assertRedefinable(id);
    const name = this.declarations.functionName(id);
    const old = this.placedFunctions.get(id);
    if (old === undefined) throw new ModuleError("undefined", `'${name}' is not defined`);
    this.checkBody(id, body);
    for (const r of body.relocs) relocationClass(r.kind);
    this.noteLibcalls(body);
    const pending = new Set(this.pendingFunctions);
    this.linkRoutines();
    for (const routine of this.pendingFunctions) {
      if (pending.has(routine)) continue;
      this.write(routine, this.placedFunctions.get(routine)!);
      this.pendingFunctions.delete(routine);
      this.tellDebuggers([routine]);
    }
    this.assertTargetsKnown(
      name,
      body.relocs.map((r) => r.target),
    );
    const next = { block: this.runtime.memory.allocate("code", body.code.length, body.alignment), body };
    this.write(id, next);
    this.placedFunctions.set(id, next);
    this.pendingFunctions.delete(id);
    this.retire(old);
    this.runtime.updateRanges();
    this.tellDebuggers([id]);
  }

  /**
   * Takes a function's code away: its wrapper throws `ModuleError`, a call from generated code traps, and it can be
   * defined again. Only in a `redefinable` module.
   */
  freeFunction(id: FuncId): void {
    this.assertRedefinable(id);
    const name = this.declarations.functionName(id);
    const old = this.placedFunctions.get(id);
    if (old === undefined) throw new ModuleError("undefined", `'${name}' is not defined`);
    // ud2, which no trap record explains
    this.freedFunction ??= this.keep("code", Uint8Array.of(0x0f, 0x0b));
    this.setSlot(this.redirect(id).slot, this.freedFunction);
    this.placedFunctions.delete(id);
    this.pendingFunctions.delete(id);
    this.forgetDefinition(id);
    const placed = this.wrappers.get(id);
    if (placed !== undefined) {
      this.disconnect(placed, `'${name}' has been freed`);
      this.wrappers.delete(id);
    }
    this.retire(old);
  }

  /** Gives all memory back once nothing of it is active. Wrappers, and code that still calls in, throw or trap. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    for (const placed of this.wrappers.values()) this.disconnect(placed, "the module has been disposed of");
    for (const index of this.hostFunctions) this.runtime.removeHostFunction(index);
    const { memory, code, unwinder } = this.runtime;
    this.runtime.whenIdle(() => {
      const { debug } = this.runtime;
      for (const { block } of this.placedFunctions.values()) {
        code.remove(block.address);
        unwinder.remove(block.address);
        debug?.remove(block.address);
        memory.free(block);
      }
      for (const { block } of this.placedData.values()) memory.free(block);
      for (const { slot, jump } of this.redirects.values()) {
        memory.free(slot);
        memory.free(jump);
      }
      for (const block of this.blocks) {
        debug?.remove(block.address);
        memory.free(block);
      }
    });
  }

  protected acceptFunction(id: FuncId, body: FunctionBody): void {
    this.assertAlive();
    for (const r of body.relocs) relocationClass(r.kind);
    this.placedFunctions.set(id, {
      block: this.runtime.memory.allocate("code", body.code.length, body.alignment),
      body,
    });
    this.pendingFunctions.add(id);
  }

  protected acceptData(id: DataId, data: DataDescription): void {
    this.assertAlive();
    const { tls, writable } = this.declarations.datum(id);
    if (tls) throw new ModuleError("backend", "thread-local data cannot be defined in this process");
    const size = data.contents instanceof Uint8Array ? data.contents.length : data.contents.zeros;
    const align = Math.max(data.align ?? 1, data.relocs === undefined ? 1 : WORD);
    const block = this.runtime.memory.allocate(writable ? "data" : "constants", size, align);
    this.placedData.set(id, { block, data });
    this.pendingData.add(id);
  }

  // Addresses

  private addressOfFunction(id: FuncId): bigint {
    if (this.redefinable && this.placedFunctions.has(id)) return this.redirect(id).jump.address;
    const placed = this.placedFunctions.get(id);
    if (placed !== undefined) return placed.block.address;
    const { name } = this.declarations.func(id);
    const found = name === undefined ? undefined : this.symbol(name);
    if (found === undefined)
      throw new ModuleError("undefined", `'${this.declarations.functionName(id)}' is not defined`);
    return found;
  }

  private addressOfData(id: DataId): bigint {
    const placed = this.placedData.get(id);
    if (placed !== undefined) return placed.block.address;
    const { name } = this.declarations.datum(id);
    const found = name === undefined ? undefined : this.symbol(name);
    if (found === undefined)
      throw new ModuleError("undefined", `'${this.declarations.dataName(id)}' is not defined`);
    return found;
  }

  /**
   * Compiles the run-time routines that code calls and that nobody provides. The process is asked only for those that a
   * C library has: what it calls `__divti3` does not trap.
   */
  private linkRoutines(): void {
    this.defineRoutines(routines, (libcall) => {
      const name = this.libcallNames(libcall);
      return (isOwnRoutine(libcall) ? this.given(name) : this.symbol(name)) === undefined;
    });
  }

  /** The address of a name among what the caller gave. */
  private given(name: string): bigint | undefined {
    return this.hostAddresses.get(name) ?? this.symbols.get(name) ?? this.lookup?.(name);
  }

  private symbol(name: string): bigint | undefined {
    const found = this.given(name);
    if (found !== undefined) return found;
    const address = this.runtime.host.dlsym(name);
    return address === 0n ? undefined : address;
  }

  private targetAddress(target: ModuleRelocTarget): bigint {
    switch (target.kind) {
      case "function":
        return this.addressOfFunction(target.id);
      case "data":
        return this.addressOfData(target.id);
      case "functionOffset": {
        const placed = this.placedFunctions.get(target.id);
        if (placed === undefined) return this.addressOfFunction(target.id) + BigInt(target.offset);
        return placed.block.address + BigInt(target.offset);
      }
      case "libcall": {
        const name = this.libcallNames(target.libcall);
        const declared = this.declarations.lookup(name);
        if (declared?.kind === "function") return this.addressOfFunction(declared.id);
        const found = this.symbol(name);
        if (found === undefined) throw new ModuleError("undefined", `'${name}' is not defined`);
        return found;
      }
      case "known":
        throw new ModuleError("backend", `${target.symbol} has no meaning in this process`);
    }
  }

  private assertTargetsKnown(user: string, targets: readonly ModuleRelocTarget[]): void {
    const missing = new Set<string>();
    this.collectMissing(user, targets, missing);
    if (missing.size > 0) throw undefinedNames(missing);
  }

  private assertResolvable(): void {
    const missing = new Set<string>();
    for (const id of this.pendingFunctions) {
      const targets = this.placedFunctions.get(id)!.body.relocs.map((r) => r.target);
      this.collectMissing(this.declarations.functionName(id), targets, missing);
    }
    for (const id of this.pendingData) {
      const targets = (this.placedData.get(id)!.data.relocs ?? []).map((r) => r.target);
      this.collectMissing(this.declarations.dataName(id), targets, missing);
    }
    if (missing.size > 0) throw undefinedNames(missing);
  }

  private collectMissing(user: string, targets: readonly ModuleRelocTarget[], missing: Set<string>): void {
    for (const target of targets) {
      try {
        this.targetAddress(target);
      } catch (error) {
        if (!(error instanceof ModuleError)) throw error;
        missing.add(`${error.message} (needed by '${user}')`);
      }
    }
  }

  // Filling in

  private write(id: FuncId, placed: PlacedFunction): void {
    const { block, body } = placed;
    const code = body.code.slice();
    for (const r of body.relocs) {
      const kind = relocationClass(r.kind);
      let target = this.targetAddress(r.target);
      if (kind.slot) target = this.addressSlot(block.region, target).address;
      else if (kind.branch && !isNear(target + r.addend - (block.address + BigInt(r.offset)))) {
        target = this.farJump(block.region, target).address;
      }
      applyRelocation(code, block.address, r.offset, kind, target, r.addend);
    }
    this.runtime.memory.write(block, 0, code);
    const name = this.declarations.functionName(id);
    const size = BigInt(Math.max(1, code.length));
    this.runtime.code.add({ start: block.address, end: block.address + size, id, name, body });
    this.runtime.unwinder.add(block.address, body);
    if (this.redefinable) this.setSlot(this.redirect(id).slot, block.address);
    this.onCode?.(`${block.address.toString(16)} ${code.length.toString(16)} ${name}`);
  }

  private writeData(placed: PlacedData): void {
    const { block, data } = placed;
    const bytes =
      data.contents instanceof Uint8Array ? data.contents.slice() : new Uint8Array(data.contents.zeros);
    const kind = relocationClass("Abs8");
    for (const r of data.relocs ?? []) {
      applyRelocation(bytes, block.address, r.offset, kind, this.targetAddress(r.target), r.addend ?? 0n);
    }
    this.runtime.memory.write(block, 0, bytes);
  }

  /** A jump to `target` in region `region`. */
  private farJump(region: number, target: bigint): CodeBlock {
    return this.near(this.veneers, region, target, "code", () => veneer(target));
  }

  /** A word with the address `target` in region `region`. */
  private addressSlot(region: number, target: bigint): CodeBlock {
    return this.near(this.slots, region, target, "constants", () => word(target));
  }

  private near(
    cache: Map<string, CodeBlock>,
    region: number,
    target: bigint,
    part: "code" | "constants",
    bytes: () => Uint8Array,
  ): CodeBlock {
    const key = `${region}:${target}`;
    let block = cache.get(key);
    if (block === undefined) {
      const content = bytes();
      block = this.runtime.memory.allocateNear(region, part, content.length, WORD);
      if (block === undefined)
        throw new ModuleError("backend", "no room near the code for what is out of its reach");
      this.runtime.memory.write(block, 0, content);
      this.blocks.push(block);
      cache.set(key, block);
    }
    return block;
  }

  // Slots of redefinable functions

  private redirect(id: FuncId): Redirect {
    let redirect = this.redirects.get(id);
    if (redirect === undefined) {
      const { memory } = this.runtime;
      const jump = memory.allocate("code", 6, WORD);
      const slot =
        memory.allocateNear(jump.region, "data", WORD, WORD) ?? memory.allocate("data", WORD, WORD);
      if (!isNear(slot.address - jump.address))
        throw new ModuleError("backend", "no room near the code for a slot");
      memory.write(jump, 0, jumpThroughSlot(jump.address, slot.address));
      redirect = { slot, jump };
      this.redirects.set(id, redirect);
    }
    return redirect;
  }

  private setSlot(slot: CodeBlock, target: bigint): void {
    this.runtime.memory.write(slot, 0, word(target));
  }

  /** Makes a wrapper throw from now on, and gives its entry back. */
  private disconnect(placed: PlacedWrapper, why: string): void {
    placed.wrapper.setEntry(() => {
      throw new ModuleError("undefined", why);
    });
    this.runtime.releaseEntry(placed.point);
  }

  private retire(old: PlacedFunction): void {
    const { memory, code, unwinder } = this.runtime;
    this.runtime.whenIdle(() => {
      code.remove(old.block.address);
      unwinder.remove(old.block.address);
      this.runtime.debug?.remove(old.block.address);
      memory.free(old.block);
    });
  }

  // Helpers

  private entry(id: FuncId, signature: Signature): Entry {
    // Wrappers and trampolines depend on everything that equal signatures share.
    const key = signatureKey(signature);
    let entry = this.entries.get(key);
    if (entry === undefined) {
      checkSignature(signature);
      const body = this.compiled(id, entryTrampoline(signature, this.runtime.mailboxAddress));
      entry = {
        signature,
        trampoline: this.placeHelper("jit_call", body),
        factory: wrapperFactory(signature),
      };
      this.entries.set(key, entry);
    }
    return entry;
  }

  /** Places code that refers to nothing. */
  private placeHelper(name: string, body: FunctionBody): bigint {
    if (body.relocs.length > 0) throw new ModuleError("backend", "a trampoline refers to other code");
    const address = this.keep("code", body.code, body.alignment);
    const { unwind } = body;
    this.runtime.debug?.add([{ name, address, size: body.code.length, ...(unwind && { unwind }) }]);
    return address;
  }

  /** In a redefinable module each function can go alone. */
  private tellDebuggers(ids: readonly FuncId[]): void {
    const { debug } = this.runtime;
    if (debug === undefined) return;
    const code = ids.map((id): DebugCode => {
      const { block, body } = this.placedFunctions.get(id)!;
      const { unwind } = body;
      const name = this.declarations.functionName(id);
      return { name, address: block.address, size: body.code.length, ...(unwind && { unwind }) };
    });
    if (this.redefinable) for (const c of code) debug.add([c]);
    else debug.add(code);
  }

  private keep(part: "code", bytes: Uint8Array, align: number = 16): bigint {
    const block = this.runtime.memory.allocate(part, bytes.length, align);
    this.runtime.memory.write(block, 0, bytes);
    this.blocks.push(block);
    this.runtime.updateRanges();
    return block.address;
  }

  private assertAlive(): void {
    if (this.disposed) throw new ModuleError("backend", "the module has been disposed of");
  }

  private assertRedefinable(id: FuncId): void {
    this.assertAlive();
    if (!this.redefinable) {
      const name = this.declarations.functionName(id);
      throw new ModuleError("backend", `'${name}' cannot be changed: the module was not made redefinable`);
    }
  }

  private notFinalized(name: string): ModuleError {
    return new ModuleError("backend", `'${name}' has no address before the module is finalized`);
  }
}

function word(value: bigint): Uint8Array {
  const bytes = new Uint8Array(WORD);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

function undefinedNames(missing: ReadonlySet<string>): ModuleError {
  const list = [...missing];
  return new ModuleError(
    "undefined",
    list.join("\n"),
    list.map((message) => ({ code: "module/undefined", message, severity: "error" as const })),
  );
}

function signatureKey(sig: Signature): string {
  return JSON.stringify([sig.params, sig.returns, sig.callConv]);
}
