/**
 * Names: what a function is called, and what it refers to. `UserFuncName` names a function; `ExternalName` is what
 * the stencil stores for a reference. User-defined references are indices into a table of the function's parameters,
 * so that two functions which differ only in whom they call share one stencil.
 */
import type { UserExternalNameRef } from "./entities.ts";

/** A user-defined name: two 32-bit numbers that only the embedder understands; prints as `u1:7`. */
export interface UserExternalName {
  readonly namespace: number;
  readonly index: number;
}

/** The name of a function. */
export type UserFuncName =
  | { readonly kind: "user"; readonly namespace: number; readonly index: number }
  | { readonly kind: "testcase"; readonly name: string };

/** A function's default name, `u0:0`. */
export const DEFAULT_FUNC_NAME: UserFuncName = { kind: "user", namespace: 0, index: 0 };

/**
 * The runtime-library routines a back end may call, spelled as Cranelift names them; those with I128 in their names are
 * our own, take and give the halves of 128-bit integers, low half first, and trap as the instruction does.
 */
export const LIB_CALLS = [
  "Probestack",
  "CeilF32",
  "CeilF64",
  "FloorF32",
  "FloorF64",
  "TruncF32",
  "TruncF64",
  "NearestF32",
  "NearestF64",
  "FmaF32",
  "FmaF64",
  "Memcpy",
  "Memset",
  "Memmove",
  "Memcmp",
  "ElfTlsGetAddr",
  "ElfTlsGetOffset",
  "X86Pshufb",
  "UdivI128",
  "SdivI128",
  "UremI128",
  "SremI128",
  "FcvtFromUintI128F32",
  "FcvtFromUintI128F64",
  "FcvtFromSintI128F32",
  "FcvtFromSintI128F64",
  "FcvtToUintF32I128",
  "FcvtToUintF64I128",
  "FcvtToSintF32I128",
  "FcvtToSintF64I128",
  "FcvtToUintSatF32I128",
  "FcvtToUintSatF64I128",
  "FcvtToSintSatF32I128",
  "FcvtToSintSatF64I128",
] as const;
export type LibCall = (typeof LIB_CALLS)[number];

/** Symbols that only a linker knows. */
export const KNOWN_SYMBOLS = ["ElfGlobalOffsetTable", "CoffTlsIndex"] as const;
export type KnownSymbol = (typeof KNOWN_SYMBOLS)[number];

/** A reference to something outside the function. */
export type ExternalName =
  | { readonly kind: "user"; readonly ref: UserExternalNameRef }
  | { readonly kind: "testcase"; readonly name: string }
  | { readonly kind: "libcall"; readonly libcall: LibCall }
  | { readonly kind: "known"; readonly symbol: KnownSymbol };

/** The external name written `%text`: a libcall or known symbol if it is spelled like one, else a test-case name. */
export function externalNameFromText(text: string): ExternalName {
  if ((LIB_CALLS as readonly string[]).includes(text)) return { kind: "libcall", libcall: text as LibCall };
  if ((KNOWN_SYMBOLS as readonly string[]).includes(text))
    return { kind: "known", symbol: text as KnownSymbol };
  return { kind: "testcase", name: text };
}

/** Text of a function's name: `%foo`, `u0:1`. */
export function userFuncNameText(name: UserFuncName): string {
  return name.kind === "user" ? `u${name.namespace}:${name.index}` : `%${name.name}`;
}

/** Text of an external name; user names are looked up in `names`, `userextnameN` where the table has no entry. */
export function externalNameText(name: ExternalName, names: readonly UserExternalName[] | undefined): string {
  switch (name.kind) {
    case "testcase":
      return `%${name.name}`;
    case "libcall":
      return `%${name.libcall}`;
    case "known":
      return `%${name.symbol}`;
    case "user": {
      const user = names?.[name.ref];
      return user === undefined ? `userextname${name.ref}` : `u${user.namespace}:${user.index}`;
    }
  }
}
