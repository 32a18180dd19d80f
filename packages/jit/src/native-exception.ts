/**
 * Exceptions of generated code: what `try_call` catches. Thrown as a JavaScript error by a function that generated code
 * calls; the frames between it and the JavaScript below are searched for a handler, from the inside out.
 */
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
