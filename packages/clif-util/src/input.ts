/** Reads the files that a command is given; `-` is standard input. */
import { readFileSync } from "node:fs";
import { CraneliftError } from "@cranelift-ts/entity";
import { testFiles } from "@cranelift-ts/filetests";
import type { Terminal } from "./terminal.ts";

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** A file and its text. */
export interface Input {
  /** Path, or `<stdin>`. */
  readonly path: string;
  readonly text: string;
}

/** The paths of the files named, folders searched. Throws {@link UsageError}. */
export function inputPaths(paths: readonly string[]): string[] {
  const named = paths.filter((p) => p !== "-");
  let found: string[];
  try {
    found = testFiles(named);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (found.length === 0 && !paths.includes("-"))
    throw new UsageError(`no .clif files in ${paths.join(", ")}`);
  return paths.includes("-") ? ["-", ...found] : found;
}

/** Reads one of {@link inputPaths}. Throws {@link UsageError}. */
export function readInput(path: string, terminal: Terminal): Input {
  try {
    return path === "-"
      ? { path: "<stdin>", text: terminal.stdin() }
      : { path, text: readFileSync(path, "utf8") };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The message of an error about the input; others are thrown on. */
export function inputErrorText(error: unknown): string {
  if (error instanceof CraneliftError) return error.message;
  throw error;
}
