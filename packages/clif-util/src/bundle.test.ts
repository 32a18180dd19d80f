// The launcher and the one-script form, as processes: the code cache is made, used, refused when broken, done without.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "bin/clif-util.js");
const CLIF = `test interpret
function %add(i32) -> i32 {
block0(v0: i32):
    v1 = iadd v0, v0
    return v1
}
; run: %add(21) == 42
`;
let folder: string;
let file: string;
let cache: string;

beforeAll(() => {
  const { isFresh } = createRequire(import.meta.url)("../bin/load.js") as { isFresh(): boolean };
  if (!isFresh()) {
    const made = spawnSync(process.execPath, [join(root, "build/bundle.js")], { encoding: "utf8" });
    if (made.status !== 0) throw new Error(made.stderr);
  }
  folder = mkdtempSync(join(tmpdir(), "clif-bundle-"));
  file = join(folder, "add.clif");
  writeFileSync(file, CLIF);
});
beforeEach(() => {
  cache = mkdtempSync(join(folder, "cache-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): Ran {
  const r = spawnSync(process.execPath, [...nodeArgs, cli, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache, HOME: folder, NO_COLOR: "1", ...env },
  });
  return { code: r.status, out: r.stdout, err: r.stderr };
}

const cached = (): string[] => {
  const at = join(cache, "cranelift-ts");
  return existsSync(at) ? readdirSync(at).map((name) => join(at, name)) : [];
};

describe("the code cache", () => {
  test("is made by the first run of a command and left alone by the second", () => {
    const first = run(["interpret", file]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain("1 passed, 0 failed");
    expect(cached()).toHaveLength(1);
    const [made] = cached();
    const { ino } = statSync(made!);
    const second = run(["interpret", file]);
    expect(second.code).toBe(0);
    expect(second.out).toContain("1 passed, 0 failed");
    expect(cached()).toEqual([made]);
    expect(statSync(made!).ino).toBe(ino);
    // Another command compiles other functions.
    expect(run(["cat", file]).code).toBe(0);
    expect(cached()).toHaveLength(2);
  });

  test("is for the user alone, and leaves no parts", () => {
    run(["cat", file]);
    expect(statSync(join(cache, "cranelift-ts")).mode & 0o077).toBe(0);
    expect(cached().every((name) => name.endsWith(".cache") && (statSync(name).mode & 0o077) === 0)).toBe(
      true,
    );
  });

  test("is refused and made again when a byte is wrong, cut off or empty", () => {
    run(["cat", file]);
    const [name] = cached();
    const good = readFileSync(name!);
    const broken = Uint8Array.from(good);
    broken[good.length >> 1]! ^= 4;
    for (const bytes of [
      broken,
      good.subarray(0, good.length >> 1),
      good.subarray(0, 3),
      good.subarray(0, 0),
    ]) {
      writeFileSync(name!, bytes);
      expect(run(["cat", file])).toMatchObject({ code: 0, err: "" });
      expect(readFileSync(name!).length).toBeGreaterThan(good.length / 2);
    }
  });

  test("is not made with --no-cache, CRANELIFT_NO_CACHE or by a run that failed", () => {
    expect(run(["--no-cache", "cat", file]).code).toBe(0);
    expect(run(["cat", "--no-cache", file]).code).toBe(0);
    expect(run(["cat", file], { CRANELIFT_NO_CACHE: "1" }).code).toBe(0);
    expect(run(["cat", join(folder, "absent.clif")]).code).toBe(2);
    expect(cached()).toEqual([]);
  });

  test("is done without where it cannot be written", () => {
    const notAFolder = join(folder, "file");
    writeFileSync(notAFolder, "");
    expect(run(["cat", file], { XDG_CACHE_HOME: notAFolder })).toMatchObject({ code: 0, err: "" });
  });

  test("differs between V8 flags", () => {
    run(["cat", file]);
    expect(run(["cat", file], {}, ["--max-lazy"]).code).toBe(0);
    expect(run(["cat", file]).code).toBe(0);
    expect(cached()).toHaveLength(2);
  });
});

test("the one script runs files in worker threads", () => {
  const other = join(folder, "other.clif");
  writeFileSync(other, CLIF.replace("42", "43"));
  const { code, out } = run(["test", "--threads", "2", file, other]);
  expect(code).toBe(1);
  expect(out).toContain("1 passed, 1 failed");
  expect(out).toContain("2 threads");
});

test.each(["x86_64", "aarch64", "s390x"])("the target %s is found, in a part of its own or not", (target) => {
  for (let i = 0; i < 2; i++)
    expect(run(["compile", "--summary", "--target", target, file])).toMatchObject({ code: 0, err: "" });
});

test("what is imported while it runs can be imported with the code cache, too", () => {
  const other = join(folder, "same.clif");
  writeFileSync(other, CLIF);
  for (let n = 0; n < 3; n++) {
    const ran = run(["test", "--threads", "2", file, other]);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("2 threads");
  }
  expect(cached()).toHaveLength(1);
});

test.runIf(process.arch === "x64" && process.platform === "linux")(
  "the bundle compiles and runs WebAssembly",
  () => {
    const wat = join(folder, "one.wat");
    writeFileSync(
      wat,
      '(module (memory (export "memory") 1) (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))) (func (export "_start")))',
    );
    for (let n = 0; n < 2; n++) {
      expect(run(["wasm", wat, "--workers", "2", "--run", "f", "41"])).toEqual({
        code: 0,
        out: "42\n",
        err: "",
      });
      expect(run(["wasm", wat, "--wasi"])).toEqual({ code: 0, out: "", err: "" });
      expect(run(["wasm", "-D", "--target", "x86_64", wat])).toMatchObject({ code: 0, err: "" });
    }
  },
);

test("WebAssembly is a part of its own", () => {
  const module = join(folder, "seven.wasm");
  // (func (export "f") (result i32) (i32.const 7))
  const words = "0061736d 01000000 0105 01 60 00 01 7f 0302 01 00 0705 01 01 66 00 00 0a06 01 04 00 41 07 0b";
  writeFileSync(
    module,
    Uint8Array.from(words.replaceAll(" ", "").match(/../g)!, (byte) => Number.parseInt(byte, 16)),
  );
  for (let i = 0; i < 2; i++) expect(run(["wasm", "-D", module])).toMatchObject({ code: 0, err: "" });
  const object = join(folder, "seven.o");
  expect(run(["wasm2obj", module, "-o", object])).toMatchObject({ code: 0, err: "" });
  expect(existsSync(object)).toBe(true);
  expect(
    cached()
      .map((name) => /clif-util(-\w+)?/.exec(name.slice(cache.length))?.[0])
      .sort(),
  ).toEqual(["clif-util-core", "clif-util-core", "clif-util-wasm", "clif-util-wasm"]);
});

test("the bundle is ASCII and says which licences are inside", () => {
  const scripts = readdirSync(join(root, "dist")).filter((name) => /^clif-util.*\.js$/.test(name));
  expect(scripts).toContain("clif-util-core.js");
  for (const name of scripts)
    expect(/^[\0-\x7f]*$/.test(readFileSync(join(root, "dist", name), "latin1"))).toBe(true);
  const licences = readFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  expect(licences).toMatch(/^commander /m);
  expect(licences).toMatch(/^picocolors /m);
});
