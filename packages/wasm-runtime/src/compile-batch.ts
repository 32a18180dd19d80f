/** What a worker thread does: compiles some functions of a module that it decodes once. */
import { flagsBuilder, type Flags } from "@cranelift-ts/codegen-ir";
import type { TargetIsa } from "@cranelift-ts/codegen";
import { hostIsa } from "@cranelift-ts/native";
import {
  decodeModule,
  WasmError,
  type Features,
  type ModuleInfo,
  type WasmErrorKind,
} from "@cranelift-ts/wasm-translator";
import { compileFunctions, CompilerContext, type CodeChunk } from "./compile.ts";
import { ModuleEnvironment, type MemoryModel } from "./environment.ts";

/** Settings of the compiler that a user chose. */
export interface CompilerSettings {
  readonly flags?: Readonly<Record<string, string | boolean | number>>;
  readonly regallocAlgorithm?: "backtracking" | "single_pass";
}

/** What a worker gets. */
export interface CompileTask {
  /** Tells modules apart. */
  readonly module: string;
  /** Shared by all workers. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly settings: CompilerSettings;
  /** Features of the processor. */
  readonly cpu: readonly string[];
  readonly model: MemoryModel;
  readonly features: Features;
  readonly from: number;
  readonly to: number;
}

/** What a worker gives back. */
export type CompileResult =
  | { readonly chunk: CodeChunk }
  | {
      readonly refused: {
        readonly kind: WasmErrorKind;
        readonly offset: number;
        readonly reason: string;
        readonly feature?: string | undefined;
        readonly function: number;
      };
    };

/** The settings that WebAssembly code is compiled with. Throws a `CraneliftError` for settings that there are not. */
export function wasmFlags(settings: CompilerSettings = {}): Flags {
  const builder = flagsBuilder();
  builder.enable("enable_multi_ret_implicit_sret");
  // Frames that could step over the guard of the stack touch every part of themselves.
  builder.enable("enable_probestack");
  builder.set("probestack_strategy", "inline");
  builder.set("probestack_size_log2", "16");
  // Library routines are called through jumps beside the code.
  builder.enable("use_colocated_libcalls");
  builder.set("enable_verifier", "false");
  if (settings.regallocAlgorithm !== undefined) builder.set("regalloc_algorithm", settings.regallocAlgorithm);
  for (const [name, value] of Object.entries(settings.flags ?? {})) builder.set(name, String(value));
  return builder.finish();
}

interface Current {
  readonly module: string;
  readonly info: ModuleInfo;
  readonly env: ModuleEnvironment;
  readonly isa: TargetIsa;
  readonly context: CompilerContext;
}

let current: Current | undefined;

/** Compiles a batch of functions. */
export function compileBatch(task: CompileTask): CompileResult {
  const { module, model, features, from, to } = task;
  if (current?.module !== module) {
    const isa = hostIsa({ flags: wasmFlags(task.settings), features: task.cpu }) as TargetIsa;
    const info = decodeModule(task.bytes, features);
    current = {
      module,
      info,
      isa,
      env: new ModuleEnvironment(info, model),
      context: new CompilerContext(features),
    };
  }
  const { info, env, isa, context } = current;
  try {
    return { chunk: compileFunctions(info, from, to, { isa, model, features }, context, env) };
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    const { kind, offset, reason, feature } = error;
    return { refused: { kind, offset, reason, feature, function: error.function } };
  }
}
