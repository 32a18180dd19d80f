import { spawnSync } from "node:child_process";
import { verifierErrorText, verifyFunction } from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { unwindResumeCode, unwindRoutines, type UnwindArchitecture } from "./index.ts";

const ARCHITECTURES: readonly UnwindArchitecture[] = ["x86_64", "aarch64", "s390x"];

test.each(ARCHITECTURES)("the routines for %s verify", (architecture) => {
  for (const func of unwindRoutines(architecture)) {
    expect(
      verifyFunction(func, { flags: { enable_pinned_reg: false, preserve_frame_pointers: true } }).map(
        verifierErrorText,
      ),
    ).toEqual([]);
  }
});

const llvm = spawnSync("llvm-mc", ["--version"]).status === 0;

test.runIf(llvm).each([
  [
    "x86_64",
    "--output-asm-variant=1",
    "mov rsp, rdi; mov rbp, rsi; mov rax, rcx; mov r11, rdx; mov rdx, r8; jmp r11",
  ],
  ["aarch64", "--output-asm-variant=0", "mov sp, x0; mov x29, x1; mov x0, x3; mov x1, x4; br x2"],
  ["s390x", "--output-asm-variant=0", "lgr %r15, %r2; lgr %r7, %r6; lgr %r6, %r5; br %r4"],
] as const)(
  "the last step on %s sets the stack pointer and the payload registers",
  (architecture, variant, text) => {
    const input = [...unwindResumeCode(architecture)].map((b) => `0x${b.toString(16)}`).join(" ");
    const { stdout } = spawnSync("llvm-mc", ["--disassemble", `--triple=${architecture}`, variant], {
      input,
      encoding: "utf8",
    });
    const lines = stdout.split("\n").filter((line) => line.startsWith("\t") && !line.startsWith("\t."));
    expect(lines.map((line) => line.trim().replace(/\s+/g, " ")).join("; ")).toBe(text);
  },
);
