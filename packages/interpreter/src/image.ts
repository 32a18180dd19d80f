/**
 * What is linked: functions, host functions and symbols by name, and the code decoded so far.
 *
 * Functions get numbers when they are first defined or mentioned, so that code decoded earlier can call what is defined
 * later. A function is decoded at its first call. Everything the dispatch loop asks per call is in int32 columns.
 */

import {
  externalNameText,
  userFuncNameText,
  type ExternalName,
  type Function as ClifFunction,
  type Signature,
} from "@cranelift-ts/codegen-ir";
import { CODE_BYTES, REGION_CODE, type AddressSpace } from "./address-space.ts";
import type { HostFunction } from "./host.ts";

/** `entries` of a function that is not decoded yet. */
export const ENTRY_UNDECODED = 0;
/** `entries` of a function that the host implements. */
export const ENTRY_HOST = -1;
/** `entries` of a name that nobody defined. */
export const ENTRY_UNDEFINED = -2;

/** One name. */
export interface LinkedFunction {
  readonly name: string;
  func: ClifFunction | undefined;
  host: HostFunction | undefined;
  signature: Signature | undefined;
}

export class Image {
  readonly memory: AddressSpace;
  /** Decoded code; replaced when it grows. Word 0 is never an entry. */
  code: Int32Array = new Int32Array(1024);
  codeUsed: number = 1;
  /** By function number: first code address, or one of the `ENTRY_` constants. */
  entries: Int32Array = new Int32Array(16);
  /** By function number: words of its frame. */
  frameWords: Int32Array = new Int32Array(16);
  /** By function number: bytes of its stack slots. */
  stackBytes: Int32Array = new Int32Array(16);
  /** By function number: alignment of its stack slots in bytes, minus one. */
  stackMask: Int32Array = new Int32Array(16);
  /** By function number: its signature's number. */
  signatures: Int32Array = new Int32Array(16);
  readonly functions: LinkedFunction[] = [];
  /** Pairs (code address, instruction) of everything that can trap or call, ascending; and the function of each code range. */
  readonly locations: number[] = [];
  readonly ranges: { readonly start: number; readonly func: number }[] = [];
  /** Executions by counter, when they are counted; a function's instructions have consecutive counters. */
  counts: Float64Array = new Float64Array(0);
  countsUsed: number = 0;
  /** First counter of each function that has some. */
  readonly firstCounters: Map<number, number> = new Map<number, number>();
  private readonly numbers: Map<string, number> = new Map<string, number>();
  private readonly symbols: Map<string, bigint> = new Map<string, bigint>();
  private readonly signatureNumbers: Map<string, number> = new Map<string, number>();

  constructor(memory: AddressSpace) {
    this.memory = memory;
  }

  /** Forgets everything that was defined or decoded, and keeps the memory. */
  clear(): void {
    this.codeUsed = 1;
    this.functions.length = 0;
    this.locations.length = 0;
    this.ranges.length = 0;
    this.numbers.clear();
    this.symbols.clear();
    this.signatureNumbers.clear();
    this.memory.clear();
    this.counts.fill(0);
    this.countsUsed = 0;
    this.firstCounters.clear();
  }

  /** The number of the function called `name`, made if it is new. */
  functionNumber(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.functions.length;
    this.functions.push({ name, func: undefined, host: undefined, signature: undefined });
    this.numbers.set(name, number);
    if (number === this.entries.length) {
      this.entries = doubled(this.entries);
      this.frameWords = doubled(this.frameWords);
      this.stackBytes = doubled(this.stackBytes);
      this.stackMask = doubled(this.stackMask);
      this.signatures = doubled(this.signatures);
    }
    this.entries[number] = ENTRY_UNDEFINED;
    this.stackMask[number] = 15;
    // One more: the first sixteen bytes stand for the host, so that its return address is valid and no function's.
    this.memory.setFunctionCount(number + 2);
    return number;
  }

  /** Whether a name was ever defined or mentioned. */
  hasFunction(name: string): boolean {
    return this.numbers.has(name);
  }

  /** Defines (or redefines) a CLIF function under its own name. */
  define(func: ClifFunction): number {
    const number = this.functionNumber(userFuncNameText(func.name));
    const linked = this.functions[number];
    linked.func = func;
    linked.host = undefined;
    linked.signature = func.signature;
    this.entries[number] = ENTRY_UNDECODED;
    this.signatures[number] = this.signatureNumber(func.signature);
    return number;
  }

  /** Defines a function that the host implements, for any signature it is called with if none is given. */
  defineHost(name: string, host: HostFunction, signature: Signature | undefined): number {
    const number = this.functionNumber(name);
    const linked = this.functions[number];
    linked.func = undefined;
    linked.host = host;
    linked.signature = signature;
    this.entries[number] = ENTRY_HOST;
    this.signatures[number] = signature === undefined ? -1 : this.signatureNumber(signature);
    return number;
  }

  defineSymbol(name: string, address: bigint): void {
    this.symbols.set(name, address);
  }

  /** The address of a data symbol or function, or undefined. */
  symbolAddress(name: string): bigint | undefined {
    const symbol = this.symbols.get(name);
    if (symbol !== undefined) return symbol;
    const number = this.numbers.get(name);
    return number === undefined ? undefined : this.functionAddress(number);
  }

  functionAddress(number: number): bigint {
    return this.memory.address(REGION_CODE, this.functionOffset(number));
  }

  /** Offset of a function's address in the code region. */
  functionOffset(number: number): number {
    return (number + 1) * CODE_BYTES;
  }

  /** The function that starts at an address, or -1. */
  functionAt(lo: number, hi: number): number {
    const at = this.memory.locate(lo, hi, 0, 1);
    if (at < CODE_BYTES || (at & (CODE_BYTES - 1)) !== 0) return -1;
    const number = at / CODE_BYTES - 1;
    return this.memory.isLast(REGION_CODE) && number < this.functions.length ? number : -1;
  }

  /** Number of a signature; signatures with the same parameter and return types share one. */
  signatureNumber(signature: Signature): number {
    const key = `${signature.params.map((p) => p.type).join()}>${signature.returns.map((p) => p.type).join()}`;
    let number = this.signatureNumbers.get(key);
    if (number === undefined) {
      number = this.signatureNumbers.size;
      this.signatureNumbers.set(key, number);
    }
    return number;
  }

  /** The name by which a function's reference is linked. */
  externalKey(name: ExternalName, func: ClifFunction): string {
    return externalNameText(name, func.params.userNames);
  }

  /** Gives function `number` counters for `instructions` instructions, all zero, and returns the first. */
  addCounters(number: number, instructions: number): number {
    const first = this.countsUsed;
    this.countsUsed += instructions;
    if (this.countsUsed > this.counts.length) {
      const next = new Float64Array(this.countsUsed * 2);
      next.set(this.counts);
      this.counts = next;
    }
    this.firstCounters.set(number, first);
    return first;
  }

  /** Makes room for `words` more code words. */
  reserve(words: number): void {
    const needed = this.codeUsed + words;
    if (needed <= this.code.length) return;
    const next = new Int32Array(Math.max(needed, this.code.length * 2));
    next.set(this.code);
    this.code = next;
  }

  /** Function number and instruction at a code address; instruction -1 if none was recorded there. */
  locationOf(pc: number): { readonly func: number; readonly inst: number } {
    let low = 0;
    let high = this.ranges.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.ranges[middle].start <= pc) low = middle;
      else high = middle;
    }
    const func = this.ranges.length === 0 ? -1 : this.ranges[low].func;
    let from = 0;
    let to = this.locations.length >> 1;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (this.locations[2 * middle] <= pc) from = middle;
      else to = middle;
    }
    const inst =
      this.locations.length > 0 && this.locations[2 * from] === pc ? this.locations[2 * from + 1] : -1;
    return { func, inst };
  }
}

function doubled(column: Int32Array): Int32Array {
  const next = new Int32Array(column.length * 2);
  next.set(column);
  return next;
}
