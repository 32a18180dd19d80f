/** What tests that run compiled functions share: the runner under qemu, compiling, and C programs to link with. */
import { spawnSync } from "node:child_process";
import type { CompiledCode } from "@cranelift-ts/codegen";
import { DataValue, parseTriple, types, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { makeTrampoline, ProcessExecutor, type RunnerSpec } from "@cranelift-ts/filetests";
import { type TargetUnderTest, targetUnderTest } from "@cranelift-ts/filetests/testing";
import type { S390xIsa } from "./isa.ts";
import { s390x } from "./s390x.ts";

/** With and without the newer instructions. */
export const target: TargetUnderTest<S390xIsa> = targetUnderTest({
  family: s390x,
  architecture: "s390x",
  isa: (flags) => s390x.builder(parseTriple("s390x-unknown-linux-gnu")).finish(flags),
  features: [[], ["has_mie3"]],
});
export const { spec, missing, run, isaOf, functionsOf, compiled } = target;

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
