/** CLIF in memory. */

export * as types from "./types.ts";
export type { Type } from "./types.ts";
export * as Opcode from "./generated/opcodes.ts";
export * as Format from "./generated/formats.ts";
export * as opcodeTables from "./generated/opcode-tables.ts";
export * as typeSets from "./generated/type-sets.ts";
export * as instructions from "./instructions.ts";
export * as immediates from "./immediates.ts";
export * as memflags from "./memflags.ts";
export type { MemFlags } from "./memflags.ts";
export type {
  AliasRegion,
  Block,
  BlockCall,
  Constant,
  DynamicStackSlot,
  DynamicType,
  ExceptionTable,
  FuncRef,
  GlobalValue,
  Inst,
  JumpTable,
  MemFlagsId,
  SigRef,
  StackSlot,
  UserExternalNameRef,
  Value,
} from "./entities.ts";
export {
  blockArgName,
  exnArg,
  isExnArg,
  isRetArg,
  isValueArg,
  NONE,
  retArg,
  tryCallArgIndex,
} from "./entities.ts";
export {
  ATOMIC_RMW_OP_NAMES,
  AtomicRmwOps,
  FLOAT_CC_NAMES,
  FloatCCs,
  floatCCComplement,
  floatCCSwapArgs,
  INT_CC_NAMES,
  IntCCs,
  intCCComplement,
  intCCSwapArgs,
  intCCUnsigned,
  intCCWithoutEqual,
  parseTrapCode,
  trapCodeName,
  TrapCodes,
} from "./condcodes.ts";
export type { AtomicRmwOp, FloatCC, IntCC, TrapCode } from "./condcodes.ts";
export {
  abiParam,
  abiParamText,
  CALL_CONVS,
  exceptionPayloadCount,
  sameSignature,
  signature,
  signatureText,
  specialParamIndex,
  supportsExceptions,
  supportsTailCalls,
} from "./signature.ts";
export type { AbiParam, ArgumentExtension, ArgumentPurpose, CallConv, Signature } from "./signature.ts";
export {
  DEFAULT_FUNC_NAME,
  externalNameFromText,
  externalNameText,
  KNOWN_SYMBOLS,
  LIB_CALLS,
  userFuncNameText,
} from "./external-name.ts";
export type { ExternalName, KnownSymbol, LibCall, UserExternalName, UserFuncName } from "./external-name.ts";
export { ConstantPool, FIRST_MASK } from "./constant-pool.ts";
export {
  DataFlowGraph,
  EXCEPTION_CONTEXT,
  EXCEPTION_DEFAULT,
  EXCEPTION_HEADER,
  EXCEPTION_ITEM_WORDS,
  EXCEPTION_TAG,
  INST_STRIDE,
  VALUE_ALIAS,
  VALUE_PARAM,
  VALUE_RESULT,
  VALUE_STRIDE,
  VALUE_UNION,
} from "./dfg.ts";
export type {
  DebugTag,
  ExceptionItem,
  ExtFuncData,
  InstView,
  UserStackMapEntry,
  ValueDef,
  ValueLabelStart,
} from "./dfg.ts";
export { Layout } from "./layout.ts";
export { Function, FunctionParameters, FunctionStencil, NO_SOURCE_LOC } from "./function.ts";
export type {
  AliasRegionData,
  DynamicStackSlotData,
  DynamicTypeData,
  GlobalValueData,
  StackSlotData,
} from "./function.ts";
export { FuncCursor, InsertBuilder } from "./cursor.ts";
export { InstBuilder } from "./generated/builder.ts";
export { ImmediateError } from "./builder-support.ts";
export type {
  AtomicRmwOpLike,
  ConstantLike,
  FloatCCLike,
  FloatLike,
  Imm64Like,
  IntCCLike,
  MemFlagsLike,
  TrapCodeLike,
} from "./builder-support.ts";
export { ControlFlowGraph } from "./flowgraph.ts";
export { DominatorTree, PostDominatorTree } from "./dominators.ts";
export { LoopAnalysis } from "./loop-analysis.ts";
export type { Loop } from "./loop-analysis.ts";
export { StencilHasher } from "./digest.ts";
export { functionFromMessage, functionToMessage, transferList } from "./transfer.ts";
export type { FunctionMessage } from "./transfer.ts";
export { nearestWord } from "./nearest-word.ts";
export { SettingsBuilder, SettingsError, SettingsGroup } from "./settings.ts";
export type {
  PresetInfo,
  SettingEntry,
  SettingInfo,
  SettingsErrorKind,
  SettingsTemplate,
  SettingValue,
} from "./settings.ts";
export { Flags, flagsBuilder, FLAGS_TEMPLATE } from "./generated/settings.ts";
export type {
  LibcallCallConv,
  OptLevel,
  ProbestackStrategy,
  RegallocAlgorithm,
  StackSwitchModel,
  TlsModel,
} from "./generated/settings.ts";
export { defaultCallConv, isApple, parseTriple, TripleError, tripleText } from "./triple.ts";
export type { BinaryFormat, Endianness, Triple } from "./triple.ts";
export { lookupIsa, UnsupportedTargetError } from "./isa-info.ts";
export type { IsaBuilder, IsaFamily, IsaInfo } from "./isa-info.ts";
export { assertValid, Verifier, verifyFunction } from "./verifier/verifier.ts";
export type { VerifierFlags, VerifierOptions } from "./verifier/verifier.ts";
export { prettyVerifierErrors, VerifierErrors, verifierErrorText } from "./verifier/report.ts";
export type { VerifierError } from "./verifier/report.ts";
export { blockHeaderText, instText, writeFunction } from "./write.ts";
export type { Annotate } from "./write.ts";
export { DataValue, DataValueError } from "./data-value.ts";
