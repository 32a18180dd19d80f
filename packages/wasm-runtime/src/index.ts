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
  const target = {} as WebAssemblyNamespace;
  const traps = {} as Record<string, (object: object, ...args: unknown[]) => unknown>;
  const operations = Reflect as unknown as Record<string, (...args: unknown[]) => unknown>;
  // The first operation of any kind fills the object; from then on it is as any other.
  for (const name of [
    "defineProperty",
    "deleteProperty",
    "get",
    "getOwnPropertyDescriptor",
    "has",
    "isExtensible",
    "ownKeys",
    "preventExtensions",
    "set",
  ]) {
    const operation = operations[name]!;
    traps[name] = (object, ...args) => {
      // Where no code can run, this throws, and does so the next time.
      const members = Object.getOwnPropertyDescriptors(createWebAssembly());
      for (const trap of Object.keys(traps)) delete traps[trap];
      Object.defineProperties(object, members);
      return operation(object, ...args);
    };
  }
  return new Proxy(target, traps as ProxyHandler<WebAssemblyNamespace>);
}
