import { opcodeTables, types } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { expect, test } from "vitest";
import { freeOperand, isOn, SupportMatrix } from "./support.ts";

const op = (name: string): number => opcodeTables.OPCODE_NAMES.indexOf(name);
const TEXT = `values i32 i64 f32
iadd i32 i64
fcvt_from_sint f32(i32)
popcnt i64[has_popcnt&has_more]
return -
load i64`;
const matrix = new SupportMatrix(TEXT, (s) => s === "has_popcnt");

test("types, free operands and settings decide", () => {
  expect(matrix.allows(op("iadd"), types.I32)).toBe(true);
  expect(matrix.allows(op("iadd"), types.I8)).toBe(false);
  expect(matrix.allows(op("fcvt_from_sint"), types.F32, types.I32)).toBe(true);
  expect(matrix.allows(op("fcvt_from_sint"), types.F32, types.I64)).toBe(false);
  expect(matrix.allows(op("popcnt"), types.I64)).toBe(false);
  expect(new SupportMatrix(TEXT, () => true).allows(op("popcnt"), types.I64)).toBe(true);
  expect(matrix.allows(op("load"), types.I64)).toBe(true);
  expect(matrix.allowsValue(types.I8)).toBe(false);
});

test("the operand with a type of its own", () => {
  expect(freeOperand(op("iadd"))).toBe(-1);
  expect(freeOperand(op("ishl"))).toBe(1);
  expect(freeOperand(op("select"))).toBe(0);
  // Addresses do not count.
  expect(freeOperand(op("load"))).toBe(-1);
  expect(freeOperand(op("store"))).toBe(-1);
});

test.each([
  ["function %f(i32) -> i32 { block0(v0: i32): v1 = iadd v0, v0 return v1 }", undefined],
  ["function %f(i32) -> i32 { block0(v0: i32): v1 = iadd v0, v0 v2 = isub v1, v0 return v2 }", "isub.i32"],
  ["function %f(i8) { block0(v0: i8): return }", "parameters of type i8"],
  [
    "function %f(i64) -> f32 { block0(v0: i64): v1 = fcvt_from_sint.f32 v0 return v1 }",
    "fcvt_from_sint.f32 of i64",
  ],
  ["function %f(i64) -> i64 { block0(v0: i64): v1 = popcnt v0 return v1 }", "popcnt.i64 without has_more"],
  ["function %f() { sig0 = (i8) block0: return }", undefined],
])("%s", (text, what) => {
  expect(matrix.find(parseFunctions(text)[0]!)?.what).toBe(what);
});

test("settings that are on", () => {
  expect(isOn("a", { b: 1 }, { a: true })).toBe(true);
  expect(isOn("a", { a: "none" })).toBe(false);
  expect(isOn("a", { a: "basic" })).toBe(true);
  expect(isOn("a", {})).toBe(false);
});
