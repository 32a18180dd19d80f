/**
 * Filecheck: directives that say what a text must look like.
 *
 *     check: PATTERN      found behind the last match
 *     sameln: PATTERN     found behind the last match, on the same line (at first: on the first line)
 *     nextln: PATTERN     found on the line after that of the last match (at first: on the second line)
 *     unordered: PATTERN  found behind the last ordered match; unordered matches may overlap and come in any order,
 *                         but one that uses a variable follows the one that defines it, and the next ordered match
 *                         follows all of them
 *     not: PATTERN        not found between the match before and the ordered match after it (or the end)
 *     regex: NAME=REGEX   names a regular expression
 *
 * A directive stands at the start of a comment. Matching is eager: each directive takes the first match in its range
 * and never gives it back. It stops at the first directive that fails; the outcome tells how many held, and explains
 * the failure with the part of the text that was searched.
 */
import { FilecheckError } from "./error.ts";
import {
  checkedRegex,
  nameLength,
  parsePattern,
  resolvePattern,
  type Pattern,
  type ResolvedPattern,
  type Variable,
} from "./pattern.ts";

export type DirectiveKind = "check" | "sameln" | "nextln" | "unordered" | "not" | "regex";

/** A parsed directive. */
export type Directive =
  | {
      readonly kind: Exclude<DirectiveKind, "regex">;
      readonly pattern: Pattern;
      /** Line of the test file, 0 when not known. */
      readonly line: number;
    }
  | { readonly kind: "regex"; readonly name: string; readonly regex: string; readonly line: number };

/** What checking came to. */
export interface FilecheckOutcome {
  readonly ok: boolean;
  /** Directives, without `regex:`. */
  readonly total: number;
  /** Directives that held before the first failure; `total` when all did. */
  readonly passed: number;
  /** For people: which directive failed, and where it was looked for. */
  readonly explanation: string | undefined;
  /** Line of the directive that failed. */
  readonly line: number | undefined;
}

const DIRECTIVE = /^[;\s]*(check|sameln|nextln|unordered|not|regex):(.*)$/s;

/**
 * The directive in the text of a comment, or undefined if it holds none. `line` is the comment's line in its file.
 * Throws {@link FilecheckError} for a malformed one.
 */
export function parseDirective(comment: string, line: number = 0): Directive | undefined {
  const match = DIRECTIVE.exec(comment);
  if (match === null) return undefined;
  const kind = match[1] as DirectiveKind;
  const rest = match[2]!;
  try {
    if (kind === "regex") {
      const text = rest.trim();
      const length = nameLength(text);
      if (length === 0 || text[length] !== "=")
        throw new FilecheckError(`expected 'regex: NAME=REGEX', got '${text}'`);
      return { kind, name: text.slice(0, length), regex: checkedRegex(text.slice(length + 1), text), line };
    }
    const pattern = parsePattern(rest);
    if (kind === "not" && pattern.defines.length > 0) {
      throw new FilecheckError(`'not' matches nothing, so it can't define '${pattern.defines[0]}'`);
    }
    return { kind, pattern, line };
  } catch (error) {
    if (!(error instanceof FilecheckError) || line === 0) throw error;
    throw new FilecheckError(error.errors[0]!.message, line);
  }
}

/** Directives in order, checked against as many texts as wanted. */
export class Checker {
  readonly directives: readonly Directive[];
  /** Directives that count: all but `regex:`. */
  readonly total: number;

  constructor(directives: readonly Directive[]) {
    this.directives = directives;
    this.total = directives.filter((d) => d.kind !== "regex").length;
    const regexes = new Set<string>();
    for (const d of directives) {
      if (d.kind === "regex") {
        if (regexes.has(d.name)) throw new FilecheckError(`regex '${d.name}' is defined twice`, d.line);
        regexes.add(d.name);
      } else {
        for (const name of d.pattern.defines) {
          if (regexes.has(name))
            throw new FilecheckError(`'${name}' is a regex and can't be redefined`, d.line);
        }
      }
    }
  }

  /** The checker of the directives among `comments`. */
  static of(comments: Iterable<{ readonly text: string; readonly line: number }>): Checker {
    const directives: Directive[] = [];
    for (const { text, line } of comments) {
      const directive = parseDirective(text, line);
      if (directive !== undefined) directives.push(directive);
    }
    return new Checker(directives);
  }

  get isEmpty(): boolean {
    return this.total === 0;
  }

  /** Checks `text`. Throws {@link FilecheckError} when a pattern uses a variable that has no value. */
  check(text: string): FilecheckOutcome {
    return new Run(text, this).run();
  }
}

interface PendingNot {
  readonly directive: Directive;
  readonly pattern: ResolvedPattern;
  readonly from: number;
  /** How many directives held before this one. */
  readonly passedBefore: number;
}

/** A match, for the explanation. */
interface Hit {
  readonly directive: Directive;
  readonly start: number;
}

class Run {
  private readonly text: string;
  private readonly checker: Checker;
  private readonly variables: Map<string, Variable> = new Map();
  /** Where the unordered match that defined a variable ended. */
  private readonly definedAt: Map<string, number> = new Map();
  /** End of the last ordered match. */
  private ordered: number = 0;
  /** Furthest end of any match since then. */
  private furthest: number = 0;
  private matched: boolean = false;
  private nots: PendingNot[] = [];
  private readonly hits: Hit[] = [];
  private passed: number = 0;

  constructor(text: string, checker: Checker) {
    this.text = text;
    this.checker = checker;
  }

  run(): FilecheckOutcome {
    for (const directive of this.checker.directives) {
      if (directive.kind === "regex") {
        this.variables.set(directive.name, { kind: "regex", value: directive.regex });
        continue;
      }
      let pattern: ResolvedPattern;
      try {
        pattern = resolvePattern(directive.pattern, this.variables);
      } catch (error) {
        if (!(error instanceof FilecheckError)) throw error;
        throw new FilecheckError(error.errors[0]!.message, directive.line);
      }
      if (directive.kind === "not") {
        this.nots.push({ directive, pattern, from: this.furthest, passedBefore: this.passed });
        this.passed++;
        continue;
      }
      const failure =
        directive.kind === "unordered"
          ? this.unordered(directive, pattern)
          : this.inOrder(directive, pattern);
      if (failure !== undefined) return failure;
      this.passed++;
    }
    return this.checkNots(this.text.length) ?? this.outcome(undefined, undefined, this.passed);
  }

  private inOrder(directive: Directive, pattern: ResolvedPattern): FilecheckOutcome | undefined {
    let from = this.furthest;
    let to = this.text.length;
    if (directive.kind === "nextln") {
      from = this.endOfLine(from) + 1;
      if (from > this.text.length) return this.notFound(directive, this.text.length, this.text.length);
    }
    if (directive.kind !== "check") to = this.endOfLine(from);
    const match = this.find(pattern, from, to);
    if (match === undefined) return this.notFound(directive, from, to);
    const failed = this.checkNots(match.index);
    if (failed !== undefined) return failed;
    this.take(directive, pattern, match);
    this.ordered = this.furthest = match.index + match[0].length;
    this.definedAt.clear();
    return undefined;
  }

  private unordered(directive: Directive, pattern: ResolvedPattern): FilecheckOutcome | undefined {
    let from = this.ordered;
    if (directive.kind !== "regex") {
      for (const name of directive.pattern.uses) from = Math.max(from, this.definedAt.get(name) ?? 0);
    }
    const match = this.find(pattern, from, this.text.length);
    if (match === undefined) return this.notFound(directive, from, this.text.length);
    const end = match.index + match[0].length;
    this.take(directive, pattern, match);
    for (const { name } of pattern.defines) this.definedAt.set(name, end);
    this.furthest = Math.max(this.furthest, end);
    return undefined;
  }

  /** The first match that lies within [from, to). Word boundaries are those of the whole text. */
  private find(pattern: ResolvedPattern, from: number, to: number): RegExpExecArray | undefined {
    pattern.regex.lastIndex = from;
    return pattern.regex.exec(to === this.text.length ? this.text : this.text.slice(0, to)) ?? undefined;
  }

  private take(directive: Directive, pattern: ResolvedPattern, match: RegExpExecArray): void {
    for (const { name, group } of pattern.defines) {
      this.variables.set(name, { kind: "text", value: match.groups?.[group] ?? "" });
    }
    this.hits.push({ directive, start: match.index });
    this.matched = true;
  }

  /** Pending `not:` directives end at offset `to`. */
  private checkNots(to: number): FilecheckOutcome | undefined {
    const pending = this.nots;
    this.nots = [];
    for (const { directive, pattern, from, passedBefore } of pending) {
      const match = from <= to ? this.find(pattern, from, to) : undefined;
      if (match === undefined) continue;
      const what = `found '${match[0]}', which must not be there`;
      return this.outcome(directive, this.explain(directive, what, match.index, match.index), passedBefore);
    }
    return undefined;
  }

  private notFound(directive: Directive, from: number, to: number): FilecheckOutcome {
    const where =
      directive.kind === "check" || directive.kind === "unordered"
        ? `from line ${this.lineOf(from)} on`
        : `on line ${this.lineOf(from)}`;
    return this.outcome(
      directive,
      this.explain(directive, `not found ${where} of the output`, from, to),
      this.passed,
    );
  }

  private outcome(
    directive: Directive | undefined,
    explanation: string | undefined,
    passed: number,
  ): FilecheckOutcome {
    const { total } = this.checker;
    return { ok: directive === undefined, total, passed, explanation, line: directive?.line };
  }

  private endOfLine(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end < 0 ? this.text.length : end;
  }

  private lineOf(offset: number): number {
    let line = 1;
    for (let i = this.text.indexOf("\n"); i >= 0 && i < offset; i = this.text.indexOf("\n", i + 1)) line++;
    return line;
  }

  /** The directive, what is wrong, and the lines around the place, matched lines marked with their directive. */
  private explain(directive: Directive, what: string, from: number, to: number): string {
    const CONTEXT = 5;
    const marks = new Map<number, string>();
    for (const hit of this.hits) marks.set(this.lineOf(hit.start), directiveText(hit.directive));
    const lines = this.text.split("\n");
    const first = this.lineOf(from);
    const last = Math.min(this.lineOf(Math.max(from, to)), first + CONTEXT);
    const width = String(last).length;
    let shown = "";
    for (let n = Math.max(1, first - CONTEXT); n <= Math.min(lines.length, last); n++) {
      const mark = marks.get(n);
      const arrow = n === first ? ">" : " ";
      shown += `\n  ${arrow} ${String(n).padStart(width)} | ${lines[n - 1]}${mark === undefined ? "" : `    <-- ${mark}`}`;
    }
    if (this.matched || shown !== "") return `${directiveText(directive)}: ${what}${shown}`;
    return `${directiveText(directive)}: ${what}`;
  }
}

/** A directive as people write it, with its line. */
export function directiveText(directive: Directive): string {
  const body = directive.kind === "regex" ? `${directive.name}=${directive.regex}` : directive.pattern.source;
  return `'${directive.kind}: ${body}'${directive.line > 0 ? ` (line ${directive.line})` : ""}`;
}
