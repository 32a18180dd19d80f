import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const packages = fileURLToPath(new URL("./packages", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@cranelift-ts\/([^/]+)\/testing$/, replacement: `${packages}/$1/src/testing.ts` },
      { find: /^@cranelift-ts\/([^/]+)$/, replacement: `${packages}/$1/src/index.ts` },
      { find: /^cranelift-ts$/, replacement: `${packages}/cranelift-ts/src/index.ts` },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "tools/*/src/**/*.test.ts", "examples/**/*.test.ts"],
    isolate: false,
    // Guards against endless loops only: on a loaded machine a test may take ten times as long as on a quiet one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    experimental: { fsModuleCache: true },
  },
});
