/**
 * What generated code expects of whoever runs it: conventions of calls, structures in memory, routines, trap codes. For
 * embedders that make their own instances.
 */
export { BUILTIN_SIGNATURES, C_ROUTINES } from "./builtins.ts";
export { funcRefSlots, layoutOf, TRAP } from "./environment.ts";
export {
  BUILTIN,
  CONTEXT_HEADER,
  DEFINITION,
  ELEMENT_BYTES,
  FUNC_REF,
  GLOBAL_BYTES,
  IMPORT,
  MEMORY,
} from "./layout.ts";
export type { ContextLayout } from "./layout.ts";
export { kindOf, moduleSignature } from "./module-types.ts";
export { clifSignature, clifType } from "./signature.ts";
export type { ValueKind, WasmSignature } from "./signature.ts";
