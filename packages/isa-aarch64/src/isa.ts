/** aarch64 as a target for code generation: what `Aarch64Info` knows, and the machine behind it. */
import {
  bytesText,
  isOn,
  type LabelUse,
  type LowerContext,
  type MachineTables,
  SupportMatrix,
  type TargetIsa,
  type TextRelocation,
  type UnsupportedInstruction,
  type UnwindDescription,
} from "@cranelift-ts/codegen";
import type { Flags, Function, Triple } from "@cranelift-ts/codegen-ir";
import { MachineEnv } from "@cranelift-ts/regalloc";
import { Aarch64Abi } from "./abi.ts";
import { decode } from "./disasm.ts";
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

/**
 * BL reaches 128 MB either way. The veneer has the distance as a word behind it: ldrsw x16, word; adr x17, word;
 * add x16, x16, x17; br x16.
 */
const TEXT_RELOCATIONS: readonly TextRelocation[] = [
  {
    kind: "Arm64Call",
    addend: 0n,
    maxForward: (1 << 27) - 4,
    maxBackward: 1 << 27,
    patch(bytes: Uint8Array, at: number, target: number): void {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      view.setUint32(
        at,
        ((view.getUint32(at, true) & 0xfc00_0000) | (((target - at) >> 2) & 0x03ff_ffff)) >>> 0,
        true,
      );
    },
    veneerBytes: 20,
    veneerAlign: 4,
    writeVeneer(bytes: Uint8Array, at: number, target: number): void {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const words = [0x9800_0090, 0x1000_0071, 0x8b11_0210, 0xd61f_0200];
      words.forEach((word, k) => view.setUint32(at + 4 * k, word, true));
      view.setInt32(at + 16, target - (at + 16), true);
    },
  },
];

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

  readonly textRelocations: readonly TextRelocation[] = TEXT_RELOCATIONS;

  registerName(preg: number): string {
    return registerText(0x4000_0000 | preg, "xs");
  }

  disassemble(code: Uint8Array, offset: number): { readonly length: number; readonly text: string } {
    return decode(code, offset) ?? bytesText(code, offset, 4);
  }
}
