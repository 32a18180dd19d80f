/** The tables of the targets and the page are what the rules say; nothing in the rules is broken. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { supportFiles } from "./targets.ts";

test("the tables are what the rules say", { timeout: 120_000 }, () => {
  const { files, crashes } = supportFiles();
  expect(crashes).toEqual([]);
  for (const [path, text] of files) {
    const committed = readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), "utf8");
    expect(committed === text, `${path} is old: run 'pnpm support'`).toBe(true);
  }
});
