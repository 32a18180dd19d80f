// The parser: tokens to definitions.
//
// Each top-level form is parsed on its own: the first error in a form is
// reported and the next form starts clean. A form nested deeper than
// `MAX_SYNTAX_NESTING` is refused before anything recurses into it, so the
// recursive descent below is bounded whatever the input.

import type {
  Definition,
  ExprNode,
  FieldDef,
  Ident,
  IfLetNode,
  IntLiteral,
  LetNode,
  PatternNode,
  Sexpr,
  TypeBody,
  VariantDef,
} from "../ast.ts";
import type { DiagnosticCode, DiagnosticSink, RelatedSpan } from "../diagnostics.ts";
import type { SourceMap, Span } from "../source.ts";
import { TOKEN_AT, TOKEN_ATOM, TOKEN_CLOSE, TOKEN_OPEN, tokenize } from "./lexer.ts";
import type { Tokens } from "./lexer.ts";
import { VERIFICATION_FORMS, checkVerification } from "./verification.ts";

/** Deepest nesting of parentheses (and of `@`) in one definition. */
export const MAX_SYNTAX_NESTING = 400;

/** Parses every file of `sources` in order. Errors go to `sink`; the definitions that parsed are returned. */
export function parse(sources: SourceMap, sink: DiagnosticSink): Definition[] {
  const definitions: Definition[] = [];
  for (let i = 0; i < sources.files.length; i += 1) {
    const tokens = tokenize((sources.files[i] as { text: string }).text, sources.base(i), sink);
    parseFile(tokens, sink, definitions);
  }
  return definitions;
}

/** Thrown to leave a definition; never leaves this module's public functions. */
export class ParseFailure {
  readonly code: DiagnosticCode;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly RelatedSpan[];

  constructor(code: DiagnosticCode, span: Span, message: string, related: readonly RelatedSpan[] = []) {
    this.code = code;
    this.span = span;
    this.message = message;
    this.related = related;
  }
}

function parseFile(tokens: Tokens, sink: DiagnosticSink, out: Definition[]): void {
  const parser = new Parser(tokens);
  let i = 0;
  while (i < tokens.count) {
    if (tokens.kind[i] !== TOKEN_OPEN) {
      // A stray `)` was reported when parentheses were paired.
      if (tokens.kind[i] !== TOKEN_CLOSE) {
        const from = i;
        while (i + 1 < tokens.count && (tokens.kind[i + 1] as number) >= TOKEN_AT) i += 1;
        const span = {
          start: tokens.base + (tokens.start[from] as number),
          end: tokens.base + (tokens.end[i] as number),
        };
        sink.report("syntax", span, "expected a definition, `(...)`");
      }
      i += 1;
      continue;
    }
    const close = tokens.match[i] as number;
    if (close < 0) {
      // Unclosed: skip to where the pairing restarted.
      i = nextTopLevel(tokens, i);
      continue;
    }
    const deep = firstTooDeep(tokens, i, close);
    if (deep >= 0) {
      const at = tokens.base + (tokens.start[deep] as number);
      sink.report("nesting", { start: at, end: at + 1 }, `nested more than ${MAX_SYNTAX_NESTING} deep`);
    } else {
      try {
        out.push(parser.definition(i));
      } catch (failure) {
        if (!(failure instanceof ParseFailure)) throw failure;
        sink.report(failure.code, failure.span, failure.message, failure.related);
      }
    }
    i = close + 1;
  }
}

/** The token at which a definition can start again after the unclosed form at `open`. */
function nextTopLevel(tokens: Tokens, open: number): number {
  for (let i = open + 1; i < tokens.count; i += 1) {
    const offset = tokens.start[i] as number;
    if (tokens.kind[i] === TOKEN_OPEN && tokens.text.charCodeAt(offset - 1) === 10) return i;
  }
  return tokens.count;
}

function firstTooDeep(tokens: Tokens, open: number, close: number): number {
  let depth = 0;
  for (let i = open; i < close; i += 1) {
    if (tokens.kind[i] === TOKEN_OPEN) {
      depth += 1;
      if (depth > MAX_SYNTAX_NESTING) return i;
    } else if (tokens.kind[i] === TOKEN_CLOSE) depth -= 1;
  }
  return -1;
}

const RESERVED = new Set(["if", "if-let", "let", "and", "true", "false", "_"]);

class Parser {
  readonly #tokens: Tokens;
  /** Index of the next token. */
  #at: number;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#at = 0;
  }

  definition(open: number): Definition {
    this.#at = open + 1;
    const keyword = this.#atom("the keyword of a definition");
    const close = this.#tokens.match[open] as number;
    const span = this.#span(open, close);
    let result: Definition;
    switch (keyword.name) {
      case "pragma":
        result = { kind: "pragma", name: this.#ident("a pragma name"), span };
        break;
      case "type":
        result = this.#type(span);
        break;
      case "decl":
        result = this.#decl(span);
        break;
      case "rule":
        result = this.#rule(span);
        break;
      case "extractor": {
        this.#open("`(term variable...)`");
        const term = this.#ident("a term name");
        const params: Ident[] = [];
        while (!this.#closes()) params.push(this.#ident("a parameter name"));
        this.#close();
        result = { kind: "extractor", term, params, template: this.#pattern(0), span };
        break;
      }
      case "extern":
        result = this.#extern(span);
        break;
      case "convert":
        result = {
          kind: "convert",
          from: this.#ident("the type converted from"),
          to: this.#ident("the type converted to"),
          term: this.#ident("the converting term"),
          span,
        };
        break;
      default: {
        const form = VERIFICATION_FORMS.get(keyword.name);
        if (form === undefined) {
          throw new ParseFailure("syntax", keyword.span, `unknown definition \`${shorten(keyword.name)}\``);
        }
        const items: Sexpr[] = [{ kind: "atom", text: keyword.name, span: keyword.span }];
        while (!this.#closes()) items.push(this.#sexpr());
        result = checkVerification(form, { kind: "list", items, span });
      }
    }
    this.#close();
    return result;
  }

  #type(span: Span): Definition {
    const name = this.#ident("a type name");
    let extern = false;
    let nodebug = false;
    while (this.#tokens.kind[this.#at] === TOKEN_ATOM) {
      const flag = this.#atom("a type body");
      if (flag.name === "extern" && !extern) extern = true;
      else if (flag.name === "nodebug" && !nodebug) nodebug = true;
      else
        throw new ParseFailure(
          "syntax",
          flag.span,
          `expected \`extern\`, \`nodebug\` or a type body, found \`${shorten(flag.name)}\``,
        );
    }
    const open = this.#at;
    this.#open("a type body: `(primitive ...)`, `(enum ...)` or `(struct ...)`");
    const keyword = this.#atom("`primitive`, `enum` or `struct`");
    const bodySpan = this.#span(open, this.#tokens.match[open] as number);
    let body: TypeBody;
    if (keyword.name === "primitive") {
      if (extern)
        throw new ParseFailure(
          "syntax",
          keyword.span,
          "a primitive type is always the host's: `extern` does not apply",
        );
      body = { kind: "primitive", name: this.#ident("the host's type name"), span: bodySpan };
    } else if (keyword.name === "enum") {
      const variants: VariantDef[] = [];
      while (!this.#closes()) variants.push(this.#variant());
      body = { kind: "enum", variants, span: bodySpan };
    } else if (keyword.name === "struct") {
      body = { kind: "struct", fields: this.#fields(), span: bodySpan };
    } else {
      throw new ParseFailure(
        "syntax",
        keyword.span,
        `expected \`primitive\`, \`enum\` or \`struct\`, found \`${shorten(keyword.name)}\``,
      );
    }
    this.#close();
    return { kind: "type", name, extern, nodebug, body, span };
  }

  #variant(): VariantDef {
    if (this.#tokens.kind[this.#at] === TOKEN_ATOM) {
      const name = this.#ident("a variant");
      return { name, fields: [], span: name.span };
    }
    const open = this.#at;
    this.#open("a variant");
    const span = this.#span(open, this.#tokens.match[open] as number);
    const name = this.#ident("a variant name");
    const fields = this.#fields();
    this.#close();
    return { name, fields, span };
  }

  #fields(): FieldDef[] {
    const fields: FieldDef[] = [];
    while (!this.#closes()) {
      if (this.#tokens.kind[this.#at] === TOKEN_ATOM) {
        const type = this.#ident("a field type");
        fields.push({ name: undefined, type, span: type.span });
        continue;
      }
      const open = this.#at;
      this.#open("a field: `(name Type)`");
      const name = this.#ident("a field name");
      const type = this.#ident("a field type");
      fields.push({ name, type, span: this.#span(open, this.#tokens.match[open] as number) });
      this.#close();
    }
    return fields;
  }

  #decl(span: Span): Definition {
    let pure = false;
    let multi = false;
    let partial = false;
    let rec = false;
    // A flag word directly before `(` is the term's name.
    while (this.#tokens.kind[this.#at + 1] === TOKEN_ATOM) {
      const flag = this.#atomText(this.#at);
      if (flag === "pure" && !pure) pure = true;
      else if (flag === "multi" && !multi) multi = true;
      else if (flag === "partial" && !partial) partial = true;
      else if (flag === "rec" && !rec) rec = true;
      else break;
      this.#at += 1;
    }
    const name = this.#ident("a term name");
    this.#open("the argument types: `(Type...)`");
    const args: Ident[] = [];
    while (!this.#closes()) args.push(this.#ident("an argument type"));
    this.#close();
    const ret = this.#ident("the result type");
    return { kind: "decl", name, args, ret, pure, multi, partial, rec, span };
  }

  #rule(span: Span): Definition {
    let name: Ident | undefined;
    let priority = 0;
    if (this.#tokens.kind[this.#at] === TOKEN_ATOM && !this.#atInteger()) name = this.#ident("a rule name");
    if (this.#tokens.kind[this.#at] === TOKEN_ATOM && this.#atInteger()) {
      const at = this.#tokenSpan(this.#at);
      const { value } = this.#integer();
      priority = Number(value);
      if (!Number.isSafeInteger(priority)) {
        throw new ParseFailure("literal-range", at, "a priority must lie between -(2^53 - 1) and 2^53 - 1");
      }
    }
    const pattern = this.#pattern(0);
    const ifLets: IfLetNode[] = [];
    for (;;) {
      const keyword = this.#tokens.kind[this.#at] === TOKEN_OPEN ? this.#atomText(this.#at + 1) : undefined;
      if (keyword !== "if-let" && keyword !== "if") break;
      const open = this.#at;
      const ifSpan = this.#span(open, this.#tokens.match[open] as number);
      this.#at += 2;
      const guard: PatternNode = keyword === "if-let" ? this.#pattern(0) : { kind: "wildcard", span: ifSpan };
      ifLets.push({ pattern: guard, value: this.#expr(), span: ifSpan });
      this.#close();
    }
    if (this.#closes())
      throw new ParseFailure("syntax", this.#tokenSpan(this.#at), "a rule ends with an expression");
    return { kind: "rule", name, priority, pattern, ifLets, body: this.#expr(), span };
  }

  #extern(span: Span): Definition {
    const what = this.#atom("`constructor`, `extractor` or `const`");
    if (what.name === "constructor") {
      return {
        kind: "extern-constructor",
        term: this.#ident("a term name"),
        host: this.#ident("a host function name"),
        span,
      };
    }
    if (what.name === "extractor") {
      let infallible = false;
      // `infallible` followed by two more names is the flag.
      if (
        this.#atomText(this.#at) === "infallible" &&
        this.#tokens.kind[this.#at + 1] === TOKEN_ATOM &&
        this.#tokens.kind[this.#at + 2] === TOKEN_ATOM
      ) {
        infallible = true;
        this.#at += 1;
      }
      return {
        kind: "extern-extractor",
        term: this.#ident("a term name"),
        host: this.#ident("a host function name"),
        infallible,
        span,
      };
    }
    if (what.name === "const") {
      const name = this.#atom("a constant name");
      if (!name.name.startsWith("$") || name.name.length < 2) {
        throw new ParseFailure("syntax", name.span, "the name of a constant starts with `$`");
      }
      return { kind: "extern-const", name, type: this.#ident("the constant's type"), span };
    }
    throw new ParseFailure(
      "syntax",
      what.span,
      `expected \`constructor\`, \`extractor\` or \`const\`, found \`${shorten(what.name)}\``,
    );
  }

  // Patterns and expressions. `extra` counts nesting that parentheses don't show (`@`).

  #pattern(extra: number): PatternNode {
    const at = this.#at;
    if (this.#tokens.kind[at] === TOKEN_ATOM) {
      const span = this.#tokenSpan(at);
      if (this.#atInteger()) return { kind: "int", literal: this.#integer(), span };
      const atom = this.#atom("a pattern");
      const binds = this.#tokens.kind[this.#at] === TOKEN_AT;
      if (atom.name === "_" && !binds) return { kind: "wildcard", span };
      if ((atom.name === "true" || atom.name === "false") && !binds)
        return { kind: "bool", value: atom.name === "true", span };
      if (atom.name.startsWith("$") && !binds) return { kind: "const", name: atom, span };
      this.#checkIdent(atom);
      if (RESERVED.has(atom.name))
        throw new ParseFailure("syntax", span, `\`${atom.name}\` cannot name a variable`);
      if (!binds) return { kind: "var", name: atom, span };
      this.#at += 1;
      if (extra >= MAX_SYNTAX_NESTING)
        throw new ParseFailure("nesting", span, `nested more than ${MAX_SYNTAX_NESTING} deep`);
      const sub = this.#pattern(extra + 1);
      return { kind: "bind", name: atom, sub, span: { start: span.start, end: sub.span.end } };
    }
    this.#open("a pattern");
    const span = this.#span(at, this.#tokens.match[at] as number);
    const head = this.#ident("a term name or `and`");
    const args: PatternNode[] = [];
    while (!this.#closes()) args.push(this.#pattern(extra));
    this.#close();
    if (head.name === "and") return { kind: "and", subs: args, span };
    this.#checkTermName(head);
    return { kind: "term", name: head, args, span };
  }

  #expr(): ExprNode {
    const at = this.#at;
    if (this.#tokens.kind[at] === TOKEN_ATOM) {
      const span = this.#tokenSpan(at);
      if (this.#atInteger()) return { kind: "int", literal: this.#integer(), span };
      const atom = this.#atom("an expression");
      if (atom.name === "true" || atom.name === "false")
        return { kind: "bool", value: atom.name === "true", span };
      if (atom.name.startsWith("$")) return { kind: "const", name: atom, span };
      this.#checkIdent(atom);
      if (RESERVED.has(atom.name))
        throw new ParseFailure("syntax", span, `\`${atom.name}\` is not an expression`);
      return { kind: "var", name: atom, span };
    }
    this.#open("an expression");
    const span = this.#span(at, this.#tokens.match[at] as number);
    const head = this.#ident("a term name or `let`");
    if (head.name === "let") {
      const bindings: LetNode[] = [];
      this.#open("the bindings of `let`: `((name Type expr)...)`");
      while (!this.#closes()) {
        const open = this.#at;
        this.#open("a binding: `(name Type expr)`");
        const name = this.#ident("a variable name");
        if (RESERVED.has(name.name) && name.name !== "_") {
          throw new ParseFailure("syntax", name.span, `\`${name.name}\` cannot name a variable`);
        }
        const type = this.#ident("the variable's type");
        const value = this.#expr();
        bindings.push({ name, type, value, span: this.#span(open, this.#tokens.match[open] as number) });
        this.#close();
      }
      this.#close();
      const body = this.#expr();
      this.#close();
      return { kind: "let", bindings, body, span };
    }
    this.#checkTermName(head);
    const args: ExprNode[] = [];
    while (!this.#closes()) args.push(this.#expr());
    this.#close();
    return { kind: "term", name: head, args, span };
  }

  #sexpr(): Sexpr {
    const at = this.#at;
    if (this.#tokens.kind[at] === TOKEN_ATOM) {
      this.#at += 1;
      return { kind: "atom", text: this.#text(at), span: this.#tokenSpan(at) };
    }
    this.#open("a name, a literal or a list");
    const items: Sexpr[] = [];
    while (!this.#closes()) items.push(this.#sexpr());
    this.#close();
    return { kind: "list", items, span: this.#span(at, this.#tokens.match[at] as number) };
  }

  // Tokens.

  #text(token: number): string {
    return this.#tokens.text.slice(this.#tokens.start[token] as number, this.#tokens.end[token] as number);
  }

  #atomText(token: number): string | undefined {
    return this.#tokens.kind[token] === TOKEN_ATOM ? this.#text(token) : undefined;
  }

  #tokenSpan(token: number): Span {
    return this.#span(token, token);
  }

  #span(first: number, last: number): Span {
    const tokens = this.#tokens;
    return {
      start: tokens.base + (tokens.start[first] as number),
      end: tokens.base + (tokens.end[last] as number),
    };
  }

  #closes(): boolean {
    return this.#tokens.kind[this.#at] === TOKEN_CLOSE;
  }

  #expected(what: string): never {
    const at = Math.min(this.#at, this.#tokens.count - 1);
    const kind = this.#tokens.kind[at] as number;
    const found =
      kind === TOKEN_ATOM
        ? `\`${shorten(this.#text(at))}\``
        : kind === TOKEN_OPEN
          ? "`(`"
          : kind === TOKEN_CLOSE
            ? "`)`"
            : "`@`";
    throw new ParseFailure("syntax", this.#tokenSpan(at), `expected ${what}, found ${found}`);
  }

  #open(what: string): void {
    if (this.#tokens.kind[this.#at] !== TOKEN_OPEN) this.#expected(what);
    this.#at += 1;
  }

  #close(): void {
    if (!this.#closes()) this.#expected("`)`");
    this.#at += 1;
  }

  #atom(what: string): Ident {
    if (this.#tokens.kind[this.#at] !== TOKEN_ATOM) this.#expected(what);
    const ident = { name: this.#text(this.#at), span: this.#tokenSpan(this.#at) };
    this.#at += 1;
    return ident;
  }

  #ident(what: string): Ident {
    const atom = this.#atom(what);
    this.#checkIdent(atom);
    return atom;
  }

  #checkIdent(atom: Ident): void {
    const c = atom.name.charCodeAt(0);
    if ((c >= 48 && c <= 57) || c === 45 || c === 35 || c === 36) {
      throw new ParseFailure(
        "syntax",
        atom.span,
        `a name cannot start with \`${atom.name.charAt(0)}\`: \`${shorten(atom.name)}\``,
      );
    }
  }

  #checkTermName(head: Ident): void {
    if (RESERVED.has(head.name)) {
      throw new ParseFailure("syntax", head.span, `\`${head.name}\` cannot be used here`);
    }
  }

  #atInteger(): boolean {
    const tokens = this.#tokens;
    const start = tokens.start[this.#at] as number;
    let c = tokens.text.charCodeAt(start);
    if (c === 45 && start + 1 < (tokens.end[this.#at] as number)) c = tokens.text.charCodeAt(start + 1);
    return c >= 48 && c <= 57;
  }

  #integer(): IntLiteral {
    const span = this.#tokenSpan(this.#at);
    const text = this.#text(this.#at);
    const literal = parseInteger(text);
    if (typeof literal === "string") {
      throw new ParseFailure(literal.startsWith("integer") ? "literal-range" : "syntax", span, literal);
    }
    this.#at += 1;
    return literal;
  }
}

const MIN = -(1n << 127n);
const MAX = (1n << 128n) - 1n;

/** Reads an integer literal; returns a message when it is malformed or outside -2^127 to 2^128 - 1. */
export function parseInteger(text: string): IntLiteral | string {
  // Bounded before BigInt sees it: its decimal conversion is worse than linear.
  if (text.length > 1000) return "integer literal does not fit in 128 bits";
  const negative = text.startsWith("-");
  let digits = text.slice(negative ? 1 : 0).replace(/_/g, "");
  let radix: IntLiteral["radix"] = 10;
  const prefix = digits.slice(0, 2).toLowerCase();
  if (prefix === "0x") radix = 16;
  else if (prefix === "0o") radix = 8;
  else if (prefix === "0b") radix = 2;
  if (radix !== 10) digits = digits.slice(2);
  const valid =
    radix === 10 ? /^[0-9]+$/ : radix === 16 ? /^[0-9a-fA-F]+$/ : radix === 8 ? /^[0-7]+$/ : /^[01]+$/;
  if (!valid.test(digits)) return `malformed integer literal \`${shorten(text)}\``;
  const magnitude = BigInt((radix === 10 ? "" : prefix) + digits);
  const value = negative ? -magnitude : magnitude;
  if (value < MIN || value > MAX) return "integer literal does not fit in 128 bits";
  return { value, radix };
}

/** A name for a message, cut to a length one can read. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
