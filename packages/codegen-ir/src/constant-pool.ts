/**
 * Constant pool: byte strings, interned by content, little-endian. Equal bytes share one `constN`.
 *
 * The masks of `shuffle` live here too, in a number space of their own from {@link FIRST_MASK} on: the text writes a
 * mask where it is used and declares no `constN` for it, so masks must not take numbers from the constants.
 */
import { type Constant } from "./entities.ts";

/** Number of the first shuffle mask. */
export const FIRST_MASK: number = 1 << 24;

function hashBytes(bytes: Uint8Array): number {
  let h = bytes.length;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  h ^= h >>> 15;
  return h | 0;
}

export class ConstantPool {
  /** Start of each constant in `bytes`; the end is the next start or `used`. */
  private starts: number[] = [];
  private data: Uint8Array = new Uint8Array(64);
  /** Bytes in use. */
  private used: number = 0;
  /** Open addressing: id + 1 by hash, 0 empty; capacity a power of two at least twice the count. */
  private table: Int32Array = new Int32Array(16);

  /** The shuffle masks, made on first use. */
  private masks: ConstantPool | undefined = undefined;

  /** Number of constants, masks not counted. */
  get size(): number {
    return this.starts.length;
  }

  /** Number of shuffle masks; they are numbered from {@link FIRST_MASK} on. */
  get numMasks(): number {
    return this.masks === undefined ? 0 : this.masks.size;
  }

  /** True if `id` is a constant or a mask of this pool. */
  isValid(id: Constant): boolean {
    return id >= FIRST_MASK ? id - FIRST_MASK < this.numMasks : id >= 0 && id < this.starts.length;
  }

  /** The shuffle mask with these bytes, added if it is new. */
  insertMask(bytes: Uint8Array): Constant {
    this.masks ??= new ConstantPool();
    return (FIRST_MASK + this.masks.insert(bytes)) as Constant;
  }

  clear(): void {
    this.clearConstants();
    this.masks?.clear();
  }

  private clearConstants(): void {
    this.starts.length = 0;
    this.used = 0;
    this.table.fill(0);
  }

  copyFrom(other: ConstantPool): void {
    this.starts = other.starts.slice();
    this.data = other.data.slice();
    this.used = other.used;
    this.table = other.table.slice();
    if (other.numMasks > 0) (this.masks ??= new ConstantPool()).copyFrom(other.masks!);
    else this.masks?.clear();
  }

  /** The bytes of a constant, as a view that is valid until the next insertion. */
  get(id: Constant): Uint8Array {
    if (id >= FIRST_MASK && this.masks !== undefined) return this.masks.get((id - FIRST_MASK) as Constant);
    return this.data.subarray(this.starts[id]!, this.starts[id + 1] ?? this.used);
  }

  /** The constant with these bytes, added if it is new. */
  insert(bytes: Uint8Array): Constant {
    const mask = this.table.length - 1;
    let slot = hashBytes(bytes) & mask;
    for (;;) {
      const entry = this.table[slot]!;
      if (entry === 0) break;
      if (this.equals(entry - 1, bytes)) return (entry - 1) as Constant;
      slot = (slot + 1) & mask;
    }
    const id = this.append(bytes);
    if (this.starts.length * 2 > this.table.length) this.rehash(this.table.length * 2);
    else this.table[slot] = id + 1;
    return id;
  }

  /**
   * Declares constant number `id` with these bytes although equal ones may exist; the numbers in between get empty
   * constants. Used by readers, which must keep the numbers of the text. Returns false if `id` already holds others.
   */
  declare(id: Constant, bytes: Uint8Array): boolean {
    while (this.starts.length < id) this.append(new Uint8Array(0));
    if (id < this.starts.length) {
      if (this.get(id).length === 0 && bytes.length > 0) {
        this.replace(id, bytes);
        return true;
      }
      return this.equals(id, bytes);
    }
    this.append(bytes);
    // Lookups find the first constant of equal bytes, and skipped numbers (empty ones) are looked up by nobody.
    if (this.starts.length * 2 > this.table.length) this.rehash(this.table.length * 2);
    else this.enter(id);
    return true;
  }

  /** Enters a constant in the table unless equal bytes are there. */
  private enter(id: Constant): void {
    const bytes = this.get(id);
    const mask = this.table.length - 1;
    let slot = hashBytes(bytes) & mask;
    while (this.table[slot] !== 0) {
      if (this.equals(this.table[slot]! - 1, bytes)) return;
      slot = (slot + 1) & mask;
    }
    this.table[slot] = id + 1;
  }

  private replace(id: number, bytes: Uint8Array): void {
    const all = Array.from({ length: this.starts.length }, (_, i) =>
      i === id ? bytes : this.get(i as Constant).slice(),
    );
    this.clearConstants();
    for (const b of all) this.append(b);
    this.rehash(Math.max(16, 2 ** Math.ceil(Math.log2(all.length * 2 + 1))));
  }

  private append(bytes: Uint8Array): Constant {
    const end = this.used + bytes.length;
    if (end > this.data.length) {
      const next = new Uint8Array(Math.max(this.data.length * 2, end));
      next.set(this.data);
      this.data = next;
    }
    this.data.set(bytes, this.used);
    this.starts.push(this.used);
    this.used = end;
    return (this.starts.length - 1) as Constant;
  }

  private equals(id: number, bytes: Uint8Array): boolean {
    const start = this.starts[id]!;
    const end = this.starts[id + 1] ?? this.used;
    if (end - start !== bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (this.data[start + i] !== bytes[i]) return false;
    return true;
  }

  private rehash(capacity: number): void {
    this.table = new Int32Array(capacity);
    const mask = capacity - 1;
    for (let id = 0; id < this.starts.length; id++) {
      const bytes = this.get(id as Constant);
      let slot = hashBytes(bytes) & mask;
      let known = false;
      while (this.table[slot] !== 0) {
        known ||= this.equals(this.table[slot]! - 1, bytes);
        slot = (slot + 1) & mask;
      }
      if (!known) this.table[slot] = id + 1;
    }
  }
}
