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
const TESTS = `test interpret\ntest run\ntarget riscv64\n${ADD}; run: %add(1, 2) == 3\n; run: %add(1, 2) == 4\n; print: %add(20, 22)\n`;

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
      out: "1 file, 1 function passed, 0 failed\n",
      err: "",
    });
    expect(JSON.parse(readFileSync(json, "utf8"))).toEqual([
      { file: good, command: "roundtrip", target: null, passed: 1, failed: 0, skipped: 0, reasons: [] },
    ]);
    const result = await clifUtil(["cat", "--check-roundtrip", bad, good]);
    expect(result.code).toBe(1);
    expect(result.err).toContain(
      `FAIL ${bad}:2: %f: - block0: block0 does not end in a terminator instruction`,
    );
    expect(result.out).toBe("2 files, 1 function passed, 1 failed\n");
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
    expect(out).toContain("1 function, 2 instructions, parsed in");
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
      /^2 skipped: no back end for target 'riscv64'\n1 passed, 1 failed, 2 skipped \(1 file in [\d.]+ s\)\n$/,
    );
    const reason = "no back end for target 'riscv64'";
    expect(JSON.parse(readFileSync(json, "utf8"))).toEqual(
      [
        {
          file: path,
          command: "run",
          target: "riscv64",
          passed: 0,
          failed: 0,
          skipped: 2,
          reasons: [reason],
        },
        {
          file: path,
          command: "interpret",
          target: null,
          passed: 1,
          failed: 1,
          skipped: 0,
          reasons: ["line 10: run: %add(1, 2) == 4: got 3"],
        },
      ].toSorted((a, b) => a.command.localeCompare(b.command)),
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

const X64_LINUX = process.arch === "x64" && process.platform === "linux";

describe("run", () => {
  const text = `set opt_level=speed\ntarget x86_64\n${ADD}; run: %add(1, 2) == 3\n; run: %add(1, 2) == 4\n; print: %add(20, 22)\n`;
  test.skipIf(!X64_LINUX)("in this process and in another (x86-64 Linux only)", async () => {
    const path = file("r.clif", text);
    for (const runner of ["native", "jit"]) {
      for (const features of ["file", "all", "none"]) {
        const { code, out, err } = await clifUtil(["run", "--runner", runner, "--features", features, path]);
        expect([code, err]).toEqual([
          1,
          `FAIL ${path}:9 (test run for x86_64, %add)\n    run: %add(1, 2) == 4: got 3\n`,
        ]);
        expect(out).toMatch(
          /^%add\(20, 22\) -> 42\nnote: code is not optimized yet: every opt_level compiles like none \(1 file\)\n1 passed, 1 failed, 0 skipped/,
        );
      }
    }
  });
  test.skipIf(!X64_LINUX)("both allocators, with the checker (x86-64 Linux only)", async () => {
    const path = file("ra.clif", `${ADD}; run: %add(1, 2) == 3\n`);
    for (const algorithm of ["backtracking", "single_pass"]) {
      const set = ["--set", `regalloc_algorithm=${algorithm}`, "--set", "regalloc_checker=true"];
      expect((await clifUtil(["run", ...set, path])).out).toContain("1 passed, 0 failed, 0 skipped");
    }
  });
  test.skipIf(!X64_LINUX)(
    "what differs in opt_level only is not counted twice (x86-64 Linux only)",
    async () => {
      const targets =
        "set opt_level=none\ntarget x86_64\ntarget x86_64 has_sse3\nset opt_level=speed\ntarget x86_64\n";
      const path = file("levels.clif", `test run\n${targets}${ADD}; run: %add(1, 2) == 3\n`);
      const out = `1 skipped: opt_level=speed compiles like the opt_level=none of a target before it\n2 passed, 0 failed, 1 skipped`;
      expect((await clifUtil(["run", path])).out).toContain(out);
      expect((await clifUtil(["test", path])).out).toContain(out);
      expect((await clifUtil(["compile", path])).out).toContain("2 functions compiled");
    },
  );
  test.skipIf(!X64_LINUX)("standard input (x86-64 Linux only)", async () => {
    const { code, out } = await clifUtil(["run", "-"], { stdin: `${ADD}; run: %add(1, 2) == 3\n` });
    expect([code, out]).toEqual([0, expect.stringContaining("1 passed, 0 failed")]);
  });
  test("nothing to run is a failure, and said", async () => {
    const { code, err } = await clifUtil(["run", file("none.clif", ADD)]);
    expect([code, err]).toEqual([1, expect.stringContaining("nothing was run: no '; run:")]);
    // A file with nothing but a print comment did what it could.
    if (X64_LINUX)
      expect((await clifUtil(["run", file("p.clif", `${ADD}; print: %add(20, 22)\n`)])).code).toBe(0);
  });
  test("a feature that may not be asked for", async () => {
    const path = file("f.clif", `target x86_64 has_avx\n${ADD}; run: %add(1, 2) == 3\n`);
    const { code, out } = await clifUtil(["run", "--features", "none", path]);
    if (X64_LINUX)
      expect([code, out]).toEqual([0, expect.stringContaining("1 skipped: unsupported: has_avx\n")]);
  });
});

describe("compile", () => {
  test("what comes out, and where the time went", async () => {
    const path = file("c.clif", ADD);
    const { code, out, err } = await clifUtil(["compile", "-D", "-p", "-T", "--target", "x86_64", path]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("v2 = iadd v0, v1");
    expect(out).toMatch(/%add: \d+ bytes, frame/);
    expect(out).toContain("retq");
    expect(out).toMatch(/% {2}lower\n/);
    expect((await clifUtil(["compile", "--target", "x86_64", path])).out).toMatch(
      /^1 function compiled to \d+ bytes, 0 unsupported, 0 failed\n$/,
    );
  });
  test("settings of the target without --target", async () => {
    const path = file("set.clif", `target x86_64\ntarget aarch64\n${ADD}`);
    const { code, out, err } = await clifUtil([
      "compile",
      "--set",
      "has_avx",
      "--set",
      "opt_level=speed",
      path,
    ]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^2 functions compiled/)]);
    expect(err).toBe("note: code is not optimized yet: every opt_level compiles like none\n");
  });
  test("an object file that cannot be written", async () => {
    const output = join(folder, "no", "where.o");
    const { code, err } = await clifUtil([
      "compile",
      "--target",
      "x86_64",
      "-o",
      output,
      file("nw.clif", ADD),
    ]);
    expect([code, err]).toEqual([2, `error: ${output}: no such file or folder\n`]);
  });
  test("an object file", async () => {
    const path = file("o1.clif", ADD);
    const output = join(folder, "o1.o");
    expect((await clifUtil(["compile", "--target", "x86_64", "-o", output, path])).code).toBe(0);
    const object = readFileSync(output);
    expect([...object.subarray(0, 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46]);
    expect(object.includes("add\0")).toBe(true);
  });
  test("what is missing, by name", async () => {
    const path = file(
      "u.clif",
      "function %u(i64) -> i32 {\nblock0(v0: i64):\n    v1 = load.i32 big v0\n    return v1\n}\n",
    );
    const { code, err } = await clifUtil(["compile", "--target", "x86_64", path]);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^unsupported .*u\.clif:1 %u for x86_64: big-endian access\n$/),
    ]);
    const summary = await clifUtil(["compile", "--summary", "--target", "x86_64", path]);
    expect([summary.code, summary.err]).toEqual([0, ""]);
    expect(summary.out).toMatch(
      /^ +1 {2}big-endian access\n0 functions compiled to 0 bytes, 1 unsupported, 0 failed\n$/,
    );
  });
  test("functions that are not valid, and files that are no CLIF", async () => {
    const path = file("v.clif", "function %v() {\nblock0:\n    nop\n}\n");
    expect((await clifUtil(["compile", "--target", "x86_64", path])).err).toContain("%v: ");
    const wrong = file("w.clif", "function %w() {\nblock0:\n    retrun\n}\n");
    expect((await clifUtil(["compile", wrong])).err).toContain("w.clif:3:5: error:");
  });
});

test("disasm", async () => {
  const { code, out } = await clifUtil(["disasm", "-"], { stdin: "0x55, 0xc3 ; two instructions\n" });
  expect(code).toBe(0);
  expect(out).toMatch(/^ +0: 55 +pushq %rbp\n +1: c3 +retq\n$/);
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
      ["run", "--help"],
      ["compile", "--help"],
      ["disasm", "--help"],
    ]) {
      const { code, out, err } = await clifUtil(args);
      expect([args, code, err]).toEqual([args, 0, ""]);
      expect(out).toContain("Usage: clif-util");
    }
    expect((await clifUtil(["test", "--help"])).out).toContain(
      "{file, command, target, passed, failed, skipped, reasons}",
    );
  });
  test("the version", async () => {
    const { code, out } = await clifUtil(["--version"]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
  test("the page of documentation knows every command and option, and no other", async () => {
    const page = readFileSync(new URL("../../../docs/clif-util.md", import.meta.url), "utf8");
    const sections = page.split(/^## /m);
    const commands = [...(await clifUtil(["--help"])).out.matchAll(/^ {2}([a-z-]+) .*\[files/gm)].map(
      (m) => m[1]!,
    );
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) {
      const section = sections.find((s) => s.startsWith(`${command} FILE`));
      expect([command, section]).toEqual([command, expect.any(String)]);
      const { out } = await clifUtil([command, "--help"]);
      const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((m) => m[1]!);
      const documented = [...section!.matchAll(/^\| .*?(--[a-z-]+)/gm)].map((m) => m[1]!);
      expect([command, documented.toSorted()]).toEqual([
        command,
        options.filter((o) => o !== "--help").toSorted(),
      ]);
    }
    const variables = [...(await clifUtil(["--help"])).out.matchAll(/^ {2}([A-Z]+_[A-Z_]+)/gm)].map(
      (m) => m[1]!,
    );
    for (const name of variables) expect(page).toContain(`\`${name}\``);
  });
  test("wrong usage gives 2 and says why", async () => {
    const cases: [args: string[], message: string][] = [
      [[], "Usage: clif-util"],
      [["dog"], "unknown command 'dog'"],
      [["help", "dog"], "unknown command 'dog'"],
      [["disasm", folder], `${folder}: it is a folder`],
      [["cat"], "no files given"],
      [["test"], "no files given"],
      [["cat", "--loud", "x"], "unknown option '--loud'"],
      [["cat", join("no", "such", "file.clif")], "no such file or folder"],
      [["test", join("no", "such", "folder")], "no such file or folder"],
      [["test", "-"], "not standard input"],
      [["test", "--threads", "many", "x"], "expected a number from 1 to 256"],
      [
        ["run", "--set", "nonsense", "x"],
        "--set nonsense: there is no setting 'nonsense' that all targets share",
      ],
      [["run", "--set", "has_avx", "x"], "no setting 'has_avx' that all targets share"],
      [["run", "--set", "opt_level=banana", "x"], "expected one of none, speed, speed_and_size"],
      [["compile", "--set", "has_wings", folder], "there is no setting 'has_wings'"],
      [["run", "--runner", "qemu-vax", "x"], "'qemu-vax' is no runner"],
      [["run", "--features", "some", "x"], "Allowed choices are file, all, none"],
      [["compile", "--target", "vax", folder], "no target for 'vax'"],
      [["compile", "--target", "x86_64 has_wings", folder], "no setting named 'has_wings'"],
      [["compile", "-o", "x.o", file("1.clif", ADD), file("2.clif", ADD)], "-o takes one input file"],
      [["disasm", "--target", "vax", folder], "no target for 'vax'"],
      [["disasm", file("text.hex", "lea")], "is not hexadecimal text"],
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

describe("files that have nothing for a command", () => {
  test.each(["cat", "print-cfg", "compile", "interpret", "disasm"])("%s: an empty one", async (command) => {
    const { code, out, err } = await clifUtil([command, file("empty.clif", "")]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^error: (no|nothing to) [^\n]*empty\.clif\n$/);
  });

  test.each(["cat", "print-cfg", "compile", "interpret"])("%s: a binary one", async (command) => {
    const path = file("binary.clif", "\u007fELF\u0002\u0001");
    const { code, err } = await clifUtil([command, path]);
    expect(code).toBe(1);
    expect(err).toMatch(/^(FAIL )?\/[^:]*binary\.clif:1:1: error: .* unexpected character "\\u007f"\n$/);
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
