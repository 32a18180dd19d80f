/**
 * The back end: externs of the rules that are no row, the framework's hooks, and the compiled rules themselves.
 */
import {
  AREA_TAIL,
  type AbiMachineSpec,
  type CallInfo,
  CALLEE_FAR,
  CALLEE_NEAR,
  type EmitState,
  FAIL32,
  type FrameLayout,
  physReg,
  type PrologueState,
  REG_NONE,
} from "@cranelift-ts/codegen";
import {
  type ExternalName,
  type LibCall,
  memflags,
  Opcode,
  signature,
  TrapCodes,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import { emitFrame, emitEpilogue } from "../emit/frame.ts";
import { AMODE_AREA, AMODE_BASE, RBP } from "../emit/forms.ts";
import { emitInstruction, worstSizeOf } from "../emit/pseudo.ts";
import { operandText } from "../emit/text.ts";
import { createRules, type Rules } from "./rules.ts";
import { LOCK_CMPXCHG_MR, LOCK_XADD_MR, XCHG_MR } from "../generated/families.ts";
import { MACHINE } from "../generated/machine.ts";
import * as Op from "../generated/machine.ts";
import type { X64Flags } from "../generated/settings.ts";
import type { X64Abi } from "../abi.ts";
import { X64Families } from "./families.ts";

const LENGTHS: Uint8Array = MACHINE.lengths;
const CLASS_INT = 0;
const CLASS_FLOAT = 1;

/** What the back end asks of its ISA. */
export interface BackendConfig {
  readonly isaFlags: X64Flags;
  readonly abi: X64Abi;
}

/** Library routines by what `round` asks for: ceil, floor, trunc, nearest, fma. */
const LIB_CALLS_32: readonly LibCall[] = ["CeilF32", "FloorF32", "TruncF32", "NearestF32", "FmaF32"];
const LIB_CALLS_64: readonly LibCall[] = ["CeilF64", "FloorF64", "TruncF64", "NearestF64", "FmaF64"];

export class X64Backend extends X64Families {
  readonly isaFlags: X64Flags;
  readonly abi: AbiMachineSpec;
  readonly x64Abi: X64Abi;
  readonly registerBytes: readonly [number, number, number] = [8, 16, 16];
  /** Labels of the entries of each jump table of the function, default last. */
  readonly jumpTables: Int32Array[] = [];
  /** What the emitter keeps from instruction to instruction; its own affair. */
  sequence: object | undefined = undefined;
  private readonly libNames: Map<LibCall, ExternalName> = new Map<LibCall, ExternalName>();
  private readonly rules: Rules;

  constructor(config: BackendConfig) {
    super();
    this.isaFlags = config.isaFlags;
    this.abi = config.abi;
    this.x64Abi = config.abi;
    this.avx = config.isaFlags.has_avx;
    this.bmi2 = config.isaFlags.has_bmi2;
    this.rules = createRules(this);
  }

  protected override beginAbi(): void {
    super.beginAbi();
    this.jumpTables.length = 0;
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
    if (this.xmm_type(ty) >= 0) return 1 | (CLASS_FLOAT << 4);
    if (ty >= 0x80 && ty < 0x100 && types.typeBits(ty as Type) < 128) return 1 | (CLASS_FLOAT << 4);
    return 0;
  }

  /**
   * Values in XMM registers all have slots of 16 bytes, as the temporaries of rules do: the allocator wants values that
   * meet in a block parameter to be of one size.
   */
  override tempRegs(ty: number): number {
    return this.typeRegs(ty) >> 4 === CLASS_FLOAT ? this.temp(CLASS_FLOAT) : super.tempRegs(ty);
  }

  // Features

  has_sse41(): number {
    return this.isaFlags.has_sse41 ? 1 : 0;
  }

  has_ssse3(): number {
    return this.isaFlags.has_ssse3 ? 1 : 0;
  }

  has_avx(): number {
    return this.avx ? 1 : 0;
  }

  has_fma(): number {
    return this.isaFlags.has_fma ? 1 : 0;
  }

  has_popcnt(): number {
    return this.isaFlags.has_popcnt ? 1 : 0;
  }

  has_lzcnt(): number {
    return this.isaFlags.has_lzcnt ? 1 : 0;
  }

  has_bmi1(): number {
    return this.isaFlags.has_bmi1 ? 1 : 0;
  }

  has_bmi2(): number {
    return this.bmi2 ? 1 : 0;
  }

  has_cmpxchg16b(): number {
    return this.isaFlags.has_cmpxchg16b ? 1 : 0;
  }

  // Integers

  /** Quotient and remainder; zero divisors are found first, so that the hardware's trap means overflow. */
  signed_division(size: number, x: number, y: number): number {
    this.test(size, y, y);
    this.trap_cond(4, TrapCodes.int_divz);
    const sign = size === 3 ? this.x64_cqto(x) : size === 2 ? this.x64_cltd(x) : this.x64_cwtd(x);
    return this.div_wide(size, 1, x, sign, y, TrapCodes.int_ovf);
  }

  narrow_signed_division(ty: number, x: number, y: number): number {
    if (ty === types.I16) return this.regs_lo(this.signed_division(1, x, y));
    this.test(0, y, y);
    this.trap_cond(4, TrapCodes.int_divz);
    return this.x64_idivb_r(x, y, TrapCodes.int_ovf);
  }

  // Loads and stores

  load_value(ty: number, amode: number): number {
    if (ty === types.I128) {
      const lo = this.x64_movq_rm(amode);
      return this.valueRegs(lo, this.x64_movq_rm(this.amode_plus(amode, 8)));
    }
    const shape = this.typeRegs(ty);
    if (shape === 0) this.unsupported(`load of ${types.typeName(ty as Type)}`);
    const dst = this.temp(shape >> 4);
    this.genLoad(dst, amode, ty);
    return dst;
  }

  store_value(ty: number, value: number, amode: number): number {
    if (ty === types.I128) {
      const regs = this.putInRegs(value);
      this.store_gpr(types.I64, amode, this.regs_lo(regs));
      return this.store_gpr(types.I64, this.amode_plus(amode, 8), this.regs_hi(regs));
    }
    if (ty >= types.I8 && ty <= types.I64) {
      const imm = this.constant(value);
      if (imm !== FAIL32) return this.store_imm(ty, amode, imm);
      return this.store_gpr(ty, amode, this.lo_gpr(value));
    }
    this.genStore(this.put_in_reg(value), amode, ty);
    return 0;
  }

  /**
   * The operation and other operand of a store of `op(load(a), y)` to the same `a`, whose load can be merged: the load
   * is merged then. Only plain accesses through the very same address value.
   */
  rmw_store(inst: number, out: Int32Array): boolean {
    const at = inst * 6;
    const data = this.insts[at + 1];
    const ty = this.dfg.valueType(data as never);
    if (ty < types.I8 || ty > types.I64 || !this.isUsedOnce(data)) return false;
    const alu = this.defInst(data);
    if (alu < 0) return false;
    const op = RMW_OPS[this.insts[alu * 6] & 0xff];
    if (op === 0) return false;
    const x = this.insts[alu * 6 + 1];
    const y = this.insts[alu * 6 + 2];
    for (let side = 0; side < (op - 1 === 5 ? 1 : 2); side++) {
      const loaded = side === 0 ? x : y;
      const other = side === 0 ? y : x;
      const load = this.sinkableLoad(loaded);
      if (load < 0 || loaded === other) continue;
      const l = load * 6;
      if (
        (this.insts[l] & 0xff) !== Opcode.Load ||
        this.insts[l + 1] !== this.insts[at + 2] ||
        this.insts[l + 3] !== this.insts[at + 4]
      )
        continue;
      const flags = this.mem_flags(this.insts[at + 3]) | this.mem_flags(this.insts[l + 2]);
      if ((flags & memflags.BIG_ENDIAN) !== 0) continue;
      this.sinkInst(load);
      const imm = this.constant(other);
      out[0] = op - 1;
      out[1] = imm !== FAIL32 ? this.immOperand(imm) : this.put_in_reg(other);
      return true;
    }
    return false;
  }

  // Atomics

  atomic_cas_op(size: number, amode: number, expected: number, replacement: number): number {
    const old = this.temp(0);
    const op = LOCK_CMPXCHG_MR[size];
    const at = this.pend(op | (LENGTHS[op] << 16));
    this.putAmode(at + 1, amode);
    this.words[at + 5] = replacement;
    this.words[at + 6] = old;
    this.words[at + 7] = expected;
    this.emit(at);
    return old;
  }

  /** `add sub and nand or xor xchg umin umax smin smax` are 0 to 10. */
  atomic_rmw_op(ty: number, op: number, amode: number, operand: number): number {
    const size = this.raw_size(ty);
    if (op === 0 || op === 1 || op === 6) {
      const row = (op === 6 ? XCHG_MR : LOCK_XADD_MR)[size];
      const old = this.temp(0);
      const input = op === 1 ? this.neg(size < 2 ? 2 : size, operand) : operand;
      const at = this.pend(row | (LENGTHS[row] << 16));
      this.putAmode(at + 1, amode);
      this.words[at + 5] = old;
      this.words[at + 6] = input;
      this.emit(at);
      return old;
    }
    return this.x64_atomic_rmw_loop_result(amode, operand, op, size);
  }

  private x64_atomic_rmw_loop_result(amode: number, operand: number, op: number, size: number): number {
    const old = this.temp(0);
    const tmp = this.temp(0);
    this.emit(this.inst_atomic_rmw_loop(old, tmp, amode, operand, op, size));
    return old;
  }

  atomic_128_cas(amode: number, expected: number, replacement: number): number {
    const lo = this.temp(0);
    const hi = this.temp(0);
    this.emit(
      this.inst_lock_cmpxchg16b_m(
        amode,
        lo,
        this.regs_lo(expected),
        hi,
        this.regs_hi(expected),
        this.regs_lo(replacement),
        this.regs_hi(replacement),
      ),
    );
    return this.valueRegs(lo, hi);
  }

  atomic_128_rmw(op: number, amode: number, operand: number): number {
    const lo = this.temp(0);
    const hi = this.temp(0);
    const newLo = this.temp(0);
    const newHi = this.temp(0);
    this.emit(
      this.inst_atomic_128_rmw_loop(
        lo,
        hi,
        newLo,
        newHi,
        amode,
        this.regs_lo(operand),
        this.regs_hi(operand),
        op,
      ),
    );
    return this.valueRegs(lo, hi);
  }

  atomic_128_store(amode: number, regs: number): number {
    const lo = this.temp(0);
    const hi = this.temp(0);
    this.emit(this.inst_atomic_128_store_loop(lo, hi, amode, this.regs_lo(regs), this.regs_hi(regs)));
    return 0;
  }

  // Floats

  xmm_const_u32(word: number): number {
    return this.memOperand(this.const_amode(this.constant_from_u32(word)));
  }

  xmm_const_u64(id: number): number {
    return this.memOperand(this.const_amode(this.constant_from_u64(id)));
  }

  xmm_const_u128(lo: number, hi: number): number {
    return this.memOperand(this.const_amode(this.constant_from_u128(lo, hi)));
  }

  load_f32(operand: number): number {
    return operand >= 0 ? operand : this.x64_movss_xm(this.amodeOf(operand));
  }

  load_f64(operand: number): number {
    return operand >= 0 ? operand : this.x64_movsd_xm(this.amodeOf(operand));
  }

  f32_const(bits: number): number {
    return bits === 0 ? this.x64_zero_xmm() : this.load_f32(this.xmm_const_u32(bits));
  }

  f64_const(id: number): number {
    return this.u64_is_zero(id) !== 0 ? this.x64_zero_xmm() : this.load_f64(this.xmm_const_u64(id));
  }

  f16_const(bits: number): number {
    return bits === 0 ? this.x64_zero_xmm() : this.x64_movd_xr(this.x64_movl_ri(bits));
  }

  f128_const(constant: number): number {
    return this.x64_movups_xm(this.const_amode(this.constant_from_pool(constant)));
  }

  float_min_max(ty: number, isMin: number, x: number, y: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xmm_min_max(dst, y, x, ty === types.F64 ? 1 : 0, isMin));
    return dst;
  }

  cvt_int(to: number, from: number, src: number): number {
    // The upper part of the destination is kept by the instruction: a zero breaks the dependency.
    const zero = this.x64_zero_xmm();
    if (to === types.F64)
      return from === types.I64 ? this.x64_cvtsi2sdq_xr(zero, src) : this.x64_cvtsi2sdl_xr(zero, src);
    return from === types.I64 ? this.x64_cvtsi2ssq_xr(zero, src) : this.x64_cvtsi2ssl_xr(zero, src);
  }

  cvt_u64(to: number, src: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvt_u64_to_float(dst, to === types.F64 ? 1 : 0, src, this.temp(0), this.temp(0)));
    return dst;
  }

  float_to_int(to: number, from: number, signed: number, saturate: number, src: number): number {
    const dst = this.temp(0);
    const f64 = from === types.F64 ? 1 : 0;
    const size = this.raw_size(to);
    const tmp = this.temp(0);
    const tmpx = this.temp(1);
    this.emit(
      signed !== 0
        ? this.inst_cvt_float_to_sint(dst, f64, size, saturate, src, tmp, tmpx)
        : this.inst_cvt_float_to_uint(dst, f64, size, saturate, src, tmp, tmpx),
    );
    return dst;
  }

  bitcast_op(to: number, from: number, value: number): number {
    const source = this.putInRegs(value);
    const toShape = this.typeRegs(to);
    const fromShape = this.typeRegs(from);
    if (toShape === fromShape) return source;
    if (to === types.I128) {
      const lo = this.x64_movq_rx(source);
      const high = this.x64_pshufd_xxi(source, 0xee);
      return this.valueRegs(lo, this.x64_movq_rx(high));
    }
    if (from === types.I128) {
      const lo = this.x64_movq_xr(this.regs_lo(source));
      return this.x64_punpcklqdq_xx(lo, this.x64_movq_xr(this.regs_hi(source)));
    }
    const wide = types.typeBits(to as Type) === 64;
    if (toShape >> 4 === CLASS_FLOAT) return wide ? this.x64_movq_xr(source) : this.x64_movd_xr(source);
    return wide ? this.x64_movq_rx(source) : this.x64_movd_rx(source);
  }

  private libName(libcall: LibCall): ExternalName {
    let name = this.libNames.get(libcall);
    if (name === undefined) {
      name = { kind: "libcall", libcall };
      this.libNames.set(libcall, name);
    }
    return name;
  }

  private libSignatures: Map<string, ReturnType<typeof signature>> = new Map<
    string,
    ReturnType<typeof signature>
  >();

  private libSignature(params: readonly Type[], returns: readonly Type[]): ReturnType<typeof signature> {
    const key = `${params.join()}:${returns.join()}`;
    let sig = this.libSignatures.get(key);
    if (sig === undefined) {
      sig = signature(
        [...params],
        [...returns],
        this.x64Abi.libcallConvention(this.flags, this.func.signature.callConv),
      );
      this.libSignatures.set(key, sig);
    }
    return sig;
  }

  lib_call_1(what: number, x: number, ty: number): number {
    const name = (ty === types.F64 ? LIB_CALLS_64 : LIB_CALLS_32)[what];
    return this.emitLibCall(
      this.libName(name),
      this.libSignature([ty as Type], [ty as Type]),
      [x],
      this.flags.use_colocated_libcalls,
    );
  }

  lib_call_3(what: number, x: number, y: number, z: number, ty: number): number {
    const name = (ty === types.F64 ? LIB_CALLS_64 : LIB_CALLS_32)[what];
    const t = ty as Type;
    return this.emitLibCall(
      this.libName(name),
      this.libSignature([t, t, t], [t]),
      [x, y, z],
      this.flags.use_colocated_libcalls,
    );
  }

  protected genCopyBytes(dst: number, src: number, size: number): void {
    const length = this.gen_imm(types.I64, this.wide.id(size, 0));
    const p = types.I64;
    this.emitLibCall(
      this.libName("Memcpy"),
      this.libSignature([p, p, p], [p]),
      [dst, src, length],
      this.flags.use_colocated_libcalls,
    );
  }

  // Addresses and special registers

  set_pinned(src: number): number {
    this.emit(this.inst_movq_rr(physReg(15), src));
    return 0;
  }

  fp_amode(offset: number): number {
    return this.amode(physReg(RBP), REG_NONE, offset, AMODE_BASE);
  }

  symbol_address(name: number, colocated: number, offset: number): number {
    if (colocated !== 0) return this.x64_lea_near_symbol(name, offset);
    if (this.flags.is_pic) {
      const address = this.x64_load_got_symbol(name, this.wide.id(0, 0));
      if (this.u64_is_zero(offset) !== 0) return address;
      const small = this.i32_from_i64(offset);
      return this.alu(
        0,
        3,
        address,
        small !== FAIL32 ? this.immOperand(small) : this.gen_imm(types.I64, offset),
      );
    }
    return this.x64_movabs_symbol(name, offset);
  }

  tls_address(name: number, offset: number): number {
    const model = this.flags.tls_model;
    let address: number;
    const dst = this.temp(0);
    this.calls = "regular";
    if (model === "elf_gd") {
      this.emit(
        this.inst_tls_elf_gd(dst, name, this.beginRegs(this.clobberSet(this.x64Abi.tlsClobbers(false)))),
      );
      address = dst;
    } else if (model === "macho") {
      this.emit(
        this.inst_tls_macho(dst, name, this.beginRegs(this.clobberSet(this.x64Abi.tlsClobbers(true)))),
      );
      address = dst;
    } else if (model === "coff") {
      this.emit(this.inst_tls_coff(dst, this.temp(0), name));
      address = dst;
    } else return this.unsupported("tls_value without a tls_model");
    if (this.u64_is_zero(offset) !== 0) return address;
    const small = this.i32_from_i64(offset);
    return this.alu(
      0,
      3,
      address,
      small !== FAIL32 ? this.immOperand(small) : this.gen_imm(types.I64, offset),
    );
  }

  handler_address(block: number, index: number): number {
    const label = this.handlerLabel(block, this.wide.lo(index));
    // The handler of a call that is never reached is nowhere.
    return label < 0 ? this.x64_zero_gpr() : this.x64_lea_label(label);
  }

  switch_stack(store: number, load: number, payload: number): number {
    if (this.flags.stack_switch_model === "none")
      return this.unsupported("stack_switch without a stack_switch_model");
    this.calls = "regular";
    const clobbers = this.beginRegs(this.clobberSet(this.x64Abi.switchClobbers()));
    const out = this.temp(0);
    this.emit(this.inst_stack_switch(out, this.temp(0), this.temp(0), store, load, payload, clobbers));
    return out;
  }

  /** Label k of a jump is the block of entry k; the default comes first in `targets` and last in the table. */
  gen_br_table(index: number, _targets: number): number {
    const n = this.numTargets - 1;
    const fallback = this.targetLabel(0);
    if (n === 0) {
      this.emit(this.inst_jmp(fallback));
      return 0;
    }
    const labels = new Int32Array(n + 1);
    for (let i = 0; i < n; i++) labels[i] = this.targetLabel(i + 1);
    labels[n] = fallback;
    const table = this.jumpTables.push(labels) - 1;
    if (n <= FEW_TARGETS) {
      this.emit(this.inst_br_few(index, table));
      return 0;
    }
    // An index out of range becomes that of the default, by a conditional move: not even speculation goes beyond.
    const limit = this.x64_movl_ri(n);
    this.cmp(2, index, this.immOperand(n));
    const safe = this.cmov(2, 2, index, limit);
    this.emit(this.inst_br_table(safe, this.temp(0), this.temp(0), table));
    return 0;
  }

  // Framework

  genLoad(dst: number, amode: number, ty: number): void {
    this.emit(this.loadInto(dst, amode, ty));
  }

  private loadInto(dst: number, amode: number, ty: number): number {
    switch (ty) {
      case types.I8:
        return this.inst_movzbl_rm(dst, amode);
      case types.I16:
        return this.inst_movzwl_rm(dst, amode);
      case types.I32:
        return this.inst_movl_rm(dst, amode);
      case types.I64:
        return this.inst_movq_rm(dst, amode);
      case types.F32:
        return this.inst_movss_xm(dst, amode);
      case types.F64:
        return this.inst_movsd_xm(dst, amode);
      case types.F16: {
        const bits = this.x64_movzwl_rm(amode);
        return this.inst_movd_xr(dst, bits);
      }
    }
    const bits = types.typeBits(ty as Type);
    if (bits === 64) return this.inst_movsd_xm(dst, amode);
    if (bits === 32) return this.inst_movss_xm(dst, amode);
    return this.inst_movups_xm(dst, amode);
  }

  genStore(src: number, amode: number, ty: number): void {
    if (ty >= types.I8 && ty <= types.I64) {
      this.store_gpr(ty, amode, src);
      return;
    }
    const bits = types.typeBits(ty as Type);
    if (bits === 16) this.store_gpr(types.I16, amode, this.x64_movd_rx(src));
    else if (bits === 32) this.x64_movss_mx(amode, src);
    else if (bits === 64) this.x64_movsd_mx(amode, src);
    else this.x64_movups_mx(amode, src);
  }

  genAddress(amode: number): number {
    return this.x64_leaq_rm(amode);
  }

  genExtend(src: number, fromBits: number, signed: boolean): number {
    const from = fromBits === 8 ? types.I8 : fromBits === 16 ? types.I16 : types.I32;
    return signed ? this.movsx(from, types.I64, src) : this.movzx(from, src);
  }

  genCopy(src: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_rr(dst, src));
    return dst;
  }

  genArgs(regs: number): void {
    this.emit(this.inst_args(regs));
  }

  genRets(regs: number): void {
    this.emit(this.inst_ret(this.ownAbi.calleePops ? 1 : 0, regs));
  }

  genJump(label: number): void {
    this.emit(this.inst_jmp(label));
  }

  genCall(info: CallInfo, index: number, regs: number, normal: number): void {
    if (info.patchable) {
      this.emit(this.inst_call_patchable(info.target, index, regs));
      return;
    }
    let { callee, target } = info;
    if (callee === CALLEE_FAR && !this.flags.is_pic) {
      // The list is built already; the address is computed before the call's record is appended.
      target = this.x64_movabs_symbol(target, this.wide.id(0, 0));
      callee = -1;
    }
    if (info.tryCall >= 0) {
      if (callee === CALLEE_NEAR) this.emit(this.inst_call_near_try(target, index, normal, regs));
      else if (callee === CALLEE_FAR) this.emit(this.inst_call_plt_try(target, index, normal, regs));
      else this.emit(this.inst_call_reg_try(target, index, normal, regs));
    } else if (callee === CALLEE_NEAR) this.emit(this.inst_call_near(target, index, regs));
    else if (callee === CALLEE_FAR) this.emit(this.inst_call_plt(target, index, regs));
    else this.emit(this.inst_call_reg(target, index, regs));
  }

  genReturnCall(info: CallInfo, _index: number, regs: number, argBytes: number): void {
    if (info.callee === CALLEE_NEAR) this.emit(this.inst_return_call_near(info.target, argBytes, regs));
    else {
      const target =
        info.callee !== CALLEE_FAR
          ? info.target
          : this.flags.is_pic
            ? this.x64_load_got_symbol(info.target, this.wide.id(0, 0))
            : this.x64_movabs_symbol(info.target, this.wide.id(0, 0));
      this.emit(this.inst_return_call_reg(target, argBytes, regs));
    }
  }

  genMove(dst: number, src: number, regClass: number, _bytes: number): void {
    this.emit(regClass === CLASS_INT ? this.inst_movq_rr(dst, src) : this.inst_movaps_xx(dst, src));
  }

  genSpill(offset: number, src: number, regClass: number, bytes: number): void {
    const amode = this.stackAmode(1, offset);
    if (regClass === CLASS_INT) this.emit(this.inst_movq_mr(amode, src));
    else if (bytes <= 4) this.emit(this.inst_movss_mx(amode, src));
    else if (bytes <= 8) this.emit(this.inst_movsd_mx(amode, src));
    else this.emit(this.inst_movups_mx(amode, src));
  }

  genReload(dst: number, offset: number, regClass: number, bytes: number): void {
    const amode = this.stackAmode(1, offset);
    if (regClass === CLASS_INT) this.emit(this.inst_movq_rm(dst, amode));
    else if (bytes <= 4) this.emit(this.inst_movss_xm(dst, amode));
    else if (bytes <= 8) this.emit(this.inst_movsd_xm(dst, amode));
    else this.emit(this.inst_movups_xm(dst, amode));
  }

  genPrologue(frame: FrameLayout, state: PrologueState): void {
    emitFrame(this, frame, state);
  }

  genEpilogue(frame: FrameLayout): void {
    emitEpilogue(this, frame);
  }

  isReturn(op: number): boolean {
    return op === Op.Ret || op === Op.ReturnCallNear || op === Op.ReturnCallReg;
  }

  emitInst(words: Int32Array, at: number, state: EmitState): void {
    emitInstruction(this, words, at, state);
  }

  worstSize(words: Int32Array, at: number): number {
    return worstSizeOf(this, words, at);
  }

  emitIslandJump(state: EmitState, label: number): void {
    const { buffer } = state;
    const start = buffer.offset;
    buffer.putBytes(JUMP_BYTES);
    buffer.addUncondBranch(start, label, 0, start + 1);
  }

  operandText(kind: string, modifier: string, words: Int32Array, at: number): string {
    return operandText(
      kind,
      modifier,
      words,
      at,
      (id) => (BigInt(this.wide.hi(id)) << 32n) | BigInt(this.wide.lo(id) >>> 0),
    );
  }

  /** The return-area and struct-return rules of this machine: the pointer goes back in rax. */
  override returnsSretPointer(): boolean {
    return true;
  }

  override sretReturnRegister(): number {
    return 0;
  }

  /** For unwinding the arguments of a tail call: the area that they are stored to. */
  tailAmode(offset: number): number {
    return this.amode(REG_NONE, REG_NONE, offset, AMODE_AREA + AREA_TAIL);
  }

  unexpected(what: string): never {
    throw new InternalError(what);
  }
}

/** Jump tables of at most so many entries are compares and jumps instead. */
const FEW_TARGETS = 4;

const JUMP_BYTES: Uint8Array = new Uint8Array([0xe9, 0, 0, 0, 0]);

/** Operation number + 1 of the ALU for CLIF opcodes that can be merged into a store. */
const RMW_OPS: Uint8Array = rmwOps();

function rmwOps(): Uint8Array {
  const table = new Uint8Array(256);
  table[Opcode.Iadd] = 1;
  table[Opcode.Bor] = 2;
  table[Opcode.Band] = 5;
  table[Opcode.Isub] = 6;
  table[Opcode.Bxor] = 7;
  return table;
}
