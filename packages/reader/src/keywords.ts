// The words of the CLIF text and what each may mean.
//
// One open-addressing table maps a spelling to a small keyword id; columns indexed by that id answer the questions
// the parser asks (which opcode, which type, which condition code is this?). A word may have several meanings: `eq`
// is a condition of both comparisons, `trap` an opcode, `and` an atomic operator. The hash is computed by the lexer
// while it scans the word, so that looking a word up costs one probe and one comparison of its characters.

import {
  ATOMIC_RMW_OP_NAMES,
  CALL_CONVS,
  FLOAT_CC_NAMES,
  INT_CC_NAMES,
  opcodeTables,
  parseTrapCode,
  types,
} from "@cranelift-ts/codegen-ir";

const { OPCODE_NAMES } = opcodeTables;
const { parseType } = types;

// Ids of the words that the grammar itself is made of; their order is that of `STRUCTURAL`.
export const KEYWORD_NONE: number = 0;
export const KEYWORD_FUNCTION: number = 1;
export const KEYWORD_TEST: number = 2;
export const KEYWORD_SET: number = 3;
export const KEYWORD_TARGET: number = 4;
export const KEYWORD_FEATURE: number = 5;
export const KEYWORD_COLD: number = 6;
export const KEYWORD_STACK_LIMIT: number = 7;
export const KEYWORD_EXPLICIT_SLOT: number = 8;
export const KEYWORD_EXPLICIT_DYNAMIC_SLOT: number = 9;
export const KEYWORD_ALIGN: number = 10;
export const KEYWORD_KEY: number = 11;
export const KEYWORD_VMCTX: number = 12;
export const KEYWORD_LOAD: number = 13;
export const KEYWORD_IADD_IMM: number = 14;
export const KEYWORD_SYMBOL: number = 15;
export const KEYWORD_DYN_SCALE_TARGET_CONST: number = 16;
export const KEYWORD_COLOCATED: number = 17;
export const KEYWORD_PATCHABLE: number = 18;
export const KEYWORD_TLS: number = 19;
export const KEYWORD_UEXT: number = 20;
export const KEYWORD_SEXT: number = 21;
export const KEYWORD_SRET: number = 22;
export const KEYWORD_SARG: number = 23;
export const KEYWORD_STACK_MAP: number = 24;
export const KEYWORD_DEFAULT: number = 25;
export const KEYWORD_CONTEXT: number = 26;
export const KEYWORD_NOTRAP: number = 27;
export const KEYWORD_ALIGNED: number = 28;
export const KEYWORD_READONLY: number = 29;
export const KEYWORD_CAN_MOVE: number = 30;
export const KEYWORD_BIG: number = 31;
export const KEYWORD_LITTLE: number = 32;
export const KEYWORD_RUN: number = 33;
export const KEYWORD_PRINT: number = 34;
export const KEYWORD_NORMAL: number = 35;

const STRUCTURAL: readonly string[] = [
  "",
  "function",
  "test",
  "set",
  "target",
  "feature",
  "cold",
  "stack_limit",
  "explicit_slot",
  "explicit_dynamic_slot",
  "align",
  "key",
  "vmctx",
  "load",
  "iadd_imm",
  "symbol",
  "dyn_scale_target_const",
  "colocated",
  "patchable",
  "tls",
  "uext",
  "sext",
  "sret",
  "sarg",
  "stack_map",
  "default",
  "context",
  "notrap",
  "aligned",
  "readonly",
  "can_move",
  "big",
  "little",
  "run",
  "print",
  "normal",
];

/** Number of meanings a word may have, and the column of each in the keyword records. */
const MEANING_OPCODE = 0;
const MEANING_TYPE = 1;
const MEANING_INT_CC = 2;
const MEANING_FLOAT_CC = 3;
const MEANING_RMW_OP = 4;
const MEANING_TRAP_CODE = 5;
const MEANING_CALL_CONV = 6;

const MAX_KEYWORDS = 1024;
const SLOTS = 4096;

interface Keywords {
  readonly words: readonly string[];
  /** Keyword id by hash slot. */
  readonly slots: Uint16Array;
  /** Where the characters of each keyword lie in `characters`. */
  readonly starts: Uint16Array;
  readonly characters: Uint8Array;
  /** By keyword id: opcode, type, codes plus one; 0 is "not one of these". */
  readonly meanings: readonly Uint16Array[];
}

const TABLE: Keywords = /* @__PURE__ */ buildTable();
const { slots: SLOT_IDS, starts: STARTS, characters: CHARACTERS } = TABLE;

/** By keyword id: the opcode of that name, or 0. */
export const KEYWORD_OPCODE: Uint16Array = TABLE.meanings[MEANING_OPCODE]!;
/** By keyword id: the type of that name, or 0. */
export const KEYWORD_TYPE: Uint16Array = TABLE.meanings[MEANING_TYPE]!;
/** By keyword id: 1 + the integer condition code, or 0. */
export const KEYWORD_INT_CC: Uint16Array = TABLE.meanings[MEANING_INT_CC]!;
/** By keyword id: 1 + the float condition code, or 0. */
export const KEYWORD_FLOAT_CC: Uint16Array = TABLE.meanings[MEANING_FLOAT_CC]!;
/** By keyword id: 1 + the atomic operator, or 0. */
export const KEYWORD_RMW_OP: Uint16Array = TABLE.meanings[MEANING_RMW_OP]!;
/** By keyword id: the trap code, or 0. */
export const KEYWORD_TRAP_CODE: Uint16Array = TABLE.meanings[MEANING_TRAP_CODE]!;
/** By keyword id: 1 + the index in `CALL_CONVS`, or 0. */
export const KEYWORD_CALL_CONV: Uint16Array = TABLE.meanings[MEANING_CALL_CONV]!;

/** The id of the keyword spelled by `bytes[start, end)` with this hash (h = h * 31 + c over its bytes), or 0. */
export function findKeyword(bytes: Uint8Array, start: number, end: number, hash: number): number {
  const length = end - start;
  let slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  for (;;) {
    const id = SLOT_IDS[slot]!;
    if (id === 0) return 0;
    const at = STARTS[id]!;
    if (STARTS[id + 1]! - at === length) {
      let i = 0;
      while (i < length && CHARACTERS[at + i] === bytes[start + i]) i++;
      if (i === length) return id;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
}

/** The spelling of a keyword id. */
export function keywordText(id: number): string {
  return TABLE.words[id] ?? "";
}

/** All keywords, by id; index 0 is unused. */
export function keywordList(): readonly string[] {
  return TABLE.words;
}

function buildTable(): Keywords {
  const words: string[] = [];
  const ids = new Map<string, number>();
  const add = (word: string): number => {
    let id = ids.get(word);
    if (id === undefined) {
      id = words.length;
      words.push(word);
      ids.set(word, id);
    }
    return id;
  };
  const meanings = Array.from({ length: 7 }, () => new Uint16Array(MAX_KEYWORDS));
  for (const word of STRUCTURAL) add(word);
  for (let op = 1; op < OPCODE_NAMES.length; op++) meanings[MEANING_OPCODE]![add(OPCODE_NAMES[op]!)] = op;
  for (const lane of ["i8", "i16", "i32", "i64", "i128", "f16", "f32", "f64", "f128"]) {
    meanings[MEANING_TYPE]![add(lane)] = parseType(lane);
    for (let lanes = 2; lanes <= 256; lanes *= 2) {
      for (const name of [`${lane}x${lanes}`, `${lane}x${lanes}xN`])
        meanings[MEANING_TYPE]![add(name)] = parseType(name);
    }
  }
  INT_CC_NAMES.forEach((name, cc) => (meanings[MEANING_INT_CC]![add(name)] = cc + 1));
  FLOAT_CC_NAMES.forEach((name, cc) => (meanings[MEANING_FLOAT_CC]![add(name)] = cc + 1));
  ATOMIC_RMW_OP_NAMES.forEach((name, op) => (meanings[MEANING_RMW_OP]![add(name)] = op + 1));
  CALL_CONVS.forEach((name, cc) => (meanings[MEANING_CALL_CONV]![add(name)] = cc + 1));
  for (const name of ["stk_ovf", "int_ovf", "heap_oob", "int_divz", "bad_toint"]) {
    meanings[MEANING_TRAP_CODE]![add(name)] = parseTrapCode(name);
  }
  for (let code = 1; code <= 250; code++) meanings[MEANING_TRAP_CODE]![add(`user${code}`)] = code;

  const slots = new Uint16Array(SLOTS);
  const starts = new Uint16Array(words.length + 1);
  const characters = new Uint8Array(words.reduce((sum, word) => sum + word.length, 0));
  let at = 0;
  for (let id = 0; id < words.length; id++) {
    const word = words[id]!;
    starts[id] = at;
    let hash = 0;
    for (let i = 0; i < word.length; i++) {
      characters[at++] = word.charCodeAt(i);
      hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
    }
    if (id === 0) continue;
    let slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = id;
  }
  starts[words.length] = at;
  return { words, slots, starts, characters, meanings };
}
