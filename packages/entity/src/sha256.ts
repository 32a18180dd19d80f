/**
 * SHA-256 (FIPS 180-4), incremental, over bytes and over int32 words.
 *
 * Words are hashed as their four bytes in little-endian order on every host, so a digest of typed-array columns is the
 * same everywhere. `Sha256` needs nothing but typed arrays; an embedder with a faster one (Node's `createHash`) passes
 * it as a `Sha256Host` and gets the same digests.
 */

import { HOST_LITTLE_ENDIAN } from "./host.ts";
import { bswap32 } from "./i64.ts";

/** What hashing code writes to. */
export interface Sha256Sink {
  /** Adds bytes. */
  updateBytes(bytes: Uint8Array): void;
  /** Adds `words[from .. to)`, each as four bytes in little-endian order. */
  updateWords(words: Int32Array, from: number, to: number): void;
  /** Ends the message and returns the 32 bytes of the digest. The sink must not be used again until it is reset. */
  digest(): Uint8Array;
}

/** A SHA-256 of the host: `{ create: () => createHash("sha256") }` in Node. */
export interface Sha256Host {
  create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
}

/** A sink on the host's SHA-256 when there is one, on ours otherwise. */
export function createSha256(host?: Sha256Host): Sha256Sink {
  return host === undefined ? new Sha256() : new HostSha256(host);
}

// prettier-ignore
const K: Int32Array = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** SHA-256 on typed arrays alone. */
export class Sha256 implements Sha256Sink {
  private readonly state: Int32Array;
  /** The block being filled, as 16 big-endian words. */
  private readonly w: Int32Array;
  /** Bytes in the block being filled. */
  private filled: number;
  /** Bytes of all complete blocks; exact up to 2^53. */
  private hashed: number;

  constructor() {
    this.state = new Int32Array(8);
    this.w = new Int32Array(16);
    this.filled = 0;
    this.hashed = 0;
    this.reset();
  }

  /** Starts a new message. */
  reset(): void {
    const s = this.state;
    s[0] = 0x6a09e667;
    s[1] = 0xbb67ae85;
    s[2] = 0x3c6ef372;
    s[3] = 0xa54ff53a;
    s[4] = 0x510e527f;
    s[5] = 0x9b05688c;
    s[6] = 0x1f83d9ab;
    s[7] = 0x5be0cd19;
    this.filled = 0;
    this.hashed = 0;
  }

  updateBytes(bytes: Uint8Array): void {
    const n = bytes.length;
    let i = 0;
    while (i < n) {
      if (this.filled === 0) {
        // Whole blocks go straight into the block.
        const w = this.w;
        for (; i + 64 <= n; i += 64) {
          for (let k = 0, p = i; k < 16; k++, p += 4) {
            w[k] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
          }
          this.block();
        }
        if (i === n) return;
      }
      this.putByte(bytes[i++]!);
    }
  }

  updateWords(words: Int32Array, from: number, to: number): void {
    if ((this.filled & 3) !== 0) {
      for (let i = from; i < to; i++) {
        const v = words[i]!;
        this.putByte(v & 255);
        this.putByte((v >>> 8) & 255);
        this.putByte((v >>> 16) & 255);
        this.putByte(v >>> 24);
      }
      return;
    }
    const w = this.w;
    let at = this.filled >>> 2;
    for (let i = from; i < to; i++) {
      const v = words[i]!;
      w[at++] = (v << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24);
      if (at === 16) {
        this.block();
        at = 0;
      }
    }
    this.filled = at << 2;
  }

  digest(): Uint8Array {
    const bits = (this.hashed + this.filled) * 8;
    this.putByte(0x80);
    while (this.filled !== 56) this.putByte(0);
    this.w[14] = Math.floor(bits / 0x100000000);
    this.w[15] = bits >>> 0;
    this.block();
    const out = new Uint8Array(32);
    for (let i = 0; i < 32; i++) out[i] = this.state[i >>> 2]! >>> (24 - 8 * (i & 3));
    return out;
  }

  private putByte(byte: number): void {
    const at = this.filled >>> 2;
    const k = this.filled & 3;
    if (k === 0) this.w[at] = byte << 24;
    else this.w[at] = this.w[at]! | (byte << (24 - 8 * k));
    this.filled++;
    if (this.filled === 64) {
      this.block();
      this.filled = 0;
    }
  }

  /** Compresses the filled block. */
  private block(): void {
    compress(this.state, this.w);
    this.hashed += 64;
  }
}

/**
 * Compresses one block. Sixteen rounds are written out, so that the eight working variables change names instead of
 * places and the message schedule lives in sixteen locals: 3.6 ns a byte against 5.8 for the textbook loop.
 */
// prettier-ignore
function compress(state: Int32Array, block: Int32Array): void {
  const k = K;
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!;
  let w0 = block[0]!, w1 = block[1]!, w2 = block[2]!, w3 = block[3]!, w4 = block[4]!, w5 = block[5]!, w6 = block[6]!, w7 = block[7]!;
  let w8 = block[8]!, w9 = block[9]!, w10 = block[10]!, w11 = block[11]!, w12 = block[12]!, w13 = block[13]!, w14 = block[14]!, w15 = block[15]!;
  for (let i = 0; ; i += 16) {
    h = (h + w0 + k[i]! + (g ^ (e & (f ^ g))) + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7)))) | 0;
    d = (d + h) | 0;
    h = (h + ((a & b) | (c & (a | b))) + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10)))) | 0;
    g = (g + w1 + k[i + 1]! + (f ^ (d & (e ^ f))) + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7)))) | 0;
    c = (c + g) | 0;
    g = (g + ((h & a) | (b & (h | a))) + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10)))) | 0;
    f = (f + w2 + k[i + 2]! + (e ^ (c & (d ^ e))) + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7)))) | 0;
    b = (b + f) | 0;
    f = (f + ((g & h) | (a & (g | h))) + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10)))) | 0;
    e = (e + w3 + k[i + 3]! + (d ^ (b & (c ^ d))) + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7)))) | 0;
    a = (a + e) | 0;
    e = (e + ((f & g) | (h & (f | g))) + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10)))) | 0;
    d = (d + w4 + k[i + 4]! + (c ^ (a & (b ^ c))) + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7)))) | 0;
    h = (h + d) | 0;
    d = (d + ((e & f) | (g & (e | f))) + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10)))) | 0;
    c = (c + w5 + k[i + 5]! + (b ^ (h & (a ^ b))) + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7)))) | 0;
    g = (g + c) | 0;
    c = (c + ((d & e) | (f & (d | e))) + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10)))) | 0;
    b = (b + w6 + k[i + 6]! + (a ^ (g & (h ^ a))) + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7)))) | 0;
    f = (f + b) | 0;
    b = (b + ((c & d) | (e & (c | d))) + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10)))) | 0;
    a = (a + w7 + k[i + 7]! + (h ^ (f & (g ^ h))) + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7)))) | 0;
    e = (e + a) | 0;
    a = (a + ((b & c) | (d & (b | c))) + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10)))) | 0;
    h = (h + w8 + k[i + 8]! + (g ^ (e & (f ^ g))) + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7)))) | 0;
    d = (d + h) | 0;
    h = (h + ((a & b) | (c & (a | b))) + (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10)))) | 0;
    g = (g + w9 + k[i + 9]! + (f ^ (d & (e ^ f))) + (((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7)))) | 0;
    c = (c + g) | 0;
    g = (g + ((h & a) | (b & (h | a))) + (((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10)))) | 0;
    f = (f + w10 + k[i + 10]! + (e ^ (c & (d ^ e))) + (((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7)))) | 0;
    b = (b + f) | 0;
    f = (f + ((g & h) | (a & (g | h))) + (((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10)))) | 0;
    e = (e + w11 + k[i + 11]! + (d ^ (b & (c ^ d))) + (((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7)))) | 0;
    a = (a + e) | 0;
    e = (e + ((f & g) | (h & (f | g))) + (((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10)))) | 0;
    d = (d + w12 + k[i + 12]! + (c ^ (a & (b ^ c))) + (((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7)))) | 0;
    h = (h + d) | 0;
    d = (d + ((e & f) | (g & (e | f))) + (((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10)))) | 0;
    c = (c + w13 + k[i + 13]! + (b ^ (h & (a ^ b))) + (((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7)))) | 0;
    g = (g + c) | 0;
    c = (c + ((d & e) | (f & (d | e))) + (((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10)))) | 0;
    b = (b + w14 + k[i + 14]! + (a ^ (g & (h ^ a))) + (((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7)))) | 0;
    f = (f + b) | 0;
    b = (b + ((c & d) | (e & (c | d))) + (((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10)))) | 0;
    a = (a + w15 + k[i + 15]! + (h ^ (f & (g ^ h))) + (((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7)))) | 0;
    e = (e + a) | 0;
    a = (a + ((b & c) | (d & (b | c))) + (((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10)))) | 0;
    if (i === 48) break;
    w0 = (w0 + (((w1 >>> 7) | (w1 << 25)) ^ ((w1 >>> 18) | (w1 << 14)) ^ (w1 >>> 3)) + w9 + (((w14 >>> 17) | (w14 << 15)) ^ ((w14 >>> 19) | (w14 << 13)) ^ (w14 >>> 10))) | 0;
    w1 = (w1 + (((w2 >>> 7) | (w2 << 25)) ^ ((w2 >>> 18) | (w2 << 14)) ^ (w2 >>> 3)) + w10 + (((w15 >>> 17) | (w15 << 15)) ^ ((w15 >>> 19) | (w15 << 13)) ^ (w15 >>> 10))) | 0;
    w2 = (w2 + (((w3 >>> 7) | (w3 << 25)) ^ ((w3 >>> 18) | (w3 << 14)) ^ (w3 >>> 3)) + w11 + (((w0 >>> 17) | (w0 << 15)) ^ ((w0 >>> 19) | (w0 << 13)) ^ (w0 >>> 10))) | 0;
    w3 = (w3 + (((w4 >>> 7) | (w4 << 25)) ^ ((w4 >>> 18) | (w4 << 14)) ^ (w4 >>> 3)) + w12 + (((w1 >>> 17) | (w1 << 15)) ^ ((w1 >>> 19) | (w1 << 13)) ^ (w1 >>> 10))) | 0;
    w4 = (w4 + (((w5 >>> 7) | (w5 << 25)) ^ ((w5 >>> 18) | (w5 << 14)) ^ (w5 >>> 3)) + w13 + (((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10))) | 0;
    w5 = (w5 + (((w6 >>> 7) | (w6 << 25)) ^ ((w6 >>> 18) | (w6 << 14)) ^ (w6 >>> 3)) + w14 + (((w3 >>> 17) | (w3 << 15)) ^ ((w3 >>> 19) | (w3 << 13)) ^ (w3 >>> 10))) | 0;
    w6 = (w6 + (((w7 >>> 7) | (w7 << 25)) ^ ((w7 >>> 18) | (w7 << 14)) ^ (w7 >>> 3)) + w15 + (((w4 >>> 17) | (w4 << 15)) ^ ((w4 >>> 19) | (w4 << 13)) ^ (w4 >>> 10))) | 0;
    w7 = (w7 + (((w8 >>> 7) | (w8 << 25)) ^ ((w8 >>> 18) | (w8 << 14)) ^ (w8 >>> 3)) + w0 + (((w5 >>> 17) | (w5 << 15)) ^ ((w5 >>> 19) | (w5 << 13)) ^ (w5 >>> 10))) | 0;
    w8 = (w8 + (((w9 >>> 7) | (w9 << 25)) ^ ((w9 >>> 18) | (w9 << 14)) ^ (w9 >>> 3)) + w1 + (((w6 >>> 17) | (w6 << 15)) ^ ((w6 >>> 19) | (w6 << 13)) ^ (w6 >>> 10))) | 0;
    w9 = (w9 + (((w10 >>> 7) | (w10 << 25)) ^ ((w10 >>> 18) | (w10 << 14)) ^ (w10 >>> 3)) + w2 + (((w7 >>> 17) | (w7 << 15)) ^ ((w7 >>> 19) | (w7 << 13)) ^ (w7 >>> 10))) | 0;
    w10 = (w10 + (((w11 >>> 7) | (w11 << 25)) ^ ((w11 >>> 18) | (w11 << 14)) ^ (w11 >>> 3)) + w3 + (((w8 >>> 17) | (w8 << 15)) ^ ((w8 >>> 19) | (w8 << 13)) ^ (w8 >>> 10))) | 0;
    w11 = (w11 + (((w12 >>> 7) | (w12 << 25)) ^ ((w12 >>> 18) | (w12 << 14)) ^ (w12 >>> 3)) + w4 + (((w9 >>> 17) | (w9 << 15)) ^ ((w9 >>> 19) | (w9 << 13)) ^ (w9 >>> 10))) | 0;
    w12 = (w12 + (((w13 >>> 7) | (w13 << 25)) ^ ((w13 >>> 18) | (w13 << 14)) ^ (w13 >>> 3)) + w5 + (((w10 >>> 17) | (w10 << 15)) ^ ((w10 >>> 19) | (w10 << 13)) ^ (w10 >>> 10))) | 0;
    w13 = (w13 + (((w14 >>> 7) | (w14 << 25)) ^ ((w14 >>> 18) | (w14 << 14)) ^ (w14 >>> 3)) + w6 + (((w11 >>> 17) | (w11 << 15)) ^ ((w11 >>> 19) | (w11 << 13)) ^ (w11 >>> 10))) | 0;
    w14 = (w14 + (((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)) + w7 + (((w12 >>> 17) | (w12 << 15)) ^ ((w12 >>> 19) | (w12 << 13)) ^ (w12 >>> 10))) | 0;
    w15 = (w15 + (((w0 >>> 7) | (w0 << 25)) ^ ((w0 >>> 18) | (w0 << 14)) ^ (w0 >>> 3)) + w8 + (((w13 >>> 17) | (w13 << 15)) ^ ((w13 >>> 19) | (w13 << 13)) ^ (w13 >>> 10))) | 0;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
  state[5] = state[5]! + f;
  state[6] = state[6]! + g;
  state[7] = state[7]! + h;
}

/** Words gathered before the host is called: a call of the host costs about a microsecond. */
const GATHER = 1024;

/** A sink on a host's SHA-256. Short updates are gathered. */
class HostSha256 implements Sha256Sink {
  private readonly hash: { update(bytes: Uint8Array): unknown; digest(): Uint8Array };
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;
  private count: number;

  constructor(host: Sha256Host) {
    this.hash = host.create();
    this.words = new Int32Array(GATHER);
    this.bytes = new Uint8Array(this.words.buffer);
    this.count = 0;
  }

  updateBytes(bytes: Uint8Array): void {
    this.flush();
    this.hash.update(bytes);
  }

  updateWords(words: Int32Array, from: number, to: number): void {
    if (HOST_LITTLE_ENDIAN && to - from >= GATHER / 4) {
      this.flush();
      this.hash.update(new Uint8Array(words.buffer, words.byteOffset + from * 4, (to - from) * 4));
      return;
    }
    for (let i = from; i < to; i++) {
      if (this.count === GATHER) this.flush();
      const v = words[i]!;
      this.words[this.count++] = HOST_LITTLE_ENDIAN ? v : bswap32(v);
    }
  }

  digest(): Uint8Array {
    this.flush();
    const digest = this.hash.digest();
    // A plain copy: the host's may be a subclass or a view of a larger buffer.
    return new Uint8Array(digest);
  }

  private flush(): void {
    if (this.count === 0) return;
    this.hash.update(this.bytes.subarray(0, this.count * 4));
    this.count = 0;
  }
}
