/** The compiler of a target as a module wants it. */
import { Context, systemvCie, systemvFde, type TargetIsa } from "@cranelift-ts/codegen";
import type { IsaInfo } from "@cranelift-ts/codegen-ir";
import type { FunctionBody, FunctionUnwind } from "./definitions.ts";
import type { FunctionCompiler } from "./module.ts";

/** True if code can be made for the target, and not only facts be asked. */
export function isTargetIsa(isa: IsaInfo): isa is TargetIsa {
  return "createBackend" in isa;
}

/** A compiler for one target; it keeps its memory from function to function. */
export function compilerFor(isa: TargetIsa): FunctionCompiler {
  const cx = new Context();
  const little = isa.endianness === "little";
  const cie = isa.flags.unwind_info ? systemvCie(isa.unwind, little) : undefined;
  return (func, resolve): FunctionBody => {
    // Compiling changes the function; the caller's stays as it is.
    cx.clear();
    func.clone(cx.func);
    const compiled = cx.compile(isa);
    const { code, alignment, traps, sourceRanges, callSites, unwind: ops } = compiled;
    const relocs = compiled.relocs.map((r) => ({
      offset: r.offset,
      kind: r.kind,
      target: resolve(r.name),
      addend: r.addend,
    }));
    const unwind: FunctionUnwind | undefined = cie && {
      cie,
      fde: (distance) => systemvFde(ops, isa.unwind, code.length, distance, little),
    };
    return {
      code,
      alignment: Math.max(alignment, isa.functionAlignment.minimum),
      relocs,
      traps,
      sourceRanges,
      callSites,
      fpToSp: compiled.frame.fpToSp,
      frameBytes: compiled.frame.frameBytes,
      ...(unwind && { unwind }),
    };
  };
}
