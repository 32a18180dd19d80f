/** Compiling whole modules: in workers, lazily, and from stored bytes. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type * as Index from "./index.ts";
import { createWebAssembly, type WebAssemblyNamespace, type WebAssemblyOptions } from "./index.ts";
import { call, i32, local, wasm } from "./testing.ts";

const supported = process.arch === "x64" && process.platform === "linux";
test.skipIf(supported)("generated code runs on x86-64 Linux only: nothing is run here", () =>
  expect(supported).toBe(false),
);

const ADD = 0x6a;
/** f(n) = n == 0 ? 0 : f'(n - 1) + n, through many functions that call each other, forwards and backwards. */
function chain(count: number): Uint8Array<ArrayBuffer> {
  const functions = Array.from({ length: count }, (_, f) => ({
    type: 0,
    locals: "il",
    body: [
      local(0),
      0x45,
      0x04,
      0x7f,
      i32(f % 7),
      0x05,
      local(0),
      i32(1),
      0x6b,
      call((f * 7 + 5) % count),
      local(0),
      ADD,
      0x0b,
    ],
  }));
  return wasm({ types: ["i:i"], functions, exports: { f0: "f0", f1: "f1" } });
}
const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);
const expected = (count: number, f: number, n: number): number =>
  n === 0 ? f % 7 : expected(count, (f * 7 + 5) % count, n - 1) + n;

describe.runIf(supported)("workers", () => {
  // Worker threads run compiled packages.
  const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));
  const create = async (options: WebAssemblyOptions): Promise<WebAssemblyNamespace> =>
    ((await import(built)) as typeof Index).createWebAssembly(options);

  test("the package is built", () => expect(existsSync(built)).toBe(true));

  test("code does not depend on how it is compiled", async () => {
    const bytes = chain(600);
    const stored: Uint8Array[] = [];
    for (const options of [{}, { workers: 1 }, { workers: 2 }, { workers: 4 }, { lazy: true }]) {
      let last = 0;
      const W = await create({
        ...options,
        regallocAlgorithm: "single_pass",
        onProgress: (done, total) => (last = done === total ? -1 : done),
      });
      const module = await W.compile(bytes);
      if (options.lazy !== true) expect(last, "progress").toBe(-1);
      expect(new W.Instance(module).exports["f1"](9)).toBe(expected(600, 1, 9));
      stored.push(W.serialize(module));
    }
    for (const other of stored.slice(1)) expect(same(other, stored[0]!)).toBe(true);
    const W = await create({ regallocAlgorithm: "single_pass" });
    expect(same(W.serialize(new W.Module(bytes)), stored[0]!)).toBe(true);
  }, 180_000);

  test("the first function that is wrong is told of", async () => {
    const functions = Array.from({ length: 3000 }, (_, f) => ({
      type: 0,
      body: f === 700 || f === 2900 ? [i32(1), ADD] : [local(0), i32(f), ADD],
    }));
    const bytes = wasm({ types: ["i:i"], functions });
    for (const workers of [0, 2]) {
      const W = await create({ workers });
      await expect(W.compile(bytes)).rejects.toThrow(/Compiling function #700 failed/);
      await expect(W.compile(bytes)).rejects.toBeInstanceOf(W.CompileError);
    }
    await expect(create({ workers: -1 })).rejects.toThrow(RangeError);
  }, 180_000);
});

describe.runIf(supported)("lazy", () => {
  test("functions are compiled when they are called first", async () => {
    const compiled: number[] = [];
    const W = createWebAssembly({ lazy: true, onProgress: (done) => compiled.push(done) });
    const { f0, f1 } = new W.Instance(new W.Module(chain(100))).exports;
    expect(compiled).toEqual([]);
    expect(f0(2)).toBe(expected(100, 0, 2));
    await undefined;
    expect(compiled).toEqual([1, 2, 3]);
    expect(f0(2)).toBe(expected(100, 0, 2));
    await undefined;
    expect(compiled.length).toBe(3);
    expect(f1(50)).toBe(expected(100, 1, 50));
    expect(f0(300)).toBe(expected(100, 0, 300));
  });

  test("arguments of all kinds arrive, in registers and on the stack; so do several results", () => {
    const params = "ildfildfildfildfildfe";
    const results = "eild";
    const seen: unknown[][] = [];
    const bytes = wasm({
      types: [`${params}:${results}`],
      imports: [["m", "host", 0]],
      functions: [
        { type: 0, body: [...[...params].map((_, i) => local(i)), call(2)] },
        { type: 0, body: [...[...params].map((_, i) => local(i)), call(0)] },
      ],
      exports: { f: "f1" },
    });
    const host = (...args: unknown[]): unknown[] => {
      seen.push(args);
      return [args.at(-1), 7, 8n, 0.5];
    };
    const args = [...params].map((k, i) =>
      k === "i" ? i - 5 : k === "l" ? BigInt(i) << 40n : k === "e" ? { i } : i + 0.25,
    );
    const W = createWebAssembly({ lazy: true });
    const { f } = new W.Instance(new W.Module(bytes), { m: { host } }).exports;
    for (let n = 0; n < 3; n++) expect(f(...args)).toEqual([args.at(-1), 7, 8n, 0.5]);
    expect(seen).toEqual([args, args, args]);
  });

  test("tables, traps and backtraces", () => {
    const bytes = wasm({
      types: ["i:i"],
      functions: [
        { type: 0, body: [local(0), local(0), 0x11, 0, 0] },
        { type: 0, body: [local(0), i32(10), ADD] },
        { type: 0, body: [0x00] },
      ],
      tables: [["c", [4]]],
      elements: [[0, [1, 2]]],
      exports: { f: "f0", t: "t0" },
      names: { 0: "outer", 2: "boom" },
    });
    const W = createWebAssembly({ lazy: true });
    const { f, t } = new W.Instance(new W.Module(bytes)).exports;
    expect(t.get(0)(5)).toBe(15);
    expect(f(0)).toBe(10);
    for (let n = 0; n < 2; n++) {
      let error: { wasmFrames?: { name: string }[]; code?: string } = {};
      try {
        f(1);
      } catch (e) {
        error = e as typeof error;
      }
      expect(error.code).toBe("unreachable");
      expect(error.wasmFrames!.map((x) => x.name)).toEqual(["boom", "outer"]);
    }
    expect(() => f(3)).toThrow(W.RuntimeError);
  });

  test("what has been called is stored as what has not", () => {
    const bytes = chain(40);
    const eager = createWebAssembly();
    const W = createWebAssembly({ lazy: true });
    const stored = eager.serialize(new eager.Module(bytes));
    for (const depth of [-1, 0, 1, 7, 39]) {
      const module = new W.Module(bytes);
      const { exports } = new W.Instance(module);
      if (depth >= 0) exports["f0"](depth);
      expect(W.serialize(module)).toEqual(stored);
      expect(W.serialize(module)).toEqual(stored);
      expect(exports["f1"](9)).toBe(expected(40, 1, 9));
      expect(W.serialize(module)).toEqual(stored);
    }
  });

  test("a module that is invalid is refused at once", async () => {
    const bytes = wasm({ types: ["i:i"], functions: [{ type: 0, body: [i32(1), ADD] }] });
    const W = createWebAssembly({ lazy: true });
    expect(() => new W.Module(bytes)).toThrow(W.CompileError);
    await expect(W.compile(bytes)).rejects.toThrow(W.CompileError);
  });
});

describe.runIf(supported)("stored modules", () => {
  const bytes = chain(20);
  const W = supported ? createWebAssembly() : (undefined as never);

  test("run as before", () => {
    const module = W.deserialize(W.serialize(new W.Module(bytes)));
    expect(new W.Instance(module).exports["f1"](9)).toBe(expected(20, 1, 9));
  });

  test("a changed bit anywhere is noticed", () => {
    const stored = W.serialize(new W.Module(bytes));
    const step = Math.max(1, Math.floor(stored.length / 400));
    for (let at = 0; at < stored.length; at += at < 64 ? 1 : step) {
      const changed = stored.slice();
      changed[at]! ^= 1 << (at % 8);
      expect(() => W.deserialize(changed), `byte ${at}`).toThrow(W.CompileError);
    }
    for (const length of [0, 3, 7, 47, 48, 100, stored.length - 1]) {
      expect(() => W.deserialize(stored.subarray(0, length)), `${length} bytes`).toThrow(
        length < 4 ? /no compiled module/ : /cut off/,
      );
    }
  });

  test("each difference has its message", () => {
    const stored = (options: WebAssemblyOptions): Uint8Array => {
      const V = createWebAssembly(options);
      return V.serialize(new V.Module(bytes));
    };
    expect(() => W.deserialize(stored({ regallocAlgorithm: "single_pass" }))).toThrow(
      /other settings of the compiler \(.*regalloc_algorithm=single_pass/,
    );
    expect(() => W.deserialize(stored({ spectre: false }))).toThrow(
      /other options \(there: spectre=false; here: spectre=true\)/,
    );
    expect(() => W.deserialize(stored({ features: { tailCall: false } }))).toThrow(
      /other options \(there: tailCall=false/,
    );
    expect(() => W.deserialize(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).toThrow(/no compiled module/);
    const format = stored({});
    format[4] = 99;
    expect(() => W.deserialize(format)).toThrow(/format 99/);
    const damaged = stored({});
    damaged[damaged.length - 9]! ^= 1;
    expect(() => W.deserialize(damaged)).toThrow(/damaged/);
  });
});

describe.runIf(supported)("streaming", () => {
  const W = supported ? createWebAssembly() : (undefined as never);
  const response = (
    chunks: Iterable<Uint8Array>,
  ): Parameters<WebAssemblyNamespace["compileStreaming"]>[0] => ({
    ok: true,
    headers: { get: () => "application/wasm" },
    arrayBuffer: () => Promise.reject(new Error("the whole body was asked for")),
    body: (async function* () {
      yield* chunks;
    })(),
  });
  const pieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );

  test("the bytes may come in any pieces", async () => {
    for (const size of [1, 7, 1000, 1e6]) {
      const { instance } = await W.instantiateStreaming(response(pieces(chain(30), size)));
      expect(instance.exports["f1"](9)).toBe(expected(30, 1, 9));
    }
    const { body: _, ...whole } = await response([]);
    const { instance } = await W.instantiateStreaming({
      ...whole,
      arrayBuffer: async () => chain(30).buffer,
    });
    expect(instance.exports["f1"](9)).toBe(expected(30, 1, 9));
  });

  test("a wrong section is refused before the end", async () => {
    function* endless(): Generator<Uint8Array> {
      yield Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 2, 1, 0x13);
      throw new Error("more was asked for");
    }
    await expect(W.compileStreaming(response(endless()))).rejects.toThrow(W.CompileError);
    await expect(W.compileStreaming(response(pieces(chain(3).subarray(0, 60), 9)))).rejects.toThrow(
      W.CompileError,
    );
  });
});
