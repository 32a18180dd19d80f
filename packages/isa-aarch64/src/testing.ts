/**
 * Running compiled functions in tests: a small static C program for aarch64, built once, that maps code at a fixed
 * address, makes calls with given registers and stack, and reports results and traps; run by qemu.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AbiSignature, CompiledCode } from "@cranelift-ts/codegen";
import { DataValue, types } from "@cranelift-ts/codegen-ir";

const SOURCE = String.raw`
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>
struct call { uint64_t entry, ints[32], nstack, stack[64]; };
struct result { uint64_t signal, pc, ints[32], stack[64], preserved; };
/* Offsets: entry 0, ints 8, nstack 264, stack 272, saved sp 784 */
static struct frame { uint64_t entry, ints[32], nstack, stack[64], sp; } f;
extern void trampoline(struct frame *);
__asm__(
".text\n.globl trampoline\ntrampoline:\n"
" stp x29,x30,[sp,#-160]!\n stp x19,x20,[sp,#16]\n stp x21,x22,[sp,#32]\n stp x23,x24,[sp,#48]\n stp x25,x26,[sp,#64]\n stp x27,x28,[sp,#80]\n"
" stp d8,d9,[sp,#96]\n stp d10,d11,[sp,#112]\n stp d12,d13,[sp,#128]\n stp d14,d15,[sp,#144]\n"
" mov x9,sp\n str x9,[x0,#784]\n mov x17,x0\n ldr x10,[x17,#264]\n add x10,x10,#1\n and x10,x10,#~1\n sub sp,sp,x10,lsl #3\n"
" mov x11,#0\n1: cmp x11,x10\n b.hs 2f\n add x12,x17,x11,lsl #3\n ldr x13,[x12,#272]\n str x13,[sp,x11,lsl #3]\n add x11,x11,#1\n b 1b\n2:\n"
" ldr x16,[x17]\n ldp x0,x1,[x17,#8]\n ldp x2,x3,[x17,#24]\n ldp x4,x5,[x17,#40]\n ldp x6,x7,[x17,#56]\n ldr x8,[x17,#72]\n"
" ldp x19,x20,[x17,#160]\n ldp x21,x22,[x17,#176]\n ldp x23,x24,[x17,#192]\n ldp x25,x26,[x17,#208]\n ldp x27,x28,[x17,#224]\n"
" blr x16\n"
" adrp x17,f\n add x17,x17,:lo12:f\n stp x0,x1,[x17,#8]\n stp x2,x3,[x17,#24]\n stp x4,x5,[x17,#40]\n stp x6,x7,[x17,#56]\n"
" stp x19,x20,[x17,#160]\n stp x21,x22,[x17,#176]\n stp x23,x24,[x17,#192]\n stp x25,x26,[x17,#208]\n stp x27,x28,[x17,#224]\n"
" ldr x9,[x17,#784]\n mov sp,x9\n"
" ldp x19,x20,[sp,#16]\n ldp x21,x22,[sp,#32]\n ldp x23,x24,[sp,#48]\n ldp x25,x26,[sp,#64]\n ldp x27,x28,[sp,#80]\n"
" ldp d8,d9,[sp,#96]\n ldp d10,d11,[sp,#112]\n ldp d12,d13,[sp,#128]\n ldp d14,d15,[sp,#144]\n ldp x29,x30,[sp],#160\n ret\n");
static sigjmp_buf jump;
static uint64_t trap_pc;
static void handler(int sig, siginfo_t *si, void *ctx) { trap_pc = ((ucontext_t *)ctx)->uc_mcontext.pc; siglongjmp(jump, sig); }
static void get(void *p, size_t n) { if (fread(p, 1, n, stdin) != n) exit(3); }
int main(void) {
  uint64_t base, size, ncalls;
  get(&base, 8); get(&size, 8);
  unsigned char *code = mmap((void *)base, size + 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (code != (void *)base) return 5;
  get(code, size);
  __builtin___clear_cache((char *)code, (char *)code + size);
  stack_t ss = { .ss_sp = malloc(65536), .ss_size = 65536 };
  sigaltstack(&ss, 0);
  struct sigaction sa; memset(&sa, 0, sizeof sa);
  sa.sa_sigaction = handler; sa.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  int sigs[] = { SIGILL, SIGFPE, SIGSEGV, SIGBUS, SIGTRAP, SIGALRM };
  for (int i = 0; i < 6; i++) sigaction(sigs[i], &sa, 0);
  get(&ncalls, 8);
  for (uint64_t k = 0; k < ncalls; k++) {
    static struct call c; static struct result r;
    get(&c, sizeof c);
    memset(&r, 0, sizeof r);
    memcpy(&f, &c, sizeof c);
    alarm(20);
    int sig = sigsetjmp(jump, 1);
    if (sig == 0) {
      trampoline(&f);
      r.preserved = memcmp(&f.ints[19], &c.ints[19], 80) == 0;
      memcpy(r.ints, f.ints, sizeof r.ints); memcpy(r.stack, code + size, sizeof r.stack);
    } else { r.signal = sig; r.pc = trap_pc; }
    alarm(0);
    if (fwrite(&r, 1, sizeof r, stdout) != sizeof r) exit(4);
    fflush(stdout);
  }
  return 0;
}
`;

const CALL_BYTES = 8 + 256 + 8 + 512;
const RESULT_BYTES = 16 + 256 + 512 + 8;
const BASE = 0x10_0000_0000n;

let runnerPath: string | null | undefined;

function runner(): string | undefined {
  if (runnerPath !== undefined) return runnerPath ?? undefined;
  const hash = createHash("sha256").update(SOURCE).digest("hex").slice(0, 16);
  const dir = join(tmpdir(), "cranelift-ts-runner");
  const path = join(dir, `run-aarch64-${hash}`);
  if (!existsSync(path)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(`${path}.c`, SOURCE);
    const made = spawnSync("aarch64-linux-gnu-gcc", ["-O1", "-w", "-static", "-o", path, `${path}.c`], {
      encoding: "utf8",
    });
    if (made.status !== 0) {
      runnerPath = null;
      return undefined;
    }
  }
  runnerPath = path;
  return path;
}

/** Why functions cannot be run here, or undefined. */
export function runnerProblem(): string | undefined {
  if (spawnSync("qemu-aarch64", ["--version"]).status !== 0) return "no qemu-aarch64";
  return runner() === undefined ? "no aarch64-linux-gnu-gcc" : undefined;
}

export interface BatchFunction {
  readonly name: string;
  readonly code: CompiledCode;
}

export interface BatchCall {
  readonly func: string;
  readonly abi: AbiSignature;
  readonly args: readonly DataValue[];
}

export type Outcome =
  | { readonly kind: "return"; readonly values: readonly DataValue[]; readonly preserved: boolean }
  | { readonly kind: "trap"; readonly signal: number; readonly offset: number }
  | { readonly kind: "error"; readonly message: string };

function nameOf(name: CompiledCode["relocs"][number]["name"]): string {
  return name.kind === "user"
    ? `u${name.namespace}:${name.index}`
    : name.kind === "testcase"
      ? `%${name.name}`
      : `lib:${name.kind}`;
}

function patch(view: DataView, at: number, value: number, mask: number): void {
  view.setUint32(at, ((view.getUint32(at, true) & ~mask) | (value & mask)) >>> 0, true);
}

/** Lays out functions, applies relocations, makes all calls in one process. */
export function runBatch(functions: readonly BatchFunction[], calls: readonly BatchCall[]): Outcome[] {
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
  const blob = new Uint8Array(size);
  const view = new DataView(blob.buffer);
  for (const f of functions) {
    const start = offsets.get(f.name) as number;
    blob.set(f.code.code, start);
    for (const r of f.code.relocs) {
      const at = start + r.offset;
      const target = offsets.get(nameOf(r.name));
      if (target === undefined) throw new Error(`undefined symbol ${nameOf(r.name)}`);
      const to = BASE + BigInt(target) + r.addend;
      const place = BASE + BigInt(at);
      if (r.kind === "Arm64Call") patch(view, at, Number((to - place) >> 2n), 0x3ff_ffff);
      else if (r.kind === "Abs8") view.setBigUint64(at, to, true);
      else if (r.kind === "Aarch64AdrPrelPgHi21") {
        const pages = Number((to >> 12n) - (place >> 12n));
        patch(view, at, ((pages & 3) << 29) | ((pages >> 2) << 5), 0x60ff_ffe0);
      } else if (r.kind === "Aarch64AddAbsLo12Nc") patch(view, at, Number(to & 0xfffn) << 10, 0xfff << 10);
      else throw new Error(`relocation ${r.kind}`);
    }
  }
  const input = new Uint8Array(16 + size + 8 + calls.length * CALL_BYTES);
  const head = new DataView(input.buffer);
  head.setBigUint64(0, BASE, true);
  head.setBigUint64(8, BigInt(size), true);
  input.set(blob, 16);
  head.setBigUint64(16 + size, BigInt(calls.length), true);
  for (const [k, call] of calls.entries())
    writeCall(input, 24 + size + k * CALL_BYTES, head, call, offsets, BASE + BigInt(size));
  const run = spawnSync("qemu-aarch64", [path], { input, maxBuffer: 1 << 28 });
  const out = new Uint8Array(run.stdout);
  return calls.map((call, k): Outcome => {
    if ((k + 1) * RESULT_BYTES > out.length)
      return { kind: "error", message: `the runner ended: status ${run.status}, signal ${run.signal}` };
    return readResult(out.subarray(k * RESULT_BYTES, (k + 1) * RESULT_BYTES), call, offsets);
  });
}

function writeCall(
  input: Uint8Array,
  at: number,
  view: DataView,
  call: BatchCall,
  offsets: Map<string, number>,
  returnArea: bigint,
): void {
  view.setBigUint64(at, BASE + BigInt(offsets.get(call.func) as number), true);
  // Numbers that the callee must give back, and rubbish above narrow arguments
  for (let r = 0; r < 32; r++) view.setBigUint64(at + 8 + 8 * r, 0xc0ff_ee00_1234_5600n + BigInt(r), true);
  const stack = at + 8 + 256 + 8;
  for (const [i, location] of call.abi.params.locations.entries()) {
    const value = call.args[i] as DataValue;
    if (location.kind !== "slots") throw new Error(`an argument passed as ${location.kind}`);
    const slot = location.slots[0]!;
    if (slot.preg >= 0) input.set(value.bytes, at + 8 + 8 * slot.preg);
    else input.set(value.bytes, stack + slot.offset);
    const size = value.bytes.length;
    if (slot.extension !== "none" && slot.preg >= 0) {
      const sign = slot.extension === "sext" && (value.bytes[size - 1]! & 0x80) !== 0 ? 0xff : 0;
      input.fill(sign, at + 8 + 8 * slot.preg + size, at + 16 + 8 * slot.preg);
    }
  }
  if (call.abi.returnArea !== undefined)
    view.setBigUint64(at + 8 + 8 * call.abi.returnArea.preg, returnArea, true);
  view.setBigUint64(at + 8 + 256, BigInt(call.abi.params.stackBytes >> 3), true);
}

function readResult(bytes: Uint8Array, call: BatchCall, offsets: Map<string, number>): Outcome {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const signal = Number(view.getBigUint64(0, true));
  if (signal !== 0)
    return {
      kind: "trap",
      signal,
      offset: Number(view.getBigUint64(8, true) - BASE) - (offsets.get(call.func) as number),
    };
  const values = call.abi.returns.locations.map((location): DataValue => {
    if (location.kind !== "slots") throw new Error("a result not in registers");
    const slot = location.slots[0]!;
    const from = slot.preg < 0 ? 16 + 256 + slot.offset : 16 + 8 * slot.preg;
    return new DataValue(slot.type, bytes.slice(from, from + types.typeBytes(slot.type)));
  });
  const preserved =
    call.abi.signature.callConv === "tail" || view.getBigUint64(RESULT_BYTES - 8, true) !== 0n;
  return { kind: "return", values, preserved };
}
