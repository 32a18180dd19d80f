/**
 * GDB's interface for code made at run time (GDB manual, "JIT Compilation Interface"): a list of in-memory object files
 * that starts in `__jit_debug_descriptor`, and a function `__jit_debug_register_code` in which debuggers have a
 * breakpoint; it is called after each change of the list. LLDB and others use the same.
 *
 * Debuggers find the two by their names in the symbol table of an object file of the process. Where the process has none
 * yet, a shared object of a few kilobytes with nothing else is made and loaded. Its file has no name; the process keeps
 * it open, because debuggers read it through `/proc/PID/fd`. Threads share the list, so there is a lock beside it.
 */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { JitHostError, type CodeBlock, type CodeMemory, type JitHost } from "@cranelift-ts/jit-host";
import { writeElfShared } from "@cranelift-ts/object-file";
import { debugImage, type DebugCode } from "./debug-image.ts";

const REGISTER = "__jit_debug_register_code";
const DESCRIPTOR = "__jit_debug_descriptor";
const LOCK = "__cranelift_jit_debug_lock";

/** Offsets in the descriptor: version, action, entry that the action is about, first entry. */
const ACTION = 4;
const RELEVANT = 8;
const FIRST = 16;
const DESCRIPTOR_BYTES = 24;
const VERSION = 1;
const ACTION_REGISTER = 1;
const ACTION_UNREGISTER = 2;
/** Offsets in an entry: next, previous, address and size of the object file. */
const NEXT = 0;
const PREVIOUS = 8;
const SYMFILE = 16;
const ENTRY_BYTES = 32;
/** A mutex of the C library that nobody holds is all zeros. */
const MUTEX_BYTES = 64;

const RTLD_NOW_GLOBAL = 0x102n;
const O_TMPFILE = 0x400000 | constants.O_DIRECTORY;
/** What only returns. */
const RET = 0xc3;

/** Code that was registered together and goes together. */
export interface GdbEntry {
  readonly entry: CodeBlock;
  readonly image: CodeBlock;
}

/** Tells debuggers about code. */
export class GdbInterface {
  private readonly host: JitHost;
  private readonly memory: CodeMemory;
  private readonly register: bigint;
  private readonly descriptor: bigint;
  private readonly lock: bigint;
  private readonly lockFunction: bigint;
  private readonly unlockFunction: bigint;
  private readonly memcpy: bigint;
  private readonly word: BigUint64Array = new BigUint64Array(1);
  private readonly wordAddress: bigint;

  /** Throws `JitHostError` if the process cannot get the two symbols. */
  constructor(host: JitHost, memory: CodeMemory) {
    this.host = host;
    this.memory = memory;
    if (host.dlsym(LOCK) === 0n) loadSymbols(host);
    this.register = symbol(host, REGISTER);
    this.descriptor = symbol(host, DESCRIPTOR);
    this.lock = symbol(host, LOCK);
    this.lockFunction = symbol(host, "pthread_mutex_lock");
    this.unlockFunction = symbol(host, "pthread_mutex_unlock");
    this.memcpy = symbol(host, "memcpy");
    this.wordAddress = host.addr(this.word.buffer);
  }

  /** Registers code that is in place. */
  add(code: readonly DebugCode[]): GdbEntry {
    const { memory } = this;
    // The size does not depend on the address.
    const size = debugImage(code, code[0]!.address).length;
    const image = memory.allocate("constants", size, 16);
    const bytes = debugImage(code, image.address);
    memory.write(image, 0, bytes.subarray(0, size));
    const entry = memory.allocate("data", ENTRY_BYTES, 8);
    this.locked(() => {
      const next = this.read(this.descriptor + BigInt(FIRST));
      this.write(entry.address + BigInt(NEXT), next);
      this.write(entry.address + BigInt(PREVIOUS), 0n);
      this.write(entry.address + BigInt(SYMFILE), image.address);
      this.write(entry.address + BigInt(SYMFILE + 8), BigInt(bytes.length));
      if (next !== 0n) this.write(next + BigInt(PREVIOUS), entry.address);
      this.write(this.descriptor + BigInt(FIRST), entry.address);
      this.tell(ACTION_REGISTER, entry.address);
    });
    return { entry, image };
  }

  /** Takes registered code from the list. */
  remove({ entry, image }: GdbEntry): void {
    this.locked(() => {
      const next = this.read(entry.address + BigInt(NEXT));
      const previous = this.read(entry.address + BigInt(PREVIOUS));
      this.write(previous === 0n ? this.descriptor + BigInt(FIRST) : previous + BigInt(NEXT), next);
      if (next !== 0n) this.write(next + BigInt(PREVIOUS), previous);
      this.tell(ACTION_UNREGISTER, entry.address);
    });
    this.memory.free(entry);
    this.memory.free(image);
  }

  /** Addresses of the object files in the list, newest first. */
  images(): bigint[] {
    const out: bigint[] = [];
    for (let at = this.read(this.descriptor + BigInt(FIRST)); at !== 0n; at = this.read(at + BigInt(NEXT))) {
      out.push(this.read(at + BigInt(SYMFILE)));
    }
    return out;
  }

  private tell(action: number, entry: bigint): void {
    const word = new Uint8Array(4);
    word[0] = action;
    this.host.poke(this.descriptor + BigInt(ACTION), word);
    this.write(this.descriptor + BigInt(RELEVANT), entry);
    this.host.call(this.register);
  }

  private locked(action: () => void): void {
    this.host.call(this.lockFunction, this.lock);
    try {
      action();
    } finally {
      this.host.call(this.unlockFunction, this.lock);
    }
  }

  private read(address: bigint): bigint {
    this.host.call(this.memcpy, this.wordAddress, address, 8n);
    return this.word[0]!;
  }

  private write(address: bigint, value: bigint): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, true);
    this.host.poke(address, bytes);
  }
}

function symbol(host: JitHost, name: string): bigint {
  const address = host.dlsym(name);
  if (address === 0n) throw new JitHostError("system", `the process has no symbol '${name}'`);
  return address;
}

/** Loads a shared object that has the symbols. */
function loadSymbols(host: JitHost): void {
  const data = new Uint8Array(DESCRIPTOR_BYTES + MUTEX_BYTES);
  data[0] = VERSION;
  const object = (name: string, offset: number, size: number) =>
    ({ name, segment: "data", offset, size, kind: "object" }) as const;
  const bytes = writeElfShared({
    machine: "x86_64",
    text: Uint8Array.of(RET),
    rodata: new Uint8Array(0),
    data,
    bssSize: 0,
    exports: [
      { name: REGISTER, segment: "text", offset: 0, size: 1, kind: "function" },
      object(DESCRIPTOR, 0, DESCRIPTOR_BYTES),
      object(LOCK, DESCRIPTOR_BYTES, MUTEX_BYTES),
    ],
    imports: [],
    fixups: [],
    soname: "cranelift-jit-debug.so",
    noDelete: true,
    sectionHeaders: true,
  });
  const failures: string[] = [];
  for (const folder of [tmpdir(), "/dev/shm", process.cwd()]) {
    let fd = -1;
    try {
      fd = openSync(folder, O_TMPFILE | constants.O_RDWR, 0o700);
      writeSync(fd, bytes);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      if (fd >= 0) closeSync(fd);
      continue;
    }
    const path = new TextEncoder().encode(`/proc/${process.pid}/fd/${fd}\0`);
    const handle = host.call(symbol(host, "dlopen"), host.addr(path.buffer), RTLD_NOW_GLOBAL);
    if (handle !== 0n) return;
    failures.push(`nothing can be loaded from ${folder}`);
    closeSync(fd);
  }
  throw new JitHostError("system", `debuggers cannot be told about code: ${failures.join("; ")}`);
}
