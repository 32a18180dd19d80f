import { expect, test } from "vitest";
import { parseFunction, printFunction } from "../text.ts";
import { simpleEnv } from "../machine-env.ts";
import { readCorpus, writeCorpusFunction, writeCorpusHeader } from "./corpus.ts";
import { fuzzEnv, generateFunction } from "./generate.ts";

test("functions of every kind come back as they were written", () => {
  const env = fuzzEnv(3);
  const funcs = Array.from({ length: 60 }, (_, k) =>
    generateFunction(k, fuzzEnv(k), { minInsts: 20, maxInsts: 200 }),
  );
  funcs.push(
    parseFunction(
      "vregs 3\nvreg v1 vector bytes=16 align=16 remat\nblock0:\n op def v0 reg, early def v1 reg clobbers r1 w2 stackmap v0\n" +
        " op use phys:r63, late use v0 limit:8, def v2 reg\n ret use v2 fixed:r0\nlabel -3 v0 0..2",
    ),
  );
  const text = writeCorpusHeader(env) + funcs.map((f, k) => writeCorpusFunction(`f ${k}`, f)).join("");
  const back = readCorpus(text);
  expect(back.functions.length).toBe(funcs.length);
  for (const [k, f] of funcs.entries()) {
    expect(back.functions[k]!.name).toBe(`f ${k}`);
    expect(printFunction(back.functions[k]!.func)).toBe(printFunction(f));
  }
  expect(back.env).toEqual(env);
});

test("a word of no meaning is refused", () => {
  expect(() => readCorpus(`${writeCorpusHeader(simpleEnv(4))}func f\nvregs 1\n:0\n0? *4\n`)).toThrow(
    "not an operand",
  );
});
