/** The error of directives that make no sense. */
import { CraneliftError } from "@cranelift-ts/entity";

/** A filecheck directive or pattern is malformed, or uses a variable that has no value. */
export class FilecheckError extends CraneliftError {
  constructor(message: string, line?: number) {
    super([
      {
        code: "filecheck/directive",
        message,
        severity: "error",
        ...(line === undefined ? {} : { location: { line, column: 1 } }),
      },
    ]);
  }
}
