#!/usr/bin/env node
// Runs all WebAssembly scripts of the corpora with this project's runtime, many in one process, and sorts what does not
// pass: a command is *unsupported* if its module needs a feature that the runtime refused by its name (or memory that it
// says the host has not), or refers to such a module; everything else that does not pass has *failed*. In scripts that
// need nothing but the supported features nothing may be unsupported. A process that ends or hangs costs one script,
// which has failed.
//
//   node tools/wasm-scripts.mjs [--jobs N] [--timeout SECONDS] [--node-arg ARG]... [--every N] [--list] [--name NAME] CORPORA [FOLDER...]
//
// CORPORA has a folder `runner` and the folders with an INDEX.json, all `wasm-*` if none is named. --every takes one
// script of N. --list names the scripts that do not pass as a whole. --name is what the last line begins with. Settings of the adapter: `wasm-script-adapter.mjs`.
import { fork } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What scripts may need that has to pass as a whole. */
const SCOPE = new Set(
  "bulk-memory,reference-types,sat-float-to-int,multi-value,extended-const,sign-extension,multi-memory,tail-call".split(
    ",",
  ),
);

const REFUSED = /the ([\w-]+) feature is not supported/;
const HOST_LIMIT = /more than the \d+ that the host can reserve|larger than the limit of \d+/;
/** What becomes of commands that refer to a module that is not there. */
const CONSEQUENCE =
  /^no (instance|definition) |^instantiation: link: .*(requires a callable|must be a|requires a)/;

/** Why a command that did not pass is unsupported; undefined if it has failed. */
function unsupported(message, before, text) {
  const feature = REFUSED.exec(message)?.[1];
  if (feature !== undefined) return feature;
  if (HOST_LIMIT.test(message)) return "limits of the host";
  if (CONSEQUENCE.test(message)) return before;
  // A grow that has no room returns -1 by the specification; one engine's own tests want it to trap.
  if (/failed to allocate/.test(text ?? "") && /^returned \[i(32|64):0xf+\]/.test(message))
    return "limits of the host";
  return undefined;
}

async function runFile(corpora, file) {
  const { runScript } = await import(pathToFileURL(join(corpora, "runner/wast-runner.mjs")));
  const { default: adapter } = await import("./wasm-adapter.mjs");
  const script = file.endsWith(".wasm")
    ? { commands: [{ type: "module_definition", line: 1, filename: basename(file), module_type: "binary" }] }
    : JSON.parse(readFileSync(file, "utf8"));
  const result = await runScript(script, (name) => readFileSync(join(dirname(file), name)), adapter, {
    readHost: (name) => readFileSync(join(corpora, "runner/host", `${name}.wasm`)),
    strictTraps: true,
    maxFailures: Infinity,
  });
  const reasons = {};
  const failures = [];
  let before;
  const texts = new Map(script.commands.map((c) => [c.line, c.text]));
  for (const f of result.failures) {
    const why = unsupported(f.message, before, texts.get(f.line));
    if (why === undefined) failures.push(`${f.line}: ${f.message}`);
    else {
      reasons[why] = (reasons[why] ?? 0) + 1;
      before = why;
    }
  }
  return { passed: result.pass, skipped: result.skip, reasons, failures, skips: result.skips };
}

if (process.send !== undefined && process.argv[2] === "--child") {
  process.on("message", async ([corpora, file]) => process.send(await runFile(corpora, file)));
} else {
  process.exitCode = await main(process.argv.slice(2));
}

async function main(argv) {
  const options = { name: "wasm-scripts", jobs: 2, timeout: 120, every: 1, list: false };
  const execArgv = [];
  const rest = [];
  while (argv.length > 0) {
    const arg = argv.shift();
    if (arg === "--list") options.list = true;
    else if (arg === "--name") options.name = argv.shift();
    else if (arg === "--node-arg") execArgv.push(argv.shift());
    else if (["--jobs", "--timeout", "--every"].includes(arg)) options[arg.slice(2)] = Number(argv.shift());
    else rest.push(arg);
  }
  const [corpora = process.env.CRANELIFT_CORPORA, ...named] = rest;
  if (corpora === undefined || !existsSync(join(corpora, "runner"))) {
    console.log("no corpora: name their folder, or set CRANELIFT_CORPORA");
    return 2;
  }
  const folders =
    named.length > 0
      ? named
      : readdirSync(corpora).filter(
          (f) => f.startsWith("wasm-") && existsSync(join(corpora, f, "INDEX.json")),
        );
  const scripts = folders.flatMap((folder) =>
    JSON.parse(readFileSync(join(corpora, folder, "INDEX.json"), "utf8"))
      .files.filter((f) => /\.(json|wasm)$/.test(f.file))
      .filter((_, i) => i % options.every === 0)
      .map((f) => ({
        folder,
        file: join(corpora, folder, f.file),
        name: `${folder}/${f.file}`,
        inScope: f.features.every((x) => SCOPE.has(x)),
      })),
  );
  let next = 0;
  const worker = async () => {
    let child;
    while (next < scripts.length) {
      const script = scripts[next++];
      child ??= fork(fileURLToPath(import.meta.url), ["--child"], {
        execArgv,
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      const current = child;
      const outcome = await new Promise((resolve) => {
        const timer = setTimeout(
          () => resolve({ died: `took more than ${options.timeout} s` }),
          options.timeout * 1000,
        );
        const done = (value) => {
          clearTimeout(timer);
          current.removeAllListeners("message");
          current.removeAllListeners("exit");
          resolve(value);
        };
        current.on("message", done);
        current.on("exit", (code, signal) => done({ died: `the process ended with ${code ?? signal}` }));
        current.send([corpora, script.file]);
      });
      if (outcome.died !== undefined) {
        child.kill("SIGKILL");
        child = undefined;
        Object.assign(script, { passed: 0, skipped: 0, reasons: {}, skips: {}, failures: [outcome.died] });
      } else Object.assign(script, outcome);
    }
    child?.kill();
  };
  await Promise.all(Array.from({ length: options.jobs }, worker));
  return report(scripts, options);
}

function report(scripts, { list, name: title }) {
  const rows = new Map();
  const reasons = {};
  const skips = {};
  const total = { scripts: 0, whole: 0, passed: 0, failed: 0, unsupported: 0, skipped: 0 };
  for (const s of scripts) {
    const refused = Object.entries(s.reasons).sort((a, b) => b[1] - a[1]);
    if (s.inScope && refused.length > 0)
      s.failures.push(`unsupported within the supported features: ${refused.map(([n]) => n).join(", ")}`);
    for (const f of s.failures) console.log(`FAILED ${s.name}:${f.slice(0, 300)}`);
    for (const [why, n] of refused) reasons[why] = (reasons[why] ?? 0) + n;
    for (const [why, n] of Object.entries(s.skips)) skips[why] = (skips[why] ?? 0) + n;
    const unsupportedCount = s.inScope ? 0 : refused.reduce((n, [, m]) => n + m, 0);
    const whole = s.failures.length === 0 && unsupportedCount === 0;
    if (list && !whole) console.log(`${s.name}: ${refused.map(([why, n]) => `${why} (${n})`).join(", ")}`);
    for (const name of [`${s.folder}, supported features`, `${s.folder}, others`])
      if (!rows.has(name))
        rows.set(name, { scripts: 0, whole: 0, passed: 0, failed: 0, unsupported: 0, skipped: 0 });
    for (const row of [rows.get(`${s.folder}, ${s.inScope ? "supported features" : "others"}`), total]) {
      row.scripts++;
      row.whole += whole ? 1 : 0;
      row.passed += s.passed;
      row.failed += s.failures.length;
      row.unsupported += unsupportedCount;
      row.skipped += s.skipped;
    }
  }
  const line = (name, r) =>
    [name.padEnd(32), ...Object.values(r).map((n) => String(n).padStart(12))].join("");
  console.log(
    [
      "".padEnd(32),
      ...["scripts", "pass whole", "passed", "failed", "unsupported", "skipped"].map((h) => h.padStart(12)),
    ].join(""),
  );
  for (const [name, row] of rows) console.log(line(name, row));
  console.log(line("all", total));
  const listed = (o) =>
    Object.entries(o)
      .sort((a, b) => b[1] - a[1])
      .map(([why, n]) => `${why} ${n}`)
      .join(", ") || "nothing";
  console.log(`unsupported: ${listed(reasons)}`);
  console.log(`skipped: ${listed(skips)}`);
  console.log(
    `${title}: ${total.passed} passed, ${total.failed} failed, ${total.unsupported} unsupported, ${total.skipped} skipped`,
  );
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}
