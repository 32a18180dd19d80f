/**
 * `test compile`: compiles each function for each target. One assertion a function.
 *
 * The output is the text of the machine instructions, followed by the disassembled bytes; it is judged with filecheck
 * directives or, with `precise-output`, exactly. With `expect-fail` the compiler must refuse every function.
 */
import { disassemble, type CompiledCode, type TargetIsa } from "@cranelift-ts/codegen";
import { eachFunction, type TestCommandDefinition } from "../command.ts";
import { FileCompiler, isTargetIsa, noCodeFor } from "../native/compile-file.ts";
import { judgeOutput } from "../output.ts";

export const compile: TestCommandDefinition = {
  name: "compile",
  options: ["precise-output", "expect-fail"],
  perTarget: true,
  needsVerifier: true,
  mutates: true,
  count: (file) => file.functions.length,
  unavailable: noCodeFor,
  run(job) {
    const { isa, report } = job;
    if (isa === undefined || !isTargetIsa(isa)) return;
    const compiler = new FileCompiler();
    const mustFail = job.options.includes("expect-fail");
    eachFunction(job, (f) => {
      const outcome = compiler.compile(f.func, isa, { vcodeText: !mustFail });
      if (mustFail) {
        if (outcome.kind === "code") report.fail("it compiles, and was expected not to");
        else if (outcome.kind === "error" && outcome.crashed) report.fail(outcome.message);
        else report.pass();
      } else if (outcome.kind === "unsupported") report.skip(`unsupported: ${outcome.what}`, 1);
      else if (outcome.kind === "error") report.fail(outcome.message);
      else judgeOutput(job, f, compiledText(outcome.code, isa), "function");
    });
  },
};

/** What a compiled function looks like in tests. */
function compiledText(code: CompiledCode, isa: TargetIsa): string {
  return `VCode:\n${code.vcode ?? ""}\nDisassembled:\n${disassemble(code, isa)}`;
}
