// The lexer: ISLE text to a flat token table.
//
// ISLE has four tokens: `(`, `)`, `@`, and atoms (names and literals). Comments
// are `;` to the end of the line and nestable `(; ... ;)` blocks. Comments are
// kept out of the token table; the formatter asks for them separately.
//
// The lexer also pairs the parentheses, with an explicit stack: later phases
// recurse only where the depth found here allows it.

import type { DiagnosticSink } from "../diagnostics.ts";

export const TOKEN_OPEN = 0;
export const TOKEN_CLOSE = 1;
export const TOKEN_AT = 2;
export const TOKEN_ATOM = 3;

/** The tokens of one file. Offsets are relative to the file. */
export interface Tokens {
  readonly text: string;
  /** Add to a file offset to get a global one. */
  readonly base: number;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** For `(`, index of its `)`, or -1 if there is none; for `)` the reverse. */
  readonly match: Int32Array;
  /** (start, end) of every comment, in order; present if asked for. */
  readonly comments: readonly number[];
}

const SPACE = 1;
const STOP = 2;

/** Class of an ASCII character: white space, or a character that ends an atom. */
const CLASS: Uint8Array = classTable();

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  for (let c = 0; c <= 32; c += 1) table[c] = SPACE | STOP;
  table[127] = SPACE | STOP;
  for (const c of "();@") table[c.charCodeAt(0)] = STOP;
  return table;
}

/** Unicode spaces are white space too: a no-break space in a name is never meant. */
function isWideSpace(c: number): boolean {
  return (
    c === 0xa0 || c === 0xfeff || c === 0x3000 || (c >= 0x2000 && c <= 0x200b) || c === 0x2028 || c === 0x2029
  );
}

/**
 * Splits `text` into tokens and pairs its parentheses. Reports unterminated
 * block comments and unbalanced parentheses; the tokens are usable regardless.
 */
export function tokenize(
  text: string,
  base: number,
  sink: DiagnosticSink,
  keepComments: boolean = false,
): Tokens {
  let capacity = Math.max(64, text.length >> 2);
  let kind = new Uint8Array(capacity);
  let start = new Int32Array(capacity);
  let end = new Int32Array(capacity);
  const comments: number[] = [];
  let count = 0;
  let at = 0;
  const length = text.length;
  while (at < length) {
    const c = text.charCodeAt(at);
    if (c < 128 ? ((CLASS[c] as number) & SPACE) !== 0 : isWideSpace(c)) {
      at += 1;
      continue;
    }
    if (c === 59 /* ; */) {
      const newline = text.indexOf("\n", at);
      const stop = newline < 0 ? length : newline;
      if (keepComments) comments.push(at, stop);
      at = stop;
      continue;
    }
    if (c === 40 /* ( */ && text.charCodeAt(at + 1) === 59) {
      const stop = blockCommentEnd(text, at);
      if (stop < 0) {
        sink.report(
          "syntax",
          { start: base + at, end: base + at + 2 },
          "block comment is not closed by `;)`",
        );
        at = length;
      } else {
        if (keepComments) comments.push(at, stop);
        at = stop;
      }
      continue;
    }
    if (count === capacity) {
      capacity *= 2;
      kind = grow(kind, new Uint8Array(capacity));
      start = grow(start, new Int32Array(capacity));
      end = grow(end, new Int32Array(capacity));
    }
    let stop = at + 1;
    let token = TOKEN_ATOM;
    if (c === 40) token = TOKEN_OPEN;
    else if (c === 41 /* ) */) token = TOKEN_CLOSE;
    else if (c === 64 /* @ */) token = TOKEN_AT;
    else {
      while (stop < length) {
        const d = text.charCodeAt(stop);
        if (d < 128 ? ((CLASS[d] as number) & STOP) !== 0 : isWideSpace(d)) break;
        stop += 1;
      }
    }
    kind[count] = token;
    start[count] = at;
    end[count] = stop;
    count += 1;
    at = stop;
  }
  const match = new Int32Array(count).fill(-1);
  pair(text, base, count, kind, start, match, sink);
  return { text, base, count, kind, start, end, match, comments };
}

function grow<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Offset after the `;)` that closes the comment at `at`, or -1. Nested comments count. */
function blockCommentEnd(text: string, at: number): number {
  let depth = 1;
  let p = at + 2;
  const length = text.length;
  while (p < length) {
    const semicolon = text.indexOf(";", p);
    if (semicolon < 0) return -1;
    if (semicolon > p && text.charCodeAt(semicolon - 1) === 40) {
      depth += 1;
      p = semicolon + 1;
    } else if (text.charCodeAt(semicolon + 1) === 41) {
      depth -= 1;
      p = semicolon + 2;
      if (depth === 0) return p;
    } else {
      p = semicolon + 1;
    }
  }
  return -1;
}

/**
 * Pairs parentheses. When a form is not closed, a `(` in the first column is
 * taken as the start of the next definition, so that one missing parenthesis
 * costs one definition and not the rest of the file.
 */
function pair(
  text: string,
  base: number,
  count: number,
  kind: Uint8Array,
  start: Int32Array,
  match: Int32Array,
  sink: DiagnosticSink,
): void {
  let balance = 0;
  for (let i = 0; i < count; i += 1) {
    if (kind[i] === TOKEN_OPEN) balance += 1;
    else if (kind[i] === TOKEN_CLOSE) balance -= 1;
  }
  const trustColumns = balance > 0;
  const stack = new Int32Array(count);
  let depth = 0;
  for (let i = 0; i < count; i += 1) {
    const k = kind[i] as number;
    const offset = start[i] as number;
    if (k === TOKEN_OPEN) {
      if (depth > 0 && trustColumns && (offset === 0 || text.charCodeAt(offset - 1) === 10)) {
        reportUnclosed(base, start, stack[0] as number, base + offset, sink);
        depth = 0;
      }
      stack[depth] = i;
      depth += 1;
    } else if (k === TOKEN_CLOSE) {
      if (depth === 0) {
        sink.report("syntax", { start: base + offset, end: base + offset + 1 }, "`)` without a matching `(`");
      } else {
        depth -= 1;
        const open = stack[depth] as number;
        match[open] = i;
        match[i] = open;
      }
    }
  }
  if (depth > 0) reportUnclosed(base, start, stack[0] as number, -1, sink);
}

function reportUnclosed(
  base: number,
  start: Int32Array,
  open: number,
  next: number,
  sink: DiagnosticSink,
): void {
  const from = base + (start[open] as number);
  const related =
    next < 0 ? [] : [{ span: { start: next, end: next + 1 }, message: "the next definition starts here" }];
  sink.report("syntax", { start: from, end: from + 1 }, "`(` is not closed", related);
}
