import fc from "fast-check";
import { expect, test } from "vitest";
import { PrimaryMap, SecondaryMap } from "./index.ts";
import type { Entity } from "./index.ts";

type Thing = Entity<"thing">;

test("a primary map makes ids in order", () => {
  const map = new PrimaryMap<Thing, string>();
  expect(map.nextKey()).toBe(0);
  const a = map.push("a");
  const b = map.push("b");
  expect([a, b, map.length]).toEqual([0, 1, 2]);
  expect(map.get(a)).toBe("a");
  expect(map.set(b, "c")).toBe(true);
  expect(map.get(b)).toBe("c");
  expect(map.get(2 as Thing)).toBeUndefined();
  expect(map.set(2 as Thing, "d")).toBe(false);
  expect(map.has(-1 as Thing)).toBe(false);
  expect(map.values()).toEqual(["a", "c"]);
  map.clear();
  expect(map.length).toBe(0);
  expect(map.get(a)).toBeUndefined();
});

for (const defaultValue of [0, -1, 7]) {
  test(`a secondary map with default ${defaultValue} agrees with Map`, () => {
    const map = new SecondaryMap<number>(defaultValue, 1);
    const operation = fc.record({ op: fc.nat(9), k: fc.nat(200), v: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        map.clear();
        const model = new Map<number, number>();
        for (const { op, k, v } of operations) {
          if (op === 0) map.resize(k);
          else if (op === 1) {
            map.clear();
            model.clear();
          } else {
            map.set(k, v);
            model.set(k, v);
          }
        }
        for (let k = 0; k < 210; k++) expect(map.get(k)).toBe(model.get(k) ?? defaultValue);
        for (let k = map.length; k < map.data.length; k++) expect(map.data[k]).toBe(defaultValue);
      }),
    );
  });
}
