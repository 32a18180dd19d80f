import { InternalError } from "@cranelift-ts/entity";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { CodeMemory, JitHostError, loadJitHost, type CodeBlock, type JitHost } from "./index.ts";
import { GRANULE, RangeAllocator } from "./range-allocator.ts";

test("ranges never overlap, are aligned, and come back whole", () => {
  const step = fc.record({
    size: fc.integer({ min: 0, max: 3000 }),
    align: fc.integer({ min: 0, max: 8 }),
    free: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const ranges = new RangeAllocator(1 << 16);
      const live: { at: number; size: number }[] = [];
      for (const { size, align, free } of steps) {
        if (free % 3 === 0 && live.length > 0) {
          const [gone] = live.splice(free % live.length, 1);
          ranges.free(gone!.at, gone!.size);
          continue;
        }
        const at = ranges.allocate(size, 1 << align);
        if (at < 0) continue;
        expect(at % (1 << align)).toBe(0);
        expect(at + size).toBeLessThanOrEqual(1 << 16);
        for (const l of live)
          expect(at + Math.max(size, 1) <= l.at || l.at + Math.max(l.size, 1) <= at).toBe(true);
        live.push({ at, size });
      }
      const rounded = (n: number): number => Math.max(GRANULE, Math.ceil(n / GRANULE) * GRANULE);
      expect(ranges.used).toBe(live.reduce((sum, l) => sum + rounded(l.size), 0));
      for (const l of live) ranges.free(l.at, l.size);
      expect(ranges.used).toBe(0);
      expect(ranges.allocate(1 << 16, 16)).toBe(0);
    }),
  );
});

test("a hundred thousand rounds stay in bounded space", () => {
  const ranges = new RangeAllocator(1 << 18);
  const live: [number, number][] = [];
  let failures = 0;
  let seed = 1;
  const random = (n: number): number =>
    ((seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) >> 8) % n;
  for (let i = 0; i < 100_000; i++) {
    if (live.length > 100) {
      const k = random(live.length);
      const [at, size] = live[k]!;
      live[k] = live[live.length - 1]!;
      live.pop();
      ranges.free(at, size);
    }
    const size = random(1000) + 1;
    const at = ranges.allocate(size, 32);
    if (at < 0) failures++;
    live.push([at, size]);
  }
  expect(failures).toBe(0);
});

test("freeing what is not allocated is caught", () => {
  const ranges = new RangeAllocator(4096);
  const at = ranges.allocate(64, 16);
  expect(() => ranges.free(128, 64)).toThrow(InternalError);
  ranges.allocate(64, 16);
  ranges.free(at, 64);
  expect(() => ranges.free(at, 64)).toThrow(InternalError);
});

describe.runIf(process.platform === "linux" && process.arch === "x64")("memory", () => {
  const host: JitHost = loadJitHost();
  const memory = new CodeMemory(host, { codeBytes: 1 << 16, constantBytes: 1 << 16, dataBytes: 1 << 16 });
  afterAll(() => memory.dispose());
  const read = (block: CodeBlock): Uint8Array => {
    const out = new Uint8Array(block.size);
    host.call(host.dlsym("memcpy"), host.addr(out.buffer), block.address, BigInt(block.size));
    return out;
  };

  test("all three parts can be written, and code runs", () => {
    for (const part of ["code", "constants", "data"] as const) {
      const block = memory.allocate(part, 100, 64);
      expect(Number(block.address % 64n)).toBe(0);
      memory.write(block, 3, Uint8Array.of(1, 2, 3));
      expect([...read(block).subarray(3, 6)]).toEqual([1, 2, 3]);
      expect(() => memory.write(block, 98, Uint8Array.of(1, 2, 3))).toThrow(InternalError);
    }
    const code = memory.allocate("code", 6, 16);
    memory.write(code, 0, Uint8Array.of(0xb8, 42, 0, 0, 0, 0xc3));
    expect(host.call(code.address)).toBe(42n);
    memory.write(code, 1, Uint8Array.of(43));
    expect(host.call(code.address)).toBe(43n);
  });

  test("no mapping is writable and executable", async () => {
    const { readFileSync } = await import("node:fs");
    const maps = readFileSync("/proc/self/maps", "utf8")
      .split("\n")
      .filter((l) => l.includes("cranelift-jit"));
    expect(maps.length).toBeGreaterThanOrEqual(2);
    expect(maps.map((l) => l.split(" ")[1])).toEqual(expect.arrayContaining(["r-xs", "rw-s"]));
    for (const l of maps) expect(l.split(" ")[1]).not.toMatch(/w.*x/);
  });

  test("regions follow one another; blocks come back", () => {
    const before = memory.used;
    const blocks = Array.from({ length: 40 }, () => memory.allocate("code", 4000, 16));
    expect(new Set(blocks.map((b) => b.region)).size).toBeGreaterThan(2);
    expect(memory.codeRanges().length).toBe(new Set(blocks.map((b) => b.region)).size);
    for (const b of blocks) memory.free(b);
    expect(memory.used).toBe(before);
    expect(() => new CodeMemory(host, { codeBytes: 2 ** 31 })).toThrow(JitHostError);
  });

  test("a block that is larger than regions gets a region of its size", () => {
    const before = memory.used;
    const regions = memory.codeRanges().length;
    for (const part of ["code", "constants", "data"] as const) {
      const large = memory.allocate(part, (1 << 20) + 1, 64);
      memory.write(large, 1 << 20, Uint8Array.of(7));
      expect(read(large)[1 << 20]).toBe(7);
      const code = memory.allocateNear(large.region, "code", 6, 16)!;
      memory.write(code, 0, Uint8Array.of(0xb8, 44, 0, 0, 0, 0xc3));
      expect(host.call(code.address)).toBe(44n);
      const [from, to] = memory.codeRanges().at(-1)!;
      expect(code.address >= from && code.address < to).toBe(true);
      memory.free(code);
      memory.free(large);
    }
    expect(memory.codeRanges().length).toBe(regions + 3);
    expect(memory.used).toBe(before);
    const again = memory.allocate("code", 1 << 20, 64);
    expect(memory.codeRanges().length).toBe(regions + 3);
    memory.free(again);
    for (const size of [2 ** 31 - 2 ** 20, 2 ** 31, 2 ** 40])
      expect(() => memory.allocate("code", size, 16)).toThrow(JitHostError);
    expect(memory.codeRanges().length).toBe(regions + 3);
  });
});
