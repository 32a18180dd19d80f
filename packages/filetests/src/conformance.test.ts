// Cranelift's own test files, when the corpora are at hand: what passes, counted as their index counts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hostFeatures } from "@cranelift-ts/native";
import { testFiles } from "./files.ts";
import type { TargetOverrides } from "./isa-spec.ts";
import { totals, type FileReport } from "./report.ts";
import { runTestFiles } from "./runner.ts";

const runsNatively = process.arch === "x64" && process.platform === "linux";
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
        // What is not executed is skipped with a reason, and never passed.
        for (const c of r.commands.filter((k) => k.command === "run")) {
          expect([r.file, c.failed, c.passed + c.skipped]).toEqual([r.file, 0, runDirectives]);
          expect(Object.values(c.skips).reduce((n, k) => n + k, 0)).toBe(c.skipped);
          if (c.target?.startsWith("x86_64") !== true) expect(c.passed).toBe(0);
        }
      }
    });

    // A round of all directives takes about 5 s of processor time; the others with CRANELIFT_LONG_TESTS=1.
    const long = (process.env["CRANELIFT_LONG_TESTS"] ?? "0") !== "0";
    const rounds: [name: string, targets: TargetOverrides, isLong: boolean][] = [
      ["backtracking", { settings: ["regalloc_checker=true"] }, false],
      ["single pass", { settings: ["regalloc_checker=true", "regalloc_algorithm=single_pass"] }, true],
      ["no features", { settings: ["regalloc_checker=true"], features: "none" }, true],
      ["all features", { settings: ["regalloc_checker=true"], features: hostFeaturesOrNone() }, true],
    ];
    for (const [name, targets, isLong] of rounds) {
      test.skipIf(!runsNatively || (isLong && !long))(
        `run: natively, ${name} (x86-64 Linux; CRANELIFT_LONG_TESTS=1 for all rounds)`,
        { timeout: 240_000 },
        async () => {
          const { files } = await runTestFiles(testFiles([join(corpora!, "clif", "run")]), {
            only: ["run"],
            targets: { ...targets, architecture: "x86_64" },
          });
          const reports = files.flatMap((f) => f.commands);
          expect(reports.flatMap((c) => c.failures.map((x) => `${c.file}:${x.line}: ${x.message}`))).toEqual(
            [],
          );
          // Each directive once, and only if it holds for every target line of the file that makes code of its own.
          const byFile = new Map<string, number>();
          const ran = reports.filter(
            (c) => !Object.keys(c.skips).some((reason) => /compiles like the opt_level/.test(reason)),
          );
          for (const c of ran) byFile.set(c.file, Math.min(byFile.get(c.file) ?? Infinity, c.passed));
          const passed = [...byFile.values()].reduce((a, b) => a + b, 0);
          expect(passed).toBeGreaterThanOrEqual(name === "no features" ? 2400 : 6169);
          // What is skipped is not supported, by name; or the processor has not what the file asks for.
          const reasons = new Set(reports.flatMap((c) => Object.keys(c.skips)));
          expect(
            [...reasons].filter((r) => !/^unsupported: |lacks has_|compiles like the opt_level/.test(r)),
          ).toEqual([]);
        },
      );
    }

    test(
      "compile and compile-fail: no failures, and what is skipped has a reason",
      { timeout: 240_000 },
      async () => {
        for (const kind of ["compile", "compile-fail"]) {
          const { reports, failures } = await run(kind);
          expect(failures).toEqual([]);
          for (const c of reports.flatMap((r) => r.commands)) {
            expect(Object.values(c.skips).reduce((n, k) => n + k, 0)).toBe(c.skipped);
            if (c.command !== "compile") continue;
            expect([c.file, c.command, c.passed + c.skipped > 0]).toEqual([c.file, c.command, true]);
          }
          const compiled = reports.flatMap((r) => r.commands).reduce((n, c) => n + c.passed, 0);
          expect(compiled).toBeGreaterThanOrEqual(kind === "compile" ? 550 : 46);
        }
      },
    );

    test("opt-filecheck: read, and skipped with reasons", { timeout: 240_000 }, async () => {
      const { reports, failures } = await run("opt-filecheck");
      expect(failures).toEqual([]);
      for (const c of reports.flatMap((r) => r.commands)) {
        if (c.command === "compile" || c.command === "run" || c.command === "interpret") continue;
        expect([c.file, c.passed, c.reasons.length]).toEqual([c.file, 0, 1]);
      }
    });
  },
);

/** The features of this machine's processor; none where it cannot be asked. */
function hostFeaturesOrNone(): readonly string[] {
  try {
    return hostFeatures();
  } catch {
    return [];
  }
}
