/**
 * `clif-util cat --check-roundtrip`: reads, prints, reads and prints again, and verifies.
 *
 * The second print must equal the first, and the functions of the two readings must have the same digest. Functions
 * must verify, with the settings of the file's header, unless the file does not mean them to: those with an `error:`
 * comment, and all of a file whose only commands (`cat`, `print-cfg`) don't ask for it. One assertion a function.
 */
import {
  StencilHasher,
  userFuncNameText,
  Verifier,
  verifierErrorText,
  writeFunction,
  type Function,
} from "@cranelift-ts/codegen-ir";
import {
  FAMILIES,
  hostCallConv,
  Reporter,
  resolveIsaLines,
  type CommandReport,
} from "@cranelift-ts/filetests";
import { parseFunctions, parseTestFile, type TestFile } from "@cranelift-ts/reader";
import { inputErrorText, type Input } from "../input.ts";

/** Commands that print what is not meant to be valid. */
const UNVERIFIED = new Set(["cat", "print-cfg"]);

/** Checks all functions of a file. */
export function checkRoundTrip(input: Input): CommandReport {
  const reporter = new Reporter(input.path, "roundtrip", null);
  const start = performance.now();
  try {
    const file = parseTestFile(input.text, { file: input.path, runCallConv: hostCallConv() });
    const printed = file.functions.map(({ func }) => writeFunction(func));
    // One text for all, as a file has them; if that can't be read, one by one tells which it is.
    let again: readonly (Function | string)[];
    try {
      again = parseFunctions(printed.join("\n"));
    } catch {
      again = printed.map(reread);
    }
    checkFunctions(file, printed, again, reporter);
  } catch (error) {
    reporter.begin(undefined, undefined);
    reporter.fail(inputErrorText(error));
  }
  reporter.report.milliseconds = performance.now() - start;
  return reporter.report;
}

function reread(text: string): Function | string {
  try {
    return parseFunctions(text)[0] ?? "nothing to read in the printed text";
  } catch (error) {
    return inputErrorText(error);
  }
}

function checkFunctions(
  file: TestFile,
  printed: readonly string[],
  again: readonly (Function | string)[],
  reporter: Reporter,
): void {
  const hasher = new StencilHasher();
  const verifier = new Verifier();
  const spec = resolveIsaLines(file.isaLines, FAMILIES);
  const isa = spec.targets.find((t) => t.isa !== undefined)?.isa;
  const flags = isa?.flags ?? spec.flags;
  const verifies = file.commands.length === 0 || file.commands.some((c) => !UNVERIFIED.has(c.name));
  file.functions.forEach(({ func, details }, i) => {
    reporter.begin(userFuncNameText(func.name), details.sourceMap.line("function"));
    const failed = reporter.report.failed;
    const other = again[i];
    if (other === undefined || typeof other === "string") {
      reporter.fail(`the printed text can't be read: ${other ?? "no such function"}`);
    } else {
      const second = writeFunction(other);
      if (second !== printed[i])
        reporter.fail(`prints differently after reading it back:\n${firstDifference(printed[i]!, second)}`);
      else if (hasher.digest(func.stencil).join() !== hasher.digest(other.stencil).join()) {
        reporter.fail("is another function after reading it back, although it prints the same");
      }
    }
    if (verifies && !details.comments.some((c) => /^[;\s]*error:/.test(c.text))) {
      for (const e of verifier.verify(
        func,
        isa === undefined ? { flags } : { flags, pointerType: isa.pointerType },
      )) {
        reporter.fail(verifierErrorText(e), details.sourceMap.line(e.entity));
      }
    }
    if (reporter.report.failed === failed) reporter.pass();
  });
}

function firstDifference(a: string, b: string): string {
  const x = a.split("\n");
  const y = b.split("\n");
  const i = x.findIndex((line, k) => line !== y[k]);
  return `- ${x[i]}\n+ ${y[i]}`;
}
