/**
 * Bit masks that AND, ORR and EOR take as immediates: a run of ones, rotated, in an element of 2 to 64 bits that is
 * repeated (Arm ARM, `DecodeBitMasks`). Encoded as N (bit 12), immr (bits 6-11), imms (bits 0-5).
 */

/** The encoding of a 64-bit number given in halves, or -1. For a 32-bit mask both halves are the same number. */
export function encodeMask(lo: number, hi: number): number {
  if ((lo === 0 && hi === 0) || (lo === -1 && hi === -1)) return -1;
  let value = (BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0);
  let size = 64;
  while (size > 2) {
    const half = BigInt(size / 2);
    const mask = (1n << half) - 1n;
    if ((value & mask) !== value >> half) break;
    value &= mask;
    size /= 2;
  }
  const all = (1n << BigInt(size)) - 1n;
  let ones = 0;
  for (let v = value; v !== 0n; v >>= 1n) ones += Number(v & 1n);
  const run = (1n << BigInt(ones)) - 1n;
  for (let r = 0; r < size; r++) {
    // The run rotated right by r
    const rotated = ((run >> BigInt(r)) | (run << BigInt(size - r))) & all;
    if (rotated !== value) continue;
    const imms = (~(2 * size - 1) & 0x3f) | (ones - 1);
    return ((size === 64 ? 1 : 0) << 12) | (r << 6) | (imms & 0x3f);
  }
  return -1;
}

/** Whether an encoding stands for a number: those of all ones and of elements of one bit are reserved. */
export function isMask(mask: number): boolean {
  const size = (((mask >> 12) & 1) << 6) | (~mask & 63);
  return size > 1 && (size & (size - 1)) !== 0;
}

/** The number that an encoding stands for, of `bits` bits. */
export function decodeMask(mask: number, bits: number): bigint {
  const n = (mask >> 12) & 1;
  const r = (mask >> 6) & 63;
  const s = mask & 63;
  const size = 1 << (31 - Math.clz32((n << 6) | (~s & 0x3f)));
  const ones = (s & (size - 1)) + 1;
  const rotation = BigInt(r & (size - 1));
  const all = (1n << BigInt(size)) - 1n;
  const run = (1n << BigInt(ones)) - 1n;
  const element = ((run >> rotation) | (run << (BigInt(size) - rotation))) & all;
  let value = 0n;
  for (let at = 0; at < bits; at += size) value |= element << BigInt(at);
  return value;
}
