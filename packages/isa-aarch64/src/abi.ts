/**
 * The calling conventions of aarch64: the procedure call standard (AAPCS64), Apple's variant, and the compiler's own
 * `tail`, which takes its arguments from x2 on, its stack arguments off itself and preserves nothing.
 *
 * Frame: x29 and x30 are pushed as a pair, x29 points at them; x16 and x17 are scratch, x18 belongs to the platform.
 */
import {
  type AbiMachineSpec,
  type AbiSignature,
  alignUp,
  type ArgAssignment,
  type ArgLocation,
  type ArgSlot,
  type FrameInput,
  type FrameLayout,
  needsFrame,
  UnsupportedError,
} from "@cranelift-ts/codegen";
import {
  type AbiParam,
  type CallConv,
  type Flags,
  type Signature,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";

const FLOAT = 64;
const RETURN_AREA = 8;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function pregSet(pregs: readonly number[]): Int32Array {
  const set = new Int32Array(6);
  for (const p of pregs) set[p >>> 5] |= 1 << (p & 31);
  return set;
}

const SAVED_INTS: readonly number[] = range(19, 29);
const SAVED_FLOATS: readonly number[] = range(FLOAT + 8, FLOAT + 16);
const CALLER_INTS: readonly number[] = range(0, 16);
const CALLER_FLOATS: readonly number[] = [...range(FLOAT, FLOAT + 8), ...range(FLOAT + 16, FLOAT + 32)];
// Only the low 64 bits of v8 to v15 survive a call; no value here is wider.
const CLOBBERS: Int32Array = pregSet([...CALLER_INTS, ...CALLER_FLOATS]);
const ALL: Int32Array = pregSet([...CALLER_INTS, ...CALLER_FLOATS, ...SAVED_INTS, ...SAVED_FLOATS]);
const SAVED: Int32Array = pregSet([...SAVED_INTS, ...SAVED_FLOATS]);
const NONE: Int32Array = pregSet([]);

function check(conv: CallConv): void {
  if (conv !== "system_v" && conv !== "fast" && conv !== "tail" && conv !== "apple_aarch64")
    throw new UnsupportedError(`calling convention ${conv}`);
}

class Allocation {
  readonly intLast: number = 8;
  int: number;
  float: number = FLOAT;
  stack: number = 0;
  /** Stack arguments take their natural size. */
  readonly packed: boolean;

  constructor(conv: CallConv, isReturn: boolean) {
    this.int = conv === "tail" ? 2 : 0;
    this.packed = conv === "apple_aarch64" && !isReturn;
  }

  slot(type: Type, extension: ArgSlot["extension"]): ArgSlot {
    if (types.isInt(type)) {
      if (this.int < this.intLast) return { preg: this.int++, offset: 0, type, extension };
    } else if (this.float < FLOAT + 8) return { preg: this.float++, offset: 0, type, extension: "none" };
    const bytes = this.packed ? types.typeBytes(type) : Math.max(types.typeBytes(type), 8);
    this.stack = alignUp(this.stack, bytes);
    const offset = this.stack;
    this.stack += bytes;
    return { preg: -1, offset, type, extension };
  }
}

export class Aarch64Abi implements AbiMachineSpec {
  readonly wordType: Type = types.I64;
  readonly wordBytes: number = 8;
  readonly stackAlign: number = 16;

  assign(sig: Signature, flags: Flags): AbiSignature {
    const conv = sig.callConv;
    check(conv);
    const returns = new Allocation(conv, true);
    const returnLocations = sig.returns.map((p) => this.location(p, returns, conv));
    if (returns.stack > 0 && !flags.enable_multi_ret_implicit_sret)
      throw new UnsupportedError("more return values than registers for them");
    const params = new Allocation(conv, false);
    const locations = sig.params.map((p) => this.location(p, params, conv));
    const assignment: ArgAssignment = { locations, stackBytes: alignUp(params.stack, 16) };
    return {
      signature: sig,
      params: assignment,
      returns: { locations: returnLocations, stackBytes: alignUp(returns.stack, 16) },
      returnArea:
        returns.stack > 0 ? { preg: RETURN_AREA, offset: 0, type: types.I64, extension: "none" } : undefined,
      calleePops: conv === "tail" && assignment.stackBytes > 0,
    };
  }

  private location(p: AbiParam, a: Allocation, conv: CallConv): ArgLocation {
    if (p.purpose === "sarg") throw new UnsupportedError("struct arguments");
    if (p.purpose === "sret")
      return { kind: "slots", slots: [{ preg: RETURN_AREA, offset: 0, type: p.type, extension: "none" }] };
    if (p.type !== types.I128) return { kind: "slots", slots: [a.slot(p.type, p.extension)] };
    // A pair that starts at an even register, or both halves on the stack, aligned
    if (conv !== "apple_aarch64") a.int = alignUp(a.int, 2);
    if (a.int + 2 > a.intLast) {
      a.int = a.intLast;
      a.stack = alignUp(a.stack, 16);
    }
    return { kind: "slots", slots: [a.slot(types.I64, "none"), a.slot(types.I64, "none")] };
  }

  clobbers(sig: Signature, exceptional: boolean): Int32Array {
    return exceptional || sig.callConv === "tail" ? ALL : CLOBBERS;
  }

  calleeSaved(sig: Signature): Int32Array {
    return sig.callConv === "tail" ? NONE : SAVED;
  }

  exceptionPayload(_sig: Signature): readonly number[] {
    return [0, 1];
  }

  layoutFrame(input: FrameInput): FrameLayout {
    const incomingArgBytes = input.signature.params.stackBytes;
    const clobberBytes = alignUp(8 * input.saved.length, 16);
    const hasFrame = needsFrame(input, clobberBytes);
    return {
      incomingArgBytes,
      tailArgBytes: Math.max(input.tailArgBytes, incomingArgBytes),
      setupBytes: hasFrame ? 16 : 0,
      saved: input.saved,
      clobberBytes,
      fixedBytes: alignUp(input.fixedBytes, 16),
      stackSlotBytes: input.stackSlotBytes,
      outgoingBytes: alignUp(input.outgoingBytes, 16),
      calls: input.calls,
    };
  }
}
