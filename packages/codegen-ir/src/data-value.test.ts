import fc from "fast-check";
import { expect, test } from "vitest";
import { DataValue, DataValueError } from "./data-value.ts";
import * as types from "./types.ts";
import type { Type } from "./types.ts";

const ALL: Type[] = [];
for (let lane = 0x74; lane <= 0x7c; lane++) {
  for (let log2 = 0; log2 <= 4; log2++) ALL.push((lane + (log2 << 4)) as Type);
}

const anyValue: fc.Arbitrary<DataValue> = fc
  .constantFrom(...ALL)
  .chain((type) =>
    fc
      .uint8Array({ minLength: types.typeBytes(type), maxLength: types.typeBytes(type) })
      .map((bytes) => new DataValue(type, bytes)),
  );

test("text reads back to the same bits, for every type", () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(DataValue.parse(value.type, value.toString()).equals(value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("memory in both byte orders", () => {
  fc.assert(
    fc.property(anyValue, fc.boolean(), fc.nat(5), (value, big, offset) => {
      const memory = new Uint8Array(value.bytes.length + 8);
      value.write(memory, offset, big);
      expect(DataValue.read(value.type, memory, offset, big).equals(value)).toBe(true);
    }),
  );
  const memory = new Uint8Array(8);
  DataValue.parse(types.I16X2, "[0x0102 0x0304]").write(memory, 0, true);
  expect([...memory.subarray(0, 4)]).toEqual([1, 2, 3, 4]);
  DataValue.parse(types.I16X2, "[0x0102 0x0304]").write(memory, 0, false);
  expect([...memory.subarray(0, 4)]).toEqual([2, 1, 4, 3]);
});

test("integers accept both readings of their width", () => {
  expect(DataValue.parse(types.I8, "-1").equals(DataValue.parse(types.I8, "255"))).toBe(true);
  expect(DataValue.i8(0x80).toString()).toBe("-128");
  expect(DataValue.parse(types.I64, "0xffff_ffff_ffff_ffff").toString()).toBe("-1");
  expect(DataValue.parse(types.I128, "340282366920938463463374607431768211455").toSigned()).toBe(-1n);
  expect(DataValue.parse(types.I128, "-1").toBits()).toBe((1n << 128n) - 1n);
  expect(() => DataValue.parse(types.I8, "256")).toThrow(DataValueError);
  expect(() => DataValue.parse(types.I8, "-129")).toThrow(DataValueError);
  expect(() => DataValue.parse(types.I32, "0x")).toThrow(DataValueError);
  expect(() => DataValue.parse(types.I32, "1.0")).toThrow(DataValueError);
  expect(() => DataValue.i32(2 ** 32)).toThrow(DataValueError);
});

test("floats", () => {
  expect(DataValue.f64(1.5).toString()).toBe(DataValue.parse(types.F64, "0x1.8").toString());
  expect(DataValue.f32(Infinity).toString()).toBe("+Inf");
  expect(DataValue.parse(types.F32, "-NaN:0x1").toBits()).toBe(0xffc00001n);
  expect(DataValue.parse(types.F32, "-NaN:0x1").isNaN()).toBe(true);
  expect(DataValue.parse(types.F64, "-Inf").isNaN()).toBe(false);
  expect(DataValue.f64(0).equals(DataValue.f64(-0))).toBe(false);
  expect(DataValue.parse(types.F16, "0x1.8p1").toNumber()).toBe(3);
  expect(DataValue.parse(types.F16, "-0x0.004p-14").toNumber()).toBe(-(2 ** -24));
  expect(() => DataValue.parse(types.F16, "0x1.0p40")).toThrow(DataValueError);
  expect(() => DataValue.parse(types.F32, "1")).toThrow(DataValueError);
});

test("vectors", () => {
  const v = DataValue.parse(types.I32X4, "[1 -2 3 0x4]");
  expect(v.toString()).toBe("[1 -2 3 4]");
  expect(v.lane(1).toNumber()).toBe(-2);
  expect(v.equals(DataValue.vector([1, -2, 3, 4].map((x) => DataValue.i32(x))))).toBe(true);
  expect(DataValue.parse(types.I8X16, "0x0f0e0d0c0b0a09080706050403020100").lane(15).toNumber()).toBe(15);
  expect(() => DataValue.parse(types.I32X4, "[1 2 3]")).toThrow(DataValueError);
  expect(() => DataValue.vector([DataValue.i8(1), DataValue.i16(1)])).toThrow(DataValueError);
  expect(() => v.lane(4)).toThrow(DataValueError);
});
