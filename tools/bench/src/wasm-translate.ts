/**
 * WebAssembly to CLIF: validation in MB/s of the module, translation in MB/s of code and in nanoseconds per CLIF
 * instruction, CPU time, for each module given: `node dist/wasm-translate.js FILE...`. Modules that need a feature which
 * is not supported are named and left out.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import {
  abiParam,
  Function,
  type Inst,
  memflags,
  signature,
  type Signature,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import {
  type FuncEnvironment,
  type FunctionEmitter,
  type MemoryStyle,
  type ModuleInfo,
  TranslationContext,
  translateFunction,
  validateModule,
  valueTypes,
  WasmError,
} from "@cranelift-ts/wasm-translator";
import { cpuMilliseconds } from "./harness.ts";

const STYLE: MemoryStyle = {
  fixedBase: true,
  reservation: 2 ** 32,
  guard: 32 * 2 ** 20,
  spectre: true,
  region: 1,
  regionName: "memory",
};

/** About the code that a runtime asks for: everything in the vmctx, calls direct, bulk operations by one builtin. */
class PlainEnvironment implements FuncEnvironment {
  readonly module: ModuleInfo;
  readonly pointerType: Type = types.I64;
  readonly leadingParams: number = 2;
  readonly trapUnreachable: number = 11;
  private readonly signatures: Signature[] = [];

  constructor(module: ModuleInfo) {
    this.module = module;
  }

  clifType(t: number): Type {
    if (t === valueTypes.I32) return types.I32;
    if (t === valueTypes.F32) return types.F32;
    return t === valueTypes.F64 ? types.F64 : types.I64;
  }

  needsStackMap(): boolean {
    return false;
  }

  signature(t: number): Signature {
    const { types: table } = this.module;
    return (this.signatures[t] ??= signature(
      [
        abiParam(types.I64, { purpose: "vmctx" }),
        types.I64,
        ...Array.from({ length: table.paramCounts[t]! }, (_, i) =>
          this.clifType(table.pool[table.starts[t]! + i]!),
        ),
      ],
      Array.from({ length: table.resultCounts[t]! }, (_, i) =>
        this.clifType(table.pool[table.starts[t]! + table.paramCounts[t]! + i]!),
      ),
      "tail",
    ));
  }

  begin(): void {}

  private field(e: FunctionEmitter, type: Type, offset: number): Value {
    return e
      .ins()
      .load(type, { flags: memflags.TRUSTED, region: e.aliasRegion(0, "vmctx") }, e.vmctx, offset);
  }

  private builtin(e: FunctionEmitter, values: Value[], result?: Type): Value {
    const sig = signature(
      values.map((v) => e.func.dfg.valueType(v)),
      result === undefined ? [] : [result],
      "system_v",
    );
    const inst = e.ins().call_indirect(e.func.dfg.importSignature(sig), this.field(e, types.I64, 8), values);
    return result === undefined ? (-1 as Value) : e.func.dfg.firstResult(inst);
  }

  call(e: FunctionEmitter, f: number, tail: boolean): Inst {
    e.args[0] = e.vmctx;
    e.args[1] = e.vmctx;
    const t = this.module.functionTypes[f]!;
    const ref = e.functionRef(f, () =>
      e.func.importFunction({
        name: { kind: "user", ref: e.func.importUserName({ namespace: 0, index: f }) },
        signature: e.signatureRef(t, () => this.signature(t)),
        colocated: true,
        patchable: false,
      }),
    );
    return e.emitCall(ref, tail);
  }

  callIndirect(e: FunctionEmitter, _table: number, t: number, index: Value, tail: boolean): Inst {
    const at = e.elementAddress(
      this.field(e, types.I64, 32),
      this.field(e, types.I32, 40),
      index,
      false,
      8,
      12,
      true,
    );
    const ref = e.ins().load(types.I64, memflags.TRUSTED, at, 0);
    const id = e.ins().load(types.I32, memflags.withTrapCode(memflags.TRUSTED, 13), ref, 8);
    e.ins().trapnz(e.ins().icmp("ne", id, e.ins().iconst(types.I32, t)), 14);
    e.args[0] = e.ins().load(types.I64, memflags.TRUSTED, ref, 16);
    e.args[1] = e.vmctx;
    const code = e.ins().load(types.I64, memflags.TRUSTED, ref, 0);
    return e.emitCallIndirect(
      e.signatureRef(t, () => this.signature(t)),
      code,
      tail,
    );
  }

  refFunc(e: FunctionEmitter): Value {
    return this.builtin(e, [], types.I64);
  }

  refNull(e: FunctionEmitter): Value {
    return e.ins().iconst(types.I64, 0);
  }

  refIsNull(e: FunctionEmitter, _type: number, value: Value): Value {
    return e.ins().icmp("eq", value, e.ins().iconst(types.I64, 0));
  }

  globalGet(e: FunctionEmitter, g: number): Value {
    return this.field(e, this.clifType(this.module.globals[g]!.type), 256 + 16 * g);
  }

  globalSet(e: FunctionEmitter, g: number, value: Value): void {
    e.ins().store(
      { flags: memflags.TRUSTED, region: e.aliasRegion(0, "vmctx") },
      value,
      e.vmctx,
      256 + 16 * g,
    );
  }

  memory(): MemoryStyle {
    return STYLE;
  }

  memoryBase(e: FunctionEmitter): Value {
    return this.field(e, types.I64, 16);
  }

  memoryLength(e: FunctionEmitter): Value {
    return this.field(e, types.I64, 24);
  }

  private size(memory: number): Type {
    return this.module.memories[memory]!.index64 ? types.I64 : types.I32;
  }

  memorySize(e: FunctionEmitter, memory: number): Value {
    return this.builtin(e, [], this.size(memory));
  }

  memoryGrow(e: FunctionEmitter, memory: number, delta: Value): Value {
    return this.builtin(e, [delta], this.size(memory));
  }

  memoryFill(e: FunctionEmitter, _memory: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  memoryCopy(e: FunctionEmitter, _to: number, _from: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  memoryInit(e: FunctionEmitter, _segment: number, _memory: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  dataDrop(e: FunctionEmitter): void {
    this.builtin(e, []);
  }

  tableGet(e: FunctionEmitter, _table: number, index: Value): Value {
    return this.builtin(e, [index], types.I64);
  }

  tableSet(e: FunctionEmitter, _table: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  tableSize(e: FunctionEmitter): Value {
    return this.builtin(e, [], types.I32);
  }

  tableGrow(e: FunctionEmitter, _table: number, ...values: Value[]): Value {
    return this.builtin(e, values, types.I32);
  }

  tableFill(e: FunctionEmitter, _table: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  tableCopy(e: FunctionEmitter, _to: number, _from: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  tableInit(e: FunctionEmitter, _segment: number, _table: number, ...values: Value[]): void {
    this.builtin(e, values);
  }

  elementDrop(e: FunctionEmitter): void {
    this.builtin(e, []);
  }
}

/** The least CPU time in milliseconds of one of `runs` batches of `work`, per call. */
function best(runs: number, times: number, work: () => void): number {
  let least = Infinity;
  for (let r = 0; r < runs; r++) {
    const start = cpuMilliseconds();
    for (let i = 0; i < times; i++) work();
    least = Math.min(least, (cpuMilliseconds() - start) / times);
  }
  return least;
}

function measure(file: string): void {
  const bytes = new Uint8Array(readFileSync(file));
  let module: ModuleInfo;
  try {
    module = validateModule(bytes);
  } catch (e) {
    if (!(e instanceof WasmError)) throw e;
    console.log(`${basename(file)}: ${e.message}`);
    return;
  }
  let code = 0;
  for (let f = module.importedFunctionCount; f < module.functionCount; f++) {
    code += module.codeEnds[f]! - module.codeStarts[f]!;
  }
  const validate = best(5, Math.ceil(3e6 / bytes.length), () => validateModule(bytes));
  const ctx = new TranslationContext();
  const env = new PlainEnvironment(module);
  const func = new Function();
  let insts = 0;
  const translate = best(5, Math.ceil(1e6 / code), () => {
    insts = 0;
    for (let f = module.importedFunctionCount; f < module.functionCount; f++) {
      translateFunction(module, f, func, env, ctx);
      insts += func.dfg.numInsts;
    }
  });
  const megabytes = (n: number, ms: number): string => (n / ms / 1000).toFixed(1).padStart(7);
  console.log(
    `${basename(file).padEnd(28)} validate ${megabytes(bytes.length, validate)} MB/s, translate ${megabytes(code, translate)} MB/s,` +
      ` ${((translate * 1e6) / insts).toFixed(0)} ns per CLIF instruction (${insts})`,
  );
}

const files = process.argv.slice(2).filter((a) => a.endsWith(".wasm"));
if (files.length === 0) console.log("usage: node dist/wasm-translate.js FILE.wasm...");
for (const file of files) measure(file);
