/** s390x as a target for code generation: what `S390xInfo` knows, and the machine behind it. */
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
  unreachableStackLimit,
  type UnwindDescription,
} from "@cranelift-ts/codegen";
import type { Flags, Function, Triple } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import { MachineEnv } from "@cranelift-ts/regalloc";
import { PINNED, S390xAbi } from "./abi.ts";
import { decode } from "./disasm.ts";
import { LABEL_USES } from "./emit/encode.ts";
import { MAX_INST_BYTES, TRAP_BYTES } from "./emit/pseudo.ts";
import { registerText } from "./emit/text.ts";
import { MACHINE } from "./generated/machine.ts";
import type { S390xFlags } from "./generated/settings.ts";
import { SUPPORT } from "./generated/support.ts";
import { S390xInfo } from "./info.ts";
import { checkFlags } from "./legality.ts";
import { S390xBackend } from "./lower/backend.ts";

const FLOAT = 64;

/** Four even registers, then four odd ones, of the lower and the upper half. */
function dwarfRegister(preg: number): number {
  if (preg < FLOAT) return preg;
  const n = preg - FLOAT;
  return 16 + (n & 8) + ((n & 1) << 2) + ((n >> 1) & 3);
}

const UNWIND: UnwindDescription = {
  codeAlign: 1,
  dataAlign: -8,
  returnAddress: 14,
  stackPointer: 15,
  framePointer: -1,
  entryCfaOffset: 160,
  entryReturnAddressAt: undefined,
  dwarfRegister,
};

/** BRASL reaches 4 GB either way, which is more than a section has. */
const TEXT_RELOCATIONS: readonly TextRelocation[] = [
  {
    kind: "S390xPLTRel32Dbl",
    addend: 2n,
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    patch(bytes: Uint8Array, at: number, target: number): void {
      // The instruction begins two bytes in front of the field.
      new DataView(bytes.buffer, bytes.byteOffset).setInt32(at, (target + 2 - at) >> 1, false);
    },
    veneerBytes: 6,
    veneerAlign: 2,
    writeVeneer(bytes: Uint8Array, at: number, target: number): void {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      view.setUint16(at, 0xc0f4, false);
      view.setInt32(at + 2, (target - at) >> 1, false);
    },
  },
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/**
 * The register file, those that a call clobbers first. r0 means "no register" in an address, r1 is scratch, r14 the
 * return address, r15 the stack pointer: never allocated.
 */
function makeEnv(pinned: boolean): MachineEnv {
  return new MachineEnv({
    preferred: [range(2, 6), range(FLOAT, FLOAT + 8), []],
    nonPreferred: [range(6, pinned ? PINNED : PINNED + 1), range(FLOAT + 8, FLOAT + 16), []],
    registerBytes: [8, 8, 16],
  });
}

const ENV: MachineEnv = makeEnv(false);
/** Bytes of the longest no-op first. */
const NOPS: readonly (readonly number[])[] = [
  [0xc0, 0x04, 0, 0, 0, 0],
  [0xa7, 0x04, 0, 0],
  [0x07, 0],
];

/** s390x with given settings, ready to compile for. */
export class S390xIsa extends S390xInfo implements TargetIsa {
  readonly machine: MachineTables = MACHINE;
  readonly abi: S390xAbi;
  readonly labelUses: readonly LabelUse[] = LABEL_USES;
  readonly maxInstBytes: number = MAX_INST_BYTES;
  readonly trapBytes: Uint8Array = TRAP_BYTES;
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number } = {
    minimum: 4,
    preferred: 16,
  };
  readonly unwind: UnwindDescription = UNWIND;
  readonly support: SupportMatrix;
  readonly textRelocations: readonly TextRelocation[] = TEXT_RELOCATIONS;
  private readonly env: MachineEnv;

  constructor(triple: Triple, flags: Flags, isaFlags: S390xFlags) {
    super(triple, flags, isaFlags);
    this.abi = new S390xAbi(flags);
    this.env = flags.enable_pinned_reg ? makeEnv(true) : ENV;
    this.support = new SupportMatrix(SUPPORT, (setting) => isOn(setting, isaFlags, flags));
  }

  machineEnv(_func: Function): MachineEnv {
    return this.env;
  }

  createBackend(): LowerContext {
    return new S390xBackend(this.abi, this.isaFlags);
  }

  findUnsupported(func: Function): UnsupportedInstruction | undefined {
    checkFlags(this.flags);
    return unreachableStackLimit(func);
  }

  /** `bytes` is even. */
  nops(bytes: number): Uint8Array {
    const out = new Uint8Array(bytes);
    for (let at = 0; at < bytes;) {
      const nop = NOPS.find((n) => n.length <= bytes - at);
      if (nop === undefined) throw new InternalError("instructions have an even number of bytes");
      out.set(nop, at);
      at += nop.length;
    }
    return out;
  }

  registerName(preg: number): string {
    return registerText(0x4000_0000 | preg, "");
  }

  disassemble(code: Uint8Array, offset: number): { readonly length: number; readonly text: string } {
    return decode(code, offset) ?? bytesText(code, offset, 2);
  }
}
