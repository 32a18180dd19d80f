/**
 * Compiled functions, run: small ones with known results here, and the run directives of CLIF test files in the folder
 * `CRANELIFT_CORPORA`. Skipped, saying so, without the runner or the folder.
 */
import { existsSync } from "node:fs";
import { checkDivisions, checkRunFiles, JUMP_TABLE, manyArguments } from "@cranelift-ts/filetests/testing";
import { describe, it } from "vitest";
import { missing, run, target } from "./testing.ts";

const corpora = process.env["CRANELIFT_CORPORA"];

describe.skipIf(missing)("small functions", () => {
  it("adds", () => {
    run(
      `function %add(i32, i32) -> i32 {\nblock0(v0: i32, v1: i32):\n v2 = iadd v0, v1\n return v2\n}\n; run: %add(1, 2) == 3\n`,
    );
  });

  it("loops", () => {
    run(`function %sum(i64) -> i64 {
block0(v0: i64):
  v1 = iconst.i64 0
  jump block1(v0, v1)
block1(v2: i64, v3: i64):
  v4 = iadd v3, v2
  v5 = iconst.i64 -1
  v6 = iadd v2, v5
  brif v6, block1(v6, v4), block2(v4)
block2(v7: i64):
  return v7
}
; run: %sum(10) == 55
`);
  });

  // The function makes room for the arguments of its tail call in its prologue, and a return has to give it back whether
  // the function has stack arguments of its own or not.
  it.each([
    ["none", "", "", ""],
    [
      "two words",
      ", i128, i128, i128, i64",
      ", v8: i128, v9: i128, v10: i128, v11: i64",
      ", v22, v22, v22, v1",
    ],
  ])(
    "gives back the room of a tail call that it does not make; own stack arguments: %s",
    (_, types, params, args) => {
      const small = types === "" ? "i64" : `i64${types}`;
      run(
        `function %callee(i128, i128, i128, i128, i64) -> i64 tail {
block0(v0: i128, v1: i128, v2: i128, v3: i128, v4: i64):
  v5, v6 = isplit v3
  v7 = iadd v5, v4
  return v7
}
function %either(${small}) -> i64 tail {
  ss0 = explicit_slot 64, align = 64
  sig0 = (i128, i128, i128, i128, i64) -> i64 tail
  fn0 = colocated %callee sig0
block0(v0: i64${params}):
  v1 = stack_addr.i64 ss0
  store v0, v1
  v2 = load.i64 v1
  brif v0, block1, block2
block1:
  v3 = iconcat v2, v2
  v4 = func_addr.i64 fn0
  return_call_indirect sig0, v4(v3, v3, v3, v3, v2)
block2:
  return v2
}
function %caller(i64) -> i64 system_v {
  ss0 = explicit_slot 32, align = 16
  sig0 = (${small}) -> i64 tail
  fn0 = colocated %either sig0
block0(v0: i64):
  v6 = iconst.i64 5
  v1 = iadd v0, v6
  v22 = iconcat v1, v1
  v2 = call fn0(v0${args})
  v3 = call fn0(v0${args})
  v4 = iadd v2, v3
  v5 = iadd v4, v1
  return v5
}
; run: %caller(0) == 5
; run: %caller(7) == 40
`,
        ["enable_llvm_abi_extensions", "preserve_frame_pointers=false"],
      );
    },
  );

  it("divide, and trap where CLIF says so", () => {
    checkDivisions(target);
  });

  it("jump through tables, with and without the mitigation", () => {
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=true"]);
    run(JUMP_TABLE, ["enable_table_access_spectre_mitigation=false"]);
  });

  it("call with arguments on the stack, directly and indirectly, and keep values over calls", () => {
    for (const callConv of ["tail", "system_v", "windows_fastcall"]) run(manyArguments(callConv));
  });
});

describe.skipIf(missing || corpora === undefined || !existsSync(corpora))(
  "run directives of CLIF test files",
  () => {
    it("hold, or are unsupported by name", { timeout: 600_000 }, () => {
      checkRunFiles(target, corpora as string, {
        atLeast: 6000,
        whole: ["arithmetic", "brif", "fibonacci", "div-checks"],
      });
    });
  },
);
