/** Finds test files: arguments may be files or folders. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Extension of test files. */
const EXTENSION = ".clif";

/**
 * The files named by `paths`, folders searched all the way down, sorted, each once. A file named directly may have any
 * extension. Throws the file system's error for a path that does not exist.
 */
export function testFiles(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    if (!statSync(path).isDirectory()) {
      found.add(path);
      continue;
    }
    const folders = [path];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const child = join(folder, entry.name);
        if (entry.isDirectory()) folders.push(child);
        else if (entry.name.endsWith(EXTENSION)) found.add(child);
      }
    }
  }
  return [...found].toSorted();
}
