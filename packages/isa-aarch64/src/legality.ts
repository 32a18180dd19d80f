/**
 * What this back end does not do, found before lowering starts: it is a first part of aarch64, for integers of at most
 * 64 bits. Everything else is named.
 */
import { firstBigEndianAccess, UnsupportedError, type UnsupportedInstruction } from "@cranelift-ts/codegen";
import { type Function, instructions, opcodeTables, types } from "@cranelift-ts/codegen-ir";

const ANY_WIDTH = 1;
const WORDS_ONLY = 2;
const NOT_BYTE = 3;

/** By opcode: what it takes; 0 for nothing. */
const SUPPORTED: Uint8Array = table();

function table(): Uint8Array {
  const out = new Uint8Array(256);
  const mark = (names: string, what: number): void => {
    for (const name of names.split(" ")) {
      const op = opcodeTables.OPCODE_NAMES.indexOf(name);
      if (op > 0) out[op] = what;
    }
  };
  mark("iconst iadd isub imul ineg band bor bxor bnot ishl ushr sshr udiv urem sdiv srem", ANY_WIDTH);
  mark("icmp select select_spectre_guard bmask smin smax umin umax iabs ireduce uextend sextend", ANY_WIDTH);
  mark("load store uload8 uload16 uload32 sload8 sload16 sload32 istore8 istore16 istore32", ANY_WIDTH);
  mark("stack_addr func_addr symbol_value get_frame_pointer nop trap trapz trapnz", ANY_WIDTH);
  mark("jump brif br_table call call_indirect return_call return_call_indirect return", ANY_WIDTH);
  mark("rotl rotr umulhi smulhi clz cls ctz bitrev", WORDS_ONLY);
  mark("bswap", NOT_BYTE);
  return out;
}

/** The first instruction, value or declaration that no rule can lower, by name. */
export function findUnsupported(func: Function): UnsupportedInstruction | undefined {
  const { dfg, layout, stencil } = func;
  const swapped = firstBigEndianAccess(func);
  if (swapped !== undefined) return swapped;
  if (stencil.stackLimit >= 0) return { inst: -1, what: "stack limit" };
  for (const sig of [func.signature, ...dfg.signatures]) {
    for (const p of [...sig.params, ...sig.returns]) {
      if (!narrow(p.type))
        return { inst: -1, what: `parameters or returns of type ${types.typeName(p.type)}` };
    }
  }
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = 0, n = dfg.numBlockParams(b as never); i < n; i++) {
      const ty = dfg.valueType(dfg.blockParam(b as never, i));
      if (!narrow(ty)) return { inst: -1, what: `block parameters of type ${types.typeName(ty)}` };
    }
    for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
      const what = problemOf(func, i);
      if (what !== undefined) return { inst: i, what };
    }
  }
  return undefined;
}

function narrow(ty: number): boolean {
  return ty >= types.I8 && ty <= types.I64;
}

function problemOf(func: Function, inst: number): string | undefined {
  const { dfg } = func;
  const op = dfg.opcode(inst as never);
  const name = instructions.opcodeName(op);
  const ty = dfg.ctrlType(inst as never);
  const full = ty === types.INVALID ? name : `${name}.${types.typeName(ty)}`;
  const what = SUPPORTED[op]!;
  if (what === 0) return full;
  if (ty !== types.INVALID && !narrow(ty)) return full;
  if (what === WORDS_ONLY && ty !== types.I32 && ty !== types.I64) return full;
  if (what === NOT_BYTE && ty === types.I8) return full;
  for (let k = 0, n = dfg.numResults(inst as never); k < n; k++) {
    const result = dfg.valueType(dfg.result(inst as never, k));
    if (!narrow(result)) return `${name} with a result of type ${types.typeName(result)}`;
  }
  return undefined;
}

/** Settings that ask for what is not there. */
export function checkFlags(flags: {
  readonly enable_probestack: boolean;
  readonly enable_pinned_reg: boolean;
}): void {
  if (flags.enable_probestack) throw new UnsupportedError("enable_probestack");
  if (flags.enable_pinned_reg) throw new UnsupportedError("enable_pinned_reg");
}
