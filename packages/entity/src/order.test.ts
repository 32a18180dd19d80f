import fc from "fast-check";
import { expect, test } from "vitest";
import { Int32Heap, RadixSorter, UnionFind } from "./index.ts";

const int32 = fc.oneof(fc.integer(), fc.integer({ min: -5, max: 5 }));

test("the heap pops pairs in order", () => {
  const heap = new Int32Heap(1);
  fc.assert(
    fc.property(fc.array(fc.tuple(int32, int32, fc.boolean()), { maxLength: 200 }), (steps) => {
      heap.clear();
      const model: [number, number][] = [];
      const popBoth = (): void => {
        model.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const [key, value] = model.shift()!;
        expect(heap.peekKey()).toBe(key);
        expect(heap.peekValue()).toBe(value);
        expect(heap.pop()).toBe(value);
      };
      for (const [key, value, pop] of steps) {
        heap.push(key, value);
        model.push([key, value]);
        if (pop) popBoth();
        expect(heap.size).toBe(model.length);
      }
      while (model.length > 0) popBoth();
      expect(heap.size).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("radix sort is a stable sort", () => {
  const sorter = new RadixSorter();
  const keys = fc.oneof(
    fc.array(int32, { maxLength: 300 }),
    fc.array(fc.integer({ min: 0, max: 70000 }), { minLength: 41, maxLength: 300 }),
  );
  fc.assert(
    fc.property(keys, (values) => {
      const n = values.length;
      const k = Int32Array.from([...values, 7, 7]);
      const p = Int32Array.from({ length: n + 2 }, (_, i) => i);
      sorter.sort(k, p, n);
      const model = values.map((v, i) => [v, i] as const).sort((a, b) => a[0] - b[0]);
      expect([...k]).toEqual([...model.map((m) => m[0]), 7, 7]);
      expect([...p]).toEqual([...model.map((m) => m[1]), n, n + 1]);
    }),
  );
});

test("union-find agrees with relabelling, and the first argument's root stays", () => {
  const sets = new UnionFind();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 80 }),
      (n, steps) => {
        sets.clear();
        sets.resize(n - 1);
        expect(sets.push()).toBe(n - 1);
        const label = Array.from({ length: n }, (_, i) => i);
        for (const [x, y, join] of steps) {
          const a = x % n;
          const b = y % n;
          expect(sets.same(a, b)).toBe(label[a] === label[b]);
          if (!join) continue;
          const from = label[b];
          const to = label[a]!;
          expect(sets.union(a, b)).toBe(to);
          for (let i = 0; i < n; i++) if (label[i] === from) label[i] = to;
        }
        for (let i = 0; i < n; i++) expect(sets.find(i)).toBe(label[i]);
      },
    ),
  );
});

test("a chain of a million ids is found without deep work", () => {
  const n = 1_000_000;
  const sets = new UnionFind(n);
  for (let i = n - 1; i > 0; i--) sets.union(i - 1, i);
  expect(sets.find(n - 1)).toBe(0);
});
