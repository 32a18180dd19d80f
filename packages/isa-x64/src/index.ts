/** The x86-64 target. */

export { X64Flags, x64FlagsBuilder, X64_FLAGS_TEMPLATE } from "./generated/settings.ts";
export { X64Builder, X64Info, x64 } from "./x64.ts";
export type { X64Family } from "./x64.ts";
