import { expect, test } from "vitest";
import { deserializeImage, serializeImage, type Fingerprint } from "./serialize.ts";

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
