import { createWebAssembly } from "@cranelift-ts/wasm-runtime";
import { expect, test } from "vitest";
import { COMMAND, runEsbuild } from "./esbuild.ts";

/** The unpacked npm package `esbuild-wasm`: 14 MB, and a minute of work. */
const folder = process.env["CRANELIFT_ESBUILD_WASM"];

test.skipIf(folder !== undefined)("CRANELIFT_ESBUILD_WASM is not set: esbuild is not run", () =>
  expect(folder).toBe(undefined),
);

test.runIf(folder !== undefined)(
  "esbuild bundles and minifies TypeScript to the same bytes",
  async () => {
    const expected = await runEsbuild(
      (globalThis as unknown as { readonly WebAssembly: object }).WebAssembly,
      folder!,
      COMMAND,
    );
    expect(expected.status).toBe(0);
    expect(expected.stdout.length).toBeGreaterThan(1000);
    const found = await runEsbuild(
      createWebAssembly({ regallocAlgorithm: "single_pass", lazy: true }),
      folder!,
      COMMAND,
    );
    expect(found.status).toBe(0);
    expect(Buffer.compare(found.stdout, expected.stdout)).toBe(0);
  },
  600_000,
);
