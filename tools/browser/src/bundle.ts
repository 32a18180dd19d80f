/** Bundles portable packages for the browser. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { BUILD_TIME, FLOORS, HOST_GLOBALS, NEEDS_NODE } from "../../arrows/src/arrows.ts";

/** The portable packages there are: those of the arrows that need no host and exist at run time. */
export function portablePackages(root: string): string[] {
  return Object.keys(FLOORS).filter(
    (p) =>
      !NEEDS_NODE.includes(p) &&
      !BUILD_TIME.includes(p) &&
      existsSync(join(root, "packages", p, "dist/index.js")),
  );
}

const packageName = (p: string): string => (p === "cranelift-ts" ? p : `@cranelift-ts/${p}`);

/** All portable packages and the program, as one script that defines the global `core`. Throws when it needs a host. */
export function bundle(root: string): Promise<string> {
  const packages = portablePackages(root);
  const entry = [
    `export { program } from "./program.ts";`,
    ...packages.map((p, i) => `export * as package${i} from "${packageName(p)}";`),
  ].join("\n");
  return bundleEntry(root, entry, false);
}

/** What it takes to read CLIF and make object files for one target. */
const OBJECTS_FOR_X64 = [
  "codegen-ir",
  "reader",
  "frontend",
  "codegen",
  "isa-x64",
  "module",
  "object",
] as const;

/** Those packages with all that they export, minified: the size of a compiler in a web page. */
export function bundleForX64(root: string): Promise<string> {
  return bundleEntry(root, OBJECTS_FOR_X64.map((p) => `export * from "${packageName(p)}";`).join("\n"), true);
}

async function bundleEntry(root: string, entry: string, minify: boolean): Promise<string> {
  const alias: Record<string, string> = {};
  for (const p of Object.keys(FLOORS)) {
    const { browser, main } = entryPoints(root, p);
    if (main !== undefined) alias[packageName(p)] = browser ?? main;
  }
  const result = await build({
    stdin: { contents: entry, resolveDir: join(root, "tools/browser/src"), loader: "ts" },
    bundle: true,
    minify,
    write: false,
    format: "iife",
    globalName: "core",
    platform: "browser",
    target: "es2023",
    charset: "utf8",
    legalComments: "none",
    alias,
    logLevel: "silent",
  });
  return result.outputFiles[0]!.text;
}

/** The compiled entry of a package; the umbrella's default one is the portable one. */
function entryPoints(root: string, p: string): { browser: string | undefined; main: string | undefined } {
  const folder = join(root, "packages", p);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return { browser: undefined, main: undefined };
  const { exports } = JSON.parse(readFileSync(manifest, "utf8")) as {
    exports: { ".": Record<string, string> };
  };
  const { browser, default: main } = exports["."];
  const path = (f: string | undefined): string | undefined => (f === undefined ? undefined : join(folder, f));
  return { browser: path(browser), main: path(main) };
}

/** Mentions of host globals in a bundle, outside comments and strings as far as a pattern can tell. */
export function hostMentions(script: string): string[] {
  const found: string[] = [];
  for (const name of HOST_GLOBALS) {
    // Ordinary words as well as names of globals: only uses as a value count.
    if (
      name === "module" ||
      name === "global" ||
      name === "window" ||
      name === "document" ||
      name === "require"
    )
      continue;
    if (new RegExp(`(^|[^.\\w$"'\`])${name}\\s*[.(\\[]`, "m").test(script)) found.push(name);
  }
  if (/\brequire\(["']/.test(script)) found.push("require");
  if (/["']node:/.test(script)) found.push("node:");
  return found;
}
