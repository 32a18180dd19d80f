/**
 * The host of the rules, as far as it is the same for every ISA, and the base class of every back end.
 *
 * The methods in snake case are the externs that `isle/prelude.isle` and `isle/prelude_lower.isle` declare; their
 * protocol (small integers, -1 or FAIL32 for "no match") is that of the ISLE compiler. An ISA's class of constructors is
 * generated from its rows and extends this one; the ISA's own externs extend that.
 *
 * A back end belongs to one `Context`. Before allocation `emit` appends to the VCode; after it, prologue, epilogue and
 * moves are made with the same constructors and physical registers, and `emit` hands each record to `sink`.
 */
import { type Flags, type Function, memflags, Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import type { UnwindOp } from "../unwind/ops.ts";
import { AREA_SLOT, type FrameLayout } from "./abi.ts";
import type { BlockOrder } from "./block-order.ts";
import { UnsupportedError } from "./errors.ts";
import type { EmitState } from "./isa.ts";
import { CALLEE_FAR, CALLEE_NEAR, CALLEE_REGISTER, LowerAbi } from "./lower-abi.ts";
import type { LabelledReg } from "./regalloc-adapter.ts";
import { OUTPUT_NONE } from "./registers.ts";
import { firstUseOfSignature } from "./support.ts";

/** "No match" of externs whose values are 32-bit or signed integers. */
export const FAIL32 = 0x8000_0000;

/** Takes records after register allocation. */
export type RecordSink = (words: Int32Array, at: number) => void;

export abstract class LowerContext extends LowerAbi {
  /** Labels of the targets of the branch being lowered. */
  private targets: Int32Array = new Int32Array(0);
  private targetFrom: number = 0;
  private targetCount: number = 0;
  /** Where `emit` sends records after allocation; undefined while lowering. */
  sink: RecordSink | undefined = undefined;

  // What the ISA provides beside what `LowerAbi` and `LowerValues` ask for

  /**
   * Applies the rules to a branch (`jump`, `brif`, `br_table`); -1 if none matches. `targets` is a `MachLabelSlice`,
   * to be read with `targetLabel` and `numTargets`.
   */
  abstract lowerBranch(inst: number, targets: number): number;
  /** Emits an unconditional branch to the label. */
  abstract genJump(label: number): void;
  /** After allocation: emits a copy between registers of a class. */
  abstract genMove(dst: number, src: number, regClass: number, bytes: number): void;
  /** After allocation: emits a store of a register into the slot area. */
  abstract genSpill(offset: number, src: number, regClass: number, bytes: number): void;
  /** After allocation: emits a load from the slot area. */
  abstract genReload(dst: number, offset: number, regClass: number, bytes: number): void;
  /** After allocation: emits the prologue. Unwind steps are reported through `state`. */
  abstract genPrologue(frame: FrameLayout, state: PrologueState): void;
  /** After allocation: emits the epilogue, without the return itself. */
  abstract genEpilogue(frame: FrameLayout): void;
  /** Whether an instruction (return, tail call) needs the epilogue in front of it. */
  abstract isReturn(op: number): boolean;
  /** Encodes one instruction, all of whose registers are physical. */
  abstract emitInst(words: Int32Array, at: number, state: EmitState): void;
  /** Upper bound of the bytes `emitInst` writes for a terminator, whose jump table may be large. */
  abstract worstSize(words: Int32Array, at: number): number;
  /** Emits what pads or jumps around an island: an unconditional branch to `label`, straight into the buffer. */
  abstract emitIslandJump(state: EmitState, label: number): void;
  /** Text of an operand of kind `kind` at `words[at]`, with the modifier of the template. */
  abstract operandText(kind: string, modifier: string, words: Int32Array, at: number): string;

  /** Starts lowering `func`. */
  begin(func: Function, flags: Flags): void {
    this.flags = flags;
    this.wide.keep();
    this.sink = undefined;
    this.labelTables.length = 0;
    this.beginValues(func);
    this.beginAbi();
  }

  flags!: Flags;

  /**
   * Assigns the signatures of the function and of its calls, which lowering finds assigned. Throws `UnsupportedError`,
   * with the place, for what the convention cannot do.
   */
  checkSignatures(func: Function, flags: Flags): void {
    this.flags = flags;
    const { signatures } = func.dfg;
    for (let k = -1; k < signatures.length; k++) {
      try {
        this.abiOf(k < 0 ? func.signature : signatures[k]!);
      } catch (error) {
        if (!(error instanceof UnsupportedError)) throw error;
        const inst = k < 0 ? -1 : firstUseOfSignature(func, k);
        if (k < 0 || inst >= 0) throw UnsupportedError.of(func, inst, error.what);
      }
    }
  }

  protected flagsOfTarget(): Flags {
    return this.flags;
  }

  emit(inst: number): number {
    if (this.sink === undefined) this.vcode.emit(this.words, inst);
    else this.sink(this.words, inst);
    return 0;
  }

  /** Says that the instruction being lowered asks for something this target or configuration cannot do. */
  unsupported(what: string): never {
    throw new UnsupportedError(what, this.currentInst);
  }

  /** The registers of labelled values, of those that are used. */
  labelledRegs(): LabelledReg[] {
    const out: LabelledReg[] = [];
    for (const [value, labels] of this.dfg.valueLabels ?? []) {
      const regs = this.regsOf(this.dfg.resolveAliases(value));
      if (regs === -1) continue;
      const parts = this.value_regs_len(regs);
      for (const label of new Set(labels.map((l) => l.label))) {
        for (let part = 0; part < parts; part++)
          out.push({ label, part, reg: this.value_regs_get(regs, part) });
      }
    }
    return out;
  }

  // Branch targets

  /** Makes a `MachLabelSlice` of the given block labels. */
  setTargets(labels: Int32Array, from: number, count: number): number {
    this.targets = labels;
    this.targetFrom = from;
    this.targetCount = count;
    return 0;
  }

  /** Blocks of the function being lowered. */
  private order: BlockOrder | undefined = undefined;

  /** Says which blocks there are; before lowering starts. */
  setBlockOrder(order: BlockOrder): void {
    this.order = order;
  }

  /** Label of handler `index` (contexts not counted) of the `try_call` that ends CLIF block `block`; -1 if that is unreachable. */
  handlerLabel(block: number, index: number): number {
    const order = this.order!;
    const b = order.numberOf(block);
    if (b < 0) return -1;
    const at = order.labelStart[b]! + index;
    // The last target is where the call returns.
    return at < order.labelStart[b + 1]! - 1 ? order.labels[at]! : -1;
  }

  /** Label number `i` of the branch being lowered, in the order of `DataFlowGraph.targetsInto`. */
  targetLabel(i: number): number {
    return this.targets[this.targetFrom + i]!;
  }

  get numTargets(): number {
    return this.targetCount;
  }

  single_target(_targets: number): number {
    return this.targetCount === 1 ? this.targetLabel(0) : -1;
  }

  two_targets(_targets: number, out: Int32Array): boolean {
    out[0] = this.targetLabel(0);
    out[1] = this.targetLabel(1);
    return this.targetCount === 2;
  }

  /** Default label of a jump table. */
  jump_table_default(_targets: number): number {
    return this.targetLabel(0);
  }

  /** Number of entries, without the default. */
  jump_table_size(_targets: number): number {
    return this.targetCount - 1;
  }

  /** Labels of jump tables, without the default, by the number that `label_table` gives. */
  readonly labelTables: Int32Array[] = [];

  /** Keeps the entries of the jump table being lowered: a number for the instruction's record. */
  label_table(_targets: number): number {
    const from = this.targetFrom + 1;
    return this.labelTables.push(this.targets.slice(from, from + this.targetCount - 1)) - 1;
  }

  // Values

  inst_data(inst: number): number {
    return inst;
  }

  def_inst(value: number): number {
    return this.defInst(value);
  }

  first_result(inst: number): number {
    return this.dfg.numResults(inst as never) > 0 ? this.dfg.firstResult(inst as never) : -1;
  }

  result_type(inst: number): number {
    return this.dfg.numResults(inst as never) > 0
      ? this.dfg.valueType(this.dfg.firstResult(inst as never))
      : -1;
  }

  ctrl_type(inst: number): number {
    return this.insts[inst * 6]! >>> 16;
  }

  value_type(value: number): number {
    return this.dfg.valueType(value as never);
  }

  put_in_reg(value: number): number {
    const regs = this.putInRegs(value);
    if (regs < 0) throw new InternalError(`v${value} takes two registers`);
    return regs;
  }

  put_in_regs(value: number): number {
    return this.putInRegs(value);
  }

  value_regs(lo: number, hi: number): number {
    return this.valueRegs(lo, hi);
  }

  value_reg(reg: number): number {
    return reg;
  }

  sinkable_load(value: number): number {
    return this.sinkableLoad(value);
  }

  sink_inst(inst: number): number {
    return this.sinkInst(inst);
  }

  is_used_once_term(value: number): number {
    return this.isUsedOnce(value) ? 0 : -1;
  }

  output_none(): number {
    return OUTPUT_NONE;
  }

  output(regs: number): number {
    return regs;
  }

  output_reg(reg: number): number {
    return reg;
  }

  output_pair(a: number, b: number): number {
    return this.outputList([a, b]);
  }

  value_list_len(list: number): number {
    return this.dfg.lists.length(list);
  }

  value_list_get(list: number, i: number): number {
    return this.dfg.lists.get(list, i);
  }

  temp_int(): number {
    return this.temp(0);
  }

  temp_float(): number {
    return this.temp(1);
  }

  // Calls

  gen_return(args: number): number {
    this.lowerReturn(args);
    return OUTPUT_NONE;
  }

  gen_call(func: number, args: number): number {
    return this.lowerCall(this.currentInst, func, args);
  }

  gen_call_indirect(callee: number, sig: number, args: number): number {
    return this.lowerCallIndirect(this.currentInst, callee, sig, args);
  }

  gen_return_call(func: number, args: number): number {
    this.lowerReturnCall(func, args);
    return OUTPUT_NONE;
  }

  gen_return_call_indirect(callee: number, sig: number, args: number): number {
    this.lowerReturnCallIndirect(callee, sig, args);
    return OUTPUT_NONE;
  }

  gen_try_call(func: number, args: number, _targets: number): number {
    const ext = this.dfg.extFuncs[func]!;
    const name = this.externalName(ext.name);
    return this.lowerTryCall(
      this.currentInst,
      ext.colocated ? CALLEE_NEAR : CALLEE_FAR,
      name,
      args,
      this.targetLabel(this.targetCount - 1),
    );
  }

  gen_try_call_indirect(callee: number, args: number, _targets: number): number {
    const target = this.value_regs_get(this.putInRegs(callee), 0);
    return this.lowerTryCall(
      this.currentInst,
      CALLEE_REGISTER,
      target,
      args,
      this.targetLabel(this.targetCount - 1),
    );
  }

  // Declarations

  /** Address of an explicit stack slot as an amode. */
  stack_slot_amode(slot: number, offset: number): number {
    return this.stackAmode(AREA_SLOT, this.slotOffsets[slot]! + offset);
  }

  /** Fresh register with the address of a stack slot. */
  stack_slot_addr(slot: number, offset: number): number {
    return this.genAddress(this.stack_slot_amode(slot, offset));
  }

  /** External name of a function reference, as an `ExternalNameId`. */
  func_ref_name(func: number): number {
    return this.externalName(this.dfg.extFuncs[func]!.name);
  }

  func_ref_colocated(func: number): number {
    return this.dfg.extFuncs[func]!.colocated ? 1 : 0;
  }

  /** External name of a symbol global value; -1 for other kinds. */
  symbol_value_name(gv: number): number {
    const data = this.func.stencil.globalValues[gv]!;
    return data.kind === "symbol" ? this.externalName(data.name) : -1;
  }

  symbol_value_colocated(gv: number): number {
    const data = this.func.stencil.globalValues[gv]!;
    return data.kind === "symbol" && data.colocated ? 1 : 0;
  }

  symbol_value_tls(gv: number): number {
    const data = this.func.stencil.globalValues[gv]!;
    return data.kind === "symbol" && data.tls ? 1 : 0;
  }

  /** Offset of a symbol global value, as a 64-bit id. */
  symbol_value_offset(gv: number): number {
    const data = this.func.stencil.globalValues[gv]!;
    const offset = data.kind === "symbol" ? data.offset : 0n;
    return this.wide.id(Number(BigInt.asIntN(32, offset)), Number(BigInt.asIntN(32, offset >> 32n)));
  }

  // Memory flags

  /** Packed flags of interned memory flags. */
  mem_flags(id: number): number {
    return this.dfg.memFlags(id as never);
  }

  mem_flags_trap(flags: number): number {
    return flags & memflags.TRAP_MASK;
  }

  /** Flags of the compiler's own accesses: aligned, cannot trap. */
  mem_flags_trusted(): number {
    return memflags.TRUSTED;
  }

  mem_flags_aligned(flags: number): number {
    return (flags & memflags.ALIGNED) !== 0 ? 1 : 0;
  }

  // Types. Codes: see `types.ts` of codegen-ir.

  ty_bits(ty: number): number {
    return types.typeBits(ty as Type);
  }

  ty_bytes(ty: number): number {
    return types.typeBytes(ty as Type);
  }

  lane_type(ty: number): number {
    return types.laneOf(ty as Type);
  }

  ty_lanes(ty: number): number {
    return types.laneCount(ty as Type);
  }

  fits_in_16(ty: number): number {
    return ty <= 0x75 && ty >= 0x74 ? ty : -1;
  }

  fits_in_32(ty: number): number {
    return (ty >= 0x74 && ty <= 0x76) || ty === 0x79 || ty === 0x7a ? ty : -1;
  }

  /** Integers of at most 32 bits. */
  ty_int_to_32(ty: number): number {
    return ty >= 0x74 && ty <= 0x76 ? ty : -1;
  }

  /** Integers of at most 64 bits. */
  ty_int_to_64(ty: number): number {
    return ty >= 0x74 && ty <= 0x77 ? ty : -1;
  }

  ty_32_or_64(ty: number): number {
    return ty === 0x76 || ty === 0x77 ? ty : -1;
  }

  ty_8_or_16(ty: number): number {
    return ty === 0x74 || ty === 0x75 ? ty : -1;
  }

  ty_int(ty: number): number {
    return ty >= 0x74 && ty <= 0x78 ? ty : -1;
  }

  /** f32 and f64. */
  ty_scalar_float(ty: number): number {
    return ty === 0x7a || ty === 0x7b ? ty : -1;
  }

  ty_any_float(ty: number): number {
    return ty >= 0x79 && ty <= 0x7c ? ty : -1;
  }

  ty_vec128(ty: number): number {
    return ty >= 0x80 && ty < 0x100 && types.typeBits(ty as Type) === 128 ? ty : -1;
  }

  ty_vector(ty: number): number {
    return ty >= 0x80 ? ty : -1;
  }

  readonly I8: number = types.I8;
  readonly I16: number = types.I16;
  readonly I32: number = types.I32;
  readonly I64: number = types.I64;
  readonly I128: number = types.I128;
  readonly F16: number = types.F16;
  readonly F32: number = types.F32;
  readonly F64: number = types.F64;
  readonly F128: number = types.F128;
  readonly I8X8: number = types.vectorOf(types.I8, 8);
  readonly I8X16: number = types.vectorOf(types.I8, 16);
  readonly I16X4: number = types.vectorOf(types.I16, 4);
  readonly I16X8: number = types.vectorOf(types.I16, 8);
  readonly I32X2: number = types.vectorOf(types.I32, 2);
  readonly I32X4: number = types.vectorOf(types.I32, 4);
  readonly I64X2: number = types.vectorOf(types.I64, 2);
  readonly F32X4: number = types.vectorOf(types.F32, 4);
  readonly F64X2: number = types.vectorOf(types.F64, 2);

  // 64-bit constants: ids of the wide pool

  /** The constant that defines `value`, if `iconst` does, zero extended from its type. */
  u64_from_iconst(value: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || this.dfg.opcode(inst as never) !== Opcode.Iconst) return -1;
    const at = inst * 6;
    const lo = this.insts[at + 1]!;
    switch (this.insts[at]! >>> 16) {
      // I8
      case 0x74:
        return this.wide.id(lo & 0xff, 0);
      // I16
      case 0x75:
        return this.wide.id(lo & 0xffff, 0);
      // I32
      case 0x76:
        return this.wide.id(lo, 0);
      default:
        return this.wide.id(lo, this.insts[at + 2]!);
    }
  }

  /** As `u64_from_iconst`, sign extended. */
  i64_from_iconst(value: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || this.dfg.opcode(inst as never) !== Opcode.Iconst) return -1;
    const at = inst * 6;
    const lo = this.insts[at + 1]!;
    switch (this.insts[at]! >>> 16) {
      // I8
      case 0x74:
        return this.wide.id((lo << 24) >> 24, (lo << 24) >> 31);
      // I16
      case 0x75:
        return this.wide.id((lo << 16) >> 16, (lo << 16) >> 31);
      // I32
      case 0x76:
        return this.wide.id(lo, lo >> 31);
      default:
        return this.wide.id(lo, this.insts[at + 2]!);
    }
  }

  /** As `i64_from_iconst`, if the number is an int32: FAIL32 otherwise. */
  i32_from_iconst(value: number): number {
    const id = this.i64_from_iconst(value);
    return id === -1 ? FAIL32 : this.i32_from_i64(id);
  }

  u64_from_imm64(imm: number): number {
    return imm;
  }

  i64_from_imm64(imm: number): number {
    return imm;
  }

  offset32(offset: number): number {
    return offset;
  }

  // Enums of the instruction fields: their numbers are the tags

  Opcode_tag(op: number): number {
    return op;
  }

  IntCC_tag(cc: number): number {
    return cc;
  }

  FloatCC_tag(cc: number): number {
    return cc;
  }

  AtomicRmwOp_tag(op: number): number {
    return op;
  }

  i64_from_u64(id: number): number {
    return id;
  }

  u64_from_i64(id: number): number {
    return id;
  }

  /** The int32 that a 64-bit integer sign-extends from, or FAIL32. Note that -2^31 is FAIL32 itself: refused. */
  i32_from_i64(id: number): number {
    const lo = this.wide.lo(id);
    return this.wide.hi(id) === lo >> 31 && lo !== -0x8000_0000 ? lo : FAIL32;
  }

  i32_from_u64(id: number): number {
    return this.i32_from_i64(id);
  }

  /** The low half. */
  u64_lo(id: number): number {
    return this.wide.lo(id);
  }

  u64_hi(id: number): number {
    return this.wide.hi(id);
  }

  u64_from_halves(lo: number, hi: number): number {
    return this.wide.id(lo, hi);
  }

  /** The number if it is at most 255, else -1. */
  u8_from_u64(id: number): number {
    const lo = this.wide.lo(id);
    return this.wide.hi(id) === 0 && lo >>> 0 <= 0xff ? lo : -1;
  }

  u16_from_u64(id: number): number {
    const lo = this.wide.lo(id);
    return this.wide.hi(id) === 0 && lo >>> 0 <= 0xffff ? lo : -1;
  }

  /** Low byte of a 64-bit integer, as a shift count for `ty`: taken modulo its width. */
  shift_amount(ty: number, id: number): number {
    return this.wide.lo(id) & (types.laneBits(ty as Type) - 1);
  }

  u64_is_zero(id: number): number {
    return this.wide.lo(id) === 0 && this.wide.hi(id) === 0 ? 1 : 0;
  }

  /** log2 of a power of two, or -1. */
  u64_log2(id: number): number {
    const lo = this.wide.lo(id);
    const hi = this.wide.hi(id);
    if (hi === 0) return lo !== 0 && (lo & (lo - 1)) === 0 ? 31 - Math.clz32(lo) : -1;
    return lo === 0 && (hi & (hi - 1)) === 0 ? 63 - Math.clz32(hi) : -1;
  }

  u64_not(id: number): number {
    return this.wide.id(~this.wide.lo(id), ~this.wide.hi(id));
  }

  u64_neg(id: number): number {
    const lo = -this.wide.lo(id) | 0;
    return this.wide.id(lo, (~this.wide.hi(id) + (lo === 0 ? 1 : 0)) | 0);
  }

  u64_add(a: number, b: number): number {
    const lo = (this.wide.lo(a) + this.wide.lo(b)) | 0;
    const carry = lo >>> 0 < this.wide.lo(a) >>> 0 ? 1 : 0;
    return this.wide.id(lo, (this.wide.hi(a) + this.wide.hi(b) + carry) | 0);
  }

  /** All ones in the width of an integer type. */
  ty_mask(ty: number): number {
    const bits = types.laneBits(ty as Type);
    return bits >= 64
      ? this.wide.id(-1, -1)
      : bits === 32
        ? this.wide.id(-1, 0)
        : this.wide.id((1 << bits) - 1, 0);
  }

  /** Sum of two int32, or FAIL32 if it is not an int32. */
  i32_checked_add(a: number, b: number): number {
    const sum = a + b;
    return sum === (sum | 0) && sum !== -0x8000_0000 ? sum : FAIL32;
  }

  /** Bytes of a pool constant of the function as a VCode constant. */
  constant_from_pool(constant: number): number {
    const bytes = this.dfg.constants.get(constant as never);
    return this.vcode.addConstant(bytes, bytes.length >= 16 ? 16 : 8);
  }

  /** A pool constant of eight bytes in the target's byte order. */
  constant_from_u64(id: number): number {
    return this.vcode.addConstant(this.bytesOf(this.wide.lo(id), this.wide.hi(id), 8), 8);
  }

  constant_from_u32(word: number): number {
    return this.vcode.addConstant(this.bytesOf(word, 0, 4), 4);
  }

  /** A pool constant of sixteen bytes from two 64-bit ids. */
  constant_from_u128(lo: number, hi: number): number {
    const bytes = new Uint8Array(16);
    const low = this.bytesOf(this.wide.lo(lo), this.wide.hi(lo), 8);
    const high = this.bytesOf(this.wide.lo(hi), this.wide.hi(hi), 8);
    bytes.set(this.littleEndian ? low : high, 0);
    bytes.set(this.littleEndian ? high : low, 8);
    return this.vcode.addConstant(bytes, 16);
  }

  private bytesOf(lo: number, hi: number, n: number): Uint8Array {
    const bytes = new Uint8Array(n);
    const view = new DataView(bytes.buffer);
    if (n === 4) view.setInt32(0, lo, this.littleEndian);
    else if (this.littleEndian) {
      view.setInt32(0, lo, true);
      view.setInt32(4, hi, true);
    } else {
      view.setInt32(0, hi, false);
      view.setInt32(4, lo, false);
    }
    return bytes;
  }
}

/** Told by `genPrologue` what it has done to the frame, for unwind information. */
export interface PrologueState {
  /** Code offset now. */
  offset(): number;
  unwind(op: UnwindOp): void;
}
