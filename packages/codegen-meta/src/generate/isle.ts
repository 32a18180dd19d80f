/**
 * ISLE declarations of CLIF: the opcode, format and condition enums as `extern` types, and for each opcode a term.
 *
 * The number of a variant is the number the host uses, so that a match on an opcode is a match on an int: opcodes
 * count from 1 (variant 0 is `Invalid`), formats, conditions and operators from 0. Terms come in two flavours:
 * - `lower`: an extractor from `Inst`, for every opcode: `(iadd x y)`.
 * - `opt`: extractor from and constructor of `Value`, with the controlling type first, for pure opcodes with one
 *   result: `(iadd ty x y)`.
 * Neither mentions how the host stores anything; it answers `inst_data`, `inst_data_value` and `make_inst`.
 */
import { type FieldKind, type Format, FORMATS } from "../cdsl/formats.ts";
import type { Instruction } from "../cdsl/instruction.ts";
import { INSTRUCTIONS, opcodeConstant } from "../instructions/index.ts";

export type IsleFlavour = "lower" | "opt";

const FIELD_TYPES: Record<FieldKind, string> = {
  value: "Value",
  values: "ValueList",
  imm64: "Imm64",
  ieee16: "Ieee16",
  ieee32: "Ieee32",
  ieee64: "Ieee64",
  uimm8: "Uimm8",
  constant: "Constant",
  mask: "Constant",
  global_value: "GlobalValue",
  intcc: "IntCC",
  floatcc: "FloatCC",
  block_call: "BlockCall",
  jump_table: "JumpTable",
  exception_table: "ExceptionTable",
  func: "FuncRef",
  sig: "SigRef",
  stack_slot: "StackSlot",
  dynamic_stack_slot: "DynamicStackSlot",
  memflags: "MemFlags",
  offset32: "Offset32",
  rmw_op: "AtomicRmwOp",
  trap_code: "TrapCode",
  block: "Block",
};

const ENUMS: readonly (readonly [name: string, variants: string])[] = [
  [
    "IntCC",
    "Equal NotEqual SignedLessThan SignedGreaterThanOrEqual SignedGreaterThan SignedLessThanOrEqual UnsignedLessThan UnsignedGreaterThanOrEqual UnsignedGreaterThan UnsignedLessThanOrEqual",
  ],
  [
    "FloatCC",
    "Ordered Unordered Equal NotEqual OrderedNotEqual UnorderedOrEqual LessThan LessThanOrEqual GreaterThan GreaterThanOrEqual UnorderedOrLessThan UnorderedOrLessThanOrEqual UnorderedOrGreaterThan UnorderedOrGreaterThanOrEqual",
  ],
  ["AtomicRmwOp", "Add Sub And Nand Or Xor Xchg Umin Umax Smin Smax"],
];

/** The declarations as ISLE text. */
export function isleDeclarations(flavour: IsleFlavour): string {
  const enumNames = new Set(ENUMS.map(([name]) => name));
  const primitives = ["Inst", "Type", ...new Set(Object.values(FIELD_TYPES))].filter(
    (t) => !enumNames.has(t),
  );
  const lines = [
    ";; Generated from the tables in packages/codegen-meta. Do not edit.",
    "",
    ";; Ids of the host",
    ...primitives.map((t) => `(type ${t} (primitive ${t}))`),
    "",
    ";; Variant numbers are the numbers in the instruction record",
    ...ENUMS.map(([name, variants]) => externEnum(name, variants.split(" "))),
    externEnum("Opcode", ["Invalid", ...INSTRUCTIONS.map((i) => opcodeConstant(i.name))]),
    externEnum("InstructionData", FORMATS.map(formatVariant)),
    "",
  ];
  if (flavour === "lower") {
    lines.push(
      ";; The fields of an instruction",
      "(decl inst_data (InstructionData) Inst)",
      "(extern extractor infallible inst_data inst_data)",
    );
    for (const inst of INSTRUCTIONS) lines.push("", ...lowerTerm(inst));
  } else {
    lines.push(
      ";; The controlling type and fields of the instruction that defines a value: one result for every equal value known",
      "(decl multi inst_data_value (Type InstructionData) Value)",
      "(extern extractor inst_data_value inst_data_value)",
      "(decl make_inst (Type InstructionData) Value)",
      "(extern constructor make_inst make_inst)",
    );
    for (const inst of INSTRUCTIONS) if (isPureTerm(inst)) lines.push("", ...optTerm(inst));
  }
  return `${lines.join("\n")}\n`;
}

function externEnum(name: string, variants: readonly string[]): string {
  return `(type ${name} extern\n  (enum\n${variants.map((v) => `    ${v}`).join("\n")}))`;
}

function formatVariant(format: Format): string {
  const fields = fieldsOf(format).map(([name, type]) => ` (${name} ${type})`);
  return `(${format.name} (opcode Opcode)${fields.join("")})`;
}

/** Names and types of a format's fields, in the order of the format. */
function fieldsOf(format: Format): [name: string, type: string][] {
  return format.fields.map((f) => [f.name, FIELD_TYPES[f.kind]]);
}

function isPureTerm(inst: Instruction): boolean {
  const idempotent = [...inst.effects].every((e) => e === "I" || e === "t");
  return (
    inst.results !== "variable" &&
    inst.results.length === 1 &&
    (inst.effects === "" || (idempotent && inst.effects.includes("I")))
  );
}

function data(inst: Instruction, names: readonly string[]): string {
  return `(InstructionData.${inst.format.name} (Opcode.${opcodeConstant(inst.name)})${names.map((n) => ` ${n}`).join("")})`;
}

function head(name: string, names: readonly string[]): string {
  return `(${[name, ...names].join(" ")})`;
}

function lowerTerm(inst: Instruction): string[] {
  const fields = fieldsOf(inst.format);
  const names = fields.map(([n]) => n);
  return [
    `(decl ${inst.name} (${fields.map(([, t]) => t).join(" ")}) Inst)`,
    `(extractor ${head(inst.name, names)} (inst_data ${data(inst, names)}))`,
  ];
}

function optTerm(inst: Instruction): string[] {
  const fields = fieldsOf(inst.format);
  const names = fields.map(([n]) => n);
  return [
    `(decl ${inst.name} (${["Type", ...fields.map(([, t]) => t)].join(" ")}) Value)`,
    `(extractor ${head(inst.name, ["ty", ...names])} (inst_data_value ty ${data(inst, names)}))`,
    `(rule ${head(inst.name, ["ty", ...names])} (make_inst ty ${data(inst, names)}))`,
  ];
}
