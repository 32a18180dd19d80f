import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createColors } from "picocolors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "./program.ts";
import { table, wantsColors } from "./terminal.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clif-util-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function clifUtil(
  args: readonly string[],
  options: { stdin?: string; env?: Record<string, string>; colors?: boolean } = {},
): Promise<Ran> {
  let out = "";
  let err = "";
  const colors = createColors(options.colors ?? false);
  const code = await runProgram(args, {
    out: (line) => (out += `${line}\n`),
    err: (line) => (err += `${line}\n`),
    colors,
    errColors: colors,
    stdin: () => options.stdin ?? "",
    env: options.env ?? {},
  });
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ADD = `function %add(i32, i32) -> i32 fast {
block0(v0: i32, v1: i32):
    v2 = iadd v0, v1
    return v2
}
`;
const TESTS = `test interpret\ntest run\ntarget x86_64\n${ADD}; run: %add(1, 2) == 3\n; run: %add(1, 2) == 4\n; print: %add(20, 22)\n`;

describe("cat", () => {
  test("prints what it reads", async () => {
    const path = file(
      "add.clif",
      `test cat\n${ADD.replaceAll("    ", "\t").replace(" fast", "")}; a comment\n`,
    );
    expect(await clifUtil(["cat", path])).toEqual({ code: 0, out: ADD, err: "" });
  });
  test("standard input, several functions", async () => {
    expect(await clifUtil(["cat", "-"], { stdin: ADD + ADD })).toEqual({
      code: 0,
      out: `${ADD}\n${ADD}`,
      err: "",
    });
  });
  test("errors have positions and exit code 1; other files are printed", async () => {
    const good = file("good.clif", ADD);
    const { code, out, err } = await clifUtil(["cat", "-", good], {
      stdin: "function %f() {\nblock0:\n    retrun\n}\n",
    });
    expect(code).toBe(1);
    expect(err).toContain("<stdin>:3:5: error:");
    expect(out).toBe(ADD);
  });
  test("--check-roundtrip", async () => {
    const good = file("rt.clif", TESTS);
    const bad = file("bad.clif", "function %f() {\nblock0:\n    v0 = iconst.i8 0\n}\n");
    const json = join(folder, "rt.json");
    expect(await clifUtil(["cat", "--check-roundtrip", good, "--json", json])).toEqual({
      code: 0,
      out: "1 files, 1 functions passed, 0 failed\n",
      err: "",
    });
    expect(JSON.parse(readFileSync(json, "utf8"))).toEqual([
      { file: good, command: "roundtrip", target: null, passed: 1, failed: 0, skipped: 0, reasons: [] },
    ]);
    const result = await clifUtil(["cat", "--check-roundtrip", bad, good]);
    expect(result.code).toBe(1);
    expect(result.err).toContain(
      `FAIL ${bad}:2 %f: - block0: block0 does not end in a terminator instruction`,
    );
    expect(result.out).toBe("2 files, 1 functions passed, 1 failed\n");
  });
});

test("print-cfg", async () => {
  const { code, out } = await clifUtil(["print-cfg", "-"], { stdin: ADD });
  expect(code).toBe(0);
  expect(out).toContain('digraph "%add" {');
});

describe("interpret", () => {
  test("runs directives whatever the test lines say", async () => {
    const { code, out, err } = await clifUtil(["interpret", "-"], { stdin: TESTS });
    expect(code).toBe(1);
    expect(out).toBe("ok   print: %add(20, 22) -> 42\n1 passed, 1 failed\n");
    expect(err).toBe("<stdin>:10: run: %add(1, 2) == 4: got 3\n");
    expect((await clifUtil(["interpret", "-"], { stdin: `${ADD}; run: %add(2, 2) == 4\n` })).code).toBe(0);
  });
  test("--report and --verbose", async () => {
    const { out } = await clifUtil(["interpret", "--report", "-"], { stdin: TESTS });
    expect(out).toContain("1 functions, 2 instructions, parsed in");
    expect(out).toMatch(/%add\(20, 22\) +42 +2 /);
    expect((await clifUtil(["interpret", "-v", "-"], { stdin: TESTS })).out).toContain(
      "ok   run: %add(1, 2) == 3",
    );
  });
  test("functions that don't verify are not run", async () => {
    const { code, err } = await clifUtil(["interpret", "-"], {
      stdin: "function %f() {\nblock0:\n    nop\n}\n; run: %f() == []\n",
    });
    expect(code).toBe(1);
    expect(err).toContain("block0 does not end in a terminator");
  });
});

describe("test", () => {
  test("exit code, summary, JSON", async () => {
    const path = file("t.clif", TESTS);
    const json = join(folder, "t.json");
    const { code, out, err } = await clifUtil(["test", path, "--json", json]);
    expect(code).toBe(1);
    expect(err).toBe(`FAIL ${path}:10 (test interpret, %add)\n    run: %add(1, 2) == 4: got 3\n`);
    expect(out).toMatch(
      /^2 skipped: 'test run' needs a back end, .*\n1 passed, 1 failed, 2 skipped \(1 files in [\d.]+ s\)\n$/,
    );
    const reason = "'test run' needs a back end, which is not part of this build";
    expect(JSON.parse(readFileSync(json, "utf8"))).toEqual(
      [
        { file: path, command: "run", target: "x86_64", passed: 0, failed: 0, skipped: 2, reasons: [reason] },
        {
          file: path,
          command: "interpret",
          target: null,
          passed: 1,
          failed: 1,
          skipped: 0,
          reasons: ["line 10: run: %add(1, 2) == 4: got 3"],
        },
      ]
        .toSorted((a, b) => a.command.localeCompare(b.command))
        .toReversed(),
    );
    const passing = file("p.clif", `test interpret\n${ADD}; run: %add(1, 2) == 3\n`);
    expect((await clifUtil(["test", passing])).code).toBe(0);
  });
  test("--only, -v, -T", async () => {
    const path = file("o.clif", `test cat\ntest verifier\n${ADD}`);
    const { out } = await clifUtil(["test", "-v", "-T", "--only", "verifier", "--", path]);
    expect(out).toContain(`ok   ${path} verifier: 1 passed, 0 failed, 0 skipped`);
    expect(out).toMatch(/verifier +1 +1 +\d+ ms/);
    expect(out).not.toContain("cat");
  });
  test("--bless and its variable", async () => {
    const text = `test cat precise-output\n\n${ADD}`;
    for (const how of [{ args: ["--bless"] }, { args: [], env: { CRANELIFT_TEST_BLESS: "1" } }]) {
      const path = file("b.clif", text);
      expect((await clifUtil(["test", path])).code).toBe(1);
      expect(
        (await clifUtil(["test", path, ...how.args], how.env === undefined ? {} : { env: how.env })).code,
      ).toBe(0);
      expect(readFileSync(path, "utf8")).toBe(`${text}\n${ADD.replace(/^/gm, "; ").replace(/; $/, "")}`);
      expect((await clifUtil(["test", path])).code).toBe(0);
    }
  });
  test("logging", async () => {
    const path = file("l.clif", `test cat\n${ADD}`);
    const { err } = await clifUtil(["test", path], { env: { CRANELIFT_LOG: "filetests=info" } });
    expect(err).toMatch(/^\[info filetests\] .*l\.clif: cat in [\d.]+ ms\n$/);
  });
});

describe("usage", () => {
  test("help", async () => {
    for (const args of [
      ["--help"],
      ["help"],
      ["test", "--help"],
      ["cat", "-h"],
      ["interpret", "--help"],
      ["print-cfg", "--help"],
    ]) {
      const { code, out, err } = await clifUtil(args);
      expect([args, code, err]).toEqual([args, 0, ""]);
      expect(out).toContain("Usage: clif-util");
    }
    expect((await clifUtil(["test", "--help"])).out).toContain(
      "{file, command, target, passed, failed, skipped, reasons}",
    );
  });
  test("wrong usage gives 2 and says why", async () => {
    const cases: [args: string[], message: string][] = [
      [[], "Usage: clif-util"],
      [["dog"], "unknown command 'dog'"],
      [["cat"], "no files given"],
      [["test"], "no files given"],
      [["cat", "--loud", "x"], "unknown option '--loud'"],
      [["cat", join("no", "such", "file.clif")], "ENOENT"],
      [["test", join("no", "such", "folder")], "ENOENT"],
      [["test", "-"], "not standard input"],
      [["test", "--threads", "many", "x"], "expected a number from 1 to 256"],
      [["cat", "-", "--json", "x"], "--json goes with --check-roundtrip"],
    ];
    for (const [args, message] of cases) {
      const { code, err } = await clifUtil(args);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toContain(message);
    }
    const { code, err } = await clifUtil(["cat", "-"], { env: { CRANELIFT_LOG: "loud" } });
    expect([code, err]).toEqual([
      2,
      "error: 'loud' is no log level: expected off, error, warn, info, debug, trace\n",
    ]);
    expect((await clifUtil(["test", folder, "--json", join(folder, "no", "where")])).code).toBe(2);
  });
});

describe("colours", () => {
  test("for terminals, unless refused", () => {
    expect(wantsColors(true, {})).toBe(true);
    expect(wantsColors(false, {})).toBe(false);
    expect(wantsColors(true, { NO_COLOR: "1" })).toBe(false);
    expect(wantsColors(true, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
    expect(wantsColors(true, { NO_COLOR: "" })).toBe(true);
    expect(wantsColors(true, { TERM: "dumb" })).toBe(false);
    expect(wantsColors(false, { FORCE_COLOR: "1" })).toBe(true);
    expect(wantsColors(true, { FORCE_COLOR: "0" })).toBe(false);
  });
  test("only then", async () => {
    const bad = "function";
    const escape = String.fromCharCode(27);
    expect((await clifUtil(["cat", "-"], { stdin: bad, colors: true })).err).toContain(`${escape}[31m`);
    expect((await clifUtil(["cat", "-"], { stdin: bad })).err).not.toContain(escape);
  });
});

test("tables", () => {
  expect(
    table(
      ["name", ">n"],
      [
        ["a", "1"],
        ["longer", "12"],
      ],
      (l) => `*${l}*`,
    ),
  ).toEqual(["*name     n*", "a        1", "longer  12"]);
});

test("the launcher names the built program", () => {
  const text = readFileSync(fileURLToPath(new URL("../bin/clif-util.js", import.meta.url)), "utf8");
  expect(text.startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(text).toContain("../dist/main.js");
});
