import fc from "fast-check";
import { expect, test } from "vitest";
import { InternalError, ListPool } from "./index.ts";

/** Checks the walk invariant: every word that no live list occupies is 0, and blocks start at multiples of 4. */
function checkWalk(pool: ListPool, live: readonly number[]): void {
  const owned = new Uint8Array(pool.data.length);
  for (const h of live) {
    if (h === 0) continue;
    expect(h % 4).toBe(0);
    for (let k = h; k <= h + pool.length(h); k++) {
      expect(owned[k]).toBe(0);
      owned[k] = 1;
    }
  }
  for (let k = 0; k < pool.data.length; k++)
    if (owned[k] === 0 && pool.data[k] !== 0) throw new Error(`word ${k} is dirty`);
  expect(pool.data[0]).toBe(0);
}

type Step = { op: number; list: number; at: number; value: number };
const step = fc.record({
  op: fc.integer({ min: 0, max: 8 }),
  list: fc.nat(7),
  at: fc.nat(1000),
  value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
});

function run(pool: ListPool, steps: readonly Step[]): void {
  const handles = new Array<number>(8).fill(0);
  const model: number[][] = handles.map(() => []);
  for (const { op, list, at, value } of steps) {
    const h = handles[list]!;
    const m = model[list]!;
    switch (op) {
      case 0:
      case 1:
      case 2:
        handles[list] = pool.push(h, value);
        m.push(value);
        break;
      case 3:
        handles[list] = pool.insert(h, at % (m.length + 1), value);
        m.splice(at % (m.length + 1), 0, value);
        break;
      case 4:
        if (m.length === 0) break;
        handles[list] = pool.remove(h, at % m.length);
        m.splice(at % m.length, 1);
        break;
      case 5:
        handles[list] = pool.truncate(h, at % 20);
        m.length = Math.min(m.length, at % 20);
        break;
      case 6: {
        const from = at % 8;
        if (from === list) break;
        pool.free(h);
        handles[list] = pool.copy(handles[from]!);
        model[list] = model[from]!.slice();
        break;
      }
      case 7:
        pool.free(h);
        handles[list] = pool.alloc(at % 40);
        model[list] = new Array<number>(at % 40).fill(0);
        break;
      default:
        pool.free(h);
        model[list] = Array.from({ length: at % 33 }, (_, i) => value ^ i);
        handles[list] = pool.fromArray(model[list]!);
    }
    for (let i = 0; i < 8; i++) expect(pool.length(handles[i]!)).toBe(model[i]!.length);
  }
  for (let i = 0; i < 8; i++) expect(pool.toArray(handles[i]!)).toEqual(model[i]);
  checkWalk(pool, handles);
  const twin = new ListPool(8);
  twin.fromArray([1, 2, 3, 4, 5]);
  twin.copyFrom(pool);
  expect(twin.used).toBe(pool.used);
  for (let i = 0; i < 8; i++) {
    expect(twin.toArray(handles[i]!)).toEqual(model[i]);
    expect(twin.push(twin.copy(handles[i]!), 7)).toBe(pool.push(pool.copy(handles[i]!), 7));
  }
}

test("agrees with arrays, whatever the order of operations", () => {
  const reused = new ListPool();
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      run(new ListPool(1), steps);
      reused.clear();
      run(reused, steps);
    }),
    { numRuns: 200 },
  );
});

test("content depends only on the allocations until something is freed", () => {
  const a = new ListPool();
  const b = new ListPool(8);
  b.free(b.fromArray([9, 9, 9, 9, 9]));
  expect(b.wasFreed).toBe(true);
  b.clear();
  for (const pool of [a, b]) {
    pool.fromArray([1, 2, 3]);
    let h = pool.fromArray([4]);
    for (let i = 0; i < 100; i++) h = pool.push(h, i);
  }
  expect(a.wasFreed).toBe(false);
  expect(b.wasFreed).toBe(false);
  expect(a.data.slice(0, a.used)).toEqual(b.data.slice(0, b.used));
});

test("freed blocks are used again", () => {
  const pool = new ListPool();
  const h = pool.fromArray([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const used = pool.used;
  expect(pool.truncate(h, 2)).toBe(h);
  pool.alloc(7);
  pool.alloc(3);
  expect(pool.used).toBe(used);
});

test("misuse is an internal error", () => {
  const pool = new ListPool();
  const h = pool.fromArray([1, 2]);
  expect(() => pool.insert(h, 3, 0)).toThrow(InternalError);
  expect(() => pool.insert(0, -1, 0)).toThrow(InternalError);
  expect(() => pool.remove(h, 2)).toThrow(InternalError);
  expect(() => pool.remove(0, 0)).toThrow(InternalError);
  expect(() => pool.alloc(-1)).toThrow(InternalError);
  expect(() => pool.adopt(new Int32Array(8), 9, false)).toThrow(InternalError);
});
