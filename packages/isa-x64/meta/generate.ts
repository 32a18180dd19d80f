/**
 * Writes the generated files of this package: `tsx --tsconfig tsconfig.test.json packages/isa-x64/meta/generate.ts
 * [--check]`, from the root of the repository.
 */
import { writeGenerated } from "@cranelift-ts/codegen-meta";
import { GENERATED_FILES, here } from "./files.ts";

writeGenerated(here, GENERATED_FILES, process.argv.includes("--check"));
