/** Rows of machine instructions and their generators. */
export {
  checkRows,
  type Constraint,
  def,
  earlyDef,
  type Effect,
  type InstRow,
  lateUse,
  type MachineDescription,
  mod,
  type Operand,
  operandWords,
  plain,
  type PlainKind,
  type PlainOperand,
  type RegClass,
  type RegOperand,
  type Role,
  use,
} from "./row.ts";
export { islecConfig, type IslecOptions } from "./islec.ts";
export { operandPlaces, packedFields } from "./places.ts";
export {
  EFFECT_BITS,
  type GeneratedMachine,
  generateMachine,
  machineTables,
  opConstant,
  type TablesObject,
} from "./generate.ts";
