/** What has to do with frames, under qemu: stack limits and probes, the pinned register, `preserve_all`, handlers of
 * calls, thread-local variables. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Context, type CompiledCode, disassemble, UnsupportedError } from "@cranelift-ts/codegen";
import { TrapCodes } from "@cranelift-ts/codegen-ir";
import { limitedFrame, probedFrame, STACK_LIMITS } from "@cranelift-ts/filetests/testing";
import { ObjectModule } from "@cranelift-ts/object";
import { describe, expect, it } from "vitest";
import { canLink, compiled, functionsOf, gcc, isaOf, linked, missing, run } from "./testing.ts";

const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

function compile(text: string, ...settings: string[]): CompiledCode {
  return compiled(functionsOf(text)[0]!, isaOf(settings));
}

const ALGORITHMS = ["backtracking", "single_pass"] as const;

describe.skipIf(missing)("stack limits", () => {
  const LIMITS: readonly (readonly [string, string])[] = [
    ...STACK_LIMITS,
    [
      "far in memory",
      "    gv1 = iadd_imm.i64 gv0, -0x1000_0000\n    gv2 = load.i64 notrap aligned gv1+0x1000_0008\n    stack_limit = gv2",
    ],
  ];
  const SIZES = [16, 4000, 32 * 1024 - 8, 32 * 1024, 600_000];

  for (const [where, limit] of LIMITS)
    it.each(SIZES)(`${where}, a frame of %i bytes`, (size) => {
      for (const calls of [false, true]) {
        // A function that makes calls leaves room for the registers that its callees save.
        const needed = BigInt(size) + (calls ? 160n : 0n);
        const rooms = [0n, 8n, needed - 8n, needed, needed + 8n, 2n * needed + 4096n];
        const program = linked(limitedFrame(size, limit, calls), isaOf());
        const places = program.codes.get("%f")!.traps.filter((t) => t.code === TrapCodes.stk_ovf);
        expect(places.length).toBe(needed >= 32 * 1024 ? 2 : 1);
        for (const room of rooms) {
          const want = room < needed ? expect.stringContaining("trap: stk_ovf in %f") : 77n;
          expect([calls, room, program.call("%main", room)]).toEqual([calls, room, want]);
        }
        program.close();
      }
    });

  it("do not wrap around with large frames", () => {
    // A limit just below 2^64, to which the size cannot be added; no stack pointer is below the limit 0.
    const program = linked(limitedFrame(600_000, LIMITS[0]![1], false), isaOf());
    expect(program.call("%absolute", -8n)).toContain("trap: stk_ovf in %f");
    expect(program.call("%absolute", 0n)).toBe(77n);
    program.close();
  });

  it("of another kind are refused by name", () => {
    const other = "function %f() {\n    gv0 = symbol %x\n    stack_limit = gv0\nblock0:\n    return\n}\n";
    expect(() => compile(other)).toThrow(UnsupportedError);
    expect(() => compile(other)).toThrow("a stack limit that is a symbol");
  });
});

describe.skipIf(missing)("stack probes", () => {
  it.each([1, 2, 4, 8, 9, 40].flatMap((pages) => [0, 16].map((more) => [pages, more] as const)))(
    "touch %i pages and %i bytes of a frame, no more",
    (pages, more) => {
      const size = pages * 4096 + more;
      // %fill leaves ones on the stack, and %main counts the pages below its own end that have other bytes after %f.
      const text = `${probedFrame(size)}function %main(i64) -> i64 system_v {
    sig0 = (i64) -> i64 system_v
    fn0 = colocated %fill sig0
    fn1 = colocated %f sig0
block0(v0: i64):
    v1 = call fn0(v0)
    brif v0, block3, block4
block3:
    v2 = call fn1(v0)
    jump block5(v2)
block4:
    v30 = get_stack_pointer.i64
    v31 = iconst.i64 ${size}
    v32 = isub v30, v31
    jump block5(v32)
block5(v33: i64):
    v3 = get_stack_pointer.i64
    v6 = iconst.i64 0
    v7 = iconst.i64 -4096
    v21 = iconst.i64 ${size}
    v34 = iconst.i64 8192
    v36 = iconst.i64 -1
    v35 = isub v33, v34
    jump block1(v3, v6)
block1(v8: i64, v9: i64):
    v10 = iadd v8, v7
    v11 = sload8.i64 v10
    v12 = icmp ne v11, v36
    v13 = uextend.i64 v12
    v14 = iadd v9, v13
    v16 = icmp ugt v10, v35
    brif v16, block1(v10, v14), block2
block2:
    v17 = iconst.i64 1000
    v18 = imul v14, v17
    v19 = isub v3, v33
    v22 = isub v19, v21
    v23 = iadd v18, v22
    return v23
}
`;
      const program = linked(text, isaOf(["enable_probestack", "probestack_strategy=inline"]));
      // The filler itself leaves no zeros; then each page has one other byte, and the frame is as large as its slot.
      expect(program.call("%main", 0n)).toBe(0n);
      expect(program.call("%main", 1n)).toBe(1000n * BigInt(pages));
      program.close();
    },
  );

  it("are left out below a page, and follow the size that is set", () => {
    const text = (size: number): string =>
      `function %f() -> i64 system_v {\n    ss0 = explicit_slot ${size}\nblock0:\n    v0 = stack_addr.i64 ss0\n    return v0\n}\n`;
    /** Stores of one byte of r15 (STCY), or the pages of a loop (AGFI of r0). */
    const probes = (size: number, ...settings: string[]): number => {
      const code = hex(
        compile(text(size), "enable_probestack", "probestack_strategy=inline", ...settings).code,
      );
      const loop = /b904000fc208(.{8})/.exec(code);
      if (loop !== null) return -(Number.parseInt(loop[1]!, 16) | 0);
      return [...code.matchAll(/e3f0f.{5}72/g)].length;
    };
    expect([4088, 4096, 8184, 3 * 4096].map((n) => probes(n))).toEqual([0, 1, 1, 3]);
    expect([65528, 65536, 4 * 65536].map((n) => probes(n, "probestack_size_log2=16"))).toEqual([0, 1, 4]);
    expect(probes(9 * 65536, "probestack_size_log2=16")).toBe(9 * 65536);
  });

  it("by a routine are refused by name", () => {
    const text = "function %f() {\nblock0:\n    return\n}\n";
    expect(() => compile(text, "enable_probestack", "probestack_strategy=outline")).toThrow(
      "probestack_strategy=outline",
    );
  });
});

/** A function that needs every register there is, and floats, and gives x times a number that `factor` says. */
const GREEDY = 20;
const factor = 2n ** BigInt(GREEDY + 1) - 2n;
function greedy(name: string, signature: string, first: string, last: string): string {
  const ids = Array.from({ length: GREEDY }, (_, k) => k + 1);
  return `function ${name}(i64) ${signature} {
    ss0 = explicit_slot 8
block0(v0: i64):
${first}
    v100 = fcvt_from_sint.f64 v0
${ids.map((k) => `    v${k} = iadd v${k - 1}, v${k - 1}\n    v${100 + k} = fadd v${99 + k}, v${99 + k}`).join("\n")}
    v200 = iconst.i64 0
    v300 = f64const 0.0
${ids.map((k) => `    v${200 + k} = iadd v${199 + k}, v${k}\n    v${300 + k} = fadd v${299 + k}, v${100 + k}`).join("\n")}
    v500 = fcvt_to_sint.i64 v${300 + GREEDY}
    v501 = bxor v500, v${200 + GREEDY}
    v502 = iadd v501, v${200 + GREEDY}
${last}
}
`;
}

describe.skipIf(missing)("registers that are preserved", () => {
  it("the pinned one keeps what is set, in functions that save the others", () => {
    run(
      `${greedy("%set", "-> i64 system_v", "    set_pinned_reg v0", "    return v502")}
${greedy("%read", "-> i64 system_v", "    v600 = get_pinned_reg.i64", "    v601 = iadd v502, v600\n    return v601")}
function %main(i64) -> i64 system_v {
    fn0 = colocated %set(i64) -> i64 system_v
    fn1 = colocated %read(i64) -> i64 system_v
block0(v0: i64):
    v1 = get_pinned_reg.i64
    v2 = call fn0(v0)
    v3 = get_pinned_reg.i64
    v4 = call fn1(v2)
    v5 = isub v4, v3
    v6 = iconst.i64 1000
    v7 = imul v3, v6
    v8 = iadd v5, v7
    set_pinned_reg v1
    return v8
}
; run: %main(3) == ${3n * factor * factor + 3000n}
`,
      ["enable_pinned_reg=true"],
    );
  });

  it("all by preserve_all functions, behind patchable calls too", () => {
    for (const patchable of ["", "patchable "])
      run(`${greedy("%probe", "preserve_all", "", "    v600 = stack_addr.i64 ss0\n    store v502, v600\n    return")}
function %main(i64, f64) -> i64, f64 system_v {
    fn0 = colocated ${patchable}%probe(i64) preserve_all
block0(v0: i64, v100: f64):
${Array.from({ length: 11 }, (_, k) => `    v${k + 1} = iadd v${k}, v0\n    v${101 + k} = fadd v${100 + k}, v100`).join("\n")}
    call fn0(v0)
    call fn0(v11)
    v200 = iconst.i64 0
    v300 = f64const 0.0
${Array.from({ length: 12 }, (_, k) => `    v${201 + k} = iadd v${200 + k}, v${k}\n    v${301 + k} = fadd v${300 + k}, v${100 + k}`).join("\n")}
    return v212, v312
}
; run: %main(5, 0x1.8p0) == [${5n * 78n}, 0x1.d4p6]
`);
  });

  it("patchable calls are recorded, and have no-ops of their length", () => {
    const isa = isaOf();
    const code = compiled(
      functionsOf(`function %f(i64) -> i64 system_v {
    fn0 = colocated patchable %probe(i64) preserve_all
    fn1 = colocated %g(i64) -> i64 system_v
block0(v0: i64):
    call fn0(v0)
    v1 = call fn1(v0)
    v2 = iadd v0, v1
    return v2
}
`)[0]!,
      isa,
    );
    expect(code.callSites.map((s) => s.patchableBytes)).toEqual([6, 0]);
    const { returnOffset, patchableBytes } = code.callSites[0]!;
    // The call is whole: its relocation fills its last four bytes.
    expect(hex(code.code.subarray(returnOffset - patchableBytes, returnOffset))).toBe("c0e500000000");
    expect(code.relocs.some((r) => r.offset === returnOffset - 4)).toBe(true);
    expect(disassemble(code, isa)).toContain("patchable call: NOP out last 6 bytes");
    // brcl 0, 0; brc 0, 0; bcr 0, r0
    expect([2, 4, 6, 8, 10].map((n) => hex(isa.nops(n)))).toEqual([
      "0700",
      "a7040000",
      "c00400000000",
      "c004000000000700",
      "c00400000000a7040000",
    ]);
  });

  it("the return address is behind the call", () => {
    const program = linked(
      `function %f(i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64 tail {
block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64, v8: i64):
    v9 = get_return_address.i64
    v10 = iadd v9, v8
    return v10
}
function %grow(i64) -> i64 tail {
    fn0 = colocated %f(i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64 tail
block0(v0: i64):
    v1 = get_return_address.i64
    v2 = isub v0, v1
    return_call fn0(v0, v0, v0, v0, v0, v0, v0, v0, v2)
}
function %main() -> i64 system_v {
    fn0 = colocated %grow(i64) -> i64 tail
    fn1 = colocated %main() -> i64 system_v
block0:
    v0 = func_addr.i64 fn1
    v1 = call fn0(v0)
    v2 = isub v1, v0
    return v2
}
`,
      isaOf(["preserve_frame_pointers=true"]),
    );
    // %grow and %f come back to the same place: (ra - (ra - main)) - main = 0.
    expect(program.call("%main")).toBe(0n);
    program.close();
    const site = compile(
      "function %f() -> i64 {\nblock0:\n    v0 = get_return_address.i64\n    return v0\n}\n",
      "preserve_frame_pointers=true",
    );
    // lg r2, 112(r15), above the room for a callee's registers
    expect(hex(site.code)).toContain(`e320f${(160 + 112).toString(16).padStart(3, "0")}0004`);
  });
});

describe.skipIf(missing)("calls with handlers", () => {
  for (const conv of ["system_v", "tail"])
    it(`that return, ${conv}`, () => {
      const many = Array.from({ length: 9 }, () => "i64").join(", ");
      run(
        `function %two(i64, i64) -> i64, i64 ${conv} {
block0(v0: i64, v1: i64):
    v2 = iadd v0, v1
    v3 = isub v0, v1
    return v2, v3
}
function %many(${many}) -> ${many} ${conv} {
block0(${Array.from({ length: 9 }, (_, k) => `v${k}: i64`).join(", ")}):
    return v8, v7, v6, v5, v4, v3, v2, v1, v0
}
function %wide(i64, i64) -> i128 ${conv} {
block0(v0: i64, v1: i64):
    v2 = iconcat v0, v1
    return v2
}
function %one(i64, i64) -> i64, i128 system_v {
    sig0 = (i64, i64) -> i128 ${conv}
    fn0 = colocated %wide(i64, i64) -> i128 ${conv}
block0(v0: i64, v1: i64):
    try_call fn0(v0, v1), sig0, block1(ret0), [ default: block2(exn0) ]
block1(v2: i128):
    return v0, v2
block2(v3: i64):
    v4 = iconcat v3, v3
    return v3, v4
}
; run: %one(5, 6) == [5, 0x60000000000000005]
function %main(i64, i64) -> i64, i64 system_v {
    sig0 = (i64, i64) -> i64, i64 ${conv}
    sig1 = (${many}) -> ${many} ${conv}
    fn0 = colocated %two(i64, i64) -> i64, i64 ${conv}
    fn1 = %many(${many}) -> ${many} ${conv}
block0(v0: i64, v1: i64):
    v10 = f64const 0x1.0p3
    v11 = imul v0, v1
    try_call fn0(v0, v1), sig0, block1(ret1, ret0, v11), [ context v0, tag1: block3(exn0, exn1), default: block4(exn0) ]
block1(v2: i64, v3: i64, v4: i64):
    v5 = func_addr.i64 fn1
    try_call_indirect v5(v2, v3, v4, v0, v1, v2, v3, v4, v0), sig1, block2(ret0, ret8, ret7), [ tag7: block4(exn0) ]
block2(v6: i64, v7: i64, v8: i64):
    v20 = fcvt_to_sint.i64 v10
    v21 = imul v8, v20
    v22 = iadd v21, v7
    v23 = iadd v22, v4
    return v6, v23
block3(v30: i64, v31: i64):
    return v30, v31
block4(v40: i64):
    return v40, v40
}
; run: %main(20, 3) == [20, ${23n * 8n + 17n + 60n}]
`,
        ["enable_multi_ret_implicit_sret=true"],
      );
    });

  it.skipIf(!canLink)("that are left by an exception (s390x-linux-gnu-gcc must be there)", () => {
    const folder = mkdtempSync(join(tmpdir(), "s390x-throw-"));
    try {
      for (const algorithm of ALGORITHMS) {
        for (const conv of ["system_v", "tail"]) {
          const isa = isaOf([`regalloc_algorithm=${algorithm}`, "regalloc_checker=true"]);
          const module = new ObjectModule({ isa, name: "test" });
          const params = Array.from({ length: 9 }, () => "i64").join(", ");
          const [callee] = functionsOf(
            `function %thrower(${params}) -> i64 ${conv} {\nblock0(${Array.from({ length: 9 }, (_, k) => `v${k}: i64`).join(", ")}):\n    return v0\n}\n`,
          );
          const thrower = module.declareFunction("thrower", "import", callee!.signature);
          const [func] = functionsOf(`function %catcher(i64, i64, f64, i64) -> i64 system_v {
    ss0 = explicit_slot 24
    sig0 = (${params}) -> i64 ${conv}
    fn0 = u0:${thrower}(${params}) -> i64 ${conv}
block0(v0: i64, v1: i64, v2: f64, v3: i64):
    v4 = stack_addr.i64 ss0
    store v1, v4+8
    v5 = imul v0, v1
    try_call fn0(v3, v0, v1, v0, v1, v0, v1, v0, v1), sig0, block1(ret0), [ context v5, tag3: block2(exn0, exn1), default: block3(exn1) ]
block1(v6: i64):
    v7 = iconst.i64 -1
    return v7
block2(v8: i64, v9: i64):
    v10 = load.i64 v4+8
    v11 = fcvt_to_sint.i64 v2
    v12 = iadd v10, v11
    v13 = iadd v12, v5
    v14 = imul v8, v9
    v15 = iadd v14, v13
    return v15
block3(v16: i64):
    v17 = iadd v16, v5
    return v17
}
`);
          const id = module.declareFunction("catcher", "export", func!.signature);
          module.defineFunction(id, func!);
          const { callSites, frame } = new Context(func!.clone()).compile(isa);
          const site = callSites.find((s) => s.handlers.length > 0)!;
          const [context, tag, other] = site.handlers;
          if (context?.kind !== "context" || tag?.kind !== "tag" || other?.kind !== "default")
            throw new Error("handlers");
          expect(tag.tag).toBe(3);
          expect(context.spOffset).toBeGreaterThanOrEqual(160);
          expect(context.spOffset).toBeLessThan(frame.frameBytes);
          writeFileSync(join(folder, "ours.o"), module.emit());
          // Continues at a handler with every other register lost. r15 is still that of the caller.
          writeFileSync(
            join(folder, "throw.s"),
            `  .globl thrower
thrower:
  lgrl %r1, where
  lg %r3, ${context.spOffset}(%r15)
  stgrl %r3, context
  stgrl %r14, site
  lghi %r6, 7
  lghi %r7, 9
${[2, 3, 4, 5, 8, 9, 10, 11, 12, 13].map((n) => `  lghi %r${n}, -99`).join("\n")}
${Array.from({ length: 16 }, (_, n) => `  lzdr %f${n}`).join("\n")}
  br %r1
`,
          );
          writeFileSync(
            join(folder, "main.c"),
            `#include <stdio.h>
long where, context, site;
long catcher(long, long, double, long);
int main(void) {
  where = (long)catcher + ${tag.offset};
  printf("%ld ", catcher(5, 11, 100.0, 1));
  printf("%ld %d\\n", context, site == (long)catcher + ${site.returnOffset});
  where = (long)catcher + ${other.offset};
  printf("%ld\\n", catcher(5, 11, 100.0, 1));
  return 0;
}
`,
          );
          const files = ["main.c", "throw.s", "ours.o"].map((f) => join(folder, f));
          const made = spawnSync(gcc, ["-O2", "-static", "-o", join(folder, "program"), ...files], {
            encoding: "utf8",
          });
          expect(made.stderr.replace(/.*GNU-stack.*\n|.*NOTE: This behaviour.*\n/g, "")).toBe("");
          const ran = spawnSync("qemu-s390x", [join(folder, "program")], { encoding: "utf8" });
          expect([algorithm, conv, ran.stdout]).toEqual([
            algorithm,
            conv,
            `${63 + 11 + 100 + 55} 55 1\n${9 + 55}\n`,
          ]);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("know the addresses of their handlers", () => {
    const text = `function %f() -> i64 {
    sig0 = () tail
    fn0 = %g() tail
block0:
    v1 = get_exception_handler_address.i64 block1, 0
    jump block1
block1:
    try_call fn0(), sig0, block2(), [ default: block3() ]
block2:
    return v1
block3:
    return v1
}
`;
    const { code, callSites } = compile(text);
    const view = new DataView(code.buffer, code.byteOffset, code.length);
    const handler = callSites.flatMap((s) => s.handlers)[0]!;
    const targets: number[] = [];
    // larl
    for (let at = 0; at + 6 <= code.length; at += 2)
      if ((view.getUint16(at) & 0xff0f) === 0xc000) targets.push(at + 2 * view.getInt32(at + 2));
    expect(handler.kind === "default" && targets.includes(handler.offset)).toBe(true);
  });
});

describe.skipIf(!canLink)("thread-local variables (s390x-linux-gnu-gcc must be there)", () => {
  const dynamic = existsSync("/usr/s390x-linux-gnu/lib/ld64.so.1");
  for (const shared of [false, true])
    it.skipIf(shared && !dynamic)(
      shared ? "in a shared object" : "in an executable",
      { timeout: 60_000 },
      () => {
        const folder = mkdtempSync(join(tmpdir(), "s390x-tls-"));
        try {
          const isa = isaOf(["tls_model=elf_gd", "is_pic=true"]);
          const module = new ObjectModule({ isa, name: "test" });
          const define = (text: string, name: string): void => {
            const func = functionsOf(text)[0]!;
            module.defineFunction(module.declareFunction(name, "export", func.signature), func);
          };
          module.declareData("theirs", "import", { writable: true, tls: true });
          const ours = module.declareData("ours", "export", { writable: true, tls: true });
          module.defineData(ours, { contents: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 40), align: 8 });
          define(
            `function %bump(i64) -> i64 system_v {
    gv0 = symbol tls %ours
block0(v0: i64):
    v1 = tls_value.i64 gv0
    v2 = load.i64 v1
    v3 = iadd v2, v0
    store v3, v1
    return v3
}
`,
            "bump",
          );
          define(
            `function %second(i64) -> i64 system_v {
    gv0 = symbol tls %theirs+8
block0(v0: i64):
    v1 = tls_value.i64 gv0
    v2 = isub v1, v0
    return v2
}
`,
            "second",
          );
          writeFileSync(join(folder, "ours.o"), module.emit());
          writeFileSync(join(folder, "theirs.c"), "__thread long theirs[3] = {1, 2, 3};\n");
          writeFileSync(
            join(folder, "main.c"),
            `#include <pthread.h>
#include <stdio.h>
extern __thread long theirs[3], ours;
long bump(long), second(long);
static void *work(void *arg) {
  bump((long)arg);
  printf("%ld %ld %ld\\n", bump((long)arg), ours, second((long)&theirs[0]));
  return 0;
}
int main(void) {
  work((void *)1);
  pthread_t t;
  pthread_create(&t, 0, work, (void *)100);
  pthread_join(t, 0);
  work((void *)1);
  return 0;
}
`,
          );
          const at = (name: string): string => join(folder, name);
          const cc = (...args: string[]): void => {
            const made = spawnSync(gcc, ["-O1", "-pthread", ...args], { encoding: "utf8" });
            expect([made.stderr, made.status]).toEqual(["", 0]);
          };
          if (shared) {
            cc("-shared", "-fPIC", "-o", at("libtls.so"), at("ours.o"), at("theirs.c"));
            cc("-o", at("program"), at("main.c"), at("libtls.so"), "-Wl,-rpath,$ORIGIN");
          } else cc("-static", "-o", at("program"), at("main.c"), at("theirs.c"), at("ours.o"));
          const ran = spawnSync("qemu-s390x", ["-L", "/usr/s390x-linux-gnu", at("program")], {
            encoding: "utf8",
          });
          expect([ran.stderr, ran.stdout]).toEqual(["", "42 42 8\n240 240 8\n44 44 8\n"]);
        } finally {
          rmSync(folder, { recursive: true });
        }
      },
    );
});
