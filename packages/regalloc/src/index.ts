export {
  ALLOC_INDEX_MASK,
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  ALLOC_NONE,
  CLASS_FLOAT,
  CLASS_INT,
  CLASS_VECTOR,
  CONSTRAINT_ANY,
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  MAX_VREGS,
  NO_VREG,
  NUM_CLASSES,
  NUM_PREGS,
  OPERAND_CLASS_SHIFT,
  OPERAND_DEF,
  OPERAND_LATE,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
  allocIndex,
  allocKind,
  allocName,
  allocReg,
  allocRemat,
  allocSlot,
  operandArg,
  operandClass,
  operandConstraint,
  operandIsDef,
  operandIsLate,
  operandVreg,
  operandWord0,
  operandWord1,
  parsePreg,
  preg,
  pregClass,
  pregHw,
  pregName,
} from "./operand.ts";
export type { RegClass } from "./operand.ts";
export { MachineEnv, simpleEnv } from "./machine-env.ts";
export type { MachineEnvDescription } from "./machine-env.ts";
export {
  DEBUG_LABEL_STRIDE,
  INST_BRANCH,
  INST_MOVE,
  INST_RETURN,
  INST_SAFEPOINT,
  INST_TERMINATOR,
  RegallocFunction,
  RegallocFunctionBuilder,
  STACK_MAP_STRIDE,
  VREG_REMAT,
} from "./function.ts";
export type { EdgeSpec, OperandSpec } from "./function.ts";
export {
  DEBUG_LOCATION_STRIDE,
  EDIT_STRIDE,
  RegallocOutput,
  allocationCost,
  editBytes,
  editClass,
  editInfo,
  stackMapSlots,
} from "./output.ts";
export type { AllocationCost } from "./output.ts";
export { RegallocError } from "./errors.ts";
export type { RegallocErrorCode } from "./errors.ts";
export { assertValid, validate } from "./validate.ts";
export { operandText, parseFunction, printFunction } from "./text.ts";
export { ParallelMoves } from "./parallel-moves.ts";
export { Checker, CheckerError, assertAllocation } from "./checker.ts";
export { SinglePassContext, allocateSinglePass } from "./single-pass/allocate.ts";
export { allocateBacktracking } from "./backtracking/allocate.ts";
export { BacktrackingContext } from "./backtracking/context.ts";
export type { BacktrackingStatistics } from "./backtracking/context.ts";
export { drawBacktracking, dumpBacktracking } from "./backtracking/dump.ts";
