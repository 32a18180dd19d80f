/** A worker thread that compiles WebAssembly, of the one-script form: as `worker.ts` is for test files. */
import { createRequire } from "node:module";
import type * as Bundle from "./bundle.ts";

interface Loader {
  load(command: string, useCache: boolean): { readonly exports: typeof Bundle };
}

const { load } = createRequire(import.meta.url)("../bin/load.js") as Loader;
const useCache = (process.env["CRANELIFT_NO_CACHE"] ?? "") === "";
const compileBatch: typeof Bundle.compileBatch = load("wasm", useCache).exports.compileBatch;

export default compileBatch;
