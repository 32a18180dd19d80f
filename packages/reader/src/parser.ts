// Entry points: whole files, lists of functions, run commands.
//
// The reader is one pass over the text with one token of lookahead and no recursion. A function that cannot be read
// ends in one diagnostic, and reading goes on at the next line that starts with `function`, so that one mistake does
// not hide the others; if there was any, the outcome is a `ParseError` with all of them. Nothing else is thrown,
// whatever the text.

import type { Diagnostic } from "@cranelift-ts/entity";
import { Function, userFuncNameText, type Block, type CallConv, type Value } from "@cranelift-ts/codegen-ir";
import {
  KEYWORD_COLD,
  KEYWORD_FEATURE,
  KEYWORD_FUNCTION,
  KEYWORD_SET,
  KEYWORD_TARGET,
  KEYWORD_TEST,
} from "./keywords.ts";
import {
  Lexer,
  TOKEN_BANG,
  TOKEN_BLOCK,
  TOKEN_COLON,
  TOKEN_COMMA,
  TOKEN_EOF,
  TOKEN_LANGLE,
  TOKEN_LBRACE,
  TOKEN_LPAREN,
  TOKEN_RBRACE,
  TOKEN_RPAREN,
  TOKEN_SOURCE_LOC,
  TOKEN_STRING,
  TOKEN_VALUE,
  TOKEN_WORD,
} from "./lexer.ts";
import { ParseContext, ParseFailure } from "./parse-context.ts";
import { ParseError } from "./parse-error.ts";
import { parseLine } from "./parse-instruction.ts";
import { parsePreamble } from "./parse-preamble.ts";
import { parseFuncName, parseSignature } from "./parse-signature.ts";
import { comment, type Comment, type FunctionDetails } from "./source-map.ts";

/** What a reader needs to know besides the text. */
export interface ParseOptions {
  /** Name of the file, for diagnostics. */
  readonly file?: string;
  /** Calling convention of signatures that name none; `fast` by default. */
  readonly defaultCallConv?: CallConv;
  /** The host's convention, which takes the place of `defaultCallConv` in a file with a `test run` command. */
  readonly runCallConv?: CallConv;
}

/** A `test` line: the command and its words. */
export interface TestCommand {
  readonly name: string;
  readonly options: readonly string[];
  readonly line: number;
}

/** A `set` or `target` line, unresolved: whether its words mean anything is for the caller to find out. */
export interface IsaLine {
  readonly kind: "set" | "target";
  /** The words behind `set` or `target`. */
  readonly words: readonly string[];
  readonly line: number;
}

/** A `feature` line: a feature that must (or, with `!`, must not) be there. */
export interface Feature {
  readonly name: string;
  readonly enabled: boolean;
  readonly line: number;
}

/** A function of a test file with what belongs to it. */
export interface TestFunction {
  readonly func: Function;
  readonly details: FunctionDetails;
}

/** A test file. */
export interface TestFile {
  readonly commands: readonly TestCommand[];
  /** `set` and `target` lines in order: a setting holds for the targets below it. */
  readonly isaLines: readonly IsaLine[];
  readonly features: readonly Feature[];
  /** Comments before the first function. */
  readonly preambleComments: readonly Comment[];
  readonly functions: readonly TestFunction[];
}

/** A file with more errors than this is not read to its end. */
const MAX_ERRORS = 100;

/** Reads all functions of a text; header lines of a test file are passed over. Throws `ParseError`. */
export function parseFunctions(text: string, options: ParseOptions = {}): Function[] {
  const file = new FileParser(text, options, false);
  file.read();
  return file.functions;
}

/** Reads a test file: its header, and its functions with their comments and positions. Throws `ParseError`. */
export function parseTestFile(text: string, options: ParseOptions = {}): TestFile {
  const file = new FileParser(text, options, true);
  file.read();
  const { commands, isaLines, features, preambleComments } = file;
  const functions = file.functions.map((func, i) => ({ func, details: file.details[i]! }));
  return { commands, isaLines, features, preambleComments, functions };
}

class FileParser {
  readonly commands: TestCommand[] = [];
  readonly isaLines: IsaLine[] = [];
  readonly features: Feature[] = [];
  readonly preambleComments: Comment[] = [];
  readonly functions: Function[] = [];
  readonly details: FunctionDetails[] = [];
  private readonly options: ParseOptions;
  private readonly lexer: Lexer;
  private readonly context: ParseContext;
  private readonly errors: Diagnostic[] = [];

  constructor(text: string, options: ParseOptions, keepDetails: boolean) {
    this.options = options;
    this.lexer = new Lexer(text, keepDetails);
    this.context = new ParseContext(this.lexer, options.defaultCallConv ?? "fast", keepDetails);
  }

  read(): void {
    const { lexer, context, options } = this;
    this.attempt(() => this.header());
    if (options.runCallConv !== undefined && this.commands.some((command) => command.name === "run")) {
      context.defaultCallConv = options.runCallConv;
    }
    for (let i = 0; i < lexer.commentCount; i++) this.preambleComments.push(comment(lexer, i, "function"));
    while (lexer.token !== TOKEN_EOF && this.errors.length < MAX_ERRORS) {
      if (!this.attempt(() => this.function())) this.skipFunction();
    }
    if (this.errors.length > 0) throw new ParseError(this.errors);
  }

  /** Runs a part of the parser and turns its failure into a diagnostic. */
  private attempt(part: () => void): boolean {
    try {
      part();
      return true;
    } catch (failure) {
      if (!(failure instanceof ParseFailure)) throw failure;
      const { lexer, options } = this;
      const { code, offset, message, entity } = failure;
      const line = lexer.lineOf(offset);
      const column = lexer.columnOf(offset);
      const diagnostic: Diagnostic = {
        code,
        message,
        severity: "error",
        location: options.file === undefined ? { line, column } : { file: options.file, line, column },
      };
      if (entity !== undefined) diagnostic.entity = entity;
      if (this.inFunction) diagnostic.function = userFuncNameText(this.context.func.params.name);
      this.errors.push(diagnostic);
      return false;
    }
  }

  private inFunction: boolean = false;

  // Header

  private header(): void {
    const { lexer, context } = this;
    let afterTarget = false;
    let lastSet = -1;
    while (lexer.token === TOKEN_WORD) {
      const { keyword, start } = lexer;
      const line = (): number => lexer.lineOf(start);
      if (keyword === KEYWORD_TEST) {
        const words = splitWords(lexer.restOfLine());
        if (words.length === 0) context.failAt(start, "expected the name of a test command");
        this.commands.push({ name: words[0]!, options: words.slice(1), line: line() });
      } else if (keyword === KEYWORD_SET) {
        this.isaLines.push({ kind: "set", words: splitWords(lexer.restOfLine()), line: line() });
        lastSet = start;
      } else if (keyword === KEYWORD_TARGET) {
        const words = splitWords(lexer.restOfLine());
        if (words.length === 0) context.failAt(start, "expected a target");
        this.isaLines.push({ kind: "target", words, line: line() });
        afterTarget = true;
        lastSet = -1;
      } else if (keyword === KEYWORD_FEATURE) {
        lexer.next();
        const enabled = !context.optional(TOKEN_BANG);
        if (lexer.token !== TOKEN_STRING) context.fail("name of a feature in quotes");
        const name = lexer.text.slice(lexer.start + 1, lexer.end - 1);
        lexer.next();
        this.features.push({ name, enabled, line: line() });
      } else break;
    }
    if (afterTarget && lastSet >= 0)
      context.failAt(lastSet, "settings behind the last target have no effect");
  }

  // Functions

  private function(): void {
    const { lexer, context } = this;
    this.inFunction = false;
    const start = lexer.start;
    if (lexer.token !== TOKEN_WORD || lexer.keyword !== KEYWORD_FUNCTION) context.fail("`function`");
    const func = new Function();
    context.begin(func);
    lexer.next();
    func.params.name = parseFuncName(context);
    this.inFunction = true;
    func.stencil.signature = parseSignature(context);
    context.expect(TOKEN_LBRACE, "`{` of the function's body");
    context.map?.other("function", start);
    parsePreamble(context);
    while (lexer.token === TOKEN_BLOCK) parseBlock(context);
    context.expect(TOKEN_RBRACE, "block, instruction or `}`");
    context.checkEarlyUses();
    this.inFunction = false;
    this.functions.push(func);
    if (context.map !== undefined) this.details.push(context.map.finish());
  }

  /** Goes on at the next line that starts a function. */
  private skipFunction(): void {
    const { lexer } = this;
    // The failing token may itself be the `function` that should follow a forgotten `}`.
    let at = lexer.start;
    if (
      !(lexer.token === TOKEN_WORD && lexer.keyword === KEYWORD_FUNCTION && this.startsLine(at)) ||
      !this.inFunction
    ) {
      const next = lexer.text.indexOf("\nfunction ", at);
      at = next < 0 ? lexer.text.length : next + 1;
    }
    this.inFunction = false;
    lexer.resumeAt(at);
  }

  private startsLine(offset: number): boolean {
    return offset === 0 || this.lexer.bytes[offset - 1] === 10;
  }
}

/** `blockN [(v: T, ...)] [cold] :` and the lines up to the next block. */
function parseBlock(p: ParseContext): void {
  const { lexer, func, dfg } = p;
  const start = lexer.start;
  const n = lexer.number;
  const block = n as Block;
  p.reserveBlock(n);
  if (func.layout.isBlockInserted(block)) p.failAt(start, `duplicate block${n}`, `block${n}`);
  func.layout.appendBlock(block);
  lexer.next();
  if (p.optional(TOKEN_LPAREN) && !p.optional(TOKEN_RPAREN)) {
    do {
      if (lexer.token !== TOKEN_VALUE) p.fail("block parameter");
      const v = lexer.number;
      const at = lexer.start;
      p.defineValue(v, at);
      lexer.next();
      p.expect(TOKEN_COLON, "`:` after the parameter");
      dfg.setValueType(v as Value, p.type("type of the parameter"));
      dfg.attachBlockParam(block, v as Value);
      p.map?.value(v, at);
    } while (p.optional(TOKEN_COMMA));
    p.expect(TOKEN_RPAREN, "`,` or `)` of block parameters");
  }
  if (p.optionalKeyword(KEYWORD_COLD)) func.layout.setCold(block);
  p.expect(TOKEN_COLON, "`:` after the block header");
  p.map?.block(n, start);
  for (;;) {
    const token = lexer.token;
    if (token !== TOKEN_VALUE && token !== TOKEN_WORD && token !== TOKEN_SOURCE_LOC && token !== TOKEN_LANGLE)
      return;
    parseLine(p, block);
  }
}

function splitWords(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}
