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

/** The input has nothing of what a command is for: exit code 1. */
export class InputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InputError";
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
    throw fileError(error);
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
    throw fileError(error, path);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left",
};

/** What the file system refused, as a {@link UsageError}; it does not always say of which path it speaks. */
export function fileError(error: unknown, asked?: string): UsageError {
  if (!(error instanceof Error)) return new UsageError(String(error));
  const { code, path = asked, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  return new UsageError(reason === undefined ? message : `${path === undefined ? "" : `${path}: `}${reason}`);
}

/** Where something is wrong, and what; messages of the reader say themselves where. */
export function located(path: string, line: number | undefined, message: string): string {
  if (message.startsWith(`${path}:`)) return message;
  return `${path}${line === undefined ? "" : `:${line}`}: ${message}`;
}

/** The message of an error about the input; others are thrown on. */
export function inputErrorText(error: unknown): string {
  if (error instanceof CraneliftError) return error.message;
  throw error;
}
