/** CLIF text to functions. */

export { parseFunctions, parseTestFile } from "./parser.ts";
export type { Feature, IsaLine, ParseOptions, TestCommand, TestFile, TestFunction } from "./parser.ts";
export { ParseError } from "./parse-error.ts";
export type { Comment, FunctionDetails, SourceMap } from "./source-map.ts";
export { parseRunCommand } from "./run-command.ts";
export type { Invocation, RunCommand } from "./run-command.ts";
