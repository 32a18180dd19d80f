// Generated from the machine-instruction rows of x86-64 by `pnpm generate`. Do not edit.

import { LowerMachine } from "@cranelift-ts/codegen";

/** Constructors of the instructions of x86-64. */
export abstract class X64Insts extends LowerMachine {
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
  inst_br_few(index: number, targets: number): number {
    return this.pend2(196613 /* BrFew */, index, targets);
  }
  inst_ret(pop: number, values: number): number {
    const at = this.pend(327686 /* Ret */);
    const w = this.words;
    w[at + 1] = pop;
    this.putRegs(at, values);
    return at;
  }
  inst_args(values: number): number {
    const at = this.pend(262151 /* Args */);
    this.putRegs(at, values);
    return at;
  }
  inst_sequence_point(): number {
    return this.pend0(65545 /* SequencePoint */);
  }
  inst_call_near(callee: number, info: number, values: number): number {
    const at = this.pend(393226 /* CallNear */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  inst_call_plt(callee: number, info: number, values: number): number {
    const at = this.pend(393227 /* CallPlt */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  inst_call_reg(callee: number, info: number, values: number): number {
    const at = this.pend(393228 /* CallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  inst_call_near_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458766 /* CallNearTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_plt_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458767 /* CallPltTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_reg_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458768 /* CallRegTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_patchable(callee: number, info: number, values: number): number {
    const at = this.pend(393234 /* CallPatchable */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  inst_return_call_near(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393235 /* ReturnCallNear */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_return_call_reg(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393236 /* ReturnCallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_lea_near_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262165 /* LeaNearSymbol */, dst, symbol, addend);
  }
  x64_lea_near_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lea_near_symbol(dst, symbol, addend));
    return dst;
  }
  inst_load_got_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262166 /* LoadGotSymbol */, dst, symbol, addend);
  }
  x64_load_got_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_load_got_symbol(dst, symbol, addend));
    return dst;
  }
  inst_movabs_symbol(dst: number, symbol: number, addend: number): number {
    return this.pend3(262167 /* MovabsSymbol */, dst, symbol, addend);
  }
  x64_movabs_symbol(symbol: number, addend: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movabs_symbol(dst, symbol, addend));
    return dst;
  }
  inst_lea_label(dst: number, target: number): number {
    return this.pend2(196632 /* LeaLabel */, dst, target);
  }
  x64_lea_label(target: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_lea_label(dst, target));
    return dst;
  }
  inst_trap(code: number): number {
    return this.pend1(131097 /* Trap */, code);
  }
  inst_trap_if(cc: number, code: number): number {
    return this.pend2(196634 /* TrapIf */, cc, code);
  }
  inst_trap_if_or(cc: number, cc2: number, code: number): number {
    return this.pend3(262171 /* TrapIfOr */, cc, cc2, code);
  }
  inst_trap_if_and(cc: number, cc2: number, code: number): number {
    return this.pend3(262172 /* TrapIfAnd */, cc, cc2, code);
  }
  inst_zero_gpr(dst: number): number {
    return this.pend1(131101 /* ZeroGpr */, dst);
  }
  x64_zero_gpr(): number {
    const dst = this.temp(0);
    this.emit(this.inst_zero_gpr(dst));
    return dst;
  }
  inst_zero_xmm(dst: number): number {
    return this.pend1(131102 /* ZeroXmm */, dst);
  }
  x64_zero_xmm(): number {
    const dst = this.temp(1);
    this.emit(this.inst_zero_xmm(dst));
    return dst;
  }
  inst_ones_xmm(dst: number): number {
    return this.pend1(131103 /* OnesXmm */, dst);
  }
  x64_ones_xmm(): number {
    const dst = this.temp(1);
    this.emit(this.inst_ones_xmm(dst));
    return dst;
  }
  inst_sbb_self(dst: number, size: number): number {
    return this.pend2(196642 /* SbbSelf */, dst, size);
  }
  x64_sbb_self(size: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_sbb_self(dst, size));
    return dst;
  }
  inst_sum32(dst: number, address: number): number {
    const at = this.pend(393251 /* Sum32 */);
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
    const at = this.pend(393252 /* Sum64 */);
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
  inst_ror32(dst: number, src: number, count: number): number {
    return this.pend3(262181 /* Ror32 */, dst, src, count);
  }
  x64_ror32(src: number, count: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_ror32(dst, src, count));
    return dst;
  }
  inst_ror64(dst: number, src: number, count: number): number {
    return this.pend3(262182 /* Ror64 */, dst, src, count);
  }
  x64_ror64(src: number, count: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_ror64(dst, src, count));
    return dst;
  }
  inst_test_zero(size: number, src: number): number {
    return this.pend2(196647 /* TestZero */, size, src);
  }
  inst_cmov_xmm(cc: number, dst: number, src: number, chosen: number): number {
    return this.pend4(327720 /* CmovXmm */, cc, dst, src, chosen);
  }
  inst_cmov_xmm_or(cc: number, cc2: number, dst: number, src: number, chosen: number): number {
    return this.pend5(393257 /* CmovXmmOr */, cc, cc2, dst, src, chosen);
  }
  inst_cvt_u64_to_float(dst: number, f64: number, src: number, tmp1: number, tmp2: number): number {
    return this.pend5(393258 /* CvtU64ToFloat */, dst, f64, src, tmp1, tmp2);
  }
  inst_cvt_float_to_sint(dst: number, f64: number, size: number, saturate: number, src: number, tmp: number, tmpx: number): number {
    return this.pend7(524331 /* CvtFloatToSint */, dst, f64, size, saturate, src, tmp, tmpx);
  }
  inst_cvt_float_to_uint(dst: number, f64: number, size: number, saturate: number, src: number, tmp: number, tmpx: number): number {
    return this.pend7(524332 /* CvtFloatToUint */, dst, f64, size, saturate, src, tmp, tmpx);
  }
  inst_xmm_min_max(dst: number, src2: number, src1: number, f64: number, is_min: number): number {
    return this.pend5(393261 /* XmmMinMax */, dst, src2, src1, f64, is_min);
  }
  inst_atomic_rmw_loop(old: number, tmp: number, mem: number, operand: number, op: number, size: number): number {
    const at = this.pend(655406 /* AtomicRmwLoop */);
    const w = this.words;
    w[at + 1] = old;
    w[at + 2] = tmp;
    this.putAmode(at + 3, mem);
    w[at + 7] = operand;
    w[at + 8] = op;
    w[at + 9] = size;
    return at;
  }
  inst_atomic_128_rmw_loop(old_lo: number, old_hi: number, new_lo: number, new_hi: number, mem: number, operand_lo: number, operand_hi: number, op: number): number {
    const at = this.pend(786479 /* Atomic_128RmwLoop */);
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
    const at = this.pend(589872 /* Atomic_128StoreLoop */);
    const w = this.words;
    w[at + 1] = tmp_lo;
    w[at + 2] = tmp_hi;
    this.putAmode(at + 3, mem);
    w[at + 7] = lo;
    w[at + 8] = hi;
    return at;
  }
  inst_tls_elf_gd(dst: number, symbol: number, clobbers: number): number {
    const at = this.pend(393265 /* TlsElfGd */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = symbol;
    this.putRegs(at, clobbers);
    return at;
  }
  inst_tls_macho(dst: number, symbol: number, clobbers: number): number {
    const at = this.pend(393266 /* TlsMacho */);
    const w = this.words;
    w[at + 1] = dst;
    w[at + 2] = symbol;
    this.putRegs(at, clobbers);
    return at;
  }
  inst_tls_coff(dst: number, tmp: number, symbol: number): number {
    return this.pend3(262195 /* TlsCoff */, dst, tmp, symbol);
  }
  inst_probestack(callee: number): number {
    return this.pend1(131124 /* Probestack */, callee);
  }
  inst_probe_loop(page: number, bytes: number): number {
    return this.pend2(196661 /* ProbeLoop */, page, bytes);
  }
  inst_stack_switch(out: number, tmp1: number, tmp2: number, store: number, load: number, payload: number, clobbers: number): number {
    const at = this.pend(655414 /* StackSwitch */);
    const w = this.words;
    w[at + 1] = out;
    w[at + 2] = tmp1;
    w[at + 3] = tmp2;
    w[at + 4] = store;
    w[at + 5] = load;
    w[at + 6] = payload;
    this.putRegs(at, clobbers);
    return at;
  }
  inst_movl_rr(dst: number, src1: number): number {
    return this.pend2(196667 /* MovlRr */, dst, src1);
  }
  x64_movl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movl_rr(dst, src1));
    return dst;
  }
  inst_movl_rm(dst: number, mem: number): number {
    const at = this.pend(393276 /* MovlRm */);
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
  inst_movl_mi(mem: number, imm: number): number {
    const at = this.pend(393278 /* MovlMi */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = imm;
    return at;
  }
  inst_movq_rr(dst: number, src1: number): number {
    return this.pend2(196671 /* MovqRr */, dst, src1);
  }
  inst_movq_rm(dst: number, mem: number): number {
    const at = this.pend(393280 /* MovqRm */);
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
    const at = this.pend(393281 /* MovqMr */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  inst_movl_ri(dst: number, imm: number): number {
    return this.pend2(196675 /* MovlRi */, dst, imm);
  }
  x64_movl_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movl_ri(dst, imm));
    return dst;
  }
  inst_movq_ri(dst: number, imm: number): number {
    return this.pend2(196676 /* MovqRi */, dst, imm);
  }
  x64_movq_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_ri(dst, imm));
    return dst;
  }
  inst_movabsq_ri(dst: number, imm: number): number {
    return this.pend2(196677 /* MovabsqRi */, dst, imm);
  }
  x64_movabsq_ri(imm: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movabsq_ri(dst, imm));
    return dst;
  }
  inst_movzbl_rr(dst: number, src1: number): number {
    return this.pend2(196678 /* MovzblRr */, dst, src1);
  }
  x64_movzbl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzbl_rr(dst, src1));
    return dst;
  }
  inst_movzbl_rm(dst: number, mem: number): number {
    const at = this.pend(393287 /* MovzblRm */);
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
    return this.pend2(196680 /* MovzwlRr */, dst, src1);
  }
  x64_movzwl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movzwl_rr(dst, src1));
    return dst;
  }
  inst_movzwl_rm(dst: number, mem: number): number {
    const at = this.pend(393289 /* MovzwlRm */);
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
  inst_movsbl_rr(dst: number, src1: number): number {
    return this.pend2(196686 /* MovsblRr */, dst, src1);
  }
  x64_movsbl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbl_rr(dst, src1));
    return dst;
  }
  inst_movsbl_rm(dst: number, mem: number): number {
    const at = this.pend(393295 /* MovsblRm */);
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
    return this.pend2(196688 /* MovswlRr */, dst, src1);
  }
  x64_movswl_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswl_rr(dst, src1));
    return dst;
  }
  inst_movswl_rm(dst: number, mem: number): number {
    const at = this.pend(393297 /* MovswlRm */);
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
    return this.pend2(196690 /* MovsbqRr */, dst, src1);
  }
  x64_movsbq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movsbq_rr(dst, src1));
    return dst;
  }
  inst_movsbq_rm(dst: number, mem: number): number {
    const at = this.pend(393299 /* MovsbqRm */);
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
    return this.pend2(196692 /* MovswqRr */, dst, src1);
  }
  x64_movswq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movswq_rr(dst, src1));
    return dst;
  }
  inst_movswq_rm(dst: number, mem: number): number {
    const at = this.pend(393301 /* MovswqRm */);
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
    return this.pend2(196694 /* MovslqRr */, dst, src1);
  }
  x64_movslq_rr(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movslq_rr(dst, src1));
    return dst;
  }
  inst_movslq_rm(dst: number, mem: number): number {
    const at = this.pend(393303 /* MovslqRm */);
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
  inst_addl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262242 /* AddlRr */, dst, src1, src2);
  }
  inst_addl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262245 /* AddlRi */, dst, src1, imm);
  }
  inst_addq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262247 /* AddqRr */, dst, src1, src2);
  }
  inst_addq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262250 /* AddqRi */, dst, src1, imm);
  }
  inst_orq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262267 /* OrqRr */, dst, src1, src2);
  }
  inst_sbbq_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262307 /* SbbqRr */, dst, src1, src2);
  }
  inst_andl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262325 /* AndlRi */, dst, src1, imm);
  }
  inst_subl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262345 /* SublRi */, dst, src1, imm);
  }
  inst_subq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262350 /* SubqRi */, dst, src1, imm);
  }
  inst_xorl_rr(dst: number, src1: number, src2: number): number {
    return this.pend3(262362 /* XorlRr */, dst, src1, src2);
  }
  inst_cmpl_ri(src1: number, imm: number): number {
    return this.pend2(196849 /* CmplRi */, src1, imm);
  }
  inst_cmpq_rr(src1: number, src2: number): number {
    return this.pend2(196851 /* CmpqRr */, src1, src2);
  }
  inst_idivb_r(dst_ax: number, src_ax: number, src1: number, code: number): number {
    return this.pend4(327942 /* IdivbR */, dst_ax, src_ax, src1, code);
  }
  x64_idivb_r(src_ax: number, src1: number, code: number): number {
    const dst_ax = this.temp(0);
    this.emit(this.inst_idivb_r(dst_ax, src_ax, src1, code));
    return dst_ax;
  }
  inst_testl_rr(src1: number, src2: number): number {
    return this.pend2(196900 /* TestlRr */, src1, src2);
  }
  inst_notl_r(dst: number, src1: number): number {
    return this.pend2(196904 /* NotlR */, dst, src1);
  }
  inst_testq_rr(src1: number, src2: number): number {
    return this.pend2(196924 /* TestqRr */, src1, src2);
  }
  inst_notq_r(dst: number, src1: number): number {
    return this.pend2(196928 /* NotqR */, dst, src1);
  }
  inst_cwtd(dst_dx: number, src_ax: number): number {
    return this.pend2(196951 /* Cwtd */, dst_dx, src_ax);
  }
  x64_cwtd(src_ax: number): number {
    const dst_dx = this.temp(0);
    this.emit(this.inst_cwtd(dst_dx, src_ax));
    return dst_dx;
  }
  inst_cltd(dst_edx: number, src_eax: number): number {
    return this.pend2(196952 /* Cltd */, dst_edx, src_eax);
  }
  x64_cltd(src_eax: number): number {
    const dst_edx = this.temp(0);
    this.emit(this.inst_cltd(dst_edx, src_eax));
    return dst_edx;
  }
  inst_cqto(dst_rdx: number, src_rax: number): number {
    return this.pend2(196953 /* Cqto */, dst_rdx, src_rax);
  }
  x64_cqto(src_rax: number): number {
    const dst_rdx = this.temp(0);
    this.emit(this.inst_cqto(dst_rdx, src_rax));
    return dst_rdx;
  }
  inst_leal_rm(dst: number, mem: number): number {
    const at = this.pend(393562 /* LealRm */);
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
    const at = this.pend(393563 /* LeaqRm */);
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
  inst_lock_cmpxchg16b_m(mem: number, dst_rax: number, src_rax: number, dst_rdx: number, src_rdx: number, src_rbx: number, src_rcx: number): number {
    const at = this.pend(721331 /* LockCmpxchg16bM */);
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
  inst_bswapl_r(dst: number, src1: number): number {
    return this.pend2(197044 /* BswaplR */, dst, src1);
  }
  x64_bswapl_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bswapl_r(dst, src1));
    return dst;
  }
  inst_bswapq_r(dst: number, src1: number): number {
    return this.pend2(197045 /* BswapqR */, dst, src1);
  }
  x64_bswapq_r(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_bswapq_r(dst, src1));
    return dst;
  }
  inst_pushq_r(src1: number): number {
    return this.pend1(131516 /* PushqR */, src1);
  }
  inst_popq_r(dst: number): number {
    return this.pend1(131519 /* PopqR */, dst);
  }
  inst_rorl_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262629 /* RorlRi */, dst, src1, imm);
  }
  inst_rorq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262635 /* RorqRi */, dst, src1, imm);
  }
  inst_shrq_r(dst: number, src1: number): number {
    return this.pend2(197199 /* ShrqR */, dst, src1);
  }
  inst_andnl_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262821 /* AndnlRrr */, dst, src1, src2);
  }
  x64_andnl_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnl_rrr(dst, src1, src2));
    return dst;
  }
  inst_rorxl_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262839 /* RorxlRri */, dst, src1, imm);
  }
  inst_shldq_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328385 /* ShldqRrc */, dst, src1, src2, src_cl);
  }
  x64_shldq_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shldq_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_shrdq_rrc(dst: number, src1: number, src2: number, src_cl: number): number {
    return this.pend4(328389 /* ShrdqRrc */, dst, src1, src2, src_cl);
  }
  x64_shrdq_rrc(src1: number, src2: number, src_cl: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_shrdq_rrc(dst, src1, src2, src_cl));
    return dst;
  }
  inst_btcq_ri(dst: number, src1: number, imm: number): number {
    return this.pend3(262865 /* BtcqRi */, dst, src1, imm);
  }
  inst_andnq_rrr(dst: number, src1: number, src2: number): number {
    return this.pend3(262877 /* AndnqRrr */, dst, src1, src2);
  }
  x64_andnq_rrr(src1: number, src2: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_andnq_rrr(dst, src1, src2));
    return dst;
  }
  inst_rorxq_rri(dst: number, src1: number, imm: number): number {
    return this.pend3(262895 /* RorxqRri */, dst, src1, imm);
  }
  inst_mfence(): number {
    return this.pend0(66423 /* Mfence */);
  }
  x64_mfence(): number {
    this.emit(this.inst_mfence());
    return 0;
  }
  inst_int3(): number {
    return this.pend0(66426 /* Int3 */);
  }
  x64_int3(): number {
    this.emit(this.inst_int3());
    return 0;
  }
  inst_movss_xm(dst: number, mem: number): number {
    const at = this.pend(394120 /* MovssXm */);
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
    const at = this.pend(394121 /* MovssMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movss_mx(mem: number, src1: number): number {
    this.emit(this.inst_movss_mx(mem, src1));
    return 0;
  }
  inst_movsd_xm(dst: number, mem: number): number {
    const at = this.pend(394123 /* MovsdXm */);
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
    const at = this.pend(394124 /* MovsdMx */);
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
    return this.pend2(197517 /* MovapsXx */, dst, src1);
  }
  inst_movups_xm(dst: number, mem: number): number {
    const at = this.pend(394137 /* MovupsXm */);
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
    const at = this.pend(394138 /* MovupsMx */);
    const w = this.words;
    this.putAmode(at + 1, mem);
    w[at + 5] = src1;
    return at;
  }
  x64_movups_mx(mem: number, src1: number): number {
    this.emit(this.inst_movups_mx(mem, src1));
    return 0;
  }
  inst_movd_xr(dst: number, src1: number): number {
    return this.pend2(197535 /* MovdXr */, dst, src1);
  }
  x64_movd_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movd_xr(dst, src1));
    return dst;
  }
  inst_movd_rx(dst: number, src1: number): number {
    return this.pend2(197537 /* MovdRx */, dst, src1);
  }
  x64_movd_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movd_rx(dst, src1));
    return dst;
  }
  inst_movq_xr(dst: number, src1: number): number {
    return this.pend2(197539 /* MovqXr */, dst, src1);
  }
  x64_movq_xr(src1: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_movq_xr(dst, src1));
    return dst;
  }
  inst_movq_rx(dst: number, src1: number): number {
    return this.pend2(197540 /* MovqRx */, dst, src1);
  }
  x64_movq_rx(src1: number): number {
    const dst = this.temp(0);
    this.emit(this.inst_movq_rx(dst, src1));
    return dst;
  }
  inst_addss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263095 /* AddssXx */, dst, src1, src2);
  }
  inst_addsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263097 /* AddsdXx */, dst, src1, src2);
  }
  inst_minss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263119 /* MinssXx */, dst, src1, src2);
  }
  inst_minsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263121 /* MinsdXx */, dst, src1, src2);
  }
  inst_maxss_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263135 /* MaxssXx */, dst, src1, src2);
  }
  inst_maxsd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263137 /* MaxsdXx */, dst, src1, src2);
  }
  inst_andps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263141 /* AndpsXx */, dst, src1, src2);
  }
  inst_orps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263145 /* OrpsXx */, dst, src1, src2);
  }
  inst_xorps_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263147 /* XorpsXx */, dst, src1, src2);
  }
  inst_ucomiss_xx(src1: number, src2: number): number {
    return this.pend2(197619 /* UcomissXx */, src1, src2);
  }
  inst_ucomisd_xx(src1: number, src2: number): number {
    return this.pend2(197639 /* UcomisdXx */, src1, src2);
  }
  inst_cvtsi2ssl_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263210 /* Cvtsi2sslXr */, dst, src1, src2);
  }
  x64_cvtsi2ssl_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssl_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2ssq_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263212 /* Cvtsi2ssqXr */, dst, src1, src2);
  }
  x64_cvtsi2ssq_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2ssq_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2sdl_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263214 /* Cvtsi2sdlXr */, dst, src1, src2);
  }
  x64_cvtsi2sdl_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdl_xr(dst, src1, src2));
    return dst;
  }
  inst_cvtsi2sdq_xr(dst: number, src1: number, src2: number): number {
    return this.pend3(263216 /* Cvtsi2sdqXr */, dst, src1, src2);
  }
  x64_cvtsi2sdq_xr(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_cvtsi2sdq_xr(dst, src1, src2));
    return dst;
  }
  inst_cvttss2siq_rx(dst: number, src1: number): number {
    return this.pend2(197684 /* Cvttss2siqRx */, dst, src1);
  }
  inst_cvttsd2siq_rx(dst: number, src1: number): number {
    return this.pend2(197688 /* Cvttsd2siqRx */, dst, src1);
  }
  inst_punpcklqdq_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263278 /* PunpcklqdqXx */, dst, src1, src2);
  }
  x64_punpcklqdq_xx(src1: number, src2: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_punpcklqdq_xx(dst, src1, src2));
    return dst;
  }
  inst_pcmpeqd_xx(dst: number, src1: number, src2: number): number {
    return this.pend3(263286 /* PcmpeqdXx */, dst, src1, src2);
  }
  inst_pshufd_xxi(dst: number, src1: number, imm: number): number {
    return this.pend3(263378 /* PshufdXxi */, dst, src1, imm);
  }
  x64_pshufd_xxi(src1: number, imm: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_pshufd_xxi(dst, src1, imm));
    return dst;
  }
  inst_vfmadd213ss_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329461 /* Vfmadd213ssXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213ss_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213ss_xxx(dst, src1, src2, src3));
    return dst;
  }
  inst_vfmadd213sd_xxx(dst: number, src1: number, src2: number, src3: number): number {
    return this.pend4(329463 /* Vfmadd213sdXxx */, dst, src1, src2, src3);
  }
  x64_vfmadd213sd_xxx(src1: number, src2: number, src3: number): number {
    const dst = this.temp(1);
    this.emit(this.inst_vfmadd213sd_xxx(dst, src1, src2, src3));
    return dst;
  }
}
