import { join } from "node:path/posix";
import { expect, test } from "vitest";
import { inlineConstants, restore } from "./inline.ts";

function inline(files: Record<string, string>): Record<string, string> {
  const known = new Map(Object.entries(files));
  const out = inlineConstants(known, (from, specifier) =>
    known.has(join(from, "..", specifier)) ? join(from, "..", specifier) : undefined,
  );
  return Object.fromEntries([...out].map(([file, { text }]) => [file, text]));
}

const CODES =
  "export const A = 1;\nexport const B = A << 4;\nexport const MINUS = -B;\nexport const NAME = 'x';\nexport let late = 3;\n";

test("imports, re-exports, namespaces and members of namespaces become numbers", () => {
  const out = inline({
    "codes.js": CODES,
    "index.js":
      'export * as Code from "./codes.js";\nexport { B as Renamed } from "./codes.js";\nexport * from "./codes.js";\n',
    "use.js":
      'import { A, Code, Renamed, NAME, late, MINUS } from "./index.js";\nimport * as All from "./codes.js";\nconst { B: BB } = Code;\nf(A, Code.B, Renamed, NAME, late, x - MINUS, All.A, BB, Code.NAME);\n',
  });
  expect(out["use.js"]!.split("\n")[3]).toBe(
    "f(1/*=A*/, 16/*=Code.B*/, 16/*=Renamed*/, NAME, late, x - (-16)/*=MINUS*/, 1/*=All.A*/, 16/*=BB*/, Code.NAME);",
  );
  expect(out["codes.js"]).toContain("export const B = 1/*=A*/ << 4;");
});

test("names that mean something else are left", () => {
  const use = [
    'import { A, B } from "./codes.js";',
    "export { A };",
    "function f(A) { return A + B; }",
    "const o = { B, A: 2 }, p = { k: B }; o.B; o?.B; class C { B = B; A() {} }",
    "B: for (;;) { break B; }",
    "",
  ].join("\n");
  const out = inline({ "codes.js": CODES, "use.js": use })["use.js"]!.split("\n");
  expect(out.slice(0, 2)).toEqual(use.split("\n").slice(0, 2));
  expect(out[2]).toBe("function f(A) { return A + 16/*=B*/; }");
  expect(out[3]).toBe(
    "const o = { B, A: 2 }, p = { k: 16/*=B*/ }; o.B; o?.B; class C { B = 16/*=B*/; A() {} }",
  );
  expect(out[4]).toBe("B: for (;;) { break B; }");
});

test("a second run takes up new values; the first can be undone", () => {
  const use = 'import { B, MINUS } from "./codes.js";\nf(B, MINUS);\n';
  const once = inline({ "codes.js": CODES, "use.js": use });
  expect(inline(once)).toEqual(once);
  expect(restore(once["use.js"]!)).toBe(use);
  const changed = inline({ ...once, "codes.js": CODES.replace("A = 1", "A = 3") });
  expect(changed["use.js"]).toContain("f(48/*=B*/, (-48)/*=MINUS*/)");
});

test("what has no finite value, or depends on itself, stays", () => {
  const out = inline({
    "a.js": "const X = Y + 1;\nconst Y = X;\nconst Z = -0;\nconst I = 1 / 0;\nf(X, Y, Z, I);\n",
  })["a.js"]!;
  expect(out).toContain("f(X, Y, Z, I);");
});
