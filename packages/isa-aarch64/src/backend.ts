/** The back end of aarch64: externs of the rules that are no row, and the framework's hooks. */
import {
  type CallInfo,
  CALLEE_FAR,
  CALLEE_NEAR,
  type EmitState,
  FAIL32,
  frameBytes,
  type FrameLayout,
  hwEnc,
  isPhysReg,
  type MachineTables,
  physReg,
  type PrologueState,
  registerListText,
} from "@cranelift-ts/codegen";
import { memflags, Opcode, TrapCodes, type Type, types } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import type { Aarch64Abi } from "./abi.ts";
import { emitInstruction, USE_BRANCH26 } from "./emit.ts";
import * as Op from "./generated/insts.ts";
import { create, type Rules } from "./generated-isle/lower.ts";

const ZERO: number = physReg(31);
const SP: number = physReg(31);
const EQ = 0;
const NE = 1;

/** Conditions of the integer comparisons, in their order. */
const CONDITIONS: readonly number[] = [0, 1, 11, 10, 12, 13, 3, 2, 8, 9];
const CONDITION_NAMES: readonly string[] = "eq ne hs lo mi pl vs vc hi ls ge lt gt le al nv".split(" ");

export class Aarch64Backend extends Op.A64Insts {
  readonly machine: MachineTables = Op.MACHINE;
  readonly abi: Aarch64Abi;
  readonly registerBytes: readonly [number, number, number] = [8, 16, 16];
  private readonly rules: Rules;

  constructor(abi: Aarch64Abi) {
    super();
    this.abi = abi;
    this.rules = create(this);
  }

  typeRegs(ty: number): number {
    return types.isInt(ty as Type) && ty !== types.I128 ? 1 : 0;
  }

  lowerInst(inst: number): number {
    return this.rules.lower(inst);
  }

  lowerBranch(inst: number, targets: number): number {
    return this.rules.lower_branch(inst, targets);
  }

  // Externs of the rules

  cond_of(cc: number): number {
    return CONDITIONS[cc]!;
  }

  is_signed(cc: number): number {
    return cc >= 2 && cc <= 5 ? 1 : 0;
  }

  invert(cond: number): number {
    return cond ^ 1;
  }

  zero_reg(): number {
    return ZERO;
  }

  load_constant(id: number): number {
    const lo = this.wide.lo(id);
    const hi = this.wide.hi(id);
    const parts = [lo & 0xffff, lo >>> 16, hi & 0xffff, hi >>> 16];
    const zeros = parts.filter((p) => p === 0).length;
    const ones = parts.filter((p) => p === 0xffff).length;
    if (zeros >= 3) {
      const k = parts.findIndex((p) => p !== 0);
      return k < 0 ? this.a64_movz(0, 0) : this.a64_movz(parts[k]!, k);
    }
    if (ones >= 3) {
      const k = parts.findIndex((p) => p !== 0xffff);
      return k < 0 ? this.a64_movn(0, 0) : this.a64_movn(parts[k]! ^ 0xffff, k);
    }
    return this.a64_ldr_const(this.constant_from_u64(id));
  }

  zext_reg(value: number): number {
    const ty = this.value_type(value);
    const reg = this.put_in_reg(value);
    return ty === types.I8 ? this.a64_uxtb(reg) : ty === types.I16 ? this.a64_uxth(reg) : ty === types.I32 ? this.a64_uxtw(reg) : reg;
  }

  sext_reg(value: number): number {
    const ty = this.value_type(value);
    const reg = this.put_in_reg(value);
    return ty === types.I8 ? this.a64_sxtb(reg) : ty === types.I16 ? this.a64_sxth(reg) : ty === types.I32 ? this.a64_sxtw(reg) : reg;
  }

  imm12(value: number): number {
    const id = this.u64_from_iconst(value);
    if (id === -1) return FAIL32;
    const lo = this.wide.lo(id);
    return this.wide.hi(id) === 0 && lo >= 0 && lo < 4096 ? lo : FAIL32;
  }

  imm12_neg(value: number): number {
    const n = this.i32_from_iconst(value);
    return n !== FAIL32 && n < 0 && n > -4096 ? -n : FAIL32;
  }

  address(base: number, offset: number): number {
    return this.regAmode(this.put_in_reg(base), offset);
  }

  mem_code(flags: number): number {
    return this.mem_flags(flags) & memflags.TRAP_MASK;
  }

  /** Shifts of 32 and 64 bits take their count modulo the width by themselves. */
  masked_shift(ty: number, count: number): number {
    const reg = this.value_regs_get(this.put_in_regs(count), 0);
    const bits = types.typeBits(ty as Type);
    return bits >= 32 ? reg : this.a64_and_w(reg, this.a64_movz(bits - 1, 0));
  }

  compare(cc: number, x: number, y: number): number {
    const ty = this.value_type(x);
    const cond = CONDITIONS[cc]!;
    if (ty === types.I64 || ty === types.I32) {
      const a = this.put_in_reg(x);
      const n = this.imm12(y);
      if (n !== FAIL32) {
        if (ty === types.I64) this.a64_cmp_imm_x(a, n);
        else this.a64_cmp_imm_w(a, n);
        return cond;
      }
      const b = this.put_in_reg(y);
      if (ty === types.I64) this.a64_cmp_x(a, b);
      else this.a64_cmp_w(a, b);
      return cond;
    }
    const signed = this.is_signed(cc) !== 0;
    const a = signed ? this.sext_reg(x) : this.zext_reg(x);
    const b = signed ? this.sext_reg(y) : this.zext_reg(y);
    this.a64_cmp_w(a, b);
    return cond;
  }

  select_by(cc: number, x: number, y: number): number {
    const a = this.put_in_reg(x);
    const b = this.put_in_reg(y);
    return this.a64_csel(a, b, this.compare(cc, x, y));
  }

  test_nonzero(value: number): number {
    const inst = this.defInst(value);
    if (inst >= 0 && this.dfg.opcode(inst as never) === Opcode.Icmp) {
      const x = this.dfg.word(inst as never, 0);
      if (this.typeRegs(this.value_type(x)) !== 0) return this.compare(this.dfg.imm8(inst as never), x, this.dfg.word(inst as never, 1));
    }
    this.a64_cmp_imm_x(this.zext_reg(value), 0);
    return NE;
  }

  div_checks(ty: number, x: number, y: number, signed: number): number {
    this.a64_cmp_imm_x(this.zext_reg(y), 0);
    this.emit(this.inst_trap_if(EQ, TrapCodes.int_divz));
    if (signed === 0) return 0;
    // The least number divided by -1.
    this.a64_cmn_imm_x(this.sext_reg(y), 1);
    const minusOne = this.a64_cset(EQ);
    const bits = types.typeBits(ty as Type);
    const least = this.load_constant(bits === 64 ? this.wide.id(0, -0x8000_0000) : this.wide.id(-(2 ** (bits - 1)) | 0, -1));
    this.a64_cmp_x(this.sext_reg(x), least);
    this.a64_cmp_imm_w(this.a64_and_w(this.a64_cset(EQ), minusOne), 0);
    this.emit(this.inst_trap_if(NE, TrapCodes.int_ovf));
    return 0;
  }

  func_address(func: number): number {
    return this.a64_load_name(this.func_ref_name(func), this.wide.id(0, 0));
  }

  load_symbol(gv: number): number {
    const name = this.symbol_value_name(gv);
    if (name < 0) throw new InternalError("a global value that is no symbol");
    return this.a64_load_name(name, this.symbol_value_offset(gv));
  }

  // Frame and calls

  stackAmode(area: number, offset: number): number {
    return this.amode(1 + area, -1, offset, 0);
  }

  regAmode(base: number, offset: number): number {
    return this.amode(0, base, offset, 0);
  }

  genLoad(dst: number, amode: number, ty: number): void {
    const bytes = types.typeBytes(ty as Type);
    const at = bytes === 8 ? this.inst_ldr_x(dst, amode, 0) : bytes === 4 ? this.inst_ldr_w(dst, amode, 0) : bytes === 2 ? this.inst_ldrh(dst, amode, 0) : this.inst_ldrb(dst, amode, 0);
    this.emit(at);
  }

  genStore(src: number, amode: number, ty: number): void {
    const bytes = types.typeBytes(ty as Type);
    const at = bytes === 8 ? this.inst_str_x(src, amode, 0) : bytes === 4 ? this.inst_str_w(src, amode, 0) : bytes === 2 ? this.inst_strh(src, amode, 0) : this.inst_strb(src, amode, 0);
    this.emit(at);
  }

  genAddress(amode: number): number {
    return this.a64_lea(amode);
  }

  genExtend(src: number, fromBits: number, signed: boolean): number {
    if (signed) return fromBits === 8 ? this.a64_sxtb(src) : fromBits === 16 ? this.a64_sxth(src) : this.a64_sxtw(src);
    return fromBits === 8 ? this.a64_uxtb(src) : fromBits === 16 ? this.a64_uxth(src) : this.a64_uxtw(src);
  }

  genCopy(src: number): number {
    return this.a64_mov(src);
  }

  genArgs(regs: number): void {
    this.emit(this.inst_args(regs));
  }

  genRets(regs: number): void {
    this.emit(this.inst_ret(regs));
  }

  genCall(info: CallInfo, index: number, regs: number, _normal: number): void {
    if (info.tryCall >= 0) this.unsupported("try_call");
    if (info.callee === CALLEE_NEAR) this.emit(this.inst_call(info.target, index, regs));
    else if (info.callee === CALLEE_FAR) this.emit(this.inst_call_far(info.target, index, regs));
    else this.emit(this.inst_call_reg(info.target, index, regs));
  }

  genReturnCall(): void {
    this.unsupported("return_call");
  }

  protected genCopyBytes(): void {
    this.unsupported("struct argument");
  }

  genJump(label: number): void {
    this.emit(this.inst_b(label));
  }

  genMove(dst: number, src: number): void {
    this.emit(this.inst_mov(dst, src));
  }

  genSpill(offset: number, src: number): void {
    this.emit(this.inst_str_x(src, this.stackAmode(1, offset), 0));
  }

  genReload(dst: number, offset: number): void {
    this.emit(this.inst_ldr_x(dst, this.stackAmode(1, offset), 0));
  }

  genPrologue(frame: FrameLayout, state: PrologueState): void {
    this.emit(this.inst_push_frame());
    state.unwind({ kind: "pushFrameRegs", offset: state.offset(), toCallerSp: 16 });
    this.emit(this.inst_set_frame());
    state.unwind({ kind: "defineNewFrame", offset: state.offset(), toCallerSp: 16, toClobbers: frame.clobberBytes });
    const size = frameBytes(frame) - frame.setupBytes;
    if (size > 0) {
      this.emit(this.inst_sub_sp(size));
      state.unwind({ kind: "stackAlloc", offset: state.offset(), size });
    }
    for (const [k, preg] of frame.saved.entries()) {
      this.emit(this.inst_str_x(physReg(preg), this.regAmode(SP, size - frame.clobberBytes + 8 * k), 0));
      state.unwind({ kind: "saveReg", offset: state.offset(), at: 8 * k, preg });
    }
  }

  genEpilogue(frame: FrameLayout): void {
    const size = frameBytes(frame) - frame.setupBytes;
    for (const [k, preg] of frame.saved.entries()) {
      this.emit(this.inst_ldr_x(physReg(preg), this.regAmode(SP, size - frame.clobberBytes + 8 * k), 0));
    }
    if (size > 0) this.emit(this.inst_restore_sp());
    this.emit(this.inst_pop_frame());
  }

  isReturn(op: number): boolean {
    return op === Op.Ret;
  }

  emitInst(words: Int32Array, at: number, state: EmitState): void {
    emitInstruction(this, words, at, state);
  }

  worstSize(words: Int32Array, at: number): number {
    return (words[at]! & 0xffff) === Op.JumpTable ? 32 + 4 * this.labelTables[words[at + 3]!]!.length : 0;
  }

  emitIslandJump(state: EmitState, label: number): void {
    const at = state.buffer.offset;
    state.buffer.putBytes(Uint8Array.of(0, 0, 0, 0x14));
    state.buffer.useLabel(at, label, USE_BRANCH26);
  }

  operandText(kind: string, modifier: string, words: Int32Array, at: number): string {
    const n = words[at]!;
    const reg = (w: number): string => (isPhysReg(w) ? (hwEnc(w) === 31 ? `${modifier || "x"}zr` : `${modifier || "x"}${hwEnc(w)}`) : `v${w}`);
    if (kind === "regs") return registerListText(words, at, reg);
    if (kind.startsWith("reg")) return reg(n);
    if (kind === "label") return `block${n}`;
    if (kind === "amode") {
      const base = n === 0 ? (words[at + 1] === SP ? "sp" : reg(words[at + 1]!)) : ["incoming", "slot", "outgoing"][n - 1]!;
      return `[${base}, #${words[at + 2]}]`;
    }
    if (modifier === "cond") return CONDITION_NAMES[n]!;
    if (modifier === "shift") return String(16 * n);
    return String(n);
  }
}
