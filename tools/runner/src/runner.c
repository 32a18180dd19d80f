/*
 * The runner of runner.clif in C, for s390x, whose back end cannot compile that yet.
 *
 * Frames, all numbers in the byte order of this process:
 *   request   u32 length of what follows, u32 operation, body
 *   reply     u32 length of what follows, body
 * At the start one reply is sent without being asked: the hello.
 *   hello     u32 0x01020304 (shows the byte order), u32 version, u64 arena address, u64 arena bytes,
 *             u64 buffer address, u64 buffer bytes, u32 number of feature words, the words
 *   LOAD 1    u64 address, bytes                    -> (nothing)
 *   CALL 2    u64 entry, u64 callee, bytes          -> u32 signal (0: returned), u32 signal code, u64 program counter,
 *             (the bytes are put into the buffer;      u64 fault address, u32 changed registers, u32 0, the buffer's bytes
 *             entry(callee, buffer) is called)
 *   PEEK 3    u64 address, u32 count                -> bytes
 *   SYMBOL 4  name                                  -> u64 address, 0 if unknown
 *   WATCHDOG 5  u32 milliseconds of processor time  -> (nothing); a call that takes longer ends with SIGVTALRM
 *
 * The code may write anywhere and take any signal: a call runs on a stack of its own between canaries in every
 * callee-saved register, and signals come back through siglongjmp from an alternate stack. What code writes into the
 * runner's own memory is not defended against: a client starts another process when this one stops answering.
 */
#define _GNU_SOURCE
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

enum { ARENA_BYTES = 64 << 20, BUFFER_BYTES = 1 << 20, STACK_BYTES = 1 << 20, GUARD_BYTES = 1 << 20, FEATURE_WORDS = 8 };
enum { OP_LOAD = 1, OP_CALL, OP_PEEK, OP_SYMBOL, OP_WATCHDOG };

/* In assembly: calls entry(callee, buffer) on `stack` and returns a mask of callee-saved registers that changed. */
extern uint32_t guarded_call(uint64_t entry, uint64_t callee, void *buffer, void *stack);

static unsigned char *arena, *buffer, *call_stack;
static sigjmp_buf recovery;
static volatile sig_atomic_t in_call;
static struct { int signal, code; uint64_t pc, address; } trap;
static uint32_t watchdog_ms = 20000;

static void give_up(const char *why) {
  fprintf(stderr, "runner: %s\n", why);
  _exit(3);
}

static uint64_t program_counter(const ucontext_t *uc) {
  return uc->uc_mcontext.psw.addr;
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  if (!in_call) {
    /* The runner's own fault: die of it. */
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL);
    return;
  }
  in_call = 0;
  trap.signal = signal;
  trap.code = info->si_code;
  trap.pc = program_counter(context);
  trap.address = (uint64_t)(uintptr_t)info->si_addr;
  siglongjmp(recovery, 1);
}

static void set_watchdog(uint32_t ms) {
  const struct itimerval timer = {.it_value = {.tv_sec = ms / 1000, .tv_usec = (ms % 1000) * 1000}};
  setitimer(ITIMER_VIRTUAL, &timer, NULL);
}

static void features(uint32_t words[FEATURE_WORDS]) {
  memset(words, 0, FEATURE_WORDS * sizeof *words);
  const uint64_t one = getauxval(AT_HWCAP), two = getauxval(AT_HWCAP2);
  words[0] = (uint32_t)one; words[1] = (uint32_t)(one >> 32);
  words[2] = (uint32_t)two; words[3] = (uint32_t)(two >> 32);
  uint64_t facilities[4] = {0};
  register uint64_t count __asm__("0") = 3;
  __asm__ volatile("stfle %0" : "=Q"(facilities), "+d"(count) : : "cc", "memory");
  for (int i = 0; i < 3; i++) { words[2 * i + 2] = (uint32_t)(facilities[i] >> 32); words[2 * i + 3] = (uint32_t)facilities[i]; }
}

/* The routines that compiled code may ask for, under the names of Cranelift's libcalls. */
static const struct { const char *name; void *address; } SYMBOLS[] = {
  {"CeilF32", (void *)ceilf}, {"CeilF64", (void *)ceil}, {"FloorF32", (void *)floorf}, {"FloorF64", (void *)floor},
  {"TruncF32", (void *)truncf}, {"TruncF64", (void *)trunc}, {"NearestF32", (void *)nearbyintf}, {"NearestF64", (void *)nearbyint},
  {"FmaF32", (void *)fmaf}, {"FmaF64", (void *)fma},
  {"Memcpy", (void *)memcpy}, {"Memset", (void *)memset}, {"Memmove", (void *)memmove}, {"Memcmp", (void *)memcmp},
};

static void read_exactly(void *to, size_t count) {
  for (unsigned char *p = to; count > 0;) {
    const ssize_t n = read(0, p, count);
    if (n <= 0) _exit(0);
    p += n;
    count -= (size_t)n;
  }
}

static void write_exactly(const void *from, size_t count) {
  for (const unsigned char *p = from; count > 0;) {
    const ssize_t n = write(1, p, count);
    if (n <= 0) _exit(0);
    p += n;
    count -= (size_t)n;
  }
}

static void reply(const void *head, uint32_t head_bytes, const void *body, uint32_t body_bytes) {
  const uint32_t length = head_bytes + body_bytes;
  write_exactly(&length, sizeof length);
  write_exactly(head, head_bytes);
  write_exactly(body, body_bytes);
}

static void call(const unsigned char *body, uint32_t length) {
  struct { uint32_t signal, code; uint64_t pc, address; uint32_t changed, zero; } out = {0};
  uint64_t entry, callee;
  memcpy(&entry, body, 8);
  memcpy(&callee, body + 8, 8);
  const uint32_t bytes = length - 16;
  if (bytes > BUFFER_BYTES) give_up("arguments too large");
  memcpy(buffer, body + 16, bytes);
  if (sigsetjmp(recovery, 1) == 0) {
    in_call = 1;
    set_watchdog(watchdog_ms);
    out.changed = guarded_call(entry, callee, buffer, call_stack);
    in_call = 0;
  } else {
    out.signal = (uint32_t)trap.signal;
    out.code = (uint32_t)trap.code;
    out.pc = trap.pc;
    out.address = trap.address;
  }
  set_watchdog(0);
  reply(&out, sizeof out, buffer, bytes);
}

int main(void) {
  arena = mmap(NULL, ARENA_BYTES, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  buffer = mmap(NULL, BUFFER_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  unsigned char *stacks = mmap(NULL, GUARD_BYTES + STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  unsigned char *signal_stack = mmap(NULL, 1 << 16, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (arena == MAP_FAILED || buffer == MAP_FAILED || stacks == MAP_FAILED || signal_stack == MAP_FAILED) give_up("no memory");
  if (mprotect(stacks, GUARD_BYTES, PROT_NONE) != 0) give_up("no guard");
  /* Room above, for code that pops more than it should. */
  call_stack = stacks + GUARD_BYTES + STACK_BYTES - 4096;
  const stack_t alternate = {.ss_sp = signal_stack, .ss_size = 1 << 16};
  sigaltstack(&alternate, NULL);
  const int signals[] = {SIGILL, SIGFPE, SIGSEGV, SIGBUS, SIGTRAP, SIGVTALRM, SIGSYS};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(signals[i], &action, NULL);
  }

  struct { uint32_t magic, version; uint64_t arena, arena_bytes, buffer, buffer_bytes; uint32_t count, words[FEATURE_WORDS]; } hello = {
    0x01020304, 1, (uintptr_t)arena, ARENA_BYTES, (uintptr_t)buffer, BUFFER_BYTES, FEATURE_WORDS, {0}};
  features(hello.words);
  reply(&hello, 44 + 4 * FEATURE_WORDS, NULL, 0);

  unsigned char *frame = NULL;
  size_t room = 0;
  for (;;) {
    uint32_t length, op;
    read_exactly(&length, 4);
    if (length < 4) give_up("short frame");
    read_exactly(&op, 4);
    length -= 4;
    if (length + 1 > room) {
      free(frame);
      room = (size_t)length + 1;
      if ((frame = malloc(room)) == NULL) give_up("no memory");
    }
    read_exactly(frame, length);
    uint64_t address = 0;
    if (length >= 8) memcpy(&address, frame, 8);
    switch (op) {
    case OP_LOAD:
      if (length < 8) give_up("short frame");
      memcpy((void *)(uintptr_t)address, frame + 8, length - 8);
      __builtin___clear_cache((char *)(uintptr_t)address, (char *)(uintptr_t)address + length - 8);
      reply(NULL, 0, NULL, 0);
      break;
    case OP_CALL:
      if (length < 16) give_up("short frame");
      call(frame, length);
      break;
    case OP_PEEK: {
      uint32_t count;
      if (length != 12) give_up("short frame");
      memcpy(&count, frame + 8, 4);
      reply((void *)(uintptr_t)address, count, NULL, 0);
      break;
    }
    case OP_SYMBOL: {
      uint64_t found = 0;
      frame[length] = 0;
      for (size_t i = 0; i < sizeof SYMBOLS / sizeof *SYMBOLS; i++)
        if (strcmp(SYMBOLS[i].name, (char *)frame) == 0) found = (uintptr_t)SYMBOLS[i].address;
      reply(&found, 8, NULL, 0);
      break;
    }
    case OP_WATCHDOG:
      memcpy(&watchdog_ms, frame, 4);
      reply(NULL, 0, NULL, 0);
      break;
    default:
      give_up("unknown operation");
    }
  }
}
