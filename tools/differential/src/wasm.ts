/**
 * `pnpm fuzz:wasm`: generated WebAssembly modules in V8 and in this project's runtime; fails on the first differences.
 *
 *   --modules N       programs (default 1000); each is run with every allocator
 *   --seed S          first seed (default 1)
 *   --allocator A     backtracking or single_pass; both if absent
 *   --setting N       number of the runtime's settings, 0 is its default; for each hundred programs others if absent
 *   --mixed           with instances of both engines in programs; so is every fourth turn if absent
 *   --node PATH       a newer Node, whose V8 is the reference
 *   --failures N      stop after so many (default 5)
 *   --reduce          make failing programs small
 *   --show            print the program of the first seed in the text format, and its record
 *   --table FILE      write how often each operator was executed, as Markdown
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { coverageTable } from "./wasm-coverage.ts";
import { ours, reference, WASM_ALLOCATORS } from "./wasm-engines.ts";
import { generateCase, lowerCase } from "./wasm-generate.ts";
import type { EngineProcess } from "./wasm-process.ts";
import { firstDifference, reduceCase, wat } from "./wasm-reduce.ts";

const { values } = parseArgs({
  options: {
    modules: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    allocator: { type: "string" },
    setting: { type: "string" },
    mixed: { type: "boolean" },
    node: { type: "string" },
    failures: { type: "string", default: "5" },
    reduce: { type: "boolean", default: false },
    show: { type: "boolean", default: false },
    table: { type: "string" },
  },
});
/** Programs that are asked for at a time. */
const BATCH = 500;

const allocators = WASM_ALLOCATORS.filter((a) => values.allocator === undefined || a === values.allocator);
const first = Number(values.seed);
const last = first + Number(values.modules);
const v8 = reference(values.node);
process.exitCode = (await run()) === 0 ? 0 : 1;

async function run(): Promise<number> {
  const { features } = v8;
  let chosen: EngineProcess[] = [];
  const totals = { programs: 0, calls: 0, traps: 0, failed: 0 };
  try {
    if (values.show) {
      const program = lowerCase(generateCase(first, features));
      for (const m of program.modules) console.log(await wat(m.bytes));
      console.log((await v8.process.record(program)).join("\n"));
      return 0;
    }
    const executed = new Map<number, number>();
    for (let from = first; from < last && totals.failed < Number(values.failures); from += BATCH) {
      const to = Math.min(from + BATCH, last);
      const turn = values.setting === undefined ? Math.floor(from / BATCH) : Number(values.setting);
      const mixed = values.mixed ?? turn % 4 === 3;
      v8.process.mixed = mixed;
      chosen = allocators.map((a) => {
        return ours(a, turn, v8.node, mixed);
      });
      const [expected, ...got] = await Promise.all(
        [v8.process, ...chosen].map((e) => e.seeds(from, to, features)),
      );
      for (const [seed, right] of expected!) {
        totals.programs++;
        totals.calls += right.calls;
        totals.traps += right.traps;
        for (const [i, results] of got.entries()) {
          const result = results.get(seed)!;
          if (result.digest === right.digest) continue;
          totals.failed++;
          await report(seed, chosen[i]!);
        }
      }
      for (const e of chosen) e.close();
      console.error(`${to - first} programs, ${totals.failed} differences`);
      if (values.table !== undefined)
        for (const [op, n] of await v8.process.coverage(from, to, features))
          executed.set(op, (executed.get(op) ?? 0) + n);
    }
    if (values.table !== undefined) writeFileSync(values.table, coverageTable(executed));
  } finally {
    v8.process.close();
    for (const e of chosen) e.close();
  }
  console.log(
    `${v8.process.name} and ours with ${allocators.join(" and ")}: seeds from ${first}, ${totals.programs} programs with ` +
      `${totals.calls} calls from outside (${totals.traps} ended in a trap), ${totals.failed} differences`,
  );
  return totals.failed;
}

async function report(seed: number, engine: EngineProcess): Promise<void> {
  const generated = generateCase(seed, v8.features);
  const program = lowerCase(generated);
  const difference = firstDifference(await v8.process.record(program), await engine.record(program));
  console.log(`seed ${seed}, ${engine.name}: ${difference ?? "not again"}`);
  if (values.reduce && difference !== undefined) console.log(await reduceCase(generated, v8.process, engine));
}
