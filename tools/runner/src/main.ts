/**
 * Builds the runner for every architecture that there is a compiler for, into `tools/runner/build`. With `--assemble`
 * it makes `generated/stubs.ts` first, which needs the assemblers.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assemble, stubsModule, type Stubs } from "./stubs.ts";

const ASSEMBLED = ["x86_64", "aarch64"];

if (process.argv.includes("--assemble")) {
  const stubs: Record<string, Stubs> = {};
  for (const architecture of ASSEMBLED) {
    const made = assemble(architecture);
    if (made === undefined) throw new Error(`there is no assembler for ${architecture}`);
    stubs[architecture] = made;
  }
  writeFileSync(new URL("generated/stubs.ts", import.meta.url), stubsModule(stubs));
}

// Behind the stubs, which are part of it.
const { ARCHITECTURES, buildRunner } = await import("./build.ts");
for (const architecture of ARCHITECTURES) {
  const outcome = buildRunner(architecture, fileURLToPath(new URL("../build", import.meta.url)));
  if (outcome.kind === "built") console.log(`${architecture}: ${outcome.executable}, by ${outcome.compiler}`);
  else if (outcome.kind === "missing")
    console.log(`${architecture}: left out, there is no ${outcome.compiler}`);
  else {
    console.error(`${architecture}: ${outcome.compiler} failed\n${outcome.message}`);
    process.exitCode = 1;
  }
}
