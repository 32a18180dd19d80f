/**
 * Emission of one record: by table where there is an encoding, by hand for control flow, calls and sequences.
 *
 * The steps of a sequence are made with the constructors of ordinary instructions on physical registers and encoded at
 * once; branches inside a sequence are short and patched when their target is reached. Nothing but the registers named
 * in the record is changed.
 */
import { type EmitState, hwEnc, type MachBuffer, physReg } from "@cranelift-ts/codegen";
import { TrapCodes } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import { ENCODINGS, TRAP_PLACES } from "../generated/encodings.ts";
import { ALU_RI, ALU_RM, ALU_RR, CMOV_RR, LOCK_CMPXCHG_MR, NEG_R } from "../generated/families.ts";
import * as Op from "../generated/machine.ts";
import { MACHINE } from "../generated/machine.ts";
import type { X64Backend } from "../lower/backend.ts";
import { AMODE_TRAPS, type AddressResolver, encode, RSP, USE_PC_REL_32 } from "./forms.ts";
import { areaOffset } from "@cranelift-ts/codegen";

/** Fields of jump tables: distance from the start of the table. The offset of the entry is stored in it beforehand. */
export const USE_TABLE_32 = 1;
/** Fields of jumps that the buffer may make short: nothing may rely on their length. */
export const USE_BRANCH_32 = 2;

/** Bytes that no record but a jump table exceeds. */
export const MAX_INST_BYTES = 256;

const CC_B = 2;
const CC_AE = 3;
const CC_E = 4;
const CC_NE = 5;
const CC_A = 7;
const CC_S = 8;
const CC_P = 10;
const CC_NP = 11;
const CC_L = 12;
const CC_G = 15;
const CC_GE = 13;

const SP: number = physReg(RSP);
const FP: number = physReg(5);
const SCRATCH10: number = physReg(10);
const SCRATCH11: number = physReg(11);
const RAX: number = physReg(0);
const RDX: number = physReg(2);

/** Encodes the record at `words[at]`. */
export function emitInstruction(cx: X64Backend, words: Int32Array, at: number, state: EmitState): void {
  const op = words[at] & 0xffff;
  const e = ENCODINGS[2 * op];
  if ((e & 0x3000) === 0) {
    const top = cx.top;
    const amodeTop = cx.amodeTop;
    const sequence = sequenceOf(cx, state);
    sequence.emit(op, words, at);
    // A sequence may have more than one way to its end.
    if (op !== Op.Sum32 && op !== Op.Sum64) sequence.flagsAt = -1;
    cx.top = top;
    cx.amodeTop = amodeTop;
    return;
  }
  recordTrap(op, e, words, at, state);
  const sequence = sequenceOf(cx, state);
  encode(op, words, at, state.buffer, sequence.addresses, cx.wide);
  sequence.noteFlags(op, words, at);
}

/** 2 or 3, for the width, of instructions on 32 and 64 bits that set the zero and sign flags by the result in their first operand. */
const RESULT_FLAGS: Uint8Array = resultFlags();

function resultFlags(): Uint8Array {
  const table = new Uint8Array(MACHINE.names.length);
  // add, or, and, sub, xor
  for (const op of [0, 1, 4, 5, 6]) {
    for (const size of [2, 3]) for (const rows of [ALU_RR, ALU_RI, ALU_RM]) table[rows[op * 4 + size]] = size;
  }
  for (const size of [2, 3]) table[NEG_R[size]] = size;
  table[0] = 0;
  return table;
}

/** Notes that the instruction may trap: by itself, or through its address. */
function recordTrap(op: number, e: number, words: Int32Array, at: number, state: EmitState): void {
  const place = TRAP_PLACES[op];
  if (place !== 0) state.addTrap(words[at + place]);
  else if ((e & 0x200000) !== 0) {
    const meta = words[at + ((ENCODINGS[2 * op + 1] >>> 5) & 31) + 3];
    if ((meta & AMODE_TRAPS) !== 0) state.addTrap((meta >> 16) & 0xff);
  }
}

/** The writer of an emission, made once per back end and emitter. The back end keeps it, so that both go together. */
function sequenceOf(cx: X64Backend, state: EmitState): Sequence {
  const kept = cx.sequence as Sequence | undefined;
  if (kept !== undefined && kept.state === state) return kept;
  const made = new Sequence(cx, state);
  cx.sequence = made;
  return made;
}

export function worstSizeOf(cx: X64Backend, words: Int32Array, at: number): number {
  if ((words[at] & 0xffff) === Op.BrTable) return MAX_INST_BYTES + 4 * cx.jumpTables[words[at + 4]].length;
  return MAX_INST_BYTES;
}

/** The bytes of each conditional jump, its distance zero. */
const CONDITIONAL_JUMPS: readonly Uint8Array[] = Array.from(
  { length: 16 },
  (_, cc) => new Uint8Array([0x0f, 0x80 | cc, 0, 0, 0, 0]),
);

class Sequence {
  readonly cx: X64Backend;
  readonly state: EmitState;
  readonly addresses: AddressResolver;
  private readonly buffer: MachBuffer;

  constructor(cx: X64Backend, state: EmitState) {
    this.cx = cx;
    this.state = state;
    this.buffer = state.buffer;
    this.addresses = {
      areaOffset: (area: number): number => areaOffset(state.frame, area),
      constantLabel: (constant: number): number => state.constantLabel(constant),
    };
  }

  /** Encodes a pending record. */
  private put(inst: number): void {
    const { cx } = this;
    const op = cx.words[inst] & 0xffff;
    recordTrap(op, ENCODINGS[2 * op], cx.words, inst, this.state);
    encode(op, cx.words, inst, this.buffer, this.addresses, cx.wide);
    this.noteFlags(op, cx.words, inst);
    cx.top = inst;
  }

  private bytes(...bytes: number[]): void {
    this.buffer.reserve(bytes.length);
    for (const b of bytes) this.buffer.data[this.buffer.offset++] = b;
  }

  /** One or two bytes of opcode and four bytes of zero, to be filled in later. */
  private withField(first: number, second: number): void {
    const { buffer } = this;
    buffer.reserve(6);
    const b = buffer.data;
    let n = buffer.offset;
    b[n++] = first;
    if (second >= 0) b[n++] = second;
    b[n] = 0;
    b[n + 1] = 0;
    b[n + 2] = 0;
    b[n + 3] = 0;
    buffer.offset = n + 4;
  }

  /** A short forward jump; returns where to patch it. */
  private short(cc: number): number {
    this.bytes(cc < 0 ? 0xeb : 0x70 | cc, 0);
    return this.buffer.offset - 1;
  }

  /** The short jump lands here. */
  private here(patch: number): void {
    const distance = this.buffer.offset - patch - 1;
    if (distance > 127) throw new InternalError("a short jump is too long");
    this.buffer.data[patch] = distance;
  }

  /** A short jump back to `target`. */
  private back(cc: number, target: number): void {
    this.bytes(cc < 0 ? 0xeb : 0x70 | cc, 0);
    const distance = target - this.buffer.offset;
    if (distance < -128) throw new InternalError("a short jump back is too long");
    this.buffer.data[this.buffer.offset - 1] = distance;
  }

  /** A jump to an out-of-line trap; in a sequence with short jumps over it, it must keep its length. */
  private trapIf(cc: number, code: number, use: number = USE_PC_REL_32): void {
    const label = this.buffer.deferTrap(code);
    this.withField(0x0f, 0x80 | cc);
    this.buffer.useLabel(this.buffer.offset - 4, label, use);
  }

  private jump(target: number): void {
    const start = this.buffer.offset;
    this.withField(0xe9, -1);
    this.buffer.addUncondBranch(start, target, USE_BRANCH_32, start + 1);
  }

  private condJump(cc: number, target: number): void {
    const start = this.buffer.offset;
    this.withField(0x0f, 0x80 | cc);
    this.buffer.addCondBranch(start, target, USE_BRANCH_32, start + 2, CONDITIONAL_JUMPS[cc ^ 1]);
  }

  private reloc32(kind: string, name: number, addend: bigint): void {
    this.state.addReloc(this.buffer.offset, kind, name, addend);
    this.bytes(0, 0, 0, 0);
  }

  emit(op: number, w: Int32Array, at: number): void {
    const { cx } = this;
    switch (op) {
      case 1 /* Op.Jmp */:
        this.jump(w[at + 1]);
        return;
      case 2 /* Op.Jcc */:
        this.condJump(w[at + 1], w[at + 2]);
        this.jump(w[at + 3]);
        return;
      case 3 /* Op.JccOr */: {
        // The first branch is opaque to the buffer's simplification: the two belong together.
        this.bytes(0x0f, 0x80 | w[at + 1], 0, 0, 0, 0);
        this.buffer.useLabel(this.buffer.offset - 4, w[at + 3], USE_BRANCH_32);
        this.condJump(w[at + 2], w[at + 3]);
        this.jump(w[at + 4]);
        return;
      }
      case 4 /* Op.BrTable */:
        this.jumpTable(w[at + 1], w[at + 2], w[at + 3], cx.jumpTables[w[at + 4]]);
        return;
      case Op.BrFew:
        this.branchFew(w[at + 1], cx.jumpTables[w[at + 2]]);
        return;
      case Op.TestZero:
        this.testZero(w[at + 1], w[at + 2]);
        return;
      case 6 /* Op.Ret */: {
        // The callee's own arguments if its convention says so, and in any case what the prologue made room for.
        const { frame } = this.state;
        const pop = frame.tailArgBytes - (w[at + 1] !== 0 ? 0 : frame.incomingArgBytes);
        if (pop === 0) this.bytes(0xc3);
        else if (pop < 0x10000) this.bytes(0xc2, pop & 0xff, pop >> 8);
        else this.popAndReturn(pop);
        return;
      }
      case 7 /* Op.Args */:
      case 8 /* Op.DummyUse */:
      case 9 /* Op.SequencePoint */:
      case 32 /* Op.UndefGpr */:
      case 33 /* Op.UndefXmm */:
        return;
      case 10 /* Op.CallNear */:
      case 14 /* Op.CallNearTry */:
        this.bytes(0xe8);
        this.reloc32("X86CallPCRel4", w[at + 1], -4n);
        this.afterCall(w, at, op === Op.CallNearTry);
        return;
      case 11 /* Op.CallPlt */:
      case 15 /* Op.CallPltTry */:
        // Through the table of addresses: call *name@GOTPCREL(%rip)
        this.bytes(0xff, 0x15);
        this.reloc32("X86GOTPCRel4", w[at + 1], -4n);
        this.afterCall(w, at, op === Op.CallPltTry);
        return;
      case 12 /* Op.CallReg */:
      case 16 /* Op.CallRegTry */:
        this.indirect(2, w[at + 1]);
        this.afterCall(w, at, op === Op.CallRegTry);
        return;
      case 18 /* Op.CallPatchable */:
        this.bytes(0xe8);
        this.reloc32("X86CallPCRel4", w[at + 1], -4n);
        // A callee of this kind takes nothing off the stack.
        this.state.addPatchableCall(5);
        return;
      case 19 /* Op.ReturnCallNear */:
        this.resizeArguments(w[at + 2]);
        this.bytes(0xe9);
        this.reloc32("X86CallPCRel4", w[at + 1], -4n);
        return;
      case 20 /* Op.ReturnCallReg */:
        this.resizeArguments(w[at + 2]);
        this.indirect(4, w[at + 1]);
        return;
      case 21 /* Op.LeaNearSymbol */:
        this.ripRelative(0x8d, w[at + 1], "X86PCRel4", w[at + 2], this.wide(w[at + 3]) - 4n);
        return;
      case 22 /* Op.LoadGotSymbol */:
        this.ripRelative(0x8b, w[at + 1], "X86GOTPCRel4", w[at + 2], -4n);
        return;
      case 23 /* Op.MovabsSymbol */: {
        const r = hwEnc(w[at + 1]);
        this.bytes(0x48 | (r >> 3), 0xb8 | (r & 7));
        this.state.addReloc(this.buffer.offset, "Abs8", w[at + 2], this.wide(w[at + 3]));
        this.bytes(0, 0, 0, 0, 0, 0, 0, 0);
        return;
      }
      case 24 /* Op.LeaLabel */: {
        const r = hwEnc(w[at + 1]);
        this.bytes(0x48 | ((r >> 3) << 2), 0x8d, ((r & 7) << 3) | 5, 0, 0, 0, 0);
        this.buffer.useLabel(this.buffer.offset - 4, w[at + 2], USE_PC_REL_32);
        return;
      }
      case 25 /* Op.Trap */:
        this.state.addTrap(w[at + 1]);
        this.bytes(0x0f, 0x0b);
        return;
      case 26 /* Op.TrapIf */:
        this.trapIf(w[at + 1], w[at + 2], USE_BRANCH_32);
        return;
      case 27 /* Op.TrapIfOr */:
        this.trapIf(w[at + 1], w[at + 3], USE_BRANCH_32);
        this.trapIf(w[at + 2], w[at + 3], USE_BRANCH_32);
        return;
      case Op.Ror32:
        this.rotate(false, w[at + 1], w[at + 2], w[at + 3]);
        return;
      case Op.Ror64:
        this.rotate(true, w[at + 1], w[at + 2], w[at + 3]);
        return;
      case Op.Sum32:
        this.sum(false, w[at + 1], w, at + 2);
        return;
      case Op.Sum64:
        this.sum(true, w[at + 1], w, at + 2);
        return;
      case 28 /* Op.TrapIfAnd */: {
        const skip = this.short(w[at + 1] ^ 1);
        this.trapIf(w[at + 2], w[at + 3]);
        this.here(skip);
        return;
      }
      case 29 /* Op.ZeroGpr */:
        this.put(cx.inst_xorl_rr(w[at + 1], w[at + 1], w[at + 1]));
        return;
      case 30 /* Op.ZeroXmm */:
        this.put(cx.inst_xorps_xx(w[at + 1], w[at + 1], w[at + 1]));
        return;
      case 31 /* Op.OnesXmm */:
        this.put(cx.inst_pcmpeqd_xx(w[at + 1], w[at + 1], w[at + 1]));
        return;
      case 34 /* Op.SbbSelf */:
        this.put(cx.inst_sbbq_rr(w[at + 1], w[at + 1], w[at + 1]));
        return;
      case 40 /* Op.CmovXmm */: {
        const skip = this.short(w[at + 1]);
        this.put(cx.inst_movaps_xx(w[at + 2], w[at + 4]));
        this.here(skip);
        return;
      }
      case 41 /* Op.CmovXmmOr */: {
        const take = this.short(w[at + 1]);
        const skip = this.short(w[at + 2] ^ 1);
        this.here(take);
        this.put(cx.inst_movaps_xx(w[at + 3], w[at + 5]));
        this.here(skip);
        return;
      }
      case 42 /* Op.CvtU64ToFloat */:
        this.u64ToFloat(w[at + 1], w[at + 2] !== 0, w[at + 3], w[at + 4], w[at + 5]);
        return;
      case 43 /* Op.CvtFloatToSint */:
        this.floatToInt(true, w, at);
        return;
      case 44 /* Op.CvtFloatToUint */:
        this.floatToInt(false, w, at);
        return;
      case 45 /* Op.XmmMinMax */:
        this.minMax(w[at + 1], w[at + 3], w[at + 4] !== 0, w[at + 5] !== 0);
        return;
      case 46 /* Op.AtomicRmwLoop */:
        this.atomicRmwLoop(w[at + 2], w, at + 3, w[at + 7], w[at + 8], w[at + 9]);
        return;
      case 47 /* Op.Atomic_128RmwLoop */:
        this.atomic128RmwLoop(w, at);
        return;
      case 48 /* Op.Atomic_128StoreLoop */:
        this.atomic128StoreLoop(w, at);
        return;
      case 54 /* Op.StackSwitch */:
        this.stackSwitch(w[at + 2], w[at + 3], w[at + 4], w[at + 5]);
        return;
      case 49 /* Op.TlsElfGd */:
        // The linker relaxes exactly these bytes: data16 lea x@tlsgd(%rip), %rdi; data16 data16 rex.W call __tls_get_addr
        this.bytes(0x66, 0x48, 0x8d, 0x3d);
        this.reloc32("ElfX86_64TlsGd", w[at + 2], -4n);
        this.bytes(0x66, 0x66, 0x48, 0xe8);
        this.reloc32("X86CallPLTRel4", cx.externalName({ kind: "libcall", libcall: "ElfTlsGetAddr" }), -4n);
        return;
      case 50 /* Op.TlsMacho */:
        // movq x@TLVP(%rip), %rdi; callq *(%rdi)
        this.bytes(0x48, 0x8b, 0x3d);
        this.reloc32("MachOX86_64Tlv", w[at + 2], -4n);
        this.bytes(0xff, 0x17);
        return;
      case 51 /* Op.TlsCoff */:
        this.tlsCoff(w[at + 1], w[at + 2], w[at + 3]);
        return;
      case 52 /* Op.Probestack */:
        this.bytes(0xe8);
        this.reloc32("X86CallPCRel4", w[at + 1], -4n);
        return;
      case 53 /* Op.ProbeLoop */:
        this.probeLoop(w[at + 1], w[at + 2]);
        return;
    }
    throw new InternalError(`cannot emit ${MACHINE.names[op]}`);
  }

  private wide(id: number): bigint {
    return BigInt.asIntN(64, (BigInt(this.cx.wide.hi(id)) << 32n) | BigInt(this.cx.wide.lo(id) >>> 0));
  }

  private indirect(digit: number, reg: number): void {
    const r = hwEnc(reg);
    if (r >= 8) this.bytes(0x41);
    this.bytes(0xff, 0xc0 | (digit << 3) | (r & 7));
  }

  private ripRelative(opcode: number, reg: number, kind: string, name: number, addend: bigint): void {
    const r = hwEnc(reg);
    this.bytes(0x48 | ((r >> 3) << 2), opcode, ((r & 7) << 3) | 5);
    this.reloc32(kind, name, addend);
  }

  /** A sum given as an address: ADD where the result is in the place of an operand, a copy where nothing is added, else LEA. */
  private sum(wide: boolean, dst: number, w: Int32Array, a: number): void {
    const { cx } = this;
    const base = w[a];
    const index = w[a + 1];
    const disp = w[a + 2];
    const scaled = (w[a + 3] & 0x30) !== 0;
    if (index < 0 && base === dst) {
      // -128 is a byte, 128 is not.
      if (disp === 128) this.put(wide ? cx.inst_subq_ri(dst, dst, -128) : cx.inst_subl_ri(dst, dst, -128));
      else this.put(wide ? cx.inst_addq_ri(dst, dst, disp) : cx.inst_addl_ri(dst, dst, disp));
    } else if (index >= 0 && disp === 0 && !scaled && (base === dst || index === dst)) {
      const other = base === dst ? index : base;
      this.put(wide ? cx.inst_addq_rr(dst, dst, other) : cx.inst_addl_rr(dst, dst, other));
    } else {
      const amode = cx.amode(base, index, disp, w[a + 3]);
      this.put(wide ? cx.inst_leaq_rm(dst, amode) : cx.inst_leal_rm(dst, amode));
    }
  }

  /** Records the call; puts the stack pointer back where the callee has taken its arguments off; goes on. */
  private afterCall(w: Int32Array, at: number, isTry: boolean): void {
    const info = this.cx.callInfos[w[at + 2]];
    this.state.addCallSite(info.tryCall);
    if (info.calleePops > 0) this.put(this.cx.inst_subq_ri(SP, SP, info.calleePops));
    if (isTry) this.jump(w[at + 3]);
  }

  /** After the epilogue: the return address moves to where the callee of a tail call, with its arguments, expects it. */
  private resizeArguments(argBytes: number): void {
    const delta = this.state.frame.tailArgBytes - argBytes;
    if (delta === 0) return;
    const { cx } = this;
    this.put(cx.inst_movq_rm(SCRATCH10, cx.base_amode(SP, 0)));
    this.put(cx.inst_addq_ri(SP, SP, delta));
    this.put(cx.inst_movq_mr(cx.base_amode(SP, 0), SCRATCH10));
  }

  private popAndReturn(pop: number): void {
    const { cx } = this;
    this.put(cx.inst_popq_r(SCRATCH11));
    this.put(cx.inst_addq_ri(SP, SP, pop));
    this.indirect(4, SCRATCH11);
  }

  /** One compare decides between two entries; the last label is the default. */
  private branchFew(index: number, labels: Int32Array): void {
    const { cx, buffer } = this;
    const n = labels.length - 1;
    for (let k = 0; k + 1 < n; k += 2) {
      this.put(cx.inst_cmpl_ri(index, k + 1));
      this.withField(0x0f, 0x80 | CC_B);
      buffer.useLabel(buffer.offset - 4, labels[k], USE_BRANCH_32);
      if (k + 2 === n) break;
      this.withField(0x0f, 0x80 | CC_E);
      buffer.useLabel(buffer.offset - 4, labels[k + 1], USE_BRANCH_32);
    }
    if ((n & 1) !== 0) this.put(n === 1 ? cx.inst_testl_rr(index, index) : cx.inst_cmpl_ri(index, n - 1));
    this.condJump(CC_E, labels[n - 1]);
    this.jump(labels[n]);
  }

  /** TEST, unless the instruction just before has set the zero and sign flags for this register. */
  private testZero(size: number, reg: number): void {
    const { cx, buffer } = this;
    if (
      this.flagsAt === buffer.offset &&
      this.flagsReg === reg &&
      this.flagsSize === size &&
      !buffer.isLabelHere
    )
      return;
    this.put(size === 3 ? cx.inst_testq_rr(reg, reg) : cx.inst_testl_rr(reg, reg));
  }

  // What the flags say: the instruction that ends at `flagsAt` left those of its result
  flagsAt: number = -1;
  private flagsReg: number = 0;
  private flagsSize: number = 0;

  /** The record just encoded may have set the flags by its result. */
  noteFlags(op: number, words: Int32Array, at: number): void {
    const size = RESULT_FLAGS[op];
    if (size === 0) {
      this.flagsAt = -1;
      return;
    }
    this.flagsAt = this.buffer.offset;
    this.flagsReg = words[at + 1];
    this.flagsSize = size;
  }

  /** A right rotation into another register, or in the shorter encoding in place. */
  private rotate(wide: boolean, dst: number, src: number, count: number): void {
    const { cx } = this;
    if (dst !== src) this.put(wide ? cx.inst_rorxq_rri(dst, src, count) : cx.inst_rorxl_rri(dst, src, count));
    else this.put(wide ? cx.inst_rorq_ri(dst, dst, count) : cx.inst_rorl_ri(dst, dst, count));
  }

  private jumpTable(index: number, base: number, offset: number, labels: Int32Array): void {
    const { cx, buffer } = this;
    const table = buffer.getLabel();
    const r = hwEnc(base);
    this.bytes(0x48 | ((r >> 3) << 2), 0x8d, ((r & 7) << 3) | 5, 0, 0, 0, 0);
    buffer.useLabel(buffer.offset - 4, table, USE_PC_REL_32);
    this.put(cx.inst_movslq_rm(offset, cx.index_amode(base, index, 2, 0)));
    this.put(cx.inst_addq_rr(base, base, offset));
    this.indirect(4, base);
    buffer.bindLabel(table);
    const start = buffer.offset;
    for (let k = 0; k < labels.length; k++) {
      const at = buffer.offset;
      const back = at - start;
      this.bytes(back & 0xff, (back >> 8) & 0xff, (back >> 16) & 0xff, back >>> 24);
      buffer.useLabel(at, labels[k], USE_TABLE_32);
    }
  }

  // Conversions

  private cvtFrom64(dst: number, f64: boolean, src: number): void {
    const { cx } = this;
    this.put(cx.inst_xorps_xx(dst, dst, dst));
    this.put(f64 ? cx.inst_cvtsi2sdq_xr(dst, dst, src) : cx.inst_cvtsi2ssq_xr(dst, dst, src));
  }

  /** Halves a large number, keeping its lowest bit for correct rounding, and doubles the result. */
  private u64ToFloat(dst: number, f64: boolean, src: number, tmp1: number, tmp2: number): void {
    const { cx } = this;
    this.put(cx.inst_testq_rr(src, src));
    const negative = this.short(CC_S);
    this.cvtFrom64(dst, f64, src);
    const done = this.short(-1);
    this.here(negative);
    this.put(cx.inst_movq_rr(tmp1, src));
    this.put(cx.inst_shrq_r(tmp1, tmp1));
    this.put(cx.inst_movq_rr(tmp2, src));
    this.put(cx.inst_andl_ri(tmp2, tmp2, 1));
    this.put(cx.inst_orq_rr(tmp1, tmp1, tmp2));
    this.cvtFrom64(dst, f64, tmp1);
    this.put(f64 ? cx.inst_addsd_xx(dst, dst, dst) : cx.inst_addss_xx(dst, dst, dst));
    this.here(done);
  }

  /** Loads the power of two 2^exponent, negated or not, through `tmp`. */
  private loadPower(dst: number, f64: boolean, exponent: number, negative: boolean, tmp: number): void {
    const { cx } = this;
    if (f64) {
      const hi = ((1023 + exponent) << 20) | (negative ? 0x80000000 : 0) | 0;
      this.put(cx.inst_movabsq_ri(tmp, cx.wide.id(0, hi)));
      this.put(cx.inst_movq_xr(dst, tmp));
    } else {
      this.put(cx.inst_movl_ri(tmp, ((127 + exponent) << 23) | (negative ? 0x80000000 : 0) | 0));
      this.put(cx.inst_movd_xr(dst, tmp));
    }
  }

  private ucomis(a: number, b: number, f64: boolean): void {
    this.put(f64 ? this.cx.inst_ucomisd_xx(a, b) : this.cx.inst_ucomiss_xx(a, b));
  }

  private truncate(dst: number, src: number, f64: boolean): void {
    this.put(f64 ? this.cx.inst_cvttsd2siq_rx(dst, src) : this.cx.inst_cvttss2siq_rx(dst, src));
  }

  /** Truncation with a test of the range, by comparison with the powers of two at its ends. */
  private floatToInt(signed: boolean, w: Int32Array, at: number): void {
    const { cx } = this;
    const dst = w[at + 1];
    const f64 = w[at + 2] !== 0;
    const bits = 8 << w[at + 3];
    const saturate = w[at + 4] !== 0;
    const src = w[at + 5];
    const tmp = w[at + 6];
    const tmpx = w[at + 7];
    const done: number[] = [];
    this.ucomis(src, src, f64);
    if (saturate) {
      const ordered = this.short(CC_NP);
      this.put(cx.inst_xorl_rr(dst, dst, dst));
      done.push(this.short(-1));
      this.here(ordered);
    } else this.trapIf(CC_P, TrapCodes.bad_toint);
    // Above: 2^bits or 2^(bits - 1), which is a float.
    this.loadPower(tmpx, f64, signed ? bits - 1 : bits, false, tmp);
    this.ucomis(src, tmpx, f64);
    if (saturate) {
      const below = this.short(CC_B);
      this.loadMax(dst, signed, bits);
      done.push(this.short(-1));
      this.here(below);
    } else this.trapIf(CC_AE, TrapCodes.int_ovf);
    // Below: the least integer, less one, may not be a float; whatever lies above it truncates to something in range.
    if (signed) this.signedFloor(dst, src, tmp, tmpx, f64, bits, saturate, done);
    else this.unsignedFloor(dst, src, tmp, tmpx, f64, bits, saturate, done);
    for (const patch of done) this.here(patch);
  }

  private loadMax(dst: number, signed: boolean, bits: number): void {
    const { cx } = this;
    if (bits === 64) {
      if (signed) this.put(cx.inst_movabsq_ri(dst, cx.wide.id(-1, 0x7fffffff)));
      else this.put(cx.inst_movq_ri(dst, -1));
    } else this.put(cx.inst_movl_ri(dst, signed ? 2 ** (bits - 1) - 1 : bits === 32 ? -1 : 2 ** bits - 1));
  }

  private signedFloor(
    dst: number,
    src: number,
    tmp: number,
    tmpx: number,
    f64: boolean,
    bits: number,
    saturate: boolean,
    done: number[],
  ): void {
    const { cx } = this;
    if (bits === 64) {
      this.loadPower(tmpx, f64, 63, true, tmp);
      this.ucomis(src, tmpx, f64);
      if (saturate) {
        // The hardware's answer to anything lower is the least integer.
        this.truncate(dst, src, f64);
        return;
      }
      this.trapIf(CC_B, TrapCodes.int_ovf);
      this.truncate(dst, src, f64);
      return;
    }
    // In 64 bits the result is exact or, far below, the least 64-bit integer.
    this.truncate(dst, src, f64);
    this.put(cx.inst_movq_ri(tmp, -(2 ** (bits - 1))));
    this.put(cx.inst_cmpq_rr(dst, tmp));
    if (saturate) this.put(pendRecord(cx, CMOV_RR[CC_L * 4 + 3], dst, dst, tmp));
    else this.trapIf(CC_L, TrapCodes.int_ovf);
    void done;
  }

  private unsignedFloor(
    dst: number,
    src: number,
    tmp: number,
    tmpx: number,
    f64: boolean,
    bits: number,
    saturate: boolean,
    done: number[],
  ): void {
    const { cx } = this;
    if (bits < 64) {
      this.truncate(dst, src, f64);
      this.put(cx.inst_testq_rr(dst, dst));
      if (saturate) {
        const positive = this.short(CC_S ^ 1);
        this.put(cx.inst_xorl_rr(dst, dst, dst));
        this.here(positive);
      } else this.trapIf(CC_S, TrapCodes.int_ovf);
      return;
    }
    this.loadPower(tmpx, f64, 63, false, tmp);
    this.ucomis(src, tmpx, f64);
    const large = this.short(CC_AE);
    this.truncate(dst, src, f64);
    this.put(cx.inst_testq_rr(dst, dst));
    if (saturate) {
      const positive = this.short(CC_S ^ 1);
      this.put(cx.inst_xorl_rr(dst, dst, dst));
      this.here(positive);
    } else this.trapIf(CC_S, TrapCodes.int_ovf);
    done.push(this.short(-1));
    this.here(large);
    // Less 2^63, and the top bit again
    this.loadPower(tmpx, f64, 63, true, tmp);
    this.put(f64 ? cx.inst_addsd_xx(tmpx, tmpx, src) : cx.inst_addss_xx(tmpx, tmpx, src));
    this.truncate(dst, tmpx, f64);
    this.put(cx.inst_btcq_ri(dst, dst, 63));
  }

  /** `dst` holds one operand and gets the result. */
  private minMax(dst: number, src: number, f64: boolean, isMin: boolean): void {
    const { cx } = this;
    this.ucomis(dst, src, f64);
    const different = this.short(CC_NE);
    const nan = this.short(CC_P);
    // Equal, so perhaps zeros of different signs: both bits for the minimum, common bits for the maximum
    this.put(isMin ? cx.inst_orps_xx(dst, dst, src) : cx.inst_andps_xx(dst, dst, src));
    const done1 = this.short(-1);
    this.here(nan);
    this.put(f64 ? cx.inst_addsd_xx(dst, dst, src) : cx.inst_addss_xx(dst, dst, src));
    const done2 = this.short(-1);
    this.here(different);
    if (f64) this.put(isMin ? cx.inst_minsd_xx(dst, dst, src) : cx.inst_maxsd_xx(dst, dst, src));
    else this.put(isMin ? cx.inst_minss_xx(dst, dst, src) : cx.inst_maxss_xx(dst, dst, src));
    this.here(done1);
    this.here(done2);
  }

  // Atomics

  private copyAmode(w: Int32Array, place: number, offset: number): number {
    return this.cx.amode(w[place], w[place + 1], w[place + 2] + offset, w[place + 3]);
  }

  /** `tmp = old op operand`, with the old value in rax. `add sub and nand or xor xchg umin umax smin smax` are 0 to 10. */
  private rmwValue(op: number, size: number, tmp: number, old: number, operand: number): void {
    const { cx } = this;
    const alu = (k: number, s: number): void =>
      this.put(pendRecord(cx, ALU_RR[k * 4 + s], tmp, tmp, operand));
    if (op < 7) {
      this.put(cx.inst_movq_rr(tmp, old));
      const wide = size === 3 ? 3 : 2;
      if (op === 2 || op === 3) alu(4, wide);
      if (op === 3) this.put(wide === 3 ? cx.inst_notq_r(tmp, tmp) : cx.inst_notl_r(tmp, tmp));
      if (op === 4) alu(1, wide);
      if (op === 5) alu(6, wide);
      return;
    }
    this.put(cx.inst_movq_rr(tmp, old));
    this.put(pendRecord(cx, ALU_RR[7 * 4 + size], old, operand));
    const keepOperand = op === 7 ? CC_A : op === 8 ? CC_B : op === 9 ? CC_G : CC_L;
    this.put(pendRecord(cx, CMOV_RR[keepOperand * 4 + 3], tmp, tmp, operand));
  }

  private atomicRmwLoop(
    tmp: number,
    w: Int32Array,
    mem: number,
    operand: number,
    op: number,
    size: number,
  ): void {
    const { cx } = this;
    const load =
      size === 0
        ? cx.inst_movzbl_rm(RAX, this.copyAmode(w, mem, 0))
        : size === 1
          ? cx.inst_movzwl_rm(RAX, this.copyAmode(w, mem, 0))
          : size === 2
            ? cx.inst_movl_rm(RAX, this.copyAmode(w, mem, 0))
            : cx.inst_movq_rm(RAX, this.copyAmode(w, mem, 0));
    this.put(load);
    const again = this.buffer.offset;
    this.rmwValue(op, size, tmp, RAX, operand);
    const row = LOCK_CMPXCHG_MR[size];
    const at = cx.pend(row | (MACHINE.lengths[row] << 16));
    for (let k = 0; k < 4; k++) cx.words[at + 1 + k] = w[mem + k];
    cx.words[at + 5] = tmp;
    cx.words[at + 6] = RAX;
    cx.words[at + 7] = RAX;
    this.put(at);
    this.back(CC_NE, again);
  }

  private cmpxchg16b(w: Int32Array, mem: number): void {
    const { cx } = this;
    this.put(
      cx.inst_lock_cmpxchg16b_m(this.copyAmode(w, mem, 0), RAX, RAX, RDX, RDX, physReg(3), physReg(1)),
    );
  }

  private atomic128RmwLoop(w: Int32Array, at: number): void {
    const { cx } = this;
    const mem = at + 5;
    const lo = w[at + 9];
    const hi = w[at + 10];
    const op = w[at + 11];
    const newLo = physReg(3);
    const newHi = physReg(1);
    this.put(cx.inst_movq_rm(RAX, this.copyAmode(w, mem, 0)));
    this.put(cx.inst_movq_rm(RDX, this.copyAmode(w, mem, 8)));
    const again = this.buffer.offset;
    if (op < 7) {
      this.put(cx.inst_movq_rr(newLo, op === 6 ? lo : RAX));
      this.put(cx.inst_movq_rr(newHi, op === 6 ? hi : RDX));
      const both = (first: number, second: number): void => {
        this.put(pendRecord(cx, ALU_RR[first * 4 + 3], newLo, newLo, lo));
        this.put(pendRecord(cx, ALU_RR[second * 4 + 3], newHi, newHi, hi));
      };
      if (op === 0) both(0, 2);
      else if (op === 1) both(5, 3);
      else if (op === 2 || op === 3) both(4, 4);
      else if (op === 4) both(1, 1);
      else if (op === 5) both(6, 6);
      if (op === 3) {
        this.put(cx.inst_notq_r(newLo, newLo));
        this.put(cx.inst_notq_r(newHi, newHi));
      }
    } else {
      // old - operand, for its flags
      this.put(cx.inst_cmpq_rr(RAX, lo));
      this.put(cx.inst_movq_rr(newHi, RDX));
      this.put(pendRecord(cx, ALU_RR[3 * 4 + 3], newHi, newHi, hi));
      this.put(cx.inst_movq_rr(newLo, lo));
      this.put(cx.inst_movq_rr(newHi, hi));
      const keepOld = op === 7 ? CC_B : op === 8 ? CC_AE : op === 9 ? CC_L : CC_GE;
      this.put(pendRecord(cx, CMOV_RR[keepOld * 4 + 3], newLo, newLo, RAX));
      this.put(pendRecord(cx, CMOV_RR[keepOld * 4 + 3], newHi, newHi, RDX));
    }
    this.cmpxchg16b(w, mem);
    this.back(CC_NE, again);
  }

  private atomic128StoreLoop(w: Int32Array, at: number): void {
    const { cx } = this;
    const mem = at + 3;
    this.put(cx.inst_movq_rm(RAX, this.copyAmode(w, mem, 0)));
    this.put(cx.inst_movq_rm(RDX, this.copyAmode(w, mem, 8)));
    const again = this.buffer.offset;
    this.cmpxchg16b(w, mem);
    this.back(CC_NE, again);
  }

  // Thread-local storage of Windows, and probes

  /**
   * Each word is loaded before it is stored: the two places may be one. The resume address is that behind the jump, where
   * the payload is in its register again.
   */
  private stackSwitch(next: number, resume: number, store: number, load: number): void {
    const { cx, buffer } = this;
    const exchange = (offset: number, reg: number): void => {
      this.put(cx.inst_movq_rm(next, cx.base_amode(load, offset)));
      this.put(cx.inst_movq_mr(cx.base_amode(store, offset), reg));
      this.put(cx.inst_movq_rr(reg, next));
    };
    exchange(0, SP);
    exchange(8, FP);
    const here = buffer.getLabel();
    this.put(cx.inst_movq_rm(next, cx.base_amode(load, 16)));
    const r = hwEnc(resume);
    this.bytes(0x48 | ((r >> 3) << 2), 0x8d, ((r & 7) << 3) | 5, 0, 0, 0, 0);
    buffer.useLabel(buffer.offset - 4, here, USE_PC_REL_32);
    this.put(cx.inst_movq_mr(cx.base_amode(store, 16), resume));
    this.indirect(4, next);
    buffer.bindLabel(here);
  }

  private tlsCoff(dst: number, tmp: number, symbol: number): void {
    const { cx } = this;
    const t = hwEnc(tmp);
    const d = hwEnc(dst);
    // movl _tls_index(%rip), dst; movq %gs:0x58, tmp; movq (tmp,dst,8), dst; leaq symbol@secrel(dst), dst
    if (d >= 8) this.bytes(0x44);
    this.bytes(0x8b, ((d & 7) << 3) | 5);
    this.reloc32("X86PCRel4", cx.externalName({ kind: "known", symbol: "CoffTlsIndex" }), -4n);
    this.bytes(0x65, 0x48 | ((t >> 3) << 2), 0x8b, ((t & 7) << 3) | 4, 0x25, 0x58, 0, 0, 0);
    this.put(cx.inst_movq_rm(dst, cx.index_amode(tmp, dst, 3, 0)));
    // The displacement is always four bytes, for the relocation.
    this.bytes(0x48 | ((d >> 3) << 2) | (d >> 3), 0x8d, 0x80 | ((d & 7) << 3) | (d & 7));
    if ((d & 7) === 4) this.bytes(0x24);
    this.reloc32("X86SecRel", symbol, 0n);
  }

  private probeLoop(page: number, bytes: number): void {
    const { cx } = this;
    this.put(cx.inst_movq_rr(SCRATCH11, SP));
    const again = this.buffer.offset;
    this.put(pendRecord(cx, ALU_RI[5 * 4 + 3], SCRATCH11, SCRATCH11, page));
    this.put(cx.inst_movl_mi(cx.base_amode(SCRATCH11, 0), 0));
    this.put(cx.inst_leaq_rm(SCRATCH10, cx.base_amode(SCRATCH11, bytes)));
    this.put(cx.inst_cmpq_rr(SCRATCH10, SP));
    this.back(CC_A, again);
  }
}

/** A pending record of an op given by number. */
function pendRecord(cx: X64Backend, op: number, a: number, b: number, c: number = 0): number {
  const at = cx.pend(op | (MACHINE.lengths[op] << 16));
  cx.words[at + 1] = a;
  cx.words[at + 2] = b;
  if (MACHINE.lengths[op] > 3) cx.words[at + 3] = c;
  return at;
}
