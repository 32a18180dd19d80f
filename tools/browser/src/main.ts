/**
 * `pnpm browser`: the portable core bundled without polyfills, run in Node and in Chromium, outputs compared.
 *
 * Ends with `browser: N passed, N failed, N skipped`. Without Chromium the comparison is skipped and says so.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { bundle, bundleForX64, hostMentions, portablePackages } from "./bundle.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "reports/browser");
mkdirSync(folder, { recursive: true });

let passed = 0;
let failed = 0;
let skipped = 0;
function result(name: string, problem: string | undefined): boolean {
  if (problem === undefined) passed++;
  else failed++;
  console.log(
    `${problem === undefined ? "ok  " : "FAIL"} ${name}${problem === undefined ? "" : `\n${problem}`}`,
  );
  return problem === undefined;
}

/** The CLIF files of the corpora, where they are at hand, else those of the repository's own tests. */
function corpusTexts(): string[] {
  const corpora = process.env["CRANELIFT_CORPORA"];
  let clif = corpora === undefined ? "" : join(corpora, "clif");
  if (!existsSync(clif)) {
    console.log("(CRANELIFT_CORPORA is not set: only the repository's own CLIF files are compiled)");
    clif = join(root, "filetests");
  }
  const files = readdirSync(clif, { recursive: true, encoding: "utf8" }).filter((f) => f.endsWith(".clif"));
  return files.sort().map((f) => readFileSync(join(clif, f), "utf8"));
}

async function main(): Promise<void> {
  const packages = portablePackages(root);
  let script: string;
  try {
    script = await bundle(root);
  } catch (error) {
    result("bundle", String(error));
    return;
  }
  result(
    `bundle of ${packages.length} packages, ${(script.length / 1024).toFixed(0)} KiB`,
    packages.length > 0 ? undefined : "no packages are built",
  );
  const mentions = hostMentions(script);
  result("no host globals in the bundle", mentions.length === 0 ? undefined : mentions.join(", "));
  writeFileSync(join(folder, "core.js"), script);
  const small = await bundleForX64(root);
  const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
  const compressed = `${kib(gzipSync(small).length)} with gzip, ${kib(brotliCompressSync(small).length)} with brotli`;
  result(`CLIF in, x86-64 object files out: ${kib(small.length)} minified, ${compressed}`, undefined);

  const more = corpusTexts();
  writeFileSync(join(folder, "input.json"), JSON.stringify(more));
  // A bare realm: the bundle sees ECMAScript and nothing of Node.
  const runner = `const { readFileSync, writeFileSync } = require("node:fs");
const realm = require("node:vm").createContext({});
require("node:vm").runInContext(readFileSync("core.js", "utf8"), realm);
realm.input = readFileSync("input.json", "utf8");
writeFileSync("node.txt", require("node:vm").runInContext("core.program(JSON.parse(input))", realm));`;
  const node = spawnSync(process.execPath, ["-e", runner], {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
  });
  if (
    !result(
      "the program runs in Node, in a realm without its globals",
      node.status === 0 ? undefined : node.stderr,
    )
  )
    return;
  const expected = readFileSync(join(folder, "node.txt"), "utf8");
  result(`output of ${expected.length} characters`, expected.split("\n").length > 20 ? undefined : expected);
  const objects = /^objects (\d+) of (\d+) functions, (\d+) bytes$/m.exec(expected);
  result(
    `object files of ${objects?.[1]} of ${objects?.[2]} functions for x86-64, ${objects?.[3]} bytes`,
    Number(objects?.[1]) >= 20 ? undefined : `too few functions compiled:\n${expected.slice(0, 2000)}`,
  );

  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) {
    skipped++;
    console.log(`skip Chromium: there is none at ${executablePath}`);
    return;
  }
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (e) => errors.push(String(e)));
    await page.setContent("<!doctype html><title>core</title>");
    await page.addScriptTag({ content: script });
    const actual = await page.evaluate(
      (texts) => (globalThis as unknown as { core: { program(more: string[]): string } }).core.program(texts),
      more,
    );
    writeFileSync(join(folder, "chromium.txt"), actual);
    let problem = errors.length > 0 ? errors.join("\n") : undefined;
    if (actual !== expected) {
      const [a, b] = [actual.split("\n"), expected.split("\n")];
      const at = a.findIndex((line, i) => line !== b[i]);
      problem = `line ${at + 1} differs\nChromium: ${a[at]}\nNode:     ${b[at]}`;
    }
    result(`Chromium ${browser.version()} prints the same bytes as Node ${process.version}`, problem);
  } finally {
    await browser.close();
  }
}

await main();
console.log(`browser: ${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
