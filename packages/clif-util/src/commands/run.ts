/** `clif-util run`: executes the run directives of files as machine code, whatever their `test` lines say. */
import {
  CommandRegistry,
  featureSettings,
  findRunner,
  hostArchitecture,
  RunnerNotFoundError,
  RunnerProcess,
  runCommand,
  type CommandReport,
  type RunnerSpec,
} from "@cranelift-ts/filetests";
import type { Log } from "@cranelift-ts/entity";
import { hostFeatures } from "@cranelift-ts/native";
import { UsageError } from "../input.ts";
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
  if (paths.includes("-")) throw new UsageError("'run' takes files and folders, not standard input");
  const features =
    options.features === "all" ? allFeatures(options.runner) : options.features === "none" ? "none" : [];
  const registry = new CommandRegistry([runCommand({ runner: options.runner })]);
  try {
    return await runAndShow(
      paths,
      {
        registry,
        commands: ["run"],
        log: options.log,
        print: terminal.out,
        targets: { settings: options.set, features, architecture: architectureOf(options.runner) },
      },
      { verbose: options.verbose, timing: false },
      terminal,
    );
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
