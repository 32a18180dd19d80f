import fc from "fast-check";
import { DataValue, type Function as ClifFunction, types } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import {
  type CompiledCode,
  Context,
  MissingRuleError,
  SupportMatrix,
  type TargetIsa,
  UnsupportedError,
} from "./index.ts";
import { Simulator } from "./toy/simulator/testing.ts";
import { toyIsa } from "./toy/testing.ts";

const CONFIGURATIONS: readonly (readonly [name: string, isa: TargetIsa])[] = [
  ["backtracking", toyIsa()],
  ["single pass", toyIsa({ regalloc_algorithm: "single_pass" })],
  ["4 KB between blocks", toyIsa({ bb_padding_log2_minus_one: "13" })],
];

// One context for everything: that memory is reused must not show.
const context = new Context();

function compileAll(
  isa: TargetIsa,
  functions: readonly ClifFunction[],
): { name: string; code: CompiledCode }[] {
  return functions.map((f) => {
    context.clear();
    f.clone(context.func);
    const name = f.name.kind === "testcase" ? `%${f.name.name}` : `u${f.name.namespace}:${f.name.index}`;
    return { name, code: context.compile(isa, { vcodeText: true, verifyEachPass: true }) };
  });
}

/** Runs the first function of the text compiled in every configuration, and interpreted, and compares. */
function check(text: string, inputs: readonly (readonly bigint[])[]): void {
  const functions = parseFunctions(text);
  const interpreter = new Interpreter({ endianness: "big", fuel: 200_000 });
  for (const f of functions) interpreter.define(f);
  const main = functions[0]!;
  const name = main.name.kind === "testcase" ? `%${main.name.name}` : "";
  for (const [configuration, isa] of CONFIGURATIONS) {
    const simulator = new Simulator(compileAll(isa, functions));
    for (const input of inputs) {
      const args = main.signature.params.map((p, i) =>
        p.type === types.I64
          ? DataValue.i64(BigInt.asIntN(64, input[i]!))
          : DataValue.i32(Number(BigInt.asIntN(32, input[i]!))),
      );
      const expected = interpreter.call(name, args);
      const got = simulator.run(name, input);
      if (expected.kind !== "return") {
        expect(got.kind, `${configuration}: ${expected.name}`).toBe("trap");
        if (got.kind === "trap") expect(got.code).toBe(expected.code);
        continue;
      }
      if (got.kind !== "return")
        throw new Error(`${configuration}: trap ${got.code} for ${input.join(", ")}`);
      for (const [k, v] of expected.values.entries()) {
        const bits = types.typeBits(main.signature.returns[k]!.type);
        const raw = BigInt(String(v));
        expect(
          BigInt.asUintN(bits, got.regs[k]!),
          `${configuration}, result ${k} of (${input.join(", ")})`,
        ).toBe(BigInt.asUintN(bits, raw));
      }
    }
  }
}

const PAIRS: readonly (readonly bigint[])[] = [
  [0n, 0n],
  [1n, 2n],
  [-1n, 7n],
  [123456789012345n, -42n],
  [9n, 9n],
];

describe("compiled code does what the interpreter does", () => {
  test("arithmetic with constants near and far", () => {
    check(
      `function %f(i64, i64) -> i64 {
       block0(v0: i64, v1: i64):
         v2 = iconst.i64 0x1234_5678_9abc
         v3 = iconst.i64 -3
         v4 = imul v0, v2
         v5 = isub v4, v1
         v6 = bxor v5, v3
         v7 = ishl v6, v3
         v8 = band v7, v0
         v9 = bor v8, v1
         return v9
       }`,
      PAIRS,
    );
  });

  test("a loop with a critical edge", () => {
    check(
      `function %f(i64, i64) -> i64 {
       block0(v0: i64, v1: i64):
         v2 = iconst.i64 10
         v3 = iconst.i64 0
         jump block1(v2, v3)
       block1(v4: i64, v5: i64):
         v6 = iconst.i64 1
         v7 = isub v4, v6
         v8 = imul v5, v0
         v9 = iadd v8, v1
         brif v7, block1(v7, v9), block2(v9)
       block2(v10: i64):
         v11 = icmp ult v10, v1
         brif v11, block3(v10), block3(v0)
       block3(v12: i64):
         return v12
       }`,
      PAIRS,
    );
  });

  test("more live values than registers", () => {
    const n = 40;
    const lines = [];
    for (let i = 2; i < n; i++)
      lines.push(`v${i} = imul v${i - 1}, v${i - 2}`, `v${100 + i} = iadd v${i}, v0`);
    let sum = "v0";
    for (let i = 2; i < n; i++) {
      lines.push(`v${200 + i} = bxor ${sum}, v${100 + i}`, `v${300 + i} = isub v${200 + i}, v${n + 1 - i}`);
      sum = `v${300 + i}`;
    }
    check(
      `function %f(i64, i64) -> i64 {\nblock0(v0: i64, v1: i64):\n${lines.join("\n")}\nreturn ${sum}\n}`,
      PAIRS,
    );
  });

  test("calls: stack arguments, returns in memory, values that live across", () => {
    check(
      `function %f(i64, i64) -> i64 {
         fn0 = colocated %g(i64, i64, i64, i64, i64, i64, i64, i64) -> i64, i64, i64, i64, i64, i64, i64, i64 fast
       block0(v0: i64, v1: i64):
         v2 = iadd v0, v1
         v3 = imul v0, v1
         v4, v5, v6, v7, v8, v9, v10, v11 = call fn0(v0, v1, v2, v3, v0, v1, v2, v3)
         v12 = iadd v4, v11
         v13 = isub v12, v10
         v14 = bxor v13, v9
         v15 = iadd v14, v2
         v16 = imul v15, v3
         v17 = iadd v16, v5
         return v17
       }
       function %g(i64, i64, i64, i64, i64, i64, i64, i64) -> i64, i64, i64, i64, i64, i64, i64, i64 fast {
       block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64):
         v8 = isub v6, v7
         return v7, v6, v5, v4, v3, v2, v1, v8
       }`,
      PAIRS,
    );
  });

  test("indirect calls and recursion", () => {
    check(
      `function %f(i64, i64) -> i64 {
         sig0 = (i64) -> i64 fast
         fn0 = %fib(i64) -> i64 fast
       block0(v0: i64, v1: i64):
         v2 = func_addr.i64 fn0
         v3 = iconst.i64 11
         v4 = band v0, v3
         v5 = call_indirect sig0, v2(v4)
         v6 = iadd v5, v1
         return v6
       }
       function %fib(i64) -> i64 fast {
         fn0 = colocated %fib(i64) -> i64 fast
       block0(v0: i64):
         v1 = iconst.i64 2
         v2 = icmp slt v0, v1
         brif v2, block1, block2
       block1:
         return v0
       block2:
         v3 = iconst.i64 1
         v4 = isub v0, v3
         v5 = isub v0, v1
         v6 = call fn0(v4)
         v7 = call fn0(v5)
         v8 = iadd v6, v7
         return v8
       }`,
      PAIRS,
    );
  });

  test("tail calls that need more and less stack than they have", () => {
    const eight = Array.from({ length: 8 }, () => "i64").join(", ");
    const ten = Array.from({ length: 12 }, () => "i64").join(", ");
    check(
      `function %f(i64, i64) -> i64 fast {
         fn0 = colocated %g(${eight}) -> i64 tail
       block0(v0: i64, v1: i64):
         v2 = iconst.i64 5
         v3 = call fn0(v2, v0, v1, v0, v1, v0, v1, v2)
         v4 = isub v3, v1
         return v4
       }
       function %g(${eight}) -> i64 tail {
         fn0 = colocated %h(${ten}) -> i64 tail
       block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64):
         brif v0, block1, block2
       block1:
         v8 = iconst.i64 -1
         v9 = iadd v0, v8
         v10 = iadd v6, v7
         return_call fn0(v9, v2, v1, v4, v3, v7, v10, v5, v6, v1, v2, v0)
       block2:
         v11 = imul v6, v7
         v12 = iadd v1, v11
         return v12
       }
       function %h(${ten}) -> i64 tail {
         fn0 = colocated %g(${eight}) -> i64 tail
       block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64, v8: i64, v9: i64, v10: i64, v11: i64):
         v12 = bxor v10, v11
         return_call fn0(v0, v8, v7, v9, v1, v2, v6, v12)
       }`,
      PAIRS,
    );
  });

  test("br_table with shared targets, arguments, and a cold block", () => {
    for (const index of [0, 1, 2, 3, 4, 5, 100]) {
      check(
        `function %f(i32, i64) -> i64 {
         block0(v0: i32, v1: i64):
           v2 = iconst.i64 7
           br_table v0, block4(v1), [block1, block2(v2), block1, block3, block2(v1)]
         block1 cold:
           v3 = iadd v1, v2
           jump block4(v3)
         block2(v4: i64):
           v5 = imul v4, v2
           jump block4(v5)
         block3:
           trap user5
         block4(v6: i64):
           v7 = isub v6, v1
           return v7
         }`,
        [[BigInt(index), 1000n]],
      );
    }
  });

  test("i128 in pairs of registers", () => {
    check(
      `function %f(i64, i64) -> i64, i64 {
       block0(v0: i64, v1: i64):
         v2 = iconcat v0, v1
         v3 = uextend.i128 v1
         v4 = iadd v2, v3
         v5 = iadd v4, v4
         brif v5, block1(v5), block1(v3)
       block1(v6: i128):
         v7, v8 = isplit v6
         return v7, v8
       }`,
      PAIRS,
    );
  });

  test("stack slots; a load is merged only if no store is between", () => {
    const text = `function %f(i64, i64) -> i64 {
         ss0 = explicit_slot 24
       block0(v0: i64, v1: i64):
         v2 = stack_addr.i64 ss0+8
         store notrap aligned v0, v2
         v3 = load.i64 notrap aligned v2
         v4 = iadd v1, v3
         v5 = load.i64 notrap aligned v2
         store notrap aligned v1, v2
         v6 = iadd v4, v5
         v7 = load.i64 notrap aligned v2
         v8 = imul v6, v7
         return v8
       }`;
    check(text, PAIRS);
    const { code } = compileAll(CONFIGURATIONS[0]![1], parseFunctions(text))[0]!;
    expect(code.vcode!.match(/addload/g)?.length).toBe(1);
    expect(code.vcode!.match(/^ {2}load/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  test("traps carry their codes", () => {
    check(
      `function %f(i64, i64) -> i64 {
       block0(v0: i64, v1: i64):
         trapz v0, user3
         v2 = isub v0, v1
         trapz v2, user9
         trapnz v0, user12
         return v2
       }`,
      PAIRS,
    );
  });
});

test("islands and veneers: a function of 2 MB whose branches reach 32 KB", () => {
  const lines: string[] = [];
  const n = 2000;
  for (let i = 0; i < n; i++) {
    lines.push(`block${i + 1}(v${10 * i + 10}: i64):`);
    lines.push(
      `v${10 * i + 11} = iconst.i64 ${0x1_0000_0000 + i}`,
      `v${10 * i + 12} = iadd v${10 * i + 10}, v${10 * i + 11}`,
    );
    // Far targets, forward and backward (guarded by fuel in v3: only forward ones are taken here).
    const far = ((i * 7919) % (n - i)) + i + 1;
    lines.push(`v${10 * i + 13} = band v${10 * i + 12}, v1`);
    lines.push(
      far >= n
        ? `brif v${10 * i + 13}, block${n + 1}(v${10 * i + 12}), block${i + 2 > n ? n + 1 : i + 2}(v${10 * i + 12})`
        : `brif v${10 * i + 13}, block${far + 1}(v${10 * i + 12}), block${i + 2 > n ? n + 1 : i + 2}(v${10 * i + 12})`,
    );
  }
  const text = `function %f(i64, i64) -> i64 {\nblock0(v0: i64, v1: i64):\njump block1(v0)\n${lines.join("\n")}\nblock${n + 1}(v${10 * n + 10}: i64):\nreturn v${10 * n + 10}\n}`;
  const functions = parseFunctions(text);
  const interpreter = new Interpreter({ fuel: 1_000_000 });
  interpreter.define(functions[0]!);
  const isa = toyIsa({ bb_padding_log2_minus_one: "11", regalloc_checker: "false" });
  const compiled = compileAll(isa, functions);
  expect(compiled[0]!.code.code.length).toBeGreaterThan(2_000_000);
  const simulator = new Simulator(compiled);
  for (const [a, b] of [
    [5n, 1n],
    [0n, 2n],
    [7n, 4n],
    [1n, 0n],
  ] as const) {
    const expected = interpreter.call("%f", [DataValue.i64(a), DataValue.i64(b)]);
    const got = simulator.run("%f", [a, b]);
    if (expected.kind !== "return" || got.kind !== "return") throw new Error("trapped");
    expect(BigInt.asIntN(64, got.regs[0]!)).toBe(BigInt(String(expected.values[0])));
  }
});

test("what the table of a target lacks is refused with instruction, opcode and type, and never lowered", () => {
  const func = (): ClifFunction =>
    parseFunctions(`function %bad(i64) -> i64 {\nblock0(v0: i64):\n v1 = clz v0\n return v1\n}`)[0]!;
  const toy = CONFIGURATIONS[0]![1];
  // Without a table it is the rules that are wrong.
  expect(() => compileAll(toy, [func()])).toThrow(MissingRuleError);
  const support = new SupportMatrix("values i64\nreturn -", () => false);
  const isa = Object.create(toy, { support: { value: support } }) as typeof toy;
  expect(() => compileAll(isa, [func()])).toThrow(UnsupportedError);
  expect(() => compileAll(isa, [func()])).toThrow("unsupported: clz.i64 in %bad: v1 = clz v0");
});

test("exception tables name the blocks of their handlers", () => {
  const [f] = parseFunctions(`function %f(i64) -> i64 tail {
    sig0 = (i64) -> i64 tail
    fn0 = %g(i64) -> i64 tail
  block0(v0: i64):
    try_call fn0(v0), sig0, block1(ret0), [tag1: block2(exn0), default: block3(exn0, exn1)]
  block1(v1: i64):
    return v1
  block2(v2: i64):
    v3 = iadd v2, v0
    return v3
  block3(v4: i64, v5: i64):
    v6 = isub v4, v5
    return v6
  }`);
  for (const [, isa] of CONFIGURATIONS) {
    const { code } = compileAll(isa, [f!])[0]!;
    expect(code.callSites.length).toBe(1);
    const { handlers } = code.callSites[0]!;
    expect(handlers.map((h) => (h.kind === "tag" ? `tag${h.tag}` : h.kind))).toEqual(["tag1", "default"]);
    for (const h of handlers)
      if (h.kind !== "context") expect(h.offset).toBeGreaterThan(code.callSites[0]!.returnOffset - 1);
  }
});

/** A random program: blocks that jump forward or count fuel down and jump back, over values of i64. */
function program(seed: { ops: number[][]; jumps: number[] }): string {
  const n = seed.ops.length;
  const lines = [
    "function %f(i64, i64) -> i64 {",
    "block0(v0: i64, v1: i64):",
    "v2 = iconst.i64 30",
    "jump block1(v0, v1, v2)",
  ];
  let next = 3;
  for (let b = 0; b < n; b++) {
    const x = next++;
    const y = next++;
    const fuel = next++;
    lines.push(`block${b + 1}(v${x}: i64, v${y}: i64, v${fuel}: i64):`);
    const live = [x, y];
    for (const op of seed.ops[b]!) {
      const a = live[op % live.length]!;
      const c = live[(op >> 4) % live.length]!;
      const v = next++;
      const kind = (op >> 8) % 8;
      if (kind === 0) lines.push(`v${v} = iconst.i64 ${(op >> 11) * 77777}`);
      else if (kind === 7) {
        const f = next++;
        lines.push(
          `v${f} = icmp ${["slt", "ult", "eq", "sge"][(op >> 11) % 4]} v${a}, v${c}`,
          `v${v} = select v${f}, v${c}, v${a}`,
        );
      } else lines.push(`v${v} = ${["iadd", "isub", "imul", "bxor", "band", "ishl"][kind - 1]} v${a}, v${c}`);
      live.push(v);
    }
    const one = next++;
    const left = next++;
    lines.push(`v${one} = iconst.i64 1`, `v${left} = isub v${fuel}, v${one}`);
    const jump = seed.jumps[b]!;
    const p = live[jump % live.length]!;
    const q = live[(jump >> 3) % live.length]!;
    const target = ((jump >> 6) % (n + 1)) + 1;
    const other = b + 2;
    const call = (t: number, u: number, v: number): string =>
      t > n ? `block${n + 1}(v${u})` : `block${t}(v${u}, v${v}, v${left})`;
    if (target > b + 1) lines.push(`brif v${p}, ${call(target, q, p)}, ${call(other, p, q)}`);
    else {
      const more = next++;
      lines.push(
        `v${more} = icmp sgt v${left}, v${one}`,
        `brif v${more}, ${call(target, q, p)}, block${n + 1}(v${p})`,
      );
    }
  }
  lines.push(`block${n + 1}(v${next}: i64):`, `return v${next}`, "}");
  return lines.join("\n");
}

test("random programs", () => {
  const runs = Number(
    (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[
      "CRANELIFT_CODEGEN_RUNS"
    ] ?? 60,
  );
  const blocks = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.record({
      ops: fc.array(fc.array(fc.nat(0xffff), { maxLength: 24 }), { minLength: n, maxLength: n }),
      jumps: fc.array(fc.nat(0xffff), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(blocks, (seed) => check(program(seed), PAIRS.slice(1, 4))),
    { numRuns: runs },
  );
}, 600_000);
