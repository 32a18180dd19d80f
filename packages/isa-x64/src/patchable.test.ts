import { Context, disassemble } from "@cranelift-ts/codegen";
import { flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { expect, test } from "vitest";
import { x64 } from "./x64.ts";

const isa = x64.builder(parseTriple("x86_64")).finish(flagsBuilder().finish());

test("patchable calls are recorded, and have no-ops of their length", () => {
  const [func] = parseFunctions(`function %f(i64) -> i64 system_v {
    sig0 = (i64) preserve_all
    sig1 = (i64) -> i64 system_v
    fn0 = colocated patchable %probe sig0
    fn1 = colocated %g sig1
block0(v0: i64):
    call fn0(v0)
    v1 = call fn1(v0)
    v2 = iadd v0, v1
    return v2
}`);
  const code = new Context(func!).compile(isa);
  expect(code.callSites.map((s) => s.patchableBytes)).toEqual([5, 0]);
  const { returnOffset, patchableBytes } = code.callSites[0]!;
  // The call is whole: its relocation fills its last four bytes.
  expect(code.code[returnOffset - patchableBytes]).toBe(0xe8);
  expect(code.relocs.some((r) => r.offset === returnOffset - 4)).toBe(true);
  expect(disassemble(code, isa)).toMatch(/callq? .*; patchable call: NOP out last 5 bytes/);
});

test.each(Array.from({ length: 24 }, (_, n) => n))("no-ops of %i bytes decode as no-ops", (n) => {
  const bytes = isa.nops(n);
  expect(bytes.length).toBe(n);
  for (let at = 0; at < n;) {
    const { length, text } = isa.disassemble(bytes, at);
    expect(text).toMatch(/^nop|^xchgw/);
    at += length;
  }
});
