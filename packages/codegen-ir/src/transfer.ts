/**
 * Handing a function to another agent (a worker): its columns travel as transferred buffers, the few declarations by
 * structured clone. The function is empty afterwards.
 */
import { FIRST_MASK } from "./constant-pool.ts";
import type { ExtFuncData, DfgArrays, DebugTag, UserStackMapEntry, ValueLabelStart } from "./dfg.ts";
import type { Constant, Inst, Value } from "./entities.ts";
import type { UserExternalName, UserFuncName } from "./external-name.ts";
import {
  Function,
  type AliasRegionData,
  type DynamicStackSlotData,
  type DynamicTypeData,
  type GlobalValueData,
  type StackSlotData,
} from "./function.ts";
import type { LayoutArrays } from "./layout.ts";
import type { Signature } from "./signature.ts";

/** A function as a message; post it with {@link transferList} as its transfer list. */
export interface FunctionMessage {
  readonly name: UserFuncName;
  readonly baseSourceLoc: number;
  readonly userNames: readonly UserExternalName[];
  readonly signature: Signature;
  readonly dfg: DfgArrays;
  readonly layout: LayoutArrays;
  readonly signatures: readonly Signature[];
  readonly extFuncs: readonly ExtFuncData[];
  readonly constants: readonly Uint8Array[];
  readonly shuffleMasks: readonly Uint8Array[];
  readonly stackSlots: readonly StackSlotData[];
  readonly dynamicStackSlots: readonly DynamicStackSlotData[];
  readonly dynamicTypes: readonly DynamicTypeData[];
  readonly globalValues: readonly GlobalValueData[];
  readonly aliasRegions: readonly AliasRegionData[];
  readonly stackLimit: number;
  readonly sourceLocs: Int32Array;
  readonly sourceLocBits: Int32Array;
  readonly sourceLocCount: number;
  readonly debugTags: readonly (readonly [Inst, readonly DebugTag[]])[];
  readonly userStackMaps: readonly (readonly [Inst, readonly UserStackMapEntry[]])[];
  readonly valueLabels: readonly (readonly [Value, ValueLabelStart[]])[] | undefined;
}

/** Moves the content of `func` into a message and leaves `func` empty. */
export function functionToMessage(func: Function): FunctionMessage {
  const { stencil, params } = func;
  const { dfg } = stencil;
  const message: FunctionMessage = {
    name: params.name,
    baseSourceLoc: params.baseSourceLoc,
    userNames: params.userNames.slice(),
    signature: stencil.signature,
    signatures: dfg.signatures.slice(),
    extFuncs: dfg.extFuncs.slice(),
    constants: Array.from({ length: dfg.constants.size }, (_, c) => dfg.constants.get(c as Constant).slice()),
    shuffleMasks: Array.from({ length: dfg.constants.numMasks }, (_, m) =>
      dfg.constants.get((FIRST_MASK + m) as Constant).slice(),
    ),
    stackSlots: stencil.stackSlots.slice(),
    dynamicStackSlots: stencil.dynamicStackSlots.slice(),
    dynamicTypes: stencil.dynamicTypes.slice(),
    globalValues: stencil.globalValues.slice(),
    aliasRegions: stencil.aliasRegions.slice(),
    stackLimit: stencil.stackLimit,
    sourceLocs: stencil.sourceLocs,
    sourceLocBits: stencil.sourceLocBits,
    sourceLocCount: stencil.sourceLocCount,
    debugTags: [...dfg.debugTags],
    userStackMaps: [...dfg.userStackMaps],
    valueLabels: dfg.valueLabels === undefined ? undefined : [...dfg.valueLabels],
    dfg: dfg.takeArrays(),
    layout: stencil.layout.takeArrays(),
  };
  stencil.sourceLocs = new Int32Array(0);
  stencil.sourceLocBits = new Int32Array(0);
  stencil.sourceLocCount = 0;
  func.clear();
  return message;
}

/** The buffers of a message, each once. */
export function transferList(message: FunctionMessage): ArrayBuffer[] {
  const { dfg, layout } = message;
  const arrays = [
    dfg.insts,
    dfg.values,
    dfg.lists,
    dfg.blockParams,
    dfg.jumpTables,
    dfg.exceptionTables,
    dfg.memFlagBits,
    dfg.memFlagRegions,
    ...layout.inst,
    ...layout.block,
    message.sourceLocs,
    message.sourceLocBits,
  ];
  return [...new Set(arrays.map((a) => a.buffer as ArrayBuffer))];
}

/** The function in a received message; `into` is cleared first. */
export function functionFromMessage(message: FunctionMessage, into: Function = new Function()): Function {
  into.clear();
  const { stencil, params } = into;
  const { dfg } = stencil;
  params.name = message.name;
  params.baseSourceLoc = message.baseSourceLoc;
  for (const n of message.userNames) params.importUserName(n);
  stencil.signature = message.signature;
  dfg.restoreArrays(message.dfg);
  stencil.layout.restoreArrays(message.layout);
  for (const s of message.signatures) dfg.signatures.push(s);
  for (const f of message.extFuncs) dfg.extFuncs.push(f);
  for (let c = 0; c < message.constants.length; c++)
    dfg.constants.declare(c as Constant, message.constants[c]!);
  for (const mask of message.shuffleMasks) dfg.constants.insertMask(mask);
  for (const s of message.stackSlots) stencil.stackSlots.push(s);
  for (const s of message.dynamicStackSlots) stencil.dynamicStackSlots.push(s);
  for (const t of message.dynamicTypes) stencil.dynamicTypes.push(t);
  for (const g of message.globalValues) stencil.globalValues.push(g);
  for (const r of message.aliasRegions) stencil.aliasRegions.push(r);
  stencil.stackLimit = message.stackLimit as typeof stencil.stackLimit;
  stencil.sourceLocs = message.sourceLocs;
  stencil.sourceLocBits = message.sourceLocBits;
  stencil.sourceLocCount = message.sourceLocCount;
  for (const [inst, tags] of message.debugTags) dfg.debugTags.set(inst, tags);
  for (const [inst, map] of message.userStackMaps) dfg.userStackMaps.set(inst, map);
  if (message.valueLabels !== undefined) dfg.valueLabels = new Map(message.valueLabels);
  return into;
}
