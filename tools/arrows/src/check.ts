/**
 * Compares a repository with the package arrows.
 *
 * Everything is read from a `Tree`, so that tests can check invented repositories. The result is a list of findings,
 * each naming a file and what is wrong with it; an empty list means that the arrows hold.
 */

import { posix } from "node:path";
import { parseSync } from "oxc-parser";

/** The files of a repository, by path relative to its root. */
export interface Tree {
  files(): readonly string[];
  read(path: string): string;
}

/** What to compare with; see `arrows.ts`. */
export interface Arrows {
  floors: Readonly<Record<string, number>>;
  sameFloor: readonly { from: string; to: string; reason: string }[];
  buildTime: readonly string[];
  needsNode: readonly string[];
  hostGlobals: readonly string[];
}

export interface Finding {
  file: string;
  message: string;
}

export interface Report {
  findings: Finding[];
  /** Packages found. */
  packages: string[];
  /** Source files whose imports were read. */
  files: number;
  /** Imports between packages, as `from -> to`. */
  edges: Set<string>;
}

const SCOPE = "@cranelift-ts/";
const UMBRELLA = "cranelift-ts";

interface Manifest {
  name?: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  exports?: Record<string, unknown>;
}

/** Folder name of one of our packages, `undefined` for any other package name. */
function folderOf(name: string): string | undefined {
  if (name === UMBRELLA) return UMBRELLA;
  return name.startsWith(SCOPE) ? name.slice(SCOPE.length) : undefined;
}

/** Checks the whole repository. */
export function checkArrows(tree: Tree, arrows: Arrows): Report {
  const findings: Finding[] = [];
  const edges = new Set<string>();
  const report = (file: string, message: string): void => void findings.push({ file, message });
  const all = tree.files();
  const packages = [
    ...new Set(
      all.map((f) => /^packages\/([^/]+)\/package\.json$/.exec(f)?.[1]).filter((p) => p !== undefined),
    ),
  ].sort();
  const sameFloor = new Set(arrows.sameFloor.map((e) => `${e.from} -> ${e.to}`));
  const usedSameFloor = new Set<string>();

  for (const e of arrows.sameFloor) {
    const edge = `${e.from} -> ${e.to}`;
    if (arrows.floors[e.from] === undefined || arrows.floors[e.from] !== arrows.floors[e.to]) {
      report("tools/arrows", `the listed edge ${edge} does not join two packages of one floor`);
    }
    if (e.reason.trim() === "") report("tools/arrows", `the listed edge ${edge} has no reason`);
    if (sameFloor.has(`${e.to} -> ${e.from}`))
      report("tools/arrows", `the listed edge ${edge} closes a cycle`);
  }

  /** Whether `from` may depend on `to`; reports when not. */
  const allow = (file: string, from: string, to: string): void => {
    const a = arrows.floors[from];
    const b = arrows.floors[to];
    const edge = `${from} -> ${to}`;
    if (a === undefined) return;
    if (b === undefined) report(file, `${edge}: no package ${to} is listed in tools/arrows`);
    else if (b > a) report(file, `${edge} points up (floor ${a} to ${b})`);
    else if (a === b) {
      if (sameFloor.has(edge)) usedSameFloor.add(edge);
      else report(file, `${edge} points sideways on floor ${a} and is not listed in tools/arrows`);
    }
  };

  let files = 0;
  for (const p of packages) {
    const manifestFile = `packages/${p}/package.json`;
    if (arrows.floors[p] === undefined) report(manifestFile, `package ${p} has no floor in tools/arrows`);
    const portable = !arrows.needsNode.includes(p);
    const buildTime = arrows.buildTime.includes(p);
    const manifest = JSON.parse(tree.read(manifestFile)) as Manifest;
    const expected = p === UMBRELLA ? UMBRELLA : SCOPE + p;
    if (manifest.name !== expected)
      report(manifestFile, `the package is called ${manifest.name}, not ${expected}`);
    const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies };
    const ours = new Set<string>();
    for (const [name, range] of Object.entries(dependencies)) {
      const to = folderOf(name);
      if (to === undefined) {
        if (portable) report(manifestFile, `the portable core has no third-party dependencies, not ${name}`);
        continue;
      }
      ours.add(to);
      allow(manifestFile, p, to);
      // Opcode numbers are compiled into siblings, so published versions must match exactly.
      if (range !== "workspace:*") report(manifestFile, `${name} must be "workspace:*", not "${range}"`);
      if (!buildTime && arrows.buildTime.includes(to))
        report(manifestFile, `run-time code depends on ${to}, which exists for the build only`);
    }
    for (const name of Object.keys(manifest.devDependencies ?? {})) {
      const to = folderOf(name);
      if (to === undefined) continue;
      if (arrows.buildTime.includes(to)) allow(manifestFile, p, to);
      else
        report(
          manifestFile,
          `a devDependency on ${name}: tests reach siblings through the source alias instead`,
        );
    }

    const configFile = `packages/${p}/tsconfig.json`;
    if (all.includes(configFile)) {
      const config = JSON.parse(tree.read(configFile)) as { references?: { path: string }[] };
      const references = new Set(
        (config.references ?? []).map((r) => posix.basename(posix.normalize(r.path))),
      );
      for (const to of ours)
        if (!references.has(to)) report(configFile, `no project reference to ${to}, a dependency`);
      for (const to of references) {
        if (!ours.has(to) && manifest.devDependencies?.[SCOPE + to] === undefined)
          report(configFile, `a project reference to ${to}, which is not a dependency`);
      }
    } else report(manifestFile, `packages/${p} has no tsconfig.json`);

    const imported = new Set<string>();
    const sources = all.filter(
      (f) =>
        new RegExp(`^packages/${p}/(src|meta)/`).test(f) &&
        /\.[cm]?tsx?$/.test(f) &&
        !/\/(dist|node_modules)\//.test(f),
    );
    for (const file of sources) {
      if (/\.test\.ts$|\/testing\.ts$/.test(file)) continue;
      const runTime = file.startsWith(`packages/${p}/src/`);
      files++;
      const text = tree.read(file);
      const parsed = parseSync(file, text);
      for (const specifier of importsOf(parsed)) {
        if (specifier.startsWith(".")) {
          const target = posix.normalize(posix.join(posix.dirname(file), specifier));
          if (!target.startsWith(`packages/${p}/`))
            report(file, `"${specifier}" leaves the package: import siblings by name`);
          if (!/\.(ts|json|isle)$/.test(specifier)) report(file, `"${specifier}" must end in .ts`);
          continue;
        }
        if (specifier.startsWith("node:")) {
          if (portable && runTime) report(file, `"${specifier}": the portable core imports no node: module`);
          continue;
        }
        const name = specifier.startsWith("@")
          ? specifier.split("/", 2).join("/")
          : specifier.split("/", 1)[0]!;
        const to = folderOf(name);
        if (to === undefined) {
          if (portable && runTime)
            report(file, `"${specifier}": the portable core has no third-party dependencies`);
          else if (dependencies[name] === undefined && manifest.peerDependencies?.[name] === undefined)
            report(file, `${name} is not a dependency of ${p}`);
          continue;
        }
        if (to === p) {
          report(file, `"${specifier}": a package does not import itself by name`);
          continue;
        }
        imported.add(to);
        edges.add(`${p} -> ${to}`);
        allow(file, p, to);
        if (runTime && !buildTime && arrows.buildTime.includes(to))
          report(file, `run-time code imports ${to}, which exists for the build only`);
        if (runTime && !ours.has(to)) report(file, `${name} is not a dependency of ${p}`);
        if (specifier !== name && !exportsPath(tree, all, to, specifier.slice(name.length)))
          report(file, `"${specifier}" is a deep path`);
      }
      if (portable && runTime) {
        for (const { name, at } of hostGlobals(parsed.program, arrows.hostGlobals)) {
          const line = text.slice(0, at).split("\n").length;
          report(`${file}:${line}`, `${name}: the portable core uses no host globals`);
        }
      }
    }
    for (const to of ours) {
      if (imported.has(to)) continue;
      // A package that is still a stub declares its dependencies first.
      if (sources.length > 1) report(manifestFile, `the dependency ${to} is never imported`);
    }
  }

  const root = JSON.parse(tree.read("tsconfig.json")) as { references?: { path: string }[] };
  const built = new Set((root.references ?? []).map((r) => posix.normalize(r.path)));
  for (const p of packages)
    if (!built.has(`packages/${p}`)) report("tsconfig.json", `packages/${p} is not built`);
  return { findings, packages, files, edges };
}

/** Whether a package lists `.${path}` among its exports, patterns included. */
function exportsPath(tree: Tree, all: readonly string[], to: string, path: string): boolean {
  const file = `packages/${to}/package.json`;
  if (!all.includes(file)) return false;
  const { exports } = JSON.parse(tree.read(file)) as Manifest;
  return Object.keys(exports ?? {}).some((key) => {
    const [before, after] = key.split("*") as [string, string?];
    return after === undefined
      ? key === `.${path}`
      : `.${path}`.startsWith(before) && `.${path}`.endsWith(after);
  });
}

type Parsed = ReturnType<typeof parseSync>;

function importsOf(parsed: Parsed): string[] {
  const found: string[] = [];
  for (const i of parsed.module.staticImports) found.push(i.moduleRequest.value);
  for (const e of parsed.module.staticExports)
    for (const entry of e.entries) if (entry.moduleRequest) found.push(entry.moduleRequest.value);
  walk(parsed.program, (node) => {
    if (node.type !== "ImportExpression" && node.type !== "TSImportType") return;
    const source = (node["source"] ?? node["argument"]) as Node | undefined;
    const literal = source?.type === "TSLiteralType" ? (source["literal"] as Node) : source;
    if (typeof literal?.["value"] === "string") found.push(literal["value"]);
  });
  return [...new Set(found)];
}

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** Visits every node below `root`, without recursion: generated sources nest deeply. */
function walk(root: unknown, visit: (node: Node, parent: Node | undefined, key: string) => void): void {
  const stack: { node: unknown; parent: Node | undefined; key: string }[] = [
    { node: root, parent: undefined, key: "" },
  ];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, parent, key } = top;
    if (Array.isArray(node)) {
      for (const item of node) stack.push({ node: item, parent, key });
    } else if (node !== null && typeof node === "object") {
      const n = node as Node;
      if (typeof n.type === "string") visit(n, parent, key);
      for (const k in n) if (typeof n[k] === "object") stack.push({ node: n[k], parent: n, key: k });
    }
  }
}

/** Mentions of host globals: identifiers that are neither property names nor declared in the file. */
function hostGlobals(program: unknown, names: readonly string[]): { name: string; at: number }[] {
  const mentions: { name: string; at: number }[] = [];
  const declared = new Set<string>();
  walk(program, (node, parent, key) => {
    if (node.type !== "Identifier") return;
    const name = node["name"] as string;
    if (!names.includes(name)) return;
    const isName = (key === "key" || key === "property") && parent?.["computed"] !== true;
    if (isName || parent?.type.startsWith("TS") === true || key === "label") return;
    const declares =
      key === "id" ||
      key === "params" ||
      key === "local" ||
      (key === "value" && parent?.type === "Property") ||
      (key === "left" && parent?.type === "AssignmentPattern");
    if (declares) declared.add(name);
    else mentions.push({ name, at: node.start });
  });
  return mentions.filter((m) => !declared.has(m.name));
}
