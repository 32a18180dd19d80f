/**
 * Memory for generated code and its data.
 *
 * A region is one reservation of address space with three parts side by side, so that everything in it is within reach
 * of PC-relative addressing: code (readable and executable), constants (readable) and data (readable and writable).
 * Code and constants are a memory file that is mapped a second time elsewhere, writable; generated code never sees that
 * second view, no page is ever writable and executable at one address, and defining a function costs no change of
 * protection. Pages cost memory once they are written to.
 *
 * Many small blocks share a region; a new region is made when the last one is full. Blocks can be given back; that no
 * thread executes a freed block is for the caller to see to.
 */
import { InternalError } from "@cranelift-ts/entity";
import { JitHostError, type JitHost } from "./host.ts";
import { RangeAllocator } from "./range-allocator.ts";
import { MappedMemory, PROT_EXEC, PROT_READ, PROT_WRITE } from "./system.ts";

export type MemoryPart = "code" | "constants" | "data";

/** A piece of a region. */
export interface CodeBlock {
  /** Where generated code finds it. */
  readonly address: bigint;
  readonly size: number;
  readonly part: MemoryPart;
  /** Number of the region; blocks of one region are near each other. */
  readonly region: number;
}

export interface CodeMemoryOptions {
  /** Bytes of address space of a region's parts. */
  readonly codeBytes?: number;
  readonly constantBytes?: number;
  readonly dataBytes?: number;
}

interface Region {
  readonly base: bigint;
  readonly writableView: bigint;
  readonly code: RangeAllocator;
  readonly constants: RangeAllocator;
  readonly data: RangeAllocator;
}

/** Parts are multiples of this: a page on every Linux that is supported. */
const PAGE = 65536;
const MIB = 1024 * 1024;
/** The parts of a region stay within reach of a 32-bit PC-relative address. */
const MAX_REGION = 0x7fff_0000;
/** This part of a region's code and constants is kept for what has to be near code that is there already. */
const HEADROOM_SHIFT = 5;

export class CodeMemory {
  private readonly host: JitHost;
  private readonly system: MappedMemory;
  private readonly codeBytes: number;
  private readonly constantBytes: number;
  private readonly dataBytes: number;
  private readonly regions: Region[] = [];
  private disposed: boolean = false;

  constructor(host: JitHost, options: CodeMemoryOptions = {}) {
    this.host = host;
    this.system = new MappedMemory(host);
    this.codeBytes = wholePages(options.codeBytes ?? 64 * MIB);
    this.constantBytes = wholePages(options.constantBytes ?? 32 * MIB);
    this.dataBytes = wholePages(options.dataBytes ?? 32 * MIB);
    if (this.codeBytes + this.constantBytes + this.dataBytes > MAX_REGION) {
      throw new JitHostError("system", "a region of code memory must be smaller than 2 GiB");
    }
  }

  /** Bytes that are handed out. */
  get used(): number {
    return this.regions.reduce((sum, r) => sum + r.code.used + r.constants.used + r.data.used, 0);
  }

  /** Address ranges that hold code: start and end of each. */
  codeRanges(): [bigint, bigint][] {
    return this.regions.map((r) => [r.base, r.base + BigInt(this.codeBytes)]);
  }

  /** A new block; its content is undefined. Throws {@link JitHostError} if the system has no memory. */
  allocate(part: MemoryPart, size: number, align: number): CodeBlock {
    if (this.disposed) throw new JitHostError("system", "the code memory has been disposed of");
    if (!Number.isSafeInteger(size) || size < 0 || align > PAGE) {
      throw new InternalError(`block of ${size} bytes aligned to ${align}`);
    }
    // The newest region first: its blocks are near to those of the code being defined.
    for (let i = this.regions.length - 1; i >= 0; i--) {
      const room = this.regions[i]![part];
      const offset = room.used + size > this.limit(part) ? -1 : room.allocate(size, align);
      if (offset >= 0) return this.block(i, part, offset, size);
    }
    if (size > this.limit(part)) {
      throw new JitHostError(
        "system",
        `${size} bytes do not fit into a region's ${this.limit(part)} bytes for ${part}`,
      );
    }
    const region = this.regions.push(this.createRegion()) - 1;
    return this.block(region, part, this.regions[region]![part].allocate(size, align), size);
  }

  /**
   * A new block in the region of another one: a veneer or an address that code there has to reach. Regions keep some room
   * for such; undefined if it is used up.
   */
  allocateNear(region: number, part: MemoryPart, size: number, align: number): CodeBlock | undefined {
    const offset = this.regions[region]?.[part].allocate(size, align) ?? -1;
    return offset < 0 ? undefined : this.block(region, part, offset, size);
  }

  /** Copies `bytes` into the block at `offset`. */
  write(block: CodeBlock, offset: number, bytes: Uint8Array): void {
    const region = this.regions[block.region];
    if (region === undefined || offset < 0 || offset + bytes.length > block.size) {
      throw new InternalError(`write of ${bytes.length} bytes at ${offset} into a block of ${block.size}`);
    }
    const at = block.address + BigInt(offset);
    this.host.poke(block.part === "data" ? at : at - region.base + region.writableView, bytes);
  }

  /** Gives the block back. */
  free(block: CodeBlock): void {
    const region = this.regions[block.region];
    if (region === undefined) throw new InternalError("a block of another code memory");
    region[block.part].free(Number(block.address - region.base) - this.partStart(block.part), block.size);
  }

  /** Unmaps everything. Nothing of it may be in use. */
  dispose(): void {
    this.disposed = true;
    for (const r of this.regions) {
      this.system.unmap(r.base, this.codeBytes + this.constantBytes + this.dataBytes);
      this.system.unmap(r.writableView, this.codeBytes + this.constantBytes);
    }
    this.regions.length = 0;
  }

  private block(region: number, part: MemoryPart, offset: number, size: number): CodeBlock {
    return {
      address: this.regions[region]!.base + BigInt(this.partStart(part) + offset),
      size,
      part,
      region,
    };
  }

  private partStart(part: MemoryPart): number {
    return part === "code" ? 0 : part === "constants" ? this.codeBytes : this.codeBytes + this.constantBytes;
  }

  private capacity(part: MemoryPart): number {
    return part === "code" ? this.codeBytes : part === "constants" ? this.constantBytes : this.dataBytes;
  }

  /** Bytes of a part that are given to whoever asks. */
  private limit(part: MemoryPart): number {
    const capacity = this.capacity(part);
    return part === "data" ? capacity : capacity - (capacity >> HEADROOM_SHIFT);
  }

  private createRegion(): Region {
    const { system, codeBytes, constantBytes, dataBytes } = this;
    const shared = codeBytes + constantBytes;
    const base = system.reserve(shared + dataBytes);
    const file = system.file(shared);
    try {
      system.view(base, codeBytes, PROT_READ | PROT_EXEC, file, 0);
      system.view(base + BigInt(codeBytes), constantBytes, PROT_READ, file, codeBytes);
      system.anonymous(base + BigInt(shared), dataBytes, PROT_READ | PROT_WRITE);
      return {
        base,
        writableView: system.view(0n, shared, PROT_READ | PROT_WRITE, file, 0),
        code: new RangeAllocator(codeBytes),
        constants: new RangeAllocator(constantBytes),
        data: new RangeAllocator(dataBytes),
      };
    } catch (error) {
      system.unmap(base, shared + dataBytes);
      throw error;
    } finally {
      system.close(file);
    }
  }
}

function wholePages(bytes: number): number {
  return Math.ceil(Math.max(bytes, 1) / PAGE) * PAGE;
}
