/**
 * Function types as the runtime handles them: a string with one letter for each value, so that equal types are equal
 * keys. `i` i32, `l` i64, `f` f32, `d` f64, `c` funcref, `e` externref.
 *
 * In generated code every WebAssembly function takes the address of its instance's context before its parameters and
 * uses the convention `tail`, so that it can make tail calls.
 */
import { abiParam, signature, types, type Signature, type Type } from "@cranelift-ts/codegen-ir";

export type ValueKind = "i" | "l" | "f" | "d" | "c" | "e";

export interface WasmSignature {
  /** Letters of the parameters and of the results. */
  readonly params: string;
  readonly results: string;
}

export const VALUE_NAMES: Readonly<Record<ValueKind, string>> = {
  i: "i32",
  l: "i64",
  f: "f32",
  d: "f64",
  c: "funcref",
  e: "externref",
};

/** Two signatures are the same if and only if their keys are. */
export function signatureKey(sig: WasmSignature): string {
  return `${sig.params}:${sig.results}`;
}

/** `(i32, i64) -> (f32)` */
export function signatureName(sig: WasmSignature): string {
  const list = (s: string): string => `(${[...s].map((k) => VALUE_NAMES[k as ValueKind]).join(", ")})`;
  return `${list(sig.params)} -> ${list(sig.results)}`;
}

/** The type of a value in generated code: references are an address (funcref) or a handle (externref). */
export function clifType(kind: string): Type {
  switch (kind) {
    case "i":
    case "e":
      return types.I32;
    case "f":
      return types.F32;
    case "d":
      return types.F64;
    default:
      return types.I64;
  }
}

/** The signature in generated code. */
export function clifSignature(sig: WasmSignature): Signature {
  const params = [
    abiParam(types.I64, { purpose: "vmctx" }),
    ...[...sig.params].map((k) => abiParam(clifType(k))),
  ];
  return signature(
    params,
    [...sig.results].map((k) => abiParam(clifType(k))),
    "tail",
  );
}
