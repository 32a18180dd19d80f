/**
 * `test verifier`: what the verifier says about each function. One assertion a function.
 *
 * A comment `error: TEXT` names an error that must be reported at the entity that the comment belongs to, its message
 * containing TEXT; no others may be reported.
 */
import { Verifier, type VerifierError } from "@cranelift-ts/codegen-ir";
import { eachFunction, type TestCommandDefinition } from "../command.ts";

const EXPECTED = /^[;\s]*error:\s*(.*?)\s*$/;

export const verifier: TestCommandDefinition = {
  name: "verifier",
  options: [],
  perTarget: false,
  needsVerifier: false,
  mutates: false,
  count: (file) => file.functions.length,
  run(job) {
    const machine = new Verifier();
    const options =
      job.isa === undefined ? { flags: job.flags } : { flags: job.flags, pointerType: job.isa.pointerType };
    eachFunction(job, ({ func, details }) => {
      const left: VerifierError[] = [...machine.verify(func, options)];
      const problems: { readonly text: string; readonly line: number | undefined }[] = [];
      for (const { text, entity, line } of details.comments) {
        const expected = EXPECTED.exec(text)?.[1];
        if (expected === undefined) continue;
        const found = left.findIndex((e) => e.entity === entity && e.message.includes(expected));
        if (found >= 0) left.splice(found, 1);
        else problems.push({ text: `expected an error at ${entity}: ${expected}`, line });
      }
      for (const e of left) {
        const where = e.context === undefined ? e.entity : `${e.entity} (${e.context})`;
        problems.push({
          text: `unexpected error at ${where}: ${e.message}`,
          line: details.sourceMap.line(e.entity),
        });
      }
      if (problems.length === 0) return;
      const [first] = problems;
      job.report.fail(problems.map((p) => p.text).join("\n"), first?.line);
    });
  },
};
