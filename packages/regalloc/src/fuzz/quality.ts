/**
 * The quality figures: what allocations cost on fixed sets of functions.
 *
 * Cost is `allocationCost(...).weighted`: register moves, spills, reloads and rematerialisations, each with weight
 * 10^min(loop depth, 4). The realistic set is seeds 1-200 of `generateRealistic` with 60 to 559 instructions, the pressure
 * set the same of `generateHighPressure`; the tiny set is seeds 0-299 of `generateTiny`, for which the exhaustive optimum
 * is known; the real set is what code generation for x86-64 makes of 200 functions of real programs
 * (`quality/real-functions.txt`). The snapshot of all is committed, so that a change of any figure is seen in review.
 */

import { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { RegallocOutput, allocationCost } from "../output.ts";
import type { Corpus } from "./corpus.ts";
import { optimalCost } from "./optimum.ts";
import { generateHighPressure } from "./high-pressure.ts";
import { REALISTIC_ENV, generateRealistic } from "./realistic.ts";
import { makeAllocators } from "./run.ts";
import type { Allocate } from "./run.ts";
import { TINY_ENV, generateTiny } from "./tiny.ts";

export const REALISTIC_COUNT = 200;
export const TINY_COUNT = 300;

/** Allocators in the order of the snapshot's columns; "thorough" is the backtracking one told to take its time. */
export const QUALITY_ALLOCATORS: readonly string[] = [
  "spill-everything",
  "single-pass",
  "backtracking",
  "thorough",
];

/** Draws function k (from 1) of the realistic set. */
export function realisticFunction(k: number, func: RegallocFunction): RegallocFunction {
  return generateRealistic(k, { insts: 60 + ((k * 37) % 500) }, func);
}

/** Draws function k (from 1) of the pressure set. */
export function pressureFunction(k: number, func: RegallocFunction): RegallocFunction {
  return generateHighPressure(k, { insts: 60 + ((k * 37) % 500) }, func);
}

/** Weighted cost of one allocation. */
export function weightedCost(
  allocate: Allocate,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): number {
  allocate(func, env, output);
  return allocationCost(func, env, output).weighted;
}

/** The optimum of a tiny function; slow (seconds for some). */
export function tinyOptimum(seed: number): number {
  const func = generateTiny(seed);
  const output = new RegallocOutput();
  let bound = Infinity;
  for (const allocate of Object.values(makeAllocators()))
    bound = Math.min(bound, weightedCost(allocate, func, TINY_ENV, output));
  return optimalCost(func, bound);
}

/**
 * The snapshot: one line per function, `set number instructions cost cost cost`, and sums at the end. `optimum` gives the
 * known optimum of each tiny function, which is added as a last column. A function of the real set goes by its name.
 */
export function qualitySnapshot(optimum: readonly number[], real: Corpus): string {
  const all = makeAllocators();
  const func = new RegallocFunction();
  const output = new RegallocOutput();
  const lines: string[] = [
    `# weighted cost: ${QUALITY_ALLOCATORS.join(", ")}; tiny functions also the optimum`,
  ];
  for (const [set, draw] of [
    ["realistic", realisticFunction],
    ["pressure", pressureFunction],
  ] as const) {
    const sums = QUALITY_ALLOCATORS.map(() => 0);
    for (let k = 1; k <= REALISTIC_COUNT; k++) {
      draw(k, func);
      const costs = QUALITY_ALLOCATORS.map((name) => weightedCost(all[name]!, func, REALISTIC_ENV, output));
      for (const [c, cost] of costs.entries()) sums[c]! += cost;
      lines.push(`${set} ${k} ${func.numInsts} ${costs.join(" ")}`);
    }
    lines.push(`${set} sum ${sums.join(" ")}`);
  }
  const sums = QUALITY_ALLOCATORS.map(() => 0);
  for (const { name, func: f } of real.functions) {
    const costs = QUALITY_ALLOCATORS.map((allocator) => weightedCost(all[allocator]!, f, real.env, output));
    for (const [c, cost] of costs.entries()) sums[c]! += cost;
    lines.push(`real ${name.replace(" ", ":")} ${f.numInsts} ${costs.join(" ")}`);
  }
  lines.push(`real sum ${sums.join(" ")}`);
  const tiny = [...QUALITY_ALLOCATORS, "optimum"].map(() => 0);
  for (let seed = 0; seed < Math.min(TINY_COUNT, optimum.length); seed++) {
    generateTiny(seed, func);
    const costs = [
      ...QUALITY_ALLOCATORS.map((name) => weightedCost(all[name]!, func, TINY_ENV, output)),
      optimum[seed]!,
    ];
    for (const [c, cost] of costs.entries()) tiny[c]! += cost;
    lines.push(`tiny ${seed} ${func.numInsts} ${costs.join(" ")}`);
  }
  lines.push(`tiny sum ${tiny.join(" ")}`);
  return lines.join("\n") + "\n";
}
