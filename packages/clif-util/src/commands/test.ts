/** `clif-util test`: runs test files and reports. */
import type { Log } from "@cranelift-ts/entity";
import {
  runTestFiles,
  totals,
  type CommandReport,
  type FileReport,
  type RunOptions,
} from "@cranelift-ts/filetests";
import { inputPaths, UsageError } from "../input.ts";
import { counted, table, type Terminal } from "../terminal.ts";

/** Options of the command. */
export interface TestOptions {
  readonly verbose: boolean;
  /** Show where the time went. */
  readonly timing: boolean;
  readonly bless: boolean;
  readonly threads: number | undefined;
  readonly commands: readonly string[] | undefined;
  readonly log: Log;
}

/** Said wherever somebody may think otherwise. */
export const OPTIMIZED_LIKE_NONE = "note: code is not optimized yet: every opt_level compiles like none";

/** A file that takes longer than this is reported as slow, in milliseconds. */
const SLOW = 2000;

/** Runs the files; returns the exit code and the results. */
export async function test(
  paths: readonly string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<{ readonly code: number; readonly reports: readonly CommandReport[] }> {
  if (paths.includes("-")) throw new UsageError("'test' takes files and folders, not standard input");
  const runOptions: RunOptions = {
    bless: options.bless,
    log: options.log,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.commands === undefined ? {} : { only: options.commands }),
    ...(options.verbose && options.threads === undefined ? { print: terminal.out } : {}),
  };
  return runAndShow(paths, runOptions, options, terminal);
}

/** Runs test files and shows what came of them. */
export async function runAndShow(
  paths: readonly string[],
  runOptions: RunOptions,
  show: { readonly verbose: boolean; readonly timing: boolean },
  terminal: Terminal,
): Promise<{ readonly code: number; readonly reports: readonly CommandReport[] }> {
  const onFile = (report: FileReport): void => showFile(report, show.verbose, terminal);
  const run = await runTestFiles(inputPaths(paths), { ...runOptions, onFile });
  const reports = run.files.flatMap((f) => f.commands);
  if (show.timing) showTiming(run.files, terminal);
  showSkipped(reports, terminal);
  const optimized = run.files.filter((f) => f.optimized === true).length;
  if (optimized > 0)
    terminal.out(terminal.colors.dim(`${OPTIMIZED_LIKE_NONE} (${counted(optimized, "file")})`));
  const slow = run.files
    .filter((f) => f.milliseconds > SLOW)
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
  for (const f of slow)
    terminal.err(terminal.errColors.yellow(`slow: ${f.file} took ${(f.milliseconds / 1000).toFixed(1)} s`));
  showTotals(reports, run.files.length, run.milliseconds, run.threads, terminal);
  return { code: run.failed > 0 ? 1 : 0, reports };
}

function showFile(report: FileReport, verbose: boolean, terminal: Terminal): void {
  const { colors: c, out, err, errColors } = terminal;
  for (const command of report.commands) {
    const name = `${command.file} ${command.command}${command.target === null ? "" : ` [${command.target}]`}`;
    for (const f of command.failures) {
      const where = `${command.file}${f.line === undefined ? "" : `:${f.line}`}`;
      const what = `test ${command.command}${command.target === null ? "" : ` for ${command.target}`}`;
      err(
        `${errColors.red("FAIL")} ${errColors.bold(where)} (${what}${f.function === undefined ? "" : `, ${f.function}`})`,
      );
      err(f.message.replace(/^/gm, "    "));
    }
    if (verbose) {
      const { passed, failed, skipped } = command;
      const state =
        failed > 0 ? c.red("FAIL") : passed === 0 && skipped > 0 ? c.yellow("skip") : c.green("ok  ");
      out(`${state} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    }
  }
}

function showTiming(files: readonly FileReport[], terminal: Terminal): void {
  const { colors: c, out } = terminal;
  const byCommand = new Map<string, { ms: number; runs: number; passed: number }>();
  let commands = 0;
  for (const f of files) {
    for (const r of f.commands) {
      const sum = byCommand.get(r.command) ?? { ms: 0, runs: 0, passed: 0 };
      sum.ms += r.milliseconds;
      sum.runs++;
      sum.passed += r.passed;
      commands += r.milliseconds;
      byCommand.set(r.command, sum);
    }
  }
  const all = files.reduce((n, f) => n + f.milliseconds, 0);
  const rows = [...byCommand].map(([name, s]) => [
    name,
    String(s.runs),
    String(s.passed),
    `${s.ms.toFixed(0)} ms`,
  ]);
  rows.push(["(reading)", String(files.length), "", `${Math.max(0, all - commands).toFixed(0)} ms`]);
  for (const line of table(["command", ">runs", ">passed", ">time"], rows, c.bold)) out(line);
  out("");
  const slowest = files.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
  for (const line of table(
    ["slowest files", ">time"],
    slowest.map((f) => [f.file, `${f.milliseconds.toFixed(1)} ms`]),
    c.bold,
  ))
    out(line);
  out("");
}

function showSkipped(reports: readonly CommandReport[], terminal: Terminal): void {
  const byReason = new Map<string, number>();
  for (const r of reports) {
    for (const [reason, n] of Object.entries(r.skips)) byReason.set(reason, (byReason.get(reason) ?? 0) + n);
  }
  for (const [reason, n] of [...byReason].toSorted((a, b) => b[1] - a[1]))
    terminal.out(terminal.colors.yellow(`${n} skipped: ${reason}`));
}

function showTotals(
  reports: readonly CommandReport[],
  files: number,
  ms: number,
  threads: number,
  terminal: Terminal,
): void {
  const { colors: c, out } = terminal;
  const { passed, failed, skipped } = totals(reports);
  const where = threads > 1 ? ` on ${threads} threads` : "";
  const text = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  out(
    `${(failed > 0 ? c.red : c.green)(text)} ${c.dim(`(${counted(files, "file")} in ${(ms / 1000).toFixed(2)} s${where})`)}`,
  );
}
