/** Generators of the constants and of the tables indexed by opcode, format, type set and type. */
import { type FieldKind, type Format, FORMATS, type Place } from "../cdsl/formats.ts";
import type { Instruction, TypeRule } from "../cdsl/instruction.ts";
import { allTypes, DERIVATIONS, type DerivationName, isType, TYPE_LIMIT, typeName } from "../cdsl/types.ts";
import { TYPE_SETS } from "../cdsl/type-sets.ts";
import { INSTRUCTIONS, opcodeConstant } from "../instructions/index.ts";
import { constant, doc, generatedHeader, literalArray, stringArray } from "./text.ts";

/** Bits of `OPCODE_FLAGS`, in bit order: constant, effect letter, meaning. */
export const EFFECTS: readonly (readonly [name: string, letter: string, doc: string])[] = [
  ["TERMINATOR", "T", "Ends a block."],
  ["BRANCH", "B", "Transfers control to blocks of this function."],
  ["RETURNS", "R", "Leaves the function by returning (tail calls included)."],
  ["CALL", "C", "Calls a function."],
  ["CAN_TRAP", "t", "May trap whatever its memory flags say; accesses without `notrap` may trap besides."],
  ["CAN_LOAD", "L", "May read memory."],
  ["CAN_STORE", "S", "May write memory."],
  ["OTHER_SIDE_EFFECTS", "E", "Has effects that forbid removing, merging or reordering it."],
  ["SIDE_EFFECTS_IDEMPOTENT", "I", "A dominated second execution with the same operands changes nothing."],
];

/** Kinds of `imm8` in `FORMAT_IMM8`. */
const IMM8_KINDS: readonly FieldKind[] = ["uimm8", "intcc", "floatcc", "trap_code", "rmw_op"];

const DERIVATION_NAMES = Object.keys(DERIVATIONS) as DerivationName[];

/** Rule kinds: 0 none, 1 concrete, 2 free, 3 narrower, 4 wider, 5.. derivations in order. */
const FIRST_DERIVATION = 5;

/** `opcodes.ts`. */
export function generateOpcodes(): string {
  const lines = [
    generatedHeader("instructions/*.ts"),
    doc("Opcode numbers: alphabetical by mnemonic; 0 is no opcode."),
  ];
  INSTRUCTIONS.forEach((inst, i) => lines.push(constant(opcodeConstant(inst.name), i + 1)));
  return `${lines.join("\n")}\n`;
}

/** `formats.ts`. */
export function generateFormats(): string {
  const lines = [generatedHeader("cdsl/formats.ts"), doc("Instruction format numbers.")];
  for (const f of FORMATS) lines.push(constant(f.name, f.number));
  return `${lines.join("\n")}\n`;
}

/** `types.ts`. */
export function generateTypes(): string {
  const lines = [
    generatedHeader("cdsl/types.ts"),
    doc("Type numbers. A vector constant is its lane type and count; dynamic vectors add `XN`."),
    'import type { Type } from "../types.ts";',
    "",
    "export const INVALID: Type = 0 as Type;",
  ];
  for (const t of allTypes()) lines.push(`export const ${typeName(t).toUpperCase()}: Type = ${t} as Type;`);
  return `${lines.join("\n")}\n`;
}

/** `type-sets.ts`: membership bits and the derivation table. */
export function generateTypeSets(): string {
  const words = TYPE_LIMIT / 32;
  const bits = Array.from({ length: (TYPE_SETS.length + 1) * words }, () => 0);
  for (const set of TYPE_SETS) {
    for (const t of set.types) {
      const w = set.number * words + (t >> 5);
      bits[w] = (bits[w] as number) | (1 << (t & 31));
    }
  }
  const derived: number[] = [];
  for (const name of DERIVATION_NAMES) {
    for (let t = 0; t < TYPE_LIMIT; t++) derived.push(isType(t) ? DERIVATIONS[name](t) : 0);
  }
  const lines = [
    generatedHeader("cdsl/types.ts, cdsl/type-sets.ts"),
    doc("One more than the highest type number."),
    constant("TYPE_LIMIT", TYPE_LIMIT),
    "",
    doc("Type set numbers; 0 is the empty set."),
    ...TYPE_SETS.map((s) => constant(`SET_${upperSnake(s.name)}`, s.number)),
    "",
    doc("Names of the type sets by number."),
    stringArray("TYPE_SET_NAMES", ["none", ...TYPE_SETS.map((s) => s.name)]),
    "",
    doc("What the type sets hold, in words, by number."),
    stringArray("TYPE_SET_DOCS", ["no type", ...TYPE_SETS.map((s) => s.doc)]),
    "",
    doc(`Words of one set in \`TYPE_SET_BITS\`.`),
    constant("TYPE_SET_WORDS", words),
    doc("Type `t` is in set `s` when bit `t & 31` of word `s * TYPE_SET_WORDS + (t >> 5)` is set."),
    literalArray("TYPE_SET_BITS", "Int32Array", bits, words),
    "",
    doc("Whether `type` (below `TYPE_LIMIT`) is in the type set with number `set`."),
    "export function typeSetHas(set: number, type: number): boolean {",
    `  return ((TYPE_SET_BITS[set * ${words} + (type >> 5)]! >>> (type & 31)) & 1) !== 0;`,
    "}",
    "",
    doc("Ways to derive a type from another; rows of `DERIVED_TYPES`."),
    ...DERIVATION_NAMES.map((name, i) => constant(`DERIVE_${name.toUpperCase()}`, i)),
    "",
    doc("The derived type at `derivation * TYPE_LIMIT + type`; 0 where there is none."),
    literalArray("DERIVED_TYPES", "Uint16Array", derived, 16),
  ];
  return `${lines.join("\n")}\n`;
}

/** `opcode-tables.ts`. */
export function generateOpcodeTables(): string {
  const n = INSTRUCTIONS.length + 1;
  const perOpcode = (f: (inst: Instruction) => number, none: number = 0): number[] => [
    none,
    ...INSTRUCTIONS.map(f),
  ];
  const maxArgs = Math.max(...INSTRUCTIONS.map((i) => valueOperands(i).length));
  const stride = 2 + maxArgs;
  const rules = Array.from({ length: stride }, () => 0);
  for (const inst of INSTRUCTIONS) {
    const row = Array.from({ length: stride }, () => 0);
    if (inst.results !== "variable") inst.results.forEach((r, i) => (row[i] = encodeRule(r.rule)));
    valueOperands(inst).forEach((o, i) => (row[2 + i] = encodeRule(o.rule)));
    rules.push(...row);
  }
  const lines = [
    generatedHeader("instructions/*.ts, cdsl/formats.ts"),
    doc("Number of opcodes, the invalid opcode 0 included: the length of the tables below."),
    constant("OPCODE_COUNT", n),
    doc("Mnemonics."),
    stringArray("OPCODE_NAMES", ["invalid", ...INSTRUCTIONS.map((i) => i.name)]),
    "",
    ...EFFECTS.map(([name, , meaning], i) => `${doc(meaning)}\n${constant(name, 1 << i)}`),
    "",
    doc("Format numbers (`formats.ts`)."),
    literalArray(
      "OPCODE_FORMAT",
      "Uint8Array",
      perOpcode((i) => i.format.number),
    ),
    "",
    doc("Effect bits: `TERMINATOR` and the others."),
    literalArray("OPCODE_FLAGS", "Uint16Array", perOpcode(encodeEffects)),
    "",
    doc("Fixed value arguments; the list of a call or return comes on top."),
    literalArray(
      "OPCODE_VALUE_ARGS",
      "Uint8Array",
      perOpcode((i) => valueOperands(i).length),
    ),
    "",
    doc("Results, or -1 when the callee's signature decides."),
    literalArray(
      "OPCODE_RESULTS",
      "Int8Array",
      perOpcode((i) => (i.results === "variable" ? -1 : i.results.length)),
    ),
    "",
    doc("Controlling type: there is none."),
    constant("CTRL_NONE", -2),
    doc("Controlling type: written after the opcode, never inferred."),
    constant("CTRL_EXPLICIT", -1),
    doc(
      "`CTRL_NONE`, `CTRL_EXPLICIT`, or the index of the value argument whose type is the controlling type.",
    ),
    literalArray(
      "OPCODE_CTRL",
      "Int8Array",
      perOpcode((i) => (i.ctrl.kind === "none" ? -2 : i.ctrl.kind === "explicit" ? -1 : i.ctrl.index), -2),
    ),
    "",
    doc("Type set number of the controlling type; 0 when there is none."),
    literalArray(
      "OPCODE_CTRL_SET",
      "Uint8Array",
      perOpcode((i) => (i.ctrl.kind === "none" ? 0 : i.ctrl.set.number)),
    ),
    "",
    doc("Type rules are `kind | payload << 8`. Kind none: no such operand."),
    constant("RULE_NONE", 0),
    doc("Exactly the type `payload`."),
    constant("RULE_CONCRETE", 1),
    doc("Any type of the set `payload`, whatever the controlling type is."),
    constant("RULE_FREE", 2),
    doc(
      "A type of the set `payload` with strictly narrower lanes than the controlling type, of the same kind and number.",
    ),
    constant("RULE_NARROWER", 3),
    doc(
      "A type of the set `payload` with strictly wider lanes than the controlling type, of the same kind and number.",
    ),
    constant("RULE_WIDER", 4),
    doc(
      "From here on: derived from the controlling type by derivation `kind - RULE_DERIVED` (`type-sets.ts`).",
    ),
    constant("RULE_DERIVED", FIRST_DERIVATION),
    ...DERIVATION_NAMES.map((name, i) => constant(`RULE_${name.toUpperCase()}`, FIRST_DERIVATION + i)),
    "",
    doc("Rules of one opcode in `OPCODE_RULES`: two results, then the value arguments."),
    constant("RULE_STRIDE", stride),
    doc("Index of the first argument's rule within an opcode's rules."),
    constant("RULE_FIRST_ARG", 2),
    literalArray("OPCODE_RULES", "Int32Array", rules, stride),
    "",
    ...formatTables(),
  ];
  return `${lines.join("\n")}\n`;
}

function formatTables(): string[] {
  const perFormat = (f: (format: Format) => number): number[] => FORMATS.map(f);
  const place = (kind: FieldKind) => (format: Format) => {
    const field = format.fields.find((f) => f.kind === kind);
    return field === undefined ? 0 : wordOf(field.place);
  };
  const mask = (kind: FieldKind) => (format: Format) =>
    format.fields.reduce((m, f) => (f.kind === kind ? m | (1 << wordOf(f.place)) : m), 0);
  return [
    constant("FORMAT_COUNT", FORMATS.length),
    doc("Names of the formats by number."),
    stringArray(
      "FORMAT_NAMES",
      FORMATS.map((f) => f.name),
    ),
    "",
    doc("Number of fixed value arguments; they sit in words 1, 2, ... of the record."),
    literalArray(
      "FORMAT_VALUE_ARGS",
      "Uint8Array",
      perFormat((f) => f.fields.filter((x) => x.kind === "value").length),
    ),
    "",
    doc("Word of the record (1-4) that holds the list of variable arguments, or 0."),
    literalArray("FORMAT_LIST_WORD", "Uint8Array", perFormat(place("values"))),
    "",
    doc("Bit `w` is set when word `w` of the record is a block call."),
    literalArray("FORMAT_BLOCK_CALLS", "Uint8Array", perFormat(mask("block_call"))),
    "",
    doc("Word of the record that holds a jump table, or 0."),
    literalArray("FORMAT_JUMP_TABLE_WORD", "Uint8Array", perFormat(place("jump_table"))),
    "",
    doc("Word of the record that holds an exception table, or 0."),
    literalArray("FORMAT_EXCEPTION_TABLE_WORD", "Uint8Array", perFormat(place("exception_table"))),
    "",
    doc("Operand words that the format uses, counted from word 1."),
    literalArray("FORMAT_WORDS", "Uint8Array", perFormat(usedWords)),
    "",
    doc("Word of the record that holds memory flags, or 0."),
    literalArray("FORMAT_MEM_FLAGS_WORD", "Uint8Array", perFormat(place("memflags"))),
    "",
    doc("Word of the record that holds a 32-bit offset, or 0."),
    literalArray("FORMAT_OFFSET_WORD", "Uint8Array", perFormat(place("offset32"))),
    "",
    doc("Word of the record that holds a function reference, or 0."),
    literalArray("FORMAT_FUNC_WORD", "Uint8Array", perFormat(place("func"))),
    "",
    doc("Word of the record that holds a constant (shuffle masks are constants), or 0."),
    literalArray(
      "FORMAT_CONSTANT_WORD",
      "Uint8Array",
      perFormat((f) => place("constant")(f) || place("mask")(f)),
    ),
    "",
    doc("Meaning of imm8: not used."),
    constant("IMM8_NONE", 0),
    ...IMM8_KINDS.map((kind, i) => constant(`IMM8_${kind.toUpperCase()}`, i + 1)),
    doc("What imm8 holds (`IMM8_NONE` and the others)."),
    literalArray(
      "FORMAT_IMM8",
      "Uint8Array",
      perFormat((f) => {
        const field = f.fields.find((x) => x.place === "imm8");
        return field === undefined ? 0 : IMM8_KINDS.indexOf(field.kind) + 1;
      }),
    ),
  ];
}

/** Value operands with a fixed place, in argument order. */
export function valueOperands(inst: Instruction): Instruction["operands"] {
  return inst.operands.filter((o) => o.kind === "value");
}

/** Effect bits of an instruction. */
function encodeEffects(inst: Instruction): number {
  let bits = 0;
  for (const letter of inst.effects) {
    const i = EFFECTS.findIndex((e) => e[1] === letter);
    if (i < 0) throw new Error(`${inst.name}: unknown effect ${letter}`);
    bits |= 1 << i;
  }
  return bits;
}

function encodeRule(rule: TypeRule | undefined): number {
  if (rule === undefined) throw new Error("a value operand needs a type rule");
  switch (rule.kind) {
    case "concrete":
      return 1 | (rule.type << 8);
    case "free":
      return 2 | (rule.set.number << 8);
    case "narrower":
      return 3 | (rule.set.number << 8);
    case "wider":
      return 4 | (rule.set.number << 8);
    case "derived":
      return FIRST_DERIVATION + DERIVATION_NAMES.indexOf(rule.derivation);
  }
}

function wordOf(place: Place): number {
  if (place === "imm8") throw new Error("imm8 is not an operand word");
  return place + 1;
}

/** `TxNDyn` as `TXN_DYN`, `iB` as `IB`, `I16or32` as `I16OR32`. */
function upperSnake(name: string): string {
  return name.replace(/([a-z]{2,}|N)([A-Z][a-z])/g, "$1_$2").toUpperCase();
}

/** Operand words from word 1 to the last one that a field of the format occupies. */
function usedWords(format: Format): number {
  let used = 0;
  for (const field of format.fields) {
    if (field.place === "imm8") continue;
    used = Math.max(used, field.place + (field.kind === "imm64" || field.kind === "ieee64" ? 2 : 1));
  }
  return used;
}
