import {
  flagsBuilder,
  lookupIsa,
  signature,
  TrapCodes,
  types,
  type Signature,
  type Type,
} from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { JitHostError, loadJitHost, type JitHost } from "@cranelift-ts/jit-host";
import { ModuleError, type FuncId, type FunctionBody, type ModuleReloc } from "@cranelift-ts/module";
import { describe, expect, test, vi } from "vitest";
import { JitModule, JitRuntime, TrapError, type JitModuleOptions, type NativeFunction } from "./index.ts";
import { BODY_AT, compileTrampoline, framed } from "./testing.ts";

/** The part of the host's WebAssembly that is used here; the core's types have none. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (code: object) => { readonly exports: Record<string, unknown> };
    RuntimeError: new () => Error;
  };
};

const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish());
const { I8, I16, I32, I64, F32, F64 } = types;
const sig = (params: Type[], returns: Type[]): Signature => signature(params, returns, "system_v");
const BINARY = sig([I32, I32], [I32]);

function hostOf(provider: JitHost["provider"]): JitHost | string {
  try {
    return loadJitHost({ provider });
  } catch (error) {
    if (error instanceof JitHostError) return error.message;
    throw error;
  }
}

const supported = process.platform === "linux" && process.arch === "x64";
const hosts: [string, JitHost | string][] = [
  ["addon", hostOf("addon")],
  ["koffi", hostOf("koffi")],
];

const runtimes: JitRuntime[] = [];

/** (module (memory 1) (func (export "f") (drop (i32.load (i32.const 0x7fffffff))))): V8 finds out by a signal. */
function wasmTrap(): () => void {
  const wasm = Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0],
    ...[10, 14, 1, 12, 0, 65, 255, 255, 255, 255, 7, 40, 2, 0, 26, 11],
  );
  return new WebAssembly.Instance(new WebAssembly.Module(wasm)).exports["f"] as () => void;
}

const body = (code: Uint8Array | number[], more: Partial<FunctionBody> = {}): FunctionBody => ({
  code: Uint8Array.from(code),
  alignment: 16,
  relocs: [],
  ...more,
});
const call = (offset: number, id: FuncId, kind = "X86CallPLTRel4"): ModuleReloc => ({
  offset,
  kind,
  target: { kind: "function", id },
  addend: -4n,
});

describe.runIf(supported).each(hosts)("through %s", (name, host) => {
  if (typeof host === "string") {
    // koffi is optional; the addon is what the package promises on this machine.
    if (name === "addon") test("loads", () => expect.fail(host));
    else test.skip(`not available: ${host}`, () => {});
    return;
  }
  const runtime = new JitRuntime({ host });
  runtimes.push(runtime);
  const make = (options: Partial<JitModuleOptions> = {}): JitModule =>
    new JitModule({ isa, runtime, compile: compileTrampoline, ...options });
  /** A module with one function. */
  const one = (
    signature: Signature,
    code: Uint8Array | number[],
    more: Partial<FunctionBody> = {},
  ): NativeFunction => {
    const m = make();
    const f = m.declareFunction("f", "export", signature);
    m.defineFunctionBody(f, body(code, more));
    m.finalize();
    return m.getFunction(f);
  };

  test("values of every type there and back", () => {
    const add = one(BINARY, [0x8d, 0x04, 0x37, 0xc3]); // lea eax, [rdi + rsi]; ret
    expect(add(2, 3)).toBe(5);
    expect(add(0x7fffffff, 1)).toBe(-0x80000000);
    expect(add("7", { valueOf: () => 8 })).toBe(15);
    const same = [0x48, 0x89, 0xf8, 0xc3]; // mov rax, rdi; ret
    expect(one(sig([I8], [I8]), same)(200)).toBe(-56);
    expect(one(sig([I16], [I16]), same)(0x18000)).toBe(-0x8000);
    expect(one(sig([I64], [I64]), same)(0xffff_ffff_ffff_fffen)).toBe(-2n);
    expect(() => one(sig([I64], [I64]), same)(1)).toThrow(TypeError);
    const addsd = one(sig([F64, F64], [F64]), [0xf2, 0x0f, 0x58, 0xc1, 0xc3]);
    expect(addsd(0.5, 0.25)).toBe(0.75);
    expect(addsd(-0, -0)).toBe(-0);
    expect(one(sig([F32, F32], [F32]), [0xf3, 0x0f, 0x58, 0xc1, 0xc3])(0.5, 2)).toBe(2.5);
    // mov rax, rsi; mov rdx, rdi; ret
    expect(one(sig([I64, I32], [I32, I64]), [0x48, 0x89, 0xf0, 0x48, 0x89, 0xfa, 0xc3])(5n, 6)).toEqual([
      6,
      5n,
    ]);
    expect(one(sig([], []), [0xc3])()).toBeUndefined();
  });

  test("the same wrapper each time; a conversion may call back in", () => {
    const m = make();
    const f = m.declareFunction("f", "export", BINARY);
    m.defineFunctionBody(f, body([0x8d, 0x04, 0x37, 0xc3]));
    m.finalize();
    const add = m.getFunction(f);
    expect(m.getFunction(f)).toBe(add);
    expect(add(1, { valueOf: () => add(10, 20) })).toBe(31);
  });

  test("functions call each other, read data, and call the C library", () => {
    const m = make({ symbols: { seven: 0n } });
    const f = m.declareFunction("f", "export", sig([I64], [I64]));
    const g = m.declareAnonymousFunction(sig([I64], [I64]));
    const strlen = m.declareFunction("strlen", "import", sig([I64], [I64]));
    const text = m.declareData("text", "local", { writable: false, tls: false });
    const pointer = m.declareData("pointer", "local", { writable: true, tls: false });
    m.defineData(text, { contents: new TextEncoder().encode("hello\0") });
    m.defineData(pointer, {
      contents: { zeros: 16 },
      relocs: [{ offset: 8, target: { kind: "data", id: text }, addend: 1n }],
    });
    // mov rdi, [rip + pointer + 8]; call strlen (through a veneer); call g
    m.defineFunctionBody(
      f,
      body(framed(0x48, 0x8b, 0x3d, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0, 0x48, 0x89, 0xc7, 0xe8, 0, 0, 0, 0), {
        relocs: [
          { offset: BODY_AT + 3, kind: "X86PCRel4", target: { kind: "data", id: pointer }, addend: 4n },
          call(BODY_AT + 8, strlen),
          call(BODY_AT + 16, g, "X86CallPCRel4"),
        ],
      }),
    );
    // mov rax, [rip + slot of strlen]; lea rax, [rdi + 100]
    m.defineFunctionBody(
      g,
      body(framed(0x48, 0x8b, 0x05, 0, 0, 0, 0, 0x48, 0x8d, 0x47, 100), {
        relocs: [
          {
            offset: BODY_AT + 3,
            kind: "X86GOTPCRel4",
            target: { kind: "function", id: strlen },
            addend: -4n,
          },
        ],
      }),
    );
    expect(() => m.functionAddress(f)).toThrow(/finalized/);
    m.finalize();
    expect(m.getFunction(f)(0n)).toBe(104n);
    expect(m.getFunction(strlen)(m.dataAddress(text))).toBe(5n);
    expect(m.functionAddress(strlen)).toBe(host.dlsym("strlen"));
  });

  test("code in many regions reaches what is far from each of them, by calls and by address", () => {
    const runtime = new JitRuntime({
      host,
      memory: { codeBytes: 65536, constantBytes: 65536, dataBytes: 65536 },
    });
    const m = make({ runtime });
    const strlen = m.declareFunction("strlen", "import", sig([I64], [I64]));
    const text = m.declareData("text", "local", { writable: false, tls: false });
    m.defineData(text, { contents: new TextEncoder().encode("hello\0") });
    // mov rax, [rip + slot of strlen]; call strlen, with padding
    const code = framed(0x48, 0x8b, 0x05, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0, ...new Array(200).fill(0x90));
    const relocs = [
      {
        offset: BODY_AT + 3,
        kind: "X86GOTPCRel4",
        target: { kind: "function" as const, id: strlen },
        addend: -4n,
      },
      call(BODY_AT + 8, strlen),
    ];
    const functions = Array.from({ length: 1500 }, () => {
      const f = m.declareAnonymousFunction(sig([I64], [I64]));
      m.defineFunctionBody(f, body(code, { relocs }));
      return f;
    });
    m.finalize();
    expect(runtime.memory.codeRanges().length).toBeGreaterThan(4);
    const address = m.dataAddress(text);
    for (let i = 0; i < functions.length; i += 50) expect(m.getFunction(functions[i]!)(address)).toBe(5n);
    m.dispose();
    runtime.dispose();
  });

  test("names that are nowhere are all told, and can be supplied later", () => {
    let known = 0n;
    const m = make({ lookup: (name) => (name === "later" && known !== 0n ? known : undefined) });
    const f = m.declareFunction("f", "export", sig([], [I32]));
    const later = m.declareFunction("later", "import", sig([], [I32]));
    m.defineFunctionBody(f, body(framed(0xe8, 0, 0, 0, 0), { relocs: [call(BODY_AT + 1, later)] }));
    try {
      m.finalize();
      expect.unreachable();
    } catch (error) {
      expect((error as ModuleError).kind).toBe("undefined");
      expect((error as ModuleError).message).toBe("'later' is not defined (needed by 'f')");
    }
    const other = make();
    const five = other.declareFunction("five", "export", sig([], [I32]));
    other.defineFunctionBody(five, body([0xb8, 5, 0, 0, 0, 0xc3]));
    other.finalize();
    known = other.functionAddress(five);
    m.finalize();
    expect(m.getFunction(f)()).toBe(5);
  });

  test("JavaScript functions are called with values, and what they throw passes through", () => {
    const m = make();
    let behaviour = (x: number, y: number): unknown => x * 100 + y;
    const js = m.declareHostFunction("js", BINARY, (x: number, y: number) => behaviour(x, y));
    const f = m.declareFunction("f", "export", BINARY);
    // call js; inc eax
    m.defineFunctionBody(f, body(framed(0xe8, 0, 0, 0, 0, 0xff, 0xc0), { relocs: [call(BODY_AT + 1, js)] }));
    m.finalize();
    const native = m.getFunction(f);
    for (let i = 0; i < 100; i++) expect(native(i, 2)).toBe(i * 100 + 3);
    // Mutual recursion: JavaScript and generated code in turn.
    behaviour = (x, y) => (x === 0 ? y : native(x - 1, y));
    expect(native(50, 7)).toBe(7 + 51);
    const error = new Error("mine");
    behaviour = (x) => {
      if (x === 0) throw error;
      return native(x - 1, 0);
    };
    for (let i = 0; i < 1000; i++) {
      let caught: unknown;
      try {
        native(i % 5, 0);
      } catch (e) {
        caught = e;
      }
      if (caught !== error) expect(caught).toBe(error);
    }
    behaviour = () => {
      throw undefined;
    };
    let thrown: unknown = "nothing";
    try {
      native(1, 2);
    } catch (e) {
      thrown = e;
    }
    expect(thrown).toBeUndefined();
    behaviour = () => 4;
    expect(native(0, 0)).toBe(5);
    expect(runtime.depth).toBe(0);
  });

  const trapping: [string, number, Uint8Array, number][] = [
    ["user7", 4, framed(0x0f, 0x0b), BODY_AT], // ud2
    ["int_divz", 8, framed(0x31, 0xc9, 0x89, 0xf8, 0x99, 0xf7, 0xf9), BODY_AT + 5], // xor ecx, ecx; mov eax, edi; cdq; idiv ecx
    ["heap_oob", 11, framed(0x48, 0x31, 0xc0, 0x8b, 0x40, 16), BODY_AT + 3], // xor rax, rax; mov eax, [rax + 16]
    ["stk_ovf", 11, framed(0xe8, 0xf7, 0xff, 0xff, 0xff), 0], // call itself
  ];
  const codes: Record<string, number> = {
    int_divz: TrapCodes.int_divz,
    heap_oob: TrapCodes.heap_oob,
    user7: 7,
    stk_ovf: TrapCodes.stk_ovf,
  };

  test.each(trapping)(
    "%s becomes an error, many times over, and V8's own traps go on working",
    (code, signal, bytes, offset) => {
      const m = make();
      const inner = m.declareFunction("inner", "local", sig([I32], [I32]));
      const outer = m.declareFunction("outer", "export", sig([I32], [I32]));
      const sourceRanges = [{ start: 0, end: bytes.length, loc: 0x42 }];
      m.defineFunctionBody(inner, body(bytes, { traps: [{ offset, code: codes[code]! }], sourceRanges }));
      m.defineFunctionBody(outer, body(framed(0xe8, 0, 0, 0, 0), { relocs: [call(BODY_AT + 1, inner)] }));
      m.finalize();
      const f = m.getFunction(outer);
      const own = wasmTrap();
      const rounds = Number(process.env["CRANELIFT_TRAP_ROUNDS"] ?? 300);
      let last: unknown;
      for (let i = 0; i < rounds; i++) {
        try {
          f(5);
          expect.unreachable();
        } catch (error) {
          if (!(error instanceof TrapError) || error.code !== code) throw error;
          last = error;
        }
        // V8's own traps of WebAssembly come by the same signal, in turn with ours.
        try {
          own();
          expect.unreachable();
        } catch (error) {
          if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        }
      }
      const trap = last as TrapError;
      expect(trap.signal).toBe(signal);
      expect(trap.functionName).toBe("inner");
      expect(trap.sourceLoc).toBe(0x42);
      expect(trap.errors[0]!.code).toBe(`trap/${code}`);
      if (code === "heap_oob") expect(trap.address).toBe(16n);
      if (code !== "stk_ovf") expect(trap.backtrace.map((b) => b.name)).toEqual(["inner", "outer"]);
      expect(runtime.depth).toBe(0);
    },
  );

  test("a trap below JavaScript below generated code ends the inner call only", () => {
    const m = make();
    const bad = m.declareFunction("bad", "export", sig([], [I32]));
    m.defineFunctionBody(bad, body([0x0f, 0x0b], { traps: [{ offset: 0, code: 1 }] }));
    m.finalize();
    const trap = m.getFunction(bad);
    const outer = make();
    const js = outer.declareHostFunction("js", sig([], [I32]), () => {
      try {
        trap();
      } catch (e) {
        return (e as TrapError).code === "user1" ? 40 : 0;
      }
      return 1;
    });
    const f = outer.declareFunction("f", "export", sig([], [I32]));
    outer.defineFunctionBody(
      f,
      body(framed(0xe8, 0, 0, 0, 0, 0x83, 0xc0, 2), { relocs: [call(BODY_AT + 1, js)] }),
    );
    outer.finalize();
    expect(outer.getFunction(f)()).toBe(42);
  });

  describe("functions that come and go", () => {
    const returning = (n: number): FunctionBody => body([0xb8, n & 255, (n >> 8) & 255, 0, 0, 0xc3]);

    test("are replaced for wrappers, callers and holders of their address", () => {
      const m = make({ redefinable: true });
      const f = m.declareFunction("f", "export", sig([], [I32]));
      const g = m.declareFunction("g", "export", sig([], [I32]));
      m.defineFunctionBody(f, returning(1));
      m.defineFunctionBody(g, body(framed(0xe8, 0, 0, 0, 0), { relocs: [call(BODY_AT + 1, f)] }));
      m.finalize();
      const [callF, callG, address] = [m.getFunction(f), m.getFunction(g), m.functionAddress(f)];
      expect([callF(), callG()]).toEqual([1, 1]);
      m.redefineFunctionBody(f, returning(2));
      expect([callF(), callG(), host.call(address)]).toEqual([2, 2, 2n]);
      m.freeFunction(f);
      expect(callF).toThrow(/'f' has been freed/);
      expect(callG).toThrow(TrapError);
      m.defineFunctionBody(f, returning(3));
      m.finalize();
      expect([m.getFunction(f)(), callG()]).toEqual([3, 3]);
      expect(callF).toThrow(/'f' has been freed/);
      expect(runtime.depth).toBe(0);
      expect(() => make().redefineFunctionBody(f, returning(1))).toThrow(/redefinable|not declared/);
    });

    test("from within themselves: the old code stays until nobody is in it", () => {
      const m = make({ redefinable: true });
      const js = m.declareHostFunction("js", sig([], []), () => {
        m.redefineFunctionBody(f, returning(9));
        // Something else takes the memory if it is free already.
        for (let i = 0; i < 50; i++)
          m.defineFunctionBody(m.declareAnonymousFunction(sig([], [I32])), body(new Array(12).fill(0xcc)));
      });
      const f = m.declareFunction("f", "export", sig([], [I32]));
      // call js; mov eax, 5
      m.defineFunctionBody(
        f,
        body(framed(0xe8, 0, 0, 0, 0, 0xb8, 5, 0, 0, 0), { relocs: [call(BODY_AT + 1, js)] }),
      );
      m.finalize();
      const native = m.getFunction(f);
      expect(native()).toBe(5);
      expect(native()).toBe(9);
    });

    test("in bounded memory", () => {
      const m = make({ redefinable: true });
      const f = m.declareFunction("f", "export", sig([], [I32]));
      const functions = vi.spyOn(host, "fn");
      let used = 0;
      let made = 0;
      const rounds = Number(process.env["CRANELIFT_FREE_ROUNDS"] ?? 3000);
      for (let i = 0; i < rounds; i++) {
        m.defineFunctionBody(f, returning(i));
        m.finalize();
        if (m.getFunction(f)() !== (i & 0xffff)) expect.unreachable();
        m.freeFunction(f);
        if (i === 10) {
          used = runtime.memory.used;
          made = functions.mock.calls.length;
        }
      }
      expect(runtime.memory.used).toBe(used);
      // What the host keeps for each function it makes is given back late, if ever.
      expect(functions.mock.calls.length).toBe(made);
      functions.mockRestore();
      m.dispose();
    }, 300_000);

    test("entries of wrappers are not used again while they are active, nor by the wrappers that lost them", () => {
      const m = make({ redefinable: true });
      const f = m.declareFunction("f", "export", sig([], [I32]));
      const g = m.declareFunction("g", "export", sig([], [I32]));
      let inner: unknown;
      const js = m.declareHostFunction("js", sig([], []), () => {
        m.freeFunction(f);
        inner = m.getFunction(g)();
      });
      m.defineFunctionBody(
        f,
        body(framed(0xe8, 0, 0, 0, 0, 0xb8, 5, 0, 0, 0), { relocs: [call(BODY_AT + 1, js)] }),
      );
      m.defineFunctionBody(g, returning(7));
      m.finalize();
      const callF = m.getFunction(f);
      expect(callF()).toBe(5);
      expect(inner).toBe(7);
      m.defineFunctionBody(f, returning(8));
      m.finalize();
      expect([m.getFunction(f)(), m.getFunction(g)()]).toEqual([8, 7]);
      expect(callF).toThrow(/'f' has been freed/);
      m.dispose();
    });
  });

  test("disposed modules let go of their JavaScript functions, and not before their calls have ended", () => {
    const numbers = new Set<number>();
    const add = vi.spyOn(runtime, "addHostFunction");
    for (let i = 0; i < 20; i++) {
      const m = make();
      const js = m.declareHostFunction("js", sig([], [I32]), () => {
        m.dispose();
        // Another function must not get the number that this call came by.
        const other = make();
        other.declareHostFunction("js", sig([], [I32]), () => -1);
        expect(add.mock.results.at(-1)!.value).not.toBe(add.mock.results.at(-2)!.value);
        other.dispose();
        return i;
      });
      const f = m.declareFunction("f", "export", sig([], [I32]));
      m.defineFunctionBody(f, body(framed(0xe8, 0, 0, 0, 0), { relocs: [call(BODY_AT + 1, js)] }));
      m.finalize();
      expect(m.getFunction(f)()).toBe(i);
    }
    for (const { value } of add.mock.results) numbers.add(value as number);
    add.mockRestore();
    expect(numbers.size).toBeLessThanOrEqual(2);
  });

  test("disposing gives everything back and makes wrappers throw", () => {
    // The entry of a wrapper stays with the runtime, for the next one.
    runtime.releaseEntry(runtime.takeEntry(0n, 0n));
    const before = runtime.memory.used;
    const m = make();
    const f = m.declareFunction("f", "export", BINARY);
    m.defineFunctionBody(f, body([0x8d, 0x04, 0x37, 0xc3]));
    m.finalize();
    const add = m.getFunction(f);
    m.dispose();
    expect(() => add(1, 2)).toThrow(ModuleError);
    expect(() => m.finalize()).toThrow(ModuleError);
    expect(runtime.memory.used).toBe(before);
    expect(runtime.depth).toBe(0);
  });

  test("handlers can be put back after something replaced them", () => {
    const f = one(sig([], []), [0x0f, 0x0b]);
    const ignore = (): void => {};
    process.on("SIGILL", ignore);
    process.off("SIGILL", ignore);
    for (const r of [...runtimes, ...runtimes]) r.reinstall();
    expect(f).toThrow(TrapError);
  });

  test("after a listener for SIGSEGV took the signal, traps of both kinds work again, with and without it", () => {
    // mov rax, [0x10]; ret
    const f = one(sig([], []), [0x48, 0x8b, 0x04, 0x25, 0x10, 0, 0, 0, 0xc3]);
    const own = wasmTrap();
    const both = (): void => {
      for (const r of runtimes) r.reinstall();
      for (let i = 0; i < 100; i++) {
        expect(f).toThrow(TrapError);
        expect(own).toThrow(WebAssembly.RuntimeError);
      }
    };
    const ignore = (): void => {};
    process.on("SIGSEGV", ignore);
    both();
    process.off("SIGSEGV", ignore);
    both();
  });

  test("a runtime that is disposed of passes signals on", () => {
    const other = new JitRuntime({ host });
    const m = make({ runtime: other });
    const f = m.declareFunction("f", "export", sig([], []));
    m.defineFunctionBody(f, body([0x0f, 0x0b]));
    m.finalize();
    expect(m.getFunction(f)).toThrow(TrapError);
    other.dispose();
    other.dispose();
    expect(() => make({ runtime: other })).toThrow(JitHostError);
    // The alternate stack was the other's.
    expect(one(sig([], []), [0x0f, 0x0b])).toThrow(TrapError);
  });

  test("what cannot be done is said", () => {
    const m = make();
    const kind = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as ModuleError).kind;
      }
      return "none";
    };
    const tls = m.declareData("t", "local", { writable: true, tls: true });
    expect(kind(() => m.defineData(tls, { contents: { zeros: 8 } }))).toBe("backend");
    const f = m.declareFunction("f", "export", sig([types.vectorToDynamic(types.I32X4)], []));
    const reloc: ModuleReloc = {
      offset: 0,
      kind: "Arm64Call",
      target: { kind: "function", id: f },
      addend: 0n,
    };
    expect(kind(() => m.defineFunctionBody(f, body([0xc3], { relocs: [reloc] })))).toBe("backend");
    m.defineFunctionBody(f, body([0xc3]));
    expect(kind(() => m.getFunction(f))).toBe("backend");
    expect(kind(() => m.redefineFunctionBody(f, body([0xc3])))).toBe("backend");
  });
});
