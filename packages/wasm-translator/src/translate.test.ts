/** The CLIF of small bodies, and bodies that are large in one direction. */
import { Function, verifyFunction, writeFunction } from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { decodeModule, translateFunction, TranslationContext, validateModule } from "./index.ts";
import { functionModule, I32_CODE, leb, moduleOf, section, vector } from "./testing/build/testing.ts";
import { TestEnvironment } from "./testing/environment/testing.ts";

const MEMORY = section(5, vector([0, 1]));

function clif(bytes: Uint8Array, ctx: TranslationContext = new TranslationContext()): string {
  const module = validateModule(bytes);
  const func = new Function();
  translateFunction(module, 0, func, new TestEnvironment(module), ctx);
  expect(verifyFunction(func).length).toBe(0);
  return writeFunction(func);
}

function count(text: string, word: RegExp): number {
  return text.match(new RegExp(word, "g"))?.length ?? 0;
}

test("a comparison feeds a branch without being extended", () => {
  const text = clif(
    functionModule(
      [I32_CODE, I32_CODE],
      [I32_CODE],
      [],
      [0x20, 0, 0x20, 1, 0x48, 0x04, I32_CODE, 0x20, 0, 0x05, 0x20, 1, 0x0b],
    ),
  );
  expect(count(text, /icmp slt/)).toBe(1);
  expect(count(text, /uextend/)).toBe(0);
});

test("eqz before a branch turns the branch round", () => {
  const text = clif(
    functionModule(
      [I32_CODE],
      [I32_CODE],
      [],
      [0x02, 0x40, 0x20, 0, 0x45, 0x0d, 0, 0x41, 7, 0x0f, 0x0b, 0x41, 9],
    ),
  );
  expect(count(text, /icmp/)).toBe(0);
  expect(count(text, /brif/)).toBe(1);
});

test("a loop has parameters for the locals that it assigns and that are read", () => {
  // Local 0 counts down, local 1 is only read, local 2 is assigned and never read.
  const text = clif(
    functionModule(
      [I32_CODE, I32_CODE],
      [I32_CODE],
      [I32_CODE],
      [0x03, 0x40, 0x41, 3, 0x21, 2, 0x20, 0, 0x20, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b, 0x20, 0],
    ),
  );
  expect(text).toMatch(/block1\(v\d+: i32\):/);
});

test("an access covered by the reservation is one addition and a load", () => {
  const text = clif(functionModule([I32_CODE], [I32_CODE], [], [0x20, 0, 0x28, 2, 12], MEMORY));
  expect(count(text, /icmp/)).toBe(0);
  expect(text).toMatch(/load\.i32 little region\d+ v\d+\+12/);
  const constant = clif(functionModule([], [I32_CODE], [], [0x41, 4, 0x28, 2, 12], MEMORY));
  expect(count(constant, /iadd/)).toBe(0);
  expect(constant).toMatch(/\+16/);
});

test("code behind an access that always traps is not translated", () => {
  const small = section(5, vector([1, 1, 1]));
  const text = clif(
    functionModule([I32_CODE], [I32_CODE], [], [0x20, 0, 0x28, 2, ...leb(70000), 0x20, 0, 0x6a], small),
  );
  expect(text).toContain("trap heap_oob");
  expect(count(text, /iadd/)).toBe(0);
});

test("100,000 nested blocks, loops and ifs", () => {
  const depth = 100_000;
  const code: number[] = [];
  for (let i = 0; i < depth; i++) {
    if (i % 3 === 0) code.push(0x02, 0x40);
    else if (i % 3 === 1) code.push(0x03, 0x40);
    else code.push(0x20, 0, 0x04, 0x40);
  }
  code.push(0x20, 0, 0x0d, ...leb(depth - 1));
  for (let i = 0; i < depth; i++) code.push(0x0b);
  const bytes = functionModule([I32_CODE], [I32_CODE], [], [...code, 0x20, 0]);
  const module = validateModule(bytes);
  translateFunction(module, 0, new Function(), new TestEnvironment(module), new TranslationContext());
});

test("locals go to stack slots when the log would be quadratic", () => {
  // Nested loops that all assign every local: 600 loops, 600 locals.
  const n = 600;
  const code: number[] = [];
  for (let i = 0; i < n; i++) code.push(0x03, 0x40);
  for (let x = 0; x < n; x++) code.push(0x41, 1, 0x21, ...leb(x));
  for (let i = 0; i < n; i++) code.push(0x20, 0, 0x0d, 0, 0x0b);
  const bytes = functionModule(
    [],
    [I32_CODE],
    Array.from({ length: n }, () => I32_CODE),
    [...code, 0x20, 0],
  );
  const text = clif(bytes);
  expect(text).toContain("explicit_slot");
  expect(decodeModule(bytes).functionCount).toBe(1);
});

test("a reference that lives across a call is in its stack map, in values and in slots", () => {
  const body = [0, 0x10, 0, 0x20, 0, 0x0b];
  const bytes = moduleOf(
    section(1, vector([0x60, 0, 0], [0x60, 1, 0x6f, 1, 0x6f])),
    section(2, vector([0, 0, 0, 0])),
    section(3, vector([1])),
    section(10, vector([...leb(body.length), ...body])),
  );
  const module = validateModule(bytes);
  for (const slots of [false, true]) {
    const ctx = new TranslationContext();
    ctx.body.forceSlots = slots;
    const func = new Function();
    translateFunction(module, 1, func, new TestEnvironment(module), ctx);
    expect(verifyFunction(func).length).toBe(0);
    expect(func.dfg.userStackMaps.size).toBe(1);
  }
});
