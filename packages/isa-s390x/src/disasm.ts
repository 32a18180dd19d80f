/**
 * The disassembler: bytes back to text, for the instructions that this package emits; `undefined` for anything else.
 *
 * Instructions of rows are found by the table that encodes them and printed by the row's own template. What is emitted by
 * hand, in `emit/pseudo.ts`, `emit/atomic.ts` and for addresses, stands in `BY_HAND`. The upper two bits of the first byte
 * tell the length. Data between instructions (jump tables, addresses) looks like instructions or like none.
 *
 * Facts: z/Architecture Principles of Operation (SA22-7832), chapter 5, "Instructions", and appendix B.
 */
import { FORM_MEMORY, FORM_PLAIN, FORM_PSEUDO, formOf, placeOfAddress } from "./emit/encode.ts";
import { operandText } from "./emit/text.ts";
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";

/**
 * A capital is a field of all its digits: A and B a general register, E an access register, I a signed number, T a
 * distance in halfwords, Y and D and H the base and displacement, which D alone stands for in the text; the others are
 * unsigned numbers. The first pattern that fits is it.
 */
const BY_HAND: readonly (readonly [pattern: string, text: string])[] = [
  ["0000", ".insn e, 0"],
  ["0001", ".insn e, 1"],
  ["07e0", "bcr 14, 0"],
  ["07fA", "br A"],
  ["0dAB", "basr A, B"],
  ["a7f4TTTT", "j T"],
  ["a7M4TTTT", "brc M, T"],
  ["a7A5TTTT", "bras A, T"],
  ["c0A0TTTTTTTT", "larl A, T"],
  ["c0f4TTTTTTTT", "jg T"],
  ["c0M4TTTTTTTT", "brcl M, T"],
  ["c0A5TTTTTTTT", "brasl A, T"],
  ["b24f00EA", "ear E, A"],
  ["b90a00AB", "algr A, B"],
  ["b90b00AB", "slgr A, B"],
  ["b98000AB", "ngr A, B"],
  ["b98100AB", "ogr A, B"],
  ["b98200AB", "xgr A, B"],
  ["b98800AB", "alcgr A, B"],
  ["b98900AB", "slbgr A, B"],
  ["ecABTTTTM076", "crj A, B, M, T"],
  ["ecABTTTTM064", "cgrj A, B, M, T"],
  ["ecABTTTTM077", "clrj A, B, M, T"],
  ["ecABTTTTM065", "clgrj A, B, M, T"],
  ["ecAMTTTTII7e", "cij A, I, M, T"],
  ["ecAMTTTTII7c", "cgij A, I, M, T"],
  ["ecAMTTTTNN7f", "clij A, N, M, T"],
  ["ecAMTTTTNN7d", "clgij A, N, M, T"],
  ["ecABFFGGNN59", "risbgn A, B, F, G, N"],
  ["ebABYDDDHH0d", "sllg A, B, D"],
  ["ebABYDDDHH1d", "rll A, B, D"],
];

interface Field {
  readonly place: number;
  readonly half: number;
  readonly shift: number;
  readonly width: number;
}

interface Row {
  readonly op: number;
  readonly text: string;
  readonly bytes: number;
  /** Of each halfword the bits that are given, and what they are. */
  readonly mask: readonly [number, number, number];
  readonly value: readonly [number, number, number];
  readonly fields: readonly Field[];
  /** Where the record has its address, 0 without one; `isLong` if the displacement has 20 bits. */
  readonly address: number;
  readonly isLong: boolean;
}

const STRIDE = 5;
const PHYSICAL = 0x4000_0000;
const FLOAT = 64;

/** Rows by first byte. */
let index: Map<number, Row[]> | undefined;
const words: Int32Array = new Int32Array(64);

function fieldsOf(op: number, count: number): Field[] {
  const fields: Field[] = [];
  for (let k = 0; k < count; k++) {
    const f = (ENCODINGS[STRIDE * op + 2 + (k >> 1)]! >>> ((k & 1) << 4)) & 0xffff;
    if (f !== 0) fields.push({ place: f & 31, half: (f >>> 5) & 3, shift: (f >>> 7) & 15, width: f >>> 11 });
  }
  return fields;
}

function rowsOf(op: number): Row[] {
  const e = STRIDE * op;
  const [first, meta] = [ENCODINGS[e]!, ENCODINGS[e + 1]!];
  const form = formOf(op);
  const fields = fieldsOf(op, form === FORM_PLAIN ? 5 : 2);
  const mask: [number, number, number] = [0xffff, 0xffff, 0xffff];
  for (const { half, shift, width } of fields) {
    if (width === 31) mask[1] = mask[2] = 0;
    else mask[half]! &= ~(((1 << width) - 1) << shift);
  }
  const text = MACHINE.asm[op]!;
  const value: [number, number, number] = [first >>> 16, first & 0xffff, meta & 0xffff];
  const bytes = (meta >>> 16) & 15;
  if (form === FORM_PLAIN) return [{ op, text, bytes, mask, value, fields, address: 0, isLong: false }];
  const address = placeOfAddress(op);
  if (form === FORM_MEMORY) mask[0] &= 0xfff0;
  const short = meta >>> 24;
  // The form with 20 bits has a name of its own where there is one with 12.
  const mnemonic = text.slice(0, text.indexOf(" "));
  const longName = short === 0 ? mnemonic : mnemonic === "la" ? "lay" : `${mnemonic}y`;
  const rows: Row[] = [];
  rows.push({
    op,
    text: longName + text.slice(mnemonic.length),
    bytes: 6,
    mask: [mask[0], 0, 0xff],
    value: [value[0], 0, value[2] & 0xff],
    fields,
    address,
    isLong: true,
  });
  if (short !== 0) {
    rows.push({
      op,
      text,
      bytes: 4,
      mask: [mask[0], 0, 0],
      value: [(short << 8) | (value[0] & 0xff), 0, 0],
      fields,
      address,
      isLong: false,
    });
  }
  return rows;
}

function buildIndex(): Map<number, Row[]> {
  const out: Map<number, Row[]> = new Map();
  for (let op = 1; op < MACHINE.names.length; op++) {
    if (formOf(op) === FORM_PSEUDO) continue;
    for (const row of rowsOf(op)) {
      const first = row.value[0] >>> 8;
      const list = out.get(first);
      if (list === undefined) out.set(first, [row]);
      else list.push(row);
    }
  }
  return out;
}

function baseAndIndex(displacement: number, x: number, base: number): string {
  const registers = [x, base].filter((r) => r !== 0).map((r) => `%r${r}`);
  return registers.length === 0 ? String(displacement) : `${displacement}(${registers.join(",")})`;
}

function signed20(low: number, high: number): number {
  return ((high << 24) >> 12) | low;
}

/** Text of a row's instruction; its fields go where its record has them. */
function rowText(row: Row, halves: readonly number[]): string {
  const kinds: Map<string, { readonly kind: string; readonly place: number }> = new Map();
  for (const m of MACHINE.fields[row.op]!.matchAll(/(\w+)=(\w+)@(\d+)/g))
    kinds.set(m[1]!, { kind: m[2]!, place: Number(m[3]) });
  for (const { place, half, shift, width } of row.fields) {
    words[place] =
      width === 31
        ? (halves[1]! << 16) | halves[2]!
        : width === 16 && !row.text.startsWith("tm")
          ? (halves[half]! << 16) >> 16
          : (halves[half]! >>> shift) & ((1 << width) - 1);
  }
  return row.text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, modifier: string | undefined) => {
    const { kind, place } = kinds.get(name)!;
    if (kind === "amode") {
      const low = halves[1]! & 0xfff;
      const x = formOf(row.op) === FORM_MEMORY ? halves[0]! & 15 : 0;
      return baseAndIndex(row.isLong ? signed20(low, halves[2]! >>> 8) : low, x, halves[1]! >>> 12);
    }
    if (kind === "reg0") words[place]! = PHYSICAL | words[place]!;
    else if (kind === "reg1") words[place]! = PHYSICAL | FLOAT | words[place]!;
    return operandText(kind, modifier ?? "", words, place);
  });
}

/** The text of an entry of `BY_HAND`, if the digits are its own. */
function textByHand(pattern: string, text: string, digits: string, at: number): string | undefined {
  if (pattern.length !== digits.length) return undefined;
  const fields: Record<string, string> = {};
  for (let k = 0; k < pattern.length; k++) {
    const letter = pattern[k]!;
    if (letter >= "A" && letter <= "Z") fields[letter] = (fields[letter] ?? "") + digits[k]!;
    else if (letter !== digits[k]) return undefined;
  }
  const unsigned = (letter: string): number => Number.parseInt(fields[letter]!, 16);
  const signed = (letter: string): number => {
    const unused = 32 - 4 * fields[letter]!.length;
    return (unsigned(letter) << unused) >> unused;
  };
  return text.replace(/[A-Z]/g, (letter) => {
    switch (letter) {
      case "A":
      case "B":
        return `%r${unsigned(letter)}`;
      case "E":
        return `%a${unsigned(letter)}`;
      case "I":
        return String(signed(letter));
      case "T":
        return targetText(at + 2 * signed(letter));
      case "D":
        return baseAndIndex(signed20(unsigned("D"), unsigned("H")), 0, unsigned("Y"));
      default:
        return String(unsigned(letter));
    }
  });
}

/** An offset into the code; it may lie in front of it. */
function targetText(target: number): string {
  return target < 0 ? `-0x${(-target).toString(16)}` : `0x${target.toString(16)}`;
}

/** Decodes the instruction at `at`. Targets of branches are printed as offsets into `code`. */
export function decode(
  code: Uint8Array,
  at: number,
): { readonly length: number; readonly text: string } | undefined {
  const length = code[at]! < 0x40 ? 2 : code[at]! < 0xc0 ? 4 : 6;
  if (at + length > code.length) return undefined;
  const halves = [0, 0, 0];
  let digits = "";
  for (let k = 0; k < length; k++) {
    halves[k >> 1] = (halves[k >> 1]! << 8) | code[at + k]!;
    digits += code[at + k]!.toString(16).padStart(2, "0");
  }
  for (const row of (index ??= buildIndex()).get(code[at]!) ?? []) {
    if (row.bytes !== length) continue;
    if (halves.every((half, k) => 2 * k >= length || (half & row.mask[k]!) === row.value[k]))
      return { length, text: rowText(row, halves) };
  }
  for (const [pattern, text] of BY_HAND) {
    const decoded = textByHand(pattern, text, digits, at);
    if (decoded !== undefined) return { length, text: decoded };
  }
  return undefined;
}
