/** The back end: externs of the rules that are no row, the framework's hooks, and the compiled rules themselves. */
import {
  AREA_SLOT,
  CALLEE_FAR,
  CALLEE_NEAR,
  type CallInfo,
  type EmitState,
  FAIL32,
  type FrameLayout,
  physReg,
  type PrologueState,
  REG_NONE,
} from "@cranelift-ts/codegen";
import { memflags, Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import type { Aarch64Abi } from "../abi.ts";
import { AMODE_AREA, AMODE_BASE } from "../emit/encode.ts";
import { emitEpilogue, emitPrologue } from "../emit/frame.ts";
import { encodeMask } from "../emit/mask.ts";
import { emitInstruction, jump, worstSizeOf } from "../emit/pseudo.ts";
import { operandText } from "../emit/text.ts";
import { A64Insts } from "../generated/insts.ts";
import { MACHINE } from "../generated/machine.ts";
import * as Op from "../generated/machine.ts";
import { createRules, type Rules } from "./rules.ts";

const CLASS_INT = 0;
const CLASS_FLOAT = 1;
/** Offsets of addresses are int32 until they are emitted. */
const OFFSET_LIMIT = 2 ** 31;

/** Condition codes by `IntCC`: order eq ne slt sge sgt sle ult uge ugt ule. */
const CC_OF_INTCC: readonly number[] = [0, 1, 11, 10, 12, 13, 3, 2, 8, 9];

export class Aarch64Backend extends A64Insts {
  readonly machine: typeof MACHINE = MACHINE;
  readonly abi: Aarch64Abi;
  readonly registerBytes: readonly [number, number, number] = [8, 16, 16];
  private readonly rules: Rules;

  constructor(abi: Aarch64Abi) {
    super();
    this.abi = abi;
    this.rules = createRules(this);
  }

  lowerInst(inst: number): number {
    return this.rules.lower(inst as never) as number;
  }

  lowerBranch(inst: number, targets: number): number {
    return this.rules.lower_branch(inst as never, targets as never) as number;
  }

  typeRegs(ty: number): number {
    if (ty >= types.I8 && ty <= types.I64) return 1 | (CLASS_INT << 4);
    if (ty === types.I128) return 2 | (CLASS_INT << 4);
    return ty === types.F32 || ty === types.F64 ? 1 | (CLASS_FLOAT << 4) : 0;
  }

  // Registers and types

  // Constants

  imm12(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n >= 0 && n < 4096 ? n : FAIL32;
  }

  imm12_shifted(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n > 0 && n < 1 << 24 && (n & 0xfff) === 0 ? n >> 12 : FAIL32;
  }

  imm12_negated(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n < 0 && n > -4096 ? -n : FAIL32;
  }

  mask_of(value: number, out: Int32Array): boolean {
    const id = this.i64_from_iconst(value);
    if (id === -1) return false;
    const wide = this.dfg.valueType(value as never) === types.I64;
    const lo = this.wide.lo(id);
    let mask = encodeMask(lo, wide ? this.wide.hi(id) : lo);
    // The upper bits of narrow constants may be anything.
    if (mask < 0 && !wide) {
      const low = this.wide.lo(this.u64_from_iconst(value));
      mask = encodeMask(low, low);
    }
    out[0] = wide ? types.I64 : types.I32;
    out[1] = mask;
    return mask >= 0;
  }

  one_bit(value: number): number {
    const id = this.u64_from_iconst(value);
    return id === -1 ? -1 : this.u64_log2(id);
  }

  narrow_shift(ty: number): number {
    return 32 - types.typeBits(ty as Type);
  }

  gen_imm(ty: number, id: number): number {
    const wide = ty === types.I64;
    const lo = this.wide.lo(id);
    return this.makeConstant(lo, wide ? this.wide.hi(id) : 0, wide);
  }

  /** At most four instructions: a mask, or MOVZ or MOVN and MOVK for the quarters that differ. */
  private makeConstant(lo: number, hi: number, wide: boolean): number {
    const quarters = wide ? [lo & 0xffff, lo >>> 16, hi & 0xffff, hi >>> 16] : [lo & 0xffff, lo >>> 16];
    const zeros = quarters.filter((q) => q === 0).length;
    const ones = quarters.filter((q) => q === 0xffff).length;
    const rest = quarters.length - Math.max(zeros, ones);
    if (rest > 1) {
      const mask = encodeMask(lo, wide ? hi : lo);
      if (mask >= 0)
        return wide ? this.a64_orr_mask_x(physReg(31), mask) : this.a64_orr_mask_w(physReg(31), mask);
    }
    const negated = ones > zeros;
    const filler = negated ? 0xffff : 0;
    let reg = -1;
    for (const [k, q] of quarters.entries()) {
      if (q === filler) continue;
      if (reg >= 0) reg = wide ? this.a64_movk_x(reg, q, k) : this.a64_movk_w(reg, q, k);
      else if (negated) reg = wide ? this.a64_movn_x(~q & 0xffff, k) : this.a64_movn_w(~q & 0xffff, k);
      else reg = wide ? this.a64_movz_x(q, k) : this.a64_movz_w(q, k);
    }
    if (reg >= 0) return reg;
    return negated ? (wide ? this.a64_movn_x(0, 0) : this.a64_movn_w(0, 0)) : this.a64_movz_w(0, 0);
  }

  /** After allocation: a non-negative int32 in a physical register. */
  constantInto(reg: number, n: number): void {
    this.emit(this.inst_movz_x(reg, n & 0xffff, 0));
    if (n >>> 16 !== 0) this.emit(this.inst_movk_x(reg, reg, n >>> 16, 1));
  }

  // Widening and shifting

  zero_extend(ty: number, reg: number): number {
    if (ty === types.I64) return reg;
    return ty === types.I32 ? this.a64_mov_w(reg) : this.a64_ubfm_w(reg, 0, types.typeBits(ty as Type) - 1);
  }

  sign_extend(ty: number, reg: number): number {
    return ty === types.I64 ? reg : this.a64_sbfm_x(reg, 0, types.typeBits(ty as Type) - 1);
  }

  shl_imm(ty: number, reg: number, count: number): number {
    if (ty === types.I64) return this.a64_ubfm_x(reg, -count & 63, 63 - count);
    return this.a64_ubfm_w(reg, -count & 31, 31 - count);
  }

  ushr_imm(ty: number, reg: number, count: number): number {
    return ty === types.I64 ? this.a64_ubfm_x(reg, count, 63) : this.a64_ubfm_w(reg, count, 31);
  }

  sshr_imm(ty: number, reg: number, count: number): number {
    return ty === types.I64 ? this.a64_sbfm_x(reg, count, 63) : this.a64_sbfm_w(reg, count, 31);
  }

  rotr_imm(ty: number, reg: number, count: number): number {
    return ty === types.I64 ? this.a64_extr_x(reg, reg, count) : this.a64_extr_w(reg, reg, count);
  }

  // Conditions

  cc_of_intcc(cc: number): number {
    return CC_OF_INTCC[cc];
  }

  invert(cc: number): number {
    return cc ^ 1;
  }

  intcc_is_signed(cc: number): number {
    return cc >= 2 && cc <= 5 ? 1 : 0;
  }

  br_table_op(index: number, targets: number): number {
    const n = this.jump_table_size(targets);
    const fallback = this.jump_table_default(targets);
    if (n === 0) {
      this.emit(this.inst_b(fallback));
      return 0;
    }
    if (n < 4096) this.emit(this.inst_cmp_imm_w(index, n));
    else this.emit(this.inst_cmp_w(index, this.makeConstant(n, 0, false)));
    this.emit(this.inst_br_table(index, this.temp(CLASS_INT), fallback, this.label_table(targets)));
    return 0;
  }

  // Addresses

  /** Constants go into the offset; otherwise one sum becomes base and index, shifted if by the width of the access. */
  to_amode(flags: number, value: number, offset: number, ty: number): number {
    const meta = (flags & memflags.TRAP_MASK) << 16;
    const sum = this.foldAddress(value, offset, OFFSET_LIMIT);
    const disp = this.foldedOffset;
    const base = this.foldedBase;
    if (base < 0) return this.amode(REG_NONE, REG_NONE, disp, meta | (AMODE_AREA + AREA_SLOT));
    if (sum < 0 || disp !== 0) return this.amode(this.put_in_reg(base), REG_NONE, disp, meta | AMODE_BASE);
    const x = this.insts[sum + 1];
    const y = this.insts[sum + 2];
    const log2 = 31 - Math.clz32(types.typeBytes(ty as Type));
    const shifted = log2 > 0 ? this.shiftedBy(y, log2) : -1;
    if (shifted < 0) return this.amode(this.put_in_reg(x), this.put_in_reg(y), 0, meta | AMODE_BASE);
    return this.amode(this.put_in_reg(x), this.put_in_reg(shifted), 0, meta | AMODE_BASE | (log2 << 4));
  }

  /** What is shifted, if `value` is a left shift by `amount`; -1 otherwise. */
  private shiftedBy(value: number, amount: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || (this.insts[inst * 6] & 0xff) !== Opcode.Ishl) return -1;
    return this.constant_shift(types.I64, this.insts[inst * 6 + 2]) === amount
      ? this.insts[inst * 6 + 1]
      : -1;
  }

  stackAmode(area: number, offset: number): number {
    return this.amode(REG_NONE, REG_NONE, offset, AMODE_AREA + area);
  }

  regAmode(base: number, offset: number): number {
    return this.amode(base, REG_NONE, offset, AMODE_BASE);
  }

  symbol_address(name: number, colocated: number, offset: number): number {
    if (colocated !== 0) return this.a64_load_near(name, offset);
    if (!this.flags.is_pic) return this.a64_load_name(name, offset);
    const address = this.a64_load_got(name);
    return this.u64_is_zero(offset) !== 0
      ? address
      : this.a64_add_x(address, this.gen_imm(types.I64, offset));
  }

  // Framework

  genLoad(dst: number, amode: number, ty: number): void {
    this.emit(this.loadInto(dst, amode, ty));
  }

  private loadInto(dst: number, amode: number, ty: number): number {
    switch (types.typeBytes(ty as Type)) {
      case 1:
        return this.inst_ldrb(dst, amode);
      case 2:
        return this.inst_ldrh(dst, amode);
      case 4:
        return this.inst_ldr_w(dst, amode);
      default:
        return this.inst_ldr_x(dst, amode);
    }
  }

  genStore(src: number, amode: number, ty: number): void {
    this.emit(this.storeOf(src, amode, ty));
  }

  private storeOf(src: number, amode: number, ty: number): number {
    switch (types.typeBytes(ty as Type)) {
      case 1:
        return this.inst_strb(src, amode);
      case 2:
        return this.inst_strh(src, amode);
      case 4:
        return this.inst_str_w(src, amode);
      default:
        return this.inst_str_x(src, amode);
    }
  }

  genAddress(amode: number): number {
    return this.a64_address(amode);
  }

  genExtend(src: number, fromBits: number, signed: boolean): number {
    const from = fromBits === 8 ? types.I8 : fromBits === 16 ? types.I16 : types.I32;
    return signed ? this.sign_extend(from, src) : this.zero_extend(from, src);
  }

  genCopy(src: number): number {
    return this.a64_mov_x(src);
  }

  genArgs(regs: number): void {
    this.emit(this.inst_args(regs));
  }

  genRets(regs: number): void {
    this.emit(this.inst_ret(regs));
  }

  genJump(label: number): void {
    this.emit(this.inst_b(label));
  }

  genCall(info: CallInfo, index: number, regs: number, _normal: number): void {
    if (info.tryCall >= 0) this.unsupported("try_call");
    if (info.patchable) this.unsupported("patchable calls");
    if (info.callee === CALLEE_NEAR) this.emit(this.inst_call(info.target, index, regs));
    else this.emit(this.inst_call_reg(this.calleeRegister(info), index, regs));
  }

  genReturnCall(info: CallInfo, _index: number, regs: number, argBytes: number): void {
    if (info.callee === CALLEE_NEAR) this.emit(this.inst_return_call(info.target, argBytes, regs));
    else this.emit(this.inst_return_call_reg(this.calleeRegister(info), argBytes, regs));
  }

  private calleeRegister(info: CallInfo): number {
    if (info.callee !== CALLEE_FAR) return info.target;
    return this.flags.is_pic
      ? this.a64_load_got(info.target)
      : this.a64_load_name(info.target, this.wide.id(0, 0));
  }

  protected genCopyBytes(dst: number, src: number, size: number): void {
    this.callMemcpy(dst, src, this.makeConstant(size, 0, true));
  }

  genMove(dst: number, src: number, regClass: number, _bytes: number): void {
    if (regClass !== CLASS_INT) this.unsupported("moves of floats");
    this.emit(this.inst_mov_x(dst, src));
  }

  genSpill(offset: number, src: number, regClass: number, _bytes: number): void {
    const amode = this.stackAmode(AREA_SLOT, offset);
    this.emit(regClass === CLASS_INT ? this.inst_str_x(src, amode) : this.inst_str_d(src, amode));
  }

  genReload(dst: number, offset: number, regClass: number, _bytes: number): void {
    const amode = this.stackAmode(AREA_SLOT, offset);
    this.emit(regClass === CLASS_INT ? this.inst_ldr_x(dst, amode) : this.inst_ldr_d(dst, amode));
  }

  genPrologue(frame: FrameLayout, state: PrologueState): void {
    emitPrologue(this, frame, state);
  }

  genEpilogue(frame: FrameLayout): void {
    emitEpilogue(this, frame);
  }

  isReturn(op: number): boolean {
    return op === Op.Ret || op === Op.ReturnCall || op === Op.ReturnCallReg;
  }

  emitInst(words: Int32Array, at: number, state: EmitState): void {
    emitInstruction(this, words, at, state);
  }

  worstSize(words: Int32Array, at: number): number {
    return worstSizeOf(this, words, at);
  }

  emitIslandJump(state: EmitState, label: number): void {
    jump(state, label);
  }

  operandText(kind: string, modifier: string, words: Int32Array, at: number): string {
    return operandText(kind, modifier, words, at);
  }
}
