/** `clif-util cat`: reads CLIF and prints it. */
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { InputError, inputErrorText, inputPaths, readInput } from "../input.ts";
import type { Terminal } from "../terminal.ts";

/** Prints all functions of all files; returns the exit code. */
export function cat(paths: readonly string[], terminal: Terminal): number {
  let failed = false;
  let first = true;
  for (const path of inputPaths(paths)) {
    const input = readInput(path, terminal);
    try {
      for (const func of parseFunctions(input.text, { file: input.path })) {
        terminal.out(`${first ? "" : "\n"}${writeFunction(func).trimEnd()}`);
        first = false;
      }
    } catch (error) {
      terminal.err(terminal.errColors.red(inputErrorText(error)));
      failed = true;
    }
  }
  if (first && !failed) throw new InputError(`no functions in ${paths.join(", ")}`);
  return failed ? 1 : 0;
}
