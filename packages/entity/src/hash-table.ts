/**
 * A scoped hash table of ids, by open addressing in Int32Arrays.
 *
 * The table maps the hash of a key to ids; what a key is stays with the caller, who compares candidates in its own
 * code, so nothing is boxed and no callback stands in the inner loop:
 *
 *     let slot = table.find(hash);
 *     while (slot >= 0 && !same(table.id(slot))) slot = table.findNext(slot);
 *     if (slot < 0) table.insert(hash, id);   // or use table.id(slot)
 *
 * `pushScope` and `popScope` nest: popping takes back everything inserted or shadowed since the matching push. Entries
 * are kept in the order of their insertion, and slots refer to them; scopes are popped newest entry first, so removing
 * an entry never breaks the probe sequence of one that stays, and no tombstones exist. A rehash inserts the entries in
 * the same order and keeps that true.
 *
 * A hash is an int32 (`hashFinish` and its kin return one) whose low bits are well mixed. Linear probing, load at most
 * one half. A slot number is good until the next insertion.
 */

import { InternalError } from "./errors.ts";

/** Words of an entry: its hash, its id, the entry it shadows or -1. */
const STRIDE = 3;

/** Hash -> ids with nested scopes. */
export class ScopedHashTable {
  /** Number of entries, shadowed ones included. */
  size: number;
  /** Entry number + 1, 0 when free. */
  private slots: Int32Array;
  private entries: Int32Array;
  /** `size` at each open scope's start. */
  private scopes: Int32Array;
  private scopeCount: number;

  /** `capacity` is the number of entries to make room for at the start. */
  constructor(capacity = 32) {
    let n = 16;
    while (n < 2 * capacity) n *= 2;
    this.size = 0;
    this.slots = new Int32Array(n);
    this.entries = new Int32Array((n >> 1) * STRIDE);
    this.scopes = new Int32Array(16);
    this.scopeCount = 0;
  }

  /** The first slot whose entry has this hash, -1 when there is none. */
  find(hash: number): number {
    const slots = this.slots;
    const entries = this.entries;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let e = slots[slot]!; e !== 0; e = slots[slot]!) {
      if (entries[(e - 1) * STRIDE] === hash) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The next slot after `slot` whose entry has the same hash, -1 when there is none. */
  findNext(slot: number): number {
    const slots = this.slots;
    const entries = this.entries;
    const mask = slots.length - 1;
    const hash = entries[(slots[slot]! - 1) * STRIDE]!;
    slot = (slot + 1) & mask;
    for (let e = slots[slot]!; e !== 0; e = slots[slot]!) {
      if (entries[(e - 1) * STRIDE] === hash) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** The id in a slot that `find` or `findNext` returned. */
  id(slot: number): number {
    return this.entries[(this.slots[slot]! - 1) * STRIDE + 1]!;
  }

  /** Adds an entry to the current scope. Several entries may have the same hash. */
  insert(hash: number, id: number): void {
    if (this.size * 2 >= this.slots.length) this.rehash();
    const e = this.append(hash, id, -1);
    this.slots[this.freeSlot(hash)] = e + 1;
  }

  /** Puts `id` in place of the one in `slot` until the current scope is popped. */
  shadow(slot: number, id: number): void {
    const old = this.slots[slot]! - 1;
    const hash = this.entries[old * STRIDE]!;
    if (this.size * 2 >= this.slots.length) {
      this.rehash();
      slot = this.slotOf(old);
    }
    this.slots[slot] = this.append(hash, id, old) + 1;
  }

  /** Opens a scope. */
  pushScope(): void {
    if (this.scopeCount === this.scopes.length) {
      const scopes = new Int32Array(this.scopes.length * 2);
      scopes.set(this.scopes);
      this.scopes = scopes;
    }
    this.scopes[this.scopeCount++] = this.size;
  }

  /** Closes the newest scope: the table is as it was at the matching `pushScope`. */
  popScope(): void {
    if (this.scopeCount === 0) throw new InternalError("popScope without a scope");
    this.cut(this.scopes[--this.scopeCount]!);
  }

  /** Number of open scopes. */
  get depth(): number {
    return this.scopeCount;
  }

  /** Removes every entry and scope; keeps the memory. */
  clear(): void {
    // A table that was once large must not cost its whole size each time it is reused for something small.
    if (this.size * 16 < this.slots.length) this.cut(0);
    else this.slots.fill(0);
    this.size = 0;
    this.scopeCount = 0;
  }

  /** Removes the newest entries until `size` are left. */
  private cut(size: number): void {
    for (let e = this.size - 1; e >= size; e--)
      this.slots[this.slotOf(e)] = this.entries[e * STRIDE + 2]! + 1;
    this.size = size;
  }

  private append(hash: number, id: number, shadowed: number): number {
    const e = this.size++;
    const entries = this.entries;
    entries[e * STRIDE] = hash;
    entries[e * STRIDE + 1] = id;
    entries[e * STRIDE + 2] = shadowed;
    return e;
  }

  private freeSlot(hash: number): number {
    const slots = this.slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    return slot;
  }

  private slotOf(e: number): number {
    const slots = this.slots;
    const mask = slots.length - 1;
    let slot = this.entries[e * STRIDE]! & mask;
    while (slots[slot] !== e + 1) slot = (slot + 1) & mask;
    return slot;
  }

  private rehash(): void {
    const n = this.slots.length * 2;
    const entries = new Int32Array((n >> 1) * STRIDE);
    entries.set(this.entries);
    this.entries = entries;
    this.slots = new Int32Array(n);
    for (let e = 0; e < this.size; e++) {
      const shadowed = entries[e * STRIDE + 2]!;
      const slot = shadowed >= 0 ? this.slotOf(shadowed) : this.freeSlot(entries[e * STRIDE]!);
      this.slots[slot] = e + 1;
    }
  }
}
