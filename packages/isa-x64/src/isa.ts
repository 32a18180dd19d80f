/** x86-64 as a target for code generation: what `X64Info` knows, and the machine behind it. */
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
import { X64Abi } from "./abi.ts";
import { decode } from "./disasm.ts";
import { gprText } from "./emit/text.ts";
import { MAX_INST_BYTES } from "./emit/pseudo.ts";
import { MACHINE } from "./generated/machine.ts";
import { SUPPORT } from "./generated/support.ts";
import type { X64Flags } from "./generated/settings.ts";
import { X64Backend } from "./lower/backend.ts";
import { findUnsupported } from "./legality.ts";
import { X64Info } from "./info.ts";

const XMM = 64;

function add32(bytes: Uint8Array, use: number, distance: number): void {
  const n = (bytes[use] | (bytes[use + 1] << 8) | (bytes[use + 2] << 16) | (bytes[use + 3] << 24)) + distance;
  bytes[use] = n;
  bytes[use + 1] = n >> 8;
  bytes[use + 2] = n >> 16;
  bytes[use + 3] = n >> 24;
}

/** The 32-bit fields that refer to labels; what they hold beforehand is added to the distance. */
const LABEL_USES: readonly LabelUse[] = [
  {
    name: "PcRel32",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    patch: (bytes, use, target): void => add32(bytes, use, target - use - 4),
    veneerSize: 0,
    veneerUse: 0,
  },
  {
    name: "Table32",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    patch: (bytes, use, target): void => add32(bytes, use, target - use),
    veneerSize: 0,
    veneerUse: 0,
  },
  {
    name: "Branch32",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    patch: (bytes, use, target): void => add32(bytes, use, target - use - 4),
    veneerSize: 0,
    veneerUse: 0,
    // E9 to EB; 0F 8x to 7x
    short: { opcodes: (bytes, use) => (bytes[use - 1] === 0xe9 ? 0x1eb : 0x200 | (bytes[use - 1] ^ 0xf0)) },
  },
];

function writeDistance(bytes: Uint8Array, at: number, target: number): void {
  const distance = target - at - 4;
  for (let k = 0; k < 4; k++) bytes[at + k] = distance >> (8 * k);
}

/** Direct calls. They reach whatever one section can hold; the veneer is a jump of the same reach, for tests. */
const TEXT_RELOCATIONS: readonly TextRelocation[] = ["X86CallPCRel4", "X86CallPLTRel4"].map((kind) => ({
  kind,
  addend: -4n,
  maxForward: 0x7fff_0000,
  maxBackward: 0x7fff_0000,
  patch: writeDistance,
  veneerBytes: 5,
  veneerAlign: 1,
  writeVeneer(bytes: Uint8Array, at: number, target: number): void {
    bytes[at] = 0xe9;
    writeDistance(bytes, at + 1, target);
  },
}));

/** The manual's recommended forms of NOP, by length. */
const NOPS: readonly (readonly number[])[] = [
  [0x90],
  [0x66, 0x90],
  [0x0f, 0x1f, 0x00],
  [0x0f, 0x1f, 0x40, 0x00],
  [0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00],
  [0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0x66, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00],
];

/** DWARF numbers of the general registers, by encoding. */
const DWARF_GPR: readonly number[] = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

const UNWIND: UnwindDescription = {
  codeAlign: 1,
  dataAlign: -8,
  returnAddress: 16,
  stackPointer: 7,
  framePointer: 6,
  entryCfaOffset: 8,
  entryReturnAddressAt: -8,
  dwarfRegister: (preg: number): number => (preg >= XMM ? 17 + (preg & 63) : DWARF_GPR[preg]),
};

function xmms(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => XMM + from + i);
}

/** The register file: those that a call clobbers first. The frame pointer is never allocated. */
function makeEnv(fastcall: boolean, pinned: boolean): MachineEnv {
  const last = pinned ? [] : [15];
  return new MachineEnv({
    preferred: [
      fastcall ? [0, 1, 2, 8, 9, 10, 11] : [0, 1, 2, 6, 7, 8, 9, 10, 11],
      fastcall ? xmms(0, 6) : xmms(0, 16),
      [],
    ],
    nonPreferred: [
      fastcall ? [3, 6, 7, 12, 13, 14, ...last] : [3, 12, 13, 14, ...last],
      fastcall ? xmms(6, 16) : [],
      [],
    ],
    registerBytes: [8, 16, 16],
  });
}

/** x86-64 with given settings, ready to compile for. */
export class X64Isa extends X64Info implements TargetIsa {
  readonly machine: MachineTables = MACHINE;
  readonly abi: X64Abi;
  readonly labelUses: readonly LabelUse[] = LABEL_USES;
  readonly maxInstBytes: number = MAX_INST_BYTES;
  readonly trapBytes: Uint8Array = new Uint8Array([0x0f, 0x0b]);
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number } = {
    minimum: 1,
    preferred: 16,
  };
  readonly unwind: UnwindDescription = UNWIND;
  readonly support: SupportMatrix;
  private readonly envs: (MachineEnv | undefined)[] = [undefined, undefined];

  constructor(triple: Triple, flags: Flags, isaFlags: X64Flags) {
    super(triple, flags, isaFlags);
    this.abi = new X64Abi(flags);
    this.support = new SupportMatrix(SUPPORT, (setting) => isOn(setting, isaFlags, flags));
  }

  machineEnv(func: Function): MachineEnv {
    const fastcall = func.signature.callConv === "windows_fastcall";
    return (this.envs[fastcall ? 1 : 0] ??= makeEnv(fastcall, this.flags.enable_pinned_reg));
  }

  createBackend(): LowerContext {
    return new X64Backend({ isaFlags: this.isaFlags, abi: this.abi });
  }

  findUnsupported(func: Function): UnsupportedInstruction | undefined {
    return findUnsupported(func, this.flags);
  }

  readonly textRelocations: readonly TextRelocation[] = TEXT_RELOCATIONS;

  nops(bytes: number): Uint8Array {
    const out = new Uint8Array(bytes);
    for (let at = 0; at < bytes;) {
      const nop = NOPS[Math.min(bytes - at, NOPS.length) - 1]!;
      out.set(nop, at);
      at += nop.length;
    }
    return out;
  }

  registerName(preg: number): string {
    return preg >= XMM ? `%xmm${preg & 63}` : gprText(preg, "64");
  }

  disassemble(code: Uint8Array, offset: number): { readonly length: number; readonly text: string } {
    return decode(code, offset) ?? bytesText(code, offset, 1);
  }
}
