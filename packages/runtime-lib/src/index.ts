/** Helper routines that compiled code calls where a target has no instruction, written in CLIF. */

export { routine, ROUTINE_NAMES, routines } from "./routines.ts";
export type { RoutineName } from "./routines.ts";
