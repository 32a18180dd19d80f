/**
 * Growing typed-array columns.
 *
 * A column is the array a kind of entity keeps one of its fields in. Capacity doubles, so a push costs a constant
 * amortised; `clear` keeps the memory, so a reused column allocates nothing. Cells from `length` on are always 0,
 * which makes a column's buffer comparable and hashable whatever was in it before.
 *
 * There is one class per element type on purpose: a method that meets arrays of two element types costs two to three
 * times as much at every access.
 */

/** A growing column of signed 32-bit integers. */
export class Int32Column {
  /** The cells. Read it anew after any call that may grow the column. Cells from `length` on are 0. */
  data: Int32Array;
  /** Cells in use. */
  length: number;

  constructor(capacity = 64) {
    this.data = new Int32Array(Math.max(capacity, 1));
    this.length = 0;
  }

  /** Cell `i`; the caller knows that 0 <= i < length. */
  get(i: number): number {
    return this.data[i]!;
  }

  /** Replaces cell `i`; the caller knows that 0 <= i < length. */
  set(i: number, v: number): void {
    this.data[i] = v;
  }

  /** Appends a cell and returns its index. */
  push(v: number): number {
    const i = this.length;
    if (i === this.data.length) this.reserve(i + 1);
    this.data[i] = v;
    this.length = i + 1;
    return i;
  }

  /** Removes and returns the last cell; the caller knows that there is one. */
  pop(): number {
    const i = this.length - 1;
    const v = this.data[i]!;
    this.data[i] = 0;
    this.length = i;
    return v;
  }

  /** Appends `n` zeros and returns the index of the first. */
  extend(n: number): number {
    const i = this.length;
    if (i + n > this.data.length) this.reserve(i + n);
    this.length = i + n;
    return i;
  }

  /** Makes the length `n`, dropping cells or adding zeros. */
  resize(n: number): void {
    if (n < this.length) this.data.fill(0, n, this.length);
    else if (n > this.data.length) this.reserve(n);
    this.length = n;
  }

  /** Makes room for `n` cells in total. */
  reserve(n: number): void {
    if (n <= this.data.length) return;
    let capacity = this.data.length * 2;
    while (capacity < n) capacity *= 2;
    const data = new Int32Array(capacity);
    data.set(this.data);
    this.data = data;
  }

  /** Forgets every cell; keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.length);
    this.length = 0;
  }

  /** Makes this column an exact copy of `other`. */
  copyFrom(other: Int32Column): void {
    this.reserve(other.length);
    this.data.set(other.length === other.data.length ? other.data : other.data.subarray(0, other.length));
    if (other.length < this.length) this.data.fill(0, other.length, this.length);
    this.length = other.length;
  }
}

/** A growing column of unsigned 16-bit integers. */
export class Uint16Column {
  /** The cells. Read it anew after any call that may grow the column. Cells from `length` on are 0. */
  data: Uint16Array;
  /** Cells in use. */
  length: number;

  constructor(capacity = 64) {
    this.data = new Uint16Array(Math.max(capacity, 1));
    this.length = 0;
  }

  /** Cell `i`; the caller knows that 0 <= i < length. */
  get(i: number): number {
    return this.data[i]!;
  }

  /** Replaces cell `i`; the caller knows that 0 <= i < length. */
  set(i: number, v: number): void {
    this.data[i] = v;
  }

  /** Appends a cell and returns its index. */
  push(v: number): number {
    const i = this.length;
    if (i === this.data.length) this.reserve(i + 1);
    this.data[i] = v;
    this.length = i + 1;
    return i;
  }

  /** Removes and returns the last cell; the caller knows that there is one. */
  pop(): number {
    const i = this.length - 1;
    const v = this.data[i]!;
    this.data[i] = 0;
    this.length = i;
    return v;
  }

  /** Appends `n` zeros and returns the index of the first. */
  extend(n: number): number {
    const i = this.length;
    if (i + n > this.data.length) this.reserve(i + n);
    this.length = i + n;
    return i;
  }

  /** Makes the length `n`, dropping cells or adding zeros. */
  resize(n: number): void {
    if (n < this.length) this.data.fill(0, n, this.length);
    else if (n > this.data.length) this.reserve(n);
    this.length = n;
  }

  /** Makes room for `n` cells in total. */
  reserve(n: number): void {
    if (n <= this.data.length) return;
    let capacity = this.data.length * 2;
    while (capacity < n) capacity *= 2;
    const data = new Uint16Array(capacity);
    data.set(this.data);
    this.data = data;
  }

  /** Forgets every cell; keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.length);
    this.length = 0;
  }

  /** Makes this column an exact copy of `other`. */
  copyFrom(other: Uint16Column): void {
    this.reserve(other.length);
    this.data.set(other.length === other.data.length ? other.data : other.data.subarray(0, other.length));
    if (other.length < this.length) this.data.fill(0, other.length, this.length);
    this.length = other.length;
  }
}

/** A growing column of bytes. */
export class Uint8Column {
  /** The cells. Read it anew after any call that may grow the column. Cells from `length` on are 0. */
  data: Uint8Array;
  /** Cells in use. */
  length: number;

  constructor(capacity = 64) {
    this.data = new Uint8Array(Math.max(capacity, 1));
    this.length = 0;
  }

  /** Cell `i`; the caller knows that 0 <= i < length. */
  get(i: number): number {
    return this.data[i]!;
  }

  /** Replaces cell `i`; the caller knows that 0 <= i < length. */
  set(i: number, v: number): void {
    this.data[i] = v;
  }

  /** Appends a cell and returns its index. */
  push(v: number): number {
    const i = this.length;
    if (i === this.data.length) this.reserve(i + 1);
    this.data[i] = v;
    this.length = i + 1;
    return i;
  }

  /** Removes and returns the last cell; the caller knows that there is one. */
  pop(): number {
    const i = this.length - 1;
    const v = this.data[i]!;
    this.data[i] = 0;
    this.length = i;
    return v;
  }

  /** Appends `n` zeros and returns the index of the first. */
  extend(n: number): number {
    const i = this.length;
    if (i + n > this.data.length) this.reserve(i + n);
    this.length = i + n;
    return i;
  }

  /** Makes the length `n`, dropping cells or adding zeros. */
  resize(n: number): void {
    if (n < this.length) this.data.fill(0, n, this.length);
    else if (n > this.data.length) this.reserve(n);
    this.length = n;
  }

  /** Makes room for `n` cells in total. */
  reserve(n: number): void {
    if (n <= this.data.length) return;
    let capacity = this.data.length * 2;
    while (capacity < n) capacity *= 2;
    const data = new Uint8Array(capacity);
    data.set(this.data);
    this.data = data;
  }

  /** Forgets every cell; keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.length);
    this.length = 0;
  }

  /** Makes this column an exact copy of `other`. */
  copyFrom(other: Uint8Column): void {
    this.reserve(other.length);
    this.data.set(other.length === other.data.length ? other.data : other.data.subarray(0, other.length));
    if (other.length < this.length) this.data.fill(0, other.length, this.length);
    this.length = other.length;
  }
}

/** A growing column of doubles. */
export class Float64Column {
  /** The cells. Read it anew after any call that may grow the column. Cells from `length` on are 0. */
  data: Float64Array;
  /** Cells in use. */
  length: number;

  constructor(capacity = 64) {
    this.data = new Float64Array(Math.max(capacity, 1));
    this.length = 0;
  }

  /** Cell `i`; the caller knows that 0 <= i < length. */
  get(i: number): number {
    return this.data[i]!;
  }

  /** Replaces cell `i`; the caller knows that 0 <= i < length. */
  set(i: number, v: number): void {
    this.data[i] = v;
  }

  /** Appends a cell and returns its index. */
  push(v: number): number {
    const i = this.length;
    if (i === this.data.length) this.reserve(i + 1);
    this.data[i] = v;
    this.length = i + 1;
    return i;
  }

  /** Removes and returns the last cell; the caller knows that there is one. */
  pop(): number {
    const i = this.length - 1;
    const v = this.data[i]!;
    this.data[i] = 0;
    this.length = i;
    return v;
  }

  /** Appends `n` zeros and returns the index of the first. */
  extend(n: number): number {
    const i = this.length;
    if (i + n > this.data.length) this.reserve(i + n);
    this.length = i + n;
    return i;
  }

  /** Makes the length `n`, dropping cells or adding zeros. */
  resize(n: number): void {
    if (n < this.length) this.data.fill(0, n, this.length);
    else if (n > this.data.length) this.reserve(n);
    this.length = n;
  }

  /** Makes room for `n` cells in total. */
  reserve(n: number): void {
    if (n <= this.data.length) return;
    let capacity = this.data.length * 2;
    while (capacity < n) capacity *= 2;
    const data = new Float64Array(capacity);
    data.set(this.data);
    this.data = data;
  }

  /** Forgets every cell; keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.length);
    this.length = 0;
  }

  /** Makes this column an exact copy of `other`. */
  copyFrom(other: Float64Column): void {
    this.reserve(other.length);
    this.data.set(other.length === other.data.length ? other.data : other.data.subarray(0, other.length));
    if (other.length < this.length) this.data.fill(0, other.length, this.length);
    this.length = other.length;
  }
}
