import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reportFile } from "./report.ts";

const programs = fileURLToPath(new URL("../programs", import.meta.url));

for (const file of readdirSync(programs)) {
  test(`the tour's ${file} verifies and keeps its promises`, () => {
    const reports = reportFile(readFileSync(`${programs}/${file}`, "utf8"));
    expect(reports.flatMap((r) => r.errors)).toEqual([]);
    expect(reports.every((r) => r.runs.length > 0)).toBe(true);
    for (const run of reports.flatMap((r) => r.runs)) expect(run.ok, run.text).toBe(true);
  });
}

test("a broken promise is noticed", () => {
  const text =
    "function %f() -> i32 {\nblock0:\n  v0 = iconst.i32 1\n  return v0\n}\n\n; run: %f() == 2\n; run: %f() != 2\n";
  expect(reportFile(text)[0]!.runs.map((r) => r.ok)).toEqual([false, true]);
});
