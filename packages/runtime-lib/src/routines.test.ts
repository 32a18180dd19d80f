import fc from "fast-check";
import { expect, test } from "vitest";
import { DataValue, types, verifierErrorText, verifyFunction } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { ROUTINE_NAMES, routines } from "./index.ts";

const runs = Number(process.env["CRANELIFT_RUNTIME_LIB_RUNS"] ?? 1000);
const { I64, I128 } = types;

/** The routines, and functions that do the same by the instruction that they stand in for. */
const interpreter = new Interpreter({ i128Conversions: "exact" });
for (const f of routines(ROUTINE_NAMES)) interpreter.define(f);

function reference(name: string, signature: string, body: string): void {
  for (const f of parseFunctions(`function %${name}${signature} system_v {\n${body}\n}`))
    interpreter.define(f);
}

function call(name: string, args: readonly DataValue[]): string {
  const outcome = interpreter.call(`%${name}`, args);
  return outcome.kind === "return" ? outcome.values.map((v) => bitsOf(v)).join(" ") : outcome.name;
}

/** Bits, so that zeros and infinities are told apart; every NaN is one. */
function bitsOf(v: DataValue): string {
  const text = String(v);
  return text.includes("NaN") ? "NaN" : text;
}

const halves = (x: bigint): DataValue[] => [
  DataValue.bits(I64, BigInt.asUintN(64, x)),
  DataValue.bits(I64, BigInt.asUintN(64, x >> 64n)),
];
const i128 = (x: bigint): DataValue => DataValue.bits(I128, BigInt.asUintN(128, x));

const LIMIT = 1n << 128n;
const wide = fc.oneof(
  fc.bigInt({ min: 0n, max: LIMIT - 1n }),
  fc.tuple(fc.bigInt({ min: 0n, max: LIMIT - 1n }), fc.nat(127)).map(([x, s]) => x >> BigInt(s)),
  fc
    .tuple(fc.nat(127), fc.integer({ min: -2, max: 2 }))
    .map(([s, d]) => BigInt.asUintN(128, (1n << BigInt(s)) + BigInt(d))),
  fc.constantFrom(0n, 1n, LIMIT - 1n, 1n << 127n, (1n << 127n) - 1n),
);

/** Bit patterns of a float: random, near powers of two, ties, limits, subnormals. */
function floats(bits: 32 | 64): fc.Arbitrary<bigint> {
  const fraction = bits === 32 ? 23 : 52;
  const top = (1n << BigInt(bits - 1 - fraction)) - 1n;
  const make = (sign: boolean, exponent: bigint, f: bigint): bigint =>
    (sign ? 1n << BigInt(bits - 1) : 0n) | (exponent << BigInt(fraction)) | f;
  const significand = fc.oneof(
    fc.bigInt({ min: 0n, max: (1n << BigInt(fraction)) - 1n }),
    fc.constantFrom(0n, 1n, (1n << BigInt(fraction)) - 1n, 1n << BigInt(fraction - 1), 3n),
  );
  const middle = top >> 1n;
  const exponent = fc.oneof(
    fc.bigInt({ min: 0n, max: top }),
    fc.bigInt({ min: middle - 130n > 0n ? middle - 130n : 0n, max: middle + 127n }),
    fc.bigInt({ min: middle - 3n, max: middle + 60n }),
    fc.constantFrom(0n, 1n, top - 1n, top),
  );
  return fc.tuple(fc.boolean(), exponent, significand).map(([s, e, f]) => make(s, e, f));
}

test("every routine is well-formed and returns to nothing it does not bring along", () => {
  for (const name of ROUTINE_NAMES) {
    const closure = routines([name]);
    const names = closure.map((f) => (f.name.kind === "testcase" ? f.name.name : ""));
    expect(names.at(-1)).toBe(name);
    for (const f of closure) {
      expect(verifyFunction(f, { pointerType: I64 }).map(verifierErrorText)).toEqual([]);
      for (const callee of f.dfg.extFuncs) {
        expect(names).toContain(callee.name.kind === "testcase" ? callee.name.name : "");
      }
    }
  }
  expect(routines(["no_such_routine"])).toEqual([]);
});

for (const [name, op] of [
  ["__udivti3", "udiv"],
  ["__umodti3", "urem"],
  ["__divti3", "sdiv"],
  ["__modti3", "srem"],
] as const) {
  test(`${name} is ${op}.i128, traps included`, () => {
    reference(
      op,
      "(i128, i128) -> i64, i64",
      `block0(v0: i128, v1: i128):\n v2 = ${op} v0, v1\n v3, v4 = isplit v2\n return v3, v4`,
    );
    fc.assert(
      fc.property(wide, wide, (n, d) => {
        expect(call(name, [...halves(n), ...halves(d)])).toBe(call(op, [i128(n), i128(d)]));
      }),
      { numRuns: runs },
    );
    const min = 1n << 127n;
    for (const [n, d] of [
      [7n, 0n],
      [min, LIMIT - 1n],
      [min, 1n],
      [LIMIT - 1n, min],
    ] as const) {
      expect(call(name, [...halves(n), ...halves(d)])).toBe(call(op, [i128(n), i128(d)]));
    }
  });
}

for (const [letters, type] of [
  ["sf", "f32"],
  ["df", "f64"],
] as const) {
  for (const [name, op] of [
    [`__floatunti${letters}`, "fcvt_from_uint"],
    [`__floatti${letters}`, "fcvt_from_sint"],
  ] as const) {
    test(`${name} is ${op}.${type} of an i128`, () => {
      const ref = `${op}_${type}`;
      reference(ref, `(i128) -> ${type}`, `block0(v0: i128):\n v1 = ${op}.${type} v0\n return v1`);
      fc.assert(
        fc.property(wide, (x) => {
          expect(call(name, halves(x))).toBe(call(ref, [i128(x)]));
        }),
        { numRuns: runs },
      );
    });
  }
  for (const [name, op] of [
    [`__fixuns${letters}ti`, "fcvt_to_uint"],
    [`__fix${letters}ti`, "fcvt_to_sint"],
    [`__cranelift_fixuns${letters}ti_sat`, "fcvt_to_uint_sat"],
    [`__cranelift_fix${letters}ti_sat`, "fcvt_to_sint_sat"],
  ] as const) {
    test(`${name} is ${op}.i128 of ${type}, traps included`, () => {
      const ref = `${op}_${type}`;
      reference(
        ref,
        `(${type}) -> i64, i64`,
        `block0(v0: ${type}):\n v1 = ${op}.i128 v0\n v2, v3 = isplit v1\n return v2, v3`,
      );
      const float = type === "f32" ? types.F32 : types.F64;
      fc.assert(
        fc.property(floats(type === "f32" ? 32 : 64), (bits) => {
          const x = DataValue.bits(float, bits);
          expect(call(name, [x])).toBe(call(ref, [x]));
        }),
        { numRuns: runs },
      );
    });
  }
}

for (const [suffix, type] of [
  ["f", "f32"],
  ["", "f64"],
] as const) {
  const float = type === "f32" ? types.F32 : types.F64;
  const arbitrary = floats(type === "f32" ? 32 : 64);
  for (const [name, op] of [
    ["trunc", "trunc"],
    ["floor", "floor"],
    ["ceil", "ceil"],
    ["nearbyint", "nearest"],
  ] as const) {
    test(`${name}${suffix} is ${op}.${type}`, () => {
      const ref = `${op}_${type}`;
      reference(ref, `(${type}) -> ${type}`, `block0(v0: ${type}):\n v1 = ${op} v0\n return v1`);
      fc.assert(
        fc.property(arbitrary, (bits) => {
          const x = DataValue.bits(float, bits);
          expect(call(name + suffix, [x])).toBe(call(ref, [x]));
        }),
        { numRuns: runs },
      );
    });
  }
  test(`fma${suffix} is fma.${type}`, () => {
    const ref = `fma_${type}`;
    reference(
      ref,
      `(${type}, ${type}, ${type}) -> ${type}`,
      `block0(v0: ${type}, v1: ${type}, v2: ${type}):\n v3 = fma v0, v1, v2\n return v3`,
    );
    const width = type === "f32" ? 32 : 64;
    const flip = 1n << BigInt(width - 1);
    // Addends close to the negated product are where digits cancel.
    const near = fc
      .tuple(arbitrary, arbitrary, fc.integer({ min: -3, max: 3 }), fc.boolean())
      .map(([a, b, d, s]): [bigint, bigint, bigint] => {
        const view = new DataView(new ArrayBuffer(8));
        const number = (bits: bigint): number => {
          if (width === 32) view.setUint32(0, Number(bits));
          else view.setBigUint64(0, bits);
          return width === 32 ? view.getFloat32(0) : view.getFloat64(0);
        };
        const product = number(a) * number(b);
        if (width === 32) view.setFloat32(0, product);
        else view.setFloat64(0, product);
        const bits = width === 32 ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
        return [a, b, BigInt.asUintN(width, (s ? bits ^ flip : bits) + BigInt(d))];
      });
    const triples = fc.oneof(fc.tuple(arbitrary, arbitrary, arbitrary), near);
    fc.assert(
      fc.property(triples, (bits) => {
        const args = bits.map((b) => DataValue.bits(float, b));
        expect(call(`fma${suffix}`, args)).toBe(call(ref, args));
      }),
      { numRuns: 3 * runs },
    );
  });
}

test("memcpy, memmove and memset do what C's do", () => {
  // A buffer of 64 bytes in a stack slot: bytes go in as eight words, and come out so.
  const words = Array.from({ length: 8 }, (_, i) => `v${100 + i}`);
  const stores = (from: string[]): string => from.map((v, i) => `store notrap ${v}, v1+${8 * i}`).join("\n ");
  const loads = words.map((_, i) => `v${200 + i} = load.i64 notrap v1+${8 * i}`).join("\n ");
  const wrap = (name: string, callee: string, sig: string, third: string): void =>
    reference(
      name,
      `(${words.map(() => "i64").join(", ")}, i64, ${third}, i64) -> ${words.map(() => "i64").join(", ")}`,
      `ss0 = explicit_slot 64, align = 8
       sig0 = ${sig} system_v
       fn0 = %${callee} sig0
       block0(${words.map((v) => `${v}: i64`).join(", ")}, v2: i64, v3: ${third}, v4: i64):
       v1 = stack_addr.i64 ss0
       ${stores(words)}
       v5 = iadd v1, v2
       ${third === "i64" ? "v6 = iadd v1, v3" : "v6 = bor v3, v3"}
       v7 = call fn0(v5, v6, v4)
       ${loads}
       return ${words.map((_, i) => `v${200 + i}`).join(", ")}`,
    );
  wrap("copy", "memcpy", "(i64, i64, i64) -> i64", "i64");
  wrap("move", "memmove", "(i64, i64, i64) -> i64", "i64");
  wrap("fill", "memset", "(i64, i32, i64) -> i64", "i32");
  const bytesOf = (text: string): number[] =>
    text
      .split(" ")
      .flatMap((w) =>
        Array.from({ length: 8 }, (_, i) => Number((BigInt.asUintN(64, BigInt(w)) >> BigInt(8 * i)) & 255n)),
      );
  const wordsOf = (bytes: Uint8Array): DataValue[] => {
    const view = new DataView(bytes.buffer);
    return Array.from({ length: 8 }, (_, i) => DataValue.bits(I64, view.getBigUint64(8 * i, true)));
  };
  const buffer = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((b) => b.slice());
  fc.assert(
    fc.property(
      buffer,
      fc.nat(63),
      fc.nat(63),
      fc.nat(64),
      fc.integer({ min: -300, max: 300 }),
      (bytes, to, from, size, byte) => {
        const n = Math.min(size, 64 - to, 64 - from);
        const tail = (x: DataValue): DataValue[] => [
          ...wordsOf(bytes),
          DataValue.i64(to),
          x,
          DataValue.i64(n),
        ];
        const moved = bytes.slice();
        moved.copyWithin(to, from, from + n);
        expect(bytesOf(call("move", tail(DataValue.i64(from))))).toEqual([...moved]);
        if (Math.abs(to - from) >= n)
          expect(bytesOf(call("copy", tail(DataValue.i64(from))))).toEqual([...moved]);
        const filled = bytes.slice().fill(byte & 255, to, to + n);
        expect(bytesOf(call("fill", tail(DataValue.i32(byte))))).toEqual([...filled]);
      },
    ),
    { numRuns: Math.min(runs, 1000) },
  );
});

test("memcmp orders by the first byte that differs", () => {
  const words = [0, 1, 2, 3];
  reference(
    "compare",
    "(i64, i64, i64, i64, i64) -> i32",
    `ss0 = explicit_slot 32, align = 8
     sig0 = (i64, i64, i64) -> i32 system_v
     fn0 = %memcmp sig0
     block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64):
     v5 = stack_addr.i64 ss0
     ${words.map((i) => `store notrap v${i}, v5+${8 * i}`).join("\n ")}
     v6 = stack_addr.i64 ss0+16
     v7 = call fn0(v5, v6, v4)
     return v7`,
  );
  const buffer = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(buffer, buffer, fc.nat(16), fc.nat(16), (a, b, same, size) => {
      // Random bytes would differ at once.
      const right = Uint8Array.from(b, (x, i) => (i < same ? a[i]! : x));
      const word = (bytes: Uint8Array, i: number): DataValue =>
        DataValue.bits(I64, new DataView(bytes.slice(8 * i, 8 * i + 8).buffer).getBigUint64(0, true));
      const args = [word(a, 0), word(a, 1), word(right, 0), word(right, 1), DataValue.i64(size)];
      let expected = 0;
      for (let i = 0; i < size && expected === 0; i++) expected = a[i]! - right[i]!;
      expect(Math.sign(Number(call("compare", args)))).toBe(Math.sign(expected));
    }),
    { numRuns: Math.min(runs, 1000) },
  );
});
