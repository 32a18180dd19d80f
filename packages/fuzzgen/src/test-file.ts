/** A generated module as a test file: header with random settings, functions, and what the first one returns. */
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { resultText, runOnce } from "./check.ts";
import type { GeneratedModule } from "./generate.ts";
import { Random } from "./random.ts";
import type { FuzzTarget } from "./targets.ts";

const TARGETS: Readonly<Record<FuzzTarget, string | undefined>> = {
  interpreter: undefined,
  x64: "x86_64",
  aarch64: "aarch64",
  s390x: "s390x",
};

/** Settings that may have any of the values without changing what a function means. */
const SETTINGS: readonly (readonly [string, readonly string[]])[] = [
  ["opt_level", ["none", "speed", "speed_and_size"]],
  ["regalloc_algorithm", ["backtracking", "single_pass"]],
  ["regalloc_checker", ["true", "false"]],
  ["enable_alias_analysis", ["true", "false"]],
  ["is_pic", ["true", "false"]],
  ["unwind_info", ["true", "false"]],
  ["machine_code_cfg_info", ["true", "false"]],
  ["enable_table_access_spectre_mitigation", ["true", "false"]],
  ["bb_padding_log2_minus_one", ["0", "3", "12"]],
  ["log2_min_function_alignment", ["0", "4", "6"]],
];

/** `set` lines for a random choice of settings, and those that generated functions need. */
export function randomSettings(random: Random): string[] {
  const lines = ["set enable_pinned_reg=true", "set preserve_frame_pointers=true"];
  for (const [name, values] of SETTINGS)
    if (random.oneIn(3)) lines.push(`set ${name}=${random.pick(values)}`);
  return lines;
}

/** The text of a test file. Runs that trap are left out, because no directive can expect a trap. */
export function testFileText(module: GeneratedModule, target: FuzzTarget = "interpreter"): string {
  const random = new Random(module.seed);
  const triple = TARGETS[target];
  const lines = ["test interpret"];
  if (triple !== undefined) lines.push("test run");
  lines.push(...randomSettings(random));
  if (triple !== undefined) lines.push(`target ${triple}`);
  lines.push("", `; seed ${module.seed}`);
  const [main, ...rest] = module.functions.map((f) => writeFunction(f));
  for (const text of rest) lines.push("", text.trimEnd());
  lines.push("", main!.trimEnd());
  for (const input of module.inputs) {
    const result = runOnce(module.functions, input);
    const call = `%main(${input.map(String).join(", ")})`;
    if (result.kind === "trap") lines.push(`; ${call} traps: ${result.name}`);
    else if (result.values.length === 0) lines.push(`; print: ${call}`);
    else if (result.values.length === 1) lines.push(`; run: ${call} == ${resultText(result)}`);
    else lines.push(`; run: ${call} == [${resultText(result)}]`);
  }
  return `${lines.join("\n")}\n`;
}
