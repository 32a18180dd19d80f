/**
 * A worker thread of the one-script form: the runner of test files starts the `worker.js` beside the script that it is
 * part of.
 */
import { createRequire } from "node:module";
import type * as Bundle from "./bundle.ts";

interface Loader {
  load(command: string, useCache: boolean): { readonly exports: typeof Bundle };
}

const { load } = createRequire(import.meta.url)("../bin/load.js") as Loader;
const useCache = (process.env["CRANELIFT_NO_CACHE"] ?? "") === "";
const runBatch: typeof Bundle.runBatch = load("test", useCache).exports.runBatch;

export default runBatch;
