/** Which accesses of 64-bit memories trap, against arithmetic without limits. */
import { describe, expect, test } from "vitest";
import { createWebAssembly, type WebAssemblyOptions } from "./index.ts";
import { local, sleb, wasm } from "./testing.ts";

type Any = any; // oxlint-disable-line typescript/no-explicit-any -- of either API, shape unknown

const PAGE = 65536n;
const TOP = 2n ** 64n;

function leb(n: bigint): number[] {
  const out: number[] = [];
  let rest = n;
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  return [...out, Number(rest)];
}

/** Loads by size: 1, 2, 4 and 8 bytes, all with a result of 64 bits. */
const LOADS: readonly (readonly [opcode: number, size: bigint])[] = [
  [0x31, 1n],
  [0x33, 2n],
  [0x35, 4n],
  [0x29, 8n],
];
const OFFSETS: readonly bigint[] = [
  0n,
  1n,
  7n,
  PAGE - 8n,
  PAGE - 1n,
  PAGE,
  3n * PAGE,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 8n,
  2n ** 32n,
  2n ** 40n,
  2n ** 53n,
  2n ** 63n,
  TOP - 8n,
  TOP - 1n,
];

const OPTIONS: Readonly<Record<string, WebAssemblyOptions>> = {
  default: {},
  "single pass, without Spectre guards": { regallocAlgorithm: "single_pass", spectre: false },
  "explicit checks": { explicitBoundsChecks: true },
};

describe.each(Object.entries(OPTIONS))("%s", (_, options) => {
  const W = createWebAssembly(options);

  test.each([[[0]], [[1]], [[2, 3]], [[1, 65536]], [[1, 65537]]])("limits %j", (limits) => {
    const pages = BigInt(limits[0]!);
    const cases = LOADS.flatMap(([opcode, size]) => OFFSETS.map((offset) => ({ opcode, size, offset })));
    const constants = [0n, 1n, PAGE - 8n, PAGE - 1n, PAGE, 2n ** 32n, 2n ** 63n, TOP - 1n];
    const fixed = cases
      .filter((c) => c.size === 8n)
      .flatMap((c) => constants.map((index) => ({ ...c, index })));
    const m: Any = new W.Instance(
      new W.Module(
        wasm({
          types: ["l:l", ":l", "ll:"],
          memories64: [limits],
          functions: [
            ...cases.map(({ opcode, offset }) => ({
              type: 0,
              body: [local(0), [opcode, 0, ...leb(offset)]],
            })),
            ...fixed.map(({ opcode, offset, index }) => ({
              type: 1,
              body: [
                [0x42, ...sleb(BigInt.asIntN(64, index))],
                [opcode, 0, ...leb(offset)],
              ],
            })),
            ...cases.map(({ offset }) => ({
              type: 2,
              body: [local(0), local(1), [0x3c, 0, ...leb(offset)]],
            })),
          ],
          exports: Object.fromEntries(
            [...cases, ...fixed, ...cases].map((_, i) => [`f${i}`, `f${i}`]).concat([["memory", "m0"]]),
          ),
        }),
      ),
    ).exports;
    const check = (what: () => string, action: () => unknown, inside: boolean): void => {
      let trapped = false;
      try {
        action();
      } catch (error) {
        if ((error as { code?: string }).code !== "memory-oob") throw error;
        trapped = true;
      }
      if (trapped === inside) expect.fail(`${what()} ${trapped ? "traps" : "does not trap"}`);
    };
    for (const grown of [0n, 1n]) {
      if (grown > 0n && m.memory.grow(grown) !== pages) expect.fail("the memory does not grow");
      const length = (pages + grown) * PAGE;
      cases.forEach(({ size, offset }, i) => {
        const last = length - offset - size;
        const wrapped = TOP - offset;
        for (const number of new Set([
          0n,
          last,
          last + 1n,
          last - 1n,
          length,
          wrapped - 1n,
          wrapped,
          wrapped + 1n,
          TOP - 1n,
          2n ** 32n,
        ])) {
          const index = BigInt.asUintN(64, number);
          const inside = index + offset + size <= length;
          check(
            () => `load of ${size} at ${index} + ${offset} of ${length}`,
            () => m[`f${i}`](index),
            inside,
          );
          // A byte is stored.
          const store = `f${cases.length + fixed.length + i}`;
          if (size === 1n)
            check(
              () => `store at ${index} + ${offset} of ${length}`,
              () => m[store](index, 0n),
              inside,
            );
        }
      });
      fixed.forEach(({ size, offset, index }, i) => {
        check(
          () => `load at constant ${index} + ${offset} of ${length}`,
          () => m[`f${cases.length + i}`](),
          index + offset + size <= length,
        );
      });
    }
  });
});
