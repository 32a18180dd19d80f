// The one error that reading text can end in.

import { CraneliftError, type Diagnostic } from "@cranelift-ts/entity";

/** Text that is not CLIF. `errors` holds one diagnostic for each function that could not be read. */
export class ParseError extends CraneliftError {
  /** Line of the first error, counted from 1. */
  readonly line: number;
  /** Column of the first error in UTF-16 units, counted from 1. */
  readonly column: number;

  constructor(errors: readonly Diagnostic[]) {
    super(errors);
    this.line = errors[0]?.location?.line ?? 1;
    this.column = errors[0]?.location?.column ?? 1;
  }
}
