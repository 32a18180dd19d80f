import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CAN_RUN_NATIVELY, interpret, load } from "./run.ts";

/** Every way there is to run a program on this machine. */
const WAYS: readonly [string, (source: string, args: readonly bigint[]) => bigint][] = [
  ["interpreted", interpret],
  ...(CAN_RUN_NATIVELY
    ? [
        ["native", (source, args) => load(source)(...args)] as [
          string,
          (s: string, a: readonly bigint[]) => bigint,
        ],
      ]
    : []),
];
if (!CAN_RUN_NATIVELY) console.warn("no native target for this machine: programs are interpreted only");

for (const [how, run] of WAYS) {
  test(`${how}: the sample program finds the longest Collatz chain`, () => {
    const source = readFileSync(new URL("../programs/collatz.toy", import.meta.url), "utf8");
    // https://oeis.org/A006877: 6171 has the longest chain below 10,000.
    expect(run(source, [10_000n])).toBe(6171n);
  });

  test(`${how}: recursion, precedence, negative numbers, code behind a return`, () => {
    expect(
      run("fn fib(n) { if n < 2 { return n } return fib(n - 1) + fib(n - 2) } fn main(n) { return fib(n) }", [
        15n,
      ]),
    ).toBe(610n);
    expect(run("fn main(x) { return 2 + 3 * -x == 2 - 3 * x }", [7n])).toBe(1n);
    expect(run("fn main(x) { return x x = 5 return 9 }", [3n])).toBe(3n);
    expect(run("fn main(x) { if x { y = 1 } else { y = 2 } while y < x { y = y + y } return y }", [9n])).toBe(
      16n,
    );
  });

  test(`${how}: mistakes are explained`, () => {
    expect(() => run("fn main(x) { return y }", [1n])).toThrow("main: 'y' is used before it is set");
    expect(() => run("fn main(x) { return f(x) }", [1n])).toThrow("main: there is no function 'f'");
    expect(() => run("fn main(x) {\n  return main(x, x) }", [1n])).toThrow(
      "'main' takes 1 arguments, 2 are given",
    );
    expect(() => run("fn main(x) {\n  if x = 3 { } }", [1n])).toThrow("line 2: expected '{', found '='");
    expect(() => run("fn main(x) { return 1 / x }", [0n])).toThrow(/the program trapped: .*int_divz/);
  });
}
