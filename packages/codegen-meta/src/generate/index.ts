/** Every generated file: its path in the repository and its text. */
import { generateBuilder } from "./builder.ts";
import { generateFormats, generateOpcodes, generateOpcodeTables, generateTypeSets, generateTypes } from "./tables.ts";

export interface GeneratedFile {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** All generated files, from the rows; needs no disk. */
export function generateAll(): GeneratedFile[] {
  const ir = "packages/codegen-ir/src/generated";
  return [
    { path: `${ir}/opcodes.ts`, text: generateOpcodes() },
    { path: `${ir}/formats.ts`, text: generateFormats() },
    { path: `${ir}/types.ts`, text: generateTypes() },
    { path: `${ir}/type-sets.ts`, text: generateTypeSets() },
    { path: `${ir}/opcode-tables.ts`, text: generateOpcodeTables() },
    { path: `${ir}/builder.ts`, text: generateBuilder() },
  ];
}
