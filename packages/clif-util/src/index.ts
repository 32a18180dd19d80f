/** The command line as a function. */

export { runProgram } from "./program.ts";
export { table, wantsColors } from "./terminal.ts";
export type { Terminal } from "./terminal.ts";
