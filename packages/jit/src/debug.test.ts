// What debuggers and profilers are told. The backtraces need gdb; where it is not installed they are skipped by name.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { flagsBuilder, lookupIsa, signature, types } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { readElf } from "@cranelift-ts/object-file";
import { afterAll, describe, expect, test } from "vitest";
import { debugImage } from "./debug-image.ts";
import { JitModule, JitRuntime, type DebugCode } from "./index.ts";
import { stubUnwind } from "./stub-frames.ts";
import { ENTER } from "./stubs-x64.ts";

const here = process.arch === "x64" && process.platform === "linux";
const gdb = here && spawnSync("gdb", ["--version"]).status === 0;
const dir = mkdtempSync(join(tmpdir(), "jit-debug-"));
afterAll(() => rmSync(dir, { recursive: true }));

const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish());
const NOTHING = signature([], [types.I32], "system_v");
/** mov eax, n; ret */
const returning = (n: number) => ({ code: Uint8Array.of(0xb8, n, 0, 0, 0, 0xc3), alignment: 16, relocs: [] });

describe.runIf(here)("code that tools know of", () => {
  const perfMap = join(dir, "perf.map");
  const runtime = here ? new JitRuntime({ debug: { gdb: true, perfMap } }) : undefined!;
  const lines = (): string[] => readFileSync(perfMap, "utf8").trimEnd().split("\n");
  const images = (): number => runtime.debug!.gdb!.images().length;

  test("is in the map of perf by name, address and size", () => {
    const m = new JitModule({ isa, runtime });
    const f = m.declareFunction("seven", "export", NOTHING);
    m.defineFunctionBody(f, returning(7));
    m.finalize();
    const line = `${m.functionAddress(f).toString(16)} 6 seven`;
    expect(lines()).toContain(line);
    expect(lines().some((l) => l.endsWith(" jit_enter"))).toBe(true);
    m.dispose();
    expect(lines()).toContain(line);
  });

  test("is in the list of images until it is freed, replaced or disposed of", () => {
    const before = images();
    const used = runtime.memory.used;
    const m = new JitModule({ isa, runtime, redefinable: true });
    const [f, g] = ["f", "g"].map((name) => m.declareFunction(name, "export", NOTHING)) as [never, never];
    m.defineFunctionBody(f, returning(1));
    m.defineFunctionBody(g, returning(2));
    m.finalize();
    expect(images()).toBe(before + 2);
    m.redefineFunctionBody(f, returning(3));
    expect(images()).toBe(before + 2);
    m.freeFunction(g);
    expect(images()).toBe(before + 1);
    m.dispose();
    expect(images()).toBe(before);
    expect(runtime.memory.used).toBe(used);
  });

  test("a module that is not redefinable has one image for all that is finalized together", () => {
    const before = images();
    const m = new JitModule({ isa, runtime });
    for (const name of ["a", "b", "c"])
      m.defineFunctionBody(m.declareFunction(name, "export", NOTHING), returning(1));
    m.finalize();
    expect(images()).toBe(before + 1);
    m.dispose();
    expect(images()).toBe(before);
  });

  test("a module can ask for it", () => {
    const own = new JitRuntime();
    expect(own.debug).toBeUndefined();
    const m = new JitModule({ isa, runtime: own, debug: { gdb: true } });
    expect(own.debug!.gdb!.images().length).toBeGreaterThan(0);
    m.dispose();
    own.dispose();
  });
});

test("images have symbols at their addresses and frames that refer to them", () => {
  const address = 0x7000_0000_0000n;
  const code: DebugCode[] = [
    {
      name: "enter",
      address: address + 0x100n,
      size: 80,
      unwind: stubUnwind(ENTER, 80),
      debuggerName: "shown",
    },
    { name: "plain", address: address + 0x200n, size: 6 },
  ];
  const bytes = debugImage(code, address);
  const object = readElf(bytes);
  expect(object.symbols.filter((s) => s.kind === "function").map((s) => s.name)).toEqual(["shown", "plain"]);
  const frames = object.sections.find((s) => s.name === ".eh_frame")!;
  const view = new DataView(frames.data.buffer, frames.data.byteOffset);
  // The second entry follows the common one; its address field counts from itself.
  const fde = 4 + view.getUint32(0, true);
  const at = 64 + fde + 8;
  expect(address + BigInt(at + view.getInt32(fde + 8, true))).toBe(code[0]!.address);
  // Out of reach there are none.
  expect(readElf(debugImage(code, 0x1000n)).sections.some((s) => s.name === ".eh_frame")).toBe(false);
});

const SOURCE = `
function %inner(i32) -> i32 system_v {
    fn0 = %getppid() -> i32 system_v
block0(v0: i32):
    v1 = call fn0()
    trapnz v0, user1
    return v1
}
function %outer(i32) -> i32 system_v {
    ss0 = explicit_slot 64
    fn0 = colocated %inner(i32) -> i32 system_v
block0(v0: i32):
    v1 = stack_addr.i64 ss0
    store v0, v1
    v2 = call fn0(v0)
    v3 = load.i32 v1
    v4 = iadd v2, v3
    return v4
}`;

const PROGRAM = `
import { flagsBuilder, lookupIsa } from "PACKAGES/codegen-ir/dist/index.js";
import { x64 } from "PACKAGES/isa-x64/dist/index.js";
import { JitModule } from "PACKAGES/jit/dist/index.js";
import { parseFunctions } from "PACKAGES/reader/dist/index.js";
const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flagsBuilder().finish());
const jit = new JitModule({ isa, debug: { gdb: true } });
const [inner, outer] = parseFunctions(${JSON.stringify(SOURCE)});
jit.declareFunction("getppid", "import", inner.dfg.signatures[0]);
const ids = [inner, outer].map((f) => jit.declareFunction(f.name.name, "export", f.signature));
jit.defineFunction(ids[0], inner);
jit.defineFunction(ids[1], outer);
jit.finalize();
try {
  jit.getFunction(ids[1])(1);
} catch (error) {
  console.log(error.code);
}`;

const packages = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

describe.skipIf(!gdb)("gdb (must be installed)", () => {
  test("shows the frames from a C function through generated code to node", () => {
    expect(existsSync(`${packages}/jit/dist/index.js`)).toBe(true);
    const program = join(dir, "program.mjs");
    const commands = join(dir, "commands");
    writeFileSync(program, PROGRAM.replaceAll("PACKAGES", packages));
    writeFileSync(
      commands,
      [
        ...[
          "set pagination off",
          "set confirm off",
          "set debuginfod enabled off",
          "set breakpoint pending on",
        ],
        ...["handle SIGSEGV nostop noprint pass", "break getppid", "run", "echo == call\\n", "bt 6"],
        ...["delete", "continue", "echo == trap\\n", "bt 5", "continue"],
      ].join("\n"),
    );
    const { stdout } = spawnSync(
      "gdb",
      ["-batch", "-nx", "-x", commands, "--args", process.execPath, program],
      {
        encoding: "utf8",
        timeout: 120_000,
      },
    );
    const frames = (part: string | undefined): string[] =>
      [...(part ?? "").matchAll(/^#\d+ +(?:0x[0-9a-f]+ in )?([\w:]+)/gm)].map((m) => m[1]!);
    const call = frames(stdout.split("== call")[1]?.split("== trap")[0]);
    expect(call.slice(1, 5)).toEqual(["inner", "outer", "jit_call", "__morestack"]);
    expect(call[0]).toMatch(/getppid/);
    expect(call[5]).toBeDefined();
    const trap = frames(stdout.split("== trap")[1]);
    expect(trap.slice(0, 4)).toEqual(["inner", "outer", "jit_call", "__morestack"]);
    // The program went on to the end.
    expect(stdout).toMatch(/^user1$/m);
  }, 150_000);
});
