/**
 * The disassembler: bytes back to instruction records, by the same tables that encode, and their AT&T text.
 *
 * It knows what this package can encode and answers `undefined` for anything else. An instruction is found by form, map
 * and opcode byte; among the few candidates, prefixes, W, L, the opcode extension and the kind of ModRM decide.
 */
import { ENCODINGS } from "./generated/encodings.ts";
import { MACHINE } from "./generated/machine.ts";
import { AMODE_BASE, AMODE_LABEL } from "./emit/forms.ts";
import { CONDITION_NAMES, instructionText, PLAIN_CONTEXT, type TextContext } from "./emit/text.ts";

/** A decoded instruction. */
export interface Decoded {
  /** Bytes it takes. */
  readonly length: number;
  /** Op of the row; 0 for jumps and calls, which have no row of their own. */
  readonly op: number;
  /** AT&T text. */
  readonly text: string;
}

const PHYSICAL = 0x40000000;

/** Candidates by form, map and opcode byte. */
let index: Map<number, number[]> | undefined;

function key(form: number, map: number, opcode: number): number {
  return (form << 10) | (map << 8) | opcode;
}

function buildIndex(): Map<number, number[]> {
  const out = new Map<number, number[]>();
  const add = (k: number, op: number): void => {
    const list = out.get(k);
    if (list === undefined) out.set(k, [op]);
    else if (!list.includes(op)) list.push(op);
  };
  for (let op = 1; op < MACHINE.names.length; op++) {
    const e = ENCODINGS[op * 2];
    const p = ENCODINGS[op * 2 + 1];
    const form = (e >>> 12) & 3;
    if (form === 0) continue;
    const map = (e >>> 8) & 3;
    const opcode = e & 0xff;
    const immKind = (e >>> 26) & 7;
    if (((p >>> 15) & 31) !== 0) for (let r = 0; r < 8; r++) add(key(form, map, opcode | r), op);
    else add(key(form, map, opcode), op);
    if (immKind === 5 || immKind === 6) add(key(form, map, opcode | 2), op);
    if ((e & 0x100000) !== 0) {
      const digit = ((e >>> 22) & 15) - 1;
      add(key(form, 0, opcode < 0x90 ? digit * 8 + 4 + (opcode & 1) : 0xa8 | (opcode & 1)), op);
    }
  }
  return out;
}

/** Register word of ModRM field value `n`, by the class of the operand at record word `place`. */
const classCache: (Uint8Array | undefined)[] = [];

function classes(op: number): Uint8Array {
  let c = classCache[op];
  if (c === undefined) {
    c = new Uint8Array(MACHINE.lengths[op] + 1);
    for (const part of (MACHINE.fields[op] ?? "").split(" ")) {
      const m = /=reg(\d)@(\d+)$/.exec(part);
      if (m !== null) c[Number(m[2])] = Number(m[1]);
    }
    classCache[op] = c;
  }
  return c;
}

const record: Int32Array = new Int32Array(64);
let wideLo = 0;
let wideHi = 0;
let ripTarget = 0;

const hexText = (n: number): string => (n < 0 ? `-0x${(-n).toString(16)}` : `0x${n.toString(16)}`);

const CONTEXT: TextContext = {
  ...PLAIN_CONTEXT,
  label: () => hexText(ripTarget),
  wide: () => (BigInt(wideHi) << 32n) | BigInt(wideLo >>> 0),
};

/**
 * Decodes the instruction at `at`. Jump targets are printed as offsets into `code`. `undefined`: not an instruction that
 * this package can encode, or cut off.
 */
export function decode(code: Uint8Array, at: number): Decoded | undefined {
  const found = decodeRow(code, at);
  if (found !== undefined) return found;
  // Thread-local addresses: a segment, and the padding that linkers want (an operand size that REX.W overrides).
  if (code[at] === 0x65)
    return prefixed(decodeRow(code, at + 1), (text) => text.replace(/^(\w+ )/, "$1%gs:"));
  if (code[at] === 0x66 && (code[at + 1] & 0xf8) === 0x48)
    return prefixed(decodeRow(code, at + 1), (text) => `data16 ${text}`);
  return undefined;
}

/** The instruction behind a prefix byte that no row has. */
function prefixed(rest: Decoded | undefined, say: (text: string) => string): Decoded | undefined {
  return rest && { length: rest.length + 1, op: rest.op, text: say(rest.text) };
}

function decodeRow(code: Uint8Array, at: number): Decoded | undefined {
  index ??= buildIndex();
  const b = code;
  // No row of its own: the two-byte NOP of the manual.
  if (b[at] === 0x66 && b[at + 1] === 0x90) return { length: 2, op: 0, text: "nopw" };
  let n = at;
  let lock = false;
  let n66 = 0;
  let rep = 0;
  for (; n < b.length; n++) {
    const x = b[n];
    if (x === 0xf0) lock = true;
    else if (x === 0x66) n66++;
    else if (x === 0xf3) rep = 2;
    else if (x === 0xf2) rep = 3;
    else break;
  }
  let rex = 0;
  let form = 1;
  let map = 0;
  let pp = rep !== 0 ? rep : n66 > 0 ? 1 : 0;
  let wide = 0;
  let vvvv = 0;
  let l = 0;
  if (n < b.length && (b[n] === 0xc5 || b[n] === 0xc4)) {
    form = 2;
    const two = b[n] === 0xc5;
    const b1 = b[n + 1] ?? 0;
    const last = two ? b1 : (b[n + 2] ?? 0);
    rex = (b1 & 0x80) !== 0 ? 0 : 4;
    if (!two) rex |= ((b1 & 0x40) !== 0 ? 0 : 2) | ((b1 & 0x20) !== 0 ? 0 : 1);
    map = two ? 1 : b1 & 31;
    wide = two ? 0 : last >> 7;
    vvvv = (~last >> 3) & 15;
    l = (last >> 2) & 1;
    pp = last & 3;
    n += two ? 2 : 3;
    if (map > 3) return undefined;
  } else {
    if (n < b.length && (b[n] & 0xf0) === 0x40) rex = b[n++];
    wide = (rex >> 3) & 1;
    if (b[n] === 0x0f) {
      map = 1;
      n++;
      if (b[n] === 0x38 || b[n] === 0x3a) map = b[n++] === 0x38 ? 2 : 3;
    }
  }
  if (n >= b.length) return undefined;
  const opcode = b[n++];
  if (form === 1) {
    const direct = decodeBranch(b, at, n, map, opcode, rex);
    if (direct !== undefined) return direct;
  }
  const candidates = index.get(key(form, map, opcode));
  if (candidates === undefined) return undefined;
  for (const op of candidates) {
    const e = ENCODINGS[op * 2];
    const size16 = (e >>> 16) & 1;
    const rowPp = (e >>> 10) & 3;
    if (rowPp !== pp || ((e >>> 14) & 1) !== wide || ((e >>> 15) & 1) !== l) continue;
    if (form === 1 && (lock !== ((e & 0x20000) !== 0) || n66 !== size16 + (rowPp === 1 ? 1 : 0))) continue;
    const end: number = tryCandidate(op, b, n, opcode, rex, vvvv, lock);
    if (end > b.length || end < 0) continue;
    return { length: end - at, op, text: instructionText(MACHINE, record, 0, CONTEXT) };
  }
  return undefined;
}

function decodeBranch(
  b: Uint8Array,
  at: number,
  n: number,
  map: number,
  opcode: number,
  rex: number,
): Decoded | undefined {
  const rel32 = (): string => hexText(n + 4 + (b[n] | (b[n + 1] << 8) | (b[n + 2] << 16) | (b[n + 3] << 24)));
  const rel8 = (): string => hexText(n + 1 + ((b[n] << 24) >> 24));
  if (map === 0 && (opcode === 0xe9 || opcode === 0xe8) && n + 4 <= b.length) {
    return { length: n + 4 - at, op: 0, text: `${opcode === 0xe9 ? "jmp" : "callq"} ${rel32()}` };
  }
  if (map === 0 && opcode === 0xeb && n < b.length)
    return { length: n + 1 - at, op: 0, text: `jmp ${rel8()}` };
  if (map === 0 && (opcode & 0xf0) === 0x70 && n < b.length) {
    return { length: n + 1 - at, op: 0, text: `j${CONDITION_NAMES[opcode & 15]} ${rel8()}` };
  }
  if (map === 1 && (opcode & 0xf0) === 0x80 && n + 4 <= b.length) {
    return { length: n + 4 - at, op: 0, text: `j${CONDITION_NAMES[opcode & 15]} ${rel32()}` };
  }
  if (map === 0 && opcode === 0xc3) return { length: n - at, op: 0, text: "retq" };
  if (map === 0 && opcode === 0xc2)
    return { length: n + 2 - at, op: 0, text: `retq $${hexText(b[n] | (b[n + 1] << 8))}` };
  if (map === 0 && opcode === 0xff && n < b.length) {
    const digit = (b[n] >> 3) & 7;
    if (digit === 2 || digit === 4) {
      // Printed through the row of PUSH, which has the same operand.
      const modrm = decodeModrm(b, n, rex, 1);
      if (modrm < 0) return undefined;
      const text = b[n] >> 6 === 3 ? instructionTextOfRegister(rex, b[n]) : addressOf();
      return { length: modrm - at, op: 0, text: `${digit === 2 ? "callq" : "jmpq"} *${text}` };
    }
  }
  return undefined;
}

const NAMES64: readonly string[] = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"];

function instructionTextOfRegister(rex: number, modrm: number): string {
  const r = (modrm & 7) | ((rex & 1) << 3);
  return `%${NAMES64[r] ?? `r${r}`}`;
}

function addressOf(): string {
  return instructionText(ADDRESS_ONLY, record, 0, CONTEXT);
}

/** A machine with one instruction that consists of an address, to print one. */
const ADDRESS_ONLY: typeof MACHINE = {
  ...MACHINE,
  names: ["", ""],
  asm: ["", "{mem}"],
  fields: ["", "mem=amode@1"],
};

/** Reads the address of the ModRM byte at `n` into the record at word `place`; returns the offset behind it, or -1. */
function decodeModrm(b: Uint8Array, n: number, rex: number, place: number): number {
  const modrm = b[n++];
  const mod = modrm >> 6;
  record[0] = 1;
  if (mod === 3) return n;
  let base = modrm & 7;
  let indexWord = -1;
  let scale = 0;
  let hasBase = true;
  ripTarget = 0;
  let size = mod === 1 ? 1 : mod === 2 ? 4 : 0;
  let kind = AMODE_BASE;
  if (base === 4) {
    const sib = b[n++];
    scale = sib >> 6;
    const x = ((sib >> 3) & 7) | ((rex & 2) << 2);
    if (x !== 4) indexWord = PHYSICAL | x;
    base = sib & 7;
    if (base === 5 && mod === 0) {
      hasBase = false;
      size = 4;
    }
  } else if (base === 5 && mod === 0) {
    hasBase = false;
    kind = AMODE_LABEL;
    size = 4;
  }
  if (n + size > b.length) return -1;
  let disp = 0;
  if (size === 1) disp = (b[n] << 24) >> 24;
  else if (size === 4) disp = b[n] | (b[n + 1] << 8) | (b[n + 2] << 16) | (b[n + 3] << 24);
  n += size;
  record[place] = hasBase ? PHYSICAL | base | ((rex & 1) << 3) : -1;
  record[place + 1] = indexWord;
  record[place + 2] = kind === AMODE_LABEL ? 0 : disp;
  record[place + 3] = kind | (scale << 4);
  ripTarget = kind === AMODE_LABEL ? disp : 0;
  return n;
}

/** Fills the record as `op`; returns the offset behind the instruction, or -1 if it is not this op. */
function tryCandidate(
  op: number,
  b: Uint8Array,
  from: number,
  opcode: number,
  rex: number,
  vvvv: number,
  _lock: boolean,
): number {
  let n = from;
  const e = ENCODINGS[op * 2];
  const p = ENCODINGS[op * 2 + 1];
  const c = classes(op);
  const digit = ((e >>> 22) & 15) - 1;
  const regPlace = p & 31;
  const rmPlace = (p >>> 5) & 31;
  const vPlace = (p >>> 10) & 31;
  const opregPlace = (p >>> 15) & 31;
  const immPlace = (p >>> 20) & 31;
  const is4Place = (p >>> 25) & 31;
  const isMemory = (e & 0x200000) !== 0;
  let immKind = (e >>> 26) & 7;
  const rowOpcode = e & 0xff;
  const put = (place: number, n_: number): void => {
    record[place] = PHYSICAL | (c[place] << 6) | n_;
  };
  const isAcc = (e & 0x100000) !== 0 && opcode !== rowOpcode && opcode !== (rowOpcode | 2);
  ripTarget = 0;
  if (opregPlace !== 0) put(opregPlace, (opcode & 7) | ((rex & 1) << 3));
  else if (isAcc) {
    put(rmPlace, 0);
    if (immKind === 5) immKind = 3;
    else if (immKind === 6) immKind = 2;
  } else if (rmPlace !== 0 || regPlace !== 0 || digit >= 0) {
    if (n >= b.length) return -1;
    const modrm = b[n];
    if ((modrm >> 6 === 3) === isMemory) return -1;
    if (digit >= 0 && ((modrm >> 3) & 7) !== digit) return -1;
    if (rmPlace === 0 && (modrm & 7) !== 0) return -1;
    n = decodeModrm(b, n, rex, rmPlace);
    if (n < 0) return -1;
    if (!isMemory && rmPlace !== 0) put(rmPlace, (modrm & 7) | ((rex & 1) << 3));
    if (regPlace !== 0) put(regPlace, ((modrm >> 3) & 7) | ((rex & 4) << 1));
  }
  if (vPlace !== 0) put(vPlace, vvvv);
  else if (vvvv !== 0) return -1;
  if (immKind === 5 || immKind === 6) {
    if (opcode === (rowOpcode | 2) && opcode !== rowOpcode) immKind = 1;
    else immKind = immKind === 5 ? 3 : 2;
  }
  const size =
    immKind === 0 ? 0 : immKind === 1 || immKind === 7 ? 1 : immKind === 2 ? 2 : immKind === 4 ? 8 : 4;
  if (n + size > b.length) return -1;
  if (size !== 0) {
    const lo =
      size === 1
        ? (b[n] << 24) >> 24
        : size === 2
          ? ((b[n] | (b[n + 1] << 8)) << 16) >> 16
          : b[n] | (b[n + 1] << 8) | (b[n + 2] << 16) | (b[n + 3] << 24);
    if (immKind === 7) put(is4Place, (lo >> 4) & 15);
    else if (immKind === 4) {
      wideLo = lo;
      wideHi = b[n + 4] | (b[n + 5] << 8) | (b[n + 6] << 16) | (b[n + 7] << 24);
    } else record[immPlace] = lo;
    n += size;
  }
  record[0] = op;
  return n;
}

/** Disassembles `code` from `start` to `end`: one line per instruction, `.byte` for what it does not know. */
export function disassemble(
  code: Uint8Array,
  start: number = 0,
  end: number = code.length,
): { offset: number; length: number; text: string }[] {
  const out: { offset: number; length: number; text: string }[] = [];
  for (let at = start; at < end;) {
    const d = decode(code, at);
    const length = d === undefined ? 1 : d.length;
    out.push({
      offset: at,
      length,
      text: d === undefined ? `.byte 0x${code[at].toString(16).padStart(2, "0")}` : d.text,
    });
    at += length;
  }
  return out;
}
