/**
 * `test unwind`: the unwind information of each function, as text. Assertions are filecheck directives, or functions
 * when there are none or with `precise-output`.
 *
 * System V: the rules for the canonical frame address (CFA) and the saved registers, by code offset. Windows: the bytes
 * of the UNWIND_INFO structure.
 */
import {
  systemvInstructions,
  winX64UnwindInfo,
  type CompiledCode,
  type TargetIsa,
} from "@cranelift-ts/codegen";
import { beginFunction, guarded, type TestCommandDefinition } from "../command.ts";
import { FileCompiler, isTargetIsa, noCodeFor } from "../native/compile-file.ts";
import { checkerOf, countDirectives, judgeOutput } from "../output.ts";

export const unwind: TestCommandDefinition = {
  name: "unwind",
  options: ["precise-output"],
  perTarget: true,
  needsVerifier: true,
  mutates: true,
  count: (file) => countDirectives(file) || file.functions.length,
  unavailable: noCodeFor,
  run(job) {
    const { isa, report } = job;
    if (isa === undefined || !isTargetIsa(isa)) return;
    const compiler = new FileCompiler();
    for (const f of job.functions) {
      beginFunction(job, f);
      const assertions = checkerOf(job.file, f).total;
      guarded(
        job,
        () => {
          const outcome = compiler.compile(f.func, isa);
          if (outcome.kind === "unsupported")
            report.skip(`unsupported: ${outcome.what}`, Math.max(1, assertions));
          else if (outcome.kind === "error") report.fail(outcome.message, undefined, assertions);
          else judgeOutput(job, f, unwindText(outcome.code, isa), assertions > 0 ? "directive" : "function");
        },
        assertions,
      );
    }
  },
};

/** The unwind information of a function as text. */
export function unwindText(code: CompiledCode, isa: TargetIsa): string {
  if (code.unwind.length === 0) return "no unwind information\n";
  const lines: string[] = [];
  if (isa.triple.binaryFormat === "coff") {
    const bytes = Array.from(winX64UnwindInfo(code.unwind), (b) => b.toString(16).padStart(2, "0"));
    return `windows ${code.code.length} bytes of code\n  ${bytes.join(" ")}\n`;
  }
  lines.push(
    `systemv ${code.code.length} bytes of code, return address in r${isa.unwind.returnAddress}`,
    `  0x0: CFA = r${isa.unwind.stackPointer} + ${isa.unwind.entryCfaOffset}`,
  );
  for (const i of systemvInstructions(code.unwind, isa.unwind)) {
    const at = `  0x${i.at.toString(16)}:`;
    switch (i.kind) {
      case "defCfa":
        lines.push(`${at} CFA = r${i.register} + ${i.offset}`);
        break;
      case "defCfaOffset":
        lines.push(`${at} CFA offset = ${i.offset}`);
        break;
      case "defCfaRegister":
        lines.push(`${at} CFA register = r${i.register}`);
        break;
      case "offset":
        lines.push(`${at} r${i.register} at CFA ${i.offset < 0 ? "-" : "+"} ${Math.abs(i.offset)}`);
        break;
      case "negateRaState":
        lines.push(`${at} return address signing changes`);
        break;
    }
  }
  return `${lines.join("\n")}\n`;
}
