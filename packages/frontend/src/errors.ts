/** Errors of the builder: a misuse, said with what to do about it. */
import { CraneliftError, type Diagnostic } from "@cranelift-ts/entity";

/** One finding: a code under `frontend/`, what is wrong and what to do, and the entity concerned. */
export function builderProblem(code: string, message: string, entity?: string): Diagnostic {
  const diagnostic: Diagnostic = { code: `frontend/${code}`, message, severity: "error" };
  return entity === undefined ? diagnostic : { ...diagnostic, entity };
}

/** The builder was used in a way that cannot give a function. `errors` has one diagnostic per finding. */
export class BuilderError extends CraneliftError {
  constructor(problems: readonly Diagnostic[]) {
    super(problems, problems.map((p) => p.message).join("\n"));
  }
}

/** A {@link BuilderError} of one finding. */
export function builderError(code: string, message: string, entity?: string): BuilderError {
  return new BuilderError([builderProblem(code, message, entity)]);
}
