/**
 * Keeps integer case labels in step with the constants they stand for.
 *
 * `constantsOf` collects the integer constants of a set of files and the namespaces they are exported under;
 * `relabel` returns a file's text with right labels, and what was wrong. Both work on text, so that tests need no disk.
 *
 * Known constants are `export const NAME = 17`, and the members of `export const X = { NAME: 17 } as const`. They are
 * named in a comment as `NAME`, or as `Namespace.NAME` where the namespace comes from `import * as` or `export * as`.
 */

import { posix } from "node:path";
import { parseSync } from "oxc-parser";

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** What a file declares. */
interface FileFacts {
  /** Integer constants by name, members of constant objects as `Object.NAME`. */
  constants: Map<string, number>;
  /** Namespace name -> file, from `import * as` and `export * as` with a relative path. */
  namespaces: Map<string, string>;
}

export interface Constants {
  files: Map<string, FileFacts>;
}

export interface Finding {
  file: string;
  line: number;
  message: string;
}

export interface Relabelled {
  text: string;
  findings: Finding[];
  /** Labels checked: those with a comment and those that were constants. */
  labels: number;
}

/** Switches with fewer labels that are not literals are left alone: a short chain of comparisons costs little. */
const MANY = 8;

const packageOf = (file: string): string => /^[^/]+\/[^/]+/.exec(file)?.[0] ?? "";

function integer(node: Node | undefined): number | undefined {
  if (node === undefined) return undefined;
  if (
    node.type === "TSAsExpression" ||
    node.type === "TSSatisfiesExpression" ||
    node.type === "ParenthesizedExpression"
  ) {
    return integer(node["expression"] as Node);
  }
  if (node.type === "UnaryExpression" && node["operator"] === "-") {
    const v = integer(node["argument"] as Node);
    return v === undefined ? undefined : -v;
  }
  const value = node["value"];
  return node.type === "Literal" && typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

/** Reads the constants and namespaces of files given as (path from the root, text). */
export function constantsOf(files: Iterable<readonly [string, string]>): Constants {
  const facts = new Map<string, FileFacts>();
  for (const [file, text] of files) {
    const constants = new Map<string, number>();
    const namespaces = new Map<string, string>();
    facts.set(file, { constants, namespaces });
    const { program } = parseSync(file, text);
    for (const statement of program.body as unknown as Node[]) {
      if (
        (statement.type === "ExportAllDeclaration" && statement["exported"] !== null) ||
        statement.type === "ImportDeclaration"
      ) {
        const source = (statement["source"] as Node)["value"] as string;
        if (!source.startsWith(".")) continue;
        const target = posix.normalize(posix.join(posix.dirname(file), source));
        if (statement.type === "ExportAllDeclaration")
          namespaces.set((statement["exported"] as Node)["name"] as string, target);
        else {
          for (const s of statement["specifiers"] as Node[]) {
            if (s.type === "ImportNamespaceSpecifier")
              namespaces.set((s["local"] as Node)["name"] as string, target);
          }
        }
        continue;
      }
      const declaration = (
        statement.type === "ExportNamedDeclaration" ? statement["declaration"] : statement
      ) as Node | null;
      if (declaration?.type !== "VariableDeclaration" || declaration["kind"] !== "const") continue;
      for (const d of declaration["declarations"] as Node[]) {
        const id = d["id"] as Node;
        let init = d["init"] as Node | null;
        if (id.type !== "Identifier" || init === null) continue;
        const name = id["name"] as string;
        const value = integer(init);
        if (value !== undefined) constants.set(name, value);
        while (init.type === "TSAsExpression" || init.type === "TSSatisfiesExpression")
          init = init["expression"] as Node;
        if (init.type !== "ObjectExpression") continue;
        for (const p of init["properties"] as Node[]) {
          const key = p["key"] as Node | undefined;
          const member = p.type === "Property" ? integer(p["value"] as Node) : undefined;
          if (member !== undefined && key?.type === "Identifier")
            constants.set(`${name}.${key["name"] as string}`, member);
        }
      }
    }
  }
  return { files: facts };
}

/** The value of `name` as seen from `file`; a string says why there is none. */
export function resolve(all: Constants, file: string, name: string): number | string {
  const inFile = (f: string): number | undefined => {
    const facts = all.files.get(f);
    const direct = facts?.constants.get(name);
    if (direct !== undefined) return direct;
    const dot = name.indexOf(".");
    const target = dot < 0 ? undefined : facts?.namespaces.get(name.slice(0, dot));
    return target === undefined ? undefined : all.files.get(target)?.constants.get(name.slice(dot + 1));
  };
  const own = inFile(file);
  if (own !== undefined) return own;
  const here = packageOf(file);
  for (const wanted of [(f: string) => packageOf(f) === here, (f: string) => packageOf(f) !== here]) {
    const values = new Set<number>();
    for (const f of all.files.keys()) {
      if (!wanted(f)) continue;
      const v = inFile(f);
      if (v !== undefined) values.add(v);
    }
    if (values.size === 1) return [...values][0]!;
    if (values.size > 1) return `${name} has several values: ${[...values].join(", ")}`;
  }
  return `${name} is not a known integer constant`;
}

const LABEL =
  /\bcase\s+(-?(?:0x[0-9a-fA-F]+|\d+))\s*\/\*\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?)\s*\*\/(?=\s*:)/g;

/** Checks the labels of one file and returns its text with all of them right. */
export function relabel(all: Constants, file: string, text: string): Relabelled {
  const findings: Finding[] = [];
  const edits: { start: number; end: number; by: string }[] = [];
  let labels = 0;
  const report = (at: number, message: string): void =>
    void findings.push({ file, line: text.slice(0, at).split("\n").length, message });

  for (const m of text.matchAll(LABEL)) {
    // A lone lower-case word is an ordinary comment, such as `/* eq */`.
    if (/^[a-z]\w*$/.test(m[2]!)) continue;
    labels++;
    const value = resolve(all, file, m[2]!);
    if (typeof value === "string") report(m.index, value);
    else if (value !== Number(m[1])) {
      report(m.index, `${m[2]} is ${value}, not ${m[1]}`);
      const start = m.index + m[0].indexOf(m[1]!);
      edits.push({ start, end: start + m[1]!.length, by: String(value) });
    }
  }

  // A file without a constant label needs no parsing.
  if (/\bcase\s+[A-Za-z_$][\w$.]*\s*:/.test(text)) {
    for (const s of switches(parseSync(file, text).program)) {
      const lineStart = text.lastIndexOf("\n", s.start) + 1;
      const previous = text.slice(text.lastIndexOf("\n", lineStart - 2) + 1, Math.max(lineStart - 1, 0));
      if (/case-labels: cold/.test(previous)) continue;
      const found = (s["cases"] as Node[])
        .map((c) => c["test"] as Node | null)
        .filter((label) => label?.type === "Identifier" || label?.type === "MemberExpression") as Node[];
      if (found.length < MANY) continue;
      for (const label of found) {
        labels++;
        const name = text.slice(label.start, label.end);
        const value = resolve(all, file, name);
        if (typeof value === "string") {
          report(label.start, `the label is not an integer literal, and ${value}`);
          continue;
        }
        report(label.start, `the label ${name} ships as a load: write ${value} /* ${name} */`);
        edits.push({ start: label.start, end: label.end, by: `${value} /* ${name} */` });
      }
    }
  }

  edits.sort((a, b) => b.start - a.start);
  let result = text;
  for (const e of edits) result = result.slice(0, e.start) + e.by + result.slice(e.end);
  return { text: result, findings, labels };
}

function switches(program: unknown): Node[] {
  const found: Node[] = [];
  const stack: unknown[] = [program];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null || typeof node !== "object") continue;
    if ((node as Node).type === "SwitchStatement") found.push(node as Node);
    for (const k in node) {
      const child = (node as Record<string, unknown>)[k];
      if (child !== null && typeof child === "object") stack.push(child);
    }
  }
  return found;
}
