// The runner process: what code can do to it, and what it says about that. Emulated ones need qemu, s390x gcc.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunnerError, RunnerProcess } from "@cranelift-ts/filetests";
import { afterAll, describe, expect, test } from "vitest";
import { buildRunner, type Architecture } from "./build.ts";
import { STUBS } from "./generated/stubs.ts";
import { linkRunner, PORTED } from "./link.ts";
import { assemble } from "./stubs.ts";

const folder = mkdtempSync(join(tmpdir(), "clif-runner-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (b) => Number.parseInt(b, 16));
const has = (program: string): boolean => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

/** The command of a runner, or undefined if it cannot be had here. */
function command(
  architecture: Architecture,
  emulator?: readonly [string, ...string[]],
): [string, ...string[]] | undefined {
  if (emulator !== undefined && !has(emulator[0])) return undefined;
  const outcome = buildRunner(architecture, folder);
  if (outcome.kind === "failed") throw new Error(outcome.message);
  if (outcome.kind === "missing") return undefined;
  return emulator === undefined ? [outcome.executable] : [...emulator, outcome.executable];
}

const X64: readonly (readonly [string, [string, ...string[]] | undefined])[] = [
  ["native", process.arch === "x64" ? command("x86_64") : undefined],
  [
    "qemu",
    process.arch === "x64" ? command("x86_64", ["qemu-x86_64", "-cpu", "qemu64,-sse3,-cx16"]) : undefined,
  ],
];

for (const [name, how] of X64) {
  describe.skipIf(how === undefined)(`x86_64, ${name} (the emulator must be there)`, () => {
    const runner = how === undefined ? undefined! : new RunnerProcess(how);
    afterAll(() => runner?.close());
    const { arena } = runner?.hello ?? { arena: 0n };
    const run = (
      hex: string,
      callee = 0n,
      buffer = new Uint8Array(16),
    ): ReturnType<RunnerProcess["call"]> => {
      runner.load(arena, bytes(hex));
      return runner.call(arena, callee, buffer);
    };

    test("arguments, and the buffer as it was left", () => {
      // mov [rsi], rdi; ret
      expect(run("48893e c3", 0x1122334455667788n)).toMatchObject({ signal: 0, changed: 0 });
      expect([...run("48893e c3", 0x1122334455667788n).bytes.subarray(0, 9)]).toEqual([
        0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0,
      ]);
      expect(runner.hello).toMatchObject({ littleEndian: true });
      expect([...runner.peek(arena, 4)]).toEqual([0x48, 0x89, 0x3e, 0xc3]);
      expect(runner.symbol("CeilF64")).toBeGreaterThan(0n);
      expect(runner.symbol("Nonsense")).toBeUndefined();
    });

    test("traps, with the address of the instruction", () => {
      expect(run("90 0f0b")).toMatchObject({ signal: 4, pc: arena + 1n });
      // xor eax, eax; cdq; idiv eax
      expect(run("31c0 99 f7f8")).toMatchObject({ signal: 8, pc: arena + 3n });
      // mov eax, [0x10]
      expect(run("8b042510000000")).toMatchObject({ signal: 11, pc: arena, address: 0x10n });
      // push rbx; jmp -3: the stack overflows
      expect(run("53 ebfd")).toMatchObject({ signal: 11, pc: arena });
    });

    test("registers that are not restored", () => {
      const changes: [string, number][] = [
        ["bb01000000 c3", 1 << 0], // ebx
        ["bd01000000 c3", 1 << 1], // ebp
        ["41bc01000000 c3", 1 << 2], // r12d
        ["41bd01000000 c3", 1 << 3], // r13d
        ["41be01000000 c3", 1 << 4], // r14d
        ["41bf01000000 c3", 1 << 5], // r15d
        ["c20800", 1 << 6], // ret 8
        ["fd c3", 1 << 7], // std
        ["b801000000 c3", 0], // eax
      ];
      for (const [code, changed] of changes) expect([code, run(code).changed]).toEqual([code, changed]);
    });

    test("routines for compiled code", () => {
      // push rsi; mov rax, rdi; movsd xmm0, [rsi]; movsd xmm1, [rsi+8]; movsd xmm2, [rsi+16]; call rax; pop rsi;
      // movsd [rsi], xmm0; ret
      const code = "56 4889f8 f20f1006 f20f104e08 f20f105610 ffd0 5e f20f1106 c3";
      const cases: [string, number[], number][] = [
        ["CeilF64", [1.25], 2],
        ["FloorF64", [-1.25], -2],
        ["TruncF64", [-1.75], -1],
        ["NearestF64", [2.5], 2],
        ["FmaF64", [1 + 2 ** -52, 1 + 2 ** -52, -1], 2 ** -51 + 2 ** -104],
      ];
      for (const [name, args, expected] of cases) {
        const outcome = run(
          code,
          runner.symbol(name),
          new Uint8Array(new Float64Array([...args, 0, 0, 0]).buffer),
        );
        expect([name, outcome.signal, outcome.changed]).toEqual([name, 0, 0]);
        expect([name, new DataView(outcome.bytes.slice().buffer).getFloat64(0, true)]).toEqual([
          name,
          expected,
        ]);
      }
      for (const name of ["CeilF32", "FmaF32", "Memcpy", "Memset", "Memmove", "Memcmp"])
        expect([name, runner.symbol(name) ?? 0n]).toEqual([name, expect.toSatisfy((a: bigint) => a > 0n)]);
      expect(runner.symbol("x".repeat(256))).toBeUndefined();
    });

    test("a thousand traps, and large frames between them", () => {
      runner.load(arena + 0x10000n, new Uint8Array(1 << 20).fill(0xc3));
      let traps = 0;
      for (let i = 0; i < 1000; i++) if (run("0f0b").signal === 4) traps++;
      expect(traps).toBe(1000);
      const large = new Uint8Array(1 << 20).fill(7);
      const outcome = run("c3", 0n, large);
      expect(outcome.signal).toBe(0);
      // Element by element takes the test library seconds.
      expect(Buffer.compare(outcome.bytes, large)).toBe(0);
    });

    test("endless loops", () => {
      runner.watchdog(50);
      expect(run("ebfe")).toMatchObject({ signal: 26, pc: arena });
      runner.watchdog(20000);
    });

    test("code that kills the process: an error, and no hanging", () => {
      const victim = new RunnerProcess(how!);
      // mov eax, 60; xor edi, edi; syscall: exit(0)
      victim.load(victim.hello.arena, bytes("b83c000000 31ff 0f05"));
      expect(() => victim.call(victim.hello.arena, 0n, new Uint8Array(0))).toThrow(RunnerError);
      expect(victim.alive).toBe(false);
    });
  });
}

const FOREIGN: readonly (readonly [Architecture, readonly [string, string, number][], boolean])[] = [
  [
    "aarch64",
    [
      ["mov x19, 1; ret", "330080d2 c0035fd6", 1],
      ["movi d8, 0; ret", "08e4002f c0035fd6", 1 << 11],
      ["str x0, [x1]; ret", "200000f9 c0035fd6", 0],
    ],
    true,
  ],
  [
    "s390x",
    [
      ["lghi %r6, 1; br %r14", "a7690001 07fe", 1],
      ["lzdr %f8; br %r14", "b3750080 07fe", 1 << 8],
      ["stg %r2, 0(%r3); br %r14", "e32030000024 07fe", 0],
    ],
    false,
  ],
];

for (const [architecture, cases, littleEndian] of FOREIGN) {
  const how = command(architecture, [`qemu-${architecture}`]);
  test.skipIf(how === undefined)(`${architecture} (qemu for it, and gcc for s390x, must be there)`, () => {
    const runner = new RunnerProcess(how!);
    const { arena } = runner.hello;
    expect(runner.hello.littleEndian).toBe(littleEndian);
    for (const [text, code, changed] of cases) {
      runner.load(arena, bytes(code));
      const outcome = runner.call(arena, 0x0102n, new Uint8Array(8));
      expect([text, outcome.signal, outcome.changed]).toEqual([text, 0, changed]);
      if (changed === 0)
        expect([...outcome.bytes]).toEqual(
          littleEndian ? [2, 1, 0, 0, 0, 0, 0, 0] : [0, 0, 0, 0, 0, 0, 1, 2],
        );
    }
    runner.close();
  });
}

const ARM = command("aarch64", ["qemu-aarch64"]);
test.skipIf(ARM === undefined)("aarch64 traps, loops and stack overflow (qemu for it must be there)", () => {
  const runner = new RunnerProcess(ARM!);
  const { arena, features } = runner.hello;
  const run = (code: string): ReturnType<RunnerProcess["call"]> => {
    runner.load(arena, bytes(code));
    return runner.call(arena, 0n, new Uint8Array(0));
  };
  // Floating point and vectors: bits 0 and 1 of AT_HWCAP.
  expect(features[0]! & 3).toBe(3);
  // nop; udf
  expect(run("1f2003d5 00000000")).toMatchObject({ signal: 4, pc: arena + 4n });
  // mov x0, 16; ldr x0, [x0]
  expect(run("000280d2 000040f9")).toMatchObject({ signal: 11, pc: arena + 4n, address: 0x10n });
  // str x0, [sp, -16]!; b -4
  expect(run("e00f1ff8 ffffff17")).toMatchObject({ signal: 11, pc: arena });
  runner.watchdog(50);
  expect(run("00000014")).toMatchObject({ signal: 26, pc: arena });
  // Fresh code at the same address
  expect(run("c0035fd6")).toMatchObject({ signal: 0, changed: 0 });
  runner.close();
});

test.each(PORTED)("the assembled routines of %s are those of the source", (architecture) => {
  const made = assemble(architecture);
  if (made === undefined) console.warn(`no assembler for ${architecture}: not compared`);
  else expect(made).toEqual(STUBS[architecture]);
  // Built twice, the same bytes.
  expect(Buffer.compare(linkRunner(architecture), linkRunner(architecture))).toBe(0);
});
