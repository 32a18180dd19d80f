/**
 * Memories: the engine's own `WebAssembly.Memory` objects, with what generated code knows of them.
 *
 * The engine owns the bytes, growth and detaching; generated code finds the base by the buffer's address. Whether the
 * engine reserves address space behind a memory, so that an access beyond its length faults by itself, is found out once
 * by looking at the process's mappings, and then checked for every memory. Where it does not, memories may move and
 * accesses are checked: then bases and lengths are refreshed at every entry and after every call of JavaScript, as they
 * are when somebody asks for explicit checks. Otherwise, lengths only serve `memory.copy` and `memory.fill`, which look again before they trap.
 *
 * A 64-bit memory is the engine's 32-bit memory under another type where the engine has no 64-bit ones: it ends at 4 GiB.
 */
import { readFileSync } from "node:fs";
import type { JitHost } from "@cranelift-ts/jit-host";
import { hostWebAssembly, type HostMemory } from "./host-webassembly.ts";
import { DEFINITION } from "./layout.ts";

export const PAGE_BYTES = 65536;
/** Pages that the engine's memories can have. */
export const MAX_PAGES = 65536;
const GIB = 1024 * 1024 * 1024;
/** What code without checks relies on: every 32-bit index, with a constant offset of up to 2 GiB. */
export const RESERVATION: number = 4 * GIB;
export const GUARD: number = 2 * GIB;

/** A memory as instances know it. */
export class MemoryCell {
  readonly memory: HostMemory;
  readonly index64: boolean;
  /** Pages by the declaration, undefined if there is no limit or it is not known. */
  readonly maximum: number | bigint | undefined;
  readonly maximumKnown: boolean;
  readonly definitionAddress: bigint;
  private readonly definition: BigUint64Array<ArrayBuffer> = new BigUint64Array(DEFINITION.BYTES / 8);
  private readonly host: JitHost;
  private current: ArrayBuffer;

  constructor(host: JitHost, memory: HostMemory, index64: boolean, maximum: number | bigint | undefined, maximumKnown: boolean) {
    this.host = host;
    this.memory = memory;
    this.index64 = index64;
    this.maximum = maximum;
    this.maximumKnown = maximumKnown;
    this.current = bufferOf(memory);
    this.definitionAddress = host.addr(this.definition.buffer);
    this.update();
  }

  /** The buffer of now. */
  get buffer(): ArrayBuffer {
    this.refresh();
    return this.current;
  }

  get base(): bigint {
    return this.definition[0]!;
  }

  /** Takes note if the memory has grown. */
  refresh(): void {
    const buffer = bufferOf(this.memory);
    if (buffer === this.current) return;
    this.current = buffer;
    this.update();
  }

  private update(): void {
    this.definition[0] = this.host.addr(this.current);
    this.definition[1] = BigInt(this.current.byteLength);
  }

  /** Pages now. */
  get pages(): number {
    return this.buffer.byteLength / PAGE_BYTES;
  }

  /** Adds pages; the number before, or -1. */
  grow(delta: number): number {
    const { pages } = this;
    if (delta > MAX_PAGES || (this.maximum !== undefined && pages + delta > Number(this.maximum))) return -1;
    try {
      this.memory.grow(delta);
    } catch {
      return -1;
    }
    this.refresh();
    return pages;
  }
}

const bufferGetter =
  hostWebAssembly === undefined
    ? undefined
    : (Object.getOwnPropertyDescriptor(hostWebAssembly.Memory.prototype, "buffer")!.get as (this: HostMemory) => ArrayBuffer);

/** `memory.buffer`, whatever a user did to the property. Throws `TypeError` for what is no memory. */
function bufferOf(memory: HostMemory): ArrayBuffer {
  return bufferGetter!.call(memory);
}

/** True for the engine's memories, and for ours, which are the same. */
export function isMemory(value: unknown): value is HostMemory {
  if (typeof value !== "object" || value === null || bufferGetter === undefined) return false;
  try {
    bufferGetter.call(value as HostMemory);
    return true;
  } catch {
    return false;
  }
}

export class MemoryCells {
  /** True if accesses behind a memory fault by themselves. */
  readonly guarded: boolean;
  private readonly host: JitHost;
  private readonly cells: WeakMap<HostMemory, MemoryCell> = new WeakMap<HostMemory, MemoryCell>();
  /** True if there is code that relies on what {@link refresh} does. */
  tracking: boolean;
  private readonly live: Set<WeakRef<MemoryCell>> = new Set<WeakRef<MemoryCell>>();
  private readonly collected: FinalizationRegistry<WeakRef<MemoryCell>> = new FinalizationRegistry((ref) => this.live.delete(ref));
  private readonly mincore: bigint;
  private readonly residence: Uint8Array = new Uint8Array(8);

  constructor(host: JitHost) {
    this.host = host;
    this.mincore = host.dlsym("mincore");
    this.guarded = hostWebAssembly !== undefined && this.probe();
    this.tracking = !this.guarded;
  }

  /** A new memory; pages. Throws `RangeError` if the engine has no room. */
  create(initial: number | bigint, maximum: number | bigint | undefined, index64: boolean): MemoryCell {
    if (hostWebAssembly === undefined) throw new RangeError("this engine has no WebAssembly.Memory");
    if (initial > MAX_PAGES) throw new RangeError(`could not allocate memory: ${initial} pages are more than the ${MAX_PAGES} that the host can reserve`);
    const limit = maximum === undefined ? {} : { maximum: Math.min(Number(maximum), MAX_PAGES) };
    return this.register(new hostWebAssembly.Memory({ initial: Number(initial), ...limit }), index64, maximum, true);
  }

  /** Notes what a memory was declared as. */
  register(memory: HostMemory, index64: boolean, maximum: number | bigint | undefined, maximumKnown: boolean): MemoryCell {
    const cell = new MemoryCell(this.host, memory, index64, maximum, maximumKnown);
    this.cells.set(memory, cell);
    const ref = new WeakRef(cell);
    this.live.add(ref);
    this.collected.register(cell, ref);
    return cell;
  }

  /** What is known of a memory, which may be one that the engine's own WebAssembly made. */
  of(memory: HostMemory): MemoryCell {
    return this.cells.get(memory) ?? this.register(memory, false, undefined, false);
  }

  /** Looks at all memories. */
  refresh(): void {
    for (const ref of this.live) ref.deref()?.refresh();
  }

  /** Whether code that makes no checks may use the memory. */
  isGuarded(cell: MemoryCell): boolean {
    const at = this.host.addr(this.residence.buffer);
    for (let offset = GIB; offset <= RESERVATION + GUARD; offset += GIB) {
      const page = cell.base + BigInt(offset - 4096);
      if (BigInt.asIntN(32, this.host.call(this.mincore, page, 4096n, at)) !== 0n) return false;
    }
    return true;
  }

  /** Whether the address space behind a memory is reserved. */
  private probe(): boolean {
    const memory = new hostWebAssembly!.Memory({ initial: 1 });
    const base = Number(this.host.addr(bufferOf(memory)));
    let maps: string;
    try {
      maps = readFileSync("/proc/self/maps", "latin1");
    } catch {
      return false;
    }
    let end = base + PAGE_BYTES;
    for (const [, from, to, permissions] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) (\S+)/gm)) {
      if (parseInt(from!, 16) > end || parseInt(to!, 16) <= end) continue;
      if (permissions !== "---p") break;
      end = parseInt(to!, 16);
    }
    return end - base >= RESERVATION + GUARD;
  }
}
