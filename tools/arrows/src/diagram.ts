/** The arrow diagram as Markdown: one row a floor, with what each package really imports. */

import type { Arrows, Report } from "./check.ts";

export function diagram(arrows: Arrows, report: Report): string {
  const floors = new Map<number, string[]>();
  for (const [name, floor] of Object.entries(arrows.floors)) {
    if (!report.packages.includes(name)) continue;
    floors.set(floor, [...(floors.get(floor) ?? []), name]);
  }
  let text = "| floor | package | imports |\n|---|---|---|\n";
  for (const [floor, names] of [...floors].sort((a, b) => b[0] - a[0])) {
    for (const name of names) {
      const imports = [...report.edges]
        .filter((e) => e.startsWith(`${name} -> `))
        .map((e) => `\`${e.slice(name.length + 4)}\``);
      text += `| ${floor} | \`${name}\` | ${imports.sort().join(", ")} |\n`;
    }
  }
  return text;
}
