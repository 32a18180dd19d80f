export { type GeneratedFile, generateAll } from "./generate/index.ts";
export { type FieldKind, type Format, FORMATS } from "./cdsl/formats.ts";
export { type Instruction } from "./cdsl/instruction.ts";
export { TYPE_SETS, type TypeSet } from "./cdsl/type-sets.ts";
export { FAMILIES, INSTRUCTIONS } from "./instructions/index.ts";
