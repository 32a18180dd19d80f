/**
 * Call-frame information of the stubs, derived from their text: each begins like a C function with `push rbp;
 * mov rbp, rsp` and pushes of registers, and from then on the caller's frame is found by the frame pointer alone. That
 * holds across the change of stacks too, because the frame pointer stays where the stub was entered.
 *
 * DWARF 5 section 6.4, with the augmentation "zR" of the Linux Standard Base; register numbers of the System V ABI.
 */
import type { FunctionUnwind } from "@cranelift-ts/module";
import type { Stub } from "./stubs-x64.ts";

const REGISTERS: Readonly<Record<string, number>> = { rbx: 3, rbp: 6, r12: 12, r13: 13, r14: 14, r15: 15 };
const RSP = 7;
const RBP = 6;
const RETURN_ADDRESS = 16;

const DW_CFA_ADVANCE_LOC = 0x40;
const DW_CFA_OFFSET = 0x80;
const DW_CFA_DEF_CFA = 0x0c;
const DW_CFA_DEF_CFA_REGISTER = 0x0d;
const DW_CFA_DEF_CFA_OFFSET = 0x0e;
const DW_EH_PE_PCREL_SDATA4 = 0x1b;
/** -8 in SLEB128: registers are saved in words below the CFA. */
const DATA_ALIGN = 0x78;
const FDE_ADDRESS_AT = 8;

const CIE: Uint8Array = lengthened([
  ...[0, 0, 0, 0, 1, 0x7a, 0x52, 0, 1, DATA_ALIGN, RETURN_ADDRESS, 1, DW_EH_PE_PCREL_SDATA4],
  ...[DW_CFA_DEF_CFA, RSP, 8, DW_CFA_OFFSET | RETURN_ADDRESS, 1],
]);

/** The call-frame information of a stub of so many bytes. */
export function stubUnwind(stub: Stub, size: number): FunctionUnwind {
  const rules: number[] = [];
  let words = 1;
  for (const [bytes, text] of stub) {
    const register = /^push (\w+)$/.exec(text)?.[1];
    const rule = register === undefined ? undefined : REGISTERS[register];
    // Every instruction of the beginning advances by its own length.
    const length = bytes.split(" ").length;
    if (rule !== undefined) {
      words++;
      rules.push(DW_CFA_ADVANCE_LOC | length);
      if (rule === RBP) rules.push(DW_CFA_DEF_CFA_OFFSET, 8 * words);
      rules.push(DW_CFA_OFFSET | rule, words);
    } else if (text === "mov rbp, rsp") rules.push(DW_CFA_ADVANCE_LOC | length, DW_CFA_DEF_CFA_REGISTER, RBP);
    else break;
  }
  return {
    cie: CIE,
    fde: (distance) => {
      const body = new Uint8Array(13 + rules.length);
      const view = new DataView(body.buffer);
      view.setUint32(0, distance + 4, true);
      view.setUint32(8, size, true);
      body.set(rules, 13);
      return { bytes: lengthened([...body]), addressAt: FDE_ADDRESS_AT };
    },
  };
}

/** The entry with its length in front, filled up with DW_CFA_nop to whole words. */
function lengthened(body: number[]): Uint8Array<ArrayBuffer> {
  const size = Math.ceil((body.length + 4) / 8) * 8;
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, size - 4, true);
  bytes.set(body, 4);
  return bytes;
}
