/**
 * `pnpm fuzz:native`: generated functions in the interpreter and as machine code; fails on the first differences.
 *
 *   --functions N     go on until so many functions were compared (default 2000)
 *   --seed S          first seed (default 1)
 *   --target T        x64 (default), aarch64 or s390x
 *   --runner R        what executes: native, qemu-ARCH[:CPU]; default native, or qemu for another architecture
 *   --allocator A     backtracking or single_pass; both if absent
 *   --failures N      stop after so many (default 5)
 *   --reduce          make failing modules small
 *   --table FILE      write how often each pair of opcode and type was executed, as Markdown
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { findRunner, hostArchitecture, ProcessExecutor, RunnerError } from "@cranelift-ts/filetests";
import {
  FUZZ_TARGETS,
  type FuzzTarget,
  Generator,
  type GeneratedModule,
  reduce,
} from "@cranelift-ts/fuzzgen";
import { ALLOCATORS, Comparison, TRIPLES, type Verdict } from "./compare.ts";
import { coverageMarkdown } from "./coverage-table.ts";

const { values } = parseArgs({
  options: {
    functions: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    target: { type: "string", default: "x64" },
    runner: { type: "string" },
    allocator: { type: "string" },
    failures: { type: "string", default: "5" },
    reduce: { type: "boolean", default: false },
    table: { type: "string" },
  },
});

const target = FUZZ_TARGETS.find((t) => t === values.target);
const allocators = ALLOCATORS.filter((a) => values.allocator === undefined || a === values.allocator);
if (target === undefined || target === "interpreter" || allocators.length === 0) {
  console.error("--target is x64, aarch64 or s390x; --allocator is backtracking or single_pass");
  process.exit(2);
}
const failures = run(target);
process.exitCode = failures === 0 ? 0 : 1;

function run(to: Exclude<FuzzTarget, "interpreter">): number {
  const architecture = TRIPLES[to].split("-")[0]!;
  const runner = values.runner ?? (architecture === hostArchitecture() ? "native" : `qemu-${architecture}`);
  const executor = new ProcessExecutor(findRunner(runner));
  const comparison = new Comparison(to, executor, allocators);
  const generator = new Generator({ target: to });
  const { totals } = comparison;
  const before = process.cpuUsage();
  const wanted = Number(values.functions);
  const first = Number(values.seed);
  let seed = first;
  let failed = 0;
  try {
    // Where most modules are not supported, there is an end to it.
    const last = first + 10 * wanted;
    for (; seed < last && totals.functions < wanted && failed < Number(values.failures); seed++) {
      const module = generator.generate(seed);
      const verdict = attempt(comparison, module);
      if (verdict.kind === "equal" || verdict.kind === "unsupported") continue;
      failed++;
      console.log(`seed ${seed}: ${verdict.kind}: ${verdict.message}`);
      console.log(values.reduce ? reduced(comparison, module, verdict.kind) : text(module));
    }
  } finally {
    executor.close();
  }
  const { user, system } = process.cpuUsage(before);
  const left = [...totals.unsupported].sort((a, b) => b[1] - a[1]);
  for (const [what, count] of left) console.log(`unsupported in ${count} modules: ${what}`);
  console.log(
    `${to} by ${runner}, ${allocators.join(" and ")}: seeds ${first} to ${seed - 1}, ${totals.functions} functions in ` +
      `${totals.modules} modules, ${totals.runs} runs compared (${totals.trapped} ended in a trap), ` +
      `${totals.inconclusive} without a verdict, ${failed} differences; ${((user + system) / 1e6).toFixed(1)} s of CPU`,
  );
  if (values.table !== undefined) writeFileSync(values.table, coverageMarkdown(comparison, to));
  // Modules that were not compared show nothing.
  return totals.functions >= wanted ? failed : failed + 1;
}

function attempt(comparison: Comparison, module: GeneratedModule): Verdict {
  try {
    return comparison.compare(module);
  } catch (error) {
    if (!(error instanceof RunnerError)) throw new Error(`seed ${module.seed}`, { cause: error });
    return { kind: "crashed", message: error.message };
  }
}

function text(module: GeneratedModule): string {
  return module.functions.map((f) => writeFunction(f)).join("\n");
}

/** The smallest module found that fails likewise. */
function reduced(comparison: Comparison, module: GeneratedModule, kind: Verdict["kind"]): string {
  const small = reduce(
    module.functions,
    (functions) => {
      const same = functions[0]!.signature.params.length === module.inputs[0]!.length;
      try {
        return same && comparison.judge({ ...module, functions }).kind === kind;
      } catch {
        return false;
      }
    },
    { attempts: 3000 },
  );
  const verdict = comparison.judge({ ...module, functions: small });
  return `${text({ ...module, functions: small })}\n; ${"message" in verdict ? verdict.message : verdict.kind}`;
}
