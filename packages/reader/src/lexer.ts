// Tokens of the CLIF text.
//
// The lexer walks a byte copy of the source (one byte for each UTF-16 unit, so that offsets agree with the string;
// anything outside ASCII becomes 0xff, which only comments and strings accept) and keeps the current token in
// fields: kind, offsets, and a decoded number where the kind has one. No substring, no object and no regular
// expression per token: entity numbers, source locations and short decimal integers are decoded while they are
// scanned, words are hashed while they are scanned and looked up in the table of `keywords.ts`.
//
// Lexing rules worth knowing: an entity number has no leading zero (`v01` is a plain word); a sign belongs to a
// number only when a digit (or NaN, Inf) follows directly; a number runs on over letters, digits, `_` and `-` and
// is checked when it is used; it is a float if it contains `.` or spells NaN or Inf. Comments run from `;` to the
// end of the line and are recorded, never returned.
//
// The lexer refuses nothing by throwing: a character that starts no token gives `TOKEN_ERROR`.

import { findKeyword } from "./keywords.ts";

export const TOKEN_EOF: number = 0;
export const TOKEN_ERROR: number = 1;
export const TOKEN_LPAREN: number = 2;
export const TOKEN_RPAREN: number = 3;
export const TOKEN_LBRACE: number = 4;
export const TOKEN_RBRACE: number = 5;
export const TOKEN_LBRACKET: number = 6;
export const TOKEN_RBRACKET: number = 7;
export const TOKEN_LANGLE: number = 8;
export const TOKEN_RANGLE: number = 9;
export const TOKEN_MINUS: number = 10;
export const TOKEN_PLUS: number = 11;
export const TOKEN_MULTIPLY: number = 12;
export const TOKEN_COMMA: number = 13;
export const TOKEN_DOT: number = 14;
export const TOKEN_COLON: number = 15;
export const TOKEN_EQUAL: number = 16;
export const TOKEN_EQUAL_EQUAL: number = 17;
export const TOKEN_BANG: number = 18;
export const TOKEN_NOT_EQUAL: number = 19;
export const TOKEN_ARROW: number = 20;
export const TOKEN_AT: number = 21;
/** Integer text; `number` is its value when `decoded` is set (a signed decimal of at most nine digits). */
export const TOKEN_INTEGER: number = 22;
export const TOKEN_FLOAT: number = 23;
/** `%name`; the name is `[start + 1, end)`. */
export const TOKEN_NAME: number = 24;
/** `"text"`; the text is `[start + 1, end - 1)`. */
export const TOKEN_STRING: number = 25;
/** `@` and hex digits; `number` is the location as an unsigned 32-bit integer. */
export const TOKEN_SOURCE_LOC: number = 26;
/** `#` and hex digits; no rule of the grammar uses it. */
export const TOKEN_HEX_SEQUENCE: number = 27;
/** A word; `keyword` is its id in the keyword table, or 0. */
export const TOKEN_WORD: number = 28;
// Entities: `number` is the index.
export const TOKEN_VALUE: number = 32;
export const TOKEN_BLOCK: number = 33;
export const TOKEN_STACK_SLOT: number = 34;
export const TOKEN_DYNAMIC_STACK_SLOT: number = 35;
export const TOKEN_DYNAMIC_TYPE: number = 36;
export const TOKEN_GLOBAL_VALUE: number = 37;
export const TOKEN_CONSTANT: number = 38;
export const TOKEN_FUNC_REF: number = 39;
export const TOKEN_SIG_REF: number = 40;
export const TOKEN_USER_NAME: number = 41;
export const TOKEN_USER_EXTERNAL_NAME: number = 42;
export const TOKEN_EXCEPTION_TAG: number = 43;
export const TOKEN_ALIAS_REGION: number = 44;
export const TOKEN_RET: number = 45;
export const TOKEN_EXN: number = 46;
/** A memory type or an exception table: read as a token, used by no rule. */
export const TOKEN_UNUSED_ENTITY: number = 47;

const TOKEN_DESCRIPTIONS: readonly string[] = [
  "end of input",
  "invalid character",
  "`(`",
  "`)`",
  "`{`",
  "`}`",
  "`[`",
  "`]`",
  "`<`",
  "`>`",
  "`-`",
  "`+`",
  "`*`",
  "`,`",
  "`.`",
  "`:`",
  "`=`",
  "`==`",
  "`!`",
  "`!=`",
  "`->`",
  "`@`",
];

// Character classes.
const LETTER = 1; // letters and _
const DIGIT = 2;
const SPACE = 4;
const WORD = LETTER | DIGIT;

/** Tokens of one character that start no longer one, by character. */
const SINGLE = /* @__PURE__ */ makeSingles();

function makeSingles(): Uint8Array {
  const singles = new Uint8Array(256);
  const tokens: readonly (readonly [string, number])[] = [
    ["(", TOKEN_LPAREN],
    [")", TOKEN_RPAREN],
    ["*", TOKEN_MULTIPLY],
    [",", TOKEN_COMMA],
    [".", TOKEN_DOT],
    [":", TOKEN_COLON],
    ["<", TOKEN_LANGLE],
    [">", TOKEN_RANGLE],
    ["[", TOKEN_LBRACKET],
    ["]", TOKEN_RBRACKET],
    ["{", TOKEN_LBRACE],
    ["}", TOKEN_RBRACE],
  ];
  for (const [text, token] of tokens) singles[text.charCodeAt(0)] = token;
  return singles;
}

const CLASS = /* @__PURE__ */ makeClasses();

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let c = 65; c <= 90; c++) classes[c] = classes[c + 32] = LETTER;
  classes[95] = LETTER;
  for (let c = 48; c <= 57; c++) classes[c] = DIGIT;
  for (let c = 9; c <= 13; c++) classes[c] = SPACE;
  classes[32] = SPACE;
  return classes;
}

/** Structural part of the host's text encoder, which browsers and Node both have. */
interface Encoder {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
}

/** Copies `text` to bytes at the same offsets and adds zeros behind it; ASCII text is copied by the host. */
function toBytes(text: string): Uint8Array {
  const length = text.length;
  const bytes = new Uint8Array(length + 8);
  const host = (globalThis as { TextEncoder?: new () => Encoder }).TextEncoder;
  if (host !== undefined && length > 256) {
    // Only ASCII takes one byte per unit: anything else would not fit.
    if (new host().encodeInto(text, bytes.subarray(0, length)).read === length) return bytes;
  }
  for (let at = 0; at < length; at++) {
    const c = text.charCodeAt(at);
    bytes[at] = c < 128 ? c : 255;
  }
  return bytes;
}

/** Longest decimal that is decoded while it is scanned: always an exact int32. */
const MAX_QUICK_DIGITS = 9;
const MAX_ENTITY = 4294967294;

export class Lexer {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Offset behind the current token, where scanning goes on. */
  private at: number;
  private readonly limit: number;
  /** The current token: a `TOKEN_*` number. */
  token: number;
  /** Offsets of the current token in the text. */
  start: number;
  end: number;
  /** Offsets of the token before the current one. */
  private beforeStart: number;
  previousEnd: number;
  /** Decoded number of the current token. */
  number: number;
  /** True if `number` holds the value of an integer token. */
  decoded: boolean;
  /** Keyword id of a word token, 0 if it is none. */
  keyword: number;
  /** Offsets (start, end) of all comments passed so far, two words for each, if they are kept. */
  comments: Int32Array;
  commentCount: number;
  private readonly keepComments: boolean;
  /** Starts of the lines found so far, their number, and the offset up to which they were looked for. */
  private lineStarts: Int32Array = new Int32Array(64);
  private lineCount: number = 1;
  private linesScanned: number = 0;

  constructor(text: string, keepComments: boolean) {
    this.text = text;
    this.bytes = toBytes(text);
    // A byte order mark is no part of the text.
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.limit = text.length;
    this.token = TOKEN_EOF;
    this.start = 0;
    this.end = 0;
    this.beforeStart = 0;
    this.previousEnd = 0;
    this.number = 0;
    this.decoded = false;
    this.keyword = 0;
    this.comments = new Int32Array(keepComments ? 64 : 0);
    this.commentCount = 0;
    this.keepComments = keepComments;
    this.next();
  }

  /** Offset of the token before the current one. */
  previousStart(): number {
    return this.beforeStart;
  }

  /** The text of the current token. */
  spelling(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The current token as an error message quotes it. */
  describe(): string {
    const token = this.token;
    if (token === TOKEN_EOF || (token >= TOKEN_LPAREN && token <= TOKEN_AT))
      return TOKEN_DESCRIPTIONS[token]!;
    const length = this.end - this.start;
    const shown = length > 40 ? `${this.text.slice(this.start, this.start + 40)}...` : this.spelling();
    if (token !== TOKEN_ERROR) return `\`${shown}\``;
    // JSON leaves some control characters as they are.
    const quoted = JSON.stringify(shown).replace(
      /[\u007f-\u009f]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    return `unexpected character ${quoted}`;
  }

  /** Moves to the next token, recording comments on the way. Returns its kind. */
  next(): number {
    const bytes = this.bytes;
    let at = this.at;
    this.beforeStart = this.start;
    this.previousEnd = this.end;
    let c = bytes[at]!;
    for (;;) {
      while (c === 32) c = bytes[++at]!;
      if (c === 59 /* ; */) {
        const start = at;
        // A long comment ends at the next line feed; the zeros behind the text end the last one.
        while (c !== 10 && (c !== 0 || at < this.limit)) c = bytes[++at]!;
        if (at > this.limit) at = this.limit;
        if (this.keepComments) this.addComment(start, at);
        c = bytes[at]!;
      } else if ((CLASS[c]! & SPACE) !== 0) {
        c = bytes[++at]!;
      } else {
        break;
      }
    }
    if (at >= this.limit) {
      this.start = this.end = this.at = this.limit;
      return (this.token = TOKEN_EOF);
    }
    this.start = at;
    if (c === 118 /* v */) {
      const d = bytes[at + 1]! - 48;
      if (d >= 0 && d <= 9) {
        // v and digits: by far the most frequent token.
        let number = d;
        let end = at + 2;
        let e = bytes[end]! - 48;
        if (d !== 0) {
          while (e >= 0 && e <= 9) {
            number = number * 10 + e;
            e = bytes[++end]! - 48;
          }
        }
        if ((CLASS[e + 48]! & WORD) === 0 && number <= MAX_ENTITY && end <= this.limit) {
          this.number = number;
          this.end = this.at = end;
          return (this.token = TOKEN_VALUE);
        }
      }
      return this.word(at);
    }
    const single = SINGLE[c]!;
    if (single !== 0) {
      this.end = this.at = at + 1;
      return (this.token = single);
    }
    const kind = CLASS[c]!;
    if ((kind & LETTER) !== 0) return this.word(at);
    if ((kind & DIGIT) !== 0) return this.integer(at, at);
    return this.punctuation(at, c);
  }

  /**
   * The rest of the line behind the current token, up to the line feed; the token after it becomes current. Header
   * lines are read this way.
   */
  restOfLine(): string {
    const start = this.at;
    let end = start;
    while (end < this.limit && this.bytes[end] !== 10) end++;
    this.at = end;
    this.end = end;
    this.next();
    return this.text.slice(start, end);
  }

  /**
   * Cuts an integer token short at a `-` inside it, which becomes the start of the next token: a number runs on over
   * `-` for the sake of exponents, but the index of a name may have an offset behind it.
   */
  cutIntegerAtMinus(): void {
    if (this.token !== TOKEN_INTEGER || this.decoded) return;
    const minus = this.text.indexOf("-", this.start + 1);
    if (minus > 0 && minus < this.end) this.end = this.at = minus;
  }

  /** Goes on at offset `at` (used to skip a function that could not be read). */
  resumeAt(at: number): void {
    this.at = at;
    this.end = at;
    this.next();
  }

  /** Line of an offset, counted from 1. Lines are looked for as far as somebody asks. */
  lineOf(offset: number): number {
    if (offset > this.linesScanned) this.findLines(offset);
    const starts = this.lineStarts;
    let low = 0;
    let high = this.lineCount;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Column of an offset in its line, counted from 1 in UTF-16 units. */
  columnOf(offset: number): number {
    const line = this.lineOf(offset);
    return offset - this.lineStarts[line - 1]! + 1;
  }

  private findLines(offset: number): void {
    const { bytes } = this;
    let starts = this.lineStarts;
    let count = this.lineCount;
    for (let i = this.linesScanned; i < offset; i++) {
      if (bytes[i] !== 10) continue;
      if (count === starts.length) {
        const grown = new Int32Array(count * 2);
        grown.set(starts);
        this.lineStarts = starts = grown;
      }
      starts[count++] = i + 1;
    }
    this.lineCount = count;
    this.linesScanned = offset;
  }

  private addComment(start: number, end: number): void {
    const at = this.commentCount * 2;
    if (at + 2 > this.comments.length) {
      const grown = new Int32Array(Math.max(64, this.comments.length * 2));
      grown.set(this.comments);
      this.comments = grown;
    }
    // A carriage return before the line feed is not part of the comment.
    this.comments[at] = start;
    this.comments[at + 1] = end > start && this.bytes[end - 1] === 13 ? end - 1 : end;
    this.commentCount++;
  }

  private finish(token: number, end: number): number {
    this.end = this.at = end;
    return (this.token = token);
  }

  private punctuation(at: number, c: number): number {
    const bytes = this.bytes;
    switch (c) {
      case 33:
        return bytes[at + 1] === 61 ? this.finish(TOKEN_NOT_EQUAL, at + 2) : this.finish(TOKEN_BANG, at + 1);
      case 61:
        return bytes[at + 1] === 61
          ? this.finish(TOKEN_EQUAL_EQUAL, at + 2)
          : this.finish(TOKEN_EQUAL, at + 1);
      case 45:
        if (bytes[at + 1] === 62) return this.finish(TOKEN_ARROW, at + 2);
        return this.signed(at, TOKEN_MINUS);
      case 43:
        return this.signed(at, TOKEN_PLUS);
      case 64:
        return this.sourceLoc(at);
      case 35: {
        let end = at + 1;
        while (isHexDigit(bytes[end]!)) end++;
        return this.finish(end === at + 1 ? TOKEN_ERROR : TOKEN_HEX_SEQUENCE, end);
      }
      case 37: {
        let end = at + 1;
        while ((CLASS[bytes[end]!]! & WORD) !== 0) end++;
        return this.finish(TOKEN_NAME, end);
      }
      case 34: {
        const close = this.text.indexOf('"', at + 1);
        if (close < 0 || close >= this.limit) return this.finish(TOKEN_ERROR, this.limit);
        return this.finish(TOKEN_STRING, close + 1);
      }
      default:
        return this.finish(TOKEN_ERROR, at + 1);
    }
  }

  private signed(at: number, alone: number): number {
    const c = this.bytes[at + 1]!;
    if ((CLASS[c]! & DIGIT) !== 0) return this.integer(at, at + 1);
    if (c === 78 || c === 73 || c === 115) {
      const end = this.specialFloat(at + 1);
      if (end > 0) return this.finish(TOKEN_FLOAT, end);
    }
    return this.finish(alone, at + 1);
  }

  /** End of `NaN`, `NaN:0x12`, `sNaN:0x12` or `Inf` at `at`, or 0 if the text there is a word of another spelling. */
  private specialFloat(at: number): number {
    const text = this.text;
    let end = 0;
    if (text.startsWith("Inf", at)) end = at + 3;
    else if (text.startsWith("NaN", at)) end = at + 3;
    else if (text.startsWith("sNaN", at)) end = at + 4;
    if (end === 0) return 0;
    const bytes = this.bytes;
    if (bytes[end - 1] === 78 && text.startsWith(":0x", end)) end += 3;
    while ((CLASS[bytes[end]!]! & WORD) !== 0) end++;
    return end <= this.limit ? end : 0;
  }

  private integer(start: number, at: number): number {
    const bytes = this.bytes;
    let end = at;
    let number = 0;
    let d = bytes[end]! - 48;
    while (d >= 0 && d <= 9) {
      number = number * 10 + d;
      d = bytes[++end]! - 48;
    }
    const c = d + 48;
    if ((CLASS[c]! & WORD) === 0 && c !== 45 && c !== 46 && end - at <= MAX_QUICK_DIGITS) {
      this.number = start !== at && bytes[start] === 45 ? -number : number;
      this.decoded = true;
      this.end = this.at = end;
      return (this.token = TOKEN_INTEGER);
    }
    let token = TOKEN_INTEGER;
    for (;;) {
      const e = bytes[end]!;
      if (e === 46) token = TOKEN_FLOAT;
      else if ((CLASS[e]! & WORD) === 0 && e !== 45) break;
      end++;
    }
    this.decoded = false;
    this.end = this.at = end;
    return (this.token = token);
  }

  private sourceLoc(at: number): number {
    const bytes = this.bytes;
    let end = at + 1;
    let number = 0;
    for (;;) {
      const c = bytes[end]!;
      if (c >= 48 && c <= 57) number = (number << 4) | (c - 48);
      else if (c >= 97 && c <= 102) number = (number << 4) | (c - 87);
      else if (c >= 65 && c <= 70) number = (number << 4) | (c - 55);
      else break;
      end++;
    }
    if (end === at + 1) return this.finish(TOKEN_AT, end);
    // Leading zeros are harmless, more than 32 bits are not.
    if (end - at > 9 && !/^@0*[0-9a-fA-F]{1,8}$/.test(this.text.slice(at, end))) {
      return this.finish(TOKEN_ERROR, end);
    }
    this.number = number >>> 0;
    this.end = this.at = end;
    return (this.token = TOKEN_SOURCE_LOC);
  }

  private word(at: number): number {
    const bytes = this.bytes;
    let hash = 0;
    let end = at;
    let c = bytes[end]!;
    do {
      hash = (Math.imul(hash, 31) + c) | 0;
      c = bytes[++end]!;
    } while ((CLASS[c]! & WORD) !== 0);
    this.end = this.at = end;
    const last = bytes[end - 1]!;
    if (last >= 48 && last <= 57) {
      const entity = this.entity(at, end);
      if (entity !== 0) return (this.token = entity);
    }
    this.keyword = findKeyword(bytes, at, end, hash);
    if (this.keyword === 0) {
      const first = bytes[at]!;
      if (first === 78 || first === 73 || first === 115) {
        const special = this.specialFloat(at);
        if (special > 0) return this.finish(TOKEN_FLOAT, special);
      }
    }
    return (this.token = TOKEN_WORD);
  }

  /** Token of the entity spelled in `[start, end)`, whose last character is a digit; 0 if it is none. */
  private entity(start: number, end: number): number {
    const bytes = this.bytes;
    let digits = end - 1;
    let number = bytes[digits]! - 48;
    let scale = 10;
    for (;;) {
      const d = bytes[digits - 1]! - 48;
      if (d < 0 || d > 9 || digits - 1 <= start) break;
      number += d * scale;
      scale *= 10;
      digits--;
    }
    const length = digits - start;
    if (length > 11 || number > MAX_ENTITY) return 0;
    if (bytes[digits] === 48 && end - digits > 1) return 0;
    const token = entityOfPrefix(bytes, start, length);
    if (token !== 0) this.number = number;
    return token;
  }
}

function isHexDigit(c: number): boolean {
  return (c >= 48 && c <= 57) || ((c | 32) >= 97 && (c | 32) <= 102);
}

const PREFIX_TOKENS: readonly (readonly [string, number])[] = [
  ["ss", TOKEN_STACK_SLOT],
  ["dt", TOKEN_DYNAMIC_TYPE],
  ["mt", TOKEN_UNUSED_ENTITY],
  ["dss", TOKEN_DYNAMIC_STACK_SLOT],
  ["ret", TOKEN_RET],
  ["exn", TOKEN_EXN],
  ["tag", TOKEN_EXCEPTION_TAG],
  ["extable", TOKEN_UNUSED_ENTITY],
  ["userextname", TOKEN_USER_EXTERNAL_NAME],
];

function entityOfPrefix(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  // The frequent ones by hand, the rest by a short list.
  switch (length) {
    case 1:
      return first === 117 ? TOKEN_USER_NAME : first === 118 ? TOKEN_VALUE : 0;
    case 2:
      if (first === 102 && bytes[at + 1] === 110) return TOKEN_FUNC_REF;
      if (first === 103 && bytes[at + 1] === 118) return TOKEN_GLOBAL_VALUE;
      break;
    case 3:
      if (first === 115 && bytes[at + 1] === 105 && bytes[at + 2] === 103) return TOKEN_SIG_REF;
      break;
    case 5:
      if (first === 98 && matches(bytes, at, "block")) return TOKEN_BLOCK;
      return first === 99 && matches(bytes, at, "const") ? TOKEN_CONSTANT : 0;
    case 6:
      return first === 114 && matches(bytes, at, "region") ? TOKEN_ALIAS_REGION : 0;
    default:
      break;
  }
  for (let i = 0; i < PREFIX_TOKENS.length; i++) {
    const entry = PREFIX_TOKENS[i]!;
    if (entry[0].length === length && matches(bytes, at, entry[0])) return entry[1];
  }
  return 0;
}

function matches(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
