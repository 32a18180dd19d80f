/**
 * Compile speed on real programs: every function of the CLIF files given, for x86-64, baseline features, verifier off,
 * with both allocators. Prints CPU time per CLIF instruction (parsing excluded; the minimum of the measured rounds),
 * the code size of the same run, and the share of each pass.
 *
 *   node tools/bench/dist/compile.js FILE.clif...
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
  console.log(`${algorithm}: ${((best * 1e3) / instructions).toFixed(2)} us/instruction, ${bytes} bytes of code`);
  const timer = new PassTimer(cpuMilliseconds);
  round(timer.onPass);
  for (const [pass, ms] of timer.times) {
    console.log(`  ${pass.padEnd(16)}${((ms * 1e6) / instructions).toFixed(0).padStart(6)} ns/instruction`);
  }
}
