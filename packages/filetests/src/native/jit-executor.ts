/**
 * Executes functions in this process. Code that writes where it should not, or never ends, takes the process with it.
 */
import type { CompiledCode, RelocName, TargetIsa } from "@cranelift-ts/codegen";
import { type IsaInfo, LIB_CALLS } from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import { JitModule } from "@cranelift-ts/jit";
import { JitHostError } from "@cranelift-ts/jit-host";
import type { FuncId, FunctionBody, ModuleRelocTarget } from "@cranelift-ts/module";
import { hostFeatures } from "@cranelift-ts/native";
import {
  type CallOutcome,
  type Executor,
  lackingFeature,
  type LinkedFunction,
  type Program,
} from "./executor.ts";
import { hostArchitecture } from "./find-runner.ts";
import { LinkError, relocKey } from "./image.ts";

/** Routines that every C library has. */
const IN_C_LIBRARY = /^(Ceil|Floor|Trunc|Nearest|Fma)F(32|64)$|^Mem(cpy|set|move|cmp)$/;

export class JitExecutor implements Executor {
  private features: ReadonlySet<string> | string | undefined = undefined;

  unavailable(isa: IsaInfo): string | undefined {
    if (isa.name !== hostArchitecture()) return `target '${isa.name}' is not this machine's`;
    if (isa.name !== "x86_64") return `code for '${isa.name}' cannot be executed in this process yet`;
    this.features ??= features();
    if (typeof this.features === "string") return this.features;
    const lacking = lackingFeature(isa, this.features);
    return lacking === undefined ? undefined : `this processor lacks ${lacking}`;
  }

  knows(name: string): boolean {
    return IN_C_LIBRARY.test(name) && (LIB_CALLS as readonly string[]).includes(name);
  }

  link(functions: readonly LinkedFunction[], isa: TargetIsa): Program {
    const jit = new JitModule({ isa });
    const ids = new Map<string, FuncId>();
    // The names of the file may be any text; those of the module only have to differ.
    for (const f of functions) ids.set(f.name, jit.declareFunction(f.name, "export", f.signature));
    for (const f of functions) jit.defineFunctionBody(ids.get(f.name)!, bodyOf(f.name, f.code, ids));
    jit.finalize();
    return {
      call(name, args): CallOutcome {
        try {
          return { kind: "returned", values: jit.callValues(ids.get(name)!, args) };
        } catch (error) {
          if (error instanceof CraneliftError) return { kind: "fault", problem: error.message };
          throw error;
        }
      },
      close: () => jit.dispose(),
    };
  }

  close(): void {}
}

function features(): ReadonlySet<string> | string {
  try {
    return new Set(hostFeatures());
  } catch (error) {
    if (error instanceof JitHostError) return error.message;
    throw error;
  }
}

function bodyOf(from: string, code: CompiledCode, ids: ReadonlyMap<string, FuncId>): FunctionBody {
  const target = (name: RelocName): ModuleRelocTarget => {
    const id = ids.get(relocKey(name));
    if (id !== undefined) return { kind: "function", id };
    if (name.kind === "libcall") return name;
    throw new LinkError(`${from} refers to ${relocKey(name)}, which is not there`);
  };
  return {
    code: code.code,
    alignment: code.alignment,
    traps: code.traps,
    relocs: code.relocs.map(({ offset, kind, name, addend }) => ({
      offset,
      kind,
      target: target(name),
      addend,
    })),
  };
}
