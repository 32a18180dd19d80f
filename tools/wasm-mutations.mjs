#!/usr/bin/env node
// Mutated modules of the corpora and of real programs, validated by this project and by a newer V8 than this process has:
// `node tools/wasm-mutations.mjs [COUNT] [SEED]`, by default 5,000 from seed 1. The npm package `node` is installed into
// `node_modules/.cache` first. Ends with 1 if the verdicts differ; what is not compared is named.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSION = "24.21.0";
/** Larger ones would take all the time. */
const MAX_BYTES = 3_000_000;
const root = fileURLToPath(new URL("..", import.meta.url));
const [count = "5000", seed = "1"] = process.argv.slice(2);

const cache = join(root, "node_modules/.cache/node");
const bin = join(cache, "node_modules/node/bin/node");
const works = () => existsSync(bin) && spawnSync(bin, ["--version"]).status === 0;
if (!works()) {
  execFileSync(
    "npm",
    [
      "install",
      "--prefix",
      cache,
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--foreground-scripts",
      `node@${VERSION}`,
    ],
    { stdio: "inherit" },
  );
  if (!works()) throw new Error(`node@${VERSION} does not run here`);
}

/** Folders where modules of real programs may be: benchmarks, and packages that tests use. */
const bench = process.env.CRANELIFT_BENCH;
const folders = [...(bench === undefined ? [] : [join(bench, "wasm")]), "node_modules/.pnpm"].map((f) =>
  join(f.startsWith("/") ? "" : root, f),
);
const modules = folders
  .filter((f) => existsSync(f))
  .flatMap((f) =>
    readdirSync(f, { recursive: true })
      .filter((name) => String(name).endsWith(".wasm"))
      .map((name) => join(f, String(name)))
      .filter((path) => statSync(path).isFile() && statSync(path).size < MAX_BYTES),
  );
const { status } = spawnSync("npx", ["vitest", "run", "packages/wasm-translator/src/mutation"], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    WASM_TRANSLATOR_NODE: bin,
    WASM_TRANSLATOR_MUTATIONS: count,
    WASM_TRANSLATOR_SEED: seed,
    WASM_TRANSLATOR_MODULES: modules.join(":"),
  },
});
process.exitCode = status ?? 1;
