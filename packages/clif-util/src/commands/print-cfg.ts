/** `clif-util print-cfg`: control-flow graphs in Graphviz's language. */
import { cfgText } from "@cranelift-ts/filetests";
import { parseFunctions } from "@cranelift-ts/reader";
import { InputError, inputErrorText, inputPaths, readInput } from "../input.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the graph of every function; returns the exit code. */
export function printCfg(paths: readonly string[], terminal: Terminal): number {
  let failed = false;
  let any = false;
  for (const path of inputPaths(paths)) {
    const input = readInput(path, terminal);
    try {
      for (const func of parseFunctions(input.text, { file: input.path })) {
        terminal.out(cfgText(func).trimEnd());
        any = true;
      }
    } catch (error) {
      terminal.err(terminal.errColors.red(inputErrorText(error)));
      failed = true;
    }
  }
  if (!any && !failed) throw new InputError(`no functions in ${paths.join(", ")}`);
  return failed ? 1 : 0;
}
