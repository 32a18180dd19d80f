/**
 * Checks one module after the other: the verifier finds nothing, the text is read back to the same text, and the function
 * and what was read run alike, result for result, in the interpreter. Counts what was executed.
 */
import { type DataValue, type Function, types, Verifier, writeFunction } from "@cranelift-ts/codegen-ir";
import { Interpreter, type RunResult } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { Coverage } from "./coverage.ts";
import { type GeneratedModule, RUN_FUEL } from "./generate.ts";
import { DATA_BYTES, DATA_NAME } from "./operations.ts";

/** The settings that generated functions need. */
export const NEEDED_FLAGS = { enable_pinned_reg: true, preserve_frame_pointers: true } as const;

/** What went wrong with a module. */
export interface Failure {
  readonly seed: number;
  readonly kind: "verifier" | "reader" | "round-trip" | "difference" | "exception";
  readonly message: string;
  /** The module as text. */
  readonly text: string;
}

/** Totals over all modules checked. */
export interface Totals {
  modules: number;
  functions: number;
  runs: number;
  /** Runs that ended in a trap, by the trap's name. */
  readonly traps: Map<string, number>;
  /** Instructions executed by the runs that were counted. */
  executed: number;
}

/** The text of a result: values with all their bits, or the trap. */
export function resultText(result: RunResult): string {
  return result.kind === "return" ? result.values.map(String).join(", ") : `trap ${result.name}`;
}

/** Checks modules; keeps its memory from one to the next. */
export class Checker {
  readonly coverage: Coverage = new Coverage();
  readonly totals: Totals = {
    modules: 0,
    functions: 0,
    runs: 0,
    traps: new Map<string, number>(),
    executed: 0,
  };
  private readonly verifier: Verifier = new Verifier();
  private readonly counting: Interpreter = new Interpreter({
    fuel: RUN_FUEL,
    stackBytes: 1 << 16,
    countExecutions: true,
  });
  private readonly plain: Interpreter = new Interpreter({ fuel: RUN_FUEL, stackBytes: 1 << 16 });

  /** Checks one module. Returns what is wrong with it, or undefined. */
  check(module: GeneratedModule): Failure | undefined {
    const texts: string[] = [];
    const failure = (kind: Failure["kind"], message: string): Failure => ({
      seed: module.seed,
      kind,
      message,
      text: module.functions.map((f) => writeFunction(f)).join("\n"),
    });
    try {
      for (const func of module.functions) {
        const errors = this.verifier.verify(func, { flags: NEEDED_FLAGS, pointerType: types.I64 });
        if (errors.length > 0)
          return failure(
            "verifier",
            errors.map((e) => `${e.entity} (${e.context ?? ""}): ${e.message}`).join("\n"),
          );
        texts.push(writeFunction(func));
      }
      const text = texts.join("\n");
      const read = parseFunctions(text);
      for (let f = 0; f < texts.length; f++) {
        const again = writeFunction(read[f]!);
        if (again !== texts[f])
          return failure("round-trip", `read and written again, the function is\n${again}`);
      }
      this.totals.modules++;
      this.totals.functions += module.functions.length;
      return this.compare(module, read, failure);
    } catch (error) {
      return failure("exception", error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  private compare(
    module: GeneratedModule,
    read: readonly Function[],
    failure: (kind: Failure["kind"], message: string) => Failure,
  ): Failure | undefined {
    const { totals } = this;
    for (const input of module.inputs) {
      load(this.counting, module.functions);
      const first = this.counting.call(module.functions[0]!, input);
      totals.executed += this.counting.executed;
      for (const func of module.functions) this.coverage.add(func, this.counting.executionCounts(func));
      load(this.plain, read);
      const second = this.plain.call(read[0]!, input);
      const [a, b] = [resultText(first), resultText(second)];
      totals.runs++;
      if (first.kind === "trap") totals.traps.set(first.name, (totals.traps.get(first.name) ?? 0) + 1);
      if (a !== b)
        return failure("difference", `%main(${input.map(String).join(", ")}) gave ${a}, then ${b}`);
    }
    return undefined;
  }
}

/** Defines the functions and the data object anew. */
export function load(interpreter: Interpreter, functions: readonly Function[]): void {
  interpreter.clear();
  for (const func of functions) interpreter.define(func);
  interpreter.defineData(`%${DATA_NAME}`, dataBytes());
}

/** What the data object `%fuzz_data` holds when a run begins. */
export function dataBytes(): Uint8Array {
  const data = new Uint8Array(DATA_BYTES);
  for (let i = 0; i < data.length; i++) data[i] = (i * 167 + 13) & 0xff;
  return data;
}

/** Runs the first of `functions` as {@link Checker} does. */
export function runOnce(functions: readonly Function[], input: readonly DataValue[]): RunResult {
  const interpreter = new Interpreter({ fuel: RUN_FUEL, stackBytes: 1 << 16 });
  load(interpreter, functions);
  return interpreter.call(functions[0]!, input);
}
