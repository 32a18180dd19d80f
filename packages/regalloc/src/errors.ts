/**
 * The errors of this package and the validation of its input.
 *
 * `validate` checks every rule in the header of `function.ts` and returns all findings; it is for tests, debugging and
 * callers that do not trust their producer. Allocators assume a valid function and may throw `InternalError` or
 * produce nonsense for another; `RegallocError` is what `assertValid` and the text parser throw.
 */

import { CraneliftError } from "@cranelift-ts/entity";

/** Machine-readable names of the findings of `validate`. */
export type RegallocErrorCode =
  | "regalloc/bad-block"
  | "regalloc/bad-edge"
  | "regalloc/bad-operand"
  | "regalloc/bad-move"
  | "regalloc/bad-remat"
  | "regalloc/bad-stack-map"
  | "regalloc/bad-debug-label"
  | "regalloc/branch-operands"
  | "regalloc/critical-edge"
  | "regalloc/fixed-conflict"
  | "regalloc/ssa"
  | "regalloc/syntax"
  | "regalloc/too-many-live-registers"
  | "regalloc/unreachable-block";

/** The function is not valid input. */
export class RegallocError extends CraneliftError {}
