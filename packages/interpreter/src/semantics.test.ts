// Whole instructions, through reader, decoder and dispatch loop, against their definitions: every integer and float
// operation on every scalar type and on vectors, lane by lane.
import { DataValue, Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bigBinary, bigClamp, bigCompare, bigOverflow, bigUnary } from "./big-kernels.ts";
import { Interpreter } from "./interpreter.ts";
import * as soft from "./soft-float.ts";
import { TRAP_BAD_TO_INTEGER, TRAP_DIVISION_BY_ZERO, TRAP_INTEGER_OVERFLOW } from "./traps.ts";

const RUNS = Number(process.env["CRANELIFT_PROPERTY_RUNS"] ?? 6);

/** A function of one instruction (or several lines), called with bits. */
function compile(params: Type[], returns: Type[], body: string): (...bits: bigint[]) => bigint[] | number {
  const list = params.map((t, i) => `v${i}: ${types.typeName(t)}`).join(", ");
  const head = `(${params.map(types.typeName).join(", ")}) -> ${returns.map(types.typeName).join(", ")}`;
  const [func] = parseFunctions(`function %f${head} {\nblock0(${list}):\n${body}\n}`);
  const interpreter = new Interpreter({ i128Conversions: "exact" });
  interpreter.define(func!);
  return (...bits) => {
    const result = interpreter.call(
      "%f",
      params.map((t, i) => DataValue.bits(t, bits[i]!)),
    );
    return result.kind === "trap" ? result.code : result.values.map((v) => v.toBits());
  };
}

const SCALARS = [types.I8, types.I16, types.I32, types.I64, types.I128];
const VECTORS = [
  types.I8X16,
  types.I16X8,
  types.I32X4,
  types.I64X2,
  types.I8X8,
  types.I16X4,
  types.I32X2,
  types.I8X2,
  types.I128X2,
];
const FLOATS = [types.F16, types.F32, types.F64, types.F128];
const FLOAT_VECTORS = [types.F32X4, types.F64X2, types.F16X8, types.F32X2, types.F128X2];

function integerBits(bits: number): fc.Arbitrary<bigint> {
  const mask = (1n << BigInt(bits)) - 1n;
  return fc.oneof(
    fc.bigInt(0n, mask),
    fc.constantFrom(0n, 1n, mask, mask >> 1n, (mask >> 1n) + 1n, mask - 1n),
    fc.tuple(fc.bigInt(0n, BigInt(bits - 1)), fc.bigInt(-2n, 2n)).map(([s, d]) => ((1n << s) + d) & mask),
  );
}

function formatOf(type: Type): soft.FloatFormat {
  return { 16: soft.BINARY16, 32: soft.BINARY32, 64: soft.BINARY64, 128: soft.BINARY128 }[
    types.laneBits(type)
  ]!;
}

function floatBits(f: soft.FloatFormat): fc.Arbitrary<bigint> {
  const one = BigInt(f.bias) << BigInt(f.fractionBits);
  return fc.oneof(
    fc.bigInt(0n, (1n << BigInt(f.bits)) - 1n),
    fc.constantFrom(
      0n,
      f.signBit,
      f.infinity,
      f.infinity | f.signBit,
      f.defaultNaN,
      f.infinity | 1n,
      one,
      1n,
      f.infinity - 1n,
    ),
    fc.integer({ min: -300, max: 300 }).map((i) => soft.fromInteger(f, BigInt(i))),
    fc.bigInt(-(1n << 66n), 1n << 66n).map((i) => soft.fromInteger(f, i)),
    fc
      .tuple(fc.integer({ min: -300, max: 300 }), fc.constantFrom(2n, 3n, 4n))
      .map(([i, d]) => soft.divBits(f, soft.fromInteger(f, BigInt(i)), soft.fromInteger(f, d))),
  );
}

/** All lanes of a value of `type`. */
function valueBits(type: Type): fc.Arbitrary<bigint> {
  const lane = types.hasFloatLanes(type) ? floatBits(formatOf(type)) : integerBits(types.laneBits(type));
  return fc
    .array(lane, { minLength: types.laneCount(type), maxLength: types.laneCount(type) })
    .map((lanes) => joinLanes(types.laneBits(type), lanes));
}

function joinLanes(bits: number, lanes: readonly bigint[]): bigint {
  return lanes.reduceRight((acc, lane) => (acc << BigInt(bits)) | lane, 0n);
}

function lanesOf(type: Type, value: bigint): bigint[] {
  const bits = types.laneBits(type);
  return Array.from({ length: types.laneCount(type) }, (_, i) =>
    BigInt.asUintN(bits, value >> BigInt(i * bits)),
  );
}

/** Applies a lane operation to whole values. */
function lanewise(type: Type, out: number, f: (...lanes: bigint[]) => bigint, ...values: bigint[]): bigint {
  const split = values.map((v) => lanesOf(type, v));
  return joinLanes(
    out,
    split[0]!.map((_, i) => f(...split.map((lanes) => lanes[i]!))),
  );
}

const name = (opcode: number) => Object.entries(Opcode).find(([, n]) => n === opcode)![0]!;
/** Mnemonic of an opcode constant: `UaddOverflowCin` -> `uadd_overflow_cin`. */
const mnemonic = (opcode: number) =>
  name(opcode)
    .replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c}`)
    .toLowerCase();

describe("integer operations", () => {
  const everywhere = [
    Opcode.Iadd,
    Opcode.Isub,
    Opcode.Imul,
    Opcode.Band,
    Opcode.Bor,
    Opcode.Bxor,
    Opcode.Umulhi,
    Opcode.Smulhi,
    Opcode.Smin,
    Opcode.Smax,
    Opcode.Umin,
    Opcode.Umax,
  ];
  const vectorOnly = [Opcode.AvgRound, Opcode.UaddSat, Opcode.SaddSat, Opcode.UsubSat, Opcode.SsubSat];
  for (const type of [...SCALARS, ...VECTORS]) {
    const bits = types.laneBits(type);
    const isVector = types.isVector(type);
    const opcodes = isVector ? [...everywhere, ...vectorOnly] : everywhere;
    const rounded =
      bits === 16 || bits === 32 ? (isVector ? [Opcode.SqmulRoundSat, Opcode.X86Pmulhrsw] : []) : [];
    test(`two operands on ${types.typeName(type)}`, () => {
      for (const opcode of [...opcodes, ...rounded]) {
        const f = compile([type, type], [type], `v2 = ${mnemonic(opcode)} v0, v1\nreturn v2`);
        fc.assert(
          fc.property(valueBits(type), valueBits(type), (a, b) => {
            const expected = lanewise(type, bits, (x, y) => bigBinary(opcode, bits, x!, y!), a, b);
            expect(f(a, b), mnemonic(opcode)).toEqual([expected]);
          }),
          { numRuns: RUNS },
        );
      }
    });

    test(`shifts of ${types.typeName(type)} by every integer type`, () => {
      for (const opcode of [Opcode.Ishl, Opcode.Ushr, Opcode.Sshr, Opcode.Rotl, Opcode.Rotr]) {
        for (const amountType of SCALARS) {
          const f = compile([type, amountType], [type], `v2 = ${mnemonic(opcode)} v0, v1\nreturn v2`);
          fc.assert(
            fc.property(valueBits(type), valueBits(amountType), (a, n) => {
              const amount = n & BigInt(bits - 1);
              expect(f(a, n), mnemonic(opcode)).toEqual([
                lanewise(type, bits, (x) => bigBinary(opcode, bits, x!, amount), a),
              ]);
            }),
            { numRuns: Math.ceil(RUNS / 2) },
          );
        }
      }
    });

    test(`one operand on ${types.typeName(type)}`, () => {
      const opcodes = [Opcode.Ineg, Opcode.Bnot, Opcode.Iabs, Opcode.Popcnt];
      if (!isVector) opcodes.push(Opcode.Clz, Opcode.Ctz, Opcode.Cls, Opcode.Bitrev);
      if (!isVector && bits > 8) opcodes.push(Opcode.Bswap);
      for (const opcode of opcodes) {
        const f = compile([type], [type], `v1 = ${mnemonic(opcode)} v0\nreturn v1`);
        fc.assert(
          fc.property(valueBits(type), (a) => {
            expect(f(a), mnemonic(opcode)).toEqual([
              lanewise(type, bits, (x) => bigUnary(opcode, bits, x!), a),
            ]);
          }),
          { numRuns: RUNS },
        );
      }
    });

    test(`comparisons of ${types.typeName(type)}, as a value and in a branch`, () => {
      const conditions = ["eq", "ne", "slt", "sge", "sgt", "sle", "ult", "uge", "ugt", "ule"];
      conditions.forEach((cc, number) => {
        const truth = types.asTruthy(type);
        const f = compile([type, type], [truth], `v2 = icmp ${cc} v0, v1\nreturn v2`);
        const branch = isVector
          ? undefined
          : compile(
              [type, type],
              [types.I8],
              `v2 = icmp ${cc} v0, v1\nbrif v2, block1, block2\nblock1:\nv3 = iconst.i8 7\nreturn v3\nblock2:\nv4 = iconst.i8 9\nreturn v4`,
            );
        fc.assert(
          fc.property(valueBits(type), fc.oneof(valueBits(type), fc.constant(undefined)), (a, other) => {
            const b = other ?? a;
            const ones = (1n << BigInt(isVector ? bits : 1)) - 1n;
            const expected = lanewise(
              type,
              bits,
              (x, y) => (bigCompare(number, bits, x!, y!) ? ones : 0n),
              a,
              b,
            );
            expect(f(a, b), cc).toEqual([expected]);
            if (branch !== undefined) expect(branch(a, b), cc).toEqual([expected === 0n ? 9n : 7n]);
          }),
          { numRuns: RUNS },
        );
      });
    });
  }

  test.each(SCALARS.map((t) => [types.typeName(t), t] as const))("division on %s", (_name, type) => {
    const bits = types.laneBits(type);
    const minimum = 1n << BigInt(bits - 1);
    const all = (1n << BigInt(bits)) - 1n;
    for (const opcode of [Opcode.Udiv, Opcode.Urem, Opcode.Sdiv, Opcode.Srem]) {
      const f = compile([type, type], [type], `v2 = ${mnemonic(opcode)} v0, v1\nreturn v2`);
      expect(f(1n, 0n)).toBe(TRAP_DIVISION_BY_ZERO);
      if (opcode === Opcode.Sdiv) expect(f(minimum, all)).toBe(TRAP_INTEGER_OVERFLOW);
      if (opcode === Opcode.Srem) expect(f(minimum, all)).toEqual([0n]);
      fc.assert(
        fc.property(valueBits(type), valueBits(type), (a, b) => {
          fc.pre(b !== 0n && !(opcode === Opcode.Sdiv && a === minimum && b === all));
          expect(f(a, b), mnemonic(opcode)).toEqual([bigBinary(opcode, bits, a, b)]);
        }),
        { numRuns: RUNS * 2 },
      );
    }
  });

  test.each(SCALARS.map((t) => [types.typeName(t), t] as const))("overflow reports on %s", (_name, type) => {
    const bits = types.laneBits(type);
    const plain = [
      [Opcode.UaddOverflow, Opcode.Iadd],
      [Opcode.SaddOverflow, Opcode.Iadd],
      [Opcode.UsubOverflow, Opcode.Isub],
      [Opcode.SsubOverflow, Opcode.Isub],
      ...(bits < 128
        ? [
            [Opcode.UmulOverflow, Opcode.Imul],
            [Opcode.SmulOverflow, Opcode.Imul],
          ]
        : []),
    ];
    for (const [opcode, base] of plain) {
      const f = compile(
        [type, type],
        [type, types.I8],
        `v2, v3 = ${mnemonic(opcode!)} v0, v1\nreturn v2, v3`,
      );
      fc.assert(
        fc.property(valueBits(type), valueBits(type), (a, b) => {
          const over = bigOverflow(opcode!, bits, a, b, 0n) ? 1n : 0n;
          expect(f(a, b), mnemonic(opcode!)).toEqual([bigBinary(base!, bits, a, b), over]);
        }),
        { numRuns: RUNS },
      );
    }
    for (const [opcode, base] of [
      [Opcode.UaddOverflowCin, Opcode.Iadd],
      [Opcode.SaddOverflowCin, Opcode.Iadd],
      [Opcode.UsubOverflowBin, Opcode.Isub],
      [Opcode.SsubOverflowBin, Opcode.Isub],
    ] as const) {
      const f = compile(
        [type, type, types.I8],
        [type, types.I8],
        `v3, v4 = ${mnemonic(opcode)} v0, v1, v2\nreturn v3, v4`,
      );
      fc.assert(
        fc.property(valueBits(type), valueBits(type), fc.constantFrom(0n, 1n, 0x80n), (a, b, carry) => {
          const c = carry === 0n ? 0n : 1n;
          const result = bigBinary(base, bits, bigBinary(base, bits, a, b), c);
          expect(f(a, b, carry), mnemonic(opcode)).toEqual([
            result,
            bigOverflow(opcode, bits, a, b, c) ? 1n : 0n,
          ]);
        }),
        { numRuns: RUNS },
      );
    }
    if (bits === 32 || bits === 64) {
      const f = compile([type, type], [type], "v2 = uadd_overflow_trap v0, v1, user9\nreturn v2");
      fc.assert(
        fc.property(valueBits(type), valueBits(type), (a, b) => {
          expect(f(a, b)).toEqual(a + b >= 1n << BigInt(bits) ? 9 : [a + b]);
        }),
        { numRuns: RUNS },
      );
    }
  });

  test("changes of width", () => {
    for (const from of SCALARS) {
      for (const to of SCALARS) {
        const [small, large] = [types.laneBits(from), types.laneBits(to)];
        const mask = compile([from], [to], `v1 = bmask.${types.typeName(to)} v0\nreturn v1`);
        expect(mask(0n)).toEqual([0n]);
        expect(mask(1n << BigInt(small - 1))).toEqual([(1n << BigInt(large)) - 1n]);
        if (small === large) continue;
        const opcodes = small < large ? ["uextend", "sextend"] : ["ireduce"];
        for (const opcode of opcodes) {
          const f = compile([from], [to], `v1 = ${opcode}.${types.typeName(to)} v0\nreturn v1`);
          fc.assert(
            fc.property(valueBits(from), (a) => {
              const value = opcode === "sextend" ? BigInt.asIntN(small, a) : a;
              expect(f(a), `${opcode} ${small} to ${large}`).toEqual([BigInt.asUintN(large, value)]);
            }),
            { numRuns: RUNS },
          );
        }
      }
    }
    for (const type of [types.I16, types.I32, types.I64, types.I128]) {
      const half = types.halfWidth(type);
      const bits = BigInt(types.laneBits(half));
      const split = compile([type], [half, half], "v1, v2 = isplit v0\nreturn v1, v2");
      const concat = compile([half, half], [type], "v2 = iconcat v0, v1\nreturn v2");
      fc.assert(
        fc.property(valueBits(type), (a) => {
          const parts = [BigInt.asUintN(Number(bits), a), a >> bits] as const;
          expect(split(a)).toEqual(parts);
          expect(concat(...parts)).toEqual([a]);
        }),
        { numRuns: RUNS },
      );
    }
  });
});

describe("vector shapes", () => {
  test("narrowing and widening", () => {
    for (const type of [types.I16X8, types.I32X4, types.I64X2, types.I16X4, types.I32X2]) {
      const bits = types.laneBits(type);
      const half = bits >> 1;
      const to = types.splitLanes(type);
      for (const [opcode, fromSigned, toSigned] of [
        ["snarrow", true, true],
        ["unarrow", true, false],
        ["uunarrow", false, false],
      ] as const) {
        const f = compile([type, type], [to], `v2 = ${opcode} v0, v1\nreturn v2`);
        fc.assert(
          fc.property(valueBits(type), valueBits(type), (a, b) => {
            const lanes = [...lanesOf(type, a), ...lanesOf(type, b)].map((x) =>
              bigClamp(half, toSigned, fromSigned ? BigInt.asIntN(bits, x) : x),
            );
            expect(f(a, b), opcode).toEqual([joinLanes(half, lanes)]);
          }),
          { numRuns: RUNS },
        );
      }
      for (const opcode of ["swiden_low", "swiden_high", "uwiden_low", "uwiden_high"]) {
        const f = compile([to], [type], `v1 = ${opcode} v0\nreturn v1`);
        fc.assert(
          fc.property(valueBits(to), (a) => {
            const n = types.laneCount(to);
            const lanes = lanesOf(to, a).slice(
              opcode.endsWith("low") ? 0 : n / 2,
              opcode.endsWith("low") ? n / 2 : n,
            );
            const wide = lanes.map((x) =>
              BigInt.asUintN(bits, opcode.startsWith("s") ? BigInt.asIntN(half, x) : x),
            );
            expect(f(a), opcode).toEqual([joinLanes(bits, wide)]);
          }),
          { numRuns: RUNS },
        );
      }
    }
  });

  test("lanes, splats, reductions", () => {
    for (const type of [...VECTORS, ...FLOAT_VECTORS]) {
      const n = types.laneCount(type);
      const bits = types.laneBits(type);
      const lane = types.laneOf(type);
      const index = n - 1;
      const extract = compile([type], [lane], `v1 = extractlane v0, ${index}\nreturn v1`);
      const insert = compile([type, lane], [type], `v2 = insertlane v0, v1, ${index}\nreturn v2`);
      const splat = compile([lane], [type], `v1 = splat.${types.typeName(type)} v0\nreturn v1`);
      const first = compile([lane], [type], `v1 = scalar_to_vector.${types.typeName(type)} v0\nreturn v1`);
      const any = compile([type], [types.I8], "v1 = vany_true v0\nreturn v1");
      const all = compile([type], [types.I8], "v1 = vall_true v0\nreturn v1");
      const top = compile([type], [types.I32], "v1 = vhigh_bits.i32 v0\nreturn v1");
      fc.assert(
        fc.property(valueBits(type), valueBits(lane), (a, x) => {
          const lanes = lanesOf(type, a);
          expect(extract(a)).toEqual([lanes[index]]);
          expect(insert(a, x)).toEqual([joinLanes(bits, [...lanes.slice(0, index), x])]);
          expect(splat(x)).toEqual([
            joinLanes(
              bits,
              lanes.map(() => x),
            ),
          ]);
          expect(first(x)).toEqual([x]);
          expect(any(a)).toEqual([lanes.some((l) => l !== 0n) ? 1n : 0n]);
          expect(all(a)).toEqual([lanes.every((l) => l !== 0n) ? 1n : 0n]);
          expect(top(a)).toEqual([
            joinLanes(
              1,
              lanes.map((l) => l >> BigInt(bits - 1)),
            ),
          ]);
        }),
        { numRuns: RUNS },
      );
    }
  });

  test("permutations", () => {
    const v = types.I8X16;
    const swizzle = compile([v, v], [v], "v2 = swizzle v0, v1\nreturn v2");
    const pshufb = compile([v, v], [v], "v2 = x86_pshufb v0, v1\nreturn v2");
    fc.assert(
      fc.property(
        valueBits(v),
        valueBits(v),
        fc.array(fc.nat(31), { minLength: 16, maxLength: 16 }),
        (a, b, mask) => {
          const x = lanesOf(v, a);
          const y = lanesOf(v, b);
          expect(swizzle(a, b)).toEqual([
            joinLanes(
              8,
              y.map((i) => (i < 16n ? x[Number(i)]! : 0n)),
            ),
          ]);
          expect(pshufb(a, b)).toEqual([
            joinLanes(
              8,
              y.map((i) => (i < 128n ? x[Number(i & 15n)]! : 0n)),
            ),
          ]);
          const shuffle = compile([v, v], [v], `v2 = shuffle v0, v1, [${mask.join(" ")}]\nreturn v2`);
          expect(shuffle(a, b)).toEqual([
            joinLanes(
              8,
              mask.map((i) => [...x, ...y][i]!),
            ),
          ]);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("pairwise operations", () => {
    for (const type of [types.I8X16, types.I16X8, types.I32X4]) {
      const bits = types.laneBits(type);
      const f = compile([type, type], [type], "v2 = iadd_pairwise v0, v1\nreturn v2");
      fc.assert(
        fc.property(valueBits(type), valueBits(type), (a, b) => {
          const lanes = [...lanesOf(type, a), ...lanesOf(type, b)];
          const sums = Array.from({ length: lanes.length / 2 }, (_, i) =>
            BigInt.asUintN(bits, lanes[2 * i]! + lanes[2 * i + 1]!),
          );
          expect(f(a, b)).toEqual([joinLanes(bits, sums)]);
        }),
        { numRuns: RUNS },
      );
    }
    const f = compile([types.I8X16, types.I8X16], [types.I16X8], "v2 = x86_pmaddubsw v0, v1\nreturn v2");
    fc.assert(
      fc.property(valueBits(types.I8X16), valueBits(types.I8X16), (a, b) => {
        const x = lanesOf(types.I8X16, a).map((l) => BigInt.asIntN(8, l));
        const y = lanesOf(types.I8X16, b);
        const sums = Array.from({ length: 8 }, (_, i) => {
          const sum = x[2 * i]! * y[2 * i]! + x[2 * i + 1]! * y[2 * i + 1]!;
          return bigClamp(16, true, sum);
        });
        expect(f(a, b)).toEqual([joinLanes(16, sums)]);
      }),
      { numRuns: RUNS * 4 },
    );
  });

  test("selection by bits, lanes and whole values", () => {
    for (const type of [...SCALARS, ...FLOATS, ...VECTORS, ...FLOAT_VECTORS]) {
      const bits = types.laneBits(type);
      const bitselect = compile([type, type, type], [type], "v3 = bitselect v0, v1, v2\nreturn v3");
      const blendv = compile([type, type, type], [type], "v3 = blendv v0, v1, v2\nreturn v3");
      const not = compile([type], [type], "v1 = bnot v0\nreturn v1");
      const and = compile([type, type], [type], "v2 = band v0, v1\nreturn v2");
      const selects = SCALARS.map((c) =>
        compile([c, type, type], [type], "v3 = select v0, v1, v2\nreturn v3"),
      );
      const all = (1n << BigInt(types.typeBits(type))) - 1n;
      fc.assert(
        fc.property(valueBits(type), valueBits(type), valueBits(type), (c, x, y) => {
          expect(bitselect(c, x, y)).toEqual([(c & x) | (~c & all & y)]);
          expect(blendv(c, x, y)).toEqual([
            lanewise(type, bits, (k, l, r) => (k! >> BigInt(bits - 1) === 1n ? l! : r!), c, x, y),
          ]);
          expect(not(x)).toEqual([~x & all]);
          expect(and(x, y)).toEqual([x & y]);
          selects.forEach((select, i) => {
            const highest = 1n << BigInt(types.laneBits(SCALARS[i]!) - 1);
            expect(select(highest, x, y)).toEqual([x]);
            expect(select(0n, x, y)).toEqual([y]);
          });
        }),
        { numRuns: RUNS },
      );
    }
  });
});

describe("float operations", () => {
  const binary = {
    fadd: soft.addBits,
    fsub: soft.subBits,
    fmul: soft.mulBits,
    fdiv: soft.divBits,
    fmin: soft.minBits,
    fmax: soft.maxBits,
    fcopysign: (f: soft.FloatFormat, a: bigint, b: bigint) => (a & ~f.signBit) | (b & f.signBit),
  };
  const unary = {
    sqrt: soft.sqrtBits,
    ceil: (f: soft.FloatFormat, a: bigint) => soft.roundToIntegralBits(f, a, "ceil"),
    floor: (f: soft.FloatFormat, a: bigint) => soft.roundToIntegralBits(f, a, "floor"),
    trunc: (f: soft.FloatFormat, a: bigint) => soft.roundToIntegralBits(f, a, "trunc"),
    nearest: (f: soft.FloatFormat, a: bigint) => soft.roundToIntegralBits(f, a, "nearest"),
    fneg: (f: soft.FloatFormat, a: bigint) => a ^ f.signBit,
    fabs: (f: soft.FloatFormat, a: bigint) => a & ~f.signBit,
  };
  for (const type of [...FLOATS, ...FLOAT_VECTORS]) {
    const f = formatOf(type);
    test(`arithmetic on ${types.typeName(type)}, NaN bits included`, () => {
      for (const [opcode, exact] of Object.entries(binary)) {
        const run = compile([type, type], [type], `v2 = ${opcode} v0, v1\nreturn v2`);
        fc.assert(
          fc.property(valueBits(type), valueBits(type), (a, b) => {
            expect(run(a, b), opcode).toEqual([lanewise(type, f.bits, (x, y) => exact(f, x!, y!), a, b)]);
          }),
          { numRuns: RUNS * 4 },
        );
      }
      for (const [opcode, exact] of Object.entries(unary)) {
        const run = compile([type], [type], `v1 = ${opcode} v0\nreturn v1`);
        fc.assert(
          fc.property(valueBits(type), (a) => {
            expect(run(a), opcode).toEqual([lanewise(type, f.bits, (x) => exact(f, x!), a)]);
          }),
          { numRuns: RUNS * 2 },
        );
      }
      const fma = compile([type, type, type], [type], "v3 = fma v0, v1, v2\nreturn v3");
      fc.assert(
        fc.property(valueBits(type), valueBits(type), valueBits(type), (a, b, c) => {
          expect(fma(a, b, c)).toEqual([
            lanewise(type, f.bits, (x, y, z) => soft.fmaBits(f, x!, y!, z!), a, b, c),
          ]);
        }),
        { numRuns: RUNS * 4 },
      );
    });

    test(`comparisons of ${types.typeName(type)}`, () => {
      // Accepted relations by condition: equal 1, less 2, greater 4, unordered 8.
      const conditions = {
        ord: 7,
        uno: 8,
        eq: 1,
        ne: 14,
        one: 6,
        ueq: 9,
        lt: 2,
        le: 3,
        gt: 4,
        ge: 5,
        ult: 10,
        ule: 11,
        ugt: 12,
        uge: 13,
      };
      const isVector = types.isVector(type);
      for (const [cc, accepted] of Object.entries(conditions)) {
        const run = compile([type, type], [types.asTruthy(type)], `v2 = fcmp ${cc} v0, v1\nreturn v2`);
        const yes = isVector ? (1n << BigInt(f.bits)) - 1n : 1n;
        fc.assert(
          fc.property(valueBits(type), valueBits(type), fc.boolean(), (a, other, equal) => {
            const b = equal ? a : other;
            const expected = (x: bigint, y: bigint) =>
              (soft.compareBits(f, x, y) & accepted) !== 0 ? yes : 0n;
            expect(run(a, b), cc).toEqual([lanewise(type, f.bits, (x, y) => expected(x!, y!), a, b)]);
          }),
          { numRuns: RUNS },
        );
      }
    });
  }

  test("between formats", () => {
    for (const from of FLOATS) {
      for (const to of FLOATS) {
        if (from === to) continue;
        const opcode = from < to ? "fpromote" : "fdemote";
        const run = compile([from], [to], `v1 = ${opcode}.${types.typeName(to)} v0\nreturn v1`);
        fc.assert(
          fc.property(valueBits(from), (a) => {
            expect(run(a)).toEqual([soft.convertBits(formatOf(from), formatOf(to), a)]);
          }),
          { numRuns: RUNS * 4 },
        );
      }
    }
    const demote = compile([types.F64X2], [types.F32X4], "v1 = fvdemote v0\nreturn v1");
    const promote = compile([types.F32X4], [types.F64X2], "v1 = fvpromote_low v0\nreturn v1");
    fc.assert(
      fc.property(valueBits(types.F64X2), valueBits(types.F32X4), (a, b) => {
        const narrow = lanesOf(types.F64X2, a).map((x) => soft.convertBits(soft.BINARY64, soft.BINARY32, x));
        expect(demote(a)).toEqual([joinLanes(32, narrow)]);
        const wide = lanesOf(types.F32X4, b)
          .slice(0, 2)
          .map((x) => soft.convertBits(soft.BINARY32, soft.BINARY64, x));
        expect(promote(b)).toEqual([joinLanes(64, wide)]);
      }),
      { numRuns: RUNS },
    );
  });

  function toInteger(
    f: soft.FloatFormat,
    bits: number,
    signed: boolean,
    a: bigint,
  ): { trap: number; value: bigint } {
    if (soft.isNaNBits(f, a)) return { trap: TRAP_BAD_TO_INTEGER, value: 0n };
    const huge = 1n << 200n;
    const infinite = (a & ~f.signBit) === f.infinity;
    const exact = infinite ? ((a & f.signBit) === 0n ? huge : -huge) : soft.truncateToInteger(f, a);
    const value = bigClamp(bits, signed, exact);
    return {
      trap:
        value === BigInt.asUintN(256, exact < 0n ? BigInt.asUintN(bits, exact) : exact)
          ? 0
          : TRAP_INTEGER_OVERFLOW,
      value,
    };
  }

  test("to and from integers", () => {
    for (const float of FLOATS) {
      const f = formatOf(float);
      for (const int of SCALARS) {
        const bits = types.laneBits(int);
        for (const signed of [false, true]) {
          const s = signed ? "s" : "u";
          const trapping = compile(
            [float],
            [int],
            `v1 = fcvt_to_${s}int.${types.typeName(int)} v0\nreturn v1`,
          );
          const clamping = compile(
            [float],
            [int],
            `v1 = fcvt_to_${s}int_sat.${types.typeName(int)} v0\nreturn v1`,
          );
          const back = compile(
            [int],
            [float],
            `v1 = fcvt_from_${s}int.${types.typeName(float)} v0\nreturn v1`,
          );
          fc.assert(
            fc.property(valueBits(float), valueBits(int), (a, i) => {
              const { value } = toInteger(f, bits, signed, a);
              expect(clamping(a)).toEqual([value]);
              const nan = soft.isNaNBits(f, a);
              const infinite = (a & ~f.signBit) === f.infinity;
              const exact = nan || infinite ? undefined : soft.truncateToInteger(f, a);
              const fits =
                exact !== undefined &&
                (signed ? BigInt.asIntN(bits, exact) : BigInt.asUintN(bits, exact)) === exact;
              expect(trapping(a)).toEqual(nan ? TRAP_BAD_TO_INTEGER : fits ? [value] : TRAP_INTEGER_OVERFLOW);
              expect(back(i)).toEqual([soft.fromInteger(f, signed ? BigInt.asIntN(bits, i) : i)]);
            }),
            { numRuns: RUNS * 2 },
          );
        }
      }
    }
  });

  test("to and from integer vectors", () => {
    for (const [float, int] of [
      [types.F32X4, types.I32X4],
      [types.F64X2, types.I64X2],
    ] as const) {
      const f = formatOf(float);
      const bits = types.laneBits(int);
      for (const signed of [false, true]) {
        const s = signed ? "s" : "u";
        const to = compile([float], [int], `v1 = fcvt_to_${s}int_sat.${types.typeName(int)} v0\nreturn v1`);
        const from = compile([int], [float], `v1 = fcvt_from_${s}int.${types.typeName(float)} v0\nreturn v1`);
        fc.assert(
          fc.property(valueBits(float), valueBits(int), (a, i) => {
            expect(to(a)).toEqual([lanewise(float, bits, (x) => toInteger(f, bits, signed, x!).value, a)]);
            expect(from(i)).toEqual([
              lanewise(int, bits, (x) => soft.fromInteger(f, signed ? BigInt.asIntN(bits, x!) : x!), i),
            ]);
          }),
          { numRuns: RUNS * 2 },
        );
      }
    }
    const cvt = compile([types.F32X4], [types.I32X4], "v1 = x86_cvtt2dq.i32x4 v0\nreturn v1");
    fc.assert(
      fc.property(valueBits(types.F32X4), (a) => {
        const lane = (x: bigint) => {
          const { value } = toInteger(soft.BINARY32, 32, true, x);
          const special = soft.isNaNBits(soft.BINARY32, x) || (x & 0x7fffffffn) === 0x7f800000n;
          const exact = special ? 1n << 40n : soft.truncateToInteger(soft.BINARY32, x);
          return BigInt.asIntN(32, exact) === exact ? value : 0x80000000n;
        };
        expect(cvt(a)).toEqual([lanewise(types.F32X4, 32, (x) => lane(x!), a)]);
      }),
      { numRuns: RUNS * 2 },
    );
  });
});

test("bitcast in both byte orders is a store and a load", () => {
  const groups = [
    [types.I16, types.F16, types.I8X2],
    [types.I32, types.F32, types.I8X4, types.I16X2],
    [types.I64, types.F64, types.I32X2, types.I16X4, types.F32X2, types.I8X8],
    [types.I128, types.F128, types.I64X2, types.I32X4, types.F64X2, types.F32X4, types.I8X16, types.I16X8],
  ];
  for (const group of groups) {
    for (const from of group) {
      for (const to of group) {
        for (const order of ["little", "big"]) {
          const f = compile([from], [to], `v1 = bitcast.${types.typeName(to)} ${order} v0\nreturn v1`);
          fc.assert(
            fc.property(valueBits(from), (a) => {
              const memory = new Uint8Array(16);
              DataValue.bits(from, a).write(memory, 0, order === "big");
              expect(f(a)).toEqual([DataValue.read(to, memory, 0, order === "big").toBits()]);
            }),
            { numRuns: 2 },
          );
        }
      }
    }
  }
});
