// The limits hold for a rule set of realistic shape. BYTECODE_OPCODES sets its size: 40 by default, 300 (3,000 rules) for
// the run in CI.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileIsle } from "@cranelift-ts/isle";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { realisticRules } from "../../bench/src/isle-rules.ts";
import { bytecodeSizes } from "./bytecode-sizes.ts";

const OPCODES = Number(process.env["BYTECODE_OPCODES"] ?? 40);

const folder = (): string => mkdtempSync(join(tmpdir(), "bytecode-sizes-"));

test("sizes are those of the functions of the file", { timeout: 60_000 }, async () => {
  const at = folder();
  try {
    const file = join(at, "file.mjs");
    const long = Array.from({ length: 400 }, (_, i) => `x = Math.imul(x, ${i + 1000});`).join("\n");
    writeFileSync(
      file,
      `export function zeroOneTwo(x) { return x; }\nexport function manyProducts(x) {\n${long}\nreturn x; }\n`,
    );
    const sizes = await bytecodeSizes(file);
    const size = (name: string): number => sizes.find((one) => one.name === name)!.bytes;
    expect(size("zeroOneTwo")).toBeLessThan(10);
    expect(size("manyProducts")).toBeGreaterThan(400 * 8);
    expect(sizes[0]!.name).toBe("manyProducts");
  } finally {
    rmSync(at, { recursive: true });
  }
});

test.each(["direct", "table", "auto"] as const)(
  "generated code, %s",
  { timeout: 120_000 },
  async (backEnd) => {
    const at = folder();
    try {
      const result = compileIsle([{ name: "realistic.isle", text: realisticRules(1, OPCODES) }], {
        backEnd,
        overlap: false,
        exports: ["lower"],
        discriminants: { InstructionData: "opcode" },
        constants: { $I32: 0x76, $I64: 0x77 },
      });
      const file = join(at, "rules.mjs");
      writeFileSync(
        file,
        transformSync(result.code!, { loader: "ts", format: "esm", target: "es2022" }).code,
      );
      const sizes = await bytecodeSizes(file);
      expect(sizes.length).toBeGreaterThan(backEnd === "direct" ? OPCODES : 10);
      for (const { name, bytes } of sizes)
        expect(bytes, name).toBeLessThanOrEqual(name === "$run" ? 16_384 : 8192);
    } finally {
      rmSync(at, { recursive: true });
    }
  },
);
