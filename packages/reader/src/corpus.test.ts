// Every file of the corpora is read, printed, read again and printed again: the second print equals the first, and
// the functions are the same to the digest. The real programs must print as the text they were read from.

import { StencilHasher, writeFunction } from "@cranelift-ts/codegen-ir";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFunctions, parseTestFile } from "./parser.ts";
import { parseRunCommand } from "./run-command.ts";
import { clifFiles, corpora, readText } from "../testing/support.ts";

const folder = corpora === undefined ? undefined : join(corpora, "clif");
const programs = corpora === undefined ? [] : clifFiles(join(corpora, "..", "bench", "clif"));

describe.skipIf(folder === undefined)("corpus (skipped without CRANELIFT_CORPORA)", () => {
  const files = folder === undefined ? [] : clifFiles(folder);

  it("has files", () => expect(files.length).toBeGreaterThan(500));

  it("round-trips every file", { timeout: 120_000 }, () => {
    const hasher = new StencilHasher();
    for (const file of files) {
      const { functions } = parseTestFile(readText(file), { file });
      const printed = functions.map(({ func }) => writeFunction(func));
      const again = parseFunctions(printed.join("\n"), { file: `printed ${file}` });
      expect([file, again.length]).toEqual([file, functions.length]);
      again.forEach((func, i) => {
        if (writeFunction(func) !== printed[i]) expect(writeFunction(func), file).toBe(printed[i]);
        const before = hasher.digest(functions[i]!.func.stencil).join();
        expect(hasher.digest(func.stencil).join(), `digest of function ${i} of ${file}`).toBe(before);
      });
    }
  });

  it("reads every run directive", { timeout: 60_000 }, () => {
    const index = JSON.parse(readText(join(folder!, "INDEX.json"))) as {
      files: { file: string; kind: string; functions: number; runDirectives?: number }[];
    };
    let directives = 0;
    for (const entry of index.files) {
      const { functions } = parseTestFile(readText(join(folder!, entry.file)));
      expect([entry.file, functions.length]).toEqual([entry.file, entry.functions]);
      if (entry.kind !== "run") continue;
      let here = 0;
      for (const { func, details } of functions) {
        for (const comment of details.comments) {
          if (comment.entity !== "function") continue;
          if (parseRunCommand(comment.text, func.signature)?.kind === "run") here++;
        }
      }
      expect([entry.file, here]).toEqual([entry.file, entry.runDirectives]);
      directives += here;
    }
    expect(directives).toBeGreaterThan(7000);
  });

  // The printer's own text: what it makes of these files is what Cranelift made of them.
  for (const file of programs) {
    it(`prints ${file.slice(file.lastIndexOf("/") + 1)} as it was written`, { timeout: 60_000 }, () => {
      const text = readText(file);
      const lines = text.split("\n").filter((line) => line !== "" && !/^(;|test |target )/.test(line));
      const printed = parseFunctions(text, { file }).map((func) => writeFunction(func));
      const written = printed
        .join("\n")
        .split("\n")
        .filter((line) => line !== "");
      expect(written.length).toBe(lines.length);
      for (let i = 0; i < lines.length; i++) if (written[i] !== lines[i]) expect(written[i]).toBe(lines[i]);
    });
  }
});
