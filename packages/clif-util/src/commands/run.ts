/** `clif-util run`: executes the run directives of files as machine code, whatever their `test` lines say. */
import {
  CommandRegistry,
  featureSettings,
  findRunner,
  RunnerNotFoundError,
  RunnerProcess,
  runCommand,
  type CommandReport,
  type RunnerSpec,
} from "@cranelift-ts/filetests";
import type { Log } from "@cranelift-ts/entity";
import { UsageError } from "../input.ts";
import type { Terminal } from "../terminal.ts";
import { runAndShow } from "./test.ts";

/** Options of the command. */
export interface RunOptions {
  readonly verbose: boolean;
  /** `native` or `qemu-ARCH[:CPU]`. */
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
  const spec = find(options.runner);
  const features = options.features === "all" ? allFeatures(spec) : options.features === "none" ? "none" : [];
  const registry = new CommandRegistry([runCommand({ runner: options.runner })]);
  try {
    return await runAndShow(
      paths,
      {
        registry,
        commands: ["run"],
        log: options.log,
        print: terminal.out,
        targets: { settings: options.set, features, architecture: spec.architecture },
      },
      { verbose: options.verbose, timing: false },
      terminal,
    );
  } finally {
    registry.close();
  }
}

function find(name: string): RunnerSpec {
  try {
    return findRunner(name);
  } catch (error) {
    if (error instanceof RunnerNotFoundError) throw new UsageError(error.message);
    throw error;
  }
}

/** What the runner's processor has. */
function allFeatures(spec: RunnerSpec): string[] {
  const process = new RunnerProcess(spec.command);
  try {
    return [...(featureSettings(spec.architecture, process.hello.features) ?? [])];
  } finally {
    process.close();
  }
}
