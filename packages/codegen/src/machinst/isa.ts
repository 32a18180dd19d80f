/**
 * What an ISA gives to the framework.
 *
 * `TargetIsa` is immutable and shared; `createBackend` makes the mutable part, which a `Context` keeps for as long as it
 * lives. A back end is the class of constructors generated from the rows, extended by the ISA with the externs of its
 * rules; its base is `LowerContext`. The abstract methods of `LowerContext` and the interfaces here are all that the
 * framework ever asks.
 */
import type { Function, IsaInfo } from "@cranelift-ts/codegen-ir";
import type { MachineEnv } from "@cranelift-ts/regalloc";
import type { AbiMachineSpec, FrameLayout } from "./abi.ts";
import type { LabelUse, MachBuffer } from "./buffer.ts";
import type { LowerContext } from "./lower.ts";
import type { SupportMatrix } from "./support.ts";
import type { MachineTables } from "./tables.ts";
import type { TextRelocation } from "../text-section.ts";
import type { UnwindDescription } from "../unwind/ops.ts";

/** Why a function cannot be compiled for this ISA: the first offending instruction. */
export interface UnsupportedInstruction {
  /** CLIF instruction, or -1 when the signature or a declaration is at fault. */
  readonly inst: number;
  /** What is missing, by name: `i128 sdiv`, `feature has_avx`. */
  readonly what: string;
}

/** A configured target that code can be made for. */
export interface TargetIsa extends IsaInfo {
  readonly machine: MachineTables;
  readonly abi: AbiMachineSpec;
  /** Kinds of label references. */
  readonly labelUses: readonly LabelUse[];
  /** Most bytes that one record, apart from jump tables, makes; branches of an island included. */
  readonly maxInstBytes: number;
  /** The trap instruction, for out-of-line traps. */
  readonly trapBytes: Uint8Array;
  /** Smallest code alignment of a function, bytes; the preferred one is at least as large. */
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number };
  /** The register file for a function with this calling convention. */
  machineEnv(func: Function): MachineEnv;
  /** A back end with memory of its own. */
  createBackend(): LowerContext;
  /**
   * Finds what the rules cannot lower before lowering starts; undefined if everything is supported. A rule that is
   * missing all the same is an internal error.
   */
  findUnsupported(func: Function): UnsupportedInstruction | undefined;
  /** What the rules lower, as data. What they do not is expanded before, as far as `legalize` knows how. */
  readonly support?: SupportMatrix;
  /** Calls that `TextSectionBuilder` resolves between functions of one section. */
  readonly textRelocations?: readonly TextRelocation[];
  /** So many bytes of instructions that do nothing: what takes the place of a patchable call. */
  nops?(bytes: number): Uint8Array;
  /** Facts for unwind information. */
  readonly unwind: UnwindDescription;
  /** Name of a physical register (class * 64 + hardware number) in assembly text. */
  registerName(preg: number): string;
  /** Decodes one instruction for listings: its text and its length. */
  disassemble?(code: Uint8Array, offset: number): { readonly length: number; readonly text: string };
}

/** Where emission stands; handed to the ISA's emitter with each instruction. */
export interface EmitState {
  readonly buffer: MachBuffer;
  readonly frame: FrameLayout;
  /** Label of a constant of the VCode. */
  constantLabel(constant: number): number;
  /** CLIF trap code of the source instruction's memory access is in the record; this adds the trap record. */
  addTrap(code: number): void;
  /** Adds a relocation at `offset` against external name `name` of the VCode. */
  addReloc(offset: number, kind: string, name: number, addend: bigint): void;
  /** A call has just been emitted: records call site, stack map, and the handlers of the given `try_call`. */
  addCallSite(tryCall?: number): void;
  /** As `addCallSite`, for a call whose `bytes` bytes may be replaced by no-ops, and back, while nothing executes them. */
  addPatchableCall(bytes: number): void;
  /** Offset in the slot area of a spill slot, given as the slot word of an operand that may be in memory. */
  slotOffset(word: number): number;
}
