/** The generated files of this package, made from the rows: encodings, tables, constructors, ISLE declarations. */
import { fileURLToPath } from "node:url";
import { type GeneratedFile, machinst } from "@cranelift-ts/codegen-meta";
import { S390X_MACHINE, type S390xRow } from "./rows.ts";

/** Folder of the package. */
export const here: string = fileURLToPath(new URL("..", import.meta.url));
/** Stands for a width of 32 in a field's five bits. */
const WHOLE_WORD = 31;

/** The five words that tell the emitter how a row is encoded; see `src/emit/encode.ts`. */
function encodingWords(row: S390xRow): number[] {
  const places = machinst.operandPlaces(row, S390X_MACHINE.amodeWords);
  const { form, code, fields, short } = row.encoding;
  const bytes = code.length / 2;
  const digits = code.padEnd(12, "0");
  if (![0, 2, 4, 6].includes(bytes)) throw new Error(`${row.name}: ${code}`);
  const [first, second, third] = machinst.packedFields(
    fields.map((f) => {
      const half = f.bit >> 4;
      const isWord = f.width === 32;
      const shift = isWord ? 0 : 16 - (f.bit & 15) - f.width;
      if (shift < 0 || f.bit + f.width > bytes * 8) throw new Error(`${row.name}: ${f.operand} does not fit`);
      return (
        (places.get(f.operand) as number) |
        (half << 5) |
        (shift << 7) |
        ((isWord ? WHOLE_WORD : f.width) << 11)
      );
    }),
  );
  const forms = ["pseudo", "plain", "memory", "rs"];
  return [
    Number.parseInt(digits.slice(0, 8), 16) | 0,
    Number.parseInt(digits.slice(8), 16) | (bytes << 16) | (forms.indexOf(form) << 20) | (short << 24),
    first,
    second,
    // Of the form with a range of registers, the place of the address.
    form === "rs" || form === "memory" ? (places.get("mem") as number) : third,
  ];
}

function encodings(): string {
  return `${[
    "// Generated from the rows in packages/isa-s390x/meta. Do not edit.",
    "",
    "/** Five words for each op, from op 0, which is none; see `emit/encode.ts`. */",
    "export const ENCODINGS: Int32Array = /* @__PURE__ */ new Int32Array([",
    "  0, 0, 0, 0, 0,",
    ...S390X_MACHINE.rows.map((row) => `  ${encodingWords(row).join(", ")},`),
    "]);",
  ].join("\n")}\n`;
}

function islecConfig(): string {
  return machinst.islecConfig({
    rules: ["machine", "integer", "compare", "bits", "i128", "float", "memory", "atomic"],
    // Masks of condition codes; CC3 says that two floats have no order.
    constants: { EQ: 8, NE: 7, LT: 4, GE: 11, GT: 2, LE: 13, CC3: 1, CARRY: 3, BORROW: 4, BORROW_WITH: 12 },
  });
}

const machine = machinst.generateMachine(S390X_MACHINE);

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "src/generated/encodings.ts", text: encodings() },
  { path: "src/generated/machine.ts", text: machine.tables },
  { path: "src/generated/insts.ts", text: machine.constructors },
  { path: "meta/generated/insts.isle", text: machine.isle },
  { path: "meta/islec.json", text: islecConfig() },
];
