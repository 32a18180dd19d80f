/**
 * `pnpm fuzz:abi`: random signatures, called by code that gcc made (`sysv_abi` and `ms_abi`) and calling such code; fails
 * if anything differs. Needs gcc for x86-64.
 *
 *   --functions N   signatures (default 1000); each is tried in both directions
 *   --seed S        (default 1)
 */
import { parseArgs } from "node:util";
import { Random } from "@cranelift-ts/fuzzgen";
import { drawCase } from "./abi-cases.ts";
import { hasGcc, runCases } from "./abi-run.ts";
import { ALLOCATORS } from "./compare.ts";

/** Signatures that share a program. */
const BATCH = 250;

const { values } = parseArgs({
  options: { functions: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
if (!hasGcc()) {
  console.error("gcc for x86-64 is needed");
  process.exit(2);
}
const wanted = Number(values.functions);
const random = new Random(Number(values.seed));
const before = process.cpuUsage();
let failed = 0;
const counts = new Map<string, number>();
for (let done = 0; done < wanted && failed < 20;) {
  const cases = Array.from({ length: Math.min(BATCH, wanted - done) }, (_, i) => drawCase(random, done + i));
  const batch = done / BATCH;
  for (const { convention } of cases) counts.set(convention.c, (counts.get(convention.c) ?? 0) + 1);
  const optimization = ["-O0", "-O0", "-O1", "-O2", "-O0", "-O0"][batch % 6]!;
  for (const line of runCases(cases, ALLOCATORS[batch % 2]!, optimization)) {
    failed++;
    console.log(`${line} (${ALLOCATORS[batch % 2]!}, gcc ${optimization})`);
  }
  done += cases.length;
  if (done % 1000 === 0) console.log(`${done} tried`);
}
const { user, system } = process.cpuUsage(before);
const split = [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
console.log(
  `${wanted} signatures (${split}) in both directions: ${failed} differences; ${((user + system) / 1e6).toFixed(1)} s of CPU without gcc's`,
);
process.exitCode = failed === 0 ? 0 : 1;
