import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GENERATED_FILES } from "../meta/files.ts";

const root = new URL("../", import.meta.url);

describe("generated files", () => {
  it.each(GENERATED_FILES)("$path is up to date (else run `pnpm generate`)", ({ path, text }) => {
    expect(readFileSync(new URL(path, root), "utf8") === text).toBe(true);
  });
});
