// The rows of rule tables: their operations, lengths and layout.
//
// A row is a run of 32-bit words of the module's program array: the operation,
// then what it needs. `table.ts` says what operands and targets are;
// `interpreter.ts` says what each operation does.

import { InternalError } from "@cranelift-ts/entity";

// Operations of the main loop.
export const OP_MISS = 0;
export const OP_FAIL = 1;
export const OP_FAIL32 = 2;
export const OP_UNMATCHED = 3;
export const OP_RETURN = 4;
export const OP_JUMP = 5;
export const OP_SWITCH = 6;
export const OP_IF_INT = 7;
export const OP_IF_EQUAL = 8;
export const OP_SET = 9;
// Externs with one operand: f, operand slot, target slot, then what the form needs.
export const OP_X1 = 10;
export const OP_X1_FAIL = 11;
export const OP_X1_FAIL32 = 12;
export const OP_X1_IF_INT = 13;
export const OP_X1_MEMO = 14;
export const OP_X1_MEMO_FAIL = 15;
export const OP_X1_MEMO_FAIL32 = 16;
export const OP_LOAD = 17;
export const OP_CALL = 18;
export const OP_CALL_RETURN = 19;
export const OP_TERM = 20;
export const OP_TERM_RETURN = 21;
export const OP_LOOKUP = 22;
export const OP_MAKE = 23;
/** As `OP_LOOKUP`, for few values: through a hash table without collisions, one multiplication instead of a search. */
export const OP_HASH = 24;
/** From here on: sequences of rows, each an operation of its own (`sequences.ts`). */
export const OP_INLINE = 25;
// Operations outside the main loop.
export const OP_TUPLE = 64;
export const OP_TUPLE_FAIL = 73;
export const OP_MEMO = 65;
export const OP_MEMO_FAIL = 66;
export const OP_CLEAR = 67;
export const OP_MANY = 68;
export const OP_CALL_FAIL = 69;
export const OP_CALL_FAIL32 = 70;
export const OP_TERM_FAIL = 71;
export const OP_TERM_FAIL32 = 72;
export const OP_EACH_EXTRACT = 74;
export const OP_EACH_CALL = 75;
export const OP_EACH_TERM = 76;
export const OP_NEXT = 77;
export const OP_FIRE = 78;
export const OP_END_FIRE = 79;
export const OP_LIMIT = 80;
export const OP_PUSH = 81;
export const OP_MOVE = 82;

/** A row whose operation, extern and number of operands are fixed. */
export interface FixedRow {
  readonly op: number;
  readonly f: number;
  readonly operands: number;
  /** Of each operand: the earlier row of the sequence that always makes it, or -1. */
  readonly from: number[];
  /** Of each operand: 1 always a slot, 2 always in the pool, 3 either. */
  readonly place: number[];
  /** Its result is stored in its slot. */
  stored: boolean;
}

/** Whether the row is an extern with one operand, in any form; its target slot is word 3. */
export function isUnary(op: number): boolean {
  return op >= OP_X1 && op <= OP_X1_MEMO_FAIL32;
}

/** Control does not go on with the next row. */
export function isLast(op: number): boolean {
  return (
    op === OP_CALL_RETURN ||
    op === OP_TERM_RETURN ||
    op === OP_SWITCH ||
    op === OP_HASH ||
    op === OP_RETURN ||
    op === OP_JUMP
  );
}

export function isReturn(op: number): boolean {
  return op === OP_RETURN || op === OP_CALL_RETURN || op === OP_TERM_RETURN;
}

/** Whether the row may go elsewhere than to the next. */
export function canLeave(op: number): boolean {
  return isUnary(op) ? op !== OP_X1 && op !== OP_X1_MEMO : op === OP_IF_INT;
}

/** Number of the first operand's word within a row. */
export function firstOperand(row: FixedRow): number {
  if (isUnary(row.op)) return 2;
  return row.op >= OP_CALL && row.op <= OP_TERM_RETURN ? 4 : 1;
}

/** Number of the target's word within a row, or -1. */
export function targetWord(row: FixedRow): number {
  if (isUnary(row.op)) return 3;
  if (row.op === OP_SET) return 1;
  return row.op === OP_CALL || row.op === OP_TERM ? 2 : -1;
}

/** The row at `at` if it may be part of a sequence. */
export function fixedRow(words: readonly number[], at: number): FixedRow | undefined {
  const op = words[at]!;
  if (isUnary(op)) return { op, f: words[at + 1]!, operands: 1, from: [], place: [], stored: true };
  if (op === OP_SWITCH || op === OP_HASH || op === OP_IF_INT || op === OP_RETURN)
    return { op, f: -1, operands: 1, from: [], place: [], stored: true };
  if (op === OP_SET || op === OP_JUMP) return { op, f: -1, operands: 0, from: [], place: [], stored: true };
  // Terms with direct code; a negative number is a table.
  if ((op === OP_TERM || op === OP_TERM_RETURN) && words[at + 3]! >= 0)
    return { op, f: words[at + 3]!, operands: words[at + 1]!, from: [], place: [], stored: true };
  if (op === OP_CALL || op === OP_CALL_RETURN)
    return { op, f: words[at + 3]!, operands: words[at + 1]!, from: [], place: [], stored: true };
  return undefined;
}

/** Number of words of a row. */
export function rowLength(words: readonly number[], at: number): number {
  const op = words[at]!;
  switch (op) {
    case OP_MISS:
    case OP_FAIL:
    case OP_FAIL32:
      return 1;
    case OP_UNMATCHED:
    case OP_RETURN:
    case OP_JUMP:
    case OP_FIRE:
    case OP_END_FIRE:
    case OP_LIMIT:
    case OP_PUSH:
      return 2;
    case OP_SET:
    case OP_MEMO:
    case OP_CLEAR:
    case OP_MOVE:
      return 3;
    case OP_IF_INT:
    case OP_IF_EQUAL:
    case OP_X1:
    case OP_LOAD:
    case OP_MEMO_FAIL:
      return 4;
    case OP_X1_FAIL:
    case OP_X1_FAIL32:
    case OP_X1_MEMO:
    case OP_TUPLE:
    case OP_EACH_EXTRACT:
    case OP_NEXT:
      return 5;
    case OP_X1_IF_INT:
    case OP_X1_MEMO_FAIL:
    case OP_X1_MEMO_FAIL32:
    case OP_TUPLE_FAIL:
      return 6;
    case OP_SWITCH:
      return 5 + words[at + 3]!;
    case OP_LOOKUP:
      return 4 + 2 * words[at + 2]!;
    case OP_HASH:
      return 5 + 2 * 2 ** (32 - words[at + 3]!);
    case OP_MAKE:
      return 3 + words[at + 1]!;
    case OP_CALL_FAIL:
    case OP_CALL_FAIL32:
    case OP_TERM_FAIL:
    case OP_TERM_FAIL32:
      return 5 + words[at + 1]!;
    case OP_CALL:
    case OP_CALL_RETURN:
    case OP_MANY:
    case OP_TERM:
    case OP_TERM_RETURN:
    case OP_EACH_CALL:
    case OP_EACH_TERM:
      return 4 + words[at + 1]!;
    default:
      throw new InternalError(`no row has operation ${op}`);
  }
}

/** More values than this are searched for. */
const MAX_HASHED = 64;

/**
 * A multiplier and a shift so that `multiplier * value >>> shift` (in 32 bits) is different for all values, and which
 * value each of the 2^(32 - shift) numbers stands for, or -1. `undefined` if there is none of reasonable size.
 */
export function perfectHash(
  values: readonly number[],
): { readonly multiplier: number; readonly shift: number; readonly entries: Int32Array } | undefined {
  if (values.length < 2 || values.length > MAX_HASHED) return undefined;
  let bits = 1;
  while (2 ** bits < values.length) bits += 1;
  for (const last = bits + 3; bits <= last; bits += 1) {
    const shift = 32 - bits;
    const entries = new Int32Array(2 ** bits);
    let multiplier = 0x9e3779b1 | 0;
    for (let attempt = 0; attempt < 100; attempt += 1) {
      entries.fill(-1);
      let i = 0;
      for (; i < values.length; i += 1) {
        const at = Math.imul(values[i]!, multiplier) >>> shift;
        if (entries[at] !== -1) break;
        entries[at] = i;
      }
      if (i === values.length) return { multiplier, shift, entries };
      multiplier = (Math.imul(multiplier, 0x2c1b3c6d) + 0x297a2d38) | 1;
    }
  }
  return undefined;
}
