/**
 * Results of file tests.
 *
 * A test command run over a file (for one target, if it is one that runs per target) gives one `CommandReport`. It
 * counts assertions: what one assertion is, is the command's business (a function, a run directive, a filecheck
 * directive). Skipped assertions are never counted as passed, and each says why it was skipped.
 */

/** An assertion, or a group of them, that did not hold. */
export interface TestFailure {
  /** Name of the function as CLIF prints it; undefined when the failure is about the whole file. */
  readonly function: string | undefined;
  /** Line in the file. */
  readonly line: number | undefined;
  readonly message: string;
}

/** Results of one function under one command. */
export interface CaseReport {
  /** Name of the function as CLIF prints it; undefined for what concerns the whole file. */
  readonly function: string | undefined;
  readonly line: number | undefined;
  passed: number;
  failed: number;
  skipped: number;
  readonly failures: TestFailure[];
}

/** Results of one command over one file, for one target. */
export interface CommandReport {
  readonly file: string;
  /** Name of the command, as on the `test` line. */
  readonly command: string;
  /** The target line's text, null for commands that don't run per target. */
  readonly target: string | null;
  passed: number;
  failed: number;
  skipped: number;
  /** Why assertions failed or were skipped, in words. */
  readonly reasons: string[];
  readonly failures: TestFailure[];
  /** Skipped assertions by reason. */
  readonly skips: Record<string, number>;
  readonly cases: CaseReport[];
  /** Processor time of the command. */
  milliseconds: number;
}

/** Results of a file. */
export interface FileReport {
  readonly file: string;
  readonly commands: CommandReport[];
  /** Code was made with an `opt_level` that has no effect yet. */
  optimized?: boolean;
  /** Wall-clock time of the file, reading included. */
  milliseconds: number;
  /** The text that blessing would write, when it differs from the file's. */
  blessed?: string;
}

/** Collects the results of one command. */
export class Reporter {
  readonly report: CommandReport;
  private current: CaseReport;

  constructor(file: string, command: string, target: string | null) {
    this.current = { function: undefined, line: undefined, passed: 0, failed: 0, skipped: 0, failures: [] };
    this.report = {
      file,
      command,
      target,
      passed: 0,
      failed: 0,
      skipped: 0,
      reasons: [],
      failures: [],
      skips: {},
      cases: [],
      milliseconds: 0,
    };
  }

  /** What follows is about this function (or, undefined, about the whole file). */
  begin(name: string | undefined, line: number | undefined): void {
    this.current = { function: name, line, passed: 0, failed: 0, skipped: 0, failures: [] };
    this.report.cases.push(this.current);
  }

  pass(count: number = 1): void {
    this.current.passed += count;
    this.report.passed += count;
  }

  /** `count` assertions failed for one reason; at least one does. */
  fail(message: string, line: number | undefined = this.current.line, count: number = 1): void {
    const failure: TestFailure = { function: this.current.function, line, message };
    const failed = Math.max(1, count);
    this.current.failed += failed;
    this.current.failures.push(failure);
    this.report.failed += failed;
    this.report.failures.push(failure);
    this.reason(`${line === undefined ? "" : `line ${line}: `}${message}`);
  }

  skip(reason: string, count: number): void {
    this.current.skipped += count;
    this.report.skipped += count;
    this.report.skips[reason] = (this.report.skips[reason] ?? 0) + count;
    this.reason(reason);
  }

  private reason(text: string): void {
    if (!this.report.reasons.includes(text)) this.report.reasons.push(text);
  }
}

/** Sums over reports. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up the assertions of all commands. */
export function totals(commands: Iterable<Totals>): Totals {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const c of commands) {
    passed += c.passed;
    failed += c.failed;
    skipped += c.skipped;
  }
  return { passed, failed, skipped };
}
