import fc from "fast-check";
import { expect, test } from "vitest";
import * as Opcode from "../../codegen-ir/src/generated/opcodes.ts";
import { bigBinary, bigCompare, bigOverflow, bigUnary } from "./big-kernels.ts";
import * as k from "./int-kernels.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 300);

const BINARY = [
  Opcode.Iadd,
  Opcode.Isub,
  Opcode.Imul,
  Opcode.Band,
  Opcode.Bor,
  Opcode.Bxor,
  Opcode.Ishl,
  Opcode.Ushr,
  Opcode.Sshr,
  Opcode.Rotl,
  Opcode.Rotr,
  Opcode.Udiv,
  Opcode.Urem,
  Opcode.Sdiv,
  Opcode.Srem,
  Opcode.Umulhi,
  Opcode.Smulhi,
  Opcode.Smin,
  Opcode.Smax,
  Opcode.Umin,
  Opcode.Umax,
  Opcode.AvgRound,
  Opcode.UaddSat,
  Opcode.UsubSat,
  Opcode.SaddSat,
  Opcode.SsubSat,
];
const BINARY_16_32 = [Opcode.SqmulRoundSat, Opcode.X86Pmulhrsw];
const UNARY = [
  Opcode.Ineg,
  Opcode.Bnot,
  Opcode.Iabs,
  Opcode.Clz,
  Opcode.Ctz,
  Opcode.Cls,
  Opcode.Popcnt,
  Opcode.Bitrev,
];
const OVERFLOW = [
  Opcode.UaddOverflow,
  Opcode.UaddOverflowCin,
  Opcode.UsubOverflow,
  Opcode.UsubOverflowBin,
  Opcode.SaddOverflow,
  Opcode.SaddOverflowCin,
  Opcode.SsubOverflow,
  Opcode.SsubOverflowBin,
  Opcode.UmulOverflow,
  Opcode.SmulOverflow,
];

function operand(bits: number): fc.Arbitrary<bigint> {
  const n = BigInt(bits);
  const mask = (1n << n) - 1n;
  return fc.oneof(
    fc.bigInt(0n, mask),
    fc.tuple(fc.bigInt(0n, n - 1n), fc.integer({ min: -2, max: 2 }), fc.boolean()).map(([s, d, negate]) => {
      const x = (1n << s) + BigInt(d);
      return (negate ? -x : x) & mask;
    }),
    fc.constantFrom(0n, 1n, mask, mask >> 1n, (mask >> 1n) + 1n),
  );
}

/** Canonical word of a value of at most 32 bits. */
const word = (bits: number, a: bigint) => (bits === 32 ? Number(BigInt.asIntN(32, a)) : Number(a));
const low = (a: bigint) => Number(BigInt.asIntN(32, a));
const high = (a: bigint) => Number(BigInt.asIntN(32, a >> 32n));
const join = (lo: number) => (BigInt(k.intHigh() >>> 0) << 32n) | BigInt(lo >>> 0);

function needsDivisor(opcode: number): boolean {
  return opcode === Opcode.Udiv || opcode === Opcode.Urem || opcode === Opcode.Sdiv || opcode === Opcode.Srem;
}

test.each([8, 16, 32])("%i-bit kernels agree with the definitions", (bits) => {
  const binary = bits === 8 ? BINARY : [...BINARY, ...BINARY_16_32];
  const unary = bits === 8 ? UNARY : [...UNARY, Opcode.Bswap];
  fc.assert(
    fc.property(operand(bits), operand(bits), fc.integer({ min: 0, max: 1 }), (a, b, carry) => {
      const x = word(bits, a);
      const y = word(bits, b);
      for (const opcode of binary) {
        if (b === 0n && needsDivisor(opcode)) continue;
        const actual = k.binary32(opcode, bits, x, y);
        const expected = word(bits, bigBinary(opcode, bits, a, b));
        if (actual !== expected) expect.fail(`binary ${opcode} of ${a}, ${b}: ${actual}, not ${expected}`);
      }
      for (const opcode of unary) {
        const actual = k.unary32(opcode, bits, x);
        const expected = word(bits, bigUnary(opcode, bits, a));
        if (actual !== expected) expect.fail(`unary ${opcode} of ${a}: ${actual}, not ${expected}`);
      }
      for (let cc = 0; cc < 10; cc++) {
        if (k.compare32(cc, bits, x, y) !== bigCompare(cc, bits, a, b))
          expect.fail(`condition ${cc} of ${a}, ${b}`);
      }
      for (const opcode of OVERFLOW) {
        const actual = k.overflow32(opcode, bits, x, y, carry);
        if (actual !== bigOverflow(opcode, bits, a, b, BigInt(carry)))
          expect.fail(`overflow ${opcode} of ${a}, ${b}, ${carry}`);
      }
    }),
    { numRuns: RUNS },
  );
});

test("64-bit kernels agree with the definitions", () => {
  fc.assert(
    fc.property(operand(64), operand(64), fc.integer({ min: 0, max: 1 }), (a, b, carry) => {
      const [aLo, aHi, bLo, bHi] = [low(a), high(a), low(b), high(b)];
      for (const opcode of BINARY) {
        if (b === 0n && needsDivisor(opcode)) continue;
        const actual = join(k.binary64(opcode, aLo, aHi, bLo, bHi));
        const expected = bigBinary(opcode, 64, a, b);
        if (actual !== expected) expect.fail(`binary ${opcode} of ${a}, ${b}: ${actual}, not ${expected}`);
      }
      for (const opcode of [...UNARY, Opcode.Bswap]) {
        const actual = join(k.unary64(opcode, aLo, aHi));
        const expected = bigUnary(opcode, 64, a);
        if (actual !== expected) expect.fail(`unary ${opcode} of ${a}: ${actual}, not ${expected}`);
      }
      for (let cc = 0; cc < 10; cc++) {
        if (k.compare64(cc, aLo, aHi, bLo, bHi) !== bigCompare(cc, 64, a, b))
          expect.fail(`condition ${cc} of ${a}, ${b}`);
      }
      for (const opcode of OVERFLOW) {
        const actual = k.overflow64(opcode, aLo, aHi, bLo, bHi, carry);
        if (actual !== bigOverflow(opcode, 64, a, b, BigInt(carry)))
          expect.fail(`overflow ${opcode} of ${a}, ${b}, ${carry}`);
      }
    }),
    { numRuns: RUNS * 3 },
  );
});

test("64-bit division by every kind of divisor", () => {
  fc.assert(
    fc.property(operand(64), fc.integer({ min: 0, max: 63 }), operand(64), (a, shift, d) => {
      const b = d >> BigInt(shift);
      fc.pre(b !== 0n);
      expect(join(k.binary64(Opcode.Udiv, low(a), high(a), low(b), high(b)))).toBe(a / b);
      expect(join(k.binary64(Opcode.Urem, low(a), high(a), low(b), high(b)))).toBe(a % b);
    }),
    { numRuns: RUNS * 10 },
  );
});
