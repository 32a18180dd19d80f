/** Builds the runner for every architecture that there is a C compiler for, into `tools/runner/build`. */
import { fileURLToPath } from "node:url";
import { ARCHITECTURES, buildRunner } from "./build.ts";

for (const architecture of ARCHITECTURES) {
  const outcome = buildRunner(architecture, fileURLToPath(new URL("../build", import.meta.url)));
  if (outcome.kind === "built") console.log(`${architecture}: ${outcome.executable}`);
  else if (outcome.kind === "missing") console.log(`${architecture}: left out, there is no ${outcome.compiler}`);
  else {
    console.error(`${architecture}: ${outcome.compiler} failed\n${outcome.message}`);
    process.exitCode = 1;
  }
}
