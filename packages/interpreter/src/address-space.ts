/**
 * Guest memory: numbered regions behind one pointer type.
 *
 * Problem: pointers are plain integers in CLIF, and an oracle should catch every access outside the object that a pointer
 * was made for as well as it can, at the price of a comparison.
 *
 * How: an address names a region and a byte offset in it. With 64-bit pointers the upper word is the region and the lower
 * word the offset; with 32-bit pointers the top four bits are the region. Region 0 doesn't exist, which makes null and
 * small integers invalid; region 1 is the stack, region 2 the functions (sixteen bytes each, readable as zeros so that code
 * that peeks behind a return address doesn't trap, never writable), region 3 the data that the embedder and symbols
 * allocate; the rest are buffers that the embedder maps.
 *
 * An access that leaves its region faults. Offsets that overflow the lower word carry into the region, as the plain
 * arithmetic would.
 */

import { CraneliftError } from "@cranelift-ts/entity";

/** Region of stack slots. */
export const REGION_STACK = 1;
/** Region of function addresses. */
export const REGION_CODE = 2;
/** Region of data that symbols name and the embedder allocates. */
export const REGION_DATA = 3;

/** Bytes of the code region per function. */
export const CODE_BYTES = 16;

/** Offset of the first allocation, so that an address a little below it is outside. */
const FIRST_DATA = 16;
const TWO_32 = 4294967296;
const REGION_SHIFT_32 = 28;
const REGION_BYTES_32 = 1 << REGION_SHIFT_32;

/** The embedder asked for an address or size that guest memory doesn't have. */
export class AddressSpaceError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "interpreter/address-space", message, severity: "error" }]);
  }
}

export class AddressSpace {
  /** Width of a pointer in bits. */
  readonly pointerBits: 32 | 64;
  /** The region that the last successful `locate` or `locateStore` found. */
  view: DataView;
  private region: number = 0;
  private stackBuffer: Uint8Array = new Uint8Array(0);
  private readonly views: DataView[] = [];
  private readonly limits: number[] = [];
  private readonly writable: boolean[] = [];
  private dataUsed: number = FIRST_DATA;
  /** Bytes of the stack, a multiple of 16. */
  readonly stackBytes: number;

  constructor(pointerBits: 32 | 64, stackBytes: number) {
    this.pointerBits = pointerBits;
    this.stackBytes = stackBytes & ~15;
    const empty = new DataView(new ArrayBuffer(0));
    this.view = empty;
    this.addRegion(empty, false);
    // The stack's buffer is made when a frame first uses it: most small functions have no slots.
    this.addRegion(empty, true);
    this.addRegion(empty, false);
    this.addRegion(empty, true);
  }

  /** Forgets allocations and mapped buffers, and keeps the memory. */
  clear(): void {
    const data = this.views[REGION_DATA];
    new Uint8Array(data.buffer, data.byteOffset, Math.min(this.dataUsed, data.byteLength)).fill(0);
    this.dataUsed = FIRST_DATA;
    this.limits[REGION_DATA] = 0;
    this.limits[REGION_CODE] = 0;
    this.views.length = REGION_DATA + 1;
    this.limits.length = REGION_DATA + 1;
    this.writable.length = REGION_DATA + 1;
  }

  private addRegion(view: DataView, writable: boolean): number {
    const limit = this.pointerBits === 32 ? REGION_BYTES_32 : TWO_32;
    if (view.byteLength > limit) throw new AddressSpaceError(`a region has at most ${limit} bytes`);
    if (this.pointerBits === 32 && this.views.length === 16)
      throw new AddressSpaceError("all 16 regions are in use");
    this.views.push(view);
    this.limits.push(view.byteLength);
    return this.writable.push(writable) - 1;
  }

  /** Offset in `view` of an access of `size` bytes at pointer + `offset`, or -1 if it faults. */
  locate(lo: number, hi: number, offset: number, size: number): number {
    let at = (lo >>> 0) + offset;
    let region = hi;
    if (this.pointerBits === 32) {
      at = at >>> 0;
      region = at >>> REGION_SHIFT_32;
      at &= REGION_BYTES_32 - 1;
    } else if (at >= TWO_32) {
      at -= TWO_32;
      region = (hi + 1) | 0;
    } else if (at < 0) {
      at += TWO_32;
      region = (hi - 1) | 0;
    }
    if (region <= 0 || region >= this.limits.length || at + size > this.limits[region]) return -1;
    this.view = this.views[region];
    this.region = region;
    return at;
  }

  /** The same for a write. */
  locateStore(lo: number, hi: number, offset: number, size: number): number {
    const at = this.locate(lo, hi, offset, size);
    return at >= 0 && this.writable[this.region] ? at : -1;
  }

  /** Whether the last successful `locate` found `region`. */
  isLast(region: number): boolean {
    return this.region === region;
  }

  /** Low word of the address of `offset` in `region`. */
  lowWord(region: number, offset: number): number {
    return this.pointerBits === 32 ? (region << REGION_SHIFT_32) | offset : offset | 0;
  }

  /** High word of an address in `region`. */
  highWord(region: number): number {
    return this.pointerBits === 32 ? 0 : region;
  }

  /** The stack, offset 0 first. */
  get stack(): DataView {
    if (this.limits[REGION_STACK] === 0) this.replace(REGION_STACK, new ArrayBuffer(this.stackBytes));
    return this.views[REGION_STACK];
  }

  /** The bytes of the stack, the same memory as `stack`. */
  get stackArray(): Uint8Array {
    if (this.stackBuffer.length === 0) this.stackBuffer = new Uint8Array(this.stack.buffer);
    return this.stackBuffer;
  }

  /** Makes the code region cover `count` functions. */
  setFunctionCount(count: number): void {
    const bytes = count * CODE_BYTES;
    if (bytes > this.views[REGION_CODE].byteLength) {
      this.replace(REGION_CODE, new ArrayBuffer(Math.max(bytes, this.limits[REGION_CODE] * 2)));
    }
    this.limits[REGION_CODE] = bytes;
  }

  /** Allocates zeroed data and returns its address; `align` is a power of two up to 65536. */
  allocate(size: number, align: number = 16): bigint {
    const start = Math.ceil(this.dataUsed / align) * align;
    const end = start + size;
    if (end > (this.pointerBits === 32 ? REGION_BYTES_32 : TWO_32 - 1))
      throw new AddressSpaceError("out of guest memory");
    const old = this.views[REGION_DATA];
    if (end > old.byteLength) {
      const next = new ArrayBuffer(Math.max(end, old.byteLength * 2, 4096));
      new Uint8Array(next).set(new Uint8Array(old.buffer, old.byteOffset, old.byteLength));
      this.replace(REGION_DATA, next);
    }
    this.dataUsed = end;
    this.limits[REGION_DATA] = end;
    return this.address(REGION_DATA, start);
  }

  /** Makes the bytes of `buffer` guest memory and returns the address of its first byte. The memory is shared, not copied. */
  map(buffer: ArrayBuffer | SharedArrayBuffer, options: { readonly readonly?: boolean } = {}): bigint {
    const region = this.addRegion(new DataView(buffer), options.readonly !== true);
    return this.address(region, 0);
  }

  /** The address of `offset` in `region`. */
  address(region: number, offset: number): bigint {
    return this.pointerBits === 32
      ? BigInt(region) * BigInt(REGION_BYTES_32) + BigInt(offset)
      : (BigInt(region) << 32n) | BigInt(offset);
  }

  /** The `size` bytes at `address`, shared with the guest, valid until the next allocation; undefined if out of bounds. */
  bytesAt(address: bigint, size: number): Uint8Array | undefined {
    const at = this.locate(
      Number(BigInt.asIntN(32, address)),
      Number(BigInt.asIntN(32, address >> 32n)),
      0,
      size,
    );
    return at < 0 ? undefined : new Uint8Array(this.view.buffer, this.view.byteOffset + at, size);
  }

  private replace(region: number, buffer: ArrayBuffer): void {
    this.views[region] = new DataView(buffer);
    this.limits[region] = buffer.byteLength;
  }
}
