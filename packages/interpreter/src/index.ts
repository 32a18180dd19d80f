/** Executes CLIF. */

export { Interpreter, InterpreterError } from "./interpreter.ts";
export type { InterpreterOptions, Returned, RunResult, TraceEntry, Trapped } from "./interpreter.ts";
export { AddressSpace, AddressSpaceError } from "./address-space.ts";
export type { HostContext, HostFunction, TagMatcher } from "./host.ts";
export {
  interpreterTrapName,
  TRAP_BAD_SIGNATURE,
  TRAP_BAD_TO_INTEGER,
  TRAP_DIVISION_BY_ZERO,
  TRAP_HEAP_OUT_OF_BOUNDS,
  TRAP_INTEGER_OVERFLOW,
  TRAP_MISALIGNED,
  TRAP_OUT_OF_FUEL,
  TRAP_STACK_OVERFLOW,
  TRAP_UNCAUGHT_EXCEPTION,
  TRAP_UNKNOWN_FUNCTION,
  TRAP_UNKNOWN_SYMBOL,
  TRAP_UNSUPPORTED,
} from "./traps.ts";
