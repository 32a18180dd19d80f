/** Runs compiled programs, today in the interpreter. */
import { assertValid, DataValue, type Function } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { compile } from "./compile.ts";
import { parse, ToyError } from "./syntax.ts";

/** Compiles and verifies a program. */
export function build(source: string): Function[] {
  const functions = compile(parse(source));
  for (const f of functions) assertValid(f);
  return functions;
}

/** The result of `main` for the given arguments. Throws {@link ToyError} when the program traps. */
export function run(source: string, args: readonly bigint[]): bigint {
  const interpreter = new Interpreter();
  for (const f of build(source)) interpreter.define(f);
  const outcome = interpreter.call("%main", args.map((a) => DataValue.i64(a)));
  if (outcome.kind === "trap") throw new ToyError(`the program trapped: ${outcome.name}`);
  return BigInt(String(outcome.values[0]));
}
