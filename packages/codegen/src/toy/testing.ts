/**
 * A made-up machine for the tests of the framework, unlike any real one: big-endian, four bytes an instruction, sixteen
 * 64-bit integer registers, conditional branches that reach 32 KB, no flags. Its rules are written in TypeScript.
 *
 * Registers: r0-r5 arguments and results, r0-r8 caller-saved, r9-r12 callee-saved, r13 frame pointer, r14 for the
 * emitter's own use, r15 stack pointer.
 */
import {
  flagsBuilder,
  type Flags,
  type Function,
  parseTriple,
  type Triple,
  types,
  type Type,
} from "@cranelift-ts/codegen-ir";
import { MachineEnv } from "@cranelift-ts/regalloc";
import type { LabelUse, LowerContext, MachineTables, TargetIsa } from "../index.ts";
import { ABI, type ToyAbi } from "./abi/testing.ts";
import { ToyBackend } from "./backend/testing.ts";
import { FRAME, SP, MACHINE, LABEL_USES } from "./rows/testing.ts";

class ToyIsa implements TargetIsa {
  readonly name: string = "toy";
  readonly triple: Triple = parseTriple("s390x-unknown-linux-gnu");
  readonly flags: Flags;
  readonly isaFlags: never = undefined as never;
  readonly pointerWidth: 64 = 64 as const;
  readonly pointerType: Type = types.I64;
  readonly endianness: "big" = "big" as const;
  readonly defaultCallConv: "fast" = "fast" as const;
  readonly dynamicVectorBytes: number = 16;
  readonly machine: MachineTables = MACHINE;
  readonly abi: ToyAbi = ABI;
  readonly labelUses: readonly LabelUse[] = LABEL_USES;
  readonly maxInstBytes: number = 24;
  readonly trapBytes: Uint8Array = Uint8Array.of(26, 0, 0, 0);
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number } = {
    minimum: 4,
    preferred: 16,
  };
  readonly unwind: TargetIsa["unwind"] = {
    codeAlign: 4,
    dataAlign: -8,
    returnAddress: 16,
    stackPointer: SP,
    framePointer: FRAME,
    entryCfaOffset: 8,
    entryReturnAddressAt: -8,
    dwarfRegister: (preg: number): number => preg,
  };
  private readonly env: MachineEnv = new MachineEnv({
    preferred: [[0, 1, 2, 3, 4, 5, 6, 7, 8], [], []],
    nonPreferred: [[9, 10, 11, 12], [], []],
  });

  constructor(flags: Flags) {
    this.flags = flags;
  }

  machineEnv(_func: Function): MachineEnv {
    return this.env;
  }

  createBackend(): LowerContext {
    return new ToyBackend();
  }

  findUnsupported(): undefined {
    return undefined;
  }

  registerName(preg: number): string {
    return `r${preg}`;
  }
}

/** The toy target with the given shared settings. */
export function toyIsa(settings: Readonly<Record<string, string>> = {}): TargetIsa {
  const builder = flagsBuilder();
  builder.set("regalloc_checker", "true");
  for (const [name, value] of Object.entries(settings)) builder.set(name, value);
  return new ToyIsa(builder.finish());
}
