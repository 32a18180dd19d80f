/**
 * `node dist/esbuild.js [FOLDER]`: esbuild, a program in Go of 14 MB of WebAssembly, bundles and minifies TypeScript with
 * its own glue (`wasm_exec.js`), compiled here and by the engine; the outputs must be the same bytes. FOLDER is the
 * unpacked npm package `esbuild-wasm`; without it, the package is installed into `node_modules/.cache` first.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createWebAssembly } from "@cranelift-ts/wasm-runtime";

const VERSION = "0.28.2";
const require = createRequire(import.meta.url);

/** What is used of a `WebAssembly` namespace. */
interface Namespace {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: object }>;
}

/** What `wasm_exec.js` defines. */
interface Go {
  argv: string[];
  env: Record<string, string>;
  exit: (code: number) => void;
  readonly importObject: object;
  run(instance: object): Promise<void>;
}

/** Runs the command line program of `folder`, with `wasm` as WebAssembly. */
export async function runEsbuild(
  wasm: object,
  folder: string,
  args: readonly string[],
): Promise<{ readonly status: number; readonly stdout: Uint8Array; readonly stderr: Uint8Array }> {
  const output: Uint8Array[][] = [[], [], []];
  const collect = (fd: number, bytes: Uint8Array): number => {
    output[fd]!.push(bytes.slice());
    return bytes.length;
  };
  // Go's output goes through the file system's functions.
  const files = {
    ...fs,
    writeSync: (fd: number, bytes: Uint8Array) =>
      fd === 1 || fd === 2 ? collect(fd, bytes) : fs.writeSync(fd, bytes),
    write: (
      fd: number,
      bytes: Uint8Array,
      offset: number,
      length: number,
      position: number | null,
      done: (error: Error | null, n?: number) => void,
    ) => {
      if (fd === 1 || fd === 2) done(null, collect(fd, bytes.subarray(offset, offset + length)));
      else fs.write(fd, bytes, offset, length, position, done);
    },
  };
  const scope: Record<string, unknown> = {
    require,
    fs: files,
    path: require("node:path"),
    process,
    performance,
    crypto: globalThis.crypto ?? require("node:crypto").webcrypto,
  };
  for (const name of ["TextEncoder", "TextDecoder", "Object", "Array", "Uint8Array", "Date"])
    scope[name] = (globalThis as Record<string, unknown>)[name];
  new Function("globalThis", "require", "WebAssembly", fs.readFileSync(join(folder, "wasm_exec.js"), "utf8"))(
    scope,
    require,
    wasm,
  );
  const go = new (scope["Go"] as new () => Go)();
  let status = 0;
  go.argv = ["esbuild", ...args];
  go.env = { PWD: process.cwd(), TMPDIR: "/tmp" };
  go.exit = (code) => {
    status = code;
  };
  const { instance } = await (wasm as Namespace).instantiate(
    fs.readFileSync(join(folder, "esbuild.wasm")),
    go.importObject,
  );
  await go.run(instance);
  return { status, stdout: Buffer.concat(output[1]!), stderr: Buffer.concat(output[2]!) };
}

/** Where `esbuild-wasm` is, after installing it if need be. */
function installed(): string {
  const cache = fileURLToPath(new URL("../../../node_modules/.cache/real-modules/", import.meta.url));
  const folder = join(cache, "node_modules", "esbuild-wasm");
  if (!fs.existsSync(join(folder, "esbuild.wasm"))) {
    execFileSync(
      "npm",
      ["install", "--prefix", cache, "--no-save", "--ignore-scripts", `esbuild-wasm@${VERSION}`],
      { stdio: "inherit" },
    );
  }
  return folder;
}

/** The command line of the comparison: TypeScript of this repository, as one minified script. */
export const COMMAND: readonly string[] = [
  fileURLToPath(new URL("../programs/bundle.ts", import.meta.url)),
  "--bundle",
  "--minify",
  "--format=esm",
  "--sourcemap=inline",
  "--log-level=info",
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? installed();
  const seconds = async (name: string, wasm: object): Promise<Uint8Array> => {
    const start = process.cpuUsage();
    const { status, stdout, stderr } = await runEsbuild(wasm, folder, COMMAND);
    const { user, system } = process.cpuUsage(start);
    if (status !== 0)
      throw new Error(`esbuild under ${name}: status ${status}\n${new TextDecoder().decode(stderr)}`);
    console.log(
      `${name.padEnd(24)}${stdout.length} bytes, ${((user + system) / 1e6).toFixed(1)} s of CPU time`,
    );
    return stdout;
  };
  const expected = await seconds(
    "the engine's own",
    (globalThis as unknown as { readonly WebAssembly: object }).WebAssembly,
  );
  for (const regallocAlgorithm of ["single_pass", "backtracking"] as const) {
    for (const lazy of [true, false]) {
      const found = await seconds(
        `${regallocAlgorithm}${lazy ? ", lazily" : ""}`,
        createWebAssembly({ regallocAlgorithm, lazy }),
      );
      if (Buffer.compare(found, expected) !== 0) throw new Error("the output is different");
    }
  }
  console.log("the same bytes");
}
