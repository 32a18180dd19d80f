/**
 * Dense maps keyed by entity ids.
 *
 * `PrimaryMap` owns a kind of entity: pushing a record makes the id. It holds objects and is for kinds with few,
 * irregular records (signatures, global values); kinds with many regular ones use columns. `SecondaryMap` hangs an
 * int32 fact on entities that something else owns, with a default for those never set; it grows when written, so it
 * need not be told how many entities there are.
 */

import type { Entity } from "./ids.ts";

/** Records of a kind of entity; the position is the id. */
export class PrimaryMap<K extends Entity<string>, V> {
  private readonly records: V[] = [];

  /** Number of entities; their ids are 0 to `length - 1`. */
  get length(): number {
    return this.records.length;
  }

  /** Adds a record and returns the new id. */
  push(record: V): K {
    return (this.records.push(record) - 1) as K;
  }

  /** The record of `key`, `undefined` for an id this map did not make. */
  get(key: K): V | undefined {
    return this.records[key];
  }

  /** Replaces the record of an existing id. Returns whether there was one. */
  set(key: K, record: V): boolean {
    if (!this.has(key)) return false;
    this.records[key] = record;
    return true;
  }

  /** Whether this map made `key`. */
  has(key: K): boolean {
    return key >= 0 && key < this.records.length;
  }

  /** The id the next `push` will return. */
  nextKey(): K {
    return this.records.length as K;
  }

  /** The records in order of id. */
  values(): readonly V[] {
    return this.records;
  }

  /** Forgets every record. */
  clear(): void {
    this.records.length = 0;
  }
}

/** An int32 per entity, with a default for entities that were never set. */
export class SecondaryMap<K extends number> {
  /** The cells; those from `length` on hold the default. Read it anew after any call that may grow the map. */
  data: Int32Array;
  /** One more than the largest key ever set or reserved since `clear`. */
  length: number;
  readonly defaultValue: number;

  constructor(defaultValue = 0, capacity = 64) {
    this.data = new Int32Array(Math.max(capacity, 1));
    this.length = 0;
    this.defaultValue = defaultValue;
    if (defaultValue !== 0) this.data.fill(defaultValue);
  }

  /** The value of `key` (>= 0). */
  get(key: K): number {
    return key < this.length ? this.data[key]! : this.defaultValue;
  }

  /** Sets the value of `key` (>= 0). */
  set(key: K, value: number): void {
    if (key >= this.length) this.resize(key + 1);
    this.data[key] = value;
  }

  /** Makes the keys 0 to `n - 1` present, so that `data` can be indexed by them directly. Never shrinks. */
  resize(n: number): void {
    if (n <= this.length) return;
    const old = this.data.length;
    if (n > old) {
      let capacity = old * 2;
      while (capacity < n) capacity *= 2;
      const data = new Int32Array(capacity);
      data.set(this.data);
      if (this.defaultValue !== 0) data.fill(this.defaultValue, old);
      this.data = data;
    }
    this.length = n;
  }

  /** Gives every key the default again; keeps the memory. */
  clear(): void {
    this.data.fill(this.defaultValue, 0, this.length);
    this.length = 0;
  }
}
