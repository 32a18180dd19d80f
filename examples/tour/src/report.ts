/** From CLIF text to results: reads a file, verifies its functions, runs its directives. */

import { userFuncNameText, verifyFunction } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseRunCommand, parseTestFile } from "@cranelift-ts/reader";

/** What came of one function. */
export interface FunctionReport {
  name: string;
  instructions: number;
  /** What the verifier found, one line each. */
  errors: string[];
  runs: { text: string; outcome: string; ok: boolean }[];
}

/** Reads, verifies and runs a file of CLIF. Throws `ParseError` when it cannot be read. */
export function reportFile(text: string): FunctionReport[] {
  const { functions } = parseTestFile(text);
  const interpreter = new Interpreter();
  for (const { func } of functions) interpreter.define(func);
  return functions.map(({ func, details }) => {
    const errors = verifyFunction(func).map((e) => e.message);
    const runs: FunctionReport["runs"] = [];
    for (const comment of details.comments) {
      const command = errors.length > 0 ? undefined : parseRunCommand(comment.text, func.signature);
      if (command === undefined) continue;
      const result = interpreter.call(func, command.invocation?.args ?? []);
      const values = result.kind === "trap" ? [] : result.values;
      let ok = result.kind === "return";
      if (ok && command.kind === "run" && command.invocation !== undefined) {
        const equal =
          values.length === command.expected.length && values.every((v, i) => v.equals(command.expected[i]!));
        ok = equal === (command.comparison === "==");
      }
      const shown = values.length === 1 ? String(values[0]) : `[${values.join(", ")}]`;
      runs.push({
        text: comment.text.replace(/^[;\s]*(run|print):\s*/, ""),
        outcome: result.kind === "trap" ? `trap ${result.name}` : shown,
        ok,
      });
    }
    return { name: userFuncNameText(func.name), instructions: func.dfg.numInsts, errors, runs };
  });
}
