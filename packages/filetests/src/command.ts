/**
 * Test commands: what `test NAME` lines can name.
 *
 * A command says what it needs and what counts as one assertion, and runs over a file whose functions have been read
 * and, if it asks for it, verified. Commands are kept in a registry, so that packages which know more (a back end, an
 * optimiser) add theirs.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import { userFuncNameText, type Flags, type IsaInfo } from "@cranelift-ts/codegen-ir";
import type { Comment, TestCommand, TestFunction } from "@cranelift-ts/reader";
import type { Blesser } from "./bless.ts";
import type { Reporter } from "./report.ts";

/** A file that has been read. */
export interface LoadedFile {
  /** Path, as reports give it. */
  readonly path: string;
  readonly text: string;
  readonly functions: readonly TestFunction[];
  /** Comments before the first function. */
  readonly preambleComments: readonly Comment[];
}

/** One run of a command. */
export interface CommandJob {
  readonly file: LoadedFile;
  /** The functions to work on: copies of the file's own if the command changes them. */
  readonly functions: readonly TestFunction[];
  /** Words behind the command's name. */
  readonly options: readonly string[];
  readonly flags: Flags;
  /** The target: of this run for commands that run per target, else the file's only one if it has exactly one. */
  readonly isa: IsaInfo | undefined;
  readonly report: Reporter;
  /** Takes new expected output; undefined unless the user asked for it. */
  readonly blesser: Blesser | undefined;
  /** Shows what a user asked to see (`print:` directives). */
  readonly print: (text: string) => void;
}

/** A test command. */
export interface TestCommandDefinition {
  readonly name: string;
  /** Words that may follow the name; `key=value` words by their key and `=`. */
  readonly options: readonly string[];
  /** Runs once for each `target` line instead of once. */
  readonly perTarget: boolean;
  /** All functions of the file must verify before. */
  readonly needsVerifier: boolean;
  /** Changes the functions it is given. */
  readonly mutates: boolean;
  /** Why nothing can be checked for this target (undefined for commands that don't run per target), if so. */
  unavailable?(isa: IsaInfo | undefined): string | undefined;
  /** Assertions in a file, for the reports of runs that don't happen. */
  count(file: LoadedFile): number;
  /** Runs over the file and reports. What it throws is a failure of the function in work. */
  run(job: CommandJob): void;
  /** Gives back what the command holds; it may be used again. */
  close?(): void;
}

/** The commands at hand, by name. */
export class CommandRegistry {
  private readonly commands: Map<string, TestCommandDefinition> = new Map();

  constructor(commands: readonly TestCommandDefinition[] = []) {
    for (const c of commands) this.add(c);
  }

  /** Adds a command; one of the same name is replaced. */
  add(command: TestCommandDefinition): this {
    this.commands.set(command.name, command);
    return this;
  }

  get(name: string): TestCommandDefinition | undefined {
    return this.commands.get(name);
  }

  /** Closes all commands. */
  close(): void {
    for (const command of this.commands.values()) command.close?.();
  }

  names(): string[] {
    return [...this.commands.keys()].toSorted();
  }

  /**
   * The commands of a file in the order in which they run: those that change nothing first, and among them those
   * that don't need verified functions. Throws for unknown commands and options.
   */
  plan(
    commands: readonly TestCommand[],
  ): { readonly command: TestCommandDefinition; readonly line: TestCommand }[] {
    const plan = commands.map((line) => {
      const command = this.commands.get(line.name);
      const fail = (message: string): never => {
        const location = { line: line.line, column: 1 };
        throw new CraneliftError([{ code: "filetests/command", message, severity: "error", location }]);
      };
      if (command === undefined) return fail(`unknown test command '${line.name}'`);
      for (const option of line.options) {
        const key = option.includes("=") ? option.slice(0, option.indexOf("=") + 1) : option;
        if (!command.options.includes(key)) fail(`'test ${line.name}' has no option '${option}'`);
      }
      return { command, line };
    });
    const rank = (c: TestCommandDefinition): number => (c.mutates ? 2 : 0) + (c.needsVerifier ? 1 : 0);
    return plan.toSorted((a, b) => rank(a.command) - rank(b.command));
  }
}

/**
 * Runs `test` on each function. A function is one assertion: it has passed when `test` neither threw nor reported
 * anything.
 */
export function eachFunction(job: CommandJob, test: (f: TestFunction) => void): void {
  for (const f of job.functions) {
    beginFunction(job, f);
    const { report } = job.report;
    const before = report.failed + report.skipped + report.passed;
    guarded(job, () => test(f));
    if (report.failed + report.skipped + report.passed === before) job.report.pass();
  }
}

/** Reports are about this function from now on. */
export function beginFunction(job: CommandJob, f: TestFunction): void {
  job.report.begin(userFuncNameText(f.func.name), f.details.sourceMap.line("function"));
}

/** Runs a part of a command; whatever it throws is a failure, for `count` assertions. */
export function guarded(job: CommandJob, part: () => void, count: number = 1): void {
  try {
    part();
  } catch (error) {
    job.report.fail(errorText(error), undefined, count);
  }
}

/** What a person needs to know about something thrown. */
export function errorText(error: unknown): string {
  if (error instanceof CraneliftError) return error.message;
  if (error instanceof Error)
    return `${error.name}: ${error.message}\n${error.stack?.split("\n").slice(1, 6).join("\n") ?? ""}`;
  return String(error);
}
