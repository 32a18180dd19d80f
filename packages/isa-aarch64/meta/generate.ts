/**
 * Writes the generated files of this package from the rows: `tsx --tsconfig tsconfig.test.json
 * packages/isa-aarch64/meta/generate.ts [--check]`, from the root of the repository.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { machinst } from "@cranelift-ts/codegen-meta";
import { A64_MACHINE, type A64Row } from "./rows.ts";

const here = fileURLToPath(new URL("..", import.meta.url));

/** The four words that tell the emitter how a row is encoded; see `src/emit/encode.ts`. */
function encodingWords(row: A64Row): number[] {
  const places = new Map<string, number>();
  let at = 1;
  for (const o of row.operands) {
    places.set(o.name, at);
    at += machinst.operandWords(o, A64_MACHINE.amodeWords);
  }
  const { form, opcode, fields } = row.encoding;
  if (fields.length > 5) throw new Error(`${row.name}: too many fields`);
  const packed = fields.map((f) => (places.get(f.operand) as number) | (f.shift << 5) | (f.width << 10));
  const word = (k: number): number => (packed[k] ?? 0) | ((packed[k + 1] ?? 0) << 16);
  const forms = ["pseudo", "plain", "memory"];
  return [opcode | 0, word(0), word(2), (packed[4] ?? 0) | (forms.indexOf(form) << 16)];
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
  const constants: Record<string, number> = {};
  for (const [k, name] of CONDITIONS.entries()) constants[`$${name}`] = k;
  for (const [k, name] of ["I8", "I16", "I32", "I64", "I128", "F16", "F32", "F64", "F128"].entries())
    constants[`$${name}`] = 0x74 + k;
  const shared = ["clif_lower", "prelude", "prelude_lower"].map((f) => `../../codegen/isle/${f}.isle`);
  const config = {
    files: [
      ...shared,
      "generated/insts.isle",
      "isle/machine.isle",
      "isle/integer.isle",
      "isle/compare.isle",
      "isle/memory.isle",
    ],
    output: "../src/generated-isle/lower.ts",
    options: { exports: ["lower", "lower_branch"], discriminants: { InstructionData: "opcode" }, constants },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

const machine = machinst.generateMachine(A64_MACHINE);
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
