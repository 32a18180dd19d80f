/**
 * The disassembler: words back to text, for the instructions that this package emits; `undefined` for anything else.
 *
 * Instructions of rows are found by the table that encodes them, the row with the most given bits first, so that `cmp` is
 * not a `subs`, and printed by the row's own template. What is emitted by hand, in `emit/pseudo.ts`, stands in `BY_HAND`.
 * Data between instructions (jump tables, addresses) looks like instructions or like none.
 *
 * Facts: Arm Architecture Reference Manual (DDI 0487), chapters C4 and C6.
 */
import { AMODE_BASE, FORM_MEMORY, FORM_PSEUDO, formOf } from "./emit/encode.ts";
import { isMask } from "./emit/mask.ts";
import { CONDITION_NAMES, operandText } from "./emit/text.ts";
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";

const PHYSICAL = 0x4000_0000;
const FLOAT = 64;

/** A signed field of a word. */
function signed(word: number, shift: number, width: number): number {
  return (word << (32 - shift - width)) >> (32 - width);
}

function targetText(target: number): string {
  return target < 0 ? `-0x${(-target).toString(16)}` : `0x${target.toString(16)}`;
}

function register(word: number, shift: number, isWide: boolean): string {
  const n = (word >>> shift) & 31;
  return n === 31 ? (isWide ? "xzr" : "wzr") : `${isWide ? "x" : "w"}${n}`;
}

/** Branches with a distance in words, 19 bits of it. */
function target19(word: number, at: number): string {
  return targetText(at + 4 * signed(word, 5, 19));
}

function bitBranch(name: string): (word: number, at: number) => string {
  return (word, at) => {
    const bit = ((word >>> 31) << 5) | ((word >>> 19) & 31);
    return `${name} ${register(word, 0, bit > 31)}, #${bit}, ${targetText(at + 4 * signed(word, 5, 14))}`;
  };
}

/** Bits that are given, what they are, and the text. */
const BY_HAND: readonly (readonly [
  mask: number,
  value: number,
  text: (word: number, at: number) => string,
])[] = [
  [0xffff_ffff, 0xd65f_03c0, (): string => "ret"],
  [0xffff_ffff, 0xd503_229f, (): string => "csdb"],
  [0xffff_0000, 0, (word): string => `udf #${word}`],
  [0xfc00_0000, 0x1400_0000, (word, at): string => `b ${targetText(at + 4 * signed(word, 0, 26))}`],
  [0xfc00_0000, 0x9400_0000, (word, at): string => `bl ${targetText(at + 4 * signed(word, 0, 26))}`],
  [0xff00_0010, 0x5400_0000, (word, at): string => `b.${CONDITION_NAMES[word & 15]} ${target19(word, at)}`],
  [
    0x7f00_0000,
    0x3400_0000,
    (word, at): string => `cbz ${register(word, 0, word < 0)}, ${target19(word, at)}`,
  ],
  [
    0x7f00_0000,
    0x3500_0000,
    (word, at): string => `cbnz ${register(word, 0, word < 0)}, ${target19(word, at)}`,
  ],
  [0x7f00_0000, 0x3600_0000, bitBranch("tbz")],
  [0x7f00_0000, 0x3700_0000, bitBranch("tbnz")],
  [0xffff_fc1f, 0xd61f_0000, (word): string => `br ${register(word, 5, true)}`],
  [0xffff_fc1f, 0xd63f_0000, (word): string => `blr ${register(word, 5, true)}`],
  [0xff00_0000, 0x5800_0000, (word, at): string => `ldr ${register(word, 0, true)}, ${target19(word, at)}`],
  [
    0xffe0_fc00,
    0xb8a0_5800,
    (word): string =>
      `ldrsw ${register(word, 0, true)}, [${register(word, 5, true)}, ${register(word, 16, false)}, uxtw #2]`,
  ],
  [
    0x9f00_0000,
    0x1000_0000,
    (word, at): string => `adr ${register(word, 0, true)}, ${targetText(at + distance21(word))}`,
  ],
  [
    0x9f00_0000,
    0x9000_0000,
    (word, at): string =>
      `adrp ${register(word, 0, true)}, ${targetText(at - (at & 0xfff) + 0x1000 * distance21(word))}`,
  ],
];

/** The distance of ADR and ADRP: its lowest two bits are apart. */
function distance21(word: number): number {
  return 4 * signed(word, 5, 19) + ((word >>> 29) & 3);
}

interface Field {
  readonly place: number;
  readonly shift: number;
  readonly width: number;
}

/** How the address of a memory access is written. */
const OFFSET_UNITS = 1;
const OFFSET_BYTES = 2;
const INDEX = 3;

interface Row {
  readonly op: number;
  readonly mask: number;
  readonly value: number;
  readonly fields: readonly Field[];
  /** 0 for rows without an address. */
  readonly address: number;
}

/** Rows by the number of given bits, most first. */
let rows: readonly Row[] | undefined;
const words: Int32Array = new Int32Array(64);

function givenBits({ mask }: Row): number {
  let n = 0;
  for (let m = mask; m !== 0; m &= m - 1) n++;
  return n;
}

function buildRows(): readonly Row[] {
  const all: Row[] = [];
  for (let op = 1; op < MACHINE.names.length; op++) {
    const form = formOf(op);
    if (form === FORM_PSEUDO) continue;
    const e = 4 * op;
    const [value, ab, cd, last] = [ENCODINGS[e]!, ENCODINGS[e + 1]!, ENCODINGS[e + 2]!, ENCODINGS[e + 3]!];
    const fields: Field[] = [];
    let mask = -1;
    for (const packed of [ab & 0xffff, ab >>> 16, cd & 0xffff, cd >>> 16, last & 0xffff]) {
      if (packed === 0 || (form === FORM_MEMORY && fields.length > 0)) continue;
      const field = { place: packed & 31, shift: (packed >>> 5) & 31, width: (packed >>> 10) & 31 };
      fields.push(field);
      mask &= ~(((1 << field.width) - 1) << field.shift);
    }
    if (form === FORM_MEMORY) {
      all.push({ op, mask: 0xffc0_0000 | 0, value: value | 0x3900_0000, fields, address: OFFSET_UNITS });
      all.push({ op, mask: 0xffe0_0c00 | 0, value: value | 0x3800_0000, fields, address: OFFSET_BYTES });
      all.push({ op, mask: 0xffe0_ec00 | 0, value: value | 0x3820_6800, fields, address: INDEX });
    } else all.push({ op, mask, value, fields, address: 0 });
  }
  return all.sort((a, b) => givenBits(b) - givenBits(a));
}

/** Puts an address into the record, as `addressText` reads it. */
function setAddress(kind: number, word: number, place: number): void {
  const size = word >>> 30;
  words[place] = PHYSICAL | ((word >>> 5) & 31);
  words[place + 1] = kind === INDEX ? PHYSICAL | ((word >>> 16) & 31) : -1;
  words[place + 2] =
    kind === OFFSET_UNITS ? ((word >>> 10) & 0xfff) << size : kind === OFFSET_BYTES ? signed(word, 12, 9) : 0;
  words[place + 3] = AMODE_BASE | (kind === INDEX && (word & 0x1000) !== 0 ? size << 4 : 0);
}

/** Text of a row's instruction, if its mask is one; its fields go where its record has them. */
function rowText(row: Row, word: number): string | undefined {
  const kinds: Map<string, { readonly kind: string; readonly place: number }> = new Map();
  for (const m of MACHINE.fields[row.op]!.matchAll(/(\w+)=(\w+)@(\d+)/g))
    kinds.set(m[1]!, { kind: m[2]!, place: Number(m[3]) });
  for (const { place, shift, width } of row.fields) words[place] = (word >>> shift) & ((1 << width) - 1);
  const mask = kinds.get("mask");
  if (mask !== undefined && !isMask(words[mask.place]!)) return undefined;
  const text = MACHINE.asm[row.op]!;
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, modifier: string | undefined) => {
    const { kind, place } = kinds.get(name)!;
    if (kind === "amode") setAddress(row.address, word, place);
    else if (kind === "reg0") words[place]! |= PHYSICAL;
    else if (kind === "reg1") words[place]! |= PHYSICAL | FLOAT;
    else if (modifier === "units8") words[place] = signed(words[place]!, 0, 7);
    return operandText(kind, modifier ?? "", words, place);
  });
}

/** Decodes the instruction at `at`. Targets of branches are printed as offsets into `code`. */
export function decode(
  code: Uint8Array,
  at: number,
): { readonly length: number; readonly text: string } | undefined {
  if (at + 4 > code.length) return undefined;
  const word = code[at]! | (code[at + 1]! << 8) | (code[at + 2]! << 16) | (code[at + 3]! << 24);
  for (const row of (rows ??= buildRows())) {
    if ((word & row.mask) !== row.value) continue;
    const text = rowText(row, word);
    if (text !== undefined) return { length: 4, text };
  }
  for (const [mask, value, text] of BY_HAND)
    if ((word & mask) === (value | 0)) return { length: 4, text: text(word, at) };
  return undefined;
}
