/** Runs compiled programs: natively where there is a target for this machine, else in the interpreter. */
import { assertValid, DataValue, type Function } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { JitModule, TrapError } from "@cranelift-ts/jit";
import { hostIsa } from "@cranelift-ts/native";
import { compile } from "./compile.ts";
import { parse, ToyError } from "./syntax.ts";

/** Compiles and verifies a program. */
export function build(source: string): Function[] {
  const functions = compile(parse(source));
  for (const f of functions) assertValid(f);
  return functions;
}

/** The result of `main` in the interpreter. Throws {@link ToyError} when the program traps. */
export function interpret(source: string, args: readonly bigint[]): bigint {
  const interpreter = new Interpreter();
  for (const f of build(source)) interpreter.define(f);
  const outcome = interpreter.call(
    "%main",
    args.map((a) => DataValue.i64(a)),
  );
  if (outcome.kind === "trap") throw new ToyError(`the program trapped: ${outcome.name}`);
  return BigInt(String(outcome.values[0]));
}

/** Whether this machine can run what {@link load} makes. */
export const CAN_RUN_NATIVELY: boolean = process.platform === "linux" && process.arch === "x64";

/** Machine code for the program in this process: its `main` as a JavaScript function. */
export function load(source: string): (...args: bigint[]) => bigint {
  const jit = new JitModule({ isa: hostIsa() });
  const functions = build(source).map((func) => {
    if (func.name.kind !== "testcase") throw new ToyError("a function of the language has no name");
    const { name } = func.name;
    return { func, name, id: jit.declareFunction(name, "export", func.signature) };
  });
  for (const { func, id } of functions) jit.defineFunction(id, func);
  jit.finalize();
  const main = functions.find((f) => f.name === "main");
  if (main === undefined) throw new ToyError("the program has no function 'main'");
  const call = jit.getFunction(main.id);
  return (...args) => {
    try {
      return call(...args) as bigint;
    } catch (e) {
      throw e instanceof TrapError ? new ToyError(`the program trapped: ${e.message}`, { cause: e }) : e;
    }
  };
}
