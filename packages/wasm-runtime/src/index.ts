/** WebAssembly as native code in this process, with the shape of the JavaScript API. */

import { createWebAssembly, type WebAssemblyNamespace } from "./web-assembly.ts";

export { createWebAssembly };
export type { WebAssemblyNamespace };
export type {
  BufferSource,
  Exports,
  ImportObject,
  InstantiatedSource,
  ModuleExportDescriptor,
  ModuleImportDescriptor,
  ResponseLike,
} from "./web-assembly.ts";
export type { WebAssemblyOptions } from "./engine.ts";
export * as codeAbi from "./code-abi.ts";
export { wasmFlags } from "./compile-batch.ts";
export type { CompileResult, CompilerSettings, CompileTask } from "./compile-batch.ts";
export { compileBatch } from "./compile-batch.ts";
export { ModuleEnvironment } from "./environment.ts";
export type { MemoryModel } from "./environment.ts";
export type { TrapDetails, WasmFrame, WasmTrapCode } from "./errors.ts";
export { callExact, exactSignature, globalBits } from "./exact.ts";
export type { Table } from "./table.ts";
export type { Global } from "./global.ts";
export type { HostMemory, MemoryDescriptor } from "./host-webassembly.ts";

/** The default namespace; made when first used, so that importing this module does nothing. */
export const WebAssembly: WebAssemblyNamespace = lazyNamespace();

function lazyNamespace(): WebAssemblyNamespace {
  let made: WebAssemblyNamespace | undefined;
  const target = {} as WebAssemblyNamespace;
  const names = ["Module", "Instance", "Memory", "Table", "Global", "Tag", "CompileError", "LinkError", "RuntimeError"] as const;
  const functions = ["validate", "compile", "instantiate", "compileStreaming", "instantiateStreaming", "serialize", "deserialize", "codeSize"] as const;
  for (const name of [...names, ...functions]) {
    Object.defineProperty(target, name, {
      enumerable: (functions as readonly string[]).includes(name),
      configurable: true,
      get: () => (made ??= createWebAssembly())[name],
    });
  }
  Object.defineProperty(target, Symbol.toStringTag, { value: "WebAssembly", configurable: true });
  return target;
}
