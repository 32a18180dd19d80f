/** What tests that run compiled functions share: the runner under qemu, compiling, and C programs to link with. */
import { spawnSync } from "node:child_process";
import { type CompiledCode, Context } from "@cranelift-ts/codegen";
import { flagsBuilder, type Function, parseTriple } from "@cranelift-ts/codegen-ir";
import {
  CommandRegistry,
  type FileReport,
  findRunner,
  runCommand,
  RunnerNotFoundError,
  type RunnerSpec,
  runTestFile,
  totals,
} from "@cranelift-ts/filetests";
import { parseTestFile } from "@cranelift-ts/reader";
import { afterAll, expect } from "vitest";
import type { S390xIsa } from "./isa.ts";
import { s390x } from "./s390x.ts";

/** The runner, or why there is none. */
function runner(): RunnerSpec | string {
  try {
    return findRunner("qemu-s390x");
  } catch (error) {
    if (error instanceof RunnerNotFoundError) return error.message;
    throw error;
  }
}

export const spec: RunnerSpec | string = runner();
export const missing: boolean = typeof spec === "string";
const registry = new CommandRegistry([runCommand({ runner: "qemu-s390x" })]);
afterAll(() => registry.close());

export function runText(path: string, text: string, settings: readonly string[] = [], features: readonly string[] = []): FileReport {
  return runTestFile(path, text, {
    registry,
    families: [s390x],
    hostCallConv: "system_v",
    commands: ["run"],
    targets: { settings: ["regalloc_checker=true", ...settings], features, architecture: "s390x" },
  });
}

/** Every directive must hold, with both allocators, with and without the newer instructions. */
export function run(text: string, settings: readonly string[] = []): void {
  for (const algorithm of ["backtracking", "single_pass"]) {
    for (const features of [[], ["has_mie3"]]) {
      const report = runText("test", text, [...settings, `regalloc_algorithm=${algorithm}`], features);
      const problems = report.commands.flatMap((c) => c.failures.map((f) => f.message));
      expect(problems).toEqual([]);
      const { passed, skipped } = totals(report.commands);
      expect(skipped).toBe(0);
      expect(passed).toBeGreaterThan(0);
    }
  }
}

export function isaOf(settings: readonly string[] = []): S390xIsa {
  const shared = flagsBuilder();
  for (const s of settings) shared.apply(s);
  return s390x.builder(parseTriple("s390x-unknown-linux-gnu")).finish(shared.finish());
}

export function functionsOf(text: string): Function[] {
  return parseTestFile(`test run\ntarget s390x\n${text}`).functions.map((f) => f.func);
}

export function compiled(func: Function, isa: S390xIsa): CompiledCode {
  const cx = new Context();
  cx.func = func;
  return cx.compile(isa);
}

export const gcc: string = "s390x-linux-gnu-gcc";
export const canLink: boolean = !missing && spawnSync(gcc, ["--version"], { stdio: "ignore" }).status === 0;
