/** `clif-util disasm`: machine code, given as bytes or as hexadecimal text, as assembly text. */
import { readFileSync } from "node:fs";
import { lookupIsa, flagsBuilder } from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import { FAMILIES, isTargetIsa } from "@cranelift-ts/filetests";
import { fileError, InputError, UsageError } from "../input.ts";
import type { Terminal } from "../terminal.ts";

/** Options of the command. */
export interface DisasmOptions {
  readonly target: string;
  /** The file holds the code itself, not hexadecimal text. */
  readonly raw: boolean;
}

/** Prints the instructions; returns the exit code: 1 if there were bytes that are none. */
export function disasm(paths: readonly string[], options: DisasmOptions, terminal: Terminal): number {
  let isa;
  try {
    isa = lookupIsa(options.target, FAMILIES).finish(flagsBuilder().finish());
  } catch (error) {
    if (error instanceof CraneliftError) throw new UsageError(error.message);
    throw error;
  }
  if (!isTargetIsa(isa) || isa.disassemble === undefined)
    throw new UsageError(`no disassembler for target '${isa.name}' in this build`);
  let unknown = false;
  for (const path of paths) {
    const code = options.raw ? readBytes(path) : hexBytes(path, terminal);
    if (code.length === 0) throw new InputError(`no code in ${shownPath(path)}`);
    for (let at = 0; at < code.length;) {
      const { length, text } = isa.disassemble(code, at);
      const end = Math.min(code.length, at + Math.max(1, length));
      if (text.startsWith(".byte")) unknown = true;
      const hex = Array.from(code.subarray(at, end), (b) => b.toString(16).padStart(2, "0")).join(" ");
      terminal.out(`${at.toString(16).padStart(6)}: ${terminal.colors.dim(hex.padEnd(32))} ${text}`);
      at = end;
    }
  }
  return unknown ? 1 : 0;
}

function shownPath(path: string): string {
  return path === "-" ? "standard input" : path;
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    throw fileError(error, path);
  }
}

/** Bytes written as hexadecimal digits; blanks, commas, `0x` and comments from `;` or `#` on are skipped. */
function hexBytes(path: string, terminal: Terminal): Uint8Array {
  const text = path === "-" ? terminal.stdin() : new TextDecoder().decode(readBytes(path));
  const digits = text.replace(/[;#].*$/gm, "").replace(/0x|[\s,]/g, "");
  if (!/^([0-9a-fA-F]{2})*$/.test(digits))
    throw new UsageError(`${shownPath(path)} is not hexadecimal text (for machine code, say --raw)`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
