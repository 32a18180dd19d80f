/** Branded integer ids and the dense containers keyed by them. */

export { NONE } from "./ids.ts";
export type { Entity } from "./ids.ts";
export { CraneliftError, formatDiagnostic, InternalError } from "./errors.ts";
export type { Diagnostic, SourceLocation } from "./errors.ts";
export { ListPool } from "./list-pool.ts";
