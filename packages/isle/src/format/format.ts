// The formatter of `.isle` text.
//
// It works on parentheses and comments alone, so it formats whatever is
// balanced, and never changes the sequence of tokens or of comments. A form that
// fits a line is one line; otherwise it is broken by the habits of its head:
// parts that identify it stay on the first line, the rest is indented. Single
// blank lines are kept between definitions and inside broken lists.
//
// Comments: one that has its line for itself stays before the item it precedes;
// one at the end of a line stays behind its item; `(; ;)` within a line stays
// within the line. Formatting twice is formatting once.

import { DiagnosticSink } from "../diagnostics.ts";
import type { IsleDiagnostic } from "../diagnostics.ts";
import { TOKEN_AT, TOKEN_ATOM, TOKEN_CLOSE, TOKEN_OPEN, tokenize } from "../parse/lexer.ts";
import { MAX_SYNTAX_NESTING } from "../parse/parser.ts";
import { SourceMap } from "../source.ts";

/** Columns that a line should not exceed. */
export const LINE_WIDTH = 100;

export interface FormatResult {
  /** The formatted text; `undefined` if the input is not balanced or too deep. */
  readonly text: string | undefined;
  readonly diagnostics: readonly IsleDiagnostic[];
  readonly sources: SourceMap;
}

/** Formats the text of one file. `name` is used in diagnostics. */
export function formatIsle(text: string, name: string = "input.isle"): FormatResult {
  const sources = new SourceMap([{ name, text }]);
  const sink = new DiagnosticSink();
  const root = read(text, sink);
  if (sink.count > 0 || root === undefined) return { text: undefined, diagnostics: sink.list, sources };
  return { text: printFile(root), diagnostics: [], sources };
}

// ---- Reading -------------------------------------------------------------------

interface Comment {
  readonly text: string;
  readonly blank: boolean;
}

interface Item {
  /** Text of an atom; `undefined` for a list. */
  readonly atom: string | undefined;
  readonly items: Item[];
  /** Comments on lines of their own before the item. */
  before: Comment[];
  /** `(; ;)` comments before it on its line. */
  prefix: string[];
  /** `name @ `, perhaps several. */
  bind: string;
  /** `(; ;)` comments behind it at the end of a line. */
  suffix: string[];
  /** `;` comment that ends its line. */
  after: string | undefined;
  /** A blank line stood before it. */
  blank: boolean;
  /** Comments before the closing parenthesis. */
  dangling: Comment[];
  /** Memo of `flat`; `null` is not computed. */
  flat: string | undefined | null;
}

function item(atom: string | undefined): Item {
  return {
    atom,
    items: [],
    before: [],
    prefix: [],
    bind: "",
    suffix: [],
    after: undefined,
    blank: false,
    dangling: [],
    flat: null,
  };
}

function read(text: string, sink: DiagnosticSink): Item | undefined {
  const tokens = tokenize(text, 0, sink, true);
  const root = item(undefined);
  const stack: Item[] = [root];
  let pending: Comment[] = [];
  let prefix: string[] = [];
  let bind = "";
  let blank = false;
  let previousEnd = 0;
  /** The item that the last event completed. */
  let last: Item | undefined;
  let comment = 0;
  const comments = tokens.comments;
  /** Comments before an item that turn out to have lines of their own. */
  const flush = (): void => {
    for (const body of prefix) {
      pending.push({ text: body, blank });
      blank = false;
    }
    prefix = [];
  };
  const add = (node: Item): void => {
    node.before = pending;
    node.prefix = prefix;
    node.bind = bind;
    // A blank line after an opening parenthesis is none.
    node.blank =
      blank &&
      (stack.length === 1 || pending.length > 0 || (stack[stack.length - 1] as Item).items.length > 0);
    pending = [];
    prefix = [];
    bind = "";
    blank = false;
    (stack[stack.length - 1] as Item).items.push(node);
  };
  for (let t = 0; t <= tokens.count; t += 1) {
    const tokenStart = t < tokens.count ? (tokens.start[t] as number) : text.length;
    while (comment < comments.length && (comments[comment] as number) < tokenStart) {
      const start = comments[comment] as number;
      const end = comments[comment + 1] as number;
      comment += 2;
      const gap = text.slice(previousEnd, start);
      const newLine = gap.includes("\n") || previousEnd === 0;
      const isBlank = hasBlankLine(gap);
      const body = text.slice(start, end).trimEnd();
      const isLine = body.startsWith(";");
      const next = comment < comments.length ? Math.min(comments[comment] as number, tokenStart) : tokenStart;
      const aloneAfter =
        text.slice(end, next).includes("\n") || next === text.length || text.charCodeAt(next) === 41;
      previousEnd = end;
      if (bind !== "") {
        // Within `name @ pattern`: comments move in front of it all.
        flush();
        pending.push({ text: body, blank: false });
      } else if (isLine && !newLine && last !== undefined && pending.length === 0 && prefix.length === 0) {
        last.after = body;
      } else if (!isLine && !body.includes("\n") && !aloneAfter && text.charCodeAt(next) !== 59) {
        // Something follows on the line: another comment of this kind, or the item.
        if (prefix.length === 0) blank ||= isBlank;
        prefix.push(body);
      } else if (
        !isLine &&
        !body.includes("\n") &&
        !newLine &&
        last !== undefined &&
        pending.length === 0 &&
        last.after === undefined
      ) {
        last.suffix.push(...prefix, body);
        prefix = [];
        blank = false;
      } else {
        flush();
        pending.push({ text: body, blank: isBlank || blank });
        blank = false;
      }
    }
    if (t === tokens.count) break;
    const gap = text.slice(previousEnd, tokenStart);
    if (prefix.length === 0 && hasBlankLine(gap)) blank = true;
    previousEnd = tokens.end[t] as number;
    const kind = tokens.kind[t] as number;
    if (kind === TOKEN_OPEN) {
      const list = item(undefined);
      add(list);
      stack.push(list);
      last = undefined;
      if (stack.length - 1 > MAX_SYNTAX_NESTING) {
        sink.report(
          "nesting",
          { start: tokenStart, end: tokenStart + 1 },
          `nested more than ${MAX_SYNTAX_NESTING} deep`,
        );
        return undefined;
      }
    } else if (kind === TOKEN_CLOSE) {
      const list = stack.pop() as Item;
      if (stack.length === 0) return undefined;
      flush();
      list.dangling = pending;
      pending = [];
      blank = false;
      last = list;
    } else if (kind === TOKEN_AT) {
      const list = stack[stack.length - 1] as Item;
      const bound = list.items.pop();
      if (bound === undefined || bound.atom === undefined) {
        sink.report("syntax", { start: tokenStart, end: tokenStart + 1 }, "`@` follows a variable");
        return undefined;
      }
      const inner = [
        ...bound.suffix,
        ...(bound.after === undefined ? [] : [bound.after]),
        ...pending.map((c) => c.text),
        ...prefix,
      ];
      pending = bound.before;
      blank = bound.blank;
      prefix = bound.prefix;
      if (inner.length > 0) flush();
      for (const body of inner) pending.push({ text: body, blank: false });
      bind = `${bound.bind}${bound.atom} @ `;
      last = undefined;
    } else if (kind === TOKEN_ATOM) {
      const atom = item(text.slice(tokenStart, previousEnd));
      add(atom);
      last = atom;
    }
  }
  flush();
  root.dangling = pending;
  return root;
}

function hasBlankLine(gap: string): boolean {
  const first = gap.indexOf("\n");
  return first >= 0 && gap.includes("\n", first + 1);
}

// ---- Printing ------------------------------------------------------------------

function printFile(root: Item): string {
  const out: string[] = [];
  const push = (text: string, blank: boolean): void => {
    if (blank && out.length > 0) out.push("");
    out.push(text);
  };
  for (const node of root.items) {
    let blank = node.blank;
    for (const comment of node.before) push(comment.text, comment.blank);
    if (node.before.length > 0 && !node.blank) blank = false;
    push(print(node, 0, 0) + after(node), blank);
  }
  for (const comment of root.dangling) push(comment.text, comment.blank);
  return out.length === 0 ? "" : `${out.join("\n")}\n`;
}

function after(node: Item): string {
  return node.after === undefined ? "" : ` ${node.after}`;
}

/** What stands before the node on its line. */
function opening(node: Item): string {
  return node.prefix.map((body) => `${body} `).join("") + node.bind;
}

/** What stands behind it. */
function closing(node: Item): string {
  return node.suffix.map((body) => ` ${body}`).join("");
}

/** The node in one line without comments before or after; `undefined` if there must be line breaks in it. */
function flat(node: Item): string | undefined {
  if (node.flat !== null) return node.flat;
  let text: string | undefined;
  if (node.atom !== undefined) text = opening(node) + node.atom + closing(node);
  else if (node.dangling.length === 0) {
    const parts: string[] = [];
    let simple = true;
    for (const child of node.items) {
      const part = child.before.length > 0 || child.after !== undefined ? undefined : flat(child);
      if (part === undefined) {
        simple = false;
        break;
      }
      parts.push(part);
    }
    if (simple) text = `${opening(node)}(${parts.join(" ")})${closing(node)}`;
  }
  node.flat = text;
  return text;
}

/** How many items of a broken list stay on its first line, and how the rest is indented (-1: below the second item). */
function layout(list: Item): { readonly inline: number; readonly indent: number } {
  const items = list.items;
  const head = items[0]?.atom;
  const atoms = (from: number): number => {
    let n = from;
    while (n < items.length && items[n]?.atom !== undefined) n += 1;
    return n;
  };
  switch (head) {
    case "rule":
      return { inline: Math.min(items.length, atoms(1) + 1), indent: 6 };
    case "decl":
      return { inline: items.length, indent: 2 };
    case "type":
      return { inline: atoms(1), indent: 2 };
    case "extractor":
    case "spec":
    case "model":
    case "form":
    case "instantiate":
    case "attr":
    case "macro":
    case "state":
    case "let":
      return { inline: Math.min(items.length, 2), indent: 2 };
    case "enum":
    case "struct":
      return { inline: 1, indent: 2 };
    default:
      if (head === undefined) return { inline: 1, indent: 1 };
      return head.length <= 10 ? { inline: 2, indent: -1 } : { inline: 1, indent: 2 };
  }
}

/** The node as it stands at a column, with `tail` closing parentheses to follow; later lines carry their indentation. */
function print(node: Item, column: number, tail: number): string {
  const line = flat(node);
  if (line !== undefined && (node.atom !== undefined || column + line.length + tail <= LINE_WIDTH))
    return line;
  const start = column + opening(node).length;
  const items = node.items;
  let text = `${opening(node)}(`;
  // Many atoms and nothing else: as many to a line as fit.
  const oneALine = items[0]?.atom === "enum";
  if (
    items.length > 0 &&
    !oneALine &&
    node.dangling.length === 0 &&
    items.every((child) => child.atom !== undefined && isPlain(child))
  ) {
    return `${text}${fill(items, start + 1, tail + 1)})${closing(node)}`;
  }
  const { inline, indent } = layout(node);
  let at = start + 1;
  let rest = indent < 0 ? start + 2 : start + indent;
  let broken = false;
  for (let i = 0; i < items.length; i += 1) {
    const child = items[i] as Item;
    const closers = i === items.length - 1 ? tail + 1 : 0;
    // An item follows on the line only if it can, and the one before allows.
    const follows = i === 0 ? child.before.length === 0 : !broken && i < inline && child.before.length === 0;
    if (follows) {
      if (i > 0) {
        text += " ";
        at += 1;
        if (i === 1 && indent < 0) rest = at;
      }
    } else {
      broken = true;
      if (child.blank && child.before.length === 0 && i > 0) text += "\n";
      for (const comment of child.before)
        text += `${comment.blank && i > 0 ? "\n" : ""}\n${" ".repeat(rest)}${comment.text}`;
      if (child.blank && child.before.length > 0) text += "\n";
      text += `\n${" ".repeat(rest)}`;
      at = rest;
    }
    const part = print(child, at, closers);
    text += part + after(child);
    at = lastLineLength(part, at);
    if (child.after !== undefined || child.suffix.length > 0) broken = true;
  }
  let ends = items.length > 0 && (items[items.length - 1] as Item).after !== undefined;
  for (const comment of node.dangling) {
    text += `${comment.blank && items.length > 0 ? "\n" : ""}\n${" ".repeat(rest)}${comment.text}`;
    ends = true;
  }
  if (ends) text += `\n${" ".repeat(start)}`;
  return `${text})${closing(node)}`;
}

function isPlain(node: Item): boolean {
  return (
    node.before.length === 0 &&
    node.after === undefined &&
    node.prefix.length === 0 &&
    node.bind === "" &&
    node.suffix.length === 0
  );
}

function fill(items: readonly Item[], column: number, tail: number): string {
  let text = "";
  let at = column;
  for (let i = 0; i < items.length; i += 1) {
    const atom = (items[i] as Item).atom as string;
    const closers = i === items.length - 1 ? tail : 0;
    if (i > 0) {
      if (at + 1 + atom.length + closers > LINE_WIDTH) {
        text += `\n${" ".repeat(column)}`;
        at = column;
      } else {
        text += " ";
        at += 1;
      }
    }
    text += atom;
    at += atom.length;
  }
  return text;
}

/** The column after `text` when it starts at `column`. */
function lastLineLength(text: string, column: number): number {
  const newline = text.lastIndexOf("\n");
  return newline < 0 ? column + text.length : text.length - newline - 1;
}
