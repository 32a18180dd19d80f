// What text cannot say: broken memory, analyses that are out of date, e-graph functions. The rules that text can break
// are tested by the files of `filetests/verifier`.
import { describe, expect, test } from "vitest";
import { parseFunctions } from "../../../reader/src/index.ts";
import { FuncCursor } from "../cursor.ts";
import { INST_STRIDE, VALUE_ALIAS, VALUE_STRIDE, VALUE_UNION } from "../dfg.ts";
import { DominatorTree } from "../dominators.ts";
import type { Block, Inst, Value } from "../entities.ts";
import { ControlFlowGraph } from "../flowgraph.ts";
import type { Function } from "../function.ts";
import * as Opcode from "../generated/opcodes.ts";
import { I32, I64 } from "../types.ts";
import { prettyVerifierErrors, VerifierErrors, verifierErrorText } from "./report.ts";
import { assertValid, Verifier, verifyFunction, type VerifierOptions } from "./verifier.ts";

const TEXT = `function %f(i32, i64) -> i32 {
    ss0 = explicit_slot 8
    fn0 = %g(i32) -> i32, i64
block0(v0: i32, v1: i64):
    v2 = iadd v0, v0
    v3, v4 = call fn0(v2)
    brif v3, block1(v4), block2
block1(v5: i64):
    store v3, v5
    jump block2
block2:
    v6 = isub v3, v2
    br_table v6, block3, [block2, block3]
block3:
    return v6
}
`;

function parsed(text: string = TEXT): Function {
  return parseFunctions(text)[0]!;
}

/** Errors as `entity: message`, after `change`. */
function errors(
  change: (func: Function) => void,
  options: VerifierOptions = {},
  text: string = TEXT,
): string[] {
  const func = parsed(text);
  expect(verifyFunction(func)).toEqual([]);
  change(func);
  return verifyFunction(func, options).map((e) => `${e.entity}: ${e.message}`);
}

const setWord = (func: Function, inst: number, word: number, to: number): void => {
  func.dfg.insts[inst * INST_STRIDE + word] = to;
};
const setValue = (func: Function, value: number, word: number, to: number): void => {
  func.dfg.values[value * VALUE_STRIDE + word] = to;
};

describe("layout", () => {
  test("links", () => {
    expect(errors((f) => (f.layout.instPrev[1] = -1))).toEqual([
      "inst1: instruction is not consistently linked into block0",
    ]);
    expect(errors((f) => (f.layout.instBlock[1] = 2))).toEqual([
      "inst1: instruction is not consistently linked into block0",
    ]);
    expect(errors((f) => (f.layout.blockPrev[2] = 0))).toEqual([
      "block2: block2 does not link back to the block before it",
    ]);
    expect(errors((f) => (f.layout.blockLast[1] = 3))).toEqual([
      "block1: the last instruction of block1 is not its end",
    ]);
  });
  test("cycles and numbers out of range end", () => {
    expect(errors((f) => (f.layout.instNext[1] = 0)).at(-1)).toBe(
      "block0: the list of instructions of block0 is broken",
    );
    expect(errors((f) => (f.layout.blockNext[2] = 1)).length).toBeGreaterThan(0);
    expect(errors((f) => (f.layout.instNext[1] = 12345)).at(-1)).toBe(
      "block0: the list of instructions of block0 is broken",
    );
    expect(errors((f) => (f.layout.blockNext[1] = 999))).toEqual([
      "block999: the list of blocks is broken at block999",
    ]);
  });
});

describe("values", () => {
  test("results refer back", () => {
    expect(errors((f) => setValue(f, 2, 2, 1))).toContain(
      "inst0: result v2 does not refer back to result 0 of inst0",
    );
    expect(errors((f) => setWord(f, 0, 5, 99))).toContain("inst0: invalid result reference v99");
    expect(errors((f) => setWord(f, 0, 5, 6))).toEqual([
      "inst0: result v6 does not refer back to result 0 of inst0",
      "inst1: invalid value reference v2: it is not defined",
      "inst5: invalid value reference v2: it is not defined",
    ]);
    expect(errors((f) => setWord(f, 3, 5, 6))).toContain(
      "inst3: result v6 does not refer back to result 0 of inst3",
    );
    expect(errors((f) => setWord(f, 0, 5, -1))).toContain("inst0: expected 1 result values, but found 0");
  });
  test("parameters refer back", () => {
    expect(errors((f) => setValue(f, 5, 2, 1))).toContain(
      "block1: v5 does not refer back to parameter 0 of block1",
    );
    expect(errors((f) => setValue(f, 5, 1, 2))).toContain(
      "block1: v5 does not refer back to parameter 0 of block1",
    );
  });
  test("out of range", () => {
    expect(errors((f) => setWord(f, 0, 1, 77))).toEqual(["inst0: invalid value reference v77"]);
    expect(errors((f) => setWord(f, 0, 2, -5))).toEqual(["inst0: invalid value reference v-5"]);
  });
  test("of an instruction outside the layout", () => {
    expect(errors((f) => f.layout.removeInst(0 as Inst))).toEqual([
      "inst1: uses value v2 of inst0, which is not in the layout",
      "inst5: uses value v2 of inst0, which is not in the layout",
    ]);
  });
  test("result types", () => {
    expect(errors((f) => f.dfg.setValueType(2 as Value, I64))[0]).toBe(
      "inst0: expected result 0 to have type i32, got i64",
    );
    expect(errors((f) => f.dfg.setValueType(4 as Value, I32))[0]).toBe(
      "inst1: result 1 (v4) has type i32, expected i64",
    );
  });
  test("alias chains end", () => {
    const alias = (f: Function, v: number, to: number): void => {
      setValue(f, v, 0, (f.dfg.values[v * VALUE_STRIDE]! & 0xffff) | (VALUE_ALIAS << 16));
      setValue(f, v, 1, to);
    };
    expect(errors((f) => alias(f, 6, 6))).toContain("v6: v6 is an alias of itself");
    expect(errors((f) => alias(f, 6, 400))).toContain("v6: v6 is an alias of the undefined value v400");
    const loop = errors((f) => {
      alias(f, 5, 6);
      alias(f, 6, 5);
    });
    expect(loop.some((e) => e.includes("is an alias of itself"))).toBe(true);
  });
});

describe("instructions", () => {
  test("opcodes", () => {
    expect(errors((f) => setWord(f, 0, 0, 255))).toContain("inst0: instruction has the invalid opcode 255");
    expect(errors((f) => setWord(f, 0, 0, 0))).toContain("inst0: instruction has the invalid opcode 0");
  });
  test("controlling type", () => {
    expect(errors((f) => setWord(f, 0, 0, Opcode.Iadd))[0]).toContain("has an invalid controlling type");
    expect(errors((f) => setWord(f, 0, 0, Opcode.Iadd | (0x7b << 16)))[0]).toBe(
      "inst0: expected result 0 to have type f64, got i32",
    );
  });
  test("lists and tables", () => {
    for (const bad of [0, -1, 1 << 20]) {
      expect(errors((f) => setWord(f, 2, 2, bad))).toEqual([
        "inst2: instruction refers to a list that does not exist",
      ]);
    }
    expect(errors((f) => setWord(f, 1, 2, 1 << 20))[0]).toBe(
      "inst1: instruction refers to a list that does not exist",
    );
    expect(errors((f) => setWord(f, 6, 2, 9))).toEqual(["inst6: invalid jump table reference jt9"]);
    expect(errors((f) => setWord(f, 1, 1, 9))[0]).toContain("inst1: ");
  });
  test("memory flags", () => {
    expect(errors((f) => setWord(f, 3, 3, 50))).toEqual(["inst3: invalid memory flags reference 50"]);
  });
});

describe("entities that do not exist", () => {
  /** A function whose first instruction is the given text, poked and verified. */
  const poked = (declarations: string, inst: string, word: number, to: number): string[] =>
    errors(
      (f) => setWord(f, 0, word, to),
      {},
      `function %f(i64, i32) tail {\n${declarations}\nblock0(v0: i64, v1: i32):\n    ${inst}\n    return\n}\n`,
    );
  test("slots", () => {
    expect(poked("ss0 = explicit_slot 8", "v2 = stack_addr.i64 ss0", 1, 1)).toEqual([
      "inst0: invalid stack slot ss1",
    ]);
    const dynamic = "gv0 = dyn_scale_target_const.i32x4\n dt0 = i32x4*gv0\n dss0 = explicit_dynamic_slot dt0";
    expect(poked(dynamic, "v2 = dynamic_stack_addr.i64 dss0", 1, 7)).toEqual([
      "inst0: invalid dynamic stack slot dss7",
    ]);
  });
  test("global values, functions, signatures", () => {
    expect(poked("gv0 = symbol %s", "v2 = symbol_value.i64 gv0", 1, -1)).toEqual([
      "inst0: invalid global value gv-1",
    ]);
    expect(poked("fn0 = %g()", "v2 = func_addr.i64 fn0", 1, 3)).toEqual([
      "inst0: invalid function reference fn3",
    ]);
    expect(poked("fn0 = %g()", "call fn0()", 1, 3)[0]).toBe("inst0: invalid function reference fn3");
    expect(poked("sig0 = ()", "call_indirect sig0, v0()", 2, 9)[0]).toBe(
      "inst0: invalid signature reference sig9",
    );
  });
  test("constants", () => {
    expect(poked("", "v2 = vconst.i32x4 [1 2 3 4]", 1, 5)).toEqual([
      "inst0: invalid constant reference const5",
    ]);
    expect(
      poked(
        "",
        "v2 = vconst.i32x4 [1 2 3 4]\n v3 = shuffle.i8x16 v4, v4, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15]\n jump block1\nblock1:\n v4 = vconst.i8x16 0x00".slice(
          0,
          27,
        ),
        1,
        -3,
      ).length,
    ).toBe(1);
  });
  test("regions and dynamic types", () => {
    const region = errors(
      (f) => void (f.stencil.aliasRegions.length = 0),
      {},
      'function %f(i64) {\n region0 = 1 "a"\n gv0 = symbol %s\n gv1 = load.i64 notrap aligned region0 gv0\nblock0(v0: i64):\n v1 = load.i32 region0 v0\n return\n}\n',
    );
    expect(region).toEqual([
      "gv1: undeclared alias region region0",
      "inst0: undeclared alias region region0",
    ]);
    const dynamic =
      "function %f() {\n gv0 = dyn_scale_target_const.i32x4\n dt0 = i32x4*gv0\n dss0 = explicit_dynamic_slot dt0\nblock0:\n return\n}\n";
    expect(errors((f) => void (f.stencil.dynamicTypes.length = 0), {}, dynamic)).toEqual([
      "dss0: invalid dynamic type dt0",
    ]);
    expect(errors((f) => void (f.stencil.globalValues[0] = { kind: "vmctx" }), {}, dynamic)).toEqual([
      "dt0: gv0 is no dyn_scale_target_const global value",
      "gv0: undeclared vmctx reference gv0",
    ]);
  });
  test("names, signatures and the stack limit", () => {
    const text =
      "function %f() {\n gv0 = symbol u1:2\n sig0 = ()\n fn0 = u3:4 sig0\n stack_limit = gv0\nblock0:\n return\n}\n";
    expect(errors((f) => void (f.params.userNames.length = 0), {}, text)).toEqual([
      "fn0: invalid user external name userextname1",
      "gv0: invalid user external name userextname0",
    ]);
    expect(errors((f) => void (f.dfg.signatures.length = 0), {}, text)).toEqual([
      "fn0: invalid signature reference sig0",
    ]);
    expect(errors((f) => void (f.stencil.globalValues.length = 0), {}, text)).toEqual([
      "function: invalid global value reference gv0 as stack_limit",
    ]);
  });
  test("slots of stack maps and debug tags; where they may be", () => {
    const text =
      "function %f() tail {\n ss0 = explicit_slot 8\n fn0 = %g() tail\nblock0:\n <ss0> call fn0(), stack_map=[i64 @ ss0+0]\n return_call fn0()\n}\n";
    expect(errors((f) => void (f.stencil.stackSlots.length = 0), {}, text)).toEqual([
      "inst0: invalid stack slot ss0",
      "inst0: invalid stack slot ss0",
    ]);
    expect(
      errors((f) => void f.dfg.userStackMaps.set(1 as Inst, f.dfg.userStackMaps.get(0 as Inst)!), {}, text),
    ).toEqual(["inst1: a user stack map is only allowed on calls that return"]);
    expect(
      errors((f) => void f.dfg.debugTags.set(1 as Inst, f.dfg.debugTags.get(0 as Inst)!), {}, text),
    ).toEqual([]);
  });
});

describe("immediates that text refuses", () => {
  test("iconst", () => {
    const text = (type: string): string => `function %f() {\nblock0:\n v0 = iconst.${type} 1\n return\n}\n`;
    expect(errors((f) => setWord(f, 0, 1, 256), {}, text("i8"))).toEqual([
      "inst0: constant immediate is out of bounds for type i8",
    ]);
    expect(errors((f) => setWord(f, 0, 1, 255), {}, text("i8"))).toEqual([]);
    expect(errors((f) => setWord(f, 0, 1, 0x10000), {}, text("i16"))).toEqual([
      "inst0: constant immediate is out of bounds for type i16",
    ]);
    expect(errors((f) => setWord(f, 0, 1, -1), {}, text("i32"))).toEqual([]);
    expect(errors((f) => setWord(f, 0, 2, -1), {}, text("i32"))).toEqual([
      "inst0: constant immediate is out of bounds for type i32",
    ]);
    expect(errors((f) => setWord(f, 0, 2, -1), {}, text("i64"))).toEqual([]);
  });
  test("extract_vector", () => {
    const text = `function %f() {\n gv0 = dyn_scale_target_const.i32x4\n dt0 = i32x4*gv0\nblock0:\n v0 = iconst.i32 1\n v1 = splat.dt0 v0\n v2 = extract_vector v1, 0\n return\n}\n`;
    const imm = (f: Function, to: number): void =>
      setWord(f, 2, 0, (f.dfg.insts[2 * INST_STRIDE]! & ~0xff00) | (to << 8));
    expect(errors((f) => imm(f, 1), {}, text)).toEqual([
      "inst2: The index 1 does not index into the parts of the type i32x4xN",
    ]);
  });
});

describe("analyses that are given", () => {
  const cfgOf = (func: Function): ControlFlowGraph => ControlFlowGraph.of(func);
  test("equal ones", () => {
    const func = parsed();
    const cfg = cfgOf(func);
    expect(verifyFunction(func, { cfg, domtree: DominatorTree.of(func, cfg) })).toEqual([]);
  });
  test("out of date", () => {
    const func = parsed();
    const cfg = cfgOf(func);
    const domtree = DominatorTree.of(func, cfg);
    // The store's block now returns instead of jumping.
    const cursor = new FuncCursor(func);
    func.layout.removeInst(4 as Inst);
    cursor.gotoBottom(1 as Block);
    cursor.ins().return_([3 as Value]);
    const list = verifyFunction(func, { cfg, domtree }).map((e) => e.message);
    expect(list).toContain("cfg had unexpected successors for block1");
    expect(list).toContain("cfg had unexpected predecessors for block2");
    expect(list.every((m) => m.startsWith("cfg had"))).toBe(true);
  });
  test("another function's dominator tree", () => {
    const func = parsed();
    const other = parsed(
      "function %g(i32) {\nblock0(v0: i32):\n jump block1\nblock1:\n jump block2\nblock2:\n jump block3\nblock3:\n return\n}\n",
    );
    const domtree = DominatorTree.of(other, cfgOf(other));
    expect(verifyFunction(func, { domtree }).map((e) => e.message)).toEqual([
      "invalid domtree, expected idom(block2) = block0, got block1",
    ]);
  });
});

describe("e-graph phase", () => {
  const withUnion = (func: Function): void => {
    func.layout.removeInst(5 as Inst);
    setValue(func, 6, 0, (func.dfg.values[6 * VALUE_STRIDE]! & 0xffff) | (VALUE_UNION << 16));
    setValue(func, 6, 1, 3);
    setValue(func, 6, 2, 2);
  };
  test("unions and pure instructions outside the layout are legal only there", () => {
    expect(errors(withUnion).length).toBeGreaterThan(0);
    expect(errors(withUnion)[0]).toContain("v6 is a union, which is legal only during e-graph optimisation");
    expect(errors(withUnion, { phase: "egraph" })).toEqual([]);
    expect(errors((f) => f.layout.removeInst(0 as Inst), { phase: "egraph" })).toEqual([]);
  });
});

test("one verifier for many functions", () => {
  const verifier = new Verifier();
  const good = parsed();
  const bad = parsed();
  setWord(bad, 0, 1, 77);
  const big = parsed(
    `function %f(i32) {\nblock0(v0: i32):\n${Array.from({ length: 500 }, (_, i) => `jump block${i + 1}\nblock${i + 1}:\n`).join("")}return\n}\n`,
  );
  for (let i = 0; i < 3; i++) {
    expect(verifier.verify(good)).toEqual([]);
    expect(verifier.verify(big)).toEqual([]);
    expect(verifier.verify(bad).length).toBe(1);
  }
});

test("errors say where, and are shown in the text", () => {
  const func = parsed(TEXT.replace("iadd v0, v0", "iadd v0, v1"));
  const [error] = verifyFunction(func);
  expect(error).toMatchObject({
    entity: "inst0",
    rule: "types",
    code: "verifier/types",
    function: "%f",
    context: "v2 = iadd v0, v1",
  });
  expect(verifierErrorText(error!)).toBe("- inst0 (v2 = iadd v0, v1): arg 1 (v1) has type i64, expected i32");
  expect(() => assertValid(func)).toThrow(VerifierErrors);
  expect(() => assertValid(parsed())).not.toThrow();
  expect(prettyVerifierErrors(func, verifyFunction(func))).toContain(
    "    v2 = iadd v0, v1\n;     ^~~~~~\n; error: inst0: arg 1 (v1) has type i64, expected i32\n",
  );
});

test("deep dominator trees", () => {
  const n = 20_000;
  const text = `function %deep(i32) -> i32 {\nblock0(v0: i32):\n${Array.from({ length: n }, (_, i) => `brif v0, block${i + 1}, block${n + 1}\nblock${i + 1}:\n`).join("")}return v0\nblock${n + 1}:\nreturn v0\n}\n`;
  expect(verifyFunction(parsed(text))).toEqual([]);
});

/** mulberry32 */
function random(seed: number): () => number {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const SAMPLES: readonly string[] = [
  TEXT,
  `function %g(i64 vmctx, i8, f64, i32x4, i8x16) -> i8, f64 tail {
    gv0 = vmctx
    gv1 = load.i64 notrap aligned gv0+8
    gv2 = symbol %s
    ss0 = explicit_slot 16
    sig0 = (i64) -> i64 tail
    fn0 = %h sig0
    fn1 = %k(i8) -> i8, f64 tail
block0(v0: i64, v1: i8, v2: f64, v3: i32x4, v4: i8x16):
    v5 = load.i32 notrap v0+4
    v6 = sextend.i64 v5
    v7 = extractlane v3, 2
    v8 = insertlane v3, v5, 1
    v9 = shuffle v4, v4, [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31]
    v10 = stack_addr.i64 ss0+8
    v11 = symbol_value.i64 gv2
    v12 = icmp ult v6, v10
    v13 = select v12, v2, v2
    v14 = bitcast.i64 v2
    v15, v16 = isplit v30
    v17 = vconst.i32x4 0x00
    trapz v12, user3
    try_call fn0(v0), sig0, block1(ret0, v1), [ tag1: block2(exn0), context v0, default: block3 ]
block1(v18: i64, v19: i8):
    v20 = call_indirect sig0, v11(v18)
    v21 = atomic_rmw.i64 add v0, v20
    return_call fn1(v19)
block2(v22: i64):
    v23 = uadd_overflow_trap v22, v0, user1
    br_table v5, block3, [block4(v23), block3]
block3:
    v24 = f64const 0x1.0p0
    return v1, v24
block4(v25: i64):
    v26 = func_addr.i64 fn0
    v27 = get_exception_handler_address.i64 block0, 1
    v28 = iconst.i8 -1
    brif v28, block4(v27), block3
block5:
    v30 = iconcat v0, v0
    trap int_ovf
}
`.replace("    v15, v16 = isplit v30\n", ""),
];

test("whatever stands in memory: errors, never an exception, and the quick look changes nothing", () => {
  const runs = Number(process.env["CRANELIFT_VERIFIER_RUNS"] ?? 3000);
  const quick = new Verifier();
  const thorough = new Verifier();
  let broken = 0;
  const originals = SAMPLES.map((text) => parsed(text));
  for (const f of originals) expect(verifyFunction(f)).toEqual([]);
  const func = originals[0]!.clone();
  for (let seed = 1; seed <= runs; seed++) {
    const next = random(seed);
    originals[seed % originals.length]!.clone(func);
    const { dfg, layout } = func;
    const arrays: [Int32Array, number][] = [
      [dfg.insts, dfg.numInsts * INST_STRIDE],
      [dfg.values, dfg.numValues * VALUE_STRIDE],
      [dfg.lists.data, dfg.lists.used],
      [layout.instNext, dfg.numInsts],
      [layout.instBlock, dfg.numInsts],
      [layout.blockNext, dfg.numBlocks],
      [layout.blockLast, dfg.numBlocks],
    ];
    for (let k = 0, n = 1 + Math.floor(next() * 3); k < n; k++) {
      const [words, used] = arrays[Math.floor(next() ** 2 * arrays.length)]!;
      const at = Math.floor(next() * used);
      const kind = next();
      const old = words[at]!;
      words[at] =
        kind < 0.4
          ? Math.floor(next() * 40) - 4
          : kind < 0.7
            ? old ^ (1 << Math.floor(next() * 32))
            : kind < 0.85
              ? old + 1
              : (next() * 0x1_0000_0000) | 0;
    }
    let list: readonly unknown[];
    try {
      list = quick.verify(func);
      expect(thorough.verify(func, { thorough: true })).toEqual(list);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
    if (list.length > 0) broken++;
  }
  // Most changes matter; some hit padding or make another valid function.
  expect(broken).toBeGreaterThan(runs / 2);
});
