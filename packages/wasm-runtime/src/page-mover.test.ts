import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { loadJitHost } from "@cranelift-ts/jit-host";
import { PageMover } from "./page-mover.ts";

const MB = 1024 * 1024;
const PAGE = 4096;
const SIZE = 48 * MB;

/** Places that are checked: around the ends, in the middle, and a few scattered ones. */
const PLACES: readonly number[] = [
  0,
  1,
  7,
  8,
  15,
  PAGE - 17,
  PAGE - 16,
  PAGE,
  65535,
  65536,
  65544,
  5 * MB + 3,
  SIZE / 2,
  SIZE - PAGE - 1,
  SIZE - 200,
  SIZE - 1,
];

describe("PageMover", () => {
  const host = loadJitHost();

  test.each([
    ["pages", 0, 0, SIZE],
    ["pages between odd places", 5, 5, SIZE - 99],
    ["bytes where addresses differ within a page", 0, 16, SIZE - 16],
    ["bytes where there is no whole page", 100, 100, 3000],
    ["a single byte", 3, 3, 1],
    ["nothing", 0, 0, 0],
  ])("moves %s", (_, fromOffset, toOffset, bytes) => {
    const mover = new PageMover(host);
    const [from, to] = [new ArrayBuffer(SIZE), new ArrayBuffer(SIZE)];
    const places = PLACES.filter((p) => p < bytes);
    places.forEach((p, i) => (new Uint8Array(from)[fromOffset + p] = i + 1));
    mover.move(host.addr(from) + BigInt(fromOffset), host.addr(to) + BigInt(toOffset), BigInt(bytes));
    const expected = new Uint8Array(SIZE);
    places.forEach((p, i) => (expected[toOffset + p] = i + 1));
    expect(isDeepStrictEqual(new Uint8Array(to), expected)).toBe(true);
    // What was left can be used, and be freed.
    new Uint8Array(from).fill(9);
    expect(isDeepStrictEqual(new Uint8Array(to), expected)).toBe(true);
  });

  test.each([0, 16])("makes nothing resident that was not (difference %d)", (difference) => {
    const mover = new PageMover(host);
    const large = 512 * MB;
    const [from, to] = [new ArrayBuffer(large), new ArrayBuffer(large)];
    for (const p of [0, large / 2, large - 64]) new Uint8Array(from)[p] = 7;
    const before = process.memoryUsage.rss();
    mover.move(host.addr(from), host.addr(to) + BigInt(difference), BigInt(large - difference));
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * MB);
    expect([0, large / 2, large - 64].map((p) => new Uint8Array(to)[p + difference])).toEqual([7, 7, 7]);
  });
});
