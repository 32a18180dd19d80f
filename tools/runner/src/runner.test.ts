// The runner process: what code can do to it, and what it says about that. Emulated ones need qemu.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunnerError, RunnerProcess } from "@cranelift-ts/filetests";
import { afterAll, describe, expect, test } from "vitest";
import { buildRunner } from "./build.ts";
import { STUBS } from "./generated/stubs.ts";
import { ARCHITECTURES, type Architecture, linkRunner } from "./link.ts";
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
  const executable = buildRunner(architecture, folder);
  return emulator === undefined ? [executable] : [...emulator, executable];
}

/** A runner for the tests of a group, where it starts, and `run`, which loads code there and calls it. */
function started(
  how: [string, ...string[]] | undefined,
  bufferBytes: number,
): {
  runner: RunnerProcess;
  arena: bigint;
  run: (code: string, callee?: bigint, buffer?: Uint8Array) => ReturnType<RunnerProcess["call"]>;
} {
  const runner = how === undefined ? undefined! : new RunnerProcess(how);
  afterAll(() => runner?.close());
  const { arena } = runner?.hello ?? { arena: 0n };
  return {
    runner,
    arena,
    run: (code, callee = 0n, buffer = new Uint8Array(bufferBytes)) => {
      runner.load(arena, bytes(code));
      return runner.call(arena, callee, buffer);
    },
  };
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
    const { runner, arena, run } = started(how, 16);

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

/** Code of an architecture that does what the tests below are about, and what a runner says of it. */
interface Foreign {
  readonly architecture: Architecture;
  readonly littleEndian: boolean;
  /** Of eight feature words, one that the emulator's processor has, and its bits. */
  readonly feature: readonly [word: number, bits: number];
  readonly ret: string;
  /** Stores the first argument to the second and returns. */
  readonly store: string;
  /** Changes to registers that a function must preserve, and their bit in the report. */
  readonly changes: readonly (readonly [text: string, code: string, bit: number])[];
  /** A trap behind other code, and how far behind the beginning the program counter is. */
  readonly trap: readonly [code: string, pc: bigint];
  /** Loads from address 0x10. */
  readonly load: readonly [code: string, pc: bigint];
  /** Grows the stack in an endless loop; the store that faults is at the offset. */
  readonly overflow: readonly [code: string, pc: bigint];
  readonly loop: string;
  /**
   * Calls the first argument with doubles at the second argument, and stores the result there; undefined where the
   * runner has no such routines, for the architecture has instructions.
   */
  readonly callFloat: string | undefined;
}

/** `n` as a field of a word or halfword of code, in hexadecimal digits. */
const little = (word: number): string => {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, word, true);
  return Buffer.from(view.buffer).toString("hex");
};
const big = (word: number, digits = 8): string => (word >>> 0).toString(16).padStart(digits, "0");

const FOREIGN: readonly Foreign[] = [
  {
    architecture: "aarch64",
    littleEndian: true,
    // Floating point and vectors: bits 0 and 1 of AT_HWCAP.
    feature: [0, 3],
    ret: "c0035fd6",
    store: "200000f9",
    changes: [
      // movz xN, 1; movi dN, 0
      ...[19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29].map(
        (n) => [`x${n}`, little(0xd280_0020 | n), n - 19] as const,
      ),
      ...[8, 9, 10, 11, 12, 13, 14, 15].map((n) => [`d${n}`, little(0x2f00_e400 | n), n + 3] as const),
      ["sub sp, sp, 16", "ff4300d1", 19],
    ],
    // nop; udf
    trap: ["1f2003d5 00000000", 4n],
    // mov x0, 16; ldr x0, [x0]
    load: ["000280d2 000040f9", 4n],
    // str x0, [sp, -16]!; b -4
    overflow: ["e00f1ff8 ffffff17", 0n],
    loop: "00000014",
    callFloat: undefined,
  },
  {
    architecture: "s390x",
    littleEndian: false,
    // Facility 0: z/Architecture's instructions.
    feature: [2, 0x8000_0000],
    ret: "07fe",
    store: "e32030000024",
    changes: [
      // lghi rN, 1; lzdr fN
      ...[6, 7, 8, 9, 10, 11, 12, 13].map((n) => [`r${n}`, big(0xa709_0001 | (n << 20)), n - 6] as const),
      ...[8, 9, 10, 11, 12, 13, 14, 15].map((n) => [`f${n}`, big(0xb375_0000 | (n << 4)), n] as const),
      ["aghi %r15, -8", "a7fbfff8", 16],
    ],
    // lgr r2, r2; no instruction. The system reports the address behind it.
    trap: ["b9040022 0000", 6n],
    // lg r2, 16
    load: ["e32000100004", 0n],
    // lay r15, -16(r15); stg r2, 0(r15); j -12
    overflow: ["e3f0fff0ff71 e320f0000024 a7f4fffa", 6n],
    loop: "a7f40000",
    // stmg r13, r15, 104(r15); lay r15, -160(r15); lgr r13, r3; ld f0, 0(r3); ld f2, 8(r3); ld f4, 16(r3);
    // basr r14, r2; std f0, 0(r13); lmg r13, r15, 264(r15); br r14
    callFloat:
      "ebdff0680024 e3f0ff60ff71 b90400d3 68003000 68203008 68403010 0de2 6000d000 ebdff1080004 07fe",
  },
];

for (const foreign of FOREIGN) {
  const { architecture, littleEndian } = foreign;
  const how = command(architecture, [`qemu-${architecture}`]);
  describe.skipIf(how === undefined)(`${architecture} (qemu for it must be there)`, () => {
    const { runner, arena, run } = started(how, 8);

    test("hello: byte order, features", () => {
      const [word, bits] = foreign.feature;
      expect(runner.hello.littleEndian).toBe(littleEndian);
      expect((runner.hello.features[word]! & bits) >>> 0).toBe(bits);
    });

    test("arguments, and the buffer as it was left", () => {
      const outcome = run(foreign.store + foreign.ret, 0x0102n);
      expect(outcome).toMatchObject({ signal: 0, changed: 0 });
      expect([...outcome.bytes]).toEqual(littleEndian ? [2, 1, 0, 0, 0, 0, 0, 0] : [0, 0, 0, 0, 0, 0, 1, 2]);
      expect(Buffer.from(runner.peek(arena, 4))).toEqual(Buffer.from(bytes(foreign.store).subarray(0, 4)));
    });

    test("registers that are not restored", () => {
      for (const [text, code, bit] of foreign.changes)
        expect([text, run(code + foreign.ret)]).toMatchObject([text, { signal: 0, changed: 1 << bit }]);
      expect(run(foreign.ret)).toMatchObject({ signal: 0, changed: 0 });
    });

    test("traps, with the address of the instruction or of the one behind it", () => {
      expect(run(foreign.trap[0])).toMatchObject({ signal: 4, pc: arena + foreign.trap[1] });
      const load = run(foreign.load[0]);
      expect(load).toMatchObject({ signal: 11, pc: arena + foreign.load[1] });
      // The processor of s390x tells the page; the emulator tells more.
      expect([0n, 0x10n].slice(littleEndian ? 1 : 0)).toContain(load.address);
    });

    test("stack overflow", () => {
      for (let i = 0; i < 10; i++)
        expect(run(foreign.overflow[0])).toMatchObject({ signal: 11, pc: arena + foreign.overflow[1] });
      expect(run(foreign.ret)).toMatchObject({ signal: 0, changed: 0 });
    });

    test("endless loops", () => {
      runner.watchdog(50);
      expect(run(foreign.loop)).toMatchObject({ signal: 26, pc: arena });
      runner.watchdog(20000);
      // Fresh code at the same address
      expect(run(foreign.ret)).toMatchObject({ signal: 0, changed: 0 });
    });

    test("routines for compiled code", () => {
      const cases: [string, number[], number][] = [
        ["CeilF64", [1.25], 2],
        ["FloorF64", [-1.25], -2],
        ["TruncF64", [-1.75], -1],
        ["NearestF64", [2.5], 2],
        ["FmaF64", [1 + 2 ** -52, 1 + 2 ** -52, -1], 2 ** -51 + 2 ** -104],
      ];
      for (const [name, args, expected] of cases) {
        if (foreign.callFloat === undefined) {
          expect([name, runner.symbol(name)]).toEqual([name, undefined]);
          continue;
        }
        const buffer = new DataView(new ArrayBuffer(24));
        args.forEach((x, i) => buffer.setFloat64(8 * i, x, littleEndian));
        const outcome = run(foreign.callFloat, runner.symbol(name), new Uint8Array(buffer.buffer));
        expect([name, outcome.signal, outcome.changed]).toEqual([name, 0, 0]);
        const found = new DataView(outcome.bytes.slice().buffer).getFloat64(0, littleEndian);
        expect([name, found]).toEqual([name, expected]);
      }
      for (const name of ["Memcpy", "Memset", "Memmove", "Memcmp"])
        expect([name, runner.symbol(name) ?? 0n]).toEqual([name, expect.toSatisfy((a: bigint) => a > 0n)]);
      expect(runner.symbol("Nonsense")).toBeUndefined();
    });

    test("a thousand traps, and large frames between them", () => {
      runner.load(arena + 0x10000n, new Uint8Array(1 << 20).fill(0xc3));
      let traps = 0;
      for (let i = 0; i < 1000; i++) if (run(foreign.trap[0]).signal === 4) traps++;
      expect(traps).toBe(1000);
      const large = new Uint8Array(1 << 20).fill(7);
      const outcome = run(foreign.ret, 0n, large);
      expect(outcome.signal).toBe(0);
      expect(Buffer.compare(outcome.bytes, large)).toBe(0);
    });
  });
}

test.each(ARCHITECTURES)("the assembled routines of %s are those of the source", (architecture) => {
  const made = assemble(architecture);
  if (made === undefined) console.warn(`no assembler for ${architecture}: not compared`);
  else expect(made).toEqual(STUBS[architecture]);
  // Built twice, the same bytes.
  expect(Buffer.compare(linkRunner(architecture), linkRunner(architecture))).toBe(0);
});
