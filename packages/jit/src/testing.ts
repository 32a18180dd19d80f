/** Parts for tests: a compiler of trampolines that needs no back end, and a few functions as x86-64 bytes. */
import { Opcode, types, type Function, type Signature } from "@cranelift-ts/codegen-ir";
import type { FunctionBody } from "@cranelift-ts/module";
import { SLOT_BYTES, SLOTS } from "./layout.ts";

const INT_REGS = [7, 6, 2, 1, 8, 9];
const le32 = (n: number): number[] => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255];
const le64 = (n: bigint): number[] => [...new Uint8Array(BigUint64Array.of(n).buffer)];

/** Loads (or stores) integer or float register number `reg` at slot `slot` of the mailbox in rbx. */
function move(type: number, reg: number, slot: number, store: boolean): number[] {
  const at = le32(SLOTS + slot * SLOT_BYTES);
  const modrm = 0x83 | ((reg & 7) << 3);
  if (type === types.F32 || type === types.F64)
    return [type === types.F32 ? 0xf3 : 0xf2, 0x0f, store ? 0x11 : 0x10, modrm, ...at];
  return [reg >= 8 ? 0x4c : 0x48, store ? 0x89 : 0x8b, modrm, ...at];
}

function moves(list: readonly { type: number }[], regs: readonly number[], store: boolean): number[] {
  let ints = 0;
  let floats = 0;
  return list.flatMap((p, i) => {
    const float = p.type === types.F32 || p.type === types.F64;
    const reg = float ? floats++ : regs[ints++];
    if (reg === undefined) throw new Error("too many for this test compiler");
    return move(p.type, reg, i, store);
  });
}

/** The `iconst` values of a trampoline of the given type, in order. */
function constants(func: Function, type: types.Type): bigint[] {
  const out: bigint[] = [];
  const { dfg, layout } = func;
  for (let i = layout.firstInst(layout.entryBlock()!); i >= 0; i = layout.nextInst(i)) {
    const v = dfg.view(i);
    if (v.opcode !== Opcode.Iconst || dfg.valueType(dfg.firstResult(i)) !== type) continue;
    const at = i * 6;
    out.push(BigInt.asUintN(64, (BigInt(dfg.insts[at + 2]!) << 32n) | BigInt(dfg.insts[at + 1]! >>> 0)));
  }
  return out;
}

const RESULTS = [0, 2];

/** Compiles what `trampolines.ts` makes, for signatures that need registers only. */
export function compileTrampoline(func: Function): FunctionBody {
  const name = func.name.kind === "testcase" ? func.name.name : "";
  const code: number[] = [0x53]; // push rbx
  const constant = constants(func, types.I64);
  if (name === "entry_trampoline") {
    const sig: Signature = func.dfg.signatures[0]!;
    code.push(0x49, 0x89, 0xfb); // mov r11, rdi
    code.push(0x48, 0xbb, ...le64(constant[0] ?? 0n)); // mov rbx, mailbox
    code.push(...moves(sig.params, INT_REGS, false));
    code.push(0x41, 0xff, 0xd3); // call r11
    code.push(...moves(sig.returns, RESULTS, true));
  } else if (name === "host_trampoline") {
    const sig = func.signature;
    // The mailbox's address may come again for the results, behind LEAVE's.
    const base = constant[0]!;
    const leave = constant.find((c) => c !== base)!;
    const [index] = constants(func, types.I32);
    code.push(0x48, 0xbb, ...le64(base), ...moves(sig.params, INT_REGS, true));
    code.push(0xc7, 0x43, 40, ...le32(Number(index))); // mov dword [rbx + HOST_INDEX], index
    code.push(0x48, 0xb8, ...le64(leave), 0xff, 0xd0); // mov rax, leave; call rax
    code.push(...moves(sig.returns, RESULTS, false));
  } else throw new Error(`${name} is no trampoline`);
  code.push(0x5b, 0xc3); // pop rbx; ret
  return { code: Uint8Array.from(code), alignment: 16, relocs: [] };
}

/** push rbp; mov rbp, rsp; BODY; pop rbp; ret */
export const framed = (...body: number[]): Uint8Array =>
  Uint8Array.of(0x55, 0x48, 0x89, 0xe5, ...body, 0x5d, 0xc3);
/** Where the body of {@link framed} begins. */
export const BODY_AT = 4;
