/** Reads a WebAssembly module from a file, in the binary or the text format. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CraneliftError } from "@cranelift-ts/entity";
import { fileError, UsageError } from "./input.ts";

/** What is used of the package `wabt`. */
interface Wabt {
  parseWat(
    name: string,
    text: string,
    features: Readonly<Record<string, boolean>>,
  ): {
    resolveNames(): void;
    validate(): void;
    toBinary(options: { readonly write_debug_names: boolean }): { readonly buffer: Uint8Array };
    destroy(): void;
  };
}

const TEXT_FEATURES: Readonly<Record<string, boolean>> = {
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  multi_value: true,
  bulk_memory: true,
  reference_types: true,
  tail_call: true,
  extended_const: true,
  multi_memory: true,
  memory64: true,
};

/** A module in the text format that cannot be read; the message has a line for each place. */
export class ModuleTextError extends CraneliftError {
  constructor(message: string) {
    super([], message);
  }
}

/** The module in a file, `-` for standard input, as binary. Throws {@link UsageError} and {@link ModuleTextError}. */
export async function readModule(path: string): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(readFileSync(path === "-" ? 0 : path));
  } catch (error) {
    throw fileError(error, path);
  }
  const binary = bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
  if (binary || !looksLikeText(bytes)) return bytes;
  const wabt = await loadWabt(path);
  try {
    const module = wabt.parseWat(path, new TextDecoder().decode(bytes), TEXT_FEATURES);
    try {
      module.resolveNames();
      return Uint8Array.from(module.toBinary({ write_debug_names: true }).buffer);
    } finally {
      module.destroy();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ModuleTextError(message.replace(/^\w+ failed:\n/, "").trim());
  }
}

/** Text begins with a parenthesis or a comment. */
function looksLikeText(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart();
  return start.startsWith("(") || start.startsWith(";;");
}

/** The package beside this one, or the one of the folder that the command runs in. */
async function loadWabt(path: string): Promise<Wabt> {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json")).href]) {
    const require = createRequire(from);
    try {
      require.resolve("wabt");
    } catch {
      continue;
    }
    return (require("wabt") as () => Promise<Wabt>)();
  }
  throw new UsageError(
    `${path} is in the text format, which the package 'wabt' reads: run 'npm install wabt', or convert it with wat2wasm`,
  );
}
