/**
 * The provider that needs nothing but this package: a Node-API addon of a few kilobytes whose machine code was made by
 * this project's own compiler from `meta/host.clif`.
 *
 * The bytes are written to a file without a name (`O_TMPFILE`) and loaded through `/proc/self/fd`, so that nothing is
 * left behind; where a file system has no such files or forbids executing them, the next folder is tried, and then a
 * file with a name that is deleted at once. The object is marked DF_1_NODELETE: without it the code would be unmapped
 * when the worker that loaded it first exits.
 */
import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADDONS } from "./generated/addons.ts";
import { JitHostError, type JitHost } from "./host.ts";

/** What the addon exports. */
interface Addon {
  dlsym(name: string): bigint;
  call(address: bigint, ...words: bigint[]): bigint;
  addr(buffer: ArrayBuffer): bigint;
  fn(code: bigint, data: bigint): (...args: unknown[]) => unknown;
  poke(address: bigint, bytes: Uint8Array): undefined;
}

/** Platform as in the names of the addons. */
export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

/** The addon's bytes for this platform, or undefined if there are none. */
export function addonBytes(): Uint8Array | undefined {
  const text = ADDONS[platformName()];
  if (text === undefined) return undefined;
  // A loop: the process has just started, and a callback for each byte costs milliseconds.
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Loads the addon. Throws {@link JitHostError}. */
export function loadAddonHost(bytes: Uint8Array | undefined = addonBytes()): JitHost {
  if (bytes === undefined) throw new JitHostError("unavailable", `there is no addon for ${platformName()}`);
  return adapt(loadObject(bytes));
}

function adapt(addon: Addon): JitHost {
  return {
    provider: "addon",
    dlsym: (name) => {
      // The addon's buffer holds 1024 bytes; no symbol that anyone looks up is longer.
      if (name.length > 300 || name.includes("\0")) return 0n;
      return addon.dlsym(name);
    },
    call: (address, ...words) => {
      if (address === 0n) throw new JitHostError("system", "a call of address 0");
      return addon.call(address, ...words);
    },
    addr: (buffer) => addon.addr(buffer as ArrayBuffer),
    fn: (code, data) => addon.fn(code, data),
    poke: (address, bytes) => {
      if (bytes.length > 0) addon.poke(address, bytes);
    },
  };
}

function loadObject(bytes: Uint8Array): Addon {
  const failures: string[] = [];
  let cause: unknown;
  for (const attempt of ATTEMPTS) {
    try {
      return attempt(bytes);
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === "ERR_DLOPEN_DISABLED") {
        throw new JitHostError(
          "forbidden",
          "Node was started with --no-addons (or --permission without --allow-addons), so no native code can be loaded",
          error,
        );
      }
      cause = error;
      failures.push(message);
    }
  }
  throw new JitHostError("unavailable", `the addon cannot be loaded: ${failures.join("; ")}`, cause);
}

const ATTEMPTS: readonly ((bytes: Uint8Array) => Addon)[] = [
  (bytes) => loadUnnamed(tmpdir(), bytes),
  (bytes) => loadUnnamed("/dev/shm", bytes),
  (bytes) => loadUnnamed(process.cwd(), bytes),
  (bytes) => loadNamed(tmpdir(), bytes),
  (bytes) => loadNamed(process.cwd(), bytes),
];

/** `O_TMPFILE` of Linux: a bit of its own beside O_DIRECTORY, without which old kernels would create a plain file. */
const O_TMPFILE = 0x400000 | constants.O_DIRECTORY;

function loadUnnamed(folder: string, bytes: Uint8Array): Addon {
  if (process.platform !== "linux") throw new Error("no unnamed files on this platform");
  const fd = openSync(folder, O_TMPFILE | constants.O_RDWR, 0o700);
  try {
    writeSync(fd, bytes);
    // The loader takes two files of one name for the same object, and descriptors are used again: the inode number
    // makes the name unique, written in slashes and dots, which mean nothing.
    const { ino } = fstatSync(fd, { bigint: true });
    const unique = ino.toString(2).replaceAll("0", "/").replaceAll("1", "/.");
    return dlopen(`/proc/self${unique}/fd/${fd}`);
  } finally {
    closeSync(fd);
  }
}

function loadNamed(folder: string, bytes: Uint8Array): Addon {
  const inside = mkdtempSync(join(folder, "jit-host-"));
  try {
    const path = join(inside, "host.node");
    writeFileSync(path, bytes, { mode: 0o700 });
    return dlopen(path);
  } finally {
    // The mapping outlives the file.
    rmSync(inside, { recursive: true, force: true });
  }
}

function dlopen(path: string): Addon {
  const target: { exports: Partial<Addon> } = { exports: {} };
  process.dlopen(target, path);
  if (typeof target.exports.call !== "function") throw new Error(`${path} exports nothing`);
  return target.exports as Addon;
}
