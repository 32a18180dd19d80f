/** `clif-util wasm2obj`: a WebAssembly module as an object file and a header. */
import { writeFileSync } from "node:fs";
import { isTargetIsa } from "@cranelift-ts/filetests";
import { hostTriple } from "@cranelift-ts/native";
import { CraneliftError } from "@cranelift-ts/entity";
import { wasmFlags } from "@cranelift-ts/wasm-runtime";
import { decodeModule } from "@cranelift-ts/wasm-translator";
import { fileError, UsageError } from "../input.ts";
import { Progress } from "../progress.ts";
import { checkSettings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { readModule } from "../wasm-file.ts";
import { identifier } from "../wasm-object/names.ts";
import { compileWasmObject, prefixOf, type WasmObject } from "../wasm-object/wasm-object.ts";
import { configured } from "./compile.ts";

/** Options of the command. */
export interface Wasm2ObjOptions {
  readonly output: string;
  /** File for the header; beside the object if absent. */
  readonly header: string | undefined;
  /** What all names begin with; made of the file's name if absent. */
  readonly prefix: string | undefined;
  readonly target: string | undefined;
  readonly set: readonly string[];
  /** Rely on faults behind memories. */
  readonly guardPages: boolean;
}

/** Runs the command; returns the exit code. */
export async function wasm2obj(path: string, options: Wasm2ObjOptions, terminal: Terminal): Promise<number> {
  checkSettings(options.set, true);
  const prefix = options.prefix ?? prefixOf(path === "-" ? "module" : path);
  if (identifier(prefix) !== prefix) throw new UsageError(`--prefix ${prefix}: no C identifier`);
  const isa = configured(options.target ?? hostTriple(), [
    ...wasmFlags().changes(),
    "is_pic=true",
    "use_colocated_libcalls=false",
    ...options.set,
  ]);
  if (!isTargetIsa(isa)) throw new UsageError(`no code generator for target '${isa.name}' in this build`);
  if (isa.triple.family !== "x86_64")
    throw new UsageError(`wasm2obj makes code for x86_64 only, not for ${isa.triple.family}`);
  const bytes = await readModule(path);
  const progress = await new Progress(terminal.progress, "compiling").ready();
  let made: WasmObject;
  try {
    made = compileWasmObject(decodeModule(bytes), {
      isa,
      prefix,
      source: path,
      guardPages: options.guardPages,
      onProgress: (done, total) => progress.update(done, total),
    });
  } catch (error) {
    if (!(error instanceof CraneliftError)) throw error;
    terminal.err(`${terminal.errColors.red("error")}: ${path}: ${error.message}`);
    return 1;
  } finally {
    progress.stop();
  }
  try {
    writeFileSync(options.output, made.object);
    writeFileSync(options.header ?? `${options.output.replace(/\.o$/, "")}.h`, made.header);
  } catch (error) {
    throw fileError(error);
  }
  return 0;
}
