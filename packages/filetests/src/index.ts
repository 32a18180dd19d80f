/** Runs CLIF test files. */

export { Blesser, commentLines, expectedOutput, lineDifference } from "./bless.ts";
export type { ExpectedOutput } from "./bless.ts";
export { beginFunction, CommandRegistry, eachFunction, errorText, guarded } from "./command.ts";
export type { CommandJob, LoadedFile, TestCommandDefinition } from "./command.ts";
export { domtreeText } from "./commands/domtree.ts";
export { execute, fileInterpreter } from "./commands/interpret.ts";
export type { DirectiveOutcome } from "./commands/interpret.ts";
export { cfgText } from "./commands/print-cfg.ts";
export { Checker, directiveText, parseDirective } from "./filecheck/checker.ts";
export type { Directive, DirectiveKind, FilecheckOutcome } from "./filecheck/checker.ts";
export { FilecheckError } from "./filecheck/error.ts";
export { testFiles } from "./files.ts";
export { IsaSpecError, resolveIsaLines, testFlagsBuilder } from "./isa-spec.ts";
export type { IsaSpec, TestTarget } from "./isa-spec.ts";
export { checkerOf, countDirectives, judgeOutput } from "./output.ts";
export { Reporter, totals } from "./report.ts";
export type { CaseReport, CommandReport, FileReport, TestFailure, Totals } from "./report.ts";
export { countRunDirectives, runDirectives } from "./run-directives.ts";
export type { RunDirective } from "./run-directives.ts";
export { runTestFile } from "./run-file.ts";
export type { RunFileOptions } from "./run-file.ts";
export { runTestFiles } from "./runner.ts";
export type { RunOptions, RunReport } from "./runner.ts";
export { FAMILIES, hostCallConv, standardRegistry } from "./standard.ts";
