// Generated from packages/codegen-meta/src/cdsl/formats.ts by `pnpm generate`. Do not edit.

import { InstBuilder } from "../machinst/inst-builder.ts";

/** Fields of CLIF instructions by format, as compiled rules ask for them. */
export abstract class ClifFields extends InstBuilder {
  /** Instruction records of the function being compiled. */
  insts: Int32Array = new Int32Array(0);

  /** Id of a 64-bit constant. */
  abstract const64(lo: number, hi: number): number;
  /** Format of an instruction. */
  abstract InstructionData_tag(inst: number): number;

  InstructionData_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Nullary_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Unary_arg(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Unary_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryImm_imm(inst: number): number {
    return this.const64(this.insts[inst * 6 + 1]!, this.insts[inst * 6 + 2]!);
  }

  InstructionData_UnaryImm_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryIeee16_imm(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_UnaryIeee16_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryIeee32_imm(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_UnaryIeee32_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryIeee64_imm(inst: number): number {
    return this.const64(this.insts[inst * 6 + 1]!, this.insts[inst * 6 + 2]!);
  }

  InstructionData_UnaryIeee64_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryConst_constant(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_UnaryConst_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_UnaryGlobalValue_global_value(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_UnaryGlobalValue_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Binary_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Binary_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Binary_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_BinaryImm8_arg(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_BinaryImm8_imm(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_BinaryImm8_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Ternary_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Ternary_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Ternary_z(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_Ternary_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_TernaryImm8_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_TernaryImm8_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_TernaryImm8_imm(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_TernaryImm8_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_MultiAry_args(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_MultiAry_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Shuffle_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Shuffle_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Shuffle_mask(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_Shuffle_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_IntCompare_cond(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_IntCompare_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_IntCompare_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_IntCompare_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_FloatCompare_cond(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_FloatCompare_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_FloatCompare_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_FloatCompare_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Jump_destination(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Jump_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Brif_arg(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Brif_then(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Brif_else(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_Brif_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_BranchTable_arg(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_BranchTable_table(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_BranchTable_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Call_func(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Call_args(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Call_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_CallIndirect_callee(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_CallIndirect_sig(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_CallIndirect_args(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_CallIndirect_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_TryCall_func(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_TryCall_exception(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_TryCall_args(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_TryCall_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_TryCallIndirect_callee(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_TryCallIndirect_exception(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_TryCallIndirect_args(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_TryCallIndirect_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_FuncAddr_func(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_FuncAddr_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_StackAddr_slot(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_StackAddr_offset(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_StackAddr_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_DynamicStackAddr_slot(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_DynamicStackAddr_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Load_address(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Load_flags(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Load_offset(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_Load_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Store_data(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_Store_address(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_Store_flags(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_Store_offset(inst: number): number {
    return this.insts[inst * 6 + 4]!;
  }

  InstructionData_Store_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_LoadNoOffset_address(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_LoadNoOffset_flags(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_LoadNoOffset_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_StoreNoOffset_data(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_StoreNoOffset_address(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_StoreNoOffset_flags(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_StoreNoOffset_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_AtomicRmw_op(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_AtomicRmw_address(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_AtomicRmw_operand(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_AtomicRmw_flags(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_AtomicRmw_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_AtomicCas_address(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_AtomicCas_expected(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_AtomicCas_replacement(inst: number): number {
    return this.insts[inst * 6 + 3]!;
  }

  InstructionData_AtomicCas_flags(inst: number): number {
    return this.insts[inst * 6 + 4]!;
  }

  InstructionData_AtomicCas_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_Trap_code(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_Trap_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_CondTrap_arg(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_CondTrap_code(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_CondTrap_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_IntAddTrap_x(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_IntAddTrap_y(inst: number): number {
    return this.insts[inst * 6 + 2]!;
  }

  InstructionData_IntAddTrap_code(inst: number): number {
    return (this.insts[inst * 6]! >>> 8) & 0xff;
  }

  InstructionData_IntAddTrap_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }

  InstructionData_ExceptionHandlerAddress_block(inst: number): number {
    return this.insts[inst * 6 + 1]!;
  }

  InstructionData_ExceptionHandlerAddress_imm(inst: number): number {
    return this.const64(this.insts[inst * 6 + 2]!, this.insts[inst * 6 + 3]!);
  }

  InstructionData_ExceptionHandlerAddress_opcode(inst: number): number {
    return this.insts[inst * 6]! & 0xff;
  }
}
