/** What the one-script form of the command line exports, to its launcher and to its worker threads. */
import { FAMILIES } from "@cranelift-ts/filetests";
import { provideFamilies } from "@cranelift-ts/native";

export { runBatch } from "@cranelift-ts/filetests";
export { compileBatch } from "@cranelift-ts/wasm-runtime";
export { main } from "./main.ts";

provideFamilies(FAMILIES);
