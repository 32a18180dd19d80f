import {
  type Function,
  StencilHasher,
  verifyFunction,
  writeFunction,
  type Inst,
} from "@cranelift-ts/codegen-ir";
import { describe, expect, it } from "vitest";
import { ParseError } from "./parse-error.ts";
import { parseFunctions, parseTestFile } from "./parser.ts";
import { parseRunCommand } from "./run-command.ts";
import { SAMPLE } from "../testing/sample.ts";

/** Reads a text that holds one function. */
function one(text: string): Function {
  const functions = parseFunctions(text);
  expect(functions.length).toBe(1);
  return functions[0]!;
}

/** The text of the function that `text` holds, without indentation. */
function reprint(text: string): string[] {
  return writeFunction(one(text))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A function around lines of its only block. */
function body(lines: string, preamble: string = ""): string {
  return `function %f(i32, i64, f32, i8x16) {\n${preamble}\nblock0(v0: i32, v1: i64, v2: f32, v3: i8x16):\n${lines}\n}\n`;
}

/** The message and place of the first error in `text`, and the number of errors. */
function firstError(text: string): { message: string; line: number; column: number; count: number } {
  try {
    parseTestFile(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return {
      message: error.errors[0]!.message,
      line: error.line,
      column: error.column,
      count: error.errors.length,
    };
  }
  throw new Error(`accepted: ${text}`);
}

describe("round trip", () => {
  it("prints a function that uses everything as it was written", () => {
    expect(writeFunction(one(SAMPLE))).toBe(SAMPLE);
  });

  it("gives the same function when its print is read", () => {
    const hasher = new StencilHasher();
    const first = one(SAMPLE);
    const before = hasher.digest(first.stencil).join();
    expect(hasher.digest(one(writeFunction(first)).stencil).join()).toBe(before);
  });

  it("normalises spelling", () => {
    expect(
      reprint(
        `function u3:7 ( i32 vmctx sext , i64 ) -> i8 uext system_v {
        ss0 = explicit_slot 0x10, key = 0xff, align = 8
        const0 = i32x4 [1 -1 0x7fffffff 0]
        const1 = f32x2 [0x1.0 NaN]
        block00: ; a word, not a block
      }`.replace("block00: ; a word, not a block", ""),
      ),
    ).toEqual([
      "function u3:7(i32 sext vmctx, i64) -> i8 uext system_v {",
      "ss0 = explicit_slot 16, align = 8, key = 255",
      "const0 = 0x000000007fffffffffffffff00000001",
      "const1 = 0x7fc000003f800000",
      "}",
    ]);
  });

  it("keeps numbers that the text skips", () => {
    const func = one(
      body(
        "jump block3\nblock3:\n v9 = iadd v0, v7\n v7 = iconst.i32 1",
        "ss2 = explicit_slot 4\nsig1 = ()\nfn3 = %g sig1",
      ).replace("iadd v0", "iadd.i32 v0"),
    );
    expect(func.stencil.stackSlots.length).toBe(3);
    expect(func.dfg.numValues).toBe(10);
    expect(writeFunction(func)).toContain("    fn3 = %g sig1\n");
    expect(writeFunction(func)).not.toContain("fn0");
    expect(writeFunction(one(writeFunction(func)))).toBe(writeFunction(func));
  });

  it("prints a suffix where a type cannot be inferred from above", () => {
    const text = body(
      "jump block1\nblock1:\n v10 = iadd.i32 v11, v0\n v11 = iadd v0, v0\n v12 = iadd v11, v0\n return",
    );
    expect(reprint(text).filter((line) => line.includes("iadd"))).toEqual([
      "v10 = iadd.i32 v11, v0",
      "v11 = iadd.i32 v0, v0",
      "v12 = iadd v11, v0",
    ]);
  });

  it("prints aliases behind what they stand for", () => {
    const lines = reprint(
      body("v10 -> v0\n v11 = iadd v0, v0\n v20 -> v11\n v12 -> v10\n v13 -> v0\n v13 -> v0\n return"),
    );
    expect(lines.slice(1)).toEqual([
      "block0(v0: i32, v1: i64, v2: f32, v3: i8x16):",
      "v10 -> v0",
      "v13 -> v0",
      "v12 -> v10",
      "v11 = iadd v0, v0",
      "v20 -> v11",
      "return",
      "}",
    ]);
  });

  it("keeps the flags of atomics and dynamic types, which Cranelift's text loses", () => {
    const lines = reprint(
      body(
        "v4 = atomic_rmw.i32 big user9 add v1, v0\n v5 = atomic_cas little v1, v0, v4\n v6 = splat.dt0 v0",
        "gv0 = dyn_scale_target_const.i32x4\ndt0 = i32x4*gv0\ndss0 = explicit_dynamic_slot dt0",
      ),
    );
    expect(lines).toContain("v4 = atomic_rmw.i32 user9 big add v1, v0");
    expect(lines).toContain("v5 = atomic_cas little v1, v0, v4");
    expect(lines).toContain("v6 = splat.i32x4xN v0");
    expect(lines).toContain("dt0 = i32x4*gv0");
  });

  it("declares no constants for shuffle masks", () => {
    const lines = reprint(
      body(
        "v4 = shuffle v3, v3, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15]\n v5 = shuffle v3, v3, 0x0201\n v6 = vconst.i8x16 0x05",
      ),
    );
    expect(lines.filter((line) => line.includes("const"))).toEqual([
      "const0 = 0x00000000000000000000000000000005",
      "v6 = vconst.i8x16 const0",
    ]);
    expect(lines).toContain("v5 = shuffle v3, v3, 0x00000000000000000000000000000201");
  });
});

describe("details of a test file", () => {
  const TEXT = `; before
test interpret
test compile precise-output
set opt_level=speed
target x86_64 has_avx
set enable_pinned_reg
target riscv64
feature "a"
feature !"b"
; still before
function %a(i32) -> i32 { ; header
    ss0 = explicit_slot 4 ; slot
block0(v0: i32): ; entry
    ; upon the instruction
    v1 = iadd v0, v0 ; sum
    ; error: under it
    return v1
}
; run: %a(1) == 2
function %b() { }
;; run
`;
  const file = parseTestFile(TEXT, { file: "a.clif" });

  it("has the header in order", () => {
    expect(file.commands.map(({ name, options, line }) => [name, options, line])).toEqual([
      ["interpret", [], 2],
      ["compile", ["precise-output"], 3],
    ]);
    expect(file.isaLines.map(({ kind, words }) => [kind, ...words])).toEqual([
      ["set", "opt_level=speed"],
      ["target", "x86_64", "has_avx"],
      ["set", "enable_pinned_reg"],
      ["target", "riscv64"],
    ]);
    expect(file.features).toEqual([
      { name: "a", enabled: true, line: 8 },
      { name: "b", enabled: false, line: 9 },
    ]);
    expect(file.preambleComments.map((c) => [c.text, c.line])).toEqual([
      ["; before", 1],
      ["; still before", 10],
    ]);
  });

  it("has comments at the entities before them", () => {
    expect(file.functions[0]!.details.comments.map((c) => [c.entity, c.text])).toEqual([
      ["function", "; header"],
      ["ss0", "; slot"],
      ["block0", "; entry"],
      ["block0", "; upon the instruction"],
      ["inst0", "; sum"],
      ["inst0", "; error: under it"],
      ["function", "; run: %a(1) == 2"],
    ]);
    expect(file.functions[1]!.details.comments).toEqual([{ entity: "function", text: ";; run", line: 21 }]);
  });

  it("has the place of every entity", () => {
    const { sourceMap } = file.functions[0]!.details;
    expect(sourceMap.location("function")).toEqual({ line: 11, column: 1 });
    expect(sourceMap.location("ss0")).toEqual({ line: 12, column: 5 });
    expect(sourceMap.location("block0")).toEqual({ line: 13, column: 1 });
    expect(sourceMap.location("v0")).toEqual({ line: 13, column: 8 });
    expect(sourceMap.location("inst0")).toEqual({ line: 15, column: 5 });
    expect(sourceMap.line("v1")).toBe(15);
    expect(sourceMap.line("inst1")).toBe(17);
    expect(sourceMap.location("inst2")).toBeUndefined();
    expect(sourceMap.location("gv0")).toBeUndefined();
  });

  it("takes the host's convention when the file asks to be run", () => {
    const options = { runCallConv: "windows_fastcall" } as const;
    expect(parseTestFile("test run\nfunction %f() { }", options).functions[0]!.func.callConv).toBe(
      "windows_fastcall",
    );
    expect(parseTestFile("test compile\nfunction %f() { }", options).functions[0]!.func.callConv).toBe(
      "fast",
    );
    expect(parseFunctions("function %f() { }", { defaultCallConv: "tail" })[0]!.callConv).toBe("tail");
  });

  it("keeps source locations and debug tags", () => {
    const func = one(
      body("@10 v4 = iadd v0, v0\n<7, ss0> @0000ffff sequence_point\n return", "ss0 = explicit_slot 8"),
    );
    expect([0, 1, 2].map((i) => func.sourceLoc(i as Inst))).toEqual([16, 65535, 0xffffffff]);
    expect(func.dfg.debugTags.get(1 as Inst)).toEqual([
      { kind: "user", value: 7 },
      { kind: "slot", slot: 0 },
    ]);
  });
});

describe("errors", () => {
  const CASES: readonly (readonly [string, RegExp, number, number])[] = [
    ["function", /function name/, 1, 9],
    ["function %f( {", /parameter type/, 1, 14],
    ["function %f(i32) -> {", /parameter type/, 1, 21],
    ["function %f() fast {", /block, instruction or `}`/, 1, 21],
    ["garbage", /`function`/, 1, 1],
    ["test compile\nset a\ntarget x\nset b\nfunction %f() {}", /last target/, 4, 1],
    [body("v4 = iadd v0, v9"), /undefined value v9/, 4, 15],
    [body("v4 = iadd v9, v0"), /inferred/, 4, 6],
    [body("v0 = iadd v0, v0"), /duplicate value v0/, 4, 1],
    [body("v4 = load v1"), /needs a type suffix/, 4, 6],
    [body("v4 = frobnicate v1"), /expected instruction, found `frobnicate`/, 4, 6],
    [body("v4 = iad v1, v1"), /did you mean `iadd`/, 4, 6],
    [body("v4 = iconst.i8 256"), /does not fit i8/, 4, 16],
    [body("v4 = iconst.i128 1"), /iconst makes/, 4, 18],
    [body("v4 = iadd v0 v0"), /`,` between operands/, 4, 14],
    [body("jump.i32 block0"), /takes no type suffix/, 4, 1],
    [body("v4, v5 = iadd v0, v0"), /has 1 results, but 2/, 4, 10],
    [body("iadd v0, v0"), /has 1 results, but 0/, 4, 1],
    [body("v4 = load.i32 notrap user1 v1"), /one trap code/, 4, 22],
    [body("v4 = load.i32 big little v1"), /both big and little/, 4, 19],
    [body("v4 = load.i32 region0 v1"), /undeclared region0/, 4, 15],
    [body("v4 = load.i32 v1+0x80000000"), /out of the range of 32 bits/, 4, 17],
    [body("v4 = load.i32 v1 8"), /sign/, 4, 18],
    [body("v4 = f32const 1.5"), /radix point/, 4, 15],
    [body("v4 = f32const 0x1.0000001"), /too many significant bits/, 4, 15],
    [body("v4 = vconst.i32x4 [1 2 3]"), /integer for lane 3/, 4, 25],
    [body("v4 = vconst.i8x2 0x010203"), /too long/, 4, 18],
    [body("v4 = shuffle v3, v3, [1 2]"), /byte of a shuffle mask/, 4, 26],
    [body("call fn0()"), /undeclared fn0/, 4, 6],
    [body("v4 -> v9"), /not defined yet/, 4, 7],
    [body("v4 -> v0\nv4 -> v1"), /duplicate value v4/, 5, 1],
    [body("trap user251"), /trap code/, 4, 6],
    [body("v4 = icmp foo v0, v0"), /condition code/, 4, 11],
    [body("block0: return"), /duplicate block0/, 4, 1],
    [body("", "ss0 = explicit_slot 8, align = 3"), /power of two/, 2, 32],
    [body("", "gv0 = load.i64 notrap aligned gv7"), /undeclared gv7/, 2, 31],
    [body("", 'region1 = 0 "x"'), /in order/, 2, 9],
    [body("", "sig0 = ()\nsig0 = ()"), /duplicate sig0/, 3, 1],
    [body("", "const0 = [1 2]"), /a list needs a type/, 2, 10],
    [body("", 'region0 = 0 "x'), /description/, 2, 13],
    [body("v4 = iconst.i32 $"), /32-bit integer.*unexpected character/, 4, 17],
  ];

  for (const [text, message, line, column] of CASES) {
    it(`tell where and what: ${message.source}`, () => {
      const error = firstError(text);
      expect(error.message).toMatch(message);
      expect([error.line, error.column]).toEqual([line, column]);
    });
  }

  it("are found in every function", () => {
    const text = `function %a() { x }\nfunction %b() {\nblock0:\n return\n}\nfunction %c() {\nblock0\n}\nfunction %d() {}\n`;
    const error = firstError(text);
    expect(error.count).toBe(2);
    try {
      parseFunctions(text, { file: "x.clif" });
    } catch (caught) {
      const { errors } = caught as ParseError;
      expect(errors.map((e) => [e.function, e.location])).toEqual([
        ["%a", { file: "x.clif", line: 1, column: 17 }],
        ["%c", { file: "x.clif", line: 8, column: 1 }],
      ]);
    }
  });

  it("of a forgotten brace do not swallow the next function", () => {
    const error = firstError("function %a() {\nblock0:\n  return\nfunction %b() {}\n");
    expect(error.count).toBe(1);
    expect([error.line, error.column]).toEqual([4, 1]);
  });
});

describe("run commands", () => {
  const { signature } = one("function %f(i32, f32, i8x4) -> i32, i16x2 {}");
  const single = one("function %g(i64) -> i8x2 {}").signature;

  it("are read by the signature", () => {
    const command = parseRunCommand(";;  run: %f(-1, 0x1.8, [1 2 -3 255]) != [7, [1 -1]]", signature);
    expect(command?.kind).toBe("run");
    expect(command?.invocation?.func).toBe("f");
    expect(command?.invocation?.args.map(String)).toEqual(["-1", "0x1.800000p0", "[1 2 -3 -1]"]);
    if (command?.kind !== "run" || command.invocation === undefined) expect.fail("no invocation");
    expect(command.comparison).toBe("!=");
    expect(command.expected.map(String)).toEqual(["7", "[1 -1]"]);
    const one = parseRunCommand("; run: %g(9)==[3 4]", single);
    expect(one?.kind === "run" && one.invocation !== undefined && one.expected.map(String)).toEqual([
      "[3 4]",
    ]);
  });

  it("may be bare, or print", () => {
    expect(parseRunCommand("; run", single)).toEqual({ kind: "run", invocation: undefined });
    expect(parseRunCommand("; print: %g(3)", single)?.kind).toBe("print");
    expect(parseRunCommand("; check: %g(3)", single)).toBeUndefined();
    expect(parseRunCommand("; ", single)).toBeUndefined();
    expect(parseRunCommand("; runs", single)).toBeUndefined();
  });

  it("tell where they are wrong", () => {
    const errorOf = (text: string): [number, string] => {
      try {
        parseRunCommand(text, single);
      } catch (error) {
        if (error instanceof ParseError) return [error.column, error.errors[0]!.message];
        throw error;
      }
      throw new Error(`accepted: ${text}`);
    };
    expect(errorOf("; run: %g(1)")).toEqual([13, "expected `==` or `!=`, found end of input"]);
    expect(errorOf("; run: %g(0x1.0) == 1")[0]).toBe(11);
    expect(errorOf("; run: %g(1, 2) == 1")[0]).toBe(12);
    expect(errorOf("; run: %g(1) == [1 256]")[0]).toBe(17);
    expect(errorOf("; run: %g(1) == [1 2] ]")[0]).toBe(23);
    expect(errorOf("; run the file")[0]).toBe(7);
  });
});

describe("what the reader leaves to the verifier", () => {
  it("types of operands, unknown blocks, missing terminators", () => {
    const func = one(body("v4 = iadd v0, v1\n brif v4, block7, block8(v0)"));
    expect(verifyFunction(func).length).toBeGreaterThan(0);
    expect(reprint(body("v4 = iadd v0, v1"))).toContain("v4 = iadd v0, v1");
  });
});
