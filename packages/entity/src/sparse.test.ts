import fc from "fast-check";
import { expect, test } from "vitest";
import { SparseMap, SparseSet } from "./index.ts";

const operations = fc.array(fc.record({ op: fc.nat(9), k: fc.nat(40), v: fc.integer() }), { maxLength: 120 });

test("a sparse set agrees with Set", () => {
  const set = new SparseSet(1);
  fc.assert(
    fc.property(operations, (ops) => {
      set.clear();
      const model = new Set<number>();
      for (const { op, k } of ops) {
        if (op < 5) {
          expect(set.add(k)).toBe(!model.has(k));
          model.add(k);
        } else if (op < 8) expect(set.delete(k)).toBe(model.delete(k));
        else if (op === 8) {
          const v = set.pop();
          if (model.size === 0) expect(v).toBe(-1);
          else expect(model.delete(v)).toBe(true);
        } else if (k === 0) {
          set.clear();
          model.clear();
        }
        expect(set.size).toBe(model.size);
      }
      for (let k = 0; k < 50; k++) expect(set.has(k)).toBe(model.has(k));
      expect([...set.dense.slice(0, set.size)].sort((a, b) => a - b)).toEqual(
        [...model].sort((a, b) => a - b),
      );
    }),
  );
});

test("a sparse set keeps insertion order", () => {
  const set = new SparseSet();
  for (const k of [9, 3, 1000, 3, 7]) set.add(k);
  expect([...set.dense.slice(0, set.size)]).toEqual([9, 3, 1000, 7]);
});

test("a sparse map agrees with Map", () => {
  const map = new SparseMap(1);
  fc.assert(
    fc.property(operations, (ops) => {
      map.clear();
      const model = new Map<number, number>();
      for (const { op, k, v } of ops) {
        if (op < 6) {
          map.set(k, v);
          model.set(k, v);
        } else if (op < 9) expect(map.delete(k)).toBe(model.delete(k));
        else if (k === 0) {
          map.clear();
          model.clear();
        }
        expect(map.size).toBe(model.size);
      }
      for (let k = 0; k < 50; k++) {
        expect(map.get(k, 12345)).toBe(model.get(k) ?? 12345);
        expect(map.has(k)).toBe(model.has(k));
      }
      for (let i = 0; i < map.size; i++) expect(map.values[i]).toBe(model.get(map.keys[i]!));
    }),
  );
});
