/**
 * Facts about opcodes, read from the generated tables: effects, result types, operand types. Shared code asks these
 * and never lists opcodes.
 */
import {
  BRANCH,
  CALL,
  CAN_LOAD,
  CAN_STORE,
  CAN_TRAP,
  OPCODE_FLAGS,
  OPCODE_FORMAT,
  OPCODE_NAMES,
  OPCODE_RULES,
  OTHER_SIDE_EFFECTS,
  RETURNS,
  RULE_CONCRETE,
  RULE_DERIVED,
  RULE_SAME,
  RULE_STRIDE,
  SIDE_EFFECTS_IDEMPOTENT,
  TERMINATOR,
} from "./generated/opcode-tables.ts";
import { DERIVED_TYPES, TYPE_LIMIT } from "./generated/type-sets.ts";
import { INVALID, type Type } from "./types.ts";

/** Mnemonic of an opcode. */
export function opcodeName(op: number): string {
  return OPCODE_NAMES[op] ?? "invalid";
}

/** Format number of an opcode. */
export function opcodeFormat(op: number): number {
  return OPCODE_FORMAT[op]!;
}

export function isTerminator(op: number): boolean {
  return (OPCODE_FLAGS[op]! & TERMINATOR) !== 0;
}

export function isBranch(op: number): boolean {
  return (OPCODE_FLAGS[op]! & BRANCH) !== 0;
}

export function isReturn(op: number): boolean {
  return (OPCODE_FLAGS[op]! & RETURNS) !== 0;
}

export function isCall(op: number): boolean {
  return (OPCODE_FLAGS[op]! & CALL) !== 0;
}

export function canTrap(op: number): boolean {
  return (OPCODE_FLAGS[op]! & CAN_TRAP) !== 0;
}

export function canLoad(op: number): boolean {
  return (OPCODE_FLAGS[op]! & CAN_LOAD) !== 0;
}

export function canStore(op: number): boolean {
  return (OPCODE_FLAGS[op]! & CAN_STORE) !== 0;
}

/** True if a dominating equal instruction makes this one redundant although it has a side effect. */
export function isIdempotent(op: number): boolean {
  return (OPCODE_FLAGS[op]! & SIDE_EFFECTS_IDEMPOTENT) !== 0;
}

/** True if the instruction may not be removed even when its results are unused; loads are not counted. */
export function hasSideEffect(op: number): boolean {
  return (
    (OPCODE_FLAGS[op]! &
      (TERMINATOR | BRANCH | RETURNS | CALL | CAN_TRAP | CAN_STORE | OTHER_SIDE_EFFECTS)) !==
    0
  );
}

/** True if the result depends on the operands alone and nothing else happens. */
export function isPure(op: number): boolean {
  return (OPCODE_FLAGS[op]! & ~SIDE_EFFECTS_IDEMPOTENT) === 0;
}

/** True for calls that may carry a user stack map: those that return to the function. */
export function isSafepoint(op: number): boolean {
  return (OPCODE_FLAGS[op]! & (CALL | RETURNS)) === CALL;
}

/** The type of result `num` under controlling type `ctrlType`; INVALID where the opcode does not determine it. */
export function resultType(op: number, num: number, ctrlType: Type): Type {
  return ruleType(OPCODE_RULES[op * RULE_STRIDE + num]!, ctrlType);
}

/** The type that a rule of `OPCODE_RULES` determines; INVALID for rules that allow several. */
export function ruleType(rule: number, ctrlType: Type): Type {
  const kind = rule & 0xff;
  if (kind === RULE_SAME) return ctrlType;
  if (kind === RULE_CONCRETE) return (rule >> 8) as Type;
  if (kind >= RULE_DERIVED) return DERIVED_TYPES[(kind - RULE_DERIVED) * TYPE_LIMIT + ctrlType]! as Type;
  return INVALID;
}
