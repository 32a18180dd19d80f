#!/usr/bin/env node
/** The command. CommonJS, because Node starts an ES module later than a script. */
"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { isFresh, load } = require("./load.js");

const NO_CACHE = "--no-cache";

async function main() {
  let args = process.argv.slice(2);
  // The cache is read before there is anything that could parse a command line.
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const off = (process.env.CRANELIFT_NO_CACHE ?? "") !== "" || own.includes(NO_CACHE);
  if (own.includes(NO_CACHE)) args = [...own.filter((word) => word !== NO_CACHE), ...args.slice(own.length)];
  if (isFresh()) {
    const command = args.find((word) => !word.startsWith("-")) ?? "help";
    const bundle = load(command, !off);
    const code = await bundle.exports.main(args);
    process.exitCode = code;
    // What a run that failed early has compiled is not worth keeping.
    if (code === 0) bundle.save();
    return;
  }
  const unbundled = join(__dirname, "../dist/main.js");
  if (!existsSync(unbundled)) {
    console.error(
      "clif-util is not built yet: run `npx tsc -b packages/clif-util` at the root of the repository",
    );
    process.exitCode = 2;
    return;
  }
  const { main: run } = await import(pathToFileURL(unbundled).href);
  process.exitCode = await run(args);
}

void main();
