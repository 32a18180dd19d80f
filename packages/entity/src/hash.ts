/**
 * A fast non-cryptographic hash of 32-bit words, for tables inside the process.
 *
 * Start from a seed, `hashMix` each word, finish with `hashFinish`. One multiplication and one rotation a word; the
 * finishing steps spread every input bit over the low bits that tables index with. Not stable across versions: what is
 * stored or sent uses SHA-256.
 */

/** Adds a word to a running hash. */
export function hashMix(h: number, word: number): number {
  const x = Math.imul(h ^ word, 0x2c1b3c6d);
  return (x << 15) | (x >>> 17);
}

/** Turns a running hash into the hash: an int32 whose low bits depend on every input bit. */
export function hashFinish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x297a2d39);
  return h ^ (h >>> 15);
}

/** The hash of one word. */
export function hash1(a: number): number {
  return hashFinish(hashMix(0x5bd1e995, a));
}

/** The hash of two words, in order. */
export function hash2(a: number, b: number): number {
  return hashFinish(hashMix(hashMix(0x5bd1e995, a), b));
}

/** The hash of three words, in order. */
export function hash3(a: number, b: number, c: number): number {
  return hashFinish(hashMix(hashMix(hashMix(0x5bd1e995, a), b), c));
}

/** The hash of `words[from .. to)`, in order. */
export function hashWords(words: Int32Array, from: number, to: number, seed = 0x5bd1e995): number {
  let h = seed;
  for (let i = from; i < to; i++) h = hashMix(h, words[i]!);
  return hashFinish(h);
}
