import { CraneliftError } from "@cranelift-ts/entity";
import { Opcode, writeFunction } from "@cranelift-ts/codegen-ir";
import { describe, expect, test } from "vitest";
import { CommandRegistry, eachFunction, type TestCommandDefinition } from "./command.ts";
import { totals, type FileReport } from "./report.ts";
import { runTestFile, type RunFileOptions } from "./run-file.ts";
import { FAMILIES, hostCallConv, standardRegistry } from "./standard.ts";

function run(text: string, options: Partial<RunFileOptions> = {}): FileReport {
  return runTestFile("t.clif", text, {
    registry: standardRegistry(),
    families: FAMILIES,
    hostCallConv: hostCallConv(),
    ...options,
  });
}

/** `command [target]: passed/failed/skipped` of each report. */
function summary(report: FileReport): string[] {
  return report.commands.map(
    (c) => `${c.command}${c.target === null ? "" : ` [${c.target}]`}: ${c.passed}/${c.failed}/${c.skipped}`,
  );
}

const messages = (report: FileReport): string[] =>
  report.commands.flatMap((c) => c.failures.map((f) => `${f.line}: ${f.message}`));

const ADD = `
function %add(i32, i32) -> i32 {
block0(v0: i32, v1: i32):
    v2 = iadd v0, v1
    return v2
}
`;

describe("what is wrong with a file is a failure", () => {
  const cases: [name: string, text: string, message: string, line: number | undefined][] = [
    ["no test line", ADD, "the file has no 'test' line", undefined],
    ["no functions", "test cat\n", "the file has no functions", undefined],
    ["unknown command", `test nothing${ADD}`, "unknown test command 'nothing'", 1],
    ["unknown option", `\ntest cat loudly${ADD}`, "'test cat' has no option 'loudly'", 2],
    ["unknown setting", `test cat\nset no_such_thing${ADD}`, "no setting named 'no_such_thing'", 2],
    ["bad value", `test cat\nset opt_level=fastest${ADD}`, "bad value 'fastest'", 2],
    ["unknown target flag", `test cat\ntarget x86_64 has_wings${ADD}`, "no setting named 'has_wings'", 2],
    [
      "setting behind the last target",
      `test cat\ntarget x86_64\nset opt_level=speed${ADD}`,
      "settings behind the last target",
      3,
    ],
    ["syntax", `test cat\nfunction %f() {\nblock0:\n    retrun\n}\n`, "t.clif:4:5: error:", 4],
  ];
  for (const [name, text, message, line] of cases) {
    test(name, () => {
      const report = run(text);
      expect(summary(report)).toEqual(["file: 0/1/0"]);
      expect(report.commands[0]!.failures[0]!.message).toContain(message);
      expect(report.commands[0]!.failures[0]!.line).toBe(line);
    });
  }
});

describe("verifier", () => {
  const bad = (comment: string): FileReport =>
    run(
      `test verifier\nfunction %f(i32, i64) {\nblock0(v0: i32, v1: i64):\n    v2 = iadd v0, v1 ${comment}\n    return\n}\n`,
    );

  test("an annotated error passes", () => {
    expect(summary(bad("; error: arg 1 (v1) has type i64, expected i32"))).toEqual(["verifier: 1/0/0"]);
    expect(summary(bad("; error: type i64"))).toEqual(["verifier: 1/0/0"]);
  });

  test("an error without annotation fails, at its line", () => {
    expect(messages(bad(""))).toEqual([
      "4: unexpected error at inst0 (v2 = iadd v0, v1): arg 1 (v1) has type i64, expected i32",
    ]);
  });

  test("an annotation with another text fails twice over", () => {
    const report = bad("; error: too blue");
    expect(report.commands[0]!.failed).toBe(1);
    expect(messages(report)[0]).toContain("expected an error at inst0: too blue\nunexpected error at inst0");
  });

  test("an annotation at another entity fails", () => {
    const text = `test verifier\nfunction %f(i32, i64) {\nblock0(v0: i32, v1: i64):\n    v2 = iadd v0, v1\n    return ; error: type i64\n}\n`;
    expect(messages(run(text))[0]).toContain("5: expected an error at inst1: type i64");
  });

  test("one error satisfies one annotation", () => {
    expect(bad("; error: type i64\n    ; error: type i64").commands[0]!.failed).toBe(1);
  });

  test("settings and the only target decide", () => {
    const f = "function %f() {\nblock0:\n    v0 = get_pinned_reg.i32\n    return\n}\n";
    expect(run(`test verifier\n${f}`).commands[0]!.failed).toBe(1);
    expect(summary(run(`test verifier\nset enable_pinned_reg\n${f}`))).toEqual(["verifier: 1/0/0"]);
    const load = "function %f(i32) {\nblock0(v0: i32):\n    v1 = load.i32 v0\n    return\n}\n";
    expect(summary(run(`test verifier\n${load}`))).toEqual(["verifier: 1/0/0"]);
    expect(run(`test verifier\ntarget x86_64\n${load}`).commands[0]!.failed).toBe(1);
    expect(summary(run(`test verifier\ntarget x86_64\ntarget aarch64\n${load}`))).toEqual([
      "verifier: 1/0/0",
    ]);
  });
});

describe("interpret", () => {
  test("each directive is an assertion", () => {
    const report = run(`test interpret${ADD}; run: %add(1, 2) == 3
; run: %add(1, 2) == 4
;; run: %add(1, 2) != 4
; run: %add(1) == 4
; print: %add(2, 2)
; running does not count
`);
    expect(summary(report)).toEqual(["interpret: 2/2/0"]);
    expect(messages(report)[0]).toBe("8: run: %add(1, 2) == 4: got 3");
    expect(messages(report)[1]).toMatch(/^10: run: %add\(1\) == 4: /);
  });

  test("print shows results", () => {
    const shown: string[] = [];
    run(`test interpret${ADD}; print: %add(40, 2)\n`, { print: (text) => shown.push(text) });
    expect(shown).toEqual(["%add(40, 2) -> 42"]);
  });

  test("a trap fails", () => {
    const report = run(
      "test interpret\nfunction %f() -> i32 {\nblock0:\n    trap user7\n}\n; run: %f() == 1\n",
    );
    expect(messages(report)).toEqual(["6: run: %f() == 1: trap: user7 in %f at inst0"]);
  });

  test("run alone asks for something other than zero", () => {
    const f = (n: number): string =>
      `function %f${n}() -> i8 {\nblock0:\n    v0 = iconst.i8 ${n}\n    return v0\n}\n; run\n`;
    expect(summary(run(`test interpret\n${f(0)}${f(1)}`))).toEqual(["interpret: 1/1/0"]);
  });

  test("functions that don't verify fail all directives", () => {
    const report = run(
      `test interpret${ADD}; run: %add(1, 2) == 3\n; run: %add(2, 2) == 4\nfunction %bad() {\nblock0 cold:\n    return\n}\n`,
    );
    expect(summary(report)).toEqual(["interpret: 0/2/0"]);
    expect(messages(report)[0]).toContain("in %bad: - block0: entry block cannot be marked as cold");
  });
});

describe("domtree and print-cfg", () => {
  const f = (first: string, second: string): string => `test domtree
function %f(i32) {
block0(v0: i32):
    brif v0, block1, block2 ; ${first}
block1:
    jump block2 ; ${second}
block2:
    return
}
; check: cfg_postorder: block2 block1 block0
; check: block0: block1 block2
`;
  test("complete and right", () => {
    expect(summary(run(f("dominates: block1 block2", "")))).toEqual(["domtree: 3/0/0"]);
  });
  test("wrong, missing, unknown, twice", () => {
    expect(messages(run(f("dominates: block1", "dominates: block2")))).toEqual([
      "6: immediate dominator of block2 is block0, not block1",
    ]);
    expect(messages(run(f("dominates: block1", "")))[0]).toContain("no 'dominates:' names block2");
    expect(messages(run(f("dominates: block1 block2 block9", "")))).toEqual([
      "4: block9 is no block of the function",
    ]);
    expect(messages(run(f("dominates: block1 block2 block2", "")))).toEqual(["4: block2 is named twice"]);
  });
  test("a failed directive fails those behind it", () => {
    const report = run(`test print-cfg\n${ADD}; check: digraph\n; check: nowhere\n; check: block0\n`);
    expect(summary(report)).toEqual(["print-cfg: 1/2/0"]);
    expect(messages(report)[0]).toContain("'check: nowhere' (line 9): not found");
  });
});

describe("targets", () => {
  test("once per target for commands that ask for it; skipped with a reason", () => {
    const report = run(`test compile\ntarget x86_64 has_avx\ntarget riscv64 has_v\ntarget pulley32be${ADD}`);
    expect(summary(report)).toEqual([
      "compile [x86_64 has_avx]: 1/0/0",
      "compile [riscv64 has_v]: 0/0/1",
      "compile [pulley32be]: 0/0/1",
    ]);
    expect(report.commands.map((c) => c.reasons)).toEqual([
      [],
      ["no back end for target 'riscv64'"],
      ["no back end for target 'pulley32be'"],
    ]);
  });

  test("an architecture that nobody knows skips the file", () => {
    const report = run(`test compile\ntest verifier\ntarget i686\ntarget x86_64${ADD}`);
    expect(summary(report)).toEqual(["verifier: 0/0/1", "compile [i686]: 0/0/1", "compile [x86_64]: 0/0/1"]);
    expect(report.commands.every((c) => c.reasons[0] === "unsupported target 'i686'")).toBe(true);
  });

  test("features that are not there skip the file", () => {
    expect(summary(run(`test cat\nfeature "wings"\n${ADD}`))).toEqual(["cat: 0/0/1"]);
    expect(summary(run(`test cat\nfeature ! "wings"\n${ADD}`))).toEqual(["cat: 1/0/0"]);
  });

  test("settings gather up for the targets below them", () => {
    const seen: string[] = [];
    const spy: TestCommandDefinition = {
      name: "spy",
      options: [],
      perTarget: true,
      needsVerifier: false,
      mutates: false,
      count: () => 1,
      run: (job) => {
        seen.push(
          `${job.isa!.name} ${job.flags.opt_level} ${job.flags.unwind_info} ${job.isa!.isaFlags.changes().join()}`,
        );
        job.report.pass();
      },
    };
    const registry = standardRegistry().add(spy);
    const report = run(
      `test spy\ntarget x86_64 has_sse3\nset opt_level=speed unwind_info\ntarget aarch64\n${ADD}`,
      { registry },
    );
    expect(seen).toEqual(["x86_64 none false has_sse3=true", "aarch64 speed true "]);
    expect(summary(report)).toEqual(["spy [x86_64 has_sse3]: 1/0/0", "spy [aarch64]: 1/0/0"]);
    expect(summary(run(`test spy\n${ADD}`, { registry }))).toEqual(["spy: 0/1/0"]);
  });
});

describe("registry", () => {
  const command = (
    name: string,
    mutates: boolean,
    needsVerifier: boolean,
    body: TestCommandDefinition["run"],
  ): TestCommandDefinition => ({
    name,
    options: ["fast", "level="],
    perTarget: false,
    needsVerifier,
    mutates,
    count: (file) => file.functions.length,
    run: body,
  });

  test("commands that change functions come last and get copies", () => {
    const order: string[] = [];
    const registry = new CommandRegistry([
      command("changes", true, true, (job) => {
        order.push("changes");
        for (const { func } of job.functions) func.dfg.insts[0] = (func.dfg.insts[0]! & ~0xff) | Opcode.Isub;
      }),
      command("reads", false, true, (job) => {
        order.push("reads");
        eachFunction(job, ({ func }) => expect(writeFunction(func)).toContain("iadd"));
      }),
      command("prints", false, false, () => order.push("prints")),
    ]);
    const report = run(`test changes\ntest changes\ntest reads fast level=3\ntest prints${ADD}`, {
      registry,
    });
    expect(order).toEqual(["prints", "reads", "changes", "changes"]);
    expect(totals(report.commands)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  test("whatever a command throws is a failure of the function in work", () => {
    const registry = new CommandRegistry([
      command("throws", false, false, (job) =>
        eachFunction(job, () => {
          throw new TypeError("oops");
        }),
      ),
      command("complains", false, false, () => {
        throw new CraneliftError([{ code: "x", message: "no", severity: "error" }]);
      }),
    ]);
    const report = run(`test throws\ntest complains${ADD}`, { registry });
    expect(summary(report)).toEqual(["throws: 0/1/0", "complains: 0/1/0"]);
    expect(report.commands[0]!.cases.at(-1)).toMatchObject({ function: "%add", failed: 1 });
    expect(messages(report)[0]).toContain("TypeError: oops");
    expect(messages(report)[1]).toBe("undefined: error: no");
  });

  test("all of Cranelift's commands are known", () => {
    expect(standardRegistry().names()).toEqual([
      "alias-analysis",
      "cat",
      "compile",
      "domtree",
      "inline",
      "interpret",
      "legalizer",
      "optimize",
      "print-cfg",
      "run",
      "safepoint",
      "unwind",
      "verifier",
    ]);
  });
});

describe("bless", () => {
  const text = (expected: string): string => `test cat precise-output

function %a() {
block0:
    return
}
${expected}
function %b() {
block0:
    return
}
`;
  const BLESSED = text(`
; function %a() fast {
; block0:
;     return
; }
`).replace(/\}\n$/, "}\n\n; function %b() fast {\n; block0:\n;     return\n; }\n");

  test("writes, is then a fixed point, and passes", () => {
    const blessed = run(text(""), { bless: true }).blessed!;
    expect(blessed).toBe(BLESSED);
    expect(run(blessed, { bless: true }).blessed).toBeUndefined();
    expect(summary(run(blessed))).toEqual(["cat: 2/0/0"]);
  });

  test("replaces what was there and keeps remarks", () => {
    const old = text("\n;; A remark.\n; old\n; text\n; of more\n; lines than\n; are needed now\n");
    const blessed = run(old, { bless: true }).blessed!;
    expect(blessed).toContain(
      ";; A remark.\n; function %a() fast {\n; block0:\n;     return\n; }\n\nfunction %b",
    );
    expect(summary(run(blessed))).toEqual(["cat: 2/0/0"]);
  });

  test("a difference fails and shows the lines", () => {
    const report = run(BLESSED.replace(";     return\n", ";     trap user1\n"));
    expect(summary(report)).toEqual(["cat: 1/1/0"]);
    expect(messages(report)[0]).toBe(
      "8: output differs from what the file expects (-), got (+):\n  block0:\n-     trap user1\n+     return\n  }",
    );
  });

  test("missing text fails", () => {
    expect(summary(run(text("")))).toEqual(["cat: 0/2/0"]);
  });
});
