/**
 * Writes the generated files of this package: `tsx --tsconfig tsconfig.test.json packages/isa-x64/meta/generate.ts
 * [--check]`, from the root of the repository.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GENERATED_FILES, here } from "./files.ts";

let stale = 0;
for (const [path, text] of GENERATED_FILES) {
  const file = join(here, path);
  let old = "";
  try {
    old = readFileSync(file, "utf8");
  } catch {
    // Not there yet.
  }
  if (old === text) continue;
  stale++;
  if (process.argv.includes("--check")) process.stderr.write(`stale ${path}\n`);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
if (process.argv.includes("--check") && stale > 0) process.exitCode = 1;
