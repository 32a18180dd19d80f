import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { createWebAssembly } from "./index.ts";
import { deserializeImage, serializeImage, type Fingerprint } from "./serialize.ts";
import { local, runs, wasm } from "./testing.ts";

const ints = (...n: number[]): Int32Array<ArrayBuffer> => Int32Array.from(n);
const image = {
  code: Uint8Array.of(0xc3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8),
  starts: ints(0),
  sizes: ints(1),
  frames: ints(-1),
  traps: { bytes: new Uint8Array(0), starts: ints(0, 0) },
  sources: { bytes: Uint8Array.of(0, 80), starts: ints(0, 2) },
  stackMaps: ints(),
  libcallNames: ["FloorF32"],
  libcallWords: ints(8),
  outside: ints(),
};
const own: Fingerprint = {
  version: "1.2.3",
  triple: "x86_64-unknown-linux-gnu",
  features: ["has_avx=true"],
  flags: [],
  options: ["spectre=true"],
};

test("what is stored comes back, without addresses of this process", () => {
  const module = { bytes: Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), label: "näme" };
  const back = deserializeImage(serializeImage(module, image, own), own);
  expect(back.module).toEqual(module);
  expect(back.image).toEqual({ ...image, code: Uint8Array.from(image.code, (b, i) => (i < 8 ? b : 0)) });
});

test.each<[keyof Fingerprint, Fingerprint, RegExp]>([
  ["version", { ...own, version: "1.2.4" }, /compiled by version 1\.2\.4, this is version 1\.2\.3/],
  ["triple", { ...own, triple: "aarch64-apple-darwin" }, /compiled for aarch64-apple-darwin, this is x86_64/],
  ["features", { ...own, features: [] }, /another processor \(here: has_avx=true\)/],
  [
    "features",
    { ...own, features: ["has_avx=true", "has_fma=true"] },
    /another processor \(there: has_fma=true\)/,
  ],
  [
    "flags",
    { ...own, flags: ["opt_level=speed"] },
    /other settings of the compiler \(there: opt_level=speed\)/,
  ],
  [
    "options",
    { ...own, options: ["spectre=false"] },
    /other options \(there: spectre=false; here: spectre=true\)/,
  ],
])("another %s is refused", (_, theirs, message) => {
  expect(() =>
    deserializeImage(serializeImage({ bytes: new Uint8Array(8), label: "" }, image, theirs), own),
  ).toThrow(message);
});

/** Uses the data, a library routine perhaps, and a check of an address. */
const MODULE = wasm({
  types: ["i:i"],
  memories: [[1]],
  data: [[4, "*"]],
  functions: [{ type: 0, body: [local(0), 0xb2, 0x8d, 0xa8, [0x2d, 0, 0]] }],
  exports: { f: "f0" },
});

describe.runIf(runs)("serialized modules", () => {
  const W = createWebAssembly();
  const bytes = W.serialize(new W.Module(MODULE));
  const within = (before: number): Uint8Array => {
    const all = new Uint8Array(before + bytes.length + 5);
    all.set(bytes, before);
    return all.subarray(before, before + bytes.length);
  };
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);

  test.each<[string, ArrayBufferView | ArrayBuffer]>([
    ["a Uint8Array", bytes],
    ["a part of one", within(3)],
    ["a Buffer", Buffer.from(bytes)],
    ["a part of a Buffer", Buffer.concat([Buffer.alloc(8), bytes]).subarray(8)],
    ["an ArrayBuffer", bytes.slice().buffer],
    ["a DataView", new DataView(bytes.slice().buffer)],
    ["shared memory", shared],
  ])("are read from %s", (_, source) => {
    const { exports } = new W.Instance(W.deserialize(source as Uint8Array));
    expect(exports["f"](4)).toBe(42);
    expect(() => exports["f"](65536)).toThrow("memory access out of bounds");
  });

  test.each([[5], [undefined], [null], ["text"], [[1, 2]], [{}]])("%s is no source of bytes", (source) =>
    expect(() => W.deserialize(source as never)).toThrow(
      new TypeError("WebAssembly.deserialize(): Argument 0 must be a buffer source"),
    ),
  );

  test("no byte can be changed, no byte be missing or too many", () => {
    for (let i = 0; i < bytes.length; i++) {
      const changed = bytes.slice();
      changed[i]! ^= 1 << (i % 8);
      expect(() => W.deserialize(changed)).toThrow(W.CompileError);
      expect(() => W.deserialize(bytes.subarray(0, i))).toThrow(W.CompileError);
    }
    expect(() => W.deserialize(Uint8Array.of(...bytes, 0))).toThrow(W.CompileError);
  });

  test("settings are those a module was compiled with, whoever serializes it", () => {
    // Not bounds checks: without guard pages they are explicit with both.
    const trusting = createWebAssembly({ spectre: false });
    const stored = trusting.serialize(new W.Module(MODULE));
    expect(stored).toEqual(bytes);
    expect(() => trusting.deserialize(stored)).toThrow(/other options \(there: spectre=/);
    const unmasked = W.serialize(new trusting.Module(MODULE));
    expect(() => W.deserialize(unmasked)).toThrow(/other options/);
    expect(new trusting.Instance(trusting.deserialize(unmasked)).exports["f"](4)).toBe(42);
  });
});
