/** Seeded generator of valid CLIF functions, mutators and a reducer. */

export { Generator, RUN_FUEL } from "./generate.ts";
export type { GeneratedModule, GeneratorOptions } from "./generate.ts";
export { Checker, dataBytes, load, NEEDED_FLAGS, resultText, runOnce } from "./check.ts";
export type { Failure, Totals } from "./check.ts";
export { Coverage, pairName } from "./coverage.ts";
export type { CoverageEntry } from "./coverage.ts";
export { EXCLUSIONS, FUZZ_TARGETS, operationsFor, reasonAgainst, TYPE_GROUPS, typesOf } from "./targets.ts";
export type { Exclusion, FuzzTarget, Operation } from "./targets.ts";
export { DATA_NAME } from "./operations.ts";
export { Random } from "./random.ts";
export { randomBits, randomValue } from "./values.ts";
export { countInstructions, reduce } from "./reduce.ts";
export type { Interesting, ReduceOptions } from "./reduce.ts";
export { mutateBytes, mutateTokens } from "./mutate.ts";
export { randomSettings, testFileText } from "./test-file.ts";
export { runProgram } from "./program.ts";
export type { ProgramHost } from "./program.ts";
