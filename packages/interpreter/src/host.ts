/**
 * Functions that the embedder implements.
 */

import type { DataValue, Signature } from "@cranelift-ts/codegen-ir";
import type { AddressSpace } from "./address-space.ts";

/** What a host function may use while it runs. */
export interface HostContext {
  /** Guest memory. */
  readonly memory: AddressSpace;
  /** The signature it was called with. */
  readonly signature: Signature;
  /** Ends the guest's execution with a CLIF trap code (1 to 255). */
  trap(code: number): never;
  /** Throws an exception to the nearest `try_call` that handles `tag`. */
  throwException(tag: number, payload0: bigint, payload1: bigint): never;
  /** Calls a guest function; a trap or uncaught exception passes through the host function. */
  call(name: string, args: readonly DataValue[]): readonly DataValue[];
}

/** A function that the embedder implements: arguments in, results out, both of the types of the signature. */
export type HostFunction = (args: readonly DataValue[], context: HostContext) => readonly DataValue[];

/** Decides whether a handler for `tag` in dynamic context `context` (undefined: none) takes an exception thrown with `thrown`. */
export type TagMatcher = (thrown: number, tag: number, context: bigint | undefined) => boolean;

/** Thrown through a host function to stop the guest. */
export class GuestTrap {
  readonly code: number;

  constructor(code: number) {
    this.code = code;
  }
}

/** Thrown through a host function to unwind the guest. */
export class GuestException {
  readonly tag: number;
  readonly payload0: bigint;
  readonly payload1: bigint;

  constructor(tag: number, payload0: bigint, payload1: bigint) {
    this.tag = tag;
    this.payload0 = payload0;
    this.payload1 = payload1;
  }
}
