// Every interpreter directive of Cranelift's file tests, when the corpora are at hand.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRunCommand, parseTestFile } from "../../reader/src/index.ts";
import { Interpreter } from "./interpreter.ts";

const corpora = process.env["CRANELIFT_CORPORA"];
/** A substring of the files to run, for work on one of them. */
const only = process.env["CRANELIFT_CORPUS_FILTER"] ?? "";

function clifFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? clifFiles(path) : path.endsWith(".clif") ? [path] : [];
  });
}

function runFile(path: string, failures: string[]): number {
  const file = parseTestFile(readFileSync(path, "utf8"));
  const interpreter = new Interpreter();
  for (const { func } of file.functions) interpreter.define(func);
  let passed = 0;
  for (const { func, details } of file.functions) {
    for (const comment of details.comments) {
      const command = parseRunCommand(comment.text, func.signature);
      if (command === undefined) continue;
      const fail = (message: string): void => {
        failures.push(`${comment.text}: ${message}`);
      };
      let result;
      try {
        // A directive applies to the function it follows, whatever name it mentions.
        result = interpreter.call(func, command.invocation?.args ?? []);
      } catch (error) {
        fail(error instanceof Error ? String(error.stack) : String(error));
        continue;
      }
      if (result.kind === "trap") {
        fail(`trap ${result.name}`);
      } else if (command.kind === "print") {
        passed++;
      } else if (command.invocation === undefined) {
        if (result.values.some((v) => v.toBits() !== 0n)) passed++;
        else fail("returned zero");
      } else {
        const equal =
          result.values.length === command.expected.length &&
          result.values.every((v, i) => v.equals(command.expected[i]));
        if (equal === (command.comparison === "==")) passed++;
        else fail(`got [${result.values.join(", ")}]`);
      }
    }
  }
  return passed;
}

/** Runs the files that are for the interpreter, or those that are not. */
function runFiles(forInterpreter: boolean): { files: number; passed: number; failures: string[] } {
  const root = join(corpora ?? "", "clif", "run");
  const failures: string[] = [];
  let files = 0;
  let passed = 0;
  for (const path of clifFiles(root)) {
    if (!path.includes(only)) continue;
    if (/^test interpret\b/m.test(readFileSync(path, "utf8")) !== forInterpreter) continue;
    files++;
    const inFile: string[] = [];
    try {
      passed += runFile(path, inFile);
    } catch (error) {
      inFile.push(error instanceof Error ? String(error.stack) : String(error));
    }
    for (const f of inFile) failures.push(`${relative(root, path)}: ${f}`);
  }
  return { files, passed, failures };
}

describe.skipIf(corpora === undefined)("Cranelift's interpreter tests (set CRANELIFT_CORPORA)", () => {
  test("every directive passes", { timeout: 120_000 }, () => {
    const { files, passed, failures } = runFiles(true);
    expect(failures).toEqual([]);
    if (only === "") expect({ files, passed }).toEqual({ files: 183, passed: 7214 });
  });

  test("so do the directives of files for native execution only", { timeout: 120_000 }, () => {
    const { passed, failures } = runFiles(false);
    expect(failures).toEqual([]);
    if (only === "") expect(passed).toBe(515);
  });
});
