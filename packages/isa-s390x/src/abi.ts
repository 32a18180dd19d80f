/**
 * The calling conventions of s390x: the ELF ABI, and the compiler's own: `tail` passes up to six integers in registers,
 * takes its stack arguments off the stack and preserves nothing; `preserve_all` preserves every register that the
 * allocator knows, r0 and r1 not.
 *
 * Every caller leaves 160 bytes at its stack pointer, in which the callee saves registers; stack arguments lie above
 * them, each in 8 bytes, narrow ones at the end. Integers of 128 bits are passed as a pointer to a copy, which the caller
 * keeps behind the stack arguments, and returned in memory; the pointer to that memory is the first argument.
 *
 * Facts: ELF Application Binary Interface, s390x Supplement, version 1.6, chapter 1.2.
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
import { SAVE_AREA } from "./emit/encode.ts";

const FLOAT = 64;
const FIRST_INT = 2;
const FLOATS: readonly number[] = [FLOAT, FLOAT + 2, FLOAT + 4, FLOAT + 6];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function pregSet(pregs: readonly number[]): Int32Array {
  const set = new Int32Array(6);
  for (const p of pregs) set[p >>> 5] |= 1 << (p & 31);
  return set;
}

const SAVED_PREGS: readonly number[] = [...range(6, 14), ...range(FLOAT + 8, FLOAT + 16)];
const CALLER_PREGS: readonly number[] = [...range(2, 6), ...range(FLOAT, FLOAT + 8)];
const CLOBBERS: Int32Array = pregSet(CALLER_PREGS);
const ALL: Int32Array = pregSet([...CALLER_PREGS, ...SAVED_PREGS]);
const SAVED: Int32Array = pregSet(SAVED_PREGS);
const NONE: Int32Array = pregSet([]);
/** `__tls_get_offset` is called with the address of the global offset table in r12. */
const TLS_CLOBBERS: Int32Array = pregSet([...CALLER_PREGS, 12]);
/** With `enable_pinned_reg`. */
export const PINNED = 13;

const CONVENTIONS: readonly CallConv[] = ["system_v", "fast", "tail", "preserve_all"];

function check({ callConv: conv, returns }: Signature): void {
  if (conv === "preserve_all" && returns.length > 0)
    throw new UnsupportedError("returns of a preserve_all function");
  if (!CONVENTIONS.includes(conv)) throw new UnsupportedError(`calling convention ${conv}`);
}

class Allocation {
  private readonly intLast: number;
  private int: number = FIRST_INT;
  private float: number = 0;
  stack: number = 0;

  constructor(conv: CallConv, isReturn: boolean) {
    this.intLast = conv === "tail" ? 8 : isReturn ? 6 : 7;
  }

  slot(type: Type, extension: ArgSlot["extension"]): ArgSlot {
    if (types.isInt(type)) {
      if (this.int < this.intLast) return { preg: this.int++, offset: 0, type, extension };
    } else if (this.float < FLOATS.length) {
      return { preg: FLOATS[this.float++]!, offset: 0, type, extension: "none" };
    }
    return this.memory(type, extension);
  }

  /** At the end of eight bytes of the stack. */
  memory(type: Type, extension: ArgSlot["extension"]): ArgSlot {
    this.stack += 8;
    return { preg: -1, offset: this.stack - types.typeBytes(type), type, extension };
  }
}

export class S390xAbi implements AbiMachineSpec {
  readonly wordType: Type = types.I64;
  readonly wordBytes: number = 8;
  readonly stackAlign: number = 8;
  private readonly pinned: boolean;

  constructor(flags: Flags) {
    this.pinned = flags.enable_pinned_reg;
  }

  assign(sig: Signature, flags: Flags): AbiSignature {
    const conv = sig.callConv;
    check(sig);
    const returns = new Allocation(conv, true);
    let isWide = false;
    const returnLocations = sig.returns.map((p): ArgLocation => {
      if (p.type !== types.I128) return { kind: "slots", slots: [returns.slot(p.type, p.extension)] };
      isWide = true;
      const high = returns.memory(types.I64, "none");
      return { kind: "slots", slots: [returns.memory(types.I64, "none"), high] };
    });
    if (returns.stack > 0 && !flags.enable_multi_ret_implicit_sret && !(isWide && sig.returns.length === 1))
      throw new UnsupportedError("more return values than registers for them");
    const params = new Allocation(conv, false);
    const returnArea = returns.stack > 0 ? params.slot(types.I64, "none") : undefined;
    const pointers: (ArgSlot | undefined)[] = [];
    const plain = sig.params.map((p) => {
      const isCopied = p.type === types.I128;
      const slot = this.location(p, params);
      pointers.push(isCopied ? slot : undefined);
      return slot;
    });
    const locations = plain.map((slot, i): ArgLocation => {
      const pointer = pointers[i];
      if (pointer === undefined) return { kind: "slots", slots: [slot] };
      const offset = params.stack;
      params.stack += 16;
      return { kind: "implicit", pointer, offset, type: types.I128 };
    });
    const assignment: ArgAssignment = { locations, stackBytes: params.stack };
    return {
      signature: sig,
      params: assignment,
      returns: { locations: returnLocations, stackBytes: alignUp(returns.stack, 8) },
      returnArea,
      calleePops: conv === "tail" && assignment.stackBytes > 0,
    };
  }

  private location(p: AbiParam, a: Allocation): ArgSlot {
    if (p.purpose === "sarg") throw new UnsupportedError("struct arguments");
    return p.type === types.I128 ? a.slot(types.I64, "none") : a.slot(p.type, p.extension);
  }

  clobbers(sig: Signature, exceptional: boolean): Int32Array {
    if (exceptional || sig.callConv === "tail") return ALL;
    return sig.callConv === "preserve_all" ? NONE : CLOBBERS;
  }

  calleeSaved(sig: Signature): Int32Array {
    const set = sig.callConv === "tail" ? NONE : sig.callConv === "preserve_all" ? ALL : SAVED;
    if (!this.pinned) return set;
    const others = set.slice();
    others[0] &= ~(1 << PINNED);
    return others;
  }

  tlsClobbers(): Int32Array {
    return TLS_CLOBBERS;
  }

  exceptionPayload(_sig: Signature): readonly number[] {
    return [6, 7];
  }

  layoutFrame(input: FrameInput): FrameLayout {
    const incomingArgBytes = input.signature.params.stackBytes;
    return {
      incomingArgBytes,
      tailArgBytes: Math.max(input.tailArgBytes, incomingArgBytes),
      // What the caller provides.
      setupBytes: SAVE_AREA,
      saved: input.saved,
      clobberBytes: 8 * input.saved.filter((preg) => preg >= FLOAT).length,
      fixedBytes: input.fixedBytes,
      stackSlotBytes: input.stackSlotBytes,
      outgoingBytes: input.calls === "regular" ? SAVE_AREA + input.outgoingBytes : input.outgoingBytes,
      calls: input.calls,
    };
  }
}
