/**
 * Compile speed on real programs: every function of the CLIF files given, for x86-64, baseline features, verifier off,
 * with both allocators. Prints CPU time per CLIF instruction (parsing excluded; the minimum of the measured rounds),
 * the code size of the same run, and the share of each pass.
 *
 * With `--generated` instead of files: made-up functions of 1,000, 10,000, 100,000 and 1,000,000 instructions, the cost of
 * one instruction in each, and how it grows from the first to the third and the last, by pass. The functions are blocks of arithmetic,
 * loads, stores and calls in diamonds and loops, whose values live for a few blocks.
 *
 *   node tools/bench/dist/compile.js FILE.clif...
 *   node tools/bench/dist/compile.js --generated
 */
import { readFileSync } from "node:fs";
import { Context, PassTimer } from "@cranelift-ts/codegen";
import { type Function, flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import { cpuMilliseconds } from "./harness.ts";

const WARM_UP_ROUNDS = 5;
const ROUNDS = 10;

const files = process.argv.slice(2);
if (files[0] === "--generated") {
  growth();
  process.exit(0);
}
if (files.length === 0) {
  console.error("usage: compile.js FILE.clif...");
  process.exit(2);
}
const functions: Function[] = files.flatMap((file) => [...parseFunctions(readFileSync(file, "utf8"))]);
const instructions = functions.reduce((n, f) => n + f.dfg.numInsts, 0);
console.log(`${functions.length} functions, ${instructions} instructions, Node ${process.version}`);

for (const algorithm of ["backtracking", "single_pass"]) {
  const flags = flagsBuilder().set("regalloc_algorithm", algorithm).set("enable_verifier", "false").finish();
  const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags);
  const context = new Context();
  let bytes = 0;
  const round = (onPass: PassTimer["onPass"] | undefined): number => {
    bytes = 0;
    let time = 0;
    for (const func of functions) {
      context.clear();
      func.clone(context.func);
      const start = cpuMilliseconds();
      bytes += context.compile(isa, onPass === undefined ? {} : { onPass }).code.length;
      time += cpuMilliseconds() - start;
    }
    return time;
  };
  for (let r = 0; r < WARM_UP_ROUNDS; r++) round(undefined);
  let best = Infinity;
  for (let r = 0; r < ROUNDS; r++) best = Math.min(best, round(undefined));
  console.log(
    `${algorithm}: ${((best * 1e3) / instructions).toFixed(2)} us/instruction, ${bytes} bytes of code`,
  );
  const timer = new PassTimer(cpuMilliseconds);
  round(timer.onPass);
  for (const [pass, ms] of timer.times) {
    console.log(`  ${pass.padEnd(16)}${((ms * 1e6) / instructions).toFixed(0).padStart(6)} ns/instruction`);
  }
}

/** One function of about `count` instructions, as text. */
function generated(count: number): string {
  let seed = 12345;
  const below = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fff_ffff;
    return Math.floor((seed / 0x8000_0000) * n);
  };
  const lines = [
    "function %generated(i64, i64) -> i64 system_v {",
    "    sig0 = (i64, i64) -> i64 system_v",
    "    fn0 = %callee sig0",
    "block0(v0: i64, v1: i64):",
  ];
  let value = 2;
  let block = 1;
  let emitted = 0;
  // Values that dominate what comes: those of blocks that everything passes through.
  let live = [0, 1];
  const pick = (from: readonly number[]): string => `v${from[Math.max(0, from.length - 1 - below(12))]}`;
  const body = (from: readonly number[], n: number): number[] => {
    const values = [...from];
    for (let k = 0; k < n; k++, emitted++) {
      const kind = below(20);
      const [a, b] = [pick(values), pick(values)];
      if (kind < 12)
        lines.push(`    v${value} = ${["iadd", "isub", "imul", "band", "bor", "bxor"][kind % 6]} ${a}, ${b}`);
      else if (kind < 15) lines.push(`    v${value} = load.i64 notrap v0+${8 * below(64)}`);
      else if (kind < 17) {
        lines.push(`    store notrap ${a}, v0+${8 * below(64)}`);
        continue;
      } else if (kind < 18) lines.push(`    v${value} = call fn0(${a}, ${b})`);
      else lines.push(`    v${value} = iconst.i64 ${below(100000)}`);
      values.push(value++);
    }
    return values;
  };
  while (emitted < count) {
    const here = body(live, 6 + below(8));
    const [condition, then, join] = [value++, block++, block++];
    const param = value++;
    lines.push(`    v${condition} = icmp slt ${pick(here)}, ${pick(here)}`);
    if (below(3) > 0) {
      lines.push(`    brif v${condition}, block${then}, block${join}(${pick(here)})`, `block${then}:`);
      const inner = body(here, 4 + below(6));
      lines.push(`    jump block${join}(${pick(inner)})`, `block${join}(v${param}: i64):`);
    } else {
      lines.push(`    jump block${then}(${pick(here)})`, `block${then}(v${param}: i64):`);
      const inner = body([...here, param], 4 + below(6));
      const again = value++;
      lines.push(
        `    v${again} = icmp slt v${param}, ${pick(inner)}`,
        `    brif v${again}, block${then}(${pick(inner)}), block${join}`,
        `block${join}:`,
      );
    }
    emitted += 3;
    live = [0, 1, ...here.slice(-10), param];
  }
  lines.push(`    return ${pick(live)}`, "}");
  return lines.join("\n");
}

function growth(): void {
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  for (const algorithm of ["backtracking", "single_pass"]) {
    const flags = flagsBuilder()
      .set("regalloc_algorithm", algorithm)
      .set("enable_verifier", "false")
      .finish();
    const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags);
    const context = new Context();
    const totals: number[] = [];
    const passes: Map<string, number>[] = [];
    const warm = parseFunctions(generated(10_000))[0]!;
    for (let k = 0; k < 12; k++) {
      context.clear();
      warm.clone(context.func);
      context.compile(isa);
    }
    for (const size of sizes) {
      const func = parseFunctions(generated(size))[0]!;
      const count = func.dfg.numInsts;
      const repeat = Math.max(1, Math.round(20_000 / size));
      let best = new Map<string, number>();
      let least = Infinity;
      for (let r = 0; r < (size > 100_000 ? 2 : 6); r++) {
        const timer = new PassTimer(cpuMilliseconds);
        for (let k = 0; k < repeat; k++) {
          context.clear();
          func.clone(context.func);
          context.compile(isa, { onPass: timer.onPass });
        }
        let total = 0;
        for (const ms of timer.times.values()) total += ms;
        if (total < least) {
          least = total;
          best = new Map(timer.times);
        }
      }
      totals.push((least * 1e6) / (count * repeat));
      passes.push(new Map([...best].map(([pass, ms]) => [pass, (ms * 1e6) / (count * repeat)])));
    }
    console.log(
      `${algorithm}: ns/instruction at ${sizes.join(", ")}: ${totals.map((t) => t.toFixed(0)).join(", ")}; grows ${growthOf(totals)} times`,
    );
    for (const pass of passes[0]!.keys()) {
      const row = passes.map((p) => p.get(pass) ?? 0);
      console.log(
        `  ${pass.padEnd(16)}${row.map((t) => t.toFixed(0).padStart(7)).join("")}   ${growthOf(row)} times`,
      );
    }
  }
}

/** From the smallest function to that of 100,000 instructions, and to the largest. */
function growthOf(row: readonly number[]): string {
  return `${(row[2]! / row[0]!).toFixed(2)} and ${(row[3]! / row[0]!).toFixed(2)}`;
}
