// Run commands: `run: %f(1, [2 3]) == 4` and `print: %f()`, as they stand in comments behind a function.
//
// The values are typed by the function's signature: its parameters give the types of the arguments, its returns those
// of the results. A single result is written as it is, several as `[a, b]`; lanes of a vector are separated by
// spaces, so that `[1 2]` is one vector and `[[1 2], 3]` two results.

import { DataValue, DataValueError, types, type AbiParam, type Signature } from "@cranelift-ts/codegen-ir";
import { KEYWORD_PRINT, KEYWORD_RUN } from "./keywords.ts";
import {
  Lexer,
  TOKEN_COLON,
  TOKEN_COMMA,
  TOKEN_EOF,
  TOKEN_EQUAL_EQUAL,
  TOKEN_FLOAT,
  TOKEN_INTEGER,
  TOKEN_LBRACKET,
  TOKEN_LPAREN,
  TOKEN_NAME,
  TOKEN_NOT_EQUAL,
  TOKEN_RBRACKET,
  TOKEN_RPAREN,
  TOKEN_WORD,
} from "./lexer.ts";
import { ParseContext, ParseFailure } from "./parse-context.ts";
import { ParseError } from "./parse-error.ts";

/** A call of a function of the file. */
export interface Invocation {
  /** The name without its `%`. */
  readonly func: string;
  readonly args: readonly DataValue[];
}

/** What a run directive asks for. */
export type RunCommand =
  /** `print: %f(args)`: call it and show the results. */
  | { readonly kind: "print"; readonly invocation: Invocation }
  /** `run`: call the function without arguments; its integer result must not be zero. */
  | { readonly kind: "run"; readonly invocation: undefined }
  /** `run: %f(args) == results` or `!=`; results are compared bit by bit. */
  | {
      readonly kind: "run";
      readonly invocation: Invocation;
      readonly comparison: "==" | "!=";
      readonly expected: readonly DataValue[];
    };

/**
 * Reads the run command in the text of a comment (with or without its semicolons), or returns undefined if it is no
 * `run` or `print`. `signature` is that of the function the comment belongs to. Throws `ParseError`, whose location
 * counts from the start of `text`.
 */
export function parseRunCommand(text: string, signature: Signature): RunCommand | undefined {
  let start = 0;
  while (start < text.length && (text.charCodeAt(start) === 59 || text.charCodeAt(start) === 32)) start++;
  // Blanks instead of semicolons keep the columns.
  const lexer = new Lexer(" ".repeat(start) + text.slice(start), false);
  const isCommand =
    lexer.token === TOKEN_WORD && (lexer.keyword === KEYWORD_RUN || lexer.keyword === KEYWORD_PRINT);
  if (!isCommand) return undefined;
  const p = new ParseContext(lexer, signature.callConv, false);
  try {
    return parseCommand(p, signature);
  } catch (failure) {
    if (!(failure instanceof ParseFailure)) throw failure;
    const { code, message, offset } = failure;
    const location = { line: lexer.lineOf(offset), column: lexer.columnOf(offset) };
    throw new ParseError([{ code, message, severity: "error", location, context: text }]);
  }
}

function parseCommand(p: ParseContext, signature: Signature): RunCommand {
  const { lexer } = p;
  const kind = lexer.keyword === KEYWORD_RUN ? "run" : "print";
  lexer.next();
  if (kind === "run" && lexer.token === TOKEN_EOF) return { kind, invocation: undefined };
  p.expect(TOKEN_COLON, kind === "run" ? "`:` or the end of the command" : "`:`");
  const invocation = parseInvocation(p, signature.params);
  let command: RunCommand;
  if (kind === "print") {
    command = { kind, invocation };
  } else {
    const comparison = lexer.token === TOKEN_EQUAL_EQUAL ? "==" : "!=";
    if (lexer.token !== TOKEN_EQUAL_EQUAL && lexer.token !== TOKEN_NOT_EQUAL) p.fail("`==` or `!=`");
    lexer.next();
    command = { kind, invocation, comparison, expected: parseResults(p, signature.returns) };
  }
  if (lexer.token !== TOKEN_EOF) p.fail("end of the command");
  return command;
}

function parseInvocation(p: ParseContext, params: readonly AbiParam[]): Invocation {
  const { lexer } = p;
  if (lexer.token !== TOKEN_NAME) p.fail("%name of a function");
  const func = lexer.text.slice(lexer.start + 1, lexer.end);
  lexer.next();
  p.expect(TOKEN_LPAREN, "`(` of the arguments");
  const args = parseValues(p, params, "argument");
  p.expect(TOKEN_RPAREN, `\`)\` after ${params.length} arguments`);
  return { func, args };
}

function parseResults(p: ParseContext, returns: readonly AbiParam[]): DataValue[] {
  if (returns.length === 1) return [parseValue(p, returns[0]!)];
  p.expect(TOKEN_LBRACKET, "`[` of several results");
  const results = parseValues(p, returns, "result");
  p.expect(TOKEN_RBRACKET, `\`]\` after ${returns.length} results`);
  return results;
}

function parseValues(p: ParseContext, params: readonly AbiParam[], what: string): DataValue[] {
  return params.map((param, i) => {
    if (i > 0) p.expect(TOKEN_COMMA, `\`,\` before ${what} ${i}`);
    return parseValue(p, param);
  });
}

/** One value: a number, or `[lanes]`. */
function parseValue(p: ParseContext, { type }: AbiParam): DataValue {
  const { lexer } = p;
  const start = lexer.start;
  let end = lexer.end;
  if (lexer.token === TOKEN_LBRACKET) {
    do lexer.next();
    while (lexer.token === TOKEN_INTEGER || lexer.token === TOKEN_FLOAT);
    if (lexer.token !== TOKEN_RBRACKET) p.fail("lane or `]`");
    end = lexer.end;
  } else if (lexer.token !== TOKEN_INTEGER && lexer.token !== TOKEN_FLOAT) {
    p.fail(`value of type ${types.typeName(type)}`);
  }
  lexer.next();
  try {
    return DataValue.parse(type, lexer.text.slice(start, end));
  } catch (error) {
    if (!(error instanceof DataValueError)) throw error;
    p.failAt(start, error.errors[0]?.message ?? error.message);
  }
}
