/**
 * What is handed to a module as a definition: the compiled body of a function, the contents of a data object, and the
 * places in both that get addresses later. Plain data, checked by `Module` before a back end sees it.
 */
import type { CallSite } from "@cranelift-ts/codegen";
import type { Entity } from "@cranelift-ts/entity";
import type { KnownSymbol, LibCall } from "@cranelift-ts/codegen-ir";

/** A declared function of one module. */
export type FuncId = Entity<"FuncId">;
/** A declared data object of one module. */
export type DataId = Entity<"DataId">;

/** What a relocation refers to. */
export type ModuleRelocTarget =
  | { readonly kind: "function"; readonly id: FuncId }
  | { readonly kind: "data"; readonly id: DataId }
  | { readonly kind: "libcall"; readonly libcall: LibCall }
  | { readonly kind: "known"; readonly symbol: KnownSymbol }
  /** A place inside a function. */
  | { readonly kind: "functionOffset"; readonly id: FuncId; readonly offset: number };

/** A place that gets the address of something. */
export interface ModuleReloc {
  /** Bytes from the start of the definition. */
  readonly offset: number;
  /** Cranelift's name of the kind: `Abs8`, `X86CallPCRel4`. */
  readonly kind: string;
  readonly target: ModuleRelocTarget;
  readonly addend: bigint;
}

/** A trap: execution that stops at the instruction at `offset` has CLIF trap code `code`. */
export interface FunctionTrap {
  readonly offset: number;
  readonly code: number;
}

/** Code from `start` to `end` comes from source location `loc`. */
export interface FunctionSourceRange {
  readonly start: number;
  readonly end: number;
  readonly loc: number;
}

/** How a debugger or an exception gets out of the function: entries of `.eh_frame`. */
export interface FunctionUnwind {
  /** The common entry, its length included; functions with equal ones share it. */
  readonly cie: Uint8Array;
  /**
   * The function's entry, its length included, if the common one starts `cieDistance` bytes before it; `addressAt` is
   * the offset of its PC-relative 4-byte address of the function.
   */
  fde(cieDistance: number): { readonly bytes: Uint8Array; readonly addressAt: number };
}

/** A compiled function. */
export interface FunctionBody {
  readonly code: Uint8Array;
  /** Alignment in bytes, a power of two. */
  readonly alignment: number;
  readonly relocs: readonly ModuleReloc[];
  readonly traps?: readonly FunctionTrap[];
  readonly sourceRanges?: readonly FunctionSourceRange[];
  readonly unwind?: FunctionUnwind;
  /** Calls with their exception handlers. */
  readonly callSites?: readonly CallSite[];
  /** Bytes from the stack pointer after the prologue up to the frame pointer; with `callSites`. */
  readonly fpToSp?: number;
  /** Bytes from the stack pointer after the prologue up to the incoming arguments: those of the return address alone if the function has no frame. */
  readonly frameBytes?: number;
}

/** An address inside a data object: pointer-sized, of a function or of another data object. */
export interface DataReloc {
  readonly offset: number;
  readonly target:
    | { readonly kind: "function"; readonly id: FuncId }
    | { readonly kind: "data"; readonly id: DataId };
  /** Added to the address; 0 if absent. */
  readonly addend?: bigint;
}

/** The section that a data object goes to instead of the usual one. */
export interface DataSection {
  /** The Mach-O segment; other formats ignore it. */
  readonly segment?: string;
  readonly name: string;
}

/** The contents of a data object. */
export interface DataDescription {
  /** Its bytes, or the number of zero bytes that it starts with. */
  readonly contents: Uint8Array | { readonly zeros: number };
  readonly relocs?: readonly DataReloc[];
  readonly section?: DataSection;
  /** Alignment in bytes, a power of two; 1 if absent, or the pointer size when there are addresses in it. */
  readonly align?: number;
  /** Linkers keep it although nothing refers to it. */
  readonly used?: boolean;
}

/** Bytes that a data object takes. */
export function dataSize(data: DataDescription): number {
  return data.contents instanceof Uint8Array ? data.contents.length : data.contents.zeros;
}
