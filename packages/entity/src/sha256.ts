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
  /** The message schedule; words 0 to 15 are the block being filled, as big-endian words. */
  private readonly w: Int32Array;
  /** Bytes in the block being filled. */
  private filled: number;
  /** Bytes of all complete blocks; exact up to 2^53. */
  private hashed: number;

  constructor() {
    this.state = new Int32Array(8);
    this.w = new Int32Array(64);
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
        // Whole blocks go straight into the schedule.
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

  /** Compresses the block in words 0 to 15 of the schedule. */
  private block(): void {
    compress(this.state, this.w);
    this.hashed += 64;
  }
}

function compress(state: Int32Array, w: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + K[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
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
