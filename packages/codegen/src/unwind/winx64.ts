/**
 * UNWIND_INFO of Windows on x86-64: version 1, no handler, no chaining. Codes are listed from the last prologue
 * instruction back to the first. The frame register is not declared: after the prologue the stack pointer stays put, so
 * the unwinder needs only sizes and offsets from it.
 */
import { ImplLimitError } from "../machinst/errors.ts";
import type { UnwindOp } from "./ops.ts";

const UWOP_PUSH_NONVOL = 0;
const UWOP_ALLOC_LARGE = 1;
const UWOP_ALLOC_SMALL = 2;
const UWOP_SAVE_NONVOL = 4;
const UWOP_SAVE_NONVOL_FAR = 5;
const UWOP_SAVE_XMM128 = 8;
const UWOP_SAVE_XMM128_FAR = 9;

const RBP = 5;
/** Bytes of the return address and the frame pointer. */
const RETURN_AND_FRAME = 16;
const FLOAT_CLASS = 1;

/** Bytes of the UNWIND_INFO. */
export function winX64UnwindInfo(ops: readonly UnwindOp[]): Uint8Array<ArrayBuffer> {
  const groups: number[][] = [];
  let prologue = 0;
  let allocated = 0;
  let toClobbers = 0;
  for (const op of ops) {
    prologue = op.offset;
    if (op.offset > 255)
      throw new ImplLimitError("the prologue is longer than Windows unwind information can say");
    switch (op.kind) {
      case "pushFrameRegs":
        // Room for a tail call's arguments, above the pushed register (one byte of code) and the copied return address.
        if (op.toCallerSp > RETURN_AND_FRAME)
          groups.push(allocation(op.offset - 1, op.toCallerSp - RETURN_AND_FRAME));
        groups.push([code(op.offset, UWOP_PUSH_NONVOL, RBP)]);
        break;
      case "defineNewFrame":
        toClobbers = op.toClobbers;
        break;
      case "stackAlloc":
        allocated += op.size;
        groups.push(allocation(op.offset, op.size));
        break;
      case "saveReg":
        groups.push(save(op.offset, op.preg, allocated - toClobbers + op.at));
        break;
      default:
        break;
    }
  }
  const slots = groups.reverse().flat();
  const bytes = new Uint8Array(4 + 2 * (slots.length + (slots.length & 1)));
  bytes[0] = 1;
  bytes[1] = prologue;
  bytes[2] = slots.length;
  for (const [i, slot] of slots.entries()) {
    bytes[4 + 2 * i] = slot & 0xff;
    bytes[5 + 2 * i] = slot >> 8;
  }
  return bytes;
}

/** One 16-bit unwind code. */
function code(offset: number, op: number, info: number): number {
  return offset | (op << 8) | (info << 12);
}

function allocation(offset: number, size: number): number[] {
  if (size >= 8 && size <= 128) return [code(offset, UWOP_ALLOC_SMALL, size / 8 - 1)];
  if (size <= 8 * 0xffff) return [code(offset, UWOP_ALLOC_LARGE, 0), size / 8];
  return [code(offset, UWOP_ALLOC_LARGE, 1), size & 0xffff, size >>> 16];
}

function save(offset: number, preg: number, at: number): number[] {
  const isFloat = preg >> 6 === FLOAT_CLASS;
  const scale = isFloat ? 16 : 8;
  const hw = preg & 63;
  if (at % scale === 0 && at / scale <= 0xffff)
    return [code(offset, isFloat ? UWOP_SAVE_XMM128 : UWOP_SAVE_NONVOL, hw), at / scale];
  return [code(offset, isFloat ? UWOP_SAVE_XMM128_FAR : UWOP_SAVE_NONVOL_FAR, hw), at & 0xffff, at >>> 16];
}
