/**
 * Speed of the register allocators: nanoseconds of CPU time per allocator instruction, first function and warm, by size of
 * the function, and for one family of worst cases per known hazard.
 *
 *   node dist/regalloc.js              sizes 100 to 100,000
 *   node dist/regalloc.js full         and 1,000,000
 *   node dist/regalloc.js hazards      the worst cases
 *
 * Functions of realistic shape come from the package's own generator (which is not part of its public surface, hence the
 * path). "first" is the first function of that size in this process; the row of the smallest size has the cold start.
 * "warm" is the minimum over rounds of several functions.
 */

import {
  BacktrackingContext,
  CONSTRAINT_REUSE,
  RegallocFunctionBuilder,
  RegallocOutput,
  SinglePassContext,
  allocateBacktracking,
  allocateSinglePass,
} from "@cranelift-ts/regalloc";
import type { MachineEnv, OperandSpec, RegallocFunction } from "@cranelift-ts/regalloc";

interface Realistic {
  REALISTIC_ENV: MachineEnv;
  generateRealistic(seed: number, options: { insts: number }): RegallocFunction;
}

const { REALISTIC_ENV: env, generateRealistic } = (await import(
  new URL("../../../packages/regalloc/dist/fuzz/realistic.js", import.meta.url).href
)) as Realistic;

const backtracking = new BacktrackingContext();
const singlePass = new SinglePassContext();
const output = new RegallocOutput();
const allocators: Record<string, (func: RegallocFunction) => void> = {
  backtracking: (func) => allocateBacktracking(backtracking, func, env, output),
  "single-pass": (func) => allocateSinglePass(singlePass, func, env, output),
};

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

function sizes(list: readonly number[]): void {
  console.log("allocator      instructions     first      warm   ns per instruction");
  for (const [name, allocate] of Object.entries(allocators)) {
    for (const insts of list) {
      const funcs = Array.from({ length: insts > 50_000 ? 1 : insts > 5000 ? 3 : 12 }, (_, seed) =>
        generateRealistic(seed, { insts }),
      );
      const { first, warm } = measure(
        allocate,
        funcs,
        insts > 50_000 ? 4 : Math.max(6, Math.round(400_000 / (insts * funcs.length))),
      );
      console.log(
        `${name.padEnd(14)} ${String(insts).padStart(12)} ${first.toFixed(0).padStart(9)} ${warm.toFixed(0).padStart(9)}`,
      );
    }
  }
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

function definitions(b: RegallocFunctionBuilder, n: number): number[] {
  return Array.from({ length: n }, () => {
    const v = b.vreg(0);
    b.inst([{ vreg: v, def: true }]);
    return v;
  });
}

function hazards(): void {
  console.log("allocator      hazard                        instructions      warm   times realistic");
  const families: readonly [string, RegallocFunction][] = [
    ["realistic", generateRealistic(1, { insts: 20_000 })],
    ["one block", hugeBlock(50_000)],
    ["10,000 block parameters", manyParams(10_000)],
    ["50,000 values across a loop", acrossLoop(50_000)],
    ["5,000 predecessors", manyPredecessors(5000)],
  ];
  for (const [name, allocate] of Object.entries(allocators)) {
    let base = 0;
    for (const [family, func] of families) {
      const { warm } = measure(allocate, [func], 8);
      if (base === 0) base = warm;
      console.log(
        `${name.padEnd(14)} ${family.padEnd(30)} ${String(func.numInsts).padStart(11)} ${warm.toFixed(0).padStart(9)} ${(warm / base).toFixed(2).padStart(9)}`,
      );
    }
  }
}

const mode = process.argv[2] ?? "";
if (mode === "hazards") hazards();
else sizes(mode === "full" ? [100, 1000, 10_000, 100_000, 1_000_000] : [100, 1000, 10_000, 100_000]);
