/**
 * Condition codes, atomic operators and trap codes: the small immediates that live in an instruction's imm8 field,
 * with their text.
 */

/** Integer comparison condition, an index into {@link INT_CC_NAMES}. */
export type IntCC = number;
/** Floating-point comparison condition, an index into {@link FLOAT_CC_NAMES}. */
export type FloatCC = number;
/** Atomic read-modify-write operator, an index into {@link ATOMIC_RMW_OP_NAMES}. */
export type AtomicRmwOp = number;
/** Trap code: 1 to 250 user-defined, 251 to 255 named; 0 is none. */
export type TrapCode = number;

export const INT_CC_NAMES: readonly string[] = [
  "eq",
  "ne",
  "slt",
  "sge",
  "sgt",
  "sle",
  "ult",
  "uge",
  "ugt",
  "ule",
];
export const FLOAT_CC_NAMES: readonly string[] = [
  "ord",
  "uno",
  "eq",
  "ne",
  "one",
  "ueq",
  "lt",
  "le",
  "gt",
  "ge",
  "ult",
  "ule",
  "ugt",
  "uge",
];
export const ATOMIC_RMW_OP_NAMES: readonly string[] = [
  "add",
  "sub",
  "and",
  "nand",
  "or",
  "xor",
  "xchg",
  "umin",
  "umax",
  "smin",
  "smax",
];

/** Numbers of the integer conditions by name. */
export const IntCCs = {
  eq: 0,
  ne: 1,
  slt: 2,
  sge: 3,
  sgt: 4,
  sle: 5,
  ult: 6,
  uge: 7,
  ugt: 8,
  ule: 9,
} as const;
/** Numbers of the float conditions by name. */
export const FloatCCs = {
  ord: 0,
  uno: 1,
  eq: 2,
  ne: 3,
  one: 4,
  ueq: 5,
  lt: 6,
  le: 7,
  gt: 8,
  ge: 9,
  ult: 10,
  ule: 11,
  ugt: 12,
  uge: 13,
} as const;
/** Numbers of the atomic operators by name. */
export const AtomicRmwOps = {
  add: 0,
  sub: 1,
  and: 2,
  nand: 3,
  or: 4,
  xor: 5,
  xchg: 6,
  umin: 7,
  umax: 8,
  smin: 9,
  smax: 10,
} as const;

const INT_COMPLEMENT = [1, 0, 3, 2, 5, 4, 7, 6, 9, 8];
const INT_SWAP = [0, 1, 4, 5, 2, 3, 8, 9, 6, 7];
const INT_UNSIGNED = [0, 1, 6, 7, 8, 9, 6, 7, 8, 9];
const INT_WITHOUT_EQUAL = [0, 1, 2, 4, 4, 2, 6, 8, 8, 6];
const FLOAT_COMPLEMENT = [1, 0, 3, 2, 5, 4, 13, 12, 11, 10, 9, 8, 7, 6];
const FLOAT_SWAP = [0, 1, 2, 3, 4, 5, 8, 9, 6, 7, 12, 13, 10, 11];

/** The condition that holds exactly when `cc` does not. */
export function intCCComplement(cc: IntCC): IntCC {
  return INT_COMPLEMENT[cc]!;
}

/** The condition that holds for (y, x) exactly when `cc` holds for (x, y). */
export function intCCSwapArgs(cc: IntCC): IntCC {
  return INT_SWAP[cc]!;
}

/** The same ordering on unsigned values. */
export function intCCUnsigned(cc: IntCC): IntCC {
  return INT_UNSIGNED[cc]!;
}

/** The strict form: `sge` becomes `sgt`, and so on; `eq` and `ne` stay. */
export function intCCWithoutEqual(cc: IntCC): IntCC {
  return INT_WITHOUT_EQUAL[cc]!;
}

/** The condition that holds exactly when `cc` does not, NaNs included. */
export function floatCCComplement(cc: FloatCC): FloatCC {
  return FLOAT_COMPLEMENT[cc]!;
}

/** The condition that holds for (y, x) exactly when `cc` holds for (x, y). */
export function floatCCSwapArgs(cc: FloatCC): FloatCC {
  return FLOAT_SWAP[cc]!;
}

/** The named trap codes. */
export const TrapCodes = {
  stk_ovf: 251,
  int_ovf: 252,
  heap_oob: 253,
  int_divz: 254,
  bad_toint: 255,
} as const;

const TRAP_NAMES = ["stk_ovf", "int_ovf", "heap_oob", "int_divz", "bad_toint"];

/** Text of a trap code: `heap_oob`, `user7`. */
export function trapCodeName(code: TrapCode): string {
  return code >= 251 ? TRAP_NAMES[code - 251]! : `user${code}`;
}

/** The trap code named by `text`, or 0. */
export function parseTrapCode(text: string): TrapCode {
  const named = TRAP_NAMES.indexOf(text);
  if (named >= 0) return 251 + named;
  const m = /^user([1-9]\d{0,2})$/.exec(text);
  if (m === null) return 0;
  const n = Number(m[1]);
  return n <= 250 ? n : 0;
}
