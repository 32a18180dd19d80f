/**
 * Compiled functions, run by `tools/runner` under qemu: small ones here, one with branches beyond their reach, one linked
 * with C, and the run directives of CLIF test files in the folder `CRANELIFT_CORPORA`. Skipped, saying so, without the
 * tools or the folder.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataValue } from "@cranelift-ts/codegen-ir";
import {
  checkDivisions,
  checkFarBranches,
  checkRunFiles,
  everyWidth,
  JUMP_TABLE,
  manyArguments,
} from "@cranelift-ts/filetests/testing";
import { ObjectModule } from "@cranelift-ts/object";
import { describe, expect, it } from "vitest";
import { canLink, functionsOf, gcc, isaOf, missing, run, target } from "./testing.ts";

const corpora = process.env["CRANELIFT_CORPORA"];

describe.skipIf(missing)("small functions", () => {
  it("divide, and trap where CLIF says so", () => {
    checkDivisions(target);
  });

  it("load and store every width in both orders, and use stack slots", () => {
    run(`${everyWidth(23, 0x11fe_fffe_5566_7788n - 2n + 0xfffen - 2n + 0xfen)}function %far(i64) -> i64 {
  ss0 = explicit_slot 600000
  ss1 = explicit_slot 8
block0(v0: i64):
  v1 = iconst.i64 2000000
  v2 = stack_addr.i64 ss1
  store v0, v2
  v3 = stack_addr.i64 ss0+8
  v4 = iadd v3, v1
  v5 = isub v4, v1
  store v1, v5
  v6 = load.i64 v2
  v7 = load.i64 v3
  v8 = iadd v6, v7
  return v8
}
; run: %far(5) == 2000005
${["i16", "i32", "i64"]
  .map((ty) => {
    const bytes = Number(ty.slice(1)) / 8;
    const number = 0x8182_8384_8586_8788n & ((1n << BigInt(8 * bytes)) - 1n);
    const reversed = BigInt(`0x${(number.toString(16).match(/../g) ?? []).toReversed().join("")}`);
    const wide =
      ty === "i64"
        ? ""
        : `
function %wide_${ty}(${ty}) -> i64, i64 {
  ss0 = explicit_slot 8
block0(v0: ${ty}):
  v1 = stack_addr.i64 ss0
  store v0, v1
  v2 = uload${ty.slice(1)}${ty === "i32" ? "" : ".i64"} little v1
  v3 = sload${ty.slice(1)}${ty === "i32" ? "" : ".i64"} little v1
  return v2, v3
}
; run: %wide_${ty}(${BigInt.asIntN(8 * bytes, number)}) == [${reversed}, ${BigInt.asIntN(8 * bytes, reversed)}]
`;
    return `function %swap_${ty}(${ty}) -> ${ty}, ${ty}, i8 {
  ss0 = explicit_slot 16
block0(v0: ${ty}):
  v1 = stack_addr.i64 ss0
  store little v0, v1+3
  v2 = load.${ty} big v1+3
  store big v0, v1+3
  v3 = load.${ty} little v1+3
  v4 = load.i8 v1+3
  return v2, v3, v4
}
; run: %swap_${ty}(${BigInt.asIntN(8 * bytes, number)}) == [${BigInt.asIntN(8 * bytes, reversed)}, ${BigInt.asIntN(8 * bytes, reversed)}, ${BigInt.asIntN(8, number >> BigInt(8 * bytes - 8))}]
${wide}`;
  })
  .join("\n")}
function %floats(f64, f32) -> f64, f32 {
  ss0 = explicit_slot 16
block0(v0: f64, v1: f32):
  v2 = stack_addr.i64 ss0
  store little v0, v2
  store little v1, v2+8
  v3 = load.i64 v2
  v4 = load.i32 v2+8
  store little v3, v2
  store little v4, v2+8
  v5 = load.f64 v2
  v6 = load.f32 v2+8
  store v5, v2
  v7 = load.f64 v2
  return v7, v6
}
; run: %floats(0x1.5p3, -0x1.8p-4) == [0x1.5p3, -0x1.8p-4]
`);
  });

  it("jump through tables, with and without the mitigation", () => {
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=true"]);
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=false"]);
  });

  it("call with arguments on the stack, directly and indirectly, and keep values over calls", () => {
    for (const conv of ["tail", "system_v"]) run(manyArguments(conv));
  });

  it("pass narrow, wide and floating-point arguments on the stack", () => {
    const types_ = "i64, i64, i64, i64, i64, i8 sext, i16 uext, i32, i128, f64, f64, f64, f64, f32, f64";
    run(
      `function %callee(${types_}) -> i64, i128, f32, f64 system_v {
block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i8, v6: i16, v7: i32, v8: i128, v9: f64, v10: f64, v11: f64, v12: f64, v13: f32, v14: f64):
  v20 = sextend.i64 v5
  v21 = uextend.i64 v6
  v22 = sextend.i64 v7
  v23 = iadd v20, v21
  v24 = iadd v23, v22
  v25 = iadd v24, v0
  return v25, v8, v13, v14
}
function %caller(i8, i16, i32, i128, f32, f64) -> i64, i128, f32, f64 system_v {
  fn0 = colocated %callee(${types_}) -> i64, i128, f32, f64 system_v
block0(v0: i8, v1: i16, v2: i32, v3: i128, v4: f32, v5: f64):
  v6 = iconst.i64 1000000
  v7 = f64const 0.0
  v10, v11, v12, v13 = call fn0(v6, v6, v6, v6, v6, v0, v1, v2, v3, v7, v7, v7, v7, v4, v5)
  return v10, v11, v12, v13
}
; run: %caller(-3, -2, -10, 0x0123456789abcdef0011223344556677, 0x1.8p1, -0x1.5p9) == [${1000000n - 3n + 0xfffen - 10n}, 0x0123456789abcdef0011223344556677, 0x1.8p1, -0x1.5p9]
`,
      ["enable_multi_ret_implicit_sret=true"],
    );
  });

  it("keep values of every register over a call", () => {
    const n = 24;
    const ids = Array.from({ length: n }, (_, k) => k);
    run(`function %other(i64) -> i64 system_v {
block0(v0: i64):
${ids.map((k) => `  v${k + 1} = iadd v${k}, v${k}`).join("\n")}
  return v${n}
}
function %keep(i64, f64) -> i64, f64 system_v {
  fn0 = colocated %other(i64) -> i64 system_v
block0(v0: i64, v1: f64):
${ids.map((k) => `  v${10 + k} = iadd v${k === 0 ? 0 : 9 + k}, v0\n  v${100 + k} = fadd v${k === 0 ? 1 : 99 + k}, v1`).join("\n")}
  v200 = call fn0(v0)
${ids.map((k) => `  v${300 + k} = iadd v${k === 0 ? 200 : 299 + k}, v${10 + k}\n  v${400 + k} = fadd v${k === 0 ? 1 : 399 + k}, v${100 + k}`).join("\n")}
  return v${300 + n - 1}, v${400 + n - 1}
}
; run: %keep(3, 0x1.0p0) == [${3n * (1n << BigInt(n)) + ids.reduce((s, k) => s + 3n * BigInt(k + 2), 0n)}, ${DataValue.f64(ids.reduce((s, k) => s + k + 2, 1))}]
`);
  });
});

describe.skipIf(missing)("islands", () => {
  it("veneers of branches beyond 64 KB lead where the branches go", { timeout: 300_000 }, () => {
    checkFarBranches(target, 16_000, (code) => {
      expect(code.length).toBeGreaterThan(400_000);
      const view = new DataView(code.buffer, code.byteOffset, code.length);
      let veneers = 0;
      for (let at = 0; at + 6 <= code.length; at += 2) if (view.getUint16(at) === 0xc0f4) veneers++;
      console.log(`${code.length} bytes, ${veneers} long branches`);
      expect(veneers).toBeGreaterThan(500);
    });
  });
});

describe.skipIf(!canLink)("objects (s390x-linux-gnu-gcc must be there)", () => {
  it("agree with C about arguments and results", () => {
    const folder = mkdtempSync(join(tmpdir(), "s390x-object-"));
    try {
      const list =
        "i64, i8 sext, i32 sext, i64, i16 uext, i64, i8 sext, i32 uext, f64, f32, f64, f64, f64, f32";
      const values = list.split(", ").map((t, k) => `v${k}: ${t.split(" ")[0]}`);
      const isa = isaOf();
      const module = new ObjectModule({ isa, name: "test" });
      const [stub] = functionsOf(
        `function %mixed(${list}) -> i64 system_v {\nblock0(${values.join(", ")}):\n return v0\n}\n`,
      );
      const mixed = module.declareFunction("mixed", "import", stub!.signature);
      const texts: [string, string][] = [
        [
          "swap",
          `function %swap(${list}) -> i64 system_v {\n fn0 = u0:${mixed}(${list}) -> i64\nblock0(${values.join(", ")}):
  v20 = call fn0(v5, v6, v7, v0, v4, v3, v1, v2, v12, v13, v10, v9x, v8, v9)\n return v20\n}\n`.replace(
            "v9x",
            "v11",
          ),
        ],
        [
          "wide",
          `function %wide(i128, i64) -> i128 system_v {\nblock0(v0: i128, v1: i64):\n v2 = sextend.i128 v1\n v3 = imul v0, v2\n return v3\n}\n`,
        ],
      ];
      const functions = texts.map(([name, text]) => {
        const func = functionsOf(text)[0]!;
        return { func, id: module.declareFunction(name, "export", func.signature) };
      });
      for (const { func, id } of functions) {
        module.defineFunction(id, func);
      }
      writeFileSync(join(folder, "ours.o"), module.emit());
      writeFileSync(
        join(folder, "main.c"),
        `#include <stdio.h>
#include <stdint.h>
long swap(long, signed char, int, long, unsigned short, long, signed char, unsigned, double, float, double, double, double, float);
__int128 wide(__int128, long);
long mixed(long a, signed char b, int c, long d, unsigned short e, long f, signed char g, unsigned h, double i, float j, double k, double l, double m, float n) {
  printf("%ld %d %d %ld %d %ld %d %u %g %g %g %g %g %g\\n", a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  return a - d;
}
int main(void) {
  printf("%ld\\n", swap(1, -2, -3, 4, 65000, 6, -7, 4000000000u, 1.5, 2.5f, 3.5, 4.5, 5.5, 6.5f));
  __int128 w = wide(((__int128)1 << 70) + 5, -3);
  printf("%lx %lx\\n", (long)(w >> 64), (long)w);
  return 0;
}
`,
      );
      const made = spawnSync(
        gcc,
        ["-O1", "-static", "-o", join(folder, "program"), join(folder, "main.c"), join(folder, "ours.o")],
        {
          encoding: "utf8",
        },
      );
      expect(made.stderr).toBe("");
      const ran = spawnSync("qemu-s390x", [join(folder, "program")], { encoding: "utf8" });
      expect(ran.stdout.split("\n")).toEqual([
        "6 -7 -294967296 1 65000 4 -2 4294967293 5.5 6.5 3.5 4.5 1.5 2.5",
        "5",
        "ffffffffffffff3f fffffffffffffff1",
        "",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.skipIf(missing || corpora === undefined || !existsSync(corpora))(
  "run directives of CLIF test files",
  () => {
    it("hold, or are unsupported by name", { timeout: 600_000 }, () => {
      checkRunFiles(target, corpora as string, {
        atLeast: 5000,
        whole: ["arithmetic", "brif", "fibonacci", "div-checks"],
      });
    });
  },
);
