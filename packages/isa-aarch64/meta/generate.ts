/** Writes the generated files of this package: `tsx --tsconfig tsconfig.test.json packages/isa-aarch64/meta/generate.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { machinst } from "@cranelift-ts/codegen-meta";
import { AARCH64_MACHINE, type Form } from "./rows.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const FORMS: readonly Form[] = ["seq", "rrr", "rrrr", "rr", "nm", "rri", "ni", "mov", "cset", "csel", "mem"];

function words(name: string, doc: string, type: string, values: readonly number[]): string {
  return `/** ${doc} */\nexport const ${name}: ${type} = /* @__PURE__ */ new ${type}([${values.join(", ")}]);\n`;
}

const made = machinst.generateMachine(AARCH64_MACHINE);
const { rows } = AARCH64_MACHINE;
const encodings = [
  "// Generated from the rows in packages/isa-aarch64/meta. Do not edit.\n",
  words("FORMS", `By op: ${FORMS.map((f, i) => `${i} ${f}`).join(", ")}.`, "Uint8Array", [0, ...rows.map((r) => FORMS.indexOf(r.encoding.form))]),
  words("BASES", "By op: the word without operands.", "Int32Array", [0, ...rows.map((r) => r.encoding.base | 0)]),
  words("UNSCALED", "By op: the word of the form with an unscaled offset.", "Int32Array", [0, ...rows.map((r) => r.encoding.unscaled | 0)]),
  words("SCALES", "By op: log2 of the bytes accessed.", "Uint8Array", [0, ...rows.map((r) => r.encoding.scale)]),
].join("\n");
for (const [path, text] of [
  ["src/generated/insts.ts", made.typescript],
  ["src/generated/encodings.ts", encodings],
  ["meta/generated/insts.isle", made.isle],
] as const) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
