/** Legalisation on its own: the function verifies and computes the same afterwards, and nothing is left to expand. */
import {
  assertValid,
  DataValue,
  flagsBuilder,
  writeFunction,
  opcodeTables,
  types,
} from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { routines } from "@cranelift-ts/runtime-lib";
import { expect, test } from "vitest";
import { SupportMatrix } from "../machinst/support.ts";
import { legalize, LEGALIZED } from "./legalize.ts";

const flags = flagsBuilder().finish();
/** Has everything that expansions make, and nothing that they replace. */
const support = new SupportMatrix("values i128\nisplit i128", () => false);

test.each(["umulhi", "smulhi"])("%s.i128 is expanded", (name) => {
  const text = `function %f(i128, i128) -> i128 {\nblock0(v0: i128, v1: i128):\n v2 = ${name} v0, v1\n return v2\n}`;
  const [original] = parseFunctions(text);
  const [func] = parseFunctions(text.replace("%f", "%g"));
  expect(legalize(func!, support, flags)).toBe(1);
  assertValid(func!, { flags });
  expect(writeFunction(func!)).not.toContain(`${name} v0`);
  const interpreter = new Interpreter();
  interpreter.define(original!);
  interpreter.define(func!);
  const numbers = [
    0n,
    1n,
    -1n,
    1n << 64n,
    (1n << 127n) - 1n,
    -(1n << 127n),
    0x1234_5678_9abc_def0_0fed_cba9_8765_4321n,
    -77n << 60n,
  ];
  for (const a of numbers) {
    for (const b of numbers) {
      const args = [DataValue.i128(a), DataValue.i128(b)];
      expect(interpreter.call("%g", args)).toEqual(interpreter.call("%f", args));
    }
  }
});

test("what is supported stays", () => {
  const [func] = parseFunctions(
    `function %f(i128, i128) -> i128 {\nblock0(v0: i128, v1: i128):\n v2 = udiv v0, v1\n return v2\n}`,
  );
  expect(legalize(func!, new SupportMatrix("values i128\nisplit i128\nudiv i128", () => false), flags)).toBe(
    0,
  );
});

test("without halves an instruction is left to be named", () => {
  const [func] = parseFunctions(
    `function %f(i128, i128) -> i128 {\nblock0(v0: i128, v1: i128):\n v2 = udiv v0, v1\n return v2\n}`,
  );
  expect(legalize(func!, new SupportMatrix("values i128", () => false), flags)).toBe(0);
});

test("divisions become calls of routines that exist, with source location and one reference each", () => {
  const [func] = parseFunctions(`function %f(i128, i128) -> i128 {
block0(v0: i128, v1: i128):
@7 v2 = sdiv v0, v1
   v3 = sdiv v2, v1
   return v3
}`);
  expect(legalize(func!, support, flags)).toBe(2);
  assertValid(func!, { flags });
  const text = writeFunction(func!);
  expect(text).toContain("fn0 = %SdivI128 sig0");
  expect(text).not.toContain("fn1");
  expect(text).toMatch(/@\S*7 +v\d+, v\d+ = call fn0/);
  expect(routines(["__divti3"]).length).toBe(2);
});

test("every expansion leads to a function that verifies", () => {
  for (const [op, ctrl, free] of LEGALIZED) {
    const name = opcodeTables.OPCODE_NAMES[op]!;
    const type = types.typeName(ctrl);
    const argType = free === types.INVALID ? type : types.typeName(free);
    const n = opcodeTables.OPCODE_VALUE_ARGS[op]!;
    const params = Array.from({ length: n }, (_, k) => `v${k}: ${argType}`);
    const args = params.map((_, k) => `v${k}`).join(", ");
    const text = `function %f(${params.map(() => argType).join(", ")}) -> ${type} {
block0(${params.join(", ")}):
  v${n} = ${name}.${type} ${args}
  return v${n}
}`;
    const [func] = parseFunctions(text);
    expect(legalize(func!, support, flags), name).toBe(1);
    expect(() => assertValid(func!, { flags }), name).not.toThrow();
  }
});
