/**
 * Unwind operations: what the prologue does to the frame, recorded with code offsets and independent of any format.
 */

/** One step; `offset` is the code offset behind the instruction that does it. */
export type UnwindOp =
  /** Return address and frame pointer have been pushed; `toCallerSp` bytes from the stack pointer to the caller's. */
  | { readonly kind: "pushFrameRegs"; readonly offset: number; readonly toCallerSp: number }
  /** The frame pointer now points at its saved value; clobbers are saved from `toClobbers` bytes below it. */
  | {
      readonly kind: "defineNewFrame";
      readonly offset: number;
      readonly toCallerSp: number;
      readonly toClobbers: number;
    }
  /** The stack pointer went down by `size`. */
  | { readonly kind: "stackAlloc"; readonly offset: number; readonly size: number }
  /** A callee-saved register was stored, `at` bytes above the start of the clobber area. */
  | { readonly kind: "saveReg"; readonly offset: number; readonly at: number; readonly preg: number }
  /** Return addresses are signed (or not) from here on. */
  | { readonly kind: "setPointerAuth"; readonly offset: number; readonly signed: boolean };

/** Facts of an ISA for DWARF call-frame information. */
export interface UnwindDescription {
  /** Factor of code offsets. */
  readonly codeAlign: number;
  /** Factor of data offsets. */
  readonly dataAlign: number;
  /** DWARF number of the return-address column. */
  readonly returnAddress: number;
  /** DWARF number of the stack pointer and of the frame pointer (-1: none). */
  readonly stackPointer: number;
  readonly framePointer: number;
  /** At entry the CFA is the stack pointer plus this many bytes. */
  readonly entryCfaOffset: number;
  /** Offset of the saved return address from the CFA at entry; undefined: it is in its register. */
  readonly entryReturnAddressAt: number | undefined;
  /** DWARF number of a physical register (class * 64 + hardware number). */
  dwarfRegister(preg: number): number;
}
