/**
 * Where the engine does not reserve address space behind memories, every access is checked. The engine decides when the
 * process starts: `npx vitest run packages/wasm-runtime --pool=forks --execArgv=--disable-wasm-trap-handler` runs all
 * tests in such a process, and this one makes sure of it. Without the flag, it runs such a process itself if the package
 * is built.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { WebAssembly } from "./index.ts";
import { defaultStore } from "./store.ts";
import { i32, local, wasm } from "./testing.ts";

const FLAG = "--disable-wasm-trap-handler";
const flagged = process.execArgv.includes(FLAG);
const runs = process.platform === "linux" && process.arch === "x64";
const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));

const ACCESS = wasm({
  types: ["i:i", "i:i"],
  memories: [[1, 3]],
  functions: [
    { type: 0, body: [local(0), 0x28, 2, 0] },
    { type: 0, body: [local(0), 0x28, 2, 0xff, 0xff, 0xff, 0xff, 0x07] },
    { type: 1, body: [local(0), 0x40, 0] },
    { type: 0, body: [local(0), i32(7), 0x36, 2, 0, local(0), 0x28, 2, 0] },
  ],
  exports: { load: "f0", far: "f1", grow: "f2", store: "f3", memory: "m0" },
});

/** Accesses at and beyond the end of a memory that grows from inside and outside. */
// oxlint-disable-next-line typescript/no-explicit-any -- of either API, shape unknown
function accesses(W: any): unknown[] {
  const { load, far, grow, store, memory } = new W.Instance(new W.Module(ACCESS)).exports;
  const attempt = (f: (n: number) => number, n: number): unknown => {
    try {
      return f(n);
    } catch (error) {
      return (error as Error).message;
    }
  };
  const out: unknown[] = [];
  for (let pages = 1; pages <= 4; pages++) {
    const end = pages * 65536;
    out.push(
      attempt(store, end - 4),
      ...[end - 4, end - 3, end, end + 65536, -4, -1].flatMap((n) => [attempt(load, n), attempt(far, n)]),
    );
    if (pages === 1) out.push(grow(1));
    else if (pages === 2) out.push(memory.grow(1));
    else out.push(grow(1));
  }
  return out;
}

test.runIf(runs && flagged)("nothing relies on address space that faults", () =>
  expect(defaultStore().memories.guarded).toBe(false),
);
test.runIf(runs && !flagged)("the engine reserves address space", () =>
  expect(defaultStore().memories.guarded).toBe(true),
);
test.runIf(runs)("accesses trap where V8's do", () => {
  expect(accesses(WebAssembly)).toEqual(
    accesses((globalThis as unknown as { WebAssembly: unknown }).WebAssembly),
  );
});
test.skipIf(flagged || existsSync(built))(
  "the package is not built: no process without a trap handler is run",
  () => expect(existsSync(built)).toBe(false),
);
test.runIf(runs && !flagged && existsSync(built))(
  "a process without a trap handler",
  () => {
    const program = `
    import { WebAssembly as Ours } from ${JSON.stringify(built)};
    const ACCESS = Uint8Array.from(${JSON.stringify([...ACCESS])});
    ${accesses.toString()}
    console.log(JSON.stringify(accesses(Ours)));`;
    const output = execFileSync(process.execPath, [FLAG, "--input-type=module", "-e", program], {
      encoding: "utf8",
    });
    expect(JSON.parse(output)).toEqual(accesses(WebAssembly));
  },
  60_000,
);
