/**
 * Memories: the engine's own `WebAssembly.Memory` objects, with what generated code knows of them.
 *
 * The engine owns the bytes, growth and detaching; generated code finds the base by the buffer's address. Whether the
 * engine reserves address space behind a memory, so that an access beyond its length faults by itself, is found out once
 * by looking at the process's mappings, and then checked for every memory. Where it does not, memories may move and
 * accesses are checked: then bases and lengths are refreshed at every entry and after every call of JavaScript, as they
 * are when somebody asks for explicit checks. Otherwise, lengths only serve `memory.copy` and `memory.fill`, which look again before they trap.
 *
 * A 64-bit memory is the engine's 32-bit memory behind another object while it has up to 4 GiB; beyond, an ordinary
 * ArrayBuffer, and growing it moves it to a larger one (see `page-mover.ts`). Code that has to do with memories that can
 * be that large loads base and length anew and compares. The engine lets users detach an ordinary buffer, so these
 * memories are looked at whenever generated code is entered: one that has lost its buffer goes on with zeros.
 */
import { readFileSync } from "node:fs";
import type { JitHost } from "@cranelift-ts/jit-host";
import { hostWebAssembly, plain, type HostMemory } from "./host-webassembly.ts";
import { DEFINITION } from "./layout.ts";
import { canMove, MAX_PAGES, MAX_PAGES_64, PAGE_BYTES } from "./memory-limits.ts";
import { isMemory64, Memory64 } from "./memory64.ts";
import { PageMover } from "./page-mover.ts";

const GIB = 1024 * 1024 * 1024;
/** What code without checks relies on: every 32-bit index, with a constant offset of up to 2 GiB. */
export const RESERVATION: number = 4 * GIB;
export const GUARD: number = 2 * GIB;

/** What memories share. */
interface Surroundings {
  readonly host: JitHost;
  readonly mover: () => PageMover;
  /** From now on, the cell is to be refreshed at every entry. */
  readonly watch: (cell: MemoryCell) => void;
}

/** A memory as instances know it. */
export class MemoryCell {
  /** What JavaScript sees. */
  readonly memory: HostMemory;
  readonly index64: boolean;
  /** Pages by the declaration, undefined if there is no limit or it is not known. */
  readonly maximum: number | bigint | undefined;
  readonly maximumKnown: boolean;
  readonly definitionAddress: bigint;
  private readonly definition: BigUint64Array<ArrayBuffer> = new BigUint64Array(DEFINITION.BYTES / 8);
  private readonly around: Surroundings;
  /** The engine's memory; undefined if it is larger than those can be. */
  private engine: HostMemory | undefined;
  private current: ArrayBuffer;
  private size: number;

  /** `backing` is the engine's memory, or bytes of a memory that is too large for it. */
  constructor(
    around: Surroundings,
    backing: HostMemory | ArrayBuffer,
    index64: boolean,
    maximum: number | bigint | undefined,
    maximumKnown: boolean,
  ) {
    this.around = around;
    this.index64 = index64;
    this.maximum = maximum;
    this.maximumKnown = maximumKnown;
    this.engine = backing instanceof ArrayBuffer ? undefined : backing;
    this.memory = index64 ? (new Memory64(this) as unknown as HostMemory) : (backing as HostMemory);
    this.current = backing instanceof ArrayBuffer ? backing : bufferOf(backing);
    this.size = this.current.byteLength;
    this.definitionAddress = around.host.addr(this.definition.buffer);
    this.update();
    if (this.engine === undefined) around.watch(this);
  }

  /** The buffer of now. */
  get buffer(): ArrayBuffer {
    this.refresh();
    return this.current;
  }

  get base(): bigint {
    return this.definition[0]!;
  }

  /** Bytes now. */
  get byteLength(): number {
    this.refresh();
    return this.size;
  }

  /** True for a memory that stays where it is. */
  get fixed(): boolean {
    return !canMove(this.index64, this.maximum);
  }

  /** Takes note if the memory has grown, or has lost its buffer. */
  refresh(): void {
    const { engine, current, size } = this;
    if (engine === undefined) {
      if (current.byteLength === size) return;
      this.current = new ArrayBuffer(size);
    } else {
      const buffer = bufferOf(engine);
      if (buffer === current) return;
      this.current = buffer;
    }
    this.update();
  }

  private update(): void {
    this.size = this.current.byteLength;
    this.definition[0] = this.around.host.addr(this.current);
    this.definition[1] = BigInt(this.size);
  }

  /** Pages now. */
  get pages(): number {
    return this.byteLength / PAGE_BYTES;
  }

  /** Adds pages; the number before, or -1. */
  grow(delta: number): number {
    const { pages, engine } = this;
    const after = pages + delta;
    if (
      after > (this.index64 ? MAX_PAGES_64 : MAX_PAGES) ||
      (this.maximum !== undefined && after > this.maximum)
    )
      return -1;
    try {
      if (engine !== undefined && after <= MAX_PAGES) engineGrow!.call(engine, delta);
      else this.move(after * PAGE_BYTES);
    } catch (error) {
      // What the engine has no room for is a RangeError.
      if (!(error instanceof RangeError)) throw error;
      return -1;
    }
    this.refresh();
    return pages;
  }

  /** Goes on in a buffer of `bytes` bytes. The one before is detached, as the JavaScript API has it. */
  private move(bytes: number): void {
    const { current, size, around, engine } = this;
    const next = new ArrayBuffer(bytes);
    if (size > 0) around.mover().move(this.base, around.host.addr(next), BigInt(size));
    if (engine !== undefined) {
      engineGrow!.call(engine, 0);
      this.engine = undefined;
      around.watch(this);
    } else structuredClone(current, { transfer: [current] });
    this.current = next;
    this.update();
  }
}

const bufferGetter =
  hostWebAssembly === undefined
    ? undefined
    : (Object.getOwnPropertyDescriptor(hostWebAssembly.Memory.prototype, "buffer")!.get as (
        this: HostMemory,
      ) => ArrayBuffer);
const engineGrow = hostWebAssembly?.Memory.prototype.grow;

/** `memory.buffer`, whatever a user did to the property. Throws `TypeError` for what is no memory. */
function bufferOf(memory: HostMemory): ArrayBuffer {
  return bufferGetter!.call(memory);
}

const arrayBufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")!.get!;

/** Whether threads share the memory; `memory` is one. */
export function isShared(memory: HostMemory): boolean {
  if (isMemory64(memory)) return false;
  try {
    // Of whatever realm: its `ArrayBuffer` may be another one.
    arrayBufferLength.call(bufferOf(memory));
    return false;
  } catch {
    return true;
  }
}

/** True for the engine's memories and ours. */
export function isMemory(value: unknown): value is HostMemory {
  if (typeof value !== "object" || value === null || bufferGetter === undefined) return false;
  if (isMemory64(value)) return true;
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
  /** True if there is code or a memory that relies on what {@link refresh} does. */
  tracking: boolean;
  /** Hears of changes of it. */
  onTracking: () => void = () => {};
  /** Whether that is about all memories. */
  private all: boolean;
  /** Memories that users can take the buffer of. */
  private readonly watched: Set<WeakRef<MemoryCell>> = new Set<WeakRef<MemoryCell>>();
  private readonly around: Surroundings;
  private mover: PageMover | undefined = undefined;
  private readonly live: Set<WeakRef<MemoryCell>> = new Set<WeakRef<MemoryCell>>();
  private readonly collected: FinalizationRegistry<WeakRef<MemoryCell>> = new FinalizationRegistry((ref) => {
    this.live.delete(ref);
    this.watched.delete(ref);
    this.tracking = this.all || this.watched.size > 0;
    this.onTracking();
  });
  private readonly mincore: bigint;
  private readonly residence: Uint8Array = new Uint8Array(8);

  constructor(host: JitHost) {
    this.host = host;
    this.mincore = host.dlsym("mincore");
    this.guarded = hostWebAssembly !== undefined && this.probe();
    this.tracking = this.all = !this.guarded;
    this.around = {
      host,
      mover: () => (this.mover ??= new PageMover(host)),
      watch: (cell) => this.watch(cell),
    };
  }

  /** From now on there is code that needs to know of every memory where it is. */
  trackAll(): void {
    this.tracking = this.all = true;
    this.onTracking();
  }

  /** How many memories are looked at because they are buffers that users can take away. */
  get watching(): number {
    return this.watched.size;
  }

  private watch(cell: MemoryCell): void {
    const ref = new WeakRef(cell);
    this.watched.add(ref);
    this.collected.register(cell, ref);
    this.tracking = true;
    this.onTracking();
  }

  /** A new memory; pages. Throws `RangeError` if the engine has no room. */
  create(initial: number | bigint, maximum: number | bigint | undefined, index64: boolean): MemoryCell {
    if (hostWebAssembly === undefined) throw new RangeError("this engine has no WebAssembly.Memory");
    const most = index64 ? MAX_PAGES_64 : MAX_PAGES;
    if (initial > most)
      throw new RangeError(`could not allocate memory: ${initial} pages are more than ${most}`);
    const pages = Number(initial);
    if (pages > MAX_PAGES)
      return this.add(
        new MemoryCell(this.around, new ArrayBuffer(pages * PAGE_BYTES), index64, maximum, true),
      );
    const limit = maximum === undefined ? {} : { maximum: Math.min(Number(maximum), MAX_PAGES) };
    const backing = new hostWebAssembly.Memory(plain({ initial: pages, ...limit }));
    return this.register(backing, index64, maximum, true);
  }

  /** Notes what a memory was declared as. */
  register(
    backing: HostMemory,
    index64: boolean,
    maximum: number | bigint | undefined,
    maximumKnown: boolean,
  ): MemoryCell {
    return this.add(new MemoryCell(this.around, backing, index64, maximum, maximumKnown));
  }

  private add(cell: MemoryCell): MemoryCell {
    this.cells.set(cell.memory, cell);
    const ref = new WeakRef(cell);
    this.live.add(ref);
    this.collected.register(cell, ref);
    return cell;
  }

  /** What is known of a memory, which may be one that the engine's own WebAssembly made. */
  of(memory: HostMemory): MemoryCell {
    return this.cells.get(memory) ?? this.register(memory, false, undefined, false);
  }

  /** Looks at the memories that need it. */
  refresh(): void {
    for (const ref of this.all ? this.live : this.watched) ref.deref()?.refresh();
  }

  /** Whether code that makes no checks may use the memory; no code does that with one that can move. */
  isGuarded(cell: MemoryCell): boolean {
    if (!cell.fixed) return true;
    const at = this.host.addr(this.residence.buffer);
    for (let offset = GIB; offset <= RESERVATION + GUARD; offset += GIB) {
      const page = cell.base + BigInt(offset - 4096);
      if (BigInt.asIntN(32, this.host.call(this.mincore, page, 4096n, at)) !== 0n) return false;
    }
    return true;
  }

  /** Whether the address space behind a memory is reserved; false where there is no room for any memory. */
  private probe(): boolean {
    let memory: HostMemory;
    try {
      memory = new hostWebAssembly!.Memory(plain({ initial: 1 }));
    } catch {
      return false;
    }
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
