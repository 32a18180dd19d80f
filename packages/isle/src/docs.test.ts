// The examples of `docs/isle/` are what they say. Fences:
//   isle               a program; later fences build on it
//   isle more          added to the program
//   isle error CODE    with this added, the compiler reports exactly that kind of error
//   ts run             run with the compiled program in scope; `EXPRESSION; // => VALUE` is a promise

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import { compileIsle } from "./compile/compile.ts";
import { DiagnosticSink } from "./diagnostics.ts";
import { parse } from "./parse/parser.ts";
import { analyze } from "./sema/check.ts";
import { SourceMap } from "./source.ts";

const FOLDER = fileURLToPath(new URL("../../../docs/isle/", import.meta.url));

interface Fence {
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

function fences(page: string): Fence[] {
  const text = readFileSync(FOLDER + page, "utf8");
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map((m) => ({
    info: m[1] as string,
    text: m[2] as string,
    line: text.slice(0, m.index).split("\n").length,
  }));
}

/** Compiles the program, appends the example, runs it, and returns what its promises got and wanted. */
async function run(program: string, example: string): Promise<[unknown, unknown][]> {
  const compiled = compileIsle([{ name: "example.isle", text: program }]);
  expect(compiled.rendered).toEqual([]);
  const body = example.replace(/^(.*); \/\/ => (.*)$/gm, "$$promises.push([$1, $2]);");
  const module = `${compiled.code}\nexport const $promises: [unknown, unknown][] = [];\n{\n${body}\n}\n`;
  const { code } = await transform(module, { loader: "ts", format: "esm" });
  const loaded = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
    $promises: [unknown, unknown][];
  };
  return loaded.$promises;
}

for (const page of ["language-reference.md", "tutorial.md"]) {
  describe(page, () => {
    let program = "";
    for (const fence of fences(page)) {
      const [language, kind, code] = fence.info.split(" ");
      if (language === "isle") {
        const text = kind === undefined ? fence.text : program + fence.text;
        if (kind !== "error") program = text;
        test(`line ${fence.line}: ${fence.info}`, () => {
          const result = analyze([{ name: page, text }]);
          expect(
            result.diagnostics.map((d) =>
              `${d.code}: ${d.message}`.replace(/:.*/, kind === "error" ? "" : "$&"),
            ),
          ).toEqual(kind === "error" ? [code] : []);
        });
      } else if (fence.info === "ts run") {
        const before = program;
        test(`line ${fence.line}: ${fence.info}`, async () => {
          const promises = await run(before, fence.text);
          expect(promises.length).toBeGreaterThan(0);
          for (const [got, wanted] of promises) expect(got).toEqual(wanted);
        });
      }
    }
  });
}

test("the reference exercises every construct", () => {
  const seen = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const part of value) visit(part);
    } else if (typeof value === "object" && value !== null) {
      const node = value as Record<string, unknown>;
      if (typeof node["kind"] === "string") seen.add(node["kind"]);
      if (typeof node["form"] === "string") seen.add(node["form"]);
      for (const flag of ["pure", "multi", "partial", "rec", "extern", "nodebug", "infallible"])
        if (node[flag] === true) seen.add(flag);
      for (const [key, part] of Object.entries(node)) {
        if (key === "ifLets" && (part as unknown[]).length > 0) seen.add("if-let");
        if (key === "span" || key === "literal") continue;
        visit(part);
      }
    }
  };
  for (const fence of fences("language-reference.md")) {
    if (!fence.info.startsWith("isle")) continue;
    visit(parse(new SourceMap([{ name: "fence", text: fence.text }]), new DiagnosticSink()));
  }
  const constructs =
    "pragma type decl rule extractor extern-constructor extern-extractor extern-const convert verification " +
    "primitive enum struct wildcard int bool const var bind and term let if-let pure multi partial rec extern nodebug infallible " +
    "spec model form instantiate attr macro state";
  expect(constructs.split(" ").filter((name) => !seen.has(name))).toEqual([]);
});
