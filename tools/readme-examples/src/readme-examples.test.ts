import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { compareOutput, examples, firstFence, promises, rootExample } from "./extract.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("the first ts fence and its promises are found", () => {
  const markdown =
    "# x\n\n```sh\nls\n```\n\n```ts\nconsole.log(1); // => 1\nconst x = 2;\n```\n\n```ts\nno\n```\n";
  expect(firstFence(markdown)).toBe("console.log(1); // => 1\nconst x = 2;\n");
  expect(firstFence("nothing")).toBeUndefined();
  expect(promises("console.log(f(1), 2); // => 1 2\n// => 3\n")).toEqual(["1 2"]);
});

test("an output that breaks its promise is noticed", () => {
  const example = {
    package: "x",
    name: "x",
    code: "console.log(1); // => 1\nconsole.log(2); // => 2\n",
    commands: undefined,
    expected: ["1", "2"],
  };
  expect(compareOutput(example, ["1", "2"])).toBeUndefined();
  expect(compareOutput(example, ["1"])).toBeDefined();
  expect(compareOutput(example, ["1", "3"])).toBeDefined();
  expect(compareOutput(example, ["2", "1"])).toBeDefined();
  expect(compareOutput(example, ["1", "2", "3"])).toBeDefined();
});

describe("README examples run on the sources", () => {
  const folder = join(root, "reports/readme-examples");
  mkdirSync(folder, { recursive: true });
  for (const example of [rootExample(root), ...examples(root)]) {
    if (example.code === undefined) continue;
    test(example.name, async () => {
      const file = join(folder, `${example.package}.ts`);
      writeFileSync(file, example.code!);
      const output: string[] = [];
      const log = vi.spyOn(console, "log").mockImplementation((...args: unknown[]) => {
        output.push(
          ...args
            .map((a) => (typeof a === "string" ? a : inspect(a)))
            .join(" ")
            .split("\n"),
        );
      });
      try {
        await import(/* @vite-ignore */ `${pathToFileURL(file).href}?${Date.now()}`);
      } finally {
        log.mockRestore();
      }
      expect(compareOutput(example, output)).toBeUndefined();
    });
  }
});
