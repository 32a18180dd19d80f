/**
 * A WebAssembly module as an object file that a C program can link.
 *
 * The code is what the runtime makes, with all bounds checked and with calls of a hook in place of faults; if asked for,
 * accesses beyond a memory fault instead. Each exported
 * function has a wrapper in C's convention; each imported one is a wrapper around a C symbol. What instances are made of
 * besides (addresses of functions, segments) is data of the object; the header holds the C code that makes instances.
 */
import type { TargetIsa } from "@cranelift-ts/codegen";
import {
  abiParam,
  FuncCursor,
  Function,
  memflags,
  signature,
  types,
  type Signature,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { ObjectModule } from "@cranelift-ts/object";
import { codeAbi } from "@cranelift-ts/wasm-runtime";
import {
  ALL_FEATURES,
  evaluateConstExpr,
  EXTERN_FUNCTION,
  EXTERN_TABLE,
  translateFunction,
  TranslationContext,
  valueTypes,
  WasmError,
  type ConstExpr,
  type ModuleInfo,
} from "@cranelift-ts/wasm-translator";
import { headerText, RESERVED_NAMES, type CFunction, type InstanceShape } from "./c-header.ts";
import { identifier, identifierPart, UniqueNames } from "./names.ts";
import { ObjectEnvironment } from "./object-environment.ts";
import { callTrapHook } from "./trap-calls.ts";

const { BUILTIN, CONTEXT_HEADER, clifSignature, clifType, funcRefSlots, kindOf, layoutOf, moduleSignature } =
  codeAbi;

/** Number of the hook among the routines that instances have the addresses of. */
export const TRAP_ROUTINE: number = BUILTIN.COUNT;

/** What {@link compileWasmObject} makes. */
export interface WasmObject {
  readonly object: Uint8Array<ArrayBuffer>;
  readonly header: string;
}

export interface WasmObjectOptions {
  readonly isa: TargetIsa;
  /** What all names begin with; a C identifier. */
  readonly prefix: string;
  /** Name of the module's file, for the object and the header. */
  readonly source: string;
  /** Rely on address space behind memories that faults, instead of checking bounds. */
  readonly guardPages?: boolean;
  /** Hears of functions that are compiled. */
  readonly onProgress?: (done: number, total: number) => void;
}

const HOOK: Signature = signature([types.I64, types.I32], [], "system_v");

/** Compiles a decoded module, which is validated on the way. Throws a `CraneliftError`. */
export function compileWasmObject(info: ModuleInfo, options: WasmObjectOptions): WasmObject {
  return new Builder(info, options).build();
}

class Builder {
  private readonly info: ModuleInfo;
  private readonly options: WasmObjectOptions;
  private readonly object: ObjectModule<TargetIsa>;
  private readonly names: UniqueNames = new UniqueNames();

  constructor(info: ModuleInfo, options: WasmObjectOptions) {
    this.info = info;
    this.options = options;
    this.object = new ObjectModule({ isa: options.isa, name: options.source });
    for (const name of RESERVED_NAMES) this.symbol(name);
  }

  build(): WasmObject {
    const { info, object, options } = this;
    if (info.importedTableCount > 0) throw unsupported(info, "imported tables");
    for (let f = 0; f < info.functionCount; f++) {
      // The environment refers to functions by their numbers, which are those of the object.
      object.declareFunction(`${options.prefix}.f${f}`, "local", clifSignature(this.signatureOf(f)));
    }
    this.compileFunctions();
    const imports = this.defineImports();
    const exports = this.defineExports();
    const shape = this.describe(imports, exports);
    return { object: object.emit(), header: headerText(shape) };
  }

  private signatureOf(f: number): codeAbi.WasmSignature {
    return moduleSignature(this.info, this.info.functionTypes[f]!);
  }

  private symbol(name: string): string {
    return this.names.add(`${this.options.prefix}_${name}`);
  }

  private compileFunctions(): void {
    const { info, object, options } = this;
    const env = new ObjectEnvironment(info, options.guardPages === true);
    const translation = new TranslationContext(ALL_FEATURES);
    const func = new Function();
    const total = info.functionCount - info.importedFunctionCount;
    for (let f = info.importedFunctionCount; f < info.functionCount; f++) {
      func.clear();
      func.name = { kind: "user", namespace: 0, index: f };
      translateFunction(info, f, func, env, translation);
      const vmctx = func.dfg.blockParam(func.layout.entryBlock()!, 0);
      callTrapHook(func, (ins, code) => {
        const array = ins.load(types.I64, memflags.TRUSTED, vmctx, CONTEXT_HEADER.BUILTINS);
        const hook = ins.load(types.I64, memflags.TRUSTED, array, TRAP_ROUTINE * 8);
        ins.call_indirect(func.dfg.importSignature(HOOK), hook, [vmctx, ins.iconst(types.I32, code)]);
      });
      object.defineFunction(f as never, func);
      options.onProgress?.(f - info.importedFunctionCount + 1, total);
    }
  }

  /** Functions of the object that call C functions. */
  private defineImports(): CFunction[] {
    const { info, object } = this;
    const out: CFunction[] = [];
    for (const i of info.imports) {
      if (i.kind !== EXTERN_FUNCTION) continue;
      const sig = this.signatureOf(i.index);
      const symbol = this.symbol(`import_${identifierPart(i.module)}_${identifierPart(i.name)}`);
      out.push({ symbol, name: `${i.module}.${i.name}`, ...sig });
      const callee = object.declareFunction(symbol, "import", cSignature(sig));
      const func = new Function({ kind: "user", namespace: 0, index: i.index }, clifSignature(sig));
      const { cursor, params } = entry(func);
      const ins = cursor.ins();
      const places = outPlaces(sig).map((kind) => {
        const slot = func.createStackSlot({ size: 8, alignShift: 3 });
        return { kind, address: ins.stack_addr(types.I64, slot, 0) };
      });
      const call = ins.call(object.declareFuncInFunc(callee, func), [
        ...params,
        ...places.map((p) => p.address),
      ]);
      const results =
        places.length > 0
          ? places.map((p) => ins.load(clifType(p.kind), memflags.TRUSTED, p.address, 0))
          : func.dfg.results(call);
      ins.return_(results);
      object.defineFunction(i.index as never, func);
    }
    return out;
  }

  /** Functions in C's convention for exported ones, and for the start function. */
  private defineExports(): { readonly functions: CFunction[]; readonly start: string | undefined } {
    const { info } = this;
    const functions = info.exports
      .filter((e) => e.kind === EXTERN_FUNCTION)
      .map((e) => ({
        symbol: this.defineExport(this.symbol(identifierPart(e.name)), e.index),
        name: e.name,
        ...this.signatureOf(e.index),
      }));
    const start = info.start < 0 ? undefined : this.defineExport(this.symbol("start_function"), info.start);
    return { functions, start };
  }

  private defineExport(symbol: string, index: number): string {
    const { object } = this;
    const sig = this.signatureOf(index);
    const id = object.declareFunction(symbol, "export", cSignature(sig));
    const func = new Function({ kind: "user", namespace: 0, index: id }, cSignature(sig));
    const { cursor, params } = entry(func);
    const ins = cursor.ins();
    const count = 1 + sig.params.length;
    const call = ins.call(object.declareFuncInFunc(index as never, func), params.slice(0, count));
    const results = func.dfg.results(call);
    if (outPlaces(sig).length > 0) {
      results.forEach((r, i) => ins.store(memflags.TRUSTED, r, params[count + i]!, 0));
      ins.return_([]);
    } else ins.return_(results);
    object.defineFunction(id, func);
    return symbol;
  }

  // What the header's code makes instances of

  private describe(
    imports: CFunction[],
    exports: { readonly functions: CFunction[]; readonly start: string | undefined },
  ): InstanceShape {
    const { info, options } = this;
    const { slots, count } = funcRefSlots(info);
    const layout = layoutOf(info, count);
    const referenced = Array.from({ length: count }, () => 0);
    slots.forEach((slot, f) => {
      if (slot >= 0) referenced[slot] = f;
    });
    const importsOf = (kind: number): string[] =>
      info.imports
        .filter((i) => i.kind === kind)
        .map((i) => this.symbol(`import_${identifierPart(i.module)}_${identifierPart(i.name)}`));
    const MEMORY_KIND = 2;
    const GLOBAL_KIND = 3;
    const exported = (kind: number): { name: string; index: number }[] =>
      info.exports
        .filter((e) => e.kind === kind)
        .map((e) => ({ name: this.symbol(identifierPart(e.name)), index: e.index }));
    const typeOf = (f: number): number => info.types.canonical[info.functionTypes[f]!]! + 1;
    return {
      prefix: options.prefix,
      source: options.source,
      guardPages: options.guardPages === true,
      layout,
      imports,
      exports: exports.functions,
      start: exports.start,
      memories: info.memories.map((m) => ({
        minimum: m.minimum,
        maximum: m.maximum,
        index64: m.index64,
      })),
      importedMemories: importsOf(MEMORY_KIND),
      tables: info.tables.map((t) => ({
        minimum: t.minimum,
        maximum: t.maximum,
        extern: t.type === valueTypes.EXTERNREF,
        init: t.init === undefined ? undefined : this.constant(t.init),
      })),
      globals: info.globals.map((g) => ({
        kind: kindOf(g.type),
        mutable: g.mutable,
        init: g.init === undefined ? undefined : this.constant(g.init),
      })),
      importedGlobals: importsOf(GLOBAL_KIND),
      exportedMemories: exported(MEMORY_KIND),
      exportedTables: exported(EXTERN_TABLE),
      exportedGlobals: exported(GLOBAL_KIND),
      typeNumbers: Array.from({ length: info.types.count }, (_, t) => info.types.canonical[t]! + 1),
      funcRefs: {
        count,
        code: this.addresses("func_ref_code", referenced),
        types: this.integers("func_ref_types", referenced.map(typeOf)),
        indices: this.integers("func_ref_indices", referenced),
      },
      importRefs: {
        code: this.addresses(
          "import_code",
          Array.from({ length: info.importedFunctionCount }, (_, f) => f),
        ),
        types: this.integers(
          "import_types",
          Array.from({ length: info.importedFunctionCount }, (_, f) => typeOf(f)),
        ),
      },
      data: info.data.map((d, i) => ({
        symbol: this.bytes(`data_${i}`, info.bytes.subarray(d.start, d.end)),
        size: d.end - d.start,
        memory: d.memory,
        offset: d.offset === undefined ? undefined : this.constant(d.offset),
      })),
      elements: info.elements.map((e, i) => {
        const values =
          e.functions === undefined
            ? e.exprs!.map((x) => this.elementOf(x))
            : Array.from(e.functions, (f) => this.reference(f));
        return {
          symbol: this.integers(`elements_${i}`, values),
          size: values.length,
          table: e.table,
          mode: e.mode,
          offset: e.offset === undefined ? undefined : this.constant(e.offset),
        };
      }),
    };
  }

  /** How an element segment refers to a function: its slot, or -2 - number for an imported one. */
  private reference(f: number): number {
    return f < this.info.importedFunctionCount ? -2 - f : funcRefSlots(this.info).slots[f]!;
  }

  private elementOf(expr: ConstExpr): number {
    const value = evaluateConstExpr<number>(this.info, expr, {
      globalGet: () => {
        throw unsupported(this.info, "elements that are values of globals");
      },
      refFunc: (f) => this.reference(f),
      refNull: () => -1,
    });
    if (!("ref" in value)) throw unsupported(this.info, "elements that are no references");
    return value.ref;
  }

  /** A constant expression in C. */
  private constant(expr: ConstExpr): string {
    const { info } = this;
    const GLOBAL_GET = 0x23;
    const direct = info.bytes[expr.start] === GLOBAL_GET;
    const value = evaluateConstExpr<string>(info, expr, {
      globalGet: (g) => {
        const { type, imported, init } = info.globals[g]!;
        const kind = kindOf(type);
        if (!imported) {
          const text = this.constant(init!);
          if ("ce".includes(kind)) return { type, ref: text };
          if (/^0x[0-9a-f]+ull$/.test(text)) return { type, bits: BigInt(text.slice(0, -3)) };
        } else if (direct && expr.end - expr.start <= 4)
          return { type, ref: `*(const ${C_BITS[kind]!} *)instance->globals[${g}].address` };
        throw unsupported(info, "constant expressions that compute with imported globals");
      },
      refFunc: (f) =>
        f < info.importedFunctionCount
          ? `(uintptr_t)&instance->import_refs[${f}]`
          : `(uintptr_t)&instance->func_refs[${this.reference(f)}]`,
      refNull: () => "0",
    });
    return "bits" in value ? `0x${value.bits.toString(16)}ull` : value.ref;
  }

  // Data of the object

  private bytes(name: string, contents: Uint8Array): string {
    const symbol = this.symbol(name);
    const { object } = this;
    const id = object.declareData(symbol, "hidden", { writable: false, tls: false });
    object.defineData(id, {
      contents: contents.length === 0 ? new Uint8Array(1) : contents.slice(),
      align: 16,
    });
    return symbol;
  }

  private integers(name: string, values: readonly number[]): string {
    const contents = new Uint8Array(values.length * 4);
    const view = new DataView(contents.buffer);
    values.forEach((v, i) => view.setInt32(i * 4, v, this.options.isa.endianness === "little"));
    return this.bytes(name, contents);
  }

  /** Addresses of functions. */
  private addresses(name: string, functions: readonly number[]): string {
    const symbol = this.symbol(name);
    const { object } = this;
    const id = object.declareData(symbol, "hidden", { writable: false, tls: false });
    const relocs = functions.map((f, i) => ({
      offset: i * 8,
      target: { kind: "function" as const, id: f as never },
    }));
    object.defineData(id, { contents: { zeros: Math.max(8, functions.length * 8) }, align: 8, relocs });
    return symbol;
  }
}

/** C types with the bits of each kind of value. */
const C_BITS: Readonly<Record<string, string>> = {
  i: "uint32_t",
  l: "uint64_t",
  f: "uint32_t",
  d: "uint64_t",
  c: "uintptr_t",
  e: "uint32_t",
};

/** Kinds of results that are returned through pointers: all, if there are several. */
function outPlaces({ results }: codeAbi.WasmSignature): string[] {
  return results.length > 1 ? [...results] : [];
}

/** The signature in C: the instance, the parameters, pointers for several results. */
function cSignature(sig: codeAbi.WasmSignature): Signature {
  const params = [
    abiParam(types.I64),
    ...[...sig.params].map((k) => abiParam(clifType(k))),
    ...outPlaces(sig).map(() => abiParam(types.I64)),
  ];
  return signature(params, sig.results.length === 1 ? [abiParam(clifType(sig.results))] : [], "system_v");
}

function entry(func: Function): { readonly cursor: FuncCursor; readonly params: Value[] } {
  const cursor = new FuncCursor(func);
  const block = func.dfg.makeBlock();
  cursor.insertBlock(block);
  const params = func.signature.params.map((p) => func.dfg.appendBlockParam(block, p.type));
  return { cursor, params };
}

function unsupported(_info: ModuleInfo, what: string): WasmError {
  return new WasmError("unsupported", 0, `${what} cannot be put into an object file`, what);
}

/** A prefix made of a file's name. */
export function prefixOf(path: string): string {
  return identifier(path.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, ""));
}
