/**
 * How commands that produce text are judged: by filecheck directives, or exactly (`precise-output`).
 */
import type { TestFunction } from "@cranelift-ts/reader";
import { commentLines, expectedOutput, lineDifference } from "./bless.ts";
import type { CommandJob, LoadedFile } from "./command.ts";
import { Checker } from "./filecheck/checker.ts";

/** The checker of a function: directives before the first function hold for every one. */
export function checkerOf(file: LoadedFile, f: TestFunction): Checker {
  return Checker.of([...file.preambleComments, ...f.details.comments]);
}

/** Filecheck directives in a file, as counted for commands whose assertions they are. */
export function countDirectives(file: LoadedFile): number {
  let n = 0;
  for (const f of file.functions) n += checkerOf(file, f).total;
  return n;
}

/**
 * Judges the output for one function: one assertion in units of functions, and for exact output; else one for each
 * directive.
 */
export function judgeOutput(
  job: CommandJob,
  f: TestFunction,
  output: string,
  unit: "function" | "directive",
): void {
  const { report, file, blesser } = job;
  if (job.options.includes("precise-output")) {
    const expected = expectedOutput(file.text, f);
    if (blesser !== undefined) {
      const blank =
        expected.lines.length === 0 && file.text.split("\n")[expected.from - 2]?.trim() !== "" ? [""] : [];
      blesser.replace(expected.from, expected.to, [...blank, ...commentLines(output)]);
      report.pass();
      return;
    }
    const difference = lineDifference(expected.lines, output);
    if (difference === undefined) report.pass();
    else report.fail(`output differs from what the file expects (-), got (+):\n${difference}`, expected.from);
    return;
  }
  const outcome = checkerOf(file, f).check(output);
  if (unit === "directive") {
    if (outcome.passed > 0) report.pass(outcome.passed);
    if (!outcome.ok) report.fail(outcome.explanation ?? "", outcome.line, outcome.total - outcome.passed);
  } else if (outcome.ok) report.pass();
  else report.fail(outcome.explanation ?? "", outcome.line);
}
