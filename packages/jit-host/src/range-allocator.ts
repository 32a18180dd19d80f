/**
 * Hands out ranges of a fixed space of bytes and takes them back.
 *
 * Free ranges sit in bins by the power of two of their size; neighbours are merged when a range comes back. A request
 * is served from its own bin (a few tries), else from any larger one, else from the part never used. All in constant
 * time but for the few tries. Sizes and offsets are multiples of the granule.
 */
import { InternalError } from "@cranelift-ts/entity";

/** Bytes that sizes and offsets are rounded to. */
export const GRANULE = 16;

const TRIES = 16;
const BINS = 48;
/** Stale entries that a bin may hold beside as many as it has ranges. */
const SLACK = 32;

export class RangeAllocator {
  readonly capacity: number;
  /** Everything from here on was never handed out. */
  private top: number = 0;
  private freeBytes: number = 0;
  /** Size of the free range that starts, or ends, at an offset. */
  private readonly byStart: Map<number, number> = new Map<number, number>();
  private readonly byEnd: Map<number, number> = new Map<number, number>();
  /** Starts of free ranges. An entry may be stale or double; `byStart` knows the truth. */
  private readonly bins: number[][] = Array.from({ length: BINS }, () => []);
  /** Free ranges of each bin. */
  private readonly counts: number[] = Array.from({ length: BINS }, () => 0);

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Bytes that are handed out. */
  get used(): number {
    return this.top - this.freeBytes;
  }

  /** Offset of `size` bytes, aligned to a power of two; -1 if there is no room. */
  allocate(size: number, align: number): number {
    const rounded = Math.max(GRANULE, roundUp(size, GRANULE));
    const step = Math.max(align, GRANULE);
    for (let bin = binOf(rounded); bin < BINS; bin++) {
      const starts = this.bins[bin]!;
      let tries = TRIES;
      for (let i = starts.length - 1; i >= 0 && tries > 0; i--) {
        const start = starts[i]!;
        const length = this.byStart.get(start);
        if (length === undefined || binOf(length) !== bin) {
          starts[i] = starts[starts.length - 1]!;
          starts.pop();
          continue;
        }
        const at = roundUp(start, step);
        if (at + rounded <= start + length) {
          this.unlink(start, length);
          this.link(start, at - start);
          this.link(at + rounded, start + length - at - rounded);
          return at;
        }
        tries--;
      }
    }
    const at = roundUp(this.top, step);
    if (at + rounded > this.capacity) return -1;
    const gap = this.top;
    this.top = at + rounded;
    if (at > gap) this.release(gap, at - gap);
    return at;
  }

  /** Takes back what {@link allocate} gave. */
  free(offset: number, size: number): void {
    const rounded = Math.max(GRANULE, roundUp(size, GRANULE));
    if (offset < 0 || offset + rounded > this.top || this.byStart.has(offset)) {
      throw new InternalError(`range ${offset}+${size} is not allocated`);
    }
    this.release(offset, rounded);
  }

  private release(offset: number, size: number): void {
    let start = offset;
    let length = size;
    const before = this.byEnd.get(start);
    if (before !== undefined) {
      this.unlink(start - before, before);
      start -= before;
      length += before;
    }
    const after = this.byStart.get(start + length);
    if (after !== undefined) {
      this.unlink(start + length, after);
      length += after;
    }
    if (start + length === this.top) this.top = start;
    else this.link(start, length);
  }

  private link(start: number, length: number): void {
    if (length === 0) return;
    this.byStart.set(start, length);
    this.byEnd.set(start + length, length);
    const bin = binOf(length);
    const count = ++this.counts[bin]!;
    const starts = this.bins[bin]!;
    starts.push(start);
    if (starts.length > 2 * count + SLACK) {
      this.bins[bin] = [...new Set(starts)].filter((s) => binOf(this.byStart.get(s) ?? 0) === bin);
    }
    this.freeBytes += length;
  }

  private unlink(start: number, length: number): void {
    this.byStart.delete(start);
    this.byEnd.delete(start + length);
    this.counts[binOf(length)]!--;
    this.freeBytes -= length;
  }
}

function binOf(size: number): number {
  return Math.floor(Math.log2(size));
}

function roundUp(n: number, to: number): number {
  return Math.ceil(n / to) * to;
}
