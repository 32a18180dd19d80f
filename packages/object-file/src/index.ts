/** Object files as plain sections, symbols and relocations, written and read. */

export { isLittleEndian, ObjectFileError, RELOCATION_KINDS } from "./model.ts";
export type {
  Machine,
  ObjectFile,
  ObjectSection,
  ObjectSymbol,
  Relocation,
  RelocationKind,
  SectionKind,
  SymbolBinding,
  SymbolKind,
  SymbolVisibility,
} from "./model.ts";
export { writeElf } from "./elf-write.ts";
export { readElf } from "./elf-read.ts";
export { writeElfShared } from "./elf-shared.ts";
export type { SharedFixup, SharedObject, SharedSegment, SharedSymbol } from "./elf-shared.ts";
