import { expect, test } from "vitest";
import { Checker } from "../checker.ts";
import { RegallocFunction } from "../function.ts";
import { fuzzEnv, generateFunction } from "../fuzz/generate.ts";
import { REALISTIC_ENV, generateRealistic } from "../fuzz/realistic.ts";
import { TINY_ENV } from "../fuzz/tiny.ts";
import type { MachineEnv } from "../machine-env.ts";
import { simpleEnv } from "../machine-env.ts";
import { RegallocOutput, allocationCost, stackMapSlots } from "../output.ts";
import { parseFunction, printFunction } from "../text.ts";
import { assertValid } from "../validate.ts";
import { SinglePassContext, allocateSinglePass } from "./allocate.ts";
import { LoopIntervals } from "./loops.ts";

const context = new SinglePassContext();

/** Allocates a function given as text and checks it. */
function allocate(
  text: string,
  env: MachineEnv,
): { func: RegallocFunction; output: RegallocOutput; cost: number } {
  const func = parseFunction(text);
  assertValid(func, env);
  const output = new RegallocOutput();
  allocateSinglePass(context, func, env, output);
  expect(new Checker().check(func, env, output), printFunction(func, output)).toEqual([]);
  return { func, output, cost: allocationCost(func, env, output).weighted };
}

test("values keep their registers around a loop that leaves them alone", () => {
  const { cost } = allocate(
    `vregs 6
block0:
  op def v0 reg, def v1 reg, def v2 reg
  branch -> block1(v0)
block1(v3) depth=1:
  op use v3 reg, use v1 reg, def v4 reuse:0
  op use v4 reg
  branch -> block2, block3
block2 depth=1:
  branch -> block1(v4)
block3:
  ret use v1 reg, use v2 reg`,
    TINY_ENV,
  );
  // At most moves at the exit; one in the loop would cost 10.
  expect(cost).toBeLessThan(10);
});

test("a value that only passes through a full loop is reloaded outside it", () => {
  const { cost } = allocate(
    `vregs 8
block0:
  op def v0 reg, def v1 reg
  branch -> block1(v0)
block1(v2) depth=1:
  op use v2 reg, def v3 reg
  op def v4 reg
  op def v5 reg
  op use v3 reg, use v4 reg, use v5 reg, def v6 reg
  op def v7 reg clobbers r0 r1 r2 r3
  branch use v6 any -> block2, block3
block2 depth=1:
  branch -> block1(v7)
block3:
  ret use v1 reg`,
    TINY_ENV,
  );
  // v1 is stored once and loaded once, outside; v6 lives across the call, so it is stored and loaded inside.
  expect(cost).toBe(2 + 20);
});

test("a value across a call goes to a register that survives it", () => {
  const { output } = allocate(
    "vregs 2\nblock0:\n op def v0 reg\n op def v1 fixed:r0 clobbers r0 r1\n ret use v0 reg, use v1 reg",
    TINY_ENV,
  );
  expect(output.numEdits).toBe(0);
});

test("stack-map values are in memory at the safepoint", () => {
  const { func, output } = allocate(
    "vregs 2\nblock0:\n op def v0 reg\n op def v1 fixed:r0 clobbers r0 r1 r2 r3 stackmap v0\n ret use v0 reg, use v1 reg",
    simpleEnv(4),
  );
  const [inst, vreg, place] = stackMapSlots(func, output);
  expect([inst, vreg, place! >>> 29]).toEqual([1, 0, 2]);
  expect(output.frameBytes).toBe(8);
});

test("constants are computed again rather than stored", () => {
  const { func, output } = allocate(
    "vregs 2\nvreg v0 int remat\nblock0:\n op def v0 reg\n op def v1 fixed:r0 clobbers r0 r1 r2 r3\n ret use v0 reg, use v1 reg",
    TINY_ENV,
  );
  expect(allocationCost(func, TINY_ENV, output)).toEqual({
    moves: 0,
    spills: 0,
    reloads: 0,
    remats: 1,
    weighted: 1,
  });
  expect(output.numSlots).toBe(0);
});

test("debug labels are found in registers", () => {
  const { output } = allocate(
    "vregs 2\nblock0:\n op def v0 reg\n op def v1 reg\n op use v0 reg\n ret use v1 reg\nlabel 9 v0 0..4",
    TINY_ENV,
  );
  expect(output.numDebugLocations).toBe(1);
  const [label, from, to] = output.debugLocations;
  expect([label, from, to]).toEqual([9, 2, 5]);
});

test("loop intervals nest and know their entries", () => {
  const loops = new LoopIntervals();
  loops.compute(
    parseFunction(`vregs 0
block0:
 branch -> block1
block1:
 branch -> block2
block2:
 branch -> block3, block4
block3:
 branch -> block2
block4:
 branch -> block5, block6
block5:
 branch -> block1
block6:
 ret`),
  );
  expect(Array.from(loops.end.subarray(0, 7))).toEqual([-1, 5, 3, -1, -1, -1, -1]);
  expect([loops.singleEntry[1], loops.singleEntry[2]]).toEqual([1, 1]);
  // Two blocks that enter the cycle from outside.
  loops.compute(
    parseFunction(`vregs 0
block0:
 branch -> block1, block2
block1:
 branch -> block3
block2:
 branch -> block4
block3:
 branch -> block4
block4:
 branch -> block5, block6
block5:
 branch -> block3
block6:
 ret`),
  );
  expect(loops.end[3]).toBe(5);
  expect(loops.singleEntry[3]).toBe(0);
});

test("an attempt within a limit stops exactly where the cost reaches it", () => {
  const func = new RegallocFunction();
  const whole = new RegallocOutput();
  const output = new RegallocOutput();
  const checker = new Checker();
  let stopped = 0;
  for (let seed = 1; seed <= 150; seed++) {
    let env = REALISTIC_ENV;
    if (seed % 2 === 0) generateRealistic(seed, { insts: 20 + seed }, func);
    else {
      env = fuzzEnv(seed);
      generateFunction(seed, env, { minInsts: 5, maxInsts: 200 }, func);
    }
    allocateSinglePass(context, func, env, whole);
    const cost = allocationCost(func, env, whole).weighted;
    if (cost > 0) {
      stopped++;
      expect(context.runWithin(func, env, output, cost), `seed ${seed}`).toBe(false);
    }
    // What is left of an attempt that stopped does no harm to the next.
    expect(context.runWithin(func, env, output, cost + 1), `seed ${seed}`).toBe(true);
    expect(checker.check(func, env, output), `seed ${seed}`).toEqual([]);
    expect(allocationCost(func, env, output).weighted).toBe(cost);
  }
  expect(stopped).toBeGreaterThan(100);
});

test("repeated allocations make no objects", () => {
  const func = generateRealistic(5, { insts: 1000 });
  const output = new RegallocOutput();
  const own = new SinglePassContext();
  for (let k = 0; k < 60; k++) allocateSinglePass(own, func, REALISTIC_ENV, output);
  // The least growth of several attempts: other tests' leftovers and the compiler's own work come and go.
  let least = Infinity;
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = process.memoryUsage();
    for (let k = 0; k < 100; k++) allocateSinglePass(own, func, REALISTIC_ENV, output);
    const after = process.memoryUsage();
    const grown = after.heapUsed - before.heapUsed + (after.arrayBuffers - before.arrayBuffers);
    if (grown >= 0) least = Math.min(least, grown);
  }
  // 100,000 instructions: one object of 16 bytes for each would be 1.6 MB.
  expect(least).toBeLessThan(200_000);
});
