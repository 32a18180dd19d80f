/**
 * JavaScript's side of calls, generated for each signature as plain code without loops: functions that call generated
 * code, and functions that generated code calls. Values are converted as the JavaScript API says.
 *
 * All arguments are converted before the first one is stored, because a conversion can run JavaScript that calls back
 * in. Numbers for references are made last, after room for all of them was reserved.
 */
import { CALLEE, DEPTH, PENDING, SLOT_BYTES, SLOTS, type Mailbox } from "@cranelift-ts/jit";
import type { WasmSignature } from "./signature.ts";

/** What wrappers use of the store. */
export interface WrapperHost {
  readonly mailbox: Mailbox;
  /** Objects of the engine that are kept equal, memories that have to be looked at, and whether there are any of these. */
  readonly engine: { readonly active: boolean; behind: boolean; pull(): void; push(): void };
  readonly externs: {
    reserve(count: number): void;
    add(value: unknown): number;
    get(handle: number): unknown;
  };
  /** Address of the function reference for a value, 0n for null; the owner keeps what it refers to. Throws `TypeError`. */
  funcRefAddress(value: unknown, owner: object): bigint;
  /** The function for a function reference, null for 0n. */
  funcRefValue(address: bigint): unknown;
  /** Throws what the trap record tells. The owner is passed to keep it alive until here. */
  raise(owner: object): never;
  /** The values of an iterable with exactly `count` of them. Throws `TypeError`. */
  list(value: unknown, count: number): unknown[];
}

/** Makes a wrapper: whose function it is, and the function reference as two words. */
export type WrapperMaker = (owner: object, low: number, high: number) => (...args: unknown[]) => unknown;
/** Makes a function that calls `target` with the arguments in the mailbox; `owner` keeps references in its results. */
export type CallerMaker = (target: (...args: unknown[]) => unknown, owner: object) => () => void;

const at = (slot: number, width: number): number => (SLOTS + slot * SLOT_BYTES) / width;

/** Expression that converts `x`; references are made numbers later. */
function converted(kind: string, x: string): string {
  switch (kind) {
    case "i":
      return `${x} | 0`;
    case "l":
      return `BigInt.asIntN(64, ${x})`;
    case "f":
    case "d":
      return `+${x}`;
    case "c":
      return `host.funcRefAddress(${x}, owner)`;
    default:
      return x;
  }
}

function stored(kind: string, slot: number, x: string): string {
  switch (kind) {
    case "i":
      return `i32[${at(slot, 4)}] = ${x};`;
    case "l":
    case "c":
      return `i64[${at(slot, 8)}] = ${x};`;
    case "f":
      return `f32[${at(slot, 4)}] = ${x};`;
    case "d":
      return `f64[${at(slot, 8)}] = ${x};`;
    default:
      return `i32[${at(slot, 4)}] = externs.add(${x});`;
  }
}

function loaded(kind: string, slot: number): string {
  switch (kind) {
    case "i":
      return `i32[${at(slot, 4)}]`;
    case "l":
      return `i64[${at(slot, 8)}]`;
    case "f":
      return `f32[${at(slot, 4)}]`;
    case "d":
      return `f64[${at(slot, 8)}]`;
    case "c":
      return `host.funcRefValue(i64[${at(slot, 8)}])`;
    default:
      return `externs.get(i32[${at(slot, 4)}])`;
  }
}

/** Statement that reserves numbers for the references among `kinds`. */
function reserved(kinds: string): string {
  const count = [...kinds].filter((k) => k === "e").length;
  return count === 0 ? "" : `externs.reserve(${count});`;
}

/**
 * JavaScript's own stack can end anywhere in here, also in a call made to tell about it: what has to be undone is undone
 * without calls, and a record that nobody took is cleared before the next entry.
 */
const ENTER = `i32[${CALLEE / 4}] = low; i32[${CALLEE / 4 + 1}] = high;
    i32[0] = 0;
    i32[${DEPTH / 4}]++;
    try { entry(); } catch (e) { i32[0] = 0; engine.behind = engine.active; if (--i32[${DEPTH / 4}] === 0 && i32[${PENDING / 4}] !== 0) box.idle(); throw e; }
    if (--i32[${DEPTH / 4}] === 0 && i32[${PENDING / 4}] !== 0) box.idle();
    if (engine.active) engine.push();
    if (i32[0] !== 0) host.raise(owner);`;

/** Before numbers for references are made: this makes some, too. */
const PULL = "if (engine.active) engine.pull();";

/** Source of the maker of wrappers. */
export function wrapperSource(sig: WasmSignature): string {
  const params = [...sig.params];
  const results = [...sig.results].map(loaded);
  const value =
    results.length === 0
      ? ""
      : results.length === 1
        ? `return ${results[0]};`
        : `return [${results.join(", ")}];`;
  return `"use strict";
const { mailbox: box, externs, engine } = host;
const { i32, i64, f32, f64 } = box;
return (owner, low, high) => (${params.map((_, i) => `a${i}`).join(", ")}) => {
    ${params.map((k, i) => `const b${i} = ${converted(k, `a${i}`)};`).join("\n    ")}
    ${PULL}
    ${reserved(sig.params)}
    ${params.map((k, i) => stored(k, i, `b${i}`)).join("\n    ")}
    ${ENTER}
    ${value}
};`;
}

/** Source of the maker of callers. */
export function callerSource(sig: WasmSignature): string {
  const results = [...sig.results];
  const call = `target(${[...sig.params].map(loaded).join(", ")})`;
  const from = (i: number): string => (results.length === 1 ? "r" : `r[${i}]`);
  return `"use strict";
const { externs, engine } = host;
const { i32, i64, f32, f64 } = host.mailbox;
return (target, owner) => () => {
    if (engine.active) engine.push();
    ${results.length === 0 ? `${call};` : results.length === 1 ? `const r = ${call};` : `const r = host.list(${call}, ${results.length});`}
    ${results.map((k, i) => `const b${i} = ${converted(k, from(i))};`).join("\n    ")}
    ${PULL}
    ${reserved(sig.results)}
    ${results.map((k, i) => stored(k, i, `b${i}`)).join("\n    ")}
};`;
}

/** Compiles {@link wrapperSource}. */
export function wrapperMaker(sig: WasmSignature, host: WrapperHost, entry: () => unknown): WrapperMaker {
  const make = new Function("host", "entry", wrapperSource(sig)) as (
    h: WrapperHost,
    e: () => unknown,
  ) => WrapperMaker;
  return make(host, entry);
}

/** Compiles {@link callerSource}. */
export function callerMaker(sig: WasmSignature, host: WrapperHost): CallerMaker {
  return (new Function("host", callerSource(sig)) as (h: WrapperHost) => CallerMaker)(host);
}
