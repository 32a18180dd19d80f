/** What the run-time routines that compiled code calls are named in C libraries. */
import type { Function, KnownSymbol, LibCall } from "@cranelift-ts/codegen-ir";

const C_NAMES: Readonly<Record<LibCall, string>> = {
  Probestack: "__cranelift_probestack",
  CeilF32: "ceilf",
  CeilF64: "ceil",
  FloorF32: "floorf",
  FloorF64: "floor",
  TruncF32: "truncf",
  TruncF64: "trunc",
  NearestF32: "nearbyintf",
  NearestF64: "nearbyint",
  FmaF32: "fmaf",
  FmaF64: "fma",
  Memcpy: "memcpy",
  Memset: "memset",
  Memmove: "memmove",
  Memcmp: "memcmp",
  ElfTlsGetAddr: "__tls_get_addr",
  ElfTlsGetOffset: "__tls_get_offset",
  X86Pshufb: "__cranelift_x86_pshufb",
  UdivI128: "__udivti3",
  SdivI128: "__divti3",
  UremI128: "__umodti3",
  SremI128: "__modti3",
  FcvtFromUintI128F32: "__floatuntisf",
  FcvtFromUintI128F64: "__floatuntidf",
  FcvtFromSintI128F32: "__floattisf",
  FcvtFromSintI128F64: "__floattidf",
  FcvtToUintF32I128: "__fixunssfti",
  FcvtToUintF64I128: "__fixunsdfti",
  FcvtToSintF32I128: "__fixsfti",
  FcvtToSintF64I128: "__fixdfti",
  FcvtToUintSatF32I128: "__cranelift_fixunssfti_sat",
  FcvtToUintSatF64I128: "__cranelift_fixunsdfti_sat",
  FcvtToSintSatF32I128: "__cranelift_fixsfti_sat",
  FcvtToSintSatF64I128: "__cranelift_fixdfti_sat",
};

/** The linker symbol of a run-time routine. */
export type LibcallNames = (libcall: LibCall) => string;

/** Gives the functions for these routines and those that they call, callees first; names it does not know are left out. */
export type RoutineSource = (names: Iterable<string>) => Function[];

/** The names of the C library, libgcc and Cranelift's own helpers. */
export function defaultLibcallNames(libcall: LibCall): string {
  return C_NAMES[libcall];
}

/** The name of a symbol that the linker makes. */
export function knownSymbolName(symbol: KnownSymbol): string {
  return symbol === "ElfGlobalOffsetTable" ? "_GLOBAL_OFFSET_TABLE_" : "_tls_index";
}

/**
 * Whether a routine is our own rather than the C library's or the compiler runtime's: it traps as the instruction does
 * that it stands for, and passes halves of 128-bit integers, which not every platform's routine of that name does.
 */
export function isOwnRoutine(libcall: LibCall): boolean {
  return libcall.includes("I128");
}
