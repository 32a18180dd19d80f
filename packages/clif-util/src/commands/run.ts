/** `clif-util run`: executes the run directives of files as machine code, whatever their `test` lines say. */
import {
  CommandRegistry,
  featureSettings,
  findRunner,
  hostArchitecture,
  RunnerNotFoundError,
  RunnerProcess,
  runCommand,
  totals,
  type CommandReport,
  type RunnerSpec,
} from "@cranelift-ts/filetests";
import type { Log } from "@cranelift-ts/entity";
import { hostFeatures } from "@cranelift-ts/native";
import { readInput, UsageError } from "../input.ts";
import { checkSettings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { runAndShow } from "./test.ts";

/** Options of the command. */
export interface RunOptions {
  readonly verbose: boolean;
  /** `native`, `jit` or `qemu-ARCH[:CPU]`. */
  readonly runner: string;
  /** Shared settings. */
  readonly set: readonly string[];
  /** Processor features beside those of `target` lines: none refuses lines that ask for any. */
  readonly features: "file" | "all" | "none";
  readonly log: Log;
}

/** Runs the files; returns the exit code and the results. */
export async function run(
  paths: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<{ readonly code: number; readonly reports: readonly CommandReport[] }> {
  checkSettings(options.set, false);
  const architecture = architectureOf(options.runner);
  const features =
    options.features === "all" ? allFeatures(options.runner) : options.features === "none" ? "none" : [];
  const registry = new CommandRegistry([runCommand({ runner: options.runner })]);
  let printed = false;
  try {
    const outcome = await runAndShow(
      paths,
      {
        registry,
        commands: ["run"],
        log: options.log,
        read: (path) => readInput(path, terminal).text,
        print: (text) => {
          printed = true;
          terminal.out(text);
        },
        targets: { settings: options.set, features, architecture },
      },
      { verbose: options.verbose, timing: false },
      terminal,
    );
    const { passed, failed, skipped } = totals(outcome.reports);
    if (passed + failed + skipped > 0 || printed) return outcome;
    // Nothing is wrong with the files, but the user did not get what was asked for.
    terminal.err(
      terminal.errColors.yellow(
        `nothing was run: no '; run: %name(ARGUMENTS) == RESULT' comments for ${architecture} in ${paths.join(", ")}`,
      ),
    );
    return { ...outcome, code: 1 };
  } finally {
    registry.close();
  }
}

/** The architecture that a runner executes. */
function architectureOf(runner: string): string {
  const architecture =
    runner === "native" || runner === "jit" ? hostArchitecture() : found(runner).architecture;
  if (architecture === undefined)
    throw new UsageError(`no target for this machine's processor (${process.arch})`);
  return architecture;
}

function found(runner: string): RunnerSpec {
  try {
    return findRunner(runner);
  } catch (error) {
    if (error instanceof RunnerNotFoundError) throw new UsageError(error.message);
    throw error;
  }
}

/** What the runner's processor has. */
function allFeatures(runner: string): string[] {
  if (runner === "native" || runner === "jit") {
    try {
      return hostFeatures();
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  }
  const spec = found(runner);
  const emulated = new RunnerProcess(spec.command);
  try {
    return [...(featureSettings(spec.architecture, emulated.hello.features) ?? [])];
  } finally {
    emulated.close();
  }
}
