/**
 * Data-flow graph: instructions, values, block parameters and everything that instructions refer to.
 *
 * An instruction is an int32 index into fixed records of {@link INST_STRIDE} words; a value is one into records of
 * {@link VALUE_STRIDE} words; lists (arguments, block calls, jump tables) live in one pool. Hot passes read the
 * arrays through the accessors here or hoist `insts` and `values`; the arrays move when they grow, so a hoisted one
 * must not be held over a call that makes entities. `view(inst)` gives an ordinary object for printers and tests.
 *
 * Record of an instruction: word 0 = opcode (bits 0-7), imm8 (8-15), controlling type (16-31); words 1-4 = operands as
 * the format says; word 5 = results: -1 none, v >= 0 the only result, w <= -2 the list -2 - w of results. Unused
 * words are 0. Record of a value: word 0 = type (bits 0-15) and kind (16-17), word 1 = instruction, block, alias
 * target or first union member, word 2 = result or parameter number or second union member.
 *
 * Invariants: a list handle has one owner; result number i of an instruction refers back to it with number i, a
 * parameter to its block; alias chains end (the verifier reports those that don't).
 */
import { InternalError, ListPool } from "@cranelift-ts/entity";
import { ConstantPool } from "./constant-pool.ts";
import {
  NONE,
  type AliasRegion,
  type Block,
  type BlockCall,
  type Constant,
  type ExceptionTable,
  type FuncRef,
  type Inst,
  type JumpTable,
  type MemFlagsId,
  type SigRef,
  type StackSlot,
  type Value,
} from "./entities.ts";
import type { ExternalName } from "./external-name.ts";
import * as Format from "./generated/formats.ts";
import {
  FORMAT_LIST_WORD,
  FORMAT_MEM_FLAGS_WORD,
  OPCODE_FORMAT,
  OPCODE_RESULTS,
  OPCODE_VALUE_ARGS,
} from "./generated/opcode-tables.ts";
import { opcodeName, resultType } from "./instructions.ts";
import { NO_FLAGS, type MemFlags } from "./memflags.ts";
import type { Signature } from "./signature.ts";
import type { Type } from "./types.ts";

/** Words of an instruction record. */
export const INST_STRIDE = 6;
/** Words of a value record. */
export const VALUE_STRIDE = 3;

/** The four kinds of value definition. */
export const VALUE_RESULT = 0;
export const VALUE_PARAM = 1;
export const VALUE_ALIAS = 2;
export const VALUE_UNION = 3;

const KIND_SHIFT = 16;

/** What defines a value. */
export type ValueDef =
  | { readonly kind: "result"; readonly inst: Inst; readonly num: number }
  | { readonly kind: "param"; readonly block: Block; readonly num: number }
  | { readonly kind: "alias"; readonly original: Value }
  | { readonly kind: "union"; readonly x: Value; readonly y: Value };

/** An external function that the function may call. */
export interface ExtFuncData {
  readonly name: ExternalName;
  readonly signature: SigRef;
  /** Near enough for a PC-relative call. */
  readonly colocated: boolean;
  /** Call sites may be replaced by no-ops at run time. */
  readonly patchable: boolean;
}

/** A debug tag on a call or `sequence_point`: a number or a stack slot. */
export type DebugTag =
  | { readonly kind: "user"; readonly value: number }
  | { readonly kind: "slot"; readonly slot: StackSlot };

/** One live GC value at a safepoint: its type, and where it was spilled. */
export interface UserStackMapEntry {
  readonly type: Type;
  readonly slot: StackSlot;
  readonly offset: number;
}

/** A label that names a value for debuggers from source location `from` on. */
export interface ValueLabelStart {
  readonly label: number;
  readonly from: number;
}

/** One item of an exception table. */
export type ExceptionItem =
  | { readonly kind: "tag"; readonly tag: number; readonly target: BlockCall }
  | { readonly kind: "default"; readonly target: BlockCall }
  | { readonly kind: "context"; readonly value: Value };

/** Words of an exception table's list: signature, normal target, then per item kind, payload, target. */
export const EXCEPTION_HEADER = 2;
export const EXCEPTION_ITEM_WORDS = 3;
export const EXCEPTION_TAG = 0;
export const EXCEPTION_DEFAULT = 1;
export const EXCEPTION_CONTEXT = 2;

/** What {@link DataFlowGraph.view} shows of an instruction. */
export interface InstView {
  readonly inst: Inst;
  readonly opcode: number;
  /** Mnemonic. */
  readonly name: string;
  readonly ctrlType: Type;
  readonly imm8: number;
  /** Fixed arguments, then those of the argument list. */
  readonly args: readonly Value[];
  /** Block calls in the order of `targets`. */
  readonly targets: readonly { readonly block: Block; readonly args: readonly number[] }[];
  readonly results: readonly Value[];
}

/** The columns of a graph in the form in which they travel between agents. */
export interface DfgArrays {
  insts: Int32Array;
  instCount: number;
  values: Int32Array;
  valueCount: number;
  lists: Int32Array;
  listsUsed: number;
  listsFreed: boolean;
  blockParams: Int32Array;
  blockCount: number;
  jumpTables: Int32Array;
  jumpTableCount: number;
  exceptionTables: Int32Array;
  exceptionTableCount: number;
  memFlagBits: Int32Array;
  memFlagRegions: Int32Array;
}

function grown(array: Int32Array, capacity: number): Int32Array {
  const next = new Int32Array(capacity);
  next.set(array);
  return next;
}

export class DataFlowGraph {
  /** Instruction records; re-read after any call that may make an instruction. */
  insts: Int32Array = new Int32Array(64 * INST_STRIDE);
  /** Value records; re-read after any call that may make a value. */
  values: Int32Array = new Int32Array(64 * VALUE_STRIDE);
  /** Lists of values and block calls. */
  readonly lists: ListPool = new ListPool();
  private instCapacity: number = 64;
  private instCount: number = 0;
  private valueCapacity: number = 64;
  private valueCount: number = 0;
  /** List of parameters per block. */
  blockParamLists: Int32Array = new Int32Array(16);
  private blockCount: number = 0;
  /** Lists `[default call, call, ...]`. */
  private jumpTableLists: Int32Array = new Int32Array(4);
  private jumpTableCount: number = 0;
  private exceptionTableLists: Int32Array = new Int32Array(4);
  private exceptionTableCount: number = 0;
  /** Signatures by reference; holes only while a reader fills them in. */
  readonly signatures: Signature[] = [];
  readonly extFuncs: ExtFuncData[] = [];
  readonly constants: ConstantPool = new ConstantPool();
  /** Interned memory flags: bits and region + 1, by id. */
  private readonly memFlagBits: number[] = [];
  private readonly memFlagRegions: number[] = [];
  private readonly memFlagIds: Map<number, number> = new Map<number, number>();
  /** The pair interned last: neighbours mostly use the same. */
  private lastMemFlags: number = 0;
  /** Debug tags by instruction; empty for most functions. */
  readonly debugTags: Map<Inst, readonly DebugTag[]> = new Map<Inst, readonly DebugTag[]>();
  /** Stack map entries by safepoint instruction. */
  readonly userStackMaps: Map<Inst, readonly UserStackMapEntry[]> = new Map<
    Inst,
    readonly UserStackMapEntry[]
  >();
  /** Value labels, or undefined unless `collectDebugInfo` was called. */
  valueLabels: Map<Value, ValueLabelStart[]> | undefined = undefined;

  /** Forgets everything and keeps the memory. */
  clear(): void {
    this.insts.fill(0, 0, this.instCount * INST_STRIDE);
    this.values.fill(0, 0, this.valueCount * VALUE_STRIDE);
    this.lists.clear();
    this.instCount = 0;
    this.valueCount = 0;
    this.blockParamLists.fill(0, 0, this.blockCount);
    this.blockCount = 0;
    this.jumpTableCount = 0;
    this.exceptionTableCount = 0;
    this.signatures.length = 0;
    this.extFuncs.length = 0;
    this.constants.clear();
    this.memFlagBits.length = 0;
    this.memFlagRegions.length = 0;
    this.memFlagIds.clear();
    this.lastMemFlags = 0;
    this.debugTags.clear();
    this.userStackMaps.clear();
    this.valueLabels = undefined;
  }

  /** Makes this graph equal to `other`, reusing memory. */
  copyFrom(other: DataFlowGraph): void {
    this.clear();
    if (this.instCapacity < other.instCount) this.growInsts(other.instCount);
    this.insts.set(other.insts.subarray(0, other.instCount * INST_STRIDE));
    this.instCount = other.instCount;
    if (this.valueCapacity < other.valueCount) this.growValues(other.valueCount);
    this.values.set(other.values.subarray(0, other.valueCount * VALUE_STRIDE));
    this.valueCount = other.valueCount;
    this.lists.copyFrom(other.lists);
    this.blockParamLists = other.blockParamLists.slice();
    this.blockCount = other.blockCount;
    this.jumpTableLists = other.jumpTableLists.slice();
    this.jumpTableCount = other.jumpTableCount;
    this.exceptionTableLists = other.exceptionTableLists.slice();
    this.exceptionTableCount = other.exceptionTableCount;
    for (const x of other.signatures) this.signatures.push(x);
    for (const f of other.extFuncs) this.extFuncs.push(f);
    this.constants.copyFrom(other.constants);
    for (const b of other.memFlagBits) this.memFlagBits.push(b);
    for (const r of other.memFlagRegions) this.memFlagRegions.push(r);
    for (const [key, id] of other.memFlagIds) this.memFlagIds.set(key, id);
    for (const [inst, tags] of other.debugTags) this.debugTags.set(inst, tags);
    for (const [inst, map] of other.userStackMaps) this.userStackMaps.set(inst, map);
    if (other.valueLabels !== undefined) {
      this.valueLabels = new Map();
      for (const [v, l] of other.valueLabels) this.valueLabels.set(v, l.slice());
    }
  }

  /**
   * The typed arrays by value, for a transfer to another agent; the graph is empty afterwards. `restoreArrays` of
   * another graph takes them over.
   */
  takeArrays(): DfgArrays {
    const arrays: DfgArrays = {
      insts: this.insts,
      instCount: this.instCount,
      values: this.values,
      valueCount: this.valueCount,
      lists: this.lists.data,
      listsUsed: this.lists.used,
      listsFreed: this.lists.wasFreed,
      blockParams: this.blockParamLists,
      blockCount: this.blockCount,
      jumpTables: this.jumpTableLists,
      jumpTableCount: this.jumpTableCount,
      exceptionTables: this.exceptionTableLists,
      exceptionTableCount: this.exceptionTableCount,
      memFlagBits: Int32Array.from(this.memFlagBits),
      memFlagRegions: Int32Array.from(this.memFlagRegions),
    };
    this.insts = new Int32Array(64 * INST_STRIDE);
    this.instCapacity = 64;
    this.instCount = 0;
    this.values = new Int32Array(64 * VALUE_STRIDE);
    this.valueCapacity = 64;
    this.valueCount = 0;
    this.lists.adopt(new Int32Array(64), 4, false);
    this.blockParamLists = new Int32Array(16);
    this.blockCount = 0;
    this.jumpTableLists = new Int32Array(4);
    this.exceptionTableLists = new Int32Array(4);
    this.clear();
    return arrays;
  }

  /** Takes over what another graph gave away; this graph must be empty. */
  restoreArrays(arrays: DfgArrays): void {
    this.insts = arrays.insts;
    this.instCapacity = Math.floor(arrays.insts.length / INST_STRIDE);
    this.instCount = arrays.instCount;
    this.values = arrays.values;
    this.valueCapacity = Math.floor(arrays.values.length / VALUE_STRIDE);
    this.valueCount = arrays.valueCount;
    this.lists.adopt(arrays.lists, arrays.listsUsed, arrays.listsFreed);
    this.blockParamLists = arrays.blockParams;
    this.blockCount = arrays.blockCount;
    this.jumpTableLists = arrays.jumpTables;
    this.jumpTableCount = arrays.jumpTableCount;
    this.exceptionTableLists = arrays.exceptionTables;
    this.exceptionTableCount = arrays.exceptionTableCount;
    for (let i = 0; i < arrays.memFlagBits.length; i++) {
      this.internMemFlags(arrays.memFlagBits[i]! as MemFlags, arrays.memFlagRegions[i]! as AliasRegion);
    }
  }

  // Counts

  /** Number of instructions ever made, those outside the layout included. */
  get numInsts(): number {
    return this.instCount;
  }

  get numValues(): number {
    return this.valueCount;
  }

  get numBlocks(): number {
    return this.blockCount;
  }

  get numJumpTables(): number {
    return this.jumpTableCount;
  }

  get numExceptionTables(): number {
    return this.exceptionTableCount;
  }

  get numMemFlags(): number {
    return this.memFlagBits.length;
  }

  private growInsts(min: number): void {
    this.instCapacity = Math.max(this.instCapacity * 2, min);
    this.insts = grown(this.insts, this.instCapacity * INST_STRIDE);
  }

  private growValues(min: number): void {
    this.valueCapacity = Math.max(this.valueCapacity * 2, min);
    this.values = grown(this.values, this.valueCapacity * VALUE_STRIDE);
  }

  // Making instructions

  /** Makes an instruction without results, outside the layout. The operand words are those of its format. */
  makeInst(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.instCount++;
    if (inst === this.instCapacity) this.growInsts(0);
    const words = this.insts;
    const at = inst * INST_STRIDE;
    words[at] = opcode | (imm8 << 8) | (ctrlType << 16);
    words[at + 1] = a0;
    words[at + 2] = a1;
    words[at + 3] = a2;
    words[at + 4] = a3;
    words[at + 5] = NONE;
    return inst as Inst;
  }

  /** As {@link makeInst}, with one result of the given type. */
  makeInstWithResult(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    resultType: Type,
  ): Inst {
    const inst = this.instCount++;
    const value = this.valueCount++;
    if (inst === this.instCapacity) this.growInsts(0);
    if (value === this.valueCapacity) this.growValues(0);
    const words = this.insts;
    const at = inst * INST_STRIDE;
    words[at] = opcode | (imm8 << 8) | (ctrlType << 16);
    words[at + 1] = a0;
    words[at + 2] = a1;
    words[at + 3] = a2;
    words[at + 4] = a3;
    words[at + 5] = value;
    const values = this.values;
    const valueAt = value * VALUE_STRIDE;
    values[valueAt] = resultType;
    values[valueAt + 1] = inst;
    values[valueAt + 2] = 0;
    return inst as Inst;
  }

  /** Overwrites an instruction and keeps its results. */
  replaceInst(
    inst: Inst,
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): void {
    const words = this.insts;
    const at = inst * INST_STRIDE;
    words[at] = opcode | (imm8 << 8) | (ctrlType << 16);
    words[at + 1] = a0;
    words[at + 2] = a1;
    words[at + 3] = a2;
    words[at + 4] = a3;
  }

  // Reading instructions

  opcode(inst: Inst): number {
    return this.insts[inst * INST_STRIDE]! & 0xff;
  }

  format(inst: Inst): number {
    return OPCODE_FORMAT[this.insts[inst * INST_STRIDE]! & 0xff]!;
  }

  /** Condition, operator, lane index or trap code, as the format says. */
  imm8(inst: Inst): number {
    return (this.insts[inst * INST_STRIDE]! >> 8) & 0xff;
  }

  /** The controlling type variable; INVALID for instructions that are not polymorphic. */
  ctrlType(inst: Inst): Type {
    return (this.insts[inst * INST_STRIDE]! >>> 16) as Type;
  }

  /** Operand word `i` (0 to 3) of the record. */
  word(inst: Inst, i: number): number {
    return this.insts[inst * INST_STRIDE + 1 + i]!;
  }

  setWord(inst: Inst, i: number, word: number): void {
    this.insts[inst * INST_STRIDE + 1 + i] = word;
  }

  /** Fixed value argument `i`. */
  arg(inst: Inst, i: number): Value {
    return this.insts[inst * INST_STRIDE + 1 + i]! as Value;
  }

  /** 64-bit immediate of UnaryImm and UnaryIeee64. */
  imm64(inst: Inst): bigint {
    const at = inst * INST_STRIDE;
    return BigInt.asIntN(64, (BigInt(this.insts[at + 2]!) << 32n) | BigInt(this.insts[at + 1]! >>> 0));
  }

  /** Number of value arguments: the fixed ones and those of an argument list, not those of block calls. */
  numArgs(inst: Inst): number {
    const op = this.insts[inst * INST_STRIDE]! & 0xff;
    const fixed = OPCODE_VALUE_ARGS[op]!;
    const list = FORMAT_LIST_WORD[OPCODE_FORMAT[op]!]!;
    return list === 0 ? fixed : fixed + this.lists.length(this.insts[inst * INST_STRIDE + list]!);
  }

  /** Value argument `i`, counted over the fixed arguments and then the argument list. */
  argAt(inst: Inst, i: number): Value {
    const at = inst * INST_STRIDE;
    const op = this.insts[at]! & 0xff;
    const fixed = OPCODE_VALUE_ARGS[op]!;
    if (i < fixed) return this.insts[at + 1 + i]! as Value;
    return this.lists.get(this.insts[at + FORMAT_LIST_WORD[OPCODE_FORMAT[op]!]!]!, i - fixed) as Value;
  }

  /** All value arguments, as {@link argAt} counts them; for cold code. */
  args(inst: Inst): Value[] {
    const out: Value[] = [];
    for (let i = 0, n = this.numArgs(inst); i < n; i++) out.push(this.argAt(inst, i));
    return out;
  }

  /**
   * Writes every value that `inst` uses into `out` from `start` on: fixed arguments, argument list, block-call
   * arguments and exception contexts, in textual order. Returns the new end; grow `out` to at least `start +
   * maxUses(inst)` first.
   */
  usesInto(inst: Inst, out: Int32Array, start: number): number {
    const at = inst * INST_STRIDE;
    const words = this.insts;
    const op = words[at]! & 0xff;
    const fixed = OPCODE_VALUE_ARGS[op]!;
    let n = start;
    for (let i = 0; i < fixed; i++) out[n++] = words[at + 1 + i]!;
    const format = OPCODE_FORMAT[op]!;
    const list = FORMAT_LIST_WORD[format]!;
    const pool = this.lists.data;
    if (list !== 0) {
      const h = words[at + list]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) out[n++] = pool[i]!;
    }
    if (format === Format.Jump) return this.callUsesInto(words[at + 1]!, out, n);
    if (format === Format.Brif) {
      return this.callUsesInto(words[at + 3]!, out, this.callUsesInto(words[at + 2]!, out, n));
    }
    if (format === Format.BranchTable) {
      const h = this.jumpTableLists[words[at + 2]!]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) n = this.callUsesInto(pool[i]!, out, n);
    } else if (format === Format.TryCall || format === Format.TryCallIndirect) {
      const h = this.exceptionTableLists[words[at + 2]!]!;
      n = this.callUsesInto(pool[h + 2]!, out, n);
      for (let i = h + 3, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
        if (pool[i]! === EXCEPTION_CONTEXT) out[n++] = pool[i + 1]!;
        else n = this.callUsesInto(pool[i + 2]!, out, n);
      }
    }
    return n;
  }

  private callUsesInto(call: number, out: Int32Array, start: number): number {
    const pool = this.lists.data;
    let n = start;
    for (let i = call + 2, end = call + 1 + pool[call]!; i < end; i++) {
      const arg = pool[i]!;
      if (arg >= 0) out[n++] = arg;
    }
    return n;
  }

  /** An upper bound of what {@link usesInto} writes for `inst`. */
  maxUses(inst: Inst): number {
    const at = inst * INST_STRIDE;
    const words = this.insts;
    const op = words[at]! & 0xff;
    const format = OPCODE_FORMAT[op]!;
    const pool = this.lists.data;
    const list = FORMAT_LIST_WORD[format]!;
    let n = OPCODE_VALUE_ARGS[op]! + (list === 0 ? 0 : pool[words[at + list]!]!);
    if (format === Format.Jump) return n + pool[words[at + 1]!]!;
    if (format === Format.Brif) return n + pool[words[at + 2]!]! + pool[words[at + 3]!]!;
    if (format === Format.BranchTable) {
      const h = this.jumpTableLists[words[at + 2]!]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) n += pool[pool[i]!]!;
    } else if (format === Format.TryCall || format === Format.TryCallIndirect) {
      const h = this.exceptionTableLists[words[at + 2]!]!;
      n += pool[pool[h + 2]!]!;
      for (let i = h + 3, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS)
        n += 1 + pool[pool[i + 2]!]!;
    }
    return n;
  }

  /**
   * Replaces every value that `inst` uses by `map[value]`; entries of `map` are values. Used by alias resolution and
   * renumbering.
   */
  mapUses(inst: Inst, map: Int32Array): void {
    const at = inst * INST_STRIDE;
    const words = this.insts;
    const op = words[at]! & 0xff;
    const fixed = OPCODE_VALUE_ARGS[op]!;
    for (let i = 1; i <= fixed; i++) words[at + i] = map[words[at + i]!]!;
    const format = OPCODE_FORMAT[op]!;
    const list = FORMAT_LIST_WORD[format]!;
    const pool = this.lists.data;
    if (list !== 0) {
      const h = words[at + list]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) pool[i] = map[pool[i]!]!;
    }
    if (format === Format.Jump) this.mapCallUses(words[at + 1]!, map);
    else if (format === Format.Brif) {
      this.mapCallUses(words[at + 2]!, map);
      this.mapCallUses(words[at + 3]!, map);
    } else if (format === Format.BranchTable) {
      const h = this.jumpTableLists[words[at + 2]!]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) this.mapCallUses(pool[i]!, map);
    } else if (format === Format.TryCall || format === Format.TryCallIndirect) {
      const h = this.exceptionTableLists[words[at + 2]!]!;
      this.mapCallUses(pool[h + 2]!, map);
      for (let i = h + 3, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
        if (pool[i]! === EXCEPTION_CONTEXT) pool[i + 1] = map[pool[i + 1]!]!;
        else this.mapCallUses(pool[i + 2]!, map);
      }
    }
  }

  private mapCallUses(call: number, map: Int32Array): void {
    const pool = this.lists.data;
    for (let i = call + 2, end = call + 1 + pool[call]!; i < end; i++)
      if (pool[i]! >= 0) pool[i] = map[pool[i]!]!;
  }

  /** An instruction as an ordinary object: for printers, tests and debuggers; hot code reads the record. */
  view(inst: Inst): InstView {
    return {
      inst,
      opcode: this.opcode(inst),
      name: opcodeName(this.opcode(inst)),
      ctrlType: this.ctrlType(inst),
      imm8: this.imm8(inst),
      args: this.args(inst),
      targets: this.targets(inst).map((call) => ({ block: this.callBlock(call), args: this.callArgs(call) })),
      results: this.results(inst),
    };
  }

  // Branches

  /** Number of block calls of an instruction; 0 for those that do not branch. */
  numTargets(inst: Inst): number {
    const at = inst * INST_STRIDE;
    switch (OPCODE_FORMAT[this.insts[at]! & 0xff]!) {
      case Format.Jump:
        return 1;
      case Format.Brif:
        return 2;
      case Format.BranchTable:
        return this.lists.length(this.jumpTableLists[this.insts[at + 2]!]!);
      case Format.TryCall:
      case Format.TryCallIndirect: {
        const pool = this.lists.data;
        const h = this.exceptionTableLists[this.insts[at + 2]!]!;
        let n = 1;
        for (let i = h + 3, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
          if (pool[i]! !== EXCEPTION_CONTEXT) n++;
        }
        return n;
      }
      default:
        return 0;
    }
  }

  /**
   * Writes the block calls of `inst` into `out` from `start` on and returns the new end: `br_table` the default
   * first, `try_call` handlers in table order and the normal target last. `out` has room for `numTargets(inst)` more.
   */
  targetsInto(inst: Inst, out: Int32Array, start: number): number {
    const at = inst * INST_STRIDE;
    const words = this.insts;
    let n = start;
    const format = OPCODE_FORMAT[words[at]! & 0xff]!;
    if (format === Format.Jump) {
      out[n++] = words[at + 1]!;
    } else if (format === Format.Brif) {
      out[n++] = words[at + 2]!;
      out[n++] = words[at + 3]!;
    } else if (format === Format.BranchTable) {
      const pool = this.lists.data;
      const h = this.jumpTableLists[words[at + 2]!]!;
      for (let i = h + 1, end = h + 1 + pool[h]!; i < end; i++) out[n++] = pool[i]!;
    } else if (format === Format.TryCall || format === Format.TryCallIndirect) {
      const pool = this.lists.data;
      const h = this.exceptionTableLists[words[at + 2]!]!;
      for (let i = h + 3, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
        if (pool[i]! !== EXCEPTION_CONTEXT) out[n++] = pool[i + 2]!;
      }
      out[n++] = pool[h + 2]!;
    }
    return n;
  }

  /** Block calls of `inst` in the order of {@link targetsInto}; for cold code. */
  targets(inst: Inst): BlockCall[] {
    const n = this.numTargets(inst);
    const out = new Int32Array(n);
    this.targetsInto(inst, out, 0);
    return Array.from(out, (c) => c as BlockCall);
  }

  /** A block call; arguments are values or the results of `retArg` and `exnArg`. */
  makeBlockCall(block: Block, args: ArrayLike<number>): BlockCall {
    const n = args.length;
    const h = this.lists.alloc(n + 1);
    const pool = this.lists.data;
    pool[h + 1] = block;
    for (let i = 0; i < n; i++) pool[h + 2 + i] = args[i]!;
    return h as BlockCall;
  }

  /** Appends an argument to block call number `index` (as {@link targetsInto} counts them) of `inst`. */
  appendTargetArg(inst: Inst, index: number, arg: number): void {
    const at = inst * INST_STRIDE;
    const words = this.insts;
    const format = OPCODE_FORMAT[words[at]! & 0xff]!;
    if (format === Format.Jump) words[at + 1] = this.lists.push(words[at + 1]!, arg);
    else if (format === Format.Brif) words[at + 2 + index] = this.lists.push(words[at + 2 + index]!, arg);
    else if (format === Format.BranchTable) {
      const slot = this.jumpTableLists[words[at + 2]!]! + 1 + index;
      const call = this.lists.push(this.lists.data[slot]!, arg);
      this.lists.data[slot] = call;
    } else if (format === Format.TryCall || format === Format.TryCallIndirect) {
      const slot = this.exceptionTargetSlot(words[at + 2]! as ExceptionTable, index);
      const call = this.lists.push(this.lists.data[slot]!, arg);
      this.lists.data[slot] = call;
    } else throw new InternalError(`inst${inst} has no block calls`);
  }

  /** Index in the pool of the word that holds block call number `index` of an exception table. */
  private exceptionTargetSlot(table: ExceptionTable, index: number): number {
    const pool = this.lists.data;
    const h = this.exceptionTableLists[table]!;
    let n = index;
    for (let i = h + 1 + EXCEPTION_HEADER, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
      if (pool[i] !== EXCEPTION_CONTEXT && n-- === 0) return i + 2;
    }
    return h + 2;
  }

  callBlock(call: BlockCall): Block {
    return this.lists.data[call + 1]! as Block;
  }

  setCallBlock(call: BlockCall, block: Block): void {
    this.lists.data[call + 1] = block;
  }

  numCallArgs(call: BlockCall): number {
    return this.lists.data[call]! - 1;
  }

  /** Argument `i` of a block call: a value (>= 0), `retN` or `exnN`. */
  callArg(call: BlockCall, i: number): number {
    return this.lists.data[call + 2 + i]!;
  }

  callArgs(call: BlockCall): number[] {
    const out: number[] = [];
    for (let i = 0, n = this.numCallArgs(call); i < n; i++) out.push(this.callArg(call, i));
    return out;
  }

  /** Makes a jump table out of block calls; the default comes first. */
  makeJumpTable(defaultCall: BlockCall, entries: ArrayLike<number>): JumpTable {
    const h = this.lists.alloc(entries.length + 1);
    const pool = this.lists.data;
    pool[h + 1] = defaultCall;
    for (let i = 0; i < entries.length; i++) pool[h + 2 + i] = entries[i]!;
    const id = this.jumpTableCount++;
    if (id === this.jumpTableLists.length) this.jumpTableLists = grown(this.jumpTableLists, id * 2);
    this.jumpTableLists[id] = h;
    return id as JumpTable;
  }

  /** The list `[default call, call, ...]` of a jump table, a handle into `lists`. */
  jumpTableList(table: JumpTable): number {
    return this.jumpTableLists[table]!;
  }

  /** Makes an exception table. */
  makeExceptionTable(sig: SigRef, normal: BlockCall, items: readonly ExceptionItem[]): ExceptionTable {
    const h = this.lists.alloc(EXCEPTION_HEADER + items.length * EXCEPTION_ITEM_WORDS);
    const pool = this.lists.data;
    pool[h + 1] = sig;
    pool[h + 2] = normal;
    let at = h + 1 + EXCEPTION_HEADER;
    for (const item of items) {
      pool[at] =
        item.kind === "tag" ? EXCEPTION_TAG : item.kind === "default" ? EXCEPTION_DEFAULT : EXCEPTION_CONTEXT;
      pool[at + 1] = item.kind === "tag" ? item.tag : item.kind === "context" ? item.value : 0;
      pool[at + 2] = item.kind === "context" ? 0 : item.target;
      at += EXCEPTION_ITEM_WORDS;
    }
    const id = this.exceptionTableCount++;
    if (id === this.exceptionTableLists.length)
      this.exceptionTableLists = grown(this.exceptionTableLists, id * 2);
    this.exceptionTableLists[id] = h;
    return id as ExceptionTable;
  }

  /** The list of an exception table, a handle into `lists`: signature, normal target, items of three words. */
  exceptionTableList(table: ExceptionTable): number {
    return this.exceptionTableLists[table]!;
  }

  exceptionTableSignature(table: ExceptionTable): SigRef {
    return this.lists.get(this.exceptionTableLists[table]!, 0) as SigRef;
  }

  exceptionTableNormal(table: ExceptionTable): BlockCall {
    return this.lists.get(this.exceptionTableLists[table]!, 1) as BlockCall;
  }

  /** Items of an exception table in order; for cold code. */
  exceptionTableItems(table: ExceptionTable): ExceptionItem[] {
    const pool = this.lists.data;
    const h = this.exceptionTableLists[table]!;
    const out: ExceptionItem[] = [];
    for (let i = h + 1 + EXCEPTION_HEADER, end = h + 1 + pool[h]!; i < end; i += EXCEPTION_ITEM_WORDS) {
      const target = pool[i + 2]! as BlockCall;
      if (pool[i] === EXCEPTION_TAG) out.push({ kind: "tag", tag: pool[i + 1]! >>> 0, target });
      else if (pool[i] === EXCEPTION_DEFAULT) out.push({ kind: "default", target });
      else out.push({ kind: "context", value: pool[i + 1]! as Value });
    }
    return out;
  }

  // Results

  /** Makes the results that the opcode's constraints (or the callee's signature) ask for. Returns their number. */
  makeResults(inst: Inst, ctrlType: Type): number {
    const op = this.insts[inst * INST_STRIDE]! & 0xff;
    const fixed = OPCODE_RESULTS[op]!;
    if (fixed === 1) {
      this.insts[inst * INST_STRIDE + 5] = this.makeResultValue(inst, 0, resultType(op, 0, ctrlType));
      return 1;
    }
    if (fixed > 1) {
      for (let i = 0; i < fixed; i++) this.appendResult(inst, resultType(op, i, ctrlType));
      return fixed;
    }
    if (fixed === 0) return 0;
    const sig = this.callSignature(inst);
    if (sig === undefined) return 0;
    const returns = this.signatures[sig]!.returns;
    for (let i = 0; i < returns.length; i++) this.appendResult(inst, returns[i]!.type);
    return returns.length;
  }

  private makeResultValue(inst: Inst, num: number, type: Type): Value {
    const v = this.valueCount++;
    if (v === this.valueCapacity) this.growValues(0);
    const words = this.values;
    const at = v * VALUE_STRIDE;
    words[at] = type;
    words[at + 1] = inst;
    words[at + 2] = num;
    return v as Value;
  }

  /** Adds one more result of the given type. */
  appendResult(inst: Inst, type: Type): Value {
    const v = this.makeResultValue(inst, this.numResults(inst), type);
    this.pushResult(inst, v);
    return v;
  }

  /** Adds the existing value `v`, of no other definition, as the next result of `inst`. */
  attachResult(inst: Inst, v: Value): void {
    const at = v * VALUE_STRIDE;
    this.values[at] = (this.values[at]! & 0xffff) | (VALUE_RESULT << KIND_SHIFT);
    this.values[at + 1] = inst;
    this.values[at + 2] = this.numResults(inst);
    this.pushResult(inst, v);
  }

  private pushResult(inst: Inst, v: Value): void {
    const at = inst * INST_STRIDE + 5;
    const w = this.insts[at]!;
    if (w === NONE) this.insts[at] = v;
    else if (w >= 0) {
      const h = this.lists.alloc(2);
      this.lists.data[h + 1] = w;
      this.lists.data[h + 2] = v;
      this.insts[at] = -2 - h;
    } else this.insts[at] = -2 - this.lists.push(-2 - w, v);
  }

  numResults(inst: Inst): number {
    const w = this.insts[inst * INST_STRIDE + 5]!;
    return w >= 0 ? 1 : w === NONE ? 0 : this.lists.length(-2 - w);
  }

  /** Result `i`. */
  result(inst: Inst, i: number): Value {
    const w = this.insts[inst * INST_STRIDE + 5]!;
    return (w >= 0 ? w : this.lists.get(-2 - w, i)) as Value;
  }

  /** The first result; the instruction must have one. */
  firstResult(inst: Inst): Value {
    const w = this.insts[inst * INST_STRIDE + 5]!;
    if (w >= 0) return w as Value;
    if (w === NONE) throw new InternalError(`inst${inst} has no result`);
    return this.lists.get(-2 - w, 0) as Value;
  }

  /** All results; for cold code. */
  results(inst: Inst): Value[] {
    const out: Value[] = [];
    for (let i = 0, n = this.numResults(inst); i < n; i++) out.push(this.result(inst, i));
    return out;
  }

  /** Removes the results from `inst`; the values keep pointing at it until they are attached or aliased elsewhere. */
  detachResults(inst: Inst): Value[] {
    const out = this.results(inst);
    this.clearResults(inst);
    return out;
  }

  /** As {@link detachResults}, without telling which they were. */
  clearResults(inst: Inst): void {
    const at = inst * INST_STRIDE + 5;
    const w = this.insts[at]!;
    if (w < NONE) this.lists.free(-2 - w);
    this.insts[at] = NONE;
  }

  /** Puts a fresh value in place of the result `old`, which stays detached, and returns it. */
  replaceResult(old: Value, type: Type): Value {
    const inst = this.values[old * VALUE_STRIDE + 1]! as Inst;
    const num = this.values[old * VALUE_STRIDE + 2]!;
    const v = this.makeResultValue(inst, num, type);
    const at = inst * INST_STRIDE + 5;
    const w = this.insts[at]!;
    if (w >= 0) this.insts[at] = v;
    else this.lists.set(-2 - w, num, v);
    return v;
  }

  // Values

  valueType(v: Value): Type {
    return (this.values[v * VALUE_STRIDE]! & 0xffff) as Type;
  }

  /** One of VALUE_RESULT, VALUE_PARAM, VALUE_ALIAS, VALUE_UNION. */
  valueKind(v: Value): number {
    return this.values[v * VALUE_STRIDE]! >> KIND_SHIFT;
  }

  /** What defines `v`, as an object; hot code reads `valueKind`, `valueSource` and `valueNum`. */
  valueDef(v: Value): ValueDef {
    const at = v * VALUE_STRIDE;
    const source = this.values[at + 1]!;
    const num = this.values[at + 2]!;
    switch (this.values[at]! >> KIND_SHIFT) {
      case VALUE_RESULT:
        return { kind: "result", inst: source as Inst, num };
      case VALUE_PARAM:
        return { kind: "param", block: source as Block, num };
      case VALUE_ALIAS:
        return { kind: "alias", original: source as Value };
      default:
        return { kind: "union", x: source as Value, y: num as Value };
    }
  }

  /** Instruction, block, alias target or first union member, by kind. */
  valueSource(v: Value): number {
    return this.values[v * VALUE_STRIDE + 1]!;
  }

  /** Result or parameter number, or second union member. */
  valueNum(v: Value): number {
    return this.values[v * VALUE_STRIDE + 2]!;
  }

  /** The instruction that defines `v` as its result, or NONE; aliases are followed. */
  definingInst(v: Value): Inst {
    const r = this.resolveAliases(v);
    return (this.valueKind(r) === VALUE_RESULT ? this.valueSource(r) : NONE) as Inst;
  }

  /** True if `v` is a result or parameter that its instruction or block really lists, or a union. */
  isAttached(v: Value): boolean {
    const at = v * VALUE_STRIDE;
    const source = this.values[at + 1]!;
    const num = this.values[at + 2]!;
    switch (this.values[at]! >> KIND_SHIFT) {
      case VALUE_RESULT:
        return (
          source >= 0 &&
          source < this.instCount &&
          num < this.numResults(source as Inst) &&
          this.result(source as Inst, num) === v
        );
      case VALUE_PARAM:
        return (
          source >= 0 &&
          source < this.blockCount &&
          num < this.numBlockParams(source as Block) &&
          this.blockParam(source as Block, num) === v
        );
      case VALUE_ALIAS:
        return false;
      default:
        return true;
    }
  }

  isValid(v: Value): boolean {
    return v >= 0 && v < this.valueCount;
  }

  /** Follows aliases. A cycle, which only a reader can make, ends in the value reached after too many steps. */
  resolveAliases(v: Value): Value {
    const words = this.values;
    let r: number = v;
    for (
      let steps = this.valueCount;
      words[r * VALUE_STRIDE]! >> KIND_SHIFT === VALUE_ALIAS && steps >= 0;
      steps--
    ) {
      r = words[r * VALUE_STRIDE + 1]!;
    }
    return r as Value;
  }

  /** Turns the detached value `dest` into an alias of `src`. Throws if that would make a cycle. */
  changeToAlias(dest: Value, src: Value): void {
    const original = this.resolveAliases(src);
    if (original === dest) throw new InternalError(`aliasing v${dest} to v${src} makes a cycle`);
    this.setAlias(dest, original);
  }

  /** As {@link changeToAlias} without following `src` or looking for cycles: for readers. */
  setAlias(dest: Value, src: Value): void {
    const at = dest * VALUE_STRIDE;
    this.values[at] = this.valueType(src) | (VALUE_ALIAS << KIND_SHIFT);
    this.values[at + 1] = src;
    this.values[at + 2] = 0;
  }

  /** Detaches the results of `inst` and makes them aliases of those of `other`, which must have as many. */
  replaceWithAliases(inst: Inst, other: Inst): void {
    const n = this.numResults(inst);
    if (n !== this.numResults(other))
      throw new InternalError(`inst${inst} and inst${other} differ in results`);
    const old = this.detachResults(inst);
    for (let i = 0; i < n; i++) this.changeToAlias(old[i]!, this.result(other, i));
  }

  /** A value that stands for either `x` or `y` (e-graph). */
  makeUnion(x: Value, y: Value): Value {
    const v = this.makeResultValue(x as number as Inst, y, this.valueType(x));
    this.values[v * VALUE_STRIDE]! |= VALUE_UNION << KIND_SHIFT;
    return v;
  }

  /**
   * Makes the value numbers below `count` exist, as detached values of invalid type: for readers, which keep the
   * numbers of the text.
   */
  reserveValues(count: number): void {
    if (count > this.valueCapacity) this.growValues(count);
    for (let v = this.valueCount; v < count; v++) {
      this.values[v * VALUE_STRIDE] = 0;
      this.values[v * VALUE_STRIDE + 1] = NONE;
      this.values[v * VALUE_STRIDE + 2] = 0;
    }
    if (count > this.valueCount) this.valueCount = count;
  }

  /** Gives a reserved or detached value its type. */
  setValueType(v: Value, type: Type): void {
    this.values[v * VALUE_STRIDE] = (this.values[v * VALUE_STRIDE]! & ~0xffff) | type;
  }

  /** Resolves aliases in every use of every instruction and forgets the aliases' targets chains. */
  resolveAllAliases(): void {
    const words = this.values;
    const n = this.valueCount;
    let any = false;
    for (let v = 0; v < n; v++) {
      if (words[v * VALUE_STRIDE]! >> KIND_SHIFT === VALUE_ALIAS) {
        any = true;
        break;
      }
    }
    if (!any) return;
    const map = new Int32Array(n);
    for (let v = 0; v < n; v++) map[v] = v;
    for (let v = 0; v < n; v++) {
      if (words[v * VALUE_STRIDE]! >> KIND_SHIFT !== VALUE_ALIAS) continue;
      const target = this.resolveAliases(v as Value);
      for (let u = v; u !== target && map[u] === u; u = words[u * VALUE_STRIDE + 1]!) {
        map[u] = target;
        if (words[u * VALUE_STRIDE]! >> KIND_SHIFT !== VALUE_ALIAS) break;
      }
    }
    for (let i = 0; i < this.instCount; i++) if (this.opcode(i as Inst) !== 0) this.mapUses(i as Inst, map);
    for (let v = 0; v < n; v++) if (map[v] !== v) words[v * VALUE_STRIDE + 1] = map[v]!;
  }

  // Blocks

  makeBlock(): Block {
    const b = this.blockCount++;
    if (b === this.blockParamLists.length) this.blockParamLists = grown(this.blockParamLists, b * 2);
    this.blockParamLists[b] = 0;
    return b as Block;
  }

  isBlockValid(b: Block): boolean {
    return b >= 0 && b < this.blockCount;
  }

  numBlockParams(block: Block): number {
    return this.lists.length(this.blockParamLists[block]!);
  }

  blockParam(block: Block, i: number): Value {
    return this.lists.get(this.blockParamLists[block]!, i) as Value;
  }

  blockParams(block: Block): Value[] {
    const out: Value[] = [];
    for (let i = 0, n = this.numBlockParams(block); i < n; i++) out.push(this.blockParam(block, i));
    return out;
  }

  /** Adds a parameter at the end. */
  appendBlockParam(block: Block, type: Type): Value {
    const v = this.makeResultValue(block as number as Inst, this.numBlockParams(block), type);
    this.values[v * VALUE_STRIDE]! |= VALUE_PARAM << KIND_SHIFT;
    this.blockParamLists[block] = this.lists.push(this.blockParamLists[block]!, v);
    return v;
  }

  /** Adds the existing detached value `v` as the last parameter. */
  attachBlockParam(block: Block, v: Value): void {
    const at = v * VALUE_STRIDE;
    this.values[at] = (this.values[at]! & 0xffff) | (VALUE_PARAM << KIND_SHIFT);
    this.values[at + 1] = block;
    this.values[at + 2] = this.numBlockParams(block);
    this.blockParamLists[block] = this.lists.push(this.blockParamLists[block]!, v);
  }

  /** Removes the parameter `v`, keeping the order of the others; `v` stays detached. */
  removeBlockParam(v: Value): void {
    const block = this.valueSource(v) as Block;
    const num = this.valueNum(v);
    const h = this.lists.remove(this.blockParamLists[block]!, num);
    this.blockParamLists[block] = h;
    for (let i = num, n = this.lists.length(h); i < n; i++) {
      this.values[this.lists.get(h, i) * VALUE_STRIDE + 2] = i;
    }
  }

  /** Detaches and returns all parameters. */
  detachBlockParams(block: Block): Value[] {
    const out = this.blockParams(block);
    this.lists.free(this.blockParamLists[block]!);
    this.blockParamLists[block] = 0;
    return out;
  }

  // Lists

  /** A list of values for `call`, `return` and the like. */
  makeList(values: ArrayLike<number>): number {
    return this.lists.fromArray(values);
  }

  // Calls

  importSignature(sig: Signature): SigRef {
    return (this.signatures.push(sig) - 1) as SigRef;
  }

  importFunction(data: ExtFuncData): FuncRef {
    return (this.extFuncs.push(data) - 1) as FuncRef;
  }

  /** The signature of the callee of a call, or undefined for instructions that are no calls. */
  callSignature(inst: Inst): SigRef | undefined {
    const at = inst * INST_STRIDE;
    switch (OPCODE_FORMAT[this.insts[at]! & 0xff]!) {
      case Format.Call:
      case Format.TryCall:
        return this.extFuncs[this.insts[at + 1]!]?.signature;
      case Format.CallIndirect:
        return this.insts[at + 2]! as SigRef;
      case Format.TryCallIndirect:
        return this.exceptionTableSignature(this.insts[at + 2]! as ExceptionTable);
      default:
        return undefined;
    }
  }

  // Memory flags and constants

  /** The id of this pair of flags and region (NONE for no region). */
  internMemFlags(flags: MemFlags, region: AliasRegion | -1 = NONE): MemFlagsId {
    const { memFlagBits, memFlagRegions } = this;
    const last = this.lastMemFlags;
    if (memFlagBits[last] === flags && memFlagRegions[last] === region) return last as MemFlagsId;
    const key = (region + 1) * 2 ** 17 + flags;
    let id = this.memFlagIds.get(key);
    if (id === undefined) {
      id = memFlagBits.push(flags) - 1;
      memFlagRegions.push(region);
      this.memFlagIds.set(key, id);
    }
    this.lastMemFlags = id;
    return id as MemFlagsId;
  }

  memFlags(id: MemFlagsId): MemFlags {
    return (this.memFlagBits[id] ?? NO_FLAGS) as MemFlags;
  }

  /** The alias region of the access, or NONE. */
  memFlagsRegion(id: MemFlagsId): AliasRegion {
    return (this.memFlagRegions[id] ?? NONE) as AliasRegion;
  }

  /** The id of the memory flags of an instruction, or NONE. */
  memFlagsOf(inst: Inst): MemFlagsId {
    const at = inst * INST_STRIDE;
    const word = FORMAT_MEM_FLAGS_WORD[OPCODE_FORMAT[this.insts[at]! & 0xff]!]!;
    return (word === 0 ? NONE : this.insts[at + word]!) as MemFlagsId;
  }

  /** The constant with these bytes (little-endian). */
  internConstant(bytes: Uint8Array): Constant {
    return this.constants.insert(bytes);
  }
}
