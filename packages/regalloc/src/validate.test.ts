import { expect, test } from "vitest";
import { RegallocError } from "./errors.ts";
import { RegallocFunctionBuilder } from "./function.ts";
import { simpleEnv } from "./machine-env.ts";
import { CONSTRAINT_FIXED, NO_VREG } from "./operand.ts";
import { parseFunction, printFunction } from "./text.ts";
import { assertValid, validate } from "./validate.ts";

const env = simpleEnv(4, { scratch: true, fixedStackSlots: [40] });

/** Codes of the findings without their prefix. */
function codes(body: string): string[] {
  return validate(parseFunction(body), env).map((d) => d.code.replace("regalloc/", ""));
}

test("a plain function is valid", () => {
  expect(codes("vregs 1\nblock0:\n op def v0 reg\n ret use v0 fixed:r0")).toEqual([]);
});

test("block structure", () => {
  expect(codes("vregs 0\n")).toEqual(["bad-block"]);
  expect(codes("vregs 0\nblock0:\n op")).toEqual(["bad-block"]);
  expect(codes("vregs 0\nblock0:\n branch -> block3")).toEqual(["bad-edge"]);
  expect(codes("vregs 0\nblock0:\n branch -> block0")).toEqual(["bad-block"]);
  expect(codes("vregs 0\nblock0:\n ret\nblock1:\n ret")).toEqual(["unreachable-block"]);
  expect(codes("vregs 1\nblock0:\n op def v0 reg\n branch -> block1(v0)\nblock1:\n ret")).toEqual([
    "bad-edge",
  ]);
  expect(
    codes("vregs 2\nvreg v1 float\nblock0:\n op def v0 reg\n branch -> block1(v0)\nblock1(v1):\n ret"),
  ).toEqual(["bad-edge"]);
});

test("critical edges", () => {
  const text = "vregs 0\nblock0:\n branch -> block1, block2\nblock1:\n branch -> block2\nblock2:\n ret";
  expect(codes(text)).toEqual(["critical-edge"]);
});

test("a branch to a join reads nothing", () => {
  const join = (operands: string): string[] =>
    codes(
      `vregs 1\nblock0:\n op def v0 reg\n branch -> block1, block2\nblock1:\n branch ${operands} -> block3\nblock2:\n branch -> block3\nblock3:\n ret`,
    );
  expect(join("")).toEqual([]);
  expect(join("use phys:r50")).toEqual([]);
  expect(join("use v0 reg")).toEqual(["branch-operands"]);
  expect(join("clobbers r1")).toEqual(["branch-operands"]);
});

test("static single assignment", () => {
  expect(codes("vregs 1\nblock0:\n ret use v0 reg")).toEqual(["ssa"]);
  expect(codes("vregs 1\nblock0:\n op def v0 reg\n op def v0 reg\n ret")).toEqual(["ssa"]);
  expect(codes("vregs 1\nblock0:\n op use v0 reg\n op def v0 reg\n ret")).toEqual(["ssa"]);
  expect(codes("vregs 1\nblock0:\n op use v0 reg, def v0 reg\n ret")).toEqual(["ssa"]);
  expect(
    codes(
      "vregs 1\nblock0:\n branch -> block1, block2\nblock1:\n op def v0 reg\n ret\nblock2:\n ret use v0 reg",
    ),
  ).toEqual(["ssa"]);
  expect(
    codes(
      "vregs 1\nblock0:\n branch def v0 reg -> block1, block2\nblock1:\n ret use v0 reg\nblock2:\n ret use v0 any",
    ),
  ).toEqual([]);
});

test("operands", () => {
  const ret = (operand: string): string[] => codes(`vregs 1\nblock0:\n op def v0 reg\n ret ${operand}`);
  expect(ret("use v0 fixed:r9")).toEqual(["bad-operand"]);
  expect(ret("use v0 fixed:f0")).toEqual(["bad-operand"]);
  expect(ret("use v0 fixed:r40")).toEqual([]);
  expect(ret("use v0 limit:0")).toEqual(["bad-operand"]);
  expect(ret("use phys:r1")).toEqual(["bad-operand"]);
  expect(codes("vregs 2\nblock0:\n op def v0 reg\n op use v0 any, def v1 reuse:0\n ret")).toEqual([
    "bad-operand",
  ]);
  expect(codes("vregs 2\nblock0:\n op def v0 reg\n op late use v0 reg, def v1 reuse:0\n ret")).toEqual([
    "bad-operand",
  ]);
  expect(
    codes("vregs 3\nblock0:\n op def v0 reg\n op use v0 reg, def v1 reuse:0, def v2 reuse:0\n ret"),
  ).toEqual(["bad-operand"]);
});

test("fixed registers that contradict each other", () => {
  const inst = (operands: string): string[] =>
    codes(`vregs 4\nblock0:\n op def v0 reg, def v1 reg\n op ${operands}\n ret`);
  expect(inst("use v0 fixed:r0, use v1 fixed:r0")).toEqual(["fixed-conflict"]);
  expect(inst("use v0 fixed:r0, use v0 fixed:r0, use v0 fixed:r1")).toEqual([]);
  expect(inst("use v0 fixed:r0, def v2 fixed:r0")).toEqual([]);
  expect(inst("late use v0 fixed:r0, def v2 fixed:r0")).toEqual(["fixed-conflict"]);
  expect(inst("use v0 fixed:r0, early def v2 fixed:r0")).toEqual(["fixed-conflict"]);
  expect(inst("late use v0 fixed:r0 clobbers r0")).toEqual(["fixed-conflict"]);
  expect(inst("def v2 fixed:r0 clobbers r0")).toEqual([]);
  expect(inst("use v0 fixed:r0, def v2 reuse:0, def v3 fixed:r0")).toEqual(["fixed-conflict"]);
});

test("register demand", () => {
  const inst = (operands: string): string[] =>
    codes(
      `vregs 10\nblock0:\n op def v0 any, def v1 any, def v2 any, def v3 any, def v4 any\n op ${operands}\n ret`,
    );
  expect(inst("use v0 reg, use v1 reg, use v2 reg, use v3 reg, def v5 reg")).toEqual([]);
  expect(inst("use v0 reg, use v1 reg, use v2 reg, use v3 reg, use v4 reg")).toEqual([
    "too-many-live-registers",
  ]);
  expect(inst("use v0 reg, use v0 reg, use v1 reg, use v2 reg, use v3 reg")).toEqual([]);
  expect(inst("use v0 reg, use v1 reg, use v2 reg, late use v3 reg, def v5 reg")).toEqual([
    "too-many-live-registers",
  ]);
  expect(inst("use v0 reg, use v1 reg, use v2 fixed:r0, use v3 fixed:r1")).toEqual([]);
  expect(inst("use v0 reg, use v1 reg, use v4 reg, use v2 fixed:r0, use v3 fixed:r1")).toEqual([
    "too-many-live-registers",
  ]);
  expect(inst("use v0 limit:1, use v1 reg")).toEqual(["too-many-live-registers"]);
  expect(inst("late use v0 reg clobbers r0 r1 r2 r3")).toEqual(["too-many-live-registers"]);
  expect(inst("use v0 reg clobbers r0 r1 r2 r3")).toEqual([]);
});

test("moves, rematerialisation, tables and sizes", () => {
  expect(codes("vregs 2\nblock0:\n op def v0 reg\n move use v0 stack, def v1 any\n ret")).toEqual([
    "bad-move",
  ]);
  expect(codes("vregs 2\nvreg v1 int bytes=4\nblock0:\n op def v0 reg\n move v1 = v0\n ret")).toEqual([
    "bad-move",
  ]);
  expect(
    codes("vregs 2\nvreg v1 int remat\nblock0:\n op def v0 reg\n op use v0 reg, def v1 reg\n ret"),
  ).toEqual(["bad-remat"]);
  expect(codes("vregs 1\nblock0:\n op def v0 reg\n ret\nlabel 1 v0 1..9")).toEqual(["bad-debug-label"]);
  expect(codes("vregs 1\nvreg v0 int bytes=16\nblock0:\n op def v0 reg\n ret")).toEqual(["bad-operand"]);
});

test("assertValid throws the findings", () => {
  const func = parseFunction("vregs 1\nblock0:\n ret use v0 reg");
  expect(() => assertValid(func, env)).toThrow(RegallocError);
  expect(() => assertValid(func, env)).toThrow("v0 is used and not defined");
});

test("the builder makes what the text says", () => {
  const b = new RegallocFunctionBuilder();
  const [x, p, y] = [b.vreg(), b.vreg(), b.vreg(1, { remat: true })];
  b.block();
  b.inst([{ vreg: x, def: true }]);
  b.inst([{ vreg: y, def: true }], { clobbers: [3] });
  b.inst(
    [
      { vreg: x, late: true, constraint: CONSTRAINT_FIXED, arg: 2 },
      { vreg: NO_VREG, constraint: 6, arg: 50 },
    ],
    { stackMap: [x] },
  );
  b.branch([{ to: 1, args: [x] }]);
  b.block([p], 1);
  b.ret([{ vreg: p }]);
  const text = printFunction(b.finish());
  expect(text).toBe(
    [
      "vregs 3",
      "vreg v2 float bytes=8 align=8 remat",
      "block0:",
      "  op def v0 reg",
      "  op def v2 reg clobbers r3",
      "  op late use v0 fixed:r2, use phys:r50 stackmap v0",
      "  branch -> block1(v0)",
      "block1(v1) depth=1:",
      "  ret use v1 reg",
      "",
    ].join("\n"),
  );
  expect(printFunction(parseFunction(text))).toBe(text);
});

test("syntax errors have a line", () => {
  expect(() => parseFunction("vregs 1\nblock0:\n op use v7 reg")).toThrow(
    "3:1: error: not a virtual register: v7",
  );
  expect(() => parseFunction("vregs 1\nblock0:\n op use v0 rag")).toThrow("not a constraint");
  expect(() => parseFunction("vregs 1\nblock1:")).toThrow("expected block0");
  expect(() => parseFunction("vregs 1\n op use v0 reg")).toThrow("outside a block");
  expect(() => parseFunction("vregs 1\nblock0:\n branch")).toThrow("a branch needs");
  expect(() => parseFunction("nonsense")).toThrow("not a line of this format");
});
