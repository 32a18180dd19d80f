/** Generated files on disk: written when their text differs, or only compared. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { GeneratedFile } from "./generate/index.ts";

/**
 * Writes the files below `root` whose text differs and says which; with `check` it writes nothing and sets the exit
 * code of the process when one does.
 */
export function writeGenerated(root: string, files: Iterable<GeneratedFile>, check: boolean): void {
  let stale = 0;
  for (const { path, text } of files) {
    const file = join(root, path);
    if (textOf(file) === text) continue;
    stale++;
    process.stdout.write(`${check ? "stale" : "wrote"} ${path}\n`);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (check && stale > 0) process.exitCode = 1;
}

/** The text of a file; none if it is not there yet. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
