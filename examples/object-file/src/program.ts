/**
 * A program as an ELF object, made without a C file: `main` prints the numbers below a limit that have the longest
 * Collatz chains, and returns 0.
 *
 * It shows what an object is made of: functions that call each other and the C library, read-only data that code refers
 * to by its symbol, a stack slot for a buffer.
 */
import {
  Function,
  flagsBuilder,
  lookupIsa,
  memflags,
  type Signature,
  signature,
  types,
} from "@cranelift-ts/codegen-ir";
import { FunctionBuilder } from "@cranelift-ts/frontend";
import { x64 } from "@cranelift-ts/isa-x64";
import { ObjectModule } from "@cranelift-ts/object";

const { I8, I32, I64 } = types;
const { TRUSTED } = memflags;
/** Digits of the longest i64, and the zero byte behind them. */
const BUFFER_BYTES = 24;

/** The object file's bytes: numbers below `limit`, a greeting before them. */
export function makeObject(greeting: string, limit: number): Uint8Array {
  // Position-independent, since most systems link executables so.
  const flags = flagsBuilder().set("is_pic", true).set("unwind_info", true);
  const isa = lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags.finish());
  const object = new ObjectModule({ isa, name: "longest-chains" });

  const takesNumber = signature([I64], [I64], "system_v");
  const printSignature = signature([I64], [], "system_v");
  const puts = object.declareFunction("puts", "import", signature([I64], [I32], "system_v"));
  const chain = object.declareFunction("chain_length", "local", takesNumber);
  const print = object.declareFunction("print_number", "local", printSignature);
  const mainSignature = signature([], [I32], "system_v");
  const main = object.declareFunction("main", "export", mainSignature);
  const text = object.declareData("greeting", "local", { writable: false, tls: false });
  object.defineData(text, { contents: new TextEncoder().encode(`${greeting}\0`) });

  object.defineFunction(chain, chainLength(takesNumber));
  object.defineFunction(
    print,
    build("print_number", printSignature, (b, func) => {
      const [number] = b.appendBlockParamsForFunctionParams(b.currentBlock()!);
      const buffer = func.createStackSlot({ size: BUFFER_BYTES, alignShift: 3 });
      const end = b.ins().stack_addr(I64, buffer, BUFFER_BYTES - 1);
      b.ins().store(TRUSTED, b.ins().iconst(I8, 0), end, 0);
      // Digits from the last to the first.
      const [loop, done] = [b.createBlock(), b.createBlock()];
      const rest = b.declareVar(I64);
      const place = b.declareVar(I64);
      b.defVar(rest, number!);
      b.defVar(place, end);
      b.ins().jump(loop, []);
      b.switchToBlock(loop);
      const ten = b.ins().iconst(I64, 10);
      const quotient = b.ins().udiv(b.useVar(rest), ten);
      const digit = b.ins().isub(b.useVar(rest), b.ins().imul(quotient, ten));
      const before = b.ins().isub(b.useVar(place), b.ins().iconst(I64, 1));
      const character = b.ins().iadd(b.ins().ireduce(I8, digit), b.ins().iconst(I8, 0x30));
      b.ins().store(TRUSTED, character, before, 0);
      b.defVar(rest, quotient);
      b.defVar(place, before);
      b.ins().brif(quotient, loop, [], done, []);
      b.switchToBlock(done);
      b.ins().call(object.declareFuncInFunc(puts, func), [b.useVar(place)]);
      b.ins().return_([]);
    }),
  );
  object.defineFunction(
    main,
    build("main", mainSignature, (b, func) => {
      const address = b.ins().symbol_value(I64, object.declareDataInFunc(text, func));
      b.ins().call(object.declareFuncInFunc(puts, func), [address]);
      const chainRef = object.declareFuncInFunc(chain, func);
      const printRef = object.declareFuncInFunc(print, func);
      const [loop, longer, next, done] = [b.createBlock(), b.createBlock(), b.createBlock(), b.createBlock()];
      const n = b.declareVar(I64);
      const longest = b.declareVar(I64);
      b.defVar(n, b.ins().iconst(I64, 1));
      b.defVar(longest, b.ins().iconst(I64, 0));
      b.ins().jump(loop, []);
      b.switchToBlock(loop);
      const length = func.dfg.firstResult(b.ins().call(chainRef, [b.useVar(n)]));
      b.ins().brif(b.ins().icmp("ugt", length, b.useVar(longest)), longer, [], next, []);
      b.switchToBlock(longer);
      b.defVar(longest, length);
      b.ins().call(printRef, [b.useVar(n)]);
      b.ins().jump(next, []);
      b.switchToBlock(next);
      b.defVar(n, b.ins().iadd(b.useVar(n), b.ins().iconst(I64, 1)));
      b.ins().brif(b.ins().icmp("ult", b.useVar(n), b.ins().iconst(I64, limit)), loop, [], done, []);
      b.switchToBlock(done);
      b.ins().return_([b.ins().iconst(I32, 0)]);
    }),
  );
  return object.emit();
}

/** Steps of n -> n/2 or 3n+1 until 1 is reached. */
function chainLength(sig: Signature): Function {
  return build("chain_length", sig, (b) => {
    const [start] = b.appendBlockParamsForFunctionParams(b.currentBlock()!);
    const [loop, body, done] = [b.createBlock(), b.createBlock(), b.createBlock()];
    const n = b.declareVar(I64);
    const steps = b.declareVar(I64);
    b.defVar(n, start!);
    b.defVar(steps, b.ins().iconst(I64, 0));
    b.ins().jump(loop, []);
    b.switchToBlock(loop);
    const one = b.ins().iconst(I64, 1);
    b.ins().brif(b.ins().icmp("eq", b.useVar(n), one), done, [], body, []);
    b.switchToBlock(body);
    const triple = b.ins().iadd(b.ins().imul(b.useVar(n), b.ins().iconst(I64, 3)), one);
    const half = b.ins().ushr(b.useVar(n), one);
    b.defVar(n, b.ins().select(b.ins().band(b.useVar(n), one), triple, half));
    b.defVar(steps, b.ins().iadd(b.useVar(steps), one));
    b.ins().jump(loop, []);
    b.switchToBlock(done);
    b.ins().return_([b.useVar(steps)]);
  });
}

/** A function whose body is emitted from its first block on. */
function build(name: string, sig: Signature, emit: (b: FunctionBuilder, func: Function) => void): Function {
  const func = new Function({ kind: "testcase", name }, sig);
  const b = new FunctionBuilder(func);
  b.switchToBlock(b.createBlock());
  emit(b, func);
  b.sealAllBlocks();
  b.finalize();
  return func;
}
