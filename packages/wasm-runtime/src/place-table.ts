/**
 * What is known of places in code, a byte or two per place: modules have millions of them, and they are looked at when
 * something goes wrong only.
 *
 * A record is the distance from the record before (an unsigned LEB128) and the difference of the values (zigzag, LEB128);
 * each function begins anew, with offsets from its own start.
 */

export interface PlaceTable {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** By function: where its records begin; one more at the end. */
  readonly starts: Int32Array<ArrayBuffer>;
}

/** Bytes that a record takes at most. */
const RECORD_BYTES = 10;

export class PlaceTableWriter {
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(2 * RECORD_BYTES);
  private starts: Int32Array<ArrayBuffer> = new Int32Array(4);
  private length: number = 0;
  private functions: number = 0;
  private lastOffset: number = 0;
  private lastValue: number = 0;

  /** The records that follow are of the next function. */
  beginFunction(): void {
    if (this.functions + 1 >= this.starts.length) {
      const more = new Int32Array(this.starts.length * 2);
      more.set(this.starts);
      this.starts = more;
    }
    this.starts[this.functions++] = this.length;
    this.lastOffset = 0;
    this.lastValue = 0;
  }

  /** Offsets do not descend. */
  add(offset: number, value: number): void {
    if (this.length + RECORD_BYTES > this.bytes.length) {
      const more = new Uint8Array(this.bytes.length * 2);
      more.set(this.bytes);
      this.bytes = more;
    }
    const difference = (value - this.lastValue) | 0;
    this.put(offset - this.lastOffset);
    this.put(((difference << 1) ^ (difference >> 31)) >>> 0);
    this.lastOffset = offset;
    this.lastValue = value;
  }

  private put(n: number): void {
    let rest = n;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  finish(): PlaceTable {
    const starts = this.starts.slice(0, this.functions + 1);
    starts[this.functions] = this.length;
    return { bytes: this.bytes.slice(0, this.length), starts };
  }
}

/** The last record of function `index` at or before `offset` in its code. */
export function placeAt(
  table: PlaceTable,
  index: number,
  offset: number,
): { readonly offset: number; readonly value: number } | undefined {
  const { bytes, starts } = table;
  const end = starts[index + 1]!;
  let at = starts[index]!;
  let place = 0;
  let value = 0;
  let found: { offset: number; value: number } | undefined;
  const next = (): number => {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const b = bytes[at++]!;
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n >>> 0;
    }
  };
  while (at < end) {
    place += next();
    if (place > offset) break;
    const zigzag = next();
    value = (value + ((zigzag >>> 1) ^ -(zigzag & 1))) | 0;
    found = { offset: place, value };
  }
  return found;
}

/** The tables of consecutive functions, one behind the other. */
export function joinPlaceTables(tables: readonly PlaceTable[]): PlaceTable {
  if (tables.length === 1) return tables[0]!;
  const bytes = new Uint8Array(tables.reduce((sum, t) => sum + t.bytes.length, 0));
  const starts = new Int32Array(tables.reduce((sum, t) => sum + t.starts.length - 1, 1));
  let at = 0;
  let functions = 0;
  for (const t of tables) {
    bytes.set(t.bytes, at);
    for (let f = 0; f < t.starts.length - 1; f++) starts[functions++] = at + t.starts[f]!;
    at += t.bytes.length;
  }
  starts[functions] = at;
  return { bytes, starts };
}
