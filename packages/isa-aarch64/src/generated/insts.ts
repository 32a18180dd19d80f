// Generated from the machine-instruction rows of aarch64 by `pnpm generate`. Do not edit.

import { LowerContext, type MachineTables } from "@cranelift-ts/codegen";

export const AddW = 1;
export const AddX = 2;
export const SubW = 3;
export const SubX = 4;
export const AndW = 5;
export const AndX = 6;
export const OrrW = 7;
export const OrrX = 8;
export const EorW = 9;
export const EorX = 10;
export const OrnW = 11;
export const OrnX = 12;
export const AddImmW = 13;
export const AddImmX = 14;
export const SubImmW = 15;
export const SubImmX = 16;
export const MaddW = 17;
export const MaddX = 18;
export const MsubW = 19;
export const MsubX = 20;
export const UdivW = 21;
export const UdivX = 22;
export const SdivW = 23;
export const SdivX = 24;
export const LslvW = 25;
export const LslvX = 26;
export const LsrvW = 27;
export const LsrvX = 28;
export const AsrvW = 29;
export const AsrvX = 30;
export const RorvW = 31;
export const RorvX = 32;
export const ClzW = 33;
export const ClzX = 34;
export const CmpW = 35;
export const CmpX = 36;
export const CmpImmW = 37;
export const CmpImmX = 38;
export const CmnImmW = 39;
export const CmnImmX = 40;
export const Uxtb = 41;
export const Uxth = 42;
export const Uxtw = 43;
export const Sxtb = 44;
export const Sxth = 45;
export const Sxtw = 46;
export const Mov = 47;
export const Movz = 48;
export const Movn = 49;
export const LdrConst = 50;
export const Cset = 51;
export const Csel = 52;
export const Ldrb = 53;
export const Ldrh = 54;
export const LdrW = 55;
export const LdrX = 56;
export const Ldrsb = 57;
export const Ldrsh = 58;
export const Ldrsw = 59;
export const Strb = 60;
export const Strh = 61;
export const StrW = 62;
export const StrX = 63;
export const Lea = 64;
export const B = 65;
export const BCond = 66;
export const Cbnz = 67;
export const JumpTable = 68;
export const Trap = 69;
export const TrapIf = 70;
export const Call = 71;
export const CallFar = 72;
export const CallReg = 73;
export const LoadName = 74;
export const Args = 75;
export const Ret = 76;
export const PushFrame = 77;
export const PopFrame = 78;
export const SetFrame = 79;
export const RestoreSp = 80;
export const SubSp = 81;

/** What the framework knows of the instructions; see `MachineTables`. */
export const MACHINE: MachineTables = {
  amodeWords: 3,
  amodeRegisters: [1],
  names: ["invalid","add_w","add_x","sub_w","sub_x","and_w","and_x","orr_w","orr_x","eor_w","eor_x","orn_w","orn_x","add_imm_w","add_imm_x","sub_imm_w","sub_imm_x","madd_w","madd_x","msub_w","msub_x","udiv_w","udiv_x","sdiv_w","sdiv_x","lslv_w","lslv_x","lsrv_w","lsrv_x","asrv_w","asrv_x","rorv_w","rorv_x","clz_w","clz_x","cmp_w","cmp_x","cmp_imm_w","cmp_imm_x","cmn_imm_w","cmn_imm_x","uxtb","uxth","uxtw","sxtb","sxth","sxtw","mov","movz","movn","ldr_const","cset","csel","ldrb","ldrh","ldr_w","ldr_x","ldrsb","ldrsh","ldrsw","strb","strh","str_w","str_x","lea","b","b_cond","cbnz","jump_table","trap","trap_if","call","call_far","call_reg","load_name","args","ret","push_frame","pop_frame","set_frame","restore_sp","sub_sp"],
  lengths: /* @__PURE__ */ new Uint8Array([0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 3, 3, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5, 2, 4, 4, 4, 2, 3, 6, 6, 6, 4, 4, 4, 1, 1, 1, 1, 2]),
  effects: /* @__PURE__ */ new Uint16Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 128, 128, 128, 128, 128, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 256, 256, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 0, 16, 272, 16, 16, 36, 260, 8, 8, 8, 0, 0, 32, 0, 0, 0, 0, 0]),
  descriptorStart: /* @__PURE__ */ new Int32Array([0, 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 38, 40, 42, 44, 48, 52, 56, 60, 63, 66, 69, 72, 75, 78, 81, 84, 87, 90, 93, 96, 98, 100, 102, 104, 105, 106, 107, 108, 110, 112, 114, 116, 118, 120, 122, 123, 124, 125, 126, 129, 131, 133, 135, 137, 139, 141, 143, 145, 147, 149, 151, 153, 153, 153, 154, 155, 155, 155, 155, 155, 156, 157, 157, 157, 157, 157, 157, 157, 157]),
  descriptors: /* @__PURE__ */ new Int32Array([4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4099, 4100, 4865, 4098, 4099, 4100, 4865, 4098, 4099, 4100, 4865, 4098, 4099, 4100, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4099, 4865, 4098, 4865, 4098, 4097, 4098, 4097, 4098, 4097, 4097, 4097, 4097, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4098, 4865, 4865, 4865, 4865, 4865, 4098, 4099, 4865, 5123, 4865, 5123, 4865, 5123, 4865, 5123, 4865, 5123, 4865, 5123, 4865, 5123, 4097, 5123, 4097, 5123, 4097, 5123, 4097, 5123, 4865, 5123, 4097, 4097, 4609, 4865]),
  listPlace: /* @__PURE__ */ new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 0, 1, 1, 0, 0, 0, 0, 0]),
  asm: ["","add {rd:w}, {rn:w}, {rm:w}","add {rd:x}, {rn:x}, {rm:x}","sub {rd:w}, {rn:w}, {rm:w}","sub {rd:x}, {rn:x}, {rm:x}","and {rd:w}, {rn:w}, {rm:w}","and {rd:x}, {rn:x}, {rm:x}","orr {rd:w}, {rn:w}, {rm:w}","orr {rd:x}, {rn:x}, {rm:x}","eor {rd:w}, {rn:w}, {rm:w}","eor {rd:x}, {rn:x}, {rm:x}","orn {rd:w}, {rn:w}, {rm:w}","orn {rd:x}, {rn:x}, {rm:x}","add {rd:w}, {rn:w}, #{imm}","add {rd:x}, {rn:x}, #{imm}","sub {rd:w}, {rn:w}, #{imm}","sub {rd:x}, {rn:x}, #{imm}","madd {rd:w}, {rn:w}, {rm:w}, {ra:w}","madd {rd:x}, {rn:x}, {rm:x}, {ra:x}","msub {rd:w}, {rn:w}, {rm:w}, {ra:w}","msub {rd:x}, {rn:x}, {rm:x}, {ra:x}","udiv {rd:w}, {rn:w}, {rm:w}","udiv {rd:x}, {rn:x}, {rm:x}","sdiv {rd:w}, {rn:w}, {rm:w}","sdiv {rd:x}, {rn:x}, {rm:x}","lsl {rd:w}, {rn:w}, {rm:w}","lsl {rd:x}, {rn:x}, {rm:x}","lsr {rd:w}, {rn:w}, {rm:w}","lsr {rd:x}, {rn:x}, {rm:x}","asr {rd:w}, {rn:w}, {rm:w}","asr {rd:x}, {rn:x}, {rm:x}","ror {rd:w}, {rn:w}, {rm:w}","ror {rd:x}, {rn:x}, {rm:x}","clz {rd:w}, {rn:w}","clz {rd:x}, {rn:x}","cmp {rn:w}, {rm:w}","cmp {rn:x}, {rm:x}","cmp {rn:w}, #{imm}","cmp {rn:x}, #{imm}","cmn {rn:w}, #{imm}","cmn {rn:x}, #{imm}","uxtb {rd:w}, {rn:w}","uxth {rd:w}, {rn:w}","mov {rd:w}, {rn:w}","sxtb {rd:x}, {rn:w}","sxth {rd:x}, {rn:w}","sxtw {rd:x}, {rn:w}","mov {rd:x}, {rm:x}","movz {rd:x}, #{imm}, lsl #{hw:shift}","movn {rd:x}, #{imm}, lsl #{hw:shift}","ldr {rd:x}, {c}","cset {rd:w}, {cond:cond}","csel {rd:x}, {rn:x}, {rm:x}, {cond:cond}","ldrb {rt:w}, {addr}","ldrh {rt:w}, {addr}","ldr {rt:w}, {addr}","ldr {rt:x}, {addr}","ldrsb {rt:x}, {addr}","ldrsh {rt:x}, {addr}","ldrsw {rt:x}, {addr}","strb {rt:w}, {addr}","strh {rt:w}, {addr}","str {rt:w}, {addr}","str {rt:x}, {addr}","add {rd:x}, {addr}","b {target}","b.{cond:cond} {taken} ; b {other}","cbnz {rt:x}, {taken} ; b {other}","br_table {index:x}, {default}","udf #0xc11f ; {code}","b.{cond:cond} #trap={code}","bl {name}","ldr x16, {name} ; blr x16","blr {rn:x}","ldr {rd:x}, {name}","","ret","stp fp, lr, [sp, #-16]!","ldp fp, lr, [sp], #16","mov fp, sp","mov sp, fp","sub sp, sp, #{bytes}"],
  fields: ["","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 imm=word@3","rd=reg0@1 rn=reg0@2 imm=word@3","rd=reg0@1 rn=reg0@2 imm=word@3","rd=reg0@1 rn=reg0@2 imm=word@3","rd=reg0@1 rn=reg0@2 rm=reg0@3 ra=reg0@4","rd=reg0@1 rn=reg0@2 rm=reg0@3 ra=reg0@4","rd=reg0@1 rn=reg0@2 rm=reg0@3 ra=reg0@4","rd=reg0@1 rn=reg0@2 rm=reg0@3 ra=reg0@4","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2 rm=reg0@3","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rn=reg0@1 rm=reg0@2","rn=reg0@1 rm=reg0@2","rn=reg0@1 imm=word@2","rn=reg0@1 imm=word@2","rn=reg0@1 imm=word@2","rn=reg0@1 imm=word@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rn=reg0@2","rd=reg0@1 rm=reg0@2","rd=reg0@1 imm=word@2 hw=word@3","rd=reg0@1 imm=word@2 hw=word@3","rd=reg0@1 c=constant@2","rd=reg0@1 cond=word@2","rd=reg0@1 rn=reg0@2 rm=reg0@3 cond=word@4","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rt=reg0@1 addr=amode@2 code=trap@5","rd=reg0@1 addr=amode@2","target=label@1","taken=label@1 other=label@2 cond=word@3","rt=reg0@1 taken=label@2 other=label@3","index=reg0@1 default=label@2 table=word@3","code=trap@1","cond=word@1 code=trap@2","name=name@1 info=word@2 regs=regs@3","name=name@1 info=word@2 regs=regs@3","rn=reg0@1 info=word@2 regs=regs@3","rd=reg0@1 name=name@2 offset=imm64@3","regs=regs@1","regs=regs@1","","","","","bytes=word@1"],
};

/** Constructors of the instructions of aarch64. */
export abstract class A64Insts extends LowerContext {
  inst_add_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262145 /* AddW */, rd, rn, rm);
  }
  a64_add_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_w(rd, rn, rm));
    return rd;
  }
  inst_add_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262146 /* AddX */, rd, rn, rm);
  }
  a64_add_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_x(rd, rn, rm));
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
  inst_sub_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262148 /* SubX */, rd, rn, rm);
  }
  a64_sub_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_x(rd, rn, rm));
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
  inst_and_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262150 /* AndX */, rd, rn, rm);
  }
  a64_and_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_and_x(rd, rn, rm));
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
  inst_orr_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262152 /* OrrX */, rd, rn, rm);
  }
  a64_orr_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orr_x(rd, rn, rm));
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
  inst_eor_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262154 /* EorX */, rd, rn, rm);
  }
  a64_eor_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_eor_x(rd, rn, rm));
    return rd;
  }
  inst_orn_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262155 /* OrnW */, rd, rn, rm);
  }
  a64_orn_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orn_w(rd, rn, rm));
    return rd;
  }
  inst_orn_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262156 /* OrnX */, rd, rn, rm);
  }
  a64_orn_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_orn_x(rd, rn, rm));
    return rd;
  }
  inst_add_imm_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262157 /* AddImmW */, rd, rn, imm);
  }
  a64_add_imm_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm_w(rd, rn, imm));
    return rd;
  }
  inst_add_imm_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262158 /* AddImmX */, rd, rn, imm);
  }
  a64_add_imm_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_add_imm_x(rd, rn, imm));
    return rd;
  }
  inst_sub_imm_w(rd: number, rn: number, imm: number): number {
    return this.pend3(262159 /* SubImmW */, rd, rn, imm);
  }
  a64_sub_imm_w(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm_w(rd, rn, imm));
    return rd;
  }
  inst_sub_imm_x(rd: number, rn: number, imm: number): number {
    return this.pend3(262160 /* SubImmX */, rd, rn, imm);
  }
  a64_sub_imm_x(rn: number, imm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sub_imm_x(rd, rn, imm));
    return rd;
  }
  inst_madd_w(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327697 /* MaddW */, rd, rn, rm, ra);
  }
  a64_madd_w(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_madd_w(rd, rn, rm, ra));
    return rd;
  }
  inst_madd_x(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327698 /* MaddX */, rd, rn, rm, ra);
  }
  a64_madd_x(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_madd_x(rd, rn, rm, ra));
    return rd;
  }
  inst_msub_w(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327699 /* MsubW */, rd, rn, rm, ra);
  }
  a64_msub_w(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msub_w(rd, rn, rm, ra));
    return rd;
  }
  inst_msub_x(rd: number, rn: number, rm: number, ra: number): number {
    return this.pend4(327700 /* MsubX */, rd, rn, rm, ra);
  }
  a64_msub_x(rn: number, rm: number, ra: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_msub_x(rd, rn, rm, ra));
    return rd;
  }
  inst_udiv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262165 /* UdivW */, rd, rn, rm);
  }
  a64_udiv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_udiv_w(rd, rn, rm));
    return rd;
  }
  inst_udiv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262166 /* UdivX */, rd, rn, rm);
  }
  a64_udiv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_udiv_x(rd, rn, rm));
    return rd;
  }
  inst_sdiv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262167 /* SdivW */, rd, rn, rm);
  }
  a64_sdiv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sdiv_w(rd, rn, rm));
    return rd;
  }
  inst_sdiv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262168 /* SdivX */, rd, rn, rm);
  }
  a64_sdiv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sdiv_x(rd, rn, rm));
    return rd;
  }
  inst_lslv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262169 /* LslvW */, rd, rn, rm);
  }
  a64_lslv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lslv_w(rd, rn, rm));
    return rd;
  }
  inst_lslv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262170 /* LslvX */, rd, rn, rm);
  }
  a64_lslv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lslv_x(rd, rn, rm));
    return rd;
  }
  inst_lsrv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262171 /* LsrvW */, rd, rn, rm);
  }
  a64_lsrv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lsrv_w(rd, rn, rm));
    return rd;
  }
  inst_lsrv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262172 /* LsrvX */, rd, rn, rm);
  }
  a64_lsrv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lsrv_x(rd, rn, rm));
    return rd;
  }
  inst_asrv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262173 /* AsrvW */, rd, rn, rm);
  }
  a64_asrv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_asrv_w(rd, rn, rm));
    return rd;
  }
  inst_asrv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262174 /* AsrvX */, rd, rn, rm);
  }
  a64_asrv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_asrv_x(rd, rn, rm));
    return rd;
  }
  inst_rorv_w(rd: number, rn: number, rm: number): number {
    return this.pend3(262175 /* RorvW */, rd, rn, rm);
  }
  a64_rorv_w(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rorv_w(rd, rn, rm));
    return rd;
  }
  inst_rorv_x(rd: number, rn: number, rm: number): number {
    return this.pend3(262176 /* RorvX */, rd, rn, rm);
  }
  a64_rorv_x(rn: number, rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_rorv_x(rd, rn, rm));
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
  inst_clz_x(rd: number, rn: number): number {
    return this.pend2(196642 /* ClzX */, rd, rn);
  }
  a64_clz_x(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_clz_x(rd, rn));
    return rd;
  }
  inst_cmp_w(rn: number, rm: number): number {
    return this.pend2(196643 /* CmpW */, rn, rm);
  }
  a64_cmp_w(rn: number, rm: number): number {
    this.emit(this.inst_cmp_w(rn, rm));
    return 0;
  }
  inst_cmp_x(rn: number, rm: number): number {
    return this.pend2(196644 /* CmpX */, rn, rm);
  }
  a64_cmp_x(rn: number, rm: number): number {
    this.emit(this.inst_cmp_x(rn, rm));
    return 0;
  }
  inst_cmp_imm_w(rn: number, imm: number): number {
    return this.pend2(196645 /* CmpImmW */, rn, imm);
  }
  a64_cmp_imm_w(rn: number, imm: number): number {
    this.emit(this.inst_cmp_imm_w(rn, imm));
    return 0;
  }
  inst_cmp_imm_x(rn: number, imm: number): number {
    return this.pend2(196646 /* CmpImmX */, rn, imm);
  }
  a64_cmp_imm_x(rn: number, imm: number): number {
    this.emit(this.inst_cmp_imm_x(rn, imm));
    return 0;
  }
  inst_cmn_imm_w(rn: number, imm: number): number {
    return this.pend2(196647 /* CmnImmW */, rn, imm);
  }
  a64_cmn_imm_w(rn: number, imm: number): number {
    this.emit(this.inst_cmn_imm_w(rn, imm));
    return 0;
  }
  inst_cmn_imm_x(rn: number, imm: number): number {
    return this.pend2(196648 /* CmnImmX */, rn, imm);
  }
  a64_cmn_imm_x(rn: number, imm: number): number {
    this.emit(this.inst_cmn_imm_x(rn, imm));
    return 0;
  }
  inst_uxtb(rd: number, rn: number): number {
    return this.pend2(196649 /* Uxtb */, rd, rn);
  }
  a64_uxtb(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_uxtb(rd, rn));
    return rd;
  }
  inst_uxth(rd: number, rn: number): number {
    return this.pend2(196650 /* Uxth */, rd, rn);
  }
  a64_uxth(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_uxth(rd, rn));
    return rd;
  }
  inst_uxtw(rd: number, rn: number): number {
    return this.pend2(196651 /* Uxtw */, rd, rn);
  }
  a64_uxtw(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_uxtw(rd, rn));
    return rd;
  }
  inst_sxtb(rd: number, rn: number): number {
    return this.pend2(196652 /* Sxtb */, rd, rn);
  }
  a64_sxtb(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sxtb(rd, rn));
    return rd;
  }
  inst_sxth(rd: number, rn: number): number {
    return this.pend2(196653 /* Sxth */, rd, rn);
  }
  a64_sxth(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sxth(rd, rn));
    return rd;
  }
  inst_sxtw(rd: number, rn: number): number {
    return this.pend2(196654 /* Sxtw */, rd, rn);
  }
  a64_sxtw(rn: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_sxtw(rd, rn));
    return rd;
  }
  inst_mov(rd: number, rm: number): number {
    return this.pend2(196655 /* Mov */, rd, rm);
  }
  a64_mov(rm: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_mov(rd, rm));
    return rd;
  }
  inst_movz(rd: number, imm: number, hw: number): number {
    return this.pend3(262192 /* Movz */, rd, imm, hw);
  }
  a64_movz(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movz(rd, imm, hw));
    return rd;
  }
  inst_movn(rd: number, imm: number, hw: number): number {
    return this.pend3(262193 /* Movn */, rd, imm, hw);
  }
  a64_movn(imm: number, hw: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_movn(rd, imm, hw));
    return rd;
  }
  inst_ldr_const(rd: number, c: number): number {
    return this.pend2(196658 /* LdrConst */, rd, c);
  }
  a64_ldr_const(c: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_ldr_const(rd, c));
    return rd;
  }
  inst_cset(rd: number, cond: number): number {
    return this.pend2(196659 /* Cset */, rd, cond);
  }
  a64_cset(cond: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_cset(rd, cond));
    return rd;
  }
  inst_csel(rd: number, rn: number, rm: number, cond: number): number {
    return this.pend4(327732 /* Csel */, rd, rn, rm, cond);
  }
  a64_csel(rn: number, rm: number, cond: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_csel(rd, rn, rm, cond));
    return rd;
  }
  inst_ldrb(rt: number, addr: number, code: number): number {
    const at = this.pend(393269 /* Ldrb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldrb(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrb(rt, addr, code));
    return rt;
  }
  inst_ldrh(rt: number, addr: number, code: number): number {
    const at = this.pend(393270 /* Ldrh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldrh(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrh(rt, addr, code));
    return rt;
  }
  inst_ldr_w(rt: number, addr: number, code: number): number {
    const at = this.pend(393271 /* LdrW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldr_w(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldr_w(rt, addr, code));
    return rt;
  }
  inst_ldr_x(rt: number, addr: number, code: number): number {
    const at = this.pend(393272 /* LdrX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldr_x(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldr_x(rt, addr, code));
    return rt;
  }
  inst_ldrsb(rt: number, addr: number, code: number): number {
    const at = this.pend(393273 /* Ldrsb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldrsb(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsb(rt, addr, code));
    return rt;
  }
  inst_ldrsh(rt: number, addr: number, code: number): number {
    const at = this.pend(393274 /* Ldrsh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldrsh(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsh(rt, addr, code));
    return rt;
  }
  inst_ldrsw(rt: number, addr: number, code: number): number {
    const at = this.pend(393275 /* Ldrsw */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_ldrsw(addr: number, code: number): number {
    const rt = this.temp(0);
    this.emit(this.inst_ldrsw(rt, addr, code));
    return rt;
  }
  inst_strb(rt: number, addr: number, code: number): number {
    const at = this.pend(393276 /* Strb */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_strb(rt: number, addr: number, code: number): number {
    this.emit(this.inst_strb(rt, addr, code));
    return 0;
  }
  inst_strh(rt: number, addr: number, code: number): number {
    const at = this.pend(393277 /* Strh */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_strh(rt: number, addr: number, code: number): number {
    this.emit(this.inst_strh(rt, addr, code));
    return 0;
  }
  inst_str_w(rt: number, addr: number, code: number): number {
    const at = this.pend(393278 /* StrW */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_str_w(rt: number, addr: number, code: number): number {
    this.emit(this.inst_str_w(rt, addr, code));
    return 0;
  }
  inst_str_x(rt: number, addr: number, code: number): number {
    const at = this.pend(393279 /* StrX */);
    const w = this.words;
    w[at + 1] = rt;
    this.putAmode(at + 2, addr);
    w[at + 5] = code;
    return at;
  }
  a64_str_x(rt: number, addr: number, code: number): number {
    this.emit(this.inst_str_x(rt, addr, code));
    return 0;
  }
  inst_lea(rd: number, addr: number): number {
    const at = this.pend(327744 /* Lea */);
    const w = this.words;
    w[at + 1] = rd;
    this.putAmode(at + 2, addr);
    return at;
  }
  a64_lea(addr: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_lea(rd, addr));
    return rd;
  }
  inst_b(target: number): number {
    return this.pend1(131137 /* B */, target);
  }
  inst_b_cond(taken: number, other: number, cond: number): number {
    return this.pend3(262210 /* BCond */, taken, other, cond);
  }
  inst_cbnz(rt: number, taken: number, other: number): number {
    return this.pend3(262211 /* Cbnz */, rt, taken, other);
  }
  inst_jump_table(index: number, default_: number, table: number): number {
    return this.pend3(262212 /* JumpTable */, index, default_, table);
  }
  inst_trap(code: number): number {
    return this.pend1(131141 /* Trap */, code);
  }
  inst_trap_if(cond: number, code: number): number {
    return this.pend2(196678 /* TrapIf */, cond, code);
  }
  a64_trap_if(cond: number, code: number): number {
    this.emit(this.inst_trap_if(cond, code));
    return 0;
  }
  inst_call(name: number, info: number, regs: number): number {
    const at = this.pend(393287 /* Call */);
    const w = this.words;
    w[at + 1] = name;
    w[at + 2] = info;
    this.putRegs(at, regs);
    return at;
  }
  a64_call(name: number, info: number, regs: number): number {
    this.emit(this.inst_call(name, info, regs));
    return 0;
  }
  inst_call_far(name: number, info: number, regs: number): number {
    const at = this.pend(393288 /* CallFar */);
    const w = this.words;
    w[at + 1] = name;
    w[at + 2] = info;
    this.putRegs(at, regs);
    return at;
  }
  a64_call_far(name: number, info: number, regs: number): number {
    this.emit(this.inst_call_far(name, info, regs));
    return 0;
  }
  inst_call_reg(rn: number, info: number, regs: number): number {
    const at = this.pend(393289 /* CallReg */);
    const w = this.words;
    w[at + 1] = rn;
    w[at + 2] = info;
    this.putRegs(at, regs);
    return at;
  }
  a64_call_reg(rn: number, info: number, regs: number): number {
    this.emit(this.inst_call_reg(rn, info, regs));
    return 0;
  }
  inst_load_name(rd: number, name: number, offset: number): number {
    return this.pend3(262218 /* LoadName */, rd, name, offset);
  }
  a64_load_name(name: number, offset: number): number {
    const rd = this.temp(0);
    this.emit(this.inst_load_name(rd, name, offset));
    return rd;
  }
  inst_args(regs: number): number {
    const at = this.pend(262219 /* Args */);
    this.putRegs(at, regs);
    return at;
  }
  a64_args(regs: number): number {
    this.emit(this.inst_args(regs));
    return 0;
  }
  inst_ret(regs: number): number {
    const at = this.pend(262220 /* Ret */);
    this.putRegs(at, regs);
    return at;
  }
  inst_push_frame(): number {
    return this.pend0(65613 /* PushFrame */);
  }
  a64_push_frame(): number {
    this.emit(this.inst_push_frame());
    return 0;
  }
  inst_pop_frame(): number {
    return this.pend0(65614 /* PopFrame */);
  }
  a64_pop_frame(): number {
    this.emit(this.inst_pop_frame());
    return 0;
  }
  inst_set_frame(): number {
    return this.pend0(65615 /* SetFrame */);
  }
  a64_set_frame(): number {
    this.emit(this.inst_set_frame());
    return 0;
  }
  inst_restore_sp(): number {
    return this.pend0(65616 /* RestoreSp */);
  }
  a64_restore_sp(): number {
    this.emit(this.inst_restore_sp());
    return 0;
  }
  inst_sub_sp(bytes: number): number {
    return this.pend1(131153 /* SubSp */, bytes);
  }
  a64_sub_sp(bytes: number): number {
    this.emit(this.inst_sub_sp(bytes));
    return 0;
  }
}
