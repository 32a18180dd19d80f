/** `node dist/main.js [FILE [ARGUMENT...]]`: compiles a toy program, shows its CLIF and runs its `main`. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { build, CAN_RUN_NATIVELY, interpret, load } from "./run.ts";

const file = process.argv[2] ?? fileURLToPath(new URL("../programs/collatz.toy", import.meta.url));
const args = process.argv.length > 3 ? process.argv.slice(3).map(BigInt) : [10_000n];
const source = readFileSync(file, "utf8");
for (const f of build(source)) console.log(writeFunction(f));

function timed(how: string, run: () => bigint): void {
  const start = process.hrtime.bigint();
  const result = run();
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  console.log(`main(${args.join(", ")}) = ${result}, ${how}, ${ms.toFixed(1)} ms`);
}

timed("interpreted", () => interpret(source, args));
if (CAN_RUN_NATIVELY) {
  const main = load(source);
  timed("native", () => main(...args));
}
