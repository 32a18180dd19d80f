/** Builds the runner with this project's own compiler. */
import { chmodSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Architecture, linkRunner } from "./link.ts";

/** Builds `runner-ARCHITECTURE` in a folder, a static executable, and says where that is. */
export function buildRunner(architecture: Architecture, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const executable = join(folder, `runner-${architecture}`);
  // Renamed when complete: somebody may be starting it.
  const fresh = `${executable}.${process.pid}`;
  writeFileSync(fresh, linkRunner(architecture));
  chmodSync(fresh, 0o755);
  renameSync(fresh, executable);
  return executable;
}
