/**
 * What one thread needs to run generated code: a host, memory for code, a stack, and handlers for the signals that a
 * trap raises. Modules of one thread share it.
 *
 * Signal handlers belong to the process. Each thread that runs generated code puts one in front of those that are there
 * already; it acts only on its own thread and only when the program counter is in this runtime's code, and passes
 * everything else on (V8's own handler for WebAssembly among it). A handler stays for the life of the process, and so do
 * the few pages that it refers to; hence one runtime for each thread, which {@link defaultRuntime} keeps.
 *
 * A fault outside of generated code, in a C function that it calls, say, is not ours and ends the process.
 */
import { isMainThread } from "node:worker_threads";
import { InternalError } from "@cranelift-ts/entity";
import {
  CodeMemory,
  JitHostError,
  loadJitHost,
  MappedMemory,
  type CodeBlock,
  type CodeMemoryOptions,
  type JitHost,
} from "@cranelift-ts/jit-host";
import {
  ACTIVATION,
  ACTIVATION_BYTES,
  DEPTH,
  HOST_INDEX,
  MAILBOX_BYTES,
  MAX_RANGES,
  PENDING,
  RECORD,
} from "./layout.ts";
import { DISPATCH, ENTER, HANDLER, KEEP, LANDING, LEAVE, stubBytes, type Stub } from "./stubs-x64.ts";
import { CodeMap } from "./code-map.ts";
import type { DebugCode } from "./debug-image.ts";
import { DebugInfo, type JitDebugOptions } from "./debug-info.ts";
import { entryStub } from "./relocate-x64.ts";
import { NativeException } from "./native-exception.ts";
import { stubUnwind } from "./stub-frames.ts";
import { TrapError, type NativeFrame } from "./trap-error.ts";
import { Unwinder, type WalkStart } from "./unwinder.ts";
import type { Mailbox } from "./wrappers.ts";

export interface JitRuntimeOptions {
  /** The way into native code; `loadJitHost()` if absent. */
  readonly host?: JitHost;
  /** Bytes of the stack that generated code runs on; 1 MiB if absent. */
  readonly stackBytes?: number;
  readonly memory?: CodeMemoryOptions;
  /** Tools that are told about generated code; see `enableDebug`. */
  readonly debug?: JitDebugOptions;
}

/** Why a call into generated code ended early. */
export type CallOutcome =
  /** JavaScript that generated code called threw. */
  | { readonly kind: "threw"; readonly error: unknown }
  /** The machine raised a signal. */
  | {
      readonly kind: "trap";
      readonly signal: number;
      readonly pc: bigint;
      readonly fp: bigint;
      readonly sp: bigint;
      /** The address whose access failed, for signals of memory accesses. */
      readonly address: bigint | undefined;
      /** The access hit the guard of generated code's stack. */
      readonly stackOverflow: boolean;
    };

/** A copy of generated code's stack. Addresses are below 2^48. */
export interface StackSnapshot {
  /** Address of the first word. */
  readonly base: number;
  readonly words: BigUint64Array;
  /** Frame pointer and stack pointer of the frame that called JavaScript, for each activation. */
  readonly activations: readonly { readonly fp: number; readonly sp: number }[];
}

/** A function of the host that enters generated code, and the stub that it runs. */
export interface EntryPoint {
  readonly stub: CodeBlock;
  readonly call: () => unknown;
}

const SIGILL = 4;
const SIGBUS = 7;
const SIGFPE = 8;
const SIGSEGV = 11;
const SIGNALS = [SIGILL, SIGBUS, SIGFPE, SIGSEGV];

const SA_SIGINFO = 4;
const SA_ONSTACK = 0x08000000;
const SA_NODEFER = 0x40000000;
/** `struct sigaction` of the C library: handler, mask of 128 bytes, flags, restorer. */
const SIGACTION_BYTES = 152;
const SIGACTION_FLAGS = 136;

const HOST_THREW = -1;
const HANDLED = -2;
/** What LEAVE pushed, from the stack pointer that it left: r12, rbx, the frame pointer of its caller. */
const LEAVE_SAVED_FP = 16n;
const PAGE = 65536;
const GUARD_BYTES = 1024 * 1024;
const SIGNAL_STACK_BYTES = 65536;
const PROT_READ_WRITE = 3n;
/**
 * The name under which debuggers know stubs that change the stack. GDB ends a backtrace where a caller's frame lies below
 * its callee's, unless the caller has this name, which GCC's split stacks gave a meaning.
 */
const STACK_CHANGE = "__morestack";
const RETURN_ADDRESS_BYTES = 8;
/** Frames that a backtrace shows. */
const MAX_BACKTRACE = 64;
/** HANDLER begins with `movabs rax, ADDRESS`: two bytes of opcode. */
const HANDLER_ADDRESS_AT = 2;
/** Enough of a handler to tell a foreign one. */
const PROBE_BYTES = 16;

/** Everything that a thread needs to run generated code. */
export class JitRuntime {
  readonly host: JitHost;
  readonly memory: CodeMemory;
  /** Address of the mailbox. */
  readonly mailboxAddress: bigint;
  /** Address of the code that enters generated code. */
  readonly enterAddress: bigint;
  /** Address of the code that calls JavaScript. */
  readonly leaveAddress: bigint;
  /** The functions of all modules. */
  readonly code: CodeMap = new CodeMap();
  /** Searches frames of generated code. */
  readonly unwinder: Unwinder;
  /** Where the stack of generated code ends. */
  readonly stackTop: bigint;

  /** Tools that are told about generated code, if any are; see {@link enableDebug}. */
  get debug(): DebugInfo | undefined {
    return this.debugInfo;
  }

  private debugInfo: DebugInfo | undefined = undefined;
  /** The stubs that calls go through, for debuggers. */
  private readonly frames: DebugCode[] = [];
  private readonly system: MappedMemory;
  private readonly activation: bigint;
  private readonly handler: bigint;
  private readonly stackLow: bigint;
  private readonly buffer: ArrayBuffer = new ArrayBuffer(MAILBOX_BYTES);
  private readonly i32: Int32Array = new Int32Array(this.buffer);
  private readonly i64: BigInt64Array = new BigInt64Array(this.buffer);
  private readonly word: BigUint64Array = new BigUint64Array(1);
  private readonly wordAddress: bigint;
  private readonly memcpy: bigint;
  /** What `sigaction` said about each signal before. */
  private readonly previousActions: Map<number, Uint8Array> = new Map<number, Uint8Array>();
  private disposed: boolean = false;
  private signalStack: bigint = 0n;
  // What the system reads and writes is in fields: an address alone does not keep a buffer alive.
  /** `stack_t`: address, flags, size. */
  private readonly previousSignalStack: BigUint64Array = new BigUint64Array(3);
  private readonly signalStackDescription: BigUint64Array = new BigUint64Array(3);
  private readonly action: Uint8Array = new Uint8Array(SIGACTION_BYTES);
  private readonly oldAction: Uint8Array = new Uint8Array(SIGACTION_BYTES);
  private readonly hostFunctions: ((() => void) | undefined)[] = [];
  private readonly unusedHostFunctions: number[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly unusedEntries: EntryPoint[] = [];
  private hostError: { readonly error: unknown } | undefined = undefined;
  private knownRanges: number = 0;
  readonly mailbox: Mailbox;

  /** Throws `JitHostError` if native code cannot run here. */
  constructor(options: JitRuntimeOptions = {}) {
    if (process.arch !== "x64")
      throw new JitHostError("unavailable", `generated code cannot run on ${process.arch} yet`);
    this.host = options.host ?? loadJitHost();
    this.system = new MappedMemory(this.host);
    this.memory = new CodeMemory(this.host, options.memory);
    this.wordAddress = this.host.addr(this.word.buffer);
    this.memcpy = this.system.symbol("memcpy");
    this.mailboxAddress = this.host.addr(this.buffer);
    if (this.mailboxAddress % 16n !== 0n) throw new InternalError("the mailbox is not aligned");
    this.mailbox = {
      i32: this.i32,
      i64: this.i64,
      f32: new Float32Array(this.buffer),
      f64: new Float64Array(this.buffer),
      u8: new Uint8Array(this.buffer),
      raise: () => this.raise(),
      idle: () => this.idle(),
    };
    const stackBytes = Math.ceil((options.stackBytes ?? 1024 * 1024) / PAGE) * PAGE;
    this.stackLow = this.system.reserve(GUARD_BYTES + stackBytes);
    this.system.anonymous(this.stackLow + BigInt(GUARD_BYTES), stackBytes, PROT_READ_WRITE);
    this.stackTop = this.stackLow + BigInt(GUARD_BYTES + stackBytes);
    this.activation = this.system.anonymous(0n, ACTIVATION_BYTES, PROT_READ_WRITE);
    this.enterAddress = this.place(ENTER, "jit_enter", STACK_CHANGE);
    this.leaveAddress = this.place(LEAVE, "jit_leave", STACK_CHANGE);
    this.handler = this.place(HANDLER);
    const root = this.activation + BigInt(ACTIVATION.UNWIND_ROOT);
    this.unwinder = new Unwinder(this.host, this.memory, root, (action) => this.whenIdle(action));
    this.setWord(ACTIVATION.STACK_TOP, this.stackTop);
    this.setWord(ACTIVATION.THREAD, this.host.call(this.system.symbol("pthread_self")));
    this.setWord(ACTIVATION.TRAP_RECORD, this.mailboxAddress);
    this.setWord(ACTIVATION.LANDING_PC, this.place(LANDING));
    this.setWord(ACTIVATION.SIGNAL, this.system.symbol("signal"));
    this.updateRanges();
    this.prepareCallback();
    this.prepareSignalStack();
    this.reinstall();
    if (options.debug !== undefined) this.enableDebug(options.debug);
    // A thread's end would leave its handler first in line for all others, with nobody to serve.
    if (!isMainThread) process.once("exit", () => this.depth === 0 && this.dispose());
  }

  /**
   * Tells debuggers and profilers about all code that is finalized from now on by any module of this runtime. What is
   * enabled stays enabled. Throws `JitHostError` if debuggers cannot be told.
   */
  enableDebug(options: JitDebugOptions): void {
    const gdb = options.gdb === true && this.debugInfo?.gdb === undefined;
    const { perfMap } = options;
    if (!gdb && (perfMap === undefined || perfMap === false)) return;
    this.debugInfo = new DebugInfo(
      this.host,
      this.memory,
      { gdb, ...(perfMap !== undefined && { perfMap }) },
      this.debugInfo,
    );
    this.debugInfo.add(this.frames);
  }

  /** How many calls into generated code are active. */
  get depth(): number {
    return this.i32[DEPTH / 4]!;
  }

  /** Throws `JitHostError` after {@link dispose}. */
  assertUsable(): void {
    if (this.disposed) throw new JitHostError("system", "the runtime has been disposed of");
  }

  /** Runs `action` once no generated code is active: now, or when the outermost call returns. */
  whenIdle(action: () => void): void {
    if (this.depth === 0) return action();
    this.waiting.push(action);
    this.i32[PENDING / 4] = 1;
  }

  /** Tells what runs natively about new code: the signal handler and the search for exception handlers. */
  updateRanges(): void {
    this.unwinder.publish();
    const ranges = this.memory.codeRanges();
    if (ranges.length === this.knownRanges) return;
    if (ranges.length > MAX_RANGES)
      throw new JitHostError("system", `more than ${MAX_RANGES} regions of code`);
    for (let i = this.knownRanges; i < ranges.length; i++) {
      this.setWord(ACTIVATION.RANGES + i * 16, ranges[i]![0]);
      this.setWord(ACTIVATION.RANGES + i * 16 + 8, ranges[i]![1]);
    }
    this.setWord(ACTIVATION.RANGE_COUNT, BigInt(ranges.length));
    this.knownRanges = ranges.length;
  }

  /** Adds a JavaScript function that generated code can call; `call` moves arguments and result. Returns its number. */
  addHostFunction(call: () => void): number {
    const index = this.unusedHostFunctions.pop() ?? this.hostFunctions.length;
    this.hostFunctions[index] = call;
    return index;
  }

  /** Lets go of a function that no generated code calls any more, once none is active; its number is used again. */
  removeHostFunction(index: number): void {
    this.whenIdle(() => {
      this.hostFunctions[index] = undefined;
      this.unusedHostFunctions.push(index);
    });
  }

  /**
   * Puts the signal handlers in place again, after something else replaced them (`process.on("SIGSEGV")`, say). Does
   * nothing for signals that come here already, be it by way of the runtimes of other threads. Each runtime has to be
   * reinstalled.
   *
   * What was there when the runtime was made comes next again, V8's handler for WebAssembly among it; a listener of
   * `process` does not hear of faults then, which would only come again after it.
   */
  reinstall(): void {
    const sigaction = this.system.symbol("sigaction");
    const { oldAction: old, action } = this;
    const view = new DataView(action.buffer);
    view.setBigUint64(0, this.handler, true);
    view.setInt32(SIGACTION_FLAGS, SA_SIGINFO | SA_ONSTACK | SA_NODEFER, true);
    const oldAddress = this.host.addr(old.buffer);
    const address = this.host.addr(action.buffer);
    for (const signal of SIGNALS) {
      this.host.call(sigaction, BigInt(signal), 0n, oldAddress);
      const before = new DataView(old.buffer).getBigUint64(0, true);
      if (this.isReached(before, signal)) continue;
      // The handler must know whom to pass signals on to before it can get any.
      this.setWord(ACTIVATION.PREVIOUS + signal * 8, this.next(before, signal));
      const failed = BigInt.asIntN(32, this.host.call(sigaction, BigInt(signal), address, oldAddress)) !== 0n;
      if (failed) throw new JitHostError("system", `no handler can be installed for signal ${signal}`);
      // Another thread may have come in between.
      const replaced = new DataView(old.buffer).getBigUint64(0, true);
      const next = this.next(replaced, signal);
      this.setWord(ACTIVATION.PREVIOUS + signal * 8, next);
      if (next === replaced) this.previousActions.set(signal, old.slice());
    }
  }

  /** Whom to pass signals on to when `replaced` was found in the place of our handler. */
  private next(replaced: bigint, signal: number): bigint {
    const first = this.previousActions.get(signal);
    if (first === undefined || this.isHandler(replaced)) return replaced;
    const handler = new DataView(first.buffer).getBigUint64(0, true);
    // SIG_DFL and SIG_IGN are nobody.
    return handler > 1n ? handler : replaced;
  }

  /** True if `address` begins like the handler of a runtime. */
  private isHandler(address: bigint): boolean {
    if (address <= 1n) return false;
    const copy = new Uint8Array(PROBE_BYTES);
    this.host.call(this.memcpy, this.host.addr(copy.buffer), address, BigInt(PROBE_BYTES));
    return sameCode(copy, stubBytes(HANDLER, 0n), PROBE_BYTES);
  }

  /** True if a signal that `handler` gets first is passed on to ours by handlers of other runtimes. */
  private isReached(handler: bigint, signal: number): boolean {
    const pattern = stubBytes(HANDLER, 0n);
    const { memcpy } = this;
    const copy = new Uint8Array(pattern.length);
    const to = this.host.addr(copy.buffer);
    // The values below are SIG_DFL and SIG_IGN.
    for (let at = handler; at > 1n;) {
      if (at === this.handler) return true;
      // A foreign handler may end where nothing is readable behind it, so its first bytes are compared first.
      this.host.call(memcpy, to, at, BigInt(PROBE_BYTES));
      if (!sameCode(copy, pattern, PROBE_BYTES)) return false;
      this.host.call(memcpy, to, at, BigInt(copy.length));
      if (!sameCode(copy, pattern, copy.length)) return false;
      const activation = new DataView(copy.buffer).getBigUint64(HANDLER_ADDRESS_AT, true);
      this.host.call(memcpy, to, activation + BigInt(ACTIVATION.PREVIOUS + signal * 8), 8n);
      at = new DataView(copy.buffer).getBigUint64(0, true);
    }
    return false;
  }

  /**
   * Lets go of the thread: signals are passed on, the stacks are given back. No generated code may be active or be
   * called again; of several runtimes of a thread, the last one made has to go first. The code memory stays, because a handler in it may still be asked by those that were installed later.
   * Worker threads do this by themselves when they end.
   */
  dispose(): void {
    if (this.disposed) return;
    if (this.depth !== 0) throw new JitHostError("system", "generated code is active");
    this.disposed = true;
    const sigaction = this.system.symbol("sigaction");
    const current = this.oldAction;
    const currentAddress = this.host.addr(current.buffer);
    for (const signal of SIGNALS) {
      this.host.call(sigaction, BigInt(signal), 0n, currentAddress);
      if (new DataView(current.buffer).getBigUint64(0, true) !== this.handler) continue;
      const previous = this.host.addr(this.previousActions.get(signal)!.buffer);
      this.host.call(sigaction, BigInt(signal), previous, currentAddress);
      // Another thread may have come in between: its handler is put back, and passes on to ours.
      if (new DataView(current.buffer).getBigUint64(0, true) !== this.handler) {
        this.host.call(sigaction, BigInt(signal), currentAddress, 0n);
      }
    }
    this.setWord(ACTIVATION.THREAD, 0n);
    this.setWord(ACTIVATION.RANGE_COUNT, 0n);
    // The stack that was there before may be another runtime's, which needs it.
    const before = this.host.addr(this.previousSignalStack.buffer);
    this.host.call(this.system.symbol("sigaltstack"), before, 0n);
    this.system.unmap(this.signalStack, SIGNAL_STACK_BYTES);
    this.system.unmap(this.stackLow, Number(this.stackTop - this.stackLow));
  }

  /** Places a stub; with a name it is one that calls go through. */
  private place(stub: Stub, name?: string, debuggerName?: string): bigint {
    const bytes = stubBytes(stub, this.activation);
    const block = this.memory.allocate("code", bytes.length, 16);
    this.memory.write(block, 0, bytes);
    const { address } = block;
    if (name !== undefined) {
      const unwind = stubUnwind(stub, bytes.length);
      this.frames.push({ name, address, size: bytes.length, unwind, ...(debuggerName && { debuggerName }) });
    }
    return address;
  }

  private setWord(offset: number, value: bigint): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, value), true);
    this.host.poke(this.activation + BigInt(offset), bytes);
  }

  private prepareCallback(): void {
    const dispatch = (): void => {
      try {
        this.hostFunctions[this.i32[HOST_INDEX / 4]!]!();
        // Left over from an inner call whose end nobody could tell, because JavaScript's stack was exhausted.
        this.i32[RECORD.RECORD_KIND / 4] = 0;
      } catch (error) {
        if (error instanceof NativeException && this.resumeInHandler(error)) return;
        this.hostError = { error };
        this.i32[RECORD.RECORD_KIND / 4] = HOST_THREW;
      }
    };
    if (this.host.callback !== undefined) {
      this.setWord(ACTIVATION.CALLBACK, this.host.callback(dispatch).address);
      return;
    }
    const napi: readonly [number, string][] = [
      [ACTIVATION.NAPI_OPEN_HANDLE_SCOPE, "napi_open_handle_scope"],
      [ACTIVATION.NAPI_CLOSE_HANDLE_SCOPE, "napi_close_handle_scope"],
      [ACTIVATION.NAPI_GET_REFERENCE_VALUE, "napi_get_reference_value"],
      [ACTIVATION.NAPI_GET_GLOBAL, "napi_get_global"],
      [ACTIVATION.NAPI_CALL_FUNCTION, "napi_call_function"],
      [ACTIVATION.NAPI_GET_CB_INFO, "napi_get_cb_info"],
      [ACTIVATION.NAPI_CREATE_REFERENCE, "napi_create_reference"],
    ];
    for (const [offset, name] of napi) this.setWord(offset, this.system.symbol(name));
    this.setWord(ACTIVATION.CALLBACK, this.place(DISPATCH, "jit_dispatch"));
    this.host.fn(this.place(KEEP), 0n)(dispatch);
  }

  private prepareSignalStack(): void {
    const stack = this.system.anonymous(0n, SIGNAL_STACK_BYTES, PROT_READ_WRITE);
    this.signalStack = stack;
    const description = this.signalStackDescription;
    description[0] = stack;
    description[2] = BigInt(SIGNAL_STACK_BYTES);
    const before = this.host.addr(this.previousSignalStack.buffer);
    const failed = this.host.call(
      this.system.symbol("sigaltstack"),
      this.host.addr(description.buffer),
      before,
    );
    if (BigInt.asIntN(32, failed) !== 0n) throw new JitHostError("system", "sigaltstack failed");
  }

  /** What made generated code end early; clears the record. To be asked when the record's kind is not 0. */
  takeOutcome(): CallOutcome {
    const kind = this.i32[RECORD.RECORD_KIND / 4]!;
    this.i32[RECORD.RECORD_KIND / 4] = 0;
    this.i32[RECORD.RECORD_KIND / 4 + 1] = 0;
    if (kind === HOST_THREW) {
      const thrown = this.hostError;
      this.hostError = undefined;
      if (thrown === undefined) throw new InternalError("a call of JavaScript failed without an error");
      return { kind: "threw", error: thrown.error };
    }
    const word = (offset: number): bigint => BigInt.asUintN(64, this.i64[offset / 8]!);
    const address = word(RECORD.RECORD_ADDRESS);
    const memory = kind === SIGSEGV || kind === SIGBUS;
    const stackOverflow = memory && address >= this.stackLow && address < this.stackLow + BigInt(GUARD_BYTES);
    const [pc, fp, sp] = [word(RECORD.RECORD_PC), word(RECORD.RECORD_FP), word(RECORD.RECORD_SP)];
    return { kind: "trap", signal: kind, pc, fp, sp, address: memory ? address : undefined, stackOverflow };
  }

  /**
   * Return addresses of the frames of the innermost activation, innermost first, from the frame pointer and stack
   * pointer of a trap; at most `limit`.
   */
  returnAddresses(fp: bigint, sp: bigint, limit: number): bigint[] {
    return this.unwinder
      .backtrace(this.above(fp, sp), limit + 1)
      .slice(1)
      .map((f) => f.pc);
  }

  /**
   * A copy of the part of generated code's stack that is in use, with the activations on it, innermost first. Only
   * while JavaScript runs that generated code called; what JavaScript called directly has no frames.
   */
  stackSnapshot(): StackSnapshot {
    const activations: { readonly fp: number; readonly sp: number }[] = [];
    const lowest = this.read(this.activation + BigInt(ACTIVATION.STACK_TOP));
    let sp = lowest;
    let landing = this.read(this.activation + BigInt(ACTIVATION.LANDING_SP));
    // An entry has pushed the stack pointer it found, and the landing of the entry around it.
    while (landing !== 0n && sp < this.stackTop) {
      activations.push({ fp: Number(this.read(sp + LEAVE_SAVED_FP)), sp: Number(sp) });
      sp = this.read(landing);
      landing = this.read(landing + 8n);
    }
    const bytes = Number(this.stackTop - lowest);
    const words = new BigUint64Array(bytes / 8);
    if (bytes > 0) this.host.call(this.memcpy, this.host.addr(words.buffer), lowest, BigInt(bytes));
    return { base: Number(lowest), words, activations };
  }

  /**
   * A function that enters generated code at the C function `trampoline`, which takes what it needs from the mailbox.
   * The callers' duties are those of a wrapper: to count the entry and to look at the record.
   */
  createEntry(trampoline: bigint): () => unknown {
    return this.takeEntry(0n, trampoline).call;
  }

  /**
   * As {@link createEntry}, for a trampoline that calls `callee`, with the means to give it back. Entries that were given
   * back are used again: the host frees what belongs to a function of its own only when the event loop gets a turn, if
   * then, and a program that replaces functions all the time may never let it.
   */
  takeEntry(callee: bigint, trampoline: bigint): EntryPoint {
    const code = entryStub(callee, trampoline, this.enterAddress);
    let entry = this.unusedEntries.pop();
    if (entry === undefined) {
      const stub = this.memory.allocate("code", code.length, 16);
      entry = { stub, call: this.host.fn(stub.address, 0n) };
      this.updateRanges();
    }
    this.memory.write(entry.stub, 0, code);
    return entry;
  }

  /** Takes an entry back that nothing calls any more, once no generated code is active. */
  releaseEntry(entry: EntryPoint): void {
    this.whenIdle(() => this.unusedEntries.push(entry));
  }

  /** Throws what made generated code end early, and clears the record. */
  private raise(): never {
    const outcome = this.takeOutcome();
    if (outcome.kind === "threw") throw outcome.error;
    const { signal, pc, fp, sp, address } = outcome;
    const backtrace: NativeFrame[] = [];
    const first = this.code.frame(pc, pc);
    if (first !== undefined) backtrace.push(first);
    const addresses = this.returnAddresses(fp, sp, MAX_BACKTRACE);
    // Without a frame of its own the frame pointer is still the caller's, and the return address on top of the stack.
    const onStack = sp >= this.stackLow + BigInt(GUARD_BYTES) && sp < this.stackTop;
    if (onStack && this.code.find(pc)?.body.frameBytes === RETURN_ADDRESS_BYTES)
      addresses.unshift(this.read(sp));
    for (const returnAddress of addresses) {
      // Trampolines are in no function: their frames are the ends of the activation.
      const frame = this.code.frame(returnAddress, returnAddress - 1n);
      if (frame !== undefined) backtrace.push(frame);
    }
    const code = outcome.stackOverflow ? "stk_ovf" : (this.code.trapCode(pc) ?? "unknown");
    throw new TrapError({ code, signal, address, backtrace });
  }

  /**
   * The frames of generated code below the JavaScript function that it called last, innermost first, down to where it was
   * entered; none when no generated code is active. For functions that generated code calls.
   */
  backtrace(): NativeFrame[] {
    if (this.depth === 0) return [];
    const sp = this.read(this.activation + BigInt(ACTIVATION.STACK_TOP));
    const out: NativeFrame[] = [];
    if (sp === this.stackTop) return out;
    for (const returnAddress of this.returnAddresses(this.read(sp + LEAVE_SAVED_FP), sp, MAX_BACKTRACE)) {
      const frame = this.code.frame(returnAddress, returnAddress - 1n);
      if (frame !== undefined) out.push(frame);
    }
    return out;
  }

  /** Lets LEAVE go on in the handler that takes the exception; false if there is none below the JavaScript that called. */
  private resumeInHandler(exception: NativeException): boolean {
    const sp = this.read(this.activation + BigInt(ACTIVATION.STACK_TOP));
    const handler = this.unwinder.findHandler(this.above(this.read(sp + LEAVE_SAVED_FP), sp), exception);
    if (handler === undefined) return false;
    this.i64[RECORD.RECORD_PC / 8] = handler.pc;
    this.i64[RECORD.RECORD_FP / 8] = handler.fp;
    this.i64[RECORD.RECORD_SP / 8] = handler.sp;
    this.i64[RECORD.RECORD_PAYLOAD0 / 8] = exception.payloads[0];
    this.i64[RECORD.RECORD_PAYLOAD1 / 8] = exception.payloads[1];
    this.i32[RECORD.RECORD_KIND / 4] = HANDLED;
    return true;
  }

  /** The word at an address, which has to be readable. */
  readWord(address: bigint): bigint {
    return this.read(address);
  }

  /** Copies memory. */
  readBytes(address: bigint, into: Uint8Array<ArrayBuffer>): void {
    if (into.length > 0)
      this.host.call(
        this.memcpy,
        this.host.addr(into.buffer) + BigInt(into.byteOffset),
        address,
        BigInt(into.length),
      );
  }

  private read(address: bigint): bigint {
    this.host.call(this.memcpy, this.wordAddress, address, 8n);
    return this.word[0]!;
  }

  /**
   * The frame with this frame pointer, on generated code's own stack above `sp`. Where execution is in it is not looked
   * at. The chain of frames leaves the stack where the innermost entry begins.
   */
  private above(fp: bigint, sp: bigint): WalkStart {
    const lowest = this.stackLow + BigInt(GUARD_BYTES);
    return { pc: 0n, fp, sp: sp > lowest ? sp : lowest, end: this.stackTop };
  }

  private idle(): void {
    this.i32[PENDING / 4] = 0;
    for (const action of this.waiting.splice(0)) action();
  }
}

/** True if `code` begins like the handler's `pattern`, whatever activation page it refers to. */
function sameCode(code: Uint8Array, pattern: Uint8Array, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const address = i >= HANDLER_ADDRESS_AT && i < HANDLER_ADDRESS_AT + 8;
    if (!address && code[i] !== pattern[i]) return false;
  }
  return true;
}

/** The runtime of this thread: signal handlers are installed once, whatever number of modules there is. */
let shared: JitRuntime | undefined;

/** The runtime that this thread's modules share unless they are given another. Throws `JitHostError`. */
export function defaultRuntime(): JitRuntime {
  return (shared ??= new JitRuntime());
}
