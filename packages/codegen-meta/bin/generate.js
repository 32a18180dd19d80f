#!/usr/bin/env node
/**
 * Writes the generated files of the repository from the tables: `node packages/codegen-meta/bin/generate.js [--check]`.
 * A file is written only when its text differs; `--check` writes nothing and fails when one does.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateAll } from "../dist/index.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const check = process.argv.includes("--check");
let stale = 0;
for (const { path, text } of generateAll()) {
  const file = join(root, path);
  let old;
  try {
    old = readFileSync(file, "utf8");
  } catch {
    old = undefined;
  }
  if (old === text) continue;
  stale++;
  console.log(`${check ? "stale" : "wrote"} ${path}`);
  if (check) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
if (check && stale > 0) process.exitCode = 1;
