import fc from "fast-check";
import { expect, test } from "vitest";
import { hash1, hash2, hash3, hashWords, InternalError, ScopedHashTable } from "./index.ts";

/** Looks `key` up where the id of a key is the key times 1000 plus a version. */
function lookup(table: ScopedHashTable, key: number, hash: number): number {
  let slot = table.find(hash);
  while (slot >= 0 && Math.floor(table.id(slot) / 1000) !== key) slot = table.findNext(slot);
  return slot;
}

for (const [name, hashOf] of [
  ["good hashes", hash1],
  ["colliding hashes", (k: number) => k & 3],
  ["equal hashes", () => -5],
] as const) {
  test(`agrees with a stack of Maps, with ${name}`, () => {
    const reused = new ScopedHashTable(1);
    fc.assert(
      fc.property(
        fc.array(fc.record({ op: fc.nat(9), k: fc.nat(60), v: fc.nat(999) }), { maxLength: 150 }),
        (ops) => {
          reused.clear();
          const table = reused;
          const scopes: Map<number, number>[] = [new Map()];
          for (const { op, k, v } of ops) {
            const top = scopes[scopes.length - 1]!;
            if (op < 6) {
              const id = k * 1000 + v;
              const slot = lookup(table, k, hashOf(k));
              expect(slot < 0 ? undefined : table.id(slot)).toBe(top.get(k));
              if (slot < 0) table.insert(hashOf(k), id);
              else if (op < 3) table.shadow(slot, id);
              else continue;
              top.set(k, id);
            } else if (op < 8) {
              table.pushScope();
              scopes.push(new Map(top));
            } else if (scopes.length > 1) {
              table.popScope();
              scopes.pop();
            }
            expect(table.depth).toBe(scopes.length - 1);
          }
          while (scopes.length > 0) {
            const model = scopes.pop()!;
            for (let k = 0; k <= 60; k++) {
              const slot = lookup(table, k, hashOf(k));
              expect(slot < 0 ? undefined : table.id(slot)).toBe(model.get(k));
            }
            if (scopes.length > 0) table.popScope();
          }
          expect(() => table.popScope()).toThrow(InternalError);
        },
      ),
    );
  });
}

test("clearing a large table after small use leaves it empty", () => {
  const table = new ScopedHashTable();
  for (let i = 0; i < 5000; i++) table.insert(hash1(i), i);
  table.clear();
  for (let i = 0; i < 10; i++) table.insert(hash1(i), i);
  table.clear();
  for (let i = 0; i < 5000; i++) expect(table.find(hash1(i))).toBe(-1);
});

test("hashes spread small keys over the low bits", () => {
  // 4096 keys into 8192 buckets: a random function leaves about 39.3 % of the keys' buckets shared.
  const seen = (hash: (i: number) => number): number =>
    new Set(Array.from({ length: 4096 }, (_, i) => hash(i) & 8191)).size;
  for (const hash of [
    (i: number) => hash1(i),
    (i: number) => hash1(i << 12),
    (i: number) => hash2(i & 63, i >> 6),
    (i: number) => hash3(i >> 8, 0, i & 255),
    (i: number) => hashWords(new Int32Array([1, i & 15, i >> 4, 0, 0]), 0, 5),
  ]) {
    expect(seen(hash)).toBeGreaterThan(3000);
  }
  expect(hashWords(new Int32Array([9, 1, 2, 9]), 1, 3)).toBe(hash2(1, 2));
});
