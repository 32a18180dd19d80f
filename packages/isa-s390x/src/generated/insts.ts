// Generated from the machine-instruction rows of s390x by `pnpm generate`. Do not edit.

import { LowerMachine } from "@cranelift-ts/codegen";

/** Constructors of the instructions of s390x. */
export abstract class S390xInsts extends LowerMachine {
  inst_lgr(rd: number, rn: number): number {
    return this.pend2(196609 /* Lgr */, rd, rn);
  }
  s390x_lgr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lgr(rd, rn));
    return rd;
  }
  inst_lgbr(rd: number, rn: number): number {
    return this.pend2(196610 /* Lgbr */, rd, rn);
  }
  s390x_lgbr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lgbr(rd, rn));
    return rd;
  }
  inst_lghr(rd: number, rn: number): number {
    return this.pend2(196611 /* Lghr */, rd, rn);
  }
  s390x_lghr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lghr(rd, rn));
    return rd;
  }
  inst_lgfr(rd: number, rn: number): number {
    return this.pend2(196612 /* Lgfr */, rd, rn);
  }
  s390x_lgfr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lgfr(rd, rn));
    return rd;
  }
  inst_llgcr(rd: number, rn: number): number {
    return this.pend2(196613 /* Llgcr */, rd, rn);
  }
  s390x_llgcr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_llgcr(rd, rn));
    return rd;
  }
  inst_llghr(rd: number, rn: number): number {
    return this.pend2(196614 /* Llghr */, rd, rn);
  }
  s390x_llghr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_llghr(rd, rn));
    return rd;
  }
  inst_llgfr(rd: number, rn: number): number {
    return this.pend2(196615 /* Llgfr */, rd, rn);
  }
  s390x_llgfr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_llgfr(rd, rn));
    return rd;
  }
  inst_lrvr(rd: number, rn: number): number {
    return this.pend2(196616 /* Lrvr */, rd, rn);
  }
  s390x_lrvr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lrvr(rd, rn));
    return rd;
  }
  inst_lrvgr(rd: number, rn: number): number {
    return this.pend2(196617 /* Lrvgr */, rd, rn);
  }
  s390x_lrvgr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lrvgr(rd, rn));
    return rd;
  }
  inst_lcgr(rd: number, rn: number): number {
    return this.pend2(196618 /* Lcgr */, rd, rn);
  }
  s390x_lcgr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lcgr(rd, rn));
    return rd;
  }
  inst_lpgr(rd: number, rn: number): number {
    return this.pend2(196619 /* Lpgr */, rd, rn);
  }
  s390x_lpgr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lpgr(rd, rn));
    return rd;
  }
  inst_alcgr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262156 /* Alcgr */, rd, rd_in, rm);
  }
  s390x_alcgr(rd_in: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_alcgr(rd, rd_in, rm));
    return rd;
  }
  inst_slbgr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262157 /* Slbgr */, rd, rd_in, rm);
  }
  s390x_slbgr(rd_in: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_slbgr(rd, rd_in, rm));
    return rd;
  }
  inst_cr(rn: number, rm: number): number {
    return this.pend2(196622 /* Cr */, rn, rm);
  }
  s390x_cr(rn: number, rm: number): number {
    this.emit(this.inst_cr(rn, rm));
    return 0;
  }
  inst_clr(rn: number, rm: number): number {
    return this.pend2(196623 /* Clr */, rn, rm);
  }
  s390x_clr(rn: number, rm: number): number {
    this.emit(this.inst_clr(rn, rm));
    return 0;
  }
  inst_cgr(rn: number, rm: number): number {
    return this.pend2(196624 /* Cgr */, rn, rm);
  }
  s390x_cgr(rn: number, rm: number): number {
    this.emit(this.inst_cgr(rn, rm));
    return 0;
  }
  inst_clgr(rn: number, rm: number): number {
    return this.pend2(196625 /* Clgr */, rn, rm);
  }
  s390x_clgr(rn: number, rm: number): number {
    this.emit(this.inst_clgr(rn, rm));
    return 0;
  }
  inst_agrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262162 /* Agrk */, rd, rn, rm);
  }
  s390x_agrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_agrk(rd, rn, rm));
    return rd;
  }
  inst_sgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262163 /* Sgrk */, rd, rn, rm);
  }
  s390x_sgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sgrk(rd, rn, rm));
    return rd;
  }
  inst_alrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262164 /* Alrk */, rd, rn, rm);
  }
  s390x_alrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_alrk(rd, rn, rm));
    return rd;
  }
  inst_algrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262165 /* Algrk */, rd, rn, rm);
  }
  s390x_algrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_algrk(rd, rn, rm));
    return rd;
  }
  inst_slgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262166 /* Slgrk */, rd, rn, rm);
  }
  s390x_slgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_slgrk(rd, rn, rm));
    return rd;
  }
  inst_ngrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262167 /* Ngrk */, rd, rn, rm);
  }
  s390x_ngrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ngrk(rd, rn, rm));
    return rd;
  }
  inst_ogrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262168 /* Ogrk */, rd, rn, rm);
  }
  s390x_ogrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ogrk(rd, rn, rm));
    return rd;
  }
  inst_xgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262169 /* Xgrk */, rd, rn, rm);
  }
  s390x_xgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_xgrk(rd, rn, rm));
    return rd;
  }
  inst_msgrkc(rd: number, rn: number, rm: number): number {
    return this.pend3(262170 /* Msgrkc */, rd, rn, rm);
  }
  s390x_msgrkc(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msgrkc(rd, rn, rm));
    return rd;
  }
  inst_ncgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262171 /* Ncgrk */, rd, rn, rm);
  }
  s390x_ncgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ncgrk(rd, rn, rm));
    return rd;
  }
  inst_ocgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262172 /* Ocgrk */, rd, rn, rm);
  }
  s390x_ocgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ocgrk(rd, rn, rm));
    return rd;
  }
  inst_nxgrk(rd: number, rn: number, rm: number): number {
    return this.pend3(262173 /* Nxgrk */, rd, rn, rm);
  }
  s390x_nxgrk(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_nxgrk(rd, rn, rm));
    return rd;
  }
  inst_selgr(rd: number, rn: number, rm: number, cc: number): number {
    return this.pend4(327710 /* Selgr */, rd, rn, rm, cc);
  }
  s390x_selgr(rn: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_selgr(rd, rn, rm, cc));
    return rd;
  }
  inst_locgr(rd: number, rd_in: number, rm: number, cc: number): number {
    return this.pend4(327711 /* Locgr */, rd, rd_in, rm, cc);
  }
  s390x_locgr(rd_in: number, rm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_locgr(rd, rd_in, rm, cc));
    return rd;
  }
  inst_locghi(rd: number, rd_in: number, imm: number, cc: number): number {
    return this.pend4(327712 /* Locghi */, rd, rd_in, imm, cc);
  }
  s390x_locghi(rd_in: number, imm: number, cc: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_locghi(rd, rd_in, imm, cc));
    return rd;
  }
  inst_mlgr(hi: number, lo: number, x: number, y: number): number {
    return this.pend4(327713 /* Mlgr */, hi, lo, x, y);
  }
  s390x_mlgr(x: number, y: number): number {
    const hi = this.temp(0);
    const lo = this.temp(0);
    this.emit(this.inst_mlgr(hi, lo, x, y));
    return this.valueRegs(hi, lo);
  }
  inst_mgrk(hi: number, lo: number, x: number, y: number): number {
    return this.pend4(327714 /* Mgrk */, hi, lo, x, y);
  }
  s390x_mgrk(x: number, y: number): number {
    const hi = this.temp(0);
    const lo = this.temp(0);
    this.emit(this.inst_mgrk(hi, lo, x, y));
    return this.valueRegs(hi, lo);
  }
  inst_dlgr(rem: number, quot: number, hi: number, lo: number, y: number): number {
    return this.pend5(393251 /* Dlgr */, rem, quot, hi, lo, y);
  }
  s390x_dlgr(hi: number, lo: number, y: number): number {
    const rem = this.temp(0);
    const quot = this.temp(0);
    this.emit(this.inst_dlgr(rem, quot, hi, lo, y));
    return this.valueRegs(rem, quot);
  }
  inst_dsgr(rem: number, quot: number, x: number, y: number): number {
    return this.pend4(327716 /* Dsgr */, rem, quot, x, y);
  }
  s390x_dsgr(x: number, y: number): number {
    const rem = this.temp(0);
    const quot = this.temp(0);
    this.emit(this.inst_dsgr(rem, quot, x, y));
    return this.valueRegs(rem, quot);
  }
  inst_flogr(count: number, rest: number, x: number): number {
    return this.pend3(262181 /* Flogr */, count, rest, x);
  }
  s390x_flogr(x: number): number {
    const count = this.temp(0);
    const rest = this.temp(0);
    this.emit(this.inst_flogr(count, rest, x));
    return this.valueRegs(count, rest);
  }
  inst_popcnt_bytes(rd: number, rn: number): number {
    return this.pend2(196646 /* PopcntBytes */, rd, rn);
  }
  s390x_popcnt_bytes(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_popcnt_bytes(rd, rn));
    return rd;
  }
  inst_popcnt_all(rd: number, rn: number): number {
    return this.pend2(196647 /* PopcntAll */, rd, rn);
  }
  s390x_popcnt_all(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_popcnt_all(rd, rn));
    return rd;
  }
  inst_lghi(rd: number, imm: number): number {
    return this.pend2(196648 /* Lghi */, rd, imm);
  }
  s390x_lghi(imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lghi(rd, imm));
    return rd;
  }
  inst_lgfi(rd: number, imm: number): number {
    return this.pend2(196649 /* Lgfi */, rd, imm);
  }
  s390x_lgfi(imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lgfi(rd, imm));
    return rd;
  }
  inst_llilf(rd: number, imm: number): number {
    return this.pend2(196650 /* Llilf */, rd, imm);
  }
  s390x_llilf(imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_llilf(rd, imm));
    return rd;
  }
  inst_llihf(rd: number, imm: number): number {
    return this.pend2(196651 /* Llihf */, rd, imm);
  }
  s390x_llihf(imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_llihf(rd, imm));
    return rd;
  }
  inst_iilf(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262188 /* Iilf */, rd, rd_in, imm);
  }
  s390x_iilf(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_iilf(rd, rd_in, imm));
    return rd;
  }
  inst_aghik(rd: number, rn: number, imm: number): number {
    return this.pend3(262189 /* Aghik */, rd, rn, imm);
  }
  s390x_aghik(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_aghik(rd, rn, imm));
    return rd;
  }
  inst_agfi(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262190 /* Agfi */, rd, rd_in, imm);
  }
  s390x_agfi(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_agfi(rd, rd_in, imm));
    return rd;
  }
  inst_msfi(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262191 /* Msfi */, rd, rd_in, imm);
  }
  s390x_msfi(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msfi(rd, rd_in, imm));
    return rd;
  }
  inst_msgfi(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262192 /* Msgfi */, rd, rd_in, imm);
  }
  s390x_msgfi(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msgfi(rd, rd_in, imm));
    return rd;
  }
  inst_nilf(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262193 /* Nilf */, rd, rd_in, imm);
  }
  s390x_nilf(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_nilf(rd, rd_in, imm));
    return rd;
  }
  inst_oilf(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262194 /* Oilf */, rd, rd_in, imm);
  }
  s390x_oilf(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_oilf(rd, rd_in, imm));
    return rd;
  }
  inst_xilf(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262195 /* Xilf */, rd, rd_in, imm);
  }
  s390x_xilf(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_xilf(rd, rd_in, imm));
    return rd;
  }
  inst_xihf(rd: number, rd_in: number, imm: number): number {
    return this.pend3(262196 /* Xihf */, rd, rd_in, imm);
  }
  s390x_xihf(rd_in: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_xihf(rd, rd_in, imm));
    return rd;
  }
  inst_chi(rn: number, imm: number): number {
    return this.pend2(196661 /* Chi */, rn, imm);
  }
  s390x_chi(rn: number, imm: number): number {
    this.emit(this.inst_chi(rn, imm));
    return 0;
  }
  inst_cghi(rn: number, imm: number): number {
    return this.pend2(196662 /* Cghi */, rn, imm);
  }
  s390x_cghi(rn: number, imm: number): number {
    this.emit(this.inst_cghi(rn, imm));
    return 0;
  }
  inst_cfi(rn: number, imm: number): number {
    return this.pend2(196663 /* Cfi */, rn, imm);
  }
  s390x_cfi(rn: number, imm: number): number {
    this.emit(this.inst_cfi(rn, imm));
    return 0;
  }
  inst_cgfi(rn: number, imm: number): number {
    return this.pend2(196664 /* Cgfi */, rn, imm);
  }
  s390x_cgfi(rn: number, imm: number): number {
    this.emit(this.inst_cgfi(rn, imm));
    return 0;
  }
  inst_clfi(rn: number, imm: number): number {
    return this.pend2(196665 /* Clfi */, rn, imm);
  }
  s390x_clfi(rn: number, imm: number): number {
    this.emit(this.inst_clfi(rn, imm));
    return 0;
  }
  inst_clgfi(rn: number, imm: number): number {
    return this.pend2(196666 /* Clgfi */, rn, imm);
  }
  s390x_clgfi(rn: number, imm: number): number {
    this.emit(this.inst_clgfi(rn, imm));
    return 0;
  }
  inst_tmll(rn: number, imm: number): number {
    return this.pend2(196667 /* Tmll */, rn, imm);
  }
  s390x_tmll(rn: number, imm: number): number {
    this.emit(this.inst_tmll(rn, imm));
    return 0;
  }
  inst_sllg_imm(rd: number, rn: number, count: number): number {
    return this.pend3(262204 /* SllgImm */, rd, rn, count);
  }
  s390x_sllg_imm(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sllg_imm(rd, rn, count));
    return rd;
  }
  inst_sllg_reg(rd: number, rn: number, count: number): number {
    return this.pend3(262205 /* SllgReg */, rd, rn, count);
  }
  s390x_sllg_reg(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sllg_reg(rd, rn, count));
    return rd;
  }
  inst_srlg_imm(rd: number, rn: number, count: number): number {
    return this.pend3(262206 /* SrlgImm */, rd, rn, count);
  }
  s390x_srlg_imm(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_srlg_imm(rd, rn, count));
    return rd;
  }
  inst_srlg_reg(rd: number, rn: number, count: number): number {
    return this.pend3(262207 /* SrlgReg */, rd, rn, count);
  }
  s390x_srlg_reg(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_srlg_reg(rd, rn, count));
    return rd;
  }
  inst_srag_imm(rd: number, rn: number, count: number): number {
    return this.pend3(262208 /* SragImm */, rd, rn, count);
  }
  s390x_srag_imm(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_srag_imm(rd, rn, count));
    return rd;
  }
  inst_srag_reg(rd: number, rn: number, count: number): number {
    return this.pend3(262209 /* SragReg */, rd, rn, count);
  }
  s390x_srag_reg(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_srag_reg(rd, rn, count));
    return rd;
  }
  inst_rll_imm(rd: number, rn: number, count: number): number {
    return this.pend3(262210 /* RllImm */, rd, rn, count);
  }
  s390x_rll_imm(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rll_imm(rd, rn, count));
    return rd;
  }
  inst_rll_reg(rd: number, rn: number, count: number): number {
    return this.pend3(262211 /* RllReg */, rd, rn, count);
  }
  s390x_rll_reg(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rll_reg(rd, rn, count));
    return rd;
  }
  inst_rllg_imm(rd: number, rn: number, count: number): number {
    return this.pend3(262212 /* RllgImm */, rd, rn, count);
  }
  s390x_rllg_imm(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rllg_imm(rd, rn, count));
    return rd;
  }
  inst_rllg_reg(rd: number, rn: number, count: number): number {
    return this.pend3(262213 /* RllgReg */, rd, rn, count);
  }
  s390x_rllg_reg(rn: number, count: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rllg_reg(rd, rn, count));
    return rd;
  }
  inst_risbgz(rd: number, rn: number, from: number, to: number, rotate: number): number {
    return this.pend5(393286 /* Risbgz */, rd, rn, from, to, rotate);
  }
  s390x_risbgz(rn: number, from: number, to: number, rotate: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_risbgz(rd, rn, from, to, rotate));
    return rd;
  }
  inst_lg(rt: number, mem: number): number {
    const at = this.pend(393287 /* Lg */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lg(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lg(rt, mem));
    return rt;
  }
  inst_l(rt: number, mem: number): number {
    const at = this.pend(393288 /* L */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_l(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_l(rt, mem));
    return rt;
  }
  inst_lgf(rt: number, mem: number): number {
    const at = this.pend(393289 /* Lgf */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lgf(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lgf(rt, mem));
    return rt;
  }
  inst_llgf(rt: number, mem: number): number {
    const at = this.pend(393290 /* Llgf */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_llgf(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_llgf(rt, mem));
    return rt;
  }
  inst_lgh(rt: number, mem: number): number {
    const at = this.pend(393291 /* Lgh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lgh(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lgh(rt, mem));
    return rt;
  }
  inst_llgh(rt: number, mem: number): number {
    const at = this.pend(393292 /* Llgh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_llgh(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_llgh(rt, mem));
    return rt;
  }
  inst_lgb(rt: number, mem: number): number {
    const at = this.pend(393293 /* Lgb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lgb(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lgb(rt, mem));
    return rt;
  }
  inst_llgc(rt: number, mem: number): number {
    const at = this.pend(393294 /* Llgc */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_llgc(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_llgc(rt, mem));
    return rt;
  }
  inst_lrvg(rt: number, mem: number): number {
    const at = this.pend(393295 /* Lrvg */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lrvg(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lrvg(rt, mem));
    return rt;
  }
  inst_lrv(rt: number, mem: number): number {
    const at = this.pend(393296 /* Lrv */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lrv(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lrv(rt, mem));
    return rt;
  }
  inst_lrvh(rt: number, mem: number): number {
    const at = this.pend(393297 /* Lrvh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_lrvh(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_lrvh(rt, mem));
    return rt;
  }
  inst_stg(rt: number, mem: number): number {
    const at = this.pend(393298 /* Stg */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_stg(rt: number, mem: number): number {
    this.emit(this.inst_stg(rt, mem));
    return 0;
  }
  inst_st(rt: number, mem: number): number {
    const at = this.pend(393299 /* St */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_st(rt: number, mem: number): number {
    this.emit(this.inst_st(rt, mem));
    return 0;
  }
  inst_sth(rt: number, mem: number): number {
    const at = this.pend(393300 /* Sth */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_sth(rt: number, mem: number): number {
    this.emit(this.inst_sth(rt, mem));
    return 0;
  }
  inst_stc(rt: number, mem: number): number {
    const at = this.pend(393301 /* Stc */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_stc(rt: number, mem: number): number {
    this.emit(this.inst_stc(rt, mem));
    return 0;
  }
  inst_strvg(rt: number, mem: number): number {
    const at = this.pend(393302 /* Strvg */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_strvg(rt: number, mem: number): number {
    this.emit(this.inst_strvg(rt, mem));
    return 0;
  }
  inst_strv(rt: number, mem: number): number {
    const at = this.pend(393303 /* Strv */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_strv(rt: number, mem: number): number {
    this.emit(this.inst_strv(rt, mem));
    return 0;
  }
  inst_strvh(rt: number, mem: number): number {
    const at = this.pend(393304 /* Strvh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_strvh(rt: number, mem: number): number {
    this.emit(this.inst_strvh(rt, mem));
    return 0;
  }
  inst_la(rt: number, mem: number): number {
    const at = this.pend(393305 /* La */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_la(mem: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_la(rt, mem));
    return rt;
  }
  inst_ld(rt: number, mem: number): number {
    const at = this.pend(393306 /* Ld */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_ld(mem: number): number {
    const rt = this.temp(1);
    this.emit(this.inst_ld(rt, mem));
    return rt;
  }
  inst_le(rt: number, mem: number): number {
    const at = this.pend(393307 /* Le */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_le(mem: number): number {
    const rt = this.temp(1);
    this.emit(this.inst_le(rt, mem));
    return rt;
  }
  inst_std(rt: number, mem: number): number {
    const at = this.pend(393308 /* Std */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_std(rt: number, mem: number): number {
    this.emit(this.inst_std(rt, mem));
    return 0;
  }
  inst_ste(rt: number, mem: number): number {
    const at = this.pend(393309 /* Ste */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, mem);
    return at;
  }
  s390x_ste(rt: number, mem: number): number {
    this.emit(this.inst_ste(rt, mem));
    return 0;
  }
  inst_laa(rd: number, rm: number, mem: number): number {
    const at = this.pend(458846 /* Laa */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_laa(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_laa(rd, rm, mem));
    return rd;
  }
  inst_laag(rd: number, rm: number, mem: number): number {
    const at = this.pend(458847 /* Laag */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_laag(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_laag(rd, rm, mem));
    return rd;
  }
  inst_lan(rd: number, rm: number, mem: number): number {
    const at = this.pend(458848 /* Lan */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_lan(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lan(rd, rm, mem));
    return rd;
  }
  inst_lang(rd: number, rm: number, mem: number): number {
    const at = this.pend(458849 /* Lang */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_lang(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lang(rd, rm, mem));
    return rd;
  }
  inst_lao(rd: number, rm: number, mem: number): number {
    const at = this.pend(458850 /* Lao */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_lao(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lao(rd, rm, mem));
    return rd;
  }
  inst_laog(rd: number, rm: number, mem: number): number {
    const at = this.pend(458851 /* Laog */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_laog(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_laog(rd, rm, mem));
    return rd;
  }
  inst_lax(rd: number, rm: number, mem: number): number {
    const at = this.pend(458852 /* Lax */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_lax(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lax(rd, rm, mem));
    return rd;
  }
  inst_laxg(rd: number, rm: number, mem: number): number {
    const at = this.pend(458853 /* Laxg */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rm;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_laxg(rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_laxg(rd, rm, mem));
    return rd;
  }
  inst_cs(rd: number, rd_in: number, rm: number, mem: number): number {
    const at = this.pend(524390 /* Cs */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rd_in;
    w[at + 3] = rm;
    this.putAmode(at + 4, mem);
    return at;
  }
  s390x_cs(rd_in: number, rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cs(rd, rd_in, rm, mem));
    return rd;
  }
  inst_csg(rd: number, rd_in: number, rm: number, mem: number): number {
    const at = this.pend(524391 /* Csg */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = rd_in;
    w[at + 3] = rm;
    this.putAmode(at + 4, mem);
    return at;
  }
  s390x_csg(rd_in: number, rm: number, mem: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csg(rd, rd_in, rm, mem));
    return rd;
  }
  inst_lpq(hi: number, lo: number, mem: number): number {
    const at = this.pend(458856 /* Lpq */);
    const w = this.words;
    w[at + 1] = hi;
    w[at + 2] = lo;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_lpq(mem: number): number {
    const hi = this.temp(0);
    const lo = this.temp(0);
    this.emit(this.inst_lpq(hi, lo, mem));
    return this.valueRegs(hi, lo);
  }
  inst_stpq(hi: number, lo: number, mem: number): number {
    const at = this.pend(458857 /* Stpq */);
    const w = this.words;
    w[at + 1] = hi;
    w[at + 2] = lo;
    this.putAmode(at + 3, mem);
    return at;
  }
  s390x_stpq(hi: number, lo: number, mem: number): number {
    this.emit(this.inst_stpq(hi, lo, mem));
    return 0;
  }
  inst_cdsg(old_hi: number, old_lo: number, hi: number, lo: number, new_hi: number, new_lo: number, mem: number): number {
    const at = this.pend(721002 /* Cdsg */);
    const w = this.words;
    w[at + 1] = old_hi;
    w[at + 2] = old_lo;
    w[at + 3] = hi;
    w[at + 4] = lo;
    w[at + 5] = new_hi;
    w[at + 6] = new_lo;
    this.putAmode(at + 7, mem);
    return at;
  }
  s390x_cdsg(hi: number, lo: number, new_hi: number, new_lo: number, mem: number): number {
    const old_hi = this.temp(0);
    const old_lo = this.temp(0);
    this.emit(this.inst_cdsg(old_hi, old_lo, hi, lo, new_hi, new_lo, mem));
    return this.valueRegs(old_hi, old_lo);
  }
  inst_stmg(from: number, to: number, offset: number): number {
    return this.pend3(262251 /* Stmg */, from, to, offset);
  }
  s390x_stmg(from: number, to: number, offset: number): number {
    this.emit(this.inst_stmg(from, to, offset));
    return 0;
  }
  inst_lmg(from: number, to: number, offset: number): number {
    return this.pend3(262252 /* Lmg */, from, to, offset);
  }
  s390x_lmg(offset: number): number {
    const from = this.temp(0);
    const to = this.temp(0);
    this.emit(this.inst_lmg(from, to, offset));
    return this.valueRegs(from, to);
  }
  inst_ldr(rd: number, rn: number): number {
    return this.pend2(196717 /* Ldr */, rd, rn);
  }
  s390x_ldr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_ldr(rd, rn));
    return rd;
  }
  inst_ldgr(rd: number, rn: number): number {
    return this.pend2(196718 /* Ldgr */, rd, rn);
  }
  s390x_ldgr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_ldgr(rd, rn));
    return rd;
  }
  inst_lgdr(rd: number, rn: number): number {
    return this.pend2(196719 /* Lgdr */, rd, rn);
  }
  s390x_lgdr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lgdr(rd, rn));
    return rd;
  }
  inst_lcdfr(rd: number, rn: number): number {
    return this.pend2(196720 /* Lcdfr */, rd, rn);
  }
  s390x_lcdfr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_lcdfr(rd, rn));
    return rd;
  }
  inst_lpdfr(rd: number, rn: number): number {
    return this.pend2(196721 /* Lpdfr */, rd, rn);
  }
  s390x_lpdfr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_lpdfr(rd, rn));
    return rd;
  }
  inst_ldebr(rd: number, rn: number): number {
    return this.pend2(196722 /* Ldebr */, rd, rn);
  }
  s390x_ldebr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_ldebr(rd, rn));
    return rd;
  }
  inst_ledbr(rd: number, rn: number): number {
    return this.pend2(196723 /* Ledbr */, rd, rn);
  }
  s390x_ledbr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_ledbr(rd, rn));
    return rd;
  }
  inst_sqebr(rd: number, rn: number): number {
    return this.pend2(196724 /* Sqebr */, rd, rn);
  }
  s390x_sqebr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_sqebr(rd, rn));
    return rd;
  }
  inst_sqdbr(rd: number, rn: number): number {
    return this.pend2(196725 /* Sqdbr */, rd, rn);
  }
  s390x_sqdbr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_sqdbr(rd, rn));
    return rd;
  }
  inst_aebr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262262 /* Aebr */, rd, rd_in, rm);
  }
  s390x_aebr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_aebr(rd, rd_in, rm));
    return rd;
  }
  inst_adbr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262263 /* Adbr */, rd, rd_in, rm);
  }
  s390x_adbr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_adbr(rd, rd_in, rm));
    return rd;
  }
  inst_sebr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262264 /* Sebr */, rd, rd_in, rm);
  }
  s390x_sebr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_sebr(rd, rd_in, rm));
    return rd;
  }
  inst_sdbr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262265 /* Sdbr */, rd, rd_in, rm);
  }
  s390x_sdbr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_sdbr(rd, rd_in, rm));
    return rd;
  }
  inst_meebr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262266 /* Meebr */, rd, rd_in, rm);
  }
  s390x_meebr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_meebr(rd, rd_in, rm));
    return rd;
  }
  inst_mdbr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262267 /* Mdbr */, rd, rd_in, rm);
  }
  s390x_mdbr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_mdbr(rd, rd_in, rm));
    return rd;
  }
  inst_debr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262268 /* Debr */, rd, rd_in, rm);
  }
  s390x_debr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_debr(rd, rd_in, rm));
    return rd;
  }
  inst_ddbr(rd: number, rd_in: number, rm: number): number {
    return this.pend3(262269 /* Ddbr */, rd, rd_in, rm);
  }
  s390x_ddbr(rd_in: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_ddbr(rd, rd_in, rm));
    return rd;
  }
  inst_cebr(rn: number, rm: number): number {
    return this.pend2(196734 /* Cebr */, rn, rm);
  }
  s390x_cebr(rn: number, rm: number): number {
    this.emit(this.inst_cebr(rn, rm));
    return 0;
  }
  inst_cdbr(rn: number, rm: number): number {
    return this.pend2(196735 /* Cdbr */, rn, rm);
  }
  s390x_cdbr(rn: number, rm: number): number {
    this.emit(this.inst_cdbr(rn, rm));
    return 0;
  }
  inst_maebr(rd: number, rd_in: number, rn: number, rm: number): number {
    return this.pend4(327808 /* Maebr */, rd, rd_in, rn, rm);
  }
  s390x_maebr(rd_in: number, rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_maebr(rd, rd_in, rn, rm));
    return rd;
  }
  inst_madbr(rd: number, rd_in: number, rn: number, rm: number): number {
    return this.pend4(327809 /* Madbr */, rd, rd_in, rn, rm);
  }
  s390x_madbr(rd_in: number, rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_madbr(rd, rd_in, rn, rm));
    return rd;
  }
  inst_cpsdr(rd: number, sign: number, rn: number): number {
    return this.pend3(262274 /* Cpsdr */, rd, sign, rn);
  }
  s390x_cpsdr(sign: number, rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_cpsdr(rd, sign, rn));
    return rd;
  }
  inst_fiebra(rd: number, mode: number, rn: number): number {
    return this.pend3(262275 /* Fiebra */, rd, mode, rn);
  }
  s390x_fiebra(mode: number, rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_fiebra(rd, mode, rn));
    return rd;
  }
  inst_fidbra(rd: number, mode: number, rn: number): number {
    return this.pend3(262276 /* Fidbra */, rd, mode, rn);
  }
  s390x_fidbra(mode: number, rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_fidbra(rd, mode, rn));
    return rd;
  }
  inst_cegbra(rd: number, rn: number): number {
    return this.pend2(196741 /* Cegbra */, rd, rn);
  }
  s390x_cegbra(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_cegbra(rd, rn));
    return rd;
  }
  inst_cdgbra(rd: number, rn: number): number {
    return this.pend2(196742 /* Cdgbra */, rd, rn);
  }
  s390x_cdgbra(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_cdgbra(rd, rn));
    return rd;
  }
  inst_celgbr(rd: number, rn: number): number {
    return this.pend2(196743 /* Celgbr */, rd, rn);
  }
  s390x_celgbr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_celgbr(rd, rn));
    return rd;
  }
  inst_cdlgbr(rd: number, rn: number): number {
    return this.pend2(196744 /* Cdlgbr */, rd, rn);
  }
  s390x_cdlgbr(rn: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_cdlgbr(rd, rn));
    return rd;
  }
  inst_cfebra(rd: number, rn: number): number {
    return this.pend2(196745 /* Cfebra */, rd, rn);
  }
  s390x_cfebra(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cfebra(rd, rn));
    return rd;
  }
  inst_cfdbra(rd: number, rn: number): number {
    return this.pend2(196746 /* Cfdbra */, rd, rn);
  }
  s390x_cfdbra(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cfdbra(rd, rn));
    return rd;
  }
  inst_cgebra(rd: number, rn: number): number {
    return this.pend2(196747 /* Cgebra */, rd, rn);
  }
  s390x_cgebra(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cgebra(rd, rn));
    return rd;
  }
  inst_cgdbra(rd: number, rn: number): number {
    return this.pend2(196748 /* Cgdbra */, rd, rn);
  }
  s390x_cgdbra(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cgdbra(rd, rn));
    return rd;
  }
  inst_clfebr(rd: number, rn: number): number {
    return this.pend2(196749 /* Clfebr */, rd, rn);
  }
  s390x_clfebr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clfebr(rd, rn));
    return rd;
  }
  inst_clfdbr(rd: number, rn: number): number {
    return this.pend2(196750 /* Clfdbr */, rd, rn);
  }
  s390x_clfdbr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clfdbr(rd, rn));
    return rd;
  }
  inst_clgebr(rd: number, rn: number): number {
    return this.pend2(196751 /* Clgebr */, rd, rn);
  }
  s390x_clgebr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clgebr(rd, rn));
    return rd;
  }
  inst_clgdbr(rd: number, rn: number): number {
    return this.pend2(196752 /* Clgdbr */, rd, rn);
  }
  s390x_clgdbr(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clgdbr(rd, rn));
    return rd;
  }
  inst_wfminsb(rd: number, rn: number, rm: number): number {
    return this.pend3(262289 /* Wfminsb */, rd, rn, rm);
  }
  s390x_wfminsb(rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_wfminsb(rd, rn, rm));
    return rd;
  }
  inst_wfmindb(rd: number, rn: number, rm: number): number {
    return this.pend3(262290 /* Wfmindb */, rd, rn, rm);
  }
  s390x_wfmindb(rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_wfmindb(rd, rn, rm));
    return rd;
  }
  inst_wfmaxsb(rd: number, rn: number, rm: number): number {
    return this.pend3(262291 /* Wfmaxsb */, rd, rn, rm);
  }
  s390x_wfmaxsb(rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_wfmaxsb(rd, rn, rm));
    return rd;
  }
  inst_wfmaxdb(rd: number, rn: number, rm: number): number {
    return this.pend3(262292 /* Wfmaxdb */, rd, rn, rm);
  }
  s390x_wfmaxdb(rn: number, rm: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_wfmaxdb(rd, rn, rm));
    return rd;
  }
  inst_args(values: number): number {
    const at = this.pend(262293 /* Args */);
    this.putRegs(at, values);
    return at;
  }
  s390x_args(values: number): number {
    this.emit(this.inst_args(values));
    return 0;
  }
  inst_ret(values: number): number {
    const at = this.pend(262294 /* Ret */);
    this.putRegs(at, values);
    return at;
  }
  inst_j(target: number): number {
    return this.pend1(131223 /* J */, target);
  }
  inst_brc(cc: number, taken: number, other: number): number {
    return this.pend3(262296 /* Brc */, cc, taken, other);
  }
  inst_crj(rn: number, rm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393369 /* Crj */, rn, rm, cc, taken, other);
  }
  inst_cgrj(rn: number, rm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393370 /* Cgrj */, rn, rm, cc, taken, other);
  }
  inst_clrj(rn: number, rm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393371 /* Clrj */, rn, rm, cc, taken, other);
  }
  inst_clgrj(rn: number, rm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393372 /* Clgrj */, rn, rm, cc, taken, other);
  }
  inst_cij(rn: number, imm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393373 /* Cij */, rn, imm, cc, taken, other);
  }
  inst_cgij(rn: number, imm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393374 /* Cgij */, rn, imm, cc, taken, other);
  }
  inst_clij(rn: number, imm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393375 /* Clij */, rn, imm, cc, taken, other);
  }
  inst_clgij(rn: number, imm: number, cc: number, taken: number, other: number): number {
    return this.pend5(393376 /* Clgij */, rn, imm, cc, taken, other);
  }
  inst_br_table(index: number, safe: number, fallback: number, table: number): number {
    return this.pend4(327841 /* BrTable */, index, safe, fallback, table);
  }
  inst_call(callee: number, info: number, values: number): number {
    const at = this.pend(393378 /* Call */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  s390x_call(callee: number, info: number, values: number): number {
    this.emit(this.inst_call(callee, info, values));
    return 0;
  }
  inst_call_reg(callee: number, info: number, values: number): number {
    const at = this.pend(393379 /* CallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  s390x_call_reg(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_reg(callee, info, values));
    return 0;
  }
  inst_call_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458916 /* CallTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_reg_try(callee: number, info: number, normal: number, values: number): number {
    const at = this.pend(458917 /* CallRegTry */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    w[at + 3] = normal;
    this.putRegs(at, values);
    return at;
  }
  inst_call_patchable(callee: number, info: number, values: number): number {
    const at = this.pend(393382 /* CallPatchable */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = info;
    this.putRegs(at, values);
    return at;
  }
  s390x_call_patchable(callee: number, info: number, values: number): number {
    this.emit(this.inst_call_patchable(callee, info, values));
    return 0;
  }
  inst_return_call(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393383 /* ReturnCall */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_return_call_reg(callee: number, tail_args: number, values: number): number {
    const at = this.pend(393384 /* ReturnCallReg */);
    const w = this.words;
    w[at + 1] = callee;
    w[at + 2] = tail_args;
    this.putRegs(at, values);
    return at;
  }
  inst_load_name(rd: number, symbol: number, addend: number): number {
    return this.pend3(262313 /* LoadName */, rd, symbol, addend);
  }
  s390x_load_name(symbol: number, addend: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_name(rd, symbol, addend));
    return rd;
  }
  inst_load_near(rd: number, symbol: number, addend: number): number {
    return this.pend3(262314 /* LoadNear */, rd, symbol, addend);
  }
  s390x_load_near(symbol: number, addend: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_near(rd, symbol, addend));
    return rd;
  }
  inst_load_label(rd: number, label: number): number {
    return this.pend2(196779 /* LoadLabel */, rd, label);
  }
  s390x_load_label(label: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_label(rd, label));
    return rd;
  }
  inst_tls_elf_gd(rd: number, symbol: number, clobbers: number): number {
    const at = this.pend(393388 /* TlsElfGd */);
    const w = this.words;
    w[at + 1] = rd;
    w[at + 2] = symbol;
    this.putRegs(at, clobbers);
    return at;
  }
  s390x_tls_elf_gd(symbol: number, clobbers: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_tls_elf_gd(rd, symbol, clobbers));
    return rd;
  }
  inst_probe_loop(page: number, bytes: number): number {
    return this.pend2(196781 /* ProbeLoop */, page, bytes);
  }
  s390x_probe_loop(page: number, bytes: number): number {
    this.emit(this.inst_probe_loop(page, bytes));
    return 0;
  }
  inst_select_float(rd: number, rd_in: number, rn: number, cc: number): number {
    return this.pend4(327854 /* SelectFloat */, rd, rd_in, rn, cc);
  }
  s390x_select_float(rd_in: number, rn: number, cc: number): number {
    const rd = this.temp(1);
    this.emit(this.inst_select_float(rd, rd_in, rn, cc));
    return rd;
  }
  inst_serialize(zero: number): number {
    return this.pend1(131247 /* Serialize */, zero);
  }
  s390x_serialize(zero: number): number {
    this.emit(this.inst_serialize(zero));
    return 0;
  }
  inst_debugtrap(): number {
    return this.pend0(65712 /* Debugtrap */);
  }
  s390x_debugtrap(): number {
    this.emit(this.inst_debugtrap());
    return 0;
  }
  inst_sequence_point(): number {
    return this.pend0(65713 /* SequencePoint */);
  }
  s390x_sequence_point(): number {
    this.emit(this.inst_sequence_point());
    return 0;
  }
  inst_trap(code: number): number {
    return this.pend1(131250 /* Trap */, code);
  }
  inst_trap_if(cc: number, code: number): number {
    return this.pend2(196787 /* TrapIf */, cc, code);
  }
  s390x_trap_if(cc: number, code: number): number {
    this.emit(this.inst_trap_if(cc, code));
    return 0;
  }
  inst_rmw_loop(old: number, tmp: number, operand: number, op: number, size: number, reversed: number, mem: number): number {
    const at = this.pend(721076 /* RmwLoop */);
    const w = this.words;
    w[at + 1] = old;
    w[at + 2] = tmp;
    w[at + 3] = operand;
    w[at + 4] = op;
    w[at + 5] = size;
    w[at + 6] = reversed;
    this.putAmode(at + 7, mem);
    return at;
  }
  s390x_rmw_loop(operand: number, op: number, size: number, reversed: number, mem: number): number {
    const old = this.temp(0);
    const tmp = this.temp(0);
    this.emit(this.inst_rmw_loop(old, tmp, operand, op, size, reversed, mem));
    return this.valueRegs(old, tmp);
  }
  inst_rmw_part_loop(old: number, tmp: number, operand: number, left: number, right: number, op: number, size: number, reversed: number, mem: number): number {
    const at = this.pend(852149 /* RmwPartLoop */);
    const w = this.words;
    w[at + 1] = old;
    w[at + 2] = tmp;
    w[at + 3] = operand;
    w[at + 4] = left;
    w[at + 5] = right;
    w[at + 6] = op;
    w[at + 7] = size;
    w[at + 8] = reversed;
    this.putAmode(at + 9, mem);
    return at;
  }
  s390x_rmw_part_loop(operand: number, left: number, right: number, op: number, size: number, reversed: number, mem: number): number {
    const old = this.temp(0);
    const tmp = this.temp(0);
    this.emit(this.inst_rmw_part_loop(old, tmp, operand, left, right, op, size, reversed, mem));
    return this.valueRegs(old, tmp);
  }
  inst_cas_part_loop(found: number, old: number, tmp: number, expected: number, replacement: number, left: number, right: number, size: number, mem: number): number {
    const at = this.pend(852150 /* CasPartLoop */);
    const w = this.words;
    w[at + 1] = found;
    w[at + 2] = old;
    w[at + 3] = tmp;
    w[at + 4] = expected;
    w[at + 5] = replacement;
    w[at + 6] = left;
    w[at + 7] = right;
    w[at + 8] = size;
    this.putAmode(at + 9, mem);
    return at;
  }
  inst_rmw_quad_loop(old_hi: number, old_lo: number, tmp_hi: number, tmp_lo: number, hi: number, lo: number, op: number, reversed: number, mem: number): number {
    const at = this.pend(852151 /* RmwQuadLoop */);
    const w = this.words;
    w[at + 1] = old_hi;
    w[at + 2] = old_lo;
    w[at + 3] = tmp_hi;
    w[at + 4] = tmp_lo;
    w[at + 5] = hi;
    w[at + 6] = lo;
    w[at + 7] = op;
    w[at + 8] = reversed;
    this.putAmode(at + 9, mem);
    return at;
  }
}
