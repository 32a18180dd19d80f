/**
 * Reads ELF-64 relocatable files into the model: what `writeElf` writes, and what compilers and assemblers for the
 * same machines write, as far as the model can hold it.
 *
 * Every offset and count is checked against the file; malformed input gives an {@link ObjectFileError}, never another
 * exception. Sections of the file that are tables (symbols, strings, relocations, groups) do not appear in the model.
 */
import { fromUtf8 } from "./byte-writer.ts";
import * as elf from "./elf-constants.ts";
import {
  ObjectFileError,
  type Machine,
  type ObjectFile,
  type ObjectSection,
  type ObjectSymbol,
  type Relocation,
  type SectionKind,
  type SymbolBinding,
  type SymbolKind,
  type SymbolVisibility,
} from "./model.ts";

interface RawSection {
  name: string;
  type: number;
  flags: number;
  offset: number;
  size: number;
  link: number;
  info: number;
  align: number;
  entrySize: number;
}

/** Checked access to the bytes of a file. */
class Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  little: boolean = true;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private check(at: number, n: number): void {
    if (!(at >= 0 && at + n <= this.bytes.length)) {
      throw new ObjectFileError(
        "truncated",
        `offset ${at} is outside the file of ${this.bytes.length} bytes`,
      );
    }
  }

  u8(at: number): number {
    this.check(at, 1);
    return this.bytes[at]!;
  }

  u16(at: number): number {
    this.check(at, 2);
    return this.view.getUint16(at, this.little);
  }

  u32(at: number): number {
    this.check(at, 4);
    return this.view.getUint32(at, this.little);
  }

  u64(at: number): bigint {
    this.check(at, 8);
    return this.view.getBigUint64(at, this.little);
  }

  i64(at: number): bigint {
    this.check(at, 8);
    return this.view.getBigInt64(at, this.little);
  }

  /** A 64-bit word that counts bytes of this file or of memory. */
  size(at: number): number {
    const value = this.u64(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new ObjectFileError("malformed", `impossible size ${value} at ${at}`);
    return Number(value);
  }

  slice(at: number, n: number): Uint8Array {
    this.check(at, n);
    return this.bytes.subarray(at, at + n);
  }

  string(table: RawSection, offset: number): string {
    this.check(table.offset, table.size);
    const start = table.offset + offset;
    const limit = table.offset + table.size;
    if (start > limit) throw new ObjectFileError("malformed", `string offset ${offset} is outside its table`);
    let end = start;
    while (end < limit && this.bytes[end] !== 0) end++;
    return fromUtf8(this.bytes, start, end);
  }
}

function machineOf(number: number): Machine {
  for (const [machine, n] of Object.entries(elf.EM)) if (n === number) return machine as Machine;
  throw new ObjectFileError("machine", `ELF machine ${number} is not supported`);
}

/** The model of a relocatable ELF-64 file. Throws {@link ObjectFileError}. */
export function readElf(bytes: Uint8Array): ObjectFile {
  const r = new Reader(bytes);
  if (r.u32(0) !== 0x464c457f && r.u32(0) !== 0x7f454c46)
    throw new ObjectFileError("magic", "the file is no ELF file");
  if (r.u8(4) !== 2) throw new ObjectFileError("class", "the file is no 64-bit ELF file");
  const order = r.u8(5);
  if (order !== 1 && order !== 2) throw new ObjectFileError("malformed", `unknown byte order ${order}`);
  r.little = order === 1;
  if (r.u16(16) !== elf.ET_REL)
    throw new ObjectFileError("type", `ELF type ${r.u16(16)} is no relocatable file`);
  const machine = machineOf(r.u16(18));
  const raw = readSections(r);
  const index = new Map<number, number>();
  const kept = raw.flatMap((s, i) => (isContent(s) ? [i] : []));
  for (const [to, from] of kept.entries()) index.set(from, to);
  const { symbols, numbers } = readSymbols(r, raw, index);
  const relocations = new Map<number, Relocation[]>();
  for (const s of raw) {
    if (s.type === elf.SHT_RELA) readRelocations(r, machine, s, numbers, relocations);
  }
  const sections = kept.map((i): ObjectSection => {
    const s = raw[i]!;
    const kind = kindOf(s);
    const section = {
      name: s.name,
      kind,
      align: Math.max(1, s.align),
      data: s.type === elf.SHT_NOBITS ? new Uint8Array(0) : r.slice(s.offset, s.size).slice(),
      size: s.size,
      relocations: relocations.get(i) ?? [],
    };
    return (s.flags & elf.SHF_GNU_RETAIN) !== 0 ? { ...section, retain: true } : section;
  });
  return { machine, sections, symbols };
}

function readSections(r: Reader): RawSection[] {
  const at = r.size(40);
  if (at === 0) return [];
  const entry = r.u16(58);
  if (entry < elf.SHDR_SIZE) throw new ObjectFileError("malformed", `section headers of ${entry} bytes`);
  let count = r.u16(60);
  let names = r.u16(62);
  if (count === 0) count = r.size(at + 32);
  if (names === elf.SHN_XINDEX) names = r.u32(at + 40);
  if (count * entry > r.bytes.length)
    throw new ObjectFileError("truncated", `${count} section headers do not fit the file`);
  const out: RawSection[] = [];
  const nameOffsets: number[] = [];
  for (let i = 0; i < count; i++) {
    const h = at + i * entry;
    nameOffsets.push(r.u32(h));
    out.push({
      name: "",
      type: r.u32(h + 4),
      flags: Number(r.u64(h + 8) & 0xffffffffn),
      offset: r.size(h + 24),
      size: r.size(h + 32),
      link: r.u32(h + 40),
      info: r.u32(h + 44),
      align: r.size(h + 48),
      entrySize: r.size(h + 56),
    });
  }
  // Section 0 may hold the extended counts in its size.
  if (out.length > 0) out[0]!.size = 0;
  const table = out[names];
  if (table !== undefined && table.type === elf.SHT_STRTAB) {
    for (let i = 0; i < count; i++) out[i]!.name = r.string(table, nameOffsets[i]!);
  }
  return out;
}

function isContent(s: RawSection): boolean {
  switch (s.type) {
    case elf.SHT_NULL:
    case elf.SHT_SYMTAB:
    case elf.SHT_STRTAB:
    case elf.SHT_RELA:
    case elf.SHT_SYMTAB_SHNDX:
      return false;
    default:
      return s.type !== elf.SHT_GROUP;
  }
}

function kindOf(s: RawSection): SectionKind {
  const { flags } = s;
  if ((flags & elf.SHF_TLS) !== 0) return s.type === elf.SHT_NOBITS ? "tbss" : "tdata";
  if (s.type === elf.SHT_NOBITS) return "bss";
  if (s.name === ".eh_frame" || s.type === elf.SHT_X86_64_UNWIND) return "unwind";
  if (s.type === elf.SHT_NOTE || s.name === ".note.GNU-stack") return "note";
  if ((flags & elf.SHF_ALLOC) === 0) return s.name.startsWith(".debug") ? "debug" : "other";
  if ((flags & elf.SHF_EXECINSTR) !== 0) return "text";
  if ((flags & elf.SHF_WRITE) === 0) return "rodata";
  return s.name.startsWith(".data.rel.ro") ? "relro" : "data";
}

function keyOf<T extends string>(table: Readonly<Record<T, number>>, number: number, fallback: T): T {
  for (const [key, n] of Object.entries(table)) if (n === number) return key as T;
  return fallback;
}

function readSymbols(
  r: Reader,
  raw: readonly RawSection[],
  index: ReadonlyMap<number, number>,
): { symbols: ObjectSymbol[]; numbers: number[] } {
  const symbols: ObjectSymbol[] = [];
  const at = raw.findIndex((s) => s.type === elf.SHT_SYMTAB);
  if (at < 0) return { symbols, numbers: [] };
  const table = raw[at]!;
  const strings = raw[table.link];
  const extended = raw.find((s) => s.type === elf.SHT_SYMTAB_SHNDX && s.link === at);
  if (strings === undefined) throw new ObjectFileError("malformed", "the symbol table has no string table");
  const count = Math.floor(table.size / elf.SYM_SIZE);
  const numbers: number[] = [-1];
  for (let i = 1; i < count; i++) {
    const s = table.offset + i * elf.SYM_SIZE;
    const info = r.u8(s + 4);
    let home = r.u16(s + 6);
    if (home === elf.SHN_XINDEX && extended !== undefined) home = r.u32(extended.offset + 4 * i);
    const section = index.get(home);
    const kind = keyOf<SymbolKind>(elf.STT, info & 15, "none");
    numbers.push(symbols.length);
    symbols.push({
      name: kind === "section" ? (raw[home]?.name ?? "") : r.string(strings, r.u32(s)),
      section: kind === "file" || home === elf.SHN_ABS ? "absolute" : (section ?? "undefined"),
      value: r.u64(s + 8),
      size: r.size(s + 16),
      kind,
      binding: keyOf<SymbolBinding>(elf.STB, info >> 4, "global"),
      visibility: keyOf<SymbolVisibility>(elf.STV, r.u8(s + 5) & 3, "default"),
    });
  }
  return { symbols, numbers };
}

function readRelocations(
  r: Reader,
  machine: Machine,
  table: RawSection,
  numbers: readonly number[],
  into: Map<number, Relocation[]>,
): void {
  const list: Relocation[] = into.get(table.info) ?? [];
  const count = Math.floor(table.size / elf.RELA_SIZE);
  for (let i = 0; i < count; i++) {
    const at = table.offset + i * elf.RELA_SIZE;
    const info = r.u64(at + 8);
    const number = Number(info & 0xffffffffn);
    const kind = elf.relocationKindOf(machine, number);
    if (kind === undefined) {
      throw new ObjectFileError(
        "relocation",
        `relocation ${number} of ${machine} in ${table.name} is not supported`,
      );
    }
    const symbol = numbers[Number(info >> 32n)];
    if (symbol === undefined)
      throw new ObjectFileError("malformed", `relocation ${i} of ${table.name} has no symbol`);
    list.push({ offset: r.size(at), kind, symbol, addend: r.i64(at + 16) });
  }
  into.set(table.info, list);
}
