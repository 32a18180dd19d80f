/**
 * Exact output: the whole output of a function stands in the comment lines behind it, and blessing rewrites them.
 *
 * The expected text is the block of lines behind the function's `}` that begin with `;`; lines that begin with `;;`
 * are remarks and stay. A line of output `x` stands as `; x`, an empty one as `;`.
 */
import type { TestFunction } from "@cranelift-ts/reader";

/** Collects new expected output for a file. */
export class Blesser {
  private readonly replacements: {
    readonly from: number;
    readonly to: number;
    readonly lines: readonly string[];
  }[] = [];

  /** Replaces the lines `from` to `to` (counted from 1, `to` exclusive). */
  replace(from: number, to: number, lines: readonly string[]): void {
    this.replacements.push({ from, to, lines });
  }

  /** `text` with all replacements made. */
  apply(text: string): string {
    const lines = text.split("\n");
    for (const { from, to, lines: replacement } of this.replacements.toSorted((a, b) => b.from - a.from)) {
      lines.splice(from - 1, to - from, ...replacement);
    }
    return lines.join("\n");
  }
}

/** The expected text behind a function, and where it stands. */
export interface ExpectedOutput {
  readonly lines: readonly string[];
  /** First line of the block, counted from 1, and the line behind it. */
  readonly from: number;
  readonly to: number;
}

/** Finds the expected output of a function in the text of its file. */
export function expectedOutput(text: string, f: TestFunction): ExpectedOutput {
  const all = text.split("\n");
  let at = f.details.sourceMap.line("function") ?? 1;
  // The closing brace stands alone at the start of a line, or at the end of the function's only line.
  while (at <= all.length && !/^\}|^function.*\}\s*(;.*)?$/.test(all[at - 1]!)) at++;
  at++;
  // Remarks and blank lines may come first.
  while (at <= all.length && /^(\s*$|;;)/.test(all[at - 1]!)) {
    if (/^\s*$/.test(all[at - 1]!) && !/^(\s*$|;)/.test(all[at] ?? "function")) break;
    at++;
  }
  let from = at;
  if (from > all.length) from = all.length;
  let to = from;
  const lines: string[] = [];
  for (; to <= all.length && /^;(?!;)/.test(all[to - 1]!); to++)
    lines.push(all[to - 1]!.replace(/^; ?/, "").trimEnd());
  return { lines, from, to };
}

/** Lines of output as comment lines. */
export function commentLines(output: string): string[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => (line.trimEnd() === "" ? ";" : `; ${line.trimEnd()}`));
}

/** What is different, line by line, for people; undefined when nothing is. */
export function lineDifference(expected: readonly string[], output: string): string | undefined {
  const actual = output
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
  let same = 0;
  while (same < expected.length && same < actual.length && expected[same] === actual[same]) same++;
  if (same === expected.length && same === actual.length) return undefined;
  let tail = 0;
  const shorter = Math.min(expected.length, actual.length) - same;
  while (tail < shorter && expected[expected.length - 1 - tail] === actual[actual.length - 1 - tail]) tail++;
  const shown = (mark: string, lines: readonly string[]): string[] =>
    lines.slice(same, lines.length - tail).map((l) => `${mark} ${l}`);
  const before = same > 0 ? [`  ${expected[same - 1]}`] : [];
  const after = tail > 0 ? [`  ${expected[expected.length - tail]}`] : [];
  return [...before, ...shown("-", expected), ...shown("+", actual), ...after].join("\n");
}
