/** Counts at a limit are accepted, one more is refused, and the engine at hand agrees. */
import { expect, test } from "vitest";
import { ALL_FEATURES, validateModule, WasmError } from "./index.ts";
import { leb } from "./testing/build/testing.ts";

const FUNC = section(1, [1, 0x60, 0, 0]);

function section(id: number, ...parts: readonly ArrayLike<number>[]): Uint8Array {
  const body = joined(...parts);
  return joined([id], [...leb(body.length)], body);
}

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A vector of equal elements. */
function many(count: number, element: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(count * element.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = element[i % element.length]!;
  return joined([...leb(count)], bytes);
}

function body(...parts: readonly ArrayLike<number>[]): Uint8Array {
  const code = joined(...parts);
  return joined(FUNC, section(3, [1, 0]), section(10, [1], [...leb(code.length)], code));
}

const CASES: readonly (readonly [string, number, (count: number) => Uint8Array])[] = [
  ["types", 1_000_000, (n) => section(1, many(n, [0x60, 0, 0]))],
  ["globals", 1_000_000, (n) => section(6, many(n, [0x7f, 0, 0x41, 0, 0x0b]))],
  ["parameters", 1000, (n) => section(1, [1, 0x60], many(n, [0x7f]), [0])],
  ["results", 1000, (n) => section(1, [1, 0x60, 0], many(n, [0x7f]))],
  ["locals", 50_000, (n) => body([1], [...leb(n)], [0x7f, 0x0b])],
  ["tables", 100_000, (n) => section(4, many(n, [0x70, 0, 0]))],
  [
    "data segments",
    100_000,
    (n) => joined(section(5, [1, 0, 1]), section(11, many(n, [0, 0x41, 0, 0x0b, 0]))),
  ],
  ["pages of a memory", 65_536, (n) => section(5, [1, 0], [...leb(n)])],
  ["targets of br_table", 65_520, (n) => body([0, 0x41, 0, 0x0e], many(n, [0]), [0, 0x0b])],
  ["bytes of a body", 7_654_321, (n) => body([0], new Uint8Array(n - 2).fill(1), [0x0b])],
];

function accepted(bytes: Uint8Array): boolean {
  try {
    validateModule(bytes, ALL_FEATURES);
    return true;
  } catch (error) {
    if (error instanceof WasmError) return false;
    throw error;
  }
}

for (const [what, limit, make] of CASES)
  test(`${limit} ${what}, and one more`, () => {
    const engine = (globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } })
      .WebAssembly;
    for (const count of [limit, limit + 1]) {
      const bytes = joined([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], make(count));
      expect(accepted(bytes), String(count)).toBe(count === limit);
      expect(engine.validate(bytes), `the engine, ${count}`).toBe(count === limit);
    }
  });
