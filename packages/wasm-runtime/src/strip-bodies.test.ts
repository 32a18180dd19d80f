import { expect, test } from "vitest";
import { decodeModule, type ModuleInfo } from "@cranelift-ts/wasm-translator";
import { withoutBodies } from "./strip-bodies.ts";
import { i32, local, wasm } from "./testing.ts";

/** What is behind the ranges of a module, without its code. */
function contents(info: ModuleInfo): unknown {
  const text = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    new TextDecoder("latin1").decode(info.bytes.subarray(start, end));
  return {
    functions: [info.functionCount, [...info.functionTypes], [...info.functionReferenced]],
    data: info.data.map((d) => [d.mode, d.memory, text(d)]),
    custom: info.customSections.map((s) => [s.name, text(s)]),
    names: [...info.names.functions],
    exports: info.exports,
  };
}

const body = (n: number): (number | number[])[] => [
  ...Array.from({ length: n }, () => [local(0), 0x1a].flat()),
  i32(n),
];

test.each([0, 1, 3, 200])("with %d functions, all but the bodies stays", (count) => {
  const bytes = wasm({
    types: ["i:i"],
    memories: [[1]],
    functions: Array.from({ length: count }, (_, n) => ({ type: 0, body: body(n * 3) })),
    exports: count > 1 ? { f: "f1", memory: "m0" } : { memory: "m0" },
    data: [
      [0, "abc"],
      [undefined, "passive"],
      [100, "d"],
    ],
    ...(count > 0 && { names: { 0: "first" } }),
  });
  const info = decodeModule(bytes);
  const stripped = withoutBodies(bytes);
  expect(contents(decodeModule(stripped))).toEqual(contents(info));
  expect(withoutBodies(stripped)).toEqual(stripped);
  if (count > 1) expect(stripped.length).toBeLessThan(bytes.length - count);
});

test("a module without a code section stays as it is", () => {
  const bytes = wasm({ memories: [[1]], data: [[0, "abc"]] });
  expect(withoutBodies(bytes)).toEqual(bytes);
});
