/**
 * Makes `dist/clif-util.js`: the command line with everything that it imports as a script, for `bin/load.js`. It requires
 * `clif-util-core.js`, what every command uses, and when asked for what only that takes, the `PARTS` below.
 *
 * Each script has a first line with a digest of the rest, by which its code cache is known, and holds ASCII only. Names
 * of functions and classes are kept, for readable stack traces. A script is written only if it differs; the time of
 * `clif-util.js` is always renewed, because a bundle that is older than what was built is not used. Beside it go the
 * licences of what is inside.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
/** What most commands do without, in files of their own. */
const PARTS = [
  { name: "aarch64", test: /\/isa-aarch64\/dist\// },
  { name: "s390x", test: /\/isa-s390x\/dist\// },
  {
    name: "wasm",
    test: /\/wasm-(?:runtime|translator)\/dist\/|\/clif-util\/dist\/(?:commands\/wasm\w*|wasm-file|wasm-object\/[\w-]+)\.js$/,
  },
  {
    name: "progress",
    test: /\/node_modules\/(?:cli-progress|string-width|strip-ansi|ansi-regex|emoji-regex|is-fullwidth-code-point)\//,
  },
];

const bundle = await rolldown({
  input: join(DIST, "bundle.js"),
  platform: "node",
  // The pool starts a file of its own in its workers; koffi is native and optional.
  external: ["tinypool", "koffi"],
  plugins: [lateFamilies()],
  logLevel: "warn",
  checks: { invalidAnnotation: false },
});
const { output } = await bundle.generate({
  format: "cjs",
  entryFileNames: "clif-util.js",
  chunkFileNames: "clif-util-[name].js",
  codeSplitting: {
    groups: [
      { name: "core", test: (id) => !PARTS.some((part) => part.test.test(id)), priority: 1 },
      ...PARTS,
    ],
  },
  // Short names of locals: V8 scans all of the text at each start without a code cache.
  minify: { mangle: { toplevel: false, keepNames: true }, compress: true, codegen: true },
});
await bundle.close();

mkdirSync(DIST, { recursive: true });
const written = output.map(({ fileName, code }) => {
  // The callers of targets cannot wait: `require` instead of `import`.
  const now = code.replace(
    /\bPromise\.resolve\(\)\.then\(\(\) ?=> ?(require\([`"']\.\/clif-util-(?:aarch64|s390x)\.js[`"']\))\)\.then\((\w) ?=> ?\2(\.\w+)\)/g,
    "$1$3",
  );
  if (/clif-util-(?:aarch64|s390x)\.js[`"']\)\)/.test(now))
    throw new Error(`${fileName}: a target that has to be waited for`);
  // The launcher hands in what imports: a script out of V8's code cache cannot (`import()` inside of it throws).
  const imports = now.match(/\bimport\([`"'][\w:]+[`"']\)/g) ?? [];
  if (imports.length !== (now.match(/\bimport\(/g) ?? []).length)
    throw new Error(`${fileName}: an import() of something unforeseen`);
  const ascii = now
    .replaceAll(/\bimport\(/g, "dynamicImport(")
    .replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const digest = createHash("sha256").update(ascii).digest("hex").slice(0, 16);
  writeIfChanged(join(DIST, fileName), `// clif-util ${digest}\n${ascii}`);
  return `${fileName} ${ascii.length}`;
});
const moduleIds = output.flatMap((o) => o.moduleIds);
writeIfChanged(join(DIST, "THIRD-PARTY-LICENSES.txt"), licences(moduleIds));
const time = new Date();
utimesSync(join(DIST, "clif-util.js"), time, time);
console.log(`${moduleIds.length} modules, bytes: ${written.join(", ")}`);

/**
 * Makes the foreign targets parts of their own, which are loaded when one is asked about a triple: that comes after the
 * host's target, which stands first, has said that the triple is not its own.
 */
function lateFamilies() {
  const STUB = "\0late:";
  return {
    name: "late-families",
    resolveId(id, importer) {
      const family = /^@cranelift-ts\/isa-(aarch64|s390x)$/.exec(id)?.[1];
      return family !== undefined && importer?.endsWith("/standard.js") ? STUB + family : null;
    },
    load(id) {
      if (!id.startsWith(STUB)) return null;
      const name = id.slice(STUB.length);
      const part = join(DIST, `../../isa-${name}/dist/index.js`);
      return `
const part = () => import(${JSON.stringify(part)});
export const ${name} = {
  name: "${name}",
  supports: (triple) => part().${name}.supports(triple),
  builder: (triple) => part().${name}.builder(triple),
};`;
    },
  };
}

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
