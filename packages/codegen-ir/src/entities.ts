/**
 * The entities of a CLIF function: every one is a branded small integer that indexes a column of the function,
 * printed as its prefix and number (`v5`, `block2`, `fn0`). "None" is `NONE` (-1) in storage.
 */
import type { Entity } from "@cranelift-ts/entity";

export { NONE } from "@cranelift-ts/entity";

/** An instruction; may be outside the layout. Prints as `inst4`. */
export type Inst = Entity<"Inst">;
/** An SSA value; prints as `v4`. */
export type Value = Entity<"Value">;
/** A basic block; prints as `block4`. */
export type Block = Entity<"Block">;
/** An external function that this function may call; prints as `fn4`. */
export type FuncRef = Entity<"FuncRef">;
/** A call signature; prints as `sig4`. */
export type SigRef = Entity<"SigRef">;
/** A fixed-size stack slot; prints as `ss4`. */
export type StackSlot = Entity<"StackSlot">;
/** A stack slot that holds one dynamic vector; prints as `dss4`. */
export type DynamicStackSlot = Entity<"DynamicStackSlot">;
/** A dynamic vector type declared by the function; prints as `dt4`. */
export type DynamicType = Entity<"DynamicType">;
/** A global value; prints as `gv4`. */
export type GlobalValue = Entity<"GlobalValue">;
/** An entry of the constant pool; prints as `const4`. */
export type Constant = Entity<"Constant">;
/** A jump table of `br_table`; prints as `jt4` in debug output only. */
export type JumpTable = Entity<"JumpTable">;
/** An exception table of `try_call`; prints as `extable4` in debug output only. */
export type ExceptionTable = Entity<"ExceptionTable">;
/** An alias region of memory accesses; prints as `region4`. */
export type AliasRegion = Entity<"AliasRegion">;
/** An interned pair of memory flags and alias region. */
export type MemFlagsId = Entity<"MemFlagsId">;
/** An entry of the function's table of user-defined external names; prints as `userextname4`. */
export type UserExternalNameRef = Entity<"UserExternalNameRef">;
/**
 * A block call: the handle of a list `[block, arg, ...]` in the value-list pool. Arguments at or above 0 are values;
 * the others are made by {@link retArg} and {@link exnArg}.
 */
export type BlockCall = Entity<"BlockCall">;

/** The i-th normal return value of a `try_call`, as a block-call argument (`ret0`). */
export function retArg(index: number): number {
  return -2 - 2 * index;
}

/** The i-th exception payload value of a `try_call`, as a block-call argument (`exn0`). */
export function exnArg(index: number): number {
  return -3 - 2 * index;
}

/** True if a block-call argument is an ordinary SSA value. */
export function isValueArg(arg: number): boolean {
  return arg >= 0;
}

/** True if a block-call argument is `retN`. */
export function isRetArg(arg: number): boolean {
  return arg < -1 && (arg & 1) === 0;
}

/** True if a block-call argument is `exnN`. */
export function isExnArg(arg: number): boolean {
  return arg < -2 && (arg & 1) === 1;
}

/** The N of a `retN` or `exnN` argument. */
export function tryCallArgIndex(arg: number): number {
  return (-2 - arg) >> 1;
}

/** Text of a block-call argument: `v3`, `ret0`, `exn1`. */
export function blockArgName(arg: number): string {
  if (arg >= 0) return `v${arg}`;
  return isRetArg(arg) ? `ret${tryCallArgIndex(arg)}` : `exn${tryCallArgIndex(arg)}`;
}
