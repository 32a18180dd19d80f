/**
 * What back ends have in common though no rule of the framework asks for it: externs about general registers, widths
 * and trap codes that every machine's own rules declare, and the search for an address's base.
 *
 * The class of constructors generated from an ISA's rows extends this one. General registers of the rules (`Gpr`) are
 * register words, floating-point ones (`Fpr`, `Xmm`) as well, so that conversions between these types are the identity.
 */
import {
  type GlobalValueData,
  Opcode,
  type Signature,
  signature,
  TrapCodes,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import { FAIL32, LowerContext } from "./lower.ts";
import { physReg } from "./registers.ts";

/** How many sums an address may look through. */
const ADDRESS_DEPTH = 12;
/** Offsets in the slot area are less. */
const SLOT_LIMIT = 0x4000_0000;

export abstract class LowerMachine extends LowerContext {
  // Registers

  put_in_gpr(value: number): number {
    return this.put_in_reg(value);
  }

  lo_gpr(value: number): number {
    return this.value_regs_get(this.putInRegs(value), 0);
  }

  hi_gpr(value: number): number {
    return this.value_regs_get(this.putInRegs(value), 1);
  }

  regs_lo(regs: number): number {
    return this.value_regs_get(regs, 0);
  }

  regs_hi(regs: number): number {
    return this.value_regs_get(regs, 1);
  }

  gpr_to_reg(reg: number): number {
    return reg;
  }

  gpr_from_reg(reg: number): number {
    return reg;
  }

  output_gpr(reg: number): number {
    return reg;
  }

  /** A copy of the general register of that number. */
  physical_gpr(hw: number): number {
    return this.genCopy(physReg(hw));
  }

  /** The register that the caller passes the `vmctx` in. */
  vmctxRegister(): number {
    const index = this.func.signature.params.findIndex((p) => p.purpose === "vmctx");
    const location = this.ownAbi.params.locations[index];
    const slot = location?.kind === "slots" ? location.slots[0] : undefined;
    if (slot === undefined || slot.preg < 0)
      return this.unsupported("a stack limit through a vmctx that is not in a register");
    return physReg(slot.preg);
  }

  /**
   * What leads from the `vmctx` to the global value of a stack limit, in that order; `unreachableStackLimit` has seen
   * that it begins there.
   */
  stackLimitSteps(gv: number): readonly (GlobalValueData & { readonly kind: "load" | "iadd_imm" })[] {
    const { globalValues } = this.func.stencil;
    const steps: (GlobalValueData & { readonly kind: "load" | "iadd_imm" })[] = [];
    let data = globalValues[gv]!;
    while (data.kind === "load" || data.kind === "iadd_imm") {
      steps.push(data);
      data = globalValues[data.base]!;
    }
    return steps.reverse();
  }

  // Types and amounts

  /** The type, if a general register holds it. */
  gpr_type(ty: number): number {
    return ty >= types.I8 && ty <= types.I64 ? ty : -1;
  }

  half_width(ty: number): number {
    return types.typeBits(ty as Type) >> 1;
  }

  no_offset(): number {
    return 0;
  }

  /** A constant shift count, reduced to the width of `ty`; `FAIL32` for other values. */
  constant_shift(ty: number, value: number): number {
    const id = this.u64_from_iconst(value);
    return id === -1 ? FAIL32 : this.shift_amount(ty, id);
  }

  /** The count that rotates the other way. */
  negated_count(ty: number, count: number): number {
    return -count & (types.typeBits(ty as Type) - 1);
  }

  // Trap codes

  trap_code_divz(): number {
    return TrapCodes.int_divz;
  }

  trap_code_ovf(): number {
    return TrapCodes.int_ovf;
  }

  trap_code_bad_toint(): number {
    return TrapCodes.bad_toint;
  }

  /** The integer of the pool with this id, signed. */
  wideValue(id: number): bigint {
    return (BigInt(this.wide.hi(id)) << 32n) | BigInt(this.wide.lo(id) >>> 0);
  }

  // Addresses

  /** What {@link foldAddress} found: a value, -1 for the slot area; and the offset from it. */
  protected foldedBase: number = -1;
  protected foldedOffset: number = 0;

  /**
   * Takes constants out of the sum `value + offset` as long as the offset stays below `limit` either way. Returns the
   * word of the instruction record where it stopped if that is a sum of two values, else -1.
   */
  protected foldAddress(value: number, offset: number, limit: number): number {
    let base = value;
    let disp = offset;
    let sum = -1;
    for (let depth = 0; depth < ADDRESS_DEPTH; depth++) {
      const inst = this.defInst(base);
      if (inst < 0) break;
      const at = inst * 6;
      const op = this.insts[at]! & 0xff;
      const x = this.insts[at + 1]!;
      const y = this.insts[at + 2]!;
      if (op === Opcode.StackAddr) {
        const slot = disp + this.slotOffsets[x]! + y;
        if (slot >= 0 && slot < SLOT_LIMIT) {
          base = -1;
          disp = slot;
        }
        break;
      }
      if (op !== Opcode.Iadd) break;
      const cy = this.i32_from_iconst(y);
      if (cy !== FAIL32 && Math.abs(disp + cy) < limit) {
        disp += cy;
        base = x;
        continue;
      }
      const cx = this.i32_from_iconst(x);
      if (cx !== FAIL32 && Math.abs(disp + cx) < limit) {
        disp += cx;
        base = y;
        continue;
      }
      sum = at;
      break;
    }
    this.foldedBase = base;
    this.foldedOffset = disp;
    return sum;
  }

  // Copies

  private readonly memcpySignature: Signature = signature(
    [types.I64, types.I64, types.I64],
    [types.I64],
    "system_v",
  );

  /** Calls the library's memcpy with its three arguments in registers. */
  protected callMemcpy(dst: number, src: number, length: number): void {
    const args = [dst, src, length];
    this.emitLibCall(
      { kind: "libcall", libcall: "Memcpy" },
      this.memcpySignature,
      args,
      this.flags.use_colocated_libcalls,
    );
  }
}
