/**
 * 64-bit and 128-bit integers as ids, equal integers having equal ids.
 *
 * A 64-bit integer between -2^29 and 2^29 - 1 (sign extended) is its own id plus 2^29; others are 2^30 + their place in
 * a hash-consed table of halves. A 128-bit integer is a place in a table of four words. Ids are never negative. Literals
 * of the rules are entered when the rules are instantiated and stay; what functions add is dropped when it gets much.
 */
import { hash2, hash3 } from "@cranelift-ts/entity";

const SMALL = 1 << 29;
const POOL = 1 << 30;
const LIMIT = 1 << 16;

export class WidePool {
  private halves: Int32Array = new Int32Array(16);
  private count: number = 0;
  private table: Int32Array = new Int32Array(16).fill(-1);
  private permanent: number = 0;
  private readonly words128: number[] = [];
  private readonly ids128: Map<string, number> = new Map<string, number>();

  /** What is in the pool now stays for good. */
  keep(): void {
    this.permanent = this.count;
  }

  /** To be called between functions. */
  trim(): void {
    if (this.count - this.permanent < LIMIT) return;
    this.count = this.permanent;
    this.rehash(this.table.length);
  }

  id(lo: number, hi: number): number {
    if (hi === lo >> 31 && lo >= -SMALL && lo < SMALL) return lo + SMALL;
    const mask = this.table.length - 1;
    let h = hash2(lo, hi) & mask;
    for (;;) {
      const k = this.table[h]!;
      if (k < 0) break;
      if (this.halves[2 * k] === lo && this.halves[2 * k + 1] === hi) return POOL + k;
      h = (h + 1) & mask;
    }
    const k = this.count++;
    if (2 * k + 2 > this.halves.length) {
      const next = new Int32Array(this.halves.length * 2);
      next.set(this.halves);
      this.halves = next;
    }
    this.halves[2 * k] = lo;
    this.halves[2 * k + 1] = hi;
    this.table[h] = k;
    if (this.count * 2 > this.table.length) this.rehash(this.table.length * 2);
    return POOL + k;
  }

  private rehash(capacity: number): void {
    this.table = capacity === this.table.length ? this.table.fill(-1) : new Int32Array(capacity).fill(-1);
    const mask = capacity - 1;
    for (let k = 0; k < this.count; k++) {
      let h = hash2(this.halves[2 * k]!, this.halves[2 * k + 1]!) & mask;
      while (this.table[h]! >= 0) h = (h + 1) & mask;
      this.table[h] = k;
    }
  }

  lo(id: number): number {
    return id < POOL ? id - SMALL : this.halves[2 * (id - POOL)]!;
  }

  hi(id: number): number {
    return id < POOL ? (id - SMALL) >> 31 : this.halves[2 * (id - POOL) + 1]!;
  }

  id128(w0: number, w1: number, w2: number, w3: number): number {
    const key = `${hash3(w0, w1, w2)}:${w0}:${w1}:${w2}:${w3}`;
    let id = this.ids128.get(key);
    if (id === undefined) {
      id = this.words128.push(w0, w1, w2, w3) / 4 - 1;
      this.ids128.set(key, id);
    }
    return id;
  }

  /** Word `i` (0 least significant) of a 128-bit integer. */
  word128(id: number, i: number): number {
    return this.words128[4 * id + i]!;
  }
}
