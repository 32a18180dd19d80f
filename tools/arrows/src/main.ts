/** `pnpm arrows`: exits with 1 when the repository breaks a package arrow. `--diagram` prints what imports what. */

import { fileURLToPath } from "node:url";
import { BUILD_TIME, FLOORS, HOST_GLOBALS, NEEDS_NODE, SAME_FLOOR } from "./arrows.ts";
import { checkArrows } from "./check.ts";
import { diagram } from "./diagram.ts";
import { diskTree } from "./disk-tree.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const arrows = {
  floors: FLOORS,
  sameFloor: SAME_FLOOR,
  buildTime: BUILD_TIME,
  needsNode: NEEDS_NODE,
  hostGlobals: HOST_GLOBALS,
};
const report = checkArrows(diskTree(root), arrows);
if (process.argv.includes("--diagram")) {
  process.stdout.write(diagram(arrows, report));
} else {
  for (const { file, message } of report.findings) console.error(`${file}: ${message}`);
  console.log(
    `arrows: ${report.packages.length} packages, ${report.files} files, ${report.edges.size} edges, ${report.findings.length} findings`,
  );
}
if (report.packages.length === 0 || report.files === 0 || report.findings.length > 0) process.exitCode = 1;
