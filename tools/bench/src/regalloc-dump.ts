/**
 * Writes what the register allocators get from real programs into a file of the regalloc package's corpus format: of all
 * functions of the CLIF files given, lowered for x86-64 with baseline features, 200 of 20 to 2,000 allocator
 * instructions, evenly spread over the list ordered by size.
 *
 *   node tools/bench/dist/regalloc-dump.js OUTPUT FILE.clif...
 *
 * The committed file is `packages/regalloc/quality/real-functions.txt`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { Context } from "@cranelift-ts/codegen";
import { flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import type { MachineEnv, RegallocFunction } from "@cranelift-ts/regalloc";

interface CorpusModule {
  writeCorpusHeader(env: MachineEnv): string;
  writeCorpusFunction(name: string, func: RegallocFunction): string;
}

// Test data is not part of the package's public surface, hence the path.
const { writeCorpusHeader, writeCorpusFunction } = (await import(
  new URL("../../../packages/regalloc/dist/fuzz/corpus.js", import.meta.url).href
)) as CorpusModule;

const COUNT = 200;
const LEAST = 20;
const MOST = 2000;

const [target, ...files] = process.argv.slice(2);
if (target === undefined || files.length === 0) {
  console.error("usage: regalloc-dump.js OUTPUT FILE.clif...");
  process.exit(2);
}
const flags = flagsBuilder()
  .set("enable_verifier", "false")
  .set("regalloc_algorithm", "single_pass")
  .finish();
const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags);
const context = new Context();
let env: MachineEnv | undefined;
const all: { insts: number; text: string }[] = [];
for (const file of files) {
  const program = basename(file, ".clif");
  let k = 0;
  for (const func of parseFunctions(readFileSync(file, "utf8"))) {
    context.clear();
    func.clone(context.func);
    context.compileStencil(isa);
    // The allocator's input is the context's own affair; this tool looks over its shoulder.
    const ra = context["ra"];
    if (ra.numInsts >= LEAST && ra.numInsts <= MOST)
      all.push({ insts: ra.numInsts, text: writeCorpusFunction(`${program} ${k}`, ra) });
    env = context["env"];
    k++;
  }
}
all.sort((a, b) => a.insts - b.insts);
const step = Math.max(1, all.length / COUNT);
const chosen = Array.from(
  { length: Math.min(COUNT, all.length) },
  (_, k) => all[Math.floor((k + 0.5) * step)]!,
);
writeFileSync(target, writeCorpusHeader(env!) + chosen.map((f) => f.text).join(""));
console.log(
  `${chosen.length} of ${all.length} functions, ${chosen.reduce((n, f) => n + f.insts, 0)} instructions`,
);
