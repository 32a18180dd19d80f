/** The x86-64 target. */

export { X64Flags, x64FlagsBuilder, X64_FLAGS_TEMPLATE } from "./generated/settings.ts";
export { X64Info } from "./info.ts";
export { X64Isa } from "./isa.ts";
export { X64Builder, x64 } from "./x64.ts";
export type { X64Family } from "./x64.ts";
export { decode, disassemble } from "./disasm.ts";
export type { Decoded } from "./disasm.ts";
