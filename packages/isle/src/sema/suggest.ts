// "Did you mean": the known name nearest to an unknown one.
//
// Only for the first unknown names of a run and for names of readable length, so
// that hostile input stays cheap. A name is near if at most a third of it has to
// change (insertions, deletions, replacements, each one).

import type { DiagnosticSink } from "../diagnostics.ts";

/** After this many diagnostics nobody reads suggestions. */
const MAX_SUGGESTIONS = 20;
const MAX_LENGTH = 60;

/** `: did you mean ...?`, or nothing. */
export function suggestion(name: string, known: Iterable<string>, sink: DiagnosticSink): string {
  if (sink.count >= MAX_SUGGESTIONS || name.length > MAX_LENGTH) return "";
  let limit = Math.floor(name.length / 3);
  let best: string | undefined;
  for (const other of known) {
    if (limit === 0) break;
    if (Math.abs(other.length - name.length) > limit) continue;
    const distance = editDistance(name, other, limit);
    if (distance > limit) continue;
    best = other;
    limit = distance - 1;
  }
  return best === undefined ? "" : `: did you mean \`${best}\`?`;
}

/** The edit distance if it is at most `limit`, else something larger. */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const cost = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + same,
      );
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    previous = row;
  }
  return previous[b.length] as number;
}
