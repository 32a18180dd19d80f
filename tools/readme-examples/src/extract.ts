/** Finds the README examples of a repository and what they promise to print. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Example {
  /** Folder name of the package. */
  package: string;
  /** Package name. */
  name: string;
  /** The program, `undefined` when the README has none. */
  code: string | undefined;
  /** For a package with a command line and no program: the commands that its README shows. */
  commands: string | undefined;
  /** What its `// =>` comments promise, in order. */
  expected: string[];
}

/** The first `ts` fence of a Markdown text. */
export function firstFence(markdown: string): string | undefined {
  return /^```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^```\s*$/m.exec(markdown)?.[1];
}

/** The first `sh` fence of a Markdown text: how the README of a command line shows itself. */
function firstShellFence(markdown: string): string | undefined {
  return /^```(?:sh|bash)\b[^\n]*\n([\s\S]*?)^```\s*$/m.exec(markdown)?.[1];
}

/** The texts of the `// =>` comments behind `console.log` calls. */
export function promises(code: string): string[] {
  return [...code.matchAll(/^\s*console\.log\(.*\);?\s*\/\/ => (.*)$/gm)].map((m) => m[1]!.trimEnd());
}

/** Whether a program has a `console.log` that promises nothing: then only the promised lines are looked for. */
function everyLinePromised(code: string): boolean {
  return [...code.matchAll(/\bconsole\.log\(/g)].length === promises(code).length;
}

/** What is wrong with a program's output, `undefined` when nothing is. */
export function compareOutput(example: Example, output: readonly string[]): string | undefined {
  const wanted = example.expected;
  if (everyLinePromised(example.code ?? "") && !loops(example.code ?? "")) {
    if (output.length !== wanted.length)
      return `printed ${output.length} lines, promised ${wanted.length}: ${output.join("\n")}`;
  }
  let at = 0;
  for (const w of wanted) {
    while (at < output.length && output[at] !== w) at++;
    if (at === output.length)
      return `did not print "${w}" (in this order); it printed:\n${output.join("\n")}`;
    at++;
  }
  return undefined;
}

/** A program with loops may print a line more than once. */
function loops(code: string): boolean {
  return /\b(for|while)\s*\(|\.forEach\(/.test(code);
}

/** The example of the repository's own README. */
export function rootExample(root: string): Example {
  const code = firstFence(readFileSync(join(root, "README.md"), "utf8"));
  const expected = code === undefined ? [] : promises(code);
  return { package: "root", name: "the repository", code, commands: undefined, expected };
}

/** The examples of all packages, in order of name. */
export function examples(root: string): Example[] {
  const found: Example[] = [];
  for (const p of readdirSync(join(root, "packages")).sort()) {
    const manifest = join(root, "packages", p, "package.json");
    if (!existsSync(manifest)) continue;
    const {
      name,
      private: isPrivate,
      bin,
    } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string; private?: boolean; bin?: unknown };
    if (isPrivate === true) continue;
    const readme = join(root, "packages", p, "README.md");
    const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
    const code = firstFence(text);
    const commands = code === undefined && bin !== undefined ? firstShellFence(text) : undefined;
    found.push({ package: p, name, code, commands, expected: code === undefined ? [] : promises(code) });
  }
  return found;
}
