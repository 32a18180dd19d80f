/**
 * A growing byte buffer with an explicit byte order, for file formats. Offsets are bytes from the start.
 */

/** Bytes that leave the process: every number is written through a DataView in the given order. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;
  private at: number = 0;
  readonly littleEndian: boolean;

  constructor(littleEndian: boolean, capacity: number = 256) {
    this.littleEndian = littleEndian;
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.at;
  }

  private reserve(n: number): number {
    const at = this.at;
    const end = at + n;
    if (end > this.bytes.length) {
      const next = new Uint8Array(Math.max(this.bytes.length * 2, end));
      next.set(this.bytes.subarray(0, at));
      this.bytes = next;
      this.view = new DataView(next.buffer);
    }
    this.at = end;
    return at;
  }

  u8(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  u16(value: number): void {
    const at = this.reserve(2);
    this.view.setUint16(at, value, this.littleEndian);
  }

  u32(value: number): void {
    const at = this.reserve(4);
    this.view.setUint32(at, value, this.littleEndian);
  }

  /** A 64-bit word; a number must be a safe integer. */
  u64(value: number | bigint): void {
    const at = this.reserve(8);
    this.view.setBigInt64(at, BigInt.asIntN(64, BigInt(value)), this.littleEndian);
  }

  raw(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  zeros(n: number): void {
    this.reserve(n);
  }

  /** Pads with zeros to a multiple of `alignment`, a power of two. */
  align(alignment: number): void {
    this.zeros(-this.at & (alignment - 1));
  }

  /** Overwrites an earlier 32-bit word. */
  patchU32(at: number, value: number): void {
    this.view.setUint32(at, value, this.littleEndian);
  }

  /** Overwrites an earlier 64-bit word. */
  patchU64(at: number, value: number | bigint): void {
    this.view.setBigInt64(at, BigInt.asIntN(64, BigInt(value)), this.littleEndian);
  }

  /** The bytes written; a copy. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.at);
  }
}

/** Strings behind zero bytes, each once, as ELF, Mach-O and COFF string tables have them; offset 0 is empty. */
export class StringTable {
  private readonly offsets: Map<string, number> = new Map<string, number>([["", 0]]);
  private readonly writer: ByteWriter = new ByteWriter(true);

  constructor() {
    this.writer.u8(0);
  }

  /** Offset of `text`, which is added if it is new. Encoded as UTF-8. */
  add(text: string): number {
    let at = this.offsets.get(text);
    if (at === undefined) {
      at = this.writer.length;
      this.writer.raw(utf8(text));
      this.writer.u8(0);
      this.offsets.set(text, at);
    }
    return at;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.writer.finish();
  }
}

/** UTF-8 bytes of `text`; a lone surrogate becomes U+FFFD. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(true, text.length + 8);
  for (const char of text) {
    let c = char.codePointAt(0)!;
    if (c >= 0xd800 && c < 0xe000) c = 0xfffd;
    if (c < 0x80) out.u8(c);
    else if (c < 0x800) {
      out.u8(0xc0 | (c >> 6));
      out.u8(0x80 | (c & 63));
    } else if (c < 0x10000) {
      out.u8(0xe0 | (c >> 12));
      out.u8(0x80 | ((c >> 6) & 63));
      out.u8(0x80 | (c & 63));
    } else {
      out.u8(0xf0 | (c >> 18));
      out.u8(0x80 | ((c >> 12) & 63));
      out.u8(0x80 | ((c >> 6) & 63));
      out.u8(0x80 | (c & 63));
    }
  }
  return out.finish();
}

/** Text of UTF-8 bytes up to `end`; malformed bytes become U+FFFD. */
export function fromUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end;) {
    const b = bytes[i++]!;
    const extra =
      b < 0x80 ? 0 : b >= 0xf0 && b < 0xf8 ? 3 : b >= 0xe0 && b < 0xf0 ? 2 : b >= 0xc2 && b < 0xe0 ? 1 : -1;
    let c = extra < 0 ? 0xfffd : extra === 0 ? b : b & (0x3f >> extra);
    for (let k = 0; k < extra; k++) {
      const next = bytes[i];
      if (i >= end || next === undefined || (next & 0xc0) !== 0x80) {
        c = 0xfffd;
        break;
      }
      c = (c << 6) | (next & 63);
      i++;
    }
    text += String.fromCodePoint(c > 0x10ffff ? 0xfffd : c);
  }
  return text;
}
