/** The aarch64 target. */

export { Aarch64Flags, aarch64FlagsBuilder, AARCH64_FLAGS_TEMPLATE } from "./generated/settings.ts";
export { Aarch64Info } from "./info.ts";
export { Aarch64Isa } from "./isa.ts";
export { Aarch64Builder, aarch64 } from "./aarch64.ts";
export type { Aarch64Family } from "./aarch64.ts";
