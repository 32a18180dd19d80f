// The adapter over the built packages, for a script runner in a process of its own.
import * as runtime from "../packages/wasm-runtime/dist/index.js";
import { createAdapter } from "./wasm-script-adapter.mjs";

export default createAdapter(runtime);
