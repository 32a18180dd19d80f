// The repository's own test files: each function under each command is a case of its own.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { testFiles } from "./files.ts";
import { runTestFile } from "./run-file.ts";
import { FAMILIES, hostCallConv, standardRegistry } from "./standard.ts";

const folder = fileURLToPath(new URL("../../../filetests", import.meta.url));
const files = testFiles([folder]);

test("there are test files", () => expect(files.length).toBeGreaterThan(30));

const registry = standardRegistry();
afterAll(() => registry.close());
const runsNatively = process.arch === "x64" && process.platform === "linux";

for (const path of files) {
  const file = relative(folder, path);
  const report = runTestFile(file, readFileSync(path, "utf8"), {
    registry,
    families: FAMILIES,
    hostCallConv: hostCallConv(),
  });
  describe(file, () => {
    test("passes and skips nothing", () => {
      expect(report.commands.length).toBeGreaterThan(0);
      for (const c of report.commands) {
        // Other machines cannot execute these, and the report says so.
        if (c.command === "run" && !runsNatively && c.passed + c.failed === 0) continue;
        expect({ command: c.command, failed: c.failed, skipped: c.skipped }).toEqual({
          command: c.command,
          failed: 0,
          skipped: 0,
        });
        expect(c.passed, `assertions of ${c.command}`).toBeGreaterThan(0);
      }
    });
    for (const command of report.commands) {
      for (const c of command.cases) {
        if (c.function === undefined && c.failures.length === 0) continue;
        test(`${command.command} ${c.function ?? "file"} (line ${c.line})`, () => {
          expect(c.failures.map((f) => `${file}:${f.line}: ${f.message}`)).toEqual([]);
        });
      }
    }
  });
}

test("the example of the guide passes", () => {
  const guide = readFileSync(fileURLToPath(new URL("../../../docs/file-tests.md", import.meta.url)), "utf8");
  const example = /^```\n(test [\s\S]*?)^```$/m.exec(guide)?.[1];
  expect(example).toBeDefined();
  const report = runTestFile("example.clif", example ?? "", {
    registry: standardRegistry(),
    families: FAMILIES,
    hostCallConv: hostCallConv(),
  });
  expect(report.commands.map((c) => [c.command, c.passed, c.failed, c.skipped])).toEqual([
    ["cat", 1, 0, 0],
    ["interpret", 1, 0, 0],
  ]);
});
