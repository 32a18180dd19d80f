/** Two modules for the measurements of memory, as lists of bytes. */
import type { WebAssemblyNamespace } from "@cranelift-ts/wasm-runtime";

const I32 = 0x7f;
const EXTERNREF = 0x6f;
const FUNCREF = 0x70;
const END = 0x0b;

function leb(n: number): number[] {
  const out: number[] = [];
  for (; n > 0x7f; n >>>= 7) out.push((n & 0x7f) | 0x80);
  return [...out, n];
}
const vector = (...items: readonly (readonly number[])[]): number[] => [
  ...leb(items.length),
  ...items.flat(),
];
const text = (s: string): number[] => [...leb(s.length), ...Buffer.from(s, "latin1")];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...leb(bytes.length), ...bytes];
const body = (locals: readonly number[], ...code: readonly (number | readonly number[])[]): number[] => {
  const bytes = [...vector(...locals.map((t) => [1, t])), ...code.flat(), END];
  return [...leb(bytes.length), ...bytes];
};
const module = (...sections: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]);

/** How many references {@link HOLDER}'s table holds. A signed LEB of it takes three bytes, the top bit clear. */
export const HELD = 10_000;
const HELD_CODE = [0x41, 0x90, 0xce, 0];
const get = (n: number): number[] => [0x20, n];
const set = (n: number): number[] => [0x21, n];
const tee = (n: number): number[] => [0x22, n];
const i32 = (n: number): number[] => [0x41, n & 0x7f];
const call = (n: number): number[] => [0x10, n];
const LOOP = [0x03, 0x40];
const AGAIN = [0x0d, 0];

/**
 * Imports `m.fresh` (an object) and `m.check` (object, index). `pass(object)` gives it back by way of a local, a global and
 * a table; `many(count)` fills the table with fresh objects, makes `count` more, and checks what the table and a local hold.
 */
export const HOLDER: Uint8Array<ArrayBuffer> = module(
  section(
    1,
    vector(
      [0x60, 0, 1, EXTERNREF],
      [0x60, 2, EXTERNREF, I32, 0],
      [0x60, 1, EXTERNREF, 1, EXTERNREF],
      [0x60, 1, I32, 0],
    ),
  ),
  section(2, vector([...text("m"), ...text("fresh"), 0, 0], [...text("m"), ...text("check"), 0, 1])),
  section(3, vector([2], [3])),
  section(4, vector([EXTERNREF, 0, ...leb(HELD)])),
  section(6, vector([EXTERNREF, 1, 0xd0, EXTERNREF, END])),
  section(7, vector([...text("pass"), 0, 2], [...text("many"), 0, 3])),
  section(
    10,
    vector(
      body([EXTERNREF], get(0), set(1), get(1), [0x24, 0], i32(5), get(0), [0x26, 0], [0x23, 0]),
      body(
        [I32, EXTERNREF],
        call(0),
        set(2),
        LOOP,
        get(1),
        call(0),
        [0x26, 0],
        get(1),
        i32(1),
        0x6a,
        tee(1),
        HELD_CODE,
        0x49,
        AGAIN,
        END,
        LOOP,
        call(0),
        0x1a,
        get(0),
        i32(1),
        0x6b,
        tee(0),
        AGAIN,
        END,
        get(2),
        i32(-1),
        call(1),
        i32(0),
        set(1),
        LOOP,
        get(1),
        [0x25, 0],
        get(1),
        call(1),
        get(1),
        i32(1),
        0x6a,
        tee(1),
        HELD_CODE,
        0x49,
        AGAIN,
        END,
      ),
    ),
  ),
);

/** A memory, a table, and `f()`, which reads the memory. */
export const SMALL: Uint8Array<ArrayBuffer> = module(
  section(1, vector([0x60, 0, 1, I32])),
  section(3, vector([0])),
  section(4, vector([FUNCREF, 0, 4])),
  section(5, vector([1, 1, 1])),
  section(7, vector([...text("f"), 0, 0], [...text("memory"), 2, 0])),
  section(9, vector([0, 0x41, 0, END, ...vector([0])])),
  section(10, vector(body([], i32(0), [0x28, 2, 0]))),
);

/** The functions of a new instance of a new module. */
export function exported(
  WebAssembly: WebAssemblyNamespace,
  bytes: Uint8Array<ArrayBuffer>,
  m: object = {},
): Readonly<Record<string, (...args: unknown[]) => unknown>> {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { m }).exports as never;
}
