import fc from "fast-check";
import { expect, test } from "vitest";
import * as e from "./index.ts";

const U = (x: bigint): bigint => BigInt.asUintN(64, x);
const S = (x: bigint): bigint => BigInt.asIntN(64, x);
const low = (x: bigint): number => Number(BigInt.asIntN(32, x));
const high = (x: bigint): number => Number(BigInt.asIntN(32, x >> 32n));

/** All 64-bit patterns, with edges, short values and values near powers of two made likely. */
const any64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.bigInt({ min: -20n, max: 20n }),
  fc.tuple(fc.bigInt({ min: 0n, max: 64n }), fc.bigInt({ min: -3n, max: 3n })).map(([p, d]) => (1n << p) + d),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 63n }))
    .map(([x, n]) => x >> n),
);

const runs = { numRuns: Number(process.env["CRANELIFT_ENTITY_RUNS"] ?? 1500) };

function binary(
  name: string,
  f: (alo: number, ahi: number, blo: number, bhi: number) => number,
  model: (a: bigint, b: bigint) => bigint,
  nonzero = false,
): void {
  test(name, () => {
    fc.assert(
      fc.property(any64, any64, (a, b) => {
        if (nonzero && U(b) === 0n) return;
        const lo = f(low(a), high(a), low(b), high(b));
        const hi = e.hi64;
        expect(lo).toBe(lo | 0);
        expect(hi).toBe(hi | 0);
        expect(e.bigIntFromU64(lo, hi)).toBe(U(model(a, b)));
      }),
      runs,
    );
  });
}

binary("add64", e.add64, (a, b) => a + b);
binary("sub64", e.sub64, (a, b) => a - b);
binary("mul64", e.mul64, (a, b) => a * b);
binary("and64", e.and64, (a, b) => a & b);
binary("or64", e.or64, (a, b) => a | b);
binary("xor64", e.xor64, (a, b) => a ^ b);
binary("mulHiU64", e.mulHiU64, (a, b) => (U(a) * U(b)) >> 64n);
binary("mulHiS64", e.mulHiS64, (a, b) => (S(a) * S(b)) >> 64n);
binary("divU64", e.divU64, (a, b) => U(a) / U(b), true);
binary("remU64", e.remU64, (a, b) => U(a) % U(b), true);
binary("divS64", e.divS64, (a, b) => S(a) / S(b), true);
binary("remS64", e.remS64, (a, b) => S(a) % S(b), true);
binary(
  "neg64",
  (lo, hi) => e.neg64(lo, hi),
  (a) => -a,
);
binary(
  "not64",
  (lo, hi) => e.not64(lo, hi),
  (a) => ~a,
);

test("division of numbers at the edge of the next quotient", () => {
  fc.assert(
    fc.property(any64, any64, fc.bigInt({ min: -2n, max: 2n }), (q, b, d) => {
      if (U(b) === 0n) return;
      const a = U(U(b) * (U(q) % (2n ** 64n / U(b) + 1n)) + d);
      const lo = e.divU64(low(a), high(a), low(b), high(b));
      expect(e.bigIntFromU64(lo, e.hi64)).toBe(a / U(b));
      expect(e.bigIntFromU64(e.rem64Lo, e.rem64Hi)).toBe(a % U(b));
    }),
    runs,
  );
});

test("both results of a signed division", () => {
  const edges = [
    -(2n ** 31n),
    -(2n ** 31n) + 1n,
    -7n,
    -1n,
    1n,
    7n,
    2n ** 31n - 1n,
    2n ** 31n,
    2n ** 32n,
    -(2n ** 32n),
  ];
  for (const a of [0n, ...edges]) {
    for (const b of edges) {
      const q = e.divS64(low(a), high(a), low(b), high(b));
      expect(e.bigIntFromS64(q, e.hi64)).toBe(a / b);
      expect(e.bigIntFromS64(e.rem64Lo, e.rem64Hi)).toBe(a % b);
    }
  }
  const lo = e.divS64(0, 0x80000000 | 0, -1, -1);
  expect([lo, e.hi64, e.rem64Lo, e.rem64Hi]).toEqual([0, 0x80000000 | 0, 0, 0]);
});

test("shifts and rotations, amounts modulo 64", () => {
  const check = (lo: number, expected: bigint): void => {
    expect(lo).toBe(lo | 0);
    expect(e.hi64).toBe(e.hi64 | 0);
    expect(e.bigIntFromU64(lo, e.hi64)).toBe(U(expected));
  };
  fc.assert(
    fc.property(any64, fc.integer({ min: -70, max: 140 }), (a, n) => {
      const lo = low(a);
      const hi = high(a);
      const m = BigInt(n & 63);
      check(e.shl64(lo, hi, n), a << m);
      check(e.ushr64(lo, hi, n), U(a) >> m);
      check(e.sshr64(lo, hi, n), S(a) >> m);
      check(e.rotl64(lo, hi, n), (U(a) << m) | (U(a) >> (64n - m)));
      check(e.rotr64(lo, hi, n), (U(a) >> m) | (U(a) << (64n - m)));
    }),
    runs,
  );
});

test("bit counts and reversals", () => {
  fc.assert(
    fc.property(any64, (a) => {
      const lo = low(a);
      const hi = high(a);
      const bits = U(a).toString(2).padStart(64, "0");
      expect(e.clz64(lo, hi)).toBe(bits.indexOf("1") < 0 ? 64 : bits.indexOf("1"));
      expect(e.ctz64(lo, hi)).toBe(bits.indexOf("1") < 0 ? 64 : 63 - bits.lastIndexOf("1"));
      expect(e.popcnt64(lo, hi)).toBe(bits.replaceAll("0", "").length);
      expect(e.bigIntFromU64(e.bitrev64(lo, hi), e.hi64)).toBe(BigInt("0b" + [...bits].reverse().join("")));
      const bytes = bits.match(/.{8}/g)!;
      expect(e.bigIntFromU64(e.bswap64(lo, hi), e.hi64)).toBe(BigInt("0b" + bytes.reverse().join("")));
    }),
    runs,
  );
});

test("comparisons", () => {
  fc.assert(
    fc.property(any64, any64, fc.boolean(), (a, c, same) => {
      const b = same ? a : c;
      const args = [low(a), high(a), low(b), high(b)] as const;
      expect(e.cmpS64(...args)).toBe(S(a) < S(b) ? -1 : S(a) > S(b) ? 1 : 0);
      expect(e.cmpU64(...args)).toBe(U(a) < U(b) ? -1 : U(a) > U(b) ? 1 : 0);
      expect(e.ltS64(...args)).toBe(S(a) < S(b));
      expect(e.ltU64(...args)).toBe(U(a) < U(b));
    }),
    runs,
  );
});

test("conversions and text", () => {
  fc.assert(
    fc.property(any64, (a) => {
      const lo = e.int64FromBigInt(a);
      const hi = e.hi64;
      expect([lo, hi]).toEqual([low(a), high(a)]);
      expect(e.bigIntFromS64(lo, hi)).toBe(S(a));
      expect(e.bigIntFromU64(lo, hi)).toBe(U(a));
      expect(e.numberFromS64(lo, hi)).toBe(Number(S(a)));
      expect(e.numberFromU64(lo, hi)).toBe(Number(U(a)));
      expect(e.formatU64(lo, hi)).toBe(String(U(a)));
      expect(e.formatS64(lo, hi)).toBe(String(S(a)));
      expect(e.formatHex64(lo, hi)).toBe(U(a).toString(16));
      for (const text of [
        String(S(a)),
        String(U(a)),
        `+${U(a)}`,
        `0x${U(a).toString(16)}`,
        `0X${U(a).toString(16).toUpperCase()}`,
      ]) {
        expect(e.parse64(`[${text}]`, 1, text.length + 1)).toBe(true);
        expect([e.parsed64Lo, e.hi64]).toEqual([lo, hi]);
      }
      const x = Number(S(a));
      if (Math.abs(x) < 2 ** 63) expect(e.bigIntFromS64(e.int64FromNumber(x), e.hi64)).toBe(S(BigInt(x)));
    }),
    runs,
  );
});

test("parse64 refuses what is not a 64-bit integer", () => {
  const good: Record<string, bigint> = {
    "0": 0n,
    "-0": 0n,
    "1_000": 1000n,
    "0xdead_beef": 0xdeadbeefn,
    "-0x1": -1n,
    "18446744073709551615": -1n,
    "-9223372036854775808": -(2n ** 63n),
    "0000000000000000000000000000000007": 7n,
  };
  for (const [text, value] of Object.entries(good)) {
    expect(e.parse64(text)).toBe(true);
    expect(e.bigIntFromS64(e.parsed64Lo, e.hi64)).toBe(S(value));
  }
  for (const text of [
    "",
    "-",
    "+",
    "0x",
    "1_",
    "_1",
    "1__0",
    "0x_1",
    "12a",
    "0xg",
    "1.5",
    " 1",
    "1 ",
    "--1",
    "18446744073709551616",
    "-9223372036854775809",
    "0x10000000000000000",
    "99999999999999999999999999",
    "/",
    ":",
    "\u0661",
  ]) {
    expect(e.parse64(text)).toBe(false);
  }
});
