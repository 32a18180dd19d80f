// The command line, run in a temporary folder, without a process of its own.

import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "./main.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "islec-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

const TYPES =
  "(type E extern (enum (A (x u8)) B))\n(decl f (E) u8)\n(decl g (u8) u8)\n(extern constructor g g)\n";
const RULES = "(rule (f (E.A x)) (g x))\n(rule two 1 (f (E.A 2)) 3)\n(rule -1 (f _) 0)\n";

async function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = "";
  let error = "";
  const code = await main(args, {
    directory,
    out: (text) => void (out += text),
    error: (text) => void (error += text),
  });
  return { code, out, error };
}

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text);
}

describe("commands", () => {
  beforeAll(() => {
    write("types.isle", TYPES);
    write("rules.isle", RULES);
    write("bad.isle", "(rule (f x) y)\n(rule (f x)\n");
  });
  test("check", async () => {
    expect(await run("check", "types.isle", "rules.isle")).toEqual({
      code: 0,
      out: "2 files, 4 terms, 3 rules: no errors\n",
      error: "",
    });
    const bad = await run("check", "types.isle", "bad.isle");
    expect(bad.code).toBe(1);
    expect(bad.error).toBe(
      [
        "bad.isle:1:13: error[unbound-variable]: variable `y` is not bound",
        "1 | (rule (f x) y)",
        "  |             ^",
        "",
        "bad.isle:2:1: error[syntax]: `(` is not closed",
        "2 | (rule (f x)",
        "  | ^",
        "",
        "2 errors",
        "",
      ].join("\n"),
    );
  });
  test("build writes the module, and only if it changes", async () => {
    const first = await run("build", "-o", "out/rules.ts", "types.isle", "rules.isle", "--stats");
    expect(first.error).toBe("");
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^out\/rules\.ts: 3 rules, \d+ characters\nterm +rules/);
    const file = join(directory, "out/rules.ts");
    expect(readFileSync(file, "utf8")).toContain("export interface Host");
    utimesSync(file, 1, 1);
    expect((await run("-o", "out/rules.ts", "types.isle", "rules.isle")).out).toContain("(unchanged)");
    expect(statSync(file).mtimeMs).toBe(1000);
    expect((await run("build", "-o", "none.ts", "types.isle", "bad.isle")).code).toBe(1);
    expect(readdirSync(directory)).not.toContain("none.ts");
  });
  test("a configuration", async () => {
    write(
      "islec.json",
      JSON.stringify({
        files: ["types.isle", "rules.isle"],
        output: "out/configured.ts",
        options: { backEnd: "table" },
      }),
    );
    expect((await run("build", "-c", "islec.json")).code).toBe(0);
    expect(readFileSync(join(directory, "out/configured.ts"), "utf8")).toContain("// ---- Rule tables");
    write("wrong.json", JSON.stringify({ files: ["a"], outputs: "b" }));
    expect((await run("build", "-c", "wrong.json")).error).toContain("unknown field `outputs`");
  });
  test("stats", async () => {
    const { out, code } = await run("stats", "types.isle", "rules.isle");
    expect(code).toBe(0);
    expect(out).toMatch(/^term +rules +depth +tests +constraints +back end/);
    expect(out).toMatch(/\nf +3 /);
  });
  test("show", async () => {
    for (const args of [
      ["show", "f"],
      ["--show", "f"],
    ]) {
      const { out, code } = await run(...args, "types.isle", "rules.isle");
      expect(code).toBe(0);
      expect(out).toContain("(decl f (E) u8)");
      const order = ["priority 1", "priority 0", "priority -1", "function f("].map((text) =>
        out.indexOf(text),
      );
      expect(order.every((at) => at >= 0)).toBe(true);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(out).not.toContain("class State");
    }
    expect((await run("show", "g", "types.isle")).out).toContain("(extern constructor g g)");
    expect((await run("show", "zz", "types.isle")).code).toBe(1);
  });
  test("fmt", async () => {
    write("ugly.isle", "(rule  (f\n x) ; why\n x)");
    expect(await run("fmt", "--check", "ugly.isle")).toEqual({
      code: 1,
      out: "ugly.isle: would be formatted\n",
      error: "",
    });
    expect((await run("fmt", "ugly.isle")).code).toBe(0);
    expect(readFileSync(join(directory, "ugly.isle"), "utf8")).toBe("(rule (f x) ; why\n      x)\n");
    expect(await run("fmt", "--check", "ugly.isle")).toEqual({ code: 0, out: "", error: "" });
    write("broken.isle", "(rule (f");
    expect((await run("fmt", "broken.isle")).error).toContain("broken.isle:1:1: error[syntax]");
  });
  test("usage", async () => {
    expect((await run("--help")).out).toContain("islec build");
    expect((await run()).code).toBe(0);
    for (const args of [
      ["frob", "x.isle"],
      ["check"],
      ["build", "types.isle"],
      ["check", "--frob"],
      ["show"],
      ["stats", "--back-end", "fast", "types.isle"],
      ["check", "missing.isle"],
    ]) {
      expect((await run(...args)).code).toBe(2);
    }
  });
  test("watch", async () => {
    write("watched.isle", RULES);
    const stop = new AbortController();
    const seen: string[] = [];
    let wake = (): void => {};
    const note = (text: string): void => {
      seen.push(text);
      wake();
    };
    const until = async (test: (text: string) => boolean): Promise<void> => {
      const deadline = Date.now() + 10_000;
      while (!seen.some(test)) {
        if (Date.now() > deadline) throw new Error(`waited in vain; saw: ${seen.join("")}`);
        await new Promise<void>((done) => {
          wake = done;
          setTimeout(done, 100);
        });
      }
      seen.length = 0;
    };
    const ended = main(["check", "--watch", "types.isle", "watched.isle"], {
      directory,
      out: note,
      error: note,
      signal: stop.signal,
    });
    await until((text) => text.includes("watching"));
    write("watched.isle", `${RULES}(rule 2 (f (E.B)) z)`);
    await until((text) => text.includes("variable `z` is not bound"));
    write("watched.isle", `${RULES}(rule 2 (f (E.B)) 9)`);
    await until((text) => text.includes("4 rules: no errors"));
    stop.abort();
    expect(await ended).toBe(0);
  }, 30_000);
});

test("only the command line knows Node", () => {
  const root = fileURLToPath(new URL(".", import.meta.url));
  const users = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .filter((name) =>
      /from "node:|\bprocess\.|\bBuffer\b|\bconsole\.|from "\.\.?\/(?:\.\.\/)?main\.ts"/.test(
        readFileSync(join(root, name), "utf8").replace(/`(?:[^`\\]|\\.)*`/g, "``"),
      ),
    );
  expect(users).toEqual(["main.ts"]);
});
