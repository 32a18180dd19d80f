/**
 * Cold start: what `clif-util run` of a ten-line file costs above an empty Node process, with the code cache and
 * without. Processes are started in turns, so that other load on the machine meets all of them alike.
 *
 * Wall time is what a user waits; CPU time (of the process and all its threads) is steadier on a busy machine.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROUNDS = Number(process.argv[2] ?? 20);
const TEN_LINES = `test run
target ${{ x64: "x86_64", arm64: "aarch64", s390x: "s390x" }[process.arch as string] ?? "x86_64"}
function %sum(i64, i64) -> i64 {
block0(v0: i64, v1: i64):
    v2 = iadd v0, v1
    brif v2, block1, block1
block1:
    return v2
}
; run: %sum(10, 45) == 55
`;

const folder = mkdtempSync(join(tmpdir(), "cold-start-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "ten.clif");
const empty = join(folder, "empty.cjs");
writeFileSync(file, TEN_LINES);
writeFileSync(empty, "");
const cli = fileURLToPath(new URL("../../../packages/clif-util/bin/clif-util.js", import.meta.url));
const env = { ...process.env, XDG_CACHE_HOME: join(folder, "cache"), CRANELIFT_NO_CACHE: "" };

/** CPU time of all processes that this one has waited for, in milliseconds; undefined where the system does not say. */
function childrenCpu(): number | undefined {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ");
    // In ticks of 10 ms.
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return undefined;
  }
}

interface Variant {
  readonly name: string;
  readonly args: readonly string[];
  readonly wall: number[];
  readonly cpu: number[];
}

const variant = (name: string, ...args: string[]): Variant => ({ name, args, wall: [], cpu: [] });
const variants: readonly Variant[] = [
  variant("an empty Node process", empty),
  variant("clif-util run --no-cache", cli, "--no-cache", "run", file),
  variant("clif-util run", cli, "run", file),
];

function measure(v: Variant): void {
  const cpu = childrenCpu();
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, v.args, { env, encoding: "utf8" });
  v.wall.push(performance.now() - start);
  if (cpu !== undefined) v.cpu.push(childrenCpu()! - cpu);
  if (status !== 0) throw new Error(`${v.name} failed: ${stderr}`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

// The first round fills the cache and the system's file cache.
for (const v of variants) {
  measure(v);
  v.wall.length = v.cpu.length = 0;
}
for (let i = 0; i < ROUNDS; i++) for (const v of variants) measure(v);

const base = variants[0]!;
console.log(`median of ${ROUNDS}, in ms${" ".repeat(14)}wall  above   min  above    cpu  above`);
for (const v of variants) {
  const row = [
    median(v.wall),
    median(v.wall) - median(base.wall),
    Math.min(...v.wall),
    Math.min(...v.wall) - Math.min(...base.wall),
    ...(v.cpu.length === 0 ? [] : [median(v.cpu), median(v.cpu) - median(base.cpu)]),
  ];
  console.log(`${v.name.padEnd(30)}${row.map((x) => x.toFixed(0).padStart(7)).join("")}`);
}
