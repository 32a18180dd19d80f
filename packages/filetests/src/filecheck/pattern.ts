/**
 * Patterns of filecheck directives.
 *
 * A pattern is plain text in which `$` introduces what is not:
 *
 *     $$              a dollar sign
 *     $()             the empty text; keeps a blank or a word boundary away from the end of a pattern
 *     $(=REGEX)       a regular expression
 *     $NAME, $(NAME)  the text or the regular expression that the variable holds
 *     $(NAME=REGEX)   a regular expression; the variable then holds what it matched
 *     $(NAME=$RX)     the same with the regular expression that the variable RX holds
 *
 * Blanks at both ends are dropped. A pattern that begins or ends with a plain letter or digit matches only at a word
 * boundary there. A pattern can't use a variable that it defines itself.
 *
 * Regular expressions are written in the syntax that Rust's and JavaScript's have in common, which is nearly all of
 * both; what differs in spelling is rewritten (`regex-syntax.ts`).
 */
import { FilecheckError } from "./error.ts";
import { translateRegex } from "./regex-syntax.ts";

/** What a variable holds. */
export interface Variable {
  readonly kind: "text" | "regex";
  readonly value: string;
}

/** Values of variables, by name. */
export type Variables = ReadonlyMap<string, Variable>;

/** A piece of a pattern. */
export type PatternPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "regex"; readonly source: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "define"; readonly name: string; readonly source: string }
  | { readonly kind: "define-from"; readonly name: string; readonly from: string };

/** A parsed pattern. */
export interface Pattern {
  /** As written. */
  readonly source: string;
  readonly parts: readonly PatternPart[];
  /** Variables that it defines, in order. */
  readonly defines: readonly string[];
  /** Variables that it uses. */
  readonly uses: readonly string[];
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/** Length of the variable name that `text` begins with, 0 if it begins with none. */
export function nameLength(text: string): number {
  return NAME.exec(text)?.[0].length ?? 0;
}

/** Parses a pattern. Throws {@link FilecheckError}. */
export function parsePattern(source: string): Pattern {
  const text = source.trim();
  const parts: PatternPart[] = [];
  const defines: string[] = [];
  const uses: string[] = [];
  const fail = (what: string): never => {
    throw new FilecheckError(`${what} in pattern '${text}'`);
  };
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf("$", at);
    if (dollar !== at) {
      const end = dollar < 0 ? text.length : dollar;
      parts.push({ kind: "text", text: text.slice(at, end) });
      at = end;
      continue;
    }
    at++;
    if (text[at] === "$") {
      // Not plain text for the rule of word boundaries, and `$` is no word character anyway.
      parts.push({ kind: "text", text: "$" });
      at++;
    } else if (text[at] === "(") {
      const close = closingParenthesis(text, at);
      if (close < 0) fail("unclosed `$(`");
      at = parenthesized(text, at + 1, close, parts, defines, uses, fail);
    } else {
      const length = nameLength(text.slice(at));
      if (length === 0) fail("`$` without a variable (write `$$` for a dollar sign)");
      const name = text.slice(at, at + length);
      uses.push(name);
      parts.push({ kind: "variable", name });
      at += length;
    }
  }
  for (const name of defines) {
    if (uses.includes(name)) fail(`variable '${name}' is used where it is defined`);
  }
  return { source: text, parts, defines, uses };
}

/** Parses the inside of `$(...)`, which reaches from `from` to `close`; returns the offset behind it. */
function parenthesized(
  text: string,
  from: number,
  close: number,
  parts: PatternPart[],
  defines: string[],
  uses: string[],
  fail: (what: string) => never,
): number {
  const inside = text.slice(from, close);
  const length = nameLength(inside);
  const name = inside.slice(0, length);
  const rest = inside.slice(length);
  if (rest === "") {
    if (name === "") parts.push({ kind: "regex", source: "" });
    else {
      uses.push(name);
      parts.push({ kind: "variable", name });
    }
    return close + 1;
  }
  if (rest[0] !== "=") fail(`'$(${inside})' is no variable`);
  const value = rest.slice(1);
  if (name === "") {
    parts.push({ kind: "regex", source: checkedRegex(value, text) });
    return close + 1;
  }
  if (defines.includes(name)) fail(`variable '${name}' is defined twice`);
  const from2 = value[0] === "$" ? nameLength(value.slice(1)) : 0;
  if (from2 > 0 && from2 === value.length - 1) {
    uses.push(value.slice(1));
    parts.push({ kind: "define-from", name, from: value.slice(1) });
  } else parts.push({ kind: "define", name, source: checkedRegex(value, text) });
  defines.push(name);
  return close + 1;
}

/** Offset of the parenthesis that closes the one at `open`, -1 if there is none; escapes and classes are skipped. */
function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  let inClass = false;
  for (let i = open; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\\") i++;
    else if (inClass) inClass = c !== "]";
    else if (c === "[") inClass = true;
    else if (c === "(") depth++;
    else if (c === ")" && --depth === 0) return i;
  }
  return -1;
}

/** A regular expression in JavaScript's syntax. Throws when it is none. */
export function checkedRegex(source: string, where: string): string {
  const translated = translateRegex(source);
  try {
    new RegExp(translated, "u");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FilecheckError(`'${source}' is no regular expression in '${where}': ${error.message}`);
  }
  return translated;
}

/** A pattern with the values of its variables filled in, ready to be searched for. */
export interface ResolvedPattern {
  readonly regex: RegExp;
  /** The variables that a match defines, by number of the group. */
  readonly defines: readonly { readonly name: string; readonly group: string }[];
}

/** Fills in variables. Throws {@link FilecheckError} for one that has no value. */
export function resolvePattern(pattern: Pattern, variables: Variables): ResolvedPattern {
  const defines: { name: string; group: string }[] = [];
  let source = "";
  const define = (name: string, regex: string): void => {
    const group = `filecheck_${defines.length}_${name}`;
    defines.push({ name, group });
    source += `(?<${group}>${regex})`;
  };
  for (const part of pattern.parts) {
    switch (part.kind) {
      case "text":
        source += escapeText(part.text);
        break;
      case "regex":
        source += `(?:${part.source})`;
        break;
      case "variable":
        source += valueSource(part.name, variables, pattern);
        break;
      case "define":
        define(part.name, part.source);
        break;
      case "define-from":
        define(part.name, valueSource(part.from, variables, pattern));
        break;
    }
  }
  const first = pattern.parts[0];
  const last = pattern.parts[pattern.parts.length - 1];
  if (first?.kind === "text" && /^[A-Za-z0-9]/.test(first.text)) source = `\\b${source}`;
  if (last?.kind === "text" && /[A-Za-z0-9]$/.test(last.text)) source += "\\b";
  try {
    return { regex: new RegExp(source, "gu"), defines };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FilecheckError(`pattern '${pattern.source}' makes no regular expression: ${error.message}`);
  }
}

function valueSource(name: string, variables: Variables, pattern: Pattern): string {
  const variable = variables.get(name);
  if (variable === undefined) {
    throw new FilecheckError(`variable '${name}' has no value in pattern '${pattern.source}'`);
  }
  return variable.kind === "regex" ? `(?:${variable.value})` : escapeText(variable.value);
}

/** Text as a regular expression that matches it and nothing else. */
function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
