/**
 * Commands that Cranelift's test files use and that need packages which are not at hand. Files with them are read;
 * the assertions are reported as skipped.
 */
import { InternalError } from "@cranelift-ts/entity";
import type { TestCommandDefinition } from "../command.ts";
import { countDirectives } from "../output.ts";
import { countRunDirectives } from "../run-directives.ts";

interface Row {
  readonly name: string;
  readonly options: readonly string[];
  readonly perTarget: boolean;
  readonly count: TestCommandDefinition["count"];
}

const functions: TestCommandDefinition["count"] = (file) => file.functions.length;
const directives: TestCommandDefinition["count"] = (file) => countDirectives(file) || file.functions.length;

const ROWS: readonly Row[] = [
  { name: "alias-analysis", options: [], perTarget: false, count: directives },
  { name: "compile", options: ["precise-output", "expect-fail"], perTarget: true, count: functions },
  { name: "inline", options: ["precise-output", "optimize"], perTarget: true, count: functions },
  { name: "legalizer", options: [], perTarget: true, count: directives },
  { name: "optimize", options: ["precise-output"], perTarget: true, count: directives },
  { name: "run", options: [], perTarget: true, count: countRunDirectives },
  { name: "safepoint", options: [], perTarget: false, count: directives },
  { name: "unwind", options: [], perTarget: true, count: directives },
];

/** One for each; {@link isUnavailable} knows them. */
export const UNAVAILABLE: readonly TestCommandDefinition[] = ROWS.map((row) => ({
  ...row,
  needsVerifier: false,
  mutates: false,
  run() {
    throw new InternalError(`'test ${row.name}' was run although it is not available`);
  },
}));

/** Why assertions of `test NAME` are skipped. */
export function unavailableReason(name: string): string {
  return `'test ${name}' needs a back end, which is not part of this build`;
}

/** Whether `name` is one of these commands. */
export function isUnavailable(command: TestCommandDefinition): boolean {
  return UNAVAILABLE.includes(command);
}
