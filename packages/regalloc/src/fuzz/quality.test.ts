import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allocateBacktracking } from "../backtracking/allocate.ts";
import { BacktrackingContext } from "../backtracking/context.ts";
import { Checker } from "../checker.ts";
import { RegallocFunction } from "../function.ts";
import { RegallocOutput } from "../output.ts";
import { parseFunction, printFunction } from "../text.ts";
import { validate } from "../validate.ts";
import { readCorpus } from "./corpus.ts";
import { QUALITY_ALLOCATORS, TINY_COUNT, qualitySnapshot, weightedCost } from "./quality.ts";
import { optimalCost } from "./optimum.ts";
import { makeAllocators } from "./run.ts";
import { TINY_ENV, generateTiny } from "./tiny.ts";

const snapshotFile = new URL("../../quality/snapshot.txt", import.meta.url);
const optimumFile = new URL("../../quality/tiny-optimum.txt", import.meta.url);

const real = readCorpus(readFileSync(new URL("../../quality/real-functions.txt", import.meta.url), "utf8"));
const optimum = existsSync(optimumFile)
  ? readFileSync(optimumFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => Number(line.split(" ")[1]))
  : [];

test("the quality of the allocators is what the committed snapshot says", () => {
  // After a change that is meant: `node packages/regalloc/bin/regalloc-quality.js`, and look at the difference.
  expect(qualitySnapshot(optimum, real)).toBe(readFileSync(snapshotFile, "utf8"));
}, 120_000);

test("the snapshot keeps the promised distances", () => {
  const sum = (set: string): number[] => {
    const line = readFileSync(snapshotFile, "utf8")
      .split("\n")
      .find((l) => l.startsWith(`${set} sum`))!;
    return line.split(" ").slice(2).map(Number);
  };
  const [everything, single, backtracking] = sum("realistic");
  expect(single! / everything!).toBeLessThanOrEqual(0.5);
  expect(backtracking! / everything!).toBeLessThanOrEqual(0.25);
  const [, realSingle, realBacktracking] = sum("real");
  expect(realBacktracking! / realSingle!).toBeLessThanOrEqual(0.6);
  const [, , tiny, tinyThorough, best] = sum("tiny");
  expect(optimum.length).toBe(TINY_COUNT);
  expect(tiny! / best!).toBeLessThanOrEqual(1.15);
  expect(tinyThorough! / best!).toBeLessThanOrEqual(1.06);
});

test("no function of the snapshot is more than 5 % dearer than with single-pass, none dearer if it is small", () => {
  const rows = readFileSync(snapshotFile, "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter((row) => ["realistic", "pressure", "real"].includes(row[0]!) && row[1] !== "sum");
  expect(rows.length).toBe(600);
  for (const row of rows) {
    const [insts, , single, backtracking, thorough] = row.slice(2).map(Number);
    const limit = insts! <= 600 ? single! : 1.05 * single!;
    expect(backtracking, row.join(" ")).toBeLessThanOrEqual(limit);
    expect(thorough, row.join(" ")).toBeLessThanOrEqual(limit);
  }
});

test("the functions from real programs are valid, and each allocator is right about them", () => {
  expect(real.functions.length).toBe(200);
  const output = new RegallocOutput();
  const checker = new Checker();
  const all = makeAllocators();
  for (const { name, func } of real.functions) {
    expect(validate(func, real.env), name).toEqual([]);
    for (const allocator of QUALITY_ALLOCATORS) {
      all[allocator]!(func, real.env, output);
      expect(checker.check(func, real.env, output), `${name} ${allocator}`).toEqual([]);
    }
  }
}, 120_000);

test("tiny functions are valid, and no allocator beats the optimum", () => {
  const func = new RegallocFunction();
  const output = new RegallocOutput();
  const all = makeAllocators();
  for (let seed = 0; seed < TINY_COUNT; seed++) {
    generateTiny(seed, func);
    expect(validate(func, TINY_ENV), `seed ${seed}`).toEqual([]);
    expect(func.numInsts, `seed ${seed}`).toBeLessThanOrEqual(25);
    for (const name of QUALITY_ALLOCATORS)
      expect(weightedCost(all[name]!, func, TINY_ENV, output), `seed ${seed} ${name}`).toBeGreaterThanOrEqual(
        optimum[seed]!,
      );
  }
});

test("which of several attempts is kept depends on the function alone", () => {
  const func = new RegallocFunction();
  const output = new RegallocOutput();
  const used = new BacktrackingContext();
  const chosen = new Set<number>();
  for (let seed = 0; seed < 60; seed++) {
    generateTiny(seed, func);
    allocateBacktracking(used, func, TINY_ENV, output);
    chosen.add(used.stats.chosen);
    const text = printFunction(func, output);
    allocateBacktracking(new BacktrackingContext(), func, TINY_ENV, output);
    expect(printFunction(func, output), `seed ${seed}`).toBe(text);
  }
  // The usual settings, others, and the single-pass allocator were all best for some.
  expect(chosen.has(0) && chosen.has(-1) && chosen.size > 3).toBe(true);
});

test("the optimum of functions that can be done by hand", () => {
  const lines = (defs: number, uses: string): string =>
    `vregs ${defs + 1}\nblock0:\n${Array.from({ length: defs }, (_, v) => ` op def v${v} reg\n`).join("")} op ${uses}\n`;
  // Four values fit; of five, one is stored and loaded again.
  expect(
    optimalCost(parseFunction(`${lines(4, "use v0 reg, use v1 reg")} ret use v2 reg, use v3 reg`), 20),
  ).toBe(0);
  expect(
    optimalCost(
      parseFunction(`${lines(5, "use v0 reg, use v1 reg")} ret use v2 reg, use v3 reg, use v4 reg`),
      20,
    ),
  ).toBe(2);
  // One that may be read from memory is only stored.
  expect(
    optimalCost(
      parseFunction(`${lines(5, "use v0 any, use v1 reg")} ret use v2 reg, use v3 reg, use v4 reg`),
      20,
    ),
  ).toBe(1);
  // A reused input that lives on is copied.
  expect(
    optimalCost(
      parseFunction(
        "vregs 2\nblock0:\n op def v0 reg\n op use v0 reg, def v1 reuse:0\n ret use v0 reg, use v1 reg",
      ),
      20,
    ),
  ).toBe(1);
  expect(
    optimalCost(
      parseFunction(
        "vregs 2\nblock0:\n op def v0 fixed:r0\n op use v0 fixed:r1, def v1 reuse:0\n ret use v1 reg",
      ),
      20,
    ),
  ).toBe(1);
});
