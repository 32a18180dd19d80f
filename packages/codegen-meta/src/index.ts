export { type Field, type FieldKind, type Format, FORMATS, type Place } from "./cdsl/formats.ts";
export { type Ctrl, type Instruction, type Operand, type TypeRule } from "./cdsl/instruction.ts";
export { type Preset, type Setting, type SettingGroup } from "./cdsl/setting.ts";
export { TYPE_SETS, type TypeSet } from "./cdsl/type-sets.ts";
export { type GeneratedFile, generateAll } from "./generate/index.ts";
export { isleDeclarations, type IsleFlavour } from "./generate/isle.ts";
export { FAMILIES, INSTRUCTIONS, opcodeConstant } from "./instructions/index.ts";
export { SETTING_GROUPS } from "./settings/index.ts";
