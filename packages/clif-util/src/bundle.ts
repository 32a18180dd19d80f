/** What the one-script form of the command line exports, to its launcher and to its worker threads. */
import { FAMILIES } from "@cranelift-ts/filetests";
import { provideFamilies } from "@cranelift-ts/native";
import type * as WasmRuntime from "@cranelift-ts/wasm-runtime";

export { runBatch } from "@cranelift-ts/filetests";
export { main } from "./main.ts";

provideFamilies(FAMILIES);

/** What a worker thread compiles WebAssembly with: in a part of the bundle of its own. */
export function wasmRuntime(): Promise<typeof WasmRuntime> {
  return import("@cranelift-ts/wasm-runtime");
}
