/** Connects the command line to the process. */
import { readFileSync } from "node:fs";
import { createColors } from "picocolors";
import { runProgram } from "./program.ts";
import { wantsColors } from "./terminal.ts";

/** Runs the command line `args` of this process; returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  // `clif-util ... | head` closes the pipe early; that is no error.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return runProgram(args, {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    colors: createColors(wantsColors(stdout.isTTY === true, env)),
    errColors: createColors(wantsColors(stderr.isTTY === true, env)),
    stdin: () => readFileSync(0, "utf8"),
    ...(stderr.isTTY ? { progress: stderr } : {}),
    env,
  });
}
