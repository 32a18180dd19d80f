import { abiParam, DataValue, signature, types } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import { Interpreter, InterpreterError, type InterpreterOptions, type RunResult } from "./interpreter.ts";

function load(text: string, options: InterpreterOptions = {}): Interpreter {
  const interpreter = new Interpreter(options);
  for (const func of parseFunctions(text)) interpreter.define(func);
  return interpreter;
}

function values(result: RunResult): string[] {
  if (result.kind === "trap") throw new Error(`trap ${result.name}`);
  return result.values.map(String);
}

function trapName(result: RunResult): string {
  return result.kind === "trap" ? result.name : "no trap";
}

const i32 = (n: number) => DataValue.i32(n);
const i64 = (n: number | bigint) => DataValue.i64(n);

describe("control flow", () => {
  test("loops, and block arguments that exchange places", () => {
    const interpreter = load(`function %fib(i32) -> i64 {
block0(v0: i32):
    v1 = iconst.i64 0
    v2 = iconst.i64 1
    v3 = iconst.i32 1
    jump block1(v0, v1, v2)
block1(v4: i32, v5: i64, v6: i64):
    v7 = iadd v5, v6
    v8 = isub v4, v3
    brif v4, block1(v8, v6, v7), block2
block2:
    return v5
}
function %rotate(i32, i64, i64, i64) -> i64, i64, i64 {
block0(v0: i32, v1: i64, v2: i64, v3: i64):
    jump block1(v0, v1, v2, v3)
block1(v4: i32, v5: i64, v6: i64, v7: i64):
    v8 = iconst.i32 1
    v9 = isub v4, v8
    brif v4, block1(v9, v6, v7, v5), block2(v7, v5, v6)
block2(v10: i64, v11: i64, v12: i64):
    return v10, v11, v12
}
function %swap(i32, i128, i128) -> i128, i128 {
block0(v0: i32, v1: i128, v2: i128):
    jump block1(v0, v1, v2)
block1(v4: i32, v5: i128, v6: i128):
    v8 = iconst.i32 1
    v9 = isub v4, v8
    brif v4, block1(v9, v6, v5), block2
block2:
    return v5, v6
}`);
    expect(values(interpreter.call("%fib", [i32(90)]))).toEqual(["2880067194370816120"]);
    for (let n = 0; n < 7; n++) {
      const lanes = [1, 2, 3];
      for (let i = 0; i < n; i++) lanes.push(lanes.shift()!);
      const [a, b, c] = lanes;
      expect(values(interpreter.call("%rotate", [i32(n), i64(1), i64(2), i64(3)]))).toEqual([
        `${c}`,
        `${a}`,
        `${b}`,
      ]);
      const pair = n % 2 === 0 ? ["5", "-6"] : ["-6", "5"];
      expect(values(interpreter.call("%swap", [i32(n), DataValue.i128(5), DataValue.i128(-6)]))).toEqual(
        pair,
      );
    }
  });

  test("many block parameters in one big cycle and many trees", () => {
    const n = 300;
    const params = Array.from({ length: n }, (_, i) => `v${i + 1}: i64`).join(", ");
    const first = Array.from({ length: n }, (_, i) => `v${i + 1000}`);
    const cycle = Array.from({ length: n }, (_, i) => `v${((i + 1) % n) + 1}`).join(", ");
    const spread = Array.from({ length: n }, (_, i) => `v${(i >> 1) + 1}`).join(", ");
    const interpreter = load(`function %f(i64, i64) -> i64, i64, i64 {
block0(v0: i64, v900: i64):
${first.map((v, i) => `    ${v} = iconst.i64 ${i}`).join("\n")}
    jump block1(${first.join(", ")})
block1(${params}):
    brif v0, block2(${cycle}), block2(${spread})
block2(${params.replaceAll(/v(\d+)/g, (_m, d: string) => `v${Number(d) + 400}`)}):
    return v401, v402, v${n + 400}
}`);
    expect(values(interpreter.call("%f", [i64(1), i64(0)]))).toEqual(["1", "2", "0"]);
    expect(values(interpreter.call("%f", [i64(0), i64(0)]))).toEqual(["0", "0", `${(n - 1) >> 1}`]);
  });

  test("branch tables and conditions of every width", () => {
    const interpreter = load(`function %table(i32) -> i32 {
block0(v0: i32):
    v1 = iconst.i32 10
    br_table v0, block2(v0), [block1, block2(v1), block1]
block1:
    v2 = iconst.i32 -1
    return v2
block2(v3: i32):
    return v3
}
function %wide(i128) -> i8 {
block0(v0: i128):
    trapz v0, user5
    brif v0, block1, block2
block1:
    v1 = iconst.i8 1
    return v1
block2:
    trap user1
}
function %deep(i64) -> i8 {
block0(v0: i64):
    trapnz v0, user250
    brif v0, block1, block2
block1:
    v1 = iconst.i8 1
    return v1
block2:
    v2 = iconst.i8 2
    return v2
}`);
    expect([0, 1, 2, 3, -1].map((i) => values(interpreter.call("%table", [i32(i)]))[0])).toEqual([
      "-1",
      "10",
      "-1",
      "3",
      "-1",
    ]);
    expect(values(interpreter.call("%wide", [DataValue.i128(1n << 100n)]))).toEqual(["1"]);
    expect(trapName(interpreter.call("%wide", [DataValue.i128(0)]))).toBe("user5");
    expect(trapName(interpreter.call("%deep", [i64(1n << 40n)]))).toBe("user250");
    expect(values(interpreter.call("%deep", [i64(0)]))).toEqual(["2"]);
  });

  test("fuel: a run stops before the block it cannot pay for, and goes on counting", () => {
    const text = `function %spin(i32) -> i32 {
block0(v0: i32):
    v1 = iconst.i32 1
    jump block1(v0)
block1(v2: i32):
    v3 = isub v2, v1
    brif v3, block1(v3), block2
block2:
    return v3
}`;
    const exact = load(text);
    expect(exact.call("%spin", [i32(100)]).kind).toBe("return");
    expect(exact.executed).toBe(2 + 2 * 100 + 1);
    const enough = load(text, { fuel: 203 });
    expect(enough.call("%spin", [i32(100)]).kind).toBe("return");
    expect(enough.fuel).toBe(0);
    expect(trapName(enough.call("%spin", [i32(1)]))).toBe("out_of_fuel");
    enough.fuel = 5;
    expect(enough.call("%spin", [i32(1)]).kind).toBe("return");
    const short = load(text, { fuel: 202 });
    expect(trapName(short.call("%spin", [i32(100)]))).toBe("out_of_fuel");
    const endless = load("function %f() {\nblock0:\n jump block1\nblock1:\n jump block1\n}", {
      fuel: 100_000,
    });
    expect(trapName(endless.call("%f"))).toBe("out_of_fuel");
  });
});

describe("calls", () => {
  test("direct, indirect, recursive, with many arguments and results of many types", () => {
    const interpreter = load(`function %even(i64) -> i8 {
    fn0 = %odd(i64) -> i8
block0(v0: i64):
    v1 = iconst.i64 1
    v2 = isub v0, v1
    brif v0, block1, block2
block1:
    v3 = call fn0(v2)
    return v3
block2:
    v4 = iconst.i8 1
    return v4
}
function %odd(i64) -> i8 {
    sig0 = (i64) -> i8
    fn0 = %even(i64) -> i8
block0(v0: i64):
    v1 = iconst.i64 1
    v2 = isub v0, v1
    brif v0, block1, block2
block1:
    v5 = func_addr.i64 fn0
    v3 = call_indirect sig0, v5(v2)
    return v3
block2:
    v4 = iconst.i8 0
    return v4
}
function %mixed(i8, i128, f32, i32x4, f64) -> f64, i32x4, f32, i128, i8 {
block0(v0: i8, v1: i128, v2: f32, v3: i32x4, v4: f64):
    return v4, v3, v2, v1, v0
}
function %outer(i8, i128, f32, i32x4, f64) -> i8, f64 {
    fn0 = %mixed(i8, i128, f32, i32x4, f64) -> f64, i32x4, f32, i128, i8
block0(v0: i8, v1: i128, v2: f32, v3: i32x4, v4: f64):
    v5, v6, v7, v8, v9 = call fn0(v0, v1, v2, v3, v4)
    v10, v11, v12, v13, v14 = call fn0(v9, v8, v7, v6, v5)
    return v14, v10
}`);
    expect(values(interpreter.call("%even", [i64(1001)]))).toEqual(["0"]);
    const vector = DataValue.parse(types.I32X4, "[1 -2 3 -4]");
    const args = [
      DataValue.i8(-7),
      DataValue.i128(-(1n << 100n)),
      DataValue.f32(1.5),
      vector,
      DataValue.f64(-2.25),
    ];
    expect(values(interpreter.call("%mixed", args))).toEqual(args.map(String).reverse());
    expect(values(interpreter.call("%outer", args))).toEqual([String(args[0]), String(args[4])]);
  });

  test("tail calls take constant stack, with different argument areas", () => {
    const interpreter = load(
      `function %down(i64, i64) -> i64 tail {
    ss0 = explicit_slot 256
    fn0 = %across(i32, i64, i128, i64) -> i64 tail
block0(v0: i64, v1: i64):
    v2 = iconst.i32 7
    v3 = uextend.i128 v0
    v4 = iconst.i64 1
    v5 = iadd v1, v4
    brif v0, block1, block2
block1:
    return_call fn0(v2, v0, v3, v5)
block2:
    return v1
}
function %across(i32, i64, i128, i64) -> i64 tail {
    ss0 = explicit_slot 64
    sig0 = (i64, i64) -> i64 tail
    fn0 = %down(i64, i64) -> i64 tail
block0(v0: i32, v1: i64, v2: i128, v3: i64):
    v4 = ireduce.i64 v2
    v5 = iconst.i64 1
    v6 = isub v4, v5
    v7 = func_addr.i64 fn0
    return_call_indirect sig0, v7(v6, v3)
}
function %start(i64) -> i64 {
    fn0 = %down(i64, i64) -> i64 tail
block0(v0: i64):
    v1 = iconst.i64 0
    v2 = call fn0(v0, v1)
    v3 = iadd v2, v0
    return v3
}`,
      { stackBytes: 4096 },
    );
    expect(values(interpreter.call("%start", [i64(100_000)]))).toEqual(["200000"]);
  });

  test("deep recursion ends in a stack overflow, not in the host's", () => {
    const interpreter = load(`function %f(i64) -> i64 {
    ss0 = explicit_slot 8
    fn0 = %f(i64) -> i64
block0(v0: i64):
    v1 = call fn0(v0)
    return v1
}`);
    const result = interpreter.call("%f", [i64(1)]);
    expect(trapName(result)).toBe("stk_ovf");
    expect(result.kind === "trap" && result.trace.length).toBe(64);
    expect(result.kind === "trap" && result.trace[0]?.func).toBe("%f");
    // And the interpreter can be used again.
    expect(trapName(interpreter.call("%f", [i64(1)]))).toBe("stk_ovf");
  });

  test("calls that cannot be made", () => {
    const wrong = load(`function %direct() -> i32 {
    fn0 = %callee(i32) -> i32
block0:
    v0 = iconst.i32 1
    v1 = call fn0(v0)
    return v1
}
function %callee(i64) -> i32 {
block0(v0: i64):
    v1 = ireduce.i32 v0
    return v1
}
function %missing() -> i32 {
    fn0 = %nobody() -> i32
block0:
    v1 = call fn0()
    return v1
}
function %wild(i64) -> i32 {
    sig0 = () -> i32
block0(v0: i64):
    v1 = call_indirect sig0, v0()
    return v1
}`);
    expect(trapName(wrong.call("%direct"))).toBe("bad_signature");
    expect(trapName(wrong.call("%missing"))).toBe("unknown_function");
    for (const address of [0n, 1n, 0xdeadbeefn, wrong.functionAddress("%callee") + 1n]) {
      expect(trapName(wrong.call("%wild", [i64(address)]))).toBe("unknown_function");
    }
    expect(trapName(wrong.call("%wild", [i64(wrong.functionAddress("%callee"))]))).toBe("bad_signature");
    expect(() => wrong.call("%nothing")).toThrow(InterpreterError);
    expect(() => wrong.call("%nobody")).toThrow(InterpreterError);
    expect(() => wrong.call("%wild", [])).toThrow(InterpreterError);
    expect(() => wrong.call("%wild", [i32(1)])).toThrow(InterpreterError);
  });

  test("host functions: results, re-entry, traps, tail position, redefinition", () => {
    const interpreter = load(`function %twice(i64) -> i64 {
    fn0 = %host(i64) -> i64
block0(v0: i64):
    v1 = call fn0(v0)
    v2 = call fn0(v1)
    return v2
}
function %tail(i64) -> i64 tail {
    fn0 = %host(i64) -> i64 tail
block0(v0: i64):
    return_call fn0(v0)
}
function %add1(i64) -> i64 {
block0(v0: i64):
    v1 = iconst.i64 1
    v2 = iadd v0, v1
    return v2
}
function %fail() {
block0:
    trap user9
}`);
    interpreter.defineHost("%host", ([x], context) =>
      context.call("%add1", [DataValue.i64(x!.toSigned() * 10n)]),
    );
    expect(values(interpreter.call("%twice", [i64(3)]))).toEqual(["311"]);
    for (let i = 0; i < 100; i++)
      expect(values(interpreter.call("%tail", [i64(i)]))).toEqual([`${i * 10 + 1}`]);
    expect(() => interpreter.call("%host", [i64(3)])).toThrow(InterpreterError);
    interpreter.defineHost("%host", ([x], context) => (x!.toBits() === 0n ? context.trap(77) : [x!]));
    expect(trapName(interpreter.call("%twice", [i64(0)]))).toBe("user77");
    interpreter.defineHost("%host", (_args, context) => context.call("%fail", []));
    expect(trapName(interpreter.call("%twice", [i64(0)]))).toBe("user9");
    interpreter.defineHost("%host", () => [i32(1)]);
    expect(trapName(interpreter.call("%twice", [i64(0)]))).toBe("bad_signature");
    const sig = signature([types.I64], [types.I64]);
    interpreter.defineHost("%host", ([x]) => [x!], sig);
    expect(values(interpreter.call("%host", [i64(8)]))).toEqual(["8"]);
    for (const func of parseFunctions(
      "function %host(i64) -> i64 {\nblock0(v0: i64):\n v1 = ineg v0\n return v1\n}",
    )) {
      interpreter.define(func);
    }
    expect(values(interpreter.call("%tail", [i64(5)]))).toEqual(["-5"]);
    interpreter.defineHost("%host", () => {
      throw new RangeError("host's own");
    });
    expect(() => interpreter.call("%twice", [i64(0)])).toThrow(RangeError);
    interpreter.defineHost("%host", ([x]) => [x!]);
    expect(values(interpreter.call("%twice", [i64(6)]))).toEqual(["6"]);
  });

  test("library calls", () => {
    const interpreter = load(`function %round(f64, f32) -> f64, f32, f64 {
    fn0 = %CeilF64(f64) -> f64
    fn1 = %NearestF32(f32) -> f32
    fn2 = %FmaF64(f64, f64, f64) -> f64
block0(v0: f64, v1: f32):
    v2 = call fn0(v0)
    v3 = call fn1(v1)
    v4 = call fn2(v0, v0, v0)
    return v2, v3, v4
}
function %copy() -> i64, i32 {
    ss0 = explicit_slot 32
    fn0 = %Memset(i64, i32, i64) -> i64
    fn1 = %Memmove(i64, i64, i64) -> i64
    fn2 = %Memcmp(i64, i64, i64) -> i32
block0:
    v0 = stack_addr.i64 ss0
    v1 = iconst.i32 0x5a
    v2 = iconst.i64 5
    v3 = call fn0(v0, v1, v2)
    v4 = iconst.i64 3
    v5 = iadd v0, v4
    v6 = call fn1(v5, v0, v2)
    v7 = load.i64 little v0
    v8 = call fn2(v0, v5, v2)
    return v7, v8
}`);
    expect(values(interpreter.call("%round", [DataValue.f64(1.25), DataValue.f32(2.5)]))).toEqual(
      [DataValue.f64(2), DataValue.f32(2), DataValue.f64(1.25 * 1.25 + 1.25)].map(String),
    );
    expect(values(interpreter.call("%copy"))).toEqual([`${0x5a5a5a5a5a5a5a5an}`, "0"]);
  });
});

describe("exceptions", () => {
  const text = `function %thrower(i64, i64, i32) tail {
    fn0 = %__cranelift_throw(i64, i64, i64, i32, i64, i64)
block0(v0: i64, v1: i64, v2: i32):
    v3 = iconst.i64 0
    call fn0(v3, v3, v3, v2, v0, v1)
    return
}
function %middle(i64, i64, i32) tail {
    ss0 = explicit_slot 128
    fn0 = %thrower(i64, i64, i32) tail
block0(v0: i64, v1: i64, v2: i32):
    call fn0(v0, v1, v2)
    return
}
function %catch(i64, i64, i32, i64) -> i64, i64 {
    sig0 = (i64, i64, i32) tail
    fn0 = %middle(i64, i64, i32) tail
block0(v0: i64, v1: i64, v2: i32, v9: i64):
    v3 = iconst.i64 100
    try_call fn0(v0, v1, v2), sig0, block1, [ tag1: block2(exn0, exn1), context v9, tag2: block3(v3, exn1), tag3: block2(exn1, exn0) ]
block1:
    v4 = iconst.i64 -1
    return v4, v4
block2(v5: i64, v6: i64):
    return v5, v6
block3(v7: i64, v8: i64):
    return v7, v8
}
function %all(i32) -> i64 {
    sig0 = (i64, i64, i32, i64) -> i64, i64
    fn0 = %catch(i64, i64, i32, i64) -> i64, i64
block0(v0: i32):
    v1 = iconst.i64 5
    v2 = func_addr.i64 fn0
    try_call_indirect v2(v1, v1, v0, v1), sig0, block1(ret1, ret0), [ default: block2(exn0) ]
block1(v3: i64, v4: i64):
    v5 = isub v3, v4
    return v5
block2(v6: i64):
    v7 = ineg v6
    return v7
}`;

  test("handlers by tag, through frames, with payload", () => {
    const interpreter = load(text);
    const run = (tag: number) => interpreter.call("%catch", [i64(11), i64(22), i32(tag), i64(7)]);
    expect(values(run(1))).toEqual(["11", "22"]);
    expect(values(run(2))).toEqual(["100", "22"]);
    expect(values(run(3))).toEqual(["22", "11"]);
    expect(trapName(run(4))).toBe("uncaught_exception");
    expect(interpreter.uncaughtException).toEqual({ tag: 4, payload: [11n, 22n] });
    expect(values(interpreter.call("%all", [i32(9)]))).toEqual(["-5"]);
    expect(values(interpreter.call("%all", [i32(2)]))).toEqual([`${5 - 100}`]);
    for (let i = 0; i < 3_000; i++) run(1);
    expect(values(run(1))).toEqual(["11", "22"]);
  });

  test("dynamic contexts decide what a tag means", () => {
    const seen: string[] = [];
    const interpreter = load(text, {
      matchTag: (thrown, tag, context) => {
        seen.push(`${thrown} ${tag} ${context}`);
        return context === 7n && tag === 2;
      },
    });
    expect(values(interpreter.call("%catch", [i64(11), i64(22), i32(50), i64(7)]))).toEqual(["100", "22"]);
    expect(seen).toEqual(["50 1 undefined", "50 2 7"]);
  });

  test("exceptions from and through host functions", () => {
    const interpreter = load(text);
    interpreter.defineHost("%thrower", ([a, b, tag], context) =>
      context.throwException(Number(tag!.toBits()), a!.toBits() + 1n, b!.toBits() + 1n),
    );
    expect(values(interpreter.call("%catch", [i64(11), i64(22), i32(1), i64(7)]))).toEqual(["12", "23"]);
    interpreter.defineHost("%middle", (args, context) => context.call("%catch", [...args, args[0]!]));
    const other = load(text);
    other.defineHost("%middle", (args, context) => {
      context.call("%thrower", args);
      return [];
    });
    expect(values(other.call("%catch", [i64(1), i64(2), i32(1), i64(7)]))).toEqual(["1", "2"]);
  });
});

describe("memory", () => {
  const copy = `function %store(i64, i64) {
block0(v0: i64, v1: i64):
    store user3 v1, v0
    return
}
function %bytes(i64) -> i64, i64, i64, i64 {
block0(v0: i64):
    v1 = uload8.i64 v0
    v2 = sload8.i64 v0+1
    v3 = uload16.i64 v0+2
    v4 = sload32.i64 v0+4
    return v1, v2, v3, v4
}
function %narrow(i64, i64) {
block0(v0: i64, v1: i64):
    istore8 v1, v0
    istore16 v1, v0+2
    istore32 v1, v0+4
    return
}
function %orders(i64) -> i64, i64, i64 {
block0(v0: i64):
    v1 = load.i64 big v0
    v2 = load.i64 little v0
    v3 = load.i64 v0
    return v1, v2, v3
}`;

  test("accesses of all sizes in both byte orders", () => {
    for (const endianness of ["little", "big"] as const) {
      const interpreter = load(copy, { endianness });
      const at = interpreter.memory.allocate(16);
      expect(interpreter.call("%store", [i64(at), i64(0x0102030405068788n)]).kind).toBe("return");
      const bytes = interpreter.memory.bytesAt(at, 8)!;
      const expected = [1, 2, 3, 4, 5, 6, 0x87, 0x88];
      expect([...bytes]).toEqual(endianness === "big" ? expected : expected.reverse());
      bytes.set([0xff, 0x80, 0x34, 0x12, 0xfe, 0xff, 0xff, 0xff]);
      const little = ["255", "-128", `${0x1234}`, "-2"];
      const big = ["255", "-128", `${0x3412}`, `${BigInt.asIntN(32, 0xfeffffffn)}`];
      expect(values(interpreter.call("%bytes", [i64(at)]))).toEqual(endianness === "big" ? big : little);
      interpreter.call("%narrow", [i64(at), i64(0x1122334455667788n)]);
      const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
      expect(view.getUint8(0)).toBe(0x88);
      expect(view.getUint16(2, endianness === "little")).toBe(0x7788);
      expect(view.getUint32(4, endianness === "little")).toBe(0x55667788);
      const [asBig, asLittle, native] = values(interpreter.call("%orders", [i64(at)]));
      expect(asBig).toBe(String(view.getBigInt64(0)));
      expect(asLittle).toBe(String(view.getBigInt64(0, true)));
      expect(native).toBe(endianness === "big" ? asBig : asLittle);
    }
  });

  test("accesses outside trap with the access's code", () => {
    const interpreter = load(copy);
    const at = interpreter.memory.allocate(16);
    expect(trapName(interpreter.call("%store", [i64(0), i64(0)]))).toBe("user3");
    expect(trapName(interpreter.call("%store", [i64(at + 9n), i64(0)]))).toBe("user3");
    expect(trapName(interpreter.call("%store", [i64(-8), i64(0)]))).toBe("user3");
    expect(trapName(interpreter.call("%store", [i64(interpreter.functionAddress("%store")), i64(0)]))).toBe(
      "user3",
    );
    expect(trapName(interpreter.call("%orders", [i64(at + (1n << 32n))]))).toBe("heap_oob");
    const result = interpreter.call("%store", [i64(0), i64(0)]);
    expect(result.kind === "trap" && result.trace).toEqual([{ func: "%store", inst: 0 }]);
  });

  test("mapped buffers are shared, and may be read-only", () => {
    const interpreter = load(copy);
    const buffer = new ArrayBuffer(64);
    const at = interpreter.memory.map(buffer);
    interpreter.call("%store", [i64(at + 8n), i64(42)]);
    expect(new DataView(buffer).getBigInt64(8, true)).toBe(42n);
    const constant = interpreter.memory.map(buffer, { readonly: true });
    expect(values(interpreter.call("%orders", [i64(constant + 8n)]))[1]).toBe("42");
    expect(trapName(interpreter.call("%store", [i64(constant), i64(1)]))).toBe("user3");
    expect(trapName(interpreter.call("%store", [i64(at + 57n), i64(1)]))).toBe("user3");
  });

  test("pointers of 32 bits", () => {
    const interpreter = load(
      `function %f(i32) -> i32, i32 {
    ss0 = explicit_slot 16
    sig0 = (i32) -> i32
    fn0 = %g(i32) -> i32
block0(v0: i32):
    v1 = stack_addr.i32 ss0+4
    store v0, v1+4
    v2 = load.i32 v1+4
    v3 = func_addr.i32 fn0
    v4 = call_indirect sig0, v3(v2)
    v5 = symbol_value.i32 gv0
    v6 = load.i32 v5+4
    return v4, v6
}
function %g(i32) -> i32 {
block0(v0: i32):
    v1 = ineg v0
    return v1
}
function %at(i32) -> i8 {
block0(v0: i32):
    v1 = load.i8 v0-1
    return v1
}`.replace("    sig0", "    gv0 = symbol %data\n    sig0"),
      { pointerBits: 32 },
    );
    interpreter.defineData("%data", Uint8Array.of(0, 0, 0, 0, 9, 1, 0, 0));
    expect(values(interpreter.call("%f", [i32(5)]))).toEqual(["-5", "265"]);
    for (const address of [0, 1, -1, 0x70000000]) {
      expect(trapName(interpreter.call("%at", [i32(address)]))).toBe("heap_oob");
    }
  });

  test("stack slots are zero at first, aligned, and gone after the call", () => {
    const interpreter = load(`function %slots() -> i64, i64, i64 {
    ss0 = explicit_slot 3
    ss1 = explicit_slot 64, align = 64
    ss2 = explicit_slot 8
block0:
    v0 = stack_addr.i64 ss1
    v1 = stack_addr.i64 ss2
    v2 = load.i64 v1
    v3 = iconst.i64 -1
    store v3, v1
    return v0, v1, v2
}`);
    const [first, , zero] = values(interpreter.call("%slots"));
    expect(BigInt(first!) % 64n).toBe(0n);
    expect(zero).toBe("0");
    expect(values(interpreter.call("%slots"))[2]).toBe("0");
  });

  test("struct arguments are copied", () => {
    const interpreter = load(`function %callee(i64 sarg(16)) -> i64 {
block0(v0: i64):
    v1 = load.i64 v0+8
    v2 = iconst.i64 0
    store v2, v0+8
    return v1
}
function %caller() -> i64, i64 {
    ss0 = explicit_slot 16
    fn0 = %callee(i64 sarg(16)) -> i64
block0:
    v0 = stack_addr.i64 ss0
    v1 = iconst.i64 33
    store v1, v0+8
    v2 = call fn0(v0)
    v3 = load.i64 v0+8
    return v2, v3
}`);
    expect(values(interpreter.call("%caller"))).toEqual(["33", "33"]);
    expect(abiParam(types.I64, { purpose: "sarg", sargSize: 16 }).sargSize).toBe(16);
  });

  test("widening vector loads, dynamic vectors", () => {
    const interpreter = load(`function %loads(i64) -> i16x8, i16x8, i32x4, i32x4, i64x2, i64x2 {
block0(v0: i64):
    v1 = uload8x8 v0
    v2 = sload8x8 v0
    v3 = uload16x4 little v0
    v4 = sload16x4 big v0
    v5 = uload32x2 v0
    v6 = sload32x2 v0
    return v1, v2, v3, v4, v5, v6
}
function %dynamic(i32) -> i32 {
    gv0 = dyn_scale_target_const.i32x4
    dt0 = i32x4*gv0
    dss0 = explicit_dynamic_slot dt0
block0(v0: i32):
    v1 = splat.dt0 v0
    v2 = iadd v1, v1
    v3 = dynamic_stack_addr.i64 dss0
    store v2, v3
    v4 = load.dt0 v3
    v5 = extract_vector v4, 0
    v6 = extractlane v5, 3
    return v6
}`);
    const at = interpreter.defineData("%d", Uint8Array.of(1, 2, 3, 0xff, 0x80, 0, 0x7f, 0xfe));
    expect(values(interpreter.call("%loads", [i64(at)]))).toEqual([
      "[1 2 3 255 128 0 127 254]",
      "[1 2 3 -1 -128 0 127 -2]",
      `[${0x0201} ${0xff03} ${0x0080} ${0xfe7f}]`,
      `[${0x0102} ${0x03ff} ${0x8000 - 65536} ${0x7ffe}]`,
      `[${0xff030201} ${0xfe7f0080}]`,
      `[${0xff030201 - 2 ** 32} ${0xfe7f0080 - 2 ** 32}]`,
    ]);
    expect(values(interpreter.call("%dynamic", [i32(21)]))).toEqual(["42"]);
  });

  test("atomics at every width and order", () => {
    const operators = ["add", "sub", "and", "nand", "or", "xor", "xchg", "umin", "umax", "smin", "smax"];
    for (const bits of [8, 16, 32, 64, 128]) {
      const type = types.intWithBits(bits);
      const mask = (1n << BigInt(bits)) - 1n;
      const text = operators.map(
        (op) => `function %${op}(i64, i${bits}) -> i${bits}, i${bits} {
block0(v0: i64, v1: i${bits}):
    v2 = atomic_rmw.i${bits} big ${op} v0, v1
    v3 = atomic_load.i${bits} big v0
    return v2, v3
}`,
      );
      text.push(`function %cas(i64, i${bits}, i${bits}) -> i${bits}, i${bits} {
block0(v0: i64, v1: i${bits}, v2: i${bits}):
    v3 = atomic_cas v0, v1, v2
    fence
    v4 = atomic_load.i${bits} v0
    return v3, v4
}
function %set(i64, i${bits}) {
block0(v0: i64, v1: i${bits}):
    atomic_store big v1, v0
    return
}`);
      const interpreter = load(text.join("\n"));
      const at = interpreter.memory.allocate(32);
      const old = BigInt.asUintN(bits, 0xf0e1d2c3b4a5968778695a4b3c2d1e0fn);
      const operand = BigInt.asUintN(bits, 0x0123456789abcdeffedcba9876543210n) | 1n;
      const s = (x: bigint) => BigInt.asIntN(bits, x);
      const expected: Record<string, bigint> = {
        add: old + operand,
        sub: old - operand,
        and: old & operand,
        nand: ~(old & operand),
        or: old | operand,
        xor: old ^ operand,
        xchg: operand,
        umin: old < operand ? old : operand,
        umax: old > operand ? old : operand,
        smin: s(old) < s(operand) ? old : operand,
        smax: s(old) > s(operand) ? old : operand,
      };
      for (const op of operators) {
        interpreter.call("%set", [i64(at), DataValue.bits(type, old)]);
        const result = interpreter.call(`%${op}`, [i64(at), DataValue.bits(type, operand)]);
        expect(result.kind === "return" && result.values.map((v) => v.toBits()), `${op} ${bits}`).toEqual([
          old,
          expected[op]! & mask,
        ]);
      }
      const cell = [i64(at + 16n), DataValue.bits(type, 0n), DataValue.bits(type, operand)] as const;
      expect(values(interpreter.call("%cas", [...cell]))[0]).toBe("0");
      expect(values(interpreter.call("%cas", [...cell]))).toEqual([String(cell[2]), String(cell[2])]);
      if (bits > 8) {
        expect(trapName(interpreter.call("%set", [i64(at + 1n), DataValue.bits(type, 0n)]))).toBe(
          "misaligned",
        );
      }
      expect(trapName(interpreter.call("%set", [i64(0), DataValue.bits(type, 0n)]))).toBe("heap_oob");
    }
  });
});

test("registers and addresses without a machine", () => {
  const interpreter = load(`function %outer() -> i64, i64, i64, i64, i64 {
    fn0 = %inner() -> i64, i64, i64
block0:
    v0 = get_frame_pointer.i64
    v1 = get_stack_pointer.i64
    v2, v3, v4 = call fn0()
    return v0, v1, v2, v3, v4
}
function %inner() -> i64, i64, i64 {
block0:
    v0 = get_frame_pointer.i64
    v1 = load.i64 v0
    v2 = load.i64 v0+8
    v3 = get_return_address.i64
    v4 = icmp eq v2, v3
    v5 = uextend.i64 v4
    return v0, v1, v5
}
function %pinned(i64) -> i64 {
block0(v0: i64):
    set_pinned_reg v0
    v1 = get_pinned_reg.i64
    v2 = iadd v1, v1
    return v2
}
function %odds() {
block0:
    nop
    fence
    sequence_point
    debugtrap
    return
}
function %switch(i64) -> i64 {
block0(v0: i64):
    v1 = stack_switch v0, v0, v0
    return v1
}
function %symbol() -> i64, i64 {
    gv0 = symbol %data+4
    gv1 = symbol tls %thread
    gv2 = symbol %other
block0:
    v0 = symbol_value.i64 gv0
    v1 = tls_value.i64 gv1
    v2 = load.i64 v0-4
    return v2, v1
}
function %unknown() -> i64 {
    gv0 = symbol %other
block0:
    v0 = symbol_value.i64 gv0
    return v0
}`);
  const [fp, sp, inner, saved, same] = values(interpreter.call("%outer")).map(BigInt);
  expect(saved).toBe(fp);
  expect(sp! <= fp!).toBe(true);
  expect(inner! < sp!).toBe(true);
  expect(same).toBe(1n);
  expect(values(interpreter.call("%pinned", [i64(21n << 32n)]))).toEqual([String(42n << 32n)]);
  expect(values(interpreter.call("%odds"))).toEqual([]);
  expect(trapName(interpreter.call("%switch", [i64(0)]))).toBe("unsupported");
  interpreter.defineData("%data", Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0));
  const thread = interpreter.defineData("%thread", new Uint8Array(8));
  expect(values(interpreter.call("%symbol"))).toEqual(["7", String(thread)]);
  expect(trapName(interpreter.call("%unknown"))).toBe("unknown_symbol");
});

test("a provider supplies functions when they are first mentioned", () => {
  const asked: string[] = [];
  const interpreter = load(
    `function %f(i64) -> i64 {
    fn0 = u7:9(i64) -> i64
block0(v0: i64):
    v1 = call fn0(v0)
    return v1
}`,
    {
      resolve: (name) => {
        asked.push(name);
        return name === "u7:9" ? ([x]) => [DataValue.i64(x!.toSigned() + 1n)] : undefined;
      },
    },
  );
  expect(values(interpreter.call("%f", [i64(1)]))).toEqual(["2"]);
  expect(asked).toEqual(["u7:9"]);
});

test("a chain of 100,000 aliases, a block of 100,000 instructions, 20,000 blocks", () => {
  const n = 100_000;
  const lines = ["v1 = iadd v0, v0"];
  for (let i = 1; i < n; i++) lines.push(`v${i + 1} -> v${i}`);
  for (let i = 0; i < n; i++) lines.push(`v${n + 1 + i} = iadd v${i % n}, v${(i * 7) % n}`);
  lines.push(`return v${2 * n}`);
  const interpreter = load(`function %f(i64) -> i64 {\nblock0(v0: i64):\n${lines.join("\n")}\n}
function %g(i64) -> i64 {
block0(v0: i64):
    jump block1(v0)
${Array.from({ length: 20_000 }, (_, i) => `block${i + 1}(v${i + 1}: i64):\n    jump block${i + 2}(v${i + 1})`).join("\n")}
block20001(v20001: i64):
    return v20001
}`);
  expect(values(interpreter.call("%f", [i64(3)]))).toEqual(["12"]);
  expect(values(interpreter.call("%g", [i64(9)]))).toEqual(["9"]);
});

test("a cleared interpreter starts anew", () => {
  const interpreter = load("function %f(i64) -> i64 {\nblock0(v0: i64):\n v1 = load.i64 v0\n return v1\n}", {
    fuel: 10,
  });
  const at = interpreter.defineData("%d", Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0));
  expect(values(interpreter.call("%f", [i64(at)]))).toEqual(["5"]);
  interpreter.clear();
  expect(interpreter.fuel).toBe(10);
  expect(() => interpreter.call("%f", [i64(at)])).toThrow(InterpreterError);
  for (const func of parseFunctions(
    "function %f(i64) -> i64 {\nblock0(v0: i64):\n v1 = load.i64 v0\n return v1\n}",
  )) {
    interpreter.define(func);
  }
  expect(trapName(interpreter.call("%f", [i64(at)]))).toBe("heap_oob");
  const again = interpreter.memory.allocate(8);
  expect(values(interpreter.call("%f", [i64(again)]))).toEqual(["0"]);
});

test("executions are counted per instruction", () => {
  const text = `function %f(i32) -> i32 {
block0(v0: i32):
    v1 = iconst.i32 1
    jump block1(v0)
block1(v2: i32):
    v3 = isub v2, v1
    trapz v3, user1
    v4 = icmp eq v3, v1
    brif v4, block2, block1(v3)
block2:
    return v3
}`;
  const interpreter = load(text, { countExecutions: true });
  expect(interpreter.executionCounts("%f")).toBeUndefined();
  expect(values(interpreter.call("%f", [i32(5)]))).toEqual(["1"]);
  expect([...interpreter.executionCounts("%f")!]).toEqual([1, 1, 4, 4, 4, 4, 1]);
  expect(trapName(interpreter.call("%f", [i32(1)]))).toBe("user1");
  expect([...interpreter.executionCounts("%f")!]).toEqual([2, 2, 5, 5, 4, 4, 1]);
  interpreter.clear();
  expect(interpreter.executionCounts("%f")).toBeUndefined();
  expect(load(text).executionCounts("%f")).toBeUndefined();
});
