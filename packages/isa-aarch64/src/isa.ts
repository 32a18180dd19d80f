/** aarch64 as a target for code generation. A skeleton: integers of up to 64 bits, memory, branches, calls. */
import { firstBigEndianAccess } from "@cranelift-ts/codegen";
import type { LabelUse, LowerContext, MachineTables, TargetIsa, UnsupportedInstruction, UnwindDescription } from "@cranelift-ts/codegen";
import { type Flags, type Function, instructions, type Triple, types } from "@cranelift-ts/codegen-ir";
import { MachineEnv } from "@cranelift-ts/regalloc";
import { Aarch64Abi } from "./abi.ts";
import { Aarch64Info } from "./info.ts";
import { Aarch64Backend } from "./backend.ts";
import { LABEL_USES } from "./emit.ts";
import { MACHINE } from "./generated/insts.ts";
import type { Aarch64Flags } from "./generated/settings.ts";

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

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

/** aarch64 with given settings, ready to compile for. */
export class Aarch64Isa extends Aarch64Info implements TargetIsa {
  readonly machine: MachineTables = MACHINE;
  readonly abi: Aarch64Abi = new Aarch64Abi();
  readonly labelUses: readonly LabelUse[] = LABEL_USES;
  readonly maxInstBytes: number = 32;
  readonly trapBytes: Uint8Array = Uint8Array.of(0x1f, 0xc1, 0, 0);
  readonly functionAlignment: { readonly minimum: number; readonly preferred: number } = { minimum: 4, preferred: 32 };
  readonly unwind: UnwindDescription = UNWIND;
  private readonly env: MachineEnv;

  constructor(triple: Triple, flags: Flags, isaFlags: Aarch64Flags) {
    super(triple, flags, isaFlags);
    const saved = flags.enable_pinned_reg ? [19, 20, ...range(22, 29)] : range(19, 29);
    this.env = new MachineEnv({ preferred: [range(0, 16), [], []], nonPreferred: [saved, [], []] });
  }

  machineEnv(): MachineEnv {
    return this.env;
  }

  createBackend(): LowerContext {
    return new Aarch64Backend(this.abi);
  }

  /** Values of types that no register holds. */
  findUnsupported(func: Function): UnsupportedInstruction | undefined {
    const { dfg, layout } = func;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
        for (let k = 0, n = dfg.numResults(i as never); k < n; k++) {
          const ty = dfg.valueType(dfg.result(i as never, k));
          if (!types.isInt(ty) || ty === types.I128) return { inst: i, what: `${instructions.opcodeName(dfg.opcode(i as never))}.${types.typeName(ty)}` };
        }
      }
    }
    return firstBigEndianAccess(func);
  }

  registerName(preg: number): string {
    return preg === 31 ? "sp" : `x${preg}`;
  }
}
