import fc from "fast-check";
import { expect, test } from "vitest";
import { simpleEnv } from "./machine-env.ts";
import { ALLOC_KIND_REMAT, allocKind, allocReg, allocRemat, allocSlot } from "./operand.ts";
import { EDIT_STRIDE, RegallocOutput, editInfo } from "./output.ts";
import { ParallelMoves } from "./parallel-moves.ts";

const FIXED_STACK = 40;
const ENVS = [
  simpleEnv(4, { scratch: true, fixedStackSlots: [FIXED_STACK] }),
  simpleEnv(4, { fixedStackSlots: [FIXED_STACK] }),
];

/** Runs the edits on a state "place -> name of the value it held at the start". */
function run(output: RegallocOutput, env: (typeof ENVS)[0]): Map<number, number> {
  const state = new Map<number, number>();
  for (let k = 0; k < output.numEdits; k++) {
    const [, from, to] = output.edits.subarray(k * EDIT_STRIDE, k * EDIT_STRIDE + EDIT_STRIDE) as unknown as [
      number,
      number,
      number,
    ];
    expect(env.isMemory(from) && env.isMemory(to)).toBe(false);
    if (allocKind(from) === ALLOC_KIND_REMAT) expect(env.isMemory(to)).toBe(false);
    state.set(to, state.get(from) ?? from);
  }
  return state;
}

// Places: 4 registers, a fixed stack slot, 4 slots, 2 rematerialisations (sources only).
const places = [
  allocReg(0),
  allocReg(1),
  allocReg(2),
  allocReg(3),
  allocReg(FIXED_STACK),
  allocSlot(0),
  allocSlot(1),
  allocSlot(2),
  allocSlot(3),
];
const moves = fc.array(fc.record({ from: fc.nat(10), to: fc.nat(8) }), { maxLength: 9 });

test("edits have the effect of all moves at once and keep everything else", () => {
  const resolver = new ParallelMoves();
  const output = new RegallocOutput();
  fc.assert(
    fc.property(moves, fc.nat(1), fc.nat(15), fc.boolean(), (list, which, freeBits, repeat) => {
      const env = ENVS[which]!;
      output.clear(0);
      for (let s = 0; s < 4; s++) output.addSlot(8, 8);
      resolver.begin(env, output);
      const want = new Map<number, number>();
      for (const { from, to } of list) {
        const source = from < 9 ? places[from]! : allocRemat(from);
        const target = places[to]!;
        if (want.has(target) || (from >= 9 && env.isMemory(target))) continue;
        want.set(target, source);
        resolver.add(source, target, editInfo(0, 8));
        if (repeat) resolver.add(source, target, editInfo(0, 8));
      }
      // Registers that the moves touch cannot be called free by mistake: the resolver has to notice.
      const free = new Int32Array(6);
      free[0] = freeBits;
      resolver.resolve(6, free, 0);
      expect(resolver.size).toBe(0);
      const state = run(output, env);
      for (const place of places) {
        const free =
          allocKind(place) === 1 &&
          !want.has(place) &&
          ((freeBits >>> (place & 31)) & 1) === 1 &&
          (place & 255) < 4;
        if (!free) expect(state.get(place) ?? place).toBe(want.get(place) ?? place);
      }
    }),
    { numRuns: Number(process.env["REGALLOC_RUNS"] ?? 3000) },
  );
}, 600_000);

test("a cycle of registers takes one extra move with a scratch register", () => {
  const resolver = new ParallelMoves();
  const output = new RegallocOutput();
  output.clear(0);
  resolver.begin(ENVS[0]!, output);
  for (let k = 0; k < 3; k++) resolver.add(allocReg(k), allocReg((k + 1) % 3), editInfo(0, 8));
  resolver.resolve(0, undefined, 0);
  expect(output.numEdits).toBe(4);
  expect(output.numSlots).toBe(0);
});

test("two moves to one place are an internal error", () => {
  const resolver = new ParallelMoves();
  const output = new RegallocOutput();
  output.clear(0);
  resolver.begin(ENVS[0]!, output);
  resolver.add(allocReg(0), allocReg(2), editInfo(0, 8));
  resolver.add(allocReg(1), allocReg(2), editInfo(0, 8));
  expect(() => resolver.resolve(0, undefined, 0)).toThrow("two parallel moves");
});

test("a large set is resolved in linear time", () => {
  const resolver = new ParallelMoves();
  const output = new RegallocOutput();
  const cost = (n: number): number => {
    let best = Infinity;
    for (let round = 0; round < 5; round++) {
      output.clear(0);
      for (let s = 0; s < n; s++) output.addSlot(8, 8);
      resolver.begin(ENVS[1]!, output);
      for (let s = 0; s < n; s++) resolver.add(allocSlot(s), allocSlot((s + 1) % n), editInfo(0, 8));
      const start = process.cpuUsage();
      resolver.resolve(0, undefined, 0);
      const used = process.cpuUsage(start);
      best = Math.min(best, (used.user + used.system) / n);
    }
    return best;
  };
  cost(1000);
  const small = cost(20_000);
  const large = cost(160_000);
  expect(large).toBeLessThan(small * 8 + 0.2);
});
