/** `node dist/main.js [FOLDER]`: writes an object file, links it with `cc` if there is one, and runs the result. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeObject } from "./program.ts";

const folder = process.argv[2] ?? fileURLToPath(new URL("../out", import.meta.url));
mkdirSync(folder, { recursive: true });
const object = join(folder, "chains.o");
const executable = join(folder, "chains");

const bytes = makeObject("Longest Collatz chains below 10,000 start at:", 10_000);
writeFileSync(object, bytes);
console.log(`${object}: ${bytes.length} bytes`);

const linked = spawnSync("cc", ["-o", executable, object], { encoding: "utf8" });
if (linked.error !== undefined) console.log("not linked: there is no cc");
else if (linked.status !== 0) {
  console.error(linked.stderr);
  process.exitCode = 1;
} else if (process.platform !== "linux" || process.arch !== "x64")
  console.log(`${executable} is for x86-64 Linux`);
else process.exitCode = spawnSync(executable, { stdio: "inherit" }).status ?? 1;
