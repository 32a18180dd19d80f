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

test("the deepest patterns and expressions that pass are compiled", () => {
  const extern =
    "(decl g (u8) u8)(extern extractor g g)(extern constructor g mk)(decl pure h (u8) u8)(extern constructor h h)";
  let macros = "(decl m0 (u8) u8)(extractor (m0 x) (g x))";
  for (let i = 1; i < 300; i += 1) macros += `(decl m${i} (u8) u8)(extractor (m${i} x) (m${i - 1} (g x)))`;
  const nest = (head: string, depth: number): string => `${`(${head} `.repeat(depth)}x${")".repeat(depth)}`;
  for (const rule of [
    "(rule (f (m299 x)) x)",
    `(rule (f ${nest("g", 380)}) x)`,
    `(rule (f x) ${nest("g", 380)})`,
    `(rule (f x) (if-let 3 ${nest("h", 380)}) x)`,
    `(rule (f ${"x @ ".repeat(300)}_) x)`,
    `(rule (f x) ${"(let ((x u8 (g x))) ".repeat(190)}x${")".repeat(190)})`,
  ]) {
    for (const backEnd of ["direct", "table"] as const) {
      const result = compileIsle(
        [{ name: "t.isle", text: `${extern}${macros}(decl f (u8) u8)${rule}(rule -1 (f _) 0)` }],
        { backEnd, overlap: false },
      );
      expect(result.rendered.map((text) => text.slice(0, 200))).toEqual([]);
    }
  }
});

test("a term with more if-lets than can be compiled in time is refused by name, a smaller one becomes a table", () => {
  const text = (rules: number, ifLets: number): string =>
    `(decl pure partial c (u32 u32) u32)(extern constructor c c)(decl f (u32) u32)\n${Array.from(
      { length: rules },
      (_, i) =>
        `(rule ${i} (f x) ${Array.from({ length: ifLets }, (_, k) => `(if-let _ (c x ${(i * 7 + k * 31) % 997}))`).join(" ")} ${i})`,
    ).join("\n")}`;
  const compile = (rules: number, ifLets: number): ReturnType<typeof compileIsle> =>
    compileIsle([{ name: "t.isle", text: text(rules, ifLets) }], { backEnd: "direct", overlap: false });
  expect(compile(500, 801).diagnostics.map((d) => d.code)).toEqual(["limit"]);
  const table = compile(300, 700);
  expect(table.rendered).toEqual([]);
  expect(table.stats!.terms[0]!.backEnd).toBe("table");
}, 60_000);
