import { expect, test } from "vitest";
import { RegallocFunction } from "../function.ts";
import { parseFunction, printFunction } from "../text.ts";
import { validate } from "../validate.ts";
import { fuzzEnv, generateFunction } from "./generate.ts";
import { reduceFunction } from "./reduce.ts";
import { fuzz, makeAllocators } from "./run.ts";

// The long run is bin/regalloc-fuzz.js.
const COUNT = Number(process.env["REGALLOC_RUNS"] ?? 400);

for (const allocator of Object.keys(makeAllocators())) {
  test(`${allocator} allocates generated functions correctly, with one context for all`, () => {
    const failure = fuzz({
      allocators: [allocator],
      firstSeed: 1,
      count: COUNT,
      minInsts: 10,
      maxInsts: 300,
      realisticEvery: 10,
    });
    expect(failure === undefined ? "" : `seed ${failure.seed}: ${failure.message}\n${failure.text}`).toBe("");
  }, 600_000);
}

test("the same seed gives the same function", () => {
  const a = generateFunction(77, fuzzEnv(77), { minInsts: 50, maxInsts: 50 });
  const b = generateFunction(77, fuzzEnv(77), { minInsts: 50, maxInsts: 50 });
  expect(printFunction(a)).toBe(printFunction(b));
});

test("the reducer finds the two instructions that matter", () => {
  // "Fails" when some instruction clobbers r3 and a later one has an operand fixed to r2.
  const text = (func: RegallocFunction): string => printFunction(func);
  const fails = (func: RegallocFunction): boolean => /clobbers[^\n]* r3(.|\n)*fixed:r2/.test(text(func));
  let seed = 0;
  let func = new RegallocFunction();
  do {
    seed += 5; // seeds whose register file is that of fuzzEnv(0)
    func = generateFunction(seed, fuzzEnv(0), { minInsts: 40, maxInsts: 200 });
  } while (!fails(func));
  const small = reduceFunction(func, fuzzEnv(0), fails);
  expect(validate(small, fuzzEnv(0))).toEqual([]);
  expect(fails(small)).toBe(true);
  expect(small.numInsts).toBeLessThanOrEqual(5);
  expect(fails(parseFunction(text(small)))).toBe(true);
});

test("an allocator that does not exist is refused", () => {
  expect(() => fuzz({ allocators: ["no-such"], firstSeed: 1, count: 1, minInsts: 10, maxInsts: 10 })).toThrow(
    "no such allocator",
  );
});
