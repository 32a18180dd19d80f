/**
 * What depends on more than opcode, type and settings, which `SUPPORT` has: byte order, and declarations that the prologue
 * needs.
 */
import {
  firstBigEndianAccess,
  unreachableStackLimit,
  type UnsupportedInstruction,
} from "@cranelift-ts/codegen";
import { type Flags, type Function, Opcode } from "@cranelift-ts/codegen-ir";

/** The first instruction or declaration that cannot be compiled, by name. */
export function findUnsupported(func: Function, flags: Flags): UnsupportedInstruction | undefined {
  const swapped = firstBigEndianAccess(func);
  if (swapped !== undefined) return swapped;
  const limit = unreachableStackLimit(func);
  if (limit !== undefined) return limit;
  if (flags.stack_switch_model === "update_windows_tib") {
    const { dfg, layout } = func;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
        if (dfg.opcode(i as never) === Opcode.StackSwitch)
          return { inst: i, what: "stack_switch with stack_switch_model=update_windows_tib" };
      }
    }
  }
  return undefined;
}
