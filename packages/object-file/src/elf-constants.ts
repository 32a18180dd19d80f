/**
 * Numbers of the ELF-64 format: System V ABI (gABI) chapter 4 and 5, and the processor supplements of x86-64
 * (psABI 1.0, table 4.9), aarch64 (ELF for the Arm 64-bit Architecture) and s390x (ELF ABI s390x supplement).
 */
import type { Machine, RelocationKind } from "./model.ts";

export const ET_REL = 1;
export const ET_DYN = 3;
export const EV_CURRENT = 1;
export const EHDR_SIZE = 64;
export const SHDR_SIZE = 64;
export const PHDR_SIZE = 56;
export const SYM_SIZE = 24;
export const RELA_SIZE = 24;
export const DYN_SIZE = 16;

export const EM: Readonly<Record<Machine, number>> = { x86_64: 62, aarch64: 183, s390x: 22 };

export const SHT_NULL = 0;
export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_STRTAB = 3;
export const SHT_RELA = 4;
export const SHT_NOTE = 7;
export const SHT_NOBITS = 8;
export const SHT_DYNSYM = 11;
/** x86-64 psABI: unwind tables. */
export const SHT_X86_64_UNWIND = 0x70000001;

export const SHF_WRITE = 1;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHF_INFO_LINK = 0x40;
export const SHF_TLS = 0x400;
/** GNU: the section survives garbage collection. */
export const SHF_GNU_RETAIN = 0x200000;

export const SHN_UNDEF = 0;
export const SHN_LORESERVE = 0xff00;
export const SHN_ABS = 0xfff1;
export const SHN_XINDEX = 0xffff;
export const SHT_SYMTAB_SHNDX = 18;
/** A group of sections that are kept or dropped together. */
export const SHT_GROUP = 17;

export const STB = { local: 0, global: 1, weak: 2 } as const;
export const STT = { none: 0, object: 1, function: 2, section: 3, file: 4, tls: 6 } as const;
export const STV = { default: 0, hidden: 2, protected: 3 } as const;

export const PT_LOAD = 1;
export const PT_DYNAMIC = 2;
export const PT_GNU_STACK = 0x6474e551;
export const PF_X = 1;
export const PF_W = 2;
export const PF_R = 4;

export const DT_NULL = 0;
export const DT_HASH = 4;
export const DT_STRTAB = 5;
export const DT_SYMTAB = 6;
export const DT_RELA = 7;
export const DT_RELASZ = 8;
export const DT_RELAENT = 9;
export const DT_STRSZ = 10;
export const DT_SYMENT = 11;
export const DT_SONAME = 14;
export const DT_FLAGS_1 = 0x6ffffffb;
export const DF_1_NODELETE = 8;

type Kinds = Partial<Record<RelocationKind, number>>;

const X86_64: Kinds = {
  Abs8: 1,
  X86PCRel4: 2,
  PCRel4: 2,
  X86CallPCRel4: 2,
  X86CallPLTRel4: 4,
  X86GOTPCRel4: 9,
  Abs4: 10,
  ElfX86_64TlsGd: 19,
};
const AARCH64: Kinds = {
  Abs8: 257,
  Abs4: 258,
  PCRel4: 261,
  Aarch64AdrPrelPgHi21: 275,
  Aarch64AddAbsLo12Nc: 277,
  Arm64Call: 283,
  Aarch64AdrGotPage21: 311,
  Aarch64Ld64GotLo12Nc: 312,
  Aarch64TlsDescAdrPage21: 562,
  Aarch64TlsDescLd64Lo12: 563,
  Aarch64TlsDescAddLo12: 564,
  Aarch64TlsDescCall: 569,
};
const S390X: Kinds = {
  Abs4: 4,
  PCRel4: 5,
  S390xPCRel32Dbl: 19,
  S390xPLTRel32Dbl: 20,
  Abs8: 22,
  S390xTlsGdCall: 38,
  S390xTlsGd64: 41,
};

/** ELF number of each relocation kind that a machine has. */
export const ELF_RELOCATIONS: Readonly<Record<Machine, Kinds>> = {
  x86_64: X86_64,
  aarch64: AARCH64,
  s390x: S390X,
};

/** Kinds by ELF number; where two kinds share one, the first stands for both. */
export function relocationKindOf(machine: Machine, number: number): RelocationKind | undefined {
  for (const [kind, n] of Object.entries(ELF_RELOCATIONS[machine]))
    if (n === number) return kind as RelocationKind;
  return undefined;
}

/** Run-time relocations of shared objects: a symbol's address in a table, a base-relative address. */
export const DYNAMIC_RELOCATIONS: Readonly<Record<Machine, { globDat: number; relative: number }>> = {
  x86_64: { globDat: 6, relative: 8 },
  aarch64: { globDat: 1025, relative: 1027 },
  s390x: { globDat: 10, relative: 12 },
};
