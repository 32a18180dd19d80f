/** What the run-time routines that compiled code calls are named in C libraries. */
import type { KnownSymbol, LibCall } from "@cranelift-ts/codegen-ir";

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
};

/** The linker symbol of a run-time routine. */
export type LibcallNames = (libcall: LibCall) => string;

/** The names of the C library, libgcc and Cranelift's own helpers. */
export function defaultLibcallNames(libcall: LibCall): string {
  return C_NAMES[libcall];
}

/** The name of a symbol that the linker makes. */
export function knownSymbolName(symbol: KnownSymbol): string {
  return symbol === "ElfGlobalOffsetTable" ? "_GLOBAL_OFFSET_TABLE_" : "_tls_index";
}
