/** `test cat`: prints each function as it was read. One assertion a function. */
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { eachFunction, type TestCommandDefinition } from "../command.ts";
import { judgeOutput } from "../output.ts";

export const cat: TestCommandDefinition = {
  name: "cat",
  options: ["precise-output"],
  perTarget: false,
  needsVerifier: false,
  mutates: false,
  count: (file) => file.functions.length,
  run(job) {
    eachFunction(job, (f) => judgeOutput(job, f, writeFunction(f.func), "function"));
  },
};
