/**
 * Commands that Cranelift's test files use and that need packages which are not at hand. Files with them are read;
 * the assertions are reported as skipped.
 */
import { InternalError } from "@cranelift-ts/entity";
import type { TestCommandDefinition } from "../command.ts";
import { countDirectives } from "../output.ts";

interface Row {
  readonly name: string;
  readonly options: readonly string[];
  readonly perTarget: boolean;
  readonly count: TestCommandDefinition["count"];
  /** What it would take. */
  readonly needs: string;
}

const functions: TestCommandDefinition["count"] = (file) => file.functions.length;
const directives: TestCommandDefinition["count"] = (file) => countDirectives(file) || file.functions.length;

const ROWS: readonly Row[] = [
  { name: "alias-analysis", options: [], perTarget: false, count: directives, needs: "the mid-end" },
  {
    name: "inline",
    options: ["precise-output", "optimize"],
    perTarget: true,
    count: functions,
    needs: "the inliner",
  },
  { name: "legalizer", options: [], perTarget: true, count: directives, needs: "the legaliser" },
  { name: "optimize", options: ["precise-output"], perTarget: true, count: directives, needs: "the mid-end" },
  { name: "safepoint", options: [], perTarget: false, count: directives, needs: "safepoints" },
];

/** One for each. */
export const UNAVAILABLE: readonly TestCommandDefinition[] = ROWS.map(({ needs, ...row }) => ({
  ...row,
  needsVerifier: false,
  mutates: false,
  unavailable: () => `'test ${row.name}' needs ${needs}, which is not part of this build`,
  run() {
    throw new InternalError(`'test ${row.name}' was run although it is not available`);
  },
}));
