/**
 * What happens to a whole process or thread: too little address space, no native code, the engine's own `WebAssembly`
 * replaced by ours, ends in the middle of a call. Each case runs the built package in a process of its own.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { call, i32, local, runs, wasm } from "./testing.ts";

const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));

const ADD = wasm({
  types: ["ii:i"],
  functions: [{ type: 0, body: [local(0), local(1), 0x6a] }],
  exports: { add: "f0" },
});
const MEMORY = wasm({
  types: ["i:i"],
  imports: [["m", "h", 0]],
  memories: [[1]],
  functions: [
    { type: 0, body: [local(0), 0x28, 2, 0] },
    { type: 0, body: [local(0), call(0)] },
    { type: 0, body: [local(0), call(3), i32(1), 0x6a] },
  ],
  exports: { load: "f1", call: "f2", recurse: "f3", memory: "m0" },
});

const HEAD = `
  const ADD = Uint8Array.of(${ADD.join()});
  const MEMORY = Uint8Array.of(${MEMORY.join()});
  const attempt = (f) => {
    try { console.log(f()); } catch (error) { console.log(error.constructor.name + ": " + error.message.split("\\n")[0]); }
  };
  const instance = (bytes, h = (n) => n) => new W.Instance(new W.Module(bytes), { m: { h } }).exports;
`;

/** Runs a script with our namespace as `W`; the lines that it prints. `limit` is in KiB of address space. */
function output(script: string, flags: readonly string[] = [], limit?: number): string[] {
  const source = `import { WebAssembly as W } from ${JSON.stringify(built)};${HEAD}${script}`;
  const args = [...flags, "--input-type=module", "-e", source];
  const { stdout, stderr, signal } =
    limit === undefined
      ? spawnSync(process.execPath, args, { encoding: "utf8", timeout: 60_000 })
      : spawnSync("sh", ["-c", `ulimit -v ${limit} && exec "$0" "$@"`, process.execPath, ...args], {
          encoding: "utf8",
          timeout: 60_000,
        });
  if (signal !== null) throw new Error(`ended by ${signal}: ${stderr}`);
  return `${stdout}${stderr}`.trim().split("\n");
}

describe.runIf(runs && existsSync(built))("a process", () => {
  test("without address space for memories runs modules that have none", () => {
    const lines = output(
      "attempt(() => instance(ADD).add(1, 2)); attempt(() => instance(MEMORY)); attempt(() => instance(ADD).add(3, 4));",
      [],
      4_000_000,
    );
    expect(lines[0]).toBe("3");
    expect(lines[1]).toMatch(/^RangeError: .*memory/);
    expect(lines[2]).toBe("7");
  });

  test("without native code is told so each time", () => {
    const lines = output("for (let i = 0; i < 3; i++) attempt(() => instance(ADD).add(1, 2));", [
      "--no-addons",
    ]);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^JitHostError: /);
  });

  test("may put our members into the engine's namespace", () => {
    const lines = output(`
      const table = new WebAssembly.Table({ element: "anyfunc", initial: 1 });
      const theirs = new WebAssembly.Instance(new WebAssembly.Module(ADD)).exports.add;
      instance(ADD);
      for (const name of Object.getOwnPropertyNames(W)) WebAssembly[name] = W[name];
      const USER = Uint8Array.of(${wasm({
        types: ["ii:i"],
        imports: [
          ["m", "t", ["table", "c", [1]]],
          ["m", "f", 0],
        ],
        functions: [{ type: 0, body: [local(0), local(1), i32(0), 0x11, 0, 0] }],
        elements: [[0, [0]]],
        exports: { call: "f1" },
      }).join()});
      attempt(() => new WebAssembly.Instance(new WebAssembly.Module(USER), { m: { t: table, f: theirs } }).exports.call(20, 22));
      attempt(() => table.get(0) === theirs);
      attempt(() => new WebAssembly.Memory({ initial: 1 }).grow(1));
      attempt(() => instance(MEMORY).load(-1));
    `);
    expect(lines).toEqual(["42", "true", "1", "RuntimeError: memory access out of bounds"]);
  });

  test("ends in a function that code calls, and its listeners still run code", () => {
    const lines = output(`
      const e = instance(MEMORY, () => process.exit(0));
      process.on("exit", () => { attempt(() => e.load(0)); attempt(() => e.load(-1)); attempt(() => e.recurse(0)); });
      e.call(1);
      console.log("not reached");
    `);
    expect(lines).toEqual([
      "0",
      "RuntimeError: memory access out of bounds",
      "RangeError: Maximum call stack size exceeded",
    ]);
  });

  test("goes on when threads end in the middle of a call", () => {
    const thread = `
      const { parentPort, workerData } = require("node:worker_threads");
      import(${JSON.stringify(built)}).then(({ WebAssembly: W }) => {
        const h = (n) => { if (n === 1) process.exit(0); parentPort.postMessage(n); return n; };
        const { exports: e } = new W.Instance(W.deserialize(workerData.bytes), { m: { h } });
        for (const f of ["load", "recurse"]) try { e[f](-1); } catch (error) { parentPort.postMessage(error.message); }
        if (workerData.exits) e.call(1);
        else for (;;) e.call(2);
      });`;
    const lines = output(`
      import { Worker } from "node:worker_threads";
      const bytes = W.serialize(new W.Module(MEMORY));
      const ours = instance(MEMORY);
      const run = (exits) => new Promise((resolve, reject) => {
        const heard = new Set();
        const worker = new Worker(${JSON.stringify(thread)}, { eval: true, execArgv: [], workerData: { bytes, exits } });
        worker.on("message", (m) => { if (m === 2 && !heard.has(2)) worker.terminate(); heard.add(m); });
        worker.on("error", reject);
        worker.on("exit", () => resolve([...heard].join()));
      });
      for (let i = 0; i < 3; i++) console.log(await run(true), "|", await run(false));
      attempt(() => ours.load(-1));
      attempt(() => ours.recurse(0));
      const theirs = new WebAssembly.Instance(new WebAssembly.Module(MEMORY), { m: { h() {} } }).exports;
      attempt(() => theirs.load(-1));
    `);
    const traps = "memory access out of bounds,Maximum call stack size exceeded";
    expect(lines).toEqual([
      ...[1, 2, 3].map(() => `${traps} | ${traps},2`),
      "RuntimeError: memory access out of bounds",
      "RangeError: Maximum call stack size exceeded",
      "RuntimeError: memory access out of bounds",
    ]);
  });
});

test.skipIf(runs && existsSync(built))("no code can run here, or the package is not built", () =>
  expect(runs && existsSync(built)).toBe(false),
);
