/** `clif-util interpret`: executes the run directives of files, whatever their `test` lines say. */
import { userFuncNameText, Verifier, verifierErrorText, type Function } from "@cranelift-ts/codegen-ir";
import {
  FAMILIES,
  execute,
  fileInterpreter,
  hostCallConv,
  Reporter,
  resolveIsaLines,
  runDirectives,
} from "@cranelift-ts/filetests";
import type { CommandReport } from "@cranelift-ts/filetests";
import { parseTestFile, type TestFile } from "@cranelift-ts/reader";
import { InputError, inputErrorText, inputPaths, located, readInput, type Input } from "../input.ts";
import { counted, table, type Terminal } from "../terminal.ts";

/** Options of the command. */
export interface InterpretOptions {
  /** Show every directive. */
  readonly verbose: boolean;
  /** Show a table of all calls with instructions executed and times. */
  readonly report: boolean;
}

/** One executed directive, for the table. */
interface Call {
  readonly text: string;
  readonly result: string;
  readonly instructions: number;
  readonly milliseconds: number;
}

/** Executes all directives; returns the exit code and the results. */
export function interpret(
  paths: readonly string[],
  options: InterpretOptions,
  terminal: Terminal,
): { readonly code: number; readonly reports: readonly CommandReport[] } {
  const { colors: c, out, err } = terminal;
  const reports: CommandReport[] = [];
  let executed = 0;
  for (const path of inputPaths(paths)) {
    const { report, directives } = interpretInput(readInput(path, terminal), options, terminal);
    reports.push(report);
    executed += directives;
  }
  let passed = 0;
  let failed = 0;
  for (const r of reports) {
    passed += r.passed;
    failed += r.failed;
    for (const f of r.failures) err(terminal.errColors.red(located(r.file, f.line, f.message)));
  }
  if (executed + failed === 0)
    throw new InputError(
      `nothing to execute: no '; run: %name(ARGUMENTS) == RESULT' comments in ${paths.join(", ")}`,
    );
  out((failed > 0 ? c.red : c.green)(`${passed} passed, ${failed} failed`));
  return { code: failed > 0 ? 1 : 0, reports };
}

function interpretInput(
  input: Input,
  options: InterpretOptions,
  terminal: Terminal,
): { readonly report: CommandReport; readonly directives: number } {
  const { colors: c, out } = terminal;
  const reporter = new Reporter(input.path, "interpret", null);
  const start = performance.now();
  let file: TestFile;
  try {
    file = parseTestFile(input.text, { file: input.path, runCallConv: hostCallConv() });
    const parsed = performance.now();
    verify(file, reporter);
    const verified = performance.now();
    if (options.report) {
      const instructions = file.functions.reduce((n, { func }) => n + func.dfg.numInsts, 0);
      const times = `parsed in ${ms(parsed - start)}, verified in ${ms(verified - parsed)}`;
      out(
        `${c.bold(input.path)}  ${c.dim(`${counted(file.functions.length, "function")}, ${counted(instructions, "instruction")}, ${times}`)}`,
      );
    }
  } catch (error) {
    reporter.begin(undefined, undefined);
    reporter.fail(inputErrorText(error));
    return { report: reporter.report, directives: 0 };
  }
  const directives = reporter.report.failed > 0 ? 0 : runAll(file, reporter, options, terminal);
  reporter.report.milliseconds = performance.now() - start;
  return { report: reporter.report, directives };
}

function verify(file: TestFile, reporter: Reporter): void {
  const spec = resolveIsaLines(file.isaLines, FAMILIES);
  const verifier = new Verifier();
  for (const { func, details } of file.functions) {
    for (const e of verifier.verify(func, { flags: spec.flags })) {
      reporter.begin(userFuncNameText(func.name), details.sourceMap.line(e.entity));
      reporter.fail(verifierErrorText(e));
    }
  }
}

/** Executes the directives; returns how many there were. */
function runAll(file: TestFile, reporter: Reporter, options: InterpretOptions, terminal: Terminal): number {
  const { colors: c, out } = terminal;
  const interpreter = fileInterpreter(file.functions.map((f) => f.func));
  const calls: Call[] = [];
  for (const f of file.functions) {
    reporter.begin(userFuncNameText(f.func.name), f.details.sourceMap.line("function"));
    for (const directive of runDirectives(f)) {
      const { command, text, line, kind } = directive;
      if (command === undefined) {
        reporter.fail(`${text}: ${directive.problem}`, line);
        continue;
      }
      const executed = interpreter.executed;
      const start = performance.now();
      const outcome = execute(interpreter, f.func as Function, command);
      const milliseconds = performance.now() - start;
      const result = outcome.problem ?? outcome.shown ?? "ok";
      calls.push({
        text: callText(text, f.func),
        result,
        instructions: interpreter.executed - executed,
        milliseconds,
      });
      if (outcome.problem !== undefined) reporter.fail(`${text}: ${outcome.problem}`, line);
      else if (kind === "run") reporter.pass();
      if (options.verbose || (kind === "print" && !options.report)) {
        out(
          `${outcome.problem === undefined ? c.green("ok  ") : c.red("FAIL")} ${text}${outcome.shown === undefined ? "" : ` -> ${outcome.shown}`}`,
        );
      }
    }
  }
  if (!options.report) return calls.length;
  const header = ["  call", "result", ">instructions", ">time", ">ns/instruction"];
  const rows = calls.map(({ text, result, instructions, milliseconds }) => [
    `  ${shortened(text)}`,
    shortened(result),
    instructions.toLocaleString("en"),
    ms(milliseconds),
    instructions < 1000 ? "" : ((milliseconds * 1e6) / instructions).toFixed(1),
  ]);
  for (const line of table(header, rows, c.dim)) out(line);
  out("");
  return calls.length;
}

/** `run` alone is shown with the function it calls. */
function callText(text: string, func: Function): string {
  const call = text.replace(/^(run|print):?\s*/, "");
  return call === "" ? `${userFuncNameText(func.name)}() != 0` : call;
}

/** Text that leaves room for the other columns. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
