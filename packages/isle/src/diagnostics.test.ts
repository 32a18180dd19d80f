// Rendering of diagnostics at the edges: long lines, end of file, built-in places.

import { CraneliftError } from "@cranelift-ts/entity";
import { expect, test } from "vitest";
import { IsleError, renderDiagnostic } from "./diagnostics.ts";
import { analyze } from "./sema/check.ts";
import { NO_SPAN, SourceMap } from "./source.ts";

test("a long line is cut around the place", () => {
  const text = `${"; ".padEnd(1000, "x")}\n(decl f (u8) u8)${" ".repeat(5000)}(rule (f x) ${"y".repeat(100)})`;
  const result = analyze([{ name: "t.isle", text }]);
  const [headline, source, caret] = renderDiagnostic(result.sources, result.diagnostics[0]!).split("\n");
  expect(headline).toMatch(/^t\.isle:2:5029: error\[unbound-variable\]/);
  expect(source!.length).toBeLessThan(200);
  expect(source!.slice(caret!.indexOf("^"))).toBe(
    "y"
      .repeat(100)
      .slice(0, caret!.length - caret!.indexOf("^"))
      .padEnd(source!.length - caret!.indexOf("^"), ")"),
  );
});

test("positions across files, at the ends, and of built-in things", () => {
  const sources = new SourceMap([
    { name: "a", text: "one\r\ntwo" },
    { name: "b", text: "" },
    { name: "c", text: "x" },
  ]);
  expect(sources.describe(0)).toBe("a:1:1");
  expect(sources.describe(5)).toBe("a:2:1");
  expect(sources.describe(8)).toBe("a:2:4");
  expect(sources.describe(9)).toBe("b:1:1");
  expect(sources.describe(10)).toBe("c:1:1");
  expect(sources.describe(NO_SPAN.start)).toBe("<builtin>");
  expect(sources.lineText(sources.files[0]!, 1)).toBe("one");
  expect(sources.lineText(sources.files[0]!, 2)).toBe("two");
});

test("no more diagnostics than asked for are kept, all are counted", () => {
  const result = analyze([{ name: "t", text: "(foo)\n".repeat(100) }], { diagnosticLimit: 10 });
  expect(result.diagnostics.length).toBe(10);
  expect(result.diagnosticCount).toBe(100);
});

test("diagnostics as an error of the common family", () => {
  const result = analyze([{ name: "t.isle", text: "(rule (f x) x)" }]);
  const error = new IsleError(result.sources, result.diagnostics);
  expect(error).toBeInstanceOf(CraneliftError);
  expect(error.errors).toEqual([
    {
      code: "isle/unknown-name",
      message: "unknown term `f`",
      severity: "error",
      location: { file: "t.isle", line: 1, column: 8 },
    },
  ]);
  expect(error.message).toContain("t.isle:1:8: error[unknown-name]");
});
