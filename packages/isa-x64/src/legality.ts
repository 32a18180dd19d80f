/** What cannot be lowered, found before lowering starts. */
import type { UnsupportedInstruction } from "@cranelift-ts/codegen";
import type { Function } from "@cranelift-ts/codegen-ir";
import type { X64Flags } from "./generated/settings.ts";

/** The first instruction that no rule can lower, by name; undefined if there is none that is known beforehand. */
export function findUnsupported(_func: Function, _flags: X64Flags): UnsupportedInstruction | undefined {
  return undefined;
}
