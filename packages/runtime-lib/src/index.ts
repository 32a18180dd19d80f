/** Helper routines that compiled code calls where a target has no instruction, written in CLIF. */

export { routine, ROUTINE_NAMES, routines } from "./routines.ts";
export type { RoutineName } from "./routines.ts";
export {
  UNWIND_FRAME_BYTES,
  UNWIND_REQUEST,
  UNWIND_REQUEST_BYTES,
  unwindResumeCode,
  unwindRoutines,
  type UnwindArchitecture,
} from "./unwind.ts";
export {
  HANDLER_CONTEXT,
  HANDLER_DEFAULT,
  HANDLER_TAG,
  UNWIND_RANGE_BYTES,
  UNWIND_RANGE_RECORD,
  unwindDirectory,
  unwindRecord,
  unwindTable,
  type UnwindHandler,
  type UnwindRange,
  type UnwindSite,
} from "./unwind-format.ts";
