// `docs/isle/how-rules-become-code.md` shows what the compiler prints, and what it says of the rules is so.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { callMethod, loadModule } from "../../test-support/load-module.ts";
import { compileIsle } from "./compile.ts";

const page = readFileSync(
  fileURLToPath(new URL("../../../../docs/isle/how-rules-become-code.md", import.meta.url)),
  "utf8",
);
const fence = (info: string): string => {
  const match = new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page);
  if (match === null) throw new Error(`no fence ${info}`);
  return match[1]!;
};
const compile = (backEnd: "direct" | "table"): string => {
  const result = compileIsle([{ name: "lower.isle", text: fence("isle") }], {
    backEnd,
    discriminants: { Data: "opcode" },
  });
  expect(result.rendered).toEqual([]);
  return result.code!;
};

test("the direct code is the compiler's", () => {
  expect(compile("direct")).toContain(fence("ts direct"));
});

test("the rows of the table are the compiler's", () => {
  const code = compile("table");
  const words = JSON.parse(`[${/\$P: Int32Array = [^[]*\[([\s\S]*?),\s*\]\)/.exec(code)![1]}]`) as number[];
  const entry = Number(/\$run1\(c, (\d+), a0\)/.exec(code)![1]);
  const externs = [
    ...code.slice(code.indexOf("function $x1")).matchAll(/case (\d+): return h\.(\w+)\(a\);/g),
  ].map((match) => match[2]);
  const rows = [...page.matchAll(/^\| `(X1\w*|IF_EQUAL|RETURN|CALL_RETURN)` (.*?) \|/gm)].map(
    (match) => [match[1]!, match[2]!] as const,
  );
  const lengths: Readonly<Record<string, number>> = {
    X1: 4,
    X1_FAIL: 5,
    X1_FAIL32: 5,
    X1_IF_INT: 6,
    IF_EQUAL: 4,
    RETURN: 2,
    CALL_RETURN: 6,
  };
  let at = entry + 1;
  for (const [name, operands] of rows) {
    const numbers = [...operands.matchAll(/slot (\d+)|, (\d+)(?=,)/g)].map((match) =>
      Number(match[1] ?? match[2]),
    );
    if (name.startsWith("X1")) {
      expect(externs[words[at + 1]!], operands).toBe(operands.slice(0, operands.indexOf(",")));
      expect(
        [words[at + 2], words[at + 3], ...(name === "X1_IF_INT" ? [words[at + 4]] : [])],
        operands,
      ).toEqual(numbers);
    } else if (name === "RETURN" || name === "IF_EQUAL") {
      expect(words[at + 1], operands).toBe(numbers[0]);
    } else {
      expect(words.slice(at + 4, at + 6), operands).toEqual(numbers);
    }
    at += lengths[name]!;
  }
  expect(rows.length).toBe(13);
});

test.each(["direct", "table"] as const)("the rules do what their text says, %s", (backEnd) => {
  const code: string[] = [];
  // Values: 1 is 0, 2 is 9, 3 is 1 << 20, 10 to 12 are x + each of them, 13 is x + x, 14 is x - x; x is 0.
  const wide = new Map<string, number>();
  const rules = loadModule(compile(backEnd)).create({
    const64: (lo: number, hi: number) => {
      wide.set(`${lo} ${hi}`, 500);
      return 500;
    },
    get_data: (v: number) => (v === 0 ? -1 : v),
    Data_opcode: (d: number) => (d < 10 ? 0 : d < 14 ? 1 : 2),
    Data_Const_imm: (d: number) => (d === 1 ? wide.get("0 0") : 600 + d),
    Data_Binary_x: () => 0,
    Data_Binary_y: (d: number) => (d < 13 ? d - 9 : 0),
    imm12: (n: number) => (n === 602 ? 9 : 0x80000000),
    reg_of: (v: number) => v + 100,
    add: (a: number, b: number) => code.push(`add ${a} ${b}`),
    add_imm: (a: number, n: number) => code.push(`add_imm ${a} ${n}`),
    sub: (a: number, b: number) => code.push(`sub ${a} ${b}`),
  });
  expect(callMethod(rules, "lower", [10])).toBe(100);
  for (const v of [11, 12, 13, 14]) callMethod(rules, "lower", [v]);
  expect(code).toEqual(["add_imm 100 9", "add 100 103", "add 100 100", "sub 100 100"]);
  expect(callMethod(rules, "lower", [1])).toBe(-1);
});
