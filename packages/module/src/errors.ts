/** What can be wrong with declarations and definitions. */
import { CraneliftError, type Diagnostic } from "@cranelift-ts/entity";

export type ModuleErrorKind =
  /** The name or id is not declared. */
  | "undeclared"
  /** The name stands for a function and for data, or for thread-local data and plain data. */
  | "incompatible-declaration"
  /** Two declarations of a function have different signatures. */
  | "incompatible-signature"
  | "duplicate-definition"
  /** An imported name cannot be defined. */
  | "invalid-import-definition"
  /** A name that this module must define has no definition. */
  | "undefined"
  /** The contents of a definition are wrong: a relocation outside the bytes, say. */
  | "invalid-definition"
  /** The compiler refused the function; its diagnostics are in `errors`. */
  | "compilation"
  /** The back end cannot do what is asked. */
  | "backend";

/** A declaration or definition that a module cannot accept; the module is as it was before. */
export class ModuleError extends CraneliftError {
  readonly kind: ModuleErrorKind;

  constructor(kind: ModuleErrorKind, message: string, errors?: readonly Diagnostic[]) {
    super(errors ?? [{ code: `module/${kind}`, message, severity: "error" }], message);
    this.kind = kind;
  }
}
