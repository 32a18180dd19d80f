import fc from "fast-check";
import { flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import { expect, test } from "vitest";
import { Context } from "./context.ts";
import { type TextRelocation, TextSectionBuilder } from "./text-section.ts";

const REACH = 400;
const CALL = 0xc1;
const VENEER = 0xe7;

/** Calls of a made-up machine: a byte, then the target's offset; they may reach only a little. */
const near: TextRelocation = {
  kind: "Near",
  addend: 0n,
  maxForward: REACH,
  maxBackward: REACH,
  patch: (bytes, at, target) => new DataView(bytes.buffer).setUint32(at, target),
  veneerBytes: 6,
  veneerAlign: 2,
  writeVeneer(bytes, at, target): void {
    bytes[at] = VENEER;
    new DataView(bytes.buffer).setUint32(at + 1, target);
  },
};

/** Follows a call from its place; undefined if it goes nowhere. */
function destination(code: Uint8Array, at: number): number | undefined {
  const view = new DataView(code.buffer);
  let target = view.getUint32(at);
  if (Math.abs(target - at) > REACH) return undefined;
  for (let hops = 0; hops < 4 && code[target] === VENEER; hops++) target = view.getUint32(target + 1);
  return target;
}

const functions = fc.array(
  fc.record({ size: fc.integer({ min: 10, max: 100 }), calls: fc.array(fc.nat(59), { maxLength: 3 }) }),
  { minLength: 1, maxLength: 60 },
);

test("every call arrives, directly or through veneers within its reach", () => {
  let veneers = 0;
  fc.assert(
    fc.property(functions, fc.boolean(), (list, forceVeneers) => {
      const section = new TextSectionBuilder([near], list.length, { forceVeneers, filler: 0xff });
      const calls: { at: number; target: number }[] = [];
      const marks: number[] = [];
      list.forEach(({ size, calls: targets }, f) => {
        const code = new Uint8Array(size + 5 * targets.length);
        targets.forEach((_, k) => (code[5 * k] = CALL));
        const at = section.append(f, code, 4);
        expect(at % 4).toBe(0);
        marks.push(at);
        targets.forEach((t, k) => {
          const target = t % list.length;
          expect(section.resolve(at + 5 * k + 1, "Near", 0n, target)).toBe(true);
          calls.push({ at: at + 5 * k + 1, target });
        });
      });
      const { code, alignment } = section.finish();
      expect(alignment).toBe(4);
      veneers += section.veneers;
      if (forceVeneers) expect(section.veneers > 0).toBe(calls.length > 0);
      for (const { at, target } of calls) {
        expect(code[at - 1]).toBe(CALL);
        expect(destination(code, at)).toBe(marks[target]);
      }
      marks.forEach((at, f) => expect(section.offsetOf(f)).toBe(at));
    }),
    { numRuns: 300 },
  );
  expect(veneers).toBeGreaterThan(100);
});

test("other relocations are left alone", () => {
  const section = new TextSectionBuilder([near], 2);
  section.append(0, new Uint8Array(8), 1);
  expect(section.resolve(1, "Other", 0n, 1)).toBe(false);
  expect(section.resolve(1, "Near", 4n, 1)).toBe(false);
  expect(() => section.finish()).toThrow("function 1 is not appended");
  expect(() => section.append(0, new Uint8Array(1), 1)).toThrow("twice");
});

test("a hundred thousand functions that all wait for the last take linear time", () => {
  const n = 100_000;
  const far: TextRelocation = { ...near, maxForward: 2 ** 30, maxBackward: 2 ** 30 };
  const section = new TextSectionBuilder([far], n);
  const code = new Uint8Array(8);
  const start = process.cpuUsage().user;
  for (let f = 0; f < n; f++) section.resolve(section.append(f, code, 4) + 1, "Near", 0n, n - 1);
  section.finish();
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(2000);
  expect(section.veneers).toBe(0);
});

test.each([false, true])("x86-64 functions call each other (veneers: %s)", (forceVeneers) => {
  const isa = x64.builder(parseTriple("x86_64")).finish(flagsBuilder().finish());
  const list = parseFunctions(`function u0:0(i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    fn0 = colocated u0:1 sig0
block0(v0: i64):
    v1 = call fn0(v0)
    v2 = call fn0(v1)
    return v2
}
function u0:1(i64) -> i64 system_v {
block0(v0: i64):
    v1 = imul v0, v0
    return v1
}`);
  const section = new TextSectionBuilder(isa.textRelocations, 2, { forceVeneers });
  const calls: number[] = [];
  list.forEach((func, f) => {
    const code = new Context(func).compile(isa);
    const at = section.append(f, code.code, 16);
    for (const { offset, kind, addend, name } of code.relocs) {
      calls.push(at + offset);
      expect(name.kind === "user" && section.resolve(at + offset, kind, addend, name.index)).toBe(true);
    }
  });
  const { code } = section.finish();
  expect(calls.length).toBe(2);
  const view = new DataView(code.buffer);
  for (const at of calls) {
    let target = at + 4 + view.getInt32(at, true);
    if (forceVeneers) {
      expect(code[target]).toBe(0xe9);
      target += 5 + view.getInt32(target + 1, true);
    }
    expect(target).toBe(section.offsetOf(1));
  }
});
