#!/usr/bin/env node
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = new URL("../dist/index.js", import.meta.url);
if (!existsSync(fileURLToPath(program))) {
  console.error("fuzzgen is not built yet: run `npx tsc -b packages/fuzzgen` at the root of the repository");
  process.exit(2);
}
const { runProgram } = await import(program.href);
const folder = mkdtempSync(join(tmpdir(), "fuzzgen-"));
try {
  process.exitCode = runProgram(process.argv.slice(2), {
    print: (line) => console.log(line),
    readText: (path) => readFileSync(path, "utf8"),
    runCommand(command, text) {
      const file = join(folder, "candidate.clif");
      writeFileSync(file, text);
      try {
        execFileSync(
          "/bin/sh",
          ["-c", command.includes("{}") ? command.replaceAll("{}", file) : `${command} ${file}`],
          { stdio: "ignore" },
        );
        return true;
      } catch {
        return false;
      }
    },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
