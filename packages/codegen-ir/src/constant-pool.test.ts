import { describe, expect, it } from "vitest";
import { ConstantPool, FIRST_MASK } from "./constant-pool.ts";
import type { Constant } from "./entities.ts";

const bytes = (...b: number[]): Uint8Array => Uint8Array.from(b);

describe("ConstantPool", () => {
  it("shares equal bytes", () => {
    const pool = new ConstantPool();
    for (let i = 0; i < 100; i++) expect(pool.insert(bytes(i, 1))).toBe(i);
    for (let i = 0; i < 100; i++) expect(pool.insert(bytes(i, 1))).toBe(i);
    expect(pool.size).toBe(100);
  });

  it("keeps declared numbers and gives later insertions the first equal one", () => {
    const pool = new ConstantPool();
    expect(pool.declare(2 as Constant, bytes(7))).toBe(true);
    expect(pool.declare(5 as Constant, bytes(7))).toBe(true);
    expect(pool.declare(0 as Constant, bytes(9))).toBe(true);
    expect(pool.declare(0 as Constant, bytes(8))).toBe(false);
    expect(pool.insert(bytes(7))).toBe(2);
    expect(pool.insert(bytes(9))).toBe(0);
    expect(pool.insert(bytes(3))).toBe(6);
    expect(pool.get(1 as Constant).length).toBe(0);
  });

  it("declares many constants in linear time", () => {
    const pool = new ConstantPool();
    const count = 20_000;
    for (let i = 0; i < count; i++) pool.declare(i as Constant, bytes(i, i >> 8, i >> 16));
    for (let i = 0; i < count; i += 997) expect(pool.insert(bytes(i, i >> 8, i >> 16))).toBe(i);
    expect(pool.size).toBe(count);
  });

  it("numbers masks apart from constants", () => {
    const pool = new ConstantPool();
    const mask = pool.insertMask(bytes(1, 2, 3));
    expect(mask).toBe(FIRST_MASK);
    expect(pool.insertMask(bytes(1, 2, 3))).toBe(mask);
    expect(pool.insert(bytes(1, 2, 3))).toBe(0);
    // A hole that is filled later leaves the masks alone.
    pool.declare(3 as Constant, bytes(4));
    pool.declare(2 as Constant, bytes(5));
    expect([...pool.get(mask)]).toEqual([1, 2, 3]);
    expect(pool.isValid(mask)).toBe(true);
    expect(pool.isValid((mask + 1) as Constant)).toBe(false);
    const copy = new ConstantPool();
    copy.copyFrom(pool);
    expect([...copy.get(mask)]).toEqual([1, 2, 3]);
    expect([...copy.get(2 as Constant)]).toEqual([5]);
    pool.clear();
    expect(pool.isValid(mask)).toBe(false);
    expect([...copy.get(mask)]).toEqual([1, 2, 3]);
  });
});
