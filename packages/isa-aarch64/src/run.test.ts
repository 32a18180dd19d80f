/**
 * Compiled functions, run by `tools/runner` under qemu: small ones here, one of more than 2 MB, and the run directives of
 * CLIF test files in the folder `CRANELIFT_CORPORA`. Skipped, saying so, without the tools or the folder.
 */
import { existsSync } from "node:fs";
import {
  checkDivisions,
  checkFarBranches,
  checkRunFiles,
  everyWidth,
  JUMP_TABLE,
  manyArguments,
} from "@cranelift-ts/filetests/testing";
import { describe, expect, it } from "vitest";
import { missing, run, target } from "./testing.ts";

const corpora = process.env["CRANELIFT_CORPORA"];

describe.skipIf(missing)("small functions", () => {
  it("divide, and trap where CLIF says so", () => {
    checkDivisions(target);
  });

  it("load and store every width, and use stack slots", () => {
    run(everyWidth(20, 0x1122_3344_fffe_fe88n - 2n + 0xfffen - 2n + 0xfen));
  });

  it("jump through tables, with and without the mitigation", () => {
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=true"]);
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=false"]);
  });

  it("call with arguments on the stack, directly and indirectly, and keep values over calls", () => {
    run(manyArguments("tail"));
  });

  it("recurse, call far functions, and use large frames", () => {
    run(`function %fib(i32) -> i32 {
  fn0 = colocated %fib(i32) -> i32
block0(v0: i32):
  v1 = iconst.i32 2
  v2 = icmp slt v0, v1
  brif v2, block1, block2
block1:
  return v0
block2:
  v3 = iconst.i32 1
  v4 = isub v0, v3
  v5 = isub v0, v1
  v6 = call fn0(v4)
  v7 = call fn0(v5)
  v8 = iadd v6, v7
  return v8
}
; run: %fib(15) == 610
function %far(i64) -> i64 {
  fn0 = %ten(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64
block0(v0: i64):
  v1 = iconst.i64 0x1234_5678_9abc_def0
  v2 = call fn0(v0, v1, v0, v1, v0, v1, v0, v1, v1, v0)
  v3 = iadd v2, v1
  return v3
}
; run: %far(5) == 1311768467463790328
function %ten(i64, i64, i64, i64, i64, i64, i64, i64, i64, i64) -> i64 {
block0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64, v5: i64, v6: i64, v7: i64, v8: i64, v9: i64):
  v10 = isub v8, v7
  v11 = iadd v10, v9
  v12 = imul v11, v0
  v13 = udiv v12, v2
  v14 = iconst.i64 3
  v15 = iadd v13, v14
  return v15
}
function %memory(i64) -> i64 {
  ss0 = explicit_slot 70000
  ss1 = explicit_slot 16
block0(v0: i64):
  v1 = stack_addr.i64 ss0
  v2 = stack_addr.i64 ss1+8
  store notrap v0, v2
  istore8 notrap v0, v1+3
  store notrap v0, v1+69992
  v3 = load.i64 notrap v2
  v4 = sload8.i64 notrap v1+3
  v5 = load.i64 notrap v1+69992
  v6 = iadd v3, v4
  v7 = iadd v6, v5
  return v7
}
; run: %memory(255) == 509
`);
  });
});

/** Branches of the two short kinds that lead to an unconditional branch. */
function throughVeneers(code: Uint8Array): [bits: number, zeros: number] {
  const view = new DataView(code.buffer, code.byteOffset, code.length);
  const counts: [number, number] = [0, 0];
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const word = view.getUint32(at, true);
    const isBit = (word & 0x7e00_0000) === 0x3600_0000;
    const isZero = (word & 0x7e00_0000) === 0x3400_0000 || (word & 0xff00_0010) >>> 0 === 0x5400_0000;
    if (!isBit && !isZero) continue;
    const target = at + (isBit ? ((word << 13) >> 18) * 4 : ((word << 8) >> 13) * 4);
    if ((view.getUint32(target, true) & 0xfc00_0000) === 0x1400_0000) counts[isBit ? 0 : 1]++;
  }
  return counts;
}

describe.skipIf(missing)("islands", () => {
  it("veneers of a function of 2 MB lead where the branches go", { timeout: 300_000 }, () => {
    checkFarBranches(target, 76_000, (code) => {
      expect(code.length).toBeGreaterThan(2_000_000);
      const [bits, zeros] = throughVeneers(code);
      console.log(`${code.length} bytes, ${bits} TBZ and ${zeros} CBZ or B.cond through veneers`);
      expect(bits).toBeGreaterThan(1000);
      expect(zeros).toBeGreaterThan(500);
    });
  });
});

describe.skipIf(missing || corpora === undefined || !existsSync(corpora))(
  "run directives of CLIF test files",
  () => {
    it("hold, or are unsupported by name", { timeout: 600_000 }, () => {
      checkRunFiles(target, corpora as string, { atLeast: 2000, whole: ["div-checks"] });
    });
  },
);
