/**
 * `node --expose-gc dist/memory.js [PART...]`: how much memory the runtime takes, each part in a process of its own:
 *
 * - `backtracking`, `single_pass`: the most memory while esbuild is compiled with that allocator of registers, and what is
 *   kept of it above what the process had when the runtime was loaded and nothing compiled yet (the environment variable
 *   CRANELIFT_ESBUILD_WASM names the unpacked package; without it, QuickJS is compiled);
 * - `liftoff`, `turbofan`: the same for the engine's own compilers; without bounds;
 * - `references`: ten million fresh objects through parameters, locals, a table and a global;
 * - `held`: ten million fresh objects in one call that holds 10,000 live references;
 * - `instances`: 10,000 instances, each with a module, memory and table of its own, made and dropped.
 *
 * CRANELIFT_MEMORY_SCALE (1 if absent) multiplies the numbers. Ends with 1 if a bound is not kept.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createWebAssembly } from "@cranelift-ts/wasm-runtime";
import { exported, HOLDER, HELD, SMALL } from "./memory-modules.ts";

const scale = Number(process.env["CRANELIFT_MEMORY_SCALE"] ?? 1);
const OBJECTS = Math.ceil(10_000_000 * scale);
const INSTANCES = Math.ceil(10_000 * scale);
const MB = 1 << 20;
const WebAssembly = createWebAssembly();
const { gc } = globalThis as { readonly gc?: () => void };

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  backtracking: () => compileOurs("backtracking"),
  single_pass: () => compileOurs("single_pass"),
  liftoff: compileEngine,
  turbofan: compileEngine,
  references,
  held,
  instances,
};
/** What makes the engine use one compiler for the whole module at once. */
const ENGINE_FLAGS: Readonly<Record<string, readonly string[]>> = {
  liftoff: ["--liftoff-only", "--no-wasm-lazy-compilation"],
  turbofan: ["--no-liftoff", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering", "--no-wasm-lazy-compilation"],
};

/** Resident memory, after everything that can be collected has been, bytes. */
async function resident(): Promise<number> {
  for (let i = 0; i < 8; i++) {
    gc!();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return process.memoryUsage.rss();
}

function peak(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function bound(what: string, value: number, most: number): void {
  const kept = value <= most;
  console.log(
    `  ${what}: ${(value / MB).toFixed(1)} MB (at most ${(most / MB).toFixed(1)})${kept ? "" : ": TOO MUCH"}`,
  );
  if (!kept) process.exitCode = 1;
}

/**
 * Steady state: what comes now must not make the process larger. How much garbage the engine lets lie varies by tens of
 * megabytes with the load of the machine; ten million objects that are kept would be hundreds.
 */
const SLACK = 96 * MB;

/** The engine makes its space for new objects smaller when it has seen few of them for five seconds. */
const QUIET_MS = 6000;

async function afterRest(): Promise<number> {
  await resident();
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  return resident();
}

function largeModule(): string {
  const esbuild = process.env["CRANELIFT_ESBUILD_WASM"];
  return esbuild === undefined
    ? createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm")
    : join(esbuild, "esbuild.wasm");
}

async function compileOurs(regallocAlgorithm: "backtracking" | "single_pass"): Promise<void> {
  const namespace = createWebAssembly({ regallocAlgorithm });
  const file = largeModule();
  const before = await afterRest();
  const module = new namespace.Module(readFileSync(file));
  const code = namespace.codeSize(module);
  console.log(
    `${regallocAlgorithm}: ${file}: ${(code / MB).toFixed(1)} MB of code; ${(before / MB).toFixed(1)} MB before`,
  );
  bound("most", peak(), 700 * MB);
  // The bound is for esbuild: of a small module's share most is what V8 keeps of the compiler that has worked.
  const most = process.env["CRANELIFT_ESBUILD_WASM"] === undefined ? 4 * code + SLACK : 4 * code;
  bound("kept", (await afterRest()) - before, most);
  if (namespace.codeSize(module) !== code) throw new Error("the module must live until here");
}

interface EngineModules {
  readonly Module: { new (bytes: Uint8Array): object; exports(module: object): readonly object[] };
}

async function compileEngine(): Promise<void> {
  const { Module } = (globalThis as unknown as { readonly WebAssembly: EngineModules }).WebAssembly;
  const file = largeModule();
  const before = await afterRest();
  const module = new Module(readFileSync(file));
  console.log(`${part}: ${file}; ${(before / MB).toFixed(1)} MB before`);
  console.log(`  most: ${(peak() / MB).toFixed(1)} MB`);
  console.log(`  kept: ${(((await afterRest()) - before) / MB).toFixed(1)} MB`);
  if (Module.exports(module).length === 0) throw new Error("the module must live until here");
}

async function references(): Promise<void> {
  const { pass } = exported(WebAssembly, HOLDER, { fresh: () => ({}), check: () => {} });
  const through = (count: number): void => {
    for (let n = 0; n < count; n++) {
      const object = { n };
      if (pass!(object) !== object) throw new Error(`object ${n} came back as another one`);
    }
  };
  through(Math.min(200_000, OBJECTS));
  const before = await resident();
  through(OBJECTS);
  console.log(`references: ${OBJECTS} objects`);
  bound("most above the steady state", peak() - before, SLACK);
}

async function held(): Promise<void> {
  let made = 0;
  let checked = 0;
  let before = 0;
  const { many } = exported(WebAssembly, HOLDER, {
    fresh: () => {
      if (made === Math.min(500_000, OBJECTS / 2)) {
        gc!();
        before = process.memoryUsage.rss();
      }
      return { n: made++ };
    },
    check: (object: { readonly n: number }, index: number) => {
      if (object?.n !== index + 1) throw new Error(`reference ${index} is ${JSON.stringify(object)}`);
      checked++;
    },
  });
  many!(OBJECTS);
  if (checked !== HELD + 1) throw new Error(`${checked} references were looked at`);
  console.log(`held: ${made} objects in one call that holds ${HELD}`);
  bound("most above the steady state", peak() - before, SLACK);
}

async function instances(): Promise<void> {
  const make = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const { f } = exported(WebAssembly, SMALL);
      if (f!() !== 0) throw new Error("the instance does not work");
      // Collections need the event loop to give memory back.
      if (n % 100 === 99) await resident();
    }
  };
  await make(Math.min(1000, INSTANCES));
  const before = await resident();
  await make(INSTANCES);
  console.log(`instances: ${INSTANCES}`);
  bound("kept", (await resident()) - before, 16 * MB);
}

const [part] = process.argv.slice(2);
if (part !== undefined && process.env["CRANELIFT_MEMORY_PART"] === part) {
  await PARTS[part]!();
} else {
  for (const name of part === undefined ? Object.keys(PARTS) : process.argv.slice(2)) {
    if (PARTS[name] === undefined) throw new Error(`there is no part ${name}`);
    const args = ["--expose-gc", ...(ENGINE_FLAGS[name] ?? []), fileURLToPath(import.meta.url), name];
    const { status } = spawnSync(process.execPath, args, {
      stdio: "inherit",
      env: { ...process.env, CRANELIFT_MEMORY_PART: name },
    });
    if (status !== 0) process.exitCode = 1;
  }
}
