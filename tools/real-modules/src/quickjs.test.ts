import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { createWebAssembly } from "@cranelift-ts/wasm-runtime";
import { expect, test } from "vitest";
import { runQuickJS } from "./quickjs.ts";

const script = readFileSync(new URL("../programs/program.js", import.meta.url), "utf8");
const engine = (globalThis as unknown as { readonly WebAssembly: object }).WebAssembly;
const native = process.arch === "x64" && process.platform === "linux";

test("the program prints the same in Node and in QuickJS under the engine's own WebAssembly", async () => {
  const lines: string[] = [];
  runInContext(
    script,
    createContext({ print: (...values: unknown[]) => void lines.push(values.map(String).join(" ")) }),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(script.split("\n").length).toBeGreaterThan(300);
  expect(lines.at(-1)).toBe("done");
  expect(await runQuickJS(engine, script)).toEqual(lines);
});

// On other machines there is nothing to compare.
test.skipIf(!native).each(["backtracking", "single_pass"] as const)(
  "QuickJS prints the same when compiled here: %s",
  async (regallocAlgorithm) => {
    const lines = await runQuickJS(createWebAssembly({ regallocAlgorithm }), script);
    expect(lines.length).toBeGreaterThan(60);
    expect(lines).toEqual(await runQuickJS(engine, script));
  },
);
