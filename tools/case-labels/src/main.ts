/** `pnpm case-labels [--check]`: brings case labels in step with their constants, or only reports. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { constantsOf, relabel } from "./case-labels.ts";

/** Build-time packages: their switches don't ship. */
const EXEMPT = new Set(["codegen-meta", "isle"]);

const root = fileURLToPath(new URL("../../..", import.meta.url));
const check = process.argv.includes("--check");

const texts = new Map<string, string>();
for (const p of readdirSync(join(root, "packages"))) {
  for (const folder of ["src", "meta"]) {
    let entries: string[];
    try {
      entries = readdirSync(join(root, "packages", p, folder), { recursive: true, encoding: "utf8" });
    } catch {
      continue;
    }
    for (const entry of entries) {
      const file = `packages/${p}/${folder}/${entry.replaceAll("\\", "/")}`;
      if (file.endsWith(".ts") && !/(\.test|\/testing)\.ts$|\/generated-isle\//.test(file))
        texts.set(file, readFileSync(join(root, file), "utf8"));
    }
  }
}

const constants = constantsOf(texts);
let labels = 0;
let wrong = 0;
let unresolved = 0;
for (const [file, text] of texts) {
  if (EXEMPT.has(file.split("/")[1]!) || file.split("/")[2] !== "src") continue;
  const result = relabel(constants, file, text);
  labels += result.labels;
  wrong += result.findings.length;
  if (result.findings.length === 0) continue;
  if (!check && result.text !== text) writeFileSync(join(root, file), result.text);
  // What was rewritten is found no more; what is left needs a person.
  const left = check ? result.findings : relabel(constants, file, result.text).findings;
  unresolved += left.length;
  for (const f of left) console.error(`${f.file}:${f.line}: ${f.message}`);
}
console.log(
  `case-labels: ${texts.size} files, ${labels} labels, ${wrong} wrong${check ? "" : `, ${wrong - unresolved} rewritten`}`,
);
if (texts.size === 0 || unresolved > 0) process.exitCode = 1;
