/**
 * `test interpret`: executes the run directives in the interpreter. One assertion a `run` directive.
 *
 * All functions of the file are linked, so that they can call each other. A directive calls the function it follows.
 * Memory and fuel are those of the file: its directives run one after the other in one interpreter.
 */
import { Interpreter, type HostFunction } from "@cranelift-ts/interpreter";
import type { Function } from "@cranelift-ts/codegen-ir";
import type { RunCommand } from "@cranelift-ts/reader";
import { beginFunction, guarded, type TestCommandDefinition } from "../command.ts";
import { countRunDirectives, runDirectives } from "../run-directives.ts";

/** Instructions that one directive may execute. */
const FUEL = 1_000_000_000;

/**
 * The function that tests throw exceptions with: `%__cranelift_throw(tag: i32, payload0: i64, payload1: i64)`.
 * Missing payloads are zero.
 */
const throwException: HostFunction = (args, context) => {
  const [tag, payload0, payload1] = args.map((v) => v.toBits());
  return context.throwException(Number(BigInt.asUintN(32, tag ?? 0n)), payload0 ?? 0n, payload1 ?? 0n);
};

/** An interpreter with the functions of a file and what test files expect of a host. */
export function fileInterpreter(functions: readonly Function[]): Interpreter {
  const interpreter = new Interpreter({
    resolve: (name) => (name === "%__cranelift_throw" ? throwException : undefined),
  });
  for (const func of functions) interpreter.define(func);
  return interpreter;
}

export const interpret: TestCommandDefinition = {
  name: "interpret",
  options: [],
  perTarget: false,
  needsVerifier: true,
  mutates: false,
  count: countRunDirectives,
  run(job) {
    const interpreter = fileInterpreter(job.functions.map((f) => f.func));
    for (const f of job.functions) {
      beginFunction(job, f);
      for (const directive of runDirectives(f)) {
        const { report } = job;
        guarded(job, () => {
          const { command, line } = directive;
          if (command === undefined) {
            report.fail(`${directive.text}: ${directive.problem}`, line);
            return;
          }
          const outcome = execute(interpreter, f.func, command);
          if (outcome.shown !== undefined)
            job.print(`${directive.text.replace(/^print:?\s*/, "")} -> ${outcome.shown}`);
          if (outcome.problem !== undefined) report.fail(`${directive.text}: ${outcome.problem}`, line);
          else if (directive.kind === "run") report.pass();
        });
      }
    }
  },
};

/** What came of a directive. */
export interface DirectiveOutcome {
  /** Why it does not hold. */
  readonly problem: string | undefined;
  /** The results, for `print`. */
  readonly shown: string | undefined;
}

/** Executes one directive of `func`. */
export function execute(interpreter: Interpreter, func: Function, command: RunCommand): DirectiveOutcome {
  interpreter.fuel = FUEL;
  const result = interpreter.call(func, command.invocation?.args ?? []);
  if (result.kind === "trap") {
    const at = result.trace[0];
    const where =
      at === undefined ? "" : ` in ${at.func}${at.inst === undefined ? "" : ` at inst${at.inst}`}`;
    return { problem: `trap: ${result.name}${where}`, shown: undefined };
  }
  const shown = result.values.length === 1 ? `${result.values[0]}` : `[${result.values.join(", ")}]`;
  if (command.kind === "print") return { problem: undefined, shown };
  if (command.invocation === undefined) {
    const ok = result.values.length > 0 && result.values.every((v) => v.toBits() !== 0n);
    return { problem: ok ? undefined : `returned ${shown}, not a value other than zero`, shown: undefined };
  }
  const { expected, comparison } = command;
  const equal =
    result.values.length === expected.length && result.values.every((v, i) => v.equals(expected[i]!));
  if (equal === (comparison === "==")) return { problem: undefined, shown: undefined };
  return { problem: `got ${shown}`, shown: undefined };
}
