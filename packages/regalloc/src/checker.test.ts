import { expect, test } from "vitest";
import { Checker, CheckerError, assertAllocation } from "./checker.ts";
import { RegallocFunction } from "./function.ts";
import { firstWrongUse } from "./fuzz/execute.ts";
import { fuzzEnv, generateFunction } from "./fuzz/generate.ts";
import { Random } from "./fuzz/random.ts";
import { REALISTIC_ENV, generateRealistic } from "./fuzz/realistic.ts";
import { makeAllocators } from "./fuzz/run.ts";
import type { MachineEnv } from "./machine-env.ts";
import { simpleEnv } from "./machine-env.ts";
import { allocKind, allocReg, allocRemat, allocSlot } from "./operand.ts";
import { EDIT_STRIDE, RegallocOutput, editInfo } from "./output.ts";
import { parseFunction } from "./text.ts";

const env = simpleEnv(4, { scratch: true, fixedStackSlots: [40] });

/** Checks a hand-made allocation; edits are [point, from, to]. Returns the codes of the findings. */
function codes(
  text: string,
  allocs: number[],
  edits: [number, number, number][] = [],
  slots = 0,
  debug: [number, number, number, number][] = [],
): string[] {
  const func = parseFunction(text);
  const output = new RegallocOutput();
  output.clear(func.numOperands);
  output.allocs.set(allocs);
  for (let s = 0; s < slots; s++) output.addSlot(8, 8);
  output.layoutSlots();
  for (const [point, from, to] of edits) output.addEdit(point, from, to, editInfo(0, 8));
  for (const [label, from, to, alloc] of debug) output.addDebugLocation(label, from, to, alloc);
  return new Checker().check(func, env, output).map((d) => d.code);
}

const [r0, r1, r2, s0, s1] = [allocReg(0), allocReg(1), allocReg(2), allocSlot(0), allocSlot(1)];

test("a value must be where it is used", () => {
  const text = "vregs 2\nblock0:\n op def v0 reg\n op def v1 reg\n ret use v0 reg, use v1 reg";
  expect(codes(text, [r0, r1, r0, r1])).toEqual([]);
  expect(codes(text, [r0, r0, r0, r0])).toEqual(["checker/value"]);
  expect(codes(text, [r0, r0, r1, r0], [[1, r0, r1]])).toEqual([]);
  expect(codes(text, [r0, r0, r1, r0], [[3, r0, r1]])).toEqual(["checker/value"]);
});

test("constraints are verified one by one", () => {
  const one = (constraint: string, place: number, from = place, slots = 1): string[] =>
    codes(
      `vregs 1\nblock0:\n op def v0 any\n ret use v0 ${constraint}`,
      [from, place],
      from === place ? [] : [[1, from, place]],
      slots,
    );
  expect(one("reg", r0)).toEqual([]);
  expect(one("reg", s0, r0)).toEqual(["checker/constraint"]);
  expect(one("fixed:r1", r1)).toEqual([]);
  expect(one("fixed:r1", r0)).toEqual(["checker/constraint"]);
  expect(one("stack", s0, r0)).toEqual([]);
  expect(one("stack", r0)).toEqual(["checker/constraint"]);
  expect(one("stack", allocReg(40), r0)).toEqual([]);
  expect(one("limit:1", r0)).toEqual([]);
  expect(one("limit:1", r1)).toEqual(["checker/constraint"]);
  expect(one("any", allocReg(63))).toEqual(["checker/constraint", "checker/constraint"]);
  expect(one("any", 0, r0)).toContain("checker/edit");
  expect(codes("vregs 0\nblock0:\n ret use phys:r50", [allocReg(50)])).toEqual([]);
  expect(codes("vregs 0\nblock0:\n ret use phys:r50", [r0])).toEqual(["checker/constraint"]);
});

test("reuse, early defs, late uses and clobbers", () => {
  const reuse = "vregs 2\nblock0:\n op def v0 reg\n op use v0 reg, def v1 reuse:0\n ret use v1 reg";
  expect(codes(reuse, [r0, r0, r0, r0])).toEqual([]);
  expect(codes(reuse, [r0, r0, r1, r1])).toEqual(["checker/constraint"]);
  const late = "vregs 2\nblock0:\n op def v0 reg\n op late use v0 reg, def v1 reg\n ret use v1 reg";
  expect(codes(late, [r0, r0, r1, r1])).toEqual([]);
  expect(codes(late, [r0, r0, r0, r0])).toEqual(["checker/conflict"]);
  const early = "vregs 2\nblock0:\n op def v0 reg\n op use v0 reg, early def v1 reg\n ret use v1 reg";
  expect(codes(early, [r0, r0, r1, r1])).toEqual([]);
  expect(codes(early, [r0, r0, r0, r0])).toEqual(["checker/conflict"]);
  const call =
    "vregs 2\nblock0:\n op def v0 reg\n op def v1 fixed:r1 clobbers r0 r1\n ret use v0 reg, use v1 reg";
  expect(codes(call, [r2, r1, r2, r1])).toEqual([]);
  expect(codes(call, [r0, r1, r0, r1])).toEqual(["checker/value"]);
  expect(
    codes(
      call,
      [r0, r1, r0, r1],
      [
        [1, r0, s0],
        [3, s0, r0],
      ],
      1,
    ),
  ).toEqual([]);
});

test("block parameters are bound on edges, and stale copies from the last iteration do not count", () => {
  const loop =
    "vregs 3\nblock0:\n op def v0 reg\n branch -> block1(v0)\nblock1(v1):\n op use v1 reg, def v2 reg\n branch -> block2, block3\nblock2:\n branch -> block1(v2)\nblock3:\n ret use v1 reg";
  const right: [number, number, number][] = [[8, r1, r0]];
  expect(codes(loop, [r0, r0, r1, r0], right)).toEqual([]);
  expect(codes(loop, [r0, r0, r1, r0])).toEqual(["checker/value", "checker/value"]);
  // v1 is copied to r2 only in the first iteration, before the loop.
  const stale = loop.replace("ret use v1 reg", "ret use v1 fixed:r2");
  expect(codes(stale, [r0, r0, r1, r2], [[2, r0, r2], ...right])).toEqual(["checker/value"]);
});

test("moves are executed or elided", () => {
  const move = "vregs 2\nblock0:\n op def v0 reg\n move v1 = v0\n ret use v0 reg, use v1 reg";
  expect(codes(move, [r0, r0, r0, r0, r0])).toEqual([]);
  expect(codes(move, [r0, r0, r1, r0, r1])).toEqual([]);
  expect(codes(move, [r0, 0, 0, r0, r1], [[2, r0, r1]])).toEqual([]);
  expect(codes(move, [r0, 0, 0, r0, r1])).toEqual(["checker/value"]);
  expect(codes(move, [r0, s0, s1, r0, r0], [[1, r0, s0]], 2)).toContain("checker/move");
});

test("edits and slots are well formed", () => {
  const text = "vregs 1\nblock0:\n op def v0 reg\n ret use v0 any";
  expect(
    codes(
      text,
      [r0, s1],
      [
        [1, r0, s0],
        [1, s0, s1],
      ],
      2,
    ),
  ).toContain("checker/edit");
  expect(codes(text, [r0, r0], [[3, r0, r1]])).toContain("checker/edit-order");
  expect(
    codes(
      text,
      [r0, r0],
      [
        [2, r0, r1],
        [1, r0, r1],
      ],
    ),
  ).toContain("checker/edit-order");
  expect(codes(text, [r0, s1], [[1, r0, s1]], 1)).toContain("checker/edit");
  expect(codes(text, [r0, r1], [[1, allocRemat(0), r1]])).toContain("checker/edit");
  const remat = "vregs 1\nvreg v0 int remat\nblock0:\n op def v0 reg\n op clobbers r0\n ret use v0 reg";
  expect(codes(remat, [r0, r1], [[3, allocRemat(0), r1]])).toEqual([]);
});

test("debug locations hold the value wherever they say so", () => {
  const text = "vregs 2\nblock0:\n op def v0 reg\n op def v1 reg\n ret use v1 reg\nlabel 3 v0 1..3";
  expect(codes(text, [r0, r1, r1], [], 0, [[3, 2, 6, r0]])).toEqual([]);
  expect(codes(text, [r0, r1, r1], [], 0, [[3, 2, 6, r1]])).toContain("checker/debug");
  expect(codes(text, [r0, r0, r0], [], 0, [[3, 2, 4, r0]])).toEqual(["checker/debug"]);
  expect(codes(text, [r0, r0, r0], [], 0, [[3, 2, 3, r0]])).toEqual([]);
  expect(codes(text, [r0, r1, r1], [], 0, [[3, 1, 6, r0]])).toContain("checker/debug");
});

test("an error lists the findings", () => {
  const func = parseFunction("vregs 1\nblock0:\n op def v0 reg\n ret use v0 reg");
  const output = new RegallocOutput();
  output.clear(2);
  output.allocs.set([r0, r1]);
  expect(() => assertAllocation(func, env, output)).toThrow(CheckerError);
  expect(() => assertAllocation(func, env, output)).toThrow("use v0 reg {r1}");
});

/** Changes one thing in an allocation; returns false when it found nothing to change. */
function corrupt(random: Random, machine: MachineEnv, output: RegallocOutput): boolean {
  const otherPlace = (place: number): number => {
    if (allocKind(place) === 2 && output.numSlots > 1)
      return allocSlot(((place & 0xffff) + 1 + random.below(output.numSlots - 1)) % output.numSlots);
    const order = machine.order[((place & 255) >>> 6) as 0 | 1 | 2];
    return allocReg(order[random.below(order.length)]!);
  };
  const at = random.below(output.numEdits) * EDIT_STRIDE;
  switch (random.below(5)) {
    case 0: {
      // A wrong register or slot in one operand.
      const o = random.below(output.numOperands);
      const old = output.allocs[o];
      if (allocKind(old) === 0) return false;
      output.allocs[o] = otherPlace(old);
      return output.allocs[o] !== old;
    }
    case 1: {
      // Two operands swapped.
      const a = random.below(output.numOperands);
      const b = random.below(output.numOperands);
      const old = output.allocs[a];
      output.allocs[a] = output.allocs[b];
      output.allocs[b] = old;
      return old !== output.allocs[a];
    }
    case 2:
      // A move dropped.
      if (output.numEdits === 0) return false;
      output.edits.copyWithin(at, at + EDIT_STRIDE, output.numEdits * EDIT_STRIDE);
      output.numEdits--;
      return true;
    case 3: {
      // A move from or to the wrong place.
      if (output.numEdits === 0) return false;
      const side = at + 1 + random.below(2);
      const old = output.edits[side];
      output.edits[side] = otherPlace(old);
      return output.edits[side] !== old;
    }
    default: {
      // Two moves at one point in the wrong order.
      if (
        output.numEdits < 2 ||
        at + EDIT_STRIDE >= output.numEdits * EDIT_STRIDE ||
        output.edits[at] !== output.edits[at + EDIT_STRIDE]
      )
        return false;
      for (let w = 1; w < EDIT_STRIDE; w++) {
        const old = output.edits[at + w];
        output.edits[at + w] = output.edits[at + EDIT_STRIDE + w];
        output.edits[at + EDIT_STRIDE + w] = old;
      }
      return true;
    }
  }
}

test("corrupted allocations are caught", () => {
  // A corruption counts when running the function on named values goes wrong; the checker must object to each of those.
  const wanted = Number(process.env["REGALLOC_CORRUPTIONS"] ?? 300);
  const func = new RegallocFunction();
  const output = new RegallocOutput();
  const checker = new Checker();
  const all = makeAllocators();
  const caught = new Map<string, number>();
  let total = 0;
  for (let seed = 1; total < wanted; seed++) {
    const random = new Random(seed);
    const realistic = seed % 2 === 0;
    const machine = realistic ? REALISTIC_ENV : fuzzEnv(seed);
    if (realistic) generateRealistic(seed, { insts: 80 }, func);
    else generateFunction(seed, machine, { minInsts: 10, maxInsts: 150 }, func);
    for (const [name, allocate] of Object.entries(all)) {
      allocate(func, machine, output);
      expect(checker.check(func, machine, output), `seed ${seed} ${name}`).toEqual([]);
      for (let path = 0; path < 3; path++)
        expect(firstWrongUse(func, machine, output, path, 500), `seed ${seed} ${name}`).toBe(-1);
      if (!corrupt(random, machine, output)) continue;
      const objections = checker.check(func, machine, output);
      let wrong = false;
      for (let path = 0; path < 10 && !wrong; path++)
        wrong = firstWrongUse(func, machine, output, path, 500) >= 0;
      if (!wrong) continue;
      expect(objections.length, `seed ${seed} ${name}`).toBeGreaterThan(0);
      total++;
      caught.set(name, (caught.get(name) ?? 0) + 1);
    }
  }
  expect([...caught.keys()].sort()).toEqual(Object.keys(all).sort());
}, 600_000);

test("corruptions of every kind at every site are caught", () => {
  // One allocation of each allocator; every operand, and both sides and the presence of every move.
  const func = generateRealistic(3, { insts: 60 });
  const output = new RegallocOutput();
  const checker = new Checker();
  const registers = REALISTIC_ENV.order[0];
  const harmful = new Map<string, number>();
  const judge = (kind: string): void => {
    let wrong = false;
    for (let path = 0; path < 10 && !wrong; path++)
      wrong = firstWrongUse(func, REALISTIC_ENV, output, path, 500) >= 0;
    if (!wrong) return;
    expect(checker.check(func, REALISTIC_ENV, output).length, kind).toBeGreaterThan(0);
    harmful.set(kind, (harmful.get(kind) ?? 0) + 1);
  };
  /** Puts every kind of wrong place into a word, then what was there. */
  const replace = (words: Int32Array, at: number, kind: string): void => {
    const old = words[at]!;
    if (allocKind(old) === 0) return;
    for (let step = 1; step < registers.length; step += 5) {
      words[at] = allocReg(registers[(registers.indexOf(old & 255) + step) % registers.length]!);
      if (words[at] !== old) judge(`${kind}: another register`);
    }
    if (output.numSlots > 0) {
      words[at] = allocSlot(allocKind(old) === 2 ? ((old & 0xffff) + 1) % output.numSlots : 0);
      if (words[at] !== old) judge(`${kind}: another slot`);
    }
    words[at] = old;
  };
  for (const allocate of Object.values(makeAllocators())) {
    allocate(func, REALISTIC_ENV, output);
    for (let o = 0; o < output.numOperands; o++) replace(output.allocs, o, "operand");
    for (let e = 0; e < output.numEdits; e++) {
      replace(output.edits, e * EDIT_STRIDE + 1, "source of a move");
      replace(output.edits, e * EDIT_STRIDE + 2, "target of a move");
      const { numEdits } = output;
      const all = output.edits.slice(0, numEdits * EDIT_STRIDE);
      output.edits.copyWithin(e * EDIT_STRIDE, (e + 1) * EDIT_STRIDE, numEdits * EDIT_STRIDE);
      output.numEdits--;
      judge("a move dropped");
      output.edits.set(all);
      output.numEdits = numEdits;
    }
  }
  expect(harmful.size).toBe(7);
  let sum = 0;
  for (const n of harmful.values()) sum += n;
  expect(sum).toBeGreaterThan(1000);
});
