/** `node dist/main.js FORMULA [NAME=VALUE...]`: compiles a formula, shows its CLIF and its code, and computes it. */
import { Context, disassemble, type TargetIsa } from "@cranelift-ts/codegen";
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { hostIsa } from "@cranelift-ts/native";
import { CAN_RUN_NATIVELY, compile } from "./calculator.ts";
import { FormulaError } from "./formula.ts";

const [formula = "sqrt(x^2 + y^2) / 2", ...words] = process.argv.slice(2);
const given = new Map(words.map((word) => word.split("=") as [string, string]));
if (process.argv.length <= 2) given.set("x", "3").set("y", "4");

function main(): number {
  if (!CAN_RUN_NATIVELY) {
    console.log(`no machine code for ${process.platform} ${process.arch} yet`);
    return 0;
  }
  const { params, clif, call } = compile(formula);
  console.log(writeFunction(clif));
  const context = new Context();
  clif.clone(context.func);
  const isa = hostIsa() as TargetIsa;
  console.log(disassemble(context.compile(isa), isa));
  const missing = params.filter((name) => !given.has(name));
  if (missing.length > 0) {
    console.error(`say what ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"}: ${missing[0]}=1`);
    return 2;
  }
  const shown = params.map((name) => `${name} = ${given.get(name)}`).join(", ");
  console.log(
    `${formula} = ${call(...params.map((name) => Number(given.get(name))))}${shown === "" ? "" : ` where ${shown}`}`,
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof FormulaError)) throw error;
  console.error(`${formula}\n${" ".repeat(error.position)}^ ${error.message}`);
  process.exitCode = 1;
}
