/** Lowering for the made-up machine, its rules being written in TypeScript, and its encoder. */
import { memflags, Opcode, types, type Type } from "@cranelift-ts/codegen-ir";
import {
  areaOffset,
  CALLEE_REGISTER,
  type CallInfo,
  type EmitState,
  frameBytes,
  type FrameLayout,
  hwEnc,
  isPhysReg,
  LowerContext,
  type MachineTables,
  OUTPUT_NONE,
  physReg,
  type PrologueState,
  registerListText,
} from "../../index.ts";
import { ABI, type ToyAbi } from "../abi/testing.ts";
import {
  INT,
  FRAME,
  TMP,
  SP,
  MACHINE,
  OP,
  CODE,
  header,
  NEAR_USE,
  FAR_USE,
  WORD_USE,
} from "../rows/testing.ts";

export class ToyBackend extends LowerContext {
  readonly machine: MachineTables = MACHINE;
  readonly abi: ToyAbi = ABI;
  readonly registerBytes: readonly [number, number, number] = [8, 8, 16];
  override readonly littleEndian: boolean = false;

  typeRegs(ty: number): number {
    return ty === types.I128 ? 2 : types.isInt(ty as Type) ? 1 : 0;
  }

  // Constructors

  private op3(name: string, a: number, b: number): number {
    const d = this.temp(INT);
    this.emit(this.pend3(header(name), d, a, b));
    return d;
  }

  private constant(lo: number, hi: number): number {
    const d = this.temp(INT);
    if (hi === lo >> 31 && lo === (lo << 16) >> 16) this.emit(this.pend2(header("movi"), d, lo));
    else this.emit(this.pend2(header("ldc"), d, this.constant_from_u64(this.wide.id(lo, hi))));
    return d;
  }

  private memory(name: string, reg: number, amode: number, bytes: number, trap: number): void {
    const at = this.pend(header(name));
    this.words[at + 1] = reg;
    this.putAmode(at + 2, amode);
    this.words[at + 5] = bytes;
    this.words[at + 6] = trap;
    this.emit(at);
  }

  // Frame

  stackAmode(area: number, offset: number): number {
    return this.amode(1 + area, -1, offset, 0);
  }

  regAmode(base: number, offset: number): number {
    return this.amode(0, base, offset, 0);
  }

  genLoad(dst: number, amode: number, ty: number): void {
    this.memory("load", dst, amode, types.typeBytes(ty as Type), 0);
  }

  genStore(src: number, amode: number, ty: number): void {
    this.memory("store", src, amode, types.typeBytes(ty as Type), 0);
  }

  genAddress(amode: number): number {
    const d = this.temp(INT);
    const at = this.pend(header("lea"));
    this.words[at + 1] = d;
    this.putAmode(at + 2, amode);
    this.emit(at);
    return d;
  }

  genExtend(src: number, fromBits: number, signed: boolean): number {
    const d = this.temp(INT);
    this.emit(this.pend4(header("ext"), d, src, fromBits, signed ? 1 : 0));
    return d;
  }

  genCopy(src: number): number {
    const d = this.temp(INT);
    this.emit(this.pend2(header("mov"), d, src));
    return d;
  }

  private list(name: string, list: number): void {
    const at = this.pend(header(name));
    this.putRegs(at, list);
    this.emit(at);
  }

  genArgs(regs: number): void {
    this.list("args", regs);
  }

  genRets(regs: number): void {
    this.list("ret", regs);
  }

  genCall(info: CallInfo, infoIndex: number, regs: number, normal: number): void {
    const isTry = info.tryCall >= 0;
    const at = this.pend(header(isTry ? "trycall" : info.callee === CALLEE_REGISTER ? "callr" : "call"));
    this.words[at + 1] = info.target;
    this.words[at + 2] = infoIndex;
    if (isTry) this.words[at + 3] = normal;
    this.putRegs(at, regs);
    this.emit(at);
  }

  genReturnCall(info: CallInfo, infoIndex: number, regs: number, _argBytes: number): void {
    const at = this.pend(header("tail"));
    this.words[at + 1] = info.target;
    this.words[at + 2] = infoIndex;
    this.putRegs(at, regs);
    this.emit(at);
  }

  protected genCopyBytes(): void {
    this.unsupported("large struct argument");
  }

  genJump(label: number): void {
    this.emit(this.pend1(header("jmp"), label));
  }

  genMove(dst: number, src: number): void {
    this.emit(this.pend2(header("mov"), dst, src));
  }

  genSpill(offset: number, src: number): void {
    this.memory("store", src, this.stackAmode(1, offset), 8, 0);
  }

  genReload(dst: number, offset: number): void {
    this.memory("load", dst, this.stackAmode(1, offset), 8, 0);
  }

  /** Entered with the return address on the stack; grows the argument area for larger tail calls. */
  genPrologue(frame: FrameLayout, state: PrologueState): void {
    const grow = frame.tailArgBytes - frame.incomingArgBytes;
    if (grow > 0) {
      this.memory("load", physReg(TMP), this.regAmode(physReg(SP), 0), 8, 0);
      this.emit(this.pend1(header("addsp"), -grow));
      this.memory("store", physReg(TMP), this.regAmode(physReg(SP), 0), 8, 0);
    }
    this.emit(this.pend1(header("addsp"), -8));
    this.memory("store", physReg(FRAME), this.regAmode(physReg(SP), 0), 8, 0);
    state.unwind({ kind: "pushFrameRegs", offset: state.offset(), toCallerSp: 16 });
    this.emit(this.pend2(header("mov"), physReg(FRAME), physReg(SP)));
    state.unwind({
      kind: "defineNewFrame",
      offset: state.offset(),
      toCallerSp: 16,
      toClobbers: frame.clobberBytes,
    });
    const size = frameBytes(frame) - frame.setupBytes;
    if (size > 0) {
      this.emit(this.pend1(header("addsp"), -size));
      state.unwind({ kind: "stackAlloc", offset: state.offset(), size });
    }
    for (const [k, preg] of frame.saved.entries()) {
      this.memory(
        "store",
        physReg(preg),
        this.regAmode(physReg(SP), size - frame.clobberBytes + 8 * k),
        8,
        0,
      );
      state.unwind({ kind: "saveReg", offset: state.offset(), at: 8 * k, preg });
    }
  }

  genEpilogue(frame: FrameLayout): void {
    const size = frameBytes(frame) - frame.setupBytes;
    for (const [k, preg] of frame.saved.entries()) {
      this.memory("load", physReg(preg), this.regAmode(physReg(SP), size - frame.clobberBytes + 8 * k), 8, 0);
    }
    this.emit(this.pend2(header("mov"), physReg(SP), physReg(FRAME)));
    this.memory("load", physReg(FRAME), this.regAmode(physReg(SP), 0), 8, 0);
    this.emit(this.pend1(header("addsp"), 8));
  }

  isReturn(op: number): boolean {
    return op === OP["ret"] || op === OP["tail"];
  }

  emitIslandJump(state: EmitState, label: number): void {
    const at = state.buffer.offset;
    state.buffer.putBytes(Uint8Array.of(18, 0, 0, 0));
    state.buffer.useLabel(at + 1, label, FAR_USE);
  }

  worstSize(words: Int32Array, at: number): number {
    return (words[at]! & 0xffff) === OP["table"] ? 8 + 4 * this.labelTables[words[at + 3]!]!.length : 0;
  }

  emitInst(words: Int32Array, at: number, state: EmitState): void {
    const { buffer } = state;
    const op = words[at]! & 0xffff;
    const name = MACHINE.names[op]!;
    const code = CODE[op]!;
    const hw = (k: number): number => hwEnc(words[at + k]!);
    const put = (a: number, b: number, c: number): void =>
      buffer.putBytes(Uint8Array.of(code, a & 255, b & 255, c & 255));
    const put32 = (n: number): void =>
      buffer.putBytes(Uint8Array.of((n >> 24) & 255, (n >> 16) & 255, (n >> 8) & 255, n & 255));
    switch (name) {
      case "args":
        return;
      case "movi":
        return put(hw(1), words[at + 2]! >> 8, words[at + 2]!);
      case "ldc":
        put(hw(1), 0, 0);
        return buffer.useLabel(buffer.offset - 2, state.constantLabel(words[at + 2]!), NEAR_USE);
      case "mov":
        return put(hw(1), hw(2), 0);
      case "mul":
        if (hw(1) !== hw(2)) throw new Error("the result of mul is not in the register of its input");
        return put(hw(1), hw(3), 0);
      case "ext":
        return put(hw(1), hw(2), words[at + 3]! | (words[at + 4]! << 7));
      case "cmp":
        return put(hw(1) | (hw(2) << 4), hw(3), words[at + 4]!);
      case "sel":
        return put(hw(1) | (hw(2) << 4), hw(3), hw(4));
      case "load":
      case "store": {
        state.addTrap(words[at + 6]!);
        const [base, offset] = this.address(words, at + 2, state);
        put(hw(1) | (base << 4), words[at + 5]!, 0);
        return put32(offset);
      }
      case "lea": {
        const [base, offset] = this.address(words, at + 2, state);
        put(hw(1) | (base << 4), 0, 0);
        return put32(offset);
      }
      case "addload": {
        const [base, offset] = this.address(words, at + 3, state);
        put(hw(1) | (base << 4), hw(2), 0);
        return put32(offset);
      }
      case "jmp": {
        const start = buffer.offset;
        put(0, 0, 0);
        return buffer.addUncondBranch(start, words[at + 1]!, FAR_USE, start + 1);
      }
      case "bnz": {
        const start = buffer.offset;
        put(hw(1), 0, 0);
        // "Not zero" is 19, "zero" is 30.
        buffer.addCondBranch(start, words[at + 2]!, NEAR_USE, start + 2, Uint8Array.of(30, hw(1), 0, 0));
        const next = buffer.offset;
        buffer.putBytes(Uint8Array.of(18, 0, 0, 0));
        return buffer.addUncondBranch(next, words[at + 3]!, FAR_USE, next + 1);
      }
      case "table": {
        const labels = this.labelTables[words[at + 3]!]!;
        put(hw(1), labels.length >> 8, labels.length);
        for (const label of [words[at + 2]!, ...labels]) {
          const entry = buffer.offset;
          put32(0);
          buffer.useLabel(entry, label, WORD_USE);
        }
        return;
      }
      case "addr":
      case "call":
      case "trycall":
      case "tail": {
        put(name === "addr" ? hw(1) : 0, 0, 0);
        state.addReloc(buffer.offset, "Abs8", words[at + (name === "addr" ? 2 : 1)]!, 0n);
        put32(0);
        put32(0);
        return this.afterCall(name, words, at, state);
      }
      case "callr":
        put(hw(1), 0, 0);
        return this.afterCall(name, words, at, state);
      case "ret": {
        const bytes = this.ownAbi.calleePops ? state.frame.tailArgBytes : 0;
        return put(0, bytes >> 8, bytes);
      }
      case "trap":
        state.addTrap(words[at + 1]!);
        return put(0, 0, 0);
      case "trapz":
        state.addTrap(words[at + 2]!);
        return put(hw(1), 0, 0);
      case "addsp":
        put(0, 0, 0);
        return put32(words[at + 1]!);
      default:
        return put(hw(1), hw(2), hw(3));
    }
  }

  private afterCall(name: string, words: Int32Array, at: number, state: EmitState): void {
    if (name === "addr") return;
    if (name === "tail") {
      // Where the return address has to be: below the callee's arguments.
      const delta = state.frame.tailArgBytes - this.callInfos[words[at + 2]!]!.signature.params.stackBytes;
      state.buffer.putBytes(Uint8Array.of(0, 0, delta >> 8, delta & 255));
      return;
    }
    const info = this.callInfos[words[at + 2]!]!;
    state.addCallSite(info.tryCall);
    if (info.calleePops > 0) {
      const n = -info.calleePops;
      state.buffer.putBytes(
        Uint8Array.of(28, 0, 0, 0, (n >> 24) & 255, (n >> 16) & 255, (n >> 8) & 255, n & 255),
      );
    }
    if (name === "trycall") {
      const start = state.buffer.offset;
      state.buffer.putBytes(Uint8Array.of(18, 0, 0, 0));
      state.buffer.addUncondBranch(start, words[at + 3]!, FAR_USE, start + 1);
    }
  }

  private address(words: Int32Array, at: number, state: EmitState): [base: number, offset: number] {
    const kind = words[at]!;
    if (kind === 0) return [hwEnc(words[at + 1]!), words[at + 2]!];
    return [SP, areaOffset(state.frame, kind - 1) + words[at + 2]!];
  }

  operandText(kind: string, _modifier: string, words: Int32Array, at: number): string {
    const reg = (w: number): string => (isPhysReg(w) ? `r${hwEnc(w)}` : `v${w}`);
    if (kind.startsWith("reg") && kind !== "regs") return reg(words[at]!);
    if (kind === "regs") return registerListText(words, at, reg);
    if (kind === "amode") {
      const base =
        words[at] === 0 ? reg(words[at + 1]!) : ["incoming", "slot", "outgoing", "tail"][words[at]! - 1]!;
      return `[${base}+${words[at + 2]}]`;
    }
    if (kind === "label") return `block${words[at]}`;
    return String(words[at]);
  }

  // Rules

  lowerInst(inst: number): number {
    const { dfg } = this;
    const arg = (k: number): number => dfg.word(inst as never, k);
    const reg = (k: number): number => this.put_in_reg(arg(k));
    const ty = this.result_type(inst);
    const wide = ty === types.I128;
    switch (dfg.opcode(inst as never)) {
      case Opcode.Iconst:
        return this.constant(arg(0), arg(1));
      case Opcode.Iadd: {
        if (wide) return this.add128(this.put_in_regs(arg(0)), this.put_in_regs(arg(1)));
        const load = ty === types.I64 ? this.sinkable_load(arg(1)) : -1;
        if (load < 0 || dfg.opcode(load as never) !== Opcode.Load) return this.op3("add", reg(0), reg(1));
        this.sink_inst(load);
        const d = this.temp(INT);
        const a = reg(0);
        const amode = this.regAmode(this.put_in_reg(dfg.word(load as never, 0)), dfg.word(load as never, 2));
        const at = this.pend(header("addload"));
        this.words[at + 1] = d;
        this.words[at + 2] = a;
        this.putAmode(at + 3, amode);
        this.emit(at);
        return d;
      }
      case Opcode.Isub:
        return wide ? -1 : this.op3("sub", reg(0), reg(1));
      case Opcode.Imul:
        return wide ? -1 : this.op3("mul", reg(0), reg(1));
      case Opcode.Band:
        return wide ? -1 : this.op3("and", reg(0), reg(1));
      case Opcode.Bor:
        return wide ? -1 : this.op3("or", reg(0), reg(1));
      case Opcode.Bxor:
        return wide ? -1 : this.op3("xor", reg(0), reg(1));
      case Opcode.Ishl: {
        const bits = types.typeBits(ty as Type);
        if (wide) return -1;
        return this.op3(
          "shl",
          reg(0),
          this.op3("and", this.value_regs_get(this.put_in_regs(arg(1)), 0), this.constant(bits - 1, 0)),
        );
      }
      case Opcode.Icmp: {
        const bits = types.typeBits(dfg.valueType(arg(0) as never));
        if (bits === 128) return -1;
        const cc = dfg.imm8(inst as never);
        const signed = cc >= 2 && cc <= 5;
        const a = bits === 64 ? reg(0) : this.genExtend(reg(0), bits, signed);
        const b = bits === 64 ? reg(1) : this.genExtend(reg(1), bits, signed);
        const d = this.temp(INT);
        this.emit(this.pend4(header("cmp"), d, a, b, cc));
        return d;
      }
      case Opcode.Select: {
        if (wide) return -1;
        const c = this.boolean(arg(0));
        const d = this.temp(INT);
        this.emit(this.pend4(header("sel"), d, c, reg(1), reg(2)));
        return d;
      }
      case Opcode.Uextend:
      case Opcode.Sextend: {
        const from = types.typeBits(dfg.valueType(arg(0) as never));
        const signed = dfg.opcode(inst as never) === Opcode.Sextend;
        const low = from === 64 ? reg(0) : this.genExtend(reg(0), from, signed);
        if (!wide) return low;
        if (signed) return -1;
        return this.value_regs(low, this.constant(0, 0));
      }
      case Opcode.Ireduce:
        return this.value_regs_get(this.put_in_regs(arg(0)), 0);
      case Opcode.Iconcat:
        return this.value_regs(reg(0), reg(1));
      case Opcode.Isplit: {
        const regs = this.put_in_regs(arg(0));
        return this.output_pair(this.value_regs_get(regs, 0), this.value_regs_get(regs, 1));
      }
      case Opcode.Load: {
        if (wide) return -1;
        const d = this.temp(INT);
        this.memory(
          "load",
          d,
          this.regAmode(reg(0), arg(2)),
          types.typeBytes(ty as Type),
          this.mem_flags(arg(1)) & memflags.TRAP_MASK,
        );
        return d;
      }
      case Opcode.Store: {
        const bytes = types.typeBytes(dfg.valueType(arg(0) as never));
        if (bytes > 8) return -1;
        this.memory(
          "store",
          reg(0),
          this.regAmode(reg(1), arg(3)),
          bytes,
          this.mem_flags(arg(2)) & memflags.TRAP_MASK,
        );
        return OUTPUT_NONE;
      }
      case Opcode.StackAddr:
        return this.stack_slot_addr(arg(0), arg(1));
      case Opcode.FuncAddr: {
        const d = this.temp(INT);
        this.emit(this.pend2(header("addr"), d, this.func_ref_name(arg(0))));
        return d;
      }
      case Opcode.Call:
        return this.gen_call(arg(0), arg(1));
      case Opcode.CallIndirect:
        return this.gen_call_indirect(arg(0), arg(1), arg(2));
      case Opcode.Return:
        return this.gen_return(arg(0));
      case Opcode.ReturnCall:
        return this.gen_return_call(arg(0), arg(1));
      case Opcode.Trap:
        this.emit(this.pend1(header("trap"), dfg.imm8(inst as never)));
        return OUTPUT_NONE;
      case Opcode.Trapz:
        this.emit(this.pend2(header("trapz"), this.boolean(arg(0)), dfg.imm8(inst as never)));
        return OUTPUT_NONE;
      case Opcode.Trapnz: {
        const zero = this.constant(0, 0);
        const d = this.temp(INT);
        this.emit(this.pend4(header("cmp"), d, this.boolean(arg(0)), zero, 0));
        this.emit(this.pend2(header("trapz"), d, dfg.imm8(inst as never)));
        return OUTPUT_NONE;
      }
      default:
        return -1;
    }
  }

  /** A register that is zero if and only if the value is. */
  private boolean(value: number): number {
    const ty = this.dfg.valueType(value as never);
    const regs = this.put_in_regs(value);
    if (ty === types.I128) return this.op3("or", this.value_regs_get(regs, 0), this.value_regs_get(regs, 1));
    return ty === types.I64 ? regs : this.genExtend(regs, types.typeBits(ty), false);
  }

  private add128(a: number, b: number): number {
    const lo = this.op3("add", this.value_regs_get(a, 0), this.value_regs_get(b, 0));
    const carry = this.temp(INT);
    this.emit(this.pend4(header("cmp"), carry, lo, this.value_regs_get(a, 0), 6));
    const hi = this.op3("add", this.op3("add", this.value_regs_get(a, 1), this.value_regs_get(b, 1)), carry);
    return this.value_regs(lo, hi);
  }

  lowerBranch(inst: number, targets: number): number {
    const { dfg } = this;
    switch (dfg.opcode(inst as never)) {
      case Opcode.Brif:
        this.emit(
          this.pend3(
            header("bnz"),
            this.boolean(dfg.word(inst as never, 0)),
            this.targetLabel(0),
            this.targetLabel(1),
          ),
        );
        return 0;
      case Opcode.BrTable: {
        const index = this.genExtend(this.put_in_reg(dfg.word(inst as never, 0)), 32, false);
        this.emit(
          this.pend3(header("table"), index, this.jump_table_default(targets), this.label_table(targets)),
        );
        return 0;
      }
      case Opcode.TryCall:
        return this.gen_try_call(dfg.word(inst as never, 0), dfg.word(inst as never, 2), targets);
      default:
        return -1;
    }
  }
}
