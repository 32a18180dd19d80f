import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addBits,
  BINARY128,
  BINARY16,
  BINARY32,
  BINARY64,
  bitLength,
  compareBits,
  convertBits,
  divBits,
  fmaBits,
  fromInteger,
  isNaNBits,
  maxBits,
  minBits,
  mulBits,
  roundToIntegralBits,
  sqrtBits,
  subBits,
  truncateToInteger,
  type FloatFormat,
} from "./soft-float.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 300);
const formats: [string, FloatFormat][] = [
  ["binary16", BINARY16],
  ["binary32", BINARY32],
  ["binary64", BINARY64],
  ["binary128", BINARY128],
];

// Patterns with an even share of special exponents and fractions, not only uniform ones.
export function patterns(f: FloatFormat): fc.Arbitrary<bigint> {
  const fractionBits = BigInt(f.fractionBits);
  return fc
    .tuple(
      fc.boolean(),
      fc.oneof(
        fc.bigInt(0n, BigInt(f.maxExponent)),
        fc.constantFrom(0n, 1n, BigInt(f.maxExponent), BigInt(f.maxExponent - 1)),
        fc
          .bigInt(BigInt(f.bias) - fractionBits - 2n, BigInt(f.bias) + fractionBits + 2n)
          .map((e) => (e < 0n ? 0n : e)),
      ),
      fc.oneof(
        fc.bigInt(0n, f.fractionMask),
        fc.constantFrom(
          0n,
          1n,
          f.quietBit,
          f.fractionMask,
          f.fractionMask - 1n,
          f.quietBit - 1n,
          f.quietBit + 1n,
        ),
        fc.bigInt(0n, fractionBits).map((s) => f.fractionMask & (f.fractionMask << s)),
      ),
    )
    .map(([sign, e, fraction]) => {
      const exponent = e > BigInt(f.maxExponent) ? BigInt(f.maxExponent) : e;
      return (sign ? f.signBit : 0n) | (exponent << fractionBits) | fraction;
    });
}

// The independent formulation: a number is a rational, and rounding searches the ordered patterns.
interface Rational {
  n: bigint;
  d: bigint;
}

function rationalOf(f: FloatFormat, bits: bigint): Rational {
  const exponentField = Number((bits & ~f.signBit) >> BigInt(f.fractionBits));
  let n = bits & f.fractionMask;
  let e = 1 - f.bias - f.fractionBits;
  if (exponentField > 0) {
    n += 1n << BigInt(f.fractionBits);
    e += exponentField - 1;
  }
  if ((bits & f.signBit) !== 0n) n = -n;
  return e >= 0 ? { n: n << BigInt(e), d: 1n } : { n, d: 1n << BigInt(-e) };
}

function roundRational(f: FloatFormat, q: Rational, zeroSign: bigint): bigint {
  if (q.n === 0n) return zeroSign;
  const sign = q.n < 0n ? f.signBit : 0n;
  const n = q.n < 0n ? -q.n : q.n;
  // Greatest pattern whose value is at most n/d; infinity's pattern stands for the next power of two.
  let low = 0n;
  let highPattern = f.infinity;
  while (highPattern - low > 1n) {
    const middle = (low + highPattern) >> 1n;
    const m = rationalOf(f, middle);
    if (m.n * q.d <= n * m.d) low = middle;
    else highPattern = middle;
  }
  const a = rationalOf(f, low);
  const b = rationalOf(f, low + 1n);
  // n/d - a against b - n/d, all over the common denominator.
  const below = (n * a.d - a.n * q.d) * b.d;
  const above = (b.n * q.d - n * b.d) * a.d;
  const result = below < above || (below === above && (low & 1n) === 0n) ? low : low + 1n;
  return sign | result;
}

function isFinite(f: FloatFormat, a: bigint): boolean {
  return (a & ~f.signBit) < f.infinity;
}

describe.each(formats)("%s against exact rationals", (_name, f) => {
  const finite = patterns(f).filter((a) => isFinite(f, a));
  // binary128 rationals have 16,000-bit terms.
  const numRuns = f === BINARY128 ? Math.ceil(RUNS / 6) : RUNS;

  test("addition, subtraction, multiplication", () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const x = rationalOf(f, a);
        const y = rationalOf(f, b);
        const zeroSum = a === b ? a & f.signBit : 0n;
        const sum = roundRational(f, { n: x.n * y.d + y.n * x.d, d: x.d * y.d }, zeroSum);
        expect(addBits(f, a, b)).toBe(sum);
        const zeroDifference = a === (b ^ f.signBit) ? a & f.signBit : 0n;
        expect(subBits(f, a, b)).toBe(
          roundRational(f, { n: x.n * y.d - y.n * x.d, d: x.d * y.d }, zeroDifference),
        );
        expect(mulBits(f, a, b)).toBe(roundRational(f, { n: x.n * y.n, d: x.d * y.d }, (a ^ b) & f.signBit));
      }),
      { numRuns },
    );
  });

  test("division", () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        fc.pre((b & ~f.signBit) !== 0n);
        const x = rationalOf(f, a);
        const y = rationalOf(f, b);
        let n = x.n * y.d;
        let d = x.d * y.n;
        if (d < 0n) [n, d] = [-n, -d];
        expect(divBits(f, a, b)).toBe(roundRational(f, { n, d }, (a ^ b) & f.signBit));
      }),
      { numRuns },
    );
  });

  test("square root: the square of the result brackets the operand", () => {
    fc.assert(
      fc.property(finite, (bits) => {
        const a = bits & ~f.signBit;
        fc.pre(a !== 0n);
        const root = sqrtBits(f, a);
        const q = rationalOf(f, a);
        const r = rationalOf(f, root);
        // Midpoints to both neighbours: (r + next) / 2 squared lies above, (r + previous) / 2 squared below.
        const up = rationalOf(f, root + 1n);
        const down = rationalOf(f, root - 1n);
        const upper = { n: r.n * up.d + up.n * r.d, d: 2n * r.d * up.d };
        const lower = { n: r.n * down.d + down.n * r.d, d: 2n * r.d * down.d };
        expect(upper.n * upper.n * q.d >= q.n * upper.d * upper.d).toBe(true);
        expect(lower.n * lower.n * q.d <= q.n * lower.d * lower.d).toBe(true);
      }),
      { numRuns },
    );
  });

  test("fused multiply-add", () => {
    fc.assert(
      fc.property(finite, finite, finite, (a, b, c) => {
        const x = rationalOf(f, a);
        const y = rationalOf(f, b);
        const z = rationalOf(f, c);
        const n = x.n * y.n * z.d + z.n * x.d * y.d;
        const productSign = (a ^ b) & f.signBit;
        const zero = productSign === (c & f.signBit) && z.n === 0n ? productSign : 0n;
        expect(fmaBits(f, a, b, c)).toBe(roundRational(f, { n, d: x.d * y.d * z.d }, zero));
      }),
      { numRuns },
    );
  });

  test("integers", () => {
    const max = 1n << 128n;
    fc.assert(
      fc.property(fc.oneof(fc.bigInt(-max, max), fc.bigInt(-70000n, 70000n)), finite, (i, a) => {
        expect(fromInteger(f, i)).toBe(roundRational(f, { n: i, d: 1n }, 0n));
        const q = rationalOf(f, a);
        expect(truncateToInteger(f, a)).toBe(q.n / q.d);
      }),
      { numRuns },
    );
  });

  test("rounding to integral values", () => {
    fc.assert(
      fc.property(finite, (a) => {
        const q = rationalOf(f, a);
        const sign = a & f.signBit;
        const trunc = q.n / q.d;
        const floor = q.n < 0n && trunc * q.d !== q.n ? trunc - 1n : trunc;
        const ceil = q.n > 0n && trunc * q.d !== q.n ? trunc + 1n : trunc;
        const twice = 2n * (q.n - floor * q.d);
        const nearest = twice > q.d || (twice === q.d && (floor & 1n) !== 0n) ? floor + 1n : floor;
        const expected = (i: bigint) => (i === 0n ? sign : roundRational(f, { n: i, d: 1n }, 0n));
        expect(roundToIntegralBits(f, a, "trunc")).toBe(expected(trunc));
        expect(roundToIntegralBits(f, a, "floor")).toBe(expected(floor));
        expect(roundToIntegralBits(f, a, "ceil")).toBe(expected(ceil));
        expect(roundToIntegralBits(f, a, "nearest")).toBe(expected(nearest));
      }),
      { numRuns },
    );
  });

  test("comparison, minimum, maximum", () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const x = rationalOf(f, a);
        const y = rationalOf(f, b);
        const difference = x.n * y.d - y.n * x.d;
        expect(compareBits(f, a, b)).toBe(difference === 0n ? 1 : difference < 0n ? 2 : 4);
        if (difference !== 0n) {
          expect(minBits(f, a, b)).toBe(difference < 0n ? a : b);
          expect(maxBits(f, a, b)).toBe(difference < 0n ? b : a);
        }
      }),
      { numRuns },
    );
    expect(minBits(f, 0n, f.signBit)).toBe(f.signBit);
    expect(minBits(f, f.signBit, 0n)).toBe(f.signBit);
    expect(maxBits(f, 0n, f.signBit)).toBe(0n);
    expect(maxBits(f, f.signBit, 0n)).toBe(0n);
  });

  test.each(formats)("conversion to %s", (_to, to) => {
    fc.assert(
      fc.property(finite, (a) => {
        expect(convertBits(f, to, a)).toBe(
          roundRational(to, rationalOf(f, a), a & f.signBit ? to.signBit : 0n),
        );
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
  });

  test("special operands", () => {
    const one = BigInt(f.bias) << BigInt(f.fractionBits);
    const minusInfinity = f.infinity | f.signBit;
    const signalling = f.infinity | 1n;
    const quiet = f.signBit | f.infinity | f.quietBit | 2n;
    expect(addBits(f, f.infinity, minusInfinity)).toBe(f.defaultNaN);
    expect(addBits(f, f.infinity, f.infinity)).toBe(f.infinity);
    expect(subBits(f, f.infinity, f.infinity)).toBe(f.defaultNaN);
    expect(addBits(f, one, minusInfinity)).toBe(minusInfinity);
    expect(addBits(f, signalling, quiet)).toBe(signalling | f.quietBit);
    expect(subBits(f, one, quiet)).toBe(quiet);
    expect(mulBits(f, f.infinity, 0n)).toBe(f.defaultNaN);
    expect(mulBits(f, f.infinity, f.signBit | one)).toBe(minusInfinity);
    expect(divBits(f, 0n, f.signBit)).toBe(f.defaultNaN);
    expect(divBits(f, f.infinity, minusInfinity)).toBe(f.defaultNaN);
    expect(divBits(f, f.signBit | one, 0n)).toBe(minusInfinity);
    expect(divBits(f, one, minusInfinity)).toBe(f.signBit);
    expect(sqrtBits(f, f.signBit)).toBe(f.signBit);
    expect(sqrtBits(f, f.signBit | one)).toBe(f.defaultNaN);
    expect(sqrtBits(f, f.infinity)).toBe(f.infinity);
    expect(sqrtBits(f, signalling)).toBe(signalling | f.quietBit);
    expect(fmaBits(f, f.infinity, 0n, one)).toBe(f.defaultNaN);
    expect(fmaBits(f, f.infinity, 0n, quiet)).toBe(quiet);
    expect(fmaBits(f, f.infinity, one, minusInfinity)).toBe(f.defaultNaN);
    expect(fmaBits(f, one, one, minusInfinity)).toBe(minusInfinity);
    expect(minBits(f, one, signalling)).toBe(signalling | f.quietBit);
    expect(maxBits(f, quiet, one)).toBe(quiet);
    expect(compareBits(f, quiet, quiet)).toBe(8);
    expect(compareBits(f, 0n, f.signBit)).toBe(1);
    expect(roundToIntegralBits(f, signalling, "floor")).toBe(signalling | f.quietBit);
    expect(roundToIntegralBits(f, minusInfinity, "ceil")).toBe(minusInfinity);
    for (const [, to] of formats) {
      const converted = convertBits(f, to, quiet);
      expect(isNaNBits(to, converted)).toBe(true);
      expect(converted & to.signBit).toBe(to.signBit);
      expect(converted & to.quietBit).toBe(to.quietBit);
      if (to.fractionBits >= f.fractionBits) expect(convertBits(to, f, converted)).toBe(quiet);
    }
  });
});

test("bit length", () => {
  expect(bitLength(0n)).toBe(0);
  for (let i = 0; i < 200; i++) {
    expect(bitLength(1n << BigInt(i))).toBe(i + 1);
    expect(bitLength((1n << BigInt(i + 1)) - 1n)).toBe(i + 1);
  }
});
