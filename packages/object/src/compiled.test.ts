import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flagsBuilder, lookupIsa } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import type { FuncId } from "@cranelift-ts/module";
import { parseFunctions } from "@cranelift-ts/reader";
import { afterAll, describe, expect, test } from "vitest";
import { ObjectModule } from "./index.ts";

const dir = mkdtempSync(join(tmpdir(), "object-compiled-"));
afterAll(() => rmSync(dir, { recursive: true }));

const SOURCE = `
function %fib(i32) -> i32 system_v {
    fn0 = colocated %fib(i32) -> i32 system_v
block0(v0: i32):
    v1 = iconst.i32 2
    v2 = icmp slt v0, v1
    brif v2, block1, block2
block1:
    return v0
block2:
    v3 = iconst.i32 -1
    v4 = iadd v0, v3
    v5 = call fn0(v4)
    v6 = iconst.i32 -2
    v7 = iadd v0, v6
    v8 = call fn0(v7)
    v9 = iadd v5, v8
    return v9
}
function %count() -> i64 system_v {
    gv0 = symbol colocated %counter
    gv1 = symbol tls %thread_counter
    fn0 = %callback(i64) -> i64 system_v
block0:
    v0 = symbol_value.i64 gv0
    v1 = load.i64 v0
    v2 = iconst.i64 1
    v3 = iadd v1, v2
    store v3, v0
    v4 = tls_value.i64 gv1
    v5 = load.i64 v4
    v6 = iadd v5, v3
    store v6, v4
    v7 = call fn0(v6)
    return v7
}
function %rounded(f64) -> f64 system_v {
block0(v0: f64):
    v1 = floor v0
    return v1
}`;

const MAIN = `
#include <execinfo.h>
#include <stdio.h>
int fib(int); long count(void); double rounded(double);
long callback(long x) { void *frames[16]; return x * 1000 + backtrace(frames, 16); }
int main(void) {
  long first = count();
  printf("%d %ld %ld %.1f\\n", fib(20), first / 1000, count() / 1000, rounded(-1.5));
  return first % 1000 >= 3 ? 0 : 1;
}`;

function build(pic: boolean): Uint8Array {
  const flags = flagsBuilder();
  flags.set("tls_model", "elf_gd");
  if (pic) flags.enable("is_pic");
  const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags.finish());
  const object = new ObjectModule({ isa, name: "test.clif" });
  const functions = parseFunctions(SOURCE);
  const counter = object.declareData("counter", "local", { writable: true, tls: false });
  const thread = object.declareData("thread_counter", "export", { writable: true, tls: true });
  object.defineData(counter, { contents: { zeros: 8 }, align: 8 });
  object.defineData(thread, { contents: Uint8Array.of(40, 0, 0, 0, 0, 0, 0, 0), align: 8 });
  const ids = functions.map((f): FuncId => {
    if (f.name.kind !== "testcase") throw new Error("a name is expected");
    return object.declareFunction(f.name.name, "export", f.signature);
  });
  object.declareFunction("callback", "import", functions[1]!.dfg.signatures[0]!);
  functions.forEach((f, i) => object.defineFunction(ids[i]!, f));
  return object.emit();
}

const isa = lookupIsa("x86_64", [x64]).finish(flagsBuilder().finish());
const compiles = "createBackend" in isa;
const gcc =
  spawnSync("gcc", ["--version"]).status === 0 && process.arch === "x64" && process.platform === "linux";

test.skipIf(compiles)("no code can be made here: nothing else is tested", () => expect(compiles).toBe(false));

describe.runIf(compiles)("compiled functions", () => {
  test.runIf(gcc).each([
    [true, []],
    [false, ["-no-pie"]],
  ] as const)("linked by gcc and run, position independent: %s", (pic, more) => {
    const o = join(dir, "t.o");
    const c = join(dir, "t.c");
    const exe = join(dir, "t");
    writeFileSync(o, build(pic));
    writeFileSync(c, MAIN);
    execFileSync("gcc", ["-O1", "-fno-omit-frame-pointer", "-o", exe, c, o, "-lm", ...more], {
      stdio: "pipe",
    });
    // The C library's backtrace needs our call-frame information to get to main: main says so by its exit code.
    expect(execFileSync(exe).toString()).toBe("6765 41 43 -2.0\n");
  });

  const gdb = gcc && spawnSync("gdb", ["--version"]).status === 0;
  test.skipIf(!gdb)("gdb (must be installed) shows the frames from a C function through ours to main", () => {
    const o = join(dir, "g.o");
    const c = join(dir, "g.c");
    const exe = join(dir, "g");
    writeFileSync(o, build(true));
    writeFileSync(c, MAIN);
    // Without frame pointers: what leads gdb through our function is its call-frame information.
    execFileSync("gcc", ["-O1", "-fomit-frame-pointer", "-o", exe, c, o, "-lm"], { stdio: "pipe" });
    const commands = ["set debuginfod enabled off", "break callback", "run", "bt"].flatMap((line) => [
      "-ex",
      line,
    ]);
    const { stdout } = spawnSync("gdb", ["-batch", "-nx", ...commands, exe], { encoding: "utf8" });
    const frames = [...stdout.matchAll(/^#\d+ +(?:0x[0-9a-f]+ in )?(\w+)/gm)].map((m) => m[1]);
    expect(frames).toEqual(["callback", "count", "main"]);
  });

  const dwarfdump = ["/usr/lib/llvm-22/bin/llvm-dwarfdump", "/usr/bin/llvm-dwarfdump"].find(existsSync);
  test.runIf(dwarfdump !== undefined)("llvm-dwarfdump has nothing to say against it", () => {
    const o = join(dir, "v.o");
    writeFileSync(o, build(true));
    for (const option of ["--verify", "--eh-frame"]) {
      const { status, stdout, stderr } = spawnSync(dwarfdump!, [option, o], { encoding: "utf8" });
      expect([status, /(error|warning):/i.exec(stdout + stderr)]).toEqual([0, null]);
    }
  });
});
