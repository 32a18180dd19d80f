/**
 * Operands of machine instructions as the rules see them, and addresses.
 *
 * A register word is itself. Memory and immediates, which may stand where a register could (`GprMem`, `GprMemImm`,
 * `XmmMem`), are negative: `-2 - 2 * amode` for memory, `-3 - 2 * k` for immediate number k of the current root.
 */
import { AREA_SLOT, FAIL32, REG_NONE } from "@cranelift-ts/codegen";
import { memflags, Opcode, types, type Type, VALUE_RESULT } from "@cranelift-ts/codegen-ir";
import { AMODE_AREA, AMODE_BASE, AMODE_CONSTANT, AMODE_TRAPS } from "../emit/forms.ts";
import { X64Insts } from "../generated/insts.ts";
import { MACHINE } from "../generated/machine.ts";

/** How many definitions an address may look through. */
const ADDRESS_DEPTH = 12;
/** How many definitions a bound may look through; each step may look at two. */
const BOUND_DEPTH = 4;
const MAX_U32 = 0xffff_ffff;

export abstract class X64Operands extends X64Insts {
  readonly machine: typeof MACHINE = MACHINE;
  private imms: Int32Array = new Int32Array(64);
  private immTop: number = 0;

  override release(): void {
    super.release();
    this.immTop = 0;
  }

  // Register, memory, immediate

  immOperand(value: number): number {
    const k = this.immTop++;
    if (k === this.imms.length) {
      const next = new Int32Array(k * 2);
      next.set(this.imms);
      this.imms = next;
    }
    this.imms[k] = value;
    return -3 - 2 * k;
  }

  memOperand(amode: number): number {
    return -2 - 2 * amode;
  }

  isMem(operand: number): boolean {
    return operand < 0 && (operand & 1) === 0;
  }

  isImm(operand: number): boolean {
    return operand < 0 && (operand & 1) !== 0;
  }

  immOf(operand: number): number {
    return this.imms[(-3 - operand) >> 1];
  }

  amodeOf(operand: number): number {
    return (-2 - operand) >> 1;
  }

  /** The operand if it is a register, else a fresh register with the immediate or a load of the whole word. */
  asGpr(operand: number, size: number): number {
    if (operand >= 0) return operand;
    if (this.isImm(operand)) return this.x64_movq_ri(this.immOf(operand));
    return size === 3 ? this.x64_movq_rm(this.amodeOf(operand)) : this.x64_movl_rm(this.amodeOf(operand));
  }

  /** The constant of `value` as int32, or FAIL32. */
  constant(value: number): number {
    return this.i32_from_iconst(value);
  }

  /** A load that defines `value`, whole and in this machine's byte order, merged into the current instruction; -1 if none. */
  sinkLoad(value: number): number {
    const inst = this.sinkableLoad(value);
    if (inst < 0) return -1;
    const at = inst * 6;
    if ((this.insts[at] & 0xff) !== Opcode.Load) return -1;
    const flags = this.mem_flags(this.insts[at + 2]);
    if ((flags & memflags.BIG_ENDIAN) !== 0) return -1;
    this.sinkInst(inst);
    return this.to_amode(flags, this.insts[at + 1], this.insts[at + 3]);
  }

  canSinkLoad(value: number): boolean {
    const inst = this.sinkableLoad(value);
    if (inst < 0 || (this.insts[inst * 6] & 0xff) !== Opcode.Load) return false;
    return (this.mem_flags(this.insts[inst * 6 + 2]) & memflags.BIG_ENDIAN) === 0;
  }

  /** Merges a load if it is as wide as the registers it is used in. */
  put_in_gpr_mem(value: number): number {
    const ty = this.dfg.valueType(value as never);
    if (ty === types.I32 || ty === types.I64) {
      const amode = this.sinkLoad(value);
      if (amode >= 0) return this.memOperand(amode);
    }
    return this.put_in_reg(value);
  }

  put_in_gpr_mem_imm(value: number): number {
    const imm = this.constant(value);
    if (imm !== FAIL32) return this.immOperand(imm);
    return this.put_in_gpr_mem(value);
  }

  put_in_xmm_mem(value: number): number {
    const ty = this.dfg.valueType(value as never);
    if (ty === types.F32 || ty === types.F64) {
      const amode = this.sinkLoad(value);
      if (amode >= 0) return this.memOperand(amode);
      const constant = this.floatConstant(value);
      if (constant >= 0) return this.memOperand(constant);
    }
    return this.put_in_reg(value);
  }

  /** Whether `put_in_xmm_mem` would answer memory. */
  isXmmMemory(value: number): boolean {
    return this.canSinkLoad(value) || this.isFloatConstant(value);
  }

  /** Floating-point constants but zero, which is made without memory. */
  private isFloatConstant(value: number): boolean {
    const inst = this.defInst(value);
    if (inst < 0) return false;
    const op = this.insts[inst * 6] & 0xff;
    return (
      (op === Opcode.F32const || op === Opcode.F64const) &&
      (this.insts[inst * 6 + 1] !== 0 || (op === Opcode.F64const && this.insts[inst * 6 + 2] !== 0))
    );
  }

  /** The place of a floating-point constant in the pool, -1 for other values. */
  private floatConstant(value: number): number {
    if (!this.isFloatConstant(value)) return -1;
    const at = this.defInst(value) * 6;
    const lo = this.insts[at + 1];
    if ((this.insts[at] & 0xff) === Opcode.F32const) return this.const_amode(this.constant_from_u32(lo));
    return this.const_amode(this.constant_from_u64(this.wide.id(lo, this.insts[at + 2])));
  }

  put_in_xmm(value: number): number {
    return this.put_in_reg(value);
  }

  imm_operand(value: number): number {
    return this.immOperand(value);
  }

  amode_operand(amode: number): number {
    return this.memOperand(amode);
  }

  amode_xmm_operand(amode: number): number {
    return this.memOperand(amode);
  }

  // Conversions between ISLE types that are the same number

  gpr_to_gpr_mem(reg: number): number {
    return reg;
  }

  gpr_to_gpr_mem_imm(reg: number): number {
    return reg;
  }

  xmm_to_xmm_mem(reg: number): number {
    return reg;
  }

  xmm_from_reg(reg: number): number {
    return reg;
  }

  one_gpr(reg: number): number {
    return reg;
  }

  cond_cc(cc: number): number {
    return cc;
  }

  output_xmm(reg: number): number {
    return reg;
  }

  // Addresses

  private metaOf(flags: number): number {
    const code = flags & memflags.TRAP_MASK;
    return code === 0 ? 0 : AMODE_TRAPS | (code << 16);
  }

  /**
   * The address `value + offset` in as few instructions as possible: constants go into the displacement, one sum becomes
   * base and index, a shift of the index by at most 3 the scale, the address of a stack slot its place in the frame.
   */
  to_amode(flags: number, value: number, offset: number): number {
    const meta = this.metaOf(flags);
    let base = value;
    let index = -1;
    let shift = 0;
    let disp = offset;
    for (let depth = 0; depth < ADDRESS_DEPTH; depth++) {
      const inst = this.defInst(base);
      if (inst < 0) break;
      const at = inst * 6;
      const op = this.insts[at] & 0xff;
      if (op === Opcode.StackAddr) {
        const slotDisp = disp + this.slotOffsets[this.insts[at + 1]] + this.insts[at + 2];
        if (slotDisp < 0 || slotDisp > 0x3fff_ffff) break;
        return this.amode(
          REG_NONE,
          this.indexReg(index),
          slotDisp,
          meta | (AMODE_AREA + AREA_SLOT) | (shift << 4),
        );
      }
      if (op !== Opcode.Iadd) break;
      const x = this.insts[at + 1];
      const y = this.insts[at + 2];
      const cy = this.constant(y);
      if (cy !== FAIL32 && fits(disp + cy)) {
        disp += cy;
        base = x;
        continue;
      }
      const cx = this.constant(x);
      if (cx !== FAIL32 && fits(disp + cx)) {
        disp += cx;
        base = y;
        continue;
      }
      if (index >= 0) break;
      const sy = this.shiftOf(y);
      if (sy > 0) {
        index = this.shifted(y);
        shift = sy;
        base = x;
        continue;
      }
      const sx = this.shiftOf(x);
      if (sx > 0) {
        index = this.shifted(x);
        shift = sx;
        base = y;
        continue;
      }
      index = y;
      base = x;
    }
    if (index >= 0 && shift === 0) {
      const wide = this.narrowSum(index, disp);
      if (wide >= 0) {
        const baseReg = this.put_in_reg(base);
        const indexReg = this.hasClearUpperHalf(wide)
          ? this.put_in_reg(wide)
          : this.movzx(types.I32, this.put_in_reg(wide));
        return this.amode(baseReg, indexReg, this.sumDisp, meta | AMODE_BASE | (this.sumShift << 4));
      }
    }
    const baseReg = this.put_in_reg(base);
    return this.amode(baseReg, this.indexReg(index), disp, meta | AMODE_BASE | (shift << 4));
  }

  abstract movzx(from: number, a: number): number;

  private sumDisp: number = 0;
  private sumShift: number = 0;

  /**
   * If `value` widens a 32-bit sum or shift that is known not to overflow: the 32-bit value that is left when constants
   * and shift have moved to `sumDisp` and `sumShift`; else -1. Bounds are known of masks, narrow loads and what is made of them.
   */
  private narrowSum(value: number, disp: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || (this.insts[inst * 6] & 0xff) !== Opcode.Uextend) return -1;
    let narrow = this.insts[inst * 6 + 1];
    if (this.dfg.valueType(narrow as never) !== types.I32) return -1;
    let sum = disp;
    this.sumShift = 0;
    let found = false;
    for (let depth = 0; depth < 4; depth++) {
      const def = this.defInst(narrow);
      if (def < 0) break;
      const op = this.insts[def * 6] & 0xff;
      const x = this.insts[def * 6 + 1];
      const c = this.constant(this.insts[def * 6 + 2]);
      if (op === Opcode.Iadd) {
        if (c === FAIL32 || c < 0 || !fits(sum + c) || this.upperBound(x, BOUND_DEPTH) + c > MAX_U32) break;
        sum += c;
        narrow = x;
        found = true;
      } else if (op === Opcode.Ishl) {
        if (c === FAIL32 || c < 1 || c > 3 || this.upperBound(x, BOUND_DEPTH) * (1 << c) > MAX_U32) break;
        this.sumShift = c;
        narrow = x;
        found = true;
        break;
      } else break;
    }
    this.sumDisp = sum;
    return found ? narrow : -1;
  }

  /** A number that the unsigned 32-bit or narrower `value` does not exceed; `depth` bounds the definitions looked through. */
  upperBound(value: number, depth: number): number {
    const { dfg, insts } = this;
    const bits = types.typeBits(dfg.valueType(value as never));
    const all = bits >= 32 ? MAX_U32 : 2 ** bits - 1;
    if (depth === 0 || bits > 32 || dfg.valueKind(value as never) !== VALUE_RESULT) return all;
    const at = dfg.definingInst(value as never) * 6;
    const x = insts[at + 1];
    const y = insts[at + 2];
    switch (insts[at] & 0xff) {
      case 66 /* Opcode.Iconst */:
        return bits === 32 ? x >>> 0 : x & all;
      case 141 /* Opcode.Uload8 */:
        return 0xff;
      case 137 /* Opcode.Uload16 */:
        return 0xffff;
      case 136 /* Opcode.Uextend */:
        return this.upperBound(x, depth - 1);
      case 64 /* Opcode.Icmp */:
      case 34 /* Opcode.Fcmp */:
        return 1;
      case 6 /* Opcode.Band */:
        return Math.min(this.upperBound(y, depth - 1), this.upperBound(x, depth - 1));
      case 13 /* Opcode.Bor */:
      case 17 /* Opcode.Bxor */: {
        const larger = Math.max(this.upperBound(x, depth - 1), this.upperBound(y, depth - 1));
        return Math.min(all, 2 ** (32 - Math.clz32(larger)) - 1);
      }
      case 149 /* Opcode.Ushr */: {
        const n = this.constant(y);
        return n === FAIL32 ? all : Math.floor(this.upperBound(x, depth - 1) / 2 ** (n & (bits - 1)));
      }
      case 71 /* Opcode.Ishl */: {
        const n = this.constant(y);
        const most = n === FAIL32 ? all + 1 : this.upperBound(x, depth - 1) * 2 ** (n & (bits - 1));
        return most > all ? all : most;
      }
      case 62 /* Opcode.Iadd */: {
        const most = this.upperBound(x, depth - 1) + this.upperBound(y, depth - 1);
        return most > all ? all : most;
      }
      default:
        return all;
    }
  }

  private indexReg(value: number): number {
    return value < 0 ? REG_NONE : this.put_in_reg(value);
  }

  /** 1 to 3 if `value` is a left shift by that much, else 0. */
  private shiftOf(value: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || (this.insts[inst * 6] & 0xff) !== Opcode.Ishl) return 0;
    const n = this.constant(this.insts[inst * 6 + 2]);
    return n === FAIL32 || n < 1 || n > 3 ? 0 : n;
  }

  private shifted(value: number): number {
    return this.insts[this.defInst(value) * 6 + 1];
  }

  /**
   * The sum `inst` as an address, so that no operand need be copied: base, index, scale and displacement from constants,
   * a shift and one more sum below. -1 where ADD has more to offer: a load to be merged.
   */
  lea_amode(inst: number): number {
    const at = inst * 6;
    const wide = this.insts[at] >>> 16 === types.I64;
    const x = this.insts[at + 1];
    const y = this.insts[at + 2];
    // A load goes into ADD, unless LEA does the shift of the other operand.
    if ((this.canSinkLoad(x) && this.shiftOf(y) === 0) || (this.canSinkLoad(y) && this.shiftOf(x) === 0))
      return -1;
    const cy = this.constant(y);
    if (cy !== FAIL32) return this.offsetAmode(x, cy, wide);
    const cx = this.constant(x);
    if (cx !== FAIL32) return this.offsetAmode(y, cx, wide);
    if (this.isWideConstant(x) || this.isWideConstant(y)) return -1;
    const sy = this.shiftOf(y);
    if (sy > 0)
      return this.amode(this.put_in_reg(x), this.put_in_reg(this.shifted(y)), 0, AMODE_BASE | (sy << 4));
    const sx = this.shiftOf(x);
    if (sx > 0)
      return this.amode(this.put_in_reg(y), this.put_in_reg(this.shifted(x)), 0, AMODE_BASE | (sx << 4));
    const a = this.offsetSum(x);
    if (a !== FAIL32)
      return this.amode(
        this.put_in_reg(this.insts[this.defInst(x) * 6 + 1]),
        this.put_in_reg(y),
        a,
        AMODE_BASE,
      );
    const b = this.offsetSum(y);
    if (b !== FAIL32)
      return this.amode(
        this.put_in_reg(x),
        this.put_in_reg(this.insts[this.defInst(y) * 6 + 1]),
        b,
        AMODE_BASE,
      );
    const base = this.put_in_reg(x);
    return this.amode(base, this.put_in_reg(y), 0, AMODE_BASE);
  }

  /** `value - n` */
  less_amode(value: number, n: number): number {
    return this.amode(this.put_in_reg(value), REG_NONE, -n, AMODE_BASE);
  }

  private isWideConstant(value: number): boolean {
    const inst = this.defInst(value);
    return inst >= 0 && (this.insts[inst * 6] & 0xff) === Opcode.Iconst;
  }

  /** The constant c if `value` is `a + c`, else FAIL32. */
  private offsetSum(value: number): number {
    const inst = this.defInst(value);
    if (inst < 0 || (this.insts[inst * 6] & 0xff) !== Opcode.Iadd) return FAIL32;
    return this.constant(this.insts[inst * 6 + 2]);
  }

  /** `value + offset`, looking through sums below. */
  private offsetAmode(value: number, offset: number, wide: boolean): number {
    let base = value;
    let disp = offset;
    for (let depth = 0; depth < ADDRESS_DEPTH; depth++) {
      const c = this.offsetSum(base);
      if (c === FAIL32 || (wide && !fits(disp + c))) break;
      disp = (disp + c) | 0;
      base = this.insts[this.defInst(base) * 6 + 1];
    }
    // LEA shifts as well: no copy of what is shifted, one instruction instead of two.
    const shift = this.isUsedOnce(base) ? this.shiftOf(base) : 0;
    if (shift > 0)
      return this.amode(REG_NONE, this.put_in_reg(this.shifted(base)), disp, AMODE_BASE | (shift << 4));
    const inner = this.defInst(base);
    if (inner >= 0 && (this.insts[inner * 6] & 0xff) === Opcode.Iadd && this.isUsedOnce(base)) {
      const a = this.insts[inner * 6 + 1];
      const b = this.insts[inner * 6 + 2];
      if (
        !this.canSinkLoad(a) &&
        !this.canSinkLoad(b) &&
        !this.isWideConstant(a) &&
        !this.isWideConstant(b)
      ) {
        const s = this.shiftOf(b);
        return this.amode(
          this.put_in_reg(a),
          this.put_in_reg(s > 0 ? this.shifted(b) : b),
          disp,
          AMODE_BASE | (s << 4),
        );
      }
    }
    return this.amode(this.put_in_reg(base), REG_NONE, disp, AMODE_BASE);
  }

  /** Another address `offset` bytes further. */
  amode_plus(amode: number, offset: number): number {
    const a = this.amodes;
    return this.amode(a[amode], a[amode + 1], a[amode + 2] + offset, a[amode + 3]);
  }

  const_amode(constant: number): number {
    return this.amode(REG_NONE, REG_NONE, constant, AMODE_CONSTANT);
  }

  base_amode(base: number, offset: number): number {
    return this.amode(base, REG_NONE, offset, AMODE_BASE);
  }

  index_amode(base: number, index: number, shift: number, offset: number): number {
    return this.amode(base, index, offset, AMODE_BASE | (shift << 4));
  }

  stackAmode(area: number, offset: number): number {
    return this.amode(REG_NONE, REG_NONE, offset, AMODE_AREA + area);
  }

  regAmode(base: number, offset: number): number {
    return this.base_amode(base, offset);
  }

  // Widths

  /** 0 to 3 for 8 to 64 bits. */
  raw_size(ty: number): number {
    return ty - types.I8;
  }

  /** 2 or 3: narrow integers are done in 32 bits. */
  size_32_64(ty: number): number {
    return ty === types.I64 ? 3 : 2;
  }

  xmm_type(ty: number): number {
    return (ty >= types.F16 && ty <= types.F128) ||
      (ty >= 0x80 && ty < 0x100 && types.typeBits(ty as Type) === 128)
      ? ty
      : -1;
  }

  width(ty: number): number {
    return types.typeBits(ty as Type);
  }

  full_width(ty: number): number {
    return types.typeBits(ty as Type);
  }

  top_bit(ty: number): number {
    return types.typeBits(ty as Type) - 1;
  }

  top_bit_u8(ty: number): number {
    return types.typeBits(ty as Type) - 1;
  }
}

function fits(n: number): boolean {
  return n === (n | 0);
}
