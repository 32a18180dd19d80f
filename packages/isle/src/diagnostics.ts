// Diagnostics: what the compiler has to say about the input, and how it is shown.
//
// A diagnostic names a span of the source and may point at related places. Many
// are reported in one run; `render` shows file, line, column, the source line
// and a caret for each.

import { CraneliftError } from "@cranelift-ts/entity";
import type { SourceMap, Span } from "./source.ts";

/** What kind of problem; stable, for tests and for tools. */
export type DiagnosticCode =
  | "syntax"
  | "nesting"
  | "literal-range"
  | "duplicate"
  | "unknown-name"
  | "arity"
  | "type-mismatch"
  | "no-extractor"
  | "no-constructor"
  | "unbound-variable"
  | "bad-term"
  | "purity"
  | "partiality"
  | "multiplicity"
  | "recursion"
  | "conversion"
  | "macro"
  | "pragma"
  | "verification"
  | "overlap"
  | "unreachable"
  | "limit";

export interface RelatedSpan {
  readonly span: Span;
  readonly message: string;
}

/** One problem in the input. Every diagnostic is an error. */
export interface IsleDiagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedSpan[];
}

/** Collects diagnostics; after `limit` of them only counts. */
export class DiagnosticSink {
  readonly list: IsleDiagnostic[];
  readonly limit: number;
  /** All reported, including those beyond the limit. */
  count: number;
  readonly #seen: Set<string> = new Set();

  constructor(limit: number = 1000) {
    this.list = [];
    this.limit = limit;
    this.count = 0;
  }

  /** Adds a diagnostic; the same message at the same place is kept once (templates are checked at every use). */
  report(code: DiagnosticCode, span: Span, message: string, related: readonly RelatedSpan[] = []): void {
    const key = `${span.start} ${message}`;
    if (this.#seen.has(key)) return;
    if (this.list.length < this.limit) this.#seen.add(key);
    this.count += 1;
    if (this.list.length < this.limit) this.list.push({ code, message, span, related });
  }
}

/** The diagnostic as text: `file:line:column: error[code]: message`, the source line, a caret line, and the related places likewise. */
export function renderDiagnostic(sources: SourceMap, diagnostic: IsleDiagnostic): string {
  const lines: string[] = [];
  renderAt(lines, sources, diagnostic.span, `error[${diagnostic.code}]: ${diagnostic.message}`);
  for (const related of diagnostic.related) {
    renderAt(lines, sources, related.span, `note: ${related.message}`);
  }
  return lines.join("\n");
}

/** For callers who would rather throw: diagnostics as one error of the common family. */
export class IsleError extends CraneliftError {
  /** `diagnostics` must not be empty. The message is their rendering. */
  constructor(sources: SourceMap, diagnostics: readonly IsleDiagnostic[]) {
    super(
      diagnostics.map((d) => {
        const at = sources.locate(d.span.start);
        const place =
          at === undefined ? {} : { location: { file: at.file.name, line: at.line, column: at.column } };
        return { code: `isle/${d.code}`, message: d.message, severity: "error" as const, ...place };
      }),
      diagnostics.map((d) => renderDiagnostic(sources, d)).join("\n\n"),
    );
  }
}

/** Longest part of a source line that is shown; 1 MB lines exist. */
const WINDOW = 160;

function renderAt(out: string[], sources: SourceMap, span: Span, headline: string): void {
  const at = sources.locate(span.start);
  if (at === undefined) {
    out.push(headline);
    return;
  }
  out.push(`${at.file.name}:${at.line}:${at.column}: ${headline}`);
  const text = sources.lineText(at.file, at.line);
  let from = 0;
  if (at.column > WINDOW - 40) from = at.column - 60;
  const shown = text.slice(from, from + WINDOW);
  const indent = at.column - 1 - from;
  const width = Math.max(1, Math.min(span.end - span.start, shown.length - indent));
  const number = String(at.line);
  const gutter = " ".repeat(number.length);
  // Tabs stay tabs under the caret line, so that the caret stands below its column.
  const pad = shown.slice(0, indent).replace(/[^\t]/g, " ");
  out.push(`${number} | ${from > 0 ? "…" : ""}${shown}`);
  out.push(`${gutter} | ${from > 0 ? " " : ""}${pad}${"^".repeat(width)}`);
}
