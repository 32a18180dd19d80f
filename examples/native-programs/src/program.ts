/**
 * A CLIF program on this machine: compiled, listed, loaded into this process, and interpreted for comparison.
 *
 * A program is a test file whose last function is called: `; run: %name(ARGUMENT) == RESULT` says with what and what
 * comes out.
 */
import { Context, disassemble, type TargetIsa } from "@cranelift-ts/codegen";
import { assertValid, DataValue, flagsBuilder, type Function } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { JitModule } from "@cranelift-ts/jit";
import { hostIsa } from "@cranelift-ts/native";
import { parseTestFile } from "@cranelift-ts/reader";

/** Whether code can be run on this machine. */
export const CAN_RUN_NATIVELY: boolean = process.platform === "linux" && process.arch === "x64";

/** What is known of a program once it has been compiled. */
export interface Compiled {
  readonly functions: number;
  /** CLIF instructions. */
  readonly instructions: number;
  readonly codeBytes: number;
  /** Milliseconds for the first compilation in this process and for the fastest of several. */
  readonly first: number;
  readonly best: number;
  /** The listing of each function. */
  readonly listings: readonly string[];
}

/** A program, read and verified. */
export class Program {
  private readonly functions: readonly Function[];
  private readonly entry: Function;

  /** Throws `ParseError` and `VerifierError`. */
  constructor(text: string, file: string) {
    this.functions = parseTestFile(text, { file }).functions.map(({ func }) => func);
    for (const func of this.functions) assertValid(func);
    this.entry = this.functions.at(-1)!;
  }

  /** Compiles all functions, `repeat` times for a time that is worth something. */
  compile(repeat: number): Compiled {
    const isa = target();
    const context = new Context();
    const listings: string[] = [];
    let instructions = 0;
    let codeBytes = 0;
    let first = 0;
    let best = Infinity;
    for (let i = 0; i < repeat; i++) {
      let time = 0;
      for (const func of this.functions) {
        context.clear();
        func.clone(context.func);
        const start = performance.now();
        const compiled = context.compile(isa);
        time += performance.now() - start;
        if (i > 0) continue;
        instructions += countInstructions(func);
        codeBytes += compiled.code.length;
        listings.push(disassemble(compiled, isa).trimEnd());
      }
      if (i === 0) first = time;
      best = Math.min(best, time);
    }
    return { functions: this.functions.length, instructions, codeBytes, first, best, listings };
  }

  /** The last function as a JavaScript function. */
  load(): (argument: bigint) => bigint | number {
    const jit = new JitModule({ isa: target() });
    const ids = this.functions.map((f) => jit.declareFunction(nameOf(f), "export", f.signature));
    this.functions.forEach((f, i) => jit.defineFunction(ids[i]!, f.clone()));
    jit.finalize();
    return jit.getFunction(ids.at(-1)!) as (argument: bigint) => bigint | number;
  }

  /** The last function's result in the interpreter. */
  interpret(argument: bigint): bigint | number {
    const interpreter = new Interpreter();
    for (const f of this.functions) interpreter.define(f);
    const outcome = interpreter.call(this.entry, [DataValue.i64(argument)]);
    if (outcome.kind === "trap") throw new Error(`the program trapped: ${outcome.name}`);
    const [value] = outcome.values;
    const bits = value!.toBits();
    return value!.type === this.entry.signature.params[0]!.type ? BigInt.asIntN(64, bits) : asFloat(bits);
  }

  get name(): string {
    return nameOf(this.entry);
  }
}

function target(): TargetIsa {
  // The listing shows where blocks begin.
  return hostIsa({ flags: flagsBuilder().set("machine_code_cfg_info", true).finish() }) as TargetIsa;
}

function nameOf(func: Function): string {
  if (func.name.kind !== "testcase") throw new Error("a function of the program has no name");
  return func.name.name;
}

function countInstructions(func: Function): number {
  let n = 0;
  for (const block of func.layout.blocks()) for (const _ of func.layout.insts(block)) n++;
  return n;
}

function asFloat(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
