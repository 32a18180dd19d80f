/**
 * Calling conventions of aarch64 for integers of up to 64 bits: x0-x7 for arguments and results, then stack slots of
 * eight bytes (AAPCS64 section 6). x16 and x17 are the emitter's own, x18 belongs to the platform.
 */
import { type AbiMachineSpec, type AbiSignature, alignUp, type ArgAssignment, type ArgSlot, type FrameInput, type FrameLayout, UnsupportedError } from "@cranelift-ts/codegen";
import { type Flags, type Signature, type Type, types } from "@cranelift-ts/codegen-ir";

function mask(from: number, to: number): number {
  let bits = 0;
  for (let r = from; r <= to; r++) bits |= 1 << r;
  return bits;
}

const CALLER_SAVED: Int32Array = Int32Array.of(mask(0, 17), 0, 0, 0, 0, 0);
const ALL: Int32Array = Int32Array.of(mask(0, 17) | mask(19, 28), 0, 0, 0, 0, 0);
const CALLEE_SAVED: Int32Array = Int32Array.of(mask(19, 28), 0, 0, 0, 0, 0);
const NONE_SAVED: Int32Array = new Int32Array(6);

/** Register of the hidden pointer to the return area. */
const RETURN_AREA = 8;
const NUM_ARG_REGS = 8;

export class Aarch64Abi implements AbiMachineSpec {
  readonly wordType: Type = types.I64;
  readonly wordBytes: number = 8;
  readonly stackAlign: number = 16;

  assign(signature: Signature, _flags: Flags): AbiSignature {
    if (signature.callConv === "tail" || signature.callConv === "winch" || signature.callConv === "windows_fastcall") {
      throw new UnsupportedError(`calling convention ${signature.callConv}`);
    }
    const params = place(signature.params);
    const returns = place(signature.returns);
    const returnArea: ArgSlot | undefined = returns.stackBytes > 0 ? { preg: RETURN_AREA, offset: 0, type: types.I64, extension: "none" } : undefined;
    return { signature, params, returns, returnArea, calleePops: false };
  }

  clobbers(_signature: Signature, exceptional: boolean): Int32Array {
    return exceptional ? ALL : CALLER_SAVED;
  }

  calleeSaved(signature: Signature): Int32Array {
    return signature.callConv === "tail" ? NONE_SAVED : CALLEE_SAVED;
  }

  exceptionPayload(): readonly number[] {
    return [0, 1];
  }

  layoutFrame(input: FrameInput): FrameLayout {
    return {
      incomingArgBytes: input.signature.params.stackBytes,
      tailArgBytes: input.signature.params.stackBytes,
      setupBytes: 16,
      saved: input.saved,
      clobberBytes: alignUp(input.saved.length * 8, 16),
      fixedBytes: input.fixedBytes,
      stackSlotBytes: input.stackSlotBytes,
      outgoingBytes: input.outgoingBytes,
      calls: input.calls,
    };
  }
}

function place(list: Signature["params"]): ArgAssignment {
  let next = 0;
  let stack = 0;
  const locations = list.map((p) => {
    if (!types.isInt(p.type) || p.type === types.I128 || p.purpose === "sarg" || p.purpose === "sret") {
      throw new UnsupportedError(`argument of type ${types.typeName(p.type)}${p.purpose === "normal" ? "" : ` ${p.purpose}`}`);
    }
    let slot: ArgSlot;
    if (next < NUM_ARG_REGS) slot = { preg: next++, offset: 0, type: p.type, extension: p.extension };
    else {
      slot = { preg: -1, offset: stack, type: p.type, extension: p.extension };
      stack += 8;
    }
    return { kind: "slots" as const, slots: [slot] };
  });
  return { locations, stackBytes: alignUp(stack, 16) };
}
