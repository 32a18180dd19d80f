/** A worker thread of the runner. */
export { runBatch as default } from "./run-batch.ts";
