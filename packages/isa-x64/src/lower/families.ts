/**
 * Constructors that pick a row by operation, width and the form of an operand. A record's words follow the row's
 * operands: results first, then the reused input, the rest, immediates last.
 */
import { FAIL32 } from "@cranelift-ts/codegen";
import { Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import {
  ALU_MI,
  ALU_MR,
  ALU_RI,
  ALU_RM,
  ALU_RR,
  AVX_ROWS,
  CMOV_RM,
  CMOV_RR,
  COUNT_RM,
  COUNT_RR,
  DIV_R,
  IMUL_RM,
  IMUL_RMI,
  IMUL_RR,
  IMUL_RRI,
  LOCK_ALU_MI,
  LOCK_ALU_MR,
  MUL_M,
  MUL_R,
  NEG_R,
  NOT_R,
  SET_R,
  SHIFT_R1,
  SHIFT_RC,
  SHIFT_RI,
  SHIFT_XI,
  STORE_MI,
  STORE_MR,
  TEST_RI,
  TEST_RR,
} from "../generated/families.ts";
import { MACHINE } from "../generated/machine.ts";
import type { X64Flags } from "../generated/settings.ts";
import { X64Operands } from "./operands.ts";

const LENGTHS: Uint8Array = MACHINE.lengths;

/** For each op the AVX row with a separate destination, or 0. */
const AVX_OF: Uint16Array = avxTable();

function avxTable(): Uint16Array {
  const table = new Uint16Array(MACHINE.names.length);
  for (let i = 0; i < AVX_ROWS.length; i += 2) table[AVX_ROWS[i]] = AVX_ROWS[i + 1];
  return table;
}

/** 1 for operations whose memory operand is one scalar. */
const SCALAR_MEMORY: Uint8Array = scalarTable();

function scalarTable(): Uint8Array {
  const table = new Uint8Array(MACHINE.names.length);
  for (const [op, name] of MACHINE.names.entries()) {
    if (/^(add|sub|mul|div|min|max|sqrt|ucomi|comi|round|cvtss2|cvtsd2)\w*s[sd]_|^cvts[sd]2s[sd]_/.test(name))
      table[op] = 1;
  }
  return table;
}

const ADD = 0;
const CMP = 7;
const SIZE64 = 3;
const AND = 4;

export abstract class X64Families extends X64Operands {
  abstract readonly isaFlags: X64Flags;
  /** Features as numbers for rules: read once. */
  avx: boolean = false;
  bmi2: boolean = false;

  private record(op: number): number {
    return op | (LENGTHS[op] << 16);
  }

  /** Emits an instruction with a result in word 1 and inputs behind it. */
  private result1(op: number, a: number): number {
    const dst = this.temp(0);
    this.emit(this.pend2(this.record(op), dst, a));
    return dst;
  }

  private result2(op: number, a: number, b: number): number {
    const dst = this.temp(0);
    this.emit(this.pend3(this.record(op), dst, a, b));
    return dst;
  }

  private withAmode(op: number, place: number, amode: number): number {
    const at = this.pend(this.record(op));
    this.putAmode(at + place, amode);
    return at;
  }

  alu(op: number, size: number, a: number, b: number): number {
    const k = op * 4 + size;
    if (b >= 0) return this.result2(ALU_RR[k], a, b);
    if (this.isImm(b)) return this.result2(ALU_RI[k], a, this.immOf(b));
    const dst = this.temp(0);
    const at = this.withAmode(ALU_RM[k], 3, this.amodeOf(b));
    this.words[at + 1] = dst;
    this.words[at + 2] = a;
    this.emit(at);
    return dst;
  }

  alu_commutative(op: number, size: number, x: number, y: number): number {
    // A constant or a load goes on the right.
    if (
      this.constant(y) === FAIL32 &&
      (this.constant(x) !== FAIL32 || (this.canSinkLoad(x) && !this.canSinkLoad(y)))
    ) {
      const b = this.put_in_gpr_mem_imm(x);
      return this.alu(op, size, this.put_in_reg(y), b);
    }
    const swap = this.diesBefore(y, x);
    const b = this.put_in_gpr_mem_imm(y);
    const a = this.put_in_reg(x);
    // The result takes the place of the left side, which has to be copied if it lives on.
    return b >= 0 && swap ? this.alu(op, size, b, a) : this.alu(op, size, a, b);
  }

  cmp(size: number, a: number, b: number): number {
    const k = CMP * 4 + size;
    if (a >= 0) {
      if (b >= 0) this.emit(this.pend2(this.record(ALU_RR[k]), a, b));
      else if (this.isImm(b)) this.emit(this.pend2(this.record(ALU_RI[k]), a, this.immOf(b)));
      else {
        const at = this.withAmode(ALU_RM[k], 2, this.amodeOf(b));
        this.words[at + 1] = a;
        this.emit(at);
      }
      return 0;
    }
    const imm = this.isImm(b);
    const at = this.withAmode((imm ? ALU_MI : ALU_MR)[k], 1, this.amodeOf(a));
    this.words[at + 5] = imm ? this.immOf(b) : b;
    this.emit(at);
    return 0;
  }

  test(size: number, a: number, b: number): number {
    if (this.isImm(b)) {
      const imm = this.immOf(b);
      // A mask of the low seven bits is as good in a byte.
      const narrow = imm >= 0 && imm < 128 ? 0 : size;
      this.emit(this.pend2(this.record(TEST_RI[narrow]), a, imm));
    } else this.emit(this.pend2(this.record(TEST_RR[size]), a, b));
    return 0;
  }

  test_values(size: number, x: number, y: number): number {
    const cy = this.constant(y);
    if (cy !== FAIL32) return this.test(size, this.put_in_reg(x), this.immOperand(cy));
    const cx = this.constant(x);
    if (cx !== FAIL32) return this.test(size, this.put_in_reg(y), this.immOperand(cx));
    const a = this.put_in_reg(x);
    return this.test(size, a, this.put_in_reg(y));
  }

  /** Compares `x` with `y`; answers the condition, swapped if the sides were. */
  compare_values(size: number, cc: number, intcc: number, x: number, y: number): number {
    const cy = this.constant(y);
    if (cy !== FAIL32) {
      const load = this.sinkLoad(x);
      const a = load >= 0 ? this.memOperand(load) : this.put_in_reg(x);
      this.cmp(size, a, this.immOperand(cy));
      return cc;
    }
    const cx = this.constant(x);
    if (cx !== FAIL32) {
      const load = this.sinkLoad(y);
      const a = load >= 0 ? this.memOperand(load) : this.put_in_reg(y);
      this.cmp(size, a, this.immOperand(cx));
      return this.cc_of_intcc(swappedIntCC(intcc));
    }
    const load = this.sinkLoad(y);
    if (load >= 0) {
      this.cmp(size, this.put_in_reg(x), this.memOperand(load));
      return cc;
    }
    const left = this.sinkLoad(x);
    if (left >= 0) {
      this.cmp(size, this.memOperand(left), this.put_in_reg(y));
      return cc;
    }
    const a = this.put_in_reg(x);
    this.cmp(size, a, this.put_in_reg(y));
    return cc;
  }

  shift_imm(op: number, size: number, a: number, n: number): number {
    if (n === 0) return a;
    if (n === 1) return op === 4 ? this.double(size, a) : this.result1(SHIFT_R1[op * 4 + size], a);
    return this.result2(SHIFT_RI[op * 4 + size], a, n);
  }

  /** `a + a`: by LEA where `a` lives on. */
  private double(size: number, a: number): number {
    if (size < 2) return this.result2(ALU_RR[ADD * 4 + size], a, a);
    return this.sum(size, this.index_amode(a, a, 0, 0));
  }

  shift_reg(op: number, size: number, a: number, n: number): number {
    const free = SHIFT_XI[op * 4 + size];
    if (free !== 0 && this.bmi2) return this.result2(free, a, n);
    return this.result2(SHIFT_RC[op * 4 + size], a, n);
  }

  /** Whether `value` has users beside the one at hand. */
  used_often(value: number): number {
    return this.isUsedOnce(value) ? 0 : 1;
  }

  rotate_by(ty: number, id: number): number {
    return this.shift_amount(ty, id);
  }

  /** The count of a right rotation that is the left rotation by the constant `id`. */
  rotate_right_by(ty: number, id: number): number {
    const bits = types.laneBits(ty as Type);
    return (bits - this.shift_amount(ty, id)) & (bits - 1);
  }

  neg(size: number, a: number): number {
    return this.result1(NEG_R[size], a);
  }

  not(size: number, a: number): number {
    return this.result1(NOT_R[size], a);
  }

  imul_op(size: number, a: number, b: number): number {
    if (b >= 0) return this.result2(IMUL_RR[size], a, b);
    const dst = this.temp(0);
    const at = this.withAmode(IMUL_RM[size], 3, this.amodeOf(b));
    this.words[at + 1] = dst;
    this.words[at + 2] = a;
    this.emit(at);
    return dst;
  }

  imul_imm(size: number, a: number, n: number): number {
    if (a >= 0 && (n === 3 || n === 5 || n === 9)) {
      return this.lea(size, this.index_amode(a, a, n === 3 ? 1 : n === 5 ? 2 : 3, 0));
    }
    if (a >= 0) return this.result2(IMUL_RRI[size], a, n);
    const dst = this.temp(0);
    const at = this.withAmode(IMUL_RMI[size], 2, this.amodeOf(a));
    this.words[at + 1] = dst;
    this.words[at + 6] = n;
    this.emit(at);
    return dst;
  }

  mul_wide(size: number, signed: number, a: number, b: number): number {
    const lo = this.temp(0);
    const hi = this.temp(0);
    const k = (signed !== 0 ? 4 : 0) + size;
    if (b >= 0) this.emit(this.pend4(this.record(MUL_R[k]), lo, hi, a, b));
    else {
      const at = this.withAmode(MUL_M[k], 4, this.amodeOf(b));
      this.words[at + 1] = lo;
      this.words[at + 2] = hi;
      this.words[at + 3] = a;
      this.emit(at);
    }
    return this.valueRegs(lo, hi);
  }

  /** The 16-bit product of two bytes; its flags say whether it fits in one. */
  mul8(signed: number, a: number, b: number): number {
    return this.result2(MUL_R[signed !== 0 ? 4 : 0], a, b);
  }

  div_wide(size: number, signed: number, lo: number, hi: number, divisor: number, trap: number): number {
    const quotient = this.temp(0);
    const remainder = this.temp(0);
    this.emit(
      this.pend6(
        this.record(DIV_R[(signed !== 0 ? 4 : 0) + size]),
        quotient,
        remainder,
        lo,
        hi,
        divisor,
        trap,
      ),
    );
    return this.valueRegs(quotient, remainder);
  }

  /** Zero extension from `from`; a 32-bit move clears the upper half. */
  movzx(from: number, a: number): number {
    if (a < 0) {
      const amode = this.amodeOf(a);
      return from === types.I8
        ? this.x64_movzbl_rm(amode)
        : from === types.I16
          ? this.x64_movzwl_rm(amode)
          : from === types.I32
            ? this.x64_movl_rm(amode)
            : this.x64_movq_rm(amode);
    }
    return from === types.I8
      ? this.x64_movzbl_rr(a)
      : from === types.I16
        ? this.x64_movzwl_rr(a)
        : from === types.I32
          ? this.x64_movl_rr(a)
          : a;
  }

  movsx(from: number, to: number, a: number): number {
    if (to === types.I64) {
      if (a < 0) {
        const amode = this.amodeOf(a);
        return from === types.I8
          ? this.x64_movsbq_rm(amode)
          : from === types.I16
            ? this.x64_movswq_rm(amode)
            : from === types.I32
              ? this.x64_movslq_rm(amode)
              : this.x64_movq_rm(amode);
      }
      return from === types.I8
        ? this.x64_movsbq_rr(a)
        : from === types.I16
          ? this.x64_movswq_rr(a)
          : from === types.I32
            ? this.x64_movslq_rr(a)
            : a;
    }
    if (a < 0) {
      const amode = this.amodeOf(a);
      return from === types.I8
        ? this.x64_movsbl_rm(amode)
        : from === types.I16
          ? this.x64_movswl_rm(amode)
          : this.x64_movl_rm(amode);
    }
    return from === types.I8 ? this.x64_movsbl_rr(a) : from === types.I16 ? this.x64_movswl_rr(a) : a;
  }

  override clearsUpperHalf(inst: number): boolean {
    const at = inst * 6;
    const op = this.insts[at] & 0xff;
    switch (CLEARS_UPPER_HALF[op]) {
      case 1:
        return true;
      case 2: {
        // A shift by nothing is no instruction.
        const n = this.constant(this.insts[at + 2]);
        return n === FAIL32 || (n & 31) !== 0;
      }
      case 3: {
        // The upper half, moved down
        const shift = this.defInst(this.insts[at + 1]);
        if (
          shift < 0 ||
          (this.insts[shift * 6] & 0xff) !== Opcode.Ushr ||
          this.insts[shift * 6] >>> 16 !== types.I64
        )
          return false;
        const n = this.constant(this.insts[shift * 6 + 2]);
        return n !== FAIL32 && (n & 63) >= 32;
      }
      default:
        return false;
    }
  }

  uextend_op(from: number, value: number): number {
    if (from === types.I32 && !this.canSinkLoad(value) && this.hasClearUpperHalf(value))
      return this.put_in_reg(value);
    const amode = this.sinkLoad(value);
    return this.movzx(from, amode >= 0 ? this.memOperand(amode) : this.put_in_reg(value));
  }

  sextend_op(from: number, to: number, value: number): number {
    const amode = this.sinkLoad(value);
    return this.movsx(from, to, amode >= 0 ? this.memOperand(amode) : this.put_in_reg(value));
  }

  /** The sum that an address stands for; may change the flags. */
  sum(size: number, amode: number): number {
    return size === SIZE64 ? this.x64_sum64(amode) : this.x64_sum32(amode);
  }

  lea(size: number, amode: number): number {
    return size === SIZE64 ? this.x64_leaq_rm(amode) : this.x64_leal_rm(amode);
  }

  gen_imm(ty: number, id: number): number {
    const lo = this.wide.lo(id);
    const hi = this.wide.hi(id);
    if (ty !== types.I64) {
      const n = ty === types.I8 ? lo & 0xff : ty === types.I16 ? lo & 0xffff : lo;
      return n === 0 ? this.x64_zero_gpr() : this.x64_movl_ri(n);
    }
    if (hi === 0) return lo === 0 ? this.x64_zero_gpr() : this.x64_movl_ri(lo);
    if (hi === -1 && lo < 0) return this.x64_movq_ri(lo);
    return this.x64_movabsq_ri(id);
  }

  cmov(size: number, cc: number, a: number, b: number): number {
    const k = cc * 4 + (size < 2 ? 2 : size);
    if (a >= 0) return this.result2(CMOV_RR[k], b, a);
    const dst = this.temp(0);
    const at = this.withAmode(CMOV_RM[k], 3, this.amodeOf(a));
    this.words[at + 1] = dst;
    this.words[at + 2] = b;
    this.emit(at);
    return dst;
  }

  setcc(cc: number): number {
    const dst = this.temp(0);
    this.emit(this.pend1(this.record(SET_R[cc]), dst));
    return dst;
  }

  bswap_op(size: number, a: number): number {
    return size === SIZE64 ? this.x64_bswapq_r(a) : this.x64_bswapl_r(a);
  }

  private count(which: number, size: number, a: number): number {
    if (a >= 0) return this.result1(COUNT_RR[which * 4 + size], a);
    const dst = this.temp(0);
    const at = this.withAmode(COUNT_RM[which * 4 + size], 2, this.amodeOf(a));
    this.words[at + 1] = dst;
    this.emit(at);
    return dst;
  }

  bsf(size: number, fallback: number, a: number): number {
    return this.result2(COUNT_RR[size], fallback, a);
  }

  bsr(size: number, fallback: number, a: number): number {
    return this.result2(COUNT_RR[4 + size], fallback, a);
  }

  lzcnt(size: number, a: number): number {
    return this.count(2, size, a);
  }

  tzcnt(size: number, a: number): number {
    return this.count(3, size, a);
  }

  popcnt_op(size: number, a: number): number {
    return this.count(4, size, a);
  }

  andn(size: number, a: number, b: number): number {
    const reg = this.asGpr(b, size);
    return size === SIZE64 ? this.x64_andnq_rrr(a, reg) : this.x64_andnl_rrr(a, reg);
  }

  // Memory

  alu_mem(op: number, size: number, amode: number, b: number): number {
    const imm = this.isImm(b);
    const at = this.withAmode((imm ? ALU_MI : ALU_MR)[op * 4 + size], 1, amode);
    this.words[at + 5] = imm ? this.immOf(b) : b;
    this.emit(at);
    return 0;
  }

  lock_alu_mem(op: number, size: number, amode: number, b: number): number {
    const imm = this.isImm(b);
    const at = this.withAmode((imm ? LOCK_ALU_MI : LOCK_ALU_MR)[op * 4 + size], 1, amode);
    this.words[at + 5] = imm ? this.immOf(b) : b;
    this.emit(at);
    return 0;
  }

  store_gpr(ty: number, amode: number, src: number): number {
    const at = this.withAmode(STORE_MR[ty - types.I8], 1, amode);
    this.words[at + 5] = src;
    this.emit(at);
    return 0;
  }

  store_imm(ty: number, amode: number, imm: number): number {
    const at = this.withAmode(STORE_MI[ty - types.I8], 1, amode);
    this.words[at + 5] = imm;
    this.emit(at);
    return 0;
  }

  // XMM

  private xmmRow(op: number): number {
    return this.avx && AVX_OF[op] !== 0 ? AVX_OF[op] : op;
  }

  xmm_binary(op: number, a: number, b: number): number {
    const dst = this.temp(1);
    if (b >= 0) this.emit(this.pend3(this.record(this.xmmRow(op)), dst, a, b));
    else {
      const at = this.withAmode(this.xmmRow(op + 1), 3, this.amodeOf(b));
      this.words[at + 1] = dst;
      this.words[at + 2] = a;
      this.emit(at);
    }
    return dst;
  }

  xmm_binary_imm(op: number, a: number, b: number, imm: number): number {
    const dst = this.temp(1);
    if (b >= 0) this.emit(this.pend4(this.record(this.xmmRow(op)), dst, a, b, imm));
    else {
      const at = this.withAmode(this.xmmRow(op + 1), 3, this.amodeOf(b));
      this.words[at + 1] = dst;
      this.words[at + 2] = a;
      this.words[at + 7] = imm;
      this.emit(at);
    }
    return dst;
  }

  xmm_unary(op: number, b: number): number {
    const dst = this.temp(1);
    if (b >= 0) this.emit(this.pend2(this.record(this.xmmRow(op)), dst, b));
    else {
      const at = this.withAmode(this.xmmRow(op + 1), 2, this.amodeOf(b));
      this.words[at + 1] = dst;
      this.emit(at);
    }
    return dst;
  }

  xmm_cmp(op: number, a: number, b: number): number {
    if (b >= 0) this.emit(this.pend2(this.record(this.xmmRow(op)), a, b));
    else {
      const at = this.withAmode(this.xmmRow(op + 1), 2, this.amodeOf(b));
      this.words[at + 1] = a;
      this.emit(at);
    }
    return 0;
  }

  xmm_shift_imm(op: number, a: number, n: number): number {
    const dst = this.temp(1);
    this.emit(this.pend3(this.record(this.xmmRow(op)), dst, a, n));
    return dst;
  }

  xmm_commutative(op: number, x: number, y: number): number {
    if (SCALAR_MEMORY[op] === 0) {
      const a = this.put_in_reg(x);
      return this.xmm_binary(op, a, this.put_in_reg(y));
    }
    if (!this.isXmmMemory(y) && this.isXmmMemory(x)) {
      const b = this.put_in_xmm_mem(x);
      return this.xmm_binary(op, this.put_in_reg(y), b);
    }
    const b = this.put_in_xmm_mem(y);
    return this.xmm_binary(op, this.put_in_reg(x), b);
  }

  // Conditions: a code; 16 | a | b << 8 for "a or b"; 32 | a | b << 8 for "a and b"

  cond_or(a: number, b: number): number {
    return 16 | a | (b << 8);
  }

  cond_and(a: number, b: number): number {
    return 32 | a | (b << 8);
  }

  invert_cond(cond: number): number {
    if (cond < 16) return cond ^ 1;
    const a = (cond & 15) ^ 1;
    const b = ((cond >> 8) & 15) ^ 1;
    return (cond & 16) !== 0 ? this.cond_and(a, b) : this.cond_or(a, b);
  }

  cc_of_intcc(cc: number): number {
    return INT_CC[cc];
  }

  set_cond(cond: number): number {
    if (cond < 16) return this.setcc(cond);
    const a = this.setcc(cond & 15);
    const b = this.setcc((cond >> 8) & 15);
    return this.alu((cond & 16) !== 0 ? 1 : AND, 2, a, b);
  }

  select_gpr(size: number, cond: number, a: number, b: number): number {
    if (cond < 16) return this.cmov(size, cond, a, b);
    if ((cond & 32) !== 0) return this.select_gpr(size, this.invert_cond(cond), b, a);
    return this.cmov(size, (cond >> 8) & 15, a, this.cmov(size, cond & 15, a, b));
  }

  select_regs(cond: number, a: number, b: number): number {
    const lo = this.select_gpr(SIZE64, cond, this.regs_lo(a), this.regs_lo(b));
    return this.valueRegs(lo, this.select_gpr(SIZE64, cond, this.regs_hi(a), this.regs_hi(b)));
  }

  select_xmm(cond: number, a: number, b: number): number {
    const dst = this.temp(1);
    if (cond < 16) this.emit(this.inst_cmov_xmm(cond ^ 1, dst, b, a));
    else if ((cond & 16) !== 0) this.emit(this.inst_cmov_xmm_or(cond & 15, (cond >> 8) & 15, dst, b, a));
    else return this.select_xmm(this.invert_cond(cond), b, a);
    return dst;
  }

  branch_cond(cond: number, then: number, otherwise: number): number {
    if (cond < 16) this.emit(this.inst_jcc(cond, then, otherwise));
    else if ((cond & 16) !== 0) this.emit(this.inst_jcc_or(cond & 15, (cond >> 8) & 15, then, otherwise));
    else return this.branch_cond(this.invert_cond(cond), otherwise, then);
    return 0;
  }

  trap_cond(cond: number, code: number): number {
    if (cond < 16) this.emit(this.inst_trap_if(cond, code));
    else if ((cond & 16) !== 0) this.emit(this.inst_trap_if_or(cond & 15, (cond >> 8) & 15, code));
    else this.emit(this.inst_trap_if_and(cond & 15, (cond >> 8) & 15, code));
    return 0;
  }
}

/** 1 for CLIF opcodes whose rules, for i32, end in an instruction on 32 bits; 2 for shifts, which may end in none; 3 for ireduce. */
const CLEARS_UPPER_HALF: Uint8Array = upperHalfTable();

function upperHalfTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const op of [
    Opcode.Iadd,
    Opcode.Isub,
    Opcode.Imul,
    Opcode.Ineg,
    Opcode.Band,
    Opcode.Bor,
    Opcode.Bxor,
    Opcode.Bnot,
    Opcode.Select,
    Opcode.Load,
    Opcode.Uload8,
    Opcode.Uload16,
    Opcode.Sload8,
    Opcode.Sload16,
    Opcode.Udiv,
    Opcode.Urem,
    Opcode.Sdiv,
    Opcode.Srem,
    Opcode.Iconst,
    Opcode.Uextend,
    Opcode.Sextend,
    Opcode.Clz,
    Opcode.Ctz,
    Opcode.Popcnt,
  ])
    table[op] = 1;
  for (const op of [Opcode.Ishl, Opcode.Ushr, Opcode.Sshr, Opcode.Rotl, Opcode.Rotr]) table[op] = 2;
  table[Opcode.Ireduce] = 3;
  return table;
}

/** Condition codes of `icmp`'s conditions. */
const INT_CC: Uint8Array = new Uint8Array([4, 5, 12, 13, 15, 14, 2, 3, 7, 6]);

/** The condition with its sides exchanged, in `icmp`'s numbering: eq ne slt sge sgt sle ult uge ugt ule. */
const INT_CC_SWAP: Uint8Array = new Uint8Array([0, 1, 4, 5, 2, 3, 8, 9, 6, 7]);

function swappedIntCC(cc: number): number {
  return INT_CC_SWAP[cc];
}
