/**
 * `.eh_frame`: call-frame information as the System V ABI and the Linux Standard Base describe it. One CIE for all
 * functions that share its contents, one FDE for each function.
 *
 * Augmentation "zR" with PC-relative 4-byte addresses (encoding 0x1b), so that position-independent files need no
 * run-time relocations here. Entries are padded to 8 bytes with DW_CFA_nop, which is 0.
 */
import type { FunctionUnwind } from "@cranelift-ts/module";

const DW_EH_PE_PCREL_SDATA4 = 0x1b;
const ENTRY_ALIGN = 8;
/** Offset of `pc_begin` in an FDE: after length and CIE pointer. */
const PC_BEGIN = 8;

/** The address field of an FDE at `offset`: to be filled with the distance from itself to a place in a section. */
export interface FrameEntry {
  readonly offset: number;
  readonly section: number;
  readonly place: number;
}

/** Builds the section's contents. */
export class EhFrameBuilder {
  readonly entries: FrameEntry[] = [];
  private readonly littleEndian: boolean;
  private readonly cies: Map<string, number> = new Map<string, number>();
  private readonly chunks: Uint8Array[] = [];
  private length: number = 0;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  /** Adds the FDE of a function of `size` bytes, `place` bytes into section number `section`. */
  add(section: number, place: number, size: number, unwind: FunctionUnwind): void {
    const cie = this.cie(unwind.cie);
    const at = this.length;
    // Length, CIE pointer, pc_begin, pc_range, augmentation length, instructions.
    const body = new Uint8Array(roundUp(PC_BEGIN + 4 + 4 + 1 + unwind.instructions.length));
    const view = new DataView(body.buffer);
    view.setUint32(0, body.length - 4, this.littleEndian);
    view.setUint32(4, at + 4 - cie, this.littleEndian);
    view.setUint32(PC_BEGIN + 4, size, this.littleEndian);
    body.set(unwind.instructions, PC_BEGIN + 9);
    this.push(body);
    this.entries.push({ offset: at + PC_BEGIN, section, place });
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.length);
    let at = 0;
    for (const chunk of this.chunks) {
      out.set(chunk, at);
      at += chunk.length;
    }
    return out;
  }

  private cie(cie: FunctionUnwind["cie"]): number {
    const key = `${cie.codeAlign},${cie.dataAlign},${cie.returnAddress},${cie.instructions.join()}`;
    const known = this.cies.get(key);
    if (known !== undefined) return known;
    const fields: number[] = [1, 0x7a, 0x52, 0]; // version, "zR"
    uleb(fields, cie.codeAlign);
    sleb(fields, cie.dataAlign);
    // Version 1 has one byte here; no machine of ours has more registers.
    fields.push(cie.returnAddress, 1, DW_EH_PE_PCREL_SDATA4);
    const at = this.length;
    const body = new Uint8Array(roundUp(8 + fields.length + cie.instructions.length));
    new DataView(body.buffer).setUint32(0, body.length - 4, this.littleEndian);
    body.set(fields, 8);
    body.set(cie.instructions, 8 + fields.length);
    this.push(body);
    this.cies.set(key, at);
    return at;
  }

  private push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
  }
}

function roundUp(n: number): number {
  return Math.ceil(n / ENTRY_ALIGN) * ENTRY_ALIGN;
}

function uleb(out: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
}

function sleb(out: number[], value: number): void {
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      out.push(low);
      return;
    }
    out.push(low | 0x80);
  }
}
