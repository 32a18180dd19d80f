// Generated from the machine-instruction rows of aarch64 by `pnpm generate`. Do not edit.

import { LowerMachine } from "@cranelift-ts/codegen";

/** Constructors of the instructions of aarch64. */
export abstract class A64Insts extends LowerMachine {
  inst_add_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262145 /* AddW */, rd, rn, rm);
  }
  a64_add_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_w(rd, rn, rm));
    return rd;
  }
  inst_adds_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262146 /* AddsW */, rd, rn, rm);
  }
  a64_adds_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_adds_w(rd, rn, rm));
    return rd;
  }
  inst_sub_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262147 /* SubW */, rd, rn, rm);
  }
  a64_sub_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_w(rd, rn, rm));
    return rd;
  }
  inst_subs_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262148 /* SubsW */, rd, rn, rm);
  }
  a64_subs_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_subs_w(rd, rn, rm));
    return rd;
  }
  inst_and_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262149 /* AndW */, rd, rn, rm);
  }
  a64_and_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_and_w(rd, rn, rm));
    return rd;
  }
  inst_bic_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262150 /* BicW */, rd, rn, rm);
  }
  a64_bic_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_bic_w(rd, rn, rm));
    return rd;
  }
  inst_orr_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262151 /* OrrW */, rd, rn, rm);
  }
  a64_orr_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orr_w(rd, rn, rm));
    return rd;
  }
  inst_orn_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262152 /* OrnW */, rd, rn, rm);
  }
  a64_orn_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orn_w(rd, rn, rm));
    return rd;
  }
  inst_eor_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262153 /* EorW */, rd, rn, rm);
  }
  a64_eor_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eor_w(rd, rn, rm));
    return rd;
  }
  inst_eon_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262154 /* EonW */, rd, rn, rm);
  }
  a64_eon_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eon_w(rd, rn, rm));
    return rd;
  }
  inst_ands_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262155 /* AndsW */, rd, rn, rm);
  }
  a64_ands_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ands_w(rd, rn, rm));
    return rd;
  }
  inst_udiv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262156 /* UdivW */, rd, rn, rm);
  }
  a64_udiv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_udiv_w(rd, rn, rm));
    return rd;
  }
  inst_sdiv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262157 /* SdivW */, rd, rn, rm);
  }
  a64_sdiv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sdiv_w(rd, rn, rm));
    return rd;
  }
  inst_lslv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262158 /* LslvW */, rd, rn, rm);
  }
  a64_lslv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lslv_w(rd, rn, rm));
    return rd;
  }
  inst_lsrv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262159 /* LsrvW */, rd, rn, rm);
  }
  a64_lsrv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lsrv_w(rd, rn, rm));
    return rd;
  }
  inst_asrv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262160 /* AsrvW */, rd, rn, rm);
  }
  a64_asrv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_asrv_w(rd, rn, rm));
    return rd;
  }
  inst_rorv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262161 /* RorvW */, rd, rn, rm);
  }
  a64_rorv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rorv_w(rd, rn, rm));
    return rd;
  }
  inst_mul_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262162 /* MulW */, rd, rn, rm);
  }
  a64_mul_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mul_w(rd, rn, rm));
    return rd;
  }
  inst_adc_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262163 /* AdcW */, rd, rn, rm);
  }
  a64_adc_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_adc_w(rd, rn, rm));
    return rd;
  }
  inst_sbc_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262164 /* SbcW */, rd, rn, rm);
  }
  a64_sbc_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sbc_w(rd, rn, rm));
    return rd;
  }
  inst_add_lsl_w(rd: number, rn: number, rm: number, amount: number): number {
    return this.pend4(327701 /* AddLslW */, rd, rn, rm, amount);
  }
  a64_add_lsl_w(rn: number, rm: number, amount: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_lsl_w(rd, rn, rm, amount));
    return rd;
  }
  inst_sub_lsl_w(rd: number, rn: number, rm: number, amount: number): number {
    return this.pend4(327702 /* SubLslW */, rd, rn, rm, amount);
  }
  a64_sub_lsl_w(rn: number, rm: number, amount: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_lsl_w(rd, rn, rm, amount));
    return rd;
  }
  inst_cmp_w(rn: number, rm: number): number {
    return this.pend2(196631 /* CmpW */, rn, rm);
  }
  a64_cmp_w(rn: number, rm: number): number {
    this.emit(this.inst_cmp_w(rn, rm));
    return 0;
  }
  inst_cmn_w(rn: number, rm: number): number {
    return this.pend2(196632 /* CmnW */, rn, rm);
  }
  a64_cmn_w(rn: number, rm: number): number {
    this.emit(this.inst_cmn_w(rn, rm));
    return 0;
  }
  inst_tst_w(rn: number, rm: number): number {
    return this.pend2(196633 /* TstW */, rn, rm);
  }
  a64_tst_w(rn: number, rm: number): number {
    this.emit(this.inst_tst_w(rn, rm));
    return 0;
  }
  inst_neg_w(rd: number, rm: number): number {
    return this.pend2(196634 /* NegW */, rd, rm);
  }
  a64_neg_w(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_neg_w(rd, rm));
    return rd;
  }
  inst_mvn_w(rd: number, rm: number): number {
    return this.pend2(196635 /* MvnW */, rd, rm);
  }
  a64_mvn_w(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mvn_w(rd, rm));
    return rd;
  }
  inst_mov_w(rd: number, rm: number): number {
    return this.pend2(196636 /* MovW */, rd, rm);
  }
  a64_mov_w(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mov_w(rd, rm));
    return rd;
  }
  inst_madd_w(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327709 /* MaddW */, rd, rn, rm, ra);
  }
  a64_madd_w(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_madd_w(rd, rn, rm, ra));
    return rd;
  }
  inst_msub_w(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327710 /* MsubW */, rd, rn, rm, ra);
  }
  a64_msub_w(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msub_w(rd, rn, rm, ra));
    return rd;
  }
  inst_rbit_w(rd: number, rn: number): number {
    return this.pend2(196639 /* RbitW */, rd, rn);
  }
  a64_rbit_w(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rbit_w(rd, rn));
    return rd;
  }
  inst_rev16_w(rd: number, rn: number): number {
    return this.pend2(196640 /* Rev16W */, rd, rn);
  }
  a64_rev16_w(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rev16_w(rd, rn));
    return rd;
  }
  inst_clz_w(rd: number, rn: number): number {
    return this.pend2(196641 /* ClzW */, rd, rn);
  }
  a64_clz_w(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clz_w(rd, rn));
    return rd;
  }
  inst_cls_w(rd: number, rn: number): number {
    return this.pend2(196642 /* ClsW */, rd, rn);
  }
  a64_cls_w(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cls_w(rd, rn));
    return rd;
  }
  inst_rev_w(rd: number, rn: number): number {
    return this.pend2(196643 /* RevW */, rd, rn);
  }
  a64_rev_w(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rev_w(rd, rn));
    return rd;
  }
  inst_add_imm_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262180 /* AddImmW */, rd, rn, imm);
  }
  a64_add_imm_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm_w(rd, rn, imm));
    return rd;
  }
  inst_add_imm12_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262181 /* AddImm12W */, rd, rn, imm);
  }
  a64_add_imm12_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm12_w(rd, rn, imm));
    return rd;
  }
  inst_sub_imm_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262182 /* SubImmW */, rd, rn, imm);
  }
  a64_sub_imm_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm_w(rd, rn, imm));
    return rd;
  }
  inst_sub_imm12_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262183 /* SubImm12W */, rd, rn, imm);
  }
  a64_sub_imm12_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm12_w(rd, rn, imm));
    return rd;
  }
  inst_cmn_imm_w(rn: number, imm: number): number {
    return this.pend2(196648 /* CmnImmW */, rn, imm);
  }
  a64_cmn_imm_w(rn: number, imm: number): number {
    this.emit(this.inst_cmn_imm_w(rn, imm));
    return 0;
  }
  inst_cmp_imm_w(rn: number, imm: number): number {
    return this.pend2(196649 /* CmpImmW */, rn, imm);
  }
  a64_cmp_imm_w(rn: number, imm: number): number {
    this.emit(this.inst_cmp_imm_w(rn, imm));
    return 0;
  }
  inst_and_mask_w(rd: number, rn: number, mask: number): number {
    return this.pend3(262186 /* AndMaskW */, rd, rn, mask);
  }
  a64_and_mask_w(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_and_mask_w(rd, rn, mask));
    return rd;
  }
  inst_orr_mask_w(rd: number, rn: number, mask: number): number {
    return this.pend3(262187 /* OrrMaskW */, rd, rn, mask);
  }
  a64_orr_mask_w(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orr_mask_w(rd, rn, mask));
    return rd;
  }
  inst_eor_mask_w(rd: number, rn: number, mask: number): number {
    return this.pend3(262188 /* EorMaskW */, rd, rn, mask);
  }
  a64_eor_mask_w(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eor_mask_w(rd, rn, mask));
    return rd;
  }
  inst_tst_mask_w(rn: number, mask: number): number {
    return this.pend2(196653 /* TstMaskW */, rn, mask);
  }
  a64_tst_mask_w(rn: number, mask: number): number {
    this.emit(this.inst_tst_mask_w(rn, mask));
    return 0;
  }
  inst_sbfm_w(rd: number, rn: number, immr: number, imms: number): number {
    return this.pend4(327726 /* SbfmW */, rd, rn, immr, imms);
  }
  a64_sbfm_w(rn: number, immr: number, imms: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sbfm_w(rd, rn, immr, imms));
    return rd;
  }
  inst_ubfm_w(rd: number, rn: number, immr: number, imms: number): number {
    return this.pend4(327727 /* UbfmW */, rd, rn, immr, imms);
  }
  a64_ubfm_w(rn: number, immr: number, imms: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ubfm_w(rd, rn, immr, imms));
    return rd;
  }
  inst_extr_w(rd: number, rn: number, rm: number, lsb: number): number {
    return this.pend4(327728 /* ExtrW */, rd, rn, rm, lsb);
  }
  a64_extr_w(rn: number, rm: number, lsb: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_extr_w(rd, rn, rm, lsb));
    return rd;
  }
  inst_movz_w(rd: number, imm: number, hw: number): number {
    return this.pend3(262193 /* MovzW */, rd, imm, hw);
  }
  a64_movz_w(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movz_w(rd, imm, hw));
    return rd;
  }
  inst_movn_w(rd: number, imm: number, hw: number): number {
    return this.pend3(262194 /* MovnW */, rd, imm, hw);
  }
  a64_movn_w(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movn_w(rd, imm, hw));
    return rd;
  }
  inst_movk_w(rd: number, rd_in: number, imm: number, hw: number): number {
    return this.pend4(327731 /* MovkW */, rd, rd_in, imm, hw);
  }
  a64_movk_w(rd_in: number, imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movk_w(rd, rd_in, imm, hw));
    return rd;
  }
  inst_csel_w(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327732 /* CselW */, rd, rn, rm, cc);
  }
  a64_csel_w(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csel_w(rd, rn, rm, cc));
    return rd;
  }
  inst_csinc_w(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327733 /* CsincW */, rd, rn, rm, cc);
  }
  a64_csinc_w(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinc_w(rd, rn, rm, cc));
    return rd;
  }
  inst_csinv_w(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327734 /* CsinvW */, rd, rn, rm, cc);
  }
  a64_csinv_w(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinv_w(rd, rn, rm, cc));
    return rd;
  }
  inst_csneg_w(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327735 /* CsnegW */, rd, rn, rm, cc);
  }
  a64_csneg_w(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csneg_w(rd, rn, rm, cc));
    return rd;
  }
  inst_csinc_zero_w(rd: number, cc: number): number {
    return this.pend2(196664 /* CsincZeroW */, rd, cc);
  }
  a64_csinc_zero_w(cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinc_zero_w(rd, cc));
    return rd;
  }
  inst_csinv_zero_w(rd: number, cc: number): number {
    return this.pend2(196665 /* CsinvZeroW */, rd, cc);
  }
  a64_csinv_zero_w(cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinv_zero_w(rd, cc));
    return rd;
  }
  inst_ccmp_imm_w(rn: number, imm: number, nzcv: number, cc: number): number {
    return this.pend4(327738 /* CcmpImmW */, rn, imm, nzcv, cc);
  }
  a64_ccmp_imm_w(rn: number, imm: number, nzcv: number, cc: number): number {
    this.emit(this.inst_ccmp_imm_w(rn, imm, nzcv, cc));
    return 0;
  }
  inst_add_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262203 /* AddX */, rd, rn, rm);
  }
  a64_add_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_x(rd, rn, rm));
    return rd;
  }
  inst_adds_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262204 /* AddsX */, rd, rn, rm);
  }
  a64_adds_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_adds_x(rd, rn, rm));
    return rd;
  }
  inst_sub_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262205 /* SubX */, rd, rn, rm);
  }
  a64_sub_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_x(rd, rn, rm));
    return rd;
  }
  inst_subs_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262206 /* SubsX */, rd, rn, rm);
  }
  a64_subs_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_subs_x(rd, rn, rm));
    return rd;
  }
  inst_and_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262207 /* AndX */, rd, rn, rm);
  }
  a64_and_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_and_x(rd, rn, rm));
    return rd;
  }
  inst_bic_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262208 /* BicX */, rd, rn, rm);
  }
  a64_bic_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_bic_x(rd, rn, rm));
    return rd;
  }
  inst_orr_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262209 /* OrrX */, rd, rn, rm);
  }
  a64_orr_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orr_x(rd, rn, rm));
    return rd;
  }
  inst_orn_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262210 /* OrnX */, rd, rn, rm);
  }
  a64_orn_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orn_x(rd, rn, rm));
    return rd;
  }
  inst_eor_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262211 /* EorX */, rd, rn, rm);
  }
  a64_eor_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eor_x(rd, rn, rm));
    return rd;
  }
  inst_eon_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262212 /* EonX */, rd, rn, rm);
  }
  a64_eon_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eon_x(rd, rn, rm));
    return rd;
  }
  inst_ands_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262213 /* AndsX */, rd, rn, rm);
  }
  a64_ands_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ands_x(rd, rn, rm));
    return rd;
  }
  inst_udiv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262214 /* UdivX */, rd, rn, rm);
  }
  a64_udiv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_udiv_x(rd, rn, rm));
    return rd;
  }
  inst_sdiv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262215 /* SdivX */, rd, rn, rm);
  }
  a64_sdiv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sdiv_x(rd, rn, rm));
    return rd;
  }
  inst_lslv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262216 /* LslvX */, rd, rn, rm);
  }
  a64_lslv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lslv_x(rd, rn, rm));
    return rd;
  }
  inst_lsrv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262217 /* LsrvX */, rd, rn, rm);
  }
  a64_lsrv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lsrv_x(rd, rn, rm));
    return rd;
  }
  inst_asrv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262218 /* AsrvX */, rd, rn, rm);
  }
  a64_asrv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_asrv_x(rd, rn, rm));
    return rd;
  }
  inst_rorv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262219 /* RorvX */, rd, rn, rm);
  }
  a64_rorv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rorv_x(rd, rn, rm));
    return rd;
  }
  inst_mul_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262220 /* MulX */, rd, rn, rm);
  }
  a64_mul_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mul_x(rd, rn, rm));
    return rd;
  }
  inst_adc_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262221 /* AdcX */, rd, rn, rm);
  }
  a64_adc_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_adc_x(rd, rn, rm));
    return rd;
  }
  inst_sbc_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262222 /* SbcX */, rd, rn, rm);
  }
  a64_sbc_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sbc_x(rd, rn, rm));
    return rd;
  }
  inst_add_lsl_x(rd: number, rn: number, rm: number, amount: number): number {
    return this.pend4(327759 /* AddLslX */, rd, rn, rm, amount);
  }
  a64_add_lsl_x(rn: number, rm: number, amount: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_lsl_x(rd, rn, rm, amount));
    return rd;
  }
  inst_sub_lsl_x(rd: number, rn: number, rm: number, amount: number): number {
    return this.pend4(327760 /* SubLslX */, rd, rn, rm, amount);
  }
  a64_sub_lsl_x(rn: number, rm: number, amount: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_lsl_x(rd, rn, rm, amount));
    return rd;
  }
  inst_cmp_x(rn: number, rm: number): number {
    return this.pend2(196689 /* CmpX */, rn, rm);
  }
  a64_cmp_x(rn: number, rm: number): number {
    this.emit(this.inst_cmp_x(rn, rm));
    return 0;
  }
  inst_cmn_x(rn: number, rm: number): number {
    return this.pend2(196690 /* CmnX */, rn, rm);
  }
  a64_cmn_x(rn: number, rm: number): number {
    this.emit(this.inst_cmn_x(rn, rm));
    return 0;
  }
  inst_tst_x(rn: number, rm: number): number {
    return this.pend2(196691 /* TstX */, rn, rm);
  }
  a64_tst_x(rn: number, rm: number): number {
    this.emit(this.inst_tst_x(rn, rm));
    return 0;
  }
  inst_neg_x(rd: number, rm: number): number {
    return this.pend2(196692 /* NegX */, rd, rm);
  }
  a64_neg_x(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_neg_x(rd, rm));
    return rd;
  }
  inst_mvn_x(rd: number, rm: number): number {
    return this.pend2(196693 /* MvnX */, rd, rm);
  }
  a64_mvn_x(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mvn_x(rd, rm));
    return rd;
  }
  inst_mov_x(rd: number, rm: number): number {
    return this.pend2(196694 /* MovX */, rd, rm);
  }
  a64_mov_x(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mov_x(rd, rm));
    return rd;
  }
  inst_madd_x(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327767 /* MaddX */, rd, rn, rm, ra);
  }
  a64_madd_x(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_madd_x(rd, rn, rm, ra));
    return rd;
  }
  inst_msub_x(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327768 /* MsubX */, rd, rn, rm, ra);
  }
  a64_msub_x(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msub_x(rd, rn, rm, ra));
    return rd;
  }
  inst_rbit_x(rd: number, rn: number): number {
    return this.pend2(196697 /* RbitX */, rd, rn);
  }
  a64_rbit_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rbit_x(rd, rn));
    return rd;
  }
  inst_rev16_x(rd: number, rn: number): number {
    return this.pend2(196698 /* Rev16X */, rd, rn);
  }
  a64_rev16_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rev16_x(rd, rn));
    return rd;
  }
  inst_clz_x(rd: number, rn: number): number {
    return this.pend2(196699 /* ClzX */, rd, rn);
  }
  a64_clz_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clz_x(rd, rn));
    return rd;
  }
  inst_cls_x(rd: number, rn: number): number {
    return this.pend2(196700 /* ClsX */, rd, rn);
  }
  a64_cls_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cls_x(rd, rn));
    return rd;
  }
  inst_rev_x(rd: number, rn: number): number {
    return this.pend2(196701 /* RevX */, rd, rn);
  }
  a64_rev_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rev_x(rd, rn));
    return rd;
  }
  inst_add_imm_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262238 /* AddImmX */, rd, rn, imm);
  }
  a64_add_imm_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm_x(rd, rn, imm));
    return rd;
  }
  inst_add_imm12_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262239 /* AddImm12X */, rd, rn, imm);
  }
  a64_add_imm12_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm12_x(rd, rn, imm));
    return rd;
  }
  inst_sub_imm_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262240 /* SubImmX */, rd, rn, imm);
  }
  a64_sub_imm_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm_x(rd, rn, imm));
    return rd;
  }
  inst_sub_imm12_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262241 /* SubImm12X */, rd, rn, imm);
  }
  a64_sub_imm12_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm12_x(rd, rn, imm));
    return rd;
  }
  inst_cmn_imm_x(rn: number, imm: number): number {
    return this.pend2(196706 /* CmnImmX */, rn, imm);
  }
  a64_cmn_imm_x(rn: number, imm: number): number {
    this.emit(this.inst_cmn_imm_x(rn, imm));
    return 0;
  }
  inst_cmp_imm_x(rn: number, imm: number): number {
    return this.pend2(196707 /* CmpImmX */, rn, imm);
  }
  a64_cmp_imm_x(rn: number, imm: number): number {
    this.emit(this.inst_cmp_imm_x(rn, imm));
    return 0;
  }
  inst_and_mask_x(rd: number, rn: number, mask: number): number {
    return this.pend3(262244 /* AndMaskX */, rd, rn, mask);
  }
  a64_and_mask_x(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_and_mask_x(rd, rn, mask));
    return rd;
  }
  inst_orr_mask_x(rd: number, rn: number, mask: number): number {
    return this.pend3(262245 /* OrrMaskX */, rd, rn, mask);
  }
  a64_orr_mask_x(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orr_mask_x(rd, rn, mask));
    return rd;
  }
  inst_eor_mask_x(rd: number, rn: number, mask: number): number {
    return this.pend3(262246 /* EorMaskX */, rd, rn, mask);
  }
  a64_eor_mask_x(rn: number, mask: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eor_mask_x(rd, rn, mask));
    return rd;
  }
  inst_tst_mask_x(rn: number, mask: number): number {
    return this.pend2(196711 /* TstMaskX */, rn, mask);
  }
  a64_tst_mask_x(rn: number, mask: number): number {
    this.emit(this.inst_tst_mask_x(rn, mask));
    return 0;
  }
  inst_sbfm_x(rd: number, rn: number, immr: number, imms: number): number {
    return this.pend4(327784 /* SbfmX */, rd, rn, immr, imms);
  }
  a64_sbfm_x(rn: number, immr: number, imms: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sbfm_x(rd, rn, immr, imms));
    return rd;
  }
  inst_ubfm_x(rd: number, rn: number, immr: number, imms: number): number {
    return this.pend4(327785 /* UbfmX */, rd, rn, immr, imms);
  }
  a64_ubfm_x(rn: number, immr: number, imms: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ubfm_x(rd, rn, immr, imms));
    return rd;
  }
  inst_extr_x(rd: number, rn: number, rm: number, lsb: number): number {
    return this.pend4(327786 /* ExtrX */, rd, rn, rm, lsb);
  }
  a64_extr_x(rn: number, rm: number, lsb: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_extr_x(rd, rn, rm, lsb));
    return rd;
  }
  inst_movz_x(rd: number, imm: number, hw: number): number {
    return this.pend3(262251 /* MovzX */, rd, imm, hw);
  }
  a64_movz_x(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movz_x(rd, imm, hw));
    return rd;
  }
  inst_movn_x(rd: number, imm: number, hw: number): number {
    return this.pend3(262252 /* MovnX */, rd, imm, hw);
  }
  a64_movn_x(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movn_x(rd, imm, hw));
    return rd;
  }
  inst_movk_x(rd: number, rd_in: number, imm: number, hw: number): number {
    return this.pend4(327789 /* MovkX */, rd, rd_in, imm, hw);
  }
  a64_movk_x(rd_in: number, imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movk_x(rd, rd_in, imm, hw));
    return rd;
  }
  inst_csel_x(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327790 /* CselX */, rd, rn, rm, cc);
  }
  a64_csel_x(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csel_x(rd, rn, rm, cc));
    return rd;
  }
  inst_csinc_x(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327791 /* CsincX */, rd, rn, rm, cc);
  }
  a64_csinc_x(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinc_x(rd, rn, rm, cc));
    return rd;
  }
  inst_csinv_x(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327792 /* CsinvX */, rd, rn, rm, cc);
  }
  a64_csinv_x(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinv_x(rd, rn, rm, cc));
    return rd;
  }
  inst_csneg_x(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327793 /* CsnegX */, rd, rn, rm, cc);
  }
  a64_csneg_x(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csneg_x(rd, rn, rm, cc));
    return rd;
  }
  inst_csinc_zero_x(rd: number, cc: number): number {
    return this.pend2(196722 /* CsincZeroX */, rd, cc);
  }
  a64_csinc_zero_x(cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinc_zero_x(rd, cc));
    return rd;
  }
  inst_csinv_zero_x(rd: number, cc: number): number {
    return this.pend2(196723 /* CsinvZeroX */, rd, cc);
  }
  a64_csinv_zero_x(cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csinv_zero_x(rd, cc));
    return rd;
  }
  inst_ccmp_imm_x(rn: number, imm: number, nzcv: number, cc: number): number {
    return this.pend4(327796 /* CcmpImmX */, rn, imm, nzcv, cc);
  }
  a64_ccmp_imm_x(rn: number, imm: number, nzcv: number, cc: number): number {
    this.emit(this.inst_ccmp_imm_x(rn, imm, nzcv, cc));
    return 0;
  }
  inst_rev32_x(rd: number, rn: number): number {
    return this.pend2(196725 /* Rev32X */, rd, rn);
  }
  a64_rev32_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rev32_x(rd, rn));
    return rd;
  }
  inst_smulh(rd: number, rn: number, rm: number): number {
    return this.pend3(262262 /* Smulh */, rd, rn, rm);
  }
  a64_smulh(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_smulh(rd, rn, rm));
    return rd;
  }
  inst_umulh(rd: number, rn: number, rm: number): number {
    return this.pend3(262263 /* Umulh */, rd, rn, rm);
  }
  a64_umulh(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_umulh(rd, rn, rm));
    return rd;
  }
  inst_smull(rd: number, rn: number, rm: number): number {
    return this.pend3(262264 /* Smull */, rd, rn, rm);
  }
  a64_smull(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_smull(rd, rn, rm));
    return rd;
  }
  inst_umull(rd: number, rn: number, rm: number): number {
    return this.pend3(262265 /* Umull */, rd, rn, rm);
  }
  a64_umull(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_umull(rd, rn, rm));
    return rd;
  }
  inst_add_uxtx(rd: number, rn: number, rm: number): number {
    return this.pend3(262266 /* AddUxtx */, rd, rn, rm);
  }
  a64_add_uxtx(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_uxtx(rd, rn, rm));
    return rd;
  }
  inst_sub_uxtx(rd: number, rn: number, rm: number): number {
    return this.pend3(262267 /* SubUxtx */, rd, rn, rm);
  }
  a64_sub_uxtx(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_uxtx(rd, rn, rm));
    return rd;
  }
  inst_strb(rt: number, mem: number): number {
    const at = this.pend(393340 /* Strb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_strb(rt: number, mem: number): number {
    this.emit(this.inst_strb(rt, mem));
    return 0;
  }
  inst_ldrb(rt: number, mem: number): number {
    const at = this.pend(393341 /* Ldrb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrb(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrb(rt, mem));
    return rt;
  }
  inst_ldrsb_x(rt: number, mem: number): number {
    const at = this.pend(393342 /* LdrsbX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrsb_x(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsb_x(rt, mem));
    return rt;
  }
  inst_ldrsb_w(rt: number, mem: number): number {
    const at = this.pend(393343 /* LdrsbW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrsb_w(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsb_w(rt, mem));
    return rt;
  }
  inst_strh(rt: number, mem: number): number {
    const at = this.pend(393344 /* Strh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_strh(rt: number, mem: number): number {
    this.emit(this.inst_strh(rt, mem));
    return 0;
  }
  inst_ldrh(rt: number, mem: number): number {
    const at = this.pend(393345 /* Ldrh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrh(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrh(rt, mem));
    return rt;
  }
  inst_ldrsh_x(rt: number, mem: number): number {
    const at = this.pend(393346 /* LdrshX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrsh_x(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsh_x(rt, mem));
    return rt;
  }
  inst_ldrsh_w(rt: number, mem: number): number {
    const at = this.pend(393347 /* LdrshW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrsh_w(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsh_w(rt, mem));
    return rt;
  }
  inst_str_w(rt: number, mem: number): number {
    const at = this.pend(393348 /* StrW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_str_w(rt: number, mem: number): number {
    this.emit(this.inst_str_w(rt, mem));
    return 0;
  }
  inst_ldr_w(rt: number, mem: number): number {
    const at = this.pend(393349 /* LdrW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldr_w(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldr_w(rt, mem));
    return rt;
  }
  inst_ldrsw(rt: number, mem: number): number {
    const at = this.pend(393350 /* Ldrsw */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldrsw(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsw(rt, mem));
    return rt;
  }
  inst_str_x(rt: number, mem: number): number {
    const at = this.pend(393351 /* StrX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_str_x(rt: number, mem: number): number {
    this.emit(this.inst_str_x(rt, mem));
    return 0;
  }
  inst_ldr_x(rt: number, mem: number): number {
    const at = this.pend(393352 /* LdrX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldr_x(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldr_x(rt, mem));
    return rt;
  }
  inst_str_d(rt: number, mem: number): number {
    const at = this.pend(393353 /* StrD */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_str_d(rt: number, mem: number): number {
    this.emit(this.inst_str_d(rt, mem));
    return 0;
  }
  inst_ldr_d(rt: number, mem: number): number {
    const at = this.pend(393354 /* LdrD */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_ldr_d(mem: number): number {
    const rt = this.temp(1);
    this.emit(this.inst_ldr_d(rt, mem));
    return rt;
  }
  inst_stp_pre(rt: number, rt2: number, rn: number, imm: number): number {
    return this.pend4(327819 /* StpPre */, rt, rt2, rn, imm);
  }
  a64_stp_pre(rt: number, rt2: number, rn: number, imm: number): number {
    this.emit(this.inst_stp_pre(rt, rt2, rn, imm));
    return 0;
  }
  inst_ldp_post(rt: number, rt2: number, rn: number, imm: number): number {
    return this.pend4(327820 /* LdpPost */, rt, rt2, rn, imm);
  }
  a64_ldp_post(rn: number, imm: number): number {
    const rt = this.temp(0);
    const rt2 = this.temp(0);
    this.emit(this.inst_ldp_post(rt, rt2, rn, imm));
    return this.valueRegs(rt, rt2);
  }
  inst_args(values: number): number {
    const at = this.pend(262285 /* Args */);
    this.putRegs(at, values);
    return at;
  }
  a64_args(values: number): number {
    this.emit(this.inst_args(values));
    return 0;
  }
  inst_ret(values: number): number {
    const at = this.pend(262286 /* Ret */);
    this.putRegs(at, values);
    return at;
  }
  inst_b(target: number): number {
    return this.pend1(131215 /* B */, target);
  }
  inst_b_cond(cc: number, taken: number, other: number): number {
    return this.pend3(262288 /* BCond */, cc, taken, other);
  }
  inst_cbz_w(rt: number, taken: number, other: number): number {
    return this.pend3(262289 /* CbzW */, rt, taken, other);
  }
  inst_cbnz_w(rt: number, taken: number, other: number): number {
    return this.pend3(262290 /* CbnzW */, rt, taken, other);
  }
  inst_cbz_x(rt: number, taken: number, other: number): number {
    return this.pend3(262291 /* CbzX */, rt, taken, other);
  }
  inst_cbnz_x(rt: number, taken: number, other: number): number {
    return this.pend3(262292 /* CbnzX */, rt, taken, other);
  }
  inst_tbz(rt: number, bit: number, taken: number, other: number): number {
    return this.pend4(327829 /* Tbz */, rt, bit, taken, other);
  }
  inst_tbnz(rt: number, bit: number, taken: number, other: number): number {
    return this.pend4(327830 /* Tbnz */, rt, bit, taken, other);
  }
  inst_br_table(index: number, safe: number, fallback: number, table: number): number {
    return this.pend4(327831 /* BrTable */, index, safe, fallback, table);
  }
  inst_call(callee: number, info: number, values: number): number {
    const at = this.pend(393368 /* Call */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  a64_call(callee: number, info: number, values: number): number {
    this.emit(this.inst_call(callee, info, values));
    return 0;
  }
  inst_call_reg(callee: number, info: number, values: number): number {
    const at = this.pend(393369 /* CallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  a64_call_reg(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_reg(callee, info, values));
    return 0;
  }
  inst_return_call(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393370 /* ReturnCall */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_return_call_reg(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393371 /* ReturnCallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_load_name(rd: number, symbol: number, addend: number): number {
    return this.pend3(262300 /* LoadName */, rd, symbol, addend);
  }
  a64_load_name(symbol: number, addend: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_name(rd, symbol, addend));
    return rd;
  }
  inst_load_got(rd: number, symbol: number): number {
    return this.pend2(196765 /* LoadGot */, rd, symbol);
  }
  a64_load_got(symbol: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_got(rd, symbol));
    return rd;
  }
  inst_load_near(rd: number, symbol: number, addend: number): number {
    return this.pend3(262302 /* LoadNear */, rd, symbol, addend);
  }
  a64_load_near(symbol: number, addend: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_near(rd, symbol, addend));
    return rd;
  }
  inst_address(rd: number, mem: number): number {
    const at = this.pend(393375 /* Address */);
    const w = this.words;
    w[at + 1] = rd;
    this.putAmode(at + 2, mem);
    return at;
  }
  a64_address(mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_address(rd, mem));
    return rd;
  }
  inst_trap(code: number): number {
    return this.pend1(131232 /* Trap */, code);
  }
  inst_trap_if(cc: number, code: number): number {
    return this.pend2(196769 /* TrapIf */, cc, code);
  }
  a64_trap_if(cc: number, code: number): number {
    this.emit(this.inst_trap_if(cc, code));
    return 0;
  }
  inst_trap_if_zero_w(rt: number, code: number): number {
    return this.pend2(196770 /* TrapIfZeroW */, rt, code);
  }
  a64_trap_if_zero_w(rt: number, code: number): number {
    this.emit(this.inst_trap_if_zero_w(rt, code));
    return 0;
  }
  inst_trap_if_nonzero_w(rt: number, code: number): number {
    return this.pend2(196771 /* TrapIfNonzeroW */, rt, code);
  }
  a64_trap_if_nonzero_w(rt: number, code: number): number {
    this.emit(this.inst_trap_if_nonzero_w(rt, code));
    return 0;
  }
  inst_trap_if_zero_x(rt: number, code: number): number {
    return this.pend2(196772 /* TrapIfZeroX */, rt, code);
  }
  a64_trap_if_zero_x(rt: number, code: number): number {
    this.emit(this.inst_trap_if_zero_x(rt, code));
    return 0;
  }
  inst_trap_if_nonzero_x(rt: number, code: number): number {
    return this.pend2(196773 /* TrapIfNonzeroX */, rt, code);
  }
  a64_trap_if_nonzero_x(rt: number, code: number): number {
    this.emit(this.inst_trap_if_nonzero_x(rt, code));
    return 0;
  }
}
