/** QuickJS with a choice of who compiles it: its own glue runs unchanged, with another `WebAssembly` in scope. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, type QuickJSSyncVariant } from "quickjs-emscripten-core";

const require = createRequire(import.meta.url);

/** Runs a script in a fresh QuickJS made by `wasm`; returns what it printed, a line per call of `print`. */
export async function runQuickJS(wasm: object, script: string): Promise<string[]> {
  const glue = require.resolve("@jitl/quickjs-wasmfile-release-sync/emscripten-module");
  const module: { exports: unknown } = { exports: {} };
  const load = new Function(
    "module",
    "exports",
    "require",
    "__filename",
    "__dirname",
    "WebAssembly",
    readFileSync(glue, "utf8"),
  );
  load(module, module.exports, require, glue, dirname(glue), wasm);
  const exported = module.exports as { readonly default?: unknown };
  const own = variant as unknown as QuickJSSyncVariant;
  const importModuleLoader = async (): Promise<never> => (exported.default ?? exported) as never;
  const quickjs = await newQuickJSWASMModuleFromVariant({ ...own, importModuleLoader });
  const vm = quickjs.newContext();
  // Far below what either engine has: endless recursion is QuickJS's own error then.
  vm.runtime.setMaxStackSize(64 * 1024);
  const lines: string[] = [];
  vm.newFunction("print", (...values) => {
    lines.push(values.map((v) => vm.getString(v)).join(" "));
  }).consume((print) => vm.setProp(vm.global, "print", print));
  vm.unwrapResult(vm.evalCode(script, "program.js")).dispose();
  vm.unwrapResult(vm.runtime.executePendingJobs());
  vm.dispose();
  return lines;
}
