/**
 * Calling conventions and stack frames, as far as they are the same everywhere.
 *
 * An ISA says where the parameters and returns of a signature live (`assign`), which registers a convention lets a call
 * clobber and which a function must preserve, and how large the parts of a frame are. The framework does the rest:
 * it moves arguments for calls and at entry, lays out stack slots and spill slots, and sizes the outgoing area.
 *
 * Frame, from high to low addresses:
 *
 *   incoming stack arguments     at `Incoming + offset`
 *   setup area                   return address, saved frame pointer
 *   saved registers              `clobberBytes`
 *   spill slots                  \ `fixedBytes`; `Slot + offset` counts from the bottom of the stack slots
 *   explicit stack slots         /
 *   outgoing arguments           at `Outgoing + offset`, `outgoingBytes`; the stack pointer points here
 *
 * Offsets in the areas are known while lowering; where an area begins is known only when the frame is laid out, so an
 * address of the ISA keeps area and offset apart until it is emitted.
 */
import type { Flags, Function, Signature, Type } from "@cranelift-ts/codegen-ir";

/** Area of the frame that an address is relative to. */
export const AREA_INCOMING = 0;
export const AREA_SLOT = 1;
export const AREA_OUTGOING = 2;
/** Arguments of a tail call; offsets are negative, counted from the end of the incoming-argument area. */
export const AREA_TAIL = 3;

/** One register or stack slot of a parameter or return value; several make up an i128, say. */
export interface ArgSlot {
  /** Physical register, or -1: on the stack. */
  readonly preg: number;
  /** Offset in the argument (or return) area if on the stack. */
  readonly offset: number;
  readonly type: Type;
  /** How the ABI wants a narrow integer widened to a full register: by the side that provides the value. */
  readonly extension: "none" | "uext" | "sext";
}

/** Where one parameter or return value is. */
export type ArgLocation =
  | { readonly kind: "slots"; readonly slots: readonly ArgSlot[] }
  /** A struct by value: `size` bytes at `offset` of the argument area. */
  | { readonly kind: "struct"; readonly offset: number; readonly size: number }
  /** A pointer in `pointer` to a copy, `type`, at `offset` of the argument area. */
  | { readonly kind: "implicit"; readonly pointer: ArgSlot; readonly offset: number; readonly type: Type };

/** Where all parameters, or all returns, of a signature are. */
export interface ArgAssignment {
  readonly locations: readonly ArgLocation[];
  /** Bytes of stack, aligned for a call. */
  readonly stackBytes: number;
}

/** A signature with everything assigned. */
export interface AbiSignature {
  readonly signature: Signature;
  readonly params: ArgAssignment;
  readonly returns: ArgAssignment;
  /** Where the hidden pointer to the return area is passed, when returns need stack. */
  readonly returnArea: ArgSlot | undefined;
  /** True if returning takes the stack arguments off the stack. */
  readonly calleePops: boolean;
}

/** What calls a function makes. */
export type FunctionCalls = "none" | "tail" | "regular";

/** A laid-out frame; sizes in bytes. */
export interface FrameLayout {
  readonly incomingArgBytes: number;
  /** Incoming-argument area after growing for larger tail calls; at least `incomingArgBytes`. */
  readonly tailArgBytes: number;
  readonly setupBytes: number;
  /** Callee-saved registers to be saved (class * 64 + hardware number), in order. */
  readonly saved: readonly number[];
  readonly clobberBytes: number;
  /** Stack slots and spill slots. */
  readonly fixedBytes: number;
  readonly stackSlotBytes: number;
  readonly outgoingBytes: number;
  readonly calls: FunctionCalls;
}

/** What the framework knows when it asks for the layout of a frame. */
export interface FrameInput {
  readonly func: Function;
  readonly flags: Flags;
  readonly signature: AbiSignature;
  /** Callee-saved registers that the code writes, ascending. */
  readonly saved: readonly number[];
  /** Stack slots and spill slots, aligned to `stackAlign`. */
  readonly fixedBytes: number;
  readonly stackSlotBytes: number;
  readonly outgoingBytes: number;
  readonly tailArgBytes: number;
  readonly calls: FunctionCalls;
  /** Fixed by stack-limit checks and probes: the frame must be set up. */
  readonly needsFrame: boolean;
}

/** Whether a frame pointer is set up, on machines whose small leaf functions do without; `saved` of so many bytes. */
export function needsFrame(input: FrameInput, savedBytes: number): boolean {
  const incomingArgBytes = input.signature.params.stackBytes;
  return (
    input.flags.preserve_frame_pointers ||
    input.needsFrame ||
    input.calls === "regular" ||
    incomingArgBytes > 0 ||
    input.tailArgBytes > incomingArgBytes ||
    savedBytes > 0 ||
    input.fixedBytes > 0 ||
    input.outgoingBytes > 0
  );
}

/** The machine's part of calling conventions. */
export interface AbiMachineSpec {
  readonly wordType: Type;
  readonly wordBytes: number;
  /** Alignment of the stack pointer at calls, bytes. */
  readonly stackAlign: number;
  /** Assigns a signature. Throws `UnsupportedError` for what the convention cannot do. */
  assign(signature: Signature, flags: Flags): AbiSignature;
  /** Registers that a call may change (six words), results included; `exceptional`: on the edge to a handler. */
  clobbers(signature: Signature, exceptional: boolean): Int32Array;
  /** Registers that a function of this convention must preserve (six words). */
  calleeSaved(signature: Signature): Int32Array;
  /** Registers in which a handler of a `try_call` of this convention finds its payload. */
  exceptionPayload(signature: Signature): readonly number[];
  layoutFrame(input: FrameInput): FrameLayout;
}

/** Bytes from the stack pointer (after the prologue) to the point that offsets of an area count from. */
export function areaOffset(frame: FrameLayout, area: number): number {
  if (area === AREA_OUTGOING) return 0;
  if (area === AREA_SLOT) return frame.outgoingBytes;
  const end = frameBytes(frame) + frame.tailArgBytes;
  return area === AREA_TAIL ? end : end - frame.incomingArgBytes;
}

/** Bytes from the stack pointer (after the prologue) up to the incoming-argument area. */
export function frameBytes(frame: FrameLayout): number {
  return frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes + frame.setupBytes;
}

/** Rounds up to a power of two. */
export function alignUp(n: number, alignment: number): number {
  return (n + alignment - 1) & -alignment;
}
