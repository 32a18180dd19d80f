/**
 * Writes the generated files of this package from the rows: `tsx --tsconfig tsconfig.test.json
 * packages/isa-s390x/meta/generate.ts [--check]`, from the root of the repository.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { machinst } from "@cranelift-ts/codegen-meta";
import { S390X_MACHINE, type S390xRow } from "./rows.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
/** Stands for a width of 32 in a field's five bits. */
const WHOLE_WORD = 31;

/** The five words that tell the emitter how a row is encoded; see `src/emit/encode.ts`. */
function encodingWords(row: S390xRow): number[] {
  const places = new Map<string, number>();
  let at = 1;
  for (const o of row.operands) {
    places.set(o.name, at);
    at += machinst.operandWords(o, S390X_MACHINE.amodeWords);
  }
  const { form, code, fields, short } = row.encoding;
  const bytes = code.length / 2;
  const digits = code.padEnd(12, "0");
  if (fields.length > 5 || ![0, 2, 4, 6].includes(bytes)) throw new Error(`${row.name}: ${code}`);
  const packed = fields.map((f) => {
    const half = f.bit >> 4;
    const isWord = f.width === 32;
    const shift = isWord ? 0 : 16 - (f.bit & 15) - f.width;
    if (shift < 0 || f.bit + f.width > bytes * 8) throw new Error(`${row.name}: ${f.operand} does not fit`);
    return (places.get(f.operand) as number) | (half << 5) | (shift << 7) | ((isWord ? WHOLE_WORD : f.width) << 11);
  });
  const word = (k: number): number => (packed[k] ?? 0) | ((packed[k + 1] ?? 0) << 16);
  const forms = ["pseudo", "plain", "memory", "rs"];
  // The place of the address.
  const last = form === "rs" ? (places.get("mem") as number) : (packed[4] ?? 0);
  return [
    Number.parseInt(digits.slice(0, 8), 16) | 0,
    Number.parseInt(digits.slice(8), 16) | (bytes << 16) | (forms.indexOf(form) << 20) | (short << 24),
    word(0),
    word(2),
    last,
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
  const constants: Record<string, number> = {};
  // Masks of condition codes; the last one says that two floats have no order.
  for (const [name, mask] of Object.entries({ EQ: 8, NE: 7, LT: 4, GE: 11, GT: 2, LE: 13, CC3: 1, CARRY: 3, BORROW: 4, BORROW_WITH: 12 }))
    constants[`$${name}`] = mask;
  for (const [k, name] of ["I8", "I16", "I32", "I64", "I128", "F16", "F32", "F64", "F128"].entries())
    constants[`$${name}`] = 0x74 + k;
  const shared = ["clif_lower", "prelude", "prelude_lower"].map((f) => `../../codegen/isle/${f}.isle`);
  const own = ["machine", "integer", "compare", "bits", "i128", "float", "memory", "atomic"].map((f) => `isle/${f}.isle`);
  const config = {
    files: [...shared, "generated/insts.isle", ...own],
    output: "../src/generated-isle/lower.ts",
    options: { exports: ["lower", "lower_branch"], discriminants: { InstructionData: "opcode" }, constants },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

const machine = machinst.generateMachine(S390X_MACHINE);
/** The generated module in two: tables, which need nothing at run time, and constructors, which extend the framework. */
const cut = machine.typescript.indexOf("/** Constructors of");
const importLine = /^import \{ LowerContext, type MachineTables \} from .*$/m;
const tables = `${machine.typescript.slice(0, cut).replace(importLine, 'import type { MachineTables } from "@cranelift-ts/codegen";').trimEnd()}\n`;
const constructors = `${machine.typescript.slice(0, machine.typescript.indexOf("\n") + 1)}
import { LowerContext } from "@cranelift-ts/codegen";

${machine.typescript.slice(cut)}`;
const files: readonly (readonly [string, string])[] = [
  ["src/generated/encodings.ts", encodings()],
  ["src/generated/machine.ts", tables],
  ["src/generated/insts.ts", constructors],
  ["meta/generated/insts.isle", machine.isle],
  ["meta/islec.json", islecConfig()],
];
let stale = 0;
for (const [path, text] of files) {
  const file = join(here, path);
  let old = "";
  try {
    old = readFileSync(file, "utf8");
  } catch {
    // Not there yet.
  }
  if (old === text) continue;
  stale++;
  if (process.argv.includes("--check")) process.stderr.write(`stale ${path}\n`);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
if (process.argv.includes("--check") && stale > 0) process.exitCode = 1;
