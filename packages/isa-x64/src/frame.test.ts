/** Prologues: stack limits and stack probes, run; thread-local addresses and probe calls, byte by byte. */
import { type CompiledCode, Context, UnsupportedError } from "@cranelift-ts/codegen";
import { type Flags, flagsBuilder, parseTriple, TrapCodes } from "@cranelift-ts/codegen-ir";
import { limitedFrame, probedFrame, STACK_LIMITS } from "@cranelift-ts/filetests/testing";
import { parseFunctions } from "@cranelift-ts/reader";
import { describe, expect, it } from "vitest";
import { disassemble } from "./disasm.ts";
import { missing, target } from "./testing.ts";
import { x64 } from "./x64.ts";

function flagsOf(settings: readonly string[]): Flags {
  const flags = flagsBuilder();
  for (const s of settings) flags.apply(s);
  return flags.finish();
}

function compile(text: string, ...settings: string[]): CompiledCode {
  return new Context(parseFunctions(text)[0]!).compile(
    x64.builder(parseTriple("x86_64")).finish(flagsOf(settings)),
  );
}

/** Calls `%main` with each of the arguments. */
function run(
  text: string,
  args: readonly bigint[],
  ...settings: string[]
): { readonly results: (bigint | string)[]; readonly codes: ReadonlyMap<string, CompiledCode> } {
  const program = target.linked(text, target.isaOf(settings));
  const results = args.map((a) => program.call("%main", a));
  program.close();
  return { results, codes: program.codes };
}

const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join(" ");

describe.skipIf(missing)("stack limits", () => {
  const SIZES = [16, 4000, 32 * 1024 - 16, 32 * 1024, 1 << 19];

  it.each(STACK_LIMITS.flatMap(([where, limit]) => SIZES.map((size) => [where, size, limit] as const)))(
    "%s, a frame of %i bytes",
    (_, size, limit) => {
      // The return address and the frame pointer lie between the two stack pointers.
      const needed = BigInt(size) + 16n;
      const rooms = [0n, 8n, needed - 8n, needed, needed + 8n, 2n * needed + 4096n];
      const { results, codes } = run(limitedFrame(size, limit, false), rooms, "preserve_frame_pointers");
      const checks = codes.get("%f")!.traps.filter((t) => t.code === TrapCodes.stk_ovf);
      expect(checks.length).toBe(size >= 32 * 1024 ? 2 : 1);
      rooms.forEach((room, k) => {
        const expected: unknown = room >= needed ? 77n : expect.stringContaining("trap: stk_ovf in %f");
        expect([room, results[k]]).toEqual([room, expected]);
      });
    },
  );

  it("does not wrap around with large frames", () => {
    // A limit just below 2^64, to which the size cannot be added; no stack pointer is below the limit 0.
    const program = target.linked(limitedFrame(1 << 19, STACK_LIMITS[0]![1], false), target.isaOf());
    expect(program.call("%absolute", -8n)).toContain("trap: stk_ovf in %f");
    expect(program.call("%absolute", 0n)).toBe(77n);
    program.close();
  });
});

describe.skipIf(missing)("stack probes", () => {
  it.each([1, 2, 4, 5, 40].flatMap((pages) => [0, 16].map((more) => [pages, more] as const)))(
    "touch %i pages and %i bytes of a frame, no more",
    (pages, more) => {
      const size = pages * 4096 + more;
      // %main looks at what %f left behind: each page of the frame had a word of zeros written, what is below has not.
      const text = `${probedFrame(size)}function %main(i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    fn0 = colocated %fill sig0
    fn1 = colocated %f sig0
block0(v0: i64):
    v1 = call fn0(v0)
    v2 = call fn1(v0)
    v3 = get_stack_pointer.i64
    v4 = iconst.i64 -16
    v5 = iadd v3, v4
    v6 = iconst.i64 0
    v7 = iconst.i64 -4096
    v20 = iconst.i64 1
    jump block1(v5, v6)
block1(v8: i64, v9: i64):
    v10 = iadd v8, v7
    v11 = uload32 v10
    v12 = icmp eq v11, v6
    v13 = uextend.i64 v12
    v14 = iadd v9, v13
    v15 = iadd v2, v7
    v16 = icmp ugt v10, v15
    brif v16, block1(v10, v14), block2
block2:
    v17 = iconst.i64 1000
    v18 = imul v14, v17
    v19 = isub v5, v2
    v21 = iconst.i64 ${size}
    v22 = isub v19, v21
    v23 = iadd v18, v22
    return v23
}`;
      // The filler must not leave zeros itself.
      expect(run(text, [0n]).results).toEqual([0n]);
      const { results } = run(text, [0n], "enable_probestack", "probestack_strategy=inline");
      // One word of zeros for each page of %fill's and %f's frames, in the same places; the frame is as large as its slot.
      expect(results).toEqual([BigInt(1000 * pages)]);
    },
  );

  it("are left out below a page, and follow the size that is set", () => {
    const text = (size: number): string =>
      `function %f() -> i64 system_v {\n    ss0 = explicit_slot ${size}\nblock0:\n    v0 = stack_addr.i64 ss0\n    return v0\n}`;
    const probes = (size: number, ...settings: string[]): number =>
      disassemble(
        compile(text(size), "enable_probestack", "probestack_strategy=inline", ...settings).code,
      ).filter((l) => /^movl\s+\$0x?0, ?-/.test(l.text)).length;
    expect([4080, 4096, 8176, 3 * 4096].map((n) => probes(n))).toEqual([0, 1, 1, 3]);
    expect([65520, 65536, 4 * 65536].map((n) => probes(n, "probestack_size_log2=16"))).toEqual([0, 1, 4]);
  });

  it("can be left to a routine, which gets the size in eax before the stack pointer moves", () => {
    const code = compile(
      "function %f() -> i64 system_v {\n    ss0 = explicit_slot 8192\nblock0:\n    v0 = stack_addr.i64 ss0\n    return v0\n}",
      "enable_probestack",
      "probestack_strategy=outline",
    );
    // push rbp; mov rbp, rsp; mov eax, 8192; call __cranelift_probestack; sub rsp, 8192
    expect(hex(code.code.subarray(0, 21))).toBe(
      "55 48 8b ec b8 00 20 00 00 e8 00 00 00 00 48 81 ec 00 20 00 00",
    );
    expect(code.relocs).toEqual([
      { offset: 10, kind: "X86CallPCRel4", name: { kind: "libcall", libcall: "Probestack" }, addend: -4n },
    ]);
  });
});

describe("prologues of preserve_all functions", () => {
  const text = `function %f(i64 vmctx) preserve_all {
    ss0 = explicit_slot 40960
    gv0 = vmctx
    stack_limit = gv0
block0(v0: i64):
    v1 = stack_addr.i64 ss0
    store v0, v1
    return
}`;
  it("keep the registers that checks and probes work with", () => {
    const lines = disassemble(compile(text, "enable_probestack", "probestack_strategy=inline").code).map(
      (l) => l.text.replace(/\s+/g, " "),
    );
    for (const reg of ["r10", "r11"]) {
      const saved = lines.findIndex((l) => new RegExp(`^movq %${reg}, -?\\w+\\(%rsp\\)`).test(l));
      const written = lines.findIndex((l) => l.endsWith(` %${reg}`) && !l.startsWith("cmp"));
      expect([reg, saved >= 0 && saved < written]).toEqual([reg, true]);
      expect(lines.findLastIndex((l) => l.endsWith(` %${reg}`) && !l.startsWith("cmp"))).toBe(
        lines.findLastIndex((l) => new RegExp(`^movq -?\\w+\\(%rsp\\), %${reg}$`).test(l)),
      );
    }
  });
  it("refuse a probe routine, which changes registers", () => {
    expect(() => compile(text, "enable_probestack", "probestack_strategy=outline")).toThrow(UnsupportedError);
  });
});

describe("thread-local addresses", () => {
  const text =
    "function %f() -> i64 system_v {\n    gv0 = symbol tls %x\nblock0:\n    v0 = tls_value.i64 gv0\n    return v0\n}";
  const x = { kind: "testcase", name: "x" };
  it("ELF, general dynamic: the bytes that linkers relax", () => {
    const code = compile(text, "tls_model=elf_gd");
    expect(hex(code.code)).toContain("66 48 8d 3d 00 00 00 00 66 66 48 e8 00 00 00 00");
    const [gd, call] = code.relocs;
    expect(gd).toMatchObject({ kind: "ElfX86_64TlsGd", name: x, addend: -4n });
    expect(call).toMatchObject({
      kind: "X86CallPLTRel4",
      name: { kind: "libcall", libcall: "ElfTlsGetAddr" },
      addend: -4n,
      offset: gd!.offset + 8,
    });
  });
  it("Mach-O: the getter of the descriptor", () => {
    const code = compile(text, "tls_model=macho");
    // movq x@TLVP(%rip), %rdi; callq *(%rdi)
    expect(hex(code.code)).toContain("48 8b 3d 00 00 00 00 ff 17");
    expect(code.relocs).toHaveLength(1);
    expect(code.relocs[0]).toMatchObject({ kind: "MachOX86_64Tlv", name: x, addend: -4n });
  });
  it("COFF: the module's block of the thread's, by _tls_index", () => {
    const code = compile(text, "tls_model=coff");
    expect(code.relocs.map((r) => [r.kind, r.name, r.addend])).toEqual([
      ["X86PCRel4", { kind: "known", symbol: "CoffTlsIndex" }, -4n],
      ["X86SecRel", x, 0n],
    ]);
    // movl _tls_index(%rip), %eax; movq %gs:0x58, %rcx; movq (%rcx,%rax,8), %rax; leaq x@SECREL32(%rax), %rax
    expect(hex(code.code)).toMatch(
      /8b 05 00 00 00 00 65 48 8b 0c 25 58 00 00 00 48 8b 04 c1 48 8d 80 00 00 00 00/,
    );
  });
});

describe("switches of stacks", () => {
  const text = `function %f(i64, i64, i64) -> i64 system_v {
block0(v0: i64, v1: i64, v2: i64):
    v3 = stack_switch v0, v1, v2
    return v3
}`;
  it("are compiled with the model basic only; that of Windows is refused by its name", () => {
    expect(compile(text, "stack_switch_model=basic").code.length).toBeGreaterThan(0);
    for (const model of ["none", "update_windows_tib"]) {
      let error: unknown;
      try {
        compile(text, `stack_switch_model=${model}`);
      } catch (e) {
        error = e;
      }
      expect(error).toBeInstanceOf(UnsupportedError);
      expect(String(error)).toContain(
        model === "none" ? "stack_switch" : "stack_switch_model=update_windows_tib",
      );
      expect(String(error)).toContain("v3 = stack_switch");
    }
  });
});
