/**
 * JavaScript's side of a call, generated for each signature: plain code without loops, so that an engine can compile it
 * well.
 *
 * Integers up to 32 bits are numbers (results are signed), i64 and i128 are bigints (results are signed), floats are
 * numbers; vectors, f16 and f128 are `Uint8Array`s in memory order. Several results come as an array.
 *
 * All arguments are converted before the first one is stored: a conversion can run JavaScript code that calls back in.
 */
import { DataValue, types, type Signature, type Type } from "@cranelift-ts/codegen-ir";
import { DEPTH, PENDING, SLOT_BYTES, SLOTS } from "./layout.ts";

/** The mailbox as JavaScript sees it, and what to do when a call did not end normally. */
export interface Mailbox {
  readonly i32: Int32Array;
  readonly i64: BigInt64Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly u8: Uint8Array;
  /** Throws what the trap record tells. */
  raise(): never;
  /** Called when the last entry is left and something waits for that. */
  idle(): void;
}

/** A function of JavaScript that calls generated code. */
export type NativeFunction = (...args: unknown[]) => unknown;

/** A wrapper, and the means to change what it calls. */
export interface Wrapper {
  readonly call: NativeFunction;
  /** Calls with the arguments that are in the mailbox, and leaves the results there. */
  readonly enter: () => void;
  setEntry(entry: () => unknown): void;
}

type Kind = "i8" | "i16" | "i32" | "i64" | "i128" | "f32" | "f64" | "bytes";

function kindOf(type: Type): Kind {
  if (type === types.I8) return "i8";
  if (type === types.I16) return "i16";
  if (type === types.I32) return "i32";
  if (type === types.I64) return "i64";
  if (type === types.I128) return "i128";
  if (type === types.F32) return "f32";
  if (type === types.F64) return "f64";
  return "bytes";
}

/** Expression that converts `x` to what is stored. */
function converted(kind: Kind, x: string, size: number): string {
  switch (kind) {
    case "i8":
    case "i16":
    case "i32":
      return `${x} | 0`;
    case "i64":
      return `BigInt.asIntN(64, ${x})`;
    case "i128":
      return `BigInt.asUintN(128, ${x})`;
    case "f32":
    case "f64":
      return `+${x}`;
    case "bytes":
      return `bytes(${x}, ${size})`;
  }
}

const at = (slot: number, width: number): number => (SLOTS + slot * SLOT_BYTES) / width;

/** Statement that stores the converted `x`. */
function stored(kind: Kind, slot: number, x: string): string {
  switch (kind) {
    case "i8":
    case "i16":
    case "i32":
      return `i32[${at(slot, 4)}] = ${x};`;
    case "i64":
      return `i64[${at(slot, 8)}] = ${x};`;
    case "i128":
      return `i64[${at(slot, 8)}] = ${x}; i64[${at(slot, 8) + 1}] = ${x} >> 64n;`;
    case "f32":
      return `f32[${at(slot, 4)}] = ${x};`;
    case "f64":
      return `f64[${at(slot, 8)}] = ${x};`;
    case "bytes":
      return `u8.set(${x}, ${at(slot, 1)});`;
  }
}

/** Expression that reads a value. */
function loaded(kind: Kind, slot: number, size: number): string {
  switch (kind) {
    case "i8":
      return `i32[${at(slot, 4)}] << 24 >> 24`;
    case "i16":
      return `i32[${at(slot, 4)}] << 16 >> 16`;
    case "i32":
      return `i32[${at(slot, 4)}]`;
    case "i64":
      return `i64[${at(slot, 8)}]`;
    case "i128":
      return `(i64[${at(slot, 8) + 1}] << 64n) | BigInt.asUintN(64, i64[${at(slot, 8)}])`;
    case "f32":
      return `f32[${at(slot, 4)}]`;
    case "f64":
      return `f64[${at(slot, 8)}]`;
    case "bytes":
      return `u8.slice(${at(slot, 1)}, ${at(slot, 1) + size})`;
  }
}

function bytes(value: unknown, size: number): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== size)
    throw new TypeError(`a Uint8Array of ${size} bytes is expected`);
  return value;
}

const size = (type: Type): number => types.typeBytes(type);

function results(sig: Signature): string {
  const list = sig.returns.map((r, i) => loaded(kindOf(r.type), i, size(r.type)));
  return list.length === 0 ? "" : list.length === 1 ? `return ${list[0]};` : `return [${list.join(", ")}];`;
}

/** Where JavaScript's own stack ends, what has to be undone is undone without calls. */
const ENTER = `i32[0] = 0;
    i32[${DEPTH / 4}]++;
    try { entry(); } catch (e) { i32[0] = 0; if (--i32[${DEPTH / 4}] === 0 && i32[${PENDING / 4}] !== 0) box.idle(); throw e; }
    if (--i32[${DEPTH / 4}] === 0 && i32[${PENDING / 4}] !== 0) box.idle();
    if (i32[0] !== 0) box.raise();`;

/** Source of a factory of wrappers for the signature. */
export function wrapperSource(sig: Signature): string {
  const names = sig.params.map((_, i) => `a${i}`);
  const converts = sig.params.map(
    (p, i) => `const b${i} = ${converted(kindOf(p.type), `a${i}`, size(p.type))};`,
  );
  const stores = sig.params.map((p, i) => stored(kindOf(p.type), i, `b${i}`));
  return `"use strict";
const { i32, i64, f32, f64, u8 } = box;
return {
  call: (${names.join(", ")}) => {
    ${converts.join("\n    ")}
    ${stores.join("\n    ")}
    ${ENTER}
    ${results(sig)}
  },
  enter: () => {
    ${ENTER}
  },
  setEntry: (e) => { entry = e; },
};`;
}

/** Source of a function that calls `target` with the arguments in the mailbox and stores its results there. */
export function hostSource(sig: Signature): string {
  const args = sig.params.map((p, i) => loaded(kindOf(p.type), i, size(p.type)));
  const { returns } = sig;
  const converts = returns.map((r, i) => {
    const from = returns.length === 1 ? "r" : `r[${i}]`;
    return `const b${i} = ${converted(kindOf(r.type), from, size(r.type))};`;
  });
  const stores = returns.map((r, i) => stored(kindOf(r.type), i, `b${i}`));
  return `"use strict";
const { i32, i64, f32, f64, u8 } = box;
return () => {
  const r = target(${args.join(", ")});
  ${converts.join("\n  ")}
  ${stores.join("\n  ")}
};`;
}

/** Puts argument number `slot` into the mailbox. */
export function storeValue(box: Mailbox, slot: number, value: DataValue): void {
  value.write(box.u8, at(slot, 1), false);
}

/** Takes result number `slot` out of the mailbox. */
export function loadValue(box: Mailbox, slot: number, type: Type): DataValue {
  return DataValue.read(type, box.u8, at(slot, 1), false);
}

/** Wrappers for functions of one signature. */
export type WrapperFactory = (box: Mailbox, entry: () => unknown) => Wrapper;

/** Compiles {@link wrapperSource}. */
export function wrapperFactory(sig: Signature): WrapperFactory {
  const make = new globalThis.Function("bytes", "box", "entry", wrapperSource(sig)) as (
    b: typeof bytes,
    box: Mailbox,
    entry: () => unknown,
  ) => Wrapper;
  return (box, entry) => make(bytes, box, entry);
}

/** Compiles {@link hostSource}. */
export function hostCaller(sig: Signature, box: Mailbox, target: (...args: never[]) => unknown): () => void {
  const make = new globalThis.Function("bytes", "box", "target", hostSource(sig)) as (
    b: typeof bytes,
    box: Mailbox,
    target: (...args: never[]) => unknown,
  ) => () => void;
  return make(bytes, box, target);
}
