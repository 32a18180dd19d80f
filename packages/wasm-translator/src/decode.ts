import type { Features } from "./features.ts";
import type { ModuleInfo } from "./module-info.ts";
/** Decodes a module and validates all but its function bodies. Throws {@link WasmError}. */
export declare function decodeModule(bytes: Uint8Array, features?: Features): ModuleInfo;
export declare class ModuleDecoder {
  constructor(features?: Features);
  push(chunk: Uint8Array): void;
  finish(): ModuleInfo;
}
