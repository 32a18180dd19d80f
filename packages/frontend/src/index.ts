/** FunctionBuilder: variables, SSA construction, Switch and safepoints. */

export { FunctionBuilder, FunctionBuilderContext, zeroOf } from "./function-builder.ts";
export type { FrontendConfig, Variable } from "./function-builder.ts";
export { BuilderError } from "./errors.ts";
export { insertStackMaps } from "./safepoints.ts";
export { Switch } from "./switch.ts";
export {
  callMemcmp,
  callMemcpy,
  callMemmove,
  callMemset,
  emitSmallMemoryCompare,
  emitSmallMemoryCopy,
  emitSmallMemset,
} from "./libcalls.ts";
export type { SmallMemoryOptions } from "./libcalls.ts";
