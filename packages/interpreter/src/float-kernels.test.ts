import fc from "fast-check";
import { expect, test } from "vitest";
import * as k from "./float-kernels.ts";
import {
  addBits,
  BINARY16,
  BINARY32,
  BINARY64,
  compareBits,
  convertBits,
  divBits,
  fmaBits,
  fromInteger,
  isNaNBits,
  mulBits,
  roundToIntegralBits,
  sqrtBits,
  subBits,
  truncateToInteger,
  type FloatFormat,
} from "./soft-float.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 1000);
const buffer = new DataView(new ArrayBuffer(8));

function doubleFrom(bits: bigint): number {
  buffer.setBigUint64(0, bits);
  return buffer.getFloat64(0);
}

function bitsFrom(x: number): bigint {
  buffer.setFloat64(0, x);
  return buffer.getBigUint64(0);
}

function halves(lo: number): bigint {
  return (BigInt(k.highHalf() >>> 0) << 32n) | BigInt(lo >>> 0);
}

function patterns(f: FloatFormat): fc.Arbitrary<bigint> {
  const shift = BigInt(f.fractionBits);
  const bias = BigInt(f.bias);
  return fc
    .tuple(
      fc.boolean(),
      fc.oneof(
        fc.bigInt(0n, BigInt(f.maxExponent)),
        fc.constantFrom(0n, 1n, BigInt(f.maxExponent), BigInt(f.maxExponent) - 1n),
        fc.bigInt(bias > 60n ? bias - 60n : 0n, bias > 60n ? bias + 60n : BigInt(f.maxExponent)),
      ),
      fc.oneof(
        fc.bigInt(0n, f.fractionMask),
        fc.constantFrom(0n, 1n, f.fractionMask, f.quietBit, f.quietBit - 1n, f.quietBit + 1n),
        fc.bigInt(0n, shift).map((s) => f.fractionMask & (f.fractionMask << s)),
      ),
    )
    .map(([sign, exponent, fraction]) => (sign ? f.signBit : 0n) | (exponent << shift) | fraction);
}

const number = (f: FloatFormat) => patterns(f).filter((a) => !isNaNBits(f, a));

/** A double result against a pattern of format `f`, narrowed by the kernel under test; NaNs compare as NaNs. */
function same(f: FloatFormat, x: number, expected: bigint): void {
  if (isNaNBits(f, expected)) {
    expect(x).toBeNaN();
  } else if (f === BINARY16) {
    expect(k.bitsOf16(x)).toBe(Number(expected));
  } else if (f === BINARY32) {
    expect(k.bitsOf32(x) >>> 0).toBe(Number(expected));
  } else {
    expect(bitsFrom(x)).toBe(expected);
  }
}

function toDouble(f: FloatFormat, a: bigint): number {
  if (f === BINARY16) return k.doubleOf16(Number(a));
  if (f === BINARY32) return k.doubleOf32(Number(a));
  return doubleFrom(a);
}

test("every binary16 pattern widens and narrows exactly", () => {
  for (let bits = 0; bits < 65536; bits++) {
    const x = k.doubleOf16(bits);
    if (k.isNaN16(bits)) {
      expect(x).toBeNaN();
    } else {
      if (bitsFrom(x) !== convertBits(BINARY16, BINARY64, BigInt(bits))) expect.fail(`widening ${bits}`);
      if (k.bitsOf16(x) !== bits) expect.fail(`narrowing ${bits}`);
    }
  }
});

test("ties and near-ties between all neighbouring binary16 numbers", () => {
  for (let bits = 0; bits < 0x7bff; bits++) {
    const a = k.doubleOf16(bits);
    const b = k.doubleOf16(bits + 1);
    const middle = (a + b) / 2;
    const even = (bits & 1) === 0 ? bits : bits + 1;
    if (k.bitsOf16(middle) !== even) expect.fail(`tie above ${bits}`);
    if (k.bitsOf16(middle * (1 - 2 ** -52)) !== bits) expect.fail(`below tie above ${bits}`);
    if (k.bitsOf16(middle * (1 + 2 ** -51)) !== bits + 1) expect.fail(`above tie above ${bits}`);
    if (k.bitsOf16(-middle) !== (even | 0x8000)) expect.fail(`negative tie above ${bits}`);
  }
  expect(k.bitsOf16(65519.999)).toBe(0x7bff);
  expect(k.bitsOf16(65520)).toBe(0x7c00);
  expect(k.bitsOf16(-Infinity)).toBe(0xfc00);
});

for (const [name, f] of [
  ["binary16", BINARY16],
  ["binary32", BINARY32],
  ["binary64", BINARY64],
] as const) {
  test(`${name}: double arithmetic rounds to the exact result`, () => {
    fc.assert(
      fc.property(number(f), number(f), (a, b) => {
        const x = toDouble(f, a);
        const y = toDouble(f, b);
        same(f, x + y, addBits(f, a, b));
        same(f, x - y, subBits(f, a, b));
        same(f, x * y, mulBits(f, a, b));
        same(f, x / y, divBits(f, a, b));
        same(f, Math.sqrt(x), sqrtBits(f, a));
        expect(k.relation(x, y)).toBe(compareBits(f, a, b));
      }),
      { numRuns: RUNS },
    );
  });

  test(`${name}: fused multiply-add`, () => {
    const near = fc
      .tuple(number(f), number(f), number(f), fc.integer({ min: 0, max: 3 }))
      .map(([a, b, c, kind]) => {
        // Half of the time the addend nearly cancels or just misses the product.
        if (kind > 1) return [a, b, c] as const;
        const product = mulBits(f, a, b);
        if (isNaNBits(f, product)) return [a, b, c] as const;
        return [
          a,
          b,
          kind === 0 ? product ^ f.signBit : (product ^ f.signBit) - (product & ~f.signBit ? 1n : 0n),
        ] as const;
      });
    fc.assert(
      fc.property(near, ([a, b, c]) => {
        const x = toDouble(f, a);
        const y = toDouble(f, b);
        const z = toDouble(f, c);
        same(f, f === BINARY64 ? k.fma64(x, y, z) : k.fmaNarrow(x, y, z), fmaBits(f, a, b, c));
      }),
      { numRuns: RUNS * 2 },
    );
  });

  test(`${name}: rounding to integral values`, () => {
    fc.assert(
      fc.property(number(f), (a) => {
        const x = toDouble(f, a);
        same(f, k.nearest(x), roundToIntegralBits(f, a, "nearest"));
        same(f, Math.floor(x), roundToIntegralBits(f, a, "floor"));
        same(f, Math.ceil(x), roundToIntegralBits(f, a, "ceil"));
        same(f, Math.trunc(x), roundToIntegralBits(f, a, "trunc"));
      }),
      { numRuns: RUNS },
    );
  });

  test(`${name}: to integers`, () => {
    fc.assert(
      fc.property(number(f), fc.constantFrom(8, 16, 32, 64), fc.boolean(), (a, bits, signed) => {
        const x = toDouble(f, a);
        const infinite = (a & ~f.signBit) === f.infinity;
        const low = signed ? -(1n << BigInt(bits - 1)) : 0n;
        const top = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n;
        const exact = infinite ? (a === f.infinity ? top + 1n : low - 1n) : truncateToInteger(f, a);
        const clamped = exact < low ? low : exact > top ? top : exact;
        expect(k.checkToInteger(x, bits, signed)).toBe(clamped === exact ? k.CONVERT_OK : k.CONVERT_OVERFLOW);
        expect(halves(k.saturateToInteger(x, bits, signed))).toBe(BigInt.asUintN(64, clamped));
      }),
      { numRuns: RUNS },
    );
  });
}

test("64-bit integers to floats with one rounding", () => {
  const integers = fc.oneof(
    fc.bigInt(0n, (1n << 64n) - 1n),
    fc
      .tuple(fc.bigInt(0n, 63n), fc.bigInt(0n, 63n), fc.integer({ min: -1, max: 1 }))
      .map(([a, b, c]) => BigInt.asUintN(64, (1n << a) + (1n << b) + BigInt(c))),
  );
  fc.assert(
    fc.property(integers, (value) => {
      const lo = Number(BigInt.asIntN(32, value));
      const hi = Number(BigInt.asIntN(32, value >> 32n));
      const signed = BigInt.asIntN(64, value);
      same(BINARY64, k.doubleOfSigned64(lo, hi), fromInteger(BINARY64, signed));
      same(BINARY64, k.doubleOfUnsigned64(lo, hi), fromInteger(BINARY64, value));
      same(BINARY32, k.narrowOfSigned64(lo, hi), fromInteger(BINARY32, signed));
      same(BINARY32, k.narrowOfUnsigned64(lo, hi), fromInteger(BINARY32, value));
      same(BINARY16, k.narrowOfSigned64(lo, hi), fromInteger(BINARY16, signed));
      same(BINARY16, k.narrowOfUnsigned64(lo, hi), fromInteger(BINARY16, value));
    }),
    { numRuns: RUNS * 2 },
  );
});

test("NaN choice and conversion agree with the exact kernels", () => {
  const nan = (f: FloatFormat) =>
    fc
      .tuple(fc.boolean(), fc.bigInt(1n, f.fractionMask))
      .map(([s, p]) => (s ? f.signBit : 0n) | f.infinity | p);
  const any16 = fc.oneof(nan(BINARY16), number(BINARY16));
  const any32 = fc.oneof(nan(BINARY32), number(BINARY32));
  const any64 = fc.oneof(nan(BINARY64), number(BINARY64));
  const lo = (a: bigint) => Number(BigInt.asIntN(32, a));
  const hi = (a: bigint) => Number(BigInt.asIntN(32, a >> 32n));
  fc.assert(
    fc.property(any16, any16, any32, any32, any64, any64, (a16, b16, a32, b32, a64, b64) => {
      const either = (f: FloatFormat, a: bigint, b: bigint) =>
        isNaNBits(f, a) || isNaNBits(f, b) ? addBits(f, a, b) : f.defaultNaN;
      expect(BigInt(k.nanOf16(Number(a16), Number(b16)))).toBe(either(BINARY16, a16, b16));
      expect(BigInt(k.nanOf32(lo(a32), lo(b32)) >>> 0)).toBe(either(BINARY32, a32, b32));
      expect(halves(k.nanOf64(lo(a64), hi(a64), lo(b64), hi(b64)))).toBe(either(BINARY64, a64, b64));
    }),
    { numRuns: RUNS },
  );
  fc.assert(
    fc.property(nan(BINARY16), nan(BINARY32), nan(BINARY64), (a16, a32, a64) => {
      expect(BigInt(k.nan16To32(Number(a16)) >>> 0)).toBe(convertBits(BINARY16, BINARY32, a16));
      expect(halves(k.nan16To64(Number(a16)))).toBe(convertBits(BINARY16, BINARY64, a16));
      expect(halves(k.nan32To64(lo(a32)))).toBe(convertBits(BINARY32, BINARY64, a32));
      expect(BigInt(k.nan32To16(lo(a32)))).toBe(convertBits(BINARY32, BINARY16, a32));
      expect(BigInt(k.nan64To32(lo(a64), hi(a64)) >>> 0)).toBe(convertBits(BINARY64, BINARY32, a64));
      expect(BigInt(k.nan64To16(lo(a64), hi(a64)))).toBe(convertBits(BINARY64, BINARY16, a64));
    }),
    { numRuns: RUNS },
  );
});

test("binary32 agrees with the hardware through Math.fround", () => {
  fc.assert(
    fc.property(number(BINARY32), number(BINARY32), (a, b) => {
      const x = toDouble(BINARY32, a);
      const y = toDouble(BINARY32, b);
      for (const [result, exact] of [
        [Math.fround(x + y), addBits(BINARY32, a, b)],
        [Math.fround(x * y), mulBits(BINARY32, a, b)],
        [Math.fround(x / y), divBits(BINARY32, a, b)],
        [Math.fround(Math.sqrt(x)), sqrtBits(BINARY32, a)],
      ] as const) {
        same(BINARY32, result, exact);
      }
    }),
    { numRuns: RUNS },
  );
});
