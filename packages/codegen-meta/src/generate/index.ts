/** Every generated file: its path in the repository and its text. */
import { AARCH64 } from "../settings/aarch64.ts";
import { S390X } from "../settings/s390x.ts";
import { SHARED } from "../settings/shared.ts";
import { X64 } from "../settings/x64.ts";
import { generateBuilder } from "./builder.ts";
import { generateClifFields } from "./clif-fields.ts";
import { generateInstructionReference, generateSettingsReference } from "./docs.ts";
import { isleDeclarations } from "./isle.ts";
import { generateSettings } from "./settings.ts";
import {
  generateFormats,
  generateOpcodes,
  generateOpcodeTables,
  generateTypeSets,
  generateTypes,
} from "./tables.ts";

export interface GeneratedFile {
  /** Path from the root of the repository, or of the package that the file is generated for. */
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
    { path: `${ir}/settings.ts`, text: generateSettings(SHARED, "shared.ts") },
    { path: "packages/codegen/isle/clif_lower.isle", text: isleDeclarations("lower") },
    { path: "packages/codegen/src/generated/clif-fields.ts", text: generateClifFields() },
    { path: "packages/isa-x64/src/generated/settings.ts", text: generateSettings(X64, "x64.ts") },
    { path: "packages/isa-aarch64/src/generated/settings.ts", text: generateSettings(AARCH64, "aarch64.ts") },
    { path: "packages/isa-s390x/src/generated/settings.ts", text: generateSettings(S390X, "s390x.ts") },
    { path: "docs/instructions.md", text: generateInstructionReference() },
    { path: "docs/settings.md", text: generateSettingsReference() },
  ];
}
