/**
 * Running compiled functions in tests: a small C program, built once with gcc, that maps code at a fixed address, makes
 * calls with given registers and stack, and reports results and traps. Functions of a batch may call each other.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AbiSignature, CompiledCode } from "@cranelift-ts/codegen";
import { DataValue, types, type Type } from "@cranelift-ts/codegen-ir";

const SOURCE = String.raw`
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <math.h>
#include <unistd.h>
#include <sys/mman.h>
#include <ucontext.h>

struct call { uint64_t entry, ints[16]; unsigned char xmm[16][16]; uint64_t nstack; uint64_t stack[64]; };
struct result { uint64_t signal, pc, ints[16]; unsigned char xmm[16][16]; uint64_t stack[64]; uint64_t preserved; };
struct frame { uint64_t entry; uint64_t ints[16]; unsigned char xmm[16][16]; uint64_t nstack; uint64_t stack[64]; uint64_t saved_rsp; } __attribute__((aligned(16)));
static struct frame f;
extern void trampoline(struct frame *);
/* Offsets: entry 0, ints 8, xmm 136 (unaligned), nstack 392, stack 400, saved_rsp 912 */
__asm__(
".globl trampoline\ntrampoline:\n"
"  push %rbx\n push %rbp\n push %r12\n push %r13\n push %r14\n push %r15\n sub $8,%rsp\n"
"  mov %rdi,%rbp\n mov %rsp,912(%rbp)\n"
"  mov 392(%rbp),%rcx\n lea 1(%rcx),%rax\n and $-2,%rax\n shl $3,%rax\n sub %rax,%rsp\n"
"  lea 400(%rbp),%rsi\n mov %rsp,%rdi\n cld\n rep movsq\n"
"  movups 136(%rbp),%xmm0\n movups 152(%rbp),%xmm1\n movups 168(%rbp),%xmm2\n movups 184(%rbp),%xmm3\n"
"  movups 200(%rbp),%xmm4\n movups 216(%rbp),%xmm5\n movups 232(%rbp),%xmm6\n movups 248(%rbp),%xmm7\n"
"  movups 264(%rbp),%xmm8\n movups 280(%rbp),%xmm9\n movups 296(%rbp),%xmm10\n movups 312(%rbp),%xmm11\n"
"  movups 328(%rbp),%xmm12\n movups 344(%rbp),%xmm13\n movups 360(%rbp),%xmm14\n movups 376(%rbp),%xmm15\n"
"  mov 0(%rbp),%rax\n mov %rax,frame_entry(%rip)\n"
"  mov 16(%rbp),%rcx\n mov 24(%rbp),%rdx\n mov 32(%rbp),%rbx\n mov 56(%rbp),%rsi\n mov 64(%rbp),%rdi\n"
"  mov 72(%rbp),%r8\n mov 80(%rbp),%r9\n mov 88(%rbp),%r10\n mov 96(%rbp),%r11\n mov 104(%rbp),%r12\n mov 112(%rbp),%r13\n mov 120(%rbp),%r14\n mov 128(%rbp),%r15\n"
"  mov 8(%rbp),%rax\n mov 48(%rbp),%rbp\n"
"  call *frame_entry(%rip)\n"
"  mov %rbp,saved_rbp(%rip)\n lea f(%rip),%rbp\n"
"  mov %rax,8(%rbp)\n mov %rcx,16(%rbp)\n mov %rdx,24(%rbp)\n mov %rbx,32(%rbp)\n mov %rsp,40(%rbp)\n mov %rsi,56(%rbp)\n mov %rdi,64(%rbp)\n"
"  mov saved_rbp(%rip),%rax\n mov %rax,48(%rbp)\n"
"  mov %r8,72(%rbp)\n mov %r9,80(%rbp)\n mov %r10,88(%rbp)\n mov %r11,96(%rbp)\n mov %r12,104(%rbp)\n mov %r13,112(%rbp)\n mov %r14,120(%rbp)\n mov %r15,128(%rbp)\n"
"  movups %xmm0,136(%rbp)\n movups %xmm1,152(%rbp)\n movups %xmm2,168(%rbp)\n movups %xmm3,184(%rbp)\n"
"  movups %xmm4,200(%rbp)\n movups %xmm5,216(%rbp)\n movups %xmm6,232(%rbp)\n movups %xmm7,248(%rbp)\n"
"  mov 912(%rbp),%rsp\n"
"  add $8,%rsp\n pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %rbp\n pop %rbx\n ret\n"
".bss\nframe_entry: .quad 0\nsaved_rbp: .quad 0\n.text\n");

static sigjmp_buf jump;
static uint64_t trap_pc;
static void handler(int sig, siginfo_t *si, void *ctx) {
  trap_pc = ((ucontext_t *)ctx)->uc_mcontext.gregs[REG_RIP];
  siglongjmp(jump, sig);
}
/* A breakpoint: goes on. */
static void breakpoint(int sig) { (void)sig; }
static void get(void *p, size_t n) { if (fread(p, 1, n, stdin) != n) exit(3); }
static void put(const void *p, size_t n) { if (fwrite(p, 1, n, stdout) != n) exit(4); }
static double nearest64(double x) { return nearbyint(x); }
static float nearest32(float x) { return nearbyintf(x); }

int main(void) {
  uint64_t base, size, ncalls, nlib;
  get(&base, 8); get(&size, 8);
  unsigned char *code = mmap((void *)base, size + 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (code != (void *)base) return 5;
  get(code, size);
  /* Library routines: a table of their addresses behind the code, in a fixed order */
  uint64_t lib[] = { (uint64_t)ceilf, (uint64_t)ceil, (uint64_t)floorf, (uint64_t)floor, (uint64_t)truncf, (uint64_t)trunc,
    (uint64_t)nearest32, (uint64_t)nearest64, (uint64_t)fmaf, (uint64_t)fma, (uint64_t)memcpy, (uint64_t)memset, (uint64_t)memmove, (uint64_t)memcmp };
  get(&nlib, 8);
  for (uint64_t i = 0; i < nlib; i++) { uint64_t at, which; get(&at, 8); get(&which, 8); memcpy(code + at, &lib[which], 8); }
  stack_t ss = { .ss_sp = malloc(65536), .ss_size = 65536 };
  sigaltstack(&ss, 0);
  struct sigaction sa; memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = handler; sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  int sigs[] = { SIGILL, SIGFPE, SIGSEGV, SIGBUS, SIGTRAP, SIGALRM };
  for (int i = 0; i < 6; i++) sigaction(sigs[i], &sa, 0);
  signal(SIGTRAP, breakpoint);
  get(&ncalls, 8);
  for (uint64_t k = 0; k < ncalls; k++) {
    static struct call c; static struct result r;
    get(&c, sizeof c);
    memset(&r, 0, sizeof r);
    f.entry = c.entry; memcpy(f.ints, c.ints, sizeof f.ints); memcpy(f.xmm, c.xmm, sizeof f.xmm); f.nstack = c.nstack; memcpy(f.stack, c.stack, sizeof f.stack);
    alarm(10);
    int sig = sigsetjmp(jump, 1);
    if (sig == 0) {
      trampoline(&f);
      r.preserved = f.ints[3] == c.ints[3] && f.ints[5] == c.ints[5] && f.ints[12] == c.ints[12] && f.ints[13] == c.ints[13] && f.ints[14] == c.ints[14] && f.ints[15] == c.ints[15];
      memcpy(r.ints, f.ints, sizeof r.ints); memcpy(r.xmm, f.xmm, sizeof r.xmm); memcpy(r.stack, code + size, sizeof r.stack);
    } else { r.signal = sig; r.pc = trap_pc; }
    alarm(0);
    put(&r, sizeof r);
    fflush(stdout);
  }
  return 0;
}
`;

const CALL_BYTES = 8 + 16 * 8 + 256 + 8 + 512;
const RESULT_BYTES = 16 + 16 * 8 + 256 + 512 + 8;
const BASE = 0x100_0000_0000n;

/** Why functions cannot be run here, or undefined. */
export function runnerProblem(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return "not Linux on x86-64";
  return runner() === undefined ? "no gcc" : undefined;
}

let runnerPath: string | null | undefined;

function runner(): string | undefined {
  if (runnerPath !== undefined) return runnerPath ?? undefined;
  const hash = createHash("sha256").update(SOURCE).digest("hex").slice(0, 16);
  const dir = join(tmpdir(), "cranelift-ts-runner");
  const path = join(dir, `run-x64-${hash}`);
  if (!existsSync(path)) {
    mkdirSync(dir, { recursive: true });
    const c = `${path}.c`;
    writeFileSync(c, SOURCE);
    const made = spawnSync("gcc", ["-O1", "-w", "-o", path, c, "-lm"], { encoding: "utf8" });
    if (made.status !== 0) {
      runnerPath = null;
      return undefined;
    }
  }
  runnerPath = path;
  return path;
}

const LIB_ORDER: readonly string[] = [
  "CeilF32", "CeilF64", "FloorF32", "FloorF64", "TruncF32", "TruncF64", "NearestF32", "NearestF64", "FmaF32", "FmaF64", "Memcpy", "Memset", "Memmove", "Memcmp",
];

export interface BatchFunction {
  /** Name as in CLIF text, `%f` or `u0:1`. */
  readonly name: string;
  readonly code: CompiledCode;
}

export interface BatchCall {
  readonly func: string;
  readonly abi: AbiSignature;
  readonly args: readonly DataValue[];
}

export type Outcome =
  | { readonly kind: "return"; readonly values: readonly DataValue[]; readonly preserved: boolean; /** All general registers after the call, for messages. */ readonly registers: readonly bigint[] }
  | { readonly kind: "trap"; readonly signal: number; readonly offset: number }
  | { readonly kind: "error"; readonly message: string };

function relocName(name: CompiledCode["relocs"][number]["name"]): string {
  switch (name.kind) {
    case "user":
      return `u${name.namespace}:${name.index}`;
    case "testcase":
      return `%${name.name}`;
    case "libcall":
      return `lib:${name.libcall}`;
    case "known":
      return `known:${name.symbol}`;
  }
}

/** Lays out functions, applies relocations, makes all calls in one process. `command` runs under an emulator, say. */
export function runBatch(functions: readonly BatchFunction[], calls: readonly BatchCall[], command: readonly string[] = []): Outcome[] {
  const path = runner();
  if (path === undefined) throw new Error("no runner");
  const offsets = new Map<string, number>();
  let size = 0;
  for (const f of functions) {
    size = (size + 63) & -64;
    offsets.set(f.name, size);
    size += f.code.code.length;
  }
  size = (size + 63) & -64;
  // A table of addresses for far references and library routines, and stubs that jump through it.
  const table = new Map<string, number>();
  const slotOf = (name: string): number => {
    let at = table.get(name);
    if (at === undefined) {
      at = size;
      size += 16;
      table.set(name, at);
    }
    return at;
  };
  for (const f of functions) for (const r of f.code.relocs) slotOf(relocName(r.name));
  const blob = new Uint8Array(size);
  const view = new DataView(blob.buffer);
  const libs: [number, number][] = [];
  for (const [name, at] of table) {
    // 8 bytes of address, then jmp *-14(%rip)
    blob.set([0xff, 0x25, 0xf2, 0xff, 0xff, 0xff], at + 8);
    if (name.startsWith("lib:")) {
      const which = LIB_ORDER.indexOf(name.slice(4));
      if (which < 0) throw new Error(`no library routine ${name}`);
      libs.push([at, which]);
    } else {
      const target = offsets.get(name);
      if (target === undefined) throw new Error(`undefined symbol ${name}`);
      view.setBigUint64(at, BASE + BigInt(target), true);
    }
  }
  for (const f of functions) {
    const start = offsets.get(f.name) as number;
    blob.set(f.code.code, start);
    for (const r of f.code.relocs) {
      const at = start + r.offset;
      const name = relocName(r.name);
      const slot = slotOf(name);
      const direct = offsets.get(name) ?? slot + 8;
      const addend = Number(r.addend);
      switch (r.kind) {
        case "X86CallPCRel4":
        case "X86CallPLTRel4":
        case "X86PCRel4":
          view.setInt32(at, direct + addend - at, true);
          break;
        case "X86GOTPCRel4":
          view.setInt32(at, slot + addend - at, true);
          break;
        case "Abs8":
          view.setBigUint64(at, BASE + BigInt(direct) + r.addend, true);
          break;
        default:
          throw new Error(`relocation ${r.kind}`);
      }
    }
  }
  const input = new Uint8Array(16 + size + 8 + libs.length * 16 + 8 + calls.length * CALL_BYTES);
  const inView = new DataView(input.buffer);
  let at = 0;
  const put64 = (n: bigint): void => {
    inView.setBigUint64(at, BigInt.asUintN(64, n), true);
    at += 8;
  };
  put64(BASE);
  put64(BigInt(size));
  input.set(blob, at);
  at += size;
  put64(BigInt(libs.length));
  for (const [where, which] of libs) {
    put64(BigInt(where));
    put64(BigInt(which));
  }
  put64(BigInt(calls.length));
  for (const call of calls) {
    writeCall(input, at, inView, call, offsets, BASE + BigInt(size));
    at += CALL_BYTES;
  }
  const [program = path, ...args] = [...command, path];
  const run = spawnSync(program, args, { input, maxBuffer: 1 << 28 });
  const out = run.stdout;
  const results: Outcome[] = [];
  for (let k = 0; k < calls.length; k++) {
    if ((k + 1) * RESULT_BYTES > out.length) {
      results.push({ kind: "error", message: `the runner ended: status ${run.status}, signal ${run.signal}` });
      continue;
    }
    results.push(readResult(out.subarray(k * RESULT_BYTES, (k + 1) * RESULT_BYTES), calls[k] as BatchCall, offsets));
  }
  return results;
}

const STACK_AT = 8 + 128 + 256 + 8;

function writeCall(input: Uint8Array, at: number, view: DataView, call: BatchCall, offsets: Map<string, number>, returnArea: bigint): void {
  view.setBigUint64(at, BASE + BigInt(offsets.get(call.func) as number), true);
  // Canaries in the registers that are preserved
  for (let r = 0; r < 16; r++) view.setBigUint64(at + 8 + 8 * r, 0xc0ffee00n + BigInt(r), true);
  const { params } = call.abi;
  let words = 0;
  for (const [i, location] of params.locations.entries()) {
    const value = call.args[i] as DataValue;
    if (location.kind !== "slots") throw new Error(`an argument passed as ${location.kind}`);
    for (const [part, slot] of location.slots.entries()) {
      const bytes = location.slots.length === 2 ? value.bytes.subarray(8 * part, 8 * part + 8) : value.bytes;
      if (slot.preg >= 64) input.set(bytes, at + 8 + 128 + 16 * (slot.preg & 63));
      else if (slot.preg >= 0) {
        input.set(new Uint8Array(8).fill(slot.extension === "none" ? 0xa5 : extensionByte(bytes, slot.extension)), at + 8 + 8 * slot.preg);
        input.set(bytes, at + 8 + 8 * slot.preg);
      } else {
        input.set(bytes, at + STACK_AT + slot.offset);
        words = Math.max(words, (slot.offset + 16) >> 3);
      }
    }
  }
  const area = call.abi.returnArea;
  if (area !== undefined && area.preg >= 0) view.setBigUint64(at + 8 + 8 * area.preg, returnArea, true);
  words = Math.max(words, params.stackBytes >> 3);
  if (words > 64) throw new Error("too many stack arguments");
  view.setBigUint64(at + STACK_AT - 8, BigInt(words), true);
}

function extensionByte(bytes: Uint8Array, extension: string): number {
  return extension === "sext" && ((bytes[bytes.length - 1] ?? 0) & 0x80) !== 0 ? 0xff : 0;
}

function readResult(bytes: Uint8Array, call: BatchCall, offsets: Map<string, number>): Outcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const signal = Number(view.getBigUint64(0, true));
  if (signal !== 0) return { kind: "trap", signal, offset: Number(view.getBigUint64(8, true) - BASE) - (offsets.get(call.func) as number) };
  const values = call.abi.returns.locations.map((location): DataValue => {
    if (location.kind !== "slots") throw new Error("a result not in registers");
    const type = location.slots.length === 2 ? types.I128 : (location.slots[0] as { type: Type }).type;
    const out = new Uint8Array(types.typeBytes(type));
    for (const [part, slot] of location.slots.entries()) {
      const from = slot.preg < 0 ? 16 + 128 + 256 + slot.offset : slot.preg >= 64 ? 16 + 128 + 16 * (slot.preg & 63) : 16 + 8 * slot.preg;
      const size = location.slots.length === 2 ? 8 : out.length;
      out.set(bytes.subarray(from, from + size), 8 * part);
    }
    return new DataValue(type, out);
  });
  const conv = call.abi.signature.callConv;
  const preserved = conv === "tail" || conv === "winch" || view.getBigUint64(RESULT_BYTES - 8, true) !== 0n;
  const registers = Array.from({ length: 16 }, (_, r) => view.getBigUint64(16 + 8 * r, true));
  return { kind: "return", values, preserved, registers };
}
