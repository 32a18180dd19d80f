/**
 * The fuzzing loop: draw a function, allocate it with each allocator, check; reduce what fails.
 *
 * Contexts and outputs are made once and reused for every function, because that is how they are used and because stale
 * state is a kind of mistake of its own.
 */

import { allocateBacktracking } from "../backtracking/allocate.ts";
import { BacktrackingContext } from "../backtracking/context.ts";
import { Checker } from "../checker.ts";
import { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import { RegallocOutput } from "../output.ts";
import { SinglePassContext, allocateSinglePass } from "../single-pass/allocate.ts";
import { allocateSpillEverything } from "../spill-everything.ts";
import { printFunction } from "../text.ts";
import { validate } from "../validate.ts";
import { fuzzEnv, generateFunction } from "./generate.ts";
import { generateHighPressure } from "./high-pressure.ts";
import { REALISTIC_ENV, generateRealistic } from "./realistic.ts";
import { reduceFunction } from "./reduce.ts";

/** Allocates a function into an output. */
export type Allocate = (func: RegallocFunction, env: MachineEnv, output: RegallocOutput) => void;

/** The allocators by name; each call makes fresh contexts, which the result keeps. */
export function makeAllocators(): Record<string, Allocate> {
  const singlePass = new SinglePassContext();
  const backtracking = new BacktrackingContext();
  const thorough = new BacktrackingContext();
  thorough.thorough = true;
  return {
    "spill-everything": allocateSpillEverything,
    backtracking: (func, env, output) => allocateBacktracking(backtracking, func, env, output),
    thorough: (func, env, output) => allocateBacktracking(thorough, func, env, output),
    "single-pass": (func, env, output) => allocateSinglePass(singlePass, func, env, output),
  };
}

export interface FuzzOptions {
  allocators: readonly string[];
  firstSeed: number;
  count: number;
  minInsts: number;
  maxInsts: number;
  /** Every this many functions, one of realistic shape. */
  realisticEvery?: number;
  /** Try to make failures small. Default true. */
  reduce?: boolean;
  /** Called after each function. */
  progress?: (done: number, insts: number) => void;
}

export interface FuzzFailure {
  seed: number;
  allocator: string;
  message: string;
  /** The (reduced) function in the text format. */
  text: string;
}

/** Runs the loop; stops at the first failure and returns it, or undefined when all went well. */
export function fuzz(options: FuzzOptions): FuzzFailure | undefined {
  const all = makeAllocators();
  const func = new RegallocFunction();
  const output = new RegallocOutput();
  const checker = new Checker();
  for (let k = 0; k < options.count; k++) {
    const seed = options.firstSeed + k;
    const realistic = options.realisticEvery !== undefined && seed % options.realisticEvery === 0;
    const env = realistic ? REALISTIC_ENV : fuzzEnv(seed);
    const size = options.minInsts + (seed % Math.max(1, options.maxInsts - options.minInsts));
    if (realistic && (Math.floor(seed / options.realisticEvery!) & 1) === 0)
      generateRealistic(seed, { insts: size }, func);
    else if (realistic) generateHighPressure(seed, { insts: size }, func);
    else generateFunction(seed, env, options, func);
    const invalid = validate(func, env);
    if (invalid.length > 0)
      return { seed, allocator: "generator", message: invalid[0]!.message, text: printFunction(func) };
    for (const name of options.allocators) {
      const allocate = all[name];
      if (allocate === undefined)
        throw new RangeError(`no such allocator: ${name}; there are ${Object.keys(all).join(", ")}`);
      const message = attempt(allocate, func, env, output, checker);
      if (message === "") continue;
      // Smaller functions are tried with a fresh context, unless the failure needs the used one.
      let text = printFunction(func);
      const fresh = makeAllocators()[name]!;
      if (options.reduce !== false && attempt(fresh, func, env, output, checker) !== "") {
        const small = reduceFunction(
          func,
          env,
          (f) => attempt(makeAllocators()[name]!, f, env, output, checker) !== "",
        );
        const why = attempt(makeAllocators()[name]!, small, env, output, checker);
        text = `${printFunction(small)}; ${why.split("\n").join("\n; ")}\n`;
      }
      return { seed, allocator: name, message, text };
    }
    options.progress?.(k + 1, func.numInsts);
  }
  return undefined;
}

/** Empty when the allocation is right, else what is wrong. */
function attempt(
  allocate: Allocate,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
  checker: Checker,
): string {
  try {
    allocate(func, env, output);
  } catch (e) {
    return e instanceof Error ? (e.stack ?? e.message) : String(e);
  }
  return checker
    .check(func, env, output)
    .map((d) => `${d.entity ?? ""}: ${d.message}${d.context === undefined ? "" : `: ${d.context}`}`)
    .join("\n");
}
