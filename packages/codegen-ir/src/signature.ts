/**
 * Signatures: parameter and return types with their ABI attributes, and the calling convention.
 * Signature objects are immutable by convention; a function interns them by reference number, not by content.
 */
import { typeName, type Type } from "./types.ts";

/** The calling conventions, spelled as in the text. */
export type CallConv =
  | "fast"
  | "tail"
  | "system_v"
  | "windows_fastcall"
  | "apple_aarch64"
  | "probestack"
  | "winch"
  | "preserve_all";

export const CALL_CONVS: readonly CallConv[] = [
  "fast",
  "tail",
  "system_v",
  "windows_fastcall",
  "apple_aarch64",
  "probestack",
  "winch",
  "preserve_all",
];

/** What a parameter is for. `sarg` passes a struct of `sargSize` bytes by value; the value is its address. */
export type ArgumentPurpose = "normal" | "sret" | "vmctx" | "sarg";
/** How a narrow integer is extended to a full register. */
export type ArgumentExtension = "none" | "uext" | "sext";

/** One parameter or return value. */
export interface AbiParam {
  readonly type: Type;
  readonly extension: ArgumentExtension;
  readonly purpose: ArgumentPurpose;
  /** Bytes of a `sarg` parameter, a multiple of 8; 0 otherwise. */
  readonly sargSize: number;
}

/** Parameters, returns and calling convention of a function. */
export interface Signature {
  readonly params: readonly AbiParam[];
  readonly returns: readonly AbiParam[];
  readonly callConv: CallConv;
  /** Reserved for variable arguments; false in plain CLIF. */
  readonly varargs: boolean;
}

/** A parameter or return value of the given type; attributes default to none. */
export function abiParam(
  type: Type,
  attributes: { extension?: ArgumentExtension; purpose?: ArgumentPurpose; sargSize?: number } = {},
): AbiParam {
  return {
    type,
    extension: attributes.extension ?? "none",
    purpose: attributes.purpose ?? "normal",
    sargSize: attributes.sargSize ?? 0,
  };
}

/** A signature; bare types become plain parameters. */
export function signature(
  params: readonly (AbiParam | Type)[],
  returns: readonly (AbiParam | Type)[] = [],
  callConv: CallConv = "fast",
): Signature {
  const wrap = (p: AbiParam | Type): AbiParam => (typeof p === "number" ? abiParam(p) : p);
  return { params: params.map(wrap), returns: returns.map(wrap), callConv, varargs: false };
}

function sameParams(a: readonly AbiParam[], b: readonly AbiParam[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (
      x.type !== y.type ||
      x.extension !== y.extension ||
      x.purpose !== y.purpose ||
      x.sargSize !== y.sargSize
    ) {
      return false;
    }
  }
  return true;
}

/** Structural equality. */
export function sameSignature(a: Signature, b: Signature): boolean {
  return (
    a === b ||
    (a.callConv === b.callConv &&
      a.varargs === b.varargs &&
      sameParams(a.params, b.params) &&
      sameParams(a.returns, b.returns))
  );
}

/** Index of the parameter with the given special purpose, or -1. */
export function specialParamIndex(sig: Signature, purpose: ArgumentPurpose): number {
  for (let i = sig.params.length - 1; i >= 0; i--) if (sig.params[i]!.purpose === purpose) return i;
  return -1;
}

/** Text of a parameter: type, extension, purpose. */
export function abiParamText(p: AbiParam): string {
  let text = typeName(p.type);
  if (p.extension !== "none") text += ` ${p.extension}`;
  if (p.purpose === "sarg") text += ` sarg(${p.sargSize})`;
  else if (p.purpose !== "normal") text += ` ${p.purpose}`;
  return text;
}

/** Text of a signature: `(i32, i64 vmctx) -> i32 system_v`. */
export function signatureText(sig: Signature): string {
  let text = `(${sig.params.map(abiParamText).join(", ")})`;
  if (sig.returns.length > 0) text += ` -> ${sig.returns.map(abiParamText).join(", ")}`;
  return `${text} ${sig.callConv}`;
}

/** True for conventions whose calls may be `try_call`. */
export function supportsExceptions(cc: CallConv): boolean {
  return (
    cc === "tail" || cc === "system_v" || cc === "winch" || cc === "preserve_all" || cc === "apple_aarch64"
  );
}

/** Number of pointer-sized exception payload values that a handler may receive under this convention. */
export function exceptionPayloadCount(cc: CallConv): number {
  return supportsExceptions(cc) && cc !== "winch" ? 2 : 0;
}

/** True for conventions whose functions may make and receive tail calls. */
export function supportsTailCalls(cc: CallConv): boolean {
  return cc === "tail";
}
