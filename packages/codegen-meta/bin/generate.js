#!/usr/bin/env node
/**
 * Writes the generated files of the repository from the tables: `node packages/codegen-meta/bin/generate.js [--check]`.
 * A file is written only when its text differs; `--check` writes nothing and fails when one does.
 */
import { fileURLToPath } from "node:url";
import { generateAll, writeGenerated } from "../dist/index.js";

const [argument, ...rest] = process.argv.slice(2);
if (argument === "--help" || argument === "-h") {
  console.log(
    "usage: generate.js [--check]\n\nWrites the generated files; --check writes nothing and fails when one differs.",
  );
} else if (rest.length > 0 || (argument !== undefined && argument !== "--check")) {
  console.error("usage: generate.js [--check]");
  process.exitCode = 2;
} else {
  writeGenerated(fileURLToPath(new URL("../../..", import.meta.url)), generateAll(), argument === "--check");
}
