/** What is wrong with a module, and where. */
import { CraneliftError } from "@cranelift-ts/entity";

/**
 * `malformed`: the bytes are no module. `invalid`: a module that breaks a rule. `unsupported`: a feature that this
 * package does not implement; `WasmError.feature` names it.
 */
export type WasmErrorKind = "malformed" | "invalid" | "unsupported";

/** A module was refused. */
export class WasmError extends CraneliftError {
  readonly kind: WasmErrorKind;
  /** Offset in the module of the byte, operator or item that is wrong. */
  readonly offset: number;
  /** The feature that is missing, for `unsupported` and for modules that need a feature that is switched off. */
  readonly feature: string | undefined;
  /** Index of the function whose body is wrong, or -1. */
  readonly function: number;
  /** The message without the offset. */
  readonly reason: string;

  constructor(kind: WasmErrorKind, offset: number, reason: string, feature?: string, func: number = -1) {
    const where = func < 0 ? "" : `function ${func}, `;
    const text = `${kind} WebAssembly at ${where}offset ${offset}: ${reason}`;
    super([{ code: `wasm/${kind}`, message: reason, severity: "error" }], text);
    this.kind = kind;
    this.offset = offset;
    this.feature = feature;
    this.function = func;
    this.reason = reason;
  }
}
