#!/usr/bin/env node
/**
 * Writes the generated files of the repository from the tables: `node packages/codegen-meta/bin/generate.js [--check]`.
 * A file is written only when its text differs; `--check` writes nothing and fails when one does.
 */
import { fileURLToPath } from "node:url";
import { generateAll, writeGenerated } from "../dist/index.js";

writeGenerated(fileURLToPath(new URL("../../..", import.meta.url)), generateAll(), process.argv.includes("--check"));
