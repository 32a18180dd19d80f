/** `node dist/main.js [LINES]`: compiles the three programs and runs them natively and in the interpreter. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CAN_RUN_NATIVELY, Program } from "./program.ts";

/** Each program, the argument it is called with, and what that means. */
const PROGRAMS: readonly (readonly [file: string, argument: bigint, work: string])[] = [
  ["sha256.clif", 200n, "SHA-256 of 12,800 bytes"],
  ["nbody.clif", 2000n, "2,000 steps of five bodies under gravity"],
  ["quicksort.clif", 4096n, "4,096 numbers sorted"],
];
/** Lines of each listing that are shown, from the second block on. */
const LINES = Number(process.argv[2] ?? 12);
const REPEAT = 20;

const colour = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
const bold = (text: string): string => (colour ? `\x1b[1m${text}\x1b[0m` : text);
const dim = (text: string): string => (colour ? `\x1b[2m${text}\x1b[0m` : text);

/** The result and the time of the fastest of several runs, in milliseconds. */
function timed<T>(times: number, run: () => T): { readonly result: T; readonly ms: number } {
  let result = run();
  let ms = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    result = run();
    ms = Math.min(ms, performance.now() - start);
  }
  return { result, ms };
}

let wrong = 0;
for (const [file, argument, work] of PROGRAMS) {
  const path = fileURLToPath(new URL(`../programs/${file}`, import.meta.url));
  const program = new Program(readFileSync(path, "utf8"), file);
  console.log(`${bold(program.name)}: ${work}`);
  const interpreted = timed(1, () => program.interpret(argument));
  const call = `%${program.name}(${argument})`;
  if (!CAN_RUN_NATIVELY) {
    console.log(`  ${call} = ${interpreted.result}, interpreted in ${interpreted.ms.toFixed(2)} ms`);
    console.log(dim(`  (no machine code for ${process.platform} ${process.arch} yet)\n`));
    continue;
  }
  const compiled = program.compile(REPEAT);
  const { first, best } = compiled;
  console.log(
    `  ${compiled.instructions} CLIF instructions in ${compiled.functions} functions -> ${compiled.codeBytes} bytes of machine code`,
  );
  console.log(`  compiled in ${first.toFixed(2)} ms the first time, ${best.toFixed(2)} ms when warm`);
  const listing = compiled.listings[0]!.split("\n");
  // Behind the prologue, in the second block.
  const from = Math.max(
    0,
    listing.findIndex((line, i) => i > 0 && line.startsWith("block")),
  );
  for (const line of listing.slice(from, from + LINES)) console.log(dim(`    ${line}`));
  console.log(dim("    ..."));
  const native = program.load();
  const { result, ms } = timed(REPEAT, () => native(argument));
  const same = Object.is(result, interpreted.result);
  if (!same) wrong++;
  console.log(`  ${call} = ${result}${same ? "" : bold(`, but ${interpreted.result} in the interpreter`)}`);
  console.log(
    `  native ${ms.toFixed(3)} ms, interpreter ${interpreted.ms.toFixed(1)} ms: ${(interpreted.ms / ms).toFixed(0)} times faster\n`,
  );
}
if (wrong > 0) process.exitCode = 1;
