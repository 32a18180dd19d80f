/**
 * Builds the runner for every architecture into `tools/runner/build`. With `--assemble` it makes `generated/stubs.ts`
 * first, which needs the assemblers.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assemble, stubsModule, type Stubs } from "./stubs.ts";

const ASSEMBLED = ["x86_64", "aarch64", "s390x"];

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
const { ARCHITECTURES } = await import("./link.ts");
const { buildRunner } = await import("./build.ts");
const folder = fileURLToPath(new URL("../build", import.meta.url));
for (const architecture of ARCHITECTURES)
  console.log(`${architecture}: ${buildRunner(architecture, folder)}`);
