// Literals of the CLIF text: integers, offsets, IEEE-754 numbers and constant bytes, read and printed exactly.
//
// A literal wider than 32 bits is a row of little-endian 32-bit words (word 0 is the least significant), because
// that is how instructions and the constant pool keep it; no bigint is made on any path that a parser runs per
// instruction. The parsing functions read `text[start, end)` in place and answer with a status code, the printing
// ones return the canonical text. Reading never rounds: a float literal that has no exact representation in its
// format is refused, so that printing and reading are inverse on every bit pattern, NaN payloads included.
//
// Refused on purpose: decimal floats (other than `0.0`), a positive exponent sign, underscores in floats.

/** Result of reading a literal: `LiteralStatus.Ok` or the reason for refusing it. */
export type LiteralStatus = number;

export const LITERAL_OK: number = 0;
export const LITERAL_EMPTY: number = 1;
export const LITERAL_BAD_DECIMAL: number = 2;
export const LITERAL_BAD_HEX: number = 3;
export const LITERAL_TOO_LARGE: number = 4;
export const LITERAL_TOO_SMALL: number = 5;
export const LITERAL_NOT_FLOAT: number = 6;
export const LITERAL_BAD_EXPONENT: number = 7;
export const LITERAL_TOO_MANY_DIGITS: number = 8;
export const LITERAL_TOO_MANY_BITS: number = 9;
export const LITERAL_MAGNITUDE_TOO_LARGE: number = 10;
export const LITERAL_MAGNITUDE_TOO_SMALL: number = 11;
export const LITERAL_SUBNORMAL_UNDERFLOW: number = 12;
export const LITERAL_BAD_PAYLOAD: number = 13;
export const LITERAL_ODD_HEX: number = 14;
export const LITERAL_NEEDS_SIGN: number = 15;

const STATUS_MESSAGES: readonly string[] = [
  "ok",
  "no digits in number",
  "invalid character in decimal number",
  "invalid character in hexadecimal number",
  "number too large",
  "negative number too small",
  "float must be hexadecimal with a radix point, `0.0`, `Inf` or `NaN`",
  "bad exponent",
  "too many hexadecimal digits",
  "too many significant bits",
  "magnitude too large",
  "magnitude too small",
  "subnormal underflow",
  "bad NaN payload",
  "constant needs an even number of hexadecimal digits",
  "offset needs an explicit sign",
];

/** The sentence for a status code, for use inside an error message. */
export function literalStatusMessage(status: LiteralStatus): string {
  return STATUS_MESSAGES[status] ?? "malformed literal";
}

/** Parameters of one IEEE-754 binary interchange format. */
export interface FloatFormat {
  /** Width in bits. */
  readonly bits: number;
  /** Width of the exponent field in bits. */
  readonly exponentBits: number;
  /** Width of the trailing significand (the fraction) in bits. */
  readonly fractionBits: number;
  /** Number of 32-bit words that hold a value (binary16 uses the low half of one). */
  readonly words: number;
}

export const BINARY16: FloatFormat = { bits: 16, exponentBits: 5, fractionBits: 10, words: 1 };
export const BINARY32: FloatFormat = { bits: 32, exponentBits: 8, fractionBits: 23, words: 1 };
export const BINARY64: FloatFormat = { bits: 64, exponentBits: 11, fractionBits: 52, words: 2 };
export const BINARY128: FloatFormat = { bits: 128, exponentBits: 15, fractionBits: 112, words: 4 };

/** Value of a hexadecimal digit by char code, -1 for anything else. */
export function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

// Integers ------------------------------------------------------------------------------------------------------

/**
 * Reads a signed or unsigned integer in the range -2^63 to 2^64 - 1: decimal or `0x`, optional sign, `_` ignored.
 * On success `out[0]` and `out[1]` are the low and high words of the two's complement value and `out[2]` is 1 for
 * a negative value (which tells -1 from 2^64 - 1), else 0.
 */
export function parseImm64(text: string, start: number, end: number, out: Int32Array): LiteralStatus {
  let at = start;
  let negative = false;
  if (at < end) {
    const c = text.charCodeAt(at);
    if (c === 45 || c === 43) {
      negative = c === 45;
      at++;
    }
  }
  const status = parseMagnitude(text, at, end, out);
  if (status !== LITERAL_OK) return status;
  out[2] = 0;
  if (negative) {
    const lo = out[0]!;
    const hi = out[1]!;
    if (hi < 0 && (hi !== -0x80000000 || lo !== 0)) return LITERAL_TOO_SMALL;
    out[0] = -lo;
    out[1] = lo === 0 ? -hi : ~hi;
    out[2] = (lo | hi) !== 0 ? 1 : 0;
  }
  return LITERAL_OK;
}

/** Reads an unsigned integer up to 2^64 - 1 (decimal or `0x`, no sign, `_` ignored) into `out[0]`, `out[1]`. */
export function parseUimm64(text: string, start: number, end: number, out: Int32Array): LiteralStatus {
  const status = parseMagnitude(text, start, end, out);
  out[2] = 0;
  return status;
}

/**
 * Reads an unsigned integer up to 2^32 - 1. Returns the value, or `-1 - status` (a negative number) when the text
 * is not one.
 */
export function parseUimm32(text: string, start: number, end: number, out: Int32Array): number {
  const status = parseMagnitude(text, start, end, out);
  if (status !== LITERAL_OK) return -1 - status;
  if (out[1] !== 0) return -1 - LITERAL_TOO_LARGE;
  return out[0]! >>> 0;
}

/** Reads an address offset: a sign, then a magnitude; the value, in `out[0]`, must fit an int32. */
export function parseOffset32(text: string, start: number, end: number, out: Int32Array): LiteralStatus {
  const c = start < end ? text.charCodeAt(start) : 0;
  if (c !== 43 && c !== 45) return LITERAL_NEEDS_SIGN;
  const status = parseImm64(text, start, end, out);
  if (status !== LITERAL_OK) return status;
  if (out[1] !== out[0]! >> 31) return out[2] === 1 ? LITERAL_TOO_SMALL : LITERAL_TOO_LARGE;
  return LITERAL_OK;
}

/**
 * True when an integer read by `parseImm64` fits `bits` bits (8 to 64), as a signed or as an unsigned number:
 * both -1 and 255 are bytes, -129 and 256 are not. `words` is its `out` array.
 */
export function immFitsBits(words: Int32Array, bits: number): boolean {
  if (bits >= 64) return true;
  const lo = words[0]!;
  const hi = words[1]!;
  if (words[2] === 1) {
    if (hi !== -1) return false;
    return bits === 32 ? lo < 0 : lo >= -(2 ** (bits - 1));
  }
  if (hi !== 0) return false;
  return bits === 32 || lo >>> 0 < 2 ** bits;
}

function parseMagnitude(text: string, start: number, end: number, out: Int32Array): LiteralStatus {
  let at = start;
  let digits = 0;
  if (at + 1 < end && text.charCodeAt(at) === 48 && text.charCodeAt(at + 1) === 120) {
    let lo = 0;
    let hi = 0;
    for (at += 2; at < end; at++) {
      const c = text.charCodeAt(at);
      const d = hexDigit(c);
      if (d < 0) {
        if (c !== 95) return LITERAL_BAD_HEX;
        continue;
      }
      if (++digits > 16) return LITERAL_TOO_MANY_DIGITS;
      hi = (hi << 4) | (lo >>> 28);
      lo = (lo << 4) | d;
    }
    if (digits === 0) return LITERAL_EMPTY;
    out[0] = lo;
    out[1] = hi;
    return LITERAL_OK;
  }
  // Two parts of ten: value = high * 10^10 + low, both exact in a double, joined only if the number is long.
  let value = 0;
  for (; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c < 48 || c > 57) {
      if (c !== 95) return LITERAL_BAD_DECIMAL;
      continue;
    }
    digits++;
    value = value * 10 + (c - 48);
    if (value > 9007199254740991) return parseLongDecimal(text, start, end, out);
  }
  if (digits === 0) return LITERAL_EMPTY;
  out[0] = value | 0;
  out[1] = Math.floor(value / 4294967296) | 0;
  return LITERAL_OK;
}

function parseLongDecimal(text: string, start: number, end: number, out: Int32Array): LiteralStatus {
  let lo = 0;
  let hi = 0;
  for (let at = start; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c < 48 || c > 57) {
      if (c !== 95) return LITERAL_BAD_DECIMAL;
      continue;
    }
    const low = lo * 10 + (c - 48);
    const high = hi * 10 + Math.floor(low / 4294967296);
    if (high > 4294967295) return LITERAL_TOO_LARGE;
    lo = low % 4294967296;
    hi = high;
  }
  out[0] = lo | 0;
  out[1] = hi | 0;
  return LITERAL_OK;
}

/** Prints a 64-bit immediate: decimal below 10,000 (all negative numbers included), else grouped hexadecimal. */
export function formatImm64(lo: number, hi: number): string {
  if (hi === 0 && lo >= 0 && lo < 10000) return `${lo}`;
  if (hi >= 0) return groupedHex(lo, hi);
  if (hi === -1 && lo < 0) return `${lo}`;
  const value = hi * 4294967296 + (lo >>> 0);
  if (value >= -9007199254740991) return `${value}`;
  return `${(BigInt(hi) << 32n) | BigInt(lo >>> 0)}`;
}

/**
 * Prints the immediate of an `iconst` of `bits` bits (8, 16, 32 or 64): the value is sign-extended from its width
 * first, so that an all-ones byte reads `-1`.
 */
export function formatIconst(lo: number, hi: number, bits: number): string {
  if (bits === 32) {
    if (lo < 10000) return `${lo}`;
    return groupedHex(lo, 0);
  }
  if (bits >= 64) return formatImm64(lo, hi);
  const value = (lo << (32 - bits)) >> (32 - bits);
  return value < 10000 ? `${value}` : groupedHex(value, 0);
}

/** Prints an unsigned 64-bit number: decimal below 10,000, else grouped hexadecimal. */
export function formatUimm64(lo: number, hi: number): string {
  if (hi === 0 && lo >= 0 && lo < 10000) return `${lo}`;
  return groupedHex(lo, hi);
}

/** Prints an address offset: nothing for 0, otherwise a sign and the magnitude (grouped hex from 10,000). */
export function formatOffset32(offset: number): string {
  if (offset === 0) return "";
  const magnitude = offset < 0 ? -offset : offset;
  const sign = offset < 0 ? "-" : "+";
  return magnitude < 10000 ? `${sign}${magnitude}` : sign + groupedHex(magnitude | 0, 0);
}

/** Hexadecimal in groups of four digits, the first group padded too: `0x0001_0000`. */
export function groupedHex(lo: number, hi: number): string {
  const upper = hi >>> 16;
  if (upper !== 0) return `0x${hex4(upper)}_${hex4(hi)}_${hex4(lo >>> 16)}_${hex4(lo)}`;
  if (hi !== 0) return `0x${hex4(hi)}_${hex4(lo >>> 16)}_${hex4(lo)}`;
  if (lo >>> 16 !== 0) return `0x${hex4(lo >>> 16)}_${hex4(lo)}`;
  return `0x${hex4(lo)}`;
}

function hex4(bits: number): string {
  return ((bits & 0xffff) | 0x10000).toString(16).slice(1);
}

// Floating point ------------------------------------------------------------------------------------------------

// Scratch for the 128-bit significand of the literal in hand; never read across calls.
const significand = new Int32Array(4);

/**
 * Reads a float literal of `format` into `out[0 .. format.words)`. Accepted: `0.0`, `Inf`, `NaN`, `NaN:0xN`,
 * `sNaN:0xN` and hexadecimal `0xH.HpE`, each with an optional sign. Nothing is ever rounded.
 */
export function parseFloatLiteral(
  format: FloatFormat,
  text: string,
  start: number,
  end: number,
  out: Int32Array,
): LiteralStatus {
  let at = start;
  let negative = 0;
  if (at < end) {
    const c = text.charCodeAt(at);
    if (c === 45 || c === 43) {
      negative = c === 45 ? 1 : 0;
      at++;
    }
  }
  if (at >= end) return LITERAL_NOT_FLOAT;
  const emax = 2 ** (format.exponentBits - 1) - 1;
  significand[0] = 0;
  significand[1] = 0;
  significand[2] = 0;
  significand[3] = 0;
  const first = text.charCodeAt(at);
  if (first === 48 && end - at === 3 && text.charCodeAt(at + 1) === 46 && text.charCodeAt(at + 2) === 48) {
    return packFloat(format, negative, 0, out);
  }
  if (first === 73 /* I */) {
    if (end - at !== 3 || !text.startsWith("Inf", at)) return LITERAL_NOT_FLOAT;
    return packFloat(format, negative, 2 * emax + 1, out);
  }
  if (first === 78 /* N */ || first === 115 /* s */) {
    return parseNan(format, text, at, end, negative, 2 * emax + 1, out);
  }
  if (first !== 48 || text.charCodeAt(at + 1) !== 120) return LITERAL_NOT_FLOAT;

  // Digits go into the 128-bit significand; `point` counts those before the radix point.
  let digits = 0;
  let point = -1;
  let exponent = 0;
  for (at += 2; at < end; at++) {
    const c = text.charCodeAt(at);
    const d = hexDigit(c);
    if (d >= 0) {
      if (++digits > 32) return LITERAL_TOO_MANY_DIGITS;
      shiftInDigit(d);
    } else if (c === 46 && point < 0) {
      point = digits;
    } else if (c === 112 /* p */) {
      exponent = parseExponent(text, at + 1, end);
      if (exponent === BAD_EXPONENT) return LITERAL_BAD_EXPONENT;
      break;
    } else {
      return LITERAL_BAD_HEX;
    }
  }
  if (point < 0) return LITERAL_NOT_FLOAT;
  if (digits === 0) return LITERAL_EMPTY;
  const top = highestBit();
  if (top < 0) return packFloat(format, negative, 0, out);
  const bottom = lowestBit();
  // value = significand * 2^scale; the leading bit has weight 2^(top + scale).
  const scale = exponent - 4 * (digits - point);
  const weight = top + scale;
  if (weight > emax) return LITERAL_MAGNITUDE_TOO_LARGE;
  const emin = 1 - emax;
  const fraction = format.fractionBits;
  if (weight >= emin) {
    if (top - bottom > fraction) return LITERAL_TOO_MANY_BITS;
    shiftSignificand(fraction - top);
    clearBit(fraction);
    return packFloat(format, negative, weight + emax, out);
  }
  // Subnormal: bit 0 of the fraction weighs 2^(emin - fraction).
  const least = emin - fraction;
  if (weight < least) return LITERAL_MAGNITUDE_TOO_SMALL;
  if (bottom + scale < least) return LITERAL_SUBNORMAL_UNDERFLOW;
  shiftSignificand(scale - least);
  return packFloat(format, negative, 0, out);
}

function parseNan(
  format: FloatFormat,
  text: string,
  start: number,
  end: number,
  negative: number,
  biased: number,
  out: Int32Array,
): LiteralStatus {
  let at = start;
  const signalling = text.charCodeAt(at) === 115;
  if (signalling) at++;
  if (!text.startsWith("NaN", at) || at + 3 > end) return LITERAL_NOT_FLOAT;
  at += 3;
  const quietBit = format.fractionBits - 1;
  if (at < end) {
    if (!text.startsWith(":0x", at) || at + 3 >= end) return LITERAL_BAD_PAYLOAD;
    let digits = 0;
    for (at += 3; at < end; at++) {
      const d = hexDigit(text.charCodeAt(at));
      if (d < 0) return LITERAL_BAD_PAYLOAD;
      if (++digits > 32) return LITERAL_TOO_MANY_DIGITS;
      shiftInDigit(d);
    }
    if (highestBit() >= quietBit) return LITERAL_BAD_PAYLOAD;
  }
  if (signalling) {
    if (highestBit() < 0) return LITERAL_BAD_PAYLOAD;
  } else {
    const w = quietBit >> 5;
    significand[w] = significand[w]! | (1 << (quietBit & 31));
  }
  return packFloat(format, negative, biased, out);
}

const BAD_EXPONENT = 0x7fffffff;

/** Decimal int16 without a plus sign, or `BAD_EXPONENT`. */
function parseExponent(text: string, start: number, end: number): number {
  let at = start;
  const negative = at < end && text.charCodeAt(at) === 45;
  if (negative) at++;
  if (at >= end) return BAD_EXPONENT;
  let value = 0;
  for (; at < end; at++) {
    const d = text.charCodeAt(at) - 48;
    if (d < 0 || d > 9) return BAD_EXPONENT;
    value = value * 10 + d;
    if (value > 32768) return BAD_EXPONENT;
  }
  if (negative) return -value;
  return value > 32767 ? BAD_EXPONENT : value;
}

function shiftInDigit(d: number): void {
  const s = significand;
  s[3] = (s[3]! << 4) | (s[2]! >>> 28);
  s[2] = (s[2]! << 4) | (s[1]! >>> 28);
  s[1] = (s[1]! << 4) | (s[0]! >>> 28);
  s[0] = (s[0]! << 4) | d;
}

function highestBit(): number {
  for (let w = 3; w >= 0; w--) {
    const bits = significand[w]!;
    if (bits !== 0) return w * 32 + 31 - Math.clz32(bits);
  }
  return -1;
}

function lowestBit(): number {
  for (let w = 0; w < 4; w++) {
    const bits = significand[w]!;
    if (bits !== 0) return w * 32 + 31 - Math.clz32(bits & -bits);
  }
  return -1;
}

/** Shifts the significand left by `count`, or right when it is negative; callers make sure no bit is lost. */
function shiftSignificand(count: number): void {
  const s = significand;
  const words = count >> 5;
  const bits = count & 31;
  // A right shift by n is a left shift by a negative word count plus a remainder: `>> 5` rounds down.
  if (count >= 0) {
    for (let w = 3; w >= 0; w--) s[w] = funnel(w - words, bits);
  } else {
    for (let w = 0; w < 4; w++) s[w] = funnel(w - words, bits);
  }
}

function funnel(w: number, bits: number): number {
  const high = w >= 0 && w < 4 ? significand[w]! : 0;
  if (bits === 0) return high;
  const low = w >= 1 && w <= 4 ? significand[w - 1]! : 0;
  return (high << bits) | (low >>> (32 - bits));
}

function clearBit(bit: number): void {
  const w = bit >> 5;
  significand[w] = significand[w]! & ~(1 << (bit & 31));
}

function packFloat(format: FloatFormat, negative: number, biased: number, out: Int32Array): LiteralStatus {
  const last = format.words - 1;
  for (let w = 0; w <= last; w++) out[w] = significand[w]!;
  const top = format.bits - 1 - last * 32;
  const fractionInTop = format.fractionBits - last * 32;
  out[last] = out[last]! | (biased << fractionInTop) | (negative << top);
  return LITERAL_OK;
}

/** Prints a binary16 value given its bits. */
export function formatIeee16(bits: number): string {
  return formatFloat(BINARY16, bits & 0xffff, 0, 0, 0);
}

/** Prints a binary32 value given its bits. */
export function formatIeee32(bits: number): string {
  return formatFloat(BINARY32, bits, 0, 0, 0);
}

/** Prints a binary64 value given its low and high words. */
export function formatIeee64(lo: number, hi: number): string {
  return formatFloat(BINARY64, lo, hi, 0, 0);
}

/** Prints a binary128 value given its words, the least significant first. */
export function formatIeee128(w0: number, w1: number, w2: number, w3: number): string {
  return formatFloat(BINARY128, w0, w1, w2, w3);
}

/** Prints a float of any format: exact, canonical, and accepted by `parseFloatLiteral`. */
export function formatFloat(format: FloatFormat, w0: number, w1: number, w2: number, w3: number): string {
  const s = significand;
  s[0] = w0;
  s[1] = w1;
  s[2] = w2;
  s[3] = w3;
  const last = format.words - 1;
  const top = format.bits - 1 - last * 32;
  const fractionInTop = format.fractionBits - last * 32;
  const emax = 2 ** (format.exponentBits - 1) - 1;
  const head = s[last]!;
  const negative = ((head >>> top) & 1) !== 0;
  const biased = (head >>> fractionInTop) & (2 * emax + 1);
  s[last] = head & ((1 << fractionInTop) - 1);
  const zero = highestBit() < 0;
  const sign = negative ? "-" : "";
  if (biased === 0 && zero) return `${sign}0.0`;
  if (biased === 2 * emax + 1) {
    const always = negative ? "-" : "+";
    if (zero) return `${always}Inf`;
    const quietBit = format.fractionBits - 1;
    const w = quietBit >> 5;
    const quiet = ((s[w]! >>> (quietBit & 31)) & 1) !== 0;
    clearBit(quietBit);
    const name = quiet ? "NaN" : "sNaN";
    return quiet && highestBit() < 0 ? `${always}NaN` : `${always}${name}:0x${significandHex(0)}`;
  }
  const digits = (format.fractionBits + 3) >> 2;
  shiftSignificand(digits * 4 - format.fractionBits);
  const fraction = significandHex(digits);
  return biased === 0 ? `${sign}0x0.${fraction}p${1 - emax}` : `${sign}0x1.${fraction}p${biased - emax}`;
}

/** The significand in lower-case hex, padded to `width` digits (0: no padding, at least one digit). */
function significandHex(width: number): string {
  let text = "";
  for (let w = 3; w >= 0; w--) text += (significand[w]! >>> 0).toString(16).padStart(8, "0");
  let from = 32 - width;
  if (width === 0) {
    from = 0;
    while (from < 31 && text.charCodeAt(from) === 48) from++;
  }
  return text.slice(from);
}

// Constant bytes ------------------------------------------------------------------------------------------------

/** Most bytes that a hexadecimal constant may have. */
export const MAX_HEX_CONSTANT_BYTES = 16;

/**
 * Reads constant bytes from `0x` and an even number of hex digits (at most 32, `_` ignored). The text is
 * big-endian, `out` little-endian: the last pair becomes byte 0. Returns the number of bytes, or `-1 - status`.
 */
export function parseHexConstant(text: string, start: number, end: number, out: Uint8Array): number {
  if (end - start < 3 || text.charCodeAt(start) !== 48 || text.charCodeAt(start + 1) !== 120) {
    return -1 - LITERAL_BAD_HEX;
  }
  let digits = 0;
  for (let at = end - 1; at >= start + 2; at--) {
    const c = text.charCodeAt(at);
    const d = hexDigit(c);
    if (d < 0) {
      if (c === 95) continue;
      return -1 - LITERAL_BAD_HEX;
    }
    if (digits === 2 * MAX_HEX_CONSTANT_BYTES) return -1 - LITERAL_TOO_MANY_DIGITS;
    const byte = digits >> 1;
    out[byte] = (digits & 1) === 0 ? d : out[byte]! | (d << 4);
    digits++;
  }
  if (digits === 0) return -1 - LITERAL_EMPTY;
  if ((digits & 1) !== 0) return -1 - LITERAL_ODD_HEX;
  return digits >> 1;
}

const HEX_DIGITS = "0123456789abcdef";

/** Prints little-endian bytes `[start, end)` as one big-endian hexadecimal number, two digits for each byte. */
export function formatHexConstant(bytes: Uint8Array, start: number, end: number): string {
  let text = "0x";
  for (let at = end - 1; at >= start; at--) {
    const byte = bytes[at]!;
    text += HEX_DIGITS[byte >> 4]! + HEX_DIGITS[byte & 15]!;
  }
  return text;
}
