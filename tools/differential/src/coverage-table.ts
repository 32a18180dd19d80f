/** How often each pair of opcode and type was executed, as a table of the documentation. */
import { instructions, types } from "@cranelift-ts/codegen-ir";
import type { FuzzTarget } from "@cranelift-ts/fuzzgen";
import type { Comparison } from "./compare.ts";

/** A row for each opcode with the counts of its types, and what was never executed. */
export function coverageMarkdown(comparison: Comparison, target: FuzzTarget): string {
  const rows = new Map<string, string[]>();
  const never: string[] = [];
  let pairs = 0;
  for (const { opcode, type, count } of comparison.coverage.entries(target)) {
    const name = instructions.opcodeName(opcode);
    const typeName = type === types.INVALID ? "" : types.typeName(type);
    const cells = rows.get(name);
    const cell = typeName === "" ? String(count) : `${typeName} ${count}`;
    if (cells === undefined) rows.set(name, [cell]);
    else cells.push(cell);
    pairs++;
    if (count === 0) never.push(typeName === "" ? name : `${name}.${typeName}`);
  }
  const lines = [`${pairs} pairs of opcode and type; executed never: ${never.join(", ") || "none"}.`, ""];
  lines.push("| opcode | executions by type |", "|---|---|");
  for (const [name, cells] of rows) lines.push(`| \`${name}\` | ${cells.join(", ")} |`);
  return `${lines.join("\n")}\n`;
}
