import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { WebAssembly } from "./index.ts";
import { defaultStore } from "./store.ts";
import { tableCell } from "./table.ts";
import { call, i32, leb, local, runs, wasm } from "./testing.ts";

test.skipIf(runs)("no code can run here: nothing else is tested", () => expect(runs).toBe(false));

/** Fresh objects for the tests of references; ten million take about a minute. */
const OBJECTS = Number(process.env["CRANELIFT_EXTERNREFS"] ?? 100_000);
/** Instances that are made and dropped. */
const INSTANCES = Number(process.env["CRANELIFT_INSTANCES"] ?? 300);

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

type Exports = Record<string, (...args: unknown[]) => unknown>;
const HELD = 1000;
const REFERENCES = wasm({
  types: [":e", "ei:", "e:e", "i:"],
  imports: [
    ["m", "fresh", 0],
    ["m", "check", 1],
  ],
  tables: [["e", [HELD]]],
  globals: [["e", true, [0xd0, 0x6f]]],
  functions: [
    // Through a local, the global and the table
    {
      type: 2,
      locals: "e",
      body: [local(0), [0x21, 1], local(1), [0x24, 0], i32(5), local(0), [0x26, 0], [0x23, 0]],
    },
    // Fills the table, makes as many as asked for, and looks at what it holds; one more is held in a local.
    {
      type: 3,
      locals: "ie",
      body: [
        call(0),
        [0x21, 2],
        [0x03, 0x40],
        local(1),
        call(0),
        [0x26, 0],
        local(1),
        i32(1),
        0x6a,
        [0x22, 1],
        i32(HELD),
        [0x49, 0x0d, 0],
        0x0b,
        [0x03, 0x40],
        call(0),
        0x1a,
        local(0),
        i32(1),
        0x6b,
        [0x22, 0],
        [0x0d, 0],
        0x0b,
        local(2),
        i32(-1),
        call(1),
        i32(0),
        [0x21, 1],
        [0x03, 0x40],
        local(1),
        [0x25, 0],
        local(1),
        call(1),
        local(1),
        i32(1),
        0x6a,
        [0x22, 1],
        i32(HELD),
        [0x49, 0x0d, 0],
        0x0b,
      ],
    },
  ],
  exports: { pass: "f2", many: "f3" },
});

describe.runIf(runs)("lifetimes", () => {
  test(`${OBJECTS} references through a parameter, a local, a table and a global`, () => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(REFERENCES), {
      m: { fresh: () => ({}), check: () => {} },
    });
    for (let n = 0; n < OBJECTS; n++) {
      const object = { n };
      if ((exports as Exports)["pass"]!(object) !== object)
        expect.fail(`object ${n} came back as another one`);
    }
    expect(defaultStore().externs.size).toBeLessThan(50_000);
  }, 600_000);

  test(`${OBJECTS} references in one call that holds ${HELD}`, () => {
    let made = 0;
    let checked = 0;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(REFERENCES), {
      m: {
        fresh: () => ({ n: made++ }),
        check: (object: { n: number }, index: number) => {
          if (object?.n !== index + 1) expect.fail(`reference ${index} is ${JSON.stringify(object)}`);
          checked++;
        },
      },
    });
    (exports as Exports)["many"]!(OBJECTS);
    expect(checked).toBe(HELD + 1);
    expect(defaultStore().externs.size).toBeLessThan(50_000);
  }, 600_000);

  test(`${INSTANCES} instances are collected with their code`, async () => {
    await collect();
    const before = defaultStore().runtime.memory.used;
    const bytes = wasm({
      types: [":i"],
      functions: [{ type: 0, body: [i32(0), [0x28, 2, 0]] }],
      memories: [[1, 1]],
      tables: [["c", [4]]],
      elements: [[0, [0]]],
      exports: { f: "f0", memory: "m0", table: "t0" },
    });
    let collected = 0;
    const registry = new FinalizationRegistry(() => collected++);
    for (let n = 0; n < INSTANCES; n++) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
      expect((instance.exports as Exports)["f"]!()).toBe(0);
      registry.register(instance, undefined);
      if (n % 150 === 149) await collect();
    }
    await collect();
    expect(collected).toBeGreaterThan(INSTANCES * 0.9);
    expect(defaultStore().runtime.memory.used - before).toBeLessThan(64 * 1024);
  }, 600_000);

  test("a function outlives its instance in a table, and instances that import each other go together", async () => {
    const table = new WebAssembly.Table({ element: "anyfunc", initial: 2 });
    const provider = wasm({
      types: [":i"],
      functions: [{ type: 0, body: [i32(77)] }],
      imports: [["m", "t", ["table", "c", [2]]]],
      elements: [[1, [0]]],
      exports: { f: "f0" },
    });
    new WebAssembly.Instance(new WebAssembly.Module(provider), { m: { t: table } });
    await collect();
    const caller = wasm({
      types: [":i", "i:i"],
      imports: [["m", "t", ["table", "c", [2]]]],
      functions: [{ type: 1, body: [local(0), [0x11, ...leb(0), 0]] }],
      exports: { call: "f0" },
    });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(caller), { m: { t: table } });
    await collect();
    expect((exports as Exports)["call"]!(1)).toBe(77);
    expect(() => (exports as Exports)["call"]!(0)).toThrow(WebAssembly.RuntimeError);
    expect(() => (exports as Exports)["call"]!(2)).toThrow(/table index is out of bounds/);
  }, 60_000);

  test("functions of JavaScript that come and go in a table do not stay", async () => {
    const table = new WebAssembly.Table({ element: "anyfunc", initial: 4 });
    // What a program does to make a function of JavaScript one that a table takes.
    const converter = new WebAssembly.Module(
      wasm({ types: ["i:i"], imports: [["e", "f", 0]], exports: { f: "f0" } }),
    );
    const converted = (f: (n: number) => number): unknown =>
      new WebAssembly.Instance(converter, { e: { f } }).exports["f"];
    const { exports } = new WebAssembly.Instance(
      new WebAssembly.Module(
        wasm({
          types: ["i:i", "ii:i", "i:"],
          imports: [["m", "t", ["table", "c", [4]]]],
          tables: [["c", [4]]],
          globals: [["c", true, [0xd0, 0x70]]],
          functions: [
            { type: 1, body: [local(1), local(0), 0x11, 0, 0] },
            { type: 1, body: [local(1), local(0), 0x11, 0, 1] },
            { type: 2, body: [local(0), local(0), 0x25, 0, 0x26, 1] },
          ],
          exports: { call: "f0", callOwn: "f1", take: "f2" },
        }),
      ),
      { m: { t: table } },
    );
    const e = exports as Exports;
    for (let round = 0; round < 4; round++) {
      for (let n = 0; n < 1000; n++) {
        table.set(n % 3, converted((x) => x + n) as never);
        // What code has copied stays as well.
        if (n === 500) e["take"]!(2);
      }
      await collect();
      for (const n of [997, 998, 999]) expect(e["call"]!(n % 3, 10)).toBe(10 + n);
      expect(e["callOwn"]!(2, 10)).toBe(510);
      expect(tableCell(table)!.keeping).toBeLessThan(300);
    }
    table.set(2, null);
    await collect();
    expect(e["callOwn"]!(2, 1)).toBe(501);
  }, 60_000);
});
