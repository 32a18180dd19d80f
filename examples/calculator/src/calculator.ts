/** Formulas as native functions of this process. */
import type { Function } from "@cranelift-ts/codegen-ir";
import { signature, types } from "@cranelift-ts/codegen-ir";
import { JitModule } from "@cranelift-ts/jit";
import { hostIsa } from "@cranelift-ts/native";
import { compileFormula, HOST_FUNCTIONS } from "./formula.ts";

/** Whether this machine can run what {@link compile} makes. */
export const CAN_RUN_NATIVELY: boolean = process.platform === "linux" && process.arch === "x64";

/** A formula that can be called. */
export interface Compiled {
  readonly params: readonly string[];
  /** As it went into the compiler. */
  readonly clif: Function;
  /** Takes a number for each parameter. */
  readonly call: (...args: number[]) => number;
}

/** Compiles a formula to machine code. Throws `FormulaError`. */
export function compile(text: string): Compiled {
  const jit = new JitModule({ isa: hostIsa() });
  const { func, params } = compileFormula(text, (name, arity, into) => {
    const f64s = signature(
      Array.from({ length: arity }, () => types.F64),
      [types.F64],
      "system_v",
    );
    return jit.declareFuncInFunc(jit.declareHostFunction(name, f64s, HOST_FUNCTIONS[name]!), into);
  });
  const clif = func.clone();
  const id = jit.declareFunction("formula", "export", func.signature);
  jit.defineFunction(id, func);
  jit.finalize();
  return { params, clif, call: jit.getFunction(id) as (...args: number[]) => number };
}
