import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { addonBytes, loadAddonHost } from "./addon.ts";
import { CodeMemory, JitHostError, loadJitHost, type JitHost } from "./index.ts";
import { loadKoffiHost } from "./koffi.ts";

/** The part of the host's WebAssembly that is used here; the core's types have none. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (limits: { initial: number; maximum: number }) => {
      readonly buffer: ArrayBuffer;
      grow(pages: number): void;
    };
  };
};

const linux64 = process.platform === "linux" && process.arch === "x64";

/** A provider, or why there is none. */
function attempt(load: () => JitHost): JitHost | string {
  try {
    return load();
  } catch (error) {
    return (error as Error).message;
  }
}

/** An addon from elsewhere, for work on the loader when the committed one is being changed. */
const standIn = process.env["JIT_HOST_ADDON"];
const providers: [string, JitHost | string][] = [
  ["addon", attempt(() => loadAddonHost(standIn === undefined ? addonBytes() : readFileSync(standIn)))],
  ["koffi", attempt(() => loadKoffiHost())],
];

const text = (s: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(`${s}\0`));

describe.runIf(linux64).each(providers)("the primitives through %s", (name, host) => {
  if (typeof host === "string") {
    // koffi is optional; the addon is what the package promises on this machine.
    if (name === "addon") test("loads", () => expect.fail(host));
    else test.skip(`not available: ${host}`, () => {});
    return;
  }
  const memory = new CodeMemory(host, { codeBytes: 1 << 20, constantBytes: 1 << 16, dataBytes: 1 << 16 });
  afterAll(() => memory.dispose());
  const place = (...code: number[]): bigint => {
    const block = memory.allocate("code", code.length, 16);
    memory.write(block, 0, Uint8Array.from(code));
    return block.address;
  };

  test("symbols", () => {
    expect(host.provider).toBe(name);
    expect(host.dlsym("malloc")).not.toBe(0n);
    expect(host.dlsym("no_such_symbol_at_all")).toBe(0n);
    expect(host.dlsym("x".repeat(5000))).toBe(0n);
    expect(host.dlsym("malloc\0x")).toBe(0n);
  });

  test("calls of C functions with up to six words", () => {
    expect(host.call(host.dlsym("getpid"))).toBe(BigInt(process.pid));
    const s = text("seven!!");
    expect(host.call(host.dlsym("strlen"), host.addr(s.buffer))).toBe(7n);
    // lea rax, [rdi + rsi * 2]; lea rax, [rax + rdx * 4]; lea rax, [rax + rcx * 8]; lea rax, [rax + r8 * 8];
    // lea rax, [rax + r9 * 8]; ret
    const sum = place(
      0x48,
      0x8d,
      0x04,
      0x77,
      0x48,
      0x8d,
      0x04,
      0x90,
      0x48,
      0x8d,
      0x04,
      0xc8,
      0x4a,
      0x8d,
      0x04,
      0xc0,
      0x4a,
      0x8d,
      0x04,
      0xc8,
      0xc3,
    );
    expect(host.call(sum, 1n, 2n, 3n, 4n, 5n, 6n)).toBe(1n + 4n + 12n + 32n + 40n + 48n);
    expect(host.call(sum, 1n)).toBe(1n);
    expect(host.call(sum, -1n)).toBe(0xffff_ffff_ffff_ffffn);
    expect(() => host.call(0n)).toThrow(JitHostError);
  });

  test("addresses of buffers, and bytes copied to them", () => {
    const buffer = new ArrayBuffer(64);
    const at = host.addr(buffer);
    host.poke(at + 8n, Uint8Array.of(1, 2, 3));
    host.poke(at, new Uint8Array(0));
    host.poke(at + 16n, new Uint8Array(new Uint8Array([9, 8, 7, 6]).buffer, 1, 2));
    expect([...new Uint8Array(buffer, 8, 10)]).toEqual([1, 2, 3, 0, 0, 0, 0, 0, 8, 7]);
    const wasm = new WebAssembly.Memory({ initial: 1, maximum: 4 });
    const base = host.addr(wasm.buffer);
    wasm.grow(1);
    expect(host.addr(wasm.buffer)).toBe(base);
  });

  test("functions from raw code", () => {
    const box = new Int32Array(2);
    // mov rax, box; inc dword [rax]; xor eax, eax; ret
    const at = new Uint8Array(BigUint64Array.of(host.addr(box.buffer)).buffer);
    const f = host.fn(place(0x48, 0xb8, ...at, 0xff, 0x00, 0x31, 0xc0, 0xc3), 0n);
    for (let i = 0; i < 1000; i++) expect(f()).toBeUndefined();
    expect(box[0]).toBe(1000);
  });

  test("callbacks, where the provider makes them", () => {
    if (host.callback === undefined) return expect(name).toBe("addon");
    let calls = 0;
    const c = host.callback(() => calls++);
    host.call(c.address);
    host.call(c.address);
    c.release();
    expect(calls).toBe(2);
  });
});

describe.runIf(linux64)("where there is no host", () => {
  test("every reason is told", () => {
    expect(() => loadAddonHost(Uint8Array.of(1, 2, 3))).toThrow(/cannot be loaded: .*; .*; /);
    expect(() => loadKoffiHost("koffi-of-nobody")).toThrow(/'koffi-of-nobody' is not installed/);
  });

  test("--no-addons is an error of its own, and a worker's host outlives the worker", async () => {
    const program = `
      import { loadJitHost } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
      try { loadJitHost(); console.log("loaded"); } catch (e) { console.log(e.kind, e.message); }`;
    const dist = fileURLToPath(new URL("../dist/index.js", import.meta.url));
    const run = (...flags: string[]): string =>
      spawnSync(process.execPath, [...flags, "--input-type=module", "-e", program], {
        encoding: "utf8",
      }).stdout.trim();
    // The packages are built before tests run; without the build this shows as an import error.
    expect(readFileSync(dist, "utf8")).toContain("loadJitHost");
    expect(run()).toBe("loaded");
    expect(run("--no-addons")).toMatch(/^forbidden .*--no-addons/);
    const host = loadJitHost();
    const worker = new Worker(
      `import(${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)}).then(({ loadJitHost }) => {
         const h = loadJitHost();
         require("node:worker_threads").parentPort.postMessage(h.call(h.dlsym("getpid")));
       })`,
      { eval: true },
    );
    const pid = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    expect(pid).toBe(BigInt(process.pid));
    expect(host.call(host.dlsym("getpid"))).toBe(BigInt(process.pid));
  });
});
