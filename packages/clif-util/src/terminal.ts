/** What the commands write to: text and error streams, colours where they are wanted, tables. */
import type { createColors } from "picocolors";

/** The streams and settings of one run of the command line. */
export interface Terminal {
  /** Writes a line of results. */
  readonly out: (line: string) => void;
  /** Writes a line of remarks, progress and errors. */
  readonly err: (line: string) => void;
  /** Colours for results; the identity when they are not wanted. */
  readonly colors: ReturnType<typeof createColors>;
  /** Colours for remarks and errors. */
  readonly errColors: ReturnType<typeof createColors>;
  /** All of standard input. */
  readonly stdin: () => string;
  /** Where progress may be drawn, if that is a terminal. */
  readonly progress?: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a stream gets colours: terminals do, unless `NO_COLOR` is set to anything or `TERM` is `dumb`; others do
 * when `FORCE_COLOR` is set (and not to 0).
 */
export function wantsColors(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}

/** Rows as lines, columns aligned; columns whose header begins with `>` are aligned to the right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  mark: (line: string) => string,
): string[] {
  const titles = header.map((h) => h.replace(/^>/, ""));
  const widths = titles.map((h, i) => Math.max(h.length, ...rows.map((r) => (r[i] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((c, i) => (header[i]!.startsWith(">") ? c.padStart(widths[i]!) : c.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  return [mark(line(titles)), ...rows.map(line)];
}

/** `1 file`, `2 files`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
