// A growing buffer for text that is almost always ASCII.
//
// Printers write bytes: a number becomes digits in place, a mnemonic is copied, and the host decodes a whole chunk
// at once. That is a third of the cost of concatenating a string per token. Text outside ASCII (only names and
// descriptions can have it) ends the chunk and joins the result as it is.

interface Decoder {
  decode(bytes: Uint8Array): string;
}

const INITIAL_BYTES = 1 << 12;
/** A chunk is decoded when it exceeds this size, so that one huge function needs no huge buffer. */
const CHUNK_BYTES = 1 << 16;
/** Every single write below takes at most this many bytes. */
const MARGIN = 256;

export class TextBuffer {
  /** Bytes of the current chunk; re-read after any call. */
  bytes: Uint8Array = new Uint8Array(INITIAL_BYTES);
  /** Bytes in use in the current chunk. */
  length: number = 0;
  private finished: string = "";
  private decoder: Decoder | undefined = undefined;

  clear(): void {
    this.length = 0;
    this.finished = "";
  }

  /** Takes everything written so far and empties the buffer. */
  take(): string {
    this.flush();
    const text = this.finished;
    this.finished = "";
    return text;
  }

  /** Makes room for `MARGIN` bytes; call it once per line, the single writes below do not check. */
  reserve(): void {
    if (this.length + MARGIN <= this.bytes.length) return;
    if (this.length >= CHUNK_BYTES) {
      this.flush();
      return;
    }
    const grown = new Uint8Array(this.bytes.length * 2);
    grown.set(this.bytes);
    this.bytes = grown;
  }

  /** Writes one ASCII character. */
  char(c: number): void {
    this.bytes[this.length++] = c;
  }

  /** Writes a short ASCII string (at most 100 characters). */
  ascii(text: string): void {
    const bytes = this.bytes;
    const at = this.length;
    const n = text.length;
    for (let i = 0; i < n; i++) bytes[at + i] = text.charCodeAt(i);
    this.length = at + n;
  }

  /** Copies a short run of bytes. */
  copy(from: Uint8Array, start: number, end: number): void {
    const bytes = this.bytes;
    let at = this.length;
    for (let i = start; i < end; i++) bytes[at++] = from[i]!;
    this.length = at;
  }

  /** Writes any string. */
  text(text: string): void {
    const n = text.length;
    if (n > 100 || !isAscii(text)) {
      this.flush();
      this.finished += text;
      return;
    }
    this.reserve();
    this.ascii(text);
  }

  /** Writes `count` (at most 100) spaces. */
  spaces(count: number): void {
    const bytes = this.bytes;
    let at = this.length;
    for (let i = 0; i < count; i++) bytes[at++] = 32;
    this.length = at;
  }

  /** Writes a non-negative integer below 2^32 in decimal. */
  decimal(n: number): void {
    const bytes = this.bytes;
    let at = this.length;
    if (n < 10) {
      bytes[at] = 48 + n;
      this.length = at + 1;
      return;
    }
    let digits = 2;
    for (let top = 100; digits < 10 && n >= top; top *= 10) digits++;
    this.length = at + digits;
    at += digits;
    let rest = n;
    if (rest > 0x7fffffff) {
      const quotient = Math.floor(rest / 10);
      bytes[--at] = 48 + (rest - quotient * 10);
      rest = quotient;
      digits--;
    }
    // int32 from here on: the divisions become multiplications.
    let small = rest | 0;
    for (; digits > 0; digits--) {
      const quotient = (small / 10) | 0;
      bytes[--at] = 48 + (small - quotient * 10);
      small = quotient;
    }
  }

  /** Writes an unsigned 32-bit number in hexadecimal, at least `width` digits. */
  hex(bits: number, width: number): void {
    let digits = (35 - Math.clz32(bits)) >> 2;
    if (digits < width) digits = width;
    const bytes = this.bytes;
    let at = this.length + digits;
    this.length = at;
    let rest = bits;
    for (; digits > 0; digits--) {
      const d = rest & 15;
      bytes[--at] = d < 10 ? 48 + d : 87 + d;
      rest >>>= 4;
    }
  }

  private flush(): void {
    if (this.length === 0) return;
    this.finished += this.decode();
    this.length = 0;
  }

  private decode(): string {
    const bytes = this.bytes;
    const length = this.length;
    const host = (globalThis as { TextDecoder?: new () => Decoder }).TextDecoder;
    if (host !== undefined && length > 64) {
      this.decoder ??= new host();
      return this.decoder.decode(bytes.subarray(0, length));
    }
    let text = "";
    for (let at = 0; at < length; at += 4096) {
      text += String.fromCharCode.apply(
        null,
        bytes.subarray(at, Math.min(at + 4096, length)) as unknown as number[],
      );
    }
    return text;
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
