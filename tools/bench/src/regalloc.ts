/**
 * Speed of the register allocators: nanoseconds of CPU time per allocator instruction, first function and warm, by size of
 * the function, and for one family of worst cases per known hazard.
 *
 *   node dist/regalloc.js                 sizes 100 to 100,000
 *   node dist/regalloc.js full            and 1,000,000
 *   node dist/regalloc.js hazards         the worst cases
 *   node dist/regalloc.js real FILE.clif...  what the code generator for x86-64 hands over for the functions of the files
 *
 * Functions of realistic shape come from the package's own generator (which is not part of its public surface, hence the
 * path). Their number of variables is drawn; as a large function stands for few draws, the second table, which compares
 * sizes, has functions of 6, 15 and 33 variables at every size. "first" is the first function of that size in this process; the row of the smallest size has the cold start.
 * "warm" is the minimum over rounds of several functions.
 */

import { readFileSync } from "node:fs";
import { Context } from "@cranelift-ts/codegen";
import { flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import {
  BacktrackingContext,
  CONSTRAINT_FIXED,
  CONSTRAINT_REUSE,
  RegallocFunctionBuilder,
  RegallocOutput,
  SinglePassContext,
  allocateBacktracking,
  allocateSinglePass,
} from "@cranelift-ts/regalloc";
import type { MachineEnv, OperandSpec, RegallocFunction } from "@cranelift-ts/regalloc";

/** What a call clobbers, without floats. */
const CALLER_SAVED = [0, 1, 2, 6, 7, 8, 9, 10, 11];

interface Realistic {
  REALISTIC_ENV: MachineEnv;
  generateRealistic(seed: number, options: { insts: number; vars?: number }): RegallocFunction;
}

interface HighPressure {
  generateHighPressure(seed: number, options: { insts: number }): RegallocFunction;
}

const { REALISTIC_ENV: env, generateRealistic } = (await import(
  new URL("../../../packages/regalloc/dist/fuzz/realistic.js", import.meta.url).href
)) as Realistic;

const { generateHighPressure } = (await import(
  new URL("../../../packages/regalloc/dist/fuzz/high-pressure.js", import.meta.url).href
)) as HighPressure;

const backtracking = new BacktrackingContext();
const singlePass = new SinglePassContext();
const output = new RegallocOutput();
const allocators: Record<string, (func: RegallocFunction) => void> = {
  backtracking: (func) => allocateBacktracking(backtracking, func, env, output),
  "single-pass": (func) => allocateSinglePass(singlePass, func, env, output),
};

function allocate(name: string, func: RegallocFunction, machine: MachineEnv): void {
  if (name === "backtracking") allocateBacktracking(backtracking, func, machine, output);
  else allocateSinglePass(singlePass, func, machine, output);
}

function cpuNanoseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Nanoseconds per instruction: of the first function, and the least over `rounds` rounds through all. */
function measure(
  allocate: (func: RegallocFunction) => void,
  funcs: readonly RegallocFunction[],
  rounds: number,
): { first: number; warm: number } {
  let insts = 0;
  for (const f of funcs) insts += f.numInsts;
  let start = cpuNanoseconds();
  allocate(funcs[0]!);
  const first = (cpuNanoseconds() - start) / funcs[0]!.numInsts;
  let warm = Infinity;
  for (let r = 0; r < rounds; r++) {
    start = cpuNanoseconds();
    for (const f of funcs) allocate(f);
    warm = Math.min(warm, (cpuNanoseconds() - start) / insts);
  }
  return { first, warm };
}

function row(name: string, insts: number, funcs: readonly RegallocFunction[]): void {
  const { first, warm } = measure(
    allocators[name]!,
    funcs,
    insts > 50_000 ? 4 : Math.max(6, Math.round(400_000 / (insts * funcs.length))),
  );
  console.log(
    `${name.padEnd(14)} ${String(insts).padStart(12)} ${first.toFixed(0).padStart(9)} ${warm.toFixed(0).padStart(9)}`,
  );
}

/** Variables of the functions that sizes are compared with. */
const VARIABLES = [6, 15, 33];

function sizes(list: readonly number[]): void {
  console.log("allocator      instructions     first      warm   ns per instruction, variables drawn");
  for (const name of Object.keys(allocators)) {
    for (const insts of [100, 1000])
      row(
        name,
        insts,
        Array.from({ length: 12 }, (_, seed) => generateRealistic(seed, { insts })),
      );
  }
  console.log(`allocator      instructions     first      warm   ${VARIABLES.join(", ")} variables`);
  for (const name of Object.keys(allocators)) {
    for (const insts of list) {
      row(
        name,
        insts,
        Array.from({ length: insts > 5000 ? 3 : 12 }, (_, seed) =>
          generateRealistic(seed, { insts, vars: VARIABLES[seed % VARIABLES.length]! }),
        ),
      );
    }
  }
}

/** The allocator's input for every function of the files, allocated again and again right after it was compiled. */
function real(files: readonly string[]): void {
  const flags = flagsBuilder().set("enable_verifier", "false").finish();
  const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags);
  const context = new Context();
  // The code generator keeps its input for the allocator to itself.
  const inside = context as unknown as { ra: RegallocFunction; env: MachineEnv };
  const functions = files.flatMap((file) => [...parseFunctions(readFileSync(file, "utf8"))]);
  const nanoseconds = new Map(Object.keys(allocators).map((name) => [name, 0]));
  let insts = 0;
  for (const round of ["warm up", "measure"]) {
    for (const func of functions) {
      context.clear();
      func.clone(context.func);
      context.compile(isa, {});
      const { ra } = inside;
      for (const name of Object.keys(allocators)) {
        const repeats = Math.max(3, Math.ceil(2000 / ra.numInsts));
        let best = Infinity;
        for (let batch = 0; batch < (round === "measure" ? 4 : 1); batch++) {
          const start = cpuNanoseconds();
          for (let r = 0; r < repeats; r++) allocate(name, ra, inside.env);
          best = Math.min(best, (cpuNanoseconds() - start) / repeats);
        }
        if (round === "measure") nanoseconds.set(name, nanoseconds.get(name)! + best);
      }
      if (round === "measure") insts += ra.numInsts;
    }
  }
  console.log(`${functions.length} functions, ${insts} allocator instructions`);
  for (const [name, time] of nanoseconds)
    console.log(`${name.padEnd(14)} real ${(time / insts).toFixed(0)} ns per instruction`);
}

/** One block of `n` two-address operations on recent values. */
function hugeBlock(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  let state = 1;
  const random = (k: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 8) % k;
  };
  b.block();
  const values: number[] = [];
  const define = (operands: OperandSpec[], reuse: boolean): void => {
    const v = b.vreg(0);
    b.inst([
      ...operands,
      reuse ? { vreg: v, def: true, constraint: CONSTRAINT_REUSE, arg: 0 } : { vreg: v, def: true },
    ]);
    values.push(v);
  };
  for (let k = 0; k < 20; k++) define([], false);
  const recent = (): number => values[values.length - 1 - random(Math.min(values.length, 40))]!;
  for (let k = 0; k < n; k++) define([{ vreg: recent() }, { vreg: recent() }], random(2) === 0);
  b.ret([{ vreg: values.at(-1)! }]);
  return b.finish();
}

/** A loop with `n` parameters that are rotated in each iteration. */
function manyParams(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  b.block();
  const values = definitions(b, n);
  const params = Array.from({ length: n }, () => b.vreg(0));
  b.branch([{ to: 1, args: values }]);
  b.block(params, 1);
  b.branch([{ to: 2 }, { to: 3 }], [{ vreg: params[0]! }]);
  b.block([], 1);
  b.branch([{ to: 1, args: [...params.slice(1), params[0]!] }]);
  b.block();
  for (const p of params) b.inst([{ vreg: p }]);
  b.ret();
  return b.finish();
}

/** `n` values defined before a loop and used after it. */
function acrossLoop(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  b.block();
  const values = definitions(b, n);
  b.branch([{ to: 1 }]);
  b.block([], 1);
  const condition = b.vreg(0);
  b.inst([{ vreg: condition, def: true }]);
  b.branch([{ to: 2 }, { to: 3 }], [{ vreg: condition }]);
  b.block([], 1);
  b.inst([{ vreg: values[0]! }]);
  b.branch([{ to: 1 }]);
  b.block();
  for (const v of values) b.inst([{ vreg: v }]);
  b.ret();
  return b.finish();
}

/** A switch whose `n` cases meet in a block with four parameters. */
function manyPredecessors(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  b.block();
  const selector = b.vreg(0);
  b.inst([{ vreg: selector, def: true }]);
  b.branch(
    Array.from({ length: n }, (_, k) => ({ to: 1 + k })),
    [{ vreg: selector }],
  );
  for (let k = 0; k < n; k++) {
    b.block();
    const x = b.vreg(0);
    const y = b.vreg(0);
    b.inst([{ vreg: x, def: true }]);
    b.inst([{ vreg: x }, { vreg: y, def: true, constraint: CONSTRAINT_REUSE, arg: 0 }]);
    b.branch([{ to: n + 1, args: [x, y, selector, y] }]);
  }
  const params = Array.from({ length: 4 }, () => b.vreg(0));
  b.block(params);
  b.inst([{ vreg: params[0]! }, { vreg: params[1]! }]);
  b.inst([{ vreg: params[2]! }, { vreg: params[3]! }]);
  b.inst([{ vreg: selector }]);
  b.ret();
  return b.finish();
}

/** `n` short computations that all read one value, which is live to the end. */
function usedThroughout(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  b.block();
  const context = b.vreg(0);
  b.inst([{ vreg: context, def: true }]);
  for (let k = 0; k < n; k += 3) {
    const x = b.vreg(0);
    const y = b.vreg(0);
    b.inst([{ vreg: context }, { vreg: x, def: true }]);
    b.inst([{ vreg: x }, { vreg: y, def: true, constraint: CONSTRAINT_REUSE, arg: 0 }]);
    b.inst([{ vreg: context }, { vreg: y }]);
  }
  b.ret([{ vreg: context }]);
  return b.finish();
}

/** Blocks of `n` instructions in all with calls and few registers to spare, and a value that is used at the end only. */
function liveThroughout(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  b.block();
  const kept = definitions(b, 8);
  for (let k = 0; k < n; k += 10) {
    const values = definitions(b, 4);
    for (const v of values) b.inst([{ vreg: v }, { vreg: values[0]! }]);
    b.inst([{ vreg: values[3]!, constraint: CONSTRAINT_FIXED, arg: 7 }], { clobbers: CALLER_SAVED });
    b.branch([{ to: b.func.numBlocks }]);
    b.block();
  }
  b.ret(kept.map((vreg) => ({ vreg })));
  return b.finish();
}

/** A float that is used between `n` / 10 calls, all of which clobber its class. */
function evictedByCalls(n: number): RegallocFunction {
  const b = new RegallocFunctionBuilder();
  const floats = Array.from({ length: 16 }, (_, k) => 64 + k);
  b.block();
  const kept = b.vreg(1);
  b.inst([{ vreg: kept, def: true }]);
  for (let k = 0; k < n; k += 10) {
    for (let j = 0; j < 9; j++) b.inst([{ vreg: kept }]);
    b.inst([], { clobbers: [...CALLER_SAVED, ...floats] });
  }
  b.ret([{ vreg: kept }]);
  return b.finish();
}

function definitions(b: RegallocFunctionBuilder, n: number): number[] {
  return Array.from({ length: n }, () => {
    const v = b.vreg(0);
    b.inst([{ vreg: v, def: true }]);
    return v;
  });
}

function hazards(): void {
  console.log("allocator      hazard                            instructions      warm   times realistic");
  const families: readonly [string, RegallocFunction][] = [
    ["realistic", generateRealistic(1, { insts: 20_000, vars: 15 })],
    ["high pressure", generateHighPressure(1, { insts: 20_000 })],
    ["one block", hugeBlock(50_000)],
    ["10,000 block parameters", manyParams(10_000)],
    ["50,000 values across a loop", acrossLoop(50_000)],
    ["5,000 predecessors", manyPredecessors(5000)],
    ["one value used throughout", usedThroughout(100_000)],
    ["one value live throughout", liveThroughout(100_000)],
    ["one value evicted by 10,000 calls", evictedByCalls(100_000)],
  ];
  for (const [name, allocate] of Object.entries(allocators)) {
    let base = 0;
    for (const [family, func] of families) {
      const { warm } = measure(allocate, [func], 8);
      if (base === 0) base = warm;
      console.log(
        `${name.padEnd(14)} ${family.padEnd(34)} ${String(func.numInsts).padStart(11)} ${warm.toFixed(0).padStart(9)} ${(warm / base).toFixed(2).padStart(9)}`,
      );
    }
  }
}

const mode = process.argv[2] ?? "";
if (mode === "hazards") hazards();
else if (mode === "real") real(process.argv.slice(3));
else sizes(mode === "full" ? [100, 1000, 10_000, 100_000, 1_000_000] : [100, 1000, 10_000, 100_000]);
