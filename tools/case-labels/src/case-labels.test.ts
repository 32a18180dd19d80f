import { expect, test } from "vitest";
import { constantsOf, relabel, resolve } from "./case-labels.ts";

const FILES: [string, string][] = [
  [
    "packages/ir/src/generated/opcodes.ts",
    "export const Iadd = 17;\nexport const Isub = 18 as const;\nexport const Neg = -3;\nexport const name = 'x';\n",
  ],
  [
    "packages/ir/src/index.ts",
    'export * as Opcode from "./generated/opcodes.ts";\nexport const Kind = { A: 0, B: 7 } as const;\n',
  ],
  ["packages/isa/src/rows.ts", "export const Iadd = 99;\n"],
  ["packages/isa/src/other.ts", 'import * as Row from "./rows.ts";\nexport const x = Row.Iadd;\n'],
  ["packages/isb/src/rows.ts", "export const Iadd = 98;\nconst LOCAL = 4;\n"],
  ["packages/isb/src/other.ts", 'import * as Row from "./rows.ts";\nexport const x = Row.Iadd;\n'],
];
const all = constantsOf(FILES);

test("names are looked up in the file, the package, then the others", () => {
  expect(resolve(all, "packages/ir/src/pass.ts", "Opcode.Iadd")).toBe(17);
  expect(resolve(all, "packages/isa/src/pass.ts", "Opcode.Isub")).toBe(18);
  expect(resolve(all, "packages/isa/src/pass.ts", "Opcode.Neg")).toBe(-3);
  expect(resolve(all, "packages/isa/src/pass.ts", "Row.Iadd")).toBe(99);
  expect(resolve(all, "packages/isb/src/pass.ts", "Row.Iadd")).toBe(98);
  expect(resolve(all, "packages/isb/src/rows.ts", "LOCAL")).toBe(4);
  expect(resolve(all, "packages/isa/src/pass.ts", "Kind.B")).toBe(7);
  expect(resolve(all, "packages/ir/src/pass.ts", "Row.Iadd")).toMatch(/several values/);
  expect(resolve(all, "packages/ir/src/pass.ts", "Opcode.name")).toMatch(/not a known/);
  expect(resolve(all, "packages/ir/src/pass.ts", "Opcode.Gone")).toMatch(/not a known/);
});

test("right labels stay, wrong ones are corrected", () => {
  const text =
    "switch (x) {\n  case 17 /* Opcode.Iadd */:\n  case 16 /* Opcode.Isub */: break;\n  case 0x3/*Opcode.Neg*/ :\n}\n";
  const r = relabel(all, "packages/ir/src/pass.ts", text);
  expect(r.text).toBe(text.replace("case 16", "case 18").replace("0x3", "-3"));
  expect(r.findings.map((f) => [f.line, f.message])).toEqual([
    [3, "Opcode.Isub is 18, not 16"],
    [4, "Opcode.Neg is -3, not 0x3"],
  ]);
  expect(r.labels).toBe(3);
  expect(relabel(all, "packages/ir/src/pass.ts", r.text).findings).toEqual([]);
});

test("a comment that names nothing known is reported and left alone", () => {
  const text = "switch (x) { case 5 /* Opcode.Gone */: break; }";
  const r = relabel(all, "packages/ir/src/pass.ts", text);
  expect(r.text).toBe(text);
  expect(r.findings).toHaveLength(1);
});

test("constants as labels become literals, unless the switch is short or cold", () => {
  const names = ["Opcode.Iadd", "Opcode.Isub", "Kind.A", "Kind.B", "Opcode.Neg"];
  const cases = (n: number): string =>
    Array.from({ length: n }, (_, i) => `    case ${names[i] ?? `k${i}`}: return ${i};\n`).join("");
  const text = (n: number): string => `function f(x: number) {\n  switch (x) {\n${cases(n)}  }\n}\n`;
  const r = relabel(all, "packages/ir/src/pass.ts", text(9));
  expect(r.text).toBe(
    text(9)
      .replace("Opcode.Iadd:", "17 /* Opcode.Iadd */:")
      .replace("Opcode.Isub:", "18 /* Opcode.Isub */:")
      .replace("Kind.A:", "0 /* Kind.A */:")
      .replace("Kind.B:", "7 /* Kind.B */:")
      .replace("Opcode.Neg:", "-3 /* Opcode.Neg */:"),
  );
  expect(r.findings).toHaveLength(9);
  const short = relabel(all, "packages/ir/src/pass.ts", text(7));
  expect([short.text, short.findings]).toEqual([text(7), []]);
  const cold = text(9).replace("  switch", "  // case-labels: cold\n  switch");
  expect(relabel(all, "packages/ir/src/pass.ts", cold).findings).toEqual([]);
});

test("a lone lower-case word in the comment is prose", () => {
  expect(relabel(all, "packages/ir/src/pass.ts", "switch (x) { case 5 /* eq */: break; }").findings).toEqual(
    [],
  );
});
