/** Division by constants: against BigInt arithmetic, over divisors and dividends at the edges and at random. */
import { describe, expect, test } from "vitest";
import { functionModule, sleb } from "./testing/build/testing.ts";
import { InterpretedInstance } from "./testing/instance/testing.ts";

const I32 = 0x7f;
const I64 = 0x7e;

let seed = 12345n;
function random(bits: number): bigint {
  seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
  const width = 1n + ((seed >> 40n) % BigInt(bits));
  seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
  return (seed ^ (seed >> 29n)) & ((1n << width) - 1n);
}

function edges(bits: number): bigint[] {
  const out: bigint[] = [];
  for (const at of [0, 1, 2, bits / 2, bits - 2, bits - 1, bits])
    for (const by of [-3n, -1n, 0n, 1n, 2n]) out.push((1n << BigInt(at)) + by);
  return out.map((n) => BigInt.asUintN(bits, n));
}

function expected(bits: number, kind: number, x: bigint, d: bigint): bigint | undefined {
  const [a, b] = kind === 0 || kind === 2 ? [BigInt.asIntN(bits, x), BigInt.asIntN(bits, d)] : [x, d];
  if (b === 0n || (kind === 0 && b === -1n && a === -(1n << BigInt(bits - 1)))) return undefined;
  return BigInt.asUintN(bits, kind < 2 ? a / b : a % b);
}

/** Checks the four operations by `divisor`; returns how many results were compared. */
function check(bits: number, divisor: bigint, dividends: readonly bigint[]): number {
  let compared = 0;
  const type = bits === 32 ? I32 : I64;
  for (let kind = 0; kind < 4; kind++) {
    // div_s div_u rem_s rem_u
    const op = (bits === 32 ? 0x6d : 0x7f) + kind;
    const constant = [bits === 32 ? 0x41 : 0x42, ...sleb(BigInt.asIntN(bits, divisor))];
    const instance = new InterpretedInstance(functionModule([type], [type], [], [0x20, 0, ...constant, op]));
    for (const x of dividends) {
      const want = expected(bits, kind, x, divisor);
      if (want === undefined) continue;
      const got = instance.call(0, [x]);
      expect({ bits, kind, x, divisor, got: got.kind === "return" ? got.values[0]!.toBits() : got }).toEqual({
        bits,
        kind,
        x,
        divisor,
        got: want,
      });
      compared++;
    }
  }
  return compared;
}

describe("division by constants", () => {
  for (const bits of [32, 64]) {
    test(`i${bits}`, () => {
      const divisors = [
        ...edges(bits),
        3n,
        5n,
        6n,
        7n,
        9n,
        10n,
        11n,
        12n,
        14n,
        25n,
        28n,
        100n,
        125n,
        641n,
        1000n,
        1000000007n,
      ];
      for (let i = 0; i < 60; i++) divisors.push(random(bits));
      let compared = 0;
      for (const d of divisors) {
        const near = [
          d,
          d - 1n,
          d + 1n,
          2n * d - 1n,
          2n * d,
          -d,
          1n - d,
          ((1n << BigInt(bits)) / (d || 1n)) * d,
          ((1n << BigInt(bits)) / (d || 1n)) * d - 1n,
        ];
        const dividends = [
          ...edges(bits),
          ...near.map((n) => BigInt.asUintN(bits, n)),
          ...Array.from({ length: 20 }, () => random(bits)),
        ];
        compared += check(bits, d, dividends);
      }
      expect(compared).toBeGreaterThan(20_000);
    });
  }
});
