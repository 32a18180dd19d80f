/**
 * Whether the lists and tables that an instruction refers to exist, so that they can be followed and printed.
 *
 * Nothing is reported here; the numbers say what is wrong.
 */
import {
  EXCEPTION_CONTEXT,
  EXCEPTION_DEFAULT,
  EXCEPTION_HEADER,
  EXCEPTION_ITEM_WORDS,
  EXCEPTION_TAG,
  INST_STRIDE,
  type DataFlowGraph,
} from "../dfg.ts";
import { NONE, type Block, type ExceptionTable, type Inst, type JumpTable } from "../entities.ts";
import * as Format from "../generated/formats.ts";
import {
  FORMAT_BLOCK_CALLS,
  FORMAT_EXCEPTION_TABLE_WORD,
  FORMAT_JUMP_TABLE_WORD,
  FORMAT_LIST_WORD,
  FORMAT_MEM_FLAGS_WORD,
  OPCODE_COUNT,
  OPCODE_FORMAT,
} from "../generated/opcode-tables.ts";

export const SOUND = 0;
/** The argument list, a block call or the list of results does not exist. */
export const BAD_LIST = 1;
export const BAD_JUMP_TABLE = 2;
export const BAD_EXCEPTION_TABLE = 3;
/** The opcode does not exist. */
export const BAD_OPCODE = 4;

/** Checks the lists of operands; those of results are {@link resultsSound}'s. */
export function listsSound(dfg: DataFlowGraph, inst: Inst): number {
  const { insts } = dfg;
  const at = inst * INST_STRIDE;
  const op = insts[at]! & 0xff;
  if (op === 0 || op >= OPCODE_COUNT) return BAD_OPCODE;
  const format = OPCODE_FORMAT[op]!;
  const pool = dfg.lists.data;
  const { used } = dfg.lists;
  const list = FORMAT_LIST_WORD[format]!;
  if (list !== 0 && insts[at + list] !== 0 && !isList(pool, used, insts[at + list]!)) return BAD_LIST;
  const calls = FORMAT_BLOCK_CALLS[format]!;
  for (let w = 1; w <= 4; w++) {
    if ((calls >> w) & 1 && !isList(pool, used, insts[at + w]!)) return BAD_LIST;
  }
  const jumpTable = FORMAT_JUMP_TABLE_WORD[format]!;
  if (jumpTable !== 0) {
    const table = insts[at + jumpTable]!;
    if (table < 0 || table >= dfg.numJumpTables) return BAD_JUMP_TABLE;
    const h: number = dfg.jumpTableList(table as JumpTable);
    if (!isList(pool, used, h)) return BAD_LIST;
    for (let i = h + 1, end = h + pool[h]!; i <= end; i++) if (!isList(pool, used, pool[i]!)) return BAD_LIST;
  }
  const exceptionTable = FORMAT_EXCEPTION_TABLE_WORD[format]!;
  if (exceptionTable !== 0) {
    const table = insts[at + exceptionTable]!;
    if (table < 0 || table >= dfg.numExceptionTables) return BAD_EXCEPTION_TABLE;
    const h: number = dfg.exceptionTableList(table as ExceptionTable);
    if (!isList(pool, used, h)) return BAD_LIST;
    const n = pool[h]!;
    if (n < EXCEPTION_HEADER || (n - EXCEPTION_HEADER) % EXCEPTION_ITEM_WORDS !== 0) return BAD_LIST;
    if (!isList(pool, used, pool[h + 2]!)) return BAD_LIST;
    for (let i = h + 1 + EXCEPTION_HEADER; i <= h + n; i += EXCEPTION_ITEM_WORDS) {
      if (pool[i] === EXCEPTION_CONTEXT) continue;
      if (pool[i] !== EXCEPTION_TAG && pool[i] !== EXCEPTION_DEFAULT) return BAD_LIST;
      if (!isList(pool, used, pool[i + 2]!)) return BAD_LIST;
    }
  }
  return SOUND;
}

/** Whether the list of results, if there is one, exists. */
export function resultsSound(dfg: DataFlowGraph, inst: Inst): boolean {
  const w = dfg.insts[inst * INST_STRIDE + 5]!;
  return w >= NONE || isList(dfg.lists.data, dfg.lists.used, -2 - w);
}

/** Whether the list of the block's parameters, if there is one, exists. */
export function paramsSound(dfg: DataFlowGraph, block: Block): boolean {
  const h = dfg.blockParamLists[block]!;
  return h === 0 || isList(dfg.lists.data, dfg.lists.used, h);
}

/** Whether the printer can print the instruction. */
export function isPrintable(dfg: DataFlowGraph, inst: Inst): boolean {
  if (inst < 0 || inst >= dfg.numInsts || listsSound(dfg, inst) !== SOUND || !resultsSound(dfg, inst))
    return false;
  const format = dfg.format(inst);
  if (FORMAT_MEM_FLAGS_WORD[format] !== 0) {
    const id: number = dfg.memFlagsOf(inst);
    if (id < 0 || id >= dfg.numMemFlags) return false;
  }
  return format !== Format.Shuffle || dfg.constants.isValid(dfg.word(inst, 2) as never);
}

/** A list that is not empty and lies within the pool. */
function isList(pool: Int32Array, used: number, h: number): boolean {
  return h > 0 && h < used && pool[h]! > 0 && h + pool[h]! < used;
}
