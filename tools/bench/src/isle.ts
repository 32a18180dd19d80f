/**
 * The ISLE compiler on a rule set of realistic size: time to compile it, then nanoseconds per root matched and emitted,
 * warm and in a cold process, for each back end. One configuration is measured in one process (`--filter NAME`), as the
 * modules share the host class.
 *
 * `node dist/isle.js` prints everything; `--cold FILE` is what it runs in child processes.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileIsle } from "@cranelift-ts/isle";
import type { CompileOptions } from "@cranelift-ts/isle";
import { transformSync } from "esbuild";
import { Suite, cpuMilliseconds } from "./harness.ts";
import { Selector, realisticRules } from "./isle-rules.ts";

interface Rules {
  lower(inst: number): number;
  mark(): number;
  release(mark: number): void;
}

const ROOTS = 1000;

async function load(file: string): Promise<(host: Selector) => Rules> {
  const module = (await import(pathToFileURL(file).href)) as { create: (host: Selector) => Rules };
  return module.create;
}

function lowerAll(rules: Rules, count: number): number {
  let sum = 0;
  const mark = rules.mark();
  for (let i = count - 1; i >= 0; i -= 1) {
    sum = (sum + rules.lower(i)) | 0;
    rules.release(mark);
  }
  return sum;
}

async function cold(file: string): Promise<void> {
  const start = cpuMilliseconds();
  const create = await load(file);
  const host = new Selector(ROOTS);
  const rules = create(host);
  const loaded = cpuMilliseconds();
  const sum = lowerAll(rules, ROOTS);
  const done = cpuMilliseconds();
  console.log(JSON.stringify({ load: loaded - start, perRoot: ((done - loaded) * 1000) / ROOTS, sum }));
}

async function main(): Promise<void> {
  const suite = new Suite("ISLE, 300 opcodes, 3000 rules");
  const text = realisticRules();
  const folder = mkdtempSync(join(tmpdir(), "isle-bench-"));
  try {
    const hot = Array.from({ length: 40 }, (_, i) => (i === 0 ? "Iconst" : `Op${i}`));
    const configurations: readonly (readonly [name: string, options: CompileOptions])[] = [
      ["direct", { backEnd: "direct" }],
      // Every root is matched by tables; helper terms of a few lines are functions, as by default.
      ["tables", { backEnd: "auto", hotCases: [] }],
      ["tables only", { backEnd: "table" }],
      ["auto, 40 hot", { backEnd: "auto", hotCases: hot }],
    ];
    for (const [name, choice] of configurations) {
      if (!suite.wants(`${name}: warm`)) continue;
      const options: CompileOptions = {
        ...choice,
        exports: ["lower"],
        discriminants: { InstructionData: "opcode" },
        constants: { $I32: 0x76, $I64: 0x77 },
      };
      const start = cpuMilliseconds();
      const result = compileIsle([{ name: "realistic.isle", text }], options);
      const time = cpuMilliseconds() - start;
      if (result.code === undefined || result.stats === undefined)
        throw new Error(result.rendered.slice(0, 5).join("\n"));
      const lower = result.stats.terms.find((term) => term.term === "lower")!;
      console.log(
        `${name}: compiled in ${time.toFixed(0)} ms CPU; ${result.stats.rules} rules, ${(result.code.length / 1024).toFixed(0)} KB of TypeScript, ${lower.functions} functions, ` +
          `${lower.tests} tests for ${lower.constraints} constraints, ${result.stats.tableWords} table words`,
      );
      const file = join(folder, `${name.replace(/\W+/g, "-")}.mjs`);
      writeFileSync(file, transformSync(result.code, { loader: "ts", format: "esm", target: "es2022" }).code);
      const create = await load(file);
      const host = new Selector(ROOTS);
      const rules = create(host);
      suite.bench(`${name}: warm`, ROOTS, () => lowerAll(rules, ROOTS), {
        unit: "root",
        warmUp: 4000,
        runs: 25,
      });
      const uniform = create(new Selector(ROOTS, "uniform"));
      suite.bench(`${name}: warm, opcodes equally frequent`, ROOTS, () => lowerAll(uniform, ROOTS), {
        unit: "root",
        warmUp: 2000,
        runs: 15,
      });
      const runs: { load: number; perRoot: number }[] = [];
      for (let i = 0; i < 5; i += 1) {
        const child = spawnSync(process.execPath, [process.argv[1]!, "--cold", file], { encoding: "utf8" });
        runs.push(JSON.parse(child.stdout) as { load: number; perRoot: number });
      }
      runs.sort((a, b) => a.perRoot - b.perRoot);
      console.log(
        `${name}: cold, first ${ROOTS} roots: ${runs[0]!.perRoot.toFixed(2)} us per root (median ${runs[2]!.perRoot.toFixed(2)}), module load ${runs[0]!.load.toFixed(1)} ms`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  suite.finish();
}

const at = process.argv.indexOf("--cold");
if (at >= 0) await cold(process.argv[at + 1]!);
else await main();
