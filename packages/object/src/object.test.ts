import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagsBuilder, lookupIsa, signature, types } from "@cranelift-ts/codegen-ir";
import { systemvCie, systemvFde, type UnwindDescription, type UnwindOp } from "@cranelift-ts/codegen";
import { aarch64 } from "@cranelift-ts/isa-aarch64";
import { s390x } from "@cranelift-ts/isa-s390x";
import { x64 } from "@cranelift-ts/isa-x64";
import type { FunctionUnwind, ModuleError, ModuleReloc } from "@cranelift-ts/module";
import { readElf } from "@cranelift-ts/object-file";
import { afterAll, describe, expect, test } from "vitest";
import { ObjectModule, type ObjectModuleOptions } from "./index.ts";

const dir = mkdtempSync(join(tmpdir(), "object-"));
afterAll(() => rmSync(dir, { recursive: true }));
const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;
const gcc = has("gcc") && process.arch === "x64" && process.platform === "linux";

const isaOf = (triple: string) => lookupIsa(triple, [x64, aarch64, s390x]).finish(flagsBuilder().finish());
const isa = isaOf("x86_64-unknown-linux-gnu");
const sig = signature([types.I32], [types.I32], "system_v");
const make = (options: Partial<ObjectModuleOptions> = {}): ObjectModule =>
  new ObjectModule({ isa, ...options });

/** What the x86-64 supplement says about frames. */
const DESCRIPTION: UnwindDescription = {
  codeAlign: 1,
  dataAlign: -8,
  returnAddress: 16,
  stackPointer: 7,
  framePointer: 6,
  entryCfaOffset: 8,
  entryReturnAddressAt: -8,
  dwarfRegister: (preg) => preg,
};
/** push rbp; mov rbp, rsp; and so on. */
const unwind = (size: number): FunctionUnwind => {
  const ops: UnwindOp[] = [
    { kind: "pushFrameRegs", offset: 1, toCallerSp: 16 },
    { kind: "defineNewFrame", offset: 4, toCallerSp: 16, toClobbers: 0 },
  ];
  return {
    cie: systemvCie(DESCRIPTION, true),
    fde: (distance) => systemvFde(ops, DESCRIPTION, size, distance, true),
  };
};

/** push rbp; mov rbp, rsp; BODY; pop rbp; ret */
const framed = (...body: number[]): Uint8Array => Uint8Array.of(0x55, 0x48, 0x89, 0xe5, ...body, 0x5d, 0xc3);
const BODY_AT = 4;

/** `int answer(int i) { return twice(*table[i]) + weak_one() + hidden_state++; }` and what it needs. */
function program(options: Partial<ObjectModuleOptions>): ObjectModule {
  const m = make({ name: "program.clif", ...options });
  const answer = m.declareFunction("answer", "import", sig);
  const twice = m.declareFunction("twice", "import", sig);
  const one = m.declareFunction("weak_one", "preemptible", sig);
  const helper = m.declareAnonymousFunction(sig);
  const table = m.declareData("table", "local", { writable: false, tls: false });
  const numbers = m.declareData("numbers", "hidden", { writable: false, tls: false });
  const state = m.declareData("state", "export", { writable: true, tls: false });
  const relocs: ModuleReloc[] = [];
  const body = [
    0x48,
    0x63,
    0xff, // movsxd rdi, edi
    0x48,
    0x8d,
    0x05,
    0,
    0,
    0,
    0, // lea rax, [rip + table]
    0x48,
    0x8b,
    0x04,
    0xf8, // mov rax, [rax + rdi * 8]
    0x8b,
    0x38, // mov edi, [rax]
    0xe8,
    0,
    0,
    0,
    0, // call twice
    0x89,
    0xc7, // mov edi, eax
    0xe8,
    0,
    0,
    0,
    0, // call helper
    0x89,
    0xc7, // mov edi, eax
    0xe8,
    0,
    0,
    0,
    0, // call weak_one
    0x03,
    0x05,
    0,
    0,
    0,
    0, // add eax, [rip + state]
    0xff,
    0x05,
    0,
    0,
    0,
    0, // inc dword [rip + state]
  ];
  const at = (offset: number, kind: string, target: ModuleReloc["target"]): void => {
    relocs.push({ offset: BODY_AT + offset, kind, target, addend: -4n });
  };
  at(6, "X86PCRel4", { kind: "data", id: table });
  at(17, "X86CallPLTRel4", { kind: "function", id: twice });
  at(24, "X86CallPCRel4", { kind: "function", id: helper });
  at(31, "X86CallPLTRel4", { kind: "function", id: one });
  at(37, "X86PCRel4", { kind: "data", id: state });
  at(43, "X86PCRel4", { kind: "data", id: state });
  m.declareFunction("answer", "export", sig);
  m.defineFunctionBody(answer, {
    code: framed(...body),
    alignment: 16,
    relocs,
    unwind: unwind(body.length + 6),
  });
  // lea eax, [rdi + 1000]
  m.defineFunctionBody(helper, {
    code: framed(0x8d, 0x87, 0xe8, 3, 0, 0),
    alignment: 16,
    relocs: [],
    unwind: unwind(12),
  });
  // lea eax, [rdi + 1]
  m.defineFunctionBody(one, { code: framed(0x8d, 0x47, 1), alignment: 32, relocs: [], unwind: unwind(9) });
  m.defineData(table, {
    contents: { zeros: 16 },
    relocs: [
      { offset: 0, target: { kind: "data", id: numbers } },
      { offset: 8, target: { kind: "data", id: numbers }, addend: 4n },
    ],
  });
  m.defineData(numbers, { contents: Uint8Array.of(5, 0, 0, 0, 7, 0, 0, 0), align: 4 });
  m.defineData(state, { contents: { zeros: 4 }, align: 4 });
  return m;
}

const MAIN = `
#include <stdio.h>
extern int answer(int);
extern int state;
int twice(int x) { return 2 * x; }
WEAK
int main(void) { int a = answer(0), b = answer(1), c = answer(1); printf("%d %d %d %d\\n", a, b, c, state); return 0; }
`;

describe.runIf(gcc)("linked by the system's linker and run", () => {
  const run = (options: Partial<ObjectModuleOptions>, weak: string, ...flags: string[]): string => {
    const o = join(dir, "p.o");
    const c = join(dir, "p.c");
    const exe = join(dir, "p");
    writeFileSync(o, program(options).emit());
    writeFileSync(c, MAIN.replace("WEAK", weak));
    execFileSync("gcc", ["-Wl,--fatal-warnings", "-o", exe, c, o, ...flags], { stdio: "pipe" });
    return execFileSync(exe).toString();
  };
  test("position independent, static, one section each", () => {
    const expected = "1011 1016 1017 3\n";
    expect(run({}, "")).toBe(expected);
    expect(run({}, "", "-no-pie")).toBe(expected);
    expect(run({ perFunctionSection: true, perDataSection: true }, "", "-Wl,--gc-sections")).toBe(expected);
    expect(run({ unwindInfo: false }, "")).toBe(expected);
  });
  test("a definition elsewhere preempts a preemptible one", () => {
    expect(run({}, "int weak_one(int x) { return x + 100; }")).toBe("1110 1115 1116 3\n");
  });
});

describe("the file", () => {
  test("sections by kind, symbols by linkage", () => {
    const file = readElf(program({}).emit());
    const sections = file.sections
      .map((s) => s.name)
      .filter((n) => n.startsWith(".") && !/^\.(rel|sym|str|shstr)/.test(n));
    expect(sections.sort()).toEqual([
      ".bss",
      ".data.rel.ro",
      ".eh_frame",
      ".note.GNU-stack",
      ".rodata",
      ".text",
    ]);
    const of = (name: string) => file.symbols.find((s) => s.name === name)!;
    expect(of("answer")).toMatchObject({ binding: "global", visibility: "default", kind: "function" });
    expect(of("weak_one")).toMatchObject({ binding: "weak", kind: "function", size: 9 });
    expect(of("numbers")).toMatchObject({ binding: "global", visibility: "hidden", kind: "object", size: 8 });
    expect(of("table")).toMatchObject({ binding: "local" });
    expect(of("twice")).toMatchObject({ section: "undefined", binding: "global" });
    expect(of("program.clif")).toMatchObject({ kind: "file" });
    expect(Number(of("weak_one").value) % 32).toBe(0);
  });

  test("one section for each function and data object on request", () => {
    const file = readElf(program({ perFunctionSection: true, perDataSection: true }).emit());
    const names = file.sections.map((s) => s.name);
    for (const n of [
      ".text.answer",
      ".text.weak_one",
      ".bss.state",
      ".rodata.numbers",
      ".data.rel.ro.table",
    ]) {
      expect(names).toContain(n);
    }
    expect(names).not.toContain(".text");
  });

  test("thread-local, custom and retained sections", () => {
    const m = make();
    const tls = m.declareData("tls", "local", { writable: true, tls: true });
    const tls0 = m.declareData("tls0", "local", { writable: true, tls: true });
    const custom = m.declareData("custom", "local", { writable: false, tls: false });
    const kept = m.declareData("kept", "local", { writable: false, tls: false });
    m.defineData(tls, { contents: Uint8Array.of(1, 2) });
    m.defineData(tls0, { contents: { zeros: 32 }, align: 16 });
    m.defineData(custom, { contents: Uint8Array.of(9), section: { name: "my_section" } });
    m.defineData(kept, { contents: Uint8Array.of(3), used: true });
    const file = m.finish();
    const section = (name: string) => file.sections.find((s) => s.name === name);
    expect(section(".tdata")).toMatchObject({ kind: "tdata", size: 2 });
    expect(section(".tbss")).toMatchObject({ kind: "tbss", size: 32, align: 16 });
    expect(section("my_section")).toMatchObject({ kind: "rodata", data: Uint8Array.of(9) });
    expect(section(".rodata.kept")).toMatchObject({ retain: true });
    expect(file.symbols.find((s) => s.name === "tls")!.kind).toBe("tls");
  });

  test("nothing that nobody refers to; run-time routines by their names", () => {
    const m = make({ libcallNames: (l) => `my_${l}` });
    m.declareFunction("unused", "import", sig);
    const f = m.declareFunction("f", "export", sig);
    m.defineFunctionBody(f, {
      code: new Uint8Array(16),
      alignment: 1,
      relocs: [
        { offset: 0, kind: "X86CallPLTRel4", target: { kind: "libcall", libcall: "Memcpy" }, addend: -4n },
        { offset: 8, kind: "Abs8", target: { kind: "functionOffset", id: f, offset: 5 }, addend: 1n },
      ],
    });
    const file = m.finish();
    expect(file.symbols.map((s) => s.name)).toEqual(["f", "my_Memcpy"]);
    expect(file.sections[0]!.relocations.map((r) => r.addend)).toEqual([-4n, 6n]);
  });

  test.runIf(has("readelf"))("readelf reads the call-frame information", () => {
    const path = join(dir, "frames.o");
    writeFileSync(path, program({}).emit());
    const text = execFileSync("readelf", ["--debug-dump=frames", path], {
      stdio: ["ignore", "pipe", "pipe"],
    }).toString();
    expect(text.match(/ CIE$/gm)).toHaveLength(1);
    expect(text.match(/ FDE /g)).toHaveLength(3);
    expect(text).toContain("DW_CFA_def_cfa_register: r6 (rbp)");
    expect(text).toContain("DW_CFA_def_cfa: r7 (rsp) ofs 8");
  });

  test("the other targets", () => {
    for (const [triple, kind] of [
      ["aarch64-unknown-linux-gnu", "Arm64Call"],
      ["s390x-unknown-linux-gnu", "S390xPLTRel32Dbl"],
    ] as const) {
      const m = new ObjectModule({ isa: isaOf(triple) });
      const f = m.declareFunction("f", "export", sig);
      const g = m.declareFunction("g", "import", sig);
      const reloc: ModuleReloc = { offset: 4, kind, target: { kind: "function", id: g }, addend: 0n };
      m.defineFunctionBody(f, {
        code: new Uint8Array(16),
        alignment: 4,
        relocs: [reloc],
        unwind: unwind(16),
      });
      const file = readElf(m.emit());
      expect(file.sections.find((s) => s.name === ".text")!.relocations[0]).toMatchObject({
        offset: 4,
        kind,
      });
    }
  });
});

describe("errors", () => {
  const kindOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      return (error as ModuleError).kind;
    }
    return "none";
  };
  test("formats, relocation kinds, missing definitions, use after the end", () => {
    expect(kindOf(() => new ObjectModule({ isa: isaOf("x86_64-apple-darwin") }))).toBe("backend");
    const m = make();
    const f = m.declareFunction("f", "export", sig);
    const body = { code: Uint8Array.of(0xc3), alignment: 1, relocs: [] };
    expect(kindOf(() => m.finish())).toBe("undefined");
    const bad: ModuleReloc = { offset: 0, kind: "Nonsense", target: { kind: "function", id: f }, addend: 0n };
    expect(kindOf(() => m.defineFunctionBody(f, { ...body, relocs: [bad] }))).toBe("backend");
    m.defineFunctionBody(f, body);
    m.finish();
    expect(kindOf(() => m.finish())).toBe("backend");
  });
});
