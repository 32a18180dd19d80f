import { expect, test } from "vitest";
import { Checker } from "../checker.ts";
import { RegallocFunction } from "../function.ts";
import { RegallocOutput } from "../output.ts";
import { allocateSpillEverything } from "../spill-everything.ts";
import { parseFunction, printFunction } from "../text.ts";
import { validate } from "../validate.ts";
import { fuzzEnv, generateFunction } from "./generate.ts";

const RUNS = Number(process.env["REGALLOC_RUNS"] ?? 400);

test("generated functions are valid, print and parse back, and the baseline passes the checker", () => {
  const func = new RegallocFunction();
  const again = new RegallocFunction();
  const output = new RegallocOutput();
  const checker = new Checker();
  for (let seed = 0; seed < RUNS; seed++) {
    const env = fuzzEnv(seed);
    generateFunction(seed, env, { minInsts: 10, maxInsts: 500 }, func);
    expect(validate(func, env), `seed ${seed}`).toEqual([]);
    const text = printFunction(func);
    expect(printFunction(parseFunction(text, again)), `seed ${seed}`).toBe(text);
    allocateSpillEverything(func, env, output);
    expect(checker.check(func, env, output), `seed ${seed}`).toEqual([]);
  }
}, 600_000);
