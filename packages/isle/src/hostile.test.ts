// Arbitrary input: the front end ends in diagnostics or a program, never in an
// exception, and what it accepts the code generator accepts or refuses with
// diagnostics.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileIsle } from "./compile/compile.ts";
import { renderDiagnostic } from "./diagnostics.ts";
import { formatIsle } from "./format/format.ts";
import { analyze } from "./sema/check.ts";

const RUNS = Number(process.env["ISLE_HOSTILE_RUNS"] ?? 400);
const reference = readFileSync(
  fileURLToPath(new URL("../../../docs/isle/language-reference.md", import.meta.url)),
  "utf8",
);
/** Sound programs to start from. */
const PROGRAMS = [...reference.matchAll(/^```isle\n([\s\S]*?)^```$/gm)].map((m) => m[1]!);
const WORDS = [...new Set(PROGRAMS.join(" ").match(/[^\s();@]+|[();@]/g))];

function survives(text: string): void {
  const result = analyze([{ name: "t.isle", text }]);
  for (const d of result.diagnostics) expect(renderDiagnostic(result.sources, d)).toContain("error[");
  expect(result.program === undefined).toBe(result.diagnosticCount > 0);
  formatIsle(text);
  if (result.program !== undefined) {
    const compiled = compileIsle([{ name: "t.isle", text }]);
    expect(compiled.code === undefined).toBe(compiled.diagnostics.length > 0);
  }
}

test("there is something to start from", () => {
  expect(PROGRAMS.length).toBeGreaterThan(10);
  for (const text of PROGRAMS) expect(analyze([{ name: "t", text }]).diagnostics).toEqual([]);
});

test("token soup", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 4 })), { maxLength: 60 }),
      (words) => survives(words.join(" ")),
    ),
    { numRuns: RUNS },
  );
}, 300_000);

test("sound programs with tokens changed, removed, doubled or swapped", () => {
  const edit = fc.tuple(
    fc.nat(),
    fc.constantFrom("replace", "remove", "double", "swap"),
    fc.constantFrom(...WORDS),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...PROGRAMS),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      (program, edits) => {
        const tokens = program.match(/[^\s();@]+|[();@]|\s+|;.*/g) as string[];
        for (const [at, kind, word] of edits) {
          const i = at % tokens.length;
          if (kind === "replace") tokens[i] = word;
          else if (kind === "remove") tokens.splice(i, 1);
          else if (kind === "double") tokens.splice(i, 0, tokens[i]!);
          else tokens.splice(i, 0, ...tokens.splice((i * 7) % tokens.length, 1));
          if (tokens.length === 0) tokens.push("(");
        }
        survives(tokens.join(""));
      },
    ),
    { numRuns: RUNS },
  );
}, 300_000);
