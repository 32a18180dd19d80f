/**
 * Why execution stops before a function returns. Codes up to 255 are CLIF trap codes; the others are conditions that only
 * an interpreter sees.
 */

import { trapCodeName } from "@cranelift-ts/codegen-ir";

/** The stack slots or frames don't fit the stack. */
export const TRAP_STACK_OVERFLOW = 251;
/** Signed division overflow, or a float out of range of an integer. */
export const TRAP_INTEGER_OVERFLOW = 252;
/** A memory access outside its region. */
export const TRAP_HEAP_OUT_OF_BOUNDS = 253;
export const TRAP_DIVISION_BY_ZERO = 254;
/** A NaN converted to an integer. */
export const TRAP_BAD_TO_INTEGER = 255;
/** The instruction budget is used up. */
export const TRAP_OUT_OF_FUEL = 256;
/** A call with another signature than the callee's. */
export const TRAP_BAD_SIGNATURE = 257;
/** An atomic access at an address that is not a multiple of its size. */
export const TRAP_MISALIGNED = 258;
/** An instruction that has no meaning in an interpreter (`stack_switch`). */
export const TRAP_UNSUPPORTED = 259;
/** A call of a function that nobody defined, or of an address that is no function. */
export const TRAP_UNKNOWN_FUNCTION = 260;
/** An exception that no frame handles. */
export const TRAP_UNCAUGHT_EXCEPTION = 261;
/** A symbol that nobody defined. */
export const TRAP_UNKNOWN_SYMBOL = 262;

const NAMES: readonly string[] = [
  "out_of_fuel",
  "bad_signature",
  "misaligned",
  "unsupported",
  "unknown_function",
  "uncaught_exception",
  "unknown_symbol",
];

/** Text of a trap code: CLIF's (`heap_oob`, `user7`), or the interpreter's (`out_of_fuel`). */
export function interpreterTrapName(code: number): string {
  return code < TRAP_OUT_OF_FUEL ? trapCodeName(code) : (NAMES[code - TRAP_OUT_OF_FUEL] ?? `trap${code}`);
}
