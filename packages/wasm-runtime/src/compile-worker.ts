/** A worker thread that compiles. */
export { compileBatch as default } from "./compile-batch.ts";
