/**
 * Memory for generated code and its data.
 *
 * A region is one reservation of address space with three parts side by side, so that everything in it is within reach
 * of PC-relative addressing: code (readable and executable), constants (readable) and data (readable and writable).
 * Code and constants are a memory file that is mapped a second time elsewhere, writable; generated code never sees that
 * second view, no page is ever writable and executable at one address, and defining a function costs no change of
 * protection. Pages cost memory once they are written to.
 *
 * Many small blocks share a region; a new region is made when the last one is full, and a larger one for a block that
 * would not fit into any. Blocks can be given back; that no thread executes a freed block is for the caller to see to.
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

/** Bytes of a region's parts. */
type PartSizes = Readonly<Record<MemoryPart, number>>;

interface Region {
  readonly base: bigint;
  /** Bytes of its parts. */
  readonly sizes: PartSizes;
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
  private readonly sizes: PartSizes;
  private readonly regions: Region[] = [];
  private disposed: boolean = false;

  constructor(host: JitHost, options: CodeMemoryOptions = {}) {
    this.host = host;
    this.system = new MappedMemory(host);
    this.sizes = {
      code: wholePages(options.codeBytes ?? 64 * MIB),
      constants: wholePages(options.constantBytes ?? 32 * MIB),
      data: wholePages(options.dataBytes ?? 32 * MIB),
    };
    if (allOf(this.sizes) > MAX_REGION)
      throw new JitHostError("system", "a region of code memory must be smaller than 2 GiB");
  }

  /** Bytes that are handed out. */
  get used(): number {
    return this.regions.reduce((sum, r) => sum + r.code.used + r.constants.used + r.data.used, 0);
  }

  /** Address ranges that hold code: start and end of each. */
  codeRanges(): [bigint, bigint][] {
    return this.regions.map((r) => [r.base, r.base + BigInt(r.sizes.code)]);
  }

  /** A new block; its content is undefined. Throws {@link JitHostError} if the system has no memory. */
  allocate(part: MemoryPart, size: number, align: number): CodeBlock {
    if (this.disposed) throw new JitHostError("system", "the code memory has been disposed of");
    if (!Number.isSafeInteger(size) || size < 0 || align > PAGE) {
      throw new InternalError(`block of ${size} bytes aligned to ${align}`);
    }
    // The newest region first: its blocks are near to those of the code being defined.
    for (let i = this.regions.length - 1; i >= 0; i--) {
      const r = this.regions[i]!;
      const room = r[part];
      const offset = room.used + size > limit(part, r.sizes) ? -1 : room.allocate(size, align);
      if (offset >= 0) return this.block(i, part, offset, size);
    }
    const region = this.regions.push(this.createRegion(this.sizesFor(part, size))) - 1;
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
    region[block.part].free(
      Number(block.address - region.base) - partStart(block.part, region.sizes),
      block.size,
    );
  }

  /** Unmaps everything. Nothing of it may be in use. */
  dispose(): void {
    this.disposed = true;
    for (const r of this.regions) {
      this.system.unmap(r.base, allOf(r.sizes));
      this.system.unmap(r.writableView, r.sizes.code + r.sizes.constants);
    }
    this.regions.length = 0;
  }

  private block(region: number, part: MemoryPart, offset: number, size: number): CodeBlock {
    const { base, sizes } = this.regions[region]!;
    return { address: base + BigInt(partStart(part, sizes) + offset), size, part, region };
  }

  /** The parts of a new region that has to hold a block. Throws {@link JitHostError} if no region can. */
  private sizesFor(part: MemoryPart, size: number): PartSizes {
    const { sizes } = this;
    if (size <= limit(part, sizes)) return sizes;
    const larger = { ...sizes, [part]: wholePages(size + size / (1 << (HEADROOM_SHIFT - 1))) };
    if (allOf(larger) > MAX_REGION)
      throw new JitHostError("system", `${size} bytes do not fit into a region's 2 GiB`);
    return larger;
  }

  private createRegion(sizes: PartSizes): Region {
    const { system } = this;
    const { code, constants, data } = sizes;
    const shared = code + constants;
    const base = system.reserve(shared + data);
    try {
      const file = system.file(shared);
      try {
        system.view(base, code, PROT_READ | PROT_EXEC, file, 0);
        system.view(base + BigInt(code), constants, PROT_READ, file, code);
        system.anonymous(base + BigInt(shared), data, PROT_READ | PROT_WRITE);
        return {
          base,
          sizes,
          writableView: system.view(0n, shared, PROT_READ | PROT_WRITE, file, 0),
          code: new RangeAllocator(code),
          constants: new RangeAllocator(constants),
          data: new RangeAllocator(data),
        };
      } finally {
        system.close(file);
      }
    } catch (error) {
      system.unmap(base, shared + data);
      throw error;
    }
  }
}

function partStart(part: MemoryPart, sizes: PartSizes): number {
  return part === "code" ? 0 : part === "constants" ? sizes.code : sizes.code + sizes.constants;
}

function allOf(sizes: PartSizes): number {
  return sizes.code + sizes.constants + sizes.data;
}

/** Bytes of a part that are given to whoever asks. */
function limit(part: MemoryPart, sizes: PartSizes): number {
  const capacity = sizes[part];
  return part === "data" ? capacity : capacity - (capacity >> HEADROOM_SHIFT);
}

function wholePages(bytes: number): number {
  return Math.ceil(Math.max(bytes, 1) / PAGE) * PAGE;
}
