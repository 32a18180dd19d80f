import fc from "fast-check";
import { expect, test } from "vitest";
import { BitMatrix, BitSet, popcount32 } from "./index.ts";

const ids = fc.array(fc.nat(300), { maxLength: 60 });

function of(members: readonly number[], range?: number): BitSet {
  const set = new BitSet(range);
  for (const m of members) set.add(m);
  return set;
}

const sorted = (s: Iterable<number>): number[] => [...s].sort((a, b) => a - b);

test("adding, deleting, counting and visiting agree with Set", () => {
  fc.assert(
    fc.property(ids, ids, (added, deleted) => {
      const set = new BitSet(1);
      const model = new Set<number>();
      for (const a of added) {
        expect(set.add(a)).toBe(!model.has(a));
        model.add(a);
      }
      for (const d of deleted) expect(set.delete(d)).toBe(model.delete(d));
      expect(set.toArray()).toEqual(sorted(model));
      expect(set.count()).toBe(model.size);
      expect(set.isEmpty()).toBe(model.size === 0);
      for (let i = 0; i < 310; i++) {
        expect(set.has(i)).toBe(model.has(i));
        expect(set.next(i)).toBe(sorted(model).find((m) => m >= i) ?? -1);
      }
      set.clear();
      expect(set.isEmpty()).toBe(true);
    }),
  );
});

test("set algebra agrees with Set", () => {
  fc.assert(
    fc.property(ids, ids, fc.nat(500), (xs, ys, range) => {
      const b = of(ys);
      const check = (operation: (s: BitSet) => boolean, keep: number[]): void => {
        const s = of(xs, range);
        const before = s.toArray();
        const changed = operation(s);
        expect(s.toArray()).toEqual(sorted(new Set(keep)));
        expect(changed).toBe(before.join() !== s.toArray().join());
      };
      check((s) => s.unionWith(b), [...xs, ...ys]);
      check(
        (s) => s.intersectWith(b),
        xs.filter((x) => ys.includes(x)),
      );
      check(
        (s) => s.subtract(b),
        xs.filter((x) => !ys.includes(x)),
      );
      const copy = of([1, 2, 3], range);
      copy.copyFrom(b);
      expect(copy.toArray()).toEqual(b.toArray());
      expect(copy.equals(b)).toBe(true);
      expect(b.equals(copy)).toBe(true);
      expect(of(xs, range).equals(b)).toBe(sorted(new Set(xs)).join() === sorted(new Set(ys)).join());
    }),
  );
});

test("matrix rows are independent sets", () => {
  const m = new BitMatrix();
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3)), { maxLength: 80 }),
      (rows, columns, steps) => {
        m.reset(rows, columns);
        const model = Array.from({ length: rows }, () => new Set<number>());
        for (const [r, c, op] of steps) {
          const row = r % rows;
          const bit = c % columns;
          if (op < 2) {
            m.add(row, bit);
            model[row]!.add(bit);
          } else if (op === 2) {
            m.delete(row, bit);
            model[row]!.delete(bit);
          } else {
            const to = c % rows;
            const size = model[to]!.size;
            for (const x of model[row]!) model[to]!.add(x);
            expect(m.unionRow(to, row)).toBe(model[to]!.size !== size);
          }
        }
        for (let r = 0; r < rows; r++) {
          const members: number[] = [];
          for (let b = m.next(r, 0); b >= 0; b = m.next(r, b + 1)) members.push(b);
          expect(members).toEqual(sorted(model[r]!));
          for (let b = 0; b < columns; b++) expect(m.has(r, b)).toBe(model[r]!.has(b));
        }
      },
    ),
  );
});

test("popcount32", () => {
  fc.assert(
    fc.property(fc.integer(), (w) => popcount32(w) === (w >>> 0).toString(2).replaceAll("0", "").length),
  );
});
