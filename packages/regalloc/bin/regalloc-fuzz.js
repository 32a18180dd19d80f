#!/usr/bin/env node
// Long fuzzing run: regalloc-fuzz.js [--allocator NAME]... [--seed N] [--count N] [--min N] [--max N] [--realistic-every N] [--no-reduce]
// Exit code 1 and the reduced function on a failure.
import { parseArgs } from "node:util";
import { fuzz, makeAllocators } from "../dist/fuzz/run.js";

const { values } = parseArgs({
  options: {
    allocator: { type: "string", multiple: true },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "1000" },
    min: { type: "string", default: "10" },
    max: { type: "string", default: "3000" },
    "realistic-every": { type: "string", default: "10" },
    "no-reduce": { type: "boolean", default: false },
  },
});
const allocators = values.allocator ?? Object.keys(makeAllocators());
const count = Number(values.count);
let insts = 0;
const failure = fuzz({
  allocators,
  firstSeed: Number(values.seed),
  count,
  minInsts: Number(values.min),
  maxInsts: Number(values.max),
  realisticEvery: Number(values["realistic-every"]),
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
