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

test("constants as labels become literals, unless the switch is cold", () => {
  const text =
    "function f(x: number) {\n  switch (x) {\n    case Opcode.Iadd: return 1;\n    case Kind.B: return 2;\n    case y: return 3;\n  }\n}\n";
  const r = relabel(all, "packages/ir/src/pass.ts", text);
  expect(r.text).toBe(
    text.replace("Opcode.Iadd:", "17 /* Opcode.Iadd */:").replace("Kind.B:", "7 /* Kind.B */:"),
  );
  expect(r.findings).toHaveLength(2);
  expect(relabel(all, "packages/ir/src/pass.ts", r.text).findings).toEqual([]);
  expect(
    relabel(all, "packages/ir/src/pass.ts", text.replace("  switch", "  // case-labels: cold\n  switch"))
      .findings,
  ).toEqual([]);
});

test("many labels that stand for nothing known are reported once", () => {
  const cases = Array.from({ length: 9 }, (_, i) => `case k${i}: break;`).join("\n");
  expect(relabel(all, "packages/ir/src/pass.ts", `switch (x) {\n${cases}\n}`).findings).toHaveLength(1);
  expect(relabel(all, "packages/ir/src/pass.ts", `switch (x) {\n${cases.slice(0, 40)}\n}`).findings).toEqual(
    [],
  );
});
