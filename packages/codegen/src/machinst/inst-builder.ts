/**
 * The pending arena: where machine instructions exist as values before they are emitted.
 *
 * A constructor appends a record to the arena and returns its offset (an `MInst`); `emit` passes it on. Addresses and
 * register lists are pending values too, in arenas of their own; a constructor copies their words into the record. The
 * three arenas are cut back together after each root (`release`), so that what failed rules left behind goes away.
 *
 * The same constructors serve before allocation (virtual registers, `emit` appends to the VCode) and after it (physical
 * registers, `emit` goes to the code buffer): see `LowerContext` and `Emitter`.
 */
import type { MachineTables } from "./tables.ts";
import { LIST_HEADER } from "./tables.ts";

function grown(a: Int32Array, min: number): Int32Array<ArrayBuffer> {
  const b = new Int32Array(Math.max(min, a.length * 2));
  b.set(a);
  return b;
}

/** Least free words that `pend` leaves behind a record's start: the longest fixed record. */
const MAX_FIXED = 256;

export abstract class InstBuilder {
  /** Pending records. */
  words: Int32Array = new Int32Array(2048);
  top: number = 0;
  /** Pending addresses. */
  amodes: Int32Array = new Int32Array(256);
  amodeTop: number = 0;
  /** Pending register lists: uses, defs, clobber set, pairs. */
  lists: Int32Array = new Int32Array(1024);
  listTop: number = 0;
  private openList: number = -1;

  abstract readonly machine: MachineTables;

  /** A fresh virtual register of the class, with the class's full width. */
  abstract temp(regClass: number): number;
  /** Passes a pending instruction on; returns 0, the only value of `Unit`. */
  abstract emit(inst: number): number;
  /** `ValueRegs` of two registers. */
  abstract valueRegs(lo: number, hi: number): number;

  /** Forgets all pending values. */
  release(): void {
    this.top = 0;
    this.amodeTop = 0;
    this.listTop = 0;
    this.openList = -1;
  }

  /** Starts a record with this header (op | words << 16) and returns its offset. */
  pend(header: number): number {
    const at = this.top;
    if (at + MAX_FIXED > this.words.length) this.words = grown(this.words, at + MAX_FIXED);
    this.words[at] = header;
    this.top = at + (header >>> 16);
    return at;
  }

  pend0(header: number): number {
    return this.pend(header);
  }

  pend1(header: number, a: number): number {
    const at = this.pend(header);
    this.words[at + 1] = a;
    return at;
  }

  pend2(header: number, a: number, b: number): number {
    const at = this.pend(header);
    const w = this.words;
    w[at + 1] = a;
    w[at + 2] = b;
    return at;
  }

  pend3(header: number, a: number, b: number, c: number): number {
    const at = this.pend(header);
    const w = this.words;
    w[at + 1] = a;
    w[at + 2] = b;
    w[at + 3] = c;
    return at;
  }

  pend4(header: number, a: number, b: number, c: number, d: number): number {
    const at = this.pend(header);
    const w = this.words;
    w[at + 1] = a;
    w[at + 2] = b;
    w[at + 3] = c;
    w[at + 4] = d;
    return at;
  }

  pend5(header: number, a: number, b: number, c: number, d: number, e: number): number {
    const at = this.pend4(header, a, b, c, d);
    this.words[at + 5] = e;
    return at;
  }

  pend6(header: number, a: number, b: number, c: number, d: number, e: number, f: number): number {
    const at = this.pend4(header, a, b, c, d);
    this.words[at + 5] = e;
    this.words[at + 6] = f;
    return at;
  }

  pend7(header: number, a: number, b: number, c: number, d: number, e: number, f: number, g: number): number {
    const at = this.pend6(header, a, b, c, d, e, f);
    this.words[at + 7] = g;
    return at;
  }

  pend8(
    header: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    g: number,
    h: number,
  ): number {
    const at = this.pend7(header, a, b, c, d, e, f, g);
    this.words[at + 8] = h;
    return at;
  }

  /** Makes an address of up to six words; words beyond the ISA's number are ignored. Returns its id, >= 0. */
  amode(w0: number, w1: number, w2: number, w3: number, w4: number = 0, w5: number = 0): number {
    const at = this.amodeTop;
    if (at + 6 > this.amodes.length) this.amodes = grown(this.amodes, at + 6);
    const a = this.amodes;
    a[at] = w0;
    a[at + 1] = w1;
    a[at + 2] = w2;
    a[at + 3] = w3;
    a[at + 4] = w4;
    a[at + 5] = w5;
    this.amodeTop = at + this.machine.amodeWords;
    return at;
  }

  /** Copies an address into a record. */
  putAmode(at: number, amode: number): void {
    const w = this.words;
    const a = this.amodes;
    const n = this.machine.amodeWords;
    for (let i = 0; i < n; i++) w[at + i] = a[amode + i]!;
  }

  /** Begins a register list; uses are added before defs. Only one list is open at a time. */
  beginRegs(clobberSet: number): number {
    const at = this.listTop;
    if (at + LIST_HEADER > this.lists.length) this.lists = grown(this.lists, at + LIST_HEADER);
    this.lists[at] = 0;
    this.lists[at + 1] = 0;
    this.lists[at + 2] = clobberSet;
    this.listTop = at + LIST_HEADER;
    this.openList = at;
    return at;
  }

  /** Adds to the open list: `reg` is read in the physical register `preg` (-1: any register). */
  addRegUse(reg: number, preg: number): void {
    this.pushPair(reg, preg);
    this.lists[this.openList]!++;
  }

  /** Adds to the open list: `reg` is written in the physical register `preg`. */
  addRegDef(reg: number, preg: number): void {
    this.pushPair(reg, preg);
    this.lists[this.openList + 1]!++;
  }

  private pushPair(reg: number, preg: number): void {
    const at = this.listTop;
    if (at + 2 > this.lists.length) this.lists = grown(this.lists, at + 2);
    this.lists[at] = reg;
    this.lists[at + 1] = preg;
    this.listTop = at + 2;
  }

  /** Copies a register list to the end of the record at `inst`, which must be the last pending one. */
  putRegs(inst: number, list: number): void {
    const pairs = (this.lists[list]! + this.lists[list + 1]!) * 2;
    const header = this.words[inst]!;
    const at = inst + (header >>> 16) - LIST_HEADER;
    const end = at + LIST_HEADER + pairs;
    if (end + MAX_FIXED > this.words.length) this.words = grown(this.words, end + MAX_FIXED);
    const w = this.words;
    for (let i = 0; i < LIST_HEADER + pairs; i++) w[at + i] = this.lists[list + i]!;
    w[inst] = (header & 0xffff) | ((end - inst) << 16);
    this.top = end;
  }
}
