/**
 * Running compiled functions in tests: a C program with the code as bytes, built by a cross compiler and run under
 * qemu-user. Results of a whole batch of calls come from one run.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledCode } from "@cranelift-ts/codegen";

const COMPILER = "aarch64-linux-gnu-gcc-12";
const EMULATOR = "qemu-aarch64";

/** Why code cannot be run here, or undefined. */
export function runnerProblem(): string | undefined {
  for (const tool of [COMPILER, EMULATOR]) if (spawnSync(tool, ["--version"]).status !== 0) return `${tool} is missing`;
  return undefined;
}

export interface BatchCall {
  readonly func: string;
  readonly args: readonly bigint[];
}

/** Two result registers as unsigned numbers, or "trap". */
export type BatchResult = readonly [bigint, bigint] | "trap";

function symbol(index: number): string {
  return `clif_function_${index}`;
}

/** Links the functions, which may call each other by name, and makes the calls, each with registers half full of junk. */
export function runBatch(functions: readonly { readonly name: string; readonly code: CompiledCode }[], calls: readonly BatchCall[]): BatchResult[] {
  const index = new Map(functions.map((f, i) => [f.name, i]));
  const asm: string[] = [".text"];
  for (const [i, { code }] of functions.entries()) {
    asm.push(`.p2align ${Math.log2(Math.max(16, code.alignment))}`, `.globl ${symbol(i)}`, `${symbol(i)}:`);
    for (const r of code.relocs) {
      const name = r.name.kind === "testcase" ? `%${r.name.name}` : r.name.kind === "user" ? `u${r.name.namespace}:${r.name.index}` : "";
      const target = index.get(name);
      if (target === undefined) throw new Error(`no function ${name}`);
      const kind = r.kind === "Arm64Call" ? "R_AARCH64_CALL26" : "R_AARCH64_ABS64";
      asm.push(`.reloc ${symbol(i)} + ${r.offset}, ${kind}, ${symbol(target)} + ${r.addend}`);
    }
    for (let at = 0; at < code.code.length; at += 32) asm.push(`.byte ${[...code.code.subarray(at, at + 32)].join(",")}`);
  }
  const entries = calls.map((c) => {
    const args = Array.from({ length: 10 }, (_, k) => `${BigInt.asUintN(64, c.args[k] ?? 0xdeadn)}ull`);
    return `  {${symbol(index.get(c.func)!)}, {${args.join(", ")}}},`;
  });
  const c = `
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
typedef uint64_t u;
struct pair { u a, b; };
typedef struct pair fn(u, u, u, u, u, u, u, u, u, u);
${functions.map((_, i) => `extern fn ${symbol(i)};`).join("\n")}
static struct { fn *f; u a[10]; } calls[] = {
${entries.join("\n")}
};
static sigjmp_buf jump;
static void handler(int sig) { (void)sig; siglongjmp(jump, 1); }
int main(void) {
  struct sigaction sa = {0};
  sa.sa_handler = handler; sa.sa_flags = SA_NODEFER;
  sigaction(SIGILL, &sa, 0); sigaction(SIGSEGV, &sa, 0); sigaction(SIGBUS, &sa, 0);
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++) {
    if (sigsetjmp(jump, 1)) { puts("trap"); continue; }
    u *a = calls[i].a;
    struct pair p = calls[i].f(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    printf("%llu %llu\\n", (unsigned long long)p.a, (unsigned long long)p.b);
  }
  return 0;
}
`;
  const dir = mkdtempSync(join(tmpdir(), "aarch64-"));
  try {
    writeFileSync(join(dir, "code.s"), `${asm.join("\n")}\n`);
    writeFileSync(join(dir, "main.c"), c);
    const built = spawnSync(COMPILER, ["-O1", "-static", "-o", join(dir, "run"), join(dir, "main.c"), join(dir, "code.s")]);
    if (built.status !== 0) throw new Error(built.stderr.toString());
    const ran = spawnSync(EMULATOR, [join(dir, "run")], { maxBuffer: 1 << 26, timeout: 60_000 });
    if (ran.status !== 0) throw new Error(`the program ended with ${ran.status ?? ran.signal}: ${ran.stderr.toString()}`);
    return ran.stdout
      .toString()
      .trim()
      .split("\n")
      .map((line) => {
        if (line === "trap") return "trap";
        const [a, b] = line.split(" ") as [string, string];
        return [BigInt(a), BigInt(b)];
      });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
