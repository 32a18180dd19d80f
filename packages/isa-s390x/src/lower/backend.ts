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
import { PINNED, type S390xAbi } from "../abi.ts";
import { AMODE_AREA, AMODE_BASE, AMODE_SAVED, LINK, SP } from "../emit/encode.ts";
import { emitEpilogue, emitPrologue } from "../emit/frame.ts";
import { emitInstruction, islandJump, worstSizeOf } from "../emit/pseudo.ts";
import { operandText } from "../emit/text.ts";
import { S390xInsts } from "../generated/insts.ts";
import * as Op from "../generated/machine.ts";
import { MACHINE } from "../generated/machine.ts";
import type { S390xFlags } from "../generated/settings.ts";
import { createRules, type Rules } from "./rules.ts";

const CLASS_INT = 0;
const CLASS_FLOAT = 1;
/** Displacements of addresses have 20 bits, signed; a pair of accesses needs 8 more bytes. */
const MAX_DISPLACEMENT = 0x7_ff00;

/** Operations of `atomic_rmw`. */
const RMW_ADD = 0;
const RMW_SUB = 1;
const RMW_AND = 2;
const RMW_NAND = 3;
const RMW_XCHG = 6;

const EQ = 8;
const NE = 7;

/** Masks by `IntCC`: order eq ne slt sge sgt sle ult uge ugt ule. */
const MASK_OF_INTCC: readonly number[] = [8, 7, 4, 11, 2, 13, 4, 11, 2, 13];
/** Masks by `FloatCC`: order ord uno eq ne one ueq lt le gt ge ult ule ugt uge. */
const MASK_OF_FLOATCC: readonly number[] = [14, 1, 8, 7, 6, 9, 4, 12, 2, 10, 5, 13, 3, 11];
const FIRST_UNSIGNED = 6;

export class S390xBackend extends S390xInsts {
  readonly machine: typeof MACHINE = MACHINE;
  readonly abi: S390xAbi;
  override readonly littleEndian: boolean = false;
  readonly registerBytes: readonly [number, number, number] = [8, 8, 16];
  private readonly isaFlags: S390xFlags;
  private readonly rules: Rules;

  constructor(abi: S390xAbi, isaFlags: S390xFlags) {
    super();
    this.abi = abi;
    this.isaFlags = isaFlags;
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

  has_mie3(): number {
    return this.isaFlags.has_mie3 ? 1 : 0;
  }

  // Registers and types

  put_in_fpr(value: number): number {
    return this.put_in_reg(value);
  }

  gprs(lo: number, hi: number): number {
    return this.valueRegs(lo, hi);
  }

  output_fpr(reg: number): number {
    return reg;
  }

  two_results(a: number, b: number): number {
    return this.outputList([a, b]);
  }

  // Constants

  imm16(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n >= -0x8000 && n < 0x8000 ? n : FAIL32;
  }

  imm16_negated(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n > -0x8000 && n <= 0x8000 ? -n : FAIL32;
  }

  safe_divisor(value: number): number {
    const id = this.i64_from_iconst(value);
    if (id === -1) return -1;
    const lo = this.wide.lo(id);
    const hi = this.wide.hi(id);
    return (lo === 0 && hi === 0) || (lo === -1 && hi === -1) ? -1 : 0;
  }

  ty_bits_i32(ty: number): number {
    return types.typeBits(ty as Type);
  }

  bits_less_64(ty: number): number {
    return types.typeBits(ty as Type) - 64;
  }

  bits_less_65(ty: number): number {
    return types.typeBits(ty as Type) - 65;
  }

  gen_imm(ty: number, id: number): number {
    const lo = this.wide.lo(id);
    if (ty === types.I64) return this.makeConstant(lo, this.wide.hi(id));
    const unused = 32 - types.typeBits(ty as Type);
    const narrow = (lo << unused) >> unused;
    return this.makeConstant(narrow, narrow >> 31);
  }

  private makeConstant(lo: number, hi: number): number {
    if (hi === lo >> 31) return lo === (lo << 16) >> 16 ? this.s390x_lghi(lo) : this.s390x_lgfi(lo);
    if (hi === 0) return this.s390x_llilf(lo);
    const high = this.s390x_llihf(hi);
    return lo === 0 ? high : this.s390x_iilf(high, lo);
  }

  smallest(ty: number): number {
    const bits = types.typeBits(ty as Type);
    return bits === 64 ? this.makeConstant(0, -0x8000_0000) : this.makeConstant(-1 << (bits - 1), -1);
  }

  bit_above(ty: number): number {
    const bits = types.typeBits(ty as Type);
    return bits === 32 ? this.makeConstant(0, 1) : this.makeConstant(1 << bits, 0);
  }

  f32_const(bits: number): number {
    return this.s390x_ldgr(this.makeConstant(0, bits));
  }

  f64_const(id: number): number {
    return this.s390x_ldgr(this.makeConstant(this.wide.lo(id), this.wide.hi(id)));
  }

  // Widening

  zero_extend(ty: number, reg: number): number {
    switch (types.typeBits(ty as Type)) {
      case 8:
        return this.s390x_llgcr(reg);
      case 16:
        return this.s390x_llghr(reg);
      case 32:
        return this.s390x_llgfr(reg);
      default:
        return reg;
    }
  }

  sign_extend(ty: number, reg: number): number {
    switch (types.typeBits(ty as Type)) {
      case 8:
        return this.s390x_lgbr(reg);
      case 16:
        return this.s390x_lghr(reg);
      case 32:
        return this.s390x_lgfr(reg);
      default:
        return reg;
    }
  }

  count_in(ty: number, value: number): number {
    const count = this.lo_gpr(value);
    const bits = types.typeBits(ty as Type);
    return bits === 64 ? count : this.s390x_risbgz(count, 64 - (31 - Math.clz32(bits)), 63, 0);
  }

  repeated(ty: number, reg: number): number {
    if (ty === types.I32) return reg;
    return this.s390x_msfi(this.zero_extend(ty, reg), ty === types.I8 ? 0x0101_0101 : 0x0001_0001);
  }

  // Conditions

  invert(cc: number): number {
    return cc ^ 15;
  }

  icmp_cond(cc: number, x: number, y: number): number {
    const ty = this.dfg.valueType(x as never);
    const mask = MASK_OF_INTCC[cc];
    const isUnsigned = cc >= FIRST_UNSIGNED;
    if (ty === types.I128) return this.compareWide(cc, x, y);
    const isLong = ty === types.I64;
    const extend = (value: number): number => {
      const reg = this.put_in_reg(value);
      if (ty === types.I32) return reg;
      return isUnsigned ? this.zero_extend(ty, reg) : this.sign_extend(ty, reg);
    };
    const n = this.i32_from_iconst(y);
    const narrow = ty === types.I8 ? n & 0xff : n & 0xffff;
    const a = extend(x);
    if (n !== FAIL32 && isUnsigned && (!isLong || n >= 0)) {
      const unsigned = ty === types.I8 || ty === types.I16 ? narrow : n;
      this.emit(isLong ? this.inst_clgfi(a, unsigned) : this.inst_clfi(a, unsigned));
    } else if (n !== FAIL32 && !isUnsigned) {
      if (n === (n << 16) >> 16) this.emit(isLong ? this.inst_cghi(a, n) : this.inst_chi(a, n));
      else this.emit(isLong ? this.inst_cgfi(a, n) : this.inst_cfi(a, n));
    } else {
      const b = extend(y);
      if (isUnsigned) this.emit(isLong ? this.inst_clgr(a, b) : this.inst_clr(a, b));
      else this.emit(isLong ? this.inst_cgr(a, b) : this.inst_cr(a, b));
    }
    return mask;
  }

  /** By subtraction of the low halves and, with the borrow, of the high ones, whose signs are flipped first. */
  private compareWide(cc: number, x: number, y: number): number {
    let [xs, ys] = [this.putInRegs(x), this.putInRegs(y)];
    if (cc < 2) {
      this.s390x_ogrk(
        this.s390x_xgrk(this.regs_lo(xs), this.regs_lo(ys)),
        this.s390x_xgrk(this.regs_hi(xs), this.regs_hi(ys)),
      );
      return cc === 0 ? EQ : NE;
    }
    // Order slt sge sgt sle, and the same unsigned: greater is less with the operands exchanged.
    const kind = (cc - 2) & 3;
    if (kind >= 2) [xs, ys] = [ys, xs];
    let [a, b] = [this.regs_hi(xs), this.regs_hi(ys)];
    if (cc < FIRST_UNSIGNED) {
      a = this.s390x_xihf(a, -0x8000_0000);
      b = this.s390x_xihf(b, -0x8000_0000);
    }
    this.s390x_slgrk(this.regs_lo(xs), this.regs_lo(ys));
    this.s390x_slbgr(a, b);
    // Codes 0 and 1: a borrow.
    return kind === 0 || kind === 2 ? 12 : 3;
  }

  fcmp_cond(cc: number, x: number, y: number): number {
    const isShort = this.dfg.valueType(x as never) === types.F32;
    const a = this.put_in_reg(x);
    const b = this.put_in_reg(y);
    this.emit(isShort ? this.inst_cebr(a, b) : this.inst_cdbr(a, b));
    return MASK_OF_FLOATCC[cc];
  }

  /** The comparison that a value is the result of, widened or not; -1 if it is none. */
  private comparisonOf(value: number): number {
    let inst = this.defInst(value);
    if (inst >= 0 && (this.insts[inst * 6] & 0xff) === Opcode.Uextend)
      inst = this.defInst(this.insts[inst * 6 + 1]);
    if (inst < 0) return -1;
    const op = this.insts[inst * 6] & 0xff;
    return op === Opcode.Icmp || op === Opcode.Fcmp ? inst : -1;
  }

  is_nonzero(value: number): number {
    const inst = this.comparisonOf(value);
    if (inst >= 0) {
      const head = this.insts[inst * 6];
      const cc = (head >>> 8) & 0xff;
      const [x, y] = [this.insts[inst * 6 + 1], this.insts[inst * 6 + 2]];
      return (head & 0xff) === Opcode.Icmp ? this.icmp_cond(cc, x, y) : this.fcmp_cond(cc, x, y);
    }
    const regs = this.putInRegs(value);
    const reg = this.regs_lo(regs);
    switch (types.typeBits(this.dfg.valueType(value as never))) {
      case 8:
        this.emit(this.inst_tmll(reg, 0xff));
        break;
      case 16:
        this.emit(this.inst_tmll(reg, 0xffff));
        break;
      case 32:
        this.emit(this.inst_chi(reg, 0));
        break;
      case 64:
        this.emit(this.inst_cghi(reg, 0));
        break;
      default:
        this.s390x_ogrk(reg, this.regs_hi(regs));
    }
    return NE;
  }

  branch_if(value: number, taken: number, other: number): number {
    const inst = this.comparisonOf(value);
    if (inst >= 0 && (this.insts[inst * 6] & 0xff) === Opcode.Icmp) {
      const cc = (this.insts[inst * 6] >>> 8) & 0xff;
      const [x, y] = [this.insts[inst * 6 + 1], this.insts[inst * 6 + 2]];
      const ty = this.dfg.valueType(x as never);
      if (ty === types.I32 || ty === types.I64)
        return this.compareAndBranch(cc, x, y, ty === types.I64, taken, other);
    } else if (inst < 0) {
      const ty = this.dfg.valueType(value as never);
      if (ty === types.I32 || ty === types.I64) {
        const reg = this.put_in_reg(value);
        this.emit(
          ty === types.I64
            ? this.inst_cgij(reg, 0, NE, taken, other)
            : this.inst_cij(reg, 0, NE, taken, other),
        );
        return 0;
      }
    }
    this.emit(this.inst_brc(this.is_nonzero(value), taken, other));
    return 0;
  }

  /** One instruction, with a number of 8 bits or a register. */
  private compareAndBranch(
    cc: number,
    x: number,
    y: number,
    isLong: boolean,
    taken: number,
    other: number,
  ): number {
    const mask = MASK_OF_INTCC[cc];
    const isUnsigned = cc >= FIRST_UNSIGNED;
    const n = this.i32_from_iconst(y);
    const a = this.put_in_reg(x);
    if (n !== FAIL32 && isUnsigned && n >= 0 && n < 0x100) {
      this.emit(
        isLong ? this.inst_clgij(a, n, mask, taken, other) : this.inst_clij(a, n, mask, taken, other),
      );
    } else if (n !== FAIL32 && !isUnsigned && n >= -0x80 && n < 0x80) {
      this.emit(isLong ? this.inst_cgij(a, n, mask, taken, other) : this.inst_cij(a, n, mask, taken, other));
    } else if (n !== FAIL32) this.emit(this.inst_brc(this.icmp_cond(cc, x, y), taken, other));
    else {
      const b = this.put_in_reg(y);
      if (isUnsigned)
        this.emit(
          isLong ? this.inst_clgrj(a, b, mask, taken, other) : this.inst_clrj(a, b, mask, taken, other),
        );
      else
        this.emit(
          isLong ? this.inst_cgrj(a, b, mask, taken, other) : this.inst_crj(a, b, mask, taken, other),
        );
    }
    return 0;
  }

  br_table_op(index: number, targets: number): number {
    const n = this.jump_table_size(targets);
    const fallback = this.jump_table_default(targets);
    if (n === 0) this.emit(this.inst_j(fallback));
    else {
      this.emit(this.inst_clfi(index, n));
      this.emit(this.inst_br_table(index, this.temp(CLASS_INT), fallback, this.label_table(targets)));
    }
    return 0;
  }

  // Memory

  private isReversed(flags: number): boolean {
    return (flags & memflags.LITTLE_ENDIAN) !== 0;
  }

  /** Constants go into the displacement; one sum becomes base and index. */
  private toAmode(flags: number, value: number, offset: number): number {
    const meta = (flags & memflags.TRAP_MASK) << 16;
    const sum = this.foldAddress(value, offset, MAX_DISPLACEMENT);
    const disp = this.foldedOffset;
    const base = this.foldedBase;
    if (base < 0) return this.amode(REG_NONE, REG_NONE, disp, meta | (AMODE_AREA + AREA_SLOT));
    if (sum < 0) return this.amode(this.put_in_reg(base), REG_NONE, disp, meta | AMODE_BASE);
    return this.amode(
      this.put_in_reg(this.insts[sum + 1]),
      this.put_in_reg(this.insts[sum + 2]),
      disp,
      meta | AMODE_BASE,
    );
  }

  /** The address `bytes` behind another one; made before that one is used. */
  private amodeBehind(amode: number, bytes: number): number {
    const a = this.amodes;
    return this.amode(a[amode], a[amode + 1], a[amode + 2] + bytes, a[amode + 3]);
  }

  load_int(bits: number, flags: number, addr: number, offset: number): number {
    if (bits < 32) return this.load_unsigned(bits, flags, addr, offset);
    const amode = this.toAmode(flags, addr, offset);
    if (this.isReversed(flags)) return bits === 64 ? this.s390x_lrvg(amode) : this.s390x_lrv(amode);
    return bits === 64 ? this.s390x_lg(amode) : this.s390x_l(amode);
  }

  load_unsigned(bits: number, flags: number, addr: number, offset: number): number {
    const amode = this.toAmode(flags, addr, offset);
    if (bits === 8) return this.s390x_llgc(amode);
    if (this.isReversed(flags))
      return bits === 16 ? this.s390x_llghr(this.s390x_lrvh(amode)) : this.s390x_llgfr(this.s390x_lrv(amode));
    return bits === 16 ? this.s390x_llgh(amode) : this.s390x_llgf(amode);
  }

  load_signed(bits: number, flags: number, addr: number, offset: number): number {
    const amode = this.toAmode(flags, addr, offset);
    if (bits === 8) return this.s390x_lgb(amode);
    if (this.isReversed(flags))
      return bits === 16 ? this.s390x_lghr(this.s390x_lrvh(amode)) : this.s390x_lgfr(this.s390x_lrv(amode));
    return bits === 16 ? this.s390x_lgh(amode) : this.s390x_lgf(amode);
  }

  load_i128(flags: number, addr: number, offset: number): number {
    const first = this.toAmode(flags, addr, offset);
    const second = this.amodeBehind(first, 8);
    if (!this.isReversed(flags)) {
      const hi = this.s390x_lg(first);
      return this.valueRegs(this.s390x_lg(second), hi);
    }
    const lo = this.s390x_lrvg(first);
    return this.valueRegs(lo, this.s390x_lrvg(second));
  }

  load_float(ty: number, flags: number, addr: number, offset: number): number {
    const amode = this.toAmode(flags, addr, offset);
    if (!this.isReversed(flags)) return ty === types.F64 ? this.s390x_ld(amode) : this.s390x_le(amode);
    if (ty === types.F64) return this.s390x_ldgr(this.s390x_lrvg(amode));
    return this.s390x_ldgr(this.s390x_sllg_imm(this.s390x_lrv(amode), 32));
  }

  store_int(bits: number, reg: number, flags: number, addr: number, offset: number): number {
    const amode = this.toAmode(flags, addr, offset);
    const isReversed = this.isReversed(flags);
    switch (bits) {
      case 8:
        return this.s390x_stc(reg, amode);
      case 16:
        return isReversed ? this.s390x_strvh(reg, amode) : this.s390x_sth(reg, amode);
      case 32:
        return isReversed ? this.s390x_strv(reg, amode) : this.s390x_st(reg, amode);
      default:
        return isReversed ? this.s390x_strvg(reg, amode) : this.s390x_stg(reg, amode);
    }
  }

  store_i128(regs: number, flags: number, addr: number, offset: number): number {
    const first = this.toAmode(flags, addr, offset);
    const second = this.amodeBehind(first, 8);
    if (this.isReversed(flags)) {
      this.s390x_strvg(this.regs_lo(regs), first);
      return this.s390x_strvg(this.regs_hi(regs), second);
    }
    this.s390x_stg(this.regs_hi(regs), first);
    return this.s390x_stg(this.regs_lo(regs), second);
  }

  store_float(ty: number, reg: number, flags: number, addr: number, offset: number): number {
    const amode = this.toAmode(flags, addr, offset);
    if (!this.isReversed(flags))
      return ty === types.F64 ? this.s390x_std(reg, amode) : this.s390x_ste(reg, amode);
    const bits = this.s390x_lgdr(reg);
    if (ty === types.F64) return this.s390x_strvg(bits, amode);
    return this.s390x_strv(this.s390x_srlg_imm(bits, 32), amode);
  }

  stackAmode(area: number, offset: number): number {
    return this.amode(REG_NONE, REG_NONE, offset, AMODE_AREA + area);
  }

  regAmode(base: number, offset: number): number {
    return this.amode(base, REG_NONE, offset, AMODE_BASE);
  }

  // Atomics

  little(flags: number): number {
    return this.isReversed(flags) ? 1 : 0;
  }

  in_order(ty: number, flags: number, reg: number): number {
    if (!this.isReversed(flags) || ty === types.I8) return reg;
    if (ty === types.I64) return this.s390x_lrvgr(reg);
    const reversed = this.s390x_lrvr(reg);
    return ty === types.I32 ? reversed : this.s390x_srlg_imm(reversed, 16);
  }

  atomic_address(flags: number, addr: number): number {
    const amode = this.toAmode(flags, addr, 0);
    if (this.amodes[amode + 1] === REG_NONE) return amode;
    const meta = this.amodes[amode + 3];
    return this.amode(this.s390x_la(amode), REG_NONE, 0, meta);
  }

  rmw_op(ty: number, op: number, flags: number, addr: number, operand: number): number {
    const bytes = types.typeBytes(ty as Type);
    const old = this.temp(CLASS_INT);
    const tmp = this.temp(CLASS_INT);
    if (bytes >= 4) {
      // All bits are alike in an exchange and in NAND.
      const isBitwise = op === RMW_XCHG || op === RMW_NAND;
      const x = isBitwise ? this.in_order(ty, flags, operand) : operand;
      const loopReversed = this.isReversed(flags) && !isBitwise ? 1 : 0;
      const mem = this.atomic_address(flags, addr);
      this.emit(this.inst_rmw_loop(old, tmp, x, op, bytes, loopReversed, mem));
      return this.in_order(ty, flags, old);
    }
    const { mem, left, right } = this.wordAround(flags, addr);
    const unused = 32 - 8 * bytes;
    let x = this.s390x_sllg_imm(op === RMW_SUB ? this.s390x_lcgr(operand) : operand, unused);
    if (op === RMW_AND || op === RMW_NAND) x = this.s390x_oilf(x, (1 << unused) - 1);
    const isReversed = this.isReversed(flags) && bytes === 2 ? 1 : 0;
    const how = op === RMW_SUB ? RMW_ADD : op;
    this.emit(this.inst_rmw_part_loop(old, tmp, x, left, right, how, bytes, isReversed, mem));
    return old;
  }

  quad_in_order(flags: number, regs: number): number {
    if (!this.isReversed(flags)) return regs;
    const lo = this.s390x_lrvgr(this.regs_hi(regs));
    return this.valueRegs(lo, this.s390x_lrvgr(this.regs_lo(regs)));
  }

  rmw_quad(op: number, flags: number, addr: number, operand: number): number {
    const [hi, lo] = [this.temp(CLASS_INT), this.temp(CLASS_INT)];
    const [newHi, newLo] = [this.temp(CLASS_INT), this.temp(CLASS_INT)];
    const mem = this.atomic_address(flags, addr);
    const [x, y] = [this.regs_hi(operand), this.regs_lo(operand)];
    this.emit(this.inst_rmw_quad_loop(hi, lo, newHi, newLo, x, y, op, this.little(flags), mem));
    return this.valueRegs(lo, hi);
  }

  cas_part(ty: number, flags: number, addr: number, expected: number, replacement: number): number {
    const { mem, left, right } = this.wordAround(flags, addr);
    const found = this.temp(CLASS_INT);
    const [old, tmp] = [this.temp(CLASS_INT), this.temp(CLASS_INT)];
    const bytes = types.typeBytes(ty as Type);
    this.emit(this.inst_cas_part_loop(found, old, tmp, expected, replacement, left, right, bytes, mem));
    return found;
  }

  /** The aligned word that a byte or halfword is in, and how that rotates to its left end and back. */
  private wordAround(flags: number, addr: number): { mem: number; left: number; right: number } {
    const at = this.put_in_reg(addr);
    const left = this.s390x_sllg_imm(at, 3);
    const right = this.s390x_lcgr(left);
    const meta = (flags & memflags.TRAP_MASK) << 16;
    return { mem: this.amode(this.s390x_risbgz(at, 0, 61, 0), REG_NONE, 0, meta | AMODE_BASE), left, right };
  }

  symbol_address(name: number, colocated: number, offset: number): number {
    // LARL counts in halfwords.
    if (colocated !== 0 && (this.wide.lo(offset) & 1) === 0) return this.s390x_load_near(name, offset);
    return this.s390x_load_name(name, offset);
  }

  tls_address(name: number, offset: number): number {
    if (this.flags.tls_model !== "elf_gd") return this.unsupported("tls_value without tls_model=elf_gd");
    this.calls = "regular";
    const address = this.temp(CLASS_INT);
    this.emit(this.inst_tls_elf_gd(address, name, this.beginRegs(this.clobberSet(this.abi.tlsClobbers()))));
    if (this.u64_is_zero(offset) !== 0) return address;
    const small = this.i32_from_i64(offset);
    return small !== FAIL32
      ? this.s390x_agfi(address, small)
      : this.s390x_agrk(address, this.gen_imm(types.I64, offset));
  }

  // The frame

  /** From where the prologue saves it, which it does where there are calls. */
  return_address(): number {
    this.calls = "regular";
    return this.s390x_lg(this.amode(REG_NONE, REG_NONE, 8 * LINK, AMODE_SAVED));
  }

  set_pinned(src: number): number {
    this.emit(this.inst_lgr(physReg(PINNED), src));
    return 0;
  }

  handler_address(block: number, index: number): number {
    const label = this.handlerLabel(block, this.wide.lo(index));
    // The handler of a call that is never reached is nowhere.
    return label < 0 ? this.s390x_lghi(0) : this.s390x_load_label(label);
  }

  // Framework

  genLoad(dst: number, amode: number, ty: number): void {
    this.emit(this.loadInto(dst, amode, ty));
  }

  private loadInto(dst: number, amode: number, ty: number): number {
    if (ty === types.F64) return this.inst_ld(dst, amode);
    if (ty === types.F32) return this.inst_le(dst, amode);
    switch (types.typeBytes(ty as Type)) {
      case 1:
        return this.inst_llgc(dst, amode);
      case 2:
        return this.inst_llgh(dst, amode);
      case 4:
        return this.inst_l(dst, amode);
      default:
        return this.inst_lg(dst, amode);
    }
  }

  genStore(src: number, amode: number, ty: number): void {
    this.emit(this.storeOf(src, amode, ty));
  }

  private storeOf(src: number, amode: number, ty: number): number {
    if (ty === types.F64) return this.inst_std(src, amode);
    if (ty === types.F32) return this.inst_ste(src, amode);
    switch (types.typeBytes(ty as Type)) {
      case 1:
        return this.inst_stc(src, amode);
      case 2:
        return this.inst_sth(src, amode);
      case 4:
        return this.inst_st(src, amode);
      default:
        return this.inst_stg(src, amode);
    }
  }

  genAddress(amode: number): number {
    return this.s390x_la(amode);
  }

  genExtend(src: number, fromBits: number, signed: boolean): number {
    const from = fromBits === 8 ? types.I8 : fromBits === 16 ? types.I16 : types.I32;
    return signed ? this.sign_extend(from, src) : this.zero_extend(from, src);
  }

  genCopy(src: number): number {
    return this.s390x_lgr(src);
  }

  genArgs(regs: number): void {
    this.emit(this.inst_args(regs));
  }

  genRets(regs: number): void {
    this.emit(this.inst_ret(regs));
  }

  genJump(label: number): void {
    this.emit(this.inst_j(label));
  }

  genCall(info: CallInfo, index: number, regs: number, normal: number): void {
    if (info.patchable) this.emit(this.inst_call_patchable(info.target, index, regs));
    else if (info.tryCall >= 0) {
      if (info.callee === CALLEE_NEAR) this.emit(this.inst_call_try(info.target, index, normal, regs));
      else this.emit(this.inst_call_reg_try(this.calleeRegister(info), index, normal, regs));
    } else if (info.callee === CALLEE_NEAR) this.emit(this.inst_call(info.target, index, regs));
    else this.emit(this.inst_call_reg(this.calleeRegister(info), index, regs));
  }

  genReturnCall(info: CallInfo, _index: number, regs: number, argBytes: number): void {
    if (info.callee === CALLEE_NEAR) this.emit(this.inst_return_call(info.target, argBytes, regs));
    else this.emit(this.inst_return_call_reg(this.calleeRegister(info), argBytes, regs));
  }

  private calleeRegister(info: CallInfo): number {
    return info.callee === CALLEE_FAR ? this.s390x_load_name(info.target, this.wide.id(0, 0)) : info.target;
  }

  protected genCopyBytes(dst: number, src: number, size: number): void {
    this.callMemcpy(dst, src, this.makeConstant(size, 0));
  }

  genMove(dst: number, src: number, regClass: number, _bytes: number): void {
    this.emit(regClass === CLASS_INT ? this.inst_lgr(dst, src) : this.inst_ldr(dst, src));
  }

  genSpill(offset: number, src: number, regClass: number, _bytes: number): void {
    const amode = this.stackAmode(AREA_SLOT, offset);
    this.emit(regClass === CLASS_INT ? this.inst_stg(src, amode) : this.inst_std(src, amode));
  }

  genReload(dst: number, offset: number, regClass: number, _bytes: number): void {
    const amode = this.stackAmode(AREA_SLOT, offset);
    this.emit(regClass === CLASS_INT ? this.inst_lg(dst, amode) : this.inst_ld(dst, amode));
  }

  /** After allocation: adds to the stack pointer. */
  adjustStack(bytes: number): void {
    if (bytes === 0) return;
    this.emit(this.inst_la(physReg(SP), this.regAmode(physReg(SP), bytes)));
    this.release();
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
    islandJump(state, label);
  }

  operandText(kind: string, modifier: string, words: Int32Array, at: number): string {
    return operandText(kind, modifier, words, at);
  }
}
