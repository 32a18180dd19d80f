/**
 * From a formula to CLIF in one pass: an operator-precedence parser (Dijkstra's shunting yard) whose output are
 * instructions. Its two stacks hold operators and values, so that brackets may be nested without end.
 *
 *   formula   operand { operator operand }
 *   operand   number | variable | function "(" formula { "," formula } ")" | "(" formula ")" | "-" operand
 *   operator  + - * / ^, each with the usual precedence; ^ binds to the right and takes the sign before it last
 *
 * Everything is an f64. Names that are no function are parameters, in the order in which they appear.
 */
import { Function, type FuncRef, signature, types, type Value } from "@cranelift-ts/codegen-ir";
import { FunctionBuilder } from "@cranelift-ts/frontend";

const { F64 } = types;

/** What the processor has no instruction for is JavaScript's. */
export const HOST_FUNCTIONS: Readonly<Record<string, (...args: number[]) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  exp: Math.exp,
  log: Math.log,
  pow: Math.pow,
};

/** Instructions with a name, and how many operands they take. */
const INSTRUCTIONS: Readonly<Record<string, number>> = { sqrt: 1, abs: 1, floor: 1, ceil: 1, min: 2, max: 2 };
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Precedence of the operators; `u` is the minus sign before an operand. */
const PRECEDENCE: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, u: 3, "^": 4 };

/** The formula makes no sense; `position` counts characters from 0. */
export class FormulaError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(`${message} at ${position + 1}`);
    this.name = "FormulaError";
    this.position = position;
  }
}

/** A compiled formula: CLIF, its parameters' names, and the host functions that it calls. */
export interface Formula {
  readonly func: Function;
  readonly params: readonly string[];
}

interface Token {
  readonly kind: "number" | "name" | "mark" | "end";
  readonly text: string;
  readonly position: number;
}

function tokens(text: string): Token[] {
  const list: Token[] = [];
  const pattern = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|([-+*/^(),]))/y;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) {
      const position = from + /^\s*/.exec(text.slice(from))![0].length;
      throw new FormulaError(`'${text[position]}' means nothing here`, position);
    }
    const [all, number, name, mark] = match;
    const word = (number ?? name ?? mark)!;
    const kind = number !== undefined ? "number" : name !== undefined ? "name" : "mark";
    list.push({ kind, text: word, position: from + all.length - word.length });
  }
  list.push({ kind: "end", text: "the end", position: end });
  return list;
}

/** An operator that waits for its right operand, or an open bracket with the function before it. */
interface Pending {
  readonly operator: string;
  /** Of a bracket: the function, and how many values there were before. */
  readonly name: string | undefined;
  readonly depth: number;
  readonly position: number;
}

/** Compiles a formula. Throws {@link FormulaError}; `declare` gives a host function's reference within the function. */
export function compileFormula(
  text: string,
  declare: (name: string, arity: number, func: Function) => FuncRef,
): Formula {
  const list = tokens(text);
  const params = [
    ...new Set(
      list
        .filter((t, i) => t.kind === "name" && list[i + 1]!.text !== "(" && !Object.hasOwn(CONSTANTS, t.text))
        .map((t) => t.text),
    ),
  ];
  const func = new Function(
    { kind: "testcase", name: "formula" },
    signature(
      params.map(() => F64),
      [F64],
      "system_v",
    ),
  );
  const b = new FunctionBuilder(func);
  const entry = b.createBlock();
  const arguments_ = b.appendBlockParamsForFunctionParams(entry);
  b.switchToBlock(entry);
  b.sealBlock(entry);

  const values: Value[] = [];
  const pending: Pending[] = [];
  const hosts = new Map<string, FuncRef>();

  function callHost(name: string, args: readonly Value[]): Value {
    let ref = hosts.get(name);
    if (ref === undefined) hosts.set(name, (ref = declare(name, args.length, func)));
    return func.dfg.firstResult(b.ins().call(ref, args));
  }

  /** Emits the instruction of an operator. */
  function apply(operator: string): void {
    const right = values.pop()!;
    if (operator === "u") {
      values.push(b.ins().fneg(right));
      return;
    }
    const left = values.pop()!;
    if (operator === "+") values.push(b.ins().fadd(left, right));
    else if (operator === "-") values.push(b.ins().fsub(left, right));
    else if (operator === "*") values.push(b.ins().fmul(left, right));
    else if (operator === "/") values.push(b.ins().fdiv(left, right));
    else values.push(callHost("pow", [left, right]));
  }

  /** Applies the operators before the next one, down to the innermost open bracket. */
  function reduce(precedence: number): void {
    for (let top = pending.at(-1); top !== undefined && top.operator !== "("; top = pending.at(-1)) {
      if (PRECEDENCE[top.operator]! < precedence) return;
      pending.pop();
      apply(top.operator);
    }
  }

  function callNamed(name: string, depth: number, position: number): void {
    const args = values.splice(depth);
    const arity = INSTRUCTIONS[name] ?? HOST_FUNCTIONS[name]!.length;
    if (args.length !== arity)
      throw new FormulaError(`'${name}' takes ${arity} arguments, ${args.length} are given`, position);
    const [x, y] = args as [Value, Value];
    if (name === "sqrt") values.push(b.ins().sqrt(x));
    else if (name === "abs") values.push(b.ins().fabs(x));
    else if (name === "floor") values.push(b.ins().floor(x));
    else if (name === "ceil") values.push(b.ins().ceil(x));
    else if (name === "min") values.push(b.ins().fmin(x, y));
    else if (name === "max") values.push(b.ins().fmax(x, y));
    else values.push(callHost(name, args));
  }

  let operandNext = true;
  for (let i = 0; i < list.length; i++) {
    const { kind, text: word, position } = list[i]!;
    const open = (name: string | undefined): void =>
      void pending.push({ operator: "(", name, depth: values.length, position });
    if (operandNext) {
      if (kind === "number") values.push(b.ins().f64const(Number(word)));
      else if (kind === "name" && list[i + 1]!.text === "(") {
        if (!Object.hasOwn(INSTRUCTIONS, word) && !Object.hasOwn(HOST_FUNCTIONS, word))
          throw new FormulaError(`there is no function '${word}'`, position);
        open(word);
        i++;
        continue;
      } else if (kind === "name") {
        const constant = Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word]! : undefined;
        values.push(constant === undefined ? arguments_[params.indexOf(word)]! : b.ins().f64const(constant));
      } else if (word === "(") {
        open(undefined);
        continue;
      } else if (word === "-") {
        pending.push({ operator: "u", name: undefined, depth: 0, position });
        continue;
      } else
        throw new FormulaError(`expected an operand, found ${kind === "end" ? word : `'${word}'`}`, position);
      operandNext = false;
      continue;
    }
    if (kind === "end") break;
    if (word === ")" || word === ",") {
      reduce(0);
      const bracket = pending.at(-1);
      if (bracket === undefined || (word === "," && bracket.name === undefined))
        throw new FormulaError(`'${word}' without a bracket that it belongs to`, position);
      if (word === ",") {
        operandNext = true;
        continue;
      }
      pending.pop();
      if (bracket.name !== undefined) callNamed(bracket.name, bracket.depth, bracket.position);
      continue;
    }
    const precedence = PRECEDENCE[word];
    if (precedence === undefined || kind !== "mark")
      throw new FormulaError(`expected an operator, found '${word}'`, position);
    // To the right: an equal operator before it waits.
    reduce(word === "^" ? precedence + 1 : precedence);
    pending.push({ operator: word, name: undefined, depth: 0, position });
    operandNext = true;
  }
  reduce(0);
  const open = pending.at(-1);
  if (open !== undefined) throw new FormulaError("this bracket is never closed:", open.position);
  b.ins().return_([values[0]!]);
  b.finalize();
  return { func, params };
}
