/**
 * Turns everything that can trap in a translated function into calls of a hook, so that a program needs no signal
 * handlers: traps and conditional traps become jumps to a cold block for each code that calls the hook, divisions and
 * conversions get checks of their operands in front, and loads that rely on a fault at null a comparison.
 *
 * Accesses to memories stay as they are: their bounds must have been checked explicitly, without a clamp to null.
 */
import {
  FuncCursor,
  memflags,
  Opcode,
  TrapCodes,
  types,
  type Block,
  type Function,
  type Inst,
  type InstBuilder,
  type Value,
} from "@cranelift-ts/codegen-ir";

/** Emits the call that does not come back. */
export type EmitTrapCall = (ins: InstBuilder, code: number) => void;

export function callTrapHook(func: Function, emitCall: EmitTrapCall): void {
  const { dfg, layout } = func;
  const blocks: Block[] = [];
  for (let b = layout.entryBlock() ?? (-1 as Block); b >= 0; b = layout.nextBlock(b)) blocks.push(b);
  const rewriter = new Rewriter(func);
  for (const block of blocks) {
    // From the end, so that splitting moves every instruction once.
    for (let inst = layout.lastInst(block), before: Inst; inst >= 0; inst = before) {
      before = layout.prevInst(inst);
      rewriter.rewrite(inst, dfg.opcode(inst));
    }
  }
  rewriter.finish(emitCall);
}

/** A trap code, a condition, and whether the trap is taken if it does not hold. */
type Check = readonly [code: number, condition: (ins: InstBuilder) => Value, negated?: boolean];

class Rewriter {
  private readonly func: Function;
  private readonly cursor: FuncCursor;
  /** The block that calls the hook, by trap code. */
  private readonly traps: Map<number, Block> = new Map<number, Block>();

  constructor(func: Function) {
    this.func = func;
    this.cursor = new FuncCursor(func);
  }

  rewrite(inst: Inst, op: number): void {
    const { dfg } = this.func;
    // case-labels: cold
    switch (op) {
      case Opcode.Trap: {
        this.cursor.gotoInst(inst);
        this.cursor.ins().jump(this.trapBlock(dfg.imm8(inst)), []);
        this.func.layout.removeInst(inst);
        return;
      }
      case Opcode.Trapz:
      case Opcode.Trapnz: {
        const condition = dfg.arg(inst, 0);
        this.check(inst, [[dfg.imm8(inst), () => condition, op === Opcode.Trapz]]);
        this.func.layout.removeInst(inst);
        return;
      }
      case Opcode.UaddOverflowTrap: {
        const code = dfg.imm8(inst);
        const [x, y] = [dfg.arg(inst, 0), dfg.arg(inst, 1)];
        const [sum] = dfg.detachResults(inst);
        this.cursor.gotoInst(inst);
        const value = this.cursor.ins().iadd(x, y);
        this.check(inst, [[code, (ins) => ins.icmp("ult", value, x)]]);
        this.func.layout.removeInst(inst);
        dfg.changeToAlias(sum!, value);
        return;
      }
      case Opcode.Sdiv:
      case Opcode.Srem:
      case Opcode.Udiv:
      case Opcode.Urem: {
        const [x, y] = [dfg.arg(inst, 0), dfg.arg(inst, 1)];
        const type = dfg.valueType(y);
        const checks: Check[] = [[TrapCodes.int_divz, (ins) => ins.icmp("eq", y, ins.iconst(type, 0))]];
        if (op === Opcode.Sdiv) {
          checks.push([
            TrapCodes.int_ovf,
            (ins) => {
              const least = ins.icmp("eq", x, ins.iconst(type, type === types.I32 ? 0x8000_0000 : 1n << 63n));
              return ins.band(
                least,
                ins.icmp("eq", y, ins.iconst(type, type === types.I32 ? 0xffff_ffff : (1n << 64n) - 1n)),
              );
            },
          ]);
        }
        this.check(inst, checks);
        return;
      }
      case Opcode.FcvtToSint:
      case Opcode.FcvtToUint: {
        const x = dfg.arg(inst, 0);
        const wide = dfg.valueType(dfg.firstResult(inst)) === types.I64;
        this.check(inst, [
          [TrapCodes.bad_toint, (ins) => ins.fcmp("ne", x, x)],
          [
            TrapCodes.int_ovf,
            (ins) => outsideRange(ins, x, dfg.valueType(x) === types.F32, op === Opcode.FcvtToSint, wide),
          ],
        ]);
        return;
      }
      case Opcode.Load: {
        const code = memflags.memTrapCode(dfg.memFlags(dfg.memFlagsOf(inst)));
        if (code === 0 || code === TrapCodes.heap_oob) return;
        const address = dfg.arg(inst, 0);
        this.check(inst, [[code, (ins) => ins.icmp("eq", address, ins.iconst(types.I64, 0))]]);
        return;
      }
    }
  }

  /** Puts checks in front of `inst`, in this order: each jumps to its trap if its condition holds. */
  private check(inst: Inst, checks: readonly Check[]): void {
    const { dfg, layout } = this.func;
    const { cursor } = this;
    cursor.sourceLoc = this.func.sourceLoc(inst);
    const rest = dfg.makeBlock();
    let block = layout.blockOf(inst);
    cursor.gotoInst(inst).insertBlock(rest);
    checks.forEach(([code, condition, negated = false], i) => {
      const next = i === checks.length - 1 ? rest : dfg.makeBlock();
      if (next !== rest) layout.insertBlockAfter(next, block);
      cursor.gotoBottom(block);
      const value = condition(cursor.ins());
      const trap = this.trapBlock(code);
      if (negated) cursor.ins().brif(value, next, [], trap, []);
      else cursor.ins().brif(value, trap, [], next, []);
      block = next;
    });
  }

  private trapBlock(code: number): Block {
    let block = this.traps.get(code);
    if (block === undefined) this.traps.set(code, (block = this.func.dfg.makeBlock()));
    return block;
  }

  finish(emitCall: EmitTrapCall): void {
    const { layout } = this.func;
    for (const [code, block] of this.traps) {
      layout.appendBlock(block);
      layout.setCold(block);
      this.cursor.sourceLoc = undefined;
      this.cursor.gotoBottom(block);
      emitCall(this.cursor.ins(), code);
      this.cursor.ins().trap(1);
    }
  }
}

/** Whether the truncated value of `x`, which is no NaN, is no integer of the type. All bounds are exact. */
function outsideRange(ins: InstBuilder, x: Value, single: boolean, signed: boolean, wide: boolean): Value {
  const constant = (n: number): Value => (single ? ins.f32const(n) : ins.f64const(n));
  const limit = 2 ** ((wide ? 64 : 32) - (signed ? 1 : 0));
  const high = ins.fcmp("ge", x, constant(limit));
  // Between -limit - 1 and -limit there are numbers only in f64 and for i32.
  const low = !signed
    ? ins.fcmp("le", x, constant(-1))
    : single || wide
      ? ins.fcmp("lt", x, constant(-limit))
      : ins.fcmp("le", x, constant(-limit - 1));
  return ins.bor(high, low);
}
