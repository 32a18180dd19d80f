/** The s390x target. */

export { S390xFlags, s390xFlagsBuilder, S390X_FLAGS_TEMPLATE } from "./generated/settings.ts";
export { S390xBuilder, S390xInfo, s390x } from "./s390x.ts";
export type { S390xFamily } from "./s390x.ts";
