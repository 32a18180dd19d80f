/** The made-up machine's one calling convention and its frames. */
import { type Flags, type Signature, types, type Type } from "@cranelift-ts/codegen-ir";
import {
  type AbiMachineSpec,
  type AbiSignature,
  alignUp,
  type ArgAssignment,
  type ArgSlot,
  type FrameInput,
  type FrameLayout,
  UnsupportedError,
} from "../../index.ts";

const ARG_REGS: readonly number[] = [0, 1, 2, 3, 4, 5];
const CALLER_SAVED: Int32Array = Int32Array.of(0x1ff, 0, 0, 0, 0, 0);
const ALL: Int32Array = Int32Array.of(0x1fff, 0, 0, 0, 0, 0);
const CALLEE_SAVED: Int32Array = Int32Array.of(0x1e00, 0, 0, 0, 0, 0);
const NOTHING: Int32Array = new Int32Array(6);

export class ToyAbi implements AbiMachineSpec {
  readonly wordType: Type = types.I64;
  readonly wordBytes: number = 8;
  readonly stackAlign: number = 16;

  assign(signature: Signature, _flags: Flags): AbiSignature {
    const returns = this.place(signature.returns, 0);
    const needsArea = returns.stackBytes > 0;
    const params = this.place(signature.params, needsArea ? 1 : 0);
    return {
      signature,
      params,
      returns,
      returnArea: needsArea ? { preg: 0, offset: 0, type: types.I64, extension: "none" } : undefined,
      calleePops: signature.callConv === "tail",
    };
  }

  private place(list: Signature["params"], first: number): ArgAssignment {
    let next = first;
    let stack = 0;
    const locations = list.map((p) => {
      if (p.purpose === "sarg") {
        const offset = stack;
        stack += p.sargSize;
        return { kind: "struct" as const, offset, size: p.sargSize };
      }
      if (!types.isInt(p.type)) throw new UnsupportedError(`argument of type ${types.typeName(p.type)}`);
      const slots: ArgSlot[] = [];
      for (let k = 0; k < (p.type === types.I128 ? 2 : 1); k++) {
        const type = p.type === types.I128 ? types.I64 : p.type;
        if (next < ARG_REGS.length)
          slots.push({ preg: ARG_REGS[next++]!, offset: 0, type, extension: p.extension });
        else {
          slots.push({ preg: -1, offset: stack, type, extension: p.extension });
          stack += 8;
        }
      }
      return { kind: "slots" as const, slots };
    });
    return { locations, stackBytes: alignUp(stack, 16) };
  }

  clobbers(signature: Signature, exceptional: boolean): Int32Array {
    return exceptional || signature.callConv === "tail" ? ALL : CALLER_SAVED;
  }

  calleeSaved(signature: Signature): Int32Array {
    return signature.callConv === "tail" ? NOTHING : CALLEE_SAVED;
  }

  exceptionPayload(): readonly number[] {
    return [0, 1];
  }

  layoutFrame(input: FrameInput): FrameLayout {
    return {
      incomingArgBytes: input.signature.params.stackBytes,
      tailArgBytes: input.tailArgBytes,
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

export const ABI: ToyAbi = new ToyAbi();
