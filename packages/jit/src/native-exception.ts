/**
 * Exceptions of generated code: what `try_call` catches. Thrown as a JavaScript error by a function that generated code
 * calls; the frames between it and the JavaScript below are searched for a handler, from the inside out.
 */
import type { CallSite } from "@cranelift-ts/codegen";
import type { CodeMap } from "./code-map.ts";

/** An exception that handlers of `try_call` can take; an ordinary error where none does. */
export class NativeException extends Error {
  readonly tag: number;
  readonly payloads: readonly [bigint, bigint];
  /** Dynamic context that a handler must have; any if undefined. */
  readonly context: bigint | undefined;

  constructor(tag: number, payloads: readonly [bigint, bigint] = [0n, 0n], context?: bigint) {
    super(`uncaught exception of generated code: tag ${tag}`);
    this.name = "NativeException";
    this.tag = tag;
    this.payloads = payloads;
    this.context = context;
  }
}

/** Where a handler begins, with the registers that it expects. */
export interface Resumption {
  readonly pc: bigint;
  readonly fp: bigint;
  readonly sp: bigint;
}

/** A frame pointer and the return address of the call that is active in the frame it belongs to. */
export interface CallFrame {
  readonly fp: bigint;
  readonly returnAddress: bigint;
}

/** The innermost handler that takes `exception`, or undefined; `read` gives a word of generated code's stack. */
export function findHandler(
  exception: NativeException,
  frames: readonly CallFrame[],
  code: CodeMap,
  read: (address: bigint) => bigint,
): Resumption | undefined {
  for (const { fp, returnAddress } of frames) {
    const entry = code.find(returnAddress - 1n);
    const { callSites, fpToSp } = entry?.body ?? {};
    if (entry === undefined || callSites === undefined || fpToSp === undefined) continue;
    const offset = Number(returnAddress - entry.start);
    const site = callSites.find((s) => s.returnOffset === offset);
    const sp = fp - BigInt(fpToSp);
    const handler = site && match(exception, site, (at) => read(sp + BigInt(at)));
    if (handler !== undefined) return { pc: entry.start + BigInt(handler), fp, sp };
  }
  return undefined;
}

/** Offset of the first handler of a call site that takes the exception. */
function match(exception: NativeException, site: CallSite, slot: (offset: number) => bigint): number | undefined {
  let context: bigint | undefined;
  for (const h of site.handlers) {
    if (h.kind === "context") context = slot(h.spOffset);
    else if (h.kind === "default") return h.offset;
    else if (h.tag === exception.tag && (exception.context === undefined || exception.context === context)) return h.offset;
  }
  return undefined;
}
