/**
 * ELF-64 shared objects (ET_DYN), small and self-contained: code, read-only data, writable data, exported and imported
 * symbols. Enough for a plug-in that a running process loads: no libc, no DT_NEEDED unless asked for; section headers
 * are written for debuggers only.
 *
 * Imports are reached through slots of a table that the loader fills when it loads the object (`R_*_GLOB_DAT`; slots
 * for lazy binding would need stubs): code loads the slot relative to itself. The layout is one file of up to three page-aligned segments: headers, dynamic
 * tables and read-only data; code; writable data with the import slots and the dynamic section.
 */
import { ByteWriter, StringTable } from "./byte-writer.ts";
import * as elf from "./elf-constants.ts";
import { elfHeader } from "./elf-write.ts";
import { isLittleEndian, ObjectFileError, type Machine } from "./model.ts";

/** Where a symbol or fixup of a shared object lies. */
export type SharedSegment = "text" | "rodata" | "data" | "bss";

export interface SharedSymbol {
  readonly name: string;
  readonly segment: SharedSegment;
  readonly offset: number;
  readonly size: number;
  readonly kind: "function" | "object";
}

/** A place in text or data that gets an address when the file is laid out or loaded. */
export interface SharedFixup {
  readonly segment: "text" | "data";
  readonly offset: number;
  /** `pc32`: 32-bit distance from the place; `abs64`: full address, by a run-time relocation, in data only. */
  readonly kind: "pc32" | "abs64";
  /** A place in a segment, or the slot of an import (by its name; `pc32` only). */
  readonly target: { readonly segment: SharedSegment; readonly offset: number } | { readonly import: string };
  readonly addend: number;
}

export interface SharedObject {
  readonly machine: Machine;
  readonly text: Uint8Array;
  readonly rodata: Uint8Array;
  readonly data: Uint8Array;
  /** Bytes of zeroed memory behind `data`. */
  readonly bssSize: number;
  readonly exports: readonly SharedSymbol[];
  readonly imports: readonly string[];
  readonly fixups: readonly SharedFixup[];
  readonly soname?: string;
  /** The object stays mapped when it is closed. */
  readonly noDelete?: boolean;
  /** Section headers for debuggers, which take symbols from there; none if absent. */
  readonly sectionHeaders?: boolean;
}

const PAGE = 4096;
const PROGRAM_HEADERS = 5;
/** Section numbers, where there are section headers. Loaders only ask whether a symbol's is SHN_UNDEF or SHN_ABS. */
const SECTIONS: Readonly<Record<SharedSegment, number>> = { text: 1, data: 2, rodata: 3, bss: 4 };
const SECTION_NAMES = ["", ".text", ".data", ".rodata", ".bss", ".dynsym", ".dynstr", ".shstrtab"];
const DYNSTR = 6;
const SHSTRTAB = 7;
const TEXT_ALIGN = 64;

/** The System V hash of a symbol name (gABI chapter 5). */
function elfHash(name: string): number {
  let h = 0;
  for (let i = 0; i < name.length; i++) {
    h = ((h << 4) + name.charCodeAt(i)) >>> 0;
    const g = h & 0xf0000000;
    h = (h ^ (g >>> 24)) & ~g;
  }
  return h >>> 0;
}

const alignUp = (n: number, to: number): number => Math.ceil(n / to) * to;

/** The bytes of the shared object. Throws {@link ObjectFileError} for fixups that cannot be made. */
export function writeElfShared(object: SharedObject): Uint8Array<ArrayBuffer> {
  const { machine, exports, imports, fixups } = object;
  const little = isLittleEndian(machine);
  const types = elf.DYNAMIC_RELOCATIONS[machine];
  const names = new StringTable();
  const importNames = imports.map((name) => names.add(name));
  const exportNames = exports.map((s) => names.add(s.name));
  const soname = object.soname === undefined ? 0 : names.add(object.soname);
  const strings = names.finish();
  const symbolCount = 1 + imports.length + exports.length;
  const buckets = Math.max(1, symbolCount >> 1);
  const relative = fixups.filter((f) => f.kind === "abs64");

  // Addresses equal file offsets, so that a segment may be mapped straight from the file.
  let at = elf.EHDR_SIZE + PROGRAM_HEADERS * elf.PHDR_SIZE;
  const place = (size: number, align: number): number => {
    const start = alignUp(at, align);
    at = start + size;
    return start;
  };
  const hashAt = place((2 + buckets + symbolCount) * 4, 8);
  const symtabAt = place(symbolCount * elf.SYM_SIZE, 8);
  const strtabAt = place(strings.length, 1);
  const relaSize = (relative.length + imports.length) * elf.RELA_SIZE;
  const relaAt = place(relaSize, 8);
  const rodataAt = place(object.rodata.length, TEXT_ALIGN);
  const readOnlyEnd = at;
  const textAt = place(object.text.length, PAGE);
  const dynamicEntries = 9 + (object.soname === undefined ? 0 : 1) + (object.noDelete === true ? 1 : 0);
  const dynamicAt = place(dynamicEntries * elf.DYN_SIZE, PAGE);
  const slotsAt = place(imports.length * 8, 8);
  const dataAt = place(object.data.length, TEXT_ALIGN);
  const fileEnd = at;
  const bssAt = place(object.bssSize, TEXT_ALIGN);
  const memoryEnd = at;

  const base: Readonly<Record<SharedSegment, number>> = {
    text: textAt,
    rodata: rodataAt,
    data: dataAt,
    bss: bssAt,
  };
  const addressOf = (target: SharedFixup["target"]): number => {
    if ("segment" in target) return base[target.segment] + target.offset;
    const index = imports.indexOf(target.import);
    if (index < 0) throw new ObjectFileError("fixup", `${target.import} is not among the imports`);
    return slotsAt + index * 8;
  };

  const sectionNames = new StringTable();
  const sectionNameOffsets = SECTION_NAMES.map((name) => sectionNames.add(name));
  const sectionNameBytes = sectionNames.finish();
  const withSections = object.sectionHeaders === true;
  const headersAt = alignUp(fileEnd + sectionNameBytes.length, 8);
  const out = new ByteWriter(little, fileEnd);
  const goto = (offset: number): void => out.zeros(offset - out.length);
  out.raw(
    elfHeader({
      machine,
      type: elf.ET_DYN,
      programHeaders: PROGRAM_HEADERS,
      programHeadersAt: elf.EHDR_SIZE,
      sectionHeaders: withSections ? SECTION_NAMES.length : 0,
      sectionHeadersAt: withSections ? headersAt : 0,
      nameIndex: withSections ? SHSTRTAB : 0,
    }),
  );
  const segment = (
    type: number,
    flags: number,
    start: number,
    fileSize: number,
    memory: number,
    align: number,
  ): void => {
    out.u32(type);
    out.u32(flags);
    out.u64(start);
    out.u64(start);
    out.u64(start);
    out.u64(fileSize);
    out.u64(memory);
    out.u64(align);
  };
  const dynamicSize = dynamicEntries * elf.DYN_SIZE;
  segment(elf.PT_LOAD, elf.PF_R, 0, readOnlyEnd, readOnlyEnd, PAGE);
  segment(elf.PT_LOAD, elf.PF_R | elf.PF_X, textAt, object.text.length, object.text.length, PAGE);
  segment(elf.PT_LOAD, elf.PF_R | elf.PF_W, dynamicAt, fileEnd - dynamicAt, memoryEnd - dynamicAt, PAGE);
  segment(elf.PT_DYNAMIC, elf.PF_R | elf.PF_W, dynamicAt, dynamicSize, dynamicSize, 8);
  segment(elf.PT_GNU_STACK, elf.PF_R | elf.PF_W, 0, 0, 0, 16);

  goto(hashAt);
  writeHash(out, ["", ...imports, ...exports.map((s) => s.name)], buckets);
  goto(symtabAt);
  out.zeros(elf.SYM_SIZE);
  for (const name of importNames) writeSymbol(out, name, (elf.STB.global << 4) | elf.STT.none, 0, 0, 0);
  for (let i = 0; i < exports.length; i++) {
    const s = exports[i]!;
    const info = (elf.STB.global << 4) | elf.STT[s.kind];
    writeSymbol(out, exportNames[i]!, info, SECTIONS[s.segment], base[s.segment] + s.offset, s.size);
  }
  goto(strtabAt);
  out.raw(strings);
  goto(relaAt);
  for (const f of relative) {
    if (f.segment !== "data")
      throw new ObjectFileError("fixup", "an absolute address in code cannot be relocated");
    out.u64(base.data + f.offset);
    out.u64(types.relative);
    out.u64(addressOf(f.target) + f.addend);
  }
  for (let i = 0; i < imports.length; i++) {
    out.u64(slotsAt + i * 8);
    out.u64((BigInt(i + 1) << 32n) | BigInt(types.globDat));
    out.u64(0);
  }
  goto(rodataAt);
  out.raw(object.rodata);
  goto(textAt);
  out.raw(patched(object, "text", textAt, addressOf));
  goto(dynamicAt);
  const dynamic = (tag: number, value: number): void => {
    out.u64(tag);
    out.u64(value);
  };
  if (object.soname !== undefined) dynamic(elf.DT_SONAME, soname);
  if (object.noDelete === true) dynamic(elf.DT_FLAGS_1, elf.DF_1_NODELETE);
  dynamic(elf.DT_HASH, hashAt);
  dynamic(elf.DT_STRTAB, strtabAt);
  dynamic(elf.DT_SYMTAB, symtabAt);
  dynamic(elf.DT_STRSZ, strings.length);
  dynamic(elf.DT_SYMENT, elf.SYM_SIZE);
  dynamic(elf.DT_RELA, relaAt);
  dynamic(elf.DT_RELASZ, relaSize);
  dynamic(elf.DT_RELAENT, elf.RELA_SIZE);
  dynamic(elf.DT_NULL, 0);
  goto(slotsAt);
  out.zeros(imports.length * 8);
  goto(dataAt);
  out.raw(patched(object, "data", dataAt, addressOf));
  if (!withSections) return out.finish();
  out.raw(sectionNameBytes);
  goto(headersAt);
  out.zeros(elf.SHDR_SIZE);
  let number = 0;
  const section = (
    type: number,
    flags: number,
    start: number,
    size: number,
    link: number,
    entrySize: number,
  ): void => {
    number++;
    out.u32(sectionNameOffsets[number]!);
    out.u32(type);
    out.u64(flags);
    out.u64(flags === 0 ? 0 : start);
    out.u64(start);
    out.u64(size);
    out.u32(link);
    // Of symbols: the first that is not local.
    out.u32(type === elf.SHT_DYNSYM ? 1 : 0);
    out.u64(8);
    out.u64(entrySize);
  };
  section(elf.SHT_PROGBITS, elf.SHF_ALLOC | elf.SHF_EXECINSTR, textAt, object.text.length, 0, 0);
  section(elf.SHT_PROGBITS, elf.SHF_ALLOC | elf.SHF_WRITE, dataAt, object.data.length, 0, 0);
  section(elf.SHT_PROGBITS, elf.SHF_ALLOC, rodataAt, object.rodata.length, 0, 0);
  section(elf.SHT_NOBITS, elf.SHF_ALLOC | elf.SHF_WRITE, bssAt, object.bssSize, 0, 0);
  section(elf.SHT_DYNSYM, elf.SHF_ALLOC, symtabAt, symbolCount * elf.SYM_SIZE, DYNSTR, elf.SYM_SIZE);
  section(elf.SHT_STRTAB, elf.SHF_ALLOC, strtabAt, strings.length, 0, 0);
  section(elf.SHT_STRTAB, 0, fileEnd, sectionNameBytes.length, 0, 0);
  return out.finish();
}

function writeHash(out: ByteWriter, names: readonly string[], buckets: number): void {
  const heads = new Int32Array(buckets);
  const chain = new Int32Array(names.length);
  for (let i = 1; i < names.length; i++) {
    const b = elfHash(names[i]!) % buckets;
    chain[i] = heads[b]!;
    heads[b] = i;
  }
  out.u32(buckets);
  out.u32(names.length);
  for (const h of heads) out.u32(h);
  for (const c of chain) out.u32(c);
}

function writeSymbol(
  out: ByteWriter,
  name: number,
  info: number,
  section: number,
  value: number,
  size: number,
): void {
  out.u32(name);
  out.u8(info);
  out.u8(elf.STV.default);
  out.u16(section);
  out.u64(value);
  out.u64(size);
}

/** The segment's bytes with its PC-relative fixups done. */
function patched(
  object: SharedObject,
  segment: "text" | "data",
  start: number,
  addressOf: (target: SharedFixup["target"]) => number,
): Uint8Array {
  const bytes = object[segment].slice();
  const view = new DataView(bytes.buffer);
  for (const f of object.fixups) {
    if (f.segment !== segment || f.kind !== "pc32") continue;
    if (f.offset < 0 || f.offset + 4 > bytes.length) {
      throw new ObjectFileError(
        "fixup",
        `fixup at ${f.offset} is outside ${segment} of ${bytes.length} bytes`,
      );
    }
    view.setInt32(
      f.offset,
      addressOf(f.target) + f.addend - (start + f.offset),
      isLittleEndian(object.machine),
    );
  }
  return bytes;
}
