// The programs against other implementations of the same things: Node's SHA-256, and the rest in JavaScript.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CAN_RUN_NATIVELY, Program } from "./program.ts";

const load = (file: string): Program =>
  new Program(readFileSync(new URL(`../programs/${file}`, import.meta.url), "utf8"), file);

function sha256(blocks: number): bigint {
  const message = Buffer.alloc(64 * blocks);
  for (let i = 0; i < 16 * blocks; i++) message.writeUInt32BE(Math.imul(i, 0x9e3779b9) >>> 0, 4 * i);
  return createHash("sha256").update(message).digest().readBigInt64BE(0);
}

function quicksort(n: number): bigint {
  const numbers = new BigInt64Array(n);
  let x = 1n;
  for (let i = 0; i < n; i++) {
    x = BigInt.asIntN(64, x * 6364136223846793005n + 1442695040888963407n);
    numbers[i] = x;
  }
  numbers.sort();
  return BigInt.asIntN(
    64,
    numbers.reduce((sum, value, i) => sum + BigInt(i + 1) * value, 0n),
  );
}

const CASES: readonly (readonly [string, bigint, bigint | number])[] = [
  ["sha256.clif", 0n, sha256(0)],
  ["sha256.clif", 7n, sha256(7)],
  ["quicksort.clif", 1n, quicksort(1)],
  ["quicksort.clif", 1000n, quicksort(1000)],
  // The published energies of the benchmarks game, rounded as it prints them, with its step of 0.01.
  ["nbody.clif", 0n, -0.169075164],
  ["nbody.clif", 1000n, -0.169087605],
];

const rounded = (value: bigint | number): bigint | number =>
  typeof value === "number" ? Number(value.toFixed(9)) : value;

describe.each(CASES)("%s of %s", (file, argument, expected) => {
  const program = load(file);
  test("in the interpreter", () => expect(rounded(program.interpret(argument))).toBe(expected));
  test.runIf(CAN_RUN_NATIVELY)("natively, to the last bit as in the interpreter", () => {
    const result = program.load()(argument);
    expect(rounded(result)).toBe(expected);
    expect(result).toBe(program.interpret(argument));
  });
});

test.runIf(CAN_RUN_NATIVELY)("what is said of the code", () => {
  const { functions, instructions, codeBytes, listings } = load("quicksort.clif").compile(1);
  expect(functions).toBe(2);
  expect(instructions).toBeGreaterThan(60);
  expect(codeBytes).toBeGreaterThan(100);
  expect(listings).toHaveLength(2);
  expect(listings[0]).toContain("cmpq");
});
