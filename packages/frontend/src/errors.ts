/** Errors of the builder: a misuse, said with what to do about it. */
import { CraneliftError } from "@cranelift-ts/entity";

/** The builder was used in a way that cannot give a function. */
export class BuilderError extends CraneliftError {
  constructor(code: string, message: string, entity?: string) {
    const diagnostic = { code: `frontend/${code}`, message, severity: "error" as const };
    super([entity === undefined ? diagnostic : { ...diagnostic, entity }], message);
  }
}
