import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createColors } from "picocolors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "./program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "clif-util-wasm-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function clifUtil(...args: string[]): Promise<Ran> {
  let out = "";
  let err = "";
  const colors = createColors(false);
  const code = await runProgram(args, {
    out: (line) => (out += `${line}\n`),
    err: (line) => (err += `${line}\n`),
    colors,
    errColors: colors,
    stdin: () => "",
    env: {},
  });
  return { code, out, err };
}

function file(name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

const MODULE = `
(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (func $fib (export "fib") (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  (func $peek (export "peek") (param i32) (result i32) (call $load (local.get 0)))
  (func (export "log5") (call $log (i32.const 5)))
  (func (export "two") (param i64 f64) (result i64 f64) (local.get 0) (local.get 1))
  (func (export "same") (param f32 externref) (result externref f32) (local.get 1) (local.get 0)))
`;

const HELLO = `
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "out.txthello")
  ;; Writes "hello" to out.txt in the first folder, ends with ten times the number of arguments.
  (func (export "_start")
    (drop (call $open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 7) (i32.const 9) (i64.const 64) (i64.const 64) (i32.const 0) (i32.const 8)))
    (i32.store (i32.const 0) (i32.const 23))
    (i32.store (i32.const 4) (i32.const 5))
    (drop (call $write (i32.load (i32.const 8)) (i32.const 0) (i32.const 1) (i32.const 8)))
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (call $exit (i32.mul (i32.const 10) (i32.load (i32.const 0))))))
`;

describe("showing", () => {
  test("CLIF, code and sizes for a target", async () => {
    const path = file("m.wat", MODULE);
    const shown = await clifUtil("wasm", "-pD", "--func", "load", "--target", "x86_64", path);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/; function 2 load: \d+ bytes at 0x/);
    expect(shown.out).toMatch(/load\.i32 .*region0/);
    expect(shown.out).toMatch(/trap: heap_oob/);
    const sizes = await clifUtil("wasm", "--sizes", "-T", "--target", "x86_64", path);
    expect(sizes.out).toMatch(/^function +wasm bytes +CLIF insts +code bytes +ratio\nfunction 1 fib /);
    expect(sizes.out).toMatch(/ms +[\d.]+ % +validate and translate\n/);
    expect(sizes.out).toMatch(/6 functions, \d+ bytes of WebAssembly, \d+ bytes of code for x86_64/);
  });

  test("a summary of a binary module; what is wrong with one", async () => {
    const path = file("empty.wasm", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect((await clifUtil("wasm", path, "--target", "x86_64")).out).toMatch(/0 functions, 0 bytes/);
    const broken = await clifUtil(
      "wasm",
      file("broken.wasm", Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 9)),
      "--target",
      "x86_64",
    );
    expect(broken).toMatchObject({ code: 1, out: "" });
    expect(broken.err).toMatch(/broken\.wasm: malformed WebAssembly at offset/);
    const text = await clifUtil(
      "wasm",
      file("broken.wat", "(module (func (result i32)))"),
      "--target",
      "x86_64",
    );
    expect(text.code).not.toBe(0);
    expect(text.err).toMatch(/type mismatch/);
  });

  test("CLIF and code for targets that nothing runs on here", async () => {
    const path = file("m.wat", MODULE);
    for (const target of ["aarch64", "s390x"]) {
      const shown = await clifUtil("wasm", "-D", "--func", "fib", "--target", target, path);
      expect(shown, target).toMatchObject({ code: 0, err: "" });
      expect(shown.out).toMatch(new RegExp(`bytes of code for ${target}`));
    }
  });

  test("text that cannot be read", async () => {
    const path = file("syntax.wat", "(module\n  (func i32.nonsense))");
    for (const args of [["wasm"], ["wasm2obj", "-o", join(folder, "syntax.o")]]) {
      const ran = await clifUtil(...args, path);
      expect(ran).toMatchObject({ code: 1, out: "" });
      expect(ran.err).toMatch(/^error: \S*syntax\.wat:2:9: error: unexpected token "?i32\.nonsense/);
    }
    expect((await clifUtil("wasm", folder)).err).toBe(`error: ${folder}: it is a folder\n`);
  });

  test("wrong usage", async () => {
    const path = file("m.wat", MODULE);
    for (const [args, message] of [
      [[join(folder, "absent.wasm")], /no such file/],
      [[path, "3"], /arguments go with --run or --wasi/],
      [[path, "--run", "fib", "--wasi"], /do not go together/],
      [[path, "--dir", "."], /go with --wasi/],
      [[path, "--wasi", "--env", "X"], /--env X: a variable is given as NAME=VALUE/],
      [[path, "--set", "nonsense=1"], /there is no setting 'nonsense'/],
      [[path, "--func", "nobody"], /there is no function 'nobody'/],
      [[path, "--target", "pdp11"], /./],
      [[path, "--workers", "0"], /from 1 to 256/],
    ] as const) {
      const ran = await clifUtil("wasm", ...args);
      expect(ran.code, args.join(" ")).toBe(2);
      expect(ran.err).toMatch(message);
    }
  });
});

const native = process.arch === "x64" && process.platform === "linux";
test.skipIf(native)("modules run on x86-64 Linux only: nothing is run here", () =>
  expect(native).toBe(false),
);

describe.runIf(native)("running", () => {
  test("results are printed as JavaScript shows them", async () => {
    const path = file("m.wat", MODULE);
    expect(await clifUtil("wasm", path, "--run", "fib", "20")).toEqual({ code: 0, out: "6765\n", err: "" });
    expect(await clifUtil("wasm", path, "--lazy", "--run", "fib", "0xa")).toEqual({
      code: 0,
      out: "55\n",
      err: "",
    });
    expect(
      await clifUtil(
        "wasm",
        path,
        "--set",
        "regalloc_algorithm=single_pass",
        "--run",
        "two",
        "--",
        "-5",
        "-0",
      ),
    ).toEqual({ code: 0, out: "-5n\n-0\n", err: "" });
    expect(await clifUtil("wasm", path, "--run", "same", "inf", "null")).toEqual({
      code: 0,
      out: "null\nInfinity\n",
      err: "",
    });
    expect(await clifUtil("wasm", path, "--run", "two", "0xffffffffffffffff", "nan")).toEqual({
      code: 0,
      out: "-1n\nNaN\n",
      err: "",
    });
  });

  test("a trap ends with a backtrace and exit code 1", async () => {
    const path = file("m.wat", MODULE);
    const ran = await clifUtil("wasm", path, "--run", "peek", "0xfffffff0");
    expect(ran.code).toBe(1);
    expect(ran.out).toBe("");
    expect(ran.err).toMatch(
      /^trap: memory access out of bounds \(memory-oob\)\n {4}at load \(.*m\.wat, function 2, offset 0x[0-9a-f]+\)\n {4}at peek \(.*, function 3, offset 0x[0-9a-f]+\)\n$/,
    );
  });

  test("what cannot be run", async () => {
    const path = file("m.wat", MODULE);
    for (const [args, message] of [
      [["--run", "nobody"], /no function 'nobody' is exported; there are fib, peek, log5, two, same/],
      [["--run", "memory"], /no function 'memory'/],
      [["--run", "fib"], /'fib' takes 1 argument, 0 are given/],
      [["--run", "fib", "1", "2"], /'fib' takes 1 argument, 2 are given/],
      [["--run", "two", "2"], /'two' takes 2 arguments, 1 is given/],
      [["--run", "fib", "x"], /'x' is no integer/],
      [["--wasi"], /is no WASI program: it exports no function '_start'/],
      [["--wasi", "--dir", "/nowhere"], /--dir \/nowhere: no such folder/],
      [["--run", "fib", "0x100000000"], /is no i32/],
      [["--run", "two", "1", "z"], /'z' is no number/],
      [["--run", "log5"], /called 'log' of 'env'/],
      [["--run", "fib", "1", "--target", "x86_64"], /--target is for showing/],
    ] as const) {
      const ran = await clifUtil("wasm", path, ...args);
      expect(ran.code, args.join(" ")).toBe(2);
      expect(ran.err).toMatch(message);
    }
  });

  test("a WASI program with arguments and a folder", async () => {
    const path = file("hello.wat", HELLO);
    expect(
      await clifUtil("wasm", path, "--wasi", "--dir", `${folder}::/work`, "--env", "A=b=c", "--", "x", "-y"),
    ).toEqual({ code: 30, out: "", err: "" });
    expect(readFileSync(join(folder, "out.txt"), "utf8")).toBe("hello");
  });
});
