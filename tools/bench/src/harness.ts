/**
 * The harness all benchmarks share.
 *
 * A benchmark is a function that performs a known number of operations and returns a number derived from them; the
 * number is folded into a sink that is printed, so the work cannot be removed. It is called until one measurement is
 * long enough for the clock, warmed up for a fixed CPU time, then measured several times. The clock is process CPU
 * time, which another process's load does not enter.
 */

import { writeFileSync } from "node:fs";

/** One measured benchmark; times are nanoseconds per operation. */
export interface Result {
  name: string;
  /** What an operation is. */
  unit: string;
  min: number;
  median: number;
  /** Number of measurements. */
  runs: number;
  /** The first call of the function in this process: what cold code costs. */
  first: number;
}

export interface Options {
  /** What one operation is; "op" by default. */
  unit?: string;
  /** Measurements; 7 by default. */
  runs?: number;
  /** CPU milliseconds one measurement lasts at least; 20 by default. */
  atLeast?: number;
  /** CPU milliseconds of warm-up; 100 by default. */
  warmUp?: number;
  /** Called before every measurement, outside the clock. */
  prepare?: () => void;
}

/** CPU time of the process in milliseconds. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A set of benchmarks with one command line: `--filter TEXT`, `--json FILE`, `--quick`. */
export class Suite {
  readonly results: Result[] = [];
  private readonly filter: string;
  private readonly json: string | undefined;
  private readonly quick: boolean;
  private sink = 0;

  constructor(title: string, argv: readonly string[] = process.argv.slice(2)) {
    const after = (flag: string): string | undefined => {
      const at = argv.indexOf(flag);
      return at < 0 ? undefined : argv[at + 1];
    };
    this.filter = after("--filter") ?? "";
    this.json = after("--json");
    this.quick = argv.includes("--quick");
    console.log(`${title}, Node ${process.version}`);
    console.log(`${"".padEnd(58)}     min  median   first`);
  }

  /** Whether the command line asks for this benchmark; to skip costly preparation. */
  wants(name: string): boolean {
    return name.includes(this.filter);
  }

  /** Measures `body`, which performs `operations` operations a call, and returns the result (`undefined`: filtered out). */
  bench(name: string, operations: number, body: () => number, options: Options = {}): Result | undefined {
    if (!this.wants(name)) return undefined;
    const scale = this.quick ? 0.25 : 1;
    const runs = Math.max(3, Math.ceil((options.runs ?? 7) * scale));
    const atLeast = (options.atLeast ?? 20) * scale;
    const measure = (calls: number): number => {
      options.prepare?.();
      const start = cpuMilliseconds();
      let sum = 0;
      for (let i = 0; i < calls; i++) sum += body();
      const time = cpuMilliseconds() - start;
      this.sink = (this.sink + sum) % 1e15;
      return time;
    };
    const first = measure(1);
    let calls = 1;
    let warm = 0;
    const warmUp = (options.warmUp ?? 100) * scale;
    for (;;) {
      const time = measure(calls);
      warm += time;
      if (time < atLeast) calls = Math.ceil(calls * Math.min(8, (1.1 * atLeast) / Math.max(time, 0.05)));
      else if (warm >= warmUp) break;
    }
    const times: number[] = [];
    for (let i = 0; i < runs; i++) times.push((measure(calls) * 1e6) / (calls * operations));
    times.sort((a, b) => a - b);
    const result: Result = {
      name,
      unit: `ns/${options.unit ?? "op"}`,
      min: times[0]!,
      median: times[times.length >> 1]!,
      runs,
      first: (first * 1e6) / operations,
    };
    this.results.push(result);
    const figure = (x: number): string => (x < 100 ? x.toFixed(2) : x.toFixed(0)).padStart(8);
    console.log(
      `${name.padEnd(58)}${figure(result.min)}${figure(result.median)}${figure(result.first)}  ${result.unit}`,
    );
    return result;
  }

  /** Prints the sink and writes the JSON file that the command line asks for. */
  finish(): void {
    console.log(`(sink ${this.sink})`);
    if (this.json !== undefined)
      writeFileSync(
        this.json,
        JSON.stringify({ node: process.version, results: this.results }, null, 2) + "\n",
      );
  }
}
