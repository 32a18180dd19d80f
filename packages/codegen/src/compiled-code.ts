/**
 * The result of compiling a function, in two halves like the function itself: the stencil depends only on what decides
 * the code, with names by index and source locations relative to a base; `CompiledCode` adds the function's parameters.
 */
import type { ExternalName, Function, UserExternalName } from "@cranelift-ts/codegen-ir";
import type { FrameLayout } from "./machinst/abi.ts";
import { frameBytes } from "./machinst/abi.ts";
import type { FinishedCode, MachCallSite, MachTrap } from "./machinst/buffer.ts";
import type { DebugTagRecord, StackMap, ValueLabelRange } from "./machinst/emit.ts";
import type { UnwindOp } from "./unwind/ops.ts";

/** A handler of a call site, with code offsets. */
export type ExceptionHandler =
  | { readonly kind: "tag"; readonly tag: number; readonly offset: number }
  | { readonly kind: "default"; readonly offset: number }
  /** The dynamic context of the handlers that follow lies this many bytes above the stack pointer at the call. */
  | { readonly kind: "context"; readonly spOffset: number };

export interface CallSite {
  /** Code offset of the return address. */
  readonly returnOffset: number;
  /**
   * Bytes before it, the whole call, that may be replaced by no-ops of this length (`TargetIsa.nops`) and put back; 0 for
   * calls that are not declared `patchable`.
   */
  readonly patchableBytes: number;
  readonly handlers: readonly ExceptionHandler[];
}

/** A relocation; user-defined names are still references in the stencil. */
export interface StencilReloc {
  readonly offset: number;
  /** Kind by name, `X86CallPCRel4`. */
  readonly kind: string;
  readonly name: ExternalName;
  readonly addend: bigint;
}

/** A name as the embedder knows it. */
export type RelocName =
  | Exclude<ExternalName, { kind: "user" }>
  | ({ readonly kind: "user" } & UserExternalName);

export interface Reloc {
  readonly offset: number;
  readonly kind: string;
  readonly name: RelocName;
  readonly addend: bigint;
}

/** Code from `start` to `end` comes from source location `loc`. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
  readonly loc: number;
}

/** Where the frame keeps what embedders may look for. */
export interface FrameInfo {
  /** Bytes from the stack pointer after the prologue to the incoming arguments. */
  readonly frameBytes: number;
  /** Bytes from the stack pointer after the prologue up to the saved frame pointer. */
  readonly fpToSp: number;
  /** Explicit stack slots: offset from the stack pointer after the prologue, and the embedder's key. */
  readonly slots: readonly { readonly spOffset: number; readonly key: bigint | undefined }[];
}

/** Traps and source ranges as numbers. */
export interface PackedPlaces {
  /** Offset and code of each trap, by offset. */
  readonly traps: Int32Array;
  /** Start, end and location of each range; locations are relative to the function's base, also in `CompiledCode`. */
  readonly sourceRanges: Int32Array;
}

/** What does not depend on the function's parameters. */
export interface CompiledStencil {
  readonly code: Uint8Array<ArrayBuffer>;
  /** Alignment that the code needs, bytes. */
  readonly alignment: number;
  readonly relocs: readonly StencilReloc[];
  readonly traps: readonly MachTrap[];
  /** Locations relative to the function's base. */
  readonly sourceRanges: readonly SourceRange[];
  /** Traps and source ranges without an object for each, where they are at hand so. */
  readonly packed?: PackedPlaces | undefined;
  readonly callSites: readonly CallSite[];
  readonly stackMaps: readonly StackMap[];
  /** Debug tags of calls that return and of sequence points, by ascending offset; a slot is an index of `frame.slots`. */
  readonly debugTags: readonly DebugTagRecord[];
  readonly unwind: readonly UnwindOp[];
  readonly frame: FrameInfo;
  /** Where values with a debug label are, as far as they are anywhere; by ascending start. */
  readonly valueLabels: readonly ValueLabelRange[];
  /** Offsets of the blocks in code order, if `machine_code_cfg_info` is on or text was asked for; else empty. */
  readonly blockStarts: readonly number[];
  /** Edges between those offsets. */
  readonly blockEdges: readonly (readonly [from: number, to: number])[];
  /** Machine instructions as text, if asked for. */
  readonly vcode: string | undefined;
}

/** A compiled function. */
export interface CompiledCode extends Omit<CompiledStencil, "relocs"> {
  readonly relocs: readonly Reloc[];
}

/** A stencil over finished code; lists are made when they are first asked for. */
export class StencilOfBuffer implements CompiledStencil {
  readonly code: Uint8Array<ArrayBuffer>;
  readonly alignment: number;
  readonly relocs: readonly StencilReloc[];
  readonly callSites: readonly CallSite[];
  readonly stackMaps: readonly StackMap[];
  readonly debugTags: readonly DebugTagRecord[];
  readonly unwind: readonly UnwindOp[];
  readonly frame: FrameInfo;
  readonly valueLabels: readonly ValueLabelRange[];
  readonly blockStarts: readonly number[];
  readonly blockEdges: readonly (readonly [from: number, to: number])[];
  readonly vcode: string | undefined;
  private readonly finished: FinishedCode;

  constructor(
    finished: FinishedCode,
    parts: Omit<CompiledStencil, "code" | "traps" | "sourceRanges" | "packed" | "callSites">,
  ) {
    this.finished = finished;
    this.code = finished.code;
    this.alignment = parts.alignment;
    this.relocs = parts.relocs;
    this.callSites = callSitesOf(finished);
    this.stackMaps = parts.stackMaps;
    this.debugTags = parts.debugTags;
    this.unwind = parts.unwind;
    this.frame = parts.frame;
    this.valueLabels = parts.valueLabels;
    this.blockStarts = parts.blockStarts;
    this.blockEdges = parts.blockEdges;
    this.vcode = parts.vcode;
  }

  get traps(): readonly MachTrap[] {
    return this.finished.traps;
  }

  get sourceRanges(): readonly SourceRange[] {
    return this.finished.sourceRanges;
  }

  get packed(): PackedPlaces {
    return { traps: this.finished.trapWords, sourceRanges: this.finished.rangeWords };
  }
}

/** A stencil with a function's parameters applied. */
class FinishedStencil implements CompiledCode {
  readonly code: Uint8Array<ArrayBuffer>;
  readonly alignment: number;
  readonly relocs: readonly Reloc[];
  readonly callSites: readonly CallSite[];
  readonly stackMaps: readonly StackMap[];
  readonly debugTags: readonly DebugTagRecord[];
  readonly unwind: readonly UnwindOp[];
  readonly frame: FrameInfo;
  readonly valueLabels: readonly ValueLabelRange[];
  readonly blockStarts: readonly number[];
  readonly blockEdges: readonly (readonly [from: number, to: number])[];
  readonly vcode: string | undefined;
  private readonly stencil: CompiledStencil;
  private readonly baseSourceLoc: number;
  private ranges: readonly SourceRange[] | undefined = undefined;

  constructor(stencil: CompiledStencil, relocs: readonly Reloc[], baseSourceLoc: number) {
    this.stencil = stencil;
    this.baseSourceLoc = baseSourceLoc;
    this.code = stencil.code;
    this.alignment = stencil.alignment;
    this.relocs = relocs;
    this.callSites = stencil.callSites;
    this.stackMaps = stencil.stackMaps;
    this.debugTags = stencil.debugTags;
    this.unwind = stencil.unwind;
    this.frame = stencil.frame;
    this.valueLabels = stencil.valueLabels;
    this.blockStarts = stencil.blockStarts;
    this.blockEdges = stencil.blockEdges;
    this.vcode = stencil.vcode;
  }

  get traps(): readonly MachTrap[] {
    return this.stencil.traps;
  }

  get packed(): PackedPlaces | undefined {
    return this.stencil.packed;
  }

  get sourceRanges(): readonly SourceRange[] {
    return (this.ranges ??= this.stencil.sourceRanges.map((s) => ({
      start: s.start,
      end: s.end,
      loc: (s.loc + this.baseSourceLoc) >>> 0,
    })));
  }
}

/** Applies the function's parameters: names and the base of source locations. */
export function finishStencil(stencil: CompiledStencil, func: Function): CompiledCode {
  const { userNames, baseSourceLoc } = func.params;
  const relocs = stencil.relocs.map((r): Reloc => {
    const { name } = r;
    if (name.kind !== "user") return { offset: r.offset, kind: r.kind, name, addend: r.addend };
    const user = userNames[name.ref]!;
    return {
      offset: r.offset,
      kind: r.kind,
      name: { kind: "user", namespace: user.namespace, index: user.index },
      addend: r.addend,
    };
  });
  return new FinishedStencil(stencil, relocs, baseSourceLoc);
}

const NO_HANDLERS: readonly ExceptionHandler[] = [];

/** Call sites with the offsets of their handlers. */
export function callSitesOf(finished: FinishedCode): CallSite[] {
  return finished.callSites.map((site: MachCallSite) => ({
    returnOffset: site.returnOffset,
    patchableBytes: site.patchableBytes,
    handlers:
      site.handlers.length === 0
        ? NO_HANDLERS
        : site.handlers.map((h): ExceptionHandler =>
            h.kind === "context"
              ? { kind: "context", spOffset: h.frameOffset }
              : h.kind === "tag"
                ? { kind: "tag", tag: h.tag, offset: finished.labelOffsets[h.label]! }
                : { kind: "default", offset: finished.labelOffsets[h.label]! },
          ),
  }));
}

/** What is published of a frame. */
export function frameInfoOf(frame: FrameLayout, slotOffsets: readonly number[], func: Function): FrameInfo {
  return {
    frameBytes: frameBytes(frame),
    fpToSp: frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes,
    slots: slotOffsets.map((offset, i) => ({
      spOffset: frame.outgoingBytes + offset,
      key: func.stencil.stackSlots[i]?.key,
    })),
  };
}
