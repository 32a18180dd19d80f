/** 64-bit memories, up to and beyond what the engine's own can be. Little of them is touched. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createWebAssembly, type WebAssemblyOptions } from "./index.ts";
import { defaultStore } from "./store.ts";
import { leb, local, sleb, wasm } from "./testing.ts";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

type Any = any; // oxlint-disable-line typescript/no-explicit-any -- of either API, shape unknown

const GIB = 1024 ** 3;
const PAGE = 65536;
const G4 = 4n * 1024n ** 3n;
const MB = 1024 * 1024;

/** Why there can be no memory of six gigabytes here, or undefined. */
function missing(): string | undefined {
  try {
    void new ArrayBuffer(6 * GIB);
    void new ArrayBuffer(6 * GIB);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
const why = missing();
if (why !== undefined) console.warn(`memories above 4 GiB are not tested, the machine has no room: ${why}`);
const large = test.skipIf(why !== undefined);

const far = (opcode: number, offset: number): number[] => [opcode, 0, ...leb(offset)];

/** Loads and stores at an address, with offsets of 0, 4 GiB and 5 GiB, sizes, and operations on ranges. */
const bytes = (limits: readonly number[], imported = false): Uint8Array<ArrayBuffer> =>
  wasm({
    types: ["l:i", "li:", "l:l", ":l", "lll:", "lil:", "lii:", ":i"],
    ...(imported ? { imports: [["m", "m", ["memory64", limits]] as Any] } : { memories64: [limits] }),
    functions: [
      { type: 0, body: [local(0), far(0x2d, 0)] },
      { type: 1, body: [local(0), local(1), far(0x3a, 0)] },
      { type: 0, body: [local(0), far(0x28, 2 ** 32)] },
      { type: 1, body: [local(0), local(1), far(0x36, 2 ** 32)] },
      { type: 0, body: [local(0), far(0x28, 5 * GIB)] },
      { type: 2, body: [local(0), [0x40, 0]] },
      { type: 3, body: [[0x3f, 0]] },
      { type: 4, body: [local(0), local(1), local(2), [0xfc, 10, 0, 0]] },
      { type: 5, body: [local(0), local(1), local(2), [0xfc, 11, 0]] },
      { type: 6, body: [local(0), local(1), local(2), [0xfc, 8, 0, 0]] },
      { type: 7, body: [[0x42, ...sleb(2n ** 32n + 70000n)], far(0x28, 0)] },
    ],
    exports: {
      load: "f0",
      store: "f1",
      loadFar: "f2",
      storeFar: "f3",
      loadFarther: "f4",
      grow: "f5",
      size: "f6",
      copy: "f7",
      fill: "f8",
      init: "f9",
      constant: "f10",
      memory: "m0",
    },
    data: [[undefined, "0123456789"]],
  });

const OPTIONS: Readonly<Record<string, WebAssemblyOptions>> = {
  default: {},
  "single pass": { regallocAlgorithm: "single_pass" },
  "without Spectre guards": { spectre: false },
  optimized: { flags: { opt_level: "speed" } },
  "explicit checks": { explicitBoundsChecks: true },
};

describe.each(Object.entries(OPTIONS))("memories above 4 GiB, %s", (_, options) => {
  const W = createWebAssembly(options);
  const make = (limits: readonly number[]): Any => new W.Instance(new W.Module(bytes(limits))).exports;
  const oob = (action: () => unknown): void =>
    expect(action).toThrow(expect.objectContaining({ code: "memory-oob" }));

  large("growth keeps what is there, accesses and ranges reach everything, and nothing more", () => {
    const before = process.memoryUsage.rss();
    const m = make([1]);
    m.store(5n, 55);
    m.store(65535n, 66);
    oob(() => m.load(65536n));
    const first = m.memory.buffer;
    // From the engine's memory to a buffer.
    expect(m.grow(BigInt((5 * GIB) / PAGE - 1))).toBe(1n);
    expect([first.byteLength, m.memory.buffer.byteLength, m.size()]).toEqual([
      0,
      5 * GIB,
      BigInt((5 * GIB) / PAGE),
    ]);
    expect([m.load(5n), m.load(65535n), m.load(65536n)]).toEqual([55, 66, 0]);
    const end = 5n * 1024n ** 3n;
    m.store(end - 1n, 77);
    expect([m.load(end - 1n), m.load(G4)]).toEqual([77, 0]);
    for (const at of [end, end + 1n, 2n ** 40n, 2n ** 63n, -1n]) oob(() => m.load(at));

    // Offsets beyond 32 bits, the sum checked for overflow.
    m.storeFar(8n, 0x1234567);
    expect([m.loadFar(8n), m.constant()]).toEqual([0x1234567, 0]);
    m.storeFar(70000n, -2);
    expect(m.constant()).toBe(-2);
    m.storeFar(end - G4 - 4n, 99);
    expect(m.loadFar(end - G4 - 4n)).toBe(99);
    for (const at of [end - G4 - 3n, end, -G4, -8n, -1n, 2n ** 64n - G4 + 8n]) {
      oob(() => m.loadFar(at));
      oob(() => m.storeFar(at, 1));
    }
    for (const at of [0n, -end, -1n]) oob(() => m.loadFarther(at));
    expect(m.load(0n)).toBe(0);

    // Ranges.
    m.init(G4 - 5n, 0, 10);
    expect([m.load(G4 - 5n), m.load(G4), m.load(G4 + 4n)]).toEqual([48, 53, 57]);
    m.copy(G4 - 3n, G4 - 5n, 10n);
    expect(
      [...new Uint8Array(m.memory.buffer, 4 * GIB - 5, 12)].map((c) => String.fromCharCode(c)).join(""),
    ).toBe("010123456789");
    m.copy(16n, G4 - 5n, 12n);
    expect(m.load(27n)).toBe(57);
    m.copy(end - 12n, 16n, 12n);
    expect(m.load(end - 1n)).toBe(57);
    m.fill(end - 100000n, 7, 100000n);
    expect([m.load(end - 100001n), m.load(end - 100000n), m.load(end - 1n)]).toEqual([0, 7, 7]);
    for (const n of [1n, 2n ** 32n, 2n ** 64n - 1n]) {
      oob(() => m.fill(end, 1, n));
      oob(() => m.copy(end, 0n, n));
      oob(() => m.copy(0n, end, n));
    }
    oob(() => m.fill(-1n, 1, 2n));
    oob(() => m.init(end - 9n, 0, 10));
    m.fill(end, 1, 0n);

    // From buffer to buffer.
    const second = m.memory.buffer;
    expect(m.memory.grow(BigInt(GIB / PAGE))).toBe(BigInt((5 * GIB) / PAGE));
    expect([second.byteLength, m.memory.buffer.byteLength]).toEqual([0, 6 * GIB]);
    expect([m.load(5n), m.load(G4), m.load(end - 1n), m.load(end), m.loadFarther(2n)]).toEqual([
      55, 51, 7, 0, 0,
    ]);
    m.store(end + 6n, 1);
    expect(new DataView(m.memory.buffer).getUint8(5 * GIB + 6)).toBe(1);
    // The collector may not have been there: nothing but pages that were touched counts.
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MB);
  });

  large("another instance, and JavaScript, share the memory", () => {
    const memory: Any = new W.Memory({ address: "i64", initial: 2n } as Any);
    const module = new W.Module(bytes([1], true));
    const [a, b]: Any[] = [0, 1].map(() => new W.Instance(module, { m: { m: memory } }).exports);
    expect(a.memory).toBe(memory);
    a.store(100n, 1);
    expect([b.load(100n), b.grow(BigInt((4 * GIB) / PAGE)), a.size()]).toEqual([
      1,
      2n,
      BigInt((4 * GIB) / PAGE + 2),
    ]);
    a.store(G4 + 100n, 2);
    expect([b.load(100n), b.load(G4 + 100n), new Uint8Array(memory.buffer, 4 * GIB + 100, 1)[0]]).toEqual([
      1, 2, 2,
    ]);
    expect(memory.grow(1n)).toBe(BigInt((4 * GIB) / PAGE + 2));
    expect([a.load(G4 + 3n * 65536n - 1n), b.load(G4 + 100n)]).toEqual([0, 2]);
    // Nobody should take the buffer away, but nothing bad comes of it.
    structuredClone(memory.buffer, { transfer: [memory.buffer] });
    expect([a.load(100n), b.load(G4 + 3n * 65536n - 1n), a.size()]).toEqual([
      0,
      0,
      BigInt((4 * GIB) / PAGE + 3),
    ]);
    oob(() => a.load(G4 + 3n * 65536n));
  });

  large("what begins beyond 4 GiB, and what ends there", () => {
    const m = make([65537, 65538]);
    m.store(G4 + 1n, 3);
    expect(m.load(G4 + 1n)).toBe(3);
    oob(() => m.constant());
    oob(() => m.load(G4 + 65536n));
    expect([m.grow(2n), m.grow(1n), m.grow(1n), m.load(G4 + 1n), m.constant()]).toEqual([
      -1n,
      65537n,
      -1n,
      3,
      0,
    ]);
    const limited = make([1, 65536]);
    oob(() => limited.load(65536n));
    expect([limited.grow(65536n), limited.grow(1n)]).toEqual([-1n, 1n]);
    oob(() => limited.loadFar(0n));
  });

  test("sizes beyond the limit are refused", () => {
    const m = make([1]);
    expect([m.grow(262144n), m.grow(2n ** 64n - 1n), m.grow(1n), m.size()]).toEqual([-1n, -1n, 1n, 2n]);
    expect(() => make([262145])).toThrow(RangeError);
    expect(() => new W.Memory({ address: "i64", initial: 262145n } as Any)).toThrow(RangeError);
  });
});

describe("the object of a 64-bit memory", () => {
  const W = createWebAssembly();

  test("is a WebAssembly.Memory whose sizes are BigInts", () => {
    const memory: Any = new W.Memory({ address: "i64", initial: 1n, maximum: 3n } as Any);
    expect(memory).toBeInstanceOf(W.Memory);
    expect(Object.prototype.toString.call(memory)).toBe("[object WebAssembly.Memory]");
    expect(memory.constructor).toBe((globalThis as Any).WebAssembly.Memory);
    const { buffer } = memory;
    expect([memory.grow(1n), buffer.byteLength, memory.buffer.byteLength]).toEqual([1n, 0, 2 * PAGE]);
    expect(() => memory.grow(1)).toThrow(TypeError);
    expect(() => memory.grow(2n)).toThrow(RangeError);
    expect(() => Reflect.get(Object.getPrototypeOf(memory), "buffer", {})).toThrow(TypeError);
  });

  large("a memory that is dropped is given back", async () => {
    const before = defaultStore().memories.watching;
    for (let i = 0; i < 20; i++) {
      const memory: Any = new W.Memory({ address: "i64", initial: 65537n } as Any);
      new Uint8Array(memory.buffer, 0, 8 * MB).fill(1);
    }
    for (let i = 0; i < 10 && defaultStore().memories.watching > before; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(defaultStore().memories.watching).toBeLessThanOrEqual(before);
  });
});
