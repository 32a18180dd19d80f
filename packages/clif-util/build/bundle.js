/**
 * Makes `dist/clif-util.js`: the command line with everything that it imports as one script, for `bin/load.js`.
 *
 * The script has a first line with a digest of the rest, by which its code cache is known, and holds ASCII only. Names
 * are kept, for readable stack traces. It is written only if it differs; its time is always renewed, because a bundle
 * that is older than what was built is not used. Beside it go the licences of what is inside.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TARGET = join(DIST, "clif-util.js");

const bundle = await rolldown({
  input: join(DIST, "bundle.js"),
  platform: "node",
  // The pool starts a file of its own in its workers; koffi is native and optional.
  external: ["tinypool", "koffi"],
  logLevel: "warn",
  checks: { invalidAnnotation: false },
});
const { output } = await bundle.generate({
  format: "cjs",
  codeSplitting: false,
  // Short names of locals: V8 scans all of the text at each start without a code cache.
  minify: { mangle: { toplevel: false, keepNames: true }, compress: true, codegen: true },
});
await bundle.close();
if (output.length !== 1)
  throw new Error(`expected one file, got ${output.map((o) => o.fileName).join(", ")}`);
const [{ code, moduleIds }] = output;

// The launcher hands in what imports: a script out of V8's code cache cannot (`import()` inside of it throws).
const imports = code.match(/\bimport\([`"'][\w:]+[`"']\)/g) ?? [];
if (imports.length !== (code.match(/\bimport\(/g) ?? []).length)
  throw new Error("an import() of something unforeseen");
const ascii = code
  .replaceAll("import(`", "dynamicImport(`")
  .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const digest = createHash("sha256").update(ascii).digest("hex").slice(0, 16);
mkdirSync(DIST, { recursive: true });
writeIfChanged(TARGET, `// clif-util ${digest}\n${ascii}`);
writeIfChanged(join(DIST, "THIRD-PARTY-LICENSES.txt"), licences(moduleIds));
const now = new Date();
utimesSync(TARGET, now, now);
console.log(`clif-util.js: ${ascii.length} bytes from ${moduleIds.length} modules`);

function writeIfChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

/** The licence texts of the packages that are not ours. */
function licences(ids) {
  const folders = new Set();
  for (const id of ids) {
    const at = id.lastIndexOf("/node_modules/");
    if (at < 0) continue;
    let folder = dirname(id);
    while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
    folders.add(folder);
  }
  return [...folders]
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
      if (file === undefined) throw new Error(`${name} has no licence file`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .toSorted()
    .join(`\n${"-".repeat(80)}\n\n`);
}
