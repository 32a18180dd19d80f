/** A hardware trap in generated code as a JavaScript error. */
import { CraneliftError } from "@cranelift-ts/entity";
import type { FuncId } from "@cranelift-ts/module";

/** A place in generated code. */
export interface NativeFrame {
  readonly pc: bigint;
  /** The function, or undefined for code that belongs to none. */
  readonly func: FuncId | undefined;
  readonly name: string;
  /** Bytes from the start of the function. */
  readonly offset: number;
  /** Source location, if one was recorded. */
  readonly sourceLoc: number | undefined;
}

/** What is known about a trap. */
export interface TrapInfo {
  /** CLIF trap code as in the text: `int_divz`, `heap_oob`, `stk_ovf`, `user7`; `unknown` if none was recorded. */
  readonly code: string;
  /** Signal that the machine raised. */
  readonly signal: number;
  /** The address whose access failed, for traps of memory accesses. */
  readonly address: bigint | undefined;
  /** Where it happened, innermost first. */
  readonly backtrace: readonly NativeFrame[];
}

/** Generated code trapped. The process, the module and its functions go on working. */
export class TrapError extends CraneliftError implements TrapInfo {
  readonly code: string;
  readonly signal: number;
  readonly address: bigint | undefined;
  readonly backtrace: readonly NativeFrame[];

  constructor(info: TrapInfo) {
    const where = info.backtrace.map(frameText).join("\n");
    const at = info.address === undefined ? "" : ` at address 0x${info.address.toString(16)}`;
    const message = `generated code trapped: ${info.code}${at}${where === "" ? "" : `\n${where}`}`;
    super([{ code: `trap/${info.code}`, message, severity: "error" }], message);
    this.code = info.code;
    this.signal = info.signal;
    this.address = info.address;
    this.backtrace = info.backtrace;
  }

  /** The function that trapped, by name, if it is known. */
  get functionName(): string | undefined {
    return this.backtrace[0]?.name;
  }

  /** The source location that trapped, if it is known. */
  get sourceLoc(): number | undefined {
    return this.backtrace[0]?.sourceLoc;
  }
}

function frameText(frame: NativeFrame): string {
  const loc = frame.sourceLoc === undefined ? "" : ` @${frame.sourceLoc.toString(16).padStart(4, "0")}`;
  return `    in ${frame.name}+0x${frame.offset.toString(16)}${loc}`;
}
