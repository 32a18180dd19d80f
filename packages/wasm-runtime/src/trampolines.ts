/**
 * Code between JavaScript's mailbox and generated code, as CLIF.
 *
 * An *entry* is one for each signature: it finds the function reference in the mailbox, loads the arguments from the
 * slots, calls, and stores the results. An *exit* has the signature of a WebAssembly function and is one for each
 * signature, too; its context is the record of a function of JavaScript, whose number it hands over. A *builtin* is an
 * exit for a routine of the runtime; slot 0 gets the number of the instance.
 */
import {
  FuncCursor,
  Function,
  memflags,
  signature,
  types,
  type Signature,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { CALLEE, HOST_INDEX, SLOT_BYTES, SLOTS } from "@cranelift-ts/jit";
import { builtinSignature } from "./builtins.ts";
import { CONTEXT_HEADER, FUNC_REF } from "./layout.ts";
import { clifSignature, clifType, type WasmSignature } from "./signature.ts";

const NOTHING: Signature = signature([], [], "system_v");
const I64 = types.I64;
/** The number of the function of JavaScript, beside the number of the routine that dispatches. */
export const IMPORT_NUMBER: number = HOST_INDEX + 4;

/** Enters a function of signature `sig`. */
export function entryTrampoline(sig: WasmSignature, mailbox: bigint): Function {
  const func = new Function({ kind: "testcase", name: "wasm_entry" }, signature([I64], [], "system_v"));
  const b = new Body(func, mailbox);
  func.dfg.appendBlockParam(b.block, I64);
  const ins = b.cursor.ins();
  const ref = ins.load(I64, memflags.TRUSTED, b.base(), CALLEE);
  const code = ins.load(I64, memflags.TRUSTED, ref, FUNC_REF.CODE);
  const args = [ins.load(I64, memflags.TRUSTED, ref, FUNC_REF.CONTEXT)];
  for (let i = 0; i < sig.params.length; i++) args.push(b.load(clifType(sig.params[i]!), i));
  const call = ins.call_indirect(func.dfg.importSignature(clifSignature(sig)), code, args);
  b.forgetBase();
  for (let i = 0; i < sig.results.length; i++) b.store(func.dfg.result(call, i), i);
  b.cursor.ins().return_([]);
  return func;
}

/** A function of signature `sig` that calls JavaScript through routine `dispatch`. */
export function exitTrampoline(
  sig: WasmSignature,
  mailbox: bigint,
  leave: bigint,
  dispatch: number,
): Function {
  const func = new Function({ kind: "testcase", name: "wasm_exit" }, clifSignature(sig));
  const b = new Body(func, mailbox);
  const context = func.dfg.appendBlockParam(b.block, I64);
  [...sig.params].forEach((k, i) => b.store(func.dfg.appendBlockParam(b.block, clifType(k)), i));
  const ins = b.cursor.ins();
  const number = ins.load(types.I32, memflags.TRUSTED, context, FUNC_REF.INDEX);
  ins.store(memflags.TRUSTED, number, b.base(), IMPORT_NUMBER);
  b.leave(leave, dispatch);
  b.cursor.ins().return_([...sig.results].map((k, i) => b.load(clifType(k), i)));
  return func;
}

/** Routine `number` of the runtime, dispatched by routine `dispatch`. */
export function builtinTrampoline(
  number: number,
  mailbox: bigint,
  leave: bigint,
  dispatch: number,
): Function {
  const sig = builtinSignature(number);
  const func = new Function({ kind: "testcase", name: `wasm_builtin${number}` }, sig);
  const b = new Body(func, mailbox);
  const context = func.dfg.appendBlockParam(b.block, I64);
  const ins = b.cursor.ins();
  b.store(ins.load(types.I32, memflags.TRUSTED, context, CONTEXT_HEADER.INSTANCE), 0);
  for (let i = 1; i < sig.params.length; i++)
    b.store(func.dfg.appendBlockParam(b.block, sig.params[i]!.type), i);
  b.leave(leave, dispatch);
  b.cursor.ins().return_(sig.returns.map((r, i) => b.load(r.type, i)));
  return func;
}

/** The single block of a trampoline. */
class Body {
  readonly cursor: FuncCursor;
  readonly block: ReturnType<Function["dfg"]["makeBlock"]>;
  private readonly func: Function;
  private readonly mailbox: bigint;
  private address: Value | undefined = undefined;

  constructor(func: Function, mailbox: bigint) {
    this.func = func;
    this.cursor = new FuncCursor(func);
    this.block = func.dfg.makeBlock();
    this.mailbox = mailbox;
    this.cursor.insertBlock(this.block);
  }

  base(): Value {
    return (this.address ??= this.cursor.ins().iconst(I64, this.mailbox));
  }

  /** Makes the address anew for what follows: a constant is cheaper than a register kept over a call. */
  forgetBase(): void {
    this.address = undefined;
  }

  load(type: Type, slot: number): Value {
    return this.cursor.ins().load(type, memflags.TRUSTED, this.base(), SLOTS + slot * SLOT_BYTES);
  }

  store(value: Value, slot: number): void {
    this.cursor.ins().store(memflags.TRUSTED, value, this.base(), SLOTS + slot * SLOT_BYTES);
  }

  leave(leave: bigint, dispatch: number): void {
    const ins = this.cursor.ins();
    ins.store(memflags.TRUSTED, ins.iconst(types.I32, dispatch), this.base(), HOST_INDEX);
    ins.call_indirect(this.func.dfg.importSignature(NOTHING), ins.iconst(I64, leave), []);
    this.forgetBase();
  }
}
