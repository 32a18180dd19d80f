/**
 * An object file as plain data: sections with bytes and relocations, and symbols. What the writers put into ELF (and
 * later Mach-O and COFF) and the readers get out of it. Nothing here knows any IR.
 *
 * Relocation kinds carry Cranelift's names; a kind that a format or machine cannot express is an error when writing.
 */
import { CraneliftError } from "@cranelift-ts/entity";

export type Machine = "x86_64" | "aarch64" | "s390x";

/** What a section holds; it decides type and flags in each format. */
export type SectionKind =
  | "text"
  | "data"
  | "rodata"
  /** Constant after relocation (`.data.rel.ro`). */
  | "relro"
  | "bss"
  | "tdata"
  | "tbss"
  /** Unwind tables (`.eh_frame`). */
  | "unwind"
  /** Debug information, not loaded. */
  | "debug"
  /** A note, such as the empty `.note.GNU-stack`. */
  | "note"
  /** Bytes that no loader reads. */
  | "other";

export interface ObjectSection {
  readonly name: string;
  readonly kind: SectionKind;
  /** Alignment in bytes, a power of two. */
  readonly align: number;
  /** Content; empty for bss and tbss. */
  readonly data: Uint8Array;
  /** Bytes in memory; at least `data.length`, and more only for bss and tbss. */
  readonly size: number;
  readonly relocations: readonly Relocation[];
  /** Keep the section although nothing refers to it. */
  readonly retain?: boolean;
  /**
   * Where the section is in memory already, for images that describe code of a running process to a debugger; a text
   * section with an address need not repeat its bytes.
   */
  readonly address?: bigint;
}

export type SymbolKind = "none" | "function" | "object" | "tls" | "section" | "file";
export type SymbolBinding = "local" | "global" | "weak";
export type SymbolVisibility = "default" | "hidden" | "protected";

export interface ObjectSymbol {
  readonly name: string;
  /** Index of the section that defines it, or what stands for none. */
  readonly section: number | "undefined" | "absolute";
  /** Offset in the section, or the absolute value. */
  readonly value: bigint;
  /** Bytes; 0 when unknown. */
  readonly size: number;
  readonly kind: SymbolKind;
  readonly binding: SymbolBinding;
  readonly visibility: SymbolVisibility;
}

/** The relocation kinds, by Cranelift's names. */
export const RELOCATION_KINDS = [
  "Abs4",
  "Abs8",
  "X86PCRel4",
  "X86CallPCRel4",
  "X86CallPLTRel4",
  "X86GOTPCRel4",
  "X86SecRel",
  "Arm64Call",
  "S390xPCRel32Dbl",
  "S390xPLTRel32Dbl",
  "ElfX86_64TlsGd",
  "MachOX86_64Tlv",
  "MachOAarch64TlsAdrPage21",
  "MachOAarch64TlsAdrPageOff12",
  "Aarch64TlsDescAdrPage21",
  "Aarch64TlsDescLd64Lo12",
  "Aarch64TlsDescAddLo12",
  "Aarch64TlsDescCall",
  "Aarch64AdrGotPage21",
  "Aarch64Ld64GotLo12Nc",
  "Aarch64AdrPrelPgHi21",
  "Aarch64AddAbsLo12Nc",
  "S390xTlsGd64",
  "S390xTlsGdCall",
  /** 32-bit PC-relative data, for unwind tables on every machine. */
  "PCRel4",
] as const;
export type RelocationKind = (typeof RELOCATION_KINDS)[number];

export interface Relocation {
  /** Byte offset in the section. */
  readonly offset: number;
  readonly kind: RelocationKind;
  /** Index of the symbol. */
  readonly symbol: number;
  readonly addend: bigint;
}

export interface ObjectFile {
  readonly machine: Machine;
  readonly sections: readonly ObjectSection[];
  readonly symbols: readonly ObjectSymbol[];
}

/** The object cannot be written, or the bytes are no object that this package reads. */
export class ObjectFileError extends CraneliftError {
  constructor(code: string, message: string) {
    super([{ code: `object-file/${code}`, message, severity: "error" }], message);
  }
}

/** Byte order of a machine's files. */
export function isLittleEndian(machine: Machine): boolean {
  return machine !== "s390x";
}
