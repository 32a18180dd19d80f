/**
 * Random signatures as CLIF and as C, with functions on both sides that show whether the two agree.
 *
 * For each signature there are two CLIF functions and two C functions. `f` stores what it gets into `got` and returns what
 * is in `wanted_results`; a C function calls it with what is in `given` and compares. The other way round, `g` calls the C
 * function `c` with what is in `given` and stores what it returns into `got_results`. Each value has a slot of 16 bytes.
 *
 * What both languages can say is drawn: integers of all widths with and without extension, floats, pointers, `__int128`,
 * structs by value (System V), structs returned through a pointer, pairs returned in two registers (System V). Half of
 * the CLIF functions call something that overwrites every register that the System V convention does not preserve.
 */
import type { Random } from "@cranelift-ts/fuzzgen";

/** Conventions that gcc has attributes for. */
export const CONVENTIONS = [
  { clif: "system_v", c: "sysv_abi" },
  { clif: "windows_fastcall", c: "ms_abi" },
] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** A type in both languages. */
interface ValueType {
  readonly clif: string;
  readonly c: string;
  readonly bytes: number;
  /** Extension of arguments and results, as CLIF writes it. */
  readonly extension?: string;
  /** A struct by value, of so many bytes. */
  readonly struct?: number;
}

const INTEGERS: readonly ValueType[] = [
  { clif: "i8", c: "signed char", bytes: 1, extension: "sext" },
  { clif: "i8", c: "unsigned char", bytes: 1, extension: "uext" },
  { clif: "i8", c: "unsigned char", bytes: 1 },
  { clif: "i16", c: "short", bytes: 2, extension: "sext" },
  { clif: "i16", c: "unsigned short", bytes: 2, extension: "uext" },
  { clif: "i16", c: "short", bytes: 2 },
  { clif: "i32", c: "int", bytes: 4, extension: "sext" },
  { clif: "i32", c: "unsigned", bytes: 4 },
  { clif: "i64", c: "long long", bytes: 8 },
  { clif: "i64", c: "void *", bytes: 8 },
];
const FLOATS: readonly ValueType[] = [
  { clif: "f32", c: "float", bytes: 4 },
  { clif: "f64", c: "double", bytes: 8 },
];
const SYSTEM_V_ONLY: readonly ValueType[] = [
  { clif: "i128", c: "__int128", bytes: 16 },
  { clif: "f128", c: "__float128", bytes: 16 },
  ...[24, 32, 40, 64].map((struct) => ({ clif: "i64", c: `struct s${struct}`, bytes: struct, struct })),
];
const PAIRS: readonly (readonly [string, readonly ValueType[]])[] = [
  ["struct ii", [INTEGERS[8]!, INTEGERS[8]!]],
  ["struct dd", [FLOATS[1]!, FLOATS[1]!]],
  ["struct id", [INTEGERS[8]!, FLOATS[1]!]],
  ["struct di", [FLOATS[1]!, INTEGERS[8]!]],
];

/** What a signature returns: its type in C, and in CLIF either values or a struct of so many bytes through a pointer. */
interface Result {
  readonly c: string;
  readonly values: readonly ValueType[];
  readonly throughPointer: number;
}

/** A signature. */
export interface AbiCase {
  readonly number: number;
  readonly convention: Convention;
  readonly params: readonly ValueType[];
  readonly result: Result;
  readonly clobbers: boolean;
}

/** Draws a signature. */
export function drawCase(random: Random, number: number): AbiCase {
  const convention = random.pick(CONVENTIONS);
  const systemV = convention.clif === "system_v";
  // Mostly few, sometimes more than there are registers of any kind.
  const count = random.oneIn(4) ? random.below(24) : random.below(9);
  const param = (): ValueType => {
    const kind = random.below(20);
    if (systemV && kind === 0) return random.pick(SYSTEM_V_ONLY);
    return random.pick(kind < 12 ? INTEGERS : FLOATS);
  };
  const result = drawResult(random, systemV);
  const params = Array.from({ length: count }, param);
  if (systemV) avoidSplit(params, result.throughPointer > 0 ? 1 : 0);
  return { number, convention, params, result, clobbers: random.oneIn(2) };
}

/** Registers for integer arguments of System V. */
const INTEGER_REGISTERS = 6;

/**
 * Makes an `__int128` that finds exactly one register left a `long long`. It goes to the stack by all rules; that register
 * serves a later argument by gcc's, and none by LLVM's, which the target follows (`enable_llvm_abi_extensions`).
 */
function avoidSplit(params: ValueType[], before: number): void {
  let used = before;
  for (let i = 0; i < params.length; i++) {
    const { clif, struct } = params[i]!;
    if (clif === "i128" && used === INTEGER_REGISTERS - 1) params[i] = INTEGERS[8]!;
    if (struct === undefined && clif.startsWith("i")) used += params[i]!.clif === "i128" ? 2 : 1;
  }
}

function drawResult(random: Random, systemV: boolean): Result {
  const kind = random.below(10);
  if (kind === 0) return { c: "void", values: [], throughPointer: 0 };
  if (kind === 1) {
    const bytes = random.pick([24, 32, 40, 64]);
    return { c: `struct s${bytes}`, values: [], throughPointer: bytes };
  }
  if (systemV && kind < 4) {
    const [c, values] = random.pick(PAIRS);
    return { c, values, throughPointer: 0 };
  }
  const type =
    systemV && kind === 4 ? random.pick(SYSTEM_V_ONLY.slice(0, 2)) : random.pick([...INTEGERS, ...FLOATS]);
  return { c: type.c, values: [type], throughPointer: 0 };
}

const SLOT = 64;

/** Bytes of the buffers. */
export const BUFFER_BYTES: number = 32 * SLOT;

/** The names that the CLIF functions refer to. */
export const BUFFERS = ["given", "got", "wanted_results", "got_results"] as const;

function clifSignature({ convention, params, result }: AbiCase): string {
  const word = (t: ValueType): string => {
    if (t.struct !== undefined) return `i64 sarg(${t.struct})`;
    return t.extension === undefined ? t.clif : `${t.clif} ${t.extension}`;
  };
  const all = [...(result.throughPointer > 0 ? ["i64 sret"] : []), ...params.map(word)];
  const returns = result.values.map(word);
  return `(${all.join(", ")})${returns.length > 0 ? ` -> ${returns.join(", ")}` : ""} ${convention.clif}`;
}

/** Names the values of one function. */
class Values {
  private next: number = 0;
  readonly lines: string[] = [];

  fresh(): string {
    return `v${this.next++}`;
  }

  define(what: string): string {
    const v = this.fresh();
    this.lines.push(`    ${v} = ${what}`);
    return v;
  }

  /** Copies whole words. */
  copy(from: string, fromAt: number, to: string, toAt: number, bytes: number): void {
    for (let at = 0; at < bytes; at += 8) {
      const v = this.define(`load.i64 ${from}+${fromAt + at}`);
      this.lines.push(`    store ${v}, ${to}+${toAt + at}`);
    }
  }
}

/** The functions `f` and `g` of a case. */
export function clifText(abi: AbiCase): string {
  const { number, params, result, clobbers } = abi;
  const preamble = BUFFERS.map((name, i) => `    gv${i} = symbol %${name}\n`).join("");
  const f = new Values();
  const pointer = result.throughPointer > 0 ? [f.fresh()] : [];
  const values = params.map(() => f.fresh());
  const all = [...pointer, ...values].map((v, i) => {
    const t = params[i - pointer.length];
    return `${v}: ${t === undefined ? "i64" : t.clif}`;
  });
  const got = f.define("symbol_value.i64 gv1");
  params.forEach((t, i) => {
    if (t.struct !== undefined) f.copy(values[i]!, 0, got, i * SLOT, t.struct);
    else f.lines.push(`    store ${values[i]!}, ${got}+${i * SLOT}`);
  });
  if (clobbers) f.lines.push("    call fn0()");
  const wanted = f.define("symbol_value.i64 gv2");
  if (pointer.length > 0) f.copy(wanted, 0, pointer[0]!, 0, result.throughPointer);
  const returned = result.values.map((t, i) => f.define(`load.${t.clif} ${wanted}+${8 * i}`));
  f.lines.push(`    return ${returned.join(", ")}`.trimEnd());

  const g = new Values();
  const given = g.define("symbol_value.i64 gv0");
  const gotResults = g.define("symbol_value.i64 gv3");
  const passed = params.map((t, i) => {
    if (t.struct === undefined) return g.define(`load.${t.clif} ${given}+${i * SLOT}`);
    return g.define(`iadd ${given}, ${g.define(`iconst.i64 ${i * SLOT}`)}`);
  });
  const args = [...(result.throughPointer > 0 ? [gotResults] : []), ...passed].join(", ");
  const results = result.values.map(() => g.fresh());
  g.lines.push(`    ${results.length > 0 ? `${results.join(", ")} = ` : ""}call fn0(${args})`);
  results.forEach((v, i) => g.lines.push(`    store ${v}, ${gotResults}+${8 * i}`));
  g.lines.push("    return");

  const signature = clifSignature(abi);
  return [
    `function %f${number}${signature} {`,
    `${preamble}    fn0 = %clobber() system_v`,
    `block0${all.length > 0 ? `(${all.join(", ")})` : ""}:`,
    ...f.lines,
    "}",
    `function %g${number}() system_v {`,
    `${preamble}    fn0 = %c${number}${signature}`,
    "block0:",
    ...g.lines,
    "}",
    "",
  ].join("\n");
}

/** One in so many callers keeps values over the call. */
const KEEPING = 8;

const C_HEAD = `#include <stdio.h>
#include <string.h>
struct ii { long long a, b; }; struct dd { double a, b; }; struct id { long long a; double b; }; struct di { double a; long long b; };
${[24, 32, 40, 64].map((n) => `struct s${n} { long long w[${n / 8}]; };`).join(" ")}
unsigned char given[${BUFFER_BYTES}], got[${BUFFER_BYTES}], wanted_results[${BUFFER_BYTES}], got_results[${BUFFER_BYTES}];
static int failures;
void clobber(void) {
  __asm__ volatile("" ::: "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11");
  __asm__ volatile(
    "mov $-1, %%rax; mov %%rax, %%rcx; mov %%rax, %%rdx; mov %%rax, %%rsi; mov %%rax, %%rdi; mov %%rax, %%r8; mov %%rax, %%r9;"
    "mov %%rax, %%r10; mov %%rax, %%r11; ${Array.from({ length: 16 }, (_, i) => `pcmpeqd %%xmm${i}, %%xmm${i};`).join(" ")}"
    ::: "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", ${Array.from({ length: 16 }, (_, i) => `"xmm${i}"`).join(", ")});
}
static unsigned long long state = 88172645463325252ull;
static unsigned char random_byte(void) { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return (unsigned char)(state >> 24); }
static void begin(const int *sizes, int count, int result_bytes) {
  memset(given, 0, sizeof given); memset(wanted_results, 0, sizeof wanted_results);
  for (int i = 0; i < count; i++) for (int k = 0; k < sizes[i]; k++) given[i * ${SLOT} + k] = random_byte();
  for (int k = 0; k < result_bytes; k++) wanted_results[k] = random_byte();
  memset(got, 0, sizeof got); memset(got_results, 0, sizeof got_results);
}
static void check(const char *what, int number) {
  if (memcmp(given, got, sizeof got)) { printf("%d: %s: arguments differ\\n", number, what); failures++; }
  if (memcmp(wanted_results, got_results, sizeof got_results)) { printf("%d: %s: results differ\\n", number, what); failures++; }
  memset(got, 0, sizeof got); memset(got_results, 0, sizeof got_results);
}
static volatile double kept_source[10] = {1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5};
static volatile long long kept_integers[6] = {11, 12, 13, 14, 15, 16};
`;

/** The C side of some cases: a program that prints what differs and ends with 0 if nothing does. */
export function cText(cases: readonly AbiCase[]): string {
  return [
    C_HEAD,
    ...cases.map(cCase),
    "int main(void) {",
    ...cases.map((c) => `  t${c.number}();`),
    "  return failures != 0;",
    "}",
    "",
  ].join("\n");
}

function cCase({ number, convention, params, result }: AbiCase): string {
  const types = params.map((t) => t.c);
  const list = types.length > 0 ? types.join(", ") : "void";
  const named = types.length > 0 ? types.map((t, i) => `${t} a${i}`).join(", ") : "void";
  const attribute = `__attribute__((${convention.c}))`;
  const resultBytes =
    result.throughPointer || result.values.reduce((n, t) => n + (result.values.length > 1 ? 8 : t.bytes), 0);
  const load = types.map((t, i) => `  ${t} a${i}; memcpy(&a${i}, given + ${i * SLOT}, sizeof a${i});`);
  const args = types.map((_, i) => `a${i}`).join(", ");
  const isVoid = result.c === "void";
  const registers = Array.from({ length: 10 }, (_, i) => `double d${i} = kept_source[${i}];`).join(" ");
  const integers = Array.from({ length: 6 }, (_, i) => `long long k${i} = kept_integers[${i}];`).join(" ");
  const kept = [
    ...Array.from({ length: 10 }, (_, i) => `d${i} != kept_source[${i}]`),
    ...Array.from({ length: 6 }, (_, i) => `k${i} != kept_integers[${i}]`),
  ].join(" || ");
  return [
    `extern ${attribute} ${result.c} f${number}(${list});`,
    `extern void g${number}(void);`,
    `${attribute} ${result.c} c${number}(${named}) {`,
    ...types.map((_, i) => `  memcpy(got + ${i * SLOT}, &a${i}, sizeof a${i});`),
    "  clobber();",
    ...(isVoid ? [] : [`  ${result.c} r; memcpy(&r, wanted_results, sizeof r); return r;`]),
    "}",
    `static __attribute__((noinline)) void t${number}(void) {`,
    `  static const int sizes[] = {${[...params.map((t) => t.bytes), 0].join(", ")}};`,
    `  begin(sizes, ${params.length}, ${resultBytes});`,
    ...load,
    // Values that a caller may keep in registers that the callee preserves; in some, because gcc takes its time for them.
    ...(number % KEEPING === 0 ? [`  ${registers} ${integers}`] : []),
    isVoid
      ? `  f${number}(${args});`
      : `  ${result.c} r = f${number}(${args}); memcpy(got_results, &r, sizeof r);`,
    ...(number % KEEPING !== 0
      ? []
      : [`  if (${kept}) { printf("${number}: preserved registers differ\\n"); failures++; }`]),
    `  check("C calls CLIF", ${number});`,
    `  g${number}();`,
    `  check("CLIF calls C", ${number});`,
    "}",
  ].join("\n");
}
