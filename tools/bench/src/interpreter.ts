/** The interpreter: nanoseconds per executed CLIF instruction, on loops of different kinds, and per decoded one. */

import { DataValue } from "@cranelift-ts/codegen-ir";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { Suite } from "./harness.ts";

const suite = new Suite("interpreter");

/** A loop over `body` with an i64 counter v1 and an accumulator v2 of type `type`; the body defines v9. */
function loop(type: string, body: string): string {
  return `function %loop(i64, ${type}) -> ${type} {
    ss0 = explicit_slot 64, align = 16
block0(v0: i64, v3: ${type}):
    jump block1(v0, v3)
block1(v1: i64, v2: ${type}):
${body}
    v4 = iconst.i64 1
    v5 = isub v1, v4
    v6 = iconst.i64 0
    v7 = icmp ne v5, v6
    brif v7, block1(v5, v9), block2
block2:
    return v9
}`;
}

const LOOPS: readonly (readonly [string, string, string])[] = [
  ["i64 add", "i64", "v9 = iadd v2, v1"],
  [
    "i64 hash (multiply, rotate, xor, shift)",
    "i64",
    `v10 = iconst.i64 0x9e37_79b9_7f4a_7c15
     v11 = imul v2, v10
     v12 = iconst.i8 29
     v13 = rotl v11, v12
     v14 = bxor v13, v1
     v15 = iconst.i8 7
     v16 = ushr v14, v15
     v9 = iadd v14, v16`,
  ],
  [
    "i64 compare and select",
    "i64",
    `v10 = icmp ult v2, v1
     v11 = iadd v2, v1
     v12 = isub v2, v1
     v13 = select v10, v11, v12
     v14 = icmp slt v13, v2
     v15 = select v14, v13, v11
     v9 = bor v15, v1`,
  ],
  [
    "i64 divide",
    "i64",
    "v10 = udiv v2, v1\n v11 = urem v2, v1\n v12 = iadd v10, v11\n v13 = iconst.i64 0x1234_5678_9abc_def0\n v9 = iadd v12, v13",
  ],
  [
    "i32 arithmetic",
    "i32",
    "v10 = ireduce.i32 v1\n v11 = imul v2, v10\n v12 = iadd v11, v10\n v13 = bxor v12, v2\n v9 = rotl v13, v10",
  ],
  [
    "i8 arithmetic",
    "i8",
    "v10 = ireduce.i8 v1\n v11 = imul v2, v10\n v12 = iadd v11, v10\n v9 = bxor v12, v2",
  ],
  [
    "f64 arithmetic",
    "f64",
    `v10 = f64const 0x1.8p-1
     v11 = fmul v2, v10
     v12 = fadd v11, v10
     v13 = fsub v12, v2
     v14 = fcmp lt v13, v2
     v15 = select v14, v12, v13
     v9 = fdiv v15, v10`,
  ],
  [
    "f32 arithmetic",
    "f32",
    "v10 = f32const 0x1.8p-1\n v11 = fmul v2, v10\n v12 = fadd v11, v10\n v9 = fsub v12, v10",
  ],
  [
    "memory (stack slot)",
    "i64",
    `v10 = stack_addr.i64 ss0
     store v2, v10
     v11 = load.i64 v10
     v12 = iadd v11, v1
     store v12, v10+8
     v13 = uload8.i64 v10+8
     v9 = iadd v12, v13`,
  ],
  [
    "i32x4 vectors",
    "i32x4",
    "v10 = iadd v2, v2\n v11 = bxor v10, v2\n v12 = imul v11, v10\n v9 = iadd v12, v2",
  ],
  ["i128", "i128", "v10 = uextend.i128 v1\n v11 = iadd v2, v10\n v12 = imul v11, v10\n v9 = bxor v12, v2"],
  [
    "f128",
    "f128",
    "v10 = fcvt_from_sint.f128 v1\n v11 = fadd v2, v10\n v12 = fmul v11, v10\n v9 = fsub v12, v2",
  ],
];

const STEPS = 20_000;

for (const [name, type, body] of LOOPS) {
  const label = `${name}, per instruction`;
  if (!suite.wants(label)) continue;
  const [func] = parseFunctions(loop(type, body));
  const interpreter = new Interpreter();
  interpreter.define(func);
  const args = [
    DataValue.i64(STEPS),
    type.includes("x")
      ? DataValue.parse(func.signature.params[1].type, "[1 2 3 4]")
      : DataValue.bits(func.signature.params[1].type, 1n),
  ];
  const run = (): number => {
    const before = interpreter.executed;
    const result = interpreter.call(func, args);
    if (result.kind === "trap") throw new Error(result.name);
    return interpreter.executed - before;
  };
  suite.bench(label, run(), run, { unit: "executed instruction" });
}

if (suite.wants("recursive calls, per instruction")) {
  const [fib] = parseFunctions(`function %fib(i32) -> i32 {
    fn0 = %fib(i32) -> i32
block0(v0: i32):
    v1 = iconst.i32 2
    v2 = icmp ult v0, v1
    brif v2, block1, block2
block1:
    return v0
block2:
    v3 = iconst.i32 1
    v4 = isub v0, v3
    v5 = call fn0(v4)
    v6 = isub v0, v1
    v7 = call fn0(v6)
    v8 = iadd v5, v7
    return v8
}`);
  const interpreter = new Interpreter();
  interpreter.define(fib);
  const run = (): number => {
    const before = interpreter.executed;
    interpreter.call(fib, [DataValue.i32(17)]);
    return interpreter.executed - before;
  };
  suite.bench("recursive calls, per instruction", run(), run, { unit: "executed instruction" });
}

if (suite.wants("decode, per instruction")) {
  const lines: string[] = [];
  for (let i = 0; i < 1000; i++) lines.push(`    v${i + 2} = iadd v${i + 1}, v${i}`);
  const [func] = parseFunctions(
    `function %straight(i64, i64) -> i64 {\nblock0(v0: i64, v1: i64):\n${lines.join("\n")}\n    return v1001\n}`,
  );
  const interpreter = new Interpreter();
  const args = [DataValue.i64(1), DataValue.i64(2)];
  suite.bench("decode and execute once, per instruction", 1001, () => {
    interpreter.clear();
    interpreter.define(func);
    const result = interpreter.call(func, args);
    return result.kind === "return" ? 1 : 0;
  });
}

suite.finish();
