import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generateAll } from "./generate/index.ts";

const root = new URL("../../../", import.meta.url);

describe("generated files", () => {
  it.each(generateAll().map((f) => [f.path, f.text] as const))(
    "%s is up to date (else run `pnpm generate`)",
    (path, text) => {
      expect(readFileSync(new URL(path, root), "utf8") === text).toBe(true);
    },
  );
});
