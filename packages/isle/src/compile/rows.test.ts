// Perfect hashing of the values of a switch.

import fc from "fast-check";
import { expect, test } from "vitest";
import { perfectHash } from "./rows.ts";

test("every value has an entry of its own", () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 3, maxLength: 80 }),
      (values) => {
        const hash = perfectHash(values);
        if (hash === undefined) return;
        found += 1;
        const { multiplier, shift, entries } = hash;
        expect(multiplier | 0).toBe(multiplier);
        expect(entries.length).toBe(2 ** (32 - shift));
        expect(entries.length).toBeLessThan(16 * values.length);
        expect(entries.filter((at) => at >= 0).length).toBe(values.length);
        values.forEach((value, i) => expect(entries[Math.imul(value, multiplier) >>> shift]).toBe(i));
      },
    ),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(100);
});

test("sparse opcodes are hashed, many values are not", () => {
  expect(perfectHash(Array.from({ length: 12 }, (_, i) => (i * i * 7) % 300))).toBeDefined();
  expect(perfectHash(Array.from({ length: 65 }, (_, i) => i * 100))).toBeUndefined();
});
