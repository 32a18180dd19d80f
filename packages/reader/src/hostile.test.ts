// Damaged and oversized input: each ends in functions or in a located `ParseError`, in bounded time, whatever it is.
//
// `CRANELIFT_READER_MUTATIONS=10000` sets the number of mutated inputs, `CRANELIFT_SEED` the seed.

import { verifyFunction, writeFunction } from "@cranelift-ts/codegen-ir";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ParseError } from "./parse-error.ts";
import { parseFunctions, parseTestFile } from "./parser.ts";
import { parseRunCommand } from "./run-command.ts";
import { SAMPLE } from "../testing/sample.ts";
import {
  clifFiles,
  corpora,
  mutateBytes,
  mutateTokens,
  Random,
  readText,
  roughTokens,
} from "../testing/support.ts";

const count = Number(process.env["CRANELIFT_READER_MUTATIONS"] ?? 400);
const seed = Number(process.env["CRANELIFT_SEED"] ?? 20260822);
const LIMIT_MS = 1000;

/** Reads `text` and everything that follows from it; true if it was accepted. */
function outcome(text: string): boolean {
  try {
    const { functions } = parseTestFile(text);
    for (const { func, details } of functions) {
      verifyFunction(func);
      writeFunction(func);
      for (const comment of details.comments) {
        if (comment.entity !== "function") continue;
        try {
          parseRunCommand(comment.text, func.signature);
        } catch (error) {
          if (!(error instanceof ParseError)) throw error;
        }
      }
    }
    return true;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const lines = text.split("\n");
    for (const { location, message } of error.errors) {
      const line = location?.line ?? 0;
      const column = location?.column ?? 0;
      if (
        line < 1 ||
        line > lines.length ||
        column < 1 ||
        column > lines[line - 1]!.length + 1 ||
        message === ""
      ) {
        throw new Error(`error without a place in the text: ${JSON.stringify(error.errors)}`);
      }
    }
    return false;
  }
}

describe("mutated input", () => {
  it(
    `gives functions or a located error (${count} inputs, seed ${seed})`,
    { timeout: 60_000 + count * 100 },
    () => {
      const random = new Random(seed);
      const folder = corpora === undefined ? undefined : join(corpora, "clif");
      const files = folder === undefined ? [] : clifFiles(folder);
      const texts =
        files.length === 0 ? [SAMPLE] : files.map(readText).filter((text) => text.length < 100_000);
      let accepted = 0;
      let slowest = 0;
      for (let i = 0; i < count; i++) {
        const text = random.pick(texts);
        const mutated = i % 2 === 0 ? mutateBytes(text, random) : mutateTokens(roughTokens(text), random);
        const before = process.cpuUsage();
        try {
          if (outcome(mutated)) accepted++;
        } catch (error) {
          throw new Error(`input ${i} of seed ${seed}: ${(error as Error).stack}\n${mutated.slice(0, 2000)}`);
        }
        const { user, system } = process.cpuUsage(before);
        slowest = Math.max(slowest, (user + system) / 1000);
        expect(slowest, `milliseconds for input ${i} of seed ${seed}`).toBeLessThan(LIMIT_MS);
      }
      // Both outcomes are common; a run with only one of them tests nothing.
      expect(accepted).toBeGreaterThan(count / 50);
      expect(accepted).toBeLessThan(count);
    },
  );
});

describe("oversized input", () => {
  const inBlock = (line: string): string => `function %f() -> i32 system_v {\nblock0:\n${line}\n}\n`;

  it("takes a line of 10 MB", { timeout: 60_000 }, () => {
    const text = inBlock(
      Array.from({ length: 400_000 }, (_, i) => `v${i} = iconst.i32 ${i % 10_000}`).join("    "),
    );
    expect(text.length).toBeGreaterThan(10_000_000);
    const [func] = parseFunctions(text);
    expect(func!.dfg.numInsts).toBe(400_000);
  });

  it("takes a comment, a string, a name and a number of 10 MB", { timeout: 60_000 }, () => {
    const long = "x".repeat(10_000_000);
    expect(outcome(`; ${long}\n${inBlock("return")}`)).toBe(true);
    expect(outcome(`function %f() {\n region0 = 1 "${long}"\n}\n`)).toBe(true);
    expect(outcome(`function %${long}() {\n}\n`)).toBe(true);
    expect(outcome(inBlock(`v0 = iconst.i64 ${"9".repeat(10_000_000)}`))).toBe(false);
    expect(outcome(inBlock(`v${"1".repeat(10_000_000)} = iconst.i64 0`))).toBe(false);
    expect(outcome(inBlock(`v0 = f64const 0x${"0".repeat(10_000_000)}.0`))).toBe(false);
    expect(outcome(inBlock(`trap @${"0".repeat(10_000_000)}`))).toBe(false);
    expect(outcome(long)).toBe(false);
  });

  it("takes deep nesting of brackets without recursion", { timeout: 60_000 }, () => {
    for (const open of ["(", "[", "{", "<", "-", "<1"]) {
      expect(outcome(open.repeat(1_000_000))).toBe(false);
      expect(outcome(inBlock(`v0 = iconst.i32 ${open.repeat(1_000_000)}`))).toBe(false);
      expect(outcome(inBlock(open.repeat(1_000_000)))).toBe(false);
    }
  });

  it(
    "takes many blocks, parameters, arguments, table entries, aliases and declarations",
    { timeout: 60_000 },
    () => {
      const n = 50_000;
      const numbers = Array.from({ length: n }, (_, i) => i);
      const params = numbers.map((i) => `v${i}: i32`).join(", ");
      expect(
        outcome(`function %f() {\nblock0(${params}):\n return ${numbers.map((i) => `v${i}`).join(", ")}\n}`),
      ).toBe(true);
      expect(outcome(inBlock(numbers.map((i) => `block${i + 1}: jump block${i}`).join("\n")))).toBe(true);
      const table = numbers.map((i) => `block${i}(v0)`).join(", ");
      expect(outcome(`function %f() {\nblock0(v0: i32):\n br_table v0, block0, [${table}]\n}`)).toBe(true);
      const aliases = numbers.map((i) => `v${i + 1} -> v${i}`).join("\n");
      expect(outcome(`function %f() {\nblock0(v0: i32):\n ${aliases}\n return v${n}\n}`)).toBe(true);
      const declarations = numbers.map(
        (i) => `sig${i} = () fast ss${i} = explicit_slot 8 const${i} = 0x${hex8(i)}`,
      );
      expect(outcome(`function %f() {\n${declarations.join("\n")}\n}`)).toBe(true);
      expect(outcome(`function %f() {\n${"stack_limit = gv0 ".repeat(n)}\n}`)).toBe(false);
    },
  );

  it("refuses numbers that would cost memory out of proportion", () => {
    expect(outcome(inBlock("v4294967294 = iconst.i32 0"))).toBe(false);
    expect(outcome(inBlock("return v2147483646"))).toBe(false);
    expect(outcome("function %f() { block99999999: }")).toBe(false);
    expect(outcome("function %f() { ss4000000000 = explicit_slot 4 }")).toBe(false);
    expect(outcome("function %f() { sig100000 = () }")).toBe(false);
    expect(outcome(inBlock("v4000000 = iconst.i32 0"))).toBe(true);
  });

  it("stops after many errors", () => {
    const text = "function %f() { x }\n".repeat(10_000);
    let errors = 0;
    try {
      parseFunctions(text);
    } catch (error) {
      errors = (error as ParseError).errors.length;
    }
    expect(errors).toBeGreaterThan(10);
    expect(errors).toBeLessThan(1000);
  });
});

function hex8(n: number): string {
  return n.toString(16).padStart(8, "0");
}
