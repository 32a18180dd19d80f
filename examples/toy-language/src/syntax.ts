/**
 * The toy language's syntax: functions over 64-bit integers, with variables, `if`, `while`, calls and `return`.
 *
 *     program    := { "fn" NAME "(" [NAME { "," NAME }] ")" block }
 *     block      := "{" { statement } "}"
 *     statement  := NAME "=" expr | "if" expr block [ "else" block ] | "while" expr block | "return" expr
 *     expr       := sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum ]
 *     sum        := term { ("+" | "-") term }
 *     term       := atom { ("*" | "/" | "%") atom }
 *     atom       := NUMBER | NAME | NAME "(" [expr { "," expr }] ")" | "(" expr ")" | "-" atom
 */

export type Expr =
  | { readonly kind: "number"; readonly value: bigint }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly callee: string; readonly args: readonly Expr[] }
  | { readonly kind: "binary"; readonly op: string; readonly left: Expr; readonly right: Expr };

export type Statement =
  | { readonly kind: "assign"; readonly name: string; readonly value: Expr }
  | {
      readonly kind: "if";
      readonly test: Expr;
      readonly consequent: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: "while"; readonly test: Expr; readonly body: readonly Statement[] }
  | { readonly kind: "return"; readonly value: Expr };

export interface FunctionDeclaration {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: readonly Statement[];
}

/** What is wrong with a program, and where. */
export class ToyError extends Error {}

const TOKEN = /\s+|#[^\n]*|([A-Za-z_]\w*)|(\d+)|(==|!=|<=|>=|[-+*/%<>=(){},])/y;

interface Token {
  readonly text: string;
  readonly kind: "name" | "number" | "symbol" | "end";
  readonly line: number;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(source);
    if (m === null) throw new ToyError(`line ${line}: unexpected character '${source[at]}'`);
    if (m[1] !== undefined) tokens.push({ text: m[1], kind: "name", line });
    else if (m[2] !== undefined) tokens.push({ text: m[2], kind: "number", line });
    else if (m[3] !== undefined) tokens.push({ text: m[3], kind: "symbol", line });
    line += m[0].split("\n").length - 1;
  }
  tokens.push({ text: "end of file", kind: "end", line });
  return tokens;
}

const COMPARISONS = new Set(["==", "!=", "<", "<=", ">", ">="]);
const KEYWORDS = new Set(["fn", "if", "else", "while", "return"]);

/** Parses a program. Throws {@link ToyError}. */
export function parse(source: string): FunctionDeclaration[] {
  const tokens = tokenize(source);
  let at = 0;
  const peek = (): Token => tokens[at]!;
  const isNext = (text: string): boolean => peek().text === text && peek().kind !== "end";
  const fail = (expected: string): never => {
    throw new ToyError(`line ${peek().line}: expected ${expected}, found '${peek().text}'`);
  };
  const accept = (text: string): boolean => {
    if (!isNext(text)) return false;
    at++;
    return true;
  };
  const expect = (text: string): void => {
    if (!accept(text)) fail(`'${text}'`);
  };
  const name = (): string => {
    if (peek().kind !== "name" || KEYWORDS.has(peek().text)) fail("a name");
    return tokens[at++]!.text;
  };
  const list = <T>(item: () => T): T[] => {
    const items: T[] = [];
    expect("(");
    if (accept(")")) return items;
    do items.push(item());
    while (accept(","));
    expect(")");
    return items;
  };

  const atom = (): Expr => {
    if (accept("(")) {
      const inner = expr();
      expect(")");
      return inner;
    }
    if (accept("-")) return { kind: "binary", op: "-", left: { kind: "number", value: 0n }, right: atom() };
    if (peek().kind === "number") return { kind: "number", value: BigInt(tokens[at++]!.text) };
    const id = name();
    return isNext("(") ? { kind: "call", callee: id, args: list(expr) } : { kind: "name", name: id };
  };
  const chain = (operators: readonly string[], operand: () => Expr): Expr => {
    let left = operand();
    while (operators.some(isNext)) left = { kind: "binary", op: tokens[at++]!.text, left, right: operand() };
    return left;
  };
  const term = (): Expr => chain(["*", "/", "%"], atom);
  const sum = (): Expr => chain(["+", "-"], term);
  const expr = (): Expr => {
    const left = sum();
    return COMPARISONS.has(peek().text)
      ? { kind: "binary", op: tokens[at++]!.text, left, right: sum() }
      : left;
  };

  const block = (): Statement[] => {
    const statements: Statement[] = [];
    expect("{");
    while (!accept("}")) statements.push(statement());
    return statements;
  };
  const statement = (): Statement => {
    if (accept("if")) {
      const test = expr();
      const consequent = block();
      return { kind: "if", test, consequent, otherwise: accept("else") ? block() : [] };
    }
    if (accept("while")) return { kind: "while", test: expr(), body: block() };
    if (accept("return")) return { kind: "return", value: expr() };
    const target = name();
    expect("=");
    return { kind: "assign", name: target, value: expr() };
  };

  const functions: FunctionDeclaration[] = [];
  while (peek().kind !== "end") {
    expect("fn");
    functions.push({ name: name(), params: list(name), body: block() });
  }
  return functions;
}
