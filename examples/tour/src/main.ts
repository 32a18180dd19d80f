/** `npm start`: runs the tour's programs, or the files named on the command line, and prints a report. */

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { DataValue, writeFunction } from "@cranelift-ts/codegen-ir";
import { CraneliftError, formatDiagnostic } from "@cranelift-ts/entity";
import { Interpreter } from "@cranelift-ts/interpreter";
import { parseFunctions } from "@cranelift-ts/reader";
import { reportFile } from "./report.ts";

const colour = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
const paint = (code: number, text: string): string => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
const green = (text: string): string => paint(32, text);
const red = (text: string): string => paint(31, text);
const bold = (text: string): string => paint(1, text);
const dim = (text: string): string => paint(2, text);

let functions = 0;
let instructions = 0;
let calls = 0;
let wrong = 0;

function showFile(path: string): void {
  console.log(bold(basename(path)));
  let reports;
  try {
    reports = reportFile(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof CraneliftError)) throw error;
    wrong++;
    for (const d of error.errors) console.log(`  ${red(formatDiagnostic(d))}`);
    return;
  }
  for (const f of reports) {
    functions++;
    instructions += f.instructions;
    const verdict = f.errors.length === 0 ? green("verified") : red("does not verify");
    console.log(`  ${f.name}  ${dim(`${f.instructions} instructions`)}  ${verdict}`);
    for (const e of f.errors) console.log(`    ${red(e)}`);
    wrong += f.errors.length;
    for (const run of f.runs) {
      calls++;
      if (!run.ok) wrong++;
      console.log(`    ${run.ok ? green("ok") : red("wrong")}  ${run.text}  ${dim(`-> ${run.outcome}`)}`);
    }
  }
  console.log();
}

const TRAP = `
function %average(i32, i32) -> i32 {
block0(v0: i32, v1: i32):
    v2 = udiv v0, v1
    return v2
}
`;

const ILL_TYPED = `
function %ill_typed(i32, i64) -> i32 {
block0(v0: i32, v1: i64):
    v2 = imul v0, v1
    return v2
}
`;

const MISSPELT = `
function %misspelt(i32) -> i32 {
block0(v0: i32):
    v1 = iad v0, v0
    return v1
}
`;

/** What it looks like when something is wrong; each of these is meant to be. */
function showFailures(): void {
  console.log(bold("When something is wrong"));
  const trap = new Interpreter();
  const average = parseFunctions(TRAP)[0]!;
  trap.define(average);
  const result = trap.call(average, [DataValue.i32(7), DataValue.i32(0)]);
  if (result.kind !== "trap") throw new Error("a division by zero did not trap");
  const inst = result.trace[0];
  console.log(
    `  7 / 0 in ${inst?.func ?? "?"} stops with the trap ${bold(result.name)}; the process lives on.`,
  );
  for (const text of [ILL_TYPED, MISSPELT]) {
    let refused = false;
    try {
      const report = reportFile(text)[0]!;
      for (const e of report.errors) {
        refused = true;
        console.log(`  The verifier says: ${e}`);
      }
    } catch (error) {
      if (!(error instanceof CraneliftError)) throw error;
      refused = true;
      for (const d of error.errors) console.log(`  The reader says: ${formatDiagnostic(d)}`);
    }
    if (!refused) throw new Error("a wrong function was accepted");
  }
  console.log();
}

const given = process.argv.slice(2);
const programs = fileURLToPath(new URL("../programs", import.meta.url));
const files =
  given.length > 0
    ? given
    : readdirSync(programs)
        .sort()
        .map((f) => `${programs}/${f}`);
const start = performance.now();
for (const file of files) showFile(file);
if (given.length === 0) {
  showFailures();
  console.log(bold("What the printer makes of %gcd"));
  console.log(writeFunction(parseFunctions(readFileSync(`${programs}/integers.clif`, "utf8"))[0]!));
}
const time = (performance.now() - start).toFixed(0);
const summary = `${files.length} files, ${functions} functions, ${instructions} instructions, ${calls} calls: `;
console.log(
  summary + (wrong === 0 ? green("all as promised") : red(`${wrong} wrong`)) + dim(` (${time} ms)`),
);
if (wrong > 0 || functions === 0) process.exitCode = 1;
