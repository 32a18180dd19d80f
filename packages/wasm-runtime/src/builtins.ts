/**
 * Routines that generated code calls by number: their signatures. In all of them the context comes first; letters are
 * those of `signature.ts`.
 */
import { abiParam, signature, types, type Signature } from "@cranelift-ts/codegen-ir";
import { BUILTIN } from "./layout.ts";
import { clifType, type WasmSignature } from "./signature.ts";

const sig = (params: string, results: string = ""): WasmSignature => ({ params, results });

/** Routines in JavaScript by number; numbers that are absent here are C functions. */
export const BUILTIN_SIGNATURES: Readonly<Record<number, WasmSignature>> = {
  // (memory, pages) -> old pages or -1
  [BUILTIN.MEMORY_GROW]: sig("il", "l"),
  // (memory) -> pages
  [BUILTIN.MEMORY_SIZE]: sig("i", "l"),
  // (to memory, from memory, to, from, length)
  [BUILTIN.MEMORY_COPY]: sig("iilll"),
  // (memory, to, byte, length)
  [BUILTIN.MEMORY_FILL]: sig("ilil"),
  // (segment, memory, to, from, length)
  [BUILTIN.MEMORY_INIT]: sig("iilii"),
  // (segment)
  [BUILTIN.DATA_DROP]: sig("i"),
  // (table, value, elements) -> old elements or -1
  [BUILTIN.TABLE_GROW]: sig("icl", "l"),
  [BUILTIN.TABLE_GROW_EXTERN]: sig("iel", "l"),
  // (table, to, value, length)
  [BUILTIN.TABLE_FILL]: sig("ilcl"),
  [BUILTIN.TABLE_FILL_EXTERN]: sig("ilel"),
  // (to table, from table, to, from, length)
  [BUILTIN.TABLE_COPY]: sig("iilll"),
  // (segment, table, to, from, length)
  [BUILTIN.TABLE_INIT]: sig("iilii"),
  // (segment)
  [BUILTIN.ELEM_DROP]: sig("i"),
};

/** The C library's routines by number. */
export const C_ROUTINES: Readonly<Record<number, string>> = {
  [BUILTIN.MEMMOVE]: "memmove",
  [BUILTIN.MEMSET]: "memset",
};

/** Signature of a routine in JavaScript, as generated code calls it. */
export function builtinSignature(number: number): Signature {
  const { params, results } = BUILTIN_SIGNATURES[number]!;
  const list = [abiParam(types.I64), ...[...params].map((k) => abiParam(clifType(k)))];
  return signature(
    list,
    [...results].map((k) => abiParam(clifType(k))),
    "system_v",
  );
}

/** `void *memmove(void *to, const void *from, size_t length)` */
export const MEMMOVE_SIGNATURE: Signature = signature(
  [types.I64, types.I64, types.I64],
  [types.I64],
  "system_v",
);
/** `void *memset(void *to, int byte, size_t length)` */
export const MEMSET_SIGNATURE: Signature = signature(
  [types.I64, types.I32, types.I64],
  [types.I64],
  "system_v",
);
