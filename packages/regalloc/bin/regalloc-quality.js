#!/usr/bin/env node
// Quality figures; see USAGE.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readCorpus } from "../dist/fuzz/corpus.js";
import { TINY_COUNT, qualitySnapshot, tinyOptimum } from "../dist/fuzz/quality.js";
import { fail, readArguments, wholeNumber } from "./arguments.js";

const USAGE = `usage: regalloc-quality.js
       regalloc-quality.js optimum [FROM [TO]]

Rewrites quality/snapshot.txt and prints its sums, or recomputes the exhaustive optimum of the tiny functions
FROM .. TO (default: all; minutes of CPU time) into quality/tiny-optimum.txt.`;
const { positionals } = readArguments(USAGE, {}, 3);
if (positionals.length > 0 && positionals[0] !== "optimum") fail(`unexpected argument '${positionals[0]}'`);

const optimumFile = new URL("../quality/tiny-optimum.txt", import.meta.url);
const known = new Map(
  existsSync(optimumFile)
    ? readFileSync(optimumFile, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ").map(Number))
    : [],
);
const write = () =>
  writeFileSync(
    optimumFile,
    [...known]
      .sort((a, b) => a[0] - b[0])
      .map(([s, c]) => `${s} ${c}\n`)
      .join(""),
  );
if (positionals[0] === "optimum") {
  const from = wholeNumber("FROM", positionals[1] ?? "0");
  const to = wholeNumber("TO", positionals[2] ?? String(TINY_COUNT));
  for (let seed = from; seed < to; seed++) {
    known.set(seed, tinyOptimum(seed));
    write();
  }
} else {
  const optimum = [];
  for (let seed = 0; known.has(seed); seed++) optimum.push(known.get(seed));
  const real = readCorpus(readFileSync(new URL("../quality/real-functions.txt", import.meta.url), "utf8"));
  const text = qualitySnapshot(optimum, real);
  writeFileSync(new URL("../quality/snapshot.txt", import.meta.url), text);
  console.log(
    text
      .split("\n")
      .filter((line) => line.includes("sum"))
      .join("\n"),
  );
}
