/** The errors of compilation, beside the verifier's. */
import { type Function, instText, userFuncNameText } from "@cranelift-ts/codegen-ir";
import { CraneliftError, type Diagnostic, InternalError } from "@cranelift-ts/entity";

/** The target cannot do what the function asks for. `what` names it: `sdiv.i128`, `feature has_avx`. */
export class UnsupportedError extends CraneliftError {
  readonly what: string;
  /** The CLIF instruction, -1 if it is not one instruction's fault. */
  readonly inst: number;

  constructor(what: string, inst: number = -1, where: string = "", instText: string = "") {
    const message = `unsupported: ${what}${where === "" ? "" : ` in ${where}`}${instText === "" ? "" : `: ${instText}`}`;
    const diagnostic: Diagnostic = {
      code: "codegen/unsupported",
      message,
      severity: "error",
      ...(inst >= 0 ? { entity: `inst${inst}` } : {}),
    };
    super([diagnostic], message);
    this.what = what;
    this.inst = inst;
  }

  /** For an instruction of a function (or -1), with its text. */
  static of(func: Function, inst: number, what: string): UnsupportedError {
    return new UnsupportedError(
      what,
      inst,
      userFuncNameText(func.name),
      inst >= 0 ? instText(func, inst as never) : "",
    );
  }
}

/** A limit of the implementation was exceeded: frame, code or argument size. */
export class ImplLimitError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "codegen/limit", message, severity: "error" }], message);
  }
}

/** No rule matches an instruction that the target's table calls supported: the table is wrong, or the rules are. */
export class MissingRuleError extends InternalError {
  /** The CLIF instruction. */
  readonly inst: number;

  constructor(what: string, inst: number) {
    super(`no rule lowers ${what}, which the target's table calls supported`);
    this.inst = inst;
  }
}
