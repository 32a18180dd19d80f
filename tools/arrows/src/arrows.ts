/**
 * The package arrows, as data.
 *
 * A package imports only from lower floors; an import on the same floor is listed here with its reason. Test files
 * (`*.test.ts`, and `testing.ts` for what several share) are exempt: they may reach up through the source alias.
 */

/** The floor of every package, those that are planned included. */
export const FLOORS: Readonly<Record<string, number>> = {
  entity: 0,
  isle: 1,
  "codegen-meta": 1,
  regalloc: 1,
  "object-file": 1,
  "codegen-ir": 1,
  reader: 2,
  frontend: 2,
  interpreter: 2,
  codegen: 2,
  "isa-x64": 3,
  "isa-aarch64": 3,
  "isa-s390x": 3,
  "jit-host": 4,
  module: 4,
  "runtime-lib": 4,
  fuzzgen: 4,
  native: 5,
  object: 5,
  "wasm-translator": 5,
  jit: 6,
  "wasm-runtime": 7,
  filetests: 8,
  "clif-util": 8,
  "cranelift-ts": 8,
};

/** Imports between packages of one floor. */
export const SAME_FLOOR: readonly { from: string; to: string; reason: string }[] = [
  {
    from: "clif-util",
    to: "filetests",
    reason: "`clif-util test` is the command line of the test-file runner",
  },
];

/** Packages that exist for the build only: published run-time code never imports them. */
export const BUILD_TIME: readonly string[] = ["isle", "codegen-meta"];

/** Packages that may use `node:` modules and host globals; every other one is the portable core. */
export const NEEDS_NODE: readonly string[] = [
  "isle", // its command line reads and writes files
  "codegen-meta", // its generators write files
  "jit-host",
  "native",
  "jit",
  "wasm-runtime",
  "filetests",
  "clif-util",
];

/** Globals that only some hosts have. The portable core must not mention them. */
export const HOST_GLOBALS: readonly string[] = [
  "Buffer",
  "process",
  "console",
  "require",
  "module",
  "__dirname",
  "__filename",
  "global",
  "window",
  "document",
  "navigator",
  "setImmediate",
];
