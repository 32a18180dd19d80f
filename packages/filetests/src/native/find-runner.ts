/**
 * Finds the runner process for a target.
 *
 * A runner is named `native` (the host's own processor) or `qemu-ARCH[:CPU]` (that architecture under qemu's user-mode
 * emulation, with a CPU model). The executables `runner-ARCH` are looked for in the folder that the environment variable
 * `CRANELIFT_RUNNER` names, else where this repository builds them (`pnpm runner`). They are not part of any package.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

/** A runner that can be started. */
export interface RunnerSpec {
  /** `native` or `qemu-ARCH[:CPU]`. */
  readonly name: string;
  /** Name of the family of targets it runs: `x86_64`, `aarch64`, `s390x`. */
  readonly architecture: string;
  readonly command: readonly [string, ...string[]];
}

/** There is no such runner here. */
export class RunnerNotFoundError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RunnerNotFoundError";
  }
}

/** The architecture of this process in the names of targets; undefined if it is none of ours. */
export function hostArchitecture(): string | undefined {
  return { x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string];
}

/** Finds a runner by its name. Throws {@link RunnerNotFoundError}. */
export function findRunner(name: string): RunnerSpec {
  const emulated = /^qemu-(x86_64|aarch64|s390x)(?::(.+))?$/.exec(name);
  const architecture = emulated?.[1] ?? (name === "native" ? hostArchitecture() : undefined);
  if (architecture === undefined) {
    if (name === "native")
      throw new RunnerNotFoundError(`no target for this machine's processor (${process.arch})`);
    throw new RunnerNotFoundError(
      `'${name}' is no runner: native or qemu-ARCH[:CPU], ARCH one of x86_64, aarch64, s390x`,
    );
  }
  if (process.platform !== "linux") throw new RunnerNotFoundError("compiled code can be run on Linux only");
  const executable = join(runnerFolder(), `runner-${architecture}`);
  if (!existsSync(executable)) {
    throw new RunnerNotFoundError(
      `${executable} is missing: 'pnpm runner' builds it, or set CRANELIFT_RUNNER to the folder that has it`,
    );
  }
  if (emulated === null) return { name, architecture, command: [executable] };
  const qemu = `qemu-${architecture}`;
  if (spawnSync(qemu, ["--version"], { stdio: "ignore" }).status !== 0)
    throw new RunnerNotFoundError(`${qemu} is not installed`);
  const cpu = emulated[2];
  return { name, architecture, command: [qemu, ...(cpu === undefined ? [] : ["-cpu", cpu]), executable] };
}

/** The folder of the environment, else that of the repository this module lies in, bundled or not. */
function runnerFolder(): string {
  const asked = process.env["CRANELIFT_RUNNER"];
  if (asked !== undefined) return asked;
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let parent = dirname(folder); parent !== folder; parent = dirname(folder)) {
    const candidate = join(folder, "tools/runner/build");
    if (existsSync(candidate)) return candidate;
    folder = parent;
  }
  return fileURLToPath(new URL("../../../../tools/runner/build/", import.meta.url));
}
