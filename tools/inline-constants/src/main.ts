/** `pnpm inline-constants`: writes numbers for the names of constants into what is compiled, `packages/*\/dist`. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inlineConstants } from "./inline.ts";

const SCOPE = "@cranelift-ts/";
const root = join(fileURLToPath(new URL("../../..", import.meta.url)), "packages");

const files = new Map<string, string>();
/** The file of a package's main entry. */
const entries = new Map<string, string>();
for (const name of readdirSync(root)) {
  const dist = join(root, name, "dist");
  if (!existsSync(join(root, name, "package.json")) || !existsSync(dist)) continue;
  const entry = join(dist, "index.js");
  entries.set(`${SCOPE}${name}`, entry);
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    // The command line's bundle has its constants inlined already.
    if (!file.endsWith(".js") || file.startsWith("clif-util")) continue;
    const path = join(dist, file);
    files.set(path, readFileSync(path, "utf8"));
  }
}

const results = inlineConstants(files, (from, specifier) => {
  const path = specifier.startsWith(".") ? join(dirname(from), specifier) : entries.get(specifier);
  return path !== undefined && files.has(path) ? path : undefined;
});

let replaced = 0;
let written = 0;
for (const [file, result] of results) {
  replaced += result.replaced;
  if (result.text === files.get(file)) continue;
  writeFileSync(file, result.text);
  written++;
}
console.log(`inline-constants: ${files.size} files, ${replaced} numbers for names, ${written} files changed`);
if (files.size === 0) process.exitCode = 1;
