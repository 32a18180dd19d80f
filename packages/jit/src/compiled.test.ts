import { Worker } from "node:worker_threads";
import { DataValue, flagsBuilder, lookupIsa, type Flags, type IsaInfo } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { loadJitHost, type CodeBlock, type JitHost } from "@cranelift-ts/jit-host";
import type { FuncId } from "@cranelift-ts/module";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, test } from "vitest";
import { JitModule, JitRuntime, NativeException, TrapError } from "./index.ts";

/**
 * Adds up 1 to n, one frame each, and asks JavaScript at the bottom. Its frames keep values across the call, so that they
 * go wrong if their code or their stack does.
 */
const SUM = `function %f(i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    sig1 = () -> i64 system_v
    fn0 = %f sig0
    fn1 = %bottom sig1
block0(v0: i64):
    brif v0, block1, block2
block1:
    v1 = iconst.i64 -1
    v2 = iadd v0, v1
    v3 = call fn0(v2)
    v4 = iadd v3, v0
    return v4
block2:
    v5 = call fn1()
    return v5
}`;
const sum = (n: number): bigint => (BigInt(n) * BigInt(n + 1)) / 2n;

/** Also i128 values in signatures, and more results than there are registers. */
function flags(): Flags {
  const builder = flagsBuilder();
  builder.enable("enable_multi_ret_implicit_sret");
  builder.enable("enable_llvm_abi_extensions");
  return builder.finish();
}

const isa: IsaInfo = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags());
let host: JitHost | undefined;
try {
  host = loadJitHost();
} catch {
  // Said by the name of the skipped test.
}
const runs =
  "createBackend" in isa && host !== undefined && process.platform === "linux" && process.arch === "x64";

/** (module (memory 1) (func (export "f") (drop (i32.load (i32.const 0x7fffffff))))) */
const WASM: readonly number[] = [
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0],
  ...[10, 14, 1, 12, 0, 65, 255, 255, 255, 255, 7, 40, 2, 0, 26, 11],
];

test.skipIf(runs)("no code can be made or run here: nothing else is tested", () => expect(runs).toBe(false));

describe.runIf(runs)("compiled functions", () => {
  const runtime = runs ? new JitRuntime({ host: host! }) : undefined!;

  /** A module with the functions of a text; `imports` are functions of JavaScript. */
  function load(
    text: string,
    imports: Record<string, (...args: never[]) => unknown> = {},
  ): { readonly jit: JitModule; readonly id: (name: string) => FuncId } {
    const jit = new JitModule({ isa, runtime });
    const functions = parseFunctions(text);
    const nameOf = (f: (typeof functions)[0]): string => (f.name.kind === "testcase" ? f.name.name : "");
    for (const f of functions) jit.declareFunction(nameOf(f), "export", f.signature);
    for (const f of functions) {
      for (const e of f.dfg.extFuncs) {
        if (e.name.kind !== "testcase") continue;
        const target = imports[e.name.name];
        const sig = f.dfg.signatures[e.signature]!;
        if (target !== undefined) jit.declareHostFunction(e.name.name, sig, target);
        else jit.declareFunction(e.name.name, "import", sig);
      }
    }
    const id = (name: string): FuncId => jit.declarations.lookup(name)!.id as FuncId;
    for (const f of functions) jit.defineFunction(id(nameOf(f)), f);
    jit.finalize();
    return { jit, id };
  }

  test.each(["system_v", "fast", "tail"])("every type through the mailbox, convention %s", (convention) => {
    const cases: [string, unknown[], unknown][] = [
      ["i8", [-5], -5],
      ["i16", [0x1_8000], -0x8000],
      ["i32", [-7], -7],
      ["i64", [-(2n ** 63n)], -(2n ** 63n)],
      ["i128", [-(2n ** 100n) + 5n], -(2n ** 100n) + 5n],
      ["f32", [0.1], Math.fround(0.1)],
      ["f64", [0.1], 0.1],
      ["i8x16", [Uint8Array.from({ length: 16 }, (_, i) => i)], Uint8Array.from({ length: 16 }, (_, i) => i)],
    ];
    for (const [type, args, result] of cases) {
      const { jit, id } = load(
        `function %f(${type}) -> ${type} ${convention} {\nblock0(v0: ${type}):\n return v0\n}`,
      );
      expect(jit.getFunction(id("f"))(...args)).toEqual(result);
    }
    const many = "i32, f64, i64, f32, i8, i16, i128, f64, i64, i64, i64, i64, i32".split(", ");
    const params = many.map((t, i) => `v${i}: ${t}`).join(", ");
    const { jit, id } = load(
      `function %f(${many.join(", ")}) -> ${many.join(", ")} ${convention} {
      block0(${params}):\n return ${many.map((_, i) => `v${i}`).join(", ")}\n}`,
    );
    const args = [1, 2.5, 3n, 4.5, 5, 6, 7n, 8.25, 9n, 10n, 11n, 12n, 13];
    expect(jit.getFunction(id("f"))(...args)).toEqual(args);
  });

  test("bits of NaNs survive exact calls", () => {
    const { jit, id } = load("function %f(f32) -> f32 system_v {\nblock0(v0: f32):\n return v0\n}");
    const nan = DataValue.bits(DataValue.f32(0).type, 0x7f80_0001n);
    expect(jit.callValues(id("f"), [nan])[0]!.toBits()).toBe(0x7f80_0001n);
    expect(() => jit.callValues(id("f"), [])).toThrow(/other arguments/);
  });

  test("recursion, calls of each other, calls of JavaScript and of the C library", () => {
    const { jit, id } = load(
      `function %fib(i32) -> i32 system_v {
        fn0 = %fib(i32) -> i32 system_v
      block0(v0: i32):
        v1 = iconst.i32 2
        v2 = icmp slt v0, v1
        brif v2, block1, block2
      block1:
        return v0
      block2:
        v8 = iconst.i32 -1
        v3 = iadd v0, v8
        v4 = call fn0(v3)
        v9 = iconst.i32 -2
        v5 = iadd v0, v9
        v6 = call fn0(v5)
        v7 = iadd v4, v6
        return v7
      }
      function %mixed(i32, f64) -> f64 tail {
        fn0 = %js(i32, f64) -> f64 tail
        fn1 = %floor(f64) -> f64 system_v
      block0(v0: i32, v1: f64):
        v2 = call fn0(v0, v1)
        v3 = call fn1(v2)
        return v3
      }`,
      { js: (i: number, x: number) => i * x },
    );
    expect(jit.getFunction(id("fib"))(20)).toBe(6765);
    expect(jit.getFunction(id("mixed"))(3, 1.5)).toBe(4);
  });

  const TRAPS = `function %divide(i32, i32) -> i32 system_v {
    block0(v0: i32, v1: i32):
      v2 = sdiv v0, v1
      return v2
    }
    function %load(i64) -> i32 system_v {
    block0(v0: i64):
      v1 = load.i32 v0
      return v1
    }
    function %user(i32) system_v {
    block0(v0: i32):
      trapnz v0, user9
      return
    }
    function %deep(i32) -> i32 system_v {
      fn0 = %deep(i32) -> i32 system_v
    block0(v0: i32):
      v1 = call fn0(v0)
      v2 = iadd v1, v0
      return v2
    }`;

  test("traps carry the code of the instruction", () => {
    const { jit, id } = load(TRAPS);
    const codeOf = (name: string, ...args: unknown[]): string => {
      try {
        jit.getFunction(id(name))(...args);
      } catch (error) {
        if (!(error instanceof TrapError)) throw error;
        expect(error.functionName).toBe(name);
        return error.code;
      }
      return "none";
    };
    for (let i = 0; i < 50; i++) {
      expect(codeOf("divide", 6, 3)).toBe("none");
      expect(codeOf("divide", 6, 0)).toBe("int_divz");
      expect(codeOf("divide", -0x80000000, -1)).toBe("int_ovf");
      expect(codeOf("load", 8n)).toBe("heap_oob");
      expect(codeOf("user", 0)).toBe("none");
      expect(codeOf("user", 1)).toBe("user9");
      expect(codeOf("deep", 1)).toBe("stk_ovf");
    }
  });

  test("a trap's backtrace has every function, with a frame of its own or without", () => {
    const { jit, id } = load(`
    function %leaf(i32) -> i32 system_v {
    block0(v0: i32):
      trapnz v0, user9
      return v0
    }
    function %middle(i32) -> i32 system_v {
      ss0 = explicit_slot 64
      fn0 = %leaf(i32) -> i32 system_v
    block0(v0: i32):
      v1 = stack_addr.i64 ss0
      store v0, v1
      v2 = call fn0(v0)
      v3 = load.i32 v1
      v4 = iadd v2, v3
      return v4
    }
    function %top(i32) -> i32 system_v {
      fn0 = %middle(i32) -> i32 system_v
    block0(v0: i32):
      v1 = call fn0(v0)
      v2 = iadd v1, v1
      return v2
    }`);
    let error: unknown;
    try {
      jit.getFunction(id("top"))(1);
    } catch (e) {
      error = e;
    }
    expect((error as TrapError).backtrace.map((f) => f.name)).toEqual(["leaf", "middle", "top"]);
    jit.dispose();
  });

  test("exceptions go to the innermost handler, through JavaScript if need be", () => {
    const { jit, id } = load(
      `function %thrower(i32, i64, i64) tail {
        fn0 = %throw(i32, i64, i64) system_v
      block0(v0: i32, v1: i64, v2: i64):
        call fn0(v0, v1, v2)
        return
      }
      function %catcher(i32, i64, i64) -> i64 tail {
        ss0 = explicit_slot 48
        sig0 = (i32, i64, i64) tail
        fn0 = %thrower(i32, i64, i64) tail
      block0(v0: i32, v1: i64, v2: i64):
        v10 = iadd v1, v2
        v11 = imul v1, v2
        try_call fn0(v0, v1, v2), sig0, block1, [ tag1: block2(exn0, exn1), tag2: block3(exn1) ]
      block1:
        v3 = iconst.i64 -1
        return v3
      block2(v4: i64, v5: i64):
        v6 = isub v4, v5
        v7 = iadd v6, v10
        return v7
      block3(v8: i64):
        v9 = iadd v8, v11
        return v9
      }
      function %outer(i32, i64, i64) -> i64 system_v {
        sig0 = (i32, i64, i64) -> i64 tail
        fn0 = %catcher(i32, i64, i64) -> i64 tail
      block0(v0: i32, v1: i64, v2: i64):
        try_call fn0(v0, v1, v2), sig0, block1(ret0), [ tag3: block2(exn0), default: block3(exn0) ]
      block1(v3: i64):
        return v3
      block2(v4: i64):
        v5 = iconst.i64 1000
        v6 = iadd v4, v5
        return v6
      block3(v7: i64):
        v8 = iconst.i64 5000
        v9 = iadd v7, v8
        return v9
      }`,
      {
        throw: (tag: number, a: bigint, b: bigint) => {
          if (tag === 0) return;
          throw new NativeException(tag, [a, b]);
        },
      },
    );
    const outer = jit.getFunction(id("outer"));
    for (let i = 0; i < 200; i++) {
      expect(outer(0, 7n, 3n)).toBe(-1n);
      expect(outer(1, 7n, 3n)).toBe(7n - 3n + 10n);
      expect(outer(2, 7n, 3n)).toBe(3n + 21n);
      expect(outer(3, 7n, 3n)).toBe(1007n);
      expect(outer(4, 7n, 3n)).toBe(5007n);
    }
    const catcher = jit.getFunction(id("catcher"));
    expect(() => catcher(3, 1n, 2n)).toThrow(/uncaught exception of generated code: tag 3/);
    expect(runtime.depth).toBe(0);
    const between = load(
      `function %f() -> i64 system_v {
        sig0 = () system_v
        fn0 = %call_catcher() system_v
      block0:
        try_call fn0(), sig0, block1, [ tag3: block2(exn0, exn1) ]
      block1:
        v0 = iconst.i64 0
        return v0
      block2(v1: i64, v2: i64):
        v3 = iadd v1, v2
        return v3
      }`,
      { call_catcher: () => void catcher(3, 40n, 2n) },
    );
    expect(between.jit.getFunction(between.id("f"))()).toBe(42n);
  });

  test("a thrower finds the handler with the right tag in any frame, and a default one; frames are listed", () => {
    const jit = new JitModule({ isa, runtime });
    const functions = parseFunctions(`
      function %inner(i32, i64) tail {
        fn0 = %look() system_v
        fn1 = %__cranelift_throw(i32, i64) system_v
      block0(v0: i32, v1: i64):
        call fn0()
        call fn1(v0, v1)
        return
      }
      function %middle(i32, i64) -> i64 tail {
        sig0 = (i32, i64) tail
        fn0 = %inner(i32, i64) tail
      block0(v0: i32, v1: i64):
        try_call fn0(v0, v1), sig0, block1, [ context v1, tag1: block2(exn0) ]
      block1:
        return v1
      block2(v2: i64):
        v3 = iadd v2, v1
        return v3
      }
      function %outer(i32, i64) -> i64 system_v {
        sig0 = (i32, i64) -> i64 tail
        fn0 = %middle(i32, i64) -> i64 tail
      block0(v0: i32, v1: i64):
        try_call fn0(v0, v1), sig0, block1(ret0), [ default: block2(exn0, exn1) ]
      block1(v2: i64):
        return v2
      block2(v3: i64, v4: i64):
        v5 = isub v4, v3
        return v5
      }`);
    const [inner, middle, outer] = functions.map((f) =>
      jit.declareFunction(f.name.kind === "testcase" ? f.name.name : "", "export", f.signature),
    ) as [FuncId, FuncId, FuncId];
    const { signatures } = functions[0]!.dfg;
    let seen: string[] = [];
    jit.declareHostFunction("look", signatures[0]!, () => {
      seen = runtime.backtrace().map((f) => f.name);
    });
    jit.declareThrower("__cranelift_throw", signatures[1]!);
    expect(() => jit.declareThrower("other", functions[2]!.signature)).toThrow(/takes a tag/);
    functions.forEach((f, i) => jit.defineFunction([inner, middle, outer][i]!, f));
    jit.finalize();
    const f = jit.getFunction(outer);
    for (let i = 0; i < 100; i++) {
      expect(f(1, 21n)).toBe(42n);
      expect(f(2, 5n)).toBe(-5n);
    }
    expect(seen).toEqual(["inner", "middle", "outer"]);
    expect(runtime.backtrace()).toEqual([]);
    expect(() => jit.getFunction(middle)(7, 1n)).toThrow(NativeException);
    jit.dispose();
  });

  /** A redefinable module with %f, which calls `bottom` below all its frames. */
  function recursive(bottom: () => bigint): {
    readonly jit: JitModule;
    readonly f: FuncId;
    readonly define: () => void;
  } {
    const jit = new JitModule({ isa, runtime, redefinable: true });
    const [func] = parseFunctions(SUM);
    const f = jit.declareFunction("f", "export", func!.signature);
    jit.declareHostFunction("bottom", func!.dfg.signatures[func!.dfg.extFuncs[1]!.signature]!, bottom);
    return { jit, f, define: () => jit.defineFunction(f, parseFunctions(SUM)[0]!) };
  }

  test("a function is freed below 1,000 frames of its own: all of them return, and what calls it from then on traps", () => {
    const rounds = Math.ceil(Number(process.env["CRANELIFT_FREE_ROUNDS"] ?? 20_000) / 100);
    const depth = 1000;
    const taken: CodeBlock[] = [];
    let call: (n: bigint) => bigint = () => 0n;
    const { jit, f, define } = recursive(() => {
      const old = jit.getFunction(f);
      jit.freeFunction(f);
      expect(() => call(1n)).toThrow(/'f' has been freed/);
      // Takes the memory of the frames' code if that is free already, and jumps there trap.
      for (let k = 0; k < 8; k++) {
        const block = runtime.memory.allocate("code", 64, 16);
        runtime.memory.write(block, 0, new Uint8Array(64).fill(0xcc));
        taken.push(block);
      }
      expect(() => old(1n)).toThrow(/'f' has been freed/);
      return 1n;
    });
    let used = 0;
    for (let i = 0; i < rounds; i++) {
      define();
      jit.finalize();
      call = jit.getFunction(f) as typeof call;
      expect(call(BigInt(depth))).toBe(sum(depth) + 1n);
      expect(() => call(1n)).toThrow(/'f' has been freed/);
      for (const block of taken.splice(0)) runtime.memory.free(block);
      if (i === 3) used = runtime.memory.used;
      if (i > 3) expect(runtime.memory.used).toBe(used);
    }
    expect(runtime.depth).toBe(0);
    jit.dispose();
  }, 300_000);

  test("a function that freed itself in the middle of a recursion traps where generated code calls it again", () => {
    const { jit, f, define } = recursive(() => {
      jit.freeFunction(f);
      return 1n;
    });
    define();
    const [caller] = parseFunctions(`function %twice(i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    fn0 = %f sig0
block0(v0: i64):
    v1 = call fn0(v0)
    v2 = call fn0(v0)
    v3 = iadd v1, v2
    return v3
}`);
    const twice = jit.declareFunction("twice", "export", caller!.signature);
    jit.defineFunction(twice, caller!);
    jit.finalize();
    expect(() => jit.getFunction(twice)(100n)).toThrow(TrapError);
    expect(runtime.depth).toBe(0);
    jit.dispose();
  });

  test("two threads replace a function from within its own recursion", async () => {
    const dist = (name: string): string =>
      JSON.stringify(new URL(`../../${name}/dist/index.js`, import.meta.url).href);
    const rounds = Math.ceil(Number(process.env["CRANELIFT_FREE_ROUNDS"] ?? 20_000) / 100);
    const program = `(async () => {
      const { flagsBuilder, lookupIsa } = await import(${dist("codegen-ir")});
      const { x64 } = await import(${dist("isa-x64")});
      const { parseFunctions } = await import(${dist("reader")});
      const { JitModule, defaultRuntime } = await import(${dist("jit")});
      const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish());
      const jit = new JitModule({ isa, redefinable: true });
      const text = ${JSON.stringify(SUM)};
      const [func] = parseFunctions(text);
      const f = jit.declareFunction("f", "export", func.signature);
      let nested = 0;
      // Three calls within one another, each below 100 frames of code that has been replaced since.
      jit.declareHostFunction("bottom", func.dfg.signatures[func.dfg.extFuncs[1].signature], () => {
        jit.redefineFunction(f, parseFunctions(text)[0]);
        if (nested === 3) return 1n;
        nested++;
        const result = jit.getFunction(f)(100n);
        nested--;
        return result;
      });
      jit.defineFunction(f, func);
      jit.finalize();
      let right = 0, used = 0;
      for (let i = 0; i < ${rounds}; i++) {
        if (jit.getFunction(f)(100n) === 4n * 5050n + 1n) right++;
        if (i === 3) used = defaultRuntime().memory.used;
      }
      require("node:worker_threads").parentPort.postMessage({ right, grown: defaultRuntime().memory.used - used });
    })()`;
    const workers = [1, 2].map(() => new Worker(program, { eval: true }));
    const results = workers.map(
      (w) => new Promise<unknown>((resolve, reject) => w.once("message", resolve).once("error", reject)),
    );
    for (const r of await Promise.all(results)) expect(r).toEqual({ right: rounds, grown: 0 });
    await Promise.all(workers.map((w) => w.terminate()));
  }, 300_000);

  test("four threads trap at once", async () => {
    // Workers take the built packages: they don't go through the test runner's aliases.
    const dist = (name: string): string =>
      JSON.stringify(new URL(`../../${name}/dist/index.js`, import.meta.url).href);
    const rounds = Number(process.env["CRANELIFT_TRAP_ROUNDS"] ?? 200);
    const program = `(async () => {
      const { flagsBuilder, lookupIsa } = await import(${dist("codegen-ir")});
      const { x64 } = await import(${dist("isa-x64")});
      const { parseFunctions } = await import(${dist("reader")});
      const { JitModule, TrapError } = await import(${dist("jit")});
      const jit = new JitModule({ isa: lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish()) });
      const ids = new Map();
      const functions = parseFunctions(${JSON.stringify(TRAPS)});
      for (const f of functions) ids.set(f.name.name, jit.declareFunction(f.name.name, "export", f.signature));
      for (const f of functions) jit.defineFunction(ids.get(f.name.name), f);
      jit.finalize();
      const counts = {};
      const wasm = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from([${WASM.join()}]))).exports.f;
      for (const [name, ...args] of [["divide", 1, 0], ["load", 8n], ["user", 1], ["deep", 1]]) {
        const f = jit.getFunction(ids.get(name));
        for (let i = 0; i < ${rounds}; i++) {
          try { f(...args); } catch (e) {
            if (!(e instanceof TrapError)) throw e;
            counts[e.code] = (counts[e.code] ?? 0) + 1;
          }
          try { wasm(); } catch (e) {
            if (!(e instanceof WebAssembly.RuntimeError)) throw e;
            counts.wasm = (counts.wasm ?? 0) + 1;
          }
        }
      }
      require("node:worker_threads").parentPort.postMessage(counts);
    })()`;
    const workers = [1, 2, 3, 4].map(() => new Worker(program, { eval: true }));
    const results = workers.map(
      (w) => new Promise<unknown>((resolve, reject) => w.once("message", resolve).once("error", reject)),
    );
    const { jit, id } = load(TRAPS);
    const divide = jit.getFunction(id("divide"));
    const calls: [string, unknown[], string][] = [
      ["divide", [1, 0], "int_divz"],
      ["load", [8n], "heap_oob"],
      ["user", [1], "user9"],
      ["deep", [1], "stk_ovf"],
    ];
    for (const [name, args, code] of calls) {
      const f = jit.getFunction(id(name));
      for (let i = 0; i < rounds; i++) {
        let thrown: unknown;
        try {
          f(...args);
        } catch (error) {
          thrown = error;
        }
        if (!(thrown instanceof TrapError) || thrown.code !== code)
          throw new Error(`${name}: ${String(thrown)}`);
        // Gives the workers, which need this thread for their start, a chance.
        if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    const expected = { int_divz: rounds, heap_oob: rounds, user9: rounds, stk_ovf: rounds, wasm: 4 * rounds };
    for (const r of await Promise.all(results)) expect(r).toEqual(expected);
    await Promise.all(workers.map((w) => w.terminate()));
    expect(() => divide(1, 0)).toThrow(TrapError);
  }, 300_000);
});
