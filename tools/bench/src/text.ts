/**
 * The text format on real programs: reading and printing `.clif` files, in nanoseconds per instruction.
 *
 *     node tools/bench/dist/text.js [FOLDER or FILE ...]
 *
 * Without arguments the files are those of `bench/clif` beside the folder that `CRANELIFT_CORPORA` names. The
 * line above the table tells the cost of the first reading in the process, of everything at once.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { writeFunction, type Function } from "@cranelift-ts/codegen-ir";
import { parseFunctions, parseTestFile } from "@cranelift-ts/reader";
import { cpuMilliseconds, Suite } from "./harness.ts";

function files(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => name.endsWith(".clif"))
          .sort()
          .map((name) => join(path, name))
      : [path],
  );
}

const corpora = process.env["CRANELIFT_CORPORA"];
const given = process.argv
  .slice(2)
  .filter((arg, i, all) => !arg.startsWith("--") && !all[i - 1]?.startsWith("--"));
if (given.length === 0 && corpora === undefined) {
  console.error("Give .clif files or folders, or set CRANELIFT_CORPORA.");
  process.exit(2);
}
const paths = files(given.length > 0 ? given : [join(corpora!, "..", "bench", "clif")]);

const programs = paths.map((path) => {
  const text = readFileSync(path, "utf8");
  return { name: basename(path, ".clif"), text };
});
const suite = new Suite("CLIF text");
const unit = "instruction";

const read = (texts: readonly string[]): Function[] => texts.flatMap((text) => parseFunctions(text));
const instructions = (functions: readonly Function[]): number =>
  functions.reduce((sum, func) => sum + func.dfg.numInsts, 0);
const print = (functions: readonly Function[]): number =>
  functions.reduce((sum, func) => sum + writeFunction(func).length, 0);

const all = programs.map((program) => program.text);
const length = all.reduce((sum, text) => sum + text.length, 0);
// Counted by reading: the first measurement below is therefore warm, and the first reading is reported here.
const start = cpuMilliseconds();
const functions = read(all);
const firstReading = cpuMilliseconds() - start;
const count = instructions(functions);
console.log(
  `${programs.length} files, ${(length / 1e6).toFixed(1)} MB, ${functions.length} functions, ${count} instructions; ` +
    `first reading ${((firstReading * 1e6) / count).toFixed(0)} ns/instruction`,
);

suite.bench("parse, all files", count, () => instructions(read(all)), { unit, runs: 5 });
suite.bench("print, all files", count, () => print(functions), { unit, runs: 5 });
suite.bench(
  "parse with comments and positions, all files",
  count,
  () => all.reduce((n, text) => n + parseTestFile(text).functions.length, 0),
  { unit, runs: 5 },
);
for (const { name, text } of programs) {
  const parsed = parseFunctions(text);
  const n = instructions(parsed);
  suite.bench(`parse, ${name} (${n})`, n, () => instructions(parseFunctions(text)), { unit, runs: 5 });
  suite.bench(`print, ${name} (${n})`, n, () => print(parsed), { unit, runs: 5 });
}
suite.finish();
