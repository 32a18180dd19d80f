/**
 * ELF-64 relocatable files.
 *
 * Layout: header, section contents, relocation tables, symbol table, string tables, section headers. Section numbers
 * in the file are those of the model plus one. Symbols are reordered as ELF demands (locals first), so relocations
 * are renumbered. More than 65,279 sections (one per function) use the extended numbering of the gABI.
 */
import { ByteWriter, StringTable } from "./byte-writer.ts";
import * as elf from "./elf-constants.ts";
import {
  isLittleEndian,
  ObjectFileError,
  type ObjectFile,
  type ObjectSection,
  type SectionKind,
} from "./model.ts";

interface Header {
  name: string;
  type: number;
  flags: number;
  address?: bigint;
  offset: number;
  size: number;
  link: number;
  info: number;
  align: number;
  entrySize: number;
}

function sectionType(kind: SectionKind, machine: ObjectFile["machine"]): number {
  if (kind === "bss" || kind === "tbss") return elf.SHT_NOBITS;
  if (kind === "unwind" && machine === "x86_64") return elf.SHT_X86_64_UNWIND;
  if (kind === "note") return elf.SHT_NOTE;
  return elf.SHT_PROGBITS;
}

function sectionFlags(section: ObjectSection): number {
  const retain = section.retain === true ? elf.SHF_GNU_RETAIN : 0;
  switch (section.kind) {
    case "text":
      return elf.SHF_ALLOC | elf.SHF_EXECINSTR | retain;
    case "data":
    case "relro":
    case "bss":
      return elf.SHF_ALLOC | elf.SHF_WRITE | retain;
    case "rodata":
    case "unwind":
      return elf.SHF_ALLOC | retain;
    case "tdata":
    case "tbss":
      return elf.SHF_ALLOC | elf.SHF_WRITE | elf.SHF_TLS | retain;
    default:
      return retain;
  }
}

/** The bytes of a relocatable ELF-64 file. Throws {@link ObjectFileError} for what ELF or the machine cannot express. */
export function writeElf(object: ObjectFile): Uint8Array<ArrayBuffer> {
  const { machine, sections, symbols } = object;
  const little = isLittleEndian(machine);
  const out = new ByteWriter(little, 4096);
  const names = new StringTable();
  const strings = new StringTable();
  const headers: Header[] = [
    { name: "", type: elf.SHT_NULL, flags: 0, offset: 0, size: 0, link: 0, info: 0, align: 0, entrySize: 0 },
  ];
  out.zeros(elf.EHDR_SIZE);

  for (const s of sections) {
    checkSection(s);
    const type =
      s.name === ".note.GNU-stack"
        ? elf.SHT_PROGBITS
        : isElsewhere(s)
          ? elf.SHT_NOBITS
          : sectionType(s.kind, machine);
    if (type !== elf.SHT_NOBITS) {
      out.align(Math.min(s.align, 4096));
    }
    headers.push({
      name: s.name,
      type,
      flags: sectionFlags(s),
      ...(s.address !== undefined && { address: s.address }),
      offset: out.length,
      size: s.size,
      link: 0,
      info: 0,
      align: s.align,
      entrySize: 0,
    });
    if (type !== elf.SHT_NOBITS) out.raw(s.data);
  }

  // Locals come first.
  const order = symbols.map((_, i) => i);
  const locals = order.filter((i) => symbols[i]!.binding === "local");
  const sorted = [...locals, ...order.filter((i) => symbols[i]!.binding !== "local")];
  const symbolNumber = new Int32Array(symbols.length);
  for (let i = 0; i < sorted.length; i++) symbolNumber[sorted[i]!] = i + 1;
  const withRelocations = sections.flatMap((s, i) => (s.relocations.length > 0 ? [i] : []));
  const symtab = sections.length + 1 + withRelocations.length;
  const extended = sections.length + 1 >= elf.SHN_LORESERVE;

  for (const i of withRelocations) {
    const section = sections[i]!;
    out.align(8);
    headers.push({
      name: `.rela${section.name}`,
      type: elf.SHT_RELA,
      flags: elf.SHF_INFO_LINK,
      offset: out.length,
      size: section.relocations.length * elf.RELA_SIZE,
      link: symtab,
      info: i + 1,
      align: 8,
      entrySize: elf.RELA_SIZE,
    });
    for (const r of section.relocations) {
      const number = elf.ELF_RELOCATIONS[machine][r.kind];
      if (number === undefined) {
        throw new ObjectFileError(
          "relocation",
          `ELF for ${machine} has no relocation ${r.kind} (section ${section.name}, offset ${r.offset})`,
        );
      }
      const symbol = symbolNumber[r.symbol];
      if (symbol === undefined) {
        throw new ObjectFileError(
          "relocation",
          `relocation at offset ${r.offset} of ${section.name} refers to symbol ${r.symbol} of ${symbols.length}`,
        );
      }
      out.u64(r.offset);
      out.u64((BigInt(symbol) << 32n) | BigInt(number));
      out.u64(r.addend);
    }
  }

  out.align(8);
  headers.push({
    name: ".symtab",
    type: elf.SHT_SYMTAB,
    flags: 0,
    offset: out.length,
    size: (symbols.length + 1) * elf.SYM_SIZE,
    link: symtab + (extended ? 2 : 1),
    info: locals.length + 1,
    align: 8,
    entrySize: elf.SYM_SIZE,
  });
  out.zeros(elf.SYM_SIZE);
  const extendedIndices: number[] = [0];
  for (const i of sorted) {
    const s = symbols[i]!;
    if (typeof s.section === "number" && s.section >= sections.length) {
      throw new ObjectFileError(
        "symbol",
        `symbol ${s.name} is in section ${s.section} of ${sections.length}`,
      );
    }
    // ELF names section symbols by their section.
    out.u32(s.kind === "section" ? 0 : strings.add(s.name));
    out.u8((elf.STB[s.binding] << 4) | elf.STT[s.kind]);
    out.u8(elf.STV[s.visibility]);
    const index = typeof s.section === "number" ? s.section + 1 : 0;
    extendedIndices.push(index >= elf.SHN_LORESERVE ? index : 0);
    out.u16(
      s.section === "undefined"
        ? elf.SHN_UNDEF
        : s.section === "absolute" || s.kind === "file"
          ? elf.SHN_ABS
          : index >= elf.SHN_LORESERVE
            ? elf.SHN_XINDEX
            : index,
    );
    out.u64(s.value);
    out.u64(s.size);
  }
  if (extended) {
    headers.push({
      name: ".symtab_shndx",
      type: elf.SHT_SYMTAB_SHNDX,
      flags: 0,
      offset: out.length,
      size: extendedIndices.length * 4,
      link: symtab,
      info: 0,
      align: 4,
      entrySize: 4,
    });
    for (const i of extendedIndices) out.u32(i);
  }

  const stringBytes = strings.finish();
  headers.push(table(".strtab", out.length, stringBytes.length));
  out.raw(stringBytes);
  const nameIndex = headers.length;
  headers.push(table(".shstrtab", 0, 0));
  const nameOffsets = headers.map((h) => names.add(h.name));
  const nameBytes = names.finish();
  headers[nameIndex] = table(".shstrtab", out.length, nameBytes.length);
  out.raw(nameBytes);

  out.align(8);
  const headersAt = out.length;
  // With extended numbering the counts that do not fit stand in section header 0.
  if (headers.length >= elf.SHN_LORESERVE) headers[0] = { ...headers[0]!, size: headers.length };
  if (nameIndex >= elf.SHN_LORESERVE) headers[0] = { ...headers[0]!, link: nameIndex };
  for (let i = 0; i < headers.length; i++) {
    const h = headers[i]!;
    out.u32(nameOffsets[i]!);
    out.u32(h.type);
    out.u64(h.flags);
    out.u64(h.address ?? 0);
    out.u64(h.offset);
    out.u64(h.size);
    out.u32(h.link);
    out.u32(h.info);
    out.u64(h.align);
    out.u64(h.entrySize);
  }
  const bytes = out.finish();
  bytes.set(
    elfHeader({
      machine,
      type: elf.ET_REL,
      programHeaders: 0,
      programHeadersAt: 0,
      sectionHeaders: headers.length >= elf.SHN_LORESERVE ? 0 : headers.length,
      sectionHeadersAt: headersAt,
      nameIndex: nameIndex >= elf.SHN_LORESERVE ? elf.SHN_XINDEX : nameIndex,
    }),
  );
  return bytes;
}

function table(name: string, offset: number, size: number): Header {
  return { name, type: elf.SHT_STRTAB, flags: 0, offset, size, link: 0, info: 0, align: 1, entrySize: 0 };
}

/** Code that is in memory already and not repeated in the file. */
function isElsewhere(s: ObjectSection): boolean {
  return s.kind === "text" && s.address !== undefined && s.data.length === 0;
}

function checkSection(s: ObjectSection): void {
  if (s.align < 1 || (s.align & (s.align - 1)) !== 0) {
    throw new ObjectFileError("section", `alignment ${s.align} of section ${s.name} is not a power of two`);
  }
  const empty = s.kind === "bss" || s.kind === "tbss";
  if (isElsewhere(s) && s.relocations.length === 0) return;
  if (empty ? s.data.length > 0 || s.relocations.length > 0 : s.size !== s.data.length) {
    throw new ObjectFileError(
      "section",
      `section ${s.name} of kind ${s.kind} has ${s.data.length} bytes of data for a size of ${s.size}`,
    );
  }
}

/** The 64 bytes of the file header. */
export function elfHeader(h: {
  machine: ObjectFile["machine"];
  type: number;
  programHeaders: number;
  programHeadersAt: number;
  sectionHeaders: number;
  sectionHeadersAt: number;
  nameIndex: number;
}): Uint8Array<ArrayBuffer> {
  const little = isLittleEndian(h.machine);
  const out = new ByteWriter(little, elf.EHDR_SIZE);
  out.raw(
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, little ? 1 : 2, elf.EV_CURRENT, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  );
  out.u16(h.type);
  out.u16(elf.EM[h.machine]);
  out.u32(elf.EV_CURRENT);
  out.u64(0);
  out.u64(h.programHeadersAt);
  out.u64(h.sectionHeadersAt);
  out.u32(0);
  out.u16(elf.EHDR_SIZE);
  out.u16(elf.PHDR_SIZE);
  out.u16(h.programHeaders);
  out.u16(elf.SHDR_SIZE);
  out.u16(h.sectionHeaders);
  out.u16(h.nameIndex);
  return out.finish();
}
