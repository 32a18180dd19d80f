/**
 * WebAssembly: compile speed of whole modules and run time of kernels, this project's runtime beside V8's two compilers.
 * Every figure is CPU time (user and system, all threads) of one process per engine, single threaded, nothing lazy,
 * nothing cached. The engines take turns, a round each: on a shared machine, whose speed changes from one second to the
 * next by half, figures taken one after the other would compare the machine with itself.
 *
 *   node tools/bench/dist/wasm.js compile MODULE.wasm... [--rounds N] [--json FILE]
 *   node tools/bench/dist/wasm.js run MANIFEST.json [--filter TEXT] [--quick] [--rounds N] [--processes N] [--json FILE]
 *
 * A manifest has `kernels[]` of `{name, wasm, entry, args, expected, quick: {args, expected}, features}`, with paths
 * relative to it. Kernels that need SIMD, threads or 64-bit memories are left out, and counted.
 */
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Memory, Request, Round } from "./wasm/child.ts";

const child = fileURLToPath(new URL("./wasm/child.js", import.meta.url));

const common = ["--expose-gc", "--single-threaded", "--no-wasm-lazy-compilation"];
// Node 24 renamed the flag that keeps V8 from handing out a module it compiled before.
const noCache =
  Number(process.versions.node.split(".")[0]) >= 24
    ? "--no-wasm-native-module-cache"
    : "--no-wasm-native-module-cache-enabled";

interface Engine {
  readonly name: string;
  readonly argument: string;
  readonly flags: readonly string[];
}

const engines: readonly Engine[] = [
  { name: "liftoff", argument: "v8", flags: ["--liftoff-only", ...common, noCache] },
  {
    name: "turbofan",
    argument: "v8",
    flags: ["--no-liftoff", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering", ...common, noCache],
  },
  // The compiler itself is JavaScript, which V8 compiles on helper threads: their time counts as well.
  { name: "single_pass", argument: "native:single_pass", flags: ["--expose-gc"] },
  { name: "backtracking", argument: "native:backtracking", flags: ["--expose-gc"] },
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string" },
    processes: { type: "string" },
    filter: { type: "string" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    engines: { type: "string" },
  },
});
const [job, ...paths] = positionals;
if ((job !== "compile" && job !== "run") || paths.length === 0) {
  console.error(
    "usage: wasm.js compile MODULE.wasm... | run MANIFEST.json  [--filter TEXT] [--quick] [--rounds N] [--processes N] [--engines A,B] [--json FILE]",
  );
  process.exit(2);
}
const chosen =
  options.engines === undefined
    ? engines
    : engines.filter((e) => options.engines?.split(",").includes(e.name));

/** The process of one engine. */
class Peer {
  /** CPU milliseconds of the rounds so far. */
  readonly times: number[] = [];
  /** What the last round returned. */
  value = 0;
  /** Why the engine can't do the job. */
  failure: string | undefined;
  private readonly process: ChildProcess;
  private errors = "";

  constructor(engine: Engine, [name, ...args]: readonly [string, ...string[]]) {
    this.process = fork(child, [name, engine.argument, ...args], {
      execArgv: [...engine.flags],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.errors += text));
  }

  /** Has the module of a kernel compiled and instantiated. */
  async start(): Promise<void> {
    await this.answer();
  }

  async round(): Promise<void> {
    if (this.failure !== undefined) return;
    const answer = await this.ask<Round>("round");
    if (answer === undefined) return;
    this.times.push(answer.time);
    this.value = answer.value;
  }

  async memory(): Promise<Memory | undefined> {
    return this.failure === undefined ? this.ask<Memory>("memory") : undefined;
  }

  end(): void {
    if (this.process.connected) this.process.disconnect();
  }

  private ask<T>(request: Request): Promise<T | undefined> {
    const answer = this.answer<T>();
    this.process.send(request);
    return answer;
  }

  /** The next message; none, and a failure, if the process ends instead. */
  private answer<T>(): Promise<T | undefined> {
    return new Promise((resolve) => {
      const { process } = this;
      const got = (message: unknown): void => {
        process.off("close", closed);
        resolve(message as T);
      };
      const closed = (status: number | null, signal: string | null): void => {
        process.off("message", got);
        const line = this.errors.split("\n").find((text) => /^\w*Error\b/.test(text));
        this.failure = (line ?? `ended with ${signal ?? `status ${status}`}`).trim();
        resolve(undefined);
      };
      process.once("message", got).once("close", closed);
    });
  }
}

/** Starts a process for each engine and has them take turns; the caller ends them. */
async function takeTurns(args: readonly [string, ...string[]], rounds: number): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const engine of chosen) {
    const peer = new Peer(engine, args);
    peers.push(peer);
    await peer.start();
  }
  for (let r = 0; r < rounds; r++) for (const peer of peers) await peer.round();
  return peers;
}

interface CompileRow extends Memory {
  /** CPU milliseconds of the first compilation of the process, and of the fastest. */
  readonly first: number;
  readonly best: number;
  readonly times: readonly number[];
}

async function compileAll(files: readonly string[]): Promise<unknown> {
  const rounds = Number(options.rounds ?? (options.quick ? 2 : 12));
  const table: Record<string, Record<string, CompileRow | string>> = {};
  console.log(
    `compile: CPU ms, the best of ${rounds} in one process (the first, with the compiler itself cold, in brackets);`,
  );
  console.log(
    "MB/s of the whole file; resident memory: peak, and kept after a collection above what there was before, of one compilation;",
  );
  console.log(
    "the median ratio to TurboFan of the second half of the rounds, each with TurboFan's of the same turn",
  );
  for (const file of files) {
    const size = statSync(file).size;
    const row: Record<string, CompileRow | string> = {};
    console.log(`${basename(dirname(dirname(file)))}/${basename(file)}: ${size} bytes`);
    const peers = await takeTurns(["compile", file], rounds);
    for (const peer of peers) peer.end();
    for (const [k, engine] of chosen.entries()) {
      const { times, failure } = peers[k] as Peer;
      // Memory of one compilation in a fresh process.
      const once = new Peer(engine, ["compile", file]);
      await once.start();
      await once.round();
      const memory = await once.memory();
      once.end();
      if (memory === undefined || failure !== undefined) {
        row[engine.name] = failure ?? once.failure ?? "";
        console.log(`  ${engine.name.padEnd(14)}${row[engine.name] as string}`);
        continue;
      }
      const [first, best] = [times[0] as number, Math.min(...times)];
      row[engine.name] = { first, best, times, ...memory };
      const base = row["turbofan"];
      const ratio = typeof base === "object" ? `${warmRatio(times, base.times).toFixed(2)} x TurboFan` : "";
      console.log(
        `  ${engine.name.padEnd(14)}${best.toFixed(0).padStart(7)} (${first.toFixed(0)})`.padEnd(34) +
          `${(size / 1e3 / best).toFixed(2).padStart(7)} MB/s  peak ${mega(memory.peak)} MB, kept ${mega(memory.kept)} MB  ${ratio}`,
      );
    }
    table[file] = row;
  }
  return table;
}

/** The median of the ratios, turn by turn, over the second half of the rounds. */
function warmRatio(times: readonly number[], base: readonly number[]): number {
  const ratios = times.map((time, r) => time / (base[r] as number)).slice(times.length >> 1);
  ratios.sort((a, b) => a - b);
  const middle = ratios.length >> 1;
  return ratios.length % 2 === 1
    ? (ratios[middle] as number)
    : ((ratios[middle - 1] as number) + (ratios[middle] as number)) / 2;
}

interface Kernel {
  readonly name: string;
  readonly variant: string;
  readonly wasm: string;
  readonly entry: string;
  readonly args: readonly number[];
  readonly expected: number;
  readonly quick: { readonly args: readonly number[]; readonly expected: number };
  readonly features: readonly string[];
}

async function runAll(manifest: string): Promise<unknown> {
  const { kernels } = JSON.parse(readFileSync(manifest, "utf8")) as { kernels: Kernel[] };
  const wanted = kernels.filter((k) => options.filter === undefined || k.name.includes(options.filter));
  const inScope = wanted.filter(
    (k) => !/simd|wasm64|threads/.test(`${k.variant} ${k.wasm} ${k.features.join(" ")}`),
  );
  const rounds = Number(options.rounds ?? 3);
  // Where the system puts code and stack decides the speed of some kernels (nbody: by 1.4), for the whole process.
  const processes = Number(options.processes ?? (options.quick ? 1 : 3));
  console.log(
    `run: CPU ms, the best of ${rounds} in each of ${processes} processes; ${inScope.length} kernels, ${wanted.length - inScope.length} need SIMD, threads or 64-bit memories`,
  );
  console.log(
    `${"kernel".padEnd(26)}${chosen.map((e) => e.name.padStart(13)).join("")}   backtracking / liftoff, / turbofan`,
  );
  const table: Record<string, Record<string, number | string>> = {};
  const logs: Record<string, number[]> = {};
  let wrong = 0;
  for (const kernel of inScope) {
    const { args, expected } = options.quick ? kernel.quick : kernel;
    const row: Record<string, number | string> = {};
    const file = join(dirname(manifest), kernel.wasm);
    for (let p = 0; p < processes; p++) {
      const peers = await takeTurns(["run", file, kernel.entry, String(args[0])], rounds);
      for (const [k, { times, value, failure }] of peers.entries()) {
        peers[k]?.end();
        const { name } = chosen[k] as Engine;
        const result = failure ?? (value === expected ? Math.min(...times) : `wrong: ${value}`);
        const earlier = row[name] ?? result;
        row[name] =
          typeof earlier === "string"
            ? earlier
            : typeof result === "string"
              ? result
              : Math.min(earlier, result);
      }
    }
    wrong += Object.values(row).filter((result) => typeof result === "string").length;
    table[`${kernel.name}.${kernel.variant}`] = row;
    const numbers = chosen.map((e) => row[e.name]);
    const complete = numbers.every((n) => typeof n === "number");
    if (complete)
      for (const e of chosen) (logs[e.name] ??= []).push(Math.log(Math.max(row[e.name] as number, 0.01)));
    const ratio = (to: string): string => {
      const [a, b] = [row["backtracking"], row[to]];
      return typeof a === "number" && typeof b === "number" ? (a / b).toFixed(2) : "-";
    };
    const cells = numbers
      .map((n) => (typeof n === "number" ? n.toFixed(1) : String(n).slice(0, 60)).padStart(13))
      .join("");
    console.log(`${kernel.name.padEnd(26)}${cells}   ${ratio("liftoff")} ${ratio("turbofan")}`);
  }
  const mean = (name: string): number => {
    const values = logs[name] ?? [];
    return Math.exp(values.reduce((a, b) => a + b, 0) / values.length);
  };
  for (const base of ["liftoff", "turbofan"].filter((b) => chosen.some((e) => e.name === b))) {
    const cells = chosen.map((e) => `${e.name} ${(mean(e.name) / mean(base)).toFixed(3)}`).join(", ");
    console.log(
      `geometric mean of ${logs[base]?.length ?? 0} kernels, run time relative to ${base}: ${cells}`,
    );
  }
  if (wrong > 0) console.log(`${wrong} results wrong or missing`);
  return table;
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

const report = await (job === "compile" ? compileAll(paths) : runAll(paths[0] ?? ""));
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 1)}\n`);
