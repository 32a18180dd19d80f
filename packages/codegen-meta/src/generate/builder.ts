/**
 * Generator of the instruction builder: one method per opcode, one per format, and the forms that expand to several
 * instructions. Methods carry the mnemonic; operands come in the order of the text; a type that cannot be inferred
 * comes first.
 */
import type { Field, FieldKind, Format } from "../cdsl/formats.ts";
import { FORMATS } from "../cdsl/formats.ts";
import type { Instruction, Operand, TypeRule } from "../cdsl/instruction.ts";
import { typeName } from "../cdsl/types.ts";
import { INSTRUCTIONS } from "../instructions/index.ts";
import { instructionSignature } from "./signature.ts";
import { doc, generatedHeader } from "./text.ts";

/** How a field kind appears as parameters of a method, and the words it becomes. */
interface FieldCode {
  readonly params: (name: string) => string;
  readonly words: (name: string) => readonly string[];
  /** Names from `builder-support.ts` that the words call. */
  readonly uses?: readonly string[];
}

const id = (name: string): readonly string[] => [name];

const FIELD_CODE: Record<FieldKind, FieldCode> = {
  value: { params: (n) => `${n}: Value`, words: id },
  values: { params: (n) => `${n}: ArrayLike<Value>`, words: (n) => [`this.dfg.makeList(${n})`] },
  imm64: {
    params: (n) => `${n}: Imm64Like`,
    words: (n) => [`imm64Lo(${n})`, `imm64Hi(${n})`],
    uses: ["imm64Lo", "imm64Hi"],
  },
  ieee16: { params: (n) => `${n}: FloatLike`, words: (n) => [`ieee16Bits(${n})`], uses: ["ieee16Bits"] },
  ieee32: { params: (n) => `${n}: FloatLike`, words: (n) => [`ieee32Bits(${n})`], uses: ["ieee32Bits"] },
  ieee64: {
    params: (n) => `${n}: FloatLike`,
    words: (n) => [`ieee64Lo(${n})`, `ieee64Hi(${n})`],
    uses: ["ieee64Lo", "ieee64Hi"],
  },
  uimm8: { params: (n) => `${n}: number`, words: (n) => [`uimm8(${n})`], uses: ["uimm8"] },
  constant: {
    params: (n) => `${n}: ConstantLike`,
    words: (n) => [`constantId(this.dfg, ${n})`],
    uses: ["constantId"],
  },
  mask: {
    params: (n) => `${n}: Constant | ArrayLike<number>`,
    words: (n) => [`maskId(this.dfg, ${n})`],
    uses: ["maskId"],
  },
  global_value: { params: (n) => `${n}: GlobalValue`, words: id },
  intcc: { params: (n) => `${n}: IntCCLike`, words: (n) => [`intCC(${n})`], uses: ["intCC"] },
  floatcc: { params: (n) => `${n}: FloatCCLike`, words: (n) => [`floatCC(${n})`], uses: ["floatCC"] },
  block_call: {
    params: (n) => `${n}: Block, ${argsName(n)}: ArrayLike<number> = NO_ARGS`,
    words: (n) => [`this.dfg.makeBlockCall(${n}, ${argsName(n)})`],
  },
  jump_table: { params: (n) => `${n}: JumpTable`, words: id },
  exception_table: { params: (n) => `${n}: ExceptionTable`, words: id },
  func: { params: (n) => `${n}: FuncRef`, words: id },
  sig: { params: (n) => `${n}: SigRef`, words: id },
  stack_slot: { params: (n) => `${n}: StackSlot`, words: id },
  dynamic_stack_slot: { params: (n) => `${n}: DynamicStackSlot`, words: id },
  memflags: {
    params: (n) => `${n}: MemFlagsLike`,
    words: (n) => [`memFlagsId(this.dfg, ${n})`],
    uses: ["memFlagsId"],
  },
  offset32: { params: (n) => `${n}: number = 0`, words: (n) => [`offset32(${n})`], uses: ["offset32"] },
  rmw_op: {
    params: (n) => `${n}: AtomicRmwOpLike`,
    words: (n) => [`atomicRmwOp(${n})`],
    uses: ["atomicRmwOp"],
  },
  trap_code: { params: (n) => `${n}: TrapCodeLike`, words: (n) => [`trapCode(${n})`], uses: ["trapCode"] },
  block: { params: (n) => `${n}: Block`, words: id },
};

/** Operations with `_imm` forms. `amount`: the second operand is a shift amount, scalar for vectors too. */
const IMM_FORMS: readonly (readonly [name: string, amount: boolean])[] = [
  ["iadd", false],
  ["imul", false],
  ["udiv", false],
  ["sdiv", false],
  ["urem", false],
  ["srem", false],
  ["band", false],
  ["bor", false],
  ["bxor", false],
  ["rotl", true],
  ["rotr", true],
  ["ishl", true],
  ["ushr", true],
  ["sshr", true],
  ["icmp", false],
];

/** `builder.ts`. */
export function generateBuilder(): string {
  const methods = INSTRUCTIONS.map((inst, i) => method(inst, i + 1));
  const formats = FORMATS.map(formatMethod);
  const uses = new Set<string>(["memFlagsId"]);
  for (const inst of INSTRUCTIONS)
    for (const o of inst.operands) for (const u of FIELD_CODE[o.kind].uses ?? []) uses.add(u);
  uses.add("iconstLo").add("iconstHi");
  const types = [
    "AtomicRmwOpLike",
    "ConstantLike",
    "FloatCCLike",
    "FloatLike",
    "Imm64Like",
    "IntCCLike",
    "MemFlagsLike",
    "TrapCodeLike",
  ];
  const support = [...[...uses].sort(), ...types.map((t) => `type ${t}`)];
  return `${generatedHeader("instructions/*.ts")}
/**
 * The instruction builder: a method per opcode, named by its mnemonic.
 *
 * Where the instruction lands, and what becomes of its results, is the subclass's business: \`build\` gets the fields
 * of the record. A method returns the result, a pair of results, or the instruction when it has none or as many as
 * the callee returns. Operand types are not checked here; the verifier does that.
 */
import {
${support.map((s) => `  ${s},`).join("\n")}
} from "../builder-support.ts";
import type { DataFlowGraph } from "../dfg.ts";
import type {
  Block,
  Constant,
  DynamicStackSlot,
  ExceptionTable,
  FuncRef,
  GlobalValue,
  Inst,
  JumpTable,
  SigRef,
  StackSlot,
  Value,
} from "../entities.ts";
import type { MemFlags } from "../memflags.ts";
import { ${resultTypes().join(", ")}, isVector, laneOf, type Type } from "../types.ts";
import { ${resultDerivations()
    .map((d) => `DERIVE_${d.toUpperCase()}`)
    .join(", ")}, DERIVED_TYPES, TYPE_LIMIT } from "./type-sets.ts";

/** \`notrap\`: accesses to the function's own stack slots. */
const STACK_FLAGS = 0 as MemFlags;
const NO_TYPE = 0 as Type;
const NO_ARGS: readonly number[] = [];

function derivedType(derivation: number, type: Type): Type {
  return DERIVED_TYPES[derivation * TYPE_LIMIT + type]! as Type;
}

export abstract class InstBuilder {
  /** The graph that the instructions go to. */
  abstract readonly dfg: DataFlowGraph;

  /** Makes an instruction from its fields, with the results its opcode asks for, and puts it where it belongs. */
  protected abstract build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst;

  /** As {@link build} for an instruction whose only result has type \`resultType\`. Subclasses may do it faster. */
  protected buildValue(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    _resultType: Type,
  ): Value {
    return this.dfg.firstResult(this.build(opcode, imm8, ctrlType, a0, a1, a2, a3));
  }

  private both(inst: Inst): [Value, Value] {
    const dfg = this.dfg;
    return [dfg.result(inst, 0), dfg.result(inst, 1)];
  }

  // One method per opcode

${methods.join("\n\n")}

  // Forms that expand to several instructions

${IMM_FORMS.flatMap(([name, amount]) => immForms(name, amount)).join("\n\n")}

  /** An integer constant of any type: wider than 64 bits by extension, a vector by \`splat\`. */
  private immediate(type: Type, imm: Imm64Like, signed: boolean): Value {
    const scalar = laneOf(type);
    let v: Value;
    if (scalar === I128) {
      const low = this.iconst(I64, imm);
      v = signed ? this.sextend(I128, low) : this.uextend(I128, low);
    } else {
      v = this.iconst(scalar, imm);
    }
    return isVector(type) ? this.splat(type, v) : v;
  }

${STACK_FORMS}

  // One method per format: any opcode of the format, fields as in the instruction record

${formats.join("\n\n")}
}
`;
}

const STACK_FORMS = `  /** Load from byte \`offset\` of \`ss\`: \`stack_addr\` of type \`addrType\`, then \`load\`. */
  stack_load(type: Type, addrType: Type, ss: StackSlot, offset: number = 0): Value {
    return this.load(type, STACK_FLAGS, this.stack_addr(addrType, ss, offset), 0);
  }

  /** Store \`x\` at byte \`offset\` of \`ss\`: \`stack_addr\` of type \`addrType\`, then \`store\`. */
  stack_store(addrType: Type, x: Value, ss: StackSlot, offset: number = 0): Inst {
    return this.store(STACK_FLAGS, x, this.stack_addr(addrType, ss, offset), 0);
  }

  /** Load all of \`dss\`: \`dynamic_stack_addr\` of type \`addrType\`, then \`load\`. */
  dynamic_stack_load(type: Type, addrType: Type, dss: DynamicStackSlot): Value {
    return this.load(type, STACK_FLAGS, this.dynamic_stack_addr(addrType, dss), 0);
  }

  /** Store \`x\` in \`dss\`: \`dynamic_stack_addr\` of type \`addrType\`, then \`store\`. */
  dynamic_stack_store(addrType: Type, x: Value, dss: DynamicStackSlot): Inst {
    return this.store(STACK_FLAGS, x, this.dynamic_stack_addr(addrType, dss), 0);
  }`;

/** Head of the builder method: `load(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value`. */
export function methodSignature(inst: Instruction): string {
  const params = inst.operands.map((o) => FIELD_CODE[o.kind].params(o.name));
  if (inst.ctrl.kind === "explicit") params.unshift("type: Type");
  const n = inst.results === "variable" ? -1 : inst.results.length;
  const type = n === 1 ? "Value" : n === 2 ? "[Value, Value]" : "Inst";
  const name = inst.name === "return" ? "return_" : inst.name;
  return `${name}(${params.join(", ")}): ${type}`;
}

function method(inst: Instruction, opcode: number): string {
  const words = operandWords(inst);
  const results = inst.results === "variable" ? [] : inst.results;
  const fields = (ctrl: string): string => `${opcode}, ${words.imm8}, ${ctrl}, ${words.a.join(", ")}`;
  const ctrl = ctrlCode(inst);
  let body: string;
  if (inst.name === "iconst") body = ICONST.replace("OPCODE", String(opcode));
  else if (results.length === 1) {
    const name = ctrl.startsWith("this.") ? "type" : ctrl;
    const bind = name === ctrl ? "" : `    const type = ${ctrl};\n`;
    body = `${bind}    return this.buildValue(${fields(name)}, ${resultTypeCode(results[0] as Operand, name)});`;
  } else {
    const build = `this.build(${fields(ctrl)})`;
    body = `    return ${results.length === 2 ? `this.both(${build})` : build};`;
  }
  return `${doc(`\`${instructionSignature(inst)}\`\n\n${inst.doc}`, "  ")}\n  ${methodSignature(inst)} {\n${body}\n  }`;
}

/** The type of the only result, given the expression of the controlling type. */
function resultTypeCode(result: Operand, ctrl: string): string {
  const rule = result.rule as TypeRule;
  if (rule.kind === "concrete") return typeName(rule.type).toUpperCase();
  if (rule.kind !== "derived") throw new Error(`a result cannot be ${rule.kind}`);
  if (rule.derivation === "same") return ctrl;
  return `derivedType(DERIVE_${rule.derivation.toUpperCase()}, ${ctrl})`;
}

const ICONST = `    const lo = imm64Lo(imm);
    const hi = imm64Hi(imm);
    return this.buildValue(OPCODE, 0, type, iconstLo(type, lo, hi), iconstHi(type, lo, hi), 0, 0, type);`;

function ctrlCode(inst: Instruction): string {
  const ctrl = inst.ctrl;
  if (ctrl.kind === "none") return "NO_TYPE";
  if (ctrl.kind === "explicit") return "type";
  const operand = inst.operands.filter((o) => o.kind === "value")[ctrl.index] as Operand;
  return `this.dfg.valueType(${operand.name})`;
}

/** Matches operands with the format's fields, each kind in its own order. */
function operandWords(inst: Instruction): { imm8: string; a: string[] } {
  const a = ["0", "0", "0", "0"];
  let imm8 = "0";
  const remaining = [...inst.operands];
  for (const field of inst.format.fields) {
    const i = remaining.findIndex((o) => o.kind === field.kind);
    if (i < 0) throw new Error(`${inst.name}: no operand for field ${field.name} of ${inst.format.name}`);
    const [operand] = remaining.splice(i, 1) as [Operand];
    const words = FIELD_CODE[field.kind].words(operand.name);
    if (field.place === "imm8") imm8 = words[0] as string;
    else words.forEach((w, k) => (a[(field.place as number) + k] = w));
  }
  if (remaining.length > 0) throw new Error(`${inst.name}: operand ${remaining[0]?.name} has no field`);
  return { imm8, a };
}

function singleResults(): TypeRule[] {
  return INSTRUCTIONS.flatMap((i) =>
    i.results === "variable" || i.results.length !== 1 ? [] : [i.results[0]?.rule as TypeRule],
  );
}

/** Constants of the types that results have whatever the controlling type is, and those the expanded forms use. */
function resultTypes(): string[] {
  const names = singleResults().flatMap((r) =>
    r.kind === "concrete" ? [typeName(r.type).toUpperCase()] : [],
  );
  return [...new Set([...names, "I64", "I128"])].sort();
}

function resultDerivations(): string[] {
  const names = singleResults().flatMap((r) =>
    r.kind === "derived" && r.derivation !== "same" ? [r.derivation] : [],
  );
  return [...new Set(names)].sort();
}

function immForms(name: string, amount: boolean): string[] {
  const cond = name === "icmp";
  const params = `${cond ? "cond: IntCCLike, " : ""}x: Value, imm: Imm64Like`;
  const type = "this.dfg.valueType(x)";
  const operand = (signed: boolean): string =>
    `this.immediate(${amount ? `laneOf(${type})` : type}, imm, ${signed})`;
  const call = (signed: boolean): string => `this.${name}(${cond ? "cond, " : ""}x, ${operand(signed)})`;
  const how = amount ? "a constant of x's lane type" : "a constant of x's type";
  return [
    `${doc(`\`${name}\` with ${how}, sign-extended beyond 64 bits.`, "  ")}\n  ${name}_imm_s(${params}): Value {\n    return ${call(true)};\n  }`,
    `${doc(`\`${name}\` with ${how}, zero-extended beyond 64 bits.`, "  ")}\n  ${name}_imm_u(${params}): Value {\n    return ${call(false)};\n  }`,
    `  /** @deprecated Say \`${name}_imm_s\` or \`${name}_imm_u\`; this is the former. */\n  ${name}_imm(${params}): Value {\n    return ${call(true)};\n  }`,
  ];
}

function formatMethod(format: Format): string {
  const a = ["0", "0", "0", "0"];
  let imm8 = "0";
  const params = ["opcode: number", "ctrlType: Type"];
  const reserved = new Set(["else"]);
  for (const field of format.fields) {
    const name = reserved.has(field.name) ? `${field.name}_` : field.name;
    if (field.place === "imm8") imm8 = name;
    const names = wordNames(field, name);
    names.forEach((n, k) => {
      params.push(`${n}: number`);
      if (field.place !== "imm8") a[field.place + k] = n;
    });
  }
  return `  /** An instruction of format ${format.name} from raw fields. */\n  ${format.name}(${params.join(", ")}): Inst {\n    return this.build(opcode, ${imm8}, ctrlType, ${a.join(", ")});\n  }`;
}

function wordNames(field: Field, name: string): string[] {
  return field.kind === "imm64" || field.kind === "ieee64" ? [`${name}Lo`, `${name}Hi`] : [name];
}

/** Name of the parameter with the arguments of block parameter `name`: `args`, `argsThen`, `argsElse`. */
function argsName(name: string): string {
  return name.startsWith("block") ? `args${name.slice(5)}` : "args";
}
