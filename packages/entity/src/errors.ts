/**
 * The one family of errors.
 *
 * Input that cannot be accepted is reported as a `CraneliftError` carrying located diagnostics; a broken invariant of
 * the library itself is an `InternalError`. Hot code returns codes instead and lets its public caller build these.
 */

/** Where in a text a diagnostic points; line and column count from 1. */
export interface SourceLocation {
  file?: string;
  line: number;
  column: number;
}

/** One finding about the input. */
export interface Diagnostic {
  /** Stable machine-readable name of the finding, such as `verifier/type-mismatch`. */
  code: string;
  /** One sentence for people, without the location. */
  message: string;
  severity: "error" | "warning";
  /** The entity concerned as CLIF prints it (`v5`, `block2`, `inst7`). */
  entity?: string;
  location?: SourceLocation;
  /** The rule that was broken, where rules are numbered. */
  rule?: string;
  /** The function concerned, as CLIF prints its name. */
  function?: string;
  /** The text of the instruction or line concerned. */
  context?: string;
}

/** Formats a diagnostic on one line: `file:line:column: error: message (entity, in function)`. */
export function formatDiagnostic(d: Diagnostic): string {
  let text = "";
  if (d.location !== undefined) {
    const { file, line, column } = d.location;
    text = file === undefined ? `${line}:${column}: ` : `${file}:${line}:${column}: `;
  }
  text += `${d.severity}: ${d.message}`;
  const where: string[] = [];
  if (d.entity !== undefined) where.push(d.entity);
  if (d.function !== undefined) where.push(`in ${d.function}`);
  if (where.length > 0) text += ` (${where.join(", ")})`;
  if (d.context !== undefined) text += `: ${d.context}`;
  return text;
}

/** The input cannot be accepted. Packages throw subclasses; `errors` is never empty. */
export class CraneliftError extends Error {
  readonly errors: readonly Diagnostic[];

  /** `message` defaults to the formatted diagnostics, one a line. */
  constructor(errors: readonly Diagnostic[], message?: string) {
    super(message ?? errors.map(formatDiagnostic).join("\n"));
    this.name = new.target.name;
    this.errors = errors;
  }
}

/** An invariant of the library is broken: a bug here, never a fault of the input. */
export class InternalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InternalError";
  }
}
