/** FunctionBuilder: variables, SSA construction, Switch and safepoints. */

export { FunctionBuilder, FunctionBuilderContext, zeroOf } from "./function-builder.ts";
export type { Variable } from "./function-builder.ts";
export { BuilderError } from "./errors.ts";
