/**
 * Runs the tests of one file.
 *
 * The file is read once; each command runs over all functions, those that run per target once for each `target` line.
 * Whatever goes wrong, even an exception of the code under test, is a failure in the report and never an exception.
 */
import { CraneliftError, NO_LOG, type Log, type Logger } from "@cranelift-ts/entity";
import {
  Verifier,
  verifierErrorText,
  type CallConv,
  type Flags,
  type IsaFamily,
  type IsaInfo,
} from "@cranelift-ts/codegen-ir";
import { parseTestFile, type TestCommand, type TestFile, type TestFunction } from "@cranelift-ts/reader";
import { Blesser } from "./bless.ts";
import { errorText, type CommandRegistry, type LoadedFile, type TestCommandDefinition } from "./command.ts";
import { resolveIsaLines, type IsaSpec, type TargetOverrides } from "./isa-spec.ts";
import { Reporter, type FileReport } from "./report.ts";

/** What running a file needs besides the file. */
export interface RunFileOptions {
  readonly registry: CommandRegistry;
  /** Targets at hand. */
  readonly families: readonly IsaFamily[];
  /** The host's convention, the default in files with `test run`. */
  readonly hostCallConv: CallConv;
  /** Compute new expected output instead of comparing with the old. */
  readonly bless?: boolean;
  /** Runs only those of the file's commands that have one of these names. */
  readonly only?: readonly string[];
  /** Runs these commands, without options, whatever the file's `test` lines say. */
  readonly commands?: readonly string[];
  /** What holds for targets beside what the file says. */
  readonly targets?: TargetOverrides;
  /** Takes messages of the modules `filetests`, `reader` and `verifier`. */
  readonly log?: Log;
  /** Takes what `print:` directives show. */
  readonly print?: (text: string) => void;
}

/** Runs the tests that the text of a file asks for. */
export function runTestFile(path: string, text: string, options: RunFileOptions): FileReport {
  const start = performance.now();
  const log = options.log ?? NO_LOG;
  const report: FileReport = { file: path, commands: [], milliseconds: 0 };
  const broken = (message: string, line?: number): FileReport => {
    const reporter = new Reporter(path, "file", null);
    reporter.begin(undefined, line);
    reporter.fail(message, line);
    report.commands.push(reporter.report);
    report.milliseconds = performance.now() - start;
    return report;
  };
  let file: TestFile;
  let spec: IsaSpec;
  let plan: ReturnType<CommandRegistry["plan"]>;
  try {
    file = parseTestFile(text, { file: path, runCallConv: options.hostCallConv });
    log.logger("reader").debug(() => `${path}: ${file.functions.length} functions in ${since(start)}`);
    if (options.commands === undefined && file.commands.length === 0)
      return broken("the file has no 'test' line");
    if (file.functions.length === 0) return broken("the file has no functions");
    spec = resolveIsaLines(file.isaLines, options.families, options.targets);
    const commands = options.commands?.map((name): TestCommand => ({ name, options: [], line: 1 }));
    plan = options.registry.plan(commands ?? file.commands);
  } catch (error) {
    return broken(
      errorText(error),
      error instanceof CraneliftError ? error.errors[0]?.location?.line : undefined,
    );
  }
  const loaded: LoadedFile = {
    path,
    text,
    functions: file.functions,
    preambleComments: file.preambleComments,
  };
  const missing = file.features.find((f) => f.enabled);
  const skipAll =
    spec.skipFile ??
    (missing === undefined ? undefined : `feature "${missing.name}" is not part of this build`);
  const blesser = options.bless === true ? new Blesser() : undefined;
  const run = new FileRun(loaded, spec, options, blesser);
  for (const { command, line } of plan) {
    if (options.only !== undefined && !options.only.includes(command.name)) continue;
    for (const reporter of run.command(command, line.options, skipAll)) report.commands.push(reporter.report);
  }
  if (run.optimized) report.optimized = true;
  if (blesser !== undefined) {
    const blessed = blesser.apply(text);
    if (blessed !== text) report.blessed = blessed;
  }
  report.milliseconds = performance.now() - start;
  return report;
}

/** Milliseconds from `start` to now, as text. */
function since(start: number): string {
  return `${(performance.now() - start).toFixed(2)} ms`;
}

class FileRun {
  private readonly log: Logger;
  private readonly verifierLog: Logger;
  private readonly file: LoadedFile;
  private readonly spec: IsaSpec;
  private readonly options: RunFileOptions;
  private readonly blesser: Blesser | undefined;
  /** Assertions of commands that are skipped, for one target after the other. */
  private readonly counts: Map<TestCommandDefinition, number> = new Map();
  /** A command made code with an optimization level other than `none`. */
  optimized: boolean = false;

  constructor(file: LoadedFile, spec: IsaSpec, options: RunFileOptions, blesser: Blesser | undefined) {
    this.file = file;
    this.spec = spec;
    this.options = options;
    this.log = (options.log ?? NO_LOG).logger("filetests");
    this.verifierLog = (options.log ?? NO_LOG).logger("verifier");
    this.blesser = blesser;
  }

  /** Runs a command, once or for each target. */
  command(command: TestCommandDefinition, words: readonly string[], skipAll: string | undefined): Reporter[] {
    const { targets, flags } = this.spec;
    const reasonOf = (own: string | undefined, isa?: IsaInfo): string | undefined =>
      skipAll ?? own ?? command.unavailable?.(isa);
    if (!command.perTarget) {
      const reporter = new Reporter(this.file.path, command.name, null);
      const isa = targets.length === 1 ? targets[0]!.isa : undefined;
      const reason = reasonOf(undefined, isa);
      if (reason !== undefined) this.skip(command, reporter, reason);
      else this.once(command, words, flags, isa, reporter);
      return [reporter];
    }
    // Nothing in the file is about the architecture that the user asked for.
    if (targets.length === 0 && this.options.targets?.architecture !== undefined) return [];
    if (targets.length === 0) {
      const reporter = new Reporter(this.file.path, command.name, null);
      const reason = skipAll;
      if (reason !== undefined) this.skip(command, reporter, reason);
      else {
        reporter.begin(undefined, undefined);
        reporter.fail(`'test ${command.name}' needs a 'target' line`);
      }
      return [reporter];
    }
    return targets.map((target) => {
      const reporter = new Reporter(this.file.path, command.name, target.text);
      const reason = reasonOf(target.reason, target.isa);
      if (reason !== undefined) this.skip(command, reporter, reason);
      else {
        this.optimized ||= target.isa!.flags.opt_level !== "none";
        this.once(command, words, target.isa!.flags, target.isa, reporter);
      }
      return reporter;
    });
  }

  private skip(command: TestCommandDefinition, reporter: Reporter, reason: string): void {
    reporter.begin(undefined, undefined);
    try {
      let count = this.counts.get(command);
      if (count === undefined) this.counts.set(command, (count = command.count(this.file)));
      reporter.skip(reason, count);
    } catch (error) {
      reporter.fail(errorText(error));
    }
  }

  private once(
    command: TestCommandDefinition,
    options: readonly string[],
    flags: Flags,
    isa: IsaInfo | undefined,
    report: Reporter,
  ): void {
    const start = performance.now();
    try {
      if (!command.needsVerifier || this.verify(command, flags, isa, report)) {
        const functions: readonly TestFunction[] = command.mutates
          ? this.file.functions.map((f) => ({ func: f.func.clone(), details: f.details }))
          : this.file.functions;
        report.begin(undefined, undefined);
        command.run({
          file: this.file,
          functions,
          options,
          flags,
          isa,
          report,
          blesser: this.blesser,
          print: this.options.print ?? (() => {}),
        });
      }
    } catch (error) {
      report.fail(errorText(error));
    }
    const { report: r } = report;
    r.milliseconds = performance.now() - start;
    this.log.info(
      () => `${r.file}: ${r.command}${r.target === null ? "" : ` for ${r.target}`} in ${since(start)}`,
    );
  }

  /** Whether all functions are valid; if not, all assertions of the command have failed. */
  private verify(
    command: TestCommandDefinition,
    flags: Flags,
    isa: IsaInfo | undefined,
    report: Reporter,
  ): boolean {
    const verifier = new Verifier();
    const start = performance.now();
    const messages: string[] = [];
    let line: number | undefined;
    for (const { func, details } of this.file.functions) {
      const errors = verifier.verify(
        func,
        isa === undefined ? { flags } : { flags, pointerType: isa.pointerType },
      );
      for (const e of errors) {
        line ??= details.sourceMap.line(e.entity);
        messages.push(`in ${e.function}: ${verifierErrorText(e)}`);
      }
    }
    this.verifierLog.debug(() => `${this.file.path}: ${messages.length} errors in ${since(start)}`);
    if (messages.length === 0) return true;
    report.begin(undefined, line);
    report.fail(`functions don't verify:\n${messages.join("\n")}`, line, command.count(this.file));
    return false;
  }
}
