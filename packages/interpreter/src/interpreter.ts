/**
 * The interpreter's public face: link functions, data and host functions by name, call them, get results or a trap.
 *
 * Functions are given verified; what the verifier refuses has no meaning here (it cannot harm the host, but may compute
 * nonsense or throw `InternalError`). A function is copied nowhere: change it after its first call and the old code runs on
 * until it is defined again.
 *
 * Refused: `stack_switch` (traps as `unsupported`), a `stack_limit` (the stack is as large as the options say), more than one
 * thread (atomics are plain accesses that check alignment).
 */

import { CraneliftError } from "@cranelift-ts/entity";
import {
  userFuncNameText,
  type DataValue,
  type Function as ClifFunction,
  type Inst,
  type Signature,
} from "@cranelift-ts/codegen-ir";
import { AddressSpace } from "./address-space.ts";
import type { HostFunction, TagMatcher } from "./host.ts";
import { ENTRY_UNDEFINED, Image } from "./image.ts";
import { libraryFunction } from "./library.ts";
import { Machine } from "./machine.ts";
import { interpreterTrapName } from "./traps.ts";

/** More than any run takes, and small enough to subtract from exactly. */
const UNLIMITED_FUEL = Number.MAX_SAFE_INTEGER;

/** How to interpret. Every field has a default. */
export interface InterpreterOptions {
  /** Width of `iAddr` pointers; default 64. */
  readonly pointerBits?: 32 | 64;
  /** Byte order of memory accesses without an order of their own; default little. */
  readonly endianness?: "little" | "big";
  /** Instructions that may be executed; default unlimited. */
  readonly fuel?: number;
  /** Bytes for stack slots and frames of all active calls; default 1 MiB. */
  readonly stackBytes?: number;
  /** Provides functions that were not defined when code first mentions them. Library calls are known anyway. */
  readonly resolve?: (name: string) => HostFunction | undefined;
  /**
   * What `fcvt_to_uint` and `fcvt_to_sint` to i128 do with a float outside the signed range. No back end of Cranelift has these
   * instructions, and the tests of its interpreter expect the nearest signed integer, even where the unsigned result would
   * fit; that is `cranelift`, the default. `exact` follows the rule of the other widths: trap, or clamp to the type's own range.
   */
  readonly i128Conversions?: "cranelift" | "exact";
  /** Count how often each instruction is executed, for `executionCounts`; about halves the speed. Default false. */
  readonly countExecutions?: boolean;
  /** Which handlers take a thrown exception; by default those with the thrown tag. */
  readonly matchTag?: TagMatcher;
}

/** One frame at a trap. */
export interface TraceEntry {
  /** The function's name as CLIF prints it. */
  readonly func: string;
  /** The instruction that trapped or called; undefined if there is none. */
  readonly inst: Inst | undefined;
}

/** Execution stopped. */
export interface Trapped {
  readonly kind: "trap";
  /** A CLIF trap code (1 to 255), or one of this package's `TRAP_` codes. */
  readonly code: number;
  /** The code's name: `heap_oob`, `user7`, `out_of_fuel`. */
  readonly name: string;
  /** Innermost frame first. */
  readonly trace: readonly TraceEntry[];
}

/** Execution came to the end of the function called. */
export interface Returned {
  readonly kind: "return";
  readonly values: readonly DataValue[];
}

export type RunResult = Returned | Trapped;

/** The embedder called what doesn't exist, or with arguments of other types than the signature's. */
export class InterpreterError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "interpreter/call", message, severity: "error" }]);
  }
}

/** Holds linked code, guest memory and the state of execution. */
export class Interpreter {
  /** Guest memory. */
  readonly memory: AddressSpace;
  private readonly image: Image;
  private readonly machine: Machine;
  private readonly initialFuel: number;
  private spent: number = 0;

  constructor(options: InterpreterOptions = {}) {
    this.memory = new AddressSpace(options.pointerBits ?? 64, options.stackBytes ?? 1 << 20);
    this.image = new Image(this.memory);
    this.initialFuel = Math.min(options.fuel ?? UNLIMITED_FUEL, UNLIMITED_FUEL);
    const resolve = (name: string): boolean => {
      const host = options.resolve?.(name) ?? libraryFunction(name);
      if (host !== undefined) this.image.defineHost(name, host, undefined);
      return host !== undefined;
    };
    this.machine = new Machine(
      this.image,
      { bigEndian: options.endianness === "big", count: options.countExecutions === true, resolve },
      this.initialFuel,
    );
    this.machine.lanes.floats.exactI128 = options.i128Conversions === "exact";
    if (options.matchTag !== undefined) this.machine.matchTag = options.matchTag;
  }

  /**
   * Forgets all definitions, allocations, mapped buffers and the fuel spent, and keeps the memory they took: cheaper than a new
   * interpreter.
   */
  clear(): void {
    this.image.clear();
    this.machine.clear(this.initialFuel);
    this.spent = 0;
  }

  /** Defines a function under its own name; replaces an earlier one. */
  define(func: ClifFunction): void {
    this.image.define(func);
  }

  /**
   * Defines a host function under a name as CLIF prints it (`%malloc`, `u0:3`). With a signature, calls with other types
   * trap; without one, it takes any.
   */
  defineHost(name: string, host: HostFunction, signature?: Signature): void {
    this.image.defineHost(name, host, signature);
  }

  /** Allocates data and gives it a name for `symbol_value`. Returns its address. */
  defineData(name: string, contents: Uint8Array, align: number = 16): bigint {
    const address = this.memory.allocate(contents.length, align);
    this.memory.bytesAt(address, contents.length)?.set(contents);
    this.image.defineSymbol(name, address);
    return address;
  }

  /** The address that `func_addr` gives for a name. */
  functionAddress(name: string): bigint {
    return this.image.functionAddress(this.image.functionNumber(name));
  }

  /** Calls a function, given itself or its name, with arguments of its parameter types. */
  call(callee: string | ClifFunction, args: readonly DataValue[] = []): RunResult {
    const name = typeof callee === "string" ? callee : userFuncNameText(callee.name);
    if (!this.image.hasFunction(name)) throw new InterpreterError(`there is no function ${name}`);
    const number = this.image.functionNumber(name);
    if (this.image.entries[number] === ENTRY_UNDEFINED)
      throw new InterpreterError(`there is no function ${name}`);
    this.checkArguments(name, this.image.functions[number].signature, args);
    const values: DataValue[] = [];
    const before = this.machine.fuel;
    const code = this.machine.call(number, args, values);
    this.spent += before - this.machine.fuel;
    if (code === 0) return { kind: "return", values };
    const trace = this.machine.backtrace().map((frame) => ({
      func: this.image.functions[frame.func].name,
      inst: frame.inst < 0 ? undefined : (frame.inst as Inst),
    }));
    return { kind: "trap", code, name: interpreterTrapName(code), trace };
  }

  /** Instructions that may still be executed. */
  get fuel(): number {
    return this.machine.fuel;
  }

  set fuel(instructions: number) {
    this.machine.fuel = Math.min(instructions, UNLIMITED_FUEL);
  }

  /** Instructions executed by all calls so far; a block counts whole once it is entered. */
  get executed(): number {
    return this.spent;
  }

  /**
   * How often each instruction of a function was executed, by instruction number, since it was first called (again, if it was
   * redefined). Undefined if it never was, or if executions are not counted.
   */
  executionCounts(callee: string | ClifFunction): Float64Array | undefined {
    const name = typeof callee === "string" ? callee : userFuncNameText(callee.name);
    if (!this.image.hasFunction(name)) return undefined;
    const number = this.image.functionNumber(name);
    const first = this.image.firstCounters.get(number);
    const func = this.image.functions[number].func;
    if (first === undefined || func === undefined) return undefined;
    return this.image.counts.slice(first, first + func.dfg.numInsts);
  }

  /** The tag and payload of the exception that the last call didn't handle. */
  get uncaughtException(): { readonly tag: number; readonly payload: readonly [bigint, bigint] } | undefined {
    const e = this.machine.uncaught;
    return e === undefined ? undefined : { tag: e.tag, payload: [e.payload0, e.payload1] };
  }

  private checkArguments(name: string, signature: Signature | undefined, args: readonly DataValue[]): void {
    if (signature === undefined) throw new InterpreterError(`${name} has no signature to be called with`);
    if (args.length !== signature.params.length) {
      throw new InterpreterError(`${name} takes ${signature.params.length} arguments, not ${args.length}`);
    }
    args.forEach((value, i) => {
      if (value.type !== signature.params[i].type) {
        throw new InterpreterError(`argument ${i} of ${name} has another type than the parameter`);
      }
    });
  }
}
