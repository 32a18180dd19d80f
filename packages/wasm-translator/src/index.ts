/** WebAssembly binary format: decoded, validated, translated to CLIF. */

export { WasmError } from "./errors.ts";
export type { WasmErrorKind } from "./errors.ts";
export { ALL_FEATURES, UNSUPPORTED_FEATURES } from "./features.ts";
export type { Features } from "./features.ts";
export * as valueTypes from "./value-types.ts";
export type { ValueType } from "./value-types.ts";
export {
  EXTERN_FUNCTION,
  EXTERN_GLOBAL,
  EXTERN_KIND_NAMES,
  EXTERN_MEMORY,
  EXTERN_TABLE,
  EXTERN_TAG,
  typeParams,
  typeResults,
} from "./module-info.ts";
export type {
  ConstExpr,
  CustomSection,
  DataSegment,
  DataSegments,
  ElementSegment,
  Export,
  ExternKind,
  Global,
  Import,
  Memory,
  ModuleInfo,
  Names,
  SegmentMode,
  Table,
  Tag,
  TypeTable,
} from "./module-info.ts";
export type { FuncEnvironment, FunctionEmitter, MemoryStyle } from "./environment.ts";
export { decodeModule, ModuleDecoder } from "./decode.ts";
export { evaluateConstExpr } from "./const-expr.ts";
export type { ConstHost, ConstValue } from "./const-expr.ts";
export { translateFunction, TranslationContext, validateFunction, validateModule } from "./translate.ts";
