// Generated from the machine-instruction rows of x86-64 by `pnpm generate`. Do not edit.

import { LowerContext } from "@cranelift-ts/codegen";

/** Constructors of the instructions of x86-64. */
export abstract class X64Insts extends LowerContext {
  inst_jmp(target: number): number {
    return this.pend1(131073 /* Jmp */, target);
  }
  inst_jcc(cc: number, taken: number, other: number): number {
    return this.pend3(262146 /* Jcc */, cc, taken, other);
  }
  inst_jcc_or(cc: number, cc2: number, taken: number, other: number): number {
    return this.pend4(327683 /* JccOr */, cc, cc2, taken, other);
  }
  inst_br_table(index: number, base: number, offset: number, targets: number): number {
    return this.pend4(327684 /* BrTable */, index, base, offset, targets);
  }
  inst_ret(pop: number, values: number): number {
    const at = this.pend(327685 /* Ret */);
    const w = this.words;
    w[at + 1] = pop;
    this.putRegs(at, values);
    return at;
  }
  inst_args(values: number): number {
    const at = this.pend(262150 /* Args */);
    this.putRegs(at, values);
    return at;
  }
  x64_args(values: number): number {
    this.emit(this.inst_args(values));
    return 0;
  }
  inst_dummy_use(src: number): number {
    return this.pend1(131079 /* DummyUse */, src);
  }
  x64_dummy_use(src: number): number {
    this.emit(this.inst_dummy_use(src));
    return 0;
  }
  inst_sequence_point(): number {
    return this.pend0(65544 /* SequencePoint */);
  }
  x64_sequence_point(): number {
    this.emit(this.inst_sequence_point());
    return 0;
  }
  inst_call_near(callee: number, info: number, values: number): number {
    const at = this.pend(393225 /* CallNear */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  x64_call_near(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_near(callee, info, values));
    return 0;
  }
  inst_call_plt(callee: number, info: number, values: number): number {
    const at = this.pend(393226 /* CallPlt */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  x64_call_plt(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_plt(callee, info, values));
    return 0;
  }
  inst_call_reg(callee: number, info: number, values: number): number {
    const at = this.pend(393227 /* CallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  x64_call_reg(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_reg(callee, info, values));
    return 0;
  }
  inst_call_mem(callee: number, info: number, values: number): number {
    const at = this.pend(589836 /* CallMem */);
    const w = this.words;
    this.putAmode(at + 1, callee);
    w[at + 5] = info;
    this.putRegs(at, values);
    return at;
  }
  x64_call_mem(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_mem(callee, info, values));
    return 0;
  }
  inst_call_near_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458765 /* CallNearTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_plt_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458766 /* CallPltTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_reg_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458767 /* CallRegTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_mem_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(655376 /* CallMemTry */);
    const w = this.words;
    this.putAmode(at + 1, callee);
    w[at + 5] = info;
    w[at + 6] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_patchable(callee: number, info: number, values: number): number {
    const at = this.pend(393233 /* CallPatchable */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  x64_call_patchable(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_patchable(callee, info, values));
    return 0;
  }
  inst_return_call_near(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393234 /* ReturnCallNear */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_return_call_reg(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393235 /* ReturnCallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_lea_near_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262164 /* LeaNearSymbol */, dst, symbol, addend);
  }
  x64_lea_near_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lea_near_symbol(dst, symbol, addend));
    return dst;
  }
  inst_load_got_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262165 /* LoadGotSymbol */, dst, symbol, addend);
  }
  x64_load_got_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_load_got_symbol(dst, symbol, addend));
    return dst;
  }
  inst_movabs_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262166 /* MovabsSymbol */, dst, symbol, addend);
  }
  x64_movabs_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movabs_symbol(dst, symbol, addend));
    return dst;
  }
  inst_lea_label(dst: number, target: number): number {
    return this.pend2(196631 /* LeaLabel */, dst, target);
  }
  x64_lea_label(target: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lea_label(dst, target));
    return dst;
  }
  inst_trap(code: number): number {
    return this.pend1(131096 /* Trap */, code);
  }
  inst_trap_if(cc: number, code: number): number {
    return this.pend2(196633 /* TrapIf */, cc, code);
  }
  x64_trap_if(cc: number, code: number): number {
    this.emit(this.inst_trap_if(cc, code));
    return 0;
  }
  inst_trap_if_or(cc: number, cc2: number, code: number): number {
    return this.pend3(262170 /* TrapIfOr */, cc, cc2, code);
  }
  x64_trap_if_or(cc: number, cc2: number, code: number): number {
    this.emit(this.inst_trap_if_or(cc, cc2, code));
    return 0;
  }
  inst_trap_if_and(cc: number, cc2: number, code: number): number {
    return this.pend3(262171 /* TrapIfAnd */, cc, cc2, code);
  }
  x64_trap_if_and(cc: number, cc2: number, code: number): number {
    this.emit(this.inst_trap_if_and(cc, cc2, code));
    return 0;
  }
  inst_zero_gpr(dst: number): number {
    return this.pend1(131100 /* ZeroGpr */, dst);
  }
  x64_zero_gpr(): number {
    const dst = this.temp(0);
    this.emit(this.inst_zero_gpr(dst));
    return dst;
  }
  inst_zero_xmm(dst: number): number {
    return this.pend1(131101 /* ZeroXmm */, dst);
  }
  x64_zero_xmm(): number {
    const dst = this.temp(1);
    this.emit(this.inst_zero_xmm(dst));
    return dst;
  }
  inst_ones_xmm(dst: number): number {
    return this.pend1(131102 /* OnesXmm */, dst);
  }
  x64_ones_xmm(): number {
    const dst = this.temp(1);
    this.emit(this.inst_ones_xmm(dst));
    return dst;
  }
  inst_undef_gpr(dst: number): number {
    return this.pend1(131103 /* UndefGpr */, dst);
  }
  x64_undef_gpr(): number {
    const dst = this.temp(0);
    this.emit(this.inst_undef_gpr(dst));
    return dst;
  }
  inst_undef_xmm(dst: number): number {
    return this.pend1(131104 /* UndefXmm */, dst);
  }
  x64_undef_xmm(): number {
    const dst = this.temp(1);
    this.emit(this.inst_undef_xmm(dst));
    return dst;
  }
  inst_sbb_self(dst: number, size: number): number {
    return this.pend2(196641 /* SbbSelf */, dst, size);
  }
  x64_sbb_self(size: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbb_self(dst, size));
    return dst;
  }
  inst_sum32(dst: number, address: number): number {
    const at = this.pend(393250 /* Sum32 */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, address);
    return at;
  }
  x64_sum32(address: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sum32(dst, address));
    return dst;
  }
  inst_sum64(dst: number, address: number): number {
    const at = this.pend(393251 /* Sum64 */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, address);
    return at;
  }
  x64_sum64(address: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sum64(dst, address));
    return dst;
  }
  inst_cmov_xmm(cc: number, dst: number, src: number, chosen: number): number {
    return this.pend4(327716 /* CmovXmm */, cc, dst, src, chosen);
  }
  x64_cmov_xmm(cc: number, src: number, chosen: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmov_xmm(cc, dst, src, chosen));
    return dst;
  }
  inst_cmov_xmm_or(cc: number, cc2: number, dst: number, src: number, chosen: number): number {
    return this.pend5(393253 /* CmovXmmOr */, cc, cc2, dst, src, chosen);
  }
  x64_cmov_xmm_or(cc: number, cc2: number, src: number, chosen: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmov_xmm_or(cc, cc2, dst, src, chosen));
    return dst;
  }
  inst_cvt_u64_to_float(dst: number, f64: number, src: number, tmp1: number, tmp2: number): number {
    return this.pend5(393254 /* CvtU64ToFloat */, dst, f64, src, tmp1, tmp2);
  }
  inst_cvt_float_to_sint(dst: number, f64: number, size: number, saturate: number, src: number, tmp: number, tmpx: number): number {
    return this.pend7(524327 /* CvtFloatToSint */, dst, f64, size, saturate, src, tmp, tmpx);
  }
  inst_cvt_float_to_uint(dst: number, f64: number, size: number, saturate: number, src: number, tmp: number, tmpx: number): number {
    return this.pend7(524328 /* CvtFloatToUint */, dst, f64, size, saturate, src, tmp, tmpx);
  }
  inst_xmm_min_max(dst: number, src2: number, src1: number, f64: number, is_min: number): number {
    return this.pend5(393257 /* XmmMinMax */, dst, src2, src1, f64, is_min);
  }
  x64_xmm_min_max(src2: number, src1: number, f64: number, is_min: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xmm_min_max(dst, src2, src1, f64, is_min));
    return dst;
  }
  inst_atomic_rmw_loop(old: number, tmp: number, mem: number, operand: number, op: number, size: number): number {
    const at = this.pend(655402 /* AtomicRmwLoop */);
    const w = this.words;
    w[at + 1] = old;
    w[at + 2] = tmp;
    this.putAmode(at + 3, mem);
    w[at + 7] = operand;
    w[at + 8] = op;
    w[at + 9] = size;
    return at;
  }
  x64_atomic_rmw_loop(mem: number, operand: number, op: number, size: number): number {
    const old = this.temp(0);
    const tmp = this.temp(0);
    this.emit(this.inst_atomic_rmw_loop(old, tmp, mem, operand, op, size));
    return this.valueRegs(old, tmp);
  }
  inst_atomic_128_rmw_loop(old_lo: number, old_hi: number, new_lo: number, new_hi: number, mem: number, operand_lo: number, operand_hi: number, op: number): number {
    const at = this.pend(786475 /* Atomic_128RmwLoop */);
    const w = this.words;
    w[at + 1] = old_lo;
    w[at + 2] = old_hi;
    w[at + 3] = new_lo;
    w[at + 4] = new_hi;
    this.putAmode(at + 5, mem);
    w[at + 9] = operand_lo;
    w[at + 10] = operand_hi;
    w[at + 11] = op;
    return at;
  }
  inst_atomic_128_store_loop(tmp_lo: number, tmp_hi: number, mem: number, lo: number, hi: number): number {
    const at = this.pend(589868 /* Atomic_128StoreLoop */);
    const w = this.words;
    w[at + 1] = tmp_lo;
    w[at + 2] = tmp_hi;
    this.putAmode(at + 3, mem);
    w[at + 7] = lo;
    w[at + 8] = hi;
    return at;
  }
  x64_atomic_128_store_loop(mem: number, lo: number, hi: number): number {
    const tmp_lo = this.temp(0);
    const tmp_hi = this.temp(0);
    this.emit(this.inst_atomic_128_store_loop(tmp_lo, tmp_hi, mem, lo, hi));
    return this.valueRegs(tmp_lo, tmp_hi);
  }
  inst_tls_elf_gd(dst: number, symbol: number, clobbers: number): number {
    const at = this.pend(393261 /* TlsElfGd */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = symbol;
    this.putRegs(at, clobbers);
    return at;
  }
  x64_tls_elf_gd(symbol: number, clobbers: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tls_elf_gd(dst, symbol, clobbers));
    return dst;
  }
  inst_tls_macho(dst: number, symbol: number, clobbers: number): number {
    const at = this.pend(393262 /* TlsMacho */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = symbol;
    this.putRegs(at, clobbers);
    return at;
  }
  x64_tls_macho(symbol: number, clobbers: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tls_macho(dst, symbol, clobbers));
    return dst;
  }
  inst_tls_coff(dst: number, tmp: number, symbol: number): number {
    return this.pend3(262191 /* TlsCoff */, dst, tmp, symbol);
  }
  x64_tls_coff(symbol: number): number {
    const dst = this.temp(0);
    const tmp = this.temp(0);
    this.emit(this.inst_tls_coff(dst, tmp, symbol));
    return this.valueRegs(dst, tmp);
  }
  inst_probestack(callee: number): number {
    return this.pend1(131120 /* Probestack */, callee);
  }
  x64_probestack(callee: number): number {
    this.emit(this.inst_probestack(callee));
    return 0;
  }
  inst_probe_loop(page: number, bytes: number): number {
    return this.pend2(196657 /* ProbeLoop */, page, bytes);
  }
  x64_probe_loop(page: number, bytes: number): number {
    this.emit(this.inst_probe_loop(page, bytes));
    return 0;
  }
  inst_movb_mr(mem: number, src1: number): number {
    const at = this.pend(393266 /* MovbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movb_mr(mem: number, src1: number): number {
    this.emit(this.inst_movb_mr(mem, src1));
    return 0;
  }
  inst_movb_mi(mem: number, imm: number): number {
    const at = this.pend(393267 /* MovbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_movb_mi(mem: number, imm: number): number {
    this.emit(this.inst_movb_mi(mem, imm));
    return 0;
  }
  inst_movw_mr(mem: number, src1: number): number {
    const at = this.pend(393268 /* MovwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movw_mr(mem: number, src1: number): number {
    this.emit(this.inst_movw_mr(mem, src1));
    return 0;
  }
  inst_movw_mi(mem: number, imm: number): number {
    const at = this.pend(393269 /* MovwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_movw_mi(mem: number, imm: number): number {
    this.emit(this.inst_movw_mi(mem, imm));
    return 0;
  }
  inst_movl_rr(dst: number, src1: number): number {
    return this.pend2(196662 /* MovlRr */, dst, src1);
  }
  x64_movl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movl_rr(dst, src1));
    return dst;
  }
  inst_movl_rm(dst: number, mem: number): number {
    const at = this.pend(393271 /* MovlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movl_rm(dst, mem));
    return dst;
  }
  inst_movl_mr(mem: number, src1: number): number {
    const at = this.pend(393272 /* MovlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movl_mr(mem: number, src1: number): number {
    this.emit(this.inst_movl_mr(mem, src1));
    return 0;
  }
  inst_movl_mi(mem: number, imm: number): number {
    const at = this.pend(393273 /* MovlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_movl_mi(mem: number, imm: number): number {
    this.emit(this.inst_movl_mi(mem, imm));
    return 0;
  }
  inst_movq_rr(dst: number, src1: number): number {
    return this.pend2(196666 /* MovqRr */, dst, src1);
  }
  x64_movq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_rr(dst, src1));
    return dst;
  }
  inst_movq_rm(dst: number, mem: number): number {
    const at = this.pend(393275 /* MovqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_rm(dst, mem));
    return dst;
  }
  inst_movq_mr(mem: number, src1: number): number {
    const at = this.pend(393276 /* MovqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movq_mr(mem: number, src1: number): number {
    this.emit(this.inst_movq_mr(mem, src1));
    return 0;
  }
  inst_movq_mi(mem: number, imm: number): number {
    const at = this.pend(393277 /* MovqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_movq_mi(mem: number, imm: number): number {
    this.emit(this.inst_movq_mi(mem, imm));
    return 0;
  }
  inst_movl_ri(dst: number, imm: number): number {
    return this.pend2(196670 /* MovlRi */, dst, imm);
  }
  x64_movl_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movl_ri(dst, imm));
    return dst;
  }
  inst_movq_ri(dst: number, imm: number): number {
    return this.pend2(196671 /* MovqRi */, dst, imm);
  }
  x64_movq_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_ri(dst, imm));
    return dst;
  }
  inst_movabsq_ri(dst: number, imm: number): number {
    return this.pend2(196672 /* MovabsqRi */, dst, imm);
  }
  x64_movabsq_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movabsq_ri(dst, imm));
    return dst;
  }
  inst_movzbl_rr(dst: number, src1: number): number {
    return this.pend2(196673 /* MovzblRr */, dst, src1);
  }
  x64_movzbl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzbl_rr(dst, src1));
    return dst;
  }
  inst_movzbl_rm(dst: number, mem: number): number {
    const at = this.pend(393282 /* MovzblRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movzbl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzbl_rm(dst, mem));
    return dst;
  }
  inst_movzwl_rr(dst: number, src1: number): number {
    return this.pend2(196675 /* MovzwlRr */, dst, src1);
  }
  x64_movzwl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzwl_rr(dst, src1));
    return dst;
  }
  inst_movzwl_rm(dst: number, mem: number): number {
    const at = this.pend(393284 /* MovzwlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movzwl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzwl_rm(dst, mem));
    return dst;
  }
  inst_movzbq_rr(dst: number, src1: number): number {
    return this.pend2(196677 /* MovzbqRr */, dst, src1);
  }
  x64_movzbq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzbq_rr(dst, src1));
    return dst;
  }
  inst_movzbq_rm(dst: number, mem: number): number {
    const at = this.pend(393286 /* MovzbqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movzbq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzbq_rm(dst, mem));
    return dst;
  }
  inst_movzwq_rr(dst: number, src1: number): number {
    return this.pend2(196679 /* MovzwqRr */, dst, src1);
  }
  x64_movzwq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzwq_rr(dst, src1));
    return dst;
  }
  inst_movzwq_rm(dst: number, mem: number): number {
    const at = this.pend(393288 /* MovzwqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movzwq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzwq_rm(dst, mem));
    return dst;
  }
  inst_movsbl_rr(dst: number, src1: number): number {
    return this.pend2(196681 /* MovsblRr */, dst, src1);
  }
  x64_movsbl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbl_rr(dst, src1));
    return dst;
  }
  inst_movsbl_rm(dst: number, mem: number): number {
    const at = this.pend(393290 /* MovsblRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movsbl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbl_rm(dst, mem));
    return dst;
  }
  inst_movswl_rr(dst: number, src1: number): number {
    return this.pend2(196683 /* MovswlRr */, dst, src1);
  }
  x64_movswl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswl_rr(dst, src1));
    return dst;
  }
  inst_movswl_rm(dst: number, mem: number): number {
    const at = this.pend(393292 /* MovswlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movswl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswl_rm(dst, mem));
    return dst;
  }
  inst_movsbq_rr(dst: number, src1: number): number {
    return this.pend2(196685 /* MovsbqRr */, dst, src1);
  }
  x64_movsbq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbq_rr(dst, src1));
    return dst;
  }
  inst_movsbq_rm(dst: number, mem: number): number {
    const at = this.pend(393294 /* MovsbqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movsbq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbq_rm(dst, mem));
    return dst;
  }
  inst_movswq_rr(dst: number, src1: number): number {
    return this.pend2(196687 /* MovswqRr */, dst, src1);
  }
  x64_movswq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswq_rr(dst, src1));
    return dst;
  }
  inst_movswq_rm(dst: number, mem: number): number {
    const at = this.pend(393296 /* MovswqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movswq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswq_rm(dst, mem));
    return dst;
  }
  inst_movslq_rr(dst: number, src1: number): number {
    return this.pend2(196689 /* MovslqRr */, dst, src1);
  }
  x64_movslq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movslq_rr(dst, src1));
    return dst;
  }
  inst_movslq_rm(dst: number, mem: number): number {
    const at = this.pend(393298 /* MovslqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movslq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movslq_rm(dst, mem));
    return dst;
  }
  inst_addb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262227 /* AddbRr */, dst, src1, src2);
  }
  x64_addb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addb_rr(dst, src1, src2));
    return dst;
  }
  inst_addb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458836 /* AddbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addb_rm(dst, src1, mem));
    return dst;
  }
  inst_addb_mr(mem: number, src1: number): number {
    const at = this.pend(393301 /* AddbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_addb_mr(mem: number, src1: number): number {
    this.emit(this.inst_addb_mr(mem, src1));
    return 0;
  }
  inst_addb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262230 /* AddbRi */, dst, src1, imm);
  }
  x64_addb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addb_ri(dst, src1, imm));
    return dst;
  }
  inst_addb_mi(mem: number, imm: number): number {
    const at = this.pend(393303 /* AddbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_addb_mi(mem: number, imm: number): number {
    this.emit(this.inst_addb_mi(mem, imm));
    return 0;
  }
  inst_addw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262232 /* AddwRr */, dst, src1, src2);
  }
  x64_addw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addw_rr(dst, src1, src2));
    return dst;
  }
  inst_addw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458841 /* AddwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addw_rm(dst, src1, mem));
    return dst;
  }
  inst_addw_mr(mem: number, src1: number): number {
    const at = this.pend(393306 /* AddwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_addw_mr(mem: number, src1: number): number {
    this.emit(this.inst_addw_mr(mem, src1));
    return 0;
  }
  inst_addw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262235 /* AddwRi */, dst, src1, imm);
  }
  x64_addw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addw_ri(dst, src1, imm));
    return dst;
  }
  inst_addw_mi(mem: number, imm: number): number {
    const at = this.pend(393308 /* AddwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_addw_mi(mem: number, imm: number): number {
    this.emit(this.inst_addw_mi(mem, imm));
    return 0;
  }
  inst_addl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262237 /* AddlRr */, dst, src1, src2);
  }
  x64_addl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addl_rr(dst, src1, src2));
    return dst;
  }
  inst_addl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458846 /* AddlRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addl_rm(dst, src1, mem));
    return dst;
  }
  inst_addl_mr(mem: number, src1: number): number {
    const at = this.pend(393311 /* AddlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_addl_mr(mem: number, src1: number): number {
    this.emit(this.inst_addl_mr(mem, src1));
    return 0;
  }
  inst_addl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262240 /* AddlRi */, dst, src1, imm);
  }
  x64_addl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addl_ri(dst, src1, imm));
    return dst;
  }
  inst_addl_mi(mem: number, imm: number): number {
    const at = this.pend(393313 /* AddlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_addl_mi(mem: number, imm: number): number {
    this.emit(this.inst_addl_mi(mem, imm));
    return 0;
  }
  inst_addq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262242 /* AddqRr */, dst, src1, src2);
  }
  x64_addq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addq_rr(dst, src1, src2));
    return dst;
  }
  inst_addq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458851 /* AddqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addq_rm(dst, src1, mem));
    return dst;
  }
  inst_addq_mr(mem: number, src1: number): number {
    const at = this.pend(393316 /* AddqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_addq_mr(mem: number, src1: number): number {
    this.emit(this.inst_addq_mr(mem, src1));
    return 0;
  }
  inst_addq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262245 /* AddqRi */, dst, src1, imm);
  }
  x64_addq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_addq_ri(dst, src1, imm));
    return dst;
  }
  inst_addq_mi(mem: number, imm: number): number {
    const at = this.pend(393318 /* AddqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_addq_mi(mem: number, imm: number): number {
    this.emit(this.inst_addq_mi(mem, imm));
    return 0;
  }
  inst_orb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262247 /* OrbRr */, dst, src1, src2);
  }
  x64_orb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orb_rr(dst, src1, src2));
    return dst;
  }
  inst_orb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458856 /* OrbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orb_rm(dst, src1, mem));
    return dst;
  }
  inst_orb_mr(mem: number, src1: number): number {
    const at = this.pend(393321 /* OrbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_orb_mr(mem: number, src1: number): number {
    this.emit(this.inst_orb_mr(mem, src1));
    return 0;
  }
  inst_orb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262250 /* OrbRi */, dst, src1, imm);
  }
  x64_orb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orb_ri(dst, src1, imm));
    return dst;
  }
  inst_orb_mi(mem: number, imm: number): number {
    const at = this.pend(393323 /* OrbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_orb_mi(mem: number, imm: number): number {
    this.emit(this.inst_orb_mi(mem, imm));
    return 0;
  }
  inst_orw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262252 /* OrwRr */, dst, src1, src2);
  }
  x64_orw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orw_rr(dst, src1, src2));
    return dst;
  }
  inst_orw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458861 /* OrwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orw_rm(dst, src1, mem));
    return dst;
  }
  inst_orw_mr(mem: number, src1: number): number {
    const at = this.pend(393326 /* OrwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_orw_mr(mem: number, src1: number): number {
    this.emit(this.inst_orw_mr(mem, src1));
    return 0;
  }
  inst_orw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262255 /* OrwRi */, dst, src1, imm);
  }
  x64_orw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orw_ri(dst, src1, imm));
    return dst;
  }
  inst_orw_mi(mem: number, imm: number): number {
    const at = this.pend(393328 /* OrwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_orw_mi(mem: number, imm: number): number {
    this.emit(this.inst_orw_mi(mem, imm));
    return 0;
  }
  inst_orl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262257 /* OrlRr */, dst, src1, src2);
  }
  x64_orl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orl_rr(dst, src1, src2));
    return dst;
  }
  inst_orl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458866 /* OrlRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orl_rm(dst, src1, mem));
    return dst;
  }
  inst_orl_mr(mem: number, src1: number): number {
    const at = this.pend(393331 /* OrlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_orl_mr(mem: number, src1: number): number {
    this.emit(this.inst_orl_mr(mem, src1));
    return 0;
  }
  inst_orl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262260 /* OrlRi */, dst, src1, imm);
  }
  x64_orl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orl_ri(dst, src1, imm));
    return dst;
  }
  inst_orl_mi(mem: number, imm: number): number {
    const at = this.pend(393333 /* OrlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_orl_mi(mem: number, imm: number): number {
    this.emit(this.inst_orl_mi(mem, imm));
    return 0;
  }
  inst_orq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262262 /* OrqRr */, dst, src1, src2);
  }
  x64_orq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orq_rr(dst, src1, src2));
    return dst;
  }
  inst_orq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458871 /* OrqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orq_rm(dst, src1, mem));
    return dst;
  }
  inst_orq_mr(mem: number, src1: number): number {
    const at = this.pend(393336 /* OrqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_orq_mr(mem: number, src1: number): number {
    this.emit(this.inst_orq_mr(mem, src1));
    return 0;
  }
  inst_orq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262265 /* OrqRi */, dst, src1, imm);
  }
  x64_orq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_orq_ri(dst, src1, imm));
    return dst;
  }
  inst_orq_mi(mem: number, imm: number): number {
    const at = this.pend(393338 /* OrqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_orq_mi(mem: number, imm: number): number {
    this.emit(this.inst_orq_mi(mem, imm));
    return 0;
  }
  inst_adcb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262267 /* AdcbRr */, dst, src1, src2);
  }
  x64_adcb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcb_rr(dst, src1, src2));
    return dst;
  }
  inst_adcb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458876 /* AdcbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_adcb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcb_rm(dst, src1, mem));
    return dst;
  }
  inst_adcb_mr(mem: number, src1: number): number {
    const at = this.pend(393341 /* AdcbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_adcb_mr(mem: number, src1: number): number {
    this.emit(this.inst_adcb_mr(mem, src1));
    return 0;
  }
  inst_adcb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262270 /* AdcbRi */, dst, src1, imm);
  }
  x64_adcb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcb_ri(dst, src1, imm));
    return dst;
  }
  inst_adcb_mi(mem: number, imm: number): number {
    const at = this.pend(393343 /* AdcbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_adcb_mi(mem: number, imm: number): number {
    this.emit(this.inst_adcb_mi(mem, imm));
    return 0;
  }
  inst_adcw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262272 /* AdcwRr */, dst, src1, src2);
  }
  x64_adcw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcw_rr(dst, src1, src2));
    return dst;
  }
  inst_adcw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458881 /* AdcwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_adcw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcw_rm(dst, src1, mem));
    return dst;
  }
  inst_adcw_mr(mem: number, src1: number): number {
    const at = this.pend(393346 /* AdcwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_adcw_mr(mem: number, src1: number): number {
    this.emit(this.inst_adcw_mr(mem, src1));
    return 0;
  }
  inst_adcw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262275 /* AdcwRi */, dst, src1, imm);
  }
  x64_adcw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcw_ri(dst, src1, imm));
    return dst;
  }
  inst_adcw_mi(mem: number, imm: number): number {
    const at = this.pend(393348 /* AdcwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_adcw_mi(mem: number, imm: number): number {
    this.emit(this.inst_adcw_mi(mem, imm));
    return 0;
  }
  inst_adcl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262277 /* AdclRr */, dst, src1, src2);
  }
  x64_adcl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcl_rr(dst, src1, src2));
    return dst;
  }
  inst_adcl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458886 /* AdclRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_adcl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcl_rm(dst, src1, mem));
    return dst;
  }
  inst_adcl_mr(mem: number, src1: number): number {
    const at = this.pend(393351 /* AdclMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_adcl_mr(mem: number, src1: number): number {
    this.emit(this.inst_adcl_mr(mem, src1));
    return 0;
  }
  inst_adcl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262280 /* AdclRi */, dst, src1, imm);
  }
  x64_adcl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcl_ri(dst, src1, imm));
    return dst;
  }
  inst_adcl_mi(mem: number, imm: number): number {
    const at = this.pend(393353 /* AdclMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_adcl_mi(mem: number, imm: number): number {
    this.emit(this.inst_adcl_mi(mem, imm));
    return 0;
  }
  inst_adcq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262282 /* AdcqRr */, dst, src1, src2);
  }
  x64_adcq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcq_rr(dst, src1, src2));
    return dst;
  }
  inst_adcq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458891 /* AdcqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_adcq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcq_rm(dst, src1, mem));
    return dst;
  }
  inst_adcq_mr(mem: number, src1: number): number {
    const at = this.pend(393356 /* AdcqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_adcq_mr(mem: number, src1: number): number {
    this.emit(this.inst_adcq_mr(mem, src1));
    return 0;
  }
  inst_adcq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262285 /* AdcqRi */, dst, src1, imm);
  }
  x64_adcq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_adcq_ri(dst, src1, imm));
    return dst;
  }
  inst_adcq_mi(mem: number, imm: number): number {
    const at = this.pend(393358 /* AdcqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_adcq_mi(mem: number, imm: number): number {
    this.emit(this.inst_adcq_mi(mem, imm));
    return 0;
  }
  inst_sbbb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262287 /* SbbbRr */, dst, src1, src2);
  }
  x64_sbbb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbb_rr(dst, src1, src2));
    return dst;
  }
  inst_sbbb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458896 /* SbbbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sbbb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbb_rm(dst, src1, mem));
    return dst;
  }
  inst_sbbb_mr(mem: number, src1: number): number {
    const at = this.pend(393361 /* SbbbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_sbbb_mr(mem: number, src1: number): number {
    this.emit(this.inst_sbbb_mr(mem, src1));
    return 0;
  }
  inst_sbbb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262290 /* SbbbRi */, dst, src1, imm);
  }
  x64_sbbb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbb_ri(dst, src1, imm));
    return dst;
  }
  inst_sbbb_mi(mem: number, imm: number): number {
    const at = this.pend(393363 /* SbbbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sbbb_mi(mem: number, imm: number): number {
    this.emit(this.inst_sbbb_mi(mem, imm));
    return 0;
  }
  inst_sbbw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262292 /* SbbwRr */, dst, src1, src2);
  }
  x64_sbbw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbw_rr(dst, src1, src2));
    return dst;
  }
  inst_sbbw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458901 /* SbbwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sbbw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbw_rm(dst, src1, mem));
    return dst;
  }
  inst_sbbw_mr(mem: number, src1: number): number {
    const at = this.pend(393366 /* SbbwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_sbbw_mr(mem: number, src1: number): number {
    this.emit(this.inst_sbbw_mr(mem, src1));
    return 0;
  }
  inst_sbbw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262295 /* SbbwRi */, dst, src1, imm);
  }
  x64_sbbw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbw_ri(dst, src1, imm));
    return dst;
  }
  inst_sbbw_mi(mem: number, imm: number): number {
    const at = this.pend(393368 /* SbbwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sbbw_mi(mem: number, imm: number): number {
    this.emit(this.inst_sbbw_mi(mem, imm));
    return 0;
  }
  inst_sbbl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262297 /* SbblRr */, dst, src1, src2);
  }
  x64_sbbl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbl_rr(dst, src1, src2));
    return dst;
  }
  inst_sbbl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458906 /* SbblRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sbbl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbl_rm(dst, src1, mem));
    return dst;
  }
  inst_sbbl_mr(mem: number, src1: number): number {
    const at = this.pend(393371 /* SbblMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_sbbl_mr(mem: number, src1: number): number {
    this.emit(this.inst_sbbl_mr(mem, src1));
    return 0;
  }
  inst_sbbl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262300 /* SbblRi */, dst, src1, imm);
  }
  x64_sbbl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbl_ri(dst, src1, imm));
    return dst;
  }
  inst_sbbl_mi(mem: number, imm: number): number {
    const at = this.pend(393373 /* SbblMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sbbl_mi(mem: number, imm: number): number {
    this.emit(this.inst_sbbl_mi(mem, imm));
    return 0;
  }
  inst_sbbq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262302 /* SbbqRr */, dst, src1, src2);
  }
  x64_sbbq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbq_rr(dst, src1, src2));
    return dst;
  }
  inst_sbbq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458911 /* SbbqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sbbq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbq_rm(dst, src1, mem));
    return dst;
  }
  inst_sbbq_mr(mem: number, src1: number): number {
    const at = this.pend(393376 /* SbbqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_sbbq_mr(mem: number, src1: number): number {
    this.emit(this.inst_sbbq_mr(mem, src1));
    return 0;
  }
  inst_sbbq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262305 /* SbbqRi */, dst, src1, imm);
  }
  x64_sbbq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbbq_ri(dst, src1, imm));
    return dst;
  }
  inst_sbbq_mi(mem: number, imm: number): number {
    const at = this.pend(393378 /* SbbqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sbbq_mi(mem: number, imm: number): number {
    this.emit(this.inst_sbbq_mi(mem, imm));
    return 0;
  }
  inst_andb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262307 /* AndbRr */, dst, src1, src2);
  }
  x64_andb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andb_rr(dst, src1, src2));
    return dst;
  }
  inst_andb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458916 /* AndbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andb_rm(dst, src1, mem));
    return dst;
  }
  inst_andb_mr(mem: number, src1: number): number {
    const at = this.pend(393381 /* AndbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_andb_mr(mem: number, src1: number): number {
    this.emit(this.inst_andb_mr(mem, src1));
    return 0;
  }
  inst_andb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262310 /* AndbRi */, dst, src1, imm);
  }
  x64_andb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andb_ri(dst, src1, imm));
    return dst;
  }
  inst_andb_mi(mem: number, imm: number): number {
    const at = this.pend(393383 /* AndbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_andb_mi(mem: number, imm: number): number {
    this.emit(this.inst_andb_mi(mem, imm));
    return 0;
  }
  inst_andw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262312 /* AndwRr */, dst, src1, src2);
  }
  x64_andw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andw_rr(dst, src1, src2));
    return dst;
  }
  inst_andw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458921 /* AndwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andw_rm(dst, src1, mem));
    return dst;
  }
  inst_andw_mr(mem: number, src1: number): number {
    const at = this.pend(393386 /* AndwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_andw_mr(mem: number, src1: number): number {
    this.emit(this.inst_andw_mr(mem, src1));
    return 0;
  }
  inst_andw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262315 /* AndwRi */, dst, src1, imm);
  }
  x64_andw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andw_ri(dst, src1, imm));
    return dst;
  }
  inst_andw_mi(mem: number, imm: number): number {
    const at = this.pend(393388 /* AndwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_andw_mi(mem: number, imm: number): number {
    this.emit(this.inst_andw_mi(mem, imm));
    return 0;
  }
  inst_andl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262317 /* AndlRr */, dst, src1, src2);
  }
  x64_andl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andl_rr(dst, src1, src2));
    return dst;
  }
  inst_andl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458926 /* AndlRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andl_rm(dst, src1, mem));
    return dst;
  }
  inst_andl_mr(mem: number, src1: number): number {
    const at = this.pend(393391 /* AndlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_andl_mr(mem: number, src1: number): number {
    this.emit(this.inst_andl_mr(mem, src1));
    return 0;
  }
  inst_andl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262320 /* AndlRi */, dst, src1, imm);
  }
  x64_andl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andl_ri(dst, src1, imm));
    return dst;
  }
  inst_andl_mi(mem: number, imm: number): number {
    const at = this.pend(393393 /* AndlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_andl_mi(mem: number, imm: number): number {
    this.emit(this.inst_andl_mi(mem, imm));
    return 0;
  }
  inst_andq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262322 /* AndqRr */, dst, src1, src2);
  }
  x64_andq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andq_rr(dst, src1, src2));
    return dst;
  }
  inst_andq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458931 /* AndqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andq_rm(dst, src1, mem));
    return dst;
  }
  inst_andq_mr(mem: number, src1: number): number {
    const at = this.pend(393396 /* AndqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_andq_mr(mem: number, src1: number): number {
    this.emit(this.inst_andq_mr(mem, src1));
    return 0;
  }
  inst_andq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262325 /* AndqRi */, dst, src1, imm);
  }
  x64_andq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andq_ri(dst, src1, imm));
    return dst;
  }
  inst_andq_mi(mem: number, imm: number): number {
    const at = this.pend(393398 /* AndqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_andq_mi(mem: number, imm: number): number {
    this.emit(this.inst_andq_mi(mem, imm));
    return 0;
  }
  inst_subb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262327 /* SubbRr */, dst, src1, src2);
  }
  x64_subb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subb_rr(dst, src1, src2));
    return dst;
  }
  inst_subb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458936 /* SubbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subb_rm(dst, src1, mem));
    return dst;
  }
  inst_subb_mr(mem: number, src1: number): number {
    const at = this.pend(393401 /* SubbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_subb_mr(mem: number, src1: number): number {
    this.emit(this.inst_subb_mr(mem, src1));
    return 0;
  }
  inst_subb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262330 /* SubbRi */, dst, src1, imm);
  }
  x64_subb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subb_ri(dst, src1, imm));
    return dst;
  }
  inst_subb_mi(mem: number, imm: number): number {
    const at = this.pend(393403 /* SubbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_subb_mi(mem: number, imm: number): number {
    this.emit(this.inst_subb_mi(mem, imm));
    return 0;
  }
  inst_subw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262332 /* SubwRr */, dst, src1, src2);
  }
  x64_subw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subw_rr(dst, src1, src2));
    return dst;
  }
  inst_subw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458941 /* SubwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subw_rm(dst, src1, mem));
    return dst;
  }
  inst_subw_mr(mem: number, src1: number): number {
    const at = this.pend(393406 /* SubwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_subw_mr(mem: number, src1: number): number {
    this.emit(this.inst_subw_mr(mem, src1));
    return 0;
  }
  inst_subw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262335 /* SubwRi */, dst, src1, imm);
  }
  x64_subw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subw_ri(dst, src1, imm));
    return dst;
  }
  inst_subw_mi(mem: number, imm: number): number {
    const at = this.pend(393408 /* SubwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_subw_mi(mem: number, imm: number): number {
    this.emit(this.inst_subw_mi(mem, imm));
    return 0;
  }
  inst_subl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262337 /* SublRr */, dst, src1, src2);
  }
  x64_subl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subl_rr(dst, src1, src2));
    return dst;
  }
  inst_subl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458946 /* SublRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subl_rm(dst, src1, mem));
    return dst;
  }
  inst_subl_mr(mem: number, src1: number): number {
    const at = this.pend(393411 /* SublMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_subl_mr(mem: number, src1: number): number {
    this.emit(this.inst_subl_mr(mem, src1));
    return 0;
  }
  inst_subl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262340 /* SublRi */, dst, src1, imm);
  }
  x64_subl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subl_ri(dst, src1, imm));
    return dst;
  }
  inst_subl_mi(mem: number, imm: number): number {
    const at = this.pend(393413 /* SublMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_subl_mi(mem: number, imm: number): number {
    this.emit(this.inst_subl_mi(mem, imm));
    return 0;
  }
  inst_subq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262342 /* SubqRr */, dst, src1, src2);
  }
  x64_subq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subq_rr(dst, src1, src2));
    return dst;
  }
  inst_subq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458951 /* SubqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subq_rm(dst, src1, mem));
    return dst;
  }
  inst_subq_mr(mem: number, src1: number): number {
    const at = this.pend(393416 /* SubqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_subq_mr(mem: number, src1: number): number {
    this.emit(this.inst_subq_mr(mem, src1));
    return 0;
  }
  inst_subq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262345 /* SubqRi */, dst, src1, imm);
  }
  x64_subq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_subq_ri(dst, src1, imm));
    return dst;
  }
  inst_subq_mi(mem: number, imm: number): number {
    const at = this.pend(393418 /* SubqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_subq_mi(mem: number, imm: number): number {
    this.emit(this.inst_subq_mi(mem, imm));
    return 0;
  }
  inst_xorb_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262347 /* XorbRr */, dst, src1, src2);
  }
  x64_xorb_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorb_rr(dst, src1, src2));
    return dst;
  }
  inst_xorb_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458956 /* XorbRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorb_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorb_rm(dst, src1, mem));
    return dst;
  }
  inst_xorb_mr(mem: number, src1: number): number {
    const at = this.pend(393421 /* XorbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_xorb_mr(mem: number, src1: number): number {
    this.emit(this.inst_xorb_mr(mem, src1));
    return 0;
  }
  inst_xorb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262350 /* XorbRi */, dst, src1, imm);
  }
  x64_xorb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorb_ri(dst, src1, imm));
    return dst;
  }
  inst_xorb_mi(mem: number, imm: number): number {
    const at = this.pend(393423 /* XorbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_xorb_mi(mem: number, imm: number): number {
    this.emit(this.inst_xorb_mi(mem, imm));
    return 0;
  }
  inst_xorw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262352 /* XorwRr */, dst, src1, src2);
  }
  x64_xorw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorw_rr(dst, src1, src2));
    return dst;
  }
  inst_xorw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458961 /* XorwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorw_rm(dst, src1, mem));
    return dst;
  }
  inst_xorw_mr(mem: number, src1: number): number {
    const at = this.pend(393426 /* XorwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_xorw_mr(mem: number, src1: number): number {
    this.emit(this.inst_xorw_mr(mem, src1));
    return 0;
  }
  inst_xorw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262355 /* XorwRi */, dst, src1, imm);
  }
  x64_xorw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorw_ri(dst, src1, imm));
    return dst;
  }
  inst_xorw_mi(mem: number, imm: number): number {
    const at = this.pend(393428 /* XorwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_xorw_mi(mem: number, imm: number): number {
    this.emit(this.inst_xorw_mi(mem, imm));
    return 0;
  }
  inst_xorl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262357 /* XorlRr */, dst, src1, src2);
  }
  x64_xorl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorl_rr(dst, src1, src2));
    return dst;
  }
  inst_xorl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458966 /* XorlRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorl_rm(dst, src1, mem));
    return dst;
  }
  inst_xorl_mr(mem: number, src1: number): number {
    const at = this.pend(393431 /* XorlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_xorl_mr(mem: number, src1: number): number {
    this.emit(this.inst_xorl_mr(mem, src1));
    return 0;
  }
  inst_xorl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262360 /* XorlRi */, dst, src1, imm);
  }
  x64_xorl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorl_ri(dst, src1, imm));
    return dst;
  }
  inst_xorl_mi(mem: number, imm: number): number {
    const at = this.pend(393433 /* XorlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_xorl_mi(mem: number, imm: number): number {
    this.emit(this.inst_xorl_mi(mem, imm));
    return 0;
  }
  inst_xorq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262362 /* XorqRr */, dst, src1, src2);
  }
  x64_xorq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorq_rr(dst, src1, src2));
    return dst;
  }
  inst_xorq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(458971 /* XorqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorq_rm(dst, src1, mem));
    return dst;
  }
  inst_xorq_mr(mem: number, src1: number): number {
    const at = this.pend(393436 /* XorqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_xorq_mr(mem: number, src1: number): number {
    this.emit(this.inst_xorq_mr(mem, src1));
    return 0;
  }
  inst_xorq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262365 /* XorqRi */, dst, src1, imm);
  }
  x64_xorq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xorq_ri(dst, src1, imm));
    return dst;
  }
  inst_xorq_mi(mem: number, imm: number): number {
    const at = this.pend(393438 /* XorqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_xorq_mi(mem: number, imm: number): number {
    this.emit(this.inst_xorq_mi(mem, imm));
    return 0;
  }
  inst_cmpb_rr(src1: number, src2: number): number {
    return this.pend2(196831 /* CmpbRr */, src1, src2);
  }
  x64_cmpb_rr(src1: number, src2: number): number {
    this.emit(this.inst_cmpb_rr(src1, src2));
    return 0;
  }
  inst_cmpb_rm(src1: number, mem: number): number {
    const at = this.pend(393440 /* CmpbRm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cmpb_rm(src1: number, mem: number): number {
    this.emit(this.inst_cmpb_rm(src1, mem));
    return 0;
  }
  inst_cmpb_mr(mem: number, src1: number): number {
    const at = this.pend(393441 /* CmpbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_cmpb_mr(mem: number, src1: number): number {
    this.emit(this.inst_cmpb_mr(mem, src1));
    return 0;
  }
  inst_cmpb_ri(src1: number, imm: number): number {
    return this.pend2(196834 /* CmpbRi */, src1, imm);
  }
  x64_cmpb_ri(src1: number, imm: number): number {
    this.emit(this.inst_cmpb_ri(src1, imm));
    return 0;
  }
  inst_cmpb_mi(mem: number, imm: number): number {
    const at = this.pend(393443 /* CmpbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_cmpb_mi(mem: number, imm: number): number {
    this.emit(this.inst_cmpb_mi(mem, imm));
    return 0;
  }
  inst_cmpw_rr(src1: number, src2: number): number {
    return this.pend2(196836 /* CmpwRr */, src1, src2);
  }
  x64_cmpw_rr(src1: number, src2: number): number {
    this.emit(this.inst_cmpw_rr(src1, src2));
    return 0;
  }
  inst_cmpw_rm(src1: number, mem: number): number {
    const at = this.pend(393445 /* CmpwRm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cmpw_rm(src1: number, mem: number): number {
    this.emit(this.inst_cmpw_rm(src1, mem));
    return 0;
  }
  inst_cmpw_mr(mem: number, src1: number): number {
    const at = this.pend(393446 /* CmpwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_cmpw_mr(mem: number, src1: number): number {
    this.emit(this.inst_cmpw_mr(mem, src1));
    return 0;
  }
  inst_cmpw_ri(src1: number, imm: number): number {
    return this.pend2(196839 /* CmpwRi */, src1, imm);
  }
  x64_cmpw_ri(src1: number, imm: number): number {
    this.emit(this.inst_cmpw_ri(src1, imm));
    return 0;
  }
  inst_cmpw_mi(mem: number, imm: number): number {
    const at = this.pend(393448 /* CmpwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_cmpw_mi(mem: number, imm: number): number {
    this.emit(this.inst_cmpw_mi(mem, imm));
    return 0;
  }
  inst_cmpl_rr(src1: number, src2: number): number {
    return this.pend2(196841 /* CmplRr */, src1, src2);
  }
  x64_cmpl_rr(src1: number, src2: number): number {
    this.emit(this.inst_cmpl_rr(src1, src2));
    return 0;
  }
  inst_cmpl_rm(src1: number, mem: number): number {
    const at = this.pend(393450 /* CmplRm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cmpl_rm(src1: number, mem: number): number {
    this.emit(this.inst_cmpl_rm(src1, mem));
    return 0;
  }
  inst_cmpl_mr(mem: number, src1: number): number {
    const at = this.pend(393451 /* CmplMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_cmpl_mr(mem: number, src1: number): number {
    this.emit(this.inst_cmpl_mr(mem, src1));
    return 0;
  }
  inst_cmpl_ri(src1: number, imm: number): number {
    return this.pend2(196844 /* CmplRi */, src1, imm);
  }
  x64_cmpl_ri(src1: number, imm: number): number {
    this.emit(this.inst_cmpl_ri(src1, imm));
    return 0;
  }
  inst_cmpl_mi(mem: number, imm: number): number {
    const at = this.pend(393453 /* CmplMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_cmpl_mi(mem: number, imm: number): number {
    this.emit(this.inst_cmpl_mi(mem, imm));
    return 0;
  }
  inst_cmpq_rr(src1: number, src2: number): number {
    return this.pend2(196846 /* CmpqRr */, src1, src2);
  }
  x64_cmpq_rr(src1: number, src2: number): number {
    this.emit(this.inst_cmpq_rr(src1, src2));
    return 0;
  }
  inst_cmpq_rm(src1: number, mem: number): number {
    const at = this.pend(393455 /* CmpqRm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cmpq_rm(src1: number, mem: number): number {
    this.emit(this.inst_cmpq_rm(src1, mem));
    return 0;
  }
  inst_cmpq_mr(mem: number, src1: number): number {
    const at = this.pend(393456 /* CmpqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_cmpq_mr(mem: number, src1: number): number {
    this.emit(this.inst_cmpq_mr(mem, src1));
    return 0;
  }
  inst_cmpq_ri(src1: number, imm: number): number {
    return this.pend2(196849 /* CmpqRi */, src1, imm);
  }
  x64_cmpq_ri(src1: number, imm: number): number {
    this.emit(this.inst_cmpq_ri(src1, imm));
    return 0;
  }
  inst_cmpq_mi(mem: number, imm: number): number {
    const at = this.pend(393458 /* CmpqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_cmpq_mi(mem: number, imm: number): number {
    this.emit(this.inst_cmpq_mi(mem, imm));
    return 0;
  }
  inst_testb_rr(src1: number, src2: number): number {
    return this.pend2(196851 /* TestbRr */, src1, src2);
  }
  x64_testb_rr(src1: number, src2: number): number {
    this.emit(this.inst_testb_rr(src1, src2));
    return 0;
  }
  inst_testb_mr(mem: number, src1: number): number {
    const at = this.pend(393460 /* TestbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_testb_mr(mem: number, src1: number): number {
    this.emit(this.inst_testb_mr(mem, src1));
    return 0;
  }
  inst_testb_ri(src1: number, imm: number): number {
    return this.pend2(196853 /* TestbRi */, src1, imm);
  }
  x64_testb_ri(src1: number, imm: number): number {
    this.emit(this.inst_testb_ri(src1, imm));
    return 0;
  }
  inst_testb_mi(mem: number, imm: number): number {
    const at = this.pend(393462 /* TestbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_testb_mi(mem: number, imm: number): number {
    this.emit(this.inst_testb_mi(mem, imm));
    return 0;
  }
  inst_notb_r(dst: number, src1: number): number {
    return this.pend2(196855 /* NotbR */, dst, src1);
  }
  x64_notb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_notb_r(dst, src1));
    return dst;
  }
  inst_notb_m(mem: number): number {
    const at = this.pend(327928 /* NotbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_notb_m(mem: number): number {
    this.emit(this.inst_notb_m(mem));
    return 0;
  }
  inst_negb_r(dst: number, src1: number): number {
    return this.pend2(196857 /* NegbR */, dst, src1);
  }
  x64_negb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_negb_r(dst, src1));
    return dst;
  }
  inst_negb_m(mem: number): number {
    const at = this.pend(327930 /* NegbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_negb_m(mem: number): number {
    this.emit(this.inst_negb_m(mem));
    return 0;
  }
  inst_mulb_r(dst_ax: number, src_al: number, src1: number): number {
    return this.pend3(262395 /* MulbR */, dst_ax, src_al, src1);
  }
  x64_mulb_r(src_al: number, src1: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_mulb_r(dst_ax, src_al, src1));
    return dst_ax;
  }
  inst_mulb_m(dst_ax: number, src_al: number, mem: number): number {
    const at = this.pend(459004 /* MulbM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = src_al;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_mulb_m(src_al: number, mem: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_mulb_m(dst_ax, src_al, mem));
    return dst_ax;
  }
  inst_imulb_r(dst_ax: number, src_al: number, src1: number): number {
    return this.pend3(262397 /* ImulbR */, dst_ax, src_al, src1);
  }
  x64_imulb_r(src_al: number, src1: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_imulb_r(dst_ax, src_al, src1));
    return dst_ax;
  }
  inst_imulb_m(dst_ax: number, src_al: number, mem: number): number {
    const at = this.pend(459006 /* ImulbM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = src_al;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_imulb_m(src_al: number, mem: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_imulb_m(dst_ax, src_al, mem));
    return dst_ax;
  }
  inst_divb_r(dst_ax: number, src_ax: number, src1: number, code: number): number {
    return this.pend4(327935 /* DivbR */, dst_ax, src_ax, src1, code);
  }
  x64_divb_r(src_ax: number, src1: number, code: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_divb_r(dst_ax, src_ax, src1, code));
    return dst_ax;
  }
  inst_divb_m(dst_ax: number, src_ax: number, mem: number, code: number): number {
    const at = this.pend(524544 /* DivbM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = src_ax;
    this.putAmode(at + 3, mem);
    w[at + 7] = code;
    return at;
  }
  x64_divb_m(src_ax: number, mem: number, code: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_divb_m(dst_ax, src_ax, mem, code));
    return dst_ax;
  }
  inst_idivb_r(dst_ax: number, src_ax: number, src1: number, code: number): number {
    return this.pend4(327937 /* IdivbR */, dst_ax, src_ax, src1, code);
  }
  x64_idivb_r(src_ax: number, src1: number, code: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_idivb_r(dst_ax, src_ax, src1, code));
    return dst_ax;
  }
  inst_idivb_m(dst_ax: number, src_ax: number, mem: number, code: number): number {
    const at = this.pend(524546 /* IdivbM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = src_ax;
    this.putAmode(at + 3, mem);
    w[at + 7] = code;
    return at;
  }
  x64_idivb_m(src_ax: number, mem: number, code: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_idivb_m(dst_ax, src_ax, mem, code));
    return dst_ax;
  }
  inst_incb_r(dst: number, src1: number): number {
    return this.pend2(196867 /* IncbR */, dst, src1);
  }
  x64_incb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_incb_r(dst, src1));
    return dst;
  }
  inst_incb_m(mem: number): number {
    const at = this.pend(327940 /* IncbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_incb_m(mem: number): number {
    this.emit(this.inst_incb_m(mem));
    return 0;
  }
  inst_decb_r(dst: number, src1: number): number {
    return this.pend2(196869 /* DecbR */, dst, src1);
  }
  x64_decb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_decb_r(dst, src1));
    return dst;
  }
  inst_decb_m(mem: number): number {
    const at = this.pend(327942 /* DecbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_decb_m(mem: number): number {
    this.emit(this.inst_decb_m(mem));
    return 0;
  }
  inst_testw_rr(src1: number, src2: number): number {
    return this.pend2(196871 /* TestwRr */, src1, src2);
  }
  x64_testw_rr(src1: number, src2: number): number {
    this.emit(this.inst_testw_rr(src1, src2));
    return 0;
  }
  inst_testw_mr(mem: number, src1: number): number {
    const at = this.pend(393480 /* TestwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_testw_mr(mem: number, src1: number): number {
    this.emit(this.inst_testw_mr(mem, src1));
    return 0;
  }
  inst_testw_ri(src1: number, imm: number): number {
    return this.pend2(196873 /* TestwRi */, src1, imm);
  }
  x64_testw_ri(src1: number, imm: number): number {
    this.emit(this.inst_testw_ri(src1, imm));
    return 0;
  }
  inst_testw_mi(mem: number, imm: number): number {
    const at = this.pend(393482 /* TestwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_testw_mi(mem: number, imm: number): number {
    this.emit(this.inst_testw_mi(mem, imm));
    return 0;
  }
  inst_notw_r(dst: number, src1: number): number {
    return this.pend2(196875 /* NotwR */, dst, src1);
  }
  x64_notw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_notw_r(dst, src1));
    return dst;
  }
  inst_notw_m(mem: number): number {
    const at = this.pend(327948 /* NotwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_notw_m(mem: number): number {
    this.emit(this.inst_notw_m(mem));
    return 0;
  }
  inst_negw_r(dst: number, src1: number): number {
    return this.pend2(196877 /* NegwR */, dst, src1);
  }
  x64_negw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_negw_r(dst, src1));
    return dst;
  }
  inst_negw_m(mem: number): number {
    const at = this.pend(327950 /* NegwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_negw_m(mem: number): number {
    this.emit(this.inst_negw_m(mem));
    return 0;
  }
  inst_mulw_r(dst_ax: number, dst_dx: number, src_ax: number, src1: number): number {
    return this.pend4(327951 /* MulwR */, dst_ax, dst_dx, src_ax, src1);
  }
  x64_mulw_r(src_ax: number, src1: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_mulw_r(dst_ax, dst_dx, src_ax, src1));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_mulw_m(dst_ax: number, dst_dx: number, src_ax: number, mem: number): number {
    const at = this.pend(524560 /* MulwM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = dst_dx;
    w[at + 3] = src_ax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_mulw_m(src_ax: number, mem: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_mulw_m(dst_ax, dst_dx, src_ax, mem));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_imulw_r(dst_ax: number, dst_dx: number, src_ax: number, src1: number): number {
    return this.pend4(327953 /* ImulwR */, dst_ax, dst_dx, src_ax, src1);
  }
  x64_imulw_r(src_ax: number, src1: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_imulw_r(dst_ax, dst_dx, src_ax, src1));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_imulw_m(dst_ax: number, dst_dx: number, src_ax: number, mem: number): number {
    const at = this.pend(524562 /* ImulwM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = dst_dx;
    w[at + 3] = src_ax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_imulw_m(src_ax: number, mem: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_imulw_m(dst_ax, dst_dx, src_ax, mem));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_divw_r(dst_ax: number, dst_dx: number, src_ax: number, src_dx: number, src1: number, code: number): number {
    return this.pend6(459027 /* DivwR */, dst_ax, dst_dx, src_ax, src_dx, src1, code);
  }
  x64_divw_r(src_ax: number, src_dx: number, src1: number, code: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_divw_r(dst_ax, dst_dx, src_ax, src_dx, src1, code));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_divw_m(dst_ax: number, dst_dx: number, src_ax: number, src_dx: number, mem: number, code: number): number {
    const at = this.pend(655636 /* DivwM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = dst_dx;
    w[at + 3] = src_ax;
    w[at + 4] = src_dx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_divw_m(src_ax: number, src_dx: number, mem: number, code: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_divw_m(dst_ax, dst_dx, src_ax, src_dx, mem, code));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_idivw_r(dst_ax: number, dst_dx: number, src_ax: number, src_dx: number, src1: number, code: number): number {
    return this.pend6(459029 /* IdivwR */, dst_ax, dst_dx, src_ax, src_dx, src1, code);
  }
  x64_idivw_r(src_ax: number, src_dx: number, src1: number, code: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_idivw_r(dst_ax, dst_dx, src_ax, src_dx, src1, code));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_idivw_m(dst_ax: number, dst_dx: number, src_ax: number, src_dx: number, mem: number, code: number): number {
    const at = this.pend(655638 /* IdivwM */);
    const w = this.words;
    w[at + 1] = dst_ax;
    w[at + 2] = dst_dx;
    w[at + 3] = src_ax;
    w[at + 4] = src_dx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_idivw_m(src_ax: number, src_dx: number, mem: number, code: number): number {
    const dst_ax = this.temp(0);
    const dst_dx = this.temp(0);
    this.emit(this.inst_idivw_m(dst_ax, dst_dx, src_ax, src_dx, mem, code));
    return this.valueRegs(dst_ax, dst_dx);
  }
  inst_imulw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262423 /* ImulwRr */, dst, src1, src2);
  }
  x64_imulw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulw_rr(dst, src1, src2));
    return dst;
  }
  inst_imulw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459032 /* ImulwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_imulw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulw_rm(dst, src1, mem));
    return dst;
  }
  inst_imulw_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262425 /* ImulwRri */, dst, src1, imm);
  }
  x64_imulw_rri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulw_rri(dst, src1, imm));
    return dst;
  }
  inst_imulw_rmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459034 /* ImulwRmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_imulw_rmi(mem: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulw_rmi(dst, mem, imm));
    return dst;
  }
  inst_incw_r(dst: number, src1: number): number {
    return this.pend2(196891 /* IncwR */, dst, src1);
  }
  x64_incw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_incw_r(dst, src1));
    return dst;
  }
  inst_incw_m(mem: number): number {
    const at = this.pend(327964 /* IncwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_incw_m(mem: number): number {
    this.emit(this.inst_incw_m(mem));
    return 0;
  }
  inst_decw_r(dst: number, src1: number): number {
    return this.pend2(196893 /* DecwR */, dst, src1);
  }
  x64_decw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_decw_r(dst, src1));
    return dst;
  }
  inst_decw_m(mem: number): number {
    const at = this.pend(327966 /* DecwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_decw_m(mem: number): number {
    this.emit(this.inst_decw_m(mem));
    return 0;
  }
  inst_testl_rr(src1: number, src2: number): number {
    return this.pend2(196895 /* TestlRr */, src1, src2);
  }
  x64_testl_rr(src1: number, src2: number): number {
    this.emit(this.inst_testl_rr(src1, src2));
    return 0;
  }
  inst_testl_mr(mem: number, src1: number): number {
    const at = this.pend(393504 /* TestlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_testl_mr(mem: number, src1: number): number {
    this.emit(this.inst_testl_mr(mem, src1));
    return 0;
  }
  inst_testl_ri(src1: number, imm: number): number {
    return this.pend2(196897 /* TestlRi */, src1, imm);
  }
  x64_testl_ri(src1: number, imm: number): number {
    this.emit(this.inst_testl_ri(src1, imm));
    return 0;
  }
  inst_testl_mi(mem: number, imm: number): number {
    const at = this.pend(393506 /* TestlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_testl_mi(mem: number, imm: number): number {
    this.emit(this.inst_testl_mi(mem, imm));
    return 0;
  }
  inst_notl_r(dst: number, src1: number): number {
    return this.pend2(196899 /* NotlR */, dst, src1);
  }
  x64_notl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_notl_r(dst, src1));
    return dst;
  }
  inst_notl_m(mem: number): number {
    const at = this.pend(327972 /* NotlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_notl_m(mem: number): number {
    this.emit(this.inst_notl_m(mem));
    return 0;
  }
  inst_negl_r(dst: number, src1: number): number {
    return this.pend2(196901 /* NeglR */, dst, src1);
  }
  x64_negl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_negl_r(dst, src1));
    return dst;
  }
  inst_negl_m(mem: number): number {
    const at = this.pend(327974 /* NeglM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_negl_m(mem: number): number {
    this.emit(this.inst_negl_m(mem));
    return 0;
  }
  inst_mull_r(dst_eax: number, dst_edx: number, src_eax: number, src1: number): number {
    return this.pend4(327975 /* MullR */, dst_eax, dst_edx, src_eax, src1);
  }
  x64_mull_r(src_eax: number, src1: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_mull_r(dst_eax, dst_edx, src_eax, src1));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_mull_m(dst_eax: number, dst_edx: number, src_eax: number, mem: number): number {
    const at = this.pend(524584 /* MullM */);
    const w = this.words;
    w[at + 1] = dst_eax;
    w[at + 2] = dst_edx;
    w[at + 3] = src_eax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_mull_m(src_eax: number, mem: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_mull_m(dst_eax, dst_edx, src_eax, mem));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_imull_r(dst_eax: number, dst_edx: number, src_eax: number, src1: number): number {
    return this.pend4(327977 /* ImullR */, dst_eax, dst_edx, src_eax, src1);
  }
  x64_imull_r(src_eax: number, src1: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_imull_r(dst_eax, dst_edx, src_eax, src1));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_imull_m(dst_eax: number, dst_edx: number, src_eax: number, mem: number): number {
    const at = this.pend(524586 /* ImullM */);
    const w = this.words;
    w[at + 1] = dst_eax;
    w[at + 2] = dst_edx;
    w[at + 3] = src_eax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_imull_m(src_eax: number, mem: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_imull_m(dst_eax, dst_edx, src_eax, mem));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_divl_r(dst_eax: number, dst_edx: number, src_eax: number, src_edx: number, src1: number, code: number): number {
    return this.pend6(459051 /* DivlR */, dst_eax, dst_edx, src_eax, src_edx, src1, code);
  }
  x64_divl_r(src_eax: number, src_edx: number, src1: number, code: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_divl_r(dst_eax, dst_edx, src_eax, src_edx, src1, code));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_divl_m(dst_eax: number, dst_edx: number, src_eax: number, src_edx: number, mem: number, code: number): number {
    const at = this.pend(655660 /* DivlM */);
    const w = this.words;
    w[at + 1] = dst_eax;
    w[at + 2] = dst_edx;
    w[at + 3] = src_eax;
    w[at + 4] = src_edx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_divl_m(src_eax: number, src_edx: number, mem: number, code: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_divl_m(dst_eax, dst_edx, src_eax, src_edx, mem, code));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_idivl_r(dst_eax: number, dst_edx: number, src_eax: number, src_edx: number, src1: number, code: number): number {
    return this.pend6(459053 /* IdivlR */, dst_eax, dst_edx, src_eax, src_edx, src1, code);
  }
  x64_idivl_r(src_eax: number, src_edx: number, src1: number, code: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_idivl_r(dst_eax, dst_edx, src_eax, src_edx, src1, code));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_idivl_m(dst_eax: number, dst_edx: number, src_eax: number, src_edx: number, mem: number, code: number): number {
    const at = this.pend(655662 /* IdivlM */);
    const w = this.words;
    w[at + 1] = dst_eax;
    w[at + 2] = dst_edx;
    w[at + 3] = src_eax;
    w[at + 4] = src_edx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_idivl_m(src_eax: number, src_edx: number, mem: number, code: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_idivl_m(dst_eax, dst_edx, src_eax, src_edx, mem, code));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_imull_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262447 /* ImullRr */, dst, src1, src2);
  }
  x64_imull_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imull_rr(dst, src1, src2));
    return dst;
  }
  inst_imull_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459056 /* ImullRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_imull_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imull_rm(dst, src1, mem));
    return dst;
  }
  inst_imull_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262449 /* ImullRri */, dst, src1, imm);
  }
  x64_imull_rri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imull_rri(dst, src1, imm));
    return dst;
  }
  inst_imull_rmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459058 /* ImullRmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_imull_rmi(mem: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imull_rmi(dst, mem, imm));
    return dst;
  }
  inst_incl_r(dst: number, src1: number): number {
    return this.pend2(196915 /* InclR */, dst, src1);
  }
  x64_incl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_incl_r(dst, src1));
    return dst;
  }
  inst_incl_m(mem: number): number {
    const at = this.pend(327988 /* InclM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_incl_m(mem: number): number {
    this.emit(this.inst_incl_m(mem));
    return 0;
  }
  inst_decl_r(dst: number, src1: number): number {
    return this.pend2(196917 /* DeclR */, dst, src1);
  }
  x64_decl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_decl_r(dst, src1));
    return dst;
  }
  inst_decl_m(mem: number): number {
    const at = this.pend(327990 /* DeclM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_decl_m(mem: number): number {
    this.emit(this.inst_decl_m(mem));
    return 0;
  }
  inst_testq_rr(src1: number, src2: number): number {
    return this.pend2(196919 /* TestqRr */, src1, src2);
  }
  x64_testq_rr(src1: number, src2: number): number {
    this.emit(this.inst_testq_rr(src1, src2));
    return 0;
  }
  inst_testq_mr(mem: number, src1: number): number {
    const at = this.pend(393528 /* TestqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_testq_mr(mem: number, src1: number): number {
    this.emit(this.inst_testq_mr(mem, src1));
    return 0;
  }
  inst_testq_ri(src1: number, imm: number): number {
    return this.pend2(196921 /* TestqRi */, src1, imm);
  }
  x64_testq_ri(src1: number, imm: number): number {
    this.emit(this.inst_testq_ri(src1, imm));
    return 0;
  }
  inst_testq_mi(mem: number, imm: number): number {
    const at = this.pend(393530 /* TestqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_testq_mi(mem: number, imm: number): number {
    this.emit(this.inst_testq_mi(mem, imm));
    return 0;
  }
  inst_notq_r(dst: number, src1: number): number {
    return this.pend2(196923 /* NotqR */, dst, src1);
  }
  x64_notq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_notq_r(dst, src1));
    return dst;
  }
  inst_notq_m(mem: number): number {
    const at = this.pend(327996 /* NotqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_notq_m(mem: number): number {
    this.emit(this.inst_notq_m(mem));
    return 0;
  }
  inst_negq_r(dst: number, src1: number): number {
    return this.pend2(196925 /* NegqR */, dst, src1);
  }
  x64_negq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_negq_r(dst, src1));
    return dst;
  }
  inst_negq_m(mem: number): number {
    const at = this.pend(327998 /* NegqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_negq_m(mem: number): number {
    this.emit(this.inst_negq_m(mem));
    return 0;
  }
  inst_mulq_r(dst_rax: number, dst_rdx: number, src_rax: number, src1: number): number {
    return this.pend4(327999 /* MulqR */, dst_rax, dst_rdx, src_rax, src1);
  }
  x64_mulq_r(src_rax: number, src1: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_mulq_r(dst_rax, dst_rdx, src_rax, src1));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_mulq_m(dst_rax: number, dst_rdx: number, src_rax: number, mem: number): number {
    const at = this.pend(524608 /* MulqM */);
    const w = this.words;
    w[at + 1] = dst_rax;
    w[at + 2] = dst_rdx;
    w[at + 3] = src_rax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_mulq_m(src_rax: number, mem: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_mulq_m(dst_rax, dst_rdx, src_rax, mem));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_imulq_r(dst_rax: number, dst_rdx: number, src_rax: number, src1: number): number {
    return this.pend4(328001 /* ImulqR */, dst_rax, dst_rdx, src_rax, src1);
  }
  x64_imulq_r(src_rax: number, src1: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_imulq_r(dst_rax, dst_rdx, src_rax, src1));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_imulq_m(dst_rax: number, dst_rdx: number, src_rax: number, mem: number): number {
    const at = this.pend(524610 /* ImulqM */);
    const w = this.words;
    w[at + 1] = dst_rax;
    w[at + 2] = dst_rdx;
    w[at + 3] = src_rax;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_imulq_m(src_rax: number, mem: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_imulq_m(dst_rax, dst_rdx, src_rax, mem));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_divq_r(dst_rax: number, dst_rdx: number, src_rax: number, src_rdx: number, src1: number, code: number): number {
    return this.pend6(459075 /* DivqR */, dst_rax, dst_rdx, src_rax, src_rdx, src1, code);
  }
  x64_divq_r(src_rax: number, src_rdx: number, src1: number, code: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_divq_r(dst_rax, dst_rdx, src_rax, src_rdx, src1, code));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_divq_m(dst_rax: number, dst_rdx: number, src_rax: number, src_rdx: number, mem: number, code: number): number {
    const at = this.pend(655684 /* DivqM */);
    const w = this.words;
    w[at + 1] = dst_rax;
    w[at + 2] = dst_rdx;
    w[at + 3] = src_rax;
    w[at + 4] = src_rdx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_divq_m(src_rax: number, src_rdx: number, mem: number, code: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_divq_m(dst_rax, dst_rdx, src_rax, src_rdx, mem, code));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_idivq_r(dst_rax: number, dst_rdx: number, src_rax: number, src_rdx: number, src1: number, code: number): number {
    return this.pend6(459077 /* IdivqR */, dst_rax, dst_rdx, src_rax, src_rdx, src1, code);
  }
  x64_idivq_r(src_rax: number, src_rdx: number, src1: number, code: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_idivq_r(dst_rax, dst_rdx, src_rax, src_rdx, src1, code));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_idivq_m(dst_rax: number, dst_rdx: number, src_rax: number, src_rdx: number, mem: number, code: number): number {
    const at = this.pend(655686 /* IdivqM */);
    const w = this.words;
    w[at + 1] = dst_rax;
    w[at + 2] = dst_rdx;
    w[at + 3] = src_rax;
    w[at + 4] = src_rdx;
    this.putAmode(at + 5, mem);
    w[at + 9] = code;
    return at;
  }
  x64_idivq_m(src_rax: number, src_rdx: number, mem: number, code: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_idivq_m(dst_rax, dst_rdx, src_rax, src_rdx, mem, code));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_imulq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262471 /* ImulqRr */, dst, src1, src2);
  }
  x64_imulq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulq_rr(dst, src1, src2));
    return dst;
  }
  inst_imulq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459080 /* ImulqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_imulq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulq_rm(dst, src1, mem));
    return dst;
  }
  inst_imulq_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262473 /* ImulqRri */, dst, src1, imm);
  }
  x64_imulq_rri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulq_rri(dst, src1, imm));
    return dst;
  }
  inst_imulq_rmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459082 /* ImulqRmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_imulq_rmi(mem: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_imulq_rmi(dst, mem, imm));
    return dst;
  }
  inst_incq_r(dst: number, src1: number): number {
    return this.pend2(196939 /* IncqR */, dst, src1);
  }
  x64_incq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_incq_r(dst, src1));
    return dst;
  }
  inst_incq_m(mem: number): number {
    const at = this.pend(328012 /* IncqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_incq_m(mem: number): number {
    this.emit(this.inst_incq_m(mem));
    return 0;
  }
  inst_decq_r(dst: number, src1: number): number {
    return this.pend2(196941 /* DecqR */, dst, src1);
  }
  x64_decq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_decq_r(dst, src1));
    return dst;
  }
  inst_decq_m(mem: number): number {
    const at = this.pend(328014 /* DecqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_decq_m(mem: number): number {
    this.emit(this.inst_decq_m(mem));
    return 0;
  }
  inst_cbtw(dst_ax: number, src_al: number): number {
    return this.pend2(196943 /* Cbtw */, dst_ax, src_al);
  }
  x64_cbtw(src_al: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_cbtw(dst_ax, src_al));
    return dst_ax;
  }
  inst_cwtl(dst_eax: number, src_ax: number): number {
    return this.pend2(196944 /* Cwtl */, dst_eax, src_ax);
  }
  x64_cwtl(src_ax: number): number {
    const dst_eax = this.temp(0);
    this.emit(this.inst_cwtl(dst_eax, src_ax));
    return dst_eax;
  }
  inst_cltq(dst_rax: number, src_eax: number): number {
    return this.pend2(196945 /* Cltq */, dst_rax, src_eax);
  }
  x64_cltq(src_eax: number): number {
    const dst_rax = this.temp(0);
    this.emit(this.inst_cltq(dst_rax, src_eax));
    return dst_rax;
  }
  inst_cwtd(dst_dx: number, src_ax: number): number {
    return this.pend2(196946 /* Cwtd */, dst_dx, src_ax);
  }
  x64_cwtd(src_ax: number): number {
    const dst_dx = this.temp(0);
    this.emit(this.inst_cwtd(dst_dx, src_ax));
    return dst_dx;
  }
  inst_cltd(dst_edx: number, src_eax: number): number {
    return this.pend2(196947 /* Cltd */, dst_edx, src_eax);
  }
  x64_cltd(src_eax: number): number {
    const dst_edx = this.temp(0);
    this.emit(this.inst_cltd(dst_edx, src_eax));
    return dst_edx;
  }
  inst_cqto(dst_rdx: number, src_rax: number): number {
    return this.pend2(196948 /* Cqto */, dst_rdx, src_rax);
  }
  x64_cqto(src_rax: number): number {
    const dst_rdx = this.temp(0);
    this.emit(this.inst_cqto(dst_rdx, src_rax));
    return dst_rdx;
  }
  inst_leal_rm(dst: number, mem: number): number {
    const at = this.pend(393557 /* LealRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_leal_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_leal_rm(dst, mem));
    return dst;
  }
  inst_leaq_rm(dst: number, mem: number): number {
    const at = this.pend(393558 /* LeaqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_leaq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_leaq_rm(dst, mem));
    return dst;
  }
  inst_xchgb_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459095 /* XchgbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xchgb_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xchgb_mr(mem, dst, src1));
    return dst;
  }
  inst_xaddb_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459096 /* XaddbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xaddb_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xaddb_mr(mem, dst, src1));
    return dst;
  }
  inst_cmpxchgb_mr(mem: number, src1: number, dst_al: number, src_al: number): number {
    const at = this.pend(524633 /* CmpxchgbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_al;
    w[at + 7] = src_al;
    return at;
  }
  x64_cmpxchgb_mr(mem: number, src1: number, src_al: number): number {
    const dst_al = this.temp(0);
    this.emit(this.inst_cmpxchgb_mr(mem, src1, dst_al, src_al));
    return dst_al;
  }
  inst_lock_xaddb_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459098 /* LockXaddbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_lock_xaddb_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lock_xaddb_mr(mem, dst, src1));
    return dst;
  }
  inst_lock_cmpxchgb_mr(mem: number, src1: number, dst_al: number, src_al: number): number {
    const at = this.pend(524635 /* LockCmpxchgbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_al;
    w[at + 7] = src_al;
    return at;
  }
  x64_lock_cmpxchgb_mr(mem: number, src1: number, src_al: number): number {
    const dst_al = this.temp(0);
    this.emit(this.inst_lock_cmpxchgb_mr(mem, src1, dst_al, src_al));
    return dst_al;
  }
  inst_lock_addb_mr(mem: number, src1: number): number {
    const at = this.pend(393564 /* LockAddbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_addb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_addb_mr(mem, src1));
    return 0;
  }
  inst_lock_addb_mi(mem: number, imm: number): number {
    const at = this.pend(393565 /* LockAddbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_addb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_addb_mi(mem, imm));
    return 0;
  }
  inst_lock_orb_mr(mem: number, src1: number): number {
    const at = this.pend(393566 /* LockOrbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_orb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_orb_mr(mem, src1));
    return 0;
  }
  inst_lock_orb_mi(mem: number, imm: number): number {
    const at = this.pend(393567 /* LockOrbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_orb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_orb_mi(mem, imm));
    return 0;
  }
  inst_lock_adcb_mr(mem: number, src1: number): number {
    const at = this.pend(393568 /* LockAdcbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_adcb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_adcb_mr(mem, src1));
    return 0;
  }
  inst_lock_adcb_mi(mem: number, imm: number): number {
    const at = this.pend(393569 /* LockAdcbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_adcb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_adcb_mi(mem, imm));
    return 0;
  }
  inst_lock_sbbb_mr(mem: number, src1: number): number {
    const at = this.pend(393570 /* LockSbbbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_sbbb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_sbbb_mr(mem, src1));
    return 0;
  }
  inst_lock_sbbb_mi(mem: number, imm: number): number {
    const at = this.pend(393571 /* LockSbbbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_sbbb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_sbbb_mi(mem, imm));
    return 0;
  }
  inst_lock_andb_mr(mem: number, src1: number): number {
    const at = this.pend(393572 /* LockAndbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_andb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_andb_mr(mem, src1));
    return 0;
  }
  inst_lock_andb_mi(mem: number, imm: number): number {
    const at = this.pend(393573 /* LockAndbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_andb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_andb_mi(mem, imm));
    return 0;
  }
  inst_lock_subb_mr(mem: number, src1: number): number {
    const at = this.pend(393574 /* LockSubbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_subb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_subb_mr(mem, src1));
    return 0;
  }
  inst_lock_subb_mi(mem: number, imm: number): number {
    const at = this.pend(393575 /* LockSubbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_subb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_subb_mi(mem, imm));
    return 0;
  }
  inst_lock_xorb_mr(mem: number, src1: number): number {
    const at = this.pend(393576 /* LockXorbMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_xorb_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_xorb_mr(mem, src1));
    return 0;
  }
  inst_lock_xorb_mi(mem: number, imm: number): number {
    const at = this.pend(393577 /* LockXorbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_xorb_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_xorb_mi(mem, imm));
    return 0;
  }
  inst_lock_notb_m(mem: number): number {
    const at = this.pend(328042 /* LockNotbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_notb_m(mem: number): number {
    this.emit(this.inst_lock_notb_m(mem));
    return 0;
  }
  inst_lock_negb_m(mem: number): number {
    const at = this.pend(328043 /* LockNegbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_negb_m(mem: number): number {
    this.emit(this.inst_lock_negb_m(mem));
    return 0;
  }
  inst_xchgw_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459116 /* XchgwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xchgw_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xchgw_mr(mem, dst, src1));
    return dst;
  }
  inst_xaddw_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459117 /* XaddwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xaddw_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xaddw_mr(mem, dst, src1));
    return dst;
  }
  inst_cmpxchgw_mr(mem: number, src1: number, dst_ax: number, src_ax: number): number {
    const at = this.pend(524654 /* CmpxchgwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_ax;
    w[at + 7] = src_ax;
    return at;
  }
  x64_cmpxchgw_mr(mem: number, src1: number, src_ax: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_cmpxchgw_mr(mem, src1, dst_ax, src_ax));
    return dst_ax;
  }
  inst_lock_xaddw_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459119 /* LockXaddwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_lock_xaddw_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lock_xaddw_mr(mem, dst, src1));
    return dst;
  }
  inst_lock_cmpxchgw_mr(mem: number, src1: number, dst_ax: number, src_ax: number): number {
    const at = this.pend(524656 /* LockCmpxchgwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_ax;
    w[at + 7] = src_ax;
    return at;
  }
  x64_lock_cmpxchgw_mr(mem: number, src1: number, src_ax: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_lock_cmpxchgw_mr(mem, src1, dst_ax, src_ax));
    return dst_ax;
  }
  inst_lock_addw_mr(mem: number, src1: number): number {
    const at = this.pend(393585 /* LockAddwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_addw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_addw_mr(mem, src1));
    return 0;
  }
  inst_lock_addw_mi(mem: number, imm: number): number {
    const at = this.pend(393586 /* LockAddwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_addw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_addw_mi(mem, imm));
    return 0;
  }
  inst_lock_orw_mr(mem: number, src1: number): number {
    const at = this.pend(393587 /* LockOrwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_orw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_orw_mr(mem, src1));
    return 0;
  }
  inst_lock_orw_mi(mem: number, imm: number): number {
    const at = this.pend(393588 /* LockOrwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_orw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_orw_mi(mem, imm));
    return 0;
  }
  inst_lock_adcw_mr(mem: number, src1: number): number {
    const at = this.pend(393589 /* LockAdcwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_adcw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_adcw_mr(mem, src1));
    return 0;
  }
  inst_lock_adcw_mi(mem: number, imm: number): number {
    const at = this.pend(393590 /* LockAdcwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_adcw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_adcw_mi(mem, imm));
    return 0;
  }
  inst_lock_sbbw_mr(mem: number, src1: number): number {
    const at = this.pend(393591 /* LockSbbwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_sbbw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_sbbw_mr(mem, src1));
    return 0;
  }
  inst_lock_sbbw_mi(mem: number, imm: number): number {
    const at = this.pend(393592 /* LockSbbwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_sbbw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_sbbw_mi(mem, imm));
    return 0;
  }
  inst_lock_andw_mr(mem: number, src1: number): number {
    const at = this.pend(393593 /* LockAndwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_andw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_andw_mr(mem, src1));
    return 0;
  }
  inst_lock_andw_mi(mem: number, imm: number): number {
    const at = this.pend(393594 /* LockAndwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_andw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_andw_mi(mem, imm));
    return 0;
  }
  inst_lock_subw_mr(mem: number, src1: number): number {
    const at = this.pend(393595 /* LockSubwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_subw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_subw_mr(mem, src1));
    return 0;
  }
  inst_lock_subw_mi(mem: number, imm: number): number {
    const at = this.pend(393596 /* LockSubwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_subw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_subw_mi(mem, imm));
    return 0;
  }
  inst_lock_xorw_mr(mem: number, src1: number): number {
    const at = this.pend(393597 /* LockXorwMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_xorw_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_xorw_mr(mem, src1));
    return 0;
  }
  inst_lock_xorw_mi(mem: number, imm: number): number {
    const at = this.pend(393598 /* LockXorwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_xorw_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_xorw_mi(mem, imm));
    return 0;
  }
  inst_lock_notw_m(mem: number): number {
    const at = this.pend(328063 /* LockNotwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_notw_m(mem: number): number {
    this.emit(this.inst_lock_notw_m(mem));
    return 0;
  }
  inst_lock_negw_m(mem: number): number {
    const at = this.pend(328064 /* LockNegwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_negw_m(mem: number): number {
    this.emit(this.inst_lock_negw_m(mem));
    return 0;
  }
  inst_xchgl_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459137 /* XchglMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xchgl_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xchgl_mr(mem, dst, src1));
    return dst;
  }
  inst_xaddl_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459138 /* XaddlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xaddl_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xaddl_mr(mem, dst, src1));
    return dst;
  }
  inst_cmpxchgl_mr(mem: number, src1: number, dst_eax: number, src_eax: number): number {
    const at = this.pend(524675 /* CmpxchglMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_eax;
    w[at + 7] = src_eax;
    return at;
  }
  x64_cmpxchgl_mr(mem: number, src1: number, src_eax: number): number {
    const dst_eax = this.temp(0);
    this.emit(this.inst_cmpxchgl_mr(mem, src1, dst_eax, src_eax));
    return dst_eax;
  }
  inst_lock_xaddl_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459140 /* LockXaddlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_lock_xaddl_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lock_xaddl_mr(mem, dst, src1));
    return dst;
  }
  inst_lock_cmpxchgl_mr(mem: number, src1: number, dst_eax: number, src_eax: number): number {
    const at = this.pend(524677 /* LockCmpxchglMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_eax;
    w[at + 7] = src_eax;
    return at;
  }
  x64_lock_cmpxchgl_mr(mem: number, src1: number, src_eax: number): number {
    const dst_eax = this.temp(0);
    this.emit(this.inst_lock_cmpxchgl_mr(mem, src1, dst_eax, src_eax));
    return dst_eax;
  }
  inst_lock_addl_mr(mem: number, src1: number): number {
    const at = this.pend(393606 /* LockAddlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_addl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_addl_mr(mem, src1));
    return 0;
  }
  inst_lock_addl_mi(mem: number, imm: number): number {
    const at = this.pend(393607 /* LockAddlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_addl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_addl_mi(mem, imm));
    return 0;
  }
  inst_lock_orl_mr(mem: number, src1: number): number {
    const at = this.pend(393608 /* LockOrlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_orl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_orl_mr(mem, src1));
    return 0;
  }
  inst_lock_orl_mi(mem: number, imm: number): number {
    const at = this.pend(393609 /* LockOrlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_orl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_orl_mi(mem, imm));
    return 0;
  }
  inst_lock_adcl_mr(mem: number, src1: number): number {
    const at = this.pend(393610 /* LockAdclMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_adcl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_adcl_mr(mem, src1));
    return 0;
  }
  inst_lock_adcl_mi(mem: number, imm: number): number {
    const at = this.pend(393611 /* LockAdclMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_adcl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_adcl_mi(mem, imm));
    return 0;
  }
  inst_lock_sbbl_mr(mem: number, src1: number): number {
    const at = this.pend(393612 /* LockSbblMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_sbbl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_sbbl_mr(mem, src1));
    return 0;
  }
  inst_lock_sbbl_mi(mem: number, imm: number): number {
    const at = this.pend(393613 /* LockSbblMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_sbbl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_sbbl_mi(mem, imm));
    return 0;
  }
  inst_lock_andl_mr(mem: number, src1: number): number {
    const at = this.pend(393614 /* LockAndlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_andl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_andl_mr(mem, src1));
    return 0;
  }
  inst_lock_andl_mi(mem: number, imm: number): number {
    const at = this.pend(393615 /* LockAndlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_andl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_andl_mi(mem, imm));
    return 0;
  }
  inst_lock_subl_mr(mem: number, src1: number): number {
    const at = this.pend(393616 /* LockSublMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_subl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_subl_mr(mem, src1));
    return 0;
  }
  inst_lock_subl_mi(mem: number, imm: number): number {
    const at = this.pend(393617 /* LockSublMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_subl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_subl_mi(mem, imm));
    return 0;
  }
  inst_lock_xorl_mr(mem: number, src1: number): number {
    const at = this.pend(393618 /* LockXorlMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_xorl_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_xorl_mr(mem, src1));
    return 0;
  }
  inst_lock_xorl_mi(mem: number, imm: number): number {
    const at = this.pend(393619 /* LockXorlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_xorl_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_xorl_mi(mem, imm));
    return 0;
  }
  inst_lock_notl_m(mem: number): number {
    const at = this.pend(328084 /* LockNotlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_notl_m(mem: number): number {
    this.emit(this.inst_lock_notl_m(mem));
    return 0;
  }
  inst_lock_negl_m(mem: number): number {
    const at = this.pend(328085 /* LockNeglM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_negl_m(mem: number): number {
    this.emit(this.inst_lock_negl_m(mem));
    return 0;
  }
  inst_xchgq_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459158 /* XchgqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xchgq_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xchgq_mr(mem, dst, src1));
    return dst;
  }
  inst_xaddq_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459159 /* XaddqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_xaddq_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_xaddq_mr(mem, dst, src1));
    return dst;
  }
  inst_cmpxchgq_mr(mem: number, src1: number, dst_rax: number, src_rax: number): number {
    const at = this.pend(524696 /* CmpxchgqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_rax;
    w[at + 7] = src_rax;
    return at;
  }
  x64_cmpxchgq_mr(mem: number, src1: number, src_rax: number): number {
    const dst_rax = this.temp(0);
    this.emit(this.inst_cmpxchgq_mr(mem, src1, dst_rax, src_rax));
    return dst_rax;
  }
  inst_lock_xaddq_mr(mem: number, dst: number, src1: number): number {
    const at = this.pend(459161 /* LockXaddqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst;
    w[at + 6] = src1;
    return at;
  }
  x64_lock_xaddq_mr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lock_xaddq_mr(mem, dst, src1));
    return dst;
  }
  inst_lock_cmpxchgq_mr(mem: number, src1: number, dst_rax: number, src_rax: number): number {
    const at = this.pend(524698 /* LockCmpxchgqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = dst_rax;
    w[at + 7] = src_rax;
    return at;
  }
  x64_lock_cmpxchgq_mr(mem: number, src1: number, src_rax: number): number {
    const dst_rax = this.temp(0);
    this.emit(this.inst_lock_cmpxchgq_mr(mem, src1, dst_rax, src_rax));
    return dst_rax;
  }
  inst_lock_addq_mr(mem: number, src1: number): number {
    const at = this.pend(393627 /* LockAddqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_addq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_addq_mr(mem, src1));
    return 0;
  }
  inst_lock_addq_mi(mem: number, imm: number): number {
    const at = this.pend(393628 /* LockAddqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_addq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_addq_mi(mem, imm));
    return 0;
  }
  inst_lock_orq_mr(mem: number, src1: number): number {
    const at = this.pend(393629 /* LockOrqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_orq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_orq_mr(mem, src1));
    return 0;
  }
  inst_lock_orq_mi(mem: number, imm: number): number {
    const at = this.pend(393630 /* LockOrqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_orq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_orq_mi(mem, imm));
    return 0;
  }
  inst_lock_adcq_mr(mem: number, src1: number): number {
    const at = this.pend(393631 /* LockAdcqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_adcq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_adcq_mr(mem, src1));
    return 0;
  }
  inst_lock_adcq_mi(mem: number, imm: number): number {
    const at = this.pend(393632 /* LockAdcqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_adcq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_adcq_mi(mem, imm));
    return 0;
  }
  inst_lock_sbbq_mr(mem: number, src1: number): number {
    const at = this.pend(393633 /* LockSbbqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_sbbq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_sbbq_mr(mem, src1));
    return 0;
  }
  inst_lock_sbbq_mi(mem: number, imm: number): number {
    const at = this.pend(393634 /* LockSbbqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_sbbq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_sbbq_mi(mem, imm));
    return 0;
  }
  inst_lock_andq_mr(mem: number, src1: number): number {
    const at = this.pend(393635 /* LockAndqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_andq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_andq_mr(mem, src1));
    return 0;
  }
  inst_lock_andq_mi(mem: number, imm: number): number {
    const at = this.pend(393636 /* LockAndqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_andq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_andq_mi(mem, imm));
    return 0;
  }
  inst_lock_subq_mr(mem: number, src1: number): number {
    const at = this.pend(393637 /* LockSubqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_subq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_subq_mr(mem, src1));
    return 0;
  }
  inst_lock_subq_mi(mem: number, imm: number): number {
    const at = this.pend(393638 /* LockSubqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_subq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_subq_mi(mem, imm));
    return 0;
  }
  inst_lock_xorq_mr(mem: number, src1: number): number {
    const at = this.pend(393639 /* LockXorqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_lock_xorq_mr(mem: number, src1: number): number {
    this.emit(this.inst_lock_xorq_mr(mem, src1));
    return 0;
  }
  inst_lock_xorq_mi(mem: number, imm: number): number {
    const at = this.pend(393640 /* LockXorqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_lock_xorq_mi(mem: number, imm: number): number {
    this.emit(this.inst_lock_xorq_mi(mem, imm));
    return 0;
  }
  inst_lock_notq_m(mem: number): number {
    const at = this.pend(328105 /* LockNotqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_notq_m(mem: number): number {
    this.emit(this.inst_lock_notq_m(mem));
    return 0;
  }
  inst_lock_negq_m(mem: number): number {
    const at = this.pend(328106 /* LockNegqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_lock_negq_m(mem: number): number {
    this.emit(this.inst_lock_negq_m(mem));
    return 0;
  }
  inst_cmpxchg8b_m(mem: number, dst_eax: number, src_eax: number, dst_edx: number, src_edx: number, src_ebx: number, src_ecx: number): number {
    const at = this.pend(721323 /* Cmpxchg8bM */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst_eax;
    w[at + 6] = src_eax;
    w[at + 7] = dst_edx;
    w[at + 8] = src_edx;
    w[at + 9] = src_ebx;
    w[at + 10] = src_ecx;
    return at;
  }
  x64_cmpxchg8b_m(mem: number, src_eax: number, src_edx: number, src_ebx: number, src_ecx: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_cmpxchg8b_m(mem, dst_eax, src_eax, dst_edx, src_edx, src_ebx, src_ecx));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_cmpxchg16b_m(mem: number, dst_rax: number, src_rax: number, dst_rdx: number, src_rdx: number, src_rbx: number, src_rcx: number): number {
    const at = this.pend(721324 /* Cmpxchg16bM */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst_rax;
    w[at + 6] = src_rax;
    w[at + 7] = dst_rdx;
    w[at + 8] = src_rdx;
    w[at + 9] = src_rbx;
    w[at + 10] = src_rcx;
    return at;
  }
  x64_cmpxchg16b_m(mem: number, src_rax: number, src_rdx: number, src_rbx: number, src_rcx: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_cmpxchg16b_m(mem, dst_rax, src_rax, dst_rdx, src_rdx, src_rbx, src_rcx));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_lock_cmpxchg8b_m(mem: number, dst_eax: number, src_eax: number, dst_edx: number, src_edx: number, src_ebx: number, src_ecx: number): number {
    const at = this.pend(721325 /* LockCmpxchg8bM */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst_eax;
    w[at + 6] = src_eax;
    w[at + 7] = dst_edx;
    w[at + 8] = src_edx;
    w[at + 9] = src_ebx;
    w[at + 10] = src_ecx;
    return at;
  }
  x64_lock_cmpxchg8b_m(mem: number, src_eax: number, src_edx: number, src_ebx: number, src_ecx: number): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_lock_cmpxchg8b_m(mem, dst_eax, src_eax, dst_edx, src_edx, src_ebx, src_ecx));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_lock_cmpxchg16b_m(mem: number, dst_rax: number, src_rax: number, dst_rdx: number, src_rdx: number, src_rbx: number, src_rcx: number): number {
    const at = this.pend(721326 /* LockCmpxchg16bM */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = dst_rax;
    w[at + 6] = src_rax;
    w[at + 7] = dst_rdx;
    w[at + 8] = src_rdx;
    w[at + 9] = src_rbx;
    w[at + 10] = src_rcx;
    return at;
  }
  x64_lock_cmpxchg16b_m(mem: number, src_rax: number, src_rdx: number, src_rbx: number, src_rcx: number): number {
    const dst_rax = this.temp(0);
    const dst_rdx = this.temp(0);
    this.emit(this.inst_lock_cmpxchg16b_m(mem, dst_rax, src_rax, dst_rdx, src_rdx, src_rbx, src_rcx));
    return this.valueRegs(dst_rax, dst_rdx);
  }
  inst_bswapl_r(dst: number, src1: number): number {
    return this.pend2(197039 /* BswaplR */, dst, src1);
  }
  x64_bswapl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bswapl_r(dst, src1));
    return dst;
  }
  inst_bswapq_r(dst: number, src1: number): number {
    return this.pend2(197040 /* BswapqR */, dst, src1);
  }
  x64_bswapq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bswapq_r(dst, src1));
    return dst;
  }
  inst_movbew_rm(dst: number, mem: number): number {
    const at = this.pend(393649 /* MovbewRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movbew_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movbew_rm(dst, mem));
    return dst;
  }
  inst_movbew_mr(mem: number, src1: number): number {
    const at = this.pend(393650 /* MovbewMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movbew_mr(mem: number, src1: number): number {
    this.emit(this.inst_movbew_mr(mem, src1));
    return 0;
  }
  inst_movbel_rm(dst: number, mem: number): number {
    const at = this.pend(393651 /* MovbelRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movbel_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movbel_rm(dst, mem));
    return dst;
  }
  inst_movbel_mr(mem: number, src1: number): number {
    const at = this.pend(393652 /* MovbelMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movbel_mr(mem: number, src1: number): number {
    this.emit(this.inst_movbel_mr(mem, src1));
    return 0;
  }
  inst_movbeq_rm(dst: number, mem: number): number {
    const at = this.pend(393653 /* MovbeqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movbeq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movbeq_rm(dst, mem));
    return dst;
  }
  inst_movbeq_mr(mem: number, src1: number): number {
    const at = this.pend(393654 /* MovbeqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movbeq_mr(mem: number, src1: number): number {
    this.emit(this.inst_movbeq_mr(mem, src1));
    return 0;
  }
  inst_pushq_r(src1: number): number {
    return this.pend1(131511 /* PushqR */, src1);
  }
  x64_pushq_r(src1: number): number {
    this.emit(this.inst_pushq_r(src1));
    return 0;
  }
  inst_pushq_i(imm: number): number {
    return this.pend1(131512 /* PushqI */, imm);
  }
  x64_pushq_i(imm: number): number {
    this.emit(this.inst_pushq_i(imm));
    return 0;
  }
  inst_pushq_m(mem: number): number {
    const at = this.pend(328121 /* PushqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_pushq_m(mem: number): number {
    this.emit(this.inst_pushq_m(mem));
    return 0;
  }
  inst_popq_r(dst: number): number {
    return this.pend1(131514 /* PopqR */, dst);
  }
  x64_popq_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_popq_r(dst));
    return dst;
  }
  inst_popq_m(mem: number): number {
    const at = this.pend(328123 /* PopqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_popq_m(mem: number): number {
    this.emit(this.inst_popq_m(mem));
    return 0;
  }
  inst_rolb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262588 /* RolbRi */, dst, src1, imm);
  }
  x64_rolb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolb_ri(dst, src1, imm));
    return dst;
  }
  inst_rolb_mi(mem: number, imm: number): number {
    const at = this.pend(393661 /* RolbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rolb_mi(mem: number, imm: number): number {
    this.emit(this.inst_rolb_mi(mem, imm));
    return 0;
  }
  inst_rolb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262590 /* RolbRc */, dst, src1, src_cl);
  }
  x64_rolb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rolb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393663 /* RolbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rolb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rolb_mc(mem, src_cl));
    return 0;
  }
  inst_rolb_r(dst: number, src1: number): number {
    return this.pend2(197056 /* RolbR */, dst, src1);
  }
  x64_rolb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolb_r(dst, src1));
    return dst;
  }
  inst_rolb_m(mem: number): number {
    const at = this.pend(328129 /* RolbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rolb_m(mem: number): number {
    this.emit(this.inst_rolb_m(mem));
    return 0;
  }
  inst_rolw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262594 /* RolwRi */, dst, src1, imm);
  }
  x64_rolw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolw_ri(dst, src1, imm));
    return dst;
  }
  inst_rolw_mi(mem: number, imm: number): number {
    const at = this.pend(393667 /* RolwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rolw_mi(mem: number, imm: number): number {
    this.emit(this.inst_rolw_mi(mem, imm));
    return 0;
  }
  inst_rolw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262596 /* RolwRc */, dst, src1, src_cl);
  }
  x64_rolw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rolw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393669 /* RolwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rolw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rolw_mc(mem, src_cl));
    return 0;
  }
  inst_rolw_r(dst: number, src1: number): number {
    return this.pend2(197062 /* RolwR */, dst, src1);
  }
  x64_rolw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolw_r(dst, src1));
    return dst;
  }
  inst_rolw_m(mem: number): number {
    const at = this.pend(328135 /* RolwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rolw_m(mem: number): number {
    this.emit(this.inst_rolw_m(mem));
    return 0;
  }
  inst_roll_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262600 /* RollRi */, dst, src1, imm);
  }
  x64_roll_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_roll_ri(dst, src1, imm));
    return dst;
  }
  inst_roll_mi(mem: number, imm: number): number {
    const at = this.pend(393673 /* RollMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_roll_mi(mem: number, imm: number): number {
    this.emit(this.inst_roll_mi(mem, imm));
    return 0;
  }
  inst_roll_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262602 /* RollRc */, dst, src1, src_cl);
  }
  x64_roll_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_roll_rc(dst, src1, src_cl));
    return dst;
  }
  inst_roll_mc(mem: number, src_cl: number): number {
    const at = this.pend(393675 /* RollMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_roll_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_roll_mc(mem, src_cl));
    return 0;
  }
  inst_roll_r(dst: number, src1: number): number {
    return this.pend2(197068 /* RollR */, dst, src1);
  }
  x64_roll_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_roll_r(dst, src1));
    return dst;
  }
  inst_roll_m(mem: number): number {
    const at = this.pend(328141 /* RollM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_roll_m(mem: number): number {
    this.emit(this.inst_roll_m(mem));
    return 0;
  }
  inst_rolq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262606 /* RolqRi */, dst, src1, imm);
  }
  x64_rolq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolq_ri(dst, src1, imm));
    return dst;
  }
  inst_rolq_mi(mem: number, imm: number): number {
    const at = this.pend(393679 /* RolqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rolq_mi(mem: number, imm: number): number {
    this.emit(this.inst_rolq_mi(mem, imm));
    return 0;
  }
  inst_rolq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262608 /* RolqRc */, dst, src1, src_cl);
  }
  x64_rolq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rolq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393681 /* RolqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rolq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rolq_mc(mem, src_cl));
    return 0;
  }
  inst_rolq_r(dst: number, src1: number): number {
    return this.pend2(197074 /* RolqR */, dst, src1);
  }
  x64_rolq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rolq_r(dst, src1));
    return dst;
  }
  inst_rolq_m(mem: number): number {
    const at = this.pend(328147 /* RolqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rolq_m(mem: number): number {
    this.emit(this.inst_rolq_m(mem));
    return 0;
  }
  inst_rorb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262612 /* RorbRi */, dst, src1, imm);
  }
  x64_rorb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorb_ri(dst, src1, imm));
    return dst;
  }
  inst_rorb_mi(mem: number, imm: number): number {
    const at = this.pend(393685 /* RorbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rorb_mi(mem: number, imm: number): number {
    this.emit(this.inst_rorb_mi(mem, imm));
    return 0;
  }
  inst_rorb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262614 /* RorbRc */, dst, src1, src_cl);
  }
  x64_rorb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rorb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393687 /* RorbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rorb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rorb_mc(mem, src_cl));
    return 0;
  }
  inst_rorb_r(dst: number, src1: number): number {
    return this.pend2(197080 /* RorbR */, dst, src1);
  }
  x64_rorb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorb_r(dst, src1));
    return dst;
  }
  inst_rorb_m(mem: number): number {
    const at = this.pend(328153 /* RorbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rorb_m(mem: number): number {
    this.emit(this.inst_rorb_m(mem));
    return 0;
  }
  inst_rorw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262618 /* RorwRi */, dst, src1, imm);
  }
  x64_rorw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorw_ri(dst, src1, imm));
    return dst;
  }
  inst_rorw_mi(mem: number, imm: number): number {
    const at = this.pend(393691 /* RorwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rorw_mi(mem: number, imm: number): number {
    this.emit(this.inst_rorw_mi(mem, imm));
    return 0;
  }
  inst_rorw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262620 /* RorwRc */, dst, src1, src_cl);
  }
  x64_rorw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rorw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393693 /* RorwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rorw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rorw_mc(mem, src_cl));
    return 0;
  }
  inst_rorw_r(dst: number, src1: number): number {
    return this.pend2(197086 /* RorwR */, dst, src1);
  }
  x64_rorw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorw_r(dst, src1));
    return dst;
  }
  inst_rorw_m(mem: number): number {
    const at = this.pend(328159 /* RorwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rorw_m(mem: number): number {
    this.emit(this.inst_rorw_m(mem));
    return 0;
  }
  inst_rorl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262624 /* RorlRi */, dst, src1, imm);
  }
  x64_rorl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorl_ri(dst, src1, imm));
    return dst;
  }
  inst_rorl_mi(mem: number, imm: number): number {
    const at = this.pend(393697 /* RorlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rorl_mi(mem: number, imm: number): number {
    this.emit(this.inst_rorl_mi(mem, imm));
    return 0;
  }
  inst_rorl_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262626 /* RorlRc */, dst, src1, src_cl);
  }
  x64_rorl_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorl_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rorl_mc(mem: number, src_cl: number): number {
    const at = this.pend(393699 /* RorlMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rorl_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rorl_mc(mem, src_cl));
    return 0;
  }
  inst_rorl_r(dst: number, src1: number): number {
    return this.pend2(197092 /* RorlR */, dst, src1);
  }
  x64_rorl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorl_r(dst, src1));
    return dst;
  }
  inst_rorl_m(mem: number): number {
    const at = this.pend(328165 /* RorlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rorl_m(mem: number): number {
    this.emit(this.inst_rorl_m(mem));
    return 0;
  }
  inst_rorq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262630 /* RorqRi */, dst, src1, imm);
  }
  x64_rorq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorq_ri(dst, src1, imm));
    return dst;
  }
  inst_rorq_mi(mem: number, imm: number): number {
    const at = this.pend(393703 /* RorqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rorq_mi(mem: number, imm: number): number {
    this.emit(this.inst_rorq_mi(mem, imm));
    return 0;
  }
  inst_rorq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262632 /* RorqRc */, dst, src1, src_cl);
  }
  x64_rorq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rorq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393705 /* RorqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rorq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rorq_mc(mem, src_cl));
    return 0;
  }
  inst_rorq_r(dst: number, src1: number): number {
    return this.pend2(197098 /* RorqR */, dst, src1);
  }
  x64_rorq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorq_r(dst, src1));
    return dst;
  }
  inst_rorq_m(mem: number): number {
    const at = this.pend(328171 /* RorqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rorq_m(mem: number): number {
    this.emit(this.inst_rorq_m(mem));
    return 0;
  }
  inst_rclb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262636 /* RclbRi */, dst, src1, imm);
  }
  x64_rclb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclb_ri(dst, src1, imm));
    return dst;
  }
  inst_rclb_mi(mem: number, imm: number): number {
    const at = this.pend(393709 /* RclbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rclb_mi(mem: number, imm: number): number {
    this.emit(this.inst_rclb_mi(mem, imm));
    return 0;
  }
  inst_rclb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262638 /* RclbRc */, dst, src1, src_cl);
  }
  x64_rclb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rclb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393711 /* RclbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rclb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rclb_mc(mem, src_cl));
    return 0;
  }
  inst_rclb_r(dst: number, src1: number): number {
    return this.pend2(197104 /* RclbR */, dst, src1);
  }
  x64_rclb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclb_r(dst, src1));
    return dst;
  }
  inst_rclb_m(mem: number): number {
    const at = this.pend(328177 /* RclbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rclb_m(mem: number): number {
    this.emit(this.inst_rclb_m(mem));
    return 0;
  }
  inst_rclw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262642 /* RclwRi */, dst, src1, imm);
  }
  x64_rclw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclw_ri(dst, src1, imm));
    return dst;
  }
  inst_rclw_mi(mem: number, imm: number): number {
    const at = this.pend(393715 /* RclwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rclw_mi(mem: number, imm: number): number {
    this.emit(this.inst_rclw_mi(mem, imm));
    return 0;
  }
  inst_rclw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262644 /* RclwRc */, dst, src1, src_cl);
  }
  x64_rclw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rclw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393717 /* RclwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rclw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rclw_mc(mem, src_cl));
    return 0;
  }
  inst_rclw_r(dst: number, src1: number): number {
    return this.pend2(197110 /* RclwR */, dst, src1);
  }
  x64_rclw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclw_r(dst, src1));
    return dst;
  }
  inst_rclw_m(mem: number): number {
    const at = this.pend(328183 /* RclwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rclw_m(mem: number): number {
    this.emit(this.inst_rclw_m(mem));
    return 0;
  }
  inst_rcll_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262648 /* RcllRi */, dst, src1, imm);
  }
  x64_rcll_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcll_ri(dst, src1, imm));
    return dst;
  }
  inst_rcll_mi(mem: number, imm: number): number {
    const at = this.pend(393721 /* RcllMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rcll_mi(mem: number, imm: number): number {
    this.emit(this.inst_rcll_mi(mem, imm));
    return 0;
  }
  inst_rcll_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262650 /* RcllRc */, dst, src1, src_cl);
  }
  x64_rcll_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcll_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rcll_mc(mem: number, src_cl: number): number {
    const at = this.pend(393723 /* RcllMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rcll_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rcll_mc(mem, src_cl));
    return 0;
  }
  inst_rcll_r(dst: number, src1: number): number {
    return this.pend2(197116 /* RcllR */, dst, src1);
  }
  x64_rcll_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcll_r(dst, src1));
    return dst;
  }
  inst_rcll_m(mem: number): number {
    const at = this.pend(328189 /* RcllM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rcll_m(mem: number): number {
    this.emit(this.inst_rcll_m(mem));
    return 0;
  }
  inst_rclq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262654 /* RclqRi */, dst, src1, imm);
  }
  x64_rclq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclq_ri(dst, src1, imm));
    return dst;
  }
  inst_rclq_mi(mem: number, imm: number): number {
    const at = this.pend(393727 /* RclqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rclq_mi(mem: number, imm: number): number {
    this.emit(this.inst_rclq_mi(mem, imm));
    return 0;
  }
  inst_rclq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262656 /* RclqRc */, dst, src1, src_cl);
  }
  x64_rclq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rclq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393729 /* RclqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rclq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rclq_mc(mem, src_cl));
    return 0;
  }
  inst_rclq_r(dst: number, src1: number): number {
    return this.pend2(197122 /* RclqR */, dst, src1);
  }
  x64_rclq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rclq_r(dst, src1));
    return dst;
  }
  inst_rclq_m(mem: number): number {
    const at = this.pend(328195 /* RclqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rclq_m(mem: number): number {
    this.emit(this.inst_rclq_m(mem));
    return 0;
  }
  inst_rcrb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262660 /* RcrbRi */, dst, src1, imm);
  }
  x64_rcrb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrb_ri(dst, src1, imm));
    return dst;
  }
  inst_rcrb_mi(mem: number, imm: number): number {
    const at = this.pend(393733 /* RcrbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rcrb_mi(mem: number, imm: number): number {
    this.emit(this.inst_rcrb_mi(mem, imm));
    return 0;
  }
  inst_rcrb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262662 /* RcrbRc */, dst, src1, src_cl);
  }
  x64_rcrb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rcrb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393735 /* RcrbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rcrb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rcrb_mc(mem, src_cl));
    return 0;
  }
  inst_rcrb_r(dst: number, src1: number): number {
    return this.pend2(197128 /* RcrbR */, dst, src1);
  }
  x64_rcrb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrb_r(dst, src1));
    return dst;
  }
  inst_rcrb_m(mem: number): number {
    const at = this.pend(328201 /* RcrbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rcrb_m(mem: number): number {
    this.emit(this.inst_rcrb_m(mem));
    return 0;
  }
  inst_rcrw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262666 /* RcrwRi */, dst, src1, imm);
  }
  x64_rcrw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrw_ri(dst, src1, imm));
    return dst;
  }
  inst_rcrw_mi(mem: number, imm: number): number {
    const at = this.pend(393739 /* RcrwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rcrw_mi(mem: number, imm: number): number {
    this.emit(this.inst_rcrw_mi(mem, imm));
    return 0;
  }
  inst_rcrw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262668 /* RcrwRc */, dst, src1, src_cl);
  }
  x64_rcrw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rcrw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393741 /* RcrwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rcrw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rcrw_mc(mem, src_cl));
    return 0;
  }
  inst_rcrw_r(dst: number, src1: number): number {
    return this.pend2(197134 /* RcrwR */, dst, src1);
  }
  x64_rcrw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrw_r(dst, src1));
    return dst;
  }
  inst_rcrw_m(mem: number): number {
    const at = this.pend(328207 /* RcrwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rcrw_m(mem: number): number {
    this.emit(this.inst_rcrw_m(mem));
    return 0;
  }
  inst_rcrl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262672 /* RcrlRi */, dst, src1, imm);
  }
  x64_rcrl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrl_ri(dst, src1, imm));
    return dst;
  }
  inst_rcrl_mi(mem: number, imm: number): number {
    const at = this.pend(393745 /* RcrlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rcrl_mi(mem: number, imm: number): number {
    this.emit(this.inst_rcrl_mi(mem, imm));
    return 0;
  }
  inst_rcrl_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262674 /* RcrlRc */, dst, src1, src_cl);
  }
  x64_rcrl_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrl_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rcrl_mc(mem: number, src_cl: number): number {
    const at = this.pend(393747 /* RcrlMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rcrl_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rcrl_mc(mem, src_cl));
    return 0;
  }
  inst_rcrl_r(dst: number, src1: number): number {
    return this.pend2(197140 /* RcrlR */, dst, src1);
  }
  x64_rcrl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrl_r(dst, src1));
    return dst;
  }
  inst_rcrl_m(mem: number): number {
    const at = this.pend(328213 /* RcrlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rcrl_m(mem: number): number {
    this.emit(this.inst_rcrl_m(mem));
    return 0;
  }
  inst_rcrq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262678 /* RcrqRi */, dst, src1, imm);
  }
  x64_rcrq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrq_ri(dst, src1, imm));
    return dst;
  }
  inst_rcrq_mi(mem: number, imm: number): number {
    const at = this.pend(393751 /* RcrqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_rcrq_mi(mem: number, imm: number): number {
    this.emit(this.inst_rcrq_mi(mem, imm));
    return 0;
  }
  inst_rcrq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262680 /* RcrqRc */, dst, src1, src_cl);
  }
  x64_rcrq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_rcrq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393753 /* RcrqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_rcrq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_rcrq_mc(mem, src_cl));
    return 0;
  }
  inst_rcrq_r(dst: number, src1: number): number {
    return this.pend2(197146 /* RcrqR */, dst, src1);
  }
  x64_rcrq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rcrq_r(dst, src1));
    return dst;
  }
  inst_rcrq_m(mem: number): number {
    const at = this.pend(328219 /* RcrqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_rcrq_m(mem: number): number {
    this.emit(this.inst_rcrq_m(mem));
    return 0;
  }
  inst_shlb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262684 /* ShlbRi */, dst, src1, imm);
  }
  x64_shlb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlb_ri(dst, src1, imm));
    return dst;
  }
  inst_shlb_mi(mem: number, imm: number): number {
    const at = this.pend(393757 /* ShlbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shlb_mi(mem: number, imm: number): number {
    this.emit(this.inst_shlb_mi(mem, imm));
    return 0;
  }
  inst_shlb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262686 /* ShlbRc */, dst, src1, src_cl);
  }
  x64_shlb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shlb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393759 /* ShlbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shlb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shlb_mc(mem, src_cl));
    return 0;
  }
  inst_shlb_r(dst: number, src1: number): number {
    return this.pend2(197152 /* ShlbR */, dst, src1);
  }
  x64_shlb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlb_r(dst, src1));
    return dst;
  }
  inst_shlb_m(mem: number): number {
    const at = this.pend(328225 /* ShlbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shlb_m(mem: number): number {
    this.emit(this.inst_shlb_m(mem));
    return 0;
  }
  inst_shlw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262690 /* ShlwRi */, dst, src1, imm);
  }
  x64_shlw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlw_ri(dst, src1, imm));
    return dst;
  }
  inst_shlw_mi(mem: number, imm: number): number {
    const at = this.pend(393763 /* ShlwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shlw_mi(mem: number, imm: number): number {
    this.emit(this.inst_shlw_mi(mem, imm));
    return 0;
  }
  inst_shlw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262692 /* ShlwRc */, dst, src1, src_cl);
  }
  x64_shlw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shlw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393765 /* ShlwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shlw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shlw_mc(mem, src_cl));
    return 0;
  }
  inst_shlw_r(dst: number, src1: number): number {
    return this.pend2(197158 /* ShlwR */, dst, src1);
  }
  x64_shlw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlw_r(dst, src1));
    return dst;
  }
  inst_shlw_m(mem: number): number {
    const at = this.pend(328231 /* ShlwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shlw_m(mem: number): number {
    this.emit(this.inst_shlw_m(mem));
    return 0;
  }
  inst_shll_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262696 /* ShllRi */, dst, src1, imm);
  }
  x64_shll_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shll_ri(dst, src1, imm));
    return dst;
  }
  inst_shll_mi(mem: number, imm: number): number {
    const at = this.pend(393769 /* ShllMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shll_mi(mem: number, imm: number): number {
    this.emit(this.inst_shll_mi(mem, imm));
    return 0;
  }
  inst_shll_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262698 /* ShllRc */, dst, src1, src_cl);
  }
  x64_shll_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shll_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shll_mc(mem: number, src_cl: number): number {
    const at = this.pend(393771 /* ShllMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shll_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shll_mc(mem, src_cl));
    return 0;
  }
  inst_shll_r(dst: number, src1: number): number {
    return this.pend2(197164 /* ShllR */, dst, src1);
  }
  x64_shll_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shll_r(dst, src1));
    return dst;
  }
  inst_shll_m(mem: number): number {
    const at = this.pend(328237 /* ShllM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shll_m(mem: number): number {
    this.emit(this.inst_shll_m(mem));
    return 0;
  }
  inst_shlq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262702 /* ShlqRi */, dst, src1, imm);
  }
  x64_shlq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlq_ri(dst, src1, imm));
    return dst;
  }
  inst_shlq_mi(mem: number, imm: number): number {
    const at = this.pend(393775 /* ShlqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shlq_mi(mem: number, imm: number): number {
    this.emit(this.inst_shlq_mi(mem, imm));
    return 0;
  }
  inst_shlq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262704 /* ShlqRc */, dst, src1, src_cl);
  }
  x64_shlq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shlq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393777 /* ShlqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shlq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shlq_mc(mem, src_cl));
    return 0;
  }
  inst_shlq_r(dst: number, src1: number): number {
    return this.pend2(197170 /* ShlqR */, dst, src1);
  }
  x64_shlq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlq_r(dst, src1));
    return dst;
  }
  inst_shlq_m(mem: number): number {
    const at = this.pend(328243 /* ShlqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shlq_m(mem: number): number {
    this.emit(this.inst_shlq_m(mem));
    return 0;
  }
  inst_shrb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262708 /* ShrbRi */, dst, src1, imm);
  }
  x64_shrb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrb_ri(dst, src1, imm));
    return dst;
  }
  inst_shrb_mi(mem: number, imm: number): number {
    const at = this.pend(393781 /* ShrbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shrb_mi(mem: number, imm: number): number {
    this.emit(this.inst_shrb_mi(mem, imm));
    return 0;
  }
  inst_shrb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262710 /* ShrbRc */, dst, src1, src_cl);
  }
  x64_shrb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shrb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393783 /* ShrbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shrb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shrb_mc(mem, src_cl));
    return 0;
  }
  inst_shrb_r(dst: number, src1: number): number {
    return this.pend2(197176 /* ShrbR */, dst, src1);
  }
  x64_shrb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrb_r(dst, src1));
    return dst;
  }
  inst_shrb_m(mem: number): number {
    const at = this.pend(328249 /* ShrbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shrb_m(mem: number): number {
    this.emit(this.inst_shrb_m(mem));
    return 0;
  }
  inst_shrw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262714 /* ShrwRi */, dst, src1, imm);
  }
  x64_shrw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrw_ri(dst, src1, imm));
    return dst;
  }
  inst_shrw_mi(mem: number, imm: number): number {
    const at = this.pend(393787 /* ShrwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shrw_mi(mem: number, imm: number): number {
    this.emit(this.inst_shrw_mi(mem, imm));
    return 0;
  }
  inst_shrw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262716 /* ShrwRc */, dst, src1, src_cl);
  }
  x64_shrw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shrw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393789 /* ShrwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shrw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shrw_mc(mem, src_cl));
    return 0;
  }
  inst_shrw_r(dst: number, src1: number): number {
    return this.pend2(197182 /* ShrwR */, dst, src1);
  }
  x64_shrw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrw_r(dst, src1));
    return dst;
  }
  inst_shrw_m(mem: number): number {
    const at = this.pend(328255 /* ShrwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shrw_m(mem: number): number {
    this.emit(this.inst_shrw_m(mem));
    return 0;
  }
  inst_shrl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262720 /* ShrlRi */, dst, src1, imm);
  }
  x64_shrl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrl_ri(dst, src1, imm));
    return dst;
  }
  inst_shrl_mi(mem: number, imm: number): number {
    const at = this.pend(393793 /* ShrlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shrl_mi(mem: number, imm: number): number {
    this.emit(this.inst_shrl_mi(mem, imm));
    return 0;
  }
  inst_shrl_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262722 /* ShrlRc */, dst, src1, src_cl);
  }
  x64_shrl_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrl_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shrl_mc(mem: number, src_cl: number): number {
    const at = this.pend(393795 /* ShrlMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shrl_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shrl_mc(mem, src_cl));
    return 0;
  }
  inst_shrl_r(dst: number, src1: number): number {
    return this.pend2(197188 /* ShrlR */, dst, src1);
  }
  x64_shrl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrl_r(dst, src1));
    return dst;
  }
  inst_shrl_m(mem: number): number {
    const at = this.pend(328261 /* ShrlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shrl_m(mem: number): number {
    this.emit(this.inst_shrl_m(mem));
    return 0;
  }
  inst_shrq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262726 /* ShrqRi */, dst, src1, imm);
  }
  x64_shrq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrq_ri(dst, src1, imm));
    return dst;
  }
  inst_shrq_mi(mem: number, imm: number): number {
    const at = this.pend(393799 /* ShrqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_shrq_mi(mem: number, imm: number): number {
    this.emit(this.inst_shrq_mi(mem, imm));
    return 0;
  }
  inst_shrq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262728 /* ShrqRc */, dst, src1, src_cl);
  }
  x64_shrq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_shrq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393801 /* ShrqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_shrq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_shrq_mc(mem, src_cl));
    return 0;
  }
  inst_shrq_r(dst: number, src1: number): number {
    return this.pend2(197194 /* ShrqR */, dst, src1);
  }
  x64_shrq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrq_r(dst, src1));
    return dst;
  }
  inst_shrq_m(mem: number): number {
    const at = this.pend(328267 /* ShrqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_shrq_m(mem: number): number {
    this.emit(this.inst_shrq_m(mem));
    return 0;
  }
  inst_sarb_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262732 /* SarbRi */, dst, src1, imm);
  }
  x64_sarb_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarb_ri(dst, src1, imm));
    return dst;
  }
  inst_sarb_mi(mem: number, imm: number): number {
    const at = this.pend(393805 /* SarbMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sarb_mi(mem: number, imm: number): number {
    this.emit(this.inst_sarb_mi(mem, imm));
    return 0;
  }
  inst_sarb_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262734 /* SarbRc */, dst, src1, src_cl);
  }
  x64_sarb_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarb_rc(dst, src1, src_cl));
    return dst;
  }
  inst_sarb_mc(mem: number, src_cl: number): number {
    const at = this.pend(393807 /* SarbMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_sarb_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_sarb_mc(mem, src_cl));
    return 0;
  }
  inst_sarb_r(dst: number, src1: number): number {
    return this.pend2(197200 /* SarbR */, dst, src1);
  }
  x64_sarb_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarb_r(dst, src1));
    return dst;
  }
  inst_sarb_m(mem: number): number {
    const at = this.pend(328273 /* SarbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sarb_m(mem: number): number {
    this.emit(this.inst_sarb_m(mem));
    return 0;
  }
  inst_sarw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262738 /* SarwRi */, dst, src1, imm);
  }
  x64_sarw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarw_ri(dst, src1, imm));
    return dst;
  }
  inst_sarw_mi(mem: number, imm: number): number {
    const at = this.pend(393811 /* SarwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sarw_mi(mem: number, imm: number): number {
    this.emit(this.inst_sarw_mi(mem, imm));
    return 0;
  }
  inst_sarw_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262740 /* SarwRc */, dst, src1, src_cl);
  }
  x64_sarw_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarw_rc(dst, src1, src_cl));
    return dst;
  }
  inst_sarw_mc(mem: number, src_cl: number): number {
    const at = this.pend(393813 /* SarwMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_sarw_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_sarw_mc(mem, src_cl));
    return 0;
  }
  inst_sarw_r(dst: number, src1: number): number {
    return this.pend2(197206 /* SarwR */, dst, src1);
  }
  x64_sarw_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarw_r(dst, src1));
    return dst;
  }
  inst_sarw_m(mem: number): number {
    const at = this.pend(328279 /* SarwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sarw_m(mem: number): number {
    this.emit(this.inst_sarw_m(mem));
    return 0;
  }
  inst_sarl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262744 /* SarlRi */, dst, src1, imm);
  }
  x64_sarl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarl_ri(dst, src1, imm));
    return dst;
  }
  inst_sarl_mi(mem: number, imm: number): number {
    const at = this.pend(393817 /* SarlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sarl_mi(mem: number, imm: number): number {
    this.emit(this.inst_sarl_mi(mem, imm));
    return 0;
  }
  inst_sarl_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262746 /* SarlRc */, dst, src1, src_cl);
  }
  x64_sarl_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarl_rc(dst, src1, src_cl));
    return dst;
  }
  inst_sarl_mc(mem: number, src_cl: number): number {
    const at = this.pend(393819 /* SarlMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_sarl_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_sarl_mc(mem, src_cl));
    return 0;
  }
  inst_sarl_r(dst: number, src1: number): number {
    return this.pend2(197212 /* SarlR */, dst, src1);
  }
  x64_sarl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarl_r(dst, src1));
    return dst;
  }
  inst_sarl_m(mem: number): number {
    const at = this.pend(328285 /* SarlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sarl_m(mem: number): number {
    this.emit(this.inst_sarl_m(mem));
    return 0;
  }
  inst_sarq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262750 /* SarqRi */, dst, src1, imm);
  }
  x64_sarq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarq_ri(dst, src1, imm));
    return dst;
  }
  inst_sarq_mi(mem: number, imm: number): number {
    const at = this.pend(393823 /* SarqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_sarq_mi(mem: number, imm: number): number {
    this.emit(this.inst_sarq_mi(mem, imm));
    return 0;
  }
  inst_sarq_rc(dst: number, src1: number, src_cl: number): number {
    return this.pend3(262752 /* SarqRc */, dst, src1, src_cl);
  }
  x64_sarq_rc(src1: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarq_rc(dst, src1, src_cl));
    return dst;
  }
  inst_sarq_mc(mem: number, src_cl: number): number {
    const at = this.pend(393825 /* SarqMc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src_cl;
    return at;
  }
  x64_sarq_mc(mem: number, src_cl: number): number {
    this.emit(this.inst_sarq_mc(mem, src_cl));
    return 0;
  }
  inst_sarq_r(dst: number, src1: number): number {
    return this.pend2(197218 /* SarqR */, dst, src1);
  }
  x64_sarq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarq_r(dst, src1));
    return dst;
  }
  inst_sarq_m(mem: number): number {
    const at = this.pend(328291 /* SarqM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sarq_m(mem: number): number {
    this.emit(this.inst_sarq_m(mem));
    return 0;
  }
  inst_shldw_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328292 /* ShldwRri */, dst, src1, src2, imm);
  }
  x64_shldw_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldw_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shldw_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459365 /* ShldwMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shldw_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shldw_mri(mem, src1, imm));
    return 0;
  }
  inst_shldw_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328294 /* ShldwRrc */, dst, src1, src2, src_cl);
  }
  x64_shldw_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldw_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shldw_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459367 /* ShldwMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shldw_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shldw_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_shrdw_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328296 /* ShrdwRri */, dst, src1, src2, imm);
  }
  x64_shrdw_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdw_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shrdw_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459369 /* ShrdwMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shrdw_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shrdw_mri(mem, src1, imm));
    return 0;
  }
  inst_shrdw_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328298 /* ShrdwRrc */, dst, src1, src2, src_cl);
  }
  x64_shrdw_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdw_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shrdw_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459371 /* ShrdwMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shrdw_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shrdw_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_btw_rr(src1: number, src2: number): number {
    return this.pend2(197228 /* BtwRr */, src1, src2);
  }
  x64_btw_rr(src1: number, src2: number): number {
    this.emit(this.inst_btw_rr(src1, src2));
    return 0;
  }
  inst_btw_ri(src1: number, imm: number): number {
    return this.pend2(197229 /* BtwRi */, src1, imm);
  }
  x64_btw_ri(src1: number, imm: number): number {
    this.emit(this.inst_btw_ri(src1, imm));
    return 0;
  }
  inst_btw_mi(mem: number, imm: number): number {
    const at = this.pend(393838 /* BtwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btw_mi(mem: number, imm: number): number {
    this.emit(this.inst_btw_mi(mem, imm));
    return 0;
  }
  inst_btsw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262767 /* BtswRr */, dst, src1, src2);
  }
  x64_btsw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsw_rr(dst, src1, src2));
    return dst;
  }
  inst_btsw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262768 /* BtswRi */, dst, src1, imm);
  }
  x64_btsw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsw_ri(dst, src1, imm));
    return dst;
  }
  inst_btsw_mi(mem: number, imm: number): number {
    const at = this.pend(393841 /* BtswMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btsw_mi(mem: number, imm: number): number {
    this.emit(this.inst_btsw_mi(mem, imm));
    return 0;
  }
  inst_btrw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262770 /* BtrwRr */, dst, src1, src2);
  }
  x64_btrw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrw_rr(dst, src1, src2));
    return dst;
  }
  inst_btrw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262771 /* BtrwRi */, dst, src1, imm);
  }
  x64_btrw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrw_ri(dst, src1, imm));
    return dst;
  }
  inst_btrw_mi(mem: number, imm: number): number {
    const at = this.pend(393844 /* BtrwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btrw_mi(mem: number, imm: number): number {
    this.emit(this.inst_btrw_mi(mem, imm));
    return 0;
  }
  inst_btcw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262773 /* BtcwRr */, dst, src1, src2);
  }
  x64_btcw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcw_rr(dst, src1, src2));
    return dst;
  }
  inst_btcw_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262774 /* BtcwRi */, dst, src1, imm);
  }
  x64_btcw_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcw_ri(dst, src1, imm));
    return dst;
  }
  inst_btcw_mi(mem: number, imm: number): number {
    const at = this.pend(393847 /* BtcwMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btcw_mi(mem: number, imm: number): number {
    this.emit(this.inst_btcw_mi(mem, imm));
    return 0;
  }
  inst_bsfw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262776 /* BsfwRr */, dst, src1, src2);
  }
  x64_bsfw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfw_rr(dst, src1, src2));
    return dst;
  }
  inst_bsfw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459385 /* BsfwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsfw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfw_rm(dst, src1, mem));
    return dst;
  }
  inst_bsrw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262778 /* BsrwRr */, dst, src1, src2);
  }
  x64_bsrw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrw_rr(dst, src1, src2));
    return dst;
  }
  inst_bsrw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459387 /* BsrwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsrw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrw_rm(dst, src1, mem));
    return dst;
  }
  inst_popcntw_rr(dst: number, src1: number): number {
    return this.pend2(197244 /* PopcntwRr */, dst, src1);
  }
  x64_popcntw_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntw_rr(dst, src1));
    return dst;
  }
  inst_popcntw_rm(dst: number, mem: number): number {
    const at = this.pend(393853 /* PopcntwRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_popcntw_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntw_rm(dst, mem));
    return dst;
  }
  inst_lzcntw_rr(dst: number, src1: number): number {
    return this.pend2(197246 /* LzcntwRr */, dst, src1);
  }
  x64_lzcntw_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntw_rr(dst, src1));
    return dst;
  }
  inst_lzcntw_rm(dst: number, mem: number): number {
    const at = this.pend(393855 /* LzcntwRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_lzcntw_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntw_rm(dst, mem));
    return dst;
  }
  inst_tzcntw_rr(dst: number, src1: number): number {
    return this.pend2(197248 /* TzcntwRr */, dst, src1);
  }
  x64_tzcntw_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntw_rr(dst, src1));
    return dst;
  }
  inst_tzcntw_rm(dst: number, mem: number): number {
    const at = this.pend(393857 /* TzcntwRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_tzcntw_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntw_rm(dst, mem));
    return dst;
  }
  inst_shldl_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328322 /* ShldlRri */, dst, src1, src2, imm);
  }
  x64_shldl_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldl_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shldl_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459395 /* ShldlMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shldl_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shldl_mri(mem, src1, imm));
    return 0;
  }
  inst_shldl_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328324 /* ShldlRrc */, dst, src1, src2, src_cl);
  }
  x64_shldl_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldl_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shldl_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459397 /* ShldlMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shldl_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shldl_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_shrdl_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328326 /* ShrdlRri */, dst, src1, src2, imm);
  }
  x64_shrdl_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdl_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shrdl_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459399 /* ShrdlMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shrdl_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shrdl_mri(mem, src1, imm));
    return 0;
  }
  inst_shrdl_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328328 /* ShrdlRrc */, dst, src1, src2, src_cl);
  }
  x64_shrdl_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdl_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shrdl_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459401 /* ShrdlMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shrdl_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shrdl_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_btl_rr(src1: number, src2: number): number {
    return this.pend2(197258 /* BtlRr */, src1, src2);
  }
  x64_btl_rr(src1: number, src2: number): number {
    this.emit(this.inst_btl_rr(src1, src2));
    return 0;
  }
  inst_btl_ri(src1: number, imm: number): number {
    return this.pend2(197259 /* BtlRi */, src1, imm);
  }
  x64_btl_ri(src1: number, imm: number): number {
    this.emit(this.inst_btl_ri(src1, imm));
    return 0;
  }
  inst_btl_mi(mem: number, imm: number): number {
    const at = this.pend(393868 /* BtlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btl_mi(mem: number, imm: number): number {
    this.emit(this.inst_btl_mi(mem, imm));
    return 0;
  }
  inst_btsl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262797 /* BtslRr */, dst, src1, src2);
  }
  x64_btsl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsl_rr(dst, src1, src2));
    return dst;
  }
  inst_btsl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262798 /* BtslRi */, dst, src1, imm);
  }
  x64_btsl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsl_ri(dst, src1, imm));
    return dst;
  }
  inst_btsl_mi(mem: number, imm: number): number {
    const at = this.pend(393871 /* BtslMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btsl_mi(mem: number, imm: number): number {
    this.emit(this.inst_btsl_mi(mem, imm));
    return 0;
  }
  inst_btrl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262800 /* BtrlRr */, dst, src1, src2);
  }
  x64_btrl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrl_rr(dst, src1, src2));
    return dst;
  }
  inst_btrl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262801 /* BtrlRi */, dst, src1, imm);
  }
  x64_btrl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrl_ri(dst, src1, imm));
    return dst;
  }
  inst_btrl_mi(mem: number, imm: number): number {
    const at = this.pend(393874 /* BtrlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btrl_mi(mem: number, imm: number): number {
    this.emit(this.inst_btrl_mi(mem, imm));
    return 0;
  }
  inst_btcl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262803 /* BtclRr */, dst, src1, src2);
  }
  x64_btcl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcl_rr(dst, src1, src2));
    return dst;
  }
  inst_btcl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262804 /* BtclRi */, dst, src1, imm);
  }
  x64_btcl_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcl_ri(dst, src1, imm));
    return dst;
  }
  inst_btcl_mi(mem: number, imm: number): number {
    const at = this.pend(393877 /* BtclMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btcl_mi(mem: number, imm: number): number {
    this.emit(this.inst_btcl_mi(mem, imm));
    return 0;
  }
  inst_bsfl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262806 /* BsflRr */, dst, src1, src2);
  }
  x64_bsfl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfl_rr(dst, src1, src2));
    return dst;
  }
  inst_bsfl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459415 /* BsflRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsfl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfl_rm(dst, src1, mem));
    return dst;
  }
  inst_bsrl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262808 /* BsrlRr */, dst, src1, src2);
  }
  x64_bsrl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrl_rr(dst, src1, src2));
    return dst;
  }
  inst_bsrl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459417 /* BsrlRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsrl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrl_rm(dst, src1, mem));
    return dst;
  }
  inst_popcntl_rr(dst: number, src1: number): number {
    return this.pend2(197274 /* PopcntlRr */, dst, src1);
  }
  x64_popcntl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntl_rr(dst, src1));
    return dst;
  }
  inst_popcntl_rm(dst: number, mem: number): number {
    const at = this.pend(393883 /* PopcntlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_popcntl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntl_rm(dst, mem));
    return dst;
  }
  inst_lzcntl_rr(dst: number, src1: number): number {
    return this.pend2(197276 /* LzcntlRr */, dst, src1);
  }
  x64_lzcntl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntl_rr(dst, src1));
    return dst;
  }
  inst_lzcntl_rm(dst: number, mem: number): number {
    const at = this.pend(393885 /* LzcntlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_lzcntl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntl_rm(dst, mem));
    return dst;
  }
  inst_tzcntl_rr(dst: number, src1: number): number {
    return this.pend2(197278 /* TzcntlRr */, dst, src1);
  }
  x64_tzcntl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntl_rr(dst, src1));
    return dst;
  }
  inst_tzcntl_rm(dst: number, mem: number): number {
    const at = this.pend(393887 /* TzcntlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_tzcntl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntl_rm(dst, mem));
    return dst;
  }
  inst_andnl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262816 /* AndnlRrr */, dst, src1, src2);
  }
  x64_andnl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnl_rrr(dst, src1, src2));
    return dst;
  }
  inst_andnl_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459425 /* AndnlRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andnl_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnl_rrm(dst, src1, mem));
    return dst;
  }
  inst_bextrl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262818 /* BextrlRrr */, dst, src1, src2);
  }
  x64_bextrl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bextrl_rrr(dst, src1, src2));
    return dst;
  }
  inst_bextrl_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459427 /* BextrlRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_bextrl_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bextrl_rmr(dst, mem, src1));
    return dst;
  }
  inst_blsrl_rr(dst: number, src1: number): number {
    return this.pend2(197284 /* BlsrlRr */, dst, src1);
  }
  x64_blsrl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsrl_rr(dst, src1));
    return dst;
  }
  inst_blsrl_rm(dst: number, mem: number): number {
    const at = this.pend(393893 /* BlsrlRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsrl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsrl_rm(dst, mem));
    return dst;
  }
  inst_blsmskl_rr(dst: number, src1: number): number {
    return this.pend2(197286 /* BlsmsklRr */, dst, src1);
  }
  x64_blsmskl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsmskl_rr(dst, src1));
    return dst;
  }
  inst_blsmskl_rm(dst: number, mem: number): number {
    const at = this.pend(393895 /* BlsmsklRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsmskl_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsmskl_rm(dst, mem));
    return dst;
  }
  inst_blsil_rr(dst: number, src1: number): number {
    return this.pend2(197288 /* BlsilRr */, dst, src1);
  }
  x64_blsil_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsil_rr(dst, src1));
    return dst;
  }
  inst_blsil_rm(dst: number, mem: number): number {
    const at = this.pend(393897 /* BlsilRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsil_rm(dst, mem));
    return dst;
  }
  inst_bzhil_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262826 /* BzhilRrr */, dst, src1, src2);
  }
  x64_bzhil_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bzhil_rrr(dst, src1, src2));
    return dst;
  }
  inst_bzhil_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459435 /* BzhilRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_bzhil_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bzhil_rmr(dst, mem, src1));
    return dst;
  }
  inst_pdepl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262828 /* PdeplRrr */, dst, src1, src2);
  }
  x64_pdepl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pdepl_rrr(dst, src1, src2));
    return dst;
  }
  inst_pdepl_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459437 /* PdeplRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pdepl_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pdepl_rrm(dst, src1, mem));
    return dst;
  }
  inst_pextl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262830 /* PextlRrr */, dst, src1, src2);
  }
  x64_pextl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextl_rrr(dst, src1, src2));
    return dst;
  }
  inst_pextl_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459439 /* PextlRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pextl_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextl_rrm(dst, src1, mem));
    return dst;
  }
  inst_mulxl_rrr(dst: number, dst2: number, src1: number, src_edx: number): number {
    return this.pend4(328368 /* MulxlRrr */, dst, dst2, src1, src_edx);
  }
  x64_mulxl_rrr(src1: number, src_edx: number): number {
    const dst = this.temp(0);
    const dst2 = this.temp(0);
    this.emit(this.inst_mulxl_rrr(dst, dst2, src1, src_edx));
    return this.valueRegs(dst, dst2);
  }
  inst_mulxl_rrm(dst: number, dst2: number, mem: number, src_edx: number): number {
    const at = this.pend(524977 /* MulxlRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = dst2;
    this.putAmode(at + 3, mem);
    w[at + 7] = src_edx;
    return at;
  }
  x64_mulxl_rrm(mem: number, src_edx: number): number {
    const dst = this.temp(0);
    const dst2 = this.temp(0);
    this.emit(this.inst_mulxl_rrm(dst, dst2, mem, src_edx));
    return this.valueRegs(dst, dst2);
  }
  inst_rorxl_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262834 /* RorxlRri */, dst, src1, imm);
  }
  x64_rorxl_rri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorxl_rri(dst, src1, imm));
    return dst;
  }
  inst_rorxl_rmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459443 /* RorxlRmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_rorxl_rmi(mem: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorxl_rmi(dst, mem, imm));
    return dst;
  }
  inst_shlxl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262836 /* ShlxlRrr */, dst, src1, src2);
  }
  x64_shlxl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlxl_rrr(dst, src1, src2));
    return dst;
  }
  inst_shlxl_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459445 /* ShlxlRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_shlxl_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlxl_rmr(dst, mem, src1));
    return dst;
  }
  inst_shrxl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262838 /* ShrxlRrr */, dst, src1, src2);
  }
  x64_shrxl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrxl_rrr(dst, src1, src2));
    return dst;
  }
  inst_shrxl_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459447 /* ShrxlRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_shrxl_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrxl_rmr(dst, mem, src1));
    return dst;
  }
  inst_sarxl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262840 /* SarxlRrr */, dst, src1, src2);
  }
  x64_sarxl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarxl_rrr(dst, src1, src2));
    return dst;
  }
  inst_sarxl_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459449 /* SarxlRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_sarxl_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarxl_rmr(dst, mem, src1));
    return dst;
  }
  inst_shldq_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328378 /* ShldqRri */, dst, src1, src2, imm);
  }
  x64_shldq_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldq_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shldq_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459451 /* ShldqMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shldq_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shldq_mri(mem, src1, imm));
    return 0;
  }
  inst_shldq_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328380 /* ShldqRrc */, dst, src1, src2, src_cl);
  }
  x64_shldq_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldq_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shldq_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459453 /* ShldqMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shldq_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shldq_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_shrdq_rri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328382 /* ShrdqRri */, dst, src1, src2, imm);
  }
  x64_shrdq_rri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdq_rri(dst, src1, src2, imm));
    return dst;
  }
  inst_shrdq_mri(mem: number, src1: number, imm: number): number {
    const at = this.pend(459455 /* ShrdqMri */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_shrdq_mri(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_shrdq_mri(mem, src1, imm));
    return 0;
  }
  inst_shrdq_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328384 /* ShrdqRrc */, dst, src1, src2, src_cl);
  }
  x64_shrdq_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdq_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shrdq_mrc(mem: number, src1: number, src_cl: number): number {
    const at = this.pend(459457 /* ShrdqMrc */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = src_cl;
    return at;
  }
  x64_shrdq_mrc(mem: number, src1: number, src_cl: number): number {
    this.emit(this.inst_shrdq_mrc(mem, src1, src_cl));
    return 0;
  }
  inst_btq_rr(src1: number, src2: number): number {
    return this.pend2(197314 /* BtqRr */, src1, src2);
  }
  x64_btq_rr(src1: number, src2: number): number {
    this.emit(this.inst_btq_rr(src1, src2));
    return 0;
  }
  inst_btq_ri(src1: number, imm: number): number {
    return this.pend2(197315 /* BtqRi */, src1, imm);
  }
  x64_btq_ri(src1: number, imm: number): number {
    this.emit(this.inst_btq_ri(src1, imm));
    return 0;
  }
  inst_btq_mi(mem: number, imm: number): number {
    const at = this.pend(393924 /* BtqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btq_mi(mem: number, imm: number): number {
    this.emit(this.inst_btq_mi(mem, imm));
    return 0;
  }
  inst_btsq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262853 /* BtsqRr */, dst, src1, src2);
  }
  x64_btsq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsq_rr(dst, src1, src2));
    return dst;
  }
  inst_btsq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262854 /* BtsqRi */, dst, src1, imm);
  }
  x64_btsq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btsq_ri(dst, src1, imm));
    return dst;
  }
  inst_btsq_mi(mem: number, imm: number): number {
    const at = this.pend(393927 /* BtsqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btsq_mi(mem: number, imm: number): number {
    this.emit(this.inst_btsq_mi(mem, imm));
    return 0;
  }
  inst_btrq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262856 /* BtrqRr */, dst, src1, src2);
  }
  x64_btrq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrq_rr(dst, src1, src2));
    return dst;
  }
  inst_btrq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262857 /* BtrqRi */, dst, src1, imm);
  }
  x64_btrq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btrq_ri(dst, src1, imm));
    return dst;
  }
  inst_btrq_mi(mem: number, imm: number): number {
    const at = this.pend(393930 /* BtrqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btrq_mi(mem: number, imm: number): number {
    this.emit(this.inst_btrq_mi(mem, imm));
    return 0;
  }
  inst_btcq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262859 /* BtcqRr */, dst, src1, src2);
  }
  x64_btcq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcq_rr(dst, src1, src2));
    return dst;
  }
  inst_btcq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262860 /* BtcqRi */, dst, src1, imm);
  }
  x64_btcq_ri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_btcq_ri(dst, src1, imm));
    return dst;
  }
  inst_btcq_mi(mem: number, imm: number): number {
    const at = this.pend(393933 /* BtcqMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  x64_btcq_mi(mem: number, imm: number): number {
    this.emit(this.inst_btcq_mi(mem, imm));
    return 0;
  }
  inst_bsfq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262862 /* BsfqRr */, dst, src1, src2);
  }
  x64_bsfq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfq_rr(dst, src1, src2));
    return dst;
  }
  inst_bsfq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459471 /* BsfqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsfq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsfq_rm(dst, src1, mem));
    return dst;
  }
  inst_bsrq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262864 /* BsrqRr */, dst, src1, src2);
  }
  x64_bsrq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrq_rr(dst, src1, src2));
    return dst;
  }
  inst_bsrq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459473 /* BsrqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_bsrq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bsrq_rm(dst, src1, mem));
    return dst;
  }
  inst_popcntq_rr(dst: number, src1: number): number {
    return this.pend2(197330 /* PopcntqRr */, dst, src1);
  }
  x64_popcntq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntq_rr(dst, src1));
    return dst;
  }
  inst_popcntq_rm(dst: number, mem: number): number {
    const at = this.pend(393939 /* PopcntqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_popcntq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_popcntq_rm(dst, mem));
    return dst;
  }
  inst_lzcntq_rr(dst: number, src1: number): number {
    return this.pend2(197332 /* LzcntqRr */, dst, src1);
  }
  x64_lzcntq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntq_rr(dst, src1));
    return dst;
  }
  inst_lzcntq_rm(dst: number, mem: number): number {
    const at = this.pend(393941 /* LzcntqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_lzcntq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lzcntq_rm(dst, mem));
    return dst;
  }
  inst_tzcntq_rr(dst: number, src1: number): number {
    return this.pend2(197334 /* TzcntqRr */, dst, src1);
  }
  x64_tzcntq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntq_rr(dst, src1));
    return dst;
  }
  inst_tzcntq_rm(dst: number, mem: number): number {
    const at = this.pend(393943 /* TzcntqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_tzcntq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_tzcntq_rm(dst, mem));
    return dst;
  }
  inst_andnq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262872 /* AndnqRrr */, dst, src1, src2);
  }
  x64_andnq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnq_rrr(dst, src1, src2));
    return dst;
  }
  inst_andnq_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459481 /* AndnqRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andnq_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnq_rrm(dst, src1, mem));
    return dst;
  }
  inst_bextrq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262874 /* BextrqRrr */, dst, src1, src2);
  }
  x64_bextrq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bextrq_rrr(dst, src1, src2));
    return dst;
  }
  inst_bextrq_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459483 /* BextrqRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_bextrq_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bextrq_rmr(dst, mem, src1));
    return dst;
  }
  inst_blsrq_rr(dst: number, src1: number): number {
    return this.pend2(197340 /* BlsrqRr */, dst, src1);
  }
  x64_blsrq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsrq_rr(dst, src1));
    return dst;
  }
  inst_blsrq_rm(dst: number, mem: number): number {
    const at = this.pend(393949 /* BlsrqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsrq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsrq_rm(dst, mem));
    return dst;
  }
  inst_blsmskq_rr(dst: number, src1: number): number {
    return this.pend2(197342 /* BlsmskqRr */, dst, src1);
  }
  x64_blsmskq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsmskq_rr(dst, src1));
    return dst;
  }
  inst_blsmskq_rm(dst: number, mem: number): number {
    const at = this.pend(393951 /* BlsmskqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsmskq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsmskq_rm(dst, mem));
    return dst;
  }
  inst_blsiq_rr(dst: number, src1: number): number {
    return this.pend2(197344 /* BlsiqRr */, dst, src1);
  }
  x64_blsiq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsiq_rr(dst, src1));
    return dst;
  }
  inst_blsiq_rm(dst: number, mem: number): number {
    const at = this.pend(393953 /* BlsiqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_blsiq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_blsiq_rm(dst, mem));
    return dst;
  }
  inst_bzhiq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262882 /* BzhiqRrr */, dst, src1, src2);
  }
  x64_bzhiq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bzhiq_rrr(dst, src1, src2));
    return dst;
  }
  inst_bzhiq_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459491 /* BzhiqRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_bzhiq_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bzhiq_rmr(dst, mem, src1));
    return dst;
  }
  inst_pdepq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262884 /* PdepqRrr */, dst, src1, src2);
  }
  x64_pdepq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pdepq_rrr(dst, src1, src2));
    return dst;
  }
  inst_pdepq_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459493 /* PdepqRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pdepq_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pdepq_rrm(dst, src1, mem));
    return dst;
  }
  inst_pextq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262886 /* PextqRrr */, dst, src1, src2);
  }
  x64_pextq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextq_rrr(dst, src1, src2));
    return dst;
  }
  inst_pextq_rrm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459495 /* PextqRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pextq_rrm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextq_rrm(dst, src1, mem));
    return dst;
  }
  inst_mulxq_rrr(dst: number, dst2: number, src1: number, src_rdx: number): number {
    return this.pend4(328424 /* MulxqRrr */, dst, dst2, src1, src_rdx);
  }
  x64_mulxq_rrr(src1: number, src_rdx: number): number {
    const dst = this.temp(0);
    const dst2 = this.temp(0);
    this.emit(this.inst_mulxq_rrr(dst, dst2, src1, src_rdx));
    return this.valueRegs(dst, dst2);
  }
  inst_mulxq_rrm(dst: number, dst2: number, mem: number, src_rdx: number): number {
    const at = this.pend(525033 /* MulxqRrm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = dst2;
    this.putAmode(at + 3, mem);
    w[at + 7] = src_rdx;
    return at;
  }
  x64_mulxq_rrm(mem: number, src_rdx: number): number {
    const dst = this.temp(0);
    const dst2 = this.temp(0);
    this.emit(this.inst_mulxq_rrm(dst, dst2, mem, src_rdx));
    return this.valueRegs(dst, dst2);
  }
  inst_rorxq_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262890 /* RorxqRri */, dst, src1, imm);
  }
  x64_rorxq_rri(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorxq_rri(dst, src1, imm));
    return dst;
  }
  inst_rorxq_rmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459499 /* RorxqRmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_rorxq_rmi(mem: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_rorxq_rmi(dst, mem, imm));
    return dst;
  }
  inst_shlxq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262892 /* ShlxqRrr */, dst, src1, src2);
  }
  x64_shlxq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlxq_rrr(dst, src1, src2));
    return dst;
  }
  inst_shlxq_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459501 /* ShlxqRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_shlxq_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shlxq_rmr(dst, mem, src1));
    return dst;
  }
  inst_shrxq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262894 /* ShrxqRrr */, dst, src1, src2);
  }
  x64_shrxq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrxq_rrr(dst, src1, src2));
    return dst;
  }
  inst_shrxq_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459503 /* ShrxqRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_shrxq_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrxq_rmr(dst, mem, src1));
    return dst;
  }
  inst_sarxq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262896 /* SarxqRrr */, dst, src1, src2);
  }
  x64_sarxq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarxq_rrr(dst, src1, src2));
    return dst;
  }
  inst_sarxq_rmr(dst: number, mem: number, src1: number): number {
    const at = this.pend(459505 /* SarxqRmr */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = src1;
    return at;
  }
  x64_sarxq_rmr(mem: number, src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sarxq_rmr(dst, mem, src1));
    return dst;
  }
  inst_cmovow_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262898 /* CmovowRr */, dst, src1, src2);
  }
  x64_cmovow_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovow_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovow_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459507 /* CmovowRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovow_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovow_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovol_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262900 /* CmovolRr */, dst, src1, src2);
  }
  x64_cmovol_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovol_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovol_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459509 /* CmovolRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovol_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovol_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovoq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262902 /* CmovoqRr */, dst, src1, src2);
  }
  x64_cmovoq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovoq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovoq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459511 /* CmovoqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovoq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovoq_rm(dst, src1, mem));
    return dst;
  }
  inst_seto_r(dst: number): number {
    return this.pend1(131832 /* SetoR */, dst);
  }
  x64_seto_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_seto_r(dst));
    return dst;
  }
  inst_seto_m(mem: number): number {
    const at = this.pend(328441 /* SetoM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_seto_m(mem: number): number {
    this.emit(this.inst_seto_m(mem));
    return 0;
  }
  inst_cmovnow_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262906 /* CmovnowRr */, dst, src1, src2);
  }
  x64_cmovnow_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnow_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnow_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459515 /* CmovnowRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnow_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnow_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnol_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262908 /* CmovnolRr */, dst, src1, src2);
  }
  x64_cmovnol_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnol_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnol_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459517 /* CmovnolRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnol_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnol_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnoq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262910 /* CmovnoqRr */, dst, src1, src2);
  }
  x64_cmovnoq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnoq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnoq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459519 /* CmovnoqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnoq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnoq_rm(dst, src1, mem));
    return dst;
  }
  inst_setno_r(dst: number): number {
    return this.pend1(131840 /* SetnoR */, dst);
  }
  x64_setno_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setno_r(dst));
    return dst;
  }
  inst_setno_m(mem: number): number {
    const at = this.pend(328449 /* SetnoM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setno_m(mem: number): number {
    this.emit(this.inst_setno_m(mem));
    return 0;
  }
  inst_cmovbw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262914 /* CmovbwRr */, dst, src1, src2);
  }
  x64_cmovbw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459523 /* CmovbwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovbl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262916 /* CmovblRr */, dst, src1, src2);
  }
  x64_cmovbl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459525 /* CmovblRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovbq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262918 /* CmovbqRr */, dst, src1, src2);
  }
  x64_cmovbq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459527 /* CmovbqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbq_rm(dst, src1, mem));
    return dst;
  }
  inst_setb_r(dst: number): number {
    return this.pend1(131848 /* SetbR */, dst);
  }
  x64_setb_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setb_r(dst));
    return dst;
  }
  inst_setb_m(mem: number): number {
    const at = this.pend(328457 /* SetbM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setb_m(mem: number): number {
    this.emit(this.inst_setb_m(mem));
    return 0;
  }
  inst_cmovaew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262922 /* CmovaewRr */, dst, src1, src2);
  }
  x64_cmovaew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovaew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459531 /* CmovaewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovaew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovael_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262924 /* CmovaelRr */, dst, src1, src2);
  }
  x64_cmovael_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovael_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovael_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459533 /* CmovaelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovael_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovael_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovaeq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262926 /* CmovaeqRr */, dst, src1, src2);
  }
  x64_cmovaeq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaeq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovaeq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459535 /* CmovaeqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovaeq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaeq_rm(dst, src1, mem));
    return dst;
  }
  inst_setae_r(dst: number): number {
    return this.pend1(131856 /* SetaeR */, dst);
  }
  x64_setae_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setae_r(dst));
    return dst;
  }
  inst_setae_m(mem: number): number {
    const at = this.pend(328465 /* SetaeM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setae_m(mem: number): number {
    this.emit(this.inst_setae_m(mem));
    return 0;
  }
  inst_cmovew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262930 /* CmovewRr */, dst, src1, src2);
  }
  x64_cmovew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459539 /* CmovewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovel_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262932 /* CmovelRr */, dst, src1, src2);
  }
  x64_cmovel_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovel_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovel_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459541 /* CmovelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovel_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovel_rm(dst, src1, mem));
    return dst;
  }
  inst_cmoveq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262934 /* CmoveqRr */, dst, src1, src2);
  }
  x64_cmoveq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmoveq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmoveq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459543 /* CmoveqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmoveq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmoveq_rm(dst, src1, mem));
    return dst;
  }
  inst_sete_r(dst: number): number {
    return this.pend1(131864 /* SeteR */, dst);
  }
  x64_sete_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_sete_r(dst));
    return dst;
  }
  inst_sete_m(mem: number): number {
    const at = this.pend(328473 /* SeteM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sete_m(mem: number): number {
    this.emit(this.inst_sete_m(mem));
    return 0;
  }
  inst_cmovnew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262938 /* CmovnewRr */, dst, src1, src2);
  }
  x64_cmovnew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459547 /* CmovnewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnel_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262940 /* CmovnelRr */, dst, src1, src2);
  }
  x64_cmovnel_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnel_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnel_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459549 /* CmovnelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnel_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnel_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovneq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262942 /* CmovneqRr */, dst, src1, src2);
  }
  x64_cmovneq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovneq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovneq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459551 /* CmovneqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovneq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovneq_rm(dst, src1, mem));
    return dst;
  }
  inst_setne_r(dst: number): number {
    return this.pend1(131872 /* SetneR */, dst);
  }
  x64_setne_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setne_r(dst));
    return dst;
  }
  inst_setne_m(mem: number): number {
    const at = this.pend(328481 /* SetneM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setne_m(mem: number): number {
    this.emit(this.inst_setne_m(mem));
    return 0;
  }
  inst_cmovbew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262946 /* CmovbewRr */, dst, src1, src2);
  }
  x64_cmovbew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459555 /* CmovbewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovbel_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262948 /* CmovbelRr */, dst, src1, src2);
  }
  x64_cmovbel_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbel_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbel_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459557 /* CmovbelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbel_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbel_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovbeq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262950 /* CmovbeqRr */, dst, src1, src2);
  }
  x64_cmovbeq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbeq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovbeq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459559 /* CmovbeqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovbeq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovbeq_rm(dst, src1, mem));
    return dst;
  }
  inst_setbe_r(dst: number): number {
    return this.pend1(131880 /* SetbeR */, dst);
  }
  x64_setbe_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setbe_r(dst));
    return dst;
  }
  inst_setbe_m(mem: number): number {
    const at = this.pend(328489 /* SetbeM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setbe_m(mem: number): number {
    this.emit(this.inst_setbe_m(mem));
    return 0;
  }
  inst_cmovaw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262954 /* CmovawRr */, dst, src1, src2);
  }
  x64_cmovaw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovaw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459563 /* CmovawRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovaw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmoval_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262956 /* CmovalRr */, dst, src1, src2);
  }
  x64_cmoval_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmoval_rr(dst, src1, src2));
    return dst;
  }
  inst_cmoval_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459565 /* CmovalRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmoval_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmoval_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovaq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262958 /* CmovaqRr */, dst, src1, src2);
  }
  x64_cmovaq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovaq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459567 /* CmovaqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovaq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovaq_rm(dst, src1, mem));
    return dst;
  }
  inst_seta_r(dst: number): number {
    return this.pend1(131888 /* SetaR */, dst);
  }
  x64_seta_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_seta_r(dst));
    return dst;
  }
  inst_seta_m(mem: number): number {
    const at = this.pend(328497 /* SetaM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_seta_m(mem: number): number {
    this.emit(this.inst_seta_m(mem));
    return 0;
  }
  inst_cmovsw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262962 /* CmovswRr */, dst, src1, src2);
  }
  x64_cmovsw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovsw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459571 /* CmovswRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovsw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovsl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262964 /* CmovslRr */, dst, src1, src2);
  }
  x64_cmovsl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovsl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459573 /* CmovslRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovsl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovsq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262966 /* CmovsqRr */, dst, src1, src2);
  }
  x64_cmovsq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovsq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459575 /* CmovsqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovsq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovsq_rm(dst, src1, mem));
    return dst;
  }
  inst_sets_r(dst: number): number {
    return this.pend1(131896 /* SetsR */, dst);
  }
  x64_sets_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_sets_r(dst));
    return dst;
  }
  inst_sets_m(mem: number): number {
    const at = this.pend(328505 /* SetsM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_sets_m(mem: number): number {
    this.emit(this.inst_sets_m(mem));
    return 0;
  }
  inst_cmovnsw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262970 /* CmovnswRr */, dst, src1, src2);
  }
  x64_cmovnsw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnsw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459579 /* CmovnswRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnsw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnsl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262972 /* CmovnslRr */, dst, src1, src2);
  }
  x64_cmovnsl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnsl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459581 /* CmovnslRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnsl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnsq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262974 /* CmovnsqRr */, dst, src1, src2);
  }
  x64_cmovnsq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnsq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459583 /* CmovnsqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnsq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnsq_rm(dst, src1, mem));
    return dst;
  }
  inst_setns_r(dst: number): number {
    return this.pend1(131904 /* SetnsR */, dst);
  }
  x64_setns_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setns_r(dst));
    return dst;
  }
  inst_setns_m(mem: number): number {
    const at = this.pend(328513 /* SetnsM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setns_m(mem: number): number {
    this.emit(this.inst_setns_m(mem));
    return 0;
  }
  inst_cmovpw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262978 /* CmovpwRr */, dst, src1, src2);
  }
  x64_cmovpw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovpw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459587 /* CmovpwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovpw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovpl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262980 /* CmovplRr */, dst, src1, src2);
  }
  x64_cmovpl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovpl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459589 /* CmovplRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovpl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovpq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262982 /* CmovpqRr */, dst, src1, src2);
  }
  x64_cmovpq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovpq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459591 /* CmovpqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovpq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovpq_rm(dst, src1, mem));
    return dst;
  }
  inst_setp_r(dst: number): number {
    return this.pend1(131912 /* SetpR */, dst);
  }
  x64_setp_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setp_r(dst));
    return dst;
  }
  inst_setp_m(mem: number): number {
    const at = this.pend(328521 /* SetpM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setp_m(mem: number): number {
    this.emit(this.inst_setp_m(mem));
    return 0;
  }
  inst_cmovnpw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262986 /* CmovnpwRr */, dst, src1, src2);
  }
  x64_cmovnpw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnpw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459595 /* CmovnpwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnpw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnpl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262988 /* CmovnplRr */, dst, src1, src2);
  }
  x64_cmovnpl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnpl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459597 /* CmovnplRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnpl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovnpq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262990 /* CmovnpqRr */, dst, src1, src2);
  }
  x64_cmovnpq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovnpq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459599 /* CmovnpqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovnpq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovnpq_rm(dst, src1, mem));
    return dst;
  }
  inst_setnp_r(dst: number): number {
    return this.pend1(131920 /* SetnpR */, dst);
  }
  x64_setnp_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setnp_r(dst));
    return dst;
  }
  inst_setnp_m(mem: number): number {
    const at = this.pend(328529 /* SetnpM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setnp_m(mem: number): number {
    this.emit(this.inst_setnp_m(mem));
    return 0;
  }
  inst_cmovlw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262994 /* CmovlwRr */, dst, src1, src2);
  }
  x64_cmovlw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovlw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459603 /* CmovlwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovlw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovll_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262996 /* CmovllRr */, dst, src1, src2);
  }
  x64_cmovll_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovll_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovll_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459605 /* CmovllRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovll_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovll_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovlq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262998 /* CmovlqRr */, dst, src1, src2);
  }
  x64_cmovlq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovlq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459607 /* CmovlqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovlq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlq_rm(dst, src1, mem));
    return dst;
  }
  inst_setl_r(dst: number): number {
    return this.pend1(131928 /* SetlR */, dst);
  }
  x64_setl_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setl_r(dst));
    return dst;
  }
  inst_setl_m(mem: number): number {
    const at = this.pend(328537 /* SetlM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setl_m(mem: number): number {
    this.emit(this.inst_setl_m(mem));
    return 0;
  }
  inst_cmovgew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263002 /* CmovgewRr */, dst, src1, src2);
  }
  x64_cmovgew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459611 /* CmovgewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovgel_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263004 /* CmovgelRr */, dst, src1, src2);
  }
  x64_cmovgel_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgel_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgel_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459613 /* CmovgelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgel_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgel_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovgeq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263006 /* CmovgeqRr */, dst, src1, src2);
  }
  x64_cmovgeq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgeq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgeq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459615 /* CmovgeqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgeq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgeq_rm(dst, src1, mem));
    return dst;
  }
  inst_setge_r(dst: number): number {
    return this.pend1(131936 /* SetgeR */, dst);
  }
  x64_setge_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setge_r(dst));
    return dst;
  }
  inst_setge_m(mem: number): number {
    const at = this.pend(328545 /* SetgeM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setge_m(mem: number): number {
    this.emit(this.inst_setge_m(mem));
    return 0;
  }
  inst_cmovlew_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263010 /* CmovlewRr */, dst, src1, src2);
  }
  x64_cmovlew_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlew_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovlew_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459619 /* CmovlewRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovlew_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlew_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovlel_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263012 /* CmovlelRr */, dst, src1, src2);
  }
  x64_cmovlel_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlel_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovlel_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459621 /* CmovlelRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovlel_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovlel_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovleq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263014 /* CmovleqRr */, dst, src1, src2);
  }
  x64_cmovleq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovleq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovleq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459623 /* CmovleqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovleq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovleq_rm(dst, src1, mem));
    return dst;
  }
  inst_setle_r(dst: number): number {
    return this.pend1(131944 /* SetleR */, dst);
  }
  x64_setle_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setle_r(dst));
    return dst;
  }
  inst_setle_m(mem: number): number {
    const at = this.pend(328553 /* SetleM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setle_m(mem: number): number {
    this.emit(this.inst_setle_m(mem));
    return 0;
  }
  inst_cmovgw_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263018 /* CmovgwRr */, dst, src1, src2);
  }
  x64_cmovgw_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgw_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgw_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459627 /* CmovgwRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgw_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgw_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovgl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263020 /* CmovglRr */, dst, src1, src2);
  }
  x64_cmovgl_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgl_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgl_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459629 /* CmovglRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgl_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgl_rm(dst, src1, mem));
    return dst;
  }
  inst_cmovgq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(263022 /* CmovgqRr */, dst, src1, src2);
  }
  x64_cmovgq_rr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgq_rr(dst, src1, src2));
    return dst;
  }
  inst_cmovgq_rm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459631 /* CmovgqRm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cmovgq_rm(src1: number, mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cmovgq_rm(dst, src1, mem));
    return dst;
  }
  inst_setg_r(dst: number): number {
    return this.pend1(131952 /* SetgR */, dst);
  }
  x64_setg_r(): number {
    const dst = this.temp(0);
    this.emit(this.inst_setg_r(dst));
    return dst;
  }
  inst_setg_m(mem: number): number {
    const at = this.pend(328561 /* SetgM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_setg_m(mem: number): number {
    this.emit(this.inst_setg_m(mem));
    return 0;
  }
  inst_mfence(): number {
    return this.pend0(66418 /* Mfence */);
  }
  x64_mfence(): number {
    this.emit(this.inst_mfence());
    return 0;
  }
  inst_lfence(): number {
    return this.pend0(66419 /* Lfence */);
  }
  x64_lfence(): number {
    this.emit(this.inst_lfence());
    return 0;
  }
  inst_sfence(): number {
    return this.pend0(66420 /* Sfence */);
  }
  x64_sfence(): number {
    this.emit(this.inst_sfence());
    return 0;
  }
  inst_int3(): number {
    return this.pend0(66421 /* Int3 */);
  }
  x64_int3(): number {
    this.emit(this.inst_int3());
    return 0;
  }
  inst_ud2(): number {
    return this.pend0(66422 /* Ud2 */);
  }
  x64_ud2(): number {
    this.emit(this.inst_ud2());
    return 0;
  }
  inst_pause(): number {
    return this.pend0(66423 /* Pause */);
  }
  x64_pause(): number {
    this.emit(this.inst_pause());
    return 0;
  }
  inst_nop(): number {
    return this.pend0(66424 /* Nop */);
  }
  x64_nop(): number {
    this.emit(this.inst_nop());
    return 0;
  }
  inst_nopw_m(mem: number): number {
    const at = this.pend(328569 /* NopwM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_nopw_m(mem: number): number {
    this.emit(this.inst_nopw_m(mem));
    return 0;
  }
  inst_nopl_m(mem: number): number {
    const at = this.pend(328570 /* NoplM */);
    this.putAmode(at + 1, mem);
    return at;
  }
  x64_nopl_m(mem: number): number {
    this.emit(this.inst_nopl_m(mem));
    return 0;
  }
  inst_cpuid(dst_eax: number, src_eax: number, dst_ebx: number, dst_ecx: number, src_ecx: number, dst_edx: number): number {
    return this.pend6(459643 /* Cpuid */, dst_eax, src_eax, dst_ebx, dst_ecx, src_ecx, dst_edx);
  }
  inst_rdtsc(dst_eax: number, dst_edx: number): number {
    return this.pend2(197500 /* Rdtsc */, dst_eax, dst_edx);
  }
  x64_rdtsc(): number {
    const dst_eax = this.temp(0);
    const dst_edx = this.temp(0);
    this.emit(this.inst_rdtsc(dst_eax, dst_edx));
    return this.valueRegs(dst_eax, dst_edx);
  }
  inst_cld(): number {
    return this.pend0(66429 /* Cld */);
  }
  x64_cld(): number {
    this.emit(this.inst_cld());
    return 0;
  }
  inst_cmc(): number {
    return this.pend0(66430 /* Cmc */);
  }
  x64_cmc(): number {
    this.emit(this.inst_cmc());
    return 0;
  }
  inst_stc(): number {
    return this.pend0(66431 /* Stc */);
  }
  x64_stc(): number {
    this.emit(this.inst_stc());
    return 0;
  }
  inst_clc(): number {
    return this.pend0(66432 /* Clc */);
  }
  x64_clc(): number {
    this.emit(this.inst_clc());
    return 0;
  }
  inst_leave(): number {
    return this.pend0(66433 /* Leave */);
  }
  x64_leave(): number {
    this.emit(this.inst_leave());
    return 0;
  }
  inst_movss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263042 /* MovssXx */, dst, src1, src2);
  }
  x64_movss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movss_xx(dst, src1, src2));
    return dst;
  }
  inst_movss_xm(dst: number, mem: number): number {
    const at = this.pend(394115 /* MovssXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movss_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movss_xm(dst, mem));
    return dst;
  }
  inst_movss_mx(mem: number, src1: number): number {
    const at = this.pend(394116 /* MovssMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movss_mx(mem: number, src1: number): number {
    this.emit(this.inst_movss_mx(mem, src1));
    return 0;
  }
  inst_movsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263045 /* MovsdXx */, dst, src1, src2);
  }
  x64_movsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movsd_xx(dst, src1, src2));
    return dst;
  }
  inst_movsd_xm(dst: number, mem: number): number {
    const at = this.pend(394118 /* MovsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movsd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movsd_xm(dst, mem));
    return dst;
  }
  inst_movsd_mx(mem: number, src1: number): number {
    const at = this.pend(394119 /* MovsdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movsd_mx(mem: number, src1: number): number {
    this.emit(this.inst_movsd_mx(mem, src1));
    return 0;
  }
  inst_movaps_xx(dst: number, src1: number): number {
    return this.pend2(197512 /* MovapsXx */, dst, src1);
  }
  x64_movaps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movaps_xx(dst, src1));
    return dst;
  }
  inst_movapd_xx(dst: number, src1: number): number {
    return this.pend2(197513 /* MovapdXx */, dst, src1);
  }
  x64_movapd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movapd_xx(dst, src1));
    return dst;
  }
  inst_movdqa_xx(dst: number, src1: number): number {
    return this.pend2(197514 /* MovdqaXx */, dst, src1);
  }
  x64_movdqa_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movdqa_xx(dst, src1));
    return dst;
  }
  inst_movups_xx(dst: number, src1: number): number {
    return this.pend2(197515 /* MovupsXx */, dst, src1);
  }
  x64_movups_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movups_xx(dst, src1));
    return dst;
  }
  inst_movupd_xx(dst: number, src1: number): number {
    return this.pend2(197516 /* MovupdXx */, dst, src1);
  }
  x64_movupd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movupd_xx(dst, src1));
    return dst;
  }
  inst_movdqu_xx(dst: number, src1: number): number {
    return this.pend2(197517 /* MovdquXx */, dst, src1);
  }
  x64_movdqu_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movdqu_xx(dst, src1));
    return dst;
  }
  inst_movaps_xm(dst: number, mem: number): number {
    const at = this.pend(394126 /* MovapsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movaps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movaps_xm(dst, mem));
    return dst;
  }
  inst_movaps_mx(mem: number, src1: number): number {
    const at = this.pend(394127 /* MovapsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movaps_mx(mem: number, src1: number): number {
    this.emit(this.inst_movaps_mx(mem, src1));
    return 0;
  }
  inst_movapd_xm(dst: number, mem: number): number {
    const at = this.pend(394128 /* MovapdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movapd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movapd_xm(dst, mem));
    return dst;
  }
  inst_movapd_mx(mem: number, src1: number): number {
    const at = this.pend(394129 /* MovapdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movapd_mx(mem: number, src1: number): number {
    this.emit(this.inst_movapd_mx(mem, src1));
    return 0;
  }
  inst_movdqa_xm(dst: number, mem: number): number {
    const at = this.pend(394130 /* MovdqaXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movdqa_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movdqa_xm(dst, mem));
    return dst;
  }
  inst_movdqa_mx(mem: number, src1: number): number {
    const at = this.pend(394131 /* MovdqaMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movdqa_mx(mem: number, src1: number): number {
    this.emit(this.inst_movdqa_mx(mem, src1));
    return 0;
  }
  inst_movups_xm(dst: number, mem: number): number {
    const at = this.pend(394132 /* MovupsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movups_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movups_xm(dst, mem));
    return dst;
  }
  inst_movups_mx(mem: number, src1: number): number {
    const at = this.pend(394133 /* MovupsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movups_mx(mem: number, src1: number): number {
    this.emit(this.inst_movups_mx(mem, src1));
    return 0;
  }
  inst_movupd_xm(dst: number, mem: number): number {
    const at = this.pend(394134 /* MovupdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movupd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movupd_xm(dst, mem));
    return dst;
  }
  inst_movupd_mx(mem: number, src1: number): number {
    const at = this.pend(394135 /* MovupdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movupd_mx(mem: number, src1: number): number {
    this.emit(this.inst_movupd_mx(mem, src1));
    return 0;
  }
  inst_movdqu_xm(dst: number, mem: number): number {
    const at = this.pend(394136 /* MovdquXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movdqu_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movdqu_xm(dst, mem));
    return dst;
  }
  inst_movdqu_mx(mem: number, src1: number): number {
    const at = this.pend(394137 /* MovdquMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movdqu_mx(mem: number, src1: number): number {
    this.emit(this.inst_movdqu_mx(mem, src1));
    return 0;
  }
  inst_movd_xr(dst: number, src1: number): number {
    return this.pend2(197530 /* MovdXr */, dst, src1);
  }
  x64_movd_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movd_xr(dst, src1));
    return dst;
  }
  inst_movd_xm(dst: number, mem: number): number {
    const at = this.pend(394139 /* MovdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movd_xm(dst, mem));
    return dst;
  }
  inst_movd_rx(dst: number, src1: number): number {
    return this.pend2(197532 /* MovdRx */, dst, src1);
  }
  x64_movd_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movd_rx(dst, src1));
    return dst;
  }
  inst_movd_mx(mem: number, src1: number): number {
    const at = this.pend(394141 /* MovdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movd_mx(mem: number, src1: number): number {
    this.emit(this.inst_movd_mx(mem, src1));
    return 0;
  }
  inst_movq_xr(dst: number, src1: number): number {
    return this.pend2(197534 /* MovqXr */, dst, src1);
  }
  x64_movq_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movq_xr(dst, src1));
    return dst;
  }
  inst_movq_rx(dst: number, src1: number): number {
    return this.pend2(197535 /* MovqRx */, dst, src1);
  }
  x64_movq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_rx(dst, src1));
    return dst;
  }
  inst_movq_xx(dst: number, src1: number): number {
    return this.pend2(197536 /* MovqXx */, dst, src1);
  }
  x64_movq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movq_xx(dst, src1));
    return dst;
  }
  inst_movq_xm(dst: number, mem: number): number {
    const at = this.pend(394145 /* MovqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movq_xm(dst, mem));
    return dst;
  }
  inst_movq_mx(mem: number, src1: number): number {
    const at = this.pend(394146 /* MovqMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movq_mx(mem: number, src1: number): number {
    this.emit(this.inst_movq_mx(mem, src1));
    return 0;
  }
  inst_movhlps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263075 /* MovhlpsXx */, dst, src1, src2);
  }
  x64_movhlps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movhlps_xx(dst, src1, src2));
    return dst;
  }
  inst_movlhps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263076 /* MovlhpsXx */, dst, src1, src2);
  }
  x64_movlhps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movlhps_xx(dst, src1, src2));
    return dst;
  }
  inst_movlps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459685 /* MovlpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_movlps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movlps_xm(dst, src1, mem));
    return dst;
  }
  inst_movlps_mx(mem: number, src1: number): number {
    const at = this.pend(394150 /* MovlpsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movlps_mx(mem: number, src1: number): number {
    this.emit(this.inst_movlps_mx(mem, src1));
    return 0;
  }
  inst_movhps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459687 /* MovhpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_movhps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movhps_xm(dst, src1, mem));
    return dst;
  }
  inst_movhps_mx(mem: number, src1: number): number {
    const at = this.pend(394152 /* MovhpsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movhps_mx(mem: number, src1: number): number {
    this.emit(this.inst_movhps_mx(mem, src1));
    return 0;
  }
  inst_movlpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459689 /* MovlpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_movlpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movlpd_xm(dst, src1, mem));
    return dst;
  }
  inst_movhpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459690 /* MovhpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_movhpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movhpd_xm(dst, src1, mem));
    return dst;
  }
  inst_movmskps_rx(dst: number, src1: number): number {
    return this.pend2(197547 /* MovmskpsRx */, dst, src1);
  }
  x64_movmskps_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movmskps_rx(dst, src1));
    return dst;
  }
  inst_movmskpd_rx(dst: number, src1: number): number {
    return this.pend2(197548 /* MovmskpdRx */, dst, src1);
  }
  x64_movmskpd_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movmskpd_rx(dst, src1));
    return dst;
  }
  inst_pmovmskb_rx(dst: number, src1: number): number {
    return this.pend2(197549 /* PmovmskbRx */, dst, src1);
  }
  x64_pmovmskb_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pmovmskb_rx(dst, src1));
    return dst;
  }
  inst_addps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263086 /* AddpsXx */, dst, src1, src2);
  }
  x64_addps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addps_xx(dst, src1, src2));
    return dst;
  }
  inst_addps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459695 /* AddpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addps_xm(dst, src1, mem));
    return dst;
  }
  inst_addpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263088 /* AddpdXx */, dst, src1, src2);
  }
  x64_addpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addpd_xx(dst, src1, src2));
    return dst;
  }
  inst_addpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459697 /* AddpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addpd_xm(dst, src1, mem));
    return dst;
  }
  inst_addss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263090 /* AddssXx */, dst, src1, src2);
  }
  x64_addss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addss_xx(dst, src1, src2));
    return dst;
  }
  inst_addss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459699 /* AddssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addss_xm(dst, src1, mem));
    return dst;
  }
  inst_addsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263092 /* AddsdXx */, dst, src1, src2);
  }
  x64_addsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsd_xx(dst, src1, src2));
    return dst;
  }
  inst_addsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459701 /* AddsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsd_xm(dst, src1, mem));
    return dst;
  }
  inst_mulps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263094 /* MulpsXx */, dst, src1, src2);
  }
  x64_mulps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulps_xx(dst, src1, src2));
    return dst;
  }
  inst_mulps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459703 /* MulpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_mulps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulps_xm(dst, src1, mem));
    return dst;
  }
  inst_mulpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263096 /* MulpdXx */, dst, src1, src2);
  }
  x64_mulpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulpd_xx(dst, src1, src2));
    return dst;
  }
  inst_mulpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459705 /* MulpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_mulpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulpd_xm(dst, src1, mem));
    return dst;
  }
  inst_mulss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263098 /* MulssXx */, dst, src1, src2);
  }
  x64_mulss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulss_xx(dst, src1, src2));
    return dst;
  }
  inst_mulss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459707 /* MulssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_mulss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulss_xm(dst, src1, mem));
    return dst;
  }
  inst_mulsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263100 /* MulsdXx */, dst, src1, src2);
  }
  x64_mulsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulsd_xx(dst, src1, src2));
    return dst;
  }
  inst_mulsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459709 /* MulsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_mulsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mulsd_xm(dst, src1, mem));
    return dst;
  }
  inst_subps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263102 /* SubpsXx */, dst, src1, src2);
  }
  x64_subps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subps_xx(dst, src1, src2));
    return dst;
  }
  inst_subps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459711 /* SubpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subps_xm(dst, src1, mem));
    return dst;
  }
  inst_subpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263104 /* SubpdXx */, dst, src1, src2);
  }
  x64_subpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subpd_xx(dst, src1, src2));
    return dst;
  }
  inst_subpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459713 /* SubpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subpd_xm(dst, src1, mem));
    return dst;
  }
  inst_subss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263106 /* SubssXx */, dst, src1, src2);
  }
  x64_subss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subss_xx(dst, src1, src2));
    return dst;
  }
  inst_subss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459715 /* SubssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subss_xm(dst, src1, mem));
    return dst;
  }
  inst_subsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263108 /* SubsdXx */, dst, src1, src2);
  }
  x64_subsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subsd_xx(dst, src1, src2));
    return dst;
  }
  inst_subsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459717 /* SubsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_subsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_subsd_xm(dst, src1, mem));
    return dst;
  }
  inst_minps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263110 /* MinpsXx */, dst, src1, src2);
  }
  x64_minps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minps_xx(dst, src1, src2));
    return dst;
  }
  inst_minps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459719 /* MinpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_minps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minps_xm(dst, src1, mem));
    return dst;
  }
  inst_minpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263112 /* MinpdXx */, dst, src1, src2);
  }
  x64_minpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minpd_xx(dst, src1, src2));
    return dst;
  }
  inst_minpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459721 /* MinpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_minpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minpd_xm(dst, src1, mem));
    return dst;
  }
  inst_minss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263114 /* MinssXx */, dst, src1, src2);
  }
  x64_minss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minss_xx(dst, src1, src2));
    return dst;
  }
  inst_minss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459723 /* MinssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_minss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minss_xm(dst, src1, mem));
    return dst;
  }
  inst_minsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263116 /* MinsdXx */, dst, src1, src2);
  }
  x64_minsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minsd_xx(dst, src1, src2));
    return dst;
  }
  inst_minsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459725 /* MinsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_minsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_minsd_xm(dst, src1, mem));
    return dst;
  }
  inst_divps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263118 /* DivpsXx */, dst, src1, src2);
  }
  x64_divps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divps_xx(dst, src1, src2));
    return dst;
  }
  inst_divps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459727 /* DivpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_divps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divps_xm(dst, src1, mem));
    return dst;
  }
  inst_divpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263120 /* DivpdXx */, dst, src1, src2);
  }
  x64_divpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divpd_xx(dst, src1, src2));
    return dst;
  }
  inst_divpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459729 /* DivpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_divpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divpd_xm(dst, src1, mem));
    return dst;
  }
  inst_divss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263122 /* DivssXx */, dst, src1, src2);
  }
  x64_divss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divss_xx(dst, src1, src2));
    return dst;
  }
  inst_divss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459731 /* DivssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_divss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divss_xm(dst, src1, mem));
    return dst;
  }
  inst_divsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263124 /* DivsdXx */, dst, src1, src2);
  }
  x64_divsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divsd_xx(dst, src1, src2));
    return dst;
  }
  inst_divsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459733 /* DivsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_divsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_divsd_xm(dst, src1, mem));
    return dst;
  }
  inst_maxps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263126 /* MaxpsXx */, dst, src1, src2);
  }
  x64_maxps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxps_xx(dst, src1, src2));
    return dst;
  }
  inst_maxps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459735 /* MaxpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_maxps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxps_xm(dst, src1, mem));
    return dst;
  }
  inst_maxpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263128 /* MaxpdXx */, dst, src1, src2);
  }
  x64_maxpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxpd_xx(dst, src1, src2));
    return dst;
  }
  inst_maxpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459737 /* MaxpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_maxpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxpd_xm(dst, src1, mem));
    return dst;
  }
  inst_maxss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263130 /* MaxssXx */, dst, src1, src2);
  }
  x64_maxss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxss_xx(dst, src1, src2));
    return dst;
  }
  inst_maxss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459739 /* MaxssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_maxss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxss_xm(dst, src1, mem));
    return dst;
  }
  inst_maxsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263132 /* MaxsdXx */, dst, src1, src2);
  }
  x64_maxsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxsd_xx(dst, src1, src2));
    return dst;
  }
  inst_maxsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459741 /* MaxsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_maxsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_maxsd_xm(dst, src1, mem));
    return dst;
  }
  inst_sqrtps_xx(dst: number, src1: number): number {
    return this.pend2(197598 /* SqrtpsXx */, dst, src1);
  }
  x64_sqrtps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtps_xx(dst, src1));
    return dst;
  }
  inst_sqrtps_xm(dst: number, mem: number): number {
    const at = this.pend(394207 /* SqrtpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_sqrtps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtps_xm(dst, mem));
    return dst;
  }
  inst_andps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263136 /* AndpsXx */, dst, src1, src2);
  }
  x64_andps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andps_xx(dst, src1, src2));
    return dst;
  }
  inst_andps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459745 /* AndpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andps_xm(dst, src1, mem));
    return dst;
  }
  inst_andnps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263138 /* AndnpsXx */, dst, src1, src2);
  }
  x64_andnps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andnps_xx(dst, src1, src2));
    return dst;
  }
  inst_andnps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459747 /* AndnpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andnps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andnps_xm(dst, src1, mem));
    return dst;
  }
  inst_orps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263140 /* OrpsXx */, dst, src1, src2);
  }
  x64_orps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_orps_xx(dst, src1, src2));
    return dst;
  }
  inst_orps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459749 /* OrpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_orps_xm(dst, src1, mem));
    return dst;
  }
  inst_xorps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263142 /* XorpsXx */, dst, src1, src2);
  }
  x64_xorps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xorps_xx(dst, src1, src2));
    return dst;
  }
  inst_xorps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459751 /* XorpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xorps_xm(dst, src1, mem));
    return dst;
  }
  inst_unpcklps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263144 /* UnpcklpsXx */, dst, src1, src2);
  }
  x64_unpcklps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpcklps_xx(dst, src1, src2));
    return dst;
  }
  inst_unpcklps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459753 /* UnpcklpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_unpcklps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpcklps_xm(dst, src1, mem));
    return dst;
  }
  inst_unpckhps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263146 /* UnpckhpsXx */, dst, src1, src2);
  }
  x64_unpckhps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpckhps_xx(dst, src1, src2));
    return dst;
  }
  inst_unpckhps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459755 /* UnpckhpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_unpckhps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpckhps_xm(dst, src1, mem));
    return dst;
  }
  inst_shufps_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328684 /* ShufpsXxi */, dst, src1, src2, imm);
  }
  x64_shufps_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_shufps_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_shufps_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525293 /* ShufpsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_shufps_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_shufps_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_ucomiss_xx(src1: number, src2: number): number {
    return this.pend2(197614 /* UcomissXx */, src1, src2);
  }
  x64_ucomiss_xx(src1: number, src2: number): number {
    this.emit(this.inst_ucomiss_xx(src1, src2));
    return 0;
  }
  inst_ucomiss_xm(src1: number, mem: number): number {
    const at = this.pend(394223 /* UcomissXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_ucomiss_xm(src1: number, mem: number): number {
    this.emit(this.inst_ucomiss_xm(src1, mem));
    return 0;
  }
  inst_comiss_xx(src1: number, src2: number): number {
    return this.pend2(197616 /* ComissXx */, src1, src2);
  }
  x64_comiss_xx(src1: number, src2: number): number {
    this.emit(this.inst_comiss_xx(src1, src2));
    return 0;
  }
  inst_comiss_xm(src1: number, mem: number): number {
    const at = this.pend(394225 /* ComissXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_comiss_xm(src1: number, mem: number): number {
    this.emit(this.inst_comiss_xm(src1, mem));
    return 0;
  }
  inst_sqrtpd_xx(dst: number, src1: number): number {
    return this.pend2(197618 /* SqrtpdXx */, dst, src1);
  }
  x64_sqrtpd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtpd_xx(dst, src1));
    return dst;
  }
  inst_sqrtpd_xm(dst: number, mem: number): number {
    const at = this.pend(394227 /* SqrtpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_sqrtpd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtpd_xm(dst, mem));
    return dst;
  }
  inst_andpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263156 /* AndpdXx */, dst, src1, src2);
  }
  x64_andpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andpd_xx(dst, src1, src2));
    return dst;
  }
  inst_andpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459765 /* AndpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andpd_xm(dst, src1, mem));
    return dst;
  }
  inst_andnpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263158 /* AndnpdXx */, dst, src1, src2);
  }
  x64_andnpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andnpd_xx(dst, src1, src2));
    return dst;
  }
  inst_andnpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459767 /* AndnpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_andnpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_andnpd_xm(dst, src1, mem));
    return dst;
  }
  inst_orpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263160 /* OrpdXx */, dst, src1, src2);
  }
  x64_orpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_orpd_xx(dst, src1, src2));
    return dst;
  }
  inst_orpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459769 /* OrpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_orpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_orpd_xm(dst, src1, mem));
    return dst;
  }
  inst_xorpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263162 /* XorpdXx */, dst, src1, src2);
  }
  x64_xorpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xorpd_xx(dst, src1, src2));
    return dst;
  }
  inst_xorpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459771 /* XorpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_xorpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_xorpd_xm(dst, src1, mem));
    return dst;
  }
  inst_unpcklpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263164 /* UnpcklpdXx */, dst, src1, src2);
  }
  x64_unpcklpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpcklpd_xx(dst, src1, src2));
    return dst;
  }
  inst_unpcklpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459773 /* UnpcklpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_unpcklpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpcklpd_xm(dst, src1, mem));
    return dst;
  }
  inst_unpckhpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263166 /* UnpckhpdXx */, dst, src1, src2);
  }
  x64_unpckhpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpckhpd_xx(dst, src1, src2));
    return dst;
  }
  inst_unpckhpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459775 /* UnpckhpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_unpckhpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_unpckhpd_xm(dst, src1, mem));
    return dst;
  }
  inst_shufpd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328704 /* ShufpdXxi */, dst, src1, src2, imm);
  }
  x64_shufpd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_shufpd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_shufpd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525313 /* ShufpdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_shufpd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_shufpd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_ucomisd_xx(src1: number, src2: number): number {
    return this.pend2(197634 /* UcomisdXx */, src1, src2);
  }
  x64_ucomisd_xx(src1: number, src2: number): number {
    this.emit(this.inst_ucomisd_xx(src1, src2));
    return 0;
  }
  inst_ucomisd_xm(src1: number, mem: number): number {
    const at = this.pend(394243 /* UcomisdXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_ucomisd_xm(src1: number, mem: number): number {
    this.emit(this.inst_ucomisd_xm(src1, mem));
    return 0;
  }
  inst_comisd_xx(src1: number, src2: number): number {
    return this.pend2(197636 /* ComisdXx */, src1, src2);
  }
  x64_comisd_xx(src1: number, src2: number): number {
    this.emit(this.inst_comisd_xx(src1, src2));
    return 0;
  }
  inst_comisd_xm(src1: number, mem: number): number {
    const at = this.pend(394245 /* ComisdXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_comisd_xm(src1: number, mem: number): number {
    this.emit(this.inst_comisd_xm(src1, mem));
    return 0;
  }
  inst_sqrtss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263174 /* SqrtssXx */, dst, src1, src2);
  }
  x64_sqrtss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtss_xx(dst, src1, src2));
    return dst;
  }
  inst_sqrtss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459783 /* SqrtssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sqrtss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtss_xm(dst, src1, mem));
    return dst;
  }
  inst_sqrtsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263176 /* SqrtsdXx */, dst, src1, src2);
  }
  x64_sqrtsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtsd_xx(dst, src1, src2));
    return dst;
  }
  inst_sqrtsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459785 /* SqrtsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_sqrtsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_sqrtsd_xm(dst, src1, mem));
    return dst;
  }
  inst_cmpps_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328714 /* CmppsXxi */, dst, src1, src2, imm);
  }
  x64_cmpps_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpps_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_cmpps_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525323 /* CmppsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_cmpps_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpps_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_cmppd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328716 /* CmppdXxi */, dst, src1, src2, imm);
  }
  x64_cmppd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmppd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_cmppd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525325 /* CmppdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_cmppd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmppd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_cmpss_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328718 /* CmpssXxi */, dst, src1, src2, imm);
  }
  x64_cmpss_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpss_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_cmpss_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525327 /* CmpssXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_cmpss_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpss_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_cmpsd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328720 /* CmpsdXxi */, dst, src1, src2, imm);
  }
  x64_cmpsd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpsd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_cmpsd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525329 /* CmpsdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_cmpsd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cmpsd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_haddps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263186 /* HaddpsXx */, dst, src1, src2);
  }
  x64_haddps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_haddps_xx(dst, src1, src2));
    return dst;
  }
  inst_haddps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459795 /* HaddpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_haddps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_haddps_xm(dst, src1, mem));
    return dst;
  }
  inst_haddpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263188 /* HaddpdXx */, dst, src1, src2);
  }
  x64_haddpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_haddpd_xx(dst, src1, src2));
    return dst;
  }
  inst_haddpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459797 /* HaddpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_haddpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_haddpd_xm(dst, src1, mem));
    return dst;
  }
  inst_hsubps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263190 /* HsubpsXx */, dst, src1, src2);
  }
  x64_hsubps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_hsubps_xx(dst, src1, src2));
    return dst;
  }
  inst_hsubps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459799 /* HsubpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_hsubps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_hsubps_xm(dst, src1, mem));
    return dst;
  }
  inst_hsubpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263192 /* HsubpdXx */, dst, src1, src2);
  }
  x64_hsubpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_hsubpd_xx(dst, src1, src2));
    return dst;
  }
  inst_hsubpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459801 /* HsubpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_hsubpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_hsubpd_xm(dst, src1, mem));
    return dst;
  }
  inst_addsubps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263194 /* AddsubpsXx */, dst, src1, src2);
  }
  x64_addsubps_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsubps_xx(dst, src1, src2));
    return dst;
  }
  inst_addsubps_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459803 /* AddsubpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addsubps_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsubps_xm(dst, src1, mem));
    return dst;
  }
  inst_addsubpd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263196 /* AddsubpdXx */, dst, src1, src2);
  }
  x64_addsubpd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsubpd_xx(dst, src1, src2));
    return dst;
  }
  inst_addsubpd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459805 /* AddsubpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_addsubpd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_addsubpd_xm(dst, src1, mem));
    return dst;
  }
  inst_movddup_xx(dst: number, src1: number): number {
    return this.pend2(197662 /* MovddupXx */, dst, src1);
  }
  x64_movddup_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movddup_xx(dst, src1));
    return dst;
  }
  inst_movddup_xm(dst: number, mem: number): number {
    const at = this.pend(394271 /* MovddupXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movddup_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movddup_xm(dst, mem));
    return dst;
  }
  inst_movshdup_xx(dst: number, src1: number): number {
    return this.pend2(197664 /* MovshdupXx */, dst, src1);
  }
  x64_movshdup_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movshdup_xx(dst, src1));
    return dst;
  }
  inst_movshdup_xm(dst: number, mem: number): number {
    const at = this.pend(394273 /* MovshdupXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movshdup_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movshdup_xm(dst, mem));
    return dst;
  }
  inst_movsldup_xx(dst: number, src1: number): number {
    return this.pend2(197666 /* MovsldupXx */, dst, src1);
  }
  x64_movsldup_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movsldup_xx(dst, src1));
    return dst;
  }
  inst_movsldup_xm(dst: number, mem: number): number {
    const at = this.pend(394275 /* MovsldupXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_movsldup_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movsldup_xm(dst, mem));
    return dst;
  }
  inst_lddqu_xm(dst: number, mem: number): number {
    const at = this.pend(394276 /* LddquXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_lddqu_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_lddqu_xm(dst, mem));
    return dst;
  }
  inst_cvtsi2ssl_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263205 /* Cvtsi2sslXr */, dst, src1, src2);
  }
  x64_cvtsi2ssl_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssl_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2ssl_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459814 /* Cvtsi2sslXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtsi2ssl_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssl_xm(dst, src1, mem));
    return dst;
  }
  inst_cvtsi2ssq_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263207 /* Cvtsi2ssqXr */, dst, src1, src2);
  }
  x64_cvtsi2ssq_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssq_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2ssq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459816 /* Cvtsi2ssqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtsi2ssq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssq_xm(dst, src1, mem));
    return dst;
  }
  inst_cvtsi2sdl_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263209 /* Cvtsi2sdlXr */, dst, src1, src2);
  }
  x64_cvtsi2sdl_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdl_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2sdl_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459818 /* Cvtsi2sdlXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtsi2sdl_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdl_xm(dst, src1, mem));
    return dst;
  }
  inst_cvtsi2sdq_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263211 /* Cvtsi2sdqXr */, dst, src1, src2);
  }
  x64_cvtsi2sdq_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdq_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2sdq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459820 /* Cvtsi2sdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtsi2sdq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdq_xm(dst, src1, mem));
    return dst;
  }
  inst_cvttss2sil_rx(dst: number, src1: number): number {
    return this.pend2(197677 /* Cvttss2silRx */, dst, src1);
  }
  x64_cvttss2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttss2sil_rx(dst, src1));
    return dst;
  }
  inst_cvttss2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394286 /* Cvttss2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttss2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttss2sil_rm(dst, mem));
    return dst;
  }
  inst_cvttss2siq_rx(dst: number, src1: number): number {
    return this.pend2(197679 /* Cvttss2siqRx */, dst, src1);
  }
  x64_cvttss2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttss2siq_rx(dst, src1));
    return dst;
  }
  inst_cvttss2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394288 /* Cvttss2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttss2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttss2siq_rm(dst, mem));
    return dst;
  }
  inst_cvttsd2sil_rx(dst: number, src1: number): number {
    return this.pend2(197681 /* Cvttsd2silRx */, dst, src1);
  }
  x64_cvttsd2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttsd2sil_rx(dst, src1));
    return dst;
  }
  inst_cvttsd2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394290 /* Cvttsd2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttsd2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttsd2sil_rm(dst, mem));
    return dst;
  }
  inst_cvttsd2siq_rx(dst: number, src1: number): number {
    return this.pend2(197683 /* Cvttsd2siqRx */, dst, src1);
  }
  x64_cvttsd2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttsd2siq_rx(dst, src1));
    return dst;
  }
  inst_cvttsd2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394292 /* Cvttsd2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttsd2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvttsd2siq_rm(dst, mem));
    return dst;
  }
  inst_cvtss2sil_rx(dst: number, src1: number): number {
    return this.pend2(197685 /* Cvtss2silRx */, dst, src1);
  }
  x64_cvtss2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtss2sil_rx(dst, src1));
    return dst;
  }
  inst_cvtss2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394294 /* Cvtss2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtss2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtss2sil_rm(dst, mem));
    return dst;
  }
  inst_cvtss2siq_rx(dst: number, src1: number): number {
    return this.pend2(197687 /* Cvtss2siqRx */, dst, src1);
  }
  x64_cvtss2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtss2siq_rx(dst, src1));
    return dst;
  }
  inst_cvtss2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394296 /* Cvtss2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtss2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtss2siq_rm(dst, mem));
    return dst;
  }
  inst_cvtsd2sil_rx(dst: number, src1: number): number {
    return this.pend2(197689 /* Cvtsd2silRx */, dst, src1);
  }
  x64_cvtsd2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtsd2sil_rx(dst, src1));
    return dst;
  }
  inst_cvtsd2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394298 /* Cvtsd2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtsd2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtsd2sil_rm(dst, mem));
    return dst;
  }
  inst_cvtsd2siq_rx(dst: number, src1: number): number {
    return this.pend2(197691 /* Cvtsd2siqRx */, dst, src1);
  }
  x64_cvtsd2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtsd2siq_rx(dst, src1));
    return dst;
  }
  inst_cvtsd2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394300 /* Cvtsd2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtsd2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_cvtsd2siq_rm(dst, mem));
    return dst;
  }
  inst_cvtss2sd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263229 /* Cvtss2sdXx */, dst, src1, src2);
  }
  x64_cvtss2sd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtss2sd_xx(dst, src1, src2));
    return dst;
  }
  inst_cvtss2sd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459838 /* Cvtss2sdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtss2sd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtss2sd_xm(dst, src1, mem));
    return dst;
  }
  inst_cvtsd2ss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263231 /* Cvtsd2ssXx */, dst, src1, src2);
  }
  x64_cvtsd2ss_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsd2ss_xx(dst, src1, src2));
    return dst;
  }
  inst_cvtsd2ss_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459840 /* Cvtsd2ssXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_cvtsd2ss_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsd2ss_xm(dst, src1, mem));
    return dst;
  }
  inst_cvtps2pd_xx(dst: number, src1: number): number {
    return this.pend2(197697 /* Cvtps2pdXx */, dst, src1);
  }
  x64_cvtps2pd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtps2pd_xx(dst, src1));
    return dst;
  }
  inst_cvtps2pd_xm(dst: number, mem: number): number {
    const at = this.pend(394306 /* Cvtps2pdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtps2pd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtps2pd_xm(dst, mem));
    return dst;
  }
  inst_cvtpd2ps_xx(dst: number, src1: number): number {
    return this.pend2(197699 /* Cvtpd2psXx */, dst, src1);
  }
  x64_cvtpd2ps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtpd2ps_xx(dst, src1));
    return dst;
  }
  inst_cvtpd2ps_xm(dst: number, mem: number): number {
    const at = this.pend(394308 /* Cvtpd2psXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtpd2ps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtpd2ps_xm(dst, mem));
    return dst;
  }
  inst_cvtdq2ps_xx(dst: number, src1: number): number {
    return this.pend2(197701 /* Cvtdq2psXx */, dst, src1);
  }
  x64_cvtdq2ps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtdq2ps_xx(dst, src1));
    return dst;
  }
  inst_cvtdq2ps_xm(dst: number, mem: number): number {
    const at = this.pend(394310 /* Cvtdq2psXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtdq2ps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtdq2ps_xm(dst, mem));
    return dst;
  }
  inst_cvtps2dq_xx(dst: number, src1: number): number {
    return this.pend2(197703 /* Cvtps2dqXx */, dst, src1);
  }
  x64_cvtps2dq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtps2dq_xx(dst, src1));
    return dst;
  }
  inst_cvtps2dq_xm(dst: number, mem: number): number {
    const at = this.pend(394312 /* Cvtps2dqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtps2dq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtps2dq_xm(dst, mem));
    return dst;
  }
  inst_cvttps2dq_xx(dst: number, src1: number): number {
    return this.pend2(197705 /* Cvttps2dqXx */, dst, src1);
  }
  x64_cvttps2dq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvttps2dq_xx(dst, src1));
    return dst;
  }
  inst_cvttps2dq_xm(dst: number, mem: number): number {
    const at = this.pend(394314 /* Cvttps2dqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttps2dq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvttps2dq_xm(dst, mem));
    return dst;
  }
  inst_cvtdq2pd_xx(dst: number, src1: number): number {
    return this.pend2(197707 /* Cvtdq2pdXx */, dst, src1);
  }
  x64_cvtdq2pd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtdq2pd_xx(dst, src1));
    return dst;
  }
  inst_cvtdq2pd_xm(dst: number, mem: number): number {
    const at = this.pend(394316 /* Cvtdq2pdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtdq2pd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtdq2pd_xm(dst, mem));
    return dst;
  }
  inst_cvttpd2dq_xx(dst: number, src1: number): number {
    return this.pend2(197709 /* Cvttpd2dqXx */, dst, src1);
  }
  x64_cvttpd2dq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvttpd2dq_xx(dst, src1));
    return dst;
  }
  inst_cvttpd2dq_xm(dst: number, mem: number): number {
    const at = this.pend(394318 /* Cvttpd2dqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvttpd2dq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvttpd2dq_xm(dst, mem));
    return dst;
  }
  inst_cvtpd2dq_xx(dst: number, src1: number): number {
    return this.pend2(197711 /* Cvtpd2dqXx */, dst, src1);
  }
  x64_cvtpd2dq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtpd2dq_xx(dst, src1));
    return dst;
  }
  inst_cvtpd2dq_xm(dst: number, mem: number): number {
    const at = this.pend(394320 /* Cvtpd2dqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_cvtpd2dq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtpd2dq_xm(dst, mem));
    return dst;
  }
  inst_punpcklbw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263249 /* PunpcklbwXx */, dst, src1, src2);
  }
  x64_punpcklbw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklbw_xx(dst, src1, src2));
    return dst;
  }
  inst_punpcklbw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459858 /* PunpcklbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpcklbw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklbw_xm(dst, src1, mem));
    return dst;
  }
  inst_punpcklwd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263251 /* PunpcklwdXx */, dst, src1, src2);
  }
  x64_punpcklwd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklwd_xx(dst, src1, src2));
    return dst;
  }
  inst_punpcklwd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459860 /* PunpcklwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpcklwd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklwd_xm(dst, src1, mem));
    return dst;
  }
  inst_punpckldq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263253 /* PunpckldqXx */, dst, src1, src2);
  }
  x64_punpckldq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckldq_xx(dst, src1, src2));
    return dst;
  }
  inst_punpckldq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459862 /* PunpckldqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpckldq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckldq_xm(dst, src1, mem));
    return dst;
  }
  inst_packsswb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263255 /* PacksswbXx */, dst, src1, src2);
  }
  x64_packsswb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packsswb_xx(dst, src1, src2));
    return dst;
  }
  inst_packsswb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459864 /* PacksswbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_packsswb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packsswb_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpgtb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263257 /* PcmpgtbXx */, dst, src1, src2);
  }
  x64_pcmpgtb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtb_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpgtb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459866 /* PcmpgtbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpgtb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtb_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpgtw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263259 /* PcmpgtwXx */, dst, src1, src2);
  }
  x64_pcmpgtw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtw_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpgtw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459868 /* PcmpgtwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpgtw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtw_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpgtd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263261 /* PcmpgtdXx */, dst, src1, src2);
  }
  x64_pcmpgtd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtd_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpgtd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459870 /* PcmpgtdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpgtd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtd_xm(dst, src1, mem));
    return dst;
  }
  inst_packuswb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263263 /* PackuswbXx */, dst, src1, src2);
  }
  x64_packuswb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packuswb_xx(dst, src1, src2));
    return dst;
  }
  inst_packuswb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459872 /* PackuswbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_packuswb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packuswb_xm(dst, src1, mem));
    return dst;
  }
  inst_punpckhbw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263265 /* PunpckhbwXx */, dst, src1, src2);
  }
  x64_punpckhbw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhbw_xx(dst, src1, src2));
    return dst;
  }
  inst_punpckhbw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459874 /* PunpckhbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpckhbw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhbw_xm(dst, src1, mem));
    return dst;
  }
  inst_punpckhwd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263267 /* PunpckhwdXx */, dst, src1, src2);
  }
  x64_punpckhwd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhwd_xx(dst, src1, src2));
    return dst;
  }
  inst_punpckhwd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459876 /* PunpckhwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpckhwd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhwd_xm(dst, src1, mem));
    return dst;
  }
  inst_punpckhdq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263269 /* PunpckhdqXx */, dst, src1, src2);
  }
  x64_punpckhdq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhdq_xx(dst, src1, src2));
    return dst;
  }
  inst_punpckhdq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459878 /* PunpckhdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpckhdq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhdq_xm(dst, src1, mem));
    return dst;
  }
  inst_packssdw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263271 /* PackssdwXx */, dst, src1, src2);
  }
  x64_packssdw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packssdw_xx(dst, src1, src2));
    return dst;
  }
  inst_packssdw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459880 /* PackssdwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_packssdw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packssdw_xm(dst, src1, mem));
    return dst;
  }
  inst_punpcklqdq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263273 /* PunpcklqdqXx */, dst, src1, src2);
  }
  x64_punpcklqdq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklqdq_xx(dst, src1, src2));
    return dst;
  }
  inst_punpcklqdq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459882 /* PunpcklqdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpcklqdq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklqdq_xm(dst, src1, mem));
    return dst;
  }
  inst_punpckhqdq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263275 /* PunpckhqdqXx */, dst, src1, src2);
  }
  x64_punpckhqdq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhqdq_xx(dst, src1, src2));
    return dst;
  }
  inst_punpckhqdq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459884 /* PunpckhqdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_punpckhqdq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpckhqdq_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpeqb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263277 /* PcmpeqbXx */, dst, src1, src2);
  }
  x64_pcmpeqb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqb_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpeqb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459886 /* PcmpeqbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpeqb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqb_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpeqw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263279 /* PcmpeqwXx */, dst, src1, src2);
  }
  x64_pcmpeqw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqw_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpeqw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459888 /* PcmpeqwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpeqw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqw_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpeqd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263281 /* PcmpeqdXx */, dst, src1, src2);
  }
  x64_pcmpeqd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqd_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpeqd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459890 /* PcmpeqdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpeqd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqd_xm(dst, src1, mem));
    return dst;
  }
  inst_psrlw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263283 /* PsrlwXx */, dst, src1, src2);
  }
  x64_psrlw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlw_xx(dst, src1, src2));
    return dst;
  }
  inst_psrlw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459892 /* PsrlwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psrlw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlw_xm(dst, src1, mem));
    return dst;
  }
  inst_psrld_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263285 /* PsrldXx */, dst, src1, src2);
  }
  x64_psrld_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrld_xx(dst, src1, src2));
    return dst;
  }
  inst_psrld_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459894 /* PsrldXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psrld_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrld_xm(dst, src1, mem));
    return dst;
  }
  inst_psrlq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263287 /* PsrlqXx */, dst, src1, src2);
  }
  x64_psrlq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlq_xx(dst, src1, src2));
    return dst;
  }
  inst_psrlq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459896 /* PsrlqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psrlq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlq_xm(dst, src1, mem));
    return dst;
  }
  inst_paddq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263289 /* PaddqXx */, dst, src1, src2);
  }
  x64_paddq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddq_xx(dst, src1, src2));
    return dst;
  }
  inst_paddq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459898 /* PaddqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddq_xm(dst, src1, mem));
    return dst;
  }
  inst_pmullw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263291 /* PmullwXx */, dst, src1, src2);
  }
  x64_pmullw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmullw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmullw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459900 /* PmullwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmullw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmullw_xm(dst, src1, mem));
    return dst;
  }
  inst_psubusb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263293 /* PsubusbXx */, dst, src1, src2);
  }
  x64_psubusb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubusb_xx(dst, src1, src2));
    return dst;
  }
  inst_psubusb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459902 /* PsubusbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubusb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubusb_xm(dst, src1, mem));
    return dst;
  }
  inst_psubusw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263295 /* PsubuswXx */, dst, src1, src2);
  }
  x64_psubusw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubusw_xx(dst, src1, src2));
    return dst;
  }
  inst_psubusw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459904 /* PsubuswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubusw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubusw_xm(dst, src1, mem));
    return dst;
  }
  inst_pminub_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263297 /* PminubXx */, dst, src1, src2);
  }
  x64_pminub_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminub_xx(dst, src1, src2));
    return dst;
  }
  inst_pminub_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459906 /* PminubXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminub_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminub_xm(dst, src1, mem));
    return dst;
  }
  inst_pand_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263299 /* PandXx */, dst, src1, src2);
  }
  x64_pand_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pand_xx(dst, src1, src2));
    return dst;
  }
  inst_pand_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459908 /* PandXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pand_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pand_xm(dst, src1, mem));
    return dst;
  }
  inst_paddusb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263301 /* PaddusbXx */, dst, src1, src2);
  }
  x64_paddusb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddusb_xx(dst, src1, src2));
    return dst;
  }
  inst_paddusb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459910 /* PaddusbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddusb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddusb_xm(dst, src1, mem));
    return dst;
  }
  inst_paddusw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263303 /* PadduswXx */, dst, src1, src2);
  }
  x64_paddusw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddusw_xx(dst, src1, src2));
    return dst;
  }
  inst_paddusw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459912 /* PadduswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddusw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddusw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxub_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263305 /* PmaxubXx */, dst, src1, src2);
  }
  x64_pmaxub_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxub_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxub_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459914 /* PmaxubXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxub_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxub_xm(dst, src1, mem));
    return dst;
  }
  inst_pandn_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263307 /* PandnXx */, dst, src1, src2);
  }
  x64_pandn_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pandn_xx(dst, src1, src2));
    return dst;
  }
  inst_pandn_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459916 /* PandnXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pandn_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pandn_xm(dst, src1, mem));
    return dst;
  }
  inst_pavgb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263309 /* PavgbXx */, dst, src1, src2);
  }
  x64_pavgb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pavgb_xx(dst, src1, src2));
    return dst;
  }
  inst_pavgb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459918 /* PavgbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pavgb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pavgb_xm(dst, src1, mem));
    return dst;
  }
  inst_psraw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263311 /* PsrawXx */, dst, src1, src2);
  }
  x64_psraw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psraw_xx(dst, src1, src2));
    return dst;
  }
  inst_psraw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459920 /* PsrawXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psraw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psraw_xm(dst, src1, mem));
    return dst;
  }
  inst_psrad_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263313 /* PsradXx */, dst, src1, src2);
  }
  x64_psrad_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrad_xx(dst, src1, src2));
    return dst;
  }
  inst_psrad_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459922 /* PsradXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psrad_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrad_xm(dst, src1, mem));
    return dst;
  }
  inst_pavgw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263315 /* PavgwXx */, dst, src1, src2);
  }
  x64_pavgw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pavgw_xx(dst, src1, src2));
    return dst;
  }
  inst_pavgw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459924 /* PavgwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pavgw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pavgw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmulhuw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263317 /* PmulhuwXx */, dst, src1, src2);
  }
  x64_pmulhuw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhuw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmulhuw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459926 /* PmulhuwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmulhuw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhuw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmulhw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263319 /* PmulhwXx */, dst, src1, src2);
  }
  x64_pmulhw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmulhw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459928 /* PmulhwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmulhw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhw_xm(dst, src1, mem));
    return dst;
  }
  inst_psubsb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263321 /* PsubsbXx */, dst, src1, src2);
  }
  x64_psubsb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubsb_xx(dst, src1, src2));
    return dst;
  }
  inst_psubsb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459930 /* PsubsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubsb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubsb_xm(dst, src1, mem));
    return dst;
  }
  inst_psubsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263323 /* PsubswXx */, dst, src1, src2);
  }
  x64_psubsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubsw_xx(dst, src1, src2));
    return dst;
  }
  inst_psubsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459932 /* PsubswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubsw_xm(dst, src1, mem));
    return dst;
  }
  inst_pminsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263325 /* PminswXx */, dst, src1, src2);
  }
  x64_pminsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsw_xx(dst, src1, src2));
    return dst;
  }
  inst_pminsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459934 /* PminswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsw_xm(dst, src1, mem));
    return dst;
  }
  inst_por_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263327 /* PorXx */, dst, src1, src2);
  }
  x64_por_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_por_xx(dst, src1, src2));
    return dst;
  }
  inst_por_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459936 /* PorXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_por_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_por_xm(dst, src1, mem));
    return dst;
  }
  inst_paddsb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263329 /* PaddsbXx */, dst, src1, src2);
  }
  x64_paddsb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddsb_xx(dst, src1, src2));
    return dst;
  }
  inst_paddsb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459938 /* PaddsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddsb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddsb_xm(dst, src1, mem));
    return dst;
  }
  inst_paddsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263331 /* PaddswXx */, dst, src1, src2);
  }
  x64_paddsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddsw_xx(dst, src1, src2));
    return dst;
  }
  inst_paddsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459940 /* PaddswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddsw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263333 /* PmaxswXx */, dst, src1, src2);
  }
  x64_pmaxsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459942 /* PmaxswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsw_xm(dst, src1, mem));
    return dst;
  }
  inst_pxor_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263335 /* PxorXx */, dst, src1, src2);
  }
  x64_pxor_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pxor_xx(dst, src1, src2));
    return dst;
  }
  inst_pxor_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459944 /* PxorXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pxor_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pxor_xm(dst, src1, mem));
    return dst;
  }
  inst_psllw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263337 /* PsllwXx */, dst, src1, src2);
  }
  x64_psllw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllw_xx(dst, src1, src2));
    return dst;
  }
  inst_psllw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459946 /* PsllwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psllw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllw_xm(dst, src1, mem));
    return dst;
  }
  inst_pslld_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263339 /* PslldXx */, dst, src1, src2);
  }
  x64_pslld_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pslld_xx(dst, src1, src2));
    return dst;
  }
  inst_pslld_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459948 /* PslldXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pslld_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pslld_xm(dst, src1, mem));
    return dst;
  }
  inst_psllq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263341 /* PsllqXx */, dst, src1, src2);
  }
  x64_psllq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllq_xx(dst, src1, src2));
    return dst;
  }
  inst_psllq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459950 /* PsllqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psllq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllq_xm(dst, src1, mem));
    return dst;
  }
  inst_pmuludq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263343 /* PmuludqXx */, dst, src1, src2);
  }
  x64_pmuludq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmuludq_xx(dst, src1, src2));
    return dst;
  }
  inst_pmuludq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459952 /* PmuludqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmuludq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmuludq_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaddwd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263345 /* PmaddwdXx */, dst, src1, src2);
  }
  x64_pmaddwd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaddwd_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaddwd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459954 /* PmaddwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaddwd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaddwd_xm(dst, src1, mem));
    return dst;
  }
  inst_psadbw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263347 /* PsadbwXx */, dst, src1, src2);
  }
  x64_psadbw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psadbw_xx(dst, src1, src2));
    return dst;
  }
  inst_psadbw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459956 /* PsadbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psadbw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psadbw_xm(dst, src1, mem));
    return dst;
  }
  inst_psubb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263349 /* PsubbXx */, dst, src1, src2);
  }
  x64_psubb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubb_xx(dst, src1, src2));
    return dst;
  }
  inst_psubb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459958 /* PsubbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubb_xm(dst, src1, mem));
    return dst;
  }
  inst_psubw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263351 /* PsubwXx */, dst, src1, src2);
  }
  x64_psubw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubw_xx(dst, src1, src2));
    return dst;
  }
  inst_psubw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459960 /* PsubwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubw_xm(dst, src1, mem));
    return dst;
  }
  inst_psubd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263353 /* PsubdXx */, dst, src1, src2);
  }
  x64_psubd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubd_xx(dst, src1, src2));
    return dst;
  }
  inst_psubd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459962 /* PsubdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubd_xm(dst, src1, mem));
    return dst;
  }
  inst_psubq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263355 /* PsubqXx */, dst, src1, src2);
  }
  x64_psubq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubq_xx(dst, src1, src2));
    return dst;
  }
  inst_psubq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459964 /* PsubqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psubq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psubq_xm(dst, src1, mem));
    return dst;
  }
  inst_paddb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263357 /* PaddbXx */, dst, src1, src2);
  }
  x64_paddb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddb_xx(dst, src1, src2));
    return dst;
  }
  inst_paddb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459966 /* PaddbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddb_xm(dst, src1, mem));
    return dst;
  }
  inst_paddw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263359 /* PaddwXx */, dst, src1, src2);
  }
  x64_paddw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddw_xx(dst, src1, src2));
    return dst;
  }
  inst_paddw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459968 /* PaddwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddw_xm(dst, src1, mem));
    return dst;
  }
  inst_paddd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263361 /* PadddXx */, dst, src1, src2);
  }
  x64_paddd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddd_xx(dst, src1, src2));
    return dst;
  }
  inst_paddd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459970 /* PadddXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_paddd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_paddd_xm(dst, src1, mem));
    return dst;
  }
  inst_psrlw_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263363 /* PsrlwXi */, dst, src1, imm);
  }
  x64_psrlw_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlw_xi(dst, src1, imm));
    return dst;
  }
  inst_psraw_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263364 /* PsrawXi */, dst, src1, imm);
  }
  x64_psraw_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psraw_xi(dst, src1, imm));
    return dst;
  }
  inst_psllw_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263365 /* PsllwXi */, dst, src1, imm);
  }
  x64_psllw_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllw_xi(dst, src1, imm));
    return dst;
  }
  inst_psrld_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263366 /* PsrldXi */, dst, src1, imm);
  }
  x64_psrld_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrld_xi(dst, src1, imm));
    return dst;
  }
  inst_psrad_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263367 /* PsradXi */, dst, src1, imm);
  }
  x64_psrad_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrad_xi(dst, src1, imm));
    return dst;
  }
  inst_pslld_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263368 /* PslldXi */, dst, src1, imm);
  }
  x64_pslld_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pslld_xi(dst, src1, imm));
    return dst;
  }
  inst_psrlq_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263369 /* PsrlqXi */, dst, src1, imm);
  }
  x64_psrlq_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrlq_xi(dst, src1, imm));
    return dst;
  }
  inst_psrldq_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263370 /* PsrldqXi */, dst, src1, imm);
  }
  x64_psrldq_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psrldq_xi(dst, src1, imm));
    return dst;
  }
  inst_psllq_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263371 /* PsllqXi */, dst, src1, imm);
  }
  x64_psllq_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psllq_xi(dst, src1, imm));
    return dst;
  }
  inst_pslldq_xi(dst: number, src1: number, imm: number): number {
    return this.pend3(263372 /* PslldqXi */, dst, src1, imm);
  }
  x64_pslldq_xi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pslldq_xi(dst, src1, imm));
    return dst;
  }
  inst_pshufd_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263373 /* PshufdXxi */, dst, src1, imm);
  }
  x64_pshufd_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufd_xxi(dst, src1, imm));
    return dst;
  }
  inst_pshufd_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459982 /* PshufdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_pshufd_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufd_xmi(dst, mem, imm));
    return dst;
  }
  inst_pshuflw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263375 /* PshuflwXxi */, dst, src1, imm);
  }
  x64_pshuflw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshuflw_xxi(dst, src1, imm));
    return dst;
  }
  inst_pshuflw_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459984 /* PshuflwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_pshuflw_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshuflw_xmi(dst, mem, imm));
    return dst;
  }
  inst_pshufhw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263377 /* PshufhwXxi */, dst, src1, imm);
  }
  x64_pshufhw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufhw_xxi(dst, src1, imm));
    return dst;
  }
  inst_pshufhw_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(459986 /* PshufhwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_pshufhw_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufhw_xmi(dst, mem, imm));
    return dst;
  }
  inst_pinsrw_xri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328915 /* PinsrwXri */, dst, src1, src2, imm);
  }
  x64_pinsrw_xri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrw_xri(dst, src1, src2, imm));
    return dst;
  }
  inst_pinsrw_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525524 /* PinsrwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_pinsrw_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrw_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pextrw_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263381 /* PextrwRxi */, dst, src1, imm);
  }
  x64_pextrw_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextrw_rxi(dst, src1, imm));
    return dst;
  }
  inst_pshufb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263382 /* PshufbXx */, dst, src1, src2);
  }
  x64_pshufb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufb_xx(dst, src1, src2));
    return dst;
  }
  inst_pshufb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459991 /* PshufbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pshufb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufb_xm(dst, src1, mem));
    return dst;
  }
  inst_phaddw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263384 /* PhaddwXx */, dst, src1, src2);
  }
  x64_phaddw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddw_xx(dst, src1, src2));
    return dst;
  }
  inst_phaddw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459993 /* PhaddwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phaddw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddw_xm(dst, src1, mem));
    return dst;
  }
  inst_phaddd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263386 /* PhadddXx */, dst, src1, src2);
  }
  x64_phaddd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddd_xx(dst, src1, src2));
    return dst;
  }
  inst_phaddd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459995 /* PhadddXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phaddd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddd_xm(dst, src1, mem));
    return dst;
  }
  inst_phaddsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263388 /* PhaddswXx */, dst, src1, src2);
  }
  x64_phaddsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddsw_xx(dst, src1, src2));
    return dst;
  }
  inst_phaddsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459997 /* PhaddswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phaddsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phaddsw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaddubsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263390 /* PmaddubswXx */, dst, src1, src2);
  }
  x64_pmaddubsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaddubsw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaddubsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(459999 /* PmaddubswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaddubsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaddubsw_xm(dst, src1, mem));
    return dst;
  }
  inst_phsubw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263392 /* PhsubwXx */, dst, src1, src2);
  }
  x64_phsubw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phsubw_xx(dst, src1, src2));
    return dst;
  }
  inst_phsubw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460001 /* PhsubwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phsubw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phsubw_xm(dst, src1, mem));
    return dst;
  }
  inst_phsubd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263394 /* PhsubdXx */, dst, src1, src2);
  }
  x64_phsubd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phsubd_xx(dst, src1, src2));
    return dst;
  }
  inst_phsubd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460003 /* PhsubdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phsubd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phsubd_xm(dst, src1, mem));
    return dst;
  }
  inst_psignb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263396 /* PsignbXx */, dst, src1, src2);
  }
  x64_psignb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignb_xx(dst, src1, src2));
    return dst;
  }
  inst_psignb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460005 /* PsignbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psignb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignb_xm(dst, src1, mem));
    return dst;
  }
  inst_psignw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263398 /* PsignwXx */, dst, src1, src2);
  }
  x64_psignw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignw_xx(dst, src1, src2));
    return dst;
  }
  inst_psignw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460007 /* PsignwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psignw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignw_xm(dst, src1, mem));
    return dst;
  }
  inst_psignd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263400 /* PsigndXx */, dst, src1, src2);
  }
  x64_psignd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignd_xx(dst, src1, src2));
    return dst;
  }
  inst_psignd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460009 /* PsigndXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_psignd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_psignd_xm(dst, src1, mem));
    return dst;
  }
  inst_pmulhrsw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263402 /* PmulhrswXx */, dst, src1, src2);
  }
  x64_pmulhrsw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhrsw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmulhrsw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460011 /* PmulhrswXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmulhrsw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulhrsw_xm(dst, src1, mem));
    return dst;
  }
  inst_pabsb_xx(dst: number, src1: number): number {
    return this.pend2(197868 /* PabsbXx */, dst, src1);
  }
  x64_pabsb_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsb_xx(dst, src1));
    return dst;
  }
  inst_pabsb_xm(dst: number, mem: number): number {
    const at = this.pend(394477 /* PabsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pabsb_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsb_xm(dst, mem));
    return dst;
  }
  inst_pabsw_xx(dst: number, src1: number): number {
    return this.pend2(197870 /* PabswXx */, dst, src1);
  }
  x64_pabsw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsw_xx(dst, src1));
    return dst;
  }
  inst_pabsw_xm(dst: number, mem: number): number {
    const at = this.pend(394479 /* PabswXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pabsw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsw_xm(dst, mem));
    return dst;
  }
  inst_pabsd_xx(dst: number, src1: number): number {
    return this.pend2(197872 /* PabsdXx */, dst, src1);
  }
  x64_pabsd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsd_xx(dst, src1));
    return dst;
  }
  inst_pabsd_xm(dst: number, mem: number): number {
    const at = this.pend(394481 /* PabsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pabsd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pabsd_xm(dst, mem));
    return dst;
  }
  inst_palignr_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(328946 /* PalignrXxi */, dst, src1, src2, imm);
  }
  x64_palignr_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_palignr_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_palignr_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525555 /* PalignrXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_palignr_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_palignr_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pmuldq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263412 /* PmuldqXx */, dst, src1, src2);
  }
  x64_pmuldq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmuldq_xx(dst, src1, src2));
    return dst;
  }
  inst_pmuldq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460021 /* PmuldqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmuldq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmuldq_xm(dst, src1, mem));
    return dst;
  }
  inst_pcmpeqq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263414 /* PcmpeqqXx */, dst, src1, src2);
  }
  x64_pcmpeqq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqq_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpeqq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460023 /* PcmpeqqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpeqq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpeqq_xm(dst, src1, mem));
    return dst;
  }
  inst_packusdw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263416 /* PackusdwXx */, dst, src1, src2);
  }
  x64_packusdw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packusdw_xx(dst, src1, src2));
    return dst;
  }
  inst_packusdw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460025 /* PackusdwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_packusdw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_packusdw_xm(dst, src1, mem));
    return dst;
  }
  inst_pminsb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263418 /* PminsbXx */, dst, src1, src2);
  }
  x64_pminsb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsb_xx(dst, src1, src2));
    return dst;
  }
  inst_pminsb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460027 /* PminsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminsb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsb_xm(dst, src1, mem));
    return dst;
  }
  inst_pminsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263420 /* PminsdXx */, dst, src1, src2);
  }
  x64_pminsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsd_xx(dst, src1, src2));
    return dst;
  }
  inst_pminsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460029 /* PminsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminsd_xm(dst, src1, mem));
    return dst;
  }
  inst_pminuw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263422 /* PminuwXx */, dst, src1, src2);
  }
  x64_pminuw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminuw_xx(dst, src1, src2));
    return dst;
  }
  inst_pminuw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460031 /* PminuwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminuw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminuw_xm(dst, src1, mem));
    return dst;
  }
  inst_pminud_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263424 /* PminudXx */, dst, src1, src2);
  }
  x64_pminud_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminud_xx(dst, src1, src2));
    return dst;
  }
  inst_pminud_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460033 /* PminudXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pminud_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pminud_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxsb_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263426 /* PmaxsbXx */, dst, src1, src2);
  }
  x64_pmaxsb_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsb_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxsb_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460035 /* PmaxsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxsb_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsb_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263428 /* PmaxsdXx */, dst, src1, src2);
  }
  x64_pmaxsd_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsd_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxsd_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460037 /* PmaxsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxsd_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxsd_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxuw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263430 /* PmaxuwXx */, dst, src1, src2);
  }
  x64_pmaxuw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxuw_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxuw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460039 /* PmaxuwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxuw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxuw_xm(dst, src1, mem));
    return dst;
  }
  inst_pmaxud_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263432 /* PmaxudXx */, dst, src1, src2);
  }
  x64_pmaxud_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxud_xx(dst, src1, src2));
    return dst;
  }
  inst_pmaxud_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460041 /* PmaxudXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmaxud_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmaxud_xm(dst, src1, mem));
    return dst;
  }
  inst_pmulld_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263434 /* PmulldXx */, dst, src1, src2);
  }
  x64_pmulld_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulld_xx(dst, src1, src2));
    return dst;
  }
  inst_pmulld_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460043 /* PmulldXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pmulld_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmulld_xm(dst, src1, mem));
    return dst;
  }
  inst_pmovsxbw_xx(dst: number, src1: number): number {
    return this.pend2(197900 /* PmovsxbwXx */, dst, src1);
  }
  x64_pmovsxbw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbw_xx(dst, src1));
    return dst;
  }
  inst_pmovsxbw_xm(dst: number, mem: number): number {
    const at = this.pend(394509 /* PmovsxbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxbw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbw_xm(dst, mem));
    return dst;
  }
  inst_pmovsxbd_xx(dst: number, src1: number): number {
    return this.pend2(197902 /* PmovsxbdXx */, dst, src1);
  }
  x64_pmovsxbd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbd_xx(dst, src1));
    return dst;
  }
  inst_pmovsxbd_xm(dst: number, mem: number): number {
    const at = this.pend(394511 /* PmovsxbdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxbd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbd_xm(dst, mem));
    return dst;
  }
  inst_pmovsxbq_xx(dst: number, src1: number): number {
    return this.pend2(197904 /* PmovsxbqXx */, dst, src1);
  }
  x64_pmovsxbq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbq_xx(dst, src1));
    return dst;
  }
  inst_pmovsxbq_xm(dst: number, mem: number): number {
    const at = this.pend(394513 /* PmovsxbqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxbq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxbq_xm(dst, mem));
    return dst;
  }
  inst_pmovsxwd_xx(dst: number, src1: number): number {
    return this.pend2(197906 /* PmovsxwdXx */, dst, src1);
  }
  x64_pmovsxwd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxwd_xx(dst, src1));
    return dst;
  }
  inst_pmovsxwd_xm(dst: number, mem: number): number {
    const at = this.pend(394515 /* PmovsxwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxwd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxwd_xm(dst, mem));
    return dst;
  }
  inst_pmovsxwq_xx(dst: number, src1: number): number {
    return this.pend2(197908 /* PmovsxwqXx */, dst, src1);
  }
  x64_pmovsxwq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxwq_xx(dst, src1));
    return dst;
  }
  inst_pmovsxwq_xm(dst: number, mem: number): number {
    const at = this.pend(394517 /* PmovsxwqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxwq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxwq_xm(dst, mem));
    return dst;
  }
  inst_pmovsxdq_xx(dst: number, src1: number): number {
    return this.pend2(197910 /* PmovsxdqXx */, dst, src1);
  }
  x64_pmovsxdq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxdq_xx(dst, src1));
    return dst;
  }
  inst_pmovsxdq_xm(dst: number, mem: number): number {
    const at = this.pend(394519 /* PmovsxdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovsxdq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovsxdq_xm(dst, mem));
    return dst;
  }
  inst_pmovzxbw_xx(dst: number, src1: number): number {
    return this.pend2(197912 /* PmovzxbwXx */, dst, src1);
  }
  x64_pmovzxbw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbw_xx(dst, src1));
    return dst;
  }
  inst_pmovzxbw_xm(dst: number, mem: number): number {
    const at = this.pend(394521 /* PmovzxbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxbw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbw_xm(dst, mem));
    return dst;
  }
  inst_pmovzxbd_xx(dst: number, src1: number): number {
    return this.pend2(197914 /* PmovzxbdXx */, dst, src1);
  }
  x64_pmovzxbd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbd_xx(dst, src1));
    return dst;
  }
  inst_pmovzxbd_xm(dst: number, mem: number): number {
    const at = this.pend(394523 /* PmovzxbdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxbd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbd_xm(dst, mem));
    return dst;
  }
  inst_pmovzxbq_xx(dst: number, src1: number): number {
    return this.pend2(197916 /* PmovzxbqXx */, dst, src1);
  }
  x64_pmovzxbq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbq_xx(dst, src1));
    return dst;
  }
  inst_pmovzxbq_xm(dst: number, mem: number): number {
    const at = this.pend(394525 /* PmovzxbqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxbq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxbq_xm(dst, mem));
    return dst;
  }
  inst_pmovzxwd_xx(dst: number, src1: number): number {
    return this.pend2(197918 /* PmovzxwdXx */, dst, src1);
  }
  x64_pmovzxwd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxwd_xx(dst, src1));
    return dst;
  }
  inst_pmovzxwd_xm(dst: number, mem: number): number {
    const at = this.pend(394527 /* PmovzxwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxwd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxwd_xm(dst, mem));
    return dst;
  }
  inst_pmovzxwq_xx(dst: number, src1: number): number {
    return this.pend2(197920 /* PmovzxwqXx */, dst, src1);
  }
  x64_pmovzxwq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxwq_xx(dst, src1));
    return dst;
  }
  inst_pmovzxwq_xm(dst: number, mem: number): number {
    const at = this.pend(394529 /* PmovzxwqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxwq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxwq_xm(dst, mem));
    return dst;
  }
  inst_pmovzxdq_xx(dst: number, src1: number): number {
    return this.pend2(197922 /* PmovzxdqXx */, dst, src1);
  }
  x64_pmovzxdq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxdq_xx(dst, src1));
    return dst;
  }
  inst_pmovzxdq_xm(dst: number, mem: number): number {
    const at = this.pend(394531 /* PmovzxdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_pmovzxdq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pmovzxdq_xm(dst, mem));
    return dst;
  }
  inst_ptest_xx(src1: number, src2: number): number {
    return this.pend2(197924 /* PtestXx */, src1, src2);
  }
  x64_ptest_xx(src1: number, src2: number): number {
    this.emit(this.inst_ptest_xx(src1, src2));
    return 0;
  }
  inst_ptest_xm(src1: number, mem: number): number {
    const at = this.pend(394533 /* PtestXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_ptest_xm(src1: number, mem: number): number {
    this.emit(this.inst_ptest_xm(src1, mem));
    return 0;
  }
  inst_roundps_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263462 /* RoundpsXxi */, dst, src1, imm);
  }
  x64_roundps_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundps_xxi(dst, src1, imm));
    return dst;
  }
  inst_roundps_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460071 /* RoundpsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_roundps_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundps_xmi(dst, mem, imm));
    return dst;
  }
  inst_roundpd_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263464 /* RoundpdXxi */, dst, src1, imm);
  }
  x64_roundpd_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundpd_xxi(dst, src1, imm));
    return dst;
  }
  inst_roundpd_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460073 /* RoundpdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_roundpd_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundpd_xmi(dst, mem, imm));
    return dst;
  }
  inst_roundss_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329002 /* RoundssXxi */, dst, src1, src2, imm);
  }
  x64_roundss_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundss_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_roundss_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525611 /* RoundssXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_roundss_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundss_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_roundsd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329004 /* RoundsdXxi */, dst, src1, src2, imm);
  }
  x64_roundsd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundsd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_roundsd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525613 /* RoundsdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_roundsd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_roundsd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_blendps_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329006 /* BlendpsXxi */, dst, src1, src2, imm);
  }
  x64_blendps_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_blendps_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_blendps_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525615 /* BlendpsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_blendps_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_blendps_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_blendpd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329008 /* BlendpdXxi */, dst, src1, src2, imm);
  }
  x64_blendpd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_blendpd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_blendpd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525617 /* BlendpdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_blendpd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_blendpd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pblendw_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329010 /* PblendwXxi */, dst, src1, src2, imm);
  }
  x64_pblendw_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pblendw_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_pblendw_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525619 /* PblendwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_pblendw_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pblendw_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_dpps_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329012 /* DppsXxi */, dst, src1, src2, imm);
  }
  x64_dpps_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_dpps_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_dpps_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525621 /* DppsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_dpps_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_dpps_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_dppd_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329014 /* DppdXxi */, dst, src1, src2, imm);
  }
  x64_dppd_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_dppd_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_dppd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525623 /* DppdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_dppd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_dppd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_mpsadbw_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329016 /* MpsadbwXxi */, dst, src1, src2, imm);
  }
  x64_mpsadbw_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mpsadbw_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_mpsadbw_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525625 /* MpsadbwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_mpsadbw_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_mpsadbw_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_insertps_xxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329018 /* InsertpsXxi */, dst, src1, src2, imm);
  }
  x64_insertps_xxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_insertps_xxi(dst, src1, src2, imm));
    return dst;
  }
  inst_insertps_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525627 /* InsertpsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_insertps_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_insertps_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pinsrb_xri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329020 /* PinsrbXri */, dst, src1, src2, imm);
  }
  x64_pinsrb_xri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrb_xri(dst, src1, src2, imm));
    return dst;
  }
  inst_pinsrb_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525629 /* PinsrbXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_pinsrb_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrb_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pinsrd_xri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329022 /* PinsrdXri */, dst, src1, src2, imm);
  }
  x64_pinsrd_xri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrd_xri(dst, src1, src2, imm));
    return dst;
  }
  inst_pinsrd_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525631 /* PinsrdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_pinsrd_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrd_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pinsrq_xri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329024 /* PinsrqXri */, dst, src1, src2, imm);
  }
  x64_pinsrq_xri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrq_xri(dst, src1, src2, imm));
    return dst;
  }
  inst_pinsrq_xmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525633 /* PinsrqXmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_pinsrq_xmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pinsrq_xmi(dst, src1, mem, imm));
    return dst;
  }
  inst_pextrb_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263490 /* PextrbRxi */, dst, src1, imm);
  }
  x64_pextrb_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextrb_rxi(dst, src1, imm));
    return dst;
  }
  inst_pextrb_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460099 /* PextrbMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_pextrb_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_pextrb_mxi(mem, src1, imm));
    return 0;
  }
  inst_pextrw_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460100 /* PextrwMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_pextrw_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_pextrw_mxi(mem, src1, imm));
    return 0;
  }
  inst_pextrd_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263493 /* PextrdRxi */, dst, src1, imm);
  }
  x64_pextrd_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextrd_rxi(dst, src1, imm));
    return dst;
  }
  inst_pextrd_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460102 /* PextrdMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_pextrd_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_pextrd_mxi(mem, src1, imm));
    return 0;
  }
  inst_pextrq_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263495 /* PextrqRxi */, dst, src1, imm);
  }
  x64_pextrq_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_pextrq_rxi(dst, src1, imm));
    return dst;
  }
  inst_pextrq_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460104 /* PextrqMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_pextrq_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_pextrq_mxi(mem, src1, imm));
    return 0;
  }
  inst_extractps_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263497 /* ExtractpsRxi */, dst, src1, imm);
  }
  x64_extractps_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_extractps_rxi(dst, src1, imm));
    return dst;
  }
  inst_extractps_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460106 /* ExtractpsMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_extractps_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_extractps_mxi(mem, src1, imm));
    return 0;
  }
  inst_pcmpgtq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263499 /* PcmpgtqXx */, dst, src1, src2);
  }
  x64_pcmpgtq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtq_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpgtq_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460108 /* PcmpgtqXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_pcmpgtq_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pcmpgtq_xm(dst, src1, mem));
    return dst;
  }
  inst_phminposuw_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263501 /* PhminposuwXx */, dst, src1, src2);
  }
  x64_phminposuw_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phminposuw_xx(dst, src1, src2));
    return dst;
  }
  inst_phminposuw_xm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460110 /* PhminposuwXm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_phminposuw_xm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_phminposuw_xm(dst, src1, mem));
    return dst;
  }
  inst_vaddps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263503 /* VaddpsXxx */, dst, src1, src2);
  }
  x64_vaddps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vaddps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460112 /* VaddpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vaddps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vaddpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263505 /* VaddpdXxx */, dst, src1, src2);
  }
  x64_vaddpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vaddpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460114 /* VaddpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vaddpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vaddss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263507 /* VaddssXxx */, dst, src1, src2);
  }
  x64_vaddss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vaddss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460116 /* VaddssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vaddss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vaddsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263509 /* VaddsdXxx */, dst, src1, src2);
  }
  x64_vaddsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vaddsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460118 /* VaddsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vaddsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vaddsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmulps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263511 /* VmulpsXxx */, dst, src1, src2);
  }
  x64_vmulps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmulps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460120 /* VmulpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmulps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmulpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263513 /* VmulpdXxx */, dst, src1, src2);
  }
  x64_vmulpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmulpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460122 /* VmulpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmulpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmulss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263515 /* VmulssXxx */, dst, src1, src2);
  }
  x64_vmulss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmulss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460124 /* VmulssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmulss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmulsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263517 /* VmulsdXxx */, dst, src1, src2);
  }
  x64_vmulsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmulsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460126 /* VmulsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmulsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmulsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vsubps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263519 /* VsubpsXxx */, dst, src1, src2);
  }
  x64_vsubps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsubps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460128 /* VsubpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsubps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vsubpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263521 /* VsubpdXxx */, dst, src1, src2);
  }
  x64_vsubpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsubpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460130 /* VsubpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsubpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vsubss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263523 /* VsubssXxx */, dst, src1, src2);
  }
  x64_vsubss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsubss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460132 /* VsubssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsubss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vsubsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263525 /* VsubsdXxx */, dst, src1, src2);
  }
  x64_vsubsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsubsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460134 /* VsubsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsubsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsubsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vminps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263527 /* VminpsXxx */, dst, src1, src2);
  }
  x64_vminps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vminps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460136 /* VminpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vminps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vminpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263529 /* VminpdXxx */, dst, src1, src2);
  }
  x64_vminpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vminpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460138 /* VminpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vminpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vminss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263531 /* VminssXxx */, dst, src1, src2);
  }
  x64_vminss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vminss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460140 /* VminssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vminss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vminsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263533 /* VminsdXxx */, dst, src1, src2);
  }
  x64_vminsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vminsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460142 /* VminsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vminsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vminsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vdivps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263535 /* VdivpsXxx */, dst, src1, src2);
  }
  x64_vdivps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vdivps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460144 /* VdivpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vdivps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vdivpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263537 /* VdivpdXxx */, dst, src1, src2);
  }
  x64_vdivpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vdivpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460146 /* VdivpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vdivpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vdivss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263539 /* VdivssXxx */, dst, src1, src2);
  }
  x64_vdivss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vdivss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460148 /* VdivssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vdivss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vdivsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263541 /* VdivsdXxx */, dst, src1, src2);
  }
  x64_vdivsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vdivsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460150 /* VdivsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vdivsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vdivsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmaxps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263543 /* VmaxpsXxx */, dst, src1, src2);
  }
  x64_vmaxps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmaxps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460152 /* VmaxpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmaxps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmaxpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263545 /* VmaxpdXxx */, dst, src1, src2);
  }
  x64_vmaxpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmaxpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460154 /* VmaxpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmaxpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmaxss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263547 /* VmaxssXxx */, dst, src1, src2);
  }
  x64_vmaxss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmaxss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460156 /* VmaxssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmaxss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vmaxsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263549 /* VmaxsdXxx */, dst, src1, src2);
  }
  x64_vmaxsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmaxsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460158 /* VmaxsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vmaxsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmaxsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vsqrtps_xx(dst: number, src1: number): number {
    return this.pend2(198015 /* VsqrtpsXx */, dst, src1);
  }
  x64_vsqrtps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtps_xx(dst, src1));
    return dst;
  }
  inst_vsqrtps_xm(dst: number, mem: number): number {
    const at = this.pend(394624 /* VsqrtpsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vsqrtps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtps_xm(dst, mem));
    return dst;
  }
  inst_vcmpps_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329089 /* VcmppsXxxi */, dst, src1, src2, imm);
  }
  x64_vcmpps_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpps_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vcmpps_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525698 /* VcmppsXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vcmpps_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpps_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vandps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263555 /* VandpsXxx */, dst, src1, src2);
  }
  x64_vandps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vandps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460164 /* VandpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vandps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vandnps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263557 /* VandnpsXxx */, dst, src1, src2);
  }
  x64_vandnps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandnps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vandnps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460166 /* VandnpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vandnps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandnps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vorps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263559 /* VorpsXxx */, dst, src1, src2);
  }
  x64_vorps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vorps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vorps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460168 /* VorpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vorps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vorps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vxorps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263561 /* VxorpsXxx */, dst, src1, src2);
  }
  x64_vxorps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vxorps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vxorps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460170 /* VxorpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vxorps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vxorps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vunpcklps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263563 /* VunpcklpsXxx */, dst, src1, src2);
  }
  x64_vunpcklps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpcklps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vunpcklps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460172 /* VunpcklpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vunpcklps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpcklps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vunpckhps_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263565 /* VunpckhpsXxx */, dst, src1, src2);
  }
  x64_vunpckhps_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpckhps_xxx(dst, src1, src2));
    return dst;
  }
  inst_vunpckhps_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460174 /* VunpckhpsXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vunpckhps_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpckhps_xxm(dst, src1, mem));
    return dst;
  }
  inst_vshufps_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329103 /* VshufpsXxxi */, dst, src1, src2, imm);
  }
  x64_vshufps_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vshufps_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vshufps_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525712 /* VshufpsXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vshufps_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vshufps_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vucomiss_xx(src1: number, src2: number): number {
    return this.pend2(198033 /* VucomissXx */, src1, src2);
  }
  x64_vucomiss_xx(src1: number, src2: number): number {
    this.emit(this.inst_vucomiss_xx(src1, src2));
    return 0;
  }
  inst_vucomiss_xm(src1: number, mem: number): number {
    const at = this.pend(394642 /* VucomissXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vucomiss_xm(src1: number, mem: number): number {
    this.emit(this.inst_vucomiss_xm(src1, mem));
    return 0;
  }
  inst_vsqrtpd_xx(dst: number, src1: number): number {
    return this.pend2(198035 /* VsqrtpdXx */, dst, src1);
  }
  x64_vsqrtpd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtpd_xx(dst, src1));
    return dst;
  }
  inst_vsqrtpd_xm(dst: number, mem: number): number {
    const at = this.pend(394644 /* VsqrtpdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vsqrtpd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtpd_xm(dst, mem));
    return dst;
  }
  inst_vcmppd_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329109 /* VcmppdXxxi */, dst, src1, src2, imm);
  }
  x64_vcmppd_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmppd_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vcmppd_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525718 /* VcmppdXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vcmppd_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmppd_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vandpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263575 /* VandpdXxx */, dst, src1, src2);
  }
  x64_vandpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vandpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460184 /* VandpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vandpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vandnpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263577 /* VandnpdXxx */, dst, src1, src2);
  }
  x64_vandnpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandnpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vandnpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460186 /* VandnpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vandnpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vandnpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vorpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263579 /* VorpdXxx */, dst, src1, src2);
  }
  x64_vorpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vorpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vorpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460188 /* VorpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vorpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vorpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vxorpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263581 /* VxorpdXxx */, dst, src1, src2);
  }
  x64_vxorpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vxorpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vxorpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460190 /* VxorpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vxorpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vxorpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vunpcklpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263583 /* VunpcklpdXxx */, dst, src1, src2);
  }
  x64_vunpcklpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpcklpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vunpcklpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460192 /* VunpcklpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vunpcklpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpcklpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vunpckhpd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263585 /* VunpckhpdXxx */, dst, src1, src2);
  }
  x64_vunpckhpd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpckhpd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vunpckhpd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460194 /* VunpckhpdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vunpckhpd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vunpckhpd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vshufpd_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329123 /* VshufpdXxxi */, dst, src1, src2, imm);
  }
  x64_vshufpd_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vshufpd_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vshufpd_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525732 /* VshufpdXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vshufpd_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vshufpd_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vucomisd_xx(src1: number, src2: number): number {
    return this.pend2(198053 /* VucomisdXx */, src1, src2);
  }
  x64_vucomisd_xx(src1: number, src2: number): number {
    this.emit(this.inst_vucomisd_xx(src1, src2));
    return 0;
  }
  inst_vucomisd_xm(src1: number, mem: number): number {
    const at = this.pend(394662 /* VucomisdXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vucomisd_xm(src1: number, mem: number): number {
    this.emit(this.inst_vucomisd_xm(src1, mem));
    return 0;
  }
  inst_vsqrtss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263591 /* VsqrtssXxx */, dst, src1, src2);
  }
  x64_vsqrtss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsqrtss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460200 /* VsqrtssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsqrtss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcmpss_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329129 /* VcmpssXxxi */, dst, src1, src2, imm);
  }
  x64_vcmpss_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpss_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vcmpss_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525738 /* VcmpssXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vcmpss_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpss_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vsqrtsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263595 /* VsqrtsdXxx */, dst, src1, src2);
  }
  x64_vsqrtsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vsqrtsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460204 /* VsqrtsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vsqrtsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vsqrtsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcmpsd_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329133 /* VcmpsdXxxi */, dst, src1, src2, imm);
  }
  x64_vcmpsd_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpsd_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vcmpsd_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525742 /* VcmpsdXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vcmpsd_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcmpsd_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vmovss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263599 /* VmovssXxx */, dst, src1, src2);
  }
  x64_vmovss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmovss_xm(dst: number, mem: number): number {
    const at = this.pend(394672 /* VmovssXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovss_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovss_xm(dst, mem));
    return dst;
  }
  inst_vmovss_mx(mem: number, src1: number): number {
    const at = this.pend(394673 /* VmovssMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovss_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovss_mx(mem, src1));
    return 0;
  }
  inst_vmovsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263602 /* VmovsdXxx */, dst, src1, src2);
  }
  x64_vmovsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vmovsd_xm(dst: number, mem: number): number {
    const at = this.pend(394675 /* VmovsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovsd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovsd_xm(dst, mem));
    return dst;
  }
  inst_vmovsd_mx(mem: number, src1: number): number {
    const at = this.pend(394676 /* VmovsdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovsd_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovsd_mx(mem, src1));
    return 0;
  }
  inst_vmovaps_xx(dst: number, src1: number): number {
    return this.pend2(198069 /* VmovapsXx */, dst, src1);
  }
  x64_vmovaps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovaps_xx(dst, src1));
    return dst;
  }
  inst_vmovaps_xm(dst: number, mem: number): number {
    const at = this.pend(394678 /* VmovapsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovaps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovaps_xm(dst, mem));
    return dst;
  }
  inst_vmovaps_mx(mem: number, src1: number): number {
    const at = this.pend(394679 /* VmovapsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovaps_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovaps_mx(mem, src1));
    return 0;
  }
  inst_vmovapd_xx(dst: number, src1: number): number {
    return this.pend2(198072 /* VmovapdXx */, dst, src1);
  }
  x64_vmovapd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovapd_xx(dst, src1));
    return dst;
  }
  inst_vmovapd_xm(dst: number, mem: number): number {
    const at = this.pend(394681 /* VmovapdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovapd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovapd_xm(dst, mem));
    return dst;
  }
  inst_vmovapd_mx(mem: number, src1: number): number {
    const at = this.pend(394682 /* VmovapdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovapd_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovapd_mx(mem, src1));
    return 0;
  }
  inst_vmovdqa_xx(dst: number, src1: number): number {
    return this.pend2(198075 /* VmovdqaXx */, dst, src1);
  }
  x64_vmovdqa_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovdqa_xx(dst, src1));
    return dst;
  }
  inst_vmovdqa_xm(dst: number, mem: number): number {
    const at = this.pend(394684 /* VmovdqaXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovdqa_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovdqa_xm(dst, mem));
    return dst;
  }
  inst_vmovdqa_mx(mem: number, src1: number): number {
    const at = this.pend(394685 /* VmovdqaMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovdqa_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovdqa_mx(mem, src1));
    return 0;
  }
  inst_vmovups_xx(dst: number, src1: number): number {
    return this.pend2(198078 /* VmovupsXx */, dst, src1);
  }
  x64_vmovups_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovups_xx(dst, src1));
    return dst;
  }
  inst_vmovups_xm(dst: number, mem: number): number {
    const at = this.pend(394687 /* VmovupsXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovups_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovups_xm(dst, mem));
    return dst;
  }
  inst_vmovups_mx(mem: number, src1: number): number {
    const at = this.pend(394688 /* VmovupsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovups_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovups_mx(mem, src1));
    return 0;
  }
  inst_vmovupd_xx(dst: number, src1: number): number {
    return this.pend2(198081 /* VmovupdXx */, dst, src1);
  }
  x64_vmovupd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovupd_xx(dst, src1));
    return dst;
  }
  inst_vmovupd_xm(dst: number, mem: number): number {
    const at = this.pend(394690 /* VmovupdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovupd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovupd_xm(dst, mem));
    return dst;
  }
  inst_vmovupd_mx(mem: number, src1: number): number {
    const at = this.pend(394691 /* VmovupdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovupd_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovupd_mx(mem, src1));
    return 0;
  }
  inst_vmovdqu_xx(dst: number, src1: number): number {
    return this.pend2(198084 /* VmovdquXx */, dst, src1);
  }
  x64_vmovdqu_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovdqu_xx(dst, src1));
    return dst;
  }
  inst_vmovdqu_xm(dst: number, mem: number): number {
    const at = this.pend(394693 /* VmovdquXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovdqu_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovdqu_xm(dst, mem));
    return dst;
  }
  inst_vmovdqu_mx(mem: number, src1: number): number {
    const at = this.pend(394694 /* VmovdquMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovdqu_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovdqu_mx(mem, src1));
    return 0;
  }
  inst_vmovd_xr(dst: number, src1: number): number {
    return this.pend2(198087 /* VmovdXr */, dst, src1);
  }
  x64_vmovd_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovd_xr(dst, src1));
    return dst;
  }
  inst_vmovd_xm(dst: number, mem: number): number {
    const at = this.pend(394696 /* VmovdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovd_xm(dst, mem));
    return dst;
  }
  inst_vmovd_rx(dst: number, src1: number): number {
    return this.pend2(198089 /* VmovdRx */, dst, src1);
  }
  x64_vmovd_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vmovd_rx(dst, src1));
    return dst;
  }
  inst_vmovd_mx(mem: number, src1: number): number {
    const at = this.pend(394698 /* VmovdMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovd_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovd_mx(mem, src1));
    return 0;
  }
  inst_vmovq_xr(dst: number, src1: number): number {
    return this.pend2(198091 /* VmovqXr */, dst, src1);
  }
  x64_vmovq_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovq_xr(dst, src1));
    return dst;
  }
  inst_vmovq_rx(dst: number, src1: number): number {
    return this.pend2(198092 /* VmovqRx */, dst, src1);
  }
  x64_vmovq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vmovq_rx(dst, src1));
    return dst;
  }
  inst_vmovq_xx(dst: number, src1: number): number {
    return this.pend2(198093 /* VmovqXx */, dst, src1);
  }
  x64_vmovq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovq_xx(dst, src1));
    return dst;
  }
  inst_vmovq_xm(dst: number, mem: number): number {
    const at = this.pend(394702 /* VmovqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovq_xm(dst, mem));
    return dst;
  }
  inst_vmovq_mx(mem: number, src1: number): number {
    const at = this.pend(394703 /* VmovqMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_vmovq_mx(mem: number, src1: number): number {
    this.emit(this.inst_vmovq_mx(mem, src1));
    return 0;
  }
  inst_vmovmskps_rx(dst: number, src1: number): number {
    return this.pend2(198096 /* VmovmskpsRx */, dst, src1);
  }
  x64_vmovmskps_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vmovmskps_rx(dst, src1));
    return dst;
  }
  inst_vmovmskpd_rx(dst: number, src1: number): number {
    return this.pend2(198097 /* VmovmskpdRx */, dst, src1);
  }
  x64_vmovmskpd_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vmovmskpd_rx(dst, src1));
    return dst;
  }
  inst_vpmovmskb_rx(dst: number, src1: number): number {
    return this.pend2(198098 /* VpmovmskbRx */, dst, src1);
  }
  x64_vpmovmskb_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vpmovmskb_rx(dst, src1));
    return dst;
  }
  inst_vmovddup_xx(dst: number, src1: number): number {
    return this.pend2(198099 /* VmovddupXx */, dst, src1);
  }
  x64_vmovddup_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovddup_xx(dst, src1));
    return dst;
  }
  inst_vmovddup_xm(dst: number, mem: number): number {
    const at = this.pend(394708 /* VmovddupXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vmovddup_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vmovddup_xm(dst, mem));
    return dst;
  }
  inst_vcvtsi2ssl_xxr(dst: number, src1: number, src2: number): number {
    return this.pend3(263637 /* Vcvtsi2sslXxr */, dst, src1, src2);
  }
  x64_vcvtsi2ssl_xxr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2ssl_xxr(dst, src1, src2));
    return dst;
  }
  inst_vcvtsi2ssl_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460246 /* Vcvtsi2sslXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtsi2ssl_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2ssl_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvtsi2ssq_xxr(dst: number, src1: number, src2: number): number {
    return this.pend3(263639 /* Vcvtsi2ssqXxr */, dst, src1, src2);
  }
  x64_vcvtsi2ssq_xxr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2ssq_xxr(dst, src1, src2));
    return dst;
  }
  inst_vcvtsi2ssq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460248 /* Vcvtsi2ssqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtsi2ssq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2ssq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvtsi2sdl_xxr(dst: number, src1: number, src2: number): number {
    return this.pend3(263641 /* Vcvtsi2sdlXxr */, dst, src1, src2);
  }
  x64_vcvtsi2sdl_xxr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2sdl_xxr(dst, src1, src2));
    return dst;
  }
  inst_vcvtsi2sdl_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460250 /* Vcvtsi2sdlXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtsi2sdl_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2sdl_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvtsi2sdq_xxr(dst: number, src1: number, src2: number): number {
    return this.pend3(263643 /* Vcvtsi2sdqXxr */, dst, src1, src2);
  }
  x64_vcvtsi2sdq_xxr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2sdq_xxr(dst, src1, src2));
    return dst;
  }
  inst_vcvtsi2sdq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460252 /* Vcvtsi2sdqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtsi2sdq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsi2sdq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvttss2sil_rx(dst: number, src1: number): number {
    return this.pend2(198109 /* Vcvttss2silRx */, dst, src1);
  }
  x64_vcvttss2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttss2sil_rx(dst, src1));
    return dst;
  }
  inst_vcvttss2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394718 /* Vcvttss2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvttss2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttss2sil_rm(dst, mem));
    return dst;
  }
  inst_vcvttss2siq_rx(dst: number, src1: number): number {
    return this.pend2(198111 /* Vcvttss2siqRx */, dst, src1);
  }
  x64_vcvttss2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttss2siq_rx(dst, src1));
    return dst;
  }
  inst_vcvttss2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394720 /* Vcvttss2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvttss2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttss2siq_rm(dst, mem));
    return dst;
  }
  inst_vcvttsd2sil_rx(dst: number, src1: number): number {
    return this.pend2(198113 /* Vcvttsd2silRx */, dst, src1);
  }
  x64_vcvttsd2sil_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttsd2sil_rx(dst, src1));
    return dst;
  }
  inst_vcvttsd2sil_rm(dst: number, mem: number): number {
    const at = this.pend(394722 /* Vcvttsd2silRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvttsd2sil_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttsd2sil_rm(dst, mem));
    return dst;
  }
  inst_vcvttsd2siq_rx(dst: number, src1: number): number {
    return this.pend2(198115 /* Vcvttsd2siqRx */, dst, src1);
  }
  x64_vcvttsd2siq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttsd2siq_rx(dst, src1));
    return dst;
  }
  inst_vcvttsd2siq_rm(dst: number, mem: number): number {
    const at = this.pend(394724 /* Vcvttsd2siqRm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvttsd2siq_rm(mem: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vcvttsd2siq_rm(dst, mem));
    return dst;
  }
  inst_vcvtss2sd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263653 /* Vcvtss2sdXxx */, dst, src1, src2);
  }
  x64_vcvtss2sd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtss2sd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vcvtss2sd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460262 /* Vcvtss2sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtss2sd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtss2sd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvtsd2ss_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263655 /* Vcvtsd2ssXxx */, dst, src1, src2);
  }
  x64_vcvtsd2ss_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsd2ss_xxx(dst, src1, src2));
    return dst;
  }
  inst_vcvtsd2ss_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460264 /* Vcvtsd2ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vcvtsd2ss_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtsd2ss_xxm(dst, src1, mem));
    return dst;
  }
  inst_vcvtps2pd_xx(dst: number, src1: number): number {
    return this.pend2(198121 /* Vcvtps2pdXx */, dst, src1);
  }
  x64_vcvtps2pd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtps2pd_xx(dst, src1));
    return dst;
  }
  inst_vcvtps2pd_xm(dst: number, mem: number): number {
    const at = this.pend(394730 /* Vcvtps2pdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvtps2pd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtps2pd_xm(dst, mem));
    return dst;
  }
  inst_vcvtdq2ps_xx(dst: number, src1: number): number {
    return this.pend2(198123 /* Vcvtdq2psXx */, dst, src1);
  }
  x64_vcvtdq2ps_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtdq2ps_xx(dst, src1));
    return dst;
  }
  inst_vcvtdq2ps_xm(dst: number, mem: number): number {
    const at = this.pend(394732 /* Vcvtdq2psXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvtdq2ps_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtdq2ps_xm(dst, mem));
    return dst;
  }
  inst_vcvttps2dq_xx(dst: number, src1: number): number {
    return this.pend2(198125 /* Vcvttps2dqXx */, dst, src1);
  }
  x64_vcvttps2dq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvttps2dq_xx(dst, src1));
    return dst;
  }
  inst_vcvttps2dq_xm(dst: number, mem: number): number {
    const at = this.pend(394734 /* Vcvttps2dqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvttps2dq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvttps2dq_xm(dst, mem));
    return dst;
  }
  inst_vcvtdq2pd_xx(dst: number, src1: number): number {
    return this.pend2(198127 /* Vcvtdq2pdXx */, dst, src1);
  }
  x64_vcvtdq2pd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtdq2pd_xx(dst, src1));
    return dst;
  }
  inst_vcvtdq2pd_xm(dst: number, mem: number): number {
    const at = this.pend(394736 /* Vcvtdq2pdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vcvtdq2pd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vcvtdq2pd_xm(dst, mem));
    return dst;
  }
  inst_vroundss_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329201 /* VroundssXxxi */, dst, src1, src2, imm);
  }
  x64_vroundss_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundss_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vroundss_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525810 /* VroundssXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vroundss_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundss_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vroundsd_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329203 /* VroundsdXxxi */, dst, src1, src2, imm);
  }
  x64_vroundsd_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundsd_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vroundsd_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(525812 /* VroundsdXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vroundsd_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundsd_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vroundps_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263669 /* VroundpsXxi */, dst, src1, imm);
  }
  x64_vroundps_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundps_xxi(dst, src1, imm));
    return dst;
  }
  inst_vroundps_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460278 /* VroundpsXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_vroundps_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundps_xmi(dst, mem, imm));
    return dst;
  }
  inst_vroundpd_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263671 /* VroundpdXxi */, dst, src1, imm);
  }
  x64_vroundpd_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundpd_xxi(dst, src1, imm));
    return dst;
  }
  inst_vroundpd_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460280 /* VroundpdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_vroundpd_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vroundpd_xmi(dst, mem, imm));
    return dst;
  }
  inst_vpunpcklbw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263673 /* VpunpcklbwXxx */, dst, src1, src2);
  }
  x64_vpunpcklbw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklbw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpcklbw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460282 /* VpunpcklbwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpcklbw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklbw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpcklwd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263675 /* VpunpcklwdXxx */, dst, src1, src2);
  }
  x64_vpunpcklwd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklwd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpcklwd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460284 /* VpunpcklwdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpcklwd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklwd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpckldq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263677 /* VpunpckldqXxx */, dst, src1, src2);
  }
  x64_vpunpckldq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckldq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpckldq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460286 /* VpunpckldqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpckldq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckldq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpacksswb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263679 /* VpacksswbXxx */, dst, src1, src2);
  }
  x64_vpacksswb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpacksswb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpacksswb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460288 /* VpacksswbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpacksswb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpacksswb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpgtb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263681 /* VpcmpgtbXxx */, dst, src1, src2);
  }
  x64_vpcmpgtb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpgtb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460290 /* VpcmpgtbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpgtb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpgtw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263683 /* VpcmpgtwXxx */, dst, src1, src2);
  }
  x64_vpcmpgtw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpgtw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460292 /* VpcmpgtwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpgtw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpgtd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263685 /* VpcmpgtdXxx */, dst, src1, src2);
  }
  x64_vpcmpgtd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpgtd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460294 /* VpcmpgtdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpgtd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpackuswb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263687 /* VpackuswbXxx */, dst, src1, src2);
  }
  x64_vpackuswb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackuswb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpackuswb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460296 /* VpackuswbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpackuswb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackuswb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpckhbw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263689 /* VpunpckhbwXxx */, dst, src1, src2);
  }
  x64_vpunpckhbw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhbw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpckhbw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460298 /* VpunpckhbwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpckhbw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhbw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpckhwd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263691 /* VpunpckhwdXxx */, dst, src1, src2);
  }
  x64_vpunpckhwd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhwd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpckhwd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460300 /* VpunpckhwdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpckhwd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhwd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpckhdq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263693 /* VpunpckhdqXxx */, dst, src1, src2);
  }
  x64_vpunpckhdq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhdq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpckhdq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460302 /* VpunpckhdqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpckhdq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhdq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpackssdw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263695 /* VpackssdwXxx */, dst, src1, src2);
  }
  x64_vpackssdw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackssdw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpackssdw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460304 /* VpackssdwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpackssdw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackssdw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpcklqdq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263697 /* VpunpcklqdqXxx */, dst, src1, src2);
  }
  x64_vpunpcklqdq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklqdq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpcklqdq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460306 /* VpunpcklqdqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpcklqdq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpcklqdq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpunpckhqdq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263699 /* VpunpckhqdqXxx */, dst, src1, src2);
  }
  x64_vpunpckhqdq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhqdq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpunpckhqdq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460308 /* VpunpckhqdqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpunpckhqdq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpunpckhqdq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpeqb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263701 /* VpcmpeqbXxx */, dst, src1, src2);
  }
  x64_vpcmpeqb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpeqb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460310 /* VpcmpeqbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpeqb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpeqw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263703 /* VpcmpeqwXxx */, dst, src1, src2);
  }
  x64_vpcmpeqw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpeqw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460312 /* VpcmpeqwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpeqw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpeqd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263705 /* VpcmpeqdXxx */, dst, src1, src2);
  }
  x64_vpcmpeqd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpeqd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460314 /* VpcmpeqdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpeqd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsrlw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263707 /* VpsrlwXxx */, dst, src1, src2);
  }
  x64_vpsrlw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsrlw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460316 /* VpsrlwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsrlw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsrld_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263709 /* VpsrldXxx */, dst, src1, src2);
  }
  x64_vpsrld_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrld_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsrld_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460318 /* VpsrldXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsrld_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrld_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsrlq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263711 /* VpsrlqXxx */, dst, src1, src2);
  }
  x64_vpsrlq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsrlq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460320 /* VpsrlqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsrlq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263713 /* VpaddqXxx */, dst, src1, src2);
  }
  x64_vpaddq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460322 /* VpaddqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmullw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263715 /* VpmullwXxx */, dst, src1, src2);
  }
  x64_vpmullw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmullw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmullw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460324 /* VpmullwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmullw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmullw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubusb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263717 /* VpsubusbXxx */, dst, src1, src2);
  }
  x64_vpsubusb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubusb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubusb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460326 /* VpsubusbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubusb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubusb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubusw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263719 /* VpsubuswXxx */, dst, src1, src2);
  }
  x64_vpsubusw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubusw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubusw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460328 /* VpsubuswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubusw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubusw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminub_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263721 /* VpminubXxx */, dst, src1, src2);
  }
  x64_vpminub_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminub_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminub_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460330 /* VpminubXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminub_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminub_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpand_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263723 /* VpandXxx */, dst, src1, src2);
  }
  x64_vpand_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpand_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpand_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460332 /* VpandXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpand_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpand_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddusb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263725 /* VpaddusbXxx */, dst, src1, src2);
  }
  x64_vpaddusb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddusb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddusb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460334 /* VpaddusbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddusb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddusb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddusw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263727 /* VpadduswXxx */, dst, src1, src2);
  }
  x64_vpaddusw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddusw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddusw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460336 /* VpadduswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddusw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddusw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxub_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263729 /* VpmaxubXxx */, dst, src1, src2);
  }
  x64_vpmaxub_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxub_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxub_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460338 /* VpmaxubXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxub_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxub_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpandn_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263731 /* VpandnXxx */, dst, src1, src2);
  }
  x64_vpandn_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpandn_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpandn_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460340 /* VpandnXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpandn_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpandn_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpavgb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263733 /* VpavgbXxx */, dst, src1, src2);
  }
  x64_vpavgb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpavgb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpavgb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460342 /* VpavgbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpavgb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpavgb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsraw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263735 /* VpsrawXxx */, dst, src1, src2);
  }
  x64_vpsraw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsraw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsraw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460344 /* VpsrawXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsraw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsraw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsrad_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263737 /* VpsradXxx */, dst, src1, src2);
  }
  x64_vpsrad_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrad_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsrad_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460346 /* VpsradXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsrad_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrad_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpavgw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263739 /* VpavgwXxx */, dst, src1, src2);
  }
  x64_vpavgw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpavgw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpavgw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460348 /* VpavgwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpavgw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpavgw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmulhuw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263741 /* VpmulhuwXxx */, dst, src1, src2);
  }
  x64_vpmulhuw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhuw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmulhuw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460350 /* VpmulhuwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmulhuw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhuw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmulhw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263743 /* VpmulhwXxx */, dst, src1, src2);
  }
  x64_vpmulhw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmulhw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460352 /* VpmulhwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmulhw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubsb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263745 /* VpsubsbXxx */, dst, src1, src2);
  }
  x64_vpsubsb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubsb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubsb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460354 /* VpsubsbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubsb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubsb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263747 /* VpsubswXxx */, dst, src1, src2);
  }
  x64_vpsubsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460356 /* VpsubswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263749 /* VpminswXxx */, dst, src1, src2);
  }
  x64_vpminsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460358 /* VpminswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpor_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263751 /* VporXxx */, dst, src1, src2);
  }
  x64_vpor_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpor_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpor_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460360 /* VporXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpor_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpor_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddsb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263753 /* VpaddsbXxx */, dst, src1, src2);
  }
  x64_vpaddsb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddsb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddsb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460362 /* VpaddsbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddsb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddsb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263755 /* VpaddswXxx */, dst, src1, src2);
  }
  x64_vpaddsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460364 /* VpaddswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263757 /* VpmaxswXxx */, dst, src1, src2);
  }
  x64_vpmaxsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460366 /* VpmaxswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpxor_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263759 /* VpxorXxx */, dst, src1, src2);
  }
  x64_vpxor_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpxor_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpxor_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460368 /* VpxorXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpxor_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpxor_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsllw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263761 /* VpsllwXxx */, dst, src1, src2);
  }
  x64_vpsllw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsllw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460370 /* VpsllwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsllw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpslld_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263763 /* VpslldXxx */, dst, src1, src2);
  }
  x64_vpslld_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpslld_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpslld_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460372 /* VpslldXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpslld_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpslld_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsllq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263765 /* VpsllqXxx */, dst, src1, src2);
  }
  x64_vpsllq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsllq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460374 /* VpsllqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsllq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmuludq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263767 /* VpmuludqXxx */, dst, src1, src2);
  }
  x64_vpmuludq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmuludq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmuludq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460376 /* VpmuludqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmuludq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmuludq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaddwd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263769 /* VpmaddwdXxx */, dst, src1, src2);
  }
  x64_vpmaddwd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaddwd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaddwd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460378 /* VpmaddwdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaddwd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaddwd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsadbw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263771 /* VpsadbwXxx */, dst, src1, src2);
  }
  x64_vpsadbw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsadbw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsadbw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460380 /* VpsadbwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsadbw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsadbw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263773 /* VpsubbXxx */, dst, src1, src2);
  }
  x64_vpsubb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460382 /* VpsubbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263775 /* VpsubwXxx */, dst, src1, src2);
  }
  x64_vpsubw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460384 /* VpsubwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263777 /* VpsubdXxx */, dst, src1, src2);
  }
  x64_vpsubd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460386 /* VpsubdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpsubq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263779 /* VpsubqXxx */, dst, src1, src2);
  }
  x64_vpsubq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpsubq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460388 /* VpsubqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpsubq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsubq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263781 /* VpaddbXxx */, dst, src1, src2);
  }
  x64_vpaddb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460390 /* VpaddbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263783 /* VpaddwXxx */, dst, src1, src2);
  }
  x64_vpaddw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460392 /* VpaddwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpaddd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263785 /* VpadddXxx */, dst, src1, src2);
  }
  x64_vpaddd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpaddd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460394 /* VpadddXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpaddd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpaddd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpshufb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263787 /* VpshufbXxx */, dst, src1, src2);
  }
  x64_vpshufb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpshufb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460396 /* VpshufbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpshufb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vphaddw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263789 /* VphaddwXxx */, dst, src1, src2);
  }
  x64_vphaddw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vphaddw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vphaddw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460398 /* VphaddwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vphaddw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vphaddw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vphaddd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263791 /* VphadddXxx */, dst, src1, src2);
  }
  x64_vphaddd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vphaddd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vphaddd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460400 /* VphadddXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vphaddd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vphaddd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaddubsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263793 /* VpmaddubswXxx */, dst, src1, src2);
  }
  x64_vpmaddubsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaddubsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaddubsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460402 /* VpmaddubswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaddubsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaddubsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmulhrsw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263795 /* VpmulhrswXxx */, dst, src1, src2);
  }
  x64_vpmulhrsw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhrsw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmulhrsw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460404 /* VpmulhrswXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmulhrsw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulhrsw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmuldq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263797 /* VpmuldqXxx */, dst, src1, src2);
  }
  x64_vpmuldq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmuldq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmuldq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460406 /* VpmuldqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmuldq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmuldq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpeqq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263799 /* VpcmpeqqXxx */, dst, src1, src2);
  }
  x64_vpcmpeqq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpeqq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460408 /* VpcmpeqqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpeqq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpeqq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpackusdw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263801 /* VpackusdwXxx */, dst, src1, src2);
  }
  x64_vpackusdw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackusdw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpackusdw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460410 /* VpackusdwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpackusdw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpackusdw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpcmpgtq_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263803 /* VpcmpgtqXxx */, dst, src1, src2);
  }
  x64_vpcmpgtq_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtq_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpcmpgtq_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460412 /* VpcmpgtqXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpcmpgtq_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpcmpgtq_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminsb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263805 /* VpminsbXxx */, dst, src1, src2);
  }
  x64_vpminsb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminsb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460414 /* VpminsbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminsb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263807 /* VpminsdXxx */, dst, src1, src2);
  }
  x64_vpminsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460416 /* VpminsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminuw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263809 /* VpminuwXxx */, dst, src1, src2);
  }
  x64_vpminuw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminuw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminuw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460418 /* VpminuwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminuw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminuw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpminud_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263811 /* VpminudXxx */, dst, src1, src2);
  }
  x64_vpminud_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminud_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpminud_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460420 /* VpminudXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpminud_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpminud_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxsb_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263813 /* VpmaxsbXxx */, dst, src1, src2);
  }
  x64_vpmaxsb_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsb_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxsb_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460422 /* VpmaxsbXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxsb_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsb_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxsd_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263815 /* VpmaxsdXxx */, dst, src1, src2);
  }
  x64_vpmaxsd_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsd_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxsd_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460424 /* VpmaxsdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxsd_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxsd_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxuw_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263817 /* VpmaxuwXxx */, dst, src1, src2);
  }
  x64_vpmaxuw_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxuw_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxuw_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460426 /* VpmaxuwXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxuw_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxuw_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmaxud_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263819 /* VpmaxudXxx */, dst, src1, src2);
  }
  x64_vpmaxud_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxud_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmaxud_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460428 /* VpmaxudXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmaxud_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmaxud_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpmulld_xxx(dst: number, src1: number, src2: number): number {
    return this.pend3(263821 /* VpmulldXxx */, dst, src1, src2);
  }
  x64_vpmulld_xxx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulld_xxx(dst, src1, src2));
    return dst;
  }
  inst_vpmulld_xxm(dst: number, src1: number, mem: number): number {
    const at = this.pend(460430 /* VpmulldXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    return at;
  }
  x64_vpmulld_xxm(src1: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmulld_xxm(dst, src1, mem));
    return dst;
  }
  inst_vpabsb_xx(dst: number, src1: number): number {
    return this.pend2(198287 /* VpabsbXx */, dst, src1);
  }
  x64_vpabsb_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsb_xx(dst, src1));
    return dst;
  }
  inst_vpabsb_xm(dst: number, mem: number): number {
    const at = this.pend(394896 /* VpabsbXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpabsb_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsb_xm(dst, mem));
    return dst;
  }
  inst_vpabsw_xx(dst: number, src1: number): number {
    return this.pend2(198289 /* VpabswXx */, dst, src1);
  }
  x64_vpabsw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsw_xx(dst, src1));
    return dst;
  }
  inst_vpabsw_xm(dst: number, mem: number): number {
    const at = this.pend(394898 /* VpabswXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpabsw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsw_xm(dst, mem));
    return dst;
  }
  inst_vpabsd_xx(dst: number, src1: number): number {
    return this.pend2(198291 /* VpabsdXx */, dst, src1);
  }
  x64_vpabsd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsd_xx(dst, src1));
    return dst;
  }
  inst_vpabsd_xm(dst: number, mem: number): number {
    const at = this.pend(394900 /* VpabsdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpabsd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpabsd_xm(dst, mem));
    return dst;
  }
  inst_vpmovsxbw_xx(dst: number, src1: number): number {
    return this.pend2(198293 /* VpmovsxbwXx */, dst, src1);
  }
  x64_vpmovsxbw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxbw_xx(dst, src1));
    return dst;
  }
  inst_vpmovsxbw_xm(dst: number, mem: number): number {
    const at = this.pend(394902 /* VpmovsxbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovsxbw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxbw_xm(dst, mem));
    return dst;
  }
  inst_vpmovsxwd_xx(dst: number, src1: number): number {
    return this.pend2(198295 /* VpmovsxwdXx */, dst, src1);
  }
  x64_vpmovsxwd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxwd_xx(dst, src1));
    return dst;
  }
  inst_vpmovsxwd_xm(dst: number, mem: number): number {
    const at = this.pend(394904 /* VpmovsxwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovsxwd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxwd_xm(dst, mem));
    return dst;
  }
  inst_vpmovsxdq_xx(dst: number, src1: number): number {
    return this.pend2(198297 /* VpmovsxdqXx */, dst, src1);
  }
  x64_vpmovsxdq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxdq_xx(dst, src1));
    return dst;
  }
  inst_vpmovsxdq_xm(dst: number, mem: number): number {
    const at = this.pend(394906 /* VpmovsxdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovsxdq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovsxdq_xm(dst, mem));
    return dst;
  }
  inst_vpmovzxbw_xx(dst: number, src1: number): number {
    return this.pend2(198299 /* VpmovzxbwXx */, dst, src1);
  }
  x64_vpmovzxbw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxbw_xx(dst, src1));
    return dst;
  }
  inst_vpmovzxbw_xm(dst: number, mem: number): number {
    const at = this.pend(394908 /* VpmovzxbwXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovzxbw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxbw_xm(dst, mem));
    return dst;
  }
  inst_vpmovzxwd_xx(dst: number, src1: number): number {
    return this.pend2(198301 /* VpmovzxwdXx */, dst, src1);
  }
  x64_vpmovzxwd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxwd_xx(dst, src1));
    return dst;
  }
  inst_vpmovzxwd_xm(dst: number, mem: number): number {
    const at = this.pend(394910 /* VpmovzxwdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovzxwd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxwd_xm(dst, mem));
    return dst;
  }
  inst_vpmovzxdq_xx(dst: number, src1: number): number {
    return this.pend2(198303 /* VpmovzxdqXx */, dst, src1);
  }
  x64_vpmovzxdq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxdq_xx(dst, src1));
    return dst;
  }
  inst_vpmovzxdq_xm(dst: number, mem: number): number {
    const at = this.pend(394912 /* VpmovzxdqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpmovzxdq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpmovzxdq_xm(dst, mem));
    return dst;
  }
  inst_vpsrlw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263841 /* VpsrlwXxi */, dst, src1, imm);
  }
  x64_vpsrlw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlw_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsraw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263842 /* VpsrawXxi */, dst, src1, imm);
  }
  x64_vpsraw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsraw_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsllw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263843 /* VpsllwXxi */, dst, src1, imm);
  }
  x64_vpsllw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllw_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsrld_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263844 /* VpsrldXxi */, dst, src1, imm);
  }
  x64_vpsrld_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrld_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsrad_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263845 /* VpsradXxi */, dst, src1, imm);
  }
  x64_vpsrad_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrad_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpslld_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263846 /* VpslldXxi */, dst, src1, imm);
  }
  x64_vpslld_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpslld_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsrlq_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263847 /* VpsrlqXxi */, dst, src1, imm);
  }
  x64_vpsrlq_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrlq_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsrldq_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263848 /* VpsrldqXxi */, dst, src1, imm);
  }
  x64_vpsrldq_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsrldq_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpsllq_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263849 /* VpsllqXxi */, dst, src1, imm);
  }
  x64_vpsllq_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpsllq_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpslldq_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263850 /* VpslldqXxi */, dst, src1, imm);
  }
  x64_vpslldq_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpslldq_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpshufd_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263851 /* VpshufdXxi */, dst, src1, imm);
  }
  x64_vpshufd_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufd_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpshufd_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460460 /* VpshufdXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_vpshufd_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufd_xmi(dst, mem, imm));
    return dst;
  }
  inst_vpshuflw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263853 /* VpshuflwXxi */, dst, src1, imm);
  }
  x64_vpshuflw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshuflw_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpshuflw_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460462 /* VpshuflwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_vpshuflw_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshuflw_xmi(dst, mem, imm));
    return dst;
  }
  inst_vpshufhw_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263855 /* VpshufhwXxi */, dst, src1, imm);
  }
  x64_vpshufhw_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufhw_xxi(dst, src1, imm));
    return dst;
  }
  inst_vpshufhw_xmi(dst: number, mem: number, imm: number): number {
    const at = this.pend(460464 /* VpshufhwXmi */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    w[at + 6] = imm;
    return at;
  }
  x64_vpshufhw_xmi(mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpshufhw_xmi(dst, mem, imm));
    return dst;
  }
  inst_vpalignr_xxxi(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329393 /* VpalignrXxxi */, dst, src1, src2, imm);
  }
  x64_vpalignr_xxxi(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpalignr_xxxi(dst, src1, src2, imm));
    return dst;
  }
  inst_vpalignr_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(526002 /* VpalignrXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vpalignr_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpalignr_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vptest_xx(src1: number, src2: number): number {
    return this.pend2(198323 /* VptestXx */, src1, src2);
  }
  x64_vptest_xx(src1: number, src2: number): number {
    this.emit(this.inst_vptest_xx(src1, src2));
    return 0;
  }
  inst_vptest_xm(src1: number, mem: number): number {
    const at = this.pend(394932 /* VptestXm */);
    const w = this.words;
    w[at + 1] = src1;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vptest_xm(src1: number, mem: number): number {
    this.emit(this.inst_vptest_xm(src1, mem));
    return 0;
  }
  inst_vpinsrd_xxri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329397 /* VpinsrdXxri */, dst, src1, src2, imm);
  }
  x64_vpinsrd_xxri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpinsrd_xxri(dst, src1, src2, imm));
    return dst;
  }
  inst_vpinsrd_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(526006 /* VpinsrdXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vpinsrd_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpinsrd_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vpinsrq_xxri(dst: number, src1: number, src2: number, imm: number): number {
    return this.pend4(329399 /* VpinsrqXxri */, dst, src1, src2, imm);
  }
  x64_vpinsrq_xxri(src1: number, src2: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpinsrq_xxri(dst, src1, src2, imm));
    return dst;
  }
  inst_vpinsrq_xxmi(dst: number, src1: number, mem: number, imm: number): number {
    const at = this.pend(526008 /* VpinsrqXxmi */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = imm;
    return at;
  }
  x64_vpinsrq_xxmi(src1: number, mem: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpinsrq_xxmi(dst, src1, mem, imm));
    return dst;
  }
  inst_vpextrd_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263865 /* VpextrdRxi */, dst, src1, imm);
  }
  x64_vpextrd_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vpextrd_rxi(dst, src1, imm));
    return dst;
  }
  inst_vpextrd_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460474 /* VpextrdMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_vpextrd_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_vpextrd_mxi(mem, src1, imm));
    return 0;
  }
  inst_vpextrq_rxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263867 /* VpextrqRxi */, dst, src1, imm);
  }
  x64_vpextrq_rxi(src1: number, imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_vpextrq_rxi(dst, src1, imm));
    return dst;
  }
  inst_vpextrq_mxi(mem: number, src1: number, imm: number): number {
    const at = this.pend(460476 /* VpextrqMxi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    w[at + 6] = imm;
    return at;
  }
  x64_vpextrq_mxi(mem: number, src1: number, imm: number): number {
    this.emit(this.inst_vpextrq_mxi(mem, src1, imm));
    return 0;
  }
  inst_vblendvps_xxxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329405 /* VblendvpsXxxx */, dst, src1, src2, src3);
  }
  x64_vblendvps_xxxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vblendvps_xxxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vblendvps_xxmx(dst: number, src1: number, mem: number, src2: number): number {
    const at = this.pend(526014 /* VblendvpsXxmx */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = src2;
    return at;
  }
  x64_vblendvps_xxmx(src1: number, mem: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vblendvps_xxmx(dst, src1, mem, src2));
    return dst;
  }
  inst_vblendvpd_xxxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329407 /* VblendvpdXxxx */, dst, src1, src2, src3);
  }
  x64_vblendvpd_xxxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vblendvpd_xxxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vblendvpd_xxmx(dst: number, src1: number, mem: number, src2: number): number {
    const at = this.pend(526016 /* VblendvpdXxmx */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = src2;
    return at;
  }
  x64_vblendvpd_xxmx(src1: number, mem: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vblendvpd_xxmx(dst, src1, mem, src2));
    return dst;
  }
  inst_vpblendvb_xxxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329409 /* VpblendvbXxxx */, dst, src1, src2, src3);
  }
  x64_vpblendvb_xxxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpblendvb_xxxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vpblendvb_xxmx(dst: number, src1: number, mem: number, src2: number): number {
    const at = this.pend(526018 /* VpblendvbXxmx */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    this.putAmode(at + 3, mem);
    w[at + 7] = src2;
    return at;
  }
  x64_vpblendvb_xxmx(src1: number, mem: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpblendvb_xxmx(dst, src1, mem, src2));
    return dst;
  }
  inst_vbroadcastss_xm(dst: number, mem: number): number {
    const at = this.pend(394947 /* VbroadcastssXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vbroadcastss_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vbroadcastss_xm(dst, mem));
    return dst;
  }
  inst_vpbroadcastb_xx(dst: number, src1: number): number {
    return this.pend2(198340 /* VpbroadcastbXx */, dst, src1);
  }
  x64_vpbroadcastb_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastb_xx(dst, src1));
    return dst;
  }
  inst_vpbroadcastb_xm(dst: number, mem: number): number {
    const at = this.pend(394949 /* VpbroadcastbXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpbroadcastb_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastb_xm(dst, mem));
    return dst;
  }
  inst_vpbroadcastw_xx(dst: number, src1: number): number {
    return this.pend2(198342 /* VpbroadcastwXx */, dst, src1);
  }
  x64_vpbroadcastw_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastw_xx(dst, src1));
    return dst;
  }
  inst_vpbroadcastw_xm(dst: number, mem: number): number {
    const at = this.pend(394951 /* VpbroadcastwXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpbroadcastw_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastw_xm(dst, mem));
    return dst;
  }
  inst_vpbroadcastd_xx(dst: number, src1: number): number {
    return this.pend2(198344 /* VpbroadcastdXx */, dst, src1);
  }
  x64_vpbroadcastd_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastd_xx(dst, src1));
    return dst;
  }
  inst_vpbroadcastd_xm(dst: number, mem: number): number {
    const at = this.pend(394953 /* VpbroadcastdXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpbroadcastd_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastd_xm(dst, mem));
    return dst;
  }
  inst_vpbroadcastq_xx(dst: number, src1: number): number {
    return this.pend2(198346 /* VpbroadcastqXx */, dst, src1);
  }
  x64_vpbroadcastq_xx(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastq_xx(dst, src1));
    return dst;
  }
  inst_vpbroadcastq_xm(dst: number, mem: number): number {
    const at = this.pend(394955 /* VpbroadcastqXm */);
    const w = this.words;
    w[at + 1] = dst;
    this.putAmode(at + 2, mem);
    return at;
  }
  x64_vpbroadcastq_xm(mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vpbroadcastq_xm(dst, mem));
    return dst;
  }
  inst_vfmadd132ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329420 /* Vfmadd132psXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd132ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd132ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526029 /* Vfmadd132psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd132ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd132pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329422 /* Vfmadd132pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd132pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd132pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526031 /* Vfmadd132pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd132pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd132ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329424 /* Vfmadd132ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd132ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd132ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526033 /* Vfmadd132ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd132ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd132sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329426 /* Vfmadd132sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd132sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd132sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526035 /* Vfmadd132sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd132sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd132sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub132ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329428 /* Vfmsub132psXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub132ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub132ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526037 /* Vfmsub132psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub132ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub132pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329430 /* Vfmsub132pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub132pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub132pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526039 /* Vfmsub132pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub132pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub132ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329432 /* Vfmsub132ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub132ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub132ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526041 /* Vfmsub132ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub132ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub132sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329434 /* Vfmsub132sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub132sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub132sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526043 /* Vfmsub132sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub132sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub132sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd132ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329436 /* Vfnmadd132psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd132ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd132ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526045 /* Vfnmadd132psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd132ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd132pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329438 /* Vfnmadd132pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd132pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd132pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526047 /* Vfnmadd132pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd132pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd132ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329440 /* Vfnmadd132ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd132ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd132ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526049 /* Vfnmadd132ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd132ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd132sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329442 /* Vfnmadd132sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd132sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd132sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526051 /* Vfnmadd132sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd132sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd132sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub132ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329444 /* Vfnmsub132psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub132ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub132ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526053 /* Vfnmsub132psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub132ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub132pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329446 /* Vfnmsub132pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub132pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub132pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526055 /* Vfnmsub132pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub132pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub132ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329448 /* Vfnmsub132ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub132ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub132ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526057 /* Vfnmsub132ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub132ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub132sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329450 /* Vfnmsub132sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub132sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub132sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526059 /* Vfnmsub132sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub132sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub132sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd213ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329452 /* Vfmadd213psXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd213ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526061 /* Vfmadd213psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd213ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd213pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329454 /* Vfmadd213pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd213pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526063 /* Vfmadd213pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd213pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd213ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329456 /* Vfmadd213ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd213ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526065 /* Vfmadd213ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd213ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd213sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329458 /* Vfmadd213sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd213sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526067 /* Vfmadd213sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd213sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub213ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329460 /* Vfmsub213psXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub213ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub213ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526069 /* Vfmsub213psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub213ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub213pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329462 /* Vfmsub213pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub213pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub213pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526071 /* Vfmsub213pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub213pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub213ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329464 /* Vfmsub213ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub213ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub213ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526073 /* Vfmsub213ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub213ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub213sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329466 /* Vfmsub213sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub213sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub213sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526075 /* Vfmsub213sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub213sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub213sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd213ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329468 /* Vfnmadd213psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd213ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd213ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526077 /* Vfnmadd213psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd213ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd213pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329470 /* Vfnmadd213pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd213pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd213pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526079 /* Vfnmadd213pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd213pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd213ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329472 /* Vfnmadd213ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd213ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd213ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526081 /* Vfnmadd213ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd213ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd213sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329474 /* Vfnmadd213sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd213sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd213sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526083 /* Vfnmadd213sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd213sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd213sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub213ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329476 /* Vfnmsub213psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub213ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub213ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526085 /* Vfnmsub213psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub213ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub213pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329478 /* Vfnmsub213pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub213pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub213pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526087 /* Vfnmsub213pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub213pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub213ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329480 /* Vfnmsub213ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub213ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub213ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526089 /* Vfnmsub213ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub213ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub213sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329482 /* Vfnmsub213sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub213sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub213sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526091 /* Vfnmsub213sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub213sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub213sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd231ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329484 /* Vfmadd231psXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd231ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd231ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526093 /* Vfmadd231psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd231ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd231pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329486 /* Vfmadd231pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd231pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd231pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526095 /* Vfmadd231pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd231pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd231ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329488 /* Vfmadd231ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd231ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd231ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526097 /* Vfmadd231ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd231ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmadd231sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329490 /* Vfmadd231sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd231sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd231sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526099 /* Vfmadd231sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmadd231sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd231sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub231ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329492 /* Vfmsub231psXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub231ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub231ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526101 /* Vfmsub231psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub231ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub231pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329494 /* Vfmsub231pdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub231pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub231pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526103 /* Vfmsub231pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub231pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub231ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329496 /* Vfmsub231ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub231ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub231ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526105 /* Vfmsub231ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub231ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfmsub231sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329498 /* Vfmsub231sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmsub231sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmsub231sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526107 /* Vfmsub231sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfmsub231sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmsub231sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd231ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329500 /* Vfnmadd231psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd231ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd231ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526109 /* Vfnmadd231psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd231ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd231pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329502 /* Vfnmadd231pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd231pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd231pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526111 /* Vfnmadd231pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd231pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd231ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329504 /* Vfnmadd231ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd231ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd231ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526113 /* Vfnmadd231ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd231ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmadd231sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329506 /* Vfnmadd231sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmadd231sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmadd231sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526115 /* Vfnmadd231sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmadd231sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmadd231sd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub231ps_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329508 /* Vfnmsub231psXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub231ps_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231ps_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub231ps_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526117 /* Vfnmsub231psXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub231ps_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231ps_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub231pd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329510 /* Vfnmsub231pdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub231pd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231pd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub231pd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526119 /* Vfnmsub231pdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub231pd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231pd_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub231ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329512 /* Vfnmsub231ssXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub231ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub231ss_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526121 /* Vfnmsub231ssXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub231ss_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231ss_xxm(dst, src1, src2, mem));
    return dst;
  }
  inst_vfnmsub231sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329514 /* Vfnmsub231sdXxx */, dst, src1, src2, src3);
  }
  x64_vfnmsub231sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231sd_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfnmsub231sd_xxm(dst: number, src1: number, src2: number, mem: number): number {
    const at = this.pend(526123 /* Vfnmsub231sdXxm */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = src1;
    w[at + 3] = src2;
    this.putAmode(at + 4, mem);
    return at;
  }
  x64_vfnmsub231sd_xxm(src1: number, src2: number, mem: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfnmsub231sd_xxm(dst, src1, src2, mem));
    return dst;
  }
}
