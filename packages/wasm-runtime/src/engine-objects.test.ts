import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { WebAssembly as Ours } from "./index.ts";
import { defaultStore } from "./store.ts";
import { i32, leb, local, runs, wasm } from "./testing.ts";

test.skipIf(runs)("no code can run here: nothing else is tested", () => expect(runs).toBe(false));

// oxlint-disable-next-line typescript/no-explicit-any -- of either API, shape unknown
type Any = any;
const theirs: Any = (globalThis as { WebAssembly?: unknown }).WebAssembly;
const instance = (W: Any, bytes: Uint8Array, imports?: unknown): Any =>
  new W.Instance(new W.Module(bytes), imports).exports;

/** The same program with the engine's objects: its module is compiled by the engine, then by us. */
function both(program: (W: Any) => unknown): void {
  const run = (W: Any): unknown => {
    try {
      return program(W);
    } catch (error) {
      return `throws ${(error as Error).constructor.name}`;
    }
  };
  const expected = run(theirs);
  expect(String(expected)).not.toMatch(/^throws (TypeError|ReferenceError|CompileError)/);
  expect(run(Ours)).toEqual(expected);
}

const globalGet = (n: number): number[] => [0x23, ...leb(n)];
const globalSet = (n: number): number[] => [0x24, ...leb(n)];
const ADD = wasm({
  types: ["ii:i"],
  functions: [{ type: 0, body: [local(0), local(1), 0x6a] }],
  exports: { add: "f0" },
});

/** Gets and sets an imported global, and calls out in between. */
const GLOBAL = (k: string): Uint8Array<ArrayBuffer> =>
  wasm({
    types: [`:${k}`, `${k}:`, `${k}:${k}`, ":"],
    imports: [
      ["m", "g", ["global", k, true]],
      ["m", "f", 3],
    ],
    functions: [
      { type: 0, body: [globalGet(0)] },
      { type: 1, body: [local(0), globalSet(0)] },
      { type: 2, body: [local(0), globalSet(0), 0x10, 0, globalGet(0)] },
      { type: 1, body: [local(0), globalSet(0), 0x00] },
    ],
    exports: { get: "f1", set: "f2", swap: "f3", trap: "f4", g: "g0" },
  });

describe.runIf(runs)("globals of the engine", () => {
  const values: Record<string, [unknown, unknown, unknown]> = {
    i: [1, -2, 2 ** 31],
    l: [1n, -2n, 2n ** 63n],
    f: [0.1, -0, NaN],
    d: [0.1, -0, 1e300],
    e: [{ a: 1 }, null, undefined],
  };
  const names: Record<string, string> = { i: "i32", l: "i64", f: "f32", d: "f64", e: "externref" };
  test.each(Object.keys(values))("mutable %s, both ways", (k) => {
    const [a, b, c] = values[k]!;
    both((W) => {
      const g = new theirs.Global({ value: names[k], mutable: true }, a);
      const out: unknown[] = [];
      const x = instance(W, GLOBAL(k), {
        m: {
          g,
          f: () => {
            out.push(g.value);
            g.value = c;
          },
        },
      });
      out.push(x.g === g, x.get());
      g.value = b;
      out.push(x.get());
      x.set(c);
      out.push(g.value, x.swap(b), g.value);
      try {
        x.trap(a);
      } catch (error) {
        out.push((error as Error).constructor.name);
      }
      return [...out, g.value];
    });
  });

  test("the bits of a NaN", () =>
    both((W) => {
      const bits = wasm({
        types: [":i", "i:"],
        imports: [["m", "g", ["global", "f", true]]],
        functions: [
          { type: 0, body: [globalGet(0), 0xbc] },
          { type: 1, body: [local(0), 0xbe, globalSet(0)] },
        ],
        exports: { get: "f0", set: "f1" },
      });
      const g = new theirs.Global({ value: "f32", mutable: true });
      const [one, other] = [instance(theirs, bits, { m: { g } }), instance(W, bits, { m: { g } })];
      one.set(0x7f800123);
      const out = [other.get()];
      other.set(0x7fa00001);
      return [...out, one.get()];
    }));

  test("errors say what the engine has against them", () => {
    const g = new theirs.Global({ value: "i64", mutable: true });
    expect(() => instance(Ours, GLOBAL("i"), { m: { g, f: () => {} } })).toThrow(
      /^WebAssembly\.Instance\(\): Import #0 "m" "g": imported global does not match the expected type$/,
    );
  });

  test("references live as long as the engine's global has them", () =>
    both((W) => {
      const g = new theirs.Global({ value: "externref", mutable: true }, "start");
      const x = instance(W, GLOBAL("e"), { m: { g, f: () => {} } });
      for (let i = 0; i < 50_000; i++) x.set({ i });
      return [x.get().i, g.value.i, x.swap("end"), g.value];
    }));

  test("functions", () =>
    both((W) => {
      const { add } = instance(theirs, ADD);
      const g = new theirs.Global({ value: "anyfunc", mutable: true }, add);
      const x = instance(W, GLOBAL("c"), { m: { g, f: () => {} } });
      const out: unknown[] = [x.get() === add];
      x.set(null);
      out.push(g.value, x.get());
      g.value = add;
      const mine = instance(W, ADD).add;
      out.push(x.get() === add, x.swap(mine) === mine, x.get() === mine, g.value(3, 4), g.value === add);
      const taken = g.value;
      g.value = null;
      g.value = taken;
      return [...out, x.get() === mine];
    }));

  test("immutable ones, also in constant expressions", () =>
    both((W) => {
      const m = wasm({
        types: [":d"],
        imports: [
          ["m", "a", ["global", "d", false]],
          ["m", "b", ["global", "i", false]],
        ],
        functions: [{ type: 0, body: [globalGet(0)] }],
        globals: [["i", false, [0x23, 1]]],
        exports: { get: "f0", a: "g0", c: "g2" },
      });
      const a = new theirs.Global({ value: "f64" }, 1.5);
      const x = instance(W, m, { m: { a, b: new theirs.Global({ value: "i32" }, 7) } });
      return [x.get(), x.a === a, x.c.value];
    }));

  test("shared by an instance of the engine and one of ours, calling each other", () =>
    both((W) => {
      const g = new theirs.Global({ value: "i32", mutable: true }, 1);
      const bump = wasm({
        types: [":", ":i"],
        imports: [
          ["m", "g", ["global", "i", true]],
          ["m", "f", 0],
        ],
        functions: [
          {
            type: 1,
            body: [
              globalGet(0),
              i32(1),
              0x6a,
              globalSet(0),
              0x10,
              0,
              globalGet(0),
              i32(10),
              0x6c,
              globalSet(0),
              globalGet(0),
            ],
          },
        ],
        exports: { run: "f1" },
      });
      const inner = instance(theirs, bump, { m: { g, f: () => {} } });
      const middle = instance(W, bump, { m: { g, f: inner.run } });
      const outer = instance(theirs, bump, { m: { g, f: middle.run } });
      return [outer.run(), g.value];
    }));

  test.each([
    ["type", { value: "i64", mutable: true }],
    ["mutability", { value: "i32" }],
  ])("the wrong %s", (_, descriptor) =>
    both((W) => instance(W, GLOBAL("i"), { m: { g: new theirs.Global(descriptor), f: () => {} } })),
  );
});

/** Everything that can be done with a table. */
const TABLE = (k: string, limits: readonly number[] = [2]): Uint8Array<ArrayBuffer> =>
  wasm({
    types: [`i:${k}`, `i${k}:`, `${k}i:i`, ":i", "iii:i", `i${k}i:`, "iii:", ":", "ii:i"],
    imports: [
      ["m", "t", ["table", k, limits]],
      ["m", "f", 7],
    ],
    functions: [
      { type: 0, body: [local(0), 0x25, 0] },
      { type: 1, body: [local(0), local(1), 0x26, 0] },
      { type: 2, body: [local(0), local(1), 0xfc, 15, 0] },
      { type: 3, body: [0xfc, 16, 0] },
      { type: 4, body: k === "c" ? [local(1), local(2), local(0), 0x11, 8, 0] : [0x00] },
      { type: 5, body: [local(0), local(1), local(2), 0xfc, 17, 0] },
      { type: 6, body: [local(0), local(1), local(2), 0xfc, 14, 0, 0] },
      { type: 1, body: [local(0), local(1), 0x26, 0, 0x10, 0] },
    ],
    exports: {
      get: "f1",
      set: "f2",
      grow: "f3",
      size: "f4",
      call: "f5",
      fill: "f6",
      copy: "f7",
      setAndCall: "f8",
      t: "t0",
    },
  });

/** Calls element `i` of an imported table with two numbers. */
const CALLER = wasm({
  types: ["ii:i", "iii:i"],
  imports: [["m", "t", ["table", "c", [0]]]],
  functions: [{ type: 1, body: [local(1), local(2), local(0), 0x11, 0, 0] }],
  exports: { call: "f0" },
});

const attempt = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return (error as Error).constructor.name;
  }
};

describe.runIf(runs)("tables of the engine", () => {
  test("references, both ways", () =>
    both((W) => {
      const t = new theirs.Table({ element: "externref", initial: 2, maximum: 6 }, "start");
      const out: unknown[] = [];
      const x = instance(W, TABLE("e"), {
        m: {
          t,
          f: () => {
            out.push(t.get(0), t.length);
            t.set(1, "from outside");
            t.grow(1, "grown");
          },
        },
      });
      const o = { o: 1 };
      out.push(x.t === t, x.get(0), x.size(), x.grow(o, 1), t.length, t.get(2) === o, x.get(2) === o);
      t.set(2, 9);
      out.push(x.get(2));
      x.setAndCall(0, "x");
      out.push(x.get(1), x.get(3), x.size(), x.grow(null, 100), t.length);
      x.fill(0, "filled", 2);
      x.copy(2, 0, 2);
      out.push(
        t.get(0),
        t.get(1),
        t.get(2),
        t.get(3),
        attempt(() => x.get(4)),
        attempt(() => x.set(9, 1)),
        attempt(() => x.fill(3, 1, 2)),
        t.get(3),
      );
      return out;
    }));

  test.each([
    ["e", "externref", 1],
    ["e", "externref", 16],
    ["e", "externref", 53],
    ["c", "anyfunc", 15],
    ["c", "anyfunc", 33],
  ])("of many elements that all sides write to: %s %s, %d elements", (k, element, length) =>
    both((W) => {
      const user = wasm({
        types: [`i${k}:`, `i:${k}`, `${k}i:i`, ":i", "i:"],
        imports: [
          ["m", "t", ["table", k, [1]]],
          ["m", "f", 4],
        ],
        functions: [
          { type: 0, body: [local(0), local(1), 0x26, 0, i32(0), 0x10, 0] },
          { type: 1, body: [local(0), 0x25, 0] },
          { type: 2, body: [local(0), local(1), 0xfc, 15, 0] },
          { type: 3, body: [0xfc, 16, 0] },
        ],
        exports: { set: "f1", get: "f2", grow: "f3", size: "f4" },
      });
      const t = new theirs.Table({ element, initial: length });
      const values = Array.from({ length: 9 }, (_, n) =>
        k === "e" ? { n } : n === 0 ? null : instance(theirs, ADD).add,
      );
      const out: unknown[] = [];
      const number = (value: unknown): number => values.indexOf(value);
      const all = (): string =>
        Array.from({ length: t.length }, (_, i) => `${number(t.get(i))} ${number(x.get(i))}`).join();
      const f = (): void => void t.set(t.length >> 1, values[out.length % 9]);
      const [x, y] = [W, theirs].map((N) => instance(N, user, { m: { t, f } }));
      for (let n = 0; n < 60; n++) {
        const at = (n * 7) % t.length;
        [x, y, t][n % 3].set(at, values[n % 9]);
        if (n % 10 === 3) out.push(x.grow(values[n % 9], n % 4), y.size());
        if (n % 10 === 6) out.push(y.grow(values[n % 9], n % 4), x.size());
        if (n % 10 === 9) out.push(t.grow(n % 4, values[n % 9]), x.size());
        out.push(number(x.get(at)), number(y.get(at)));
        if (n % 20 === 0) out.push(all());
      }
      return [...out, all()];
    }),
  );

  test("functions of the engine are called, by every type that there is", () =>
    both((W) => {
      const { add } = instance(theirs, ADD);
      const other = instance(
        theirs,
        wasm({ types: ["l:l"], functions: [{ type: 0, body: [local(0)] }], exports: { f: "f0" } }),
      ).f;
      const t = new theirs.Table({ element: "anyfunc", initial: 4 });
      t.set(1, add);
      t.set(2, other);
      const x = instance(W, CALLER, { m: { t } });
      const call = (...args: number[]): unknown => attempt(() => x.call(...args));
      const out = [call(0, 1, 2), call(1, 3, 4), call(2, 1, 2), call(4, 1, 2)];
      t.set(1, null);
      t.set(3, add);
      return [...out, call(1, 3, 4), call(3, 5, 6)];
    }));

  test("a type that comes up after the function", () =>
    both((W) => {
      const f = instance(
        theirs,
        wasm({
          types: ["lflf:l"],
          functions: [{ type: 0, body: [local(0), local(2), 0x7c] }],
          exports: { f: "f0" },
        }),
      ).f;
      const t = new theirs.Table({ element: "anyfunc", initial: 1 });
      t.set(0, f);
      const before = instance(W, TABLE("c", [1]), { m: { t, f: () => {} } });
      const x = instance(
        W,
        wasm({
          types: ["lflf:l", ":l"],
          imports: [["m", "t", ["table", "c", [1]]]],
          functions: [
            {
              type: 1,
              body: [[0x42, 5], [0x43, 0, 0, 0, 0], [0x42, 6], [0x43, 0, 0, 0, 0], i32(0), 0x11, 0, 0],
            },
          ],
          exports: { call: "f0" },
        }),
        { m: { t } },
      );
      return [before.get(0) === f, x.call()];
    }));

  test("functions of ours in them are called by the engine", () =>
    both((W) => {
      const t = new theirs.Table({ element: "anyfunc", initial: 2, maximum: 5 });
      const x = instance(W, TABLE("c"), { m: { t, f: () => {} } });
      const mine = instance(W, ADD).add;
      x.set(1, mine);
      const host = instance(theirs, CALLER, { m: { t } });
      const ours = instance(W, CALLER, { m: { t } });
      const out: unknown[] = [
        host.call(1, 2, 3),
        ours.call(1, 4, 5),
        x.get(1) === mine,
        x.grow(mine, 2),
        host.call(3, 6, 7),
        t.length,
      ];
      t.set(0, t.get(1));
      return [...out, x.get(0) === mine, ours.call(0, 1, 1)];
    }));

  test("segments of a module write into them, also when a later one fails", () =>
    both((W) => {
      const m = (at: number): Uint8Array =>
        wasm({
          types: ["ii:i"],
          imports: [["m", "t", ["table", "c", [3]]]],
          functions: [{ type: 0, body: [local(0), local(1), 0x6b] }],
          elements: [
            [1, [0]],
            [at, [0]],
          ],
        });
      const t = new theirs.Table({ element: "anyfunc", initial: 3 });
      const failed = attempt(() => instance(W, m(3), { m: { t } }));
      const out = [failed, t.get(0), t.get(1)(9, 4), t.get(2)];
      instance(W, m(2), { m: { t } });
      return [...out, t.get(2)(1, 2)];
    }));

  test.each([
    ["type", "externref", 3, undefined, [2]],
    ["size", "anyfunc", 1, undefined, [2]],
    ["maximum", "anyfunc", 2, 9, [2, 8]],
    ["missing maximum", "anyfunc", 2, undefined, [2, 8]],
  ] as const)("the wrong %s", (_, element, initial, maximum, limits) =>
    both((W) =>
      instance(W, TABLE("c", limits), {
        m: { t: new theirs.Table({ element, initial, ...(maximum && { maximum }) }), f: () => {} },
      }),
    ),
  );

  test("a maximum that fits", () =>
    both((W) =>
      instance(W, TABLE("c", [2, 8]), {
        m: { t: new theirs.Table({ element: "anyfunc", initial: 2, maximum: 8 }), f: () => {} },
      }).size(),
    ));
});

describe.runIf(runs)("functions of the engine", () => {
  const IMPORT = (type: string): Uint8Array =>
    wasm({ types: [type], imports: [["m", "f", 0]], exports: { f: "f0" } });
  test("imported and exported again", () =>
    both((W) => {
      const { add } = instance(theirs, ADD);
      return [
        instance(W, IMPORT("ii:i"), { m: { f: add } }).f === add,
        attempt(() => instance(W, IMPORT("ii:l"), { m: { f: add } })),
      ];
    }));
  test("in tables, globals and parameters of ours", () => {
    const { add } = instance(theirs, ADD);
    const t = new Ours.Table({ element: "anyfunc", initial: 1 }, add);
    expect(t.get(0)).toBe(add);
    expect(instance(Ours, CALLER, { m: { t } }).call(0, 20, 22)).toBe(42);
    expect(new Ours.Global({ value: "anyfunc" }, add).value).toBe(add);
    const echo = instance(
      Ours,
      wasm({ types: ["c:c"], functions: [{ type: 0, body: [local(0)] }], exports: { f: "f0" } }),
    ).f;
    expect(echo(add)).toBe(add);
    expect(() => echo(() => {})).toThrow(TypeError);
  });
});

describe.runIf(runs)("what is kept equal", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;

  test("after the stack ended anywhere in calls to and fro", () => {
    const g = new theirs.Global({ value: "i32", mutable: true }, 0);
    const count = wasm({
      types: [":"],
      imports: [
        ["m", "g", ["global", "i", true]],
        ["m", "f", 0],
      ],
      functions: [
        {
          type: 0,
          body: [globalGet(0), i32(1), 0x6a, globalSet(0), 0x10, 0, globalGet(0), i32(1), 0x6b, globalSet(0)],
        },
      ],
      exports: { run: "f1", g: "g0" },
    });
    const { run } = instance(Ours, count, { m: { g, f: () => deeper() } });
    const get = instance(
      Ours,
      wasm({
        types: [":i"],
        imports: [["m", "g", ["global", "i", true]]],
        functions: [{ type: 0, body: [globalGet(0)] }],
        exports: { get: "f0" },
      }),
      { m: { g } },
    ).get;
    const deeper = (): unknown => run();
    for (let round = 0; round < 5; round++) {
      expect(() => run()).toThrow(RangeError);
      expect(get()).toBe(g.value);
      expect(g.value).toBeGreaterThan(10);
      g.value = round;
      expect(get()).toBe(round);
    }
  });

  test("is forgotten when it is collected", async () => {
    const { engine } = defaultStore();
    ((): void => {
      const t = new theirs.Table({ element: "externref", initial: 3 }, {});
      const g = new theirs.Global({ value: "externref", mutable: true }, {});
      instance(Ours, TABLE("e"), { m: { t, f: () => {} } }).set(1, {});
      instance(Ours, GLOBAL("e"), { m: { g, f: () => {} } }).set({});
    })();
    expect(engine.size).toBeGreaterThan(1);
    const { add } = instance(Ours, ADD);
    for (let i = 0; i < 50 && engine.size > 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      gc();
      add(1, 2);
    }
    expect(engine.size).toBe(0);
  });
});
