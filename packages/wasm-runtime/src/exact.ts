/** Calls that keep every bit: JavaScript may change the bits of a NaN on the way. */
import { globalCell } from "./global.ts";
import { defaultStore, type ExportedFunction } from "./store.ts";

/**
 * Calls an exported function with its numbers as unsigned bits (`bigint`) and its references as JavaScript values, and
 * returns its results likewise. Throws what the call throws, and `TypeError` for arguments that do not fit.
 */
export function callExact(exported: (...args: never[]) => unknown, args: readonly unknown[]): unknown[] {
  return defaultStore().callExact(exported as ExportedFunction, args);
}

/** Letters of an exported function's parameters and results: i32 `i`, i64 `l`, f32 `f`, f64 `d`, funcref `c`, externref `e`. */
export function exactSignature(
  exported: (...args: never[]) => unknown,
): { readonly params: string; readonly results: string } | undefined {
  return defaultStore().handles.get(exported)?.signature;
}

/** Type letter and bits of a `Global`, or its value if it is a reference. Undefined for what is no global. */
export function globalBits(
  global: unknown,
): { readonly kind: string; readonly bits: bigint; readonly value: unknown } | undefined {
  const cell = globalCell(global);
  if (cell === undefined) return undefined;
  const { kind, bits } = cell;
  return {
    kind,
    bits: "if".includes(kind) ? BigInt.asUintN(32, bits) : bits,
    value: "ce".includes(kind) ? cell.value : undefined,
  };
}
