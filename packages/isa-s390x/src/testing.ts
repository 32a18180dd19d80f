/** What tests that run compiled functions share: the runner under qemu, compiling, and C programs to link with. */
import { spawnSync } from "node:child_process";
import { type CompiledCode, Context } from "@cranelift-ts/codegen";
import { DataValue, flagsBuilder, type Function, parseTriple, types, userFuncNameText } from "@cranelift-ts/codegen-ir";
import {
  CommandRegistry,
  type FileReport,
  findRunner,
  makeTrampoline,
  ProcessExecutor,
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

/** A function of a program: its code, and calls of it with integers. */
export interface LinkedProgram {
  readonly codes: ReadonlyMap<string, CompiledCode>;
  /** The first result, as a signed number, or what went wrong. */
  call(name: string, ...args: bigint[]): bigint | string;
  close(): void;
}

/** Links functions for the runner. Arguments and results are integers. */
export function linked(text: string, isa: S390xIsa): LinkedProgram {
  const executor = new ProcessExecutor(spec as RunnerSpec);
  const functions = functionsOf(text);
  const codes = new Map(functions.map((f) => [userFuncNameText(f.name), compiled(f, isa)]));
  const program = executor.link(
    functions.map((f) => ({
      name: userFuncNameText(f.name),
      signature: f.signature,
      code: codes.get(userFuncNameText(f.name))!,
      entry: compiled(makeTrampoline(f.signature, types.I64, "system_v"), isa),
    })),
    isa,
  );
  return {
    codes,
    call(name, ...args): bigint | string {
      const { signature } = functions.find((f) => userFuncNameText(f.name) === name)!;
      const got = program.call(name, args.map((a, k) => DataValue.integer(signature.params[k]!.type, a)));
      if (got.kind !== "returned") return got.problem;
      const value = got.values[0];
      return value === undefined ? 0n : BigInt.asIntN(types.typeBits(signature.returns[0]!.type), value.toBits());
    },
    close(): void {
      program.close();
      executor.close();
    },
  };
}

export const gcc: string = "s390x-linux-gnu-gcc";
export const canLink: boolean = !missing && spawnSync(gcc, ["--version"], { stdio: "ignore" }).status === 0;
