/**
 * The calling conventions of x86-64: System V, Windows, and the compiler's own.
 *
 * Facts: System V psABI AMD64, chapter 3.2; Microsoft x64 calling convention. `tail` passes as System V, takes its stack
 * arguments off itself and preserves nothing; `winch` preserves nothing and returns its last value in a register and the
 * others on the stack; `preserve_all` preserves every register.
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

const RAX = 0;
const RCX = 1;
const RDX = 2;
const RBX = 3;
const RSP = 4;
const RBP = 5;
const RSI = 6;
const RDI = 7;
const XMM = 64;

const SYSV_INT_ARGS: readonly number[] = [RDI, RSI, RDX, RCX, 8, 9];
const FASTCALL_INT_ARGS: readonly number[] = [RCX, RDX, 8, 9];
const TAIL_INT_RETS: readonly number[] = [RAX, RCX, RDX, RSI, RDI, 8, 9, 10];

/** Bytes that a Windows caller leaves for the callee's copies of the register arguments. */
const SHADOW_BYTES = 32;

function pregSet(pregs: readonly number[]): Int32Array {
  const set = new Int32Array(6);
  for (const p of pregs) set[p >>> 5] |= 1 << (p & 31);
  return set;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

const ALL: readonly number[] = [
  ...range(0, 16).filter((r) => r !== RSP && r !== RBP),
  ...range(XMM, XMM + 16),
];
const SYSV_CLOBBERS: Int32Array = pregSet([RAX, RCX, RDX, RSI, RDI, 8, 9, 10, 11, ...range(XMM, XMM + 16)]);
const FASTCALL_CLOBBERS: Int32Array = pregSet([RAX, RCX, RDX, 8, 9, 10, 11, ...range(XMM, XMM + 6)]);
const ALL_CLOBBERS: Int32Array = pregSet(ALL);
/** What `stack_switch` leaves changed, but for the registers that it works with itself. */
const SWITCH_CLOBBERS: Int32Array = pregSet(ALL.filter((r) => r !== RAX && r !== RCX && r !== RDI));
const NO_CLOBBERS: Int32Array = pregSet([]);
const SYSV_SAVED: Int32Array = pregSet([RBX, 12, 13, 14, 15]);
const FASTCALL_SAVED: Int32Array = pregSet([RBX, RSI, RDI, 12, 13, 14, 15, ...range(XMM + 6, XMM + 16)]);
/** A thread-local-variable getter of macOS preserves everything but rax and rdi. */
const MACHO_TLS_CLOBBERS: Int32Array = pregSet([RDI]);

function isFastcall(conv: CallConv): boolean {
  return conv === "windows_fastcall";
}

/** Registers handed out so far, and the stack. */
class Allocation {
  ints: number = 0;
  floats: number = 0;
  /** Parameters so far, for conventions that count by position. */
  position: number = 0;
  stack: number = 0;
  readonly conv: CallConv;
  readonly isReturn: boolean;
  readonly intRegs: readonly number[];
  readonly floatRegs: readonly number[];
  /** Winch: stack values take their natural size. */
  packed: boolean = false;

  constructor(conv: CallConv, isReturn: boolean, flags: Flags) {
    this.conv = conv;
    this.isReturn = isReturn;
    if (!isReturn) {
      this.intRegs = isFastcall(conv) ? FASTCALL_INT_ARGS : SYSV_INT_ARGS;
      this.floatRegs = range(XMM, XMM + (isFastcall(conv) ? 4 : 8));
      if (isFastcall(conv)) this.stack = SHADOW_BYTES;
    } else if (conv === "tail") {
      this.intRegs = TAIL_INT_RETS;
      this.floatRegs = range(XMM, XMM + 8);
    } else if (conv === "winch") {
      this.intRegs = [RAX];
      this.floatRegs = [XMM];
    } else if (isFastcall(conv)) {
      // One value in each kind of register is the platform's; a second integer is for our own callers.
      this.intRegs = [RAX, RDX];
      this.floatRegs = [XMM];
    } else {
      this.intRegs = flags.enable_llvm_abi_extensions ? [RAX, RDX, RCX] : [RAX, RDX];
      this.floatRegs = [XMM, XMM + 1];
    }
  }

  /** Next integer register, or -1. */
  nextInt(): number {
    const k = isFastcall(this.conv) && !this.isReturn ? this.position : this.ints;
    if (k >= this.intRegs.length) return -1;
    this.ints++;
    return this.intRegs[k];
  }

  nextFloat(): number {
    const k = isFastcall(this.conv) && !this.isReturn ? this.position : this.floats;
    if (k >= this.floatRegs.length) return -1;
    this.floats++;
    return this.floatRegs[k];
  }

  onStack(bytes: number): number {
    const size = this.packed ? bytes : Math.max(bytes, 8);
    this.stack = alignUp(this.stack, size);
    const at = this.stack;
    this.stack += size;
    return at;
  }
}

/** The conventions, for one set of shared flags. */
export class X64Abi implements AbiMachineSpec {
  readonly wordType: Type = types.I64;
  readonly wordBytes: number = 8;
  readonly stackAlign: number = 16;
  private readonly pinned: boolean;

  constructor(flags: Flags) {
    this.pinned = flags.enable_pinned_reg;
  }

  assign(sig: Signature, flags: Flags): AbiSignature {
    const conv = sig.callConv;
    if (conv === "apple_aarch64") throw new UnsupportedError("calling convention apple_aarch64");
    if (conv === "preserve_all" && sig.returns.length > 0)
      throw new UnsupportedError("returns of a preserve_all function");
    const returns = new Allocation(conv, true, flags);
    returns.packed =
      conv === "winch" && sig.params.every((p) => p.extension === "none" && p.type !== types.F16);
    const returnLocations = this.assignReturns(sig, returns, flags);
    const params = new Allocation(conv, false, flags);
    let returnArea: ArgSlot | undefined;
    if (returns.stack > 0) {
      returnArea = this.slot(types.I64, "none", params.nextInt(), params);
      params.position++;
    }
    const locations = sig.params.map((p) => this.param(p, params, flags));
    // Copies of values passed by reference lie behind the arguments.
    const placed = locations.map((l): ArgLocation => {
      if (l.kind !== "implicit") return l;
      params.stack = alignUp(params.stack, 16);
      const offset = params.stack;
      params.stack += 16;
      return { ...l, offset };
    });
    const assignment: ArgAssignment = { locations: placed, stackBytes: alignUp(params.stack, 16) };
    return {
      signature: sig,
      params: assignment,
      returns: { locations: returnLocations, stackBytes: alignUp(returns.stack, 16) },
      returnArea,
      calleePops: conv === "tail" && assignment.stackBytes > 0,
    };
  }

  private slot(type: Type, extension: ArgSlot["extension"], preg: number, a: Allocation): ArgSlot {
    return preg >= 0
      ? { preg, offset: 0, type, extension }
      : { preg: -1, offset: a.onStack(types.typeBytes(type)), type, extension };
  }

  private param(p: AbiParam, a: Allocation, flags: Flags): ArgLocation {
    const out = this.paramLocation(p, a, flags);
    a.position++;
    return out;
  }

  private paramLocation(p: AbiParam, a: Allocation, flags: Flags): ArgLocation {
    if (p.purpose === "sarg") {
      const offset = a.stack;
      a.stack += p.sargSize;
      return { kind: "struct", offset, size: p.sargSize };
    }
    const { type } = p;
    if (type === types.I128) {
      this.check128(a.conv, flags);
      if (a.conv === "system_v" || a.conv === "fast") {
        // Both halves in registers, or both on the stack, aligned; the registers are used up either way.
        const both = a.ints + 2 <= a.intRegs.length;
        if (both)
          return {
            kind: "slots",
            slots: [
              this.slot(types.I64, "none", a.nextInt(), a),
              this.slot(types.I64, "none", a.nextInt(), a),
            ],
          };
        a.ints += 2;
        a.stack = alignUp(a.stack, 16);
      }
      const first = this.slot(types.I64, "none", a.nextInt(), a);
      if (isFastcall(a.conv)) a.position++;
      return { kind: "slots", slots: [first, this.slot(types.I64, "none", a.nextInt(), a)] };
    }
    if (types.isInt(type)) return { kind: "slots", slots: [this.slot(type, p.extension, a.nextInt(), a)] };
    this.checkFloat(type, a.conv, flags);
    if (isFastcall(a.conv) && types.typeBits(type) === 128) {
      return { kind: "implicit", pointer: this.slot(types.I64, "none", a.nextInt(), a), offset: 0, type };
    }
    return { kind: "slots", slots: [this.slot(type, "none", a.nextFloat(), a)] };
  }

  private assignReturns(sig: Signature, a: Allocation, flags: Flags): ArgLocation[] {
    const { returns } = sig;
    const out: ArgLocation[] = Array.from({ length: returns.length });
    const winch = sig.callConv === "winch";
    const overflow = (): void => {
      if (!flags.enable_multi_ret_implicit_sret && !winch)
        throw new UnsupportedError("more return values than registers for them");
    };
    // Winch: the last value is in a register, those before it are on the stack, last first.
    const order = winch ? range(0, returns.length).reverse() : range(0, returns.length);
    for (const [k, i] of order.entries()) {
      const r = returns[i];
      const useRegister = !winch || k === 0;
      if (r.type === types.I128) {
        this.check128(sig.callConv, flags);
        const slots: ArgSlot[] = [];
        for (let half = 0; half < 2; half++) {
          const preg = useRegister || !winch ? a.nextInt() : -1;
          if (preg < 0) overflow();
          slots.push(this.slot(types.I64, "none", preg, a));
        }
        out[i] = { kind: "slots", slots };
        continue;
      }
      if (!types.isInt(r.type)) this.checkFloat(r.type, sig.callConv, flags);
      const preg = !useRegister ? -1 : types.isInt(r.type) ? a.nextInt() : a.nextFloat();
      if (preg < 0) overflow();
      out[i] = { kind: "slots", slots: [this.slot(r.type, r.extension, preg, a)] };
    }
    return out;
  }

  private check128(conv: CallConv, flags: Flags): void {
    if (!flags.enable_llvm_abi_extensions && conv !== "tail")
      throw new UnsupportedError("i128 arguments or returns without enable_llvm_abi_extensions");
  }

  private checkFloat(type: Type, conv: CallConv, flags: Flags): void {
    if (
      (type === types.F16 || type === types.F128) &&
      isFastcall(conv) &&
      !flags.enable_llvm_abi_extensions
    ) {
      throw new UnsupportedError(
        `${types.typeName(type)} arguments of windows_fastcall without enable_llvm_abi_extensions`,
      );
    }
    if (types.typeBits(type) > 128) throw new UnsupportedError(`arguments of type ${types.typeName(type)}`);
  }

  clobbers(sig: Signature, exceptional: boolean): Int32Array {
    if (exceptional) return ALL_CLOBBERS;
    switch (sig.callConv) {
      case "windows_fastcall":
        return FASTCALL_CLOBBERS;
      case "tail":
      case "winch":
        return ALL_CLOBBERS;
      case "preserve_all":
        return NO_CLOBBERS;
      default:
        return SYSV_CLOBBERS;
    }
  }

  calleeSaved(sig: Signature): Int32Array {
    const set = this.calleeSavedSet(sig.callConv).slice();
    if (this.pinned) set[0] &= ~(1 << 15);
    return set;
  }

  private calleeSavedSet(conv: CallConv): Int32Array {
    switch (conv) {
      case "windows_fastcall":
        return FASTCALL_SAVED;
      case "tail":
      case "winch":
        return NO_CLOBBERS;
      case "preserve_all":
        return ALL_CLOBBERS;
      default:
        return SYSV_SAVED;
    }
  }

  exceptionPayload(sig: Signature): readonly number[] {
    switch (sig.callConv) {
      case "tail":
      case "system_v":
      case "preserve_all":
        return [RAX, RDX];
      default:
        return [];
    }
  }

  /** Registers that a thread-local-storage helper changes. */
  tlsClobbers(macho: boolean): Int32Array {
    return macho ? MACHO_TLS_CLOBBERS : SYSV_CLOBBERS;
  }

  /** Registers that are changed when a switched stack is resumed. */
  switchClobbers(): Int32Array {
    return SWITCH_CLOBBERS;
  }

  /** The convention of library routines called from a function of convention `caller`. */
  libcallConvention(flags: Flags, caller: CallConv): CallConv {
    const conv = flags.libcall_call_conv;
    if (conv !== "isa_default") return conv;
    return caller === "windows_fastcall" ? "windows_fastcall" : "system_v";
  }

  layoutFrame(input: FrameInput): FrameLayout {
    const { saved } = input;
    let clobberBytes = 0;
    for (const p of saved) {
      const bytes = p >= XMM ? 16 : 8;
      clobberBytes = alignUp(clobberBytes, bytes) + bytes;
    }
    clobberBytes = alignUp(clobberBytes, 16);
    const incomingArgBytes = input.signature.params.stackBytes;
    const hasFrame = needsFrame(input, clobberBytes);
    return {
      incomingArgBytes,
      tailArgBytes: Math.max(input.tailArgBytes, incomingArgBytes),
      setupBytes: hasFrame ? 16 : 8,
      saved,
      clobberBytes,
      fixedBytes: alignUp(input.fixedBytes, 16),
      stackSlotBytes: input.stackSlotBytes,
      outgoingBytes: alignUp(input.outgoingBytes, 16),
      calls: input.calls,
    };
  }
}
