/** The generated files of this package, made from the rows: encodings, tables, constructors, ISLE declarations. */
import { fileURLToPath } from "node:url";
import { type GeneratedFile, machinst } from "@cranelift-ts/codegen-meta";
import { A64_MACHINE, type A64Row } from "./rows.ts";

/** Folder of the package. */
export const here: string = fileURLToPath(new URL("..", import.meta.url));

/** The four words that tell the emitter how a row is encoded; see `src/emit/encode.ts`. */
function encodingWords(row: A64Row): number[] {
  const places = machinst.operandPlaces(row, A64_MACHINE.amodeWords);
  const { form, opcode, fields } = row.encoding;
  const [first, second, third] = machinst.packedFields(
    fields.map((f) => (places.get(f.operand) as number) | (f.shift << 5) | (f.width << 10)),
  );
  const forms = ["pseudo", "plain", "memory"];
  return [opcode | 0, first, second, third | (forms.indexOf(form) << 16)];
}

function encodings(): string {
  return `${[
    "// Generated from the rows in packages/isa-aarch64/meta. Do not edit.",
    "",
    "/** Four words for each op, from op 0, which is none; see `emit/encode.ts`. */",
    "export const ENCODINGS: Int32Array = /* @__PURE__ */ new Int32Array([",
    "  0, 0, 0, 0,",
    ...A64_MACHINE.rows.map((row) => `  ${encodingWords(row).join(", ")},`),
    "]);",
  ].join("\n")}\n`;
}

/** Conditions by name; their numbers are those of the encoding. */
const CONDITIONS: readonly string[] = [
  "EQ",
  "NE",
  "HS",
  "LO",
  "MI",
  "PL",
  "VS",
  "VC",
  "HI",
  "LS",
  "GE",
  "LT",
  "GT",
  "LE",
];

function islecConfig(): string {
  return machinst.islecConfig({
    rules: ["machine", "integer", "compare", "memory"],
    constants: Object.fromEntries(CONDITIONS.map((name, k) => [name, k])),
  });
}

const machine = machinst.generateMachine(A64_MACHINE);

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "src/generated/encodings.ts", text: encodings() },
  { path: "src/generated/machine.ts", text: machine.tables },
  { path: "src/generated/insts.ts", text: machine.constructors },
  { path: "meta/generated/insts.isle", text: machine.isle },
  { path: "meta/islec.json", text: islecConfig() },
];
