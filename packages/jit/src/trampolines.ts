/**
 * Trampolines between the mailbox and a signature, as CLIF: the compiler itself knows its calling conventions.
 *
 * An entry trampoline takes the callee's address, loads the arguments from the mailbox's slots, calls, and stores the
 * results. A host trampoline has the signature of a JavaScript function: it stores its arguments, calls LEAVE, and loads
 * the results. Argument i and result i are in slot i. A throw trampoline asks the thrower of `unwinder.ts` first, and
 * JavaScript if no handler is found.
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
import { ModuleError } from "@cranelift-ts/module";
import { UNWIND_REQUEST, UNWIND_REQUEST_BYTES } from "@cranelift-ts/runtime-lib";
import { HOST_INDEX, MAX_VALUES, SLOT_BYTES, SLOTS } from "./layout.ts";

const SYSTEM_V = "system_v";
const I64 = types.I64;

/** Signature of every entry trampoline. */
const ENTRY: Signature = signature([I64], [], SYSTEM_V);
const LEAVE: Signature = signature([], [], SYSTEM_V);

/** Throws `ModuleError` for a signature that JavaScript cannot call or be called by. */
export function checkSignature(sig: Signature): void {
  if (sig.params.length > MAX_VALUES || sig.returns.length > MAX_VALUES) {
    throw new ModuleError("backend", `more than ${MAX_VALUES} arguments or results`);
  }
  if (sig.varargs)
    throw new ModuleError("backend", "JavaScript cannot call functions with variable arguments");
  for (const p of [...sig.params, ...sig.returns]) {
    if (p.purpose === "sarg") throw new ModuleError("backend", "JavaScript cannot pass structs by value");
    if (types.isDynamicVector(p.type) || types.typeBytes(p.type) > SLOT_BYTES) {
      throw new ModuleError(
        "backend",
        `values of type ${types.typeName(p.type)} cannot be passed from JavaScript`,
      );
    }
  }
}

/** `(callee)`: calls it with the arguments and results in the mailbox at `mailbox`. */
export function entryTrampoline(sig: Signature, mailbox: bigint): Function {
  const func = new Function({ kind: "testcase", name: "entry_trampoline" }, ENTRY);
  const b = new Body(func, mailbox);
  const callee = func.dfg.appendBlockParam(b.block, I64);
  const args = sig.params.map((p, i) => b.load(p.type, i));
  const call = b.cursor.ins().call_indirect(func.dfg.importSignature(sig), callee, args);
  for (let i = 0; i < sig.returns.length; i++) b.store(func.dfg.result(call, i), i);
  b.cursor.ins().return_([]);
  return func;
}

/** A function of signature `sig` that calls JavaScript function number `index` through the code at `leave`. */
export function hostTrampoline(sig: Signature, mailbox: bigint, leave: bigint, index: number): Function {
  const func = new Function({ kind: "testcase", name: "host_trampoline" }, sig);
  const b = new Body(func, mailbox);
  const params = sig.params.map((p) => func.dfg.appendBlockParam(b.block, p.type));
  params.forEach((v, i) => b.store(v, i));
  const ins = b.cursor.ins();
  ins.store(memflags.TRUSTED, ins.iconst(types.I32, index), b.base(), HOST_INDEX);
  ins.call_indirect(func.dfg.importSignature(LEAVE), ins.iconst(I64, leave), []);
  b.forgetBase();
  ins.return_(sig.returns.map((r, i) => b.load(r.type, i)));
  return func;
}

/** What a thrower needs to know. */
export interface ThrowTarget {
  /** The second parameter is a dynamic context. */
  readonly context: boolean;
  /** Root of the tables of handlers. */
  readonly root: bigint;
  readonly stackEnd: bigint;
  /** Address of `%clif_throw_here`. */
  readonly throwAddress: bigint;
  /** Code of the same signature for exceptions that no handler takes. */
  readonly uncaught: bigint;
}

/** A function that throws its parameters: a tag, a dynamic context if `target` says so, payloads. */
export function throwTrampoline(sig: Signature, target: ThrowTarget): Function {
  const func = new Function({ kind: "testcase", name: "throw_trampoline" }, sig);
  const { dfg } = func;
  const block = dfg.makeBlock();
  const cursor = new FuncCursor(func);
  cursor.insertBlock(block);
  const params = sig.params.map((p) => dfg.appendBlockParam(block, p.type));
  const [tag, ...words] = params;
  const context = target.context ? words.shift() : undefined;
  const slot = func.createStackSlot({ size: UNWIND_REQUEST_BYTES, alignShift: 3 });
  const ins = cursor.ins();
  const request = ins.stack_addr(I64, slot, 0);
  const set = (value: Value, offset: number): void =>
    void ins.store(memflags.TRUSTED, value, request, offset);
  set(ins.iconst(I64, target.root), UNWIND_REQUEST.ROOT);
  set(ins.iconst(I64, target.stackEnd), UNWIND_REQUEST.END);
  set(tag!, UNWIND_REQUEST.TAG);
  set(ins.iconst(types.I32, context === undefined ? 0 : 1), UNWIND_REQUEST.MATCH_CONTEXT);
  set(context ?? ins.iconst(I64, 0), UNWIND_REQUEST.CONTEXT);
  set(words[0] ?? ins.iconst(I64, 0), UNWIND_REQUEST.PAYLOAD0);
  set(words[1] ?? ins.iconst(I64, 0), UNWIND_REQUEST.PAYLOAD1);
  ins.call_indirect(dfg.importSignature(ENTRY), ins.iconst(I64, target.throwAddress), [request]);
  ins.call_indirect(dfg.importSignature(sig), ins.iconst(I64, target.uncaught), params);
  ins.return_([]);
  return func;
}

/** The single block of a trampoline. */
class Body {
  readonly cursor: FuncCursor;
  readonly block: ReturnType<Function["dfg"]["makeBlock"]>;
  private readonly mailbox: bigint;
  private address: Value | undefined = undefined;

  constructor(func: Function, mailbox: bigint) {
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
}
