/** Validation and translation of modules: the functions to call. */
import type { Function } from "@cranelift-ts/codegen-ir";
import { BodyTranslator } from "./body.ts";
import { decodeModule } from "./decode.ts";
import type { FuncEnvironment } from "./environment.ts";
import { ALL_FEATURES, type Features } from "./features.ts";
import type { ModuleInfo } from "./module-info.ts";

/** Memory of the validator and translator, reused from one function to the next. */
export class TranslationContext {
  readonly body: BodyTranslator;

  constructor(features: Features = ALL_FEATURES) {
    this.body = new BodyTranslator(features);
  }
}

/** Validates the body of function `index`, which counts imports. Throws {@link WasmError}. */
export function validateFunction(module: ModuleInfo, index: number, ctx: TranslationContext): void {
  ctx.body.validate(module, index);
}

/** Decodes a module and validates all of it. Throws {@link WasmError}. */
export function validateModule(bytes: Uint8Array, features: Features = ALL_FEATURES): ModuleInfo {
  const module = decodeModule(bytes, features);
  const ctx = new TranslationContext(features);
  for (let f = module.importedFunctionCount; f < module.functionCount; f++) ctx.body.validate(module, f);
  return module;
}

/**
 * Validates the body of function `index` and translates it into `func`, which is cleared first but for its name.
 * Source locations are offsets in the module. Throws {@link WasmError}.
 */
export function translateFunction(
  module: ModuleInfo,
  index: number,
  func: Function,
  env: FuncEnvironment,
  ctx: TranslationContext,
): void {
  ctx.body.translate(module, index, func, env);
}
