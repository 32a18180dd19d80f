import type { Function } from "@cranelift-ts/codegen-ir";
import type { FuncEnvironment } from "./environment.ts";
import type { Features } from "./features.ts";
import type { ModuleInfo } from "./module-info.ts";
/** Memory of the validator and translator, reused from one function to the next. */
export declare class TranslationContext {
  constructor(features?: Features);
}
/** Validates one function body. `index` counts imports. Throws WasmError. */
export declare function validateFunction(module: ModuleInfo, index: number, ctx: TranslationContext): void;
/** Validates a whole module: decodes it and checks every body. Throws WasmError. */
export declare function validateModule(bytes: Uint8Array, features?: Features): ModuleInfo;
/** Validates the body of function `index` and translates it into `func`, which is cleared first (its name is kept). */
export declare function translateFunction(
  module: ModuleInfo,
  index: number,
  func: Function,
  env: FuncEnvironment,
  ctx: TranslationContext,
): void;
