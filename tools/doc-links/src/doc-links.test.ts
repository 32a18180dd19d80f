import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { diskTree } from "../../arrows/src/disk-tree.ts";
import { anchors, brokenLinks, unknownScripts } from "./doc-links.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("broken links and anchors are found", () => {
  const files: Record<string, string> = {
    "docs/b.md": "# One two\n\n## A, b: `c`\n## A, b: `c`\n",
    docs: "",
  };
  const read = (path: string): string | undefined => files[path];
  const check = (text: string): string[] => brokenLinks("docs/a.md", text, read);
  expect(check("[x](b.md) [y](b.md#one-two) [z](https://x.y/z) [w](b.md#a-b-c-1) [d](../docs)")).toEqual([]);
  expect(check("[x](c.md)")).toHaveLength(1);
  expect(check("[x](b.md#three)")).toHaveLength(1);
  expect(check("[x](../../outside.md)")).toHaveLength(1);
  expect(check("# Here\n[x](#here) [y](#there)")).toHaveLength(1);
  expect(check("```\n[x](c.md)\n```\n")).toEqual([]);
  expect([...anchors("# A\n```\n# B\n```\n")]).toEqual(["a"]);
});

test("unknown scripts are found", () => {
  const scripts = new Set(["build", "case-labels"]);
  expect(
    unknownScripts(
      "x",
      "`pnpm build` and `npm run build`, `pnpm case-labels --check`, `npx pnpm@10.34.9 install`",
      scripts,
    ),
  ).toEqual([]);
  expect(unknownScripts("x", "`pnpm bild`\n```sh\nnpm run biuld\n```\n", scripts)).toHaveLength(2);
});

test("the repository's documents lead somewhere", () => {
  const tree = diskTree(root);
  const files = new Set(tree.files());
  const folders = new Set<string>(["."]);
  for (const f of files)
    for (let at = f.lastIndexOf("/"); at > 0; at = f.lastIndexOf("/", at - 1)) folders.add(f.slice(0, at));
  const read = (path: string): string | undefined =>
    files.has(path) ? tree.read(path) : folders.has(path) ? "" : undefined;
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  const documents = [...files].filter((f) => f.endsWith(".md") && !f.endsWith("CHANGELOG.md"));
  expect(documents.length).toBeGreaterThan(20);
  const findings = documents.flatMap((f) => {
    const text = tree.read(f);
    return [...brokenLinks(f, text, read), ...unknownScripts(f, text, new Set(Object.keys(scripts)))];
  });
  expect(findings).toEqual([]);
});
