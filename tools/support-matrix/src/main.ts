/** `pnpm support [--check]`: writes the tables of what the targets lower, or fails if they are not what the rules say. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { supportFiles } from "./targets.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const check = process.argv.includes("--check");
const { files, crashes } = supportFiles();
for (const crash of crashes) console.error(`crash: ${crash}`);
let stale = 0;
for (const [path, text] of files) {
  const at = join(root, path);
  let old = "";
  try {
    old = readFileSync(at, "utf8");
  } catch {
    // There is none yet.
  }
  if (old === text) continue;
  stale++;
  if (check) console.error(`${path} is not what the rules say: run 'pnpm support'`);
  else writeFileSync(at, text);
}
if (crashes.length > 0 || (check && stale > 0)) process.exitCode = 1;
