/**
 * Call-frame information for System V: the CIE of an ISA and the FDE of a function, as `.eh_frame` wants them
 * (DWARF 5 section 6.4, with the LSB's augmentation "zR": pc-relative 4-byte addresses).
 *
 * At entry the CFA is the stack pointer plus a constant. From the recorded operations follow the CFA rule (first off the
 * stack pointer, then off the frame pointer once there is one) and where the saved registers are.
 */
import type { UnwindDescription, UnwindOp } from "./ops.ts";

/** How the CFA is computed: register plus offset. */
export type CfaInstruction =
  | { readonly kind: "defCfa"; readonly at: number; readonly register: number; readonly offset: number }
  | { readonly kind: "defCfaOffset"; readonly at: number; readonly offset: number }
  | { readonly kind: "defCfaRegister"; readonly at: number; readonly register: number }
  /** The caller's value of `register` is at CFA + `offset`. */
  | { readonly kind: "offset"; readonly at: number; readonly register: number; readonly offset: number }
  /** Return addresses are signed from here on, or no longer. */
  | { readonly kind: "negateRaState"; readonly at: number };

/** The rules of one function, by ascending code offset. */
export function systemvInstructions(ops: readonly UnwindOp[], isa: UnwindDescription): CfaInstruction[] {
  const out: CfaInstruction[] = [];
  let cfaOffset = isa.entryCfaOffset;
  let usesFrame = false;
  let clobberBase = 0;
  let signed = false;
  for (const op of ops) {
    const at = op.offset;
    switch (op.kind) {
      case "pushFrameRegs":
        // The frame pointer lies at the new stack pointer, the return address a word above it.
        cfaOffset = op.toCallerSp;
        out.push({ kind: "defCfaOffset", at, offset: cfaOffset });
        if (isa.framePointer >= 0)
          out.push({ kind: "offset", at, register: isa.framePointer, offset: -op.toCallerSp });
        // Where there is room for a tail call's arguments, the return address was copied below it.
        if (isa.entryReturnAddressAt === undefined || op.toCallerSp > isa.entryCfaOffset + 8) {
          out.push({ kind: "offset", at, register: isa.returnAddress, offset: -op.toCallerSp + 8 });
        }
        break;
      case "defineNewFrame":
        if (isa.framePointer >= 0) {
          out.push({ kind: "defCfaRegister", at, register: isa.framePointer });
          usesFrame = true;
        }
        clobberBase = -op.toCallerSp - op.toClobbers;
        break;
      case "stackAlloc":
        if (!usesFrame) {
          cfaOffset += op.size;
          out.push({ kind: "defCfaOffset", at, offset: cfaOffset });
        }
        break;
      case "saveReg":
        out.push({ kind: "offset", at, register: isa.dwarfRegister(op.preg), offset: clobberBase + op.at });
        break;
      default:
        if (op.signed !== signed) {
          signed = op.signed;
          out.push({ kind: "negateRaState", at });
        }
    }
  }
  return out;
}

const DW_CFA_ADVANCE_LOC = 0x40;
const DW_CFA_OFFSET = 0x80;
const DW_CFA_ADVANCE_LOC1 = 0x02;
const DW_CFA_ADVANCE_LOC2 = 0x03;
const DW_CFA_ADVANCE_LOC4 = 0x04;
const DW_CFA_OFFSET_EXTENDED = 0x05;
const DW_CFA_DEF_CFA = 0x0c;
const DW_CFA_DEF_CFA_REGISTER = 0x0d;
const DW_CFA_DEF_CFA_OFFSET = 0x0e;
const DW_CFA_OFFSET_EXTENDED_SF = 0x11;
const DW_CFA_NEGATE_RA_STATE = 0x2d;
const DW_EH_PE_PCREL_SDATA4 = 0x1b;

class Bytes {
  readonly out: number[] = [];
  private readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  fixed(n: number, size: number): void {
    for (let i = 0; i < size; i++) {
      const shift = 8 * (this.little ? i : size - 1 - i);
      this.out.push(shift >= 32 ? 0 : (n >>> shift) & 0xff);
    }
  }

  uleb(n: number): void {
    let rest = n;
    do {
      const byte = rest & 0x7f;
      rest >>>= 7;
      this.out.push(rest === 0 ? byte : byte | 0x80);
    } while (rest !== 0);
  }

  sleb(n: number): void {
    let rest = n | 0;
    for (;;) {
      const byte = rest & 0x7f;
      rest >>= 7;
      const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
      this.out.push(done ? byte : byte | 0x80);
      if (done) return;
    }
  }

  /** Pads with `DW_CFA_nop` to a multiple of 8, counted from `start`. */
  pad(start: number): void {
    while ((this.out.length - start) % 8 !== 0) this.out.push(0);
  }

  setLength(at: number): void {
    const n = this.out.length - at - 4;
    for (let i = 0; i < 4; i++) this.out[at + i] = (n >>> (8 * (this.little ? i : 3 - i))) & 0xff;
  }
}

/** Bytes of the CIE, its length included. */
export function systemvCie(isa: UnwindDescription, little: boolean): Uint8Array<ArrayBuffer> {
  const b = new Bytes(little);
  b.fixed(0, 4);
  b.fixed(0, 4);
  b.out.push(1);
  // "zR"
  b.out.push(0x7a, 0x52, 0);
  b.uleb(isa.codeAlign);
  b.sleb(isa.dataAlign);
  b.uleb(isa.returnAddress);
  b.uleb(1);
  b.out.push(DW_EH_PE_PCREL_SDATA4);
  b.out.push(DW_CFA_DEF_CFA);
  b.uleb(isa.stackPointer);
  b.uleb(isa.entryCfaOffset);
  if (isa.entryReturnAddressAt !== undefined) {
    registerAt(b, isa, isa.returnAddress, isa.entryReturnAddressAt);
  }
  b.pad(0);
  b.setLength(0);
  return Uint8Array.from(b.out);
}

/** One FDE: its bytes, and where the 4-byte pc-relative address of the function has to be relocated in. */
export interface Fde {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly addressAt: number;
}

/**
 * Bytes of the FDE of a function of `codeBytes` bytes, its length included. `cieDistance` is the distance from the FDE's
 * start back to the CIE's start, in the section.
 */
export function systemvFde(
  ops: readonly UnwindOp[],
  isa: UnwindDescription,
  codeBytes: number,
  cieDistance: number,
  little: boolean,
): Fde {
  const b = new Bytes(little);
  b.fixed(0, 4);
  // The pointer counts from its own field.
  b.fixed(cieDistance + 4, 4);
  const addressAt = b.out.length;
  b.fixed(0, 4);
  b.fixed(codeBytes, 4);
  b.uleb(0);
  let now = 0;
  for (const i of systemvInstructions(ops, isa)) {
    advance(b, (i.at - now) / isa.codeAlign);
    now = i.at;
    switch (i.kind) {
      case "defCfa":
        b.out.push(DW_CFA_DEF_CFA);
        b.uleb(i.register);
        b.uleb(i.offset);
        break;
      case "defCfaOffset":
        b.out.push(DW_CFA_DEF_CFA_OFFSET);
        b.uleb(i.offset);
        break;
      case "defCfaRegister":
        b.out.push(DW_CFA_DEF_CFA_REGISTER);
        b.uleb(i.register);
        break;
      case "offset":
        registerAt(b, isa, i.register, i.offset);
        break;
      default:
        b.out.push(DW_CFA_NEGATE_RA_STATE);
    }
  }
  b.pad(0);
  b.setLength(0);
  return { bytes: Uint8Array.from(b.out), addressAt };
}

function advance(b: Bytes, delta: number): void {
  if (delta === 0) return;
  if (delta < 0x40) b.out.push(DW_CFA_ADVANCE_LOC | delta);
  else if (delta < 0x100) {
    b.out.push(DW_CFA_ADVANCE_LOC1);
    b.fixed(delta, 1);
  } else if (delta < 0x1_0000) {
    b.out.push(DW_CFA_ADVANCE_LOC2);
    b.fixed(delta, 2);
  } else {
    b.out.push(DW_CFA_ADVANCE_LOC4);
    b.fixed(delta, 4);
  }
}

function registerAt(b: Bytes, isa: UnwindDescription, register: number, offset: number): void {
  const factored = offset / isa.dataAlign;
  if (factored < 0) {
    b.out.push(DW_CFA_OFFSET_EXTENDED_SF);
    b.uleb(register);
    b.sleb(factored);
  } else if (register < 0x40) {
    b.out.push(DW_CFA_OFFSET | register);
    b.uleb(factored);
  } else {
    b.out.push(DW_CFA_OFFSET_EXTENDED);
    b.uleb(register);
    b.uleb(factored);
  }
}
