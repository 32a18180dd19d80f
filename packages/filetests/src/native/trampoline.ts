/**
 * The function through which compiled functions are called: it takes their arguments from memory and puts their
 * results there, so that the runner needs to know one signature only.
 *
 * `entry(callee, buffer)` has the platform's own convention. Each value has a slot of the buffer, arguments first.
 */
import {
  abiParam,
  type CallConv,
  Function,
  FuncCursor,
  memflags,
  type Signature,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";

/** Offsets in the buffer, in bytes. */
export interface BufferLayout {
  readonly args: readonly number[];
  readonly results: readonly number[];
  readonly bytes: number;
}

/** Slots for the values of a signature. */
export function bufferLayout(signature: Signature): BufferLayout {
  let at = 0;
  const slot = ({ type }: { readonly type: Type }): number => {
    const offset = at;
    at += (types.typeBytes(type) + 15) & -16;
    return offset;
  };
  return { args: signature.params.map(slot), results: signature.returns.map(slot), bytes: at };
}

/** The trampoline for functions with this signature. */
export function makeTrampoline(signature: Signature, pointerType: Type, callConv: CallConv): Function {
  const layout = bufferLayout(signature);
  const pointer = abiParam(pointerType);
  const func = new Function(
    { kind: "testcase", name: "trampoline" },
    { params: [pointer, pointer], returns: [], callConv, varargs: false },
  );
  const { dfg } = func;
  const block = dfg.makeBlock();
  const callee = dfg.appendBlockParam(block, pointerType);
  const buffer = dfg.appendBlockParam(block, pointerType);
  const cursor = new FuncCursor(func);
  cursor.insertBlock(block);
  cursor.gotoBottom(block);
  const flags = memflags.TRUSTED;
  const args = signature.params.map(({ type }, i) => cursor.ins().load(type, flags, buffer, layout.args[i]!));
  const call = cursor.ins().call_indirect(dfg.importSignature(signature), callee, args);
  dfg.results(call).forEach((value, i) => cursor.ins().store(flags, value, buffer, layout.results[i]!));
  cursor.ins().return_([]);
  return func;
}
