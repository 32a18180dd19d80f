/** A worker thread that compiles WebAssembly, of the one-script form: as `worker.ts` is for test files. */
import { createRequire } from "node:module";
import type { compileBatch as CompileBatch } from "@cranelift-ts/wasm-runtime";
import type * as Bundle from "./bundle.ts";

interface Loader {
  load(command: string, useCache: boolean): { readonly exports: typeof Bundle };
}

const { load } = createRequire(import.meta.url)("../bin/load.js") as Loader;
const useCache = (process.env["CRANELIFT_NO_CACHE"] ?? "") === "";
const { compileBatch } = await load("wasm", useCache).exports.wasmRuntime();

export default compileBatch as typeof CompileBatch;
