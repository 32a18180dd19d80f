/**
 * The interpreter's own instruction set: what a CLIF function is decoded into.
 *
 * An instruction is the number below in one int32 word, followed by operand words. `d`, `a`, `b`, `c` are word offsets of
 * values in the frame; targets are absolute word addresses in the code; `cost` of a block, the CLIF instructions in it,
 * is the word before its first instruction. Suffixes are operand widths: `32` covers everything that lives in one word
 * (i8 to i32, f32), `Narrow` i8 and i16 where the upper bits need care, `64` two words. Every remaining combination of
 * opcode and type is `Lanes`, which names the CLIF opcode.
 *
 *     Jump t                      BrTable x n default t0 ... t(n-1)
 *     Brif32|Brif64 c t e         BrifWide c words t e             Br<cond> a b t e
 *     Move32|Move64 d a           MoveWide d a words
 *     Const32 d w                 Const64 d lo hi                  ConstWide d n w0 ... w(n-1)
 *     Trap code                   Trapz|Trapnz c words code
 *     unary d a                   binary d a b                     <op>Narrow d a b mask
 *     Select64 d c a b            Mask32 d a mask                  SignExtend32|64 d a shift
 *     Load<n> d a offset flags    LoadExtend d a offset flags bytes signed resultBits
 *     LoadWide d a offset flags type                               StoreWide data a offset flags type
 *     Store<n> data a offset flags
 *     StackAddr d offset          FrameInfo d which                StructCopy d a offset bytes
 *     Fcmp32|Fcmp64 d a b relations
 *     Return n (src words) * n
 *     Count n                     (only when counting executions: adds one to counter n)
 *     Lanes opcode ctrlType argType d d2 a b c imm flags
 *
 * Calls share one layout: `op callee next frameWords signature table nArgs (src dst words) * nArgs nRets (dst words) * nRets`,
 * where callee is a function number or the offset of an address, next is where execution goes on after a return, and table
 * is 0 or the address of an exception table `n exn0 exn1 (kind payload target) * n`. Addresses of copies are even frame offsets.
 */

export const Halt = 1;
export const Jump = 2;
export const Brif32 = 3;
export const Brif64 = 4;
export const BrifWide = 5;
export const BrTable = 6;
export const Move32 = 7;
export const Move64 = 8;
export const MoveWide = 9;
export const Const32 = 10;
export const Const64 = 11;
export const ConstWide = 12;
export const Call = 13;
export const CallIndirect = 14;
export const ReturnCall = 15;
export const ReturnCallIndirect = 16;
export const Return = 17;
export const Trap = 18;
export const Trapz = 19;
export const Trapnz = 20;
export const Iadd32 = 21;
export const Isub32 = 22;
export const Imul32 = 23;
export const Band32 = 24;
export const Bor32 = 25;
export const Bxor32 = 26;
export const Ishl32 = 27;
export const Ushr32 = 28;
export const Sshr32 = 29;
export const Rotl32 = 30;
export const Rotr32 = 31;
export const Ineg32 = 32;
export const Bnot32 = 33;
export const IaddNarrow = 34;
export const IsubNarrow = 35;
export const ImulNarrow = 36;
export const BnotNarrow = 37;
export const Iadd64 = 38;
export const Isub64 = 39;
export const Imul64 = 40;
export const Band64 = 41;
export const Bor64 = 42;
export const Bxor64 = 43;
export const Ishl64 = 44;
export const Ushr64 = 45;
export const Sshr64 = 46;
export const Rotl64 = 47;
export const Rotr64 = 48;
export const Ineg64 = 49;
export const Bnot64 = 50;
export const Eq32 = 51;
export const Ne32 = 52;
export const Slt32 = 53;
export const Sge32 = 54;
export const Sgt32 = 55;
export const Sle32 = 56;
export const Ult32 = 57;
export const Uge32 = 58;
export const Ugt32 = 59;
export const Ule32 = 60;
export const Eq64 = 61;
export const Ne64 = 62;
export const Slt64 = 63;
export const Sge64 = 64;
export const Sgt64 = 65;
export const Sle64 = 66;
export const Ult64 = 67;
export const Uge64 = 68;
export const Ugt64 = 69;
export const Ule64 = 70;
export const BrEq32 = 71;
export const BrNe32 = 72;
export const BrSlt32 = 73;
export const BrSge32 = 74;
export const BrSgt32 = 75;
export const BrSle32 = 76;
export const BrUlt32 = 77;
export const BrUge32 = 78;
export const BrUgt32 = 79;
export const BrUle32 = 80;
export const BrEq64 = 81;
export const BrNe64 = 82;
export const BrSlt64 = 83;
export const BrSge64 = 84;
export const BrSgt64 = 85;
export const BrSle64 = 86;
export const BrUlt64 = 87;
export const BrUge64 = 88;
export const BrUgt64 = 89;
export const BrUle64 = 90;
export const Select64 = 91;
export const Mask32 = 92;
export const ZeroExtend64 = 93;
export const SignExtend32 = 94;
export const SignExtend64 = 95;
export const Load8 = 96;
export const Load16 = 97;
export const Load32 = 98;
export const Load64 = 99;
export const LoadExtend = 100;
export const LoadWide = 101;
export const Store8 = 102;
export const Store16 = 103;
export const Store32 = 104;
export const Store64 = 105;
export const StoreWide = 106;
export const StackAddr = 107;
export const FrameInfo = 108;
export const StructCopy = 109;
export const Fadd32 = 110;
export const Fsub32 = 111;
export const Fmul32 = 112;
export const Fdiv32 = 113;
export const Fadd64 = 114;
export const Fsub64 = 115;
export const Fmul64 = 116;
export const Fdiv64 = 117;
export const Fcmp32 = 118;
export const Fcmp64 = 119;
export const Lanes = 120;
export const Count = 121;

/** Words of a call before its argument triples. */
export const CALL_HEADER = 7;
/** Words of a `Lanes` instruction. */
export const LANES_WORDS = 11;

/** Words of a control stack entry. */
export const CONTROL_WORDS = 4;
/** In a control stack entry, in place of the address of the call: the host called. */
export const FROM_HOST = -1;
