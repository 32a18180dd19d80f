/** An instance of ours in the hands of `node:wasi`. */
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { afterAll, describe, expect, test } from "vitest";
import { WebAssembly } from "./index.ts";
import { call, i32, runs, type ModuleText, wasm } from "./testing.ts";

test.skipIf(runs)("no code can run here: nothing else is tested", () => expect(runs).toBe(false));

const folder = mkdtempSync(join(tmpdir(), "wasi-"));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (at: number): number[] => [...i32(at), 0x28, 2, 0];
const store = (at: number, value: readonly number[]): number[] => [...i32(at), ...value, 0x36, 2, 0];
const NAMES = [
  "args_sizes_get",
  "args_get",
  "fd_write",
  "proc_exit",
  "environ_sizes_get",
  "environ_get",
  "path_open",
  "fd_read",
  "random_get",
];
const [SIZES, ARGS, WRITE, EXIT, ENV_SIZES, ENV, OPEN, READ, RANDOM] = NAMES.map((_, i) => i) as [
  number,
  ...number[],
];
const IMPORTS: ModuleText["imports"] = NAMES.map(
  (name, i) => ["wasi_snapshot_preview1", name, [0, 0, 1, 2, 0, 0, 3, 1, 0][i]!] as const,
);
const TYPES = ["ii:i", "iiii:i", "i:", "iiiiillii:i", ":"];

/** Runs a command whose `_start` is `body`. */
function command(
  body: readonly (number | readonly number[])[],
  options: object,
): { readonly code: number; readonly output: string } {
  const output = join(folder, "out");
  const fd = openSync(output, "w");
  const wasi = new WASI({ version: "preview1", returnOnExit: true, stdout: fd, ...options });
  const bytes = wasm({
    types: TYPES,
    imports: IMPORTS!,
    functions: [{ type: 4, body }],
    memories: [[1]],
    data: [[1024, "input.txt"]],
    exports: { _start: "f9", memory: "m0" },
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), wasi.getImportObject() as object);
  const code = wasi.start(instance) as unknown as number;
  closeSync(fd);
  return { code, output: readFileSync(output, "utf8") };
}

describe.runIf(runs)("node:wasi", () => {
  test("arguments go in, output and an exit code come out", () => {
    const { code, output } = command(
      [
        i32(0),
        i32(4),
        call(SIZES),
        0x1a,
        i32(16),
        i32(256),
        call(ARGS!),
        0x1a,
        store(8, i32(256)),
        store(12, load(4)),
        i32(1),
        i32(8),
        i32(1),
        i32(128),
        call(WRITE!),
        0x1a,
        load(0),
        call(EXIT!),
      ],
      { args: ["name", "one", "zwölf"] },
    );
    expect(code).toBe(3);
    expect(output).toBe("name\0one\0zwölf\0");
  });

  test("variables, random bytes, memory that grows between calls", () => {
    const { code, output } = command(
      [
        i32(16),
        0x40,
        0,
        0x1a,
        i32(0),
        i32(4),
        call(ENV_SIZES!),
        0x1a,
        i32(16),
        i32(900_000),
        call(ENV!),
        0x1a,
        i32(800_000),
        i32(64),
        call(RANDOM!),
        0x1a,
        store(8, i32(900_000)),
        store(12, load(4)),
        i32(1),
        i32(8),
        i32(1),
        i32(128),
        call(WRITE!),
        call(EXIT!),
      ],
      { env: { A: "1", LONG: "x".repeat(100) } },
    );
    expect(code).toBe(0);
    expect(output).toBe(`A=1\0LONG=${"x".repeat(100)}\0`);
  });

  test("a file is opened and read", () => {
    writeFileSync(join(folder, "input.txt"), "from a file");
    const { code, output } = command(
      [
        i32(3),
        i32(0),
        i32(1024),
        i32(9),
        i32(0),
        [0x42, 2],
        [0x42, 2],
        i32(0),
        i32(200),
        call(OPEN!),
        0x1a,
        store(8, i32(2048)),
        store(12, i32(100)),
        load(200),
        i32(8),
        i32(1),
        i32(128),
        call(READ!),
        0x1a,
        store(12, load(128)),
        i32(1),
        i32(8),
        i32(1),
        i32(128),
        call(WRITE!),
        0x1a,
        load(128),
        call(EXIT!),
      ],
      { preopens: { "/": folder } },
    );
    expect(output).toBe("from a file");
    expect(code).toBe(11);
  });

  test("a trap in a command comes out as it is", () => {
    expect(() => command([0x00], {})).toThrow(WebAssembly.RuntimeError);
  });
});
