/** The s390x target. */

export { S390xFlags, s390xFlagsBuilder, S390X_FLAGS_TEMPLATE } from "./generated/settings.ts";
export { S390xInfo } from "./info.ts";
export { S390xIsa } from "./isa.ts";
export { S390xBuilder, s390x } from "./s390x.ts";
export type { S390xFamily } from "./s390x.ts";
