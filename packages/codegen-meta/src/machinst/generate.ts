/**
 * Generators for machine-instruction rows: the text of op numbers, tables, constructors and ISLE declarations.
 *
 * `generateMachine` returns the text of two TypeScript modules and one ISLE file. The tables need nothing at run time,
 * the constructors extend the framework. They export
 *   - `export const AddRr = 1`, ...: op numbers in the order of the rows, from 1;
 *   - `MACHINE`: a `MachineTables` object (see `codegen/src/machinst/tables.ts`) with record lengths, effect bits,
 *     operand descriptors and printer fields;
 *   - an abstract class of constructors that extends `LowerMachine`, two methods per row:
 *       `inst_NAME(every operand): MInst`   writes a pending instruction and returns its offset;
 *       `NAME(every operand but defs)`      makes fresh registers for the defs, emits, and returns the register, the
 *                                           `ValueRegs` of two defs, or 0 without defs.
 *     A row with a def in a `regs` list or a terminator has the first form only.
 *
 * Operand descriptors, one word each, reused inputs first so that a reuse constraint can name them by position:
 *   bits 0-7 word in the record, bit 8 def, bit 9 late, bit 10 may be absent, bits 12-14 constraint (numbers of
 *   regalloc), bits 16-31 its argument (physical register, position of the reused descriptor, limit).
 */
import {
  checkRows,
  type InstRow,
  type MachineDescription,
  type Operand,
  operandWords,
  type RegOperand,
} from "./row.ts";

export interface GeneratedMachine {
  /** TypeScript module of the op numbers and tables; imports the type `MachineTables` from `@cranelift-ts/codegen`. */
  readonly tables: string;
  /** TypeScript module of the class of constructors; imports `LowerMachine` from `@cranelift-ts/codegen`. */
  readonly constructors: string;
  /** ISLE declarations of the constructors. */
  readonly isle: string;
}

export const EFFECT_BITS: Readonly<Record<string, number>> = {
  load: 1,
  store: 2,
  trap: 4,
  call: 8,
  branch: 16,
  ret: 32,
  move: 64,
  flags: 128,
  readsFlags: 256,
  other: 512,
};

const CONSTRAINT_NUMBERS: Readonly<Record<string, number>> = { any: 0, reg: 1, fixed: 2, reuse: 4, limit: 5 };

/** Name of the op's constant: `add_rr` is `AddRr`. */
export function opConstant(name: string): string {
  return name
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("_")
    .replace(/_(?=[A-Za-z])/g, "");
}

/** The text of everything; throws when the rows are wrong. */
export function generateMachine<E>(machine: MachineDescription<E>): GeneratedMachine {
  const errors = checkRows(machine);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const layouts = machine.rows.map((row) => layoutOf(row, machine.amodeWords));
  return {
    tables: tablesText(machine, layouts),
    constructors: constructorsText(machine, layouts),
    isle: isle(machine),
  };
}

/** The tables of `MACHINE` as an object, for tests and tools that make an ISA at run time. */
export interface TablesObject {
  readonly amodeWords: number;
  readonly amodeRegisters: readonly number[];
  readonly names: readonly string[];
  readonly lengths: Uint8Array;
  readonly effects: Uint16Array;
  readonly descriptorStart: Int32Array;
  readonly descriptors: Int32Array;
  readonly listPlace: Uint8Array;
  readonly asm: readonly string[];
  readonly fields: readonly string[];
}

/** What {@link generateMachine} prints as `MACHINE`. */
export function machineTables<E>(machine: MachineDescription<E>): TablesObject {
  const errors = checkRows(machine);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const t = descriptorTables(
    machine,
    machine.rows.map((row) => layoutOf(row, machine.amodeWords)),
  );
  return {
    amodeWords: machine.amodeWords,
    amodeRegisters: machine.amodeRegisters,
    names: ["invalid", ...machine.rows.map((r) => r.name)],
    lengths: Uint8Array.from(t.lengths),
    effects: Uint16Array.from(t.effects),
    descriptorStart: Int32Array.from(t.start),
    descriptors: Int32Array.from(t.descriptors),
    listPlace: Uint8Array.from(t.lists),
    asm: ["", ...machine.rows.map((r) => r.asm)],
    fields: t.fields,
  };
}

interface Layout {
  /** First word of each operand. */
  readonly places: readonly number[];
  /** Words of the record; of one with a register list the fixed part. */
  readonly words: number;
  readonly hasList: boolean;
}

function layoutOf<E>(row: InstRow<E>, amodeWords: number): Layout {
  let at = 1;
  const places = row.operands.map((o) => {
    const place = at;
    at += operandWords(o, amodeWords);
    return place;
  });
  return { places, words: at, hasList: row.operands.some((o) => o.kind === "regs") };
}

interface Tables {
  readonly lengths: number[];
  readonly effects: number[];
  readonly start: number[];
  readonly descriptors: number[];
  readonly lists: number[];
  readonly fields: string[];
}

function descriptorTables<E>(machine: MachineDescription<E>, layouts: readonly Layout[]): Tables {
  const t: Tables = { lengths: [0], effects: [0], start: [0], descriptors: [], lists: [0], fields: [""] };
  for (const [i, row] of machine.rows.entries()) {
    const layout = layouts[i] as Layout;
    t.lengths.push(layout.words);
    t.effects.push(row.effects.reduce((bits, e) => bits | (EFFECT_BITS[e] as number), 0));
    t.start.push(t.descriptors.length);
    t.descriptors.push(...descriptorsOf(row, layout, machine));
    t.lists.push(layout.hasList ? (layout.places[row.operands.length - 1] as number) : 0);
    t.fields.push(
      row.operands
        .map((o, k) => `${o.name}=${o.kind}${o.kind === "reg" ? o.class : ""}@${layout.places[k]}`)
        .join(" "),
    );
  }
  t.start.push(t.descriptors.length);
  return t;
}

function descriptorsOf<E>(row: InstRow<E>, layout: Layout, machine: MachineDescription<E>): number[] {
  const place = (name: string): number =>
    layout.places[row.operands.findIndex((o) => o.name === name)] as number;
  const regs = row.operands.filter((o): o is RegOperand => o.kind === "reg");
  const reused = regs.filter((o) =>
    regs.some((d) => d.constraint.kind === "reuse" && d.constraint.operand === o.name),
  );
  const ordered = [...reused, ...regs.filter((o) => !reused.includes(o))];
  const out = ordered.map((o) => {
    const c = o.constraint;
    const arg =
      c.kind === "fixed"
        ? c.preg
        : c.kind === "limit"
          ? c.below
          : c.kind === "reuse"
            ? reused.findIndex((r) => r.name === c.operand)
            : 0;
    const isDef = o.role === "def" || o.role === "earlyDef";
    const late = o.role === "def" || o.role === "lateUse";
    return (
      place(o.name) |
      (isDef ? 0x100 : 0) |
      (late ? 0x200 : 0) |
      (o.optional ? 0x400 : 0) |
      ((CONSTRAINT_NUMBERS[c.kind] as number) << 12) |
      (arg << 16)
    );
  });
  for (const [k, o] of row.operands.entries()) {
    if (o.kind !== "amode") continue;
    for (const w of machine.amodeRegisters) {
      out.push(((layout.places[k] as number) + w) | 0x400 | ((CONSTRAINT_NUMBERS["reg"] as number) << 12));
    }
  }
  return out;
}

function headerOf<E>(machine: MachineDescription<E>): string {
  return `// Generated from the machine-instruction rows of ${machine.isa} by \`pnpm generate\`. Do not edit.`;
}

function tablesText<E>(machine: MachineDescription<E>, layouts: readonly Layout[]): string {
  const t = descriptorTables(machine, layouts);
  return [
    headerOf(machine),
    "",
    'import type { MachineTables } from "@cranelift-ts/codegen";',
    "",
    ...machine.rows.map((row, i) => `export const ${opConstant(row.name)} = ${i + 1};`),
    "",
    "/** What the framework knows of the instructions; see `MachineTables`. */",
    "export const MACHINE: MachineTables = {",
    `  amodeWords: ${machine.amodeWords},`,
    `  amodeRegisters: [${machine.amodeRegisters.join(", ")}],`,
    `  names: ${JSON.stringify(["invalid", ...machine.rows.map((r) => r.name)])},`,
    numbers("lengths", "Uint8Array", t.lengths),
    numbers("effects", "Uint16Array", t.effects),
    numbers("descriptorStart", "Int32Array", t.start),
    numbers("descriptors", "Int32Array", t.descriptors),
    numbers("listPlace", "Uint8Array", t.lists),
    `  asm: ${JSON.stringify(["", ...machine.rows.map((r) => r.asm)])},`,
    `  fields: ${JSON.stringify(t.fields)},`,
    "};",
    "",
  ].join("\n");
}

function constructorsText<E>(machine: MachineDescription<E>, layouts: readonly Layout[]): string {
  const out: string[] = [
    headerOf(machine),
    "",
    'import { LowerMachine } from "@cranelift-ts/codegen";',
    "",
    `/** Constructors of the instructions of ${machine.isa}. */`,
    `export abstract class ${machine.className} extends LowerMachine {`,
  ];
  for (const [i, row] of machine.rows.entries())
    out.push(...methods(row, i + 1, layouts[i] as Layout, machine));
  out.push("}", "");
  return out.join("\n");
}

function numbers(name: string, type: string, values: readonly number[]): string {
  return `  ${name}: /* @__PURE__ */ new ${type}([${values.join(", ")}]),`;
}

function isDef(o: Operand): o is RegOperand {
  return o.kind === "reg" && (o.role === "def" || o.role === "earlyDef");
}

/** Whether the row has the constructor that makes registers and emits. */
function hasEmitForm<E>(row: InstRow<E>): boolean {
  return (
    !row.effects.includes("branch") && !row.effects.includes("ret") && row.operands.filter(isDef).length <= 2
  );
}

function parameter(o: Operand): string {
  const clean = o.name.replace(/[^A-Za-z0-9_]/g, "_");
  return RESERVED.has(clean) ? `${clean}_` : clean;
}

const RESERVED: ReadonlySet<string> = new Set(
  "default in new this with class const var let function return if else case switch".split(" "),
);

function methods<E>(row: InstRow<E>, op: number, layout: Layout, machine: MachineDescription<E>): string[] {
  const params = row.operands.map((o) => `${parameter(o)}: number`).join(", ");
  const header = `${op | (layout.words << 16)} /* ${opConstant(row.name)} */`;
  const simple = layout.words <= 9 && row.operands.every((o) => o.kind !== "amode" && o.kind !== "regs");
  const out: string[] = [`  inst_${row.name}(${params}): number {`];
  if (simple) {
    out.push(
      `    return this.pend${layout.words - 1}(${[header, ...row.operands.map(parameter)].join(", ")});`,
    );
  } else {
    out.push(`    const at = this.pend(${header});`, "    const w = this.words;");
    for (const [k, o] of row.operands.entries()) {
      const place = layout.places[k] as number;
      if (o.kind === "amode") out.push(`    this.putAmode(at + ${place}, ${parameter(o)});`);
      else if (o.kind === "regs") out.push(`    this.putRegs(at, ${parameter(o)});`);
      else out.push(`    w[at + ${place}] = ${parameter(o)};`);
    }
    if (row.operands.every((o) => o.kind === "amode" || o.kind === "regs"))
      out.splice(out.indexOf("    const w = this.words;"), 1);
    out.push("    return at;");
  }
  out.push("  }");
  if (!hasEmitForm(row)) return out;
  const defs = row.operands.filter(isDef);
  const inputs = row.operands.filter((o) => !isDef(o));
  out.push(
    `  ${machine.prefix}${row.name}(${inputs.map((o) => `${parameter(o)}: number`).join(", ")}): number {`,
  );
  for (const d of defs) out.push(`    const ${parameter(d)} = this.temp(${d.class});`);
  out.push(`    this.emit(this.inst_${row.name}(${row.operands.map(parameter).join(", ")}));`);
  out.push(
    defs.length === 0
      ? "    return 0;"
      : defs.length === 1
        ? `    return ${parameter(defs[0] as RegOperand)};`
        : `    return this.valueRegs(${defs.map(parameter).join(", ")});`,
  );
  out.push("  }");
  return out;
}

const ISLE_TYPES: Readonly<Record<string, string>> = {
  amode: "Amode",
  imm8: "i8",
  imm16: "i16",
  imm32: "i32",
  imm64: "u64",
  label: "MachLabel",
  name: "ExternalNameId",
  memflags: "MemFlagBits",
  trap: "TrapCode",
  constant: "VCodeConstant",
  word: "u32",
  regs: "RegList",
};

function isleType<E>(o: Operand, machine: MachineDescription<E>): string {
  if (o.kind === "reg") return machine.registerTypes[o.class];
  return o.isleType ?? (ISLE_TYPES[o.kind] as string);
}

function isle<E>(machine: MachineDescription<E>): string {
  const lines = [`;; Generated from the machine-instruction rows of ${machine.isa}. Do not edit.`, ""];
  for (const row of machine.rows) {
    const types = row.operands.map((o) => isleType(o, machine));
    lines.push(
      `(decl inst_${row.name} (${types.join(" ")}) MInst)`,
      `(extern constructor inst_${row.name} inst_${row.name})`,
    );
    if (!hasEmitForm(row)) continue;
    const defs = row.operands.filter(isDef);
    const result =
      defs.length === 0
        ? "Unit"
        : defs.length === 1
          ? machine.registerTypes[(defs[0] as RegOperand).class]
          : "ValueRegs";
    const inputs = row.operands.filter((o) => !isDef(o)).map((o) => isleType(o, machine));
    const term = `${machine.prefix}${row.name}`;
    lines.push(`(decl ${term} (${inputs.join(" ")}) ${result})`, `(extern constructor ${term} ${term})`);
  }
  return `${lines.join("\n")}\n`;
}
