/** How often each operator was executed, as a table of the documentation. */
import { ALL_OPERATORS, operatorName } from "./wasm-operators.ts";

/** A row for each family of operators; names what was executed less than a hundred times. */
export function coverageTable(executed: ReadonlyMap<number, number>): string {
  const rows = new Map<string, string[]>();
  const rare: string[] = [];
  for (const op of ALL_OPERATORS) {
    const name = operatorName(op);
    const count = executed.get(op) ?? 0;
    if (count < 100) rare.push(name);
    const [family, rest] = name.includes(".") ? (name.split(".") as [string, string]) : ["control", name];
    const cells = rows.get(family) ?? [];
    rows.set(family, cells);
    cells.push(`${rest} ${count}`);
  }
  const lines = [
    `${ALL_OPERATORS.length} operators; executed less than a hundred times: ${rare.join(", ") || "none"}.`,
    "",
    "| | executions |",
    "|---|---|",
  ];
  for (const [family, cells] of rows) lines.push(`| ${family} | ${cells.join(", ")} |`);
  return `${lines.join("\n")}\n`;
}
