/**
 * The errors of the JavaScript API. Where the engine has WebAssembly itself its own error classes are used, so that code
 * which asks `instanceof WebAssembly.RuntimeError` works unchanged.
 */
import { hostWebAssembly } from "./host-webassembly.ts";

type ErrorClass = new (message?: string, options?: ErrorOptions) => Error;

function errorClass(name: "CompileError" | "LinkError" | "RuntimeError"): ErrorClass {
  const own = hostWebAssembly?.[name];
  if (own !== undefined) return own;
  return {
    [name]: class extends Error {
      override get name(): string {
        return name;
      }
    },
  }[name]!;
}

export const CompileError: ErrorClass = errorClass("CompileError");
export const LinkError: ErrorClass = errorClass("LinkError");
export const RuntimeError: ErrorClass = errorClass("RuntimeError");

/** Kinds of traps; `code` of a `RuntimeError`. */
export type WasmTrapCode =
  | "unreachable"
  | "memory-oob"
  | "table-oob"
  | "null-element"
  | "sig-mismatch"
  | "div-zero"
  | "int-overflow"
  | "bad-conversion"
  | "null-ref"
  | "exhaustion"
  | "unknown";

/** A function that was active when something trapped. */
export interface WasmFrame {
  /** Index in the module's function index space. */
  readonly func: number;
  /** Name by the module's name section. */
  readonly name: string | undefined;
  /** Offset of the instruction in the module's bytes. */
  readonly offset: number | undefined;
  /** Name of the module by its name section, or a digest. */
  readonly module: string;
}

/** What errors of traps have beside a message. */
export interface TrapDetails {
  readonly code: WasmTrapCode;
  /** Where it happened, innermost first. */
  readonly wasmFrames: readonly WasmFrame[];
}

const MESSAGES: Readonly<Record<WasmTrapCode, string>> = {
  unreachable: "unreachable",
  "memory-oob": "memory access out of bounds",
  "table-oob": "table index is out of bounds",
  "null-element": "null function or function signature mismatch",
  "sig-mismatch": "null function or function signature mismatch",
  "div-zero": "divide by zero",
  "int-overflow": "divide result unrepresentable",
  "bad-conversion": "float unrepresentable in integer range",
  "null-ref": "dereferencing a null pointer",
  exhaustion: "Maximum call stack size exceeded",
  unknown: "unknown trap",
};

/** The error for a trap: a `RangeError` when the stack is exhausted, else a `RuntimeError`. */
export function trapError(
  code: WasmTrapCode,
  frames: readonly WasmFrame[],
  message: string = MESSAGES[code],
): Error & TrapDetails {
  const error = code === "exhaustion" ? new RangeError(message) : new RuntimeError(message);
  Object.defineProperties(error, {
    code: { value: code, configurable: true, writable: true },
    wasmFrames: { value: frames, configurable: true, writable: true },
  });
  const stack = stackOf(error);
  if (typeof stack === "string") {
    const [first, ...rest] = stack.split("\n");
    error.stack = [first, ...frames.map(frameText), ...rest.filter((l) => !OWN_FRAMES.test(l))].join("\n");
  }
  return error as Error & TrapDetails;
}

/** What `Error.prepareStackTrace` of a user makes of it, which may be anything; undefined if it throws. */
function stackOf(error: Error): unknown {
  try {
    return error.stack;
  } catch {
    return undefined;
  }
}

/** Lines of the runtime itself, which say nothing to a user. */
const OWN_FRAMES = /wasm-runtime\/(src|dist)\/|evalmachine|eval at /;

function frameText(frame: WasmFrame): string {
  const name = frame.name === undefined ? "" : `${frame.name} `;
  const place = `wasm://wasm/${frame.module}:wasm-function[${frame.func}]:0x${(frame.offset ?? 0).toString(16)}`;
  return name === "" ? `    at ${place}` : `    at ${name}(${place})`;
}
