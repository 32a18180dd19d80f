/** Many functions and data objects that refer to each other: declared, defined, linked by name. */

export { DATA_NAMESPACE, FUNCTION_NAMESPACE, Module } from "./module.ts";
export type { FunctionCompiler, ModuleOptions } from "./module.ts";
export { compilerFor } from "./compiler.ts";
export { ModuleDeclarations } from "./declarations.ts";
export type { DataAttributes, DataDeclaration, DeclaredName, FunctionDeclaration } from "./declarations.ts";
export { dataSize } from "./definitions.ts";
export type {
  DataDescription,
  DataId,
  DataReloc,
  DataSection,
  FuncId,
  FunctionBody,
  FunctionSourceRange,
  FunctionTrap,
  FunctionUnwind,
  ModuleReloc,
  ModuleRelocTarget,
} from "./definitions.ts";
export { isDefinable, isFinal, LINKAGES, mergeLinkage, needsDefinition } from "./linkage.ts";
export type { Linkage } from "./linkage.ts";
export { defaultLibcallNames, isOwnRoutine, knownSymbolName } from "./libcalls.ts";
export type { LibcallNames, RoutineSource } from "./libcalls.ts";
export { ModuleError } from "./errors.ts";
export type { ModuleErrorKind } from "./errors.ts";
