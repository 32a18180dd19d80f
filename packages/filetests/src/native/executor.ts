/**
 * Executes the compiled functions of a test file: in a process of its own, which survives whatever the code does, or in
 * this process by way of `@cranelift-ts/jit`, where no such process is at hand.
 */
import type { CompiledCode, TargetIsa } from "@cranelift-ts/codegen";
import type { DataValue, IsaInfo, Signature } from "@cranelift-ts/codegen-ir";

/** A function to be executed. */
export interface LinkedFunction {
  /** Its name as CLIF prints it. */
  readonly name: string;
  readonly signature: Signature;
  readonly code: CompiledCode;
  /** The trampoline for it; undefined if only other functions call it. */
  readonly entry: CompiledCode | undefined;
}

/** What came of a call: results, or why there are none. */
export type CallOutcome =
  | { readonly kind: "returned"; readonly values: readonly DataValue[] }
  | { readonly kind: "fault"; readonly problem: string };

/** The functions of one file, linked. */
export interface Program {
  /** Calls one of the functions that have a trampoline. */
  call(name: string, args: readonly DataValue[]): CallOutcome;
  /** Gives its memory back. */
  close(): void;
}

export interface Executor {
  /** Why code for this target cannot be executed, if so. */
  unavailable(isa: IsaInfo): string | undefined;
  /** Whether functions may refer to a routine of this name that is not in the file. */
  knows(name: string): boolean;
  /** Links functions that refer to each other and to routines that are known. Throws `CraneliftError`. */
  link(functions: readonly LinkedFunction[], isa: TargetIsa): Program;
  close(): void;
}

/** A feature that the target uses and the processor has not; `has` undefined: nothing is known about the processor. */
export function lackingFeature(isa: IsaInfo, has: ReadonlySet<string> | undefined): string | undefined {
  if (has === undefined) return undefined;
  for (const { info, value } of isa.isaFlags.entries()) {
    if (info.name.startsWith("has_") && value === true && !has.has(info.name)) return info.name;
  }
  return undefined;
}
