#!/usr/bin/env node
// Quality figures. `regalloc-quality.js` rewrites quality/snapshot.txt; `regalloc-quality.js optimum [FROM TO]` recomputes
// the exhaustive optimum of the tiny functions into quality/tiny-optimum.txt (minutes of CPU time).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readCorpus } from "../dist/fuzz/corpus.js";
import { TINY_COUNT, qualitySnapshot, tinyOptimum } from "../dist/fuzz/quality.js";

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
if (process.argv[2] === "optimum") {
  const from = Number(process.argv[3] ?? 0);
  const to = Number(process.argv[4] ?? TINY_COUNT);
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
