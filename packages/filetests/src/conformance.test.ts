// Cranelift's own test files, when the corpora are at hand: what passes, counted as their index counts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { testFiles } from "./files.ts";
import { totals, type FileReport } from "./report.ts";
import { runTestFiles } from "./runner.ts";

const corpora = process.env["CRANELIFT_CORPORA"];

interface Entry {
  readonly file: string;
  readonly kind: string;
  readonly assertions: number;
  readonly functions: number;
  readonly interpret?: boolean;
  readonly runDirectives?: number;
  readonly tests: readonly string[];
}

/** Results of one folder of the corpus. */
async function run(kind: string): Promise<{ reports: readonly FileReport[]; failures: string[] }> {
  const { files } = await runTestFiles(testFiles([join(corpora!, "clif", kind)]));
  const failures = files.flatMap((f) =>
    f.commands.flatMap((c) => c.failures.map((x) => `${f.file}:${x.line}: ${c.command}: ${x.message}`)),
  );
  return { reports: files, failures };
}

describe.skipIf(corpora === undefined || !existsSync(join(corpora, "clif")))(
  "Cranelift's file tests (set CRANELIFT_CORPORA)",
  () => {
    const index =
      corpora === undefined
        ? []
        : (JSON.parse(readFileSync(join(corpora, "clif", "INDEX.json"), "utf8")) as { files: Entry[] }).files;
    const entryOf = new Map(index.map((e) => [e.file, e]));
    const entry = (file: string): Entry => entryOf.get(file.slice(join(corpora!, "clif").length + 1))!;

    for (const kind of ["verifier", "analysis"]) {
      test(`${kind}: every assertion`, { timeout: 60_000 }, async () => {
        const { reports, failures } = await run(kind);
        expect(failures).toEqual([]);
        for (const r of reports) {
          const { passed, skipped } = totals(r.commands);
          expect([r.file, passed, skipped]).toEqual([r.file, entry(r.file).assertions, 0]);
        }
      });
    }

    test("parser: every function under each command", { timeout: 60_000 }, async () => {
      const { reports, failures } = await run("parser");
      expect(failures).toEqual([]);
      for (const r of reports) {
        for (const c of r.commands)
          expect([r.file, c.command, c.passed, c.skipped]).toEqual([
            r.file,
            c.command,
            entry(r.file).functions,
            0,
          ]);
      }
    });

    test("run: every interpreter directive", { timeout: 240_000 }, async () => {
      const { reports, failures } = await run("run");
      expect(failures).toEqual([]);
      for (const r of reports) {
        const { interpret, runDirectives } = entry(r.file);
        const commands = r.commands.filter((c) => c.command === "interpret");
        expect(commands.length).toBe(interpret === true ? 1 : 0);
        for (const c of commands) expect([r.file, c.passed, c.skipped]).toEqual([r.file, runDirectives, 0]);
        // What needs a back end is skipped, with the number of its assertions and a reason, and never passed.
        for (const c of r.commands.filter((k) => k.command === "run")) {
          expect([r.file, c.passed, c.failed, c.skipped, c.reasons.length]).toEqual([
            r.file,
            0,
            0,
            runDirectives,
            1,
          ]);
        }
      }
    });

    test(
      "compile, compile-fail and opt-filecheck: read, and skipped with reasons",
      { timeout: 240_000 },
      async () => {
        for (const kind of ["compile", "compile-fail", "opt-filecheck"]) {
          const { reports, failures } = await run(kind);
          expect(failures).toEqual([]);
          for (const c of reports.flatMap((r) => r.commands)) {
            expect(c.passed).toBe(0);
            expect(c.reasons.length).toBe(1);
          }
        }
      },
    );
  },
);
