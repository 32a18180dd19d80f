/**
 * `pnpm packed`: what ships is tested.
 *
 * Packs every published package, lints each tarball with publint and attw, installs all of them with npm in an empty
 * folder, type-checks every README example there against the installed declarations, and runs it on plain Node. Prints
 * a line a check and ends with `packed: N passed, N failed`.
 */

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { compareOutput, examples } from "./extract.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const keep = process.argv.includes("--keep");
let passed = 0;
let failed = 0;

function result(name: string, problem: string | undefined): void {
  if (problem === undefined) passed++;
  else failed++;
  console.log(
    `${problem === undefined ? "ok  " : "FAIL"} ${name}${problem === undefined ? "" : `\n${problem}`}`,
  );
}

/** Runs a program and returns its output; the problem is its output when it fails. */
function run(
  command: string,
  args: readonly string[],
  cwd: string,
): { problem: string | undefined; stdout: string } {
  const r = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26, timeout: 300_000 });
  const ok = r.status === 0;
  return {
    stdout: r.stdout ?? "",
    problem: ok
      ? undefined
      : `${command} ${args.join(" ")}: ${r.error?.message ?? `exit ${r.status}`}\n${r.stdout}${r.stderr}`,
  };
}

const work = mkdtempSync(join(tmpdir(), "cranelift-ts-packed-"));
const tarballs = join(work, "tarballs");
const app = join(work, "app");
mkdirSync(tarballs);
mkdirSync(app);

const published = examples(root);
const missing = published.filter((e) => !existsSync(join(root, "packages", e.package, "dist/index.js")));
if (missing.length > 0) {
  console.error(`not built: ${missing.map((e) => e.package).join(", ")}; run npm run build first`);
  process.exit(1);
}

// The package manager that runs this script says where it is; npx keeps it off the PATH otherwise.
const pnpm = process.env["npm_execpath"];
const packed = new Map<string, string>();
for (const e of published) {
  const args = ["pack", "--pack-destination", tarballs];
  const cwd = join(root, "packages", e.package);
  const before = new Set(readdirSync(tarballs));
  const r =
    pnpm !== undefined && /pnpm/.test(pnpm)
      ? run(process.execPath, [pnpm, ...args], cwd)
      : run("npx", ["--prefer-offline", "-y", "pnpm@10.34.9", ...args], cwd);
  const made = readdirSync(tarballs).find((f) => !before.has(f));
  if (r.problem === undefined && made !== undefined) packed.set(e.name, join(tarballs, made));
  else result(`pack ${e.name}`, r.problem ?? "no tarball");
}

for (const [name, tarball] of packed) {
  const data = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer },
    strict: true,
  });
  const bad = messages
    .filter((m) => m.type !== "suggestion")
    .map((m) => formatMessage(m, pkg, { color: false }) ?? m.code);
  result(`publint ${name}`, bad.length === 0 ? undefined : bad.join("\n"));
}
for (const [name, tarball] of packed) {
  const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const r = run(
    process.execPath,
    [attw, tarball, "--profile", "esm-only", "--format", "ascii", "--no-emoji"],
    work,
  );
  result(`attw ${name}`, r.problem);
}

writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
const install = run(
  "npm",
  ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", ...packed.values()],
  app,
);
result("npm install of all tarballs in an empty folder", install.problem);

if (install.problem === undefined) {
  // Without this a package that ships its sources only by accident, or a link into the workspace, would go unnoticed.
  const sources = published.filter((e) => !existsSync(join(app, "node_modules", e.name, "dist/index.js")));
  result(
    "every package is installed with its dist",
    sources.length === 0 ? undefined : sources.map((e) => e.name).join(", "),
  );
  for (const e of published) {
    const imports = run(
      process.execPath,
      ["--input-type=module", "-e", `await import(${JSON.stringify(e.name)})`],
      app,
    );
    result(`import ${e.name}`, imports.problem);
  }
  for (const e of published) {
    const folder = join(app, e.package);
    mkdirSync(folder);
    if (e.commands !== undefined) {
      const path = `${join(app, "node_modules/.bin")}:${process.env["PATH"]}`;
      result(
        `example of ${e.name}`,
        run("env", [`PATH=${path}`, "bash", "-e", "-o", "pipefail", "-c", e.commands], folder).problem,
      );
      continue;
    }
    if (e.code === undefined) {
      result(`example of ${e.name}`, "the README has no ts fence");
      continue;
    }
    // The extra line makes a module of an example that imports nothing.
    writeFileSync(join(folder, "example.ts"), `${e.code}\nexport {};\n`);
    writeFileSync(
      join(folder, "globals.d.ts"),
      // What the host gives every program; a portable example has no other type library.
      "declare const console: { log(...args: unknown[]): void };\n" +
        "declare const process: { readonly arch: string; readonly platform: string; readonly pid: number };\n",
    );
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          target: "ES2023",
          lib: ["ES2023"],
          module: "NodeNext",
          strict: true,
          types: [],
          skipLibCheck: false,
          outDir: "out",
          rootDir: ".",
        },
        include: ["example.ts", "globals.d.ts"],
      }),
    );
    const types = run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], folder);
    if (types.problem !== undefined) {
      result(`example of ${e.name}`, types.problem);
      continue;
    }
    const r = run(process.execPath, ["out/example.js"], folder);
    const output = r.stdout === "" ? [] : r.stdout.replace(/\n$/, "").split("\n");
    result(`example of ${e.name}`, r.problem ?? compareOutput(e, output));
  }
}

/** The command line is one script: it needs none of the other packages. */
function checkBundle(tarball: string): string | undefined {
  const alone = join(work, "alone");
  const installed = join(alone, "package");
  mkdirSync(alone);
  const unpack = run("tar", ["-xzf", tarball, "-C", alone], work);
  if (unpack.problem !== undefined) return unpack.problem;
  writeFileSync(
    join(alone, "add.clif"),
    "function %add(i32) -> i32 {\nblock0(v0: i32):\n    v1 = iadd v0, v0\n    return v1\n}\n; run: %add(21) == 42\n",
  );
  const cache = join(alone, "cache");
  for (const words of [
    ["cat", "add.clif"],
    ["interpret", "add.clif"],
    ["compile", "-o", "add.o", "--target", "x86_64", "add.clif"],
    ["run", "add.clif"],
    ["run", "add.clif"],
  ]) {
    const r = run(
      "env",
      [`XDG_CACHE_HOME=${cache}`, process.execPath, join(installed, "bin/clif-util.js"), ...words],
      alone,
    );
    if (r.problem !== undefined) return r.problem;
    if (words[0] === "run" && !r.stdout.includes("1 passed, 0 failed")) return r.stdout;
  }
  const caches = readdirSync(join(cache, "cranelift-ts"));
  return caches.length === 4
    ? undefined
    : `expected a code cache for each of 4 commands, got ${caches.join(", ")}`;
}
const commandLine = packed.get("@cranelift-ts/clif-util");
if (commandLine !== undefined) result("clif-util runs from its tarball alone", checkBundle(commandLine));

if (keep) console.log(`kept in ${work}`);
else rmSync(work, { recursive: true, force: true });
console.log(
  `packed: ${passed} passed, ${failed} failed (${[...packed.values()].map((t) => basename(t)).length} tarballs)`,
);
if (failed > 0 || passed === 0) process.exitCode = 1;
