import { describe, expect, it } from "vitest";
import { FuncCursor } from "./cursor.ts";
import { Function, NO_SOURCE_LOC } from "./function.ts";
import { NO_FLAGS, withFlags, LITTLE_ENDIAN } from "./memflags.ts";
import { signature } from "./signature.ts";
import { I16, I32, I64, I8 } from "./types.ts";
import type { Inst } from "./entities.ts";
import { blockHeaderText, instText, writeFunction } from "./write.ts";

/** A small function with a loop, an alias, a constant and a cold block. */
function sample(): Function {
  const func = new Function({ kind: "testcase", name: "sum" }, signature([I32, I64], [I32], "system_v"));
  const { dfg, layout } = func;
  const [entry, loop, done] = [dfg.makeBlock(), dfg.makeBlock(), dfg.makeBlock()] as const;
  const n = dfg.appendBlockParam(entry, I32);
  const p = dfg.appendBlockParam(entry, I64);
  const i = dfg.appendBlockParam(loop, I32);
  for (const block of [entry, loop, done]) layout.appendBlock(block);
  layout.setCold(done);
  const cur = new FuncCursor(func);
  const ins = cur.ins();
  cur.gotoBottom(entry);
  ins.jump(loop, [n]);
  cur.gotoBottom(loop);
  const one = ins.iconst(I32, -1);
  const next = ins.iadd(i, one);
  const sum = ins.iadd(next, n);
  dfg.reserveValues(12);
  dfg.setAlias(11 as typeof n, next);
  ins.store(withFlags(NO_FLAGS, LITTLE_ENDIAN), sum, p, 65536);
  ins.brif(next, loop, [next], done, []);
  cur.gotoBottom(done);
  ins.return_([n]);
  return func;
}

describe("writeFunction", () => {
  it("prints blocks, suffixes, comments and aliases", () => {
    expect(writeFunction(sample())).toBe(`function %sum(i32, i64) -> i32 system_v {
block0(v0: i32, v1: i64):
    jump block1(v0)

block1(v2: i32):
    v3 = iconst.i32 -1
    v4 = iadd v2, v3  ; v3 = -1
    v11 -> v4
    v5 = iadd v4, v0
    store little v5, v1+0x0001_0000
    brif v4, block1(v4), block2

block2 cold:
    return v0
}
`);
  });

  it("moves instructions to the right when there are source locations", () => {
    const func = sample();
    func.setSourceLoc(0 as Inst, 0x1f);
    func.dfg.debugTags.set(2 as Inst, [{ kind: "user", value: 3 }]);
    const lines = writeFunction(func).split("\n");
    expect(lines[1]).toBe(`${" ".repeat(32)}block0(v0: i32, v1: i64):`);
    expect(lines[2]).toBe(`@001f ${" ".repeat(30)}jump block1(v0)`);
    expect(lines[6]).toBe(`<3> ${" ".repeat(32)}v4 = iadd v2, v3  ; v3 = -1`);
    expect(lines[7]).toBe(`${" ".repeat(36)}v11 -> v4`);
    func.setSourceLoc(0 as Inst, NO_SOURCE_LOC);
    func.dfg.debugTags.clear();
    expect(writeFunction(func)).toBe(writeFunction(sample()));
  });

  it("inserts what the caller has to say about an entity", () => {
    const text = writeFunction(sample(), (entity, indent) =>
      entity === "inst2" || entity === "block2" ? `${" ".repeat(indent)}; at ${entity}\n` : "",
    );
    expect(text).toContain("    v4 = iadd v2, v3  ; v3 = -1\n    ; at inst2\n    v11 -> v4\n");
    expect(text).toContain("block2 cold:\n    ; at block2\n");
  });

  it("prints single instructions and block headers", () => {
    const func = sample();
    expect(instText(func, 2 as Inst)).toBe("v4 = iadd v2, v3");
    expect(instText(func, 3 as Inst)).toBe("v5 = iadd v4, v0");
    expect(blockHeaderText(func, func.layout.lastBlock as ReturnType<typeof func.dfg.makeBlock>)).toBe(
      "block2 cold:",
    );
  });

  it("prints constants of every kind in the comment of their use", () => {
    const func = new Function();
    const block = func.dfg.makeBlock();
    func.layout.appendBlock(block);
    const cur = new FuncCursor(func);
    const ins = cur.ins();
    cur.gotoBottom(block);
    const small = ins.iconst(I8, 255);
    const half = ins.iconst(I16, 0x8000);
    const wide = ins.iconst(I64, 0x1234_5678_9abcn);
    const float = ins.f32const(1.5);
    ins.return_([small, half, wide, float]);
    const lines = writeFunction(func).split("\n");
    expect(lines.slice(2, 7).map((line) => line.trim())).toEqual([
      "v0 = iconst.i8 -1",
      "v1 = iconst.i16 -32768",
      "v2 = iconst.i64 0x1234_5678_9abc",
      "v3 = f32const 0x1.800000p0",
      "return v0, v1, v2, v3  ; v0 = -1, v1 = -32768, v2 = 0x1234_5678_9abc, v3 = 0x1.800000p0",
    ]);
  });

  it("prints an empty function", () => {
    expect(writeFunction(new Function())).toBe("function u0:0() fast {\n}\n");
  });
});
