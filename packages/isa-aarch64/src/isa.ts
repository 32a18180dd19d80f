/** aarch64 as a target for code generation: what `Aarch64Info` knows, and the machine behind it. */
import {
  isOn,
  type LabelUse,
  type LowerContext,
  type MachineTables,
  SupportMatrix,
  type TargetIsa,
  type UnsupportedInstruction,
  type UnwindDescription,
} from "@cranelift-ts/codegen";
import type { Flags, Function, Triple } from "@cranelift-ts/codegen-ir";
import { MachineEnv } from "@cranelift-ts/regalloc";
import { Aarch64Abi } from "./abi.ts";
import { LABEL_USES } from "./emit/encode.ts";
import { MAX_INST_BYTES, TRAP_BYTES } from "./emit/pseudo.ts";
import { registerText } from "./emit/text.ts";
import { MACHINE } from "./generated/machine.ts";
import { SUPPORT } from "./generated/support.ts";
import type { Aarch64Flags } from "./generated/settings.ts";
import { Aarch64Info } from "./info.ts";
import { checkFlags, findUnsupported } from "./legality.ts";
import { Aarch64Backend } from "./lower/backend.ts";

const FLOAT = 64;

const UNWIND: UnwindDescription = {
  codeAlign: 4,
  dataAlign: -8,
  returnAddress: 30,
  stackPointer: 31,
  framePointer: 29,
  entryCfaOffset: 0,
  entryReturnAddressAt: undefined,
  dwarfRegister: (preg: number): number => preg,
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The register file, those that a call clobbers first. x16 to x18 and x29 to x31 are never allocated. */
const ENV: MachineEnv = new MachineEnv({
  preferred: [range(0, 16), [...range(FLOAT, FLOAT + 8), ...range(FLOAT + 16, FLOAT + 32)], []],
  nonPreferred: [range(19, 29), range(FLOAT + 8, FLOAT + 16), []],
  registerBytes: [8, 16, 16],
});

/** aarch64 with given settings, ready to compile for. */
export class Aarch64Isa extends Aarch64Info implements TargetIsa {
  readonly machine: MachineTables = MACHINE;
  readonly abi: Aarch64Abi = new Aarch64Abi();
  readonly labelUses: readonly LabelUse[] = LABEL_USES;
  readonly maxInstBytes: number = MAX_INST_BYTES;
  readonly trapBytes: Uint8Array = TRAP_BYTES;
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number } = {
    minimum: 4,
    preferred: 16,
  };
  readonly unwind: UnwindDescription = UNWIND;

  readonly support: SupportMatrix;

  constructor(triple: Triple, flags: Flags, isaFlags: Aarch64Flags) {
    super(triple, flags, isaFlags);
    this.support = new SupportMatrix(SUPPORT, (setting) => isOn(setting, isaFlags, flags));
  }

  machineEnv(_func: Function): MachineEnv {
    return ENV;
  }

  createBackend(): LowerContext {
    return new Aarch64Backend(this.abi);
  }

  findUnsupported(func: Function): UnsupportedInstruction | undefined {
    checkFlags(this.flags);
    if (this.isaFlags.sign_return_address) return { inst: -1, what: "sign_return_address" };
    return findUnsupported(func);
  }

  registerName(preg: number): string {
    return registerText(0x4000_0000 | preg, "xs");
  }
}
