/**
 * The register file: the values of all active frames in one growable buffer, seen through typed arrays.
 *
 * A value occupies an even number of int32 words, at least two, at an even word offset from its frame. Scalars of up to 32
 * bits are the word at offset `LO`, canonical (integers zero-extended, f16 and f32 as their pattern); 64-bit scalars are
 * one 64-bit cell; i128 and f128 are two cells, the low one first; the lanes of a vector follow each other, each in the
 * host's byte order. Decoded code names a value by `offset + LO`, so that its low word is the index itself, its high word
 * the index `^ 1`, and its double `index >> 1`.
 */

/** Words that a host refuses to go beyond: 256 MiB of frames. */
const MAX_WORDS = 1 << 26;

export class Registers {
  /** All views are replaced by `reserve`; re-read them after a call that may reserve. */
  words: Int32Array;
  halves: Uint16Array;
  bytes: Uint8Array;
  floats: Float32Array;
  doubles: Float64Array;
  cells: BigUint64Array;
  /** Number of words. */
  capacity: number;

  constructor(words: number = 1 << 14) {
    const buffer = new ArrayBuffer(words * 4);
    this.words = new Int32Array(buffer);
    this.halves = new Uint16Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.cells = new BigUint64Array(buffer);
    this.capacity = words;
  }

  /** Makes room for `words` words, keeping contents. False if that is more than the file may have. */
  reserve(words: number): boolean {
    if (words <= this.capacity) return true;
    if (words > MAX_WORDS) return false;
    let capacity = this.capacity;
    while (capacity < words) capacity *= 2;
    const buffer = new ArrayBuffer(capacity * 4);
    const next = new Int32Array(buffer);
    next.set(this.words);
    this.words = next;
    this.halves = new Uint16Array(buffer);
    this.bytes = new Uint8Array(buffer);
    this.floats = new Float32Array(buffer);
    this.doubles = new Float64Array(buffer);
    this.cells = new BigUint64Array(buffer);
    this.capacity = capacity;
    return true;
  }
}
