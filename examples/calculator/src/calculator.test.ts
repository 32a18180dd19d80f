import { describe, expect, test } from "vitest";
import { CAN_RUN_NATIVELY, compile } from "./calculator.ts";
import { FormulaError } from "./formula.ts";

const { abs, sin, pow, floor, ceil, min, max, PI } = Math;

/** Formula, arguments in the order of its names, and the same in JavaScript. */
const FORMULAS: readonly (readonly [string, readonly number[], number])[] = [
  ["1 + 2 * 3", [], 7],
  ["(1 + 2) * 3 - 4 / 8", [], 8.5],
  ["10 - 3 - 2", [], 5],
  ["2 ^ 3 ^ 2", [], 512],
  ["-2 ^ 2", [], -4],
  ["2 ^ -1", [], 0.5],
  ["--x", [7], 7],
  ["x * -y", [3, 4], -12],
  ["sqrt(x^2 + y^2)", [3, 4], 5],
  ["y - x", [10, 3], 7],
  ["abs(floor(x)) + ceil(x)", [-1.5], abs(floor(-1.5)) + ceil(-1.5)],
  ["min(x, max(y, 2))", [9, 1], min(9, max(1, 2))],
  ["sin(pi * x) + .5e1", [0.25], sin(PI * 0.25) + 5],
  ["pow(x, y) + sin(x) * sin(y)", [1.5, 2.5], pow(1.5, 2.5) + sin(1.5) * sin(2.5)],
  ["1 / x", [0], Infinity],
];

describe.runIf(CAN_RUN_NATIVELY)("on x86-64 Linux", () => {
  test.each(FORMULAS)("%s of %j", (text, args, expected) => {
    expect(compile(text).call(...args)).toBe(expected);
  });

  test("one formula, many calls", () => {
    const { params, call } = compile("a*x^2 + b*x + c");
    expect(params).toEqual(["a", "x", "b", "c"]);
    for (let x = -50; x < 50; x++) expect(call(2, x, -3, 5)).toBe(2 * x ** 2 - 3 * x + 5);
  });

  test("brackets nested without end", () => {
    const depth = 20_000;
    expect(compile(`${"(".repeat(depth)}x${")".repeat(depth)}`).call(3)).toBe(3);
    expect(compile(`${"-(".repeat(depth)}x${")".repeat(depth)}`).call(3)).toBe(3);
  });
});

test.runIf(CAN_RUN_NATIVELY).each([
  ["", "expected an operand, found the end", 0],
  ["1 +", "expected an operand, found the end", 3],
  ["1 2", "expected an operator, found '2'", 2],
  ["(1", "this bracket is never closed", 0],
  ["1)", "')' without a bracket", 1],
  ["1, 2", "',' without a bracket", 1],
  ["(1, 2)", "',' without a bracket", 2],
  ["frob(1)", "there is no function 'frob'", 0],
  ["min(1)", "'min' takes 2 arguments, 1 are given", 0],
  ["1 + $", "'$' means nothing here", 4],
])("%j is refused", (text, message, position) => {
  let caught: unknown;
  try {
    compile(text);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(FormulaError);
  expect((caught as FormulaError).message).toContain(message);
  expect((caught as FormulaError).position).toBe(position);
});
