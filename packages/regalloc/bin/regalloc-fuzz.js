#!/usr/bin/env node
// Long fuzzing run of the allocators; see USAGE.
import { fuzz, makeAllocators } from "../dist/fuzz/run.js";
import { fail, readArguments, wholeNumber } from "./arguments.js";

const known = Object.keys(makeAllocators());
const USAGE = `usage: regalloc-fuzz.js [options]

Draws functions, allocates registers for them and checks the results.

  --allocator NAME     ${known.join(", ")}; may be repeated (default: all)
  --count N            number of functions (default 1000)
  --seed N             seed of the first (default 1)
  --min N, --max N     number of instructions (default 10 to 3000)
  --realistic-every N  every Nth function is of realistic shape (default 10)
  --no-reduce          print a failing function as it is
  -h, --help           print this

Exit code 0: all right. 1: an allocation is wrong; the seed and the reduced function are printed. 2: bad arguments.`;

const { values } = readArguments(USAGE, {
  allocator: { type: "string", multiple: true },
  seed: { type: "string", default: "1" },
  count: { type: "string", default: "1000" },
  min: { type: "string", default: "10" },
  max: { type: "string", default: "3000" },
  "realistic-every": { type: "string", default: "10" },
  "no-reduce": { type: "boolean", default: false },
});
const allocators = values.allocator ?? known;
for (const name of allocators) if (!known.includes(name)) fail(`no allocator '${name}': ${known.join(", ")}`);
const count = wholeNumber("--count", values.count, 1);
const firstSeed = wholeNumber("--seed", values.seed);
const minInsts = wholeNumber("--min", values.min, 1);
const maxInsts = wholeNumber("--max", values.max, 1);
if (minInsts > maxInsts) fail("--min is larger than --max");
const realisticEvery = wholeNumber("--realistic-every", values["realistic-every"], 1);
let insts = 0;
const failure = fuzz({
  allocators,
  firstSeed,
  count,
  minInsts,
  maxInsts,
  realisticEvery,
  reduce: !values["no-reduce"],
  progress: (done, n) => {
    insts += n;
    if (done % 1000 === 0) console.log(`${done} functions, ${insts} instructions`);
  },
});
if (failure !== undefined) {
  console.error(`FAILED: seed ${failure.seed}, ${failure.allocator}\n${failure.message}\n\n${failure.text}`);
  process.exit(1);
}
console.log(
  `ok: ${count} functions from seed ${values.seed}, ${insts} instructions, ${allocators.join(" and ")}`,
);
