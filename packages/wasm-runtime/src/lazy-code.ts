/**
 * Functions that are compiled when they are called first.
 *
 * Every function has a *stub*, a jump to an address beside it, and a function's address is its stub's for good: function
 * references, entries and calls of functions that are not compiled yet go there. At first the stub jumps to a *resolver*
 * of the function, which names it and goes on in code that the module's functions share: that keeps the arguments, has
 * JavaScript compile the function and write its address into the stub, and goes on in it as if it had been called.
 *
 * The module was validated before, so that compiling fails only at limits of the compiler; then the call throws. Code of
 * a function does not depend on what was compiled before it; only the targets of its calls do.
 */
import type { JitRuntime } from "@cranelift-ts/jit";
import { HOST_INDEX, SLOT_BYTES, SLOTS } from "@cranelift-ts/jit";
import type { CodeBlock } from "@cranelift-ts/jit-host";
import type { ModuleNames, PlacedCode } from "./code-space.ts";
import { linkImage, type CodeChunk } from "./compile.ts";
import type { Store } from "./store.ts";

const ENTRY_BYTES = 16;
/** Of a stub, `jmp [rip + 2]` and two bytes of padding: where the address is. */
const STUB_ADDRESS = 8;

/** Arguments can be in these; results go on the stack or come back when the function itself runs. */
const INTEGER_SAVES: readonly (readonly number[])[] = [
  [0x48, 0x89, 0x7c, 0x24], // mov [rsp + x], rdi
  [0x48, 0x89, 0x74, 0x24], // rsi
  [0x48, 0x89, 0x54, 0x24], // rdx
  [0x48, 0x89, 0x4c, 0x24], // rcx
  [0x4c, 0x89, 0x44, 0x24], // r8
  [0x4c, 0x89, 0x4c, 0x24], // r9
];
const VECTOR_REGISTERS = 8;
const VECTORS_AT = 64;
const NO_CODE: Uint8Array<ArrayBuffer> = new Uint8Array(0);
const SAVE_BYTES: number = VECTORS_AT + VECTOR_REGISTERS * 16;
const LOAD = 0x8b;

/** The code that resolvers share; the number of the function comes in eax. */
export function resolverCode(mailbox: bigint, leave: bigint, dispatch: number, module: number): Uint8Array {
  const out: number[] = [];
  const word = (n: bigint): void => {
    for (let i = 0n; i < 8n; i++) out.push(Number((n >> (8n * i)) & 255n));
  };
  const int = (n: number): void => void out.push(n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24);
  const saves = (load: boolean): void => {
    INTEGER_SAVES.forEach(([rex, op, modrm, sib], i) =>
      out.push(rex!, load ? LOAD : op!, modrm!, sib!, i * 8),
    );
    // movups [rsp + x], xmm and back
    for (let i = 0; i < VECTOR_REGISTERS; i++) {
      out.push(0x0f, load ? 0x10 : 0x11, 0x84 | (i << 3), 0x24);
      int(VECTORS_AT + i * 16);
    }
  };
  out.push(0x55, 0x48, 0x89, 0xe5); // push rbp; mov rbp, rsp
  out.push(0x48, 0x81, 0xec); // sub rsp, SAVE_BYTES
  int(SAVE_BYTES);
  saves(false);
  out.push(0x49, 0xbb); // movabs r11, mailbox
  word(mailbox);
  out.push(0x41, 0x89, 0x43, SLOTS); // mov [r11 + SLOTS], eax
  out.push(0x41, 0xc7, 0x43, SLOTS + SLOT_BYTES); // mov dword [r11 + SLOTS + SLOT_BYTES], module
  int(module);
  out.push(0x41, 0xc7, 0x43, HOST_INDEX); // mov dword [r11 + HOST_INDEX], dispatch
  int(dispatch);
  out.push(0x48, 0xb8); // movabs rax, leave
  word(leave);
  out.push(0xff, 0xd0); // call rax
  out.push(0x49, 0xbb); // movabs r11, mailbox
  word(mailbox);
  out.push(0x4d, 0x8b, 0x5b, SLOTS); // mov r11, [r11 + SLOTS]
  saves(true);
  out.push(0xc9, 0x41, 0xff, 0xe3); // leave; jmp r11
  return Uint8Array.from(out);
}

/** What is given back when the module is collected. */
interface Parts {
  readonly stubs: CodeBlock;
  readonly placed: PlacedCode[];
}

const collected = new FinalizationRegistry<() => void>((free) => free());

export class LazyCode {
  /** Machine code of function `index`, imports counted. */
  private readonly compileOne: (index: number) => CodeChunk;
  private readonly store: Store;
  private readonly names: ModuleNames;
  private readonly count: number;
  private readonly parts: Parts;
  private readonly stubsAt: number;
  /** By function, imports not counted. The bytes of what is placed are in executable memory only. */
  private readonly chunks: (CodeChunk | undefined)[];
  private readonly addresses: Float64Array;

  constructor(store: Store, names: ModuleNames, count: number, compileOne: (index: number) => CodeChunk) {
    this.store = store;
    this.names = names;
    this.count = count;
    this.compileOne = compileOne;
    this.chunks = Array.from({ length: count });
    this.addresses = new Float64Array(count);
    const { runtime } = store;
    const shared = resolverCode(
      runtime.mailboxAddress,
      runtime.leaveAddress,
      store.lazyDispatch,
      store.lazyModules.add(this),
    );
    const resolvers = (shared.length + ENTRY_BYTES - 1) & -ENTRY_BYTES;
    const stubs = resolvers + count * ENTRY_BYTES;
    const code = new Uint8Array(stubs + count * ENTRY_BYTES);
    const view = new DataView(code.buffer);
    const block = runtime.memory.allocate("code", code.length, ENTRY_BYTES);
    const start = Number(block.address);
    code.set(shared);
    for (let f = 0; f < count; f++) {
      const resolver = resolvers + f * ENTRY_BYTES;
      code[resolver] = 0xb8; // mov eax, f
      view.setInt32(resolver + 1, f, true);
      code[resolver + 5] = 0xe9; // jmp shared
      view.setInt32(resolver + 6, -(resolver + 10), true);
      const stub = stubs + f * ENTRY_BYTES;
      code.set([0xff, 0x25, 2, 0, 0, 0, 0xcc, 0xcc], stub);
      view.setBigUint64(stub + STUB_ADDRESS, BigInt(start + resolver), true);
    }
    runtime.memory.write(block, 0, code);
    runtime.updateRanges();
    this.stubsAt = stubs;
    this.parts = { stubs: block, placed: [] };
    const { parts } = this;
    collected.register(this, () => free(store, parts));
  }

  /** Address of function `index`, imports not counted: of its code if there is any yet, else of its stub. */
  functionAddress(index: number): number {
    const known = this.addresses[index]!;
    return known === 0 ? Number(this.parts.stubs.address) + this.stubsAt + index * ENTRY_BYTES : known;
  }

  /** How many functions are compiled. */
  get compiled(): number {
    return this.parts.placed.length;
  }

  /** Bytes of code of the functions that are compiled. */
  get size(): number {
    return this.parts.placed.reduce((sum, p) => sum + p.size, 0);
  }

  /** Compiles function `index`, imports not counted, unless it is. Returns the address of its code. */
  resolve(index: number): number {
    const known = this.addresses[index]!;
    if (known !== 0) return known;
    const { store, names, parts } = this;
    const first = names.importedFunctions;
    const chunk = this.chunk(index);
    const own = { ...names, importedFunctions: first + index };
    const placed = store.code.place(
      linkImage([chunk]),
      own,
      (name) => store.libcall(name),
      (f) => this.functionAddress(f - first),
    );
    parts.placed.push(placed);
    const address = placed.functionAddress(0);
    this.addresses[index] = address;
    this.chunks[index] = { ...chunk, code: NO_CODE };
    const word = new Uint8Array(8);
    new DataView(word.buffer).setBigUint64(0, BigInt(address), true);
    store.runtime.memory.write(parts.stubs, this.stubsAt + index * ENTRY_BYTES + STUB_ADDRESS, word);
    return address;
  }

  private chunk(index: number): CodeChunk {
    return (this.chunks[index] ??= this.compileOne(this.names.importedFunctions + index));
  }

  /** As {@link chunk}; targets of calls are as they were placed, and have to be written anew. */
  private wholeChunk(index: number): CodeChunk {
    const chunk = this.chunk(index);
    const address = this.addresses[index]!;
    if (address === 0) return chunk;
    const code = new Uint8Array(chunk.starts[0]! + chunk.sizes[0]!);
    this.store.runtime.readBytes(BigInt(address - chunk.starts[0]!), code);
    return { ...chunk, code };
  }

  /** The code of all functions, in order; those that are missing are compiled. */
  allChunks(): CodeChunk[] {
    return Array.from({ length: this.count }, (_, i) => this.wholeChunk(i));
  }
}

function free(store: Store, { stubs, placed }: Parts): void {
  const { runtime }: { readonly runtime: JitRuntime } = store;
  for (const p of placed) store.code.free(p);
  runtime.whenIdle(() => runtime.memory.free(stubs));
}
