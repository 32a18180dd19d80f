/**
 * Compiles the functions of a test file, one after the other in one context, and says of each what came of it.
 */
import {
  Context,
  type CompiledCode,
  type CompileOptions,
  type TargetIsa,
  UnsupportedError,
} from "@cranelift-ts/codegen";
import type { Function, IsaInfo } from "@cranelift-ts/codegen-ir";
import { CraneliftError, InternalError } from "@cranelift-ts/entity";
import { errorText } from "../command.ts";

/** What came of a function. */
export type CompileOutcome =
  | { readonly kind: "code"; readonly code: CompiledCode }
  /** The target can't do it yet; `what` names it by opcode and type. */
  | { readonly kind: "unsupported"; readonly what: string }
  /** It was refused for another reason, or (`crashed`) the compiler is broken. */
  | { readonly kind: "error"; readonly message: string; readonly crashed: boolean };

/** Whether code can be made for the target. */
export function isTargetIsa(isa: IsaInfo): isa is TargetIsa {
  return "createBackend" in isa;
}

/** Why assertions about code for this target can't be checked, if they can't. */
export function noCodeFor(isa: IsaInfo | undefined): string | undefined {
  if (isa === undefined) return "no target to make code for";
  return isTargetIsa(isa) ? undefined : `no code generator for target '${isa.name}' in this build`;
}

/** Compiles one function after the other. */
export class FileCompiler {
  private context: Context | undefined = undefined;

  /** Compiles the function, which is changed. Never throws. */
  compile(func: Function, isa: TargetIsa, options: CompileOptions = {}): CompileOutcome {
    const context = (this.context ??= new Context());
    context.func = func;
    try {
      return { kind: "code", code: context.compile(isa, options) };
    } catch (error) {
      if (error instanceof UnsupportedError) return { kind: "unsupported", what: error.what };
      // What the exception left behind is not trusted.
      this.context = undefined;
      const crashed = !(error instanceof CraneliftError) || error instanceof InternalError;
      return { kind: "error", message: errorText(error), crashed };
    }
  }
}
