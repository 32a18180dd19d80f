/** Compiles CLIF functions to machine code for a target that the caller hands in. */

export { Context, PASSES } from "./context.ts";
export type { CompileOptions, Pass } from "./context.ts";
export { IncrementalCache, MemoryCache } from "./cache/incremental-cache.ts";
export type { CacheStore, IncrementalCacheOptions } from "./cache/incremental-cache.ts";
export { deserializeStencil, serializeStencil, STENCIL_VERSION } from "./cache/stencil-bytes.ts";
export { bytesText, disassemble, relocNameText } from "./disassembly.ts";
export { TextSectionBuilder } from "./text-section.ts";
export type { TextRelocation, TextSectionOptions } from "./text-section.ts";
export { PassTimer } from "./timing.ts";
export { finishStencil } from "./compiled-code.ts";
export type {
  CallSite,
  CompiledCode,
  CompiledStencil,
  ExceptionHandler,
  FrameInfo,
  PackedPlaces,
  Reloc,
  RelocName,
  SourceRange,
  StencilReloc,
} from "./compiled-code.ts";
export type { DebugTagRecord, StackMap, ValueLabelRange } from "./machinst/emit.ts";
export { legalize, LEGALIZED } from "./passes/legalize.ts";
export { canonicalizeNans } from "./passes/nan-canonicalization.ts";
export { eliminateUnreachableCode } from "./passes/unreachable-code.ts";
export { FinishedCode, MachBuffer } from "./machinst/buffer.ts";
export type { ShortForm } from "./machinst/short-branches.ts";
export type {
  Label,
  LabelUse,
  MachCallSite,
  MachHandler,
  MachReloc,
  MachSourceRange,
  MachTrap,
} from "./machinst/buffer.ts";
export {
  alignUp,
  AREA_INCOMING,
  AREA_OUTGOING,
  AREA_SLOT,
  AREA_TAIL,
  areaOffset,
  frameBytes,
  needsFrame,
} from "./machinst/abi.ts";
export type {
  AbiMachineSpec,
  AbiSignature,
  ArgAssignment,
  ArgLocation,
  ArgSlot,
  FrameInput,
  FrameLayout,
  FunctionCalls,
} from "./machinst/abi.ts";
export { firstBigEndianAccess, unreachableStackLimit } from "./machinst/legality.ts";
export { ImplLimitError, MissingRuleError, UnsupportedError } from "./machinst/errors.ts";
export { InstBuilder } from "./machinst/inst-builder.ts";
export type { EmitState, TargetIsa, UnsupportedInstruction } from "./machinst/isa.ts";
export { freeOperand, isOn, SupportMatrix } from "./machinst/support.ts";
export { FAIL32, LowerContext } from "./machinst/lower.ts";
export { LowerMachine } from "./machinst/lower-machine.ts";
export type { PrologueState, RecordSink } from "./machinst/lower.ts";
export { CALLEE_FAR, CALLEE_NEAR, CALLEE_REGISTER } from "./machinst/lower-abi.ts";
export type { CalledName, CallInfo, TryCallInfo } from "./machinst/lower-abi.ts";
export {
  CLASS_FLOAT,
  CLASS_INT,
  CLASS_VECTOR,
  hwEnc,
  isPhysReg,
  isVirtualReg,
  OUTPUT_NONE,
  physReg,
  pregOf,
  REG_NONE,
  REG_PHYSICAL,
  regClassOf,
} from "./machinst/registers.ts";
export { recordText, registerListText } from "./machinst/print.ts";
export * as tables from "./machinst/tables.ts";
export type { MachineTables } from "./machinst/tables.ts";
export { VCode } from "./machinst/vcode.ts";
export type { VCodeConstant } from "./machinst/vcode.ts";
export type { UnwindDescription, UnwindOp } from "./unwind/ops.ts";
export { systemvCie, systemvFde, systemvInstructions } from "./unwind/systemv.ts";
export type { CfaInstruction, Fde } from "./unwind/systemv.ts";
export { winX64UnwindInfo } from "./unwind/winx64.ts";
