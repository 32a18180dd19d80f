/**
 * Rules about the operands that are no plain value arguments: argument lists, branch targets and their arguments,
 * entity references, immediates and memory flags; and the rules of single opcodes.
 */
import type { DataFlowGraph } from "../dfg.ts";
import {
  isRetArg,
  isValueArg,
  blockArgName,
  NONE,
  tryCallArgIndex,
  type Block,
  type BlockCall,
  type Constant,
  type ExceptionTable,
  type FuncRef,
  type Inst,
  type MemFlagsId,
  type Value,
} from "../entities.ts";
import type { Function } from "../function.ts";
import * as Format from "../generated/formats.ts";
import * as Opcode from "../generated/opcodes.ts";
import {
  FORMAT_BLOCK_CALLS,
  FORMAT_COUNT,
  FORMAT_EXCEPTION_TABLE_WORD,
  FORMAT_JUMP_TABLE_WORD,
  FORMAT_LIST_WORD,
  FORMAT_MEM_FLAGS_WORD,
  OPCODE_COUNT,
  OPCODE_FORMAT,
} from "../generated/opcode-tables.ts";
import { isCall, isReturn, isSafepoint } from "../instructions.ts";
import { BIG_ENDIAN, isReadonly, LITTLE_ENDIAN, memEndianness, NO_FLAGS } from "../memflags.ts";
import {
  exceptionPayloadCount,
  sameSignature,
  supportsExceptions,
  supportsTailCalls,
  type Signature,
} from "../signature.ts";
import { INVALID, I64, isInt, laneBits, laneCount, typeBits, typeName, type Type } from "../types.ts";
import { globalValueType, verifyConstant } from "./declarations.ts";
import type { Report } from "./report.ts";
import { BAD_EXCEPTION_TABLE, BAD_JUMP_TABLE, listsSound, SOUND } from "./sound.ts";
import type { VerifierFlags } from "./verifier.ts";

/** 1 for formats that have operands besides fixed value arguments and imm8. */
export const FORMAT_NEEDS_OPERAND_CHECK: Uint8Array = /* @__PURE__ */ Uint8Array.from(
  { length: FORMAT_COUNT },
  (_, f) =>
    FORMAT_LIST_WORD[f] !== 0 ||
    FORMAT_BLOCK_CALLS[f] !== 0 ||
    FORMAT_JUMP_TABLE_WORD[f] !== 0 ||
    FORMAT_EXCEPTION_TABLE_WORD[f] !== 0
      ? 1
      : 0,
);

type Check = (c: OperandChecker, inst: Inst) => void;

/** Checks by format, where the format alone decides. */
const FORMAT_CHECKS: readonly (Check | undefined)[] = /* @__PURE__ */ (() => {
  const checks: (Check | undefined)[] = new Array<Check | undefined>(FORMAT_COUNT).fill(undefined);
  checks[Format.UnaryConst] = (c, inst) => c.constantOperand(inst);
  checks[Format.UnaryGlobalValue] = (c, inst) => c.globalValueOperand(inst);
  checks[Format.MultiAry] = (c, inst) => c.returnOperands(inst);
  checks[Format.Shuffle] = (c, inst) => c.shuffleMask(inst);
  checks[Format.TernaryImm8] = (c, inst) => c.laneIndex(inst);
  checks[Format.Jump] = (c, inst) => c.branchOperands(inst);
  checks[Format.Brif] = (c, inst) => c.branchOperands(inst);
  checks[Format.BranchTable] = (c, inst) => c.branchOperands(inst);
  checks[Format.Call] = (c, inst) => c.callOperands(inst);
  checks[Format.CallIndirect] = (c, inst) => c.callOperands(inst);
  checks[Format.TryCall] = (c, inst) => c.tryCallOperands(inst);
  checks[Format.TryCallIndirect] = (c, inst) => c.tryCallOperands(inst);
  checks[Format.FuncAddr] = (c, inst) => c.funcOperand(inst);
  checks[Format.StackAddr] = (c, inst) => c.stackOperand(inst);
  checks[Format.DynamicStackAddr] = (c, inst) => c.dynamicStackOperand(inst);
  checks[Format.ExceptionHandlerAddress] = (c, inst) => c.handlerAddress(inst);
  for (let f = 0; f < FORMAT_COUNT; f++) {
    if (FORMAT_MEM_FLAGS_WORD[f] !== 0) checks[f] = (c, inst) => c.memoryOperands(inst);
  }
  return checks;
})();

/** Checks of single opcodes, besides those of their format. */
const OPCODE_CHECKS: readonly (Check | undefined)[] = /* @__PURE__ */ (() => {
  const checks: (Check | undefined)[] = new Array<Check | undefined>(OPCODE_COUNT).fill(undefined);
  checks[Opcode.Iconst] = (c, inst) => c.iconst(inst);
  checks[Opcode.Extractlane] = (c, inst) => c.laneIndex(inst);
  checks[Opcode.ExtractVector] = (c, inst) => c.vectorIndex(inst);
  checks[Opcode.Bitcast] = (c, inst) => c.bitcast(inst);
  checks[Opcode.GetPinnedReg] = (c, inst) => c.pinnedReg(inst);
  checks[Opcode.SetPinnedReg] = (c, inst) => c.pinnedReg(inst);
  checks[Opcode.GetFramePointer] = (c, inst) => c.framePointer(inst);
  checks[Opcode.GetReturnAddress] = (c, inst) => c.framePointer(inst);
  checks[Opcode.GetStackPointer] = (c, inst) => c.addressResult(inst);
  return checks;
})();

/** 1 for opcodes that {@link OperandChecker.check} must see although their format has nothing to check. */
export const OPCODE_NEEDS_CHECK: Uint8Array = /* @__PURE__ */ Uint8Array.from(
  { length: OPCODE_COUNT },
  (_, op) => (OPCODE_CHECKS[op] !== undefined || FORMAT_CHECKS[OPCODE_FORMAT[op]!] !== undefined ? 1 : 0),
);

export class OperandChecker {
  private readonly func: Function;
  private readonly dfg: DataFlowGraph;
  private readonly flags: VerifierFlags;
  private readonly pointerType: Type;
  private readonly report: Report;
  /** Block calls of one instruction. */
  private calls: Int32Array = new Int32Array(16);

  constructor(func: Function, flags: VerifierFlags, pointerType: Type, report: Report) {
    this.func = func;
    this.dfg = func.dfg;
    this.flags = flags;
    this.pointerType = pointerType;
    this.report = report;
  }

  /** All rules about the operands and the opcode of `inst`, whose value arguments are already known to be sound. */
  check(inst: Inst): void {
    const op = this.dfg.opcode(inst);
    FORMAT_CHECKS[OPCODE_FORMAT[op]!]?.(this, inst);
    OPCODE_CHECKS[op]?.(this, inst);
  }

  private error(rule: string, inst: Inst, message: string): void {
    this.report.inst(rule, inst, message);
  }

  // Existence, before anything is followed

  /** Every block that the instruction may branch to is in the layout, and its tables exist. */
  targetsExist(inst: Inst): boolean {
    if (!this.listsExist(inst)) return false;
    const { dfg } = this;
    const n = dfg.numTargets(inst);
    if (n === 0) return true;
    if (this.calls.length < n) this.calls = new Int32Array(n * 2);
    const { calls } = this;
    dfg.targetsInto(inst, calls, 0);
    let ok = true;
    for (let i = 0; i < n; i++) {
      const block = dfg.callBlock(calls[i]! as BlockCall);
      if (block >= 0 && block < dfg.numBlocks && this.func.layout.isBlockInserted(block)) continue;
      ok = false;
      this.error("entity references", inst, `invalid block reference block${block}`);
    }
    return ok;
  }

  /** The lists and tables that the record refers to exist. */
  listsExist(inst: Inst): boolean {
    const { dfg } = this;
    const what = listsSound(dfg, inst);
    if (what === SOUND) return true;
    const format = dfg.format(inst);
    const rule = "entity references";
    if (what === BAD_JUMP_TABLE) {
      const table = dfg.word(inst, FORMAT_JUMP_TABLE_WORD[format]! - 1);
      this.error(rule, inst, `invalid jump table reference jt${table}`);
    } else if (what === BAD_EXCEPTION_TABLE) {
      const table = dfg.word(inst, FORMAT_EXCEPTION_TABLE_WORD[format]! - 1);
      this.error(rule, inst, `invalid exception table reference extable${table}`);
    } else this.error(rule, inst, "instruction refers to a list that does not exist");
    return false;
  }

  // Branches

  branchOperands(inst: Inst): void {
    for (const call of this.dfg.targets(inst)) this.blockCall(inst, call, undefined, "branch");
  }

  /** Arguments of a block call equal the parameters of the block in number and type. */
  private blockCall(
    inst: Inst,
    call: BlockCall,
    sig: Signature | undefined,
    role: "branch" | "normal" | "handler",
  ): void {
    const { dfg } = this;
    const block = dfg.callBlock(call);
    const expected = dfg.numBlockParams(block);
    const n = dfg.numCallArgs(call);
    if (n !== expected) {
      const text = this.report.instText(inst);
      this.error(
        "branch args",
        inst,
        `mismatched argument count for \`${text}\`: got ${n}, expected ${expected}`,
      );
      return;
    }
    for (let i = 0; i < n; i++) {
      const arg = dfg.callArg(call, i);
      const type = this.argType(inst, arg, sig, role);
      if (type === undefined) continue;
      const want = dfg.valueType(dfg.blockParam(block, i));
      if (type !== want) {
        const name = blockArgName(arg);
        this.error("branch args", inst, `arg ${name} has type ${typeName(type)}, expected ${typeName(want)}`);
      }
    }
  }

  /** Type of a block-call argument, or undefined after reporting that there is none or when it is not known. */
  private argType(
    inst: Inst,
    arg: number,
    sig: Signature | undefined,
    role: "branch" | "normal" | "handler",
  ): Type | undefined {
    if (isValueArg(arg)) return this.dfg.valueType(arg as Value);
    const index = tryCallArgIndex(arg);
    if (isRetArg(arg)) {
      if (role !== "normal" || sig === undefined) {
        this.error(
          "branch args",
          inst,
          "`retN` block argument used outside normal-return target of `try_call`",
        );
        return undefined;
      }
      const ret = sig.returns[index];
      if (ret === undefined) this.error("branch args", inst, "out-of-bounds `retN` block argument");
      return ret?.type;
    }
    if (role !== "handler" || sig === undefined) {
      this.error(
        "branch args",
        inst,
        "`exnN` block argument used outside normal-return target of `try_call`",
      );
      return undefined;
    }
    if (index >= exceptionPayloadCount(sig.callConv)) {
      this.error("branch args", inst, "out-of-bounds `exnN` block argument");
      return undefined;
    }
    // Without a target the pointer type is unknown, but it is one of the integers.
    return this.pointerType === INVALID ? undefined : this.pointerType;
  }

  // Calls

  private signatureOf(inst: Inst, ref: number): Signature | undefined {
    const sig = this.dfg.signatures[ref];
    if (sig === undefined) this.error("entity references", inst, `invalid signature reference sig${ref}`);
    return sig;
  }

  callOperands(inst: Inst): void {
    const { dfg } = this;
    const op = dfg.opcode(inst);
    let sig: Signature | undefined;
    if (dfg.format(inst) === Format.Call) {
      const f = dfg.extFuncs[dfg.word(inst, 0)];
      if (f === undefined) {
        this.error("entity references", inst, `invalid function reference fn${dfg.word(inst, 0)}`);
        return;
      }
      sig = this.signatureOf(inst, f.signature);
      if (isReturn(op) && f.patchable) this.error("calls", inst, "tail calls cannot be patchable");
    } else {
      sig = this.signatureOf(inst, dfg.word(inst, 1));
      this.addressOperand(inst, dfg.arg(inst, 0));
    }
    if (sig === undefined) return;
    this.callArgs(inst, sig);
    if (isReturn(op)) this.tailCall(inst, sig);
    else this.callResults(inst, sig);
  }

  private callArgs(inst: Inst, sig: Signature): void {
    const { dfg } = this;
    const list = dfg.word(inst, FORMAT_LIST_WORD[dfg.format(inst)]! - 1);
    const n = dfg.lists.length(list);
    if (n !== sig.params.length) {
      const text = this.report.instText(inst);
      this.error(
        "calls",
        inst,
        `mismatched argument count for \`${text}\`: got ${n}, expected ${sig.params.length}`,
      );
      return;
    }
    for (let i = 0; i < n; i++) {
      const v = dfg.lists.get(list, i) as Value;
      const type = dfg.valueType(v);
      const want = sig.params[i]!.type;
      if (type !== want) {
        this.error("calls", inst, `arg ${i} (v${v}) has type ${typeName(type)}, expected ${typeName(want)}`);
      }
    }
  }

  private callResults(inst: Inst, sig: Signature): void {
    const { dfg } = this;
    const n = dfg.numResults(inst);
    if (n !== sig.returns.length) {
      this.error("calls", inst, `mismatched result count: got ${n}, expected ${sig.returns.length}`);
      return;
    }
    for (let i = 0; i < n; i++) {
      const v = dfg.result(inst, i);
      const type = dfg.valueType(v);
      const want = sig.returns[i]!.type;
      if (type !== want) {
        this.error(
          "calls",
          inst,
          `result ${i} (v${v}) has type ${typeName(type)}, expected ${typeName(want)}`,
        );
      }
    }
  }

  private tailCall(inst: Inst, sig: Signature): void {
    const caller = this.func.signature;
    // That of the caller is the same, or the next rule is broken.
    if (!supportsTailCalls(sig.callConv)) {
      this.error("calls", inst, `calling convention \`${sig.callConv}\` does not support tail calls`);
    }
    if (caller.callConv !== sig.callConv) {
      this.error(
        "calls",
        inst,
        `callee's calling convention must match caller's: \`${sig.callConv}\` is not \`${caller.callConv}\``,
      );
    }
    const types = (s: Signature): string => s.returns.map((r) => typeName(r.type)).join(", ");
    if (types(caller) !== types(sig)) {
      this.error(
        "calls",
        inst,
        `results of a tail call (${types(sig)}) must match those of the function (${types(caller)})`,
      );
    }
  }

  tryCallOperands(inst: Inst): void {
    const { dfg } = this;
    const table = dfg.word(inst, 1) as ExceptionTable;
    const tableSig = dfg.exceptionTableSignature(table);
    const sig = this.signatureOf(inst, tableSig);
    if (sig === undefined) return;
    if (dfg.format(inst) === Format.TryCall) {
      const ref = dfg.word(inst, 0) as FuncRef;
      const f = dfg.extFuncs[ref];
      if (f === undefined) {
        this.error("entity references", inst, `invalid function reference fn${ref}`);
        return;
      }
      const own = this.signatureOf(inst, f.signature);
      if (own === undefined) return;
      if (!sameSignature(own, sig)) {
        this.error(
          "calls",
          inst,
          `exception table signature sig${tableSig} did not match function fn${ref}'s signature sig${f.signature}`,
        );
        return;
      }
    } else this.addressOperand(inst, dfg.arg(inst, 0));
    if (!supportsExceptions(sig.callConv)) {
      this.error(
        "calls",
        inst,
        `calling convention \`${sig.callConv}\` of callee does not support exceptions`,
      );
    }
    this.callArgs(inst, sig);
    this.blockCall(inst, dfg.exceptionTableNormal(table), sig, "normal");
    for (const item of dfg.exceptionTableItems(table)) {
      if (item.kind !== "context") this.blockCall(inst, item.target, sig, "handler");
    }
  }

  returnOperands(inst: Inst): void {
    const { dfg } = this;
    const { returns } = this.func.signature;
    const list = dfg.word(inst, 0);
    const n = dfg.lists.length(list);
    if (n !== returns.length) {
      this.error("return", inst, "arguments of return must match function signature");
      return;
    }
    for (let i = 0; i < n; i++) {
      const type = dfg.valueType(dfg.lists.get(list, i) as Value);
      const want = returns[i]!.type;
      if (type !== want) {
        this.error(
          "return",
          inst,
          `result ${i} has type ${typeName(type)}, must match function signature of ${typeName(want)}`,
        );
      }
    }
  }

  // References

  funcOperand(inst: Inst): void {
    const ref = this.dfg.word(inst, 0);
    const f = this.dfg.extFuncs[ref];
    if (f === undefined || f.signature === NONE) {
      this.error("entity references", inst, `invalid function reference fn${ref}`);
    }
    this.addressResult(inst);
  }

  stackOperand(inst: Inst): void {
    const ss = this.dfg.word(inst, 0);
    if (this.func.stencil.stackSlots[ss] === undefined) {
      this.error("stack", inst, `invalid stack slot ss${ss}`);
    }
    this.addressResult(inst);
  }

  dynamicStackOperand(inst: Inst): void {
    const dss = this.dfg.word(inst, 0);
    if (this.func.stencil.dynamicStackSlots[dss] === undefined) {
      this.error("stack", inst, `invalid dynamic stack slot dss${dss}`);
    }
    this.addressResult(inst);
  }

  globalValueOperand(inst: Inst): void {
    const ref = this.dfg.word(inst, 0);
    const gv = this.func.stencil.globalValues[ref];
    if (gv === undefined) {
      this.error("entity references", inst, `invalid global value gv${ref}`);
      return;
    }
    const tls = this.dfg.opcode(inst) === Opcode.TlsValue;
    const name = tls ? "tls_value" : "symbol_value";
    if (gv.kind !== "symbol") {
      this.error("global values", inst, `${name} can only be used with symbols, but gv${ref} is ${gv.kind}`);
      return;
    }
    if (gv.tls !== tls) {
      this.error(
        "global values",
        inst,
        tls ? `gv${ref} is not a tls symbol` : `gv${ref} is a tls symbol: use tls_value`,
      );
    }
    const type = globalValueType(gv, this.pointerType);
    const ctrl = this.dfg.ctrlType(inst);
    if (type !== INVALID && type !== ctrl) {
      this.error(
        "global values",
        inst,
        `global_value instruction with type ${typeName(ctrl)} references global value with type ${typeName(type)}`,
      );
    }
  }

  constantOperand(inst: Inst): void {
    const type = this.dfg.valueType(this.dfg.firstResult(inst));
    const problem = verifyConstant(this.func, this.dfg.word(inst, 0) as Constant, type);
    if (problem !== undefined) this.error("immediates", inst, problem);
  }

  handlerAddress(inst: Inst): void {
    const { dfg } = this;
    const { layout } = this.func;
    const block = dfg.word(inst, 0) as Block;
    const index = BigInt.asIntN(64, (BigInt(dfg.word(inst, 2)) << 32n) | BigInt(dfg.word(inst, 1) >>> 0));
    if (block < 0 || block >= dfg.numBlocks || !layout.isBlockInserted(block)) {
      this.error("get_exception_handler_address", inst, `invalid block reference block${block}`);
      return;
    }
    const last = layout.lastInst(block);
    const format = last < 0 ? NONE : dfg.format(last);
    if (format !== Format.TryCall && format !== Format.TryCallIndirect) {
      this.error(
        "get_exception_handler_address",
        inst,
        `referenced block block${block} does not end in a try_call`,
      );
      return;
    }
    const handlers = dfg.numTargets(last) - 1;
    if (index < 0n) {
      this.error(
        "get_exception_handler_address",
        inst,
        `exception handler index ${index} cannot be negative`,
      );
    } else if (index >= BigInt(handlers)) {
      this.error("get_exception_handler_address", inst, `exception handler index ${index} is out-of-range`);
    }
    this.addressResult(inst);
  }

  // Immediates

  iconst(inst: Inst): void {
    const { dfg } = this;
    const type = dfg.ctrlType(inst);
    if (type === I64) return;
    const bits = laneBits(type);
    const lo = dfg.word(inst, 0);
    const hi = dfg.word(inst, 1);
    if (hi !== 0 || (bits < 32 && lo >>> bits !== 0)) {
      this.error("immediates", inst, `constant immediate is out of bounds for type ${typeName(type)}`);
    }
  }

  laneIndex(inst: Inst): void {
    const type = this.dfg.ctrlType(inst);
    const lane = this.dfg.imm8(inst);
    if (lane >= laneCount(type)) {
      this.error("immediates", inst, `The lane ${lane} does not index into the type ${typeName(type)}`);
    }
  }

  vectorIndex(inst: Inst): void {
    const type = this.dfg.ctrlType(inst);
    const index = this.dfg.imm8(inst);
    // Dynamic vectors of this target are one base vector of up to 256 bits, read as parts of 128 bits.
    const parts = Math.max(1, typeBits(type) >> 7);
    if (index >= parts) {
      this.error(
        "immediates",
        inst,
        `The index ${index} does not index into the parts of the type ${typeName(type)}`,
      );
    }
  }

  shuffleMask(inst: Inst): void {
    const id = this.dfg.word(inst, 2) as Constant;
    if (!this.dfg.constants.isValid(id) || this.dfg.constants.get(id).length !== 16) {
      this.error("immediates", inst, "shuffle mask is not a constant of 16 bytes");
      return;
    }
    for (const byte of this.dfg.constants.get(id)) {
      if (byte > 31) {
        this.error("immediates", inst, `shuffle immediate index ${byte} is larger than the maximum 31`);
        return;
      }
    }
  }

  // Memory

  private flagsId(inst: Inst): MemFlagsId | undefined {
    const id = this.dfg.memFlagsOf(inst);
    if (id >= 0 && id < this.dfg.numMemFlags) return id;
    this.error("memory", inst, `invalid memory flags reference ${id}`);
    return undefined;
  }

  memoryOperands(inst: Inst): void {
    const { dfg } = this;
    const id = this.flagsId(inst);
    if (id === undefined) return;
    const op = dfg.opcode(inst);
    const region = dfg.memFlagsRegion(id);
    if (region !== NONE && this.func.stencil.aliasRegions[region] === undefined) {
      this.error("memory", inst, `undeclared alias region region${region}`);
    }
    if (op === Opcode.Bitcast) return;
    const flags = dfg.memFlags(id);
    const format = dfg.format(inst);
    const stores = format === Format.Store || format === Format.StoreNoOffset;
    if (stores && isReadonly(flags)) {
      this.error("memory", inst, "A store instruction cannot have the `readonly` MemFlag");
    }
    this.addressOperand(inst, dfg.arg(inst, stores ? 1 : 0));
  }

  bitcast(inst: Inst): void {
    const { dfg } = this;
    const id = this.flagsId(inst);
    if (id === undefined) return;
    const flags = dfg.memFlags(id);
    const arg = dfg.arg(inst, 0);
    const from = dfg.valueType(arg);
    const to = dfg.ctrlType(inst);
    if (typeBits(from) !== typeBits(to)) {
      this.error(
        "memory",
        inst,
        `The bitcast argument v${arg} has a type of ${typeBits(from)} bits, which doesn't match an expected type of ${typeBits(to)} bits`,
      );
    }
    if ((flags & ~(BIG_ENDIAN | LITTLE_ENDIAN)) !== NO_FLAGS || dfg.memFlagsRegion(id) !== NONE) {
      this.error("memory", inst, "The bitcast instruction only accepts the `big` or `little` memory flags");
    }
    if (laneCount(from) !== laneCount(to) && memEndianness(flags) === undefined) {
      this.error("memory", inst, "Byte order specifier required for bitcast instruction changing lane count");
    }
  }

  /** An address has the pointer type, where the target is known. */
  private addressOperand(inst: Inst, v: Value): void {
    const type = this.dfg.valueType(v);
    if (this.pointerType !== INVALID && type !== this.pointerType) {
      this.error(
        "memory",
        inst,
        `address v${v} has type ${typeName(type)}, which is not the pointer type ${typeName(this.pointerType)}`,
      );
    }
  }

  /** The result of an address-producing instruction has the pointer type, where the target is known. */
  addressResult(inst: Inst): void {
    const type = this.dfg.ctrlType(inst);
    if (this.pointerType !== INVALID && isInt(type) && type !== this.pointerType) {
      this.error(
        "memory",
        inst,
        `result has type ${typeName(type)}, which is not the pointer type ${typeName(this.pointerType)}`,
      );
    }
  }

  // Flag gates

  pinnedReg(inst: Inst): void {
    if (!this.flags.enable_pinned_reg) {
      this.error(
        "flag gates",
        inst,
        "the pinned register can only be used with the enable_pinned_reg setting",
      );
    }
  }

  framePointer(inst: Inst): void {
    if (!this.flags.preserve_frame_pointers) {
      this.error(
        "flag gates",
        inst,
        "frame pointers and return addresses need the preserve_frame_pointers setting",
      );
    }
    this.addressResult(inst);
  }

  // Facts attached to instructions

  /** Debug tags and stack maps sit on instructions that may carry them. */
  sideTables(): void {
    const { dfg } = this;
    for (const [inst, tags] of dfg.debugTags) {
      if (this.func.layout.blockOf(inst) < 0) continue;
      const op = dfg.opcode(inst);
      if (!isCall(op) && op !== Opcode.SequencePoint) {
        this.error("debug tags", inst, "debug tags are only allowed on calls and sequence_point");
      }
      for (const tag of tags) {
        if (tag.kind === "slot" && this.func.stencil.stackSlots[tag.slot] === undefined) {
          this.error("debug tags", inst, `invalid stack slot ss${tag.slot}`);
        }
      }
    }
    for (const [inst, entries] of dfg.userStackMaps) {
      if (this.func.layout.blockOf(inst) < 0) continue;
      if (!isSafepoint(dfg.opcode(inst))) {
        this.error("stack", inst, "a user stack map is only allowed on calls that return");
      }
      for (const e of entries) {
        const slot = this.func.stencil.stackSlots[e.slot];
        if (slot === undefined) this.error("stack", inst, `invalid stack slot ss${e.slot}`);
        else if (e.offset < 0 || e.offset + typeBits(e.type) / 8 > slot.size) {
          this.error(
            "stack",
            inst,
            `stack map entry ${typeName(e.type)} @ ss${e.slot}+${e.offset} is outside the slot`,
          );
        }
      }
    }
  }
}
