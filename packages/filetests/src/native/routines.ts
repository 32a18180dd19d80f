/** The routines of the runtime library, where compiled code calls them and nobody else has them. */
import type { CompiledCode, TargetIsa } from "@cranelift-ts/codegen";
import { userFuncNameText } from "@cranelift-ts/codegen-ir";
import { defaultLibcallNames } from "@cranelift-ts/module";
import { routines } from "@cranelift-ts/runtime-lib";
import type { FileCompiler } from "./compile-file.ts";
import type { LinkedFunction } from "./executor.ts";
import { relocKey } from "./image.ts";

/** Compiles the routines that `codes` refer to, except those that are there under the key of the reference. */
export function compiledRoutines(
  codes: readonly CompiledCode[],
  isThere: (key: string) => boolean,
  compiler: FileCompiler,
  isa: TargetIsa,
): LinkedFunction[] {
  /** Keys of references by the name of the routine. */
  const needed = new Map<string, string>();
  for (const { relocs } of codes) {
    for (const { name } of relocs) {
      const key = relocKey(name);
      if (name.kind === "libcall" && !isThere(key)) needed.set(defaultLibcallNames(name.libcall), key);
    }
  }
  const linked: LinkedFunction[] = [];
  for (const func of routines(needed.keys())) {
    const own = userFuncNameText(func.name);
    const { signature } = func;
    const outcome = compiler.compile(func, isa);
    // A routine that does not compile is missing: those that call it say so.
    if (outcome.kind !== "code") continue;
    const { code } = outcome;
    linked.push({ name: own, signature, code, entry: undefined });
    const key = needed.get(own.slice(1));
    if (key !== undefined && key !== own) linked.push({ name: key, signature, code, entry: undefined });
  }
  return linked;
}
