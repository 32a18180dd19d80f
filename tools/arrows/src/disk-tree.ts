/** The repository on disk as a `Tree`. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "./check.ts";

const SKIPPED = new Set(["node_modules", "dist", ".git", ".turbo", "coverage", "reports"]);

export function diskTree(root: string): Tree {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (SKIPPED.has(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit("");
  return { files: () => found, read: (path) => readFileSync(join(root, path), "utf8") };
}
