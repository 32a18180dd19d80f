/**
 * Windows x64: the unwind information of compiled functions, read back by LLVM's tools and compared with what the prologue
 * does by LLVM's disassembly of it. Needs `llvm-mc`, `llvm-readobj` and `llvm-objdump` of version 22 or later in PATH or
 * in /usr/lib/llvm-*; without them those cases are skipped by name.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CompiledCode, Context, ImplLimitError, winX64UnwindInfo } from "@cranelift-ts/codegen";
import { flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import { x64 } from "./x64.ts";

/** The folder with LLVM's tools, "" if they are in PATH, undefined if there are none that are new enough. */
function findLlvm(): string | undefined {
  const versions = existsSync("/usr/lib") ? readdirSync("/usr/lib").filter((d) => /^llvm-\d+$/.test(d)) : [];
  versions.sort((a, b) => Number(b.slice(5)) - Number(a.slice(5)));
  const usable = (dir: string): boolean =>
    ["llvm-mc", "llvm-readobj", "llvm-objdump"].every((tool) => {
      const said = spawnSync(join(dir, tool), ["--version"], { encoding: "utf8" });
      return Number(/LLVM version (\d+)/.exec(said.stdout ?? "")?.[1] ?? 0) >= 22;
    });
  return ["", ...versions.map((v) => `/usr/lib/${v}/bin`)].find(usable);
}
const llvm = findLlvm();

function compile(text: string, ...settings: string[]): CompiledCode {
  const flags = flagsBuilder();
  for (const s of ["enable_llvm_abi_extensions", ...settings]) flags.apply(s);
  const [func] = parseFunctions(text);
  return new Context(func!).compile(
    x64.builder(parseTriple("x86_64-pc-windows-msvc")).finish(flags.finish()),
  );
}

/**
 * A function of `ints` integers and `floats` floats that are all alive across a call, so that they are saved in
 * registers of the caller's, with a slot of `slot` bytes.
 */
function keeping(ints: number, floats: number, slot: number, convention = "windows_fastcall"): string {
  const body: string[] = [];
  const values: [string, "i64" | "f64"][] = [];
  for (let k = 0; k < ints; k++) {
    body.push(`v${10 + k} = call fn0()`);
    values.push([`v${10 + k}`, "i64"]);
  }
  for (let k = 0; k < floats; k++) {
    body.push(`v${50 + k} = call fn1()`);
    values.push([`v${50 + k}`, "f64"]);
  }
  body.push("jump block1", "", "block1:", "call fn2()");
  body.push(...values.map(([v, type]) => (type === "i64" ? `store ${v}, v0` : `store ${v}, v0+8`)));
  if (slot > 0) body.push("v1 = stack_addr.i64 ss0", "store v1, v0+16");
  return `function %f(i64) ${convention} {
${slot > 0 ? `    ss0 = explicit_slot ${slot}\n` : ""}    sig0 = () -> i64 windows_fastcall
    sig1 = () -> f64 windows_fastcall
    sig2 = () windows_fastcall
    fn0 = colocated %i sig0
    fn1 = colocated %d sig1
    fn2 = colocated %n sig2
block0(v0: i64):
    ${body.join("\n    ")}
    v2 = call fn0()
    brif v2, block1, block2
block2:
    return
}`;
}

const REGISTERS: Readonly<Record<string, string>> = { rbp: "RBP", rbx: "RBX", rsi: "RSI", rdi: "RDI" };
const registerName = (name: string): string => REGISTERS[name] ?? name.toUpperCase();

/** What the prologue does, last instruction first, in the words of `llvm-readobj`, from the lines of `llvm-objdump`. */
function effects(listing: string, prologue: number): string[] {
  const lines = [...listing.matchAll(/^\s*([0-9a-f]+):\s+(.+)$/gm)].map((m) => ({
    at: Number.parseInt(m[1]!, 16),
    text: m[2]!.replace(/\s+/g, " ").trim(),
  }));
  const base = lines[0]!.at;
  const out: string[] = [];
  for (const [i, { text }] of lines.entries()) {
    const end = (lines[i + 1]?.at ?? Infinity) - base;
    if (end > prologue) break;
    const at = `0x${end.toString(16).toUpperCase().padStart(2, "0")}`;
    const push = /^pushq %(\w+)/.exec(text);
    if (push !== null) out.push(`${at}: PUSH_NONVOL reg=${registerName(push[1]!)}`);
    const sub = /^subq \$(-?)0x([0-9a-f]+), %rsp/.exec(text);
    if (sub !== null) {
      const size = Number.parseInt(sub[2]!, 16) * (sub[1] === "-" ? -1 : 1);
      out.push(`${at}: ALLOC size=${Math.abs(size)}`);
    }
    const add = /^addq \$-0x([0-9a-f]+), %rsp/.exec(text);
    if (add !== null) out.push(`${at}: ALLOC size=${Number.parseInt(add[1]!, 16)}`);
    const saved = /^(movq|movups|movaps|movdqu) %(\w+), (?:0x([0-9a-f]+))?\(%rsp\)/.exec(text);
    if (saved !== null && !/^r1[01]$/.test(saved[2]!)) {
      const kind = saved[1] === "movq" ? "SAVE_NONVOL" : "SAVE_XMM128";
      out.push(
        `${at}: ${kind} reg=${registerName(saved[2]!)}, offset=0x${Number.parseInt(saved[3] ?? "0", 16)
          .toString(16)
          .toUpperCase()}`,
      );
    }
  }
  return out.reverse();
}

/** The codes of one function as `llvm-readobj` prints them, sizes and variants made equal. */
function codes(text: string): { prologue: number; codes: string[] } {
  const list = /UnwindCodes \[([^\]]*)\]/.exec(text)?.[1] ?? "";
  return {
    prologue: Number(/PrologSize: (\d+)/.exec(text)?.[1]),
    codes: list
      .split("\n")
      .map((l) => l.trim())
      .filter((l) => l !== "")
      .map((l) => l.replace(/ALLOC_(SMALL|LARGE)/, "ALLOC").replace(/_FAR/, "")),
  };
}

const CASES: readonly (readonly [name: string, code: () => CompiledCode])[] = [
  [
    "a leaf without a frame",
    () => compile("function %f(i64) -> i64 windows_fastcall {\nblock0(v0: i64):\n    return v0\n}"),
  ],
  ["a frame of the shadow space alone", () => compile(keeping(0, 0, 0))],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (n) => [`${n} integer registers`, () => compile(keeping(n - 1, 0, 0))] as const,
  ),
  ...[1, 2, 5, 10].map((n) => [`${n} float registers`, () => compile(keeping(0, n, 0))] as const),
  ["all registers", () => compile(keeping(6, 10, 0))],
  ["a small slot", () => compile(keeping(2, 1, 24))],
  ["the largest small allocation and the next one", () => compile(keeping(0, 0, 80))],
  ["a slot of 512 KiB", () => compile(keeping(3, 2, 512 * 1024))],
  ["a slot of 3 MiB, saves farther than 512 KiB", () => compile(keeping(6, 10, 3 << 20))],
  [
    "pages touched one by one",
    () => compile(keeping(2, 0, 3 * 4096), "enable_probestack", "probestack_strategy=inline"),
  ],
  [
    "pages touched in a loop",
    () => compile(keeping(2, 0, 40 * 4096), "enable_probestack", "probestack_strategy=inline"),
  ],
  [
    "pages touched by a routine",
    () => compile(keeping(2, 0, 40 * 4096), "enable_probestack", "probestack_strategy=outline"),
  ],
  ["single pass, all registers", () => compile(keeping(6, 10, 64), "regalloc_algorithm=single_pass")],
];

describe.skipIf(llvm === undefined)(
  "unwind information of Windows (LLVM 22 must be there)",
  { timeout: 60_000 },
  () => {
    it("says what the prologue does, by llvm-readobj and llvm-objdump", () => {
      const dir = mkdtempSync(join(tmpdir(), "cranelift-ts-seh-"));
      try {
        const lines: string[] = [];
        const bytes = (data: Uint8Array): string => (data.length === 0 ? "" : `.byte ${[...data].join(",")}`);
        const compiled = CASES.map(([, code]) => code());
        compiled.forEach((code, k) => {
          lines.push(".text", ".p2align 4", `f${k}:`, bytes(code.code), `e${k}:`);
          lines.push('.section .xdata,"dr"', ".p2align 2", `u${k}:`, bytes(winX64UnwindInfo(code.unwind)));
          lines.push(
            '.section .pdata,"dr"',
            `.long f${k}@IMGREL`,
            `.long e${k}@IMGREL`,
            `.long u${k}@IMGREL`,
          );
        });
        const [source, object] = [join(dir, "f.s"), join(dir, "f.obj")];
        writeFileSync(source, `${lines.join("\n")}\n`);
        const tool = (name: string, ...args: string[]): string => {
          const run = spawnSync(join(llvm!, name), args, { encoding: "utf8", maxBuffer: 1 << 28 });
          expect([run.status, run.stderr]).toEqual([0, ""]);
          return run.stdout;
        };
        tool("llvm-mc", "-triple=x86_64-pc-windows-msvc", "-filetype=obj", "-o", object, source);
        const infos = tool("llvm-readobj", "--unwind", object).split("RuntimeFunction {").slice(1);
        const listings = tool("llvm-objdump", "-d", "--no-show-raw-insn", object)
          .split(/^[0-9a-f]+ <f\d+>:$/m)
          .slice(1);
        expect([infos.length, listings.length]).toEqual([CASES.length, CASES.length]);
        let count = 0;
        CASES.forEach(([name], k) => {
          const { prologue, codes: said } = codes(infos[k]!);
          expect([name, ...said]).toEqual([name, ...effects(listings[k]!, prologue)]);
          count += said.length;
        });
        // Nothing of what there is to say is missing.
        const all = infos.join("");
        const registers = [
          "RBX",
          "RSI",
          "RDI",
          "R12",
          "R13",
          "R14",
          "R15",
          ...Array.from({ length: 10 }, (_, k) => `XMM${k + 6}`),
        ];
        const missing = [
          ...registers.map((r) => `reg=${r},`),
          "ALLOC_SMALL",
          "ALLOC_LARGE",
          "SAVE_NONVOL_FAR",
          "SAVE_XMM128_FAR",
        ];
        expect(missing.filter((m) => !all.includes(m))).toEqual([]);
        console.log(`${CASES.length} functions, ${count} unwind codes`);
      } finally {
        rmSync(dir, { recursive: true });
      }
    });
  },
);

describe("unwind information of Windows", () => {
  it("is refused where a prologue is longer than it can say", () => {
    const ops = [
      { kind: "pushFrameRegs", offset: 1, toCallerSp: 16 },
      { kind: "stackAlloc", offset: 256, size: 64 },
    ] as const;
    expect(() => winX64UnwindInfo(ops)).toThrow(ImplLimitError);
  });
});
