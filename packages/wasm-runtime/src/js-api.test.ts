import { describe, expect, test } from "vitest";
import { createWebAssembly, WebAssembly as Ours } from "./index.ts";
import { defaultStore } from "./store.ts";
import { call, i32, local, runs, wasm } from "./testing.ts";

test.skipIf(runs)("no code can run here: nothing else is tested", () => expect(runs).toBe(false));

// oxlint-disable-next-line typescript/no-explicit-any -- of either API, shape unknown
type Namespace = any;
const theirs: Namespace = (globalThis as { WebAssembly?: unknown }).WebAssembly;

const ADD = wasm({
  types: ["ii:i"],
  functions: [{ type: 0, body: [local(0), local(1), 0x6a] }],
  exports: { add: "f0" },
});
/** Every type through an import and out of an export. */
const ECHO = (letter: string): Uint8Array<ArrayBuffer> =>
  wasm({
    types: [`${letter}:${letter}`],
    imports: [["m", "f", 0]],
    functions: [{ type: 0, body: [local(0), call(0)] }],
    exports: { f: "f1" },
  });
const MULTI = wasm({
  types: [":ild"],
  imports: [["m", "f", 0]],
  functions: [{ type: 0, body: [call(0)] }],
  exports: { f: "f1" },
});

/** What happens, in a form that can be compared: a value as text, or the class of the error. */
function outcome(run: () => unknown): string {
  try {
    return describeValue(run());
  } catch (error) {
    return `throws ${(error as Error).constructor.name}`;
  }
}

function describeValue(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "function") return `function ${value.name}/${value.length}`;
  if (Array.isArray(value)) return `[${value.map(describeValue).join(", ")}]`;
  if (typeof value === "symbol") return value.toString();
  return value === null || value === undefined || typeof value !== "object"
    ? String(value)
    : JSON.stringify(value);
}

const instance = (W: Namespace, bytes: Uint8Array, imports?: unknown): Namespace =>
  new W.Instance(new W.Module(bytes), imports);
const echo =
  (letter: string, value: unknown, result: unknown = value) =>
  (W: Namespace): unknown => {
    const seen: unknown[] = [];
    const i = instance(W, ECHO(letter), { m: { f: (x: unknown) => (seen.push(x), result) } });
    const returned = i.exports.f(value);
    return [...seen, returned];
  };

const VALUES: readonly unknown[] = [
  0,
  -0,
  1,
  -1,
  1.5,
  2 ** 31,
  2 ** 32 + 5,
  -(2 ** 40),
  NaN,
  Infinity,
  0.1,
  1e308,
  "12",
  "x",
  "",
  null,
  undefined,
  true,
  [7],
  {},
  5n,
  -1n,
  2n ** 63n,
  2n ** 64n + 1n,
  { valueOf: () => 3 },
  { valueOf: () => 3n },
  Symbol.iterator,
];

const CASES: Record<string, (W: Namespace) => unknown> = {
  "name and length of an exported function": (W) => instance(W, ADD).exports.add,
  "missing arguments": (W) => instance(W, ADD).exports.add(1),
  "more arguments": (W) => instance(W, ADD).exports.add(1, 2, 3),
  "an exported function is no constructor": (W) => new (instance(W, ADD).exports.add)(),
  "exports are frozen": (W) => {
    const { exports } = instance(W, ADD);
    return [Object.isFrozen(exports), Object.getPrototypeOf(exports), Object.keys(exports)];
  },
  "the same function each time": (W) => {
    const m = wasm({
      types: [":"],
      functions: [{ type: 0, body: [] }],
      tables: [["c", [1]]],
      elements: [[0, [0]]],
      exports: { a: "f0", b: "f0", t: "t0" },
    });
    const { a, b, t } = instance(W, m).exports;
    return [a === b, t.get(0) === a];
  },
  "an imported export comes out as itself": (W) => {
    const { add } = instance(W, ADD).exports;
    const m = wasm({ types: ["ii:i"], imports: [["m", "f", 0]], exports: { f: "f0" } });
    return instance(W, m, { m: { f: add } }).exports.f === add;
  },
  "an import of another type": (W) =>
    instance(W, wasm({ types: ["i:i"], imports: [["m", "f", 0]] }), {
      m: { f: instance(W, ADD).exports.add },
    }),
  "an import that is no function": (W) =>
    instance(W, wasm({ types: ["i:i"], imports: [["m", "f", 0]] }), { m: { f: 1 } }),
  "no imports": (W) => instance(W, wasm({ types: ["i:i"], imports: [["m", "f", 0]] })),
  "no module of imports": (W) => instance(W, wasm({ types: ["i:i"], imports: [["m", "f", 0]] }), {}),
  "imports that are no object": (W) => instance(W, ADD, 3),
  "several results": (W) => instance(W, MULTI, { m: { f: () => [1.7, 2n, "3"] } }).exports.f(),
  "several results of an iterable": (W) =>
    instance(W, MULTI, { m: { f: () => new Set([4, 2n, 8]) } }).exports.f(),
  "too few results": (W) => instance(W, MULTI, { m: { f: () => [1, 2n] } }).exports.f(),
  "results that cannot be iterated": (W) => instance(W, MULTI, { m: { f: () => 1 } }).exports.f(),
  "bytes that are no module": (W) => new W.Module(new Uint8Array(8)),
  "no bytes": (W) => new W.Module(),
  "a module without new": (W) => W.Module(ADD),
  validate: (W) => [W.validate(ADD), W.validate(new Uint8Array(4)), W.validate(ADD.buffer)],
  "validate of something else": (W) => W.validate("x"),
  imports: (W) => W.Module.imports(new W.Module(ECHO("i"))),
  exports: (W) => W.Module.exports(new W.Module(ADD)),
  "exports of something else": (W) => W.Module.exports({}),
  "custom sections": (W) =>
    W.Module.customSections(new W.Module(wasm({ names: {} })), "name").map((s: ArrayBuffer) => s.byteLength),
  "global i32": (W) => new W.Global({ value: "i32" }, "7").value,
  "global i64 default": (W) => new W.Global({ value: "i64" }).value,
  "global f32 rounds": (W) => new W.Global({ value: "f32" }, 0.1).value,
  "global anyfunc default": (W) => new W.Global({ value: "anyfunc" }).value,
  "global of another type": (W) => new W.Global({ value: "i8" }),
  "global without descriptor": (W) => new W.Global(),
  "set an immutable global": (W) => (new W.Global({ value: "i32" }, 1).value = 2),
  "set a mutable global": (W) => {
    const g = new W.Global({ value: "i64", mutable: true }, 1n);
    g.value = -5n;
    return [g.value, g.valueOf()];
  },
  "set a global to what cannot be converted": (W) =>
    (new W.Global({ value: "i64", mutable: true }, 1n).value = 5),
  "table of functions": (W) => {
    const t = new W.Table({ element: "anyfunc", initial: 3, maximum: 5 });
    const { add } = instance(W, ADD).exports;
    t.set(1, add);
    return [t.length, t.get(0), t.get(1) === add, t.grow(2), t.length, t.get(4)];
  },
  "table of references": (W) => {
    const t = new W.Table({ element: "externref", initial: 2 }, "start");
    t.set(1, 9);
    t.grow(1, "grown");
    t.set(0);
    return [t.get(0), t.get(1), t.get(2)];
  },
  "table.get out of bounds": (W) => new W.Table({ element: "anyfunc", initial: 1 }).get(1),
  "table.set of something else": (W) => new W.Table({ element: "anyfunc", initial: 1 }).set(0, () => {}),
  "table.grow too far": (W) => new W.Table({ element: "anyfunc", initial: 1, maximum: 2 }).grow(2),
  "table of nothing": (W) => new W.Table({ element: "i32", initial: 1 }),
  "table maximum below initial": (W) => new W.Table({ element: "anyfunc", initial: 2, maximum: 1 }),
  "table negative": (W) => new W.Table({ element: "anyfunc", initial: -1 }),
  memory: (W) => {
    const m = new W.Memory({ initial: 1, maximum: 2 });
    const before = m.buffer;
    return [
      m.grow(1),
      before.byteLength,
      m.buffer.byteLength,
      m instanceof theirs.Memory,
      m instanceof W.Memory,
    ];
  },
  "memory grows too far": (W) => new W.Memory({ initial: 1, maximum: 2 }).grow(2),
  "memory maximum below initial": (W) => new W.Memory({ initial: 2, maximum: 1 }),
  "memory too large": (W) => new W.Memory({ initial: 65537 }),
  "memory import limits": (W) =>
    [[1], [2], [1, 2], [2, 2], [1, 1], [1, 3]].map((given) =>
      [[1], [2], [1, 2], [1, 1]].map((wanted) => {
        const memory = new W.Memory({
          initial: given[0],
          ...(given[1] !== undefined && { maximum: given[1] }),
        });
        return outcome(
          () => void instance(W, wasm({ imports: [["m", "m", ["memory", wanted]]] }), { m: { m: memory } }),
        );
      }),
    ),
  "global import": (W) =>
    ["i", "l", "f", "d", "e", "c"].map((type) =>
      [1, 1n, null, "x", new W.Global({ value: "i32" }), new W.Global({ value: "i32", mutable: true })].map(
        (value) =>
          outcome(
            () =>
              void instance(W, wasm({ imports: [["m", "g", ["global", type, false]]] }), { m: { g: value } }),
          ),
      ),
    ),
  traps: (W) => {
    const m = wasm({
      types: ["i:i", ":"],
      functions: [
        { type: 0, body: [i32(7), local(0), 0x6d] },
        { type: 1, body: [0x00] },
        { type: 0, body: [local(0), 0x28, 2, 0] },
        {
          type: 0,
          body: [local(0), 0x11, 0, 0, 0x0b].slice(0, 1).concat([i32(5), local(0), 0x11, 0, 0] as never),
        },
        { type: 0, body: [local(0), call(4)] },
      ],
      tables: [["c", [2]]],
      memories: [[1]],
      exports: { div: "f0", unreachable: "f1", load: "f2", deep: "f4" },
    });
    const { div, unreachable, load, deep } = instance(W, m).exports;
    const message = (run: () => unknown): string => {
      try {
        return String(run());
      } catch (error) {
        return `${(error as Error).constructor.name}: ${(error as Error).message}`;
      }
    };
    return [
      message(() => div(0)),
      message(() => div(2)),
      message(() => unreachable()),
      message(() => load(65532)),
      message(() => load(65533)),
      message(() => load(-1)),
      message(() => deep(1)),
    ];
  },
  "an error of an import": (W) => {
    class Mine extends Error {}
    const thrown = new Mine("x");
    try {
      instance(W, ECHO("i"), {
        m: {
          f: () => {
            throw thrown;
          },
        },
      }).exports.f(1);
      return "nothing";
    } catch (error) {
      return error === thrown;
    }
  },
  "re-entrancy": (W) => {
    let depth = 0;
    const i: Namespace = instance(W, ECHO("i"), {
      m: { f: (x: number) => (++depth < 50 ? i.exports.f(x + 1) + 1 : x) },
    });
    return i.exports.f(0);
  },
  "data out of bounds": (W) => instance(W, wasm({ memories: [[1]], data: [[65535, "ab"]] })),
  "elements out of bounds": (W) =>
    instance(
      W,
      wasm({ types: [":"], functions: [{ type: 0, body: [] }], tables: [["c", [1]]], elements: [[1, [0]]] }),
    ),
  start: (W) => {
    const seen: number[] = [];
    const m = wasm({
      types: ["i:", ":"],
      imports: [["m", "f", 0]],
      functions: [{ type: 1, body: [i32(42), call(0)] }],
      start: 1,
    });
    instance(W, m, { m: { f: (x: number) => seen.push(x) } });
    return seen;
  },
  "function references": (W) => {
    const m = wasm({ types: ["c:c"], functions: [{ type: 0, body: [local(0)] }], exports: { f: "f0" } });
    const { f } = instance(W, m).exports;
    return [
      f(null),
      f(f) === f,
      outcome(() => f(() => {})),
      outcome(() => f(undefined)),
      outcome(() => f(1)),
    ];
  },
  "memory growth behind its back": (W) => {
    const memory = new theirs.Memory({ initial: 1, maximum: 4 });
    const m = wasm({
      types: [":i", "i:i", "ii:"],
      imports: [["m", "m", ["memory", [1, 4]]]],
      functions: [
        { type: 0, body: [0x3f, 0] },
        { type: 1, body: [local(0), 0x28, 2, 0] },
        { type: 2, body: [local(0), local(1), i32(4), 0xfc, 11, 0] },
        { type: 1, body: [local(0), 0x40, 0] },
      ],
      exports: { size: "f0", load: "f1", fill: "f2", grow: "f3" },
    });
    const a = instance(W, m, { m: { m: memory } }).exports;
    const b = instance(theirs, m, { m: { m: memory } }).exports;
    const out: unknown[] = [
      a.size(),
      b.grow(1),
      a.size(),
      memory.grow(1),
      a.size(),
      a.grow(1),
      b.size(),
      a.grow(1),
    ];
    a.fill(4 * 65536 - 4, 7);
    return [...out, b.load(4 * 65536 - 4), outcome(() => a.fill(4 * 65536 - 3, 7)), memory.buffer.byteLength];
  },
};

describe.runIf(runs)("the JavaScript API", () => {
  test.each(Object.keys(CASES))("%s", (name) => {
    const run = CASES[name]!;
    expect(outcome(() => run(Ours))).toBe(outcome(() => run(theirs)));
  });

  test.each(["i", "l", "f", "d", "e"])("values of type %s", (letter) => {
    for (const value of VALUES) {
      for (const result of [0, 1n, value]) {
        expect(outcome(() => echo(letter, value, result)(Ours))).toBe(
          outcome(() => echo(letter, value, result)(theirs)),
        );
      }
    }
  });

  test("properties look the same", () => {
    const shape = (object: object): string =>
      Object.entries(Object.getOwnPropertyDescriptors(object))
        .filter(([name]) => name !== "type")
        .map(
          ([name, d]) => `${name} ${d.enumerable} ${d.configurable} ${d.get ? "accessor" : typeof d.value}`,
        )
        .sort()
        .join("\n");
    for (const name of ["Table", "Global", "Instance", "Module"]) {
      expect(`${name}\n${shape((Ours as Namespace)[name].prototype)}`).toBe(
        `${name}\n${shape(theirs[name].prototype)}`,
      );
    }
  });

  test("stacks that end, JavaScript's and generated code's, leave everything in order", () => {
    const bytes = wasm({
      types: ["i:i"],
      imports: [["m", "f", 0]],
      functions: [
        { type: 0, body: [local(0), call(0)] },
        { type: 0, body: [local(0), call(2), local(0), 0x6a] },
      ],
      exports: { js: "f1", deep: "f2" },
    });
    const module = new Ours.Module(bytes);
    const { exports }: Namespace = new Ours.Instance(module, {
      m: { f: (x: number): number => exports.js(x) + 1 },
    });
    const { exports: plain }: Namespace = new Ours.Instance(module, {
      m: { f: (x: number): number => x + 1 },
    });
    for (let i = 0; i < 5; i++) {
      expect(() => exports.js(0)).toThrow(RangeError);
      expect(() => exports.deep(0)).toThrow(/Maximum call stack size exceeded/);
      expect(plain.js(i)).toBe(i + 1);
      expect(defaultStore().runtime.depth).toBe(0);
    }
  });

  test("64-bit memories", () => {
    const bytes = wasm({
      types: ["l:i", "li:", "l:l"],
      memories64: [[1, 3]],
      functions: [
        { type: 0, body: [local(0), [0x28, 2, 0]] },
        { type: 1, body: [local(0), local(1), [0x36, 2, 8]] },
        { type: 2, body: [local(0), [0x40, 0]] },
      ],
      exports: { load: "f0", store: "f1", grow: "f2", memory: "m0" },
    });
    const { load, store, grow, memory }: Namespace = new Ours.Instance(new Ours.Module(bytes)).exports;
    store(16n, 5);
    expect(load(24n)).toBe(5);
    for (const at of [65533n, 2n ** 32n, 2n ** 40n, -1n, -4n])
      expect(() => load(at)).toThrow(Ours.RuntimeError);
    expect([grow(1n), load(65536n), grow(2n), memory.buffer.byteLength]).toEqual([1n, 0, -1n, 131072]);
  });

  test("asynchronous functions", async () => {
    const module = await Ours.compile(ADD);
    expect((await Ours.instantiate(module)).exports["add"](1, 2)).toBe(3);
    expect((await Ours.instantiate(ADD)).instance.exports["add"](1, 2)).toBe(3);
    await expect(Ours.compile(new Uint8Array(3))).rejects.toThrow(Ours.CompileError);
    const response = (type: string) => ({
      ok: true,
      headers: { get: () => type },
      arrayBuffer: async () => ADD.buffer,
    });
    expect(
      (await Ours.instantiateStreaming(response("application/wasm"))).instance.exports["add"](2, 2),
    ).toBe(4);
    await expect(Ours.compileStreaming(response("text/html"))).rejects.toThrow(TypeError);
  });

  test("a trap has a backtrace of names and offsets", () => {
    const bytes = wasm({
      types: [":"],
      functions: [
        { type: 0, body: [0x01, 0x00] },
        { type: 0, body: [call(0)] },
      ],
      exports: { f: "f1" },
      names: { 0: "inner", 1: "outer" },
    });
    let error: Namespace;
    try {
      (new Ours.Instance(new Ours.Module(bytes)).exports["f"] as () => void)();
    } catch (e) {
      error = e;
    }
    expect(error.code).toBe("unreachable");
    expect(error.wasmFrames.map((f: Namespace) => f.name)).toEqual(["inner", "outer"]);
    const offset = error.wasmFrames[0].offset as number;
    expect(bytes[offset]).toBe(0x00);
    expect(error.stack).toContain(`wasm-function[0]:0x${offset.toString(16)}`);
  });

  test("compiled modules as bytes", () => {
    const W = createWebAssembly();
    const bytes = W.serialize(new W.Module(ADD));
    expect(
      (new W.Instance(W.deserialize(bytes)).exports["add"] as (a: number, b: number) => number)(20, 3),
    ).toBe(23);
    for (const at of [0, 4, 20, 60, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1;
      expect(() => W.deserialize(damaged)).toThrow(W.CompileError);
    }
    expect(() => W.deserialize(bytes.slice(0, 40))).toThrow(W.CompileError);
    const other = createWebAssembly({ spectre: false });
    expect(() => other.deserialize(bytes)).toThrow(/other options/);
  });

  test.each([
    { explicitBoundsChecks: true },
    { regallocAlgorithm: "single_pass" },
    { spectre: false },
  ] as const)("with options %o", (options) => {
    const W = createWebAssembly(options);
    for (const name of ["traps", "re-entrancy", "memory growth behind its back", "function references"]) {
      expect(outcome(() => CASES[name]!(W))).toBe(outcome(() => CASES[name]!(theirs)));
    }
  });
});
