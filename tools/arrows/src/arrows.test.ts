import { expect, test } from "vitest";
import { FLOORS, SAME_FLOOR } from "./arrows.ts";
import { checkArrows } from "./check.ts";
import type { Arrows, Report } from "./check.ts";
import { diagram } from "./diagram.ts";

const arrows: Arrows = {
  floors: { low: 0, left: 1, right: 1, meta: 1, high: 2, host: 2 },
  sameFloor: [],
  buildTime: ["meta"],
  needsNode: ["meta", "host"],
  hostGlobals: ["Buffer", "process", "console"],
};

/** A repository with the given packages: dependencies, then source text of `src/index.ts`. */
function check(
  packages: Record<string, [string[], string]>,
  extra: Record<string, string> = {},
  given: Arrows = arrows,
): Report {
  const files: Record<string, string> = {
    "tsconfig.json": JSON.stringify({
      references: Object.keys(packages).map((p) => ({ path: `./packages/${p}` })),
    }),
  };
  for (const [p, [dependencies, text]] of Object.entries(packages)) {
    files[`packages/${p}/package.json`] = JSON.stringify({
      name: `@cranelift-ts/${p}`,
      dependencies: Object.fromEntries(dependencies.map((d) => [`@cranelift-ts/${d}`, "workspace:*"])),
    });
    files[`packages/${p}/tsconfig.json`] = JSON.stringify({
      references: dependencies.map((d) => ({ path: `../${d}` })),
    });
    files[`packages/${p}/src/index.ts`] = text;
  }
  Object.assign(files, extra);
  return checkArrows({ files: () => Object.keys(files), read: (f) => files[f]! }, given);
}

const messages = (r: Report): string[] => r.findings.map((f) => `${f.file}: ${f.message}`);
const low: [string[], string] = [[], "export const x = 1;"];

test("a clean repository has no findings", () => {
  const r = check({
    low,
    high: [["low"], `import { x } from "@cranelift-ts/low"; export { y } from "./y.ts"; export default x;`],
  });
  expect(messages(r)).toEqual([]);
  expect([...r.edges]).toEqual(["high -> low"]);
  expect(diagram(arrows, r)).toContain("| 2 | `high` | `low` |");
});

test("an import that points up, in every form", () => {
  for (const text of [
    `import { y } from "@cranelift-ts/high";`,
    `import type { Y } from "@cranelift-ts/high";`,
    `export { y } from "@cranelift-ts/high";`,
    `export * from "@cranelift-ts/high";`,
    `export * as h from "@cranelift-ts/high";`,
    `import "@cranelift-ts/high";`,
    `export const f = () => import("@cranelift-ts/high");`,
    `export type T = import("@cranelift-ts/high").Y;`,
  ]) {
    const r = check({ low: [[], text], high: [[], ""] });
    expect(messages(r), text).toContain("packages/low/src/index.ts: low -> high points up (floor 0 to 2)");
  }
});

test("sideways imports need a listed reason", () => {
  const packages: Record<string, [string[], string]> = {
    left: [["right"], `import "@cranelift-ts/right";`],
    right: [[], ""],
  };
  expect(messages(check(packages)).join()).toContain("points sideways");
  const listed = { ...arrows, sameFloor: [{ from: "left", to: "right", reason: "because" }] };
  expect(messages(check(packages, {}, listed))).toEqual([]);
  const silent = { ...arrows, sameFloor: [{ from: "left", to: "right", reason: " " }] };
  expect(messages(check(packages, {}, silent)).join()).toContain("has no reason");
  const cyclic = {
    ...arrows,
    sameFloor: [...listed.sameFloor, { from: "right", to: "left", reason: "too" }],
  };
  expect(messages(check(packages, {}, cyclic)).join()).toContain("closes a cycle");
});

test("dependencies, references and the root build agree with the imports", () => {
  const text = `import "@cranelift-ts/low";`;
  expect(messages(check({ low, high: [[], text] })).join()).toContain(
    "@cranelift-ts/low is not a dependency of high",
  );
  const r = check(
    { low, high: [["low"], text] },
    { "packages/high/tsconfig.json": "{}", "tsconfig.json": "{}" },
  );
  expect(messages(r).join()).toContain("no project reference to low");
  expect(messages(r).join()).toContain("packages/low is not built");
  const extra = { "packages/high/src/a.ts": "export const a = 1;" };
  expect(messages(check({ low, high: [["low"], ""] }, extra)).join()).toContain(
    "the dependency low is never imported",
  );
  const range = {
    "packages/high/package.json": JSON.stringify({
      name: "@cranelift-ts/high",
      dependencies: { "@cranelift-ts/low": "^1.0.0" },
    }),
  };
  expect(messages(check({ low, high: [["low"], text] }, range)).join()).toContain('must be "workspace:*"');
  const dev = {
    "packages/high/package.json": JSON.stringify({
      name: "@cranelift-ts/high",
      devDependencies: { "@cranelift-ts/low": "workspace:*" },
    }),
  };
  expect(messages(check({ low, high: [[], ""] }, dev)).join()).toContain("source alias");
});

test("the portable core is free of the host", () => {
  for (const [text, finding] of [
    [`import { readFileSync } from "node:fs"; readFileSync;`, "imports no node: module"],
    [`import fs from "fs"; fs;`, "no third-party dependencies"],
    [`console.log(1);`, "console: the portable core uses no host globals"],
    [`export const b = Buffer.from([]);`, "Buffer: the portable core"],
    [`export const b = globalThis["process"] ?? process;`, "process: the portable core"],
  ] as const) {
    expect(messages(check({ low: [[], text] })).join(), text).toContain(finding);
    expect(messages(check({ host: [[], text.replace(`"fs"`, `"node:fs"`)] })).join(), text).toBe("");
  }
  for (const text of [
    `export interface Host { console: string; process(): void } export const h = (x: Host) => x.console;`,
    `export function process(x: number): number { return x; } process(1);`,
    `export const o = { console: 1 };`,
  ]) {
    expect(messages(check({ low: [[], text] })), text).toEqual([]);
  }
});

test("build-time packages, deep paths, and paths out of the package", () => {
  const meta: [string[], string] = [[], ""];
  expect(messages(check({ meta, high: [["meta"], `import "@cranelift-ts/meta";`] })).join()).toContain(
    "exists for the build only",
  );
  const rows = {
    "packages/high/meta/rows.ts": `import "@cranelift-ts/meta";`,
    "packages/high/package.json": JSON.stringify({
      name: "@cranelift-ts/high",
      devDependencies: { "@cranelift-ts/meta": "workspace:*" },
    }),
  };
  expect(
    messages(check({ meta, high: [[], ""] }, { ...rows, "packages/high/tsconfig.json": "{}" })).filter(
      (m) => !m.includes("is not a dependency of high"),
    ),
  ).toEqual([]);
  expect(messages(check({ low, high: [["low"], `import "@cranelift-ts/low/src/x.ts";`] })).join()).toContain(
    "is a deep path",
  );
  expect(messages(check({ low, high: [[], `import "../../low/src/index.ts";`] })).join()).toContain(
    "leaves the package",
  );
  expect(messages(check({ low: [[], `import "./x.js";`] })).join()).toContain("must end in .ts");
});

test("test files may reach up", () => {
  const r = check(
    { low, high: [[], ""] },
    { "packages/low/src/x.test.ts": `import "@cranelift-ts/high"; import "node:fs";` },
  );
  expect(messages(r)).toEqual([]);
});

test("an unknown package or edge is a finding", () => {
  expect(messages(check({ stranger: [[], ""] })).join()).toContain("has no floor");
  expect(messages(check({ high: [["stranger"], `import "@cranelift-ts/stranger";`] })).join()).toContain(
    "no package stranger is listed",
  );
});

test("the committed data is consistent", () => {
  for (const { from, to, reason } of SAME_FLOOR) {
    expect(FLOORS[from]).toBe(FLOORS[to]);
    expect(FLOORS[from]).toBeDefined();
    expect(reason.length).toBeGreaterThan(10);
  }
});
