/** Run directives of test files: `run` and `print` comments behind a function. */
import { parseRunCommand, type RunCommand, type TestFunction } from "@cranelift-ts/reader";
import { CraneliftError } from "@cranelift-ts/entity";
import type { LoadedFile } from "./command.ts";

/** A directive with its place; `problem` instead of `command` when it can't be read. */
export interface RunDirective {
  readonly line: number;
  readonly text: string;
  readonly kind: "run" | "print";
  readonly command: RunCommand | undefined;
  readonly problem: string | undefined;
}

/** The directives of one function, in order. */
export function runDirectives({ func, details }: TestFunction): RunDirective[] {
  const out: RunDirective[] = [];
  for (const { text, line } of details.comments) {
    const trimmed = text.replace(/^[;\s]+/, "").trimEnd();
    if (!/^(run|print)\b/.test(trimmed)) continue;
    const kind = trimmed.startsWith("run") ? "run" : "print";
    try {
      const command = parseRunCommand(text, func.signature);
      if (command !== undefined)
        out.push({ line, text: trimmed, kind: command.kind, command, problem: undefined });
    } catch (error) {
      if (!(error instanceof CraneliftError)) throw error;
      const problem = error.errors[0]?.message ?? error.message;
      out.push({ line, text: trimmed, kind, command: undefined, problem });
    }
  }
  return out;
}

/** `run` directives of a file; `print` checks nothing. */
export function countRunDirectives(file: LoadedFile): number {
  let n = 0;
  for (const f of file.functions) for (const d of runDirectives(f)) if (d.kind === "run") n++;
  return n;
}
